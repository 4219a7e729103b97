"""The wordings of positions, as data: what the council supports, asks, fears; norms, doubts, views of others.

Each pattern has an example of what it is for. The graded words of praise and blame stand in `nlp.verdicts`, whole
phrases in `nlp.phrases`; `nlp.stances` weighs what they find together.
"""

from __future__ import annotations

import re
from typing import Final

from corpus.model import Stance
from nlp.guarded import Guarded, guarded
from nlp.patterns import COUNCIL, COUNCIL_NAMES, SURNAME, YEAR, words

_VERBS_STEUN = (
    r"onderschrij(?:ft|ven)|steunt|steunen|ondersteunt|ondersteunen|waardeert|waarderen|apprecieert|appreciëren"
    r"|verwelkomt|verwelkomen|juicht|juichen"
    r"|looft|deelt|delen|beaamt|beamen|bevestigt|begroet|erkent|erkennen"
)
_VERBS_VRAAG = (
    r"vraagt|vragen|(?<!te\s)vroeg|vroegen|verzoekt|verzoeken|verwacht|verwachten|wenst|wensen|eist|eisen|hoopt|hopen|rekent|roept"
    r"|roepen|dringt|dringen|herhaalt|herhalen|verlangt"
)
_VERBS_VOORSTEL = (
    r"pleit|pleiten|pleitte|pleitten|bepleitten|adviseert|adviseren|suggereert|suggereren|stelt\s+(?:\w+\s+){0,3}?voor\b(?!op)"
    r"|stellen\s+(?:\w+\s+){0,3}?voor\b|ziet|zien"
)
_WEIGHTY = (
    r"belangrijk|noodzakelijk|nodig|essentieel|cruciaal|van\s+belang|wenselijk|aangewezen|prioritair|raadzaam"
    r"|onontbeerlijk|onmisbaar|primordiaal|aan\s+te\s+bevelen|een\s+must|een\s+noodzaak|dringend|zinvol|nuttig"
    r"|fundamenteel|vitaal"
)


# Words between a verb and what denies it that open no clause of their own: not "steunt dat de toets niet telt"
_NOT_A_CLAUSE = r"(?:(?!(?:dat|om|omdat|die|waar\w*|als|zodat|indien|wanneer|of)\b)[\wà-ÿ’'-]+\s+)"


def _by_council(verbs: str) -> str:
    subject = rf"(?:{COUNCIL}|hij)"  # "Tegelijk vreest hij": in an advice that is the council
    return rf"\b{subject}\s+(?:\w+\s+){{0,3}}?(?:{verbs})\b|\b(?:{verbs})\s+(?:(?!(?:u|men|hij)\b)\w+\s+)??{subject}\b"


