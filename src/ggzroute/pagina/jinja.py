"""The door to Jinja2: templates that escape everything by themselves."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ggzroute.exceptions import ExtraMissingError

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE: Final = Path(__file__).resolve().parent


def fill(folder: Path, name: str, **parts: Any) -> str:
    """A template filled in; every part is escaped but what :func:`trusted` made.

    Args:
        folder: where the template stands; it may use those beside it, and those that all pages share.
        name: name of the template.
        parts: what it is filled with.

    Raises:
        ExtraMissingError: Jinja2 is not installed.
    """
    return environment(folder).get_template(name).render(**parts)


def trusted(markup: str) -> Any:
    """Markup that this library wrote itself, and that escaped what came from elsewhere.

    Raises:
        ExtraMissingError: Jinja2 is not installed.
    """
    environment(_HERE)
    from markupsafe import Markup  # noqa: PLC0415 - comes with Jinja2

    return Markup(markup)  # noqa: S704 - SVG and style sheets that this library wrote


@cache
def environment(folder: Path) -> Environment:
    """The environment of the templates in a folder; all are set up in this one way.

    Raises:
        ExtraMissingError: Jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise ExtraMissingError(what="Jinja2", extra="render") from None
    return Environment(
        loader=FileSystemLoader([folder, _HERE / "sjablonen"], encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
