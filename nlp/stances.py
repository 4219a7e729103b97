# ruff: noqa: E501
"""The words with which a council takes a stand, by class: what it does, feels, finds of a thing, asks and proposes.

Each list is open: a word of the same kind may be added. `CUES` is built from the lists: (stance, weight, pattern); the
weights are those of nlp.cues.STANCE_CUES, which holds the fixed expressions.
"""

from __future__ import annotations

import re
from typing import Final

from corpus.model import Stance
from nlp.guarded import Guarded, guarded
from nlp.patterns import COUNCIL, words

Cue = tuple[Stance, float, Guarded]

_NOT: Final = r"(?:niet|geen|nooit|weinig|minder|amper|nauwelijks|allerminst|allesbehalve|onmogelijk|moeilijk|bezwaarlijk|verre\s+van|onvoldoende)"


def _any(text: str) -> str:
    """The items of a list, one a line or between "|", as one pattern; a space stands for any white space."""
    items = (re.sub(r"\s+", r"\\s+", item) for item in words(text))
    return "(?:" + "|".join(items) + ")"


# --- what the council does: its finite verbs, and their infinitives and participles behind a helping verb --------------

# "De raad bepleit een tweede zit", "de Vlor heeft zich altijd verzet tegen", "we kunnen dat alleen maar toejuichen"
_DOES: Final[tuple[tuple[Stance, float, str, str], ...]] = (
    (
        "steun", 0.945,
        """onthaalt|onthalen|prijst|prijzen|bijtreedt|treedt [^.]{0,80}bij|treden [^.]{0,80}bij|(?:staat|staan) [^.]{0,60}achter
        schaart zich|scharen zich|sluit zich [^.]{0,60}aan|sluiten ons [^.]{0,60}aan|stemt [^.]{0,60}in met|stemmen [^.]{0,60}in met
        verheugt zich|verheugen ons|feliciteert|feliciteren|dankt|danken|schat [^.]{2,60} naar waarde|heeft waardering
        hebben waardering|omarmt|omarmen|bedankt|bedanken|zegt (?:\\w+ )?ja op|heeft begrip voor|hebben begrip voor|spreekt zijn (?:steun|waardering)|complimenteert""",
        """toejuichen|onderschrijven|onderschreven|bijtreden|bijgetreden|scharen achter|steunen|gesteund|verwelkomen|toegejuicht
        verdedigd|aangemoedigd|onderschreven|beamen|instemmen|aansluiten bij|akkoord gaan|vinden in|aanvaarden|billijken""",
    ),
    (
        "kritiek", 0.957,
        """verzet zich|verzetten ons|kant zich|kanten ons|hekelt|hekelen|laakt|laken|wijst [^.]{2,80}(?:af|van de hand)
        wijzen [^.]{2,80}(?:af|van de hand)|keurt [^.]{0,80}af|stoort zich|storen ons|ergert zich|verbaast zich
        verwondert zich|maakt bezwaar|maken bezwaar|heeft bezwaar|hebben bezwaar|heeft moeite met|hebben moeite met
        heeft het moeilijk met|hebben het moeilijk met|protesteert|protesteren|plaatst [^.]{0,30}(?:vraagtekens
        kanttekeningen)|zet [^.]{0,30}vraagtekens|neemt afstand van|nemen afstand van|begrijpt niet|begrijpen niet
        ziet niet in|zien niet in|vindt het (?:jammer|spijtig)|vinden het (?:jammer|spijtig)|tekent bezwaar|formuleert [^.]{0,30}voorbehoud""",
        """verzet tegen|gekant tegen|afgekeurd|afkeuren|betreuren|betreurd|verwerpen|verworpen|gehekeld|hekelen
        bezwaar gemaakt|gelaakt|afwijzen|afgewezen|aangeklaagd|aanklagen""",
    ),
    (
        "vraag", 0.945,
        """dringt [^.]{0,60}aan|dringen [^.]{0,60}aan|staat erop|staan erop|ijvert|ijveren|insisteert|maant|manen
        spoort [^.]{2,60}aan|moedigt [^.]{2,60}aan|nodigt [^.]{2,60}uit|nodigen [^.]{2,60}uit|ziet (?:\\w+ )?graag
        wil dat|willen dat|wil (?:\\w+ )?graag|willen (?:\\w+ )?graag|wil een|willen een|wil (?:dus|daarom|ook)
        wil (?:absoluut|zeker)|wil meer|willen meer|wil van de|gaat ervan uit dat|gaan ervan uit dat
        blijft hameren|blijven hameren|hamert|houdt (?:\\w+ )?een pleidooi|houden (?:\\w+ )?een pleidooi
        doet een (?:\\w+ )?(?:oproep|beroep)|doen een (?:\\w+ )?(?:oproep|beroep)|wijst op (?:het belang|de noodzaak)
        (?:benadrukt|benadrukken|beklemtoont|beklemtonen|onderstreept|onderstrepen) (?:\\w+ ){0,2}?(?:het belang
        de noodzaak)|vestigt [^.]{0,20}de aandacht op|vestigen [^.]{0,20}de aandacht op
        legt [^.]{0,20}de nadruk op|leggen [^.]{0,20}de nadruk op|herinnert [^.]{2,60} aan|herinneren [^.]{2,60} aan
        (?:benadrukt|benadrukken|beklemtoont|beklemtonen|onderstreept|onderstrepen) dat(?![^.]*niet (?:mag|mogen))|tilt (?:er )?zwaar|nodig (?:acht|vindt)""",
        """aandringen|verzoeken|verzocht|aangedrongen|opgeroepen|oproepen|gevraagd om|benadrukken dat|vragen om""",
    ),
    (
        "voorstel", 0.947,
        """bepleit|bepleiten|oppert|opperen|geeft (?:\\w+ ){0,2}?(?:in|ter) overweging|geven (?:\\w+ ){0,2}?(?:in
        ter) overweging|raadt [^.]{0,80}aan|raden [^.]{0,80}aan|opteert|opteren|(?:lanceert|lanceren)(?![^.]*oproep)|reikt [^.]{2,80}aan|reiken [^.]{2,80}aan
        schuift [^.]{2,80}naar voren|schuiven [^.]{2,80}naar voren|draagt [^.]{2,80}aan|denkt (?:\\w+ ){0,3}?aan
        denken (?:\\w+ ){0,3}?aan|verkiest|verkiezen|breekt een lans|breken een lans|beveelt [^.]{0,80}aan
        geeft de voorkeur|geven de voorkeur|kiest voor|kiezen voor|is (?:\\w+ ){0,2}?voorstander (?:van een|om|ervan)
        zijn (?:\\w+ ){0,2}?voorstander (?:van een|om|ervan)|gelooft (?:meer|eerder) in|vindt [^.]{2,60}een beter""",
        """voorstellen om|suggereren|aanbevelen|aanraden|bepleiten|in overweging geven|meegeven om|adviseren|opteren|verkiezen""",
    ),
    (
        "bezorgdheid", 0.958,
        """ducht|duchten|houdt [^.]{0,40}hart vast|houden [^.]{0,40}hart vast|maakt (?:\\w+ ){0,2}?voorbehoud
        ziet [^.]{2,60}(?:met zorg|met lede ogen)|heeft (?:\\w+ )?schrik|is op zijn hoede|volgt [^.]{2,60}met argusogen
        acht [^.]{0,20}(?:kans|gevaar|risico) (?:groot|reëel)|ligt wakker|liggen wakker|vraagt zich (?:\\w+ )?af|vragen ons (?:\\w+ )?af|twijfelt|twijfelen|betwijfelt|betwijfelen|ziet risico\\w*
        ziet gevaar|ziet een (?:\\w+ )?(?:gevaar|risico|bedreiging)|zien een (?:\\w+ )?(?:gevaar|risico|bedreiging)
        houdt rekening met een|vestigt de aandacht op het (?:gevaar|risico)|wijst (?:\\w+ )?op (?:het|de) (?:gevaar|risico\\w*)
        wijzen (?:\\w+ )?op (?:het|de) (?:gevaar|risico\\w*)|wil (?:\\w+ ){0,3}?(?:meegeven|aanstippen|signaleren)|waarschuwde|waarschuwden|vreesde|vreesden""",
        """waarschuwen voor|gewaarschuwd|zorgen maken|bezorgd over|voorbehoud maken|vrezen""",
    ),
)  # fmt: skip
_HELPING: Final = r"(?:heeft|hebben|had|kan|kunnen|wil|willen|wenst|zou|zouden|blijft|blijven|moet|moeten|mag|durft)"

