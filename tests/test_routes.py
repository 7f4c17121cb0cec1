"""Several workflows walked for one casus: the main one, and those beside it."""

from __future__ import annotations

import copy
import json
import pickle
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ggzroute
from ggzroute import Casus, CasusError, Evaluation, RulePack
from ggzroute.exceptions import UnknownQuestionError, WorkflowNamedTwiceError, WorkflowNotFoundError
from ggzroute.replay.fixtures import Fixture, load_fixture
from ggzroute.replay.running import replay
from strategies import casussen, standard_pack
from test_cli import run as run  # noqa: PLC0414 - the fixture that calls the command line
from test_schemas import faults

ROUTE = "route-arbeidsparticipatie"
WERKWIJZER = "werkwijzer"
KOPIE = "kopie"

DOCUMENTED = "rules/holland-rijnland/casussen/hr-1124-2.casus.yaml"


@cache
def pack_of_three() -> RulePack:
    """The pack of the documented region with a third workflow, which waits for what the first one waits for."""
    pack = standard_pack()
    return attrs.evolve(pack, workflows={**pack.workflows, KOPIE: attrs.evolve(pack.workflows[ROUTE], naam=KOPIE)})


def evaluated(casus: Casus, *workflows: str) -> Evaluation:
    return ggzroute.evaluate(casus, pack_of_three(), workflow=workflows)


def empty(**feiten: Any) -> Casus:
    facts = {name.replace("__", "."): value for name, value in feiten.items()}
    return Casus.from_dict({"id": "leeg", "peildatum": "2016-11-24", "feiten": facts})


def without_order(evaluation: Evaluation) -> dict[str, Any]:
    """Everything that came out, with the routes beside the main one in one order."""
    data = copy.deepcopy(evaluation.to_dict())
    for holder, key, name in ((data, "routes", "workflow"), (data["verantwoording"], "workflows", "naam")):
        main, *others = holder[key]
        holder[key] = [main, *sorted(others, key=lambda part, name=name: part[name])]
    return data


# ---- what always holds


@settings(max_examples=40)
@given(casussen(peildatum=True), st.permutations([ROUTE, WERKWIJZER, KOPIE]))
def test_the_main_route_is_the_same_whether_or_not_another_runs_beside_it(casus, names):
    alone, together = evaluated(casus, names[0]), evaluated(casus, *names)
    assert together.route == together.routes[0] == alone.route
    assert [route.workflow for route in together.routes] == list(names)
    for name, route in zip(names, together.routes, strict=True):
        assert route == evaluated(casus, name).route
    mine, theirs = alone.to_dict(), together.to_dict()
    for key in ("routes", "vragen", "verantwoording"):
        del mine[key], theirs[key]
    assert mine == theirs


@settings(max_examples=40)
@given(casussen(peildatum=True), st.permutations([ROUTE, WERKWIJZER, KOPIE]))
def test_the_order_of_the_others_matters_to_nothing_but_their_order(casus, names):
    main, second, third = names
    assert without_order(evaluated(casus, main, second, third)) == without_order(evaluated(casus, main, third, second))


@settings(max_examples=40)
@given(casussen(peildatum=True))
def test_a_question_of_any_route_is_asked_and_those_of_the_main_one_weigh_no_less(casus):
    alone, together = evaluated(casus, ROUTE), evaluated(casus, ROUTE, WERKWIJZER)
    before = {question.feit: question for question in alone.vragen}
    after = {question.feit: question for question in together.vragen}
    assert set(before) <= set(after)
    beside = set(together.routes[1].wacht_op) - casus.feiten.keys()
    assert beside <= set(after) | {f for f in beside if casus.vocabulary[f].afleiding == "netwerk"}
    for name, question in after.items():
        waits = name in together.routes[1].wacht_op
        assert (f"route:{WERKWIJZER}" in question.voor) is waits
        if not waits:
            assert question == before[name]
        elif name in before and "route" in before[name].voor:
            assert question.gewicht == before[name].gewicht


