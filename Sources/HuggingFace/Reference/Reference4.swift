// Written by reference.py from transformers 5.24.0; do not edit.

extension Reference {
  static let part4 = #"""
    @paligemma PaliGemmaConfig tie_word_embeddings=true text_config:gemma
    @perception_lm PerceptionLMConfig tie_word_embeddings?=null text_config:llama
    @persimmon PersimmonConfig vocab_size=262144 hidden_size=4096 intermediate_size=16384 num_hidden_layers=36
    num_attention_heads=64 hidden_act="relu2" max_position_embeddings=16384 tie_word_embeddings=false
    rope_parameters?=null qk_layernorm=true
    @phi PhiConfig vocab_size=51200 hidden_size=2048 intermediate_size=8192 num_hidden_layers=24
    num_attention_heads=32 num_key_value_heads?=null hidden_act="gelu_new" max_position_embeddings=2048
    tie_word_embeddings=false rope_parameters?=null qk_layernorm=false
    @phi3 Phi3Config vocab_size=32064 hidden_size=3072 intermediate_size=8192 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=4096
    original_max_position_embeddings=4096 tie_word_embeddings=false rope_parameters?=null sliding_window?=null
    @phi4_multimodal Phi4MultimodalConfig vocab_size=200064 hidden_size=3072 intermediate_size=8192
    num_hidden_layers=32 num_attention_heads=32 num_key_value_heads?=8 hidden_act="silu"
    max_position_embeddings=131072 original_max_position_embeddings?=4096 tie_word_embeddings=false
    rope_parameters?=null sliding_window?=null
    @phimoe PhimoeConfig vocab_size=32064 hidden_size=4096 intermediate_size=6400 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads=8 hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=false rope_parameters?=null sliding_window?=null num_experts_per_tok=2
    num_local_experts=16 attention_bias=false lm_head_bias=false
    @pix2struct Pix2StructConfig tie_word_embeddings=false text_config:pix2struct_text_model
    @pp_chart2table PPChart2TableConfig tie_word_embeddings=true text_config:qwen2
    @pp_formulanet PPFormulaNetConfig text_config:pp_formulanet_text
    @prophetnet ProphetNetConfig activation_function="gelu" vocab_size=30522 hidden_size=1024 encoder_ffn_dim=4096
    num_encoder_layers=12 num_encoder_attention_heads=16 decoder_ffn_dim=4096 num_decoder_layers=12
    num_decoder_attention_heads=16 max_position_embeddings=512 add_cross_attention=true ngram=2 num_buckets=32
    relative_max_distance=128 is_decoder=false tie_word_embeddings=true
    num_attention_heads>num_encoder_attention_heads
    @qianfan_ocr QianfanOCRConfig tie_word_embeddings=false text_config:qwen3
    @qwen2 Qwen2Config vocab_size=151936 hidden_size=4096 intermediate_size=22016 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=32 hidden_act="silu" max_position_embeddings=32768
    tie_word_embeddings=false rope_parameters?=null use_sliding_window=false sliding_window?=4096
    max_window_layers=28 layer_types?=null
    @qwen2_5_omni Qwen2_5OmniConfig thinker_config:qwen2_5_omni_thinker
    @qwen2_5_omni_text Qwen2_5OmniTextConfig vocab_size=152064 hidden_size=3584 intermediate_size=18944
    num_hidden_layers=28 num_attention_heads=28 num_key_value_heads?=4 hidden_act="silu"
    max_position_embeddings=32768 rope_parameters?=null use_sliding_window=false sliding_window?=32768
    max_window_layers=28 layer_types?=null tie_word_embeddings=true
    @qwen2_5_omni_thinker Qwen2_5OmniThinkerConfig tie_word_embeddings=false text_config:qwen2_5_omni_text
    @qwen2_5_vl Qwen2_5_VLConfig tie_word_embeddings=false text_config:qwen2_5_vl_text
    @qwen2_5_vl_text Qwen2_5_VLTextConfig vocab_size=152064 hidden_size=8192 intermediate_size=29568
    num_hidden_layers=80 num_attention_heads=64 num_key_value_heads?=8 hidden_act="silu"
    max_position_embeddings=32768 use_sliding_window?=false sliding_window?=4096 max_window_layers?=80
    layer_types?=null rope_parameters?=null
    @qwen2_audio Qwen2AudioConfig text_config:qwen2
    @qwen2_moe Qwen2MoeConfig vocab_size=151936 hidden_size=2048 intermediate_size=5632 num_hidden_layers=24
    num_attention_heads=16 num_key_value_heads?=16 hidden_act="silu" max_position_embeddings=32768
    tie_word_embeddings=false rope_parameters?=null use_sliding_window=false sliding_window?=4096
    max_window_layers=28 decoder_sparse_step=1 moe_intermediate_size=1408 shared_expert_intermediate_size=5632
    num_experts_per_tok=4 num_experts=60 mlp_only_layers?=null qkv_bias=true layer_types?=null
    @qwen2_vl Qwen2VLConfig tie_word_embeddings=false text_config:qwen2_vl_text
    @qwen2_vl_text Qwen2VLTextConfig vocab_size=152064 hidden_size=8192 intermediate_size=29568
    num_hidden_layers=80 num_attention_heads=64 num_key_value_heads?=8 hidden_act="silu"
    max_position_embeddings=32768 use_sliding_window?=false sliding_window?=4096 max_window_layers?=80
    layer_types?=null rope_parameters?=null
    @qwen3 Qwen3Config vocab_size=151936 hidden_size=4096 intermediate_size=22016 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=32 head_dim=128 hidden_act="silu" max_position_embeddings=32768
    tie_word_embeddings=false rope_parameters?=null attention_bias=false use_sliding_window=false
    sliding_window?=4096 max_window_layers=28 layer_types?=null
    @qwen3_5 Qwen3_5Config tie_word_embeddings=false text_config:qwen3_5_text
    @qwen3_5_moe Qwen3_5MoeConfig tie_word_embeddings=false text_config:qwen3_5_moe_text
    @qwen3_5_moe_text Qwen3_5MoeTextConfig vocab_size=248320 hidden_size=2048 num_hidden_layers=40
    num_attention_heads=16 num_key_value_heads=2 hidden_act="silu" max_position_embeddings=32768
    tie_word_embeddings=false rope_parameters?=null attention_bias=false head_dim=256 linear_conv_kernel_dim=4
    linear_key_head_dim=128 linear_value_head_dim=128 linear_num_key_heads=16 linear_num_value_heads=32
    moe_intermediate_size=512 shared_expert_intermediate_size=512 num_experts_per_tok=8 num_experts=256
    layer_types?=null
    @qwen3_5_text Qwen3_5TextConfig vocab_size=248320 hidden_size=4096 intermediate_size=12288
    num_hidden_layers=32 num_attention_heads=16 num_key_value_heads=4 hidden_act="silu"
    max_position_embeddings=32768 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    head_dim=256 linear_conv_kernel_dim=4 linear_key_head_dim=128 linear_value_head_dim=128
    linear_num_key_heads=16 linear_num_value_heads=32 layer_types?=null
    @qwen3_asr Qwen3ASRConfig tie_word_embeddings=true text_config:qwen3
    @qwen3_moe Qwen3MoeConfig vocab_size=151936 hidden_size=2048 intermediate_size=6144 num_hidden_layers=24
    num_attention_heads=32 num_key_value_heads=4 hidden_act="silu" max_position_embeddings=32768
    tie_word_embeddings=false rope_parameters?=null attention_bias=false use_sliding_window=false
    sliding_window?=4096 decoder_sparse_step=1 moe_intermediate_size=768 num_experts_per_tok=8 num_experts=128
    mlp_only_layers?=null num_experts>num_local_experts
    @qwen3_next Qwen3NextConfig vocab_size=151936 hidden_size=2048 intermediate_size=5632 num_hidden_layers=48
    num_attention_heads=16 num_key_value_heads=2 hidden_act="silu" max_position_embeddings=32768
    tie_word_embeddings=false rope_parameters?=null attention_bias=false head_dim=256 linear_conv_kernel_dim=4
    linear_key_head_dim=128 linear_value_head_dim=128 linear_num_key_heads=16 linear_num_value_heads=32
    decoder_sparse_step=1 moe_intermediate_size=512 shared_expert_intermediate_size=512 num_experts_per_tok=10
    num_experts=512 mlp_only_layers?=null layer_types?=null
    @qwen3_omni_moe Qwen3OmniMoeConfig thinker_config:qwen3_omni_moe_thinker
    @qwen3_omni_moe_text Qwen3OmniMoeTextConfig vocab_size=3584 hidden_size=2048 intermediate_size=18944
    num_hidden_layers=28 num_attention_heads=28 num_key_value_heads=4 hidden_act="silu"
    max_position_embeddings=32768 rope_parameters?=null attention_bias=false sliding_window?=null
    decoder_sparse_step=1 moe_intermediate_size=768 num_experts_per_tok=8 num_experts=128 mlp_only_layers?=null
    @qwen3_omni_moe_thinker Qwen3OmniMoeThinkerConfig tie_word_embeddings=false text_config:qwen3_omni_moe_text
    @qwen3_vl Qwen3VLConfig tie_word_embeddings=false text_config:qwen3_vl_text
    @qwen3_vl_moe Qwen3VLMoeConfig tie_word_embeddings=false text_config:qwen3_vl_moe_text
    @qwen3_vl_moe_text Qwen3VLMoeTextConfig vocab_size=151936 hidden_size=2048 intermediate_size=5632
    num_hidden_layers=24 num_attention_heads=16 num_key_value_heads=16 hidden_act="silu"
    max_position_embeddings=128000 tie_word_embeddings=true rope_parameters?=null attention_bias=false
    decoder_sparse_step=1 moe_intermediate_size=1408 num_experts_per_tok=4 num_experts=60 mlp_only_layers?=null
    head_dim?=null num_experts>num_local_experts
    @qwen3_vl_text Qwen3VLTextConfig vocab_size=151936 hidden_size=4096 intermediate_size=22016
    num_hidden_layers=32 num_attention_heads=32 num_key_value_heads?=32 head_dim=128 hidden_act="silu"
    max_position_embeddings=128000 rope_parameters?=null attention_bias=false
    @qwen4_exp Qwen4ExpConfig tie_word_embeddings=false text_config:qwen4_exp_text
    @qwen4_exp_text Qwen4ExpTextConfig vocab_size=248320 hidden_size=2048 num_hidden_layers=40
    num_attention_heads=16 num_key_value_heads=2 hidden_act="silu" max_position_embeddings=32768
    tie_word_embeddings=false rope_parameters?=null attention_bias=false head_dim=256 linear_conv_kernel_dim=4
    linear_key_head_dim=128 linear_value_head_dim=128 linear_num_key_heads=16 linear_num_value_heads=32
    moe_intermediate_size=512 shared_expert_intermediate_size=512 num_experts_per_tok=10 num_experts=512
    layer_types?=null hc_count=4 hc_lowrank=320 ple_layer_ids?=null ple_embed_dim?=null ple_conv_kernel_size=4
    ngram_size=3 heads_per_ngram=8 ngram_vocab_size_base=20000000 make_ngram_vocab_size_divisible_by=128 seed=1234
    split_ngram_parts=512 indexer_n_heads?=null indexer_kv_heads?=null indexer_head_dim?=null indexer_budget?=null
    indexer_compress_ratio?=null output_gate_type?=null
    @recurrent_gemma RecurrentGemmaConfig num_hidden_layers=26 vocab_size=256000 hidden_size=2560
    intermediate_size=7680 num_attention_heads=10 lru_width?=null attention_window_size=2048 conv1d_width=4
    logits_soft_cap=30.0 hidden_activation="gelu_pytorch_tanh" rope_parameters?=null
    block_types?=["recurrent","recurrent","attention"] num_key_value_heads?=null attention_bias=false
    tie_word_embeddings=true layer_types>layers_block_type sliding_window>attention_window_size
    @reformer ReformerConfig attention_head_size=64 attn_layers=["local","lsh","local","lsh","local","lsh"]
    axial_norm_std=1.0 axial_pos_embds=true axial_pos_shape=[64,64] axial_pos_embds_dim=[64,192]
    feed_forward_size=512 hash_seed?=null hidden_act="relu" hidden_size=256 is_decoder=false
    local_num_chunks_before=1 local_num_chunks_after=0 local_attn_chunk_length=64 lsh_attn_chunk_length?=64
    lsh_num_chunks_before?=1 lsh_num_chunks_after?=0 max_position_embeddings=4096 num_attention_heads=12
    num_buckets?=null num_hashes=1 vocab_size=320 tie_word_embeddings=false
    @rwkv RwkvConfig vocab_size=50277 context_length=1024 hidden_size=4096 num_hidden_layers=32
    attention_hidden_size?=null intermediate_size?=null tie_word_embeddings=false
    max_position_embeddings>context_length
    @sarvam_mla SarvamMLAConfig vocab_size=262144 hidden_size=4096 intermediate_size=16384
    moe_intermediate_size=2048 num_hidden_layers=32 num_attention_heads=64 num_key_value_heads?=null
    n_shared_experts=1 n_routed_experts=128 kv_lora_rank=512 q_lora_rank?=null qk_rope_head_dim=64 v_head_dim?=128
    qk_nope_head_dim=128 n_group?=1 topk_group?=1 num_experts_per_tok?=8 first_k_dense_replace?=1
    hidden_act="silu" max_position_embeddings=4096 tie_word_embeddings=false rope_parameters?=null
    attention_bias=false num_mtp_layers=0 num_experts>n_routed_experts num_local_experts>n_routed_experts
    num_mtp_layers>num_nextn_predict_layers num_shared_experts>n_shared_experts
    @sarvam_moe SarvamMoEConfig vocab_size=262144 hidden_size=4096 intermediate_size=8192 num_hidden_layers=19
    num_attention_heads=64 num_key_value_heads=4 hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=false rope_parameters?=null attention_bias=false moe_intermediate_size=1024
    num_experts_per_tok=6 n_shared_experts=1 n_routed_experts=128 n_group=1 topk_group=1 first_k_dense_replace=1
    use_qk_norm=true num_mtp_layers=0 head_dim=64 num_experts>n_routed_experts num_local_experts>n_routed_experts
    num_mtp_layers>num_nextn_predict_layers num_shared_experts>n_shared_experts use_qkv_bias>attention_bias
    @seed_oss SeedOssConfig vocab_size=155136 hidden_size=4096 intermediate_size=27648 num_hidden_layers=64
    num_attention_heads=80 num_key_value_heads?=8 hidden_act="silu" max_position_embeddings=524288
    tie_word_embeddings=false rope_parameters?=null attention_bias=true attention_out_bias=false mlp_bias=false
    head_dim?=128
    @shieldgemma2 ShieldGemma2Config tie_word_embeddings=false text_config:gemma3_text
    @smollm3 SmolLM3Config vocab_size=128256 hidden_size=2048 intermediate_size=11008 num_hidden_layers=36
    num_attention_heads=16 num_key_value_heads?=4 hidden_act="silu" max_position_embeddings=32768
    rope_parameters?=null use_sliding_window=false sliding_window?=null no_rope_layers?=null
    no_rope_layer_interval=4 layer_types?=null attention_bias=false mlp_bias=false tie_word_embeddings=true
    @smolvlm SmolVLMConfig tie_word_embeddings=false text_config:llama
    @solar_open SolarOpenConfig vocab_size=196608 hidden_size=4096 num_hidden_layers=48 num_attention_heads=64
    num_key_value_heads=8 hidden_act="silu" max_position_embeddings=131072 tie_word_embeddings=false
    rope_parameters?=null attention_bias=false moe_intermediate_size=1280 num_experts_per_tok=8 n_shared_experts=1
    n_routed_experts=128 n_group=1 topk_group=1 head_dim=128 num_local_experts>n_routed_experts
    @stablelm StableLmConfig vocab_size=50304 intermediate_size=6912 hidden_size=2560 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads=32 hidden_act="silu" max_position_embeddings=4096
    tie_word_embeddings=false rope_parameters?=null use_qkv_bias=false qk_layernorm=false
    use_parallel_residual=false
    @starcoder2 Starcoder2Config vocab_size=49152 hidden_size=3072 intermediate_size=12288 num_hidden_layers=30
    num_attention_heads=24 num_key_value_heads=2 hidden_act="gelu_pytorch_tanh" max_position_embeddings=4096
    rope_parameters?=null sliding_window?=null use_bias=true tie_word_embeddings=true
    @step3p7 Step3p7Config text_config:step3p5
    @trocr TrOCRConfig vocab_size=50265 d_model=1024 decoder_layers=12 decoder_attention_heads=16
    decoder_ffn_dim=4096 activation_function="gelu" max_position_embeddings=512 decoder_layerdrop=0.0
    use_learned_position_embeddings=true layernorm_embedding=true cross_attention_hidden_size?=null
    is_decoder=false tie_word_embeddings=true hidden_size>d_model num_attention_heads>decoder_attention_heads
    num_hidden_layers>decoder_layers
    @unlimited_ocr UnlimitedOcrConfig tie_word_embeddings=false text_config:unlimited_ocr_text
    @unlimited_ocr_text UnlimitedOcrTextConfig vocab_size=129280 hidden_size=1280 intermediate_size=6848
    num_hidden_layers=12 num_attention_heads=10 num_key_value_heads?=10 hidden_act="silu"
    max_position_embeddings=32768 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    mlp_bias=false head_dim?=null n_group?=1 n_routed_experts=64 n_shared_experts=2 topk_group?=1
    topk_method?="greedy" num_experts_per_tok?=6 moe_intermediate_size=896 mlp_layer_types?=null layer_types?=null
    sliding_window?=128 num_experts>n_routed_experts
    @vaultgemma VaultGemmaConfig vocab_size=256000 hidden_size=2304 intermediate_size=9216 num_hidden_layers=26
    num_attention_heads=8 num_key_value_heads=4 head_dim=256 hidden_activation="gelu_pytorch_tanh"
    max_position_embeddings=8192 tie_word_embeddings=true rope_parameters?=null attention_bias=false
    query_pre_attn_scalar=256 sliding_window?=4096 layer_types?=null final_logit_softcapping?=30.0
    attn_logit_softcapping?=50.0
    @vibevoice_asr VibeVoiceAsrConfig text_config:qwen2
    @video_llama_3 VideoLlama3Config tie_word_embeddings=false text_config:qwen2
    @video_llava VideoLlavaConfig tie_word_embeddings=false text_config:llama
    @vipllava VipLlavaConfig tie_word_embeddings=false text_config:llama
    @voxtral VoxtralConfig text_config:llama
    @voxtral_realtime VoxtralRealtimeConfig tie_word_embeddings=true text_config:voxtral_realtime_text
    @voxtral_realtime_text VoxtralRealtimeTextConfig vocab_size=32000 hidden_size=4096 intermediate_size=14336
    num_hidden_layers=32 num_attention_heads=32 num_key_value_heads=8 head_dim?=null hidden_act="silu"
    max_position_embeddings=131072 rope_parameters?=null sliding_window?=4096
    @xglm XGLMConfig vocab_size=256008 max_position_embeddings=2048 d_model=1024 ffn_dim=4096 num_layers=24
    attention_heads=16 activation_function="gelu" add_cross_attention=false tie_word_embeddings=true
    hidden_size>d_model num_attention_heads>attention_heads num_hidden_layers>num_layers
    @xlm XLMConfig vocab_size=30145 emb_dim=2048 n_layers=12 n_heads=16 gelu_activation=true
    sinusoidal_embeddings=false causal=false asm=false n_langs=1 use_lang_emb=true max_position_embeddings=512
    unk_index=3 mask_index=5 is_encoder=true start_n_top=5 end_n_top=5 lang_id=0 tie_word_embeddings=true
    bos_index>bos_token_id eos_index>eos_token_id hidden_size>emb_dim n_words>vocab_size
    num_attention_heads>n_heads num_hidden_layers>n_layers pad_index>pad_token_id
    @xlnet XLNetConfig vocab_size=32000 d_model=1024 n_layer=24 n_head=16 d_inner=4096 d_head?=null
    ff_activation="gelu" attn_type="bi" mem_len?=512 reuse_len?=null use_mems_eval=true use_mems_train=false
    bi_data=false clamp_len=-1 same_length=false start_n_top=5 end_n_top=5 tie_word_embeddings=true
    hidden_size>d_model n_token>vocab_size num_attention_heads>n_head num_hidden_layers>n_layer
    @xlstm xLSTMConfig vocab_size=50304 hidden_size=4096 embedding_dim?=null num_hidden_layers=32 num_blocks?=null
    num_heads=8 use_bias=false norm_reduction_force_float32=true tie_word_embeddings=false add_out_norm=true
    qk_dim_factor=0.5 v_dim_factor=1.0 mode="inference" ffn_proj_factor=2.667 ffn_round_up_to_multiple_of=64
    gate_soft_cap=15.0 output_logit_soft_cap=30.0 weight_mode="single" max_inference_chunksize=16384
    @youtu YoutuConfig vocab_size=128256 hidden_size=2048 intermediate_size=6144 num_hidden_layers=32
    num_attention_heads=16 num_key_value_heads=16 kv_lora_rank=512 q_lora_rank?=1536 qk_rope_head_dim=64
    v_head_dim?=128 qk_nope_head_dim=128 hidden_act="silu" max_position_embeddings=131072 tie_word_embeddings=true
    rope_parameters?=null attention_bias=false
    @zamba ZambaConfig vocab_size=32000 tie_word_embeddings=true hidden_size=3712 attention_hidden_size?=null
    intermediate_size=14848 num_hidden_layers=76 num_attention_heads=16 attention_head_dim?=null
    num_key_value_heads=16 n_mamba_heads=2 hidden_act="gelu" hidden_mamba_act="silu" num_logits_to_keep=1
    max_position_embeddings=4096 attn_layer_period=6 attn_layer_offset=4 mamba_d_state=16 mamba_d_conv=4
    mamba_expand=2 mamba_dt_rank="auto" mamba_conv_bias=true mamba_proj_bias=false layers_block_type?=null
    head_dim>attention_head_dim layer_types>layers_block_type
    @zamba2 Zamba2Config vocab_size=32000 max_position_embeddings=4096 hidden_size=2560 num_hidden_layers=54
    layers_block_type?=null mamba_d_state=64 mamba_d_conv=4 mamba_expand=2 mamba_ngroups=1 n_mamba_heads=8
    use_conv_bias=true use_mem_eff_path=false add_bias_linear=false intermediate_size?=null hidden_act="gelu"
    num_attention_heads=32 num_key_value_heads?=null num_mem_blocks=1 use_shared_attention_adapter=false
    adapter_rank=128 use_mem_rope=false rope_parameters?=null num_logits_to_keep=1 use_long_context=false
    tie_word_embeddings=true head_dim>attention_head_dim layer_types>layers_block_type
    @zaya ZayaConfig vocab_size=262272 hidden_size=2048 num_hidden_layers=40 num_attention_heads=8
    num_key_value_heads=2 hidden_act="silu" max_position_embeddings=131072 tie_word_embeddings=true
    rope_parameters?=null sliding_window?=null moe_intermediate_size=2048 num_experts_per_tok=1 num_experts=16
    layer_types?=null head_dim=128 attention_bias=false lm_head_bias=false router_hidden_size=256 cca_time0=2
    cca_time1=2
    """#
}
