extension FactSheet {
  /// The architecture in a few sentences, in the order a token passes it; computed on demand.
  public var description: String { descriptionParts.map(\.text).joined(separator: " ") }

  var allDescriptionParts: [(topic: String, text: String)] {
    [
      ("Skeleton", opening), ("Mixing", mixing), ("Order", order), ("Feed-forward", feeding),
      ("Norms and stream", skeleton), ("Parameters", size), ("Further parts", extras), ("Memory", memory),
    ].compactMap { topic, text in text.map { (topic, $0) } }
  }

  private var opening: String {
    let model = spec.dimensions
    let tied = spec.tiedEmbeddings ? ", tied to the output head" : ""
    let positions = spec.learnedPositions.map { " and \($0.grouped) learned positions" } ?? ""
    let article = decoderType.first == "A" || decoderType.first == "E" ? "An" : "A"
    return
      "\(article) \(decoderType.midSentence) of \(counted(depth, "layer")), \(model.width.grouped) channels wide, "
      + "with \(model.vocabulary.grouped) token embeddings\(tied)\(positions)."
  }

  private var mixing: String? {
    let clauses = clauses(
      mixers, "Each layer mixes tokens by", mixers.first?.count == 1 ? "mixes tokens by" : "mix tokens by")
    return clauses.isEmpty ? nil : clauses.joined(separator: "; ") + "."
  }

  private var order: String? {
    pattern == "every layer is the same" ? nil : "Order: \(pattern)."
  }

  private var feeding: String? {
    let clauses = clauses(
      feedForwards, "Each feed-forward is", feedForwards.first?.count == 1 ? "has" : "have")
    return clauses.isEmpty ? nil : clauses.joined(separator: "; ") + "."
  }

  /// `Each layer mixes tokens by …`, or one clause for each kind, the verb in the first alone.
  private func clauses(_ uses: [SublayerUse], _ whole: String, _ some: String) -> [String] {
    if let only = uses.first, uses.count == 1, only.count == depth { return ["\(whole) \(detail(only))"] }
    let noun = features.contains(.severalSublayers) ? "sublayer" : "layer"
    return uses.enumerated().map { index, use in
      "\(counted(use.count, noun)) \(index == 0 ? some + " " : "")\(detail(use))"
    }
  }

  private func detail(_ use: SublayerUse) -> String {
    let words = use.sublayer.lines(in: spec.dimensions).map(\.text).joined(separator: ", ")
    // A position table serves all layers; each of them says it encodes none itself.
    let lines =
      spec.dimensions.inputPositions == .none ? words : words.replacing(", no position encoding", with: "")
    let others = use.variants.count > 1 && !isUniform(use) ? "; sizes vary" : ""
    return name(use) + (lines.isEmpty ? "" : " (\(lines)\(others))")
  }

  /// With an article where it is one thing: `a mixture of experts`, `a SwiGLU feed-forward`, `Mamba-2`.
  private func name(_ use: SublayerUse) -> String {
    let name = use.sublayer.name.full.midSentence
    guard use.sublayer.role == .feedForward else { return name }
    return (name.first.map { "aeiou".contains($0) } ?? false ? "an " : "a ") + name
  }

  private func isUniform(_ use: SublayerUse) -> Bool {
    Set(use.variants.map { $0.sublayer.lines(in: spec.dimensions).map(\.text) }).count == 1
  }

  private var skeleton: String? {
    let norm = spec.dimensions.norm
    let place: String? =
      switch norm.placement {
      case .pre: "before each sublayer"
      case .post: "on the output of each sublayer"
      case .sandwich: "before and after each sublayer"
      case .stream: "on the stream, after each addition"
      case .none: nil
      }
    let stream = spec.dimensions.stream
    let sentences = [
      place.map { "\(norm.kind.words) \($0)." },
      stream.name.map { name in "\(name): \(stream.line?.text ?? "")." },
    ].compactMap(\.self)
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private var size: String {
    let total = "\(parameters.total.parametersText) parameters"
    return parameters.isSparse
      ? "\(total), of which \(parameters.activeText("are used by a token")) "
        + "(\((Double(parameters.active) / Double(parameters.total)).percentText))."
      : "\(total), all used by each token."
  }

  /// `Among them: n-gram embeddings (51.2B).`, `Beside the core: prediction modules (13.5B).`
  private var extras: String? {
    let inside = spec.parts.filter { $0.isCore && $0.tensors.parameters > 0 }
      .map { "\($0.label.midSentence) (\($0.tensors.parameters.parametersText))" }
    let beside = zip(spec.parts.filter { !$0.isCore }, parameters.beside)
      .map { "\($0.label.midSentence) (\($1.parameters.parametersText))" }
    let sentences = [
      inside.isEmpty ? nil : "Among them: \(list(inside)).",
      beside.isEmpty ? nil : "Beside the core: \(list(beside)).",
    ].compactMap(\.self)
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private var memory: String {
    let context = spec.dimensions.context
    var parts: [String] = []
    if cache.bytesPerToken > 0 {
      parts.append(
        "the KV cache takes \(cache.bytesPerToken.bytesText) per token, "
          + "\(cache.bytes(at: context).bytesText) at \(context.grouped) tokens")
    }
    if cache.indexBytesPerToken > 0 {
      parts.append("index keys \(cache.indexBytesPerToken.bytesText) per token")
    }
    if cache.stateBytes > 0 { parts.append("the fixed state takes \(cache.stateBytes.bytesText)") }
    return parts.isEmpty
      ? "Nothing is kept between tokens." : parts.joined(separator: "; ").capitalizedFirst + "."
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count.grouped) \(noun)\(count == 1 ? "" : "s")"
  }
}
