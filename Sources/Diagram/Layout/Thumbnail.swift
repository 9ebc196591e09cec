import Architecture

extension Figures {
  /// A thumbnail of 240 × 150 without text: the stack by layer share, and the layer map.
  public static func glyph(_ sheet: FactSheet, heading: FigureHeading, id: String) -> Scene {
    glyph(FigureSource(sheet), heading: heading, id: id)
  }

  /// The same of a model whose other figures are drawn too.
  public static func glyph(_ source: FigureSource, heading: FigureHeading, id: String) -> Scene {
    let plan = source.plan
    var scene = Scene(
      id: id, width: 240, height: 150,
      title: "\(heading.name): \(plan.depth) \(plan.depth == 1 ? "layer" : "layers")", description: "",
      items: source.thumbnail,
      omissions: ["every number and name", "norms", "the inside of each sublayer", "the parameter bar"])
    scene.margins = (standalone: 0, inline: 0)
    return scene
  }

  static func thumbnail(_ plan: FigurePlan) -> [Scene.Item] {
    var drawing = Drawing()
    drawing.box(Frame(6, 27, 56, 96), radius: 4, .frame)
    drawing.wire(Point(13, 144), Point(13, 138), style: .stream)
    drawing.wire(Point(13, 128), Point(13, 22), style: .stream)
    drawing.wire(Point(13, 12), Point(13, 6), style: .stream)
    drawing.shape(
      Path([.rect(Frame(6, 12, 56, 10)), .rect(Frame(6, 128, 56, 10))]), .embedding)
    drawBlocks(&drawing, plan)
    drawMap(&drawing, plan)
    return drawing.items
  }

  /// Blocks of the frame, feed-forwards above mixers, as high as their share of the layers.
  private static func drawBlocks(_ drawing: inout Drawing, _ plan: FigurePlan) {
    let order = plan.variants(of: .feedForward) + plan.variants(of: .mixer)
    guard !order.isEmpty else { return }
    // More kinds than fit with six units each are left to the map.
    let shown = Array(order.prefix(11))
    let gap = 1.6, room = 84 - gap * Double(shown.count - 1)
    let most = 6.0
    let sum = shown.reduce(0.0) { $0 + Double(plan.variants[$1].count) }
    var heights = shown.map { max(most, room * Double(plan.variants[$0].count) / max(sum, 1)) }
    let excess = heights.reduce(0, +) - room
    let flexible = heights.reduce(0) { $0 + max(0, $1 - most) }
    if excess > 0, flexible > 0 {
      heights = heights.map { $0 - max(0, $0 - most) * min(1, excess / flexible) }
    }
    var y = 33.0
    for (index, height) in zip(shown, heights) {
      let mark = plan.variants[index].mark
      let frame = Frame(24, y, 34, height)
      if mark.glyph == .linear && !mark.isOutlined {
        drawing.box(frame, radius: min(10, height / 2), plan.variants[index].sign.style)
      } else {
        drawing.shape(mark.block(in: frame), plan.variants[index].sign.style)
      }
      y += height + gap
    }
  }

  /// The layer map in rows of 16; rows of many layers shrink their columns, never their number.
  private static func drawMap(_ drawing: inout Drawing, _ plan: FigurePlan) {
    guard plan.depth > 0 else { return }
    let most = 64, perRow = plan.depth <= most ? 16 : min(40, (plan.depth + 3) / 4)
    let pitch = 160 / Double(perRow)
    let shown = min(plan.depth, perRow * 8)
    let rows = (shown + perRow - 1) / perRow
    let rowHeight = min(34, 138 / Double(rows))
    let mixerHeight = rowHeight * 0.56, feedForwardHeight = rowHeight * 0.26
    let top = 75 - rowHeight * Double(rows) / 2
    var cells = Array(repeating: Path(), count: plan.variants.count)
    let signs = plan.variants.map(\.sign), roles = plan.variants.map(\.role)
    for layer in 0..<shown {
      let x = 76 + Double(layer % perRow) * pitch, y = top + Double(layer / perRow) * rowHeight
      let column = plan.columns[layer]
      // Several sublayers of one role share the height of the role.
      for role in Role.allCases {
        let sharers = column.count { $0.map { roles[$0] } == role }
        let room = role == .mixer ? mixerHeight : feedForwardHeight
        let height = (room - Double(max(0, sharers - 1))) / Double(max(1, sharers))
        var top = y + rowHeight * 0.06 + (role == .mixer ? 0 : mixerHeight + 2)
        for case let variant? in column where roles[variant] == role {
          signs[variant].draw(in: Frame(x, top, pitch * 0.8, height), to: &cells[variant])
          top += height + 1
        }
      }
    }
    for (path, sign) in zip(cells, signs) { drawing.shape(path, sign.style) }
  }
}

extension Mark {
  /// A block in the thumbnail's frame: half as wide for windows, pointed for state spaces, ringed for
  /// experts and for borrowed caches, slit for latents.
  fileprivate func block(in frame: Frame) -> Path {
    switch glyph {
    case _ where isOutlined:
      let width = glyph == .window ? frame.width / 2 : frame.width
      let outer = Frame(frame.x, frame.y, width, frame.height)
      return Path([.rect(outer), .rect(outer.inset(by: min(1.25, frame.height / 3)))], evenOdd: true)
    case .window: return Path([.rect(Frame(frame.x, frame.y, frame.width / 2, frame.height))])
    case .experts:
      let filled = max(2, 0.34 * frame.height)
      return Path(
        [
          .rect(frame),
          .rect(
            Frame(frame.x + 1.25, frame.y + 1.25, frame.width - 2.5, max(0.5, frame.height - 1.25 - filled))),
        ], evenOdd: true)
    case .stateSpace:
      let point = min(frame.height / 2, 8), middle = frame.center.y
      return Path([
        .polygon([
          Point(frame.x + point, frame.y), Point(frame.right - point, frame.y), Point(frame.right, middle),
          Point(frame.right - point, frame.bottom), Point(frame.x + point, frame.bottom),
          Point(frame.x, middle),
        ])
      ])
    case .latent where frame.height > 8:
      let slit = frame.height * 0.62
      return Path([
        .rect(Frame(frame.x, frame.y, frame.width, slit)),
        .rect(Frame(frame.x, frame.y + slit + 1.5, frame.width, frame.height - slit - 1.5)),
      ])
    default: return Path([.rect(frame)])
    }
  }
}
