import Diagnostics

/// A name that templates of one kind of page may use, and what a page has to say there.
///
/// The kind of a slot is part of how it is made: text is escaped, markup is written by our own writers, a flag decides
/// whether a section is printed, a list prints its section once for each item.
struct Slot<Page>: Sendable {
  typealias Write = @Sendable (_ page: Page, _ out: inout ByteWriter) -> Void

  enum Value: Sendable {
    case text(Write)
    case markup(Write)
    case flag(@Sendable (Page) -> Bool)
    case list(any ListSlot<Page>)
  }

  let name: String
  let value: Value
  /// Where the name comes from, for the check that every value is used: `toc.toc_href`.
  fileprivate(set) var path: String

  private init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
    path = name
  }

  static func text(_ name: String, _ value: @escaping @Sendable (Page) -> String) -> Slot {
    Slot(name, .text { $1.text(value($0)) })
  }

  /// Text that is escaped already: for pages made by the thousand.
  static func escapedText(_ name: String, _ write: @escaping Write) -> Slot { Slot(name, .text(write)) }

  static func markup(_ name: String, _ write: @escaping Write) -> Slot { Slot(name, .markup(write)) }

  static func flag(_ name: String, _ value: @escaping @Sendable (Page) -> Bool) -> Slot {
    Slot(name, .flag(value))
  }

  static func list<Item>(
    _ name: String, of slots: [Slot<Item>], _ items: @escaping @Sendable (Page) -> [Item]
  ) -> Slot {
    Slot(name, .list(ItemSlots(slots: slots, items: items)))
  }

  // Both of these read the field where it is: thousands of pages would count the references of a copy.

  /// The same slot of what is inside something else.
  fileprivate func asInner<Outer>() -> Slot<Nested<Outer, Page>> {
    var slot =
      switch value {
      case .text(let write): Slot<Nested<Outer, Page>>(name, .text { write($0.inner, &$1) })
      case .markup(let write): Slot<Nested<Outer, Page>>(name, .markup { write($0.inner, &$1) })
      case .flag(let flag): Slot<Nested<Outer, Page>>(name, .flag { flag($0.inner) })
      case .list(let list): Slot<Nested<Outer, Page>>(name, .list(list.of { $0.inner }))
      }
    slot.path = path
    return slot
  }

  /// The same slot of what is around something else.
  fileprivate func asOuter<Inner>() -> Slot<Nested<Page, Inner>> {
    var slot =
      switch value {
      case .text(let write): Slot<Nested<Page, Inner>>(name, .text { write($0.outer, &$1) })
      case .markup(let write): Slot<Nested<Page, Inner>>(name, .markup { write($0.outer, &$1) })
      case .flag(let flag): Slot<Nested<Page, Inner>>(name, .flag { flag($0.outer) })
      case .list(let list): Slot<Nested<Page, Inner>>(name, .list(list.of { $0.outer }))
      }
    slot.path = path
    return slot
  }

  fileprivate func inside(_ list: String) -> Slot {
    var slot = self
    slot.path = "\(list).\(path)"
    return slot
  }

  /// Its own path and those of the slots of its items.
  var paths: [String] {
    guard case .list(let list) = value else { return [path] }
    return [path] + list.paths(in: path)
  }
}

/// An item of a list, or a page in its frame: what is around it can be named too.
struct Nested<Outer, Inner> {
  let outer: Outer
  let inner: Inner

  static func inner(_ slots: [Slot<Inner>]) -> [Slot<Nested>] { slots.map { $0.asInner() } }
  static func outer(_ slots: [Slot<Outer>]) -> [Slot<Nested>] { slots.map { $0.asOuter() } }
}

extension Nested: Sendable where Outer: Sendable, Inner: Sendable {}

/// A list whose items have slots of their own.
protocol ListSlot<Page>: Sendable {
  associatedtype Page

  /// The list of what such a page is a part of.
  func of<Whole>(_ page: @escaping @Sendable (Whole) -> Page) -> any ListSlot<Whole>
  func paths(in path: String) -> [String]
  func isEmpty(_ page: Page) -> Bool
  /// The section printed for each item; `visible` are the slots around it.
  func compiled(
    _ section: ArraySlice<TemplateSource.Part>, at path: String, visible: [Slot<Page>],
    _ compiler: inout TemplateCompiler
  ) -> Slot<Page>.Write
}

private struct ItemSlots<Page, Item>: ListSlot {
  let slots: [Slot<Item>]
  let items: @Sendable (Page) -> [Item]

  func of<Whole>(_ page: @escaping @Sendable (Whole) -> Page) -> any ListSlot<Whole> {
    ItemSlots<Whole, Item>(slots: slots) { items(page($0)) }
  }

  func paths(in path: String) -> [String] { slots.flatMap { $0.inside(path).paths } }

  func isEmpty(_ page: Page) -> Bool { items(page).isEmpty }

  func compiled(
    _ section: ArraySlice<TemplateSource.Part>, at path: String, visible: [Slot<Page>],
    _ compiler: inout TemplateCompiler
  ) -> Slot<Page>.Write {
    // Names mean the innermost that has them.
    let program = compiler.program(
      section, Nested.inner(slots.map { $0.inside(path) }) + Nested.outer(visible))
    return { page, out in
      for item in items(page) { program.write(Nested(outer: page, inner: item), to: &out) }
    }
  }
}
