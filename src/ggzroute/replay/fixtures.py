"""A documented casus: the casus itself, and what the source says should and should not come out, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from ggzroute.documents import Document, Place, read_text
from ggzroute.domain.bron import Bron
from ggzroute.domain.casus import Casus
from ggzroute.domain.decode import casus_from_document
from ggzroute.exceptions import CasusError, DocumentError
from ggzroute.loading import read_bytes
from ggzroute.problems import Problem, nearest
from ggzroute.profile import is_profile, profile_from_document
from ggzroute.registry import plugin_workflow_names
from ggzroute.replay.codes import misspelt_codes, unknown_codes
from ggzroute.replay.fixture_checking import check_id, check_names
from ggzroute.replay.toetsen import PROFILE_KINDS, kinds
from ggzroute.rules.pack import CasusFile, RulePack
from ggzroute.schemas import check_structure
from ggzroute.workflow.reading import read_sources

CASUS: Final = "casus"
"""The level of a casus, against those of a profile."""


@attrs.frozen(kw_only=True)
class Uitkomst:
    """One outcome that must, or must not, appear.

    Attributes:
        id: id in the source list (``c3.1``).
        soort: kind of outcome, or ``mag_niet``.
        zekerheid: ``zeker``, ``voorgesteld`` or ``open``; empty for a must-not.
        wat: the outcome in our own words.
        bron: where it stands.
        situatie: id of the situation it belongs to, or ``None`` for the day of the meeting.
        toets: structural tests; all must hold, or none for a must-not.
    """

    id: str
    soort: str
    zekerheid: str
    wat: str
    bron: tuple[Bron, ...]
    situatie: str | None
    toets: tuple[Mapping[str, Any], ...]

    @property
    def verboden(self) -> bool:
        """Whether this is an outcome that must not appear."""
        return self.soort == "mag_niet"


@attrs.frozen(kw_only=True)
class Routeverwachting:
    """The route that the source implies."""

    paden: tuple[str, ...]
    wacht_bij: str | None
    zekerheid: str


@attrs.frozen(kw_only=True, repr=False)
class Fixture:
    """A documented casus.

    Attributes:
        id: id of the casus.
        titel: what it is about, in our own words.
        ingebracht_door: who brought it in.
        bron: where it stands.
        bestand: file it was read from.
        soort: ``gedocumenteerd``, ``vignet`` or ``gemaakt``.
        niveau: ``casus``, or ``organisatie`` or ``regio`` for a profile.
        workflows: names of the workflows to walk, the main one first; empty for that of the pack.
        afgeleid: whether our own readings take part.
        casus: the casus on the day of the meeting; for a profile its facts.
        situaties: the same casus on another day, or with something else known, by id.
        route: the main route that is expected, or ``None``.
        routes: the routes that are expected beside the main one, by name of the workflow.
        uitkomsten: outcomes that must appear.
        mag_niet: outcomes that must not.
    """

    id: str
    titel: str
    ingebracht_door: str
    bron: tuple[Bron, ...]
    bestand: str
    soort: str
    niveau: str
    workflows: tuple[str, ...]
    afgeleid: bool
    casus: Casus
    situaties: Mapping[str, Casus]
    route: Routeverwachting | None
    routes: Mapping[str, Routeverwachting]
    uitkomsten: tuple[Uitkomst, ...]
    mag_niet: tuple[Uitkomst, ...]

    def __repr__(self) -> str:
        return f"Fixture({self.id!r})"


def fixtures_of(pack: RulePack, soorten: Iterable[str] = ("gedocumenteerd",)) -> tuple[Fixture, ...]:
    """The casussen of a pack with what is expected of them: the documented ones, unless other kinds are asked for.

    Raises:
        CasusError: with every problem of every file.
    """
    problems: list[Problem] = []
    found: list[tuple[CasusFile, Fixture]] = []
    for file in (file for file in pack.casussen if file.soort in tuple(soorten)):
        try:
            found.append((file, fixture_from_file(file, pack, named=file.soort != "gemaakt")))
        except CasusError as error:
            problems += error.problems
    problems += _doubles(found)
    if problems:
        raise CasusError(problems)
    return tuple(fixture for _, fixture in found)


def _doubles(found: Iterable[tuple[CasusFile, Fixture]]) -> Iterator[Problem]:
    """Casussen that have the id of one before them."""
    first: dict[str, CasusFile] = {}
    for file, fixture in found:
        if first.setdefault(fixture.id, file) is not file:
            document = read_text(file.inhoud, file.bestand)
            wat = f"deze casus heeft dezelfde id als die in {first[fixture.id].bestand}"
            yield document.problem("GGZ407", wat, ("id",), plek="", herstel="Geef elke casus een eigen id")


def load_fixture(path: Path, pack: RulePack) -> Fixture:
    """A documented casus from a file.

    Raises:
        CasusError: with every problem of the file.
    """
    return fixture_from_file(CasusFile(id=path.name.split(".")[0], bestand=str(path), inhoud=read_bytes(path)), pack)


def fixture_from_file(file: CasusFile, pack: RulePack, *, named: bool = False) -> Fixture:
    """A documented casus from its content.

    Args:
        file: the file.
        pack: the pack that tells what there is.
        named: whether the casus must be called as its file is.

    Raises:
        CasusError: with every problem of the file.
    """
    try:
        document = read_text(file.inhoud, file.bestand)
    except DocumentError as error:
        raise CasusError(error.problems) from None
    problems = check_structure(document, "casus") if isinstance(document.data, Mapping) else []
    try:
        casus = _facts(document, pack)
    except CasusError as error:
        told = {(problem.regel, problem.kolom, problem.plek) for problem in problems}
        new = [p for p in error.problems if p.regel is None or (p.regel, p.kolom, p.plek) not in told]
        raise CasusError([*problems, *new]) from None
    data = document.data
    if is_profile(data):
        problems += _not_for_profiles(document)
    problems += _workflow_problems(document, pack)
    if not {"verwacht", "mag_niet", "route", "routes"} & set(data):
        problems.append(
            document.problem(
                "GGZ401", "deze casus heeft geen verwachte uitkomsten", (), toegestaan="verwacht, mag_niet of route"
            )
        )
    if problems:
        raise CasusError(problems)
    problems += [*(check_id(document, file.id) if named else ()), *check_names(document, pack)]
    situations = dict(_situations(document, pack, problems))
    expected = tuple(_outcomes(document, "verwacht", pack, situations, problems))
    forbidden = tuple(_outcomes(document, "mag_niet", pack, situations, problems))
    if problems:
        raise CasusError(problems)
    documented = data.get("documentatie") or {}
    return Fixture(
        id=casus.id,
        titel=documented.get("titel", casus.id),
        ingebracht_door=documented.get("ingebracht_door", ""),
        bron=read_sources(documented.get("bron")),
        bestand=file.bestand,
        soort=file.soort,
        niveau=data.get("niveau", CASUS),
        workflows=_workflows(data),
        afgeleid=data.get("afgeleid") == "ja",
        casus=casus,
        situaties=situations,
        route=_route(data["route"]) if "route" in data else None,
        routes={name: _route(entry) for name, entry in (data.get("routes") or {}).items()},
        uitkomsten=expected,
        mag_niet=forbidden,
    )


@attrs.frozen(kw_only=True, repr=False)
class Dagen:
    """A casus of a pack without what is expected of it: on the day of the meeting (``None``) and in each situation.

    Attributes:
        niveau: ``casus``, or the level of a profile.
        workflows: names of the workflows to walk; empty for that of the pack.
        afgeleid: whether our own readings take part.
        casussen: situation to the casus; for a profile its facts.
    """

    niveau: str
    workflows: tuple[str, ...]
    afgeleid: bool
    casussen: Mapping[str | None, Casus]


def days_from_file(file: CasusFile, pack: RulePack) -> Dagen:
    """A casus of one pack as this or another pack reads it, whatever is expected of it.

    Raises:
        CasusError: with every problem of the file.
    """
    problems: list[Problem] = []
    try:
        document = read_text(file.inhoud, file.bestand)
        days: dict[str | None, Casus] = {None: _facts(document, pack)}
    except DocumentError as error:
        raise CasusError(error.problems) from None
    days.update(_situations(document, pack, problems))
    problems += _workflow_problems(document, pack)
    if problems:
        raise CasusError(problems)
    data = document.data
    return Dagen(
        niveau=data.get("niveau", CASUS) if is_profile(data) else CASUS,
        workflows=_workflows(data),
        afgeleid=data.get("afgeleid") == "ja",
        casussen=days,
    )


def _facts(document: Document, pack: RulePack) -> Casus:
    """The casus in a document; for a profile its facts."""
    if is_profile(document.data):
        return profile_from_document(document, pack.vocabulary).feiten
    return casus_from_document(Casus, document, pack.vocabulary)


def _not_for_profiles(document: Document) -> Iterator[Problem]:
    """Expectations that only a casus can meet: a profile has no route, no regie and no maatje."""
    allowed = ", ".join(sorted(PROFILE_KINDS))
    for key in ("route", "routes", "workflow"):
        if key in document.data:
            yield document.problem("GGZ404", f"een profiel heeft geen {key}", (key,), herstel=f"Haal '{key}' weg")
    for key in ("verwacht", "mag_niet"):
        for n, entry in enumerate(document.data.get(key) or ()):
            for kind in dict.fromkeys(kinds(entry["toets"])):
                if kind not in PROFILE_KINDS:
                    place = (key, n, "toets")
                    yield document.problem("GGZ404", f"een profiel heeft geen {kind}", place, toegestaan=allowed)


def _route(entry: Mapping[str, Any]) -> Routeverwachting:
    return Routeverwachting(paden=tuple(entry["paden"]), wacht_bij=entry.get("wacht_bij"), zekerheid=entry["zekerheid"])


def _workflows(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The workflows that a casus names: none, one, or several with the main one first."""
    named = data.get("workflow")
    return (named,) if isinstance(named, str) else tuple(map(str, named)) if isinstance(named, list) else ()


