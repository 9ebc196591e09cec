/// What a report says of a model beside its architecture.
public struct ReportHeading: Sendable {
  public var name: String
  /// `DeepSeek, 26 December 2024`.
  public var byline: String
  /// Numbers as published, in the maker's rounding, by the id of the fact.
  package var published: [String: String]

  package init(name: String, byline: String, published: [String: String] = [:]) {
    (self.name, self.byline, self.published) = (name, byline, published)
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

  /// The facts of a group, each with its exact value where the text rounds it.
  private func rows(_ groups: ModelFact.Group..., published: [String: String] = [:]) -> [[Report.Span]] {
    groups.flatMap { ModelFact.shown(.terminal, in: $0) }.flatMap { fact in
      fact.rows(self).map { label, value -> [Report.Span] in
        var exact = ""
        if case .parameters(let count) = value { exact = count.grouped }
        let notes = [fact.remark?(self), published[fact.id].map { "published \($0)" }].compactMap(\.self)
        return [
          .init(label), .init(value.text, .value), .init(exact), .init(notes.joined(separator: ", "), .muted),
        ]
      }
    }
  }

  private func addSize(to report: inout Report, _ heading: ReportHeading) {
    report.heading("Size")
    func row(_ label: String, _ value: Int, _ note: String) -> [Report.Span] {
      [.init(label), .init(value.parametersText, .value), .init(value.grouped), .init(note, .muted)]
    }
    var rows = self.rows(.size, published: heading.published)
    rows += parameters.byComponent.map { part in
      let share = Double(part.total) / Double(max(1, parameters.total))
      return row("  " + part.component.label, part.total, "\(bar(share)) \(share.percentText)")
    }
    rows += layerWeights.map { layer in
      let each = layer.count == 1 ? "1 layer" : "\(layer.count.grouped) layers, each"
      return row(
        "Layer \(layer.name), \(each)", layer.total,
        layer.active < layer.total ? "active \(layer.active.grouped)" : "")
    }
    report.table(rows, right: [1, 2])
    report.table(self.rows(.shape, .context))
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
    var rows = self.rows(.memory)
    let contexts = ContextLengths.shown(to: spec.dimensions.context)
    rows += contexts.map { context in
      let parts = cache.parts(at: context).filter { $0.bytes > 0 && cache.entries.count > 1 }
        .map { "\($0.label) \($0.bytes.bytesText)" }
      return [
        .init("At \(context.grouped) tokens"), .init(cache.totalBytes(at: context).bytesText, .value),
        .init(""), .init(parts.joined(separator: ", "), .muted),
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
    var rows = self.rows(.work)
    rows += compute.decode(at: context).filter { $0.flops > 0 }.map { part in
      let share = part.flops / max(1, total)
      return [
        .init("  " + part.label), .init(part.flops.flopsText), .init(""),
        .init("\(bar(share)) \(share.percentText)", .muted),
      ]
    }
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
