/// What a header may claim before anything is allocated for it; far above any published checkpoint.
package enum HeaderLimits {
  /// Bytes of one safetensors header: the limit of the format's own library.
  package static let safetensorsHeader = 100_000_000
  /// Bytes of GGUF metadata and tensor list, vocabularies included.
  package static let ggufHeader = 256 << 20
  /// Tensors of a checkpoint; the largest published ones have about 150,000.
  package static let tensors = 500_000
  /// Bytes of a tensor's name.
  package static let name = 1_024
  package static let dimensions = 16
  /// Files of a checkpoint.
  package static let files = 10_000
}
