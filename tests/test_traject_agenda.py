"""What is planned, due and overdue on a day: from the rules where they say it, and never with a period made up."""

from __future__ import annotations

import datetime as dt
import json

from ggzroute import Casus, Traject, load_casus, load_pack
from ggzroute.resources import rules_root
from ggzroute.traject.punt import AgendaPunt
from trajecten import agreed, begun, day, event, grown, handed

PACK = load_pack("holland-rijnland")
CASUS_1124_3 = rules_root() / "holland-rijnland" / "casussen" / "hr-1124-3.casus.yaml"


def item(traject: Traject, on: dt.date, code: str, **more: object) -> AgendaPunt | None:
    found = [punt for punt in traject.agenda(on, **more) if punt.code == code]  # type: ignore[arg-type]
    assert len(found) < 2, found
    return found[0] if found else None


def stands(traject: Traject, code: str, *days: int) -> list[str | None]:
    found = [item(traject, day(n), code) for n in days]
    return [punt and punt.stand for punt in found]


# ---- bewind before discharge (hr2017 §2.1.2 casus 3)


def admitted() -> Traject:
    """Casus 24-11 nr 3, two weeks before the discharge of that week; the first day is ours."""
    whole = load_casus(CASUS_1124_3, vocabulary=PACK.vocabulary)
    return Traject.start(whole, PACK, begin=dt.date(2016, 11, 10))


BEWIND = "bewind_aanvragen_voor_ontslag"
ONTSLAG = dt.date(2016, 11, 28)


def test_bewind_is_due_until_the_day_of_discharge_and_then_late():
    traject = admitted()
    found = {n: item(traject, dt.date(2016, 11, n), BEWIND) for n in (10, 24, 27, 28)}
    assert [punt and (punt.stand, punt.dag, punt.voor, punt.regel) for punt in found.values()] == [
        ("nu", ONTSLAG, True, "PL-013"),
        ("nu", ONTSLAG, True, "PL-013"),
        ("nu", ONTSLAG, True, "PL-013"),
        ("te_laat", ONTSLAG, True, "PL-013"),
    ]
    assert [str(bron) for bron in found[24].bron] == ["hr2017 §2.1.2 (24-11-2016) casus 3"]
    assert found[24].tekst == "Laat de instelling vóór het ontslag afwegen of zij bewindvoering aanvraagt."


def noted(soort: str, on: str, **inhoud: object) -> dict[str, object]:
    return {"soort": soort, "geldt_op": on, "bekend_op": on, "door": "ggz", "inhoud": inhoud}


def test_bewind_that_was_asked_for_in_time_is_off_the_agenda_for_good():
    traject = admitted().add(noted("activiteit_gedaan", "2016-11-22", handeling=BEWIND))
    seen = [item(traject, dt.date(2016, 11, n), BEWIND) for n in (21, 22, 27)]
    assert [punt and punt.stand for punt in seen] == ["nu", None, None]
    assert item(traject, dt.date(2016, 12, 20), BEWIND) is None


def test_a_discharge_that_moves_takes_the_deadline_along():
    traject = admitted().add(noted("ontslag_gepland", "2016-11-24", op="2016-12-05"))
    assert item(traject, dt.date(2016, 11, 30), BEWIND).dag == dt.date(2016, 12, 5)
    assert item(traject, dt.date(2016, 11, 30), BEWIND).stand == "nu"
    late = item(traject, dt.date(2016, 12, 6), BEWIND)
    assert (late.stand, late.dag) == ("te_laat", dt.date(2016, 12, 5))
    known_then = item(traject, dt.date(2016, 11, 30), BEWIND, bekend_op=dt.date(2016, 11, 23))
    assert (known_then.stand, known_then.dag) == ("te_laat", ONTSLAG)


def test_a_discharge_that_is_off_takes_the_deadline_away():
    answer = noted("antwoord", "2016-11-25", feit="persoon.ontslag_gepland_op", waarde="onbekend")
    traject = admitted().add(answer)
    assert item(traject, dt.date(2016, 12, 1), BEWIND) is None


def test_a_second_admission_asks_again():
    traject = admitted()
    for new in (
        noted("activiteit_gedaan", "2016-11-22", handeling=BEWIND),
        noted("ontslagen", "2016-11-28", naar="zelfstandig_alleen"),
        noted("opgenomen", "2017-02-01", status="rechterlijke_machtiging"),
        noted("ontslag_gepland", "2017-02-03", op="2017-03-01"),
    ):
        traject = traject.add(new)
    assert item(traject, dt.date(2017, 2, 10), BEWIND).dag == dt.date(2017, 3, 1)
    assert item(traject, dt.date(2017, 2, 10), BEWIND).stand == "nu"


def test_a_discharge_whose_day_passed_must_be_noted():
    assert stands(
        grown(event("opgenomen", 1), event("ontslag_gepland", 2, op=day(9).isoformat())), "ontslag", 1, 5, 9, 10
    ) == [
        None,
        "gepland",
        "gepland",
        "te_laat",
    ]


# ---- the regie, when treatment or an admission ends


