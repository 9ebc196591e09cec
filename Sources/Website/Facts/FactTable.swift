import Architecture
import Catalog

/// The fact sheet of one model as its page shows it.
struct FactTable: Sendable {
  struct Row: Sendable {
    /// The id of its explanation, where it has one.
    var id: String
    var label: String
    var text: String

    init(_ id: String, _ label: String, _ value: Quantity) { self.init(id, label, value.text) }

    init(_ id: String, _ label: String, _ text: String) {
      (self.id, self.label, self.text) = (id, label, text)
    }
  }

  struct Group: Sendable {
    var title: String
    var rows: [Row]
    /// Rows of the model carry footnotes; rows of one sublayer never do.
    var isExplained = false
  }

  let groups: [Group]

  init(_ model: Model) {
    let sheet = model.sheet
    groups =
      [Self.size(sheet)] + Self.sublayers(sheet.mixers, in: sheet.spec.dimensions)
      + Self.sublayers(sheet.feedForwards, in: sheet.spec.dimensions) + [Self.serving(model)]
  }

  private static func size(_ sheet: FactSheet) -> Group {
    let spec = sheet.spec, counts = sheet.parameters
    var rows: [Row] = [
      Row("parameters", "Parameters", .parameters(counts.total)),
      Row("active", "Active per token", .parameters(counts.active)),
    ]
    if counts.isSparse {
      rows.append(Row("share_active", "Share active", .share(Double(counts.active) / Double(counts.total))))
    }
    rows += [
      Row("active_without_embedding", "Active without embedding", .parameters(counts.activeWithoutEmbedding)),
      Row("embedding", "In the embedding", .parameters(counts.embedding)),
      Row("layers", "Layers", .count(sheet.depth)),
      Row("width", "Stream width", .count(spec.dimensions.width)),
      Row("vocabulary", "Vocabulary", .count(spec.dimensions.vocabulary)),
      Row("tied_embeddings", "Tied embeddings", spec.tiedEmbeddings ? "yes" : "no"),
      Row(
        "norm", "Normalisation",
        "\(spec.dimensions.norm.kind.words), \(spec.dimensions.norm.placement.rawValue)"),
    ]
    rows += counts.beside.map { Row("beside", "Beside the core: \($0.name)", .parameters($0.parameters)) }
    return Group(title: "Size", rows: rows, isExplained: true)
  }

  /// One group for each different configuration of a sublayer, in order of first use.
  private static func sublayers(_ uses: [SublayerUse], in model: Dimensions) -> [Group] {
    struct Configuration: Hashable {
      var name: SublayerName
      var facts: [Fact]
    }
    let configurations = uses.flatMap(\.variants).map { sublayer, count in
      (Configuration(name: sublayer.name, facts: sublayer.facts), count)
    }
    return configurations.map(\.0).tally.map { own, _ in
      let count = configurations.reduce(0) { $0 + ($1.0 == own ? $1.1 : 0) }
      return Group(
        title: own.name.full,
        rows: [Row("layers", "Layers with it", .count(count))]
          + own.facts.map { Row($0.id, $0.label, $0.value) })
    }
  }

  private static func serving(_ model: Model) -> Group {
    let sheet = model.sheet, cache = sheet.cache, context = model.spec.dimensions.context
    var rows: [Row] = [
      Row("context", "Context, tokens", .tokens(context)),
      Row("kv_per_token", "KV cache per token", .bytes(cache.bytesPerToken)),
    ]
    if cache.bytesPerTokenPastWindows < cache.bytesPerToken {
      rows.append(Row("kv_past_windows", "Past the window", .bytes(cache.bytesPerTokenPastWindows)))
    }
    rows.append(Row("kv_at_context", "Cache at full context", .bytes(Double(cache.bytes(at: context)))))
    if cache.indexBytesPerToken > 0 {
      rows.append(Row("index_per_token", "Index keys per token", .bytes(cache.indexBytesPerToken)))
    }
    if cache.stateBytes > 0 { rows.append(Row("state", "Fixed state", .bytes(Double(cache.stateBytes)))) }
    let accelerator = sheet.smallestAccelerator(.fp8, context: context)
    rows += [
      Row("weights_bf16", "Weights in 16 bits", .bytes(Double(sheet.weightBytes(.bf16)))),
      Row("weights_int4", "Weights in 4 bits", .bytes(Double(sheet.weightBytes(.int4)))),
      Row(
        "fits", "One accelerator holds it in 8 bits",
        accelerator.map { "\($0.name), \($0.gigabytes) GB" } ?? "none"),
      Row("decode_flops", "FLOPs per token, full context", sheet.compute.decodeFLOPs(at: context).flopsText),
      Row(
        "bytes_read", "Bytes read per token, full context",
        .bytes(Double(sheet.compute.bytesRead(.bf16, at: context)))),
      Row("license", "License", model.license?.name ?? "not published"),
    ]
    return Group(title: "Serving", rows: rows, isExplained: true)
  }
}
