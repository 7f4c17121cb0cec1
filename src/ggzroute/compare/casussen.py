"""Holds the casussen of two packs against both: documented ones, vignettes, and those that were made to try a rule."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ggzroute.compare.blame import Blame
from ggzroute.compare.gevolgen import SOORTEN, CasusVerschil, Gevolgen, NietVergeleken, Verschil
from ggzroute.compare.outcomes import KINDS, NAMEN, outcomes
from ggzroute.compare.screen import Manier, Screen, conclude
from ggzroute.domain.casus import Casus
from ggzroute.evaluation import fitting
from ggzroute.exceptions import CasusError, GgzrouteError
from ggzroute.replay.fixtures import Dagen, days_from_file
from ggzroute.rules.pack import CasusFile, RulePack


def compare_casus(screen: Screen, was: Casus, now: Casus, manier: Manier) -> tuple[Verschil, ...]:
    """What comes out differently for one casus; empty when nothing does.

    Args:
        screen: the packs.
        was: the casus as the old pack reads it.
        now: the casus as the new pack reads it.
        manier: how it is evaluated.

    Raises:
        GgzrouteError: as :func:`ggzroute.evaluate` does.
    """
    look = screen.look(was, now, manier)
    return _differences(screen, was, now, manier, look.kinds) if look.kinds else ()


def _differences(screen: Screen, was: Casus, now: Casus, manier: Manier, kinds: frozenset[str]) -> tuple[Verschil, ...]:
    before, after = conclude(was, screen.old, manier), conclude(now, screen.new, manier)
    active = screen.active(before, after)
    blame = Blame(screen, before, after, active)
    wanted = [kind for kind in KINDS if kind in kinds]
    first, second = outcomes(before, wanted), outcomes(after, wanted)
    found = []
    for key in first.keys() | second.keys():
        one, other = first.get(key), second.get(key)
        if one is None or other is None or one.waarde != other.waarde:
            door, facts = blame.of(key, one, other)
            found.append(
                Verschil(
                    uitkomst=key[0],
                    code=key[1],
                    was=one.woorden if one is not None else "niet",
                    wordt=other.woorden if other is not None else "niet",
                    door=door,
                    feiten=facts,
                )
            )
    names = list(NAMEN)
    return tuple(sorted(found, key=lambda v: (names.index(v.uitkomst), v.code)))


def compare_fixtures(screen: Screen, manier: Manier) -> Gevolgen:
    """Every casus of both packs, held against both. A casus that both have is taken as it is now.

    Args:
        screen: the packs.
        manier: the peildatum, when it is another than that of each casus; and whether our own readings take part.
    """
    found = Gevolgen(bekeken={soort: 0 for soort in SOORTEN if soort != "bestand"})
    for file in sorted(_files(screen.old, screen.new), key=lambda f: (list(SOORTEN).index(f.soort), f.id)):
        found = found.merged(_file(screen, file, manier))
    return found


def changed_files(old: RulePack, new: RulePack) -> Iterator[tuple[str, str]]:
    """Casussen that are not what they were: id, and ``nieuw``, ``weg`` or ``veranderd``."""
    before, after = ({(f.soort, f.id): f.inhoud for f in pack.casussen} for pack in (old, new))
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield key[1], "nieuw" if key not in before else "weg" if key not in after else "veranderd"


def _files(old: RulePack, new: RulePack) -> Iterator[CasusFile]:
    mine = {(file.soort, file.id) for file in new.casussen}
    yield from new.casussen
    yield from (file for file in old.casussen if (file.soort, file.id) not in mine)


def _file(screen: Screen, file: CasusFile, manier: Manier) -> Gevolgen:
    was = _read(file, screen.old)
    now = _read(file, screen.new) if screen.causes else was
    if isinstance(was, CasusError) or isinstance(now, CasusError):
        errors = [error for error in (was, now) if isinstance(error, CasusError)]
        kant = "beide" if len(errors) > 1 else "oud" if isinstance(was, CasusError) else "nieuw"
        problems = tuple(dict.fromkeys(problem for error in errors for problem in error.problems))
        missed = NietVergeleken(casus=file.id, soort=file.soort, kant=kant, problemen=problems)
        return Gevolgen(bekeken={}, niet_vergeleken=(missed,))
    how = attrs.evolve(manier, niveau=now.niveau, workflows=now.workflows, afgeleid=now.afgeleid or manier.afgeleid)
    try:
        changed = tuple(
            CasusVerschil(casus=file.id, soort=file.soort, situatie=situation, verschillen=differences)
            for situation, casus in now.casussen.items()
            if (differences := compare_casus(screen, was.casussen[situation], casus, how))
        )
    except GgzrouteError:  # only a casus without a peildatum, or with an organisation that is gone
        missed = NietVergeleken(casus=file.id, soort=file.soort, kant="beide")
        return Gevolgen(bekeken={}, niet_vergeleken=(missed,))
    return Gevolgen(bekeken={file.soort: 1}, veranderd=changed)


def _read(file: CasusFile, pack: RulePack) -> Dagen | CasusError:
    try:
        days = days_from_file(file, pack)
        casussen = {situation: fitting(casus, pack) for situation, casus in days.casussen.items()}
    except CasusError as error:
        return error
    return attrs.evolve(days, casussen=casussen)
