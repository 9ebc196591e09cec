import CMarkGFM
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// The only file that sees the C library. Debian's cmark-gfm keeps its special-character tables in unguarded
// globals while it parses: two parallel renders gave up to 13 % wrong HTML. One lock around registering and parsing;
// the Swift checker does not see C globals, the test with eight tasks does. Trees are their owner's alone.

/// Parses GitHub-flavoured Markdown, lets the caller look at and edit the tree, and renders it to safe HTML.
enum CMark {
  private static let lock = Mutex(())
  private static let extensions = ["table", "strikethrough", "autolink", "tagfilter", "tasklist"]
  // Raw HTML stays off: CMARK_OPT_UNSAFE is never set.
  private static let options = CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8

  /// What `body` makes of the parsed document; nil when there is no memory for it.
  @discardableResult
  static func read<Result>(_ markdown: String, _ body: (borrowing Tree) -> Result) -> Result? {
    guard let parser = cmark_parser_new(options) else { return nil }
    defer { cmark_parser_free(parser) }
    var parsed: OpaquePointer?
    lock.withLock { _ in parsed = parse(markdown, parser) }
    guard let root = parsed else { return nil }
    defer { cmark_node_free(root) }
    return body(Tree(root: root, parser: parser))
  }

  /// The caller holds the lock.
  private static func parse(_ markdown: String, _ parser: OpaquePointer) -> OpaquePointer? {
    cmark_gfm_core_extensions_ensure_registered()
    for name in extensions {
      if let syntax = cmark_find_syntax_extension(name) {
        cmark_parser_attach_syntax_extension(parser, syntax)
      }
    }
    var text = markdown
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    return cmark_parser_finish(parser)
  }

  private static func withBytes<Result>(
    of text: UnsafePointer<CChar>?, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard let text else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    let count = strlen(text)
    return text.withMemoryRebound(to: UInt8.self, capacity: count) {
      body(UnsafeBufferPointer(start: $0, count: count))
    }
  }

  /// The parsed document; lives only inside `read`.
  struct Tree: ~Copyable {
    private let root: OpaquePointer
    private let parser: OpaquePointer

    fileprivate init(root: OpaquePointer, parser: OpaquePointer) {
      self.root = root
      self.parser = parser
    }

    /// Every node in document order, collected before any is edited: an iterator does not survive the removal of what
    /// it stands on.
    var elements: [Element] {
      var elements: [Element] = []
      guard let iterator = cmark_iter_new(root) else { return [] }
      defer { cmark_iter_free(iterator) }
      while true {
        let event = cmark_iter_next(iterator)
        if event == CMARK_EVENT_DONE { return elements }
        guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
        elements.append(Element(node: node))
      }
    }

    /// The bytes of the rendered tree, as it is now.
    func withHTML<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
      let html = cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser))
      defer { cmark_get_default_mem_allocator().pointee.free(html) }
      return CMark.withBytes(of: html, body)
    }
  }

  /// One node of the tree.
  struct Element {
    fileprivate let node: OpaquePointer

    enum Kind { case text, code, link, image, heading, htmlBlock, htmlInline, codeBlock, lineBreak, other }

    var kind: Kind {
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT: .text
      case CMARK_NODE_CODE: .code
      case CMARK_NODE_LINK: .link
      case CMARK_NODE_IMAGE: .image
      case CMARK_NODE_HEADING: .heading
      case CMARK_NODE_HTML_BLOCK: .htmlBlock
      case CMARK_NODE_HTML_INLINE: .htmlInline
      case CMARK_NODE_CODE_BLOCK: .codeBlock
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: .lineBreak
      default: .other
      }
    }

    /// Counted from 1 within the Markdown; nodes made by extensions take their parent's.
    var line: Int {
      var current: OpaquePointer? = node
      while let at = current {
        let line = Int(cmark_node_get_start_line(at))
        if line > 0 { return line }
        current = cmark_node_parent(at)
      }
      return 1
    }

    /// In bytes from 1, of the first character and of the last one; 0 for nodes made by extensions.
    var column: Int { Int(cmark_node_get_start_column(node)) }
    var endColumn: Int { Int(cmark_node_get_end_column(node)) }
    var endLine: Int { Int(cmark_node_get_end_line(node)) }

    /// The nearest block around this node: a paragraph, a heading, a cell.
    var block: Element {
      var current = self
      while !current.isBlock, let parent = cmark_node_parent(current.node) { current = Element(node: parent) }
      return current
    }

    private var isBlock: Bool {
      // The two highest bits of a type: CMARK_NODE_TYPE_MASK and CMARK_NODE_TYPE_BLOCK, which C only has as macros.
      cmark_node_get_type(node).rawValue & 0xC000 == 0x8000
    }

    /// Code between fences, which can be left open; indented code cannot.
    var isFenced: Bool {
      var length: Int32 = 0, offset: Int32 = 0
      var character: CChar = 0
      return cmark_node_get_fenced(node, &length, &offset, &character) != 0
    }

    /// The bytes of `literal`, for those who look for something most text does not have.
    func withLiteral<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
      CMark.withBytes(of: cmark_node_get_literal(node), body)
    }

    var literal: String { cmark_node_get_literal(node).map { String(cString: $0) } ?? "" }
    var url: String { cmark_node_get_url(node).map { String(cString: $0) } ?? "" }
    var info: String { cmark_node_get_fence_info(node).map { String(cString: $0) } ?? "" }
    var headingLevel: Int { Int(cmark_node_get_heading_level(node)) }

    /// The words below this node.
    var plainText: String {
      if kind == .text || kind == .code { return literal }
      if kind == .lineBreak { return " " }
      var text = ""
      var child = cmark_node_first_child(node)
      while let at = child {
        text += Element(node: at).plainText
        child = cmark_node_next(at)
      }
      return text
    }

    /// Puts raw output around the children and removes the node itself.
    func replaceByChildren(before: String, after: String) {
      insert(before, isBlock: false)
      while let child = cmark_node_first_child(node) { cmark_node_insert_before(node, child) }
      insert(after, isBlock: false)
      remove()
    }

    /// Replaces the node by raw output.
    func replace(by output: String) {
      insert(output, isBlock: kind == .codeBlock || kind == .htmlBlock)
      remove()
    }

    /// Replaces a text node by text and raw output in turn.
    func replace(by pieces: [(text: String, output: String?)]) {
      for piece in pieces {
        if !piece.text.isEmpty, let text = cmark_node_new(CMARK_NODE_TEXT) {
          cmark_node_set_literal(text, piece.text)
          cmark_node_insert_before(node, text)
        }
        if let output = piece.output { insert(output, isBlock: false) }
      }
      remove()
    }

    /// Raw output as the first child.
    func prepend(_ output: String) {
      guard let custom = custom(output, isBlock: false) else { return }
      cmark_node_prepend_child(node, custom)
    }

    func remove() {
      cmark_node_unlink(node)
      cmark_node_free(node)
    }

    private func insert(_ output: String, isBlock: Bool) {
      guard !output.isEmpty, let custom = custom(output, isBlock: isBlock) else { return }
      cmark_node_insert_before(node, custom)
    }

    private func custom(_ output: String, isBlock: Bool) -> OpaquePointer? {
      guard let custom = cmark_node_new(isBlock ? CMARK_NODE_CUSTOM_BLOCK : CMARK_NODE_CUSTOM_INLINE) else {
        return nil
      }
      cmark_node_set_on_enter(custom, output)
      return custom
    }
  }
}
