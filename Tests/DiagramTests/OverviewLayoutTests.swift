import Architecture
import Catalog
import TestSupport
import Testing

@testable import Diagram

/// Pictures of many models and charts, measured: for the models of this repository, for one, for very many, and for
/// names that do not fit.
@Suite struct OverviewLayoutTests {
  struct Collection: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var members: [Overview.Descendant]
    var entries: [Overview.Entry] { members.map(\.entry) }
  }

  static let collections = Result {
    let models = try Published.models().filter(\.released.isKnown).sorted {
      ($0.released, $0.slug) < ($1.released, $1.slug)
    }
    let places = Dictionary(
      models.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
    let real = models.map { model -> Overview.Descendant in
      let parent = model.basedOn.first.flatMap { places[$0.slug] }
      return Overview.Descendant(
        Overview.Entry(
          name: model.name, source: FigureSource(model.sheet),
          year: Double(model.released.year) + Double(model.released.month - 1) / 12,
          date: model.released.monthAndYear, href: "m/\(model.slug)", tags: ["is-moe"]),
        parent: parent,
        change: parent.map { Difference(older: models[$0].sheet, newer: model.sheet).verdict },
        changeHref: "c", isBorrowed: model.basedOn.first?.relation == .borrowed)
    }
    func named(_ count: Int, from members: ArraySlice<Overview.Descendant>, _ name: (Int) -> String)
      -> [Overview.Descendant]
    {
      (0..<count).map { index in
        var member = members[members.startIndex + index % max(1, members.count)]
        let entry = member.entry
        member.entry = Overview.Entry(
          name: name(index), source: FigureSource(entry.sheet),
          year: 2019 + Double(index) * 7 / Double(count), date: entry.date, href: entry.href, tags: entry.tags
        )
        // Every third begins a line; the others hang from the one before, deeper and deeper.
        member.parent = index % 3 == 0 ? nil : index - 1
        member.change = index % 2 == 0 ? String(repeating: "half the query heads, ", count: 6) : name(index)
        return member
      }
    }
    let long = "Example Hybrid Long Name 1234B-A56B-Thinking-Instruct-2512"
    return [
      Collection(testDescription: "the models of this repository", members: real),
      Collection(testDescription: "one model", members: named(1, from: real[...]) { _ in "Alone" }),
      Collection(testDescription: "300 models", members: named(300, from: real[...]) { "Model \($0)" }),
      Collection(
        testDescription: "long names", members: named(40, from: real[...]) { "\(long) \($0)" }),
      Collection(
        testDescription: "names without a break",
        members: named(12, from: real.suffix(30)) { _ in String(repeating: "n", count: 300) }),
      Collection(
        testDescription: "CJK names",
        members: named(40, from: real[...]) { _ in String(repeating: "通义千问", count: 12) }),
      Collection(
        testDescription: "one line of 40",
        members: named(40, from: real[...]) { "Model \($0)" }.enumerated().map { index, member in
          var member = member
          member.parent = index == 0 ? nil : index - 1
          return member
        }),
    ]
  }

  private func check(_ scene: Scene, _ what: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for problem in layoutProblems(scene) {
      Issue.record("\(what), \(scene.width) wide: \(problem.prefix(300))", sourceLocation: sourceLocation)
    }
  }

  /// Texts a hairline of a year passes.
  private func rulesThroughTexts(_ scene: Scene) -> [String] {
    let flat = Flat(scene)
    let lines = scene.items.flatMap { item -> [Frame] in
      guard case .shape(let shape) = item, shape.style == .hair else { return [] }
      return shape.path.figures.map(\.bounds)
    }
    return flat.texts.filter { text in
      lines.contains { text.frame.meets(Point($0.x, $0.y), Point($0.x, $0.bottom)) }
    }.map(\.content.text)
  }

  @Test(.heavy, arguments: try collections.get(), Figures.Composition.allCases)
  func manyModelsAreDrawnCleanly(_ collection: Collection, _ composition: Figures.Composition) {
    let entries = collection.entries
    for fact in ModelFact.shown(.statistics) {
      check(Overview.history(entries, fact, composition: composition, id: "h"), "history")
    }
    check(Overview.mixers(entries, [(composition, "m")])[0], "mixers")
    check(
      Overview.adoption(
        entries.enumerated().map { ($1, [.none, .some, .all][$0 % 3]) }, of: "Anything",
        [(composition, "a")])[0], "adoption")
    check(
      Overview.uptake(entries, users: entries.indices.map { $0 % 2 == 0 }, of: "Anything", id: "u"), "uptake")
    check(Overview.relativeSize(entries, width: composition == .wide ? 1_184 : 328, id: "r"), "relative size")
    if let tree = Overview.descent(collection.members, title: "D", composition: composition, id: "d") {
      check(tree, "descent")
      #expect(rulesThroughTexts(tree) == [])
    }
  }

  /// No trunk runs beside the line of a year or over a trunk of the other style: both would read as one thick line.
  @Test(arguments: Figures.Composition.allCases)
  func trunksOfATreeStandAlone(_ composition: Figures.Composition) throws {
    let tree = try #require(
      Overview.descent(try Self.collections.get()[0].members, title: "D", composition: composition, id: "d"))
    var trunks: [(frame: Frame, style: Style)] = [], years: [Frame] = []
    for item in tree.items {
      switch item {
      case .wire(let wire):
        for (a, b) in zip(wire.points, wire.points.dropFirst()) where a.x == b.x && a.y != b.y {
          trunks.append((Frame(a.x, min(a.y, b.y), 0, abs(a.y - b.y)), wire.style))
        }
      case .shape(let shape) where shape.style == .hair: years += shape.path.figures.map(\.bounds)
      default: break
      }
    }
    #expect(Set(trunks.map(\.style)) == [.wire, .dashed] && !years.isEmpty)
    for trunk in trunks {
      let besides = years.filter { abs($0.x - trunk.frame.x) < 8 && $0.sharedHeight(with: trunk.frame) > 0 }
      #expect(besides.isEmpty, "\(trunk.frame)")
      // A turn begins a corner's length above where it ends.
      let over = trunks.filter {
        $0.style != trunk.style && $0.frame.x == trunk.frame.x && $0.frame.sharedHeight(with: trunk.frame) > 6
      }
      #expect(over.isEmpty, "\(trunk.frame)")
    }
  }

  @Test(arguments: try collections.get())
  func postersAndSkylinesAreDrawnCleanly(_ collection: Collection) {
    let entries = collection.entries
    check(Overview.poster(entries, title: "A gallery", id: "p"), "poster")
    for (width, rows) in [(1_184.0, 3), (690, 3), (328, 1), (1, 1)] {
      let scene = Overview.skyline(entries, width: width, rows: rows, id: "s")
      check(scene, "skyline")
      #expect(width < 20 || scene.width <= width)
    }
    check(Overview.signs(entries, title: "S", id: "g"), "signs")
    for entry in entries.prefix(20) { check(Overview.strip(entry, id: "t"), "strip") }
  }

  @Test(.heavy, arguments: try collections.get(), Figures.Composition.allCases)
  func chartsAreDrawnCleanly(_ collection: Collection, _ composition: Figures.Composition) {
    let all = collection.entries.map { Charts.Series(name: $0.name, sheet: $0.sheet) }
    for start in stride(from: 0, to: min(all.count, 60), by: 4) {
      for count in [1, 2, 3] where start + count <= all.count {
        let series = Array(all[start..<start + count])
        check(Charts.parameters(series, composition: composition, id: "c"), "parameters")
      }
      for count in [1, 2, 4, 8] where start + count <= all.count {
        var series = Array(all[start..<start + count])
        for index in series.indices where index > 1 { series[index].isReference = true }
        check(Charts.memory(series, composition: composition, id: "c"), "memory of \(count)")
      }
    }
  }

  @Test func sharedCellsDrawTheSamePictures() throws {
    let scenes = try Self.collections.get()[0].entries.map { entry in
      Figures.glyph(entry.sheet, heading: FigureHeading(name: entry.name, byline: ""), id: "g")
    }
    let sheet = GlyphSheet(scenes, id: "k")
    let apart = scenes.reduce(0) { $0 + $1.svg(standalone: false).utf8.count }
    let together = scenes.indices.reduce(sheet.definitions.count) { $0 + sheet.picture($1).count }
    #expect(2 * together < apart, "\(together) of \(apart) bytes")
    let definitions = String(decoding: sheet.definitions, as: UTF8.self)
    for (index, scene) in scenes.enumerated() {
      let picture = String(decoding: sheet.picture(index), as: UTF8.self)
      var cells = 0
      for match in picture.matches(of: /href="#k-([0-9]+)"/) {
        let start = try #require(definitions.firstRange(of: "id=\"k-\(match.1)\">")).upperBound
        let definition = definitions[start...]
        let end = try #require(definition.firstRange(of: "</g>")).lowerBound
        cells += definition[..<end].count { $0 == "z" }
      }
      let rest = picture.count { $0 == "z" } - scene.title.count { $0 == "z" }
      let expected = scene.svg(standalone: false).count { $0 == "z" } - scene.title.count { $0 == "z" }
      #expect(cells + rest == expected, "\(scene.title)")
    }
  }

  @Test(arguments: [
    ([10.0, 10, 10], [14.0, 14, 14], [-10.0, 10, 30]), ([0, 100], [14, 14], [7, 93]),
    ([50, 52], [14, 14], [40, 62]), ([95, 96], [14, 14], [71, 93]),
  ]) func labelsStandAroundTheMeanOfTheirWishes(_ wishes: [Double], _ sizes: [Double], _ expected: [Double]) {
    let places = spread(
      wishes, order: Array(wishes.indices), sizes: sizes, gap: 8,
      low: wishes[0] < 20 && wishes.count > 2 ? -100 : 0,
      high: 100)
    for (place, wish) in zip(places, expected) { #expect(abs(place - wish) <= 2.5, "\(places)") }
  }
}

extension Frame {
  fileprivate func sharedHeight(with other: Frame) -> Double { min(bottom, other.bottom) - max(y, other.y) }
}
