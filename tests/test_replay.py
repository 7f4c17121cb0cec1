"""The documented casussen: every outcome is met, every must-not is kept, and either can be seen to fail."""

import copy
import datetime as dt
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest

import ggzroute
from ggzroute import CasusError, Evaluation, RulePack
from ggzroute.domain.advies import (
    Advies,
    ConflictGevonden,
    Gezag,
    Kandidaat,
    MaatjeAdvies,
    Onderbreking,
    OpenVraag,
    Overdracht,
    Reden,
    Regie,
    Signaal,
)
from ggzroute.domain.in_beeld import InBeeld, InBeeldBij, Kanaal, Onderbouwing
from ggzroute.domain.interventie import Element, InterventieUitkomst, Rol, Waarschuwing
from ggzroute.domain.poort import PoortUitkomst
from ggzroute.domain.voorwaarde import VoorwaardeStand
from ggzroute.replay.fixtures import Fixture, Uitkomst, fixture_from_file, fixtures_of, load_fixture
from ggzroute.replay.running import CasusResultaat, Resultaat, replay
from ggzroute.replay.toetsen import _KINDS, found, holds, words
from ggzroute.resources import rules_root
from ggzroute.rules.conditions import Check, In, walk
from ggzroute.rules.pack import CasusFile
from ggzroute.schemas import load_schema

CASUSSEN = rules_root() / "holland-rijnland" / "casussen"
OUTCOMES = {
    "hr-1108-1": (8, 2),
    "hr-1108-2": (7, 2),
    "hr-1108-3": (6, 2),
    "hr-1124-1": (8, 4),
    "hr-1124-2": (8, 3),
    "hr-1124-3": (10, 3),
    "hr-1124-4": (5, 2),
    "hr-1206-1": (7, 2),
    "hr-1206-2": (6, 2),
    "hr-1206-3": (6, 2),
    "hr-1206-4": (5, 2),
}
"""Casus to the number of outcomes that the source gives, and of those that it rules out."""

NAMES = list(OUTCOMES)

LEFT_OPEN = "c1.3 c1.7 c2.5 c2.6 c3.6 c4.5 c4.8 c5.8 c6.10 c7.4 c7.5 c8.7 c9.6 c10.6 c11.4"
"""Outcomes that say that something is left open or must stay away: silence meets them too."""

FROM_THE_NETWORK = "c2.1 c2.4 c9.1"
"""Outcomes that follow from the network and the workflow alone."""

GEZAG = Gezag(regel="X-1", titel="Proef", sterkte="voorkeur", basis="praktijk", bron=())


@pytest.fixture(scope="module")
def fixtures(pack: RulePack) -> Mapping[str, Fixture]:
    return {fixture.id: fixture for fixture in fixtures_of(pack) if fixture.id in NAMES}


@cache
def evaluations(name: str) -> dict[str | None, Evaluation]:
    """A documented casus evaluated in each of its situations."""
    pack = ggzroute.load_pack("holland-rijnland")
    fixture = load_fixture(CASUSSEN / f"{name}.casus.yaml", pack)
    casussen = {None: fixture.casus, **fixture.situaties}
    return {situation: ggzroute.evaluate(casus, pack) for situation, casus in casussen.items()}


def missed(result: CasusResultaat) -> set[str]:
    return {outcome.id for outcome in result.alles if not outcome.gehaald}


# ---- the eleven


def test_all_eleven_are_there_with_every_outcome(fixtures):
    assert {id_: (len(f.uitkomsten), len(f.mag_niet)) for id_, f in fixtures.items()} == OUTCOMES
    assert sum(count for count, _ in OUTCOMES.values()) == 76
    assert sorted(path.name.removesuffix(".casus.yaml") for path in CASUSSEN.glob("hr-*")) == NAMES


def test_every_outcome_has_an_id_of_its_own_and_a_source(fixtures):
    outcomes = [outcome for fixture in fixtures.values() for outcome in (*fixture.uitkomsten, *fixture.mag_niet)]
    assert len({outcome.id for outcome in outcomes}) == len(outcomes)
    assert [outcome.id for outcome in outcomes if not outcome.bron or not outcome.toets] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_outcome_is_met_and_every_must_not_is_kept(pack, fixtures, name):
    result = replay(fixtures[name], pack)
    assert [(outcome.id, outcome.reden) for outcome in result.alles if not outcome.gehaald] == []
    assert result.gehaald


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_agree_on_every_situation(pack, fixtures, name):
    pytest.importorskip("durable")
    result = replay(fixtures[name], pack, engines=("direct", "durable"))
    assert [(outcome.id, outcome.reden) for outcome in result.alles if not outcome.gehaald] == []
    assert "engines" in [outcome.id for outcome in result.overig]


@pytest.mark.parametrize("name", NAMES)
def test_no_outcome_hangs_on_our_own_readings(pack, name):
    own = {rule.id for rule in pack.regels.values() if rule.basis == "afgeleid"}
    fired = {r.regel for ev in evaluations(name).values() for r in ev.verantwoording.regels_gevuurd}
    assert own
    assert fired & own == set()


# ---- every kind of test can fail


def concluding(evaluation: Evaluation, **parts: Any) -> Evaluation:
    """The evaluation as if these parts had been concluded."""
    changed = copy.copy(evaluation)
    for name, part in parts.items():
        object.__setattr__(changed, name, part)
    return changed


