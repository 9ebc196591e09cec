#!/bin/sh
# transformers 5.24.0 with torch 2.15.0: keys that a config.json may have, and that change nothing in what is built.
#
# - MPT: expansion_ratio 8 still builds a feed-forward of four times the width; no_bias false builds no bias;
#   alibi false and multi-query attention in attn_config build the same slopes and the same projections.
# - tie_word_embeddings true does not tie in Nemotron-H and xLSTM: the head has weights of its own. In Llama it ties.
# - GPT-NeoX-Japanese: the bias of the attention's output exists in the last layer alone.
# - LFM2: intermediate_size is not the width of the feed-forward; two thirds of it, rounded up to 256, are, unless
#   block_auto_adjust_ff_dim is false.
#
# Counts parameters on the meta device, so no weights are made. Needs network for pip and about 6 GB of disk.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet torch==2.15.0 transformers==5.24.0
TRANSFORMERS_VERBOSITY=error "$folder/env/bin/python" -W ignore - <<'PYTHON'
import torch
import transformers
from transformers import CONFIG_MAPPING, AutoModelForCausalLM


def built(model_type, **fields):
    config = CONFIG_MAPPING[model_type].from_dict({"vocab_size": 100, **fields})
    with torch.device("meta"):
        return AutoModelForCausalLM.from_config(config)


def count(model_type, **fields):
    return sum({id(weight): weight.numel() for weight in built(model_type, **fields).parameters()}.values())


def seen(name, value, expected):
    print(f"{name}: {value}")
    assert value == expected, f"{name} was {expected}"


print("transformers", transformers.__version__, "torch", torch.__version__)
mpt = {"d_model": 64, "n_heads": 4, "n_layers": 2, "max_seq_len": 32}
changes = {"expansion_ratio": 8}, {"no_bias": False}, {"attn_config": {"alibi": False, "attn_type": "multiquery_attention"}}
seen("MPT, without and with each key", [count("mpt", **mpt)] + [count("mpt", **mpt, **one) for one in changes], [105024] * 4)
tied = {
    "nemotron_h": {"layers_block_type": ["full_attention", "mlp"], "num_attention_heads": 4, "num_key_value_heads": 2,
                   "head_dim": 16, "hidden_size": 64, "intermediate_size": 64},
    "xlstm": {"hidden_size": 64, "num_hidden_layers": 1, "num_heads": 1},
    "llama": {"hidden_size": 64, "num_hidden_layers": 1, "num_attention_heads": 4, "intermediate_size": 64},
}
for name, expected in (("nemotron_h", 0), ("xlstm", 0), ("llama", 6400)):
    saved = count(name, **tied[name], tie_word_embeddings=False) - count(name, **tied[name], tie_word_embeddings=True)
    seen(f"{name}, parameters saved by tying a head of 6400", saved, expected)
japanese = built("gpt_neox_japanese", hidden_size=64, num_hidden_layers=3, num_attention_heads=4)
names = [name for name, _ in japanese.named_parameters() if name.endswith("dense_bias")]
seen("GPT-NeoX-Japanese of 3 layers", names, ["gpt_neox_japanese.layers.2.attention.dense_bias"])
lfm = built("lfm2", hidden_size=1024, num_hidden_layers=1, num_attention_heads=8, intermediate_size=6000)
widths = [list(weight.shape) for name, weight in lfm.named_parameters() if name.endswith("feed_forward.w1.weight")]
seen("LFM2, intermediate_size 6000", widths, [[4096, 1024]])
PYTHON
