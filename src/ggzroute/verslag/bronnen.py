"""Sources that disagree, rules that are not in force, and the documents, as sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from ggzroute.domain.advies import ConflictGevonden, KaartVerouderd
from ggzroute.domain.verantwoording import Verantwoording
from ggzroute.evaluation import Evaluation
from ggzroute.rules.pack import RulePack
from ggzroute.taal.woorden import day_text
from ggzroute.verslag.aanduiding import names_in
from ggzroute.verslag.model import Punt, Sectie, Soort


def conflicts(conflicten: Sequence[ConflictGevonden], pack: RulePack | None = None) -> Sectie | None:
    """Each conflict: what each side would have one do, where that stands, and the proposal; ``None`` without one.

    Args:
        conflicten: the conflicts.
        pack: when given, the documents that are cited come last.
    """
    if not conflicten:
        return None
    cited = {source.document for conflict in conflicten for side in conflict.kanten for source in side.bron}
    points = (*map(_conflict, conflicten), *(_documents(cited, pack) if pack is not None else ()))
    return Sectie(id="conflicten", titel="Waar bronnen verschillen", punten=points)


def _conflict(conflict: ConflictGevonden) -> Punt:
    sides = tuple(
        Punt(tekst=side.zegt, soort=Soort.KANT, nummer=n, bron=side.bron, regels=side.regels)
        for n, side in enumerate(conflict.kanten, 1)
    )
    proposal = (Punt(label="Voorstel", tekst=conflict.voorstel),) if conflict.voorstel else ()
    return Punt(code=conflict.id, tekst=conflict.wat, onder=(*sides, *proposal))


def documents(ids: Iterable[str], pack: RulePack) -> Sectie | None:
    """The documents that are cited; ``None`` when there are none."""
    points = tuple(_documents(ids, pack))
    return Sectie(id="bronnen", titel="Bronnen", punten=points) if points else None


def _documents(ids: Iterable[str], pack: RulePack) -> Iterator[Punt]:
    for id_ in sorted(set(ids)):
        yield Punt(tekst=_document(id_, pack))


def _document(id_: str, pack: RulePack) -> str:
    found = pack.bronnen.get(id_)
    if found is None:
        return id_
    more = ", ".join(part for part in (found.uitgever, found.datum) if part)
    return f"{id_}: {found.titel}" + (f" ({more})" if more else "")


def out_of_force(account: Verantwoording, pack: RulePack) -> Sectie | None:
    """The rules that do not take part because the peildatum lies outside their validity, and when they do."""
    points = tuple(
        Punt(tekst=f"Regel {out.regel} {pack.rule(out.regel).titel}: {_validity(out.van, out.tot, account.peildatum)}.")
        for out in account.buiten_geldigheid
    )
    title = "Regels die op deze peildatum niet meedoen"
    return Sectie(id="buiten-geldigheid", titel=title, punten=points, streepjes=True) if points else None


def stale(ev: Evaluation) -> Sectie | None:
    """Named organisations whose entry on the sociale kaart was not checked in the year before the peildatum."""
    namen = names_in(ev.context)
    points = tuple(
        Punt(tekst=f"{namen.naam(entry.id)}: op de sociale kaart {_checked(entry)}.") for entry in ev.kaart_verouderd
    )
    return Sectie(id="verouderd", titel="Vraag na of dit nog klopt", punten=points, streepjes=True) if points else None


def _checked(entry: KaartVerouderd) -> str:
    return f"nagekeken op {day_text(entry.nagekeken_op)}" if entry.nagekeken_op else "nooit nagekeken"


def _validity(van: dt.date | None, tot: dt.date | None, day: dt.date) -> str:
    if van is not None and day < van:
        return f"geldt pas vanaf {day_text(van)}" + (f", tot en met {day_text(tot)}" if tot else "")
    until = f"tot en met {day_text(tot)}" if tot else ""
    return f"gold van {day_text(van)} {until}" if van else f"gold {until}"
