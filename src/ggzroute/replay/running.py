"""Replays fixtures and says what was met, what was missed, and why."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

import attrs

from ggzroute.conclusies import Conclusies
from ggzroute.domain.bron import Bron
from ggzroute.domain.route import Route
from ggzroute.evaluation import Evaluation
from ggzroute.replay.evaluating import evaluate_fixture
from ggzroute.replay.fixtures import Fixture, Routeverwachting, Uitkomst
from ggzroute.replay.toetsen import found, holds, regie_words, words
from ggzroute.rules.pack import RulePack


@attrs.frozen(kw_only=True)
class Resultaat:
    """One outcome after the replay.

    Attributes:
        id: id of the outcome; ``route`` for the main route, ``route:name`` for one beside it, ``engines`` for the
            comparison of engines.
        soort: kind of outcome.
        zekerheid: ``zeker``, ``voorgesteld``, ``open`` or empty.
        situatie: situation it belongs to, or ``None``.
        bron: where it stands.
        gehaald: whether it was met, or kept in the case of a must-not.
        reden: why not, in codes and ids; empty when it was.
    """

    id: str
    soort: str
    zekerheid: str
    situatie: str | None
    bron: tuple[Bron, ...]
    gehaald: bool
    reden: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The result as plain JSON types."""
        return {**attrs.asdict(self, recurse=False), "bron": [b.to_dict() for b in self.bron]}


@attrs.frozen(kw_only=True)
class CasusResultaat:
    """One documented casus after the replay.

    Attributes:
        id: id of the casus.
        titel: what it is about.
        peildatum: the day of the meeting.
        ingebracht_door: who brought it in.
        bron: where it stands.
        bestand: file of the fixture.
        route: how far the route goes.
        regie_verwacht: what the source says about the regievoerder.
        regie_gevonden: what came out.
        maatje: what came out about a maatje.
        uitkomsten: expected outcomes.
        mag_niet: outcomes that must not appear.
        overig: the routes, and the comparison of engines.
    """

    id: str
    titel: str
    peildatum: dt.date | None
    ingebracht_door: str
    bron: tuple[Bron, ...]
    bestand: str
    route: str
    regie_verwacht: str
    regie_gevonden: str
    maatje: str
    uitkomsten: tuple[Resultaat, ...]
    mag_niet: tuple[Resultaat, ...]
    overig: tuple[Resultaat, ...]

    @property
    def alles(self) -> tuple[Resultaat, ...]:
        """Every result of this casus."""
        return (*self.overig, *self.uitkomsten, *self.mag_niet)

    @property
    def gehaald(self) -> bool:
        """Whether everything was met and kept."""
        return all(r.gehaald for r in self.alles)

    def to_dict(self) -> dict[str, Any]:
        """The result as plain JSON types."""
        lists = {key: [r.to_dict() for r in getattr(self, key)] for key in ("uitkomsten", "mag_niet", "overig")}
        day = self.peildatum.isoformat() if self.peildatum else None
        return {
            **attrs.asdict(self, recurse=False),
            **lists,
            "peildatum": day,
            "bron": [b.to_dict() for b in self.bron],
            "gehaald": self.gehaald,
        }


def replay(fixture: Fixture, pack: RulePack, *, engines: Sequence[str] = ("direct",)) -> CasusResultaat:
    """Replay one documented casus.

    Args:
        fixture: the casus with what is expected of it.
        pack: the pack to replay it with.
        engines: engines to use; with more than one, they must agree on every situation.
    """
    first = engines[0]
    evaluations = evaluate_fixture(fixture, pack, engine=first)
    main = evaluations[None]
    others = [_route("route", fixture.route, main.route)] if fixture.route else []
    others += [
        _route(f"route:{name}", fixture.routes[name], route)
        for name, route in zip(fixture.workflows[1:], main.routes[1:], strict=True)
        if name in fixture.routes
    ]
    if len(engines) > 1:
        others.append(_agreement(fixture, pack, evaluations, engines))
    return CasusResultaat(
        id=fixture.id,
        titel=fixture.titel,
        peildatum=fixture.casus.peildatum,
        ingebracht_door=fixture.ingebracht_door,
        bron=fixture.bron,
        bestand=fixture.bestand,
        route=_route_words(main),
        regie_verwacht=_expected_regie(fixture),
        regie_gevonden=regie_words(main) if isinstance(main, Evaluation) else "",
        maatje=main.maatje.stand if isinstance(main, Evaluation) else "",
        uitkomsten=tuple(_outcome(u, evaluations[u.situatie]) for u in fixture.uitkomsten),
        mag_niet=tuple(_outcome(u, evaluations[u.situatie]) for u in fixture.mag_niet),
        overig=tuple(others),
    )


