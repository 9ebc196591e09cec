/// Finds the keys of a mapping that the parser refused: it gives the place of one of them only.
struct RepeatedKeys {
  /// Both count from 1.
  struct Place: Equatable {
    var line: Int
    var column: Int
  }

  private let known: Place
  /// Of each key, in reading order: where the mapping has a line for each, and where all stand on the line that is known.
  private let inBlock: [Substring: [Place]], inBraces: [Substring: [Place]]

  /// `known` is where the first of the keys by name stands first.
  init(_ lines: [Substring], _ known: Place) {
    self.known = known
    inBlock = Self.block(lines, known).reduce(into: [:]) { places, index in
      let key = lines[index].dropFirst(known.column - 1).prefix { $0 != ":" }
      places[Self.unquoted(key), default: []].append(Place(line: index + 1, column: known.column))
    }
    inBraces = lines.indices.contains(known.line - 1) ? Self.inBraces(lines[known.line - 1], known.line) : [:]
  }

  /// In reading order; `isKnown` for the key at the known place. Empty where the key is written in an unusual way.
  func places(of key: String, isKnown: Bool) -> [Place] {
    if let places = inBlock[key[...]], places.count > 1 { return places }
    // What stands in braces within these braces is not told apart.
    let places = inBraces[key[...]] ?? []
    return isKnown ? [known] + places.filter { $0.column > known.column }.prefix(1) : places.suffix(1)
  }

  private static func unquoted(_ key: Substring) -> Substring {
    guard let quote = key.first, quote == "\"" || quote == "'", key.count > 1, key.last == quote else {
      return key
    }
    return key.dropFirst().dropLast()
  }

  /// What stands before a colon and behind a brace or a comma.
  private static func inBraces(_ line: Substring, _ number: Int) -> [Substring: [Place]] {
    var places: [Substring: [Place]] = [:], column = 0
    var start: (index: Substring.Index, column: Int)?
    var isAfterMark = false
    for index in line.indices {
      column += 1
      switch line[index] {
      case "{", ",": (start, isAfterMark) = (nil, true)
      case ":":
        if let start {
          places[unquoted(line[start.index..<index]), default: []].append(
            Place(line: number, column: start.column))
        }
        (start, isAfterMark) = (nil, false)
      case " ": break
      default:
        if isAfterMark { start = (index, column) }
        isAfterMark = false
      }
    }
    return places
  }

  /// The lines of the mapping: those indented as far, and up to the dash that begins an item of a list.
  private static func block(_ lines: [Substring], _ known: Place) -> Range<Int> {
    let indent = max(0, known.column - 1)
    func isInside(_ line: Substring) -> Bool { line.prefix(indent).allSatisfy { $0 == " " } }
    func beginsItem(_ line: Substring) -> Bool {
      let lead = line.prefix(indent)
      return lead.contains("-") && lead.allSatisfy { $0 == " " || $0 == "-" }
    }
    var start = known.line - 1, end = known.line
    guard lines.indices.contains(start) else { return 0..<0 }
    while start > 0, !beginsItem(lines[start]), isInside(lines[start - 1]) || beginsItem(lines[start - 1]) {
      start -= 1
    }
    while end < lines.count, isInside(lines[end]) { end += 1 }
    return start..<end
  }
}