def _workflow_problems(document: Document, pack: RulePack) -> Iterator[Problem]:
    """Workflows that are not there, and expected routes of workflows that are not walked beside the main one."""
    named = _workflows(document.data)
    elsewhere = () if set(named) <= set(pack.workflows) else plugin_workflow_names()
    known = sorted({*pack.workflows, *elsewhere})
    for n, name in enumerate(named):
        place = ("workflow",) if isinstance(document.data["workflow"], str) else ("workflow", n)
        if name not in known:
            wat, near = f"de workflow '{name}' staat niet in het pakket", nearest(name, known)
            yield document.problem("GGZ405", wat, place, toegestaan=", ".join(known), bedoelt_u=near)
    beside = document.data.get("routes")
    for name in beside if isinstance(beside, Mapping) else ():
        if name not in named[1:]:
            yield document.problem(
                "GGZ406",
                f"de workflow '{name}' loopt hier niet naast de hoofdroute",
                ("routes", name),
                toegestaan=", ".join(named[1:]),
                herstel="Zet de naam bij 'workflow', na die van de hoofdroute",
            )


def _situations(document: Document, pack: RulePack, problems: list[Problem]) -> Iterator[tuple[str, Casus]]:
    keys = ("id", "niveau", "peildatum", "feiten", "betrokkenen", "relaties")
    base = {key: document.data[key] for key in keys if key in document.data}
    for n, entry in enumerate(document.data.get("situaties") or ()):
        data = {**base, **{key: entry[key] for key in ("peildatum", "betrokkenen", "relaties") if key in entry}}
        data["feiten"] = {**(base.get("feiten") or {}), **(entry.get("feiten") or {})}
        try:
            yield entry["id"], _facts(Document(data=data, name=document.name, place=_place_of(document, n)), pack)
        except CasusError as error:
            problems += [attrs.evolve(p, plek=f"situaties[{n + 1}].{p.plek}") for p in error.problems]


