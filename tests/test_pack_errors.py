import re
import shutil
import zipfile
from pathlib import Path

import pytest

from ggzroute import PackError, load_pack
from ggzroute.problems import sort_problems
from ggzroute.rules import files
from ggzroute.workflow import graph
from small_pack import FILES, PACK, rule, rules, write_pack

FAULTS = Path(__file__).parent / "bad" / "packs"
SOURCE = Path(files.__file__).parent.parent

# Each heading is a folder below ``bad/packs``. Its files replace those of the small pack; where it holds a folder
# ``regio``, that pack is read, which uses the small one.
EXPECTED = """
## afleiding-in-een-kring
klein/regels/regels.yaml:2: GGZ175 afgeleide feiten hangen van zichzelf af: regie.stand > regie.zorg > regie.stand. Haal een van deze feiten uit een voorwaarde.

## alles-tegelijk
klein/begrippen.yaml:28:5: GGZ103 'zeer' kan hier niet (bij begrippen.persoon.schulden.gevoelig). Toegestaan: ja, nee.
klein/regels/regels.yaml:15:13: GGZ191 regel K-2: de bron 'boel' staat niet in pack.yaml. Bedoelt u 'boek'? Toegestaan: boek.
klein/regels/tabs.yaml:2:1: GGZ005 hier staat een tab. Vervang tabs door spaties.

## begrip-uit-ander-pakket
regio/begrippen.yaml:2:3: GGZ204 'persoon.werkwens' bestaat al in een gebruikt pakket en is daar anders (bij begrippen.persoon.werkwens). Kies een eigen naam.

## begrippen-inhoud
klein/begrippen.yaml:95:3: GGZ201 een begrip van type keuze heeft 'waarden' nodig (bij begrippen.persoon.keuze_zonder).
klein/begrippen.yaml:102:5: GGZ202 'waarden' hoort niet bij type getal (bij begrippen.persoon.getal_met.waarden). Haal het weg, of kies type keuze, keuzes.
klein/begrippen.yaml:108:5: GGZ203 'onbekend' is een toestand die elk feit kan hebben (bij begrippen.persoon.toestand.waarden). Haal deze waarde weg.
klein/begrippen.yaml:112:3: GGZ205 'persoon.herkomst' heet naar invoer die geweigerd wordt (bij begrippen.persoon.herkomst). Kies een andere naam.
klein/begrippen.yaml:120:5: GGZ201 een begrip van type keuze heeft 'waarden' nodig (bij begrippen.persoon.lijst.waarde).
klein/begrippen.yaml:124:3: GGZ201 een begrip van type record heeft 'velden' nodig (bij begrippen.persoon.blok).

## begrippen-stuk
regio/begrippen.yaml:3:1: GGZ005 hier staat een tab. Vervang tabs door spaties.

## begrippen-vorm
klein/begrippen.yaml:2:3: GGZ100 deze tekst heeft niet de goede vorm (bij begrippen.vrager). Toegestaan: naamruimte.kenmerk, zoals persoon.verblijf.
klein/begrippen.yaml:9:5: GGZ103 'janee' kan hier niet (bij begrippen.persoon.werkwens.type). Bedoelt u 'ja_nee'? Toegestaan: ja_nee, keuze, keuzes, getal, datum, datums, tekst, teksten, actor, actoren, record, records, tabel.
klein/begrippen.yaml:10:5: GGZ100 deze tekst heeft niet de goede vorm (bij begrippen.persoon.werkwens.vraag). Toegestaan: een vraag, die eindigt op ?.
klein/begrippen.yaml:11:21: GGZ103 'buurman' kan hier niet (bij begrippen.persoon.werkwens.antwoord_door[1]). Toegestaan: hulpvrager, ontvanger, vrager, regievoerder, maatje, klantmanager, uwv, ggz, wijkteam, werkgever, behandelaar, woonbegeleider, verzekeringsarts, organisatie, regio.
klein/begrippen.yaml:12:5: GGZ103 'soms' kan hier niet (bij begrippen.persoon.werkwens.gevoelig). Toegestaan: ja, nee.
klein/begrippen.yaml:13:3: GGZ102 'vraag', 'antwoord_door', 'gevoelig' ontbreken (bij begrippen.persoon.schulden). Vul ze in, of haal dit deel weg als het hier niet hoort.

## bevindingen
klein/bevindingen.yaml:3:6: GGZ250 het gevaar 'schulden' bestaat al, hier of in een gebruikt pakket (bij gevaren[2].id). Geef elk gevaar een eigen id.
klein/bevindingen.yaml:3:55: GGZ121 het feit 'persoon.schuld' bestaat niet (bij gevaren[2].als[1].persoon.schuld). Bedoelt u 'persoon.schulden'?
klein/bevindingen.yaml:3:85: GGZ191 de bron 'boekje' staat niet in pack.yaml (bij gevaren[2].bron[1].document). Bedoelt u 'boek'? Toegestaan: boek.
klein/bevindingen.yaml:5:30: GGZ251 'noit' is geen soort bevinding (bij bedoeld[1].bevindingen[2]). Bedoelt u 'nooit'? Toegestaan: nooit, zelfde, binnen, botsing-advies, botsing-regie, botsing-gelijke-rang, botsing-maatje, botsing-afleiding, gat-regie, gat-regie-nooit, gat-vraag, gat-gevaar en nog 3.
klein/bevindingen.yaml:5:40: GGZ252 deze bevinding staat hier al (bij bedoeld[1].bevindingen[3]). Laat haar een keer staan.

## bronnen-en-overlevers
klein/overlevers.yaml:2:6: GGZ196 de regel 'K-11' bestaat niet (bij overlevers[1].regel). Bedoelt u 'K-1'?
klein/uitzonderingen.yaml:5:13: GGZ191 de bron 'boekk' staat niet in pack.yaml (bij uitzonderingen[1].bron[1].document). Bedoelt u 'boek'? Toegestaan: boek.

## conclusie-feit
klein/regels/regels.yaml:9:22: GGZ121 het feit 'regie.zorgen' bestaat niet (bij regels[1].dan[1].leid_af.regie.zorgen). Bedoelt u 'regie.zorg'?
klein/regels/regels.yaml:17:22: GGZ138 deze keuze bestaat niet (bij regels[2].dan[1].leid_af.regie.stand). Toegestaan: een van goed, matig.
klein/regels/regels.yaml:25:45: GGZ138 deze keuze bestaat niet (bij regels[3].dan[1].leid_af.persoon.leefgebieden.wonen). Toegestaan: een van goed, aandacht.
klein/regels/regels.yaml:33:25: GGZ121 het feit 'persoon.werkwnes' bestaat niet (bij regels[4].dan[1].stel_vraag.feit). Bedoelt u 'persoon.werkwens'?
klein/regels/regels.yaml:41:65: GGZ121 het feit 'persoon.wens' bestaat niet (bij regels[5].dan[1].stel_regiekeuze_uit.tot_bekend[2]). Bedoelt u 'persoon.werkwens'?
klein/regels/regels.yaml:49:77: GGZ121 het feit 'persoon.ontslag' bestaat niet (bij regels[6].dan[1].adviseer.voor). Bedoelt u 'persoon.ontslag_op'?
klein/regels/regels.yaml:57:73: GGZ138 de waarde 'mischien' bestaat hier niet (bij regels[7].dan[1].kandidaat_regievoerder.zolang[1].persoon.werkwens). Toegestaan: ja, nee.
klein/regels/regels.yaml:65:52: GGZ121 het feit 'persoon.wnes' bestaat niet (bij regels[8].dan[1].regie_overdracht.zodra[1].persoon.wnes). Bedoelt u 'persoon.werkwens'?
klein/regels/regels.yaml:73:22: GGZ139 een regel kan niet afleiden dat 'regie.zorg' onbekend is (bij regels[9].dan[1].leid_af.regie.zorg).

## conclusie-vorm
klein/regels/regels.yaml:9:23: GGZ100 deze tekst heeft niet de goede vorm (bij regels[1].dan[1].adviseer.handeling). Toegestaan: kleine letters, cijfers en liggende streepjes, zoals eerste_gesprek.
klein/regels/regels.yaml:9:44: GGZ103 'gezin' kan hier niet (bij regels[1].dan[1].adviseer.gebied). Toegestaan: werk, regeling, zorg, schulden, wonen, netwerk, contact, overdracht, plan, maatje, regie, werkgever, maatregel, dagbesteding.
klein/regels/regels.yaml:17:12: GGZ102 'tekst' ontbreekt (bij regels[2].dan[1].contact).
klein/regels/regels.yaml:25:12: GGZ104 hier staat tekst (bij regels[3].dan[1].signaleer). Toegestaan: een blok met sleutels.
klein/regels/regels.yaml:33:50: GGZ100 deze lijst is leeg (bij regels[4].dan[1].onderbreek_route.naar).
klein/regels/regels.yaml:41:34: GGZ100 deze lijst is leeg (bij regels[5].dan[1].stel_regiekeuze_uit.tot_bekend).
klein/regels/regels.yaml:49:48: GGZ104 hier staat tekst (bij regels[6].dan[1].kandidaat_regievoerder.rang). Toegestaan: een heel getal.

## conclusie-wie
klein/regels/regels.yaml:9:37: GGZ140 'huisje' is niet bekend (bij regels[1].dan[1].kandidaat_regievoerder.wie). Bedoelt u 'huis'? Toegestaan: een id van de sociale kaart, hulpvrager, ontvanger, vrager, regievoerder, maatje of naast.
klein/regels/regels.yaml:17:58: GGZ141 de functie 'begelijder' staat niet op de sociale kaart (bij regels[2].dan[1].kandidaat_regievoerder.rol). Bedoelt u 'begeleider'?
klein/regels/regels.yaml:25:38: GGZ142 'kerk' is geen soort organisatie (bij regels[3].dan[1].geen_regievoerder.wie.soort).
klein/regels/regels.yaml:33:22: GGZ140 'opvnag' is niet bekend (bij regels[4].dan[1].contact.met). Toegestaan: een id van de sociale kaart, hulpvrager, ontvanger, vrager, regievoerder, maatje of naast.
klein/regels/regels.yaml:41:31: GGZ140 'naaste' is niet bekend (bij regels[5].dan[1].kandidaat_maatje.wie). Bedoelt u 'naast'? Toegestaan: een id van de sociale kaart, hulpvrager, ontvanger, vrager, regievoerder, maatje of naast.

## conflicten
klein/conflicten.yaml:5:24: GGZ196 de regel 'K-3' bestaat niet (bij conflicten[1].kanten[1].regels[2]).
klein/conflicten.yaml:6:19: GGZ196 de regel 'X-200' bestaat niet (bij conflicten[1].kanten[2].regels[1]).

## conflicten-aanvullingen
regio/conflicten.yaml:2:5: GGZ197 het conflict 'CF-1' bestaat al, hier of in een gebruikt pakket (bij conflicten[1].id). Geef elk conflict een eigen id, of voeg regels toe onder 'aanvullingen'.
regio/conflicten.yaml:8:40: GGZ196 de regel 'K-3' bestaat niet (bij aanvullingen[1].regels[1]).
regio/conflicten.yaml:9:22: GGZ198 het conflict 'CF-1' heeft geen kant 0 (bij aanvullingen[2].kant). Toegestaan: 1 tot en met 2.
regio/conflicten.yaml:10:22: GGZ198 het conflict 'CF-1' heeft geen kant 3 (bij aanvullingen[3].kant). Toegestaan: 1 tot en met 2.
regio/conflicten.yaml:11:6: GGZ198 het conflict 'CF-11' bestaat niet (bij aanvullingen[4].conflict). Bedoelt u 'CF-1'?

## conflicten-kanten
klein/conflicten.yaml:5:17: GGZ121 het feit 'persoon.werkwnes' bestaat niet (bij conflicten[1].kanten[1].als[1].persoon.werkwnes). Bedoelt u 'persoon.werkwens'?
klein/conflicten.yaml:6:17: GGZ138 de waarde 'zeker' bestaat hier niet (bij conflicten[1].kanten[2].als[1].persoon.schulden). Toegestaan: ja, nee.
klein/conflicten.yaml:6:74: GGZ191 de bron 'boel' staat niet in pack.yaml (bij conflicten[1].kanten[2].bron[1].document). Bedoelt u 'boek'? Toegestaan: boek.
klein/conflicten.yaml:9:5: GGZ199 een conflict heeft minstens twee kanten (bij conflicten[2].kanten). Voeg de andere kant toe, met haar bron.
klein/conflicten.yaml:15:9: GGZ199 deze kant geldt nooit: 'regels' en 'als' ontbreken (bij conflicten[3].kanten[2]). Noem regels, of schrijf een 'als'.
klein/conflicten.yaml:16:5: GGZ197 het conflict 'CF-1' bestaat al, hier of in een gebruikt pakket (bij conflicten[4].id). Geef elk conflict een eigen id, of voeg regels toe onder 'aanvullingen'.
klein/conflicten.yaml:21:5: GGZ199 het conflict 'CF-4' komt nooit uit: de kanten gaan over een ander niveau (bij conflicten[5]). Noem regels van hetzelfde niveau, of schrijf een 'als'.

## conflicten-vorm
klein/conflicten.yaml:2:5: GGZ102 'wat' ontbreekt (bij conflicten[1]).
klein/conflicten.yaml:2:16: GGZ100 deze lijst is leeg (bij conflicten[1].kanten).
klein/conflicten.yaml:3:36: GGZ102 'bron' ontbreekt (bij conflicten[2].kanten[1]).
klein/conflicten.yaml:3:37: GGZ100 deze lijst is leeg (bij conflicten[2].kanten[1].regels).

## gebruikt-pakket-ander-feit
klein/regels/regels.yaml:8:12: GGZ121 het feit 'persoon.wens' bestaat niet (bij regels[1].als[1].persoon.wens). Bedoelt u 'persoon.werkwens'?

## gebruikt-pakket-ontbreekt
regio/pack.yaml:4:12: GGZ170 het pakket 'groot' is niet gevonden (bij gebruikt[1]). Verbeter de naam, of haal haar weg.

## gebruikt-pakket-stuk
klein/begrippen.yaml:28:5: GGZ103 'zeer' kan hier niet (bij begrippen.persoon.schulden.gevoelig). Toegestaan: ja, nee.
regio/regels/regels.yaml:24:12: GGZ120 'Persoon.schulden' is geen feit (bij regels[3].als[1][…]). Toegestaan: naamruimte.kenmerk, zoals persoon.verblijf.

## interventies-inhoud
klein/interventies.yaml:5:18: GGZ121 het feit 'traject.soort' bestaat niet (bij interventies[1].loopt_als[1].traject.soort).
klein/interventies.yaml:7:75: GGZ221 de uitkomst 'past_nooit' kan hier niet (bij interventies[1].past_als[1].bij_nee). Bedoelt u 'past_niet'? Toegestaan: past_niet, onbekend, geen_bezwaar.
klein/interventies.yaml:8:29: GGZ140 'begelijder' is niet bekend (bij interventies[1].trekker.wie[2]). Bedoelt u 'begeleider'? Toegestaan: een soort organisatie, een functie van de sociale kaart, hulpvrager, ontvanger, vrager, regievoerder, maatje.
klein/interventies.yaml:8:41: GGZ140 'burgemeester' is niet bekend (bij interventies[1].trekker.wie[3]). Toegestaan: een soort organisatie, een functie van de sociale kaart, hulpvrager, ontvanger, vrager, regievoerder, maatje.
klein/interventies.yaml:9:49: GGZ140 'kerk' is niet bekend (bij interventies[1].niet_alleen.wie[3]). Toegestaan: een soort organisatie, een functie van de sociale kaart, hulpvrager, ontvanger, vrager, regievoerder, maatje.
klein/interventies.yaml:9:79: GGZ191 de bron 'boak' staat niet in pack.yaml (bij interventies[1].niet_alleen.bron[1].document). Bedoelt u 'boek'? Toegestaan: boek.
klein/interventies.yaml:11:43: GGZ121 het feit 'persoon.ontslag' bestaat niet (bij interventies[1].elementen[1].gegeven). Bedoelt u 'persoon.ontslag_op'?
klein/interventies.yaml:12:10: GGZ220 de code 'snel' staat hier al (bij interventies[1].elementen[2].code). Noem alles één keer.
klein/interventies.yaml:14:31: GGZ138 de waarde 'misschien' bestaat hier niet (bij interventies[1].waarschuwingen[1].als[1].persoon.schulden). Toegestaan: ja, nee.
klein/interventies.yaml:15:10: GGZ220 de code 'let_op' staat hier al (bij interventies[1].waarschuwingen[2].code). Noem alles één keer.
klein/interventies.yaml:16:14: GGZ196 de regel 'K-3' bestaat niet (bij interventies[1].regels[1]).

## interventies-vorm
klein/interventies.yaml:2:5: GGZ102 'bron' ontbreekt (bij interventies[1]).
klein/interventies.yaml:3:5: GGZ100 deze tekst is leeg (bij interventies[1].titel).
klein/interventies.yaml:4:5: GGZ100 deze lijst is leeg (bij interventies[1].past_als).
klein/interventies.yaml:5:5: GGZ104 hier staat tekst (bij interventies[1].trekker). Toegestaan: een blok met sleutels.
klein/interventies.yaml:9:51: GGZ100 'ja' kan hier niet (bij interventies[2].past_als[1].als). Toegestaan: altijd of een lijst (regels met een streepje).
klein/interventies.yaml:10:5: GGZ101 'niet_als' bestaat hier niet (bij interventies[2].niet_als). Bedoelt u 'niet_alleen'? Toegestaan: id, titel, bron, loopt_als, past_als, trekker, niet_alleen, elementen, waarschuwingen, regels, toelichting, let_op, vervangt.
klein/interventies.yaml:11:15: GGZ100 deze lijst is leeg (bij interventies[2].trekker.wie).
klein/interventies.yaml:12:64: GGZ101 'bij_nee' bestaat hier niet (bij interventies[2].elementen[1].bij_nee). Toegestaan: code, eis, als, gegeven, bron, basis, let_op.

## kaart
klein/sociale-kaart.yaml:3:6: GGZ180 de id 'huis' bestaat al (bij organisaties[2].id). Geef elke regel een eigen id.
klein/sociale-kaart.yaml:4:32: GGZ142 'wijktaem' is geen soort organisatie (bij organisaties[3].soort). Bedoelt u 'wijkteam'? Toegestaan: opvang, wijkteam.
klein/sociale-kaart.yaml:6:6: GGZ180 de id 'huis' bestaat al (bij functies[1].id). Geef elke regel een eigen id.

## kaart-inhoud
regio/sociale-kaart.yaml:6:5: GGZ181 hier staat zo te zien de naam van een persoon (bij organisaties[1].doet). Noem een functie of loket; namen en contactgegevens van mensen horen hier niet.
regio/sociale-kaart.yaml:7:5: GGZ181 hier staat zo te zien een e-mailadres (bij organisaties[1].loket). Noem een functie of loket; namen en contactgegevens van mensen horen hier niet.
regio/sociale-kaart.yaml:7:5: GGZ181 hier staat zo te zien een telefoonnummer (bij organisaties[1].loket). Noem een functie of loket; namen en contactgegevens van mensen horen hier niet.
regio/sociale-kaart.yaml:8:11: GGZ182 'regievoerdr' is geen rol (bij organisaties[1].kan[1]). Bedoelt u 'regievoerder'? Kies een rol uit het feit organisatie.rollen_kan.
regio/sociale-kaart.yaml:9:16: GGZ183 de rol 'maatje' staat bij kan en bij kan_niet (bij organisaties[1].kan_niet[1]). Haal een van beide weg.
regio/sociale-kaart.yaml:11:5: GGZ181 hier staat zo te zien een adres (bij organisaties[1].let_op). Noem een functie of loket; namen en contactgegevens van mensen horen hier niet.
regio/sociale-kaart.yaml:11:5: GGZ181 hier staat zo te zien een postcode (bij organisaties[1].let_op). Noem een functie of loket; namen en contactgegevens van mensen horen hier niet.
regio/sociale-kaart.yaml:13:68: GGZ181 hier staat zo te zien een lang nummer (bij functies[1].let_op). Noem een functie of loket; namen en contactgegevens van mensen horen hier niet.

## kaart-regio
regio/sociale-kaart.yaml:2:46: GGZ187 de regio 'kop_van_nord' is niet bekend (bij organisaties[1].regio). Bedoelt u 'kop_van_noord'?
regio/sociale-kaart.yaml:4:48: GGZ187 de regio 'landelik' is niet bekend (bij organisaties[3].regio). Bedoelt u 'landelijk'?
regio/sociale-kaart.yaml:7:48: GGZ142 'wijkteem' is geen soort organisatie (bij functies[1].werkt_bij[2]). Bedoelt u 'wijkteam'? Toegestaan: opvang, wijkteam.

## kaart-stuk
klein/sociale-kaart.yaml:3:19: GGZ005 hier staat een dubbele punt die niet kan. Zet tekst met ': ' tussen aanhalingstekens, of herstel het inspringen.

## kaart-vorm
klein/sociale-kaart.yaml:2:5: GGZ102 'regio' ontbreekt (bij organisaties[1]).
klein/sociale-kaart.yaml:2:6: GGZ100 deze tekst heeft niet de goede vorm (bij organisaties[1].id). Toegestaan: kleine letters, cijfers en liggende streepjes, zoals eerste_gesprek.
klein/sociale-kaart.yaml:2:51: GGZ100 deze lijst is leeg (bij organisaties[1].bron).
klein/sociale-kaart.yaml:3:16: GGZ100 deze tekst is leeg (bij organisaties[2].naam).
klein/sociale-kaart.yaml:3:56: GGZ101 'telefoon' bestaat hier niet (bij organisaties[2].telefoon). Toegestaan: id, naam, soort, regio, subregio, doet, loket, kan, kan_niet, bron, nagekeken_op, let_op.
klein/sociale-kaart.yaml:3:72: GGZ100 dit is geen geldige datum (bij organisaties[2].nagekeken_op). Toegestaan: een datum als 2016-11-24.
klein/sociale-kaart.yaml:3:103: GGZ102 'plaats' ontbreekt (bij organisaties[2].bron[1]).

## pack-sleutels
klein/pack.yaml:1:1: GGZ101 'paket' bestaat hier niet (bij paket). Bedoelt u 'pakket'? Toegestaan: pakket, naam, versie, omschrijving, regio, gebruikt, workflow, bronnen.
klein/pack.yaml:3:1: GGZ100 deze tekst heeft niet de goede vorm (bij versie). Toegestaan: drie getallen met punten, zoals 1.0.0.
klein/pack.yaml:4:1: GGZ100 deze tekst heeft niet de goede vorm (bij regio). Toegestaan: kleine letters, cijfers en liggende streepjes, zoals eerste_gesprek.
klein/pack.yaml:5:1: GGZ104 hier staat tekst (bij gebruikt). Toegestaan: een lijst (regels met een streepje).
klein/pack.yaml:7:3: GGZ102 'titel' ontbreekt (bij bronnen.boek).
klein/pack.yaml:7:10: GGZ101 'auteur' bestaat hier niet (bij bronnen.boek.auteur). Toegestaan: titel, uitgever, datum, toelichting.

## pack-workflow
klein/pack.yaml:5:1: GGZ190 de workflow 'kart' bestaat niet (bij workflow). Bedoelt u 'kort'?

## poorten-dubbel
klein/poorten.yaml:11: GGZ171 de poort doorgeven bestaat al in klein/poorten.yaml, regel 2. Geef elke poort een eigen id.

## poorten-inhoud
klein/poorten.yaml:4:13: GGZ191 de bron 'boel' staat niet in pack.yaml (bij poorten[1].bron[1].document). Bedoelt u 'boek'? Toegestaan: boek.
klein/poorten.yaml:5:20: GGZ121 het feit 'persoon.werkwnes' bestaat niet (bij poorten[1].aan_de_orde[1].persoon.werkwnes). Bedoelt u 'persoon.werkwens'?
klein/poorten.yaml:8:10: GGZ220 de uitkomst 'mag_niet' staat hier al (bij poorten[1].uitkomsten[2].code). Noem alles één keer.
klein/poorten.yaml:11:5: GGZ221 de uitkomst 'mag_neit' kan hier niet (bij poorten[1].bij_nee). Bedoelt u 'mag_niet'? Toegestaan: mag_niet, wacht.
klein/poorten.yaml:12:5: GGZ221 de uitkomst 'mag' kan hier niet (bij poorten[1].bij_onbekend). Toegestaan: mag_niet, wacht.
klein/poorten.yaml:14:51: GGZ138 de waarde 'misschien' bestaat hier niet (bij poorten[1].voorwaarden[1].als[1].persoon.werkwens). Toegestaan: ja, nee.
klein/poorten.yaml:15:10: GGZ220 de code 'wens' staat hier al (bij poorten[1].voorwaarden[2].code). Noem alles één keer.
klein/poorten.yaml:15:44: GGZ121 het feit 'persoon.gemente' bestaat niet (bij poorten[1].voorwaarden[2].gegeven). Bedoelt u 'persoon.gemeente'?
klein/poorten.yaml:16:9: GGZ222 bij 'niets' ontbreekt 'als' of 'gegeven' (bij poorten[1].voorwaarden[3]). Schrijf 'als' met voorwaarden, of 'gegeven' met een feit dat ingevuld moet zijn.
klein/poorten.yaml:17:9: GGZ222 bij 'allebei' staan 'als' en 'gegeven' allebei (bij poorten[1].voorwaarden[4]). Schrijf 'als' met voorwaarden, of 'gegeven' met een feit dat ingevuld moet zijn.
klein/poorten.yaml:21:9: GGZ221 de uitkomst 'geen_bezwar' kan hier niet (bij poorten[1].voorwaarden[4].bij_onbekend). Bedoelt u 'geen_bezwaar'? Toegestaan: mag_niet, wacht, geen_bezwaar.
klein/poorten.yaml:22:24: GGZ121 het feit 'persoon.schuld' bestaat niet (bij poorten[1].voorwaarden[4].vervalt_als[1].persoon.schuld). Bedoelt u 'persoon.schulden'?
klein/poorten.yaml:23:17: GGZ191 de bron 'boeck' staat niet in pack.yaml (bij poorten[1].voorwaarden[4].bron[1].document). Bedoelt u 'boek'? Toegestaan: boek.
klein/poorten.yaml:25:13: GGZ221 de uitkomst 'magg' kan hier niet (bij poorten[1].velden.bij[1]). Bedoelt u 'mag'? Toegestaan: mag_niet, wacht, mag.
klein/poorten.yaml:27:7: GGZ223 'persoon.gemeente' past hier niet (bij poorten[1].velden.ontvanger_uit). Toegestaan: een feit met een betrokkene of organisatie.
klein/poorten.yaml:28:20: GGZ138 de waarde 'soms' bestaat hier niet (bij poorten[1].velden.alles_als[1].regie.aanwezig). Toegestaan: ja, nee.
klein/poorten.yaml:30:16: GGZ121 het feit 'persoon.werkwnes' bestaat niet (bij poorten[1].velden.onderwerpen.werk[1]). Bedoelt u 'persoon.werkwens'?
klein/poorten.yaml:31:9: GGZ224 het onderwerp 'woonen' bestaat niet (bij poorten[1].velden.onderwerpen.woonen). Bedoelt u 'wonen'? Toegestaan: werk, wonen.
klein/poorten.yaml:33:30: GGZ142 'opvnag' is geen soort organisatie (bij poorten[1].velden.rollen[1].soorten[2]). Bedoelt u 'opvang'?
klein/poorten.yaml:33:53: GGZ224 het onderwerp 'wrok' bestaat niet (bij poorten[1].velden.rollen[1].onderwerpen[1]). Bedoelt u 'werk'? Toegestaan: werk, wonen.
klein/poorten.yaml:34:22: GGZ220 de soort 'opvang' staat hier al (bij poorten[1].velden.rollen[2].soorten[1]). Noem alles één keer.
klein/poorten.yaml:35:17: GGZ224 het onderwerp 'geld' bestaat niet (bij poorten[1].velden.overige[1]). Toegestaan: werk, wonen.
klein/poorten.yaml:36:19: GGZ196 de regel 'K-9' bestaat niet (bij poorten[1].regels[2]).

## poorten-vervangen
regio/interventies.yaml:2: GGZ172 de interventie hulp bestaat al in het pakket klein. Schrijf 'vervangt: klein', of kies een eigen id.
regio/poorten.yaml:2: GGZ172 de poort doorgeven bestaat al in het pakket klein. Schrijf 'vervangt: klein', of kies een eigen id.
regio/poorten.yaml:10: GGZ173 de poort inlichten vervangt niets: geen gebruikt pakket heeft deze poort. Haal 'vervangt' weg, of verbeter de id.

## poorten-vorm
klein/poorten.yaml:2:5: GGZ100 deze tekst heeft niet de goede vorm (bij poorten[1].id). Toegestaan: kleine letters, cijfers en liggende streepjes, zoals eerste_gesprek.
klein/poorten.yaml:2:5: GGZ102 'bij_onbekend' ontbreekt (bij poorten[1]).
klein/poorten.yaml:5:5: GGZ100 'nooit' kan hier niet (bij poorten[1].aan_de_orde). Toegestaan: altijd of een lijst (regels met een streepje).
klein/poorten.yaml:6:5: GGZ100 deze lijst is te kort (bij poorten[1].uitkomsten). Toegestaan: minstens 2.
klein/poorten.yaml:9:10: GGZ100 deze tekst heeft niet de goede vorm (bij poorten[1].voorwaarden[1].code). Toegestaan: kleine letters, cijfers en liggende streepjes, zoals eerste_gesprek.
klein/poorten.yaml:10:21: GGZ100 deze tekst is leeg (bij poorten[1].voorwaarden[2].eis).
klein/poorten.yaml:10:30: GGZ100 deze tekst heeft niet de goede vorm (bij poorten[1].voorwaarden[2].gegeven). Toegestaan: naamruimte.kenmerk, zoals persoon.verblijf.
klein/poorten.yaml:10:49: GGZ100 deze lijst is leeg (bij poorten[1].voorwaarden[2].bron).
klein/poorten.yaml:10:59: GGZ103 'soms' kan hier niet (bij poorten[1].voorwaarden[2].na_de_rest). Toegestaan: ja, nee.
klein/poorten.yaml:11:5: GGZ102 'ontvanger_uit' ontbreekt (bij poorten[1].velden).
klein/poorten.yaml:11:14: GGZ100 deze lijst is leeg (bij poorten[1].velden.bij).
klein/poorten.yaml:11:57: GGZ100 dit blok is leeg (bij poorten[1].velden.onderwerpen).
klein/poorten.yaml:11:74: GGZ100 deze lijst is leeg (bij poorten[1].velden.rollen).
klein/poorten.yaml:12:5: GGZ101 'reden' bestaat hier niet (bij poorten[1].reden). Bedoelt u 'velden'? Toegestaan: id, titel, bron, aan_de_orde, uitkomsten, bij_nee, bij_onbekend, voorwaarden, velden, regels, toelichting, let_op, vervangt.

## regel-inhoud
klein/regels/regels.yaml:7:13: GGZ191 regel F-1: de bron 'boel' staat niet in pack.yaml. Bedoelt u 'boek'? Toegestaan: boek.
klein/regels/regels.yaml:18:5: GGZ192 regel F-2: de geldigheid eindigt voor zij begint. Verbeter 'van' of 'tot'.
klein/regels/regels.yaml:19: GGZ193 regel F-3: een regel met sterkte verboden kan niet 'adviseer' zeggen. Gebruik 'verbied', of kies een andere sterkte.
klein/regels/regels.yaml:27: GGZ193 regel F-4: een regel met sterkte afgeraden kan niet 'adviseer' zeggen. Gebruik 'raad_af', of kies een andere sterkte.
klein/regels/regels.yaml:35: GGZ193 regel F-5: alleen een regel met sterkte verboden kan 'verbied' zeggen. Gebruik 'raad_af', of kies sterkte verboden.
klein/regels/regels.yaml:43: GGZ194 regel F-6: er mag maar een betrokkene een naam krijgen. Haal bij de andere 'betrokkene' weg.
klein/regels/regels.yaml:51: GGZ195 regel F-7: een regel op niveau organisatie kijkt niet naar persoon.werkwens. Kies een ander niveau, of een ander feit.

## regel-vorm
klein/regels/regels.yaml:4:5: GGZ103 'regei' kan hier niet (bij regels[1].soort). Bedoelt u 'regie'? Toegestaan: routing, regie, maatje, in_beeld, overdracht_privacy, intake, diagnose, plan, interventie, werkgever, nazorg, organisatie_signaal, inkomen.
klein/regels/regels.yaml:7:5: GGZ101 'bronnen' bestaat hier niet (bij regels[1].bronnen). Bedoelt u 'bron'? Toegestaan: id, titel, soort, sterkte, basis, niveau, bron, geldig, als, dan, toelichting, let_op, vervangt.
klein/regels/regels.yaml:9:12: GGZ101 'adviseren' bestaat hier niet (bij regels[1].dan[1].adviseren). Bedoelt u 'adviseer'? Toegestaan: leid_af, kandidaat_regievoerder, geen_regievoerder, stel_regiekeuze_uit, regie_overdracht, maatje, kandidaat_maatje, adviseer, raad_af, verbied, contact, signaleer, stel_vraag, onderbreek_route.
klein/regels/regels.yaml:10:5: GGZ100 deze tekst heeft niet de goede vorm (bij regels[2].id). Toegestaan: letters, cijfers, punten en streepjes, zonder spaties.
klein/regels/regels.yaml:11:5: GGZ100 deze tekst is leeg (bij regels[2].titel).
klein/regels/regels.yaml:13:5: GGZ103 'hoog' kan hier niet (bij regels[2].sterkte). Toegestaan: verboden, verplicht, voorkeur, mogelijk, afgeraden.
klein/regels/regels.yaml:15:5: GGZ103 'land' kan hier niet (bij regels[2].niveau). Toegestaan: casus, organisatie, regio.
klein/regels/regels.yaml:16:12: GGZ102 'plaats' ontbreekt (bij regels[2].bron[1]).
klein/regels/regels.yaml:17:14: GGZ100 dit is geen geldige datum (bij regels[2].geldig.tot). Toegestaan: een datum als 2016-11-24.
klein/regels/regels.yaml:20:45: GGZ100 dit getal is te groot (bij regels[2].dan[1].kandidaat_regievoerder.rang). Toegestaan: 0 tot en met 100.
klein/regels/regels.yaml:21:9: GGZ100 hier staat meer dan een sleutel (bij regels[2].dan[2]). Toegestaan: een sleutel per streepje.
klein/regels/regels.yaml:21:19: GGZ103 'moet' kan hier niet (bij regels[2].dan[2].maatje.stand). Toegestaan: nagaan, wenselijk, regelen, niet_toewijzen.
klein/regels/regels.yaml:22:5: GGZ104 hier staat tekst (bij regels[3]). Toegestaan: een blok met sleutels.

## regel-zonder-als
klein/regels/regels.yaml:8:5: GGZ100 deze lijst is leeg (bij regels[1].als).
klein/regels/regels.yaml:16:5: GGZ100 'soms' kan hier niet (bij regels[2].als). Toegestaan: altijd of een lijst (regels met een streepje).
klein/regels/regels.yaml:24:11: GGZ104 hier staat tekst (bij regels[3].als[1]). Toegestaan: een blok met sleutels.
klein/regels/regels.yaml:33:5: GGZ100 deze lijst is leeg (bij regels[4].dan).

## regels-dubbel
klein/regels/regels.yaml:2: GGZ171 de regel K-1 bestaat al in klein/regels/meer.yaml, regel 2. Geef elke regel een eigen id.

## voorwaarde-aantal
klein/regels/regels.yaml:9:27: GGZ136 een aantal is niet kleiner dan 0 (bij regels[1].als[1].vraag.onderwerp.aantal_minstens). Toegestaan: een heel getal vanaf 0.
klein/regels/regels.yaml:10:43: GGZ136 een aantal is niet kleiner dan 0 (bij regels[1].als[2].aantal.hoogstens). Toegestaan: een heel getal vanaf 0.
klein/regels/regels.yaml:11:62: GGZ136 een aantal is niet kleiner dan 0 (bij regels[1].als[3].persoon.leefgebieden.aantal_met.minstens). Toegestaan: een heel getal vanaf 0.

## voorwaarde-feit
klein/regels/regels.yaml:8:12: GGZ120 'werkwens' is geen feit (bij regels[1].als[1].werkwens). Toegestaan: naamruimte.kenmerk, zoals persoon.verblijf.
klein/regels/regels.yaml:16:12: GGZ121 het feit 'persoon.werkwnes' bestaat niet (bij regels[2].als[1].persoon.werkwnes). Bedoelt u 'persoon.werkwens'?
klein/regels/regels.yaml:24:12: GGZ120 'erris' is geen feit (bij regels[3].als[1].erris). Bedoelt u 'er_is'? Toegestaan: naamruimte.kenmerk, zoals persoon.verblijf.
klein/regels/regels.yaml:32:12: GGZ123 'persoon.werkwens' heeft geen deel 'naar' (bij regels[4].als[1].persoon.werkwens.naar). Toegestaan: geen delen.
klein/regels/regels.yaml:40:12: GGZ123 'persoon.verhuizing' heeft geen deel 'van' (bij regels[5].als[1].persoon.verhuizing.van). Toegestaan: naar.
klein/regels/regels.yaml:48:12: GGZ123 'persoon.leefgebieden' heeft geen deel 'geld' (bij regels[6].als[1].persoon.leefgebieden.geld). Toegestaan: wonen, werk.
klein/regels/regels.yaml:56:12: GGZ122 'persoon.leefgebieden' is geen tabel waarin u iets kunt opzoeken (bij regels[7].als[1][…]). Toegestaan: een tabel met open sleutels.
klein/regels/regels.yaml:64:12: GGZ121 het feit 'persoon.gemente' bestaat niet (bij regels[8].als[1][…]). Bedoelt u 'persoon.gemeente'?
klein/regels/regels.yaml:72:12: GGZ123 'persoon.verhuizing' heeft geen deel 'van' (bij regels[9].als[1][…]).
klein/regels/regels.yaml:80:12: GGZ120 'Persoon Werkwens' is geen feit (bij regels[10].als[1][…]). Toegestaan: naamruimte.kenmerk, zoals persoon.verblijf.
klein/regels/regels.yaml:88:12: GGZ125 met 'persoon.leefgebieden' kunt u niets opzoeken in 'regio.wijkteam' (bij regels[11].als[1][…]). Toegestaan: een feit met een keuze of een tekst.

## voorwaarde-groep
klein/regels/regels.yaml:8:12: GGZ110 hier staat tekst (bij regels[1].als[1].niet). Toegestaan: een voorwaarde als 'feit: waarde'.
klein/regels/regels.yaml:16:12: GGZ110 hier staat een blok (bij regels[2].als[1].alle). Toegestaan: een lijst met voorwaarden.
klein/regels/regels.yaml:24:12: GGZ110 deze lijst is leeg (bij regels[3].als[1].een_van_deze). Toegestaan: een lijst met voorwaarden.
klein/regels/regels.yaml:32:11: GGZ110 hier ontbreekt een voorwaarde (bij regels[4].als[1]). Toegestaan: een voorwaarde als 'feit: waarde'.
klein/regels/regels.yaml:40:43: GGZ110 hier staat tekst (bij regels[5].als[1].niet[2]). Toegestaan: een voorwaarde als 'feit: waarde'.

## voorwaarde-netwerk
klein/regels/regels.yaml:8:12: GGZ111 bij 'er_is' ontbreekt 'waarin' (bij regels[1].als[1].er_is). Toegestaan: betrokkene, waarin.
klein/regels/regels.yaml:16:29: GGZ138 de waarde 'opvnag' bestaat hier niet (bij regels[2].als[1].er_is.waarin.soort). Bedoelt u 'opvang'? Toegestaan: opvang, wijkteam, buurtgenoot, collega, familie, functionaris, kennis, leidinggevende, vriend, vrijwilliger, werkgever.
klein/regels/regels.yaml:24:29: GGZ124 een betrokkene heeft geen kenmerk 'sort' (bij regels[3].als[1].er_is.waarin.sort). Bedoelt u 'soort'? Toegestaan: id, organisatie, functie, soort, kring, betrokken, actief, namens_werkgever, invloed, contact, brengt_in, vertrouwd, regievoerder, maatje, kan, kan_niet.
klein/regels/regels.yaml:32:20: GGZ112 'naam' hoort niet bij 'er_is' (bij regels[4].als[1].er_is.naam). Toegestaan: betrokkene, waarin.
klein/regels/regels.yaml:40:25: GGZ112 'betrokkene' hoort niet bij 'er_is_geen' (bij regels[5].als[1].er_is_geen.betrokkene). Toegestaan: waarin.
klein/regels/regels.yaml:48:12: GGZ111 bij 'aantal' ontbreekt 'minstens' of 'hoogstens' (bij regels[6].als[1].aantal). Toegestaan: waarin, minstens, hoogstens.
klein/regels/regels.yaml:56:46: GGZ136 hier staat tekst (bij regels[7].als[1].aantal.minstens). Toegestaan: een heel getal.
klein/regels/regels.yaml:64:29: GGZ113 bij 'pad' ontbreekt 'over' (bij regels[8].als[1].er_is.waarin.pad). Toegestaan: pad: {over: [vertrouwt, kent]}.
klein/regels/regels.yaml:72:42: GGZ114 'vertrouw' is geen soort relatie (bij regels[9].als[1].er_is.waarin.pad.over[1]). Bedoelt u 'vertrouwt'? Toegestaan: kent, betrokken_bij, werkt_samen_met, is_maatje_van, voert_regie_over, vertrouwt, werkt_bij, gaf_toestemming_voor, behandelt, begeleidt, verleent_uitkering, heeft_contact_met, draagt_over_aan.
klein/regels/regels.yaml:80:29: GGZ138 de waarde 'straks' bestaat hier niet (bij regels[10].als[1].er_is.waarin.betrokken). Toegestaan: nu, voorheen, beoogd.
klein/regels/regels.yaml:88:20: GGZ115 hier staat een getal (bij regels[11].als[1].er_is.betrokkene). Toegestaan: een naam om in 'dan' te gebruiken.

## voorwaarde-vergelijking
klein/regels/regels.yaml:8:31: GGZ132 'minstens' past niet bij 'persoon.werkwens' (bij regels[1].als[1].persoon.werkwens.minstens). Toegestaan: is, een_van, bekend.
klein/regels/regels.yaml:16:38: GGZ132 'minsten' past niet bij 'persoon.aantal_kinderen' (bij regels[2].als[1].persoon.aantal_kinderen.minsten). Bedoelt u 'minstens'? Toegestaan: is, een_van, minstens, hoogstens, tussen, bekend.
klein/regels/regels.yaml:24:38: GGZ136 hier staat tekst (bij regels[3].als[1].persoon.aantal_kinderen.minstens). Toegestaan: een heel getal.
klein/regels/regels.yaml:32:38: GGZ133 bij 'tussen' horen twee getallen (bij regels[4].als[1].persoon.aantal_kinderen.tussen). Toegestaan: tussen: [1, 3].
klein/regels/regels.yaml:40:33: GGZ134 hier staat tekst (bij regels[5].als[1].persoon.ontslag_op.voor). Toegestaan: een datum als 2016-11-24, of het woord peildatum.
klein/regels/regels.yaml:48:33: GGZ136 hier staat tekst (bij regels[6].als[1].persoon.ontslag_op.binnen_dagen). Toegestaan: een heel getal.
klein/regels/regels.yaml:56:35: GGZ135 bij 'aantal_met' ontbreekt iets (bij regels[7].als[1].persoon.leefgebieden.aantal_met). Toegestaan: aantal_met: {waarden: [aandacht], minstens: 3}.
klein/regels/regels.yaml:64:58: GGZ138 de waarde 'slecht' bestaat hier niet (bij regels[8].als[1].persoon.leefgebieden.aantal_met.waarden[1]). Toegestaan: goed, aandacht.
klein/regels/regels.yaml:72:31: GGZ137 de waarde 'misschien' bestaat hier niet (bij regels[9].als[1].persoon.werkwens.bekend). Toegestaan: ja of nee.
klein/regels/regels.yaml:80:12: GGZ110 hier ontbreekt een vergelijking (bij regels[10].als[1].persoon.werkwens). Toegestaan: is, een_van, bekend.
klein/regels/regels.yaml:88:30: GGZ137 een getal kan hier niet (bij regels[11].als[1].vraag.onderwerp.leeg). Toegestaan: ja of nee.
klein/regels/regels.yaml:96:30: GGZ136 hier staat tekst (bij regels[12].als[1].vraag.onderwerp.aantal_minstens). Toegestaan: een heel getal.

## voorwaarde-waarde
klein/regels/regels.yaml:8:12: GGZ138 de waarde 'anders' bestaat hier niet (bij regels[1].als[1].vraag.vrager). Bedoelt u 'ander'? Toegestaan: persoon_zelf, ander.
klein/regels/regels.yaml:16:12: GGZ138 de waarde 'persoon_zlf' bestaat hier niet (bij regels[2].als[1].vraag.vrager). Bedoelt u 'persoon_zelf'? Toegestaan: persoon_zelf, ander.
klein/regels/regels.yaml:24:12: GGZ138 de waarde 'misschien' bestaat hier niet (bij regels[3].als[1].persoon.werkwens). Toegestaan: ja, nee.
klein/regels/regels.yaml:32:12: GGZ138 hier staat tekst (bij regels[4].als[1].persoon.aantal_kinderen). Toegestaan: een heel getal.
klein/regels/regels.yaml:40:12: GGZ138 hier staat tekst (bij regels[5].als[1].persoon.ontslag_op). Toegestaan: een datum als 2016-11-24.
klein/regels/regels.yaml:48:12: GGZ138 hier staat een getal (bij regels[6].als[1].persoon.gemeente). Toegestaan: een korte tekst.
klein/regels/regels.yaml:56:12: GGZ130 'vraag.onderwerp' kan meer waarden tegelijk hebben (bij regels[7].als[1].vraag.onderwerp). Toegestaan: bevat, bevat_een_van, bevat_alle, bevat_geen_van, leeg, aantal_minstens, aantal_hoogstens, bekend. Schrijf bijvoorbeeld {bevat: waarde}.
klein/regels/regels.yaml:64:12: GGZ130 'persoon.leefgebieden' kan meer waarden tegelijk hebben (bij regels[8].als[1].persoon.leefgebieden). Toegestaan: aantal_met, leeg, aantal_minstens, aantal_hoogstens, bekend.
klein/regels/regels.yaml:72:12: GGZ131 deze lijst is leeg (bij regels[9].als[1].vraag.vrager). Toegestaan: een van persoon_zelf, ander.
klein/regels/regels.yaml:80:30: GGZ138 de waarde 'wrok' bestaat hier niet (bij regels[10].als[1].vraag.onderwerp.bevat). Bedoelt u 'werk'? Toegestaan: werk, wonen.
klein/regels/regels.yaml:88:41: GGZ138 de waarde 'ader' bestaat hier niet (bij regels[11].als[1].vraag.vrager[2]). Bedoelt u 'ander'? Toegestaan: persoon_zelf, ander.
klein/regels/regels.yaml:96:12: GGZ138 de waarde 'hius' bestaat hier niet (bij regels[12].als[1].persoon.verhuizing.naar). Bedoelt u 'huis'? Toegestaan: huis, opvang.

## workflow-antwoord-mist
klein/workflows/kort.yaml:8:5: GGZ163 bij deze stap kan geen enkele tak gekozen worden, terwijl alle feiten bekend zijn (bij stappen[2]). Geef elke waarde een tak, of maak een tak met 'anders: ja'.

## workflow-belofte
klein/workflows/kort.yaml:20:5: GGZ168 belofte 'altijd-gevraagd' wordt niet gehouden op het pad BEGIN > Q > EIND (bij beloften[1]).

## workflow-lus
klein/workflows/kort.yaml:8:5: GGZ164 bij deze stap loopt een lus zonder uitgang (bij stappen[2]). Laat een van de stappen in de lus naar een stap gaan die verder komt.

## workflow-migraties
klein/workflows/kort.yaml:22:6: GGZ156 dit is de versie van de workflow zelf (bij migraties[1].van). Noem elke eerdere versie één keer.
klein/workflows/kort.yaml:23:28: GGZ157 stap 'Q' is geen activiteit of eind, en kan dus niet gedaan zijn (bij migraties[2].stappen[…]). Toegestaan: A, EIND.
klein/workflows/kort.yaml:23:36: GGZ151 de stap 'AA' bestaat niet (bij migraties[2].stappen[…]). Toegestaan: BEGIN, Q, A, EIND.
klein/workflows/kort.yaml:24:5: GGZ156 deze versie staat er al (bij migraties[3].van). Noem elke eerdere versie één keer.
klein/workflows/kort.yaml:26:17: GGZ157 stap 'OUD' staat bij 'stappen' en bij 'vervallen' (bij migraties[3].vervallen[1]). Haal hem op een van beide plaatsen weg.

## workflow-migraties-vorm
klein/workflows/kort.yaml:22:6: GGZ104 hier staat een kommagetal (bij migraties[1].van). Toegestaan: drie getallen met punten, zoals 1.0.0.
klein/workflows/kort.yaml:22:16: GGZ101 'stap' bestaat hier niet (bij migraties[1].stap). Bedoelt u 'stappen'? Toegestaan: van, stappen, vervallen, toelichting.
klein/workflows/kort.yaml:23:5: GGZ102 'van' ontbreekt (bij migraties[2]).
klein/workflows/kort.yaml:23:16: GGZ104 hier staat een lijst (bij migraties[2].stappen[…]). Toegestaan: letters, cijfers, punten en streepjes, zonder spaties.

## workflow-niet-op-te-sommen
klein/workflows/kort.yaml:8:5: GGZ165 de takken van deze stap hangen af van iets waarvan de waarden niet op te sommen zijn (bij stappen[2]). Gebruik in 'als' feiten met vaste waarden, zoals ja_nee of keuze.

## workflow-onbereikbaar
klein/workflows/kort.yaml:16:5: GGZ161 stap LOS is vanaf het begin niet te bereiken (bij stappen[5]). Laat een stap ernaartoe gaan, of haal haar weg.

## workflow-pad-zonder-naam
klein/workflows/kort.yaml:16:1: GGZ167 dit pad heeft geen naam: BEGIN > Q > A > EIND (bij paden).

## workflow-paden
klein/workflows/kort.yaml:18:3: GGZ166 het pad 'anders' kan met geen enkele combinatie van feiten gelopen worden (bij paden.anders). Bedoelt u 'BEGIN > Q > A > EIND'?

## workflow-stappen
klein/workflows/kort.yaml:14:5: GGZ153 deze stap leidt nergens heen (bij stappen[3]). Toegestaan: naar, of takken.
klein/workflows/kort.yaml:15:6: GGZ150 de stap 'A' bestaat al (bij stappen[4].id). Geef elke stap een eigen id.
klein/workflows/kort.yaml:16:5: GGZ154 elke tak van een vraag heeft een antwoord nodig (bij stappen[5]). Toegestaan: takken met antwoord, als en naar.
klein/workflows/kort.yaml:21:9: GGZ155 een tak heeft of 'als' of 'anders: ja' (bij stappen[5].takken[2]). Toegestaan: als, anders.
klein/workflows/kort.yaml:22:9: GGZ155 een tak heeft of 'als' of 'anders: ja' (bij stappen[5].takken[3]). Toegestaan: als, anders.
klein/workflows/kort.yaml:23:5: GGZ152 na een eind komt geen stap meer (bij stappen[6]).

## workflow-twee-keer-begin
klein/workflows/kort.yaml:14:13: GGZ169 stap A is een begin, en de workflow begint bij BEGIN (bij stappen[3].soort). Kies een andere soort.

## workflow-verwijzing
klein/workflows/kort.yaml:5:1: GGZ151 de stap 'BEGN' bestaat niet (bij begin). Bedoelt u 'BEGIN'? Toegestaan: BEGIN, Q, A, EIND.
klein/workflows/kort.yaml:13:55: GGZ151 de stap 'B' bestaat niet (bij stappen[2].takken[2].naar). Toegestaan: BEGIN, Q, A, EIND.
klein/workflows/kort.yaml:18:22: GGZ151 de stap 'AA' bestaat niet (bij paden.zonder[3]). Toegestaan: BEGIN, Q, A, EIND.
klein/workflows/kort.yaml:20:101: GGZ151 de stap 'EINDE' bestaat niet (bij beloften[1].elk_pad.eindigt_bij[1]). Bedoelt u 'EIND'? Toegestaan: BEGIN, Q, A, EIND.

## workflow-vorm
klein/workflows/kort.yaml:1:1: GGZ102 'naam' ontbreekt.
klein/workflows/kort.yaml:3:1: GGZ100 deze lijst is leeg (bij bron).
klein/workflows/kort.yaml:6:17: GGZ103 'start' kan hier niet (bij stappen[1].soort). Toegestaan: begin, vraag, activiteit, eind.
klein/workflows/kort.yaml:7:5: GGZ102 'tekst' ontbreekt (bij stappen[2]).
klein/workflows/kort.yaml:7:37: GGZ100 deze tekst heeft niet de goede vorm (bij stappen[2].takken[1].antwoord). Toegestaan: kleine letters, cijfers en liggende streepjes, zoals eerste_gesprek.
klein/workflows/kort.yaml:7:51: GGZ100 deze lijst is leeg (bij stappen[2].takken[1].als).

## workflow-wie
klein/workflows/kort.yaml:7:55: GGZ140 'hulpvraager' is niet bekend (bij stappen[1].wie). Bedoelt u 'hulpvrager'? Toegestaan: een functie, een soort organisatie of een id van de sociale kaart, hulpvrager, ontvanger, vrager, regievoerder, maatje.
klein/workflows/kort.yaml:20:40: GGZ140 'burgemeester' is niet bekend (bij stappen[3].contact[1].richting[3]). Toegestaan: een functie, een soort organisatie of een id van de sociale kaart, hulpvrager, ontvanger, vrager, regievoerder, maatje.

## workflow-zonder-eind
klein/workflows/kort.yaml:6:1: GGZ162 geen enkel pad komt bij een eind (bij stappen).
klein/workflows/kort.yaml:8:5: GGZ164 bij deze stap loopt een lus zonder uitgang (bij stappen[2]). Laat een van de stappen in de lus naar een stap gaan die verder komt.

## yaml-datum
klein/regels/regels.yaml:7:19: GGZ009 deze datum bestaat niet. Schrijf een datum als 2016-11-24.

## yaml-dubbele-punt
klein/regels/regels.yaml:3:18: GGZ005 hier staat een dubbele punt die niet kan. Zet tekst met ': ' tussen aanhalingstekens, of herstel het inspringen.

## yaml-haak-open
klein/regels/regels.yaml:8:10: GGZ005 een haak of accolade wordt niet goed gesloten. Zet komma's tussen de delen en sluit de haak.

## yaml-inspringen
klein/regels/regels.yaml:4:6: GGZ005 deze regel springt verder in dan de regel erboven. Laat regels van hetzelfde blok onder elkaar beginnen, en zet tekst met ': ' tussen aanhalingstekens.

## yaml-sleutels
klein/regels/regels.yaml:5:5: GGZ008 de sleutel 'soort' staat hier twee keer. Haal er een weg.
klein/regels/regels.yaml:15:5: GGZ007 samenvoegen met << is niet toegestaan. Schrijf de regels uit.

## yaml-tab
klein/regels/regels.yaml:11:1: GGZ005 hier staat een tab. Vervang tabs door spaties.

## yaml-twee-documenten
klein/regels/regels.yaml:18:1: GGZ006 het bestand bevat meer dan een document (een regel met ---).

## yaml-verwijzing
klein/regels/regels.yaml:7:11: GGZ012 deze verwijzing (*) wijst nergens naar, of naar zichzelf. Zet de tekst tussen aanhalingstekens, of schrijf de waarde uit.
"""  # noqa: E501 - the lines as a person reads them

