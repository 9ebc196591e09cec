import Architecture

/// The layers of one model by the sublayers they hold: most of many layers are alike.
struct LayerColumns: Sendable {
  /// For each layer its column.
  let layers: [UInt16]
  /// The different columns, as places in `variants`.
  let columns: [Stretch]
  let variants: [Int]

  var depth: Int { layers.count }

  init(_ plan: FigurePlan) {
    var layers: [UInt16] = [], distinct: [[Int]] = []
    layers.reserveCapacity(plan.depth)
    for (layer, column) in plan.columns.enumerated() {
      if let last = layers.last, plan.columns[layer - 1] == column {
        layers.append(last)
        continue
      }
      let variants = column.compactMap(\.self)
      let place = distinct.firstIndex(of: variants) ?? distinct.count
      if place == distinct.count { distinct.append(variants) }
      layers.append(UInt16(clamping: place))
    }
    var columns: [Stretch] = [], variants: [Int] = []
    for column in distinct {
      columns.append(Stretch(variants.count..<variants.count + column.count))
      variants += column
    }
    (self.layers, self.columns, self.variants) = (layers, columns, variants)
  }
}
