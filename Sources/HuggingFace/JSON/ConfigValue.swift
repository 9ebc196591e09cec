import Diagnostics

/// A value of a `config.json` before a family names its type.
enum ConfigValue: Hashable, Sendable {
  case null
  case flag(Bool)
  case int(Int)
  case number(Double)
  case text(String)
  case list([ConfigValue])
  case object(ConfigObject)

  /// What the author sees: `'abc'`, `a list`, `null`.
  var seen: String {
    switch self {
    case .null: "null"
    case .flag(let value): String(value)
    case .int(let value): String(value)
    case .number(let value): String(value)
    case .text(let value): "'\(value.count > 40 ? value.prefix(40) + "…" : value[...])'"
    case .list: "a list"
    case .object: "an object"
    }
  }

  var object: ConfigObject? { if case .object(let object) = self { object } else { nil } }
  var text: String? { if case .text(let text) = self, !text.isEmpty { text } else { nil } }
  var isNull: Bool { self == .null }
}

/// The members of an object in the order of the file, each with the place of its key.
struct ConfigObject: Hashable, Sendable {
  struct Member: Hashable, Sendable {
    var key: String
    var value: ConfigValue
    var location: SourceLocation
  }

  var members: [Member] = []

  subscript(key: String) -> ConfigValue? { members.first { $0.key == key }?.value }

  func location(of key: String) -> SourceLocation? { members.first { $0.key == key }?.location }

  /// Words of a list under `key`; empty when there is none.
  func words(_ key: String) -> [String] {
    if case .list(let items) = self[key] { items.compactMap(\.text) } else { [] }
  }
}
