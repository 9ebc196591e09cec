import Architecture

/// What a variant of one model is asked when another model's are held against it; by places in its side's arrays.
struct Member: Sendable {
  let kind: UInt64
  let role: Role
  /// Its place among the groups of the profile.
  let group: Int?
  let glyph: Mark.Glyph
  let hue: Mark.Hue
  /// Of its layers, and their share of all from 0 to 1.
  let count: Int
  let share: Double
  /// Another variant of its role is of its kind.
  let hasTwin: Bool
  let details: Range<Int>
  let nameKey: UInt64
  /// Its short name inside a sentence.
  let name: Int
  /// `dense layers` and how many.
  let layersName: Int, layers: Int

  init(
    _ variant: Variant, hasTwin: Bool, depth: Int, in sheet: FactSheet, details: inout [Detail],
    wording: inout Wording
  ) {
    kind = Key.hash(variant.kind.utf8)
    role = variant.role
    let uses = variant.role == .mixer ? sheet.mixers : sheet.feedForwards
    let place = uses.firstIndex { use in
      use.variants.contains { own in
        own.sublayer.name == variant.ownName
          && own.sublayer.facts == variant.facts
      }
    }
    group = place.map { variant.role == .mixer ? $0 : sheet.mixers.count + $0 }
    glyph = variant.mark.glyph
    hue = variant.mark.hue
    count = variant.count
    share = Double(variant.count) / Double(max(1, depth))
    self.hasTwin = hasTwin
    let tag = variant.name.tag, first = details.count
    for fact in variant.facts { details.append(Detail(fact, owner: hasTwin ? tag : nil, in: &wording)) }
    self.details = first..<details.count
    nameKey = Key.value("name", variant.name.full)
    name = wording.add(.word(variant.name.short.asInSentence))
    layersName = wording.add(name: tag.hasPrefix("experts") ? "layers with \(tag)" : "\(tag) layers")
    layers = wording.add(.count(count))
  }

  func likeness(_ other: Member) -> Double {
    (kind == other.kind ? 4 : 0) + (glyph == other.glyph ? 2 : 0) + (hue == other.hue ? 1 : 0)
      + (1 - (share - other.share).magnitude)
  }

  /// Keys of its values wherever it shows them, so that a value a row has no room for is not called missing; and of
  /// its name and number of layers.
  func known(_ variant: Variant) -> [UInt64] {
    var known: [UInt64] = []
    for line in variant.lines + [variant.short] { known += line.valueKeys.filter { $0 != 0 } }
    known += [nameKey, Key.value("layers", "\(count)×")]
    return known
  }
}
