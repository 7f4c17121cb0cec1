"""What one field of an event accepts, and the types that events share."""

from __future__ import annotations

from typing import Any, Final

import attrs

from ggzroute.vocabulary import Soort, Type

TEKST: Final = Type(soort=Soort.TEKST)
DAG: Final = Type(soort=Soort.DATUM)
GETAL: Final = Type(soort=Soort.GETAL)
JA_NEE: Final = Type(soort=Soort.JA_NEE, waarden={"ja": "ja", "nee": "nee"})
WIE: Final = Type(soort=Soort.ACTOR)
WIE_MET: Final = Type(soort=Soort.ACTOREN)

VELD: Final = "veld"
"""Key of the metadata of an attrs field that holds its :class:`Veld`."""


@attrs.frozen(kw_only=True)
class Veld:
    """What one field of an event accepts.

    Attributes:
        type: type of its values; ``None`` when the vocabulary says it.
        feit: fact of the vocabulary whose values it takes.
        deel: field of that fact, or ``""`` for the whole.
        verplicht: whether it must be there.
        hulpvrager: whether it may name the hulpvrager besides a betrokkene.
    """

    type: Type | None = None
    feit: str = ""
    deel: str = ""
    verplicht: bool = False
    hulpvrager: bool = False


def must(kind: Type | None = None, **more: Any) -> dict[str, Veld]:
    """Metadata of a field that must be there."""
    return {VELD: Veld(type=kind, verplicht=True, **more)}


def may(kind: Type | None = None, **more: Any) -> dict[str, Veld]:
    """Metadata of a field that may be left out."""
    return {VELD: Veld(type=kind, **more)}
