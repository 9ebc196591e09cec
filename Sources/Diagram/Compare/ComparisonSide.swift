import Architecture

/// One model made ready for comparison figures: laid out and printed once, used with every partner.
///
/// A reference, like its pieces: thousands of pairs hand them on.
public final class ComparisonSide: Sendable {
  let heading: FigureHeading
  let plan: FigurePlan
  let members: [Member]
  let profile: Profile
  /// Variants of each role, in drawing order.
  private let mixers: [Int], feedForwards: [Int]
  /// `sliding-window + global`; the kinds of a role without their numbers.
  private let mixerWords: PairChange.Value, feedForwardWords: PairChange.Value
  let traits: [Trait]
  /// What stands beside the stack.
  let otherParts: [(name: String, label: PairChange.Label, value: PairChange.Value)]
  let totalParameters: Int

  /// For each layer its column among `columns`, the variants of a layer.
  let layers: [UInt16]
  let columns: [[Int]]

  let head: Head
  let height: Double
  /// Repeat frames; behind everything, since they are filled.
  let frames: Piece
  /// The stack without its rows and frames.
  let skeleton: Piece
  let rows: [Row]
  /// The layer map, and the one for a pair with hundreds of layers.
  let map: CompactMap, fineMap: CompactMap

  struct Row: Sendable {
    let variant: Int
    let frame: Frame
    let piece: Piece
    /// Of the variant, and what the row says besides.
    let known: [UInt64]
  }

  /// What a row's variant is asked when another model's rows are held against it.
  final class Member: Sendable {
    let kind: UInt64
    /// Its place among the groups of the profile.
    let group: Int?
    let tag: String, short: String, full: String
    let glyph: Mark.Glyph
    let hue: Mark.Hue
    let count: Int
    /// Of all layers, from 0 to 1.
    let share: Double
    let details: [Detail]
    /// Keys of its values wherever it shows them, so that a value a row has no room for is not called missing; and
    /// of its name and number of layers.
    let known: [UInt64]
    let nameKey: UInt64
    /// Its short name inside a sentence.
    let name: PairChange.Value
    /// `dense layers` and how many.
    let layersLabel: PairChange.Label
    let layers: PairChange.Value

    init(_ variant: Variant, depth: Int, in sheet: FactSheet) {
      kind = Key.hash(variant.kind.utf8)
      let uses = variant.role == .mixer ? sheet.mixers : sheet.feedForwards
      let place = uses.firstIndex { use in
        use.variants.contains { own in
          own.sublayer.name == variant.ownName
            && own.sublayer.facts(in: sheet.spec.dimensions) == variant.facts
        }
      }
      group = place.map { variant.role == .mixer ? $0 : sheet.mixers.count + $0 }
      tag = variant.name.tag
      short = variant.name.short
      full = variant.name.full
      glyph = variant.mark.glyph
      hue = variant.mark.hue
      count = variant.count
      share = Double(variant.count) / Double(max(1, depth))
      details = variant.facts.map(Detail.init)
      let values = (variant.lines + [variant.short]).flatMap(\.valueKeys).filter { $0 != 0 }
      nameKey = Key.value("name", full)
      name = PairChange.Value(.word(short.asInSentence))
      known = values + [nameKey, Key.value("layers", "\(count)×")]
      layersLabel = PairChange.Label(tag.hasPrefix("experts") ? "layers with \(tag)" : "\(tag) layers")
      layers = PairChange.Value(.count(count))
    }

    func likeness(_ other: Member) -> Double {
      (kind == other.kind ? 4 : 0) + (glyph == other.glyph ? 2 : 0) + (hue == other.hue ? 1 : 0)
        + (1 - (share - other.share).magnitude)
    }
  }

