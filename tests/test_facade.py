"""What a host application meets first: a cheap import, a few names, and the same bytes every time."""

import datetime as dt
import inspect
import json
import multiprocessing
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Any

import pytest

import ggzroute
from ggzroute import Casus, Evaluation, RulePack
from ggzroute.exceptions import EngineNotFoundError, MissingPeildatumError, RuleNotFoundError, WorkflowNotFoundError

HEAVY = ("networkx", "jsonschema", "referencing", "yaml", "durable", "durable_rules_engine", "click", "rich", "attrs")

DATA: dict[str, Any] = {
    "id": "proef",
    "peildatum": "2016-11-24",
    "feiten": {
        "vraag.vrager": "persoon_zelf",
        "vraag.onderwerp": ["werk_zoeken", "schulden"],
        "persoon.uitkering": ["participatiewet_bijstand"],
        "persoon.multiproblematiek": "ja",
        "persoon.leefgebieden": {"schulden": "aandacht", "huisvesting": "urgent"},
        "regie.aanwezig": "nee",
    },
    "betrokkenen": [
        {"id": "zon", "organisatie": "zon", "betrokken": "nu", "brengt_in": "ja"},
        {"id": "wi_leiden", "organisatie": "wi_leiden", "betrokken": "nu"},
        {"id": "zus", "soort": "familie"},
    ],
    "relaties": [{"van": "hulpvrager", "soort": "vertrouwt", "naar": "zus"}],
}

ENGINES = ["direct", "durable"]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    if request.param == "durable":
        pytest.importorskip("durable")
    return str(request.param)


