import CMarkGFM
import Synchronization

// The only file that sees the C library. Debian's cmark-gfm keeps its special-character tables in unguarded
// globals while it parses: two parallel renders gave up to 13 % wrong HTML. One lock around registering and parsing;
// the Swift checker does not see C globals, the test with eight tasks does. Trees are their owner's alone.

/// Parses GitHub-flavoured Markdown, lets the caller look at and edit the tree, and renders it to safe HTML.
enum CMark {
  private static let lock = Mutex(())
  private static let extensions = ["table", "strikethrough", "autolink", "tagfilter", "tasklist"]

  static func render(_ markdown: String, editing edit: (borrowing Tree) -> Void) -> String {
    // Raw HTML stays off: CMARK_OPT_UNSAFE is never set.
    let options = CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8
    guard let parser = cmark_parser_new(options) else { return "" }
    defer { cmark_parser_free(parser) }
    var parsed: OpaquePointer?
    lock.withLock { _ in parsed = parse(markdown, parser) }
    guard let root = parsed else { return "" }
    defer { cmark_node_free(root) }
    edit(Tree(root: root))
    guard let html = cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser)) else {
      return ""
    }
    defer { cmark_get_default_mem_allocator().pointee.free(html) }
    return String(cString: html)
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

  /// The parsed document; lives only inside `render`.
  struct Tree: ~Copyable {
    fileprivate let root: OpaquePointer

    fileprivate init(root: OpaquePointer) { self.root = root }

    /// Every node in document order; the callback may edit the node it is given, its children come first.
    func visit(_ body: (Element) -> Void) {
      // Nodes are collected before any is edited: an iterator does not survive the removal of what it stands on.
      var elements: [Element] = []
      guard let iterator = cmark_iter_new(root) else { return }
      while true {
        let event = cmark_iter_next(iterator)
        if event == CMARK_EVENT_DONE { break }
        guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
        elements.append(Element(node: node))
      }
      cmark_iter_free(iterator)
      elements.reversed().forEach(body)
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
