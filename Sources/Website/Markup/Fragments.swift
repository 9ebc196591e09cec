import Diagnostics

/// Pieces of markup in one block of memory: taking one copies its bytes and counts no references.
struct Fragments: Sendable {
  fileprivate let bytes: [UInt8]
  // Small, since what a page looks up is seldom in the processor's cache.
  fileprivate let ends: [UInt32]

  var count: Int { ends.count - 1 }
  func add(to digest: inout Digest) {
    digest.add(bytes)
    ends.forEach { digest.add(Int($0)) }
  }

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

/// Pieces of markup in the making.
struct FragmentWriter: ~Copyable {
  private var out = ByteWriter()
  private var ends: [UInt32] = [0]

  var count: Int { ends.count - 1 }

  /// Returns the place of the piece that `write` writes.
  @discardableResult
  mutating func add(_ write: (inout ByteWriter) -> Void) -> Int {
    write(&out)
    ends.append(UInt32(out.count))
    return count - 1
  }

  var fragments: Fragments { Fragments(bytes: out.bytes, ends: ends) }
}

extension ByteWriter {
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
