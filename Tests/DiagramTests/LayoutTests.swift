import Architecture
import Diagram
import Testing

private let dense = "{ kind: gated_mlp, width: 14336 }"
private func head(_ more: String = "") -> String {
  "{ width: 4096, vocabulary: 128256, context: 131072, \(more)"
}

@Suite struct LayoutTests {
  @Test(arguments: [
    ("Plain", "layers: { a: [{ kind: attention, heads: 32, kv_heads: 8 }, \(dense)] }, schedule: 32 * a }"),
    ("One layer", "layers: { a: [{ kind: attention, heads: 32 }, \(dense)] }, schedule: a }"),
    (
      "Deep",
      "layers: { a: [{ kind: attention, heads: 128, kv_heads: 8, gate: element, qk_norm: head }, \(dense)] }, schedule: 126 * a }"
    ),
    ("Mixer only", "layers: { a: [{ kind: attention, heads: 1 }] }, schedule: 12 * a }"),
    ("Feed-forward only", "layers: { a: [\(dense)] }, schedule: 12 * a }"),
    (
      "Huge heads",
      "layers: { a: [{ kind: attention, heads: 65536, kv_heads: 1, head_size: 65536 }, \(dense)] }, schedule: 3 * a }"
    ),
    (
      "Sandwich",
      "norm: { placement: sandwich }, tied_embeddings: true, layers: { l: [{ kind: attention, heads: 32, kv_heads: 16, window: 1024 }, \(dense)], g: [{ kind: attention, heads: 32, kv_heads: 16 }, { same_as: l }] }, schedule: 10 * (5 * l + g) + 2 * l }"
    ),
    (
      "Post-norm",
      "norm: { kind: layer, placement: post }, learned_positions: 1024, layers: { a: [{ kind: attention, heads: 32 }, \(dense)] }, schedule: 32 * a }"
    ),
    (
      "No norms",
      "norm: { placement: none }, final_norm: false, layers: { a: [{ kind: attention, heads: 32 }, \(dense)] }, schedule: 32 * a }"
    ),
    (
      "Parallel",
      "layers: { a: { wiring: parallel, sublayers: [{ kind: attention, heads: 32 }, \(dense)] } }, schedule: 32 * a }"
    ),
    (
      "Five sublayers",
      "layers: { a: [{ kind: attention, heads: 32 }, \(dense), { kind: attention, heads: 32 }, \(dense), { kind: gated_mlp, width: 1 }] }, schedule: 28 * a }"
    ),
    ("Looped", "layers: { a: [{ kind: attention, heads: 32 }, \(dense)] }, schedule: 4 passes (8 * a) }"),
    (
      "Four streams",
      "streams: { kind: hyper_connections, count: 4 }, layers: { a: [{ kind: attention, heads: 32 }, \(dense)] }, schedule: 2 passes (8 * a) }"
    ),
    (
      "Many streams, sandwich",
      "streams: { kind: gated_residuals, count: 64, rank: 128 }, norm: { placement: sandwich }, learned_positions: 7, layers: { a: [{ kind: attention, heads: 32 }] }, schedule: 8 * a }"
    ),
    (
      "Norms and tables below the stack",
      "streams: { kind: altup, count: 4, laurel_rank: 64 }, embedding_norm: true, learned_positions: 7, per_layer_input: { size: 256, vocabulary: 262144 }, layers: { a: [{ kind: attention, heads: 32 }, \(dense)] }, schedule: 8 * a }"
    ),
    (
      "Embedding norm",
      "streams: { kind: altup, count: 4 }, embedding_norm: true, layers: { a: [{ kind: attention, heads: 32 }, \(dense)] }, schedule: 2 passes (8 * a) }"
    ),
    (
      "Shortcut",
      "layers: { a: [{ kind: attention, heads: 32 }, \(dense), { kind: attention, heads: 32 }, \(dense), { kind: moe, experts: 256, active: 12, width: 2048, norm: none, input_of: 2 }] }, schedule: 28 * a }"
    ),
    (
      "Norm on the stream",
      "norm: { placement: stream }, layers: { a: [{ kind: attention, heads: 32 }, \(dense)] }, schedule: 8 * a }"
    ),
    (
      "Tables beside the tokens",
      "learned_positions: 7, embedding_norm: true, parts: { n: { kind: ngram_table, core: true, tensors: [{ name: t, shape: [320001536, 160], component: embedding, use: lookup }] }, e: { kind: encoder, tensors: [{ name: v, shape: [7, 7] }] } }, layers: { a: [{ kind: attention, heads: 32 }, \(dense)] }, schedule: 8 * a }"
    ),
    (
      "Table read in one layer",
      "norm: { placement: post }, parts: { n: { kind: ngram_table, label: A table of a very long name indeed, enters_layer: 2, core: true, tensors: [{ name: t, shape: [7, 160], use: lookup }] } }, layers: { a: { wiring: parallel, sublayers: [{ kind: attention, heads: 32 }, \(dense)] } }, schedule: 8 * a }"
    ),
    (
      "Convolved outputs",
      "streams: { kind: convolutions, kernel: 4 }, layers: { a: [{ kind: attention, heads: 32 }, \(dense)] }, schedule: 8 * a }"
    ),
    (
      "Low-rank path without post-norm",
      "streams: { kind: altup, count: 4, laurel_rank: 64 }, layers: { a: [{ kind: attention, heads: 32 }, \(dense), { kind: attention, heads: 16 }] }, schedule: 8 * a }"
    ),
    (
      "Attention residuals",
      "streams: { kind: attention_residuals, block: 6 }, layers: { a: [{ kind: attention, heads: 32 }, \(dense)] }, schedule: 8 * a }"
    ),
    ("Thousand", "layers: { a: [{ kind: attention, heads: 32 }, \(dense)] }, schedule: 1000 * a }"),
    (
      "Alternating lengths",
      "layers: { a: [{ kind: attention, heads: 32 }], b: [{ kind: attention, heads: 16 }, \(dense)] }, schedule: 8 * (3 * a + b) }"
    ),
  ])
  func readSpecsAreDrawnCleanly(_ name: String, _ text: String) {
    checkFigures(name, spec(head(text)), bytes: name == "Thousand" ? 200_000 : 60 * 1024)
  }

