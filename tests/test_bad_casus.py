"""Casussen that are refused: a file for each fault, and exactly how its refusal reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from ggzroute import Casus, CasusError, load_casus

BAD = Path(__file__).parent / "bad" / "casus"

REFUSALS = {
    "aanhalingsteken-open.yaml": [
        (
            "aanhalingsteken-open.yaml:1:5: GGZ005 een aanhalingsteken of haak wordt niet gesloten. Sluit het, "
            "of zet de hele tekst tussen dubbele aanhalingstekens."
        ),
    ],
    "afgeleid-feit.yaml": [
        (
            "afgeleid-feit.yaml:3:3: GGZ307 'netwerk.aantal_regievoerders' volgt uit het netwerk en wordt "
            "niet opgegeven (bij feiten.netwerk.aantal_regievoerders). Haal dit feit weg."
        ),
    ],
    "alias-bom.yaml": [
        ("alias-bom.yaml:8:37: GGZ013 het bestand is te groot: meer dan 400000 onderdelen (verwijzingen meegeteld)."),
    ],
    "alles-tegelijk.yaml": [
        (
            "alles-tegelijk.yaml:1:1: GGZ302 hier staat tekst, en dat past niet (bij peildatum). Toegestaan: "
            "een datum als 2016-11-24."
        ),
        "alles-tegelijk.yaml:1:1: GGZ305 'id' ontbreekt. Toegestaan: een korte code zonder persoonsgegevens.",
        (
            "alles-tegelijk.yaml:3:3: GGZ310 'etniciteit' wordt geweigerd: Geen enkele regel heeft dit nodig."
            " Het zijn gevoelige gegevens en ze kunnen tot discriminatie leiden. Laat ze ook weg als ze in "
            "een eerdere beschrijving van de casus staan. In plaats daarvan: Niets. Voor de ingang zijn "
            "persoon.gemeente en persoon.subregio genoeg (bij feiten.etniciteit)."
        ),
        (
            "alles-tegelijk.yaml:4:3: GGZ303 deze keuze bestaat niet (bij feiten.persoon.verblijf). "
            "Toegestaan: een van zelfstandig_alleen, zelfstandig_met_anderen, bij_ouders, begeleid_wonen, "
            "beschermd_wonen, c_woning, ggz_instelling, crisisopvang, dak_of_thuisloos, detentie."
        ),
        (
            "alles-tegelijk.yaml:5:3: GGZ329 'regie.aanwezig' zegt dat er geen regievoerder is, maar het "
            "netwerk heeft er een (bij feiten.regie.aanwezig). Maak feit en relatie gelijk."
        ),
        (
            "alles-tegelijk.yaml:8:5: GGZ323 'betrokken' ontbreekt bij deze professional of organisatie (bij "
            "betrokkenen[2]). Toegestaan: nu, voorheen, beoogd of onbekend."
        ),
        (
            "alles-tegelijk.yaml:8:6: GGZ320 deze id komt al eerder voor (bij betrokkenen[2].id). Geef elke "
            "betrokkene een eigen id."
        ),
        (
            "alles-tegelijk.yaml:12:1: GGZ310 'naam' wordt geweigerd: Hiermee is de hulpvrager meteen te "
            "herkennen. Voor de ingang zijn gemeente en subregio genoeg. In plaats daarvan: "
            "persoon.pseudoniem, persoon.gemeente en persoon.subregio. Hangt aanbod van de leeftijd af: "
            "persoon.leeftijdsgroep. Postadres: alleen de organisatie, in persoon.postadres_bij (bij naam)."
        ),
    ],
    "betrokken-ontbreekt.yaml": [
        (
            "betrokken-ontbreekt.yaml:3:5: GGZ323 'betrokken' ontbreekt bij deze professional of organisatie "
            "(bij betrokkenen[1]). Toegestaan: nu, voorheen, beoogd of onbekend."
        ),
    ],
    "betrokkenen-als-blok.yaml": [
        (
            "betrokkenen-als-blok.yaml:2:1: GGZ302 hier staat een blok, en dat past niet (bij betrokkenen). "
            "Toegestaan: een lijst."
        ),
        (
            "betrokkenen-als-blok.yaml:5:5: GGZ302 hier staat tekst, en dat past niet (bij relaties[1]). "
            "Toegestaan: een blok met sleutels."
        ),
    ],
    "bidi.yaml": [
        "bidi.yaml:3: GGZ004 hier staat een onzichtbaar teken dat de leesrichting omdraait. Typ de regel opnieuw.",
    ],
    "datum-bestaat-niet.yaml": [
        "datum-bestaat-niet.yaml:2:12: GGZ009 deze datum bestaat niet. Schrijf een datum als 2016-11-24.",
    ],
    "dubbele-id.yaml": [
        (
            "dubbele-id.yaml:4:6: GGZ320 deze id komt al eerder voor (bij betrokkenen[2].id). Geef elke "
            "betrokkene een eigen id."
        ),
    ],
    "dubbele-punt-in-tekst.yaml": [
        (
            "dubbele-punt-in-tekst.yaml:3:27: GGZ005 hier staan twee sleutels op een regel. Zet wat bij de "
            "eerste hoort tussen accolades, zoals a: {b: c}, en gewone tekst tussen aanhalingstekens."
        ),
    ],
    "dubbele-punt-vergeten.yaml": [
        "dubbele-punt-vergeten.yaml:4:3: GGZ005 hier ontbreekt een dubbele punt. Schrijf 'sleutel: waarde'.",
    ],
    "dubbele-sleutel.yaml": [
        "dubbele-sleutel.yaml:5:3: GGZ008 de sleutel 'persoon.verblijf' staat hier twee keer. Haal er een weg.",
    ],
    "feiten-als-lijst.yaml": [
        (
            "feiten-als-lijst.yaml:2:1: GGZ302 hier staat een lijst, en dat past niet (bij feiten). "
            "Toegestaan: een blok met feiten."
        ),
    ],
    "fout-in-json.yaml": [
        (
            "fout-in-json.yaml:3:32: GGZ005 een haak of accolade wordt niet goed gesloten. Zet komma's tussen"
            " de delen en sluit de haak."
        ),
    ],
    "haak-open.yaml": [
        (
            "haak-open.yaml:3:20: GGZ005 een haak of accolade wordt niet goed gesloten. Zet komma's tussen de"
            " delen en sluit de haak."
        ),
    ],
    "hulpvrager-als-regievoerder.yaml": [
        (
            "hulpvrager-als-regievoerder.yaml:3:3: GGZ331 de hulpvrager houdt altijd de eigen regie, maar is "
            "geen regievoerder (bij feiten.regie.regievoerder). Haal dit feit weg, of noem wie voor de "
            "hulpvrager het overzicht houdt."
        ),
    ],
    "id-onbekend.yaml": [
        "id-onbekend.yaml:1:1: GGZ305 'id' ontbreekt. Toegestaan: een korte code zonder persoonsgegevens.",
    ],
    "id-ontbreekt.yaml": [
        "id-ontbreekt.yaml:1:1: GGZ305 'id' ontbreekt. Toegestaan: een korte code zonder persoonsgegevens.",
        (
            "id-ontbreekt.yaml:3:5: GGZ305 'id' ontbreekt (bij betrokkenen[1]). Toegestaan: een korte code "
            "zonder persoonsgegevens."
        ),
        (
            "id-ontbreekt.yaml:5:5: GGZ305 'naar' ontbreekt (bij relaties[1]). Toegestaan: een korte code "
            "zonder persoonsgegevens."
        ),
    ],
    "inspringen.yaml": [
        (
            "inspringen.yaml:4:2: GGZ005 deze regel springt anders in dan het blok waar hij bij hoort. Laat "
            "regels van hetzelfde blok onder elkaar beginnen."
        ),
    ],
    "komma-vergeten.yaml": [
        (
            "komma-vergeten.yaml:3:21: GGZ005 een haak of accolade wordt niet goed gesloten. Zet komma's "
            "tussen de delen en sluit de haak."
        ),
    ],
    "kring-onbekend.yaml": [
        (
            "kring-onbekend.yaml:3:5: GGZ309 van deze betrokkene is de kring niet bekend (bij "
            "betrokkenen[1]). Toegestaan: kring: sociaal of professioneel, of een soort of organisatie."
        ),
    ],
    "kring-verkeerd-getypt.yaml": [
        (
            "kring-verkeerd-getypt.yaml:3:18: GGZ303 deze keuze bestaat niet (bij betrokkenen[1].kring). "
            "Toegestaan: een van sociaal, professioneel."
        ),
    ],
    "latin1.yaml": [
        "latin1.yaml:3:1: GGZ003 het bestand is geen UTF-8. Sla het op als UTF-8.",
    ],
    "leeg.yaml": [
        (
            "leeg.yaml: GGZ300 een casus is een blok met sleutels, hier staat niets. Toegestaan: id, "
            "peildatum, feiten, betrokkenen, relaties, synthetisch."
        ),
    ],
    "lijst-in-plaats-van-blok.yaml": [
        (
            "lijst-in-plaats-van-blok.yaml:1:1: GGZ300 een casus is een blok met sleutels, hier staat een "
            "lijst. Toegestaan: id, peildatum, feiten, betrokkenen, relaties, synthetisch."
        ),
    ],
    "maatje-tegenspraak.yaml": [
        (
            "maatje-tegenspraak.yaml:3:3: GGZ329 'maatje.aanwezig' zegt dat er geen maatje is, maar het "
            "netwerk heeft er een (bij feiten.maatje.aanwezig). Maak feit en relatie gelijk."
        ),
    ],
    "onbekend-feit.yaml": [
        (
            "onbekend-feit.yaml:3:3: GGZ306 het feit 'persoon.verblif' staat niet in de begrippen (bij "
            "feiten.persoon.verblif). Bedoelt u 'persoon.verblijf'?"
        ),
        "onbekend-feit.yaml:4:3: GGZ306 een sleutel die geen naam is staat niet in de begrippen (bij feiten[…]).",
        (
            "onbekend-feit.yaml:5:3: GGZ306 het feit 'iets.heel.anders' staat niet in de begrippen (bij "
            "feiten.iets.heel.anders)."
        ),
    ],
    "onbekende-keuze.yaml": [
        (
            "onbekende-keuze.yaml:3:3: GGZ303 deze keuze bestaat niet (bij feiten.persoon.verblijf). "
            "Toegestaan: een van zelfstandig_alleen, zelfstandig_met_anderen, bij_ouders,"
            " begeleid_wonen, beschermd_wonen, c_woning, ggz_instelling, crisisopvang, dak_of_thuisloos, "
            "detentie."
        ),
        (
            "onbekende-keuze.yaml:4:28: GGZ303 deze keuze bestaat niet (bij feiten.vraag.onderwerp[2]). "
            "Toegestaan: een lijst met keuzes uit werk_zoeken, werk_behouden, ander_werk, participatie, "
            "in_beeld_krijgen, regeling_informatie, inkomen, wonen, zorg, schulden, opvoeding, scholing, "
            "dagbesteding."
        ),
        (
            "onbekende-keuze.yaml:5:26: GGZ303 deze keuze bestaat niet (bij "
            "feiten.persoon.leefgebieden.schulden). Toegestaan: een van gaat_goed, aandacht, urgent."
        ),
        (
            "onbekende-keuze.yaml:6:32: GGZ303 deze keuze bestaat niet (bij "
            "feiten.persoon.verblijf_wijziging.naar). Toegestaan: een van "
            "zelfstandig_alleen, zelfstandig_met_anderen, bij_ouders, begeleid_wonen, beschermd_wonen, "
            "c_woning, ggz_instelling, crisisopvang, dak_of_thuisloos, detentie."
        ),
    ],
    "onbekende-sleutel-in-feit.yaml": [
        (
            "onbekende-sleutel-in-feit.yaml:3:26: GGZ301 'schuld' bestaat hier niet (bij "
            "feiten.persoon.leefgebieden[…]). Bedoelt u 'schulden'? Toegestaan: werk_dagbesteding, inkomen, "
            "schulden, huisvesting, geestelijke_gezondheid, lichamelijke_gezondheid, verslaving, "
            "gezin_opvoeding, sociaal_netwerk, scholing, justitie, zingeving."
        ),
        (
            "onbekende-sleutel-in-feit.yaml:4:32: GGZ301 'waarheen' bestaat hier niet (bij "
            "feiten.persoon.verblijf_wijziging[…]). Toegestaan: van, naar, gemeente_van, gemeente_naar, "
            "datum, gepland."
        ),
    ],
    "onbekende-sleutel.yaml": [
        (
            "onbekende-sleutel.yaml:2:1: GGZ301 'peildag' bestaat hier niet (bij peildag). Bedoelt u "
            "'peildatum'? Toegestaan: id, peildatum, feiten, betrokkenen, relaties, synthetisch."
        ),
        (
            "onbekende-sleutel.yaml:4:33: GGZ301 'betroken' bestaat hier niet (bij betrokkenen[1].betroken). "
            "Bedoelt u 'betrokken'? Toegestaan: id, organisatie, functie, soort, kring, betrokken, actief, "
            "namens_werkgever, invloed, contact, brengt_in."
        ),
        (
            "onbekende-sleutel.yaml:6:49: GGZ301 'datum' bestaat hier niet (bij relaties[1].datum). "
            "Toegestaan: van, soort, naar, stand, sinds, tot, doel, afgerond."
        ),
    ],
    "regie-feiten-tegenspraak.yaml": [
        (
            "regie-feiten-tegenspraak.yaml:3:3: GGZ329 'regie.aanwezig' is nee, maar er is een regievoerder "
            "ingevuld (bij feiten.regie.aanwezig). Maak beide feiten gelijk."
        ),
    ],
    "regie-tegenspraak.yaml": [
        (
            "regie-tegenspraak.yaml:3:3: GGZ329 'regie.aanwezig' zegt dat er geen regievoerder is, maar het "
            "netwerk heeft er een (bij feiten.regie.aanwezig). Maak feit en relatie gelijk."
        ),
    ],
    "regievoerder-als-feit-uit-sociale-kring.yaml": [
        (
            "regievoerder-als-feit-uit-sociale-kring.yaml:3:3: GGZ327 een regievoerder komt uit de "
            "professionele kring, niet uit de sociale (bij feiten.regie.regievoerder). Iemand uit de sociale "
            "kring kan wel maatje zijn."
        ),
    ],
    "regievoerder-uit-sociale-kring.yaml": [
        (
            "regievoerder-uit-sociale-kring.yaml:5:5: GGZ327 een regievoerder komt uit de professionele "
            "kring, niet uit de sociale (bij relaties[1]). Iemand uit de sociale kring kan wel maatje zijn."
        ),
    ],
    "relatie-naar-niemand.yaml": [
        (
            "relatie-naar-niemand.yaml:5:36: GGZ324 'naar' wijst niet naar een betrokkene of de hulpvrager "
            "(bij relaties[1].naar). Gebruik een id uit betrokkenen."
        ),
    ],
    "relatie-naar-zichzelf.yaml": [
        "relatie-naar-zichzelf.yaml:5:5: GGZ326 deze relatie wijst naar zichzelf (bij relaties[1]).",
    ],
    "relatie-onzeker.yaml": [
        (
            "relatie-onzeker.yaml:5:54: GGZ330 een relatie waarvan niet bekend is of ze er is, staat niet in "
            "de lijst (bij relaties[1].stand). Haal deze relatie weg."
        ),
    ],
    "relatie-soort-bestaat-niet.yaml": [
        (
            "relatie-soort-bestaat-niet.yaml:5:23: GGZ303 deze keuze bestaat niet (bij relaties[1].soort). "
            "Toegestaan: een van kent, betrokken_bij, werkt_samen_met, is_maatje_van, "
            "voert_regie_over, vertrouwt, werkt_bij, gaf_toestemming_voor, behandelt, begeleidt, "
            "verleent_uitkering, heeft_contact_met, draagt_over_aan."
        ),
        (
            "relatie-soort-bestaat-niet.yaml:6:5: GGZ305 'soort' ontbreekt (bij relaties[2]). Toegestaan: "
            "kent, betrokken_bij, werkt_samen_met, is_maatje_van, voert_regie_over, vertrouwt, werkt_bij, "
            "gaf_toestemming_voor, behandelt, begeleidt, verleent_uitkering, heeft_contact_met, "
            "draagt_over_aan."
        ),
    ],
    "relatie-verkeerd-om.yaml": [
        (
            "relatie-verkeerd-om.yaml:5:6: GGZ325 bij 'behandelt' hoort aan de kant 'van' een betrokkene te "
            "staan (bij relaties[1].van)."
        ),
        (
            "relatie-verkeerd-om.yaml:5:41: GGZ325 bij 'behandelt' hoort aan de kant 'naar' de hulpvrager te "
            "staan (bij relaties[1].naar)."
        ),
    ],
    "samenvoegen.yaml": [
        "samenvoegen.yaml:3:3: GGZ007 samenvoegen met << is niet toegestaan. Schrijf de regels uit.",
    ],
    "schuine-streep.yaml": [
        (
            "schuine-streep.yaml:3:21: GGZ005 na een omgekeerde schuine streep staat een onbekend teken. "
            "Gebruik enkele aanhalingstekens."
        ),
    ],
    "sleutel-is-lijst.yaml": [
        "sleutel-is-lijst.yaml:3:5: GGZ011 een sleutel moet een woord zijn, geen lijst of blok.",
    ],
    "streepje-verschoven.yaml": [
        (
            "streepje-verschoven.yaml:4:2: GGZ005 deze regel springt anders in dan het blok waar hij bij "
            "hoort. Laat regels van hetzelfde blok onder elkaar beginnen."
        ),
    ],
    "stuurteken.yaml": [
        "stuurteken.yaml:3: GGZ005 hier staat een teken dat niet in een tekstbestand hoort. Typ de regel opnieuw.",
    ],
    "tab.yaml": [
        "tab.yaml:3:1: GGZ005 hier staat een tab. Vervang tabs door spaties.",
    ],
    "te-diep.yaml": [
        "te-diep.yaml:3:63: GGZ010 het bestand is dieper genest dan 40 niveaus.",
    ],
    "te-lange-tekst.yaml": [
        (
            "te-lange-tekst.yaml:3:3: GGZ304 deze tekst is langer dan 200 tekens (bij "
            "feiten.contact.locatie). Toegestaan: een korte code of naam van een plaats."
        ),
    ],
    "teken-vooraan.yaml": [
        (
            "teken-vooraan.yaml:3:20: GGZ005 deze regel begint met een teken dat hier niet kan. Zet de tekst "
            "tussen aanhalingstekens."
        ),
    ],
    "toestand-in-lijst.yaml": [
        (
            "toestand-in-lijst.yaml:3:23: GGZ312 een toestand staat op zichzelf, niet in een lijst (bij "
            "feiten.persoon.vertrouwt[1]). Toegestaan: een lijst met id's van betrokkenen of organisaties."
        ),
        (
            "toestand-in-lijst.yaml:4:28: GGZ312 een toestand staat op zichzelf, niet in een lijst (bij "
            "feiten.vraag.onderwerp[2]). Toegestaan: een lijst met keuzes uit werk_zoeken, werk_behouden, "
            "ander_werk, participatie, in_beeld_krijgen, regeling_informatie, inkomen, wonen, zorg, schulden,"
            " opvoeding, scholing en nog 1."
        ),
    ],
    "tot-voor-sinds.yaml": [
        "tot-voor-sinds.yaml:5:5: GGZ328 'tot' ligt voor 'sinds' (bij relaties[1]). Verbeter een van beide dagen.",
    ],
    "twee-documenten.yaml": [
        "twee-documenten.yaml:2:1: GGZ006 het bestand bevat meer dan een document (een regel met ---).",
    ],
    "utf16.yaml": [
        "utf16.yaml:1:1: GGZ003 het bestand is opgeslagen als UTF-16. Sla het op als UTF-8.",
    ],
    "vast-woord-als-id.yaml": [
        (
            "vast-woord-als-id.yaml:3:6: GGZ321 'hulpvrager' is een vast woord en geen betrokkene (bij "
            "betrokkenen[1].id). Kies een andere id."
        ),
    ],
    "verboden-veld-diep.yaml": [
        (
            "verboden-veld-diep.yaml:5:5: GGZ310 'adres' wordt geweigerd: Hiermee is de hulpvrager meteen te "
            "herkennen. Voor de ingang zijn gemeente en subregio genoeg. In plaats daarvan: "
            "persoon.pseudoniem, persoon.gemeente en persoon.subregio. Hangt aanbod van de leeftijd af: "
            "persoon.leeftijdsgroep. Postadres: alleen de organisatie, in persoon.postadres_bij (bij "
            "feiten.persoon.verblijf_wijziging[…])."
        ),
        (
            "verboden-veld-diep.yaml:8:5: GGZ310 'geboorte_datum' wordt geweigerd: Hiermee is de hulpvrager "
            "meteen te herkennen. Voor de ingang zijn gemeente en subregio genoeg. In plaats daarvan: "
            "persoon.pseudoniem, persoon.gemeente en persoon.subregio. Hangt aanbod van de leeftijd af: "
            "persoon.leeftijdsgroep. Postadres: alleen de organisatie, in persoon.postadres_bij (bij "
            "feiten.regio.wijkteam_beschikbaar[…])."
        ),
    ],
    "verboden-veld.yaml": [
        (
            "verboden-veld.yaml:2:1: GGZ310 'naam' wordt geweigerd: Hiermee is de hulpvrager meteen te "
            "herkennen. Voor de ingang zijn gemeente en subregio genoeg. In plaats daarvan: "
            "persoon.pseudoniem, persoon.gemeente en persoon.subregio. Hangt aanbod van de leeftijd af: "
            "persoon.leeftijdsgroep. Postadres: alleen de organisatie, in persoon.postadres_bij (bij naam)."
        ),
        (
            "verboden-veld.yaml:4:3: GGZ310 'diagnose' wordt geweigerd: Niet de aandoening telt, maar wat die"
            " betekent voor werk en meedoen. Een diagnose hoort bij de behandelaar. In plaats daarvan: "
            "persoon.functionele_behoeften voor wat helpt, en persoon.gewenste_expertise als de hulpvrager "
            "bepaalde kennis wil (bij feiten.diagnose)."
        ),
        (
            "verboden-veld.yaml:5:3: GGZ310 'bsn' wordt geweigerd: De route heeft geen nummer nodig dat naar "
            "één mens verwijst. Vragen om een burgerservicenummer schrikt mensen ook af. In plaats daarvan: "
            "Gebruik persoon.pseudoniem: een vrij gekozen aanduiding die niet uit een nummer is gemaakt (bij "
            "feiten[…])."
        ),
        (
            "verboden-veld.yaml:7:48: GGZ310 'telefoon' wordt geweigerd: Hiermee is de hulpvrager meteen te "
            "herkennen. Voor de ingang zijn gemeente en subregio genoeg. In plaats daarvan: "
            "persoon.pseudoniem, persoon.gemeente en persoon.subregio. Hangt aanbod van de leeftijd af: "
            "persoon.leeftijdsgroep. Postadres: alleen de organisatie, in persoon.postadres_bij (bij "
            "betrokkenen[1].telefoon)."
        ),
    ],
    "verkeerd-type.yaml": [
        (
            "verkeerd-type.yaml:2:1: GGZ302 hier staat tekst, en dat past niet (bij peildatum). Toegestaan: "
            "een datum als 2016-11-24."
        ),
        (
            "verkeerd-type.yaml:4:3: GGZ302 hier staat tekst, en dat past niet (bij "
            "feiten.persoon.direct_gevaar). Toegestaan: ja of nee."
        ),
        (
            "verkeerd-type.yaml:5:3: GGZ302 hier staat tekst, en dat past niet; een lijst staat tussen [ en ] "
            "(bij feiten.vraag.onderwerp). Toegestaan: een lijst met keuzes uit werk_zoeken, "
            "werk_behouden, ander_werk, participatie, "
            "in_beeld_krijgen, regeling_informatie, inkomen, wonen, zorg, schulden, opvoeding, scholing en "
            "nog 1."
        ),
        (
            "verkeerd-type.yaml:6:3: GGZ302 hier staat een kommagetal, en dat past niet (bij "
            "feiten.plaatsing.uren). Toegestaan: een heel getal."
        ),
        (
            "verkeerd-type.yaml:7:3: GGZ302 hier staat tekst, en dat past niet (bij "
            "feiten.persoon.ontslag_gepland_op). Toegestaan: een datum als 2016-11-24."
        ),
        (
            "verkeerd-type.yaml:8:3: GGZ302 hier staat een lijst, en dat past niet (bij "
            "feiten.persoon.gemeente). Toegestaan: een korte tekst."
        ),
        (
            "verkeerd-type.yaml:9:3: GGZ302 hier staat tekst, en dat past niet (bij "
            "feiten.persoon.leefgebieden). Toegestaan: een blok met sleutels werk_dagbesteding, inkomen, "
            "schulden, huisvesting, geestelijke_gezondheid, lichamelijke_gezondheid, verslaving, "
            "gezin_opvoeding, sociaal_netwerk, scholing, justitie, zingeving."
        ),
        (
            "verkeerd-type.yaml:10:3: GGZ302 hier staat een blok, en dat past niet (bij "
            "feiten.contact.pogingen). Toegestaan: een lijst met blokken van kanaal, datum, door, contact, resultaat."
        ),
        (
            "verkeerd-type.yaml:11:3: GGZ302 hier staat tekst, en dat past niet; een lijst staat tussen [ en ] (bij "
            "feiten.persoon.vertrouwt). Toegestaan: een lijst met id's van betrokkenen of organisaties."
        ),
        (
            "verkeerd-type.yaml:12:36: GGZ302 hier staat tekst, en dat past niet (bij "
            "feiten.regio.voorlichting[2]). Toegestaan: een lijst met datums."
        ),
    ],
    "verwijst-naar-zichzelf.yaml": [
        (
            "verwijst-naar-zichzelf.yaml:3:5: GGZ012 deze verwijzing (*) wijst nergens naar, of naar zichzelf. "
            "Zet de tekst tussen aanhalingstekens, of schrijf de waarde uit."
        ),
    ],
    "verwijzing-naar-niets.yaml": [
        (
            "verwijzing-naar-niets.yaml:2:12: GGZ012 deze verwijzing (*) wijst nergens naar, of naar zichzelf. "
            "Zet de tekst tussen aanhalingstekens, of schrijf de waarde uit."
        ),
    ],
    "werkgever-in-sociale-kring.yaml": [
        (
            "werkgever-in-sociale-kring.yaml:3:34: GGZ322 werkgever en collega's horen in de professionele "
            "kring (bij betrokkenen[1].kring). Schrijf kring: professioneel."
        ),
        (
            "werkgever-in-sociale-kring.yaml:4:32: GGZ322 werkgever en collega's horen in de professionele "
            "kring (bij betrokkenen[2].kring). Schrijf kring: professioneel."
        ),
        (
            "werkgever-in-sociale-kring.yaml:5:39: GGZ322 werkgever en collega's horen in de professionele "
            "kring (bij betrokkenen[3].kring). Schrijf kring: professioneel."
        ),
    ],
    "word-quotes.yaml": [
        (
            "word-quotes.yaml:3:28: GGZ005 hier staan gekrulde aanhalingstekens, waarschijnlijk uit een "
            "tekstverwerker. Vervang ze door rechte aanhalingstekens."
        ),
    ],
}


class TestRefusedFiles:
    @pytest.mark.parametrize("name", REFUSALS)
    def test_a_bad_file_is_refused_with_exactly_these_lines(self, name):
        with pytest.raises(CasusError) as caught:
            Casus.from_yaml((BAD / name).read_bytes(), name=name)

        assert [str(problem) for problem in caught.value.problems] == REFUSALS[name]

    def test_every_bad_file_has_its_lines_here(self):
        assert sorted(path.name for path in BAD.iterdir()) == sorted(REFUSALS)

    @pytest.mark.parametrize("name", REFUSALS)
    def test_a_bad_file_is_refused_the_same_when_it_is_loaded_by_path(self, name):
        with pytest.raises(CasusError) as caught:
            load_casus(BAD / name)

        assert [str(p) for p in caught.value.problems] == [f"{BAD}/{line}" for line in REFUSALS[name]]

    def test_the_message_counts_the_problems_and_lists_them(self):
        with pytest.raises(CasusError) as caught:
            Casus.from_yaml("id: c1\nfeiten: {persoon.verblijf: hier}\nbetrokkenen: nee\n")

        assert str(caught.value).splitlines()[0] == "casus refused: 2 problems"
        assert str(caught.value).splitlines()[1:] == [f"  {problem}" for problem in caught.value.problems]
