"""What a documented casus names, held to what there is: documents, organisations, paths, rules and people."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from ggzroute.documents import Document, Path_
from ggzroute.problems import Problem, listing, named, nearest
from ggzroute.rules.lint import cited
from ggzroute.rules.pack import RulePack

PEOPLE: Final = ("kandidaat", "huidig", "uitgesloten", "overdracht_naar", "door", "met")
"""Keys of a test under which somebody is named."""
ROLES: Final = ("hulpvrager", "ontvanger", "vrager", "regievoerder", "maatje", "wi", "iemand")
"""Words for who somebody is in a casus; ``iemand`` is anybody."""


def check_names(document: Document, pack: RulePack) -> Iterator[Problem]:
    """Everything that a casus whose structure is right names, and that does not exist."""
    yield from cited(document, document.data, (), pack, apart="feiten")
    yield from _situations(document)
    yield from _certainty(document, pack)
    yield from _organisations(document, pack)
    yield from _routes(document, pack)
    yield from _outcomes(document, pack)


def check_id(document: Document, id_: str) -> Iterator[Problem]:
    """An id that is not the name of the file, so that a copy would be taken for what it was copied from."""
    if document.data["id"] != id_:
        wat = f"deze casus heet anders dan zijn bestand: '{id_}'"
        yield document.problem("GGZ407", wat, ("id",), herstel="Geef de casus en het bestand dezelfde naam")


def _places(data: Mapping[str, Any]) -> Iterator[tuple[Path_, Mapping[str, Any]]]:
    """The casus and each of its situations, with where they stand."""
    yield (), data
    for n, situation in enumerate(data.get("situaties") or ()):
        yield ("situaties", n), situation


def _situations(document: Document) -> Iterator[Problem]:
    """Situations that have the id of one before them."""
    ids = [situation["id"] for situation in document.data.get("situaties") or ()]
    for n, id_ in enumerate(ids):
        if id_ in ids[:n]:
            wat = "deze situatie staat hier al"
            yield document.problem("GGZ408", wat, ("situaties", n, "id"), herstel="Geef elke situatie een eigen id")


def _certainty(document: Document, pack: RulePack) -> Iterator[Problem]:
    """Facts of which is said how certain they are, and that do not exist."""
    path = ("documentatie", "zekerheid_feiten")
    facts = (document.data.get(path[0]) or {}).get(path[1]) or {}
    for name in facts:
        if name not in pack.vocabulary and not name.startswith(tuple(f"{known}." for known in pack.vocabulary)):
            near = nearest(name, pack.vocabulary)
            wat = f"{named('het feit', name)} staat niet in de begrippen"
            yield document.problem("GGZ306", wat, (*path, name), bedoelt_u=near)


def _organisations(document: Document, pack: RulePack) -> Iterator[Problem]:
    known = pack.kaart.organisaties
    for path, part in _places(document.data):
        for n, somebody in enumerate(part.get("betrokkenen") or ()):
            name = somebody.get("organisatie")
            if isinstance(name, str) and name not in known:
                yield document.problem(
                    "GGZ140",
                    "deze organisatie staat niet op de sociale kaart",
                    (*path, "betrokkenen", n, "organisatie"),
                    herstel="Zoek de id met 'ggzroute kaart', of schrijf 'soort' en 'kring' in de plaats",
                )


def _routes(document: Document, pack: RulePack) -> Iterator[Problem]:
    named = document.data.get("workflow") or pack.workflow
    main = named[0] if isinstance(named, list) else named
    routes = document.data.get("routes") or {}
    for path, name, route in (
        (("route",), main, document.data.get("route")),
        *((("routes", name), name, route) for name, route in routes.items()),
    ):
        definition = pack.workflows.get(name or "")
        if definition is None or not isinstance(route, Mapping):
            continue
        for n, found in enumerate(route["paden"]):
            yield from _known(document, (*path, "paden", n), "het pad", found, definition.paden)
        step = route.get("wacht_bij")
        if step is not None:
            yield from _known(document, (*path, "wacht_bij"), "de stap", step, definition.stappen)


def _known(document: Document, path: Path_, kind: str, name: str, known: Collection[str]) -> Iterator[Problem]:
    if name not in known:
        wat = f"{kind} '{name}' bestaat niet in de workflow"
        yield document.problem("GGZ151", wat, path, bedoelt_u=nearest(name, known), toegestaan=listing(known, limit=20))


def _outcomes(document: Document, pack: RulePack) -> Iterator[Problem]:
    people = {
        *(somebody.get("id") for _, part in _places(document.data) for somebody in part.get("betrokkenen") or ()),
        *pack.kaart.organisaties,
        *pack.kaart.functies,
        *ROLES,
    }
    seen: set[str] = set()
    for key in ("verwacht", "mag_niet"):
        for n, outcome in enumerate(document.data.get(key) or ()):
            if outcome["id"] in seen:
                wat = f"de uitkomst '{outcome['id']}' staat hier al"
                yield document.problem("GGZ408", wat, (key, n, "id"), herstel="Geef elke uitkomst een eigen id")
            seen.add(outcome["id"])
            yield from _tests(document, outcome["toets"], (key, n, "toets"), people, pack)


def _tests(
    document: Document, tests: Sequence[Any], path: Path_, people: Collection[str], pack: RulePack
) -> Iterator[Problem]:
    for here, body in (found for n, test in enumerate(tests) for found in _each(test, (*path, n))):
        if here[-1] == "regel" and body not in pack.regels:
            near = nearest(body, pack.regels)
            yield document.problem("GGZ196", f"de regel '{body}' bestaat niet", here, bedoelt_u=near)
        for key in PEOPLE if isinstance(body, Mapping) else ():
            name = body.get(key)
            if isinstance(name, str) and name not in people:
                yield document.problem(
                    "GGZ140",
                    "deze betrokkene is hier niet bekend",
                    (*here, key),
                    bedoelt_u=nearest(name, (*pack.kaart.organisaties, *pack.kaart.functies, *ROLES)),
                    herstel="Gebruik een id uit betrokkenen, een id van de sociale kaart, of een rol",
                )


def _each(test: Mapping[str, Any], path: Path_) -> Iterator[tuple[Path_, Any]]:
    """The tests in a test, each with where it stands; its kind is the last part of that."""
    for kind, body in test.items():
        if kind not in ("of", "niet"):
            yield (*path, kind), body
        elif isinstance(body, Mapping):
            yield from _each(body, (*path, kind))
        else:
            for n, part in enumerate(body):
                yield from _each(part, (*path, kind, n))
