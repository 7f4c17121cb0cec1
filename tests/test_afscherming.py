"""Who sees what: no reader learns what is not theirs, by a value, by an advice, or by its absence."""

from __future__ import annotations

import datetime as dt
import re

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from big_casus import big_casus
from ggzroute import Casus, evaluate
from ggzroute.domain.casus import GEWEIGERD
from ggzroute.domain.netwerk import HULPVRAGER, SOCIAAL, Betrokkene, Relatie
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.taal.woorden import day_text
from ggzroute.verslag.afscherming import inzage_for
from ggzroute.verslag.lezers import Lezer, owner
from ggzroute.verslag.maken import make_report
from ggzroute.verslag.tekst import report_text
from ggzroute.verslag.vormen import VORMEN
from ggzroute.verslag.zicht import Zicht
from ggzroute.vocabulary import Soort, Vocabulary
from strategies import casussen, standard_pack

PEOPLE = (Lezer.HULPVRAGER, Lezer.REGIEVOERDER, Lezer.MAATJE)
QUICK = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

MEDISCH = frozenset(
    f"persoon.{name}"
    for name in (
        "beloop_wisselend",
        "gewenste_expertise",
        "kwetsbaarheid_bekend",
        "terugval",
        "verslaving_speelt",
        "zelfstigma",
        "zwaarte",
    )
) | {"maatregel.gedrag_uit_aandoening"}


def seen_by(lezer, vrij=frozenset()):
    return Zicht(lezer=lezer, vocabulary=standard_pack().vocabulary, vrij=vrij)


# ---- what the vocabulary says


def test_every_fact_is_somebodys():
    owners = {owner(begrip) for begrip in standard_pack().vocabulary.values()}
    assert owners == {"hulpvrager", "maatje", "netwerk", "organisatie", "regievoerder", "regio", "werkgever"}


def test_the_facts_of_others():
    own = {name: owner(begrip) for name, begrip in standard_pack().vocabulary.items() if begrip.niveau == "casus"}
    assert {name: who for name, who in own.items() if who != "hulpvrager"} == {
        "maatje.ervaringsdeskundig": "maatje",
        "maatje.geschoold": "maatje",
        "netwerk.invloed": "netwerk",
        "netwerk.relaties": "netwerk",
        "regie.kennislacune": "regievoerder",
        "werkgever.aarzelt": "werkgever",
        "werkgever.begeleiding_collegas": "werkgever",
        "werkgever.grootte": "werkgever",
        "werkgever.instrument": "werkgever",
        "werkgever.steun_gewenst": "werkgever",
        "werkgever.vraagt_informatie": "werkgever",
        "werkgever.werk_zonder_functie": "werkgever",
    }


def test_the_hulpvrager_sees_what_is_theirs_and_nothing_that_is_anothers_alone():
    zicht = seen_by(Lezer.HULPVRAGER)
    for name, begrip in standard_pack().vocabulary.items():
        assert zicht.fact(name) == (owner(begrip) in ("hulpvrager", "regio")), name


def test_the_regievoerder_never_sees_medical_content():
    zicht = seen_by(Lezer.REGIEVOERDER)
    assert not [name for name in MEDISCH if zicht.fact(name)]
    assert not zicht.fact("persoon.vog_belemmering")
    parts = standard_pack().vocabulary["persoon.leefgebieden"].type.sleutels
    hidden = {key for key in parts if not zicht.fact("persoon.leefgebieden", key)}
    assert hidden == {"geestelijke_gezondheid", "lichamelijke_gezondheid", "verslaving", "justitie"}


def test_a_sensitive_fact_is_for_the_hulpvrager_alone_unless_the_vocabulary_names_somebody():
    for name, begrip in standard_pack().vocabulary.items():
        if begrip.gevoelig and not begrip.zichtbaar_voor and owner(begrip) == "hulpvrager":
            assert [lezer for lezer in Lezer if seen_by(lezer).fact(name)] == [Lezer.HULPVRAGER], name


def test_the_maatje_sees_nothing_sensitive_but_what_is_their_own():
    zicht = seen_by(Lezer.MAATJE)
    sensitive = [name for name, b in standard_pack().vocabulary.items() if b.gevoelig and zicht.fact(name)]
    assert sensitive == ["maatje.ervaringsdeskundig"]
    assert not [name for name in standard_pack().vocabulary if name.startswith("netwerk.") and zicht.fact(name)]


def test_an_auditor_sees_no_fact():
    assert not [name for name in standard_pack().vocabulary if seen_by(Lezer.AUDITOR).fact(name)]


def test_what_the_hulpvrager_agreed_to_tell_opens_facts_of_the_hulpvrager_only():
    zicht = seen_by(Lezer.MAATJE, frozenset({"persoon.schulden", "persoon.leefgebieden.inkomen", "netwerk.invloed"}))
    assert zicht.fact("persoon.schulden")
    assert zicht.fact("persoon.leefgebieden", "inkomen")
    assert not zicht.fact("persoon.leefgebieden", "schulden")
    assert not zicht.fact("netwerk.invloed")


