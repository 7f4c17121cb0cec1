"""Names to show for betrokkenen: of organisations and functions in Dutch, of people never more than kind and id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from ggzroute.domain.kaart import Kaart
from ggzroute.domain.namen import readable
from ggzroute.domain.woorden import fold
from ggzroute.vocabulary import Vocabulary

_MENSEN: Final = MappingProxyType(
    {
        "familie": "familie",
        "vriend": "vriend",
        "kennis": "kennis",
        "buurtgenoot": "buurtgenoot",
        "werkgever": "werkgever",
        "collega": "collega",
        "leidinggevende": "leidinggevende",
        "functionaris": "",
        "vrijwilliger": "vrijwilliger",
    }
)


def names_of(nodes: Sequence[Mapping[str, Any]], kaart: Kaart, vocabulary: Vocabulary) -> dict[str, str]:
    """Id to name; where two would have the same name, the id stands with it."""
    names = {node["id"]: capital(_name(node, kaart, vocabulary)) for node in nodes}
    times = Counter(names.values())
    return {id_: f"{name} [{id_}]" if times[name] > 1 else name for id_, name in names.items()}


def _name(node: Mapping[str, Any], kaart: Kaart, vocabulary: Vocabulary) -> str:
    """The organisation or function by its Dutch name, a person by kind and id."""
    functie = readable(kaart.label(node["functie"])) if node.get("functie") else ""
    if node.get("organisatie"):
        return ", ".join(filter(None, (kaart.label(node["organisatie"]), functie)))
    kind = _kind(node.get("soort"), vocabulary)
    base = ", ".join(filter(None, (kind, functie)))
    own = readable(str(node["id"]))
    if fold(own) in fold(base):
        return base
    return own if fold(base) in fold(own) else f"{own} ({base})"


def _kind(soort: str | None, vocabulary: Vocabulary) -> str:
    if soort is None or soort in _MENSEN:
        return _MENSEN.get(soort or "", "")
    kinds = vocabulary["organisatie.soort"].type.waarden if "organisatie.soort" in vocabulary else {}
    return readable(str(kinds.get(soort, soort)))


def capital(text: str) -> str:
    """The text with a capital."""
    return text[:1].upper() + text[1:]