def test_the_regie_is_looked_at_again_when_treatment_ends():
    traject = grown(event("behandeling_gestart", 1, bij="ggz"), agreed(2), event("behandeling_gestopt", 9, bij="ggz"))
    assert stands(traject, "regie_herzien", 8, 9, 10, 20) == [None, "nu", "te_laat", "te_laat"]
    late = item(traject, day(20), "regie_herzien")
    assert (late.dag, late.regel, late.wie) == (day(9), "RG-008", ("ggz",))
    moved = traject.add(handed(21, "ggz", "wijkteam"))
    assert item(moved, day(21), "regie_herzien") is None


def test_the_end_of_an_admission_is_planned_for_until_somebody_is_found():
    traject = grown(event("opgenomen", 1), agreed(2), event("ontslag_gepland", 3, op=day(20).isoformat()))
    early = item(traject, day(5), "regie_herzien")
    assert (early.stand, early.dag, early.regel) == ("gepland", day(20), "RG-009")
    assert item(traject, day(2), "regie_herzien") is None
    found = traject.add(handed(20, "ggz", "wijkteam", bekend=6))
    assert item(found, day(6), "regie_herzien") is None
    assert item(found, day(6), "regie_overgedragen").dag == day(20)
    gone = traject.add(event("ontslagen", 20, naar="zelfstandig_alleen"))
    assert stands(gone, "regie_herzien", 20) == [None], "as long as treatment may go on, the GGZ may keep the regie"
    over = gone.add(event("antwoord", 20, feit="persoon.behandelstatus", waarde="niet_in_behandeling"))
    assert stands(over, "regie_herzien", 20, 25) == ["nu", "te_laat"]


def test_a_planned_move_ends_the_regie_of_an_institution_too():
    traject = grown(event("opgenomen", 1), agreed(2), event("verhuisd", 15, 4, naar="zelfstandig_alleen"))
    assert item(traject, day(4), "regie_herzien").dag == day(15)
    assert item(traject, day(4), "verhuisd").stand == "gepland"


def test_the_regie_can_go_to_the_begeleider_as_soon_as_there_is_housing():
    """hr2017 §2.1.3 casus 3."""
    traject = grown(event("opgenomen", 1), agreed(2), event("ontslagen", 9, naar="begeleid_wonen"))
    assert stands(traject, "regie_overdracht", 8, 9) == [None, "nu"]
    found = item(traject, day(9), "regie_overdracht")
    assert (found.regel, found.wie, found.dag) == ("RG-010", ("begeleider",), None)
    assert item(traject.add(handed(12, "ggz", "begeleider", bekend=10)), day(10), "regie_overdracht") is None


# ---- after a placement


def test_a_waakvlam_is_wanted_after_a_placement_and_no_source_says_how_long():
    """programmaraad: some years, without a number."""
    traject = grown(event("geplaatst", 5, bij="baas"))
    assert stands(traject, "waakvlam_aanhouden", 4, 5, 300) == [None, "nu", "nu"]
    found = item(traject, day(5), "waakvlam_aanhouden")
    assert found.dag is None
    assert found.tekst.endswith("De bron noemt geen termijn.")
    assert found.regel == "NZ-001"
    on = traject.add(event("antwoord", 9, feit="plaatsing.waakvlam", waarde="aan"))
    assert stands(on, "waakvlam_aanhouden", 8, 9) == ["nu", None]
    ended = traject.add(event("plaatsing_beeindigd", 40))
    assert stands(ended, "waakvlam_aanhouden", 39, 40) == ["nu", None]


def test_a_waakvlam_that_was_agreed_has_the_day_that_was_agreed():
    traject = grown(event("geplaatst", 5, waakvlam_tot=day(400).isoformat()))
    assert [item(traject, day(n), "waakvlam_tot").stand for n in (5, 400, 401)] == ["gepland", "gepland", "te_laat"]
    assert item(traject, day(5), "waakvlam_tot").dag == day(400)


# ---- contact, consent, the route


def tried(geldt: int, contact: str, door: str = "wijkteam") -> dict[str, object]:
    return event("contact_geprobeerd", geldt, None, door, kanaal="email", contact=contact)


def test_that_one_organisation_gets_no_answer_says_nothing_of_another():
    traject = grown(tried(1, "nee"), tried(2, "ja", "ggz"), tried(3, "nee", "ontvanger"), tried(4, "nee", "ontvanger"))
    found = {p.wie: p.tekst for p in traject.agenda(day(5)) if p.code == "contact_zonder_antwoord"}
    one = "Een poging om contact te krijgen bleef zonder antwoord, op 2017-01-02."
    two = "2 pogingen om contact te krijgen bleven zonder antwoord, de eerste op 2017-01-04."
    assert found == {("wijkteam",): f"{one} De bron noemt geen termijn.", (): f"{two} De bron noemt geen termijn."}


