"""With whom the hulpvrager is in sight, as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ggzroute.domain.bron import Bron
from ggzroute.domain.in_beeld import InBeeld, InBeeldBij, Onderbouwing
from ggzroute.rules.pack import RulePack

_SAMEN = {
    "uit_beeld": "De hulpvrager is bij niemand in beeld.",
    "bij_iemand_in_beeld": "De hulpvrager is bij iemand in beeld.",
    "onbekend": "Niet bekend of iemand de hulpvrager in beeld heeft.",
}
_BIJ = {"in_beeld": "in beeld.", "contact_kwijt": "nu geen contact.", "onbekend": "niet bekend of er contact is."}


def tells_something(found: InBeeld) -> bool:
    """Whether anything is known about contact; a casus that says nothing about it needs no lines."""
    return (
        found.stand != "onbekend"
        or found.pogingen_zonder_organisatie > 0
        or found.oordeel is not None
        or any(_known(one) for one in found.organisaties)
    )


def in_beeld_lines(found: InBeeld, pack: RulePack) -> Iterator[str]:
    """All together first, then each organisation with its days, numbers and channels."""
    yield f"{_SAMEN[found.stand]} {_reasons(found.gronden)}"
    if found.oordeel is not None and found.stand != "bij_iemand_in_beeld":
        words = pack.vocabulary["persoon.in_beeld"].type.waarden
        yield f"Ingevuld is: {words[found.oordeel]}. Dat kan het oordeel van een organisatie zijn."
    for one in filter(_known, found.organisaties):
        yield f"- {pack.kaart.label(one.wie)}: {_BIJ[one.stand]} {_reasons(one.gronden)}"
        yield from (f"  {line}" for line in (*_days(one), *_channels(one, pack)))
    if found.anderen_met_contact:
        yield f"Ook contact: {_names(found.anderen_met_contact, pack)}."
    unknown = [one.wie for one in found.organisaties if not _known(one)] + list(found.anderen_onbekend)
    if unknown:
        yield f"Niet bekend of er contact is bij: {_names(unknown, pack)}."
    if found.pogingen_zonder_organisatie:
        yield f"Pogingen zonder 'door', die bij niemand meetellen: {found.pogingen_zonder_organisatie}."


def _known(one: InBeeldBij) -> bool:
    return one.stand != "onbekend" or one.gronden[0].grond != "niets_bekend"


def _reasons(gronden: Iterable[Onderbouwing]) -> str:
    """Why, with where the way of looking stands; that it is our reading of that place is said."""
    parts = list(gronden)
    sources: dict[Bron, None] = dict.fromkeys(bron for part in parts for bron in part.bron)
    return f"{' '.join(part.tekst for part in parts)} [onze lezing; {'; '.join(str(bron) for bron in sources)}]"


def _names(ids: Iterable[str], pack: RulePack) -> str:
    return ", ".join(pack.kaart.label(id_) for id_ in ids)


def _days(one: InBeeldBij) -> Iterator[str]:
    if one.laatste_contact is not None:
        ago, since = _number(one.dagen_sinds_contact), _count(one.pogingen_sinds_contact)
        yield f"Laatste contact: {one.laatste_contact.isoformat()} ({ago} geleden). Sindsdien {since}."
    elif one.pogingen:
        yield f"Laatste contact: niet bekend. {_count(one.pogingen)}."
    if one.onbeantwoord_sinds is not None:
        ago = _number(one.dagen_onbeantwoord)
        yield f"Eerste poging daarna zonder contact: {one.onbeantwoord_sinds.isoformat()} ({ago} geleden)."
    if one.zonder_uitslag:
        yield f"Waarvan zonder uitslag: {one.zonder_uitslag}."
    if one.zonder_datum:
        yield f"Daarnaast pogingen zonder datum: {one.zonder_datum}."


def _channels(one: InBeeldBij, pack: RulePack) -> Iterator[str]:
    words = pack.vocabulary["contact.pogingen"].type.velden["kanaal"].waarden
    for label, codes in (
        ("Geprobeerd", one.kanalen_geprobeerd),
        ("Geprobeerd, dag onbekend", one.kanalen_zonder_datum),
    ):
        if codes:
            yield f"{label}: {', '.join(words[code] for code in codes)}."
    if one.kanalen_nog_niet:
        sources = dict.fromkeys(bron for part in one.kanalen_nog_niet for bron in part.bron)
        names = ", ".join(words[part.kanaal] for part in one.kanalen_nog_niet)
        yield f"Staat niet bij de pogingen: {names}. [{'; '.join(str(bron) for bron in sources)}]"


def _count(pogingen: int) -> str:
    return f"{pogingen} poging" if pogingen == 1 else f"{pogingen} pogingen"


def _number(dagen: int | None) -> str:
    return f"{dagen} dag" if dagen == 1 else f"{dagen} dagen"
