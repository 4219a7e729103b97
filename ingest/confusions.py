"""What recognition reads wrongly: a table of the noisy channel, as data.

Each row: what is seen, what was meant, and the cost: minus log10 of how often the right sign comes out as the wrong one,
relative to the worst case in which every such sign is misread. Around 1 is an everyday confusion, 3 a rare one.
"""

from __future__ import annotations

Confusion = tuple[str, str, float]

# Accents that are lost or changed: creéert, beinvloeden, codrdinatie, idee€n.
DIACRITICS: tuple[Confusion, ...] = (
    ("é", "ë", 1.0), ("è", "ë", 1.2), ("ê", "ë", 1.4), ("e", "ë", 1.6), ("€", "ë", 1.5), ("&", "ë", 1.7), ("8", "ë", 2.2),
    ("6", "ë", 2.4), ("é", "è", 1.8), ("è", "é", 1.8), ("ê", "é", 1.8), ("ë", "é", 2.0), ("e", "é", 1.9), ("e", "è", 2.0),
    ("e", "ê", 2.2), ("é", "ê", 1.8),
    ("i", "ï", 1.6), ("í", "ï", 1.0), ("ì", "ï", 1.0), ("î", "ï", 1.0), ("l", "ï", 2.2), ("1", "ï", 2.2), ("t", "ï", 2.6),
    ("o", "ö", 1.8), ("ó", "ö", 1.0), ("ò", "ö", 1.0), ("ô", "ö", 1.2), ("6", "ö", 1.4), ("d", "ö", 1.6), ("0", "ö", 1.8),
    ("5", "ö", 2.2), ("é", "ö", 2.2), ("e", "ö", 2.6), ("6", "ó", 1.9), ("o", "ó", 2.4),
    ("u", "ü", 1.7), ("ú", "ü", 1.0), ("ii", "ü", 1.8), ("û", "ü", 1.2), ("a", "ä", 2.4), ("a", "à", 2.4), ("4", "à", 2.2),
    ("c", "ç", 2.0), ("\ufffd", "ë", 0.8), ("\ufffd", "é", 1.0), ("\ufffd", "ï", 1.0), ("\ufffd", "ö", 1.0),
)  # fmt: skip

