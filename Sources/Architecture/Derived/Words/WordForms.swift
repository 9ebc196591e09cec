// What a word is in another place of a sentence. On bytes, since pages ask ten thousand times.

extension String {
  /// `an exit gate`.
  var withArticle: String { ("aeiou".contains(first ?? "b") ? "an " : "a ") + self }

  /// Upper case at the start of a sentence, unless the first word has capitals of its own: `mLSTM`.
  public var sentenceStart: String {
    let hasCapitals =
      withBytes { utf8 in
        let word = utf8.prefix { $0 != UInt8(ascii: " ") }
        return word.allSatisfy { $0 < 0x80 } ? word.dropFirst().contains { $0.isCapital } : nil
      } ?? prefix { $0 != " " }.dropFirst().contains(where: \.isUppercase)
    return hasCapitals ? self : capitalizedFirst
  }

  /// Lower case where it can stand inside a sentence: `Grouped-query attention`, but not `Mamba-2` or `SwiGLU`.
  public var midSentence: String { withBytes(Self.beginsWithName) ? self : uncapitalizedFirst }

  private static func beginsWithName(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    // What is capital beyond ASCII does not matter here.
    guard let first = utf8.first, !first.isSmall else { return false }
    let word = utf8.prefix { $0 != UInt8(ascii: " ") }
    // `B and C groups`
    if word.count == 1 { return first != UInt8(ascii: "A") }
    if word.dropFirst().contains(where: { $0.isCapital || $0.isDigit }) { return true }
    // `Kimi Delta Attention` is a name; `Sliding-window MLA` and `Gated DeltaNet` begin with a common word.
    let next = utf8.dropFirst(word.count + 1)
    return next.first?.isCapital == true && next.dropFirst().first?.isSmall == true
      && !["Gated", "Sparse", "Dense"].contains { word.elementsEqual($0.utf8) }
  }

  /// `Sliding-window` for `sliding-window`.
  public var capitalizedFirst: String {
    guard let first = utf8.first, first < 0x80 else { return prefix(1).uppercased() + dropFirst() }
    return first.isSmall ? beginning(with: first - 0x20) : self
  }

  /// `head size` for `Head size`.
  public var uncapitalizedFirst: String {
    guard let first = utf8.first, first < 0x80 else { return prefix(1).lowercased() + dropFirst() }
    return first.isCapital ? beginning(with: first + 0x20) : self
  }

  /// `routed experts` for `routed_experts`.
  public var spaced: String { mappingBytes { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 } }

  /// `sparse-MLA` for `sparse MLA`.
  var hyphenated: String { mappingBytes { $0 == UInt8(ascii: " ") ? UInt8(ascii: "-") : $0 } }

  /// With another letter of ASCII instead of its first.
  private func beginning(with letter: UInt8) -> String {
    var isFirst = true
    return mappingBytes { byte in
      defer { isFirst = false }
      return isFirst ? letter : byte
    }
  }

  /// `change` may put ASCII in place of ASCII.
  private func mappingBytes(_ change: (UInt8) -> UInt8) -> String {
    withBytes { utf8 in
      String(unsafeUninitializedCapacity: utf8.count) { copy in
        for place in utf8.indices { copy[place] = change(utf8[place]) }
        return utf8.count
      }
    }
  }

  private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var text = self
    return text.withUTF8(body)
  }
}

extension UInt8 {
  /// As letters and digits of ASCII.
  var isCapital: Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }
  var isSmall: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
  var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
}
