/// Texts or markup in one block of memory, by index: taking one copies its bytes and counts no references.
@usableFromInline
package struct Block: Sendable {
  @usableFromInline let bytes: [UInt8]
  @usableFromInline let ends: [UInt32]

  fileprivate init(bytes: [UInt8], ends: [UInt32]) { (self.bytes, self.ends) = (bytes, ends) }

  package var count: Int { ends.count - 1 }

  /// Where the bytes of neighbouring entries are.
  @inlinable
  package func range(_ entries: Range<Int>) -> Range<Int> {
    Int(ends[entries.lowerBound])..<Int(ends[entries.upperBound])
  }

  @inlinable
  package func withBytes<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range(index..<index + 1)])) }
  }

  package func isEqual(_ index: Int, _ other: Int, of others: Block) -> Bool {
    withBytes(index) { own in others.withBytes(other) { own.elementsEqual($0) } }
  }
}

/// A block in the making.
package struct BlockWriter: ~Copyable {
  private var out = ByteWriter()
  private var ends: [UInt32] = [0]

  package init() {}

  /// Adds what `write` writes as the next entry.
  package mutating func add(_ write: (inout ByteWriter) -> Void) {
    write(&out)
    ends.append(UInt32(out.count))
  }

  package var block: Block { Block(bytes: out.bytes, ends: ends) }
}

extension ByteWriter {
  @inlinable
  package mutating func append(_ block: Block, _ index: Int) { block.withBytes(index) { append($0) } }
}
