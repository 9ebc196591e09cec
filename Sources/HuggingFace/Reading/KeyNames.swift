import Diagnostics

/// The configuration keys behind our field names, so that an impossible value is reported under the author's key.
struct KeyNames {
  let config: Config

  private static let keys: [String: [String]] = [
    "heads": ["num_attention_heads", "n_head", "num_heads"],
    "kv_heads": ["num_key_value_heads", "num_attention_groups"],
    "head_size": ["head_dim"], "value_size": ["v_head_dim"],
    "rope_size": ["rotary_dim", "partial_rotary_factor", "qk_rope_head_dim"],
    "nope_size": ["qk_nope_head_dim"],
    "active": [
      "num_experts_per_tok", "num_experts_per_token", "moe_top_k", "top_k_experts", "experts_top_k",
    ],
    "experts": ["n_routed_experts", "num_experts", "num_local_experts", "moe_num_experts"],
    "key_heads": ["linear_num_key_heads"], "value_heads": ["linear_num_value_heads"],
    "groups": ["n_groups", "mamba_n_groups"], "noise_heads": ["num_noise_heads"],
    "index_heads": ["index_n_heads"], "index_size": ["index_head_dim"], "index_top": ["index_topk"],
    "schedule": ["num_hidden_layers"], "width": ["hidden_size"], "vocabulary": ["vocab_size"],
  ]

  /// The problem in the configuration's own words, at the key it is about.
  func translated(_ problem: Diagnostic) -> Diagnostic {
    var out = problem
    var place: SourceLocation?
    for (field, keys) in Self.keys.sorted(by: { $0.key < $1.key }) {
      guard problem.summary.contains("'\(field)'"), let key = keys.first(where: config.has) else { continue }
      out.summary = out.summary.replacing("'\(field)'", with: "'\(config.path)\(key)'")
      let isFirst = problem.summary.hasPrefix("'\(field)'")
      if place == nil || isFirst { place = config.place(of: key) }
    }
    out.summary = "the configuration describes an impossible model: \(out.summary)"
    out.location = place ?? problem.location
    return out
  }
}
