"""Coverage of rules, the casussen that are made for them, and profiles."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import attrs
import pytest

import ggzroute
from ggzroute.analysis.constructing import construct
from ggzroute.analysis.coverage import measure
from ggzroute.analysis.literals import flipped
from ggzroute.analysis.walking import construct_routes
from ggzroute.analysis.witness import find_witness
from ggzroute.profile import Profiel, evaluate_profile
from ggzroute.replay.fixtures import fixture_from_file, fixtures_of
from ggzroute.replay.running import replay
from ggzroute.rules.conditions import leaves
from ggzroute.rules.layout import CASUS_FOLDERS
from ggzroute.rules.pack import CasusFile
from ggzroute.workflow.graph import shape
from ggzroute.yaml_builder import dump

CONTACT_PACK = """\
pakket: {name}
naam: Proef
versie: 1.0.0
gebruikt: [landelijk]
bronnen:
  boek: {{titel: Een boek}}
"""

CONTACT_RULE = """\
regels:
  - id: P-1
    titel: Een proef
    soort: in_beeld
    sterkte: mogelijk
    basis: praktijk
    bron: [{{document: boek, plaats: p. 1}}]
    als: [{{{line}}}]
    dan: [{{signaleer: {{signaal: proef, tekst: Proef.}}}}]
"""


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
    ways = documented.stappen["route-arbeidsparticipatie"]
    assert ways["Q1", "Q4"] > 0
    assert ways["A5", "EIND_GEEN_REGIE"] == 0


def test_only_own_workflows_are_counted(documented):
    assert list(documented.stappen) == ["route-arbeidsparticipatie"]


@pytest.mark.parametrize("name", ["landelijk", "holland-rijnland", "zuid-limburg"])
def test_every_rule_fires_every_way_is_walked_and_every_condition_is_noticed(name):
    pack = ggzroute.load_pack(name)
    found = measure(pack, fixtures_of(pack, CASUS_FOLDERS.values()))
    assert {entry.regel for entry in found.regels} == {r.id for r in pack.regels.values() if r.pakket == name}
    assert found.nooit == ()
    accepted = {(o.regel, o.voorwaarde) for o in pack.overlevers}
    assert {(rule, leaf.nummer + 1) for rule, leaf in found.overlevers} <= accepted
    assert [way for ways in found.stappen.values() for way, number in ways.items() if not number] == []


def test_every_way_through_a_workflow_can_be_made(pack):
    definition = pack.workflows["werkwijzer"]
    todo = {(step, to) for step, ways in shape(definition).items() for to in ways}
    for _, data in construct_routes(definition, todo, pack):
        casus = attrs.evolve(fixture_from_file(made(data), pack), soort="gemaakt")
        result = replay(casus, pack)
        assert result.gehaald
        todo -= set(pairwise(s.id for s in ggzroute.evaluate(casus.casus, pack, workflow="werkwijzer").route.stappen))
    assert todo == set()


def test_every_rule_has_a_witness_that_shows_it(pack):
    rules = pack.regels.values()
    assert [rule.id for rule in rules if find_witness(rule.als, pack) is None] == []


def made(data: dict[str, Any]) -> CasusFile:
    return CasusFile(id=data["id"], bestand="x", soort="gemaakt", inhoud=dump(data).encode())


@pytest.mark.parametrize("niveau", ["organisatie", "regio"])
def test_a_made_profile_replays_on_its_level(pack, niveau):
    rule = next(rule for rule in pack.regels.values() if rule.niveau == niveau)
    data = construct(rule, pack)
    assert data is not None
    fixture = fixture_from_file(made(data), pack)
    assert (fixture.niveau, data["documentatie"]["toelichting"].split()[0]) == (niveau, "Dit")
    assert replay(fixture, pack, engines=("direct", "durable")).gehaald
    assert not replay(fixture, attrs.evolve(pack, regels={}, strata=())).gehaald


@pytest.mark.parametrize(
    "line",
    [
        "netwerk.in_beeld: uit_beeld",
        "netwerk.in_beeld: bij_iemand_in_beeld",
        "netwerk.contact_kwijt: ja",
        "netwerk.contact_kwijt: nee",
        "netwerk.contact_kwijt_bij: {leeg: ja}",
        "netwerk.contact_kwijt_bij: {bevat: uwv}",
    ],
)
def test_a_condition_about_contact_has_a_witness(tmp_path, line):
    tmp_path = tmp_path / "proef"
    (tmp_path / "regels").mkdir(parents=True)
    (tmp_path / "pack.yaml").write_text(CONTACT_PACK.format(name=tmp_path.name), encoding="utf-8")
    (tmp_path / "regels" / "proef.yaml").write_text(CONTACT_RULE.format(line=line), encoding="utf-8")
    pack = ggzroute.load_pack(tmp_path)
    assert find_witness(pack.rule("P-1").als, pack) is not None


def test_a_made_casus_replays_and_is_marked_as_made(pack):
    rule = pack.rule("RG-009")
    data = construct(rule, pack)
    assert data is not None
    result = replay(fixture_from_file(made(data), pack), pack)
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
