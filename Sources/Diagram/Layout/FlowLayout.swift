import Architecture

/// Draws a `Flow`: columns that rise from a bus, meet in the core bar and continue above it.
struct FlowLayout {
  private(set) var panel: Panel
  private var drawing = Drawing()
  private let flow: Flow
  private let columns: [Flow.Column]
  private let pitch: Double
  private let boxWidth: Double
  /// Heights of the steps above the inputs, bottom to top, with the arrow below each; equal in all columns.
  private let levels: [Double]
  /// Name and number; higher when a number needs a second line.
  private let inputHeight: Double

  /// Width of a card's body.
  static let width = 304.0
  /// Least room between steps of neighbouring columns.
  private static let stepGap = 5.0

  init(_ flow: Flow) {
    self.flow = flow
    // Gates pass the core on its right.
    let columns = flow.columns.filter { !$0.isGate } + flow.columns.filter(\.isGate)
    let pitch = Self.width / Double(max(1, columns.count))
    self.columns = columns
    self.pitch = pitch
    boxWidth = min(pitch - (columns.count > 4 ? 5 : 8), 92)
    levels = (0..<(columns.map { $0.steps.count }.max() ?? 0)).map { level in
      columns.contains { column in
        guard column.steps.indices.contains(level), case .box(let box) = column.steps[level] else {
          return false
        }
        return box.needsTwoLines(in: pitch - Self.stepGap)
      } ? 43 : 30
    }
    let width = boxWidth
    inputHeight = columns.contains { Self.numberLines($0.box.value ?? 0, width: width).count > 1 } ? 47 : 34
    panel = Panel(height: 0, items: [])
    draw()
    panel.items = drawing.items
  }

  private func center(_ column: Int) -> Double { (Double(column) + 0.5) * pitch }

  private mutating func draw() {
    let gates = columns.count(where: \.isGate)
    let meeting = max(1, columns.count - gates)
    let stepsHeight = levels.reduce(0, +)

    // The core spans the columns that meet in it, and is never narrower than its label.
    let masksWidth = Double(flow.core.masks.count) * 25
    let labelWidth = Font.label.width(flow.core.label)
    let middle = (center(0) + center(meeting - 1)) / 2
    let coreWidth = min(
      Self.width, max(center(meeting - 1) - center(0) + boxWidth, labelWidth + masksWidth + 16))
    let coreLeft = min(max(0, middle - coreWidth / 2), Self.width - coreWidth)

    let aboveHeight = drawAbove(
      centerX: middle, gates: (meeting..<columns.count).map { $0 }, stepsHeight: stepsHeight)
    let core = Frame(coreLeft, aboveHeight, coreWidth, 28)
    let inputTop = core.bottom + 10 + stepsHeight
    let bus = inputTop + inputHeight + 12
    drawing.wire(Point(Self.width / 2, bus + 10), Point(Self.width / 2, bus))
    // The bus joins what this layer's input feeds.
    let fed = columns.indices.filter { !columns[$0].isBorrowed }.map(center) + [Self.width / 2]
    if let left = fed.min(), let right = fed.max(), right > left {
      drawing.wire(Point(left, bus), Point(right, bus))
    }
    for (index, column) in columns.enumerated() {
      draw(column, centerX: center(index), inputTop: inputTop, bus: bus, coreBottom: core.bottom)
    }
    draw(core, masksWidth: masksWidth)
    panel.height = bus + 10
  }

  // MARK: Above the core

