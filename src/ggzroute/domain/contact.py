"""Who has contact with the hulpvrager on one day, who lost it, and since when.

'Uit beeld' is relative: that one organisation lost contact says nothing about the others. So there is a stand for
everybody, and only then one for all together. What is not known stays unknown, and no number of days makes a contact
old or an organisation out of touch, because no source names one.

Source: hr2017 §2.1.2 (24-11-2016) casus 1 (relative) and casus 2 with Bijlage IV (attempts).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from ggzroute.domain.contactverloop import (
    CONTACT_KWIJT,
    IN_BEELD,
    ONBEKEND,
    Grond,
    Poging,
    Verloop,
    after,
    stand_of,
)
from ggzroute.domain.netwerk import HULPVRAGER, NU, SOCIAAL, Relatie, is_organisation

UIT_BEELD: Final = "uit_beeld"
BIJ_IEMAND: Final = "bij_iemand_in_beeld"

FEITEN: Final = (
    "contact.pogingen",
    "persoon.contactstatus",
    "persoon.in_beeld",
    "persoon.in_beeld_bij",
    "persoon.laatste_contact",
    "vraag.betrokkenen_geinventariseerd",
)
"""The facts that say something about contact, besides the network."""
AFGELEID: Final = ("netwerk.in_beeld", "netwerk.contact_kwijt", "netwerk.contact_kwijt_bij")
"""The facts that follow from these and the network."""

_WORDS: Final = {NU: Grond.CONTACT_NU, "eerder": Grond.CONTACT_EERDER, "geen": Grond.CONTACT_GEEN}

Node = Mapping[str, Any]
Given = Mapping[str, Any]


@attrs.frozen(kw_only=True, repr=False)
class Contact:
    """The contact of one betrokkene, or of somebody whom only a fact names.

    Attributes:
        wie: id of the betrokkene, or the name that the fact uses.
        betrokken: ``nu``, ``voorheen`` or ``beoogd``; ``None`` when unknown.
        organisatie: whether it is an organisation, or a professional whom a fact about contact names.
        stand: ``in_beeld``, ``contact_kwijt`` or ``onbekend``.
        gronden: what the stand rests on.
        laatste: the last day with contact, or ``None`` when unknown.
        pogingen: the attempts up to and including the day, the oldest first.
        zonder_datum: the attempts of which no day is known.
    """

    wie: str
    betrokken: str | None
    organisatie: bool
    stand: str
    gronden: tuple[Grond, ...]
    laatste: dt.date | None = None
    pogingen: tuple[Poging, ...] = ()
    zonder_datum: tuple[Poging, ...] = ()

    def __repr__(self) -> str:
        return "Contact()"

    @property
    def sinds_laatste(self) -> tuple[Poging, ...]:
        """The attempts after the last day with contact; all of them when that day is unknown."""
        return tuple(p for p in self.pogingen if after(p.datum, self.laatste))

    @property
    def onbeantwoord_sinds(self) -> dt.date | None:
        """The day of the first attempt without contact after the last day with contact."""
        return _first(p.datum for p in self.sinds_laatste if p.contact is False)


def attempts(given: Given, day: dt.date) -> tuple[Poging, ...]:
    """The attempts up to and including the day, and those without a day."""
    rows = given.get("contact.pogingen")
    answers = {"ja": True, "nee": False}
    return tuple(
        Poging(
            kanaal=row.get("kanaal"),
            datum=row.get("datum"),
            contact=answers.get(row.get("contact", "")),
            door=row.get("door"),
        )
        for row in (rows if isinstance(rows, tuple) else ())
        if "datum" not in row or row["datum"] <= day
    )


def unattributed(given: Given, day: dt.date) -> tuple[Poging, ...]:
    """The attempts up to the day that do not say who tried."""
    return tuple(poging for poging in attempts(given, day) if _known(poging) is None)


def contacts(given: Given, nodes: Sequence[Node], relaties: Sequence[Relatie], day: dt.date) -> tuple[Contact, ...]:
    """The contact of every betrokkene, in the order of the casus, and then of those whom only a fact names, by name."""
    tried: dict[str, list[Poging]] = {}
    for poging in attempts(given, day):
        if (name := _known(poging)) is not None:
            tried.setdefault(_behind(name, nodes), []).append(poging)
    table, listed = given.get("persoon.laatste_contact"), given.get("persoon.in_beeld_bij")
    last = _last_days(table if isinstance(table, Mapping) else {}, nodes, day)
    where = listed if isinstance(listed, frozenset) else None
    absent = (name for name in where or () if not any(name in _names(node) for node in nodes))
    mentioned = {*tried, *last, *absent}
    extra = sorted(mentioned - {node["id"] for node in nodes}) if mentioned else []
    related = _related(relaties)
    return tuple(
        _contact(
            node,
            tried.get(node["id"], []),
            last.get(node["id"], []),
            related.get(node["id"], []),
            where,
            day,
            named=node["id"] in mentioned,
        )
        for node in (*nodes, *({"id": name} for name in extra))
    )


def together(given: Given, found: Sequence[Contact]) -> tuple[str, tuple[Grond, ...]]:
    """Whether the hulpvrager is in sight of anybody: ``uit_beeld``, ``bij_iemand_in_beeld`` or ``onbekend``, and why.

    ``uit_beeld`` only when everybody was inventoried and nobody has contact, for certain.
    """
    said = [
        *([Grond.IEMAND_HEEFT_CONTACT] if any(c.stand == IN_BEELD for c in found) else []),
        *([Grond.GEZEGD_IN_BEELD] if given.get("persoon.in_beeld") in (IN_BEELD, "dreigt_uit_beeld") else []),
        *([Grond.GEZEGD_BEREIKBAAR] if given.get("persoon.contactstatus") == "bereikbaar" else []),
    ]
    if said:
        return BIJ_IEMAND, tuple(said)
    lost = any(c.organisatie and c.betrokken == NU and c.stand == CONTACT_KWIJT for c in found)
    missing = [
        *([] if _closed(given) else [Grond.NIET_GEINVENTARISEERD]),
        *([Grond.ONBEKEND_BIJ_IEMAND] if any(c.stand == ONBEKEND for c in found) else []),
        *([] if lost or given.get("persoon.in_beeld_bij") == frozenset() else [Grond.GEEN_ORGANISATIE]),
    ]
    return (ONBEKEND, tuple(missing)) if missing else (UIT_BEELD, (Grond.NIEMAND_HEEFT_CONTACT,))


def contact_facts(given: Given, nodes: Sequence[Node], relaties: Sequence[Relatie], day: dt.date) -> dict[str, Any]:
    """The facts about contact that the network and the attempts make certain, for rules to build on."""
    if not nodes and not any(name in given for name in FEITEN):
        return {}
    found = contacts(given, nodes, relaties, day)
    stand, _ = together(given, found)
    facts: dict[str, Any] = {} if stand == ONBEKEND else {"netwerk.in_beeld": stand}
    organisations = [c for c in found if c.organisatie]
    lost = frozenset(c.wie for c in organisations if c.betrokken == NU and c.stand == CONTACT_KWIJT)
    whole = _closed(given) and all(
        c.betrokken is not None and (c.betrokken != NU or c.stand != ONBEKEND) for c in organisations
    )
    if lost or whole:
        facts["netwerk.contact_kwijt"] = "ja" if lost else "nee"
    if whole:
        facts["netwerk.contact_kwijt_bij"] = lost
    return facts


def _closed(given: Given) -> bool:
    return given.get("vraag.betrokkenen_geinventariseerd") == "ja"


def _known(poging: Poging) -> str | None:
    return None if poging.door == HULPVRAGER else poging.door


def _names(node: Node) -> frozenset[str]:
    """What a fact may call a betrokkene."""
    return frozenset(str(node[key]) for key in ("id", "organisatie", "functie") if key in node)


def _behind(name: str, nodes: Sequence[Node]) -> str:
    """The betrokkene that is meant by an id, an organisation or a function; the name itself when that is not clear."""
    if any(node["id"] == name for node in nodes):
        return name
    found = [str(node["id"]) for node in nodes if name in _names(node)]
    return found[0] if len(found) == 1 else name


def _related(relaties: Sequence[Relatie]) -> dict[str, list[Relatie]]:
    """The relations of contact with the hulpvrager, under whoever stands on the other side."""
    found: dict[str, list[Relatie]] = {}
    for relatie in relaties:
        if relatie.soort == "heeft_contact_met" and HULPVRAGER in (relatie.van, relatie.naar):
            found.setdefault(relatie.naar if relatie.van == HULPVRAGER else relatie.van, []).append(relatie)
    return found


def _last_days(table: Mapping[str, Any], nodes: Sequence[Node], day: dt.date) -> dict[str, list[dt.date]]:
    """The last day with contact up to the peildatum, under the betrokkene that is meant."""
    found: dict[str, list[dt.date]] = {}
    for name, last in table.items():
        if isinstance(last, dt.date) and last <= day:
            found.setdefault(_behind(name, nodes), []).append(last)
    return found


def _contact(
    node: Node,
    tried: list[Poging],
    last: list[dt.date],
    relations: list[Relatie],
    where: frozenset[str] | None,
    day: dt.date,
    *,
    named: bool,
) -> Contact:
    organisation = is_organisation(node) or (named and node.get("kring") != SOCIAAL)
    if where is None and not (tried or last or relations):
        return _alone(node, organisation=organisation)
    tried = sorted(tried, key=_order)
    dated = [p for p in tried if p.datum is not None]
    undated = tuple(p for p in tried if p.datum is None)
    verloop = _course(dated, last, relations, day)
    stand, gronden = stand_of(_stated(node, relations, where, day, organisation=organisation), verloop, undated)
    return Contact(
        wie=str(node["id"]),
        betrokken=node.get("betrokken"),
        organisatie=organisation,
        stand=stand,
        gronden=gronden,
        laatste=verloop.contact,
        pogingen=tuple(dated),
        zonder_datum=undated,
    )


def _alone(node: Node, *, organisation: bool) -> Contact:
    """Somebody of whom nothing but the betrokkene itself tells: most of them, so this is the quick way."""
    said = node.get("contact")
    return Contact(
        wie=str(node["id"]),
        betrokken=node.get("betrokken"),
        organisatie=organisation,
        stand=ONBEKEND if said is None else IN_BEELD if said == NU else CONTACT_KWIJT,
        gronden=(Grond.NIETS_BEKEND,) if said is None else (_WORDS[said],),
    )


def _course(dated: list[Poging], last: list[dt.date], relations: list[Relatie], day: dt.date) -> Verloop:
    holds = any(r.holds_on(day) for r in relations)
    return Verloop(
        beantwoord=_days(dated, contact=True),
        onbeantwoord=_days(dated, contact=False),
        onduidelijk=_days(dated, contact=None),
        laatste=last,
        voorbij=[r.tot for r in relations if r.stand and r.tot is not None and r.tot < day and not holds],
    )


def _stated(
    node: Node, relations: list[Relatie], where: frozenset[str] | None, day: dt.date, *, organisation: bool
) -> Iterator[tuple[bool, Grond]]:
    """What the casus says outright about the day: whether there is contact, and where it says so."""
    if where is not None:
        listed = bool(where & _names(node))
        if listed or organisation:
            yield listed, Grond.IN_BEELD_BIJ if listed else Grond.NIET_IN_BEELD_BIJ
    if "contact" in node:
        yield node["contact"] == NU, _WORDS[node["contact"]]
    if any(r.holds_on(day) for r in relations):
        yield True, Grond.RELATIE
    if any(not r.stand for r in relations):
        yield False, Grond.RELATIE_NIET


def _days(tried: Iterable[Poging], *, contact: bool | None) -> list[dt.date]:
    return [p.datum for p in tried if p.contact is contact and p.datum is not None]


def _first(days: Iterable[dt.date | None]) -> dt.date | None:
    return min((day for day in days if day is not None), default=None)


def _order(poging: Poging) -> tuple[dt.date, str, str]:
    """An order that hangs on nothing but the attempt itself."""
    return poging.datum or dt.date.min, poging.kanaal or "", str(poging.contact)
