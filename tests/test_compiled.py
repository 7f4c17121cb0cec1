"""A pack compiled to one function gives what ``evaluate`` gives, for any rules, workflow and casus."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ggzroute
from ggzroute import compiled
from ggzroute.compiled import compile_pack
from ggzroute.domain.casus import GEWEIGERD, NVT, ONBEKEND, Casus, Toestand
from ggzroute.domain.facts import network_nodes
from ggzroute.domain.kaart import Kaart
from ggzroute.domain.signalen import NETWERKFEITEN, derive_network_facts
from ggzroute.engine import whole
from ggzroute.engine.raw import Given
from ggzroute.engine.trails import MAX_WAYS
from ggzroute.exceptions import CasusError, MissingPeildatumError, WorkflowNotFoundError
from ggzroute.outcome import Outcome
from ggzroute.rules.conclusions import Actor, Adviseer, KandidaatRegievoerder, LeidAf, Richting, Wie
from ggzroute.rules.conditions import Check, Count, In, Known, binder, fact_name, walk
from ggzroute.rules.model import STERKTES, Hit, Rule
from ggzroute.rules.pack import PackStamp, RulePack
from ggzroute.workflow.builtin import trail
from ggzroute.workflow.definition import Definition, Stap, Tak
from rule_strategies import (
    DERIVED,
    KAART,
    PEILDATUM,
    VOCABULARY,
    Sample,
    casussen,
    conditions,
    equal,
    fact,
    layers,
    make_rule,
    of_node,
    one_from,
    samples,
)
from strategies import casus_data

# --- what is compared ------------------------------------------------------------------------------------------------


def pack_of(rules: list[Rule], workflow: Definition | None = None, kaart: Kaart = KAART) -> RulePack:
    """A pack with these rules, as if it was read."""
    return RulePack(
        pakket="proef",
        naam="proef",
        versie="1.0.0",
        regio=None,
        workflow=None if workflow is None else workflow.naam,
        vocabulary=VOCABULARY,
        kaart=kaart,
        regels={rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)},
        strata=tuple(tuple(rule.id for rule in layer) for layer in layers(rules)),
        workflows={} if workflow is None else {workflow.naam: workflow},
        conflicten=(),
        bronnen={},
        casussen=(),
        stempels=(PackStamp(pakket="proef", versie="1.0.0", hash="0"),),
    )


@pytest.fixture
def no_way_out(monkeypatch):
    """Data that is right is read by the compiled function itself."""

    def fail(*_: Any) -> None:
        pytest.fail("the compiled function could not read this casus")

    monkeypatch.setattr(compiled._ByDay, "_otherwise", fail)


def agree(outcome: Outcome, evaluation: ggzroute.Evaluation) -> None:
    """Everything that an outcome says by itself is what the evaluation says."""
    agree_on_rules(outcome, evaluation)
    assert outcome.stappen == tuple(stap.id for stap in evaluation.route.stappen)
    assert outcome.wacht_bij == evaluation.route.wacht_bij
    assert outcome.activiteiten == tuple(s.id for s in evaluation.route.stappen if s.soort == "activiteit")


def agree_on_steps(outcome: Outcome, evaluation: ggzroute.Evaluation, workflow: Definition) -> None:
    """The same without a whole route: that tells which paths are possible, of which a random workflow has too many."""
    walked = [workflow.stappen[id_] for id_, _ in trail(workflow, evaluation.context.facts)]
    assert outcome.stappen == tuple(stap.id for stap in walked)
    assert outcome.wacht_bij == (None if walked[-1].soort == "eind" else walked[-1].id)
    assert outcome.activiteiten == tuple(stap.id for stap in walked if stap.soort == "activiteit")


def agree_on_rules(outcome: Outcome, evaluation: ggzroute.Evaluation) -> None:
    assert outcome.hits == evaluation.context.firing.hits
    assert outcome.gevuurd == evaluation.gevuurd
    assert outcome.peildatum == evaluation.peildatum
    assert outcome.casus == evaluation.casus
    advised = [advies.handeling for advies in evaluation.adviezen if advies.soort == "adviseer"]
    assert outcome.handelingen == tuple(dict.fromkeys(advised))
    assert [tuple(found) for found in outcome.voorgesteld] == proposals(evaluation)
    assert outcome.kandidaat == next(iter(outcome.voorgesteld), None)


def proposals(evaluation: ggzroute.Evaluation) -> list[tuple[str, int, str]]:
    """Whom rules propose, the slow way."""
    context = evaluation.context
    found = [
        (-c.rang, who, STERKTES.index(rule.sterkte), rule.id)
        for rule, hit, c in context.concluded(KandidaatRegievoerder)
        for who in context.who(c.wie, hit)
    ]
    best: dict[str, tuple[str, int, str]] = {}
    for rang, who, _, id_ in sorted(found):
        best.setdefault(who, (who, -rang, id_))
    return list(best.values())


# --- random packs ----------------------------------------------------------------------------------------------------


@st.composite
def conclusions(draw: st.DrawFn, rule: Rule) -> Rule:
    """The rule with something to advise and somebody to propose, now and then."""
    extra: list[Any] = []
    for _ in range(draw(st.sampled_from((0, 1, 1, 1, 2)))):
        richting = draw(st.sampled_from((*[Richting.ADVISEER] * 3, Richting.RAAD_AF, Richting.VERBIED)))
        code = draw(st.sampled_from((rule.id.lower(), rule.id.lower(), "bellen", "wachten")))
        extra.append(Adviseer(richting=richting, handeling=code, gebied="werk", tekst="Doe dit."))
    for _ in range(draw(st.sampled_from((0, 0, 1, 1, 2)))):
        bound = binder(rule.als) and draw(st.integers(0, 5))
        wie = Actor(Wie.GEBONDEN, "iemand") if bound else draw(st.sampled_from(ACTORS))
        if bound or draw(st.integers(0, 3)) == 0:
            extra.append(KandidaatRegievoerder(wie=wie, rang=draw(RANKS)))
    sterkte = draw(st.sampled_from(STERKTES))
    return attrs.evolve(rule, dan=(*rule.dan, *extra), sterkte=sterkte)


ACTORS = (Actor(Wie.KAART, "ggz"), Actor(Wie.ROL, "maatje"), Actor(Wie.SOORT, "gemeente_wi"))
RANKS = st.integers(0, 3) | st.integers(0, 100)


@st.composite
def workflows(draw: st.DrawFn) -> Definition:
    """A few steps that may lead anywhere, also back."""
    size = draw(st.integers(1, 5))
    ids = [f"S{n}" for n in range(size)]
    anywhere = st.sampled_from([*ids, "EIND"])
    steps = {}
    for id_ in ids:
        branches = [
            Tak(naar=draw(anywhere), antwoord="ja", als=draw(conditions(DERIVED, depth=1)))
            for _ in range(draw(st.integers(0, 3)))
        ]
        if draw(st.integers(0, 2)):
            branches.append(Tak(naar=draw(anywhere)))
        soort = draw(st.sampled_from(("vraag", "activiteit")))
        steps[id_] = Stap(id=id_, soort=soort, tekst=id_, takken=tuple(branches))
    steps["EIND"] = Stap(id="EIND", soort="eind", tekst="klaar")
    return Definition(naam="proef", titel="proef", versie="1.0.0", begin=ids[0], stappen=steps)


class Scenario:
    """A pack and casussen for it; its ``repr`` is what somebody reads who mends the compiler."""

    def __init__(self, sample: Sample, pack: RulePack, data: list[dict[str, Any]]) -> None:
        self.sample = sample
        self.pack = pack
        self.data = data

    def __repr__(self) -> str:
        told = [f"{rule.id} {rule.sterkte} {rule.dan}" for rule in self.pack.regels.values()]
        steps = [f"{self.pack.workflows}", *map(str, self.data)]
        return "\n".join([repr(self.sample), *told, *steps])


@st.composite
def scenarios(draw: st.DrawFn, *, each: int) -> Scenario:
    sample = draw(samples(each=each))
    rules = [draw(conclusions(rule)) for rule in sample.rules]
    workflow = draw(one_from([st.none(), workflows()]))
    kaart = draw(st.sampled_from((KAART, KAART, Kaart())))
    sample = Sample(sample.rules, [refusing(draw, casus, rules) for casus in sample.casussen])
    data = [written(draw, casus) for casus in sample.casussen]
    return Scenario(sample, pack_of(rules, workflow, kaart), data)


def refusing(draw: st.DrawFn, casus: Casus, rules: list[Rule]) -> Casus:
    """The casus in which the hulpvrager, now and then, declined to tell what a rule would derive."""
    derived = sorted({c.feit for rule in rules for c in rule.dan if isinstance(c, LeidAf)})
    if not derived or draw(st.integers(0, 3)):
        return casus
    return attrs.evolve(casus, feiten={**casus.feiten, draw(st.sampled_from(derived)): GEWEIGERD})


STATES = {ONBEKEND: ("onbekend", ONBEKEND, None), GEWEIGERD: ("geweigerd", GEWEIGERD), NVT: ("nvt", NVT)}


def written(draw: st.DrawFn, casus: Casus) -> dict[str, Any]:
    """A casus as a host may write it: any of the ways in which the same value can be given."""
    feiten = {name: again(draw, value) for name, value in casus.feiten.items()}
    for name in VOCABULARY:
        if name not in feiten and name.startswith("proef.") and draw(st.integers(0, 9)) == 0:
            feiten[name] = draw(st.sampled_from(STATES[ONBEKEND]))
    betrokkenen = []
    for row in casus.to_dict()["betrokkenen"]:
        for name in ("soort", "functie", "actief", "contact", "brengt_in", "namens_werkgever", "organisatie"):
            if name not in row and draw(st.integers(0, 5)) == 0:
                row[name] = draw(st.sampled_from((None, "onbekend", "geweigerd", "nvt", NVT)))
        for name in ("brengt_in", "namens_werkgever"):
            if row.get(name) in ("ja", "nee") and draw(st.booleans()):
                row[name] = row[name] == "ja"
        betrokkenen.append(row)
    relaties = [
        {**row, **({"sinds": dt.date.fromisoformat(row["sinds"])} if "sinds" in row and draw(st.booleans()) else {})}
        for row in casus.to_dict()["relaties"]
    ]
    day = draw(st.sampled_from((PEILDATUM, PEILDATUM.isoformat())))
    data = {"id": casus.id, "peildatum": day, "feiten": feiten, "betrokkenen": betrokkenen, "relaties": relaties}
    empty = [key for key in ("feiten", "betrokkenen", "relaties") if not data[key]]
    for key in empty:
        match draw(st.integers(0, 2)):
            case 0:
                del data[key]
            case 1:
                data[key] = None
    return data


def again(draw: st.DrawFn, value: Any) -> Any:
    if isinstance(value, Toestand):
        return draw(st.sampled_from(STATES[value]))
    if value in ("ja", "nee"):
        return draw(st.sampled_from((value, value == "ja")))
    if isinstance(value, dt.date):
        return draw(st.sampled_from((value, value.isoformat())))
    if isinstance(value, frozenset):
        kind = draw(st.sampled_from((list, tuple, set, frozenset)))
        parts = sorted(value, key=str)
        return kind([*parts, *parts[:1]]) if kind in (list, tuple) else kind(parts)
    if isinstance(value, dict):
        return {key: again(draw, part) for key, part in value.items()}
    return [again(draw, part) for part in value] if isinstance(value, tuple) else value


@pytest.mark.usefixtures("no_way_out")
def test_any_pack_gives_what_evaluate_gives():
    seen: Counter[str] = Counter()

    @settings(max_examples=300, suppress_health_check=list(HealthCheck))
    @given(scenarios(each=3))
    def compare(scenario):
        decide = compile_pack(scenario.pack)
        for casus, data in zip(scenario.sample.casussen, scenario.data, strict=True):
            before = copy.deepcopy(data)
            outcome, evaluation = decide(data), evaluate_as_given(casus, scenario.pack)
            object.__setattr__(outcome, "_evaluation", evaluation)  # so that only what it says by itself is compared
            agree_on_rules(outcome, evaluation)
            for workflow in scenario.pack.workflows.values():
                agree_on_steps(outcome, evaluation, workflow)
            assert data == before
            seen.update(events(scenario.pack, casus, outcome))

    compare()
    assert seen["pairs"] >= 800
    happened = ("bound", "derived", "declined", "waits", "ends", "network", "plain", "advises")
    assert [what for what in happened if not seen[what]] == []


@pytest.mark.usefixtures("no_way_out")
def test_any_route_goes_where_it_goes_step_by_step():
    """With many more workflows, because each condition of a route can be wrong in its own way."""
    ends: Counter[bool] = Counter()

    @settings(max_examples=1000, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def compare(data):
        workflow = data.draw(workflows())
        asked = [part for stap in workflow.stappen.values() for tak in stap.takken if tak.als for part in walk(tak.als)]
        facts = {name for part in asked if isinstance(part, Check) for name in fact_names(part)}
        casus = data.draw(casussen(tuple(sorted(facts))))
        pack = pack_of([], workflow)
        outcome = compile_pack(pack)(casus.to_dict())
        object.__setattr__(outcome, "_evaluation", evaluate_as_given(casus, pack))
        agree_on_steps(outcome, outcome.evaluation, workflow)
        ends[outcome.wacht_bij is None] += 1

    compare()
    assert min(ends[True], ends[False]) > 5


def fact_names(check: Check) -> set[str]:
    """Facts of a casus that a condition looks at."""
    term = check.term
    return set() if term.node else {term.name, *([fact_name(term.key)] if term.key else [])}


@pytest.mark.usefixtures("no_way_out")
@pytest.mark.parametrize(
    ("als", "steps"), [(Known(known=True), ("VRAAG", "NEE")), (Known(known=False), ("VRAAG", "JA"))]
)
def test_that_a_fact_is_unknown_is_an_answer_on_the_route(als, steps):
    ends = {id_: Stap(id=id_, soort="eind", tekst=id_) for id_ in ("JA", "NEE")}
    branches = (Tak(naar="JA", antwoord="ja", als=Check(fact("proef.keuze"), als)), Tak(naar="NEE"))
    asks = Stap(id="VRAAG", soort="vraag", tekst="Bekend?", takken=branches)
    workflow = Definition(naam="proef", titel="proef", versie="1", begin="VRAAG", stappen={"VRAAG": asks, **ends})
    assert compile_pack(pack_of([], workflow))({"id": "proef", "peildatum": PEILDATUM}).stappen == steps


def evaluate_as_given(casus: Casus, pack: RulePack) -> ggzroute.Evaluation:
    """Without the check of the sociale kaart, which compiled functions leave to whoever gives the data."""
    known = {b.organisatie for b in casus.betrokkenen} - {None} <= set(pack.kaart.organisaties)
    if known:
        return ggzroute.evaluate(casus, pack)
    full = attrs.evolve(pack, kaart=KAART)
    evaluation = ggzroute.evaluate(casus, full)
    context = ggzroute.conclusies.fire(casus, pack, PEILDATUM, evaluation.engine, afgeleid=False)
    return attrs.evolve(evaluation, context=context)


def events(pack: RulePack, casus: Casus, outcome: Outcome) -> Counter[str]:
    network = any(whole.needs_network(rule.als, VOCABULARY) for rule in pack.regels.values())
    derived = {c.feit for id_ in outcome.gevuurd for c in pack.regels[id_].dan if isinstance(c, LeidAf)}
    return Counter(
        pairs=1,
        declined=any(casus.feiten.get(fact) is GEWEIGERD for fact in derived),
        bound=any(hit.wie for hit in outcome.hits),
        derived=any(pack.regels[id_].derives for id_ in outcome.gevuurd),
        waits=bool(pack.workflows) and outcome.wacht_bij is not None,
        ends=bool(pack.workflows) and outcome.wacht_bij is None,
        network=network,
        plain=not network,
        advises=bool(outcome.handelingen),
    )


# --- the real packs --------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_way_out")
@pytest.mark.parametrize("name", ["landelijk", "holland-rijnland", "zuid-limburg"])
@pytest.mark.parametrize("afgeleid", [False, True], ids=["agreed rules", "with our own readings"])
def test_every_casus_of_a_pack_gives_what_evaluate_gives(name, afgeleid):
    pack = ggzroute.load_pack(name)
    decide = compile_pack(pack, afgeleid=afgeleid)
    tried = 0
    for file in pack.casussen:
        try:
            casus = Casus.from_yaml(file.inhoud, vocabulary=pack.vocabulary)
        except CasusError:
            continue  # a profile
        day = casus.peildatum or PEILDATUM
        outcome = decide(casus.to_dict(), day)
        evaluation = ggzroute.evaluate(casus, pack, peildatum=day, afgeleid=afgeleid)
        agree(outcome, evaluation)
        if file.soort == "gedocumenteerd":
            assert outcome.to_dict() == evaluation.to_dict()
        tried += 1
    assert tried > 20


@pytest.mark.usefixtures("no_way_out")
@pytest.mark.parametrize("workflow", ["route-arbeidsparticipatie", "werkwijzer"])
def test_any_casus_gives_what_evaluate_gives_with_a_real_pack(pack, workflow):
    decide = compile_pack(pack, workflow=workflow)

    @settings(max_examples=40)
    @given(casus_data(peildatum=True, max_feiten=25))
    def compare(data):
        casus = Casus.from_dict(data, vocabulary=pack.vocabulary)
        agree(decide(data), ggzroute.evaluate(casus, pack, workflow=workflow))

    compare()


# --- days ------------------------------------------------------------------------------------------------------------

ALWAYS_FIRES = make_rule("A")
LATER = attrs.evolve(make_rule("B"), van=PEILDATUM + dt.timedelta(days=2))


@pytest.mark.parametrize("rules", [[ALWAYS_FIRES], [ALWAYS_FIRES, LATER]], ids=["one selection", "two selections"])
class TestThePeildatum:
    @pytest.mark.parametrize(
        ("data", "given_", "expected"),
        [
            ({"peildatum": "2016-11-24"}, None, PEILDATUM),
            ({"peildatum": PEILDATUM}, None, PEILDATUM),
            ({"peildatum": "2016-11-24"}, dt.date(2016, 11, 25), dt.date(2016, 11, 25)),
            ({}, PEILDATUM, PEILDATUM),
            ({"peildatum": "onbekend"}, PEILDATUM, PEILDATUM),
        ],
    )
    def test_is_that_of_the_call_and_else_that_of_the_casus(self, rules, data, given_, expected):
        outcome = compile_pack(pack_of(rules))({"id": "a", **data}, given_)
        assert outcome.peildatum == expected
        assert outcome.gevuurd == {"A"}

    @pytest.mark.parametrize("day", [{}, {"peildatum": None}, {"peildatum": "onbekend"}, {"peildatum": ONBEKEND}])
    def test_must_be_known(self, rules, day):
        with pytest.raises(MissingPeildatumError):
            compile_pack(pack_of(rules))({"id": "a", **day})

    @pytest.mark.parametrize("day", ["24-11-2016", 20161124, "geheim"])
    def test_must_be_a_day(self, rules, day):
        with pytest.raises(CasusError, match="GGZ302") as caught:
            compile_pack(pack_of(rules))({"id": "a", "peildatum": day})
        assert "geheim" not in str(caught.value)


def test_each_day_has_the_rules_that_are_in_force():
    decide = compile_pack(pack_of([ALWAYS_FIRES, LATER]))
    days = [PEILDATUM + dt.timedelta(days=n) for n in (1, 2, 1, 2)]
    assert [sorted(decide({"id": "a"}, day).gevuurd) for day in days] == [["A"], ["A", "B"], ["A"], ["A", "B"]]


# --- trust -----------------------------------------------------------------------------------------------------------

AAP = equal("proef.keuze", "aap")
PACK = pack_of(
    [
        make_rule("A", AAP),
        make_rule("B", Count(Check(of_node("soort", "familie"), In(frozenset({"familie"}))), 1, None)),
    ]
)
CASUS = {"id": "a", "peildatum": "2016-11-24"}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"feiten": {"proef.keuze": "geheim"}}, "GGZ303"),
        ({"feiten": {"proef.keuze": ["geheim"]}}, "GGZ302"),
        ({"feiten": "geheim"}, "GGZ302"),
        ({"betrokkenen": [{"soort": "familie", "functie": "geheim"}, "geheim"]}, "GGZ305"),
        ({"betrokkenen": "geheim"}, "GGZ302"),
    ],
)
def test_data_that_cannot_be_read_is_told_as_a_casus_and_never_shown(more, code):
    with pytest.raises(CasusError) as caught:
        compile_pack(PACK)({**CASUS, **more})
    assert code in str(caught.value)
    assert "geheim" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_what_the_function_does_not_look_at_is_not_checked_until_somebody_asks_for_more():
    data = {**CASUS, "feiten": {"proef.keuze": "aap", "proef.getal": "geheim"}}
    outcome = compile_pack(PACK)(data)
    assert outcome.gevuurd == {"A"}
    with pytest.raises(CasusError, match="GGZ302"):
        outcome.to_dict()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"feiten": {"proef.getal": "geheim"}}, "GGZ302"),
        ({"feiten": {"bsn": "geheim"}}, "GGZ310"),
        ({"betrokkenen": [{"id": "b", "organisatie": "elders", "betrokken": "nu"}]}, "GGZ311"),
        ({"betrokkenen": [{"id": "b", "kring": "sociaal"}, {"id": "b", "kring": "sociaal"}]}, "GGZ320"),
    ],
)
def test_with_check_everything_is_checked_first(more, code):
    data = {**CASUS, **more}
    assert compile_pack(PACK)(data).gevuurd == frozenset()
    with pytest.raises(CasusError, match=code):
        compile_pack(PACK, check=True)(data)
    assert compile_pack(PACK, check=True)({**CASUS, "feiten": {"proef.keuze": "aap"}}).gevuurd == {"A"}


def test_a_casus_that_only_the_reader_can_read_is_worked_out_step_by_step():
    class Facts(dict[str, Any]):
        def get(self, *_: Any) -> Any:
            raise ValueError

    rules = [make_rule("A", AAP, Adviseer(richting=Richting.ADVISEER, handeling="bellen", gebied="werk", tekst="Bel."))]
    rules.append(
        make_rule(
            "B",
            Count(Check(of_node("kring", "sociaal"), In(frozenset({"sociaal"}))), 1, None, "iemand"),
            KandidaatRegievoerder(wie=Actor(Wie.GEBONDEN, "iemand"), rang=5),
        )
    )
    flow = Definition(
        naam="w", titel="w", versie="1.0.0", begin="S", stappen={"S": Stap(id="S", soort="eind", tekst="e")}
    )
    pack = pack_of(rules, flow)
    data = {**CASUS, "feiten": Facts({"proef.keuze": "aap"}), "betrokkenen": [{"id": "tante", "kring": "sociaal"}]}
    outcome = compile_pack(pack)(data)
    assert outcome.hits == (Hit("A"), Hit("B", "tante"))
    agree(outcome, ggzroute.evaluate(Casus.from_dict(data, vocabulary=VOCABULARY), pack))


def test_no_value_is_shown():
    outcome = compile_pack(PACK)({**CASUS, "id": "geheim", "feiten": {"proef.keuze": "aap"}})
    assert repr(outcome) == "Outcome(1 regels gevuurd)"


# --- workflows -------------------------------------------------------------------------------------------------------


def test_a_workflow_with_very_many_ways_is_walked_step_by_step():
    facts = ["proef.keuze", "proef.ja_nee", "proef.een", "proef.plaats"]
    values = {"proef.keuze": "aap", "proef.ja_nee": "ja", "proef.een": "aap", "proef.plaats": "lisse"}
    steps = {}
    for n in range(10):
        name = facts[n % 4]
        yes, no = f"S{n}a", f"S{n}b"
        steps[f"S{n}"] = Stap(
            id=f"S{n}", soort="vraag", tekst="?", takken=(Tak(naar=yes, als=equal(name, values[name])), Tak(naar=no))
        )
        steps |= {
            id_: Stap(id=id_, soort="activiteit", tekst="!", takken=(Tak(naar=f"S{n + 1}"),)) for id_ in (yes, no)
        }
    steps["S10"] = Stap(id="S10", soort="eind", tekst="klaar")
    flow = Definition(naam="lang", titel="lang", versie="1.0.0", begin="S0", stappen=steps)
    assert MAX_WAYS < 2**10
    pack = pack_of([make_rule("A", AAP)], flow)
    data = {**CASUS, "feiten": values}
    outcome = compile_pack(pack)(data)
    assert outcome._trail is None
    agree(outcome, ggzroute.evaluate(Casus.from_dict(data, vocabulary=VOCABULARY), pack))
    assert outcome.stappen[-1] == "S10"


def test_a_workflow_that_is_not_there_is_told_at_once():
    with pytest.raises(WorkflowNotFoundError):
        compile_pack(PACK, workflow="elders")


def test_without_a_workflow_there_are_no_steps():
    outcome = compile_pack(PACK)(CASUS)
    assert (outcome.stappen, outcome.activiteiten, outcome.wacht_bij) == ((), (), None)


# --- threads, copies -------------------------------------------------------------------------------------------------


def test_threads_share_a_function_and_nothing_else(pack):
    decide = compile_pack(pack)
    files = [file for file in pack.casussen if file.soort == "gedocumenteerd"]
    casussen = [Casus.from_yaml(file.inhoud, vocabulary=pack.vocabulary).to_dict() for file in files]
    expected = [
        ggzroute.evaluate(Casus.from_dict(data, vocabulary=pack.vocabulary), pack).context.firing.hits
        for data in casussen
    ]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda data: decide(data).hits, casussen * 40))
    assert found == expected * 40


def test_an_outcome_survives_pickling():
    data = {**CASUS, "feiten": {"proef.keuze": "aap"}}
    outcome = compile_pack(PACK)(data)
    again_ = pickle.loads(pickle.dumps(outcome))  # noqa: S301 - made here
    assert (again_.hits, again_.to_dict()) == (outcome.hits, outcome.to_dict())


# --- what the network can tell ---------------------------------------------------------------------------------------


@given(casus_data(peildatum=True, max_betrokkenen=4))
def test_every_fact_that_follows_from_the_network_is_listed(data):
    casus = Casus.from_dict(data)
    nodes = network_nodes(casus.betrokkenen, casus.relaties, casus.feiten, Kaart(), casus.peildatum)
    found = derive_network_facts(casus.feiten, nodes, casus.relaties, casus.peildatum)
    assert set(found) <= NETWERKFEITEN


@given(casus_data(peildatum=True, max_feiten=20))
def test_facts_of_plain_data_are_those_of_the_casus(data):
    casus = Casus.from_dict(data)
    given_ = Given(data["feiten"], casus.vocabulary)
    assert dict(given_) == {name: value for name, value in casus.feiten.items() if value is not GEWEIGERD}
    assert len(given_) == len(dict(given_))
    for name in data["feiten"]:
        assert given_.settled(name) is (name in casus.feiten)
        assert (name in given_) is (casus.feiten.get(name, GEWEIGERD) is not GEWEIGERD)
    with pytest.raises(KeyError):
        given_["persoon.bestaat_niet"]
