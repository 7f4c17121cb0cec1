"""What changed about rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from ggzroute.compare.changes import Wijziging
from ggzroute.compare.essence import bare, unranked
from ggzroute.compare.proving import Verhouding, rule_relation
from ggzroute.compare.sides import Side
from ggzroute.compare.words import conclusions, days, plus_minus, sources
from ggzroute.rules.conclusions import KandidaatRegievoerder
from ggzroute.rules.conditions import All, Condition
from ggzroute.rules.model import AFGELEID, Rule
from ggzroute.rules.wording import say

_HOW: Final = {
    Verhouding.GELIJK: ("herschreven", "de voorwaarde is anders opgeschreven en betekent hetzelfde"),
    Verhouding.STRENGER: ("strenger", "de regel geldt in minder gevallen"),
    Verhouding.RUIMER: ("ruimer", "de regel geldt in meer gevallen"),
    Verhouding.ANDERS: ("voorwaarde", "de regel geldt in andere gevallen"),
}
_TEXTS: Final = ("titel", "toelichting", "let_op")


def compare_rules(old: Side, new: Side, *, in_tables: Collection[str], ranked: Collection[str]) -> Iterator[Wijziging]:
    """Every change of a rule.

    Args:
        old: the pack as it was.
        new: the pack as it is.
        in_tables: ids of rules that are rows of a table, and are told there.
        ranked: ids of rules whose rang is told at the table that gives it.
    """
    for id_ in (old.pack.regels.keys() | new.pack.regels.keys()) - set(in_tables):
        was, now = old.pack.regels.get(id_), new.pack.regels.get(id_)
        if was is None and now is not None:
            yield _made(now, "toegevoegd", f"{now.titel}; als {say(now.als)}")
        elif now is None and was is not None:
            yield _made(was, "vervallen", was.titel)
        elif was is not None and now is not None:
            for soort, wat in rule_changes(was, now, rang=id_ not in ranked):
                yield _made(now, soort, wat)
            if (before := old.place(was)) != (after := new.place(now)):
                yield _made(now, "verplaatst", f"stond in {before}, staat nu in {after}")


def _made(rule: Rule, soort: str, wat: str) -> Wijziging:
    return Wijziging(onderdeel="regel", id=rule.id, soort=soort, wat=wat, regels=(rule.id,))


def rule_changes(was: Rule, now: Rule, *, rang: bool = True) -> Iterator[tuple[str, str]]:
    """What changed about a rule that was there and is there: the kind of change, and a Dutch sentence.

    Args:
        was: the rule as it was.
        now: the rule as it is.
        rang: whether a change of rang is told.
    """
    if was.als != now.als:
        soort, wat = _HOW[rule_relation(was, now)]
        yield soort, f"{wat}: {_lines(was.als, now.als)}" if soort != "herschreven" else wat
    yield from _conclusion(was, now, rang=rang)
    if was.sterkte != now.sterkte:
        yield "sterkte", f"was {was.sterkte}, is nu {now.sterkte}"
    if (was.van, was.tot) != (now.van, now.tot):
        yield "geldigheid", f"gold {days(was.van, was.tot)}, geldt nu {days(now.van, now.tot)}"
    if was.basis != now.basis:
        end = " (doet alleen mee als daarom gevraagd wordt)" if AFGELEID in (was.basis, now.basis) else ""
        yield "anders", f"basis was {was.basis}, is nu {now.basis}{end}"
    for name in ("soort", "niveau"):
        if getattr(was, name) != getattr(now, name):
            yield "anders", f"{name} was {getattr(was, name)}, is nu {getattr(now, name)}"
    if set(was.bron) != set(now.bron):
        yield "bron", sources(was.bron, now.bron)
    words = [name.replace("_", " ") for name in _TEXTS if getattr(was, name) != getattr(now, name)]
    words += ["tekst van een conclusie"] if _said(was) != _said(now) else []
    if words:
        yield "tekst", ", ".join(words)


def _said(rule: Rule) -> list[str]:
    return [getattr(conclusion, "tekst", "") for conclusion in rule.dan]


def _conclusion(was: Rule, now: Rule, *, rang: bool) -> Iterator[tuple[str, str]]:
    before, after = ([bare(c) for c in rule.dan] for rule in (was, now))
    if {unranked(c) for c in before} != {unranked(c) for c in after}:
        gone = [c for c in was.dan if bare(c) not in after]
        come = [c for c in now.dan if bare(c) not in before]
        yield "conclusie", plus_minus(conclusions(gone), conclusions(come))
    elif rang and _ranks(was) != _ranks(now):
        yield "rang", f"rang was {_ranks(was)}, is nu {_ranks(now)}"


def _ranks(rule: Rule) -> str:
    return ", ".join(str(c.rang) for c in rule.dan if isinstance(c, KandidaatRegievoerder))


def _lines(was: Condition, now: Condition) -> str:
    """The lines of a condition that went and that came."""
    before, after = (c.parts if isinstance(c, All) else (c,) for c in (was, now))
    gone = [say(part) for part in before if part not in after]
    return plus_minus(gone, [say(part) for part in after if part not in before])
