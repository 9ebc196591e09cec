"""`gallery verify` against files that PyPI's safetensors and gguf write: thirteen architectures at small sizes."""
import json
import os
import pathlib
import re
import struct
import subprocess

import gguf
import numpy
import pytest
from safetensors.numpy import save_file

ROOT = pathlib.Path(__file__).resolve().parents[2]
GALLERY = pathlib.Path(os.environ.get("GALLERY", ROOT / ".build/debug/gallery"))
SMALL = ROOT / "Tests/CheckpointTests/Small"
ARCHITECTURES = sorted(path.stem for path in SMALL.glob("*.json"))


def names(pattern):
    """`a.{0,2..3}` is a.0, a.2 and a.3."""
    found = re.search(r"\{([^}]*)\}", pattern)
    if not found:
        return [pattern]
    numbers = []
    for span in found.group(1).split(","):
        ends = [int(end) for end in span.split("..")]
        numbers += range(ends[0], ends[-1] + 1)
    return [name for number in numbers for name in names(f"{pattern[:found.start()]}{number}{pattern[found.end():]}")]


def model(architecture):
    facts = json.loads((SMALL / f"{architecture}.json").read_text())
    tensors = {name: tuple(shape) for pattern, shape in facts["tensors"].items() for name in names(pattern)}
    return facts["config"], tensors


def zeros(tensors, kind=numpy.float16):
    return {name: numpy.zeros(shape, kind) for name, shape in tensors.items()}


