import Architecture

/// A place where two models need the same memory.
public struct Crossing: Hashable, Sendable {
  public var first: String
  public var second: String
  public var tokens: Int
  public var bytes: Int
}

extension Charts {
  /// Where the curves of models meet, at contexts that both are published for; curves that coincide do not cross.
  public static func crossings(_ series: [Series]) -> [Crossing] {
    var found: [Crossing] = []
    for (index, a) in series.enumerated() {
      for b in series[(index + 1)...] {
        let curve = a.source.curve
        found += curve.crossings(with: b.source.curve).map {
          Crossing(first: a.name, second: b.name, tokens: $0, bytes: curve.bytes($0))
        }
      }
    }
    return found.sorted { ($0.tokens, $0.first, $0.second) < ($1.tokens, $1.first, $1.second) }
  }
}

/// What a chart of memory against context says of several models, in whatever composition.
struct MemoryComparison {
  /// Curves that coincide stand together.
  struct Entry {
    var name: String
    let style: Style
    let isReference: Bool
    /// The one that goes furthest.
    var longest: MemoryCurve
    /// Where each ends, ascending.
    var contexts: [Int]
    /// The logarithm of its bytes at the right edge.
    var endHeight = 0.0

    /// `8 GiB at 128k`.
    var value: Phrase {
      "\(value: longest.bytesAtContext.bytesText) at \(longest.context.tokensText)"
    }
  }

  let entries: [Entry]
  let crossings: [Crossing]
  /// The longest context of all.
  let lastTokens: Int
  /// Binary logarithms of the bytes the axis begins and ends with.
  let low: Double, high: Double
  /// In words.
  private(set) var finding = ""

  init(_ series: [Charts.Series]) {
    var entries: [Entry] = [], hues: [Mark.Hue] = [], firsts: [MemoryCurve] = []
    var least = Double.infinity, most = -Double.infinity
    let curves = series.map(\.source.curve)
    let isShown = curves.map { $0.bytesAtContext > 0 && $0.context > MemoryCurve.firstTokens }
    let last = zip(curves, isShown).lazy.filter(\.1).map(\.0.context).max() ?? 131_072
    for (place, curve) in curves.enumerated() where isShown[place] {
      let series = series[place]
      for sample in [curve.sample(MemoryCurve.firstTokens), curve.sample(last)] where sample.bytes > 0 {
        (least, most) = (min(least, sample.height), max(most, sample.height))
      }
      let known = zip(entries, firsts).enumerated().first { _, known in
        known.0.isReference == series.isReference && known.1.coincides(with: curve)
      }
      if let known = known?.offset {
        entries[known].name += " and \(series.name)"
        entries[known].contexts.append(curve.context)
        if curve.context > entries[known].longest.context { entries[known].longest = curve }
        continue
      }
      let hue = series.sheet.hue
      let style: Style = series.isReference ? .mutedCurve : hues.contains(hue) ? .inkCurve : .curve(hue)
      hues.append(hue)
      firsts.append(curve)
      entries.append(
        Entry(
          name: series.name, style: style, isReference: series.isReference, longest: curve,
          contexts: [curve.context]))
    }
    for index in entries.indices {
      entries[index].contexts.sort()
      entries[index].endHeight = entries[index].longest.sample(last).height
    }
    self.entries = entries
    crossings = Charts.crossings(series.filter { !$0.isReference })
    lastTokens = last
    low = ((least.isFinite ? least : 20) - 0.2).rounded(.down)
    high = ((most.isFinite ? most : 30) + 0.2).rounded(.up)
    finding = words
  }

  private var words: String {
    var parts = entries.filter { !$0.isReference }.map { entry in
      "\(entry.name) \(entry.contexts.count > 1 ? "need the same memory, " : "needs ")\(entry.longest.bytesAtContext.bytesText) at \(entry.longest.context.tokensText) tokens"
    }
    parts += crossings.map(\.words.text)
    let neighbours = entries.filter(\.isReference).map(\.name)
    if !neighbours.isEmpty { parts.append("For scale: " + neighbours.joined(separator: ", ")) }
    return parts.joined(separator: ". ") + "."
  }
}

extension Crossing {
  /// `A and B need the same at 9,216 tokens: 1.2 GiB; beyond it B needs less.`
  var words: Phrase {
    "\(first) and \(second) need the same at \(value: tokens) tokens: \(value: bytes.bytesText)"
  }
}
