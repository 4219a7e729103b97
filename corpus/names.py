"""Names of files as text. To the system a name is bytes, and not all bytes are text: such a one is written \\xE9.

So is a sign that steers a terminal: a line end in a name would make two names of it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

# What must be written otherwise: a byte that is no text (Python keeps it as a surrogate), a sign that steers, and a
# backslash that would afterwards look like the beginning of such a byte.
_STRANGE = re.compile(r"[\udc80-\udcff\x00-\x1f\x7f]|\\(?=x[0-9A-F]{2})")
_WRITTEN = re.compile(rb"\\x([0-9A-F]{2})")


def name_text(name: str | Path) -> str:
    """A file name or path as text that can be stored, shown and printed: "caf\\xE9.pdf" for the bytes of Latin-1.

    Every name has one text and every text one name; `named` is the way back. Ordinary names stay as they are.
    """
    return _STRANGE.sub(lambda m: f"\\x{ord(m.group()) & 0xFF:02X}", str(name)).encode(errors="replace").decode()


def named(text: str) -> Path:
    """The path of which `name_text` made `text`."""
    return Path(os.fsdecode(_WRITTEN.sub(lambda m: bytes([int(m[1], 16)]), text.encode())))


def as_text(given: str) -> str:
    """What somebody typed in a terminal that does not speak UTF-8, as text: its bytes are taken as Windows-1252."""
    try:
        given.encode()
    except UnicodeEncodeError:
        return given.encode(errors="surrogateescape").decode("cp1252", errors="replace")
    return given
