# ruff: noqa: E501
"""Words of praise and blame, and how a sentence uses them to judge a measure: "is omslachtig", "een verstandige keuze".

The lists are open: a word of the same kind may be added. `sure` words hardly say anything but a verdict; `soft` ones
also describe, and count where the council judges or where a measure, plan or text is what they are said of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from corpus.model import Stance
from nlp.cues import OPINION
from nlp.guarded import guarded
from nlp.patterns import COUNCIL, words

Grade = Literal["sure", "soft"]

# --- the words ------------------------------------------------------------------------------------------------------------

_PRAISE_SURE: Final = """
aanbevelenswaardig achtenswaardig baanbrekend behartigenswaardig bemoedigend beloftevol bewonderenswaardig billijk
constructief deugdelijk doordacht eigentijds evenwichtig fantastisch feilloos gebalanceerd gelukkig gepast gerechtvaardigd geruststellend
geslaagd grensverleggend gunstig heilzaam heuglijk hoopgevend hoopvol indrukwekkend inspirerend knap leerrijk lofwaardig
logisch lovenswaardig moedig mooi noemenswaardig onberispelijk onschatbaar opportuun overtuigend positief prijzenswaardig prima
raak rechtmatig schitterend sympathiek terecht toekomstgericht uitmuntend uitstekend verdedigbaar verdienstelijk verfrissend
verheugend vernieuwend verrijkend verstandig verantwoord veelbelovend vindingrijk vooruitstrevend voorbeeldig voortreffelijk
vruchtbaar waardevol weldoordacht welgekomen welkom weloverwogen werkbaar wijs zegenrijk begrijpelijk goed
"""
_PRAISE_SOFT: Final = """
aannemelijk aantrekkelijk aanvaardbaar accuraat actueel adequaat ambitieus bedachtzaam bevattelijk bevorderlijk bevredigend bevrijdend bondig
boeiend bruikbaar coherent compleet concreet consequent consistent correct dapper degelijk democratisch doelbewust
doelgericht doelmatig doeltreffend doenbaar duidelijk duurzaam eenduidig eerlijk effectief efficiënt eenvoudig fair flexibel
geloofwaardig genuanceerd gezond grondig haalbaar helder houdbaar humaan ideaal inclusief innovatief interessant kostbaar
krachtig kwaliteitsvol laagdrempelig leesbaar legitiem menselijk motiverend nauwkeurig objectief omvattend optimaal
overzichtelijk passend praktisch pragmatisch precies proportioneel realistisch rechtvaardig redelijk relevant respectvol
robuust samenhangend sluitend solide soepel sterk stevig stimulerend toegankelijk toereikend transparant
uitgebreid uitvoerbaar uniek veilig volledig volwaardig vlot werkzaam zorgvuldig voldoende toepasbaar hanteerbaar
"""
# Praise before what is judged only, "een nuttig instrument": behind it "nuttig" asks ("Overleg is nuttig")
_PRAISE_BEFORE: Final = """
nuttig zinvol
"""
# What a thing should be, so that only its denial judges: "is niet ernstig", "onvoldoende onderbouwd"
_DENIED: Final = """
ernstig geschikt onderbouwd uitgewerkt aangepast afgestemd gemotiveerd zinvol nuttig vanzelfsprekend evident
"""
_BLAME_SURE: Final = """
aanvechtbaar aberrant absurd achterhaald ambigu archaïsch barslecht bedenkelijk bedroevend belachelijk beneveld beschamend betreurenswaardig
betuttelend betwistbaar bevreemdend bijziend bizar cynisch contradictorisch contraproductief denigrerend discriminerend discutabel dubbelzinnig
eenzijdig ergerlijk flinterdun funest fout foutief gebrekkig gekunsteld gemakzuchtig gratuit halfslachtig hallucinant
hardvochtig hinderlijk hopeloos hypocriet incoherent inconsequent inconsistent ineffectief inefficiënt intransparant jammer
jammerlijk kafkaiaans kortzichtig krampachtig krom kwalijk kwetsend laakbaar lachwekkend lacunair lichtzinnig log minderwaardig misleidend
misplaatst misprijzend naïef nefast nietszeggend nodeloos nutteloos ondermaats onthutsend ontgoochelend ontmoedigend
ontoereikend oppervlakkig overbodig overdreven overhaast overtrokken paternalistisch pijnlijk pover problematisch
rampzalig roekeloos schadelijk schandalig schrijnend simplistisch slecht slordig spijtig stigmatiserend storend stroef
stuitend summier teleurstellend tegenstrijdig tergend triest troosteloos twijfelachtig uitzichtloos vaag verbijsterend verkeerd
vergezocht verlammend vernederend verwarrend verwerpelijk voorbijgestreefd voorbarig vrijblijvend warrig wereldvreemd willekeurig wrang zinloos zwak
buitensporig omslachtig onbezonnen penibel nalatig tendentieus verwonderlijk merkwaardig
"""
_BLAME_SOFT: Final = """
abstract afstandelijk armoedig belemmerend bemoeizuchtig beperkend beperkt bureaucratisch complex dogmatisch duur dwingend fataal fictief fragmentarisch
gedateerd gefragmenteerd gevaarlijk hoekig ingewikkeld karig kunstmatig lapidair licht log luttel mager minimaal moeilijk moeizaam paradoxaal
rigide schraal selectief star statisch strijdig stug tijdrovend traag versnipperd vreemd zwaar zwakjes arbitrair theoretisch technocratisch
"""
# on- and in- before a quality deny it ("onwerkbaar", "onsamenhangend"); these say nothing against a thing
_UN: Final = re.compile(
    r"on(?!der(?!maats)|t(?!oegank|oelaat|oerek|ransp)|afhank|beperkt|misbaar|ontbeer|roer|betaald|langs|gekwal|gewij|gekleu"
    r"|vermijd|geveer|line|gehuwd|verminderd|vervangbaar|bekend|zichtbaar|schat|berisp|voorwaard|middel|miskenb|mogelijk"
    r"|verwacht|officieel|even(?!red|wich)|rechtstreeks|kunde|heil|geveer|verdeeld|verlet|weerleg|overkom|lesbaar|partijdig|deelb)[a-zë]{2,}"
    r"(?:baar|lijk|ig|isch|eerd|dacht|doende|ijs|end|ief|cht|ist|air|oord|komen|past|rijmd|wenst|rant|veilig|nut|zorgvuldig|edig|e[ëe]l|ent)"
)
# What one says of a thing by naming it so: "is een aanfluiting", "vormt een troef"
_PRAISE_NOUNS: Final = """
aanwinst doorbraak hefboom meerwaarde mijlpaal opsteker pluspunt stimulans sterkte troef verademing verbetering verdienste
verrijking versterking vooruitgang winst winstpunt zegen succes steuntje opportuniteit must-have
"""
_BLAME_NOUNS: Final = """
aanfluiting aderlating achteruitgang anomalie blunder dwangbuis farce gemis hinderpaal keurslijf knelpunt lacune lapmiddel lachertje manco minpunt
miskleun misser misvatting obstakel onding pijnpunt probleem ramp rem schande schijnoplossing stoplap struikelblok
tekortkoming tegenspraak doolhof kluwen lappendeken rompslomp valkuil verarming vergissing verschraling zwaktebod zwakte schandvlek
"""
# What a verdict on a measure names: "een goede keuze"; a soft adjective counts before or behind one of these
_MEASURE: Final = re.compile(
    r"^(?:[a-zà-ÿ]*(?:aanpak|maatregel|maatregelen|regeling|regelingen|voorstel|voorstellen|plan|ontwerp|voorontwerp|keuze|keuzes|timing|termijn"
    r"|termijnen|formulering|definitie|procedure|procedures|budget|doelstelling|doelstellingen|ambitie|ambities|visie|artikel|tekst|nota|decreet|besluit|uitwerking"
    r"|invulling|afbakening|verdeling|criteria|criterium|voorwaarden?|sanctie|sancties|toets|toetsen|hervorming|systeem|stelsel|kader|beslissing|piste"
    r"|oplossing|hulpmiddel|benadering|insteek|ingreep|initiatief|impuls|aanvulling|basis|aanzet|werkwijze|evenwicht|signaal|uitgangspunt|formule"
    r"|motivering|onderbouwing|argumentatie|toelichting|redenering|analyse|planning|fasering|overgang|overgangsregeling|overgangsperiode|invoering|afschaffing|verlenging"
    r"|verhoging|verlaging|financiering|subsidie|vergoeding|bedrag|premie|tarief|drempel|norm|normen|regelgeving|regels|instrument|bepaling|bepalingen"
    r"|constructie|logica|taal|opbouw|structuur|rolverdeling|taakverdeling|communicatie|timing|zaak|stap|evolutie|ontwikkeling|verwoording|indicator|indicatoren"
    r"|idee|ideeën|opzet|concept|principe|verbod|verplichting|vrijstelling|uitzondering|overheveling|fusie|samenwerking|monitoring|evaluatie|controle|organisatie)"
    r"|acties?|zo['’]n|zulke)$"
)
# The same measure once more, as the subject beside the verb: "Dat is ambitieus."
_IT: Final = frozenset(words("het|ze|dit|dat|die|deze"))
# What denies a word of praise or blame: "allesbehalve duidelijk"
_NOT: Final = frozenset(
    words(
        """niet|geen|nooit|weinig|minder|amper|nauwelijks|allerminst|allesbehalve|geenszins|evenmin|onvoldoende
    bezwaarlijk|moeilijk|zelden"""
    )
)
# "niet enkel bruikbaar … maar ook": no denial
_ONLY: Final = frozenset(words("alleen|enkel|louter|slechts|zozeer"))
_IS: Final = frozenset(
    words(
        """is|zijn|was|waren|blijft|blijven|bleef|lijkt|lijken|leek|schijnt|blijkt|blijken|oogt|ogen|klinkt|klinken
    wordt|worden|heet|heten|vormt|vormen|betekent|betekenen|noemt|noemen|vindt|vinden|acht|achten|vond
    bestempelt|beschouwt|beoordeelt|ervaart"""
    )
)
_MODAL: Final = frozenset(words("moet|moeten|dient|dienen|mag|mogen|hoort|horen|behoort|moest|hoeft"))
_MAY: Final = frozenset(words("zou|zouden|kan|kunnen"))
# What opens a clause whose verdict is not said: "als de middelen ontoereikend zijn", "scholen die zwak zijn"
_UNSAID: Final = frozenset(words("als|indien|wanneer|of|zolang|tenzij|zodra|hoewel|ofschoon|die|wie|waar|hoe|wat"))
_AFTER: Final = frozenset(
    words(
        """dat|om|voor|als|van|in|bij|en|met|wanneer|tegenover|op|te|vooraleer|alvorens|zolang|indien|naar|gezien
    omdat|want|is|zijn|was|waren|lijkt|blijft|genoeg|maar|of|tot|aan|over|vindt|noemt|acht|zal|zullen"""
    )
)
_JUDGED: Final = guarded(
    rf"{OPINION}|\b(?:{COUNCIL}|hij)\s+(?:[\w’-]+\s+){{0,3}}?(?:vindt|vinden|acht|achten|noemt|noemen|beschouwt|beschouwen|bestempelt|beoordeelt|beoordelen|ervaart)\b"
    rf"|\b(?:vindt|vinden|acht|achten|noemt|noemen|beschouwt|beschouwen|beoordeelt|beoordelen|bestempelt)\s+(?:{COUNCIL}|hij)\b"
    rf"|\b(?:lijk(?:t|en)|kom(?:t|en))\s+(?:ons|hem|{COUNCIL})(?!\w)",
    re.I,
)


def _inflected(word: str) -> str:
    """The form before a noun: "vaag" → "vage", "log" → "logge", "positief" → "positieve", "ambitieus" → "ambitieuze"."""
    if word.endswith("vol"):
        return f"{word}le"
    if re.search(r"(?:aa|ee|oo|uu)[bcdfgklmnprst]$", word):
        word = word[:-3] + word[-2:]
    elif len(re.findall(r"[aeiouyëï]+", word)) == 1 and re.search(r"[^aeiou][aeiou][bcdfgklmnprst]$", word):
        return f"{word}{word[-1]}e"
    if re.search(r"(?:ie|oe|[aeo])f$", word):
        word = word[:-1] + "v"
    elif word.endswith(("eus", "oos")):
        word = word[:-1] + "z"
    return word if word.endswith("e") else f"{word}e"


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word says of a thing: praise or blame, how surely, and as which kind of word."""

    good: bool
    grade: Grade
    form: Literal["plain", "inflected", "more", "noun", "denied"]


