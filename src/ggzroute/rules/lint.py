"""What a schema cannot say about a pack as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ggzroute.documents import Document, Path_
from ggzroute.domain.bron import Bron
from ggzroute.problems import Problem, listing, nearest, shown
from ggzroute.rules.conclusions import ROLLEN, Adviseer, Richting
from ggzroute.rules.conditions import Count, facts_of, leaves, walk
from ggzroute.rules.conflict_lint import lint_conflicts
from ggzroute.rules.model import Rule
from ggzroute.rules.pack import RulePack

_DIRECTION = {"verboden": Richting.VERBIED, "afgeraden": Richting.RAAD_AF}

_TOLD_BY_RULE = ("regels/", "tabellen/")
"""Folders of which sources are told with the rule that cites them."""


def lint_pack(
    pack: RulePack, documents: Mapping[str, Document], own: Sequence[tuple[Rule, str | None]], *, whole: bool = True
) -> list[Problem]:
    """Problems in the rules of this pack itself, and in what refers to them.

    Args:
        pack: the pack.
        documents: its files that can be read.
        own: its own rules.
        whole: whether every condition of them could be read.
    """
    rules = [rule for rule, _ in own]
    problems = [problem for rule in rules for problem in _rule(rule, pack, _document(rule, documents))]
    if (document := documents.get("conflicten.yaml")) is not None:
        problems += lint_conflicts(document, pack)
    for name, document in documents.items():
        if name != "conflicten.yaml" and not name.startswith(_TOLD_BY_RULE):
            problems += cited(document, document.data, (), pack)
        if name.startswith("workflows/"):
            problems += _parties(document, pack)
    for kind in ("poorten", "interventies"):
        if (document := documents.get(f"{kind}.yaml")) is not None:
            problems += _related(document, kind, pack)
    if (document := documents.get("overlevers.yaml")) is not None:
        problems += _survivors(document, pack, whole=whole)
    if (document := documents.get("uitzonderingen.yaml")) is not None:
        problems += _exceptions(document, rules)
    if (
        (document := documents.get("pack.yaml")) is not None
        and pack.workflow is not None
        and pack.workflow not in pack.workflows
    ):
        near = nearest(pack.workflow, pack.workflows)
        problems.append(
            document.problem("GGZ190", f"de workflow '{pack.workflow}' bestaat niet", ("workflow",), bedoelt_u=near)
        )
    return problems


def _document(rule: Rule, documents: Mapping[str, Document]) -> Document | None:
    """The part of its file that is a rule, unless it stands in a table."""
    file = next((document for document in documents.values() if document.name == rule.bestand), None)
    entries = file.data.get("regels", ()) if file is not None else ()
    number = next((n for n, entry in enumerate(entries) if file and file.where(("regels", n))[0] == rule.regel), None)
    return file.part("regels").part(number) if file is not None and number is not None else None


def _rule(rule: Rule, pack: RulePack, document: Document | None) -> Iterator[Problem]:
    def wrong(code: str, wat: str, path: Path_ = (), **more: Any) -> Problem:
        line, column = document.where(path) if document is not None and path else (rule.regel, None)
        wat = f"regel {rule.id}: {wat}"
        return Problem(code=code, wat=wat, bestand=rule.bestand, regel=line, kolom=column, **more)

    for source in unknown_sources(rule.bron, pack):
        number = next(n for n, one in enumerate(rule.bron) if one.document == source)
        yield wrong(
            "GGZ191",
            f"de bron '{source}' staat niet in pack.yaml",
            ("bron", number, "document"),
            toegestaan=listing(pack.bronnen),
            bedoelt_u=nearest(source, pack.bronnen),
        )
    if rule.van and rule.tot and rule.tot < rule.van:
        yield wrong("GGZ192", "de geldigheid eindigt voor zij begint", ("geldig",), herstel="Verbeter 'van' of 'tot'")
    for conclusion in rule.dan:
        if isinstance(conclusion, Adviseer):
            if conclusion.richting is Richting.ADVISEER and rule.sterkte in _DIRECTION:
                kind = _DIRECTION[rule.sterkte].value
                yield wrong(
                    "GGZ193",
                    f"een regel met sterkte {rule.sterkte} kan niet 'adviseer' zeggen",
                    herstel=f"Gebruik '{kind}', of kies een andere sterkte",
                )
            if conclusion.richting is Richting.VERBIED and rule.sterkte != "verboden":
                yield wrong(
                    "GGZ193",
                    "alleen een regel met sterkte verboden kan 'verbied' zeggen",
                    herstel="Gebruik 'raad_af', of kies sterkte verboden",
                )
    binders = [part for part in walk(rule.als) if isinstance(part, Count) and part.bind]
    if len(binders) > 1:
        yield wrong(
            "GGZ194", "er mag maar een betrokkene een naam krijgen", herstel="Haal bij de andere 'betrokkene' weg"
        )
    foreign = sorted(
        name
        for name in facts_of(rule.als)
        if name in pack.vocabulary and not _fits(rule.niveau, pack.vocabulary[name].niveau)
    )
    if foreign:
        yield wrong(
            "GGZ195",
            f"een regel op niveau {rule.niveau} kijkt niet naar {listing(foreign)}",
            herstel="Kies een ander niveau, of een ander feit",
        )


def _fits(rule_level: str, fact_level: str) -> bool:
    """Rules on organisations and regions look at a profile, never at a person."""
    return rule_level == "casus" or fact_level != "casus"


def unknown_sources(sources: Iterable[Bron], pack: RulePack) -> list[str]:
    """Documents that are cited but not in the list of sources."""
    return sorted({source.document for source in sources if source.document not in pack.bronnen})


def cited(document: Document, data: Any, path: Path_, pack: RulePack, *, apart: str = "") -> Iterator[Problem]:
    """Sources anywhere in a document that are not in the list of sources; not under the key ``apart``."""
    if isinstance(data, list):
        for n, part in enumerate(data):
            yield from cited(document, part, (*path, n), pack, apart=apart)
    elif isinstance(data, Mapping):
        for key, part in data.items():
            if key == "document" and part not in pack.bronnen:
                yield document.problem(
                    "GGZ191",
                    f"de bron '{part}' staat niet in pack.yaml",
                    (*path, key),
                    toegestaan=listing(pack.bronnen),
                    bedoelt_u=nearest(part, pack.bronnen),
                )
            if key != apart:
                yield from cited(document, part, (*path, key), pack, apart=apart)


def _parties(document: Document, pack: RulePack) -> Iterator[Problem]:
    """Those whom a step of a workflow names, and whom nobody knows."""
    kinds = pack.vocabulary["organisatie.soort"].type.waarden if "organisatie.soort" in pack.vocabulary else ()
    answering = {who for begrip in pack.vocabulary.values() for who in begrip.antwoord_door}
    known = dict.fromkeys((*ROLLEN, *sorted(answering), *kinds, *pack.kaart.organisaties, *pack.kaart.functies))
    for path, code in _named_in(document.data["stappen"]):
        if code not in known:
            yield document.problem(
                "GGZ140",
                f"{shown(code)} is niet bekend",
                path,
                bedoelt_u=nearest(code, known),
                toegestaan=f"een functie, een soort organisatie of een id van de sociale kaart, {', '.join(ROLLEN)}",
            )


def _named_in(steps: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Path_, str]]:
    for n, step in enumerate(steps):
        if "wie" in step:
            yield ("stappen", n, "wie"), step["wie"]
        for m, contact in enumerate(step.get("contact", ())):
            for k, code in enumerate(contact["richting"]):
                yield ("stappen", n, "contact", m, "richting", k), code


def _related(document: Document, kind: str, pack: RulePack) -> Iterator[Problem]:
    """Rules that a gate or an intervention names, and that do not exist."""
    for n, entry in enumerate(document.data[kind]):
        for k, id_ in enumerate(entry.get("regels", ())):
            yield from _named(document, id_, (kind, n, "regels", k), pack)


def _survivors(document: Document, pack: RulePack, *, whole: bool) -> Iterator[Problem]:
    """Rules of which a condition is accepted that no casus notices, where the rule or condition does not exist."""
    for n, entry in enumerate(document.data["overlevers"]):
        yield from _named(document, entry["regel"], ("overlevers", n, "regel"), pack)
        rule = pack.regels.get(entry["regel"])
        count = sum(1 for _ in leaves(rule.als)) if rule is not None else entry["voorwaarde"]
        if whole and entry["voorwaarde"] > count:  # else a condition that could not be read may be the one that lacks
            wat = f"de regel '{entry['regel']}' heeft geen voorwaarde {entry['voorwaarde']}"
            yield document.problem("GGZ196", wat, ("overlevers", n, "voorwaarde"), toegestaan=f"1 tot en met {count}")


def _exceptions(document: Document, own: Iterable[Rule]) -> Iterator[Problem]:
    """Statements that are no rule, with the id of a rule or of one before them."""
    seen = {rule.id: "een regel" for rule in own}
    for n, entry in enumerate(document.data["uitzonderingen"]):
        if entry["id"] in seen:
            wat = f"de id '{entry['id']}' is al van {seen[entry['id']]}"
            mend = "Geef elke uitzondering een eigen id"
            yield document.problem("GGZ171", wat, ("uitzonderingen", n, "id"), herstel=mend)
        seen.setdefault(entry["id"], "een uitzondering")


def _named(document: Document, id_: str, path: Path_, pack: RulePack) -> Iterator[Problem]:
    if id_ not in pack.regels:
        yield document.problem("GGZ196", f"de regel '{id_}' bestaat niet", path, bedoelt_u=nearest(id_, pack.regels))
