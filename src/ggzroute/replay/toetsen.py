"""Structural tests on an evaluation: codes and ids are compared, never text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from ggzroute.conclusies import Conclusies
from ggzroute.domain.advies import Advies, Kandidaat
from ggzroute.domain.interventie import InterventieUitkomst
from ggzroute.domain.voorwaarde import VoorwaardeStand
from ggzroute.evaluation import Evaluation
from ggzroute.replay.toets_in_beeld import holds_in_beeld, in_beeld_words

IEMAND = "iemand"
"""Matches any candidate."""


def kinds(tests: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The kinds of these tests and of those inside them."""
    for test in tests:
        for kind, body in test.items():
            if kind in ("niet", "of"):
                yield from kinds([body] if kind == "niet" else body)
            else:
                yield kind


def holds(test: Mapping[str, Any], evaluation: Conclusies) -> bool:
    """Whether one test holds.

    Args:
        test: a mapping with one key, the kind of test, as in ``casus.schema.json`` under ``toets``.
        evaluation: what came out.
    """
    kind, body = next(iter(test.items()))
    if kind in _SHARED:
        return _SHARED[kind](body, evaluation)
    assert isinstance(evaluation, Evaluation)  # noqa: S101 - a profile with such a test is refused when it is read
    return _KINDS[kind](body, evaluation)


def found(test: Mapping[str, Any], evaluation: Conclusies) -> str:
    """What came out where the test looked, in codes and ids, for a line about a miss."""
    kind, body = next(iter(test.items()))
    if kind in ("niet", "of"):
        inner = [body] if kind == "niet" else body
        return "; ".join(found(part, evaluation) for part in inner)
    if kind in _SHARED_FOUND:
        return _SHARED_FOUND[kind](evaluation)
    assert isinstance(evaluation, Evaluation)  # noqa: S101 - as above
    return _FOUND[kind](evaluation)


def words(test: Mapping[str, Any]) -> str:
    """A test as a short Dutch phrase."""
    kind, body = next(iter(test.items()))
    if kind == "niet":
        return f"niet: {words(body)}"
    if kind == "of":
        return " of ".join(words(part) for part in body)
    if isinstance(body, Mapping):
        said = {key: ", ".join(value) if isinstance(value, list) else value for key, value in body.items()}
        return f"{kind} {' en '.join(value if key == kind else f'{key} {value}' for key, value in said.items())}"
    return f"{kind} {body}"


def _regie(body: Mapping[str, Any], ev: Evaluation) -> bool:
    regie = ev.regie
    people = {"kandidaat": regie.kandidaten, "huidig": regie.huidig, "uitgesloten": regie.uitgesloten}
    checks = [_among(people[key], body[key], body) for key in people if key in body]
    if "status" in body:
        checks.append(regie.status == body["status"])
    if "eindigt_met" in body:
        checks.append(any(body["eindigt_met"] in k.eindigt_met for k in (*regie.huidig, *regie.kandidaten)))
    if "overdracht_naar" in body:
        checks.append(any(o.naar == body["overdracht_naar"] for o in regie.overdracht))
    if "rol" in body and not people.keys() & body.keys():
        checks.append(any(k.rol == body["rol"] for k in (*regie.huidig, *regie.kandidaten)))
    return all(checks)


def _among(people: Iterable[Kandidaat], who: str, body: Mapping[str, Any]) -> bool:
    """Whether ``who`` is among these, in the function that is asked for, the exceptions left out."""
    return any(
        who in (k.wie, IEMAND) and k.wie != body.get("behalve") and ("rol" not in body or k.rol == body["rol"])
        for k in people
    )


def _maatje(body: Mapping[str, Any], ev: Evaluation) -> bool:
    stand = "stand" not in body or ev.maatje.stand == body["stand"]
    return stand and ("kandidaat" not in body or _among(ev.maatje.kandidaten, body["kandidaat"], {}))


def _advice(soort: str) -> Callable[[Mapping[str, Any], Conclusies], bool]:
    def test(body: Mapping[str, Any], ev: Conclusies) -> bool:
        return any(a.soort == soort and not a.overstemd_door and _fits(a, body) for a in ev.adviezen)

    return test


def _fits(advice: Advies, body: Mapping[str, Any]) -> bool:
    wanted, excepted = (_list(body.get(key)) for key in ("handeling", "behalve"))
    return (
        (not wanted or advice.handeling in wanted)
        and advice.handeling not in excepted
        and body.get("gebied", advice.gebied) == advice.gebied
        and body.get("sterkte", advice.gezag.sterkte) == advice.gezag.sterkte
        and body.get("voor", advice.voor) == advice.voor
        and ("door" not in body or body["door"] in advice.door)
    )


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _contact(body: Mapping[str, Any], ev: Conclusies) -> bool:
    return any(
        a.soort == "contact"
        and ("met" not in body or body["met"] in a.met)
        and ("door" not in body or body["door"] in a.door)
        for a in ev.adviezen
    )


def _interruption(body: Mapping[str, Any], ev: Evaluation) -> bool:
    return any(
        ("naar" not in body or body["naar"] in o.naar) and body.get("handeling", o.handeling) == o.handeling
        for o in ev.onderbrekingen
    )


