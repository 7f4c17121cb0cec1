"""The examples of ``codes.yaml``, carried out: what is said of each with its fault, and without it.

An example is a piece of a file. It takes its place in a small pack, a casus or an event, and everything around it is
right, so that only the fault is told.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ggzroute import Casus, evaluate, load_pack
from ggzroute.codes import Uitleg
from ggzroute.documents import read_text
from ggzroute.exceptions import DocumentError
from ggzroute.problems import Problem
from ggzroute.profile import is_profile, profile_from_document
from ggzroute.replay.fixtures import fixture_from_file
from ggzroute.rules.files import PackFiles
from ggzroute.rules.pack import CasusFile, RulePack
from ggzroute.rules.reading import read_pack
from small_pack import FILES, USER
from trajecten import agreed, begun, event

MORE_WORDS = """\
  organisatie.rollen_kan:
    type: keuzes
    waarden: [regievoerder, maatje]
    vraag: Welke rollen kan de organisatie op zich nemen?
    antwoord_door: [organisatie]
    gevoelig: nee
    niveau: organisatie
  overdracht.ontvanger:
    type: actor
    vraag: Wie krijgt de gegevens?
    antwoord_door: [regievoerder]
    gevoelig: nee
"""
MORE_OF_THE_HOUSE = """\
    regio: hier
    loket: Vraag naar de begeleider.
    kan: [maatje]
    kan_niet: []
"""
EXPECTING = """\
id: voorbeeld
peildatum: 2017-05-01
documentatie: {titel: Voorbeeld, bron: [{document: hr2017, plaats: h3}]}
"""
TABLE = """\
beslistabel: TB-1
titel: Stand van de regie
soort: regie
sterkte: voorkeur
basis: praktijk
bron: [{document: boek, plaats: p. 7}]
invoer:
  - {feit: persoon.schulden}
  - {feit: persoon.aantal_kinderen}
trefregel: U
uitvoer:
  - {leid_af: regie.stand}
rijen:
  - {als: [ja, "-"], dan: [matig]}
  - {als: [nee, "-"], dan: [goed]}
"""
RANKING = """\
beslistabel: RANG
titel: Wie gaat voor
trefregel: U
soort: regie
sterkte: voorkeur
basis: praktijk
bron: [{document: boek, plaats: p. 7}]
invoer: [{feit: regel}]
uitvoer: [{kandidaat_regievoerder: rang}]
rijen:
  - {als: [K-2], dan: [60]}
"""
SHEET = """\
beslistabel;TB-2
titel;Signaal
trefregel;U
soort;plan
sterkte;mogelijk
basis;praktijk
bron;boek p. 8

kolom;als;dan;dan
wat;persoon.schulden;signaleer: signaal;signaleer: tekst
1;ja;schulden;Er zijn schulden.
"""
GATES = """\
poorten:
  - id: doorgeven
    titel: Mag het worden doorgegeven?
    bron: [{document: boek, plaats: p. 5}]
    aan_de_orde: [{regie.aanwezig: ja}]
    uitkomsten:
      - {code: niet_doen, tekst: Doe het niet.}
      - {code: vragen, tekst: Vraag het eerst.}
      - {code: mag, tekst: Het mag.}
    bij_nee: niet_doen
    bij_onbekend: vragen
    voorwaarden:
      - code: wens
        eis: De hulpvrager wil werken.
        als: [{persoon.werkwens: ja}]
        bron: [{document: boek, plaats: p. 5}]
    velden:
      bij: [mag]
      onderwerpen_uit: vraag.onderwerp
      ontvanger_uit: overdracht.ontvanger
      onderwerpen: {wonen: [persoon.verhuizing]}
      rollen:
        - {soorten: [opvang], onderwerpen: [wonen]}
      overige: []
"""
FINDINGS = """\
gevaren:
  - {id: schulden, wat: Er zijn schulden, als: [{persoon.schulden: ja}], bron: [{document: boek, plaats: p. 6}]}
bedoeld:
  - bevindingen: [nooit/K-1]
    reden: Zo is het bedoeld.
    bron: [{document: boek, plaats: p. 6}]
