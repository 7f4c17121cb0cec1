"""Workflows: the route of 2017, what a definition must keep, and plug-ins."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ggzroute
from ggzroute import registry
from ggzroute.documents import Document, read_file, read_text
from ggzroute.domain.casus import GEWEIGERD, NVT, Casus
from ggzroute.domain.facts import Facts, build_facts
from ggzroute.domain.kaart import Kaart
from ggzroute.domain.route import Route, RouteStap
from ggzroute.exceptions import PluginError, WorkflowNotFoundError
from ggzroute.problems import sort_problems
from ggzroute.registry import check_workflow_plugin, load_pack
from ggzroute.resources import rules_root
from ggzroute.rules.logic import truth
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow import graph
from ggzroute.workflow.builtin import DefinedWorkflow
from ggzroute.workflow.checking import NOTHING_KNOWN, check_workflow
from ggzroute.workflow.definition import Definition
from ggzroute.workflow.graph import possible_paths, walks
from ggzroute.workflow.port import Workflow
from ggzroute.workflow.reading import read_workflow
from rule_strategies import VOCABULARY, given_facts

PEILDATUM = dt.date(2016, 11, 24)
ROUTE_FILE = rules_root() / "holland-rijnland" / "workflows" / "route-arbeidsparticipatie.yaml"


# --- the route of 2017 -----------------------------------------------------------------------------------------------

PATHS = {
    "zelf_eenvoudig_met_regie": "START Q1 A1 Q2 Q5 A6",
    "zelf_eenvoudig_zonder_regie_nodig": "START Q1 A1 Q2 Q5 A5 A6",
    "zelf_eenvoudig_zonder_regie_niet_nodig": "START Q1 A1 Q2 Q5 A5 EIND_GEEN_REGIE",
    "zelf_complex_zelf_uitvraag_met_regie": "START Q1 A1 Q2 A2 Q3 A4 Q5 A6",
    "zelf_complex_zelf_uitvraag_zonder_regie": "START Q1 A1 Q2 A2 Q3 A4 Q5 A5 A6",
    "zelf_complex_via_wijkteam_met_regie": "START Q1 A1 Q2 A2 Q3 A3 A4 Q5 A6",
    "zelf_complex_via_wijkteam_zonder_regie": "START Q1 A1 Q2 A2 Q3 A3 A4 Q5 A5 A6",
    "ander_volledig_met_regie": "START Q1 Q4 Q5 A6",
    "ander_volledig_zonder_regie": "START Q1 Q4 Q5 A5 A6",
    "ander_onvolledig_met_regie": "START Q1 Q4 A4 Q5 A6",
    "ander_onvolledig_zonder_regie": "START Q1 Q4 A4 Q5 A5 A6",
}
ZELF, ANDER = "persoon_zelf", "sociaal_netwerk"


@pytest.fixture(scope="session")
def definition(pack) -> Definition:
    return pack.workflows["route-arbeidsparticipatie"]


def known(pack, **feiten: Any) -> Facts:
    """Facts with these answers; ``vraag__vrager`` stands for ``vraag.vrager``."""
    given_ = {name.replace("__", "."): value for name, value in feiten.items()}
    casus = Casus(id="proef", peildatum=PEILDATUM, feiten=given_, vocabulary=pack.vocabulary)
    return build_facts(casus, Kaart(), PEILDATUM)


def walked(pack, definition, **feiten: Any) -> Route:
    return DefinedWorkflow(definition).walk(known(pack, **feiten), pack.vocabulary)


def steps(route: Route) -> str:
    return " ".join(step.id for step in route.stappen)


def step(route: Route, id_: str) -> RouteStap:
    return next(step for step in route.stappen if step.id == id_)


def test_the_route_is_the_one_that_is_walked_when_none_is_named(pack):
    assert pack.workflow == "route-arbeidsparticipatie"


def test_exactly_the_eleven_named_paths_can_be_walked(pack, definition):
    found = list(walks(definition, NOTHING_KNOWN, pack.vocabulary))
    assert {walk.stuck for walk in found} == {""}
    assert {" ".join(walk.stappen) for walk in found} == set(PATHS.values())
    assert {name: " ".join(path) for name, path in definition.paden.items()} == PATHS
    assert len(PATHS) == 11


def test_the_route_ends_where_its_paths_were_proved_to_end(pack, definition):
    for walk in walks(definition, NOTHING_KNOWN, pack.vocabulary):
        route = DefinedWorkflow(definition).walk(walk.facts, pack.vocabulary)
        assert tuple(step.id for step in route.stappen) == walk.stappen
        assert route.mogelijke_paden == (route.pad,)
        assert (route.einde, route.wacht_bij, route.wacht_op, route.staat) == (walk.stappen[-1], None, (), "klaar")


def test_no_promise_of_a_shipped_workflow_is_about_nothing():
    for name in ggzroute.pack_names():
        pack = load_pack(name)
        for definition in pack.workflows.values():
            found = list(walks(definition, NOTHING_KNOWN, pack.vocabulary))
            for promise in definition.beloften:
                assert any(promise.als is None or truth(promise.als, walk.facts) for walk in found), promise.id


@pytest.mark.parametrize(
    ("promise", "old", "new", "trail"),
    [
        pytest.param(
            "bij-de-regievoerder",
            "          - vraag.complexiteit: eenvoudig\n          - regie.nodig: nee\n",
            "          - regie.nodig: nee\n",
            "START > Q1 > A1 > Q2 > A2 > Q3 > A4 > Q5 > A5 > EIND_GEEN_REGIE",
            id="a complex question that ends without a regievoerder",
        ),
        pytest.param(
            "regievraag-altijd",
            "als: [{vraag.volledig_beeld: ja}]\n        naar: Q5",
            "als: [{vraag.volledig_beeld: ja}]\n        naar: A6",
            "START > Q1 > Q4 > A6",
            id="a way round the question about the regievoerder",
        ),
        pytest.param(
            "complex-integraal",
            "als: [{vraag.kan_zelf_integrale_uitvraag: ja}]\n        naar: A4",
            "als: [{vraag.kan_zelf_integrale_uitvraag: ja}]\n        naar: Q5",
            "START > Q1 > A1 > Q2 > A2 > Q3 > Q5 > A6",
            id="a complex question without an inventory",
        ),
    ],
)
def test_the_promises_of_the_route_are_proved_and_not_only_stated(pack, promise, old, new, trail):
    text = ROUTE_FILE.read_text(encoding="utf-8")
    assert text.count(old) == 1
    document = read_text(text.replace(old, new), "route.yaml")
    changed, problems = read_workflow(document, pack.vocabulary)
    assert problems == []
    broken = [p for p in check_workflow(document, changed, pack.vocabulary) if p.code == "GGZ168"]
    assert [p.wat for p in broken] == [f"belofte '{promise}' wordt niet gehouden op het pad {trail}"]


def test_the_route_as_it_ships_has_no_problem(pack, definition):
    assert check_workflow(read_file(ROUTE_FILE), definition, pack.vocabulary) == []


# --- waiting, and who can answer -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("feiten", "waits", "for_", "who"),
    [
        ({}, "Q1", "vraag.vrager", ("ontvanger",)),
        ({"vraag__vrager": ZELF}, "Q2", "vraag.complexiteit", ("ontvanger", "regievoerder")),
        (
            {"vraag__vrager": ZELF, "vraag__complexiteit": "complex"},
            "Q3",
            "vraag.kan_zelf_integrale_uitvraag",
            ("ontvanger",),
        ),
        ({"vraag__vrager": ANDER}, "Q4", "vraag.volledig_beeld", ("vrager", "ontvanger")),
        (
            {"vraag__vrager": ANDER, "vraag__volledig_beeld": "ja"},
            "Q5",
            "regie.aanwezig",
            ("ontvanger", "regievoerder", "hulpvrager"),
        ),
        (
            {"vraag__vrager": ZELF, "vraag__complexiteit": "eenvoudig", "regie__aanwezig": "nee"},
            "A5",
            "regie.nodig",
            ("ontvanger", "hulpvrager"),
        ),
        ({"vraag__vrager": GEWEIGERD}, "Q1", "vraag.vrager", ("ontvanger",)),
    ],
)
def test_the_route_waits_where_an_answer_is_missing_and_says_who_can_give_it(
    pack, definition, feiten, waits, for_, who
):
    route = walked(pack, definition, **feiten)
    assert (route.staat, route.wacht_bij, route.wacht_op, route.wie) == ("wacht", waits, (for_,), who)
    assert (route.einde, route.pad, route.uitkomst) == (None, None, "")
    assert route.stappen[-1].id == waits
    assert route.stappen[-1].stand == "wacht"


def test_an_answer_that_is_known_too_early_does_not_let_the_route_jump(pack, definition):
    route = walked(pack, definition, regie__aanwezig="ja", vraag__complexiteit="complex")
    assert steps(route) == "START Q1"


def test_two_ways_to_ask_share_the_branch_of_the_hulpvrager(pack, definition):
    together = walked(pack, definition, vraag__vrager="gezamenlijk", vraag__complexiteit="eenvoudig")
    alone = walked(pack, definition, vraag__vrager=ZELF, vraag__complexiteit="eenvoudig")
    assert together == alone
    assert steps(alone) == "START Q1 A1 Q2 Q5"


def test_the_answers_that_were_followed_stand_with_their_questions(pack, definition):
    route = walked(
        pack, definition, vraag__vrager=ANDER, vraag__volledig_beeld="nee", regie__aanwezig="nee", regie__nodig="ja"
    )
    assert route.pad == "ander_onvolledig_zonder_regie"
    assert [(s.id, s.antwoord, s.stand) for s in route.stappen] == [
        ("START", None, ""),
        ("Q1", "nee", "beantwoord"),
        ("Q4", "nee", "beantwoord"),
        ("A4", None, "onbekend"),
        ("Q5", "nee", "beantwoord"),
        ("A5", "wel", "te_doen"),
        ("A6", None, "te_doen"),
    ]


@pytest.mark.parametrize(
    ("answer", "stand"), [("ja", "gedaan"), ("nee", "te_doen"), (NVT, "te_doen"), (GEWEIGERD, "onbekend")]
)
def test_an_activity_is_done_when_its_condition_says_so(pack, definition, answer, stand):
    route = walked(
        pack,
        definition,
        vraag__vrager=ZELF,
        vraag__complexiteit="complex",
        vraag__integrale_uitvraag_gedaan=answer,
    )
    assert step(route, "A2").stand == stand


def test_the_only_end_without_a_regievoerder_says_what_it_means(pack, definition):
    route = walked(
        pack,
        definition,
        vraag__vrager=ZELF,
        vraag__complexiteit="eenvoudig",
        regie__aanwezig="nee",
        regie__nodig="nee",
    )
    assert (route.einde, route.uitkomst) == ("EIND_GEEN_REGIE", "geen_regie_nodig")
    assert route.pad == "zelf_eenvoudig_zonder_regie_niet_nodig"


@pytest.mark.parametrize("vrager", [ANDER, "professioneel_netwerk"])
def test_whoever_asks_for_somebody_else_always_ends_at_a_regievoerder(pack, definition, vrager):
    route = walked(
        pack, definition, vraag__vrager=vrager, vraag__volledig_beeld="ja", regie__aanwezig="nee", regie__nodig="nee"
    )
    assert (route.einde, route.uitkomst) == ("A6", "")


@pytest.mark.parametrize(
    ("vrager", "direction"),
    [
        (ZELF, ("ontvanger", "hulpvrager", "regievoerder")),
        ("gezamenlijk", ("ontvanger", "hulpvrager", "regievoerder")),
        (ANDER, ("vrager", "regievoerder", "hulpvrager")),
        ("professioneel_netwerk", ("vrager", "regievoerder", "hulpvrager")),
    ],
)
def test_who_approaches_whom_depends_on_who_asked(pack, definition, vrager, direction):
    answers = {"vraag__complexiteit": "eenvoudig", "vraag__volledig_beeld": "ja", "regie__aanwezig": "ja"}
    route = walked(pack, definition, vraag__vrager=vrager, **answers)
    assert route.einde == "A6"
    assert step(route, "A6").contact == direction
    assert all(s.contact == () for s in route.stappen if s.id != "A6")


QUESTIONS = {
    "vraag.vrager": (ZELF, ANDER, "gezamenlijk", "professioneel_netwerk"),
    "vraag.complexiteit": ("eenvoudig", "complex"),
    "vraag.kan_zelf_integrale_uitvraag": ("ja", "nee"),
    "vraag.volledig_beeld": ("ja", "nee"),
    "regie.aanwezig": ("ja", "nee"),
    "regie.nodig": ("ja", "nee"),
}


@given(
    st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in QUESTIONS.items()}),
    st.data(),
)
def test_more_answers_never_open_a_path_that_was_closed(answers, data):
    pack = load_pack("holland-rijnland")
    definition = pack.workflows["route-arbeidsparticipatie"]
    fewer = {name: value for name, value in answers.items() if data.draw(st.booleans(), label=name)}
    less, more = (known(pack, **feiten) for feiten in (fewer, answers))
    before, after = (possible_paths(definition, facts, pack.vocabulary) for facts in (less, more))
    assert after
    assert set(after) <= set(before)
    walked_so_far = [s.id for s in DefinedWorkflow(definition).walk(less, pack.vocabulary).stappen]
    assert [s.id for s in DefinedWorkflow(definition).walk(more, pack.vocabulary).stappen][
        : len(walked_so_far)
    ] == walked_so_far


def test_the_same_facts_give_the_same_route(pack, definition):
    answers = {"vraag__vrager": ZELF, "vraag__complexiteit": "complex"}
    workflow = DefinedWorkflow(definition)
    facts, other = known(pack, **answers), known(pack, vraag__vrager=ANDER)
    first = workflow.walk(facts, pack.vocabulary)
    assert workflow.walk(other, pack.vocabulary) != first
    assert workflow.walk(facts, pack.vocabulary) == first


# --- the lane of the maatje ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("feiten", "stand", "waits"),
    [
        ({}, None, ("maatje.aanwezig", "maatje.behoefte")),
        ({"maatje__behoefte": "ja"}, None, ("maatje.aanwezig",)),
        ({"maatje__aanwezig": "ja"}, "aanwezig", ()),
        ({"maatje__aanwezig": "ja", "maatje__behoefte": "nee"}, "aanwezig", ()),
        ({"maatje__aanwezig": "nee", "maatje__behoefte": "ja"}, "regelen", ()),
        ({"maatje__aanwezig": "nee", "maatje__behoefte": "nee"}, "geen_behoefte", ()),
        ({"maatje__aanwezig": "nee"}, "behoefte_nagaan", ()),
        ({"maatje__aanwezig": "nee", "maatje__behoefte": GEWEIGERD}, "behoefte_nagaan", ()),
    ],
)
def test_the_lane_of_the_maatje_stands_where_the_facts_put_it(pack, definition, feiten, stand, waits):
    (lane,) = walked(pack, definition, **feiten).banen
    assert (lane.id, lane.stand) == ("MAATJE", stand)
    assert lane.wacht_op == waits


def test_without_a_maatje_the_lane_says_to_find_out_whether_one_is_wanted(pack, definition):
    (lane,) = walked(pack, definition, maatje__aanwezig="nee").banen
    assert lane.tekst == "Er is geen maatje. Ga na of de hulpvrager er behoefte aan heeft."
    assert lane.stand == "behoefte_nagaan"


def test_the_lane_of_the_maatje_holds_no_step_up(pack, definition):
    without, with_ = (walked(pack, definition, vraag__vrager=ZELF, maatje__aanwezig=a) for a in ("nee", "ja"))
    assert attrs.evolve(without, banen=()) == attrs.evolve(with_, banen=())


# --- danger comes before the flowchart -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answers", [{}, {"vraag__vrager": ANDER, "vraag__volledig_beeld": "ja", "regie__aanwezig": "ja"}]
)
def test_danger_interrupts_the_route_wherever_it_is(pack, definition, answers):
    safe = walked(pack, definition, **answers)
    route = walked(pack, definition, **answers, persoon__direct_gevaar="ja")
    assert route.onderbroken == ("Er is een bedreigende situatie. Handel die eerst af; de route wacht.",)
    assert route.staat == "onderbroken"
    assert attrs.evolve(route, onderbroken=()) == safe


@pytest.mark.parametrize("answer", ["nee", NVT, GEWEIGERD])
def test_only_danger_that_is_certain_interrupts(pack, definition, answer):
    assert walked(pack, definition, persoon__direct_gevaar=answer).onderbroken == ()


# --- definitions that break their word -------------------------------------------------------------------------------

GOOD = """\
workflow: proef
naam: Een proef
versie: 1.0.0
bron: [{document: proef, plaats: "1"}]
begin: BEGIN
stappen:
  - {id: BEGIN, soort: begin, tekst: Begin, naar: VRAAG}
  - id: VRAAG
    soort: vraag
    tekst: Is het zo?
    takken:
      - {antwoord: ja, als: [{proef.ja_nee: ja}], naar: DOEN}
      - {antwoord: nee, als: [{proef.ja_nee: nee}], naar: EIND}
  - {id: DOEN, soort: activiteit, tekst: Doe iets, naar: EIND}
  - {id: EIND, soort: eind, tekst: Klaar}