# What the council feels: "is/toont zich/voelt zich …", "… stemt ons …": "De raad is teleurgesteld over de termijn."
_FEELS: Final[dict[Stance, str]] = {
    "steun": """tevreden|blij|verheugd|opgetogen|ingenomen|gelukkig|opgelucht|enthousiast|positief|gewonnen voor|hoopvol
        voldaan|lovend|gerustgesteld|dankbaar|overtuigd van|het eens met|te vinden voor|fan van""",
    "kritiek": """teleurgesteld|ontgoocheld|verbaasd|verwonderd|ontstemd|gekant tegen|tegenstander|misnoegd|ontevreden
        onaangenaam verrast|kritisch|het oneens|verbolgen|verontwaardigd|niet te vinden voor|tegen (?:de|het|een)""",
    "bezorgdheid": """bezorgd|ongerust|bevreesd|beducht|sceptisch|terughoudend|bekommerd|huiverig|huiverachtig|verontrust
        waakzaam|op (?:zijn|onze) hoede|bang|niet gerust|terughoudend""",
}
# A thing that does something to the council: "Het verbaast ons dat", "Dat verheugt de raad"
_MOVES: Final[dict[Stance, str]] = {
    "steun": "verheugt|verheugen|bekoort|bekoren|plezier(?:t|en)|overtuigt|spreekt [^.]{0,10}aan|stelt [^.]{0,12}gerust",
    "kritiek": "verbaast|verbazen|verwondert|bevreemdt|ontgoochelt|stoort|storen|ergert|bevredigt niet|overtuigt (?:ons )?niet",
    "bezorgdheid": "verontrust|verontrusten|bekommert|beangstigt",
}
# "met genoegen", "tot onze spijt", "tot tevredenheid van de raad"
_WITH: Final[dict[Stance, str]] = {
    "steun": "genoegen|plezier|tevredenheid|instemming|vreugde|voldoening|waardering|opluchting",
    "kritiek": "ontgoocheling|teleurstelling|spijt|verbazing|verwondering|ongenoegen|ontstemming|verbijstering|ergernis",
    "bezorgdheid": "bezorgdheid|bekommernis|ongerustheid|zorg|argwaan|argusogen|vrees|lede ogen",
}

# --- what a thing is, in the council's eyes -------------------------------------------------------------------------------

