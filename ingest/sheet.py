"""The picture of a page made ready for recognition: clean, upright, large enough, without rules and rows of dots.

What is taken out of it is told: rules, uprights and rows of dots.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from corpus.model import Box
from ingest import strokes
from ingest.limits import MOST_RENDERED

# The resolution for pages that are no plain scan; a scan is best rendered at its own (`ocr.resolution`).
DPI = 300
# Below this the picture is enlarged to DPI and sharpened a little; above it, enlarging makes recognition worse.
LOW_DPI = 170
# What Tesseract takes for the least; a page that is a kilometre wide has less.
LEAST_DPI = 70
# Degrees by which a page may lean: Tesseract copes with less than the first, more than the second is no scan's lean.
LEAST_SKEW, MOST_SKEW = 0.5, 6.0

Grey = NDArray[np.uint8]
Pixels = tuple[int, int, int, int]  # x0, top, x1, bottom


@dataclass(slots=True)
class Sheet:
    """A cleaned picture: grey, its ink (1 where there is some), its dpi, and the way back to points on the page."""

    grey: Grey
    ink: Grey
    dpi: int
    back: NDArray[np.float64]  # 2x3: pixels of `grey` to points

    def drawn(self) -> strokes.Picture:
        return strokes.Picture(strokes.ink_of(self.grey), self.to_pixels(), self.dpi / 72)

    def to_pixels(self) -> NDArray[np.float64]:
        """The way from points on the page to pixels (2x3)."""
        return np.asarray(cv2.invertAffineTransform(self.back), dtype=np.float64)

    def place(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        corners = np.array([[x0, top, 1], [x1, top, 1], [x0, bottom, 1], [x1, bottom, 1]]) @ self.back.T
        (a, b), (c, d) = corners.min(axis=0), corners.max(axis=0)
        return Box(round(float(a), 2), round(float(b), 2), round(float(c), 2), round(float(d), 2))


def prepare(grey: Grey, width: float, height: float) -> Sheet:
    """The picture without shadows and specks, upright and at a resolution that Tesseract likes."""
    rows, columns = grey.shape
    dpi = columns / (width / 72)
    grey = _even(grey)
    if dpi >= LOW_DPI:
        grey = _without_specks(grey, dpi)
    scale = min(DPI / dpi, (MOST_RENDERED / grey.size) ** 0.5) if dpi < LOW_DPI else 1.0
    angle = _skew(grey)
    matrix = cv2.getRotationMatrix2D((columns / 2, rows / 2), angle if abs(angle) >= LEAST_SKEW else 0.0, 1.0) * scale
    if scale != 1.0 or abs(angle) >= LEAST_SKEW:
        size = round(columns * scale), round(rows * scale)
        turned = cv2.warpAffine(
            grey, matrix, size, flags=cv2.INTER_LANCZOS4, borderMode=cv2.BORDER_CONSTANT, borderValue=255
        )
        if scale != 1.0:
            turned = cv2.addWeighted(turned, 1.5, cv2.GaussianBlur(turned, (0, 0), 3), -0.5, 0)
        grey = np.asarray(turned, dtype=np.uint8)
    _, ink = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    to_points = np.array([[width / columns, 0, 0], [0, height / rows, 0]])
    inverse = np.vstack([cv2.invertAffineTransform(matrix), [0, 0, 1]])
    return Sheet(grey, ink.astype(np.uint8), max(LEAST_DPI, round(dpi * scale)), to_points @ inverse)


def _even(grey: Grey) -> Grey:
    """The picture with its background made white, where shadows or yellowed paper make it uneven."""
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    if int(np.percentile(paper, 95)) - int(np.percentile(paper, 3)) < 30:
        return grey
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, paper, scale=255), dtype=np.uint8)


def _without_specks(grey: Grey, dpi: float) -> Grey:
    """The picture without spots smaller than the dot on an i."""
    most = 4 * (dpi / 200) ** 2
    ink = (grey < 200).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    small = stats[:, cv2.CC_STAT_AREA] <= most
    small[0] = False
    specks = small[labels]
    around = cv2.dilate(specks.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool) & ~((ink > 0) & ~specks)
    cleaned = grey.copy()
    cleaned[around] = 255
    return cleaned


def _skew(grey: Grey) -> float:
    """The angle in degrees by which the picture must be turned for its lines to lie level."""
    scale = min(1.0, 1000 / grey.shape[1])
    dark = 255 - cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    rows, columns = dark.shape

    def sharpness(angle: float) -> float:
        turned = cv2.warpAffine(dark, cv2.getRotationMatrix2D((columns / 2, rows / 2), angle, 1), (columns, rows))
        profile = turned.sum(axis=1, dtype=np.float64)
        return float(((profile[1:] - profile[:-1]) ** 2).sum())

    best = max(np.arange(-MOST_SKEW, MOST_SKEW + 0.1, 0.5), key=sharpness)
    best = max(np.arange(best - 0.4, best + 0.41, 0.1), key=sharpness)
    return float(best)


def take_leaders(sheet: Sheet) -> list[Pixels]:
    """Rows of dots that lead to a page number, in pixels; taken out of the picture, for they read as letters."""
    inch = sheet.dpi
    count, labels, stats, _ = cv2.connectedComponentsWithStats(sheet.ink, connectivity=8)
    low = (stats[:, cv2.CC_STAT_HEIGHT] <= max(3, 0.035 * inch)) & (stats[:, cv2.CC_STAT_WIDTH] <= 3 * inch)
    low[0] = False
    dots = low[labels].astype(np.uint8)
    rows = cv2.morphologyEx(dots, cv2.MORPH_CLOSE, np.ones((1, max(5, round(0.11 * inch))), np.uint8))
    rows_count, row_of, shapes, _ = cv2.connectedComponentsWithStats(rows, connectivity=8)
    middles = stats[:, :2] + stats[:, 2:4] // 2
    pieces = Counter(int(row_of[middles[k][1], middles[k][0]]) for k in range(1, count) if low[k])
    found = []
    for k in range(1, rows_count):
        x, y, w, h = (int(v) for v in shapes[k][:4])
        if w >= 0.4 * inch and h <= 0.06 * inch and pieces[k] >= 8:
            found.append((x, y, x + w, y + h))
            sheet.grey[max(0, y - 2) : y + h + 2, max(0, x - 1) : x + w + 1] = 255
            sheet.ink[max(0, y - 2) : y + h + 2, max(0, x - 1) : x + w + 1] = 0
    return found


def take_rules(sheet: Sheet) -> list[Pixels]:
    """Horizontal rules in pixels (x0, top, x1, bottom); they are taken out of the picture."""
    inch = sheet.dpi
    found = []
    level = cv2.morphologyEx(sheet.ink, cv2.MORPH_OPEN, np.ones((1, max(10, inch // 4)), np.uint8))
    # a rule that leans a little comes in stretches, each a pixel higher
    level = cv2.dilate(level, np.ones((3, max(3, inch // 40)), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(level, connectivity=8)
    for x, y, w, h, _area in stats[1:count]:
        if w >= inch // 2 and h <= inch // 12 and w > 15 * h / 2 and _stands_alone(sheet.ink, x, y, w, h):
            found.append((int(x), int(y), int(x + w), int(y + h)))
    for x0, top, x1, bottom in found:
        sheet.grey[max(0, top - 1) : bottom + 1, x0:x1] = 255
        sheet.ink[max(0, top - 1) : bottom + 1, x0:x1] = 0
    return found


def take_uprights(sheet: Sheet) -> list[Pixels]:
    """Vertical rules in pixels; they are taken out of the picture, for they read as | and l."""
    inch = sheet.dpi
    upright = cv2.morphologyEx(sheet.ink, cv2.MORPH_OPEN, np.ones((max(10, round(0.22 * inch)), 1), np.uint8))
    upright = cv2.dilate(upright, np.ones((max(3, inch // 40), 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(upright, connectivity=8)
    found = []
    for x, y, w, h in stats[1:count, :4].astype(int).tolist():
        sides = sheet.ink[y : y + h, max(0, x - 3) : x], sheet.ink[y : y + h, x + w : x + w + 3]
        if h >= 0.22 * inch and w <= inch // 12 and h > 6 * w and all(not s.size or s.mean() < 0.15 for s in sides):
            found.append((x, y, x + w, y + h))
            sheet.grey[y : y + h, max(0, x - 1) : x + w + 1] = 255
            sheet.ink[y : y + h, max(0, x - 1) : x + w + 1] = 0
    return found


def _stands_alone(ink: Grey, x: int, y: int, w: int, h: int) -> bool:
    """Whether there is white above and below a rule: blurred letters hang together like one, too."""
    above, below = ink[max(0, y - 4) : max(0, y - 1), x : x + w], ink[y + h + 1 : y + h + 4, x : x + w]
    return float(above.mean() if above.size else 0) < 0.08 and float(below.mean() if below.size else 0) < 0.08
