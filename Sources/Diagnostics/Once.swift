import Synchronization

/// Keeps a value that is made by whoever needs it first; others wait.
///
/// Inlinable, so that who asks knows the type: looking it up at run time would cost more than finding the value.
public final class Once<Value: Sendable>: Sendable {
  @usableFromInline
  final class Made: Sendable {
    @usableFromInline let value: Value
    @inlinable
    init(_ value: Value) { self.value = value }
  }

  @usableFromInline let made = AtomicLazyReference<Made>()
  /// Held while the value is made, so that nobody makes it a second time.
  @usableFromInline let making = Mutex(())

  @inlinable
  public init() {}

  @inlinable
  public func value(_ make: () -> Value) -> Value {
    if let made = made.load() { return made.value }
    return making.withLock { _ in
      if let made = made.load() { return made.value }
      return made.storeIfNil(Made(make())).value
    }
  }
}
