"""Files as people break them: the right line, what is wrong, and that doing what it says mends the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from ggzroute import PackError, load_pack
from ggzroute.cli.checking import check_paths
from small_pack import FILES, write_pack

PACK = """\
pakket: veen
naam: Veen
versie: 1.0.0
gebruikt: [landelijk]
bronnen:
  afspraken: {titel: Afspraken}
"""
RULE = """\
regels:
  - id: VEEN-001
    titel: Bel snel terug
    soort: in_beeld
    sterkte: voorkeur
    basis: werkwijze
    bron:
      - {document: afspraken, plaats: blz. 2}
    als:
      - persoon.werkwens: [ja, latent]
    dan:
      - adviseer:
          handeling: bellen
          gebied: contact
          tekst: Bel terug.
"""
QUOTED = "Zet de tekst tussen aanhalingstekens."
OR_WRITTEN_OUT = "Zet de tekst tussen aanhalingstekens, of schrijf de waarde uit."
UNCLOSED = "GGZ005 een aanhalingsteken wordt niet gesloten. Zet aan het eind van de tekst hetzelfde aanhalingsteken."
AFTER_QUOTE = (
    "GGZ005 na het aanhalingsteken staat nog tekst. "
    "Zet de hele tekst tussen dubbele aanhalingstekens, en gebruik daarbinnen enkele."
)
AFTER_BRACKET = (
    "GGZ005 na de haak of accolade staat nog iets. Haal het weg, of zet de hele tekst tussen aanhalingstekens."
)
FURTHER_IN = (
    "GGZ005 deze regel springt verder in dan de regel erboven. "
    "Laat regels van hetzelfde blok onder elkaar beginnen, en zet tekst met ': ' tussen aanhalingstekens."
)
NO_REMARK = "GGZ005 zo begint geen opmerking. Zet een # voor de opmerking, en haal het teken weg."
OPEN_BRACKET = "GGZ005 een haak of accolade wordt niet goed gesloten. Zet komma's tussen de delen en sluit de haak."
HIDDEN = "GGZ004 in deze waarde staat een onzichtbaar teken. Typ de waarde opnieuw."
TWO_VERSIONS = (
    "GGZ005 hier staan twee versies naast elkaar, met een regel als <<<<<<<, ======= of >>>>>>>. "
    "Kies een van beide, en haal deze drie regels weg."
)
CURLED = (
    "GGZ005 deze tekst staat tussen gekrulde aanhalingstekens, waarschijnlijk uit een tekstverwerker. "
    "Vervang ze door rechte aanhalingstekens."
)
NO_QUOTE = (
    "GGZ005 een aanhalingsteken of haak wordt niet gesloten. "
    "Sluit het, of zet de hele tekst tussen dubbele aanhalingstekens."
)
OTHER_BLOCK = (
    "GGZ005 deze regel springt anders in dan het blok waar hij bij hoort. "
    "Laat regels van hetzelfde blok onder elkaar beginnen."
)
NO_COLON = "GGZ005 hier ontbreekt een dubbele punt. Schrijf 'sleutel: waarde'."
TIGHT = "GGZ005 na de dubbele punt hoort een spatie. Typ een spatie na de dubbele punt."
NO_REMARK_SIGN = (
    "GGZ005 deze regel is geen sleutel met een waarde. "
    "Zet er een # voor als het een opmerking is, en zet hem verder naar rechts als hij bij de tekst erboven hoort."
)
NO_LIST = (
    "GGZ005 hier begint een lijst, en er staat geen sleutel boven. "
    "Zet boven de lijst een regel met de sleutel, zoals 'bron:'."
)
A_LIST = "Toegestaan: een lijst tussen [ en ], met komma's tussen de waarden."
ONE_DASH = (
    "GGZ005 voor deze regel staat een streepje, en voor de regel erboven niet. "
    "Haal het streepje weg en zet een spatie in de plaats, of zet voor elk deel een streepje."
)
NO_SPACE = "GGZ005 hier staat een spatie die geen gewone spatie is. Haal haar weg en typ een gewone spatie."
NO_DASH = "GGZ005 hier staat een teken dat op een streepje lijkt. Typ een gewoon streepje (-) met een spatie erachter."
NO_TITLE = "Toegestaan: tekst. Vul iets in; zet tekst die met een # begint tussen aanhalingstekens."
NO_KEY = "bestaat hier niet (bij regels[1].strekte). Bedoelt u 'sterkte'?"
KEYS = "Toegestaan: id, titel, soort, sterkte, basis, niveau, bron, geldig, als, dan, toelichting, let_op, vervangt."
NO_SECOND = "GGZ005 hier staat een dubbele punt die niet kan."
NO_SHAPE = "GGZ100 deze tekst heeft niet de goede vorm"
NO_REST = "GGZ005 na | of > hoort op deze regel niets meer."
TITLE = "titel: Bel snel terug"

BROKEN = {
    # what is there: (what somebody makes of it, line:column, what is said, what one makes of it after reading that)
    "tab": ("    soort:", "\tsoort:", "4:1", "GGZ005 hier staat een tab. Vervang tabs door spaties.", "    soort:"),
    "te-weinig-ingesprongen": ("    soort:", "   soort:", "4:4", OTHER_BLOCK, "    soort:"),
    "dubbele-punt-vergeten": ("soort: in", "soort in", "4:5", NO_COLON, "soort: in"),
    "spatie-vergeten": ("soort: in", "soort:in", "4:5", TIGHT, "soort: in"),
    "spatie-vergeten-tussen-accolades": ("{titel: Af", "{titel:Af", "6:15", TIGHT, "{titel: Af"),
    "komma-in-getal": (
        "persoon.werkwens: [ja, latent]",
        "plaatsing.uren: {minstens: 2,5}",
        "10:39",
        "GGZ005 hier staat een getal met een komma. Schrijf een heel getal, zonder komma.",
        "plaatsing.uren: {minstens: 2}",
    ),
    "tekst-te-weinig-ingesprongen": (
        TITLE,
        f"{TITLE}\n    toelichting: >-\n      Wie lang wacht,\n    haakt misschien toch af.",
        "6:5",
        (
            "GGZ005 deze regel is geen sleutel met een waarde. Zet hem verder naar rechts als hij bij de tekst erboven "
            "hoort, en schrijf anders 'sleutel: waarde'."
        ),
        f"{TITLE}\n    toelichting: >-\n      Wie lang wacht,\n      haakt misschien toch af.",
    ),
    "hekje-van-opmerking-weg": (
        "regels:",
        "Dit zijn regels.\nregels:",
        "1:1",
        NO_REMARK_SIGN,
        "# Dit zijn regels.\nregels:",
    ),
    "hekje-verderop-weg": (
        "    als:",
        "Dit is nog open.\n    als:",
        "9:1",
        NO_REMARK_SIGN,
        "# Dit is nog open.\n    als:",
    ),
    "streepje-te-veel-onder-een-lijst": (
        "      - {document: afspraken, plaats: blz. 2}\n    als:",
        "      - {document: afspraken, plaats: blz. 2}\n    - als:",
        "9:5",
        OTHER_BLOCK,
        "      - {document: afspraken, plaats: blz. 2}\n    als:",
    ),
    "streepje-tussen-sleutels": (
        "    sterkte:",
        "    - sterkte:",
        "5:5",
        ONE_DASH,
        "      sterkte:".removeprefix("  "),
    ),
    "streepje-alleen-bij-de-eerste": (
        "          handeling: bellen\n",
        "          - handeling: bellen\n",
        "14:11",
        (
            "GGZ005 voor de regel erboven staat een streepje, en voor deze niet. "
            "Haal de streepjes erboven weg, of zet er hier ook een voor."
        ),
        "          handeling: bellen\n",
    ),
    "twee-sleutels-op-een-regel": (
        "persoon.werkwens: [ja, latent]",
        "persoon.werkwens: is: ja",
        "10:29",
        (
            "GGZ005 hier staan twee sleutels op een regel. "
            "Zet wat bij de eerste hoort tussen accolades, zoals a: {b: c}, en gewone tekst tussen aanhalingstekens."
        ),
        "persoon.werkwens: {is: ja}",
    ),
    "haak-open-boven-een-feit": (
        "      - persoon.werkwens: [ja, latent]",
        "      - alle:\n          - persoon.werkwens: [ja, latent\n            vraag.complexiteit: complex",
        "11:31",
        OPEN_BRACKET,
        "      - alle:\n          - persoon.werkwens: [ja, latent]\n          - vraag.complexiteit: complex",
    ),
    "sleutel-vergeten-bij-een-waarde": (
        "plaats: blz. 2",
        "blz. 2",
        "8:31",
        (
            "GGZ102 voor deze waarde ontbreekt de sleutel 'plaats' (bij regels[1].bron[1]). "
            "Schrijf 'plaats: ' voor de waarde."
        ),
        "plaats: blz. 2",
    ),
    "dubbele-punt-na-een-feit-vergeten": (
        "persoon.werkwens: [ja, latent]",
        "persoon.werkwens latent",
        "10:9",
        (
            "GGZ104 hier staat tekst (bij regels[1].als[1]). Toegestaan: een blok met sleutels. "
            "Schrijf een dubbele punt en een spatie na de sleutel, zoals sleutel: waarde."
        ),
        "persoon.werkwens: latent",
    ),
    "spatie-na-streepjes-vergeten": (
        "      - persoon.werkwens: [ja, latent]",
        "      -persoon.werkwens",
        "9:5",
        "GGZ104 na het streepje hoort een spatie (bij regels[1].als). Typ een spatie na het streepje.",
        "      - persoon.werkwens: ja",
    ),
    "kop-van-de-lijst-weg": (
        "regels:\n",
        "",
        "1:3",
        "GGZ104 hier staat een lijst. Toegestaan: een blok met sleutels. Zet boven de lijst de regel 'regels:'.",
        "regels:\n",
    ),
    "spatie-na-streepje-vergeten": (
        "    dan:",
        "      -persoon.direct_gevaar: ja\n    dan:",
        "11:7",
        "GGZ005 na het streepje hoort een spatie. Typ een spatie na het streepje.",
        "      - persoon.direct_gevaar: ja\n    dan:",
    ),
    "sleutel-boven-lijst-weg": ("    bron:\n", "", "7:7", NO_LIST, "    bron:\n"),
    "meer-dan-teken": (
        "persoon.werkwens: [ja, latent]",
        "plaatsing.uren: >= 12",
        "10:26",
        (
            "GGZ005 met > begint hier een tekst, en geen vergelijking. "
            "Schrijf een vergelijking als {minstens: 2} of {hoogstens: 2}."
        ),
        "plaatsing.uren: {minstens: 12}",
    ),
    "minder-dan-teken": (
        "persoon.werkwens: [ja, latent]",
        "plaatsing.uren: <= 12",
        "10:9",
        (
            "GGZ138 hier staat tekst (bij regels[1].als[1].plaatsing.uren). "
            "Toegestaan: een heel getal, of een vergelijking als {minstens: 2} of {hoogstens: 2}."
        ),
        "plaatsing.uren: {hoogstens: 12}",
    ),
    "stuk-van-een-regel-geplakt": (
        "regels:\n",
        "regels:\n  - id: VEEN-002\n    titel: Los\n",
        "2:5",
        (
            "GGZ102 'soort', 'sterkte', 'basis', 'bron', 'als', 'dan' ontbreken (bij regels[1]). "
            "Vul ze in, of haal dit deel weg als het hier niet hoort."
        ),
        "regels:\n",
    ),
    "twee-komma-s": (
        "[ja, latent]",
        "[ja,, latent]",
        "10:31",
        (
            "GGZ005 hier staat een komma of haak te veel, of er wordt een haak niet gesloten. "
            "Haal het teken weg, of sluit de haak."
        ),
        "[ja, latent]",
    ),
    "haken-van-een-lijst-vergeten": (
        "[ja, latent]",
        "ja, latent",
        "10:9",
        f"GGZ138 hier staan waarden achter elkaar (bij regels[1].als[1].persoon.werkwens). {A_LIST}",
        "[ja, latent]",
    ),
    "puntkomma-in-een-lijst": (
        "[ja, latent]",
        "[ja; latent]",
        "10:28",
        f"GGZ138 hier staan waarden achter elkaar (bij regels[1].als[1].persoon.werkwens[1]). {A_LIST}",
        "[ja, latent]",
    ),
    "accolades-om-een-lijst": (
        "[ja, latent]",
        "{ja, latent}",
        "10:9",
        f"GGZ138 hier staan waarden tussen accolades (bij regels[1].als[1].persoon.werkwens). {A_LIST}",
        "[ja, latent]",
    ),
    "of-in-plaats-van-een-van-deze": (
        "- persoon.werkwens: [ja, latent]",
        "- of: [{persoon.werkwens: ja}]",
        "10:9",
        (
            "GGZ120 'of' is geen feit (bij regels[1].als[1].of). Bedoelt u 'een_van_deze'? "
            "Toegestaan: naamruimte.kenmerk, zoals persoon.verblijf."
        ),
        "- een_van_deze: [{persoon.werkwens: ja}]",
    ),
    "harde-spatie-vooraan": ("    soort:", "\u00a0\u00a0  soort:", "4:1", NO_SPACE, "    soort:"),
    "harde-spatie-na-de-punt": ("soort: in", "soort:\u00a0in", "4:11", NO_SPACE, "soort: in"),
    "lang-streepje": ("  - id", "  \u2013 id", "2:3", NO_DASH, "  - id"),
    "bolletje": ("  - id", "  \u2022 id", "2:3", NO_DASH, "  - id"),
    "aanhalingsteken-open": (TITLE, 'titel: "Bel', "3:12", NO_QUOTE, 'titel: "Bel"'),
    "apostrof": (TITLE, "titel: 's Avonds bellen", "3:12", NO_QUOTE, 'titel: "\'s Avonds bellen"'),
    "haak-open": (
        TITLE,
        "titel: [Bel",
        "3:12",
        OPEN_BRACKET,
        "titel: Bel",
    ),
    "dubbele-punt-in-tekst": (
        TITLE,
        "titel: Let op: bel",
        "3:18",
        f"{NO_SECOND} Zet tekst met ': ' tussen aanhalingstekens, of herstel het inspringen.",
        'titel: "Let op: bel"',
    ),
    "hekje": (TITLE, "titel: #1", "3:5", f"GGZ104 hier staat niets (bij regels[1].titel). {NO_TITLE}", 'titel: "#1"'),
    "leeg": (TITLE, "titel:", "3:5", f"GGZ104 hier staat niets (bij regels[1].titel). {NO_TITLE}", "titel: Bel"),
    "apenstaart": (
        TITLE,
        "titel: @bel",
        "3:12",
        f"GGZ005 deze regel begint met een teken dat hier niet kan. {QUOTED}",
        'titel: "@bel"',
    ),
    "ster": (
        TITLE,
        "titel: *bel",
        "3:12",
        f"GGZ012 deze verwijzing (*) wijst nergens naar, of naar zichzelf. {OR_WRITTEN_OUT}",
        'titel: "*bel"',
    ),
    "sterren": (TITLE, "titel: **bel**", "3:12", f"GGZ005 dit begint met een *. {QUOTED}", 'titel: "**bel**"'),
    "en-teken": (TITLE, "titel: &bel", "3:12", f"GGZ005 dit begint met een &. {QUOTED}", 'titel: "&bel"'),
    "uitroepteken": (
        TITLE,
        "titel: !bel terug",
        "3:12",
        f"GGZ005 dit begint met een uitroepteken. {QUOTED}",
        'titel: "!bel terug"',
    ),
    "vraagteken": (
        TITLE,
        "titel: ? bel",
        "3:12",
        f"GGZ005 hier staat een vraagteken vooraan. {QUOTED}",
        'titel: "? bel"',
    ),
    "streep": (
        TITLE,
        "titel: | bel",
        "3:14",
        f"{NO_REST} Zet de tekst op de volgende regel, of tussen aanhalingstekens.",
        'titel: "| bel"',
    ),
    "gekrulde-sleutel": (
        "soort:",
        "\u201csoort\u201d:",
        "4:5",
        "GGZ005 in deze sleutel staan gekrulde aanhalingstekens. Haal ze weg.",
        "soort:",
    ),
    "onzichtbaar-in-sleutel": (
        "werkwens:",
        "werk\u200bwens:",
        "10:9",
        "GGZ004 in deze sleutel staat een onzichtbaar teken. Typ de sleutel opnieuw.",
        "werkwens:",
    ),
    "leesrichting": (
        "Bel snel",
        "Bel \u202esnel",
        "3",
        "GGZ004 hier staat een onzichtbaar teken dat de leesrichting omdraait. Typ de regel opnieuw.",
        "Bel snel",
    ),
    "stuurteken": (
        "Bel snel",
        "Bel \x00snel",
        "3",
        "GGZ005 hier staat een teken dat niet in een tekstbestand hoort. Typ de regel opnieuw.",
        "Bel snel",
    ),
    "versie-als-getal": (
        "versie: 1.0.0",
        "versie: 1.0",
        "3:1",
        "GGZ104 hier staat een kommagetal (bij versie). Toegestaan: drie getallen met punten, zoals 1.0.0.",
        "versie: 1.0.0",
    ),
    "versie-met-letter": (
        "versie: 1.0.0",
        "versie: v1",
        "3:1",
        "GGZ100 deze tekst heeft niet de goede vorm (bij versie). Toegestaan: drie getallen met punten, zoals 1.0.0.",
        "versie: 1.0.0",
    ),
    "naam-met-hoofdletter": (
        "pakket: veen",
        "pakket: Veen",
        "1:1",
        f"{NO_SHAPE} (bij pakket). Toegestaan: kleine letters, cijfers en streepjes, zoals mijn-regio.",
        "pakket: veen",
    ),
    "te-ver-ingesprongen": ("    soort:", "     soort:", "4:6", FURTHER_IN, "    soort:"),
    "dubbele-punt-vergeten-voor-blok": ("regels:\n", "regels\n", "1:1", NO_COLON, "regels:\n"),
    "aanhalingsteken-open-boven-een-ander": (
        f"{TITLE}\n    soort: in_beeld",
        'titel: "Bel\n    soort: "in_beeld"',
        "3:12",
        UNCLOSED,
        'titel: "Bel"\n    soort: "in_beeld"',
    ),
    "aanhalingsteken-open-tussen-accolades": (
        "plaats: blz. 2}\n    als:",
        'plaats: "blz. 2}\n      - {document: "afspraken", plaats: blz. 3}\n    als:',
        "8:39",
        UNCLOSED,
        'plaats: "blz. 2"}\n      - {document: "afspraken", plaats: blz. 3}\n    als:',
    ),
    "aanhalingstekens-in-tekst": (
        TITLE,
        'titel: "Bel "snel" terug"',
        "3:18",
        AFTER_QUOTE,
        "titel: \"Bel 'snel' terug\"",
    ),
    "apostrof-in-tekst": (TITLE, "titel: 'Bel 's avonds'", "3:18", AFTER_QUOTE, 'titel: "Bel \'s avonds"'),
    "komma-na-tekst": (
        "soort: in_beeld",
        '"soort": "in_beeld",',
        "4:24",
        "GGZ005 na het aanhalingsteken staat een komma. Haal de komma weg.",
        '"soort": "in_beeld"',
    ),
    "tekst-na-haak": (TITLE, "titel: [Bel] terug", "3:18", AFTER_BRACKET, 'titel: "[Bel] terug"'),
    "accolade-te-veel": ("blz. 2}", "blz. 2}}", "8:46", AFTER_BRACKET, "blz. 2}"),
    "accolade-vergeten": ("blz. 2}", "blz. 2", "8:9", OPEN_BRACKET, "blz. 2}"),
    "streepje-voor-tekst": (
        TITLE,
        "titel: - bel",
        "3:12",
        (
            "GGZ005 hier staat een streepje dat niet kan. "
            "Zet het streepje op een eigen regel, of de tekst tussen aanhalingstekens."
        ),
        'titel: "- bel"',
    ),
    "en-teken-aan-een-woord": (TITLE, "titel: &bel terug", "3:12", f"GGZ005 dit begint met een &. {QUOTED}", TITLE),
    "streepje-vergeten": (
        "plaats: blz. 2}",
        "plaats: blz. 2}\n      - document: afspraken\n        plaats: blz. 3\n        document: afspraken",
        "11:9",
        (
            "GGZ008 de sleutel 'document' staat hier twee keer. "
            "Zet er een streepje (-) voor als hier een nieuw deel van de lijst begint; haal haar anders weg."
        ),
        "plaats: blz. 2}\n      - document: afspraken\n        plaats: blz. 3",
    ),
    "twee-versies": (
        "    soort: in_beeld\n",
        "<<<<<<< HEAD\n    soort: in_beeld\n=======\n    soort: regie\n>>>>>>> nieuw\n",
        "4:1",
        TWO_VERSIONS,
        "    soort: regie\n",
    ),
    "opmerking-als-in-een-programma": (
        "    soort:",
        "    // oud\n    soort:",
        "4:5",
        NO_REMARK,
        "    # oud\n    soort:",
    ),
    "opmerking-als-op-een-pagina": (
        "    soort:",
        "    <!-- oud\n    soort:",
        "4:5",
        NO_REMARK,
        "    # oud\n    soort:",
    ),
    "gekrulde-tekst": ("blz. 2", "\u201cblz. 2\u201d", "8:39", CURLED, '"blz. 2"'),
    "harde-spatie-achter-waarde": ("in_beeld\n", "in_beeld\u00a0\n", "4:12", HIDDEN, "in_beeld\n"),
    "onzichtbaar-in-waarde": ("latent", "la\u200btent", "10:32", HIDDEN, "latent"),
    "zacht-streepje-in-id": ("VEEN-001", "VEEN-\u00ad001", "2:9", HIDDEN, "VEEN-001"),
    "datum-als-titel": (
        TITLE,
        "titel: 2024-01-01",
        "3:5",
        "GGZ104 hier staat een datum (bij regels[1].titel). Toegestaan: tekst. Zet de tekst tussen aanhalingstekens.",
        'titel: "2024-01-01"',
    ),
    "datum-als-plaats": (
        "plaats: blz. 2",
        "plaats: 2017-02-16",
        "8:31",
        (
            "GGZ104 hier staat een datum (bij regels[1].bron[1].plaats). Toegestaan: tekst. "
            "Zet de tekst tussen aanhalingstekens."
        ),
        'plaats: "2017-02-16"',
    ),
    "sleutel-met-typefout": ("sterkte:", "strekte:", "5:5", f"GGZ101 'strekte' {NO_KEY} {KEYS}", "sterkte:"),
    "sleutel-met-hoofdletter": (
        "sterkte:",
        "Sterkte:",
        "5:5",
        f"GGZ101 deze sleutel {NO_KEY.replace('.strekte', '[…]')} {KEYS}",
        "sterkte:",
    ),
    "waarde-met-hoofdletter": (
        "sterkte: voorkeur",
        "sterkte: Voorkeur",
        "5:5",
        (
            "GGZ103 deze waarde kan hier niet (bij regels[1].sterkte). Bedoelt u 'voorkeur'? "
            "Toegestaan: verboden, verplicht, voorkeur, mogelijk, afgeraden."
        ),
        "sterkte: voorkeur",
    ),
    "waarde-met-spatie": (
        "soort: in_beeld",
        "soort: in beeld",
        "4:5",
        (
            "GGZ103 deze waarde kan hier niet (bij regels[1].soort). Bedoelt u 'in_beeld'? "
            "Toegestaan: routing, regie, maatje, in_beeld, overdracht_privacy, intake, diagnose, plan, interventie, "
            "werkgever, nazorg, organisatie_signaal, inkomen."
        ),
        "soort: in_beeld",
    ),
    "yes-voor-ja": (
        "[ja, latent]",
        "[Yes, latent]",
        "10:28",
        (
            "GGZ138 deze waarde bestaat hier niet (bij regels[1].als[1].persoon.werkwens[1]). "
            "Bedoelt u 'ja'? Toegestaan: ja, latent, nee."
        ),
        "[ja, latent]",
    ),
    "true-voor-ja": (
        "[ja, latent]",
        "[true, latent]",
        "10:28",
        (
            "GGZ138 true of false kan hier niet (bij regels[1].als[1].persoon.werkwens[1]). "
            "Bedoelt u 'ja'? Toegestaan: ja, latent, nee."
        ),
        "[ja, latent]",
    ),
    "streepje-te-veel": (
        "    soort:",
        "  - soort:",
        "4:5",
        (
            "GGZ102 hier begint een nieuw deel van de lijst, en het vorige is nog niet af (bij regels[2]). "
            "Haal het streepje weg, en zet een spatie in de plaats."
        ),
        "    soort:",
    ),
    "streepje-vergeten-voor-een-deel": (
        "      - adviseer",
        "        adviseer",
        "11:5",
        (
            "GGZ104 hier staat een blok (bij regels[1].dan). Toegestaan: een lijst (regels met een streepje). "
            "Zet een streepje (-) voor elk deel."
        ),
        "      - adviseer",
    ),
    "streepje-zonder-spatie": (
        "      - adviseer",
        "      -adviseer",
        "12:7",
        "GGZ104 na het streepje hoort een spatie. Typ een spatie na het streepje.",
        "      - adviseer",
    ),
    "bolletje-voor-een-deel": (
        "      - adviseer",
        "      \u2022 adviseer",
        "12:7",
        NO_DASH.replace("GGZ005", "GGZ104"),
        "      - adviseer",
    ),
    "niet-ingesprongen-onder-een-sleutel": (
        "          handeling: bellen\n          gebied: contact\n          tekst:",
        "        handeling: bellen\n        gebied: contact\n        tekst:",
        "12:9",
        (
            "GGZ100 wat bij 'adviseer' hoort, staat er niet onder (bij regels[1].dan[1].adviseer). "
            "Zet de regels eronder verder naar rechts."
        ),
        "          handeling: bellen\n          gebied: contact\n          tekst:",
    ),
    "ander-soort-bestand": (
        RULE,
        "id: veen-1\npeildatum: 2024-01-01\nfeiten: {}\n",
        "1:1",
        (
            "GGZ101 dit is een ander soort bestand. Toegestaan: regels. "
            "Zet het in de map waar het hoort, of zet er een van deze sleutels in."
        ),
        RULE,
    ),
    "maand-die-niet-bestaat": (
        "{titel: Afspraken}",
        "{titel: Afspraken, datum: 2017-13}",
        "6:33",
        (
            f"{NO_SHAPE} (bij bronnen.afspraken.datum). "
            "Toegestaan: een jaar, maand of dag, zoals 2024, 2024-05 of 2024-05-01."
        ),
        "{titel: Afspraken, datum: 2017-12}",
    ),
    "geldig-tot-voor-van": (
        "    soort:",
        "    geldig: {van: 2018-01-01, tot: 2017-01-01}\n    soort:",
        "4:5",
        "GGZ192 regel VEEN-001: de geldigheid eindigt voor zij begint. Verbeter 'van' of 'tot'.",
        "    geldig: {van: 2017-01-01, tot: 2018-01-01}\n    soort:",
    ),
    "gebruikt-met-typefout": (
        "[landelijk]",
        "[landelijke]",
        "4:12",
        "GGZ170 het pakket 'landelijke' is niet gevonden (bij gebruikt[1]). Bedoelt u 'landelijk'?",
        "[landelijk]",
    ),
}


def write(folder: Path, old: str, new: str) -> Path:
    """The pack with a change, in the one of its files that has what is changed."""
    for name, text in (("pack.yaml", PACK), ("regels/in_beeld.yaml", RULE)):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return next(folder / name for name, text in (("pack.yaml", PACK), ("regels/in_beeld.yaml", RULE)) if old in text)


@pytest.fixture
def veen(tmp_path: Path) -> Path:
    (tmp_path / "veen").mkdir()
    return tmp_path / "veen"


@pytest.mark.parametrize("fault", BROKEN)
def test_the_line_what_is_wrong_and_a_mend_that_works(veen, fault):
    old, broken, place, said, mended = BROKEN[fault]

    path = write(veen, old, broken)
    assert [str(problem) for problem in check_paths([str(veen)], "landelijk").problems] == [f"{path}:{place}: {said}"]

    write(veen, old, mended)
    assert check_paths([str(veen)], "landelijk").problems == ()


def test_a_bullet_in_a_text_above_is_not_blamed_for_what_stands_below(veen):
    text = "toelichting: >-\n      Drie dingen:\n      \u2013 dit\n      \u2013 dat\n    titel Bel"
    path = write(veen, TITLE, text)
    assert [str(problem) for problem in check_paths([str(veen)], "landelijk").problems] == [f"{path}:7:5: {NO_COLON}"]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_another_system_are_fine(veen, end):
    write(veen, "a", "a")
    for name, text in (("pack.yaml", PACK), ("regels/in_beeld.yaml", RULE)):
        (veen / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", end).encode())
    assert check_paths([str(veen)], "landelijk").problems == ()


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-16", "1:1: GGZ003 het bestand is opgeslagen als UTF-16. Sla het op als UTF-8."),
        ("utf-16-le", "1:1: GGZ003 het bestand is opgeslagen als UTF-16. Sla het op als UTF-8."),
        ("latin-1", "3:1: GGZ003 het bestand is geen UTF-8. Sla het op als UTF-8."),
    ],
)
def test_a_file_saved_in_another_way(veen, encoding, said):
    path = write(veen, "snel", "één keer")
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert [str(problem) for problem in check_paths([str(veen)], "landelijk").problems] == [f"{path}:{said}"]


@pytest.mark.parametrize(
    ("name", "what", "near"),
    [
        ("regel/extra.yaml", "de map 'regel'", "regels"),
        ("casus/x.casus.yaml", "de map 'casus'", "casussen"),
        ("begrip.yaml", "dit bestand", "begrippen"),
        ("konflicten.yaml", "dit bestand", "conflicten"),
    ],
)
def test_a_file_that_nothing_would_read_is_told(veen, name, what, near):
    write(veen, "a", "a")
    (veen / name).parent.mkdir(exist_ok=True)
    (veen / name).write_text(RULE, encoding="utf-8")
    (found,) = check_paths([str(veen)], "landelijk").problems
    accepted = (
        "regels/, tabellen/, workflows/, casussen/, vignetten/, gemaakt/, trajecten/"
        if "/" in name
        else "pack.yaml, begrippen.yaml, sociale-kaart.yaml, conflicten.yaml, poorten.yaml, interventies.yaml, "
        "bevindingen.yaml, overlevers.yaml, uitzonderingen.yaml"
    )
    hint = f" Bedoelt u '{near}'?" if near else ""
    said = f"GGZ176 {what} hoort niet in een pakket, en zou niet worden gelezen.{hint} Toegestaan: {accepted}."
    assert str(found) == f"{veen / name}: {said}"


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("regels/extra.yaml.txt", ".yaml, .yml, .json"),
        ("regels/extra.docx", ".yaml, .yml, .json"),
        ("tabellen/rang.xls", ".yaml, .yml, .json, .xlsx, .csv"),
    ],
)
def test_a_file_saved_in_a_form_that_nothing_would_read_is_told(veen, name, accepted):
    write(veen, "a", "a")
    (veen / name).parent.mkdir(exist_ok=True)
    (veen / name).write_text("id: veen-1", encoding="utf-8")
    (found,) = check_paths([str(veen)], "landelijk").problems
    said = "GGZ176 dit bestand zou niet worden gelezen, want zijn naam eindigt anders."
    mend = "Sla het op in een van deze vormen, of haal het weg."
    assert str(found) == f"{veen / name}: {said} Toegestaan: {accepted}. {mend}"


def test_notes_and_letters_beside_the_folders_of_a_pack_may_stay(veen):
    write(veen, "a", "a")
    for name in ("brief.docx", "regels/notitie.txt", "overleg/verslag.docx"):
        (veen / name).parent.mkdir(exist_ok=True)
        (veen / name).write_text("Tekst", encoding="utf-8")
    assert check_paths([str(veen)], "landelijk").problems == ()


def test_a_year_of_a_source_may_stand_bare(veen):
    write(veen, "{titel: Afspraken}", "{titel: Afspraken, datum: 2020}")
    report = check_paths([str(veen)], "landelijk")
    assert (report.problems, report.packs[0].bronnen["afspraken"].datum) == ((), "2020")


def test_settings_of_an_editor_are_no_part_of_a_pack(veen):
    write(veen, "a", "a")
    before = check_paths([str(veen)], "landelijk").packs[0].hash
    (veen / ".vscode").mkdir()
    (veen / ".vscode" / "settings.json").write_text("{}", encoding="utf-8")
    report = check_paths([str(veen)], "landelijk")
    assert (report.problems, report.packs[0].hash) == ((), before)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("1-5-2024", "GGZ100 dit is geen geldige datum (bij peildatum). Toegestaan: een datum als 2016-11-24."),
        ("2024-13-01", "GGZ009 deze datum bestaat niet. Schrijf een datum als 2016-11-24."),
    ],
)
def test_a_casus_with_a_wrong_day_is_told_once(veen, day, said):
    write(veen, "a", "a")
    (veen / "casussen").mkdir()
    path = veen / "casussen" / "a.casus.yaml"
    path.write_text(f"id: a\npeildatum: {day}\nfeiten: {{}}\nmag_niet: []\n", encoding="utf-8")
    told = [str(problem) for problem in check_paths([str(veen)], "landelijk").problems]
    assert [line.partition(": ")[2] for line in told if ":2:" in line] == [said]


@pytest.mark.parametrize("folder", ["casussen", "vignetten", "gemaakt"])
def test_a_casus_whose_name_does_not_say_so_is_not_passed_over(tmp_path, monkeypatch, folder):
    monkeypatch.chdir(tmp_path)
    write_pack(tmp_path / "klein", {**FILES, f"{folder}/diep/k-1.yaml": "id: k-1\npeildatum: 2024-05-01\n"})
    with pytest.raises(PackError) as caught:
        load_pack("klein")
    assert [str(problem) for problem in caught.value.problems] == [
        (
            f"klein/{folder}/diep/k-1.yaml: GGZ176 dit bestand heet niet als een casus, en zou niet worden gelezen. "
            "Toegestaan: een naam als k-1.casus.yaml, of k-1.profiel.yaml."
        )
    ]
