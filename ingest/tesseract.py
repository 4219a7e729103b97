"""Tesseract: what of it is installed, and what it sees on a picture: words, lines with their base line, digits."""

from __future__ import annotations

import io
import logging
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from xml.etree import ElementTree

import cv2
import numpy as np
from PIL import Image

from corpus.errors import AdviesspoorError
from corpus.model import Category
from ingest.page import Word
from ingest.sheet import Grey

log = logging.getLogger(__name__)

# Seconds after which Tesseract is stopped.
TIME_LIMIT = 120
# A word of which Tesseract is less sure than this (0 to 1) may be anything.
DOUBTFUL = 0.5
_TITLE = re.compile(r"(\w+) (-?[\d.]+(?: -?[\d.]+)*)")


# --- what is installed ------------------------------------------------------------------------------------------------


@cache
def languages() -> frozenset[str]:
    """The languages that Tesseract can read here, by its own codes ("nld"); none where it is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    return frozenset(line.strip() for line in listed.stdout.splitlines()[1:] if line.strip())


# --- recognition ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as Tesseract gives it: text, pixels (x0, top, x1, bottom), confidence between 0 and 1."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: float


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line as Tesseract gives it: its base line is `base + slope * x`, its `size` goes from ascender to descender."""

    words: tuple[Seen, ...]
    base: float
    slope: float
    size: float

    def at(self, x: float) -> float:
        """How far down the base line stands at `x`."""
        return self.base + self.slope * x


def run(picture: bytes, dpi: int, arguments: Sequence[str]) -> str:
    """Tesseract's output for a picture file (PGM, or TIFF for several at once).

    Raises AdviesspoorError: NO_OCR where it is not installed, TOO_SLOW after two minutes, INTERNAL where it fails.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise AdviesspoorError("Om scans te lezen is Tesseract nodig.", Category.NO_OCR)
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "--dpi", str(dpi), *arguments],
            input=picture,
            capture_output=True,
            timeout=TIME_LIMIT,
            # threads of its own make it slower, the pages are spread over processes already
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise AdviesspoorError("Het herkennen van een pagina duurde te lang.", Category.TOO_SLOW) from error
    if done.returncode != 0:
        log.info("Tesseract: %s", done.stderr.decode(errors="replace").strip()[-300:])
        raise AdviesspoorError("Tesseract kon het beeld niet herkennen.", Category.INTERNAL)
    return done.stdout.decode("utf-8", errors="replace")


def _picture(grey: Grey) -> bytes:
    return f"P5 {grey.shape[1]} {grey.shape[0]} 255\n".encode() + np.ascontiguousarray(grey).tobytes()


def lines_on(grey: Grey, dpi: int, wanted: Sequence[str], mode: int = 3) -> list[SeenLine]:
    """The lines on a picture, in Tesseract's order."""
    page = run(_picture(grey), dpi, ["-l", "+".join(wanted), "--psm", str(mode), "hocr"])
    root = ElementTree.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", page))
    lines = []
    for element in root.iter():
        if element.get("class") not in ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"):
            continue
        about = _about(element)
        x0, _, _, bottom = about["bbox"]
        slope, offset = about.get("baseline", [0.0, 0.0])
        words = _words_of(element)
        if words:
            size = about.get("x_size", [float(max(w.bottom - w.top for w in words))])[0]
            lines.append(SeenLine(tuple(words), bottom + offset - slope * x0, slope, size))
    return lines


def _words_of(element: ElementTree.Element) -> list[Seen]:
    words = []
    for child in element.iter():
        text = "".join(child.itertext()).strip()
        if child.get("class") == "ocrx_word" and text:
            about = _about(child)
            x0, top, x1, bottom = (int(v) for v in about["bbox"])
            words.append(Seen(text, x0, top, x1, bottom, about.get("x_wconf", [0.0])[0] / 100))
    return words


def _about(element: ElementTree.Element) -> dict[str, list[float]]:
    """What Tesseract says about a line or word: {"bbox": [36, 92, 618, 361], "x_wconf": [96]}."""
    return {k: [float(x) for x in v.split()] for k, v in _TITLE.findall(element.get("title") or "")}


