import Foundation
import Testing

extension Trait where Self == ConditionTrait {
  /// A test that takes seconds where nothing is optimised: all pairs, all figures, large inputs, random edits, kills.
  ///
  /// `swift test` alone leaves these out of a debug build, for a quick answer between two edits; `.ci/test` sets
  /// `GALLERY_HEAVY=1` and runs them all.
  package static var heavy: Self {
    .enabled(if: Heavy.isOn, "heavy: set GALLERY_HEAVY=1 to run it")
  }
}

private enum Heavy {
  #if DEBUG
    static let isOn = ProcessInfo.processInfo.environment["GALLERY_HEAVY"] != nil
  #else
    static let isOn = true
  #endif
}
