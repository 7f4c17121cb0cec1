"""Facts that follow from the network: who holds the regie, who is trusted, and what is amiss.

The network of a casus is open: somebody may be missing from it. So absence is only certain when the betrokkenen were
inventoried (``vraag.betrokkenen_geinventariseerd: ja``); else the fact stays unknown.

Source: the derived signals that hr2017 §4.2 calls for (no regievoerder, or more than one; a passive social network;
organisations that do not know of each other) and the casussen behind them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from ggzroute.domain.contact import AFGELEID, contact_facts
from ggzroute.domain.netwerk import (
    HULPVRAGER,
    NU,
    PROFESSIONEEL,
    SOCIAAL,
    VOORHEEN,
    Betrokkene,
    Relatie,
    is_organisation,
)

Nodes = Sequence[Mapping[str, Any]]

NETWERKFEITEN: Final = frozenset(
    {
        "netwerk.organisaties_langs_elkaar",
        "netwerk.aantal_organisaties",
        "netwerk.aantal_regievoerders",
        "netwerk.alleen_passief_sociaal",
        "netwerk.vertrouwen_in_regievoerder",
        "netwerk.regievoerder_werkgeversgebonden",
        "netwerk.eerder_betrokken_zonder_overdracht",
        "netwerk.toestemming_voor_opvolger",
        "netwerk.betrokken_organisaties",
        "netwerk.eerder_betrokken",
        "regie.aanwezig",
        "regie.regievoerder",
        "maatje.aanwezig",
        "persoon.vertrouwt",
        *AFGELEID,
    }
)
"""Facts that can follow from the network."""


def node_roles(
    betrokkenen: Sequence[Betrokkene], relaties: Sequence[Relatie], feiten: Mapping[str, Any], day: dt.date
) -> dict[str, dict[str, str]]:
    """For each betrokkene what its relations say: ``vertrouwd``, ``regievoerder``, ``maatje``; unknown is absent."""
    trusted = _trusted(relaties, feiten, day)
    untrusted = {r.naar for r in relaties if r.soort == "vertrouwt" and r.van == HULPVRAGER and not r.holds_on(day)}
    holders = _holders(relaties, feiten, day, [(b.id, b.organisatie, b.functie) for b in betrokkenen])
    companions = {r.van for r in relaties if r.soort == "is_maatje_van" and r.holds_on(day)}
    roles: dict[str, dict[str, str]] = {}
    for b in betrokkenen:
        names = {b.id, b.functie, b.organisatie} - {None}
        role = {}
        if trusted is not None:
            role["vertrouwd"] = _yes(bool(names & trusted))
        elif b.id in untrusted:
            role["vertrouwd"] = "nee"
        if holders or feiten.get("regie.aanwezig") == "nee":
            role["regievoerder"] = _yes(b.id in holders)
        if companions or feiten.get("maatje.aanwezig") == "nee":
            role["maatje"] = _yes(b.id in companions)
        roles[b.id] = role
    return roles


def derive_network_facts(
    given: Mapping[str, Any], nodes: Nodes, relaties: Sequence[Relatie], day: dt.date
) -> dict[str, Any]:
    """Every fact that the network makes certain; facts that stay unknown are absent."""
    closed = given.get("vraag.betrokkenen_geinventariseerd") == "ja"
    organisations = [n for n in nodes if is_organisation(n) and n.get("betrokken") == NU]
    holders = _holders(relaties, given, day, [(n["id"], n.get("organisatie"), n.get("functie")) for n in nodes])
    found: dict[str, Any] = {
        "netwerk.organisaties_langs_elkaar": _apart(organisations, relaties, day, closed=closed),
        "netwerk.aantal_organisaties": len(organisations) if closed else None,
        "netwerk.aantal_regievoerders": _count_holders(holders, given),
        "netwerk.alleen_passief_sociaal": _only_passive(nodes, given, closed=closed),
        "netwerk.vertrouwen_in_regievoerder": _of_holder(nodes, holders, "vertrouwd"),
        "netwerk.regievoerder_werkgeversgebonden": _of_holder(nodes, holders, "namens_werkgever"),
        "netwerk.eerder_betrokken_zonder_overdracht": _left_behind(nodes, relaties, closed=closed),
        "netwerk.toestemming_voor_opvolger": _consent_for_successor(nodes, given),
        "regie.aanwezig": "ja" if holders else None,
        "regie.regievoerder": next(iter(holders)) if len(holders) == 1 else None,
        "maatje.aanwezig": "ja" if any(n.get("maatje") == "ja" for n in nodes) else None,
        "persoon.vertrouwt": _trusted(relaties, given, day),
        **contact_facts(given, nodes, relaties, day),
    }
    if closed:
        found["netwerk.betrokken_organisaties"] = frozenset(n["id"] for n in organisations)
        found["netwerk.eerder_betrokken"] = frozenset(
            n["id"] for n in nodes if is_organisation(n) and n.get("betrokken") == VOORHEEN
        )
    return {name: value for name, value in found.items() if value is not None}


def _yes(holds: bool) -> str:
    return "ja" if holds else "nee"


def _trusted(relaties: Sequence[Relatie], feiten: Mapping[str, Any], day: dt.date) -> frozenset[str] | None:
    """Those the hulpvrager trusts; that somebody is not trusted says nothing about the others."""
    named = feiten.get("persoon.vertrouwt")
    by_relation = {r.naar for r in relaties if r.soort == "vertrouwt" and r.van == HULPVRAGER and r.holds_on(day)}
    if not by_relation and not isinstance(named, frozenset):
        return None
    return frozenset(by_relation | (named if isinstance(named, frozenset) else set()))


def _holders(
    relaties: Sequence[Relatie], feiten: Mapping[str, Any], day: dt.date, people: Sequence[tuple[str | None, ...]]
) -> tuple[str, ...]:
    """Ids of those who hold the regie: by relation, and by the fact ``regie.regievoerder``."""
    by_relation = [r.van for r in relaties if r.soort == "voert_regie_over" and r.holds_on(day)]
    named = feiten.get("regie.regievoerder")
    by_fact = [_behind(named, by_relation, people)] if isinstance(named, str) else []
    return tuple(dict.fromkeys([*by_relation, *by_fact]))


def _behind(name: str, holders: Sequence[str], people: Sequence[tuple[str | None, ...]]) -> str:
    """The betrokkene that is meant by an id, an organisation or a function; the name itself when that is not clear."""
    found = [str(names[0]) for names in people if name in names]
    if name in found:
        return name
    likely = [id_ for id_ in found if id_ in holders] or found
    return likely[0] if len(likely) == 1 else name


def _count_holders(holders: Sequence[str], feiten: Mapping[str, Any]) -> int | None:
    if holders:
        return len(holders)
    return 0 if feiten.get("regie.aanwezig") == "nee" else None


def _of_holder(nodes: Nodes, holders: Sequence[str], attribute: str) -> str | None:
    values = [n.get(attribute) for n in nodes if n["id"] in holders]
    return values[0] if len(values) == 1 else None


def _apart(organisations: Nodes, relaties: Sequence[Relatie], day: dt.date, *, closed: bool) -> str | None:
    """``ja`` when some organisations that are involved now do not work together.

    That everybody is known does not say that every relation is: without a word about working together it stays unknown.
    """
    ids = {n["id"] for n in organisations}
    pairs = [r for r in relaties if r.soort == "werkt_samen_met" and {r.van, r.naar} <= ids]
    if any(not r.stand for r in pairs):
        return "ja"
    if not closed or (len(ids) > 1 and not pairs):
        return None
    return _yes(len(ids) > 1 and not _connected(ids, [(r.van, r.naar) for r in pairs if r.holds_on(day)]))


def _connected(ids: set[str], pairs: Sequence[tuple[str, str]]) -> bool:
    groups = {id_: {id_} for id_ in ids}
    for van, naar in pairs:
        if groups[van] is not groups[naar]:
            joined = groups[van] | groups[naar]
            groups.update(dict.fromkeys(joined, joined))
    return len(next(iter(groups.values()))) == len(ids)


def _only_passive(nodes: Nodes, feiten: Mapping[str, Any], *, closed: bool) -> str | None:
    social = [n for n in nodes if n.get("kring") == SOCIAAL]
    if any(n.get("actief") == "actief" for n in social) or feiten.get("netwerk.sociaal_omvang") == "geen":
        return "nee"
    if not closed or any("actief" not in n for n in social):
        return None
    return _yes(bool(social))


def _left_behind(nodes: Nodes, relaties: Sequence[Relatie], *, closed: bool) -> str | None:
    """``ja`` when somebody was involved earlier and handed nothing over, or did not finish it."""
    former = {n["id"] for n in nodes if n.get("kring") == PROFESSIONEEL and n.get("betrokken") == VOORHEEN}
    handed = [r for r in relaties if r.soort == "draagt_over_aan" and r.van in former]
    if any(not r.stand or r.afgerond == "nee" for r in handed):
        return "ja"
    if not closed:
        return None
    if not former <= {r.van for r in handed}:
        return "ja"
    return "nee" if former <= {r.van for r in handed if r.afgerond == "ja"} else None


def _consent_for_successor(nodes: Nodes, feiten: Mapping[str, Any]) -> str | None:
    """``ja`` when the receiver in the consent is whoever takes over the regie; unknown while either is."""
    receiver, successor = (feiten.get(name) for name in ("toestemming.ontvanger", "regie.overdracht_naar"))
    if not isinstance(receiver, str) or not isinstance(successor, str):
        return None
    names = [{n["id"], n.get("organisatie"), n.get("functie")} for n in nodes]
    return _yes(receiver == successor or any({receiver, successor} <= known for known in names))
