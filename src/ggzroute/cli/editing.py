"""``ggzroute editor``: settings with which VS Code completes, explains and checks rule files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from ggzroute.cli.screen import error_console, output
from ggzroute.resources import schemas_root
from ggzroute.schemas import HAND_WRITTEN
from ggzroute.writing import replace_file

FOLDER: Final = ".vscode"
SCHEMAS: Final = f"{FOLDER}/ggzroute"
EXTENSION: Final = "redhat.vscode-yaml"
PATTERNS: Final[dict[str, tuple[str, ...]]] = {
    "pack": ("pack.yaml",),
    "begrippen": ("begrippen.yaml",),
    "regels": ("**/regels/*.yaml",),
    "workflow": ("**/workflows/*.yaml",),
    "beslistabel": ("**/tabellen/*.yaml",),
    "casus": ("*.casus.yaml", "*.casus.json", "*.profiel.yaml"),
    "bevindingen": ("bevindingen.yaml",),
    "conflicten": ("conflicten.yaml",),
    "interventies": ("interventies.yaml",),
    "poorten": ("poorten.yaml",),
    "sociale-kaart": ("sociale-kaart.yaml",),
    "overlevers": ("overlevers.yaml",),
    "uitzonderingen": ("uitzonderingen.yaml",),
}
"""Which files are held to which schema."""

_SETTINGS: Final[dict[str, Any]] = {
    "yaml.format.enable": False,
    "yaml.schemaStore.enable": False,
    "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.detectIndentation": False},
    "files.encoding": "utf8",
    "files.eol": "\n",
}


def write_settings(folder: Path) -> int:
    """Write the settings, the schemas they point at, and the advice which extension to install.

    What stands in the settings stays, but for the schemas of ours.

    Returns:
        0, or 1 when the settings that are there cannot be read: nothing is written then.
    """
    settings, extensions = folder / FOLDER / "settings.json", folder / FOLDER / "extensions.json"
    kept = {path: _read(path) for path in (settings, extensions)}
    for path, data in kept.items():
        if data is None:
            text = f"{path} is geen gewone JSON (misschien staat er commentaar in). Er is niets geschreven."
            error_console().print(text, markup=False, soft_wrap=True)
            return 1
    (folder / SCHEMAS).mkdir(parents=True, exist_ok=True)
    for source in sorted(schemas_root().glob("*.schema.json")):
        replace_file(folder / SCHEMAS / source.name, source.read_text(encoding="utf-8"))
    _write(settings, _with_settings(kept[settings] or {}))
    _write(extensions, _with_extension(kept[extensions] or {}))
    text = (
        f"Geschreven: {settings}, {extensions} en de schema's in {folder / SCHEMAS}.\n"
        f"Open de map in VS Code en installeer de uitbreiding die het voorstelt ({EXTENSION})."
    )
    output().print(text, markup=False, soft_wrap=True)
    return 0


def _with_settings(kept: dict[str, Any]) -> dict[str, Any]:
    schemas = kept.get("yaml.schemas")
    others = {
        name: files
        for name, files in (schemas.items() if isinstance(schemas, dict) else ())
        if not str(name).startswith(f"./{SCHEMAS}/")
    }
    ours = {f"./{SCHEMAS}/{name}.schema.json": list(PATTERNS[name]) for name in HAND_WRITTEN if name in PATTERNS}
    return {**_SETTINGS, **kept, "yaml.schemas": {**others, **ours}}


def _with_extension(kept: dict[str, Any]) -> dict[str, Any]:
    advised = kept.get("recommendations")
    listed = advised if isinstance(advised, list) else []
    return {**kept, "recommendations": [*listed, *([] if EXTENSION in listed else [EXTENSION])]}


def _read(path: Path) -> dict[str, Any] | None:
    """What stands in a file: nothing when there is none, ``None`` when it is no JSON block."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def _write(path: Path, data: dict[str, Any]) -> None:
    replace_file(path, json.dumps(data, ensure_ascii=False, indent=2) + "\n")
