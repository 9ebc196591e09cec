import Architecture

/// One variant in a slot of the stack: tile, name, count and as many facts as the row holds.
struct SlotRow {
  private(set) var items: [Scene.Item] = []
  /// The full name, when the row shows a shorter one.
  private(set) var title: String?

  /// `isShort` leaves out the full name, so that rows of one kind are named alike.
  init(_ variant: Variant, in frame: Frame, isShared: Bool, rowCount: Int, isShort: Bool = false) {
    var drawing = Drawing()
    drawing.box(frame.inset(by: 0.5), radius: rowCount == 1 ? 4.5 : 0, variant.sign.style.tint)
    drawing.shape(
      variant.sign.tile(at: Point(frame.x + 14, frame.center.y), height: min(20, frame.height - 6)),
      variant.sign.style)
    let left = frame.x + 26
    let count = Phrase("\(variant.count)×")
    let nameWidth = Self.nameWidth(variant, in: frame, isShared: isShared)
    var name = variant.name
    if isShort { name.full = name.short }
    let (names, isCut, rest) = Self.names(name, width: nameWidth, mayWrap: frame.height >= 48)
    // Two lines of name in a row of 48 leave room for one fact when all stand a little closer.
    let isTight = names.count == 2 && frame.height < 52
    let nameStep = isTight ? 14.5 : 16, factStep = isTight ? 13.0 : 14
    if isCut { title = variant.name.full }

    let room = max(0, Int((frame.height - 5 - nameStep * Double(names.count)) / factStep))
    let facts = Self.facts(
      variant, isShort: rowCount == 2, room: min(3, room), width: frame.right - 8 - left, first: rest)
    let height = nameStep * Double(names.count) + factStep * Double(facts.count)
    var y = frame.center.y - height / 2 + 12.5
    if isShared { drawing.text(count, .label, at: frame.right - 9, y, anchor: .end) }
    for name in names {
      drawing.text(name, .name, at: left, y)
      y += nameStep
    }
    y -= 1.5
    for fact in facts {
      drawing.text(fact, .small, at: left, y, muted: true)
      y += factStep
    }
    items = drawing.items
  }

  /// What the count beside it leaves for a name.
  static func nameWidth(_ variant: Variant, in frame: Frame, isShared: Bool) -> Double {
    frame.width - 35 - (isShared ? Font.label.width("\(variant.count)×") + 8 : 0)
  }

  /// The order of retreat: full name, registered short name, what follows a comma as a fact, two lines, one cut.
  private static func names(
    _ name: SublayerName, width: Double, mayWrap: Bool
  ) -> ([Phrase], isCut: Bool, rest: String?) {
    for candidate in [name.full, name.short] where Font.name.width(candidate) <= width {
      return ([Phrase(candidate)], false, nil)
    }
    for candidate in [name.full, name.short] {
      if let comma = candidate.firstRange(of: ", "), mayWrap,
        Font.name.width(String(candidate[..<comma.lowerBound])) <= width
      {
        return (
          [Phrase(String(candidate[..<comma.lowerBound]))], false, String(candidate[comma.upperBound...])
        )
      }
    }
    let lines = Phrase(name.short).wrapped(.name, width: width, lines: 2)
    if mayWrap { return (lines, lines.last?.text.hasSuffix("…") == true, nil) }
    return ([Phrase(shortened(name.short, .name, width: width))], true, nil)
  }

  /// Whole facts only: a fact that would need more lines than are left is not shown.
  private static func facts(
    _ variant: Variant, isShort: Bool, room: Int, width: Double, first: String?
  ) -> [Phrase] {
    var shown: [Phrase] = []
    let own = isShort ? [variant.short] + variant.lines.dropFirst() : variant.lines
    // What the name says behind its comma comes first, unless a fact says it again.
    let isRepeated = first.map { words in own.first?.text.contains(words) == true } ?? true
    if let first, !isRepeated, room > 0 { shown = [Phrase(shortened(first, .small, width: width))] }
    for fact in own where !fact.text.isEmpty {
      let lines = fact.wrapped(.small, width: width)
      if shown.count + lines.count > room {
        // The first fact is worth its first alternative; later ones are not.
        if shown.isEmpty, variant.short.width(.small) <= width, room > 0 { shown = [variant.short] }
        break
      }
      shown += lines
    }
    return shown
  }
}