def _place_of(document: Document, n: int) -> Place | None:
    """Where a situation stands, with the places of what it says itself; the rest of its casus stands nowhere else."""
    place = document.part("situaties").part(n).place
    parts = place[2] if place and isinstance(place[2], dict) else {}
    own = {key: parts[key] for key in ("peildatum", "feiten", "betrokkenen", "relaties") if key in parts}
    return place and (*place[:2], own)


def _outcomes(
    document: Document, key: str, pack: RulePack, situations: Mapping[str, Casus], problems: list[Problem]
) -> Iterator[Uitkomst]:
    named = [entry["id"] for entry in document.data.get("situaties") or ()]
    for n, entry in enumerate(document.data.get(key) or ()):
        situation = entry.get("situatie")
        if situation in named and situation not in situations:
            continue  # what is wrong with the situation itself is told already
        if situation is not None and situation not in situations:
            if len(set(named)) < len(named):
                continue  # a situation that is there twice took its id
            near = nearest(situation, named)
            problems.append(
                document.problem(
                    "GGZ402", f"de situatie '{situation}' bestaat niet", (key, n, "situatie"), bedoelt_u=near
                )
            )
            continue
        problems += [
            document.problem("GGZ403", wat, (key, n, "toets", *path), bedoelt_u=near)
            for path, wat, near in (unknown_codes if key == "verwacht" else misspelt_codes)(entry["toets"], pack)
        ]
        yield Uitkomst(
            id=entry["id"],
            soort=entry.get("soort", "mag_niet") if key == "verwacht" else "mag_niet",
            zekerheid=entry.get("zekerheid", ""),
            wat=entry["wat"],
            bron=read_sources(entry["bron"]),
            situatie=situation,
            toets=tuple(entry["toets"]),
        )
