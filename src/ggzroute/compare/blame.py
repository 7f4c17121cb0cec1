"""By which changed rule, and on which facts, an outcome of a casus became another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ggzroute.compare.because import because
from ggzroute.compare.outcomes import Key, Uitkomst
from ggzroute.compare.screen import Screen
from ggzroute.conclusies import Conclusies
from ggzroute.domain.facts import Facts
from ggzroute.domain.poort import PoortUitkomst
from ggzroute.evaluation import Evaluation
from ggzroute.rules.conclusions import KandidaatRegievoerder
from ggzroute.rules.conditions import fact_name, facts_of
from ggzroute.rules.logic import truth
from ggzroute.rules.model import Rule
from ggzroute.workflow.definition import Stap

_KIND_OF = {"regievoerder": "regie", "kandidaten": "regie", "afgeraden": "advies", "verboden": "advies"}


class Blame:
    """One casus with both evaluations.

    Args:
        screen: the packs.
        before: the evaluation with the old pack.
        after: the evaluation with the new pack.
        active: ids of the changed rules that do something else than before.
    """

    def __init__(self, screen: Screen, before: Conclusies, after: Conclusies, active: frozenset[str]) -> None:
        self.screen = screen
        self.before = before
        self.after = after
        self.active = active
        self.moved = self._moved_facts()

    def of(self, key: Key, was: Uitkomst | None, now: Uitkomst | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What an outcome changed by (ids of rules, or a part of the pack), and names of the facts that decided."""
        rules = self._rules(was, now)
        parts = list(self._parts(key, found=bool(rules)))
        if not rules and not parts:
            kind = _KIND_OF.get(key[0], "advies" if key[0] == "contact" else key[0])
            rules = {id_ for id_ in self.active if kind in self.screen.changed[id_].kinds} or set(self.active)
        facts = [fact for id_ in rules for fact in self.facts_behind(id_)]
        if any(part.startswith("workflow ") for part in parts):
            facts += self._at_the_fork(key[1])
        if any(part.startswith("poort ") for part in parts):
            facts += self._at_the_gate(key[1])
        return (*sorted(rules), *sorted(parts)), tuple(sorted(set(facts)))

    def facts_behind(self, id_: str) -> frozenset[str]:
        """Names of the facts of this casus on which it hangs that a changed rule does something else."""
        rule = self.screen.changed[id_]
        first, second = id_ in self.before.gevuurd, id_ in self.after.gevuurd
        old, new = self.before.context, self.after.context
        if first and second and rule.now is not None:
            return because(rule.now.als, new.facts)
        if second and rule.now is not None:
            took_part = rule.was is not None and id_ in old.rules
            return _why_not(rule.was, old.facts) if took_part else because(rule.now.als, new.facts)
        if first and rule.was is not None:
            took_part = rule.now is not None and id_ in new.rules
            return _why_not(rule.now, new.facts) if took_part else because(rule.was.als, old.facts)
        return frozenset().union(*(_until(r) for r in (rule.was, rule.now) if r is not None))

    def _rules(self, was: Uitkomst | None, now: Uitkomst | None) -> set[str]:
        """The changed rules behind two outcomes: those that gave them, and those that derived what these look at."""
        gave = frozenset().union(*(outcome.regels for outcome in (was, now) if outcome is not None))
        found = set(gave & self.active)
        for id_ in gave - self.active:
            if (id_ in self.before.gevuurd) != (id_ in self.after.gevuurd):
                rule = self.before.context.pack.regels.get(id_)
                found |= self._makers(rule.needs if rule is not None else ())
        if not gave:
            found |= self._makers(self.moved)
        return found

    def _makers(self, facts: Iterable[str]) -> set[str]:
        """The active rules that derive one of these facts, by way of other rules too."""
        found: set[str] = set()
        seen: set[str] = set()
        todo = [fact for fact in facts if fact in self.moved]
        while todo:
            fact = todo.pop()
            if fact in seen:
                continue
            seen.add(fact)
            for rule in self._deriving(fact):
                if rule.id in self.active:
                    found.add(rule.id)
                else:
                    todo += [name for name in rule.needs if name in self.moved]
        return found

    def _deriving(self, fact: str) -> Iterator[Rule]:
        for context in (self.before.context, self.after.context):
            yield from (rule for rule in context.rules.values() if fact in rule.derives)

    def _moved_facts(self) -> frozenset[str]:
        """Names of the facts that the packs derive differently."""
        first, second = self.before.context.facts.values, self.after.context.facts.values
        if first == second:
            return frozenset()
        return frozenset(fact_name(a) for a in first.keys() | second.keys() if first.get(a) != second.get(a))

    def _parts(self, key: Key, *, found: bool) -> Iterator[str]:
        """The changed parts of the pack that bear on an outcome; where a rule explains it, only that very part."""
        kind = _KIND_OF.get(key[0], key[0])
        for cause, kinds in self.screen.causes.items():
            part, _, id_ = cause.partition(" ")
            if (part, id_) == ("workflow" if kind == "route" else kind, key[1]) or (not found and kind in kinds):
                yield cause

    def _at_the_fork(self, workflow: str) -> frozenset[str]:
        """Facts that decide at the step where the two routes part."""
        sides = [(found, self._steps(found, workflow)) for found in (self.before, self.after)]
        (_, mine), (_, theirs) = sides
        same = next(
            (n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), min(len(mine), len(theirs))
        )
        alike = same < min(len(mine), len(theirs)) and mine[same][0] == theirs[same][0]
        at = same if alike else max(same - 1, 0)
        names: set[str] = set()
        for found, steps in sides:
            definition = found.context.pack.workflows.get(workflow)
            stap = definition.stappen.get(steps[at][0]) if definition is not None and steps[at:] else None
            names |= _decides(stap, found.context.facts) if stap is not None else frozenset()
        return frozenset(names) or self._interrupting(workflow)

    def _interrupting(self, workflow: str) -> frozenset[str]:
        """Facts that decide about the interruptions that one of the two routes has."""
        held: list[dict[str, frozenset[str]]] = []
        for found in (self.before, self.after):
            definition, facts = found.context.pack.workflows.get(workflow), found.context.facts
            events = definition.onderbrekingen if definition is not None else ()
            held.append({e.id: because(e.als, facts) for e in events if truth(e.als, facts) is True})
        first, second = held
        return frozenset().union(*({**first, **second}[id_] for id_ in first.keys() ^ second.keys()))

    def _at_the_gate(self, id_: str) -> frozenset[str]:
        """Facts that decide about the conditions that stand otherwise at the two gates, or whether there is a gate."""
        sides = (self.before, self.after)
        first, second = ({v.code: v for g in _gates(found) if g.poort == id_ for v in g.voorwaarden} for found in sides)
        names: set[str] = set()
        for found in sides:
            gate, facts = found.context.pack.poorten.get(id_), found.context.facts
            if gate is None:
                continue
            if not first or not second:
                names |= because(gate.aan_de_orde, facts)
            for one in gate.voorwaarden if first and second else ():
                if first.get(one.code) != second.get(one.code):
                    names |= {one.gegeven} if one.gegeven else because(one.als, facts)
        return frozenset(names)

    @staticmethod
    def _steps(found: Conclusies, workflow: str) -> list[tuple[str, str | None, str]]:
        route = next((route for route in found.routes if route.workflow == workflow), found.route)
        return [(stap.id, stap.antwoord, stap.stand) for stap in route.stappen]


def _gates(found: Conclusies) -> tuple[PoortUitkomst, ...]:
    return found.poorten if isinstance(found, Evaluation) else ()


def _decides(stap: Stap, facts: Facts) -> frozenset[str]:
    conditions = [tak.als for tak in stap.takken] + [stap.gedaan_als]
    return frozenset().union(*(because(c, facts) for c in conditions if c is not None))


def _why_not(rule: Rule | None, facts: Facts) -> frozenset[str]:
    return because(rule.als, facts) if rule is not None else frozenset()


def _until(rule: Rule) -> frozenset[str]:
    return frozenset().union(
        *(facts_of(c.zolang) for c in rule.dan if isinstance(c, KandidaatRegievoerder) and c.zolang is not None)
    )
