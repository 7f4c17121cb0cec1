"""A casus as plain JSON types, the way back from :mod:`ggzroute.domain.decode`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

import attrs

from ggzroute.domain.netwerk import PROFESSIONEEL, Betrokkene

if TYPE_CHECKING:
    from ggzroute.domain.casus import Casus


def plain(value: Any) -> Any:
    """A value as JSON types: dates as ISO text, sets as sorted lists, states by their name."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((plain(part) for part in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def casus_to_dict(casus: Casus) -> dict[str, Any]:
    """The casus in the form that is read back without loss."""
    data: dict[str, Any] = {"id": casus.id}
    if casus.peildatum is not None:
        data["peildatum"] = casus.peildatum.isoformat()
    if casus.synthetisch:
        data["synthetisch"] = "ja"
    data["feiten"] = {name: plain(value) for name, value in casus.feiten.items()}
    data["betrokkenen"] = [_betrokkene(b) for b in casus.betrokkenen]
    data["relaties"] = [_known({**attrs.asdict(r), "stand": None if r.stand else "nee"}) for r in casus.relaties]
    if casus.gevraagd:
        data["gevraagd"] = sorted(casus.gevraagd)
    return data


def _betrokkene(betrokkene: Betrokkene) -> dict[str, Any]:
    """What is known of a betrokkene; for a professional it is said out loud when ``betrokken`` is unknown."""
    fields = _known(attrs.asdict(betrokkene))
    return fields if betrokkene.kring != PROFESSIONEEL else {"betrokken": "onbekend", **fields}


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in fields.items() if value is not None}
