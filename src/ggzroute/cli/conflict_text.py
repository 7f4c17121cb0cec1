"""Sources that disagree, and rules that are not in force, as Dutch lines for people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ggzroute.domain.advies import ConflictGevonden
from ggzroute.domain.verantwoording import Verantwoording
from ggzroute.rules.pack import RulePack


def conflict_lines(conflicten: Sequence[ConflictGevonden], pack: RulePack) -> Iterator[str]:
    """Each conflict: what each side would have one do, where that stands, and the proposal. Then the documents."""
    cited: set[str] = set()
    for conflict in conflicten:
        yield f"{conflict.id} {conflict.wat}"
        for n, side in enumerate(conflict.kanten, 1):
            yield f"   {n}. {side.zegt}"
            yield f"      Bron: {'; '.join(map(str, side.bron))}." + _rules(side.regels)
            cited |= {source.document for source in side.bron}
        if conflict.voorstel:
            yield f"   Voorstel: {conflict.voorstel}"
    for id_ in sorted(cited):
        yield _document(id_, pack)


def _rules(regels: Sequence[str]) -> str:
    word = "Regel" if len(regels) == 1 else "Regels"
    return f" {word}: {', '.join(regels)}." if regels else ""


def _document(id_: str, pack: RulePack) -> str:
    found = pack.bronnen.get(id_)
    if found is None:
        return id_
    more = ", ".join(part for part in (found.uitgever, found.datum) if part)
    return f"{id_}: {found.titel}" + (f" ({more})" if more else "")


def validity_lines(account: Verantwoording, pack: RulePack) -> Iterator[str]:
    """The rules that do not take part because the peildatum lies outside their validity, and when they do."""
    for out in account.buiten_geldigheid:
        yield f"- Regel {out.regel} {pack.rule(out.regel).titel}: {_validity(out.van, out.tot, account.peildatum)}."


def _validity(van: dt.date | None, tot: dt.date | None, day: dt.date) -> str:
    if van is not None and day < van:
        return f"geldt pas vanaf {van}" + (f", tot en met {tot}" if tot else "")
    return f"gold {f'van {van} ' if van else ''}tot en met {tot}"
