"""The flowchart: every step once, nothing on anything, arrows around steps, and the way walked told in words too."""

from __future__ import annotations

import builtins
import datetime as dt
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ggzroute import evaluate
from ggzroute.documents import from_data
from ggzroute.domain.facts import Facts
from ggzroute.domain.route import Route
from ggzroute.exceptions import ExtraMissingError
from ggzroute.render import cards, ladder, layered
from ggzroute.render.flow import GELOPEN, NIET, OPEN, WACHT, Stroom, flow_of
from ggzroute.render.geometry import Box
from ggzroute.render.stroomschema import plan_ladder, plan_layers, stroomschema_svg
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.workflow.builtin import DefinedWorkflow
from ggzroute.workflow.checking import check_workflow
from ggzroute.workflow.definition import Definition, Stap, Tak
from picture_strategies import fact, when, workflows, yes_no
from strategies import standard_pack
from svg_geometry import SVG, of_class, outside, overlapping, page, parsed, rects, texts

WIDTHS = (1120, 360)
VOCABULARY = yes_no(40)


def known(**answers: str) -> Facts:
    return Facts(
        values=answers, refused=frozenset(), nodes=(), relaties=(), closed=False, peildatum=dt.date(2024, 5, 1)
    )


def walked(definition: Definition, **answers: str) -> Route:
    values = {name.replace("__", "."): answer for name, answer in answers.items()}
    return DefinedWorkflow(definition).walk(known(**values), VOCABULARY)


@st.composite
def routes(draw, definition: Definition) -> Route | None:
    """A route with some of the answers, or none."""
    if draw(st.integers(0, 4)) == 0:
        return None
    answers = {fact(n): draw(st.sampled_from(("ja", "nee"))) for n in range(40) if draw(st.integers(0, 5))}
    return DefinedWorkflow(definition).walk(known(**answers), VOCABULARY)


def lines_through(plan, boxes: list[tuple[int, Box]], stroom: Stroom) -> list[tuple[str, str]]:
    """Arrows that run through a step they have nothing to do with."""
    ids = [blok.id for blok in stroom.blokken]
    return [
        (f"{pijl.van}>{pijl.naar}", ids[n])
        for pijl, points in plan.arrows
        for n, box in boxes
        if ids[n] not in (pijl.van, pijl.naar)
        for a, b in pairwise(points)
        if Box(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1])).overlaps(box)
    ]


# --- whatever the workflow --------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(workflows(most=9))
def test_the_workflows_of_these_tests_are_valid(definition):
    assert check_workflow(from_data({}, "proef.yaml"), definition, VOCABULARY) == []


@settings(max_examples=60)
@given(st.booleans().flatmap(lambda loops: workflows(loops=loops)))
def test_steps_in_layers_stand_on_nothing_and_arrows_go_around_them(definition):
    stroom = flow_of(definition)
    plan = plan_layers(stroom)
    boxes = [*plan.boxes, *(box for _, box in plan.labels)]
    assert [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a.overlaps(b)] == []
    assert lines_through(plan, list(enumerate(plan.boxes)), stroom) == []
    within = Box(0, 0, *plan.size)
    assert [box for box in boxes if not within.holds(box)] == []
    assert [p for _, points in plan.arrows for p in points if not within.contains(p)] == []
    assert {id(p) for p, _ in plan.arrows} == {id(p) for p in stroom.pijlen if p.van != p.naar}
    assert {id(p) for p, _ in plan.labels} == {id(p) for p in stroom.pijlen if p.antwoord and p.van != p.naar}


@settings(max_examples=60)
@given(st.booleans().flatmap(lambda loops: workflows(loops=loops)), st.sampled_from((360, 420, 620)))
def test_steps_below_each_other_stand_on_nothing_and_every_answer_says_where_it_leads(definition, width):
    stroom = flow_of(definition)
    plan = plan_ladder(stroom, width)
    assert [(a, b) for a, b in pairwise(plan.boxes) if a.overlaps(b, 4)] == []
    assert lines_through(plan, list(enumerate(plan.boxes)), stroom) == []
    assert max(x for _, points in plan.arrows for x, _ in points) <= width
    numbers = {blok.id: str(n) for n, blok in enumerate(stroom.blokken, start=1)}
    told = {id(pijl): text for card in plan.cards for text, pijl in card.rijen}
    for pijl in stroom.pijlen:
        if id(pijl) in told and pijl.van != pijl.naar:
            assert told[id(pijl)].endswith(f"naar {numbers[pijl.naar]}") or told[id(pijl)].endswith("…")
        elif pijl.van != pijl.naar:
            assert id(pijl) in {id(p) for p, _ in plan.arrows}


