"""A witness: a small casus in which a condition is certainly true, or certainly false. Searched, and then checked.

Every witness is read as any casus is, and evaluated; one that does not show what it should is not a witness.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from ggzroute.analysis.literals import Literal, alternatives
from ggzroute.analysis.values import UNKNOWN, choose_value
from ggzroute.domain.casus import NVT, Casus
from ggzroute.domain.encode import plain
from ggzroute.domain.facts import INVENTARIS, build_facts
from ggzroute.domain.netwerk import HULPVRAGER, PROFESSIONEEL, SOCIALE_SOORTEN
from ggzroute.exceptions import CasusError
from ggzroute.rules.conditions import Check, Condition, Count, Reach, Term, Test
from ggzroute.rules.logic import truth
from ggzroute.rules.pack import RulePack

PEILDATUM: Final = dt.date(2018, 6, 1)
"""The day of a witness, unless a rule's validity asks for another."""

_OUT_OF_TOUCH: Final = {"soort": "re_integratiebedrijf", "betrokken": "nu", "contact": "geen"}
_RELATION: Final = {"regievoerder": "voert_regie_over", "maatje": "is_maatje_van"}
_DERIVED_FROM_ROLE: Final = {"regie.aanwezig": "regievoerder", "maatje.aanwezig": "maatje"}


def find_witness(
    condition: Condition, pack: RulePack, *, want: bool = True, day: dt.date = PEILDATUM
) -> dict[str, Any] | None:
    """A small casus, as plain data, in which ``condition`` is certainly true (or false); ``None`` when none was found.

    Args:
        condition: what must hold, or not.
        pack: gives vocabulary and sociale kaart.
        want: whether it must be true or false.
        day: the peildatum of the casus.
    """
    for literals in alternatives(condition, want=want):
        data = Builder(pack, day).build(literals)
        if data is not None and shows(condition, data, pack, want=want):
            return data
    return None


def shows(condition: Condition, data: dict[str, Any], pack: RulePack, *, want: bool) -> bool:
    """Whether a casus is right, and the condition certainly so in it."""
    try:
        casus = Casus.from_dict(data, vocabulary=pack.vocabulary)
    except CasusError:
        return False
    assert casus.peildatum is not None  # noqa: S101 - every witness has one
    return truth(condition, build_facts(casus, pack.kaart, casus.peildatum)) is want


