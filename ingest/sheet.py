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

# Noise (in greys) from which a picture is smoothed before it is enlarged, for that would sharpen noise as well; where
# there is less, blurred letters lose by it.
_NOISY = 1.5
# How strongly, and over which pixels: greys, the patches that are compared, and where like patches are looked for.
_DENOISED = 20.0, 5, 15

# A page of which half is darker than this is printed in white on a dark ground: a cover.
_DARK = 110

Grey = NDArray[np.uint8]
Pixels = tuple[int, int, int, int]  # x0, top, x1, bottom


@dataclass(slots=True)
class Sheet:
    """A cleaned picture: grey, its ink (1 where there is some), its dpi, and the way back to points on the page.

    These are points on the page as it stands upright; `lean` is by how many degrees it was turned for that. `rough` is
    the same picture with its noise, where it was smoothed: that takes the smallest signs away as well.
    """

    grey: Grey
    ink: Grey
    dpi: int
    back: NDArray[np.float64]  # 2x3: pixels of `grey` to points
    rough: Grey | None = None
    lean: float = 0.0

    def unsmoothed(self) -> Sheet:
        """The picture as it is for signs so small that smoothing takes them away."""
        return self if self.rough is None else Sheet(self.rough, _ink(self.rough), self.dpi, self.back, lean=self.lean)

    def take_out(self, x0: int, top: int, x1: int, bottom: int) -> None:
        """Make a rectangle of pixels white."""
        area = np.s_[max(0, top) : bottom, max(0, x0) : x1]
        self.grey[area], self.ink[area] = 255, 0
        if self.rough is not None:
            self.rough[area] = 255

    def drawn(self) -> strokes.Picture:
        return strokes.Picture(strokes.ink_of(self.grey), self.to_pixels(), self.dpi / 72)

    def to_pixels(self) -> NDArray[np.float64]:
        """The way from points on the page to pixels (2x3)."""
        return np.asarray(cv2.invertAffineTransform(self.back), dtype=np.float64)

    def place(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """The points of a rectangle of pixels on the upright page."""
        corners = np.array([[x0, top, 1], [x1, top, 1], [x0, bottom, 1], [x1, bottom, 1]]) @ self.back.T
        (a, b), (c, d) = corners.min(axis=0), corners.max(axis=0)
        return Box(round(float(a), 2), round(float(b), 2), round(float(c), 2), round(float(d), 2))


def prepare(grey: Grey, width: float, height: float) -> Sheet:
    """The picture without shadows, noise and specks, dark on light, upright, at a resolution that Tesseract likes."""
    rows, columns = grey.shape
    dpi = columns / (width / 72)
    if np.median(grey) < _DARK:
        grey = np.asarray(255 - grey, dtype=np.uint8)
    grey = _even(grey)
    scale = min(DPI / dpi, (MOST_RENDERED / grey.size) ** 0.5) if dpi < LOW_DPI else 1.0
    angle = _skew(grey)
    turn = angle if abs(angle) >= LEAST_SKEW else 0.0
    matrix = cv2.getRotationMatrix2D((columns / 2, rows / 2), turn, 1.0) * scale  # about the middle, as `lean.turned`

    def set_right(picture: Grey) -> Grey:
        picture = _without_specks(picture, dpi) if dpi >= LOW_DPI else picture
        return picture if turn == 0.0 and scale == 1.0 else _turned(picture, matrix, scale)

    rough = None
    if dpi < LOW_DPI and _noise(grey) > _NOISY:
        rough = set_right(grey)
        grey = np.asarray(cv2.fastNlMeansDenoising(grey, None, *_DENOISED), dtype=np.uint8)
    grey = set_right(grey)
    back = np.array([[width / columns / scale, 0, 0], [0, height / rows / scale, 0]])
    return Sheet(grey, _ink(grey), max(LEAST_DPI, round(dpi * scale)), back, rough, turn)


def _turned(grey: Grey, matrix: NDArray[np.float64], scale: float) -> Grey:
    """The picture turned and enlarged; what is enlarged is sharpened a little."""
    rows, columns = grey.shape
    turned = cv2.warpAffine(
        grey,
        matrix,
        (round(columns * scale), round(rows * scale)),
        flags=cv2.INTER_LANCZOS4,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=255,
    )
    if scale != 1.0:
        turned = cv2.addWeighted(turned, 1.5, cv2.GaussianBlur(turned, (0, 0), 3), -0.5, 0)
    return np.asarray(turned, dtype=np.uint8)


def _ink(grey: Grey) -> Grey:
    _, ink = cv2.threshold(grey, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    return ink.astype(np.uint8)


def _even(grey: Grey) -> Grey:
    """The picture with its background made white, where shadows or yellowed paper make it uneven."""
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 21)
    if int(np.percentile(paper, 95)) - int(np.percentile(paper, 3)) < 30:
        return grey
    paper = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, paper, scale=255), dtype=np.uint8)


