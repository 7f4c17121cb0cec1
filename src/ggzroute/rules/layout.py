"""How the files of a pack are laid out: which folders and files there are, and what stands where nothing reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ggzroute.problems import Problem, listing, nearest
from ggzroute.rules.files import SUFFIXES, TABLE_SUFFIXES, TRAJECT, PackFiles, casus_id

CASUS_FOLDERS: Final = {"casussen": "gedocumenteerd", "vignetten": "vignet", "gemaakt": "gemaakt"}
"""Folders of a pack with casussen, and what kind of casus each holds."""

FOLDERS: Final = ("regels", "tabellen", "workflows", *CASUS_FOLDERS, "trajecten")
"""Folders that a pack may have."""
FILES: Final = (
    *("pack", "begrippen", "sociale-kaart", "conflicten", "poorten", "interventies"),
    *("bevindingen", "overlevers", "uitzonderingen"),
)
"""Files that a pack may have at its top."""


Found = tuple[str, Problem]
"""The name that a file was meant to have, and what is wrong with the one it has."""


def misplaced(files: PackFiles) -> Iterator[Found]:
    """Documents that nothing would read: a folder or file of which the name is not quite right; a folder once."""
    told: set[str] = set()
    for name in sorted(files.contents):
        folder, _, rest = name.partition("/")
        if folder in told:
            continue
        if rest and folder not in FOLDERS:
            told.add(folder)
            near = nearest(folder, FOLDERS)
            wat = f"de map '{folder}' hoort niet in een pakket, en zou niet worden gelezen"
            yield (f"{near}/", _told(files, name, wat, listing(f"{part}/" for part in FOLDERS), bedoelt_u=near))
        elif not rest and folder not in _TOP:
            wat = "dit bestand hoort niet in een pakket, en zou niet worden gelezen"
            stem = folder.rpartition(".")[0]
            near = f"{stem}.yaml" if stem in FILES else nearest(stem, FILES)
            meant = f"{nearest(stem, FILES)}.yaml" if near else f"regels/{folder}"
            mend = "" if near else "Zet het in de map waar het hoort, zoals regels/"
            yield (meant, _told(files, name, wat, listing(_TOP), bedoelt_u=near, herstel=mend))
        elif folder in _NAMED and not (folder in CASUS_FOLDERS and casus_id(name) is not None):
            what, ends = _NAMED[folder]
            stem = rest.rpartition("/")[2].partition(".")[0]
            accepted = "een naam als " + ", of ".join(f"{stem}{end}" for end in ends)
            yield (name, _told(files, name, f"dit bestand heet niet als {what}, en zou niet worden gelezen", accepted))


def unread(files: PackFiles) -> Iterator[Found]:
    """What is saved in a form that nothing would read."""
    for name in files.vreemd:
        folder, _, rest = name.rstrip("/").partition("/")
        stem = folder.partition(".")[0].lower()
        if name.endswith("/") and (folder in FOLDERS or f"{folder}" in _TOP):
            wat, mend = "dit is een map, en hier hoort een bestand", "Geef de map een andere naam, of haal haar weg"
            yield (name.rstrip("/"), _told(files, name.rstrip("/"), wat, herstel=mend))
        elif not rest and folder in FOLDERS:
            wat, mend = "dit is een bestand, en hier hoort een map", "Geef het een andere naam, of haal het weg"
            yield (f"{folder}/", _told(files, name, wat, herstel=mend))
        elif "." in name and folder in FOLDERS:
            ends = (*SUFFIXES, *(TABLE_SUFFIXES if folder == "tabellen" else ()))
            accepted = f"{rest.partition('.')[0]}{TRAJECT}" if folder == "trajecten" else listing(ends)
            yield (name, _told(files, name, _ENDS, accepted, herstel=_SAVE))
        elif "." in name and not rest and stem in FILES:
            yield (f"{stem}.yaml", _told(files, name, _ENDS, f"{stem}.yaml", herstel=_SAVE))


def headless(folder: Path) -> Problem | None:
    """What is wrong with a folder that is laid out as a pack, and has no ``pack.yaml``."""
    names = sorted(path.name for path in folder.iterdir())
    near = next((name for name in names if name.lower().partition(".")[0] == "pack"), "")
    kept = any((folder / name).is_dir() for name in ("regels", "tabellen", "workflows"))
    if (folder / "pack.yaml").is_file() or not (near or kept or set(_TOP) & set(names)):
        return None
    wat = "hier staat geen regelpakket: het bestand pack.yaml ontbreekt"
    if near == "pack.yaml":
        mend = "Maak van pack.yaml een bestand; nu is het een map"
    else:
        mend = f"Geef '{near}' de naam pack.yaml" if near else "Zet pack.yaml terug"
    return Problem(code="GGZ016", wat=wat, bestand=str(folder), herstel=mend)


def _told(
    files: PackFiles, name: str, wat: str, accepted: str = "", *, bedoelt_u: str = "", herstel: str = ""
) -> Problem:
    file = files.shown_path(name)
    return Problem(code="GGZ176", wat=wat, bestand=file, toegestaan=accepted, bedoelt_u=bedoelt_u, herstel=herstel)


_TOP: Final = tuple(f"{part}.yaml" for part in FILES)
_NAMED: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    **dict.fromkeys(CASUS_FOLDERS, ("een casus", (".casus.yaml", ".profiel.yaml"))),
    "trajecten": ("een traject", (TRAJECT,)),
}
"""Folders in which the name of a file says what it holds."""
_ENDS: Final = "dit bestand zou niet worden gelezen, want zijn naam eindigt anders"
_SAVE: Final = "Sla het op in een van deze vormen, of haal het weg"
