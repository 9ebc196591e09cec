import Diagnostics

/// The graph of `based_on` edges.
enum Lineage {
  /// One problem for each model that is its own ancestor, with the way round printed.
  static func cycles(_ models: [String: Model]) -> [Diagnostic] {
    circles(models).map { circle in
      let place = models[circle[0]]?.basedOn.first { circle.contains($0.slug) }?.location
      return Diagnostic(
        .error, .lineageCycle,
        "'based_on' leads in a circle: \((circle + [circle[0]]).joined(separator: " → ")); remove one of these edges",
        at: place ?? SourceLocation(file: circle[0]))
    }
  }

  /// Each circle once, from one of its models on.
  static func circles(_ models: [String: Model]) -> [[String]] {
    var circles: [[String]] = []
    var known = Set<String>()
    for slug in models.keys.sorted() where !known.contains(slug) {
      guard let circle = cycle(from: slug, models) else { continue }
      known.formUnion(circle)
      circles.append(circle)
    }
    return circles
  }

  /// The slugs from `start` back to `start`, or nil.
  private static func cycle(from start: String, _ models: [String: Model]) -> [String]? {
    var visited = Set<String>()
    var stack = [[start]]
    while let path = stack.popLast() {
      for ancestor in (models[path.last ?? start]?.basedOn ?? []).reversed() {
        if ancestor.slug == start { return path }
        if visited.insert(ancestor.slug).inserted { stack.append(path + [ancestor.slug]) }
      }
    }
    return nil
  }
}
