import Architecture

/// Heights of the stack panel, from section 3.4: slots stand at the same y in every two-sublayer model.
struct StackGeometry {
  /// One slot of the frame: where its sublayer stands and where its branch leaves and returns.
  struct Place {
    var addition: Double
    var postNorm: Double
    var box: Frame
    var preNorm: Double
    var branch: Double
    /// The norm stands on the stream itself, below the branch.
    var isOnStream = false
  }

  /// Bottom to top, as the slots.
  var places: [Place] = []
  /// Where each token's own embedding for a layer enters, above the last slot.
  var perLayer: Place?
  /// Where a table read in one layer enters, below the first slot.
  var lookup: Place?
  var frameTop: Double
  var frameBottom: Double
  /// Height of the whole panel.
  var height: Double { embeddingTop + 68 }
  /// The norm between embedding and first layer.
  var embeddingNorm: Double { frameBottom + 10 }
  var embeddingTop: Double

  static let streamX = 64.0, boxCenter = 206.0, normWidth = 112.0, normHeight = 22.0
  static let boxLeft = 96.0, boxRight = 316.0

  init(_ plan: FigurePlan, _ spec: ModelSpec) {
    let slots = plan.slots
    let isCompact = slots.count > 2
    // One slot stands where the mixer stands, so that the eye finds it; the room above shows the order of layers.
    let hasOrder = slots.count == 1 && !plan.macroBlocks(spec.schedule).isEmpty
    frameTop = hasOrder ? 322 : 112
    var addition = frameTop + (slots.count == 1 ? 16 : 24)
    var topDown: [Place] = []
    if spec.dimensions.perLayerEmbeddings != nil {
      let place = Self.sidePlace(addition: addition, hasPost: true)
      perLayer = place
      addition = place.branch + 24
    }
    var bottom: Double?
    for slot in slots.reversed() {
      let stream = spec.dimensions.stream
      let hasPost =
        slot.variants.contains { plan.variants[$0].norm.normalizesOutput } || stream.outputStep != nil
        || stream.hasLowRankPath && plan.isMixer(slot)
      let lead = isCompact ? (hasPost ? 46.0 : 22) : 48
      let height = isCompact ? 62.0 : slot.role == .mixer || slots.count == 1 ? 96 : 80
      let box = Frame(Self.boxLeft, addition + lead, Self.boxRight - Self.boxLeft, height)
      let preNorm = box.bottom + (isCompact ? 10 : 12)
      let end = preNorm + Self.normHeight + (isCompact ? 14 : 16)
      var place = Place(addition: addition, postNorm: box.y - 34, box: box, preNorm: preNorm, branch: end)
      if slot.variants.contains(where: { plan.variants[$0].norm == .stream }) {
        // The pill stands where the branch would leave, and the branch above it.
        place.isOnStream = true
        place.preNorm = end - 20
        place.branch = box.bottom + 18
      }
      topDown.append(place)
      addition = end + (isCompact ? 22 : 24)
      bottom = end
    }
    if spec.tableInLayer != nil {
      let place = Self.sidePlace(addition: addition, hasPost: false)
      lookup = place
      bottom = place.branch
    }
    places = topDown.reversed()
    frameBottom = (bottom ?? frameTop + 40) + 16
    // Tables are added where the embedding's norm would stand: with both there is a second place.
    let hasSum = spec.sideTables.contains(where: \.isAddedToTokens)
    embeddingTop = frameBottom + (spec.hasEmbeddingNorm ? (hasSum ? 66 : 42) : 28)
  }

  /// A low box whose second input comes from a table below the stack.
  private static func sidePlace(addition: Double, hasPost: Bool) -> Place {
    let box = Frame(boxLeft, addition + (hasPost ? 48 : 22), boxRight - boxLeft, 44)
    return Place(
      addition: addition, postNorm: box.y - 34, box: box, preNorm: box.bottom, branch: box.bottom + 16)
  }
}
