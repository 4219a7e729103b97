"""The word lists of the domain and the patterns that modules share, as data; each with an example of what it is for.

Patterns that only one module parses with stay in that module. Regular expressions are compiled once, at import.
"""

from __future__ import annotations

import re
from typing import Final

from corpus.model import SourceKind
from ingest.rows import ROLE as ROLE
from ingest.rows import SOURCES_TITLE
from nlp.guarded import guarded


def words(text: str) -> tuple[str, ...]:
    """The items of a list written out over several lines, separated by `|` or line ends."""
    return tuple(w.strip() for w in re.split(r"[|\n]", text) if w.strip())


def either(items: tuple[str, ...]) -> str:
    """One non-capturing group that matches any of the literal items, the longest first."""
    return "(?:" + "|".join(re.escape(i) for i in sorted(items, key=len, reverse=True)) + ")"


# --- sentences --------------------------------------------------------------------------------------------------------

# "art. 5 van", "prof. Smet", "p. 13": a point that does not end the sentence when something more follows.
ABBREVIATIONS: Final = frozenset(
    words(
        """aanv.|afd.|afl.|al.|art.|artt.|bijl.|blz.|bv.|bijv.|bvb.|c.q.|ca.|cf.|cfr.|chr.|d.d.|dd.|d.i.|d.w.z.|dhr.
        dr.|drs.
        e.d.|e.g.|e.v.|ed.|eds.|enz.|etc.|excl.|fig.|gecit.|gem.|hfdst.|hst.|i.c.|i.e.|i.f.v.|i.h.b.|i.k.v.|i.p.v.
        i.s.m.
        i.v.m.|incl.|ir.|jl.|l.l.|lic.|m.a.w.|m.b.t.|m.b.v.|m.i.|m.i.v.|m.n.|mevr.|mr.|mw.|n.a.v.
        nl.|nr.|nrs.|nvdr.|o.a.|o.b.v.|o.c.|o.i.v.|o.l.v.|o.m.|o.m.v.|o.v.v.|o.w.v.|p.|pag.|parl.|pp.|prof.|publ.
        r.|red.|resp.|stbl.|t.a.v.|t.b.v.|t.e.m.|t.g.v.|t.o.v.|tel.|v.a.|v.d.|v.l.n.r.|vb.|vgl.|vl.|vnl.|vol.
        vs.|z.g.|z.i.|zgn.|zog.|b.s.|ff.|e.a.|et al."""
    )
)
# Of these a capital after it does begin a new sentence: "Tobback e.a. Het onderzoek", "enz. De raad".
ABBREVIATIONS_THAT_MAY_END: Final = frozenset(words("e.a.|enz.|etc.|e.d.|e.v.|ff.|et al.|jl.|l.l."))

# --- numbers, months, dates -------------------------------------------------------------------------------------------

