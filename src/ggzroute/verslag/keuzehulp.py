"""Gates and interventions as sentences: what may happen now, and what can be chosen together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from ggzroute.domain.interventie import PAST, PAST_NIET, Element, InterventieUitkomst
from ggzroute.domain.poort import PoortUitkomst
from ggzroute.domain.voorwaarde import JA, VoorwaardeStand
from ggzroute.evaluation import Evaluation
from ggzroute.rules.model import AFGELEID
from ggzroute.verslag.model import Punt, Sectie, Soort
from ggzroute.vocabulary import Vocabulary

Naming = Callable[[Iterable[str]], str]
_GROUPS: Final = ("afwezig", "onbekend", "aanwezig")


def by_name(facts: Iterable[str]) -> str:
    """Facts by their names, as who fills in a casus knows them."""
    return f"{', '.join(facts)}."


def by_question(vocabulary: Vocabulary) -> Naming:
    """Facts by their questions, as people know them."""

    def asked(facts: Iterable[str]) -> str:
        names = dict.fromkeys(".".join(fact.split(".")[:2]) for fact in facts)
        return " ".join(vocabulary[name].vraag for name in names if name in vocabulary)

    return asked


def gates(ev: Evaluation, naming: Naming = by_name) -> Sectie | None:
    """Each gate that matters: its outcome, what stands in its way, and what may go over; ``None`` without one."""
    points = tuple(_gate(gate, naming) for gate in ev.poorten)
    return Sectie(id="poorten", titel="Poorten", punten=points) if points else None


def interventions(ev: Evaluation, naming: Naming = by_name, *, where: str = "") -> Sectie | None:
    """What fits or runs already, what may fit, and what does not; ``None`` while no condition of any of them holds.

    Args:
        ev: the evaluation.
        naming: how facts are named.
        where: where a whole checklist can be found when only its numbers are told.
    """
    points = tuple(_interventions(ev, naming, where))
    title = "Interventies, om samen te kiezen"
    return Sectie(id="interventies", titel=title, punten=points) if points else None


def _gate(gate: PoortUitkomst, naming: Naming) -> Punt:
    under = [_objection(condition) for condition in gate.bezwaren]
    if gate.velden:
        word = "Stel deze velden voor" if gate.bezwaren else "Deze velden mogen mee, en niet meer"
        under.append(Punt(label=word, tekst=naming(gate.velden)))
    outcome = gate.uitkomst.replace("_", " ").upper()
    return Punt(tekst=f"{gate.titel} {outcome}. {gate.tekst}", bron=gate.bron, onder=tuple(under))


def _objection(condition: VoorwaardeStand) -> Punt:
    return Punt(
        soort=Soort.EIS,
        tekst=" ".join(part for part in (condition.reden, condition.anders) if part),
        bron=condition.bron,
        eigen=condition.basis == AFGELEID,
    )


def _interventions(ev: Evaluation, naming: Naming, where: str) -> Iterator[Punt]:
    fits = [found for found in ev.interventies if found.uitkomst == PAST or found.loopt == JA]
    rest = [found for found in ev.interventies if found not in fits]
    refused = [found for found in rest if found.uitkomst == PAST_NIET]
    unsure = [found for found in rest if found.uitkomst != PAST_NIET]
    begun = [found for found in unsure if any(condition.stand == JA for condition in found.voorwaarden)]
    if not fits and not begun:
        return
    yield from (_whole(found, where) for found in fits)
    if begun:
        yield Punt(tekst="Past misschien:", onder=tuple(_maybe(found, naming) for found in begun))
    if refused:
        yield Punt(tekst="Past niet:", onder=tuple(_refused(found) for found in refused))
    silent = [found.titel for found in unsure if found not in begun]
    if silent:
        yield Punt(tekst=f"Nog niets over te zeggen: {', '.join(silent)}.")


def _maybe(found: InterventieUitkomst, naming: Naming) -> Punt:
    needed = f" Nog nodig: {naming(found.ontbreekt)}" if found.ontbreekt else ""
    return Punt(soort=Soort.EIS, tekst=f"{found.titel}.{needed}")


def _refused(found: InterventieUitkomst) -> Punt:
    against = " ".join(condition.reden for condition in found.bezwaren if condition.gevolg == found.uitkomst)
    return Punt(soort=Soort.EIS, tekst=f"{found.titel}. {against}")


def _whole(found: InterventieUitkomst, where: str) -> Punt:
    words = {PAST: "past", PAST_NIET: "past niet"}
    runs = ", en loopt al" if found.loopt == JA else ""
    return Punt(
        tekst=f"{found.titel}: {words.get(found.uitkomst, 'nog niet zeker')}{runs}.",
        bron=found.bron,
        onder=tuple(_details(found, where)),
    )


def _details(found: InterventieUitkomst, where: str) -> Iterator[Punt]:
    for condition in found.bezwaren:
        yield Punt(soort=Soort.EIS, tekst=f"{condition.reden} {condition.anders}")
    for warning in found.waarschuwingen:
        yield Punt(label="LET OP", tekst=warning.tekst, bron=warning.bron)
    leads = found.trekker
    yield Punt(label="Wie trekt", tekst=leads.tekst, bron=leads.bron, eigen=leads.basis == AFGELEID)
    if found.niet_alleen is not None:
        yield Punt(label="Niet alleen", tekst=found.niet_alleen.tekst, bron=found.niet_alleen.bron)
    if found.conflicten:
        yield Punt(tekst=f"Bronnen verschillen: zie {', '.join(found.conflicten)}.")
    yield from _checklist(found, where)


def _checklist(found: InterventieUitkomst, where: str) -> Iterator[Punt]:
    """The elements by how they stand, what is absent first; only a count when the method is not yet in use."""
    groups = {stand: [e for e in found.elementen if e.stand == stand] for stand in _GROUPS}
    if found.elementen and found.loopt != JA and not groups["afwezig"]:
        counts = ", ".join(f"{len(elements)} {stand}" for stand, elements in groups.items() if elements)
        yield Punt(label="Controlelijst", tekst=f"{counts}{where}.")
        return
    for stand, elements in groups.items():
        if elements:
            count = f"Controlelijst, {stand} ({len(elements)} van {len(found.elementen)}):"
            yield Punt(tekst=count, onder=tuple(_element(element) for element in elements))


def _element(element: Element) -> Punt:
    return Punt(soort=Soort.EIS, tekst=element.tekst, bron=element.bron, eigen=element.basis == AFGELEID)
