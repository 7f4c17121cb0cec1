"""What came out about route, regie and maatje, as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from ggzroute.domain.advies import Kandidaat, Reden
from ggzroute.domain.route import Route, RouteStap
from ggzroute.evaluation import Evaluation
from ggzroute.taal.woorden import listed
from ggzroute.verslag.aanduiding import Aanduiding, names_in
from ggzroute.verslag.model import Punt, Sectie, Soort
from ggzroute.verslag.woorden import spaced, who_can_answer
from ggzroute.vocabulary import Vocabulary
from ggzroute.workflow.builtin import DefinedWorkflow

REGIE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "aanwezig": "Er is een regievoerder",
        "meer_dan_een": "Er is meer dan een regievoerder; spreek af wie het is",
        "voorgesteld": "Er is nog geen regievoerder. Voorstel",
        "gelijk": "Er is nog geen regievoerder. Deze staan gelijk; kies in overleg",
        "uitgesteld": "De keuze van een regievoerder wacht",
        "open": "Wie de regie kan voeren, is nog open",
        "niet_nodig": "Er is geen regievoerder nodig",
    }
)
MAATJE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "aanwezig": "Er is een maatje.",
        "niet_toewijzen": "Wijs geen maatje toe.",
        "regelen": "Regel een maatje.",
        "wenselijk": "Een maatje is wenselijk; bespreek het met de hulpvrager.",
        "nagaan": "Ga na of er een maatje is, en of de hulpvrager er een wil.",
        "open": "Over een maatje is nog niets te zeggen.",
    }
)
_STEP: Final[Mapping[str, str]] = MappingProxyType(
    {"gedaan": "gedaan", "te_doen": "te doen", "onbekend": "te doen, of al gedaan", "wacht": "wacht op antwoord"}
)
_PROPOSED: Final = ("voorgesteld", "gelijk")
_CONSULT: Final = (*_PROPOSED, "open", "uitgesteld")


def first(ev: Evaluation) -> Sectie | None:
    """What comes before everything else; ``None`` when there is nothing."""
    stops = dict.fromkeys(text for route in ev.routes for text in route.onderbroken)
    points = (*(Punt(tekst=text) for text in stops), *(Punt(tekst=o.tekst, gezag=o.gezag) for o in ev.onderbrekingen))
    return Sectie(id="eerst", titel="Eerst dit", punten=points) if points else None


def routes(ev: Evaluation, *, by_code: bool = False) -> Iterator[Sectie]:
    """For each workflow the way so far, and where it waits; nothing when there is no workflow.

    Args:
        ev: the evaluation.
        by_code: when there are several, whether each is called by its code and version, or by its Dutch name.
    """
    vocabulary = ev.context.pack.vocabulary
    for n, walked in enumerate(ev.routes):
        if walked.stappen:
            points = (*(_step(stap, walked) for stap in walked.stappen), *_waiting(walked, vocabulary), *_lanes(walked))
            yield Sectie(id=f"route-{n}" if n else "route", titel=_route_heading(ev, n, by_code=by_code), punten=points)


def _route_heading(ev: Evaluation, n: int, *, by_code: bool) -> str:
    """``Route``; with which one when there are several."""
    if len(ev.routes) == 1:
        return "Route"
    walked, workflow = ev.routes[n], ev.workflows[n]
    if by_code or not isinstance(workflow, DefinedWorkflow):
        return f"{'Route daarnaast' if n else 'Route'}: {walked.workflow} {walked.versie}"
    return f"Daarnaast: {workflow.definition.titel}" if n else workflow.definition.titel


def _step(stap: RouteStap, walked: Route) -> Punt:
    state = ""
    if stap.antwoord or stap.stand in _STEP:
        state = f" ({spaced(stap.antwoord) if stap.antwoord else _STEP[stap.stand]})"
    if stap.id == walked.wacht_bij and not walked.wacht_op:
        state = " (het antwoord is hier niet bekend)"
    order = (Punt(label="volgorde", tekst=" > ".join(stap.contact)),) if stap.contact else ()
    return Punt(tekst=f"{stap.tekst}{state}", soort=Soort.STAP, code=stap.id, bron=stap.bron, onder=order)


def _waiting(walked: Route, vocabulary: Vocabulary) -> Iterator[Punt]:
    if walked.wacht_bij is not None and not walked.wacht_op:
        yield Punt(tekst="Hoe de route verder gaat, staat niet in dit verslag.")
    elif walked.wacht_bij is not None:
        who = f" Wie kan antwoorden: {who_can_answer(walked.wie)}." if walked.wie else ""
        yield Punt(tekst=f"De route wacht bij {walked.wacht_bij}. {_asked(walked.wacht_op, vocabulary)}{who}")


def _lanes(walked: Route) -> Iterator[Punt]:
    for lane in walked.banen:
        if lane.stand:
            yield Punt(tekst=f"Daarnaast {lane.id}: {lane.tekst}")


def regie(ev: Evaluation) -> Sectie:
    """Who holds the regie or could, why, and with whom to consult."""
    return Sectie(id="regie", titel="Regie", punten=tuple(_regie(ev, names_in(ev.context))))


def known_regie(ev: Evaluation) -> Sectie:
    """Who holds the regie, and not who could."""
    if ev.regie.huidig or ev.regie.status == "aanwezig":
        line = regie_line(ev, names_in(ev.context))
    elif ev.context.facts.get("regie.aanwezig") == "nee":
        line = "Er is nog geen regievoerder."
    else:
        line = "Of er een regievoerder is, is niet bekend."
    return Sectie(id="regie", titel="Regie", punten=(Punt(tekst=line),))


def regie_line(ev: Evaluation, namen: Aanduiding) -> str:
    """How it stands with the regie, in one sentence."""
    people = _holders(ev)
    names = "; ".join(_person(k, namen) for k in people)
    return f"{REGIE[ev.regie.status]}{': ' + names if names else ''}."


def _holders(ev: Evaluation) -> tuple[Kandidaat, ...]:
    return ev.regie.kandidaten if ev.regie.status in _PROPOSED else ev.regie.huidig


def _regie(ev: Evaluation, namen: Aanduiding) -> Iterator[Punt]:
    found = ev.regie
    under: list[Punt] = []
    for k in _holders(ev):
        under += _reasons("voor", k.voor)
        under += _reasons("tegen", k.tegen)
        if k.eindigt_met:
            under.append(
                Punt(label="geldt zolang dit niet verandert", tekst=_asked(k.eindigt_met, ev.context.pack.vocabulary))
            )
    under += _reasons("wacht", found.redenen)
    yield Punt(tekst=regie_line(ev, namen), onder=tuple(under))
    for o in found.overdracht:
        when = "nu" if o.vervuld else "later"
        yield Punt(tekst=f"Kan {when} over naar {namen.naam(o.naar)}.", onder=tuple(_reasons("omdat", [o.reden])))
    for reasons, people in _together(found.uitgesloten).items():
        names = listed([_person(k, namen) for k in people])
        yield Punt(tekst=f"Geen regievoerder: {names}.", onder=tuple(_reasons("omdat", reasons)))
    if found.status in _CONSULT:
        yield Punt(tekst=f"Stem af met: {namen.namen(found.afstemmen_met)}.")


def _together(excluded: Iterable[Kandidaat]) -> dict[tuple[Reden, ...], list[Kandidaat]]:
    """Those who are excluded for the same reasons, together."""
    found: dict[tuple[Reden, ...], list[Kandidaat]] = {}
    for k in excluded:
        found.setdefault(k.tegen, []).append(k)
    return found


def _asked(facts: Iterable[str], vocabulary: Vocabulary) -> str:
    """Facts by their questions."""
    return " ".join(vocabulary[name].vraag for name in facts if name in vocabulary)


def maatje(ev: Evaluation) -> Sectie:
    """Whether there is a maatje, what is to be done, and who could be."""
    namen = names_in(ev.context)
    points = [Punt(tekst=MAATJE[ev.maatje.stand], onder=tuple(_reasons("omdat", ev.maatje.redenen)))]
    points += [
        Punt(
            tekst=f"Kan maatje zijn, of er een leveren: {_person(k, namen)}.",
            onder=tuple(_reasons("omdat", k.voor)),
        )
        for k in ev.maatje.kandidaten
    ]
    return Sectie(id="maatje", titel="Maatje", punten=tuple(points))


def known_maatje(ev: Evaluation) -> Sectie:
    """The same for who knows little: that nothing can be said of a maatje, says nothing about what others know."""
    if ev.maatje.stand != "open":
        return maatje(ev)
    line = "Of er een maatje is of gewenst is, staat niet in dit verslag."
    return Sectie(id="maatje", titel="Maatje", punten=(Punt(tekst=line),))


def _person(k: Kandidaat, namen: Aanduiding) -> str:
    name = namen.naam(k.wie)
    role = namen.naam(k.rol) if k.rol else ""
    return f"{name}, {role}" if role and role.casefold() not in name.casefold() else name


def _reasons(label: str, reasons: Iterable[Reden]) -> Iterator[Punt]:
    for reason in reasons:
        yield Punt(label=label, tekst=reason.tekst, gezag=reason.gezag)
