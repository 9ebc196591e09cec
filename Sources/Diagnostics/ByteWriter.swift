/// UTF-8 in the making, in memory that has one owner.
///
/// An array asks at each append whether somebody shares its memory, five million times in a build of as many
/// thousand pages; here the compiler knows that nobody does. What is finished leaves as `bytes`.
public struct ByteWriter: ~Copyable {
  @usableFromInline var memory: UnsafeMutableBufferPointer<UInt8>
  @usableFromInline var length = 0

  /// No memory is taken for a capacity of 0.
  public init(capacity: Int = 0) {
    memory = capacity > 0 ? .allocate(capacity: capacity) : UnsafeMutableBufferPointer(start: nil, count: 0)
  }

  deinit { memory.deallocate() }

  @inlinable public var count: Int { length }
  @inlinable public var isEmpty: Bool { length == 0 }

  /// A copy of what was written.
  public var bytes: [UInt8] { withBytes { Array($0) } }
  public var string: String { withBytes { String(decoding: $0, as: UTF8.self) } }

  @inlinable
  public func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try body(UnsafeBufferPointer(rebasing: memory[..<length]))
  }

  /// A copy of a part.
  public func bytes(in range: Range<Int>) -> [UInt8] {
    precondition(range.upperBound <= length)
    return Array(memory[range])
  }

  public var last: UInt8? { length > 0 ? memory[length - 1] : nil }

  public subscript(index: Int) -> UInt8 {
    get {
      precondition(index >= 0 && index < length)
      return memory[index]
    }
    set {
      precondition(index >= 0 && index < length)
      memory[index] = newValue
    }
  }

  /// Forgets what was written from there on and keeps the memory.
  public mutating func truncate(to count: Int) {
    precondition(count >= 0 && count <= length)
    length = count
  }

  // MARK: Appending

  @inlinable
  public mutating func append(_ byte: UInt8) {
    append(atMost: 1) { room in
      room[0] = byte
      return 1
    }
  }

  @inlinable
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    append(atMost: bytes.count) { room in
      room.initialize(from: source, count: bytes.count)
      return bytes.count
    }
  }

  // Inlined always: of a literal nothing but its bytes is left.
  @inlinable
  @inline(__always)
  public mutating func append(_ text: StaticString) { text.withUTF8Buffer { append($0) } }

  @inlinable
  public mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

  /// A part of what was printed before.
  @inlinable
  public mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
    bytes.withUnsafeBufferPointer { append(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  public mutating func append(_ other: borrowing ByteWriter) { other.withBytes { append($0) } }

  /// Lets `write` fill memory for `count` bytes; it returns how many it wrote.
  @inlinable
  @inline(__always)
  public mutating func append(atMost count: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
    if memory.count - length < count { grow(by: count) }
    guard let start = memory.baseAddress else { return }
    let written = write(start + length)
    assert(written <= count)
    length += written
  }

  /// Makes room for `count` more bytes.
  public mutating func reserve(_ count: Int) { if memory.count - length < count { grow(by: count) } }

  @usableFromInline
  @inline(never)
  mutating func grow(by count: Int) {
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(
      capacity: max(memory.count * 2, length + count, 64))
    _ = larger.initialize(fromContentsOf: memory[..<length])
    memory.deallocate()
    memory = larger
  }
}
