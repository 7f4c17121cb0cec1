"""Interventions: which fit, on what condition, who leads, and the elements of IPS from both sources."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ggzroute
from ggzroute import Casus, Evaluation, RulePack
from ggzroute.domain.interventie import Element, InterventieUitkomst, Rol, Waarschuwing
from ggzroute.domain.voorwaarde import VoorwaardeStand
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.replay.running import replay
from ggzroute.rules.conditions import facts_of
from ggzroute.rules.layout import CASUS_FOLDERS
from small_pack import FILES, USER, casus, small_pack, write_pack
from strategies import Values, casussen, standard_pack

ALL = (
    *("e_mental_health", "empowerment", "fit4work", "ips", "irb", "job_creation", "jobcarving", "jobcoaching"),
    *("jobcrafting", "supported_employment"),
)
IPS = {"persoon.behandelstatus": "in_behandeling", "persoon.werkwens": "ja"}


@cache
def national() -> RulePack:
    return ggzroute.load_pack("landelijk")


def evaluated(feiten: Mapping[str, Any], pack: RulePack | None = None) -> Evaluation:
    pack = pack or national()
    data = {"id": "proef", "peildatum": "2018-06-01", "feiten": dict(feiten)}
    return ggzroute.evaluate(Casus.from_dict(data, vocabulary=pack.vocabulary), pack)


def looked_at(name: str, **feiten: Any) -> InterventieUitkomst:
    (found,) = [one for one in evaluated(feiten).interventies if one.interventie == name]
    return found


def elements(**feiten: Any) -> dict[str, str]:
    return {element.code: element.stand for element in looked_at("ips", **feiten).elementen}


def warnings(**feiten: Any) -> set[str]:
    return {warning.code for warning in looked_at("ips", **feiten).waarschuwingen}


# ---- the seven, and e-mental health beside them


def test_the_seven_of_the_werkwijzer_and_e_mental_health_are_there():
    assert tuple(national().interventies) == ALL
    places = [bron.plaats for entry in national().interventies.values() for bron in entry.bron]
    assert {found[1] for place in places if (found := re.search(r"§3\.1 interventie (\d)$", place))} == set("1234567")
    assert "§3.1 e-mental health" in places


@pytest.mark.parametrize("name", ALL)
def test_every_intervention_says_who_leads_and_every_condition_has_a_source_and_a_remedy(name):
    entry = national().interventies[name]
    assert (entry.trekker.wie != (), entry.trekker.tekst != "", entry.trekker.bron != ()) == (True, True, True)
    assert [c.code for c in entry.past_als if not (c.bron and c.anders)] == []
    assert entry.loopt_als is not None


def test_only_ips_is_more_than_a_municipality_can_do_alone():
    alone = {name: entry.niet_alleen for name, entry in national().interventies.items() if entry.niet_alleen}
    assert list(alone) == ["ips"]
    assert alone["ips"].wie == ("ggz_instelling",)
    assert [str(bron) for bron in alone["ips"].bron] == ["divosa2014 §3.2"]


@pytest.mark.parametrize("name", ALL)
def test_while_nothing_is_known_nothing_fits_and_nothing_is_ruled_out(name):
    found = looked_at(name)
    assert (found.uitkomst, found.loopt) == ("onbekend", "onbekend")
    assert found.ontbreekt != ()


@pytest.mark.parametrize("severity", ["licht", "middel", "ernstig", "onbekend"])
def test_the_severity_of_complaints_changes_no_intervention(severity):
    seen = [(i.interventie, i.uitkomst) for i in evaluated({**IPS, "persoon.zwaarte": severity}).interventies]
    assert seen == [(i.interventie, i.uitkomst) for i in evaluated(IPS).interventies]
    looks = {
        name
        for entry in national().interventies.values()
        for condition in (*entry.past_als, *entry.elementen)
        for name in facts_of(condition.als)
    }
    assert "persoon.zwaarte" not in looks


def test_an_intervention_that_fits_says_so_and_names_no_fact_that_is_missing():
    found = looked_at("ips", **IPS)
    assert (found.uitkomst, found.bezwaren, found.ontbreekt) == ("past", (), ())


def test_one_that_is_ruled_out_says_on_which_condition_and_asks_nothing_more():
    found = looked_at("ips", **{"persoon.behandelstatus": "niet_in_behandeling"})
    assert found.uitkomst == "past_niet"
    against = {c.code: c.reden for c in found.bezwaren}
    assert against["in_behandeling"] == "Niet vervuld: De hulpvrager is in behandeling bij de GGZ."
    assert found.ontbreekt == ()


def test_one_that_may_fit_names_the_facts_that_can_still_decide_it():
    found = looked_at("ips", **{"persoon.behandelstatus": "in_behandeling"})
    assert (found.uitkomst, found.ontbreekt) == ("onbekend", ("persoon.werkwens",))


@pytest.mark.parametrize("wish", ["latent", "onbekend", "geweigerd"])
def test_a_wish_that_is_vague_or_unknown_rules_ips_out_for_nobody(wish):
    assert looked_at("ips", **{**IPS, "persoon.werkwens": wish}).uitkomst == "onbekend"


@pytest.mark.parametrize(("kind", "runs"), [("ips", "ja"), ("jobcoaching", "nee"), ("onbekend", "onbekend")])
def test_it_says_whether_such_a_traject_runs_already(kind, runs):
    assert looked_at("ips", **{"traject.soort": kind}).loopt == runs


# ---- the elements of IPS


def test_the_checklist_holds_the_six_of_the_werkwijzer_and_the_five_and_the_entry_of_the_rapportage():
    places = {str(bron) for element in national().interventies["ips"].elementen for bron in element.bron}
    assert {f"divosa2014 §3.1 interventie 2, kenmerk {n}" for n in range(1, 7)} <= places
    assert {f"zl2018 deel 1 §1.4, element {n}" for n in range(1, 6)} | {"zl2018 deel 1 §1.4, instap"} <= places
    both = [e.code for e in national().interventies["ips"].elementen if len({b.document for b in e.bron}) == 2]
    assert both == [
        *("doelgroep", "wil_werken", "niemand_uitgesloten", "meteen_zoeken", "zonder_voortraject"),
        *("leren_op_de_werkplek", "betaald_werk", "eigen_wens", "langdurige_steun"),
    ]


def test_an_element_nobody_looked_at_is_unknown_and_names_its_fact():
    found = looked_at("ips")
    assert {element.stand for element in found.elementen} == {"onbekend"}
    assert {e.code: e.ontbreekt for e in found.elementen}["langdurige_steun"] == ("traject.ips_elementen",)


def test_an_element_is_there_absent_or_unknown():
    found = elements(**{"traject.ips_elementen": {"meteen_zoeken": "ja", "betaald_werk": "nee"}})
    assert (found["meteen_zoeken"], found["betaald_werk"], found["eigen_wens"]) == ("aanwezig", "afwezig", "onbekend")


@pytest.mark.parametrize(
    ("traject", "organisation", "stand", "warned"),
    [
        ("ja", "nee", "aanwezig", False),
        ("nee", "ja", "afwezig", True),
        ("onbekend", "ja", "aanwezig", False),
        ("onbekend", "nee", "afwezig", True),
        ("onbekend", "onbekend", "onbekend", False),
        ("geweigerd", "onbekend", "onbekend", False),
    ],
)
def test_whether_the_coach_is_in_the_team_is_looked_up_with_the_traject_and_then_with_the_organisation(
    traject, organisation, stand, warned
):
    facts = {
        "traject.ips_begeleider_in_team": traject,
        "organisatie.ips_begeleider_in_ggz_team": organisation,
    }
    assert elements(**facts)["in_behandelteam"] == stand
    assert ("begeleider_niet_in_team" in warnings(**facts)) is warned


@pytest.mark.parametrize(("value", "warned"), [("nee", True), ("ja", False), ("onbekend", False)])
def test_a_prior_traject_that_is_demanded_is_warned_about(value, warned):
    facts = {"traject.ips_elementen": {"zonder_voortraject": value}}
    assert ("voortraject_geeist" in warnings(**facts)) is warned


def test_a_municipality_that_does_ips_alone_is_warned():
    assert warnings(**{"organisatie.ips_uitvoering": "alleen"}) == {"gemeente_alleen"}
    assert warnings(**{"organisatie.ips_uitvoering": "samen_met_ggz"}) == set()


# ---- one with the rules


def test_a_conflict_between_sources_about_an_intervention_is_named_with_it(pack):
    (fixture,) = [f for f in fixtures_of(pack) if f.id == "hr-1206-3"]
    found = {i.interventie: i for i in ggzroute.evaluate(fixture.casus, pack).interventies}
    assert (found["ips"].uitkomst, found["ips"].conflicten) == ("past", ("CF-09",))
    assert found["irb"].conflicten == ()


ADVISED = {
    "IV-001": "supported_employment",
    "IV-002": "ips",
    "IV-012": "jobcoaching",
    "IV-013": "jobcarving",
    "IV-014": "job_creation",
    "IV-015": "jobcrafting",
    "IV-016": "irb",
    "IV-017": "empowerment",
    "IV-018": "fit4work",
    "IV-019": "e_mental_health",
}
"""Rule that advises to talk about an intervention, to that intervention."""

FACTS = sorted(
    {name for id_ in ADVISED for name in national().regels[id_].needs} - {"vraag.betrokkenen_geinventariseerd"}
)


@st.composite
def situations(draw: Any) -> dict[str, Any]:
    """Facts that the rules about interventions look at, drawn so that a rule fires often."""
    import datetime as dt  # noqa: PLC0415 - only here

    from ggzroute.analysis.witness import find_witness  # noqa: PLC0415 - only here

    vocabulary = national().vocabulary
    witness = find_witness(national().regels[draw(st.sampled_from(sorted(ADVISED)))].als, national())
    feiten = dict(witness["feiten"]) if witness is not None and draw(st.booleans()) else {}
    values = Values(draw, dt.date(2018, 6, 1), ("team",))
    for name in draw(st.lists(st.sampled_from(FACTS), max_size=5, unique=True)):
        feiten[name] = values.fact(vocabulary[name].type)
    return feiten


@settings(max_examples=300)
@given(situations())
def test_what_a_rule_advises_to_talk_about_is_never_ruled_out(feiten):
    evaluation = evaluated(feiten)
    found = {i.interventie: i for i in evaluation.interventies}
    against = [
        rule
        for rule, name in ADVISED.items()
        if rule in evaluation.gevuurd and found[name].uitkomst == "past_niet" and found[name].loopt != "ja"
    ]
    assert against == []


@settings(max_examples=60)
@given(casussen(max_feiten=40, peildatum=True))
def test_an_intervention_fits_exactly_when_no_condition_stands_in_its_way_and_shows_no_value(casus):
    evaluation = ggzroute.evaluate(casus, standard_pack())
    for found in evaluation.interventies:
        assert (found.uitkomst == "past") is (found.bezwaren == ())
        assert (found.uitkomst == "past_niet") is any(c.gevolg == "past_niet" for c in found.bezwaren)
        assert not (found.ontbreekt and found.uitkomst != "onbekend")
        assert set(found.ontbreekt).isdisjoint(evaluation.context.facts.values)
    json.dumps([found.to_dict() for found in evaluation.interventies])


# ---- what may be shown


def test_no_repr_shows_what_came_out():
    stand = VoorwaardeStand(code="a", eis="Zo.", stand="MERK")
    element = Element(code="a", tekst="Zo.", stand="MERK", ontbreekt=("MERK",))
    warning = Waarschuwing(code="MERK", tekst="MERK", bron=())
    found = InterventieUitkomst(
        interventie="ips",
        titel="IPS",
        uitkomst="MERK",
        loopt="MERK",
        voorwaarden=(stand,),
        ontbreekt=("MERK",),
        trekker=Rol(wie=("ggz_instelling",), tekst="De GGZ.", bron=()),
        niet_alleen=None,
        elementen=(element,),
        waarschuwingen=(warning,),
        conflicten=("MERK",),
    )
    assert "MERK" not in repr(found)
    assert repr(found).startswith("InterventieUitkomst(interventie='ips', titel='IPS', trekker=")


# ---- the constructed casus tries every outcome and every condition


@cache
def tried() -> set[tuple[str, str, str]]:
    seen = set()
    for fixture in fixtures_of(national(), CASUS_FOLDERS.values()):
        for one in (fixture.casus, *fixture.situaties.values()):
            for found in ggzroute.evaluate(one, national()).interventies:
                seen.add((found.interventie, "uitkomst", found.uitkomst))
                seen |= {(found.interventie, c.code, c.stand) for c in found.voorwaarden}
                seen |= {(found.interventie, e.code, e.stand) for e in found.elementen}
                seen |= {(found.interventie, w.code, "gegeven") for w in found.waarschuwingen}
    return seen


@pytest.mark.parametrize("name", ALL)
def test_every_outcome_condition_element_and_warning_is_tried_by_some_casus(name):
    entry = national().interventies[name]
    wanted = {(name, "uitkomst", code) for code in ("past", "past_niet", "onbekend")}
    wanted |= {(name, c.code, stand) for c in entry.past_als for stand in ("ja", "nee")}
    wanted |= {(name, e.code, stand) for e in entry.elementen for stand in ("aanwezig", "afwezig", "onbekend")}
    wanted |= {(name, w.waarschuwing.code, "gegeven") for w in entry.waarschuwingen}
    assert wanted - tried() == set()


def test_the_constructed_casus_is_marked_as_such_and_every_outcome_is_met_and_can_be_missed():
    (fixture,) = [f for f in fixtures_of(national(), ["gemaakt"]) if f.id == "gemaakt-interventies"]
    result = replay(fixture, national())
    assert [(outcome.id, outcome.reden) for outcome in result.alles if not outcome.gehaald] == []
    without = attrs.evolve(national(), interventies={})
    assert [r.id for r in replay(fixture, without).uitkomsten if r.gehaald] == []


# ---- a pack of one's own


GATES = """\
poorten:
  - id: doorgeven
    titel: Mag het verder?
    bron: [{document: boek, plaats: p. 1}]
    aan_de_orde: [{persoon.werkwens: ja}]
    uitkomsten: [{code: mag_niet, tekst: Nee.}, {code: mag, tekst: Ja.}]
    bij_nee: mag_niet
    bij_onbekend: mag_niet
    voorwaarden:
      - code: schulden
        eis: Er zijn geen schulden.
        als: [{persoon.schulden: nee}]
        bron: [{document: boek, plaats: p. 1}]