LINES = {
    part.partition("\n")[0]: part.partition("\n")[2].strip().splitlines() for part in EXPECTED.split("\n## ") if part
}

ELSEWHERE = (
    {"GGZ001", "GGZ003", "GGZ004", "GGZ010", "GGZ011", "GGZ013"}
    | {"GGZ143", "GGZ172", "GGZ173", "GGZ174", "GGZ176"}
    | {"GGZ230", "GGZ231"}
)
"""Codes that other tests show: of any document, of packs that build on each other, of file names, of the ranking."""


def refused(path: str | Path) -> tuple[str, ...]:
    with pytest.raises(PackError) as caught:
        load_pack(path)
    assert caught.value.problems == sort_problems(caught.value.problems)
    return tuple(str(problem) for problem in caught.value.problems)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, so that messages name files by a short path."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def small(here: Path) -> Path:
    """The small pack in a folder ``klein``; without its conflicts, which name rules that the faults change."""
    return write_pack(here / "klein", {name: text for name, text in FILES.items() if name != "conflicten.yaml"})


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("fault", sorted(LINES))
def test_every_problem_of_a_pack_is_told_at_its_place(here, fault):
    shutil.copytree(FAULTS / fault, here, dirs_exist_ok=True)
    assert list(refused("regio" if (here / "regio").exists() else "klein")) == LINES[fault]


