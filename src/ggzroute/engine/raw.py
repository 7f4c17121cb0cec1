"""What generated code calls to read a casus that is still plain data: text, numbers, lists and dicts.

The data is trusted: it is what :meth:`Casus.from_dict` accepts. What comes out has the normal form of its type, with
``None`` for unknown and ``NVT`` for what does not apply. Whatever does not fit raises, and is never shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from ggzroute.domain.casus import NVT, Toestand
from ggzroute.domain.facts import INVENTARIS, Facts, network_nodes
from ggzroute.domain.kaart import Kaart
from ggzroute.domain.netwerk import KENMERKEN, PROFESSIONEEL, SOCIAAL, SOCIALE_SOORTEN, Betrokkene, Relatie
from ggzroute.domain.signalen import derive_network_facts
from ggzroute.domain.waarden import Normaliser
from ggzroute.vocabulary import JA, NEE, STATES, Type, Vocabulary

Read = Callable[[Any], Any]

_WORDS: Final[Mapping[Any, Any]] = {None: None, **dict.fromkeys(STATES), **dict.fromkeys(Toestand)}
TOESTANDEN: Final[Mapping[Any, Any]] = {**_WORDS, NVT.value: NVT, NVT: NVT}
"""Every way to write a state, with what it means for a condition: unknown, or ``nvt``."""

ONBEKEND: Final = frozenset(_WORDS)
"""Every way to write that an attribute of a betrokkene is unknown; ``nvt`` is one of them there."""

GEWEIGERD: Final = frozenset({Toestand.GEWEIGERD, Toestand.GEWEIGERD.value})

state_or_same: Final = TOESTANDEN.get
"""``state_or_same(value, value)``: a text, or what its state means."""

_LISTS: Final = (list, tuple, set, frozenset)


class NotTrustedError(Exception):
    """The data is not what it was trusted to be."""


def no_day() -> None:
    """There is no peildatum, or it is not one.

    Raises:
        NotTrustedError: always.
    """
    raise NotTrustedError


def peildatum_of(data: Mapping[str, Any], given: dt.date | None) -> dt.date:
    """The peildatum that is given, else that of the casus.

    Raises:
        Exception: there is none, or it is not one.
    """
    day = data["peildatum"] if given is None else given
    return day if isinstance(day, dt.date) else dt.date.fromisoformat(day)


def codes(kind: Type) -> dict[Any, Any]:
    """Every way to write a choice or yes or no, with its normal form."""
    flags = {flag: code for flag, code in ((True, JA), (False, NEE)) if code in kind.waarden}
    return {**flags, **{code: code for code in kind.waarden}, **TOESTANDEN}


def number(raw: Any) -> Any:
    """A number, or what a state means."""
    return raw if raw.__class__ is int else TOESTANDEN[raw]


def members(raw: Any) -> Any:
    """A set of codes or texts, or what a state means."""
    return frozenset(raw) if isinstance(raw, _LISTS) else TOESTANDEN[raw]


def members_of(known: Mapping[Any, Any]) -> Read:
    """The same for codes that can be written in more than one way."""
    return lambda raw: frozenset(known[one] for one in raw) if isinstance(raw, _LISTS) else TOESTANDEN[raw]


def day(raw: Any) -> Any:
    """A day, or what a state means."""
    if raw.__class__ is dt.date:
        return raw
    return TOESTANDEN[raw] if raw in TOESTANDEN else dt.date.fromisoformat(raw)


def normal(kind: Type, vocabulary: Vocabulary) -> Read:
    """A function that gives the normal form of any value of a type."""

    def read(raw: Any) -> Any:
        normaliser = Normaliser(vocabulary)
        value = normaliser.value(kind, raw)
        if normaliser.faults:
            raise NotTrustedError
        return TOESTANDEN[value] if isinstance(value, Toestand) else value

    return read


def kring(row: Mapping[str, Any]) -> str:
    """The kring of a betrokkene that does not say it."""
    return SOCIAAL if row.get("soort") in SOCIALE_SOORTEN else PROFESSIONEEL


def soort(row: Mapping[str, Any], kaart: Kaart) -> str | None:
    """The kind of a betrokkene that does not say it: that of its organisation."""
    organisation = kaart.organisaties.get(row.get("organisatie") or "")
    return organisation.soort if organisation is not None else None


class Given(Mapping[str, Any]):
    """The facts of plain data, each in its normal form when it is asked for; without those that are unknown."""

    def __init__(self, raw: Mapping[str, Any], vocabulary: Vocabulary) -> None:
        self._raw = raw
        self._vocabulary = vocabulary

    def get(self, name: str, default: Any = None) -> Any:
        """The value, or ``default`` when it is unknown or declined."""
        raw = self._raw.get(name)
        if raw is None:
            return default
        value = normal(self._vocabulary[name].type, self._vocabulary)(raw)
        return default if value is None else value

    def settled(self, name: str) -> bool:
        """Whether a fact was given or declined, so that nothing else tells it."""
        raw = self._raw.get(name)
        return raw is not None and (name in self or raw in GEWEIGERD)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __getitem__(self, name: str) -> Any:
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._raw if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def network(vocabulary: Vocabulary, kaart: Kaart) -> Callable[[Mapping[str, Any], dt.date], Facts]:
    """A function that gives what conditions can see of the network; of facts only those that follow from it."""

    def read(data: Mapping[str, Any], peildatum: dt.date) -> Facts:
        given = Given(data.get("feiten") or {}, vocabulary)
        betrokkenen = [_betrokkene(row) for row in data.get("betrokkenen") or ()]
        relaties = tuple([_relatie(row) for row in data.get("relaties") or ()])
        nodes = network_nodes(betrokkenen, relaties, given, kaart, peildatum)
        found = derive_network_facts(given, nodes, relaties, peildatum)
        return Facts(
            values={name: value for name, value in found.items() if not given.settled(name)},
            refused=frozenset(),
            nodes=nodes,
            relaties=relaties,
            closed=given.get(INVENTARIS) == JA,
            peildatum=peildatum,
        )

    return read


_ATTRIBUTES: Final = ("soort", "organisatie", "functie", *(name for name in KENMERKEN if name != "kring"))


def _betrokkene(row: Mapping[str, Any]) -> Betrokkene:
    known: dict[str, Any] = {name: raw for name in _ATTRIBUTES if (raw := row.get(name)) not in ONBEKEND}
    for name in ("namens_werkgever", "brengt_in"):
        if known.get(name).__class__ is bool:
            known[name] = JA if known[name] else NEE
    given: Any = row.get("kring")
    return Betrokkene(id=row["id"], kring=kring(row) if given in ONBEKEND else given, **known)


def _relatie(row: Mapping[str, Any]) -> Relatie:
    return Relatie(
        van=row["van"],
        soort=row["soort"],
        naar=row["naar"],
        stand=row.get("stand") not in (NEE, False),
        sinds=_known(day(row.get("sinds"))),
        tot=_known(day(row.get("tot"))),
        doel=_known(state_or_same(row.get("doel"), row.get("doel"))),
        afgerond=_known(_YES_NO[row.get("afgerond")]),
    )


_YES_NO: Final = {True: JA, False: NEE, JA: JA, NEE: NEE, **TOESTANDEN}


def _known(value: Any) -> Any:
    """Outside the facts, what does not apply is unknown too."""
    return None if value is NVT else value
