"""What can be asked about an evaluation: a rule, or an outcome, in the words of the tests of a casus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ggzroute.exceptions import UnknownQuestionError
from ggzroute.rules.pack import RulePack

SHORT: Final[Mapping[str, str]] = {
    "regie": "kandidaat",
    "maatje": "kandidaat",
    "advies": "handeling",
    "afgeraden": "handeling",
    "verboden": "handeling",
    "in_beeld": "bij",
    "contact": "met",
    "onderbreking": "handeling",
}
"""Kind of outcome to the part that stands after the colon: ``regie:ggz`` asks about ``kandidaat: ggz``."""
BARE: Final = ("signaal", "vraag", "conflict", "pad", "regel")
"""Kinds of outcome of which the part after the colon is all there is."""
WHOLE: Final = ("route", "regie", "maatje", "in_beeld")
"""What can be asked without naming anything."""

Test = Mapping[str, Any]


def understand(what: str | Test, pack: RulePack) -> tuple[str, Test]:
    """What is asked, as a short name and as a test.

    Args:
        what: id of a rule (``RG-009``); ``route``, ``regie``, ``maatje`` or ``in_beeld``; a kind and a name
            (``advies:bellen``, ``regie:ggz``, ``signaal:rust``, ``route:werkwijzer``); or a test as in the file of a
            casus.
        pack: the pack, to know a rule by its id.

    Raises:
        RuleNotFoundError: what looks like a rule is none.
        UnknownQuestionError: it is none of these.
    """
    if isinstance(what, Mapping):
        return name_of(what), what
    kind, colon, name = what.partition(":")
    if not colon and what in WHOLE:
        return what, {what: {}}
    if colon and name and kind == "route":
        return what, {kind: name}
    if colon and name and kind == "regie":
        return what, {"of": [{"regie": {"kandidaat": name}}, {"regie": {"huidig": name}}]}
    if colon and name and kind in SHORT:
        return what, {kind: {SHORT[kind]: name}}
    if colon and name and kind in BARE:
        return what, {kind: name}
    if what in pack.regels:
        return what, {"regel": what}
    if colon or "." in what or not any(letter.isdigit() for letter in what):
        raise UnknownQuestionError(name=what, known=[*WHOLE, *(f"{kind}:..." for kind in (*SHORT, *BARE))])
    pack.rule(what)
    return what, {"regel": what}


def name_of(test: Test) -> str:
    """A test as a short name."""
    kind, body = next(iter(test.items()))
    if kind in ("niet", "of"):
        inner = [body] if kind == "niet" else body
        return f"{kind} " + ", ".join(name_of(part) for part in inner)
    if not isinstance(body, Mapping):
        return body if kind == "regel" else f"{kind}:{body}"
    if set(body) == {SHORT.get(kind)}:
        value = body[SHORT[kind]]
        return f"{kind}:{'/'.join(value) if isinstance(value, list) else value}"
    parts = (f"{key}={'/'.join(value) if isinstance(value, list) else value}" for key, value in body.items())
    return f"{kind} {' '.join(parts)}".strip()


def leaves(test: Test) -> Iterator[tuple[Test, bool]]:
    """The single tests inside a test, and whether each is asked for (``False`` inside ``niet``)."""
    kind, body = next(iter(test.items()))
    if kind == "niet":
        yield from ((leaf, not wanted) for leaf, wanted in leaves(body))
    elif kind == "of":
        for part in body:
            yield from leaves(part)
    else:
        yield test, True
