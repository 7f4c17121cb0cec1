"""Why and why not: every outcome down to a page of a source, and the smallest change that would make a difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import ggzroute
from ggzroute import Casus, CasusError, Evaluation
from ggzroute.analysis.smallest import KleinsteWijziging, smallest_change
from ggzroute.analysis.values import choose_value
from ggzroute.exceptions import RuleNotFoundError, UnknownQuestionError
from ggzroute.explain.asking import leaves, understand
from ggzroute.explain.compare import compare
from ggzroute.replay.evaluating import evaluate_fixture
from ggzroute.replay.fixtures import Fixture, fixtures_of
from ggzroute.replay.toetsen import holds
from ggzroute.rules.conditions import Check, Known, walk
from ggzroute.rules.layout import CASUS_FOLDERS

PACKS = ("landelijk", "holland-rijnland", "zuid-limburg")


@cache
def pack_of(name: str) -> ggzroute.RulePack:
    return ggzroute.load_pack(name)


@cache
def casussen(name: str) -> tuple[Casus, ...]:
    found = fixtures_of(pack_of(name), CASUS_FOLDERS.values())
    return tuple(casus for f in found if f.niveau == "casus" for casus in (f.casus, *f.situaties.values()))


@cache
def evaluated(id_: str) -> dict[str | None, Any]:
    fixture = next(f for f in documented() if f.id == id_)
    return evaluate_fixture(fixture, pack_of("holland-rijnland"))


@cache
def documented() -> tuple[Fixture, ...]:
    return fixtures_of(pack_of("holland-rijnland"))


def asked(*, forbidden: bool) -> Iterator[Any]:
    for fixture in documented():
        for outcome in fixture.mag_niet if forbidden else fixture.uitkomsten:
            for n, test in enumerate(outcome.toets):
                yield pytest.param(fixture.id, outcome.situatie, test, id=f"{outcome.id}-{n + 1}")


# ---- every outcome can be asked


@pytest.mark.parametrize(("id_", "situation", "test"), list(asked(forbidden=False)))
def test_every_documented_outcome_leads_to_a_page(id_, situation, test):
    found = evaluated(id_)[situation]
    for leaf, wanted in leaves(test):
        answer = found.why(leaf)
        if not wanted or not holds(leaf, found):
            assert answer.stand is not True
            continue
        assert answer.stand is True
        assert answer.bron
        assert all(bron.document and bron.plaats for bron in answer.bron)
        open_ = "vraag" in leaf or next(iter(leaf.values())) in ({"status": "open"}, {"stand": "open"})
        assert open_ or all(rule.vuurt for rule in answer.regels)


@pytest.mark.parametrize(("id_", "situation", "test"), list(asked(forbidden=True)))
def test_every_must_not_can_be_asked_why_not(id_, situation, test):
    found = evaluated(id_)[situation]
    for leaf, wanted in leaves(test):
        answer = found.why_not(leaf)
        assert answer.stand is not wanted
        if answer.wijziging is not None:
            changed = answer.wijziging.apply(found.gegeven.to_dict())
            again = found.again(Casus.from_dict(changed, vocabulary=found.gegeven.vocabulary))
            assert holds(leaf, again)
        assert str(answer)


def test_an_explanation_goes_down_to_the_origin_of_each_fact():
    found = evaluated("hr-1124-3")[None]
    (rule,) = found.why("RG-014").regels
    assert {fact.feit: fact.herkomst for fact in rule.feiten} == {
        "persoon.gemeente": "onbekend",
        "netwerk.regievoerder_werkgeversgebonden": "onbekend",
        "persoon.multiproblematiek": "gegeven",
        "persoon.ontslag_gepland_op": "gegeven",
        "persoon.opname_status": "gegeven",
        "persoon.subregio": "gegeven",
        "regie.aanwezig": "gegeven",
        "regio.wijkteam_beschikbaar": "onbekend",
    }


def test_a_derived_fact_is_explained_by_the_rule_that_derived_it():
    pack = pack_of("landelijk")
    areas = dict.fromkeys(("werk_dagbesteding", "inkomen", "schulden"), "aandacht")
    data = {"id": "p", "peildatum": "2018-06-01", "feiten": {"persoon.leefgebieden": areas}}
    casus = Casus.from_dict(data, vocabulary=pack.vocabulary)
    found = ggzroute.evaluate(casus, pack, afgeleid=True)
    user = next(r.id for r in pack.regels.values() if r.niveau == "casus" and "persoon.multiproblematiek" in r.needs)
    (rule,) = found.why(user).regels
    (origin,) = [fact for fact in rule.feiten if fact.feit == "persoon.multiproblematiek"]
    assert (origin.herkomst, origin.door) == ("afgeleid", ("AF-001",))
    assert [below.gezag.regel for below in rule.onder] == ["AF-001"]


# ---- how it is asked


@pytest.mark.parametrize(
    ("what", "test"),
    [
        ("RG-009", {"regel": "RG-009"}),
        ("regie", {"regie": {}}),
        ("regie:ggz", {"of": [{"regie": {"kandidaat": "ggz"}}, {"regie": {"huidig": "ggz"}}]}),
        ("maatje:zon", {"maatje": {"kandidaat": "zon"}}),
        ("advies:bellen", {"advies": {"handeling": "bellen"}}),
        ("signaal:rust", {"signaal": "rust"}),
        ("contact:swt", {"contact": {"met": "swt"}}),
    ],
)
def test_an_outcome_is_asked_by_its_kind_and_name(what, test):
    assert understand(what, pack_of("holland-rijnland")) == (what, test)


@pytest.mark.parametrize("what", ["regi:ggz", "advies:", "persoon.verblijf", "huis"])
def test_what_is_no_outcome_is_refused(what):
    with pytest.raises(UnknownQuestionError) as caught:
        understand(what, pack_of("holland-rijnland"))
    assert str(caught.value).startswith(f"no outcome named {what!r}")


def test_what_looks_like_a_rule_and_is_none_is_refused():
    with pytest.raises(RuleNotFoundError):
        understand("RG-999", pack_of("holland-rijnland"))


# ---- the smallest change


def smallest(rule: str, casus: Casus, pack: ggzroute.RulePack) -> KleinsteWijziging | None:
    rules = pack.in_force(casus.peildatum, afgeleid=True)
    return smallest_change(pack.rule(rule).als, casus, pack, goal(rule, pack), rules=rules)


def goal(rule: str, pack: ggzroute.RulePack) -> Any:
    return lambda casus: rule in ggzroute.evaluate(casus, pack, afgeleid=True).gevuurd


@st.composite
def silent_rules(draw: st.DrawFn) -> tuple[str, Casus, str]:
    """A pack, a casus of it, and a rule that does not fire."""
    name = draw(st.sampled_from(PACKS))
    pack = pack_of(name)
    casus = draw(st.sampled_from(casussen(name)))
    taking_part = {rule.id for rule in pack.in_force(casus.peildatum, afgeleid=True)}
    fired = ggzroute.evaluate(casus, pack, afgeleid=True).gevuurd
    return name, casus, draw(st.sampled_from(sorted(taking_part - fired)))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(silent_rules())
def test_the_smallest_change_fires_the_rule_and_can_do_without_none_of_its_parts(case):
    name, casus, rule = case
    pack = pack_of(name)
    found = smallest(rule, casus, pack)
    assert found is not None
    assume(found.volledig)
    data = casus.to_dict()
    assert goal(rule, pack)(Casus.from_dict(found.apply(data), vocabulary=pack.vocabulary))
    for size in range(len(found.wijzigingen)):
        for some in combinations(found.wijzigingen, size):
            assert not fires(attrs.evolve(found, wijzigingen=some).apply(data), rule, pack)


def test_facts_of_one_way_that_open_another_by_themselves_are_enough():
    """Who is with nobody in sight is asked for in three facts; two of them say it of the network too."""
    pack = pack_of("holland-rijnland")
    casus = next(casus for casus in casussen("holland-rijnland") if casus.id == "hv-07")
    found = smallest("IB-004", casus, pack)
    assert found is not None
    assert len(found.wijzigingen) == 2
    assert fires(found.apply(casus.to_dict()), "IB-004", pack)


@pytest.mark.parametrize(
    ("id_", "rule", "changes"), [("hr-1206-4", "RG-021b", 3), ("hr-1124-2", "RG-001b", 4), ("hr-1108-1", "RG-001b", 3)]
)
def test_somebody_gets_the_regie_where_the_casus_said_that_nobody_has_it(id_, rule, changes):
    pack = pack_of("holland-rijnland")
    casus = next(casus for casus in casussen("holland-rijnland") if casus.id == id_)
    found = smallest(rule, casus, pack)
    assert found is not None
    assert len(found.wijzigingen) == changes
    assert "regie.aanwezig" in {change.plek for change in found.wijzigingen}
    assert fires(found.apply(casus.to_dict()), rule, pack)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(silent_rules())
def test_when_two_changes_are_needed_no_single_fact_is_enough(case):
    name, casus, rule = case
    pack = pack_of(name)
    found = smallest(rule, casus, pack)
    assert found is not None
    if found.volledig and len(found.wijzigingen) > 1:
        for changed in single_facts(rule, casus, pack):
            assert not fires(changed, rule, pack)


def single_facts(rule: str, casus: Casus, pack: ggzroute.RulePack) -> Iterator[dict[str, Any]]:
    """The casus with one fact of the rule set to each value that a test of the rule can tell apart."""
    data = casus.to_dict()
    for part in walk(pack.rule(rule).als):
        if isinstance(part, Check) and not part.term.node and pack.vocabulary[part.term.name].afleiding != "netwerk":
            for test, wanted in ((part.test, True), (part.test, False), (Known(known=False), True)):
                value = choose_value(part.term, [(test, wanted)], casus.peildatum)
                plain = Casus.from_dict(data, vocabulary=pack.vocabulary).to_dict()
                facts = {key: old for key, old in plain["feiten"].items() if key != part.term.name}
                if isinstance(value, str | int) and part.term.field is None and part.term.key is None:
                    facts[part.term.name] = value
                yield {**plain, "feiten": facts}


def fires(data: Mapping[str, Any], rule: str, pack: ggzroute.RulePack) -> bool:
    try:
        casus = Casus.from_dict(data, vocabulary=pack.vocabulary)
    except CasusError:
        return False
    return goal(rule, pack)(casus)


def test_a_change_is_told_in_words_of_the_rule():
    found = evaluated("hr-1124-3")[None]
    answer = found.why_not("RG-009")
    assert str(answer).splitlines()[-2:] == [
        "Het zou wel uitkomen, via RG-009, als:",
        "- persoon.ontslag_gepland_op wordt 2016-12-09",
    ]
    assert answer.wijziging is not None
    assert answer.wijziging.volledig


def test_a_rule_that_takes_no_part_has_no_change_that_helps():
    found = evaluated("hr-1124-3")[None]
    answer = found.why_not("AF-001")
    assert (answer.regels[0].deelgenomen, answer.wijziging) == (False, None)


# ---- this one and not that one


def test_the_higher_rank_goes_first_with_the_reasons_of_both():
    found: Evaluation = evaluated("hr-1124-3")[None]
    told = compare(found, "swt", "zus")
    assert told.uitkomst == "wie"
    assert str(told).splitlines()[0] == "swt gaat voor zus."
    assert compare(found, "zus", "swt").uitkomst == "boven"
    assert any(reason.gezag and reason.gezag.bron for reason in told.redenen)


def test_two_who_are_not_named_are_neither():
    found: Evaluation = evaluated("hr-1124-3")[None]
    assert compare(found, "a", "b").uitkomst == "geen_van_beide"
