"""On whose authority a rule speaks, in words: how strong the source puts it, and what kind of statement it is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

BASIS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "werkwijze": "een afgesproken werkwijze",
        "casusadvies": "advies bij een besproken casus",
        "ervaring": "wat mensen zelf ervaren",
        "praktijk": "een voorbeeld of advies uit de praktijk",
        "knelpunt": "een knelpunt dat is gezien",
        "beroepsregel": "een regel van een beroep of uit de wet, volgens de bron",
        "afgeleid": "onze eigen lezing",
    }
)
"""What kind of statement it is."""
STERKTE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "verboden": "dit mag niet",
        "verplicht": "dit moet",
        "voorkeur": "dit heeft de voorkeur",
        "mogelijk": "dit kan",
        "afgeraden": "dit liever niet",
    }
)
"""How strong the source puts it."""