def test_every_faulty_pack_has_its_expected_lines():
    assert sorted(path.name for path in FAULTS.iterdir()) == sorted(LINES)


def test_the_small_pack_itself_has_no_fault(here):
    assert load_pack(write_pack(here / "klein")).pakket == "klein"


@pytest.mark.parametrize("fault", sorted(LINES))
def test_a_line_names_a_file_and_a_line_and_is_one_sentence_or_more(fault):
    for line in LINES[fault]:
        assert re.match(r"(klein|regio)/[a-z/-]+\.yaml:\d+(:\d+)?: GGZ\d{3} .+[.?]$", line), line


def test_every_code_that_a_pack_can_be_refused_with_is_shown_in_a_test():
    own = [SOURCE / name for name in ("yaml_builder.py", "schemas.py", "vocabulary_reading.py")]
    modules = [*own, *(SOURCE / "rules").glob("*.py"), *(SOURCE / "workflow").glob("*.py")]
    used = {code for path in modules for code in re.findall(r"GGZ\d{3}", path.read_text(encoding="utf-8"))}
    here = set(re.findall(r"GGZ\d{3}", Path(__file__).read_text(encoding="utf-8")))
    assert sorted(used - here - ELSEWHERE) == []


@pytest.mark.usefixtures("small")
def test_the_message_of_the_exception_counts_the_problems_and_holds_every_line(here):
    shutil.copytree(FAULTS / "conflicten", here, dirs_exist_ok=True)
    with pytest.raises(PackError) as caught:
        load_pack("klein")
    first, second = LINES["conflicten"]
    assert str(caught.value) == f"rule pack refused: 2 problems\n  {first}\n  {second}"


