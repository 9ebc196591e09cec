/// Kinds of mixers that stand where others stood: `HCA and CSA instead of GQA`.
struct MixerExchange {
  /// The first of its lines, by place.
  var line: Int
  /// Of the two models: what kinds are called and how many layers have them.
  private var older: [Kind]
  private var newer: [Kind]

  private struct Kind {
    var base: String
    var count: Int
  }

  var words: String { "\(Self.list(newer)) instead of \(Self.list(older))" }

  private static func list(_ kinds: [Kind]) -> String {
    Architecture.list(kinds.sorted { $0.count > $1.count }.map(\.base))
  }

  /// From the lines of a verdict; with the lines that are told by them.
  ///
  /// Another kind of the same reach that came or went beside a replaced one has its part in the exchange.
  static func all(
    _ lines: [Difference.Line], _ older: Profile, _ newer: Profile, _ alignment: GroupAlignment
  ) -> (exchanges: [MixerExchange], told: Set<Int>) {
    var exchanges: [(own: MixerExchange, reach: Profile.Group.Reach)] = []
    var told: Set<Int> = []
    for (index, line) in lines.enumerated() where line.section == .mixer && line.kind == .replaced {
      guard line.older >= 0, line.newer >= 0, let from = older.rows[Int(line.older)].group,
        let to = newer.rows[Int(line.newer)].group, Int(line.older) == older.groups[from].range.lowerBound
      else { continue }
      exchanges.append(
        (
          MixerExchange(line: index, older: [kind(older, from)], newer: [kind(newer, to)]),
          newer.groups[to].reach
        ))
      told.insert(index)
    }
    guard !exchanges.isEmpty else { return ([], told) }
    for (index, line) in lines.enumerated() where line.section == .mixer {
      guard line.kind == .added || line.kind == .removed else { continue }
      let isAdded = line.kind == .added, profile = isAdded ? newer : older
      let row = Int(isAdded ? line.newer : line.older)
      guard let place = profile.rows[row].group, row == profile.groups[place].range.lowerBound + 1 else {
        continue
      }
      let reach = profile.groups[place].reach, own = kind(profile, place)
      guard
        let partner = exchanges.firstIndex(where: { exchange in
          exchange.reach == reach
            && !(exchange.own.older + exchange.own.newer).contains { $0.base == own.base }
        })
      else { continue }
      if isAdded {
        exchanges[partner].own.newer.append(own)
      } else {
        exchanges[partner].own.older.append(own)
      }
      told.insert(index)
    }
    var all: [MixerExchange] = []
    for (own, _) in exchanges {
      if let same = all.firstIndex(where: { $0.older.map(\.base) == own.older.map(\.base) }) {
        all[same].newer += own.newer.filter { kind in !all[same].newer.contains { $0.base == kind.base } }
      } else if let same = all.firstIndex(where: { $0.newer.map(\.base) == own.newer.map(\.base) }) {
        all[same].older += own.older.filter { kind in !all[same].older.contains { $0.base == kind.base } }
      } else {
        all.append(own)
      }
    }
    return (all, told)
  }

  private static func kind(_ profile: Profile, _ group: Int) -> Kind {
    Kind(base: profile.groups[group].base, count: profile.groups[group].count)
  }
}
