import Architecture
import CYaml
import Diagnostics

// Why this file exists
//
// Yams makes a tree of its own, with a tag, an anchor and a comparison of keys for every word: four fifths of the
// time front matter took. Nearly all of it is plain, and can be read from the events of the same parser.

/// Reads plain front matter: no tags, anchors, repeated keys or mistakes.
///
/// What is not plain is left to `FrontMatterYAML`, which says what is wrong with it.
struct PlainYAML {
  /// Keys of one mapping are compared with each other.
  private static let mostKeys = 64

  private let events: YAMLEvents
  private let file: String
  private let firstLine: Int
  private let source: SourceText
  private var nodes = 0

  /// Nil when it is not plain.
  static func node(_ text: String, _ source: SourceText, file: String, firstLine: Int) -> Node? {
    var text = text
    return text.withUTF8 { bytes in
      // It may begin a tag, and events do not tell of all of them.
      guard !bytes.contains(UInt8(ascii: "!")) else { return nil }
      var reader = PlainYAML(events: YAMLEvents(bytes), file: file, firstLine: firstLine, source: source)
      return reader.root()
    }
  }

  private init(events: YAMLEvents, file: String, firstLine: Int, source: SourceText) {
    (self.events, self.file, self.firstLine, self.source) = (events, file, firstLine, source)
  }

  private mutating func root() -> Node? {
    guard events.next()?.kind == .start, events.next()?.kind == .start, let first = events.next(),
      let root = node(first, depth: 0), events.next()?.kind == .end, events.next()?.kind == .end
    else { return nil }
    return root
  }

  private mutating func node(_ event: YAMLEvents.Event, depth: Int) -> Node? {
    nodes += 1
    guard depth < FrontMatterYAML.maximumDepth, nodes < FrontMatterYAML.maximumNodes else { return nil }
    switch event.kind {
    case .scalar(let text, let isQuoted): return .scalar(text, quoted: isQuoted, place(of: event))
    case .list:
      var items: [Node] = []
      while let next = events.next() {
        if next.kind == .end { return .list(items, place(of: event)) }
        guard let item = node(next, depth: depth + 1) else { return nil }
        items.append(item)
      }
      return nil
    case .map:
      var entries: [Node.Entry] = []
      while let next = events.next() {
        if next.kind == .end { return .map(entries, place(of: event)) }
        guard case .scalar(let key, _) = next.kind, key != "<<", entries.count < Self.mostKeys,
          !entries.contains(where: { $0.key == key }), let first = events.next(),
          let value = node(first, depth: depth + 1)
        else { return nil }
        entries.append(.init(key: key, keyLocation: place(of: next), value: value))
      }
      return nil
    case .start, .end: return nil
    }
  }

  private func place(of event: YAMLEvents.Event) -> SourceLocation {
    SourceLocation(
      file: file, line: firstLine + event.line,
      column: source.column(atScalar: event.column, of: event.line))
  }
}

/// The events of libyaml's parser; ends at the first that is not plain.
private final class YAMLEvents {
  struct Event {
    enum Kind: Equatable {
      case scalar(String, isQuoted: Bool)
      case list, map
      /// Of the stream and of the document; the end also of lists and mappings.
      case start, end
    }

    var kind: Kind
    /// Both count from 0, columns in Unicode scalars.
    var line: Int
    var column: Int
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// `bytes` must outlive the events.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  func next() -> Event? {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { return nil }
    defer { yaml_event_delete(&event) }
    guard let kind = Self.kind(of: event) else { return nil }
    return Event(kind: kind, line: event.start_mark.line, column: event.start_mark.column)
  }

  private static func kind(of event: yaml_event_t) -> Event.Kind? {
    switch event.type {
    case YAML_STREAM_START_EVENT, YAML_DOCUMENT_START_EVENT: return .start
    case YAML_STREAM_END_EVENT, YAML_DOCUMENT_END_EVENT, YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      return .end
    case YAML_SEQUENCE_START_EVENT:
      let list = event.data.sequence_start
      return list.anchor == nil && list.tag == nil ? .list : nil
    case YAML_MAPPING_START_EVENT:
      let map = event.data.mapping_start
      return map.anchor == nil && map.tag == nil ? .map : nil
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      guard scalar.anchor == nil, scalar.tag == nil, !bytes.contains(where: mayBeControl) else { return nil }
      let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE || scalar.style == YAML_ANY_SCALAR_STYLE
      return .scalar(String(decoding: bytes, as: UTF8.self), isQuoted: !isPlain)
    default: return nil
    }
  }

  /// Escapes can write control characters; 0xC2 begins some of them.
  private static func mayBeControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 9 && byte != 10 || byte == 0x7F || byte == 0xC2
  }
}
