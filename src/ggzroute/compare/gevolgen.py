"""What a change does: which casussen come out differently, in what, by which rule and on which facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from ggzroute.compare.outcomes import NAMEN
from ggzroute.problems import Problem

_Example = tuple[str, str, str]
SOORTEN: Final = {
    "gedocumenteerd": ("gedocumenteerde casus", "gedocumenteerde casussen"),
    "vignet": ("vignet", "vignetten"),
    "gemaakt": ("gemaakte casus", "gemaakte casussen"),
    "bestand": ("casus uit het bestand", "casussen uit het bestand"),
}
"""Where a casus comes from to how people read it: one, and more."""


@attrs.frozen(kw_only=True)
class Verschil:
    """One outcome that is another one.

    Attributes:
        uitkomst: kind of outcome.
        code: which one; empty when there is but one of its kind.
        was: what it was, in codes and ids of rules.
        wordt: what it is now.
        door: ids of the changed rules, or changed parts of the pack.
        feiten: names of the facts in this casus on which that hangs; never their values.
    """

    uitkomst: str
    code: str
    was: str
    wordt: str
    door: tuple[str, ...]
    feiten: tuple[str, ...]

    @property
    def naam(self) -> str:
        """The outcome as people read it."""
        return f"{NAMEN[self.uitkomst]} {self.code}".strip()

    def to_dict(self) -> dict[str, Any]:
        """The difference as plain JSON types."""
        return {**attrs.asdict(self), "door": list(self.door), "feiten": list(self.feiten)}


@attrs.frozen(kw_only=True)
class CasusVerschil:
    """A casus that comes out differently.

    Attributes:
        casus: its id.
        soort: where it comes from, one of :data:`SOORTEN`.
        situatie: situation of a documented casus, or ``None`` for the day of the meeting.
        regel: line in a file with casussen, or ``None``.
        verschillen: what came out differently.
    """

    casus: str
    soort: str
    situatie: str | None = None
    regel: int | None = None
    verschillen: tuple[Verschil, ...]

    @property
    def naam(self) -> str:
        """The casus as people find it."""
        where = f" ({self.situatie})" if self.situatie else ""
        return f"{self.casus}{where}" if self.regel is None else f"regel {self.regel} ({self.casus})"

    def to_dict(self) -> dict[str, Any]:
        """The casus as plain JSON types."""
        return {**attrs.asdict(self, recurse=False), "verschillen": [v.to_dict() for v in self.verschillen]}


@attrs.frozen(kw_only=True)
class NietVergeleken:
    """A casus that could not be held against both packs.

    Attributes:
        casus: its id; empty for a line that is no casus.
        soort: where it comes from.
        kant: ``oud``, ``nieuw`` or ``beide``: the pack that it does not fit.
        regel: line in a file with casussen, or ``None``.
        problemen: what is wrong with it, without a value of the casus.
    """

    casus: str
    soort: str
    kant: str
    regel: int | None = None
    problemen: tuple[Problem, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The casus as plain JSON types."""
        return {**attrs.asdict(self, recurse=False), "problemen": [str(problem) for problem in self.problemen]}


@attrs.frozen(kw_only=True)
class Groep:
    """Outcomes that changed in the same way, by the same rules and on the same facts.

    Attributes:
        naam: the outcome as people read it.
        door: what it changed by.
        feiten: the facts on which it hangs.
        aantal: how many casussen.
        voorbeelden: the first few of them: the casus, what it was, and what it is.
    """

    naam: str
    door: tuple[str, ...]
    feiten: tuple[str, ...]
    aantal: int
    voorbeelden: tuple[tuple[str, str, str], ...]

    def to_dict(self) -> dict[str, Any]:
        """The group as plain JSON types."""
        return {
            "uitkomst": self.naam,
            "door": list(self.door),
            "feiten": list(self.feiten),
            "aantal": self.aantal,
            "voorbeelden": [{"casus": c, "was": was, "wordt": now} for c, was, now in self.voorbeelden],
        }


@attrs.frozen(kw_only=True)
class Gevolgen:
    """What a change does for the casussen that were looked at.

    Attributes:
        bekeken: where casussen come from to how many were held against both packs.
        veranderd: the casussen that come out differently, in order.
        niet_vergeleken: the casussen that could not be.
    """

    bekeken: Mapping[str, int]
    veranderd: tuple[CasusVerschil, ...] = ()
    niet_vergeleken: tuple[NietVergeleken, ...] = ()

    @property
    def aantallen(self) -> Mapping[str, int]:
        """Where casussen come from to how many of them come out differently; situations of one casus count once."""
        return Counter(soort for soort, _, _ in {(c.soort, c.casus, c.regel) for c in self.veranderd})

    @property
    def anders(self) -> bool:
        """Whether anything comes out differently, or a casus of the pack no longer fits it."""
        lost = any(n.soort != "bestand" and n.kant in ("nieuw", "beide") for n in self.niet_vergeleken)
        return bool(self.veranderd) or lost

    def groups(self, soorten: Iterable[str], most: int) -> tuple[Groep, ...]:
        """What changed, counted: the largest group first.

        Args:
            soorten: which casussen are counted.
            most: at most so many examples of each.
        """
        wanted = tuple(soorten)
        found: dict[tuple[str, tuple[str, ...], tuple[str, ...]], dict[tuple[str, int | None], _Example]] = {}
        for casus in self.veranderd:
            for v in casus.verschillen if casus.soort in wanted else ():
                group = found.setdefault((v.naam, v.door, v.feiten), {})
                group.setdefault((casus.casus, casus.regel), (casus.naam, v.was, v.wordt))
        groups = (
            Groep(naam=naam, door=door, feiten=facts, aantal=len(cases), voorbeelden=tuple(cases.values())[:most])
            for (naam, door, facts), cases in found.items()
        )
        return tuple(sorted(groups, key=lambda g: (-g.aantal, g.naam, g.door, g.feiten)))

    def merged(self, other: Gevolgen) -> Gevolgen:
        """These and those of other casussen."""
        return Gevolgen(
            bekeken={
                soort: self.bekeken.get(soort, 0) + other.bekeken.get(soort, 0)
                for soort in SOORTEN
                if soort in self.bekeken or soort in other.bekeken
            },
            veranderd=(*self.veranderd, *other.veranderd),
            niet_vergeleken=(*self.niet_vergeleken, *other.niet_vergeleken),
        )

    def to_dict(self) -> dict[str, Any]:
        """The effects as plain JSON types."""
        return {
            "bekeken": {soort: self.bekeken.get(soort, 0) for soort in self._soorten()},
            "veranderd": {soort: self.aantallen.get(soort, 0) for soort in self._soorten()},
            "casussen": [casus.to_dict() for casus in self.veranderd],
            "groepen": [group.to_dict() for group in self.groups(SOORTEN, 3)],
            "niet_vergeleken": [casus.to_dict() for casus in self.niet_vergeleken],
        }

    def _soorten(self) -> Iterator[str]:
        yield from (soort for soort in SOORTEN if soort in self.bekeken)
