"""The sociale kaart: what it holds and never holds, and when an entry is old."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ggzroute
from ggzroute.documents import read_text
from ggzroute.domain.contactgegevens import contact_details
from ggzroute.domain.kaart import Functie, Kaart, Organisatie, a_year_later
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.rules.kaart_reading import read_kaart
from ggzroute.rules.kaart_writing import kaart_data, kaart_yaml
from ggzroute.schemas import check_structure
from ggzroute.vocabulary import Vocabulary
from kaart_strategies import kaarten, shipped
from small_pack import KAART, casus, rule, rules, small_pack

EMPTY = Vocabulary({}, ())


def entry(day: dt.date | None, id_: str = "huis") -> Organisatie:
    return Organisatie(id=id_, naam="Het Huis", soort="opvang", regio="hier", nagekeken_op=day)


# ---- old


@pytest.mark.parametrize(
    ("checked", "last_good"),
    [
        (dt.date(2017, 3, 1), dt.date(2018, 3, 1)),
        (dt.date(2015, 3, 1), dt.date(2016, 3, 1)),
        (dt.date(2015, 2, 28), dt.date(2016, 2, 28)),
        (dt.date(2016, 2, 29), dt.date(2017, 2, 28)),
        (dt.date(2016, 12, 31), dt.date(2017, 12, 31)),
    ],
    ids=["plain", "over_a_leap_day", "before_a_leap_day", "on_a_leap_day", "new_years_eve"],
)
def test_an_entry_is_old_from_the_day_after_the_same_day_a_year_later(checked, last_good):
    assert not entry(checked).stale_on(last_good)
    assert entry(checked).stale_on(last_good + dt.timedelta(days=1))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)))
def test_a_year_is_365_or_366_days_and_ends_on_the_same_day_or_on_that_before_the_leap_day(day):
    later = a_year_later(day)
    assert (later - day).days in (365, 366)
    assert (later.month, later.day) == ((2, 28) if (day.month, day.day) == (2, 29) else (day.month, day.day))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)), st.integers(-800, 800))
def test_once_old_an_entry_stays_old(checked, days):
    day = checked + dt.timedelta(days=days)
    assert entry(checked).stale_on(day) <= entry(checked).stale_on(day + dt.timedelta(days=1))
    assert not entry(checked).stale_on(checked)


def test_the_last_day_there_is_makes_nothing_old():
    assert a_year_later(dt.date.max) == dt.date.max


def test_an_entry_that_was_never_checked_is_old_and_one_checked_later_is_not():
    assert entry(None).stale_on(dt.date(1990, 1, 1))
    assert not entry(dt.date(2019, 1, 1)).stale_on(dt.date(2016, 11, 24))


def test_the_kaart_gives_what_is_old_the_longest_unchecked_first():
    days = {"a": dt.date(2017, 1, 1), "b": None, "c": dt.date(2015, 1, 1), "d": dt.date(2019, 1, 1)}
    kaart = Kaart(organisaties={id_: entry(day, id_) for id_, day in days.items()})
    assert [o.id for o in kaart.stale_on(dt.date(2019, 6, 1))] == ["b", "c", "a"]


# ---- an evaluation says so


def named(
    checked: str, *people: dict[str, str], dan: str, peildatum: str = "2016-11-24"
) -> list[dict[str, str | None]]:
    line = f"    nagekeken_op: {checked}\n" if checked else ""
    pack = small_pack(
        regels=rules(rule("K-1", "altijd", dan)), kaart=KAART.replace("    regio: hier\n", f"    regio: hier\n{line}")
    )
    evaluation = ggzroute.evaluate(casus(pack, {}, *people, peildatum=peildatum), pack)
    assert evaluation.to_dict()["kaart_verouderd"] == [part.to_dict() for part in evaluation.kaart_verouderd]
    return [part.to_dict() for part in evaluation.kaart_verouderd]


CONTACT = "[{contact: {met: huis, tekst: Bel.}}]"
CANDIDATE = "[{kandidaat_regievoerder: {wie: huis, rang: 50}}]"
OLD = [{"id": "huis", "nagekeken_op": "2015-11-23"}]


@pytest.mark.parametrize("dan", [CONTACT, CANDIDATE, "[{geen_regievoerder: {wie: huis, tekst: Nee.}}]"])
def test_an_evaluation_names_an_organisation_with_an_old_entry(dan):
    assert named("2015-11-23", dan=dan) == OLD
    assert named("2015-11-24", dan=dan) == []


def test_an_entry_that_was_never_checked_is_named_without_a_day():
    assert named("", dan=CONTACT) == [{"id": "huis", "nagekeken_op": None}]


def test_the_entry_behind_a_betrokkene_counts_and_not_its_own_id():
    house = {"id": "b1", "organisatie": "huis", "betrokken": "nu"}
    assert named("2015-11-23", house, dan=CONTACT) == OLD


def test_an_organisation_that_is_not_named_does_not_matter():
    dan = "[{adviseer: {handeling: bellen, gebied: contact, tekst: Bel.}}]"
    assert named("2015-11-23", dan=dan) == []


def test_the_peildatum_of_the_call_decides(pack):
    documented = next(fixture.casus for fixture in fixtures_of(pack) if fixture.id == "hr-1124-1")
    in_time = ggzroute.evaluate(documented, pack, peildatum=dt.date(2018, 3, 1))
    late = ggzroute.evaluate(documented, pack, peildatum=dt.date(2018, 3, 2))
    assert in_time.kaart_verouderd == ()
    assert [part.id for part in late.kaart_verouderd] == ["swt", "wi_leiden", "zon"]
    assert "wi_leiden" not in repr(late.kaart_verouderd)


# ---- names and contact details of people are never in it


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Mail proef.loket+1@voorbeeld.nl.", ("een e-mailadres",)),
        ("proef @ voorbeeld.nl", ("een e-mailadres",)),
        ("Bel +31 (0)30 123 45 67", ("een telefoonnummer",)),
        ("06-12345678", ("een telefoonnummer",)),
        ("06\u201312 34 56 78", ("een telefoonnummer",)),
        ("Bel 14 030", ("een telefoonnummer",)),
        ("Voorbeeldstraat 12", ("een adres",)),
        ("Markt 10, Proefstad", ("een adres",)),
        ("Postbus 99", ("een adres",)),
        ("1234 AB", ("een postcode",)),
        ("Vraag naar mevrouw De Proef", ("de naam van een persoon",)),
        ("Vraag naar dhr. van der Proef", ("de naam van een persoon",)),
        ("nummer 123456789", ("een lang nummer",)),
        ("Mail a@b.nl of bel 030 1234567", ("een e-mailadres", "een telefoonnummer")),
        ("Op 01-03-2017 en 2017-03-01 besproken.", ()),
        ("§2.1.2 (24-11-2016) casus 1", ()),
        ("Stand 2018 en 2019; het Werkplein 2018 is er nog.", ()),
        ("In 2015 WW en WIA.", ()),
        ("Er zijn 125.000 banen en 22 partnerschappen.", ()),
        ("Bel bij gevaar 112.", ()),
        ("De site is Jekuntmeer.nl.", ()),
        ("Mevrouw en meneer mogen beiden komen.", ()),
    ],
)
def test_contact_details_are_seen_and_what_only_looks_like_them_is_not(text, kinds):
    assert contact_details(text) == kinds


MOBILE = st.text("0123456789", min_size=8, max_size=8).flatmap(
    lambda digits: st.sampled_from([f"06{digits}", f"06-{digits}", f"+316{digits}", f"06 {' '.join(digits)}"])
)
ADDRESS = st.from_regex(r"[a-z]{1,8}\.?[a-z]{1,8}@[a-z]{2,8}\.(nl|org)", fullmatch=True)
PLAIN = st.text(st.characters(categories=["Ll", "Zs"]), max_size=30)


@given(PLAIN, MOBILE | ADDRESS, PLAIN)
def test_contact_details_anywhere_in_a_text_are_seen(before, planted, after):
    assert contact_details(f"{before} {planted} {after}") != ()


@given(kaarten())
def test_a_kaart_is_the_same_after_writing_and_reading(kaart):
    document = read_text(kaart_yaml(kaart))
    problems: list[ggzroute.Problem] = []
    assert read_kaart(document, EMPTY, None, problems) == kaart
    assert (problems, check_structure(document, "sociale-kaart")) == ([], [])


def test_a_written_kaart_keeps_the_order_of_keys_and_leaves_out_what_is_empty():
    kaart = Kaart(
        organisaties={"huis": entry(None)},
        functies={"begeleider": Functie(id="begeleider", naam="begeleider", let_op="Let op.")},
    )
    assert kaart_data(kaart) == {
        "organisaties": [
            {
                "id": "huis",
                "naam": "Het Huis",
                "soort": "opvang",
                "regio": "hier",
                "kan": [],
                "kan_niet": [],
                "bron": [],
            }
        ],
        "functies": [{"id": "begeleider", "naam": "begeleider", "werkt_bij": [], "bron": [], "let_op": "Let op."}],
    }


# ---- what ships


def test_the_shipped_kaarten_say_where_to_knock_and_keep_the_remarks_of_functions():
    kaart, _ = shipped()
    assert (len(kaart.organisaties), len(kaart.functies)) == (113, 29)
    assert sum(bool(o.loket) for o in kaart.organisaties.values()) == 35
    assert kaart.organisaties["kcc_rijnstreek"].loket == "Vraag hier welke organisatie in Rijnstreek de juiste is."
    assert kaart.functies["mentor"].let_op == "Beslist mee over zorg. Een mentor is geen maatje."


def test_what_is_no_loket_says_nothing_about_knocking():
    kaart, _ = shipped()
    closed = [o for o in kaart.organisaties.values() if "Geen loket." in o.let_op]
    assert len(closed) > 3
    assert [o.id for o in closed if o.loket] == []
