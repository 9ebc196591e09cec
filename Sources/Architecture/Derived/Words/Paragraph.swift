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
    let lines = spec.learnedPositions == nil ? words : words.replacing(", no position encoding", with: "")
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
      place.map { "\(norm.kind.label) \($0)." },
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

extension String {
  /// `an exit gate`.
  var withArticle: String { ("aeiou".contains(first ?? "b") ? "an " : "a ") + self }

  /// Upper case at the start of a sentence, unless the first word has capitals of its own: `mLSTM`.
  public var sentenceStart: String {
    // On bytes, since pages ask thousands of times; a word with letters beyond ASCII takes the long way.
    let word = utf8.prefix { $0 != UInt8(ascii: " ") }
    guard word.allSatisfy({ $0 < 0x80 }) else {
      return prefix { $0 != " " }.dropFirst().contains(where: \.isUppercase) ? self : capitalizedFirst
    }
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z"), small = UInt8(ascii: "a")...UInt8(ascii: "z")
    guard let first = word.first, small ~= first, !word.dropFirst().contains(where: { capitals ~= $0 }) else {
      return self
    }
    var bytes = Array(utf8)
    bytes[0] = first & ~0x20
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Lower case where it can stand inside a sentence: `Grouped-query attention`, but not `Mamba-2` or `SwiGLU`.
  public var midSentence: String {
    // On bytes, since pages ask a hundred thousand times; what is capital beyond ASCII does not matter here.
    func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    func isSmall(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    guard let first = utf8.first, !isSmall(first) else { return self }
    let word = utf8.prefix { $0 != UInt8(ascii: " ") }
    let next = utf8.dropFirst(word.count + 1).prefix(2)
    // `Kimi Delta Attention` is a name; `Sliding-window MLA` and `Gated DeltaNet` begin with a common word.
    let beginsName =
      next.first.map(isCapital) == true && next.dropFirst().first.map(isSmall) == true
      && !["Gated", "Sparse", "Dense"].contains(Substring(word))
    // `B and C groups`
    let isName =
      beginsName || word.count == 1 && first != UInt8(ascii: "A")
      || word.dropFirst().contains { isCapital($0) || isDigit($0) }
    return isName ? self : prefix(1).lowercased() + dropFirst()
  }
}
