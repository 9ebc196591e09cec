import Diagnostics

/// Pieces of markup in one block of memory: taking one copies its bytes and counts no references.
struct Fragments: Sendable {
  private var html = HTML()
  // Small, since what a page looks up is seldom in the processor's cache.
  fileprivate private(set) var ends: [UInt32] = [0]

  fileprivate var bytes: [UInt8] { html.bytes }
  var count: Int { ends.count - 1 }
  func add(to digest: inout Digest) {
    digest.add(bytes)
    ends.forEach { digest.add(Int($0)) }
  }

  /// Returns the place of the piece.
  @discardableResult
  mutating func add(_ piece: HTML) -> Int { add { $0.append(piece) } }

  /// The same for a piece that is written in place.
  @discardableResult
  mutating func add(_ write: (inout HTML) -> Void) -> Int {
    write(&html)
    ends.append(UInt32(bytes.count))
    return count - 1
  }

  /// Adds all pieces of another block and returns the place of the first.
  mutating func add(_ others: Fragments) -> Int {
    let (start, offset) = (count, UInt32(bytes.count))
    html.append(others.html)
    ends += others.ends.dropFirst().map { $0 + offset }
    return start
  }

  func isEmpty(_ index: Int) -> Bool { ends[index] == ends[index + 1] }

  /// Both pieces read the same.
  func areEqual(_ a: Int, _ b: Int) -> Bool {
    bytes[range(a..<a + 1)].elementsEqual(bytes[range(b..<b + 1)])
  }

  /// Where pieces that stand in a row have their bytes.
  @inline(__always)
  fileprivate func range(_ places: Range<Int>) -> Range<Int> {
    Int(ends[places.lowerBound])..<Int(ends[places.upperBound])
  }
}

extension MarkupWriter where Self: ~Copyable {
  // Pages of pairs are put together by these two: inlined, they read the block where it stands.

  @inline(__always)
  mutating func append(_ fragments: Fragments, _ index: Int) { append(fragments, index..<index + 1) }

  /// Pieces that stand in a row.
  @inline(__always)
  mutating func append(_ fragments: Fragments, _ places: Range<Int>) {
    let range = fragments.range(places)
    fragments.bytes.withUnsafeBufferPointer { append(UnsafeBufferPointer(rebasing: $0[range])) }
  }
}