# ---- questions


def test_a_question_says_which_routes_wait_for_it():
    found = evaluated(empty(), ROUTE, WERKWIJZER, KOPIE)
    causes = {q.feit: [c for c in q.voor if c.startswith("route")] for q in found.vragen}
    assert causes["vraag.vrager"] == ["route", "route:kopie"]
    assert causes["persoon.kwetsbaarheid_bekend"] == ["route:werkwijzer"]
    assert {fact for fact, named in causes.items() if named} == {"vraag.vrager", "persoon.kwetsbaarheid_bekend"}


def test_what_a_route_beside_the_main_one_waits_for_can_still_change_that_route():
    outcomes = {q.feit: q.uitkomsten for q in evaluated(empty(), ROUTE, WERKWIJZER).vragen}
    assert "route" in outcomes["vraag.vrager"]
    assert "route:werkwijzer" in outcomes["persoon.kwetsbaarheid_bekend"]


def test_the_main_route_asks_before_a_route_beside_it():
    feiten = [
        [q.feit for q in evaluated(empty(), *names).vragen] for names in ((ROUTE, WERKWIJZER), (WERKWIJZER, ROUTE))
    ]
    places = [names.index("vraag.vrager") < names.index("persoon.kwetsbaarheid_bekend") for names in feiten]
    assert places == [True, False]


def test_danger_is_asked_about_before_any_route():
    assert next(q.feit for q in evaluated(empty(), ROUTE, WERKWIJZER).vragen) == "persoon.direct_gevaar"


# ---- which workflows


def test_one_name_and_a_list_of_one_name_are_the_same(pack):
    casus = empty()
    assert ggzroute.evaluate(casus, pack, workflow=WERKWIJZER) == ggzroute.evaluate(casus, pack, workflow=[WERKWIJZER])


@pytest.mark.parametrize("nothing", [None, "", (), []])
def test_without_a_name_the_workflow_of_the_pack_is_walked_alone(pack, nothing):
    found = ggzroute.evaluate(empty(), pack, workflow=nothing)
    assert [route.workflow for route in found.routes] == [ROUTE]


def test_without_any_workflow_there_is_one_route_without_steps():
    national = ggzroute.load_pack("landelijk")
    found = ggzroute.evaluate(empty(), national)
    assert found.routes == (found.route,)
    assert (found.route.staat, found.verantwoording.workflows) == ("geen", (("", ""),))


def test_the_same_workflow_twice_is_refused(pack):
    with pytest.raises(WorkflowNamedTwiceError) as caught:
        ggzroute.evaluate(empty(), pack, workflow=[ROUTE, WERKWIJZER, ROUTE])
    assert str(caught.value) == f"workflow '{ROUTE}' is named twice"
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert (again.name, str(again)) == (ROUTE, str(caught.value))


@pytest.mark.parametrize("names", [["werkwijze"], [ROUTE, "werkwijze"], ["werkwijze", ROUTE]])
def test_an_unknown_name_among_several_is_answered_with_the_nearest_one(pack, names):
    with pytest.raises(WorkflowNotFoundError) as caught:
        ggzroute.evaluate(empty(), pack, workflow=names)
    assert str(caught.value) == (
        "no workflow named 'werkwijze'; did you mean 'werkwijzer'? (known: route-arbeidsparticipatie, werkwijzer)"
    )


def test_an_empty_name_among_several_is_no_workflow(pack):
    with pytest.raises(WorkflowNotFoundError):
        ggzroute.evaluate(empty(), pack, workflow=["", ROUTE])


# ---- what comes out


