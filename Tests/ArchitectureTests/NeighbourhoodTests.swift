import Testing

@testable import Architecture

@Suite struct NeighbourhoodTests {
  /// A gallery large enough that not every pair is aligned, changed step by step.
  @Test func afterEveryChangeTheNearestAreThoseAskedAnew() {
    let designs = [
      Specs.gemma3, Specs.qwen3Next, Specs.deepSeekV3, Specs.llama3, Specs.kimiK2,
    ]
    var state: UInt64 = 7
    func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    func member(_ slug: String) -> Neighbourhood.Member {
      var spec = designs[below(designs.count)]
      spec.dimensions.width *= 1 + below(4)
      spec.dimensions.vocabulary += 64 * below(6)
      let version = "\(spec.dimensions.width) \(spec.dimensions.vocabulary) \(below(1_000_000_000))"
      return Neighbourhood.Member(slug: slug, version: version, sheet: FactSheet(spec))
    }
    var members = (0..<30).map { member("m\($0)") }
    var kept = Neighbourhood()
    for step in 0..<10 {
      kept.update(members, tasks: 2)
      let sheets = members.map(\.sheet)
      let anew = members.indices.map { index in
        Difference.nearest(to: sheets[index], among: sheets, excluding: index).map { members[$0.index].slug }
      }
      #expect(members.map { kept[$0.slug] } == anew, "step \(step)")
      switch below(4) {
      case 0: members.remove(at: below(members.count))
      case 1: members.insert(member("n\(step)"), at: below(members.count))
      default:
        let place = below(members.count)
        members[place] = member(members[place].slug)
      }
    }
    kept.update([])
    #expect(kept["m1"] == [])
  }
}
