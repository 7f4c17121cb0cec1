"""Gates: what they say, which facts may go over, and that they never contradict the rules."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ggzroute
from ggzroute import Casus, Evaluation, RulePack
from ggzroute.domain.poort import PoortUitkomst
from ggzroute.domain.voorwaarde import VoorwaardeStand
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.replay.running import replay
from ggzroute.rules.conditions import fact_name, facts_of
from ggzroute.rules.layout import CASUS_FOLDERS
from strategies import Values

OVERDRACHT, MEDISCH = "warme_overdracht", "privacy_medisch"
OPEN = {"toegestaan", "ter_beoordeling_zorgverlener"}

CONSENT = {
    "toestemming.gevraagd": "ja",
    "toestemming.schriftelijk": "ja",
    "toestemming.doel": "samen werk zoeken",
    "toestemming.ontvanger": "team",
    "toestemming.onderwerpen": ["werk_dagbesteding"],
    "toestemming.inhoud_afgestemd": "ja",
    "toestemming.ingetrokken": "nee",
    "toestemming.blanco": "nee",
}
"""Everything that the warm handover asks for."""

THREE = {
    "gegevens.soort": "feitelijk",
    "gegevens.bron": "zorgverlener",
    "gegevens.vrager_rol": "arts",
    "gegevens.gerichte_schriftelijke_vraag": "ja",
    "gegevens.doel_duidelijk": "ja",
    "toestemming.schriftelijk": "ja",
}
"""The three conditions under which a care professional may give factual data."""

OFFERED = {"gegevens.via_klant_afschrift": "door_klant_aangeboden"}
TEAM = {"id": "team", "soort": "wijkteam", "betrokken": "nu"}


@cache
def national() -> RulePack:
    return ggzroute.load_pack("landelijk")


@cache
def region() -> RulePack:
    return ggzroute.load_pack("holland-rijnland")


def evaluated(feiten: Mapping[str, Any], *betrokkenen: Mapping[str, Any], pack: RulePack | None = None) -> Evaluation:
    pack = pack or national()
    data = {"id": "proef", "peildatum": "2018-06-01", "feiten": dict(feiten), "betrokkenen": list(betrokkenen)}
    return ggzroute.evaluate(Casus.from_dict(data, vocabulary=pack.vocabulary), pack)


def gate(evaluation: Evaluation, name: str) -> PoortUitkomst | None:
    return next((found for found in evaluation.poorten if found.poort == name), None)


def handover(feiten: Mapping[str, Any], *betrokkenen: Mapping[str, Any]) -> PoortUitkomst:
    found = gate(evaluated(feiten, *(betrokkenen or (TEAM,))), OVERDRACHT)
    assert found is not None
    return found


def medical(feiten: Mapping[str, Any]) -> PoortUitkomst:
    found = gate(evaluated(feiten), MEDISCH)
    assert found is not None
    return found


def unmet(found: PoortUitkomst) -> dict[str, str]:
    return {condition.code: condition.stand for condition in found.bezwaren}


# ---- the warm handover


def test_with_everything_in_order_the_handover_is_allowed_and_nothing_stands_in_the_way():
    found = handover({**CONSENT, "persoon.werkwens": "ja"})
    assert (found.uitkomst, found.bezwaren, found.velden) == ("toegestaan", (), ("persoon.werkwens",))


ASKED_FOR = (
    ("toestemming.gevraagd", "toestemming_gevraagd"),
    ("toestemming.schriftelijk", "toestemming_op_papier"),
    ("toestemming.doel", "doel_genoemd"),
    ("toestemming.ontvanger", "ontvanger_genoemd"),
    ("toestemming.onderwerpen", "onderwerpen_genoemd"),
    ("toestemming.inhoud_afgestemd", "inhoud_afgestemd"),
    ("toestemming.ingetrokken", "niet_ingetrokken"),
    ("toestemming.blanco", "niet_blanco"),
)


@pytest.mark.parametrize(("fact", "condition"), ASKED_FOR)
@pytest.mark.parametrize("state", ["onbekend", "geweigerd"])
def test_what_is_unknown_or_declined_is_to_be_agreed_and_never_allowed(fact, condition, state):
    found = handover({**CONSENT, "gegevens.handeling": "delen", fact: state})
    assert (found.uitkomst, unmet(found)) == ("af_te_stemmen", {condition: "onbekend"})
    assert found.ontbreekt == (fact,)


def test_what_is_unknown_about_a_gate_that_matters_is_asked_but_what_was_declined_is_not():
    def asked(state: str) -> dict[str, tuple[str, ...]]:
        evaluation = evaluated({**CONSENT, "toestemming.blanco": state}, TEAM)
        return {v.feit: v.voor for v in evaluation.vragen if OVERDRACHT in v.voor}

    assert asked("onbekend")["toestemming.blanco"][0] == OVERDRACHT
    assert asked("geweigerd") == {}


@pytest.mark.parametrize(
    ("fact", "value", "condition", "outcome"),
    [
        ("toestemming.gevraagd", "nee", "toestemming_gevraagd", "geblokkeerd"),
        ("toestemming.schriftelijk", "nee", "toestemming_op_papier", "geblokkeerd"),
        ("toestemming.doel", "nvt", "doel_genoemd", "geblokkeerd"),
        ("toestemming.onderwerpen", [], "onderwerpen_genoemd", "geblokkeerd"),
        ("toestemming.inhoud_afgestemd", "nee", "inhoud_afgestemd", "af_te_stemmen"),
        ("toestemming.ingetrokken", "ja", "niet_ingetrokken", "geblokkeerd"),
        ("toestemming.blanco", "ja", "niet_blanco", "geblokkeerd"),
        ("toestemming.geldig_tot", "2018-05-31", "niet_verlopen", "geblokkeerd"),
        ("regie.overdracht_naar", "iemand_anders", "zelfde_ontvanger", "geblokkeerd"),
    ],
)
def test_what_is_certainly_not_in_order_has_its_outcome_and_one_reason(fact, value, condition, outcome):
    found = handover({**CONSENT, fact: value})
    assert (found.uitkomst, unmet(found)) == (outcome, {condition: "nee"})


def test_the_strictest_outcome_counts_and_every_unmet_condition_keeps_its_reason():
    found = handover({**CONSENT, "toestemming.blanco": "ja", "toestemming.inhoud_afgestemd": "nee"})
    assert (found.uitkomst, found.velden) == ("geblokkeerd", ())
    assert [(c.gevolg, c.reden, c.anders) for c in found.bezwaren] == [
        (
            "af_te_stemmen",
            "Niet vervuld: Met de hulpvrager is besproken wat er precies wordt doorgegeven.",
            "Bespreek met de hulpvrager precies wat er wordt doorgegeven.",
        ),
        (
            "geblokkeerd",
            "Niet vervuld: Het is geen open toestemming.",
            "Gebruik geen open toestemming. Vraag een nieuwe, met een doel en een ontvanger.",
        ),
    ]


def test_an_unknown_condition_says_that_it_is_not_known_yet():
    (condition,) = handover({**CONSENT, "toestemming.schriftelijk": "onbekend"}).bezwaren
    assert condition.reden == "Nog niet bekend: De toestemming staat op papier."
    assert condition.ontbreekt == ("toestemming.schriftelijk",)


@pytest.mark.parametrize("last_day", ["2018-06-01", "2018-06-02", "nvt", "onbekend"])
def test_consent_holds_on_its_last_day_and_without_one(last_day):
    assert handover({**CONSENT, "toestemming.geldig_tot": last_day}).uitkomst == "toegestaan"


@pytest.mark.parametrize("named", ["team", "wijkteam_1", "wijkteammedewerker"])
def test_consent_for_whoever_takes_over_the_regie_may_name_them_in_any_way(named):
    who = {**TEAM, "id": "wijkteam_1", "functie": "wijkteammedewerker"}
    found = handover({**CONSENT, "toestemming.ontvanger": named, "regie.overdracht_naar": named}, who)
    assert found.uitkomst == "toegestaan"
    other = handover({**CONSENT, "toestemming.ontvanger": "wijkteam_1", "regie.overdracht_naar": named}, who)
    assert other.uitkomst == ("geblokkeerd" if named == "team" else "toegestaan")


def test_nothing_that_is_handed_over_gives_no_gate():
    assert evaluated({key: value for key, value in CONSENT.items() if key != "toestemming.ontvanger"}).poorten == ()


# ---- the smallest set of facts


LIVE = {
    "persoon.werkwens": "ja",
    "persoon.functionele_behoeften": ["rustig_tempo"],
    "persoon.stresssignaal": "ja",
    "persoon.uitkering": ["wajong"],
    "persoon.verblijf": "bij_ouders",
    "persoon.leefgebieden": {"schulden": "urgent", "werk_dagbesteding": "aandacht"},
}


def fields(onderwerpen: Any, *betrokkenen: Mapping[str, Any], **more: Any) -> set[str]:
    return set(handover({**CONSENT, **LIVE, "toestemming.onderwerpen": onderwerpen, **more}, *betrokkenen).velden)


def test_only_known_facts_of_the_subjects_that_were_agreed_to_go_along():
    work = {"persoon.werkwens", "persoon.functionele_behoeften", "persoon.leefgebieden.werk_dagbesteding"}
    assert fields(["werk_dagbesteding"]) == work
    assert fields(["schulden"]) == {"persoon.leefgebieden.schulden"}
    assert fields(["zingeving"]) == set()


def test_a_sensitive_fact_needs_every_subject_it_belongs_to():
    assert "persoon.stresssignaal" not in fields(["werk_dagbesteding"])
    assert "persoon.stresssignaal" not in fields(["geestelijke_gezondheid"])
    assert "persoon.stresssignaal" in fields(["werk_dagbesteding", "geestelijke_gezondheid"])


def test_the_kind_of_traject_stays_behind_because_it_can_give_away_a_treatment():
    named = {name for addresses in national().poorten[OVERDRACHT].velden.onderwerpen.values() for name in addresses}
    assert {"traject.soort", "persoon.zwaarte", "persoon.kwetsbaarheid_bekend"} & named == set()


@pytest.mark.parametrize("state", ["onbekend", "geweigerd", "nvt"])
def test_what_is_not_known_was_declined_or_does_not_apply_stays_behind(state):
    assert "persoon.werkwens" not in fields(["werk_dagbesteding"], **{"persoon.werkwens": state})


def test_what_a_rule_or_the_network_derived_stays_behind():
    assert "maatje.aanwezig" in fields(["sociaal_netwerk"], **{"maatje.aanwezig": "ja"})
    helper = {"id": "tante", "soort": "familie", "kring": "sociaal"}
    casus = Casus.from_dict(
        {
            "id": "proef",
            "peildatum": "2018-06-01",
            "feiten": {**CONSENT, "toestemming.onderwerpen": ["sociaal_netwerk"]},
            "betrokkenen": [TEAM, helper],
            "relaties": [{"van": "tante", "soort": "is_maatje_van", "naar": "hulpvrager"}],
        },
        vocabulary=national().vocabulary,
    )
    found = gate(ggzroute.evaluate(casus, national()), OVERDRACHT)
    assert found is not None
    assert (found.uitkomst, found.velden) == ("toegestaan", ())


def receiver(**who: str) -> Mapping[str, Any]:
    return {"id": "team", "kring": "professioneel", "betrokken": "nu", **who}


@pytest.mark.parametrize(
    ("who", "subjects"),
    [
        ({"soort": "wijkteam"}, {"work", "debts", "home"}),
        ({"soort": "gemeente_wi"}, {"work", "debts"}),
        ({"soort": "schuldhulp"}, {"debts"}),
        ({"soort": "werkgever"}, {"work"}),
        ({"soort": "woningcorporatie"}, {"home"}),
        ({"soort": "kennisorganisatie"}, {"work"}),
        ({"soort": "functionaris", "functie": "mentor"}, {"work"}),
    ],
    ids=lambda value: value.get("soort") if isinstance(value, Mapping) else "",
)
def test_a_receiver_gets_only_what_it_has_a_role_in(who, subjects):
    found = fields(["werk_dagbesteding", "schulden", "huisvesting"], receiver(**who))
    marks = {"work": "persoon.werkwens", "debts": "persoon.leefgebieden.schulden", "home": "persoon.verblijf"}
    assert {name for name, mark in marks.items() if mark in found} == subjects


@pytest.mark.parametrize(
    ("named", "debts"),
    [("schuldhulp_x", False), ("wi_leiden", True), ("re_integratieconsulent", False), ("iemand", False)],
)
def test_a_receiver_outside_the_network_is_looked_up_on_the_sociale_kaart(pack, named, debts):
    facts = {**CONSENT, **LIVE, "toestemming.onderwerpen": ["schulden"], "toestemming.ontvanger": named}
    found = gate(evaluated(facts, pack=pack), OVERDRACHT)
    assert found is not None
    assert ("persoon.leefgebieden.schulden" in found.velden) is debts


def test_whoever_takes_over_the_regie_has_a_role_in_everything_that_was_agreed_to():
    who = receiver(soort="werkgever")
    assert "persoon.leefgebieden.schulden" not in fields(["schulden"], who)
    assert "persoon.leefgebieden.schulden" in fields(["schulden"], who, **{"regie.overdracht_naar": "team"})


def test_while_it_is_to_be_agreed_the_set_is_a_proposal_and_without_subjects_it_holds_nothing_sensitive():
    proposed = handover({**CONSENT, **LIVE, "toestemming.inhoud_afgestemd": "nee"})
    assert (proposed.uitkomst, "persoon.functionele_behoeften" in proposed.velden) == ("af_te_stemmen", True)
    nameless = handover({**CONSENT, **LIVE, "toestemming.onderwerpen": "onbekend"})
    sensitive = {name for name in nameless.velden if national().vocabulary[fact_name(name)].gevoelig}
    assert (nameless.uitkomst, sensitive) == ("af_te_stemmen", set())
    assert "persoon.werkwens" in nameless.velden


# ---- data of a care professional


def test_with_the_three_conditions_met_the_care_professional_judges():
    found = medical(THREE)
    assert (found.uitkomst, unmet(found)) == ("ter_beoordeling_zorgverlener", {"zorgverlener_wil": "onbekend"})
    assert found.ontbreekt == ("gegevens.zorgverlener_weigert",)


@pytest.mark.parametrize(("refuses", "outcome"), [("nee", "toegestaan"), ("ja", "niet_toegestaan")])
def test_the_care_professional_has_the_last_word(refuses, outcome):
    assert medical({**THREE, "gegevens.zorgverlener_weigert": refuses}).uitkomst == outcome


@pytest.mark.parametrize("fact", [fact for fact in THREE if fact != "gegevens.bron"])
def test_unknown_is_no_yes_and_the_care_professional_is_not_asked_yet(fact):
    found = medical({**THREE, fact: "onbekend"})
    assert found.uitkomst == "niet_toegestaan"
    assert set(unmet(found).values()) == {"onbekend"}
    assert "zorgverlener_wil" not in unmet(found)
    assert fact in found.ontbreekt
    assert "gegevens.zorgverlener_weigert" not in found.ontbreekt
    assert all(condition.reden.startswith("Nog niet bekend: ") for condition in found.bezwaren)


@pytest.mark.parametrize("agrees", ["nee", "onbekend"])
@pytest.mark.parametrize("kind", ["medisch", "prognose", "mening"])
@pytest.mark.parametrize("source", ["zorgverlener", "medisch_dossier", "organisatie", "onbekend"])
def test_medical_data_a_prognosis_or_an_opinion_is_never_allowed_even_with_consent(kind, source, agrees):
    facts = {**THREE, "gegevens.soort": kind, "gegevens.bron": source, "gegevens.zorgverlener_weigert": agrees}
    found = medical({**facts, "gegevens.geheimhouding_ontvanger": "ja"})
    assert found.uitkomst == "niet_toegestaan"
    assert unmet(found)["alleen_feitelijk"] == "nee"


@pytest.mark.parametrize(
    "fact", ["gegevens.relevant_voor_werk", "gegevens.proportioneel", "gegevens.subsidiair", "gegevens.soort"]
)
def test_what_is_not_needed_is_not_asked_whatever_else_is_wrong(fact):
    value = "arbeidsmogelijkheden" if fact == "gegevens.soort" else "nee"
    found = medical({**THREE, "toestemming.schriftelijk": "nee", fact: value})
    assert found.uitkomst == "niet_nodig"
    assert unmet(found)["toestemming_op_papier"] == "nee"
    assert found.ontbreekt == ()


def test_once_the_gate_is_shut_for_certain_nothing_is_asked_for_it():
    evaluation = evaluated({"gegevens.soort": "medisch", "gegevens.bron": "zorgverlener"})
    assert [v.feit for v in evaluation.vragen if MEDISCH in v.voor] == []


def test_what_the_hulpvrager_offers_may_be_taken_as_far_as_it_is_needed():
    found = medical({**OFFERED, "gegevens.bron": "medisch_dossier", "gegevens.soort": "medisch"})
    assert (found.uitkomst, found.bezwaren) == ("toegestaan", ())
    codes = [condition.code for condition in found.voorwaarden]
    assert codes == ["van_belang_voor_werk", "in_verhouding", "lichtste_weg", "niet_op_verzoek", "niet_bewaren"]


def test_what_an_organisation_asked_the_hulpvrager_for_is_not_let_through():
    asked = {**THREE, **OFFERED, "gegevens.via_klant_afschrift": "door_organisatie_gevraagd"}
    found = medical({**asked, "gegevens.zorgverlener_weigert": "nee"})
    assert (found.uitkomst, unmet(found)) == ("niet_toegestaan", {"niet_op_verzoek": "nee"})


# ---- a gate never contradicts the rules


FACTS = (
    *("gegevens.soort", "gegevens.bron", "gegevens.vrager_rol", "gegevens.gerichte_schriftelijke_vraag"),
    *("gegevens.geheimhouding_ontvanger", "gegevens.doel_duidelijk", "gegevens.relevant_voor_werk"),
    *("gegevens.proportioneel", "gegevens.subsidiair", "gegevens.via_klant_afschrift", "gegevens.handeling"),
    *("gegevens.casus_anoniem", "gegevens.zorgverlener_weigert", "toestemming.geldig_tot", *CONSENT),
    *("regie.overdracht_naar", "persoon.behandelstatus", "plan.verslag_getekend", "plan.driegesprek"),
)
STARTS: tuple[Mapping[str, Any], ...] = (
    {},
    CONSENT,
    {**CONSENT, "gegevens.handeling": "delen"},
    THREE,
    {**THREE, "gegevens.zorgverlener_weigert": "nee"},
    {**CONSENT, **THREE},
    OFFERED,
    {**OFFERED, "gegevens.bron": "medisch_dossier", "gegevens.soort": "medisch"},
    {**THREE, **OFFERED},
)


@st.composite
def exchanges(draw: Any) -> dict[str, Any]:
    """Facts about consent and data, near enough to every gate that each outcome comes up often."""
    import datetime as dt  # noqa: PLC0415 - only here

    vocabulary = national().vocabulary
    values = Values(draw, dt.date(2018, 6, 1), ("team", "ander_team"))
    feiten = dict(draw(st.sampled_from(STARTS)))
    for name in draw(st.lists(st.sampled_from(FACTS), max_size=6, unique=True)):
        feiten[name] = values.fact(vocabulary[name].type)
    return feiten


def forbidden(evaluation: Evaluation) -> set[str]:
    """Rules that forbid to pass something on."""
    return {a.gezag.regel for a in evaluation.adviezen if a.soort == "verbied" and a.gebied == "overdracht"}


MUST_FIRST = {"PR-001", "PR-002", "PR-013b", "PR-019", "PR-036"}
"""Rules that say what must be done before anything is handed over."""


def contradictions(feiten: Mapping[str, Any], evaluation: Evaluation) -> Iterator[str]:
    """Where a gate and the rules that fired say opposite things."""
    over, medical_ = gate(evaluation, OVERDRACHT), gate(evaluation, MEDISCH)
    fired = evaluation.gevuurd
    if over is not None:
        if over.uitkomst == "toegestaan":
            yield from (f"toegestaan, en {rule} verbiedt" for rule in forbidden(evaluation))
            yield from (f"toegestaan, en {rule} eist eerst iets" for rule in MUST_FIRST & fired)
        against = unmet(over)
        if against.get("niet_blanco") == "nee" and "PR-012" not in fired:
            yield "geblokkeerd om een open toestemming, en PR-012 zwijgt"
        without = {"toestemming_op_papier", "niet_verlopen"} & set(against)
        if without and feiten.get("toestemming.schriftelijk") != "nvt" and "PR-001" not in fired:
            yield "geen toestemming, en PR-001 zwijgt"
    if MUST_FIRST & {"PR-001"} & fired and over is None:
        yield "PR-001 geldt, en er is geen poort"
    if medical_ is not None:
        here = feiten.get("gegevens.handeling") not in ("delen", "opvragen")
        via = feiten.get("gegevens.via_klant_afschrift")
        offered = via == "door_klant_aangeboden" and "zorgverlener_wil" not in {c.code for c in medical_.voorwaarden}
        if medical_.uitkomst in OPEN:
            about_consent = {"PR-012", "PR-012b"} if offered and here else set()
            yield from (f"open, en {rule} verbiedt" for rule in forbidden(evaluation) - about_consent)
            if "PR-013b" in fired and not (offered and here):
                yield "open, en PR-013b zegt het zo niet te doen"
        if {"PR-007b", "PR-008", "PR-009", "PR-009b"} & fired and medical_.uitkomst in OPEN:
            yield "een verbod geldt, en de poort is open"
        refused = "PR-011" in fired or feiten.get("gegevens.zorgverlener_weigert") == "nvt"
        if (
            "PR-007" in fired
            and not refused
            and via != "door_organisatie_gevraagd"
            and medical_.uitkomst == "niet_toegestaan"
        ):
            yield "PR-007 laat het toe, en de poort niet"
        if "PR-015b" in fired and offered and here and "PR-018" not in fired and medical_.uitkomst != "toegestaan":
            yield from () if medical_.uitkomst == "niet_nodig" else ("PR-015b laat het toe, en de poort niet",)
    elif "PR-007" in fired:
        yield "PR-007 geldt, en er is geen poort"


@settings(max_examples=400)
@given(exchanges())
def test_a_gate_and_the_rules_that_fire_never_contradict_each_other(feiten):
    evaluation = evaluated(feiten, TEAM, pack=region())
    assert list(contradictions(feiten, evaluation)) == []


def test_a_contradiction_would_be_seen():
    open_ = {**CONSENT, "toestemming.blanco": "ja"}
    evaluation = evaluated(open_, TEAM, pack=region())
    (found,) = evaluation.poorten
    assert list(contradictions(open_, evaluation)) == []
    object.__setattr__(evaluation, "poorten", (attrs.evolve(found, uitkomst="toegestaan"),))
    assert list(contradictions(open_, evaluation)) == ["toegestaan, en PR-012 verbiedt"]


@settings(max_examples=200)
@given(exchanges(), st.booleans())
def test_fields_are_names_of_given_facts_that_consent_covers_and_no_value_is_in_a_gate(feiten, sensitive):
    live = {**LIVE, "persoon.pseudoniem": "MERKTEKEN"} if sensitive else {"persoon.werkwens": "ja"}
    facts = {**feiten, **live}
    if "toestemming.doel" in facts:
        facts["toestemming.doel"] = "MERKTEKEN"
    evaluation = evaluated(facts, TEAM, pack=region())
    assert "MERKTEKEN" not in json.dumps([found.to_dict() for found in evaluation.poorten], ensure_ascii=False)
    for found in evaluation.poorten:
        definition = region().poorten[found.poort].velden
        assert found.velden == () or (definition is not None and found.uitkomst in definition.bij)
        for name in found.velden:
            assert fact_name(name) in facts
            covered = set(definition.subjects_of(name)) <= set(facts.get("toestemming.onderwerpen") or ())
            assert covered or not region().vocabulary[fact_name(name)].gevoelig


@settings(max_examples=200)
@given(exchanges())
def test_a_gate_is_open_only_when_nothing_stands_in_its_way_and_has_one_reason_for_each_unmet_condition(feiten):
    for found in evaluated(feiten, TEAM).poorten:
        outcomes = list(national().poorten[found.poort].uitkomsten)
        assert (found.uitkomst == outcomes[-1]) is (found.bezwaren == ())
        assert found.uitkomst == min([outcomes[-1], *(c.gevolg for c in found.bezwaren)], key=outcomes.index)
        reasons = [condition.reden for condition in found.bezwaren]
        assert len(set(reasons)) == len(reasons)
        assert all(condition.reden == "" for condition in found.voorwaarden if not condition.gevolg)


@settings(max_examples=100)
@given(exchanges(), st.sampled_from(FACTS))
def test_knowing_more_never_opens_what_was_certainly_shut(feiten, name):
    """A condition that is not met stays so when a fact that was unknown becomes known."""
    before = {found.poort: found for found in evaluated({**feiten, name: "onbekend"}, TEAM).poorten}
    after = {found.poort: found for found in evaluated(feiten, TEAM).poorten}
    for id_, found in before.items():
        if id_ in after:
            now = {condition.code: condition.stand for condition in after[id_].voorwaarden}
            certain = {c.code: c.stand for c in found.voorwaarden if c.stand != "onbekend"}
            names = {v.code: v for v in national().poorten[id_].voorwaarden}
            two_valued = {code for code in certain if name in facts_of(names[code].als)}
            assert {c: now[c] for c in certain if c in now and c not in two_valued} == {
                c: s for c, s in certain.items() if c in now and c not in two_valued
            }


# ---- what a log may hold


def test_the_audit_line_holds_codes_and_names_and_no_repr_shows_how_a_condition_stands():
    found = handover({**CONSENT, "persoon.werkwens": "ja", "toestemming.inhoud_afgestemd": "nee"})
    assert found.auditregel == ("warme_overdracht: af_te_stemmen; bezwaren: inhoud_afgestemd; velden: persoon.werkwens")
    assert found.to_dict()["auditregel"] == found.auditregel
    assert medical(THREE | {"gegevens.zorgverlener_weigert": "nee"}).auditregel == (
        "privacy_medisch: toegestaan; bezwaren: geen; velden: geen"
    )
    stand = VoorwaardeStand(code="a", eis="Zo.", stand="MERK1", gevolg="MERK2", anders="MERK3", ontbreekt=("MERK4",))
    assert "MERK" not in repr(stand)
    shown = repr(attrs.evolve(found, voorwaarden=(stand,), velden=("MERK5",), ontbreekt=("MERK6",)))
    assert "MERK" not in shown
    assert shown.startswith("PoortUitkomst(poort='warme_overdracht', ")


# ---- the constructed casussen try every outcome and every condition


@cache
def tried() -> dict[str, set[tuple[str, str]]]:
    """Gate to what its casussen try: outcomes, and conditions with how they stand."""
    found: dict[str, set[tuple[str, str]]] = {}
    for fixture in fixtures_of(national(), CASUS_FOLDERS.values()):
        for casus in (fixture.casus, *fixture.situaties.values()):
            for outcome in ggzroute.evaluate(casus, national()).poorten:
                seen = found.setdefault(outcome.poort, set())
                seen.add(("uitkomst", outcome.uitkomst))
                seen.update((condition.code, condition.stand) for condition in outcome.voorwaarden)
    return found


@pytest.mark.parametrize("name", [OVERDRACHT, MEDISCH])
def test_every_outcome_and_every_condition_met_and_unmet_is_tried_by_some_casus(name):
    definition = national().poorten[name]
    wanted = {("uitkomst", code) for code in definition.uitkomsten}
    wanted |= {(condition.code, stand) for condition in definition.voorwaarden for stand in ("ja", "nee")}
    assert wanted - tried()[name] == set()


@pytest.mark.parametrize("id_", ["gemaakt-poort-warme-overdracht", "gemaakt-poort-privacy-medisch"])
def test_the_constructed_casussen_are_marked_as_such_and_every_outcome_is_met(id_):
    (fixture,) = [f for f in fixtures_of(national(), ["gemaakt"]) if f.id == id_]
    result = replay(fixture, national())
    assert [(outcome.id, outcome.reden) for outcome in result.alles if not outcome.gehaald] == []
    assert (fixture.soort, len(result.uitkomsten) > 20, len(result.mag_niet) > 5) == ("gemaakt", True, True)


def test_an_outcome_of_a_gate_can_be_missed():
    (fixture,) = [f for f in fixtures_of(national(), ["gemaakt"]) if f.id == "gemaakt-poort-warme-overdracht"]
    without = attrs.evolve(national(), poorten={})
    missed = [r.id for r in replay(fixture, without).uitkomsten if not r.gehaald]
    assert len(missed) == len(fixture.uitkomsten)


# ---- a region adds and replaces gates openly


def test_every_pack_that_builds_on_landelijk_has_its_gates_and_interventions(pack):
    for other in (pack, ggzroute.load_pack("zuid-limburg")):
        assert dict(other.poorten) == dict(national().poorten)
        assert dict(other.interventies) == dict(national().interventies)


@pytest.mark.parametrize("name", [OVERDRACHT, MEDISCH])
def test_every_condition_has_a_source_and_a_remedy(name):
    definition = national().poorten[name]
    assert [c.code for c in definition.voorwaarden if not (c.bron and c.anders and c.basis)] == []
    assert {c.code for c in definition.voorwaarden if c.basis == "afgeleid"} <= {
        *("ontvanger_genoemd", "zelfde_ontvanger", "onderwerpen_genoemd", "niet_ingetrokken", "niet_verlopen")
    }