# ---- what fires


@QUICK
@given(casussen(peildatum=True), st.sampled_from(PEOPLE), st.booleans())
def test_what_may_be_seen_speaks_as_it_does_in_the_full_evaluation(casus, lezer, afgeleid):
    found = evaluate(casus, standard_pack(), afgeleid=afgeleid)
    seen = inzage_for(found, lezer).evaluatie
    assert seen.gevuurd == found.gevuurd & set(seen.context.pack.regels)
    assert {c.id for c in seen.conflicten} <= {c.id for c in found.conflicten}


@pytest.mark.parametrize("lezer", [Lezer.HULPVRAGER, Lezer.REGIEVOERDER])
def test_route_regie_and_maatje_of_the_documented_casussen_are_the_same_for_who_reads_about_the_whole(pack, lezer):
    for fixture in fixtures_of(pack):
        found = evaluate(fixture.casus, pack)
        seen = inzage_for(found, lezer).evaluatie
        assert seen.route == found.route, fixture.id
        assert seen.regie.status == found.regie.status, fixture.id
        assert [k.wie for k in seen.regie.kandidaten] == [k.wie for k in found.regie.kandidaten], fixture.id
        assert seen.maatje.stand == found.maatje.stand, fixture.id


# ---- two casussen that differ only in what a reader may not know


def hidden_facts(found, lezer):
    """Facts that the reader does not see; what decides about consent stays, for the maatje sees by it."""
    zicht = inzage_for(found, lezer).zicht
    pack = found.context.pack
    deciding = {name for gate in pack.poorten.values() for name in gate.needs} if lezer is Lezer.MAATJE else set()
    roles = {"regie.regievoerder", "regie.aanwezig", "maatje.aanwezig"}
    known = {address.rpartition(".")[0] if address.count(".") > 1 else address for address in zicht.vrij}
    return {
        name
        for name in pack.vocabulary
        if name not in deciding | roles | known and zicht.value(name, GEWEIGERD) is None
    }


def with_hidden_of(casus, other, found, lezer, draw):
    """The casus with everything the reader does not see taken from elsewhere."""
    hidden = hidden_facts(found, lezer)
    feiten = {name: value for name, value in casus.feiten.items() if name not in hidden}
    feiten |= {name: value for name, value in other.feiten.items() if name in hidden}
    changed = tuple(changed_person(b, found, lezer, draw) for b in casus.betrokkenen)
    changes = {"feiten": feiten, "betrokkenen": changed}
    if lezer is Lezer.HULPVRAGER and len(casus.betrokkenen) > 1:
        first, second = casus.betrokkenen[0].id, casus.betrokkenen[1].id
        changes["relaties"] = (*casus.relaties, Relatie(van=first, soort="vertrouwt", naar=second))
    return attrs.evolve(casus, **changes)


def changed_person(one: Betrokkene, found, lezer, draw):
    roles = found.context.node(one.id)
    invloed = draw(st.sampled_from([None, "positief", "negatief", "groot"]))
    if lezer is Lezer.HULPVRAGER:
        asks = draw(st.sampled_from([None, "ja", "nee"])) if one.kring == SOCIAAL else one.brengt_in
        return attrs.evolve(one, invloed=invloed, brengt_in=asks)
    if lezer is Lezer.MAATJE and "ja" not in (roles.get("regievoerder"), roles.get("maatje")):
        return attrs.evolve(one, invloed=invloed, contact=draw(st.sampled_from([None, "nu", "geen"])), actief=None)
    return one


@QUICK
@given(st.data(), st.sampled_from(PEOPLE))
def test_what_a_reader_may_not_know_changes_nothing_in_what_they_read(data, lezer):
    pack = standard_pack()
    casus = data.draw(casussen(peildatum=True, vocabulary=pack.vocabulary))
    other = data.draw(casussen(peildatum=True, vocabulary=pack.vocabulary))
    found = evaluate(casus, pack)
    twin = with_hidden_of(casus, other, found, lezer, data.draw)
    again = evaluate(twin, pack, peildatum=found.peildatum)
    assert report_text(make_report(again, lezer)) == report_text(make_report(found, lezer))
    assert again.report(lezer.value, "html") == found.report(lezer.value, "html")


