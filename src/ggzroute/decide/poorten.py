"""Which gates matter in a casus, what each of them says, and which facts may then go over.

Source: hr2017 §4.3.1 and §2.1.4 (a warm handover, with consent and with what was agreed) and divosa2014 §2.3 (what a
care professional may give). A gate opens nothing by itself: people decide, and a care professional may always refuse.
"""

from __future__ import annotations

from collections.abc import Iterator

from ggzroute.decide.context import Context
from ggzroute.decide.voorwaarden import weigh
from ggzroute.domain.casus import NVT
from ggzroute.domain.poort import PoortUitkomst
from ggzroute.rules.conditions import fact_name
from ggzroute.rules.logic import truth
from ggzroute.rules.poorten import Poort, Velden


def decide_poorten(context: Context) -> tuple[PoortUitkomst, ...]:
    """The gates that certainly matter here, sorted by id."""
    gates = context.pack.poorten.values()
    return tuple(_outcome(gate, context) for gate in gates if truth(gate.aan_de_orde, context.facts) is True)


def _outcome(poort: Poort, context: Context) -> PoortUitkomst:
    weging = weigh(poort.voorwaarden, tuple(poort.uitkomsten), context.facts)
    uitkomst, velden = weging.uitkomst, poort.velden
    return PoortUitkomst(
        poort=poort.id,
        titel=poort.titel,
        uitkomst=uitkomst,
        tekst=poort.uitkomsten[uitkomst],
        voorwaarden=weging.standen,
        ontbreekt=weging.ontbreekt,
        velden=_fields(velden, context) if velden is not None and uitkomst in velden.bij else (),
        bron=poort.bron,
    )


def _fields(velden: Velden, context: Context) -> tuple[str, ...]:
    """The smallest set: known facts of the subjects that were agreed to and in which the receiver has a role.

    A sensitive fact goes along only when the hulpvrager agreed to every subject it belongs to. What was derived was not
    given by the hulpvrager, and stays behind.
    """
    facts = context.facts
    agreed = facts.get(velden.onderwerpen_uit)
    named = agreed if isinstance(agreed, frozenset) else frozenset[str]()
    role = _role(velden, context)
    subjects = (named if isinstance(agreed, frozenset) else frozenset(velden.onderwerpen)) & role
    addresses = {address for subject in subjects for address in velden.onderwerpen.get(subject, ())}
    derived = facts.derived | set(context.firing.derived)
    return tuple(
        sorted(
            address
            for address in addresses
            if facts.get(address) not in (None, NVT)
            and fact_name(address) not in derived
            and (not _sensitive(address, context) or velden.subjects_of(address) <= named & role)
        )
    )


def _sensitive(address: str, context: Context) -> bool:
    begrip = context.pack.vocabulary.get(fact_name(address))
    return begrip is None or begrip.gevoelig


def _role(velden: Velden, context: Context) -> frozenset[str]:
    """The subjects in which the receiver has a role; those of nobody in particular when it is not known who that is."""
    if velden.alles_als is not None and truth(velden.alles_als, context.facts) is True:
        return frozenset(velden.onderwerpen)
    receiver = context.facts.get(velden.ontvanger_uit)
    kinds = set(_kinds(receiver, context)) if isinstance(receiver, str) else set[str]()
    roles = [velden.rollen.get(kind, velden.overige) for kind in kinds]
    return frozenset.intersection(*roles) if roles else velden.overige


def _kinds(receiver: str, context: Context) -> Iterator[str]:
    """What kind of organisation or person the receiver is; a function may be found with more than one kind."""
    kaart = context.pack.kaart
    nodes = [n for n in context.facts.nodes if receiver in (n["id"], n.get("organisatie"), n.get("functie"))]
    known = [str(node["soort"]) for node in nodes if "soort" in node]
    if known:
        yield from known
    elif receiver in kaart.organisaties:
        yield kaart.organisaties[receiver].soort
    elif receiver in kaart.functies:
        yield from kaart.functies[receiver].werkt_bij
