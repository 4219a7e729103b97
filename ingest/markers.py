"""What the marker of a note looks like, with an example of each: in the text, and before the note itself.

Who reads markers takes their shapes from here; what a line that opens with one is, the reader decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SUPERSCRIPT_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
TO_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

# --- raised in the text -----------------------------------------------------------------------------------------------

# "3", "(3)", "[3]", "**": a raised word that is a marker
RAISED = re.compile(r"^[(\[]?(\d{1,3}|\*{1,3})[)\]]?$")
# "3,4", "3;4": two markers at one place
RAISED_PAIR = re.compile(r"^(\d{1,3})(?:[,;]\s*(\d{1,3}))+$")
# "4-6", "4–6": all from the first to the last
RAISED_RANGE = re.compile(r"^(\d{1,3})[-–](\d{1,3})$")
# "volgen.¹", "volgen²": raised digits as characters of their own at the end of a word
RAISED_CHARACTERS = re.compile(r"(?<=[^\W\d])([⁰¹²³⁴⁵⁶⁷⁸⁹]+)$|(?<=[.,;:!?)’”])([⁰¹²³⁴⁵⁶⁷⁸⁹]+)$")
# "44¹¹", "Eiken²,³": the same behind the words or figures of a cell
RAISED_IN_CELL = re.compile(r"(?<=\S)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:,[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*")
# "m²", "km³": they count a power
UNIT = re.compile(r"[kcdm]?m[²³]")

# --- before a note ----------------------------------------------------------------------------------------------------

# "[3] Ibid.", "(3) Ibid.", "3 Ibid.", "3Ibid.", "* Ibid.", "† Ibid.": a line at the foot that may open a note; a sign
# may be what recognition made of a number
NOTE_START = re.compile(r"^(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}\b|[*†‡§$¢®°?©”“\"'‘’#!:;^~]|\d{1,3}(?=[A-Z]))")
# "3", "3.", "3)", "(3)", "[3]": the first word of a note
NUMBER = re.compile(r"^[(\[]?(\d{1,3})[)\].]?$")
# "*", "**", "***"
STARS = re.compile(r"\*{1,3}$")
# "†", "**", "a", "a)", "(ii)": the first word of a note that is counted by signs or letters
SIGN_NUMBER = re.compile(r"^[(\[]?([*†‡§¶]{1,3}|[a-z]|[ivx]{2,6})[)\].]?$")
# "¹", "¹²": raised digits as characters of their own, alone before a note
UNICODE_NUMBER = re.compile(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})$")
# "* p < .05", "** p<0,01": what the stars in a table mean
SIGNIFICANCE = re.compile(r"^\*{1,3}\s?p\s?[<≤=]\s?[\d.,]")
# "7Vlaamse": a number that sticks to the first word
GLUED = re.compile(r"^(\d{1,3})(?=[A-ZÀ-Þ‘“\"'])")
# "5_Met": the same in recognised text, where a spot may stand between
GLUED_READ = re.compile(r"^(\d{1,3})[_\-—]?(?=[A-ZÀ-Þ‘“\"'])")
# "*", "$", "®", "»", "Ì", "t": a number that recognition did not read as one
SIGN = re.compile(r"^[^\w\s(\[]{1,2}$|^[tfsSoOlIiÌÍìí?°]$")
# "®Vlaamse": such a sign that sticks to the first word
SIGN_GLUED = re.compile(r"^[^\w\s(\[]{1,2}(?=[A-ZÀ-Þ])")
# "“Merchie,", "-", "®Vlaamse": a sign that recognition left before a note beside its number; not "’t", "€ 5", "-10"
STRAY_SIGN = re.compile(r"^(?!['’‘`](?:s|t|k|n|m)\b)[^\w\s()\[\]./…§€$£&@#+]{1,2}(?=[^\W\d]|$)")
# "“Leren", "‘n": a quotation mark that opens; "leren”", "werk’.": one that closes
OPENING_QUOTES = "“„‘«\"'`”’"
OPENING_QUOTE = re.compile(rf"(?<![^\s(])[{OPENING_QUOTES}]{{1,2}}(?=\w)")
CLOSING_QUOTE = re.compile(r"(?<=[\w.,;:!?%)])[”“’»\"']{1,2}(?=[\s.,;:!?)]|$)")
# "il", "B", "W", "1]": what is left of a small number; never a short word of the language
ODD = re.compile(
    r"^(?!(?:[Dd]e|[Ee]n|[Ii]n|[Oo]p|[Tt]e|[Ii]s|[Oo]m|[Oo]f|[Ee]r|[Ww]e|[Zz]e|[Aa]l|[Zz]o|[Ii]k|[Jj]e|[Nn]u|[Nn]a|bv|nr|[a-z]|U)\b)"
    r"[^\s\d]{1,2}$|^[1lI!|]{1,2}[\])]?$"
)
# "actie 18.2: …", "https://…", "zie …": these open a note though they are not written with a capital
OPENS = re.compile(r"acties?\b|https?:|www\.|zie\b|tot\b|o\.c\.|ibid", re.I)
# "p. 4.", "(2019)", "2019": what another note may follow
ENDED = re.compile(r"[.!?;:)\]”’…\d/]$")
# "art. 2 Bosdecreet", "p. 3 Banken": what a number stands behind that begins no note
COUNTS = re.compile(
    r"^\W*(?:artt?|afl|arr|bijl|blz|bl|cf|deel|dl|fig|hfdst|hfst|jg|kol|l|nr|nrs|noot|par|pp?|pt|st|stuk|tab|vgl|vol|vr|zie)\.$",
    re.I,
)
# "…, blz.", "volgens art.": an abbreviation at the end of a line whose number stands on the next
BEFORE_NUMBER = re.compile(r"^\W*(?:artt?|afl|blz|bl|fig|hfdst|hfst|nr|nrs|pag|pp?)\.$", re.I)
# "3Ibid., p. 4.": a whole line of plain text
GLUED_LINE = re.compile(r"^(\d{1,3})(?=[A-ZÀ-Þ‘“])(.*)$")
# "? Laureys, D. (2012)", "* Ibid.", "®Vlaamse", "l Vlor, advies": a whole line of plain text whose number was misread
READ_LINE = re.compile(
    r"^([^\w\s()\[\]./€£&@…\-–—•▪¬◦]{1,2}|[tlIi](?=\s))\s?(?=[A-ZÀ-Þ])(?!(?<=[\"“‘„«'])[A-ZÀ-Þ])(.*)$"
)
# "(1) Bosraad. Paden": a whole line of plain text
BRACKETED_LINE = re.compile(r"^[(\[](\d{1,3})[)\]]\s+([A-ZÀ-Þ‘“].*)$")

# --- lost in the text -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lost:
    """A shape that a marker may have in a text that lost its raising, and how much it tells.

    The marker is the first group that matched, else all of it. `read`: only recognition leaves it so.
    """

    pattern: re.Pattern[str]
    weight: float
    how: str
    read: bool = False


IN_BRACKETS = "in brackets"
LOST = (
    # "lerende1", "volgen.4", "uit3:", "‘plek’.8", "“bos”.8", "regio’s7"
    Lost(
        re.compile(
            r"(?<=[^\W\d_])(\d{1,3})(?=[\s.,;:)’”]|$)|(?<=[^\W\d_][.,;:!?)’”\]])(\d{1,3})(?=[\s.,;:)]|$)"
            r"|(?<=[.!?…%][’”\"])(\d{1,3})(?=\s|$)|(?<=[’”\")\]][.,;:!?])(\d{1,3})(?=\s|$)"
        ),
        1.0,
        "glued",
    ),
    # "werkplek. 7  In de": between two sentences
    Lost(re.compile(r"(?<=[.!?;:’”)]\s)(\d{1,3})(?=\s+[A-ZÀ-Þ‘“]|\s*$)"), 0.9, "loose digits"),
    # "de nota (1)", "het decreet [2]"
    Lost(re.compile(r"(?<=[\w.,;:’”)])(\s?[(\[]\d{1,3}[)\]])(?=[\s.,;:)]|$)"), 0.7, IN_BRACKETS),
    # "2019-20203", "het verdrag van 19892 en", "in 2020,3 en", "naar 873.4 Dat", "actie 18.2.2 Na", "actie 18.22 Na"
    Lost(
        re.compile(
            r"(?<=\d{4}[-/]\d{4})(\d{1,2})(?=[\s.,;:)]|$)|(?<=\s19[5-9]\d|\s20[0-4]\d)(\d{1,2})(?=[\s.,;:)]|$)|(?<=\d\.\d\.)(\d{1,2})(?=\s+[A-Z]|$)|(?<=\d\.\d{2}\.)(\d{1,2})(?=\s+[A-Z]|$)|(?<=\d\.\d)(\d)(?=\s+[A-Z])|(?<=\d{3}\.)(\d{1,2})(?=\s+[A-Z]|\s*$)|(?<=\s(?:19[5-9]|20[0-4])\d[,;:)])(\d{1,2})(?=[\s)]|$)|(?<=%\.)(\d{1,2})(?=\s|$)|(?<=%)(\d{1,2})(?=\s|$)"
        ),
        0.8,
        "after a number",
    ),
    # "de raad, 1 de buurt", which repair parted; not "zaterdag, 4 mei", "Gent, 4 van de"
    Lost(
        re.compile(
            r"(?<=[^\W\d_][,;]\s)(\d{1,2})(?=\s+(?!(?:(?:jan|feb|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec)|(?:van|tot|à|uur)\b))[a-zà-ÿ])"
        ),
        0.2,
        "behind a comma",
        read=True,
    ),
    # "volgen.t", "gerealiseerd.¢", "worden.®", "arbeidsmarkt.”", "leren.*"
    Lost(
        re.compile(
            r"(?<=\d)([?*®°”’\"“])(?=\s+[A-Z])|(?<=[^\W\d_])([”’\"“])(?=\s+[A-ZÀ-Þ])|(\s[®©¢°†‡*§])(?=\s+[A-ZÀ-Þ]|\s*$)|(?<=[\w)’”%][.,;:!?])([^\w\s.,;:()\-–]{1,2}|[tfsSlIi?])(?=\s+[A-ZÀ-Þ‘“]|\s*$)|(?<=[^\W\d_])([®¢©°§$£€†‡*¹²³^]{1,2})(?=[\s.,;:]|$)|(?<=[.!?])(\s[*®¢©°§$†?°]|\s[^\w\s(‘“\-–])(?=\s+[A-Z]|\s*$)"
        ),
        0.55,
        "ocr sign",
        read=True,
    ),
)
# "actie 4.26 voor", "actie 53 en": the number of an action with a marker behind it; "actie 6.3 Zowel": and a full stop
AFTER_ACTION = re.compile(r"\b[Aa]ctie(?:punt)?\s(?P<number>\d{1,3}(?:\.\d{1,3})*)(?=[\s,;:)]|\.\s|\.?$)")
# "volgen.3 De", "actie 4.3 Zowel": the number in a text file that may be a marker, behind a letter or a full stop
IN_TEXT = re.compile(r"(?=(?:[^\W\d_][.,;:!?’”)]*|\d\.)(\d{1,3})[\s.,;:)])")
# "raad†", "dat.**": a sign at the end of a word, raised or not
SIGN_AT_END = re.compile(r"(?<=[\w.,;:!?)’”%])([*†‡§¶]{1,3})(?=[\s.,;:!?)’”]|$)")
# "stap.!", "gevaar.*": what recognition may leave of a small number behind a sentence
LEFT_BEHIND = re.compile(r"[^\W\d_][.,;][!*?°®](?=\s|$)")
