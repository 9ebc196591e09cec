/// Kinds of mixers that stand where others stood: `HCA and CSA instead of GQA`.
struct MixerExchange {
  /// The first of its lines, by place.
  var line: Int
  /// Of the two models, the places of the groups.
  private(set) var older: [Int]
  private(set) var newer: [Int]

  /// From the lines of a verdict; with the lines that are told by them.
  ///
  /// Another kind of the same reach that came or went beside a replaced one has its part in the exchange.
  static func all(_ lines: [Difference.Line], _ older: Profile, _ newer: Profile) -> (
    exchanges: [MixerExchange], told: [Int]
  ) {
    var exchanges: [(own: MixerExchange, reach: Profile.Group.Reach)] = []
    var told: [Int] = []
    for (index, line) in lines.enumerated() where line.section == .mixer && line.kind == .replaced {
      guard let row = line.older, let from = line.olderGroup, let to = line.newerGroup,
        row == older.groups[from].kindRow
      else { continue }
      exchanges.append((MixerExchange(line: index, older: [from], newer: [to]), newer.groups[to].reach))
      told.append(index)
    }
    guard !exchanges.isEmpty else { return ([], told) }
    for (index, line) in lines.enumerated() where line.section == .mixer {
      guard line.kind == .added || line.kind == .removed else { continue }
      let isAdded = line.kind == .added, profile = isAdded ? newer : older
      guard let row = isAdded ? line.newer : line.older,
        let place = isAdded ? line.newerGroup : line.olderGroup, row == profile.groups[place].presenceRow
      else { continue }
      let reach = profile.groups[place].reach, own = profile.groups[place].base
      guard
        let partner = exchanges.firstIndex(where: { exchange in
          exchange.reach == reach && !exchange.own.older.contains { older.groups[$0].base == own }
            && !exchange.own.newer.contains { newer.groups[$0].base == own }
        })
      else { continue }
      if isAdded {
        exchanges[partner].own.newer.append(place)
      } else {
        exchanges[partner].own.older.append(place)
      }
      told.append(index)
    }
    if exchanges.count == 1 { return ([exchanges[0].own], told) }
    return (merged(exchanges.map(\.own), older, newer), told)
  }

  /// Exchanges of the same kinds, or for the same, told at once.
  private static func merged(_ exchanges: [MixerExchange], _ older: Profile, _ newer: Profile)
    -> [MixerExchange]
  {
    var all: [MixerExchange] = []
    for own in exchanges {
      if let same = all.firstIndex(where: { older.hasSameBases($0.older, own.older) }) {
        all[same].newer += own.newer.filter { kind in
          !all[same].newer.contains { newer.groups[$0].base == newer.groups[kind].base }
        }
      } else if let same = all.firstIndex(where: { newer.hasSameBases($0.newer, own.newer) }) {
        all[same].older += own.older.filter { kind in
          !all[same].older.contains { older.groups[$0].base == older.groups[kind].base }
        }
      } else {
        all.append(own)
      }
    }
    return all
  }
}

extension Profile {
  fileprivate func hasSameBases(_ a: [Int], _ b: [Int]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { groups[$0].base == groups[$1].base }
  }
}
