"""Reads the facts and betrokkenen of a casus that is still plain data into the variables of one function."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any, Final

import attrs

from ggzroute.domain.casus import NVT
from ggzroute.domain.facts import lookup
from ggzroute.domain.kaart import Kaart
from ggzroute.domain.netwerk import PROFESSIONEEL, SOCIAAL
from ggzroute.domain.signalen import NETWERKFEITEN
from ggzroute.engine import raw
from ggzroute.engine.expressions import Local
from ggzroute.engine.syntax import (
    FALSE,
    IN,
    IS,
    IS_NOT,
    NONE,
    NOT_EQ,
    NOT_IN,
    TRUE,
    Code,
    assign,
    attribute,
    both,
    call,
    choose,
    compare,
    item,
    literal,
    name,
    negate,
    when,
)
from ggzroute.rules.conditions import Term, fact_name
from ggzroute.vocabulary import JA, NEE, Soort, Type, Vocabulary

PLAIN_ATTRIBUTES: Final = frozenset(
    {"id", "kring", "soort", "organisatie", "functie", "betrokken", "actief", "invloed", "contact"}
)
"""Attributes of a betrokkene that stand in the data as they are; the others follow from more than one place."""


class RawValues(Local):
    """Values of terms, read from plain data.

    Attributes:
        reads: statements that read what is looked at from here on; the function begins a new list for each stratum,
            because what rules derive is only known after them.
        inside: the same for the group of rules that is being compiled, or ``None`` outside groups.
    """

    def __init__(self, code: Code, vocabulary: Vocabulary, shared: Shared, *, network: bool) -> None:
        self.reads: list[ast.stmt] = []
        self.inside: list[ast.stmt] | None = None
        self._code = code
        self._vocabulary = vocabulary
        self._shared = shared
        self._network = network
        self._wholes: dict[str, str] = {}
        self._parts: dict[Term, str] = {}
        self._tables: dict[tuple[str, ...], Mapping[Any, Any]] = {}

    def variable(self, term: Term) -> ast.expr:
        """The local variable with the value of a term."""
        if term.key is None and term.field is None:
            return name(self.whole(term.name))
        if term not in self._parts:
            value = self._look_up(term) if term.key else self._part(self.whole(term.name), str(term.field))
            self._parts[term] = f"t{len(self._parts)}"
            self._add(assign(self._parts[term], value), shared=term in self._shared.terms)
        return name(self._parts[term])

    def whole(self, fact: str) -> str:
        """The local variable with the value of a fact."""
        if fact not in self._wholes:
            self._wholes[fact] = identifier = f"f{len(self._wholes)}"
            for statement in self._read(fact, identifier):
                self._add(statement, shared=fact in self._shared.facts)
        return self._wholes[fact]

    def refused(self, fact: str) -> ast.expr:
        """Whether a fact that is unknown was declined."""
        return compare(_given(fact), IN, self._code.named(raw.GEWEIGERD))

    def _add(self, statement: ast.stmt, *, shared: bool) -> None:
        (self.reads if shared or self.inside is None else self.inside).append(statement)

    def _part(self, whole: str, field: str) -> ast.expr:
        """A field of a record, or a place of a table with fixed keys."""
        nvt, known = self._code.named(NVT), name(whole)
        inside = choose(compare(known, IS, NONE), NONE, call(attribute(known, "get"), literal(field)))
        return choose(compare(known, IS, nvt), nvt, inside)

    def _look_up(self, term: Term) -> ast.expr:
        """A place of a table with open keys; a key that is a field of what does not apply is unknown."""
        fact = fact_name(str(term.key))
        key, field = name(self.whole(fact)), str(term.key)[len(fact) + 1 :]
        if field:
            is_record = compare(attribute(key, "__class__"), IS, name("dict"))
            key = choose(is_record, call(attribute(key, "get"), literal(field)), NONE)
        return call(self._code.named(lookup), name(self.whole(term.name)), key, literal(term.field))

    def _read(self, fact: str, to: str) -> list[ast.stmt]:
        """Statements that read one fact in its normal form."""
        statements = self._read_given(fact, to)
        if self._network and from_network(fact, self._vocabulary):
            near = call(attribute("near", "get"), literal(fact))
            statements += when(compare(name(to), IS, NONE), [assign(to, near)])
        return statements

    def _read_given(self, fact: str, to: str) -> list[ast.stmt]:
        kind, value, known = self._vocabulary[fact].type, name(to), self._code.named
        start = assign(to, _given(fact))
        if kind.soort in (Soort.JA_NEE, Soort.KEUZE):
            return [assign(to, item(known(self._codes(kind)), _given(fact)))]
        if kind.soort in (Soort.KEUZES, Soort.TEKSTEN, Soort.ACTOREN):
            flags = {JA, NEE} & set(kind.waarden)
            other = raw.members_of(self._codes(kind)) if flags else raw.members
            quick = FALSE if flags else compare(attribute(value, "__class__"), IS, name("list"))
            read = choose(quick, call(name("frozenset"), value), call(known(other), value))
            return [start, *when(compare(value, IS_NOT, NONE), [assign(to, read)])]
        if kind.soort is Soort.GETAL:
            is_number = compare(attribute(value, "__class__"), IS, name("int"))
            return [start, *when(negate(is_number), [assign(to, item(known(raw.TOESTANDEN), value))])]
        if kind.soort in (Soort.TEKST, Soort.ACTOR):
            return [start, assign(to, call(known(raw.state_or_same), value, value))]
        read = call(known(raw.day if kind.soort is Soort.DATUM else raw.normal(kind, self._vocabulary)), value)
        return [start, *when(compare(value, IS_NOT, NONE), [assign(to, read)])]

    def _codes(self, kind: Type) -> Mapping[Any, Any]:
        return self._tables.setdefault(tuple(kind.waarden), raw.codes(kind))


def from_network(fact: str, vocabulary: Vocabulary) -> bool:
    """Whether a fact can follow from the network."""
    return fact in NETWERKFEITEN or (fact in vocabulary and vocabulary[fact].afleiding == "netwerk")


def _given(fact: str) -> ast.expr:
    return call(attribute("feiten", "get"), literal(fact))


@attrs.frozen
class Shared:
    """What more than one group of rules looks at: terms, and facts."""

    terms: frozenset[Term]
    facts: frozenset[str]


class RawAttributes:
    """Attributes of a betrokkene, read from plain data; only those that stand in one place.

    Attributes:
        reads: statements that read what was asked for.
    """

    def __init__(self, code: Code, kaart: Kaart) -> None:
        self.reads: list[ast.stmt] = []
        self._code = code
        self._kaart = kaart
        self._seen: set[str] = set()

    def variable(self, term: Term) -> ast.expr:
        """The local variable with an attribute, read once for each betrokkene."""
        identifier = f"of_{term.name}"
        if identifier not in self._seen:
            self._seen.add(identifier)
            self.reads += self._read(term.name, identifier)
        return name(identifier)

    def unknown(self, value: ast.expr) -> ast.expr:
        """Whether nothing, or a state, stands there. The id and the kring are always known."""
        return FALSE if self._always(value) else compare(value, IN, self._code.named(raw.ONBEKEND))

    def known(self, value: ast.expr) -> ast.expr:
        """Whether something stands there that is no state."""
        return TRUE if self._always(value) else compare(value, NOT_IN, self._code.named(raw.ONBEKEND))

    @staticmethod
    def _always(value: ast.expr) -> bool:
        return isinstance(value, ast.Name) and value.id in ("of_id", "of_kring")

    def _read(self, attribute_name: str, to: str) -> list[ast.stmt]:
        value, node, known = name(to), name("node"), self._code.named
        read = assign(to, call(attribute("node", "get"), literal(attribute_name)))
        if attribute_name == "kring":
            other = both([compare(value, NOT_EQ, literal(kring)) for kring in (PROFESSIONEEL, SOCIAAL)])
            return [read, *when(other, [assign(to, call(known(raw.kring), node))])]
        if attribute_name == "soort" and self._kaart.organisaties:
            from_kaart = call(known(raw.soort), node, known(self._kaart))
            return [read, *when(self.unknown(value), [assign(to, from_kaart)])]
        return [read]
