"""Dutch labels of the codes on a sociale kaart, and the code behind what somebody typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Self

import attrs

from ggzroute.domain.kaart import LANDELIJK, ONBEKEND, Kaart
from ggzroute.domain.woorden import alike, fold, telling
from ggzroute.exceptions import SearchTermNotFoundError
from ggzroute.vocabulary import Vocabulary

_NO_PLACE: Final = frozenset({"anders", LANDELIJK, ONBEKEND})
"""Codes that are no name of a place."""


@attrs.frozen(kw_only=True)
class Namen:
    """Code to Dutch label.

    Attributes:
        rollen: roles.
        soorten: kinds of organisation.
        subregios: sub-regions.
        regios: regions.
    """

    rollen: Mapping[str, str] = attrs.field(factory=dict)
    soorten: Mapping[str, str] = attrs.field(factory=dict)
    subregios: Mapping[str, str] = attrs.field(factory=dict)
    regios: Mapping[str, str] = attrs.field(factory=dict)

    @classmethod
    def of(cls, kaart: Kaart, *vocabularies: Vocabulary) -> Self:
        """The labels that vocabularies give, and a readable code for what only the kaart has."""
        entries = kaart.organisaties.values()
        return cls(
            rollen=_labels("organisatie.rollen_kan", vocabularies, (r for o in entries for r in o.kan | o.kan_niet)),
            soorten=_labels("organisatie.soort", vocabularies, (o.soort for o in entries)),
            subregios=_places("persoon.subregio", vocabularies, (o.subregio for o in entries)),
            regios=_places("persoon.arbeidsmarktregio", vocabularies, (o.regio for o in entries)),
        )

    def rol(self, typed: str) -> str:
        """The code of a role, from its code or label as somebody typed it.

        Raises:
            SearchTermNotFoundError: no role is called so, or more than one is.
        """
        return _code("rol", typed, self.rollen)

    def soort(self, typed: str) -> str:
        """The code of a kind of organisation.

        Raises:
            SearchTermNotFoundError: no kind is called so, or more than one is.
        """
        return _code("soort", typed, self.soorten)

    def subregio(self, typed: str) -> str:
        """The code of a sub-region.

        Raises:
            SearchTermNotFoundError: no sub-region is called so, or more than one is.
        """
        return _code("subregio", typed, self.subregios)

    def regio(self, typed: str) -> str:
        """The code of a region.

        Raises:
            SearchTermNotFoundError: no region is called so, or more than one is.
        """
        return _code("regio", typed, self.regios)


def readable(code: str) -> str:
    """A code as words."""
    return code.replace("_", " ")


def _labels(fact: str, vocabularies: Iterable[Vocabulary], codes: Iterable[str]) -> dict[str, str]:
    known = {code: label for v in vocabularies if fact in v for code, label in v[fact].type.waarden.items()}
    return known | {code: readable(code) for code in sorted(set(codes)) if code not in known}


def _places(fact: str, vocabularies: Iterable[Vocabulary], codes: Iterable[str | None]) -> dict[str, str]:
    labels = _labels(fact, vocabularies, (code for code in codes if code is not None))
    return {code: label for code, label in labels.items() if code not in _NO_PLACE}


def _code(wat: str, typed: str, labels: Mapping[str, str]) -> str:
    """The one code whose name is typed: by the code, by the label, by its telling words, or by some of them."""
    plain, asked = fold(typed).strip(), telling(typed)
    exact = [code for code, label in labels.items() if plain in (code, readable(code), fold(label))]
    same = [code for code, label in labels.items() if asked and asked.keys() == telling(label).keys()]
    part = [code for code, label in labels.items() if asked and asked.keys() <= telling(label).keys()]
    like = [
        code
        for code, label in labels.items()
        if asked and all(any(alike(word, other) for other in telling(label).values()) for word in asked.values())
    ]
    for found in (exact, same, part, like):
        if len(found) == 1:
            return found[0]
        if found:
            raise SearchTermNotFoundError(wat=wat, name=typed, known={*found, *part, *like})
    raise SearchTermNotFoundError(wat=wat, name=typed, known=labels)
