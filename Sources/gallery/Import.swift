import ArgumentParser
import Diagnostics
import HuggingFace

/// `gallery import`: a Hugging Face configuration as a model file.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Turn a Hugging Face config.json into a model file on standard output.",
    discussion: """
      Every size is read from the configuration. What it leaves to its class is written as a comment, '# assumed'; \
      what it cannot know (maker, date, sources) is a commented blank. Keys that could change shapes and that the \
      family does not read are warnings. An unknown family, a missing key or an impossible value ends with 1.

      Examples: gallery import config.json --name "My 7B" > Content/models/my-7b.md
                gallery import config.json | gallery inspect - --format json
      """)

  @Argument(
    help: ArgumentHelp("The configuration, or - for standard input.", valueName: "config.json"),
    completion: .file(extensions: ["json"]))
  var config: String

  @Option(help: "The model's name; what the configuration calls itself when left out.", completion: .invented)
  var name: String?

  func run() throws {
    let file = try InputFile(config)
    let problems = ProblemReport(sources: [file.shown: file.text])
    let model = try problems.accept(Importer().model(from: file.bytes, file: file.shown, name: name))
    try say(model.markdown, end: "")
  }
}
