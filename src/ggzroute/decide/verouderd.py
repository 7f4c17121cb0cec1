"""Which of the organisations that are named have an entry on the sociale kaart that is stale on the peildatum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ggzroute.decide.context import Context
from ggzroute.domain.advies import Advies, KaartVerouderd, MaatjeAdvies, Onderbreking, Regie


def decide_verouderd(
    context: Context,
    peildatum: dt.date,
    regie: Regie,
    maatje: MaatjeAdvies,
    adviezen: Iterable[Advies],
    onderbrekingen: Iterable[Onderbreking],
) -> tuple[KaartVerouderd, ...]:
    """The organisations named in regie, maatje, adviezen and onderbrekingen whose entry is stale, sorted by id."""
    kaart = context.pack.kaart.organisaties
    named = {*_of_regie(regie), *(k.wie for k in maatje.kandidaten)}
    named |= {id_ for advies in adviezen for id_ in (*advies.door, *advies.met)}
    named |= {id_ for onderbreking in onderbrekingen for id_ in onderbreking.naar}
    behind = {_entry(context, id_) for id_ in named} & kaart.keys()
    stale = (kaart[id_] for id_ in sorted(behind) if kaart[id_].stale_on(peildatum))
    return tuple(KaartVerouderd(id=o.id, nagekeken_op=o.nagekeken_op) for o in stale)


def _of_regie(regie: Regie) -> Iterator[str]:
    for candidates in (regie.huidig, regie.kandidaten, regie.uitgesloten, regie.overig):
        yield from (k.wie for k in candidates)
    yield from (o.naar for o in regie.overdracht)
    yield from regie.afstemmen_met


def _entry(context: Context, id_: str) -> str:
    """The entry of the sociale kaart behind a betrokkene, or else the id itself, which may be one."""
    node = context.node(id_) or {}
    return str(node.get("organisatie") or id_)
