"""Problems as SARIF 2.1.0, the form in which code hosts show findings beside a change."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import attrs

from ggzroute._version import __version__
from ggzroute.codes import explained
from ggzroute.problems import Problem

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def to_sarif(problems: Iterable[Problem], top: Path) -> dict[str, Any]:
    """A SARIF log with one result for each problem.

    Args:
        problems: what is wrong.
        top: folder that file names are relative to; a file outside it keeps its whole name.
    """
    found = list(problems)
    codes = sorted({problem.code for problem in found})
    rules = [_rule(code) for code in codes]
    driver = {"name": "ggzroute", "version": __version__, "rules": rules}
    results = [_result(problem, codes.index(problem.code), top) for problem in found]
    run = {
        "tool": {"driver": driver},
        "language": "nl-NL",
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, Any]:
    """A code as a host shows it. The help goes along: where the documentation stands, is not known here."""
    entry = explained().get(code)
    if entry is None:
        return {"id": code, "shortDescription": {"text": f"Probleem {code}"}}
    markdown = f"**{code}** {entry.wat}\n\n{entry.doe}\n"
    if entry.fout:
        markdown += f"\nFout:\n\n```yaml\n{entry.fout}```\n\nGoed:\n\n```yaml\n{entry.goed}```\n"
    return {
        "id": code,
        "shortDescription": {"text": entry.wat},
        "help": {"text": f"{entry.wat} {entry.doe}", "markdown": markdown},
    }


def _result(problem: Problem, index: int, top: Path) -> dict[str, Any]:
    text = str(attrs.evolve(problem, bestand=None, regel=None, kolom=None))
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": "error",
        "message": {"text": text.removeprefix(f"{problem.code} ")},
    }
    if problem.bestand:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(Path(problem.bestand), top)}}
        if problem.regel is not None:
            place["region"] = {
                "startLine": problem.regel,
                **({"startColumn": problem.kolom} if problem.kolom is not None else {}),
            }
        result["locations"] = [{"physicalLocation": place}]
    return result


def _uri(path: Path, top: Path) -> str:
    whole, base = path.resolve(), top.resolve()
    if whole.is_relative_to(base):
        return whole.relative_to(base).as_posix().replace("%", "%25").replace(" ", "%20")
    return whole.as_uri()
