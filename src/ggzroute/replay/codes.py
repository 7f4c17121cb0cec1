"""Codes that a test asks for, held to what the pack can give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from ggzroute.documents import Path_
from ggzroute.problems import nearest
from ggzroute.rules.conclusions import Adviseer, OnderbreekRoute, Signaleer
from ggzroute.rules.pack import RulePack

Unknown = tuple[Path_, str, str]
"""Where a code stands in the tests, what is wrong, and the code that was meant."""


Near = Callable[[str, Iterable[str]], str]
"""The name that looks most like another."""
_SAME: Final = 0.9
"""How much of two codes is the same when one is the other with a typing error."""


def unknown_codes(tests: Sequence[Mapping[str, Any]], pack: RulePack) -> Iterator[Unknown]:
    """Codes that an outcome asks for and nothing in the pack can give: a typing error, most likely."""
    yield from _unknown_codes(tests, pack, nearest)


def misspelt_codes(tests: Sequence[Mapping[str, Any]], pack: RulePack) -> Iterator[Unknown]:
    """Codes that nothing in the pack can give, and that look very much like one that it can.

    What must not come out may well be something that no rule says.
    """
    yield from (found for found in _unknown_codes(tests, pack, partial(nearest, cutoff=_SAME)) if found[2])


def _unknown_codes(tests: Sequence[Mapping[str, Any]], pack: RulePack, near_to: Near) -> Iterator[Unknown]:
    actions = {
        c.handeling for rule in pack.regels.values() for c in rule.dan if isinstance(c, Adviseer | OnderbreekRoute)
    }
    signals = {c.signaal for rule in pack.regels.values() for c in rule.dan if isinstance(c, Signaleer)}
    conflicts = [c.id for c in pack.conflicten]
    for n, test in enumerate(tests):
        for kind, body in test.items():
            here: Path_ = (n, kind)
            if kind in ("advies", "afgeraden", "verboden") and "handeling" in body:
                wanted = body["handeling"] if isinstance(body["handeling"], list) else [body["handeling"]]
                place = (*here, "handeling")
                yield from (
                    (place, f"geen regel concludeert de handeling '{code}'", near_to(code, actions))
                    for code in wanted
                    if code not in actions
                )
            if kind == "signaal" and body not in signals:
                yield here, f"geen regel geeft het signaal '{body}'", near_to(body, signals)
            if kind == "conflict" and body not in conflicts:
                yield here, f"het conflict '{body}' bestaat niet", near_to(body, conflicts)
            if kind in ("poort", "interventie"):
                look = _unknown_in_gate if kind == "poort" else _unknown_in_intervention
                yield from (((*here, key), wat, near) for key, wat, near in look(body, pack, near_to))
            if kind == "of":
                yield from (((*here, *path), wat, near) for path, wat, near in _unknown_codes(body, pack, near_to))


def _unknown_in_gate(body: Mapping[str, str], pack: RulePack, near_to: Near) -> Iterator[tuple[str, str, str]]:
    gate = pack.poorten.get(body["poort"])
    if gate is None:
        yield "poort", f"de poort '{body['poort']}' bestaat niet", near_to(body["poort"], pack.poorten)
        return
    fields = {f for fs in gate.velden.onderwerpen.values() for f in fs} if gate.velden else set[str]()
    known = {
        "uitkomst": tuple(gate.uitkomsten),
        "voorwaarde": tuple(v.code for v in gate.voorwaarden),
        "veld": tuple(fields),
    }
    yield from _unknown(f"de poort '{gate.id}'", body, known, near_to)


def _unknown_in_intervention(body: Mapping[str, str], pack: RulePack, near_to: Near) -> Iterator[tuple[str, str, str]]:
    name = body["interventie"]
    entry = pack.interventies.get(name)
    if entry is None:
        yield "interventie", f"de interventie '{name}' bestaat niet", near_to(name, pack.interventies)
        return
    known = {
        "voorwaarde": tuple(v.code for v in entry.past_als),
        "element": tuple(v.code for v in entry.elementen),
        "waarschuwing": tuple(w.waarschuwing.code for w in entry.waarschuwingen),
        "trekker": entry.trekker.wie,
    }
    yield from _unknown(f"de interventie '{entry.id}'", body, known, near_to)


def _unknown(
    who: str, body: Mapping[str, str], known: Mapping[str, tuple[str, ...]], near_to: Near
) -> Iterator[tuple[str, str, str]]:
    for key, names in known.items():
        if key in body and body[key] not in names:
            yield key, f"{who} heeft geen {key} '{body[key]}'", near_to(body[key], names)