MONTHS: Final[dict[str, int]] = {
    "januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6,
    "juli": 7, "augustus": 8, "september": 9, "oktober": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "febr": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "okt": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
MONTH: Final = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
YEAR: Final = r"(?:19[5-9]\d|20[0-4]\d)"
# "12 maart 2015", "1ste juni 2023", "3 mei" has no year and is not one of these
DAY_DATE: Final = rf"(?P<d>[0-3]?\d)(?:ste|de|e)?\.?\s+(?P<m>{MONTH})\s*,?\s*(?P<y>{YEAR})"
MONTH_DATE: Final = rf"(?P<m2>{MONTH})\s+(?P<y2>{YEAR})"  # "juni 2020"
NUMERIC_DATE: Final = (
    rf"(?P<d3>[0-3]?\d)\s?[/.-]\s?(?P<m3>[01]?\d)\s?[/.-]\s?(?P<y3>{YEAR})"  # "12/03/2015", "12.03.2015"
)
ISO_DATE: Final = rf"(?P<y4>{YEAR})-(?P<m4>[01]\d)-(?P<d4>[0-3]\d)(?!\d)"  # "2015-03-12"
# "(2018, 12 maart)": the order of APA
YEAR_FIRST_DATE: Final = rf"(?P<y5>{YEAR})\s*,\s*(?P<d5>[0-3]?\d)\s+(?P<m5>{MONTH})"
ANY_DATE: Final = guarded(
    rf"(?<![\d/.-])(?:{YEAR_FIRST_DATE}|{DAY_DATE}|{MONTH_DATE}|{NUMERIC_DATE}|{ISO_DATE}|(?P<y6>{YEAR})(?![\d/-]))",
    re.I,
)
FULL_DATE: Final = guarded(rf"(?<!\d)(?:{DAY_DATE}|{NUMERIC_DATE}|{ISO_DATE})", re.I)
# "dat op 3 maart door de regering goedgekeurd werd": a day whose year stands elsewhere in the paragraph
YEARLESS_DATE: Final = guarded(
    rf"\b(?:dat|die)\s+op\s+(?P<d>[0-3]?\d)\s+(?P<m>{MONTH})(?:\s+(?P<y>{YEAR}))?"
    r"[^.;]{0,80}?\b(?:meegedeeld|medegedeeld|goedgekeurd|voorgesteld|gepubliceerd|bekrachtigd|bezorgd)\b"
    r"(?:\s+(?:werd|is|was))?(?:\s+(?:aan|door)\s+(?:de|het)\s+[A-Z]\w+(?:\s+[A-Z]\w+)*)?",
    re.I,
)

# The legislatures of the Flemish Parliament, by the day of the elections, the latest first
LEGISLATURES: Final = (
    ("2024-06-09", "2024-2029"), ("2019-05-26", "2019-2024"), ("2014-05-25", "2014-2019"), ("2009-06-07", "2009-2014"),
    ("2004-06-13", "2004-2009"), ("1999-06-13", "1999-2004"), ("1995-05-21", "1995-1999"),
)  # fmt: skip

# --- bodies -----------------------------------------------------------------------------------------------------------

# The council and its parts: "Vlaamse Onderwijsraad, Raad Secundair Onderwijs."
# the last four are what OCR makes of it
COUNCIL_NAMES: Final = words(
    "Vlaamse Onderwijsraad|Vlor|VLOR|Viaamse Onderwijsraad|Vlaarnse Onderwijsraad|VIaamse Onderwijsraad|Vior"
)
COUNCIL_PARTS: Final = words(
    """Algemene Raad|Raad Basisonderwijs|Raad Secundair Onderwijs|Raad Hoger Onderwijs
    Raad Levenslang en Levensbreed Leren
    Raad Volwassenenonderwijs|Raad Levenslang Leren|Raad Deeltijds Kunstonderwijs|Raad Kunstonderwijs|Vast Bureau
    Raad Buitengewoon Onderwijs|Raad Buitengewoon Basisonderwijs|Raad Buitengewoon Secundair Onderwijs
    Raad Hoger Beroepsonderwijs|Raad voor Levenslang Leren|Bureau Algemene Raad"""
)
# The first letters of a reference number: RSO-RSO-ADV-1415-005
COUNCIL_CODES: Final[dict[str, str]] = {
    "AR": "Algemene Raad",
    "RBO": "Raad Basisonderwijs",
    "RSO": "Raad Secundair Onderwijs",
    "RHO": "Raad Hoger Onderwijs",
    "RLLL": "Raad Levenslang en Levensbreed Leren",
    "RLL": "Raad Levenslang en Levensbreed Leren",
    "RVOL": "Raad Volwassenenonderwijs",
    "RVO": "Raad Volwassenenonderwijs",
}
# Others that give advice: an entry under their name is an advice unless its title says otherwise ("Rapport …")
ADVISORY_BODIES: Final = words(
    """SERV|Sociaal-Economische Raad van Vlaanderen|Sociaal-Economische Raad voor Vlaanderen|MORA|SARC|SARWGG|SALV
    Minaraad|VLIR|VLHORA|VLUHR|VARIO|Vlaamse Jeugdraad|Raad van State|VTC|Vlaamse Toezichtcommissie|NVR|NAR
    Nationale Arbeidsraad|Mobiliteitsraad|Vlaamse Adviesraad Handhaving
    Strategische Adviesraad Welzijn, Gezondheid en Gezin
    Kinderrechtencommissariaat|Vlaamse Raad WVG|Raad voor Cultuur|Vlaamse Woonraad|Hoge Gezondheidsraad|NOOZO|Vlabest
    VRWI|VRWB|SAR WGG|Strategische Adviesraad Ruimtelijke Ordening|SARO|Vlaamse Ouderenraad|Hoge Raad voor Vrijwilligers
    Hoge Raad voor de Justitie|Gegevensbeschermingsautoriteit|GBA|Milieu- en Natuurraad|Vlaamse Adviesraad voor Handicap
    Strategische Adviesraad Landbouw en Visserij|Strategische Adviesraad Internationaal Vlaanderen|SARiV
    Vlaamse Adviesraad voor Bestuurszaken|Vlaamse Raad voor Wetenschap en Innovatie|Vlaamse Scholierenraad"""
)
# A name that is that of a council: "Mobiliteitsraad", "Vlaamse Jeugdraad", "Raad voor het Vrijwilligerswerk"
A_COUNCIL: Final = re.compile(
    r"(?:(?:Vlaamse|Hoge|Strategische|Provinciale|Nationale|Federale|Algemene)\s+)*(?:[A-ZÀ-Þ][\wà-ÿ-]*raad|(?:Adviesr|R)aad)"
    r"(?:\s+(?:voor|van)\s+(?!State\b|Europa\b)(?:(?:de|het)\s+)?[A-ZÀ-Þ][\wà-ÿ-]+(?:,?\s+(?:en\s+)?[A-ZÀ-Þ][\wà-ÿ-]+)*)?$"
)
# Names of bodies as authors or makers of a work; none of them is a person.
ORGANISATIONS: Final = words(
    """Agodi|AGODI|AHOVOKS|AgODi|Agentschap voor Onderwijsdiensten|Agentschap Innoveren en Ondernemen|VLAIO|VDAB|Syntra
    Syntra Vlaanderen|RTC|CLB|GO!|OVSG|POV|Katholiek Onderwijs Vlaanderen|VSKO|VVKSO|OKO|Unizo|UNIZO|Voka|VOKA
    Rekenhof|Onderwijsinspectie
    Vlaamse Onderwijsinspectie|Inspectie van het Onderwijs|Zorginspectie|OESO|OECD|Unesco|UNESCO|Eurydice
    Europese Commissie|European Commission
    Europees Parlement|Raad van de Europese Unie|Raad van Europa|CEDEFOP|Cedefop|Vlaamse Regering|Vlaamse regering
    Vlaamse overheid|Vlaams Parlement
    Vlaamse Gemeenschap|Departement Onderwijs en Vorming|Departement Onderwijs & Vorming
    Departement Onderwijs|Departement Werk en Sociale Economie
    Departement WSE
    Departement Welzijn, Volksgezondheid en Gezin|Ministerie van Onderwijs en Vorming
    Vlaams Ministerie van Onderwijs en Vorming
    Steunpunt Onderwijsonderzoek|SONO|Steunpunt Werk|Steunpunt WSE|Steunpunt SSL
    Steunpunt Studie- en Schoolloopbanen|HIVA|HIVA-KU Leuven
    KU Leuven|UGent|Universiteit Gent|Universiteit Antwerpen|UAntwerpen|VUB|Vrije Universiteit Brussel|UHasselt
    Statistiek Vlaanderen
    Statbel|Koning Boudewijnstichting|Vlaamse Scholierenkoepel|VSK|VVS
    Vlaamse Vereniging van Studenten
    Netwerk tegen Armoede|Minderhedenforum|Unia|ACV|ABVV|COC|COV|ACOD|VSOA|Verso|Itinera|Nationale Bank van België
    Hoge Raad voor de Werkgelegenheid
    Dienst Beroepsopleiding|DBO|Kind en Gezin|Opgroeien|NVAO|VLUHR KZ|Cultuurconnect|Canon Cultuurcel|IEA|UNICEF
    Wereldbank|VVSG|EACEA
    Commissie Zorgvuldig Bestuur|Commissie inzake Leerlingenrechten|Commissie Monard|Commissie Beter Onderwijs"""
)
# One body under two names: "OECD (2019)" is what the text calls "OESO, 2019"
SAME_BODIES: Final = (
    ("OESO", "OECD"), ("Europese Commissie", "European Commission"), ("AGODI", "Agentschap voor Onderwijsdiensten"),
    ("VLAIO", "Agentschap Innoveren en Ondernemen"), ("SONO", "Steunpunt Onderwijsonderzoek"),
    ("SERV", "Sociaal-Economische Raad van Vlaanderen", "Sociaal-Economische Raad voor Vlaanderen"),
    ("Onderwijsinspectie", "Vlaamse Onderwijsinspectie", "Inspectie van het Onderwijs"),
    ("VSK", "Vlaamse Scholierenkoepel"), ("VVS", "Vlaamse Vereniging van Studenten"), ("HIVA", "HIVA-KU Leuven"),
    ("UGent", "Universiteit Gent"), ("UAntwerpen", "Universiteit Antwerpen"), ("VUB", "Vrije Universiteit Brussel"),
    ("Departement Onderwijs en Vorming", "Departement Onderwijs & Vorming", "Departement Onderwijs"),
    ("NAR", "Nationale Arbeidsraad"),
    ("Departement WSE", "Departement Werk en Sociale Economie"), ("VTC", "Vlaamse Toezichtcommissie"),
    ("Steunpunt SSL", "Steunpunt Studie- en Schoolloopbanen"), ("GBA", "Gegevensbeschermingsautoriteit"),
    ("Minaraad", "Milieu- en Natuurraad"), ("DBO", "Dienst Beroepsopleiding"), ("Unicef", "UNICEF Office of Research"),
    ("SARO", "Strategische Adviesraad Ruimtelijke Ordening"),
    ("SARiV", "Strategische Adviesraad Internationaal Vlaanderen"),
)  # fmt: skip
BODY: Final = either(COUNCIL_NAMES + ADVISORY_BODIES + ORGANISATIONS)
# Bodies whose papers are research, unless their title says otherwise
RESEARCHERS: Final = re.compile(
    r"\b(?:Steunpunt|Universiteit|universiteit|KU ?Leuven|UGent|UAntwerpen|VUB|UHasselt|HIVA|SONO|SSL|[Hh]ogeschool"
    r"|[Oo]nderzoekscentrum|University)\b"
)
# A body by its letters alone: "OVAM (2023).", "AGION (2020)."; two words in capitals are a surname, and so are the
# letters where a publisher stands: "MAES (2019). Lezen. Leuven: Acco."
LETTERS_OF_BODY: Final = re.compile(r"[A-ZÀ-Þ]{2,7}")
PUBLISHED: Final = re.compile(r"[.,]\s+[A-ZÀ-Þ][\w’-]+(?:[ /-][A-ZÀ-Þ][\w’-]+)?\s?:\s+(?:de\s|die\s)?[A-ZÀ-Þ]")
# What only a body brings out, as title or subtitle: "Onderwijs aan gedetineerden. Jaarverslag 2021", "Monitor 2020"
BODY_PAPER: Final = re.compile(
    r"[.:]\s+(?:(?:jaar|activiteiten|werkings|voortgangs)(?:verslag|rapport)|[a-zà-ÿ-]*(?:monitor|barometer))\b", re.I
)
# Words that make an unknown name a body: "Agentschap voor …", "Steunpunt …", "Federatie van …"
BODY_WORDS: Final = re.compile(
    r"\b(?:[a-zà-ÿ-]{4,}(?:raad|comité|koepel|centrum|federatie)|agentschap|dienst|departement|ministerie|steunpunt|universiteit|hogeschool|federatie|vereniging"
    r"|verbond|koepel|raad"
    r"|commissie|parlement|regering|overheid|instituut|centrum|platform|netwerk|partnerschap|inspectie"
    r"|provincie|stad|gemeente"
    r"|fonds|stichting|vzw|bureau|kabinet|unie|bank|academie|taskforce|stuurgroep|expertencommissie|werkgroep"
    r"|university|institute"
    r"|council|commission|committee|centre|ministry|agency|department)\b",
    re.I,
)

# --- actions ----------------------------------------------------------------------------------------------------------

# "actie", "acties", "actiepunt 4", "deelactie 2.3"; OCR: "act1e", "aktie". Never a part of "actieplan" or "leeractie".
ACTION_WORD: Final = (
    r"(?<![\w\-./])(?:(?:deel|sub|beleids|hoofd)-?)?ac?[ckt][tl][i1l]e(?:s|-?punten|-?punt|nummers?|nrs?\.?)?"
)
# What may stand between the word and its number: "actie nr. 5", "acties met nummers 3 en 4", "actie (6)"
ACTION_BRIDGE: Final = r"(?:\s+(?:met\s+(?:als\s+)?)?(?:nummers?|nrs?\.?|n°|genummerd))?\s*[:(\[]?\s*"
# "18.2", "8bis", "8.a"; in "actie 8.De raad" the letter begins a word
ACTION_NUMBER: Final = r"\d{1,3}(?:\.\d{1,3}){0,3}(?:bis|ter|quater)?(?:\.?[a-z](?![\wà-ÿ]))?"
# "4 tot en met 7", "4 t.e.m. 7", "4 t/m 7", "4-7"
RANGE_SIGN: Final = r"tot\s+en\s+met|t\.?\s?e\.?\s?m\.?|t/m|tot\s+aan|tot|[-–—]"
LIST_SIGN: Final = (
    r",?\s*(?:en/of|én|en\s+ook|maar\s+ook|alsook|alsmede|evenals|en|of|respectievelijk|resp\.|&|\+)\s+"
    r"|\s*[,;/&+]\s*(?:en\s+|of\s+)?"
)
# "de acties rond taal (1, 2 en 5)": the numbers stand in brackets behind what the actions are about
ACTIONS_IN_BRACKETS: Final = guarded(
    rf"{ACTION_WORD}(?<=s)\s+(?:[\w’'-]+\s+){{1,6}}?\((?P<numbers>\d{{1,2}}(?:\.\d{{1,2}})*"
    rf"(?:(?:\s*,\s*|\s+(?:en|of|tot\s+en\s+met|t\.?e\.?m\.?)\s+|\s*[-–]\s*)\d{{1,2}}(?:\.\d{{1,2}})*)+)\)",
    re.I,
)
# "actie 16 (mentoren), actie 17 (co-teaching) en 18": what is said of one of them between two numbers
ACTION_ASIDE: Final = re.compile(r"\s*\([^()\d][^()]{1,80}\)(?=\s*(?:,|;|en\b|of\b))")
# "acties 3 keer", "actie 12 mei", "actie 50%": the number measures or dates something and names no action
MEASURED: Final = re.compile(
    rf"[ \xa0]*(?:%|°|€|{MONTH}|(?:procent|euro|eur|miljoen|miljard|duizend|keer|maal|x|jaar|jaren|maanden?"
    rf"|weken|week|dagen|dag|uren|uur|minuten|km|kilometer"
    r"|meter|vte|fte|pagina['’]?s)\b)",
    re.I,
)
# "en 3 leerlingen": in a list or after the plural it counts people or things
COUNTED: Final = re.compile(
    r"[ \xa0]+(?:leerlingen|scholen|personen|leraren|leerkrachten|cursisten|studenten|ouders|bedrijven"
    r"|ondernemingen|directies|centra|sectoren"
    r"|extra|andere|nieuwe|verschillende|grote|concrete|bijkomende|prioritaire|domeinen|doelstellingen|doelen"
    r"|clusters|pijlers|krachtlijnen"
    r"|acties|maatregelen|projecten|plaatsen|provincies|regio['’]?s|gemeenten|partners|organisaties|opleidingen"
    r"|kinderen|jongeren|deelnemers"
    r"|graden|leerjaren|koepels|netten|fasen?|leden|thema['’]?s|punten|aanbevelingen|ministers|beleidsdomeinen"
    r"|experten)\b",
    re.I,
)
# What makes "Actie 18.2" the head of a definition: a colon, a dash, a tab or, at the start of a note, a full stop.
DEFINITION_SIGN: Final = re.compile(r"\s*(?::|[-–—](?=\s)|\t)\s*(?=\S)")
# "Actie 12 In gemeenten met veel kansarmoede komen brugfiguren." alone on its line: the sign got lost
DEFINITION_BARE: Final = re.compile(r"[ \t]+(?=[A-ZÀ-Þ]\S*(?:[ ]\S+){3,}[.!]\s*(?:\n|$))")
DEFINITION_STOP: Final = re.compile(r"\.\s+(?=[A-ZÀ-Þ‘'“\"])")
# The head of a column that says something about an action and not what it is: "Start", "Trekker", "Standpunt Vlor"
BESIDE_ACTION: Final = re.compile(
    r"^(?:start|eind|begin|timing|tijds|termijn|jaar|jaren|datum|periode|fase|wanneer|planning|deadline|looptijd|trekker"
    r"|verantwoordelijk|wie\b|actor|partner|uitvoerder|bevoegd|minister|betrokken|budget|kost|middelen|bedrag|euro|€"
    r"|status|stand|voortgang|indicator|streef|doelgroep|prioriteit|nr|nummer|blz|pagina|bron|cluster|spoor|pijler|as\b"
    r"|advies|standpunt|opmerking|reactie|beoordeling|reflectie|vraag|visie|raad|vlor|ons\b|onze\b)",
    re.I,
)
# "Actie 3: de raad vindt …" comments on an action, it does not give its text.
COMMENT_ON_ACTION: Final = re.compile(
    r"(?:de|onze)\s+(?:raad|vlor|vlaamse onderwijsraad)\b|(?:we|wij)\s+(?:vragen|vinden|pleiten|stellen|zijn"
    r"|verwijzen|onderschrijven|steunen|missen|betreuren)\b"
    r"|zie\s|voor\s+(?:de\s+)?(?:vlor|raad)|is\s|wordt\s",
    re.I,
)

# --- plans ------------------------------------------------------------------------------------------------------------

# "actieplan Duaal Leren", "masterplan Scholenbouw", "het plan ‘Samen tegen Schooluitval’"
PLAN_WORD: Final = (
    r"(?:(?:beleids|meerjaren)?actieplan|masterplan|strategisch(?:e)?\s+plan|relanceplan|herstelplan"
    r"|beleidsplan|meerjarenplan"
    r"|jaaractieplan|geletterdheidsplan|taalplan|implementatieplan|stappenplan|uitvoeringsplan"
    r"|(?<![\w-])(?!leer|les|school|hand|zorg|begeleid|traject|studie|groei|werkplan|nood|ramp|grond|bouw|in|om|onder"
    r"|personeel|aanwerv|kalender|dag|week|uur|spaar|sociaal|vloer|stads|lay|business|ondernem|product)[a-z]{5,}plan)"
)

# The same where it heads a name: also "het plan ‘…’", "het Plan Geletterdheid", "het plan van aanpak Modernisering",
# "het plan Sterk voor de klas", "het noodplan Handen voor de Klas" and "het werkplan Taal op Maat"; never
# "het programma" or "een werkplan" alone
PLAN_HEAD: Final = (
    rf"(?:{PLAN_WORD}|plan\s+van\s+aanpak|(?:(?:werk|nood|zorg)?plan|programma|pact)(?=\s+[‘“\"])"
    r"|(?-i:(?<=[a-z] )Plan)(?=\s+(?-i:[A-ZÀ-Þ]))"
    r"|(?:(?<=het )|(?<=ons )|(?<=vlaamse ))(?:(?:(?:werk|nood|zorg)?plan|programma|pact)"
    r"(?=\s+(?-i:[A-ZÀ-Þ][\wà-ÿ’-]+\s+)(?:voor|naar|tegen|op|aan|met|zonder|tot)\s)|(?:werkplan|programma|pact)(?=(?:\s+(?-i:[A-ZÀ-Þ])[\wà-ÿ’-]+){2})))"
)
# A plan that is called so by one word with a capital, "het Geletterdheidsplan"; any plan is called by these
ANY_PLAN: Final = re.compile(
    r"(?:beleids|jaar|meerjaren)*(?:actie|master|beleids|meerjaren|stappen|uitvoerings|implementatie|werk)plan$|.*\s",
    re.I,
)

# What leads from an action to a name that must then be that of its plan: "actie 6 van Kinderen Eerst"
OF_NAMED_PLAN: Final = re.compile(
    r"\s+(?:van|uit|in|binnen)\s+(?:(?:het|de)\s+(?P<word>[\w-]*programma|[\w-]*pact|[\w-]*akkoord|charter"
    r"|[\w-]*strategie|agenda|concept-?nota|[a-z]+nota|convenant|routekaart|roadmap)\s+)?(?=[‘“\"A-ZÀ-Þ])"
)
# Other papers that number their actions: by the word before their name ("de conceptnota Cultuureducatie"), or one word
# with a capital ("de Competentieagenda"); what is named so counts only where no plan does
ACTION_PAPER: Final = guarded(
    r"(?<![\w-])(?:(?P<word>(?i:concept-?nota|visienota|startnota|kadernota|beleidsnota|visietekst|werkprogramma|programma"
    r"|pact|charter|convenant|akkoord|agenda|strategie|routekaart|roadmap))(?=\s+[‘“\"A-ZÀ-Þ])"
    r"|(?P<one>(?!Regeer)[A-ZÀ-Þ][a-zà-ÿ-]{3,}(?:pact|akkoord|agenda|strategie|programma|charter)))(?!\w)"
)
# The plan that the document is about, without its name: "het nieuwe plan", "dit actieplan", "het voorliggende plan"
THIS_PLAN: Final = re.compile(
    rf"\b(?:dit|(?:het|de)\s+(?:nieuwe?|voorliggende?|voorgestelde?|onderhavige?|huidige?|nu\s+voorliggende?|besproken"
    rf"|voorgelegde?|lopende?))\s+(?:{PLAN_WORD}|plan)\b",
    re.I,
)
# Which of several plans: "actie 14 van het eerste plan", "in het tweede actieplan", "uit het plan van 2022"
WHICH_PLAN: Final = guarded(
    rf"\b(?:het|dat)\s+(?:(?P<nth>eerste|tweede|derde|vierde|eerst(?:ge)?noemde)\s+(?:{PLAN_WORD}|plan)(?!\s+(?:van|uit)\s+{YEAR})"
    rf"|(?:(?:eerste|tweede|derde|vierde)\s+)?(?:{PLAN_WORD}|plan)\s+(?:van|uit)\s+(?:(?:[0-3]?\d\s+)?{MONTH}\s+)?(?P<year>{YEAR}))(?!\w)",
    re.I,
)
# A plan that a government calls otherwise, with the year it runs to: "STEM-agenda 2030", "Routekaart Lezen 2030"
GOVERNMENT_PLAN: Final = re.compile(
    rf"(?:[\w-]*(?:plan|agenda|strategie|pact|programma)|(?:[Rr]outekaart|[Rr]oadmap)(?:\s+[A-ZÀ-Þ][\w-]*){{1,3}})"
    rf"(?:\s+[A-ZÀ-Þ][\w-]*){{0,3}}\s+(?:{YEAR}\s?[-–]\s?)?{YEAR}(?![\d-])",
    re.I,
)
# What Dutch puts at the end of a sentence, part of a verb or a predicate: "keurde het actieplan X goed", "stelde het
# actieplan X voor", "vindt actie 9 van het actieplan X haalbaar"
VERB_END = re.compile(
    r"\s+(?:goed|voor|uit|aan|op|af|mee|toe|vast|bekend|in|(?:on)?haalbaar|zinvol|zinloos|(?:on)?nuttig|nodig|overbodig"
    r"|(?:on)?belangrijk|noodzakelijk|(?:on)?wenselijk|(?:on)?voldoende|(?:on)?realistisch|(?:on)?duidelijk|waardevol|positief)$"
)

# --- cross-references -------------------------------------------------------------------------------------------------

# "hoofdstuk 3", "(cfr punt 4.2)", "paragraaf 2.1", "§ 3", "onze opmerkingen bij cluster 3.1"
PART_WORDS: Final = words(
    "hoofdstukken|hoofdstuk|hfst.|hst.|punten|punt|paragrafen|paragraaf|par.|§§|§|secties|sectie|afdeling"
    "|onderdelen|onderdeel"
    "|delen|deel|rubriek|rubrieken|titel|subtitel|cluster|clusters|nummer"
)
# The reference is to another document: "hoofdstuk 3 van het decreet"
OTHER_DOCUMENT: Final = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:van|uit|in|bij|binnen)\s+(?:het|de|dat|die|een|zijn|haar|hun|vorig\w*"
    r"|eerder\w*)\s+(?:\w+\s+){0,2}?"
    r"(?:\w*decreet|\w*besluit|codex|\w*wet|conceptnota|visienota|beleidsnota|nota|\w*plan|\w*rapport|studie"
    r"|onderzoek|verslag|memorie|resolutie"
    r"|verordening|richtlijn|regeerakkoord|mededeling|omzendbrief|vorige?\s+advies|eerdere?\s+advies|VR|SERV"
    r"|dienst|school|website)",
    re.I,
)
ORDINALS: Final[dict[str, int]] = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8,
}  # fmt: skip

