"""Gaps: a casus about which the rules stay silent, where they should not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ggzroute.analysis.bevinding import Bevinding
from ggzroute.analysis.botsing import who_is_meant
from ggzroute.analysis.formula import Goal, Mode
from ggzroute.analysis.getuigen import Getuigen, as_fixture
from ggzroute.analysis.solving import Solver
from ggzroute.analysis.witness import PEILDATUM
from ggzroute.domain.bron import Bron
from ggzroute.domain.kaart import Organisatie
from ggzroute.domain.netwerk import NU
from ggzroute.replay.fixtures import CASUS
from ggzroute.rules.bevindingen import Gevaar
from ggzroute.rules.conclusions import KandidaatRegievoerder, LeidAf, StelRegiekeuzeUit, StelVraag, Wie
from ggzroute.rules.conditions import All, Check, Condition, Count, In, Term, facts_of
from ggzroute.rules.model import AFGELEID, Rule
from ggzroute.rules.pack import RulePack
from ggzroute.rules.terms import node_types

REGIEVOERDER: Final = "regievoerder"
"""The role on the sociale kaart of an organisation that could hold the regie."""

_ABSENT: Final = {"maatje": "maatje.aanwezig", REGIEVOERDER: "regie.aanwezig"}
"""Somebody who may answer, to the fact that says whether there is one."""

_NOT_SHOWN: Final = "De voorwaarden laten het toe, maar er is geen casus gemaakt die het laat zien."
_NONE_OPEN: Final[Mapping[str, Any]] = {"niet": {"onderbreking": {}}}


def find_gaps(pack: RulePack) -> Iterator[Bevinding]:
    """Every gap, each with a casus that falls into it."""
    makers = Getuigen(pack)
    yield from _no_candidate(makers)
    yield from _no_answer(makers)
    for danger in pack.gevaren:
        yield from _danger(danger, makers)


def _takes_part(rule: Rule) -> bool:
    """Whether a rule takes part in a witness: on its day, and without our own readings being asked for."""
    return rule.niveau == CASUS and rule.valid_on(PEILDATUM) and rule.basis != AFGELEID


# ---- regie


def _no_candidate(makers: Getuigen) -> Iterator[Bevinding]:
    pack = makers.pack
    kinds = (KandidaatRegievoerder, StelRegiekeuzeUit)
    about = [r for r in pack.regels.values() if _takes_part(r) and any(isinstance(c, kinds) for c in r.dan)]
    first: dict[str, Organisatie] = {}
    for found in pack.kaart.organisaties.values():
        if REGIEVOERDER in found.kan:
            first.setdefault(found.soort, found)
    for soort, organisation in sorted(first.items()):
        goals: list[Goal] = [(_involved(organisation, pack), Mode.TRUE), *((rule.als, Mode.FALSE) for rule in about)]
        wat = f"er is een casus met alleen een {soort} die regie kan voeren, waarin geen regel iemand voorstelt"
        toetsen = [{"regie": {"status": "open"}}]
        yield from _gap(f"gat-regie/{soort}", wat, goals, toetsen, [], organisation.bron, makers)
        if not any(_can_propose(rule, organisation, pack) for rule in about):
            wat = f"geen enkele regel kan een {soort} voorstellen die regie kan voeren"
            yield from _gap(f"gat-regie-nooit/{soort}", wat, goals, toetsen, [], organisation.bron, makers)


def _can_propose(rule: Rule, organisation: Organisatie, pack: RulePack) -> bool:
    """Whether a rule can come out at an organisation of this kind."""
    kinds = node_types(pack.vocabulary)
    kind = Check(Term(name="soort", type=kinds["soort"], node=True), In(frozenset({organisation.soort})))
    for conclusion in rule.dan:
        if not isinstance(conclusion, KandidaatRegievoerder):
            continue
        entry = pack.kaart.organisaties.get(conclusion.wie.naam)
        if conclusion.wie.wie is Wie.KAART and entry is not None and entry.soort == organisation.soort:
            return True
        who = who_is_meant(conclusion.wie, rule, pack)
        if conclusion.wie.wie is not Wie.KAART and who is not None:
            goals = [(rule.als, Mode.TRUE), (Count(All((who, kind)), 1, None), Mode.TRUE)]
            if Solver(pack.vocabulary, PEILDATUM).possible(goals):
                return True
    return False


def _involved(organisation: Organisatie, pack: RulePack) -> Condition:
    """That this organisation is involved now."""
    kinds = node_types(pack.vocabulary)
    wanted = {"organisatie": organisation.id, "soort": organisation.soort, "betrokken": NU}
    checks = (Check(Term(name=k, type=kinds[k], node=True), In(frozenset({v}))) for k, v in wanted.items())
    return Count(All(tuple(checks)), 1, None)


# ---- questions


def _no_answer(makers: Getuigen) -> Iterator[Bevinding]:
    pack = makers.pack
    for rule in pack.regels.values():
        for conclusion in rule.dan:
            if isinstance(conclusion, StelVraag) and rule.valid_on(PEILDATUM):
                yield from _asked(rule, conclusion.feit, makers)
    derived = {fact for rule in pack.regels.values() for fact in rule.derives}
    for rule in pack.regels.values():
        for name in sorted(rule.needs):
            begrip = pack.vocabulary.get(name)
            if begrip is not None and begrip.afleiding == "regel" and name not in derived:
                wat = f"regel {rule.id} kijkt naar {name}, maar geen regel leidt dat af en niemand krijgt de vraag"
                yield Bevinding(id=f"gat-vraag/{rule.id}/{name}", soort="gat", wat=wat, regels=(rule.id,))


def _asked(rule: Rule, fact: str, makers: Getuigen) -> Iterator[Bevinding]:
    begrip = makers.pack.vocabulary[fact]
    who = set(begrip.antwoord_door)
    if begrip.afleiding:
        wat = f"regel {rule.id} vraagt naar {fact}, maar dat wordt afgeleid: niemand mag het antwoorden"
        yield Bevinding(id=f"gat-vraag/{rule.id}/{fact}", soort="gat", wat=wat, regels=(rule.id,))
        return
    absent = [_ABSENT[role] for role in sorted(who & set(_ABSENT)) if _ABSENT[role] in makers.pack.vocabulary]
    if who and (who - set(_ABSENT) or rule.niveau != CASUS):
        return
    nobody = [
        (Check(Term(name=name, type=makers.pack.vocabulary[name].type), In(frozenset({"nee"}))), Mode.TRUE)
        for name in absent
    ]
    wat = f"regel {rule.id} vraagt naar {fact}, terwijl er niemand is die het mag antwoorden"
    toetsen = [{"regel": rule.id}, {"vraag": fact}]
    goals = [(rule.als, Mode.TRUE), *nobody]
    yield from _gap(f"gat-vraag/{rule.id}/{fact}", wat, goals, toetsen, [rule], rule.bron, makers)


# ---- dangers


def _danger(danger: Gevaar, makers: Getuigen) -> Iterator[Bevinding]:
    facts = facts_of(danger.als)
    catching = [rule for rule in makers.pack.regels.values() if _takes_part(rule) and _catches(rule, facts)]
    goals: list[Goal] = [(danger.als, Mode.TRUE), *((rule.als, Mode.FALSE) for rule in catching)]
    wat = f"het gevaar {danger.id} ({danger.wat}) wordt niet altijd door een regel geraakt"
    toetsen: Sequence[Mapping[str, Any]] = [{"niet": {"regel": rule.id}} for rule in catching] or [_NONE_OPEN]
    yield from _gap(f"gat-gevaar/{danger.id}", wat, goals, toetsen, [], danger.bron, makers)


def _catches(rule: Rule, facts: frozenset[str]) -> bool:
    """Whether a rule looks at every fact of the danger, and tells people something."""
    tells = any(not isinstance(conclusion, LeidAf | StelVraag) for conclusion in rule.dan)
    return tells and facts <= rule.needs


def _gap(
    id_: str,
    wat: str,
    goals: Sequence[Goal],
    toetsen: Sequence[Mapping[str, Any]],
    rules: Sequence[Rule],
    bron: Sequence[Bron],
    makers: Getuigen,
) -> Iterator[Bevinding]:
    solver = Solver(makers.pack.vocabulary, PEILDATUM)
    if not solver.possible(goals):
        return
    found = makers.find(goals, toetsen, rules=rules, day=PEILDATUM)
    yield Bevinding(
        id=id_,
        soort="gat",
        wat=wat,
        regels=tuple(rule.id for rule in rules),
        exact=found is not None,
        grens="" if found is not None else _NOT_SHOWN,
        getuige=as_fixture(id_, wat, found, toetsen, bron) if found is not None else None,
    )
