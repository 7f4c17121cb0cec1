"""The people and organisations around one hulpvrager, and how they relate.

Source: the model 'Hulpvrager en omgeving' (hr2017 §4.2.1 and Bijlage VI): hulpvrager, sociaal netwerk, professioneel
netwerk, maatschappij; the maatje crosses the inner kringen, the regievoerder stands outside them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

HULPVRAGER: Final = "hulpvrager"
MAATSCHAPPIJ: Final = "maatschappij"

SOCIAAL: Final = "sociaal"
PROFESSIONEEL: Final = "professioneel"
NU: Final = "nu"
VOORHEEN: Final = "voorheen"

KRINGEN: Final[Mapping[str, int]] = MappingProxyType({HULPVRAGER: 1, SOCIAAL: 2, PROFESSIONEEL: 3, MAATSCHAPPIJ: 4})
"""The four kringen of the model, counted from the inside."""

SOCIALE_SOORTEN: Final = frozenset({"familie", "vriend", "kennis", "buurtgenoot"})
WERK_SOORTEN: Final = frozenset({"werkgever", "collega", "leidinggevende"})
PERSOON_SOORTEN: Final = SOCIALE_SOORTEN | WERK_SOORTEN | {"functionaris", "vrijwilliger"}

KENMERKEN: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "kring": (SOCIAAL, PROFESSIONEEL),
        "betrokken": (NU, VOORHEEN, "beoogd"),
        "actief": ("actief", "passief"),
        "namens_werkgever": ("ja", "nee"),
        "invloed": ("positief", "negatief", "groot"),
        "contact": (NU, "eerder", "geen"),
        "brengt_in": ("ja", "nee"),
    }
)
"""Attributes of a betrokkene with a closed list of values."""

AFGELEIDE_KENMERKEN: Final = ("vertrouwd", "regievoerder", "maatje", "kan", "kan_niet")
"""Attributes of a betrokkene that follow from relations or from the sociale kaart."""

_IEDER: Final = "ieder"
_BETROKKENE: Final = "betrokkene"
RELATIES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "kent": (_IEDER, _BETROKKENE),
        "betrokken_bij": (_BETROKKENE, HULPVRAGER),
        "werkt_samen_met": (_BETROKKENE, _BETROKKENE),
        "is_maatje_van": (_BETROKKENE, HULPVRAGER),
        "voert_regie_over": (_BETROKKENE, HULPVRAGER),
        "vertrouwt": (_IEDER, _BETROKKENE),
        "werkt_bij": (_IEDER, _BETROKKENE),
        "gaf_toestemming_voor": (HULPVRAGER, _BETROKKENE),
        "behandelt": (_BETROKKENE, HULPVRAGER),
        "begeleidt": (_BETROKKENE, HULPVRAGER),
        "verleent_uitkering": (_BETROKKENE, HULPVRAGER),
        "heeft_contact_met": (_IEDER, _IEDER),
        "draagt_over_aan": (_BETROKKENE, _BETROKKENE),
    }
)
"""Kind of relation to who may stand on either side: the hulpvrager, a betrokkene, or either."""

RELATIE_WOORDEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kent": "kent",
        "vertrouwt": "vertrouwt",
        "heeft_contact_met": "heeft contact met",
        "behandelt": "behandelt",
        "begeleidt": "begeleidt",
        "betrokken_bij": "is betrokken bij",
        "verleent_uitkering": "verleent een uitkering aan",
        "werkt_bij": "werkt bij",
        "gaf_toestemming_voor": "gaf toestemming voor contact met",
        "werkt_samen_met": "werkt samen met",
        "draagt_over_aan": "draagt over aan",
        "is_maatje_van": "is maatje van",
        "voert_regie_over": "voert de regie voor",
    }
)
"""Kind of relation to the words between who and whom, in the order of the legend."""

WEDERKERIG: Final = frozenset({"kent", "werkt_samen_met", "heeft_contact_met"})
"""Relations that hold in both directions."""


@attrs.frozen(kw_only=True, repr=False)
class Betrokkene:
    """A person or organisation around the hulpvrager.

    Attributes:
        id: short code, free of personal data (``tante``, ``ggz``).
        soort: kind of organisation or person, or ``None`` when it follows from the sociale kaart.
        kring: ``sociaal`` or ``professioneel``.
        organisatie: id on the sociale kaart, or ``None``.
        functie: function code (``casemanager``), or ``None``.
        betrokken: ``nu``, ``voorheen`` or ``beoogd``; ``None`` when unknown.
        actief: ``actief`` (knows of the situation and is involved) or ``passief``; ``None`` when unknown.
        namens_werkgever: ``ja`` when bound to the employer; ``None`` when unknown.
        invloed: influence on the hulpvrager, or ``None``.
        contact: ``nu``, ``eerder`` or ``geen`` contact with the hulpvrager; ``None`` when unknown.
        brengt_in: ``ja`` for whoever asks the question.
    """

    id: str
    kring: str
    soort: str | None = None
    organisatie: str | None = None
    functie: str | None = None
    betrokken: str | None = None
    actief: str | None = None
    namens_werkgever: str | None = None
    invloed: str | None = None
    contact: str | None = None
    brengt_in: str | None = None

    def __repr__(self) -> str:
        return f"Betrokkene(kring={self.kring!r})"


@attrs.frozen(kw_only=True, repr=False)
class Relatie:
    """A typed, directed relation.

    Attributes:
        van: id of a betrokkene, or ``hulpvrager``.
        soort: one of :data:`RELATIES`.
        naar: id of a betrokkene, or ``hulpvrager``.
        stand: ``False`` when it is certain that the relation does *not* hold.
        sinds: first day, when known.
        tot: last day, when known.
        doel: purpose code (consent), or ``None``.
        afgerond: ``ja`` or ``nee`` for a handover, or ``None``.
    """

    van: str
    soort: str
    naar: str
    stand: bool = True
    sinds: dt.date | None = None
    tot: dt.date | None = None
    doel: str | None = None
    afgerond: str | None = None

    def __repr__(self) -> str:
        return f"Relatie(soort={self.soort!r})"

    def holds_on(self, day: dt.date | None) -> bool:
        """Whether the relation holds on ``day``; open ends hold, and so does an unknown day."""
        if not self.stand or day is None:
            return self.stand
        return (self.sinds is None or self.sinds <= day) and (self.tot is None or day <= self.tot)


def edges(relaties: Iterable[Relatie], soorten: Iterable[str], day: dt.date | None = None) -> Iterable[tuple[str, str]]:
    """The (van, naar) pairs of these kinds that hold, in both directions where the kind is mutual."""
    wanted = frozenset(soorten)
    for relatie in relaties:
        if relatie.soort in wanted and relatie.holds_on(day):
            yield relatie.van, relatie.naar
            if relatie.soort in WEDERKERIG:
                yield relatie.naar, relatie.van


def reachable(relaties: Iterable[Relatie], soorten: Iterable[str], day: dt.date | None = None) -> frozenset[str]:
    """Everybody who can be reached from the hulpvrager over these kinds of relation."""
    neighbours: dict[str, list[str]] = {}
    for van, naar in edges(relaties, soorten, day):
        neighbours.setdefault(van, []).append(naar)
    seen, todo = {HULPVRAGER}, [HULPVRAGER]
    while todo:
        for naar in neighbours.get(todo.pop(), ()):
            if naar not in seen:
                seen.add(naar)
                todo.append(naar)
    return frozenset(seen - {HULPVRAGER})


def is_organisation(node: Mapping[str, Any]) -> bool:
    """Whether a betrokkene, by its attributes, is an organisation and no person."""
    return node.get("kring") == PROFESSIONEEL and node.get("soort") not in PERSOON_SOORTEN


_KENMERKEN: Final = tuple(attribute.name for attribute in attrs.fields(Betrokkene))


def node_attributes(betrokkene: Betrokkene) -> dict[str, Any]:
    """What is known of a betrokkene, by attribute name; what is unknown is absent."""
    return {name: value for name in _KENMERKEN if (value := getattr(betrokkene, name)) is not None}
