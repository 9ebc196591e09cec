/// The candidate closest to `word` by edit distance, if it is close enough to be what the author meant.
public func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
  let limit = max(1, min(3, word.count / 2))
  let scored = candidates.filter { $0 != word }.map { ($0, editDistance(word.lowercased(), $0.lowercased())) }
  return scored.filter { $0.1 <= limit }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
}

/// Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours cost 1.
public func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a.unicodeScalars), b = Array(b.unicodeScalars)
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  // A name that differs this much in length is never suggested; skip the quadratic work.
  if abs(a.count - b.count) > 3 { return abs(a.count - b.count) }
  var beforePrevious = [Int](repeating: 0, count: b.count + 1)
  var previous = Array(0...b.count)
  for i in 1...a.count {
    var row = [i] + [Int](repeating: 0, count: b.count)
    for j in 1...b.count {
      let cost = a[i - 1] == b[j - 1] ? 0 : 1
      row[j] = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + cost)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        row[j] = min(row[j], beforePrevious[j - 2] + 1)
      }
    }
    (beforePrevious, previous) = (previous, row)
  }
  return previous[b.count]
}
