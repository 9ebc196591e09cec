/// What a report says of a model beside its architecture.
public struct ReportHeading: Sendable {
  public var name: String
  /// `DeepSeek, 26 December 2024`.
  public var byline: String
  /// As published, in the maker's rounding.
  public var publishedTotal: String?
  public var publishedActive: String?

  public init(name: String, byline: String, publishedTotal: String? = nil, publishedActive: String? = nil) {
    self.name = name
    self.byline = byline
    self.publishedTotal = publishedTotal
    self.publishedActive = publishedActive
  }
}

extension FactSheet {
  /// The fact sheet in plain text: everything the model's page says in numbers.
  public func report(_ heading: ReportHeading) -> Report {
    var report = Report()
    report.line(.init(heading.name, .title), .init("  "), .init(heading.byline, .muted))
    report.line(.init("\(decoderType). \(attention.sentenceStart)."))
    report.line(
      .init("Layers: "), .init(layerMix, .value), .init(layerMix == pattern ? "" : " — \(pattern)", .muted))
    addSize(to: &report, heading)
    for use in mixers + feedForwards { add(use, to: &report) }
    addMemory(to: &report)
    addServing(to: &report)
    addCompute(to: &report)
    report.heading("Features")
    report.paragraph(features.map(\.id).joined(separator: ", "))
    report.heading("How the numbers are computed")
    for explanation in explanations {
      report.paragraph("\(explanation.label): \(explanation.text.formula)", indent: "    ", first: "  ")
    }
    report.heading("In words")
    report.paragraph(description)
    return report
  }

  private func addSize(to report: inout Report, _ heading: ReportHeading) {
    func published(_ text: String?) -> Report.Span { .init(text.map { "published \($0)" } ?? "", .muted) }
    func row(_ label: String, _ value: Int, _ note: Report.Span = .init("")) -> [Report.Span] {
      [.init(label), .init(value.parametersText, .value), .init(value.grouped), note]
    }
    report.heading("Size")
    var rows = [row("Parameters", parameters.total, published(heading.publishedTotal))]
    let share =
      parameters.isSparse
      ? "\((Double(parameters.active) / Double(max(1, parameters.total))).percentText) of them"
      : "all of them"
    let active = heading.publishedActive.map { "\(share), published \($0)" } ?? share
    rows.append(row("Active per token", parameters.active, .init(active, .muted)))
    rows.append(row("  without embedding and head", parameters.activeWithoutEmbedding))
    rows += parameters.byComponent.map { part in
      let share = Double(part.total) / Double(max(1, parameters.total))
      return row("  " + part.component.label, part.total, .init("\(bar(share)) \(share.percentText)", .muted))
    }
    rows += parameters.beside.map { row("Beside the core: \($0.name)", $0.parameters) }
    rows += layerWeights.map { layer in
      let each = layer.count == 1 ? "1 layer" : "\(layer.count.grouped) layers, each"
      let active =
        layer.active < layer.total ? .init("active \(layer.active.grouped)", .muted) : Report.Span("")
      return row("Layer \(layer.name), \(each)", layer.total, active)
    }
    report.table(rows, right: [1, 2])
    let model = spec.dimensions
    report.table([
      [.init("Layers"), .init(depth.grouped, .value)],
      [.init("Stream width"), .init(model.width.grouped, .value)],
      [
        .init("Vocabulary"), .init(model.vocabulary.grouped, .value),
        .init(spec.tiedEmbeddings ? "embedding tied to the output head" : "", .muted),
      ],
      [.init("Context, tokens"), .init(model.context.grouped, .value)],
    ])
  }

  private func add(_ use: SublayerUse, to report: inout Report) {
    let name = use.sublayer.name.full
    report.heading("\(name), \(use.count.grouped) layer\(use.count == 1 ? "" : "s")")
    let varied = Dictionary(
      use.variants.dropFirst().flatMap { $0.sublayer.facts }.map { ($0.id, [$0.value]) },
      uniquingKeysWith: +)
    report.table(
      use.sublayer.facts.map { fact in
        let others = (varied[fact.id] ?? []).filter { $0 != fact.value }.map(\.text).tally.map(
          \.value)
        let note = others.isEmpty ? "" : "in other layers \(list(others))"
        return [.init(fact.label), .init(fact.value.text, .value), .init(note, .muted)]
      })
  }

