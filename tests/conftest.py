"""What several tests need: the shared documents, the programs of the machine, and the prepared model."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Closed = Callable[[Path], None]
ROOT = Path(__file__).parent.parent


# A shell that starts the tests in the background has them ignore Ctrl-C, and so would every program that they stop.
signal.signal(signal.SIGINT, signal.default_int_handler)


def _missing(reason: str) -> None:
    """Skip with the reason, except where everything must be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared documents and answer keys, beside the checkout."""
    folder = ROOT.parent / "shared"
    if not (folder / "eval").is_dir():
        _missing("needs the shared documents in ../shared")
    return folder


@pytest.fixture(scope="session")
def tesseract() -> str:
    """The path of Tesseract, with Dutch."""
    program = shutil.which("tesseract")
    if program is None:
        _missing("needs tesseract-ocr and tesseract-ocr-nld")
    return str(program)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        _missing("needs chromium")
    return str(program)


@pytest.fixture(scope="session")
def demonstration() -> Path:
    """The folder with the demonstration PDFs."""
    return ROOT / "corpus" / "pdf"


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Closed]:
    """A function that takes all rights on a folder away; for root, to whom all is open, it is pretended."""
    taken: list[Path] = []
    scan = os.scandir

    def refuse(folder: os.PathLike[str] | str = ".") -> Iterator[os.DirEntry[str]]:
        if Path(folder) in taken:
            raise PermissionError(13, "Permission denied", str(folder))
        return scan(folder)

    def listed(folder: os.PathLike[str] | str = ".") -> list[str]:
        return [entry.name for entry in refuse(folder)]

    def close(folder: Path) -> None:
        folder.chmod(0)
        taken.append(folder)
        if os.geteuid() == 0:
            monkeypatch.setattr(os, "scandir", refuse)
            monkeypatch.setattr(os, "listdir", listed)

    yield close
    for folder in taken:
        folder.chmod(0o755)