def test_attempts_without_an_answer_add_up_until_somebody_answers():
    traject = grown(
        tried(1, "nee"),
        tried(4, "nee"),
        tried(9, "ja"),
        tried(12, "nee"),
    )
    texts = [p and p.tekst for p in (item(traject, day(n), "contact_zonder_antwoord") for n in (0, 1, 4, 9, 12))]
    assert texts == [
        None,
        "Een poging om contact te krijgen bleef zonder antwoord, op 2017-01-02. De bron noemt geen termijn.",
        "2 pogingen om contact te krijgen bleven zonder antwoord, de eerste op 2017-01-02. De bron noemt geen termijn.",
        None,
        "Een poging om contact te krijgen bleef zonder antwoord, op 2017-01-13. De bron noemt geen termijn.",
    ]
    for feit, waarde in (
        ("persoon.contactstatus", "reageert_niet"),
        ("persoon.uitkering_instantie", "uwv"),
        ("persoon.direct_gevaar", "nee"),
        ("contact.huisbezoek_gedaan", "nee"),
    ):
        traject = traject.add(event("antwoord", 13, feit=feit, waarde=waarde))
    found = item(traject, day(13), "contact_zonder_antwoord")
    assert found.regel == "IB-005"
    assert found.tekst == (
        "Een poging om contact te krijgen bleef zonder antwoord, op 2017-01-13. Ga eerst zelf langs bij de hulpvrager "
        "en probeer zo in gesprek te komen. De bron noemt geen termijn."
    )
    assert [str(bron) for bron in found.bron] == ["hr2017 §2.1.2 (24-11-2016) casus 2"]


def consent(geldt: int, tot: int | None, doel: str = "werk") -> dict[str, object]:
    more = {} if tot is None else {"geldig_tot": day(tot).isoformat()}
    return event("toestemming_gegeven", geldt, ontvanger="baas", doel=doel, schriftelijk="ja", **more)


def test_consent_runs_out_unless_it_is_given_again_or_taken_back():
    traject = grown(consent(1, 20))
    assert stands(traject, "toestemming_verloopt", 0, 1, 20, 21) == [None, "gepland", "gepland", "te_laat"]
    assert item(traject.add(consent(15, None)), day(30), "toestemming_verloopt") is None
    assert item(traject.add(event("toestemming_ingetrokken", 15)), day(30), "toestemming_verloopt") is None
    both = traject.add(consent(15, 40, "aanmelding"))
    assert [(p.stand, p.dag) for p in both.agenda(day(30)) if p.code == "toestemming_verloopt"] == [
        ("te_laat", day(20)),
        ("gepland", day(40)),
    ]
    start = begun(feiten={"toestemming.schriftelijk": "ja", "toestemming.geldig_tot": day(5)})
    assert stands(start, "toestemming_verloopt", 5, 6) == ["gepland", "te_laat"]


def test_the_route_says_where_it_waits_and_what_is_to_be_done():
    traject = grown(event("antwoord", 1, feit="vraag.volledig_beeld", waarde="ja"), agreed(2))
    codes = [[p.code for p in traject.agenda(day(n)) if p.code.startswith(("route", "stap"))] for n in (0, 1, 2)]
    assert codes == [["route:Q4"], ["route:Q5"], ["stap:A6"]]
    done = traject.add(event("activiteit_gedaan", 3, stap="A6"))
    assert item(done, day(3), "stap:A6") is None
    danger = traject.add(event("antwoord", 3, feit="persoon.direct_gevaar", waarde="ja"))
    assert item(danger, day(3), "onderbreking").stand == "nu"


def test_only_what_was_known_ahead_is_planned():
    traject = grown(agreed(9, bekend=4), event("opgenomen", 12))
    assert [p.code for p in traject.agenda(day(4)) if p.stand == "gepland"] == ["regievoerder_afgesproken"]
    assert [p.code for p in traject.agenda(day(3)) if p.stand == "gepland"] == []


def test_an_agreement_for_later_says_whom_it_is_about():
    traject = grown(agreed(1), handed(9, "ggz", "wijkteam", bekend=4), event("verhuisd", 9, 4, naar="bij_ouders"))
    planned = [(p.code, p.wie, p.nr) for p in traject.agenda(day(4)) if p.nr]
    assert planned == [("regie_overgedragen", ("wijkteam",), 2), ("verhuisd", (), 3)]


def test_the_agenda_is_sorted_plain_and_the_same_every_time():
    traject = admitted()
    agenda = traject.agenda(dt.date(2016, 11, 28))
    assert [p.stand for p in agenda] == sorted((p.stand for p in agenda), key=["te_laat", "nu", "gepland"].index)
    assert agenda == traject.agenda(dt.date(2016, 11, 28))
    plain = json.loads(json.dumps([punt.to_dict() for punt in agenda]))
    assert plain[0].keys() == {"code", "tekst", "stand", "dag", "voor", "regel", "bron", "nr", "wie"}
    assert {p["dag"] for p in plain} >= {"2016-11-28"}


def test_every_item_with_a_rule_names_its_source():
    whole = load_casus(CASUS_1124_3, vocabulary=PACK.vocabulary)
    assert isinstance(whole, Casus)
    for punt in admitted().agenda(dt.date(2016, 11, 20)):
        assert punt.bron or punt.regel is None
