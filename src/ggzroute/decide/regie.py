"""Who holds the regie, and who could: reasons for and against, exclusions, rank, ties.

Source: hr2017 §4.2.1 Regievoerder: one, from the professioneel netwerk, chosen in consultation. So nobody is appointed
here, an existing regievoerder stays until an end that was agreed has come, and a tie is shown as a tie.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from ggzroute.decide.context import Context, unique
from ggzroute.domain.advies import Kandidaat, Overdracht, Reden, Regie
from ggzroute.domain.facts import Node
from ggzroute.domain.netwerk import HULPVRAGER, NU, PROFESSIONEEL, VOORHEEN
from ggzroute.domain.route import Route
from ggzroute.rules.conclusions import (
    GeenRegievoerder,
    KandidaatRegievoerder,
    RegieOverdracht,
    StelRegiekeuzeUit,
    Wie,
)
from ggzroute.rules.conditions import Check, Condition, binder, facts_of, walk
from ggzroute.rules.logic import truth
from ggzroute.rules.model import Rule


def decide_regie(context: Context, route: Route) -> Regie:
    """The regie, as far as the rules and the network say."""
    excluded = _excluded(context)
    proposed = _proposed(context, excluded)
    holders = tuple(_holder(context, id_, proposed) for id_ in context.holders())
    staying = [holder for holder in holders if not holder.einde_bereikt]
    others = tuple(k for k in proposed.values() if k.wie not in {h.wie for h in holders} and k.wie not in excluded)
    delays = list(context.concluded(StelRegiekeuzeUit))
    status = _status(context, route, staying, others, delayed=bool(delays))
    chosen = status in ("voorgesteld", "gelijk")
    candidates = others if chosen else tuple(proposed[h.wie] for h in staying if h.wie in proposed)
    return Regie(
        status=status,
        huidig=holders,
        kandidaten=_ranked(candidates),
        uitgesloten=tuple(excluded[id_] for id_ in sorted(excluded)),
        overig=() if chosen else _ranked(others),
        overdracht=tuple(_handovers(context)),
        uitgesteld_tot=unique([fact for _, _, c in delays for fact in c.tot_bekend]) if status == "uitgesteld" else (),
        redenen=tuple(context.reden(rule, c.tekst) for rule, _, c in delays) if status == "uitgesteld" else (),
        afstemmen_met=_consult(context),
    )


def _status(
    context: Context, route: Route, staying: list[Kandidaat], others: tuple[Kandidaat, ...], *, delayed: bool
) -> str:
    if len(staying) > 1:
        return "meer_dan_een"
    if staying or (context.facts.get("regie.aanwezig") == "ja" and not context.holders()):
        return "aanwezig"
    if route.uitkomst == "geen_regie_nodig":
        return "niet_nodig"
    if delayed:
        return "uitgesteld"
    if not others:
        return "open"
    top = max(k.rang for k in others)
    return "gelijk" if sum(k.rang == top for k in others) > 1 else "voorgesteld"


def _ranked(candidates: tuple[Kandidaat, ...]) -> tuple[Kandidaat, ...]:
    return tuple(sorted(candidates, key=lambda k: (-k.rang, k.wie)))


def _excluded(context: Context) -> dict[str, Kandidaat]:
    found: dict[str, Kandidaat] = {}
    for rule, hit, conclusion in context.concluded(GeenRegievoerder):
        for id_ in context.who(conclusion.wie, hit):
            before = found.get(id_, Kandidaat(wie=id_))
            found[id_] = attrs.evolve(before, tegen=unique([*before.tegen, context.reden(rule, conclusion.tekst)]))
    return found


def _proposed(context: Context, excluded: Mapping[str, Kandidaat]) -> dict[str, Kandidaat]:
    """Everybody a rule proposes, with all reasons together; the excluded ones too, so that it shows."""
    found: dict[str, Kandidaat] = {}
    for rule, hit, conclusion in context.concluded(KandidaatRegievoerder):
        for id_ in context.who(conclusion.wie, hit):
            before = found.get(id_, Kandidaat(wie=id_))
            ends = facts_of(conclusion.zolang) if conclusion.zolang else frozenset()
            found[id_] = attrs.evolve(
                before,
                rang=max(before.rang, conclusion.rang),
                rol=before.rol or conclusion.rol or _function(context, id_),
                voor=unique([*before.voor, context.reden(rule, conclusion.tekst)]),
                tegen=_against(context, id_, excluded),
                eindigt_met=tuple(sorted({*before.eindigt_met, *ends})),
            )
    return found


def _function(context: Context, id_: str) -> str | None:
    node = context.node(id_)
    return node.get("functie") if node else None


def _against(context: Context, id_: str, excluded: Mapping[str, Kandidaat]) -> tuple[Reden, ...]:
    reasons = list(excluded[id_].tegen) if id_ in excluded else []
    node = context.node(id_)
    if node is not None and node.get("vertrouwd") == "nee":
        reasons.append(
            Reden(tekst="De hulpvrager vertrouwt nu vooral iemand anders; laat die meegaan bij de kennismaking.")
        )
    return tuple(reasons)


def _holder(context: Context, id_: str, proposed: Mapping[str, Kandidaat]) -> Kandidaat:
    """Somebody who holds the regie now, with the end that was named and whether it has come."""
    known = proposed.get(id_, Kandidaat(wie=id_, rol=_function(context, id_)))
    known = attrs.evolve(known, rol=_function(context, id_) or known.rol)
    ended = list(_ended(context, id_))
    if id_ in proposed or not ended:
        return known
    reasons = tuple(reason for reason, _ in ended)
    ends = tuple(sorted({fact for _, facts in ended for fact in facts}))
    return attrs.evolve(known, tegen=reasons, eindigt_met=ends, einde_bereikt=True)


def _ended(context: Context, id_: str) -> Iterator[tuple[Reden, frozenset[str]]]:
    """Rules that gave this regievoerder the regie for as long as something held that no longer holds.

    Nothing has ended while a rule about who holds the regie already may still hold, because a fact is unknown.
    """
    node = context.node(id_)
    if node is None:
        return
    if node.get("betrokken") == VOORHEEN:
        yield Reden(tekst="De regievoerder staat als eerder betrokken genoteerd."), frozenset()
    found = list(grounds(context, node))
    if any(keeps and truth(zolang, context.facts) is None for _, zolang, keeps in found):
        return
    for rule, zolang, _ in found:
        if truth(zolang, context.facts) is False:
            reason = context.reden(rule, "De reden voor deze regie geldt niet meer: " + rule.titel)
            yield reason, facts_of(zolang)


def grounds(context: Context, node: Node) -> Iterator[tuple[Rule, Condition, bool]]:
    """Rules that give the regie to somebody like this, for how long, and whether only to one who holds it already."""
    for rule in context.rules.values():
        for conclusion in rule.dan:
            if not isinstance(conclusion, KandidaatRegievoerder) or conclusion.zolang is None:
                continue
            bound = binder(rule.als) if conclusion.wie.wie is Wie.GEBONDEN else None
            if bound is not None and truth(bound.pattern, context.facts, node) is True:
                checks = (part.term for part in walk(bound.pattern) if isinstance(part, Check))
                yield rule, conclusion.zolang, any(term.name == "regievoerder" for term in checks)


def _handovers(context: Context) -> Iterator[Overdracht]:
    for rule, hit, conclusion in context.concluded(RegieOverdracht):
        for id_ in context.who(conclusion.naar, hit):
            condition = conclusion.zodra
            yield Overdracht(
                naar=id_,
                rol=conclusion.rol,
                wacht_op=tuple(sorted(facts_of(condition))) if condition else (),
                vervuld=truth(condition, context.facts) if condition else True,
                reden=context.reden(rule, conclusion.tekst),
            )


def _consult(context: Context) -> tuple[str, ...]:
    """With whom the choice is made: the hulpvrager first, then every professional who is involved now."""
    involved = [n["id"] for n in context.facts.nodes if n.get("kring") == PROFESSIONEEL and n.get("betrokken") == NU]
    return (HULPVRAGER, *involved)
