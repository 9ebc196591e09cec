import Catalog
import Diagnostics

@testable import Preview
@testable import Website

/// Random edits of a small gallery in memory, the same for the same seed.
struct EditScript {
  private var random: Generator
  private(set) var content: [String: String]
  var templates: [String: [UInt8]]
  private let goodTemplates: [String: [UInt8]]
  private var added = 0

  init(seed: UInt64, templates: [String: [UInt8]]) {
    random = Generator(state: seed)
    self.templates = templates
    goodTemplates = templates
    content = [
      "gallery.yml": "title: Tiny\ndescription: Words.\nauthor: A\nbase_url: https://example.org/x\n",
      "concepts/gqa.md": Self.concept("Grouped-query attention"),
      "concepts/moe.md": Self.concept("Mixture of experts"),
      "essays/reading.md": "---\ntitle: Reading\nsummary: S.\n---\nOf [a model](model:m0).\n",
    ]
    for index in 0..<4 { content["models/m\(index).md"] = Self.model(index, variant: index) }
  }

  var files: Workspace.Files {
    Workspace.Files(
      content: Diagnosed(ContentFiles(texts: content)),
      templates: Diagnosed(TemplateFiles(root: "Templates", files: templates)))
  }

  // MARK: Edits

  /// Changes one thing and says what; `isBroken` makes repairs likely.
  mutating func edit(isBroken: Bool) -> String {
    if isBroken, random.below(2) == 0 { return repair() }
    let models = content.keys.filter { $0.hasPrefix("models/") }.sorted()
    let model = pick(models)
    switch random.below(18) {
    case 0, 1: return append(prose(models), to: model)
    case 2, 3: return replaceNumber(of: ["width", "vocabulary", "context"], in: model)
    case 4: return replace(model, "schedule: \\d+", "schedule: \(1 + random.below(5))")
    case 5: return replace(model, "released: \\d+", "released: \(2020 + random.below(6))")
    case 6: return replace(model, "name: .*", "name: Name \(random.below(100))")
    case 7:
      added += 1
      content["models/n\(added).md"] = Self.model(10 + added, variant: random.below(6))
      return "add n\(added)"
    case 8:
      guard models.count > 2 else { return append(prose(models), to: model) }
      content[model] = nil
      return "delete \(model)"
    case 9:
      added += 1
      content["models/r\(added).md"] = content.removeValue(forKey: model)
      return "rename \(model)"
    case 10: return replace(model, "\n(width|vocabulary):", "\nwdith:")
    case 11:
      return append(prose(models), to: pick(["concepts/gqa.md", "concepts/moe.md", "essays/reading.md"]))
    case 12:
      return replace(
        model, "\nsummary:", "\nbased_on: [{ model: \(slug(pick(models))), relation: scaled }]\nsummary:")
    case 13, 14, 15: return editTemplate()
    case 16:
      let concept = "concepts/sliding-window.md"
      content[concept] = content[concept] == nil ? Self.concept("Sliding window") : nil
      return "toggle \(concept)"
    default:
      content["comparisons/\(slug(pick(models)))-vs-\(slug(pick(models))).md"] =
        "---\nsummary: S.\n---\nA note.\n"
      return "add a note"
    }
  }

  /// Makes everything good again at once.
  private mutating func repair() -> String {
    templates = goodTemplates
    for path in content.keys where path.hasPrefix("comparisons/") { content[path] = nil }
    for (path, text) in content {
      var text = text.replacing("\nwdith:", with: text.contains("\nwidth:") ? "\nvocabulary:" : "\nwidth:")
      text = text.replacing(/\nbased_on: .*/, with: "")
      text = text.replacing(/\n[A-Z][^\n]*(\]\(|\{\{|```)[^\n]*/, with: "")
      content[path] = text
    }
    return "repair"
  }

  private mutating func prose(_ models: [String]) -> String {
    let target = slug(pick(models))
    return pick([
      "Words.", "See [it](model:\(target)).", "It needs {{\(target):kv_per_token}}.",
      "Of [this](concept:gqa).",
      "Beside [it](compare:\(target)/\(slug(pick(models)))).", "A [dead end](model:nobody).",
      "An {{unknown}}.",
      "Of [that](concept:sliding-window).", "From [there](essay:reading#nowhere).",
    ])
  }

  @discardableResult
  mutating func append(_ line: String, to path: String) -> String {
    content[path]? += "\n" + line + "\n"
    return "append '\(line)' to \(path)"
  }

  private mutating func replaceNumber(of fields: [String], in path: String) -> String {
    replace(path, "\n\(pick(fields)): \\d+", nil)
  }

  /// With nil the number at the end becomes another multiple of 64.
  private mutating func replace(_ path: String, _ pattern: String, _ new: String?) -> String {
    guard let text = content[path], let expression = try? Regex(pattern),
      let found = text.firstMatch(of: expression)
    else { return "nothing to replace in \(path)" }
    let old = String(text[found.range])
    let words = old.split(separator: " ", omittingEmptySubsequences: false).dropLast()
    let made = new ?? (words + ["\(64 * (1 + random.below(40)))"]).joined(separator: " ")
    content[path] = text.replacingCharacters(found.range, with: made)
    return "'\(made)' in \(path)"
  }

  private mutating func editTemplate() -> String {
    let edits = [
      ("model.mustache", "{{>top}}", "{{>top}}<!-- edited -->"), ("assets/site.css", "{", "  {"),
      ("model.mustache", "{{>top}}", "{{>topp}}"), ("concept.mustache", "{{>top}}", "{{nothing}}{{>top}}"),
      ("compare.mustache", "{{>top}}", "{{>top}}<!-- edited -->"),
    ]
    let (path, old, new) = edits[random.below(edits.count)]
    let text = String(decoding: templates[path] ?? [], as: UTF8.self)
    templates[path] = Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
    return "'\(new)' in \(path)"
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[random.below(elements.count)]
  }

  private func slug(_ path: String) -> String { String(path.dropFirst("models/".count).dropLast(3)) }

  // MARK: Content

  private static func concept(_ name: String) -> String {
    "---\nname: \(name)\nshort: X\ndefinition: D.\nmatters: M.\n---\nBody.\n"
  }

  private static func model(_ index: Int, variant: Int) -> String {
    let mixer = [
      "kind: attention, heads: 4, kv_heads: 2", "kind: attention, heads: 4, kv_heads: 4, window: 128",
      "kind: mla, heads: 4, query_rank: 32, kv_rank: 16, nope_size: 8, rope_size: 8, value_size: 8",
    ][variant % 3]
    let feedForward = [
      "kind: gated_mlp, width: 256", "kind: moe, experts: 8, active: 2, shared: 1, width: 64",
    ][variant % 2]
    return """
      ---
      name: Model \(index)
      organization: Lab \(index % 2)
      released: 202\(index % 5)-01-02
      summary: A model.
      context: 4096
      width: \(64 * (index + 1))
      vocabulary: 1024
      layers:
        only: [{ \(mixer) }, { \(feedForward) }]
      schedule: \(2 + variant) * only
      ---
      Words.

      """
  }
}

/// SplitMix64.
private struct Generator {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(bound))
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
