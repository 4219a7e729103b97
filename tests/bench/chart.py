"""The figures of several sizes of corpus as one SVG of small charts, each against the number of sections."""

from __future__ import annotations

import math
from collections.abc import Sequence
from xml.sax.saxutils import escape

Figures = dict[str, float]

WIDTH, HEIGHT, LEFT, TOP, SPACE = 250, 140, 55, 40, 70
COLOURS = ("#1b5e8c", "#c2571a", "#3f7d3a")
# Title, and the figures that stand in it.
CHARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("milliseconds, p50", ("words p50 ms", "meaning p50 ms", "hybrid p50 ms")),
    ("milliseconds, p95", ("words p95 ms", "meaning p95 ms", "hybrid p95 ms")),
    (
        "milliseconds of processor, p95",
        (
            "hybrid p95 ms of processor",
            "hybrid, narrow filter p95 ms of processor",
            "hybrid, wide filter p95 ms of processor",
        ),
    ),
    ("memory, MB", ("memory MB", "memory without corpus MB")),
    ("size on disk, MB", ("catalogue MB", "vectors MB")),
    ("seconds", ("add one document s", "open, first answer s", "resolve sources s")),
)


def draw_chart(runs: Sequence[Figures]) -> str:
    """The SVG of all charts; `runs` are the values of one size of corpus each, in any order."""
    ordered = sorted(runs, key=lambda run: run["sections"])
    charts = []
    for number, (title, names) in enumerate(CHARTS):
        x = LEFT + (number % 3) * (WIDTH + SPACE)
        y = TOP + (number // 3) * (HEIGHT + 2 * SPACE)
        charts.append(f'<g transform="translate({x} {y})">{_chart(title, names, ordered)}</g>')
    width, height = LEFT + 3 * (WIDTH + SPACE), TOP + 2 * (HEIGHT + 2 * SPACE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif"'
        f' font-size="11" fill="#222"><rect width="{width}" height="{height}" fill="#fff"/>{"".join(charts)}</svg>\n'
    )


def _chart(title: str, names: Sequence[str], runs: Sequence[Figures]) -> str:
    top = _round_up(max((run[name] for run in runs for name in names if name in run), default=1.0))
    low, high = math.log10(runs[0]["sections"]), math.log10(runs[-1]["sections"])

    def across(sections: float) -> float:
        return WIDTH / 2 if high == low else WIDTH * (math.log10(sections) - low) / (high - low)

    parts = [f'<text y="-12" font-weight="bold">{escape(title)}</text>']
    for share in (0, 0.5, 1):
        y = HEIGHT * (1 - share)
        parts.append(f'<path d="M0 {y:.1f}H{WIDTH}" stroke="#ddd"/>')
        parts.append(f'<text x="-6" y="{y + 4:.1f}" text-anchor="end">{top * share:g}</text>')
    for run in runs:
        x = across(run["sections"])
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT + 16}" text-anchor="middle">{run["sections"]:,.0f}</text>')
    for number, name in enumerate(names):
        colour = COLOURS[number]
        dots = [(across(r["sections"]), HEIGHT * (1 - r[name] / top)) for r in runs if name in r]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in dots]
        parts.append(f'<text y="{HEIGHT + 34 + 14 * number}" fill="{colour}">{escape(name)}</text>')
    return "".join(parts)


def _round_up(value: float) -> float:
    """The next of 1, 2, 5, 10, 20… so that the axis has whole numbers."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(power * step for step in (1, 2, 5, 10) if power * step >= value)
