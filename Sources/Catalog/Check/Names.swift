import Diagnostics

// One name, one spelling: filters, tables and readers take two spellings for two things.

extension CatalogCheck {
  /// Organizations and models whose names differ in case, spaces or punctuation only; organizations also in one letter.
  var names: [Diagnostic] {
    let organizations = headers.map {
      (name: $0.organization, location: $0.location, line: "organization:")
    }
    let models = headers.map { (name: $0.name, location: $0.location, line: "name:") }
    let joined = joinedByALetter(Set(organizations.map { plainForm(of: $0.name) }))
    return [organizations, models].flatMap { uses -> [Diagnostic] in
      Dictionary(grouping: uses) { use in
        let key = plainForm(of: use.name)
        return use.line == "name:" ? key : joined[key] ?? key
      }
      .sorted { $0.key < $1.key }.flatMap { _, same -> [Diagnostic] in
        let bySpelling = Dictionary(grouping: same, by: \.name)
        guard bySpelling.count > 1 else { return [] }
        // The most frequent spelling is taken for the right one.
        let ordered = bySpelling.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        let right = ordered[0].key
        return ordered.dropFirst().flatMap(\.value).map { use in
          Diagnostic(
            .warning, .inconsistentName, "'\(use.name)' is spelt '\(right)' elsewhere; use one spelling",
            at: place(of: use.line, in: use.location))
        }
      }
    }
  }

  /// Each spelling that is one slip of the finger from an earlier one, and that one; short names differ by a letter often.
  private func joinedByALetter(_ spellings: Set<String>) -> [String: String] {
    let long = spellings.filter { $0.count >= 5 }.sorted()
    var joined: [String: String] = [:]
    for (index, word) in long.enumerated() {
      if let near = long[..<index].first(where: { editDistance($0, word) == 1 }) {
        joined[word] = joined[near] ?? near
      }
    }
    return joined
  }

  /// Names of makers and models in prose that differ from the right ones in case, spaces or hyphens.
  var spelling: [Diagnostic] {
    let names = ProseNames(headers.flatMap { [$0.organization, $0.name] })
    return (documents.map(\.body) + unread.compactMap(\.body)).flatMap(\.runs).flatMap { run in
      names.misspelt(in: run.text).map { found in
        Diagnostic(
          .warning, .inconsistentName, "'\(found.text)' is spelt '\(found.name)'",
          at: run.location.advanced(by: found.offset))
      }
    }
  }
}

/// A name without case, spaces and punctuation.
private func plainForm(of name: some StringProtocol) -> String {
  name.lowercased().filter { $0.isLetter || $0.isNumber }
}

/// Finds names in prose by their letters and digits alone.
private struct ProseNames {
  private static let longest = 8
  private var right: [String: Set<String>] = [:]
  /// Single words with a capital inside, as DeepSeek; of others, case says nothing.
  private var words: [String: String] = [:]
  private var spellings: Set<String> = []
  private var beginnings: Set<String> = []

  init(_ names: [String]) {
    for name in Set(names) {
      right[plainForm(of: name), default: []].insert(name)
      for word in name.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init) {
        spellings.insert(word)
        guard word.count > 3, word.dropFirst().contains(where: \.isUppercase) else { continue }
        words[word.lowercased()] = min(word, words[word.lowercased()] ?? word)
      }
    }
    beginnings = Set((Array(right.keys) + Array(words.keys)).map { String($0.prefix(2)) })
  }

  func misspelt(in text: String) -> [(text: String, name: String, offset: Int)] {
    var found: [(text: String, name: String, offset: Int)] = []
    let words = text.split { !$0.isLetter && !$0.isNumber }
    var index = 0
    while index < words.count {
      let (name, length) = name(at: index, of: words, in: text)
      if let name {
        let written = String(text[words[index].startIndex..<words[index + length - 1].endIndex])
        let offset = text.distance(from: text.startIndex, to: words[index].startIndex)
        found.append((written, name, offset))
      }
      index += length
    }
    return found
  }

  /// The longest name that starts with this word; nil when it is spelt right or is none.
  private func name(at index: Int, of all: [Substring], in text: String) -> (name: String?, length: Int) {
    let first = all[index]
    guard beginnings.contains(String(first.prefix(2)).lowercased()), !isPartOfAnIdentifier(first, in: text)
    else { return (nil, 1) }
    var best: (name: String?, length: Int) = (nil, 0)
    var key = ""
    for length in 1...min(Self.longest, all.count - index) {
      let last = all[index + length - 1]
      if length > 1 {
        let between = text[all[index + length - 2].endIndex..<last.startIndex]
        guard [" ", "-", "."].contains(between) else { break }
      }
      key += last.lowercased()
      guard let names = right[key] else { continue }
      let written = text[first.startIndex..<last.endIndex]
      let isRight = names.contains { text[first.startIndex...].hasPrefix($0) }
      // Lower case without a space is an address or a key of a configuration.
      let isPlain = !written.contains(where: \.isUppercase) && !written.contains(" ")
      // Of a name of one word, case says nothing: see `words`.
      let isCommon = length == 1 && names.contains { !$0.contains(" ") }
      best = (isRight || isPlain || isCommon ? nil : names.min(), length)
    }
    if best.length > 1 || best.name != nil { return best }
    let isKnown = spellings.contains(String(first)) || !first.contains(where: \.isUppercase)
    return (isKnown ? nil : words[first.lowercased()], 1)
  }

  /// `org/Name`, `deepseek_v3`, `@name`.
  private func isPartOfAnIdentifier(_ word: Substring, in text: String) -> Bool {
    let marks: Set<Character> = ["/", "_", "@"]
    return text[..<word.startIndex].last.map(marks.contains) ?? false
      || text[word.endIndex...].first.map(marks.contains) ?? false
  }
}