"""
BASE: Mapping[str, str] = {
    **FILES,
    "begrippen.yaml": FILES["begrippen.yaml"].replace("verboden_invoer:", MORE_WORDS + "verboden_invoer:"),
    "sociale-kaart.yaml": FILES["sociale-kaart.yaml"].replace("    regio: hier\n", MORE_OF_THE_HOUSE, 1),
    "tabellen/stand.yaml": TABLE,
    "tabellen/signaal.csv": SHEET,
    "poorten.yaml": GATES,
    "bevindingen.yaml": FINDINGS,
}
RANKED = {
    **BASE,
    "regels/regels.yaml": FILES["regels/regels.yaml"].replace(", rang: 50", ""),
    "tabellen/regierang.yaml": RANKING,
}
RULE = {
    "id": "id: V-1",
    "titel": "titel: Voorbeeld",
    "soort": "soort: plan",
    "sterkte": "sterkte: voorkeur",
    "basis": "basis: praktijk",
    "bron": "bron: [{document: boek, plaats: p. 9}]",
    "als": "als: [{persoon.werkwens: ja}]",
    "dan": "dan: [{signaleer: {signaal: iets, tekst: Er is iets.}}]",
}
FACT = "  vraag: Hoe is dat?\n  antwoord_door: [hulpvrager]\n  gevoelig: nee\n"


def told(entry: Uitleg, text: str) -> list[Problem]:
    """The problems when this text stands where the example stands.

    Raises:
        LookupError: what the example takes the place of is not there.
    """
    waar = entry.waar
    if waar in READERS:
        return READERS[waar](text)
    region = waar.startswith("regio/")
    name = waar.removeprefix("regio/")
    base = dict(RANKED if entry.met == "regierang" else BASE)
    target = {"pack.yaml": USER} if region else base
    match name:
        case "regel":
            target["regels/voorbeeld.yaml"] = _rule(text)
        case "begrip":
            head, _, rest = target.get("begrippen.yaml", "begrippen:\n").partition("\n")
            target["begrippen.yaml"] = f"{head}\n{textwrap.indent(text + FACT, '  ')}{rest}"
        case _:
            target[name] = _placed(target.get(name, ""), entry.in_plaats_van or entry.goed, text)
    return _pack_problems(base, target if region else None)


def _rule(text: str) -> str:
    parts = re.split(r"(?m)^(?=\S)", text)
    given: dict[str, str] = {}
    for part in parts[1:]:
        key = re.split(r"[:\s]", part, maxsplit=1)[0]
        given[key] = given.get(key, "") + part
    lines = "".join(f"{line.rstrip()}\n" for line in ({**RULE, **given}).values())
    return "regels:\n  - " + textwrap.indent(lines, "    ").lstrip()


def _placed(base: str, anchor: str, text: str) -> str:
    """The file with the text in place of the anchor, however far that is indented; at the end when it is nowhere."""
    for width in range(0, 12, 2):
        old = textwrap.indent(anchor, " " * width)
        if f"\n{old}" in f"\n{base}":
            return f"\n{base}".replace(f"\n{old}", f"\n{textwrap.indent(text, ' ' * width)}", 1)[1:]
    start = base.find(anchor.rstrip("\n"))  # a part of a line
    if start < 0:
        return base + text
    return base.replace(anchor.rstrip("\n"), text.rstrip("\n"), 1)


def _pack_problems(base: Mapping[str, str], region: Mapping[str, str] | None) -> list[Problem]:
    def small(name: str) -> RulePack:
        if name != "klein":
            raise LookupError("is niet gevonden", "")
        return read_pack(_files("klein", base), small)

    try:
        read_pack(_files("regio", region), small) if region else small("klein")
    except DocumentError as error:
        return list(error.problems)
    return []


def _files(root: str, texts: Mapping[str, str]) -> PackFiles:
    return PackFiles(root=root, contents={name: text.encode() for name, text in texts.items()})


def _casus(text: str) -> list[Problem]:
    return _whole(f"id: voorbeeld\npeildatum: 2024-05-01\n{text}")


def _whole(text: str) -> list[Problem]:
    pack = load_pack("landelijk")
    try:
        data = read_text(text.encode(), "voorbeeld.casus.yaml")
        if is_profile(data.data):
            profile_from_document(data, pack.vocabulary)
        else:
            casus = Casus.from_yaml(text, vocabulary=pack.vocabulary, name="voorbeeld.casus.yaml")
            evaluate(casus, pack, peildatum=dt.date(2024, 5, 1))
    except DocumentError as error:
        return list(error.problems)
    return []


def _expected(text: str) -> list[Problem]:
    file = CasusFile(id="voorbeeld", bestand="voorbeeld.casus.yaml", inhoud=(EXPECTING + text).encode())
    try:
        fixture_from_file(file, load_pack("holland-rijnland"))
    except DocumentError as error:
        return list(error.problems)
    return []


def _event(text: str) -> list[Problem]:
    data: dict[str, Any] = {**event("antwoord", 4), **read_text(text.encode(), "gebeurtenis.yaml").data}
    if "bekend_op" not in text and "geldt_op" in text:
        data["bekend_op"] = max(str(data["geldt_op"]), data["bekend_op"])
    try:
        begun().add(agreed(1)).add(data)
    except DocumentError as error:
        return list(error.problems)
    return []


READERS: Mapping[str, Callable[[str], list[Problem]]] = {
    "casus": _casus,
    "heel": _whole,
    "verwacht": _expected,
    "gebeurtenis": _event,
}


def examples(entries: Mapping[str, Uitleg]) -> Iterator[tuple[str, Uitleg]]:
    """The codes that have an example."""
    return ((code, entry) for code, entry in entries.items() if not entry.zonder)