  /// Returns the core's top.
  private mutating func drawAbove(centerX x: Double, gates: [Int], stepsHeight: Double) -> Double {
    var steps = flow.above
    if !gates.isEmpty && !steps.contains(.times) { steps.insert(.times, at: 0) }
    let heights = steps.map { $0 == .times ? 14.0 : 21 }
    let coreTop = 4 + heights.reduce(0, +) + Double(steps.count) * 9
    let inputTop = coreTop + 28 + 10 + stepsHeight
    var bottom = coreTop
    var isFirstTimes = true
    for (step, height) in zip(steps, heights) {
      let frame = Frame(x - 50, bottom - 9 - height, 100, height)
      drawing.wire(Point(x, bottom), Point(x, frame.bottom), arrow: step != .times)
      switch step {
      case .times:
        if isFirstTimes {
          for gate in gates {
            let top = self.top(of: columns[gate], inputTop: inputTop)
            drawing.wire(
              Point(center(gate), top), Point(center(gate), frame.center.y), Point(x + 8, frame.center.y),
              arrow: true)
          }
        }
        isFirstTimes = false
        drawing.operation(at: Point(x, frame.center.y), isTimes: true)
      case .pill(let label, let feature):
        drawPill(label, feature, frame)
      case .box(let box):
        drawBox(box, frame, most: Self.width)
      }
      bottom = frame.y
    }
    drawing.wire(Point(x, bottom), Point(x, bottom - 11))
    return coreTop
  }

  // MARK: Columns

  private mutating func draw(
    _ column: Flow.Column, centerX x: Double, inputTop: Double, bus: Double, coreBottom: Double
  ) {
    let input = Frame(x - boxWidth / 2, inputTop, boxWidth, inputHeight)
    if !column.isBorrowed { drawing.wire(Point(x, bus), Point(x, input.bottom), arrow: true) }
    var bottom = input.y, top = input.y
    for (step, height) in zip(column.steps, levels) {
      drawing.wire(Point(x, top), Point(x, bottom - 9), arrow: true)
      switch step {
      case .pill(let label, let feature):
        let frame = Frame(x - boxWidth / 2, bottom - 30, boxWidth, 21)
        drawPill(label, feature, frame)
        top = frame.y
      case .box(let box):
        let frame = Frame(x - boxWidth / 2, bottom - height, boxWidth, height - 9)
        drawBox(box, frame, most: pitch - Self.stepGap)
        top = frame.y
      case .times:
        drawing.operation(at: Point(x, bottom - 19.5), isTimes: true)
        top = bottom - 26.5
      }
      bottom -= height
    }
    if !column.isGate { drawing.wire(Point(x, top), Point(x, coreBottom), arrow: true) }
    drawInput(column.box, input, isBorrowed: column.isBorrowed)
  }

  private mutating func drawInput(_ box: Flow.Box, _ frame: Frame, isBorrowed: Bool) {
    drawing.box(frame, radius: 4, isBorrowed ? .dashed : .norm)
    let name = Phrase(shortened(box.name, .small, width: frame.width - 2))
    let x = frame.center.x
    guard let value = box.value else {
      drawing.text(name, .small, at: x, frame.y + 21, anchor: .middle)
      return
    }
    drawing.text(
      name, .small, at: x, frame.y + 14, anchor: .middle, title: name.text == box.name ? nil : box.name)
    // A number is never cut and never rounded: one too long for its box goes on in a second line.
    let lines = Self.numberLines(value, width: frame.width)
    for (index, line) in lines.enumerated() {
      let isMarked = box.isCached && index == lines.count - 1
      let number: Phrase = "\(value: line, box.fact)"
      let shift = isMarked ? min(6.0, max(0, (frame.width - number.width(.small)) / 2 - 4)) : 0
      let y = frame.y + 27 + 13 * Double(index)
      drawing.text(number, .small, at: x - shift, y, anchor: .middle)
      guard isMarked else { continue }
      let diamond = x - shift + number.width(.small) / 2 + 8
      drawing.shape(Path([.diamond(center: Point(diamond, y - 4), radius: 3.6)]), .ink)
    }
  }

  /// Digits in groups; broken between groups where `width` is too short for all.
  private static func numberLines(_ value: Int, width: Double) -> [String] {
    let whole = value.grouped
    // Values are bold.
    guard TextMetrics.width(whole, size: Font.small.size, bold: true) + 4 > width else { return [whole] }
    let groups = whole.split(separator: ",")
    guard groups.count > 1 else { return [whole] }
    let first = (groups.count + 1) / 2
    return [groups[..<first].joined(separator: ",") + ",", groups[first...].joined(separator: ",")]
  }

