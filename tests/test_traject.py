"""A traject over time: what each event does, what held and what was known on a day, and the regie that moves."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

import ggzroute
from ggzroute import Casus, Traject, TrajectError, load_pack
from ggzroute.domain.casus import GEWEIGERD, ONBEKEND
from ggzroute.exceptions import MissingPeildatumError, WorkflowNotFoundError
from ggzroute.resources import rules_root
from ggzroute.traject.beeld import months_between
from ggzroute.traject.gebeurtenis import ROLLEN
from ggzroute.traject.soorten import SOORTEN, velden
from ggzroute.traject.vorm import EVENTS
from test_schemas import published, validator
from trajecten import BEGIN, CASUS, agreed, begun, day, event, grown, handed

PACK = load_pack("holland-rijnland")
DOCUMENTED = sorted((rules_root() / "holland-rijnland" / "trajecten").glob("*.jsonl"))


def relations(casus: Casus, soort: str) -> list[tuple[str, str, dt.date | None, dt.date | None]]:
    return [(r.van, r.naar, r.sinds, r.tot) for r in casus.relaties if r.soort == soort]


# ---- beginning


def test_a_traject_begins_with_a_casus_and_no_events():
    traject = begun()
    assert repr(traject) == "Traject(0 gebeurtenissen)"
    assert traject.kop.workflow == "route-arbeidsparticipatie"
    assert traject.versie == PACK.workflows["route-arbeidsparticipatie"].versie
    assert traject.as_of(BEGIN).to_dict() == Casus.from_dict(CASUS, vocabulary=PACK.vocabulary).to_dict()
    assert traject.regie() == ()


def test_a_traject_needs_a_first_day_and_a_workflow_that_is_there():
    casus = Casus.from_dict({"id": "x"}, vocabulary=PACK.vocabulary)
    with pytest.raises(MissingPeildatumError):
        Traject.start(casus, PACK)
    with pytest.raises(WorkflowNotFoundError):
        Traject.start(casus, PACK, begin=BEGIN, workflow="nergens")
    traject = Traject.start(casus, PACK, id="eigen", begin=BEGIN, workflow="werkwijzer")
    assert (traject.kop.traject, traject.kop.begin, traject.kop.workflow) == ("eigen", BEGIN, "werkwijzer")


def test_a_pack_without_a_workflow_has_trajecten_without_a_route():
    pack = load_pack("zuid-limburg")
    casus = Casus.from_dict({"id": "x", "peildatum": BEGIN}, vocabulary=pack.vocabulary)
    traject = Traject.start(casus, pack).add(event("antwoord", 1, feit="persoon.werkwens", waarde="ja"))
    assert (pack.workflow, traject.kop.workflow, traject.versie) == (None, "", "")
    assert traject.evaluate(day(1)).route.stappen == ()
    assert Traject.from_dict(traject.to_dict(), pack) == traject


def test_no_day_before_the_beginning_is_asked_for():
    with pytest.raises(TrajectError) as caught:
        begun().as_of(BEGIN - dt.timedelta(days=1))
    assert [str(p) for p in caught.value.problems] == [
        "GGZ511 deze dag ligt voor het begin van het traject. Kies een latere dag."
    ]


# ---- what each event does


def test_an_answer_is_given_changed_declined_and_taken_back():
    traject = grown(
        event("antwoord", 1, feit="persoon.schulden", waarde="ja"),
        event("antwoord", 2, feit="persoon.schulden", waarde="geen"),
        event("antwoord", 3, feit="persoon.schulden", waarde="geweigerd"),
        event("antwoord", 4, feit="persoon.schulden", waarde="onbekend"),
        event("antwoord", 5, feit="vraag.volledig_beeld", waarde=True),
        event("antwoord", 5, feit="vraag.onderwerp", waarde=["wonen", "schulden"]),
    )
    values = [traject.as_of(day(n)).feiten.get("persoon.schulden", ONBEKEND) for n in range(5)]
    assert values == [ONBEKEND, "ja", "geen", GEWEIGERD, ONBEKEND]
    assert traject.as_of(day(5)).feiten["vraag.volledig_beeld"] == "ja"
    assert traject.as_of(day(5)).feiten["vraag.onderwerp"] == frozenset({"wonen", "schulden"})


def test_a_step_that_is_done_makes_true_what_the_workflow_says():
    traject = grown(
        event("antwoord", 1, feit="vraag.volledig_beeld", waarde="nee"),
        event("antwoord", 1, feit="regie.aanwezig", waarde="nee"),
        event("activiteit_gedaan", 2, stap="A4"),
        event("activiteit_gedaan", 3, stap="A5"),
        event("activiteit_gedaan", 4, stap="A6"),
    )

    def stands(n: int) -> dict[str, str]:
        return {stap.id: stap.stand for stap in traject.evaluate(day(n)).route.stappen if stap.id[0] == "A"}

    assert stands(1)["A4"] == "onbekend"
    assert traject.as_of(day(2)).feiten["vraag.betrokkenen_geinventariseerd"] == "ja"
    assert stands(2)["A4"] == "gedaan"
    later = traject.add(event("antwoord", 5, feit="vraag.betrokkenen_geinventariseerd", waarde="nee"))
    found = {stap.id: stap.stand for stap in later.evaluate(day(5)).route.stappen}
    assert found["A4"] == "te_doen"


def test_a_step_without_a_condition_of_its_own_is_done_when_that_is_noted():
    traject = grown(
        agreed(1),
        event("antwoord", 1, feit="vraag.volledig_beeld", waarde="ja"),
        event("activiteit_gedaan", 4, stap="A6"),
    )
    stands = [traject.evaluate(day(n)).route.stappen[-1].stand for n in (3, 4)]
    assert stands == ["te_doen", "gedaan"]


def test_a_regievoerder_that_was_agreed_holds_the_regie_from_that_day():
    traject = grown(event("antwoord", 0, feit="regie.aanwezig", waarde="nee"), agreed(3, "begeleider"))
    before, after = traject.as_of(day(2)), traject.as_of(day(3))
    assert (before.regievoerder, before.feiten["regie.aanwezig"]) == (None, "nee")
    assert after.regievoerder is not None
    assert (after.regievoerder.betrokkene.id, after.regievoerder.sinds) == ("begeleider", day(3))
    assert after.regievoerder.afgestemd_met == {"hulpvrager", "begeleider"}
    assert after.regievoerder.betrokkene.betrokken == "nu"
    assert "regie.aanwezig" not in after.feiten
    assert traject.evaluate(day(3)).regie.status == "aanwezig"


def test_a_handover_joins_the_day_before():
    traject = grown(agreed(1), handed(4, "ggz", "wijkteam"))
    assert relations(traject.as_of(day(9)), "voert_regie_over") == [
        ("ggz", "hulpvrager", day(1), day(3)),
        ("wijkteam", "hulpvrager", day(4), None),
    ]
    assert relations(traject.as_of(day(9)), "draagt_over_aan") == [("ggz", "wijkteam", day(4), None)]
    assert [(p.wie, p.sinds, p.tot, p.nr) for p in traject.regie()] == [
        ("ggz", day(1), day(3), 1),
        ("wijkteam", day(4), None, 2),
    ]


def test_a_handover_on_the_first_day_leaves_no_day_for_the_first():
    traject = grown(agreed(1), handed(1, "ggz", "wijkteam"), handed(1, "wijkteam", "begeleider"))
    assert [(p.wie, p.sinds, p.tot) for p in traject.regie()] == [("begeleider", day(1), None)]
    assert relations(traject.as_of(day(1)), "voert_regie_over") == [("begeleider", "hulpvrager", day(1), None)]


def test_an_agreed_handover_shows_before_its_day():
    traject = grown(agreed(1), handed(9, "ggz", "wijkteam", bekend=4))
    facts = [traject.as_of(day(n)).feiten.get("regie.overdracht_naar") for n in (3, 4, 8, 9)]
    assert facts == [None, "wijkteam", "wijkteam", None]
    assert [traject.as_of(day(n)).regievoerder.betrokkene.id for n in (8, 9)] == ["ggz", "wijkteam"]


def test_the_regie_that_came_with_the_casus_goes_on():
    relation = {"van": "ggz", "soort": "voert_regie_over", "naar": "hulpvrager"}
    traject = begun(relaties=[relation]).add(handed(0, "ggz", "wijkteam"))
    assert [(p.wie, p.sinds) for p in traject.regie()] == [("wijkteam", BEGIN)]
    traject = begun(relaties=[relation]).add(handed(2, "ggz", "wijkteam"))
    assert [(p.wie, p.sinds, p.tot, p.nr) for p in traject.regie()] == [
        ("ggz", BEGIN, day(1), None),
        ("wijkteam", day(2), None, 1),
    ]


def test_an_admission_and_a_discharge_change_where_somebody_stays():
    traject = grown(
        event("antwoord", 1, feit="persoon.behandelsetting", waarde="klinisch"),
        event("opgenomen", 2, status="rechterlijke_machtiging", waar="ggz"),
        event("ontslag_gepland", 5, op=day(20).isoformat()),
        event("ontslagen", 9, naar="begeleid_wonen", gemeente="noordwijkerhout"),
    )
    facts = [traject.as_of(day(n)).feiten for n in (2, 5, 9)]
    assert [f["persoon.verblijf"] for f in facts] == ["ggz_instelling", "ggz_instelling", "begeleid_wonen"]
    assert [f["persoon.opname_status"] for f in facts] == ["rechterlijke_machtiging"] * 2 + ["geen"]
    assert [f.get("persoon.ontslag_gepland_op") for f in facts] == [None, day(20), day(9)]
    assert [f.get("persoon.behandelsetting") for f in facts] == ["klinisch", "klinisch", None]
    assert facts[2]["persoon.gemeente"] == "noordwijkerhout"
    assert "persoon.subregio" not in facts[2]
    assert facts[2]["persoon.verblijf_wijziging"] == {
        "van": "ggz_instelling",
        "naar": "begeleid_wonen",
        "datum": day(9),
        "gepland": "nee",
        "gemeente_van": "leiden",
        "gemeente_naar": "noordwijkerhout",
    }


def test_a_discharge_to_nowhere_leaves_unknown_where_somebody_stays():
    traject = grown(event("opgenomen", 1), event("ontslagen", 2))
    assert "persoon.opname_status" not in traject.as_of(day(1)).feiten
    assert "persoon.verblijf" not in traject.as_of(day(2)).feiten


def test_a_move_that_is_planned_shows_as_planned():
    traject = grown(event("verhuisd", 9, 3, naar="begeleid_wonen"))
    planned = [traject.as_of(day(n)).feiten.get("persoon.verblijf_wijziging", {}).get("gepland") for n in (2, 3, 8, 9)]
    assert planned == [None, "ja", "ja", "nee"]
    assert traject.as_of(day(8)).feiten["persoon.verblijf"] == "zelfstandig_alleen"
    assert traject.as_of(day(9)).feiten["persoon.verblijf"] == "begeleid_wonen"


def test_consent_is_given_for_a_time_and_taken_back():
    traject = grown(
        event(
            "toestemming_gegeven",
            1,
            ontvanger="wijkteam",
            doel="aanmelding",
            schriftelijk="ja",
            onderwerpen=["inkomen"],
            inhoud_afgestemd="ja",
            geldig_tot=day(30).isoformat(),
        ),
        event("toestemming_gegeven", 2, ontvanger="baas", doel="werk", schriftelijk="nee"),
        event("toestemming_ingetrokken", 5, ontvanger="wijkteam"),
        event("toestemming_ingetrokken", 7),
    )
    casus = {n: traject.as_of(day(n)) for n in (1, 2, 5, 7)}
    facts = {
        n: {k.split(".")[1]: v for k, v in c.feiten.items() if k.startswith("toestemming.")} for n, c in casus.items()
    }
    assert facts[1] == {
        "ontvanger": "wijkteam",
        "doel": "aanmelding",
        "schriftelijk": "ja",
        "onderwerpen": frozenset({"inkomen"}),
        "inhoud_afgestemd": "ja",
        "geldig_tot": day(30),
        "ingetrokken": "nee",
    }
    assert facts[2] == {"ontvanger": "baas", "doel": "werk", "schriftelijk": "nee", "ingetrokken": "nee"}
    assert facts[5] == facts[2]
    assert facts[7] == facts[2] | {"ingetrokken": "ja"}
    assert relations(casus[7], "gaf_toestemming_voor") == [
        ("hulpvrager", "wijkteam", day(1), day(4)),
        ("hulpvrager", "baas", day(2), day(6)),
    ]


def test_consent_that_was_there_at_the_beginning_can_be_taken_back():
    traject = begun(feiten={"toestemming.schriftelijk": "ja"}).add(event("toestemming_ingetrokken", 3))
    assert traject.as_of(day(3)).feiten["toestemming.ingetrokken"] == "ja"
    other = begun(feiten={"toestemming.schriftelijk": "ja", "toestemming.ontvanger": "wijkteam"})
    kept = other.add(event("toestemming_ingetrokken", 3, ontvanger="baas"))
    assert "toestemming.ingetrokken" not in kept.as_of(day(3)).feiten


def test_a_placement_counts_its_months_and_ends():
    traject = grown(
        event("geplaatst", 20, 5, bij="baas", uren=16),
        event("plaatsing_beeindigd", 120, mislukt="ja"),
    )
    facts = {n: traject.as_of(day(n)).feiten for n in (4, 5, 20, 48, 51, 120)}
    assert [facts[n].get("plaatsing.status") for n in facts] == [
        None,
        "voorgenomen",
        "geplaatst",
        "geplaatst",
        "geplaatst",
        "beeindigd",
    ]
    assert [facts[n].get("plaatsing.maanden_sinds") for n in facts] == [None, None, 0, 0, 1, None]
    assert facts[120]["traject.mislukte_plaatsing"] == "ja"
    assert relations(traject.as_of(day(120)), "werkt_bij") == [("hulpvrager", "baas", day(20), day(119))]


def test_months_that_were_given_at_the_beginning_grow():
    traject = begun(feiten={"plaatsing.status": "geplaatst", "plaatsing.maanden_sinds": 5})
    assert [traject.as_of(day(n)).feiten["plaatsing.maanden_sinds"] for n in (0, 30, 31, 59)] == [5, 5, 6, 7]


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [("2017-01-31", "2017-02-28", 0), ("2017-01-31", "2017-03-31", 2), ("2016-12-01", "2017-01-01", 1)],
)
def test_months_are_whole(first, last, months):
    assert months_between(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == months


def test_attempts_to_reach_somebody_are_added_up():
    earlier = {"kanaal": "email", "datum": "2016-12-01", "resultaat": "niets"}
    traject = begun(feiten={"contact.pogingen": [earlier]})
    for new in (
        event("contact_geprobeerd", 1, None, "wijkteam", kanaal="telefoon", contact="nee"),
        event("contact_geprobeerd", 3, None, "wijkteam", kanaal="huisbezoek", contact="ja"),
    ):
        traject = traject.add(new)
    facts = traject.as_of(day(3)).feiten
    assert [dict(row) for row in facts["contact.pogingen"]] == [
        {"kanaal": "email", "datum": dt.date(2016, 12, 1), "resultaat": "niets"},
        {"kanaal": "telefoon", "datum": day(1), "door": "wijkteam", "contact": "nee"},
        {"kanaal": "huisbezoek", "datum": day(3), "door": "wijkteam", "contact": "ja"},
    ]
    found = [traject.evaluate(day(n)).in_beeld.bij("wijkteam").stand for n in (1, 3)]
    assert found == ["contact_kwijt", "in_beeld"]
    assert facts["contact.huisbezoek_gedaan"] == "ja"
    assert "contact.huisbezoek_gedaan" not in traject.as_of(day(2)).feiten


def test_treatment_starts_and_stops():
    traject = grown(
        event("behandeling_gestart", 1, bij="ggz", setting="act_fact"),
        event("behandeling_gestart", 2, bij="wijkteam"),
        event("behandeling_gestopt", 3, bij="wijkteam"),
        event("behandeling_gestopt", 4),
    )
    facts = [traject.as_of(day(n)).feiten for n in (1, 3, 4)]
    assert [f["persoon.behandelstatus"] for f in facts] == ["in_behandeling", "in_behandeling", "gestopt"]
    assert facts[0]["persoon.behandelsetting"] == "act_fact"
    assert relations(traject.as_of(day(4)), "behandelt") == [
        ("ggz", "hulpvrager", day(1), day(3)),
        ("wijkteam", "hulpvrager", day(2), day(2)),
    ]


def test_who_comes_is_involved_now_without_saying_so():
    traject = grown(event("betrokkene_erbij", 1, id="x", organisatie="swt"))
    assert traject.as_of(day(1)).betrokkene("x").betrokken == "nu"
    assert traject.to_dict()["gebeurtenissen"][0]["inhoud"]["betrokken"] == "nu"


def test_people_come_go_and_come_back():
    traject = grown(
        event("betrokkene_erbij", 1, id="coach", kring="professioneel", functie="coach", betrokken="nu"),
        event("relatie_erbij", 2, van="coach", soort="begeleidt", naar="hulpvrager"),
        event("relatie_erbij", 2, van="hulpvrager", soort="vertrouwt", naar="coach"),
        event("betrokkene_weg", 4, wie="coach"),
        event("betrokkene_erbij", 6, id="coach", kring="professioneel", betrokken="nu"),
        event("betrokkene_erbij", 6, id="begeleider", kring="professioneel", betrokken="nu"),
    )
    seen = [traject.as_of(day(n)).betrokkene("coach") for n in (0, 1, 4, 6)]
    assert [b and (b.betrokken, b.functie) for b in seen] == [
        None,
        ("nu", "coach"),
        ("voorheen", "coach"),
        ("nu", "coach"),
    ]
    assert traject.as_of(day(6)).betrokkene("begeleider").functie == "woonbegeleider"
    assert relations(traject.as_of(day(6)), "begeleidt") == [("coach", "hulpvrager", day(2), day(3))]
    assert ("hulpvrager", "coach", day(2), None) in relations(traject.as_of(day(6)), "vertrouwt")


def test_a_maatje_is_agreed_and_goes():
    traject = grown(
        event("antwoord", 0, feit="maatje.aanwezig", waarde="nee"),
        event("maatje_afgesproken", 2, wie="tante", plus="nee"),
        event("relatie_weg", 5, van="tante", soort="is_maatje_van", naar="hulpvrager"),
    )
    stands = [traject.evaluate(day(n)).maatje.stand == "aanwezig" for n in (1, 2, 5)]
    assert stands == [False, True, False]
    assert traject.as_of(day(2)).feiten["maatje.type"] == "maatje"
    assert "maatje.aanwezig" not in traject.as_of(day(5)).feiten, "that nobody else is maatje is not known"
    gone = grown(event("maatje_afgesproken", 2, wie="tante", plus="ja"), event("betrokkene_weg", 3, wie="tante"))
    assert gone.as_of(day(2)).maatje.plus is True
    assert gone.as_of(day(3)).maatje is None


def test_a_relation_that_certainly_is_not_there_gives_way_to_one_that_is():
    traject = grown(
        event("relatie_erbij", 1, van="hulpvrager", soort="vertrouwt", naar="ggz", stand="nee"),
        event("relatie_erbij", 3, van="hulpvrager", soort="vertrouwt", naar="ggz"),
        event("relatie_erbij", 4, van="hulpvrager", soort="vertrouwt", naar="ggz"),
    )
    about = [[r for r in traject.as_of(day(n)).relaties if r.naar == "ggz"] for n in (1, 4)]
    assert [[(r.stand, r.sinds) for r in some] for some in about] == [[(False, None)], [(True, day(3))]]
    ended = grown(event("relatie_erbij", 1, van="hulpvrager", soort="vertrouwt", naar="tante", stand="nee"))
    assert [(r.stand, r.tot) for r in ended.as_of(day(1)).relaties] == [(True, day(0)), (False, None)]


@pytest.mark.parametrize(
    ("door", "named", "who"),
    [
        ("wijkteam", None, "wijkteam"),
        ("ontvanger", "ggz", "ggz"),
        ("regievoerder", None, "begeleider"),
        ("klantmanager", None, "klantmanager"),
        ("ontvanger", None, None),
    ],
)
def test_who_tried_is_who_is_named_or_who_noted_it(door, named, who):
    inhoud = {"kanaal": "telefoon", "contact": "nee"} | ({"door": named} if named else {})
    traject = grown(agreed(1, "begeleider"), event("contact_geprobeerd", 2, None, door, **inhoud))
    assert traject.as_of(day(2)).feiten["contact.pogingen"][0].get("door") == who


# ---- two dates


def test_what_was_known_is_apart_from_what_held():
    traject = grown(
        event("antwoord", 1, feit="persoon.schulden", waarde="geen"),
        event("antwoord", 5, 9, feit="persoon.schulden", waarde="ja"),
    )

    def schulden(held: int, known: int | None = None) -> Any:
        return traject.as_of(day(held), bekend_op=None if known is None else day(known)).feiten.get("persoon.schulden")

    assert [schulden(n) for n in (0, 1, 4, 5, 9)] == [None, "geen", "geen", "ja", "ja"]
    assert [schulden(n, 8) for n in (1, 5, 9)] == ["geen", "geen", "geen"]
    assert [schulden(n, 9) for n in (1, 5, 9)] == ["geen", "ja", "ja"]
    assert schulden(9, 0) is None


def test_an_event_that_is_known_late_takes_its_place_in_time():
    traject = grown(
        event("antwoord", 6, feit="persoon.schulden", waarde="geen"),
        event("antwoord", 3, 8, feit="persoon.schulden", waarde="ja"),
    )
    assert [traject.as_of(day(n)).feiten.get("persoon.schulden") for n in (2, 3, 5, 6, 9)] == [
        None,
        "ja",
        "ja",
        "geen",
        "geen",
    ]


def test_a_correction_counts_from_when_it_was_known_and_takes_nothing_away():
    traject = grown(
        agreed(2),
        event("correctie", 3, 6, betreft=1, inhoud={"wie": "wijkteam", "met": ["hulpvrager"]}),
    )
    assert [(p.wie, p.sinds) for p in traject.regie(bekend_op=day(5))] == [("ggz", day(2))]
    assert [(p.wie, p.sinds) for p in traject.regie()] == [("wijkteam", day(3))]
    assert traject.as_of(day(2)).regievoerder is None
    assert traject.as_of(day(2), bekend_op=day(5)).regievoerder.betrokkene.id == "ggz"
    assert len(traject.gebeurtenissen) == 2
    assert traject.to_dict()[EVENTS][0] == grown(agreed(2)).to_dict()[EVENTS][0]


def test_the_last_correction_counts_and_an_event_can_be_taken_out():
    traject = grown(
        agreed(2),
        event("correctie", 2, 5, betreft=1, inhoud={"wie": "wijkteam", "met": ["hulpvrager"]}),
        event("correctie", 2, 7, betreft=1, vervalt="ja"),
        agreed(4, "begeleider", bekend=8),
    )
    found = [[p.wie for p in traject.regie(bekend_op=day(n))] for n in (4, 5, 7, 8)]
    assert found == [["ggz"], ["wijkteam"], [], ["begeleider"]]


def test_a_wrong_handover_is_mended_step_by_step_and_every_step_holds():
    """First the handover is taken out, so that the first simply goes on; then the right ones come in its place."""
    traject = grown(
        agreed(1),
        handed(10, "ggz", "wijkteam"),
        event("correctie", 10, 12, betreft=2, vervalt="ja"),
        handed(6, "ggz", "begeleider", bekend=12),
        handed(10, "begeleider", "wijkteam", bekend=12),
    )
    assert [(p.wie, p.sinds, p.tot) for p in traject.regie()] == [
        ("ggz", day(1), day(5)),
        ("begeleider", day(6), day(9)),
        ("wijkteam", day(10), None),
    ]


# ---- the documented traject


def test_there_is_a_documented_traject():
    assert [path.name for path in DOCUMENTED] == ["hr-1206-3.traject.jsonl"]


@pytest.mark.parametrize("path", DOCUMENTED, ids=lambda path: path.name)
def test_a_documented_traject_is_whole_and_cites_sources_that_are_known(path):
    traject = Traject.load(path, PACK)
    assert path.read_bytes().count(b"\n") == 1 + len(traject.gebeurtenissen)
    assert {bron["document"] for bron in traject.kop.documentatie["bron"]} <= PACK.bronnen.keys()
    assert "zijn van ons" in traject.kop.documentatie["toelichting"]


def test_the_regie_of_casus_1206_3_moves_from_the_institution_to_the_begeleider_without_a_gap():
    """hr2017 §2.1.3 casus 3: the GGZ while somebody stays there, then housing, then the begeleider of that housing."""
    traject = Traject.load(DOCUMENTED[0], PACK)
    first, discharge, handover = dt.date(2016, 12, 6), dt.date(2017, 1, 16), dt.date(2017, 1, 23)
    for n in range(90):
        today = first + dt.timedelta(days=n)
        found = traject.evaluate(today)
        holders = [k.wie for k in found.regie.huidig]
        assert found.regie.status == "aanwezig", today
        assert holders == (["ggz"] if today < handover else ["woonbegeleider"]), today
        stays = found.context.facts.get("persoon.verblijf")
        assert stays == ("ggz_instelling" if today < discharge else "begeleid_wonen"), today
        can_go = [o.naar for o in found.regie.overdracht if o.vervuld]
        assert can_go == (["woonbegeleider"] if discharge <= today < handover else []), today
        assert {k.wie for k in found.regie.huidig if "persoon.verblijf" in k.eindigt_met} == (
            {"ggz"} if today < discharge else set()
        ), today


def test_casus_1206_3_is_also_what_was_known_on_each_day():
    """Before the handover was agreed nobody knew of it; the GGZ would simply have gone on."""
    traject = Traject.load(DOCUMENTED[0], PACK)
    last = dt.date(2017, 2, 1)
    for n in range(60):
        known = dt.date(2016, 12, 6) + dt.timedelta(days=n)
        holder = traject.as_of(last, bekend_op=known).regievoerder
        assert holder is not None
        assert holder.betrokkene.id == ("ggz" if known < dt.date(2017, 1, 10) else "woonbegeleider")


# ---- the closed set, in code and in the schema


def test_roles_are_those_that_answer_questions():
    roles = next(part for part in _enums(published("begrippen")) if "hulpvrager" in part and "regio" in part)
    assert tuple(roles) == ROLLEN


def _enums(part: Any) -> Any:
    if isinstance(part, dict):
        if "enum" in part:
            yield part["enum"]
        for value in part.values():
            yield from _enums(value)
    elif isinstance(part, list):
        for value in part:
            yield from _enums(value)


def test_the_schema_has_every_kind_with_its_fields():
    schema = published("traject")["$defs"]
    assert schema["nieuwe_gebeurtenis"]["properties"]["soort"]["enum"] == list(SOORTEN)
    for code, kind in SOORTEN.items():
        fields = velden(kind)
        if fields:
            assert set(schema[code]["properties"]) == set(fields), code
            assert set(schema[code]["required"]) == {name for name, veld in fields.items() if veld.verplicht}, code


EVERYTHING = [
    event("antwoord", 1, feit="persoon.schulden", waarde="ja"),
    event("activiteit_gedaan", 1, stap="A4"),
    agreed(1),
    handed(2, "ggz", "wijkteam"),
    event("opgenomen", 2, status="vrijwillig", waar="ggz"),
    event("ontslag_gepland", 2, op=day(20).isoformat()),
    event("ontslagen", 3, naar="begeleid_wonen"),
    event("verhuisd", 4, naar="bij_ouders", gemeente="lisse", subregio="duin_en_bollenstreek"),
    event("toestemming_gegeven", 4, ontvanger="baas", doel="werk", schriftelijk="ja", onderwerpen=["inkomen"]),
    event("toestemming_ingetrokken", 5, ontvanger="baas"),
    event("geplaatst", 6, bij="baas", uren=20, waakvlam_tot=day(90).isoformat()),
    event("plaatsing_beeindigd", 7, mislukt="nee"),
    event("contact_geprobeerd", 7, kanaal="telefoon", contact="nee"),
    event("behandeling_gestart", 7, bij="ggz", setting="act_fact"),
    event("behandeling_gestopt", 8, bij="ggz"),
    event("betrokkene_erbij", 8, id="coach", soort="familie", kring="sociaal"),
    event("betrokkene_weg", 9, wie="coach"),
    event("maatje_afgesproken", 9, wie="tante", plus="ja"),
    event("relatie_erbij", 9, van="hulpvrager", soort="kent", naar="tante"),
    event("relatie_weg", 9, van="hulpvrager", soort="kent", naar="tante"),
    event("correctie", 9, betreft=1, inhoud={"feit": "persoon.schulden", "waarde": "geen"}),
]


def test_a_traject_with_every_kind_is_what_the_schema_says():
    traject = begun()
    whole = validator("traject")
    one = whole.evolve(schema={"$ref": f"{published('traject')['$id']}#/$defs/nieuwe_gebeurtenis"})
    assert list(one.iter_errors(EVERYTHING[0] | {"soort": "anders"}))
    assert list(one.iter_errors(EVERYTHING[2] | {"inhoud": {"wie": "ggz"}}))
    for new in EVERYTHING:
        assert list(one.iter_errors(new)) == []
        traject = traject.add(new)
    assert {e.soort for e in traject.gebeurtenissen} == set(SOORTEN) - {"migratie"}
    assert list(whole.iter_errors(traject.to_dict())) == []
    assert Traject.from_dict(traject.to_dict(), PACK) == traject


# ---- privacy, and the names


def test_no_repr_shows_a_value():
    traject = begun()
    for new in EVERYTHING:
        traject = traject.add(new)
    last = day(10)
    parts = [traject, traject.kop, *traject.gebeurtenissen, *(e.inhoud for e in traject.gebeurtenissen)]
    parts += [traject.stand(last), *traject.regie(), *traject.agenda(last), traject.as_of(last)]
    text = " ".join(map(repr, parts))
    values = ("wijkteam", "begeleid_wonen", "baas", "coach", "tante", "lisse", "proef", "inkomen")
    assert [value for value in values if value in text] == []


def test_the_facade_has_what_a_host_needs():
    assert ggzroute.Traject is Traject
    assert ggzroute.TrajectError is TrajectError
    assert issubclass(TrajectError, ggzroute.GgzrouteError)
    assert len({begun(), begun(id="ander")}) == 2


def test_a_traject_goes_through_a_database_that_sorts_keys():
    traject = grown(agreed(1), handed(2, "ggz", "wijkteam"))
    text = json.dumps(traject.to_dict(), sort_keys=True, indent=3)
    assert Traject.from_dict(json.loads(text), PACK) == traject
