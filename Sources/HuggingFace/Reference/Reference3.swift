// Written by reference.py from transformers 5.24.0; do not edit.

extension Reference {
  static let part3 = #"""
    @instructblip InstructBlipConfig text_config:opt
    @instructblipvideo InstructBlipVideoConfig text_config:opt
    @internlm3 InternLM3Config vocab_size=128512 hidden_size=4096 intermediate_size=10240 num_hidden_layers=48
    num_attention_heads=32 num_key_value_heads?=2 hidden_act="silu" max_position_embeddings=32768
    tie_word_embeddings=false rope_parameters?=null attention_bias=false mlp_bias=false head_dim?=128
    bias>mlp_bias qkv_bias>attention_bias
    @internvl InternVLConfig tie_word_embeddings=true text_config:qwen2
    @iquestcoder IQuestCoderConfig vocab_size=76800 hidden_size=5120 intermediate_size=27648 num_hidden_layers=80
    num_attention_heads=40 num_key_value_heads?=8 hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=false rope_parameters?=null attention_bias=false mlp_bias=false head_dim?=128
    @jais2 Jais2Config vocab_size=150272 hidden_size=3328 intermediate_size=26624 num_hidden_layers=32
    num_attention_heads=26 num_key_value_heads?=null hidden_act="relu2" max_position_embeddings=8192
    tie_word_embeddings=false rope_parameters?=null attention_bias=true mlp_bias=true head_dim?=null
    @jamba JambaConfig vocab_size=65536 tie_word_embeddings=false hidden_size=4096 intermediate_size=14336
    num_hidden_layers=32 num_attention_heads=32 num_key_value_heads=8 hidden_act="silu"
    max_position_embeddings=262144 num_experts_per_tok=2 num_experts=16 expert_layer_period=2
    expert_layer_offset=1 attn_layer_period=8 attn_layer_offset=4 mamba_d_state=16 mamba_d_conv=4 mamba_expand=2
    mamba_dt_rank="auto" mamba_conv_bias=true mamba_proj_bias=false num_local_experts>num_experts
    @janus JanusConfig tie_word_embeddings=true text_config:llama
    @jetmoe JetMoeConfig vocab_size=32000 hidden_size=2048 num_hidden_layers=12 num_key_value_heads=16
    kv_channels=128 intermediate_size=5632 max_position_embeddings=4096 activation_function="silu"
    num_local_experts=8 num_experts_per_tok=2 tie_word_embeddings=true rope_parameters?=null head_dim>kv_channels
    @kimi_k25 Kimi_K25Config tie_word_embeddings=true text_config:deepseek_v3
    @kimi_linear KimiLinearConfig vocab_size=163840 hidden_size=2304 intermediate_size=9216
    moe_intermediate_size=1024 num_hidden_layers=27 num_attention_heads=32 num_key_value_heads?=32
    n_shared_experts=1 kv_lora_rank=512 q_lora_rank?=null qk_rope_head_dim=64 v_head_dim?=128 qk_nope_head_dim=128
    n_group=1 topk_group?=1 num_experts_per_tok?=8 hidden_act="silu" max_position_embeddings=1048576
    tie_word_embeddings=false attention_bias=false num_local_experts=256 mlp_layer_types?=null layer_types?=null
    linear_head_dim=128 linear_num_heads=32 linear_conv_kernel_dim=4 max_position_embeddings>model_max_length
    n_group>num_expert_group n_shared_experts>num_shared_experts num_experts_per_tok>num_experts_per_token
    num_local_experts>num_experts
    @kolibri1 Kolibri1Config vocab_size=128000 hidden_size=2560 num_hidden_layers=50 num_attention_heads=48
    num_key_value_heads=4 hidden_act="silu" max_position_embeddings=262144 tie_word_embeddings=false
    rope_parameters?=null sliding_window?=513 moe_intermediate_size=512 num_experts_per_tok=6 num_experts=384
    head_dim=128 shared_expert_intermediate_size=512 layer_types?=null num_experts>num_local_experts
    @kosmos-2 Kosmos2Config tie_word_embeddings=true text_config:kosmos_2_text_model
    @kosmos-2.5 Kosmos2_5Config tie_word_embeddings=true text_config:kosmos_2_5_text_model
    @kyutai_speech_to_text KyutaiSpeechToTextConfig codebook_vocab_size=2049 vocab_size=4001 hidden_size=2048
    num_hidden_layers=48 num_attention_heads=32 num_key_value_heads?=null max_position_embeddings=750
    rope_parameters?=null hidden_act="silu" head_dim?=null sliding_window=375 ffn_dim=11264 num_codebooks=32
    tie_word_embeddings=false codec_config?=null
    @laguna LagunaConfig vocab_size=100352 hidden_size=2048 intermediate_size=8192 num_hidden_layers=40
    num_attention_heads=48 num_key_value_heads=8 hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=false rope_parameters?=null sliding_window=512 moe_intermediate_size=512
    shared_expert_intermediate_size=512 num_experts_per_tok=8 num_experts=256 layer_types?=null head_dim=128
    attention_bias=false gating=true num_attention_heads_per_layer?=null mlp_layer_types?=null
    moe_apply_router_weight_on_input=false moe_router_logit_softcapping=0.0
    @lara_mini LaraMiniConfig vocab_size=151936 hidden_size=1024 num_hidden_layers=34 num_attention_heads=16
    num_key_value_heads=4 hidden_act="silu" max_position_embeddings=131072 tie_word_embeddings=true
    rope_parameters?=null attention_bias=false head_dim=128 linear_conv_kernel_dim=4 linear_key_head_dim=128
    linear_value_head_dim=128 linear_num_key_heads=8 linear_num_value_heads=16 moe_intermediate_size=512
    shared_expert_intermediate_size=512 num_experts_per_tok=4 num_experts=128 layer_types?=null sliding_window=512
    @lfm2 Lfm2Config vocab_size=65536 hidden_size=2560 intermediate_size=12288 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads=8 max_position_embeddings=128000 tie_word_embeddings=true
    rope_parameters?=null conv_bias=false conv_L_cache=3 block_multiple_of=256 block_auto_adjust_ff_dim=true
    full_attn_idxs?=null layer_types?=null
    @lfm2_moe Lfm2MoeConfig vocab_size=65536 hidden_size=2048 intermediate_size=7168 moe_intermediate_size=1792
    num_hidden_layers=32 tie_word_embeddings=true rope_parameters?=null max_position_embeddings=128000
    num_attention_heads=32 num_key_value_heads=8 conv_bias=false conv_L_cache=3 num_dense_layers=2
    num_experts_per_tok=4 num_experts=32 use_expert_bias=true layer_types?=null
    @lfm2_vl Lfm2VlConfig tie_word_embeddings=true text_config:lfm2
    @lfm3 Lfm3Config vocab_size=128000 hidden_size=2048 intermediate_size=7680 num_hidden_layers=24
    num_attention_heads=16 num_key_value_heads=4 max_position_embeddings=128000 tie_word_embeddings=true
    rope_parameters?=null conv_bias=false conv_L_cache=7 layer_types?=null head_dim=128 sliding_window?=256
    use_sandwich_norm=true use_attention_gate=true attention_bias=false
    @lfm3_vl Lfm3VlConfig tie_word_embeddings=true text_config:lfm3
    @lighton_ocr LightOnOcrConfig tie_word_embeddings=true text_config:qwen3
    @llama LlamaConfig vocab_size=32000 hidden_size=4096 intermediate_size=11008 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=2048
    tie_word_embeddings=false rope_parameters?=null attention_bias=false mlp_bias=false head_dim?=null
    @llama4 Llama4Config tie_word_embeddings=false text_config:llama4_text
    @llama4_text Llama4TextConfig vocab_size=202048 hidden_size=5120 intermediate_size=8192
    intermediate_size_mlp=16384 num_hidden_layers=48 num_attention_heads=40 num_key_value_heads=8 head_dim=128
    hidden_act="silu" max_position_embeddings=131072 tie_word_embeddings=false num_experts_per_tok=1
    num_local_experts=16 moe_layers?=null interleave_moe_layer_step=1 use_qk_norm=true rope_parameters?=null
    no_rope_layers?=null no_rope_layer_interval=4 attention_chunk_size?=8192 layer_types?=null
    attention_bias=false
    @llava LlavaConfig tie_word_embeddings=false text_config:llama
    @llava_next LlavaNextConfig tie_word_embeddings=false text_config:llama
    @llava_next_video LlavaNextVideoConfig tie_word_embeddings=false text_config:llama
    @llava_onevision LlavaOnevisionConfig tie_word_embeddings=false text_config:qwen2
    @longcat_flash LongcatFlashConfig vocab_size=131072 hidden_size=6144 num_layers=28 num_attention_heads=64
    num_key_value_heads?=null hidden_act="silu" max_position_embeddings=131072 tie_word_embeddings=false
    rope_parameters?=null attention_bias=false ffn_hidden_size=12288 q_lora_rank=1536 kv_lora_rank=512
    qk_nope_head_dim=128 qk_rope_head_dim=64 head_dim=64 v_head_dim=128 qk_head_dim?=null moe_topk=12
    n_routed_experts=512 zero_expert_num=256 expert_ffn_hidden_size=2048 intermediate_size>ffn_hidden_size
    moe_intermediate_size>expert_ffn_hidden_size num_experts_per_tok>moe_topk num_local_experts>n_routed_experts
    @mamba MambaConfig vocab_size=50280 hidden_size=768 state_size=16 num_hidden_layers=32 expand=2 conv_kernel=4
    use_bias=false use_conv_bias=true hidden_act="silu" tie_word_embeddings=true
    @mamba2 Mamba2Config num_heads=128 head_dim=64 vocab_size=32768 hidden_size=4096 state_size=128
    num_hidden_layers=64 expand=2 conv_kernel=4 n_groups=8 use_bias=false use_conv_bias=true hidden_act="silu"
    tie_word_embeddings=false
    @mellum MellumConfig vocab_size=98304 hidden_size=2304 intermediate_size=7168 num_hidden_layers=28
    num_attention_heads=32 num_key_value_heads=4 hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=false rope_parameters?=null attention_bias=false sliding_window?=1024
    moe_intermediate_size=896 num_experts_per_tok=8 num_experts=64 head_dim=128 layer_types?=null
    mlp_layer_types?=null num_mtp_layers?=null mtp_layer_types?=null mtp_mlp_layer_types?=null
    num_experts>num_local_experts num_mtp_layers>num_nextn_predict_layers
    @mimo_v2_flash MiMoV2FlashConfig vocab_size=152576 hidden_size=4096 intermediate_size=16384
    num_hidden_layers=48 num_attention_heads=64 num_key_value_heads=4 hidden_act="silu"
    max_position_embeddings=131072 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    moe_intermediate_size=2048 num_experts_per_tok=8 n_routed_experts=256 n_group=1 topk_group=1 head_dim=192
    v_head_dim=128 sliding_window=129 layer_types?=null mlp_layer_types?=null num_local_experts>n_routed_experts
    @minicpm3 MiniCPM3Config vocab_size=73448 hidden_size=2560 intermediate_size=6400 num_hidden_layers=62
    num_attention_heads=40 num_key_value_heads?=40 hidden_act="silu" max_position_embeddings=32768
    tie_word_embeddings=true rope_parameters?=null attention_bias=false mlp_bias=false head_dim?=null
    kv_lora_rank=256 q_lora_rank?=768 qk_nope_head_dim=64 qk_rope_head_dim=32 v_head_dim?=null dim_model_base?=256
    @minicpm_ocr MiniCPMOcrConfig tie_word_embeddings=true text_config:qwen3_5_text
    @minicpmv4_6 MiniCPMV4_6Config tie_word_embeddings=false text_config:qwen3_5_text
    @minicpmv4_7 MiniCPMV4_7Config tie_word_embeddings=false text_config:qwen3_5_text
    @minimax MiniMaxConfig vocab_size=32000 hidden_size=4096 intermediate_size=14336 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads=8 head_dim?=null hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=false sliding_window?=null num_experts_per_tok=2 num_local_experts=8 rope_parameters?=null
    layer_types?=null block_size=256 full_attn_alpha_factor=1 full_attn_beta_factor=1 linear_attn_alpha_factor=1
    linear_attn_beta_factor=1 mlp_alpha_factor=1 mlp_beta_factor=1 num_experts>num_local_experts
    @minimax_m2 MiniMaxM2Config vocab_size=200064 hidden_size=3072 intermediate_size=1536 num_hidden_layers=62
    num_attention_heads=48 num_key_value_heads=8 head_dim=128 hidden_act="silu" max_position_embeddings=196608
    tie_word_embeddings=false num_experts_per_tok=8 num_local_experts=256 rope_parameters?=null
    num_experts>num_local_experts
    @minimax_m3_vl MiniMaxM3VLConfig tie_word_embeddings=false text_config:minimax_m3_vl_text
    @minimax_m3_vl_text MiniMaxM3VLTextConfig vocab_size=200064 hidden_size=6144 intermediate_size=3072
    num_hidden_layers=60 num_attention_heads=64 num_key_value_heads=4 head_dim=128 hidden_act="silu"
    max_position_embeddings=524288 tie_word_embeddings=false num_experts_per_tok=4 num_local_experts=128
    rope_parameters?=null dense_intermediate_size=12288 shared_intermediate_size=3072 rotary_dim=64
    mlp_layer_types?=null index_n_heads=4 index_head_dim=128 index_block_size=128 index_topk_blocks=16
    index_local_blocks=1 layer_types?=null num_experts>num_local_experts
    @ministral MinistralConfig vocab_size=32000 hidden_size=4096 intermediate_size=14336 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads=8 head_dim?=null hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=false rope_parameters?=null sliding_window?=4096 layer_types?=null
    @ministral3 Ministral3Config vocab_size=131072 hidden_size=4096 intermediate_size=14336 num_hidden_layers=34
    num_attention_heads=32 num_key_value_heads=8 head_dim=128 hidden_act="silu" max_position_embeddings=262144
    tie_word_embeddings=false rope_parameters?=null sliding_window?=null
    @mistral MistralConfig vocab_size=32000 hidden_size=4096 intermediate_size=14336 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads=8 head_dim?=null hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=false rope_parameters?=null sliding_window?=4096
    @mistral3 Mistral3Config tie_word_embeddings=true text_config:mistral
    @mistral_large4 MistralLarge4Config tie_word_embeddings=false text_config:mistral_large4_text
    @mistral_large4_text MistralLarge4TextConfig vocab_size=204800 hidden_size=6144 intermediate_size=24576
    moe_intermediate_size=6144 num_hidden_layers=72 num_attention_heads=64 num_key_value_heads=64
    n_shared_experts=1 n_routed_experts=128 kv_lora_rank=512 qk_rope_head_dim=64 v_head_dim=128
    qk_nope_head_dim=64 n_group=1 topk_group=1 num_experts_per_tok=4 hidden_act="silu"
    max_position_embeddings=1048576 tie_word_embeddings=false rope_parameters?=null mlp_layer_types?=null
    attention_bias=false index_topk=2048 index_head_dim=128 index_n_heads=32 head_dim=64 first_k_dense_replace=1
    layer_types?=null indexer_types?=null no_rope_layers?=null kv_source_layers?=null final_logit_softcapping=30.0
    num_local_experts>n_routed_experts
    @mixtral MixtralConfig vocab_size=32000 hidden_size=4096 intermediate_size=14336 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads=8 head_dim?=null hidden_act="silu" max_position_embeddings=131072
    tie_word_embeddings=false sliding_window?=null num_experts_per_tok=2 num_local_experts=8 rope_parameters?=null
    num_experts>num_local_experts
    @mllama MllamaConfig text_config:mllama_text_model
    @modernbert-decoder ModernBertDecoderConfig vocab_size=50368 hidden_size=768 intermediate_size=1152
    num_hidden_layers=22 num_attention_heads=12 hidden_activation="gelu" max_position_embeddings=8192
    norm_bias=false attention_bias=false mlp_bias=false decoder_bias=true classifier_bias=false
    classifier_activation="gelu" local_attention?=128 layer_types?=null tie_word_embeddings=true
    rope_parameters?=null
    @molmo2 Molmo2Config tie_word_embeddings=false text_config:molmo2_text
    @molmo2_text Molmo2TextConfig hidden_size=4096 num_attention_heads=32 num_key_value_heads=8 head_dim=128
    vocab_size=151936 additional_vocab_size=128 attention_bias=false qk_norm_type="qwen3" num_hidden_layers=36
    intermediate_size=12288 hidden_act="silu" max_position_embeddings=36864 rope_parameters?=null norm_after=false
    tie_word_embeddings=false qkv_bias>attention_bias
    @moshi MoshiConfig vocab_size=32000 hidden_size=4096 num_hidden_layers=32 num_attention_heads=32
    num_key_value_heads?=null max_position_embeddings=3000 rope_parameters?=null hidden_act="silu" head_dim?=null
    sliding_window=3000 ffn_dim=22528 num_codebooks=8 tie_word_embeddings=false depth_decoder_config?=null
    @moss_transcribe_diarize MossTranscribeDiarizeConfig tie_word_embeddings=true text_config:qwen3
    @mpt MptConfig d_model=2048 n_heads=16 n_layers=24 expansion_ratio=4 max_seq_len=2048 vocab_size=50368
    learned_pos_emb=true attn_config?=null no_bias=true embedding_fraction=1.0 norm_type="low_precision_layernorm"
    tie_word_embeddings=true hidden_size>d_model num_attention_heads>n_heads num_hidden_layers>n_layers
    @muse_glimmer MuseGlimmerConfig text_config:muse_glimmer_text
    @muse_glimmer_text MuseGlimmerTextConfig vocab_size=202048 hidden_size=6656 intermediate_size=19968
    num_hidden_layers=52 num_attention_heads=32 num_key_value_heads=2 head_dim=128 hidden_activation="silu"
    max_position_embeddings=131072 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    sliding_window?=2048 layer_types?=null final_logit_softcapping=20.0 qk_scale_factor=3.87
    @muse_spark MuseSparkConfig text_config:muse_spark_text
    @muse_spark_text MuseSparkTextConfig vocab_size=202048 hidden_size=8192 intermediate_size=16384
    num_hidden_layers=62 num_attention_heads=128 num_key_value_heads=16 head_dim=64
    max_position_embeddings=1048576 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    sliding_window?=2048 layer_types?=null final_logit_softcapping=20.0 qk_scale_factor=5.4730064863875
    hidden_act="silu" moe_intermediate_size=4096 num_local_experts=256 num_experts_per_tok=8 moe_hidden_size=4096
    mlp_layer_types?=null
    @musicgen MusicgenConfig text_encoder?=null decoder?=null
    @musicgen_melody MusicgenMelodyConfig text_encoder?=null decoder?=null num_chroma=12 chroma_length=235
    @nanochat NanoChatConfig vocab_size=50304 hidden_size=768 intermediate_size=8192 num_hidden_layers=12
    num_attention_heads=6 num_key_value_heads?=null max_position_embeddings=2048 hidden_act="relu2"
    rope_parameters?=null final_logit_softcapping?=15.0 attention_bias=false tie_word_embeddings=false
    @nemo_speechlm Nemotron3_5TranscribeConfig text_config:nemotron_h
    @nemotron NemotronConfig vocab_size=256000 hidden_size=6144 intermediate_size=24576 num_hidden_layers=32
    num_attention_heads=48 head_dim?=null num_key_value_heads?=null hidden_act="relu2"
    max_position_embeddings=4096 tie_word_embeddings=false rope_parameters?=null attention_bias=false
    mlp_bias=false
    @nemotron_h NemotronHConfig vocab_size=131072 hidden_size=4096 layers_block_type?=null
    tie_word_embeddings=false num_logits_to_keep=1 num_attention_heads=32 num_key_value_heads=8 head_dim=128
    max_position_embeddings=4096 attention_bias=false sliding_window?=null intermediate_size=21504
    mlp_hidden_act="relu2" mlp_bias=false ssm_state_size=128 mamba_num_heads=128 mamba_head_dim=64
    mamba_hidden_act="silu" n_groups=8 conv_kernel=4 expand=2 use_conv_bias=true mamba_proj_bias=false
    n_routed_experts=8 n_shared_experts=1 moe_intermediate_size=7688 moe_shared_expert_intermediate_size=7688
    moe_latent_size?=null moe_shared_expert_overlap=true num_experts_per_tok=2 n_group=1 topk_group=1
    num_nextn_predict_layers=0 mtp_layers_block_type?=null use_bias=false layer_types>layers_block_type
    num_local_experts>n_routed_experts
    @nemotron_h_omni NemotronH_Omni_Reasoning_V3_Config text_config:nemotron_h
    @olmo OlmoConfig vocab_size=50304 hidden_size=4096 intermediate_size=11008 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=2048
    tie_word_embeddings=false rope_parameters?=null attention_bias=false clip_qkv?=null
    @olmo2 Olmo2Config vocab_size=50304 hidden_size=4096 intermediate_size=11008 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=2048
    tie_word_embeddings=false rope_parameters?=null attention_bias=false
    @olmo3 Olmo3Config vocab_size=50304 hidden_size=4096 intermediate_size=11008 num_hidden_layers=32
    num_attention_heads=32 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=2048
    tie_word_embeddings=false rope_parameters?=null attention_bias=false sliding_window?=4096 layer_types?=null
    @olmo_hybrid OlmoHybridConfig vocab_size=100352 hidden_size=3840 intermediate_size=11008 num_hidden_layers=32
    num_attention_heads=30 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=65536
    tie_word_embeddings=false rope_parameters?=null attention_bias=false layer_types?=null
    linear_num_key_heads?=null linear_num_value_heads?=null linear_key_head_dim?=null linear_value_head_dim?=null
    linear_a_log_min=0.0 linear_a_log_max=16.0 linear_dt_min=0.001 linear_dt_max=0.1 linear_conv_kernel_dim=4
    linear_allow_neg_eigval=true
    @olmoe OlmoeConfig vocab_size=50304 hidden_size=2048 intermediate_size=2048 num_hidden_layers=16
    num_attention_heads=16 num_key_value_heads?=null hidden_act="silu" max_position_embeddings=4096
    tie_word_embeddings=false rope_parameters?=null attention_bias=false clip_qkv?=null num_experts_per_tok=8
    num_experts=64 num_local_experts>num_experts
    @omniasr OmniASRConfig text_config:llama
    @openai-gpt OpenAIGPTConfig vocab_size=40478 n_positions=512 n_embd=768 n_layer=12 n_head=12 afn="gelu"
    tie_word_embeddings=true hidden_size>n_embd max_position_embeddings>n_positions num_attention_heads>n_head
    num_hidden_layers>n_layer
    @opt OPTConfig vocab_size=50272 hidden_size=768 num_hidden_layers=12 ffn_dim=3072 max_position_embeddings=2048
    do_layer_norm_before=true word_embed_proj_dim?=null num_attention_heads=12 activation_function="relu"
    enable_bias=true layer_norm_elementwise_affine=true tie_word_embeddings=true
    @ovis2 Ovis2Config tie_word_embeddings=true text_config:qwen2
    @paddleocr_vl PaddleOCRVLConfig tie_word_embeddings=true text_config:paddleocr_vl_text
    @paddleocr_vl_text PaddleOCRTextConfig vocab_size=103424 hidden_size=1024 intermediate_size=3072
    num_hidden_layers=18 num_attention_heads=16 num_key_value_heads?=2 hidden_act="silu"
    max_position_embeddings=131072 tie_word_embeddings=true rope_parameters?=null use_bias?=false head_dim?=128
    """#
}
