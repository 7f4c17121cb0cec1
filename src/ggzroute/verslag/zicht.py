"""What one reader sees of a casus: facts, attributes of betrokkenen, relations; and so which rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from ggzroute.domain.netwerk import HULPVRAGER, PROFESSIONEEL, SOCIAAL, Betrokkene, Relatie
from ggzroute.rules.conclusions import KandidaatRegievoerder, RegieOverdracht, StelRegiekeuzeUit
from ggzroute.rules.conditions import Check, Condition, Count, Reach, fact_name, walk
from ggzroute.rules.model import Rule
from ggzroute.verslag.lezers import Lezer, owner, sees
from ggzroute.vocabulary import Begrip, Vocabulary

_HIDDEN_ATTRIBUTES: Final = frozenset({"invloed", "brengt_in"})
"""Attributes of a betrokkene that are not the hulpvrager's to read: a judgement about another, and who reported."""
_COOPERATION: Final = ("werkt_samen_met", "draagt_over_aan")
"""Relations between others that are about the help for the hulpvrager."""
_PROFESSIONAL: Final = ("heeft_contact_met", "werkt_bij")
"""Relations that are so when both belong to the professioneel netwerk."""
_ROLES: Final = ("voert_regie_over", "is_maatje_van")
_HOLDER: Final = ("id", "kring", "soort", "organisatie", "functie")
_COMPANION: Final = ("id", "kring", "soort")


@attrs.frozen(kw_only=True)
class Zicht:
    """What one reader sees.

    Attributes:
        lezer: the reader.
        vocabulary: the facts of the pack.
        vrij: facts, and parts of facts, that may be told to this reader because the hulpvrager agreed to it.
    """

    lezer: Lezer
    vocabulary: Vocabulary = attrs.field(repr=False, eq=False)
    vrij: frozenset[str] = frozenset()

    @property
    def netwerk(self) -> bool:
        """Whether the reader sees who is around the hulpvrager."""
        return self.lezer in (Lezer.HULPVRAGER, Lezer.REGIEVOERDER)

    def fact(self, name: str, field: str | None = None) -> bool:
        """Whether the reader sees a fact; of a table that says so for each key, that key or else all of it."""
        begrip = self.vocabulary.get(name)
        if begrip is None:
            return False
        if owner(begrip) == "hulpvrager" and not self.vrij.isdisjoint((name, f"{name}.{field}")):
            return True
        if field is None and _by_key(begrip):
            return all(self.fact(name, key) for key in begrip.type.sleutels)
        return sees(self.lezer, begrip, field or "")

    def address(self, address: str) -> bool:
        """Whether the reader sees a fact, or a part of one, by its address."""
        name = fact_name(address)
        return self.fact(name, address.removeprefix(name).removeprefix(".") or None)

    def value(self, name: str, value: Any) -> Any:
        """The part of a value that the reader sees, or ``None``."""
        if self.fact(name):
            return value
        begrip = self.vocabulary.get(name)
        if begrip is None or not _by_key(begrip):
            return None
        keys = [key for key in begrip.type.sleutels if self.fact(name, key)]
        if not isinstance(value, Mapping):
            return value if keys else None
        return {key: value[key] for key in keys if key in value} or None

    def betrokkene(self, one: Betrokkene, roles: Mapping[str, str]) -> Betrokkene | None:
        """What the reader sees of a betrokkene, or ``None``.

        Args:
            one: the betrokkene.
            roles: whether this one is ``regievoerder`` or ``maatje``.
        """
        if self.lezer is Lezer.REGIEVOERDER:
            return one
        if self.lezer is Lezer.HULPVRAGER:
            return attrs.evolve(one, invloed=None, brengt_in=one.brengt_in if one.kring != SOCIAAL else None)
        if roles.get("regievoerder") == "ja":
            return _only(one, _HOLDER)
        return _only(one, _COMPANION) if roles.get("maatje") == "ja" else None

    def relatie(self, relatie: Relatie, kringen: Mapping[str, str], day: dt.date) -> bool:
        """Whether the reader sees a relation.

        Args:
            relatie: the relation.
            kringen: id of each betrokkene that the reader sees, to its kring.
            day: the peildatum.
        """
        ends = {relatie.van, relatie.naar} - {HULPVRAGER}
        if self.lezer is Lezer.REGIEVOERDER:
            return True
        if self.lezer is Lezer.HULPVRAGER:
            professional = all(kringen.get(end) == PROFESSIONEEL for end in ends)
            own = HULPVRAGER in (relatie.van, relatie.naar)
            return own or relatie.soort in _COOPERATION or (relatie.soort in _PROFESSIONAL and professional)
        return relatie.soort in _ROLES and ends <= kringen.keys() and relatie.holds_on(day)

    def condition(self, condition: Condition) -> bool:
        """Whether the reader sees everything that a condition looks at."""
        return all(self._part(part) for part in walk(condition))

    def rule(self, rule: Rule) -> bool:
        """Whether the reader sees everything that a rule looks at, also in what it says about how long."""
        return all(self.condition(condition) for condition in _conditions(rule)) and all(
            self.fact(name) for c in rule.dan if isinstance(c, StelRegiekeuzeUit) for name in c.tot_bekend
        )

    def _part(self, part: Condition) -> bool:
        if isinstance(part, Reach):
            return self.lezer is Lezer.REGIEVOERDER
        if isinstance(part, Count):
            return self.netwerk
        if not isinstance(part, Check):
            return True
        term = part.term
        if term.node:
            return self.lezer is Lezer.REGIEVOERDER or (self.netwerk and term.name not in _HIDDEN_ATTRIBUTES)
        return self.fact(term.name, term.field) and (term.key is None or self.fact(fact_name(term.key)))


def _by_key(begrip: Begrip) -> bool:
    return bool(begrip.zichtbaar_voor) and "" not in begrip.zichtbaar_voor


def _conditions(rule: Rule) -> Iterator[Condition]:
    yield rule.als
    for conclusion in rule.dan:
        if isinstance(conclusion, KandidaatRegievoerder) and conclusion.zolang is not None:
            yield conclusion.zolang
        if isinstance(conclusion, RegieOverdracht) and conclusion.zodra is not None:
            yield conclusion.zodra


def _only(one: Betrokkene, names: tuple[str, ...]) -> Betrokkene:
    return Betrokkene(**{name: getattr(one, name) for name in names})
