"""A conclusion as the part of a sentence that comes after ``dan``: ``is het advies: Maak een plan``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from ggzroute.domain.namen import readable
from ggzroute.rules.conclusions import (
    NO_RANG,
    Actor,
    Adviseer,
    Conclusion,
    Contact,
    GeenRegievoerder,
    KandidaatMaatje,
    KandidaatRegievoerder,
    LeidAf,
    MaatjeNodig,
    MaatjeStand,
    OnderbreekRoute,
    RegieOverdracht,
    Richting,
    Signaleer,
    StelRegiekeuzeUit,
    StelVraag,
    Verzamel,
    Wie,
)
from ggzroute.rules.conditions import Check, Covers, In, Range, Size, Term
from ggzroute.taal.voorwaarde import Woordenlijst, clause
from ggzroute.taal.vraag import asked, named
from ggzroute.taal.woorden import ROLLEN, listed, quoted

_ADVICE: Final[Mapping[str, str]] = MappingProxyType(
    {"verplicht": "moet dit", "voorkeur": "is het advies", "mogelijk": "kan dit", "afgeraden": "is het advies"}
)
_CONTACT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "verplicht": "moet er contact komen met",
        "voorkeur": "is het advies om contact te zoeken met",
        "mogelijk": "kan het helpen om contact te zoeken met",
    }
)
_MAATJE: Final[Mapping[MaatjeStand, str]] = MappingProxyType(
    {
        MaatjeStand.NAGAAN: "is dit iets om na te gaan",
        MaatjeStand.WENSELIJK: "is een maatje wenselijk",
        MaatjeStand.REGELEN: "moet er een maatje komen",
        MaatjeStand.NIET_TOEWIJZEN: "komt er geen maatje",
    }
)


def consequence(conclusion: Conclusion, sterkte: str, known: Woordenlijst) -> str:
    """What a conclusion says, to come after ``dan``; without a full stop.

    Args:
        conclusion: the conclusion.
        sterkte: strength of its rule.
        known: what names facts and organisations.
    """
    match conclusion:
        case LeidAf():
            return _derived(conclusion, known)
        case Adviseer():
            return _advice(conclusion, sterkte, known)
        case Contact(met=met, tekst=tekst, door=door):
            by = f", door {actor(door, known)}" if door is not None else ""
            return _with_text(f"{_CONTACT.get(sterkte, _CONTACT['voorkeur'])} {actor(met, known)}{by}", tekst)
        case Signaleer(tekst=tekst):
            return _with_text("is dit een signaal", tekst)
        case StelVraag(feit=feit):
            return f"is dit een vraag om te stellen: {quoted(_question(feit, known))}"
        case OnderbreekRoute(naar=naar, tekst=tekst):
            to = f", met {listed(actor(one, known) for one in naar)}" if naar else ""
            return _with_text(f"gaat dit voor alles{to}", tekst)
        case MaatjeNodig(stand=stand, tekst=tekst):
            return _with_text(_MAATJE[stand], tekst)
        case KandidaatMaatje(wie=wie, tekst=tekst):
            return _with_text(f"kan {actor(wie, known)} maatje zijn, of er een leveren", tekst)
        case _:
            return _regie(conclusion, known)


def _question(feit: str, known: Woordenlijst) -> str:
    return known.vocabulary[feit].vraag if feit in known.vocabulary else readable(feit)


def _with_text(said: str, text: str) -> str:
    return f"{said}: {text.rstrip().removesuffix('.')}" if text else said


def _advice(conclusion: Adviseer, sterkte: str, known: Woordenlijst) -> str:
    begin = {
        Richting.ADVISEER: _ADVICE.get(sterkte, "is het advies"),
        Richting.RAAD_AF: "is het advies om iets niet te doen",
        Richting.VERBIED: "mag iets niet",
    }[conclusion.richting]
    by = f", door {actor(conclusion.door, known)}" if conclusion.door is not None else ""
    before = ""
    if conclusion.voor is not None and conclusion.voor in known.vocabulary:
        question = known.vocabulary[conclusion.voor].vraag
        before = f", uiterlijk op {named(question) or quoted(question)}"
    return _with_text(f"{begin}{by}{before}", conclusion.tekst)


def _derived(conclusion: LeidAf, known: Woordenlijst) -> str:
    name, value = conclusion.feit, conclusion.waarde
    if name not in known.vocabulary:
        return f"volgt daaruit: {readable(name)} is {value}"
    term = Term(name=name, type=known.vocabulary[name].type)
    more = ""
    if conclusion.verzamel is Verzamel.SOM:
        return f"telt dit voor {value} mee op de vraag {asked(known.vocabulary[name].vraag)}"
    if conclusion.verzamel is Verzamel.SAMEN:
        more = ", naast wat andere regels daarover zeggen"
    return f"volgt daaruit dat {clause(Check(term, _test(value)), known)}{more}"


def _test(value: Any) -> Any:
    if isinstance(value, frozenset):
        return Covers(value) if value else Size(None, 0)
    return Range(value, value) if isinstance(value, int) else In(frozenset({value}))


def _regie(conclusion: Conclusion, known: Woordenlijst) -> str:
    match conclusion:
        case KandidaatRegievoerder(wie=wie, rang=rang, rol=rol, zolang=zolang, tekst=tekst):
            place = f" (rang {rang} van 100)" if rang != NO_RANG else ""
            until = f", zolang {clause(zolang, known)}" if zolang is not None else ""
            return _with_text(f"kan {_somebody(wie, rol, known)} de regie voeren{place}{until}", tekst)
        case GeenRegievoerder(wie=wie, tekst=tekst):
            return _with_text(f"kan {actor(wie, known)} niet de regie voeren", tekst)
        case StelRegiekeuzeUit(tot_bekend=facts, tekst=tekst):
            questions = listed(quoted(_question(fact, known)) for fact in facts)
            return _with_text(f"wacht de keuze van een regievoerder op het antwoord op {questions}", tekst)
        case RegieOverdracht(naar=naar, rol=rol, zodra=zodra, tekst=tekst):
            when = f", zodra {clause(zodra, known)}" if zodra is not None else ""
            return _with_text(f"kan de regie over naar {_somebody(naar, rol, known)}{when}", tekst)
        case _:
            raise AssertionError(conclusion)  # pragma: no cover - the union of conclusions is closed


def _somebody(wie: Actor, rol: str | None, known: Woordenlijst) -> str:
    """Somebody, with the function in which they are meant when that says more."""
    name, role = actor(wie, known), known.kaart.label(rol) if rol else ""
    return f"{name} (als {role})" if role and role.casefold() not in name.casefold() else name


def actor(wie: Actor, known: Woordenlijst) -> str:
    """Somebody whom a conclusion names, in words."""
    match wie.wie:
        case Wie.GEBONDEN:
            return "die betrokkene"
        case Wie.ROL:
            return ROLLEN.get(wie.naam, wie.naam)
        case Wie.SOORT:
            kinds = (
                known.vocabulary["organisatie.soort"].type.waarden if "organisatie.soort" in known.vocabulary else {}
            )
            return f"een organisatie van de soort {quoted(kinds.get(wie.naam) or readable(wie.naam))}"
        case Wie.KAART:
            label = known.kaart.label(wie.naam)
            return f"de {label}" if wie.naam in known.kaart.functies and label[:1].islower() else label
