"""What the README shows is what the library does."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]


def blocks(language: str) -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_there_are_two_commands_and_ci_runs_them():
    commands = blocks("sh")
    assert len(commands) == 2
    assert commands[0].endswith("ggzroute replay\n")
    assert commands[1].endswith("pytest\n")


def test_the_code_for_developers_runs_and_says_what_it_says():
    scope: dict[str, object] = {}
    exec(blocks("python")[0], scope)  # noqa: S102 - our own README
    result = scope["result"]
    assert result.route.wacht_bij == "A5"
    assert result.regie.status == "open"


def test_the_pictures_show_the_present_packs():
    images = ROOT / "docs" / "images"
    drawn = runpy.run_path(str(ROOT / "docs" / "pictures.py"))["draw"]()
    assert {path.name for path in images.iterdir()} == set(drawn)
    assert [name for name, svg in drawn.items() if (images / name).read_text(encoding="utf-8") != svg] == []


def test_every_link_in_the_readme_leads_somewhere():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    assert [target for target in targets if not (ROOT / target).exists()] == []