_NEEDLESS: Final = r"(?:nodeloos|onnodig|overdreven|veel\s+te|al\s+te|buitensporig|overmatig|ronduit|onbegrijpelijk)"
_WORRYING: Final = _any(
    """zorgwekkend|verontrustend|alarmerend|zorgelijk|precair|onrustwekkend|bedreigend|risicovol|niet zonder gevaar
    niet zonder risico|een risico|een bedreiging|een gevaar|afwachten|hoogst onzeker|onzeker"""
)
_NEEDED: Final = _any(
    """belangrijk|noodzakelijk|nodig|essentieel|cruciaal|van belang|wenselijk|aangewezen|prioritair|raadzaam|onontbeerlijk
    onmisbaar|primordiaal|aan te bevelen|een must|een noodzaak|dringend|fundamenteel|vitaal|een vereiste|een voorwaarde
    een basisvoorwaarde|een prioriteit|hoogdringend|geboden|levensnoodzakelijk|zaak|van groot belang|onvermijdelijk
    hoog tijd|geen overbodige luxe|een absolute voorwaarde|onmiskenbaar nodig"""
)
_IS: Final = r"(?:is|zijn|blijft|blijven|lijkt|lijken|klinkt|oogt|noemen|noemt|vindt|vinden|acht|achten|komt|komen|heet|wordt|was)"
_HOW: Final = r"(?:zeer\s+|heel\s+|bijzonder\s+|erg\s+|dan\s+ook\s+|ook\s+|vooral\s+|uiterst\s+|ronduit\s+|hoogst\s+)?"

# What a thing does or leaves: the verb and what belongs to it, in the order of main and of subordinate clauses.
_DOES_BADLY: Final[tuple[tuple[Stance, str, str], ...]] = (
    ("kritiek", "slaat|slaan", "de (?:bal|plank) mis"),  # "Wat ons betreft slaat de maatregel de bal mis."
    ("kritiek", "houdt|houden|neemt", "(?:geen|geen enkele|nauwelijks|amper|weinig|onvoldoende|te weinig) rekening"),
    ("kritiek", "houdt|houden", "geen (?:steek|stand)"),
    ("kritiek", "biedt|bieden|geeft|geven|bevat|bevatten|levert|toont", "(?:geen|geen enkele?|amper|nauwelijks|weinig) (?:\\w+ )?(?:antwoord|garanties?|waarborg\\w*|oplossing\\w*|perspectief|houvast|zekerheid|ruimte|duidelijkheid|visie|meerwaarde|maatregelen|engagement\\w*|verantwoording|onderbouwing|motivering)"),
    ("kritiek", "blijft|blijven", "(?:steken in|vaag|beperkt tot|oppervlakkig|dode letter|onderbelicht|buiten beeld|in gebreke|hangen|onbeantwoord|achterwege|onbesproken)"),
    ("kritiek", "zegt|zeggen|rept|reppen|zwijgt|zwijgen", "(?:niets over|met geen woord|in alle talen|geen woord|nergens)"),
    ("kritiek", "gaat|gaan", "(?:te ver|voorbij aan|niet ver genoeg|lijnrecht in|in tegen|tegenin|ten koste van|uit van een (?:foute|verkeerde))"),
    ("kritiek", "laat|laten", "(?:onbeantwoord|links liggen|te wensen over|in de kou|ongemoeid|buiten beschouwing|na te\\b)"),
    ("kritiek", "verliest|verliezen", "(?:uit het oog|elke geloofwaardigheid)"),
    ("kritiek", "miskent|miskennen|negeert|negeren|ondergraaft|ondergraven|ondermijnt|ondermijnen|doorkruist|bemoeilijkt|schendt|schenden|rammelt|rammelen|verwart|overschat|onderschat|bestendigt|benadeelt|bestraft|ontmoedigt|ontbreekt|ontbreken", ""),
    ("kritiek", "overlapt|overlappen", "(?:evenwel|echter|grotendeels|volledig|deels|gedeeltelijk|te sterk)"),
    ("kritiek", "holt|hollen|haalt|halen|sluit", "(?:uit|onderuit|het beoogde doel niet|zijn doel niet)(?=[.,;]|$)"),
    ("kritiek", "staat|staan", "(?:haaks op|op gespannen voet|ver af van|in schril contrast|niet in verhouding|nergens)"),
    ("kritiek", "druist|druisen|strookt|stroken|rijmt|spoort|sporen", "(?:in tegen|niet|moeilijk)"),
    ("kritiek", "schiet|schieten|komt|komen|valt|vallen", "(?:tekort|te kort|te laat|voorbij|te licht|uit de lucht|te mager|tegen)"),
    ("kritiek", "vertoont|vertonen|telt", "(?:\\w+ )?(?:lacunes|gebreken|hiaten|leemtes|zwakke plekken)"),
    ("kritiek", "dekt|overtuigt|volstaat|volstaan|deugt|bevredigt|klopt|helpt", "(?:de lading )?(?:niet|geenszins|allerminst|geen)"),
    ("bezorgdheid", "roept|roepen|rijst|rijzen|doet|doen", "(?:\\w+ )?(?:vragen|vraag|vrezen|twijfels)"),
    ("bezorgdheid", "valt|vallen|staat|blijft", "(?:af te wachten|te vrezen|te bezien|nog te bezien|af te wachten)"),
    ("bezorgdheid", "is|blijft", "(?:nog |maar |zeer |nog maar |echter )*de vraag"),
    ("bezorgdheid", "houdt|houden|brengt|brengen", "(?:\\w+ )?(?:het |een )?(?:risico|gevaar|risico['’]s)"),
    ("bezorgdheid", "loopt|lopen", "(?:het |een )?(?:gevaar|risico|averij)"),
    ("bezorgdheid", "komt|komen|brengt|zet", "(?:in het gedrang|in gevaar|op de helling|onder druk)"),
    ("steun", "komt|komen", "tegemoet aan"),
    ("steun", "kan|kunnen|mag|mogen", "op (?:onze|de|veel|heel wat|brede) (?:\\w+ )?(?:steun|instemming|goedkeuring|bijval|waardering|begrip|sympathie)"),
    ("steun", "draagt|dragen|wegdraagt|krijgt|krijgen|geniet|genieten|heeft|hebben", "(?:onze|de) (?:volle |volledige |uitdrukkelijke )?(?:steun|goedkeuring|instemming|zegen|voorkeur van|waardering)"),
    ("steun", "verdient|verdienen", "(?:alle |onze |veel )?(?:lof|steun|navolging|waardering|bijval|een pluim|applaus)"),
    ("vraag", "verdient|verdienen|vergt|vergen|vereist|vereisen|behoeft|behoeven", "(?:\\w+ ){0,3}?(?:aandacht|aanbeveling|verduidelijking|bijsturing|uitwerking|zorg|inspanning\\w*|overleg|duidelijkheid|opvolging|herziening|investering\\w*|prioriteit|verfijning|toelichting)"),
    ("vraag", "komt|komen", "[^.,]{3,50} toe (?=om)"),  # "Het komt de Vlaamse Regering toe om"
    ("vraag", "behoort|hoort|ligt|is", "(?:\\w+ ){0,3}?(?:tot de (?:kern)?taken?|de verantwoordelijkheid|de taak|de plicht) van"),
)  # fmt: skip
# How a proposal is worded without a verb of proposing: "Dat kan bijvoorbeeld door", "Een alternatief is", "Men zou beter"
_PROPOSED: Final = (
    r"\b(?:dat|dit|zo|daarvoor|hiervoor)\s+(?:kan|zou|kunnen)\s+(?:\w+\s+){0,4}?door\b|\bbijvoorbeeld\s+door\b[^.]*\bte\s+\w+"
    r"|\b(?:kan|kunnen)\s+[^.]{2,80}\b(?:opgelost|ondervangen|verholpen|vermeden|verkort|vereenvoudigd|opgevangen)\s+(?:worden\s+)?door\b"
    r"|\b(?:mogelijke|denkbare|haalbare|betere|andere|goede|redelijke|billijke|pragmatische|eenvoudigere?|werkbare?|elegante|volwaardige?|bruikbare?)"
    r"\s+(?:piste|oplossing|alternatief|uitweg|werkwijze|denkspoor|formule|optie)\s+(?:is|zou|kan|bestaat|ligt)\b"
    r"|\b(?:een|als)\s+(?:alternatief|denkspoor|piste|optie|uitweg|tussenoplossing)\s+(?:is|zou|kan|bestaat|ligt|zien|stellen)\b"
    r"|\bbeter\s+(?:ware|zou|was)\s+(?:het\s+)?(?:om|zijn)\b|\b(?:zou(?:den)?|kan|kunnen)\s+(?:\w+\s+){0,6}?(?:beter|eerder|ook)\s+[^.]*\b(?:worden|kunnen|te\s+\w+)"
    # "Dat gesprek gebeurt het best op school", "kan het best vertrekken van"
    r"|\b(?:gebeur(?:t|en)|verlo(?:opt|pen)|start(?:en)?|begin(?:t|nen)|kom(?:t|en)|word(?:t|en)|kan|kunnen|zou(?:den)?|lig(?:t|gen)|pas(?:t|sen))"
    r"\s+(?:[\w-]+\s+){0,3}?het\s+beste?\b(?!\s+(?:van|\w+ste)\b)"
    r"|\b(?:men|je|we|wij)\s+zou(?:den)?\b[^.]*\bbeter\b|\bwaarom\s+niet\b|\bin\s+plaats\s+(?:daarvan|van\s+[^.,]{3,60},?)\s+(?:kan|zou|moet)\b"
    r"|\b(?:valt|is)\s+te\s+overwegen\b|\b(?:is|zou|lijkt)\s+(?:het\s+)?(?:beter|eenvoudiger|logischer|zinvoller|billijker|efficiënter|wenselijker)\s+(?:om|als|dat|zijn)\b"
)