def some(evaluation: Evaluation) -> Evaluation:
    """An evaluation in which there is one of everything."""
    reason = Reden(tekst="Proef", gezag=GEZAG)
    regie = Regie(
        status="aanwezig",
        huidig=(Kandidaat(wie="ggz", rol="casemanager", eindigt_met=("persoon.behandelstatus",)),),
        kandidaten=(Kandidaat(wie="swt", rol="wijkteammedewerker"),),
        uitgesloten=(Kandidaat(wie="zon"),),
        overdracht=(Overdracht(naar="iva", rol=None, wacht_op=(), vervuld=None, reden=reason),),
    )
    advice = Advies(soort="adviseer", handeling="bellen", gebied="contact", tekst="Bel.", gezag=GEZAG, door=("swt",))
    asked = VoorwaardeStand(code="gevraagd", eis="Er is gevraagd.", stand="nee", gevolg="geblokkeerd")
    open_ = VoorwaardeStand(code="verlopen", eis="Niet verlopen.", stand="onbekend")
    gate = PoortUitkomst(
        poort="overdracht",
        titel="Mag het?",
        uitkomst="geblokkeerd",
        tekst="Nee.",
        voorwaarden=(asked, open_),
        velden=("persoon.werkwens",),
    )
    intervention = InterventieUitkomst(
        interventie="ips",
        titel="IPS",
        uitkomst="past",
        loopt="nee",
        voorwaarden=(asked, open_),
        trekker=Rol(wie=("ggz_instelling",), tekst="De GGZ.", bron=()),
        niet_alleen=None,
        elementen=(
            Element(code="snel", tekst="Snel.", stand="aanwezig"),
            Element(code="lang", tekst="Lang.", stand="onbekend"),
        ),
        waarschuwingen=(Waarschuwing(code="geen_team", tekst="Geen team.", bron=()),),
    )
    forbidden = Gezag(regel="X-2", titel="Proef", sterkte="verboden", basis="praktijk", bron=())
    return concluding(
        evaluation,
        regie=regie,
        maatje=MaatjeAdvies(stand="regelen", redenen=(), kandidaten=(Kandidaat(wie="tante"),), kringen=()),
        in_beeld=InBeeld(
            stand="onbekend",
            gronden=(Onderbouwing(grond="niet_geinventariseerd", tekst="Proef", bron=()),),
            organisaties=(
                InBeeldBij(
                    wie="uwv",
                    betrokken="nu",
                    stand="contact_kwijt",
                    gronden=(Onderbouwing(grond="contact_geen", tekst="Proef", bron=()),),
                    laatste_contact=dt.date(2016, 10, 3),
                    dagen_sinds_contact=52,
                    pogingen_sinds_contact=2,
                    dagen_onbeantwoord=45,
                    zonder_datum=1,
                    kanalen_nog_niet=(Kanaal(kanaal="huisbezoek", bron=()),),
                ),
            ),
        ),
        adviezen=(
            attrs.evolve(advice, voor="persoon.ontslag_gepland_op"),
            attrs.evolve(advice, handeling="schrijven", overstemd_door=("X-2",)),
            attrs.evolve(advice, soort="raad_af", handeling="dwingen", gebied="maatregel"),
            attrs.evolve(advice, soort="verbied", handeling="korten", gezag=forbidden),
            attrs.evolve(advice, soort="contact", handeling="", met=("wi_leiden",)),
        ),
        signalen=(Signaal(code="alarm", tekst="Let op.", gezag=GEZAG),),
        onderbrekingen=(Onderbreking(handeling="ingrijpen", naar=("ggd_hm",), tekst="Bel.", gezag=GEZAG),),
        conflicten=(ConflictGevonden(id="CF-09", wat="Botsing", kanten=(), voorstel=""),),
        vragen=(OpenVraag(feit="vraag.vrager", tekst="Wie?", antwoord_door=(), gevoelig=False, gewicht=1, voor=()),),
        route=attrs.evolve(evaluation.route, pad="kort"),
        poorten=(gate,),
        interventies=(intervention,),
    )


