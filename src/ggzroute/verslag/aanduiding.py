"""How to call somebody in a report: an organisation, a function, or the short code of the casus; never more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from ggzroute.decide.context import Context
from ggzroute.domain.kaart import Kaart
from ggzroute.naming import names_of
from ggzroute.taal.woorden import ROLLEN, listed
from ggzroute.verslag.woorden import clean, spaced
from ggzroute.vocabulary import Vocabulary

_KIND: Final = "soort:"


@attrs.frozen(kw_only=True, repr=False)
class Aanduiding:
    """The names that a report uses; for betrokkenen the same as in the pictures.

    Attributes:
        kaart: the sociale kaart.
        vocabulary: the facts, for the labels of kinds.
        betrokkenen: id to name.
    """

    kaart: Kaart
    vocabulary: Vocabulary
    betrokkenen: Mapping[str, str]

    def naam(self, id_: str) -> str:
        """The name of a betrokkene, of a role, or of an entry of the sociale kaart; else the code itself."""
        if id_ in self.betrokkenen:
            return self.betrokkenen[id_]
        if id_.startswith(_KIND):
            return f"een organisatie van de soort {self._kind(id_.removeprefix(_KIND))}"
        return spaced(self.kaart.label(id_)) if id_ in self.kaart else ROLLEN.get(id_) or spaced(id_)

    def namen(self, ids: Iterable[str]) -> str:
        """The names of some, as a list."""
        return listed(self.naam(id_) for id_ in ids)

    def _kind(self, code: str) -> str:
        known = "organisatie.soort" in self.vocabulary
        return (self.vocabulary["organisatie.soort"].type.waarden.get(code) if known else "") or spaced(code)


def names_in(context: Context) -> Aanduiding:
    """The names for one evaluation."""
    kaart, vocabulary = context.pack.kaart, context.pack.vocabulary
    named = names_of(context.facts.nodes, kaart, vocabulary)
    return Aanduiding(kaart=kaart, vocabulary=vocabulary, betrokkenen={id_: clean(name) for id_, name in named.items()})
