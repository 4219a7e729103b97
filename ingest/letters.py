"""The characters of a PDF as they are typed: ligatures, accents drawn apart, bullets of symbol fonts."""

from __future__ import annotations

import re
import unicodedata

from ingest.lexicon import is_word

# Half of a surrogate pair is no character: a font's own map may hold one, and no text with it can be written.
LIGATURES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd") | str.maketrans(
    {"\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
     "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
     "\u0132": "IJ", "\u0133": "ij", "\x02": "-", "\ufffe": "-", "\u2010": "-", "\u2011": "-"}
)  # fmt: skip

# Symbol fonts draw bullets from the private use area: Wingdings' § is a small square, · a dot, Ø an arrow.
PRIVATE_USE_BULLETS = {
    "\uf0a7": "▪",
    "\uf0b7": "•",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0e8": "➔",
    "\uf02d": "-",
    "\uf0ac": "¬",
}

# A place where a word may be broken, where it is not.
_SOFT_HYPHEN = re.compile("\u00ad(?=.)")
# "co¨ordinatie", "ide¨en", "´e´en", "caf´e": an accent drawn before its letter, as fonts without accented letters ask
_ACCENT_BEFORE = re.compile(r"(¨)([aeiouAEIOU])|(´)([eE])(?=[\W_´]|n\b|$)")
# "coo¨rdinatie", "cafe´s": the same where the accent comes after it
_ACCENT_AFTER = re.compile(r"([aeiouAEIOU])(¨)|([eE])(´)(?=\W|s?$)")
_COMBINING = {"¨": "\u0308", "´": "\u0301"}


def plain_word(text: str) -> str:
    """A word as it is typed: ligatures as letters, letters with their accents, bullets of symbol fonts as bullets."""
    text = "".join(PRIVATE_USE_BULLETS.get(c, c) for c in text.translate(LIGATURES) if c >= " ")
    text = _SOFT_HYPHEN.sub("", text)
    if "¨" in text or "´" in text:
        before = _ACCENT_BEFORE.sub(lambda m: (m[2] or m[4]) + _COMBINING[m[1] or m[3]], text)
        after = _ACCENT_AFTER.sub(lambda m: (m[1] or m[3]) + _COMBINING[m[2] or m[4]], text)
        made = [unicodedata.normalize("NFC", one) for one in (before, after) if one != text]
        text = next((one for one in made if is_word(one)), made[0] if made else text)
    return unicodedata.normalize("NFC", text)
