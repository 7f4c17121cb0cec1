"""``ggzroute kaart``: who can take a role, or helps with something, and what is due to be checked again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Self

import attrs
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ggzroute.cli.screen import output, print_json
from ggzroute.domain.kaart import Functie, Kaart
from ggzroute.domain.namen import Namen
from ggzroute.domain.zoekantwoord import Antwoord, Treffer
from ggzroute.domain.zoeken import search
from ggzroute.domain.zoekvraag import Zoekvraag
from ggzroute.registry import load_pack, pack_names
from ggzroute.rules.pack import RulePack
from ggzroute.vocabulary import Vocabulary


@attrs.frozen
class Known:
    """A sociale kaart with what is needed to read and show it.

    Attributes:
        kaart: the entries of one pack, or of all packs that can be loaded by name.
        namen: labels of the codes.
        bronnen: id of a source document to its title.
        vocabulary: kinds and roles that are accepted.
    """

    kaart: Kaart
    namen: Namen
    bronnen: Mapping[str, str]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, pack_name: str | None) -> Self:
        """The kaart of a pack; without a name that of all packs together."""
        packs = [load_pack(name) for name in ([pack_name] if pack_name else pack_names())]
        kaart, vocabulary = Kaart(), Vocabulary({}, ())
        for pack in packs:
            kaart, vocabulary = kaart.merged(pack.kaart), vocabulary.merged(pack.vocabulary)
        return cls(kaart, Namen.of(kaart, vocabulary), _titles(packs), vocabulary)


def _titles(packs: Iterable[RulePack]) -> dict[str, str]:
    return {id_: bron.titel for pack in packs for id_, bron in pack.bronnen.items()}


def ask(pack_name: str | None, vraag: Zoekvraag, peildatum: dt.date | None, *, as_json: bool) -> int:
    """Answer a question; without one, show the whole kaart, what is longest unchecked first."""
    known = Known.of(pack_name)
    answer = search(known.kaart, vraag, known.namen, peildatum=peildatum)
    if as_json:
        print_json(answer.to_dict())
    elif vraag == Zoekvraag():
        print_overview(known, peildatum, output())
    else:
        print_answer(answer, known, output())
    return 0


def print_answer(answer: Antwoord, known: Known, console: Console) -> None:
    """How the question was read, who was found, and who shows the way."""
    console.print(Text(_read_as(answer, known.namen)))
    console.print()
    sections = (
        ("Gevonden", answer.treffers),
        ("Kan dit niet, volgens de bron", answer.uitgesloten),
        ("Niet zeker? Deze wijst de weg", answer.ingangen),
    )
    for heading, finds in sections:
        if finds:
            console.print(Text(heading, style="bold"))
            console.print(_table(finds, known))
    if not answer.treffers:
        console.print("Niets gevonden.")
    if answer.functies:
        console.print(Text("Functies die hierbij passen", style="bold"))
        for functie in answer.functies:
            console.print(Padding(Text(_function(functie, known.namen)), (0, 0, 0, 2)))
        console.print()
    for line in answer.meldingen:
        console.print(Text(line, style="bold"))
    if answer.peildatum is None and answer.treffers:
        console.print(Text("Geef --peildatum om te zien wat langer dan een jaar niet is nagekeken.", style="dim"))


def _read_as(answer: Antwoord, namen: Namen) -> str:
    read = answer.begrepen
    parts = [
        *(f"de rol '{namen.rollen[code]}'" for code in read.rollen),
        *([f"soort: {namen.soorten[read.soort]}"] if read.soort else []),
        *([f"woorden: {', '.join(read.woorden.values())}"] if read.woorden else []),
        *(f"in {namen.subregios[code]}" for code in sorted(read.subregios)),
        *(f"in {namen.regios.get(code, code)}" for code in sorted(read.regios) if not read.subregios),
    ]
    if not parts:
        return "In uw vraag staat geen woord om op te zoeken. Dit is alles."
    return f"Zo is uw vraag gelezen: {'; '.join(parts)}."


def _table(finds: Iterable[Treffer], known: Known) -> Table:
    table = Table(box=box.SIMPLE, show_header=False, pad_edge=False, padding=(0, 1, 1, 0), expand=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=2, overflow="fold")
    for found in finds:
        o = found.organisatie
        left = Text(f"{o.naam}\n", style="bold").append(known.namen.soorten.get(o.soort, o.soort), style="not bold dim")
        table.add_row(left, Text("\n").join(_lines(found)))
    return table


def _lines(found: Treffer) -> Iterator[Text]:
    o = found.organisatie
    if o.doet:
        yield Text(o.doet)
    if o.loket:
        yield Text("Loket: ", style="bold").append(o.loket, style="not bold")
    if found.waarom:
        yield Text(f"Waarom: {'; '.join(found.waarom)}.")
    if o.let_op:
        yield Text(f"Let op: {o.let_op}")
    yield Text(f"Bron: {'; '.join(str(bron) for bron in o.bron)}.", style="dim")
    checked = f"Nagekeken op {o.nagekeken_op.isoformat()}." if o.nagekeken_op else "Nooit nagekeken."
    stale = Text(" VEROUDERD: vraag na of dit nog klopt.", style="not dim bold") if found.verouderd else Text("")
    yield Text(checked, style="dim").append_text(stale)


def _function(functie: Functie, namen: Namen) -> str:
    where = ", ".join(namen.soorten.get(soort, soort) for soort in sorted(functie.werkt_bij))
    sources = "; ".join(str(bron) for bron in functie.bron)
    return f"{functie.naam}{f' ({where})' if where else ''}. {functie.let_op} [{sources}]".replace(".  [", ". [")


def print_overview(known: Known, peildatum: dt.date | None, console: Console) -> None:
    """Every organisation, what is longest unchecked first."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in ("organisatie", "soort", "waar"):
        table.add_column(heading, overflow="fold")
    table.add_column("nagekeken", no_wrap=True)
    entries = sorted(known.kaart.organisaties.values(), key=lambda o: (o.nagekeken_op or dt.date.min, o.id))
    for o in entries:
        mark = " !" if peildatum is not None and o.stale_on(peildatum) else ""
        day = o.nagekeken_op.isoformat() if o.nagekeken_op else "nooit"
        place = known.namen.subregios.get(o.subregio or "") or known.namen.regios.get(o.regio, o.regio)
        table.add_row(o.naam, known.namen.soorten.get(o.soort, o.soort), place, day + mark)
    console.print(table)
    console.print(f"{len(entries)} organisaties en {len(known.kaart.functies)} functies.", highlight=False)
    if peildatum is None:
        console.print(Text("Stel een vraag, of geef --peildatum om te zien wat oud is.", style="dim"))
    else:
        stale = len(known.kaart.stale_on(peildatum))
        console.print(f"Met ! is niet nagekeken in het jaar voor {peildatum.isoformat()}: {stale}.", highlight=False)