def test_the_account_names_every_workflow_with_its_version(pack):
    account = ggzroute.evaluate(empty(), pack, workflow=[WERKWIJZER, ROUTE]).verantwoording
    versions = {name: definition.versie for name, definition in pack.workflows.items()}
    assert account.workflows == ((WERKWIJZER, versions[WERKWIJZER]), (ROUTE, versions[ROUTE]))
    assert (account.workflow, account.workflow_versie) == account.workflows[0]
    assert "vraag.vrager" in account.feiten_onbekend
    assert account.to_dict()["workflows"] == [{"naam": n, "versie": versions[n]} for n in (WERKWIJZER, ROUTE)]


def test_several_routes_fit_the_schema(pack):
    found = ggzroute.evaluate(empty(vraag__vrager="persoon_zelf"), pack, workflow=[ROUTE, WERKWIJZER])
    assert faults(found) == []
    assert [route["workflow"] for route in found.to_dict()["routes"]] == [ROUTE, WERKWIJZER]
    assert found.to_dict()["route"] == found.to_dict()["routes"][0]


def test_the_regie_follows_from_the_main_route_alone(pack):
    simple = empty(
        vraag__vrager="persoon_zelf", vraag__complexiteit="eenvoudig", regie__aanwezig="nee", regie__nodig="nee"
    )
    first = ggzroute.evaluate(simple, pack, workflow=[ROUTE, WERKWIJZER])
    second = ggzroute.evaluate(simple, pack, workflow=[WERKWIJZER, ROUTE])
    assert (first.regie.status, second.regie.status) == ("niet_nodig", "open")


# ---- why


def test_every_route_can_be_explained_by_its_workflow(pack):
    found = ggzroute.evaluate(empty(), pack, workflow=[ROUTE, WERKWIJZER])
    assert found.why("route").stappen == found.why(f"route:{ROUTE}").stappen == found.routes[0].stappen
    assert found.why(f"route:{WERKWIJZER}").stappen == found.routes[1].stappen
    with pytest.raises(UnknownQuestionError) as caught:
        found.why("route:werkwijze")
    assert str(caught.value) == (
        "no outcome named 'route:werkwijze'; did you mean 'route:werkwijzer'? "
        "(known: route, route:route-arbeidsparticipatie, route:werkwijzer)"
    )


def test_a_question_is_explained_with_the_route_that_waits_for_it(pack):
    found = ggzroute.evaluate(empty(), pack, workflow=[ROUTE, WERKWIJZER])
    assert found.why("vraag:persoon.kwetsbaarheid_bekend").stappen == found.routes[1].stappen
    assert found.why("vraag:vraag.vrager").stappen == found.routes[0].stappen


# ---- the command line


def test_evaluate_prints_every_route_with_its_workflow(run):
    path = str(Path(__file__).parents[1] / DOCUMENTED)
    status, out, _ = run("evaluate", path, "--workflow", ROUTE, "--workflow", WERKWIJZER)
    lines = [line.rstrip() for line in out.splitlines()]
    assert status == 0
    main, beside = lines.index(f"Route: {ROUTE} 2017.1.0"), lines.index(f"Route daarnaast: {WERKWIJZER} 2014.1.0")
    assert lines[main + 1] == "  START Er is een ondersteuningsvraag"
    assert lines[beside + 1] == "  START Een hulpvrager komt bij Werk en Inkomen"
    assert main < beside < lines.index("Regie")


def test_evaluate_with_one_workflow_prints_one_route_without_a_name(run):
    path = str(Path(__file__).parents[1] / DOCUMENTED)
    _, out, _ = run("evaluate", path, "--workflow", WERKWIJZER)
    assert out.startswith("Route\n  START Een hulpvrager komt bij Werk en Inkomen")
    assert "Route:" not in out


def test_evaluate_says_in_dutch_that_a_workflow_is_named_twice(run):
    path = str(Path(__file__).parents[1] / DOCUMENTED)
    sentence = f"De workflow '{ROUTE}' is twee keer genoemd. Noem elke workflow een keer.\n"
    assert run("evaluate", path, "--workflow", ROUTE, "--workflow", ROUTE) == (2, "", sentence)