  @Test(arguments: samples)
  func knownModelsAreDrawnCleanly(_ sample: (name: String, spec: String)) {
    checkFigures(sample.name, spec(sample.spec))
  }

  @Test(arguments: [
    "Example Hybrid Long Name 1234B-A56B-Thinking-Instruct-2512", String(repeating: "Name ", count: 100),
    String(repeating: "n", count: 500), String(repeating: "通义千问", count: 40), "<&>\"'", "",
  ])
  func namesOfAnyLengthAreDrawnCleanly(_ name: String) {
    checkFigures(
      name, spec(head("layers: { a: [{ kind: attention, heads: 32 }, \(dense)] }, schedule: 32 * a }")),
      byline: "\(name), 20 May 2026. Sparse hybrid decoder")
  }

  @Test func expertsAreDrawnCleanly() {
    for experts in [1, 2, 8, 32, 33, 128, 256, 512, 896, 4_096] {
      checkFigures(
        "\(experts) experts",
        stubSpec(
          [("d", [.latent, .dense]), ("s", [.latent, .experts(experts, active: min(8, experts))])],
          schedule: .series([.times(3, .layer("d")), .times(58, .layer("s"))])))
    }
  }

  @Test func hybridsAreDrawnCleanly() {
    let experts = StubKind.experts(512, active: 10)
    checkFigures(
      "Two mixers, dense",
      stubSpec(
        [("d", [.linear, .dense]), ("a", [.latent, .dense])],
        schedule: .times(12, .series([.times(3, .layer("d")), .layer("a")]))))
    checkFigures(
      "Two mixers",
      stubSpec(
        [("d", [.linear, experts]), ("a", [.attention, experts])],
        schedule: .times(12, .series([.times(3, .layer("d")), .layer("a")]))))
    checkFigures(
      "Five mixers, sandwich",
      stubSpec(
        [
          ("d", [.linear, experts]), ("a", [.attention, experts]), ("m", [.stateSpace, experts]),
          ("l", [.latent, .dense]), ("s", [.sparse, experts]),
        ],
        schedule: .times(
          21, .series([.times(2, .layer("d")), .layer("a"), .layer("m"), .layer("l"), .layer("s")])),
        norm: .sandwich))
    let m = Schedule.layer("m"), e = Schedule.layer("e"), a = Schedule.layer("a")
    checkFigures(
      "One sublayer a layer",
      stubSpec(
        [("m", [.stateSpace]), ("e", [experts]), ("a", [.attention])],
        schedule: .series([
          .times(5, .series([m, e, m, e, m, a, e])), .series([m, e, m, e, m, e, m, a, e]),
          .times(4, .series([m, e])),
        ])))
  }

