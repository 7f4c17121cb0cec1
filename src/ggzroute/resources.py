"""Where the files that ship with the library lie: inside the wheel, or in the checkout it is installed from."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent
_CHECKOUT: Final = _PACKAGE.parent.parent


def data_root() -> Path:
    """The folder that holds ``rules/`` and ``schemas/``.

    Two steps: a wheel carries them inside the package; an editable install finds them beside ``src/``. The working
    directory plays no part.
    """
    inside = _PACKAGE / "_data"
    return inside if (inside / "rules").is_dir() else _CHECKOUT


def rules_root() -> Path:
    """The folder with the rule packs that ship with the library."""
    return data_root() / "rules"


def schemas_root() -> Path:
    """The folder with the published JSON Schemas."""
    return data_root() / "schemas"
