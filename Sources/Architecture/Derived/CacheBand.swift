/// Size classes of the cache per token past the windows; bounds inclusive.
public enum CacheBand: String, CaseIterable, Sendable {
  case none, upTo24KiB = "up to 24 KiB", upTo72KiB = "up to 72 KiB", upTo160KiB = "up to 160 KiB"
  case upTo300KiB = "up to 300 KiB", above300KiB = "above 300 KiB"

  public init(bytesPerToken: Double) {
    let bounds: [(Double, CacheBand)] = [
      (0, .none), (24, .upTo24KiB), (72, .upTo72KiB), (160, .upTo160KiB), (300, .upTo300KiB),
    ]
    self = bounds.first { bytesPerToken <= $0.0 * 1024 }?.1 ?? .above300KiB
  }
}
