"""Evaluates every situation of a fixture: a casus with the casus rules, a profile with those of its level."""

from __future__ import annotations

from ggzroute.conclusies import Conclusies
from ggzroute.domain.casus import Casus
from ggzroute.evaluation import evaluate
from ggzroute.profile import Profiel, evaluate_profile
from ggzroute.replay.fixtures import CASUS, Fixture
from ggzroute.rules.pack import RulePack


def evaluate_fixture(
    fixture: Fixture, pack: RulePack, *, engine: str = "direct", afgeleid: bool | None = None
) -> dict[str | None, Conclusies]:
    """Every situation of a fixture, evaluated; the day of the meeting under ``None``.

    Args:
        fixture: the casus or profile.
        pack: the pack to evaluate it with.
        engine: ``direct`` or ``durable``.
        afgeleid: whether our own readings take part; by default as the fixture says.
    """
    own = fixture.afgeleid if afgeleid is None else afgeleid
    days: dict[str | None, Casus] = {None: fixture.casus} | dict(fixture.situaties)
    return {name: _evaluate(fixture, casus, pack, engine, afgeleid=own) for name, casus in days.items()}


def _evaluate(fixture: Fixture, casus: Casus, pack: RulePack, engine: str, *, afgeleid: bool) -> Conclusies:
    if fixture.niveau == CASUS:
        return evaluate(casus, pack, engine=engine, workflow=fixture.workflows, afgeleid=afgeleid)
    return evaluate_profile(Profiel(niveau=fixture.niveau, feiten=casus), pack, engine=engine, afgeleid=afgeleid)
