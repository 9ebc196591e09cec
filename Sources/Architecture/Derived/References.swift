extension FactSheet {
  /// The names prose can use in `{{name}}`.
  public static let references = ModelFact.shown(.prose).map(\.id)

  /// The text of a number prose refers to; nil for an unknown name.
  ///
  /// `kv_at_128k` and `memory_at_128k` take any context in k or m.
  public func reference(_ name: String) -> String? {
    if let fact = ModelFact.named(name), fact.shown.contains(.prose) {
      return fact.value(self)?.text
    }
    if let tokens = Self.tokens(in: name, after: "kv_at_") {
      return cache.bytes(at: tokens).bytesText
    }
    return Self.tokens(in: name, after: "memory_at_").map { cache.totalBytes(at: $0).bytesText }
  }

  /// 131,072 in `kv_at_128k`.
  private static func tokens(in name: String, after prefix: String) -> Int? {
    guard name.hasPrefix(prefix), let unit = name.last,
      let count = Int(name.dropFirst(prefix.count).dropLast()), (1...100_000).contains(count)
    else { return nil }
    switch unit {
    case "k": return count * 1_024
    case "m": return count * 1_048_576
    default: return nil
    }
  }
}
