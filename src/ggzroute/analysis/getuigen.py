"""Makes the casus that shows a finding. It is plainly marked as made, and it is evaluated before it is believed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from ggzroute.analysis.formula import Goal, Mode
from ggzroute.analysis.literals import Literal
from ggzroute.analysis.solving import Plan, Solver
from ggzroute.analysis.values import UNKNOWN
from ggzroute.analysis.witness import PEILDATUM, Builder
from ggzroute.conclusies import Conclusies
from ggzroute.domain.bron import Bron
from ggzroute.domain.casus import Casus
from ggzroute.domain.facts import INVENTARIS
from ggzroute.evaluation import evaluate
from ggzroute.exceptions import CasusError
from ggzroute.profile import Profiel, evaluate_profile
from ggzroute.replay.fixtures import CASUS
from ggzroute.replay.toetsen import holds
from ggzroute.rules.logic import Truth, truth
from ggzroute.rules.model import AFGELEID, Rule
from ggzroute.rules.pack import RulePack

TRIES: Final = 60
"""At most so many plans are made into a casus."""

_MADE: Final = "Deze casus is gemaakt om een bevinding te laten zien. Hij bevat niet meer dan daarvoor nodig is."

Toets = Mapping[str, Any]
Also = Callable[[Conclusies], bool]


def _anything(_: Conclusies) -> bool:
    return True


class Getuigen:
    """Makes witnesses for one pack."""

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack

    def find(
        self,
        goals: Sequence[Goal],
        toetsen: Sequence[Toets],
        *,
        rules: Sequence[Rule],
        day: dt.date,
        also: Also = _anything,
    ) -> dict[str, Any] | None:
        """A small casus that passes every test, as plain data without documentation; ``None`` when none was found.

        Args:
            goals: what is asked of conditions.
            toetsen: structural tests on the evaluation, as in a fixture file.
            rules: the rules it is about; they give the level, and whether our own readings take part.
            day: the peildatum.
            also: what else must be so of the evaluation.
        """

        def as_asked(found: Conclusies) -> bool:
            """Whether the conditions are as asked too, so that nothing is left out that makes the casus what it is."""
            facts = found.context.facts
            return also(found) and all(_is(truth(condition, facts), mode) for condition, mode in goals)

        for plan in islice(Solver(self.pack.vocabulary, day).plans(goals), TRIES):
            data = self._build(plan, day)
            if data is None:
                continue
            data = {**data, **header(rules)}
            if self.shows(data, toetsen, as_asked):
                return self._smaller(data, toetsen, as_asked)
        return None

    def shows(self, data: Mapping[str, Any], toetsen: Iterable[Toets], also: Also = _anything) -> bool:
        """Whether a casus is right, and passes every test."""
        try:
            evaluation = self.evaluate(data)
        except CasusError:
            return False
        return all(holds(toets, evaluation) for toets in toetsen) and also(evaluation)

    def evaluate(self, data: Mapping[str, Any]) -> Conclusies:
        """The evaluation of a casus or profile as plain data.

        Raises:
            CasusError: it is not right.
        """
        own = data.get("afgeleid") == "ja"
        plain = {key: value for key, value in data.items() if key != "afgeleid"}
        if "niveau" in data:
            profile = Profiel.from_dict(plain, vocabulary=self.pack.vocabulary)
            return evaluate_profile(profile, self.pack, afgeleid=own)
        return evaluate(Casus.from_dict(plain, vocabulary=self.pack.vocabulary), self.pack, afgeleid=own)

    def _build(self, plan: Plan, day: dt.date) -> dict[str, Any] | None:
        builder = Builder(self.pack, day)
        for term in sorted(plan.facts, key=lambda term: (term.key is not None, str(term))):
            if not builder.put(term, plan.facts[term]):
                return None
        for person in plan.people:
            reach = [Literal(leaf, want) for leaf, want in person.reach]
            for _ in range(person.times):
                if not builder.settle({k: v for k, v in person.values.items() if v is not UNKNOWN}, reach):
                    return None
        if plan.closed:
            builder.facts[INVENTARIS] = "ja"
        return builder.document()

    def _smaller(self, data: dict[str, Any], toetsen: Sequence[Toets], also: Also) -> dict[str, Any]:
        """The same without what it can do without."""
        for smaller in _parts(data):
            found = smaller(data)
            if found is not None and self.shows(found, toetsen, also):
                data = found
        return data


def _is(value: Truth, mode: Mode) -> bool:
    """Whether a condition is as asked."""
    match mode:
        case Mode.TRUE:
            return value is True
        case Mode.FALSE:
            return value is False
        case Mode.NOT_TRUE:
            return value is not True
        case Mode.NOT_FALSE:
            return value is not False


def _parts(data: Mapping[str, Any]) -> Iterator[Callable[[dict[str, Any]], dict[str, Any] | None]]:
    """Ways to leave one thing out."""
    for name in list(data.get("feiten", {})):
        yield lambda now, name=name: {**now, "feiten": {k: v for k, v in now["feiten"].items() if k != name}}  # type: ignore[misc]
    for person in list(data.get("betrokkenen", ())):
        yield lambda now, id_=person["id"]: _without(now, id_)  # type: ignore[misc]


def _without(data: dict[str, Any], id_: str) -> dict[str, Any] | None:
    """The casus without one betrokkene and their relations."""
    people = [person for person in data["betrokkenen"] if person["id"] != id_]
    relations = [r for r in data.get("relaties", ()) if id_ not in (r["van"], r["naar"])]
    rest = {key: value for key, value in data.items() if key not in ("betrokkenen", "relaties")}
    return rest | ({"betrokkenen": people} if people else {}) | ({"relaties": relations} if relations else {})


def header(rules: Sequence[Rule]) -> dict[str, Any]:
    """The level of a casus in which these rules take part, and whether our own readings do."""
    level = rules[0].niveau if rules else CASUS
    own = {"afgeleid": "ja"} if any(rule.basis == AFGELEID for rule in rules) else {}
    return ({} if level == CASUS else {"niveau": level}) | own


def as_fixture(
    id_: str, wat: str, data: Mapping[str, Any], toetsen: Sequence[Toets], bron: Sequence[Bron]
) -> dict[str, Any]:
    """A witness as the content of a fixture file: what it shows is what is expected of it."""
    sources = [{"document": b.document, "plaats": b.plaats} for b in dict.fromkeys(bron)]
    outcome = {"id": "g1", "soort": "regel", "zekerheid": "zeker", "wat": wat, "bron": sources, "toets": list(toetsen)}
    keys = ("niveau", "peildatum", "afgeleid", "feiten", "betrokkenen", "relaties")
    return {
        "id": file_name(id_),
        **{key: data[key] for key in keys if data.get(key)},
        "documentatie": {"titel": "Getuige van een bevinding", "bron": sources, "toelichting": _MADE},
        "verwacht": [outcome],
    }


def file_name(id_: str) -> str:
    """The id of a finding as the id of a casus."""
    return "getuige-" + id_.lower().replace("/", "-").replace("_", "-").replace(".", "-")


def common_day(rules: Iterable[Rule]) -> dt.date | None:
    """A day on which all these rules are in force; ``None`` when there is none."""
    first = max((rule.van for rule in rules if rule.van is not None), default=None)
    last = min((rule.tot for rule in rules if rule.tot is not None), default=None)
    if first is not None and last is not None and last < first:
        return None
    if first is not None and first > PEILDATUM:
        return first
    return last if last is not None and last < PEILDATUM else PEILDATUM
