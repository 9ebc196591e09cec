import Architecture
import Foundation

/// As much of JSON schema as the gallery's own uses, over front matter as a YAML 1.2 editor reads it.
struct SchemaValidator {
  private let root: JSON

  init(_ schema: JSON) { root = schema }

  /// `.path keyword` of everything wrong, sorted; an unknown field is its path alone.
  func problems(of node: Node) -> [String] {
    Array(Set(problems(json(node), root, ""))).sorted()
  }

  /// Unquoted words are values of the core schema.
  private func json(_ node: Node) -> JSON {
    switch node {
    case .scalar(let text, quoted: true, _): .text(text)
    case .scalar(let text, _, _):
      switch text {
      case "", "~", "null": .null
      case "true": .bool(true)
      case "false": .bool(false)
      default: Int(text).map(JSON.int) ?? number(text) ?? .text(text)
      }
    case .list(let items, _): .list(items.map(json))
    case .map(let entries, _): .fields(entries.map { ($0.key, json($0.value)) })
    }
  }

  private func number(_ text: String) -> JSON? {
    text.wholeMatch(of: /[-+]?[0-9]+\.?[0-9]*([eE][-+]?[0-9]+)?/).flatMap { Double($0.0) }.map(JSON.number)
  }

  private func problems(_ value: JSON, _ schema: JSON, _ path: String) -> [String] {
    guard case .object(let keywords) = schema else { return schema == false ? [path] : [] }
    return keywords.flatMap { problems(value, $0.key, $0.value, schema, path) }
  }

  private func problems(_ value: JSON, _ keyword: String, _ rule: JSON, _ schema: JSON, _ path: String)
    -> [String]
  {
    let failed = ["\(path.isEmpty ? "." : path) \(keyword)"]
    switch (keyword, rule, value) {
    case ("$ref", .text(let name), _):
      let target = name.split(separator: "/").dropFirst().reduce(JSON?.some(root)) { $0?[String($1)] }
      return target.map { problems(value, $0, path) } ?? ["no definition \(name)"]
    case ("type", .text(let type), _): return isA(type, value) ? [] : failed
    case ("type", .list(let types), _):
      return types.contains { if case .text(let type) = $0 { isA(type, value) } else { false } } ? [] : failed
    case ("enum", .list(let words), _): return words.contains(value) ? [] : failed
    case ("const", _, _): return value == rule ? [] : failed
    case ("minimum", _, _):
      return zip(rule.double, value.double).map { $1 >= $0 } ?? true ? [] : failed
    case ("maximum", _, _):
      return zip(rule.double, value.double).map { $1 <= $0 } ?? true ? [] : failed
    case ("pattern", .text(let pattern), .text(let text)):
      return text.range(of: pattern, options: .regularExpression) != nil ? [] : failed
    case ("minLength", .int(let count), .text(let text)): return text.count >= count ? [] : failed
    case ("minItems", .int(let count), .list(let items)): return items.count >= count ? [] : failed
    case ("maxItems", .int(let count), .list(let items)): return items.count <= count ? [] : failed
    case ("minProperties", .int(let count), .object(let members)): return members.count >= count ? [] : failed
    case ("items", _, .list(let items)):
      return items.enumerated().flatMap { problems($1, rule, "\(path)[\($0)]") }
    case ("required", .list(let names), .object):
      return names.compactMap {
        guard case .text(let name) = $0, value[name] == nil else { return nil }
        return "\(failed[0]) \(name)"
      }
    case ("properties", .object(let rules), .object):
      return rules.flatMap { rule in
        value[rule.key].map { problems($0, rule.value, "\(path).\(rule.key)") } ?? []
      }
    case ("additionalProperties", _, .object(let members)):
      return members.filter { schema["properties"]?[$0.key] == nil }
        .flatMap { problems($0.value, rule, "\(path).\($0.key)") }
    case ("propertyNames", _, .object(let members)):
      return members.contains { !problems(.text($0.key), rule, path).isEmpty } ? failed : []
    case ("allOf", .list(let rules), _): return rules.flatMap { problems(value, $0, path) }
    case ("anyOf", .list(let rules), _):
      return rules.contains { problems(value, $0, path).isEmpty } ? [] : failed
    case ("if", _, _):
      let branch = schema[problems(value, rule, path).isEmpty ? "then" : "else"]
      return branch.map { problems(value, $0, path) } ?? []
    case ("then", _, _), ("else", _, _), ("definitions", _, _), ("description", _, _), ("default", _, _),
      ("title", _, _), ("$schema", _, _), ("$id", _, _):
      return []
    // A rule about another type of value.
    case ("pattern", _, _), ("minLength", _, _), ("minItems", _, _), ("maxItems", _, _),
      ("minProperties", _, _), ("items", _, _), ("required", _, _), ("properties", _, _),
      ("additionalProperties", _, _), ("propertyNames", _, _):
      return []
    default: return ["unknown keyword \(keyword)"]
    }
  }

  private func isA(_ type: String, _ value: JSON) -> Bool {
    switch value {
    case .null: type == "null"
    case .bool: type == "boolean"
    case .int: type == "integer" || type == "number"
    case .number: type == "number"
    case .text: type == "string"
    case .list: type == "array"
    case .object: type == "object"
    }
  }

  private func zip(_ a: Double?, _ b: Double?) -> (Double, Double)? {
    guard let a, let b else { return nil }
    return (a, b)
  }
}

extension JSON {
  fileprivate var double: Double? {
    switch self {
    case .int(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
}