paden:
  wel: [BEGIN, VRAAG, DOEN, EIND]
  niet: [BEGIN, VRAAG, EIND]
beloften:
  - {id: gevraagd, tekst: Er wordt altijd gevraagd, elk_pad: {bevat: [VRAAG], eindigt_bij: [EIND]}}
"""


def problems_of(text: str, vocabulary: Vocabulary = VOCABULARY) -> list[str]:
    document: Document = read_text(text, "proef.yaml")
    definition, problems = read_workflow(document, vocabulary)
    if definition is not None:
        problems = check_workflow(document, definition, vocabulary)
    return [str(problem) for problem in sort_problems(problems)]


def without_names(text: str) -> str:
    """The definition without named paths and promises, which would add their own problems."""
    return text[: text.index("paden:")]


def test_a_good_definition_has_no_problem():
    assert problems_of(GOOD) == []
    assert problems_of(without_names(GOOD)) == []


NEE = "      - {antwoord: nee, als: [{proef.ja_nee: nee}], naar: EIND}\n"
DOEN = "  - {id: DOEN, soort: activiteit, tekst: Doe iets, naar: EIND}\n"
EIND = "  - {id: EIND, soort: eind, tekst: Klaar}\n"
BRANCH = "Geef elke waarde een tak, of maak een tak met 'anders: ja'."
LEAVE = "Laat een van de stappen in de lus naar een stap gaan die verder komt."
COUNTED = "Gebruik in 'als' feiten met vaste waarden, zoals ja_nee of keuze."
REACH = "Laat een stap ernaartoe gaan, of haal haar weg."
ENDLESS = "geen enkele tak gekozen worden, terwijl alle feiten bekend zijn"
NEE_ALS = "bij stappen[2].takken[2].als[1]"
JA_NAAR = "bij stappen[2].takken[1].naar"
ANSWERS = "Toegestaan: takken met antwoord, als en naar."
STEPS = "Toegestaan: BEGIN, VRAAG, DOEN, EIND."
ENDLESS_END = "  - {id: EIND, soort: activiteit, tekst: B, naar: DOEN}\n"
COUNTLESS = "de takken van deze stap hangen af van iets waarvan de waarden niet op te sommen zijn"

FAULTS = [
    (
        "an unreachable step",
        (EIND, EIND + "  - {id: OVER, soort: activiteit, tekst: Nooit, naar: EIND}\n"),
        [f"16:5: GGZ161 stap OVER is vanaf het begin niet te bereiken (bij stappen[5]). {REACH}"],
    ),
    (
        "a question without one of its answers",
        (NEE, ""),
        [f"8:5: GGZ163 bij deze stap kan {ENDLESS} (bij stappen[2]). {BRANCH}"],
    ),
    (
        "a question with three values and two answers",
        (NEE, "      - {antwoord: nee, als: [{proef.ja_nee: nee}, {proef.keuze: [aap, noot]}], naar: EIND}\n"),
        [f"8:5: GGZ163 bij deze stap kan {ENDLESS} (bij stappen[2]). {BRANCH}"],
    ),
    (
        "a question whose answers all lead to one step and leave a value out",
        (NEE, "      - {antwoord: nee, als: [{proef.ja_nee: nee}, {proef.keuze: aap}], naar: DOEN}\n"),
        [f"8:5: GGZ163 bij deze stap kan {ENDLESS} (bij stappen[2]). {BRANCH}"],
    ),
    (
        "a loop without an exit",
        (DOEN, DOEN.replace("naar: EIND", "naar: VRAAG")),
        [f"8:5: GGZ164 bij deze stap loopt een lus zonder uitgang (bij stappen[2]). {LEAVE}"],
    ),
    (
        "a loop back to the beginning",
        ("als: [{proef.ja_nee: nee}], naar: EIND", "als: [{proef.ja_nee: nee}], naar: BEGIN"),
        [f"8:5: GGZ164 bij deze stap loopt een lus zonder uitgang (bij stappen[2]). {LEAVE}"],
    ),
    (
        "no end at all",
        (DOEN + EIND, "  - {id: DOEN, soort: activiteit, tekst: A, naar: EIND}\n" + ENDLESS_END),
        [
            "6:1: GGZ162 geen enkel pad komt bij een eind (bij stappen).",
            f"14:5: GGZ164 bij deze stap loopt een lus zonder uitgang (bij stappen[3]). {LEAVE}",
            f"15:5: GGZ164 bij deze stap loopt een lus zonder uitgang (bij stappen[4]). {LEAVE}",
        ],
    ),
    (
        "an unknown step",
        ("als: [{proef.ja_nee: ja}], naar: DOEN", "als: [{proef.ja_nee: ja}], naar: DEON"),
        [f"12:51: GGZ151 de stap 'DEON' bestaat niet ({JA_NAAR}). Bedoelt u 'DOEN'? {STEPS}"],
    ),
    (
        "an unknown beginning",
        ("begin: BEGIN", "begin: BEGINN"),
        [f"5:1: GGZ151 de stap 'BEGINN' bestaat niet (bij begin). Bedoelt u 'BEGIN'? {STEPS}"],
    ),
    (
        "a step that is there twice",
        ("id: DOEN, soort", "id: EIND, soort"),
        [
            "15:6: GGZ150 de stap 'EIND' bestaat al (bij stappen[4].id). Geef elke stap een eigen id.",
        ],
    ),
    (
        "a step after the end",
        ("tekst: Klaar}", "tekst: Klaar, naar: DOEN}"),
        ["15:5: GGZ152 na een eind komt geen stap meer (bij stappen[4])."],
    ),
    (
        "a step that leads nowhere",
        ("tekst: Doe iets, naar: EIND}", "tekst: Doe iets}"),
        ["14:5: GGZ153 deze stap leidt nergens heen (bij stappen[3]). Toegestaan: naar, of takken."],
    ),
    (
        "a question with a branch that is no answer",
        ("{antwoord: nee, als", "{als"),
        [
            f"8:5: GGZ154 elke tak van een vraag heeft een antwoord nodig (bij stappen[2]). {ANSWERS}",
        ],
    ),
    (
        "a branch with a condition and without",
        ("als: [{proef.ja_nee: nee}], naar", "als: [{proef.ja_nee: nee}], anders: ja, naar"),
        ["13:9: GGZ155 een tak heeft of 'als' of 'anders: ja' (bij stappen[2].takken[2]). Toegestaan: als, anders."],
    ),
    (
        "a branch on a fact that does not exist",
        ("als: [{proef.ja_nee: nee}]", "als: [{proef.ja_ne: nee}]"),
        [
            f"13:32: GGZ121 het feit 'proef.ja_ne' bestaat niet ({NEE_ALS}.proef.ja_ne). Bedoelt u 'proef.ja_nee'?",
        ],
    ),
    (
        "a branch on a date",
        (NEE, "      - {antwoord: nee, als: [{proef.datum: {na: peildatum}}], naar: EIND}\n"),
        [f"8:5: GGZ165 {COUNTLESS} (bij stappen[2]). {COUNTED}"],
    ),
    (
        "a branch on somebody in the network",
        (NEE, "      - {antwoord: nee, als: [{er_is: {waarin: {actief: actief}}}], naar: EIND}\n"),
        [
            f"8:5: GGZ163 bij deze stap kan {ENDLESS} (bij stappen[2]). {BRANCH}",
            f"8:5: GGZ165 {COUNTLESS} (bij stappen[2]). {COUNTED}",
        ],
    ),
    (
        "answers on somebody in the network that all lead to one step",
        (NEE, "      - {antwoord: nee, als: [{er_is_geen: {waarin: {actief: actief}}}], naar: DOEN}\n"),
        [f"8:5: GGZ165 {COUNTLESS} (bij stappen[2]). {COUNTED}"],
    ),
]


@pytest.mark.parametrize(("change", "expected"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_a_broken_definition_says_what_is_wrong_and_where(change, expected):
    old, new = change
    assert GOOD.count(old) == 1
    assert problems_of(without_names(GOOD.replace(old, new))) == [f"proef.yaml:{line}" for line in expected]


BROKEN = "20:5: GGZ168 belofte 'gevraagd' wordt niet gehouden op het pad"

NAMED_FAULTS = [
    (
        "a path without a name",
        ("  niet: [BEGIN, VRAAG, EIND]\n", ""),
        ["16:1: GGZ167 dit pad heeft geen naam: BEGIN > VRAAG > EIND (bij paden)."],
    ),
    (
        "a path that no facts can take",
        ("  niet: [BEGIN, VRAAG, EIND]\n", "  niet: [BEGIN, VRAAG, EIND]\n  kort: [BEGIN, EIND]\n"),
        [
            "19:3: GGZ166 het pad 'kort' kan met geen enkele combinatie van feiten gelopen worden (bij paden.kort).",
        ],
    ),
    (
        "a path over a step that does not exist",
        ("niet: [BEGIN, VRAAG, EIND]", "niet: [BEGIN, VRAAG, EINDE]"),
        [f"18:24: GGZ151 de stap 'EINDE' bestaat niet (bij paden.niet[3]). Bedoelt u 'EIND'? {STEPS}"],
    ),
    (
        "a promise about a step that is sometimes passed over",
        ("bevat: [VRAAG]", "bevat: [VRAAG, DOEN]"),
        [f"{BROKEN} BEGIN > VRAAG > EIND (bij beloften[1])."],
    ),
    (
        "a promise about another end",
        ("eindigt_bij: [EIND]", "eindigt_bij: [DOEN]"),
        [
            f"{BROKEN} BEGIN > VRAAG > DOEN > EIND (bij beloften[1]).",
        ],
    ),
    (
        "a promise for some paths only",
        ("elk_pad: {bevat: [VRAAG], eindigt_bij: [EIND]}", "elk_pad: {als: [{proef.ja_nee: nee}], bevat: [DOEN]}"),
        [f"{BROKEN} BEGIN > VRAAG > EIND (bij beloften[1])."],
    ),
    (
        "a promise with an exception that is not wide enough",
        (
            "elk_pad: {bevat: [VRAAG], eindigt_bij: [EIND]}",
            "elk_pad: {behalve: [{proef.ja_nee: ja}], bevat: [DOEN]}",
        ),
        [f"{BROKEN} BEGIN > VRAAG > EIND (bij beloften[1])."],
    ),
]


@pytest.mark.parametrize(
    ("change", "expected"), [fault[1:] for fault in NAMED_FAULTS], ids=[fault[0] for fault in NAMED_FAULTS]
)
def test_names_and_promises_are_held_against_every_path(change, expected):
    old, new = change
    assert GOOD.count(old) == 1
    assert problems_of(GOOD.replace(old, new)) == [f"proef.yaml:{line}" for line in expected]


@pytest.mark.parametrize(
    "demand",
    [
        "{als: [{proef.ja_nee: ja}], bevat: [DOEN]}",
        "{behalve: [{proef.ja_nee: nee}], bevat: [DOEN]}",
        "{als: [{proef.ja_nee: nee}], eindigt_bij: [EIND]}",
    ],
)
def test_a_promise_that_is_kept_where_it_applies_is_kept(demand):
    assert problems_of(GOOD.replace("{bevat: [VRAAG], eindigt_bij: [EIND]}", demand)) == []


def test_a_branch_is_not_taken_while_one_before_it_can_still_hold():
    text = (
        without_names(GOOD)
        .replace("[{proef.ja_nee: ja}]", "[{proef.keuze: aap}]")
        .replace(NEE, NEE + "      - {antwoord: anders, anders: ja, naar: EIND}\n")
    )
    assert problems_of(text) == []
    definition, _ = read_workflow(read_text(text), VOCABULARY)
    workflow = DefinedWorkflow(definition)
    waiting = workflow.walk(given_facts({"proef.ja_nee": "nee"}), VOCABULARY)
    assert (waiting.wacht_bij, waiting.wacht_op) == ("VRAAG", ("proef.keuze",))
    first, second, rest = (
        workflow.walk(given_facts({"proef.keuze": keuze, "proef.ja_nee": ja_nee}), VOCABULARY).stappen[1].antwoord
        for keuze, ja_nee in (("aap", "nee"), ("noot", "nee"), ("noot", "ja"))
    )
    assert (first, second, rest) == ("ja", "nee", "anders")


def test_several_faults_of_one_definition_come_at_once():
    text = GOOD.replace(NEE, "").replace(EIND, EIND + "  - {id: OVER, soort: activiteit, tekst: Nooit, naar: EIND}\n")
    codes = [line.split(" ")[1] for line in problems_of(text)]
    assert codes == ["GGZ163", "GGZ161"]


def test_a_definition_with_more_paths_than_can_be_proved_is_refused(monkeypatch):
    monkeypatch.setattr(graph, "MAX_PATHS", 1)
    accepted = "proef.yaml:6:1: GGZ160 deze workflow heeft te veel paden om te controleren (bij stappen)."
    assert problems_of(GOOD) == [accepted]


def test_numbers_are_split_where_the_definition_can_tell_them_apart():
    text = without_names(GOOD)
    covered = text.replace("[{proef.ja_nee: ja}]", "[{proef.getal: {minstens: 3}}]").replace(
        "[{proef.ja_nee: nee}]", "[{proef.getal: {hoogstens: 2}}]"
    )
    assert problems_of(covered) == []
    gap = covered.replace("hoogstens: 2", "hoogstens: 1")
    assert problems_of(gap) == [f"proef.yaml:8:5: GGZ163 bij deze stap kan {ENDLESS} (bij stappen[2]). {BRANCH}"]


# --- plug-ins --------------------------------------------------------------------------------------------------------


class Kort:
    """A workflow that another package could offer: it asks nothing and ends at once."""

    naam = "kort"
    versie = "1.2.3"

    def walk(self, facts: Facts, vocabulary: Vocabulary) -> Route:
        assert facts.peildatum
        assert vocabulary
        return Route(
            workflow=self.naam,
            versie=self.versie,
            stappen=(RouteStap(id="KLAAR", soort="eind", tekst="Klaar"),),
            einde="KLAAR",
        )


class Offered:
    """What an entry point looks like from our side."""

    def __init__(self, name: str, target: object) -> None:
        self.name = name
        self.target = target

    def load(self) -> object:
        if isinstance(self.target, Exception):
            raise self.target
        return self.target


@pytest.fixture
def offer(monkeypatch):
    """Makes it look as if an installed package offers a workflow."""

    def offered(name: str, target: object) -> None:
        points = {registry.WORKFLOWS_GROUP: [Offered(name, target)]}
        monkeypatch.setattr(registry, "entry_points", lambda group: points.get(group, []))

    return offered


@pytest.fixture
def casus(pack) -> Casus:
    return Casus(id="proef", peildatum=PEILDATUM, vocabulary=pack.vocabulary)


def test_a_class_that_meets_the_protocol_is_a_workflow(pack, definition):
    check_workflow_plugin("kort", Kort())
    assert isinstance(Kort(), Workflow)
    assert isinstance(DefinedWorkflow(definition), Workflow)
    assert not isinstance(pack, Workflow)


@pytest.mark.parametrize("target", [Kort, Kort()], ids=["class", "object"])
def test_an_evaluation_can_follow_the_workflow_of_a_plugin(pack, casus, offer, target):
    offer("kort", target)
    evaluation = ggzroute.evaluate(casus, pack, workflow="kort")
    assert (evaluation.route.workflow, evaluation.route.versie, evaluation.route.einde) == ("kort", "1.2.3", "KLAAR")
    assert (evaluation.verantwoording.workflow, evaluation.verantwoording.workflow_versie) == ("kort", "1.2.3")


def test_the_workflow_of_a_pack_goes_before_one_of_a_plugin_with_the_same_name(pack, casus, offer):
    offer("route-arbeidsparticipatie", Kort)
    evaluation = ggzroute.evaluate(casus, pack, workflow="route-arbeidsparticipatie")
    assert evaluation.route.wacht_bij == "Q1"


class ZonderWalk:
    naam = "half"
    versie = "1"


class ZonderNaam:
    def walk(self, facts: Facts, vocabulary: Vocabulary) -> Route:
        raise NotImplementedError


class WalkIsGeenMethode(ZonderWalk):
    walk = "een tekst"


@pytest.mark.parametrize(
    ("workflow", "reason"),
    [
        (object(), "is no workflow: it has no naam, versie, walk"),
        (ZonderWalk(), "is no workflow: it has no walk"),
        (ZonderNaam(), "is no workflow: it has no naam, versie"),
        (WalkIsGeenMethode(), "is no workflow: walk is not a method"),
    ],
)
def test_what_does_not_meet_the_protocol_is_refused_by_name(workflow, reason):
    with pytest.raises(PluginError) as caught:
        check_workflow_plugin("half", workflow)
    assert str(caught.value) == f"plug-in 'half': {reason}"
    assert (caught.value.plugin, caught.value.reason) == ("half", reason)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (ZonderWalk, "is no workflow: it has no walk"),
        (ImportError("a module that is not there"), "cannot be loaded (ImportError)"),
        (type("Stuk", (), {"__init__": lambda _: 1 / 0}), "cannot be loaded (ZeroDivisionError)"),
    ],
)
def test_a_plugin_is_checked_when_it_is_asked_for(pack, casus, offer, target, reason):
    offer("half", target)
    with pytest.raises(PluginError) as caught:
        ggzroute.evaluate(casus, pack, workflow="half")
    assert str(caught.value) == f"plug-in 'half': {reason}"


def test_a_name_that_nobody_offers_is_refused_with_those_that_are_known(pack, casus, offer):
    offer("kort", Kort)
    with pytest.raises(WorkflowNotFoundError) as caught:
        ggzroute.evaluate(casus, pack, workflow="korte")
    known_names = ", ".join(sorted([*pack.workflows, "kort"]))
    assert str(caught.value) == f"no workflow named 'korte'; did you mean 'kort'? (known: {known_names})"
