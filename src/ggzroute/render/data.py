"""The network as data for other programs: JSON for a web client, and GraphML."""

from __future__ import annotations

from typing import Any, Final

from ggzroute.domain.casus import Casus
from ggzroute.domain.netwerk import HULPVRAGER, KRINGEN, MAATSCHAPPIJ, PROFESSIONEEL, RELATIE_WOORDEN, SOCIAAL
from ggzroute.evaluation import Evaluation
from ggzroute.render.network import Knoop, Lijn, Netwerkbeeld, Rol
from ggzroute.render.network_reading import network_of
from ggzroute.rules.pack import RulePack

_KRINGEN: Final = {
    HULPVRAGER: ("Hulpvrager", "geel"),
    SOCIAAL: ("Sociaal netwerk", "groen"),
    PROFESSIONEEL: ("Professioneel netwerk", "blauw"),
    MAATSCHAPPIJ: ("Maatschappij", "oranje"),
}


def network_data(what: Casus | Evaluation, pack: RulePack | None = None) -> dict[str, Any]:
    """The network as plain JSON types, as in ``netwerk.schema.json``: nodes and edges for a web client.

    Args:
        what: a casus, or an evaluation of one, which adds proposals for the regie and the maatje.
        pack: for names of organisations when ``what`` is a casus; an evaluation brings its own.
    """
    beeld = network_of(what, pack)
    return {
        "casus": beeld.casus,
        "peildatum": beeld.peildatum.isoformat() if beeld.peildatum else None,
        "kringen": [
            {"id": id_, "nummer": KRINGEN[id_], "naam": naam, "kleur": kleur} for id_, (naam, kleur) in _KRINGEN.items()
        ],
        "regievoerder": _role(beeld.regie),
        "maatje": {**_role(beeld.maatje), "plus": beeld.plus},
        "nodes": [_centre(), *(_node(knoop) for knoop in beeld.knopen)],
        "edges": [_edge(f"r{n}", line, beeld) for n, line in enumerate(beeld.lijnen, start=1)],
    }


def network_graphml(what: Casus | Evaluation, pack: RulePack | None = None) -> str:
    """The network as GraphML text, with the same nodes and edges; what is unknown is absent.

    Args:
        what: a casus, or an evaluation of one.
        pack: for names of organisations when ``what`` is a casus; an evaluation brings its own.
    """
    from ggzroute.domain.graaf import graphml_text  # noqa: PLC0415 - networkx is loaded when a graph is asked for

    data = network_data(what, pack)
    nodes = {node["id"]: _flat(node, "id") for node in data["nodes"]}
    edges = [(e["source"], e["target"], e["id"], _flat(e, "id", "source", "target")) for e in data["edges"]]
    return graphml_text(nodes, edges)


def _role(rol: Rol) -> dict[str, Any]:
    return {"wie": list(rol.wie), "tekst": rol.tekst, "voorstel": rol.advies}


def _centre() -> dict[str, Any]:
    return {
        "id": HULPVRAGER,
        "label": "Hulpvrager",
        "kring": HULPVRAGER,
        "soort": None,
        "betrokken": None,
        "actief": None,
        "stand": [],
        "brengt_in": False,
        "maatje": False,
        "regievoerder": False,
    }


def _node(knoop: Knoop) -> dict[str, Any]:
    return {
        "id": knoop.id,
        "label": knoop.naam,
        "kring": knoop.kring,
        "soort": knoop.soort,
        "betrokken": knoop.betrokken,
        "actief": knoop.actief,
        "stand": list(knoop.stand),
        "brengt_in": knoop.vraagt,
        "maatje": knoop.maatje,
        "regievoerder": knoop.regie,
    }


def _edge(id_: str, line: Lijn, beeld: Netwerkbeeld) -> dict[str, Any]:
    return {
        "id": id_,
        "source": line.van,
        "target": line.naar,
        "soort": line.soort,
        "label": RELATIE_WOORDEN[line.soort],
        "toestand": line.toestand,
        "tekst": beeld.zin(line),
    }


def _flat(fields: dict[str, Any], *without: str) -> dict[str, str | bool]:
    """Fields as GraphML knows them: a list as one text, and nothing that is unknown."""
    return {
        name: ", ".join(value) if isinstance(value, list) else value
        for name, value in fields.items()
        if value is not None and name not in without
    }
