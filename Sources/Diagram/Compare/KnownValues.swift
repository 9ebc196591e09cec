/// What another model says: the values that are not marked.
struct KnownValues {
  /// Of a store or a side.
  let keys: [UInt64]
  let range: Range<Int>
  /// Only names are held against it.
  var namesOnly = false

  private func contains(_ key: UInt64) -> Bool {
    for index in range where keys[index] == key { return true }
    return false
  }

  /// The marked ones of a line's segments, as bits.
  func marks(_ line: Range<Int>, of segments: [PieceStore.Segment]) -> UInt64 {
    var marks: UInt64 = 0, glue: UInt64 = 0
    var bit: UInt64 = 1
    for index in line {
      if segments[index].isGlue { glue |= bit }
      let key = segments[index].key
      if key != 0, !namesOnly || segments[index].isName, !contains(key) { marks |= bit }
      bit <<= 1
    }
    let all = Self.allMarks(line.count)
    return marks != 0 && marks | glue == all ? all : marks
  }

  /// All of a line's segments.
  static func allMarks(_ count: Int) -> UInt64 { count >= 64 ? .max : (1 << UInt64(count)) - 1 }
}
