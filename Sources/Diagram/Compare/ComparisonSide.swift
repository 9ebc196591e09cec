import Architecture

/// One model made ready for comparison figures: laid out and printed once, used with every partner.
///
/// A reference whose parts are plain numbers in few arrays: thousands of pairs hand it on, decide on the numbers and
/// copy bytes.
public final class ComparisonSide: Sendable {
  let heading: FigureHeading
  /// As it is printed in a name of a picture.
  let name: [UInt8]
  let plan: FigurePlan
  let profile: Profile
  /// What changes are told with.
  let wording: Wording
  let traits: [Trait]
  /// Equal for equal values.
  let traitKeys: [UInt64]
  /// By variant.
  let members: [Member]
  let details: [Detail]
  /// What stands beside the stack, and what it is called.
  let otherParts: [(key: UInt64, value: Int)]
  /// `sliding-window + global`; the kinds of a role without their numbers.
  private let mixerKinds: Int, feedForwardKinds: Int
  let totalParameters: Int

  let columns: LayerColumns

  let head: Head
  let height: Double
  let pieces: PieceStore
  let stack: StackPieces
  private let map: CompactMap

  /// Keys of what each variant says anywhere, its row included.
  let knownKeys: [UInt64]
  private let known: [Range<Int>]

  public convenience init(_ sheet: FactSheet, heading: FigureHeading) {
    self.init(FigureSource(sheet), heading: heading)
  }

  public init(_ source: FigureSource, heading: FigureHeading) {
    let sheet = source.sheet, plan = source.plan
    self.heading = heading
    var name = SVGBuffer(capacity: 64)
    name.escaped(heading.name)
    self.name = name.bytes
    self.plan = plan
    profile = sheet.profile
    totalParameters = sheet.parameters.total

    var wording = Wording.common, details: [Detail] = []
    let mixers = plan.variants(of: .mixer), feedForwards = plan.variants(of: .feedForward)
    mixerKinds = wording.add(plan.kinds(mixers))
    feedForwardKinds = wording.add(plan.kinds(feedForwards))
    let members = plan.variants.map { variant in
      let siblings = plan.variants.count { $0.role == variant.role && $0.kind == variant.kind }
      return Member(
        variant, hasTwin: siblings > 1, depth: plan.depth, in: sheet, details: &details, wording: &wording)
    }
    self.members = members
    let traits = Trait.all(sheet.spec, depth: plan.depth, in: &wording)
    self.traits = traits
    traitKeys = traits.map { wording.values[$0.value].key }
    otherParts = sheet.spec.parts.filter { $0.kind != .prediction }.map {
      (Key.hash($0.label.utf8), wording.add(.word($0.label), isAlone: true))
    }
    self.wording = wording
    self.details = details

    columns = LayerColumns(plan)

    var setter = PieceSetter()
    head = Head(heading.name, sheet, in: &setter)
    height = source.body.stack.panel.height
    let stack = StackPieces(source.body.stack, plan, in: &setter)
    self.stack = stack
    map = CompactMap(plan, isFine: false, in: &setter)
    var known: [Range<Int>] = [], knownKeys: [UInt64] = []
    for index in members.indices {
      let first = knownKeys.count
      knownKeys += members[index].known(plan.variants[index])
      if let row = stack.rowOf[index] { knownKeys += setter.values[stack.rows[row].piece.values] }
      known.append(first..<knownKeys.count)
    }
    (self.known, self.knownKeys) = (known, knownKeys)
    pieces = PieceStore(setter)
  }

  var depth: Int { columns.depth }
  func kinds(_ role: Role) -> Int { role == .mixer ? mixerKinds : feedForwardKinds }
  func kindsKey(_ role: Role) -> UInt64 { wording.values[kinds(role)].key }
  func tag(_ member: Int) -> String { plan.variants[member].name.tag }

  /// Against a variant's values another model's row is marked; nothing known without one.
  func known(_ variant: Int?, namesOnly: Bool) -> KnownValues {
    KnownValues(keys: knownKeys, range: variant.map { known[$0] } ?? 0..<0, namesOnly: namesOnly)
  }

  /// The place of a fact among a member's; most list the same facts in the same order.
  func detail(_ id: UInt64, at guess: Int, in range: Range<Int>) -> Int? {
    let guess = range.lowerBound + guess
    if guess < range.upperBound, details[guess].id == id { return guess }
    return range.first { details[$0].id == id }
  }

  /// The layer map, at the pitch of a pair with hundreds of layers where one has them.
  func map(isFine: Bool) -> (map: CompactMap, pieces: PieceStore) {
    guard isFine else { return (map, pieces) }
    var setter = PieceSetter()
    let map = CompactMap(plan, isFine: true, in: &setter)
    return (map, PieceStore(setter))
  }
}

extension FigurePlan {
  /// `sliding-window + global`.
  fileprivate func kinds(_ variants: [Int]) -> Quantity {
    let tags = variants.map { self.variants[$0].name.tag }.tally.map(\.value)
    let shown = tags.count > 3 ? tags.prefix(2) + ["\(tags.count - 2) more"] : tags
    return .word(shown.isEmpty ? "none" : shown.joined(separator: " + "))
  }
}

/// Name and key figures over a stack, laid out upwards from its top edge, so that both models' rules meet.
struct Head: Sendable {
  let piece: Piece
  let height: Double

  init(_ name: String, _ sheet: FactSheet, in setter: inout PieceSetter) {
    var drawing = Drawing()
    let parameters = sheet.parameters
    // Whole numbers nearly always differ: marking them would say nothing.
    let active = parameters.areAllActive ? "" : ", \(parameters.activeText("active"))"
    let perToken = sheet.cache.bytesPerTokenPastWindows
    let cache = perToken > 0 ? "\(perToken.bytesText) of cache per token" : "no cache that grows"
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
    piece = setter.add(drawing.items)
    height = 22 - first
  }
}
