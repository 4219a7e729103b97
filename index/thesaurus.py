"""Words that people type for words that councils and ministers write, and back.

One group a line, separated by commas; all words of a group are asked for when one of them is, at a lower weight. A word
may stand in several groups. Plain dictionary knowledge of Dutch as it is used in Flanders about schools, work and care:
everyday word beside official one ("loon", "bezoldiging"), Flemish beside Dutch ("beenhouwer", "slager"), noun beside
the verb that the stemmer keeps apart ("spijbelen", "ongewettigde afwezigheid"). Never a word for one document.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from index.words import tokens

_GROUPS = """
# people at school: "scholier" for "leerling"
leerling, scholier, schoolkind, schoolgaand
kind, kleintje, peuter, kleuter
jongere, tiener, puber, adolescent, jeugd, gast, jongvolwassene
meisje, vrouw, vrouwelijk
jongen, man, mannelijk
leraar, leerkracht, lesgever, docent, onderwijzer, juf, meester, onderwijsgevende, lerarenkorps
kleuterleider, kleuteronderwijzer, kleuterjuf
directeur, directie, schoolhoofd, schoolleider, schoolleiding
schoolbestuur, inrichtende macht
ouder, mama, papa, moeder, vader, gezin
ouderbetrokkenheid, ouderparticipatie, betrokken ouders
cursist, volwassen leerder, deelnemer
student, studerende, universiteitsstudent
afgestudeerde, gediplomeerde, schoolverlater, alumnus
starter, beginnende leraar, startende leraar, nieuwkomer, aanvangsbegeleiding, beginner
mentor, peter, meter, coach, begeleider
zij-instromer, omscholing, carrièreswitch, tweede loopbaan
vervanger, interim, vervanging, lerarenplatform, invaller
brugfiguur, toeleider, bruggenbouwer
opvoeder, begeleider, toezichter, studiemeester
zorgleraar, zorgcoördinator, zorgcoach, leerlingenbegeleider
ondersteuner, leerondersteuner, ondersteuningsnetwerk, leersteun
werkgever, bedrijf, onderneming, baas, patroon, firma, zaak
zelfstandige, middenstander, kmo, kleine onderneming, zaakvoerder
werknemer, personeel, arbeider, bediende, medewerker
vakbond, werknemersorganisatie, syndicaat, sociale partner
werkloze, werkzoekende, werkloos, werkloosheid
stagiair, stage, werkplekleren, praktijkervaring
vluchteling, asielzoeker, nieuwkomer, ontheemde, anderstalige nieuwkomer
allochtoon, migratieachtergrond, migrant, buitenlandse herkomst
anderstalig, thuistaal, moedertaal, meertalig, vreemde taal
arm, kansarm, armoede, kwetsbaar, maatschappelijk kwetsbaar, minderbedeeld, kansengroep, kansarmoede
rijk, begoed, kansrijk, welgesteld
laaggeletterd, analfabeet, ongeletterd, laaggeletterdheid, alfabetisering
laaggeschoold, kortgeschoold, ongekwalificeerd, zonder diploma
hooggeschoold, hoogopgeleid
gehandicapt, handicap, beperking, mindervalide
# schools and ways of teaching
kleuterklas, kleuterschool, kleuteronderwijs
lagere school, basisschool, lager onderwijs, basisonderwijs
middelbaar, middelbare school, secundair onderwijs, secundaire school
hogeschool, universiteit, hoger onderwijs, unief
avondschool, volwassenenonderwijs, levenslang leren, levenslang en levensbreed leren, centrum voor volwassenenonderwijs
muziekschool, academie, tekenschool, deeltijds kunstonderwijs
buitengewoon onderwijs, speciaal onderwijs, bijzonder onderwijs
inclusief onderwijs, inclusie, gewoon onderwijs, M-decreet
thuisonderwijs, huisonderwijs, thuis les
afstandsonderwijs, afstandsleren, online les, digitaal leren, preteaching, thuis leren
internaat, kostschool, intern
privéschool, privaatschool, private school
beroepsonderwijs, beroepssecundair, beroepsgericht, vakschool
technisch onderwijs, techniek, technologie, STEM
algemeen vormend, algemene vorming, doorstroomrichting
deeltijds onderwijs, leren en werken, leertijd, leercontract
duaal leren, alternerend leren, leren op de werkvloer, leerwerkplek
werkvloer, werkplek, werkplaats, atelier
opleiding, studierichting, richting, cursus, vorming
nascholing, bijscholing, navorming, professionalisering, vorming, training
les, onderwijstijd, lestijd, lesuur
leerplan, lesprogramma, leerstof, curriculum
eindterm, minimumdoel, onderwijsdoel, leerdoel, basiskennis
vak, leervak, leergebied
handboek, leermiddel, schoolboek, lesmateriaal, leermateriaal
klas, klasgroep, leefgroep, klaslokaal
schoolgebouw, lokaal, infrastructuur, schoolinfrastructuur, bouwwerken, nieuwbouw
renovatie, verbouwing, herstelling, onderhoud
speelplaats, speelterrein, koer
refter, eetzaal, middagmaal, maaltijd, schoolmaaltijd, boterham
opvang, naschoolse opvang, kinderopvang, crèche
middagtoezicht, middagpauze, speeltijd
schoolreis, uitstap, excursie, bosklas, meerdaagse
schooldag, lesrooster, uurrooster, schooluren
vakantie, zomervakantie, verlof, schoolvakantie
schooljaar, schoolkalender, academiejaar
# what happens to a pupil
spijbelen, afwezigheid, wegblijven, problematische afwezigheid, ongewettigd afwezig, schoolverzuim
drop-out, schooluitval, vroegtijdig schoolverlaten, uitvallen, afhaken, ongekwalificeerde uitstroom, voortijdig
zittenblijven, overzitten, dubbelen, bissen, overdoen, schoolse vertraging
slagen, geslaagd, halen, studiesucces, studierendement
buizen, zakken, niet slagen, gebuisd, onvoldoende
uitsluiten, schorsen, tucht, wegsturen, definitieve uitsluiting, sanctie, straf
pesten, treiteren, cyberpesten, pestgedrag
agressie, geweld, grensoverschrijdend
inschrijven, inschrijving, aanmelden, toelating, inschrijvingsrecht
weigeren, weigering, geweigerd, afwijzen
van school veranderen, schoolverandering, heroriëntering, overstap, overstappen
studiekeuze, oriëntering, keuzebegeleiding, kiezen
doorstromen, vervolgopleiding, verder studeren, hoger onderwijs
diploma, getuigschrift, studiebewijs, kwalificatie, certificaat
vrijstelling, EVC, eerder verworven competenties, ervaringsbewijs
examen, toets, proef, evaluatie, beoordeling
gestandaardiseerde toets, Vlaamse toets, centrale toets, genormeerde toets, eindtoets
rapport, punten, cijfers, resultaat
ranglijst, rangschikken, ranking, vergelijken van scholen
huiswerk, huistaak, thuistaak
bijles, remediëring, bijspijkeren, inhaalles, extra ondersteuning
achterstand, leerachterstand, leerverlies, leervertraging
hoogbegaafd, cognitief sterk, begaafd
leerstoornis, dyslexie, dyscalculie, ADHD, autisme, leerprobleem
gedragsprobleem, moeilijk gedrag, gedragsstoornis, lastige kinderen
zindelijk, luier, pamper, zindelijkheid
leerplicht, schoolplicht, leerplichtleeftijd
schoolrijp, kleuterparticipatie, naar school gaan
time-out, NAFT, naadloos flexibel traject, onderbreking
begeleiding, ondersteuning, hulp, bijstand, coaching
wachtlijst, wachttijd, aanschuiven, wachten
hulpverlening, jeugdhulp, welzijn, zorg
psycholoog, psychisch, mentaal, geestelijke gezondheid, mentaal welzijn, depressie, somber
welbevinden, geluk, welzijn, zich goed voelen
motivatie, gemotiveerd, schoolmoe, schoolmoeheid
burn-out, stress, werkdruk, planlast, werklast, overbelast
planlast, administratie, papierwerk, bureaucratie, paperassen, administratieve last, formulier
gezondheid, medisch, arts, dokter, schoolarts
zieke, ziek, ziekte, ziekteverzuim
vaccin, inenting, vaccinatie
# language
taalbad, taalintegratietraject, taalklas, onthaalklas, OKAN
taaltest, taalscreening, taaltoets, KOALA
Nederlands leren, NT2, Nederlands als tweede taal, taalverwerving
lezen, begrijpend lezen, leesvaardigheid, leesbegrip, geletterdheid
voorlezen, prentenboek, verhaaltjes
schrijven, spelling, schrijfvaardigheid
rekenen, wiskunde, gecijferdheid, cijfers
tolk, vertaler, sociaal vertalen
# machines
computer, laptop, pc, toestel, device, chromebook
gsm, smartphone, telefoon, mobieltje
internet, wifi, verbinding, breedband
digitaal, ICT, computervaardigheden, mediawijsheid
artificiële intelligentie, AI, ChatGPT, taalmodel, algoritme, chatbot, robot
privacy, persoonsgegevens, gegevensbescherming, AVG, GDPR
programma, software, applicatie, app
# money
loon, salaris, wedde, vergoeding, bezoldiging, verdienen, leervergoeding, verloning
geld, middelen, budget, financiering, subsidie, financieel
premie, subsidie, toelage, bonus, stimulans, tegemoetkoming
studietoelage, schooltoelage, studiebeurs, beurs
schoolkosten, kostprijs, schoolfactuur, maximumfactuur, kostenbeheersing, bijdrage
duur, kost, betalen, prijs, kostprijs
gratis, kosteloos, zonder kosten
schuld, onbetaalde rekening, wanbetaling, incasso, deurwaarder
inschrijvingsgeld, inschrijvingskosten, cursusgeld
besparing, besparen, bezuiniging, minder middelen
belasting, fiscaal, belastingvermindering
werkingsmiddelen, werkingsbudget, werkingstoelage
omkadering, lestijdenpakket, urenpakket, lesuren
boete, sanctie, straf
# work
job, werk, baan, tewerkstelling, arbeid, arbeidsmarkt, beroep
werk vinden, tewerkgesteld, doorstroom naar werk, arbeidsmarktkansen, aan het werk
sollicitatie, aanwerven, rekruteren, aanwerving
ontslag, ontslaan, opzeg
vaste benoeming, vastheid van betrekking, benoemen, vastbenoemd, TADD
statuut, rechtspositie, arbeidsvoorwaarden
pensioen, rustpensioen, uittreden, oudere werknemer
lerarentekort, tekort aan leraren, onvervulde vacature, personeelstekort, schaarste
knelpuntberoep, tekort op de arbeidsmarkt, vacature
carrière, loopbaan, functie
diploma, bekwaamheidsbewijs, pedagogisch diploma
lerarenopleiding, educatieve opleiding, opleiding tot leraar
deeltijds, halftijds, parttime
overuren, opdracht, prestatie
veiligheid, arbeidsongeval, veilig
beenhouwer, slager, slagerij
bakker, bakkerij, brood en banket
kapper, haarzorg, haarverzorging
kok, keuken, restaurant, horeca, hotel, grootkeuken
bouw, metselaar, aannemer, bouwsector
schrijnwerker, timmerman, hout, houtbewerking
loodgieter, sanitair, installateur, centrale verwarming
mecanicien, garage, automechanica, auto
elektricien, elektriciteit, elektrotechniek
verpleegkundige, verpleger, verpleging, zorgberoep
verzorgende, zorgkundige, bejaardenzorg, ouderenzorg
kinderverzorger, kinderzorg, kinderbegeleider
poetshulp, schoonmaak, poetsen
chauffeur, vrachtwagen, transport, vervoer, logistiek
verkoper, winkel, detailhandel, kleinhandel, handel
boer, landbouw, tuinbouw, land- en tuinbouw
naaister, kleding, mode, textiel, confectie
# rules and who makes them
regel, reglement, regelgeving, voorschrift, wetgeving
wet, decreet, regelgeving
minister, regering, overheid, kabinet
gemeente, stad, lokaal bestuur, lokale overheid
parlement, volksvertegenwoordiger, parlementslid
plan, actieplan, maatregel, beleid
proefproject, pilootproject, experiment, proeftuin, piloot
afschaffen, schrappen, stopzetten, verdwijnen, uitdoven
uitstel, uitstellen, vertraging, later invoeren
invoeren, invoering, inwerkingtreding, van start, uitrol, implementatie
overgang, overgangsmaatregel, overgangsperiode, overgangsfase
overleg, overlegplatform, samenspraak, afstemming, overlegforum
samenwerking, samenwerken, partnerschap, netwerk
rolverdeling, taakverdeling, bevoegdheid, verantwoordelijkheid, wie doet wat
versnippering, wirwar, kluwen, doolhof, onoverzichtelijk, versnipperd
loket, aanspreekpunt, contactpunt, centraal loket, contactpersoon
controle, toezicht, inspectie, doorlichting
meten, monitoring, opvolging, monitor, evaluatie, indicator
cijfers, gegevens, data, statistiek, aantal
onderzoek, studie, wetenschappelijk onderzoek, bevraging
fusie, schaalvergroting, samensmelting, scholengemeenschap, fuseren
vrijheid, autonomie, zelfstandigheid, keuzevrijheid
verplicht, verplichting, opgelegd, dwingend
vrijblijvend, facultatief, vrijwillig
klacht, beroep, betwisting, klagen
voorrang, voorrangsregel, prioriteit
loting, lot, toeval, willekeurig
plaatsgebrek, capaciteit, te weinig plaatsen, capaciteitstekort, volzet
segregatie, sociale mix, concentratieschool, contingent, gemengde school
discriminatie, racisme, ongelijke behandeling, vooroordeel
gelijke kansen, GOK, gelijke onderwijskansen, onderwijskansen, gelijkheid
ongelijkheid, kloof, sociale ongelijkheid
inspraak, participatie, leerlingenraad, medezeggenschap, schoolraad
burgerschap, burgerzin, democratie, actief burgerschap
radicalisering, extremisme, polarisering
levensbeschouwing, godsdienst, religie, geloof, zedenleer, islam
seksualiteit, relaties, gender, lgbt, holebi, genderidentiteit
milieu, klimaat, duurzaamheid, ecologisch
bus, leerlingenvervoer, schoolbus, vervoer
fiets, mobiliteit, verkeer, schoolomgeving
verkeersveiligheid, ongeval, verkeersveilig
sport, bewegen, lichamelijke opvoeding, turnen
zwemmen, zwembad, zwemles
kunst, cultuur, kunstzinnig, muzische vorming
verveling, vrije tijd, hobby, vrijetijdsbesteding
gevangenis, gedetineerde, gevangene, cel
ziekenhuis, ziekenhuisschool, onderwijs aan zieken
crisis, corona, covid, pandemie, lockdown
angst, bang, vrezen, bezorgd, bezorgdheid
schaamte, schamen, taboe, stigma, stigmatiseren
drempel, hinderpaal, obstakel, belemmering, knelpunt, moeilijkheid
voordeel, meerwaarde, winst, sterkte
nadeel, risico, gevaar, valkuil
verdringing, verdringen, afromen, uit de markt
imago, waardering, aanzien, status, maatschappelijke waardering
campagne, sensibilisering, communicatie, bekendmaking, informeren
tevreden, positief, verwelkomt, steunt
ontevreden, kritiek, negatief, betreurt
oplossing, voorstel, aanbeveling, maatregel
"""


def others(row: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The stems of the words and rows of words that are said for `row` (stems in a row) too; none is ()."""
    return _by_stems().get(row, ())


@cache
def _by_stems() -> Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    found: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for line in _GROUPS.splitlines():
        words = [] if line.startswith("#") else [tuple(t.stem for t in tokens(w)) for w in line.split(",")]
        for word in filter(None, words):
            found.setdefault(word, {}).update(dict.fromkeys(w for w in words if w and w != word))
    return {word: tuple(others) for word, others in found.items()}
