import Architecture

extension Overview {
  /// One of many small charts to one scale: of the models of each half-year, the share that has a technique.
  ///
  /// `users` says for each entry whether it has it; half-years without models take no room.
  public static func uptake(_ entries: [Entry], users: [Bool], of technique: String, id: String) -> Scene {
    let width = 240.0, top = 12.0, bottom = 68.0
    var halves: [Int: (all: Int, using: Int)] = [:]
    for (entry, isUser) in zip(entries, users) {
      let half = Int((entry.year * 2).rounded(.down))
      let known = halves[half] ?? (0, 0)
      halves[half] = (known.all + 1, known.using + (isUser ? 1 : 0))
    }
    let order = halves.keys.sorted()
    let column = width / Double(max(1, order.count)), bar = min(28, column - 4)
    var drawing = Drawing()
    drawing.shape(Path([.line(Point(0, top), Point(width, top))]), .hair)
    drawing.shape(Path([.line(Point(0, bottom + 0.5), Point(width, bottom + 0.5))]), .rule)
    var edge = -Double.infinity, year: Int?
    for (place, half) in order.enumerated() {
      guard let count = halves[half] else { continue }
      let x = Double(place) * column, share = Double(count.using) / Double(count.all)
      let name = "\(half % 2 == 0 ? "January to June" : "July to December") \(half / 2)"
      drawing.shape(
        Path([
          .rect(Frame(x + 0.6, bottom - (bottom - top) * share, max(1, bar - 1.2), (bottom - top) * share))
        ]),
        // Few models make no trend.
        count.all < 4 ? .hue(.ffn).edge : .hue(.ffn), title: "\(name): \(count.using) of \(count.all) models")
      guard year != half / 2 else { continue }
      let words = Phrase(String(half / 2))
      guard x >= edge, x + words.width(.small) <= width else { continue }
      year = half / 2
      drawing.text(words, .small, at: x, bottom + 14, muted: true)
      edge = x + words.width(.small) + 4
    }
    let using = users.count { $0 }
    let last = order.last.flatMap { halves[$0] }
    let now = last.map { " In the last half-year \($0.using) of \($0.all)." } ?? ""
    return Scene(
      id: id, width: width, height: 86, title: "\(technique): share of the models of each half-year",
      description: "\(using.grouped) of \(entries.count.grouped) models have it.\(now)", items: drawing.items)
  }
}
