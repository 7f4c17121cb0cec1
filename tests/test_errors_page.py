"""Every code of a problem is explained, with an example that is carried out here, and the page shows just that."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

import pytest
from click.testing import CliRunner

from code_examples import told
from ggzroute.cli.commands import commands
from ggzroute.cli.sarif import to_sarif
from ggzroute.codes import explained
from ggzroute.problems import Problem

ROOT = Path(__file__).parents[1]
CODE = re.compile(r"GGZ\d{3}")
SHOWN = [code for code, entry in explained().items() if not entry.zonder]
MORE = {
    "GGZ162": {"GGZ164"},
    "GGZ220": {"GGZ221"},
}
"""What cannot be shown without another problem that follows from it."""


def test_every_code_is_explained_and_nothing_else():
    used = {code for path in (ROOT / "src").rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert sorted(used) == list(explained())


@pytest.mark.parametrize("code", SHOWN)
def test_the_example_has_the_fault_and_mending_it_is_enough(code):
    entry = explained()[code]
    assert {problem.code for problem in told(entry, entry.fout)} == {code} | MORE.get(code, set())
    assert told(entry, entry.goed) == []


@pytest.mark.parametrize("entry", [entry for entry in explained().values() if entry.zonder], ids=lambda e: e.code)
def test_a_code_without_an_example_says_why_and_is_shown_in_another_test(entry):
    assert entry.waar + entry.fout + entry.goed == ""
    others = (path for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__))
    texts = [path.read_text(encoding="utf-8") for path in others]
    assert any(entry.code in text for text in texts)


def test_the_page_is_what_the_examples_say_now():
    """After a change of a code or a sentence: ``python docs/codes.py``."""
    module = runpy.run_path(str(ROOT / "docs" / "codes.py"))
    assert module["page"]() == module["PAGE"].read_text(encoding="utf-8")


def test_every_code_has_a_heading_of_its_own():
    page = (ROOT / "docs" / "reference" / "codes.md").read_text(encoding="utf-8")
    assert re.findall(r"^### (GGZ\d{3})$", page, re.MULTILINE) == list(explained())


def test_the_command_explains_a_code():
    result = CliRunner().invoke(commands, ["code", "ggz121"], standalone_mode=False)
    assert (result.return_value, result.stdout) == (
        0,
        """\
GGZ121: Dit feit bestaat niet in de begrippen.
Verbeter de naam, of voeg het feit toe aan `begrippen.yaml`.

Fout, in een regel:
    als:
      - persoon.werkwnes: ja

Goed:
    als:
      - persoon.werkwens: ja
""",
    )


def test_the_command_says_what_a_code_looks_like():
    result = CliRunner().invoke(commands, ["code", "GGZ12l"], standalone_mode=False)
    assert (result.return_value, result.stderr) == (
        2,
        "De code GGZ12l bestaat niet. Een code is GGZ met drie cijfers.\n",
    )


def test_sarif_brings_the_explanation_along_and_no_address():
    log = to_sarif([Problem(code="GGZ001", wat="weg"), Problem(code="GGZ121", wat="fout")], ROOT)
    missing, unknown = log["runs"][0]["tool"]["driver"]["rules"]
    assert missing["shortDescription"]["text"] == "Het bestand bestaat niet, is een map, of is niet te lezen."
    assert unknown["help"]["text"] == (
        "Dit feit bestaat niet in de begrippen. Verbeter de naam, of voeg het feit toe aan `begrippen.yaml`."
    )
    assert "```yaml\nals:\n  - persoon.werkwnes: ja\n```" in unknown["help"]["markdown"]
    assert "helpUri" not in json.dumps(log)
