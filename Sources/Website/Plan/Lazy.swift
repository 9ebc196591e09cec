import Diagnostics

/// A value made once, by whoever needs it first, with what it is made of.
final class Lazy<Value: Sendable>: Sendable {
  private let once = Once<Value>()
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  var value: Value { once.value(make) }
}
