"""What packs hold, counted: rules and declared exceptions, and how many statements of the sources they account for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

from ggzroute.rules.model import Rule
from ggzroute.rules.pack import RulePack, Uitzondering

Entry = Rule | Uitzondering

_SPLIT: Final = re.compile(r"(?<=\d)[a-z]$")
_OWN: Final = "AF-"


def source_id(id_: str) -> str | None:
    """The id of the statement behind a rule: without the letter that splits it, or ``None`` for a reading of ours."""
    return None if id_.startswith(_OWN) else _SPLIT.sub("", id_)


def count_pack(pack: RulePack) -> dict[str, Any]:
    """What a pack itself holds, as plain JSON types."""
    head = {"pakket": pack.pakket, "versie": pack.versie, "hash": pack.hash}
    return {**head, "casussen": len(pack.casussen), **_counted(_own(pack))}


def count_all(packs: Sequence[RulePack]) -> dict[str, Any]:
    """The sum over packs. A rule that replaces one of another of these packs counts once, as the rule it replaces."""
    packs = tuple(dict.fromkeys(packs))
    entries = [entry for pack in packs for entry in _own(pack) if not _replaces(entry, pack, packs)]
    held = sum(len(_own(pack)) for pack in packs)
    return {
        "pakketten": len(packs),
        "casussen": sum(len(pack.casussen) for pack in packs),
        "vervangen": held - len(entries),
        **_counted(entries),
    }


def _own(pack: RulePack) -> tuple[Entry, ...]:
    return (*(rule for rule in pack.regels.values() if rule.pakket == pack.pakket), *pack.uitzonderingen)


def _replaces(entry: Entry, pack: RulePack, packs: Sequence[RulePack]) -> bool:
    """Whether another of these packs, which this one uses, has the rule that this one replaces."""
    used = {stamp.pakket for stamp in pack.stempels} - {pack.pakket}
    below = (other for other in packs if other.pakket in used)
    return any(entry.id in other.regels and other.regels[entry.id].pakket == other.pakket for other in below)


def _counted(entries: Sequence[Entry]) -> dict[str, Any]:
    firsts = _firsts(entries)
    tallies: dict[str, Callable[[Entry], Iterable[str]]] = {
        "per_document": lambda entry: {source.document for source in entry.bron},
        "per_niveau": lambda entry: (entry.niveau,),
        "per_soort": lambda entry: (entry.soort,) if isinstance(entry, Rule) else (),
        "per_basis": lambda entry: (entry.basis,) if isinstance(entry, Rule) else (),
    }
    return {**_count(entries, firsts), **{key: _tally(entries, names, firsts) for key, names in tallies.items()}}


def _tally(
    entries: Iterable[Entry], names: Callable[[Entry], Iterable[str]], firsts: AbstractSet[str]
) -> dict[str, dict[str, int]]:
    """For each name the entries that go by it; one entry may go by more, as a rule with two documents does."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in names(entry):
            found.setdefault(name, []).append(entry)
    return {name: _count(found[name], firsts) for name in sorted(found)}


def _count(entries: Sequence[Entry], firsts: AbstractSet[str]) -> dict[str, int]:
    rules = sum(isinstance(entry, Rule) for entry in entries)
    statements = sum(entry.id in firsts for entry in entries)
    return {"regels": rules, "uitzonderingen": len(entries) - rules, "brongetal": statements}


def _firsts(entries: Iterable[Entry]) -> frozenset[str]:
    """Of each statement the id of its first part, so that a statement that is split counts once, and in one place."""
    found: dict[str, str] = {}
    for entry in entries:
        if (id_ := source_id(entry.id)) is not None:
            found[id_] = min(entry.id, found.get(id_, entry.id))
    return frozenset(found.values())