PASSES_AND_FAILS = [
    ("regie", {"status": "aanwezig"}, {"status": "open"}),
    ("regie", {"huidig": "ggz", "rol": "casemanager"}, {"huidig": "ggz", "rol": "begeleider"}),
    ("regie", {"kandidaat": "swt"}, {"kandidaat": "zon"}),
    ("regie", {"kandidaat": "iemand"}, {"kandidaat": "iemand", "behalve": "swt"}),
    ("regie", {"uitgesloten": "zon"}, {"uitgesloten": "swt"}),
    ("regie", {"eindigt_met": "persoon.behandelstatus"}, {"eindigt_met": "persoon.verblijf"}),
    ("regie", {"overdracht_naar": "iva"}, {"overdracht_naar": "ggz"}),
    ("regie", {"rol": "wijkteammedewerker"}, {"rol": "consulent"}),
    ("regie", {"status": "aanwezig", "huidig": "ggz"}, {"status": "aanwezig", "huidig": "swt"}),
    ("maatje", {"stand": "regelen"}, {"stand": "nagaan"}),
    ("maatje", {"kandidaat": "tante"}, {"kandidaat": "zon"}),
    ("maatje", {"stand": "regelen", "kandidaat": "iemand"}, {"stand": "open", "kandidaat": "iemand"}),
    ("in_beeld", {"stand": "onbekend"}, {"stand": "uit_beeld"}),
    ("in_beeld", {"grond": "niet_geinventariseerd"}, {"grond": "contact_geen"}),
    ("in_beeld", {"bij": "uwv"}, {"bij": "ggz"}),
    ("in_beeld", {"bij": "uwv", "grond": "contact_geen"}, {"bij": "uwv", "grond": "niet_geinventariseerd"}),
    ("in_beeld", {"stand_bij": "contact_kwijt"}, {"stand_bij": "in_beeld"}),
    ("in_beeld", {"laatste_contact": dt.date(2016, 10, 3)}, {"laatste_contact": dt.date(2016, 10, 4)}),
    ("in_beeld", {"dagen_sinds_contact": 52}, {"dagen_sinds_contact": 51}),
    ("in_beeld", {"pogingen_sinds_contact": 2}, {"pogingen_sinds_contact": 3}),
    ("in_beeld", {"dagen_onbeantwoord": 45}, {"dagen_onbeantwoord": 44}),
    ("in_beeld", {"zonder_datum": 1}, {"zonder_datum": 0}),
    ("in_beeld", {"kanaal_nog_niet": "huisbezoek"}, {"kanaal_nog_niet": "email"}),
    ("in_beeld", {"stand": "onbekend", "bij": "uwv"}, {"stand": "uit_beeld", "bij": "uwv"}),
    ("advies", {"handeling": "bellen"}, {"handeling": "dwingen"}),
    ("advies", {"handeling": ["mailen", "bellen"]}, {"handeling": ["mailen", "korten"]}),
    ("advies", {"gebied": "contact"}, {"gebied": "werk"}),
    ("advies", {"gebied": "contact"}, {"gebied": "contact", "behalve": "bellen"}),
    ("advies", {"handeling": "bellen", "door": "swt"}, {"handeling": "bellen", "door": "ggz"}),
    ("advies", {"handeling": "bellen", "sterkte": "voorkeur"}, {"handeling": "bellen", "sterkte": "verplicht"}),
    ("advies", {"voor": "persoon.ontslag_gepland_op"}, {"voor": "persoon.geboren_op"}),
    ("advies", {"handeling": "bellen"}, {"handeling": "schrijven"}),
    ("afgeraden", {"handeling": "dwingen", "gebied": "maatregel"}, {"handeling": "bellen"}),
    ("verboden", {"handeling": "korten"}, {"handeling": "dwingen"}),
    ("contact", {"met": "wi_leiden"}, {"met": "swt"}),
    ("contact", {"met": "wi_leiden", "door": "swt"}, {"met": "wi_leiden", "door": "ggz"}),
    ("signaal", "alarm", "rust"),
    ("onderbreking", {"naar": "ggd_hm"}, {"naar": "swt"}),
    ("onderbreking", {"handeling": "ingrijpen"}, {"handeling": "bellen"}),
    ("vraag", "vraag.vrager", "vraag.complexiteit"),
    ("conflict", "CF-09", "CF-01"),
    ("pad", "kort", "lang"),
    ("poort", {"poort": "overdracht"}, {"poort": "privacy"}),
    ("poort", {"poort": "overdracht", "uitkomst": "geblokkeerd"}, {"poort": "overdracht", "uitkomst": "toegestaan"}),
    ("poort", {"poort": "overdracht", "voorwaarde": "gevraagd"}, {"poort": "overdracht", "voorwaarde": "verlopen"}),
    (
        "poort",
        {"poort": "overdracht", "voorwaarde": "verlopen", "stand": "onbekend"},
        {"poort": "overdracht", "voorwaarde": "gevraagd", "stand": "onbekend"},
    ),
    (
        "poort",
        {"poort": "overdracht", "veld": "persoon.werkwens"},
        {"poort": "overdracht", "veld": "persoon.zwaarte"},
    ),
    ("interventie", {"interventie": "ips"}, {"interventie": "irb"}),
    ("interventie", {"interventie": "ips", "uitkomst": "past"}, {"interventie": "ips", "uitkomst": "past_niet"}),
    (
        "interventie",
        {"interventie": "ips", "voorwaarde": "gevraagd"},
        {"interventie": "ips", "voorwaarde": "verlopen"},
    ),
    ("interventie", {"interventie": "ips", "element": "snel"}, {"interventie": "ips", "element": "lang"}),
    (
        "interventie",
        {"interventie": "ips", "element": "lang", "stand": "onbekend"},
        {"interventie": "ips", "element": "snel", "stand": "afwezig"},
    ),
    (
        "interventie",
        {"interventie": "ips", "waarschuwing": "geen_team"},
        {"interventie": "ips", "waarschuwing": "te_duur"},
    ),
    ("interventie", {"interventie": "ips", "trekker": "ggz_instelling"}, {"interventie": "ips", "trekker": "uwv"}),
    ("regel", "RG-006", "RG-009"),
    ("niet", {"signaal": "rust"}, {"signaal": "alarm"}),
    ("of", [{"signaal": "rust"}, {"pad": "kort"}], [{"signaal": "rust"}, {"pad": "lang"}]),
]


@pytest.fixture(scope="module")
def full(pack: RulePack) -> Evaluation:
    casus = ggzroute.Casus.from_dict({"id": "leeg", "peildatum": "2016-11-24"}, vocabulary=pack.vocabulary)
    return some(ggzroute.evaluate(casus, pack))


@pytest.mark.parametrize(("kind", "passes", "fails"), PASSES_AND_FAILS)
def test_every_kind_of_test_can_pass_and_can_fail(full, kind, passes, fails):
    assert holds({kind: passes}, full) is True
    assert holds({kind: fails}, full) is False


def test_no_kind_of_test_is_left_out_here_or_in_the_schema():
    tested = {kind for kind, _, _ in PASSES_AND_FAILS}
    assert tested == set(_KINDS) == set(load_schema("casus")["$defs"]["toets"]["properties"])


def test_every_key_of_a_test_is_tried_here():
    schema = load_schema("casus")["$defs"]["toets"]["properties"]
    tried: dict[str, set[str]] = {}
    for kind, *bodies in PASSES_AND_FAILS:
        tried.setdefault(kind, set()).update(key for body in bodies if isinstance(body, Mapping) for key in body)
    for kind in ("regie", "maatje", "in_beeld", "advies", "contact", "onderbreking", "poort", "interventie"):
        assert tried[kind] == set(schema[kind]["properties"]), kind


