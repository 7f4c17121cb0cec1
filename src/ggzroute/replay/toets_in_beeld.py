"""The test ``in_beeld`` of a casus: with whom the hulpvrager is in sight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ggzroute.domain.encode import plain
from ggzroute.domain.in_beeld import InBeeld, InBeeldBij

_ABOUT_ONE: Final[Mapping[str, str]] = {
    "bij": "wie",
    "stand_bij": "stand",
    "laatste_contact": "laatste_contact",
    "dagen_sinds_contact": "dagen_sinds_contact",
    "pogingen_sinds_contact": "pogingen_sinds_contact",
    "dagen_onbeantwoord": "dagen_onbeantwoord",
    "zonder_datum": "zonder_datum",
}
"""Key of a test about one organisation to where its answer stands."""


def holds_in_beeld(body: Mapping[str, Any], found: InBeeld) -> bool:
    """Whether a test holds: the stand of all together, and what is asked of one organisation, any when none is named.

    A ground is that of the organisation, when something is asked of one.
    """
    about_one = body.keys() - {"stand", "grond"}
    fitting = [one for one in found.organisaties if _fits(one, body)]
    grounds = [part for one in fitting for part in one.gronden] if about_one else found.gronden
    return (
        body.get("stand", found.stand) == found.stand
        and (not about_one or bool(fitting))
        and ("grond" not in body or any(part.grond == body["grond"] for part in grounds))
    )


def _fits(one: InBeeldBij, body: Mapping[str, Any]) -> bool:
    known = {key: getattr(one, name) for key, name in _ABOUT_ONE.items() if key in body}
    left = {part.kanaal for part in one.kanalen_nog_niet}
    return all(plain(value) == plain(body[key]) for key, value in known.items()) and (
        "kanaal_nog_niet" not in body or body["kanaal_nog_niet"] in left
    )


def in_beeld_words(found: InBeeld) -> str:
    """What came out, in codes and ids."""
    stands = ", ".join(f"{one.wie} {one.stand}" for one in found.organisaties)
    return f"{found.stand}; {stands or 'geen organisaties'}"
