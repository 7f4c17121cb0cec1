"""The vocabulary: every fact a casus may hold, with its type, values, sensitivity and question.

The types are data from a pack's ``begrippen.yaml``; this module knows what each type accepts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

import attrs

JA: Final = "ja"
NEE: Final = "nee"
STATES: Final = ("onbekend", "geweigerd", "nvt")


class Soort(StrEnum):
    """The kinds of value a fact can have."""

    JA_NEE = "ja_nee"
    KEUZE = "keuze"
    KEUZES = "keuzes"
    GETAL = "getal"
    DATUM = "datum"
    DATUMS = "datums"
    TEKST = "tekst"
    TEKSTEN = "teksten"
    ACTOR = "actor"
    ACTOREN = "actoren"
    RECORD = "record"
    RECORDS = "records"
    TABEL = "tabel"


SETS: Final = frozenset({Soort.KEUZES, Soort.TEKSTEN, Soort.ACTOREN, Soort.DATUMS})
COUNTABLE: Final = SETS | {Soort.RECORDS, Soort.TABEL}
CHOICES: Final = frozenset({Soort.JA_NEE, Soort.KEUZE})
CODES: Final = frozenset({Soort.JA_NEE, Soort.KEUZE, Soort.TEKST, Soort.ACTOR})


@attrs.frozen(kw_only=True)
class Type:
    """What values are accepted.

    Attributes:
        soort: the kind of value.
        waarden: accepted codes with their Dutch labels, for ``keuze`` and ``keuzes`` (and ``ja_nee``).
        velden: fields, for ``record`` and ``records``.
        sleutels: accepted keys of a ``tabel`` with fixed keys; empty when the keys are open.
        waarde: type of the values of a ``tabel``.
    """

    soort: Soort
    waarden: Mapping[str, str] = attrs.field(factory=dict)
    velden: Mapping[str, Type] = attrs.field(factory=dict)
    sleutels: Mapping[str, str] = attrs.field(factory=dict)
    waarde: Type | None = None

    @property
    def is_set(self) -> bool:
        """Whether a value is a collection of codes or dates."""
        return self.soort in SETS

    def accepted(self) -> str:
        """What is accepted, as a Dutch phrase for a problem."""
        from ggzroute.problems import listing  # noqa: PLC0415 - only needed when something is wrong

        codes = listing(self.waarden)
        return {
            Soort.JA_NEE: "ja of nee",
            Soort.KEUZE: f"een van {codes}",
            Soort.KEUZES: f"een lijst met keuzes uit {codes}",
            Soort.GETAL: "een heel getal",
            Soort.DATUM: "een datum als 2016-11-24",
            Soort.DATUMS: "een lijst met datums",
            Soort.TEKST: "een korte tekst",
            Soort.TEKSTEN: "een lijst met korte teksten",
            Soort.ACTOR: "de id van een betrokkene of organisatie",
            Soort.ACTOREN: "een lijst met id's van betrokkenen of organisaties",
            Soort.RECORD: f"een blok met {listing(self.velden)}",
            Soort.RECORDS: f"een lijst met blokken van {listing(self.velden)}",
            Soort.TABEL: f"een blok met sleutels {listing(self.sleutels)}"
            if self.sleutels
            else "een blok met sleutels",
        }[self.soort]


@attrs.frozen(kw_only=True)
class Begrip:
    """One fact of the vocabulary.

    Attributes:
        naam: ``naamruimte.kenmerk``.
        type: what values it accepts.
        vraag: the question that gets it, in plain Dutch.
        antwoord_door: who may answer.
        gevoelig: whether the value is sensitive personal data.
        niveau: ``casus``, ``organisatie`` or ``regio``.
        toelichting: explanation in Dutch, may be empty.
        afleiding: ``netwerk`` or ``regel`` when it is never asked but derived, else empty.
        van: whose fact it is, when that is said; else it follows from the name and from who may answer.
        zichtbaar_voor: who sees it in a report, when that is said; else it follows from the rest. By key for a table
            that says so for each key, and under ``""`` when it holds for the whole fact.
    """

    naam: str
    type: Type
    vraag: str
    antwoord_door: tuple[str, ...]
    gevoelig: bool
    niveau: str = "casus"
    toelichting: str = ""
    afleiding: str = ""
    van: str = ""
    zichtbaar_voor: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Verboden:
    """A kind of input that is refused by name.

    Attributes:
        namen: key names that are refused, lower case.
        waarom: the reason, in Dutch.
        in_plaats_daarvan: what may be given instead, may be empty.
    """

    namen: frozenset[str]
    waarom: str
    in_plaats_daarvan: str = ""


@attrs.frozen(eq=False, repr=False)
class Vocabulary(Mapping[str, Begrip]):
    """All facts of a pack by name, and the inputs that are refused.

    Attributes:
        begrippen: fact name to :class:`Begrip`, in the order of the files.
        verboden: the kinds of input that are refused.
        codes: every fact with every code that a casus may give for it, for facts that are one choice.
    """

    begrippen: Mapping[str, Begrip]
    verboden: tuple[Verboden, ...] = ()
    codes: frozenset[tuple[str, str]] = attrs.field(init=False, default=frozenset())
    _forbidden: Mapping[str, Verboden] = attrs.field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        index = {name: kind for kind in self.verboden for name in kind.namen}
        object.__setattr__(self, "_forbidden", index)
        chosen = {n: b.type for n, b in self.begrippen.items() if b.type.soort in CHOICES and b.afleiding != "netwerk"}
        object.__setattr__(self, "codes", frozenset((n, code) for n, kind in chosen.items() for code in kind.waarden))

    def __getitem__(self, name: str) -> Begrip:
        return self.begrippen[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.begrippen)

    def __len__(self) -> int:
        return len(self.begrippen)

    def __repr__(self) -> str:
        return f"Vocabulary({len(self.begrippen)} begrippen)"

    def forbidden(self, key: str) -> Verboden | None:
        """Why ``key`` is refused, or ``None``. The last part of a dotted name counts, in any spelling of case."""
        return self._forbidden.get(self.forbidden_name(key))

    def forbidden_name(self, key: str) -> str:
        """The name on the list under which ``key`` is refused, or ``""``."""
        name = key.lower().replace("-", "_").replace(" ", "_")
        return next((part for part in (name, name.rsplit(".", 1)[-1]) if part in self._forbidden), "")

    def merged(self, other: Vocabulary) -> Vocabulary:
        """This vocabulary with the facts of ``other`` added; a fact of ``other`` wins over one of the same name."""
        return Vocabulary({**self.begrippen, **other.begrippen}, (*self.verboden, *other.verboden))


def plain_type(value: Any) -> str:
    """The Dutch word for the kind of a Python value: what was found, without the value itself."""
    for kind, word in _WORDS:
        if isinstance(value, kind):
            return word
    return "niets" if value is None else "iets anders"


_WORDS: Final[tuple[tuple[type, str], ...]] = (
    (bool, "true of false"),
    (str, "tekst"),
    (int, "een getal"),
    (float, "een kommagetal"),
    (dt.date, "een datum"),
    (dict, "een blok"),
    (list, "een lijst"),
    (tuple, "een lijst"),
    (set, "een lijst"),
    (frozenset, "een lijst"),
)
