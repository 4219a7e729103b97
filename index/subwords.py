"""The subwords of a text, as the model wants them numbered.

Building a tokenizer of 250,000 pieces takes a second in which nothing else in the process gets a turn. A question has a
few dozen of these pieces; a tokenizer of only those gives the same, in a thousandth of the time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Numbers = Callable[[str], list[int]]


def whole(file: Path) -> Numbers:
    """The tokenizer in `file` (tokenizer.json): from a text to the numbers of its subwords."""
    from tokenizers import Tokenizer

    built = Tokenizer.from_file(str(file))
    return lambda text: list(built.encode(text).ids)


def frugal(file: Path) -> Numbers:
    """The same numbers as `whole`, from a tokenizer made for each text; for a kind it cannot make, `whole` itself."""
    from tokenizers import Tokenizer

    told: dict[str, Any] = json.loads(file.read_bytes())
    model, after = told["model"], told["post_processor"]
    if model["type"] != "Unigram" or after is None or after["type"] != "TemplateProcessing":
        return whole(file)
    vocabulary: list[tuple[str, float]] = model["vocab"]
    number = {piece: n for n, (piece, _) in enumerate(vocabulary)}
    longest = max(map(len, number))
    added = [token["content"] for token in told["added_tokens"]]
    if not all(token in number for token in added):
        return whole(file)
    # the piece that scores least says what an unknown sign costs
    least = min(range(len(vocabulary)), key=lambda n: vocabulary[n][1])
    always = {model["unk_id"], least, *(number[token] for token in added)}
    special = re.compile("|".join(map(re.escape, sorted(added, key=len, reverse=True))) or "(?!)")

    def made(numbers: list[int]) -> Any:
        at = {n: place for place, n in enumerate(numbers)}
        some = {token: {**one, "ids": [at[number[part]] for part in one["tokens"]]}
                for token, one in after["special_tokens"].items()}  # fmt: skip
        parts = {
            "model": {**model, "vocab": [vocabulary[n] for n in numbers], "unk_id": at[model["unk_id"]]},
            "added_tokens": [{**token, "id": at[number[token["content"]]]} for token in told["added_tokens"]],
            "post_processor": {**after, "special_tokens": some},
        }
        return Tokenizer.from_str(json.dumps({**told, **parts}))

    bare = made(sorted(always))

    def runs(text: str) -> Iterator[str]:
        """What is divided into subwords: stretches of the text between special tokens, normalised."""
        for part in special.split(text):
            plain = bare.normalizer.normalize_str(part) if bare.normalizer else part
            divided = bare.pre_tokenizer.pre_tokenize_str(plain) if bare.pre_tokenizer else [(plain, None)]
            yield from (run for run, _ in divided)

    def numbers_of(text: str) -> list[int]:
        found = {
            number[piece]
            for run in runs(text)
            for start in range(len(run))
            for end in range(start + 1, min(len(run), start + longest) + 1)
            if (piece := run[start:end]) in number
        }
        numbers = sorted(always | found)
        return [numbers[place] for place in made(numbers).encode(text).ids]

    return numbers_of