def folder(path, config, *shards, index=True):
    """A folder as publishers lay it out: configuration, files of weights, and the index of several files."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "config.json").write_text(json.dumps(config))
    if len(shards) == 1:
        save_file(shards[0], path / "model.safetensors")
        return path
    weight_map = {}
    for number, shard in enumerate(shards, 1):
        file = f"model-{number:05}-of-{len(shards):05}.safetensors"
        save_file(shard, path / file)
        weight_map |= dict.fromkeys(shard, file)
    if index:
        (path / "model.safetensors.index.json").write_text(json.dumps({"metadata": {}, "weight_map": weight_map}))
    return path


def verify(*arguments):
    return subprocess.run([GALLERY, "verify", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=60)


def expect(end, code, *words):
    assert end.returncode == code, end.stdout + end.stderr
    for word in words:
        assert word in end.stdout + end.stderr, end.stdout + end.stderr


def test_ten_architectures_and_more_are_described():
    assert len(ARCHITECTURES) >= 10


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_folder_agrees_with_its_configuration(architecture, tmp_path):
    config, tensors = model(architecture)
    end = verify(folder(tmp_path / architecture, config, zeros(tensors)), "--format", "json")
    expect(end, 0)
    found = json.loads(end.stdout)
    buffers = sum(numpy.prod(shape) for name, shape in tensors.items() if "correction_bias" in name)
    assert found["reconciled"] and found["used"] == sum(numpy.prod(s) for s in tensors.values()) - buffers


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_one_wrong_width_is_named(architecture, tmp_path):
    config, tensors = model(architecture)
    arrays = zeros(tensors)
    layer = next(name for name in tensors if re.search(r"\.(layers|h)\.2\.", name) and len(tensors[name]) == 2)
    arrays[layer] = numpy.zeros((tensors[layer][0] + 13, tensors[layer][1]), numpy.float16)
    # Files that join matrices or experts have no counterparts by shape: there the layer is certain, the tensor is not.
    named = [] if architecture in ("gpt2", "gpt_oss") else [layer]
    expect(verify(folder(tmp_path / "m", config, arrays)), 1, *named, "layer 3", "stored")


def test_a_missing_tensor_is_named(tmp_path):
    config, tensors = model("llama")
    arrays = zeros(tensors)
    del arrays["model.norm.weight"]
    expect(verify(folder(tmp_path / "m", config, arrays)), 1, "final_norm.weight [64]")


def test_shards_and_their_index(tmp_path):
    config, tensors = model("qwen3_moe")
    arrays = zeros(tensors)
    half = {name: arrays[name] for name in list(arrays)[::2]}
    rest = {name: arrays[name] for name in arrays if name not in half}
    path = folder(tmp_path / "m", config, half, rest)
    expect(verify(path), 0, "in 2 files", "Reconciled")
    expect(verify(path / "config.json", path / "model.safetensors.index.json"), 0, "Reconciled")
    index = json.loads((path / "model.safetensors.index.json").read_text())
    index["weight_map"]["lost.weight"] = "model-00001-of-00002.safetensors"
    (path / "model.safetensors.index.json").write_text(json.dumps(index))
    expect(verify(path), 1, "lost.weight")
    (path / "model-00002-of-00002.safetensors").unlink()
    expect(verify(path), 2, "model-00002-of-00002.safetensors", "No such file")


def test_float8_with_scales(tmp_path):
    config, tensors = model("deepseek_v3")
    arrays = zeros(tensors)
    header, data = {}, b""
    for name, array in arrays.items():
        is_packed = array.ndim == 2 and "layers" in name and "gate.weight" not in name
        entries = [(name, "F8_E4M3", array.shape, array.size)] if is_packed else [(name, "F16", array.shape, array.size * 2)]
        if is_packed:
            entries.append((name + "_scale_inv", "F32", (1, 1), 4))
        for entry, kind, shape, size in entries:
            header[entry] = {"dtype": kind, "shape": list(shape), "data_offsets": [len(data), len(data) + size]}
            data += bytes(size)
    path = folder(tmp_path / "m", config, arrays)
    raw = json.dumps(header).encode()
    (path / "model.safetensors").write_bytes(struct.pack("<Q", len(raw)) + raw + data)
    expect(verify(path), 0, "Reconciled", "FP8")


def test_mxfp4_blocks(tmp_path):
    config, tensors = model("gpt_oss")
    arrays = {}
    for name, shape in tensors.items():
        if name.endswith(("experts.gate_up_proj", "experts.down_proj")):
            experts, inputs, outputs = shape
            arrays[name + "_blocks"] = numpy.zeros((experts, outputs, inputs // 32, 16), numpy.uint8)
            arrays[name + "_scales"] = numpy.zeros((experts, outputs, inputs // 32), numpy.uint8)
        else:
            arrays[name] = numpy.zeros(shape, numpy.float16)
    expect(verify(folder(tmp_path / "m", config, arrays)), 0, "Reconciled", "MXFP4")


@pytest.mark.parametrize("form", ["GPTQ", "AWQ"])
def test_words_of_four_bits(form, tmp_path):
    config, tensors = model("qwen3")
    arrays = {}
    for name, shape in tensors.items():
        if len(shape) < 2 or "layers" not in name:
            arrays[name] = numpy.zeros(shape, numpy.float16)
            continue
        stem, (outputs, inputs) = name.removesuffix(".weight"), shape
        packed = (inputs // 8, outputs) if form == "GPTQ" else (inputs, outputs // 8)
        arrays[stem + ".qweight"] = numpy.zeros(packed, numpy.int32)
        arrays[stem + ".qzeros"] = numpy.zeros((1, outputs // 8), numpy.int32)
        arrays[stem + ".scales"] = numpy.zeros((1, outputs), numpy.float16)
        if form == "GPTQ":
            arrays[stem + ".g_idx"] = numpy.zeros(inputs, numpy.int32)
    expect(verify(folder(tmp_path / "m", config, arrays)), 0, "Reconciled", form)


def test_a_tied_head_stored_again_and_modules_beside_the_core(tmp_path):
    config, tensors = model("gemma2")
    arrays = zeros(tensors)
    arrays["lm_head.weight"] = arrays["model.embed_tokens.weight"]
    arrays["visual.patch_embed.proj.weight"] = numpy.zeros((8, 3), numpy.float16)
    arrays["mtp.fc.weight"] = numpy.zeros((64, 128), numpy.float16)
    found = json.loads(verify(folder(tmp_path / "m", config, arrays), "--format", "json").stdout)
    assert found["reconciled"] and found["repeatedHead"] == 256 * 64
    assert found["towers"] == 24 and found["prediction"] == 64 * 128


GGUF_NAMES = {
    "model.embed_tokens.weight": "token_embd.weight", "model.norm.weight": "output_norm.weight",
    "lm_head.weight": "output.weight", "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm",
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output", "self_attn.q_norm": "attn_q_norm", "self_attn.k_norm": "attn_k_norm",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
}


def write_gguf(path, architecture, config, tensors):
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_embedding_length(config["hidden_size"])
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_head_count_kv(config["num_key_value_heads"])
    if "head_dim" in config:
        writer.add_key_length(config["head_dim"])
    writer.add_token_list([f"t{number}" for number in range(config["vocab_size"])])
    for name, shape in tensors.items():
        for ours, theirs in GGUF_NAMES.items():
            name = name.replace(ours, theirs)
        name = name.replace("model.layers.", "blk.")
        array = numpy.zeros(shape, numpy.float32)
        is_packed = len(shape) == 2
        writer.add_tensor(
            name, gguf.quants.quantize(array, gguf.GGMLQuantizationType.Q8_0) if is_packed else array,
            raw_dtype=gguf.GGMLQuantizationType.Q8_0 if is_packed else None)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


@pytest.mark.parametrize("architecture", ["llama", "qwen2", "qwen3"])
def test_gguf_is_read_as_model_and_as_weights(architecture, tmp_path):
    config, tensors = model(architecture)
    path = tmp_path / f"{architecture}.gguf"
    write_gguf(path, architecture, config, tensors)
    expect(verify(path), 0, "Reconciled", "GGUF blocks")
    (tmp_path / "config.json").write_text(json.dumps(config))
    expect(verify(tmp_path / "config.json", path), 0, "Reconciled")
    shown = subprocess.run([GALLERY, "inspect", str(path)], cwd=ROOT, capture_output=True, text=True)
    assert shown.returncode == 0 and "Parameters" in shown.stdout, shown.stderr


def test_a_model_of_the_collection_against_another_models_weights(tmp_path):
    config, tensors = model("qwen3")
    expect(verify("qwen3-0.6b", folder(tmp_path / "m", config, zeros(tensors))), 1, "embedding", "stored")


def test_two_thousand_files(tmp_path):
    config, tensors = model("mixtral")
    arrays = zeros(tensors)
    shards = [dict([item]) for item in arrays.items()] + [
        {f"visual.blocks.{n}.weight": numpy.zeros(1, numpy.float16)} for n in range(2_000 - len(arrays))]
    path = folder(tmp_path / "m", config, *shards)
    expect(verify(path), 0, "2,000 files", "Reconciled")


@pytest.mark.parametrize("name, content, words", [
    ("empty", b"", "eight bytes"),
    ("huge", struct.pack("<Q", 2**63) + b"{}", "at most"),
    ("cut", struct.pack("<Q", 5_000) + b"{}", "cut off"),
    ("control", struct.pack("<Q", 13) + b'{"\\u001b[31m"}', "missing here"),
])
def test_hostile_files_are_one_sentence(name, content, words, tmp_path):
    config, _ = model("llama")
    (tmp_path / "config.json").write_text(json.dumps(config))
    (tmp_path / "model.safetensors").write_bytes(content)
    end = verify(tmp_path)
    expect(end, 1, words, "[")
    assert "\x1b" not in end.stdout + end.stderr


def test_a_pipe_is_not_read_as_weights(tmp_path):
    os.mkfifo(tmp_path / "model.safetensors")
    config, _ = model("llama")
    (tmp_path / "config.json").write_text(json.dumps(config))
    expect(verify(tmp_path), 2, "not a regular file")
