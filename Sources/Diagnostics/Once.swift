import Synchronization

/// Keeps a value that is made by whoever needs it first; others wait.
public final class Once<Value: Sendable>: Sendable {
  private final class Made: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  private let made = AtomicLazyReference<Made>()
  /// Held while the value is made, so that nobody makes it a second time.
  private let making = Mutex(())

  public init() {}

  public func value(_ make: () -> Value) -> Value {
    if let made = made.load() { return made.value }
    return making.withLock { _ in
      if let made = made.load() { return made.value }
      return made.storeIfNil(Made(make())).value
    }
  }
}
