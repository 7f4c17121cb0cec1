"""Reads the network of a casus, or of what was concluded about it, as people see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import attrs

from ggzroute.domain.casus import Casus
from ggzroute.domain.kaart import Kaart
from ggzroute.domain.netwerk import Relatie, node_attributes
from ggzroute.domain.signalen import node_roles
from ggzroute.evaluation import Evaluation
from ggzroute.naming import capital, names_of
from ggzroute.render.network import GELDT, LATER, NIET, VOORBIJ, Knoop, Lijn, Netwerkbeeld, Rol
from ggzroute.rules.pack import RulePack
from ggzroute.vocabulary import Vocabulary

_VOORSTEL: Final = MappingProxyType({"voorgesteld": "voorstel", "gelijk": "staan gelijk"})
_MAATJE_ADVIES: Final = MappingProxyType(
    {
        "regelen": "advies: regel er een",
        "wenselijk": "advies: bespreek of het gewenst is",
        "nagaan": "advies: ga na of er een is, of gewenst is",
        "niet_toewijzen": "advies: wijs er geen toe",
    }
)


def network_of(what: Casus | Evaluation, pack: RulePack | None = None) -> Netwerkbeeld:
    """What a picture shows of a casus, or of what was concluded about it.

    Args:
        what: a casus, or an evaluation; only an evaluation has proposals for the regie and the maatje.
        pack: for the names of organisations and functions; an evaluation brings its own.
    """
    if isinstance(what, Evaluation):
        facts = what.context.facts
        return _picture(
            (what.casus, what.peildatum), facts.nodes, facts.relaties, facts.values, what.context.pack, what
        )
    day = what.peildatum
    nodes = [node_attributes(b) for b in what.betrokkenen]
    if day is not None:
        roles = node_roles(what.betrokkenen, what.relaties, what.feiten, day)
        nodes = [{**node, **roles[node["id"]]} for node in nodes]
    return _picture((what.id, day), nodes, what.relaties, what.feiten, pack or what.vocabulary, None)


def _picture(
    of: tuple[str, dt.date | None],
    nodes: Sequence[Mapping[str, Any]],
    relaties: Sequence[Relatie],
    feiten: Mapping[str, Any],
    words: RulePack | Vocabulary,
    found: Evaluation | None,
) -> Netwerkbeeld:
    casus, day = of
    kaart, vocabulary = (words.kaart, words.vocabulary) if isinstance(words, RulePack) else (Kaart(), words)
    named = names_of(nodes, kaart, vocabulary)
    holders = {r.van for r in relaties if r.soort == "voert_regie_over" and r.holds_on(day)}
    holders |= {node["id"] for node in nodes if node.get("regievoerder") == "ja"}
    companions = {r.van for r in relaties if r.soort == "is_maatje_van" and r.holds_on(day)}
    knopen = tuple(
        Knoop(
            id=node["id"],
            naam=named[node["id"]],
            kring=str(node["kring"]),
            soort=node.get("soort") or _kind(node, kaart),
            betrokken=node.get("betrokken"),
            actief=node.get("actief"),
            vraagt=node.get("brengt_in") == "ja",
            maatje=node["id"] in companions,
            regie=node["id"] in holders,
        )
        for node in nodes
    )
    return Netwerkbeeld(
        casus=casus,
        peildatum=day,
        knopen=knopen,
        lijnen=tuple(Lijn(van=r.van, naar=r.naar, soort=r.soort, toestand=_state(r, day)) for r in relaties),
        regie=_regie(knopen, feiten, found, kaart, named),
        maatje=_maatje(knopen, feiten, found),
        plus=feiten.get("maatje.type") == "maatje_plus",
    )


def _kind(node: Mapping[str, Any], kaart: Kaart) -> str | None:
    """The kind of organisation that the sociale kaart gives."""
    found = kaart.organisaties.get(node.get("organisatie") or "")
    return found.soort if found else None


def _state(relatie: Relatie, day: dt.date | None) -> str:
    if not relatie.stand:
        return NIET
    if relatie.holds_on(day):
        return GELDT
    return LATER if relatie.sinds is not None and day is not None and day < relatie.sinds else VOORBIJ


def _regie(
    knopen: Sequence[Knoop],
    feiten: Mapping[str, Any],
    found: Evaluation | None,
    kaart: Kaart,
    named: Mapping[str, str],
) -> Rol:
    holders = [knoop for knoop in knopen if knoop.regie]
    if holders:
        return Rol(wie=tuple(k.id for k in holders), tekst="; ".join(k.naam for k in holders), er_is=True)
    elsewhere = feiten.get("regie.regievoerder")
    if isinstance(elsewhere, str):
        return Rol(wie=(), tekst=capital(named.get(elsewhere, kaart.label(elsewhere))), er_is=True)
    known = _known(feiten, "regie.aanwezig", "die is er, maar niet bekend wie")
    if found is None:
        return known
    regie = found.regie
    if regie.status == "niet_nodig":
        return attrs.evolve(known, tekst="niet nodig")
    if regie.status not in _VOORSTEL:
        return known
    top = max(k.rang for k in regie.kandidaten)
    names = [named.get(k.wie, kaart.label(k.wie)) for k in regie.kandidaten if k.rang == top]
    return attrs.evolve(known, advies=f"{_VOORSTEL[regie.status]}: {'; '.join(names)}")


def _maatje(knopen: Sequence[Knoop], feiten: Mapping[str, Any], found: Evaluation | None) -> Rol:
    companions = [knoop for knoop in knopen if knoop.maatje]
    if companions:
        return Rol(wie=tuple(k.id for k in companions), tekst="; ".join(k.naam for k in companions), er_is=True)
    known = _known(feiten, "maatje.aanwezig", "is er, niet bekend wie")
    return attrs.evolve(known, advies=_MAATJE_ADVIES.get(found.maatje.stand, "")) if found is not None else known


def _known(feiten: Mapping[str, Any], name: str, present: str) -> Rol:
    """A role that nobody in the network has, by the fact that says whether somebody has it."""
    answer = str(feiten.get(name))
    tekst = {"nee": "geen", "ja": present}.get(answer, "onbekend")
    return Rol(wie=(), tekst=tekst, er_is=answer == "ja", geen=answer == "nee")
