"""``ggzroute new``: ask the few things needed, and write files that pass ``check``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from ggzroute.authoring.drafts import (
    Content,
    NewCasus,
    NewPack,
    NewRule,
    advising,
    draft_casus,
    draft_pack,
    draft_rule,
    next_id,
)
from ggzroute.cli.prompting import ask, choose, pattern
from ggzroute.cli.screen import error_console, output
from ggzroute.documents import read_file
from ggzroute.exceptions import DocumentError
from ggzroute.problems import Problem, listing, nearest
from ggzroute.registry import is_pack, load_pack, pack_names, preview_pack
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.rules.layout import CASUS_FOLDERS
from ggzroute.rules.model import AFGELEID, BASES, GEBIEDEN, SOORTEN, STERKTES
from ggzroute.rules.pack import RulePack
from ggzroute.vocabulary import Begrip, Soort
from ggzroute.writing import replace_file

PACK_NAME: Final = re.compile(r"[a-z][a-z0-9-]*")
CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_ONE_LINE: Final = frozenset({Soort.JA_NEE, Soort.KEUZE, Soort.KEUZES, Soort.GETAL})
_STANDARD: Final = "landelijk"


def new_pack(name: str, inside: Path) -> int:
    """A folder with a ``pack.yaml``."""
    folder = inside / name
    if not PACK_NAME.fullmatch(name):
        return _no(f"De naam '{name}' kan niet. Gebruik kleine letters, cijfers en streepjes, zoals mijn-regio.")
    if folder.exists():
        return _no(f"{folder} bestaat al. Kies een andere naam, of een andere map met --in.")
    wanted = NewPack(
        pakket=name,
        naam=ask("Hoe heet de regio of organisatie?", default=name.replace("-", " ").capitalize()),
        gebruikt=(choose("Op welk pakket bouwt u?", pack_names(), default=_STANDARD),),
        titel=ask("Uit welk document komen uw regels? De titel:"),
        document=ask(
            "Een korte code voor dat document:",
            default="bron1",
            accept=pattern(CODE.fullmatch, "Gebruik letters, cijfers en streepjes, zoals afspraken2024."),
        ),
        datum=ask(
            "Van wanneer is het document? Een jaar, of jaar en maand:",
            accept=pattern(DATE.fullmatch, "Schrijf het als 2024 of 2024-05."),
        ),
    )
    status = _write(folder, draft_pack(wanted))
    if status == 0:
        _say(f"Nu verder: ggzroute new regel {folder}")
    return status


def new_rule(place: Path) -> int:
    """A rule that advises something, in the file of its kind."""
    pack = _pack(place)
    if pack is None:
        return 1
    prefix = pack.pakket.split("-")[0].upper()
    rule_id = ask(
        "Een eigen code voor de regel:",
        default=next_id(prefix, pack.regels),
        accept=lambda given: _free_code(given, pack.regels, "regel"),
    )
    titel = ask("Wat zegt de regel? Eén zin:")
    soort = choose("Waar gaat de regel over?", SOORTEN)
    sterkte = choose("Hoe sterk zegt de bron het?", STERKTES, default="voorkeur")
    basis = choose("Wat voor uitspraak is het?", [b for b in BASES if b != AFGELEID], default="werkwijze")
    document, plaats = _source(place, pack)
    wanted = NewRule(
        id=rule_id,
        titel=titel,
        soort=soort,
        sterkte=sterkte,
        basis=basis,
        document=document,
        plaats=plaats,
        als=_conditions(pack),
        gebied=choose("Waar gaat het advies over?", GEBIEDEN),
        tekst=ask("Wat moet er dan gebeuren? Eén zin:"),
    )
    file = place / "regels" / f"{soort}.yaml"
    before = file.read_text(encoding="utf-8") if file.is_file() else None
    status = _write(place, draft_rule(wanted, before))
    if status == 0:
        _say(f"Nu verder: ggzroute new casus {place}")
    return status


def new_casus(place: Path) -> int:
    """A casus with its source, in which a rule of the pack applies."""
    pack = _pack(place)
    if pack is None:
        return 1
    casus_id = ask(
        "Een code voor de casus, zonder naam of geboortedatum:",
        default=next_id(pack.pakket, {casus.id for casus in pack.casussen}),
        accept=lambda given: _free_code(given, {casus.id for casus in pack.casussen}, "casus"),
    )
    titel = ask("Waar gaat de casus over? Eén zin, zonder gegevens van een mens:")
    document, plaats = _source(place, pack)
    peildatum = dt.date.fromisoformat(
        ask("Op welke dag kijkt u naar de casus?", accept=pattern(_is_date, "Schrijf de dag als 2024-05-01."))
    )
    regel = _rule(pack)
    wanted = NewCasus(id=casus_id, titel=titel, peildatum=peildatum, document=document, plaats=plaats, regel=regel)
    content = draft_casus(wanted, pack)
    if content is None:
        return _no(f"Er is geen casus te vinden waarin {regel} geldt. Er is niets geschreven.")
    status = _write(place, content)
    if status == 0:
        _say(f"Nu verder: pas de feiten aan in het bestand, en doe ggzroute replay {place}")
    return status


def _pack(place: Path) -> RulePack | None:
    if not is_pack(place) or not place.is_dir():
        _no(f"{place} is geen map met een pakket. Maak er een: ggzroute new pack NAAM")
        return None
    return load_pack(place)


def _source(place: Path, pack: RulePack) -> tuple[str, str]:
    own = list(read_file(place / "pack.yaml").data["bronnen"])
    document = choose("Uit welk document?", own or list(pack.bronnen), default=next(iter(own), ""))
    return document, ask("Waar in dat document? Een paragraaf of bladzijde:")


def _rule(pack: RulePack) -> str:
    """A rule that advises something; the first of the pack itself when nobody says which."""
    options = advising(pack)
    own = [name for name in options if pack.regels[name].pakket == pack.pakket]
    question = f"Welke regel moet gelden? ({listing(own) or 'bijvoorbeeld ' + options[0]})"

    def accept(given: str) -> str:
        near = nearest(given, options)
        hint = f" Bedoelt u '{near}'?" if near else ""
        return "" if given in options else f"Die regel is er niet, of geeft geen advies.{hint}"

    return ask(question, default=next(iter(own), ""), accept=accept)


def _conditions(pack: RulePack) -> tuple[tuple[str, Any], ...]:
    """Facts with the values they should have, asked until an empty answer."""
    found: list[tuple[str, Any]] = []
    facts = [name for name, begrip in pack.vocabulary.items() if begrip.type.soort in _ONE_LINE]

    def known(given: str) -> str:
        if given in facts:
            return ""
        near = [name for name in facts if given.lower() in name] or [nearest(given, facts)]
        hint = f" Bedoelt u een van deze: {listing(near, limit=20)}?" if near[0] else ""
        return f"Dat feit is er niet, of het past niet op een regel.{hint}"

    while True:
        more = "Welk feit nog meer? (leeg: klaar)" if found else "Voor wie geldt de regel? Een feit (leeg: altijd):"
        name = ask(more, accept=known, needed=False)
        if not name:
            return tuple(found)
        found.append((name, _value(pack.vocabulary[name])))


def _value(begrip: Begrip) -> Any:
    kind = begrip.type
    if kind.soort is Soort.GETAL:
        number = ask(f"{begrip.vraag} Minstens hoeveel?", accept=pattern(str.isdecimal, "Schrijf een heel getal."))
        return {"minstens": int(number)}
    options = list(kind.waarden)

    def accept(given: str) -> str:
        wrong = [part for part in _parts(given) if part not in options]
        if wrong or not _parts(given):
            return f"Dat kan niet: {listing(wrong or [given])}. Kies uit: {listing(options, limit=40)}."
        return ""

    chosen = _parts(ask(f"{begrip.vraag} ({listing(options, limit=40)}; meer mag, met komma's)", accept=accept))
    return chosen if len(chosen) > 1 else chosen[0]


def _parts(given: str) -> list[str]:
    return [part.strip() for part in given.split(",") if part.strip()]


def _free_code(given: str, taken: Mapping[str, Any] | set[str], word: str) -> str:
    if not CODE.fullmatch(given):
        return "Gebruik letters, cijfers en streepjes, en geen spaties."
    return f"Die {word} is er al. Kies een andere code." if given in taken else ""


def _is_date(given: str) -> bool:
    try:
        dt.date.fromisoformat(given)
    except ValueError:
        return False
    return True


def _write(folder: Path, content: Content) -> int:
    """Write files when the pack is right with them, and else nothing."""
    try:
        pack = preview_pack(folder, {name: text.encode() for name, text in content.items()})
        fixtures_of(pack, CASUS_FOLDERS.values())
    except DocumentError as error:
        for problem in error.problems:
            _complain(problem)
        return _no("Er is niets geschreven.")
    for name, text in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text)
        _say(f"Geschreven: {path}")
    return 0


def _complain(problem: Problem) -> None:
    error_console().print(str(problem), markup=False, soft_wrap=True)


def _no(text: str) -> int:
    error_console().print(text, markup=False, soft_wrap=True)
    return 1


def _say(text: str) -> None:
    output().print(text, markup=False, soft_wrap=True)
