import Architecture

/// A table read by token beside the token embedding: learned positions, n-grams, embeddings for each layer.
struct SideTable: Hashable {
  enum Entry: Hashable {
    /// Added to the token embedding.
    case tokens
    /// Every layer reads its own part.
    case everyLayer
    /// Joins the stream in one layer, counted from 1.
    case layer(Int)
  }

  var name: String
  /// Under or beside the name: `1,024`, `122,683,488 rows`.
  var size: Phrase
  var entry: Entry
  /// All that is known of it, for a tooltip.
  var title: String
  var concept: String?

  var isAddedToTokens: Bool { entry == .tokens }
}

extension ModelSpec {
  /// In the order they stand at the foot of the stack.
  var sideTables: [SideTable] {
    var tables: [SideTable] = []
    if let rows = learnedPositions {
      tables.append(
        SideTable(
          name: "Positions", size: "\(value: rows)", entry: .tokens,
          title: "learned positions, \(rows.grouped) × \(dimensions.width.grouped)",
          concept: Feature.learnedPositions.concept))
    }
    for part in parts where part.kind == .ngramTable {
      let lookups = part.tensors.filter { $0.use == .lookup }
      let rows = lookups.reduce(0) { $0 + ($1.shape.first ?? 0) * $1.copies }
      tables.append(
        SideTable(
          name: part.label, size: rows > 0 ? "\(value: rows) rows" : "",
          entry: part.entersLayer.map(SideTable.Entry.layer) ?? .tokens,
          title: "\(part.label): \(part.tensors.reduce(0) { $0 + $1.parameters }.parametersText) parameters",
          concept: Feature.nGramEmbeddings.concept))
    }
    if let own = dimensions.perLayerEmbeddings {
      tables.append(
        SideTable(
          name: "Per layer", size: "\(value: own.size)", entry: .everyLayer,
          title:
            "per-layer embeddings: \(own.vocabulary.grouped) rows of \(own.size.grouped) for every layer",
          concept: Feature.perLayerEmbeddings.concept))
    }
    return tables
  }

  /// The table that joins the stream inside the frame, in one layer.
  var tableInLayer: (table: SideTable, layer: Int)? {
    sideTables.lazy.compactMap { table in
      if case .layer(let layer) = table.entry { return (table, layer) }
      return nil
    }.first
  }

  /// Parts the figure can only name: neither a prediction module nor a table.
  var namedParts: [Part] { parts.filter { $0.kind != .prediction && $0.kind != .ngramTable } }
}
