import Synchronization

/// Keeps a value that is made by whoever needs it first; others wait.
///
/// Inlinable, so that who asks knows the type: looking it up at run time would cost more than finding the value, and
/// the library's `AtomicLazyReference` does.
public final class Once<Value: Sendable>: Sendable {
  @usableFromInline
  final class Made: Sendable {
    @usableFromInline let value: Value
    @inlinable
    init(_ value: Value) { self.value = value }
  }

  /// Set once, and held until this object goes.
  @usableFromInline let made = Atomic<Unmanaged<Made>?>(nil)
  /// Held while the value is made, so that nobody makes it a second time.
  @usableFromInline let making = Mutex(())

  @inlinable
  public init() {}

  deinit { made.load(ordering: .acquiring)?.release() }

  @inlinable
  public func value(_ make: () -> Value) -> Value {
    if let known { return known.value }
    return making.withLock { _ in
      if let known { return known.value }
      let new = Made(make())
      made.store(.passRetained(new), ordering: .releasing)
      return new.value
    }
  }

  @inlinable var known: Made? { made.load(ordering: .acquiring)?.takeUnretainedValue() }
}
