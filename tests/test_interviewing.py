"""The interview at the terminal: real prompts, fed with keys."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

import ggzroute
from ggzroute.cli.asking import DECLINED, Asker, Skip, Stop
from ggzroute.cli.interviewing import Conversation, interview_casus
from ggzroute.interview import begin
from ggzroute.vocabulary import Begrip
from ggzroute.writing import replace_file, with_answers

pytest.importorskip("questionary")
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

ENTER, DOWN, CTRL_C = "\r", "\x1b[B", "\x03"
CASUS = """\
# Proef: nog niets bekend.
id: proef
peildatum: 2018-06-01   # de dag van het gesprek
feiten:
  vraag.vrager: persoon_zelf  # zei hij zelf
"""


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe:
        yield pipe


@pytest.fixture(scope="module")
def pack() -> ggzroute.RulePack:
    return ggzroute.load_pack("holland-rijnland")


def answer(begrip: Begrip, keys: PipeInput, *typed: str, people: tuple[str, ...] = ()) -> object:
    keys.send_text("".join(typed))
    return Asker(input=keys, output=DummyOutput()).ask(begrip, people)


@pytest.mark.parametrize(
    ("fact", "typed", "value"),
    [
        ("persoon.direct_gevaar", [ENTER], "ja"),
        ("persoon.direct_gevaar", [DOWN, ENTER], "nee"),
        ("persoon.direct_gevaar", [DOWN, DOWN, ENTER], None),
        ("persoon.direct_gevaar", [DOWN, DOWN, DOWN, ENTER], DECLINED),
        ("persoon.ontslag_gepland_op", ["2016-12-01", ENTER], "2016-12-01"),
        ("persoon.ontslag_gepland_op", [ENTER], None),
        ("persoon.ontslag_gepland_op", ["-", ENTER], DECLINED),
        ("persoon.uitkering", [DOWN, ENTER], []),
        ("persoon.uitkering", [DOWN, DOWN, ENTER], None),
    ],
)
def test_an_answer_is_a_value_of_the_vocabulary(pack, keys, fact, typed, value):
    assert answer(pack.vocabulary[fact], keys, *typed) == value


def test_several_are_ticked(pack, keys):
    begrip = pack.vocabulary["persoon.uitkering"]
    values = list(begrip.type.waarden)
    assert answer(begrip, keys, ENTER, " ", DOWN, " ", ENTER) == values[:2]


def test_somebody_in_the_network_is_chosen(pack, keys):
    assert answer(pack.vocabulary["regie.regievoerder"], keys, DOWN, ENTER, people=("tante", "ggz")) == "ggz"


def test_what_needs_more_than_a_line_is_left_for_the_file(pack, keys):
    with pytest.raises(Skip):
        answer(pack.vocabulary["contact.pogingen"], keys)


def test_ctrl_c_stops(pack, keys):
    with pytest.raises(Stop):
        answer(pack.vocabulary["persoon.direct_gevaar"], keys, CTRL_C)


def talk(pack: ggzroute.RulePack, path: Path, keys: PipeInput, *typed: str) -> str:
    keys.send_text("".join(typed))
    shown = io.StringIO()
    casus = ggzroute.load_casus(path, vocabulary=pack.vocabulary)
    console = Console(file=shown, width=100)
    conversation = Conversation(begin(ggzroute.evaluate(casus, pack)), pack.vocabulary, path, path, console)
    assert conversation.run(Asker(input=keys, output=DummyOutput())) == 0
    return shown.getvalue()


def test_answers_are_kept_and_the_interview_goes_on_where_it_was(pack, keys, tmp_path):
    path = tmp_path / "proef.casus.yaml"
    path.write_text(CASUS, encoding="utf-8")
    told = talk(pack, path, keys, DOWN, ENTER, DOWN, DOWN, ENTER, CTRL_C)
    assert "Is er nu direct gevaar" not in told  # the prompt itself went to the other output
    assert "Deze gaat over: bemoeizorg of meldpunt inschakelen." in told
    assert told.rstrip().endswith(f"ggzroute interview {path}") or "Gestopt." in told
    text = path.read_text(encoding="utf-8")
    assert "# Proef: nog niets bekend." in text
    assert "# zei hij zelf" in text
    casus = ggzroute.load_casus(path, vocabulary=pack.vocabulary)
    assert casus.feiten["persoon.direct_gevaar"] == "nee"
    assert len(casus.gevraagd) == 2
    again = begin(ggzroute.evaluate(casus, pack)).volgende()
    assert again is not None
    assert again.feit not in casus.gevraagd


def test_without_a_terminal_it_says_so(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert interview_casus(tmp_path / "x.yaml", None, "holland-rijnland", afgeleid=False) == 2
    assert capsys.readouterr().err.strip() == (
        "Een interview heeft een terminal nodig waarin iemand antwoord kan geven."
    )


def test_a_json_casus_stays_json():
    text = with_answers('{"id": "p", "feiten": {"a.b": "ja"}}', "p.json", {"a.b": "nee"}, ["a.b"])
    assert text == '{\n  "id": "p",\n  "feiten": {\n    "a.b": "nee"\n  },\n  "gevraagd": [\n    "a.b"\n  ]\n}\n'


def test_a_fact_that_is_gone_is_gone_from_the_file_and_the_rest_is_as_it_was():
    text = with_answers(CASUS + "  a.b: ja\n", "p.yaml", {"vraag.vrager": "persoon_zelf"}, [])
    assert text == CASUS.replace("persoon_zelf  #", "persoon_zelf  #") + "gevraagd: []\n"


def test_a_file_is_replaced_in_one_step(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("oud", encoding="utf-8")
    replace_file(path, "nieuw")
    assert [p.name for p in tmp_path.iterdir()] == ["a.yaml"]
    assert path.read_text(encoding="utf-8") == "nieuw"
