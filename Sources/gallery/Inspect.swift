import Architecture
import ArgumentParser
import Catalog
import Website

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show everything that is derived from one model's specification.",
    discussion: """
      JSON has the keys of the site's data files.

      Examples: gallery inspect kimi-k2
                gallery import config.json | gallery inspect - --format json
      """)

  @Argument(help: ModelInput.help, completion: .models)
  var model: String
  @Option(help: ArgumentHelp("text for people, json for programs.", valueName: "text|json"))
  var format = OutputFormat.text
  @Option(help: ArgumentHelp("The folder with models/.", valueName: "folder"), completion: .directory)
  var content = "Content"

  func run() throws {
    let model = try ModelInput(name: model, content: content).read()
    switch format {
    case .json: try model.json(figure: "figures/\(model.slug).svg").printed()
    case .text: try model.sheet.report(model.reportHeading).printed()
    }
  }
}

extension Model {
  fileprivate var reportHeading: ReportHeading {
    ReportHeading(
      name: name, byline: "\(organization), \(released.long)",
      published: publishedTexts)
  }
}
