"""How every page looks: colours for light, dark and paper, letters, links and headings, in one style sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_SHEET: Final = Path(__file__).resolve().parent / "basis.css"


def look() -> str:
    """The style that all pages share; a page puts its own behind it."""
    return _SHEET.read_text(encoding="utf-8")
