extension FactSheet {
  /// The names prose can use in `{{name}}`.
  public static let references = ModelFact.shown(.prose).map(\.id)

  /// The text of a number prose refers to; nil for an unknown name. `kv_at_128k` takes any context in k or m.
  public func reference(_ name: String) -> String? {
    guard let fact = ModelFact.named(name), fact.shown.contains(.prose) else { return cacheReference(name) }
    return fact.value(self)?.text
  }

  private func cacheReference(_ name: String) -> String? {
    guard name.hasPrefix("kv_at_"), let unit = name.last, let count = Int(name.dropFirst(6).dropLast()),
      (1...100_000).contains(count)
    else { return nil }
    switch unit {
    case "k": return cache.bytes(at: count * 1_024).bytesText
    case "m": return cache.bytes(at: count * 1_048_576).bytesText
    default: return nil
    }
  }
}
