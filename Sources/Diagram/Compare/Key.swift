/// Hashes that are the same in every process (FNV-1a).
enum Key {
  static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  static func hash(_ bytes: some Sequence<UInt8>, from start: UInt64 = start) -> UInt64 {
    bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  static func folded(_ hash: UInt64, _ next: UInt64) -> UInt64 {
    (hash ^ next ^ (hash >> 29)) &* 0x9E37_79B9_7F4A_7C15
  }

  /// A value of a fact.
  static func value(_ fact: String, _ text: String) -> UInt64 {
    hash(text.utf8, from: hash([0], from: hash(fact.utf8)))
  }
}
