import Architecture
import ArgumentParser
import Catalog
import Checkpoint
import Foundation

/// `gallery verify`: a specification held against stored weights.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hold a model's parameters against stored weights, part by part.",
    discussion: """
      Reads headers only: names, shapes and types of a folder, a .safetensors file, its index or a .gguf file. Packed \
      weights (FP8, MXFP4, GPTQ, AWQ, GGUF types) count as the parameters they stand for. Ends with 1 where a part \
      disagrees, and names the first tensor.

      Examples: gallery verify ./my-model
                gallery verify ./my-model --format json
      """)

  @Argument(help: ModelInput.help, completion: .models)
  var model: String
  @Argument(
    help: "A folder, a .safetensors file, its index, or a .gguf file; the model's folder when left out.",
    completion: .file())
  var weights: String?
  @Option(help: ArgumentHelp("text for people, json for programs.", valueName: "text|json"))
  var format = OutputFormat.text
  @Option(help: ArgumentHelp("The folder with models/.", valueName: "folder"), completion: .directory)
  var content = "Content"

  func validate() throws {
    if weights == nil && !model.contains("/") && !model.hasSuffix(".gguf") && !model.hasPrefix(".") {
      throw ValidationError("name the weights, or a folder that holds both configuration and weights")
    }
  }

  func run() throws {
    let input = try ModelInput(name: model, content: content).read()
    do {
      let path = weights ?? (model.hasSuffix(".json") ? (model as NSString).deletingLastPathComponent : model)
      let files = try ProblemReport(sources: [:]).accept(WeightFiles.read(path))
      let found = Reconciliation(input.spec, files.tensors)
      switch format {
      case .text: try found.report(model: input.name, weights: path, files: files.fileCount).printed()
      case .json: try found.json.printed()
      }
      if !found.isReconciled { throw ExitCode(1) }
    } catch let error as CheckpointError {
      throw failure(error.summary, code: 2)
    }
  }
}