# --- sources ----------------------------------------------------------------------------------------------------------

# The word for a work → its kind. The first that fits the beginning of a title decides.
KIND_WORDS: Final[tuple[tuple[SourceKind, str], ...]] = (
    ("advies",
        r"(?:spoed|beleids|vlor-|serv-|deel|tussen|raam)?advie(?:s|zen)\b|visieteksten?\b|vlor-visie\b"
        r"|(?:vlor-)?standpunt\b|denktekst\b|memorandum\b|aanbevelingen?\b"),
    ("conceptnota", r"(?:concept|visie|discussie|start|kader)(?:-?nota|tekst)(?:['’]s)?\b|groenboek\b|witboek\b"),
    ("schriftelijke_vraag",
        r"schriftelijke\s+vra(?:ag|gen)\b|parlementaire\s+vra(?:ag|gen)\b|sv\s+(?:nr\.?\s*)?\d|vraag\s+(?:nr\."
        r"|om\s+uitleg)"),
    ("codex", r"codex\b"),
    ("besluit",
        r"(?:uitvoerings)?besluit\b|bvr\b|ministerieel\s+besluit\b|koninklijk\s+besluit\b|k\.?b\.?\s+van\b"
        r"|omzendbrief\b"),
    ("decreet",
        r"(?:[\w-]*decreet|decreten)\b|(?:voor)?ontwerp\s+van\s+decreet\b|voorstel\s+van\s+decreet\b"
        r"|(?:bijzondere\s+|grond)?wet\b|[\w-]*verdrag\b|bijzonder\s+decreet\b|verordening\b|richtlijn\b"),
    ("actieplan", r"(?:(?:vlaams|nationaal|federaal|europees|strategisch)\s+)?" + PLAN_WORD + r"|plan\b"),
    ("verslag",
        r"(?:[\w-]*verslag|verslagen)\b|notulen\b|handelingen\b|hoorzitting\b|memorie\s+van\s+toelichting\b"
        r"|gedachtewisseling\b"),
    ("onderzoek",
        r"(?:[\w-]*onderzoek(?:srapport)?|[\w-]*studie|peiling|onderzoeken|studies|verkenning|proefschrift|doctoraat|paper"
        r"|artikel|evaluatie)\b"),
    ("rapport",
        r"(?:[\w-]*rapport|rapporten|cijfers|statistieken?|[\w-]*monitor|onderwijsspiegel|jaarboek|brochure"
        r"|beleidsnota|beleidsbrief|(?:vlaams\s+)?regeerakkoord)\b"),
)  # fmt: skip
KIND_OF_WORD: Final = tuple((kind, re.compile(pattern, re.I)) for kind, pattern in KIND_WORDS)

