"""Layers of rules: what a rule builds on was finished before it, whatever the order of files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ggzroute.domain.facts import INVENTARIS
from ggzroute.engine.direct import DirectEngine
from ggzroute.engine.port import fire_all
from ggzroute.rules.conditions import All, Check, Condition, Count, In, Known, Not
from ggzroute.rules.model import Rule
from ggzroute.rules.strata import DerivationCycleError, stratify
from rule_strategies import casussen, derives, fact, facts_from, layers, make_rule, of_node, rule_lists

EEN, TWEE, DRIE = "proef.een", "proef.twee", "proef.drie"


def known(name: str) -> Condition:
    return Check(fact(name), Known(known=True))


def maker(id_: str, makes: str, *needs: str) -> Rule:
    """A rule that derives one fact from others."""
    return make_rule(id_, All(tuple(known(name) for name in needs)), derives(makes, "aap"))


def test_rules_that_build_on_nothing_derived_share_one_layer():
    rules = [make_rule("B", known("proef.keuze")), make_rule("A"), maker("C", EEN, "proef.getal")]
    assert stratify(rules) == (("A", "B", "C"),)


def test_a_rule_comes_after_every_rule_that_derives_what_it_uses():
    rules = [make_rule("D", known(DRIE)), maker("C", DRIE, TWEE), maker("B", TWEE, EEN), maker("A", EEN, "proef.keuze")]
    assert stratify(rules) == (("A",), ("B",), ("C",), ("D",))


def test_a_fact_with_makers_in_two_layers_is_finished_after_the_last():
    rules = [maker("A", EEN), maker("B", TWEE, EEN), maker("C", TWEE), make_rule("D", known(TWEE))]
    assert stratify(rules) == (("A", "C"), ("B",), ("D",))


def test_a_negation_counts_as_use():
    rules = [maker("A", EEN), make_rule("B", Not(known(EEN)))]
    assert stratify(rules) == (("A",), ("B",))


def test_the_key_of_a_table_counts_as_use():
    rules = [maker("A", "proef.plaats"), make_rule("B", Check(fact("proef.open", key="proef.plaats"), In(frozenset())))]
    assert stratify(rules) == (("A",), ("B",))


def test_a_count_uses_the_inventory():
    sociaal = Check(of_node("kring", "sociaal"), In(frozenset({"sociaal"})))
    rules = [maker("A", INVENTARIS), make_rule("B", Count(sociaal, None, 0))]
    assert stratify(rules) == (("A",), ("B",))


def test_no_rules_give_no_layers():
    assert stratify([]) == ()


@pytest.mark.parametrize(
    ("rules", "cycle"),
    [
        ([maker("A", EEN, EEN)], (EEN, EEN)),
        ([maker("A", EEN, TWEE), maker("B", TWEE, EEN)], (EEN, TWEE, EEN)),
        ([maker("A", EEN, TWEE), maker("B", TWEE, DRIE), maker("C", DRIE, EEN)], (DRIE, EEN, TWEE, DRIE)),
        ([maker("A", "proef.keuze", EEN), maker("B", EEN, TWEE), maker("C", TWEE, EEN)], (EEN, TWEE, EEN)),
        ([maker("A", "proef.actoren", TWEE), maker("B", EEN, TWEE), maker("C", TWEE, EEN)], (TWEE, EEN, TWEE)),
    ],
)
def test_a_cycle_is_named_from_its_first_fact_back_to_it(rules, cycle):
    with pytest.raises(DerivationCycleError) as caught:
        stratify(rules)
    assert caught.value.cycle == cycle
    assert str(caught.value) == " -> ".join(cycle)


def test_a_cycle_is_named_the_same_in_any_order_of_rules():
    rules = [maker("A", EEN, TWEE), maker("B", TWEE, DRIE), maker("C", DRIE, EEN)]
    for order in (rules, rules[::-1], [rules[1], rules[2], rules[0]]):
        with pytest.raises(DerivationCycleError, match=f"^{DRIE} -> {EEN} -> {TWEE} -> {DRIE}$"):
            stratify(order)


@st.composite
def shuffled(draw):
    rules = draw(rule_lists(min_size=2))
    return rules, draw(st.permutations(rules))


@given(shuffled())
def test_the_order_of_rules_plays_no_part_in_the_layers(pair):
    rules, other = pair
    assert stratify(rules) == stratify(other)


@given(shuffled(), casussen())
def test_the_order_of_rules_plays_no_part_in_the_result(pair, casus):
    facts = facts_from(casus)
    results = []
    for rules in pair:
        strata = layers(rules)
        firing = fire_all(DirectEngine().compile(strata), strata, facts)
        results.append((firing.hits, firing.open, firing.derived, firing.disputed, firing.facts.values))
    assert results[0] == results[1]


@given(rule_lists())
def test_every_rule_stands_in_one_layer_after_all_makers_of_what_it_needs(rules):
    strata = stratify(rules)
    depth = {id_: number for number, ids in enumerate(strata) for id_ in ids}
    assert sorted(depth) == sorted(rule.id for rule in rules)
    assert sum(len(ids) for ids in strata) == len(rules)
    for rule in rules:
        assert all(depth[maker.id] < depth[rule.id] for maker in rules if maker.derives & rule.needs)
