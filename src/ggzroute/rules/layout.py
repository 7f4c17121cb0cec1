"""How the files of a pack are laid out: which folders and files there are, and what stands where nothing reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ggzroute.problems import Problem, listing, nearest
from ggzroute.rules.files import SUFFIXES, TABLE_SUFFIXES, PackFiles, casus_id

CASUS_FOLDERS: Final = {"casussen": "gedocumenteerd", "vignetten": "vignet", "gemaakt": "gemaakt"}
"""Folders of a pack with casussen, and what kind of casus each holds."""

FOLDERS: Final = ("regels", "tabellen", "workflows", *CASUS_FOLDERS, "trajecten")
"""Folders that a pack may have."""
FILES: Final = (
    *("pack", "begrippen", "sociale-kaart", "conflicten", "poorten", "interventies"),
    *("bevindingen", "overlevers", "uitzonderingen"),
)
"""Files that a pack may have at its top."""


def misplaced(files: PackFiles) -> Iterator[Problem]:
    """Documents that nothing would read: a folder or file of which the name is not quite right."""
    for name in sorted(files.contents):
        folder, _, rest = name.partition("/")
        own, known = (folder, FOLDERS) if rest else (folder.rpartition(".")[0], FILES)
        if own not in known:
            what = f"de map '{folder}'" if rest else "dit bestand"
            yield Problem(
                code="GGZ176",
                wat=f"{what} hoort niet in een pakket, en zou niet worden gelezen",
                bestand=files.shown_path(name),
                toegestaan=listing(f"{part}/" if rest else f"{part}.yaml" for part in known),
                bedoelt_u=nearest(own, known),
            )
        elif folder in CASUS_FOLDERS and casus_id(name) is None:
            stem = rest.rpartition("/")[2].rpartition(".")[0]
            yield Problem(
                code="GGZ176",
                wat="dit bestand heet niet als een casus, en zou niet worden gelezen",
                bestand=files.shown_path(name),
                toegestaan=f"een naam als {stem}.casus.yaml, of {stem}.profiel.yaml",
            )


def unread(files: PackFiles) -> Iterator[tuple[str, Problem]]:
    """Files in a folder of the pack that are saved in a form that nothing would read, each with its name."""
    for name in files.vreemd:
        folder = name.partition("/")[0]
        if folder in FOLDERS:
            ends = (*SUFFIXES, *(TABLE_SUFFIXES if folder == "tabellen" else ()))
            yield (
                name,
                Problem(
                    code="GGZ176",
                    wat="dit bestand zou niet worden gelezen, want zijn naam eindigt anders",
                    bestand=files.shown_path(name),
                    toegestaan=listing(ends),
                    herstel="Sla het op in een van deze vormen, of haal het weg",
                ),
            )
