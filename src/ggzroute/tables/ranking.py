"""The regie ranking of a pack: a table with one column ``regel`` that gives each proposal of a rule its rang."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from ggzroute.documents import Document
from ggzroute.problems import Problem, nearest
from ggzroute.rules.conclusions import NO_RANG, KandidaatRegievoerder
from ggzroute.rules.model import Rule
from ggzroute.tables.cells import typed
from ggzroute.tables.model import Beslistabel

COLUMN: Final = "regel"
OUTCOME: Final = "kandidaat_regievoerder: rang"
HIGHEST: Final = 100

Placed = tuple[Beslistabel, Document]


def is_ranking(tabel: Beslistabel) -> bool:
    """Whether a table ranks rules, and becomes no rules itself."""
    return [k.wat for k in tabel.invoer] == [COLUMN]


def apply_rankings(rankings: Sequence[Placed], rules: Sequence[Rule], problems: list[Problem]) -> list[Rule]:
    """The rules with the rang that the tables give them; what is wrong is added to ``problems``."""
    candidates = {rule.id: rule for rule in rules if any(isinstance(c, KandidaatRegievoerder) for c in rule.dan)}
    ranks: dict[str, int] = {}
    files: dict[str, str] = {}
    found: list[Problem] = []
    for tabel, document in rankings:
        own = _read(tabel, document, candidates, files, found)
        ranks |= own
        files |= dict.fromkeys(own, document.name)
    problems += found
    for id_, rule in candidates.items():
        if found:
            break  # a rule without rang may well be the one that is misspelt in the table
        bare = any(isinstance(c, KandidaatRegievoerder) and c.rang == NO_RANG for c in rule.dan)
        if bare and id_ not in ranks:
            wat = f"regel {id_} stelt een regievoerder voor, en heeft geen rang"
            herstel = "Zet de regel in tabellen/regierang, of schrijf 'rang' bij de regel"
            problems.append(_at(rule, "GGZ231", wat, herstel))
        elif not bare and id_ in ranks:
            wat = f"regel {id_} heeft een rang in de regierang en bij de regel zelf"
            problems.append(_at(rule, "GGZ232", wat, "Haal 'rang' bij de regel weg"))
    return [_ranked(rule, ranks[rule.id]) if rule.id in ranks else rule for rule in rules]


def _read(
    tabel: Beslistabel,
    document: Document,
    candidates: Mapping[str, Rule],
    elsewhere: Mapping[str, str],
    problems: list[Problem],
) -> dict[str, int]:
    ranks: dict[str, int] = {}
    if [k.wat for k in tabel.uitvoer] != [OUTCOME]:
        wat = "een regierang heeft een kolom met uitkomsten, en dat is de rang"
        problems.append(document.problem("GGZ230", wat, ("uitvoer", 0), toegestaan=OUTCOME))
        return ranks
    ids = [typed(rij.als[0]) for rij in tabel.rijen]
    if len(ids) > 1 and len(set(ids)) == len(ids) and all(id_ in elsewhere for id_ in ids):
        wat = f"alle regels van deze regierang staan ook in {elsewhere[ids[0]]}"
        problems.append(document.problem("GGZ230", wat, plek="", herstel="Haal een van beide tabellen weg"))
        return ranks
    for n, rij in enumerate(tabel.rijen):
        id_, cell = typed(rij.als[0]), typed(rij.dan[0])
        if id_ not in candidates:
            wat = f"'{id_}' stelt in dit pakket geen regievoerder voor"
            near = nearest(id_, candidates)
            problems.append(document.problem("GGZ230", wat, ("rijen", n, "als", 0), bedoelt_u=near))
        elif id_ in ranks or id_ in elsewhere:
            wat = f"regel {id_} staat twee keer in de regierang"
            wat += f", ook in {elsewhere[id_]}" if id_ in elsewhere else ""
            problems.append(document.problem("GGZ230", wat, ("rijen", n, "als", 0), herstel="Haal er een weg"))
        elif not cell.isdecimal() or int(cell) > HIGHEST:
            accepted = f"een heel getal van 0 tot en met {HIGHEST}"
            problems.append(document.problem("GGZ211", "dit is geen rang", ("rijen", n, "dan", 0), toegestaan=accepted))
            ranks[id_] = 0
        else:
            ranks[id_] = int(cell)
    return ranks


def _ranked(rule: Rule, rang: int) -> Rule:
    dan = (attrs.evolve(c, rang=rang) if isinstance(c, KandidaatRegievoerder) else c for c in rule.dan)
    return attrs.evolve(rule, dan=tuple(dan))


def _at(rule: Rule, code: str, wat: str, herstel: str) -> Problem:
    return Problem(code=code, wat=wat, bestand=rule.bestand, regel=rule.regel, herstel=herstel)
