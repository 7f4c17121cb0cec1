"""The network as a networkx graph, and the question people ask of it: who can introduce whom.

The only module of the domain that needs networkx.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice, pairwise

import attrs
import networkx as nx

from ggzroute.domain.casus import Casus
from ggzroute.domain.netwerk import HULPVRAGER, KRINGEN, MAATSCHAPPIJ, edges, node_attributes
from ggzroute.exceptions import BetrokkeneNotFoundError

INTRODUCTIE = ("vertrouwt", "kent", "werkt_samen_met", "heeft_contact_met", "werkt_bij", "begeleidt")


@attrs.frozen(kw_only=True, repr=False)
class Introductie:
    """A chain along which somebody can be introduced to the hulpvrager.

    Attributes:
        schakels: ids from the hulpvrager to the one who is introduced, both included.
        relaties: kind of each relation between neighbouring links.
        vertrouwd: whether the chain starts with somebody the hulpvrager trusts.
    """

    schakels: tuple[str, ...]
    relaties: tuple[str, ...]
    vertrouwd: bool

    def __repr__(self) -> str:
        return f"Introductie({len(self.schakels)} schakels, vertrouwd={self.vertrouwd!r})"


def build_graph(casus: Casus) -> nx.MultiDiGraph[str]:
    """The network of a casus as a new graph.

    Nodes are ids with ``kring`` (1 to 4, counted from the inside) and the attributes of the betrokkene; the hulpvrager
    and the maatschappij are nodes too. Edges carry the fields of the relation; their key is the kind, and ``kind#2``
    for a second relation of that kind between the same two.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node(HULPVRAGER, kring=KRINGEN[HULPVRAGER], soort=HULPVRAGER)
    graph.add_node(MAATSCHAPPIJ, kring=KRINGEN[MAATSCHAPPIJ], soort=MAATSCHAPPIJ)
    for betrokkene in casus.betrokkenen:
        attributes = node_attributes(betrokkene)
        graph.add_node(betrokkene.id, **{**attributes, "kring": KRINGEN[betrokkene.kring]})
    times: Counter[tuple[str, str, str]] = Counter()
    for relatie in casus.relaties:
        fields = {name: value for name, value in attrs.asdict(relatie).items() if value is not None}
        times[relatie.van, relatie.naar, relatie.soort] += 1
        number = times[relatie.van, relatie.naar, relatie.soort]
        key = relatie.soort if number == 1 else f"{relatie.soort}#{number}"
        graph.add_edge(relatie.van, relatie.naar, key=key, **fields)
    return graph


def graphml_text(
    nodes: Mapping[str, Mapping[str, str | bool]],
    edges: Iterable[tuple[str, str, str, Mapping[str, str | bool]]],
) -> str:
    """A directed graph as GraphML text.

    Args:
        nodes: id to attributes.
        edges: (from, to, id, attributes) of each edge; the id becomes its key when it is read again.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for id_, attributes in nodes.items():
        graph.add_node(id_, **attributes)
    for van, naar, key, attributes in edges:
        graph.add_edge(van, naar, key=key, **attributes)
    lines = nx.generate_graphml(graph, named_key_ids=True)
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', *lines]) + "\n"


def introduction_chains(casus: Casus, naar: str, *, limit: int = 5) -> tuple[Introductie, ...]:
    """By which chains of trust or contact ``naar`` can be introduced to the hulpvrager, the best first.

    A chain that starts with trust comes before one that starts with mere contact, and a short one before a long one;
    that is how the bedrijfsmaatschappelijk werker was to bring in the wijkteam (hr2017 §2.1.2 casus 3).

    Args:
        casus: the casus.
        naar: id of a betrokkene.
        limit: at most so many chains.

    Raises:
        BetrokkeneNotFoundError: ``naar`` is not a betrokkene of this casus.
    """
    if casus.betrokkene(naar) is None:
        raise BetrokkeneNotFoundError
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from([HULPVRAGER, naar])
    for soort in INTRODUCTIE:
        for van, to in sorted(edges(casus.relaties, (soort,), casus.peildatum)):
            first, second = (to, van) if soort == "begeleidt" else (van, to)
            if not graph.has_edge(first, second):
                trusted = soort == "vertrouwt" or first != HULPVRAGER
                graph.add_edge(first, second, soort=soort, weight=1 if trusted else _UNTRUSTED)
    if not nx.has_path(graph, HULPVRAGER, naar):
        return ()
    found = []
    for path in islice(nx.shortest_simple_paths(graph, HULPVRAGER, naar, weight="weight"), limit):
        kinds = tuple(graph.edges[a, b]["soort"] for a, b in pairwise(path))
        found.append(Introductie(schakels=tuple(path), relaties=kinds, vertrouwd=kinds[0] == "vertrouwt"))
    return tuple(sorted(found, key=lambda chain: (not chain.vertrouwd, len(chain.schakels), chain.schakels)))


_UNTRUSTED = 1_000_000
"""Weight of a first step without trust: more than any chain is long, so that trust comes first."""