  @Test func shapesAreNeverRounded() {
    let columns = (1...5).map { index in
      Flow.Column(
        "Q latent", 10_000 + index, cached: true, [.box(.init(name: "K, V", value: 28_670 + index))])
    }
    let kind = StubKind(
      .mixer, "Five columns", Mark(.latent, .mla, growth: ""),
      [.flow(Flow(columns: columns, core: .init("Attention"), above: []))])
    let scene = Figures.block(
      kind, in: spec(head("layers: { a: [\(dense)] }, schedule: a }")).dimensions, id: "b")
    let texts = Flat(scene).texts.map(\.content.text)
    for index in 1...5 {
      #expect(texts.contains { $0.hasSuffix((28_670 + index).grouped) })
      #expect(texts.contains { $0.hasSuffix((10_000 + index).grouped) })
    }
    #expect(layoutProblems(scene) == [])
  }

  @Test func unknownKindIsDrawnFromItsAnatomyAlone() {
    let many = StubKind(
      .mixer, "A kind nobody has registered a short name for",
      Mark(.convolution, .conv, growth: "the last few tokens"),
      lines: [
        "\(value: 123_456_789) units that need a rather long line of words to be explained properly",
        "a second fact", "a third fact",
      ], note: "a note of some length at the right",
      [
        .flow(
          Flow(
            columns: (1...5).map {
              .init(
                "Column \($0)", 123_456_789, cached: true,
                [.pill("RMSNorm"), .box(.init(name: "Wide", value: 1_234_567))])
            },
            core: .init("A core with a label of its own", masks: [.full, .window, .chunk]),
            above: [.times, .pill("sigmoid"), .box(.init(name: "Out", value: 1_234_567))])),
        .flow(
          Flow(
            columns: [
              .init("x", 4096), .init("Gate", 4096, [.pill("SiLU")], isGate: true),
              .init("Gate 2", 4096, isGate: true),
            ],
            core: .init("Convolution"), above: [.times])),
        .sentence("Some words."), .heads(HeadsChart(queryHeads: 71, kvHeads: 71, hue: .conv)),
        .heads(HeadsChart(queryHeads: 96, kvHeads: 1, hue: .conv)), .cacheBar(cached: 10, full: 5),
        .widths([WidthBar("stream", 1), WidthBar("hidden", 1_000_000), WidthBar("stream", 1)]),
      ])
    let model = stubSpec([("a", [many, .dense])], schedule: .times(7, .layer("a")))
    checkFigures("Unknown kind", model)
    // Its words, its numbers, its silhouette and its inside are there.
    let heading = FigureHeading(name: "Unknown kind", byline: "")
    let svg = Figures.full(FactSheet(model), heading: heading, id: "x").svg(standalone: true)
    for words in ["A kind nobody", "123,456,789", "A core with a label of its own", "Some words."] {
      #expect(svg.contains(words), "\(words)")
    }
    #expect(svg.contains("class=\"conv\""))
    #expect(
      Figures.glyph(FactSheet(model), heading: heading, id: "x").svg(standalone: true).contains(
        "class=\"conv\""))
  }
}

@Suite struct ConnectorTests {
  @Test(arguments: [
    ("{ wiring: parallel, sublayers: [{ kind: attention, heads: 32 }, \(dense)] }"),
    ("[{ kind: attention, heads: 32 }, \(dense), { kind: moe, experts: 8, active: 1, width: 64, norm: none, input_of: 1 }]"),
  ])
  func rowsInsideAFeedLineLeadToTheirCardsToo(_ layer: String) {
    checkCardsAreReached("enclosed", spec(head("layers: { a: \(layer) }, schedule: 8 * a }")))
  }

  @Test(arguments: samples)
  func everyCardIsReachedFromARow(_ sample: (name: String, spec: String)) {
    checkCardsAreReached(sample.name, spec(sample.spec))
  }
}

/// Flip between two figures and only the differences move (design section 3.4).
@Suite struct StackTests {
  @Test(arguments: samples.filter { !$0.name.hasPrefix("Nemotron") })
  func slotsStandAtTheSamePlaceInEveryTwoSublayerModel(_ sample: (name: String, spec: String)) throws {
    let scene = Figures.card(
      FactSheet(spec(sample.spec)), heading: FigureHeading(name: sample.name, byline: ""), id: "x")
    let stack = try #require(
      scene.items.lazy.compactMap { item -> Scene.Group? in
        if case .group(let group) = item, group.id == "stack" { return group }
        return nil
      }.first)
    let frames = Set(
      stack.items.compactMap { item -> Frame? in
        if case .box(let box) = item { return box.frame }
        return nil
      })
    let slots = [
      Frame(40, 20, 288, 34), Frame(40, 72, 112, 22), Frame(40, 112, 288, 436), Frame(96, 184, 220, 80),
      Frame(150, 276, 112, 22), Frame(96, 386, 220, 96), Frame(150, 494, 112, 22), Frame(40, 576, 288, 34),
    ]
    for slot in slots { #expect(frames.contains(slot), "\(slot)") }
  }
}
