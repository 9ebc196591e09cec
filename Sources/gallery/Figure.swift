import Architecture
import ArgumentParser
import Catalog
import Diagnostics
import Diagram
import Foundation

/// `gallery figure`: one model's figure as an SVG file.
struct Figure: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the figure of one model as SVG.",
    discussion: """
      The file carries its colours for light and dark, and needs no other file.

      Examples: gallery figure gpt-2-xl --output gpt-2-xl.svg
                gallery figure deepseek-v3 --with kimi-k2 > comparison.svg
                gallery figure deepseek-v3 --detail block --kind moe > moe.svg
      """)

  enum Detail: String, CaseIterable, ExpressibleByArgument {
    case glyph, card, full, block
  }

  @Argument(help: ModelInput.help, completion: .models)
  var model: String

  @Option(help: "How much is drawn: glyph, card, full, or the block of one sublayer.")
  var detail = Detail.full

  @Option(
    help: "With --detail block: the kind of sublayer to open (mla, moe); the first when left out.",
    completion: .sublayerKinds)
  var kind: String?

  @Flag(help: "Draw the full figure in one column, 328 units wide.")
  var narrow = false

  @Option(help: "Draw the comparison with this second model instead.", completion: .models)
  var with: String?

  @Flag(help: "Draw memory against context instead; together with --with, both curves.")
  var memory = false

  @Option(help: ArgumentHelp("The folder with models/.", valueName: "folder"), completion: .directory)
  var content = "Content"

  @Option(name: .shortAndLong, help: "The file to write; standard output when left out.", completion: .file())
  var output: String?

  func run() throws {
    let model = try ModelInput(name: model, content: content).read()
    let heading = FigureHeading(
      name: model.name, byline: "\(model.organization), \(model.released.long). \(model.sheet.decoderType)")
    let svg = try chosenScene(model, heading).svg(standalone: true) + "\n"
    guard let output else {
      return try say(svg, end: "")
    }
    guard FileManager.default.createFile(atPath: output, contents: Data(svg.utf8)) else {
      throw failure("cannot write '\(output)'", code: 2)
    }
  }

  private func chosenScene(_ model: Model, _ heading: FigureHeading) throws -> Scene {
    let other = try with.map { try ModelInput(name: $0, content: content).read() }
    if memory {
      let series = [model] + (other.map { [$0] } ?? [])
      return Charts.memory(
        series.map { .init(name: $0.name, sheet: $0.sheet) }, composition: narrow ? .narrow : .wide,
        id: series.map(\.slug).joined(separator: "-"))
    }
    guard let other else { return try scene(of: model, heading) }
    return Figures.comparison(
      model.sheet, other.sheet,
      headings: (FigureHeading(name: model.name, byline: ""), FigureHeading(name: other.name, byline: "")),
      id: "\(model.slug)-\(other.slug)")
  }

  private func scene(of model: Model, _ heading: FigureHeading) throws -> Scene {
    switch detail {
    case .glyph: return Figures.glyph(model.sheet, heading: heading, id: model.slug)
    case .card: return Figures.card(model.sheet, heading: heading, id: model.slug)
    case .full:
      return Figures.full(
        model.sheet, heading: heading, composition: narrow ? .narrow : .wide, id: model.slug)
    case .block:
      let sublayers = model.spec.layers.flatMap { $0.sublayers.map(\.sublayer) }
      guard let chosen = sublayers.first(where: { kind == nil || type(of: $0).kind == kind }) else {
        let kinds = Set(sublayers.map { type(of: $0).kind }).sorted().joined(separator: ", ")
        throw failure(
          "'\(model.slug)' has no sublayer of kind '\(kind ?? "")'; it has \(kinds)", code: 1)
      }
      return Figures.block(chosen, in: model.spec.dimensions, id: model.slug)
    }
  }
}
