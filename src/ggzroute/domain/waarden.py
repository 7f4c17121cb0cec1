"""Turns a raw value into the normal form of its type, or says why it cannot.

Normal forms: code or text as ``str``, sets as ``frozenset``, numbers as ``int``, dates as ``date``, records and tables
as ``dict`` without their unknown fields, lists of records as ``tuple``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from ggzroute.domain.casus import Toestand
from ggzroute.problems import listing, nearest, shown
from ggzroute.vocabulary import JA, NEE, STATES, Soort, Type, Vocabulary, plain_type

Path_ = tuple[str | int, ...]

MAX_TEXT: Final = 200
MAX_ITEMS: Final = 5000
MOST_CHOICES: Final = 40
"""At most so many choices are named."""

_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


@attrs.frozen
class Fault:
    """Why a value was refused. ``wat`` never holds the value.

    Attributes:
        code: problem code.
        wat: Dutch sentence.
        path: place below the fact.
        toegestaan: what is accepted.
        bedoelt_u: nearest accepted code of the vocabulary.
    """

    code: str
    wat: str
    path: Path_ = ()
    toegestaan: str = ""
    bedoelt_u: str = ""

    @property
    def bedoelde_sleutel(self) -> str:
        """The nearest key; of a value ``""``, for what is nearest to a value of a casus all but tells it."""
        return self.bedoelt_u if self.code == "GGZ301" else ""


class Normaliser:
    """Normalises values of one vocabulary; collects what is refused in ``faults``."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.faults: list[Fault] = []

    def value(self, kind: Type, raw: Any, path: Path_ = ()) -> Any:
        """The normal form of ``raw``, a :class:`Toestand`, or ``None`` after a fault was noted."""
        if raw is None:
            return Toestand.ONBEKEND
        if isinstance(raw, str):
            if raw in STATES:
                return Toestand(raw)
        elif isinstance(raw, Toestand):
            return raw
        return _BY_KIND[kind.soort](self, kind, raw, path)

    def _wrong(self, kind: Type, raw: Any, path: Path_) -> Any:
        """Note that a value does not fit; gives ``None``, which stands for a value that was refused."""
        self.faults.append(Fault("GGZ302", f"hier staat {plain_type(raw)}, en dat past niet", path, kind.accepted()))

    def _too_many(self, raw: Any, path: Path_) -> bool:
        if len(raw) <= MAX_ITEMS:
            return False
        self.faults.append(Fault("GGZ308", f"hier staan meer dan {MAX_ITEMS} delen", path))
        return True

    def _yes_no(self, kind: Type, raw: Any, path: Path_) -> Any:
        if isinstance(raw, bool):
            return JA if raw else NEE
        if raw in (JA, NEE):
            return str(raw)
        if isinstance(raw, str) and nearest(raw, (JA, NEE)):
            wat = "ja of nee is hier anders geschreven"
            self.faults.append(Fault("GGZ302", wat, path, "ja of nee, in kleine letters"))
            return None
        return self._wrong(kind, raw, path)

    def _choice(self, kind: Type, raw: Any, path: Path_) -> Any:
        if isinstance(raw, bool):
            raw = JA if raw else NEE
        if not isinstance(raw, str):
            return self._wrong(kind, raw, path)
        if raw not in kind.waarden:
            choose = "een lijst met keuzes uit" if kind.is_set else "een van"
            accepted = f"{choose} {listing(kind.waarden, limit=MOST_CHOICES)}"
            self.faults.append(Fault("GGZ303", "deze keuze bestaat niet", path, accepted, nearest(raw, kind.waarden)))
            return None
        return raw

    def _text(self, kind: Type, raw: Any, path: Path_) -> Any:
        if not isinstance(raw, str):
            return self._wrong(kind, raw, path)
        if len(raw) > MAX_TEXT:
            self.faults.append(
                Fault(
                    "GGZ304",
                    f"deze tekst is langer dan {MAX_TEXT} tekens",
                    path,
                    "een korte code of naam van een plaats",
                )
            )
            return None
        return raw

    def _number(self, kind: Type, raw: Any, path: Path_) -> Any:
        if isinstance(raw, bool) or not isinstance(raw, int) or abs(raw) > 10**12:
            return self._wrong(kind, raw, path)
        return raw

    def _date(self, kind: Type, raw: Any, path: Path_) -> Any:
        if isinstance(raw, dt.datetime):
            return self._wrong(kind, raw, path)
        if isinstance(raw, dt.date):
            return raw
        if isinstance(raw, str) and _ISO_DATE.match(raw):
            try:
                return dt.date.fromisoformat(raw)
            except ValueError:
                pass
        return self._wrong(kind, raw, path)

    def _many(self, one: Callable[[Normaliser, Type, Any, Path_], Any]) -> Callable[[Type, Any, Path_], Any]:
        def read(kind: Type, raw: Any, path: Path_) -> Any:
            if isinstance(raw, str):
                wat = "hier staat tekst, en dat past niet; een lijst staat tussen [ en ]"
                self.faults.append(Fault("GGZ302", wat, path, kind.accepted()))
                return None
            if not isinstance(raw, list | tuple | set | frozenset):
                return self._wrong(kind, raw, path)
            if self._too_many(raw, path):
                return None
            items = list(raw) if isinstance(raw, list | tuple) else sorted(raw, key=str)
            parts = [self._item(one, kind, item, (*path, n)) for n, item in enumerate(items)]
            return frozenset(part for part in parts if part is not None)

        return read

    def _item(self, one: Callable[[Normaliser, Type, Any, Path_], Any], kind: Type, raw: Any, path: Path_) -> Any:
        """One member of a set; a state says something about the whole fact, and is no member."""
        if not (isinstance(raw, Toestand) or (isinstance(raw, str) and raw in STATES)):
            return one(self, kind, raw, path)
        self.faults.append(Fault("GGZ312", "een toestand staat op zichzelf, niet in een lijst", path, kind.accepted()))
        return None

    def _choices(self, kind: Type, raw: Any, path: Path_) -> Any:
        return self._many(Normaliser._choice)(kind, raw, path)

    def _texts(self, kind: Type, raw: Any, path: Path_) -> Any:
        return self._many(Normaliser._text)(kind, raw, path)

    def _dates(self, kind: Type, raw: Any, path: Path_) -> Any:
        return self._many(Normaliser._date)(kind, raw, path)

    def _record(self, kind: Type, raw: Any, path: Path_) -> Any:
        if not isinstance(raw, Mapping):
            return self._wrong(kind, raw, path)
        return self._fields(kind.velden, raw, path, kind.velden.get)

    def _table(self, kind: Type, raw: Any, path: Path_) -> Any:
        if not isinstance(raw, Mapping):
            return self._wrong(kind, raw, path)
        if self._too_many(raw, path):
            return None
        return self._fields(
            kind.sleutels, raw, path, lambda name: kind.waarde if not kind.sleutels or name in kind.sleutels else None
        )

    def _fields(
        self, known: Mapping[str, Any], raw: Mapping[Any, Any], path: Path_, type_of: Callable[[str], Type | None]
    ) -> dict[str, Any]:
        result = {}
        for name, part in raw.items():
            kind = type_of(name) if isinstance(name, str) and not self.refuse(name, (*path, name)) else None
            if kind is None:
                if not (isinstance(name, str) and self.vocabulary.forbidden(name)):
                    self._unknown_key(name, known, path)
                continue
            value = self.value(kind, part, (*path, name))
            if value is not None and not isinstance(value, Toestand):
                result[name] = value
        return result

    def _unknown_key(self, name: Any, known: Mapping[str, Any], path: Path_) -> None:
        near = nearest(name, known) if isinstance(name, str) else ""
        accepted = ", ".join(known)
        place = (*path, name if isinstance(name, str) else "")
        self.faults.append(Fault("GGZ301", f"{shown(name)} bestaat hier niet", place, accepted, near))

    def _records(self, kind: Type, raw: Any, path: Path_) -> Any:
        if not isinstance(raw, list | tuple):
            return self._wrong(kind, raw, path)
        if self._too_many(raw, path):
            return None
        parts = [self._record(kind, item, (*path, n)) for n, item in enumerate(raw)]
        return tuple(part for part in parts if part is not None)

    def refuse(self, name: str, path: Path_) -> bool:
        """Note a fault when ``name`` is forbidden input, and say whether it is."""
        forbidden = self.vocabulary.forbidden(name)
        if forbidden is None:
            return False
        instead = f". In plaats daarvan: {forbidden.in_plaats_daarvan}" if forbidden.in_plaats_daarvan else ""
        why = forbidden.waarom.rstrip(".") + instead.rstrip(".")
        listed = self.vocabulary.forbidden_name(name)
        self.faults.append(Fault("GGZ310", f"'{listed}' wordt geweigerd: {why}", path))
        return True


_BY_KIND: Final[Mapping[Soort, Callable[[Normaliser, Type, Any, Path_], Any]]] = {
    Soort.JA_NEE: Normaliser._yes_no,  # noqa: SLF001 - the table of this class
    Soort.KEUZE: Normaliser._choice,  # noqa: SLF001
    Soort.KEUZES: Normaliser._choices,  # noqa: SLF001
    Soort.GETAL: Normaliser._number,  # noqa: SLF001
    Soort.DATUM: Normaliser._date,  # noqa: SLF001
    Soort.DATUMS: Normaliser._dates,  # noqa: SLF001
    Soort.TEKST: Normaliser._text,  # noqa: SLF001
    Soort.TEKSTEN: Normaliser._texts,  # noqa: SLF001
    Soort.ACTOR: Normaliser._text,  # noqa: SLF001
    Soort.ACTOREN: Normaliser._texts,  # noqa: SLF001
    Soort.RECORD: Normaliser._record,  # noqa: SLF001
    Soort.RECORDS: Normaliser._records,  # noqa: SLF001
    Soort.TABEL: Normaliser._table,  # noqa: SLF001
}