def _noise(grey: Grey) -> float:
    """By how many greys the paper varies from one pixel to the next: two thirds of its pixels differ by less."""
    paper = cv2.erode((grey > float(np.median(grey)) - 45).astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    if not paper.any():
        return 0.0
    smooth = cv2.blur(grey.astype(np.float32), (5, 5))
    return float(np.percentile(np.abs(grey.astype(np.float32) - smooth)[paper], 68))


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
            sheet.take_out(x - 1, y - 2, x + w + 1, y + h + 2)
    return found


def take_rules(sheet: Sheet) -> tuple[list[Pixels], list[Pixels]]:
    """Horizontal and vertical rules in pixels; they are taken out of the picture, for they read as _, | and l.

    Both are found before either is taken out: what crosses a rule would fall apart.
    """
    level, upright = _level_rules(sheet), _upright_rules(sheet)
    for x0, top, x1, bottom in level:
        sheet.take_out(x0, top - 1, x1, bottom + 1)
    for x0, top, x1, bottom in upright:
        sheet.take_out(x0 - 1, top, x1 + 1, bottom)
    return level, upright


def _level_rules(sheet: Sheet) -> list[Pixels]:
    inch = sheet.dpi
    level = cv2.morphologyEx(sheet.ink, cv2.MORPH_OPEN, np.ones((1, max(10, inch // 4)), np.uint8))
    # a rule that leans a little comes in stretches, each a pixel higher
    level = cv2.dilate(level, np.ones((3, max(3, inch // 40)), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(level, connectivity=8)
    return [
        (x, y, x + w, y + h)
        for x, y, w, h in stats[1:count, :4].astype(int).tolist()
        if w >= inch // 2 and h <= inch // 12 and w > 15 * h / 2 and _stands_alone(sheet.ink, x, y, w, h)
    ]


def _upright_rules(sheet: Sheet) -> list[Pixels]:
    inch = sheet.dpi
    upright = cv2.morphologyEx(sheet.ink, cv2.MORPH_OPEN, np.ones((max(10, round(0.22 * inch)), 1), np.uint8))
    upright = cv2.dilate(upright, np.ones((max(3, inch // 40), 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(upright, connectivity=8)
    found = []
    for x, y, w, h in stats[1:count, :4].astype(int).tolist():
        sides = sheet.ink[y : y + h, max(0, x - 3) : x], sheet.ink[y : y + h, x + w : x + w + 3]
        if h >= 0.22 * inch and w <= inch // 12 and h > 6 * w and all(not s.size or s.mean() < 0.15 for s in sides):
            found.append((x, y, x + w, y + h))
    return found


# How much ink stands right above and below what underlines words, thickness in inches, and the least length.
_ABOVE_UNDERLINE, _BELOW_UNDERLINE, _THICKEST, _SHORTEST = (0.08, 0.75), 0.15, 0.025, 0.4


def take_underlines(sheet: Sheet) -> list[Pixels]:
    """Rules right under words, in pixels; taken out of the picture, for they make letters larger, and a g an o.

    The strokes of letters that cross them stay.
    """
    inch = sheet.dpi
    runs = cv2.morphologyEx(sheet.ink, cv2.MORPH_OPEN, np.ones((1, max(10, inch // 4)), np.uint8))
    joined = cv2.dilate(runs, np.ones((3, max(3, inch // 40)), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found: list[Pixels] = []
    for k, (x, y, w, h) in enumerate(stats[1:count, :4].astype(int).tolist(), 1):
        area = np.s_[y : y + h, x : x + w]
        rule = (runs[area] > 0) & (labels[area] == k)
        if w < _SHORTEST * inch or h > inch // 12 or rule.sum() > _THICKEST * inch * w:
            continue
        above, below = sheet.ink[max(0, y - 4) : max(0, y - 1), x : x + w], sheet.ink[y + h + 1 : y + h + 4, x : x + w]
        least, most = _ABOVE_UNDERLINE
        along = above.size and below.size and least < above.mean() < most and below.mean() < _BELOW_UNDERLINE
        if along and _ends_words(sheet, x, y, x + w):
            found.append((x, y, x + w, y + h))
            _take_out_under(sheet, rule, x, y)
    return found


def _ends_words(sheet: Sheet, x0: int, y: int, x1: int) -> bool:
    """Whether there is white above a rule beside both its ends: the feet of letters may hang together within a word."""
    tall, near, far = sheet.dpi // 10, sheet.dpi // 100, round(0.035 * sheet.dpi)
    rows = slice(max(0, y - tall), max(0, y - 1))
    left, right = sheet.ink[rows, max(0, x0 - far) : max(0, x0 - near)], sheet.ink[rows, x1 + near : x1 + far]
    return not any(side.size and side.mean() > 0.1 for side in (left, right))


def _take_out_under(sheet: Sheet, rule: NDArray[np.bool_], x: int, y: int) -> None:
    """Make the pixels of a rule white, but for those from which a letter hangs further down."""
    h, w = rule.shape
    top, left = max(0, y - 3), max(0, x - 3)
    area = np.s_[top : y + h + 3, left : x + w + 3]
    ink = sheet.ink[area] > 0
    own = np.zeros(ink.shape, np.uint8)
    own[y - top : y - top + h, x - left : x - left + w] = rule
    own = np.where(ink, cv2.dilate(own, np.ones((3, 5), np.uint8)), 0).astype(np.uint8)
    others = ink & (own == 0)
    below = np.vstack([others[1:] | np.vstack([others[2:], others[:1] & False]), others[:1] & False])
    hangs = ((own > 0) & below).any(axis=0)
    gone = (own > 0) & ~hangs
    edge = cv2.dilate(gone.astype(np.uint8), np.ones((3, 1), np.uint8)).astype(bool) & ~ink  # it may be soft
    for picture, white in ((sheet.grey, 255), (sheet.ink, 0), (sheet.rough, 255)):
        if picture is not None:
            picture[area][gone | edge] = white


def _stands_alone(ink: Grey, x: int, y: int, w: int, h: int) -> bool:
    """Whether there is white above and below a rule: blurred letters hang together like one, too."""
    above, below = ink[max(0, y - 4) : max(0, y - 1), x : x + w], ink[y + h + 1 : y + h + 4, x : x + w]
    return float(above.mean() if above.size else 0) < 0.08 and float(below.mean() if below.size else 0) < 0.08
