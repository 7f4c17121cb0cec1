"""Pages of the guide that are followed step by step: their files, their commands, and what these print."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from ggzroute.cli.commands import commands
from ggzroute.resources import rules_root

openpyxl = pytest.importorskip("openpyxl")

HOW_TO = Path(__file__).parents[1] / "docs" / "how-to"
BLOCK = re.compile(r"^```(yaml|markdown|sh|console|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STATUS = {"diff": (0, 1), "analyse": (0, 1)}
"""Commands that may end with 1 although nothing is wrong."""

Hooks = Mapping[tuple[str, int], Callable[[], None]]


def follow(page: str, hooks: Hooks | None = None) -> list[str]:
    """Do what a page says, in its order; the commands of ggzroute that were run.

    Args:
        page: name of the page.
        hooks: what a person does by hand before the nth time that a command is given.
    """
    run: list[str] = []
    for language, text in BLOCK.findall((HOW_TO / page).read_text(encoding="utf-8")):
        file = re.match(r"(?:# (voeg toe aan )?|<!-- )([a-z-]+/\S+)(?: -->)?\n", text)
        if language in ("yaml", "markdown") and file:
            path = Path(file[2])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text((path.read_text(encoding="utf-8") if file[1] else "") + text, encoding="utf-8")
        elif language == "sh" and text.startswith("cp -r "):
            shutil.copytree(*text.split()[2:])
        elif language == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _, shown = part.partition("\n")
                (hooks or {}).get((command, run.count(command)), lambda: None)()
                run.append(command)
                told = said(command)
                for line in shown.splitlines():
                    assert line in told, (command, line, told)
                    told = told[told.index(line) + len(line) :]
    return run


def said(command: str) -> str:
    """What a command prints; it ends well, but where what it shows is something that is wrong."""
    program, *arguments = command.split()
    if program == "python":
        subprocess.run([sys.executable, *arguments], check=True)  # noqa: S603 - a command of our own page
        return ""
    result = CliRunner().invoke(commands, arguments, standalone_mode=False)
    assert result.exception is None, (command, result.exception)
    output = str(result.output)
    assert result.return_value in STATUS.get(arguments[0], (0,)) or "GGZ" in output, (command, output)
    return output


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def test_a_new_version_with_validity_dates():
    assert [command.split()[1] for command in follow("nieuwe-versie.md") if command.startswith("ggzroute")] == [
        "check",
        "replay",
        "analyse",
        "diff",
        "diff",
        "check",
        "check",
    ]


def test_a_witness_is_what_the_page_says():
    run = follow("pakket-onderzoeken.md")
    assert [command.split()[1] for command in run] == ["analyse", "replay", "evaluate", "analyse"]
    witness = Path("getuigen/getuige-botsing-advies-mr-001-mr-002.casus.yaml").read_text(encoding="utf-8")
    shown = re.findall(
        r"^```text\n(.*?)^```$",
        (HOW_TO / "pakket-onderzoeken.md").read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    assert len(shown) == 2
    assert [line for text in shown for line in text.splitlines() if f"{line}\n" not in witness] == []
    assert "betrokkenen" not in witness


def test_mending_a_rule_as_the_page_says_takes_the_finding_away(here):
    follow("pakket-onderzoeken.md")
    assert "niet: {persoon.verblijf: dak_of_thuisloos}" in (HOW_TO / "pakket-onderzoeken.md").read_text(
        encoding="utf-8"
    )
    rules = here / "mijn-regio" / "regels" / "brief.yaml"
    line = "      - persoon.contactstatus: reageert_niet\n"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(
        text.replace(line, f"{line}      - niet: {{persoon.verblijf: dak_of_thuisloos}}\n"), encoding="utf-8"
    )
    (here / "mijn-regio" / "bevindingen.yaml").unlink()
    assert "botsing" not in said("ggzroute analyse mijn-regio")


def test_a_table_goes_to_a_spreadsheet_and_comes_back(here):
    shutil.copytree(rules_root(), here / "rules")
    text = (HOW_TO / "tabel-in-rekenblad.md").read_text(encoding="utf-8")
    back = "ggzroute table rang.xlsx --to yaml --out rules/holland-rijnland/tabellen/regierang.yaml"
    run = follow(
        "tabel-in-rekenblad.md",
        {
            (back, 0): lambda: change("rang.xlsx", "RG-011", "60", "10"),
            ("ggzroute table bellen.xlsx", 0): lambda: type_over(text, "bellen.xlsx"),
            ("ggzroute table bellen.xlsx", 1): lambda: change("bellen.xlsx", "3", "ja, latent", "ja"),
        },
    )
    assert len(run) == 7
    assert "van 60 in 10" in text
    assert "Verander in rij 3 `ja, latent` in `ja`" in text


def change(name: str, row: str, old: str, new: str) -> None:
    """Change a cell on the line that has ``row`` in it."""
    book = openpyxl.load_workbook(name)
    (line,) = [line for line in book.active.iter_rows() if row in [str(cell.value) for cell in line]]
    (cell,) = [cell for cell in line if str(cell.value) == old]
    cell.value = new
    book.save(name)


def type_over(text: str, name: str) -> None:
    """Type the sheet that a page shows as a table, numbers as numbers."""
    rows = re.search(r"^\| beslistabel \|.*?\n\n", text, re.MULTILINE | re.DOTALL)
    assert rows is not None
    book = openpyxl.Workbook()
    for line in rows[0].strip().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if set(line) != set("|-"):
            book.active.append([int(cell) if cell.isdigit() else cell or None for cell in cells])
    book.save(name)