# "Actie 1 voorziet terecht in een gesprek"; not who can go or ends up somewhere: "kunnen er terecht", "komt terecht in"
RIGHTLY: Final = guarded(
    r"\b(?!(?:kom|kun|kan|kwam|kon|zal|zul|raak|geraak|beland)[a-z]*\b)[a-zà-ÿ]+(?:t|en|de|den)\s+"
    r"(?:(?!(?:niet|geen|ten)\b|er\s+terecht\s+(?!op\b|aan\b|van\b))[\w-]+\s+)?terecht\b(?!\s+(?:bij|te|kom\w*|kun\w*|kan|zal|zul\w*|zou\w*|gekomen|staan?)\b|\s*[.,;:])",
    re.I,
)


def _build() -> tuple[Cue, ...]:
    found: list[tuple[Stance, float, str]] = []
    subject = rf"(?:{COUNCIL}|hij)"
    for stance, weight, finite, other in _DOES:
        denied = rf"(?!(?:[\w’]+\s+){{0,2}}{_NOT}\b)" if stance == "steun" else ""
        found.append((stance, weight, rf"\b{subject}\s+{denied}(?:[\w’-]+\s+){{0,3}}?{_any(finite)}(?!\w)"))
        found.append((stance, weight, rf"\b{_any(finite)}\s+{subject}\b"))
        gap = rf"(?:(?!\b{_NOT}\b)[^.,;:])" if stance == "steun" else r"[^.,;:]"
        found.append(
            (
                stance,
                weight,
                rf"\b(?:{subject}\s+{_HELPING}|{_HELPING}\s+{subject})\b{gap}{{0,90}}?\b{_any(other)}(?!\w)",
            )
        )
    being = r"(?:is|zijn|was|waren|blijft|blijven|toont\s+zich|tonen\s+ons|voelt\s+zich|reageert|reageren|staat|staan)"
    for stance, adjectives in _FEELS.items():
        is_so = rf"\b(?:{subject}\s+{being}|{being}\s+{subject})\s+(?:(?!{_NOT}\b)[\w’-]+\s+){{0,4}}?{_any(adjectives)}(?!\w)"
        found.append((stance, 0.946, is_so))
        found.append(
            (stance, 0.946, rf"\bstem(?:t|men)\s+(?:ons|{COUNCIL})\s+(?:\w+\s+){{0,2}}?{_any(adjectives)}(?!\w)")
        )
    not_so = rf"\b(?:{subject}\s+{being}|{being}\s+{subject})\s+(?:\w+\s+){{0,3}}?{_NOT}\s+(?:\w+\s+)?{_any(_FEELS['steun'])}(?!\w)"
    found.append(("kritiek", 0.963, not_so))
    for stance, verbs in _MOVES.items():
        found.append((stance, 0.95, rf"\b{_any(verbs)}\s+(?:het\s+)?(?:ons|{COUNCIL})\b"))
    for stance, nouns in _WITH.items():
        with_it = rf"(?:met\s+(?:veel\s+|enige\s+|grote\s+|groot\s+)?|tot\s+(?:onze|ons|zijn|haar)\s+(?:grote\s+|groot\s+)?){_any(nouns)}"
        found.append(
            (stance, 0.95, rf"(?:^|\b{subject}\s[^.]{{0,60}})\b{with_it}\b|\b{with_it}\b[^.]{{0,40}}\s{subject}\b")
        )
    found += _predicates()
    return tuple((stance, weight, guarded(pattern, re.I)) for stance, weight, pattern in found)


