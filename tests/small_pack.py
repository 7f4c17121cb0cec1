"""A tiny valid rule pack as text, for tests that need one that is small, or one with a fault."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ggzroute import Casus, RulePack
from ggzroute.rules.files import PackFiles
from ggzroute.rules.reading import read_pack

PACK = """\
pakket: klein
naam: Klein
versie: 1.0.0
regio: hier
workflow: kort
bronnen:
  boek: {titel: Een boek}
"""

BEGRIPPEN = """\
begrippen:
  vraag.vrager:
    type: keuze
    waarden: {persoon_zelf: zelf, ander: een ander}
    vraag: Wie vraagt?
    antwoord_door: [ontvanger]
    gevoelig: nee
  vraag.betrokkenen_geinventariseerd:
    type: ja_nee
    vraag: Is iedereen in kaart?
    antwoord_door: [ontvanger]
    gevoelig: nee
  vraag.onderwerp:
    type: keuzes
    waarden: [werk, wonen]
    vraag: Waar gaat het over?
    antwoord_door: [ontvanger]
    gevoelig: nee
  persoon.werkwens:
    type: ja_nee
    vraag: Wil de hulpvrager werken?
    antwoord_door: [hulpvrager]
    gevoelig: nee
  persoon.schulden:
    type: ja_nee
    vraag: Zijn er schulden?
    antwoord_door: [hulpvrager]
    gevoelig: ja
  persoon.aantal_kinderen:
    type: getal
    vraag: Hoeveel kinderen zijn er?
    antwoord_door: [hulpvrager]
    gevoelig: nee
  persoon.ontslag_op:
    type: datum
    vraag: Wanneer is het ontslag?
    antwoord_door: [ggz]
    gevoelig: nee
  persoon.gemeente:
    type: tekst
    vraag: Welke gemeente?
    antwoord_door: [hulpvrager]
    gevoelig: nee
  persoon.verhuizing:
    type: record
    velden: {naar: {type: keuze, waarden: [huis, opvang]}}
    vraag: Welke verhuizing?
    antwoord_door: [hulpvrager]
    gevoelig: nee
  persoon.leefgebieden:
    type: tabel
    sleutel: {wonen: wonen, werk: werk}
    waarde: {type: keuze, waarden: [goed, aandacht]}
    vraag: Hoe gaat het?
    antwoord_door: [hulpvrager]
    gevoelig: nee
  regio.wijkteam:
    type: tabel
    sleutel: gemeente
    waarde: {type: ja_nee}
    vraag: Waar is een wijkteam?
    antwoord_door: [regio]
    gevoelig: nee
    niveau: regio
  regie.aanwezig:
    type: ja_nee
    vraag: Is er een regievoerder?
    antwoord_door: [ontvanger]
    gevoelig: nee
  regie.stand:
    type: keuze
    waarden: [goed, matig]
    vraag: Hoe staat het met de regie?
    antwoord_door: [ontvanger]
    gevoelig: nee
    afleiding: regel
  regie.zorg:
    type: ja_nee
    vraag: Is er zorg over de regie?
    antwoord_door: [ontvanger]
    gevoelig: nee
    afleiding: regel
  maatje.aanwezig:
    type: ja_nee
    vraag: Is er een maatje?
    antwoord_door: [hulpvrager]
    gevoelig: nee
  organisatie.soort:
    type: keuze
    waarden: [opvang, wijkteam]
    vraag: Welk soort organisatie?
    antwoord_door: [organisatie]
    gevoelig: nee
    niveau: organisatie
verboden_invoer:
  - namen: [herkomst]
    waarom: dat doet er niet toe
"""

REGELS = """\
regels:
  - id: K-1
    titel: Wie wil werken, krijgt hulp
    soort: plan
    sterkte: voorkeur
    basis: praktijk
    bron: [{document: boek, plaats: p. 1}]
    als: [{persoon.werkwens: ja}]
    dan: [{adviseer: {handeling: werk_zoeken, gebied: werk, tekst: Zoek samen werk.}}]
  - id: K-2
    titel: De opvang kan de regie voeren
    soort: regie
    sterkte: mogelijk
    basis: praktijk
    bron: [{document: boek, plaats: p. 2}]
    als: [{er_is: {betrokkene: huis, waarin: {soort: opvang}}}]
    dan: [{kandidaat_regievoerder: {wie: huis, rang: 50}}]