def python(code: str) -> str:
    """What a fresh interpreter prints."""
    path = os.pathsep.join(part for part in sys.path if part)
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "random"}
    done = subprocess.run(  # noqa: S603 - our own interpreter with our own text
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    assert done.stderr == ""
    return done.stdout


def evaluated(engine: str = "direct") -> bytes:
    """One evaluation as bytes, from reading the pack to writing the result."""
    pack = ggzroute.load_pack("holland-rijnland")
    casus = Casus.from_dict(DATA, vocabulary=pack.vocabulary)
    return json.dumps(ggzroute.evaluate(casus, pack, engine=engine).to_dict(), ensure_ascii=False).encode()


def send_evaluated(into: Connection, engine: str) -> None:
    """What a worker process does; on the level of the module, so that a spawned one finds it."""
    into.send_bytes(evaluated(engine))
    into.close()


# ---- the import


def test_the_import_loads_nothing_heavy():
    found = python(f"import sys, ggzroute; print([name for name in {HEAVY!r} if name in sys.modules])")
    assert found == "[]\n"


def test_the_import_starts_no_thread_and_opens_no_file():
    code = """
import sys, threading
opened = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event == "open" else None)
import ggzroute
ours = [str(name) for name in opened if "ggzroute" in str(name) and not str(name).endswith((".py", ".pyc"))]
print(ours, threading.active_count())
"""
    assert python(code) == "[] 1\n"


def test_an_evaluation_loads_no_graph_and_no_second_engine():
    code = """
import sys, ggzroute
pack = ggzroute.load_pack("holland-rijnland")
casus = ggzroute.Casus.from_dict({"id": "x", "peildatum": "2016-11-24"}, vocabulary=pack.vocabulary)
ggzroute.evaluate(casus, pack)
print([name for name in ("networkx", "durable", "click", "rich") if name in sys.modules])
"""
    assert python(code) == "[]\n"


# ---- the names


def test_the_names_are_few_sorted_and_listed():
    assert list(ggzroute.__all__) == sorted(ggzroute.__all__)
    assert len(ggzroute.__all__) <= 16
    assert set(dir(ggzroute)) == set(ggzroute.__all__)


@pytest.mark.parametrize("name", ggzroute.__all__)
def test_every_name_leads_to_something_that_is_documented(name):
    found = getattr(ggzroute, name)
    if name == "__version__":
        assert isinstance(found, str)
        return
    assert found.__module__.startswith("ggzroute.")
    assert len(inspect.getdoc(found) or "") > 20


@pytest.mark.parametrize("name", [name for name in ggzroute.__all__ if inspect.isfunction(getattr(ggzroute, name))])
def test_every_argument_of_a_function_is_documented(name):
    function = getattr(ggzroute, name)
    text = inspect.getdoc(function) or ""
    assert [argument for argument in inspect.signature(function).parameters if f"{argument}: " not in text] == []


@pytest.mark.parametrize("cls", [Casus, Evaluation, RulePack])
def test_every_public_method_of_a_class_is_documented(cls):
    public = [name for name in vars(cls) if not name.startswith("_")]
    members = [member for name in public if callable(member := getattr(cls, name)) or isinstance(member, property)]
    assert members
    assert [member for member in members if not inspect.getdoc(member)] == []


def test_a_name_that_does_not_exist_is_refused_as_in_any_module():
    with pytest.raises(AttributeError) as caught:
        _ = ggzroute.beslis
    assert str(caught.value) == "module 'ggzroute' has no attribute 'beslis'"


def test_all_names_can_be_taken_at_once():
    code = "from ggzroute import *; import ggzroute; print(all(name in globals() for name in ggzroute.__all__))"
    assert python(code) == "True\n"


# ---- the same input gives the same bytes


def test_the_same_input_gives_the_same_bytes(engine):
    assert evaluated(engine) == evaluated(engine)


def test_another_process_with_another_hash_seed_gives_the_same_bytes(engine):
    code = f"import sys; from test_facade import evaluated; sys.stdout.buffer.write(evaluated({engine!r}))"
    assert {python(code).encode() for _ in range(2)} == {evaluated(engine)}


def test_the_order_of_facts_does_not_matter(pack):
    backwards = {**DATA, "feiten": dict(reversed(DATA["feiten"].items()))}
    one, other = (Casus.from_dict(data, vocabulary=pack.vocabulary) for data in (DATA, backwards))
    assert json.dumps(ggzroute.evaluate(one, pack).to_dict()) == json.dumps(ggzroute.evaluate(other, pack).to_dict())


def test_an_evaluation_changes_nothing_of_what_went_in(pack):
    before = json.dumps(DATA)
    casus = Casus.from_dict(DATA, vocabulary=pack.vocabulary)
    text = json.dumps(casus.to_dict())
    ggzroute.evaluate(casus, pack)
    assert (json.dumps(DATA), json.dumps(casus.to_dict())) == (before, text)


def test_eight_threads_give_the_same_bytes_as_one(engine):
    barrier = threading.Barrier(8)

    def work(_: int) -> list[bytes]:
        barrier.wait()
        return [evaluated(engine) for _ in range(3)]

    with ThreadPoolExecutor(8) as threads:
        results = [found for each in threads.map(work, range(8)) for found in each]
    assert set(results) == {evaluated(engine)}
    assert len(results) == 24


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_a_worker_process_gives_the_same_bytes(engine, method):
    mine = evaluated(engine)
    context = multiprocessing.get_context(method)
    receive, send = context.Pipe(duplex=False)
    worker = context.Process(target=send_evaluated, args=(send, engine))
    worker.start()
    send.close()
    theirs = receive.recv_bytes()
    worker.join()
    assert worker.exitcode == 0
    assert theirs == mine


# ---- what is refused


def test_without_a_peildatum_the_clock_is_not_read(pack):
    casus = Casus.from_dict({"id": "proef"}, vocabulary=pack.vocabulary)
    with pytest.raises(MissingPeildatumError) as caught:
        ggzroute.evaluate(casus, pack)
    assert str(caught.value) == (
        "no peildatum: give evaluate(..., peildatum=date(...)) or a casus with one; the clock is not read"
    )


def test_an_unknown_engine_is_answered_with_the_nearest_one(pack):
    casus = Casus.from_dict(DATA, vocabulary=pack.vocabulary)
    with pytest.raises(EngineNotFoundError) as caught:
        ggzroute.evaluate(casus, pack, engine="durables")
    assert str(caught.value) == "no engine named 'durables'; did you mean 'durable'? (known: direct, durable)"


def test_an_unknown_workflow_is_answered_with_the_nearest_one(pack):
    casus = Casus.from_dict(DATA, vocabulary=pack.vocabulary)
    with pytest.raises(WorkflowNotFoundError) as caught:
        ggzroute.evaluate(casus, pack, workflow="route-arbeidsparticipate")
    assert str(caught.value) == (
        "no workflow named 'route-arbeidsparticipate'; did you mean 'route-arbeidsparticipatie'? "
        "(known: route-arbeidsparticipatie, werkwijzer)"
    )


def test_a_pack_without_a_workflow_has_no_route():
    national = ggzroute.load_pack("landelijk")
    casus = Casus.from_dict({"id": "proef", "peildatum": "2016-11-24"}, vocabulary=national.vocabulary)
    evaluation = ggzroute.evaluate(casus, national)
    assert (evaluation.route.workflow, evaluation.route.stappen, evaluation.route.wacht_bij) == ("", (), None)
    assert evaluation.vragen
    with pytest.raises(WorkflowNotFoundError) as caught:
        ggzroute.evaluate(casus, national, workflow="kort")
    assert str(caught.value) == "no workflow named 'kort' (known: werkwijzer)"


@pytest.mark.parametrize("ask", [Evaluation.why, Evaluation.why_not])
def test_an_unknown_rule_cannot_be_explained(pack, ask):
    evaluation = ggzroute.evaluate(Casus.from_dict(DATA, vocabulary=pack.vocabulary), pack)
    with pytest.raises(RuleNotFoundError) as caught:
        ask(evaluation, "RG-09")
    assert str(caught.value).startswith("no rule named 'RG-09'; did you mean 'RG-0")


def test_the_peildatum_of_the_call_goes_before_that_of_the_casus(pack):
    casus = Casus.from_dict(DATA, vocabulary=pack.vocabulary)
    evaluation = ggzroute.evaluate(casus, pack, peildatum=dt.date(2014, 1, 1))
    assert evaluation.verantwoording.peildatum == dt.date(2014, 1, 1)
    assert ggzroute.evaluate(casus, pack).verantwoording.peildatum == dt.date(2016, 11, 24)
