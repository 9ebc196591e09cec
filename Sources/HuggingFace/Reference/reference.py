#!/usr/bin/env python3
"""Writes what the configuration classes of transformers take for a key that is absent, as Swift source.

    pip install transformers==5.24.0
    python3 Sources/HuggingFace/Reference/reference.py

One block per value of `model_type`: its class, then `key=default`, as JSON without spaces. `key?` may be null.
`name>key` is another name of a key (`attribute_map`); `name:type` is an inner configuration and its family.
Keys that decide no shape (sampling, training, numerics) are left out."""
import dataclasses
import json
import pathlib
import re
import textwrap
import typing

import transformers
from transformers.models.auto.configuration_auto import CONFIG_MAPPING
from transformers.models.auto.modeling_auto import MODEL_FOR_CAUSAL_LM_MAPPING_NAMES
from transformers.models.auto.modeling_auto import MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING_NAMES
from transformers.models.auto.modeling_auto import MODEL_FOR_MULTIMODAL_LM_MAPPING_NAMES

INNER = ("text_config", "llm_config", "language_config", "thinker_config")
ALWAYS = {"tie_word_embeddings"}
HARMLESS = re.compile(
    r"^_|_token_id$|_token_ids$|_token_index$|dropout|_pdrop$|_eps$|_epsilon$|^eps$|loss|initializer|init_|_init"
    r"|_dtype$|^(chunkwise|sequence|step)_kernel$|jitter|multiplier|scaling|_scale$|^scale_|temperature|^time_step|^use_cache$|^summary_"
    r"|^vision_|^audio_|^image_|^video_|return_|^chunk_size|^mamba_chunk_size$|^rescale|in_fp32|^norm_topk|^layerdrop|mapping$"
    r"|^output_router|^initial|^attn_implementation|_theta$|^altup_(act|coef|corr)|^hc_(eps|sink|magn)|_clip_thr"
    r"|^keys_to_ignore|^pretraining_tp|^rope_interleave|^use_mamba|mambapy|associative_scan|^swiglu_|^ep_size")


def nullable(annotation):
    return annotation is None or type(None) in typing.get_args(annotation) or "None" in str(annotation)


def default(field):
    if field.default is not dataclasses.MISSING:
        value = field.default
    elif field.default_factory is not dataclasses.MISSING:
        value = field.default_factory()
    else:
        return None
    if isinstance(value, tuple):
        value = list(value)
    try:
        return json.dumps(value, separators=(",", ":"))
    except TypeError:
        return None


def block(model_type, cls):
    base = {field.name for field in dataclasses.fields(transformers.PreTrainedConfig)} - ALWAYS
    words = []
    for field in dataclasses.fields(cls):
        if field.name in base or HARMLESS.search(field.name):
            continue
        value = default(field)
        if value is None or " " in value or "Infinity" in value or value.startswith("{"):
            continue
        words.append(f"{field.name}{'?' if nullable(field.type) else ''}={value}")
    for name, key in sorted((cls.attribute_map or {}).items()):
        if not HARMLESS.search(name):
            words.append(f"{name}>{key}")
    for name in INNER:
        inner = (getattr(cls, "sub_configs", None) or {}).get(name)
        kind = getattr(inner, "model_type", "")
        defaults = {**getattr(cls, "sub_configs_defaults", {}), **getattr(cls, "_resolved_sub_configs", {})}
        kind = kind or getattr(defaults.get(name), "model_type", "")
        if isinstance(kind, str) and kind:
            words.append(f"{name}:{kind}")
    if any(":" in word for word in words):
        words = [word for word in words if ":" in word or word.startswith("tie_word")]
    elif {"type_vocab_size", "encoder_layers", "d_ff"} & {field.name for field in dataclasses.fields(cls)}:
        return ""  # an encoder, or an encoder and a decoder
    elif model_type not in CAUSAL and not model_type.endswith("_text"):
        return ""
    return textwrap.fill(f"@{model_type} {cls.__name__} " + " ".join(words), 110, break_long_words=False,
                         break_on_hyphens=False)


CAUSAL = set(MODEL_FOR_CAUSAL_LM_MAPPING_NAMES)


def main():
    types = CAUSAL | set(MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING_NAMES)
    types |= set(MODEL_FOR_MULTIMODAL_LM_MAPPING_NAMES)
    blocks, queue, seen = [], sorted(types), set()
    while queue:
        model_type = queue.pop(0)
        if model_type in seen or model_type not in CONFIG_MAPPING:
            continue
        seen.add(model_type)
        text = block(model_type, CONFIG_MAPPING[model_type])
        if text:
            blocks.append((model_type, text))
        queue += re.findall(r"\b(?:%s):([\w-]+)" % "|".join(INNER), text)
    blocks.sort()
    # Three files, each short enough to look at.
    size, part, parts = sum(len(text) for _, text in blocks), [], []
    for _, text in blocks:
        part.append(text)
        if sum(map(len, part)) > size / PARTS:
            parts.append(part)
            part = []
    parts.append(part)
    folder = pathlib.Path(__file__).parent
    for index, part in enumerate(parts):
        body = "\n".join(part)
        (folder / f"Reference{index + 1}.swift").write_text(
            f"// Written by reference.py from transformers {transformers.__version__}; do not edit.\n\n"
            f'extension Reference {{\n  static let part{index + 1} = #"""\n'
            + textwrap.indent(body, "    ") + '\n    """#\n}\n')
    print(len(blocks), "classes,", size, "bytes")


PARTS = 4

if __name__ == "__main__":
    main()
