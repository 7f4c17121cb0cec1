"""Who is around the hulpvrager, in words: each betrokkene, and what they have to do with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from ggzroute.domain.facts import Facts, Node
from ggzroute.domain.netwerk import HULPVRAGER, PROFESSIONEEL, RELATIE_WOORDEN, SOCIAAL, Relatie
from ggzroute.evaluation import Evaluation
from ggzroute.taal.woorden import capital, counted
from ggzroute.verslag.aanduiding import Aanduiding, names_in
from ggzroute.verslag.model import Punt, Sectie

_KRINGEN: Final = ((SOCIAAL, "Sociaal netwerk"), (PROFESSIONEEL, "Professioneel netwerk"))
_SAID: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "regievoerder": {"ja": "regievoerder"},
        "maatje": {"ja": "maatje"},
        "betrokken": {"nu": "nu betrokken", "voorheen": "vroeger betrokken", "beoogd": "kan nog meedoen"},
        "actief": {"actief": "weet ervan en doet mee", "passief": "weet er niet of weinig van"},
        "brengt_in": {"ja": "brengt de vraag in"},
        "contact": {"eerder": "had eerder contact", "geen": "heeft nu geen contact"},
        "invloed": {"positief": "goede invloed", "negatief": "slechte invloed", "groot": "grote invloed"},
        "namens_werkgever": {"ja": "hoort bij de werkgever"},
    }
)


def network(ev: Evaluation) -> Sectie | None:
    """Who is around the hulpvrager, from the inside out; ``None`` when nobody is named."""
    facts, namen = ev.context.facts, names_in(ev.context)
    if not facts.nodes:
        return None
    points = [Punt(tekst=f"{title}:", onder=tuple(_people(facts.nodes, kring, namen))) for kring, title in _KRINGEN]
    said = tuple(_relations(facts, namen))
    verb = "staat" if len(facts.nodes) == 1 else "staan"
    return Sectie(
        id="netwerk",
        titel="Wie is erbij",
        inleiding=f"Rond de hulpvrager {verb} {counted(len(facts.nodes), 'betrokkene', 'betrokkenen')}.",
        punten=(*(p for p in points if p.onder), *((Punt(tekst="Met elkaar:", onder=said),) if said else ())),
        slot="" if facts.closed else "Misschien ontbreekt er iemand: nog niet iedereen is nagegaan.",
    )


def _people(nodes: Sequence[Node], kring: str, namen: Aanduiding) -> Iterator[Punt]:
    for node in nodes:
        if node.get("kring") == kring:
            said = [words[node[name]] for name, words in _SAID.items() if node.get(name) in words]
            more = f": {', '.join(said)}" if said else ""
            yield Punt(tekst=f"{capital(namen.naam(node['id']))}{more}.")


def _relations(facts: Facts, namen: Aanduiding) -> Iterator[Punt]:
    for relatie in facts.relaties:
        if relatie.soort in RELATIE_WOORDEN:
            words = (_end(relatie.van, namen), RELATIE_WOORDEN[relatie.soort], _end(relatie.naar, namen))
            yield Punt(tekst=f"{capital(' '.join(words))}{_state(relatie, facts)}.")


def _end(id_: str, namen: Aanduiding) -> str:
    return "de hulpvrager" if id_ == HULPVRAGER else namen.naam(id_)


def _state(relatie: Relatie, facts: Facts) -> str:
    if not relatie.stand:
        return " (dat is zeker niet zo)"
    if relatie.holds_on(facts.peildatum):
        return ""
    later = relatie.sinds is not None and facts.peildatum < relatie.sinds
    return " (nog niet begonnen)" if later else " (voorbij)"
