"""Reads conditions: one a line, all faults at once, each at its own place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any, Final

from ggzroute.documents import Document, Path_
from ggzroute.domain.netwerk import RELATIES
from ggzroute.problems import Problem, listing, nearest, shown
from ggzroute.rules.conditions import (
    ALWAYS,
    All,
    AnyOf,
    Check,
    Condition,
    Count,
    Covers,
    DateRange,
    Day,
    Disjoint,
    In,
    Known,
    Not,
    Overlaps,
    Range,
    Reach,
    Size,
    SizeWith,
    Term,
    Test,
)
from ggzroute.rules.terms import TermError, fact_term, node_term
from ggzroute.vocabulary import COUNTABLE, Soort, Type, Vocabulary, plain_type

GROUPS: Final = ("niet", "alle", "een_van_deze", "er_is", "er_is_geen", "aantal")
_SAID: Final = {"of": "een_van_deze", "en": "alle", "geen": "er_is_geen"}
"""What people write where a group of conditions has another name."""
_ON_SETS: Final[Mapping[str, type[Overlaps | Covers | Disjoint]]] = {
    "bevat": Overlaps,
    "bevat_een_van": Overlaps,
    "bevat_alle": Covers,
    "bevat_geen_van": Disjoint,
}


class ConditionReader:
    """Reads the conditions of one document; what is wrong is added to ``problems``."""

    def __init__(self, document: Document, vocabulary: Vocabulary, problems: list[Problem]) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self.problems = problems

    def read(self, raw: Any, path: Path_) -> Condition:
        """A list of lines that must all hold, or the word ``altijd``."""
        if raw == "altijd":
            return ALWAYS
        if isinstance(raw, Mapping):
            return self._block(raw, path, node=False)
        if not isinstance(raw, list) or not raw:
            wat = "deze lijst is leeg" if raw == [] else f"hier staat {plain_type(raw)}"
            self._wrong("GGZ110", wat, path, "een lijst met voorwaarden, of het woord altijd")
            return ALWAYS
        return self._join([self._item(line, (*path, n), node=False) for n, line in enumerate(raw)])

    def _wrong(
        self, code: str, wat: str, path: Path_, toegestaan: str = "", *, bedoelt_u: str = "", herstel: str = ""
    ) -> None:
        problem = self.document.problem(code, wat, path, toegestaan=toegestaan, bedoelt_u=bedoelt_u, herstel=herstel)
        self.problems.append(problem)

    @staticmethod
    def _join(parts: list[Condition]) -> Condition:
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _item(self, raw: Any, path: Path_, *, node: bool) -> Condition:
        if not isinstance(raw, Mapping):
            self._wrong("GGZ110", f"hier staat {plain_type(raw)}", path, "een voorwaarde als 'feit: waarde'")
            return ALWAYS
        return self._block(raw, path, node=node)

    def _block(self, raw: Mapping[str, Any], path: Path_, *, node: bool) -> Condition:
        if not raw:
            self._wrong("GGZ110", "hier ontbreekt een voorwaarde", path, "een voorwaarde als 'feit: waarde'")
        return self._join([self._line(key, value, (*path, key), node=node) for key, value in raw.items()] or [ALWAYS])

    def _line(self, key: str, value: Any, path: Path_, *, node: bool) -> Condition:
        if key == "niet":
            return Not(self._part(value, path, node=node))
        if key in ("alle", "een_van_deze"):
            parts = tuple(self._parts(value, path, node=node))
            return All(parts) if key == "alle" else AnyOf(parts)
        if node:
            return (
                self._reach(value, path)
                if key == "pad"
                else self._check(lambda: node_term(key, self.vocabulary), value, path)
            )
        if key in ("er_is", "er_is_geen", "aantal"):
            return self._count(key, value, path)
        return self._check(lambda: fact_term(key, self.vocabulary), value, path)

    def _part(self, raw: Any, path: Path_, *, node: bool) -> Condition:
        if isinstance(raw, list):
            return self._join(list(self._parts(raw, path, node=node)) or [ALWAYS])
        return self._item(raw, path, node=node)

    def _parts(self, raw: Any, path: Path_, *, node: bool) -> Iterable[Condition]:
        if not isinstance(raw, list) or not raw:
            wat = "deze lijst is leeg" if raw == [] else f"hier staat {plain_type(raw)}"
            self._wrong("GGZ110", wat, path, "een lijst met voorwaarden")
            return
        for n, line in enumerate(raw):
            yield self._item(line, (*path, n), node=node)

    def _count(self, key: str, raw: Any, path: Path_) -> Condition:
        accepted = {
            "er_is": ("betrokkene", "waarin"),
            "er_is_geen": ("waarin",),
            "aantal": ("waarin", "minstens", "hoogstens"),
        }[key]
        if not isinstance(raw, Mapping) or not isinstance(raw.get("waarin"), Mapping):
            self._wrong("GGZ111", f"bij '{key}' ontbreekt 'waarin'", path, ", ".join(accepted))
            return ALWAYS
        for extra in raw:
            if extra not in accepted:
                self._wrong(
                    "GGZ112",
                    f"{shown(extra)} hoort niet bij '{key}'",
                    (*path, extra),
                    ", ".join(accepted),
                    bedoelt_u=nearest(extra, accepted),
                )
        pattern = self._block(raw["waarin"], (*path, "waarin"), node=True)
        if key == "er_is_geen":
            return Count(pattern, None, 0)
        if key == "er_is":
            return Count(pattern, 1, None, self._bound_name(raw, path))
        low, high = (self._bound(raw, name, path) for name in ("minstens", "hoogstens"))
        if not {"minstens", "hoogstens"} & set(raw):
            self._wrong("GGZ111", "bij 'aantal' ontbreekt 'minstens' of 'hoogstens'", path, ", ".join(accepted))
        return Count(pattern, low, high)

    def _bound_name(self, raw: Mapping[str, Any], path: Path_) -> str | None:
        name = raw.get("betrokkene")
        if "betrokkene" in raw and not isinstance(name, str):
            self._wrong(
                "GGZ115", f"hier staat {plain_type(name)}", (*path, "betrokkene"), "een naam om in 'dan' te gebruiken"
            )
            return None
        return name

    def _reach(self, raw: Any, path: Path_) -> Condition:
        over = raw.get("over") if isinstance(raw, Mapping) else None
        if not isinstance(over, list) or not over:
            self._wrong("GGZ113", "bij 'pad' ontbreekt 'over'", path, "pad: {over: [vertrouwt, kent]}")
            return ALWAYS
        for n, soort in enumerate(over):
            if str(soort) not in RELATIES:
                self._wrong(
                    "GGZ114",
                    f"{shown(soort) if isinstance(soort, str) else plain_type(soort)} is geen soort relatie",
                    (*path, "over", n),
                    ", ".join(RELATIES),
                    bedoelt_u=nearest(str(soort), RELATIES),
                )
        return Reach(tuple(str(soort) for soort in over))

    def _check(self, find: Callable[[], Term], raw: Any, path: Path_) -> Condition:
        try:
            term = find()
        except TermError as error:
            word = str(path[-1])
            near_group = _SAID.get(word.lower()) or nearest(word, GROUPS)
            self._wrong(error.code, error.wat, path, error.toegestaan, bedoelt_u=error.bedoelt_u or near_group)
            return ALWAYS
        if isinstance(raw, Mapping):
            return self._operators(term, raw, path)
        return Check(term, self._equals(term, raw, path))

    def _equals(self, term: Term, raw: Any, path: Path_) -> Test:
        accepted = operators(term.type)
        if "is" not in accepted:
            many = term.type.soort in COUNTABLE
            self._wrong(
                "GGZ130",
                f"'{term}' kan meer waarden tegelijk hebben" if many else f"'{term}' bestaat uit delen",
                path,
                ", ".join(accepted),
                herstel="Schrijf bijvoorbeeld {bevat: waarde}" if term.type.is_set else "",
            )
            return Known(known=True)
        return In(self._values(term.type, raw, path))

    def _operators(self, term: Term, raw: Mapping[str, Any], path: Path_) -> Condition:
        accepted = operators(term.type)
        checks: list[Condition] = []
        if raw and all(name in term.type.waarden and value is None for name, value in raw.items()):
            self._wrong("GGZ138", "hier staan waarden tussen accolades", path, _LIST)
            return ALWAYS
        for name, value in raw.items():
            if name not in accepted:
                self._wrong(
                    "GGZ132",
                    f"{shown(name)} past niet bij '{term}'",
                    (*path, name),
                    ", ".join(accepted),
                    bedoelt_u=nearest(str(name), accepted),
                )
                continue
            checks.append(Check(term, self._operator(term, name, value, (*path, name))))
        if not raw:
            self._wrong("GGZ110", "hier ontbreekt een vergelijking", path, ", ".join(accepted))
        return self._join(checks or [ALWAYS])

    def _operator(self, term: Term, name: str, raw: Any, path: Path_) -> Test:
        if name == "bekend":
            return Known(known=self._yes(raw, path))
        if name == "leeg":
            return Size(None, 0) if self._yes(raw, path) else Size(1, None)
        if name in _ON_SETS:
            return _ON_SETS[name](self._values(term.type, raw, path))
        if name in ("aantal_minstens", "aantal_hoogstens"):
            number = self._amount(raw, path)
            return Size(number, None) if name == "aantal_minstens" else Size(None, number)
        if name == "aantal_met":
            return self._size_with(term, raw, path)
        if name in ("is", "een_van"):
            return self._equals(term, raw, path)
        return (
            self._number_test(name, raw, path) if term.type.soort is Soort.GETAL else self._date_test(name, raw, path)
        )

    def _number_test(self, name: str, raw: Any, path: Path_) -> Test:
        if name == "tussen":
            if not isinstance(raw, list) or len(raw) != 2:  # noqa: PLR2004 - a pair
                self._wrong("GGZ133", "bij 'tussen' horen twee getallen", path, "tussen: [1, 3]")
                return Range(None, None)
            return Range(self._number(raw[0], (*path, 0)), self._number(raw[1], (*path, 1)))
        number = self._number(raw, path)
        return Range(number, None) if name == "minstens" else Range(None, number)

    def _date_test(self, name: str, raw: Any, path: Path_) -> Test:
        if name in ("voor", "na"):
            day = raw if isinstance(raw, dt.date) else None
            if day is None and raw != "peildatum":
                self._wrong(
                    "GGZ134", f"hier staat {plain_type(raw)}", path, "een datum als 2016-11-24, of het woord peildatum"
                )
            return DateRange(None, Day(day, -1)) if name == "voor" else DateRange(Day(day, 1), None)
        days = self._number(raw, path) or 0
        if name == "binnen_dagen":
            return DateRange(Day(), Day(None, days))
        return (
            DateRange(Day(None, days + 1), None) if name == "over_meer_dan_dagen" else DateRange(None, Day(None, -days))
        )

    def _size_with(self, term: Term, raw: Any, path: Path_) -> Test:
        if (
            not isinstance(raw, Mapping)
            or not isinstance(raw.get("waarden"), list)
            or not {"minstens", "hoogstens"} & set(raw)
        ):
            self._wrong(
                "GGZ135", "bij 'aantal_met' ontbreekt iets", path, "aantal_met: {waarden: [aandacht], minstens: 3}"
            )
            return Known(known=True)
        inner = term.type.waarde or term.type
        values = self._values(inner, raw["waarden"], (*path, "waarden"))
        return SizeWith(
            values,
            self._bound(raw, "minstens", path),
            self._bound(raw, "hoogstens", path),
        )

    def _bound(self, raw: Mapping[str, Any], name: str, path: Path_) -> int | None:
        return self._amount(raw[name], (*path, name)) if name in raw else None

    def _number(self, raw: Any, path: Path_) -> int | None:
        if isinstance(raw, int) and not isinstance(raw, bool):
            return raw
        self._wrong("GGZ136", f"hier staat {plain_type(raw)}", path, "een heel getal")
        return None

    def _amount(self, raw: Any, path: Path_) -> int | None:
        """How many values: none, or more."""
        number = self._number(raw, path)
        if number is not None and number < 0:
            self._wrong("GGZ136", "een aantal is niet kleiner dan 0", path, "een heel getal vanaf 0")
        return number

    def _yes(self, raw: Any, path: Path_) -> bool:
        if raw not in ("ja", "nee"):
            self._wrong("GGZ137", _no_code(raw), path, "ja of nee", bedoelt_u=nearest(str(raw), _YES))
        return bool(raw == "ja")

    def _values(self, kind: Type, raw: Any, path: Path_) -> frozenset[Any]:
        values = raw if isinstance(raw, list) else [raw]
        if not values:
            self._wrong("GGZ131", "deze lijst is leeg", path, kind.accepted())
        return frozenset(
            self._value(kind, value, (*path, n) if isinstance(raw, list) else path) for n, value in enumerate(values)
        )

    def _value(self, kind: Type, raw: Any, path: Path_) -> Any:
        """One literal of a rule; rules are policy, so what was written may be shown."""
        problem = wrong_literal(kind, raw)
        if problem and isinstance(raw, str) and _many(raw, kind.waarden):
            self._wrong("GGZ138", "hier staan waarden achter elkaar", path, _LIST)
            return None
        if problem and isinstance(raw, str) and _COMPARISON.match(raw):
            self._wrong(
                "GGZ138", problem, path, "een heel getal, of een vergelijking als {minstens: 2} of {hoogstens: 2}"
            )
            return None
        if problem:
            near = nearest(str(raw), kind.waarden)
            self._wrong(
                "GGZ138", problem, path, kind.accepted() if not kind.waarden else listing(kind.waarden), bedoelt_u=near
            )
            return None
        return raw


_YES: Final = ("ja", "nee")
_COMPARISON: Final = re.compile("[<>]=? *[0-9]")
_LIST: Final = "een lijst tussen [ en ], met komma's tussen de waarden"


def _many(raw: str, known: Container[str]) -> bool:
    """Whether a text is a row of values, as where the brackets of a list were forgotten."""
    parts = [part.strip() for part in raw.strip("()").replace(";", ",").split(",")]
    return len(parts) > 1 and all(part in known for part in parts)


def wrong_literal(kind: Type, raw: Any) -> str:
    """Why a literal does not fit a type, as a Dutch sentence; ``""`` when it does."""
    if kind.waarden:
        return "" if isinstance(raw, str) and raw in kind.waarden else _no_code(raw)
    fits = {
        Soort.GETAL: isinstance(raw, int) and not isinstance(raw, bool),
        Soort.DATUM: isinstance(raw, dt.date),
        Soort.DATUMS: isinstance(raw, dt.date),
    }.get(kind.soort, isinstance(raw, str))
    return "" if fits else f"hier staat {plain_type(raw)}"


def _no_code(raw: Any) -> str:
    """What is said of something that is none of the codes; a code that somebody meant is named."""
    text = shown(raw) if isinstance(raw, str) else plain_type(raw)
    if not isinstance(raw, str):
        return f"{text} kan hier niet"
    return f"de waarde {text} bestaat hier niet" if text.startswith("'") else "deze waarde bestaat hier niet"


def operators(kind: Type) -> tuple[str, ...]:
    """The comparisons that a type accepts, as they are written in a rule."""
    counting = ("leeg", "aantal_minstens", "aantal_hoogstens")
    if kind.is_set:
        return (*_ON_SETS, *counting, "bekend")
    return {
        Soort.GETAL: ("is", "een_van", "minstens", "hoogstens", "tussen", "bekend"),
        Soort.DATUM: ("is", "een_van", "voor", "na", "binnen_dagen", "over_meer_dan_dagen", "dagen_geleden", "bekend"),
        Soort.RECORD: ("bekend",),
        Soort.RECORDS: (*counting, "bekend"),
        Soort.TABEL: (
            *(("aantal_met",) if kind.waarde and "is" in operators(kind.waarde) else ()),
            *counting,
            "bekend",
        ),
    }.get(kind.soort, ("is", "een_van", "bekend"))