# Signs that look alike: Vior, doe!, biijft, hochtans, z0dat, govolg, opteiding.
LETTERS: tuple[Confusion, ...] = (
    # thin upright strokes
    ("i", "l", 1.3), ("l", "i", 1.3), ("1", "l", 1.2), ("!", "l", 1.2), ("I", "l", 1.0), ("|", "l", 1.0), ("]", "l", 1.6),
    ("[", "l", 1.8), ("1", "i", 1.5), ("!", "i", 1.6), ("|", "i", 1.3), ("I", "i", 1.8), ("J", "l", 1.8), ("/", "l", 1.8),
    ("t", "l", 2.0), ("l", "t", 2.0), ("f", "t", 1.9), ("t", "f", 1.9), ("i", "t", 2.4), ("t", "i", 2.4), ("l", "f", 2.3),
    ("f", "l", 2.3), ("i", "j", 2.0), ("j", "i", 2.0), ("]", "j", 1.7), ("r", "t", 2.5), ("t", "r", 2.5), ("i", "r", 2.8),
    ("r", "i", 2.8), ("+", "t", 1.9), ("í", "i", 1.3), ("ì", "i", 1.3), ("î", "i", 1.3), ("ï", "i", 1.6), ("'", "i", 2.2),
    ("l", "I", 1.4), ("1", "I", 1.4), ("|", "I", 1.0), ("!", "I", 1.6), ("T", "I", 2.4), ("[", "I", 1.6),
    # the Dutch ij
    ("y", "ij", 1.8), ("jj", "ij", 1.2), ("ii", "ij", 1.4), ("lj", "ij", 1.2), ("1j", "ij", 1.2), ("i]", "ij", 1.2),
    ("ü", "ij", 1.5), ("ÿ", "ij", 1.0), ("il", "ij", 1.8), ("ĳ", "ij", 0.3), ("g", "ij", 2.6), ("i", "ij", 2.0),
    ("j", "ij", 2.0), ("ij", "y", 2.4), ("v", "y", 2.4), ("y", "v", 2.4), ("U", "IJ", 2.4), ("lJ", "IJ", 1.2), ("Ij", "IJ", 1.4),
    # arches
    ("n", "h", 2.2), ("h", "n", 2.0), ("b", "h", 2.0), ("h", "b", 2.0), ("n", "u", 2.1), ("u", "n", 2.1), ("n", "r", 2.6),
    ("r", "n", 2.6), ("ri", "n", 1.8), ("n", "ri", 1.8), ("ii", "n", 2.0), ("n", "ii", 2.4), ("rn", "m", 1.3), ("m", "rn", 1.7),
    ("nn", "m", 2.2), ("m", "nn", 2.2), ("in", "m", 1.9), ("m", "in", 1.9), ("ni", "m", 2.0), ("m", "ni", 2.0), ("rri", "m", 1.8),
    ("iii", "m", 1.8), ("n", "m", 2.4), ("m", "n", 2.4), ("u", "v", 2.6), ("v", "u", 2.6), ("li", "h", 1.9), ("h", "li", 1.9),
    ("ln", "h", 2.4), ("tn", "m", 2.0), ("ru", "m", 2.2), ("lm", "hn", 2.4), ("p", "n", 2.9), ("k", "h", 2.5), ("h", "k", 2.5),
    ("lc", "k", 1.9), ("lr", "k", 2.0), ("ic", "k", 2.1), ("l", "k", 2.7), ("x", "k", 2.9), ("vv", "w", 1.3), ("w", "vv", 1.8),
    ("VV", "W", 1.3), ("v", "w", 2.8), ("u", "ii", 2.2), ("u", "li", 2.2), ("un", "nn", 2.4), ("nu", "nn", 2.4),
    ("cn", "en", 1.9), ("rm", "nn", 2.4), ("nr", "m", 2.2), ("rd", "nl", 2.6),
    # round letters
    ("c", "e", 1.7), ("e", "c", 1.9), ("o", "e", 2.1), ("e", "o", 2.1), ("c", "o", 2.2), ("o", "c", 2.2), ("a", "e", 2.5),
    ("e", "a", 2.5), ("s", "a", 2.5), ("a", "s", 2.6), ("o", "a", 2.4), ("a", "o", 2.4), ("u", "a", 2.6), ("a", "u", 2.6),
    ("e", "s", 2.6), ("s", "e", 2.5), ("0", "o", 1.0), ("6", "o", 2.0), ("9", "g", 1.6), ("q", "g", 1.8), ("g", "q", 2.2),
    ("5", "s", 1.5), ("$", "s", 1.4), ("8", "a", 2.4), ("3", "a", 2.4), ("@", "a", 1.4), ("©", "o", 1.6), ("©", "e", 1.8),
    ("¢", "c", 1.4), ("¢", "e", 1.4), ("€", "e", 1.4), ("cl", "d", 1.6), ("d", "cl", 1.8), ("ci", "d", 1.9), ("d", "ci", 2.4),
    ("ol", "d", 2.0), ("d", "ol", 2.4), ("il", "d", 2.6), ("é", "e", 1.8), ("è", "e", 1.8), ("ë", "e", 2.0), ("ê", "e", 1.8),
    ("ó", "o", 1.8), ("ò", "o", 1.8), ("ö", "o", 2.0), ("ô", "o", 1.8), ("á", "a", 1.6), ("à", "a", 1.6), ("â", "a", 1.6),
    ("ä", "a", 1.8), ("ú", "u", 1.6), ("ù", "u", 1.6), ("û", "u", 1.6), ("z", "s", 2.8), ("s", "z", 2.8), ("2", "z", 1.8),
    ("p", "g", 2.8), ("g", "p", 2.8), ("o", "d", 2.8), ("œ", "oe", 1.0), ("æ", "ae", 1.0),
    ("æ", "ee", 2.0), ("œ", "ce", 2.0), ("r", "s", 2.7), ("s", "r", 2.7), ("st", "ss", 2.3), ("d", "t", 2.9),
    # ligatures of which a part is lost
    ("i", "fi", 2.0), ("f", "fi", 2.0), ("l", "fl", 2.2), ("f", "ff", 2.2), ("h", "fi", 2.2), ("ti", "fi", 1.8), ("li", "fi", 2.0),
    ("fl", "fi", 2.0), ("fr", "fi", 2.2), ("ﬁ", "fi", 0.3), ("ﬂ", "fl", 0.3), ("ﬀ", "ff", 0.3), ("£", "f", 1.6), ("ii", "ifi", 2.2),
    # capitals
    ("O", "D", 1.9), ("D", "O", 1.9), ("0", "O", 1.0), ("0", "D", 1.8), ("Q", "O", 1.7), ("C", "G", 1.9), ("G", "C", 1.9),
    ("8", "B", 1.4), ("B", "E", 2.4), ("E", "B", 2.4), ("F", "E", 2.0), ("E", "F", 2.2), ("P", "F", 2.2), ("F", "P", 2.2),
    ("R", "B", 2.2), ("B", "R", 2.2), ("H", "N", 2.2), ("N", "H", 2.2), ("H", "M", 2.2), ("N", "M", 2.4), ("M", "N", 2.4),
    ("5", "S", 1.4), ("L", "I", 2.4), ("L", "E", 2.4), ("Y", "V", 2.0), ("V", "Y", 2.2), ("U", "V", 2.4), ("V", "U", 2.4),
    ("K", "R", 2.4), ("R", "K", 2.4), ("c", "C", 2.4), ("l", "L", 2.4), ("Vi", "Vl", 0.9), ("VI", "Vl", 0.9),
    ("V1", "Vl", 0.9), ("BI", "Bl", 1.2), ("AI", "Al", 1.0), ("CI", "Cl", 1.2), ("EI", "El", 1.2), ("FI", "Fl", 1.2),
    ("SI", "Sl", 1.2), ("PI", "Pl", 1.2),
)  # fmt: skip

# Thin signs drop out or come in more easily than others.
THIN = "iltjfr1I'.,"
DROPPED_THIN, DROPPED_DOUBLE, DROPPED_OTHER = 2.7, 2.3, 3.2
ADDED_THIN, ADDED_DOUBLE, ADDED_OTHER = 2.9, 2.5, 3.4
REPLACED = 3.5

# What an ordinal's raised letters come out as: 29 graad, 3¢ leerjaar, 1° graad (2de, 3de, 1ste).
ORDINAL_SIGNS = "9°¢®©*\"”’'™º²e"
# Nouns that are counted by ordinals in these texts, and by numbers never in this singular form.
ORDINAL_NOUNS = frozenset(
    """graad leerjaar trimester semester bachelorjaar studiejaar kleuterklas middelbaar lagere kwartaal zittijd
    legislatuur druk alinea lid streepje punt""".split()
)

# Function words that recognition glues to their neighbour with a dash that is not there: de-context, te-bieden.
GLUED_BEFORE = frozenset("de het een te van dat die om wordt met door naar ook".split())
GLUED_AFTER = frozenset("in de het een van te dat is en of met voor om wordt op bij aan door".split())
