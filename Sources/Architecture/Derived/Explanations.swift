/// How one number of a sheet comes about.
public struct Explanation: Sendable {
  public var id: String
  public var label: String
  public var text: Explained<String>
}

extension FactSheet {
  var allExplanations: [Explanation] {
    ModelFact.all.compactMap { fact in
      guard let explained = fact.explained, !fact.rows(self).isEmpty else { return nil }
      return Explanation(id: fact.id, label: fact.label, text: explained(self))
    }
  }

  // MARK: Parameters

  private static let parameterSource =
    "sum over every weight tensor of the specification; tied weights once, router biases and modules beside the core not counted"

  public var explainedTotal: Explained<Int> {
    var terms: [String] = [], lines: [ExplainedTerm] = []
    for tensor in parameters.tensors where tensor.use == .lookup {
      terms.append("\(tensor.parameters.grouped) \(tensor.name.split(separator: ".").first ?? "")")
      lines.append(Self.term(tensor.name.firstPart, [tensor]))
    }
    let layers = layerWeights
    terms += layers.map {
      "\($0.count.grouped) × \($0.total.grouped)" + (layers.count > 1 ? " (\($0.name))" : "")
    }
    lines += layers.map {
      ExplainedTerm(
        layers.count > 1 ? "\($0.name.spaced) layers" : "layers",
        "\($0.count.grouped) × \($0.total.grouped)", $0.count.saturating(times: $0.total).grouped)
    }
    let rest = parameters.tensors.filter { $0.use != .lookup && !$0.name.hasPrefix("layers.") }
    let parts = rest.tally(by: \.name.firstPart, \.parameters)
    terms += parts.map { "\($0.sum.grouped) \($0.key)" }
    lines += parts.map { part in Self.term(part.key, rest.filter { $0.name.firstPart == part.key }) }
    return Explained(
      parameters.total, formula: "\(terms.joined(separator: " + ")) = \(parameters.total.grouped)",
      source: Self.parameterSource, terms: lines)
  }

  /// Tensors that are told together: the shape of one, the sum of many.
  private static func term(_ label: String, _ tensors: [Tensor]) -> ExplainedTerm {
    var formula = ""
    if let only = tensors.first, tensors.count == 1 {
      let factors = (only.copies == 1 ? [] : [only.copies]) + only.shape
      if factors.count > 1 { formula = factors.map(\.grouped).joined(separator: " × ") }
    }
    return ExplainedTerm(label, formula, tensors.parameters.grouped)
  }

  public var explainedActive: Explained<Int> {
    guard !parameters.areAllActive else {
      return Explained(
        parameters.active, formula: "all \(parameters.total.grouped)",
        source: "every weight takes part in every token; embedding and head included")
    }
    let idle = census.uses.flatMap { use in
      // Tensors with the same copies are the matrices of one expert.
      use.tensors.filter { $0.activeCopies < $0.copies && !ParameterCount.isLookupTable($0) }
        .tally(by: { "\($0.copies - $0.activeCopies)" }, \.parametersPerCopy)
        .map { idle in
          let experts = (Int(idle.key) ?? 0).saturating(times: use.weightCount).saturating(times: idle.sum)
          let name = use.layer.name.spaced
          return (name, "\(use.weightCount) layers × \(idle.key) experts × \(idle.sum.grouped)", experts)
        }
    }
    let tables = parameters.lookupTables
    let terms = idle.map(\.1) + (tables > 0 ? ["\(tables.grouped) in lookup tables"] : [])
    let lines =
      [ExplainedTerm("all parameters", "", parameters.total.grouped)]
      + idle.map { ExplainedTerm("experts skipped in \($0.0) layers", $0.1, "−\($0.2.grouped)") }
      + (tables > 0 ? [ExplainedTerm("lookup tables", "", "−\(tables.grouped)")] : [])
    return Explained(
      parameters.active,
      formula:
        "\(parameters.total.grouped) − \(terms.joined(separator: " − ")) = \(parameters.active.grouped)",
      source:
        "total minus the routed experts a token does not use and the tables it reads a few rows of; embedding and head included",
      terms: lines)
  }

  public var explainedActiveWithoutEmbedding: Explained<Int> {
    let head = parameters.head > 0 ? " − \(parameters.head.grouped)" : ""
    let value = parameters.activeWithoutEmbedding
    let embedding = parameters.tensors.filter {
      $0.component == .embedding && !ParameterCount.isLookupTable($0)
    }.activeParameters
    return Explained(
      value,
      formula: "\(parameters.active.grouped) − \(embedding.grouped)\(head) = \(value.grouped)",
      source: "active parameters without embedding and output head, the figure many publishers give",
      terms: [
        ExplainedTerm("active per token", "", parameters.active.grouped),
        ExplainedTerm("embedding", "", "−\(embedding.grouped)"),
      ] + (parameters.head > 0 ? [ExplainedTerm("output head", "", "−\(parameters.head.grouped)")] : []))
  }

