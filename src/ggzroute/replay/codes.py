"""Codes that a test asks for, held to what the pack can give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ggzroute.problems import nearest
from ggzroute.rules.conclusions import Adviseer, OnderbreekRoute, Signaleer
from ggzroute.rules.pack import RulePack


def unknown_codes(tests: list[Mapping[str, Any]], pack: RulePack) -> Iterator[tuple[str, str]]:
    """Codes that an outcome asks for and nothing in the pack can give: a typing error, most likely."""
    actions = {
        c.handeling for rule in pack.regels.values() for c in rule.dan if isinstance(c, Adviseer | OnderbreekRoute)
    }
    signals = {c.signaal for rule in pack.regels.values() for c in rule.dan if isinstance(c, Signaleer)}
    for test in tests:
        for kind, body in test.items():
            if kind in ("advies", "afgeraden", "verboden") and "handeling" in body:
                wanted = body["handeling"] if isinstance(body["handeling"], list) else [body["handeling"]]
                yield from (
                    (f"geen regel concludeert de handeling '{code}'", nearest(code, actions))
                    for code in wanted
                    if code not in actions
                )
            if kind == "signaal" and body not in signals:
                yield f"geen regel geeft het signaal '{body}'", nearest(body, signals)
            if kind == "conflict" and body not in {c.id for c in pack.conflicten}:
                yield f"het conflict '{body}' bestaat niet", nearest(body, [c.id for c in pack.conflicten])
            if kind == "poort":
                yield from _unknown_in_gate(body, pack)
            if kind == "interventie":
                yield from _unknown_in_intervention(body, pack)
            if kind == "of":
                yield from unknown_codes(body, pack)


def _unknown_in_gate(body: Mapping[str, str], pack: RulePack) -> Iterator[tuple[str, str]]:
    gate = pack.poorten.get(body["poort"])
    if gate is None:
        yield f"de poort '{body['poort']}' bestaat niet", nearest(body["poort"], pack.poorten)
        return
    fields = {f for fs in gate.velden.onderwerpen.values() for f in fs} if gate.velden else set[str]()
    known = {
        "uitkomst": tuple(gate.uitkomsten),
        "voorwaarde": tuple(v.code for v in gate.voorwaarden),
        "veld": tuple(fields),
    }
    yield from _unknown(f"de poort '{gate.id}'", body, known)


def _unknown_in_intervention(body: Mapping[str, str], pack: RulePack) -> Iterator[tuple[str, str]]:
    entry = pack.interventies.get(body["interventie"])
    if entry is None:
        yield f"de interventie '{body['interventie']}' bestaat niet", nearest(body["interventie"], pack.interventies)
        return
    known = {
        "voorwaarde": tuple(v.code for v in entry.past_als),
        "element": tuple(v.code for v in entry.elementen),
        "waarschuwing": tuple(w.waarschuwing.code for w in entry.waarschuwingen),
        "trekker": entry.trekker.wie,
    }
    yield from _unknown(f"de interventie '{entry.id}'", body, known)


def _unknown(who: str, body: Mapping[str, str], known: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for key, names in known.items():
        if key in body and body[key] not in names:
            yield f"{who} heeft geen {key} '{body[key]}'", nearest(body[key], names)
