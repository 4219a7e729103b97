"""How much work something is, in units that are as long as the machine is slow."""

from __future__ import annotations

import time
from collections.abc import Callable


def unit(clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of `clock` that a fixed piece of work takes here and now: 0.1 on the machine of the README."""
    began = clock()
    seen: dict[str, int] = {}
    for n in range(400_000):
        word = f"{n % 5003} woord"
        seen[word] = seen.get(word, 0) + len(word.split())
    return clock() - began


def units(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """How many units of `clock` it takes to do `work`, once; the unit is measured before and after it."""
    before = unit(clock)
    began = clock()
    work()
    taken = clock() - began
    return taken / max(before, unit(clock))


def slowness() -> float:
    """How many times as long as on the machine of the README something takes now, by the clock; at least 1."""
    return max(1.0, unit(time.perf_counter) / 0.1)