def quarter_turns(grey: Grey, dpi: int) -> int:
    """By how many quarters, clockwise, a picture must be turned for its text to stand upright; 0 where none tells."""
    try:
        found = run(_picture(grey), dpi, ["-l", "osd", "--psm", "0"])
    except AdviesspoorError as error:
        if error.category is Category.INTERNAL:  # too few characters to tell
            return 0
        raise
    m = re.search(r"Rotate: (\d+)", found)
    return int(m[1]) // 90 if m else 0


def read_digits(pictures: Sequence[Grey]) -> list[tuple[str, float]]:
    """The digits on each picture with their confidence ("" and 0 for none), in one run of Tesseract."""
    stack = io.BytesIO()
    first, *others = (Image.fromarray(p) for p in pictures)
    first.save(stack, "TIFF", save_all=True, append_images=others)
    arguments = ["-l", "nld", "--psm", "13", "-c", "tessedit_char_whitelist=0123456789", "tsv"]
    found: dict[int, tuple[str, float]] = {}
    for fields in (line.split("\t") for line in run(stack.getvalue(), 300, arguments).splitlines()[1:]):
        if len(fields) == 12 and fields[0] == "5":
            text, confidence = found.get(int(fields[1]), ("", 1.0))
            found[int(fields[1])] = text + fields[11].strip(), min(confidence, float(fields[10]) / 100)
    return [found.get(number, ("", 0.0)) for number in range(1, len(pictures) + 1)]


def framed(crop: Grey, scale: float) -> Grey:
    """A piece of a picture enlarged, with white around it: how Tesseract reads a few digits best."""
    large = cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.copyMakeBorder(large, 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=255), dtype=np.uint8)


# --- lines and their type size ----------------------------------------------------------------------------------------


def side_by_side(lines: Sequence[SeenLine]) -> list[list[SeenLine]]:
    """Lines that stand on one base line (columns, numbers before a text) together."""
    groups: list[list[SeenLine]] = []
    for line in sorted(lines, key=lambda x: x.at(x.words[0].x0)):
        x0, x1 = line.words[0].x0, line.words[-1].x1
        for group in groups[-4:]:
            same = all(abs(o.at(x0) - line.at(x0)) < 0.3 * min(o.size, line.size) for o in group)
            apart = all(x1 <= o.words[0].x0 + 2 or x0 >= o.words[-1].x1 - 2 for o in group)
            if same and apart:
                group.append(line)
                break
        else:
            groups.append([line])
    return groups


LETTERS = re.compile(r"[^\W_]{2}")
HANG, _RISE = re.compile(r"[gjpqyç,;()|]"), re.compile(r"[A-ZÀ-Þbdfhklt\d()!?ij|é-ï]")
# How much of the height from ascender to descender a word takes, by whether it has signs that rise and that hang.
_SHARE_OF_SIZE = {(True, True): 1.0, (True, False): 0.79, (False, True): 0.77, (False, False): 0.56}


def type_size(line: SeenLine) -> float:
    """The height from ascender to descender in pixels.

    Tesseract takes it too large in short lines and in lines of capitals or digits; there the words themselves tell.
    """
    words = [w for w in line.words if LETTERS.search(w.text)]
    if not words:
        return line.size
    seen = median(heights(words))
    return seen if seen < 0.8 * line.size else line.size


def heights(words: Sequence[Seen]) -> list[float]:
    """The height from ascender to descender, in pixels, that each word tells which has letters."""
    words = [w for w in words if LETTERS.search(w.text)]
    capitals = all(w.text.isupper() for w in words)
    shares = [
        0.76 if capitals else _SHARE_OF_SIZE[bool(_RISE.search(w.text)), bool(HANG.search(w.text))] for w in words
    ]
    return [(w.bottom - w.top) / share for w, share in zip(words, shares, strict=True)]


def settled_sizes(words: Iterable[Word]) -> dict[float, float]:
    """Type sizes in points, each with the most usual one on the page from which it differs by chance only."""
    usual: Counter[float] = Counter()
    for word in words:
        usual[word.size] += len(word.text)
    settled: dict[float, float] = {}
    for size, _ in usual.most_common():
        settled[size] = next((s for s in settled.values() if abs(s - size) < 0.06 * s), size)
    return settled
