"""Names of the engines, for who offers the choice and does not need an engine yet."""

from __future__ import annotations

from typing import Final

ENGINES: Final = ("direct", "durable")
