"""Measures the packs that ship: how time grows with rules, with betrokkenen and with what is unknown."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from typing import Any

import attrs

import ggzroute
from benchmarks.timing import Yardstick, clock
from ggzroute.domain.facts import build_facts
from ggzroute.exceptions import CasusError, EngineUnavailableError
from ggzroute.rules.logic import truth
from ggzroute.vocabulary import Soort, Type

PACK = "holland-rijnland"
DAY = dt.date(2016, 11, 24)

Row = tuple[str, str, float, float]
"""What, in which words, the ratio and the microseconds."""


def documented(pack: ggzroute.RulePack) -> list[ggzroute.Casus]:
    """The casussen that are documented in the source of a pack; for a pack without them its other casussen."""
    kinds = {file.soort for file in pack.casussen}
    kind = "gedocumenteerd" if "gedocumenteerd" in kinds else "vignet"
    return list(_read(pack, kind))


def _read(pack: ggzroute.RulePack, kind: str) -> Iterator[ggzroute.Casus]:
    for file in pack.casussen:
        if file.soort == kind:
            try:
                yield ggzroute.Casus.from_yaml(file.inhoud, vocabulary=pack.vocabulary)
            except CasusError:
                continue  # a profile of an organisation or region


def evaluating(pack: ggzroute.RulePack, **options: Any) -> Callable[[ggzroute.Casus], ggzroute.Evaluation]:
    """``evaluate`` with this pack, on the day of the casus or a fixed one."""
    return lambda casus: ggzroute.evaluate(casus, pack, peildatum=casus.peildatum or DAY, **options)


def measure() -> dict[str, list[Row]]:
    """Every table of this page."""
    yardstick = Yardstick()
    pack = ggzroute.load_pack(PACK)
    return {
        "packs": list(_packs(yardstick)),
        "rules": list(_by_rules(pack, yardstick)),
        "betrokkenen": list(_by_betrokkenen(pack, yardstick)),
        "unknown": list(_by_unknown(pack, yardstick)),
        "engines": list(_engines(pack, yardstick)),
    }


def _looked_at(pack: ggzroute.RulePack, casussen: list[ggzroute.Casus]) -> str:
    found = [evaluating(pack)(casus) for casus in casussen]
    fired = sum(len(evaluation.gevuurd) for evaluation in found) / len(found)
    return f"{len(pack.selection(DAY).rules)} rules, {fired:.1f} fired"


def _packs(yardstick: Yardstick) -> Iterator[Row]:
    """Every pack on its own casussen."""
    for name in ggzroute.pack_names():
        pack = ggzroute.load_pack(name)
        casussen = documented(pack)
        days = [(casus.to_dict(), casus.peildatum or DAY) for casus in casussen]
        decide = ggzroute.compile_pack(pack)
        words = f"{len(casussen)} casussen, {_looked_at(pack, casussen)}"
        yield f"{name}: evaluate", words, *clock(evaluating(pack), casussen, yardstick)
        yield f"{name}: compiled", words, *clock(lambda pair, f=decide: f(*pair), days, yardstick)


def _by_rules(pack: ggzroute.RulePack, yardstick: Yardstick) -> Iterator[Row]:
    """A part of the rules, all of one kind of casus."""
    ids, casussen = list(pack.regels), documented(pack)
    order = random.Random(1).sample(ids, len(ids))  # noqa: S311 - nothing to keep secret
    for share in (0.125, 0.25, 0.5, 1):
        kept = set(order[: int(len(ids) * share)])
        part = attrs.evolve(
            pack,
            regels={id_: pack.regels[id_] for id_ in ids if id_ in kept},
            strata=tuple(tuple(id_ for id_ in layer if id_ in kept) for layer in pack.strata),
        )
        yield f"{share:.1%} of the rules", _looked_at(part, casussen), *clock(evaluating(part), casussen, yardstick)


def _by_betrokkenen(pack: ggzroute.RulePack, yardstick: Yardstick) -> Iterator[Row]:
    """One casus with ever more people around the hulpvrager."""
    base = documented(pack)[0].to_dict()
    decide = ggzroute.compile_pack(pack)
    for number in (1, 10, 100, 1000):
        data = {**base, "relaties": [], "betrokkenen": _people(pack, number)}
        data["feiten"] = {name: value for name, value in data["feiten"].items() if not name.startswith("regie.")}
        casus = ggzroute.Casus.from_dict(data, vocabulary=pack.vocabulary)
        yield f"{number} betrokkenen: evaluate", "", *clock(evaluating(pack), [casus], yardstick)
        yield f"{number} betrokkenen: compiled", "", *clock(decide, [data], yardstick)


def _people(pack: ggzroute.RulePack, number: int) -> list[dict[str, Any]]:
    kinds = sorted(pack.vocabulary["organisatie.soort"].type.waarden)
    known = ({"betrokken": "nu"}, {"betrokken": "voorheen"}, {"betrokken": "onbekend", "contact": "nu"})
    return [{"id": f"b{n}", "soort": kinds[n % len(kinds)], **known[n % 3]} for n in range(number)]


def _by_unknown(pack: ggzroute.RulePack, yardstick: Yardstick) -> Iterator[Row]:
    """A casus of which every fact is known, and then ever fewer."""
    facts = {
        name: value
        for name, begrip in pack.vocabulary.items()
        if begrip.afleiding != "netwerk" and not name.startswith(("regie.", "maatje.aanwezig"))
        for value in [_some_value(begrip.type)]
    }
    names = random.Random(2).sample(sorted(facts), len(facts))  # noqa: S311 - nothing to keep secret
    base = {"id": "meting", "peildatum": DAY.isoformat(), "betrokkenen": _people(pack, 5)}
    decide = ggzroute.compile_pack(pack)
    for share in (0.0, 0.25, 0.5, 0.75, 0.95, 1.0):
        kept = {name: facts[name] for name in names[int(len(names) * share) :]}
        data = {**base, "feiten": kept}
        casus = ggzroute.Casus.from_dict(data, vocabulary=pack.vocabulary)
        fired = len(evaluating(pack)(casus).gevuurd)
        words = f"{len(kept)} facts known, {fired} rules fired"
        yield f"{share:.0%} unknown: evaluate", words, *clock(evaluating(pack), [casus], yardstick)
        yield f"{share:.0%} unknown: compiled", words, *clock(decide, [data], yardstick)


def _some_value(kind: Type) -> Any:
    match kind.soort:
        case Soort.JA_NEE | Soort.KEUZE:
            return next(iter(kind.waarden))
        case Soort.KEUZES:
            return list(kind.waarden)[:2]
        case Soort.GETAL:
            return 3
        case Soort.DATUM:
            return DAY.isoformat()
        case Soort.DATUMS:
            return [DAY.isoformat()]
        case Soort.TEKST | Soort.ACTOR:
            return "b1"
        case Soort.TEKSTEN | Soort.ACTOREN:
            return ["b1"]
        case Soort.RECORD:
            return {name: _some_value(field) for name, field in kind.velden.items()}
        case Soort.RECORDS:
            return [{name: _some_value(field) for name, field in kind.velden.items()}]
    return {key: _some_value(kind.waarde) for key in list(kind.sleutels)[:2] or ["b1"]} if kind.waarde else {}


def _engines(pack: ggzroute.RulePack, yardstick: Yardstick) -> Iterator[Row]:
    """The same answers from both engines, and every condition by the readable interpreter."""
    casussen = documented(pack)
    for engine in ("direct", "durable"):
        try:
            evaluating(pack, engine=engine)(casussen[0])
        except EngineUnavailableError:
            continue
        yield f"evaluate, engine {engine}", "", *clock(evaluating(pack, engine=engine), casussen, yardstick)
    facts = [build_facts(casus, pack.kaart, casus.peildatum or DAY) for casus in casussen]
    rules = list(pack.selection(DAY).rules.values())
    yield "every condition, interpreted", "", *clock(lambda f: [truth(r.als, f) for r in rules], facts, yardstick)
