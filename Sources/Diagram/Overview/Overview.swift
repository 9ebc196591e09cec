import Architecture

/// Pictures of many models: who descends from whom, how large they are, what they are made of.
public enum Overview {
  /// A model in such a picture.
  public struct Entry: Sendable {
    public var name: String
    public var sheet: FactSheet
    /// The release in years: 2024.5 is July 2024.
    public var year: Double
    /// The release in words: `July 2024`.
    public var date: String
    /// The model's page, seen from the page the picture stands on.
    public var href: String?
    /// Classes of the model's mark, for pages that narrow a picture to some models.
    public var tags: [String]

    public init(
      name: String, sheet: FactSheet, year: Double, date: String, href: String? = nil, tags: [String] = []
    ) {
      self.name = name
      self.sheet = sheet
      self.year = year
      self.date = date
      self.href = href
      self.tags = tags
    }
  }

  static func width(_ composition: Figures.Composition) -> Double { composition == .wide ? 720 : 328 }
}

extension Overview.Entry {
  /// The sign of the mixer most layers have.
  var sign: Sign {
    let most = sheet.mixers.enumerated().max {
      ($0.element.count, -$0.offset) < ($1.element.count, -$1.offset)
    }
    return Sign(mark: most?.element.sublayer.mark ?? Mark(.dense, .ffn, growth: ""))
  }
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
  private let places: [Int: Int]

  init(_ years: [Double], from: Double, to: Double) {
    quarters = Set(years.map { Int(($0 * 4).rounded(.down)) }).sorted()
    places = Dictionary(quarters.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    self.from = from
    self.to = to
  }

  var column: Double { (to - from) / Double(max(1, quarters.count)) }

  func callAsFunction(_ year: Double) -> Double {
    let quarter = Int((year * 4).rounded(.down))
    return from + column * (Double(places[quarter] ?? 0) + year * 4 - Double(quarter))
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
