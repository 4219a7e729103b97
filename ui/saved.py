"""Saved searches: questions that people come back to, and which documents they had when somebody last looked.

They stand in one small file beside the catalogue, the same for everybody who uses this data folder.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from corpus.errors import AdviesspoorError

FILE = "zoekvragen.json"  # in the data folder


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A question with its filters, as its address has them; `known` are the documents there were at the last look."""

    name: str
    state: dict[str, str]
    known: frozenset[str]  # the first twelve characters of their SHA-256


_LIST: TypeAdapter[list[SavedSearch]] = TypeAdapter(list[SavedSearch])


def saved_searches(data: Path) -> list[SavedSearch]:
    """The saved searches, in the order of saving. Raises AdviesspoorError when their file cannot be read."""
    try:
        return _LIST.validate_json((data / FILE).read_bytes())
    except FileNotFoundError:
        return []
    except (OSError, ValidationError) as error:
        raise AdviesspoorError(f"De bewaarde zoekvragen in {data / FILE} kunnen niet gelezen worden.") from error


def save_search(data: Path, name: str, state: Mapping[str, str], documents: Collection[str]) -> None:
    """Keep the question `state`, or note that it was looked at now, with the SHA-256s of all documents there are.

    Raises AdviesspoorError when it cannot be written.
    """
    now = SavedSearch(name, dict(state), frozenset(sha256[:12] for sha256 in documents))

    def changed(before: list[SavedSearch]) -> list[SavedSearch]:
        if any(s.state == now.state for s in before):
            return [now if s.state == now.state else s for s in before]
        return [*before, now]

    _change(data, changed)


def forget_search(data: Path, state: Mapping[str, str]) -> None:
    """Keep the question `state` no longer. Raises AdviesspoorError when that cannot be written."""
    _change(data, lambda before: [s for s in before if s.state != dict(state)])


def _change(data: Path, changed: Callable[[list[SavedSearch]], list[SavedSearch]]) -> None:
    path = data / FILE
    try:
        with FileLock(path.with_suffix(".lock"), timeout=10):
            fresh = path.with_suffix(".new")
            fresh.write_bytes(_LIST.dump_json(changed(saved_searches(data)), indent=1))
            fresh.replace(path)
    except (OSError, Timeout) as error:
        raise AdviesspoorError(f"De zoekvraag kan niet bewaard worden in {path}.") from error
