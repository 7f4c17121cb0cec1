"""Plain data as YAML in one line, short enough for a cell, and back."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from ggzroute.documents import read_text

_BARE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.\[\]-]*\Z")
_WORDS: Final = ("true", "false", "null")


def to_flow(data: Any) -> str:
    """The text of a mapping without its outer braces, and of anything else as it stands inside one."""
    text = _flow(data)
    return text[1:-1] if isinstance(data, Mapping) else text


def from_flow(text: str, name: str = "") -> Any:
    """The data behind such a text.

    Raises:
        DocumentError: no valid YAML.
    """
    return read_text(text, name).data


def _flow(data: Any) -> str:
    if isinstance(data, Mapping):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list | tuple):
        return "[" + ", ".join(_flow(part) for part in data) + "]"
    if isinstance(data, str):
        plain = _BARE.match(data) and data.lower() not in _WORDS and "[" not in data
        return data if plain else json.dumps(data, ensure_ascii=False)
    return data.isoformat() if isinstance(data, dt.date) else json.dumps(data)
