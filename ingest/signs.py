"""The signs of a text file as the rest expects them: plain letters, hyphens and spaces, numbers of notes as digits."""

from __future__ import annotations

import re

from ingest.markers import SUPERSCRIPT_DIGITS

# What stands for one or more letters or spaces of the keyboard: hyphens (one breaks a word, one may not), ligatures
# ("ﬁche", "oﬃcieel"), spaces of other widths, and what is not seen at all
_SAME = {
    0x2010: "-", 0x2011: "-",
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
    0x00A0: " ", 0x2002: " ", 0x2003: " ", 0x2007: " ", 0x2009: " ", 0x200A: " ", 0x202F: " ", 0x3000: " ",
    0x200B: "", 0x200C: "", 0x200D: "", 0x2060: "", 0xFEFF: "",
}  # fmt: skip
# "leer\u00adlingen": a place where a word may be broken; at the end of a line it is
_SOFT_HYPHEN = re.compile(r"\u00ad(?!\s*?\n)")
# "leer\ufffelingen", "leer\x02lingen": a hyphen at the end of a line as pdfium gives it, the next line behind it
_END_HYPHEN = re.compile(r"[\ufffe\x02](?:[ \t]*\n)?(?=[^\W\d_])")
# "¹ Vlor, advies", "²Ibid.", "[³] SERV": a raised number that opens a line, as that of a note does
_RAISED_FIRST = re.compile(r"^([ \t]*)[(\[]?([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})[)\].]?[ \t]*(?=\S)", re.M)
# "¹ Vlor, 2018. ² Ibid., p. 3.": another one amid such a line
_RAISED_AMID = re.compile(r"(?<=[.!?;)\]”’\"/\d])[ \t]+(?=[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}[ \t]+[^\W\d_])")
# "100 m²", "25 km³": no marker stands there
_UNIT = re.compile(r"\b([kcdmh]?m)[²³](?!\w)")
# "__________", "-----": a line drawn across the page, most often above its notes
_RULE = re.compile(r"^[ \t]*(?:_{5,}|-{5,}|–{5,}|—{5,}|={5,})[ \t]*$", re.M)
# How a white line reads that stands for one.
WHITE_RULE = " " * 40
# "2.1.De afstand", "3.Besluit": the white between a number and its title was lost
_GLUED_TITLE = re.compile(
    r"^([ \t]*\d{1,2}(?:\.\d{1,2})*\.|[ \t]*\d{1,2}(?:\.\d{1,2})+)(?=[A-ZÀ-Þ][a-zà-ÿ]|[A-ZÀ-Þ]{4})", re.M
)
# White at the end of a line: "De raad vraagt          "
_PADDING = re.compile(r"(?<=[^ \t])[ \t]+$|^[ \t]+$", re.M)
# A white line may stand for a rule; so many are no rules.
_FEWEST_PADDED = 30
# "[^3]", "[^3]: Ibid.": a note in Markdown
_MARKDOWN_NOTE = re.compile(r"\[\^(\d{1,3})\]:?")
# What stands behind a title for each level that its marks tell; no text has it.
LEVEL = "\u2407"
# "## Besluit": its level by its signs
_HASHED = re.compile(r"^(#{1,6})[ \t]+(\S[^\n]{0,300})$", re.M)
# "Besluit" above "-------" or "=======": a title that a line of about its own length is drawn under
_UNDERLINED = re.compile(
    r"(?:(?<=\n\n)|(?<=\f)|^)[ \t]*([A-ZÀ-Þ0-9][^\n]{2,108}[^\s.;:,])[ \t]*\n[ \t]*(={4,}|-{4,})[ \t]*(?=\n|$)"
)
# "**Besluit**" alone on a line: a title in bold type
_BOLD_TITLE = re.compile(r"^\*\*([A-ZÀ-Þ0-9][^*\n]{2,108})\*\*[ \t]*$", re.M)
# "I N L E I D I N G": letters set apart, words by more white
_LETTERS_APART = re.compile(r"^[ \t]*((?:[A-ZÀ-Þ] {1,4}){4,}[A-ZÀ-Þ])[ \t]*$", re.M)
# A tab that sets two cells, or a number and its title, apart
_TAB = re.compile(r"(?<=\S)[ ]*\t")


