"""Codes that a test asks for, held to what the pack can give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ggzroute.documents import Path_
from ggzroute.problems import nearest
from ggzroute.rules.conclusions import Adviseer, OnderbreekRoute, Signaleer
from ggzroute.rules.pack import RulePack

Unknown = tuple[Path_, str, str]
"""Where a code stands in the tests, what is wrong, and the code that was meant."""


def unknown_codes(tests: Sequence[Mapping[str, Any]], pack: RulePack) -> Iterator[Unknown]:
    """Codes that an outcome asks for and nothing in the pack can give: a typing error, most likely."""
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
                    (place, f"geen regel concludeert de handeling '{code}'", nearest(code, actions))
                    for code in wanted
                    if code not in actions
                )
            if kind == "signaal" and body not in signals:
                yield here, f"geen regel geeft het signaal '{body}'", nearest(body, signals)
            if kind == "conflict" and body not in conflicts:
                yield here, f"het conflict '{body}' bestaat niet", nearest(body, conflicts)
            if kind in ("poort", "interventie"):
                look = _unknown_in_gate if kind == "poort" else _unknown_in_intervention
                yield from (((*here, key), wat, near) for key, wat, near in look(body, pack))
            if kind == "of":
                yield from (((*here, *path), wat, near) for path, wat, near in unknown_codes(body, pack))


def _unknown_in_gate(body: Mapping[str, str], pack: RulePack) -> Iterator[tuple[str, str, str]]:
    gate = pack.poorten.get(body["poort"])
    if gate is None:
        yield "poort", f"de poort '{body['poort']}' bestaat niet", nearest(body["poort"], pack.poorten)
        return
    fields = {f for fs in gate.velden.onderwerpen.values() for f in fs} if gate.velden else set[str]()
    known = {
        "uitkomst": tuple(gate.uitkomsten),
        "voorwaarde": tuple(v.code for v in gate.voorwaarden),
        "veld": tuple(fields),
    }
    yield from _unknown(f"de poort '{gate.id}'", body, known)


def _unknown_in_intervention(body: Mapping[str, str], pack: RulePack) -> Iterator[tuple[str, str, str]]:
    name = body["interventie"]
    entry = pack.interventies.get(name)
    if entry is None:
        yield "interventie", f"de interventie '{name}' bestaat niet", nearest(name, pack.interventies)
        return
    known = {
        "voorwaarde": tuple(v.code for v in entry.past_als),
        "element": tuple(v.code for v in entry.elementen),
        "waarschuwing": tuple(w.waarschuwing.code for w in entry.waarschuwingen),
        "trekker": entry.trekker.wie,
    }
    yield from _unknown(f"de interventie '{entry.id}'", body, known)


def _unknown(who: str, body: Mapping[str, str], known: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    for key, names in known.items():
        if key in body and body[key] not in names:
            yield key, f"{who} heeft geen {key} '{body[key]}'", nearest(body[key], names)