@pytest.mark.parametrize(
    ("test", "phrase", "came_out"),
    [
        ({"regie": {"kandidaat": "zon"}}, "regie kandidaat zon", "aanwezig: ggz (casemanager); uitgesloten zon"),
        ({"maatje": {"stand": "open"}}, "maatje stand open", "regelen; kandidaten tante"),
        (
            {"in_beeld": {"bij": "uwv", "stand_bij": "a"}},
            "in_beeld bij uwv en stand_bij a",
            "onbekend; uwv contact_kwijt",
        ),
        ({"advies": {"handeling": ["a", "b"], "door": "c"}}, "advies handeling a, b en door c", "bellen, schrijven"),
        ({"afgeraden": {"gebied": "werk"}}, "afgeraden gebied werk", "dwingen"),
        ({"verboden": {"handeling": "a"}}, "verboden handeling a", "korten"),
        ({"contact": {"met": "swt"}}, "contact met swt", "wi_leiden"),
        ({"signaal": "rust"}, "signaal rust", "alarm"),
        ({"onderbreking": {"naar": "swt"}}, "onderbreking naar swt", "ingrijpen"),
        ({"vraag": "a.b"}, "vraag a.b", "vraag.vrager"),
        ({"conflict": "CF-01"}, "conflict CF-01", "CF-09"),
        ({"pad": "lang"}, "pad lang", "kort"),
        (
            {"poort": {"poort": "overdracht", "uitkomst": "toegestaan"}},
            "poort overdracht en uitkomst toegestaan",
            "overdracht geblokkeerd (gevraagd)",
        ),
        ({"interventie": {"interventie": "irb"}}, "interventie irb", "ips past"),
        ({"regel": "RG-009"}, "regel RG-009", "RG-006, RT-001"),
        ({"niet": {"signaal": "alarm"}}, "niet: signaal alarm", "alarm"),
        ({"of": [{"signaal": "a"}, {"pad": "b"}]}, "signaal a of pad b", "alarm; kort"),
    ],
)
def test_a_miss_is_told_in_codes_with_what_came_out_instead(full, test, phrase, came_out):
    assert words(test) == phrase
    assert found(test, full) == came_out


# ---- every outcome and every must-not can be missed


def without_rules(pack: RulePack) -> RulePack:
    return attrs.evolve(pack, regels={}, strata=())


def met(fixtures: Iterable[Fixture], pack: RulePack) -> set[str]:
    return {outcome.id for fixture in fixtures for outcome in replay(fixture, pack).uitkomsten if outcome.gehaald}


def test_without_rules_every_outcome_is_missed_but_those_that_need_none(pack, fixtures):
    assert met(fixtures.values(), without_rules(pack)) == {*LEFT_OPEN.split(), *FROM_THE_NETWORK.split()}


def test_without_relations_the_outcomes_that_follow_from_the_network_are_missed(pack, fixtures):
    alone = [attrs.evolve(f, casus=attrs.evolve(f.casus, relaties=())) for f in fixtures.values()]
    assert met(alone, pack) & set(FROM_THE_NETWORK.split()) == set()


def test_the_route_of_every_casus_can_be_missed(pack, fixtures):
    for fixture in fixtures.values():
        assert fixture.route is not None
        stop = attrs.evolve(fixture, route=attrs.evolve(fixture.route, wacht_bij="A1"))
        path = attrs.evolve(fixture, route=attrs.evolve(fixture.route, paden=("nergens_heen",)))
        assert "route" in missed(replay(stop, pack)) & missed(replay(path, pack)), fixture.id


def kandidaat(body: Mapping[str, Any], who: str) -> Kandidaat:
    return Kandidaat(wie="iets_anders" if who == "iemand" else who, rol=body.get("rol"))


def changed_regie(body: Mapping[str, Any], regie: Regie) -> Regie:
    """The regie in which a test holds."""
    for key, field in (("kandidaat", "kandidaten"), ("huidig", "huidig"), ("uitgesloten", "uitgesloten")):
        if key in body:
            regie = attrs.evolve(regie, **{field: (*getattr(regie, field), kandidaat(body, body[key]))})
    return attrs.evolve(regie, status=body.get("status", regie.status))


def advice_for(soort: str, body: Mapping[str, Any]) -> Advies:
    wanted = body.get("handeling", "iets_doen")
    gezag = attrs.evolve(GEZAG, sterkte=body.get("sterkte", "voorkeur"))
    return Advies(
        soort=soort,
        handeling=wanted[0] if isinstance(wanted, list) else wanted,
        gebied=body.get("gebied", "werk"),
        tekst="Proef.",
        gezag=gezag,
        door=(body["door"],) if "door" in body else (),
        met=(body["met"],) if "met" in body else (),
    )


def provoke(test: Mapping[str, Any], ev: Evaluation) -> Evaluation:
    """The evaluation in which a test that does not hold does."""
    kind, body = next(iter(test.items()))
    soort = {"advies": "adviseer", "afgeraden": "raad_af", "verboden": "verbied", "contact": "contact"}.get(kind)
    if soort:
        return concluding(ev, adviezen=(*ev.adviezen, advice_for(soort, body)))
    match kind:
        case "regie":
            return concluding(ev, regie=changed_regie(body, ev.regie))
        case "signaal":
            return concluding(ev, signalen=(Signaal(code=body, tekst="Proef.", gezag=GEZAG),))
        case "onderbreking":
            stop = Onderbreking(handeling="ingrijpen", naar=(body["naar"],), tekst="Proef.", gezag=GEZAG)
            return concluding(ev, onderbrekingen=(stop,))
        case "niet":
            return spoil(body, ev)
    raise AssertionError(test)


