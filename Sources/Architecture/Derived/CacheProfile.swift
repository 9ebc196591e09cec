/// What a model keeps between tokens, summed over its layers: bf16, batch 1, logical sizes unless said otherwise.
public struct CacheProfile: Hashable, Sendable {
  /// One kind of memory: a term of one kind of sublayer, and how many of them a token passes.
  public struct Entry: Hashable, Sendable {
    /// The sublayer's name in the layer mix: `global`, `MLA`, `Mamba-2`.
    public var name: String
    public var term: CacheTerm
    /// Executed sublayers that keep it; looped layers count once per pass.
    public var count: Int
  }

  /// In order of first use in the schedule.
  public var entries: [Entry]

  public static let bytesPerElement = 2

  public init(entries: [Entry]) { self.entries = entries }

  /// KV bytes one more token adds before any window is full; index and state are not in it.
  public var bytesPerToken: Double { bytesPerToken(\.isCache) }
  /// Bytes of indexer keys one more token adds.
  public var indexBytesPerToken: Double { bytesPerToken { $0.purpose == .index } }
  /// Bytes of recurrent and convolution state, independent of the context.
  public var stateBytes: Int { stateBytes() }
  /// KV bytes one more token adds once every window is full.
  public var bytesPerTokenPastWindows: Double {
    bytesPerToken { $0.isCache && $0.retention.growsForever }
  }

  /// KV bytes held after `context` tokens; windows and chunks stop growing.
  public func bytes(at context: Int, batch: Int = 1, bytesPerElement: Int = Self.bytesPerElement) -> Int {
    bytes(at: context, batch, bytesPerElement, \.isCache)
  }

  /// Bytes of recurrent and convolution state of `batch` sequences.
  public func stateBytes(batch: Int = 1, bytesPerElement: Int = Self.bytesPerElement) -> Int {
    bytes(at: 1, batch, bytesPerElement) { $0.purpose == .state }
  }

  /// Everything held after `context` tokens: KV cache, index keys and state.
  public func totalBytes(at context: Int, batch: Int = 1, bytesPerElement: Int = Self.bytesPerElement) -> Int
  {
    bytes(at: context, batch, bytesPerElement) { _ in true }
  }

  /// One part of a stacked memory curve.
  public struct Part: Hashable, Sendable {
    /// `global`, `Mamba-2`.
    public var name: String
    public var purpose: CacheTerm.Purpose
    public var bytes: Int

    /// `global`, `Mamba-2 state`, `sparse MLA index`.
    public var label: String { purpose == .index || purpose == .state ? "\(name) \(purpose.rawValue)" : name }
  }

  /// Bytes after `context` tokens by kind of layer and purpose, in order of first use.
  public func parts(at context: Int, batch: Int = 1, bytesPerElement: Int = Self.bytesPerElement) -> [Part] {
    var parts: [Part] = []
    for entry in entries {
      let bytes = entry.elements(at: context, batch: batch).saturating(times: bytesPerElement)
      if let known = parts.firstIndex(where: { $0.name == entry.name && $0.purpose == entry.term.purpose }) {
        parts[known].bytes = parts[known].bytes.saturating(plus: bytes)
      } else {
        parts.append(Part(name: entry.name, purpose: entry.term.purpose, bytes: bytes))
      }
    }
    return parts
  }

  public var band: CacheBand { CacheBand(bytesPerToken: bytesPerTokenPastWindows) }

  private func bytesPerToken(_ include: (CacheTerm) -> Bool) -> Double {
    entries.reduce(0) { sum, entry in
      guard include(entry.term) else { return sum }
      return sum + Double(entry.count) * Double(entry.term.elementsPerEntry)
        * entry.term.retention.entriesPerToken
    } * Double(Self.bytesPerElement)
  }

  private func bytes(at context: Int, _ batch: Int, _ bytesPerElement: Int, _ include: (CacheTerm) -> Bool)
    -> Int
  {
    entries.reduce(0) { sum, entry in
      include(entry.term) ? sum.saturating(plus: entry.elements(at: context, batch: batch)) : sum
    }.saturating(times: bytesPerElement)
  }
}

extension CacheProfile.Entry {
  /// Elements `count` sublayers hold for `batch` sequences of `context` tokens.
  func elements(at context: Int, batch: Int = 1) -> Int {
    term.elements(at: context).saturating(times: count).saturating(times: batch)
  }
}

extension CacheTerm {
  /// Counted in the KV cache: keys, values and latents, not index keys and not state.
  public var isCache: Bool { purpose == .keysValues || purpose == .latent }
}

extension Retention {
  var growsForever: Bool {
    switch self {
    case .everyToken, .compressed: true
    case .window, .chunk, .selected, .fixed: false
    }
  }
}
