import Diagnostics

/// The nearest designs of every model, kept from one state of a gallery to the next.
///
/// The answers are those of `Difference.nearest`. Only models that changed, or that have one that changed among the
/// candidates worth aligning, are asked again: one edit among 1,000 models aligns some 50 pairs instead of 24,000.
public struct Neighbourhood: Sendable {
  /// One model as it is now.
  public struct Member: Sendable {
    var slug: String
    /// Equal texts promise equal sheets, and the same place among the others.
    var version: String
    var sheet: FactSheet

    public init(slug: String, version: String, sheet: FactSheet) {
      (self.slug, self.version, self.sheet) = (slug, version, sheet)
    }
  }

  private struct Candidate: Sendable {
    var slug: String
    /// By signature.
    var rough: Float
    /// By alignment.
    var exact: Double
  }

  private struct Entry: Sendable {
    var version: String
    /// By rough distance, then by place among the members.
    var candidates: [Candidate]
    var nearest: [String]
  }

  private var entries: [String: Entry] = [:]
  private let count: Int

  /// `count` designs are named for each model.
  public init(count: Int = 3) { self.count = count }

  /// The slugs nearest to `slug`, nearest first.
  public subscript(slug: String) -> [String] { entries[slug]?.nearest ?? [] }

  /// Takes over the present members, each slug once, in an order that follows from their slugs and versions alone.
  public mutating func update(_ members: [Member], tasks: Int = 1) {
    let places = Dictionary(
      members.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
    let changed = members.indices.filter { entries[members[$0].slug]?.version != members[$0].version }
    let gone = Set(entries.keys.filter { places[$0] == nil } + changed.map { members[$0].slug })
    let signatures = Signature.all(members.map(\.sheet))
    let stale = members.indices.filter { index in
      guard let entry = entries[members[index].slug], entry.version == members[index].version else {
        return true
      }
      return isStale(entry, at: index, gone, changed, signatures, places)
    }
    let known = entries
    let count = count
    let fresh = parallelMap(stale, tasks: tasks) { index in
      Self.entry(
        at: index, members, signatures, known[members[index].slug], gone: gone, count: count)
    }
    for slug in entries.keys where places[slug] == nil { entries[slug] = nil }
    for (index, entry) in zip(stale, fresh) { entries[members[index].slug] = entry }
  }

  /// True when a candidate left or changed, or one that changed would now be a candidate.
  private func isStale(
    _ entry: Entry, at index: Int, _ gone: Set<String>, _ changed: [Int], _ signatures: [Signature],
    _ places: [String: Int]
  ) -> Bool {
    if gone.isEmpty { return false }
    if entry.candidates.contains(where: { gone.contains($0.slug) }) { return true }
    guard entry.candidates.count == Signature.promisingCount, let last = entry.candidates.last,
      let lastPlace = places[last.slug]
    else { return true }
    return changed.contains {
      $0 != index && (signatures[index].distance(to: signatures[$0]), $0) < (last.rough, lastPlace)
    }
  }

  private static func entry(
    at index: Int, _ members: [Member], _ signatures: [Signature], _ old: Entry?, gone: Set<String>,
    count: Int
  ) -> Entry {
    let own = members[index]
    var aligned: [String: Double] = [:]
    if let old, old.version == own.version {
      for candidate in old.candidates where !gone.contains(candidate.slug) {
        aligned[candidate.slug] = candidate.exact
      }
    }
    let promising = signatures[index].promising(
      among: signatures[...], excluding: index, count: max(Signature.promisingCount, 2 * count))
    let candidates = promising.map { place, rough in
      let other = members[place]
      return Candidate(
        slug: other.slug, rough: rough,
        exact: aligned[other.slug] ?? Difference(older: other.sheet, newer: own.sheet).distance)
    }
    let nearest = zip(promising, candidates).sorted {
      ($0.1.exact, $0.0.index) < ($1.1.exact, $1.0.index)
    }
    return Entry(
      version: own.version, candidates: candidates,
      nearest: nearest.prefix(count).map(\.1.slug))
  }
}