# What makes a judgement the council's own: "volgens ons", "naar de mening van de raad", "in onze ogen"
OPINION: Final = (
    rf"\b(?:volgens\s+(?:ons|{COUNCIL})|(?:ons|mijns)\s+inziens|wat\s+(?:ons|{COUNCIL})\s+betreft|(?:naar|in)\s+(?:onze|zijn|haar)"
    rf"\s+(?:mening|oordeel|ogen|visie|aanvoelen)|(?:naar|in)\s+(?:de\s+)?(?:mening|ogen|oordeel)\s+van\s+{COUNCIL}"
    rf"|in\s+{COUNCIL}\s+ogen|(?:{COUNCIL}|hij)\s+(?:is|zijn)\s+van\s+(?:mening|oordeel)|(?:is|zijn)\s+{COUNCIL}\s+van\s+(?:mening|oordeel)"
    rf"|voor\s+(?:ons|{COUNCIL})\s+(?:is|zijn|blijft|gaat|hoeft|heeft|volstaat))(?!\w)"
)
# What makes such a judgement one against: "weinig zin", "gaat te ver", "mist ambitie", "kort door de bocht"
_NEGATIVE: Final = (
    r"(?:\b(?:niet|geen|nooit|nergens|weinig|amper|nauwelijks|mist|missen|ontbreekt|ontbreken|onvoldoende|overbodig|zwak|zwakke|vaag"
    r"|vage|halfslachtig|eenzijdig|achterhaald|voorbarig|onrealistisch|onnodig|onbillijk|oneerlijk|misplaatst|zinloos|fout|verkeerd"
    r"|kort\s+door\s+de\s+bocht|stap\s+terug|stap\s+achteruit|op\s+maat\s+van\s+niemand)\b|\bte\s+(?!\w+en\b)\w+\b)"
)
# Three words that are a judgement all the same: "Dat is terecht.", "Dat is onaanvaardbaar."
SHORT_VERDICT: Final = re.compile(
    r"(?:Dat|Dit)\s+is\s+(?:terecht|positief|onterecht|onaanvaardbaar|onbegrijpelijk|jammer|spijtig|onlogisch|noodzakelijk"
    r"|nodig|onvoldoende|problematisch|zorgwekkend)\.$"
)
# What makes a sentence a position, and which: (stance, weight 0 to 1, pattern, an example). From 0.5 it is one; the
# heaviest cue gives the stance, the earlier in the list of two that are equally heavy.
_CUES: Final[tuple[tuple[Stance, float, str, str], ...]] = (
    # worries
    (
        "bezorgdheid",
        0.97,
        r"\b(?:maakt|maken)\s+(?:zich|ons)\b[^.]*\bzorgen\b|\bbaa?r(?:t|en)\b[^.]*\bzorgen\b|\b(?:is"
        r"|zijn)\s+(?:\w+\s+){0,2}?(?:bezorgd|ongerust|bevreesd|verontrust)\b",
        "De raad maakt zich zorgen over de werkdruk.",
    ),
    (
        "bezorgdheid",
        0.95,
        _by_council(r"vreest|vrezen|waarschuwt|waarschuwen"),
        "De Vlor vreest dat de middelen niet volstaan.",
    ),
    (
        "bezorgdheid",
        0.93,
        r"\b(?:bezorgdhe(?:id|den)|ongerustheid|de\s+vrees|vrezen\b)",
        "Er leeft een grote bezorgdheid bij scholen.",
    ),
    (
        "bezorgdheid",
        0.92,
        r"\b(?:beklemtoont|benadrukt|onderstreept|waakt)\b[^.]*\bniet\s+(?:mag|mogen)\b"
        r"|\bmag\s+(?:\w+\s+){0,2}?(?:niet|geen)\s+(?:leiden|ten\s+koste)\b",
        "De raad beklemtoont dat dit niet mag leiden tot meer planlast.",
    ),
    (
        "bezorgdheid",
        0.9,
        r"\bonder\s+de\s+aandacht\s+(?:te\s+)?brengen\b",
        "De Vlor wil de situatie van die jongeren onder de aandacht brengen.",
    ),
    (
        "bezorgdheid",
        0.96,
        rf"\b(?:houd(?:t|en)?\s+(?:\w+\s+){{0,2}}?(?:zijn|haar|ons|hun)?\s*hart\s+vast|(?:stel|stelt|stellen)\s+(?:zich|ons)"
        rf"\s+(?:\w+\s+){{0,2}}?vragen\s+bij|(?:heeft|hebben)\s+(?:\w+\s+){{0,2}}?(?:vragen|twijfels)\s+bij|maakt?\s+(?:zich|ons)"
        rf"\s+[^.]*\bongerust|stemt\s+(?:ons|{COUNCIL})\s+[^.]*\bongerust)\b",
        "De raad houdt zijn hart vast voor de kleine scholen.",
    ),
    # support denied
    (
        "kritiek",
        0.962,
        r"\b(?:(?:niet|minder|weinig|allerminst)\s+te\s+spreken\s+over|(?:over\s+[^.]{3,80}\s)?(?:is|zijn)\s+(?:\w+\s+){0,3}?"
        r"(?:minder|niet)\s+te\s+spreken|la(?:at|ten)\s+(?:[^.]{0,40}\s)?te\s+wensen\s+over|niet\s+uit\s+te\s+leggen"
        r"|verloren\s+(?:tijd|moeite)|de\s+verkeerde\s+(?:kant|richting)|slaat?\s+de\s+bal\s+mis|slag\s+in\s+het\s+water"
        r"|houdt\s+geen\s+steek|ga(?:at|an)\s+(?:\w+\s+){0,2}?(?:te\s+ver|voorbij\s+aan)|zijn\s+doel\s+voorbij"
        r"|niet\s+bij\s+neer(?:te)?legg\w*|kan\s+niet\s+dat|doet?\s+afbreuk\s+aan|valt\s+te\s+betreuren"
        r"|st(?:oot|uit)\s+(?:[^.]{0,30}\s)?tegen\s+de\s+borst|wat\s+ontbreekt|dode\s+letter)\b",
        "De uitwerking laat te wensen over.",
    ),
    (
        "kritiek",
        0.968,
        rf"\b{COUNCIL}\s+(?:\w+\s+)?(?:{_VERBS_STEUN})\s+(?:(?:(?:die|dat)\s+)?{_NOT_A_CLAUSE}{{0,6}}?(?:niet|evenmin|geenszins)"
        rf"(?=\s*(?:[.,;:]|$)|\s+(?:langer|meer|zomaar|zonder)\b)|geen\b)"
        rf"|\b(?:{_VERBS_STEUN})\s+(?:{COUNCIL}|hij)\s+{_NOT_A_CLAUSE}{{0,4}}?(?:niet|evenmin|geenszins)\b(?!\s+(?:alleen|enkel|louter|slechts))",
        "De raad deelt die mening niet.",
    ),
    (
        "kritiek",
        0.962,
        r"\b(?:roept|roepen|wekt|wekken|stuit|stuiten|botst|botsen)\s+(?:[\w-]+\s+){0,6}?(?:weerstand|verzet|wrevel|ergernis|onbegrip|tegenkanting)\b",
        "Actie 5 roept daarentegen weerstand op.",
    ),
    (
        "steun",
        0.961,
        rf"\b(?:ingenomen\s+met|stem(?:t|men)\s+(?:ons|{COUNCIL})\s+(?:\w+\s+)?(?:tevreden|hoopvol|gunstig)"
        rf"|doet\s+(?:ons|{COUNCIL})\s+(?:\w+\s+)?(?:plezier|genoegen|deugd)|(?:volmondig|volledig|graag)\s+(?:in)?stemmen"
        rf"|kan\s+(?:\w+\s+){{0,3}}?instemmen|strek(?:t|ken)\s+tot\s+(?:aanbeveling|voorbeeld)|gunstig\s+advies|alle\s+lof"
        rf"|verdien(?:t|en)\s+(?:\w+\s+)?(?:lof|waardering|navolging)|niets\s+dan\s+lof|dat\s+is\s+terecht|erover\s+eens\s+dat"
        rf"|geen\s+(?:enkel\s+)?(?:bezwaar|probleem|moeite)\s+(?:tegen|mee|met)|stemt?\s+(?:\w+\s+){{0,2}}?in\s+met|(?:volle|onverdeelde)\s+steun|(?:stelt|stellen)\s+[^.]*\bop\s+prijs"
        rf"|{COUNCIL}\s+(?:\w+\s+){{0,2}}?hecht(?:en)?\s+(?!er\b)(?:\w+\s+){{0,2}}?(?:belang|waarde|gewicht)\s+aan|schaart?\s+(?:zich|ons)\s+achter)\b",
        "De Vlor is ingenomen met de extra middelen.",
    ),
    (
        "vraag",
        0.96,
        rf"\b(?:graag\s+(?:zie[nt]?|had(?:den)?|kr(?:ijg|eeg)\w*)\s+(?:{COUNCIL}|hij)|(?:{COUNCIL}|hij)\s+(?:ziet|zien|zou(?:den)?)"
        rf"\s+graag|rekenen\s+erop|rekent\s+erop|blijft\s+aandringen|dringend\s+nood)\b",
        "Graag ziet de raad een duidelijke planning.",
    ),
    (
        "vraag",
        0.945,
        r"\b(?:zou(?:den)?\s+er\s+(?:\w+\s+)?(?:goed|verstandig|wijs)\s+aan\s+doen|hecht(?:en)?\s+(?:er\s*aan|er\s+(?:\w+\s+)?(?:belang"
        r"|waarde)\s+aan|eraan)|rekent\s+(?:er)?op|rekenen\s+(?:er)?op|(?:stelt|stellen)\s+het\s+op"
        r"\s+prijs\s+(?:als|indien|mocht)\b|(?:zou(?:den)?|had(?:den)?)\b[^.]*\bop\s+prijs\s+(?:stellen|gesteld)|ziet?\s+er\s+op\s+toe|is\s+vragende\s+partij|blijft\s+(?:er\s+)?(?:op\s+)?aandringen|nodigt?\s+[^.]{3,60}\suit\s+om"
        r"|(?:roept|roepen)\s+[^.]{3,80}\sop\b)",
        "De minister zou er goed aan doen de scholen vooraf te raadplegen.",
    ),
    (
        "vraag",
        0.87,
        r"^(?:Geen|Niemand|Nergens)\b[^.,]{2,80}\b(?:mag|mogen)\b|^Geen\s+[\wà-ÿ-]+\s+zonder\s",
        "Geen enkele leerling mag uit de boot vallen.",
    ),
    (
        "bezorgdheid",
        0.957,
        r"\b(?:niet\s+(?:\w+\s+)?gerust|argusogen|lede\s+ogen|blijft\s+(?:er\s+)?(?:\w+\s+){0,3}?weinig\s+(?:\w+\s+)?over|valt\s+te\s+vrezen"
        r"|beducht|huiverachtig|op\s+(?:hun|zijn|onze)\s+hoede|slaapt\s+niet|(?:baart|wekt|wekken|baren)\s+[^.]{0,40}onrust"
        r"|hypotheekt?|hypothekeert|komt\s+in\s+het\s+gedrang|komen\s+in\s+het\s+gedrang|op\s+de\s+helling|onder\s+druk\s+te\s+staan)\b",
        "De raad ziet met lede ogen aan hoe scholen personeel verliezen.",
    ),
    (
        "voorstel",
        0.955,
        rf"\b(?:lijk(?:t|en)\s+(?:ons|{COUNCIL}|hem)\s+(?:\w+\s+)?(?:\w+er|aangewezen|wenselijk|verstandig|zinvol|mogelijk|haalbaar|(?:bet|billijk|eenvoudig|haalbaard|zinvoll)ere\s+\w+)"
        rf"|beter\s+(?:ware|zou)\s+het|(?:verdien|geniet)\w*\s+de\s+voorkeur|ge(?:eft|ven)\s+(?:er\s+)?de\s+voorkeur\s+aan|(?:ziet|zien)\s+(?:\w+\s+)?meer\s+heil\s+in"
        rf"|is\s+volgens\s+(?:ons|{COUNCIL})\s+(?:(?!niet\b|minder\b)\w+\s+)?(?:mogelijk|haalbaar|beter))\b",
        "Een gefaseerde start lijkt ons haalbaarder.",
    ),
    (
        "kritiek",
        0.96,
        rf"\b(?:geen\s+(?:\w+\s+)?(?:voorstander|goede\s+(?:zaak|keuze|oplossing|piste|idee)|meerwaarde|oplossing"
        rf"|heil)|niet\s+(?:\w+\s+)?(?:akkoord|eens|overtuigd|gewonnen)|niet\s+terug\s+in|keur(?:t"
        rf"|en)\s+[^.]*\baf\b|kan\s+zich\s+niet\s+vinden)\b|\b{COUNCIL}\s+(?:gelooft|geloven)\s+niet\b",
        "De raad is geen voorstander van een centrale toets.",
    ),
    (
        "kritiek",
        0.955,
        rf"\b{COUNCIL}\s+(?:\w+\s+){{0,2}}?(?:verwacht|verwachten|ziet|zien)\s+[^.]*\b(?:weinig|niet|geen)\b"
        rf"|\bverwacht(?:en)?\s+{COUNCIL}\s+(?:weinig|niet|geen)\b|\b(?:vindt|vinden"
        rf"|acht)\s+(?:\w+\s+){{0,4}}?(?:onrechtvaardig|onwenselijk|weinig\s+realistisch|onvoldoende|te\s+\w+"
        rf"|niet\s+\w+)\b|\b(?:vindt|vinden|acht|noemt)\s+[^.;]{{0,60}}?\b(?:wel\s+(?:erg|heel|zeer|bijzonder)|nogal|aan\s+de\s+(?:lage|hoge|magere|vage|korte)\s+kant)\b",
        "Van een nieuwe campagne verwacht de raad weinig.",
    ),
    (
        "bezorgdheid",
        0.955,
        r"\b(?:vraagt\s+zich\s+af|vragen\s+(?:ons|zich)\s+af|betwijfelt|betwijfelen|met\s+zorg\b|verontrust"
        r"|zorgwekkend|zorgelijk|weinig\s+vertrouwen)",
        "De raad vraagt zich af of dat bedrag volstaat.",
    ),
    # requests of the council
    (
        "vraag",
        0.95,
        _by_council(_VERBS_VRAAG)
        + rf"|^{COUNCIL}\b[^.]*\ben\s+(?:vraagt|vragen|verwacht|roept|roepen|dringt)\b|^hij\s+(?:vraagt|verwacht"
        rf"|roept|dringt|wenst|hoopt)\b",
        "De raad vraagt om de scholen tijdig te informeren.",
    ),
    (
        "vraag",
        0.94,
        r"\boproep\s+(?:aan|om|tot)\b|\bmet\s+aandrang\b|\baangedrongen\b|\bdringt\s+aan\b"
        r"|\bherhaal\w*\s+(?:\w+\s+){0,2}?(?:vraag|oproep)\b",
        "De Vlor lanceert een oproep aan de bedrijven.",
    ),
    (
        "vraag",
        0.93,
        rf"\b{COUNCIL}\s+(?:\w+\s+)?(?:vindt|vinden|acht|achten)\s+(?:het|dit|dat"
        rf"|\w+)\s+(?:\w+\s+){{0,3}}?(?:{_WEIGHTY})\b|\b(?:vindt|vinden|acht)\s+{COUNCIL}\s+(?:het|dit"
        rf"|dat)\s+(?:\w+\s+){{0,3}}?(?:{_WEIGHTY})\b",
        "De raad vindt het belangrijk dat leraren inspraak krijgen.",
    ),
    # agreement
    ("steun", 0.95, _by_council(_VERBS_STEUN), "De Vlor onderschrijft de doelstellingen van het plan."),
    (
        "steun",
        0.94,
        r"\b(?:voorstander\s+van|goede\s+zaak|positief\s+(?:dat|over|aan|punt|signaal|advies)|(?:is"
        r"|zijn)\s+(?:\w+\s+){0,2}?(?:tevreden|verheugd|blij|opgetogen|positief)|kan\s+zich\s+vinden"
        r"|kunnen\s+ons\s+vinden|staat\s+(?:\w+\s+){0,2}?achter|gaat\s+akkoord|akkoord\s+met|eens\s+met|mee\s+eens"
        r"|ervan\s+overtuigd|stap\s+(?:vooruit|in\s+de\s+goede\s+richting)|tegemoet\s+aan|wordt\s+terecht"
        r"|terecht\s+(?:dat|op|aan|wordt|gekozen|benadruk))\b",
        "Het is een goede zaak dat er meer middelen komen.",
    ),
    (
        "steun",
        0.9,
        r"\b(?:apprecieert|waardeert|verwelkomt|toejuichen|toe\s+te\s+juichen|lovenswaardig|verdienstelijk"
        r"|verheugend)\b",
        "De inspanningen zijn lovenswaardig.",
    ),
    (
        "steun",
        0.93,
        rf"\b(?:is|zijn|lijkt|lijken|blijft|blijven)\s+voor\s+(?:ons|{COUNCIL})\s+(?:(?!niet|weinig|amper|nauwelijks)\w+\s+)?(?:haalbaar|aanvaardbaar|voldoende"
        r"|werkbaar|redelijk|verdedigbaar|bruikbaar|een\s+(?:goede|haalbare|redelijke|werkbare)\s+\w+|de\s+(?:sterkste|beste)\s+\w+)"
        rf"|,\s+(?:is|zijn)\s+voor\s+(?:ons|{COUNCIL})\s+voldoende|^{COUNCIL}\s+(?:\w+\s+)?(?:begrijpt|begrijpen)\s+(?!niet\b)"
        r"(?![^.]*\b(?:niet|geen)\b)",
        "Die datum is voor de raad haalbaar.",
    ),
    # proposals of the council
    (
        "voorstel",
        0.95,
        _by_council(_VERBS_VOORSTEL) + r"|^hij\s+(?:pleit|ziet|adviseert|suggereert)\b",
        "We pleiten voor een gefaseerde invoering.",
    ),
    (
        "voorstel",
        0.9,
        r"\b(?:(?:ons|het|een)\s+(?:tegen)?voorstel\s+(?:is\s+(?:om|dat|te)\b|luidt|van\s+de\s+raad)|ons\s+voorstel\s+is|een\s+(?:beter|goed|haalbaar|volwaardig)\s+alternatief"
        r"|is\s+het\s+tijd\s+om|mogelijke\s+(?:piste|oplossing)|oplossing\s+(?:kan|zou|ligt)"
        r"|alternatief\s+(?:kan|zou|is)|(?:kan|kunnen|zou|zouden)\s+(?:\w+\s+){0,4}?(?:overwogen|overwegen)"
        r"|voor\s+de\s+(?:vlor|raad)\s+(?:gaat|kan))\b",
        "Een mogelijke piste is de lesuren te bundelen.",
    ),
    (
        "voorstel",
        0.88,
        r"\bmoe(?:t|ten)\b[^.]*\bniet\b[^.]*\bmaar\s+(?:wel|moet|moeten)\b"
        r"|\bmag\b[^.]*\bniet\b[^.]*\bmaar\s+moet\b",
        "Dat mag niet beperkt blijven tot de eerste graad, maar moet verder gaan.",
    ),
    # disagreement
    (
        "kritiek",
        0.94,
        _by_council(r"betreurt|betreuren|mist|missen|verwerpt|bekritiseert|plaatst\s+vraagtekens"),
        "De raad betreurt dat hij niet vooraf geraadpleegd is.",
    ),
    (
        "kritiek",
        0.93,
        r"\b(?:helaas|jammer(?:\s+genoeg)?|spijtig|betreurenswaardig|ten\s+onrechte|gemiste\s+kans|problematisch"
        r"|onaanvaardbaar|onbegrijpelijk|onlogisch|tegenstrijdig)\b",
        "Helaas komt die aanpak te laat.",
    ),
    (
        "kritiek",
        0.92,
        r"\bniet\s+(?:\w+\s+){0,1}?(?:optimaal|correct|wenselijk|aanvaardbaar|haalbaar|realistisch|opportuun"
        r"|aangewezen|akkoord|te\s+verantwoorden|logisch|consequent|ideaal|gerechtvaardigd)\b",
        "De timing is niet optimaal.",
    ),
    (
        "kritiek",
        0.88,
        _by_council(
            r"merkt|merken|stelt\s+(?:\w+\s+){0,3}?vast|stellen\s+(?:\w+\s+){0,3}?vast|stelde"
            r"|heeft\s+(?:\w+\s+){0,3}?(?:bedenkingen|vragen|twijfels)|hebben\s+(?:\w+\s+){0,3}?(?:bedenkingen|vragen"
            r"|twijfels)|begrijpt\s+niet"
        ),
        "We stellen vast dat er geen middelen voorzien zijn.",
    ),
    (
        "kritiek",
        0.8,
        r"\b(?:probleem\s+is|knelpunt\s+is|pijnpunt|struikelblok|schiet\s+tekort|schieten\s+tekort|tekortkoming"
        r"|ontoereikend|te\s+(?:weinig|vaag|vrijblijvend|eng|complex|laat|snel|strikt|streng|beperkt|groot|grote"
        r"|kort|hoog|zwaar|log)|in\s+de\s+weg\s+sta\w*"
        r"|zorgt\s+voor\s+(?:een\s+)?(?:\w+\s+)?(?:ongelijkheid|verwarring|planlast|onzekerheid|problemen|druk)"
        r"|is\s+onduidelijk\b|zijn\s+onduidelijk\b|blijft\s+onduidelijk|bijkomende\s+planlast"
        r"|onvoldoende|ontbreekt|ontbreken|gebrek\s+aan|zwijgt\s+(?:over|hierover|daarover)|staat\s+nergens)\b",
        "Het budget is ontoereikend.",
    ),
    (
        "steun",
        0.7,
        r"\b(?:(?:is|zijn)\s+(?:\w+\s+)?welkom|verdien\w*\s+(?:\w+\s+){0,2}?(?:lof|steun|navolging|waardering"
        r"|een\s+pluim)|goede\s+(?:keuze|stap|aanzet|evolutie|piste|basis)|uitstekend|lovend"
        r"|schaart\s+zich\s+achter|sluit\s+zich\s+(?:\w+\s+)?aan|belangrijke\s+stap"
        r"|is\s+(?:\w+\s+)?positief|een\s+stap\s+vooruit)\b",
        "De extra uren zijn welkom.",
    ),
    (
        "kritiek",
        0.7,
        r"\b(?:is|zijn|was|blijft|blijven|gaat|komt|lijkt|duurt|vertrekt|spreekt)\s+(?:\w+\s+){0,4}?te\s+(?!\w+en\b"
        r"|zijn\b)\w+|\b(?:overbodig|ondoordacht|onrechtvaardig|onrealistisch|onhaalbaar|onwerkbaar|achterhaald"
        r"|eenzijdig|willekeurig|vrijblijvend|bedroevend|halfslachtig|contraproductief|onduidelijkheid|misplaatst"
        r"|voorbarig|onvolledig|ondermaats)\b|\bte\s+(?:vaak|veel|ver|weinig)\b|\bstrookt\s+niet|\bwerk(?:t"
        r"|en)\s+niet\b|\blost\s+[^.]*\b(?:weinig|niet[s]?)\b|\bzegt\s+(?:\w+\s+)?weinig\s+over\b"
        r"|\bdoet\s+[^.]*\bgeen\s+recht\b|\bschiet\s+[^.]*\bvoorbij\b|\bhoudt?\s+[^.]*\bgeen\s+(?:stand|rekening)\b"
        r"|\bhouden\s+(?:\w+\s+){0,2}?geen\s+(?:stand|rekening)\b|\b(?:echter|nochtans|toch)\b[^.]*\b(?:geen|weinig"
        r"|te\s+(?!\w+en\b)\w+)\b|\bniet\s+(?:de\s+)?(?:juiste|goede)\b",
        "Die procedure is te omslachtig.",
    ),
    # norms and needs without the council as subject
    (
        "vraag",
        0.85,
        rf"\b(?:is|zijn|blijft|lijkt)\s+(?:\w+\s+){{0,5}}?(?:{_WEIGHTY})\s*(?:om\b|dat\b|te\b|,|;|\.|$|voor\s+(?:de"
        rf"|het)\s+(?:raad|vlor))|\b(?:is|lijkt|blijft)\s+het\s+(?:\w+\s+){{0,4}}?(?:{_WEIGHTY})\b|\b(?:is"
        rf"|zijn)\s+er\s+(?:\w+\s+){{1,6}}?nodig\b|\b(?:{_WEIGHTY})\s+(?:is|zijn)\s+(?:ook\s+)?(?:dat|om)\b"
        rf"|\b(?:daarom|dus|dan\s+ook)\s+(?:is|zijn)\b[^.]*\b(?:{_WEIGHTY})\b",
        "Het is belangrijk om alle partners te betrekken.",
    ),
    (
        "vraag",
        0.8,
        r"\bhet\s+is\s+aan\s+(?:de\s+)?\w+[^.]*\bom\b|\b(?:er\s+is|is\s+er|bestaat"
        r"|blijft)\s+(?:\w+\s+){0,4}?(?:nood|behoefte)\s+(?:aan|om)|\bnood\s+aan\b|\b(?:verdien\w*|vereis\w*|vergt"
        r"|vraagt|vragen)\s+(?:\w+\s+){0,3}?(?:aandacht|inspanning\w*|overleg|duidelijkheid|zorg)"
        r"|\baandacht\s+(?:gaan|uitgaan|verdien\w*|vergt)\b|\bvoorwaarde\s+(?:om|is)\b"
        r"|\bdringende\s+nood",
        "Er is nood aan een duidelijk kader.",
    ),
    (
        "steun",
        0.78,
        r"\b(?:waardevol|meerwaarde|troef|sterkte|belangrijke\s+(?:hefboom|hefbomen|voorwaarde|schakel|uitgangspunt"
        r"|rol)|uitgangspunt|cruciaal\s+(?:voor|bij|in)|cruciale\s+(?:rol|schakel|voorwaarde)"
        r"|blijft\s+(?:\w+\s+){0,2}?(?:belangrijk|het\s+uitgangspunt)|geen\s+probleem\s+(?:om|mee)|hefboom"
        r"|hefbomen)\b",
        "Die begeleiding is zeer waardevol.",
    ),
    (
        "bezorgdheid",
        0.76,
        r"\b(?:dreigt|dreigen|dreigend\w*|onzekerheid|risico\s+(?:dat|op|bestaat)|gevaar\s+(?:dat|voor|bestaat)"
        r"|wachtlijst\w*|overschreden|niet\s+evident|niet\s+duidelijk|(?:ook\s+)?onduidelijk\s+is"
        r"|tekort\w*|onder\s+druk|bijzonder\s+complex|moeilijk\s+om"
        r"|grote\s+problemen|uit\s+de\s+boot|nefast|negatieve\s+(?:gevolgen|impact|effecten))\b",
        "De wachtlijsten dreigen verder op te lopen.",
    ),
    (
        "voorstel",
        0.66,
        r"(?<!\bte\s)\b(?:kan|kunnen|zou|zouden)\s+(?:\w+\s+){0,5}?(?:rol\s+(?:op|sp)\w+|bijdragen|soelaas|helpen|tegengaan|verhelpen|opvangen|versterken"
        r"|ondersteunen|een\s+oplossing|eenvoudiger|beter|efficiënter|pistes?)\b|\b(?:nog\s+)?(?:eenvoudiger|beter"
        r"|efficiënter)\s+(?:kan|kunnen)\b"
        # "Een gedeelde agenda kan de afstand verkleinen": what would be less
        r"|(?<!\bte\s)\b(?:kan|kunnen|zou|zouden)\s+(?:(?!niet\b|geen\b)\w+\s+){0,4}?\w*(?:kloof|afstand|drempels?|ongelijkheid|achterstand"
        r"|druk|last|factuur|facturen|kosten|kostprijs|knelpunt(?:en)?|problemen|leemte|hiaat|uitval)\s+(?:(?!niet\b|geen\b)\w+\s+){0,2}?(?:verkleinen|verlagen|dichten|overbruggen|verminderen"
        r"|wegwerken|wegnemen|verzachten|verlichten|beperken|doorbreken|terugdringen)\b",
        "De sectoren kunnen daarin een belangrijke rol opnemen.",
    ),
    # other views of the council
    (
        "kritiek",
        0.58,
        rf"(?:\b{COUNCIL}\s+[a-zë]+(?:t|en|rt)\b|\b[a-zë]+(?:t|en)\s+{COUNCIL}\b)[^.]*\b(?:niet|geen|weinig"
        rf"|onvoldoende|nergens|te\s+(?!\w+en\b)\w+)\b",
        "De raad leest in het plan geen antwoord op die vraag.",
    ),
    (
        "kritiek",
        0.64,
        rf"{OPINION}[^.]*{_NEGATIVE}|{_NEGATIVE}[^.]*{OPINION}",
        "Volgens ons heeft die maatregel weinig zin.",
    ),
    (
        "voorstel",
        0.63,
        rf"{OPINION}\s+(?:kan|kunnen|zou|zouden|volstaat|volstaan)\b(?![^.]*\b(?:niet|geen|nooit)\b)"
        rf"|\b(?:kan|kunnen|zou|zouden|volstaat|volstaan)\s+(?:\w+\s+){{0,2}}?{OPINION}(?![^.]*\b(?:niet|geen|nooit)\b)"
        rf"|{OPINION}[^.]*\bde\s+(?:enige|beste|juiste|aangewezen)\s+(?:manier|weg|oplossing|piste|werkwijze)\b",
        "Volgens de raad kan de opleiding het best door hogescholen gegeven worden.",
    ),
    (
        "steun",
        0.62,
        rf"{OPINION}",
        "Naar onze mening is dat een sterke keuze.",
    ),
    (
        "steun",
        0.6,
        rf"\bvoor\s+de\s+(?:vlor|raad)\s+(?:is|zijn|blijft|blijven)\b|\b{COUNCIL}\s+(?:\w+\s+)?(?:vindt|vinden|gelooft|geloven|is\s+van\s+mening|meent|menen|is\s+overtuigd)\b"
        rf"|\bvolgens\s+de\s+(?:vlor|raad)\b|\b(?:vindt|vinden|meent)\s+{COUNCIL}\b",
        "De raad vindt dat de scholen hier goed werk doen.",
    ),
)
STANCE_CUES: Final[tuple[tuple[Stance, float, Guarded, str], ...]] = tuple(
    (stance, weight, guarded(pattern, re.I), example) for stance, weight, pattern, example in _CUES
)  # fmt: skip

