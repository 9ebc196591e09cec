import Architecture

/// LongCat-Flash: two attentions and two dense feed-forwards per layer, experts that shortcut across them, of which
/// some return their input; perhaps n-gram embeddings beside the token embedding.
struct LongCat: Family {
  let modelTypes = ["longcat_flash", "longcat_flash_ngram"]
  let architectures = ["LongcatFlashForCausalLM", "LongcatFlashNgramForCausalLM"]

  func draft(from config: inout Config) -> Draft {
    let width = config.int("hidden_size"), vocabulary = config.int("vocab_size")
    let count =
      config.has("num_layers")
      ? config.int("num_layers", in: Config.depths) : config.int("num_hidden_layers", in: Config.depths) / 2
    config.ignore("num_hidden_layers")
    let latent = config.latentAttention()
    let activation = config.activation("hidden_act")
    let dense = SublayerDraft.gatedMLP(config.int("ffn_hidden_size", "intermediate_size"), activation)
    var experts = ExpertsDraft(
      experts: config.int("n_routed_experts"), active: config.int("moe_topk", "num_experts_per_tok"),
      width: config.int("expert_ffn_hidden_size", "moe_intermediate_size"), activation: activation)
    experts.hasExpertBias = true
    experts.hasRouterBias = config.flag("router_bias", default: false)
    experts.zeroExperts = config.int("zero_expert_num", in: 0...1_000_000, default: 0)
    _ = config.word("zero_expert_type", of: ["identity"], default: "identity")
    var shortcut = experts.sublayer
    // It reads what the first feed-forward reads, norm included.
    shortcut.set("norm", word: Norm.Placement.none.rawValue)
    shortcut.set("input_of", 2)
    let layer = LayerDraft([latent, dense, latent, dense, shortcut], words: ["block"])
    var draft = Draft(
      width: width, vocabulary: vocabulary, context: config.int("max_position_embeddings"),
      layers: Array(repeating: layer, count: count))
    draft.isTied = config.flag("tie_word_embeddings", default: false)
    config.ignore("nextn_use_scmoe", "attention_method", "topk_method")
    addTables(to: &draft, from: &config)
    draft.addPredictionModules(config.modules("num_nextn_predict_layers"))
    return draft
  }

  /// Tables of hashed n-grams, each a little larger than the one before, projected to the width and added.
  private func addTables(to draft: inout Draft, from config: inout Config) {
    guard let ratio = config.number("ngram_vocab_size_ratio") else { return }
    let neighbours = config.int("emb_neighbor_num", in: 2...64)
    let splits = config.int("emb_split_num", in: 1...64)
    let tables = splits * (neighbours - 1)
    let rows = Double(draft.vocabulary) * ratio
    guard rows >= 1, rows <= 1e12 else {
      return config.fail(.outOfRange, "ngram_vocab_size_ratio", "gives tables of an impossible size")
    }
    guard draft.width % tables == 0 else {
      return config.fail(
        .impossible, "emb_split_num", "makes \(tables) tables, which do not divide the width \(draft.width)")
    }
    let size = draft.width / tables
    var tensors = (0..<tables).map {
      Value.tensor("table_\($0 + 1)", [Int(rows) + 2 * $0 + 1, size], .embedding, use: .lookup, active: 0)
    }
    tensors.append(
      .tensor("projection", [draft.width, size], .embedding, copies: tables))
    config.assume(
      "n-gram tables are looked up and not counted as active")
    draft.parts.append(.ngramTable(tensors))
  }
}

extension PartDraft {
  /// Tables looked up by n-grams of tokens; part of the model itself.
  static func ngramTable(_ tensors: [Value]) -> PartDraft {
    PartDraft(
      "ngram",
      [
        .init(name: "kind", value: .text("ngram_table")),
        .init(name: "label", value: .text("N-gram embeddings")), .init(name: "core", value: .flag(true)),
        .init(name: "tensors", value: .list(tensors)),
      ])
  }
}
