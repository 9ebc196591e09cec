import Architecture

extension Overview {
  /// One mark per model, by release and by a fact; the mark is the mixer most of its layers have.
  ///
  /// A model without the fact is left out; 0 is on the base line.
  package static func history(
    _ entries: [Entry], _ fact: ModelFact, composition: Figures.Composition = .wide, id: String
  ) -> Scene {
    let width = composition.width, isWide = composition == .wide
    let isLogarithmic = fact.scale == .octaves
    let points = entries.compactMap { entry in fact.number(entry.sheet).map { (entry: entry, value: $0) } }
    let unit = entries.lazy.compactMap { fact.value($0.sheet) }.first
    func format(_ value: Double) -> String { unit?.with(value).shortText ?? "" }
    let positive = points.map(\.value).filter { $0 > 0 }
    let hasZero = points.contains { $0.value <= 0 }
    let plot = Frame(62, 12, width - 70, isWide ? 250 : 220)
    let floor = plot.bottom - (hasZero ? 22 : 6)
    let time = QuarterScale(points.map(\.entry.year), from: plot.x + 4, to: plot.right - 8)
    let top = positive.max() ?? 1, bottom = isLogarithmic ? positive.min() ?? 1 : 0
    let low = isLogarithmic ? binaryLogarithm(bottom).rounded(.down) : 0
    let high = isLogarithmic ? max(low + 1, binaryLogarithm(top).rounded(.up)) : max(top, 1e-9)
    func y(_ value: Double) -> Double {
      guard value > 0 else { return hasZero && isLogarithmic ? plot.bottom - 6 : floor }
      let place = isLogarithmic ? binaryLogarithm(value) : value
      return floor - (floor - plot.y - 6) * (place - low) / (high - low)
    }
    var drawing = Drawing()
    let step = max(1, ((high - low) / 4).rounded(.up))
    let ticks =
      isLogarithmic
      ? stride(from: low, through: high + 1e-9, by: step).map { powerOfTwo($0) }
      : (0...4).map { high * Double($0) / 4 }
    for value in ticks + (hasZero && isLogarithmic ? [0] : []) {
      let at = y(value).rounded()
      drawing.shape(Path([.line(Point(plot.x, at), Point(plot.right, at))]), .hair)
      drawing.text(
        Phrase(format(value)), .small, at: plot.x - 6, at + 4, anchor: .end, muted: true)
    }
    for turn in time.turns(room: 34) {
      let x = turn.x.rounded()
      drawing.shape(Path([.line(Point(x, plot.y), Point(x, plot.bottom + 6))]), .hair)
      drawing.text(Phrase(String(turn.year)), .small, at: x + 3, plot.bottom + 16, muted: true)
    }
    for point in points {
      let sign = point.entry.sign
      drawing.shape(
        sign.tile(at: Point(time(point.entry.year), y(point.value)), height: isWide ? 12 : 9), sign.style,
        title: "\(point.entry.name), \(point.entry.date): \(format(point.value))")
    }
    let ranked = points.sorted { ($0.value, $0.entry.name) < ($1.value, $1.entry.name) }
    var words = "\(points.count.grouped) models by release."
    if let least = ranked.first, let most = ranked.last {
      words +=
        " Least: \(least.entry.name), \(format(least.value)). Most: \(most.entry.name), \(format(most.value))."
    }
    return Scene(
      id: id, width: width, height: plot.bottom + 22, title: fact.label, description: words,
      items: drawing.items)
  }

  /// How much of a model a technique fills.
  public enum Share: Sendable {
    case none, some, all
  }

  /// One square per model and quarter of a year: filled where every layer has it, half where some do, else open.
  public static func adoption(
    _ entries: [(entry: Entry, share: Share)], of technique: String, _ pictures: Figures.Pictures
  ) -> [Scene] {
    let using = entries.count { $0.share != .none }
    return quarters(
      entries.map { item in
        QuarterMark(item.entry, item.share == .none ? .other : .ink) { cell in squares(item.share, in: cell) }
      }, title: "\(technique): models per quarter",
      finding: "\(using.grouped) of \(entries.count.grouped) models use it.", pictures)
  }

