"""What the casussen of a pack do with its rules, and what came out of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from ggzroute.analysis.coverage import Sample, samples_of, tried
from ggzroute.evaluation import Evaluation
from ggzroute.replay.fixtures import Fixture, fixtures_of
from ggzroute.replay.running import CasusResultaat, replay
from ggzroute.rules.layout import CASUS_FOLDERS
from ggzroute.rules.pack import RulePack
from ggzroute.verslag.aanduiding import names_in
from ggzroute.verslag.kort import route_line
from ggzroute.verslag.uitkomsten import MAATJE, regie_line

GEMAAKT = "gemaakt"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CasusProef:
    """One casus after it was tried.

    Attributes:
        pakket: name of the pack it belongs to.
        fixture: the casus with what is expected of it.
        resultaat: what was met and missed; ``None`` for one that was made to try a rule.
        regels: ids of the rules that fire in it, in any situation, sorted.
        uitkomst: what came out about route, regie and maatje, as sentences.
    """

    pakket: str
    fixture: Fixture
    resultaat: CasusResultaat | None
    regels: tuple[str, ...]
    uitkomst: tuple[str, ...]


@attrs.frozen(kw_only=True)
class RegelProef:
    """In which casussen a rule fires, and in which it just does not; by their names."""

    geldt: tuple[str, ...] = ()
    net_niet: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Proef:
    """All casussen, and what they do with each rule.

    Attributes:
        casussen: name to the casus, in the order of the packs.
        regels: id of each rule to where it fires.
    """

    casussen: Mapping[str, CasusProef]
    regels: Mapping[str, RegelProef]


def try_all(packs: Iterable[RulePack]) -> Proef:
    """Try every casus of these packs, each with the pack that it belongs to.

    Raises:
        CasusError: with every problem of every casus.
    """
    casussen: dict[str, CasusProef] = {}
    rules: dict[str, RegelProef] = {}
    for pack in packs:
        everything: list[Sample] = []
        for fixture in fixtures_of(pack, CASUS_FOLDERS.values()):
            naam = _unique(f"{pack.pakket}-{fixture.id}", casussen)
            samples = tuple(samples_of(attrs.evolve(fixture, id=naam), pack))
            casussen[naam] = _casus(fixture, samples, pack)
            everything += samples
        for rule in pack.regels.values():
            fired, nearly = tried(rule, everything)
            known = rules.get(rule.id, RegelProef())
            ordered = (naam for kind in CASUS_FOLDERS.values() for naam in fired.get(kind, ()))
            rules[rule.id] = RegelProef(geldt=(*known.geldt, *ordered), net_niet=(*known.net_niet, *nearly))
    return Proef(casussen=casussen, regels=rules)


def _unique(naam: str, known: Mapping[str, object]) -> str:
    """A name that nothing has yet: two casussen of one pack may have one id."""
    return next(new for new in (naam, *(f"{naam}-{n}" for n in range(2, len(known) + 3))) if new not in known)


def _casus(fixture: Fixture, samples: tuple[Sample, ...], pack: RulePack) -> CasusProef:
    return CasusProef(
        pakket=pack.pakket,
        fixture=fixture,
        resultaat=None if fixture.soort == GEMAAKT else replay(fixture, pack),
        regels=tuple(sorted({id_ for sample in samples for id_ in sample.base.gevuurd})),
        uitkomst=_outcome(samples[0]),
    )


def _outcome(sample: Sample) -> tuple[str, ...]:
    found = sample.base
    if not isinstance(found, Evaluation):
        return ()
    return (*route_line(found), regie_line(found, names_in(found.context)), MAATJE[found.maatje.stand])