class Builder:
    """Builds one casus, from one set of literals or piece by piece."""

    def __init__(self, pack: RulePack, day: dt.date) -> None:
        self.pack = pack
        self.day = day
        self.facts: dict[str, Any] = {}
        self.people: list[dict[str, Any]] = []
        self.relations: list[dict[str, Any]] = []

    def build(self, literals: Sequence[Literal]) -> dict[str, Any] | None:
        """The casus in which every literal is as wanted; ``None`` when a value cannot be chosen."""
        grouped: dict[Term, list[tuple[Test, bool]]] = {}
        for literal in literals:
            if isinstance(literal.leaf, Check):
                grouped.setdefault(literal.leaf.term, []).append((literal.leaf.test, literal.want))
        ordered = sorted(grouped, key=lambda term: (term.key is not None, str(term)))
        if not all(self._fact(term, grouped[term]) for term in ordered):
            return None
        counts = [literal for literal in literals if isinstance(literal.leaf, Count)]
        if not all(self._count(literal) for literal in counts):
            return None
        return self.document()

    def document(self) -> dict[str, Any]:
        """The casus as plain data."""
        facts = {name: self.facts[name] for name in sorted(self.facts)}
        data: dict[str, Any] = {"id": "getuige", "peildatum": self.day.isoformat(), "feiten": plain(facts)}
        if self.people:
            data["betrokkenen"] = self.people
        if self.relations:
            data["relaties"] = self.relations
        return data

    def _fact(self, term: Term, wanted: list[tuple[Test, bool]]) -> bool:
        value = choose_value(term, wanted, self.day)
        return value is not None and self.put(term, value)

    def put(self, term: Term, value: Any) -> bool:
        """Give a term this value, :data:`UNKNOWN` to leave it out; whether that can be done."""
        if value is UNKNOWN:
            return True
        if self.pack.vocabulary[term.name].afleiding == "netwerk":
            return self._network_fact(term.name, value)
        if term.key:
            return self._table(term, value)
        if term.field is None:
            self.facts[term.name] = value
            return True
        if value is NVT:
            return False
        whole = self.facts.setdefault(term.name, {})
        if isinstance(whole, dict):
            whole[term.field] = value
        return isinstance(whole, dict)

    def _table(self, term: Term, value: Any) -> bool:
        """A value in an open table, under the value of the fact that is its key."""
        name, _, field = str(term.key).partition(".")[2].partition(".")
        key_fact = f"{str(term.key).partition('.')[0]}.{name}"
        holder = self.facts.get(key_fact)
        key = holder.get(field) if field and isinstance(holder, dict) else holder
        if key is None:
            key = "plaats_a"
            if field:
                self.facts.setdefault(key_fact, {})[field] = key
            else:
                self.facts[key_fact] = key
        if value is NVT:
            return False
        table = dict(self.facts.get(term.name) or {})
        self.facts[term.name] = table
        if term.field is None:
            table[key] = value
        else:
            table[key] = {**table.get(key, {}), term.field: value}
        return True

    def _network_fact(self, name: str, value: Any) -> bool:
        """A fact that follows from the network: build the network that gives it."""
        organisations = [{"id": f"organisatie_{n}", "soort": "re_integratiebedrijf", "betrokken": "nu"} for n in (1, 2)]
        match name, value:
            case "netwerk.organisaties_langs_elkaar", "ja":
                self.people += organisations
                self.relations.append(_relation("organisatie_1", "werkt_samen_met", "organisatie_2", stand="nee"))
            case "netwerk.organisaties_langs_elkaar", "nee":
                self.facts[INVENTARIS] = "ja"
            case "netwerk.aantal_regievoerders", int():
                if value == 0:
                    self.facts["regie.aanwezig"] = "nee"
                for n in range(value):
                    self.people.append(
                        {"id": f"regievoerder_{n + 1}", "soort": "re_integratiebedrijf", "betrokken": "nu"}
                    )
                    self.relations.append(_relation(f"regievoerder_{n + 1}", "voert_regie_over", HULPVRAGER))
            case "netwerk.alleen_passief_sociaal", "ja":
                self.facts[INVENTARIS] = "ja"
                self.people.append({"id": "familielid", "soort": "familie", "actief": "passief"})
            case "netwerk.alleen_passief_sociaal", "nee":
                self.people.append({"id": "familielid", "soort": "familie", "actief": "actief"})
            case "netwerk.eerder_betrokken_zonder_overdracht", "ja":
                self.facts[INVENTARIS] = "ja"
                self.people.append({"id": "eerder", "soort": "re_integratiebedrijf", "betrokken": "voorheen"})
            case "netwerk.eerder_betrokken_zonder_overdracht", "nee":
                self.facts[INVENTARIS] = "ja"
            case "netwerk.aantal_organisaties", int():
                self.facts[INVENTARIS] = "ja"
                for n in range(value):
                    self.people.append(
                        {"id": f"organisatie_{n + 1}", "soort": "re_integratiebedrijf", "betrokken": "nu"}
                    )
            case "netwerk.in_beeld", "bij_iemand_in_beeld":
                self.people.append({**organisations[0], "contact": "nu"})
            case ("netwerk.in_beeld", "uit_beeld") | ("netwerk.contact_kwijt", "ja"):
                self.facts |= {INVENTARIS: "ja"} if name == "netwerk.in_beeld" else {}
                self.people.append({"id": "organisatie_1", **_OUT_OF_TOUCH})
            case "netwerk.contact_kwijt", "nee":
                self.facts[INVENTARIS] = "ja"
            case "netwerk.contact_kwijt_bij", frozenset():
                self.facts[INVENTARIS] = "ja"
                self.people += [{"id": id_, **_OUT_OF_TOUCH} for id_ in sorted(value)]
            case "netwerk.vertrouwen_in_regievoerder" | "netwerk.regievoerder_werkgeversgebonden", "ja" | "nee":
                self._holder(name, str(value))
            case _:
                return False
        return True

    def _holder(self, name: str, value: str) -> None:
        holder = {"id": "regievoerder_1", "soort": "re_integratiebedrijf", "betrokken": "nu"}
        if name.endswith("werkgeversgebonden"):
            holder["namens_werkgever"] = value
        self.people.append(holder)
        self.relations.append(_relation("regievoerder_1", "voert_regie_over", HULPVRAGER))
        if name == "netwerk.vertrouwen_in_regievoerder":
            stand = {} if value == "ja" else {"stand": "nee"}
            self.relations.append(_relation(HULPVRAGER, "vertrouwt", "regievoerder_1", **stand))

    def _count(self, literal: Literal) -> bool:
        count = literal.leaf
        assert isinstance(count, Count)  # noqa: S101 - the caller picked them
        enough = count.low if literal.want else (count.high + 1 if count.high is not None else None)
        if enough:
            return all(self._person(count.pattern) for _ in range(enough))
        self.facts[INVENTARIS] = "ja"
        return True

    def _person(self, pattern: Condition) -> bool:
        """Somebody new who matches the pattern."""
        for literals in alternatives(pattern, want=True):
            if (person := self._attributes(literals)) is not None:
                return self.settle(person, literals)
        return False

    def _attributes(self, literals: Sequence[Literal]) -> dict[str, Any] | None:
        grouped: dict[Term, list[tuple[Test, bool]]] = {}
        for literal in literals:
            if isinstance(literal.leaf, Check):
                grouped.setdefault(literal.leaf.term, []).append((literal.leaf.test, literal.want))
        found: dict[str, Any] = {}
        for term, wanted in grouped.items():
            value = choose_value(term, wanted, self.day)
            if value is None or value is NVT:
                return None
            if value is not UNKNOWN:
                found[term.name] = value
        return found

    def settle(self, wanted: dict[str, Any], literals: Sequence[Literal]) -> bool:
        """Add somebody with these attributes; whether that can be done."""
        roles: dict[str, Any] = {
            name: wanted.pop(name)
            for name in ("regievoerder", "maatje", "vertrouwd", "kan", "kan_niet")
            if name in wanted
        }
        wanted.setdefault("id", f"betrokkene_{len(self.people) + 1}")
        if not self._place(wanted, roles):
            return False
        for role, value in roles.items():
            if role in _RELATION and value == "ja":
                self.relations.append(_relation(wanted["id"], _RELATION[role], HULPVRAGER))
            elif role in _RELATION:
                fact = next(name for name, word in _DERIVED_FROM_ROLE.items() if word == role)
                self.facts.setdefault(fact, "nee")
            elif role == "vertrouwd":
                stand = {} if value == "ja" else {"stand": "nee"}
                self.relations.append(_relation(HULPVRAGER, "vertrouwt", wanted["id"], **stand))
        for literal in literals:
            if isinstance(literal.leaf, Reach) and literal.want:
                self.relations.append(_relation(HULPVRAGER, literal.leaf.over[0], wanted["id"]))
            elif isinstance(literal.leaf, Reach):
                self.facts[INVENTARIS] = "ja"
        self.people.append(wanted)
        return True

    def _place(self, person: dict[str, Any], roles: dict[str, Any]) -> bool:
        """Complete somebody: a known organisation for roles on the sociale kaart, else a kind and a kring."""
        organisations = self.pack.kaart.organisaties
        if "organisatie" in person and person["organisatie"] not in organisations:
            person["organisatie"] = next(iter(organisations))
        if {"kan", "kan_niet"} & roles.keys():
            fitting = [
                o.id
                for o in organisations.values()
                if roles.get("kan", frozenset()) <= o.kan
                and roles.get("kan_niet", frozenset()) <= o.kan_niet
                and person.get("soort", o.soort) == o.soort
            ]
            if not fitting:
                return False
            person["organisatie"] = fitting[0]
        social = person.get("kring") == "sociaal" or person.get("soort") in SOCIALE_SOORTEN
        if "organisatie" not in person:
            person.setdefault("soort", "familie" if social else "re_integratiebedrijf")
        if not social:
            person.setdefault("kring", PROFESSIONEEL)
            person.setdefault("betrokken", "nu")
        return True


def _relation(van: str, soort: str, naar: str, **more: Any) -> dict[str, Any]:
    return {"van": van, "soort": soort, "naar": naar, **more}


def minimal(condition: Condition, data: dict[str, Any], pack: RulePack, *, want: bool = True) -> dict[str, Any]:
    """The same witness without the facts it can do without."""
    for name in list(data.get("feiten", {})):
        smaller = {**data, "feiten": {key: value for key, value in data["feiten"].items() if key != name}}
        if shows(condition, smaller, pack, want=want):
            data = smaller
    return data


def tell_apart(
    first: Condition, second: Condition, pack: RulePack, *, day: dt.date = PEILDATUM
) -> dict[str, Any] | None:
    """A small casus in which ``first`` certainly holds and ``second`` may not; ``None`` when none was found."""
    for literals in alternatives(first, want=True):
        data = Builder(pack, day).build(literals)
        if data is not None and shows(first, data, pack, want=True) and not shows(second, data, pack, want=True):
            return data
    return None