def test_a_page_too_shows_nothing_that_its_reader_may_not_know(pack):
    """Another influence, another helper who reported, debts and treatment: the page stays the same to the letter."""
    casus = big_casus(pack)
    found = evaluate(casus, pack)
    for lezer in PEOPLE:
        hidden = hidden_facts(found, lezer)
        feiten = {name: value for name, value in casus.feiten.items() if name not in hidden}
        assert len(feiten) < len(casus.feiten)
        people = [
            attrs.evolve(b, invloed=None) if lezer is Lezer.HULPVRAGER or b.kring != SOCIAAL else b
            for b in casus.betrokkenen
        ]
        twin = attrs.evolve(casus, feiten=feiten, betrokkenen=people)
        assert evaluate(twin, pack).report(lezer.value, "pagina") == found.report(lezer.value, "pagina")


# ---- a mark in every field


def mark_of(n):
    return f"merk{n:03d}v"


def marked_type(kind, mark):
    """The type with the mark for every label."""
    return attrs.evolve(
        kind,
        waarden=dict.fromkeys(kind.waarden, mark),
        velden={name: marked_type(field, mark) for name, field in kind.velden.items()},
        waarde=marked_type(kind.waarde, mark) if kind.waarde is not None else None,
    )


def marked_value(kind, mark, n):
    """A value in the normal form of its type that shows the mark, or a number or day that stands for it."""
    day = dt.date(1800, 1, 1) + dt.timedelta(days=n)
    match kind.soort:
        case Soort.JA_NEE | Soort.KEUZE:
            return next(iter(kind.waarden))
        case Soort.KEUZES:
            return frozenset(kind.waarden)
        case Soort.GETAL:
            return 700_000 + n
        case Soort.DATUM:
            return day
        case Soort.DATUMS:
            return frozenset({day})
        case Soort.TEKST | Soort.ACTOR:
            return mark
        case Soort.TEKSTEN | Soort.ACTOREN:
            return frozenset({mark})
        case Soort.RECORD:
            return {name: marked_value(field, mark, n) for name, field in kind.velden.items()}
        case Soort.RECORDS:
            return ({name: marked_value(field, mark, n) for name, field in kind.velden.items()},)
        case Soort.TABEL:
            return {key: marked_value(kind.waarde, mark, n) for key in (*kind.sleutels,) or (mark,)}


def shows(n, text):
    """Whether a value of the fact with this number is in a text, in whatever form."""
    day = dt.date(1800, 1, 1) + dt.timedelta(days=n)
    signs = (mark_of(n), str(700_000 + n), day_text(day), day.isoformat())
    return any(re.search(rf"(?<!\d){re.escape(sign)}", text) for sign in signs)


@pytest.fixture(scope="module")
def marked():
    """An evaluation of a casus in which every fact has a value with a mark of its own."""
    pack = standard_pack()
    words = "organisatie.soort"  # its labels are words for kinds of organisation, also where it is no fact
    facts = {
        name: attrs.evolve(b, type=b.type if name == words else marked_type(b.type, mark_of(n)))
        for n, (name, b) in enumerate(pack.vocabulary.items())
    }
    pack = attrs.evolve(pack, vocabulary=Vocabulary(facts, pack.vocabulary.verboden))
    given_ = {
        name: marked_value(b.type, mark_of(n), n)
        for n, (name, b) in enumerate(facts.items())
        if b.afleiding != "netwerk" and name not in (words, "toestemming.blanco")
    }
    casus = Casus(id="casusmerk", peildatum=dt.date(2018, 6, 1), feiten=given_, vocabulary=pack.vocabulary)
    return evaluate(casus, pack)


@pytest.mark.parametrize("vorm", VORMEN)
@pytest.mark.parametrize("lezer", list(Lezer))
def test_a_mark_in_every_field_shows_to_its_readers_and_to_nobody_else(marked, lezer, vorm):
    text = " ".join(marked.report(lezer.value, vorm).split())
    vocabulary = marked.context.pack.vocabulary
    zicht = Zicht(lezer=lezer, vocabulary=vocabulary)
    shown = {name for n, name in enumerate(vocabulary) if shows(n, text)}
    expected = {name for name, value in marked.gegeven.feiten.items() if zicht.value(name, value) is not None}
    assert shown == expected
    assert ("casusmerk" in text) == (lezer is not Lezer.AUDITOR)


PEOPLE_MARKED = (
    Betrokkene(id="merkvriend", kring="sociaal", soort="vriend", invloed="negatief", brengt_in="ja"),
    Betrokkene(id="merkmaatje", kring="sociaal", soort="familie", functie="merkfunctie"),
    Betrokkene(id="merkregie", kring="professioneel", soort="wijkteam", betrokken="nu"),
    Betrokkene(id="merkzorg", kring="professioneel", soort="ggz_instelling", betrokken="nu"),
)
RELATIONS_MARKED = (
    Relatie(van="merkmaatje", soort="is_maatje_van", naar=HULPVRAGER),
    Relatie(van="merkregie", soort="voert_regie_over", naar=HULPVRAGER),
    Relatie(van=HULPVRAGER, soort="gaf_toestemming_voor", naar="merkzorg", doel="merkdoel"),
    Relatie(van="merkvriend", soort="werkt_bij", naar="merkzorg"),
)


