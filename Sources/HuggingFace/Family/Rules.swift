import Architecture

// The words a family is described with. A rule says where a value comes from: a key (absent: the class default), a
// constant of the code, or something computed from other keys. `Config` writes down what did not stand in the file.

/// A yes or no: a constant, or a key. A key that the class does not have has no effect, so it is no.
struct Flag: Sendable, ExpressibleByBooleanLiteral, ExpressibleByStringLiteral {
  let read: @Sendable (inout Config) -> Bool

  init(_ read: @escaping @Sendable (inout Config) -> Bool) { self.read = read }
  init(booleanLiteral value: Bool) { read = { _ in value } }
  init(stringLiteral key: String) { read = { $0.declares(key) && $0.flag([key], else: false) } }

  /// A key outside the class's fields, with what its code takes when it is absent.
  static func key(_ key: String, else standard: Bool) -> Flag { Flag { $0.flag([key], else: standard) } }
  static func not(_ other: Flag) -> Flag { Flag { !other.read(&$0) } }
  /// The key holds a number, text or an object, whatever it is.
  static func isSet(_ key: String) -> Flag {
    Flag { config in config.declares(key) && config.number(key, in: -1e9...1e9) != nil }
  }
}

/// A whole number; nil where a null means that there is no such thing.
struct Size: Sendable, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  let read: @Sendable (inout Config, Shape) -> Int?

  init(_ read: @escaping @Sendable (inout Config, Shape) -> Int?) { self.read = read }
  init(integerLiteral value: Int) { read = { _, _ in value } }
  init(stringLiteral key: String) { read = { config, _ in config.int([key], else: nil) } }

  /// The first key that says something, else the other rule.
  static func key(_ keys: String..., else rule: Size? = nil, in range: ClosedRange<Int> = Config.sizes)
    -> Size
  {
    Size { config, shape in
      // The rule may read keys of its own, so it is asked only when its answer is needed.
      guard let rule, !config.isKnown(keys) else { return config.int(keys, in: range, else: nil) }
      return config.int(keys, in: range, else: rule.read(&config, shape) ?? range.lowerBound)
    }
  }

  /// A number that null, or zero where it is allowed, takes away.
  static func optional(_ keys: String..., in range: ClosedRange<Int> = Config.sizes) -> Size {
    Size { config, _ in config.optionalInt(keys, in: range) }
  }

  /// Tokens of a window; null and 0 are none.
  static func window(_ keys: String...) -> Size { Size { config, _ in config.windowSize(keys) } }

  static let width = Size { $1.width }
  static let heads: Size = "num_attention_heads"
  /// Null means one for every query head; a class without the key has as many, too.
  static let kvHeads = Size { config, shape in
    config.declares("num_key_value_heads")
      ? Size.key("num_key_value_heads", else: .heads).read(&config, shape) : Size.heads.read(&config, shape)
  }
  static let headSize: Size = .key("head_dim", else: .perHead)
  /// Width divided by heads, whatever `head_dim` says.
  static let perHead = Size { config, shape in shape.width / max(1, Size.heads.read(&config, shape) ?? 1) }
  static func times(_ factor: Int, _ other: Size) -> Size {
    Size { config, shape in
      other.read(&config, shape).map { min($0.multipliedReportingOverflow(by: factor).partialValue, 1 << 40) }
    }
  }
}

/// One of several words: always the same, or decided by a flag.
struct Choice<Word: Sendable>: Sendable {
  let read: @Sendable (inout Config) -> Word

  init(_ read: @escaping @Sendable (inout Config) -> Word) { self.read = read }
  static func always(_ word: Word) -> Choice { Choice { _ in word } }
  static func when(_ flag: Flag, _ word: Word, else other: Word) -> Choice {
    Choice { flag.read(&$0) ? word : other }
  }
}

/// Which word each layer takes, bottom to top.
struct Pattern: Sendable {
  /// The words this pattern can say, for messages; empty when any may come.
  let read: @Sendable (inout Config, Shape) -> [String]