  package var explainedLookupTables: Explained<Int> {
    let tables = parameters.tensors.filter(ParameterCount.isLookupTable)
    let terms = tables.map { Self.term($0.name.spaced, [$0]) }
    return Explained(
      parameters.lookupTables,
      formula:
        "\(tables.map(\.parameters.grouped).joined(separator: " + ")) = \(parameters.lookupTables.grouped)",
      source:
        "tables beside the token embedding; a token reads a few of their rows, so they are never active",
      terms: terms.count > 1 ? terms : [])
  }

  public var explainedEmbedding: Explained<Int> {
    let tables = parameters.tensors.filter {
      $0.component == .embedding && !ParameterCount.isLookupTable($0)
    }.map { tensor in
      let shape = tensor.shape.map(\.grouped).joined(separator: " × ")
      return tensor.copies == 1 ? shape : "\(tensor.copies.grouped) × \(shape)"
    }
    return Explained(
      parameters.embedding, formula: "\(tables.joined(separator: " + ")) = \(parameters.embedding.grouped)",
      source: "tables of which a token reads one row; counted once when the output head shares the matrix")
  }

  /// Parameters of one component: what each kind of layer holds of it, and what stands outside the layers.
  public func explained(_ component: Component) -> Explained<Int> {
    let layers = census.uses.map { use in
      (
        use.weightCount, use.tensors.lazy.filter { $0.component == component }.parameters, use
      )
    }.filter { $0.1 > 0 }
    let outside = parameters.tensors.filter { $0.component == component && !$0.name.hasPrefix("layers.") }
    let value = parameters.tensors.lazy.filter { $0.component == component }.parameters
    let terms =
      layers.map { "\($0.0.grouped) × \($0.1.grouped) (\($0.2.layer.name))" }
      + outside.map { "\($0.parameters.grouped) \($0.name.firstPart)" }
    return Explained(
      value, formula: "\(terms.joined(separator: " + ")) = \(value.grouped)", source: Self.parameterSource)
  }

  // MARK: Memory

  private static let cacheSource =
    "sum over layers with a cache of their own, 16-bit values, one sequence; index keys, state and modules beside the core counted apart"

  /// Bytes one more token adds once every window is full.
  public var explainedCachePerToken: Explained<Double> {
    explained(
      cache.bytesPerTokenPastWindows,
      cache.entries.filter { $0.term.isCache && $0.term.retention.growsForever },
      Self.cacheSource + "; windows and chunks no longer grow", Self.perToken)
  }

  /// Bytes one more token adds before windows are full.
  package var explainedCacheBeforeWindows: Explained<Double> {
    explained(
      cache.bytesPerToken, cache.entries.filter(\.term.isCache), Self.cacheSource, Self.perToken)
  }

  /// Everything held after `tokens`: cache, index keys and state.
  package func explainedMemory(at tokens: Int) -> Explained<Double> {
    explained(
      Double(cache.totalBytes(at: tokens)), cache.entries,
      "cache, index keys and state of one sequence in 16-bit values; windows and chunks stop growing when they are full"
    ) { entry in
      let isState = entry.term.purpose == .state
      let words = isState ? "" : " × \(entry.term.retention.entries(at: tokens).grouped) tokens"
      return (words, Double(entry.elements(at: tokens)))
    }
  }

  public var explainedIndexPerToken: Explained<Double> {
    explained(
      cache.indexBytesPerToken, cache.entries.filter { $0.term.purpose == .index },
      "keys of sparse-attention indexers, 16-bit values; counted apart from the KV cache", Self.perToken)
  }

  /// What one more token adds to a kind of memory, as words behind the elements of one entry and as elements.
  private static func perToken(_ entry: CacheProfile.Entry) -> (words: String, elements: Double) {
    let elements =
      Double(entry.count) * Double(entry.term.elementsPerEntry) * entry.term.retention.entriesPerToken
    if case .compressed(let ratio) = entry.term.retention { return (" ÷ \(ratio)", elements) }
    return ("", elements)
  }

  /// Bytes held after `context` tokens; windows and chunks at the size they have by then.
  public func explainedCache(at context: Int) -> Explained<Double> {
    explained(
      Double(cache.bytes(at: context)), cache.entries.filter(\.term.isCache),
      Self.cacheSource + "; windows and chunks stop growing when they are full"
    ) { entry in
      (
        " × \(entry.term.retention.entries(at: context).grouped) tokens",
        Double(entry.elements(at: context))
      )
    }
  }

  public var explainedState: Explained<Double> {
    explained(
      Double(cache.stateBytes), cache.entries.filter { $0.term.purpose == .state },
      "recurrent and convolution state of one sequence, 16-bit values, independent of the context"
    ) { entry in ("", Double(entry.elements(at: 1))) }
  }

