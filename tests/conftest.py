"""What several tests need: the shared documents, the programs of the machine, and the prepared model."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


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