def spoil(test: Mapping[str, Any], ev: Evaluation) -> Evaluation:
    """The evaluation in which a test that holds no longer does."""
    kind, body = next(iter(test.items()))
    match kind:
        case "niet":
            return provoke(body, ev)
        case "of":
            for part in body:
                ev = spoil(part, ev)
            return ev
        case "regie":
            other = "meer_dan_een" if body.get("status") == "niet_nodig" else "niet_nodig"
            return concluding(ev, regie=Regie(status=other))
        case "maatje":
            other = "regelen" if body.get("stand") == "open" else "open"
            return concluding(ev, maatje=MaatjeAdvies(stand=other, redenen=(), kandidaten=(), kringen=()))
        case "pad":
            return concluding(ev, route=attrs.evolve(ev.route, pad=None))
    return concluding(ev, adviezen=(), signalen=(), onderbrekingen=(), vragen=(), conflicten=())


def single_tests(name: str) -> Iterator[Any]:
    """Every single test of every outcome of one casus, read from its file."""
    fixture = load_fixture(CASUSSEN / f"{name}.casus.yaml", ggzroute.load_pack("holland-rijnland"))
    for outcome in (*fixture.uitkomsten, *fixture.mag_niet):
        for n, test in enumerate(outcome.toets):
            yield pytest.param(name, outcome, test, id=f"{outcome.id}-{n + 1}")


@pytest.mark.parametrize(("name", "outcome", "test"), [case for name in NAMES for case in single_tests(name)])
def test_every_single_test_of_every_outcome_can_be_missed(name, outcome, test):
    evaluation = evaluations(name)[outcome.situatie]
    change = provoke if outcome.verboden else spoil
    alone = attrs.evolve(outcome, toets=(test,))
    assert judged(alone, evaluation).gehaald
    broken = judged(alone, change(test, evaluation))
    assert not broken.gehaald
    verb = "verscheen toch" if outcome.verboden else "niet gehaald"
    assert broken.reden.startswith(f"{verb}: {words(test)} (gevonden: ")


def judged(outcome: Uitkomst, evaluation: Evaluation) -> Resultaat:
    from ggzroute.replay.running import _outcome  # noqa: PLC0415 - one step of the replay, on an evaluation of our own

    return _outcome(outcome, evaluation)


def test_engines_that_differ_are_reported(pack, fixtures, monkeypatch):
    from ggzroute.replay import evaluating  # noqa: PLC0415

    def other(casus: ggzroute.Casus, pack: RulePack, *, engine: str, afgeleid: bool, **_: Any) -> Evaluation:
        evaluation = ggzroute.evaluate(casus, pack, afgeleid=afgeleid)
        return concluding(evaluation, signalen=()) if engine == "durable" else evaluation

    monkeypatch.setattr(evaluating, "evaluate", other)
    result = replay(fixtures["hr-1108-1"], pack, engines=("direct", "durable"))
    (engines,) = [outcome for outcome in result.overig if outcome.id == "engines"]
    assert engines.reden == "durable wijkt af van direct; durable wijkt af van direct in situatie oktober_2014"
    assert not result.gehaald


# ---- a change in the rules shows which casus it touches


CHANGES = {
    "RG-011": (
        "- vraag.onderwerp: {bevat: werk_zoeken}",
        "- vraag.onderwerp: {bevat: scholing}",
        {("hr-1108-3", "c3.1")},
    ),
    "RG-014": (
        "persoon.opname_status: rechterlijke_machtiging",
        "persoon.opname_status: vrijwillig",
        {("hr-1124-3", "c6.1")},
    ),
    "RG-012": (
        "waarin: {organisatie: zon}",
        "waarin: {organisatie: mee}",
        {("hr-1108-3", "c3.5"), ("hr-1124-1", "c4.2"), ("hr-1206-4", "c11.5")},
    ),
}


@pytest.mark.parametrize("rule", CHANGES)
def test_a_changed_condition_shows_which_casus_and_which_outcome_it_changes(tmp_path, rule):
    old, new, touched = CHANGES[rule]
    folder = tmp_path / "holland-rijnland"
    shutil.copytree(rules_root() / "holland-rijnland", folder)
    path = folder / "regels" / "regie.yaml"
    head, body = path.read_text(encoding="utf-8").split(f"- id: {rule}\n")
    assert old in body
    path.write_text(f"{head}- id: {rule}\n{body.replace(old, new, 1)}", encoding="utf-8")
    changed = ggzroute.load_pack(folder)
    assert changed.rule(rule).als != ggzroute.load_pack("holland-rijnland").rule(rule).als
    documented = [fixture for fixture in fixtures_of(changed) if fixture.id in NAMES]
    assert {(fixture.id, id_) for fixture in documented for id_ in missed(replay(fixture, changed))} == touched


# ---- a fixture with a fault


