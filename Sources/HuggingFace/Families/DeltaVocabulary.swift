import Architecture

extension Config {
  /// Gated DeltaNet under Qwen's key names.
  mutating func gatedDeltaNet() -> SublayerDraft {
    var out = SublayerDraft(GatedDeltaNet.kind)
    let keySize = int("linear_key_head_dim")
    out.set("key_heads", int("linear_num_key_heads"))
    out.set("value_heads", int("linear_num_value_heads"))
    out.set("key_size", keySize)
    out.set("value_size", int("linear_value_head_dim"), unless: keySize)
    out.set("convolution", int("linear_conv_kernel_dim", in: 1...64, default: 4), unless: 4)
    return out
  }

  /// Attention whose query projection also makes an element-wise output gate.
  mutating func qwenGatedAttention(in width: Int) -> SublayerDraft {
    let headSize = int("head_dim")
    let rope = rope()
    let hasBias = flag("attention_bias", default: false)
    ignore("attn_output_gate", "output_gate_type")
    return AttentionDraft(
      heads: int("num_attention_heads"), kvHeads: int("num_key_value_heads"), headSize: headSize,
      qkNorm: .head,
      gate: .element, hasGateBias: hasBias, hasBias: hasBias, hasOutputBias: hasBias,
      ropeSize: Rope(share: rope.share ?? 0.25).size(of: headSize), isYarn: rope.isYarn
    ).sublayer(in: width)
  }
}
