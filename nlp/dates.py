"""Dates as Dutch texts write them → ISO 8601, as precise as they are."""

from __future__ import annotations

import re

from nlp.patterns import ANY_DATE, FULL_DATE, MONTHS


def iso_date(match: re.Match[str]) -> str | None:
    """The ISO form of a match of ANY_DATE or FULL_DATE; None for a day or month that does not exist."""
    group = {k: v for k, v in match.groupdict().items() if v}
    year = next((v for k, v in group.items() if k[0] == "y"), None)
    month = next((v for k, v in group.items() if k[0] == "m"), None)
    day = next((v for k, v in group.items() if k[0] == "d"), None)
    if year is None:
        return None
    if month is None:
        return year
    number = int(month) if month.isdigit() else MONTHS[month.lower().rstrip(".")]
    if not 1 <= number <= 12:
        return None
    if day is None:
        return f"{year}-{number:02}"
    return f"{year}-{number:02}-{int(day):02}" if 1 <= int(day) <= 31 else None


def find_date(text: str, pos: int = 0, end: int | None = None) -> tuple[str, int, int] | None:
    """The first date in `text[pos:end]`: its ISO form, start and end; None where there is none."""
    for match in ANY_DATE.finditer(text, pos, len(text) if end is None else end):
        value = iso_date(match)
        if value:
            return value, match.start(), match.end()
    return None


def find_full_date(text: str, pos: int = 0, end: int | None = None) -> tuple[str, int, int] | None:
    """Like `find_date`, but only dates with day, month and year."""
    for match in FULL_DATE.finditer(text, pos, len(text) if end is None else end):
        value = iso_date(match)
        if value:
            return value, match.start(), match.end()
    return None


def agree(one: str | None, other: str | None) -> bool:
    """True unless both are known and neither is the less precise form of the other ("2023" and "2023-07-06" agree)."""
    return not one or not other or one.startswith(other) or other.startswith(one)
