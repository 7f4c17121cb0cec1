"""The page about problem codes is complete, and holds no code that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = re.compile(r"GGZ\d{3}")


def test_every_code_has_its_line_and_every_line_its_code():
    used = {code for path in (ROOT / "src").rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    page = (ROOT / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| (GGZ\d{3}) \|", page, re.MULTILINE))
    assert sorted(used - listed) == []
    assert sorted(listed - used) == []
