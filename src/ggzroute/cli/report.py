"""``ggzroute evaluate``: one evaluation as a short Dutch text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from ggzroute.cli.beeld import in_beeld_lines, tells_something
from ggzroute.cli.conflict_text import conflict_lines, validity_lines
from ggzroute.cli.keuzehulp import gate_lines, intervention_lines
from ggzroute.cli.screen import print_section, wrapped
from ggzroute.domain.advies import Gezag, Kandidaat, Reden
from ggzroute.domain.route import Route
from ggzroute.evaluation import Evaluation
from ggzroute.rules.pack import RulePack

_STATUS = {
    "aanwezig": "Er is een regievoerder",
    "meer_dan_een": "Er is meer dan een regievoerder; spreek af wie het is",
    "voorgesteld": "Er is nog geen regievoerder. Voorstel",
    "gelijk": "Er is nog geen regievoerder. Deze staan gelijk; kies in overleg",
    "uitgesteld": "De keuze van een regievoerder wacht",
    "open": "Wie de regie kan voeren, is nog open",
    "niet_nodig": "Er is geen regievoerder nodig",
}
_MAATJE = {
    "aanwezig": "Er is een maatje.",
    "niet_toewijzen": "Wijs geen maatje toe.",
    "regelen": "Regel een maatje.",
    "wenselijk": "Een maatje is wenselijk; bespreek het met de hulpvrager.",
    "nagaan": "Ga na of er een maatje is, en of de hulpvrager er een wil.",
    "open": "Over een maatje is nog niets te zeggen.",
}
_SOORT = {"adviseer": "", "raad_af": "AFGERADEN: ", "verbied": "NIET DOEN: ", "contact": "Contact: "}
MOST_QUESTIONS = 8


def print_evaluation(evaluation: Evaluation, pack: RulePack, console: Console) -> None:
    """Everything that was concluded, in the order in which people need it."""
    for heading, lines in _sections(evaluation, pack):
        print_section(console, heading, lines)
    stamps = ", ".join(f"{p.pakket} {p.versie}" for p in evaluation.verantwoording.pakketten)
    account = evaluation.verantwoording
    footer = f"Peildatum {account.peildatum.isoformat()}. Pakketten: {stamps}. Dit is advies; mensen beslissen."
    console.print(Text(wrapped(footer, console.width), style="dim"))


def _sections(ev: Evaluation, pack: RulePack) -> Iterator[tuple[str, list[str]]]:
    stops = dict.fromkeys(text for route in ev.routes for text in route.onderbroken)
    if ev.onderbrekingen or stops:
        yield "Eerst dit", [*stops, *(f"{o.tekst} {authority(o.gezag)}" for o in ev.onderbrekingen)]
    for n, route in enumerate(ev.routes):
        if route.stappen:
            yield _route_heading(ev, n), list(_route(route, pack))
    yield "Regie", list(_regie(ev, pack))
    yield "Maatje", list(_maatje(ev, pack))
    if tells_something(ev.in_beeld):
        yield "In beeld", list(in_beeld_lines(ev.in_beeld, pack))
    if ev.adviezen:
        yield "Adviezen", list(_advice(ev, pack))
    if ev.signalen:
        yield "Signalen", [f"{s.tekst} {authority(s.gezag)}" for s in ev.signalen]
    if ev.conflicten:
        yield "Waar bronnen verschillen", list(conflict_lines(ev.conflicten, pack))
    if ev.poorten:
        yield "Poorten", list(gate_lines(ev))
    if interventions := list(intervention_lines(ev)):
        yield "Interventies, om samen te kiezen", interventions
    if ev.kaart_verouderd:
        yield "Vraag na of dit nog klopt", list(_stale(ev, pack))
    if ev.vragen:
        yield "Open vragen", list(_questions(ev))
    if ev.verantwoording.buiten_geldigheid:
        yield "Regels die op deze peildatum niet meedoen", list(validity_lines(ev.verantwoording, pack))


def authority(gezag: Gezag) -> str:
    """Rule, strength and sources between brackets."""
    sources = "; ".join(str(bron) for bron in gezag.bron)
    own = ", onze lezing" if gezag.basis == "afgeleid" else ""
    return f"[{gezag.regel}, {gezag.sterkte}{own}; {sources}]"


def _route_heading(ev: Evaluation, n: int) -> str:
    """``Route``; with the workflow and its version when there are several."""
    if len(ev.routes) == 1:
        return "Route"
    kind = "Route daarnaast" if n else "Route"
    return f"{kind}: {ev.routes[n].workflow} {ev.routes[n].versie}"


def _route(route: Route, pack: RulePack) -> Iterator[str]:
    marks = {
        "gedaan": "gedaan",
        "te_doen": "te doen",
        "onbekend": "te doen, of al gedaan",
        "wacht": "wacht op antwoord",
    }
    for stap in route.stappen:
        state = f" ({stap.antwoord})" if stap.antwoord else f" ({marks[stap.stand]})" if stap.stand in marks else ""
        yield f"{stap.id} {stap.tekst}{state}"
        if stap.contact:
            yield f"   volgorde: {' > '.join(stap.contact)}"
    if route.wacht_bij:
        questions = " ".join(pack.vocabulary[name].vraag for name in route.wacht_op if name in pack.vocabulary)
        yield f"De route wacht bij {route.wacht_bij}. {questions} Wie kan antwoorden: {', '.join(route.wie)}."
    for lane in route.banen:
        if lane.stand:
            yield f"Daarnaast {lane.id}: {lane.tekst}"


def _name(pack: RulePack, id_: str) -> str:
    return pack.kaart.label(id_)


def _person(k: Kandidaat, pack: RulePack) -> str:
    rol = f", {pack.kaart.label(k.rol)}" if k.rol else ""
    return f"{_name(pack, k.wie)}{rol}"


def _reasons(label: str, reasons: Iterable[Reden]) -> Iterator[str]:
    for reason in reasons:
        yield f"   {label}: {reason.tekst}" + (f" {authority(reason.gezag)}" if reason.gezag else "")


def _regie(ev: Evaluation, pack: RulePack) -> Iterator[str]:
    regie = ev.regie
    people = regie.kandidaten if regie.status in ("voorgesteld", "gelijk") else regie.huidig
    names = "; ".join(_person(k, pack) for k in people)
    yield f"{_STATUS[regie.status]}{': ' + names if names else ''}."
    for k in people:
        yield from _reasons("voor", k.voor)
        yield from _reasons("tegen", k.tegen)
        if k.eindigt_met:
            yield f"   geldt zolang dit niet verandert: {', '.join(k.eindigt_met)}"
    yield from _reasons("wacht", regie.redenen)
    for o in regie.overdracht:
        yield f"Kan {'nu' if o.vervuld else 'later'} over naar {_name(pack, o.naar)}."
        yield from _reasons("omdat", [o.reden])
    for k in regie.uitgesloten:
        yield f"Geen regievoerder: {_person(k, pack)}."
        yield from _reasons("omdat", k.tegen)
    if regie.status in ("voorgesteld", "gelijk", "open", "uitgesteld"):
        yield f"Stem af met: {', '.join(_name(pack, id_) for id_ in regie.afstemmen_met)}."


def _maatje(ev: Evaluation, pack: RulePack) -> Iterator[str]:
    yield _MAATJE[ev.maatje.stand]
    yield from _reasons("omdat", ev.maatje.redenen)
    for k in ev.maatje.kandidaten:
        yield f"Kan maatje zijn, of er een leveren: {_person(k, pack)}."
        yield from _reasons("omdat", k.voor)


def _advice(ev: Evaluation, pack: RulePack) -> Iterator[str]:
    for a in ev.adviezen:
        who = f" Door: {', '.join(_name(pack, id_) for id_ in a.door)}." if a.door else ""
        met = f" Met: {', '.join(_name(pack, id_) for id_ in a.met)}." if a.met else ""
        deadline = f" Vóór de datum in {a.voor}." if a.voor else ""
        overruled = f" VERVALT: verboden door {', '.join(a.overstemd_door)}." if a.overstemd_door else ""
        yield f"- {_SOORT[a.soort]}{a.tekst}{who}{met}{deadline}{overruled} {authority(a.gezag)}"


def _stale(ev: Evaluation, pack: RulePack) -> Iterator[str]:
    for entry in ev.kaart_verouderd:
        when = f"nagekeken op {entry.nagekeken_op.isoformat()}" if entry.nagekeken_op else "nooit nagekeken"
        yield f"- {_name(pack, entry.id)}: op de sociale kaart {when}."


def _questions(ev: Evaluation) -> Iterator[str]:
    for q in ev.vragen[:MOST_QUESTIONS]:
        yield f"- {q.tekst} ({q.feit}; {', '.join(q.antwoord_door)})"
    if len(ev.vragen) > MOST_QUESTIONS:
        yield f"en nog {len(ev.vragen) - MOST_QUESTIONS} vragen die minder uitmaken (alle: --json)."
