"""Which casussen can come out differently: a look at the changed rules alone, before the whole is evaluated.

The changed rules, with the rules that derive what they look at, are a small pack of their own. Where none of them does
something else than before, and nothing but rules changed, a casus comes out the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from ggzroute.compare.causes import causes
from ggzroute.compare.essence import changed_rules, essence, unranked
from ggzroute.compare.outcomes import KINDS
from ggzroute.conclusies import Conclusies
from ggzroute.domain.casus import Casus
from ggzroute.evaluation import evaluate
from ggzroute.profile import Profiel, evaluate_profile
from ggzroute.rules.conclusions import (
    Adviseer,
    Conclusion,
    Contact,
    KandidaatMaatje,
    KandidaatRegievoerder,
    LeidAf,
    MaatjeNodig,
    OnderbreekRoute,
    Signaleer,
    StelVraag,
)
from ggzroute.rules.model import Rule
from ggzroute.rules.pack import RulePack

_KIND: Final[Mapping[type[Conclusion], tuple[str, ...]]] = {
    LeidAf: KINDS,
    MaatjeNodig: ("maatje",),
    KandidaatMaatje: ("maatje",),
    Adviseer: ("advies",),
    Contact: ("advies",),
    Signaleer: ("signaal",),
    OnderbreekRoute: ("onderbreking",),
    StelVraag: (),
}
"""Kind of conclusion to the kinds of outcome that it can touch; any other is about the regie."""


@attrs.frozen(kw_only=True)
class Manier:
    """How a casus is evaluated.

    Attributes:
        niveau: ``casus``, or the level of a profile.
        workflows: names of the workflows; empty for that of the pack.
        afgeleid: whether our own readings take part.
        peildatum: the day; by default that of the casus.
    """

    niveau: str = "casus"
    workflows: tuple[str, ...] = ()
    afgeleid: bool = False
    peildatum: dt.date | None = None


def conclude(casus: Casus, pack: RulePack, manier: Manier) -> Conclusies:
    """Evaluate a casus, or the facts of a profile."""
    if manier.niveau == "casus":
        return evaluate(casus, pack, peildatum=manier.peildatum, workflow=manier.workflows, afgeleid=manier.afgeleid)
    profile = Profiel(niveau=manier.niveau, feiten=casus)
    return evaluate_profile(profile, pack, peildatum=manier.peildatum, afgeleid=manier.afgeleid)


@attrs.frozen(kw_only=True)
class Changed:
    """One changed rule.

    Attributes:
        was: as it was, or ``None``.
        now: as it is, or ``None``.
        says: whether what it says changed, or how strongly.
        gathers: whether what it derives also hangs on rules that are still open.
        ends: whether it bears on the end of a regie without firing.
        kinds: kinds of outcome that it can touch.
    """

    was: Rule | None
    now: Rule | None
    says: bool
    gathers: bool
    ends: bool
    kinds: frozenset[str]

    @classmethod
    def of(cls, was: Rule | None, now: Rule | None) -> Changed:
        """What matters of a changed rule, worked out once."""
        rules = [rule for rule in (was, now) if rule is not None]
        said = [(essence(rule).dan, rule.sterkte) for rule in rules]
        ends = [
            attrs.evolve(essence(rule), dan=tuple(unranked(c) for c in essence(rule).dan), sterkte="") for rule in rules
        ]
        dan = [conclusion for rule in rules for conclusion in rule.dan]
        kinds = frozenset(kind for c in dan for kind in _KIND.get(type(c), ("regie",)))
        until = any(isinstance(c, KandidaatRegievoerder) and c.zolang is not None for c in dan)
        return cls(
            was=was,
            now=now,
            says=len(set(said)) > 1 if len(rules) > 1 else True,
            gathers=any(isinstance(c, LeidAf) and c.verzamel is not None for c in dan),
            ends=until and (len(rules) == 1 or ends[0] != ends[1]),
            kinds=kinds | {"conflict"},
        )


@attrs.frozen(kw_only=True)
class Look:
    """What a look at the changed rules gave.

    Attributes:
        active: ids of the changed rules that do something else than before.
        kinds: kinds of outcome that can differ.
    """

    active: frozenset[str]
    kinds: frozenset[str]


class Screen:
    """Two packs, and the small packs of what changed between them. Safe to share between threads.

    Args:
        old: the pack as it was.
        new: the pack as it is.
    """

    def __init__(self, old: RulePack, new: RulePack) -> None:
        self.causes = causes(old, new)
        self.same_facts = not any(cause.startswith("begrip ") for cause in self.causes)
        self.same_kaart = not any(cause.startswith("organisatie ") for cause in self.causes)
        self.old = old
        self.new = attrs.evolve(new, vocabulary=old.vocabulary) if self.same_facts else new
        self.changed = {id_: Changed.of(was, now) for id_, (was, now) in changed_rules(old, new).items()}
        self.always = frozenset(kind for kinds in self.causes.values() for kind in kinds)
        self._small = tuple(_small(pack, self.changed) for pack in (self.old, self.new))

    def look(self, was: Casus, now: Casus, manier: Manier) -> Look:
        """Which outcomes of a casus can differ.

        Args:
            was: the casus as the old pack reads it.
            now: the casus as the new pack reads it.
            manier: how it is evaluated.
        """
        always = self.always if was.feiten == now.feiten else frozenset(KINDS)
        if not self.changed:
            return Look(active=frozenset(), kinds=always)
        before, after = (conclude(c, p, manier) for c, p in zip((was, now), self._small, strict=True))
        active = self.active(before, after)
        kinds = (kind for id_ in active for kind in self.changed[id_].kinds)
        return Look(active=active, kinds=always.union(kinds))

    def active(self, before: Conclusies, after: Conclusies) -> frozenset[str]:
        """The changed rules that do something else than before."""
        first, second = _fired(before), _fired(after)
        moved = self._opened(before, after)
        held = bool(before.context.holders() or after.context.holders())
        return frozenset(
            id_
            for id_, rule in self.changed.items()
            if first.get(id_) != second.get(id_)
            or (rule.says and id_ in first)
            or (rule.gathers and id_ in moved)
            or (rule.ends and held)
        )

    def _opened(self, before: Conclusies, after: Conclusies) -> frozenset[str]:
        """Rules that are open with one pack alone; worked out only when a changed rule gathers."""
        if not any(rule.gathers for rule in self.changed.values()):
            return frozenset()
        return frozenset(before.context.firing.open) ^ frozenset(after.context.firing.open)


def _fired(found: Conclusies) -> Mapping[str, frozenset[str]]:
    hits: dict[str, set[str]] = {}
    for hit in found.context.firing.hits:
        hits.setdefault(hit.regel, set()).add(hit.wie)
    return {id_: frozenset(who) for id_, who in hits.items()}


def _small(pack: RulePack, ids: Iterable[str]) -> RulePack:
    """The pack with these rules, and those that derive what they look at, alone."""
    makers: dict[str, list[str]] = {}
    for rule in pack.regels.values():
        for fact in rule.derives:
            makers.setdefault(fact, []).append(rule.id)
    wanted: set[str] = set()
    todo = [id_ for id_ in ids if id_ in pack.regels]
    while todo:
        id_ = todo.pop()
        if id_ not in wanted:
            wanted.add(id_)
            rule = pack.regels[id_]
            todo += [maker for fact in rule.needs | rule.derives for maker in makers.get(fact, ())]
    return attrs.evolve(
        pack,
        regels={id_: rule for id_, rule in pack.regels.items() if id_ in wanted},
        strata=tuple(tuple(id_ for id_ in layer if id_ in wanted) for layer in pack.strata),
    )