def _doings() -> tuple[tuple[frozenset[str], Cue], ...]:
    """What a thing does, each with its verbs: only a sentence that holds one of them need be searched."""
    found: list[tuple[frozenset[str], Cue]] = []
    for stance, verb, rest in _DOES_BADLY:
        whole = _any(rest) if rest else ""
        tail = rf"\s+(?:[^.;:]{{0,70}}?\s)?{whole}" if rest else ""
        last = rf"|\b{whole}\s+(?:{verb})\b" if rest else ""
        pattern = guarded(rf"\b(?:{verb})\b{tail}(?!\w){last}", re.I)
        found.append((frozenset(verb.split("|")), (stance, 0.84, pattern)))
    return tuple(found)


def _predicates() -> list[tuple[Stance, float, str]]:
    """What a thing is said to be that is neither praise nor blame by a word of `nlp.verdicts`: worrying, needed, proposed."""
    stop = r"(?=\s*[.,;:]|\s*$|\s+(?:dat|om|voor|als|van|in|bij|en|met|wanneer|tegenover|op|te|vooraleer|alvorens|zolang|indien|naar|gezien|omdat|want)\b)"
    found: list[tuple[Stance, float, str]] = [("voorstel", 0.82, _PROPOSED)]
    listed: tuple[tuple[Stance, float, str], ...] = (("bezorgdheid", 0.8, _WORRYING), ("vraag", 0.79, _NEEDED))
    for stance, weight, adjectives in listed:
        plain = rf"\b{_IS}\s+(?:(?!{_NOT}\b|te\s)[\wà-ÿ’'-]+\s+){{0,7}}?{_HOW}{adjectives}{stop}"
        front = rf"^(?:even\s+|zeer\s+|heel\s+|erg\s+|ook\s+|bijzonder\s+|minstens\s+even\s+)?{adjectives}\s+{_IS}\s"
        found += [(stance, weight, plain), (stance, weight + 0.1, front)]
    found += [
        ("steun", 0.79, RIGHTLY.pattern),
        ("steun", 0.9, r"^(?:terecht|gelukkig|eindelijk)\s+[a-zë]+(?:t|en|s|ft|d|de)\b"),  # "Terecht kiest de regering"
        ("kritiek", 0.9, r"^(?:helaas|onterecht|ten\s+onrechte|spijtig\s+genoeg|jammer\s+genoeg)\b"),
        ("kritiek", 0.79, rf"\b{_NEEDLESS}\s+[a-zë]{{4,}}"),
        ("kritiek", 0.77, r"\b(?:ontbreekt|ontbreken)\s+(?:elke|iedere|het|de|er|een)\b"),
    ]
    return found


_ALL: Final = _build()
# What the council does, feels or says; and what is said of a thing, which counts only where nothing else decides
CUES: Final = tuple(cue for cue in _ALL if cue[1] >= 0.94)
PREDICATES: Final = tuple(cue for cue in _ALL if cue[1] < 0.94)
DOINGS: Final = _doings()

# --- who speaks ---------------------------------------------------------------------------------------------------------