@pytest.mark.parametrize("breedte", WIDTHS)
@settings(max_examples=25)
@given(st.data())
def test_every_step_is_there_once_with_its_text_in_its_box(breedte, data):
    definition = data.draw(workflows(loops=data.draw(st.booleans())))
    route = data.draw(routes(definition))
    root = parsed(stroomschema_svg(definition, route, breedte=breedte))
    found = texts(root)
    assert overlapping(found) == []
    assert outside(found, page(root)) == []
    assert min(text.size for text in found) >= 11
    told = [blok.find(f"{SVG}title").text for blok in of_class(root, "blok") if blok.find(f"{SVG}title") is not None]
    assert len(told) == len(definition.stappen)
    for stap in definition.stappen.values():
        assert any(title.startswith(stap.tekst) for title in told)


@settings(max_examples=60)
@given(workflows(most=20, loops=True), st.integers(150, 320), st.data())
def test_the_whole_text_of_a_step_fits_within_its_shape(definition, width, data):
    stroom = flow_of(definition, data.draw(routes(definition)))
    for blok in stroom.blokken:
        card = cards.card_of(blok, width)
        assert "".join(card.tekst).replace("-", "").replace(" ", "") == blok.tekst.replace("-", "").replace(" ", "")
        room = cards.text_room(blok.soort, width)
        box = Box(0, 0, width, card.height)
        root = cards.add(cards.Element("svg"), "g")
        cards.draw_card(root, card, box)
        for text in root.iter("text"):
            wide, y = float(text.attrib["textLength"]), float(text.attrib["y"])
            assert wide <= room + 0.01
            left = (width - wide) / 2
            if text.text != "?":
                assert cards.inset(blok.soort, box, y) < left
                assert y - 0.72 * float(text.attrib["font-size"]) > 0
                assert y < card.height


@settings(max_examples=15)
@given(workflows(loops=True), st.data())
def test_the_same_workflow_is_always_drawn_the_same(definition, data):
    route = data.draw(routes(definition))
    for breedte in WIDTHS:
        first = stroomschema_svg(definition, route, breedte=breedte)
        assert stroomschema_svg(definition, route, breedte=breedte) == first


def test_a_workflow_that_is_too_wide_for_layers_is_drawn_below_each_other():
    ways = tuple(Tak(naar=f"E{n}", antwoord=f"weg {n}", als=when(n, "ja")) for n in range(30))
    steps = [
        Stap(id="V", soort="vraag", tekst="Welke weg?", takken=ways),
        *(Stap(id=f"E{n}", soort="eind", tekst=f"Eind {n}") for n in range(30)),
    ]
    wide = Definition(naam="w", titel="W", versie="1", begin="V", stappen={s.id: s for s in steps})
    root = parsed(stroomschema_svg(wide))
    assert page(root).width <= 1120
    words = [text.words for text in texts(root)]
    assert "weg 29: naar 31" in words
    assert overlapping(texts(root)) == []
    assert len(plan_ladder(flow_of(wide), 360).arrows) <= 1 + ladder.MOST_LANES


# --- the way that was walked ------------------------------------------------------------------------------------------


def small() -> Definition:
    steps = [
        Stap(id="B", soort="begin", tekst="Er is een vraag", takken=(Tak(naar="V1"),)),
        Stap(
            id="V1",
            soort="vraag",
            tekst="Is het eenvoudig?",
            takken=(
                Tak(naar="A1", antwoord="ja", als=when(1, "ja")),
                Tak(naar="V2", antwoord="nee", als=when(1, "nee")),
            ),
        ),
        Stap(id="A1", soort="activiteit", tekst="Los het op", gedaan_als=when(3, "ja"), takken=(Tak(naar="E"),)),
        Stap(
            id="V2",
            soort="vraag",
            tekst="Is er een team?",
            takken=(
                Tak(naar="A2", antwoord="ja", als=when(2, "ja")),
                Tak(naar="E", antwoord="geen_team", als=when(2, "nee")),
            ),
        ),
        Stap(id="A2", soort="activiteit", tekst="Vraag het team", takken=(Tak(naar="E"),)),
        Stap(id="E", soort="eind", tekst="Klaar"),
    ]
    return Definition(naam="proef", titel="Proef", versie="1", begin="B", stappen={s.id: s for s in steps})


