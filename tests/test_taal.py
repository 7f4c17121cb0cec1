"""Plain Dutch out of data: word order, questions as clauses, and whole rules as sentences."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import ggzroute
from ggzroute.domain.kaart import Kaart
from ggzroute.rules.conclusions import (
    Actor,
    Adviseer,
    KandidaatRegievoerder,
    LeidAf,
    MaatjeNodig,
    MaatjeStand,
    OnderbreekRoute,
    RegieOverdracht,
    Richting,
    Signaleer,
    StelVraag,
    Verzamel,
    Wie,
)
from ggzroute.rules.conditions import (
    All,
    AnyOf,
    Check,
    Count,
    Covers,
    DateRange,
    Day,
    In,
    Known,
    Not,
    Overlaps,
    Range,
    Reach,
    Size,
    Term,
)
from ggzroute.taal.conclusie import consequence
from ggzroute.taal.voorwaarde import Woordenlijst, clause, parts_of
from ggzroute.taal.vraag import asked, denied, named, stated
from ggzroute.taal.woorden import place_name
from ggzroute.taal.zin import sentence
from ggzroute.vocabulary import Begrip, Soort, Type, Vocabulary
from rule_strategies import KAART, VOCABULARY, conditions, equal, fact, make_rule, of_node, rule_lists


@pytest.fixture(scope="session")
def facts():
    """Every fact of every pack that ships."""
    packs = map(ggzroute.load_pack, ggzroute.pack_names())
    return {name: begrip for pack in packs for name, begrip in pack.vocabulary.items()}


@pytest.fixture(scope="session")
def known(facts, pack):
    return Woordenlijst(vocabulary=Vocabulary(facts), kaart=pack.kaart)


# --- Questions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "yes", "no"),
    [
        # the verb goes to the end
        (
            "Zoekt de hulpvrager zelf ondersteuning?",
            "de hulpvrager zelf ondersteuning zoekt",
            "de hulpvrager niet zelf ondersteuning zoekt",
        ),
        ("Is er een terugval?", "er een terugval is", "er geen terugval is"),
        ("Is de nazorg geregeld?", "de nazorg geregeld is", "de nazorg niet geregeld is"),
        # an infinitive stays last
        ("Wil de hulpvrager werken?", "de hulpvrager wil werken", "de hulpvrager niet wil werken"),
        (
            "Kan het voor de hulpvrager lastig zijn om een verklaring te krijgen?",
            "het voor de hulpvrager lastig kan zijn om een verklaring te krijgen",
            "het niet zo is dat het voor de hulpvrager lastig kan zijn om een verklaring te krijgen",
        ),
        # a clause inside comes after the verb
        (
            "Is bekend hoeveel werk de hulpvrager aankan?",
            "bekend is hoeveel werk de hulpvrager aankan",
            "niet bekend is hoeveel werk de hulpvrager aankan",
        ),
        (
            "Zijn er signalen dat de hulpvrager nu veel stress heeft?",
            "er signalen zijn dat de hulpvrager nu veel stress heeft",
            "het niet zo is dat er signalen zijn dat de hulpvrager nu veel stress heeft",
        ),
        # but not one that belongs to the subject
        (
            "Kan de organisatie die de vraag ontvangt zelf de integrale uitvraag doen?",
            "de organisatie die de vraag ontvangt zelf de integrale uitvraag kan doen",
            "het niet zo is dat de organisatie die de vraag ontvangt zelf de integrale uitvraag kan doen",
        ),
        # what belongs to a participle comes after the verb
        (
            "Is de hulpvrager bekend bij het wijkteam?",
            "de hulpvrager bekend is bij het wijkteam",
            "de hulpvrager niet bekend is bij het wijkteam",
        ),
        # a verb in two parts becomes one
        (
            "Doet de organisatie mee aan de samenwerking?",
            "de organisatie meedoet aan de samenwerking",
            "het niet zo is dat de organisatie meedoet aan de samenwerking",
        ),
        (
            "Biedt de organisatie zelf werkplekken aan?",
            "de organisatie zelf werkplekken aanbiedt",
            "de organisatie niet zelf werkplekken aanbiedt",
        ),
        # what follows a comma stays behind it
        (
            "Is het een open toestemming, zonder duidelijk doel?",
            "het een open toestemming is, zonder duidelijk doel",
            "het geen open toestemming is, zonder duidelijk doel",
        ),
        # for all of them nee does not mean: none of them
        (
            "Zijn alle betrokken organisaties in kaart gebracht?",
            "alle betrokken organisaties in kaart gebracht zijn",
            "het niet zo is dat alle betrokken organisaties in kaart gebracht zijn",
        ),
    ],
)
def test_a_question_is_stated_and_denied_in_good_word_order(question, yes, no):
    assert (stated(question), denied(question)) == (yes, no)
    assert asked(question) == f"of {yes}"


@pytest.mark.parametrize(
    ("question", "inside", "name"),
    [
        ("Wie stelt de ondersteuningsvraag?", "wie de ondersteuningsvraag stelt", None),
        ("Waar woont of verblijft de hulpvrager nu?", "waar de hulpvrager nu woont of verblijft", None),
        ("Waar gaat de vraag over?", "waar de vraag over gaat", None),
        (
            "Welke instantie betaalt de uitkering?",
            "welke instantie de uitkering betaalt",
            "de instantie die de uitkering betaalt",
        ),
        ("In welke gemeente is het traject?", "in welke gemeente het traject is", "de gemeente waarin het traject is"),
        (
            "Uit welk netwerk komt het maatje?",
            "uit welk netwerk het maatje komt",
            "het netwerk waaruit het maatje komt",
        ),
        (
            "Tot welke datum geldt de toestemming?",
            "tot welke datum de toestemming geldt",
            "de datum tot wanneer de toestemming geldt",
        ),
        (
            "Wanneer was de laatste scholing?",
            "wanneer de laatste scholing was",
            "de dag waarop de laatste scholing was",
        ),
        (
            "In welke vorm is of wordt de intake gedaan?",
            "in welke vorm de intake gedaan is of wordt",
            "de vorm waarin de intake gedaan is of wordt",
        ),
    ],
)
def test_an_open_question_stands_inside_a_sentence(question, inside, name):
    assert (asked(question), named(question)) == (inside, name)
    assert stated(question) is None
    assert denied(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "Heeft de hulpvrager werk, en zo ja: wat voor werk?",
        "Begrijpt de hulpvrager de afspraken, en zijn ze haalbaar?",
        "Zegt de hulpvrager zelf geen vertrouwen te hebben in instanties?",
        "Hoe?",
        "Dit is geen vraag.",
        "",
    ],
)
def test_what_is_not_understood_is_quoted_and_never_guessed(question):
    assert asked(question) == f"‘{question}’"
    assert stated(question) is None
    assert named(question) is None


def test_of_all_questions_that_ship_few_are_quoted(facts):
    quoted = [name for name, begrip in facts.items() if asked(begrip.vraag).startswith("‘")]
    assert len(facts) > 280
    assert len(quoted) < len(facts) / 10, quoted
    closed = [
        name for name, begrip in facts.items() if begrip.type.soort is Soort.JA_NEE and stated(begrip.vraag) is None
    ]
    assert closed == ["persoon.wantrouwt_instanties", "plan.begrepen_door_persoon"]


def test_no_word_of_a_question_is_lost(facts):
    for begrip in facts.values():
        if (said := stated(begrip.vraag)) is not None:
            letters = begrip.vraag.casefold().removesuffix("?").replace(" ", "")
            assert sorted(said.casefold().replace(" ", "")) == sorted(letters), begrip.vraag


ASKED = sorted(
    {word for begrip in ggzroute.load_pack("landelijk").vocabulary.values() for word in begrip.vraag.split()}
)
SMALL = [
    "waar",
    "wie",
    "met",
    "bij",
    "is",
    "heeft",
    "kan",
    "wil",
    "wordt",
    "mag",
    "of",
    "en",
    "te",
    "een",
    "de",
    "er",
    "niet",
    "geen,",
    "om",
    "dat",
    "zelf",
    "nodig",
    ",",
    "op",
    "af",
]
SHUFFLED = st.lists(st.sampled_from(ASKED) | st.sampled_from(SMALL), max_size=8).map(lambda some: f"{' '.join(some)}?")


@settings(max_examples=500)
@given(st.text(max_size=60).map(lambda text: f"Is {text}?") | st.text(max_size=60) | SHUFFLED)
@example("Is 0 ,?")
@example("Waar is of is?")
def test_any_text_can_stand_where_a_question_should(text):
    for make in (asked, stated, denied, named):
        assert isinstance(make(text), str | None)


# --- Conditions ------------------------------------------------------------------------------------------------------


def term(known, name, **more):
    begrip = known.vocabulary[name]
    kind = begrip.type.velden.get(more.get("field", ""), begrip.type)
    return Term(name=name, type=kind, **more)


def check(known, name, test, **more):
    return Check(term(known, name, **more), test)


@pytest.mark.parametrize(
    ("name", "test", "said"),
    [
        ("persoon.schulden", In(frozenset({"problematisch"})), "de hulpvrager problematische schulden heeft"),
        ("persoon.schulden", In(frozenset({"ja", "problematisch"})), "de hulpvrager wel schulden of problematische schulden heeft"),
        ("vraag.complexiteit", In(frozenset({"complex"})), "de vraag complex is"),
        ("persoon.leeftijdsgroep", In(frozenset({"jongere"})), "de hulpvrager een jongere is"),
        ("persoon.behandelstatus", In(frozenset({"in_behandeling"})), "de hulpvrager in behandeling is voor psychische klachten"),
        (
            "persoon.behandelstatus",
            In(frozenset({"wachtlijst"})),
            "op de vraag of de hulpvrager in behandeling is voor psychische klachten, het antwoord ‘op de wachtlijst’ is",
        ),
        (
            "vraag.vrager",
            In(frozenset({"persoon_zelf", "gezamenlijk"})),
            "de hulpvrager zelf of de hulpvrager samen met een professional de ondersteuningsvraag stelt",
        ),
        ("persoon.gemeente", In(frozenset({"alphen_aan_den_rijn"})), "de gemeente waarin de hulpvrager woont of verblijft, ‘Alphen aan den Rijn’ is"),
        ("persoon.verblijf", Known(known=True), "bekend is waar de hulpvrager nu woont of verblijft"),
        ("persoon.verblijf", Known(known=False), "niet bekend is waar de hulpvrager nu woont of verblijft"),
        ("persoon.belastbaarheid_bekend", Known(known=False), "niet ingevuld is of bekend is hoeveel werk de hulpvrager aankan"),
        ("intake.aantal_gesprekken", Range(None, 1), "op de vraag hoeveel gesprekken er gevoerd zijn voordat er een besluit over het traject kwam, het antwoord hoogstens 1 is"),
        ("vraag.onderwerp", Overlaps(frozenset({"wonen", "inkomen"})), "op de vraag waar de vraag over gaat, ‘inkomen’ of ‘wonen’ bij de antwoorden staat"),
        ("vraag.onderwerp", Covers(frozenset({"wonen", "inkomen"})), "op de vraag waar de vraag over gaat, ‘inkomen’ en ‘wonen’ bij de antwoorden staan"),
        ("regie.kennislacune", Size(None, 0), "op de vraag over welke onderwerpen de regievoerder kennis mist, het antwoord ‘geen’ is"),
        ("persoon.ontslag_gepland_op", DateRange(Day(offset=1), None), "de datum waarop de hulpvrager de instelling verlaat, na de peildatum ligt"),
        ("persoon.ontslag_gepland_op", DateRange(Day(), Day(offset=14)), "de datum waarop de hulpvrager de instelling verlaat, binnen 14 dagen na de peildatum ligt"),
        ("persoon.ontslag_gepland_op", DateRange(Day(offset=15), None), "de datum waarop de hulpvrager de instelling verlaat, meer dan 14 dagen na de peildatum ligt"),
        ("toestemming.geldig_tot", DateRange(None, Day(offset=-1)), "de datum tot wanneer de toestemming geldt, voor de peildatum ligt"),
        ("regio.arts_overleg", DateRange(None, Day(offset=-365)), "de dag waarop het laatste overleg tussen verzekeringsartsen en psychiaters was, minstens 365 dagen voor de peildatum ligt"),
        ("toestemming.geldig_tot", DateRange(Day(dt.date(2017, 1, 1)), None), "de datum tot wanneer de toestemming geldt, op of na 1 januari 2017 ligt"),
    ],
)  # fmt: skip
def test_a_test_on_a_fact_is_a_clause(known, name, test, said):
    assert clause(check(known, name, test), known) == said


def test_fields_of_one_answer_are_said_together(known):
    name = "persoon.verblijf_wijziging"
    both = All(
        (
            check(known, name, In(frozenset({"ja"})), field="gepland"),
            check(known, name, Known(known=True), field="gemeente_naar"),
        )
    )
    said = "er een verhuizing of een andere wijziging van verblijf is, met bij ‘gepland’ het antwoord ja en ‘gemeente naar’ ingevuld"
    assert clause(both, known) == said


def test_what_is_tested_is_not_also_said_to_be_known(known):
    tested = check(known, "vraag.complexiteit", In(frozenset({"complex"})))
    assert clause(All((check(known, "vraag.complexiteit", Known(known=True)), tested)), known) == "de vraag complex is"


def test_a_fact_that_may_be_unknown_is_said_in_brackets(known):
    tested = check(known, "plan.aanwezig", In(frozenset({"nee"})))
    loose = check(known, "plan.aanwezig", Known(known=False))
    for either in (AnyOf((tested, loose)), AnyOf((loose, tested))):
        assert clause(either, known) == "er geen plan van aanpak is (of dat niet bekend is)"


def test_two_ways_to_say_that_nothing_is_known_are_both_said(known):
    loose = check(known, "plan.aanwezig", Known(known=False))
    other = Not(check(known, "plan.aanwezig", Known(known=True)))
    said = "minstens een van deze dingen zo is: (a) {0}; (b) {0}".format(clause(loose, known))
    assert clause(AnyOf((loose, other)), known) == said


def test_choices_come_last_and_are_marked_so_that_nobody_reads_them_wrong(known):
    work, plan, debts = (
        check(known, name, In(frozenset({value})))
        for name, value in (("persoon.werkwens", "ja"), ("plan.aanwezig", "nee"), ("persoon.schulden", "ja"))
    )
    inner = AnyOf((work, plan))
    assert clause(All((inner, debts)), known) == (
        "de hulpvrager wel schulden heeft; en minstens een van deze dingen zo is: "
        "(a) de hulpvrager wil werken; (b) er geen plan van aanpak is"
    )
    assert clause(AnyOf((All((debts, inner)), work)), known) == (
        "minstens een van deze dingen zo is: (a) de hulpvrager wel schulden heeft, en [minstens een van deze dingen zo is: "
        "(1) de hulpvrager wil werken; (2) er geen plan van aanpak is]; (b) de hulpvrager wil werken"
    )


def test_not_is_said_where_it_belongs(known):
    complex_ = check(known, "vraag.complexiteit", In(frozenset({"complex"})))
    place = check(known, "persoon.verblijf", In(frozenset({"detentie"})))
    work = check(known, "persoon.werkwens", In(frozenset({"ja"})))
    assert [
        clause(Not(one), known)
        for one in (work, Not(work), complex_, place, All((work, complex_)), AnyOf((work, complex_)))
    ] == [
        "de hulpvrager niet wil werken",
        "de hulpvrager wil werken",
        "het niet zo is dat de vraag complex is",
        "op de vraag waar de hulpvrager nu woont of verblijft, het antwoord niet ‘in detentie’ is",
        "niet al deze dingen zo zijn: (a) de hulpvrager wil werken; (b) de vraag complex is",
        "geen van deze dingen zo is: (a) de hulpvrager wil werken; (b) de vraag complex is",
    ]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (1, None, "er een betrokkene is van de soort ‘GGZ-instelling’ die de regie voert, en die nu betrokken is"),
        (
            None,
            0,
            "er zeker geen betrokkene is van de soort ‘GGZ-instelling’ die de regie voert, en die nu betrokken is",
        ),
        (
            2,
            None,
            "er minstens 2 betrokkenen zijn van de soort ‘GGZ-instelling’ die de regie voeren, en die nu betrokken zijn",
        ),
        (1, 1, "er 1 betrokkene is van de soort ‘GGZ-instelling’ die de regie voert, en die nu betrokken is"),
        (
            2,
            3,
            "er 2 tot en met 3 betrokkenen zijn van de soort ‘GGZ-instelling’ die de regie voeren, en die nu betrokken zijn",
        ),
    ],
)
def test_betrokkenen_are_counted_in_one_and_in_more(known, low, high, said):
    pattern = All(
        (
            Check(of_node("soort", "ggz_instelling"), In(frozenset({"ggz_instelling"}))),
            Check(of_node("regievoerder", "ja"), In(frozenset({"ja"}))),
            Check(of_node("betrokken", "nu"), In(frozenset({"nu"}))),
        )
    )
    assert clause(Count(pattern, low, high), known) == said


def test_organisations_functions_roles_and_relations_are_named(known):
    parts = (
        Check(of_node("organisatie", "zon"), In(frozenset({"zon"}))),
        Check(of_node("functie", "casemanager"), In(frozenset({"casemanager"}))),
        Check(of_node("kan", "regievoerder"), Overlaps(frozenset({"regievoerder"}))),
        Not(Check(of_node("contact", "nu"), In(frozenset({"nu"})))),
        Reach(("vertrouwt", "werkt_samen_met")),
    )
    assert clause(Count(All(parts), 1, None), known) == (
        "er een betrokkene is die bij Stichting ZON hoort, en die als functie casemanager heeft, en die de rol "
        "‘regievoerder’ kan hebben, en die niet nu contact heeft met de hulpvrager, en die te bereiken is over de "
        "relatie ‘vertrouwt’ of ‘werkt samen met’"
    )


@given(conditions())
def test_every_condition_has_a_clause(condition):
    known = Woordenlijst(vocabulary=VOCABULARY, kaart=KAART)
    said = clause(condition, known)
    assert said == said.strip()
    assert "  " not in said
    assert parts_of(condition, known)


# --- Conclusions -----------------------------------------------------------------------------------------------------


def advice(richting, **more):
    return Adviseer(richting=richting, handeling="iets", gebied="werk", tekst="Doe dit.", **more)


ZON = Actor(Wie.KAART, "zon")


@pytest.mark.parametrize(
    ("conclusion", "sterkte", "said"),
    [
        (advice(Richting.ADVISEER), "verplicht", "moet dit: Doe dit"),
        (advice(Richting.ADVISEER), "voorkeur", "is het advies: Doe dit"),
        (advice(Richting.ADVISEER), "mogelijk", "kan dit: Doe dit"),
        (advice(Richting.RAAD_AF), "afgeraden", "is het advies om iets niet te doen: Doe dit"),
        (advice(Richting.VERBIED), "verboden", "mag iets niet: Doe dit"),
        (
            advice(Richting.ADVISEER, door=Actor(Wie.ROL, "vrager"), voor="persoon.ontslag_gepland_op"),
            "voorkeur",
            "is het advies, door wie de vraag stelt, uiterlijk op de datum waarop de hulpvrager de instelling verlaat: Doe dit",
        ),
        (Signaleer(signaal="rust", tekst="Let hierop."), "mogelijk", "is dit een signaal: Let hierop"),
        (StelVraag(feit="persoon.werkwens"), "voorkeur", "is dit een vraag om te stellen: ‘Wil de hulpvrager werken?’"),
        (MaatjeNodig(stand=MaatjeStand.REGELEN), "verplicht", "moet er een maatje komen"),
        (
            OnderbreekRoute(handeling="bellen", naar=(ZON,), tekst="Bel nu."),
            "verplicht",
            "gaat dit voor alles, met Stichting ZON: Bel nu",
        ),
        (
            KandidaatRegievoerder(wie=Actor(Wie.SOORT, "gemeente_wi"), rang=60, rol="consulent"),
            "voorkeur",
            "kan een organisatie van de soort ‘gemeente, Werk en Inkomen’ (als consulent) de regie voeren (rang 60 van 100)",
        ),
        (
            RegieOverdracht(naar=Actor(Wie.KAART, "woonbegeleider"), rol="woonbegeleider", zodra=None),
            "mogelijk",
            "kan de regie over naar de woonbegeleider",
        ),
        (LeidAf(feit="persoon.multiproblematiek", waarde="ja"), "mogelijk", "volgt daaruit dat er problemen op meerdere leefgebieden tegelijk spelen"),
        (LeidAf(feit="vraag.onderwerp", waarde=frozenset({"wonen"}), verzamel=Verzamel.SAMEN), "mogelijk", "volgt daaruit dat op de vraag waar de vraag over gaat, ‘wonen’ bij de antwoorden staat, naast wat andere regels daarover zeggen"),
    ],
)  # fmt: skip
def test_a_conclusion_comes_after_dan(known, conclusion, sterkte, said):
    assert consequence(conclusion, sterkte, known) == said


# --- Rules -----------------------------------------------------------------------------------------------------------

SENTENCES = {
    "MJ-004": "Als de hulpvrager graag een maatje wil, en de hulpvrager geen maatje heeft (of dat niet bekend is), dan kan "
    "dit: Zoek samen met de hulpvrager een maatje in het sociale of in het professionele netwerk.",
    "RG-006": "Altijd moet dit: Laat de hulpvrager zelf mee de richting bepalen; professionals steunen waar dat nodig is.",
    "RT-001": "Als niet bekend is wie de ondersteuningsvraag stelt, dan is dit een vraag om te stellen: ‘Wie stelt de "
    "ondersteuningsvraag?’",
    "RT-005": "Als de hulpvrager zelf of de hulpvrager samen met een professional de ondersteuningsvraag stelt, en de vraag "
    "eenvoudig is, en er met elkaar afgesproken is wie de regievoerder is, dan moet dit, door wie de vraag ontvangt: Zorg "
    "dat de hulpvrager en de regievoerder met elkaar in gesprek komen.",
    "AF-002": "Als op de vraag of de hulpvrager in behandeling is voor psychische klachten, het antwoord ‘wil geen "
    "behandeling’ is, dan volgt daaruit dat de hulpvrager geen zorg wil.",
    "RG-012": "Als er een betrokkene is die bij Stichting ZON hoort, dan kan die betrokkene niet de regie voeren: Regie "
    "voeren hoort niet bij de taken van Stichting ZON; maatje zijn kan wel.",
    "IB-007": "Als er nu direct gevaar is voor de hulpvrager of voor anderen, dan gaat dit voor alles, met GGZ "
    "toeleidingsteam (bemoeizorg) en GGD Hollands Midden (Meldpunt Zorg en Overlast): Schakel bemoeizorg in, via het "
    "toeleidingsteam van de GGZ, of meld de situatie bij de GGD (Meldpunt Zorg en Overlast). Ga pas daarna verder met de "
    "route.",
    "PR-031": "Als de datum waarop de hulpvrager de instelling verlaat, binnen 31 dagen na de peildatum ligt, en de nazorg "
    "niet geregeld is (of dat niet bekend is), dan is het advies, uiterlijk op de datum waarop de hulpvrager de instelling "
    "verlaat: Laat de instelling in de ontslagbrief aan de huisarts zetten dat nazorg nodig is.",
    "IK-008": "Als de subregio waarin de hulpvrager woont of verblijft, ‘Leidse regio’ is, en de hulpvrager wel schulden of "
    "problematische schulden heeft, en het niet zo is dat de situatie van de hulpvrager stabiel genoeg is voor schuldhulp, "
    "dan is het advies om iets niet te doen: Stuur nu niet aan op hulp van de Stadsbank; zoek een andere route voor de "
    "schulden.",
    "IK-006": "Als er een verhuizing of een andere wijziging van verblijf is, met bij ‘gepland’ het antwoord ja, ‘gemeente "
    "van’ ingevuld en ‘gemeente naar’ ingevuld; en minstens een van deze dingen zo is: (a) op de vraag welke uitkering de "
    "hulpvrager heeft, ‘bijstand (Participatiewet)’ bij de antwoorden staat; (b) de instantie die de uitkering van de "
    "hulpvrager betaalt, ‘de gemeente’ is, dan is het advies: Regel vóór het vertrek de overgang van de uitkering en vraag "
    "na of er een verhuisvergoeding is.",
    "RG-008": "Als de hulpvrager in behandeling is voor psychische klachten, en er een betrokkene is van de soort "
    "‘GGZ-instelling’ die de regie voert, en op de vraag waar de hulpvrager nu woont of verblijft, het antwoord niet ‘in "
    "een GGZ-instelling’ is (of dat niet bekend is), dan kan die betrokkene de regie voeren (rang 90 van 100), zolang de "
    "hulpvrager in behandeling is voor psychische klachten: De GGZ heeft de regie en houdt die zolang de behandeling loopt, "
    "ook op weg naar passend werk.",
    "OR-016": "Als op de vraag welke belangenorganisaties meedoen aan de samenwerking, het antwoord ‘geen’ is, dan is dit een "
    "signaal: Er doet geen belangenorganisatie mee. De stem van hulpvragers ontbreekt dan; en ook is het advies: Vraag "
    "belangenorganisaties mee te doen en te vertellen hoe hulpvragers het contact ervaren.",
}


@pytest.mark.parametrize("id_", SENTENCES)
def test_a_rule_is_one_dutch_sentence(pack, id_):
    known = Woordenlijst(vocabulary=pack.vocabulary, kaart=pack.kaart)
    assert str(sentence(pack.rule(id_), known)) == SENTENCES[id_]


@pytest.mark.parametrize("name", ggzroute.pack_names())
def test_every_rule_that_ships_is_a_sentence_without_codes_or_stray_marks(name):
    pack = ggzroute.load_pack(name)
    known = Woordenlijst(vocabulary=pack.vocabulary, kaart=pack.kaart)
    for rule in pack.regels.values():
        said = str(sentence(rule, known))
        assert said.startswith(("Als ", "Altijd ")), said
        assert said.endswith((".", "?’")), said
        assert not [mark for mark in ("_", "  ", ",,", ",:", " ,", "..", "None", "??") if mark in said], said
        assert said.count("(a)") == said.count("dingen zo is: (a)") + said.count("dingen zo zijn: (a)"), said


def test_a_pack_without_labels_still_gives_sentences():
    bare = Vocabulary(
        {"x.y": Begrip(naam="x.y", type=Type(soort=Soort.TEKST), vraag="Wat?", antwoord_door=(), gevoelig=False)}
    )
    rule = make_rule(
        "R-1", Check(Term(name="x.y", type=Type(soort=Soort.TEKST)), In(frozenset({"een_code"}))), StelVraag(feit="weg")
    )
    said = str(sentence(rule, Woordenlijst(vocabulary=bare, kaart=Kaart())))
    assert said == "Als op de vraag ‘Wat?’, het antwoord ‘een code’ is, dan is dit een vraag om te stellen: ‘weg’."


@given(rule_lists())
def test_every_generated_rule_is_a_sentence(rules):
    known = Woordenlijst(vocabulary=VOCABULARY, kaart=KAART)
    for rule in rules:
        assert str(sentence(rule, known)).startswith(("Als ", "Altijd "))


def test_the_sentence_and_its_parts_say_the_same(pack):
    known = Woordenlijst(vocabulary=pack.vocabulary, kaart=pack.kaart)
    for rule in pack.regels.values():
        zin = sentence(rule, known)
        whole = str(zin)
        for part in zin.als:
            assert part.tekst in whole
            assert all(inner.tekst in whole for choice in part.keuzes for inner in choice)
        assert all(said in whole for said in zin.dan)


def test_the_name_of_a_place_is_written_as_people_do():
    assert [place_name(code) for code in ("leiden", "alphen_aan_den_rijn", "den_haag")] == [
        "Leiden",
        "Alphen aan den Rijn",
        "Den Haag",
    ]


def test_equal_facts_and_fields_of_the_small_vocabulary_read_well():
    known = Woordenlijst(vocabulary=VOCABULARY, kaart=KAART)
    record = Check(fact("proef.record", field="kleur"), In(frozenset({"rood"})))
    table = Check(fact("proef.open", key="proef.plaats"), In(frozenset({"ja"})))
    assert clause(equal("proef.keuze", "aap"), known) == "op de vraag wat proef.keuze is, het antwoord ‘aap’ is"
    assert clause(record, known) == "op de vraag wat proef.record is, bij ‘kleur’, het antwoord ‘rood’ is"
    assert clause(table, known) == "op de vraag wat proef.open is, voor ‘proef.plaats’, het antwoord ja is"
    assert attrs.asdict(parts_of(record, known)[0])["keuzes"] == ()