# "p. 14-16", "pp. 3-8", "blz. 7", "art. 27 en 28", "artikel 123/2"
PAGES: Final = guarded(
    r"(?<!\w)(?:(?:pp?|blz|pag)\s?\.\s*\d+(?:\s*[-–]\s*\d+)?(?:\s*(?:en|,)\s*\d+(?:\s*[-–]\s*\d+)?)*(?:\s?e\.v\.)?"
    r"|(?:art(?:ikel(?:en)?)?\b\.?)\s*[IVX\d][\w./°§-]*(?<![.])(?:\s*(?:,|en|t\.e\.m\.|tot en met|tot|-"
    r"|–)\s*(?:\d|[IVX]+\.\d)[\w./°]*(?<![.]))*(?:,\s*§\s*\d+\w*(?:,\s*\d+°?)?)?"
    r"|(?:hoofdstuk|hfst\.|deel|tabel|figuur|grafiek)\s+\d[\d.]*(?<!\.))",
    re.I,
)
URL: Final = guarded(
    r"(?:https?://|www\.)[^\s<>\"“”‘]+|(?<![@\w])(?:[\w-]+\.)*(?:vlor|vlaamsparlement|serv|vlaanderen|agodi"
    r"|ovsg|g-o|katholiekonderwijs"
    r"|vdab|rekenhof|onderwijsinspectie)(?:\.vlaanderen)?\.be(?:/[^\s<>\"“”‘]*)?",
    re.I,
)
# "Zie ook", "Cfr.", "Bron:", "En" before the reference proper
LEAD_IN: Final = re.compile(
    r"(?:(?:zie(?:\s+(?:ook|bv\.|bijv\.|bijvoorbeeld|o\.a\.|hierover|hiervoor|daarvoor|in dit verband"
    r"|meer bepaald|onder meer))*\s*[:,]?"
    r"|cfr?\.?|vgl\.|vergelijk|bron(?:nen)?\s*:|uit\s*:|en\b|ook\b|o\.a\.|bv\.|gebaseerd op\s*:?"
    r"|gecit(?:eerd)?\.? (?:in|uit)\s*:?|lees ook:?"
    r"|voor meer info(?:rmatie)?:?|meer info(?:rmatie)?:?|we verwijzen (?:hiervoor )?naar)\s*)+(?=\S)",
    re.I,
)
# Introduces what is left over of an entry about its access: "Geraadpleegd op 3 mei 2020 via"
ACCESS: Final = re.compile(
    r"(?:geraadpleegd|gedownload|laatst geraadpleegd|retrieved|accessed|opgevraagd|beschikbaar|te vinden"
    r"|te raadplegen|online|via|zie)\b[^.]*$",
    re.I,
)
# Where the title is over: publisher, series. "SONO Research Paper", "Gent: Steunpunt …", "Paper presented at …"
CONTAINER: Final = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’-]+(?:[ /-][A-ZÀ-Þ]?[\w'’-]+){0,2}\s?:\s+[A-ZÀ-Þ]|[\w -]*\b(?:[Ww]orking|[Rr]esearch"
    r"|[Dd]iscussion|[Pp]olicy)\s+(?:[Pp]aper|[Bb]rief|[Rr]eport|[Ss]eries)"
    r"|(?:[Pp]aper|[Pp]oster|[Ll]ezing)\s+(?:presented|gepresenteerd)|[Pp]resentatie\s+op|In\s*:\s|In\s+[A-Z]"
    r"|[Ii]n opdracht van|[Ee]indrapport\b(?=,?\s+(?:[A-Z]|$))"
    r"|[Ss]teunpunt\b|[Uu]niversiteit\b|KU\s?Leuven|UGent|UAntwerpen|VUB|HIVA|Uitgeverij|Uitgave|Tijdschrift"
    r"|[\w ]*\bJournal\b|[\w ]*\bReview\b|Brussel\b|Gent\b|Leuven\b|Antwerpen\b"
    r"|Impuls\b|Pedagogische Studiën|Leuvense Economische Standpunten|Over\.?werk|B\.?S\.?\s"
    # "Welwijs, 29(3), 12-19", "Klasse voor Leraren, nr. 215": a name with the number of a volume or issue
    r"|[A-ZÀ-Þ][^.,\d]{2,60},?\s+(?:jg\.?\s*|vol\.?\s*)?\d{1,4}\s?\(\d{1,4}\)"
    r"|[A-ZÀ-Þ][^.,\d]{2,60},\s+(?:jg|jrg|jaargang|nr|vol|afl)\.?\s*\d"
    r"|Belgisch Staatsblad|Lannoo|Garant|Acco|Pelckmans|Die Keure|OECD Publishing)"
)
# Where books are published: at the end of a reference such a name is no part of the title
PLACE: Final = (
    "Brussel|Gent|Leuven|Antwerpen|Mechelen|Hasselt|Brugge|Kortrijk|Oostende|Aalst|Diest|Genk|Turnhout|Diegem|Zellik"
    "|Apeldoorn|Amsterdam|Rotterdam|Utrecht|Nijmegen|Groningen|Tilburg|Den Haag|Parijs|Paris|London|Londen|Luxemburg"
    "|Luxembourg|Straatsburg|Strasbourg|Genève|Geneva|New York|Oxford|Cambridge|Berlijn|Berlin|Bonn|Keulen|Louvain"
    "|Louvain-la-Neuve|Luik|Liège|Namen|Namur|Heverlee|Leiden|Assen|Houten|Dublin|Thessaloniki|Wenen"
)
TRAILING_CONTAINER: Final = re.compile(
    # ", verslag aan het Vlaams Parlement", ", onderzoek in opdracht van …", ", Commissie Onderwijs, Vlaams Parlement"
    r",\s+(?=(?:eind|tussen|onderzoeks)?(?:verslag|rapport|onderzoek|studie|nota)\s+(?:aan|voor|in\s+opdracht|van\s+het)\b"
    r"|(?:[Cc]ommissie\s[^,]{3,60},\s+)?Vlaams\s+Parlement$"
    # ", CSB-berichten, Antwerpen: …": a series
    r"|[A-ZÀ-Þ][\w ]*-?(?:berichten|reeks|cahiers?|series)\s*,\s"
    # ", Brussel", ", Antwerpen, Garant", ", Leuven/Den Haag, Acco, 288 p."
    rf"|(?:{PLACE})(?:[/-](?:{PLACE}))?(?:\s*[,:]\s*(?:die\s|de\s)?[A-ZÀ-Þ][^,]{{1,50}}){{0,2}}\s*(?:,\s*\d+\s*(?:p|blz)\.?)?$)"
    r"|,\s+(?=[A-ZÀ-Þ][^,]{3,70}?\s(?:\d{4}/\d+|\d+\s?\(\d+\)|(?:jg|nr|vol)\.?\s*\d+)"
    r"|(?:in\s+)?(?:Leuvense Economische Standpunten|Pedagogische Studiën|Impuls|OECD Publishing|Klasse"
    r"|Academia Press|Garant|Acco"
    r"|Universiteit [A-Z]\w+|KU ?Leuven|UGent|HIVA|Steunpunt [A-Z]\w+)\b)"
)
# What stands behind the year of a book: "2001, 45-61" (the pages cited); "312 p." and its ISBN say nothing of these
PAGES_AFTER_YEAR: Final = guarded(rf"(?<=[\s,(]){YEAR}\)?(?P<pages>,\s*\d{{1,3}}(?:\s*[-–]\s*\d{{1,3}})?)\.?$")
SIZE_OF_BOOK: Final = guarded(r"\s*[,.]\s*(?:ISBN(?:-1[03])?:?\s*[\dX-]{9,17}|\d{1,4}\s*(?:pp?|blz|pag)\.?)\.?$", re.I)
DOI: Final = guarded(r"\s*\bdoi\s*[.:]\s*(?P<doi>10\.\d{4,9}/\S+)", re.I)
# "…, in: Impuls, 47 (2016) 1": the journal or book, with its year, behind a comma
IN_A_JOURNAL: Final = guarded(r"\s*[,.]\s+(?=in\s*:\s+[A-ZÀ-Þ])", re.I)
# "(doctoraatsproefschrift)", "(masterproef)": what a work was made for
THESIS: Final = guarded(
    r"\s*\((?:ongepubliceerd\s+|niet[- ]gepubliceerde?\s+)?(?:doctora\w*|proefschrift|masterproef|masterscriptie"
    r"|scriptie|thesis|eindverhandeling|licentiaatsverhandeling|bachelorproef)\)",
    re.I,
)
# "Gent: Universiteit Gent, vakgroep X" at the end of an entry
OFFICIAL_JOURNAL: Final = guarded(r"[,(]?\s*\(?B\.?\s?S\.?,?\s*(?:van\s+|d\.d\.\s+)?[\d./ a-z]+\d{4}\)?", re.I)

PARTICLE: Final = (
    r"(?:(?:[Vv]an(?:\s+(?:de[nr]?|het|['’]t|der))?|[Vv]ande[nr]?|[Dd]e[nr]?|[Tt]e[nr]|[Tt]e|[Dd]['’]|[Ll][ae]s?"
    r"|[Dd]u|[Dd]i|[Ee]l|[Aa]l|[Bb]en|[Ss]t\.|[Ii]n\s+['’]t)\s*)"
)
# The capitals that names begin with, those of Polish, Czech, Turkish and others too: "Łukasz", "Ż.", "Şahin"
CAPITAL: Final = "A-ZÀ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁĽĻŃŇŅŌŐŒŘŚŠŞŤŪŮŰŲŹŻŽȘȚ"
# never inside a word: "vast. Goethals" holds no "st. Goethals"
SURNAME: Final = rf"(?<!\w)(?:{PARTICLE}\s*)*[{CAPITAL}][\w'’]+(?:[- ](?:{PARTICLE}\s*)?[{CAPITAL}][\w'’]+){{0,2}}"
INITIALS: Final = rf"(?:[{CAPITAL}](?:[a-zà-ÿ]{{1,2}})?\.(?:\s?-?\s?))+"
# "Verhaest, D.", "K. De Witte"
# "Ghesquiere P., Baeyens K. (2006)": without a comma only where initials of one letter follow, and no other word
PERSON: Final = (
    rf"(?:{SURNAME},\s*{INITIALS}|{INITIALS}\s*{SURNAME}|{SURNAME}\s(?:[{CAPITAL}]\.-?)+(?=\s*(?:[,;&(]|en\b|and\b|$))"
    # "Neyt, B, Omey, E.": a scan lost the full stop
    rf"|{SURNAME},\s[{CAPITAL}](?=,\s{SURNAME},\s[{CAPITAL}]\b))"
)
ET_AL: Final = r"(?:e\.\s?a\.|et\s+al\.?|en\s+anderen|and\s+others)"
PERSON_LIST: Final = re.compile(
    rf"(?P<people>{PERSON}(?:\s*(?:,\s*(?:&|en|and)|;|,|&|\ben\b|\band\b)\s*{PERSON})*)\s*(?:,?\s*(?P<etal>{ET_AL}))?"
    r"\s*(?:\((?i:reds?|eds?)\.?\)\.?,?)?"
)
ONE_PERSON: Final = re.compile(PERSON)
# "Tobback e.a.", "Smet et al. (2015)", "Verhaest en De Witte (2020)"
SURNAMES: Final = rf"{SURNAME}(?:(?:,\s+{SURNAME})*,?\s+(?:en|&|and)\s+{SURNAME})?"

# Surveys that are known by their name and year: "PISA 2018", "TALIS 2018"
SURVEY: Final = r"(?:ePIRLS|PIRLS|PISA|TALIS|TIMSS|ICCS|ICILS|PIAAC|EU-SILC|HBSC|ESLC)"
# Who publishes what a survey finds: "PISA 2018" is the report of the OESO with that name in its title
SURVEY_MAKERS: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("PISA", "TALIS", "PIAAC"), ("OESO", "OECD")),
    **dict.fromkeys(("PIRLS", "ePIRLS", "TIMSS", "ICCS", "ICILS"), ("IEA",)),
}
# Decrees of education that everybody calls by one word: the day of the one that is meant, and a word of its title,
# since other decrees have the same day
DECREES_BY_NICKNAME: Final[dict[str, tuple[str, str]]] = {
    "structuurdecreet": ("2003-04-04", "structurering"), "flexibiliseringsdecreet": ("2004-04-30", "flexibilisering"),
    "gok-decreet": ("2002-06-28", "gelijke"), "financieringsdecreet": ("2008-03-14", "financiering"),
    "kwaliteitsdecreet": ("2009-05-08", "kwaliteit"), "m-decreet": ("2014-03-21", "specifieke"),
    "eindtermendecreet": ("2018-01-26", "onderwijsdoelen"), "niveaudecreet": ("2018-03-09", "kunstonderwijs"),
    "leersteundecreet": ("2023-05-05", "leersteun"),
}  # fmt: skip
# Section titles under which every entry is a reference: "Bronnen", "Eerdere adviezen van de Vlor", "ACHTERGROND:"
REFERENCE_SECTION: Final = re.compile(
    r"^\s*(?:bijlagen?\s*(?:\d+|[A-Z]\b)?\s*[:.–-]?\s*)?(?:lijst\s+(?:van|met)\s+)?"
    r"(?:geraadpleegde\s+|gebruikte\s+|belangrijkste\s+|nuttige\s+)?(?:(?:"
    rf"{SOURCES_TITLE}|(?:onze\s+)?(?:eerdere|vroegere|vorige|relevante|recente)\s+(?:vlor-?)?adviezen"
    r"|adviezen\s+van\s+de\s+vlor|meer\s+lezen|bijlage:?\s+bronnen)(?![\w-])"
    # "Link met het decreet", "Documentatie van het leerproces" are titles of other sections
    r"|(?:achtergrond(?:informatie)?|publicaties|documentatie|links?|verwijzingen)(?:\s+en\s+(?:publicaties|documentatie|links?|verwijzingen))?\s*:?$)",
    re.I,
)
# Words that stand for a work named before: "ibid.", "o.c.", "idem"
IBID: Final = re.compile(r"(?<!\w)(?:ibid(?:em)?|idem|id)\b\.?(?=[\s,;.)]|$)", re.I)
OPUS_CITATUM: Final = guarded(
    rf"(?P<names>{SURNAMES}(?:,?\s*(?:{INITIALS}))?(?:\s+{ET_AL})?)?[,.]?\s*(?:\({YEAR}[a-z]?\),?\s*)?(?<!\w)(?"
    rf"P<mark>o\.\s?c\.|op\.\s?cit\.?|a\.\s?w\.|l\.\s?c\.|loc\.\s?cit\.?|hoger\s+geciteerd|hoger\s+vermeld)",
)