  private func addMemory(to report: inout Report) {
    report.heading("Memory, one sequence, 16-bit values")
    var rows: [[Report.Span]] = [
      [
        .init("KV cache per token"), .init(cache.bytesPerToken.bytesText, .value),
        .init(cache.band.rawValue, .muted),
      ]
    ]
    if cache.bytesPerTokenPastWindows < cache.bytesPerToken {
      rows.append([.init("  past the windows"), .init(cache.bytesPerTokenPastWindows.bytesText, .value)])
    }
    if cache.indexBytesPerToken > 0 {
      rows.append([.init("Index keys per token"), .init(cache.indexBytesPerToken.bytesText, .value)])
    }
    if cache.stateBytes > 0 {
      rows.append([.init("Fixed state"), .init(cache.stateBytes.bytesText, .value)])
    }
    let contexts =
      [4_096, 32_768, 131_072, 1_048_576].filter { $0 < spec.dimensions.context } + [spec.dimensions.context]
    rows += contexts.map { context in
      let parts = cache.parts(at: context).filter { $0.bytes > 0 && cache.entries.count > 1 }
        .map { "\($0.label) \($0.bytes.bytesText)" }
      return [
        .init("At \(context.grouped) tokens"), .init(cache.totalBytes(at: context).bytesText, .value),
        .init(parts.joined(separator: ", "), .muted),
      ]
    }
    report.table(rows, right: [1])
  }

  private func addServing(to report: inout Report) {
    let context = spec.dimensions.context
    report.heading("Weights, and accelerators that hold them with one sequence of \(context.grouped) tokens")
    report.table(
      WeightFormat.allCases.map { format in
        let bytes = servingBytes(format, context: context)
        let needed = Accelerator.common.map { ($0.needed(for: bytes), $0) }.filter { $0.0 <= 16 }
          .map { "\($0.0) × \($0.1.gigabytes) GB" }
        return [
          .init(format.rawValue), .init(weightBytes(format).bytesText, .value),
          .init(needed.joined(separator: "   "), .muted),
        ]
      }, right: [1])
    report.paragraph(
      "GB are 10⁹ bytes; a tenth of each is left for activations; at most 16 are listed. 24 GB: RTX 4090, 48: L40S, 80: H100, 141: H200, 192: B200 and MI300X, 288: B300 and MI355X.",
      .muted)
  }

  private func addCompute(to report: inout Report) {
    let context = spec.dimensions.context, compute = compute
    report.heading("Compute after \(context.grouped) tokens")
    let total = compute.decodeFLOPs(at: context)
    var rows: [[Report.Span]] = [[.init("One token"), .init(total.flopsText, .value)]]
    rows += compute.decode(at: context).filter { $0.flops > 0 }.map { part in
      let share = part.flops / max(1, total)
      return [
        .init("  " + part.label), .init(part.flops.flopsText),
        .init("\(bar(share)) \(share.percentText)", .muted),
      ]
    }
    rows.append([
      .init("Prompt of \(context.grouped) tokens"),
      .init(compute.prefillFLOPs(of: context).flopsText, .value),
    ])
    rows.append([
      .init("Read per token, bf16"), .init(compute.bytesRead(.bf16, at: context).bytesText, .value),
      .init("of it cache \(compute.cacheBytesRead(at: context).bytesText)", .muted),
    ])
    report.table(rows, right: [1])
  }

  /// A bar of 20 cells, linear from zero.
  private func bar(_ share: Double) -> String {
    let eighths = Int((share * 160).rounded())
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    let text = String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
    return text + String(repeating: " ", count: max(0, 20 - text.count))
  }
}