def test_an_absolute_path_is_used_when_the_pack_lies_elsewhere(small, here, monkeypatch):
    shutil.copytree(FAULTS / "pack-workflow", here, dirs_exist_ok=True)
    (here / "ergens").mkdir()
    monkeypatch.chdir(here / "ergens")
    assert refused(small) == (f"{here.as_posix()}/{LINES['pack-workflow'][0]}",)


# ---- limits, made small so that the tests are too


def other(text: str) -> dict[str, str]:
    """The small pack with a sentence of its own, so that it was not read before."""
    return {**FILES, "pack.yaml": f"{PACK}omschrijving: {text}\n"}


def test_a_workflow_with_more_paths_than_can_be_proved_is_refused(here, monkeypatch):
    monkeypatch.setattr(graph, "MAX_PATHS", 1)
    write_pack(here / "klein", other("Voor de proef met veel paden."))
    assert refused("klein") == (
        "klein/workflows/kort.yaml:6:1: GGZ160 deze workflow heeft te veel paden om te controleren (bij stappen).",
    )


@pytest.mark.usefixtures("small")
def test_a_pack_with_too_many_files_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MAX_FILES", 4)
    assert refused("klein") == ("klein: GGZ015 dit pakket is te groot. Toegestaan: 4 bestanden en 64 MB.",)


