"""``ggzroute kaart --hsds-uit`` and ``--hsds-in``: the sociale kaart to and from HSDS 3."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ggzroute.cli.screen import error_console, output
from ggzroute.cli.searching import Known
from ggzroute.documents import read_file
from ggzroute.hsds.exporting import to_hsds
from ggzroute.hsds.importing import from_hsds
from ggzroute.rules.kaart_writing import kaart_yaml

MOST_NOTES = 20


def write_hsds(pack_name: str | None, file: Path) -> int:
    """Write the sociale kaart of a pack, or of all packs, as HSDS."""
    known = Known.of(pack_name)
    data = to_hsds(known.kaart, known.namen, known.bronnen)
    file.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    count = f"{len(known.kaart.organisaties)} organisaties en {len(known.kaart.functies)} functies"
    output().print(f"Geschreven: {file}, {count}.", markup=False, highlight=False, soft_wrap=True)
    return 0


def read_hsds(pack_name: str | None, file: Path, out: Path | None) -> int:
    """Write HSDS as a ``sociale-kaart.yaml``, to a file or to the screen, and say what was left out."""
    known = Known.of(pack_name)
    found = from_hsds(read_file(file), vocabulary=known.vocabulary)
    for note in found.meldingen[:MOST_NOTES]:
        _say(note)
    if len(found.meldingen) > MOST_NOTES:
        _say(f"En nog {len(found.meldingen) - MOST_NOTES} keer iets weggelaten.")
    text = kaart_yaml(found.kaart)
    if out is None:
        sys.stdout.write(text)
        return 0
    out.write_text(text, encoding="utf-8")
    count = f"{len(found.kaart.organisaties)} organisaties en {len(found.kaart.functies)} functies"
    output().print(f"Geschreven: {out}, {count}.", markup=False, highlight=False, soft_wrap=True)
    return 0


def _say(text: str) -> None:
    error_console().print(text, markup=False, highlight=False, soft_wrap=True)