"""

WORKFLOW = """\
workflow: kort
naam: Korte route
versie: 1.0.0
bron: [{document: boek, plaats: p. 3}]
begin: BEGIN
stappen:
  - {id: BEGIN, soort: begin, tekst: Er is een vraag, naar: Q}
  - id: Q
    soort: vraag
    tekst: Is er een regievoerder?
    takken:
      - {antwoord: ja, als: [{regie.aanwezig: ja}], naar: EIND}
      - {antwoord: nee, als: [{regie.aanwezig: nee}], naar: A}
  - {id: A, soort: activiteit, tekst: Zoek een regievoerder, naar: EIND}
  - {id: EIND, soort: eind, tekst: Klaar}
paden:
  met: [BEGIN, Q, EIND]
  zonder: [BEGIN, Q, A, EIND]
beloften:
  - {id: altijd-gevraagd, tekst: De vraag wordt altijd gesteld, elk_pad: {bevat: [Q], eindigt_bij: [EIND]}}
"""

KAART = """\
organisaties:
  - id: huis
    naam: Het Huis
    soort: opvang
    regio: hier
    bron: [{document: boek, plaats: p. 4}]
functies:
  - {id: begeleider, naam: begeleider, werkt_bij: [opvang], bron: [{document: boek, plaats: p. 4}]}
"""

CONFLICTEN = """\
conflicten:
  - id: CF-1
    wat: Eerst werk, of eerst de regie?
    kanten:
      - {regels: [K-1], zegt: eerst werk, bron: [{document: boek, plaats: p. 1}]}
      - {regels: [K-2], zegt: eerst de regie, bron: [{document: boek, plaats: p. 2}]}
"""

FILES: Mapping[str, str] = {
    "pack.yaml": PACK,
    "begrippen.yaml": BEGRIPPEN,
    "regels/regels.yaml": REGELS,
    "workflows/kort.yaml": WORKFLOW,
    "sociale-kaart.yaml": KAART,
    "conflicten.yaml": CONFLICTEN,
}

USER = """\
pakket: regio
naam: Regio
versie: 1.0.0
gebruikt: [klein]
bronnen:
  boek: {titel: Een boek}
"""
"""A ``pack.yaml`` of a pack that builds on the small one."""


def rule(id_: str, als: str, dan: str, *, soort: str = "plan", sterkte: str = "voorkeur", more: str = "") -> str:
    """One rule as text, without the head of the file; ``als`` and ``dan`` in flow style."""
    return f"""\
  - id: {id_}
    titel: Regel {id_}
    soort: {soort}
    sterkte: {sterkte}
    basis: praktijk
    bron: [{{document: boek, plaats: p. 9}}]
    als: {als}
    dan: {dan}
{more}"""


def rules(*parts: str) -> str:
    """A rule file from rules as text."""
    return "regels:\n" + "".join(parts)


def write_pack(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """The files of a pack, written below ``folder``, which is returned."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def small_pack(**changes: str) -> RulePack:
    """The small pack in memory, with other text for some of its files."""
    names = {
        "pack": "pack.yaml",
        "begrippen": "begrippen.yaml",
        "regels": "regels/regels.yaml",
        "kaart": "sociale-kaart.yaml",
        "workflow": "workflows/kort.yaml",
        "conflicten": "conflicten.yaml",
    }
    texts = {**FILES, **{names[key]: text for key, text in changes.items()}}
    if "regels" in changes and "conflicten" not in changes:
        del texts["conflicten.yaml"]  # it names rules that are gone
    contents = {name: text.encode() for name, text in texts.items()}
    return read_pack(PackFiles(root="klein", contents=contents), _uses_nothing)


def _uses_nothing(name: str) -> RulePack:
    raise LookupError(name)


def casus(
    pack: RulePack, feiten: Mapping[str, Any] | None = None, *betrokkenen: Mapping[str, Any], **more: Any
) -> Casus:
    """A casus for a pack, on 24 November 2016."""
    data = {"id": "proef", "peildatum": "2016-11-24", "feiten": feiten or {}, "betrokkenen": betrokkenen, **more}
    return Casus.from_dict(data, vocabulary=pack.vocabulary)
