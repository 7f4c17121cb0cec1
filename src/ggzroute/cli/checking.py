"""``ggzroute check``: every problem of packs and files, and a count of what is there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
from rich.console import Console

from ggzroute.cli.counting import count_all, count_pack
from ggzroute.cli.excerpt import with_excerpt
from ggzroute.cli.trajecten import pack_of
from ggzroute.documents import read_file
from ggzroute.exceptions import CasusError, DocumentError, PackError
from ggzroute.loading import load_casus
from ggzroute.problems import Problem, sort_problems
from ggzroute.profile import is_profile, load_profile
from ggzroute.registry import is_pack, load_pack, pack_names
from ggzroute.replay.fixtures import fixtures_of, load_fixture
from ggzroute.rules.files import TRAJECT, casus_id
from ggzroute.rules.layout import CASUS_FOLDERS, headless
from ggzroute.rules.pack import RulePack
from ggzroute.traject.traject import Traject


@attrs.define
class Report:
    """What was checked.

    Attributes:
        problems: everything that is wrong, sorted by place.
        packs: packs that are right.
        casussen: number of casussen that are right.
        trajecten: number of trajecten that are right.
    """

    problems: tuple[Problem, ...] = ()
    packs: list[RulePack] = attrs.field(factory=list)
    casussen: int = 0
    trajecten: int = 0

    def add(self, problems: Iterable[Problem]) -> None:
        """Note problems."""
        self.problems = sort_problems([*self.problems, *problems])

    def to_dict(self) -> dict[str, Any]:
        """The report as plain JSON types."""
        return {
            "problemen": [problem.to_dict() for problem in self.problems],
            "casussen": self.casussen,
            "trajecten": self.trajecten,
            "pakketten": [count_pack(pack) for pack in self.packs],
            "som": count_all(self.packs),
        }

    def print(self, console: Console) -> None:
        """Each problem with the line that it is about, and then what is right."""
        for problem in self.problems:
            console.print(with_excerpt(problem), markup=False, soft_wrap=True)
        for pack in self.packs:
            own = sum(rule.pakket == pack.pakket for rule in pack.regels.values())
            held = len(pack.casussen)
            holds = f"{own} eigen {'regel' if own == 1 else 'regels'}, {held} {'casus' if held == 1 else 'casussen'}"
            console.print(f"Goed: {pack.pakket} {pack.versie}, {holds}.", markup=False)
        if self.packs:
            console.print(_summary(self.packs), markup=False)
        if self.problems:
            count = len(self.problems)
            console.print(f"{count} {'probleem' if count == 1 else 'problemen'} gevonden.", markup=False)
            console.print(f"Meer over een code: ggzroute code {self.problems[0].code}", markup=False, highlight=False)
        elif not self.packs:
            counts = [f"{self.casussen} {'casus' if self.casussen == 1 else 'casussen'}"]
            if self.trajecten:
                counts = [*(counts if self.casussen else []), _trajecten(self.trajecten)]
            console.print(f"Goed: {', '.join(counts)}.", markup=False)


def check_paths(paths: Sequence[str], pack_name: str) -> Report:
    """Check packs by name or path, folders of packs, files of a pack, and casussen."""
    report = Report()
    for name in paths:
        path = Path(name)
        if is_pack(path) or (not path.exists() and name in pack_names()):
            _check_pack(name, report, None)
        elif path.is_dir():
            _check_folder(path, report, pack_name)
        else:
            _check_file(path, report, pack_name)
    return report


def _check_folder(folder: Path, report: Report, pack_name: str) -> None:
    """A folder with packs in it, a folder inside a pack, or a folder with casussen or trajecten."""
    packs = sorted(path.parent for path in folder.rglob("pack.yaml") if path.is_file())
    for pack in packs:
        _check_pack(str(pack), report, None)
    lost = [] if is_pack(folder) else [*_headless(folder, packs)]
    report.add(lost)
    if packs or lost:
        return
    home = next((parent for parent in folder.resolve().parents if is_pack(parent)), None)
    if home is not None:
        _check_pack(str(home), report, folder)
        return
    files = sorted(path for path in folder.rglob("*") if casus_id(path.name))
    for file in files:
        _check_casus(file, report, pack_name)
    trajecten = sorted(folder.rglob(f"*{TRAJECT}"))
    for file in trajecten:
        _check_traject(file, report, pack_of(file) or pack_name)
    if not files and not trajecten:
        wat = "hier staat geen regelpakket: het bestand pack.yaml ontbreekt"
        report.add([Problem(code="GGZ016", wat=wat, bestand=str(folder))])


def _headless(folder: Path, packs: Sequence[Path]) -> Iterator[Problem]:
    """What is laid out as a pack in a folder, beside the packs that are there, and lacks its ``pack.yaml``."""
    below = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    for path in (folder, *(path for path in below if os.access(path, os.R_OK | os.X_OK))):
        if path not in packs and not any(is_pack(parent) for parent in path.resolve().parents):
            found = headless(path)
            yield from [found] if found else []


def _check_file(path: Path, report: Report, pack_name: str) -> None:
    home = next((parent for parent in path.resolve().parents if is_pack(parent)), None)
    if not path.is_file():
        report.add([Problem(code="GGZ001", wat="het bestand bestaat niet", bestand=str(path))])
    elif path.name.endswith(TRAJECT):
        _check_traject(path, report, str(home) if home else pack_of(path) or pack_name)
    elif home is not None:
        _check_pack(str(home), report, path)
    else:
        _check_casus(path, report, pack_name)


def _check_pack(name: str, report: Report, only: Path | None) -> None:
    """A pack with its casussen; with ``only``, just what is wrong in that file or folder."""
    try:
        pack = load_pack(name)
        fixtures = fixtures_of(pack, CASUS_FOLDERS.values())
    except DocumentError as error:
        report.add(error.problems if only is None else [p for p in error.problems if _within(p, only)])
        return
    before = len(report.problems)
    for file in sorted(Path(name).glob(f"trajecten/*{TRAJECT}")):
        if only is None or only.resolve() in (file.resolve(), *file.resolve().parents):
            _check_traject(file, report, name)
    if len(report.problems) == before:
        report.packs.append(pack)
        report.casussen += len(fixtures)


def _within(problem: Problem, only: Path) -> bool:
    place, wanted = Path(problem.bestand or "").resolve(), only.resolve()
    return place == wanted or wanted in place.parents


def _check_casus(path: Path, report: Report, pack_name: str) -> None:
    try:
        pack = load_pack(pack_name)
        document = read_file(path)
        documented = isinstance(document.data, dict) and {"verwacht", "mag_niet", "route"} & set(document.data)
        if is_profile(document.data):
            load_profile(path, vocabulary=pack.vocabulary)
        elif documented:
            load_fixture(path, pack)
        else:
            load_casus(path, vocabulary=pack.vocabulary)
    except (CasusError, PackError, DocumentError) as error:
        report.add(error.problems)
        return
    report.casussen += 1


def _check_traject(path: Path, report: Report, pack_name: str) -> None:
    try:
        Traject.load(path, load_pack(pack_name))
    except DocumentError as error:
        report.add(error.problems)
        return
    report.trajecten += 1


def _trajecten(count: int) -> str:
    return f"{count} {'traject' if count == 1 else 'trajecten'}"


def _summary(packs: Sequence[RulePack]) -> str:
    """What these packs hold together, in one line."""
    found = count_all(packs)
    exceptions = found["uitzonderingen"]
    counts = ", ".join(f"{name} {count['brongetal']}" for name, count in found["per_niveau"].items())
    levels = f" ({counts})" if counts else ""
    return (
        f"Samen: {found['regels']} {'regel' if found['regels'] == 1 else 'regels'} en "
        f"{exceptions} {'uitzondering' if exceptions == 1 else 'uitzonderingen'} voor {found['brongetal']} "
        f"{'uitspraak uit een bron' if found['brongetal'] == 1 else 'uitspraken uit bronnen'}{levels}."
    )