  /// `held` gives, for a kind of memory, words behind the elements of one entry, and all elements.
  private func explained(
    _ value: Double, _ entries: [CacheProfile.Entry], _ source: String,
    _ held: (CacheProfile.Entry) -> (words: String, elements: Double)
  ) -> Explained<Double> {
    guard !entries.isEmpty else {
      return Explained(value, formula: "no layer keeps any that grows = 0 bytes", source: source)
    }
    let terms = entries.map { entry -> (layers: String, elements: String) in
      let formula = (entry.term.formula ?? String(entry.term.elementsPerEntry)).withGroupedDigits
      let elements = formula.contains("+") ? "(\(formula))" : formula
      return (
        "\(entries.count > 1 ? entry.name + " " : "")layer\(entry.count == 1 ? "" : "s")",
        "\(elements) elements\(held(entry).words)"
      )
    }
    let words = zip(entries, terms).map { "\($0.count) \($1.layers) × \($1.elements)" }
    let sum = words.count == 1 ? words[0] : "(\(words.joined(separator: " + ")))"
    let size = CacheProfile.bytesPerElement
    let lines = zip(entries, terms).map { entry, term in
      ExplainedTerm(
        entry.name, "\(entry.count) layer\(entry.count == 1 ? "" : "s") × \(term.elements) × \(size) bytes",
        trimmedGrouped(held(entry).elements * Double(size)))
    }
    return Explained(
      value, formula: "\(sum) × \(size) bytes = \(trimmedGrouped(value)) bytes", source: source,
      terms: lines.count > 1 ? lines : [])
  }

  public func explainedWeights(_ format: WeightFormat) -> Explained<Int> {
    let bytes = weightBytes(format)
    return Explained(
      bytes, formula: "\(parameters.total.grouped) parameters × \(format.bits) bits = \(bytes.grouped) bytes",
      source: "weights of the core only; scales of quantised formats are not counted")
  }

  // MARK: Compute

  public func explainedDecode(at context: Int) -> Explained<Double> {
    let compute = compute
    let weights = compute.products.reduce(0) { $0.saturating(plus: $1.parameters) }
    let terms =
      ["2 × \(weights.grouped) weights"]
      + compute.work.map { work in
        "\(work.count) × \(work.term.flops(at: context).grouped) (\(work.label.midSentence))"
      }
    let total = compute.decodeFLOPs(at: context)
    return Explained(
      total,
      formula:
        "\(terms.joined(separator: " + ")) = \(trimmedGrouped(total)) FLOPs after \(context.grouped) tokens",
      source:
        "2 FLOPs for each weight a token is multiplied with, plus the work on the context (Kaplan et al. 2020, arXiv:2001.08361)",
      terms: [
        ExplainedTerm(
          "weights", "2 × \(weights.grouped)", weights.saturating(times: 2).grouped)
      ]
        + compute.work.map { work in
          let flops = work.term.flops(at: context)
          return ExplainedTerm(
            work.label.midSentence, "\(work.count) × \(flops.grouped)",
            trimmedGrouped(Double(work.count) * Double(flops)))
        })
  }

  public func explainedBytesRead(_ format: WeightFormat, at context: Int) -> Explained<Int> {
    let compute = compute
    let reads = compute.cacheBytesRead(at: context)
    let total = compute.bytesRead(format, at: context)
    return Explained(
      total,
      formula:
        "\(compute.weightsRead.grouped) weights × \(format.bits) bits + \(reads.grouped) bytes of cache = \(total.grouped) bytes",
      source:
        "one sequence, one token after \(context.grouped) tokens: active weights once (of the embedding one row) and the cache entries attended to",
      terms: [
        ExplainedTerm(
          "weights", "\(compute.weightsRead.grouped) × \(format.bits) bits", (total - reads).grouped),
        ExplainedTerm("cache", "", reads.grouped),
      ])
  }

  private func trimmedGrouped(_ value: Double) -> String {
    value.magnitude < 9e15 && value == value.rounded() ? Int(value).grouped : trimmed(value, 2)
  }
}

extension Explained {
  /// The same explanation of the value's text.
  func shown(_ text: (Value) -> String) -> Explained<String> {
    Explained<String>(text(value), formula: formula, source: source, terms: terms)
  }
}

extension Sequence {
  /// Sums by key, in order of first use.
  fileprivate func tally(by key: (Element) -> String, _ value: (Element) -> Int) -> [(key: String, sum: Int)]
  {
    var sums: [(key: String, sum: Int)] = []
    for element in self {
      let name = key(element)
      if let known = sums.firstIndex(where: { $0.key == name }) {
        sums[known].sum = sums[known].sum.saturating(plus: value(element))
      } else {
        sums.append((name, value(element)))
      }
    }
    return sums
  }
}

extension String {
  /// Every run of digits with commas: `3 × 8,192`.
  fileprivate var withGroupedDigits: String {
    var out = ""
    var digits = ""
    for character in self + " " {
      if character.isASCII && character.isNumber {
        digits.append(character)
      } else {
        out += Int(digits)?.grouped ?? digits
        digits = ""
        out.append(character)
      }
    }
    return String(out.dropLast())
  }

  /// `head` of `head.weight`, with spaces for underscores.
  fileprivate var firstPart: String {
    String(self[..<(utf8.firstIndex(of: UInt8(ascii: ".")) ?? endIndex)]).spaced
  }
}
