import Synchronization

/// Keeps a value that is made by whoever needs it first; others wait.
public final class Once<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)

  public init() {}

  public func value(_ make: () -> Value) -> Value {
    made.withLock { made in
      if let made { return made }
      let value = make()
      made = value
      return value
    }
  }
}
