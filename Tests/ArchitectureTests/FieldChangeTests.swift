import Architecture
import Diagnostics
import TestSupport
import Testing

@testable import Catalog

/// Whatever field of a model file makes another architecture is said by the comparison.
@Suite struct FieldChangeTests {
  @Test(.heavy, arguments: try Published.slugs())
  func everyFieldThatMattersIsCompared(_ slug: String) throws {
    let model = try Published.model(slug)
    let root = try #require(
      FrontMatterYAML.node(model.frontMatter, file: slug, firstLine: 1).value)
    var silent: [String] = []
    var tried = 0
    for (path, changed) in Self.changes(of: root) {
      var fields = FieldReader(changed)
      let spec = ModelSpec(from: &fields)
      if fields.diagnostics.hasErrors { continue }
      tried += 1
      let sheet = FactSheet(spec)
      guard Self.essence(sheet) != Self.essence(model.sheet) else { continue }
      let difference = Difference(older: model.sheet, newer: sheet)
      let says = difference.lines.contains { $0.kind != nil && $0.section != .consequence }
      // Modules beside the core have no line but their size.
      let isBeside = path.hasPrefix("parts") && difference.lines.contains { $0.kind != nil }
      if !says && !isBeside { silent.append(path) }
      let verdict = difference.verdict
      if verdict.contains("; .") || verdict.contains("  ") { silent.append("\(path): \(verdict)") }
    }
    #expect(tried > 20)
    #expect(silent == [], "\(slug)")
  }

  /// What a reader could notice of a model.
  private static func essence(_ sheet: FactSheet) -> [String] {
    let contexts = [256, 100_000, 4_000_000]
    let facts = (sheet.mixers + sheet.feedForwards).flatMap { use in
      use.variants.flatMap { variant in
        variant.sublayer.facts.map { "\($0)" } + ["\(variant.count)"]
      }
    }
    return [
      "\(sheet.parameters.total) \(sheet.parameters.active)", "\(sheet.parameters.beside)", sheet.pattern,
      sheet.features.map(\.id).joined(separator: " "),
    ]
      + contexts.map { "\(sheet.cache.totalBytes(at: $0)) \(sheet.compute.decodeFLOPs(at: $0))" } + facts
  }

  // MARK: Changed files

  private typealias Change = (path: String, node: Node)

  /// The file with one field changed, added or left out at a time.
  private static func changes(of root: Node) -> [Change] {
    guard case .map(let entries, let place) = root else { return [] }
    let model = Dimensions.unit
    var changes = fields(root, "", FieldReader.describe { _ = ModelSpec(from: &$0) })
    for (index, entry) in entries.enumerated() {
      let nested: [Change] =
        switch entry.key {
        case "norm", "streams", "per_layer_input":
          fields(
            entry.value, entry.key,
            FieldReader.describe { _ = ModelSpec(from: &$0) }.first { $0.name == entry.key }?.nested ?? [])
        case "layers": children(entry.value, entry.key) { sublayers($0, $1, in: model) }
        case "parts": children(entry.value, entry.key) { part($0, $1) }
        default: []
        }
      changes += nested.map { change in
        var changed = entries
        changed[index].value = change.node
        return (change.path, .map(changed, place))
      }
    }
    return changes
  }

  private static func children(_ node: Node, _ path: String, _ changes: (Node, String) -> [Change])
    -> [Change]
  {
    guard case .map(let entries, let place) = node else { return [] }
    return entries.indices.flatMap { index in
      changes(entries[index].value, path + "." + entries[index].key).map { change in
        var changed = entries
        changed[index].value = change.node
        return (change.path, .map(changed, place))
      }
    }
  }

  private static func sublayers(_ node: Node, _ path: String, in model: Dimensions) -> [Change] {
    switch node {
    case .scalar: return []
    case .map(let entries, let place):
      var changes = fields(
        node, path, [FieldDescription(name: "wiring", choices: ["series", "parallel"])])
      for (index, entry) in entries.enumerated() where entry.key == "sublayers" {
        changes += sublayers(entry.value, path, in: model).map { change in
          var changed = entries
          changed[index].value = change.node
          return (change.path, .map(changed, place))
        }
      }
      return changes
    case .list(let items, let place):
      return items.indices.flatMap { index -> [Change] in
        guard case .map(let entries, _) = items[index],
          case .scalar(let kind, _, _)? = entries.first(where: { $0.key == "kind" })?.value,
          let type = Sublayers.named(kind)
        else { return [] }
        let described =
          FieldReader.describe { _ = type.init(from: &$0, in: model) } + [
            FieldDescription(name: "norm", choices: Norm.Placement.allCases.map(\.rawValue)),
            FieldDescription(name: "input_of", kind: .int(1...16)),
          ]
        return fields(items[index], "\(path).\(kind)", described).map { change in
          var changed = items
          changed[index] = change.node
          return (change.path, .list(changed, place))
        }
      }
    }
  }

  private static func part(_ node: Node, _ path: String) -> [Change] {
    fields(node, path, [FieldDescription(name: "copies", kind: .int(1...10))])
  }

  private static func fields(_ node: Node, _ path: String, _ described: [FieldDescription]) -> [Change] {
    guard case .map(let entries, let place) = node else { return [] }
    var changes: [Change] = []
    for field in described {
      let index = entries.firstIndex { $0.key == field.name }
      var written = field.defaultValue
      if let index, case .scalar(let text, _, _) = entries[index].value { written = text }
      for value in field.others(than: written) {
        var changed = entries
        let scalar = Node.scalar(value, quoted: false, place)
        if let index {
          changed[index].value = scalar
        } else {
          changed.append(Node.Entry(key: field.name, keyLocation: place, value: scalar))
        }
        changes.append((path + "." + field.name + "=" + value, .map(changed, place)))
      }
      if let index, !field.required {
        var changed = entries
        changed.remove(at: index)
        changes.append((path + "." + field.name + " left out", .map(changed, place)))
      }
    }
    return changes
  }
}

extension FieldDescription {
  fileprivate init(name: String, choices: [String]) { self.init(name: name, kind: .choice(choices)) }

  fileprivate init(name: String, kind: Kind) {
    self = FieldReader.describe { _ = $0.optionalInt(name, "") }[0]
    self.kind = kind
  }

  fileprivate var nested: [FieldDescription]? {
    if case .fields(let fields) = kind { fields } else { nil }
  }

  /// Other values that may be allowed.
  fileprivate func others(than value: String?) -> [String] {
    switch kind {
    case .flag: return [value == "true" ? "false" : "true"]
    case .choice(let words): return words.filter { $0 != value }
    case .int(let range):
      guard let value, let number = Int(value) else { return ["1", "2", "64"] }
      return [number * 2, number + 1].filter { range.contains($0) && $0 != number }.map(
        String.init)
    default: return []
    }
  }
}

extension Dimensions {
  /// For listing fields only.
  fileprivate static let unit = Dimensions(
    width: 64, vocabulary: 64, context: 64, norm: Norm(), stream: .addition, perLayerEmbeddings: nil)
}
