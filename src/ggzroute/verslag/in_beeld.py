"""With whom the hulpvrager is in sight, as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ggzroute.domain.bron import Bron
from ggzroute.domain.in_beeld import InBeeld, InBeeldBij, Onderbouwing
from ggzroute.evaluation import Evaluation
from ggzroute.taal.woorden import counted, day_text
from ggzroute.verslag.aanduiding import Aanduiding, names_in
from ggzroute.verslag.model import Punt, Sectie, Soort
from ggzroute.vocabulary import Vocabulary

_SAMEN: Final = {
    "uit_beeld": "De hulpvrager is bij niemand in beeld.",
    "bij_iemand_in_beeld": "De hulpvrager is bij iemand in beeld.",
    "onbekend": "Niet bekend of iemand de hulpvrager in beeld heeft.",
}
_BIJ: Final = {
    "in_beeld": "in beeld.",
    "contact_kwijt": "nu geen contact.",
    "onbekend": "niet bekend of er contact is.",
}


def in_sight(ev: Evaluation) -> Sectie | None:
    """All together first, then each organisation; ``None`` when nothing is known about contact."""
    found, namen = ev.in_beeld, names_in(ev.context)
    if not _tells_something(found):
        return None
    return Sectie(id="in-beeld", titel="In beeld", punten=tuple(_points(found, namen)))


def _tells_something(found: InBeeld) -> bool:
    return (
        found.stand != "onbekend"
        or found.pogingen_zonder_organisatie > 0
        or found.oordeel is not None
        or any(_known(one) for one in found.organisaties)
    )


def _points(found: InBeeld, namen: Aanduiding) -> Iterator[Punt]:
    yield _stand(_SAMEN[found.stand], found.gronden)
    if found.oordeel is not None and found.stand != "bij_iemand_in_beeld":
        words = namen.vocabulary["persoon.in_beeld"].type.waarden
        yield Punt(tekst=f"Ingevuld is: {words[found.oordeel]}. Dat kan het oordeel van een organisatie zijn.")
    for one in filter(_known, found.organisaties):
        under = (*_days(one), *_channels(one, namen.vocabulary))
        yield _stand(f"{namen.naam(one.wie)}: {_BIJ[one.stand]}", one.gronden, soort=Soort.EIS, onder=under)
    if found.anderen_met_contact:
        yield Punt(tekst=f"Ook contact: {namen.namen(found.anderen_met_contact)}.")
    unknown = [one.wie for one in found.organisaties if not _known(one)] + list(found.anderen_onbekend)
    if unknown:
        yield Punt(tekst=f"Niet bekend of er contact is bij: {namen.namen(unknown)}.")
    if found.pogingen_zonder_organisatie:
        yield Punt(tekst=f"Pogingen zonder 'door', die bij niemand meetellen: {found.pogingen_zonder_organisatie}.")


def _known(one: InBeeldBij) -> bool:
    return one.stand != "onbekend" or one.gronden[0].grond != "niets_bekend"


def _stand(
    tekst: str, gronden: Iterable[Onderbouwing], *, soort: Soort = Soort.GEWOON, onder: tuple[Punt, ...] = ()
) -> Punt:
    """How contact stands and why; that it is our reading of that place is said."""
    parts = list(gronden)
    sources: dict[Bron, None] = dict.fromkeys(bron for part in parts for bron in part.bron)
    said = " ".join((tekst, *(part.tekst for part in parts)))
    return Punt(soort=soort, tekst=said, bron=tuple(sources), eigen=True, onder=onder)


def _days(one: InBeeldBij) -> Iterator[Punt]:
    if one.laatste_contact is not None:
        ago, since = _ago(one.dagen_sinds_contact), _tried(one.pogingen_sinds_contact)
        yield Punt(tekst=f"Laatste contact: {day_text(one.laatste_contact)} ({ago} geleden). Sindsdien {since}.")
    elif one.pogingen:
        yield Punt(tekst=f"Laatste contact: niet bekend. {_tried(one.pogingen)}.")
    if one.onbeantwoord_sinds is not None:
        ago = _ago(one.dagen_onbeantwoord)
        day = day_text(one.onbeantwoord_sinds)
        yield Punt(tekst=f"Eerste poging daarna zonder contact: {day} ({ago} geleden).")
    if one.zonder_uitslag:
        yield Punt(tekst=f"Waarvan zonder uitslag: {one.zonder_uitslag}.")
    if one.zonder_datum:
        yield Punt(tekst=f"Daarnaast pogingen zonder datum: {one.zonder_datum}.")


def _channels(one: InBeeldBij, vocabulary: Vocabulary) -> Iterator[Punt]:
    words = vocabulary["contact.pogingen"].type.velden["kanaal"].waarden
    for label, codes in (
        ("Geprobeerd", one.kanalen_geprobeerd),
        ("Geprobeerd, dag onbekend", one.kanalen_zonder_datum),
    ):
        if codes:
            yield Punt(label=label, tekst=f"{', '.join(words[code] for code in codes)}.")
    if one.kanalen_nog_niet:
        sources = dict.fromkeys(bron for part in one.kanalen_nog_niet for bron in part.bron)
        names = ", ".join(words[part.kanaal] for part in one.kanalen_nog_niet)
        yield Punt(label="Staat niet bij de pogingen", tekst=f"{names}.", bron=tuple(sources))


def _tried(number: int) -> str:
    return counted(number, "poging", "pogingen")


def _ago(days: int | None) -> str:
    return counted(days or 0, "dag", "dagen")