def test_a_file_that_is_too_large_is_not_read(here, monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 2_000)
    write_pack(here / "klein", other("Lang. " * 400))
    assert refused("klein")[0] == (
        "klein/begrippen.yaml: GGZ002 het bestand is groter dan 0 MB. Splits het in kleinere bestanden."
    )


def test_a_zip_is_measured_before_it_is_unpacked(here, monkeypatch):
    monkeypatch.setattr(files, "MAX_TOTAL", 1_000)
    with zipfile.ZipFile(here / "bom.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.yaml", "#" * 10_000)
    assert refused("bom.zip") == ("bom.zip: GGZ015 dit pakket is te groot. Toegestaan: 2000 bestanden en 0 MB.",)


def test_a_file_that_only_looks_like_a_zip_is_refused(here):
    (here / "nep.zip").write_bytes(b"PK\x03\x04 and nothing more")
    assert refused("nep.zip") == ("nep.zip: GGZ014 dit is geen leesbaar zip-bestand.",)


def test_a_zip_without_pack_yaml_is_no_pack(here):
    with zipfile.ZipFile(here / "leeg.zip", "w") as archive:
        archive.writestr("regels/regels.yaml", FILES["regels/regels.yaml"])
    assert refused("leeg.zip") == ("leeg.zip: GGZ016 hier staat geen regelpakket: het bestand pack.yaml ontbreekt.",)


def test_a_kind_of_organisation_where_somebody_belongs_is_told_how_to_write_it(here):
    regels = rules(rule("K-9", "altijd", "[{contact: {met: wijkteam, tekst: Bel.}}]"))
    write_pack(here / "klein", {**FILES, "regels/meer.yaml": regels})
    (line,) = refused("klein")
    assert line.endswith("Bedoelt u een soort organisatie, schrijf dan {soort: wijkteam}.")
