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
      guard line.older >= 0, line.newer >= 0 else { continue }
      let from = Int(older.keys[Int(line.older)].group), to = Int(newer.keys[Int(line.newer)].group)
      guard from >= 0, to >= 0, Int(line.older) == older.groupKeys[from].kindRow else { continue }
      exchanges.append((MixerExchange(line: index, older: [from], newer: [to]), newer.groupKeys[to].reach))
      told.append(index)
    }
    guard !exchanges.isEmpty else { return ([], told) }
    for (index, line) in lines.enumerated() where line.section == .mixer {
      guard line.kind == .added || line.kind == .removed else { continue }
      let isAdded = line.kind == .added, profile = isAdded ? newer : older
      let row = Int(isAdded ? line.newer : line.older), place = Int(profile.keys[row].group)
      guard place >= 0, row == profile.groupKeys[place].presenceRow else { continue }
      let reach = profile.groupKeys[place].reach, own = profile.base(place)
      guard
        let partner = exchanges.firstIndex(where: { exchange in
          exchange.reach == reach && !exchange.own.older.contains { older.base($0) == own }
            && !exchange.own.newer.contains { newer.base($0) == own }
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
          !all[same].newer.contains { newer.base($0) == newer.base(kind) }
        }
      } else if let same = all.firstIndex(where: { newer.hasSameBases($0.newer, own.newer) }) {
        all[same].older += own.older.filter { kind in
          !all[same].older.contains { older.base($0) == older.base(kind) }
        }
      } else {
        all.append(own)
      }
    }
    return all
  }
}

extension Profile {
  /// Equal where two groups are of one kind of mixer in words.
  fileprivate func base(_ group: Int) -> UInt64 { keys[groupKeys[group].kindRow].value }

  fileprivate func hasSameBases(_ a: [Int], _ b: [Int]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { base($0) == base($1) }
  }
}
