/// Arithmetic and memory traffic of one token, split by what causes them.
///
/// A multiplication with a weight and its addition are 2 FLOPs; norms, activations and softmax are not counted
/// (Kaplan et al. 2020, arXiv:2001.08361, section 2.1).
public struct ComputeProfile: Sendable {
  /// Matrix products of one component, the same for each token.
  public struct Product: Hashable, Sendable {
    public var component: Component
    /// Active weights a token is multiplied with; looped layers count once per pass.
    public var parameters: Int
  }

  /// Work on the context: one term of one kind of sublayer.
  public struct Work: Hashable, Sendable {
    /// The sublayer's name in the layer mix.
    public var name: String
    public var term: ComputeTerm
    /// Sublayers a token passes that do it.
    public var count: Int
  }

  /// A segment of a total.
  public struct Segment: Hashable, Sendable {
    public var label: String
    public var flops: Double
  }

  /// In the order of the parameter bar.
  public var products: [Product]
  public var work: [Work]
  /// Weights read to decode one token of one sequence: active ones, of the embedding one row.
  public var weightsRead: Int
  public var cacheReads: [CacheProfile.Entry]

  /// FLOPs to decode the token that follows `context` tokens.
  public func decode(at context: Int) -> [Segment] {
    products.map { Segment(label: $0.component.label, flops: 2 * Double($0.parameters)) }
      + work.map { Segment(label: $0.label, flops: Double($0.count) * Double($0.term.flops(at: context))) }
  }

  public func decodeFLOPs(at context: Int) -> Double { decode(at: context).reduce(0) { $0 + $1.flops } }

  /// FLOPs to read a prompt of `context` tokens; the output head runs for its last token alone.
  public func prefill(of context: Int) -> [Segment] {
    products.map { product in
      let tokens = product.component == .head ? 1 : Double(context)
      return Segment(label: product.component.label, flops: 2 * Double(product.parameters) * tokens)
    }
      + work.map { work in
        let flops =
          Double(work.term.flopsPerEntry) * work.term.reads.entriesReadInPrefill(of: context)
          + Double(work.term.flopsPerToken) * Double(context)
        return Segment(label: work.label, flops: Double(work.count) * flops)
      }
  }

  public func prefillFLOPs(of context: Int) -> Double { prefill(of: context).reduce(0) { $0 + $1.flops } }

  /// Bytes of caches and state read to decode one token after `context` tokens.
  public func cacheBytesRead(at context: Int, bytesPerElement: Int = CacheProfile.bytesPerElement) -> Int {
    CacheProfile(entries: cacheReads).totalBytes(at: context, bytesPerElement: bytesPerElement)
  }

  /// Bytes read to decode one token of one sequence: weights in `format`, cache in 16 bits.
  public func bytesRead(_ format: WeightFormat, at context: Int) -> Int {
    (weightsRead.saturating(times: format.bits) / 8).saturating(plus: cacheBytesRead(at: context))
  }
}

extension ComputeProfile.Work {
  public var label: String { "\(term.label.sentenceStart) (\(name))" }
}

extension ComputeProfile {
  init(_ sheet: FactSheet) {
    let spec = sheet.spec, census = sheet.census
    let naming = [sheet.naming.mixers, sheet.naming.feedForwards]
    var products: [Component: Int] = [:]
    var work: [ComputeProfile.Work] = []
    var reads: [CacheProfile.Entry] = []
    var weightsRead = spec.embeddingSize ?? spec.dimensions.width

    func add(_ tensors: some Sequence<Tensor>, times count: Int) {
      for tensor in tensors where tensor.use != .lookup {
        let active = tensor.activeParameters.saturating(times: count)
        weightsRead = weightsRead.saturating(plus: active)
        if tensor.use == .product {
          products[tensor.component, default: 0] = (products[tensor.component] ?? 0).saturating(plus: active)
        }
      }
    }

    for (index, use) in census.uses.enumerated() {
      add(use.tensors, times: use.executedCount)
      var seen = [0, 0]
      for placed in use.layer.sublayers {
        let role = placed.sublayer.role == .mixer ? 0 : 1
        let label = naming[role].uses[naming[role].byLayer[index][seen[role]]].label
        seen[role] += 1
        for term in placed.sublayer.compute(in: spec.dimensions) {
          if let known = work.firstIndex(where: { $0.name == label && $0.term == term }) {
            work[known].count += use.executedCount
          } else {
            work.append(ComputeProfile.Work(name: label, term: term, count: use.executedCount))
          }
        }
        let onStream = spec.dimensions.stream.cacheOfSublayer(width: spec.dimensions.width)
        for term in placed.sublayer.cacheReads(in: spec.dimensions) + onStream {
          reads.add(term, named: label, count: use.executedCount)
        }
      }
    }
    let outside = sheet.parameters.tensors.filter { !$0.name.hasPrefix("layers.") }
    add(outside, times: 1)
    // The head multiplies with the embedding's matrix when they are tied.
    if spec.tiedEmbeddings {
      let head = spec.dimensions.vocabulary.saturating(times: spec.embeddingSize ?? spec.dimensions.width)
      products[.head] = (products[.head] ?? 0).saturating(plus: head)
      weightsRead = weightsRead.saturating(plus: head)
    }
    self.init(
      products: Component.allCases.compactMap { component in
        products[component].map { ComputeProfile.Product(component: component, parameters: $0) }
      }, work: work, weightsRead: weightsRead, cacheReads: reads)
  }
}

extension [CacheProfile.Entry] {
  /// Adds `count` sublayers that keep `term`, to the entry that is alike if there is one.
  mutating func add(_ term: CacheTerm, named name: String, count: Int) {
    if let known = firstIndex(where: { $0.name == name && $0.term == term }) {
      self[known].count += count
    } else {
      append(CacheProfile.Entry(name: name, term: term, count: count))
    }
  }
}