def test_what_interrupts_two_routes_is_printed_once(run, tmp_path):
    stop = {"id": "gevaar", "peildatum": "2016-11-24", "feiten": {"persoon.direct_gevaar": "ja"}}
    (tmp_path / "gevaar.json").write_text(json.dumps(stop), encoding="utf-8")
    _, out, _ = run("evaluate", "gevaar.json", "--workflow", ROUTE, "--workflow", WERKWIJZER)
    section = [line for line in out.split("\n\n")[0].splitlines() if not line.startswith("Eerst dit")]
    assert len(section) == len(set(section)) > 1


# ---- a casus with expectations


EXPECTING = """\
id: twee
peildatum: 2016-11-24
workflow: [{names}]
feiten:
  vraag.vrager: persoon_zelf
  vraag.complexiteit: eenvoudig
  regie.aanwezig: nee
  regie.nodig: nee
documentatie:
  titel: Twee routes
  bron: [{{document: hr2017, plaats: "§4.3"}}]
{rest}
"""
BOTH = """\
route: {paden: [zelf_eenvoudig_zonder_regie_niet_nodig], wacht_bij: null, zekerheid: zeker}
routes:
  werkwijzer: {paden: [PATHS], wacht_bij: S_SIGNAAL, zekerheid: zeker}
"""


def fixture(folder: Path, pack: RulePack, names: str, rest: str) -> Fixture:
    path = folder / "twee.casus.yaml"
    path.write_text(EXPECTING.format(names=names, rest=rest), encoding="utf-8")
    return load_fixture(path, pack)


@pytest.fixture
def both(pack) -> str:
    possible = ggzroute.evaluate(empty(), pack, workflow=WERKWIJZER).route.mogelijke_paden
    return BOTH.replace("PATHS", ", ".join(possible))


def test_a_casus_can_expect_several_routes(pack, tmp_path, both):
    result = replay(fixture(tmp_path, pack, f"{ROUTE}, {WERKWIJZER}", both), pack)
    assert [(r.id, r.gehaald, r.reden) for r in result.overig] == [("route", True, ""), ("route:werkwijzer", True, "")]


def test_a_route_beside_the_main_one_can_be_missed(pack, tmp_path, both):
    other = both.replace("S_SIGNAAL", "START")
    result = replay(fixture(tmp_path, pack, f"{ROUTE}, {WERKWIJZER}", other), pack)
    assert [(r.id, r.gehaald) for r in result.overig] == [("route", True), ("route:werkwijzer", False)]


def test_a_casus_can_be_walked_by_another_workflow_than_that_of_the_pack(pack, tmp_path, both):
    main = both.replace("routes:\n  werkwijzer", "route").split("\n", 1)[1]
    result = replay(fixture(tmp_path, pack, WERKWIJZER, main), pack)
    assert [(r.id, r.gehaald, r.reden) for r in result.overig] == [("route", True, "")]


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        (
            "werkwijze",
            (
                "GGZ405 de workflow 'werkwijze' staat niet in het pakket (bij workflow[1]). Bedoelt u 'werkwijzer'? "
                "Toegestaan: route-arbeidsparticipatie, werkwijzer."
            ),
        ),
        (
            ROUTE,
            (
                "GGZ406 de workflow 'werkwijzer' loopt hier niet naast de hoofdroute (bij routes.werkwijzer). "
                "Zet de naam bij 'workflow', na die van de hoofdroute."
            ),
        ),
        (f"{WERKWIJZER}, {WERKWIJZER}", "GGZ100 hier staat iets twee keer (bij workflow)."),
    ],
)
def test_a_workflow_that_cannot_be_walked_is_a_problem_of_the_casus(pack, tmp_path, both, names, problem):
    with pytest.raises(CasusError) as caught:
        fixture(tmp_path, pack, names, both)
    assert problem in [str(p).split(": ", 1)[1] for p in caught.value.problems]
