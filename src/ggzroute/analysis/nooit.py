"""What can never hold: rules, conflicts, gates and warnings that contradict themselves, and ways no route takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ggzroute.analysis.bevinding import Bevinding
from ggzroute.analysis.formula import Mode
from ggzroute.analysis.getuigen import common_day
from ggzroute.analysis.solving import Solver
from ggzroute.analysis.witness import PEILDATUM
from ggzroute.rules.conclusions import KandidaatRegievoerder, LeidAf
from ggzroute.rules.conditions import All, AnyOf, Check, Condition, In, Known, Term
from ggzroute.rules.model import Rule
from ggzroute.rules.pack import Conflict, RulePack
from ggzroute.rules.wording import say
from ggzroute.vocabulary import CHOICES
from ggzroute.workflow.checking import NOTHING_KNOWN
from ggzroute.workflow.definition import Definition
from ggzroute.workflow.graph import Walk, shape, walks

GEEN_REGIE: Final = "geen_regie_nodig"
_DAYS: Final = "Gekeken op één peildatum, met vaste dagen en dagen rond de peildatum door elkaar."


def find_never(pack: RulePack) -> Iterator[Bevinding]:
    """Everything in a pack that can never hold."""
    ways = {name: list(walks(found, NOTHING_KNOWN, pack.vocabulary)) for name, found in pack.workflows.items()}
    for rule in pack.regels.values():
        yield from _rule(rule, pack, ways)
    for name, found in pack.workflows.items():
        yield from _steps(name, found, ways[name])
    for conflict in pack.conflicten:
        wat = f"het conflict {conflict.id} komt nooit uit"
        yield from _named(f"nooit/conflict/{conflict.id}", wat, [_both(conflict, pack)], pack)
    for gate in pack.poorten.values():
        wat = f"de poort {gate.id} is nooit aan de orde"
        yield from _named(f"nooit/poort/{gate.id}", wat, [gate.aan_de_orde], pack)
    for choice in pack.interventies.values():
        for number, warning in enumerate(choice.waarschuwingen, 1):
            what = f"waarschuwing {number} van de interventie {choice.id} komt nooit"
            yield from _named(f"nooit/waarschuwing/{choice.id}/{number}", what, [warning.als], pack)


def _rule(rule: Rule, pack: RulePack, ways: dict[str, list[Walk]]) -> Iterator[Bevinding]:
    day = common_day([rule]) or PEILDATUM
    lines = rule.als.parts if isinstance(rule.als, All) else (rule.als,)
    solver = Solver(pack.vocabulary, day)
    id_ = f"nooit/{rule.id}"
    if not _together(solver, lines):
        yield _never(id_, f"regel {rule.id} kan nooit gelden: {_why(solver, lines)}", solver, rule)
        return
    derived = [_derived(name, rule, pack) for name in sorted(rule.needs) if _only_derived(name, pack)]
    if derived and not _together(solver, [*lines, *derived]):
        names = ", ".join(name for name in sorted(rule.needs) if _only_derived(name, pack))
        wat = f"regel {rule.id} kan nooit gelden: geen regel leidt dan af wat zij over {names} vraagt"
        yield _never(id_, wat, solver, rule)
        return
    if any(isinstance(conclusion, KandidaatRegievoerder) for conclusion in rule.dan):
        yield from _masked(rule, lines, solver, pack, ways)


def _never(id_: str, wat: str, solver: Solver, rule: Rule | None) -> Bevinding:
    return Bevinding(
        id=id_,
        soort="nooit",
        wat=wat,
        regels=(rule.id,) if rule else (),
        exact=solver.exact,
        grens="" if solver.exact else _DAYS,
    )


def _together(solver: Solver, parts: Sequence[Condition]) -> bool:
    return solver.possible([(part, Mode.TRUE) for part in parts])


def _why(solver: Solver, lines: Sequence[Condition]) -> str:
    """The lines that contradict each other, without those that have no part in it."""
    kept = list(lines)
    for line in lines:
        fewer = [other for other in kept if other is not line]
        if not _together(solver, fewer):
            kept = fewer
    said = "' en '".join(say(line) for line in kept)
    return f"'{said}' kan nooit waar zijn" if len(kept) == 1 else f"'{said}' gaan nooit samen"


def _only_derived(name: str, pack: RulePack) -> bool:
    return name in pack.vocabulary and pack.vocabulary[name].afleiding == "regel"


def _derived(name: str, rule: Rule, pack: RulePack) -> Condition:
    """What is so of a fact that only rules derive: it is unknown, or one of these rules gave it its value."""
    kind = pack.vocabulary[name].type
    term = Term(name=name, type=kind)
    ways: list[Condition] = [Check(term, Known(known=False))]
    for other in pack.regels.values():
        for conclusion in other.dan:
            if isinstance(conclusion, LeidAf) and conclusion.feit == name and common_day([rule, other]) is not None:
                given = (
                    Check(term, In(frozenset({conclusion.waarde})))
                    if kind.soort in CHOICES
                    else Check(term, Known(known=True))
                )
                ways.append(All((other.als, given)))
    return AnyOf(tuple(ways))


def _masked(
    rule: Rule, lines: Sequence[Condition], solver: Solver, pack: RulePack, ways: dict[str, list[Walk]]
) -> Iterator[Bevinding]:
    """A rule about who could take the regie that only holds where the route says that nobody has to."""
    workflow = pack.workflows.get(pack.workflow or "")
    if workflow is None or rule.pakket != workflow.pakket:
        return
    ends = [w for w in ways[workflow.naam] if not w.stuck]
    other = [w for w in ends if workflow.stappen[w.stappen[-1]].uitkomst != GEEN_REGIE]
    if len(other) == len(ends) or any(_together(solver, [*lines, *_supposed(w, pack)]) for w in other):
        return
    wat = f"regel {rule.id} wordt altijd door de route ingehaald: waar zij geldt, is geen regievoerder nodig"
    yield _never(f"nooit/{rule.id}", wat, solver, rule)


def _supposed(found: Walk, pack: RulePack) -> Iterator[Condition]:
    """What a walk supposes, as conditions: what the facts are, or that they may be anything."""
    for name, value in found.facts.values.items():
        if name in pack.vocabulary and pack.vocabulary[name].type.soort in CHOICES:
            yield Check(Term(name=name, type=pack.vocabulary[name].type), In(frozenset({value})))


def _steps(name: str, definition: Definition, found: Sequence[Walk]) -> Iterator[Bevinding]:
    """Ways that are drawn, and that no combination of facts takes."""
    taken = {way for walk in found for way in pairwise(walk.stappen)}
    for step, targets in shape(definition).items():
        for target in targets:
            if (step, target) not in taken and any(step in w.stappen for w in found):
                wat = f"in de workflow {name} gaat nooit iemand van {step} naar {target}"
                yield Bevinding(id=f"nooit/{name}/{step}/{target}", soort="nooit", wat=wat)


def _both(conflict: Conflict, pack: RulePack) -> Condition:
    """When every side of a conflict stands."""
    sides = []
    for side in conflict.kanten:
        ways = [pack.regels[id_].als for id_ in side.regels]
        sides.append(AnyOf((*ways, *((side.als,) if side.als is not None else ()))))
    return All(tuple(sides))


def _named(id_: str, wat: str, conditions: Sequence[Condition], pack: RulePack) -> Iterator[Bevinding]:
    solver = Solver(pack.vocabulary, PEILDATUM)
    if not _together(solver, conditions):
        yield _never(id_, f"{wat}: de voorwaarden gaan nooit samen", solver, None)
