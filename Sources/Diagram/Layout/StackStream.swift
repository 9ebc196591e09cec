import Architecture

// The residual stream: one line of three units, or as many thin lines as a token carries streams.

extension Stack {
  /// Lines drawn inside the frame; more than four would be wider than the additions that stand on them.
  private var lines: Int { min(4, sheet.spec.dimensions.stream.count) }

  private var lineXs: [Double] { (0..<lines).map { Self.x + (Double($0) - Double(lines - 1) / 2) * 4 } }

  /// Where a branch leaves: the rightmost line.
  var streamRight: Double { lineXs.last ?? Self.x }

  var streamLeft: Double { lineXs.first ?? Self.x }

  /// `Hyper-connections, 4 streams`; nil for a plain stream.
  var streamNote: String? {
    let stream = sheet.spec.dimensions.stream
    return stream.name.map { stream.count > 1 ? "\($0), \(stream.count) streams" : $0 }
  }

  /// In pieces that end at what stands on the stream, so that no line runs behind a label.
  mutating func drawStream() {
    let x = Self.x
    var stops = [20.0, 54]
    if sheet.spec.hasFinalNorm { stops += [72, 94] }
    if lines > 1 { stops += [geometry.frameTop - 2, geometry.frameTop + 1] }
    let sides = [geometry.perLayer].compactMap(\.self), lower = [geometry.lookup].compactMap(\.self)
    // What feeds the next mixer adds nothing to the stream.
    let written = zip(geometry.places, plan.slots).filter { !$1.feedsNext }.map(\.0)
    for place in sides + written.reversed() + lower {
      stops += [place.addition - 7, place.addition + 7]
      if place.isOnStream { stops += [place.preNorm, place.preNorm + 22] }
    }
    if lines > 1 { stops += [geometry.frameBottom - 1, geometry.frameBottom + 2] }
    if sheet.spec.hasEmbeddingNorm { stops += [geometry.embeddingNorm, geometry.embeddingNorm + 22] }
    if sheet.spec.sideTables.contains(where: \.isAddedToTokens) {
      stops += [geometry.embeddingTop - 21, geometry.embeddingTop - 7]
    }
    stops += [geometry.embeddingTop, geometry.embeddingTop + 34]
    var from = 8.0
    for pair in stride(from: 0, to: stops.count, by: 2) {
      drawPiece(from: from, to: stops[pair])
      from = stops[pair + 1]
    }
    drawing.wire(Point(x, geometry.height), Point(x, from + 6), style: .stream)
    drawing.shape(
      Path([
        .polygon([Point(x, 0), Point(x - 6, 9), Point(x + 6, 9)]),
        .polygon([Point(x, from + 2), Point(x - 6, from + 11), Point(x + 6, from + 11)]),
      ]), .ink)
    guard lines > 1, let left = lineXs.first else { return }
    // One stream becomes several below the first layer, and one again above the last.
    drawing.shape(
      Path(
        [geometry.frameTop - 2, geometry.frameBottom - 1].map {
          .rect(Frame(left - 1.5, $0, streamRight - left + 3, 3))
        }), .ink)
  }

  private mutating func drawPiece(from: Double, to: Double) {
    let isInside = lines > 1 && from >= geometry.frameTop + 1 && to <= geometry.frameBottom - 1
    guard isInside else { return drawing.wire(Point(Self.x, to), Point(Self.x, from), style: .stream) }
    for x in lineXs { drawing.wire(Point(x, to), Point(x, from), style: .thinStream) }
  }

  /// Where a sublayer reads: a dot, or a bar over all lines.
  mutating func drawReading(at y: Double) {
    guard lines > 1, let left = lineXs.first else {
      return drawing.shape(Path([.disc(center: Point(Self.x, y), radius: 3.5)]), .ink)
    }
    drawing.shape(Path([.rect(Frame(left - 2, y - 2, streamRight - left + 4, 4))]), .ink)
  }

  // MARK: What is done to the stream where it is read and written

  /// Where the low-rank path joins what the mixer wrote.
  static let lowRankX = 108.0

  /// A narrow path beside the mixer, from its normalised input to what it writes.
  mutating func drawLowRankPath(_ place: StackGeometry.Place) {
    let start = Point(StackGeometry.boxCenter, place.box.bottom + 6), y = place.postNorm
    drawing.wire(start, Point(86, start.y), Point(86, y + 22), arrow: true)
    drawing.shape(Path([.disc(center: start, radius: 3)]), .ink)
    drawing.wire(Point(Self.lowRankX, y), Point(Self.lowRankX, place.addition + 8), arrow: true)
    let frame = Frame(74, y, 68, 22)
    drawing.group(
      Scene.Group(
        part: Feature.laurel.concept, concept: Feature.laurel.concept, title: "a path of low rank (LAuReL)",
        [
          .box(Scene.Box(frame, radius: 11, .norm)),
          .text(
            Scene.Text("LAuReL", .small, at: Point(frame.center.x, y + 15), anchor: .middle)),
        ]))
    drawing.operation(at: Point(Self.lowRankX, place.addition))
  }

  /// In a few words beside the branch and the addition, where they have room.
  mutating func drawStreamWords(_ index: Int, _ place: StackGeometry.Place, _ norm: Norm.Placement) {
    let stream = sheet.spec.dimensions.stream
    let left = streamRight + 9
    func fits(_ words: String, _ right: Double) -> Bool { left + Font.small.width(words) <= right }
    let isRead = plan.slots[index].source == nil && !place.isOnStream
    if let words = stream.reading, isRead, stream.isWholeLayer ? index == 0 : true,
      fits(words, StackGeometry.boxCenter - 8)
    {
      drawing.text(Phrase(words), .small, at: left, place.branch - 5, muted: true)
    }
    let isWritten = stream.isWholeLayer ? index == plan.slots.count - 1 : true
    let hasPill = norm.normalizesOutput || stream.outputStep != nil
    let hasPath = stream.hasLowRankPath && plan.isMixer(plan.slots[index])
    if let words = stream.writing, isWritten, !hasPath,
      fits(words, hasPill ? StackGeometry.boxCenter - 58 : StackGeometry.boxCenter - 8)
    {
      drawing.text(Phrase(words), .small, at: left, place.addition + 15, muted: true)
    }
    // Outputs of earlier blocks come up beside the stream; each reading takes from both.
    if stream.readsEarlierBlocks, sheet.spec.schedule.loop == nil, isRead {
      let below = index == 0 ? geometry.frameBottom - 1 : geometry.places[index - 1].branch
      drawing.wire(Point(52, below), Point(52, place.branch), Point(Self.x, place.branch), radius: 5)
    }
  }
}
