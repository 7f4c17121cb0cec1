"""Coverage of rules, the casussen that are made for them, and profiles."""

from __future__ import annotations

import attrs
import pytest

import ggzroute
from ggzroute.analysis.constructing import construct
from ggzroute.analysis.coverage import measure
from ggzroute.analysis.literals import flipped, leaves
from ggzroute.analysis.witness import find_witness
from ggzroute.profile import Profiel, evaluate_profile
from ggzroute.replay.fixtures import fixture_from_file, fixtures_of
from ggzroute.replay.running import replay
from ggzroute.rules.pack import CasusFile
from ggzroute.yaml_builder import dump


@pytest.fixture(scope="module")
def documented(pack):
    return measure(pack, fixtures_of(pack))


def entry(coverage, id_):
    return next(rule for rule in coverage.regels if rule.regel == id_)


def test_a_rule_says_in_which_casussen_it_fires(documented):
    assert entry(documented, "RG-011").gevuurd == {"gedocumenteerd": ("hr-1108-3",)}


def test_a_condition_that_matters_names_the_casus_that_notices(documented):
    noticed = {leaf.tekst: leaf.gemerkt_door for leaf in entry(documented, "RG-011").voorwaarden}
    assert noticed["persoon.uitkering bevat participatiewet_bijstand"] == "hr-1108-3"


def test_without_casussen_nothing_is_tried(pack):
    nothing = measure(pack, [])
    assert len(nothing.nooit) == len(nothing.regels)
    assert len(nothing.overlevers) == nothing.voorwaarden


def test_ways_of_the_workflow_are_counted(documented):
    assert documented.stappen["Q1", "Q4"] > 0
    assert documented.stappen["A5", "EIND_GEEN_REGIE"] == 0


def test_every_casus_rule_has_a_witness_that_shows_it(pack):
    rules = [rule for rule in pack.regels.values() if rule.niveau == "casus"]
    assert [rule.id for rule in rules if find_witness(rule.als, pack) is None] == []


def test_a_made_casus_replays_and_is_marked_as_made(pack):
    rule = pack.rule("RG-009")
    data = construct(rule, pack)
    assert data is not None
    file = CasusFile(id=data["id"], bestand="x", soort="gemaakt", inhoud=dump(data).encode())
    result = replay(fixture_from_file(file, pack), pack)
    assert result.gehaald
    assert len(result.mag_niet) == 1
    assert data["documentatie"]["toelichting"].startswith("Deze casus is gemaakt, niet gedocumenteerd.")


def test_a_made_casus_notices_each_condition_that_is_turned_around(pack):
    rule = pack.rule("RG-009")
    data = construct(rule, pack)
    assert data is not None
    file = CasusFile(id=data["id"], bestand="x", soort="gemaakt", inhoud=dump(data).encode())
    fixture = fixture_from_file(file, pack)
    for number, _ in enumerate(leaves(rule.als)):
        mutant = attrs.evolve(rule, als=flipped(rule.als, number))
        other = attrs.evolve(pack, regels={**pack.regels, rule.id: mutant})
        assert not replay(fixture, other).gehaald, number


def test_flipping_a_condition_twice_gives_its_meaning_back(pack):
    condition = pack.rule("RG-011").als
    assert find_witness(flipped(flipped(condition, 0), 0), pack) == find_witness(condition, pack)


def profile(pack, **facts):
    return Profiel.from_dict(
        {"id": "p", "niveau": "organisatie", "peildatum": "2018-06-01", "feiten": facts}, vocabulary=pack.vocabulary
    )


def test_a_profile_refuses_facts_about_a_person(pack):
    with pytest.raises(ggzroute.CasusError) as refused:
        profile(pack, **{"persoon.werkwens": "ja", "organisatie.caseload": 60})
    assert [str(problem) for problem in refused.value.problems] == [
        (
            "GGZ342 'persoon.werkwens' gaat over een persoon en hoort niet in een profiel "
            "(bij feiten.persoon.werkwens). Haal dit feit weg."
        )
    ]


def test_a_profile_has_no_network_and_needs_a_level(pack):
    with pytest.raises(ggzroute.CasusError) as refused:
        Profiel.from_dict({"id": "p", "betrokkenen": [], "feiten": {}}, vocabulary=pack.vocabulary)
    assert [problem.code for problem in refused.value.problems] == ["GGZ340", "GGZ341"]


def test_casus_rules_take_no_part_in_a_profile(pack):
    found = evaluate_profile(profile(pack, **{"organisatie.caseload": 60}), pack)
    levels = {pack.rule(id_).niveau for id_ in found.verantwoording.regels_bekeken}
    assert levels <= {"organisatie"}
    assert found.to_dict()["niveau"] == "organisatie"