@pytest.mark.parametrize("vorm", VORMEN)
@pytest.mark.parametrize(
    ("lezer", "expected"),
    [
        (Lezer.HULPVRAGER, {"merkvriend", "merkmaatje", "merkregie", "merkzorg"}),
        (Lezer.REGIEVOERDER, {"merkvriend", "merkmaatje", "merkregie", "merkzorg"}),
        (Lezer.MAATJE, {"merkregie"}),
        (Lezer.AUDITOR, set()),
    ],
)
def test_a_mark_in_every_id_and_free_text_of_the_network_shows_to_its_readers(pack, lezer, expected, vorm):
    casus = Casus(
        id="casusmerk",
        peildatum=dt.date(2018, 6, 1),
        betrokkenen=PEOPLE_MARKED,
        relaties=RELATIONS_MARKED,
        vocabulary=pack.vocabulary,
    )
    text = evaluate(casus, pack).report(lezer.value, vorm).lower()
    marks = {b.id for b in PEOPLE_MARKED}
    assert {mark for mark in marks if mark in text} - {"merkmaatje"} == expected - {"merkmaatje"}
    assert ("merkmaatje" in text) == (lezer in (Lezer.HULPVRAGER, Lezer.REGIEVOERDER))
    assert "merkdoel" not in text
    assert ("slechte invloed" in text) == (lezer is Lezer.REGIEVOERDER)
    assert ("brengt de vraag in" in text) == (lezer is Lezer.REGIEVOERDER)
    assert ("merkvriend werkt bij" in " ".join(text.split())) == (lezer is Lezer.REGIEVOERDER)


# ---- declined, and agreed


def casus_with(pack, **feiten):
    named = {name.replace("__", "."): value for name, value in feiten.items()}
    people = [
        {"id": "zus", "soort": "familie", "actief": "actief"},
        {"id": "team", "soort": "wijkteam", "betrokken": "nu"},
    ]
    relaties = [{"van": "zus", "soort": "is_maatje_van", "naar": "hulpvrager"}]
    data = {"id": "c", "peildatum": "2018-06-01", "feiten": named, "betrokkenen": people, "relaties": relaties}
    return Casus.from_dict(data, vocabulary=pack.vocabulary)


REFUSED = "wil de hulpvrager niet delen"


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("persoon__schulden", {"hulpvrager", "regievoerder"}),
        ("persoon__verslaving_speelt", {"hulpvrager"}),
        ("maatje__behoefte", {"hulpvrager", "regievoerder"}),
        ("netwerk__invloed", {"regievoerder"}),
    ],
)
def test_what_was_declined_is_told_to_who_may_know_and_asked_of_nobody(pack, fact, told):
    found = evaluate(casus_with(pack, **{fact: "geweigerd"}), pack)
    name = fact.replace("__", ".")
    for lezer in Lezer:
        text = " ".join(found.report(lezer.value, "tekst").split())
        assert (REFUSED in text) == (lezer.value in told), lezer
        if lezer is not Lezer.AUDITOR:
            assert f"({name};" not in text


CONSENT = {
    "toestemming__gevraagd": "ja",
    "toestemming__schriftelijk": "ja",
    "toestemming__doel": "werk vinden",
    "toestemming__ontvanger": "zus",
    "toestemming__onderwerpen": ["werk_dagbesteding"],
    "toestemming__inhoud_afgestemd": "ja",
    "toestemming__ingetrokken": "nee",
    "toestemming__blanco": "nee",
    "persoon__functionele_behoeften": ["structuur"],
    "persoon__schulden": "problematisch",
}
NEEDS = "Wat heeft de hulpvrager nodig om goed te kunnen werken of meedoen? structuur"


def companion_reads(pack, **changes):
    found = evaluate(casus_with(pack, **{**CONSENT, **changes}), pack)
    return " ".join(found.report("maatje", "tekst").split())


def test_the_maatje_reads_what_the_hulpvrager_agreed_to_and_no_more(pack):
    text = companion_reads(pack)
    assert NEEDS in text
    assert "schulden?" not in text


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("toestemming__gevraagd", "nee"),
        ("toestemming__schriftelijk", "nee"),
        ("toestemming__doel", "onbekend"),
        ("toestemming__ontvanger", "team"),
        ("toestemming__onderwerpen", ["inkomen"]),
        ("toestemming__inhoud_afgestemd", "nee"),
        ("toestemming__ingetrokken", "ja"),
        ("toestemming__blanco", "ja"),
        ("toestemming__geldig_tot", "2018-05-31"),
    ],
)
def test_without_one_part_of_the_consent_the_maatje_reads_nothing_of_it(pack, fact, value):
    assert NEEDS not in companion_reads(pack, **{fact: value})