# Function words and verbs that cannot belong to the name of a work: "het decreet bepaalt", "de conceptnota over"
NOT_A_NAME: Final = frozenset(
    words(
        """aan|achter|al|aldus|alle|alleen|als|anders|bij|binnen|bovendien|buiten|daar|daarbij|daarin|daarom
        daarvoor|dan|dat|de|deze|dezelfde|die|dit|doen|doet
        door|dus|echter|een|eens|en|er|ging|gaat|geen|geeft|gaf|gebeurt|geldt|had|hadden|haar|heeft|het|hij|hier
        hierbij|hierin|hoe|hun|ik|in|indien|is|intussen|kan|kon
        komt|kunnen|laat|legt|legde|liggen|ligt|maakt|maakte|maar|mag|meer|met|mits|moet|moeten|na|naar|naast|neemt
        niet|noch|nog|nu|of|om|omdat|ondanks|onder|ons|onze|ook|op|over
        opnieuw|reeds|sinds|stelt|stelde|staat|steeds|te|tegen|tegelijk|ten|ter|terecht|terwijl|tijdens|toch|toen
        toont|tot|tussen|uit|vaak|van|vanaf|vanuit|via|vindt|voor
        vooral|voorziet|voorzag|vraagt|waar|waarbij|waardoor|waarin|waarmee|waarvan|waren|was|wat|we|wel|welke|werd
        werden|werk|werkt|wil|willen|wordt|worden|zal|ze|zeer|zegt|zelf
        zich|zie|zijn|zo|zoals|zodat|zonder|zou|zouden|zullen|bepaalt|bepaalde|bevat|bevatte|beschrijft|beoogt
        beperkt|betekent|biedt|bood|blijft|blijkt|bouwt|brengt|bracht|creëert|doelt|focust
        formuleert|garandeert|gebruikt|helpt|houdt|introduceert|kiest|koos|kreeg|krijgt|kondigt|leidt|lijkt|maken
        mikt|noemt|ontbreekt|regelt|richt|schetst|schrijft|schuift|speelt|spreekt|streeft
        trad|treedt|vereist|verhoogt|vermeldt|verplicht|versterkt|vertrekt|verwijst|verwacht|volgt|voert|voegt
        voorop|wijst|wijzigt|zet|zette|zoekt|zorgt|heen|lopen|loopt|start|startte|onderzoekt|onderstreept|benadrukt
        bestaat|besteedt|geven|hebben|hanteert|opgemaakt|opgesteld|uitgewerkt|goedgekeurd|besproken|voorgesteld
        gepubliceerd|bleek|bleken|bepaalden|voorzagen|stelden|gaven|wilde|wilden|vroeg|vroegen|toonde|toonden|leidde
        leidden|zorgde|zorgden|verscheen|bestond|bracht|brachten|wees|wezen|ging|gingen|had|liet|lieten|nam|namen
        kwam|kwamen|zag|zagen|schreef|sprak|trok|verving|vervangt|wijzigde|versterkte|versterken|maken|stond|stonden
        hield|hielden|koppelt|koppelde|erkent|erkende|omvat|omvatte|vormt|vormde|slaagt|ondersteunt|ondersteunde
        erin|besliste|beslist|uitvoert|voorschrijft|oplegt|regelde|goedkeurde|keurde|kadert|past|sluit|sloot|bouwde
        daarentegen|immers|nochtans|namelijk|momenteel|vandaag|onlangs|recent|ooit|echter|zelfs|enkel|slechts
        onvoldoende|voldoende|duidelijk|expliciet|terug|per|gericht|verscheen|verschenen|betreffende|houdende|inzake
        rond|omtrent|i.v.m.|m.b.t.|d.d.|dd."""
    )
)
# Of these the ones that can stand within a name: "betreffende de begeleiding van leerlingen in het onderwijs"
FUNCTION_WORDS: Final = frozenset(
    words(
        "van|in|en|de|het|een|voor|met|op|tot|naar|bij|of|aan|door|uit|werk|over|onder|tussen|na|om|te|hun|zijn|ten|ter"
    )
)
# Endings of Dutch nouns under which a lower-case word after "decreet" is its name: "decreet leerlingenbegeleiding"
NOUN_ENDING: Final = re.compile(
    r"(?:ing|ingen|heid|tie|ties|schap|onderwijs|leren|personeel|recht|rechten|positie|structuur|integratie"
    r"|academies|centra|scholen|school"
    r"|loopbaan|kwaliteit|kwalificaties|opleidingen|uitval|financiering|participatie|inspectie|werking|zorg"
    r"|vorming|teit|jaren|kunst|taal|netwerken|steun|kansen|dagen"
    r"|tijd|beleid|kader|stelsel|systeem|fonds|markt|jeugd|cultuur|sport|media|gezin|bedrijf|school|ouders"
    r"|leerlingen|studenten|cursisten"
    r"|leraren|vakken|toetsen|termen|doelen|diensten|cijfer|premie|toelage|plicht|keuze|aanbod|pedagogie|methode)$"
)

