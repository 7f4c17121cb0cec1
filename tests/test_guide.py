"""The guide for policy staff, followed to the letter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ggzroute.cli.commands import commands

GUIDE = (Path(__file__).parents[1] / "docs" / "tutorial" / "eerste-wijziging.md").read_text(encoding="utf-8")


CHANGED = 5
"""The number of the command that is given after the rule was changed."""


def sessions() -> list[tuple[str, list[str], list[str]]]:
    """(command, answers, what the guide shows of the output) for each command of the guide, in order."""
    found: list[tuple[str, list[str], list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ ggzroute "):
                found.append((line.removeprefix("$ ggzroute "), [], []))
            elif line.startswith(">"):
                found[-1][1].append(line[1:].strip())
            else:
                found[-1][2].append(line)
    return found


def test_the_guide_does_what_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = sessions()
    assert [command.split()[0] for command, _, _ in told] == [
        "new",
        "new",
        "new",
        "check",
        "replay",
        "replay",
        "explain",
    ]
    for number, (command, answers, shown) in enumerate(told):
        if number == CHANGED:
            path = Path("veenstreek/regels/in_beeld.yaml")
            text = path.read_text(encoding="utf-8")
            assert text.count("persoon_zelf") == 1
            path.write_text(text.replace("persoon_zelf", "sociaal_netwerk"), encoding="utf-8")
        text = "".join(f"{answer}\n" for answer in answers)
        result = CliRunner().invoke(commands, command.split(), input=text, standalone_mode=False)
        assert result.exception is None
        assert result.return_value == (1 if number == CHANGED else 0), result.output
        rest = result.stdout
        for line in shown:
            assert line in rest, (command, line, rest)
            rest = rest[rest.index(line) + len(line) :]


def test_a_rule_with_validity_as_the_guide_shows_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for command, answers, _ in sessions()[:2]:
        text = "".join(f"{answer}\n" for answer in answers)
        CliRunner().invoke(commands, command.split(), input=text, standalone_mode=False)
    lines = re.findall(r"^    geldig: .*$", GUIDE, re.MULTILINE)
    path = Path("veenstreek/regels/in_beeld.yaml")
    rule = path.read_text(encoding="utf-8")
    second = rule.replace("regels:\n", "").replace("-001", "-002")
    both = [
        part.replace("    soort:", f"{line}\n    soort:", 1) for part, line in zip((rule, second), lines, strict=True)
    ]
    path.write_text("".join(both), encoding="utf-8")
    assert CliRunner().invoke(commands, ["check", "veenstreek"], standalone_mode=False).return_value == 0


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)", GUIDE))
def test_every_page_it_points_at_is_there(link):
    assert (Path(__file__).parents[1] / "docs" / "tutorial" / link).is_file()
