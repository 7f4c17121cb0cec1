"""What changed about decision tables, row by row: the row that people edited, and not the rules it becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from ggzroute.compare.changes import Wijziging
from ggzroute.compare.proving import Verhouding, rule_relation
from ggzroute.compare.sides import Side
from ggzroute.compare.words import days, plus_minus, sources
from ggzroute.rules.model import Rule
from ggzroute.tables.model import Beslistabel, Kolom, Rij
from ggzroute.tables.ranking import is_ranking

_ORDERED: Final = ("F", "R")
"""Hit policies for which the order of the rows says something."""
_HEAD: Final = ("trefregel", "soort", "sterkte", "basis", "niveau")
_TEXTS: Final = ("titel", "toelichting", "let_op", "opmerking")
_ROW_TEXTS: Final = ("titel", "toelichting", "let_op", "opmerkingen")

Pairs = list[tuple[Rij | None, Rij | None]]


@attrs.frozen(kw_only=True)
class Tables:
    """What the tables of both sides say.

    Attributes:
        wijzigingen: every change of a table.
        regels: ids of rules that are rows of a table.
        rangen: ids of rules whose change of rang is among the changes.
    """

    wijzigingen: tuple[Wijziging, ...]
    regels: frozenset[str]
    rangen: frozenset[str]


def compare_tables(old: Side, new: Side) -> Tables:
    """Compare the tables of two sides by id."""
    found: list[Wijziging] = []
    ranked: set[str] = set()
    for id_ in old.tabellen.keys() | new.tabellen.keys():
        was, now = old.tabellen.get(id_), new.tabellen.get(id_)
        if was is not None and now is not None:
            changes = list(_ranking(was, now, old, new) if is_ranking(now) else _table(was, now, old, new))
        else:
            changes = [w for tabel in (was, now) if tabel is not None for w in _whole(tabel, gone=now is None)]
        found += changes
        ranked.update(rule for change in changes if change.soort == "rang" for rule in change.regels)
    rules = {rule for side in (old, new) for t in side.tabellen.values() for rule in rules_of(t, side.pack.regels)}
    return Tables(wijzigingen=tuple(found), regels=frozenset(rules), rangen=frozenset(ranked))


def rules_of(tabel: Beslistabel, rules: Mapping[str, Rule]) -> Iterator[str]:
    """Ids of the rules that a table becomes."""
    if not is_ranking(tabel):
        ids = {f"{tabel.id}.0", *(tabel.rule_id(rij) for rij in tabel.rijen)}
        yield from ids & rules.keys()


def _whole(tabel: Beslistabel, *, gone: bool) -> Iterator[Wijziging]:
    ids = () if is_ranking(tabel) else tuple(tabel.rule_id(rij) for rij in tabel.rijen)
    wat = f"{tabel.titel}, {len(tabel.rijen)} rijen"
    soort = "vervallen" if gone else "toegevoegd"
    yield Wijziging(onderdeel="tabel", id=tabel.id, soort=soort, wat=wat, regels=ids)


def _ranking(was: Beslistabel, now: Beslistabel, old: Side, new: Side) -> Iterator[Wijziging]:
    """Changes of a table that ranks rules. A row of a rule that came or went is told at that rule."""
    before, after = ({rij.als[0]: rij for rij in tabel.rijen} for tabel in (was, now))
    for id_ in before.keys() | after.keys():
        one, other = before.get(id_), after.get(id_)
        if one is not None and other is not None:
            if one.dan != other.dan:
                wat = f"rij {id_}: rang was {one.dan[0]}, is nu {other.dan[0]}"
                yield Wijziging(onderdeel="tabel", id=now.id, soort="rang", wat=wat, regels=(id_,))
            yield from _row_words(now, one, other, id_, ())
        elif id_ in old.pack.regels and id_ in new.pack.regels:
            word = "weg" if other is None else "erbij"
            yield Wijziging(onderdeel="tabel", id=now.id, soort="anders", wat=f"rij {id_}: {word}", regels=(id_,))
    yield from _head(was, now, ())


def _table(was: Beslistabel, now: Beslistabel, old: Side, new: Side) -> Iterator[Wijziging]:
    pairs = _paired(was, now)
    for one, other in pairs:
        yield from _row(was, now, one, other, old.pack.regels, new.pack.regels)
    ids = tuple(sorted(set(rules_of(now, new.pack.regels))))
    yield from _head(was, now, ids)
    both = [(one.nr, other.nr) for one, other in pairs if one is not None and other is not None]
    nrs, places = [rij.nr for rij in was.rijen], [rij.nr for rij in now.rijen]
    if now.trefregel in _ORDERED and _order(both, nrs, 0) != _order(both, places, 1):
        wat = "de rijen staan in een andere volgorde"
        yield Wijziging(onderdeel="tabel", id=now.id, soort="anders", wat=wat, regels=ids)


def _order(pairs: Sequence[tuple[str, str]], nrs: Sequence[str], side: int) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: nrs.index(pair[side]))


def _paired(was: Beslistabel, now: Beslistabel) -> Pairs:
    """Rows that belong together: first the same number and cells, then the same cells, then the same number."""
    before, after = list(was.rijen), list(now.rijen)
    pairs: Pairs = []
    for same in (lambda a, b: (a.nr, a.als, a.dan) == (b.nr, b.als, b.dan), _same_cells, lambda a, b: a.nr == b.nr):
        for one in list(before):
            other = next((rij for rij in after if same(one, rij)), None)
            if other is not None:
                pairs.append((one, other))
                before.remove(one)
                after.remove(other)
    return [*pairs, *((one, None) for one in before), *((None, other) for other in after)]


def _same_cells(one: Rij, other: Rij) -> bool:
    return (one.als, one.dan) == (other.als, other.dan)


def _row(
    was: Beslistabel,
    now: Beslistabel,
    one: Rij | None,
    other: Rij | None,
    old: Mapping[str, Rule],
    new: Mapping[str, Rule],
) -> Iterator[Wijziging]:
    ids = tuple(sorted({t.rule_id(rij) for t, rij in ((was, one), (now, other)) if rij is not None}))

    def made(soort: str, wat: str) -> Wijziging:
        return Wijziging(onderdeel="tabel", id=now.id, soort=soort, wat=wat, regels=ids)

    if one is None or other is None:
        rij = one or other
        if rij is not None:
            word = "toegevoegd" if one is None else "vervallen"
            yield made(word, f"rij {rij.nr}: {_cells(now if one is None else was, rij)}")
        return
    if one.nr != other.nr:
        yield made("verplaatst", f"rij {one.nr} heet nu rij {other.nr}")
    before, after = old.get(was.rule_id(one)), new.get(now.rule_id(other))
    columns = [k.wat for k in was.invoer], [k.wat for k in now.invoer]
    if (one.als, columns[0]) != (other.als, columns[1]) and before is not None and after is not None:
        soort = _SOORT[rule_relation(before, after)]
        yield made(soort, f"rij {other.nr}: {_differences(now.invoer, one.als, other.als)}")
    if one.dan != other.dan:
        yield made("conclusie", f"rij {other.nr}: {_differences(now.uitvoer, one.dan, other.dan)}")
    yield from _row_words(now, one, other, other.nr, ids)


_SOORT: Final = {
    Verhouding.GELIJK: "herschreven",
    Verhouding.STRENGER: "strenger",
    Verhouding.RUIMER: "ruimer",
    Verhouding.ANDERS: "voorwaarde",
}


def _row_words(now: Beslistabel, one: Rij, other: Rij, name: str, ids: tuple[str, ...]) -> Iterator[Wijziging]:
    if set(one.bron) != set(other.bron):
        wat = f"rij {name}: {sources(one.bron, other.bron)}"
        yield Wijziging(onderdeel="tabel", id=now.id, soort="bron", wat=wat, regels=ids)
    words = [field.replace("_", " ") for field in _ROW_TEXTS if getattr(one, field) != getattr(other, field)]
    if words:
        wat = f"rij {name}: {', '.join(words)}"
        yield Wijziging(onderdeel="tabel", id=now.id, soort="tekst", wat=wat, regels=ids)


def _head(was: Beslistabel, now: Beslistabel, ids: tuple[str, ...]) -> Iterator[Wijziging]:
    """Changes of what stands above the rows."""

    def made(soort: str, wat: str) -> Wijziging:
        return Wijziging(onderdeel="tabel", id=now.id, soort=soort, wat=wat, regels=ids)

    for name in _HEAD:
        if getattr(was, name) != getattr(now, name):
            soort = "sterkte" if name == "sterkte" else "anders"
            yield made(soort, f"{name} was {getattr(was, name)}, is nu {getattr(now, name)}")
    if (was.van, was.tot) != (now.van, now.tot):
        yield made("geldigheid", f"gold {days(was.van, was.tot)}, geldt nu {days(now.van, now.tot)}")
    for name in ("invoer", "uitvoer"):
        before, after = ([_column(k) for k in getattr(tabel, name)] for tabel in (was, now))
        if before != after:
            gone, come = [k for k in before if k not in after], [k for k in after if k not in before]
            yield made("anders", f"kolommen bij {name}: {plus_minus(gone, come)}")
    if set(was.bron) != set(now.bron):
        yield made("bron", sources(was.bron, now.bron))
    words = [name.replace("_", " ") for name in _TEXTS if getattr(was, name) != getattr(now, name)]
    heads = [[(k.kop, k.opmerking) for k in (*t.invoer, *t.uitvoer)] for t in (was, now)]
    words += ["kop of opmerking van een kolom"] if heads[0] != heads[1] else []
    if words:
        yield made("tekst", ", ".join(words))


def _column(kolom: Kolom) -> str:
    return f"{kolom.wat} ({' > '.join(kolom.volgorde)})" if kolom.volgorde else kolom.wat


def _cells(tabel: Beslistabel, rij: Rij) -> str:
    columns = zip((*tabel.invoer, *tabel.uitvoer), (*rij.als, *rij.dan), strict=False)
    return "; ".join(f"{kolom.naam} = {cell}" for kolom, cell in columns)


def _differences(columns: Sequence[Kolom], was: Sequence[str], now: Sequence[str]) -> str:
    if len(was) != len(now):
        return "andere kolommen"
    different = [(k, a, b) for k, a, b in zip(columns, was, now, strict=True) if a != b]
    return "; ".join(f"{k.naam} was {a}, is nu {b}" for k, a, b in different) or "andere kolommen"