"""

HELP = """\
interventies:
  - id: hulp
    titel: Hulp
    bron: [{document: boek, plaats: p. 1}]
    past_als:
      - {code: wens, eis: Er is een wens., als: [{persoon.werkwens: ja}], bron: [{document: boek, plaats: p. 1}]}
    trekker: {wie: [opvang], tekst: De opvang., bron: [{document: boek, plaats: p. 1}]}
    regels: [K-1]
"""


@pytest.fixture
def two_packs(tmp_path):
    write_pack(tmp_path / "klein", {**FILES, "poorten.yaml": GATES, "interventies.yaml": HELP})
    return tmp_path


def region_pack(folder, **files: str) -> RulePack:
    names = {"poorten": "poorten.yaml", "interventies": "interventies.yaml"}
    write_pack(folder / "regio", {"pack.yaml": USER, **{names[key]: text for key, text in files.items()}})
    return ggzroute.load_pack(folder / "regio")


def test_a_region_adds_to_the_gates_and_interventions_it_builds_on(two_packs):
    pack = region_pack(two_packs, poorten=GATES.replace("id: doorgeven", "id: inlichten"))
    assert [(p.id, p.pakket) for p in pack.poorten.values()] == [("doorgeven", "klein"), ("inlichten", "regio")]
    assert [(i.id, i.pakket) for i in pack.interventies.values()] == [("hulp", "klein")]


def test_a_region_replaces_a_gate_and_an_intervention_openly(two_packs):
    pack = region_pack(
        two_packs,
        poorten=GATES.replace("id: doorgeven\n", "id: doorgeven\n    vervangt: klein\n").replace("Nee.", "Nooit."),
        interventies=HELP.replace("id: hulp\n", "id: hulp\n    vervangt: klein\n").replace("Hulp\n", "Steun\n"),
    )
    evaluation = ggzroute.evaluate(casus(pack, {"persoon.werkwens": "ja", "persoon.schulden": "ja"}), pack)
    assert [(p.uitkomst, p.tekst) for p in evaluation.poorten] == [("mag_niet", "Nooit.")]
    assert [(i.titel, i.uitkomst) for i in evaluation.interventies] == [("Steun", "past")]


def test_a_pack_without_them_has_none():
    pack = small_pack()
    evaluation = ggzroute.evaluate(casus(pack), pack)
    assert (evaluation.poorten, evaluation.interventies) == ((), ())
