"""Writes answers into a casus file and keeps its comments and order. The only door to ruamel.yaml."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ggzroute.exceptions import ExtraMissingError


def with_answers(text: str, name: str, facts: Mapping[str, Any], asked: list[str]) -> str:
    """The text of a casus file with other facts and with what was asked; the rest stays as it is.

    Args:
        text: the file as it is.
        name: its name; ``.json`` is written as JSON.
        facts: every fact that the file should hold, as plain data.
        asked: names of the facts that were asked.

    Raises:
        ExtraMissingError: ruamel.yaml is not installed.
    """
    if name.endswith(".json"):
        data = {**json.loads(text), "feiten": dict(facts), "gevraagd": asked}
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    try:
        from ruamel.yaml import YAML  # noqa: PLC0415 - an extra
    except ImportError:
        raise ExtraMissingError(what="ruamel.yaml", extra="interview") from None
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    document = yaml.load(text)
    kept = document.get("feiten")
    if kept is None:
        document["feiten"] = kept = {}
    for gone in [key for key in kept if key not in facts]:
        del kept[gone]
    for key, value in facts.items():
        if key not in kept or _plain(kept[key]) != value:
            kept[key] = value
    document["gevraagd"] = asked
    out = io.StringIO()
    yaml.dump(document, out)
    return out.getvalue()


def replace_file(path: Path, text: str) -> None:
    """Write a file in one step: readers see the old text or the new, and never half of it."""
    beside = path.with_name(f".{path.name}.nieuw")
    with beside.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date) else value