# --- the advising body ------------------------------------------------------------------------------------------------

# "de Vlor", "de raad", "de Raad Hoger Onderwijs", "de RLLL", "wij"
# with another name after it ("de Raad van State") it is another body
COUNCIL: Final = (
    rf"(?:de\s+(?:vlor|vlaamse\s+onderwijsraad|(?:RLLL|RBO|RSO|RHO)(?!\w)|{either(COUNCIL_PARTS)}(?!\w)"
    r"|raad(?!\s+van\b|\s+voor\s+(?:(?:de|het)\s+)?(?-i:[A-ZÀ-Þ]))|raden)|beide\s+raden|we|wij)"
)
# Titles that do not tell what their section is about: "Besluit", "Advies", "Situering"
SECTION_WITHOUT_TOPIC: Final = re.compile(
    r"\s*(?:situering|inleiding|aanleiding|context|achtergrond|vooraf|procedure|leeswijzer|advies|besluit|conclusies?|slot"
    r"|samenvatting|standpunt|bespreking|algemene?\s+(?:opmerkingen|bespreking|beoordeling)|opmerkingen|aanbevelingen"
    r"|krachtlijnen|preamble|tot\s+slot|beoordeling)\s*(?:van\s+de\s+(?:raad|vlor))?\s*:?\s*$",
    re.I,
)

# --- languages --------------------------------------------------------------------------------------------------------

# Words that tell Dutch, English, French and German apart; a word that two of them share is left out.
_FREQUENT_WORDS: Final[dict[str, frozenset[str]]] = {
    "nl": frozenset(words(
        "de|het|is|was|in|over|geen|ze|zich|dan|zo|hier|al|onder|tot|op|zal|zou|waar|we|wij|ons|een|van|en|dat|voor"
        "|niet|zijn|met|ook|naar|aan|bij|uit|worden|wordt|door|maar|om|hun|te|of|moet|kan|kunnen|deze|dit|die|er"
        "|als|nog|wel|meer|werd|heeft|hebben")),
    "en": frozenset(words(
        "the|of|and|to|that|for|is|are|with|this|from|by|be|as|or|which|their|have|has|was|were|not|can|our|more"
        "|than|these|who|it|an|on|at|its")),
    "fr": frozenset(words(
        "le|la|les|des|du|et|dans|pour|que|qui|une|un|est|sont|avec|sur|par|au|aux|ce|cette|pas|plus|ou|leur|leurs"
        "|nous|il|elle|ont|été")),
    "de": frozenset(words(
        "der|die|das|und|ist|nicht|ein|eine|einen|dem|den|des|mit|für|auf|von|zu|sich|auch|werden|wird|sind|bei"
        "|oder|nach|aus|zum|zur|im")),
}  # fmt: skip
COMMON_WORDS: Final[dict[str, frozenset[str]]] = {
    language: frozenset(w for w in own if sum(w in other for other in _FREQUENT_WORDS.values()) == 1)
    for language, own in _FREQUENT_WORDS.items()
}

# Function words that do not tell what a title is about
TITLE_STOP_WORDS: Final = frozenset(
    words(
        "de|het|een|van|en|in|op|over|voor|met|tot|uit|aan|bij|naar|om|te|als|door|der|den|des|dit|dat|die|deze"
        "|zijn|ons|onze|is|of|er|nog|niet|ook|wat|hoe|the|and|of|to|for|in|on|a|an|de|la|le|les|et|du|des"
    )
)

# --- sources in running text ------------------------------------------------------------------------------------------