def _route_words(found: Conclusies) -> str:
    if not isinstance(found, Evaluation):
        return found.niveau
    waits = f" bij {found.route.wacht_bij}" if found.route.wacht_bij else ""
    return found.route.pad or f"{found.route.staat}{waits}"


def _outcome(outcome: Uitkomst, evaluation: Conclusies) -> Resultaat:
    wrong = [test for test in outcome.toets if holds(test, evaluation) is outcome.verboden]
    verb = "verscheen toch" if outcome.verboden else "niet gehaald"
    reasons = [f"{verb}: {words(test)} (gevonden: {found(test, evaluation)})" for test in wrong]
    return Resultaat(
        id=outcome.id,
        soort=outcome.soort,
        zekerheid=outcome.zekerheid,
        situatie=outcome.situatie,
        bron=outcome.bron,
        gehaald=not wrong,
        reden="; ".join(reasons),
    )


def _route(id_: str, expected: Routeverwachting, route: Route) -> Resultaat:
    """The paths that are still possible are the expected ones; where the source leaves it open, they are among them."""
    possible, wanted = set(route.mogelijke_paden), set(expected.paden)
    right_paths = wanted <= possible if expected.zekerheid == "open" else wanted == possible
    right = right_paths and route.wacht_bij == expected.wacht_bij
    asked = f"verwacht {', '.join(sorted(wanted))}, wacht bij {expected.wacht_bij}"
    reason = "" if right else f"{asked}; gevonden {', '.join(sorted(possible))}, wacht bij {route.wacht_bij}"
    return Resultaat(
        id=id_, soort="route", zekerheid=expected.zekerheid, situatie=None, bron=(), gehaald=right, reden=reason
    )


def _agreement(
    fixture: Fixture, pack: RulePack, evaluations: dict[str | None, Conclusies], engines: Sequence[str]
) -> Resultaat:
    differ = [
        f"{other} wijkt af van {engines[0]}" + (f" in situatie {name}" if name else "")
        for other in engines[1:]
        for name, evaluation in evaluate_fixture(fixture, pack, engine=other).items()
        if _comparable(evaluation) != _comparable(evaluations[name])
    ]
    return Resultaat(
        id="engines", soort="engines", zekerheid="", situatie=None, bron=(), gehaald=not differ, reden="; ".join(differ)
    )


def _comparable(evaluation: Conclusies) -> str:
    """Everything that came out, but for the name and version of the engine."""
    data = evaluation.to_dict()
    del data["verantwoording"]["engine"]
    return json.dumps(data, sort_keys=True)


def _expected_regie(fixture: Fixture) -> str:
    """What the source says about the regievoerder on the day of the meeting, for a table."""
    parts: list[str] = []
    for outcome in fixture.uitkomsten:
        if outcome.situatie is None and not outcome.verboden:
            tests = [t for test in outcome.toets for t in (test.get("of") or [test])]
            parts += [_regie_test(test["regie"]) for test in tests if "regie" in test]
    named = [part for part in parts if part and not part.startswith("niet ")]
    return ", ".join(dict.fromkeys(named or parts))


def _regie_test(body: dict[str, Any]) -> str:
    who = body.get("huidig") or body.get("kandidaat")
    if who:
        return f"{who} ({body['rol']})" if "rol" in body else str(who)
    return f"niet {body['uitgesloten']}" if "uitgesloten" in body else str(body.get("status", ""))
