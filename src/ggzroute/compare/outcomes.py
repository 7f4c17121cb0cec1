"""What came out for one casus, in a form that can be held against another: without words and sources.

Every outcome knows the rules that gave it. Its value may name betrokkenen and is never shown; its words are codes and
ids of rules.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

import attrs

from ggzroute.conclusies import Conclusies
from ggzroute.domain.advies import Gezag, Kandidaat, Reden
from ggzroute.domain.route import Route
from ggzroute.evaluation import Evaluation

_ADVICE: Final = {"adviseer": "advies", "raad_af": "afgeraden", "verbied": "verboden", "contact": "contact"}


@attrs.frozen(kw_only=True)
class Uitkomst:
    """One outcome.

    Attributes:
        waarde: what is compared.
        woorden: what people read; no value of the casus.
        regels: ids of the rules that gave it.
    """

    waarde: Hashable = attrs.field(repr=False)
    woorden: str
    regels: frozenset[str] = frozenset()


Key = tuple[str, str]
"""Kind of outcome, and which one: ``("advies", "bellen")``."""
Outcomes = Mapping[Key, Uitkomst]


def outcomes(found: Conclusies, kinds: Iterable[str]) -> Outcomes:
    """The outcomes of these kinds, by kind and code; for a profile those that a profile has."""
    return {key: outcome for kind in kinds for key, outcome in _READ[kind](found)}


Read = Callable[[Conclusies], Iterator[tuple[Key, Uitkomst]]]


def _routes(found: Conclusies) -> Iterator[tuple[Key, Uitkomst]]:
    if isinstance(found, Evaluation):
        for route in found.routes:
            yield ("route", route.workflow), Uitkomst(waarde=_route(route), woorden=_route_words(route))


def _route(route: Route) -> Hashable:
    steps = tuple((stap.id, stap.antwoord, stap.stand, len(stap.contact)) for stap in route.stappen)
    lanes = tuple((baan.id, baan.stand) for baan in route.banen)
    ends = (route.wacht_bij, route.einde, route.uitkomst, route.pad, route.mogelijke_paden)
    return steps, lanes, ends, route.wacht_op, len(route.onderbroken)


def _route_words(route: Route) -> str:
    where = f"wacht bij {route.wacht_bij}" if route.wacht_bij else f"klaar bij {route.einde}" if route.einde else "geen"
    done = "".join(
        f", {stap.id} {stap.stand.replace('_', ' ')}" for stap in route.stappen if stap.soort == "activiteit"
    )
    lanes = "".join(f", {baan.id} {baan.stand.replace('_', ' ')}" for baan in route.banen if baan.stand)
    return f"{'onderbroken, ' if route.onderbroken else ''}{where}{done}{lanes}"


def _regie(found: Conclusies) -> Iterator[tuple[Key, Uitkomst]]:
    """Who comes first, and after that who else: two outcomes, because the first is what people ask about."""
    if not isinstance(found, Evaluation):
        return
    regie = found.regie
    groups = _groups(regie.kandidaten)
    top = groups[0] if groups else ()
    holders = tuple(sorted((k.wie, k.einde_bereikt) for k in regie.huidig))
    rules = _rules(r for k in (*top, *regie.huidig) for r in (*k.voor, *k.tegen)) | _rules(regie.redenen)
    first = frozenset(k.wie for k in top) if not holders else frozenset[str]()
    yield (
        ("regievoerder", ""),
        Uitkomst(
            waarde=(regie.status, holders, first, regie.uitgesteld_tot),
            woorden=_said(regie.status.replace("_", " "), rules),
            regels=rules,
        ),
    )
    named = (*regie.huidig, *regie.kandidaten, *regie.overig)
    others = _rules(r for k in named for r in (*k.voor, *k.tegen))
    others |= _rules(r for k in regie.uitgesloten for r in k.tegen) | _rules(o.reden for o in regie.overdracht)
    yield (
        ("kandidaten", ""),
        Uitkomst(
            waarde=(
                tuple(tuple(map(_candidate, part)) for part in (regie.huidig, regie.kandidaten, regie.overig)),
                tuple(k.wie for k in regie.uitgesloten),
                tuple(sorted((o.naar, o.rol or "", o.wacht_op, str(o.vervuld)) for o in regie.overdracht)),
            ),
            woorden=_order({k.wie: k for k in reversed(named) if k.voor}.values()),
            regels=others,
        ),
    )


def _candidate(k: Kandidaat) -> Hashable:
    return k.wie, k.rang, k.rol, k.eindigt_met, k.einde_bereikt, len(k.tegen) > 0


def _groups(candidates: Iterable[Kandidaat]) -> list[tuple[Kandidaat, ...]]:
    """Candidates of one rank together, the first first."""
    return [tuple(group) for _, group in groupby(candidates, key=lambda k: k.rang)]


def _order(candidates: Iterable[Kandidaat]) -> str:
    """Who comes after whom, by the rules that propose them and their rang."""
    ranked = sorted(candidates, key=lambda k: (-k.rang, sorted(_rules(k.voor))))
    return " > ".join(f"{_names(_rules(k.voor))} ({k.rang})" for k in ranked) or "geen"


def _rules(reasons: Iterable[Reden]) -> frozenset[str]:
    return frozenset(reason.gezag.regel for reason in reasons if reason.gezag is not None)


def _names(rules: Iterable[str]) -> str:
    return "+".join(sorted(rules)) or "het netwerk"


def _said(word: str, rules: frozenset[str]) -> str:
    return f"{word} ({_names(rules)})" if rules else word


def _maatje(found: Conclusies) -> Iterator[tuple[Key, Uitkomst]]:
    if isinstance(found, Evaluation):
        maatje = found.maatje
        rules = _rules([*maatje.redenen, *(r for k in maatje.kandidaten for r in k.voor)])
        value = (maatje.stand, tuple(k.wie for k in maatje.kandidaten), maatje.kringen)
        yield ("maatje", ""), Uitkomst(waarde=value, woorden=_said(maatje.stand.replace("_", " "), rules), regels=rules)


def _advice(found: Conclusies) -> Iterator[tuple[Key, Uitkomst]]:
    by_key: dict[Key, list[tuple[Hashable, str, str]]] = {}
    for a in found.adviezen:
        value = (a.gezag.sterkte, a.gebied, a.door, a.met, a.voor, bool(a.overstemd_door))
        word = f"{a.gezag.sterkte}{', overstemd' if a.overstemd_door else ''}"
        by_key.setdefault((_ADVICE[a.soort], a.handeling), []).append((value, word, a.gezag.regel))
    for key, entries in by_key.items():
        rules = frozenset(rule for _, _, rule in entries)
        words = " en ".join(sorted({word for _, word, _ in entries}))
        yield key, Uitkomst(waarde=frozenset(v for v, _, _ in entries), woorden=_said(words, rules), regels=rules)


def _interruptions(found: Conclusies) -> Iterator[tuple[Key, Uitkomst]]:
    if isinstance(found, Evaluation):
        for code in dict.fromkeys(o.handeling for o in found.onderbrekingen):
            same = [o for o in found.onderbrekingen if o.handeling == code]
            value = frozenset((o.naar, o.gezag.sterkte) for o in same)
            yield ("onderbreking", code), _spoken(value, [o.gezag for o in same])


def _signals(found: Conclusies) -> Iterator[tuple[Key, Uitkomst]]:
    for code in dict.fromkeys(s.code for s in found.signalen):
        same = [s.gezag for s in found.signalen if s.code == code]
        yield ("signaal", code), _spoken(frozenset(gezag.sterkte for gezag in same), same)


def _spoken(value: Hashable, authority: Sequence[Gezag]) -> Uitkomst:
    """Something that is there or not, with how strongly it is said."""
    rules = frozenset(gezag.regel for gezag in authority)
    words = " en ".join(sorted({gezag.sterkte for gezag in authority}))
    return Uitkomst(waarde=value, woorden=_said(f"ja, {words}", rules), regels=rules)


def _gates(found: Conclusies) -> Iterator[tuple[Key, Uitkomst]]:
    if isinstance(found, Evaluation):
        for gate in found.poorten:
            against = frozenset(v.code for v in gate.bezwaren)
            yield (
                ("poort", gate.poort),
                Uitkomst(waarde=(gate.uitkomst, against, gate.velden), woorden=gate.uitkomst.replace("_", " ")),
            )


def _interventions(found: Conclusies) -> Iterator[tuple[Key, Uitkomst]]:
    if isinstance(found, Evaluation):
        for entry in found.interventies:
            warned = frozenset(w.code for w in entry.waarschuwingen)
            elements = frozenset((e.code, e.stand) for e in entry.elementen)
            value = (entry.uitkomst, entry.loopt, frozenset(v.code for v in entry.bezwaren), warned, elements)
            leads = (entry.trekker.wie, entry.niet_alleen.wie if entry.niet_alleen else ())
            words = entry.uitkomst.replace("_", " ")
            yield ("interventie", entry.interventie), Uitkomst(waarde=(value, leads), woorden=words)


def _conflicts(found: Conclusies) -> Iterator[tuple[Key, Uitkomst]]:
    for conflict in found.conflicten:
        rules = frozenset(rule for side in conflict.kanten for rule in side.regels)
        value = (len(conflict.kanten), rules)
        yield ("conflict", conflict.id), Uitkomst(waarde=value, woorden=_said("ja", rules), regels=rules)


_READ: Final[Mapping[str, Read]] = {
    "route": _routes,
    "regie": _regie,
    "maatje": _maatje,
    "advies": _advice,
    "onderbreking": _interruptions,
    "signaal": _signals,
    "poort": _gates,
    "interventie": _interventions,
    "conflict": _conflicts,
}
KINDS: Final = tuple(_READ)
"""What can be asked of :func:`outcomes`."""
NAMEN: Final = {
    "route": "route",
    "regievoerder": "regievoerder",
    "kandidaten": "kandidaten voor de regie",
    "maatje": "maatje",
    "advies": "advies",
    "afgeraden": "afgeraden",
    "verboden": "verboden",
    "contact": "contact",
    "onderbreking": "onderbreking van de route",
    "signaal": "signaal",
    "poort": "poort",
    "interventie": "interventie",
    "conflict": "conflict tussen bronnen",
}
"""Kind of outcome to how people read it, in the order in which they are shown."""
