"""Makes casussen up: the same for the same seed, number and pack, on any platform."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ggzroute.rules.pack import RulePack
from ggzroute.sampling import following
from ggzroute.sampling.archetypes import ARCHETYPEN
from ggzroute.sampling.chances import Chances, Wheel
from ggzroute.sampling.draft import FIRST_DAY, LAST_DAY, Draft
from ggzroute.sampling.facts import FactTables, with_states
from ggzroute.sampling.network import Places, draw_network

_WHEEL: Final = Wheel.of({naam: archetype.gewicht for naam, archetype in ARCHETYPEN.items()})


class Sampler:
    """Makes casussen up that fit one pack: its vocabulary, its sociale kaart, and the invariants of every network.

    They are plausible, not representative: the shares are ours, and say nothing about people.

    Args:
        pack: the pack.
        seed: any whole number. Casus ``n`` depends on the seed, ``n`` and the pack alone.
    """

    def __init__(self, pack: RulePack, seed: int = 0) -> None:
        self.seed = seed
        self._pack = pack
        self._tables = FactTables(pack.vocabulary)
        self._places = Places(pack)
        self._gevoelig = frozenset(naam for naam, begrip in pack.vocabulary.items() if begrip.gevoelig)

    def __repr__(self) -> str:
        return f"Sampler({self._pack!r}, seed={self.seed})"

    def casus(self, number: int) -> dict[str, Any]:
        """Casus ``number``, in the form that ``Casus.from_dict`` reads; its id says that it is made up."""
        chances = Chances(self.seed, number)
        draft = Draft(chances=chances, vocabulary=self._pack.vocabulary, dag=chances.number(FIRST_DAY, LAST_DAY))
        naam = chances.weighed(_WHEEL)
        archetype = ARCHETYPEN[naam]
        themas = self._tables.draw(draft, naam, archetype)
        following.place(draft, self._places, self._pack.regio)
        following.income(draft)
        draw_network(draft, archetype, self._places)
        following.stay(draft)
        following.areas(draft)
        following.question(draft)
        following.sight(draft)
        following.maatje(draft, themas)
        following.regie(draft)
        following.consent(draft, themas)
        following.work(draft, themas, naam)
        with_states(draft, chances, self._gevoelig)
        return draft.to_dict(f"synthetisch-{self.seed}-{number}")


def sample(count: int, pack: RulePack, *, seed: int = 0, start: int = 0) -> Iterator[dict[str, Any]]:
    """``count`` made-up casussen, as plain data; see :class:`Sampler`.

    Args:
        count: how many.
        pack: the pack they fit.
        seed: any whole number; the same seed gives the same casussen.
        start: number of the first, so that the work can be split.
    """
    sampler = Sampler(pack, seed)
    for number in range(start, start + count):
        yield sampler.casus(number)
