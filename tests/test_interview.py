"""The interview: asking only what can still change something gives what knowing everything gives."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

import ggzroute
from ggzroute import Casus, CasusError
from ggzroute.bindend import binding
from ggzroute.decide.beslissend import deciding_facts
from ggzroute.interview import Interview, begin
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.rules.layout import CASUS_FOLDERS
from ggzroute.vocabulary import Begrip, Soort

PACKS = ("landelijk", "holland-rijnland", "zuid-limburg")
DAYS = ("2016-01-01", "2016-11-30", "2016-12-05", "2017-05-01", "2018-06-10")


@cache
def pack_of(name: str) -> ggzroute.RulePack:
    return ggzroute.load_pack(name)


@cache
def casussen(name: str) -> tuple[Casus, ...]:
    found = fixtures_of(pack_of(name), CASUS_FOLDERS.values())
    return tuple(f.casus for f in found if f.niveau == "casus")


@cache
def askable(name: str) -> tuple[str, ...]:
    """Facts that a fixed questionnaire would have to ask: all that a rule of the pack looks at."""
    pack = pack_of(name)
    used = {fact for rule in pack.regels.values() if rule.niveau == "casus" for fact in rule.needs}
    return tuple(sorted(fact for fact in used if pack.vocabulary[fact].afleiding != "netwerk"))


def answers(begrip: Begrip) -> st.SearchStrategy[Any]:
    match begrip.type.soort:
        case Soort.JA_NEE | Soort.KEUZE:
            return st.sampled_from(list(begrip.type.waarden))
        case Soort.KEUZES:
            return st.lists(st.sampled_from(list(begrip.type.waarden)), max_size=3, unique=True)
        case Soort.GETAL:
            return st.sampled_from([0, 1, 2, 3, 5, 30, 60])
        case Soort.DATUM:
            return st.sampled_from(DAYS)
    return st.none()


@st.composite
def known_casussen(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A pack, and a casus of which nearly everything is known."""
    name = draw(st.sampled_from(PACKS))
    pack = pack_of(name)
    data = draw(st.sampled_from(casussen(name))).to_dict()
    data.pop("gevraagd", None)
    for fact in askable(name):
        if fact not in data["feiten"] and draw(st.integers(0, 4)):
            value = draw(answers(pack.vocabulary[fact]))
            if value is not None:
                data["feiten"][fact] = value
                if not right(data, pack):
                    del data["feiten"][fact]
    return name, data


def right(data: dict[str, Any], pack: ggzroute.RulePack) -> bool:
    try:
        Casus.from_dict(data, vocabulary=pack.vocabulary)
    except CasusError:
        return False
    return True


def start(data: dict[str, Any], pack: ggzroute.RulePack, *known: str) -> Interview:
    facts = {name: value for name, value in data["feiten"].items() if name in known}
    casus = Casus.from_dict({**data, "feiten": facts}, vocabulary=pack.vocabulary)
    return begin(ggzroute.evaluate(casus, pack))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(known_casussen())
def test_asking_until_nothing_is_left_gives_what_knowing_everything_gives(case):
    name, data = case
    pack = pack_of(name)
    interview, asked = start(data, pack, "vraag.vrager"), 0
    while (question := interview.volgende()) is not None:
        assert question.uitkomsten
        try:
            interview = interview.antwoord(question.feit, data["feiten"].get(question.feit))
        except CasusError:  # a value that only fits together with another one that was not asked
            reject()
        asked += 1
    everything = ggzroute.evaluate(Casus.from_dict(data, vocabulary=pack.vocabulary), pack)
    assert interview.besluit == binding(everything)
    assert asked < len(askable(name))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(known_casussen(), st.data())
def test_a_fact_that_decides_nothing_changes_nothing_that_binds(case, data):
    name, known = case
    pack = pack_of(name)
    some = data.draw(st.sets(st.sampled_from(sorted(known["feiten"])), max_size=40)) if known["feiten"] else set()
    interview = start(known, pack, *some)
    found = interview.evaluation
    idle = sorted(set(known["feiten"]) - some - set(deciding_facts(found.context, found.routes)))
    for fact in idle[:8]:
        try:
            assert interview.antwoord(fact, known["feiten"][fact]).besluit == interview.besluit
        except CasusError:
            continue


def test_a_word_about_a_maatje_that_was_said_for_want_of_an_answer_can_be_taken_back():
    pack = pack_of("zuid-limburg")
    known = next(casus for casus in casussen("zuid-limburg") if casus.id == "zl-01").to_dict()
    interview = start(known, pack)
    assert interview.besluit.maatje == "nagaan"
    assert "maatje" in deciding_facts(interview.evaluation.context, interview.evaluation.routes)["maatje.behoefte"]
    assert interview.antwoord("maatje.behoefte", "nee").besluit.maatje == "open"


def test_nobody_knows_and_rather_not_are_answers_that_are_not_asked_again():
    pack = pack_of("holland-rijnland")
    first = start({"id": "p", "peildatum": "2018-06-01", "feiten": {}}, pack)
    question = first.volgende()
    assert question is not None
    for answer, stays in ((None, False), ("geweigerd", True)):
        after = first.antwoord(question.feit, answer)
        assert question.feit not in [q.feit for q in after.open]
        assert (question.feit in after.casus.feiten) is stays
        again = Casus.from_dict(after.casus.to_dict(), vocabulary=pack.vocabulary)
        assert again.gevraagd == {question.feit}


def test_danger_comes_first_and_then_what_the_route_waits_for():
    pack = pack_of("holland-rijnland")
    interview = start({"id": "p", "peildatum": "2018-06-01", "feiten": {}}, pack)
    first = interview.volgende()
    assert first is not None
    assert first.feit == "persoon.direct_gevaar"
    second = interview.antwoord(first.feit, "nee").volgende()
    assert second is not None
    assert second.feit == "vraag.vrager"


def test_an_answer_says_what_became_certain():
    pack = pack_of("holland-rijnland")
    before = start({"id": "p", "peildatum": "2018-06-01", "feiten": {}}, pack)
    after = before.antwoord("maatje.aanwezig", "ja")
    assert "maatje" in after.zeker(before)


def test_an_answer_that_does_not_fit_is_refused_and_nothing_changes():
    pack = pack_of("holland-rijnland")
    interview = start({"id": "p", "peildatum": "2018-06-01", "feiten": {}}, pack)
    with pytest.raises(CasusError):
        interview.antwoord("vraag.vrager", "de buurman")
    assert interview.casus.gevraagd == frozenset()


@pytest.mark.parametrize("asked", ["vraag.vrager", ["vraag.vragr"], [3]])
def test_what_was_asked_is_a_list_of_facts(asked):
    data = {"id": "p", "gevraagd": asked}
    with pytest.raises(CasusError) as caught:
        Casus.from_dict(data, vocabulary=pack_of("landelijk").vocabulary)
    assert [str(problem) for problem in caught.value.problems] == [
        "GGZ319 'gevraagd' is een lijst met namen van feiten (bij gevraagd)."
    ]
