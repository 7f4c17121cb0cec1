"""Conclusions that clash: two rules that hold for one casus and do not go together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Final

import attrs

from ggzroute.analysis.bevinding import Bevinding
from ggzroute.analysis.formula import Mode
from ggzroute.analysis.getuigen import Getuigen, as_fixture, common_day
from ggzroute.analysis.solving import Solver
from ggzroute.conclusies import Conclusies
from ggzroute.evaluation import Evaluation
from ggzroute.rules.conclusions import (
    Actor,
    Adviseer,
    Conclusion,
    GeenRegievoerder,
    KandidaatRegievoerder,
    LeidAf,
    MaatjeNodig,
    MaatjeStand,
    Richting,
    Wie,
)
from ggzroute.rules.conditions import All, Check, Condition, Count, In, Term, binder
from ggzroute.rules.model import Rule
from ggzroute.rules.pack import RulePack
from ggzroute.rules.terms import node_types

_NOT_DECIDED: Final = "De voorwaarden gaan samen, maar er is geen casus gemaakt die het laat zien."


@attrs.frozen(kw_only=True)
class _Pair:
    """Two conclusions that do not go together, and how it shows."""

    naam: str
    wat: str
    toetsen: tuple[Mapping[str, Any], ...] = ()
    together: Condition | None = None
    also: Callable[[Conclusies], bool] = attrs.field(default=lambda _: True, eq=False)


def find_clashes(pack: RulePack) -> Iterator[Bevinding]:
    """Every pair of rules with conclusions that clash for some casus, each with that casus."""
    makers = Getuigen(pack)
    for one, other in combinations(pack.regels.values(), 2):
        if one.niveau != other.niveau:
            continue
        for mine in one.dan:
            for theirs in other.dan:
                pair = _clash(one, mine, other, theirs, pack)
                if pair is not None:
                    yield from _finding(pair, one, other, makers)


def _clash(one: Rule, mine: Conclusion, other: Rule, theirs: Conclusion, pack: RulePack) -> _Pair | None:
    match mine, theirs:
        case Adviseer(), Adviseer() if mine.handeling == theirs.handeling and mine.richting != theirs.richting:
            return _advice(one, mine, other, theirs)
        case KandidaatRegievoerder(), GeenRegievoerder():
            return _excluded(one, mine, other, theirs, pack)
        case GeenRegievoerder(), KandidaatRegievoerder():
            return _excluded(other, theirs, one, mine, pack)
        case KandidaatRegievoerder(), KandidaatRegievoerder() if mine.rang == theirs.rang:
            wat = f"de regels {one.id} en {other.id} stellen met dezelfde rang ({mine.rang}) een ander voor"
            tie = {"regie": {"status": "gelijk"}}
            return _Pair(naam="gelijke-rang", wat=wat, toetsen=(tie,), also=_tie(one.id, other.id, mine.rang))
        case MaatjeNodig(), MaatjeNodig() if (mine.stand is MaatjeStand.NIET_TOEWIJZEN) is not (
            theirs.stand is MaatjeStand.NIET_TOEWIJZEN
        ):
            wat = f"regel {one.id} zegt over een maatje {mine.stand.value}, en {other.id} {theirs.stand.value}"
            return _Pair(naam="maatje", wat=wat)
        case LeidAf(), LeidAf() if mine.feit == theirs.feit and mine.waarde != theirs.waarde and mine.verzamel is None:
            wat = f"de regels {one.id} en {other.id} leiden voor {mine.feit} een andere waarde af"
            return _Pair(naam="afleiding", wat=wat)
    return None


_SAID: Final = {Richting.ADVISEER: "raadt aan", Richting.RAAD_AF: "raadt af", Richting.VERBIED: "verbiedt"}


def _advice(one: Rule, mine: Adviseer, other: Rule, theirs: Adviseer) -> _Pair | None:
    if Richting.ADVISEER not in (mine.richting, theirs.richting):
        return None
    wat = f"over {mine.handeling}: {one.id} {_SAID[mine.richting]}, en {other.id} {_SAID[theirs.richting]}"
    against = theirs if mine.richting is Richting.ADVISEER else mine
    kind = "verboden" if against.richting is Richting.VERBIED else "afgeraden"
    return _Pair(naam="advies", wat=wat, toetsen=({kind: {"handeling": mine.handeling}},))


def _excluded(
    one: Rule, mine: KandidaatRegievoerder, other: Rule, theirs: GeenRegievoerder, pack: RulePack
) -> _Pair | None:
    pattern = _same(who_is_meant(mine.wie, one, pack), who_is_meant(theirs.wie, other, pack))
    if pattern is None:
        return None
    wat = f"regel {one.id} stelt iemand voor als regievoerder die {other.id} uitsluit"
    together = Count(pattern, 1, None) if pattern != All() else None
    return _Pair(naam="regie", wat=wat, together=together, also=_same_person(one.id, other.id))


def who_is_meant(actor: Actor, rule: Rule, pack: RulePack) -> Condition | None:
    """What somebody whom a conclusion names is like; ``None`` when it is a role."""
    kinds = node_types(pack.vocabulary)
    match actor.wie:
        case Wie.GEBONDEN:
            bound = binder(rule.als)
            return bound.pattern if bound is not None else None
        case Wie.SOORT:
            soort = Check(Term(name="soort", type=kinds["soort"], node=True), In(frozenset({actor.naam})))
            kring = Check(Term(name="kring", type=kinds["kring"], node=True), In(frozenset({"professioneel"})))
            return All((soort, kring))
        case Wie.KAART:
            return Check(Term(name="organisatie", type=kinds["organisatie"], node=True), In(frozenset({actor.naam})))
        case Wie.ROL:
            return None


def _same(one: Condition | None, other: Condition | None) -> Condition | None:
    return None if one is None or other is None else All((one, other))


def _tie(one: str, other: str, rang: int) -> Callable[[Conclusies], bool]:
    def shows(found: Conclusies) -> bool:
        assert isinstance(found, Evaluation)  # noqa: S101 - only a casus has a regie
        top = {k.wie for k in found.regie.kandidaten if k.rang == rang}
        mine, theirs = (top & _named(found, id_, KandidaatRegievoerder) for id_ in (one, other))
        return any(a != b for a in mine for b in theirs)

    return shows


def _same_person(one: str, other: str) -> Callable[[Conclusies], bool]:
    return lambda found: bool(_named(found, one, KandidaatRegievoerder) & _named(found, other, GeenRegievoerder))


def _named(found: Conclusies, rule: str, kind: type[KandidaatRegievoerder | GeenRegievoerder]) -> set[str]:
    """Those whom one rule names in a conclusion of this kind."""
    concluded = found.context.concluded(kind)
    return {id_ for by, hit, c in concluded if by.id == rule for id_ in found.context.who(c.wie, hit)}


def _finding(pair: _Pair, one: Rule, other: Rule, makers: Getuigen) -> Iterator[Bevinding]:
    day = common_day([one, other])
    if day is None:
        return
    solver = Solver(makers.pack.vocabulary, day)
    goals = [(condition, Mode.TRUE) for condition in (one.als, other.als, pair.together) if condition is not None]
    if not solver.possible(goals):
        return
    id_ = f"botsing-{pair.naam}/{one.id}/{other.id}"
    toetsen: Sequence[Mapping[str, Any]] = [{"regel": one.id}, {"regel": other.id}, *pair.toetsen]
    found = makers.find(goals, toetsen, rules=[one, other], day=day, also=pair.also)
    if found is None and pair.naam == "gelijke-rang":
        return
    yield Bevinding(
        id=id_,
        soort="botsing",
        wat=pair.wat,
        regels=(one.id, other.id),
        exact=found is not None,
        grens="" if found is not None else _NOT_DECIDED,
        getuige=as_fixture(id_, pair.wat, found, toetsen, (*one.bron, *other.bron)) if found is not None else None,
    )
