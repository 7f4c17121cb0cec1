"""``ggzroute evaluate``: the gates and the interventions as Dutch lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ggzroute.domain.bron import Bron
from ggzroute.domain.interventie import PAST, PAST_NIET, InterventieUitkomst
from ggzroute.domain.poort import PoortUitkomst
from ggzroute.domain.voorwaarde import JA
from ggzroute.evaluation import Evaluation


def gate_lines(ev: Evaluation) -> Iterator[str]:
    """Each gate that matters: its outcome, a reason for each condition in its way, and the facts that may go over."""
    for gate in ev.poorten:
        yield f"{gate.titel} {_said(gate.uitkomst)}. {gate.tekst} [{_sources(gate.bron)}]"
        for condition in gate.bezwaren:
            own = "onze lezing; " if condition.basis == "afgeleid" else ""
            yield f"   - {condition.reden} {condition.anders} [{own}{_sources(condition.bron)}]"
        if gate.velden:
            yield f"   {_fields_word(gate)}: {', '.join(gate.velden)}."


def intervention_lines(ev: Evaluation) -> Iterator[str]:
    """What fits or runs already, what may fit, and what does not. Nothing while no condition of any of them holds."""
    fits = [found for found in ev.interventies if found.uitkomst == PAST or found.loopt == JA]
    rest = [found for found in ev.interventies if found not in fits]
    refused = [found for found in rest if found.uitkomst == PAST_NIET]
    unsure = [found for found in rest if found.uitkomst != PAST_NIET]
    begun = [found for found in unsure if any(condition.stand == JA for condition in found.voorwaarden)]
    if not fits and not begun:
        return
    for found in fits:
        yield from _whole(found)
    if begun:
        yield "Past misschien:"
    for found in begun:
        needed = f" Nog nodig: {', '.join(found.ontbreekt)}." if found.ontbreekt else ""
        yield f"   - {found.titel}.{needed}"
    if refused:
        yield "Past niet:"
    for found in refused:
        yield f"   - {found.titel}. {_against(found)}"
    silent = [found.titel for found in unsure if found not in begun]
    if silent:
        yield f"Nog niets over te zeggen: {', '.join(silent)}."


def _whole(found: InterventieUitkomst) -> Iterator[str]:
    words = {PAST: "past", PAST_NIET: "past niet"}
    runs = ", en loopt al" if found.loopt == JA else ""
    yield f"{found.titel}: {words.get(found.uitkomst, 'nog niet zeker')}{runs}. [{_sources(found.bron)}]"
    for condition in found.bezwaren:
        yield f"   - {condition.reden} {condition.anders}"
    for warning in found.waarschuwingen:
        yield f"   LET OP: {warning.tekst} [{_sources(warning.bron)}]"
    own = "onze lezing; " if found.trekker.basis == "afgeleid" else ""
    yield f"   Wie trekt: {found.trekker.tekst} [{own}{_sources(found.trekker.bron)}]"
    if found.niet_alleen is not None:
        yield f"   Niet alleen: {found.niet_alleen.tekst} [{_sources(found.niet_alleen.bron)}]"
    if found.conflicten:
        yield f"   Bronnen verschillen: zie {', '.join(found.conflicten)}."
    yield from _checklist(found)


def _checklist(found: InterventieUitkomst) -> Iterator[str]:
    """The elements by how they stand, what is absent first; only a count when the method is not yet in use."""
    groups = {
        stand: [element for element in found.elementen if element.stand == stand]
        for stand in ("afwezig", "onbekend", "aanwezig")
    }
    if found.elementen and found.loopt != JA and not groups["afwezig"]:
        counts = ", ".join(f"{len(elements)} {stand}" for stand, elements in groups.items() if elements)
        yield f"   Controlelijst: {counts} (alle: --json)."
        return
    for stand, elements in groups.items():
        if elements:
            yield f"   Controlelijst, {stand} ({len(elements)} van {len(found.elementen)}):"
        for element in elements:
            yield f"      - {element.tekst} [{_sources(element.bron)}]"


def _against(found: InterventieUitkomst) -> str:
    return " ".join(condition.reden for condition in found.bezwaren if condition.gevolg == found.uitkomst)


def _said(code: str) -> str:
    return code.replace("_", " ").upper()


def _fields_word(gate: PoortUitkomst) -> str:
    return "Stel deze velden voor" if gate.bezwaren else "Deze velden mogen mee, en niet meer"


def _sources(sources: Iterable[Bron]) -> str:
    return "; ".join(str(source) for source in sources)