def altered(pack: RulePack, name: str, *changes: tuple[str, str]) -> str:
    """What is wrong with a casus after its text was changed, a line for each problem."""
    text = (CASUSSEN / f"{name}.casus.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(CasusError) as caught:
        fixture_from_file(CasusFile(id=name, bestand="proef.yaml", inhoud=text.encode()), pack)
    return "\n".join(re.sub(r":\d+:\d+:", ":", str(problem)) for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        (
            "hr-1108-1",
            "handeling: regievoerder_regelen}",
            "handeling: regievoerder_regelenn}",
            (
                "proef.yaml: GGZ403 geen regel concludeert de handeling 'regievoerder_regelenn' "
                "(bij verwacht[2].toets[1].advies.handeling). Bedoelt u 'regievoerder_regelen'?"
            ),
        ),
        (
            "hr-1108-1",
            "signaal: tegenstrijdig_advies",
            "signaal: tegenstrijdige_adviezen",
            (
                "proef.yaml: GGZ403 geen regel geeft het signaal 'tegenstrijdige_adviezen' "
                "(bij verwacht[1].toets[1].signaal). "
                "Bedoelt u 'tegenstrijdig_advies'?"
            ),
        ),
        (
            "hr-1124-2",
            "handeling: korting_uitkering",
            "handeling: kortingg_uitkering",
            (
                "proef.yaml: GGZ403 geen regel concludeert de handeling 'kortingg_uitkering' "
                "(bij verwacht[5].toets[1].afgeraden.handeling). "
                "Bedoelt u 'korting_uitkering'?"
            ),
        ),
        (
            "hr-1206-1",
            "handeling: regie_afstemmen_met_wijkteam_nieuwe_gemeente",
            "handeling: regie_afstemmen_wijkteam_nieuwe_gemeente",
            (
                "proef.yaml: GGZ403 geen regel concludeert de handeling 'regie_afstemmen_wijkteam_nieuwe_gemeente' "
                "(bij verwacht[3].toets[1].of[2].advies.handeling). Bedoelt u "
                "'regie_afstemmen_met_wijkteam_nieuwe_gemeente'?"
            ),
        ),
        (
            "hr-1206-1",
            "situatie: verhuizing\n",
            "situatie: verhuisd\n",
            ("proef.yaml: GGZ402 de situatie 'verhuisd' bestaat niet (bij verwacht[1].situatie)."),
        ),
        (
            "hr-1206-1",
            "gepland: ja",
            "gepland: misschien",
            (
                "proef.yaml: GGZ302 hier staat tekst, en dat past niet "
                "(bij situaties[1].feiten.persoon.verblijf_wijziging.gepland). Toegestaan: ja of nee."
            ),
        ),
    ],
    ids=["action", "signal", "against", "either", "situation", "fact"],
)
def test_a_typing_error_in_an_outcome_is_a_problem_with_the_nearest_name(pack, name, old, new, line):
    assert altered(pack, name, (old, new)) == line


def test_an_unknown_conflict_in_an_outcome_is_a_problem_with_the_nearest_name(pack):
    assert altered(pack, "hr-1108-1", ("- signaal: geen_regievoerder", "- conflict: CF-9")) == (
        "proef.yaml: GGZ403 het conflict 'CF-9' bestaat niet (bij verwacht[1].toets[2].conflict). Bedoelt u 'CF-19'?"
    )


OVER, IPS = "poort: {poort: warme_overdracht", "interventie: {interventie: ips"


@pytest.mark.parametrize(
    ("test", "line"),
    [
        (
            "poort: {poort: warm_overdracht}",
            (
                "de poort 'warm_overdracht' bestaat niet "
                "(bij verwacht[1].toets[2].poort.poort). Bedoelt u 'warme_overdracht'?"
            ),
        ),
        (
            OVER + ", uitkomst: geblokeerd}",
            (
                "de poort 'warme_overdracht' heeft geen uitkomst 'geblokeerd' "
                "(bij verwacht[1].toets[2].poort.uitkomst). "
                "Bedoelt u 'geblokkeerd'?"
            ),
        ),
        (
            OVER + ", voorwaarde: niet_blank}",
            (
                "de poort 'warme_overdracht' heeft geen voorwaarde 'niet_blank' "
                "(bij verwacht[1].toets[2].poort.voorwaarde). "
                "Bedoelt u 'niet_blanco'?"
            ),
        ),
        (
            OVER + ", veld: persoon.zwaarte}",
            "de poort 'warme_overdracht' heeft geen veld 'persoon.zwaarte' (bij verwacht[1].toets[2].poort.veld).",
        ),
        (
            "interventie: {interventie: ipss}",
            "de interventie 'ipss' bestaat niet (bij verwacht[1].toets[2].interventie.interventie). Bedoelt u 'ips'?",
        ),
        (
            IPS + ", voorwaarde: wil_werkn}",
            (
                "de interventie 'ips' heeft geen voorwaarde 'wil_werkn' "
                "(bij verwacht[1].toets[2].interventie.voorwaarde). Bedoelt u 'wil_werken'?"
            ),
        ),
        (
            IPS + ", element: eigen_wensen}",
            (
                "de interventie 'ips' heeft geen element 'eigen_wensen' "
                "(bij verwacht[1].toets[2].interventie.element). Bedoelt u 'eigen_wens'?"
            ),
        ),
        (
            IPS + ", waarschuwing: gemeente_alleenn}",
            (
                "de interventie 'ips' heeft geen waarschuwing 'gemeente_alleenn' "
                "(bij verwacht[1].toets[2].interventie.waarschuwing). "
                "Bedoelt u 'gemeente_alleen'?"
            ),
        ),
        (
            IPS + ", trekker: uwv}",
            "de interventie 'ips' heeft geen trekker 'uwv' (bij verwacht[1].toets[2].interventie.trekker).",
        ),
    ],
)
def test_a_code_that_no_gate_and_no_intervention_has_is_a_problem(pack, test, line):
    found = altered(pack, "hr-1108-1", ("- signaal: geen_regievoerder", f"- {test}"))
    assert found == f"proef.yaml: GGZ403 {line}"


def test_an_unknown_kind_of_test_is_a_problem(pack):
    line = altered(pack, "hr-1108-1", ("- signaal: geen_regievoerder", "- signalen: geen_regievoerder"))
    assert line.startswith(
        "proef.yaml: GGZ101 'signalen' bestaat hier niet (bij verwacht[1].toets[2].signalen). Bedoelt u 'signaal'?"
    )


PROFILE = """\
id: p
niveau: regio
peildatum: 2018-06-01
workflow: kort
verwacht:
  - {id: u, soort: actie, zekerheid: zeker, wat: Proef., bron: [{document: hr2017, plaats: h3}], toets: [TOETS]}
"""