# "advies", "spoedadvies", "Vlor-advies", "SERV-advies", "de Vlor-visie"; not "adviesvraag", "schooladvies"
ADVICE_WORD: Final = (
    r"(?:(?:spoed|beleids|raam)?(?:advies|adviezen)|(?:Vlor|VLOR|SERV|Minaraad|VLIR|VLHORA)-(?:advies|adviezen"
    r"|visie|standpunt|memorandum|visietekst)"
    r"|visietekst|visieteksten|denktekst)"
)
# "decreet", "M-decreet", "programmadecreet", "besluit van de Vlaamse Regering", "BVR"
LAW_WORD: Final = (
    r"(?:[A-Za-zÀ-ÿ]+-?decreet|decreet|[Bb]esluit van de Vlaamse [Rr]egering|BVR|[Kk]oninklijk [Bb]esluit"
    r"|[Mm]inisterieel [Bb]esluit"
    r"|[Oo]mzendbrief(?:\s+[A-Z]{2,6}[ /]?\d+(?:/\d+)*)?|[Bb]ijzondere wet"
    r"|[Ww]et(?=\s+(?:van\s+\d|betreffende\b|houdende\b))"
    r"|Grondwet|(?-i:KB|K\.B\.|MB|M\.B\.)(?=\s+(?:van\s+)?[0-3]?\d\s)"
    r"|[Vv]erordening\s+\((?:EU|EG)\)\s+(?:nr\.?\s*)?\d+/\d+|VN-[Vv]erdrag|[Vv]erdrag(?=\s+inzake)"
    r"|[Rr]ichtlijn\s+(?:\((?:EU|EG)\)\s+)?\d{2,4}/\d+(?:/\w+)?|[Bb]esluit(?=\s+(?:van\s+\d|betreffende\b|houdende\b)))"
)
# What a law is for, at the head of its title: "tot toekenning van subsidies", "tot gedeeltelijke uitvoering van het
# decreet", "tot regeling der examens"; never "tot verbazing van de scholen", "tot invoering kwam het niet"
LAW_PURPOSE: Final = (
    r"tot\s+(?:(?:gedeeltelijke|gehele|nadere|tijdelijke|verdere|jaarlijkse)\s+)?"
    r"(?!(?:verbazing|verrassing|teleurstelling|voldoening|opluchting|verbijstering|ergernis|frustratie|irritatie)\b)"
    r"[a-zà-ÿ-]{3,}(?:ing|atie|itie)(?:(?:,|\s+en|\s+of)\s+[a-zà-ÿ-]{3,}(?:ing|atie|itie))*(?=\s+(?:van|der|aan)\s)"
)
# A law that the title of another names: "tot wijziging van het decreet van 27 maart 1991"
LAW_WITHIN: Final = re.compile(rf"(?<![\w-])(?:{LAW_WORD}|besluit|wet|codex)(?![\w-])", re.I)
# How lawyers shorten them in notes: "Decr. Vl. 8 mei 2009", "B.Vl.Reg. 17 december 2010", "KB 20 juli 1982"
_OF_PARLIAMENT: Final = r"(?:\s?Vl\.(?:\s?(?:Parl|Gem|R)\.)?)?"
SHORTENED_LAWS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(rf"{pattern}\s*(?=(?P<van>van\s+)?[0-3]?\d\s+{MONTH}\s+{YEAR})", re.I), name)
    for pattern, name in (
        (rf"Bijz(?:\.|onder)\s?Decr(?:\.|eet){_OF_PARLIAMENT}", "Bijzonder decreet"),
        (rf"Decr(?:\.|eet){_OF_PARLIAMENT}", "Decreet"),
        (r"(?:Besl\.|Besluit|B\.)\s?Vl(?:\.|aamse)\s?Reg(?:\.|ering)", "Besluit van de Vlaamse Regering"),
        (r"BVR", "BVR"),
        (r"K\.?B\.?", "KB"),
        (r"M\.?B\.?", "MB"),
        (r"Bijz(?:\.|ondere)\s?Wet", "Bijzondere wet"),
        (r"Wet", "Wet"),
    )
)  # fmt: skip
# "Vr. en Antw. Vl.Parl. 2020-21, 19 februari 2021, vraag nr. 401 (K. DANIËLS)": a question as its bulletin has it
QUESTION_IN_BULLETIN: Final = re.compile(
    rf"(?:Vr(?:\.|agen)\s?en\s?Antw(?:\.|oorden)),?\s+Vl(?:\.|aams)\s?Parl(?:\.|ement),?\s*(?:\d{{4}}-\d{{2,4}})?"
    rf"(?=[^;]*?\b(?:nr|vraag)\.?\s*(?:nr\.?\s*)?(?P<number>\d{{1,4}})(?!\d|[./]\d))"
    rf"(?:[^;()]*?(?P<date>[0-3]?\d\s+{MONTH}\s+{YEAR}))?[^;()]*(?:\((?P<asker>[A-ZÀ-Þ][^()\d]{{2,40}})\))?"
)
# An advice named before its title, with the part of the council that made it: "(het) advies van de Raad
# Basisonderwijs van 26 oktober 2017, ‘Titel’", "Advies Raad Basisonderwijs, 20 januari 2016, Titel"
ADVICE_OF_COUNCIL: Final = guarded(
    rf"(?:[Hh]et\s+)?(?:[Gg]ezamenlijk\s+)?[Aa]dvies\s+(?:van\s+)?(?:de\s+)?(?P<body>(?:{either(COUNCIL_NAMES)})(?:,\s+(?:de\s+)?{either(COUNCIL_PARTS)})?"
    # "gezamenlijk advies van Vlor en SERV, Titel, 3 mei 2022"
    rf"|{either(COUNCIL_PARTS)})(?!\w)(?P<with>(?:\s+en\s+(?:de\s+)?{either(ADVISORY_BODIES)}(?!\w))?)"
    rf"(?:\s+(?:van|op|d\.d\.)\s+(?P<date>[0-3]?\d\s+{MONTH}\s+{YEAR}))?\s*,\s+"
    rf"(?=[‘“'\"A-ZÀ-Þ]|[0-3]?\d\s+{MONTH}\s+{YEAR},)",
)
# "advies van 12 mei 2011 over X", "Advies nr. 12 van 3 mei 2005 over X": the day within a title
DAY_WITHIN: Final = guarded(
    rf"(?P<word>(?:spoed)?advies)(?:\s+nr\.?\s*[\d./-]+)?\s+(?:van|d\.d\.)\s+[0-3]?\d\s+{MONTH}\s+{YEAR}\s+(?=over\b)",
    re.I,
)
# "(RBO, 5 oktober 2016)" behind a title: the part of the council by its letters, and the day
CODE_AND_DAY: Final = guarded(
    rf"\s*\((?:Vlor[ -])?(?P<code>{either(tuple(COUNCIL_CODES))}),\s+"
    rf"(?P<date>(?:[0-3]?\d\s+)?{MONTH}\s+{YEAR}|{YEAR})\)\.?$"
)
# "RHO/ADV/012 – Advies …", "RSO-RSO-ADV-1516-004, Advies …", "…. AR-AR-ADV-1617-003": the number of an advice
NUMBER_BEFORE: Final = re.compile(
    rf"(?P<code>{either(tuple(COUNCIL_CODES))})(?:[-/][A-Z]{{2,5}}){{1,2}}[-/](?:\d{{2,4}}[-/])?\d{{3}}\s*[,:.–-]\s+(?=[A-ZÀ-Þ‘“'\"])"
)
NUMBER_BEHIND: Final = guarded(
    rf"[.,]\s+(?:{either(tuple(COUNCIL_CODES))})(?:[-/][A-Z]{{2,5}}){{1,2}}[-/](?:\d{{2,4}}[-/])?\d{{3}}\.?$"
)
# "conceptnota", "visienota", "beleidsnota Onderwijs 2019-2024", "het regeerakkoord 2019-2024"
NOTE_WORD: Final = (
    r"(?:[Cc]oncept-?nota|[Vv]isienota|[Dd]iscussie(?:nota|tekst)|[Ss]tartnota|[Bb]eleidsnota|[Bb]eleidsbrief"
    r"|(?:[Vv]laams\s+)?[Rr]egeerakkoord|[Gg]roenboek|[Ww]itboek)"
)
# Determiners under which a work is one that the reader can know
DEFINITE: Final = frozenset(words("het|ons|onze|zijn|haar|dat|de|die|hun|diens|mijn|uw"))
# The advice itself: "dit advies", "voorliggend advies", "het advies dat voorligt"
OWN_ADVICE: Final = re.compile(
    r"\b(?:dit|voorliggend|onderhavig|huidig|nieuw|specifiek|toekomstig|volgend"
    r"|gevraagd)e?\s+(?:\w+\s+)?[\w-]*(?:advies|adviezen|visietekst)$",
    re.I,
)
# "de SERV vraagt in zijn advies": the possessive is another body's
ANOTHERS_WORK: Final = re.compile(
    rf"\b(?P<body>{either(ADVISORY_BODIES)}|Rekenhof|minister|Unia)\b(?!.*\b(?:raad|Vlor)\b)[^.]*$"
)
# Where a title without quotation marks ends: a date, a comma with a clause, the verb of the sentence
TITLE_ENDS: Final = (
    re.compile(rf"\s+van\s+(?:de\s+|het\s+)?{BODY}(?![\w-])"),
    re.compile(r"\s+uit(?=\s*[.,;]|\s*$)"),
    re.compile(rf"\s*,?\s*\(?(?:uit|van|d\.d\.)\s+(?:[0-3]?\d\s+{MONTH}\s+)?(?:{MONTH}\s+)?{YEAR}\b", re.I),
    re.compile(rf"\s*\(\s*(?:[0-3]?\d\s+{MONTH}\s+)?{YEAR}", re.I),
    re.compile(
        r",\s+(?:dat|die|waarin|waarbij|waarmee|waar|heeft|had|stelde|vroeg|pleitte|gaf|wees|schreef|vestigde"
        r"|formuleerde|benadrukte|uitte|drong|werd|is|was)\b"),
    re.compile(
        r"\s(?:stelde|stelden|stelt|vroeg|vroegen|vraagt|pleitte|pleitten|pleit|gaf|gaven|schreef|schreven"
        r"|formuleerde|formuleerden|drong|drongen|wees|wezen|wijst|benadrukte|benadrukten|uitte|vond|vonden|vindt"
        r"|adviseerde|merkte|heeft\s+de|hebben\s+we|werd|waarschuwde|onderstreepte|deed|deden|noemde|beklemtoonde"
        r"|sprak|toonde|bracht)\s"),
    # "In het advies Lezen telt merkt de Vlor op": any verb before who does it
    re.compile(
        r"\s(?!(?:van|voor|over|door|met|aan|bij|uit|in|op|tot|naar|tegen|tussen|en|of|om|dat|wat|hoe|als|zoals|volgens"
        r"|binnen|sinds|is|zonder|onder|per)\s)[a-zà-ÿ]+\s+(?:de\s+(?:Vlor|raad|minister|Vlaamse\s+Regering)"
        rf"|de\s+{either(COUNCIL_PARTS)})(?![\w-])(?!\s+(?:van|voor)\b)"),
    re.compile(r"[;:]\s"),
    re.compile(r"\.\s+[A-ZÀ-Þ]"),
)  # fmt: skip
# Words with a capital that are no surname before a year or after "onderzoek van"
NOT_A_SURNAME: Final = frozenset(
    words(
        """De|Het|Een|In|Op|Sinds|Vanaf|Tot|Voor|Na|Van|Uit|Bij|Door|Met|Artikel|Art|Decreet|Besluit|Actieplan|Plan
        Advies|Conceptnota|Raad|Regering|Vlaanderen|België|Europa|Brussel
        Januari|Februari|Maart|April|Mei|Juni|Juli|Augustus|September|Oktober|November|December|Schooljaar|Bron|Zie
        Tabel|Figuur|Bijlage|PISA|TIMSS|PIRLS|TALIS|Fase|Codex|Minister|Dit|Deze|Die|Dat|Als|Er|We|Wij
        Onderwijs|Werk|Welzijn|Duaal|Leren|Secundair|Hoger|Basisonderwijs|Raming|Begroting|Wet|Versie|Editie|OKAN
        NAFT|Ook|Bovendien|Daarnaast|Volgens|Omzendbrief|Beleidsnota|Regeerakkoord|Vlaamse|Europese|Nederlandse"""
    )
)
# "de brief van de minister van 7 november 2019 aan de scholen": a letter with who wrote it and its day
_ITS_DAY: Final = rf"(?:van|op|d\.d\.|dd\.?)\s+(?P<date>[0-3]?\d\s+{MONTH}\s+{YEAR})"
LETTER: Final = guarded(
    rf"(?<![\w-])(?P<what>(?:brief|schrijven)\s+van\s+(?!\d)[^.,;:()\d\n]{{3,60}}?)\s+{_ITS_DAY}", re.I
)
# "het verslag van de vergadering van 14 september 2022", "een hoorzitting in de Commissie Onderwijs van 3 mei 2021"
MINUTES: Final = guarded(
    r"(?<![\w-])(?P<what>(?:verslag|notulen)\s+van\s+(?:de|het)\s+(?:vergadering|commissie|zitting|overleg|plenaire)"
    r"[^.,;:()\d\n]{0,60}?|(?:hoorzitting|gedachtewisseling|bespreking|vraag\s+om\s+uitleg)\s+(?:in|van)\s+(?:de|het)\s+"
    rf"(?-i:[Cc]ommissie|Vlaams\s+Parlement)[^.,;:()\d\n]{{0,60}}?)\s+{_ITS_DAY}",
    re.I,
)
# "voormeld decreet", "art. 31 van het genoemde besluit": a work that the document named before
NAMED_ABOVE: Final = guarded(
    rf"(?<!\w)(?:(?P<pages>{PAGES.pattern})\s+(?:van|uit|in)\s+)?(?:(?:het|de|dit|dat)\s+)?"
    r"(?:voormelde?|voornoemde?|voorgenoemde?|genoemde|(?:boven|hoger|eerder|reeds)\s?(?:ver|ge)(?:melde?|noemde?))\s+"
    r"(?P<word>[a-z]*decreet|(?:[a-z]+)?besluit|codex|conceptnota|visienota|actieplan|studie|onderzoek|rapport)(?![\w-])",
    re.I,
)
# "(hierna: de waternota)", "(verder: het leesadvies)", "(waterdecreet)": what a document calls the work named before it
NICKNAME: Final = guarded(
    r"\(\s*(?:(?:hierna|verder|voortaan|kortweg|ook\s+wel|in\s+wat\s+volgt|afgekort(?:\s+als)?)\b\s*(?:genoemd\b|aangeduid\s+als)?"
    r"\s*[:,]?\s*(?:(?:het|de)\s+)?[‘“\"']?(?P<name>[\wÀ-ÿ][^()‘’“”\"']{2,40}?)[’”\"']?(?:\s+genoemd)?"
    r"|(?:(?:het|de)\s+)?(?:zogenaamde\s+)?[‘“\"']?(?P<word>[\w-]{4,}(?:decreet|besluit|plan|nota|pact|akkoord))[’”\"']?)\s*\)",
    re.I,
)
# "Die tekst (verder: …)": the work is the one named in the sentence before
THAT_TEXT: Final = re.compile(
    r"\b(?:die|deze|dat|dit)\s+(?:tekst|advies|plan|nota|decreet|studie|rapport|document|besluit|onderzoek|conceptnota)\s*$",
    re.I,
)
# Reports and studies with a name: a compound that is the name itself (`own`), or a word that a name follows; with the
# maker before it: "de OESO-studie ‘Teachers Matter’"
NAMED_REPORT: Final = guarded(
    rf"(?<![\w-])(?:(?P<maker>{BODY})-(?=rapport|studie|onderzoek|brochure|nota))?"
    r"(?:(?P<own>(?!(?:eind|jaar|tussen|deel|evaluatie|onderzoeks?|inspectie|voortgangs|doorlichtings"
    r"|synthese|studie|werk|leerling|school|monitorings?)rapport)[A-Za-zÀ-ÿ]{5,}s?rapport(?!en)"
    r"|[Oo]nderwijsspiegel|[A-Za-z]{4,}monitor)"
    r"|[Mm]etastudie|[Oo]nderzoeksrapport|[Ee]indrapport|[Rr]apport|[Ss]tudie|[Oo]nderzoek(?=\s+[A-ZÀ-Þ‘“])"
    r"|[Vv]erslag(?=\s+[A-ZÀ-Þ‘“])|[Jj]aarverslag|[Bb]rochure|[Ee]valuatierapport"
    r"|[Pp]eiling(?=\s+[A-ZÀ-Þ])|nota(?=\s+[‘“\"]))(?![\w-])"
)
# Words for a work that is only described: "de wetenschappelijke evaluatie van …", "het tussentijds rapport van …"
DESCRIBED_WORD: Final = guarded(
    r"(?<![\w-])(?:[\w-]*onderzoek|[\w-]*studie|[\w-]*rapport|evaluatie|peiling|bevraging|verkenning|analyse"
    r"|paper|artikel|doctoraat|publicatie|handboek)(?![\w-])",
    re.I,
)

