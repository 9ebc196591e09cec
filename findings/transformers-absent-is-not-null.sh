#!/bin/sh
# transformers 5.24.0: a key that is absent from config.json and one that is null mean different things, and what each
# means depends on the class, not on the key.
#
# - num_key_value_heads absent is 8 in Mistral (grouped) and one per head in Llama; null is refused by Mistral and is
#   one per head in Llama. A reader that takes "absent" for "as many as heads" makes Mistral's cache four times too big.
# - sliding_window absent is a window of 4,096 tokens in Mistral; the published 7B v0.2 and later say null to have none.
# - q_lora_rank absent is a query latent of 1,536 in DeepSeek V3; null is no latent at all.
# - max_window_layers absent is 28 in Qwen 3, whatever the depth: the same switches give a model of 24 layers no window
#   and one of 36 layers eight.
#
# Needs network for pip; prints what it saw and fails if any of it changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet transformers==5.24.0
TRANSFORMERS_VERBOSITY=error "$folder/env/bin/python" - <<'PYTHON'
import transformers
from transformers import DeepseekV3Config, LlamaConfig, MistralConfig, Qwen3Config


def seen(name, value, expected):
    print(f"{name}: {value}")
    assert value == expected, f"{name} was {expected}"


def refused(config, fields):
    try:
        config.from_dict(fields)
    except Exception as error:
        return type(error).__name__
    return "accepted"


print("transformers", transformers.__version__)
heads = {"hidden_size": 512, "num_attention_heads": 16}
null = {**heads, "num_key_value_heads": None}
seen("Mistral, num_key_value_heads absent", MistralConfig.from_dict(dict(heads)).num_key_value_heads, 8)
seen("Mistral, num_key_value_heads null", refused(MistralConfig, dict(null)), "StrictDataclassFieldValidationError")
seen("Llama, num_key_value_heads absent", LlamaConfig.from_dict(dict(heads)).num_key_value_heads, 16)
seen("Llama, num_key_value_heads null", LlamaConfig.from_dict(dict(null)).num_key_value_heads, 16)
seen("Mistral, sliding_window absent", MistralConfig.from_dict({}).sliding_window, 4096)
seen("DeepSeek V3, q_lora_rank absent", DeepseekV3Config.from_dict({}).q_lora_rank, 1536)
seen("DeepSeek V3, q_lora_rank null", DeepseekV3Config.from_dict({"q_lora_rank": None}).q_lora_rank, None)
for layers, windows in ((24, 0), (36, 8)):
    config = Qwen3Config.from_dict({"num_hidden_layers": layers, "use_sliding_window": True, "sliding_window": 64})
    seen(f"Qwen 3 of {layers} layers, windows on", config.layer_types.count("sliding_attention"), windows)
PYTHON