def test_a_profile_can_meet_only_what_rules_say_of_its_level(pack):
    text = PROFILE.replace("TOETS", "{regie: {status: open}}, {niet: {pad: x}}, {vraag: regio.overleg_ritme}")
    with pytest.raises(CasusError) as caught:
        fixture_from_file(CasusFile(id="p", bestand="p.yaml", inhoud=text.encode()), pack)
    allowed = "Toegestaan: advies, afgeraden, conflict, contact, regel, signaal, verboden, vraag."
    assert [str(problem) for problem in caught.value.problems] == [
        "p.yaml:4:1: GGZ404 een profiel heeft geen workflow (bij workflow). Haal 'workflow' weg.",
        (
            "p.yaml:4:1: GGZ405 de workflow 'kort' staat niet in het pakket (bij workflow). "
            "Toegestaan: route-arbeidsparticipatie, werkwijzer."
        ),
        f"p.yaml:6:98: GGZ404 een profiel heeft geen pad (bij verwacht[1].toets). {allowed}",
        f"p.yaml:6:98: GGZ404 een profiel heeft geen regie (bij verwacht[1].toets). {allowed}",
    ]


def test_a_profile_is_held_against_the_rules_of_its_level(pack):
    text = PROFILE.replace("workflow: kort\n", "").replace("TOETS", "{vraag: regio.overleg_ritme}")
    (result,) = [replay(fixture_from_file(CasusFile(id="p", bestand="p", inhoud=text.encode()), pack), pack)]
    assert (result.gehaald, result.route, result.regie_gevonden, result.maatje) == (True, "regio", "", "")
    text = text.replace("regio.overleg_ritme", "vraag.vrager")
    (result,) = [replay(fixture_from_file(CasusFile(id="p", bestand="p", inhoud=text.encode()), pack), pack)]
    assert not result.gehaald


def test_a_casus_without_expected_outcomes_is_no_fixture(pack):
    casus = CasusFile(id="los", bestand="los.yaml", inhoud=b"id: los\npeildatum: 2016-11-24\n")
    with pytest.raises(CasusError) as caught:
        fixture_from_file(casus, pack)
    assert str(caught.value.problems[0]) == (
        "los.yaml:1:1: GGZ401 deze casus heeft geen verwachte uitkomsten. Toegestaan: verwacht, mag_niet of route."
    )


def test_the_problems_of_all_fixtures_of_a_pack_come_at_once(pack):
    bad = tuple(CasusFile(id=id_, bestand=f"{id_}.yaml", inhoud=b"id: los\nfout: 1\n") for id_ in ("een", "twee"))
    with pytest.raises(CasusError) as caught:
        fixtures_of(attrs.evolve(pack, casussen=bad))
    assert {problem.bestand for problem in caught.value.problems} == {"een.yaml", "twee.yaml"}


# ---- rules are general


SINGLED_OUT = re.compile(r"hr-\d{4}-\d|\bc\d+\.n?\d+\b")


def test_no_rule_names_a_casus_or_an_outcome():
    files = [path for path in rules_root().rglob("*.yaml") if "casussen" not in path.parts]
    assert files
    named = {path.name: SINGLED_OUT.findall(path.read_text(encoding="utf-8")) for path in files}
    assert {name: hits for name, hits in named.items() if hits} == {}


def test_no_rule_looks_at_the_id_of_a_betrokkene(pack):
    ids = [
        rule.id
        for rule in pack.regels.values()
        for part in walk(rule.als)
        if isinstance(part, Check) and part.term.node and part.term.name == "id"
    ]
    assert ids == []


def test_no_rule_asks_for_a_pseudonym_or_for_one_single_day(pack):
    for rule in pack.regels.values():
        for part in walk(rule.als):
            if isinstance(part, Check) and not part.term.node:
                assert part.term.name != "persoon.pseudoniem", rule.id
                days = isinstance(part.test, In) and any(hasattr(value, "toordinal") for value in part.test.values)
                assert not days, rule.id


def test_no_test_of_an_outcome_names_a_casus(fixtures):
    for fixture in fixtures.values():
        for outcome in (*fixture.uitkomsten, *fixture.mag_niet):
            assert SINGLED_OUT.search(str(outcome.toets)) is None, outcome.id


# ---- results


def test_a_result_is_plain_data_with_its_sources(pack, fixtures):
    result = replay(fixtures["hr-1206-2"], pack).to_dict()
    assert (result["id"], result["peildatum"], result["gehaald"]) == ("hr-1206-2", "2016-12-06", True)
    assert result["regie_verwacht"] == result["regie_gevonden"].removeprefix("aanwezig: ") == "iva (begeleider)"
    assert result["uitkomsten"][0] == {
        "id": "c9.1",
        "soort": "regievoerder",
        "zekerheid": "zeker",
        "situatie": None,
        "bron": [{"document": "hr2017", "plaats": "§2.1.3 (6-12-2016) casus 2"}],
        "gehaald": True,
        "reden": "",
    }


def test_a_fixture_shows_nothing_of_its_casus(fixtures):
    assert repr(fixtures["hr-1206-2"]) == "Fixture('hr-1206-2')"


def test_a_fixture_can_be_loaded_from_a_file_of_its_own(pack, tmp_path):
    path = Path(shutil.copy(CASUSSEN / "hr-1206-2.casus.yaml", tmp_path / "eigen.casus.yaml"))
    assert replay(load_fixture(path, pack), pack).gehaald


