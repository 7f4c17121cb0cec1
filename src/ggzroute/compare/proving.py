"""Whether a condition became stricter or wider: proved over all values that the two versions can tell apart.

What is proved is proved for every casus: a stricter condition holds nowhere where the old one did not. Counts over the
network are compared by their patterns. Where that is not enough, the answer is that it is another condition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

import attrs

from ggzroute.compare.space import Space, TooLargeError, atom_of
from ggzroute.rules.conditions import All, Condition, Count, binder, leaves
from ggzroute.rules.model import Rule
from ggzroute.tables.compiling import unbound
from ggzroute.tables.regions import MOST_DAYS, peildata


class Verhouding(StrEnum):
    """How a condition relates to what it was."""

    GELIJK = "gelijk"
    STRENGER = "strenger"
    RUIMER = "ruimer"
    ANDERS = "anders"


@attrs.frozen(kw_only=True)
class _Proof:
    """What was proved about two conditions, of when they are true and of when they are not false.

    Attributes:
        forth: where the first is true, so is the second.
        back: the other way round.
        forth_open: where the first is not false, neither is the second.
        back_open: the other way round.
    """

    forth: bool
    back: bool
    forth_open: bool
    back_open: bool


_NOTHING = _Proof(forth=False, back=False, forth_open=False, back_open=False)


def relation(old: Condition, new: Condition) -> Verhouding:
    """How the new condition relates to the old one: when the rule would fire."""
    whole = _word(_proof(unbound(old), unbound(new)))
    old_bound, new_bound = binder(old), binder(new)
    if old_bound is None or new_bound is None:
        return whole if old_bound is new_bound else Verhouding.ANDERS
    words = {whole, _word(_proof(old_bound.pattern, new_bound.pattern))} - {Verhouding.GELIJK}
    return words.pop() if len(words) == 1 else Verhouding.ANDERS if words else Verhouding.GELIJK


def rule_relation(old: Rule, new: Rule) -> Verhouding:
    """How the condition of a rule relates to that of its earlier version."""
    return Verhouding.GELIJK if old.als == new.als else relation(old.als, new.als)


def _word(proof: _Proof) -> Verhouding:
    if proof.forth and proof.back:
        same = proof.forth_open and proof.back_open
        return Verhouding.GELIJK if same else Verhouding.ANDERS
    if proof.back:
        return Verhouding.STRENGER
    return Verhouding.RUIMER if proof.forth else Verhouding.ANDERS


def _proof(old: Condition, new: Condition) -> _Proof:
    """What can be proved; the parts that both share are looked at only where they bear on the rest."""
    mine, theirs = _parts(old), _parts(new)
    shared = [part for part in mine if part in theirs]
    rest = [part for part in (*mine, *theirs) if part not in shared]
    atoms = {atom_of(leaf) for part in rest for leaf in leaves(part)}
    bearing: list[Condition] = []
    while more := [p for p in shared if p not in bearing and any(atom_of(leaf) in atoms for leaf in leaves(p))]:
        bearing += more
        atoms |= {atom_of(leaf) for part in more for leaf in leaves(part)}
    first = All(tuple(part for part in mine if part in bearing or part not in shared))
    second = All(tuple(part for part in theirs if part in bearing or part not in shared))
    days = list(peildata([[first, second]]))
    try:
        proofs = [_on(Space([first, second], day), first, second) for day in days[:MOST_DAYS]]
    except TooLargeError:
        return _NOTHING
    if len(days) > MOST_DAYS:
        return _NOTHING
    return _Proof(**{name: all(getattr(p, name) for p in proofs) for name in attrs.fields_dict(_Proof)})


def _parts(condition: Condition) -> tuple[Condition, ...]:
    if not isinstance(condition, All):
        return (condition,)
    return tuple(inner for part in condition.parts for inner in _parts(part))


def _on(space: Space, first: Condition, second: Condition) -> _Proof:
    possible = space.everything
    for one, other in _pairs(space.counts):
        possible &= ~_impossible(space, one, other)
    (true1, false1), (true2, false2) = space.masks(first), space.masks(second)
    return _Proof(
        forth=not possible & true1 & ~true2,
        back=not possible & true2 & ~true1,
        forth_open=not possible & false2 & ~false1,
        back_open=not possible & false1 & ~false2,
    )


def _pairs(counts: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    yield from ((one, other) for one in counts for other in counts if one is not other)


def _impossible(space: Space, one: Count, other: Count) -> int:
    """Where one count would be certain while another, that follows from it, is not."""
    proof = _proof(one.pattern, other.pattern)
    least, where_least = _at_least(space, one) if proof.forth else (0, space.everything)
    most, where_most = _at_most(space, one) if proof.back_open else (None, space.everything)
    true, false = space.masks(other)
    enough = space.everything if other.low is None else where_least if least >= other.low else 0
    few = space.everything if other.high is None else where_most if most is not None and most <= other.high else 0
    found = enough & few & ~true
    if other.high is not None and least > other.high:
        found |= where_least & ~false
    if other.low is not None and most is not None and most < other.low:
        found |= where_most & ~false
    return found


def _at_least(space: Space, count: Count) -> tuple[int, int]:
    """So many certainly match, and where."""
    true, false = space.masks(count)
    if count.low is not None:
        return count.low, true
    return (count.high + 1, false) if count.high is not None else (0, space.everything)


def _at_most(space: Space, count: Count) -> tuple[int | None, int]:
    """No more than so many can match, and where; ``None`` where nothing is said."""
    true, false = space.masks(count)
    if count.high is not None:
        return count.high, true
    return (count.low - 1, false) if count.low is not None else (None, space.everything)