_PARTY: Final = _any(
    """minister\\w*|staatssecretaris|(?:vlaamse )?regering|kabinet|overheid|administratie|indieners?|parlement\\w*
    volksvertegenwoordigers?|oppositie|meerderheid|vakbond\\w*|vakorganisaties|werkgevers\\w*|werknemers\\w*|ouders
    \\w*verenigingen|\\w*vereniging|\\w*koepels?|onderwijsverstrekkers|scholen|leraren|leerkrachten|centra|leerlingen|studenten
    cursisten|directies|directeurs|\\w*besturen|rekenhof|\\w*inspectie|commissie|steden|gemeenten|burgemeesters|\\w*bond
    \\w*federatie|\\w*netwerk|\\w*forum|\\w*platform|respondenten|bevraagden|deelnemers|onderzoekers|auteurs?|experten?
    deskundigen|jongeren|kinderen|sector|middenveld|universiteiten|hogescholen|ombudsdienst|kinderrechtencommissaris\\w*
    verzekeraars|ziekenhuizen|artsen|landbouwers|boerenbond|bedrijven|ondernemers|sprekers?|critici|voorstanders
    tegenstanders|\\w*organisaties|\\w*organisatie|agentschap|departement|steunpunt|gezinnen|bewoners|burgers|vrijwilligers"""
)
_ATTITUDE: Final = _any(
    """vindt|vinden|vond|vonden|vreest|vrezen|vreesde\\w*|vraagt|vragen|vroeg\\w*|pleit|pleiten|pleitte\\w*|betreurt|betreuren
    betreurde\\w*|meent|menen|meende\\w*|hoopt|hopen|hoopte\\w*|verwacht|verwachten|wenst|wensen|verzet\\w*|klaagt|klagen
    klaagde\\w*|waarschuwt|waarschuwen|waarschuwde\\w*|eist|eisen|eiste\\w*|juicht|juichen|stelden? (?:\\w+ ){0,6}voor
    dringt|dringen|drong\\w*|verkiest|verkiezen|noemt|noemen|noemde\\w*|oordeelt|oordeelde\\w*|beveelt|bepleit\\w*
    (?:is|zijn|was|waren|toont zich|toonde\\w* zich) (?:\\w+ ){0,3}?(?:tevreden|blij|bezorgd|ongerust|gekant|verheugd|van
    (?:mening|oordeel)|voorstander|tegenstander|teleurgesteld|kritisch|positief|enthousiast|overtuigd)
    (?:heeft|hebben|had|hadden) (?:\\w+ ){0,4}?(?:bezwaar|bedenkingen|twijfels|verzet|gepleit|gevraagd|betreurd|gewaarschuwd
    aangedrongen)|wil|willen|wilde\\w*|acht|achten|achtte\\w*|ervaart|ervaren|ervoer\\w*|signaleert|signaleren
    meldt|melden|meldde\\w*|geeft aan|geven aan|gaf\\w* aan|uitte\\w*|uit|uiten"""
)
# What others put on record, which is no view of the council either: "stelde vast dat", "besluiten dat", "wijst erop"
_REPORTS: Final = _any(
    """besluit\\w* (?:daaruit |hieruit )?dat|besloten dat|concludeer\\w*|st(?:el|ell)\\w* (?:\\w+ ){0,3}(?:vast|dat)|merk(?:t|en|te|ten) (?:\\w+ ){0,2}op
    wij(?:st|zen) (?:\\w+ ){0,2}(?:op|erop)|we(?:es|zen) (?:\\w+ ){0,2}(?:op|erop)|toon\\w* (?:\\w+ ){0,4}aan|schrij(?:ft|ven) (?:\\w+ ){0,3}dat|schre(?:ef|ven) (?:\\w+ ){0,3}dat
    rapporteer\\w*|getuig(?:en|den)|benadruk\\w*|onderstreep\\w*|argumenteer\\w*|ze(?:gt|ggen|i|iden)|bel(?:ooft|oven|oofde|oofden)
    k(?:ondigt|ondigde|ondigen) [^.]{0,60}aan|berekende\\w*|bevestig\\w*|verwij(?:st|zen) naar|liet\\w* weten|laten weten"""
)
# "Uit de enquête blijkt dat", "Recente cijfers tonen aan dat": evidence, and no stand
EVIDENCE: Final = guarded(
    r"^(?:(?:uit|in|volgens|blijkens|op\s+basis\s+van)\s+)?(?:(?!(?:is|zijn|moet|vraagt)\b)[\wà-ÿ-]+\s+){0,4}?[\wà-ÿ-]*(?:onderzoek(?:en)?|studies?|enquêtes?|bevraging(?:en)?"
    r"|peiling(?:en)?|rondvraag|meting(?:en)?|cijfers|gegevens|statistieken|evaluatie|rapport(?:en)?|monitor(?:ing)?|interviews?|gesprekken"
    r"|hoorzitting(?:en)?|getuigenis(?:sen)?|literatuur|registraties?|doorlichting(?:en)?|verslag(?:en)?|simulaties?|telling(?:en)?)"
    r"(?:\s+(?:van|door|bij|uit|over|naar|in)\s+(?:e\.\s?a\.|[^.,]){2,60}?)?\s+(?:blijkt|blijken|bleek|bleken|wees|wijst|wijzen|leert|leren|toont|tonen"
    r"|toonde|toonden|leiden|kwam|kwamen|komt(?!\s+te\b)|komen(?!\s+te\b)|weten|geeft\s+aan|geven\s+aan|suggereer\w*|bevestig\w*|concludeer\w*)\b",
    re.I,
)
_WHO: Final = r"(?:(?:ook|bovendien|daarnaast)\s+)?(?:(?:de|het|een|veel|heel\s+wat|sommige|vele|enkele|verschillende|alle|meerdere)\s+)?(?:aantal\s+)?(?:[\wà-ÿ-]+\s+){0,2}?"
# "De minister is tevreden over", "Een aantal respondenten vreesde", "De indieners menen": the view of another
ANOTHER_PARTY: Final = guarded(
    rf"^{_WHO}(?<![\w]){_PARTY}(?:\s+(?:van|voor|uit|in)\s+[^.,;]{{2,50}}?)?\s+(?:(?:zelf|ook|echter|al|dan\s+ook|vandaag)\s+)?(?:{_ATTITUDE}|{_REPORTS})(?!\w)(?!\s+(?:{COUNCIL}|hij|ons)\b)"
    rf"|^(?:ook\s+)?(?-i:(?:[Dd]e\s+(?!Vlor|Vlaamse\s+Onderwijsraad|(?:Algemene\s+)?Raad\b)[A-Z]|[Hh]et\s+[A-Z]|[A-Z]{{2}})[\w-]+(?:\s+(?:en\s+|van\s+|voor\s+)?[A-Z][\w-]+)*)\s+"
    rf"(?:vraagt|pleit|vreest|betreurt|meent|vindt|eist|waarschuwt|bepleit|noemt|klaagt|hoopt|wijst|wees|vroeg|pleitte|vreesde|waarschuwde"
    rf"|hoopte|drong|riep|stelde|adviseerde|formuleerde)\s(?!{COUNCIL})"
    # "Gezinsbond en Netwerk tegen Armoede vrezen": bodies by their names
    rf"|^(?-i:(?!(?:De|Het|Een|Dit|Deze|Die|Dat|Ook|Daarom)\s)[A-ZÀ-Þ][\w-]+(?:(?:,\s+|\s+(?:en|van|voor|tegen)\s+|\s+)[A-ZÀ-Þ][\w-]+)+|[A-ZÀ-Þ][\w-]*(?:bond|koepel|forum|platform|netwerk"
    rf"|vereniging|federatie|unie))\s+(?:vragen|vraagt|pleiten|pleit|vrezen|vreest|betreuren|betreurt|menen|meent|vinden|vindt|eisen|eist"
    rf"|waarschuwen|waarschuwt|noemen|noemt|klagen|klaagt|hopen|hoopt|verzetten|wijzen|wijst)\s(?!{COUNCIL}|hij)"
    rf"|^volgens\s+(?!ons\b|{COUNCIL})[^.,]{{2,60}}\s"
    # "Naar hun oordeel", "In hun ogen": the council would say "ons" or "zijn"
    r"|^(?:naar|in|volgens)\s+hun\s+(?:oordeel|mening|ogen|visie|aanvoelen|inschatting|zeggen)\b",
    re.I,
)
# "De nota bevat heel wat goede elementen": what a text holds or does may be judged; what it says is its own view
TEXT_DOES: Final = re.compile(
    r"^(?:de|het|een)\s+(?:[\w-]+\s+)?(?:conceptnota|actieplan|plan|decreet|voorontwerp|ontwerp|memorie|nota|besluit|regeerakkoord"
    r"|beleidsnota)\s+(?:voorziet|zegt\s+(?:\w+\s+)?(?:niets|niks|weinig|nauwelijks|amper)|bepaalt|legt|geeft|bevat|kiest|heeft|biedt|laat|toont)\b",
    re.I,
)
# "…, maar de raad ziet dat anders": what follows the others' view is the council's own
OWN_REPLY: Final = guarded(
    rf"\b(?:maar|toch|terwijl|al|nochtans)\s+(?:[\w]+\s+){{0,3}}?(?:{COUNCIL}|ons|onze|volgens\s+ons)\b", re.I
)
# Not "…, en vraagt dat opnieuw": behind what it tells the council takes a stand all the same
_NO_MORE: Final = r"(?![^.]*\b(?:en|maar)\s+(?:(?:de\s+)?\w+\s+)?(?:vra|plei|herha|blij|dring|betreur|bepleit|verwacht|wens|roep|steun|vrees))"
# What the council tells of its own work: "De Vlor adviseert op verzoek van het parlement over"
OWN_WORK: Final = guarded(
    r"\badvise(?:ert|ren|erde\w*)\s+op\s+(?:vraag|verzoek)\b"
    # where it said so before: "De raad sprak zich daarover al uit in zijn advies", "Die visie vinden we in ons advies terug"
    rf"|\b(?:sprak|spraken)\s+(?:{COUNCIL}\s+)?(?:zich|ons)\s+(?:(?!tegen\b|voor\b|positief\b|negatief\b|kritisch\b|gunstig\b)\w+\s+){{0,4}}?uit\s+(?:in|via|met)\b{_NO_MORE}"
    rf"|\bvind(?:t|en)\s+(?:{COUNCIL}|hij)\s+(?:(?!niet\b)\w+\s+){{0,2}}?in\s+(?:ons|onze|zijn|haar|een)\s+(?:\w+\s+)?(?:advies|adviezen|memorandum|visietekst|standpunt)\b[^.]*\bterug\b{_NO_MORE}"
    # where else it says so: "Voor de andere vragen verwijst hij naar punt 3.2"
    rf"|\bverwij(?:st|zen)\s+(?:hij|{COUNCIL})\s+(?:\w+\s+)?naar\b{_NO_MORE}"
    # how the request came: "Op 3 mei kreeg de Vlor de vraag om te adviseren", "werd de raad om advies verzocht"
    r"|\b(?:ontving|ontvingen|ontvangt|kreeg|kregen|bereikte)\b(?:(?!\bantwoord)[^.;]){0,60}"
    r"\b(?:adviesv(?:raag|ragen)|(?:de|een|het)\s+(?:\w+\s+)?(?:vraag|verzoek)\s+(?:om|van|tot|naar)\b)"
    r"|\b(?:werd|werden|is|zijn)\b(?:(?!\b(?:niet|nooit)\b)[^.;]){0,60}\bom\s+(?:een\s+|spoed)?advies\s+(?:gevraagd|verzocht)\b"
    # "De minister van Onderwijs, de heer X, vroeg de Vlor op 6 februari om advies", "Op 3 mei vroeg de commissie de raad hoe"
    rf"|^(?!(?:aan|van|bij|voor)\b)(?:(?!{COUNCIL}\b)[^;:]){{0,60}}?\b{_PARTY}\b(?:(?!{COUNCIL}\b)[^;:]){{0,120}}?"
    rf"\b(?:vroeg(?:en)?|verzocht(?:en)?)\s+(?:\w+\s+)?{COUNCIL}\b"
    rf"|^(?:(?!{COUNCIL}\b)[^;:]){{0,60}}?\b(?:vroeg(?:en)?|verzocht(?:en)?)\s+(?:de\s+|het\s+)?(?:\w+\s+)?{_PARTY}(?!\w)[^;:]{{0,120}}?\s(?:aan\s+)?{COUNCIL}\b"
    # "We herhalen hier wat we in punt 2.2 daarover schreven"
    rf"|\bherha(?:alt|len)\s+(?:\w+\s+){{0,2}}?wat\s+(?:{COUNCIL}|hij)\b[^;]*\b(?:schre(?:ef|ven)|ze(?:i|iden|gde|gden)|stelden?|geschreven|gezegd|gesteld)\b"
    # an open question, which explores: "De raad vraagt zich af hoe het onderwijs die kloof kan verkleinen"
    r"|\bvra(?:agt|gen)\s+(?:[\w-]+\s+){0,4}?(?:zich|ons)\s+(?:\w+\s+)?af\s+(?:hoe|op\s+welke\s+(?:manier|wijze)|welke?|wat)\b"
    r"(?![^.]*\b(?:niet|geen|moet|moeten|nog)\b)[^.]*\b(?:kan|kunnen)\b",
    re.I,
)
# A sentence that names at its end who says it: "…, zo bepaalt artikel 7.", "…, aldus de minister."
ATTRIBUTED: Final = guarded(
    r",\s+(?:zo\s+(?:stelt|bepaalt|zegt|schrijft|meent|vindt|luidt|staat|vraagt|klinkt|blijkt)\w*|aldus)\s+"
    r"(?![^,]*\b(?:ons|onze|wij|we|hij|raad|vlor)\b)[^,]{2,80}[.!]?$"
    # "Een toets op vijf jaar komt volgens sommige leraren te laat."
    rf"|\bvolgens\s+(?:(?:de|het|sommige|veel|vele|enkele|heel\s+wat)\s+)?(?:\w+\s+)?{_PARTY}(?!\w)(?![^.]*\b(?:ons|onze|wij|we|raad|vlor|hij)\b)"
    # "In dat boek stellen de onderzoekers vast dat"
    r"|\b(?:st(?:el|ell|eld)(?:t|en|e)?|concludeer\w*|beslui\w+|besloten|vonden|vinden|to(?:ont|nen|onden))\s+(?:de\s+)?(?:onderzoek(?:st)?ers?|auteurs?|wetenschappers)\b",
    re.I,
)
# What gives way in the first half of a sentence: "Hoewel de raad de ambitie waardeert, …"
CONCEDES: Final = re.compile(
    r"(?:hoewel|ofschoon|alhoewel|ook\s+al|zelfs\s+al|ondanks|niettegenstaande|hoezeer|hoe\s+\w+\s+(?:[\wà-ÿ-]+\s+){1,4}ook"
    r"|al\s+(?:is|zijn|heeft|hebben|was|waren|begrijpt|begrijpen|waardeert|waarderen|blijft|kan|kunnen|wil|willen|erkent|erkennen))\b",
    re.I,
)
# Where the other half begins: "…, maar de uitwerking stelt teleur", "… ; toch vraagt hij"
TURNS: Final = guarded(r"(?:[,;–(]\s*|\s)(?:maar|doch)\s+|[,;–]\s*(?=(?:toch|evenwel|nochtans|alleen)\s)", re.I)
# Not a turn but a correction: "niet alleen … maar ook", "geen … maar een"
NO_TURN: Final = guarded(r"\bniet\s+(?:alleen|enkel|louter|slechts|zozeer)\b", re.I)
# "Zonder extra begeleiders kan de uitrol niet beginnen.": a condition, so a request
CONDITION: Final = guarded(
    r"^zonder\s[^.]{3,120}?\b(?:kan|kunnen|heeft|hebben|zal|zullen|komt|komen|is|zijn|lukt|werkt|blijft|blijven|maakt|maken)\b[^.]*"
    r"\b(?:niet|geen|nooit|niets|weinig|amper|nauwelijks|zinloos|onmogelijk|moeilijk|dode\s+letter|onhaalbaar|ondenkbaar|onwerkbaar)\b",
    re.I,
)
# What one must be to be admitted, a rule that is told: "moet ten minste vijf jaar zijn om te worden ingeschreven"
ADMISSION: Final = guarded(
    r"\bmoet(?:en)?\b[^.]*\bom\s+(?:te\s+(?:worden|kunnen\s+worden)\s+(?:ingeschreven|toegelaten|erkend)|in\s+aanmerking\s+te\s+komen"
    r"|(?:ingeschreven|toegelaten|erkend)\s+te\s+worden|toegang\s+te\s+krijgen)",
    re.I,
)
# What may stand before the council and is no verb of it: "volgens de raad", "omdat de raad"
NO_VERB: Final = frozenset(
    words(
        """van|voor|dat|door|aan|in|bij|volgens|en|of|als|met|naar|tussen|tegen|op|over|uit|om|dan|zoals|omdat
    terwijl|hoewel|wat|die|waar|waarin|waarop|waarvan|waarbij|maar|want|ook|wanneer|indien|zodat|tot|binnen
    namens|toen"""
    )
)
