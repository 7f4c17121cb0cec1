"""Going on with another version of the workflow: by a mapping that the workflow declares, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ggzroute.exceptions import TrajectError
from ggzroute.problems import Problem, listing
from ggzroute.rules.pack import RulePack
from ggzroute.traject.gebeurtenis import Gebeurtenis
from ggzroute.traject.soorten import ActiviteitGedaan, Migratie
from ggzroute.traject.vouwen import effective, step_now
from ggzroute.workflow.definition import Definition, Migratieregel
from ggzroute.workflow.reading import DOABLE


def migration(events: Sequence[Gebeurtenis], versie: str, workflow: str, pack: RulePack) -> Migratie:
    """The migration to the version of the workflow that the pack has now.

    Raises:
        TrajectError: there is nothing to migrate, nothing was declared, or a step that was done has no place.
    """
    definition = pack.workflows.get(workflow)
    if definition is None:
        wat = "deze workflow staat niet in het pakket, en kan dus niet zeggen hoe zij verder gaat"
        raise TrajectError([Problem(code="GGZ521", wat=wat)])
    if definition.versie == versie:
        wat = f"dit traject loopt al op versie {versie} van de workflow"
        raise TrajectError([Problem(code="GGZ521", wat=wat, herstel="Er is niets te migreren")])
    rule = next((one for one in definition.migraties if one.van == versie), None)
    if rule is None:
        raise TrajectError([_undeclared(definition, versie)])
    problems = list(_lost(events, rule, definition))
    if problems:
        raise TrajectError(problems)
    return Migratie(van=versie, naar=definition.versie, stappen=dict(rule.stappen), vervallen=rule.vervallen)


def _undeclared(definition: Definition, versie: str) -> Problem:
    known = [rule.van for rule in definition.migraties]
    return Problem(
        code="GGZ521",
        wat=f"de workflow {definition.naam} zegt niet hoe een traject van versie {versie} verder gaat "
        f"op versie {definition.versie}",
        toegestaan=f"versie {listing(known)}" if known else "",
        herstel=f"Zet in de workflow onder 'migraties' een regel met van: {versie}",
    )


def _lost(events: Sequence[Gebeurtenis], rule: Migratieregel, definition: Definition) -> Iterator[Problem]:
    """Steps that were done, and that the new version has no place for."""
    now = step_now(events)
    for one in effective(events):
        if not isinstance(one.inhoud, ActiviteitGedaan) or one.inhoud.stap is None:
            continue
        old = now(one.nr, one.inhoud.stap)
        if old is None or old in rule.vervallen:
            continue
        new = definition.stappen.get(rule.stappen.get(old, old))
        if new is None or new.soort not in DOABLE:
            yield Problem(
                code="GGZ521",
                wat=f"de stap van gebeurtenis {one.nr} is gedaan, en heeft in versie {definition.versie} geen plaats",
                plek=f"gebeurtenissen[{one.nr}].inhoud.stap",
                herstel=f"Noem de stap in de workflow onder 'migraties', bij 'stappen' of bij 'vervallen' "
                f"(van: {rule.van})",
            )
