/// Keys that decide no shape and no wiring: training, sampling, tokens, numerics, file keeping, towers left out.
enum HarmlessKeys {
  static func contains(_ key: String) -> Bool {
    exact.contains(key) || key.hasPrefix("_") || suffixes.contains { key.hasSuffix($0) }
      || prefixes.contains { key.hasPrefix($0) }
  }

  /// Keys of experts and of layers with shapes of their own: a family that does not read them is the wrong one.
  static func decides(_ key: String, _ value: ConfigValue) -> Bool {
    switch value {
    case .int(let number): experts.contains(key) && number > 1
    case .object(let object): key == "per_layer_config" && !object.members.isEmpty
    case .list(let items): key == "block_configs" && !items.isEmpty
    default: false
    }
  }

  private static let experts: Set<String> = [
    "num_experts", "num_local_experts", "n_routed_experts", "moe_num_experts", "num_experts_per_tok",
    "num_experts_per_token", "moe_intermediate_size",
  ]

  private static let prefixes = ["vision_", "audio_", "image_", "video_", "mm_", "chat_template", "summary_"]
  private static let suffixes = [
    "_token_id", "_token_ids", "_token_index", "_dropout", "_pdrop", "_eps", "_epsilon", "_loss_coef",
    "_loss_alpha",
    "_loss_weight", "_init_range", "_initializer_range", "_dtype", "_jitter_noise", "_kernel",
    "_pooling_kernel_size",
  ]

  private static let exact: Set<String> = [
    // Files, versions, classes
    "architectures", "auto_map", "model_type", "transformers_version", "torch_dtype", "dtype",
    "tokenizer_class",
    "name_or_path", "id", "commit_hash", "quantization_config", "compression_config", "language_model_only",
    // Training and initialisation
    "initializer_range", "initializer_factor", "init_method", "pretraining_tp", "rescale_prenorm_residual",
    "router_aux_loss_coef", "aux_loss_alpha", "seq_aux", "router_z_loss_coef", "z_loss", "use_cache",
    "gradient_checkpointing", "hidden_dropout_prob", "attention_probs_dropout_prob",
    "loss_type", "mtp_loss_scaling_factor", "summary_type", "ep_size", "chunk_size_feed_forward",
    "output_router_logits",
    "output_attentions", "output_hidden_states", "output_scores", "loop_loss_weights", "hc_sinkhorn_iters",
    // Generation
    "do_sample", "temperature", "top_k", "top_p", "typical_p", "num_beams", "num_beam_groups", "max_length",
    "min_length", "length_penalty", "repetition_penalty", "no_repeat_ngram_size", "early_stopping",
    "diversity_penalty", "num_return_sequences", "bad_words_ids", "begin_suppress_tokens", "suppress_tokens",
    "encoder_no_repeat_ngram_size", "exponential_decay_length_penalty", "forced_bos_token_id",
    "forced_eos_token_id", "remove_invalid_values", "return_dict", "return_dict_in_generate",
    "cache_implementation",
    "num_logits_to_keep", "is_llama_config", "rope_interleaved", "theta", "use_cache_quantization",
    "eos_token", "bos_token", "generation_config", "dropout", "attn_dropout_prob", "emb_dropout_prob",
    "init_std",
    "init_config", "chunk_size", "attention_softmax_in_fp32", "bias_dropout_fusion", "masked_softmax_fusion",
    "fuse_cross_entropy", "fuse_norm", "pad_key_length", "inference_runner", "output_past",
    "scale_attn_weights",
    "freeze_mm_mlp_adapter", "freeze_mm_vision_resampler", "tune_mm_mlp_adapter", "tune_mm_vision_resampler",
    "unfreeze_mm_vision_tower", "use_mm_proj", "tokenizer_model_max_length", "tokenizer_padding_side",
    "sequence_parallel_enabled", "selective_checkpoint_enabled",
    // The general part of every configuration class
    "add_cross_attention", "cross_attention_hidden_size", "is_decoder", "is_encoder_decoder",
    "tie_encoder_decoder", "finetuning_task", "id2label", "label2id", "num_labels", "prefix", "problem_type",
    "pruned_heads", "task_specific_params", "tf_legacy_loss", "torchscript", "use_bfloat16", "ignore_index",
    // Numerics of norms, scores and kernels
    "rms_norm_eps", "layer_norm_eps", "layer_norm_epsilon", "layernorm_epsilon", "norm_eps", "eps",
    "attn_implementation", "attn_impl", "norm_reduction_force_float32", "chunkwise_kernel", "sequence_kernel",
    "step_kernel", "mode", "autocast_kernel_dtype", "inference_state_dtype", "max_inference_chunksize",
    "return_last_states", "residual_in_fp32", "use_mamba_kernels", "enable_moe_fp32_combine",
    "enable_lm_head_fp32",
    "norm_topk_prob", "routed_scaling_factor", "router_scaling_factor", "moe_routed_scaling_factor",
    "moe_router_scaling_factor", "route_scale", "route_norm", "moe_renormalize", "query_pre_attn_scalar",
    "attention_multiplier", "embedding_multiplier", "residual_multiplier", "logits_scaling", "logit_scale",
    "attention_value_scale", "swiglu_limit", "swiglu_alpha", "rope_theta", "swa_rope_theta",
    "rope_local_base_freq", "layer_rope_theta", "rope_interleave", "time_step_min", "time_step_max",
    "time_step_floor", "time_step_limit", "time_step_rank", "mamba_chunk_size",
    // Batching, modality plumbing
    "vision_config", "audio_config", "multimodal_projector_bias", "projector_hidden_act",
    "spatial_merge_size",
    "use_bidirectional_attention", "use_unified_vision_chunk", "video_placeholder", "freeze_vision",
  ]
}
