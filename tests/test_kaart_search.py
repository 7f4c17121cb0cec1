"""Questions to the sociale kaart: who is found, in which order, and why."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ggzroute.domain.bron import Bron
from ggzroute.domain.kaart import Functie, Kaart, Organisatie
from ggzroute.domain.namen import Namen
from ggzroute.domain.woorden import alike, fold, stem, telling
from ggzroute.domain.zoekantwoord import Afstand, Antwoord
from ggzroute.domain.zoeken import search
from ggzroute.domain.zoekvraag import Zoekvraag
from ggzroute.exceptions import SearchTermNotFoundError
from kaart_strategies import CODES, TEXTS, kaarten, shipped

ORDER = list(Afstand)
SOURCE = (Bron(document="boek", plaats="p. 1"),)


def asked(tekst: str = "", *, peildatum: dt.date | None = None, **more: str) -> Antwoord:
    """What the shipped kaarten answer."""
    kaart, namen = shipped()
    return search(kaart, Zoekvraag(tekst=tekst, **more), namen, peildatum=peildatum)


def ids(finds) -> list[str]:
    return [found.organisatie.id for found in finds]


def organisation(id_: str, **more) -> Organisatie:
    return Organisatie(**{"id": id_, "naam": id_, "soort": "opvang", "regio": "streek", "bron": SOURCE, **more})


def answer(vraag: Zoekvraag, *entries: Organisatie, functies: tuple[Functie, ...] = ()) -> Antwoord:
    kaart = Kaart(organisaties={o.id: o for o in entries}, functies={f.id: f for f in functies})
    return search(kaart, vraag, Namen.of(kaart))


# ---- the questions of the users


@pytest.mark.parametrize(
    ("tekst", "more"),
    [
        ("Wie kan in Rijnstreek een integrale uitvraag doen?", {}),
        ("who can do an integrale uitvraag in Rijnstreek?", {}),
        ("INTEGRALE UITVRAAG rijnstreek", {}),
        ("", {"rol": "integrale uitvraag", "subregio": "Rijnstreek"}),
        ("", {"rol": "integrale_uitvraag", "subregio": "rijnstreek"}),
        ("", {"rol": "uitvoerder_uitvraag", "subregio": "rijnstreek"}),
        ("integrale uitvraag", {"subregio": "rijnstreek"}),
    ],
)
def test_who_can_do_an_integrale_uitvraag_in_rijnstreek(tekst, more):
    found = asked(tekst, **more)
    assert [(f.organisatie.id, f.afstand, f.waarom) for f in found.treffers] == [
        ("gem_alphen", Afstand.SUBREGIO, ("de rol 'doet de integrale uitvraag'", "werkt in Rijnstreek")),
        ("swt", Afstand.REGIO, ("de rol 'doet de integrale uitvraag'", "werkt voor heel Holland Rijnland")),
    ]
    assert ids(found.ingangen) == ["kcc_rijnstreek", "reint_rijnstreek"]
    assert [f.id for f in found.functies] == ["integrale_intaker"]
    assert found.begrepen.rollen == ("uitvoerder_uitvraag",)
    assert found.uitgesloten == ()


def test_with_whom_can_i_talk_about_debts_in_parkstad():
    found = asked("bij wie kan ik terecht met schulden in Parkstad")
    assert [(f.organisatie.id, f.waarom) for f in found.treffers] == [
        ("mee", ("'schulden' staat bij wat zij doet", "werkt landelijk"))
    ]
    assert found.meldingen == ("In de buurt staat hiervoor niets op de kaart; dit is wat er verder is.",)


def test_debts_in_the_leidse_regio_are_found_nearby_by_a_word_that_looks_like_it():
    found = asked("schulden in de Leidse regio")
    assert [(f.organisatie.id, f.afstand, f.waarom[0]) for f in found.treffers] == [
        ("stadsbank", Afstand.SUBREGIO, "'schulden' lijkt op 'schuldhulp' bij de soort"),
        ("mee", Afstand.LANDELIJK, "'schulden' staat bij wat zij doet"),
    ]


def test_who_cannot_take_a_role_is_shown_apart_with_the_source():
    found = asked("wie kan regievoerder zijn in Rijnstreek?")
    assert "zon" not in ids(found.treffers)
    (zon,) = found.uitgesloten
    assert zon.organisatie.id == "zon"
    assert zon.waarom == ("een bron sluit de rol 'regievoerder' uit", "werkt voor heel Holland Rijnland")
    assert Bron(document="hr2017", plaats="§2.1.2 (24-11-2016) casus 1") in zon.organisatie.bron


def test_who_does_it_elsewhere_is_told_when_nobody_does_it_here():
    found = asked("jobcoach in de Bollenstreek")
    assert found.treffers == ()
    assert found.meldingen == ("Wel op de kaart, maar niet voor deze plaats: IVA Leiden.",)
    assert ids(found.ingangen) == ["servicepunt_dbs"]


def test_an_entry_that_is_old_on_the_peildatum_says_so():
    found = asked("integrale uitvraag in Rijnstreek", peildatum=dt.date(2018, 3, 2))
    assert [f.verouderd for f in found.treffers] == [True, True]
    assert found.meldingen == ("Niet nagekeken in het jaar voor de peildatum: 2 van de 2. Vraag na of het nog klopt.",)
    assert [f.verouderd for f in asked("integrale uitvraag").treffers] == [None, None]
    in_time = asked("integrale uitvraag in Rijnstreek", peildatum=dt.date(2018, 3, 1))
    assert ([f.verouderd for f in in_time.treffers], in_time.meldingen) == ([False, False], ())


def test_a_place_without_an_entry_is_told():
    kaart, namen = shipped()
    region = Kaart(organisaties={id_: o for id_, o in kaart.organisaties.items() if o.regio == "landelijk"})
    found = search(region, Zoekvraag(tekst="schulden in Parkstad"), namen)
    assert found.meldingen == (
        "Op deze kaart staat geen organisatie in Parkstad.",
        "In de buurt staat hiervoor niets op de kaart; dit is wat er verder is.",
    )


def test_a_region_finds_all_of_it_and_the_country():
    found = asked("IPS in Zuid-Limburg")
    assert [(f.organisatie.id, f.afstand) for f in found.treffers] == [
        ("mondriaan", Afstand.REGIO),
        ("uwv_zl", Afstand.REGIO),
        ("zorgverzekeraar_zl", Afstand.REGIO),
        ("phrenos", Afstand.LANDELIJK),
    ]


def test_a_kind_of_organisation_narrows():
    assert ids(asked(soort="GGD").treffers) == ["ggd_hm"]
    assert {f.organisatie.soort for f in asked("Leiden", soort="gemeente, Werk en Inkomen").treffers} == {"gemeente_wi"}


# ---- how a question is read


@pytest.mark.parametrize(
    ("tekst", "subregios", "regios"),
    [
        ("in de Duin- en Bollenstreek", {"duin_en_bollenstreek"}, {"holland_rijnland"}),
        ("in de bollenstreek", {"duin_en_bollenstreek"}, {"holland_rijnland"}),
        ("Maastricht", {"maastricht_heuvelland"}, {"zuid_limburg"}),
        ("Holland-Rijnland", set(), {"holland_rijnland"}),
        ("Leidse regio en Rijnstreek", {"leidse_regio", "rijnstreek"}, {"holland_rijnland"}),
        ("Leiden", set(), set()),
        ("een andere subregio", set(), set()),
    ],
)
def test_places_are_found_in_a_question(tekst, subregios, regios):
    read = asked(tekst).begrepen
    assert (read.subregios, read.regios) == (subregios, regios)


def test_a_place_that_is_asked_for_goes_before_one_in_the_words():
    read = asked("schulden in Parkstad", subregio="rijnstreek").begrepen
    assert (read.subregios, list(read.woorden.values())) == ({"rijnstreek"}, ["schulden"])


def test_a_role_that_says_less_gives_way_to_the_one_that_says_more():
    assert asked("kennis van de WSW, en maatje").begrepen.rollen == ("maatje", "kennis_wsw")
    assert asked("regie").begrepen.rollen == ()


def test_a_question_without_a_telling_word_is_searched_by_what_it_has():
    assert list(asked("wie helpt mij").begrepen.woorden.values()) == ["wie", "helpt", "mij"]
    assert len(asked("?").treffers) == len(shipped()[0].organisaties)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("regievoerder", "regievoerder"),
        ("Regievoerder", "regievoerder"),
        ("doet de integrale uitvraag", "uitvoerder_uitvraag"),
        ("uitvraag", "uitvoerder_uitvraag"),
        ("autisme", "expertise_autisme_adhd"),
        ("wachtlijst", "overbrugging_wachtlijst"),
        ("ips", "ips"),
    ],
)
def test_a_role_has_a_code_and_a_name_that_people_type(typed, code):
    assert shipped()[1].rol(typed) == code


@pytest.mark.parametrize(
    ("find", "typed", "message"),
    [
        (
            "rol",
            "regie",
            "no rol named 'regie' (known: onafhankelijke_regie_bij_eigen_werknemer, regie_afstemming, regievoerder, ",
        ),
        ("subregio", "rijnstrek", None),
        ("soort", "kerk", "no soort named 'kerk'"),
        ("regio", "landelijk", "no regio named 'landelijk'"),
        ("rol", "", "no rol named ''"),
    ],
)
def test_a_name_that_does_not_exist_or_could_be_several_is_refused(find, typed, message):
    namen = shipped()[1]
    if message is None:
        assert getattr(namen, find)(typed) == "rijnstreek"
        return
    with pytest.raises(SearchTermNotFoundError) as caught:
        getattr(namen, find)(typed)
    assert str(caught.value).startswith(message)
    assert caught.value.wat == find


def test_every_code_of_the_shipped_kaarten_can_be_typed_and_so_can_its_label():
    namen = shipped()[1]
    for find, labels in ((namen.rol, namen.rollen), (namen.soort, namen.soorten), (namen.subregio, namen.subregios)):
        assert {code: find(code) for code in labels} == {code: code for code in labels}
        assert {label: find(label) for label in labels.values()} == {label: code for code, label in labels.items()}


# ---- words


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("schulden schuld", "schuld"),
        ("integraal integrale", "integral"),
        ("taken taak", "tak"),
        ("huizen huis", "huis"),
        ("brieven brief", "brief"),
        ("functies functie", "functi"),
        ("coaches coach", "coach"),
        ("bedrijven bedrijf", "bedrijf"),
        ("cliëntenraden CLIENTENRAAD", "clientenrad"),
        ("ips", "ips"),
    ],
)
def test_forms_of_a_word_have_one_stem(words, same):
    assert {stem(fold(word)) for word in words.split()} == {same}


def test_words_are_alike_when_one_begins_with_the_other_and_it_is_long_enough():
    assert alike("schulden", "schuldhulpverlening")
    assert not alike("werken", "werkgever")
    assert not alike("schuldhulp", "schuld")


def test_telling_words_keep_their_order_and_lose_what_says_nothing():
    assert telling("Wie kan er met de Wajong-regels helpen in Leiden?") == {
        "wajong": "wajong",
        "regel": "regels",
        "leid": "leiden",
    }


# ---- what always holds


@given(kaarten(), TEXTS, st.data())
def test_an_answer_is_ordered_complete_and_never_holds_who_is_excluded(kaart, tekst, data):
    namen = Namen.of(kaart)
    rol = data.draw(st.none() | st.sampled_from(sorted(namen.rollen)) if namen.rollen else st.none())
    places = {o.subregio for o in kaart.organisaties.values() if o.subregio in namen.subregios}
    subregio = data.draw(st.none() | st.sampled_from(sorted(places)) if places else st.none())
    read = Zoekvraag(tekst=tekst, rol=rol, subregio=subregio)
    found = search(kaart, read, namen, peildatum=dt.date(2020, 1, 1))

    assert search(kaart, read, namen, peildatum=dt.date(2020, 1, 1)) == found
    assert json.loads(json.dumps(found.to_dict())) == found.to_dict()
    hits, out = ids(found.treffers), ids(found.uitgesloten)
    assert len(set(hits)) == len(hits)
    assert not set(hits) & set(out)
    distances = [f.afstand for f in found.treffers]
    if found.begrepen.place:
        assert distances == sorted(distances, key=ORDER.index)
    else:
        assert set(distances) <= {None}
    for f in found.treffers:
        roles = set(found.begrepen.rollen)
        assert not roles or roles & f.organisatie.kan
        assert not roles & f.organisatie.kan_niet
    if rol is not None and not found.begrepen.place:
        assert set(hits) == {o.id for o in kaart.organisaties.values() if rol in o.kan and rol not in o.kan_niet}


@given(CODES, st.data())
def test_near_comes_before_far_whatever_fits_best(code, data):
    entries = [
        organisation("hier", subregio="dal"),
        organisation("streek", naam="zorg zorgen"),
        organisation("land", regio="landelijk", naam="zorg voor iedereen"),
        organisation("ergens", regio="onbekend", subregio="onbekend", naam="zorg"),
        organisation("misschien", subregio="onbekend", naam="zorg"),
        organisation("elders", subregio="berg", naam="zorg"),
        organisation("ver", regio="anderland", naam="zorg"),
    ]
    shuffled = data.draw(st.permutations([*entries, organisation("x" + code, regio="x_" + code)]))
    found = answer(Zoekvraag(subregio="dal"), *shuffled)
    assert ids(found.treffers) == ["hier", "streek", "land", "ergens", "misschien"]


# ---- small kaarten


def test_more_of_what_was_asked_comes_first_and_a_name_before_a_text():
    found = answer(
        Zoekvraag(tekst="wonen zorg"),
        organisation("a", doet="Regelt zorg."),
        organisation("b", naam="Zorg"),
        organisation("c", doet="Regelt wonen en zorg."),
        organisation("d", doet="Verkoopt fietsen."),
    )
    assert ids(found.treffers) == ["c", "b", "a"]


def test_what_an_organisation_cannot_do_is_no_reason_to_find_it():
    found = answer(Zoekvraag(tekst="bewaking nodig"), organisation("a", kan_niet=frozenset({"bewaking"})))
    assert (ids(found.treffers), ids(found.uitgesloten)) == ([], ["a"])


def test_who_is_excluded_from_a_role_is_never_offered_for_it_whatever_else_is_said():
    both = organisation("a", kan=frozenset({"maatje"}), kan_niet=frozenset({"maatje"}))
    found = answer(Zoekvraag(rol="maatje"), both)
    assert (ids(found.treffers), ids(found.uitgesloten)) == ([], ["a"])


def test_a_function_is_found_by_its_words_and_narrowed_by_its_kind():
    functie = Functie(id="coach", naam="coach", werkt_bij=frozenset({"school"}), let_op="Helpt bij zorg.", bron=SOURCE)
    entries = (organisation("a", naam="zorg"), organisation("b", soort="school"))
    assert answer(Zoekvraag(tekst="zorg"), *entries, functies=(functie,)).functies == (functie,)
    assert answer(Zoekvraag(tekst="zorg", soort="school"), *entries, functies=(functie,)).functies == (functie,)
    assert answer(Zoekvraag(tekst="zorg", soort="opvang"), *entries, functies=(functie,)).functies == ()


def test_an_answer_as_plain_types_holds_the_entry_and_why():
    found = answer(Zoekvraag(tekst="zorg"), organisation("a", doet="Regelt zorg.", kan=frozenset({"maatje"})))
    assert found.to_dict() == {
        "begrepen": {"rollen": [], "soort": None, "subregios": [], "regios": [], "woorden": ["zorg"]},
        "peildatum": None,
        "treffers": [
            {
                "id": "a",
                "naam": "a",
                "soort": "opvang",
                "regio": "streek",
                "subregio": None,
                "doet": "Regelt zorg.",
                "loket": "",
                "kan": ["maatje"],
                "kan_niet": [],
                "bron": [{"document": "boek", "plaats": "p. 1"}],
                "nagekeken_op": None,
                "let_op": "",
                "afstand": None,
                "waarom": ["'zorg' staat bij wat zij doet"],
                "verouderd": None,
            }
        ],
        "uitgesloten": [],
        "ingangen": [],
        "functies": [],
        "meldingen": [],
    }