def states(stroom: Stroom) -> dict[str, str]:
    return {blok.id: blok.staat for blok in stroom.blokken}


def test_without_a_route_everything_is_open():
    assert set(states(flow_of(small())).values()) == {OPEN}
    root = parsed(stroomschema_svg(small()))
    assert not of_class(root, GELOPEN)
    assert not of_class(root, "rond")


def test_a_route_that_waits_shows_what_was_walked_where_it_waits_and_what_can_still_come():
    stroom = flow_of(small(), walked(small(), proef__f1="nee"))
    assert states(stroom) == {"B": GELOPEN, "V1": GELOPEN, "A1": NIET, "V2": WACHT, "A2": OPEN, "E": OPEN}
    assert {(p.van, p.naar): p.staat for p in stroom.pijlen} == {
        ("B", "V1"): GELOPEN,
        ("V1", "A1"): NIET,
        ("V1", "V2"): GELOPEN,
        ("A1", "E"): NIET,
        ("V2", "A2"): OPEN,
        ("V2", "E"): OPEN,
        ("A2", "E"): OPEN,
    }
    assert stroom.staat == "De route wacht bij: Is er een team?"


def test_a_route_that_is_shown_this_far_does_not_say_that_it_waits():
    route = attrs.evolve(walked(small(), proef__f1="nee"), wacht_op=())
    stroom = flow_of(small(), route)
    assert stroom.staat == "Hoe de route verder gaat, staat hier niet."
    assert states(stroom) == states(flow_of(small(), walked(small(), proef__f1="nee")))
    for breedte in WIDTHS:
        words = " ".join(text.words for text in texts(parsed(stroomschema_svg(small(), route, breedte=breedte))))
        assert "antwoord hier niet bekend" in words
        assert "tot hier is de route te zien" in words
        assert "wacht" not in words


@pytest.mark.parametrize(
    ("answers", "said", "sure"),
    [
        ({"proef__f3": "ja"}, "gedaan", True),
        ({"proef__f3": "nee"}, "nog te doen", False),
        ({}, "niet bekend of dit gedaan is", False),
    ],
)
def test_a_route_that_ended_says_of_each_step_whether_it_is_done(answers, said, sure):
    stroom = flow_of(small(), walked(small(), proef__f1="ja", **answers))
    blokken = {blok.id: blok for blok in stroom.blokken}
    assert (blokken["A1"].stand, blokken["A1"].zeker) == (said, sure)
    assert blokken["V1"].stand == "antwoord: ja"
    assert blokken["E"].stand == "hier komt de route uit"
    assert states(stroom)["V2"] == NIET
    assert not [p for p in stroom.pijlen if p.staat == OPEN]


def test_what_the_route_did_is_told_by_words_and_signs_and_not_by_colour_alone():
    for breedte in WIDTHS:
        root = parsed(stroomschema_svg(small(), walked(small(), proef__f1="nee"), breedte=breedte))
        words = [text.words for text in texts(root)]
        assert "wacht hier" in words
        assert "antwoord: nee" in words
        assert "niet in deze route" in words
        assert len(of_class(root, "merk")) >= 3  # a tick for each walked step, bars where it waits
        described = root.find(f"{SVG}desc").text
        assert described.startswith("De route wacht bij: Is er een team? Gelopen: Er is een vraag;")
        assert "Niet in deze route: Los het op." in described


def test_of_two_answers_to_the_same_step_only_the_one_that_was_given_is_walked():
    steps = dict(small().stappen)
    steps["V1"] = attrs.evolve(
        steps["V1"],
        takken=(Tak(naar="A1", antwoord="ja", als=when(1, "ja")), Tak(naar="A1", antwoord="nee", als=when(1, "nee"))),
    )
    del steps["V2"], steps["A2"]
    twins = attrs.evolve(small(), stappen=steps)
    stroom = flow_of(twins, walked(twins, proef__f1="nee"))
    assert [(p.antwoord, p.staat) for p in stroom.pijlen if p.van == "V1"] == [("ja", NIET), ("nee", GELOPEN)]
    assert len(plan_layers(stroom).labels) == 2


def test_of_two_ways_without_an_answer_to_the_same_step_one_is_walked():
    steps = dict(small().stappen)
    ways = (Tak(naar="E", als=when(3, "ja")), Tak(naar="E", als=when(3, "nee")))
    steps["A1"] = attrs.evolve(steps["A1"], takken=ways)
    twins = attrs.evolve(small(), stappen=steps)
    stroom = flow_of(twins, walked(twins, proef__f1="ja", proef__f3="ja"))
    assert [p.staat for p in stroom.pijlen if p.van == "A1"] == [GELOPEN, NIET]