  /// Where a column's last step ends.
  private func top(of column: Flow.Column, inputTop: Double) -> Double {
    let heights = zip(column.steps, levels).map { $1 }
    guard let last = column.steps.last, let height = heights.last else { return inputTop }
    let bottom = inputTop - heights.dropLast().reduce(0, +)
    if case .box = last { return bottom - height }
    return bottom - 30
  }

  /// A rounded step; it may grow to the column's pitch, then a shorter word is taken.
  private mutating func drawPill(_ label: String, _ feature: Feature?, _ frame: Frame) {
    let most = max(frame.width, pitch - Self.stepGap)
    let shown =
      [label, Self.shorterLabels[label]].compactMap(\.self).first { Font.small.width($0) + 8 <= most }
      ?? shortened(label, .small, width: most - 4)
    let width = min(most, max(frame.width, Font.small.width(shown) + 12))
    let grown = Frame(frame.center.x - width / 2, frame.y, width, frame.height)
    var step = Drawing()
    step.box(grown, radius: 10.5, .norm)
    step.text(
      Phrase(shown), .small, at: grown.center.x, grown.y + 14.5, anchor: .middle,
      title: shown == label ? nil : label)
    if let concept = feature?.concept {
      drawing.group(Scene.Group(part: concept, concept: concept, step.items))
    } else {
      drawing.items += step.items
    }
  }

  /// A projection with its width; on two lines where one is too short. The number is never cut.
  private mutating func drawBox(_ box: Flow.Box, _ frame: Frame, most: Double) {
    if frame.height > 30 && box.needsTwoLines(in: most) {
      return drawInput(box, frame, isBorrowed: false)
    }
    let label = box.line
    let width = min(max(most, frame.width), max(frame.width, label.width(.small) + 8))
    let grown = Frame(frame.center.x - width / 2, frame.y, width, frame.height)
    drawing.box(grown, radius: 4, .norm)
    drawing.text(label, .small, at: grown.center.x, grown.center.y + 4, anchor: .middle)
  }

  private static let shorterLabels = ["RMSNorm": "norm", "LayerNorm": "norm", "L2 norm": "norm"]

  // MARK: Core

  private mutating func draw(_ core: Frame, masksWidth: Double) {
    drawing.box(core, radius: 4, .box)
    drawing.text(
      Phrase(flow.core.label), .label, at: core.x + (core.width - masksWidth) / 2, core.y + 18.5,
      anchor: .middle)
    for (index, mask) in flow.core.masks.enumerated() {
      let left = core.right - 25 * Double(flow.core.masks.count - index)
      drawing.box(Frame(left, core.y + 3, 21, 21), .hair)
      drawing.shape(mask.tile(at: Point(left + 1, core.y + 4)), .ink)
    }
  }
}

extension Flow.Box {
  /// Name and value on one line.
  fileprivate var line: Phrase {
    value.map { "\(name) \(value: $0, fact)" } ?? Phrase(name)
  }

  fileprivate func needsTwoLines(in width: Double) -> Bool {
    value != nil && line.width(.small) + 6 > width
  }
}

extension Flow.Core.Mask {
  /// Six queries by six keys: what each may see.
  func tile(at origin: Point) -> Path {
    let cell = 2.7, pitch = 10.0 / 3
    var path = Path()
    for row in 0..<6 {
      for column in 0...row where shows(row: row, column: column) {
        path.add(.rect(Frame(origin.x + Double(column) * pitch, origin.y + Double(row) * pitch, cell, cell)))
      }
    }
    return path
  }

  private func shows(row: Int, column: Int) -> Bool {
    switch self {
    case .full: true
    case .window: row - column < 2
    case .chunk: row / 3 == column / 3
    case .selected: row == column || (row == 4 && column == 0) || (row == 5 && column == 1)
    }
  }
}
