import Architecture

extension Families {
  /// Models whose whole stack runs several times (looped depth), and other plans of the makers' own code.
  static let looped: [FamilySpec] = [
    // Nanbeige 4.2: Llama's layers, run `num_loops` times.
    FamilySpec("nanbeige") {
      $0.reference = "llama"
      $0.mixers["full_attention"] = .attention()
      $0.inert = ["skip_loop_final_norm", "kv_channels", "head_dim"]
      $0.finish = { draft, config, _ in draft.passes = config.int("num_loops", in: 1...64, default: 1) }
    },
    // Ouro: norms on both sides of each sublayer and an exit gate.
    FamilySpec("ouro") {
      $0.architectures = ["OuroForCausalLM"]
      $0.placement = .always(.sandwich)
      $0.inert = ["use_sliding_window", "sliding_window", "max_window_layers", "early_exit_threshold"]
      $0.mixers["full_attention"] = .attention(AttentionRule(bias: false))
      $0.finish = { draft, config, shape in
        draft.passes = config.int("total_ut_steps", in: 1...64)
        draft.addCore("exit_gate", "Exit gate", [.tensor("weight", [1, shape.width]), .tensor("bias", [1])])
      }
    },
  ]
}
