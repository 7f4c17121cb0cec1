"""Moves of a search for the smallest change: what brings a fact, a betrokkene or the network nearer to a condition."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, Final

from ggzroute.analysis.edits import BETROKKENE, FEIT, KENMERK, Wijziging, relation
from ggzroute.analysis.literals import Literal, alternatives
from ggzroute.analysis.values import UNKNOWN, Wanted, choose_value
from ggzroute.domain.encode import plain
from ggzroute.domain.facts import INVENTARIS, Facts, Node
from ggzroute.domain.kaart import Kaart
from ggzroute.domain.netwerk import AFGELEIDE_KENMERKEN, HULPVRAGER, PROFESSIONEEL, SOCIALE_SOORTEN, VOORHEEN
from ggzroute.rules.conditions import Check, Condition, Reach
from ggzroute.rules.logic import truth

ROLE_RELATION: Final = {"regievoerder": "voert_regie_over", "maatje": "is_maatje_van"}
"""Attribute of a betrokkene to the relation that gives it."""
ROLE_FACT: Final = {"regievoerder": "regie.aanwezig", "maatje": "maatje.aanwezig"}
"""Attribute of a betrokkene to the fact that says whether anybody has it."""


def values_for(group: Sequence[Literal], facts: Facts) -> Iterator[Any]:
    """Values for one fact that may fit: near to what it is now first."""
    whole: list[tuple[Any, bool]] = []
    parts: dict[str, list[Literal]] = {}
    term = None
    for literal in group:
        assert isinstance(literal.leaf, Check)  # noqa: S101 - groups hold checks
        if literal.leaf.term.field is None:
            whole.append((literal.leaf.test, literal.want))
            term = literal.leaf.term
        else:
            parts.setdefault(literal.leaf.term.field, []).append(literal)
    first = group[0].leaf
    assert isinstance(first, Check)  # noqa: S101 - as above
    now = facts.get(first.term.name)
    bases: list[Any] = [now] if isinstance(now, Mapping) else []
    if term is not None:
        if isinstance(now, frozenset):
            yield from _near_sets(now, whole)
        chosen = choose_value(term, whole, facts.peildatum)
        if chosen is None:
            return
        if not parts:
            yield chosen
            return
        bases.append(chosen if isinstance(chosen, Mapping) else {})
    for base in [*bases, {}]:
        made = dict(base)
        for field, literals in parts.items():
            leaf = literals[0].leaf
            assert isinstance(leaf, Check)  # noqa: S101 - as above
            tests = [(lit.leaf.test, lit.want) for lit in literals if isinstance(lit.leaf, Check)]
            value = choose_value(leaf.term, tests, facts.peildatum)
            if value is None:
                return
            made.pop(field, None)
            if value is not UNKNOWN:
                made[field] = value
        yield made


def _near_sets(now: frozenset[Any], whole: Wanted) -> Iterator[frozenset[Any]]:
    """The set as it is with what is asked for, and without what is not."""
    named = {value for test, _ in whole for value in getattr(test, "values", ())}
    yield from (now | {value} for value in sorted(named, key=str))
    yield now - named
    yield now | named


def by_attribute(literals: Sequence[Literal]) -> dict[str, tuple[Any, list[tuple[Any, bool]]]]:
    """Attribute of a betrokkene to its term and everything that is asked of it."""
    found: dict[str, tuple[Any, list[tuple[Any, bool]]]] = {}
    for literal in literals:
        if isinstance(literal.leaf, Check):
            found.setdefault(literal.leaf.term.name, (literal.leaf.term, []))[1].append(
                (literal.leaf.test, literal.want)
            )
    return found


def joint(patterns: Sequence[Condition]) -> Iterator[tuple[Literal, ...]]:
    """Alternatives with which one betrokkene matches all of these patterns."""
    if not patterns:
        yield ()
        return
    for literals in alternatives(patterns[0], want=True):
        for rest in joint(patterns[1:]):
            yield (*literals, *rest)


def node_moves(node: Node, pattern: Condition, facts: Facts, *, want: bool) -> Iterator[Wijziging]:
    """One change of somebody that brings the pattern nearer to holding, or to not holding."""
    for literals in alternatives(pattern, want=want):
        missing = [literal for literal in literals if truth(literal.leaf, facts, node) is not literal.want]
        if not missing:
            continue
        leaf = missing[0].leaf
        if isinstance(leaf, Reach):
            if missing[0].want:
                yield relation(HULPVRAGER, leaf.over[0], node["id"])
            elif not facts.closed:
                yield Wijziging(soort=FEIT, plek=INVENTARIS, naar="ja")
        elif isinstance(leaf, Check):
            yield from _attribute_moves(node, leaf, literals, facts)


def _attribute_moves(node: Node, leaf: Check, literals: Sequence[Literal], facts: Facts) -> Iterator[Wijziging]:
    name = leaf.term.name
    tests = by_attribute(literals)[name][1]
    value = choose_value(leaf.term, tests, facts.peildatum)
    if value is None or name == "id":
        return
    if name in ROLE_RELATION:
        if value == "ja":
            yield relation(node["id"], ROLE_RELATION[name])
        elif value == "nee":
            yield Wijziging(soort=FEIT, plek=ROLE_FACT[name], naar="nee")
    elif name == "vertrouwd":
        yield relation(HULPVRAGER, "vertrouwt", node["id"], holds=value == "ja")
    elif name not in AFGELEIDE_KENMERKEN:
        yield Wijziging(soort=KENMERK, plek=node["id"], kenmerk=name, naar=None if value is UNKNOWN else plain(value))


def room_for(roles: Container[str], facts: Facts) -> Iterator[Wijziging]:
    """Facts that say nobody has one of these roles: they must change before somebody can have it."""
    for role, name in ROLE_FACT.items():
        if role in roles and facts.get(name) == "nee":
            yield Wijziging(soort=FEIT, plek=name, naar="ja")


def network_moves(name: str, facts: Facts) -> Iterator[Wijziging]:
    """Changes that can bring a fact that follows from the network nearer; the search tries them."""
    if name == "netwerk.aantal_regievoerders":
        yield from room_for(("regievoerder",), facts)
    if not facts.closed:
        yield Wijziging(soort=FEIT, plek=INVENTARIS, naar="ja")
    ids = [node["id"] for node in facts.nodes]
    taken = set(ids)
    new = next(f"nieuw_{n}" for n in range(1, 99) if f"nieuw_{n}" not in taken)
    organisation = {"soort": "re_integratiebedrijf", "kring": PROFESSIONEEL}
    match name:
        case "netwerk.aantal_regievoerders":
            yield Wijziging(soort=FEIT, plek="regie.aanwezig", naar="nee")
            professionals = [node["id"] for node in facts.nodes if node.get("kring") == PROFESSIONEEL]
            yield from (relation(id_, "voert_regie_over") for id_ in professionals)
            yield Wijziging(soort=BETROKKENE, plek=new, naar={**organisation, "betrokken": "nu"})
        case "netwerk.vertrouwen_in_regievoerder" | "netwerk.regievoerder_werkgeversgebonden":
            yield Wijziging(soort=FEIT, plek="regie.aanwezig", naar="nee")
            yield from (relation(id_, "voert_regie_over") for id_ in ids)
            yield from (relation(HULPVRAGER, "vertrouwt", id_) for id_ in ids)
            yield from (relation(HULPVRAGER, "vertrouwt", id_, holds=False) for id_ in ids)
            yield from (
                Wijziging(soort=KENMERK, plek=id_, kenmerk="namens_werkgever", naar=v)
                for id_ in ids
                for v in ("ja", "nee")
            )
            yield Wijziging(soort=BETROKKENE, plek=new, naar={**organisation, "betrokken": "nu"})
        case "netwerk.organisaties_langs_elkaar":
            yield from (
                relation(a, "werkt_samen_met", b, holds=h) for a in ids for b in ids if a < b for h in (False, True)
            )
            yield Wijziging(soort=BETROKKENE, plek=new, naar={**organisation, "betrokken": "nu"})
        case "netwerk.alleen_passief_sociaal":
            yield from (
                Wijziging(soort=KENMERK, plek=n["id"], kenmerk="actief", naar=v)
                for n in facts.nodes
                if n.get("kring") == "sociaal"
                for v in ("actief", "passief")
            )
            yield from (
                Wijziging(soort=BETROKKENE, plek=new, naar={"soort": "familie", "actief": v})
                for v in ("actief", "passief")
            )
        case "netwerk.eerder_betrokken_zonder_overdracht" | "netwerk.eerder_betrokken":
            yield Wijziging(soort=BETROKKENE, plek=new, naar={**organisation, "betrokken": VOORHEEN})
            yield from (Wijziging(soort=KENMERK, plek=id_, kenmerk="betrokken", naar=VOORHEEN) for id_ in ids)
            yield from (relation(a, "draagt_over_aan", b, holds=False) for a in ids for b in ids if a != b)
        case "netwerk.aantal_organisaties" | "netwerk.betrokken_organisaties":
            yield Wijziging(soort=BETROKKENE, plek=new, naar={**organisation, "betrokken": "nu"})
            yield from (
                Wijziging(soort=KENMERK, plek=id_, kenmerk="betrokken", naar=v) for id_ in ids for v in ("nu", VOORHEEN)
            )


def newcomer(literals: Sequence[Literal], facts: Facts, kaart: Kaart) -> dict[str, Any] | None:
    """Somebody new in whom all of these hold, but for what relations must say; ``None`` when that cannot be."""
    found: dict[str, Any] = {}
    roles: dict[str, Any] = {}
    for attribute, wanted in by_attribute(literals).items():
        term, tests = wanted
        value = choose_value(term, tests, facts.peildatum)
        if value is None:
            return None
        if value is not UNKNOWN:
            (roles if attribute in AFGELEIDE_KENMERKEN else found)[attribute] = value
    if {"kan", "kan_niet"} & roles.keys() and "organisatie" not in found:
        fitting = [
            o
            for o in kaart.organisaties.values()
            if roles.get("kan", frozenset()) <= o.kan
            and roles.get("kan_niet", frozenset()) <= o.kan_niet
            and found.get("soort", o.soort) == o.soort
        ]
        if not fitting:
            return None
        found["organisatie"] = fitting[0].id
    social = found.get("kring") == "sociaal" or found.get("soort") in SOCIALE_SOORTEN
    if "organisatie" not in found:
        found.setdefault("soort", "familie" if social else "re_integratiebedrijf")
    if not social:
        found.setdefault("kring", PROFESSIONEEL)
        found.setdefault("betrokken", "nu")
    found.pop("id", None)
    return {key: plain(value) for key, value in sorted(found.items())}