def test_an_answer_that_leads_to_the_same_step_is_told_in_the_step():
    steps = dict(small().stappen)
    steps["V2"] = attrs.evolve(steps["V2"], takken=(*steps["V2"].takken, Tak(naar="V2", antwoord="later")))
    again = attrs.evolve(small(), stappen=steps)
    for breedte in WIDTHS:
        words = [text.words for text in texts(parsed(stroomschema_svg(again, breedte=breedte)))]
        assert "later: deze stap opnieuw" in words


def test_a_route_of_another_workflow_is_not_drawn():
    other = attrs.evolve(walked(small(), proef__f1="ja"), workflow="anders")
    assert stroomschema_svg(small(), other) == stroomschema_svg(small())


def test_lanes_and_interruptions_stand_beside_the_steps(pack):
    definition = pack.workflows["route-arbeidsparticipatie"]
    workflow = DefinedWorkflow(definition)
    values = {"maatje.aanwezig": "nee", "maatje.behoefte": "ja", "persoon.direct_gevaar": "ja"}
    stroom = flow_of(definition, workflow.walk(known(**values), pack.vocabulary))
    assert [(o.stand, o.geldt) for o in stroom.onderbrekingen] == [("dit geldt nu", True)]
    assert [b.stand for b in stroom.banen] == ["De hulpvrager wil een maatje en heeft er geen. Regel er een."]
    assert stroom.staat == "De route is onderbroken."
    svg = stroomschema_svg(definition, workflow.walk(known(**values), pack.vocabulary))
    (danger,) = of_class(parsed(svg), "gevaar")
    assert "aan" in danger.attrib["class"]
    calm = flow_of(definition, workflow.walk(known(), pack.vocabulary))
    assert [o.stand for o in calm.onderbrekingen] == ["dit geldt nu niet"]
    assert [b.stand for b in calm.banen] == ["niet bekend hoe het staat"]


@pytest.mark.parametrize("breedte", WIDTHS)
@pytest.mark.parametrize("workflow", ["route-arbeidsparticipatie", "werkwijzer"])
def test_the_shipped_workflows_are_drawn_for_every_documented_casus(pack, workflow, breedte):
    for fixture in fixtures_of(pack):
        found = evaluate(fixture.casus, pack, workflow=workflow)
        root = parsed(stroomschema_svg(pack.workflows[workflow], found.route, breedte=breedte))
        assert overlapping(texts(root)) == []
        assert outside(texts(root), page(root)) == []
        assert page(root).width <= max(breedte * 1.2, 360)
        walked_ids = {step.id for step in found.route.stappen}
        assert len(of_class(root, "rond")) >= len(walked_ids)


# --- layers -----------------------------------------------------------------------------------------------------------


def test_what_is_looked_over_sees_what_is_wrong():
    boxes = (Box(0, 0, 10, 10), Box(0, 50, 10, 10), Box(5, 5, 10, 10))
    arrows = [layered.Arrow(0, 1, (4, 4))]
    through = layered.Layers(boxes, (((8, 10), (8, 50)),), (Box(6, 28, 4, 4),))
    assert layered.overlapping(through) == 1
    assert layered.faults(through, arrows) == 2  # one step on another, and the line runs through it
    apart = layered.Layers(boxes[:2], (((5, 10), (5, 50)),), (Box(3, 28, 4, 4),))
    assert layered.faults(apart, arrows) == 0


def test_without_the_extra_the_message_says_what_to_install(monkeypatch):
    real = builtins.__import__

    def without(name, *arguments, **more):
        if name == "graphlay":
            raise ImportError
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ExtraMissingError) as caught:
        stroomschema_svg(small())
    assert str(caught.value) == "graphlay is not installed: pip install 'ggzroute[render]'"
    assert stroomschema_svg(small(), breedte=360).startswith("<svg")


def test_the_outline_of_a_question_has_points():
    box = Box(0, 0, 200, 60)
    assert cards.on_outline("vraag", box, (100, 0)) == (100, 0)
    x, y = cards.on_outline("vraag", box, (196, 60))
    assert x == 196
    assert 30 < y < 60
    assert cards.on_outline("activiteit", box, (196, 60)) == (196, 60)
    assert rects(parsed('<svg xmlns="http://www.w3.org/2000/svg"/>'), "x") == []
    assert standard_pack().workflows
