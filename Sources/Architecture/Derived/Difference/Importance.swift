// How much a change of a fact matters, and which concept it belongs to. Replacing a kind of mixer is 100.

/// The weight of a change in a sublayer's fact; facts no one listed matter a little.
func weight(of fact: String) -> Double { factWeights[fact] ?? 10 }

private let factWeights: [String: Double] = [
  "experts": 45, "active": 40, "expert_width": 35, "shared": 30, "shared_width": 8, "latent": 40,
  "ffn_width": 26, "activation": 16, "scoring": 14, "expert_bias": 16, "zero_experts": 30,
  "heads": 35, "kv_heads": 36, "head_size": 20, "value_size": 12, "rope_size": 12, "window": 36, "chunk": 36,
  "qk_norm": 34, "gate": 34, "sinks": 34, "bias": 18, "softcap": 20, "yarn": 8, "keys_values": 34,
  "kv_rank": 26, "query_rank": 18, "nope_size": 12, "shared_key": 4, "index_top": 30, "indexer": 24,
  "index_heads": 10,
  "index_size": 10, "noise_heads": 34, "relative_reach": 30,
  "routing": 24, "router_width": 14, "shared_gate": 14, "expert_bias_counted": 0, "output_bias": 14,
  "gate_bias": 6, "relative_size": 8, "query_latent": 8,
  "key_heads": 16, "value_heads": 18, "key_size": 14, "state_size": 20, "groups": 8, "convolution": 10,
]

/// The weight of having or not having a feature that no fact speaks of.
func weight(of feature: Feature) -> Double { featureWeights[feature] ?? 36 }

private let featureWeights: [Feature: Double] = [
  .loopedDepth: 70, .severalSublayers: 45, .singleSublayer: 40,
  .matFormer: 20,
]

/// The concept that explains a fact, whatever the kind it is of.
let factConcepts: [String: Feature] = [
  "experts": .moe, "active": .moe, "expert_width": .moe, "shared": .sharedExpert,
  "shared_width": .sharedExpert, "shared_gate": .sharedExpertGate,
  "latent": .latentMoE, "expert_bias": .expertBias, "zero_experts": .zeroExperts, "kv_heads": .gqa,
  "window": .slidingWindow, "chunk": .chunkedAttention, "qk_norm": .qkNorm, "gate": .gatedAttention,
  "sinks": .attentionSinks, "bias": .attentionBias, "output_bias": .attentionBias,
  "softcap": .logitSoftcapping, "yarn": .yarn, "kv_rank": .mla, "index_top": .sparseAttention,
  "index_heads": .sparseAttention, "index_size": .sparseAttention, "index_pool": .sparseAttention,
  "index_block": .sparseAttention, "ratio": .compressedAttention, "overlap": .compressedAttention,
  "noise_heads": .differentialAttention, "relative_reach": .relativeBias,
]

/// Facts that come and go with another one, which says what changed.
let mainFacts: [String: String] = [
  "index_heads": "index_top", "index_size": "index_top", "index_pool": "index_top",
  "index_block": "index_top", "indexer": "index_top", "shared_width": "shared", "shared_gate": "shared",
  "latent_norm": "latent", "relative_size": "relative_reach", "gate_bias": "gate",
  "router_width": "routing", "router_memory": "routing", "overlap": "ratio",
  "stream_count": "streams", "stream_rank": "streams", "stream_block": "streams",
  "stream_kernel": "streams", "stream_norm": "streams", "stream_readout": "streams",
  "laurel_rank": "streams", "per_layer_vocabulary": "per_layer_size",
]

/// Facts that mean the same in another kind of mixer.
let portableFacts: Set<String> = [
  "qk_norm", "gate", "sinks", "softcap", "noise_heads", "relative_reach", "index_top",
]