  init(_ read: @escaping @Sendable (inout Config, Shape) -> [String]) { self.read = read }

  static func all(_ word: String) -> Pattern { Pattern { Array(repeating: word, count: $1.layers) } }

  /// A function of the layer's index.
  static func by(_ word: @escaping @Sendable (Int) -> String) -> Pattern {
    Pattern { (0..<$1.layers).map(word) }
  }

  /// A list in the file, one word per layer; without it the other pattern, which is then an assumption.
  static func listed(_ key: String, of words: [String], else other: Pattern) -> Pattern {
    Pattern { config, shape in
      let legacy = ["mamba": "linear_attention", "attention": "full_attention"]
      guard let items = config.words(key, count: shape.layers) else {
        let computed = other.read(&config, shape)
        if !config.isList(key) { config.assumePattern(key, computed) }
        return computed
      }
      return items.map { item in
        let word = words.contains(item) ? item : legacy[item] ?? item
        if !words.contains(word) {
          config.fail(.unknownValue, key, "lists '\(item)'; known: \(words.joined(separator: ", "))")
          return words[0]
        }
        return word
      }
    }
  }

  /// `word` on the last layer of every `period`, `rest` on the others.
  static func closing(_ period: Size, _ word: String, rest: String) -> Pattern {
    Pattern { config, shape in
      let period = period.read(&config, shape) ?? 0
      return (0..<shape.layers).map { period > 0 && ($0 + 1) % period == 0 ? word : rest }
    }
  }

  /// `word` on the layers whose index leaves `offset` when divided by `period`.
  static func every(_ period: Size, at offset: Size, _ word: String, rest: String) -> Pattern {
    Pattern { config, shape in
      let period = max(1, period.read(&config, shape) ?? 1), offset = offset.read(&config, shape) ?? 0
      return (0..<shape.layers).map { $0 % period == offset ? word : rest }
    }
  }

  /// `word` on the first layers, the other pattern after them.
  static func first(_ count: Size, _ word: String, then rest: Pattern) -> Pattern {
    Pattern { config, shape in
      let count = count.read(&config, shape) ?? 0
      return rest.read(&config, shape).enumerated().map { $0 < count ? word : $1 }
    }
  }

  /// `word` on the layers that a list of indices names.
  static func except(_ key: String, _ word: String, _ rest: Pattern) -> Pattern {
    Pattern { config, shape in
      let named = Set(config.ints(key) ?? [])
      return rest.read(&config, shape).enumerated().map { named.contains($0) ? word : $1 }
    }
  }
}

extension Pattern {
  static let mixers = ["full_attention", "sliding_attention"]
  static let feeds = ["dense", "sparse"]

  /// `layer_types`, else what the class makes of other keys.
  static func layerTypes(_ words: [String] = mixers, else other: Pattern) -> Pattern {
    .listed("layer_types", of: words, else: other)
  }

  /// `mlp_layer_types`, else a dense prefix.
  static func dense(_ prefix: Size) -> Pattern {
    .listed("mlp_layer_types", of: feeds, else: .first(prefix, "dense", then: .all("sparse")))
  }
}

extension Config {
  /// True when a key answers without a rule: in the file, or by a default of the class.
  func isKnown(_ keys: [String]) -> Bool {
    keys.contains { key in
      if has(key) { return true }
      guard let reference, !isNull(key) else { return false }
      return reference.defaults[reference.canonical(key)].map { !$0.isNull } ?? false
    }
  }

  /// Writes down a list that the class computes.
  mutating func assumePattern(_ key: String, _ words: [String]) {
    guard Set(words).count > 1 else { return }
    assume(
      "\(path)\(key) is \(isNull(key) ? "null" : "absent"): \(shortestSchedule(of: words)), "
        + (reference.map { "as \($0.className) computes it" } ?? "as the model's own code has it"))
  }
}
