#!/usr/bin/env python3
"""make.py CONFIG.json... : writes SLUG.tsv with every parameter tensor that transformers 5.24.0 builds from a configuration.

Needs torch and transformers (no weights are loaded); run once when a model is added. A line is a name and a shape.
`{0,3..60}` in a name stands for each of these numbers, so that equal layers and experts are one line.
"""
import json, os, pathlib, re, sys, warnings
warnings.filterwarnings("ignore")
os.environ.update(TRANSFORMERS_VERBOSITY="error", HF_HUB_OFFLINE="1")
import torch
from transformers import CONFIG_MAPPING, AutoModelForCausalLM


def tensors(fields):
    # How positions are stretched decides no shape, and fixtures hold only what does.
    fields = {key: value for key, value in fields.items() if key not in ("rope_scaling", "rope_parameters")}
    # Kimi K2's published code is DeepSeek V3's.
    kind = {"kimi_k2": "deepseek_v3"}.get(fields["model_type"], fields["model_type"])
    config = CONFIG_MAPPING[kind].from_dict(fields | {"model_type": kind})
    if getattr(config, "sub_configs", None) and hasattr(config, "text_config"):
        config = config.get_text_config()
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config)
    seen = set()
    for name, tensor in model.named_parameters():
        if id(tensor) not in seen:
            yield name, tuple(tensor.shape)
        seen.add(id(tensor))


def spans(numbers):
    """[0, 1, 2, 5] is "0..2,5"."""
    parts = []
    for number in numbers:
        if parts and parts[-1][1] == number - 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ",".join(str(a) if a == b else f"{a}..{b}" for a, b in parts)


def folded(pairs):
    """Numbers from the last to the first become ranges where all else is equal."""
    rows = dict(pairs)
    depth = max((len(re.findall(r"\.\d+(?=\.)", name)) for name in rows), default=0)
    for _ in range(depth):
        groups, order = {}, []
        for name, shape in rows.items():
            numbers = [m for m in re.finditer(r"\.(\d+)(?=\.)", name)]
            if not numbers:
                order.append((name, shape, None)); continue
            last = numbers[-1]
            key = (name[:last.start()], name[last.end():], shape)
            if key not in groups:
                groups[key] = []; order.append((name, shape, key))
            groups[key].append(int(last.group(1)))
        rows = {}
        for name, shape, key in order:
            if key is None:
                rows[name] = shape; continue
            rows[f"{key[0]}.{{{spans(sorted(groups[key]))}}}{key[1]}"] = shape
    return rows


for path in map(pathlib.Path, sys.argv[1:]):
    target = pathlib.Path(__file__).with_name(path.stem + ".tsv")
    try:
        rows = folded(tensors(json.loads(path.read_text())))
    except Exception as problem:
        print(f"{path.stem}: {type(problem).__name__}: {str(problem)[:120]}")
        continue
    target.write_text("".join(f"{name}\t{' '.join(map(str, shape))}\n" for name, shape in rows.items()))
    print(path.stem, len(rows), "lines")
