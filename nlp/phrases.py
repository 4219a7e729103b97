"""Fixed expressions of taking a stand, by class, in a small notation; and how they are found in a sentence.

The notation: words after each other; `/` between words that may stand in one place; `*` for any end of a word; `…` for
up to nine words of the same clause, `_` for at most one, `.` for the end of the clause; `RAAD` for the council ("de
Vlor", "wij"), `ONS` for what is the council's ("onze vraag", "de adviezen van de raad"), another name in capitals for
one of `_CLASSES`; `RAAD:heeft/hebben` for council and verb in either order. An expression of support that is denied
("getuigt niet van kennis") is criticism.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from corpus.model import Stance
from nlp.patterns import COUNCIL

# The heaviest are the council's own words; then verdicts that hardly mean anything else; then what only suggests one.
OWN, VERDICT, HINT = 0.966, 0.86, 0.64

# Classes of words that stand in the expressions by their name
_CLASSES: Final[dict[str, str]] = {
    # what was done to a text, well or badly
    "UITGEWERKT": (
        "geformuleerd/uitgewerkt/omschreven/onderbouwd/gemotiveerd/voorbereid/doordacht/afgestemd/afgebakend/verwoord"
    ),
    # what does a text credit: "getuigt van visie"
    "DEUGD": (
        "kennis/visie/respect/vertrouwen/ambitie/durf/inzicht/moed/zorg/realisme/realiteitszin/"
        "engagement/openheid/betrokkenheid/vakmanschap/begrip/doorzicht/aandacht"
    ),
    # and what does not: "getuigt van weinig", "van willekeur"
    "ONDEUGD": (
        "weinig/onvoldoende/geen/gebrek/wantrouwen/minachting/onbegrip/willekeur/"
        "kortzichtigheid/onkunde/misprijzen/onwetendheid/eenzijdige/enge/verkeerde/beperkte"
    ),
    # what a text may suffer from
    "GEBREKEN": (
        "onduidelijkheden/onduidelijkheid/tegenstrijdigheden/lacunes/lacune/hiaten/fouten/"
        "tekortkomingen/gebreken/onvolkomenheden/onnauwkeurigheden/knelpunten/pijnpunten/"
        "leemtes/leemten/vaagheden/onzorgvuldigheden/inconsistenties/anomalieën"
    ),
    # praise before a noun
    "GOEDE": ("goede/waardevolle/sterke/positieve/interessante/nuttige/verdienstelijke"),
    # what the council may not have: "ziet geen bezwaar"
    "BEZWAAR": "bezwaar/bezwaren/graten/probleem/moeite/opmerking/opmerkingen/bemerkingen/bedenkingen",
    # praise before a step or a choice
    "JUISTE": "noodzakelijke/logische/terechte/juiste/nuttige/zinvolle/welkome/verstandige",
    # what the council would do with a text: "De raad zou de pijlers samenvoegen"
    "VERANDEREN": (
        "samenvoegen/splitsen/schrappen/verlengen/inkorten/uitbreiden/verplaatsen/koppelen/"
        "bundelen/toevoegen/behouden/vervangen/omkeren/beperken/verruimen"
    ),
    # what a text consists of
    "ELEMENTEN": (
        "elementen/aanzetten/punten/ideeën/voorstellen/aspecten/accenten/aanknopingspunten/kansen/garanties/waarborgen"
    ),
    # what a text is
    "TEKST": "nota/conceptnota/plan/actieplan/decreet/voorontwerp/ontwerp/tekst/memorie/visienota/beleidsnota",
    # what a text should leave alone
    "VRIJHEID": "vrijheid/autonomie/privacy/rechten/rechtszekerheid/keuzevrijheid/zeggenschap/onafhankelijkheid",
    # what one does not want to happen
    "SCHADE": (
        "leegloop/uitval/uitstroom/verlies/verschraling/versnippering/segregatie/tweedeling/"
        "chaos/willekeur/conflicten/vertraging/planlast/ongelijkheid/misbruik/misbruiken"
    ),
    # what the council cannot do with a bad idea
    "MEEGAAN": (
        "volgen/begrijpen/billijken/instemmen/vinden/goedkeuren/meegaan/akkoord/aanvaarden/"
        "plaatsen/onderschrijven/bijtreden/verzoenen/ondersteunen/steunen/bijvallen/waarderen/toejuichen"
    ),
    # what the council may not see in it
    "ZIN": (
        "reden/redenen/grond/meerwaarde/heil/nut/noodzaak/voordeel/voordelen/brood/graten/"
        "verantwoording/argument/argumenten/winst/logica"
    ),
    # what is done to people and rights
    "ONRECHT": (
        "uitgehold/ondergraven/miskend/ondermijnd/gefnuikt/beknot/tenietgedaan/genegeerd/"
        "veronachtzaamd/gestraft/benadeeld/gediscrimineerd/gestigmatiseerd/verwaarloosd/"
        "gepenaliseerd"
    ),
    # what the council wants to be
    "GEHOORD": ("betrokken/gehoord/geraadpleegd/gekend/bevraagd/geconsulteerd"),
    # a way out
    "UITWEG": (
        "denkpiste/denkspoor/suggestie/mogelijkheid/tussenweg/middenweg/compromis/uitweg/alternatief/tussenoplossing"
    ),
}

_EXPRESSIONS: Final[tuple[tuple[Stance, float, str], ...]] = (
    # --- support ----------------------------------------------------------------------------------------------------
    # The council feels, does or sees good in it: "is opgezet met", "kan de redenering volgen", "ziet kansen in"
    (
        "steun", OWN,
        """RAAD:is/zijn/toont/tonen … opgezet/ingenomen/erkentelijk/dankbaar/content/gecharmeerd
        RAAD:kan/kunnen … volgen/begrijpen/billijken/beamen/aanmoedigen/toejuichen/bijtreden/goedkeuren
        RAAD:kan/kunnen … meegaan/instemmen
        RAAD:kan/kunnen _ mee/daarmee/hiermee/ermee _ leven
        RAAD:kan/kunnen … leven met
        RAAD:kan/kunnen met … leven
        RAAD:ziet/zien _ brood in
        bevalt/bevallen … RAAD/ons
        RAAD:schaart/scharen zich/ons … achter
        RAAD:zit/zitten op dezelfde lijn/golflengte
        RAAD:gelooft/geloven in
        RAAD:volgt/volgen de/het/die/deze minister/redenering/regering/voorstel/keuze/standpunt/logica
        op dit/dat punt/vlak volgt/volgen RAAD
        RAAD:heeft/hebben … vertrouwen in
        RAAD:heeft/hebben niets/niks … tegen
        stemt/stemmen RAAD/ons _ gunstig/hoopvol/tevreden/mild/positief/optimistisch
        RAAD:is/zijn het _ eens
        RAAD:is/zijn … genegen
        RAAD:herhaalt/herhalen … waardering/steun/lof
        RAAD:ziet/zien … meerwaarde/kansen/troef/voordelen
        RAAD:kan/kunnen zich/ons … herkennen/vinden
        RAAD:herkent/herkennen zich/ons in
        RAAD:ziet/zien … kansen/mogelijkheden/potentieel/troeven/voordelen/winst/merites/goeds/perspectief in
        RAAD:is/zijn het ermee/erover/hiermee/daarmee eens
        RAAD:is/zijn het … mee eens
        RAAD:spreekt/spreken zich/ons … gunstig/positief/lovend uit
        RAAD:verleent/verlenen/geeft/geven/brengt/brengen … gunstig/positief advies
        RAAD:heeft/hebben/ziet/zien/maakt/maken … geen _ BEZWAAR
        RAAD:heeft/hebben … lof/waardering/begrip/sympathie/respect voor
        RAAD:kijkt/kijken … uit naar
        RAAD:staat/staan … positief/gunstig/welwillend/open tegenover
        RAAD:waardeert/waarderen/apprecieert/appreciëren
        RAAD:neemt/nemen met genoegen/voldoening/tevredenheid
        RAAD:stelt/stellen met genoegen/voldoening/tevredenheid/plezier
        RAAD:treedt/treden … bij
        RAAD:hecht/hechten … goedkeuring
        RAAD:wil/willen graag … meewerken/meedenken/bijdragen/meebouwen
        met … instemming van RAAD
        kan/kunnen op de/onze _ steun/instemming/goedkeuring/bijval""",
    ),
    # It agrees with what the council said: "sluit aan bij onze eerdere adviezen", "in de lijn van wat de raad bepleit"
    (
        "steun", OWN + 0.005,
        """sluit/sluiten/sloot … aan … ONS
        aansluit/aansluiten … ONS
        strookt/stroken/spoort/sporen/overeenstemt … met … ONS
        komt/komen/stemt/stemmen … overeen met … ONS
        beantwoordt/beantwoorden aan … ONS
        in overeenstemming/lijn met … ONS
        in de/het lijn/verlengde … van … ONS
        tegemoet aan … ONS
        tegemoetkomt/tegemoetkomen aan … ONS
        gevolg … aan … ONS
        gehoor … aan … ONS
        rekening … met … ONS
        ONS … ingewilligd/gehonoreerd/overgenomen/opgevolgd/gevolgd/verwerkt/opgepikt/beantwoord
        willigt/willigen/honoreert/honoreren … ONS""",
    ),
    # What a thing is worth: "heeft zijn waarde bewezen", "is een grote verdienste", "doet recht aan"
    (
        "steun", VERDICT,
        """sluit/sluiten … goed/naadloos/nauw/mooi aan bij/op
        heeft/hebben … waarde/nut/deugdelijkheid/degelijkheid/meerwaarde/diensten/effect/kracht bewezen
        doet/doen … recht aan
        siert de/het/deze/haar/hem
        in de goede/juiste richting
        op het goede/juiste spoor
        op de goede/juiste weg
        niets/niks/alleen dan/maar lof
        is/zijn _ goed/uitstekend/verheugend/hoopvol nieuws
        vormt/vormen/is/zijn/biedt/bieden een _ stevige/solide/degelijke/werkbare/goede basis
        een werkbaar/redelijk/aanvaardbaar/evenwichtig/goed/billijk compromis/evenwicht/uitgangspunt/vertrekpunt
        een _ verdienste
        een _ pluim/applaus/bloemetje/dankwoord/compliment voor
        strekt/strekken tot tevredenheid/voldoening/vreugde/eer
        goed/helder/degelijk/sterk/grondig/zorgvuldig/stevig UITGEWERKT
        wordt/worden toegejuicht/gewaardeerd/onderschreven/verwelkomd
        niet/niets meer/anders dan logisch/billijk/terecht/normaal/rechtvaardig/redelijk/juist
        tot de/zijn/haar sterke/positieve/sterkste punten/kanten
        bevat/bevatten/biedt/bieden/telt … GOEDE ELEMENTEN
        biedt/bieden … houvast/perspectief/zuurstof/ademruimte
        geeft/geven … ademruimte/zuurstof/zekerheid/vertrouwen/houvast
        een _ winst/winstpunt/vooruitgang/aanwinst/pluspunt voor
        is/zijn winst voor
        verdient/verdienen … lof/pluim/navolging/waardering/bijval/applaus
        kan/kunnen … bogen op
        getuigt/getuigen van … DEUGD
        geeft/geven blijk van … DEUGD
        blinkt/blinken uit
        een _ welgekomen/welkome/welverdiende
        is/zijn een schot in de roos
        komt/komen … op het juiste/goede/gepaste moment/ogenblik
        biedt/bieden … uitweg/uitkomst
        slaat/slaan de nagel op de kop
        komt/komen aan … tegemoet
        gaat/gaan uit van een/de juiste/correcte/goede/terechte/gezonde
        een _ JUISTE stap/keuze/beslissing/aanpassing/aanvulling/correctie
        werpt/werpen vruchten af""",
    ),
    # What helps with what the council has just said: "De lessen uit actie 3 bieden daar kansen voor"
    (
        "steun", HINT,
        """biedt/bieden daar/hier/daarvoor/daartoe/hiervoor _ kansen/mogelijkheden/aanknopingspunten
        sluit/sluiten aan bij wat scholen/leraren/ouders/centra/leerlingen/kinderen/cursisten/studenten/mensen/de
        sluit/sluiten aan bij de praktijk/noden/behoeften/realiteit/vraag""",
    ),
    # --- criticism --------------------------------------------------------------------------------------------------
    # The council objects, was passed by, would have had it otherwise
    (
        "kritiek", OWN + 0.001,
        """RAAD:heeft/hebben … bezwaar/bezwaren/bedenkingen/kritiek/reserves/moeite bij/tegen/op/met/over/rond/tegenover
        RAAD:heeft/hebben het … moeilijk/lastig met
        RAAD:kan/kunnen … niet/moeilijk/geenszins/onmogelijk/bezwaarlijk _ MEEGAAN
        RAAD:kan/kunnen zich/ons … niet … ontdoen/vinden/herkennen/aansluiten
        RAAD:heeft/hebben … indruk dat
        RAAD:ziet/zien … geen _ ZIN
        RAAD:vindt/vinden … geen/nergens/nauwelijks/amper antwoord/verantwoording/verklaring/spoor/motivering
        RAAD:ziet/zien … weinig/nauwelijks/amper _ reden/meerwaarde/heil/nut/voordeel/voordelen/brood/winst
        RAAD:ziet/zien … nut/noodzaak/meerwaarde/zin/logica … niet in
        RAAD:had/hadden … liever/graag … gezien/gehad
        RAAD:had/hadden … verwacht/gehoopt
        RAAD:werd/werden/is/zijn/was/waren … niet/nooit/onvoldoende/nauwelijks/amper/laattijdig _ GEHOORD
        bevalt/bevallen … RAAD/ons … niet/minder/allerminst/geenszins/weinig
        RAAD:neemt/nemen … aanstoot
        RAAD:heeft/hebben … bezwaar/bezwaren/bedenkingen .
        niet/weinig/minder/allerminst gelukkig/opgezet/enthousiast/tevreden/ingenomen is/zijn RAAD
        overtuigt/overtuigen RAAD/ons … niet/allerminst/geenszins/nauwelijks/amper
        RAAD:neemt/nemen het niet
        RAAD:struikelt/struikelen over
        RAAD:tilt/tillen … zwaar
        RAAD:verleent/verlenen/geeft/geven/brengt/brengen … ongunstig/negatief advies
        RAAD:spreekt/spreken zich/ons … ongunstig/negatief/kritisch/afwijzend uit
        RAAD:staat/staan … negatief/afwijzend/weigerachtig/kritisch tegenover
        RAAD:heeft/hebben geen begrip/oren/goed
        RAAD:zet/zetten/plaatst/plaatsen … vraagtekens/kanttekeningen/kanttekening bij
        RAAD:zet/zetten/plaatst/plaatsen/maakt/maken … vraagtekens/kanttekeningen/voorbehoud .
        RAAD:stuit/stuiten … op
        RAAD:kreeg/kregen/krijgt/krijgen/ontving/ontvingen … geen/nooit … antwoord/gehoor/reactie/inzage/toelichting
        RAAD:werd/werden/is/zijn _ niet/nooit … advies gevraagd
        RAAD:blijft/blijven … op zijn/onze honger
        RAAD:is/zijn … niet/weinig/allerminst/geenszins/minder _ opgezet/ingenomen/gelukkig/tevreden/gecharmeerd
        RAAD:vindt/vinden/acht/achten … buiten proportie/verhouding
        tot spijt/ongenoegen/ergernis van RAAD""",
    ),
    # Verdicts in fixed words: "een slechte zaak", "geen goed idee", "onder de maat", "blijft het antwoord schuldig"
    (
        "kritiek", OWN,
        """een slechte/kwalijke/jammerlijke/bedenkelijke/betreurenswaardige/trieste zaak/evolutie/keuze/idee
        een slecht/ongelukkig/kwalijk idee/signaal/voorteken
        geen _ goede/gelukkige/verstandige/wenselijke/gezonde/ernstige/evidente zaak/keuze/evolutie/oplossing/piste
        geen _ goede/gelukkige/verstandige/wenselijke/gezonde/ernstige werkwijze/aanpak/basis/manier
        geen _ goed idee/signaal/voorbeeld
        geen ernstig/fatsoenlijk/behoorlijk/sterk
        onder de/alle maat/peil
        meer vragen op dan
        niet voor herhaling vatbaar
        beneden de/alle/elk* maat/peil
        blijft/blijven het antwoord schuldig
        blijft/blijven het antwoord … schuldig
        kort door de bocht
        het kind met het badwater
        slag/kaakslag/klap in het gezicht
        de dupe
        schiet/schieten … tekort/doel
        legt/leggen … lat … te/onredelijk/onhaalbaar/nodeloos hoog/laag
        kan/kunnen niet door de beugel
        op niets gebaseerd
        een maat voor niets
        met de natte vinger
        een lege doos
        is/zijn/biedt/bieden geen wondermiddel/mirakeloplossing/toverformule/blauwdruk/vrijgeleide
        onbegonnen werk
        rijdt/rijden … in de wielen
        in de wielen rijdt/rijden
        is/zijn/blijft/blijven … raadsel
        niets/niemand … mee/ermee … beginnen/aanvangen
        kan/kunnen niemand … aan de slag
        een _ dwangbuis/keurslijf/stoelendans
        slaat/slaan nergens op
        snijdt/snijden geen hout
        is/zijn/blijft … geen _ alternatief/oplossing/antwoord .
        is/zijn/blijft/lijkt geen _ aanbod/antwoord/oplossing/vooruitgang/verbetering/meerwaarde/alternatief
        nergens wordt/worden/werd/werden/is/zijn … uitgelegd/toegelicht/gemotiveerd/verantwoord/onderbouwd/verduidelijkt
        een _ valse/slechte/gemiste start/kans/beurt
        laat/laten … kans/kansen … liggen/onbenut/schieten
        kans/kansen … onbenut/verkeken
        en dat/dit kan/mag niet/nooit de bedoeling
        getuigt/getuigen van _ weinig/onvoldoende/geen vertrouwen
        zet/zetten … geen zoden
        voor RAAD/ons raakt/raken/tast/tasten … aan
        RAAD:spreekt/spreken/sprak/spraken zich/ons … uit tegen
        een schande""",
    ),
    # What a thing lacks or does wrong: "voor interpretatie vatbaar", "schuift de verantwoordelijkheid af"
    (
        "kritiek", VERDICT,
        """is/zijn/blijft/lijkt/betekent/vormt … een _ stap/sprong terug/achteruit
        tast/tasten … VRIJHEID … aan
        TEKST besteedt/besteden/schenkt/schenken … weinig/nauwelijks/amper/geen/onvoldoende _ aandacht
        wekt/wekken/schept/scheppen … valse/verkeerde/onterechte/onrealistische verwachtingen
        wekt/wekken/schept/scheppen … verwachtingen die … niet
        tot stand gekomen/kwam/kwamen zonder
        kwam/kwamen tot stand zonder
        er gekomen zonder dat
        een doekje voor het bloeden
        het valt RAAD/ons … op dat
        zegt/zeggen/zei … niets/niks/weinig/nauwelijks/amper over
        biedt/bieden enkel/alleen/slechts … antwoord/oplossing/soelaas
        een druppel op een hete plaat
        een pleister op een houten been
        een doorn in het oog
        is/blijft een zwak punt
        is/zijn … niet te verdedigen/rijmen/verantwoorden
        is/zijn niet/allerminst van deze/onze tijd
        is/zijn niet/allerminst bij de tijd
        staat/staan/is/zijn niet in verhouding
        voor … interpretatie/interpretaties/uitleg/misverstanden/verwarring/misbruik vatbaar
        vatbaar voor … interpretatie/interpretaties/uitleg/misverstanden/misbruik/betwisting
        laat/laten … ruimte voor … interpretatie/willekeur/misbruik/misverstanden/betwisting
        schuift/schuiven … verantwoordelijkheid/taak/taken/kosten/last/lasten/factuur/rekening/problemen … af/door
        wentelt/wentelen … af
        afgewenteld/doorgeschoven/afgeschoven op/naar
        blijft/blijven/is/blijf het … wachten op
        het blijft/is … wachten op
        is/zijn … geen sprake
        bestaat/bestaan/is/zijn … geen enkele reden/grond/verantwoording/aanleiding/noodzaak/rechtvaardiging
        geen enkele verantwoording/motivering/onderbouwing/rechtvaardiging/verklaring
        geen/nooit/onvoldoende … overleg/inspraak/raadpleging … gepleegd/gevoerd/voorzien/voorafgegaan/gebeurd
        zonder enig/enige/voorafgaand _ overleg/inspraak/verantwoording/motivering/onderbouwing
        is/zijn/was/waren er nooit gekomen/geweest
        blijft/blijven/bleef/bleven … uit
        getuigt/getuigen niet/allerminst/geenszins van
        getuigt/getuigen van … ONDEUGD
        geeft/geven … blijk van … ONDEUGD
        bevat/bevatten/vertoont/vertonen/telt/tellen/kent/kennen … GEBREKEN
        zit/zitten vol
        in geen _ verhouding
        buiten _ proportie/proporties/verhouding
        stelt/stellen … teleur
        stelt/stellen weinig/niets voor
        blinkt/blinken niet uit
        wordt/worden … ONRECHT
        aan banden gelegd
        werkt/werken … in de hand
        in de hand werkt/werken
        doet/doen … tekort
        doet/doen … geweld aan
        laat/laten na
        is/zijn/was/waren … niet/weinig/nauwelijks/allerminst/geenszins _ gebaat
        niemand/weinigen … bij/mee gebaat
        biedt/bieden geen/nauwelijks/amper/onvoldoende soelaas/uitkomst/uitweg
        lost/lossen … niets/weinig/niet … op
        heeft/hebben er/hier/daar niets/weinig aan
        gaat/gaan … niet ver genoeg
        gaat/gaan … te snel/traag/ver .
        niet rijp/voldragen
        laat/laten … in de kou
        laat/laten … aan … over/lot
        verzuimt/verzuimen
        vergeet/vergeten dat
        flinterdun
        kan/kunnen/kon/konden beter .
        komt/komen … te vroeg/laat .
        vaag/slecht/onduidelijk/summier/zwak/gebrekkig/onvolledig/ongelukkig/onzorgvuldig/mager/pover UITGEWERKT
        niet de/het juiste/goede/geschikte/aangewezen
        weinig/niets/nauwelijks/amper _ te merken/bespeuren/vinden
        is/zijn/vormt/vormen/betekent … schending/miskenning/inbreuk/aantasting/uitholling/ondermijning van/op
        wordt/worden betreurd
        helpt/helpen/volstaat/volstaan/werkt/werken/overtuigt niet .
        treft/treffen vooral/precies/net/juist
        ver te zoeken
        ten koste van
        gaat/gaan … voorbij aan
        ligt/liggen … te hoog/laag
        zoekt/zoeken … vergeefs naar
        tevergeefs/vergeefs
        loopt/lopen … mank
        hinkt/hinken
        mist/missen … doel/ambitie/samenhang/visie/onderbouwing/slagkracht/duidelijkheid/scherpte/diepgang
        een _ schijnoplossing/lapmiddel/besparingsoperatie
        uit het oog verloren
        over het hoofd gezien""",
    ),
    # --- worries ----------------------------------------------------------------------------------------------------
    # The council doubts: "is er niet van overtuigd dat", "stelt zich de vraag of", "heeft twijfels over"
    (
        "bezorgdheid", OWN + 0.002,
        """RAAD:is/zijn er … niet/allerminst/geenszins/minder … van overtuigd
        RAAD:is/zijn er … niet/allerminst/minder/niets gerust op/in
        RAAD:is/zijn … beducht/ongerust/bezorgd
        RAAD:heeft/hebben … zorgen/twijfels/twijfel/schrik/vrees/angst over/bij/rond/omtrent/omdat/dat/voor
        RAAD:heeft/hebben … vragen over/bij/rond
        RAAD:heeft/hebben … weinig/geen vertrouwen
        RAAD:stelt/stellen zich/ons … vraag/vragen
        RAAD:houdt/houden er … rekening mee
        RAAD:deelt/delen … vrees/bezorgdheid/ongerustheid/bekommernis/angst/zorg/zorgen
        RAAD:ziet/zien … risico*/gevaar/gevaren/valkuilen/bedreiging*/onheil
        RAAD:kijkt/kijken … met … bezorgdheid/argwaan/vrees/zorg
        RAAD:hoedt/hoeden zich/ons
        RAAD:neemt/nemen … met bezorgdheid
        houdt/houden RAAD/ons … bezig
        verontrust/verontrusten/beangstigt/alarmeert RAAD/ons
        maken/maakt RAAD/ons … ongerust/bezorgd""",
    ),
    # Bad signs and dangers: "een alarmsignaal", "het gevaar is reëel", "schuilt een risico"
    (
        "bezorgdheid", VERDICT,
        """een _ alarmsignaal/waarschuwingssignaal/knipperlicht/noodkreet
        is/zijn … alarmsignaal/alarmsignalen
        een veeg teken
        het/een _ risico/gevaar/vrees bestaat/dreigt/loert
        gevaar/risico loert/dreigt
        een _ gevaar/risico/bedreiging .
        het/dit/dat gevaar/risico/kans … is/blijft … reëel/groot/aanzienlijk/niet
        niet denkbeeldig
        schuilt/schuilen … gevaar/risico*/valkuil*/gevaren
        houdt/houden/brengt/brengen/draagt … gevaar/risico*/gevaren in/mee/zich
        bestaat/ontstaat/is er … gevaar/risico/kans dat
        loopt/lopen … gevaar/risico/achterstand
        noopt/nopen/stemt/stemmen/maant/manen … tot waakzaamheid/voorzichtigheid/omzichtigheid/nadenken/bezorgdheid
        waakzaamheid/voorzichtigheid/omzichtigheid … geboden
        in het gedrang
        onder druk … staan/komen/te/zetten
        valt/vallen/blijft … te bezien/vrezen
        tussen twee stoelen
        tussen wal en schip
        tussen de mazen
        uit de boot
        de/hun/zijn dieperik in
        steeds/almaar moeilijker
        bestaat/bestaan/leeft/leven/heerst/zijn/blijft … twijfel/twijfels/onrust/ongerustheid/scepsis
        is/zijn/blijft een reële/grote/ernstige/blijvende/terechte/bijkomende/gedeelde zorg/bekommernis/zorgenkind
        kan/kunnen/dreigt/dreigen ertoe … leiden
        ertoe kan/kunnen/dreigt/dreigen leiden
        leidt/leiden … onvermijdelijk/wellicht/vermoedelijk/allicht tot
        zal/zullen … leiden tot … SCHADE
        kan/kunnen … leiden tot … SCHADE
        als/indien/wanneer er niets/niet gebeurt/verandert/ingegrepen
        zo/daardoor/hierdoor gaat/gaan/dreigt … verloren
        baart/baren/wekt/wekken … zorgen/onrust/bezorgdheid
        stemt/stemmen … ongerust/bezorgd/somber
        blijft/is/blijven/zijn … onzeker/ongewis/precair
        druk/werkdruk/planlast/werklast/werkbelasting/belasting … neemt/stijgt/verhoogt/vergroot … toe/verder/nog
        kraakt/kraken in … voegen
        op is/raakt/geraakt
        het water … aan de lippen
        niet vanzelfsprekend dat""",
    ),
    # A threat weighs more than the verdict in it: "dreigt een lege doos te worden"
    ("bezorgdheid", OWN + 0.004, """dreigt/dreigen … te worden/blijven/verdwijnen/mislukken/vervallen/verzanden"""),
    # --- requests ---------------------------------------------------------------------------------------------------
    # What someone should do, without a verb of asking: "doet er goed aan", "het komt de minister toe", "is het minste"
    (
        "vraag", VERDICT + 0.02,
        """doet/doen er _ goed/verstandig/best/wijs aan
        zou/zouden er _ goed/verstandig/best/wijs aan doen
        RAAD:drukt/drukken … wens/hoop/verwachting … uit
        RAAD:blijft/blijven … hameren/aandringen/pleiten/herhalen/vragen/ijveren/benadrukken/ervoor/aanklagen/oproepen
        RAAD:blijft/blijven erbij/bij _ dat/standpunt/vraag/eis
        RAAD:houdt/houden _ vast aan
        RAAD:heeft/hebben _ nood/behoefte aan
        RAAD:kreeg/kregen/krijgt/krijgen/ziet/zien/verneemt/vernemen/ontvangt/ontvangen/had/hadden graag
        graag/liefst verneemt/vernemen/ontvangt/ontvangen/krijgt/krijgen/kreeg/ziet/zien/wil/willen/had/hadden RAAD
        RAAD:kijkt/kijken … naar de/het minister/overheid/regering/parlement voor/om
        RAAD:wenst/wensen … hoogte
        RAAD:formuleert/formuleren/stelt/stellen/verbindt/verbinden/koppelt/koppelen … voorwaarde/voorwaarden
        RAAD:wil/willen/wenst/wensen … ontvangen/krijgen/vernemen
        lijkt/lijken/is/zijn/vormt RAAD/ons een/het _ minimum/minimumvereiste/ondergrens/vereiste/noodzaak/must
        er is _ nood/behoefte aan
        er bestaat _ nood/behoefte aan
        onze/ons vraag/oproep/eis/wens/verwachting/pleidooi aan
        RAAD:wil/willen niet/nooit dat
        RAAD:wil/willen/wenst/wensen … betrokken
        onze/ons vraag/oproep/eis/wens/verwachting/pleidooi is/luidt/blijft
        komt/komen … toe om
        kan/kunnen niet/nooit de bedoeling zijn
        onder geen beding/enkele
        zie/ziet erop toe
        aan de/het overheid/minister/regering wordt … gevraagd/verzocht
        er wordt/worden … gevraagd/verzocht/aangedrongen … om/dat/op
        het/de minste/minimum wat/dat/is
        is/zijn … het _ minste/minimum
        van het grootste/hoogste/allergrootste/uiterste belang
        van groot/cruciaal/essentieel/wezenlijk/fundamenteel/primordiaal/vitaal belang
        taak/rol/opdracht/verantwoordelijkheid … weggelegd
        aan de/het/elke minister/overheid/regering/bestuur/besturen/scholen/wetgever/decreetgever … om
        mag/mogen niet/nooit ontbreken/verdwijnen
        mag/mogen … niet/geen … uit het oog
        mag/mogen … niet/nooit worden/uit
        elke/iedere/elk/ieder/iedereen/alle … verdient/verdienen
        elke/iedere/elk/ieder/iedereen/alle … heeft/hebben recht
        werk maken/gemaakt van
        werk … van te maken
        hoog/hoogste tijd
        is/zijn aan zet
        kan/kunnen niet langer/meer wachten
        duldt/dulden geen uitstel
        verdient/verdienen … aandacht/voorrang/verduidelijking/uitwerking/bijsturing/opvolging
        kan/kunnen niet zonder
        staat/staan of valt/vallen … met""",
    ),
    # A right that is recalled: "Ouders hebben er recht op te weten wat de school ziet"
    # "Het vorige plan was op dat punt beter": only a hint
    ("kritiek", HINT - 0.04, """was/waren … beter ."""),
    (
        "vraag", HINT - 0.08,
        """hebben/heeft _ recht op
        verdient/verdienen
        de enige manier/weg/oplossing/mogelijkheid om
        moet/moeten/hoort/horen het recht""",
    ),
    # --- proposals --------------------------------------------------------------------------------------------------
    # A way out, offered: "zou die taak op zich kunnen nemen", "behoort tot de mogelijkheden", "een denkpiste is"
    (
        "voorstel", VERDICT + 0.01,
        """zou/zouden/kan/kunnen … op zich _ nemen
        zou/zouden/kan/kunnen … voor … rekening _ nemen
        zou/zouden/kan/kunnen … als … dienen/fungeren/gelden
        behoort/behoren tot de mogelijkheden
        mag/mogen … geschrapt/afgeschaft/opgeheven/weggelaten worden/wegvallen
        RAAD:zou/zouden … VERANDEREN
        is/zijn/lijkt/blijft/vormt … een _ haalbare/werkbare/denkbare/eenvoudige oplossing/werkwijze/uitweg
        is/zijn/lijkt/blijft/vormt … een _ haalbaar/werkbaar/denkbaar/eenvoudig alternatief
        is/zijn _ eenvoudige/haalbare/goedkope/praktische manier/manieren om
        is/zijn … de/het geschikte/aangewezen/ideale plaats/plek/partner/partners/moment/kanaal
        zou/zouden bijvoorbeeld
        ware wenselijk/beter/aangewezen/nuttig/verkieslijk/verkieslijker/raadzaam/zinvol
        er wordt/worden … voorgesteld/aanbevolen/gesuggereerd/gepleit
        UITWEG is/zou/kan/ligt/bestaat/lijkt
        oplossing/alternatief/mogelijkheid/piste/optie … bestaat erin/eruit/in
        ware/was te verkiezen
        te verkiezen boven
        is/zijn/lijkt/lijken … verkieslijk/verkieslijker
        idealiter
        bij voorkeur
        men/je kan/zou/kunt … denken aan
        zou/zouden … volstaan om
        zou/zouden … kunnen/mogen/moeten … worden … in plaats van
        in plaats van … kan/kunnen/zou/zouden/stellen/pleiten
        waarom niet
        valt/is/zijn/verdient te overwegen
        verdient/verdienen … overweging
        loont de moeite
        onze/ons aanbeveling/suggestie/voorstel/raad is/luidt/blijft
        verdient/verdienen aanbeveling
        kan/kunnen/zou/zouden … volstaan .
        een soepelere/eenvoudigere/haalbaardere/logischere formule/regeling/werkwijze/oplossing zou/is/kan/lijkt
        kan/kunnen/zou/zouden … gedacht worden/kunnen aan/worden
        kan/kunnen/moet/mag … worden gedacht aan
        valt/is te denken aan
        misschien/wellicht/eventueel/desnoods/mogelijk kan/kunnen/zou/zouden/volstaat
        een _ optie/piste/mogelijkheid/denkspoor/alternatief zou/is/kan/bestaat/ligt
        beter/eenvoudiger/zinvoller/logischer/verkieslijker is/zou/lijkt/ware/was het
        beter/eenvoudiger/zinvoller/logischer/verkieslijker is/zou/lijkt/ware _ om/te
        kan/kunnen/zou/zouden … inspiratie""",
    ),
    (
        "voorstel", OWN + 0.003,
        """RAAD:beveelt/bevelen … aan
        RAAD:raadt/raden … aan
        RAAD:is/zijn … voorstander van een/om/ervan
        RAAD:denkt/denken … aan
        RAAD:ziet/zien … meer _ heil/brood/kansen/in
        RAAD:geeft/geven de voorkeur
        RAAD:stelt/stellen … voor .
        RAAD:suggereert/suggereren/adviseert/adviseren/bepleit/bepleiten""",
    ),
)  # fmt: skip

_GAP: Final = r"(?:[^\s.,;:?!]+\s+){0,9}?"
_CLOSE: Final = r"(?:[^\s.,;:?!]+\s+){0,4}?"  # between the council and its verb
# What is the council's: "onze eerdere adviezen", "de vraag van de raad", "wat de raad al jaren bepleit"
_OURS: Final = (
    r"(?:onze|ons)\s+(?:\w+\s+){0,2}?(?:advie\w+|vra(?:ag|gen)|standpunt\w*|visie\w*|opmerking\w*|pleidooi\w*|voorstel\w*"
    r"|verzuchting\w*|bekommernis\w*|verwachting\w*|aanbeveling\w*|oproep|eis\w*|bezwa\w+|uitgangspunt\w*|memorandum|wens\w*)"
    r"|(?:advie\w+|vra(?:ag|gen)|standpunt\w*|visie\w*|opmerking\w*|pleidooi\w*|voorstel\w*|verzuchting\w*|bekommernis\w*"
    rf"|verwachting\w*|aanbeveling\w*|oproep|eis\w*|bezwa\w+|wens\w*)\s+(?:van\s+|die\s+|dat\s+|waar\w*\s+)(?:\w+\s+)?{COUNCIL}"
    rf"|wat\s+{COUNCIL}"
)
_DENIED: Final = re.compile(
    r"\b(?:niet|geen|nooit|weinig|minder|amper|nauwelijks|allerminst|geenszins|onvoldoende|moeilijk|evenmin)\b", re.I
)
_BEFORE: Final = re.compile(r"(?:[^\s.,;:?!]+\s+){0,3}$")


@dataclass(frozen=True, slots=True)
class _Expression:
    stance: Stance
    weight: float
    notation: str
    denies: bool  # whether it holds a denial itself


def _tokens(notation: str) -> list[str]:
    return ["/".join(_CLASSES.get(word, word) for word in token.split("/")) for token in notation.split()]


@cache  # most expressions are never looked for in a document, and all of them take a quarter of a second
def _compiled(notation: str) -> re.Pattern[str]:
    parts: list[str] = []
    for token in _tokens(notation):
        if token == "…":
            parts.append(_GAP)
        elif token == ".":
            parts[-1] = parts[-1].removesuffix(r"\s+") + r"(?=\s*(?:[.,;:!?]|$))"
        elif token == "_":
            parts.append(r"(?:[^\s.,;:?!]+\s+)?")
        elif token.startswith("RAAD:"):
            verbs = _words(token[5:])
            subject = rf"(?:{COUNCIL}|hij)"
            parts.append(rf"(?:{subject}\s+{_CLOSE}{verbs}|{verbs}\s+(?:\w+\s+)?{subject})\s+")
        else:
            parts.append(rf"{_words(token)}\s+")
    pattern = "".join(parts)
    return re.compile(r"(?<!\w)" + pattern.removesuffix(r"\s+") + r"(?!\w)", re.I)


def _words(token: str) -> str:
    named = {"RAAD": COUNCIL, "ONS": f"(?:{_OURS})", "ons": "ons"}
    return "(?:" + "|".join(named.get(w) or re.escape(w).replace(r"\*", r"\w*") for w in token.split("/")) + ")"


def _triggers(notation: str) -> list[str]:
    """The words of which one must stand in a sentence for the expression to be looked for: its rarest looking ones."""
    literal = [
        t.removeprefix("RAAD:").split("/") for t in _tokens(notation) if t not in ("…", "_", ".") and "ONS" not in t
    ]
    literal = [ws for ws in literal if not any("*" in w or w.isupper() for w in ws)]
    return max(literal, key=lambda ws: min(map(len, ws)))


def _index() -> dict[str, list[_Expression]]:
    by_word: defaultdict[str, list[_Expression]] = defaultdict(list)
    for stance, weight, lines in _EXPRESSIONS:
        for notation in lines.split("\n"):
            denies = bool(_DENIED.search(" ".join(_tokens(notation)).replace("/", " ")))
            expression = _Expression(stance, weight, notation, denies)
            for word in _triggers(notation):
                by_word[word].append(expression)
    return dict(by_word)


_BY_WORD: Final = _index()
_WORD: Final = re.compile(r"[\wà-ÿ’'-]+")


def words_of(sentence: str) -> list[str]:
    """The words of a sentence in small letters, without its punctuation."""
    return _WORD.findall(sentence.lower())


def expressions_in(sentence: str) -> Iterator[tuple[Stance, float]]:
    """The stance and weight of each expression that the sentence holds; support that is denied counts as criticism."""
    seen: set[int] = set()
    for word in dict.fromkeys(words_of(sentence)):
        for expression in _BY_WORD.get(word, ()):
            if id(expression) in seen:
                continue
            seen.add(id(expression))
            match = _compiled(expression.notation).search(sentence)
            if not match:
                continue
            before = _BEFORE.search(sentence, 0, match.start())
            span = sentence[before.start() if before else match.start() : match.end()]
            denied = not expression.denies and _DENIED.search(span)
            if not denied:
                yield expression.stance, expression.weight
            elif expression.stance == "steun":
                yield "kritiek", expression.weight