  public init(_ sheet: FactSheet, heading: FigureHeading) {
    self.heading = heading
    let plan = FigurePlan(sheet.spec)
    self.plan = plan
    mixers = plan.variants(of: .mixer)
    feedForwards = plan.variants(of: .feedForward)
    func words(_ variants: [Int]) -> PairChange.Value {
      let tags = variants.map { plan.variants[$0].name.tag }.tally.map(\.value)
      let shown = tags.count > 3 ? tags.prefix(2) + ["\(tags.count - 2) more"] : tags
      return PairChange.Value(.word(shown.isEmpty ? "none" : shown.joined(separator: " + ")))
    }
    mixerWords = words(mixers)
    feedForwardWords = words(feedForwards)
    profile = sheet.profile
    let members = plan.variants.map { Member($0, depth: plan.depth, in: sheet) }
    self.members = members
    traits = Trait.all(sheet.spec, depth: plan.depth)
    otherParts = sheet.spec.parts.filter { $0.kind != .prediction }.map {
      ($0.label, PairChange.Label($0.label), PairChange.Value(.word($0.label)))
    }
    totalParameters = sheet.parameters.total

    let distinct = plan.columns.map { $0.compactMap(\.self) }.tally.map(\.value)
    columns = distinct
    layers = plan.columns.map { column in
      UInt16(clamping: distinct.firstIndex(of: column.compactMap(\.self)) ?? 0)
    }
    head = Head(heading.name, sheet)
    let stack = Stack(plan, sheet)
    height = stack.panel.height
    let rowItems = Set(stack.shownRows.map(\.item))
    let others = stack.panel.items.indices.filter { !rowItems.contains($0) }.map { stack.panel.items[$0] }
    frames = Piece(others.filter(Piece.isFrame))
    skeleton = Piece(others.filter { !Piece.isFrame($0) }, count: "\(plan.depth)×")
    rows = stack.shownRows.compactMap { row in
      guard case .group(let group) = stack.panel.items[row.item] else { return nil }
      let items = group.items.map { item -> Scene.Item in
        guard case .text(var text) = item, text.font == .name, let title = group.title else { return item }
        text.title = title
        return .text(text)
      }
      let member = members[row.variant]
      let piece = Piece(items, name: member.full, count: "\(member.count)×")
      return Row(
        variant: row.variant, frame: row.frame, piece: piece, known: member.known + piece.values)
    }
    map = CompactMap(plan, isFine: false)
    fineMap = CompactMap(plan, isFine: true)
  }

  var depth: Int { layers.count }
  func order(_ role: Role) -> [Int] { role == .mixer ? mixers : feedForwards }
  func words(_ role: Role) -> PairChange.Value { role == .mixer ? mixerWords : feedForwardWords }
}

/// Name and key figures over a stack, laid out upwards from its top edge, so that both models' rules meet.
struct Head: Sendable {
  let piece: Piece
  let height: Double

  init(_ name: String, _ sheet: FactSheet) {
    var drawing = Drawing()
    let parameters = sheet.parameters
    // Whole numbers nearly always differ: marking them would say nothing.
    let active = parameters.isSparse ? ", \(parameters.activeText("active per token"))" : ""
    let cache =
      sheet.cache.bytesPerToken > 0
      ? "\(sheet.cache.bytesPerToken.bytesText) of cache per token" : "no cache that grows"
    let lines = [
      "\(parameters.total.parametersText) parameters" + active,
      cache + ", context \(sheet.spec.dimensions.context.tokensText)",
    ]
    let titles = Phrase(name).wrapped(.title, width: PairLayout.panel)
    let rule = -60.5, first = rule - 14.5 - 26 * Double(titles.count - 1)
    for (index, line) in titles.enumerated() {
      drawing.text(line, .title, at: 0, first + 26 * Double(index))
    }
    drawing.shape(Path([.line(Point(0, rule), Point(PairLayout.panel, rule))]), .rule)
    for (index, line) in lines.enumerated() {
      drawing.text(Phrase(line), .text, at: 0, rule + 20 + 16 * Double(index))
    }
    piece = Piece(drawing.items)
    height = 22 - first
  }
}
