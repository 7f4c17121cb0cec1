"""Why an outcome came out or stayed away: the rules behind it, what stopped them, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from ggzroute.analysis.smallest import KleinsteWijziging, smallest_change
from ggzroute.conclusies import Conclusies
from ggzroute.domain.advies import Gezag
from ggzroute.domain.bron import Bron
from ggzroute.domain.route import RouteStap
from ggzroute.exceptions import UnknownQuestionError
from ggzroute.explain.asking import WHOLE, leaves, understand
from ggzroute.explain.behind import rules_against, rules_behind
from ggzroute.explain.rule import Verklaring, VerklaringRegel, explain_rule
from ggzroute.replay.toetsen import holds
from ggzroute.rules.model import Rule

_MODEL: Final = {
    "regie": Bron(document="hr2017", plaats="§4.2.1 Regievoerder"),
    "maatje": Bron(document="hr2017", plaats="§4.2.1 Maatje (+)"),
    "in_beeld": Bron(document="hr2017", plaats="§2.1.2 (24-11-2016) casus 1"),
}
"""Where it stands that somebody in the network who has the regie, is the maatje, or has contact, simply does."""
_MOST: Final = 99


@attrs.frozen(kw_only=True)
class Uitleg:
    """Why something came out, or did not.

    Attributes:
        wat: what was asked, as a short name (``RG-009``, ``regie:ggz``, ``advies:bellen``).
        stand: whether it came out; ``None`` when a rule that could give it is still open.
        regels: the rules that gave it; when it did not come out, the rules that could have.
        tegen: rules that fired and keep it away.
        stappen: the steps of the route, when the route was asked for.
        bron: every place in a source that this rests on.
        wijziging: the smallest change with which it would come out, when that was asked for and exists.
        wijziging_via: id of the rule that would then give it.
    """

    wat: str
    stand: bool | None
    regels: tuple[Verklaring, ...]
    tegen: tuple[Verklaring, ...] = ()
    stappen: tuple[RouteStap, ...] = ()
    bron: tuple[Bron, ...] = ()
    wijziging: KleinsteWijziging | None = None
    wijziging_via: str = ""

    @property
    def regel(self) -> Verklaring | None:
        """The rule itself, when a rule was asked for."""
        return self.regels[0] if len(self.regels) == 1 and self.regels[0].gezag.regel == self.wat else None

    @property
    def struikelt_over(self) -> VerklaringRegel | None:
        """The first line of the first rule that is not true, or ``None`` when all are."""
        return next((line for rule in self.regels for line in rule.regels if line.waar is not True), None)

    def __str__(self) -> str:
        """The explanation as Dutch lines."""
        lines: list[str] = [] if self.regel else [f"{self.wat}: {_STAND[self.stand]}"]
        lines += [f"Stap {step.id}: {step.tekst}" for step in self.stappen]
        lines += [str(rule) for rule in self.regels]
        lines += [f"Dit houdt het tegen:\n{rule}" for rule in self.tegen]
        if not self.regels and not self.stappen:
            lines.append("Geen regel kan dit concluderen." if self.stand is not True else "Dit volgt uit het netwerk.")
        if self.wijziging is not None:
            lines.append(f"Het zou wel uitkomen, via {self.wijziging_via}, als:")
            lines += [f"- {change}" for change in self.wijziging.wijzigingen]
        if not self.regels and self.bron:
            lines.append(f"Bron: {'; '.join(str(bron) for bron in self.bron)}")
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain JSON types."""
        return {
            "wat": self.wat,
            "stand": self.stand,
            "regels": [rule.to_dict() for rule in self.regels],
            "tegen": [rule.to_dict() for rule in self.tegen],
            "stappen": [step.to_dict() for step in self.stappen],
            "bron": [bron.to_dict() for bron in self.bron],
            "wijziging": self.wijziging.to_dict() if self.wijziging else None,
            "wijziging_via": self.wijziging_via,
        }


_STAND: Final = {True: "kwam eruit", False: "kwam er niet uit", None: "kan nog komen"}


