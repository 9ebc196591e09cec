// Written by reference.py from transformers 5.24.0; do not edit.

extension Reference {
  static let part1 = #"""
    @afmoe AfmoeConfig vocab_size=200192 hidden_size=2048 intermediate_size=6144 moe_intermediate_size=1408
    num_hidden_layers=32 num_dense_layers?=1 num_attention_heads=16 num_key_value_heads?=null head_dim?=128
    hidden_act="silu" max_position_embeddings=16384 tie_word_embeddings=false rope_parameters?=null
    num_experts?=64 num_experts_per_tok?=6 num_shared_experts?=2 global_attn_every_n_layers?=4
    sliding_window?=1024 layer_types?=null mup_enabled?=false attention_bias=false
    @apertus ApertusConfig vocab_size=131072 hidden_size=4096 intermediate_size=14336 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=null hidden_act="xielu" max_position_embeddings=65536
    tie_word_embeddings=false rope_parameters?=null attention_bias=false
    @apertus1p5 Apertus1p5Config tie_word_embeddings=false text_config:apertus1p5_text
    @apertus1p5_text Apertus1p5TextConfig vocab_size=266752 hidden_size=4096 intermediate_size=14336
    num_hidden_layers=32 num_attention_heads=32 num_key_value_heads?=null hidden_act="xielu"
    max_position_embeddings=65536 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    output_vocab_size?=null
    @arcee ArceeConfig vocab_size=32000 hidden_size=2560 intermediate_size=18432 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=null hidden_act="relu2" max_position_embeddings=4096
    tie_word_embeddings=false rope_parameters?=null attention_bias=false mlp_bias=false head_dim?=null
    @aria AriaConfig tie_word_embeddings=false text_config:aria_text
    @aria_text AriaTextConfig vocab_size=32000 hidden_size=4096 intermediate_size=4096 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=2048
    tie_word_embeddings=false rope_parameters?=null attention_bias=false mlp_bias=false head_dim?=null
    moe_num_experts=8 moe_topk=2 moe_num_shared_experts=2
    @axk1 AXK1Config vocab_size=163840 hidden_size=7168 intermediate_size=18432 moe_intermediate_size=2048
    num_hidden_layers=61 num_attention_heads=64 num_key_value_heads=64 n_shared_experts=1 n_routed_experts=192
    kv_lora_rank=512 q_lora_rank=1536 qk_rope_head_dim=64 v_head_dim=128 qk_nope_head_dim=128 n_group=8
    topk_group=4 num_experts_per_tok=8 hidden_act="silu" max_position_embeddings=32768 tie_word_embeddings=false
    rope_parameters?=null attention_bias=false mlp_layer_types?=null num_local_experts>n_routed_experts
    @axk2 AXK2Config vocab_size=163840 hidden_size=2048 intermediate_size=5120 moe_intermediate_size=512
    num_hidden_layers=48 num_attention_heads=32 num_key_value_heads=32 n_shared_experts=1 n_routed_experts=128
    kv_lora_rank=128 q_lora_rank=384 qk_rope_head_dim=32 v_head_dim=64 qk_nope_head_dim=64 n_group?=null
    topk_group?=null num_experts_per_tok=8 hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=false rope_parameters?=null mlp_layer_types?=null attention_bias=false index_topk=2048
    index_head_dim=128 index_n_heads=16 head_dim=64 layer_types?=null gated_norm_rank=16
    num_local_experts>n_routed_experts
    @aya_vision AyaVisionConfig tie_word_embeddings=true text_config:cohere2
    @bailing_hybrid BailingHybridConfig vocab_size=157184 hidden_size=2560 intermediate_size=6144
    moe_intermediate_size=768 num_hidden_layers=42 num_attention_heads=32 num_key_value_heads?=32
    n_shared_experts=1 kv_lora_rank=512 q_lora_rank?=null qk_rope_head_dim=64 v_head_dim=128 qk_nope_head_dim=128
    n_group=8 topk_group=4 num_experts_per_tok=8 first_k_dense_replace=2 hidden_act="silu"
    max_position_embeddings=262144 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    num_mtp_layers=1 num_local_experts=512 head_dim=128 short_conv_kernel_size=4 layer_group_size=6
    kda_safe_gate=true kda_lower_bound=-5.0 layer_types?=null mlp_layer_types?=null
    max_position_embeddings>model_max_length n_group>num_expert_group n_shared_experts>num_shared_experts
    num_experts_per_tok>num_experts_per_token num_local_experts>num_experts
    num_mtp_layers>num_nextn_predict_layers
    @bamba BambaConfig vocab_size=128000 tie_word_embeddings=false hidden_size=4096 intermediate_size=14336
    num_hidden_layers=32 num_attention_heads=32 num_key_value_heads?=8 hidden_act="silu" num_logits_to_keep?=1
    max_position_embeddings=262144 attn_layer_indices?=null mamba_n_heads?=128 mamba_d_head?="auto"
    mamba_n_groups?=1 mamba_d_state?=256 mamba_d_conv?=4 mamba_expand?=2 mamba_conv_bias?=true
    mamba_proj_bias?=false rope_parameters?=null attention_bias=false mlp_bias=false layer_types>layers_block_type
    @beam BeamConfig vocab_size=151936 hidden_size=5120 intermediate_size=20480 num_hidden_layers=52
    num_attention_heads=48 num_key_value_heads=8 hidden_act="silu" max_position_embeddings=8192
    tie_word_embeddings=false rope_parameters?=null attention_bias=false sliding_window?=512
    moe_intermediate_size=2560 num_experts_per_tok=8 num_experts=256 head_dim=128 layer_types?=null
    mlp_layer_types?=null n_group?=8 topk_group?=4 final_logit_softcapping?=30.0
    @bert-generation BertGenerationConfig vocab_size=50358 hidden_size=1024 num_hidden_layers=24
    num_attention_heads=16 intermediate_size=4096 hidden_act="gelu" max_position_embeddings=512 is_decoder=false
    add_cross_attention=false tie_word_embeddings=true
    @biogpt BioGptConfig vocab_size=42384 hidden_size=1024 num_hidden_layers=24 num_attention_heads=16
    intermediate_size=4096 hidden_act="gelu" max_position_embeddings=1024 tie_word_embeddings=true
    @bitnet BitNetConfig vocab_size=128256 hidden_size=2560 intermediate_size=6912 num_hidden_layers=30
    num_attention_heads=20 num_key_value_heads?=5 hidden_act="relu2" max_position_embeddings=2048
    tie_word_embeddings=false attention_bias=false rope_parameters?=null
    @blip BlipConfig tie_word_embeddings=true text_config:blip_text_model
    @blip-2 Blip2Config text_config:opt
    @bloom BloomConfig vocab_size=250880 hidden_size=64 n_layer=2 n_head=8
    apply_residual_connection_post_layernorm=false slow_but_exact=false tie_word_embeddings=true
    num_attention_heads>n_head num_hidden_layers>n_layer
    @blt BltConfig vocab_size=260 max_position_embeddings=4096 patch_in_forward?=true patch_size?=4
    patching_mode?="entropy" patching_threshold?=1.335442066192627 patching_batch_size?=1 max_patch_length?=null
    local_attention_window_len?=512 cross_attn_k?=2 encoder_hash_byte_group_size?=null
    encoder_hash_byte_group_vocab?=500002 encoder_hash_byte_group_nb_functions?=1 patcher_config?=null
    encoder_config?=null decoder_config?=null global_config?=null tie_word_embeddings=false rope_parameters?=null
    @codegen CodeGenConfig vocab_size=50400 n_positions=2048 n_ctx=2048 n_embd=4096 n_layer=28 n_head=16
    rotary_dim=64 n_inner?=null activation_function="gelu_new" tie_word_embeddings=false hidden_size>n_embd
    max_position_embeddings>n_positions num_attention_heads>n_head num_hidden_layers>n_layer
    @cohere CohereConfig vocab_size=256000 hidden_size=8192 intermediate_size=22528 num_hidden_layers=40
    num_attention_heads=64 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=8192
    tie_word_embeddings=true rope_parameters?=null attention_bias=false use_qk_norm?=false
    @cohere2 Cohere2Config vocab_size=256000 hidden_size=8192 intermediate_size=22528 num_hidden_layers=40
    num_attention_heads=64 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=8192
    tie_word_embeddings=true rope_parameters?=null attention_bias=false sliding_window?=4096 layer_types?=null
    @cohere2_moe Cohere2MoeConfig vocab_size=256000 hidden_size=8192 intermediate_size=22528 num_hidden_layers=40
    num_attention_heads=64 num_key_value_heads?=null head_dim=128 hidden_act="silu" max_position_embeddings=8192
    tie_word_embeddings=true attention_bias=false sliding_window?=4096 num_experts_per_tok=2 num_experts=8
    num_shared_experts=0 shared_expert_combination_strategy="average" expert_selection_fn="softmax"
    layer_types?=null mlp_layer_types?=null prefix_dense_sliding_window_pattern=1
    prefix_dense_intermediate_size?=null sliding_window_pattern=4
    @cohere2_vision Cohere2VisionConfig tie_word_embeddings=true text_config:cohere2
    @cohere_compass CohereCompassConfig tie_word_embeddings=false text_config:cohere_compass_text
    @cohere_compass_text CohereCompassTextConfig vocab_size=256000 hidden_size=8192 intermediate_size=22528
    num_hidden_layers=40 num_attention_heads=64 num_key_value_heads?=null hidden_act="silu"
    max_position_embeddings=8192 tie_word_embeddings=true rope_parameters?=null attention_bias=false
    sliding_window?=4096 layer_types?=null pooling?=null
    @cosmos3_edge Cosmos3EdgeConfig tie_word_embeddings=false text_config:cosmos3_edge_text
    @cosmos3_edge_text Cosmos3EdgeTextConfig vocab_size=131072 hidden_size=2048 intermediate_size=9216
    num_hidden_layers=28 num_attention_heads=16 num_key_value_heads?=8 hidden_act="relu2"
    max_position_embeddings=131072 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    mlp_bias=false head_dim=128
    @cosmos3_omni Cosmos3OmniConfig tie_word_embeddings=false text_config:qwen3_vl_text
    @cpmant CpmAntConfig vocab_size=30720 hidden_size=4096 num_attention_heads=32 dim_head=128 dim_ff=10240
    num_hidden_layers=48 position_bias_num_buckets=512 position_bias_max_distance=2048 prompt_types=32
    prompt_length=32 segment_types=32 tie_word_embeddings=true
    @ctrl CTRLConfig vocab_size=246534 n_positions=256 n_embd=1280 dff=8192 n_layer=48 n_head=16
    tie_word_embeddings=true hidden_size>n_embd max_position_embeddings>n_positions num_attention_heads>n_head
    num_hidden_layers>n_layer
    @cwm CwmConfig vocab_size=128256 hidden_size=6144 intermediate_size=21504 num_hidden_layers=64
    num_attention_heads=48 num_key_value_heads=8 hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=false rope_parameters?=null mlp_bias=false head_dim=128 sliding_window=8192
    layer_types?=null
    @dbrx DbrxConfig d_model?=2048 n_heads?=16 n_layers?=24 max_seq_len?=2048 vocab_size=32000 attn_config?=null
    ffn_config?=null rope_parameters?=null tie_word_embeddings=false hidden_size>d_model
    max_position_embeddings>max_seq_len num_attention_heads>n_heads num_hidden_layers>n_layers
    @deepseek_ocr2 DeepseekOcr2Config tie_word_embeddings=false text_config:deepseek_ocr2_text
    @deepseek_ocr2_text DeepseekOcr2TextConfig vocab_size=102400 hidden_size=4096 intermediate_size=11008
    num_hidden_layers=32 num_attention_heads=32 num_key_value_heads?=null hidden_act="silu"
    max_position_embeddings=2048 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    mlp_bias=false head_dim?=null n_group?=null n_routed_experts=64 n_shared_experts=2 topk_group?=null
    topk_method?="greedy" num_experts_per_tok?=null moe_intermediate_size=1407 mlp_layer_types?=null
    num_experts>n_routed_experts
    @deepseek_v2 DeepseekV2Config vocab_size=102400 hidden_size=4096 intermediate_size=11008 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=2048
    tie_word_embeddings=false rope_parameters?=null attention_bias=false mlp_bias=false head_dim?=null
    first_k_dense_replace=0 kv_lora_rank=512 q_lora_rank?=1536 n_group?=null n_routed_experts=64
    n_shared_experts=2 qk_nope_head_dim=128 qk_rope_head_dim=64 topk_group?=null topk_method?="greedy"
    v_head_dim=128 num_experts_per_tok?=null moe_intermediate_size=1407 num_experts>n_routed_experts
    @deepseek_v3 DeepseekV3Config vocab_size=129280 hidden_size=7168 intermediate_size=18432
    moe_intermediate_size=2048 num_hidden_layers=61 num_attention_heads=128 num_key_value_heads?=128
    n_shared_experts=1 n_routed_experts=256 kv_lora_rank=512 q_lora_rank?=1536 qk_rope_head_dim=64 v_head_dim?=128
    qk_nope_head_dim=128 n_group?=8 topk_group?=4 num_experts_per_tok?=8 first_k_dense_replace?=3
    hidden_act="silu" max_position_embeddings=4096 tie_word_embeddings=false rope_parameters?=null
    attention_bias=false num_mtp_layers=1 num_local_experts>n_routed_experts
    num_mtp_layers>num_nextn_predict_layers
    @deepseek_v32 DeepseekV32Config vocab_size=129280 hidden_size=7168 intermediate_size=18432
    moe_intermediate_size=2048 num_hidden_layers=61 num_attention_heads=128 num_key_value_heads=128
    n_shared_experts=1 n_routed_experts=256 kv_lora_rank=512 q_lora_rank=1536 qk_rope_head_dim=64 v_head_dim=128
    qk_nope_head_dim=128 n_group=8 topk_group=4 num_experts_per_tok=8 hidden_act="silu"
    max_position_embeddings=163840 tie_word_embeddings=false rope_parameters?=null mlp_layer_types?=null
    attention_bias=false index_topk=2048 index_head_dim=128 index_n_heads=64 mlp_bias=false head_dim=64
    first_k_dense_replace=3 layer_types?=null num_local_experts>n_routed_experts
    @deepseek_v4 DeepseekV4Config vocab_size=129280 hidden_size=4096 moe_intermediate_size=2048
    num_hidden_layers=43 num_attention_heads=64 num_key_value_heads=1 head_dim=512 q_lora_rank=1024
    num_experts_per_tok=6 n_routed_experts=256 n_shared_experts=1 scoring_func="sqrtsoftplus"
    max_position_embeddings=1048576 layer_types?=null compress_rates?=null hc_mult=4 mlp_layer_types?=null
    sliding_window=128 o_groups=8 o_lora_rank=1024 index_n_heads=64 index_head_dim=128 index_topk=512
    num_nextn_predict_layers=1 hidden_act="silu" tie_word_embeddings=false rope_parameters?=null
    partial_rotary_factor?=null attention_bias=false mlp_bias=false intermediate_size>moe_intermediate_size
    num_local_experts>n_routed_experts
    @deepseek_vl DeepseekVLConfig tie_word_embeddings=true text_config:llama
    @deepseek_vl_hybrid DeepseekVLHybridConfig tie_word_embeddings=true text_config:llama
    @diffllama DiffLlamaConfig vocab_size=32000 hidden_size=2048 intermediate_size=8192 num_hidden_layers=16
    num_attention_heads=32 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=2048
    tie_word_embeddings=false rope_parameters?=null attention_bias=false lambda_std_dev?=0.1 head_dim?=null
    @diffusion_gemma DiffusionGemmaConfig tie_word_embeddings=true text_config:diffusion_gemma_text
    @diffusion_gemma_text DiffusionGemmaTextConfig vocab_size=262144 hidden_size=2304 intermediate_size=9216
    num_hidden_layers=30 num_attention_heads=8 num_key_value_heads=4 head_dim=256
    hidden_activation="gelu_pytorch_tanh" max_position_embeddings=131072 tie_word_embeddings=true
    rope_parameters?=null attention_bias=false sliding_window=512 layer_types?=null
    use_bidirectional_attention?=null num_experts?=null top_k_experts?=null moe_intermediate_size?=null
    @doge DogeConfig vocab_size=32768 hidden_size=1024 intermediate_size=2048 num_hidden_layers=32
    hidden_act="silu" tie_word_embeddings=false max_position_embeddings=2048 rope_parameters?=null
    num_attention_heads=8 num_key_value_heads?=null attention_bias=false mlp_bias=false sliding_window?=null
    keep_window_size=2048 is_moe=false num_experts=16384 num_experts_per_tok=64
    @dory DoryConfig vocab_size=131072 hidden_size=2560 intermediate_size=7168 num_hidden_layers=36
    num_attention_heads=16 num_key_value_heads=4 head_dim=256 hidden_act="silu" max_position_embeddings=8192
    tie_word_embeddings=false rope_parameters?=null attention_bias=false mlp_bias=false sliding_window=1024
    layer_types?=null n_input_layers=8 n_recurrent_layers?=null n_output_layers=8 n_recurrent_loops=2
    recurrent_kv_cache_mode="per_loop"
    @dots1 Dots1Config vocab_size=152064 hidden_size=4608 intermediate_size=10944 moe_intermediate_size=1408
    num_hidden_layers=62 num_attention_heads=32 num_key_value_heads?=32 n_shared_experts?=null
    n_routed_experts?=null n_group?=1 topk_group?=1 num_experts_per_tok?=null first_k_dense_replace?=0
    hidden_act="silu" max_position_embeddings=2048 tie_word_embeddings=false rope_parameters?=null
    attention_bias=false sliding_window?=4096 max_window_layers?=62 layer_types?=null
    num_local_experts>n_routed_experts
    @dots3_note Dots3NoteConfig tie_word_embeddings=false text_config:dots3_note_text
    @dots3_note_text Dots3NoteTextConfig vocab_size=152064 hidden_size=5120 intermediate_size=13824
    moe_intermediate_size=1536 num_hidden_layers=46 num_attention_heads=128 num_key_value_heads=128
    n_shared_experts=1 n_routed_experts=256 kv_lora_rank=512 q_lora_rank?=1024 qk_rope_head_dim=64 v_head_dim=128
    qk_nope_head_dim=128 n_group=1 topk_group=1 num_experts_per_tok=8 hidden_act="silu"
    max_position_embeddings=524288 tie_word_embeddings=false rope_parameters?=null mlp_layer_types?=null
    attention_bias=false index_topk=2048 index_head_dim=128 index_n_heads=64 mlp_bias=false head_dim=256
    layer_types?=null sliding_window?=null shared_experts_intermediate_size=1536
    num_local_experts>n_routed_experts
    @emu3 Emu3Config tie_word_embeddings=false text_config:emu3_text_model
    @ernie4_5 Ernie4_5Config vocab_size=103424 hidden_size=1024 intermediate_size=3072 num_hidden_layers=18
    num_attention_heads=16 num_key_value_heads?=2 hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=true rope_parameters?=null use_bias?=false head_dim?=128
    @ernie4_5_moe Ernie4_5_MoeConfig vocab_size=103424 hidden_size=2560 intermediate_size=12288
    num_hidden_layers=28 num_attention_heads=20 num_key_value_heads?=4 hidden_act="silu"
    max_position_embeddings=131072 tie_word_embeddings=true rope_parameters?=null use_bias?=false
    moe_intermediate_size=1536 moe_k?=6 moe_num_experts?=64 moe_num_shared_experts?=2 moe_layer_start_index?=1
    moe_layer_end_index?=-1 moe_layer_interval?=1 moe_norm_min?=1e-12 num_experts>moe_num_experts
    num_experts_per_tok>moe_k
    @ernie4_5_vl_moe Ernie4_5_VLMoeConfig tie_word_embeddings=true text_config:ernie4_5_vl_moe_text
    @ernie4_5_vl_moe_text Ernie4_5_VLMoeTextConfig vocab_size=103424 hidden_size=2560 intermediate_size=12288
    num_hidden_layers=28 num_attention_heads=20 num_key_value_heads?=4 hidden_act="silu"
    max_position_embeddings=131072 tie_word_embeddings=true rope_parameters?=null use_bias?=false
    moe_intermediate_size?=null moe_k?=6 moe_num_experts?=64 moe_num_shared_experts?=2 moe_norm_min?=1e-12
    mlp_layer_types?=null num_experts>moe_num_experts num_experts_per_tok>moe_k
    @exaone ExaoneConfig vocab_size=102400 hidden_size=4096 intermediate_size=14336 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=8 hidden_act="silu" max_position_embeddings=4096
    tie_word_embeddings=false rope_parameters?=null attention_bias=false mlp_bias=false head_dim?=null
    activation_function>hidden_act num_layers>num_hidden_layers
    @exaone4 Exaone4Config vocab_size=102400 hidden_size=4096 intermediate_size=16384 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads=32 hidden_act="silu" max_position_embeddings=2048
    tie_word_embeddings=false rope_parameters?=null sliding_window?=4096 sliding_window_pattern?=4
    layer_types?=null
    @exaone4_5 Exaone4_5_Config tie_word_embeddings=false text_config:exaone4
    @exaone_moe ExaoneMoeConfig vocab_size=102400 hidden_size=4096 intermediate_size=16384 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads=32 hidden_act="silu" max_position_embeddings=2048
    tie_word_embeddings=false rope_parameters?=null sliding_window=4096 sliding_window_pattern?=4
    layer_types?=null mlp_layer_types?=null first_k_dense_replace=1 moe_intermediate_size=1024 num_experts=64
    num_experts_per_tok=8 num_shared_experts=1 n_group=1 topk_group=1
    @falcon FalconConfig vocab_size=65024 hidden_size=4544 num_hidden_layers=32 num_attention_heads=71
    num_ln_in_parallel_attn?=null num_kv_heads?=null alibi?=false new_decoder_architecture?=false
    multi_query?=true parallel_attn?=true bias?=false max_position_embeddings=2048 rope_parameters?=null
    ffn_hidden_size?=null activation?="gelu" tie_word_embeddings=true
    @falcon_h1 FalconH1Config vocab_size=128000 tie_word_embeddings=false hidden_size=4096 intermediate_size=14336
    num_hidden_layers=32 num_attention_heads=32 num_key_value_heads?=8 hidden_act="silu" num_logits_to_keep?=1
    max_position_embeddings=8192 mamba_d_ssm?=1024 mamba_n_heads?=128 mamba_d_head?="auto" mamba_n_groups?=1
    mamba_d_state?=256 mamba_d_conv?=4 mamba_expand?=2 mamba_conv_bias?=true mamba_proj_bias?=false
    mamba_norm_before_gate?=true mamba_rms_norm?=false projectors_bias?=false rope_parameters?=null
    attention_bias=false mlp_bias=false layer_types>layers_block_type
    @falcon_mamba FalconMambaConfig vocab_size=50280 hidden_size=768 state_size=16 num_hidden_layers=32 expand=2
    conv_kernel=4 use_bias=false use_conv_bias=true hidden_act="silu" tie_word_embeddings=true
    @fast_vlm FastVlmConfig tie_word_embeddings=false text_config:qwen2
    @flex_olmo FlexOlmoConfig vocab_size=100352 hidden_size=4096 intermediate_size=11008 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=4096
    tie_word_embeddings=false rope_parameters?=null attention_bias=false num_experts_per_tok=5 num_experts=7
    num_local_experts>num_experts
    @flint FlintConfig vocab_size=150144 hidden_size=2048 intermediate_size=6144 num_hidden_layers=49
    num_attention_heads=32 num_key_value_heads=4 hidden_act="silu" max_position_embeddings=262144
    tie_word_embeddings=false rope_parameters?=null sliding_window=513 decoder_sparse_step=1
    moe_intermediate_size=512 shared_expert_intermediate_size=1024 num_experts_per_tok=6 num_experts=256
    mlp_only_layers?=null layer_types?=null head_dim=128 attention_bias=false
    """#
}
