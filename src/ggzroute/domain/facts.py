"""Facts: what a casus gives a rule to look at on one peildatum, flat and immutable.

Addresses are fact names (``persoon.verblijf``), with a field of a record or a fixed table after a dot
(``persoon.leefgebieden.schulden``). An address that is absent is unknown. Betrokkenen are nodes: attribute maps in
which an absent attribute is unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs

from ggzroute.domain.casus import GEWEIGERD, NVT, Casus
from ggzroute.domain.kaart import Kaart
from ggzroute.domain.netwerk import Betrokkene, Relatie, node_attributes, reachable
from ggzroute.domain.signalen import derive_network_facts, node_roles

INVENTARIS: Final = "vraag.betrokkenen_geinventariseerd"
"""The fact that closes the network: only when it is ``ja`` can the absence of somebody be certain."""

Node = Mapping[str, Any]


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Facts:
    """What is known on the peildatum.

    Attributes:
        values: address to value; ``NVT`` when the fact does not apply.
        refused: facts the hulpvrager declined to give: unknown, and not asked again.
        nodes: the betrokkenen, in the order of the casus.
        relaties: their relations.
        closed: whether the network is complete.
        peildatum: the day.
        derived: names of the facts that were derived from the network.
    """

    values: Mapping[str, Any]
    refused: frozenset[str]
    nodes: tuple[Node, ...]
    relaties: tuple[Relatie, ...]
    closed: bool
    peildatum: dt.date
    derived: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"Facts({len(self.values)} values, {len(self.nodes)} nodes)"

    def get(self, address: str) -> Any:
        """The value at ``address``, ``NVT``, or ``None`` when unknown."""
        return self.values.get(address)

    def reach(self, over: tuple[str, ...]) -> frozenset[str]:
        """Ids that can be reached from the hulpvrager over these relations."""
        return reachable(self.relaties, over, self.peildatum)

    def with_derived(self, conclusions: Mapping[str, Any]) -> Facts:
        """These facts with what rules derived; what was given stays, and what was refused stays unknown."""
        new = {name: value for name, value in conclusions.items() if not self.settled(name)}
        return self.with_values({**self.values, **flatten(new)}) if new else self

    def with_values(self, values: Mapping[str, Any]) -> Facts:
        """These facts with other values."""
        return Facts(
            values=values,
            refused=self.refused,
            nodes=self.nodes,
            relaties=self.relaties,
            closed=self.closed,
            peildatum=self.peildatum,
            derived=self.derived,
        )

    def settled(self, name: str) -> bool:
        """Whether a fact was given or refused, so that no rule derives it."""
        return name in self.values or name in self.refused


def build_facts(casus: Casus, kaart: Kaart, peildatum: dt.date) -> Facts:
    """The facts of a casus: given ones flattened, network facts derived, and the kaart looked up."""
    feiten = casus.feiten
    refused = frozenset([name for name, value in feiten.items() if value is GEWEIGERD])
    given = {name: value for name, value in feiten.items() if value is not GEWEIGERD} if refused else dict(feiten)
    nodes = network_nodes(casus.betrokkenen, casus.relaties, feiten, kaart, peildatum)
    derived = derive_network_facts(given, nodes, casus.relaties, peildatum)
    extra = {name: value for name, value in derived.items() if name not in feiten}
    values = flatten({**given, **extra})
    closed = values.get(INVENTARIS) == "ja"
    return Facts(
        values=values,
        refused=refused,
        nodes=nodes,
        relaties=casus.relaties,
        closed=closed,
        peildatum=peildatum,
        derived=frozenset(extra),
    )


def flatten(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts with the fields of records and tables under addresses of their own, besides the whole."""
    flat: dict[str, Any] = {}
    for name, value in facts.items():
        flat[name] = value
        if isinstance(value, dict):
            for key, part in value.items():
                flat[f"{name}.{key}"] = part
    return flat


def lookup(table: Any, key: Any, field: str | None) -> Any:
    """A value of an open table: unknown when the table, the key or the field is; ``NVT`` when either does not apply."""
    if table is NVT or key is NVT:
        return NVT
    row = table.get(key) if isinstance(table, Mapping) and key is not None else None
    if field is None or row is None:
        return row
    return row.get(field) if isinstance(row, Mapping) else None


def network_nodes(
    betrokkenen: Sequence[Betrokkene],
    relaties: Sequence[Relatie],
    feiten: Mapping[str, Any],
    kaart: Kaart,
    peildatum: dt.date,
) -> tuple[Node, ...]:
    """The betrokkenen as nodes: what is known of each, what its relations say, and what stands on the sociale kaart."""
    someone_asks = any(b.brengt_in == "ja" for b in betrokkenen)
    roles = node_roles(betrokkenen, relaties, feiten, peildatum)
    nodes = []
    for betrokkene in betrokkenen:
        node = node_attributes(betrokkene)
        organisation = kaart.organisaties.get(betrokkene.organisatie) if betrokkene.organisatie else None
        if organisation is not None:
            node.setdefault("soort", organisation.soort)
            node["kan"], node["kan_niet"] = organisation.kan, organisation.kan_niet
        if node.get("soort") == "werkgever":
            node.setdefault("namens_werkgever", "ja")
        if someone_asks:
            node.setdefault("brengt_in", "nee")
        node.update(roles[betrokkene.id])
        nodes.append(node)
    return tuple(nodes)
