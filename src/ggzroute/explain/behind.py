"""Which rules could give an outcome: by what they conclude, not by what they gave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from ggzroute.conclusies import Conclusies
from ggzroute.decide.context import Context
from ggzroute.rules.conclusions import (
    Actor,
    Adviseer,
    Conclusion,
    Contact,
    GeenRegievoerder,
    KandidaatMaatje,
    KandidaatRegievoerder,
    MaatjeNodig,
    OnderbreekRoute,
    RegieOverdracht,
    Richting,
    Signaleer,
    StelRegiekeuzeUit,
    StelVraag,
    Wie,
)
from ggzroute.rules.conditions import binder
from ggzroute.rules.logic import truth
from ggzroute.rules.model import Rule

ANYBODY: Final = "iemand"
_DIRECTION: Final = {"advies": Richting.ADVISEER, "afgeraden": Richting.RAAD_AF, "verboden": Richting.VERBIED}
_REGIE: Final = (KandidaatRegievoerder, GeenRegievoerder, StelRegiekeuzeUit, RegieOverdracht)


def rules_behind(test: Mapping[str, Any], found: Conclusies) -> Iterator[Rule]:
    """Rules that could give the outcome of a single test, whether they fired or not; sorted by id."""
    kind, body = next(iter(test.items()))
    for rule in found.context.pack.regels.values():
        if rule.niveau == found.niveau and _could(kind, body, rule, found):
            yield rule


def rules_against(test: Mapping[str, Any], found: Conclusies) -> Iterator[Rule]:
    """Rules that fired and keep an outcome away: a ban on the action, an exclusion, a choice that is put off."""
    kind, body = next(iter(test.items()))
    if kind == "advies":
        banned = {"verboden": body}
        yield from (rule for rule in rules_behind(banned, found) if rule.id in found.gevuurd)
    if kind == "regie":
        who = body.get("kandidaat") or body.get("huidig")
        for rule, hit, conclusion in found.context.concluded(GeenRegievoerder):
            if who in found.context.who(conclusion.wie, hit):
                yield rule
        for rule, _, _ in found.context.concluded(StelRegiekeuzeUit):
            yield rule


def _could(kind: str, body: Any, rule: Rule, found: Conclusies) -> bool:
    if kind == "regel":
        return rule.id == str(body)
    if kind == "conflict":
        sides = (side for c in found.context.pack.conflicten if c.id == body for side in c.kanten)
        return any(rule.id in side.regels for side in sides)
    if kind == "vraag":
        return str(body) in rule.needs or any(isinstance(c, StelVraag) and c.feit == body for c in rule.dan)
    matcher = _MATCH.get(kind)
    return matcher is not None and any(matcher(body, c, rule, found.context) for c in rule.dan)


def _advice(kind: str) -> Callable[[Mapping[str, Any], Conclusion, Rule, Context], bool]:
    def match(body: Mapping[str, Any], c: Conclusion, rule: Rule, _: Context) -> bool:
        if not isinstance(c, Adviseer) or c.richting is not _DIRECTION[kind]:
            return False
        wanted, excepted = _list(body.get("handeling")), _list(body.get("behalve"))
        return (
            (not wanted or c.handeling in wanted)
            and c.handeling not in excepted
            and body.get("gebied", c.gebied) == c.gebied
            and body.get("sterkte", rule.sterkte) == rule.sterkte
            and body.get("voor", c.voor) == c.voor
        )

    return match


def _regie(body: Mapping[str, Any], c: Conclusion, rule: Rule, context: Context) -> bool:
    match c:
        case KandidaatRegievoerder():
            who = body.get("kandidaat") or body.get("huidig")
            if body.keys() & {"uitgesloten", "overdracht_naar"} or body.get("status") in ("uitgesteld", "niet_nodig"):
                return False
            ends = "eindigt_met" not in body or c.zolang is not None
            return ends and (who in (None, ANYBODY) or _may_mean(c.wie, str(who), rule, context))
        case GeenRegievoerder():
            return "uitgesloten" in body and _may_mean(c.wie, str(body["uitgesloten"]), rule, context)
        case RegieOverdracht():
            return "overdracht_naar" in body and _may_mean(c.naar, str(body["overdracht_naar"]), rule, context)
        case StelRegiekeuzeUit():
            return body.get("status") == "uitgesteld" or not body
    return False


def _maatje(body: Mapping[str, Any], c: Conclusion, rule: Rule, context: Context) -> bool:
    if isinstance(c, KandidaatMaatje):
        who = body.get("kandidaat")
        return who in (None, ANYBODY) or _may_mean(c.wie, str(who), rule, context)
    return isinstance(c, MaatjeNodig) and body.get("stand", c.stand) == c.stand and "kandidaat" not in body


def _contact(body: Mapping[str, Any], c: Conclusion, rule: Rule, context: Context) -> bool:
    return isinstance(c, Contact) and ("met" not in body or _may_mean(c.met, str(body["met"]), rule, context))


def _interruption(body: Mapping[str, Any], c: Conclusion, _: Rule, __: Context) -> bool:
    return isinstance(c, OnderbreekRoute) and body.get("handeling", c.handeling) == c.handeling


def _signal(body: Any, c: Conclusion, _: Rule, __: Context) -> bool:
    return isinstance(c, Signaleer) and c.signaal == body


_MATCH: Mapping[str, Callable[[Any, Conclusion, Rule, Context], bool]] = {
    **{kind: _advice(kind) for kind in _DIRECTION},
    "regie": _regie,
    "maatje": _maatje,
    "contact": _contact,
    "onderbreking": _interruption,
    "signaal": _signal,
}


def _may_mean(actor: Actor, id_: str, rule: Rule, context: Context) -> bool:
    """Whether a conclusion can mean this betrokkene, or this entry of the sociale kaart."""
    node = context.node(id_)
    names = {id_} | ({node.get("organisatie"), node.get("functie")} if node else set())
    match actor.wie:
        case Wie.KAART:
            return actor.naam in names
        case Wie.ROL:
            return actor.naam == id_ or node is not None
        case Wie.SOORT:
            known = context.pack.kaart.organisaties.get(id_)
            kind = node.get("soort") if node else known.soort if known else None
            return kind == actor.naam or id_ == f"soort:{actor.naam}"
        case Wie.GEBONDEN:
            bound = binder(rule.als)
            return node is not None and bound is not None and truth(bound.pattern, context.facts, node) is not False


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value is not None else []
