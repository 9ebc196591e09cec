import Architecture

/// Pictures of many models: who descends from whom, how large they are, what they are made of.
public enum Overview {
  /// A model in such a picture.
  public struct Entry: Sendable {
    let subject: Subject
    /// The model's page, seen from the page the picture stands on.
    public var href: String?

    /// `year` is the release in years, 2024.5 in July 2024; `date` is the same in words; `tags` are classes of the
    /// model's mark, for pages that narrow a picture to some models.
    public init(
      name: String, source: FigureSource, year: Double, date: String, href: String? = nil, tags: [String] = []
    ) {
      subject = Subject(name: name, source: source, year: year, date: date, tags: tags)
      self.href = href
    }

    public var name: String { subject.name }
    public var sheet: FactSheet { subject.source.sheet }
    public var year: Double { subject.year }
    public var date: String { subject.date }
    public var tags: [String] { subject.tags }
  }

  /// What a model is in every picture: pictures of a hundred models are on a hundred pages.
  final class Subject: Sendable {
    let name: String
    let source: FigureSource
    let year: Double
    let date: String
    let tags: [String]
    /// The sign of the mixer most layers have.
    let sign: Sign
    /// `Kimi K2, July 2025`.
    let caption: String
    let layers: LayerMarks

    init(name: String, source: FigureSource, year: Double, date: String, tags: [String]) {
      (self.name, self.source, self.year, self.date, self.tags) = (name, source, year, date, tags)
      let most = source.sheet.mixers.enumerated().max {
        ($0.element.count, -$0.offset) < ($1.element.count, -$1.offset)
      }
      sign = Sign(mark: most?.element.sublayer.mark ?? Mark(.dense, .ffn, growth: ""))
      caption = "\(name), \(date)"
      layers = LayerMarks(source.sheet.spec)
    }
  }

  /// The marks of each layer with weights of its own, in order.
  struct LayerMarks {
    /// Of the first mixer and of the first feed-forward.
    let mixers: [Mark?], feedForwards: [Mark?]
    /// The feed-forward most layers have.
    let mostFeedForward: Mark?

    init(_ spec: ModelSpec) {
      let places = Dictionary(
        spec.layers.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
      let order = spec.schedule.weightLayers.compactMap { places[$0] }
      func marks(_ role: Role) -> [[Mark]] {
        spec.layers.map { $0.sublayers.lazy.map(\.sublayer).filter { $0.role == role }.map(\.mark) }
      }
      let mixing = marks(.mixer), feeding = marks(.feedForward)
      mixers = order.map { mixing[$0].first }
      feedForwards = order.map { feeding[$0].first }
      // Of several that are equally many the first.
      var counts: [(mark: Mark, count: Int)] = []
      for (layer, uses) in order.tally {
        for mark in feeding[layer] {
          if let known = counts.firstIndex(where: { $0.mark == mark }) {
            counts[known].count += uses
          } else {
            counts.append((mark, uses))
          }
        }
      }
      mostFeedForward = counts.max { $0.count < $1.count }?.mark
    }

    var count: Int { mixers.count }
  }
}

extension Overview.Entry {
  /// The sign of the mixer most layers have.
  var sign: Sign { subject.sign }
}

/// A linear axis of time.
struct TimeScale {
  let first: Double, last: Double
  let from: Double, to: Double

  init(_ years: [Double], from: Double, to: Double) {
    first = years.min() ?? 0
    last = max(years.max() ?? 0, first + 0.25)
    self.from = from
    self.to = to
  }

  func callAsFunction(_ year: Double) -> Double { from + (to - from) * (year - first) / (last - first) }

  /// The turns of years inside the axis, at least `room` units apart.
  func turns(room: Double) -> [Int] {
    guard last - first < 200 else { return [] }
    var turns: [Int] = []
    var edge = -Double.infinity
    for year in stride(from: Int(first.rounded(.up)), through: Int(last), by: 1)
    where self(Double(year)) - edge >= room {
      turns.append(year)
      edge = self(Double(year))
    }
    return turns
  }
}

/// A scale of the quarters of years in which something stands; empty quarters take no room.
struct QuarterScale {
  let quarters: [Int]
  let from: Double, to: Double

  init(_ years: [Double], from: Double, to: Double) {
    self.init(quarters: Set(years.map(Self.quarter)).sorted(), from: from, to: to)
  }

  /// `quarters` are in order.
  init(quarters: [Int], from: Double, to: Double) {
    (self.quarters, self.from, self.to) = (quarters, from, to)
  }

  /// Counted from the year 0.
  static func quarter(_ year: Double) -> Int { Int((year * 4).rounded(.down)) }

  var column: Double { (to - from) / Double(max(1, quarters.count)) }

  func callAsFunction(_ year: Double) -> Double {
    let quarter = Self.quarter(year), place = quarters.firstIndex { $0 >= quarter } ?? 0
    return from + column * (Double(place) + year * 4 - Double(quarter))
  }

  /// The left edge of the first quarter of each year, at least `room` units apart.
  func turns(room: Double) -> [(year: Int, x: Double)] {
    var turns: [(year: Int, x: Double)] = []
    for (place, quarter) in quarters.enumerated() where turns.last?.year != quarter / 4 {
      let x = from + Double(place) * column
      if let last = turns.last, x - last.x < room { continue }
      turns.append((quarter / 4, x))
    }
    return turns
  }
}