def _lexicon() -> dict[str, _Word]:
    found: dict[str, _Word] = {}
    lists: tuple[tuple[str, bool, Grade], ...] = (
        (_PRAISE_SOFT, True, "soft"), (_BLAME_SOFT, False, "soft"),
        (_PRAISE_SURE, True, "sure"), (_BLAME_SURE, False, "sure"),
    )  # fmt: skip
    for listed, good, grade in lists:
        for word in listed.split():
            form = _inflected(word)
            found[f"{form}r"] = _Word(good, "soft", "more")  # "duidelijker"
            found[form] = _Word(good, grade, "inflected")
            found[word] = _Word(good, grade, "plain")
    found |= dict.fromkeys(_DENIED.split(), _Word(True, "sure", "denied"))
    found |= dict.fromkeys(map(_inflected, _PRAISE_BEFORE.split()), _Word(True, "sure", "inflected"))
    for listed, good in ((_PRAISE_NOUNS, True), (_BLAME_NOUNS, False)):
        found |= dict.fromkeys(listed.split(), _Word(good, "sure", "noun"))
    return found


_LEXICON: Final = _lexicon()
_TOKEN: Final = re.compile(r"[\wà-ÿ’'-]+|[,;:()–!?.…]")


def _known(word: str) -> _Word | None:
    known = _LEXICON.get(word)
    if known or not word.startswith("on"):
        return known
    if _UN.fullmatch(word):
        return _Word(False, "sure", "plain")
    return _Word(False, "sure", "inflected") if word.endswith("e") and _UN.fullmatch(word[:-1]) else None


