"""With whom the hulpvrager is in sight: per organisation, from dated attempts against the peildatum."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ggzroute
from ggzroute import Casus, Evaluation
from ggzroute.domain.contact import FEITEN, contacts
from ggzroute.domain.contactverloop import Grond
from ggzroute.domain.facts import build_facts
from ggzroute.domain.in_beeld import InBeeld, InBeeldBij
from ggzroute.domain.kaart import Kaart
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.resources import rules_root
from strategies import casus_data, standard_organisations, standard_pack
from test_cli import run as run  # noqa: PLC0414 - the fixture that calls the command line
from test_schemas import faults

DAY = dt.date(2016, 11, 24)

UWV = {"id": "uwv", "soort": "uwv", "betrokken": "nu"}
SWT = {"id": "swt", "soort": "wijkteam", "betrokken": "nu"}
ZUS = {"id": "zus", "soort": "familie"}
ALL_KNOWN = {"vraag.betrokkenen_geinventariseerd": "ja"}


def poging(day: str | None = None, contact: str | None = None, door: str | None = "uwv", kanaal: str = "email", /):
    """One attempt; what is ``None`` is left out."""
    found = {"kanaal": kanaal, "datum": day, "contact": contact, "door": door}
    return {key: value for key, value in found.items() if value is not None}


def evaluated(*betrokkenen: dict[str, Any], feiten: dict[str, Any] | None = None, **more: Any) -> Evaluation:
    """A casus of these, evaluated with the pack of the documented region."""
    day = more.pop("day", DAY)
    data = {"id": "c1", "peildatum": DAY, "feiten": feiten or {}, "betrokkenen": list(betrokkenen), **more}
    return ggzroute.evaluate(Casus.from_dict(data), standard_pack(), peildatum=day, afgeleid=True)


def beeld(*betrokkenen: dict[str, Any], **more: Any) -> InBeeld:
    return evaluated(*betrokkenen, **more).in_beeld


def tried(*pogingen: dict[str, Any], of: dict[str, Any] | None = None, **more: Any) -> InBeeldBij:
    """What these attempts make of UWV."""
    feiten = {"contact.pogingen": list(pogingen), **more.pop("feiten", {})}
    found = beeld(of or UWV, feiten=feiten, **more).bij("uwv")
    assert found is not None
    return found


def grounds(found: InBeeld | InBeeldBij) -> list[str]:
    return [part.grond for part in found.gronden]


def relation(**more: Any) -> dict[str, Any]:
    return {"van": "uwv", "soort": "heeft_contact_met", "naar": "hulpvrager", **more}


# ---- one organisation: what people say about the day


@pytest.mark.parametrize(
    ("contact", "stand", "ground"),
    [
        ("nu", "in_beeld", "contact_nu"),
        ("eerder", "contact_kwijt", "contact_eerder"),
        ("geen", "contact_kwijt", "contact_geen"),
        ("onbekend", "onbekend", "niets_bekend"),
    ],
)
def test_the_contact_of_a_betrokkene_says_how_it_stands(contact, stand, ground):
    found = beeld({**UWV, "contact": contact}).bij("uwv")
    assert (found.stand, grounds(found)) == (stand, [ground])


@pytest.mark.parametrize(
    ("relatie", "stand", "ground", "last"),
    [
        (relation(), "in_beeld", "relatie", None),
        (relation(sinds="2016-11-24"), "in_beeld", "relatie", None),
        (relation(tot="2016-11-24"), "in_beeld", "relatie", None),
        ({**relation(), "van": "hulpvrager", "naar": "uwv"}, "in_beeld", "relatie", None),
        (relation(stand="nee"), "contact_kwijt", "relatie_niet", None),
        (relation(tot="2016-11-23"), "contact_kwijt", "contact_voorbij", dt.date(2016, 11, 23)),
        (relation(sinds="2016-11-25"), "onbekend", "niets_bekend", None),
        ({**relation(), "soort": "kent", "naar": "zus"}, "onbekend", "niets_bekend", None),
    ],
)
def test_a_relation_of_contact_counts_on_the_days_that_it_holds(relatie, stand, ground, last):
    found = beeld(UWV, ZUS, relaties=[relatie]).bij("uwv")
    assert (found.stand, grounds(found), found.laatste_contact) == (stand, [ground], last)


def test_a_contact_that_was_over_and_came_back_is_there():
    found = beeld(UWV, relaties=[relation(tot="2016-01-01"), relation(sinds="2016-10-01")]).bij("uwv")
    assert (found.stand, grounds(found)) == ("in_beeld", ["relatie"])


@pytest.mark.parametrize(
    ("where", "stand", "ground"),
    [
        (["uwv"], "in_beeld", "in_beeld_bij"),
        (["swt"], "contact_kwijt", "niet_in_beeld_bij"),
        ([], "contact_kwijt", "niet_in_beeld_bij"),
        ("onbekend", "onbekend", "niets_bekend"),
        ("geweigerd", "onbekend", "niets_bekend"),
        ("nvt", "onbekend", "niets_bekend"),
    ],
)
def test_the_list_of_organisations_is_whole_when_it_is_given(where, stand, ground):
    found = beeld(UWV, feiten={"persoon.in_beeld_bij": where}).bij("uwv")
    assert (found.stand, grounds(found)) == (stand, [ground])


def test_the_list_says_nothing_about_who_is_no_organisation():
    found = beeld(UWV, ZUS, feiten={"persoon.in_beeld_bij": ["uwv"]})
    assert (found.anderen_met_contact, found.anderen_onbekend) == ((), ("zus",))


def test_a_casus_that_contradicts_itself_gives_no_stand_and_says_what_clashes():
    found = beeld({**UWV, "contact": "nu"}, feiten={"persoon.in_beeld_bij": []}).bij("uwv")
    assert (found.stand, grounds(found)) == ("onbekend", ["tegenspraak", "niet_in_beeld_bij", "contact_nu"])


def test_what_people_say_about_the_day_goes_before_what_follows_from_attempts():
    lost, seen = poging("2016-11-20", "nee"), poging("2016-11-20", "ja")
    assert tried(lost, of={**UWV, "contact": "nu"}).stand == "in_beeld"
    assert tried(seen, of={**UWV, "contact": "geen"}).stand == "contact_kwijt"


# ---- one organisation: what follows from the days


@pytest.mark.parametrize(
    ("pogingen", "stand", "found"),
    [
        ([], "onbekend", ["niets_bekend"]),
        ([poging("2016-10-10", "nee")], "contact_kwijt", ["poging_onbeantwoord"]),
        ([poging("2016-10-10", "ja")], "in_beeld", ["poging_beantwoord"]),
        ([poging("2016-10-10")], "onbekend", ["poging_zonder_uitslag"]),
        ([poging("2016-10-10", "ja"), poging("2016-10-11", "nee")], "contact_kwijt", ["poging_onbeantwoord"]),
        ([poging("2016-10-10", "nee"), poging("2016-10-11", "ja")], "in_beeld", ["poging_beantwoord"]),
        ([poging("2016-10-10", "ja"), poging("2016-10-10", "nee")], "in_beeld", ["poging_beantwoord"]),
        ([poging("2016-10-10", "nee"), poging("2016-10-11")], "onbekend", ["poging_zonder_uitslag"]),
        ([poging("2016-10-10", "nee"), poging("2016-10-10")], "onbekend", ["poging_zonder_uitslag"]),
        ([poging("2016-10-10", "ja"), poging("2016-10-11")], "onbekend", ["poging_zonder_uitslag"]),
        ([poging("2016-10-10"), poging("2016-10-11", "nee")], "contact_kwijt", ["poging_onbeantwoord"]),
        ([poging("2016-10-10"), poging("2016-10-11", "ja")], "in_beeld", ["poging_beantwoord"]),
        (
            [poging("2016-10-09", "nee"), poging("2016-10-10", "ja"), poging("2016-10-11", "nee")],
            "contact_kwijt",
            ["poging_onbeantwoord"],
        ),
        (
            [poging("2016-10-09", "ja"), poging("2016-10-10", "nee"), poging("2016-10-11", "ja")],
            "in_beeld",
            ["poging_beantwoord"],
        ),
        ([poging("2016-11-25", "ja")], "onbekend", ["niets_bekend"]),
        ([poging("2016-11-24", "nee")], "contact_kwijt", ["poging_onbeantwoord"]),
        ([poging(None, "nee")], "onbekend", ["poging_zonder_datum"]),
        ([poging("2016-10-10", "nee"), poging(None, "nee")], "contact_kwijt", ["poging_onbeantwoord"]),
        ([poging("2016-10-10", "ja"), poging(None, "ja")], "in_beeld", ["poging_beantwoord"]),
        (
            [poging("2016-10-10", "nee"), poging(None, "ja")],
            "onbekend",
            ["poging_onbeantwoord", "poging_zonder_datum"],
        ),
        ([poging("2016-10-10", "ja"), poging(None)], "onbekend", ["poging_beantwoord", "poging_zonder_datum"]),
    ],
)
def test_the_last_thing_that_happened_counts_when_it_is_certain_what_that_was(pogingen, stand, found):
    uwv = tried(*pogingen)
    assert (uwv.stand, grounds(uwv)) == (stand, found)


def test_an_old_contact_alone_is_no_sight_today_and_no_number_of_days_makes_it_lost():
    for last in ("2016-11-23", "2006-01-01"):
        found = beeld(UWV, feiten={"persoon.laatste_contact": {"uwv": last}}).bij("uwv")
        assert (found.stand, grounds(found)) == ("onbekend", ["alleen_laatste_contact"])


def test_a_contact_after_the_attempts_that_failed_takes_the_loss_away_and_no_more():
    found = tried(poging("2016-10-10", "nee"), feiten={"persoon.laatste_contact": {"uwv": "2016-10-12"}})
    assert (found.stand, grounds(found)) == ("onbekend", ["alleen_laatste_contact"])
    assert (found.pogingen, found.pogingen_sinds_contact, found.onbeantwoord_sinds) == (1, 0, None)


def test_days_and_numbers_are_those_of_the_peildatum():
    found = tried(
        poging("2016-10-03", "ja"),
        poging("2016-10-10", "nee"),
        poging("2016-10-20", "nee", "uwv", "brief_aangetekend"),
        poging("2016-10-21"),
        poging("2016-12-01", "ja", "uwv", "huisbezoek"),
        poging(None, "nee", "uwv", "telefoon"),
    )
    assert (found.laatste_contact, found.dagen_sinds_contact) == (dt.date(2016, 10, 3), 52)
    assert (found.pogingen, found.pogingen_sinds_contact) == (4, 3)
    assert (found.onbeantwoord_sinds, found.dagen_onbeantwoord) == (dt.date(2016, 10, 10), 45)
    assert (found.zonder_uitslag, found.zonder_datum) == (1, 1)
    assert found.kanalen_geprobeerd == ("brief_aangetekend", "email")
    assert found.kanalen_zonder_datum == ("telefoon",)


def test_without_a_known_contact_every_attempt_counts():
    found = tried(poging("2016-10-10", "nee"), poging("2016-11-24", "nee"))
    assert (found.laatste_contact, found.dagen_sinds_contact, found.pogingen_sinds_contact) == (None, None, 2)
    assert (found.onbeantwoord_sinds, found.dagen_onbeantwoord) == (dt.date(2016, 10, 10), 45)


# ---- channels


def test_the_channels_that_are_left_are_those_that_a_source_names():
    found = tried(poging("2016-10-10", "nee"))
    left = {part.kanaal: [str(bron) for bron in part.bron] for part in found.kanalen_nog_niet}
    assert left == {
        "brief_aangetekend": ["hr2017 Bijlage IV (24-11-2016) casus 2"],
        "huisbezoek": ["hr2017 §2.1.2 (24-11-2016) casus 2"],
        "via_wijkteam": ["hr2017 §2.1.2 (24-11-2016) casus 2"],
        "via_netwerk": ["hr2017 §2.1.2 (24-11-2016) casus 1"],
    }


def left(*pogingen: dict[str, Any], **more: Any) -> set[str]:
    return {part.kanaal for part in tried(poging("2016-10-10", "nee"), *pogingen, **more).kanalen_nog_niet}


def test_a_channel_that_may_have_been_tried_is_not_left():
    assert "huisbezoek" not in left(poging(None, None, "uwv", "huisbezoek"))
    assert "huisbezoek" not in left(poging("2016-10-01", None, None, "huisbezoek"))
    assert "huisbezoek" not in left(feiten={"contact.huisbezoek_gedaan": "ja"})
    assert "huisbezoek" in left(feiten={"contact.huisbezoek_gedaan": "nee"})
    assert "huisbezoek" in left(poging("2016-11-25", "ja", "uwv", "huisbezoek"))


@pytest.mark.parametrize(("there", "is_left"), [("ja", True), ("nee", False), ("onbekend", True)])
def test_a_wijkteam_that_is_not_there_is_no_channel(there, is_left):
    feiten = {"persoon.gemeente": "leiden", "regio.wijkteam_beschikbaar": {"leiden": there}}
    assert ("via_wijkteam" in left(feiten=feiten)) is is_left


def test_a_wijkteam_is_no_channel_to_itself():
    found = beeld(SWT, feiten={"contact.pogingen": [poging("2016-10-10", "nee", "swt")]}).bij("swt")
    assert "via_wijkteam" not in {part.kanaal for part in found.kanalen_nog_niet}


def test_nothing_is_left_where_there_is_contact_or_the_attempts_are_unknown():
    assert tried(poging("2016-10-10", "ja")).kanalen_nog_niet == ()
    assert beeld({**UWV, "contact": "geen"}).bij("uwv").kanalen_nog_niet == ()


def test_only_channels_of_the_vocabulary_are_named(pack):
    from ggzroute.decide.in_beeld import KANALEN  # noqa: PLC0415 - what this test is about

    channels = set(pack.vocabulary["contact.pogingen"].type.velden["kanaal"].waarden)
    assert channels - set(KANALEN) == {"telefoon"}
    assert set(KANALEN) <= channels


# ---- who is meant


def test_an_attempt_counts_for_whoever_is_meant_by_id_organisation_or_function():
    teams = [{"id": "team", "organisatie": "ggz_rivierduinen", "functie": "casemanager", "betrokken": "nu"}]
    for name in ("team", "ggz_rivierduinen", "casemanager"):
        found = beeld(*teams, feiten={"contact.pogingen": [poging("2016-10-10", "nee", name)]})
        assert [(one.wie, one.stand) for one in found.organisaties] == [("team", "contact_kwijt")]


def test_a_name_that_two_betrokkenen_share_counts_for_neither():
    teams = [{"id": f"team_{n}", "organisatie": "ggz_rivierduinen", "betrokken": "nu"} for n in (1, 2)]
    found = beeld(*teams, feiten={"contact.pogingen": [poging("2016-10-10", "nee", "ggz_rivierduinen")]})
    assert [(one.wie, one.betrokken, one.stand) for one in found.organisaties] == [
        ("team_1", "nu", "onbekend"),
        ("team_2", "nu", "onbekend"),
        ("ggz_rivierduinen", None, "contact_kwijt"),
    ]


def test_an_organisation_that_only_a_fact_names_is_shown_after_the_others():
    feiten = {
        "contact.pogingen": [poging("2016-10-10", "nee", "zon")],
        "persoon.laatste_contact": {"mee": "2016-10-01"},
        "persoon.in_beeld_bij": ["ggz"],
    }
    found = beeld(UWV, feiten=feiten)
    assert [one.wie for one in found.organisaties] == ["uwv", "ggz", "mee", "zon"]
    assert found.bij("ggz").stand == "in_beeld"


def test_an_attempt_that_does_not_say_who_tried_counts_for_nobody():
    feiten = {"contact.pogingen": [poging("2016-10-10", "nee", None), poging("2016-10-11", "nee", "hulpvrager")]}
    found = beeld(UWV, feiten=feiten)
    assert (found.bij("uwv").stand, found.bij("uwv").pogingen, found.pogingen_zonder_organisatie) == ("onbekend", 0, 2)
    assert [one.wie for one in found.organisaties] == ["uwv"]


def test_a_functionaris_who_tried_is_shown_among_the_organisations():
    begeleider = {"id": "b", "soort": "functionaris", "functie": "woonbegeleider", "betrokken": "voorheen"}
    assert [one.wie for one in beeld(begeleider).organisaties] == []
    feiten = {"contact.pogingen": [poging("2016-10-10", "nee", "woonbegeleider")]}
    assert [(one.wie, one.stand) for one in beeld(begeleider, feiten=feiten).organisaties] == [("b", "contact_kwijt")]


# ---- all together

LOST, SEEN = {**UWV, "contact": "geen"}, {**SWT, "contact": "nu"}
ZUS_LOST = {**ZUS, "contact": "geen"}


@pytest.mark.parametrize(
    ("betrokkenen", "feiten", "stand", "found"),
    [
        ([LOST], {}, "onbekend", ["niet_geinventariseerd"]),
        ([LOST], ALL_KNOWN, "uit_beeld", ["niemand_heeft_contact"]),
        ([LOST, ZUS_LOST], ALL_KNOWN, "uit_beeld", ["niemand_heeft_contact"]),
        ([LOST, ZUS], ALL_KNOWN, "onbekend", ["onbekend_bij_iemand"]),
        ([LOST, SWT], ALL_KNOWN, "onbekend", ["onbekend_bij_iemand"]),
        ([LOST, {**SWT, "betrokken": "voorheen"}], ALL_KNOWN, "onbekend", ["onbekend_bij_iemand"]),
        ([LOST, SEEN], ALL_KNOWN, "bij_iemand_in_beeld", ["iemand_heeft_contact"]),
        ([LOST, {**SEEN, "betrokken": "voorheen"}], {}, "bij_iemand_in_beeld", ["iemand_heeft_contact"]),
        ([LOST, {**ZUS, "contact": "nu"}], ALL_KNOWN, "bij_iemand_in_beeld", ["iemand_heeft_contact"]),
        ([{**LOST, "betrokken": "voorheen"}], ALL_KNOWN, "onbekend", ["geen_organisatie"]),
        ([], ALL_KNOWN, "onbekend", ["geen_organisatie"]),
        ([], {}, "onbekend", ["niet_geinventariseerd", "geen_organisatie"]),
        ([], {**ALL_KNOWN, "persoon.in_beeld_bij": []}, "uit_beeld", ["niemand_heeft_contact"]),
        ([LOST], {**ALL_KNOWN, "persoon.in_beeld": "uit_beeld"}, "uit_beeld", ["niemand_heeft_contact"]),
        ([LOST], {"persoon.in_beeld": "uit_beeld"}, "onbekend", ["niet_geinventariseerd"]),
        ([LOST], {**ALL_KNOWN, "persoon.in_beeld": "in_beeld"}, "bij_iemand_in_beeld", ["gezegd_in_beeld"]),
        ([LOST], {"persoon.in_beeld": "dreigt_uit_beeld"}, "bij_iemand_in_beeld", ["gezegd_in_beeld"]),
        ([LOST], {"persoon.contactstatus": "bereikbaar"}, "bij_iemand_in_beeld", ["gezegd_bereikbaar"]),
        ([LOST], {"persoon.contactstatus": "reageert_niet"}, "onbekend", ["niet_geinventariseerd"]),
    ],
)
def test_uit_beeld_only_when_nobody_has_contact_for_certain(betrokkenen, feiten, stand, found):
    together = beeld(*betrokkenen, feiten=feiten)
    assert (together.stand, grounds(together)) == (stand, found)


def test_the_judgement_of_one_organisation_is_shown_and_decides_nothing():
    found = beeld(LOST, feiten={"persoon.in_beeld": "uit_beeld"})
    assert (found.oordeel, found.stand) == ("uit_beeld", "onbekend")


def test_in_no_documented_casus_is_the_hulpvrager_out_of_sight_of_everybody(pack):
    stands = {fixture.id: ggzroute.evaluate(fixture.casus, pack).in_beeld.stand for fixture in fixtures_of(pack)}
    assert "uit_beeld" not in stands.values()
    assert {stands[id_] for id_ in ("hr-1124-1", "hr-1124-2", "hr-1206-4")} == {"onbekend"}


def test_the_documented_casus_of_the_uwv_has_attempts_without_a_day(pack):
    fixture = next(fixture for fixture in fixtures_of(pack) if fixture.id == "hr-1124-2")
    uwv = ggzroute.evaluate(fixture.casus, pack).in_beeld.bij("uwv_hr")
    assert (uwv.stand, grounds(uwv), uwv.zonder_datum, uwv.pogingen) == ("contact_kwijt", ["contact_geen"], 2, 0)
    assert [part.kanaal for part in uwv.kanalen_nog_niet] == ["huisbezoek", "via_wijkteam", "via_netwerk"]


# ---- what rules can build on


@pytest.mark.parametrize(
    ("betrokkenen", "feiten", "derived"),
    [
        ([LOST], {}, {"netwerk.contact_kwijt": "ja"}),
        (
            [LOST],
            ALL_KNOWN,
            {
                "netwerk.in_beeld": "uit_beeld",
                "netwerk.contact_kwijt": "ja",
                "netwerk.contact_kwijt_bij": frozenset({"uwv"}),
            },
        ),
        ([LOST, SWT], ALL_KNOWN, {"netwerk.contact_kwijt": "ja"}),
        ([LOST, {**SWT, "betrokken": "onbekend"}], ALL_KNOWN, {"netwerk.contact_kwijt": "ja"}),
        ([{**LOST, "betrokken": "voorheen"}], {}, {}),
        ([SEEN], {}, {"netwerk.in_beeld": "bij_iemand_in_beeld"}),
        (
            [SEEN],
            ALL_KNOWN,
            {
                "netwerk.in_beeld": "bij_iemand_in_beeld",
                "netwerk.contact_kwijt": "nee",
                "netwerk.contact_kwijt_bij": frozenset(),
            },
        ),
        ([], {}, {}),
    ],
)
def test_what_is_certain_about_contact_is_a_fact_of_the_network(betrokkenen, feiten, derived):
    facts = evaluated(*betrokkenen, feiten=feiten).context.facts
    names = ("netwerk.in_beeld", "netwerk.contact_kwijt", "netwerk.contact_kwijt_bij")
    assert {name: facts.get(name) for name in names if facts.get(name) is not None} == derived
    assert set(derived) <= facts.derived


def test_the_signal_that_nobody_has_contact_follows_from_the_attempts():
    feiten = {**ALL_KNOWN, "contact.pogingen": [poging("2016-10-10", "nee"), poging("2016-10-12", "ja")]}
    signals = [
        [s.code for s in evaluated(UWV, feiten=feiten, day=day).signalen] for day in (dt.date(2016, 10, 11), DAY)
    ]
    assert ["bij_niemand_in_beeld" in codes for codes in signals] == [True, False]


def test_that_one_organisation_lost_contact_asks_about_the_others_until_they_are_known():
    feiten = {"contact.pogingen": [poging("2016-10-10", "nee")]}
    assert "IB-004b" in evaluated(UWV, SWT, feiten=feiten).gevuurd
    assert "IB-004b" not in evaluated(UWV, SEEN, feiten={**feiten, **ALL_KNOWN}).gevuurd


# ---- what always holds

STANDS = {"contact_kwijt": 0, "onbekend": 1, "in_beeld": 2, "uit_beeld": 0, "bij_iemand_in_beeld": 2}
DAYS = st.integers(-60, 0).map(lambda n: (DAY + dt.timedelta(days=n)).isoformat())
NEAR = st.integers(-4, 1).map(lambda n: (DAY + dt.timedelta(days=n)).isoformat())
LATER = st.integers(1, 60).map(lambda n: (DAY + dt.timedelta(days=n)).isoformat())
CHANNELS = st.sampled_from(["email", "telefoon", "huisbezoek", "brief_aangetekend", "via_wijkteam", "via_netwerk"])
ANSWERS = st.sampled_from(["ja", "nee", None])
WHO = st.sampled_from(["uwv", "swt", "ggz_rivierduinen", "zus", "zon", None])


def pogingen(days: st.SearchStrategy[Any], answers: st.SearchStrategy[Any] = ANSWERS) -> st.SearchStrategy[Any]:
    return st.builds(poging, days, answers, WHO, CHANNELS)


@st.composite
def casussen_met_pogingen(draw: Any) -> dict[str, Any]:
    """A casus over every fact about contact and every way in which the network tells of it."""
    people = [
        {"id": "uwv", "soort": "uwv"},
        {"id": "swt", "soort": "wijkteam"},
        {"id": "team", "organisatie": "ggz_rivierduinen"},
        {"id": "zus", "soort": "familie"},
    ]
    for person in people:
        person["contact"] = draw(st.sampled_from(["nu", "eerder", "geen", "onbekend", "onbekend"]))
        person["betrokken"] = draw(st.sampled_from(["nu", "nu", "voorheen", "onbekend"]))
    names = [person["id"] for person in people]
    where = st.one_of(st.just("onbekend"), st.lists(st.sampled_from([*names, "zon"]), unique=True))
    feiten = {
        "contact.pogingen": draw(st.lists(pogingen(st.one_of(DAYS, LATER, st.none())), max_size=5)),
        "persoon.laatste_contact": draw(st.dictionaries(st.sampled_from([*names, "zon"]), st.one_of(DAYS, LATER))),
        "persoon.in_beeld_bij": draw(where),
        "persoon.in_beeld": draw(st.sampled_from(["uit_beeld", "in_beeld", "onbekend", "onbekend"])),
        "vraag.betrokkenen_geinventariseerd": draw(st.sampled_from(["ja", "ja", "onbekend"])),
    }
    relaties = [
        {"van": name, "soort": "heeft_contact_met", "naar": "hulpvrager", **draw(ABOUT)}
        for name in draw(st.lists(st.sampled_from(names), max_size=2))
    ]
    present = draw(st.lists(st.sampled_from(people), unique_by=lambda person: person["id"]))
    ids = {person["id"] for person in present}
    return {
        "id": "c1",
        "peildatum": DAY.isoformat(),
        "feiten": feiten,
        "betrokkenen": present,
        "relaties": [relatie for relatie in relaties if relatie["van"] in ids],
    }


ABOUT = st.sampled_from(
    [{}, {"stand": "nee"}, {"tot": "2016-10-15"}, {"sinds": "2016-12-01"}, {"sinds": "2016-10-01", "tot": "2016-12-24"}]
)


def result(data: dict[str, Any], day: dt.date = DAY) -> Evaluation:
    return ggzroute.evaluate(Casus.from_dict(data), standard_pack(), peildatum=day)


def with_pogingen(data: dict[str, Any], change: Any) -> dict[str, Any]:
    feiten = {**data["feiten"], "contact.pogingen": change(data["feiten"]["contact.pogingen"])}
    return {**data, "feiten": feiten}


def comparable(data: dict[str, Any], day: dt.date = DAY) -> dict[str, Any]:
    return result(data, day).to_dict()


def stands(found: InBeeld, data: dict[str, Any]) -> dict[str, str]:
    """The stand of everybody, also of those who are shown only when there is contact or nothing known."""
    return {
        **{person["id"]: "contact_kwijt" for person in data["betrokkenen"]},
        **dict.fromkeys(found.anderen_met_contact, "in_beeld"),
        **dict.fromkeys(found.anderen_onbekend, "onbekend"),
        **{one.wie: one.stand for one in found.organisaties},
    }


@given(casussen_met_pogingen(), pogingen(DAYS, st.just("nee")))
def test_one_more_attempt_without_contact_never_makes_anybody_more_in_sight(data, extra):
    before, after = result(data).in_beeld, result(with_pogingen(data, lambda rows: [*rows, extra])).in_beeld
    assert STANDS[after.stand] <= STANDS[before.stand]
    mine, theirs = stands(before, data), stands(after, data)
    assert [name for name in theirs if STANDS[theirs[name]] > STANDS[mine.get(name, "onbekend")]] == []


@given(
    st.lists(st.builds(poging, st.one_of(NEAR, st.none()), ANSWERS), max_size=4),
    st.dictionaries(st.just("uwv"), NEAR),
    st.builds(poging, st.one_of(NEAR, st.none()), st.just("nee")),
)
def test_one_more_attempt_without_contact_never_brings_the_one_who_tried_nearer(rows, last, extra):
    def stand(pogingen: list[dict[str, Any]]) -> str:
        feiten = {"contact.pogingen": pogingen, "persoon.laatste_contact": last}
        casus = Casus.from_dict({"id": "c1", "feiten": feiten, "betrokkenen": [UWV]})
        facts = build_facts(casus, Kaart(), DAY)
        return contacts(facts.values, facts.nodes, facts.relaties, DAY)[0].stand

    assert STANDS[stand([*rows, extra])] <= STANDS[stand(rows)]


@settings(max_examples=50)
@given(casussen_met_pogingen(), st.lists(pogingen(LATER), min_size=1, max_size=3))
def test_attempts_after_the_peildatum_change_nothing(data, later):
    assert comparable(with_pogingen(data, lambda rows: [*rows, *later])) == comparable(data)


@settings(max_examples=50)
@given(casussen_met_pogingen(), st.randoms(use_true_random=False))
def test_the_order_of_attempts_does_not_matter(data, chance):
    mixed = with_pogingen(data, lambda rows: chance.sample(rows, len(rows)))
    assert comparable(mixed) == comparable(data)


@settings(max_examples=50)
@given(casussen_met_pogingen(), st.integers(0, 60))
def test_an_earlier_day_is_that_day_without_what_came_later(data, ago):
    day = DAY - dt.timedelta(days=ago)

    def until(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [row for row in rows if row.get("datum", "") <= day.isoformat()]

    assert comparable(data, day) == comparable(with_pogingen(data, until), day)
    last = {who: when for who, when in data["feiten"]["persoon.laatste_contact"].items() if when <= day.isoformat()}
    fewer = {**data, "feiten": {**data["feiten"], "persoon.laatste_contact": last}}
    assert result(data, day).in_beeld == result(fewer, day).in_beeld


@given(casussen_met_pogingen())
def test_uit_beeld_means_that_nobody_who_is_shown_may_have_contact(data):
    found = result(data).in_beeld
    if found.stand == "uit_beeld":
        assert {one.stand for one in found.organisaties} <= {"contact_kwijt"}
        assert (found.anderen_met_contact, found.anderen_onbekend) == ((), ())
    if any(one.stand == "in_beeld" for one in found.organisaties) or found.anderen_met_contact:
        assert found.stand == "bij_iemand_in_beeld"


@settings(max_examples=50)
@given(casus_data(organisaties=standard_organisations(), peildatum=True))
def test_any_casus_has_a_stand_with_a_reason_and_fits_the_schema(data):
    evaluation = ggzroute.evaluate(Casus.from_dict(data), standard_pack())
    found = evaluation.in_beeld
    assert all(part.gronden and all(u.tekst and u.bron for u in part.gronden) for part in (found, *found.organisaties))
    assert faults(evaluation) == []


# ---- what shows


def test_every_ground_has_a_sentence_and_a_source():
    from ggzroute.decide.in_beeld import _TEKST  # noqa: PLC0415 - what this test is about

    assert set(_TEKST) == set(Grond)
    assert all(text.endswith(".") and bron.document == "hr2017" for text, bron in _TEKST.values())


def test_the_sources_of_the_grounds_are_documents_of_the_pack(pack):
    assert "hr2017" in pack.bronnen


def test_that_somebody_is_in_sight_can_be_asked_about():
    found = evaluated(LOST, feiten=ALL_KNOWN)
    why = found.why("in_beeld")
    assert (why.stand, [str(bron) for bron in why.bron]) == (True, ["hr2017 §2.1.2 (24-11-2016) casus 1"])
    stands = [
        found.why({"in_beeld": {"bij": "uwv", "stand_bij": stand}}).stand for stand in ("contact_kwijt", "in_beeld")
    ]
    assert stands == [True, False]
    assert [found.why(f"in_beeld:{name}").stand for name in ("uwv", "swt")] == [True, False]


def test_no_repr_shows_who_or_when():
    found = beeld(LOST, feiten={"contact.pogingen": [poging("2016-10-10", "nee")], **ALL_KNOWN})
    assert repr(found) == "InBeeld(stand='uit_beeld', 1 organisaties)"
    assert repr(found.organisaties) == "(InBeeldBij(stand='contact_kwijt'),)"


def test_the_account_names_the_facts_that_were_looked_at():
    account = evaluated(LOST, feiten={"contact.pogingen": []}).verantwoording
    assert "contact.pogingen" in account.feiten_gebruikt
    assert set(FEITEN) <= {*account.feiten_gebruikt, *account.feiten_onbekend}


def test_the_result_is_plain_data():
    found = tried(poging("2016-10-03", "ja"), poging("2016-10-10", "nee")).to_dict()
    assert found["laatste_contact"] == "2016-10-03"
    assert found["onbeantwoord_sinds"] == "2016-10-10"
    assert found["gronden"] == [
        {
            "grond": "poging_onbeantwoord",
            "tekst": "De laatste poging gaf geen contact.",
            "bron": [{"document": "hr2017", "plaats": "Bijlage IV (24-11-2016) casus 2"}],
        }
    ]


TEXT = """\
  - UWV: nu geen contact. De laatste poging gaf geen contact. [onze lezing; hr2017 Bijlage IV (24-11-2016) casus 2]
    Laatste contact: 3 oktober 2016 (52 dagen geleden). Sindsdien 2 pogingen.
    Eerste poging daarna zonder contact: 10 oktober 2016 (45 dagen geleden).
    Geprobeerd: aangetekende brief, e-mail.
"""


def section(out: str) -> str:
    lines = [line.rstrip() for line in out.splitlines()]
    start = lines.index("In beeld")
    return "\n".join(lines[start : lines.index("", start)]) + "\n"


def test_evaluate_prints_each_organisation_with_its_days_and_channels(run):
    path = rules_root() / "landelijk" / "gemaakt" / "in-beeld.casus.yaml"
    status, out, _ = run("evaluate", str(path), "--pack", "landelijk")
    assert status == 0
    assert section(out).startswith(
        "In beeld\n  De hulpvrager is bij niemand in beeld. Alle betrokkenen zijn nagegaan, "
    )
    assert TEXT in section(out)


def test_evaluate_is_silent_when_nothing_is_known_about_contact(run, tmp_path):
    (tmp_path / "leeg.yaml").write_text("id: leeg\npeildatum: 2016-11-24\n", encoding="utf-8")
    _, out, _ = run("evaluate", "leeg.yaml")
    assert "In beeld" not in out
