"""Writes a sociale kaart as the file ``sociale-kaart.yaml`` of a pack."""

from __future__ import annotations

from typing import Any

from ggzroute.domain.kaart import Functie, Kaart, Organisatie
from ggzroute.yaml_builder import dump


def kaart_yaml(kaart: Kaart) -> str:
    """The text of ``sociale-kaart.yaml``, entries sorted by id; reading it gives the same kaart."""
    return dump(kaart_data(kaart))


def kaart_data(kaart: Kaart) -> dict[str, Any]:
    """A sociale kaart as the plain data of its file."""
    return {
        "organisaties": [_organisation(o) for _, o in sorted(kaart.organisaties.items())],
        "functies": [_function(f) for _, f in sorted(kaart.functies.items())],
    }


def _organisation(o: Organisatie) -> dict[str, Any]:
    data = {
        "id": o.id,
        "naam": o.naam,
        "soort": o.soort,
        "regio": o.regio,
        "subregio": o.subregio,
        "doet": o.doet,
        "loket": o.loket,
        "kan": sorted(o.kan),
        "kan_niet": sorted(o.kan_niet),
        "bron": [bron.to_dict() for bron in o.bron],
        "nagekeken_op": o.nagekeken_op,
        "let_op": o.let_op,
    }
    return {key: value for key, value in data.items() if value not in (None, "")}


def _function(functie: Functie) -> dict[str, Any]:
    data = {
        "id": functie.id,
        "naam": functie.naam,
        "werkt_bij": sorted(functie.werkt_bij),
        "bron": [bron.to_dict() for bron in functie.bron],
        "let_op": functie.let_op,
    }
    return {key: value for key, value in data.items() if value != ""}