# "Sint-Niklaas, 3 mei 2019", "Gedaan te Brussel op 3 mei 2019": where and when a paper was closed, alone on its line.
# Never a day of the week, a body or a kind of paper: "Maandag, 3 mei 2019", "SERV, 3 mei 2019", "Besluit, 3 mei 2019"
PLACE_AND_DATE: Final = re.compile(
    rf"(?:(?i:gedaan|opgemaakt)\s+te\s+[A-ZÀ-Þ][\w’' -]{{1,30}}?,?|(?:{PLACE})"
    rf"|(?!(?:{BODY}|{either(COUNCIL_PARTS)})(?!\w)|[^,]*(?i:(?:dag|raad|parlement|regering|staatsblad|blad|commissie"
    r"|vergadering|besluit|decreet|advies|nota|plan|verslag|rapport|studie|onderzoek|brief|versie|datum)\b)"
    rf"|[A-ZÀ-Þ]{{2,}}\b|(?i:{MONTH}))"
    r"[A-ZÀ-Þ][a-zà-ÿ’']+(?:-[A-Za-zÀ-ÿ]+)*(?:[ ][A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-Za-zÀ-ÿ]+)*)?(?=\s*,)"
    r"|['’]s-[A-ZÀ-Þ][a-z]+(?=\s*,)),?"
    rf"\s+(?:op\s+|de\s+)?(?P<date>(?i:{FULL_DATE.pattern}))\.?"
)

# "Geachte heer minister", "Beste collega's,", "Mevrouw de minister": the line with which a letter begins
SALUTATION: Final = re.compile(
    r"(?:(?:zeer\s+|hoog)?geachte|(?:beste|waarde)(?=\s+(?:heer|heren|mevrouw|dames|minister|voorzitter|leden|collega|ouder|leraar"
    r"|leerkracht|directeur|directie|lezer)|[^.,]{2,40},$)|(?:mijnheer|mevrouw)(?=\s+(?:de|het)\s)|excellentie)"
    r"(?:[ ,]+[\w’'.-]+){0,9}[,:]?",
    re.I,
)
# "Betreft: advies over de toetsen", "Onderwerp Advies over …": what a letter is about
SUBJECT_OF_LETTER: Final = re.compile(
    r"(?:betreft|onderwerp)(?:\s*:\s*|\s+(?=(?-i:[A-ZÀ-Þ])))(?P<subject>\S[^\n]*)", re.I
)
