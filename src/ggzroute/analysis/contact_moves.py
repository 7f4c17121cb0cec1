"""Moves of a search for the smallest change: what brings the facts about contact nearer to a condition.

For ``uit_beeld`` everything must be right at once, so the next thing that is not is mended first. For the other facts
one change is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ggzroute.analysis.edits import BETROKKENE, FEIT, KENMERK, Wijziging, relation
from ggzroute.analysis.values import UNKNOWN
from ggzroute.domain.contact import UIT_BEELD, Contact, contacts
from ggzroute.domain.contactverloop import CONTACT_KWIJT, IN_BEELD
from ggzroute.domain.facts import INVENTARIS, Facts
from ggzroute.domain.netwerk import NU, PROFESSIONEEL

_LIST: Final = "persoon.in_beeld_bij"


def contact_moves(name: str, wanted: Any, facts: Facts) -> Iterator[Wijziging]:
    """Changes that bring a fact about contact nearer to a value.

    Args:
        name: one of :data:`ggzroute.domain.contact.AFGELEID`.
        wanted: the value, or ``UNKNOWN``.
        facts: what is known now.
    """
    if wanted is UNKNOWN:
        yield Wijziging(soort=FEIT, plek=INVENTARIS)
    elif wanted == UIT_BEELD:
        yield from _out_of_sight(facts)
    elif name == "netwerk.in_beeld":
        yield Wijziging(soort=FEIT, plek="persoon.in_beeld", naar=IN_BEELD)
        yield from (_says(str(node["id"]), NU) for node in facts.nodes)
    elif name == "netwerk.contact_kwijt" and wanted == "ja":
        yield from (_says(str(node["id"]), "geen") for node in facts.nodes if node.get("betrokken") == NU)
        yield _newcomer(facts)
    else:
        yield from _all_known(wanted if isinstance(wanted, frozenset) else frozenset(), facts)


def _out_of_sight(facts: Facts) -> Iterator[Wijziging]:
    """The next thing that keeps it from being certain that nobody has contact."""
    found = _contacts(facts)
    held = [contact for contact in found if contact.stand != CONTACT_KWIJT]
    if not facts.closed:
        yield Wijziging(soort=FEIT, plek=INVENTARIS, naar="ja")
    elif facts.get("persoon.in_beeld") in (IN_BEELD, "dreigt_uit_beeld"):
        yield Wijziging(soort=FEIT, plek="persoon.in_beeld", naar=UIT_BEELD)
    elif facts.get("persoon.contactstatus") == "bereikbaar":
        yield Wijziging(soort=FEIT, plek="persoon.contactstatus")
    elif held:
        yield from _lose(held[0], facts)
    else:
        yield Wijziging(soort=FEIT, plek=_LIST, naar=[])
        yield _newcomer(facts)
        yield from (
            Wijziging(soort=KENMERK, plek=c.wie, kenmerk="betrokken", naar=NU)
            for c in found
            if c.organisatie and _is_node(c, facts)
        )


def _lose(contact: Contact, facts: Facts) -> Iterator[Wijziging]:
    """Ways in which somebody certainly has no contact."""
    if facts.get(_LIST) != frozenset():
        yield Wijziging(soort=FEIT, plek=_LIST, naar=[])
    if _is_node(contact, facts):
        yield _says(contact.wie, "geen")
        yield relation(contact.wie, "heeft_contact_met", holds=False)
    elif contact.pogingen or contact.zonder_datum:
        yield Wijziging(soort=FEIT, plek="contact.pogingen")
    if contact.laatste is not None and not _is_node(contact, facts):
        yield Wijziging(soort=FEIT, plek="persoon.laatste_contact")


def _all_known(lost: frozenset[str], facts: Facts) -> Iterator[Wijziging]:
    """The next thing that keeps it from being known of which organisations the contact is lost."""
    if not facts.closed:
        yield Wijziging(soort=FEIT, plek=INVENTARIS, naar="ja")
        return
    for contact in _contacts(facts):
        if contact.organisatie and _is_node(contact, facts):
            if contact.betrokken is None:
                yield Wijziging(soort=KENMERK, plek=contact.wie, kenmerk="betrokken", naar=NU)
            stand = CONTACT_KWIJT if contact.wie in lost else IN_BEELD
            if contact.betrokken == NU and contact.stand != stand:
                yield _says(contact.wie, "geen" if stand == CONTACT_KWIJT else NU)


def _contacts(facts: Facts) -> tuple[Contact, ...]:
    return contacts(facts.values, facts.nodes, facts.relaties, facts.peildatum)


def _is_node(contact: Contact, facts: Facts) -> bool:
    return any(node["id"] == contact.wie for node in facts.nodes)


def _says(id_: str, contact: str) -> Wijziging:
    return Wijziging(soort=KENMERK, plek=id_, kenmerk="contact", naar=contact)


def _newcomer(facts: Facts) -> Wijziging:
    """Somebody new who is involved and has no contact."""
    taken = {node["id"] for node in facts.nodes}
    name = next(f"nieuw_{n}" for n in range(1, 99) if f"nieuw_{n}" not in taken)
    person = {"soort": "re_integratiebedrijf", "kring": PROFESSIONEEL, "betrokken": NU, "contact": "geen"}
    return Wijziging(soort=BETROKKENE, plek=name, naar=person)
