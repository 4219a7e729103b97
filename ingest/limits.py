"""How much one file may ask for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may ask for before it is refused, or read in part (docs/settings.md has the settings).

    Megabytes are of a million bytes. `memory_megabytes` and the seconds are kept by who runs the reading in a process
    of its own (index/crew.py); the rest is kept by the reading itself.
    """

    file_megabytes: float = 500
    text_megabytes: float = 20
    file_pages: int = 5000
    page_seconds: float = 180
    file_seconds: float = 3600
    memory_megabytes: float = 2000


DEFAULT = Limits()

# Lines and sides of boxes on one page above which its tables are not looked for: a table has hundreds, a drawing more.
MOST_RULES = 4000
# Straight pieces of all that is drawn on one page above which its tables are not looked for either.
MOST_EDGES = 8000
# Drawn things on one page that are looked at; what comes after them is no rule that parts text.
MOST_DRAWN = 50_000
# Links on one page that are looked at: a page of an index has hundreds.
MOST_LINKS = 5000
# Pixels of one picture: an A3 page at 600 dpi has 70 million.
MOST_PIXELS = 100_000_000
# Pixels of a page as it is drawn for recognition: an A3 page at 400 dpi has 31 million.
MOST_RENDERED = 40_000_000
# Forms (pieces of drawing that others draw) in a file that are looked at, and drawings that one of them may come to: a
# page with a stamp in every cell of a table has hundreds.
MOST_FORMS = 50_000
MOST_FORMS_DRAWN = 100_000
