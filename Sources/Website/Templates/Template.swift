import Diagnostics

/// A template compiled for the pages of one kind: its own bytes, and what a page writes between them.
struct Template<Page>: Sendable {
  fileprivate enum Step: Sendable {
    case bytes(Range<Int>)
    case write(Slot<Page>.Write)
    /// The steps of a section, up to `end`, are for pages of which `flag` is `wanted`.
    case section(flag: @Sendable (Page) -> Bool, wanted: Bool, end: Int)
  }

  fileprivate var bytes: [UInt8] = []
  fileprivate var steps: [Step] = []

  func write(_ page: Page, to out: inout ByteWriter) {
    var index = 0
    while index < steps.count {
      switch steps[index] {
      case .bytes(let range): out.append(bytes, range)
      case .write(let write): write(page, &out)
      case .section(let flag, let wanted, let end):
        if flag(page) != wanted {
          index = end
          continue
        }
      }
      index += 1
    }
  }
}

/// Makes the steps of one template, with its partials put in, and finds the names its pages do not have.
struct TemplateCompiler {
  /// What the pages are, for messages: `model`.
  let kind: String
  private(set) var used: Set<String> = []
  private(set) var problems: [Diagnostic] = []

  init(kind: String) { self.kind = kind }

  /// `slots` come innermost first.
  mutating func program<Page>(_ parts: ArraySlice<TemplateSource.Part>, _ slots: [Slot<Page>]) -> Template<
    Page
  > {
    let named = Dictionary(slots.map { ($0.name, $0) }, uniquingKeysWith: { inner, _ in inner })
    var template = Template<Page>()
    // Where the sections that are open begin among the steps.
    var open: [Int] = []
    var index = parts.startIndex
    while index < parts.endIndex {
      defer { index += 1 }
      guard case .tag(let tag) = parts[index] else {
        if case .bytes(let bytes) = parts[index] { template.add(bytes) }
        continue
      }
      if tag.kind == .close {
        if let start = open.popLast() { template.close(start) }
        continue
      }
      let isSection = tag.kind == .section || tag.kind == .inverted
      guard let slot = named[tag.name] else {
        let hint = nearest(to: tag.name, among: named.keys.sorted()).map { "; did you mean '\($0)'?" } ?? ""
        report(.unknownVariable, "pages of '\(kind)' have no value '\(tag.name)'\(hint)", at: tag)
        if isSection { index = Self.end(of: index, in: parts) }
        continue
      }
      used.insert(slot.path)
      switch (tag.kind, slot.value) {
      case (.text, .text(let write)), (.markup, .markup(let write)): template.steps.append(.write(write))
      case (.section, .flag(let flag)), (.inverted, .flag(let flag)):
        open.append(template.steps.count)
        template.steps.append(.section(flag: flag, wanted: tag.kind == .section, end: 0))
      case (.inverted, .list(let list)):
        open.append(template.steps.count)
        template.steps.append(.section(flag: list.isEmpty, wanted: true, end: 0))
      case (.section, .list(let list)):
        let end = Self.end(of: index, in: parts)
        template.steps.append(
          .write(list.compiled(parts[(index + 1)..<end], at: slot.path, visible: slots, &self)))
        index = end
      default:
        report(.invalidTemplate, "'\(tag.name)' \(slot.value.usage(tag.name))", at: tag)
        if isSection { index = Self.end(of: index, in: parts) }
      }
    }
    return template
  }

  /// The place of the tag that closes a section; each file's sections are known to be closed in it.
  private static func end(of start: Int, in parts: ArraySlice<TemplateSource.Part>) -> Int {
    var depth = 0
    for index in start..<parts.endIndex {
      guard case .tag(let tag) = parts[index] else { continue }
      if tag.kind == .section || tag.kind == .inverted { depth += 1 }
      if tag.kind == .close { depth -= 1 }
      if depth == 0 { return index }
    }
    return parts.endIndex
  }

  private mutating func report(_ id: DiagnosticID, _ summary: String, at tag: TemplateTag) {
    // A partial may be put in at many places.
    let problem = Diagnostic(.error, id, summary, at: tag.location)
    if !problems.contains(problem) { problems.append(problem) }
  }
}

extension Template {
  fileprivate mutating func add(_ own: ArraySlice<UInt8>) {
    guard !own.isEmpty else { return }
    bytes += own
    steps.append(.bytes(bytes.count - own.count..<bytes.count))
  }

  fileprivate mutating func close(_ start: Int) {
    guard case .section(let flag, let wanted, _) = steps[start] else { return }
    steps[start] = .section(flag: flag, wanted: wanted, end: steps.count)
  }
}

extension Slot.Value {
  /// How it is written in a template, behind its name in a message.
  fileprivate func usage(_ name: String) -> String {
    switch self {
    case .text: "is text: write '{{\(name)}}', which escapes it"
    case .markup: "is markup: write '{{{\(name)}}}'"
    case .flag: "is a flag: write '{{#\(name)}}…{{/\(name)}}'"
    case .list: "is a list: write '{{#\(name)}}…{{/\(name)}}'"
    }
  }
}
