"""Makes a report: what one reader may know of an evaluation, in the order in which people need it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from ggzroute.domain.advies import Advies, Gezag, OpenVraag
from ggzroute.evaluation import Evaluation
from ggzroute.taal.woorden import day_text
from ggzroute.verslag import adviezen, bronnen, keuzehulp, uitkomsten
from ggzroute.verslag.afscherming import Inzage, inzage_for
from ggzroute.verslag.controle import audit
from ggzroute.verslag.in_beeld import in_sight
from ggzroute.verslag.kort import in_short
from ggzroute.verslag.lezers import Lezer
from ggzroute.verslag.model import Sectie, Verslag
from ggzroute.verslag.netwerk import network
from ggzroute.verslag.situatie import situation
from ggzroute.verslag.vragen import questions
from ggzroute.verslag.woorden import clean

_LAATSTE: Final = (
    "Wat hier niet staat, telt in dit verslag ook niet mee. Een verslag voor een ander kan dus anders zijn."
)
INLEIDING: Final[Mapping[Lezer, tuple[str, ...]]] = MappingProxyType(
    {
        Lezer.HULPVRAGER: (
            "Dit verslag is voor u. U bent de hulpvrager, en u houdt altijd zelf de regie over uw situatie.",
            "U leest wat over u gaat, en wie wat doet. Wat alleen van een ander is, staat er niet in. " + _LAATSTE,
        ),
        Lezer.REGIEVOERDER: (
            "Dit verslag is voor de regievoerder, die het overzicht houdt. De eigen regie blijft bij de hulpvrager.",
            "U leest wat nodig is om af te stemmen. Medische inhoud staat er niet in. " + _LAATSTE,
        ),
        Lezer.MAATJE: (
            "Dit verslag is voor het maatje, dat naast de hulpvrager staat.",
            "U leest over de route, de regievoerder, en wat voor een maatje van belang is. "
            "Over gezondheid, schulden en andere gevoelige dingen leest u alleen als de hulpvrager dat goed vindt. "
            + _LAATSTE,
        ),
        Lezer.AUDITOR: (
            "Dit verslag is voor de auditor. Het zegt welke regels, bronnen en versies zijn gebruikt.",
            "Feiten staan er alleen met hun naam in. Er staat geen antwoord in, en niets dat naar een mens wijst.",
        ),
    }
)


def make_report(found: Evaluation, lezer: Lezer) -> Verslag:
    """The report on an evaluation for one reader."""
    if lezer is Lezer.AUDITOR:
        return _verslag(found, lezer, "", audit(found))
    return report_of(inzage_for(found, lezer))


def report_of(inzage: Inzage) -> Verslag:
    """The report on what a reader may know of a casus."""
    lezer, ev = inzage.zicht.lezer, inzage.evaluatie
    return _verslag(ev, lezer, clean(ev.casus), _SECTIONS[lezer](inzage))


def _verslag(ev: Evaluation, lezer: Lezer, casus: str, secties: Iterable[Sectie]) -> Verslag:
    return Verslag(
        voor=lezer.value,
        titel=f"Verslag voor {'het' if lezer is Lezer.MAATJE else 'de'} {lezer.value}",
        casus=casus,
        peildatum=ev.peildatum,
        inleiding=INLEIDING[lezer],
        secties=tuple(secties),
        slot=closing(ev),
    )


def closing(ev: Evaluation) -> str:
    """What it was made with, and what it is."""
    stamps = ", ".join(f"{p.pakket} {p.versie}" for p in ev.verantwoording.pakketten)
    return f"Peildatum {day_text(ev.peildatum)}. Pakketten: {stamps}. Dit is advies; mensen beslissen."


def conclusions(ev: Evaluation) -> tuple[Sectie, ...]:
    """Everything that was concluded, without the situation: what the command line shows."""
    return _concluded(
        ev,
        ev.vragen,
        uitkomsten.routes(ev, by_code=True),
        bronnen.conflicts(ev.conflicten, ev.context.pack),
        keuzehulp.gates(ev),
        keuzehulp.interventions(ev, where=" (alle: --json)"),
    )


def _concluded(
    ev: Evaluation, vragen: Sequence[OpenVraag], routes: Iterable[Sectie], *choices: Sectie | None
) -> tuple[Sectie, ...]:
    found = (
        uitkomsten.first(ev),
        *routes,
        uitkomsten.regie(ev),
        uitkomsten.maatje(ev),
        in_sight(ev),
        adviezen.advice(ev),
        adviezen.signals(ev),
        *choices,
        bronnen.stale(ev),
        questions(vragen),
        bronnen.out_of_force(ev.verantwoording, ev.context.pack),
    )
    return tuple(sectie for sectie in found if sectie is not None)


def _told(ev: Evaluation, vragen: Sequence[OpenVraag], *, without: Container[str] = ()) -> Iterator[Sectie]:
    """Everything for who reads about the whole casus: the short version and what comes first, then the rest."""
    asked = keuzehulp.by_question(ev.context.pack.vocabulary)
    choices = (bronnen.conflicts(ev.conflicten), keuzehulp.gates(ev, asked), keuzehulp.interventions(ev, asked))
    found = {s.id: s for s in _concluded(ev, vragen, uitkomsten.routes(ev), *choices) if s.id not in without}
    return _cited(ev, found.pop("eerst", None), in_short(ev), situation(ev, refused=True), network(ev), *found.values())


def _hulpvrager(inzage: Inzage) -> Iterator[Sectie]:
    mine = sorted(inzage.vragen, key=lambda vraag: Lezer.HULPVRAGER not in vraag.antwoord_door)
    return _told(inzage.evaluatie, mine, without=("buiten-geldigheid",))


def _regievoerder(inzage: Inzage) -> Iterator[Sectie]:
    return _told(inzage.evaluatie, inzage.vragen)


def _maatje(inzage: Inzage) -> Iterator[Sectie]:
    ev = inzage.evaluatie
    return _cited(
        ev,
        situation(ev, refused=False),
        *uitkomsten.routes(ev),
        uitkomsten.known_regie(ev),
        uitkomsten.known_maatje(ev),
        adviezen.advice(ev, [a for a in ev.adviezen if _for_companion(a, ev)]),
        adviezen.signals(ev, [s for s in ev.signalen if _kind(s.gezag, ev) in ("maatje", "regie")]),
        questions([vraag for vraag in inzage.vragen if Lezer.MAATJE in vraag.antwoord_door]),
    )


def _for_companion(advies: Advies, ev: Evaluation) -> bool:
    """Whether an advice is about the maatje, or something for the maatje to do."""
    companions = {"maatje", *(str(node["id"]) for node in ev.context.facts.nodes if node.get("maatje") == "ja")}
    about = "maatje" in (advies.gebied, _kind(advies.gezag, ev))
    return about or not companions.isdisjoint((*advies.door, *advies.met))


def _kind(gezag: Gezag, ev: Evaluation) -> str:
    return ev.context.pack.rule(gezag.regel).soort


def _cited(ev: Evaluation, *secties: Sectie | None) -> Iterator[Sectie]:
    """The sections that there are, and then the documents they cite."""
    found = [sectie for sectie in secties if sectie is not None]
    yield from found
    points = (punt for sectie in found for top in sectie.punten for punt in top.walk())
    cited = {bron.document for punt in points for bron in punt.bronnen}
    last = bronnen.documents(cited, ev.context.pack)
    if last is not None:
        yield last


_SECTIONS: Final[Mapping[Lezer, Callable[[Inzage], Iterable[Sectie]]]] = MappingProxyType(
    {Lezer.HULPVRAGER: _hulpvrager, Lezer.REGIEVOERDER: _regievoerder, Lezer.MAATJE: _maatje}
)