class TestNames:
    """What a documented casus names must be there, or a test that must fail could never fail."""

    TEXT = """\
id: proef
peildatum: 2018-06-01
betrokkenen:
  - {id: mee, organisatie: mee, betrokken: nu}
documentatie:
  titel: Proef
  bron: [{document: hr2017, plaats: "§4.1"}]
route:
  paden: [ander_volledig_met_regie]
  wacht_bij: Q1
  zekerheid: afgeleid
  bron: [{document: hr2017, plaats: "§4.1"}]
mag_niet:
  - id: n1
    wat: Iets.
    bron: [{document: hr2017, plaats: "§4.1"}]
    toets: [{regie: {kandidaat: mee}}, {niet: {regel: RG-001}}]
  - id: n2
    wat: Iets.
    bron: [{document: hr2017, plaats: "§4.1"}]
    toets: [{of: [{advies: {door: regievoerder}}]}]
"""
    WRONG: ClassVar = {
        "organisatie: mee": (
            "organisatie: meee",
            (
                "4:15: GGZ140 deze organisatie staat niet op de sociale kaart (bij betrokkenen[1].organisatie). "
                "Zoek de id met 'ggzroute kaart', of schrijf 'soort' en 'kring' in de plaats."
            ),
        ),
        "document: hr2017": (
            "document: hr2018",
            (
                "7:11: GGZ191 de bron 'hr2018' staat niet in pack.yaml (bij documentatie.bron[1].document). "
                "Bedoelt u 'hr2017'? Toegestaan: divosa2014, programmaraad, hr2017, zl2018."
            ),
        ),
        "ander_volledig": (
            "anders_volledig",
            (
                "9:11: GGZ151 het pad 'anders_volledig_met_regie' bestaat niet in de workflow (bij route.paden[1]). "
                "Bedoelt u 'ander_volledig_met_regie'? Toegestaan: zelf_eenvoudig_met_regie, "
                "zelf_eenvoudig_zonder_regie_nodig, zelf_eenvoudig_zonder_regie_niet_nodig, "
                "zelf_complex_zelf_uitvraag_met_regie, zelf_complex_zelf_uitvraag_zonder_regie, "
                "zelf_complex_via_wijkteam_met_regie, zelf_complex_via_wijkteam_zonder_regie, "
                "ander_volledig_met_regie, "
                "ander_volledig_zonder_regie, ander_onvolledig_met_regie, ander_onvolledig_zonder_regie."
            ),
        ),
        "wacht_bij: Q1": (
            "wacht_bij: Q11",
            (
                "10:3: GGZ151 de stap 'Q11' bestaat niet in de workflow (bij route.wacht_bij). Bedoelt u 'Q1'? "
                "Toegestaan: START, Q1, A1, Q2, A2, Q3, A3, Q4, A4, Q5, A5, A6, EIND_GEEN_REGIE."
            ),
        ),
        "kandidaat: mee": (
            "kandidaat: meer",
            (
                "17:22: GGZ140 deze betrokkene is hier niet bekend (bij mag_niet[1].toets[1].regie.kandidaat). "
                "Bedoelt u 'mee'? Gebruik een id uit betrokkenen, een id van de sociale kaart, of een rol."
            ),
        ),
        "regel: RG-001": (
            "regel: RG-0001",
            "17:48: GGZ196 de regel 'RG-0001' bestaat niet (bij mag_niet[1].toets[2].niet.regel). Bedoelt u 'RG-001'?",
        ),
        "id: n2": (
            "id: n1",
            "18:5: GGZ408 de uitkomst 'n1' staat hier al (bij mag_niet[2].id). Geef elke uitkomst een eigen id.",
        ),
        "door: regievoerder": (
            "door: regievoeder",
            (
                "21:29: GGZ140 deze betrokkene is hier niet bekend (bij mag_niet[2].toets[1].of[1].advies.door). "
                "Bedoelt u 'regievoerder'? Gebruik een id uit betrokkenen, een id van de sociale kaart, of een rol."
            ),
        ),
    }

    def test_a_casus_that_names_what_there_is_is_read(self, pack):
        file = CasusFile(id="proef", bestand="proef.yaml", inhoud=self.TEXT.encode())

        assert fixture_from_file(file, pack, named=True).id == "proef"

    @pytest.mark.parametrize("right", WRONG)
    def test_a_name_that_is_not_there_is_told_with_the_one_that_is_near(self, pack, right):
        wrong, said = self.WRONG[right]
        text = self.TEXT.replace(right, wrong, 1)

        with pytest.raises(CasusError) as caught:
            fixture_from_file(CasusFile(id="proef", bestand="proef.yaml", inhoud=text.encode()), pack)
        assert [str(problem) for problem in caught.value.problems] == [f"proef.yaml:{said}"]

    def test_two_made_casussen_with_one_id_are_told(self, pack):
        files = [
            CasusFile(id=name, bestand=f"gemaakt/{name}.casus.yaml", soort="gemaakt", inhoud=self.TEXT.encode())
            for name in ("een", "twee")
        ]

        with pytest.raises(CasusError) as caught:
            fixtures_of(attrs.evolve(pack, casussen=tuple(files)), ["gemaakt"])
        assert [str(problem) for problem in caught.value.problems] == [
            (
                "gemaakt/twee.casus.yaml:1:1: GGZ407 deze casus heeft dezelfde id als die in gemaakt/een.casus.yaml. "
                "Geef elke casus een eigen id."
            )
        ]

    def test_a_copy_that_kept_the_id_of_the_first_is_told(self, pack):
        file = CasusFile(id="proef-2", bestand="proef-2.casus.yaml", inhoud=self.TEXT.encode())

        with pytest.raises(CasusError) as caught:
            fixture_from_file(file, pack, named=True)
        assert [str(problem) for problem in caught.value.problems] == [
            (
                "proef-2.casus.yaml:1:1: GGZ407 deze casus heet anders dan zijn bestand: 'proef-2' (bij id). "
                "Geef de casus en het bestand dezelfde naam."
            )
        ]
