import Architecture

/// A detail card: what it opens, and which rows of the stack point at it.
struct CardContent: Sendable {
  enum Column: Sendable { case feedForward, expert, mixer }

  var column: Column
  var title: String
  var sign: Sign
  var note: Phrase
  var parts: [Anatomy.Part]
  /// Variants whose rows lead here.
  var variants: [Int]
  var part: String
  /// The concept page its title leads to.
  var concept: String?
}

extension FigurePlan {
  /// The cards of section 3.5: the telling feed-forward, one expert when there is room, one card per mixer family.
  func deck() -> [CardContent] {
    let mixers = mixerCards()
    var cards: [CardContent] = []
    var opened: [Int] = []
    for slot in slots.reversed() {
      guard let feedForward = mainFeedForward(of: slot), !opened.contains(feedForward) else { continue }
      opened.append(feedForward)
      let card = feedForwardCard(feedForward, in: slot)
      cards.append(card)
      if mixers.count > 1, let flow = variants[feedForward].experts?.expert {
        cards.append(
          CardContent(
            column: .expert, title: "One expert", sign: variants[feedForward].sign, note: "",
            parts: [.flow(flow)] + widths(of: flow), variants: [], part: card.part, concept: nil))
      }
    }
    return (cards + mixers).filter { !$0.parts.isEmpty }
  }

  /// Experts when a quarter of the layers has them, else the most common.
  private func mainFeedForward(of slot: Slot) -> Int? {
    let all = slot.variants.filter { variants[$0].role == .feedForward }
    return all.first { variants[$0].experts != nil && variants[$0].count * 4 >= depth } ?? all.first
  }

  private func feedForwardCard(_ main: Int, in slot: Slot) -> CardContent {
    let variant = variants[main]
    var parts = variant.anatomy.parts
    let others = slot.variants.filter { $0 != main && variants[$0].role == .feedForward }
    for other in others.prefix(3) { parts.append(.sentence(sentence(on: other, beside: main))) }
    return CardContent(
      column: .feedForward, title: variant.name.full, sign: variant.sign, note: variant.anatomy.note,
      parts: parts,
      variants: [main], part: variant.concept ?? variant.kind, concept: variant.concept)
  }

  /// `Layers 1–3: SwiGLU, width 18,432`.
  private func sentence(on index: Int, beside main: Int) -> Phrase {
    let other = variants[index]
    let place: Phrase =
      layerRanges(other.layers).map { "\(other.count == 1 ? "Layer" : "Layers") \(value: $0): " }
      ?? "\(value: other.count) layers: "
    if other.ownName == variants[main].ownName { return place + "\(other.name.short)" }
    return place + "\(other.ownName.short), " + (other.lines.first ?? "")
  }

  /// Mixers that differ in their mask only share a card.
  private func mixerCards() -> [CardContent] {
    var families: [(key: [Anatomy.Part], variants: [Int])] = []
    for index in variants(of: .mixer) {
      let key = variants[index].anatomy.parts.map(\.withoutMasks)
      if let known = families.firstIndex(where: {
        $0.key == key && variants[$0.variants[0]].kind == variants[index].kind
          && variants[$0.variants[0]].mark.hue == variants[index].mark.hue
      }) {
        families[known].variants.append(index)
      } else {
        families.append((key, [index]))
      }
    }
    return families.map { family in
      // The one that sees everything names the family.
      let lead = family.variants.first { variants[$0].mark.glyph != .window } ?? family.variants[0]
      let variant = variants[lead]
      var parts = variant.anatomy.parts
      if family.variants.count > 1 {
        let masks = family.variants.flatMap { variants[$0].anatomy.masks }
        var distinct: [Flow.Core.Mask] = []
        for mask in masks where !distinct.contains(mask) { distinct.append(mask) }
        parts = parts.map { $0.with(masks: distinct) }
        parts.append(.sentence(split(family.variants)))
      }
      if let extras = variant.extras { parts.append(.sentence(extras)) }
      let title = family.variants.count > 1 ? variant.ownName.full : variant.name.full
      return CardContent(
        column: .mixer, title: title, sign: variant.sign, note: variant.anatomy.note, parts: parts,
        variants: family.variants, part: variant.concept ?? variant.kind, concept: variant.concept)
    }
  }

  /// `Same weight shapes in both: 52 layers look back 1,024 tokens, 10 layers see everything.`
  private func split(_ family: [Int]) -> Phrase {
    let reaches = family.map { index -> Phrase in
      let variant = variants[index], isOne = variant.count == 1
      let reach: Phrase =
        switch variant.facts.first(where: { $0.id == "window" || $0.id == "chunk" })?.value {
        case .tokens(let size)? where variant.mark.glyph == .window:
          variant.anatomy.masks == [.chunk]
            ? "\(isOne ? "stays" : "stay") in chunks of \(value: size)"
            : "\(isOne ? "looks" : "look") back \(value: size) tokens"
        default:
          switch variant.anatomy.masks.first {
          case .full?: isOne ? "sees everything" : "see everything"
          default: Phrase("\(isOne ? "is" : "are") \(variant.name.tag)")
          }
        }
      return "\(value: variant.count) \(isOne ? "layer" : "layers") " + reach
    }
    let lead: Phrase = family.count == 2 ? "Same weight shapes in both: " : "Same weight shapes in all: "
    return reaches.enumerated().reduce(lead) { $0 + ($1.offset == 0 ? "" : ", ") + $1.element } + "."
  }

  /// Bars to scale for a flow that goes from the stream through hidden units and back.
  private func widths(of flow: Flow) -> [Anatomy.Part] {
    guard let hidden = flow.columns.first?.box.value,
      case .box(let out)? = flow.above.last, let width = out.value
    else { return [] }
    return [.widths([WidthBar("stream", width), WidthBar("hidden", hidden), WidthBar("stream", width)])]
  }
}

extension Variant {
  /// Details a drawing of boxes does not show: `Also: attention sinks, QKV bias.`
  var extras: Phrase? {
    let labels = facts.filter { $0.value == .yes }.map { fact -> String in
      let word = fact.label.prefix { $0 != " " }
      return word.dropFirst().contains { $0.isUppercase }
        ? fact.label : fact.label.prefix(1).lowercased() + fact.label.dropFirst()
    }
    return labels.isEmpty ? nil : Phrase("Also: \(labels.joined(separator: ", ")).")
  }
}

extension Anatomy {
  var masks: [Flow.Core.Mask] {
    parts.flatMap { part in
      if case .flow(let flow) = part { return flow.core.masks }
      return []
    }
  }
}

extension Anatomy.Part {
  /// What two variants that differ in their mask only have in common; sentences may name the window.
  var withoutMasks: Anatomy.Part {
    if case .sentence = self { return .sentence("") }
    return with(masks: [])
  }

  func with(masks: [Flow.Core.Mask]) -> Anatomy.Part {
    guard case .flow(var flow) = self else { return self }
    flow.core.masks = masks
    return .flow(flow)
  }
}
