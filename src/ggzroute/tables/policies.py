"""Which outcomes go with which hit policy, and which row goes before which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from ggzroute.documents import Document
from ggzroute.problems import Problem, listing, nearest, shown
from ggzroute.rules.conclusions import Conclusion, LeidAf
from ggzroute.tables.cells import typed
from ggzroute.tables.model import Beslistabel, Rij
from ggzroute.tables.reading import outcome_key
from ggzroute.vocabulary import SETS, Soort, Vocabulary

ORDERED: Final = ("P", "O")
MANY: Final = ("R", "O", "C")
COUNTING: Final = ("C+", "C<", "C>", "C#")


def check_policy(tabel: Beslistabel, document: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    """What is wrong with the outcome columns under the hit policy of the table."""
    policy = tabel.trefregel
    columns = [next(iter(outcome_key(kolom).items())) for kolom in tabel.uitvoer]
    if policy in COUNTING:
        yield from _one_number(policy, columns, document, vocabulary)
    for n, (kind, fact) in enumerate(columns):
        if kind != "leid_af" or policy not in MANY or fact not in vocabulary:
            continue
        if policy != "C":
            wat = f"bij trefregel {policy} kan een tabel geen feit afleiden: een feit heeft geen volgorde"
            yield document.problem("GGZ210", wat, ("uitvoer", n), herstel="Kies C, of een advies of signaal")
        elif vocabulary[fact].type.soort not in SETS:
            wat = f"bij trefregel C kunnen meer rijen tegelijk gelden, en {shown(fact)} heeft maar een waarde"
            yield document.problem("GGZ210", wat, ("uitvoer", n), herstel="Kies U, A, P of F, of C+, C<, C>, C#")
    if policy in ORDERED:
        yield from _order(tabel, document)


def _one_number(
    policy: str, columns: Sequence[tuple[str, str]], document: Document, vocabulary: Vocabulary
) -> Iterator[Problem]:
    if len(columns) != 1 or columns[0][0] != "leid_af":
        wat = f"bij trefregel {policy} hoort precies een uitkomst, die een feit afleidt"
        yield document.problem("GGZ210", wat, ("uitvoer",), toegestaan="leid_af met een getal")
        return
    fact = columns[0][1]
    kinds = (Soort.GETAL, Soort.DATUM) if policy in ("C<", "C>") else (Soort.GETAL,)
    if fact in vocabulary and vocabulary[fact].type.soort not in kinds:
        wat = f"bij trefregel {policy} hoort een {' of een '.join(kinds)}, en {shown(fact)} is dat niet"
        yield document.problem("GGZ210", wat, ("uitvoer", 0), toegestaan=f"een feit van type {' of '.join(kinds)}")


def _order(tabel: Beslistabel, document: Document) -> Iterator[Problem]:
    """P and O need an order of outcomes, in which every outcome of the table stands."""
    if not any(kolom.volgorde for kolom in tabel.uitvoer):
        wat = f"bij trefregel {tabel.trefregel} ontbreekt 'volgorde': welke uitkomst gaat voor"
        yield document.problem("GGZ210", wat, ("uitvoer",), herstel="Geef een kolom een volgorde, de eerste gaat voor")
    for c, kolom in enumerate(tabel.uitvoer):
        for n, rij in enumerate(tabel.rijen):
            if kolom.volgorde and _code(rij.dan[c]) not in kolom.volgorde:
                yield document.problem(
                    "GGZ216",
                    "deze uitkomst staat niet in de volgorde van de kolom",
                    ("rijen", n, "dan", c),
                    toegestaan=listing(kolom.volgorde),
                    bedoelt_u=nearest(_code(rij.dan[c]), kolom.volgorde),
                )


def _code(cell: str) -> str:
    return typed(cell).strip('"')


def places(tabel: Beslistabel, rij: Rij) -> tuple[int, ...]:
    """Where the outcomes of a row stand in the order of their columns, the first column first."""
    return tuple(
        kolom.volgorde.index(_code(cell)) for kolom, cell in zip(tabel.uitvoer, rij.dan, strict=True) if kolom.volgorde
    )


def rank(tabel: Beslistabel, rij: Rij, dan: Sequence[Conclusion], n: int) -> tuple[int, ...]:
    """What decides which of two rows goes before the other; rows of the same rank leave each other alone.

    Args:
        tabel: the table.
        rij: the row.
        dan: what it concludes.
        n: its place in the table.
    """
    match tabel.trefregel:
        case "F":
            return (n,)
        case "P":
            return places(tabel, rij)
        case "C<" | "C>":
            value = next((c.waarde for c in dan if isinstance(c, LeidAf)), 0)
            number = value.toordinal() if isinstance(value, dt.date) else int(value)
            return (number if tabel.trefregel == "C<" else -number,)
    return ()