# "moet", "moeten", "mag niet", "dient": a norm when it stands in the main clause
NORM: Final = guarded(
    r"\b(?:moet(?:en)?|dien(?:t|en)|hoort|horen|behoort|zou(?:den)?\s+(?:[\w.’-]+\s+){0,10}?(?:moeten|mogen)|(?:mag"
    r"|mogen)\s+(?:\w+\s+){0,6}?(?:niet|geen|nooit)|kan\s+(?:je|men)\s+(?:\w+\s+){0,3}?niet)\b",
    re.I,
)
SUBORDINATE: Final = re.compile(
    r"\b(?:die|waar\w*|omdat|terwijl|wanneer|als|voordat|nadat|hoewel|of|wie|welke|zoals|doordat|aangezien|nu|zodra)\b",
    re.I,
)
# A norm that only tells how things are: "moet nog beslissen", "zal moeten blijken", "moesten"
FACTUAL_NORM: Final = guarded(
    r"\bmoet(?:en)?\s+(?:\w+\s+){0,4}?nog\s+(?:beslissen|beslist|bepaald|blijken|volgen|starten)\b|\bmoet(?:en)?\s+nog\b|\bmoet(?:en)?\s+blijken\b"
    r"|\bmoet(?:en)?\s+(?:momenteel|vandaag|volgens|thans|sinds|tegenwoordig)\b|\bhoeft\b"
    # "Scholen moeten nu al": a rule that holds; "De overheid moet nu al": a request
    r"|(?<!overheid\s)(?<!minister\s)(?<!regering\s)moet(?:en)?\s+nu\s+al\b"
    # "Sinds het decreet van 2022 moeten studenten …", "In Finland moeten scholen", "zou dan zelf moeten oordelen"
    r"|^sinds\s[^.,;]{3,80}?\bmoe(?:t|ten)\b|^(?-i:In\s+(?!Vlaanderen|Brussel|België)[A-Z][\w-]+)\s+moe(?:t|ten)\b"
    r"|\bzou(?:den)?\s+dan\b[^.]*\bmoeten\b"
    # "Dat plan moet ervoor zorgen dat", "Het decreet moet vanaf 2026 in werking treden": what a text is for, or when
    r"|^(?:dat|die)\s+\w*(?:plan|maatregel|regeling|decreet|besluit|akkoord)\s+moet\s+ervoor\s+zorgen\b"
    r"|\bmoe(?:t|ten)\s+(?:[\w.]+\s+){0,5}?in\s+werking\s+treden\b",
    re.I,
)
# "Stem actie 1 en 3 op elkaar af", "Bekijk", "Zorg voor": the first word of a request
IMPERATIVES: Final = frozenset(
    words(
        """Stem|Definieer|Bekijk|Zorg|Maak|Geef|Voorzie|Vermijd|Betrek|Investeer|Versterk|Ondersteun|Neem|Hou
        Houd|Zet|Laat|Bied|Creëer|Onderzoek|Evalueer|Verduidelijk|Verhoog|Verlaag|Schrap|Behoud|Garandeer
        Informeer|Overleg|Werk|Start|Stop|Waak|Bewaak|Verfijn|Verruim|Breid|Leg|Stel|Organiseer|Ontwikkel|Koppel
        Baseer|Vertrek|Erken|Beperk|Vereenvoudig|Faciliteer|Stimuleer|Respecteer|Bouw|Benut|Gebruik|Kies|Focus
        Concretiseer|Expliciteer|Monitor|Wees|Wacht|Vervang|Pas|Herbekijk|Differentieer|Communiceer|Financier|Reken
        Meet|Kijk|Leid|Vergeet|Probeer|Oormerk|Voer|Vraag|Trek|Ga|Doe|Kom|Begin|Bepaal|Beschouw|Besteed|Beslis
        Bespreek
        Betaal|Bevorder|Bewaar|Combineer|Controleer|Deel|Denk|Durf|Eis|Formuleer|Geloof|Groepeer|Haal|Hanteer|Help
        Herzie|Houdt|Integreer|Kondig|Leer|Licht|Luister|Meld|Motiveer|Nodig|Noem|Omschrijf|Onderbouw|Onthoud|Open
        Plan|Plaats|Publiceer|Realiseer|Reduceer|Registreer|Reserveer|Richt|Ruim|Schep|Schakel|Schrijf|Sluit|Spreek
        Spreid|Steun|Stuur|Toon|Toets|Update|Veranker|Verbeter|Verbind|Verdeel|Verklaar|Verleng|Verminder|Verplicht
        Verspreid|Vertaal|Vertrouw|Verwijder|Verzamel|Voeg|Volg|Voorkom|Waarborg|Wijs|Wijzig|Win|Zoek|Zoom
        Actualiseer|Activeer|Analyseer|Anticipeer|Beloon|Bescherm|Bundel|Centraliseer|Coördineer|Diversifieer
        Inventariseer
        Harmoniseer|Implementeer|Inspireer|Maximaliseer|Normaliseer|Optimaliseer|Professionaliseer
        Rationaliseer|Sensibiliseer|Specificeer|Valoriseer|Weeg|Herstel|Herhaal|Heroverweeg|Hervorm|Honoreer
        Beantwoord|Verken|Overweeg|Stap|Schort|Verzeker|Toets|Vermeld|Verschuif|Spaar|Erken|Ontwerp
        Ontlast|Ontkoppel|Verlicht|Versoepel|Versnel|Vertraag|Verstrak|Verruim|Vul|Werf|Roep|Rond|Sta|Span|Schaf|Splits
        Rol|Regel|Prioriteer|Promoot|Peil|Ondervang|Maak|Lever|Leid|Kader|Installeer|Inspecteer|Incorporeer|Hernieuw
        Hertaal|Herschrijf|Herbereken|Hef|Geloof|Experimenteer|Effen|Doorbreek|Definieer|Debatteer|Consulteer|Compenseer
        Cluster|Bevraag|Betracht|Beslecht|Beluister|Begrens|Begroot|Begeleid|Beding|Behandel|Behoed|Bereid|Bezorg"""
    )
)
# Questions that ask in order to doubt: "Waarom een onderscheid maken?", "Zijn de scholen daarop voorbereid?"
DOUBTING_QUESTION: Final = re.compile(
    r"(?:maar\s+)?(?:waarom|is|zijn|zal|zullen|kan|kunnen|wordt|worden|heeft|hebben|moet|moeten|blijft|gaat|dreigt)\b",
    re.I,
)
WHY_QUESTION: Final = re.compile(r"(?:maar\s+)?waarom\b", re.I)
# A list of questions that gives the document its structure: "De centrale vragen van het advies zijn:"
STRUCTURING: Final = guarded(
    r"\b(?:centrale|volgende|onderstaande|deze)\s+(?:onderzoeks|advies)?vragen\b|\bvragen\s+(?:staan|komen"
    r"|vormen|zijn\s+dan)",
    re.I,
)
# Announcements, references and facts about the advice itself: "In dit hoofdstuk bespreken we", "We verwijzen naar"
ABOUT_ITSELF: Final = guarded(
    r"\bin\s+(?:dit|het\s+volgende?|hoofdstuk\s+\d+)\s*(?:advies|hoofdstuk|deel)?\b[^.]*\b(?:geven|bespreken"
    r"|zoomen|gaan|formuleert|formuleren|behandelen|lichten|overlopen)\b|^(?:we|wij|de\s+raad"
    r"|de\s+vlor)\s+verwij(?:st|zen)\b|\bbespreken\s+we\b|\bontving\s+de\b"
    r"|\bkom(?:t|en)\s+(?:we|wij|de\s+(?:raad|vlor))\s+(?:\w+\s+){0,3}?terug\b|\bpubliceerden?\s+(?:de\s+\w*raad|de\s+vlor|we|wij)\b"
    r"|\bbuig(?:t|en)\s+(?:zich|ons)\b|\bbracht(?:en)?\s+(?:\w+\s+){0,4}?advies\b|\badviezen\s+uitgebracht\b"
    r"|\b(?:start|organiseerde|organiseert|plant)\s+(?:de\s+(?:vlor|raad)|een\s+(?:traject|studiedag"
    r"|werkgroep))|\bzal\s+(?:\w+\s+){0,4}?advies\b|\badvies\s+(?:zal\s+)?uitbrengen\b|\bwe\s+(?:zullen"
    r"|gaan)\s+(?:hier|daar)\w*\s+(?:verder\s+)?op\s+in\b",
    re.I,
)
# The views of others: "De minister stelt dat", "Uit onderzoek blijkt", "Volgens het rapport"
OTHERS: Final = guarded(

        r"^(?:[^.]{0,80}\b(?:minister|regering|parlement|kabinet)\b[^.]{0,40}\b(?:vroeg|verzocht|vraagt"
        r"|verzoekt)\s+(?:de\s+)?(?:vlor|raad|vlaamse\s+onderwijsraad)\b|[‘“\"]|uit\s+(?:\w+\s+){0,4}?(?:onderzoek"
        r"|studie|studies|cijfers|evaluatie|rapport|bevraging|gegevens|analyse|verslag)\b[^.]*\b(?:blijkt|bleek"
        r"|komt|kwam|blijken)\b|volgens\s+(?:de\s+(?!raad|vlor)|het\s+|\w+\s+e\.a|onderzoek)|(?:de|het"
        r"|een)\s+(?:vlaams\s+)?(?:minister|regering|vlaamse\s+regering|overheid|conceptnota|actieplan|plan|decreet"
        r"|voorontwerp|ontwerp|memorie|nota|rapport|onderzoek|studie|besluit|regeerakkoord|beleidsnota"
        r"|wet|grondwet|codex|omzendbrief|richtlijn|verordening)\s+(?:stelt"
        r"|wil|vraagt|voorziet|bepaalt|beoogt|vermeldt|zegt|kondigt|schrijft|kiest|legt|geeft|bevat|beschrijft"
        r"|heeft\s+tot\s+doel|toont|wijst|besluit|concludeert|pleit|noemt|benadrukt|meent|streeft)\b"
        # "Onderzoek van de universiteit toont dat"
        r"|(?:(?:uit|recent|ander)\s+)?(?:onderzoek|studies?|een\s+studie)\s+(?:van|door|naar|uit)\s+[^.,]{3,60}?\s(?:toont|toonde|wijst"
        r"|wees|leert|leerde|blijkt|stelt|besluit|concludeert|bevestigt|geeft)\b"
        # "De memorie van toelichting stelt dat"
        r"|(?:de|het)\s+(?:memorie|nota|verslag|tekst|akkoord)\s+(?:van|bij|over)\s+[^.,]{3,40}?\s(?:stelt|bepaalt|zegt"
        r"|vermeldt|voorziet|noemt|kondigt)\b"
        # "De vakbonden vrezen dat", "Heel wat ouders vragen"
        r"|(?:de|het|veel|sommige|heel\s+wat|vele|enkele|ook)?\s*(?:vakbond\w*|vakorganisaties|sociale\s+partners|werkgevers\w*"
        r"|werknemers\w*|ouders|ouderverenigingen|(?:ouder|leerlingen|studenten|onderwijs)koepels|onderwijsverstrekkers|scholen|leraren"
        r"|leerkrachten|centra|leerlingen|studenten|cursisten|directies|directeurs|schoolbesturen|koepels"
        r"|scholierenkoepel|rekenhof|(?:onderwijs)?inspectie|raad\s+van\s+state|oppositie|commissie|administratie|steden|gemeenten"
        r"|vdab|agodi|unia|oeso)\s+(?:\w+\s+){0,2}?(?:vrezen|vreest|vinden|vindt|stellen|stelt|pleiten|pleit|klagen|klaagt|melden"
        r"|meldt|zeggen|zegt|vragen|vraagt|waarschuw\w+|menen|meent|wezen|wees|wijst|wijzen|berekende|besluit|besloot|hopen|hoopt|(?:is|zijn)\s+van\s+(?:oordeel|mening))\b"
        # "De Vlaamse Stichting Verkeerskunde gaat verder en vindt dat": another body by its name
        r"|(?-i:[DH]et?\s+(?![\w\s-]{0,40}[Rr]aad\b)[A-Z][\w-]+(?:(?:\s+(?:(?:van|voor|en|de|het)\s+)*[A-Z][\w-]+)+|\s+(?:19|20)\d\d))\s+(?:[\w,]+\s+){0,5}?"
        r"(?:vindt|stelt|vraagt|pleit|wil|meent|vreest|waarschuwt|berekende|concludeert|adviseert|noemt|wees|schrijft)\b"
        # "De vertegenwoordigers van de werkgevers vinden", "Twee leden": not the council as a whole
        r"|(?:de\s+)?(?:vertegenwoordig\w+|afgevaardigden|delegatie)\s+van\b|(?:een|één|twee|drie|vier|vijf|zes|enkele|sommige|meerdere"
        r"|een\s+aantal|een\s+deel\s+van\s+de)\s+(?:\w+\s+)?(?:leden|lid)\b|(?:een|de)\s+minderheid\b"
        # "De Backer en Willaert toonden aan dat", "Smet (2015) stelt dat"
        rf"|(?-i:(?!(?:De|Het|Een)\s+(?:{'|'.join(COUNCIL_NAMES)})\b){SURNAME}(?:(?:,\s+{SURNAME})*\s+(?:en|&)\s+{SURNAME}"
        rf"|\s+e\.a\.|(?=\s*\())(?:\s*\({YEAR}\))?)\s+(?:toon\w*|stel\w*|vond\w*|vind\w*|berekend\w*|concludeer\w*|beschr\w+"
        rf"|onderscheid\w*|besl[uo]\w+|wijst|wijzen|wees|wezen|pleit\w*|waarschuw\w*|noem\w*|schr\w+)\b)",
    re.I,
)  # fmt: skip