def explain(found: Conclusies, what: str | Mapping[str, Any], *, change: bool) -> Uitleg:
    """Why an outcome, or why not.

    Args:
        found: the evaluation.
        what: what is asked; see :func:`ggzroute.explain.asking.understand`.
        change: whether to search the smallest change with which it would come out.

    Raises:
        RuleNotFoundError: a rule was asked for that the pack does not have.
        UnknownQuestionError: this is no rule and no outcome.
    """
    name, test = understand(what, found.context.pack)
    if "route" in test:
        return _route(found, name)
    singles = [leaf for leaf, _ in leaves(test)]
    there = _came_out(found, test)
    could = _unique(rule for leaf in singles for rule in rules_behind(leaf, found))
    gave = [rule for rule in could if rule.id in found.gevuurd]
    shown = gave if there and gave else could
    against = _unique(rule for leaf in singles for rule in rules_against(leaf, found)) if not there else []
    best, via = _change(found, test, could) if change and not there else (None, "")
    asked = found.gegeven.gevraagd
    explained = tuple(explain_rule(rule.id, found.context, asked) for rule in _nearest_first(shown, found))
    opposed = tuple(explain_rule(rule.id, found.context, asked) for rule in against)
    open_ = not there and any(rule.id in found.context.firing.open for rule in could)
    return Uitleg(
        wat=name,
        stand=None if open_ else there,
        regels=explained,
        tegen=opposed,
        stappen=_steps(found, singles),
        bron=_sources(singles, [v.gezag for v in (*explained, *opposed)], found),
        wijziging=best,
        wijziging_via=via,
    )


def _came_out(found: Conclusies, test: Mapping[str, Any]) -> bool:
    kind, body = next(iter(test.items()))
    if kind in WHOLE and not body:
        return True
    return holds(test, found)


def _route(found: Conclusies, name: str) -> Uitleg:
    """The main route, or the one of the workflow that is named."""
    routes = {"route": found.route, **{f"route:{route.workflow}": route for route in found.routes}}
    if name not in routes:
        raise UnknownQuestionError(name=name, known=routes)
    steps = routes[name].stappen
    sources = tuple(dict.fromkeys(bron for step in steps for bron in step.bron))
    return Uitleg(wat=name, stand=True, regels=(), stappen=steps, bron=sources)


def _steps(found: Conclusies, singles: Iterable[Mapping[str, Any]]) -> tuple[RouteStap, ...]:
    """The main route, when one of the tests is about it or hangs on how it ended; any that waits for what is asked."""
    about = any("pad" in leaf or leaf.get("regie", {}).get("status") == "niet_nodig" for leaf in singles)
    asked = {leaf["vraag"] for leaf in singles if "vraag" in leaf}
    shown = [route for route in found.routes if asked & set(route.wacht_op) or (about and route is found.route)]
    return tuple(step for route in shown for step in route.stappen)


def _nearest_first(rules: list[Rule], found: Conclusies) -> list[Rule]:
    """Rules that fired, then those that are open, then the rest; each by id."""
    state = {**dict.fromkeys(found.context.firing.open, 1), **dict.fromkeys(found.gevuurd, 0)}
    return sorted(rules, key=lambda rule: (state.get(rule.id, 2), rule.id))


def _sources(singles: list[Mapping[str, Any]], authority: list[Gezag], found: Conclusies) -> tuple[Bron, ...]:
    sources = [bron for gezag in authority for bron in gezag.bron]
    sources += [bron for step in _steps(found, singles) for bron in step.bron]
    if not sources:
        sources = [_MODEL[kind] for leaf in singles for kind in leaf if kind in _MODEL]
    return tuple(dict.fromkeys(sources))


def _change(found: Conclusies, test: Mapping[str, Any], rules: list[Rule]) -> tuple[KleinsteWijziging | None, str]:
    """The smallest change over all rules that could give it, checked by evaluating the changed casus."""
    best: KleinsteWijziging | None = None
    via = ""
    for rule in rules:
        if rule.id in found.context.rules:
            below = len(best.wijzigingen) if best else _MOST
            change = smallest_change(
                rule.als,
                found.gegeven,
                found.context.pack,
                lambda casus: holds(test, found.again(casus)),
                rules=found.context.rules.values(),
                below=below,
            )
            if change is not None:
                best, via = change, rule.id
    return best, via


def _unique(rules: Iterable[Rule]) -> list[Rule]:
    return list({rule.id: rule for rule in rules}.values())
