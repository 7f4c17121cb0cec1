"""Single changes of a casus: a fact, an attribute of a betrokkene, a new betrokkene, or a relation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from ggzroute.domain.netwerk import HULPVRAGER

FEIT: Final = "feit"
KENMERK: Final = "kenmerk"
BETROKKENE: Final = "betrokkene"
RELATIE: Final = "relatie"

Data = Mapping[str, Any]
"""A casus as plain data, in the form that ``Casus.from_dict`` reads."""


@attrs.frozen(kw_only=True, repr=False)
class Wijziging:
    """One change of a casus.

    Attributes:
        soort: ``feit``, ``kenmerk`` (of a betrokkene), ``betrokkene`` (a new one) or ``relatie``.
        plek: name of the fact; id of the betrokkene; or the relation as ``van soort naar``.
        kenmerk: name of the attribute, for a ``kenmerk``.
        naar: what it becomes, as plain data; ``None`` for unknown. It comes from the rule, not from the casus.
    """

    soort: str
    plek: str
    kenmerk: str = ""
    naar: Any = None

    def __repr__(self) -> str:
        return f"Wijziging({self.soort!r})"

    @property
    def adres(self) -> tuple[str, str, str]:
        """What is changed, whatever it becomes."""
        return self.soort, self.plek, self.kenmerk

    def apply(self, data: Data) -> dict[str, Any]:
        """The casus with this change."""
        match self.soort:
            case "feit":
                facts = {name: value for name, value in data.get("feiten", {}).items() if name != self.plek}
                if self.naar is not None:
                    facts[self.plek] = self.naar
                return {**data, "feiten": facts}
            case "kenmerk":
                people = [_changed(p, self.kenmerk, self.naar) if p["id"] == self.plek else p for p in _people(data)]
                return {**data, "betrokkenen": people}
            case "betrokkene":
                return {**data, "betrokkenen": [*_people(data), {**self.naar, "id": self.plek}]}
        van, soort, naar = self.plek.split(" ")
        kept = [r for r in data.get("relaties", ()) if (r["van"], r["soort"], r["naar"]) != (van, soort, naar)]
        stand = {} if self.naar else {"stand": "nee"}
        return {**data, "relaties": [*kept, {"van": van, "soort": soort, "naar": naar, **stand}]}

    def __str__(self) -> str:
        """The change as a Dutch phrase."""
        match self.soort:
            case "feit":
                return f"{self.plek} {_becomes(self.naar)}"
            case "kenmerk":
                return f"{self.kenmerk} van {self.plek} {_becomes(self.naar)}"
            case "betrokkene":
                known = ", ".join(f"{name} {_words(value)}" for name, value in self.naar.items())
                return f"er komt een betrokkene bij ({known})"
        van, soort, naar = self.plek.split(" ")
        return f"{van} {soort.replace('_', ' ')} {naar}{'' if self.naar else ' niet'}"

    def to_dict(self) -> dict[str, Any]:
        """The change as plain JSON types."""
        return attrs.asdict(self, recurse=False)


def relation(van: str, soort: str, naar: str = HULPVRAGER, *, holds: bool = True) -> Wijziging:
    """A relation that comes to hold, or certainly does not."""
    return Wijziging(soort=RELATIE, plek=f"{van} {soort} {naar}", naar=holds)


def _people(data: Data) -> list[dict[str, Any]]:
    return list(data.get("betrokkenen", ()))


def _changed(person: Mapping[str, Any], name: str, value: Any) -> dict[str, Any]:
    rest = {key: old for key, old in person.items() if key != name}
    return rest if value is None else {**rest, name: value}


def _becomes(value: Any) -> str:
    return "wordt onbekend" if value is None else f"wordt {_words(value)}"


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_words(part)}" for key, part in value.items()) or "leeg"
    if isinstance(value, list):
        return ", ".join(_words(part) for part in value) or "leeg"
    return str(value)
