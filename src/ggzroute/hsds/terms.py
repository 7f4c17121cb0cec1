"""What both directions share: the taxonomies, the codes of their terms, and identifiers that stay the same.

HSDS wants a UUID for everything. Ours follow from the id on the kaart, so that the same kaart always gives the same
file, and the id itself travels along as an organization identifier.
"""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import Final

HSDS_VERSION: Final = "3.0"

_NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://ggzroute.example/sociale-kaart")

IDENTIFIER_TYPE: Final = "id op de sociale kaart van ggzroute"
"""``identifier_type`` under which the id of an organisation travels."""

ORGANIZATION_ATTRIBUTES: Final = frozenset({"soort", "bron", "let_op"})
SERVICE_ATTRIBUTES: Final = frozenset({"kan", "kan_niet"})
AREA_ATTRIBUTES: Final = frozenset({"regio", "subregio"})
TERM_ATTRIBUTES: Final = frozenset({"werkt_bij", "bron", "let_op"})
"""``link_type`` of the attributes that each object may have; a taxonomy term has none in HSDS itself."""


class Taxonomy(StrEnum):
    """Our taxonomies. The value stands before the codes of their terms, because HSDS wants a code to be unique."""

    SOORT = "soort"
    REGIO = "regio"
    SUBREGIO = "subregio"
    ROL = "rol"
    ROL_UITGESLOTEN = "rol_uitgesloten"
    BRON = "bron"
    FUNCTIE = "functie"


DESCRIBED: Final = {
    Taxonomy.SOORT: ("Soorten organisaties", "Wat voor organisatie het is."),
    Taxonomy.REGIO: ("Regio's", "De arbeidsmarktregio waarin de organisatie werkt, of landelijk."),
    Taxonomy.SUBREGIO: ("Subregio's", "Het deel van de regio waarin de organisatie werkt."),
    Taxonomy.ROL: ("Rollen", "Rollen die de organisatie op zich kan nemen rond een hulpvrager."),
    Taxonomy.ROL_UITGESLOTEN: (
        "Uitgesloten rollen",
        "Rollen waarvan een bron zegt dat de organisatie ze niet op zich kan nemen. Dit is geen aanbod.",
    ),
    Taxonomy.BRON: ("Bronnen", "Het document waarin het staat; de waarde is de plaats in dat document."),
    Taxonomy.FUNCTIE: ("Functies", "Functies die iemand bij een organisatie kan hebben, zonder naam van een persoon."),
}
"""Taxonomy to its name and description."""


def identifier(*parts: str) -> str:
    """A UUID that follows from the parts."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(parts)))


def term_code(taxonomy: Taxonomy, code: str) -> str:
    """The code of a term, unique over the taxonomies."""
    return f"{taxonomy}:{code}"