def _without_padding(text: str) -> str:
    """The text without the white behind its lines where most that are white have it: a page set on a grid."""
    blank = [line for line in text.split("\n") if not line.strip()]
    padded = sum(len(line) > 1 for line in blank)
    if 2 * padded <= len(blank) or padded < _FEWEST_PADDED:
        return text
    return _PADDING.sub("", text)


def settle_signs(text: str) -> str:
    """The text of a file with letters, hyphens, spaces and numbers of notes as they stand on a keyboard.

    Raised numbers stay raised behind a word, and are plain where they open a line: those are of notes.
    """
    text = _without_padding(text.replace("\r\n", "\n").replace("\r", "\n").translate(_SAME))
    text = _with_levels(_LETTERS_APART.sub(_with_letters_joined, _END_HYPHEN.sub("-\n", text)))
    text = _TAB.sub("   \t", _RULE.sub(WHITE_RULE, _GLUED_TITLE.sub(r"\1 ", text)))
    text = _MARKDOWN_NOTE.sub(r"[\1]", text)
    if text.isascii():
        return text
    text = _SOFT_HYPHEN.sub("", text)
    if _RAISED_FIRST.search(text):
        lines = (_RAISED_AMID.sub("\n", line) if _RAISED_FIRST.match(line) else line for line in text.split("\n"))
        text = _RAISED_FIRST.sub(lambda m: f"{m[1]}{m[2].translate(SUPERSCRIPT_DIGITS)} ", "\n".join(lines))
    return text


def _with_letters_joined(apart: re.Match[str]) -> str:
    return " ".join(word.replace(" ", "") for word in re.split(r" {2,}", apart[1]))


def _with_levels(text: str) -> str:
    """The text with the marks of its titles (signs before them, lines under them) as so many signs LEVEL behind them.

    A single title of the first level, above all others, is that of the paper: it tells no level. Titles that are all
    underlined alike, or bold, tell none either.
    """
    hashed = [len(m[1]) for m in _HASHED.finditer(text)] if "#" in text else []
    if len(hashed) > 1:
        least = sorted(hashed)[1] if hashed.count(hashed[0]) == 1 and hashed[0] == min(hashed) else min(hashed)
        flat = max(hashed) == least
        text = _HASHED.sub(lambda m: _marked(m[2].rstrip(" \t#"), 0 if flat else len(m[1]) - least + 1), text)
    drawn = [m for m in _UNDERLINED.finditer(text) if _is_underline(m)] if "----" in text or "====" in text else []
    if len(drawn) > 1:
        signs = [m[2][0] for m in drawn]
        order = list(dict.fromkeys(signs))
        flat = len(order) == 1 or signs.count(order[0]) == 1
        text = _UNDERLINED.sub(lambda m: _without_line(m, 0 if flat else order.index(m[2][0]) + 1), text)
    return _BOLD_TITLE.sub(r"\1", text) if len(_BOLD_TITLE.findall(text)) > 1 else text


def _marked(title: str, level: int) -> str:
    """A title with its level behind it, if it has one; a contents page is at none."""
    return f"{title} {LEVEL * level}" if level > 0 and not title.lower().startswith("inhoud") else title


def _without_line(drawn: re.Match[str], level: int) -> str:
    return f"{_marked(drawn[1].rstrip(), level)}\n" if _is_underline(drawn) else drawn[0]


def _is_underline(drawn: re.Match[str]) -> bool:
    """Whether a line is drawn under a title, no head of a table: as long as it, and no white parts its words."""
    title = drawn[1].rstrip()
    return 0.7 * len(title) <= len(drawn[2]) <= 1.4 * len(title) and "   " not in title and "\t" not in title


def lowered(line: str) -> str:
    """A line, as long as it is, with its raised numbers as digits, but for those of a unit ("12 m²")."""
    return line if line.isascii() else _UNIT.sub(r"\1 ", line).translate(SUPERSCRIPT_DIGITS)
