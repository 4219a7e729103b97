"""Pages that OCR has read, kept in a folder until their whole file is read: an interrupted scan goes on where it was.

A page is kept under the content of its file and under all that its reading depends on, so that other settings, another
Tesseract or newer code never get an older answer: `FOLDER/<sha-256>/<version>-<identity>/<number>.page`. What waits for
a file that never comes back is thrown away after `DAYS_KEPT` days.
"""

from __future__ import annotations

import logging
import pickle
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus.model import READING_VERSION
from ingest.page import RawPage

log = logging.getLogger(__name__)

# A long scan is taken up again after a weekend or a holiday; who has not come back by then has forgotten it.
DAYS_KEPT = 30
_CONTENT = re.compile(r"[0-9a-f]{64}")
_DAY = 86_400.0


def find_or_recognise(folder: Path | None, digest: str, number: int, recognise: Callable[[], RawPage]) -> RawPage:
    """Page `number` of the file with this `digest`: as it was kept in `folder`, else by `recognise`, and kept then.

    Without a folder nothing is kept. A folder that takes nothing costs no page: it is told in the log.
    """
    if folder is None:
        return recognise()
    kept = folder / digest / _reading() / f"{number}.page"
    found = _load(kept)
    if found is not None:
        return found
    page = recognise()
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as fresh:
            fresh.write(pickle.dumps(page, protocol=pickle.HIGHEST_PROTOCOL))
        Path(fresh.name).replace(kept)
    except OSError as error:
        log.warning("pagina %d: herkende tekst kon niet bewaard worden (%s)", number, error)
    return page


def forget(folder: Path, digest: str) -> None:
    """Throw away what was kept of the file with this `digest`: it is read, or is no longer wanted."""
    shutil.rmtree(folder / digest, ignore_errors=True)


def forget_old(folder: Path, now: float | None = None) -> None:
    """Throw away what no page came to in the last `DAYS_KEPT` days before `now` (seconds since 1970), and what has no
    place here: folders of an older version."""
    last = (time.time() if now is None else now) - DAYS_KEPT * _DAY
    for kept in folder.glob("*"):
        times = [p.stat().st_mtime for p in (kept, *kept.glob("*"))]
        if max(times) < last or not _CONTENT.fullmatch(kept.name):
            shutil.rmtree(kept, ignore_errors=True)


def _reading() -> str:
    """All that the reading of a page depends on, apart from the page itself."""
    from ingest import ocr  # loads OpenCV, which a born-digital file never needs

    return f"{READING_VERSION}-{ocr.identity()}"


def _load(kept: Path) -> RawPage | None:
    """A page that was kept, None where it was not or is damaged."""
    try:
        page = pickle.loads(kept.read_bytes())
    except FileNotFoundError:
        return None
    # what an older version kept of a value that is made otherwise now is an attribute or a type that it has not
    except (OSError, EOFError, AttributeError, TypeError, pickle.UnpicklingError) as error:
        log.info("%s: bewaarde herkenning is onleesbaar (%s)", kept.name, error)
        return None
    return page if isinstance(page, RawPage) else None