  /// One mark per model and quarter of a year: the mixer most of its layers have.
  public static func mixers(_ entries: [Entry], _ pictures: Figures.Pictures) -> [Scene] {
    let sorted = entries.sorted {
      ($0.sign.mark.hue.rawValue, $0.sign.mark.glyph.rawValue, $0.year)
        < ($1.sign.mark.hue.rawValue, $1.sign.mark.glyph.rawValue, $1.year)
    }
    let kinds = sorted.map(\.sign.mark.glyph.rawValue).tally.sorted {
      ($1.count, $0.value) < ($0.count, $1.value)
    }
    return quarters(
      sorted.map { entry in
        let sign = entry.sign
        return QuarterMark(entry, sign.style) { cell in sign.tile(at: cell.center, height: cell.height) }
      }, title: "The mixer of most layers: models per quarter",
      finding: kinds.map { "\($0.value) \($0.count)" }.joined(separator: ", ") + ".", pictures)
  }

  private static func squares(_ share: Share, in cell: Frame) -> Path {
    let square = Frame(cell.center.x - 4.5, cell.center.y - 4.5, 9, 9)
    switch share {
    case .all: return Path([.rect(square)])
    case .some:
      return Path(
        [.rect(square), .rect(Frame(square.x + 1.25, square.y + 1.25, 6.5, 3.25))], evenOdd: true)
    case .none: return Path([.rect(square), .rect(square.inset(by: 1.25))], evenOdd: true)
    }
  }

  /// A model in its quarter.
  private struct QuarterMark {
    let subject: Subject
    let style: Style
    let path: (Frame) -> Path

    init(_ entry: Entry, _ style: Style, _ path: @escaping (Frame) -> Path) {
      (subject, self.style, self.path) = (entry.subject, style, path)
    }
  }

  private static func quarters(
    _ marks: [QuarterMark], title: String, finding: String, _ pictures: Figures.Pictures
  ) -> [Scene] {
    let quarters = marks.map { QuarterScale.quarter($0.subject.year) }
    let order = Set(quarters).sorted()
    let places = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    // In which column each stands, and over how many others.
    var counts = Array(repeating: 0, count: order.count)
    let stands = quarters.map { quarter -> (place: Int, number: Int) in
      let place = places[quarter] ?? 0
      counts[place] += 1
      return (place, counts[place] - 1)
    }
    let most = counts.max() ?? 1
    return pictures.map { composition, id in
      let width = composition.width
      let scale = QuarterScale(quarters: order, from: 0, to: width), column = scale.column
      let across = max(1, min(Int(column / 11), (most + 15) / 16))
      let pitch = 12.5, height = Double((most + across - 1) / across) * pitch
      var drawing = Drawing()
      for (mark, (place, number)) in zip(marks, stands) {
        let middle = column * Double(place) + column / 2
        let left = middle + (Double(number % across) - Double(across) / 2) * 11
        let cell = Frame(left, height - Double(number / across + 1) * pitch, 11, 11)
        drawing.shape(mark.path(cell), mark.style, title: mark.subject.caption)
      }
      drawing.shape(Path([.line(Point(0, height + 2), Point(width, height + 2))]), .hair)
      for turn in scale.turns(room: 34) {
        let text = Phrase(String(turn.year)), textWidth = text.width(.small)
        let x = min(turn.x + column / 2 - textWidth / 2, width - textWidth)
        drawing.text(text, .small, at: max(0, x), height + (column >= 18 ? 32 : 17), muted: true)
      }
      for (place, at) in order.enumerated() where column >= 18 {
        drawing.text(
          Phrase("Q\(at % 4 + 1)"), .small, at: (Double(place) + 0.5) * column, height + 17, anchor: .middle,
          muted: true)
      }
      return Scene(
        id: id, width: width, height: height + (column >= 18 ? 38 : 23), title: title, description: finding,
        items: drawing.items)
    }
  }
}
