"""Searches the sociale kaart: who can take a role, or helps with something, near before far, and why each was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs

from ggzroute.domain.kaart import LANDELIJK, ONBEKEND, Functie, Kaart, Organisatie
from ggzroute.domain.namen import Namen
from ggzroute.domain.woorden import alike, fold, telling
from ggzroute.domain.zoekantwoord import Afstand, Antwoord, Treffer
from ggzroute.domain.zoekvraag import Begrepen, Zoekvraag, understand
from ggzroute.problems import listing

_WAY_IN: Final = frozenset({"eerste_aanspreekpunt", "regie_afstemming", "verwijzer"})
"""Roles of an organisation that shows the way when it is not the answer itself."""

_ORDER: Final = tuple(Afstand)


def search(kaart: Kaart, vraag: Zoekvraag, namen: Namen, *, peildatum: dt.date | None = None) -> Antwoord:
    """Answer a question from the sociale kaart.

    Args:
        kaart: the sociale kaart.
        vraag: the question.
        namen: labels of the codes, from :meth:`~ggzroute.domain.namen.Namen.of`.
        peildatum: the day for which to look whether entries are stale; without it that is not said.

    Raises:
        SearchTermNotFoundError: a role, kind, sub-region or region that does not exist, or that could be several.
    """
    return _Search(kaart, understand(vraag, kaart, namen), namen, peildatum).answer()


@attrs.frozen
class _Match:
    """Why an organisation fits, and how well: the more roles, words, and words in its name, the better."""

    why: tuple[str, ...]
    rollen: int
    exact: int
    in_name: int
    alike: int


class _Search:
    def __init__(self, kaart: Kaart, read: Begrepen, namen: Namen, peildatum: dt.date | None) -> None:
        self.kaart = kaart
        self.read = read
        self.namen = namen
        self.peildatum = peildatum
        self.rollen = frozenset(read.rollen)

    def answer(self) -> Antwoord:
        near = [o for o in self.kaart.organisaties.values() if not self.read.place or self._distance(o) is not None]
        asked = [o for o in near if self.read.soort in (None, o.soort)]
        fitting = [(o, match) for o in asked if not o.kan_niet & self.rollen and (match := self._match(o)) is not None]
        fitting.sort(key=lambda pair: self._rank(*pair))
        hits = tuple(self._found(o, match.why) for o, match in fitting)
        excluded = sorted((o for o in asked if o.kan_niet & self.rollen), key=lambda o: (fold(o.naam), o.id))
        return Antwoord(
            begrepen=self.read,
            treffers=hits,
            uitgesloten=tuple(
                self._found(o, self._roles("een bron sluit de rol '{}' uit", o.kan_niet & self.rollen))
                for o in excluded
            ),
            ingangen=tuple(self._ways_in(near, {o.id for o, _ in fitting})),
            functies=tuple(f for f in self.kaart.functies.values() if self._function_fits(f)),
            meldingen=tuple(self._remarks(hits)),
            peildatum=self.peildatum,
        )

    def _found(self, o: Organisatie, why: tuple[str, ...]) -> Treffer:
        stale = o.stale_on(self.peildatum) if self.peildatum else None
        place = (self._where(o),) if self.read.place else ()
        distance = self._distance(o) if self.read.place else None
        return Treffer(organisatie=o, afstand=distance, waarom=(*why, *place), verouderd=stale)

    def _rank(self, o: Organisatie, match: _Match) -> tuple[int, int, int, int, int, str, str]:
        distance = self._distance(o) if self.read.place else None
        far = _ORDER.index(distance) if distance else 0
        return (far, -match.rollen, -match.exact, -match.in_name, -match.alike, fold(o.naam), o.id)

    def _distance(self, o: Organisatie) -> Afstand | None:
        """How near, or ``None`` when it works somewhere else."""
        if o.subregio in self.read.subregios:
            return Afstand.SUBREGIO
        if o.regio == LANDELIJK:
            return Afstand.LANDELIJK
        if o.regio in self.read.regios and (o.subregio is None or not self.read.subregios):
            return Afstand.REGIO
        here = o.regio in self.read.regios and o.subregio == ONBEKEND
        return Afstand.ONBEKEND if here or o.regio == ONBEKEND else None

    def _where(self, o: Organisatie) -> str:
        if o.subregio and o.subregio != ONBEKEND:
            return f"werkt in {self.namen.subregios.get(o.subregio, o.subregio)}"
        if o.regio == LANDELIJK:
            return "werkt landelijk"
        if ONBEKEND in (o.regio, o.subregio):
            return "de bron zegt niet precies waar zij werkt"
        return f"werkt voor heel {self.namen.regios.get(o.regio, o.regio)}"

    def _roles(self, phrase: str, roles: frozenset[str]) -> tuple[str, ...]:
        """A phrase for each of the roles; ``{}`` in it stands for the label."""
        return tuple(phrase.format(self.namen.rollen.get(role, role)) for role in sorted(roles))

    def _would_fit(self, o: Organisatie) -> bool:
        """Whether an organisation fits apart from the place."""
        kind = self.read.soort in (None, o.soort)
        return kind and not o.kan_niet & self.rollen and self._match(o) is not None

    def _match(self, o: Organisatie) -> _Match | None:
        """Why an organisation fits, or ``None`` when it does not."""
        roles = self._roles("de rol '{}'", o.kan & self.rollen)
        if self.rollen and not roles:
            return None
        texts = [(place, telling(text)) for place, text in self._texts(o)]
        exact, similar = [], []
        for key, word in self.read.woorden.items():
            place = next((place for place, stems in texts if key in stems), None)
            if place is not None:
                exact.append(f"'{word}' staat {place}")
            elif (like := _like(word, texts)) is not None:
                similar.append(f"'{word}' lijkt op '{like[0]}' {like[1]}")
        if self.read.woorden and not (roles or exact or similar):
            return None
        in_name = len(self.read.woorden.keys() & telling(o.naam).keys())
        return _Match((*roles, *exact, *similar), len(roles), len(exact), in_name, len(similar))

    def _texts(self, o: Organisatie) -> Iterator[tuple[str, str]]:
        """The texts in which a word is sought, those that say most first, each with where that is."""
        yield "in de naam", o.naam
        yield "bij de soort", self.namen.soorten.get(o.soort, o.soort)
        yield "bij wat zij kan", " ".join(self.namen.rollen.get(role, role) for role in sorted(o.kan))
        yield "bij wat zij doet", o.doet
        yield "bij het loket", o.loket

    def _ways_in(self, near: list[Organisatie], hits: set[str]) -> Iterator[Treffer]:
        """Who shows the way in the sub-region, when somebody or something is sought there."""
        if not (self.read.subregios and (self.rollen or self.read.woorden)):
            return
        for o in near:
            if o.subregio in self.read.subregios and o.kan & _WAY_IN and o.id not in hits:
                yield self._found(o, self._roles("de rol '{}'", o.kan & _WAY_IN))

    def _function_fits(self, functie: Functie) -> bool:
        if self.read.soort is not None and self.read.soort not in functie.werkt_bij:
            return False
        said = telling(f"{functie.naam} {functie.let_op}").keys()
        if self.rollen:
            return any(telling(self.namen.rollen[role]).keys() <= said for role in self.rollen)
        return bool(self.read.woorden.keys() & said)

    def _remarks(self, hits: tuple[Treffer, ...]) -> Iterator[str]:
        if self.read.place and not hits:
            elsewhere = [o.naam for o in self.kaart.organisaties.values() if self._would_fit(o)]
            if elsewhere:
                yield f"Wel op de kaart, maar niet voor deze plaats: {listing(sorted(elsewhere, key=fold), limit=5)}."
        for code in sorted(self.read.subregios):
            if not any(o.subregio == code for o in self.kaart.organisaties.values()):
                yield f"Op deze kaart staat geen organisatie in {self.namen.subregios[code]}."
        if self.read.place and hits and all(found.afstand not in (Afstand.SUBREGIO, Afstand.REGIO) for found in hits):
            yield "In de buurt staat hiervoor niets op de kaart; dit is wat er verder is."
        if stale := sum(bool(found.verouderd) for found in hits):
            share = f"{stale} van de {len(hits)}"
            yield f"Niet nagekeken in het jaar voor de peildatum: {share}. Vraag na of het nog klopt."


def _like(word: str, texts: list[tuple[str, dict[str, str]]]) -> tuple[str, str] | None:
    """The first word that looks like ``word``, and where it stands."""
    return next(
        ((other, place) for place, stems in texts for other in stems.values() if alike(word, other)),
        None,
    )
