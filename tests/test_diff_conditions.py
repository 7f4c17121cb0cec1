"""A condition that is called stricter or wider is so for every casus."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ggzroute.compare.because import because
from ggzroute.compare.proving import Verhouding, relation
from ggzroute.rules.conditions import (
    ALWAYS,
    All,
    AnyOf,
    Check,
    Count,
    DateRange,
    Day,
    In,
    Known,
    Not,
    Range,
    SizeWith,
    facts_of,
    walk,
)
from ggzroute.rules.logic import truth
from ggzroute.tables.compiling import unbound
from rule_strategies import PATTERNS, PEILDATUM, casussen, conditions, fact, facts_from, of_node

AAP = Check(fact("proef.keuze"), In(frozenset({"aap"})))
APEN = Check(fact("proef.keuze"), In(frozenset({"aap", "noot"})))
JA = Check(fact("proef.ja_nee"), In(frozenset({"ja"})))
NEE = Check(fact("proef.ja_nee"), In(frozenset({"nee"})))
GGZ = Check(of_node("soort", "ggz_instelling"), In(frozenset({"ggz_instelling"})))
NU = Check(of_node("betrokken", "nu"), In(frozenset({"nu"})))


def number(low: int | None, high: int | None) -> Check:
    return Check(fact("proef.getal"), Range(low, high))


def days(low: Day | None, high: Day | None) -> Check:
    return Check(fact("proef.datum"), DateRange(low, high))


def reds(low: int | None, high: int | None = None) -> Check:
    return Check(fact("proef.leden"), SizeWith(frozenset({"rood"}), low, high))


def there_is(pattern, low=1, high=None, bind=None) -> Count:
    return Count(pattern, low, high, bind)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        (JA, All((JA, AAP)), Verhouding.STRENGER),
        (JA, AnyOf((JA, AAP)), Verhouding.RUIMER),
        (APEN, AAP, Verhouding.STRENGER),
        (JA, NEE, Verhouding.ANDERS),
        (JA, Not(NEE), Verhouding.RUIMER),  # what does not apply is no nee either
        (All((JA, AAP)), All((AAP, JA)), Verhouding.GELIJK),
        (Not(AnyOf((JA, AAP))), All((Not(AAP), Not(JA))), Verhouding.GELIJK),
        (number(1, 5), number(2, 4), Verhouding.STRENGER),
        (number(1, 5), number(2, None), Verhouding.ANDERS),
        (AnyOf((number(None, 3), number(4, None))), Check(fact("proef.getal"), Known(known=True)), Verhouding.RUIMER),
        (days(Day(offset=-30), None), days(Day(offset=-10), None), Verhouding.STRENGER),
        (days(Day(offset=-10), None), days(Day(date=PEILDATUM), None), Verhouding.ANDERS),
        (there_is(GGZ), there_is(All((GGZ, NU))), Verhouding.STRENGER),
        (there_is(GGZ), there_is(GGZ, low=2), Verhouding.STRENGER),
        (there_is(GGZ, None, 0), there_is(All((GGZ, NU)), None, 0), Verhouding.RUIMER),
        (there_is(GGZ, None, 0), there_is(GGZ, None, 2), Verhouding.RUIMER),
        (there_is(GGZ), there_is(NU), Verhouding.ANDERS),
        (there_is(GGZ, 2), Not(there_is(GGZ, None, 1)), Verhouding.GELIJK),
        (there_is(GGZ, 3), Not(there_is(GGZ, None, 1)), Verhouding.RUIMER),
        (there_is(All((GGZ, NU)), 2), Not(there_is(GGZ, None, 1)), Verhouding.RUIMER),
        (there_is(GGZ, 2, 3), there_is(GGZ, 2), Verhouding.RUIMER),
        (there_is(GGZ, 1, 4), there_is(GGZ, 2, 3), Verhouding.STRENGER),
        (Not(there_is(GGZ, 2, 3)), there_is(GGZ, 4), Verhouding.STRENGER),
        (there_is(GGZ, 1, 3), there_is(GGZ, 2, 4), Verhouding.ANDERS),
        (reds(2), reds(1), Verhouding.RUIMER),
        (reds(2), All((reds(2), reds(None, 2))), Verhouding.STRENGER),
        (reds(2), Not(reds(None, 1)), Verhouding.RUIMER),  # what does not apply is not counted at all
        (there_is(GGZ, bind="a"), there_is(GGZ, bind="b"), Verhouding.GELIJK),
        (there_is(GGZ, bind="a"), there_is(GGZ), Verhouding.ANDERS),  # nobody is named any more
        (All((there_is(GGZ, bind="a"), JA)), All((there_is(All((GGZ, NU)), bind="a"),)), Verhouding.ANDERS),
        (AAP, ALWAYS, Verhouding.RUIMER),
    ],
)
def test_how_a_condition_relates_to_what_it_was(old, new, word):
    back = {Verhouding.STRENGER: Verhouding.RUIMER, Verhouding.RUIMER: Verhouding.STRENGER}
    assert relation(old, new) is word
    assert relation(new, old) is back.get(word, word)


def test_what_cannot_be_looked_at_whole_is_another_condition():
    old, new = (Check(fact("proef.open"), SizeWith(frozenset({"ja"}), low, None)) for low in (40, 50))
    assert relation(old, new) is Verhouding.ANDERS
    assert relation(old, All((old, JA))) is Verhouding.STRENGER


@settings(max_examples=150)
@given(st.data())
def test_what_is_proved_holds_for_every_casus(data):
    part = st.lists(conditions(), min_size=1, max_size=3)
    parts = data.draw(part)
    old = unbound(All(tuple(parts)))
    more = unbound(data.draw(conditions()))
    made = {0: All((*old.parts[1:], more)), 1: All((*old.parts, more)), 2: All(old.parts[1:]), 3: AnyOf((old, more))}
    new = made[data.draw(st.integers(0, 3))]
    for casus in data.draw(st.lists(casussen(), min_size=1, max_size=4)):
        assert_as_said(old, new, casus)


def assert_as_said(old, new, casus):
    word, facts = relation(old, new), facts_from(casus)
    before, after = truth(old, facts), truth(new, facts)
    if word is Verhouding.GELIJK:
        assert before is after
    elif word is Verhouding.STRENGER:
        assert before is True or after is not True
    elif word is Verhouding.RUIMER:
        assert after is True or before is not True


BOUND = st.none() | st.integers(0, 3)
COUNT = st.tuples(PATTERNS, BOUND, BOUND, st.booleans())


@settings(max_examples=150)
@given(COUNT, COUNT, st.booleans(), casussen())
def test_what_is_proved_of_counts_holds_for_every_casus(one, other, alike, casus):
    pattern = one[0] if alike else All((one[0], other[0]))
    old, new = Count(one[0], *one[1:3]), Count(pattern, *other[1:3])
    assert_as_said(Not(old) if one[3] else old, Not(new) if other[3] else new, casus)


@settings(max_examples=60)
@given(conditions(), casussen())
def test_the_facts_behind_a_condition_are_facts_it_looks_at(condition, casus):
    facts = facts_from(casus)
    names = because(condition, facts)
    nodes = {f"betrokkene.{p.term.name}" for p in walk(condition) if isinstance(p, Check) and p.term.node}
    assert names <= facts_of(condition) | nodes | {"relaties"}