def _gate(body: Mapping[str, Any], ev: Evaluation) -> bool:
    """Whether a gate that matters here says this. A condition without a stand is one that stands in the way."""
    return any(
        gate.poort == body["poort"]
        and body.get("uitkomst", gate.uitkomst) == gate.uitkomst
        and ("veld" not in body or body["veld"] in gate.velden)
        and _conditions(body, gate.voorwaarden)
        for gate in ev.poorten
    )


def _conditions(body: Mapping[str, Any], standen: Iterable[VoorwaardeStand]) -> bool:
    return "voorwaarde" not in body or any(
        stand.code == body["voorwaarde"] and (stand.stand == body["stand"] if "stand" in body else bool(stand.gevolg))
        for stand in standen
    )


def _intervention(body: Mapping[str, Any], ev: Evaluation) -> bool:
    """Whether this is said of an intervention. An element without a stand is one that is there."""
    return any(
        found.interventie == body["interventie"]
        and body.get("uitkomst", found.uitkomst) == found.uitkomst
        and ("trekker" not in body or body["trekker"] in found.trekker.wie)
        and ("voorwaarde" not in body or body["voorwaarde"] in {stand.code for stand in found.bezwaren})
        and ("waarschuwing" not in body or body["waarschuwing"] in {warning.code for warning in found.waarschuwingen})
        and ("element" not in body or (body["element"], body.get("stand", "aanwezig")) in _elements(found))
        for found in ev.interventies
    )


def _elements(found: InterventieUitkomst) -> set[tuple[str, str]]:
    return {(element.code, element.stand) for element in found.elementen}


_SHARED: Mapping[str, Callable[[Any, Conclusies], bool]] = {
    "advies": _advice("adviseer"),
    "afgeraden": _advice("raad_af"),
    "verboden": _advice("verbied"),
    "contact": _contact,
    "signaal": lambda body, ev: any(s.code == body for s in ev.signalen),
    "vraag": lambda body, ev: any(v.feit == body for v in ev.vragen),
    "conflict": lambda body, ev: any(c.id == body for c in ev.conflicten),
    "regel": lambda body, ev: body in ev.gevuurd,
    "niet": lambda body, ev: not holds(body, ev),
    "of": lambda body, ev: any(holds(part, ev) for part in body),
}
_KINDS: Mapping[str, Callable[[Any, Evaluation], bool]] = {
    **_SHARED,
    "regie": _regie,
    "maatje": _maatje,
    "in_beeld": lambda body, ev: holds_in_beeld(body, ev.in_beeld),
    "onderbreking": _interruption,
    "pad": lambda body, ev: ev.route.pad == body,
    "poort": _gate,
    "interventie": _intervention,
}
PROFILE_KINDS: Final = frozenset(_SHARED) - {"niet", "of"}
"""Kinds of tests that a profile can meet."""


def _names(people: Iterable[Kandidaat]) -> str:
    return ", ".join(f"{k.wie} ({k.rol})" if k.rol else k.wie for k in people) or "niemand"


def regie_words(ev: Evaluation) -> str:
    """The regie in a few words, for a table."""
    regie = ev.regie
    people = {"voorgesteld": regie.kandidaten, "gelijk": regie.kandidaten}.get(regie.status, regie.huidig)
    return f"{regie.status}: {_names(people)}" if people else regie.status


def _gates(ev: Evaluation) -> str:
    """Each gate with the conditions that stand in its way."""
    shown = ((gate, ", ".join(stand.code for stand in gate.bezwaren)) for gate in ev.poorten)
    return "; ".join(f"{g.poort} {g.uitkomst}" + (f" ({why})" if why else "") for g, why in shown) or "geen"


def _advised(soort: str) -> Callable[[Conclusies], str]:
    return lambda ev: ", ".join(a.handeling for a in ev.adviezen if a.soort == soort) or "niets"


_SHARED_FOUND: Mapping[str, Callable[[Conclusies], str]] = {
    "advies": _advised("adviseer"),
    "afgeraden": _advised("raad_af"),
    "verboden": _advised("verbied"),
    "contact": lambda ev: ", ".join(who for a in ev.adviezen if a.soort == "contact" for who in a.met) or "niemand",
    "signaal": lambda ev: ", ".join(s.code for s in ev.signalen) or "geen",
    "vraag": lambda ev: ", ".join(v.feit for v in ev.vragen[:10]) or "geen",
    "conflict": lambda ev: ", ".join(c.id for c in ev.conflicten) or "geen",
    "regel": lambda ev: ", ".join(sorted(ev.gevuurd)) or "geen",
}
_FOUND: Mapping[str, Callable[[Evaluation], str]] = {
    "regie": lambda ev: f"{regie_words(ev)}; uitgesloten {_names(ev.regie.uitgesloten)}",
    "maatje": lambda ev: f"{ev.maatje.stand}; kandidaten {_names(ev.maatje.kandidaten)}",
    "in_beeld": lambda ev: in_beeld_words(ev.in_beeld),
    "onderbreking": lambda ev: ", ".join(o.handeling for o in ev.onderbrekingen) or "geen",
    "pad": lambda ev: ev.route.pad or f"wacht bij {ev.route.wacht_bij}",
    "poort": _gates,
    "interventie": lambda ev: ", ".join(f"{i.interventie} {i.uitkomst}" for i in ev.interventies) or "geen",
}
