"""What reading and what linking cost a page, side by side in one process: part of `make bench`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StageCost:
    """Milliseconds of processor time a page: of `ingest`, and of all of `nlp` after it."""

    pages: int
    reading: float
    linking: float


def time_stages(paths: Sequence[Path], warm_up: Path) -> StageCost:
    """Read and link every file without OCR, the second time that this process does so.

    The first time, with `warm_up`, loads what is loaded once: words, patterns that are compiled when first needed.
    """
    from ingest.read import read
    from nlp.analyse import analyse

    for path in (warm_up, *paths):
        analyse(read(path, ocr_allowed=False))
    pages, reading, linking = 0, 0.0, 0.0
    for path in paths:
        start = time.process_time()
        text = read(path, ocr_allowed=False)
        between = time.process_time()
        analyse(text)
        reading, linking = reading + between - start, linking + time.process_time() - between
        pages += len(text.pages)
    return StageCost(pages, 1000 * reading / pages, 1000 * linking / pages)