def verdict_in(sentence: str) -> tuple[Stance | None, float]:
    """The verdict that a sentence passes by a word of praise or blame, and its weight; (None, 0) where it passes none.

    What the council is said to find weighs most; then what stands in front ("Jammer is dat"); then a plain statement.
    """
    tokens = [t.lower() for t in _TOKEN.findall(sentence)]
    judged = bool(_JUDGED.search(sentence))
    best: tuple[Stance | None, float] = (None, 0.0)
    for at, token in enumerate(tokens):
        known = _known(token)
        if known is None:
            continue
        said = _said(tokens, at, known, judged)
        if said and said[1] > best[1]:
            best = said
    return best


def _said(tokens: list[str], at: int, known: _Word, judged: bool) -> tuple[Stance, float] | None:
    """What the word of praise or blame at `at` says in its clause, None where it only describes."""
    known = _before_noun(tokens, at, known)
    begin = max((k + 1 for k in range(at) if tokens[k] in ",;:()–."), default=0)
    stop = next((k for k in range(at, len(tokens)) if not tokens[k][0].isalnum()), len(tokens))
    clause, before, after = tokens[begin:stop], tokens[begin:at], tokens[at + 1 : stop]
    front = at - begin <= 2 and begin == 0 and bool(after) and after[0] in _IS and known.form in ("plain", "more")
    if front and begin == 0:
        denied = _denies(before)
        return _stance(known.good != denied, False), 0.9
    last = bool(after) and after[0] in _IS  # "dat de procedure omslachtig is"
    if _MODAL.intersection(clause) or (last and _UNSAID.intersection(before)):
        return None
    if begin and _UNSAID.intersection(before[:2]) and not judged:
        return None
    if not begin and before and before[0] in _UNSAID and before[0] not in ("die", "wat") and not judged:
        return None
    verb = next((k for k in range(len(before) - 1, -1, -1) if before[k] in _IS), None)
    may = bool(_MAY.intersection(before)) and bool(after) and after[0] in ("zijn", "worden")
    if verb is None and not may and not (last and (judged or "dat" in before)) and not judged:
        return None
    if verb is None and last and not judged:
        return None  # in a clause of its own it may be another's view
    if known.form == "denied" and not _denies(before[-3:]):
        return None
    if known.form in ("plain", "more", "denied"):
        too = before[-1:] == ["te"] and before[-2:-1] in (["een"], ["de"], ["het"])  # "een te mager antwoord"
        if after and after[0] not in _AFTER and not too:
            return None  # "is duidelijk gestegen", "sterk verschillend"
        if known.form == "more" and not (judged or "dan" in after):
            return None
    else:
        article = next((w for w in reversed(before[-3:]) if w in ("een", "geen", "zo'n", "zo’n", "weinig")), None)
        several = known.form == "inflected" and bool(after) and after[0].endswith(("en", "ën", "s"))
        # "een sterk voorstel", "zijn sterke voorstellen"
        if article is None and not (several and before and before[-1] in _IS):
            return None
        if known.form == "inflected" and not (after and _MEASURE.match(after[0])):
            return None
    near = before[verb + 1 if verb is not None else 0 :]
    denied = _denies(near) or _denies(before[-3:])
    if known.form == "plain" and before and before[-1] == "te":
        return _stance(False, False), 0.8 if judged else 0.72
    if judged:
        return _stance(known.good != denied, may), 0.937
    measure = any(_MEASURE.match(w) for w in (before if verb is None else before[:verb]) or near)
    beside = [*before[max(0, (verb or 0) - 1) : verb], *near[:1]]
    measure = measure or not _IT.isdisjoint(beside) or known.form == "inflected"
    if known.grade == "soft" and (not measure or _ONLY.intersection(clause)):
        return None
    if known.good is False and denied and known.grade == "soft":
        return None
    return _stance(known.good != denied, may), 0.78 if known.grade == "sure" else 0.67


def _before_noun(tokens: list[str], at: int, known: _Word) -> _Word:
    """The word as one before a noun where it stands so without an ending: "een goed idee", "geen nuttig instrument"."""
    article, noun = tokens[max(0, at - 1) : at], tokens[at + 1 : at + 2]
    if not (noun and article and article[0] in ("een", "geen") and _MEASURE.match(noun[0])):
        return known
    if known.form == "plain" or tokens[at] in _PRAISE_BEFORE.split():
        return _Word(known.good, known.grade, "inflected")
    return known


def _denies(said: list[str]) -> bool:
    return any(w in _NOT and not (k + 1 < len(said) and said[k + 1] in _ONLY) for k, w in enumerate(said))


def _stance(good: bool, may: bool) -> Stance:
    if good:
        return "voorstel" if may else "steun"
    return "kritiek"
