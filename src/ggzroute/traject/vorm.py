"""The fixed form of a traject: plain JSON types, one text for one value, and the hashes that chain it.

The hash notices damage, loss, reordering and doubles. It is no protection against somebody who wants to change the past
and can write the whole file: keep :attr:`~ggzroute.traject.traject.Traject.stempel` elsewhere for that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

import attrs

from ggzroute.domain.encode import plain
from ggzroute.domain.netwerk import Betrokkene, Relatie
from ggzroute.traject.gebeurtenis import Gebeurtenis
from ggzroute.traject.soorten import Inhoud

FORMAAT: Final = 1
"""Version of the format; a reader refuses one it does not know."""

HEAD_KEYS: Final = (
    "formaat",
    "traject",
    "pakket",
    "pakket_versie",
    "workflow",
    "workflow_versie",
    "begin",
    "documentatie",
    "start",
    "hash",
)
EVENT_KEYS: Final = ("nr", "soort", "geldt_op", "bekend_op", "door", "inhoud", "vorige", "hash")
GIVEN_KEYS: Final = ("soort", "geldt_op", "bekend_op", "door", "inhoud")
"""What whoever adds an event gives; the rest follows."""
EVENTS: Final = "gebeurtenissen"


def canonical(data: Mapping[str, Any]) -> str:
    """The one text of plain data: keys sorted, no spaces, ASCII only; empty for what JSON cannot say."""
    try:
        return json.dumps(plain(data), sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        return ""


def hash_of(data: Mapping[str, Any]) -> str:
    """SHA-256 over plain data in its fixed form, without its own hash."""
    rest = {key: value for key, value in data.items() if key != "hash"}
    return hashlib.sha256(canonical(rest).encode("ascii")).hexdigest()


def content_to_dict(inhoud: Inhoud) -> dict[str, Any]:
    """What happened, as plain JSON types; what was not given is absent."""
    found = {}
    for field in attrs.fields(type(inhoud)):
        value = getattr(inhoud, field.name)
        if isinstance(value, Betrokkene | Relatie):
            return _known(value)
        if value is not None and value != frozenset():
            found[field.name] = content_to_dict(value) if isinstance(value, Inhoud) else plain(value)
    return found


def event_to_dict(event: Gebeurtenis) -> dict[str, Any]:
    """An event as plain JSON types, with its hash."""
    data = {
        "nr": event.nr,
        "soort": event.soort,
        "geldt_op": event.geldt_op.isoformat(),
        "bekend_op": event.bekend_op.isoformat(),
        "door": event.door,
        "inhoud": content_to_dict(event.inhoud),
        "vorige": event.vorige,
    }
    return {**data, "hash": event.hash or hash_of(data)}


def sealed(event: Gebeurtenis) -> Gebeurtenis:
    """The event with its hash."""
    return attrs.evolve(event, hash=hash_of(event_to_dict(attrs.evolve(event, hash=""))))


def _known(part: Betrokkene | Relatie) -> dict[str, Any]:
    found = {name: value for name, value in attrs.asdict(part).items() if value is not None}
    if isinstance(part, Relatie):
        found.pop("stand")
        return {**found, **({} if part.stand else {"stand": "nee"})}
    return found
