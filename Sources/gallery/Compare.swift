import Architecture
import ArgumentParser
import Catalog

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what differs between two architectures, aligned by meaning.",
    discussion: """
      The older release stands first, whatever the order of the arguments, if both are dated.

      Example: gallery compare deepseek-v3 kimi-k2
      """)

  @Argument(help: ModelInput.help, completion: .models)
  var first: String
  @Argument(help: "The other model.", completion: .models)
  var second: String
  @Option(help: ArgumentHelp("text for people, json for programs.", valueName: "text|json"))
  var format = OutputFormat.text
  @Option(help: ArgumentHelp("The folder with models/.", valueName: "folder"), completion: .directory)
  var content = "Content"

  func validate() throws {
    if first == "-" && second == "-" { throw ValidationError("only one of the models can be standard input") }
  }

  func run() throws {
    let models = try [first, second].map { try ModelInput(name: $0, content: content).read() }
    let areDated = models.allSatisfy(\.released.isKnown)
    // Only the two files are read: of one day, the one that the other names comes first.
    let isMadeFromOther =
      models[0].released == models[1].released
      && models[0].basedOn.contains { $0.slug == models[1].slug }
    let isOrdered =
      !areDated || !isMadeFromOther && models[0].age <= models[1].age
      || models[0].released == models[1].released && models[1].basedOn.contains { $0.slug == models[0].slug }
    let (older, newer) = isOrdered ? (models[0], models[1]) : (models[1], models[0])
    let difference = Difference(older: older.sheet, newer: newer.sheet)
    switch format {
    case .json:
      guard case .object(let members) = difference.json else { return }
      let names: [(String, JSON?)] = [("older", .text(older.slug)), ("newer", .text(newer.slug))]
      try JSON.fields(names + members.map { ($0.key, $0.value) }).printed()
    case .text: try difference.report(older: older.name, newer: newer.name).printed()
    }
  }
}
