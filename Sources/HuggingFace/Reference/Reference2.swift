// Written by reference.py from transformers 5.24.0; do not edit.

extension Reference {
  static let part2 = #"""
    @florence2 Florence2Config tie_word_embeddings=true text_config:bart
    @fun_asr_nano FunAsrNanoConfig tie_word_embeddings=true text_config:qwen3
    @fuyu FuyuConfig tie_word_embeddings=false text_config:persimmon
    @gemma GemmaConfig vocab_size=256000 hidden_size=3072 intermediate_size=24576 num_hidden_layers=28
    num_attention_heads=16 num_key_value_heads=16 head_dim=256 hidden_act="gelu_pytorch_tanh"
    max_position_embeddings=8192 tie_word_embeddings=true rope_parameters?=null attention_bias=false
    use_bidirectional_attention?=null
    @gemma2 Gemma2Config vocab_size=256000 hidden_size=2304 intermediate_size=9216 num_hidden_layers=26
    num_attention_heads=8 num_key_value_heads=4 head_dim=256 hidden_activation="gelu_pytorch_tanh"
    max_position_embeddings=8192 tie_word_embeddings=true rope_parameters?=null attention_bias=false
    query_pre_attn_scalar=256 sliding_window?=4096 layer_types?=null final_logit_softcapping?=30.0
    attn_logit_softcapping?=50.0 use_bidirectional_attention?=null
    @gemma3 Gemma3Config tie_word_embeddings?=true text_config:gemma3_text
    @gemma3_text Gemma3TextConfig vocab_size=262208 hidden_size=2304 intermediate_size=9216 num_hidden_layers=26
    num_attention_heads=8 num_key_value_heads=4 head_dim=256 hidden_activation="gelu_pytorch_tanh"
    max_position_embeddings=131072 tie_word_embeddings=true rope_parameters?=null attention_bias=false
    query_pre_attn_scalar=256 sliding_window?=4096 layer_types?=null final_logit_softcapping?=null
    attn_logit_softcapping?=null use_bidirectional_attention?=false
    @gemma3n Gemma3nConfig tie_word_embeddings?=true text_config:gemma3n_text
    @gemma3n_text Gemma3nTextConfig vocab_size=262400 hidden_size=2048 intermediate_size=16384
    num_hidden_layers=35 num_attention_heads=8 num_key_value_heads=2 head_dim=256
    hidden_activation="gelu_pytorch_tanh" max_position_embeddings=32768 tie_word_embeddings=true
    rope_parameters?=null attention_bias=false sliding_window=512 layer_types?=null final_logit_softcapping=30.0
    vocab_size_per_layer_input=262144 hidden_size_per_layer_input=256 altup_num_inputs=4 num_kv_shared_layers=15
    laurel_rank=64 activation_sparsity_pattern?=null
    @gemma4 Gemma4Config tie_word_embeddings=true text_config:gemma4_text
    @gemma4_assistant Gemma4AssistantConfig tie_word_embeddings=true text_config:gemma4_text
    @gemma4_text Gemma4TextConfig vocab_size=262144 hidden_size=2304 intermediate_size=9216 num_hidden_layers=30
    num_attention_heads=8 num_key_value_heads=4 head_dim=256 hidden_activation="gelu_pytorch_tanh"
    max_position_embeddings=131072 tie_word_embeddings=true rope_parameters?=null attention_bias=false
    sliding_window=512 layer_types?=null final_logit_softcapping?=null use_bidirectional_attention?=null
    vocab_size_per_layer_input=262144 hidden_size_per_layer_input=256 attention_k_eq_v=false
    num_kv_shared_layers=0 enable_moe_block=false use_double_wide_mlp=false num_experts?=null top_k_experts?=null
    moe_intermediate_size?=null
    @gemma4_unified Gemma4UnifiedConfig tie_word_embeddings=true text_config:gemma4_unified_text
    @gemma4_unified_assistant Gemma4UnifiedAssistantConfig tie_word_embeddings=true
    text_config:gemma4_unified_text
    @gemma4_unified_text Gemma4UnifiedTextConfig vocab_size=262144 hidden_size=2304 intermediate_size=9216
    num_hidden_layers=30 num_attention_heads=8 num_key_value_heads=4 head_dim=256
    hidden_activation="gelu_pytorch_tanh" max_position_embeddings=262144 tie_word_embeddings=true
    rope_parameters?=null attention_bias=false sliding_window=1024 layer_types?=null final_logit_softcapping?=null
    use_bidirectional_attention?="vision" attention_k_eq_v=false num_kv_shared_layers=0 use_double_wide_mlp=false
    @git GitConfig vocab_size=30522 hidden_size=768 num_hidden_layers=6 num_attention_heads=12
    intermediate_size=3072 hidden_act="gelu" max_position_embeddings=1024 tie_word_embeddings=false
    num_image_with_embedding?=null
    @glm GlmConfig vocab_size=151552 hidden_size=4096 intermediate_size=13696 num_hidden_layers=40
    num_attention_heads=32 num_key_value_heads?=2 head_dim?=128 hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=false rope_parameters?=null attention_bias=true
    @glm4 Glm4Config vocab_size=151552 hidden_size=4096 intermediate_size=13696 num_hidden_layers=40
    num_attention_heads=32 num_key_value_heads=2 head_dim=128 hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=false rope_parameters?=null attention_bias=true
    @glm46v Glm46VConfig tie_word_embeddings=false text_config:glm4v_text
    @glm4_moe Glm4MoeConfig vocab_size=151552 hidden_size=4096 intermediate_size=10944 num_hidden_layers=46
    num_attention_heads=96 num_key_value_heads=8 hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=false rope_parameters?=null attention_bias=false moe_intermediate_size=1408
    num_experts_per_tok=8 n_shared_experts=1 n_routed_experts=128 n_group=1 topk_group=1 first_k_dense_replace=1
    use_qk_norm=false num_mtp_layers=1 num_local_experts>n_routed_experts num_mtp_layers>num_nextn_predict_layers
    @glm4_moe_lite Glm4MoeLiteConfig vocab_size=154880 hidden_size=2048 intermediate_size=10240
    moe_intermediate_size=1536 num_hidden_layers=47 num_attention_heads=20 num_key_value_heads=20
    n_shared_experts=1 n_routed_experts=64 kv_lora_rank=512 q_lora_rank?=768 qk_rope_head_dim=64 v_head_dim=256
    qk_nope_head_dim=192 n_group=1 topk_group=1 num_experts_per_tok=4 hidden_act="silu"
    max_position_embeddings=202752 tie_word_embeddings=false rope_parameters?=null mlp_layer_types?=null
    attention_bias=false head_dim>qk_rope_head_dim num_local_experts>n_routed_experts
    @glm4v Glm4vConfig tie_word_embeddings=false text_config:glm4v_text
    @glm4v_moe Glm4vMoeConfig tie_word_embeddings=false text_config:glm4v_moe_text
    @glm4v_moe_text Glm4vMoeTextConfig vocab_size=151424 hidden_size=4096 intermediate_size=10944
    num_hidden_layers=46 num_attention_heads=96 num_key_value_heads=8 hidden_act="silu"
    max_position_embeddings=65536 tie_word_embeddings=false rope_parameters?=null attention_bias=true
    moe_intermediate_size=1408 num_experts_per_tok=8 n_shared_experts=1 n_routed_experts=128 n_group=1
    topk_group=1 first_k_dense_replace=1 num_local_experts>n_routed_experts
    @glm4v_text Glm4vTextConfig vocab_size=151552 hidden_size=4096 intermediate_size=13696 num_hidden_layers=40
    num_attention_heads=32 num_key_value_heads?=2 hidden_act="silu" max_position_embeddings=32768
    rope_parameters?=null
    @glm5_next Glm5NextConfig tie_word_embeddings=false text_config:glm5_next_text
    @glm5_next_text Glm5NextTextConfig vocab_size=154880 hidden_size=4096 intermediate_size=12288
    moe_intermediate_size=2048 num_hidden_layers=45 num_attention_heads=64 num_key_value_heads=64
    n_shared_experts=1 n_routed_experts=288 kv_lora_rank=512 q_lora_rank=1536 qk_rope_head_dim=0 v_head_dim=256
    qk_nope_head_dim=256 n_group=1 topk_group=1 num_experts_per_tok=8 hidden_act="silu"
    max_position_embeddings=1048576 tie_word_embeddings=false mlp_layer_types?=null attention_bias=false
    index_topk=2048 index_head_dim=128 index_n_heads=32 head_dim=0 layer_types?=null indexer_types?=null
    linear_head_dim=128 linear_num_heads=64 linear_conv_kernel_dim=4 linear_lower_bound?=-5.0 hc_mult=4
    index_kpool=16 index_kpool_always_select_tail=true num_local_experts>n_routed_experts
    @glm_moe_dsa GlmMoeDsaConfig vocab_size=154880 hidden_size=6144 intermediate_size=12288
    moe_intermediate_size=2048 num_hidden_layers=78 num_attention_heads=64 num_key_value_heads=64
    n_shared_experts=1 n_routed_experts=256 kv_lora_rank=512 q_lora_rank=2048 qk_rope_head_dim=64 v_head_dim=256
    qk_nope_head_dim=192 n_group=1 topk_group=1 num_experts_per_tok=8 hidden_act="silu"
    max_position_embeddings=202752 tie_word_embeddings=false rope_parameters?=null mlp_layer_types?=null
    attention_bias=false index_topk=2048 index_head_dim=128 index_n_heads=32 mlp_bias=false head_dim=64
    first_k_dense_replace=3 layer_types?=null indexer_types?=null num_local_experts>n_routed_experts
    @glm_ocr GlmOcrConfig tie_word_embeddings=false text_config:glm_ocr_text
    @glm_ocr_text GlmOcrTextConfig vocab_size=59392 hidden_size=1024 intermediate_size=4096 num_hidden_layers=16
    num_attention_heads=16 num_key_value_heads=8 hidden_act="silu" max_position_embeddings=131072
    rope_parameters?=null
    @glmasr GlmAsrConfig tie_word_embeddings=true text_config:llama
    @glmga GlmgaConfig tie_word_embeddings=false text_config:glm4v_text
    @got_ocr2 GotOcr2Config tie_word_embeddings=true text_config:qwen2
    @gpt-sw3 GPT2Config vocab_size=50257 n_positions=1024 n_embd=768 n_layer=12 n_head=12 n_inner?=null
    activation_function="gelu_new" reorder_and_upcast_attn=false add_cross_attention=false
    tie_word_embeddings=true hidden_size>n_embd max_position_embeddings>n_positions num_attention_heads>n_head
    num_hidden_layers>n_layer
    @gpt2 GPT2Config vocab_size=50257 n_positions=1024 n_embd=768 n_layer=12 n_head=12 n_inner?=null
    activation_function="gelu_new" reorder_and_upcast_attn=false add_cross_attention=false
    tie_word_embeddings=true hidden_size>n_embd max_position_embeddings>n_positions num_attention_heads>n_head
    num_hidden_layers>n_layer
    @gpt_bigcode GPTBigCodeConfig vocab_size=50257 n_positions=1024 n_embd=768 n_layer=12 n_head=12 n_inner?=null
    activation_function="gelu_pytorch_tanh" multi_query=true add_cross_attention=false tie_word_embeddings=true
    hidden_size>n_embd max_position_embeddings>n_positions num_attention_heads>n_head num_hidden_layers>n_layer
    @gpt_neo GPTNeoConfig vocab_size=50257 max_position_embeddings=2048 hidden_size=2048 num_layers=24
    attention_types?=null num_heads=16 intermediate_size?=null window_size=256 activation_function="gelu_new"
    tie_word_embeddings=true num_attention_heads>num_heads num_hidden_layers>num_layers
    @gpt_neox GPTNeoXConfig vocab_size=50432 hidden_size=6144 num_hidden_layers=44 num_attention_heads=64
    intermediate_size=24576 hidden_act="gelu" max_position_embeddings=2048 tie_word_embeddings=false
    use_parallel_residual=true rope_parameters?=null attention_bias=true is_decoder=false
    @gpt_neox_japanese GPTNeoXJapaneseConfig vocab_size=32000 hidden_size=2560 num_hidden_layers=32
    num_attention_heads=32 intermediate_multiple_size=4 hidden_act="gelu" max_position_embeddings=2048
    rope_parameters?=null is_decoder=false tie_word_embeddings=true
    @gpt_oss GptOssConfig num_hidden_layers=36 num_local_experts=128 vocab_size=201088 hidden_size=2880
    intermediate_size=2880 head_dim=64 num_attention_heads=64 num_key_value_heads=8 sliding_window?=128
    tie_word_embeddings=false hidden_act="silu" max_position_embeddings=131072 rope_parameters?=null
    num_experts_per_tok=4 layer_types?=null attention_bias=true num_experts>num_local_experts
    @gptj GPTJConfig vocab_size=50400 n_positions=2048 n_embd=4096 n_layer=28 n_head=16 rotary_dim=64
    n_inner?=null activation_function="gelu_new" tie_word_embeddings=false hidden_size>n_embd
    max_position_embeddings>n_positions num_attention_heads>n_head num_hidden_layers>n_layer
    @granite GraniteConfig vocab_size=32000 hidden_size=4096 intermediate_size=11008 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=2048
    tie_word_embeddings=false rope_parameters?=null attention_bias=false mlp_bias=false
    @granite4_vision Granite4VisionConfig tie_word_embeddings=false text_config:granite4_vision_text
    @granite4_vision_text Granite4VisionTextConfig vocab_size=32000 hidden_size=4096 intermediate_size=11008
    num_hidden_layers=32 num_attention_heads=32 num_key_value_heads?=null hidden_act="silu"
    max_position_embeddings=2048 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    mlp_bias=false
    @granite_docling GraniteDoclingConfig tie_word_embeddings=true text_config:granite_docling_text
    @granite_docling_text GraniteDoclingTextConfig vocab_size=133800 hidden_size=1024 intermediate_size=2048
    num_hidden_layers=28 num_attention_heads=16 num_key_value_heads?=4 hidden_act="silu"
    max_position_embeddings=32768 tie_word_embeddings=true rope_parameters?=null attention_bias=false
    mlp_bias=false
    @granite_speech GraniteSpeechConfig tie_word_embeddings=true text_config:granite
    @granite_speech_plus GraniteSpeechPlusConfig tie_word_embeddings=true text_config:granite
    @granite_swa GraniteSWAConfig vocab_size=100352 hidden_size=2560 intermediate_size=8192 num_hidden_layers=24
    num_attention_heads=20 num_key_value_heads?=4 hidden_act="silu" max_position_embeddings=8192
    tie_word_embeddings=true rope_parameters?=null attention_bias=false mlp_bias=false sliding_window?=128
    layer_types?=null
    @granitemoe GraniteMoeConfig vocab_size=32000 hidden_size=4096 intermediate_size=11008 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=2048
    tie_word_embeddings=false rope_parameters?=null attention_bias=false num_local_experts?=8
    num_experts_per_tok?=2
    @granitemoe_swa GraniteMoeSWAConfig vocab_size=32000 hidden_size=4096 intermediate_size=11008
    num_hidden_layers=32 num_attention_heads=32 num_key_value_heads?=null hidden_act="silu"
    max_position_embeddings=2048 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    num_local_experts?=8 num_experts_per_tok?=2 shared_intermediate_size=0 sliding_window?=128 layer_types?=null
    @granitemoehybrid GraniteMoeHybridConfig vocab_size=32000 hidden_size=4096 intermediate_size=11008
    num_hidden_layers=32 num_attention_heads=32 num_key_value_heads?=null hidden_act="silu"
    max_position_embeddings=2048 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    num_local_experts?=8 num_experts_per_tok?=2 shared_intermediate_size=1024 position_embedding_type?=null
    layer_types?=null mamba_n_heads?=128 mamba_n_groups?=1 mamba_d_state?=256 mamba_d_head?="auto" mamba_d_conv?=4
    mamba_expand?=2 mamba_conv_bias?=true mamba_proj_bias?=false layers_block_type>layer_types
    @granitemoeshared GraniteMoeSharedConfig vocab_size=32000 hidden_size=4096 intermediate_size=11008
    num_hidden_layers=32 num_attention_heads=32 num_key_value_heads?=null hidden_act="silu"
    max_position_embeddings=2048 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    num_local_experts?=8 num_experts_per_tok?=2 shared_intermediate_size=0
    @helium HeliumConfig vocab_size=48000 hidden_size=2560 intermediate_size=7040 num_hidden_layers=24
    num_attention_heads=20 num_key_value_heads=20 head_dim=128 hidden_act="silu" max_position_embeddings=4096
    tie_word_embeddings=false rope_parameters?=null attention_bias=false mlp_bias=false
    @hrm_text HrmTextConfig vocab_size=151808 hidden_size=1536 intermediate_size=4096 num_hidden_layers=16
    num_attention_heads=12 hidden_act="silu" max_position_embeddings=2048 tie_word_embeddings=false
    rope_parameters?=null attention_bias=false mlp_bias=false head_dim=128 H_cycles=2 L_cycles=3 L_bp_cycles?=null
    prefix_lm=true num_layers_per_stack?=null
    @hunyuan_v1_dense HunYuanDenseV1Config vocab_size=290943 hidden_size=4096 intermediate_size=11008
    num_hidden_layers=32 num_attention_heads=32 num_key_value_heads?=null hidden_act="silu"
    max_position_embeddings=2048 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    head_dim?=null
    @hunyuan_v1_moe HunYuanMoEV1Config vocab_size=290943 hidden_size=4096 intermediate_size=11008
    num_hidden_layers=32 num_attention_heads=32 num_key_value_heads?=null hidden_act="silu"
    max_position_embeddings=2048 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    num_experts=1 moe_topk=1 head_dim?=null num_experts_per_tok>moe_topk num_local_experts>num_experts
    @hunyuan_vl HunYuanVLConfig tie_word_embeddings=true text_config:hunyuan_vl_text
    @hunyuan_vl_text HunYuanVLTextConfig vocab_size=290943 hidden_size=4096 intermediate_size=11008
    num_hidden_layers=32 num_attention_heads=32 num_key_value_heads?=null hidden_act="silu"
    max_position_embeddings=2048 tie_word_embeddings=true rope_parameters?=null attention_bias=false
    head_dim?=null attention_head_dim>head_dim org_vocab_size>vocab_size pad_id>pad_token_id
    @hy_v3 HYV3Config vocab_size=120832 hidden_size=4096 intermediate_size=13312 num_hidden_layers=80
    num_attention_heads=64 num_key_value_heads=8 head_dim=128 hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=false attention_bias=false mlp_bias=false num_experts?=192 num_experts_per_tok?=8
    num_shared_experts?=1 moe_intermediate_size=1536 enable_moe_fp32_combine=true mlp_layer_types?=null
    rope_parameters?=null num_local_experts>num_experts
    @hy_v4 HYV4Config vocab_size=120832 hidden_size=2816 intermediate_size=6912 moe_intermediate_size=768
    num_hidden_layers=34 num_attention_heads=32 num_key_value_heads=32 head_dim=256 hidden_act="silu"
    max_position_embeddings=262144 tie_word_embeddings=false attention_bias=false n_routed_experts=256
    n_shared_experts=1 num_experts_per_tok=8 n_group=1 topk_group=1 q_lora_rank=1536 kv_lora_rank=512
    qk_nope_head_dim=192 qk_rope_head_dim=64 v_head_dim=256 mlp_layer_types?=null layer_types?=null
    index_topk=2048 index_head_dim=128 index_n_heads=16 indexer_types?=null hc_mult=4 rope_parameters?=null
    num_local_experts>n_routed_experts
    @hy_v4_vl HYV4VLConfig tie_word_embeddings=false text_config:hy_v4_vl_text
    @hy_v4_vl_text HYV4VLTextConfig vocab_size=120832 hidden_size=6144 intermediate_size=18432
    moe_intermediate_size=2048 num_hidden_layers=78 num_attention_heads=64 num_key_value_heads=32 head_dim=256
    hidden_act="silu" max_position_embeddings=262144 tie_word_embeddings=false attention_bias=false
    n_routed_experts=256 n_shared_experts=1 num_experts_per_tok=8 n_group=1 topk_group=1 q_lora_rank=2048
    kv_lora_rank=512 qk_nope_head_dim=192 qk_rope_head_dim=64 v_head_dim=256 mlp_layer_types?=null
    layer_types?=null index_topk=2048 index_head_dim=128 index_n_heads=32 indexer_types?=null hc_mult=4
    rope_parameters?=null num_local_experts>n_routed_experts
    @hyperclovax HyperCLOVAXConfig vocab_size=32000 hidden_size=4096 intermediate_size=11008 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=2048
    tie_word_embeddings=false rope_parameters?=null attention_bias=false mlp_bias=false head_dim?=null
    use_post_norm=true
    @hyperclovax_vision_v2 HyperCLOVAXVisionV2Config tie_word_embeddings=true text_config:hyperclovax
    @idefics2 Idefics2Config tie_word_embeddings=false text_config:mistral
    @idefics3 Idefics3Config tie_word_embeddings=false text_config:llama
    @inkling2 Inkling2Config text_config:inkling2_text
    @inkling2_loop Inkling2LoopConfig text_config:inkling2_loop_text
    @inkling2_loop_text Inkling2LoopTextConfig vocab_size=201024 unpadded_vocab_size=200058 hidden_size=2304
    num_hidden_layers=24 num_attention_heads=24 num_key_value_heads=8 head_dim=128 swa_num_attention_heads=24
    swa_num_key_value_heads=8 swa_head_dim=128 sliding_window_size=1024 d_rel=16 rel_extent=1024 layer_types?=null
    max_position_embeddings=1048576 conv_kernel_size=4 hidden_act="silu" moe_intermediate_size=1152
    n_routed_experts=128 num_experts_per_tok=8 n_layers_per_attn_res_block=6 mlp_gate_softcap=4.0
    mlp_up_softcap=25.0 final_logit_softcapping=30.0 scoring_func="sigmoid" loop_layer_index_start=6
    loop_layer_index_end=18 loop_num_passes=3 loop_gate_rank=64 intermediate_size>moe_intermediate_size
    model_max_length>max_position_embeddings num_local_experts>n_routed_experts sconv_kernel_size>conv_kernel_size
    sliding_window>sliding_window_size
    @inkling2_text Inkling2TextConfig vocab_size=201024 unpadded_vocab_size=200058 hidden_size=4608
    num_hidden_layers=48 num_attention_heads=48 num_key_value_heads=8 head_dim=128 swa_num_attention_heads=48
    swa_num_key_value_heads=8 swa_head_dim=128 sliding_window_size=1024 d_rel=16 rel_extent=1024 layer_types?=null
    max_position_embeddings=1048576 conv_kernel_size=4 hidden_act="silu" moe_intermediate_size=2304
    n_routed_experts=384 num_experts_per_tok=8 n_layers_per_attn_res_block=6 mlp_gate_softcap=4.0
    mlp_up_softcap=25.0 final_logit_softcapping=30.0 scoring_func="sigmoid"
    intermediate_size>moe_intermediate_size model_max_length>max_position_embeddings
    num_local_experts>n_routed_experts sconv_kernel_size>conv_kernel_size sliding_window>sliding_window_size
    @inkling_mm_model InklingConfig text_config:inkling_text
    @inkling_text InklingTextConfig vocab_size=201024 unpadded_vocab_size?=null hidden_size=6144
    num_hidden_layers=66 num_attention_heads=64 num_key_value_heads=8 head_dim=128 swa_num_attention_heads=64
    swa_num_key_value_heads=16 swa_head_dim=128 sliding_window_size=512 d_rel=16 rel_extent=1024
    local_layer_ids?=null layer_types?=null max_position_embeddings=131072 conv_kernel_size=4
    mlp_layer_types?=null intermediate_size=24576 hidden_act="silu" moe_intermediate_size=3072
    n_routed_experts=256 num_experts_per_tok=6 n_shared_experts=2 shared_expert_sink=true
    rms_norm_eps_moe_gate=1e-06 num_mtp_layers?=null chain_hidden_post_norm=false mtp_hidden_states_first=true
    mtp_local_layer_ids?=null model_max_length>max_position_embeddings num_local_experts>n_routed_experts
    sconv_kernel_size>conv_kernel_size sliding_window>sliding_window_size
    """#
}
