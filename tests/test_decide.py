"""From hits to outcomes: what is concluded, on whose authority, and what is left open."""

import datetime as dt
from typing import Any

import pytest

import ggzroute
from ggzroute import Evaluation, RulePack
from ggzroute.replay.fixtures import fixtures_of
from small_pack import CONFLICTEN, KAART, PACK, casus, rule, rules, small_pack

HERE = {"id": "huis", "organisatie": "huis", "betrokken": "nu"}
TEAM = {"id": "team", "soort": "wijkteam", "betrokken": "nu"}
OTHER_TEAM = {"id": "ploeg", "soort": "wijkteam", "betrokken": "nu"}
AUNT = {"id": "tante", "soort": "familie"}

HOUSE = "[{er_is: {betrokkene: wie, waarin: {soort: opvang}}}]"
ANY_TEAM = "[{er_is: {betrokkene: wie, waarin: {soort: wijkteam}}}]"


def proposes(id_: str, als: str, rang: int, more: str = "") -> str:
    return rule(id_, als, f"[{{kandidaat_regievoerder: {{wie: wie, rang: {rang}{more}}}}}]", soort="regie")


def excludes(id_: str, als: str, text: str) -> str:
    dan = f"[{{geen_regievoerder: {{wie: wie, tekst: {text}}}}}]"
    return rule(id_, als, dan, soort="regie", sterkte="verboden")


def advises(id_: str, als: str, sterkte: str, kind: str = "adviseer", code: str = "werk_zoeken") -> str:
    return rule(id_, als, f"[{{{kind}: {{handeling: {code}, gebied: werk, tekst: Doe dit.}}}}]", sterkte=sterkte)


def holds(van: str) -> dict[str, str]:
    return {"van": van, "soort": "voert_regie_over", "naar": "hulpvrager"}


def run(regels: str, *betrokkenen: dict[str, str], feiten: dict[str, Any] | None = None, **more: Any) -> Evaluation:
    """What a small pack with these rules makes of a casus."""
    relaties = more.pop("relaties", [])
    pack = small_pack(regels=rules(regels), **more)
    return ggzroute.evaluate(casus(pack, feiten, *betrokkenen, relaties=relaties), pack)


def documented(pack: RulePack, id_: str, **changes: Any) -> Evaluation:
    """A documented casus, with other facts, betrokkenen or relations."""
    fixture = next(fixture for fixture in fixtures_of(pack) if fixture.id == id_)
    data = fixture.casus.to_dict()
    data["feiten"] |= changes.pop("feiten", {})
    for key, value in changes.items():
        data[key] = [*data[key], *value]
    return ggzroute.evaluate(ggzroute.Casus.from_dict(data, vocabulary=pack.vocabulary), pack)


def ask(pack: RulePack, feiten: dict[str, Any], *betrokkenen: dict[str, str], **more: Any) -> Evaluation:
    return ggzroute.evaluate(casus(pack, feiten, *betrokkenen, **more), pack)


def who(people: tuple[Any, ...]) -> list[str]:
    return [person.wie for person in people]


def why(reasons: tuple[Any, ...]) -> list[tuple[str | None, str]]:
    return [(reason.gezag.regel if reason.gezag else None, reason.tekst) for reason in reasons]


def codes(evaluation: Evaluation, soort: str = "adviseer") -> list[str]:
    return [advice.handeling for advice in evaluation.adviezen if advice.soort == soort]


# ---- regie: candidates


def test_nobody_is_proposed_where_no_rule_proposes_anybody():
    evaluation = run(advises("K-1", "altijd", "mogelijk"), HERE)
    assert (evaluation.regie.status, evaluation.regie.kandidaten) == ("open", ())


def test_a_candidate_carries_every_reason_for_and_the_highest_rank():
    two = proposes("K-1", HOUSE, 70) + proposes("K-2", HOUSE, 40, ", tekst: Het Huis is dichtbij., rol: begeleider")
    (candidate,) = run(two, HERE).regie.kandidaten
    assert (candidate.wie, candidate.rang, candidate.rol) == ("huis", 70, "begeleider")
    assert why(candidate.voor) == [("K-1", "Regel K-1"), ("K-2", "Het Huis is dichtbij.")]
    assert candidate.tegen == ()


def test_a_reason_has_the_authority_of_its_rule():
    (candidate,) = run(proposes("K-1", HOUSE, 40), HERE).regie.kandidaten
    assert candidate.voor[0].gezag.to_dict() == {
        "regel": "K-1",
        "titel": "Regel K-1",
        "sterkte": "voorkeur",
        "basis": "praktijk",
        "bron": [{"document": "boek", "plaats": "p. 9"}],
    }


def test_a_candidate_has_the_function_of_the_betrokkene_when_the_rule_names_none():
    (candidate,) = run(proposes("K-1", HOUSE, 40), {**HERE, "functie": "begeleider"}).regie.kandidaten
    assert candidate.rol == "begeleider"


def test_that_the_hulpvrager_trusts_somebody_else_is_a_reason_against_and_no_exclusion():
    trust = {"van": "hulpvrager", "soort": "vertrouwt", "naar": "team"}
    regie = run(proposes("K-1", HOUSE, 40), HERE, TEAM, relaties=[trust]).regie
    assert (regie.status, who(regie.kandidaten), regie.uitgesloten) == ("voorgesteld", ["huis"], ())
    assert why(regie.kandidaten[0].tegen) == [
        (None, "De hulpvrager vertrouwt nu vooral iemand anders; laat die meegaan bij de kennismaking.")
    ]


def test_the_best_candidate_comes_first():
    regie = run(proposes("K-1", HOUSE, 40) + proposes("K-2", ANY_TEAM, 60), HERE, TEAM).regie
    assert [(k.wie, k.rang) for k in regie.kandidaten] == [("team", 60), ("huis", 40)]
    assert regie.status == "voorgesteld"


def test_a_tie_at_the_top_is_shown_as_a_tie():
    three = proposes("K-1", HOUSE, 60) + proposes("K-2", ANY_TEAM, 60)
    regie = run(three, TEAM, HERE).regie
    assert regie.status == "gelijk"
    assert [(k.wie, k.rang) for k in regie.kandidaten] == [("huis", 60), ("team", 60)]


def test_a_tie_below_the_top_is_no_tie():
    regie = run(proposes("K-1", HOUSE, 60) + proposes("K-2", ANY_TEAM, 50), HERE, TEAM, OTHER_TEAM).regie
    assert regie.status == "voorgesteld"
    assert [k.rang for k in regie.kandidaten] == [60, 50, 50]


# ---- regie: exclusions


def test_who_is_excluded_is_no_candidate_and_hears_why():
    regie = run(proposes("K-1", HOUSE, 60) + excludes("K-2", HOUSE, "Het Huis mag dit niet."), HERE).regie
    assert (regie.status, regie.kandidaten) == ("open", ())
    assert [(k.wie, why(k.tegen)) for k in regie.uitgesloten] == [("huis", [("K-2", "Het Huis mag dit niet.")])]


def test_an_exclusion_of_the_best_leaves_the_next_best():
    regels = proposes("K-1", HOUSE, 60) + proposes("K-2", ANY_TEAM, 60) + excludes("K-3", HOUSE, "Nee.")
    regie = run(regels, HERE, TEAM).regie
    assert (regie.status, who(regie.kandidaten), who(regie.uitgesloten)) == ("voorgesteld", ["team"], ["huis"])


def test_every_reason_of_an_exclusion_is_kept():
    regie = run(excludes("K-1", HOUSE, "Dit niet.") + excludes("K-2", HOUSE, "Dat ook niet."), HERE).regie
    assert [why(k.tegen) for k in regie.uitgesloten] == [[("K-1", "Dit niet."), ("K-2", "Dat ook niet.")]]


def test_stichting_zon_is_excluded_and_can_be_maatje(pack):
    evaluation = documented(pack, "hr-1108-3")
    (zon,) = [k for k in evaluation.regie.uitgesloten if k.wie == "zon"]
    assert why(zon.tegen) == [
        ("RG-012", "Regie voeren hoort niet bij de taken van Stichting ZON; maatje zijn kan wel.")
    ]
    assert zon.tegen[0].gezag.sterkte == "verboden"
    assert who(evaluation.maatje.kandidaten) == ["zon"]


@pytest.mark.parametrize("soort", ["familie", "vriend", "kennis", "buurtgenoot"])
def test_nobody_of_the_social_circle_holds_the_regie(pack, soort):
    regie = ask(pack, {}, {"id": "naaste", "soort": soort}).regie
    assert why(regie.uitgesloten[0].tegen) == [
        ("RG-002", "Iemand uit het sociale netwerk kan steunen of maatje zijn, maar is geen regievoerder.")
    ]


def test_a_colleague_is_not_excluded_for_being_near(pack):
    assert ask(pack, {}, {"id": "c", "soort": "collega", "betrokken": "nu"}).regie.uitgesloten == ()


@pytest.mark.parametrize(("multi", "excluded"), [("ja", ["bmw"]), ("nee", []), ("onbekend", []), ("geweigerd", [])])
def test_who_works_for_the_employer_is_excluded_when_much_goes_on_at_once(pack, multi, excluded):
    worker = {"id": "bmw", "soort": "functionaris", "betrokken": "nu", "namens_werkgever": "ja"}
    assert who(ask(pack, {"persoon.multiproblematiek": multi}, worker).regie.uitgesloten) == excluded


# ---- regie: somebody holds it already


def test_an_existing_regievoerder_stays_whoever_ranks_higher():
    regie = run(proposes("K-1", HOUSE, 100), HERE, TEAM, relaties=[holds("team")]).regie
    assert (regie.status, who(regie.huidig), regie.kandidaten) == ("aanwezig", ["team"], ())
    assert [(k.wie, k.rang) for k in regie.overig] == [("huis", 100)]


def test_a_regievoerder_that_a_rule_supports_shows_how_long(pack):
    regie = documented(pack, "hr-1108-2").regie
    (holder,) = regie.huidig
    assert (holder.wie, holder.rol, holder.einde_bereikt) == ("ggz", "casemanager", False)
    assert holder.eindigt_met == ("persoon.behandelstatus",)
    assert [regel for regel, _ in why(holder.voor)] == ["RG-008"]


def test_lack_of_knowledge_does_not_replace_a_regievoerder(pack):
    evaluation = documented(pack, "hr-1206-2")
    assert (evaluation.regie.status, who(evaluation.regie.huidig)) == ("aanwezig", ["iva"])
    assert "regievoerder_mist_kennis" in [signaal.code for signaal in evaluation.signalen]


def test_that_there_is_a_regievoerder_is_enough_when_it_is_not_said_who(pack):
    regie = ask(pack, {"regie.aanwezig": "ja"}).regie
    assert (regie.status, regie.huidig, regie.kandidaten) == ("aanwezig", (), ())


def test_a_regievoerder_may_be_given_as_a_fact(pack):
    regie = ask(pack, {"regie.regievoerder": "iva"}, {"id": "iva", "organisatie": "iva", "betrokken": "nu"}).regie
    assert (regie.status, who(regie.huidig)) == ("aanwezig", ["iva"])


def test_when_the_treatment_stops_the_regie_is_open_again_and_says_why(pack):
    regie = documented(pack, "hr-1108-2", feiten={"persoon.behandelstatus": "gestopt"}).regie
    (former,) = regie.huidig
    assert regie.status == "open"
    assert former.einde_bereikt
    assert ("RG-008", "De reden voor deze regie geldt niet meer: GGZ houdt de regie zolang de behandeling loopt") in (
        why(former.tegen)
    )
    assert "persoon.behandelstatus" in former.eindigt_met


@pytest.mark.parametrize("known", [{"persoon.behandelstatus": "onbekend"}, {"persoon.behandelstatus": "geweigerd"}])
def test_an_end_that_is_not_certain_ends_nothing(pack, known):
    regie = documented(pack, "hr-1108-2", feiten=known).regie
    assert (regie.status, [k.einde_bereikt for k in regie.huidig]) == ("aanwezig", [False])


UNTIL = ", zolang: [{persoon.werkwens: ja}]"


@pytest.mark.parametrize(
    ("wish", "status", "ended"),
    [("ja", "aanwezig", False), ("nee", "voorgesteld", True), ("onbekend", "aanwezig", False)],
)
def test_a_regie_lasts_as_long_as_its_reason(wish, status, ended):
    reason = HOUSE.replace("[{er_is", "[{persoon.werkwens: ja}, {er_is")
    regels = proposes("K-1", reason, 50, UNTIL) + proposes("K-2", ANY_TEAM, 40)
    regie = run(regels, HERE, TEAM, feiten={"persoon.werkwens": wish}, relaties=[holds("huis")]).regie
    assert (regie.status, [k.einde_bereikt for k in regie.huidig]) == (status, [ended])
    assert who(regie.kandidaten) == {"voorgesteld": ["team"], "aanwezig": ["huis"] if wish == "ja" else []}[status]


def test_one_reason_that_still_holds_is_enough_to_stay():
    def reason(fact: str) -> str:
        return f"[{{persoon.{fact}: ja}}, {{er_is: {{betrokkene: wie, waarin: {{soort: opvang, regievoerder: ja}}}}}}]"

    regels = "".join(
        proposes(id_, reason(fact), 50, f", zolang: [{{persoon.{fact}: ja}}]")
        for id_, fact in (("K-1", "werkwens"), ("K-2", "schulden"))
    )
    one = {"persoon.werkwens": "nee", "persoon.schulden": "ja"}
    none = {"persoon.werkwens": "nee", "persoon.schulden": "nee"}
    assert run(regels, HERE, feiten=one, relaties=[holds("huis")]).regie.status == "aanwezig"
    ended = run(regels, HERE, feiten=none, relaties=[holds("huis")]).regie
    assert ended.status == "open"
    assert ended.huidig[0].eindigt_met == ("persoon.schulden", "persoon.werkwens")


def test_a_regievoerder_who_is_noted_as_involved_before_no_longer_counts():
    regie = run(proposes("K-1", ANY_TEAM, 40), {**HERE, "betrokken": "voorheen"}, TEAM, relaties=[holds("huis")]).regie
    assert (regie.status, who(regie.kandidaten), who(regie.huidig)) == ("voorgesteld", ["team"], ["huis"])
    assert why(regie.huidig[0].tegen) == [(None, "De regievoerder staat als eerder betrokken genoteerd.")]


def test_more_than_one_regievoerder_is_a_status_and_a_signal(pack):
    more = [{"id": "iva", "organisatie": "iva", "betrokken": "nu"}]
    evaluation = documented(pack, "hr-1108-2", betrokkenen=more, relaties=[holds("iva")])
    assert (evaluation.regie.status, who(evaluation.regie.huidig)) == ("meer_dan_een", ["ggz", "iva"])
    assert "meer_dan_een_regievoerder" in [signaal.code for signaal in evaluation.signalen]


def test_a_handover_waits_for_its_condition(pack):
    (handover,) = documented(pack, "hr-1206-3").regie.overdracht
    assert (handover.naar, handover.rol, handover.vervuld) == ("woonbegeleider", "woonbegeleider", False)
    assert handover.wacht_op == ("persoon.verblijf",)
    assert handover.reden.gezag.regel == "RG-010"


# ---- regie: put off, or not needed


def test_the_choice_is_put_off_until_facts_are_known(pack):
    regie = documented(pack, "hr-1206-4").regie
    assert (regie.status, regie.kandidaten) == ("uitgesteld", ())
    assert regie.uitgesteld_tot == ("persoon.belastbaarheid_bekend", "persoon.indicaties")
    assert [regel for regel, _ in why(regie.redenen)] == ["RG-019"]


def test_while_the_choice_is_put_off_those_whom_rules_name_stay_in_sight():
    delay = rule("K-2", "altijd", "[{stel_regiekeuze_uit: {tot_bekend: [persoon.werkwens], tekst: Wacht even.}}]")
    regie = run(proposes("K-1", HOUSE, 50) + delay, HERE).regie
    assert (regie.status, regie.kandidaten, who(regie.overig)) == ("uitgesteld", (), ["huis"])
    assert why(regie.redenen) == [("K-2", "Wacht even.")]


def test_nothing_is_put_off_when_somebody_holds_the_regie():
    delay = rule("K-2", "altijd", "[{stel_regiekeuze_uit: {tot_bekend: [persoon.werkwens]}}]")
    regie = run(delay, HERE, relaties=[holds("huis")]).regie
    assert (regie.status, regie.uitgesteld_tot, regie.redenen) == ("aanwezig", (), ())


@pytest.mark.parametrize("asks", ["persoon_zelf", "gezamenlijk", "sociaal_netwerk", "professioneel_netwerk"])
@pytest.mark.parametrize("complexity", ["eenvoudig", "complex", "onbekend"])
@pytest.mark.parametrize("needed", ["ja", "nee", "onbekend"])
def test_no_regievoerder_is_needed_only_for_a_simple_question_of_the_hulpvrager(pack, asks, complexity, needed):
    facts = {
        "vraag.vrager": asks,
        "vraag.complexiteit": complexity,
        "regie.nodig": needed,
        "regie.aanwezig": "nee",
        "vraag.kan_zelf_integrale_uitvraag": "ja",
        "vraag.volledig_beeld": "ja",
    }
    own = asks in ("persoon_zelf", "gezamenlijk")
    wanted = own and complexity == "eenvoudig" and needed == "nee"
    assert (ask(pack, facts).regie.status == "niet_nodig") is wanted


# ---- regie: whom to consult


def test_the_choice_is_made_with_the_hulpvrager_first_and_every_professional_involved_now():
    before, intended = ({"id": state, "soort": "wijkteam", "betrokken": state} for state in ("voorheen", "beoogd"))
    unknown = {"id": "misschien", "soort": "wijkteam", "betrokken": "onbekend"}
    boss = {"id": "baas", "soort": "werkgever", "betrokken": "nu"}
    people = (AUNT, TEAM, before, HERE, intended, unknown, boss)
    regie = run(advises("K-1", "altijd", "mogelijk"), *people).regie
    assert regie.afstemmen_met == ("hulpvrager", "team", "huis", "baas")


def test_the_hulpvrager_is_consulted_when_nobody_else_is_known():
    assert run(advises("K-1", "altijd", "mogelijk")).regie.afstemmen_met == ("hulpvrager",)


# ---- maatje


STANDS = ("nagaan", "wenselijk", "regelen", "niet_toewijzen")


@pytest.mark.parametrize("strongest", range(len(STANDS)))
def test_the_strongest_stand_about_a_maatje_counts(strongest):
    said = "".join(
        rule(f"K-{n}", "altijd", f"[{{maatje: {{stand: {stand}, tekst: Stand {stand}.}}}}]", soort="maatje")
        for n, stand in enumerate(STANDS[: strongest + 1])
    )
    maatje = run(said).maatje
    assert maatje.stand == STANDS[strongest]
    assert why(maatje.redenen) == [(f"K-{strongest}", f"Stand {STANDS[strongest]}.")]


def test_without_a_rule_about_it_the_maatje_is_open(pack):
    maatje = ask(pack, {}).maatje
    assert (maatje.stand, maatje.redenen, maatje.kandidaten) == ("open", (), ())


@pytest.mark.parametrize(
    ("facts", "stand"),
    [
        ({"maatje.aanwezig": "nee"}, "nagaan"),
        ({"maatje.aanwezig": "nee", "persoon.multiproblematiek": "ja"}, "wenselijk"),
        ({"persoon.multiproblematiek": "ja"}, "wenselijk"),
        ({"maatje.aanwezig": "nee", "maatje.behoefte": "ja"}, "regelen"),
        ({"maatje.behoefte": "ja", "persoon.multiproblematiek": "ja"}, "regelen"),
        ({"maatje.aanwezig": "ja", "maatje.behoefte": "ja"}, "aanwezig"),
        ({"maatje.behoefte": "nee", "persoon.multiproblematiek": "ja"}, "open"),
    ],
)
def test_a_maatje_depends_on_what_the_hulpvrager_wants(pack, facts, stand):
    assert ask(pack, facts).maatje.stand == stand


def test_our_reading_that_no_maatje_is_assigned_against_a_wish_counts_when_asked_for(pack):
    unwanted = casus(pack, {"maatje.behoefte": "nee", "maatje.aanwezig": "nee"})
    maatje = ggzroute.evaluate(unwanted, pack, afgeleid=True).maatje
    assert (maatje.stand, [regel for regel, _ in why(maatje.redenen)]) == ("niet_toewijzen", ["MJ-003"])


def test_a_maatje_in_the_network_is_there():
    buddy = {"van": "tante", "soort": "is_maatje_van", "naar": "hulpvrager"}
    wanted = rule("K-1", "altijd", "[{maatje: {stand: regelen}}, {kandidaat_maatje: {wie: huis}}]", soort="maatje")
    maatje = run(wanted, AUNT, relaties=[buddy]).maatje
    assert (maatje.stand, [reason.tekst for reason in maatje.redenen]) == ("aanwezig", ["Er is een maatje."])


def test_candidates_for_a_maatje_say_from_which_kring_they_come():
    both = rule(
        "K-1",
        "[{er_is: {betrokkene: naaste, waarin: {kring: sociaal}}}]",
        "[{kandidaat_maatje: {wie: naaste, tekst: Dichtbij.}}, {kandidaat_maatje: {wie: huis}}]",
    )
    maatje = run(both, AUNT).maatje
    assert who(maatje.kandidaten) == ["huis", "tante"]
    assert maatje.kringen == ("professioneel", "sociaal")
    assert why(maatje.kandidaten[1].voor) == [("K-1", "Dichtbij.")]


# ---- advice


def test_what_is_forbidden_overrules_the_advice_and_says_so():
    regels = advises("K-1", "altijd", "verplicht") + advises("K-2", "altijd", "verboden", "verbied")
    ban, advice = run(regels).adviezen
    assert (ban.soort, ban.gezag.regel, ban.overstemd_door) == ("verbied", "K-2", ())
    assert (advice.soort, advice.gezag.regel, advice.overstemd_door) == ("adviseer", "K-1", ("K-2",))
    assert advice.to_dict()["overstemd_door"] == ["K-2"]


def test_every_rule_that_forbids_is_named():
    regels = advises("K-1", "altijd", "mogelijk") + "".join(
        advises(id_, "altijd", "verboden", "verbied") for id_ in ("K-2", "K-3")
    )
    assert run(regels).adviezen[-1].overstemd_door == ("K-2", "K-3")


def test_a_ban_touches_no_other_advice():
    regels = advises("K-1", "altijd", "mogelijk", code="rusten") + advises("K-2", "altijd", "verboden", "verbied")
    assert run(regels).adviezen[-1].overstemd_door == ()


def test_advice_for_and_against_stands_side_by_side_and_neither_wins():
    regels = advises("K-1", "altijd", "voorkeur") + advises("K-2", "altijd", "afgeraden", "raad_af")
    assert [(a.soort, a.overstemd_door) for a in run(regels).adviezen] == [("adviseer", ()), ("raad_af", ())]


def test_the_strongest_advice_comes_first():
    strengths = ["mogelijk", "voorkeur", "verplicht"]
    regels = "".join(advises(f"K-{n}", "altijd", s, code=f"stap_{s}") for n, s in enumerate(strengths))
    regels += advises("K-9", "altijd", "afgeraden", "raad_af") + advises("K-8", "altijd", "verboden", "verbied")
    assert [a.gezag.sterkte for a in run(regels).adviezen] == [
        "verboden",
        "verplicht",
        "voorkeur",
        "mogelijk",
        "afgeraden",
    ]


def test_advice_names_who_does_it_and_before_when():
    dan = "[{adviseer: {handeling: bellen, gebied: contact, tekst: Bel., door: wie, voor: persoon.ontslag_op}}]"
    (advice,) = run(rule("K-1", HOUSE, dan), HERE).adviezen
    assert (advice.door, advice.voor) == (("huis",), "persoon.ontslag_op")


def test_a_rule_fires_once_for_each_betrokkene_it_finds():
    dan = "[{contact: {met: wie, door: vrager, tekst: Bel.}}]"
    asks = {**AUNT, "brengt_in": "ja"}
    found = run(rule("K-1", ANY_TEAM, dan), TEAM, asks, OTHER_TEAM).adviezen
    assert sorted((a.soort, a.met, a.door) for a in found) == [
        ("contact", ("ploeg",), ("tante",)),
        ("contact", ("team",), ("tante",)),
    ]


@pytest.mark.parametrize(
    ("people", "met"),
    [
        ((), ("huis",)),
        (({"id": "nachtopvang", "soort": "opvang", "betrokken": "voorheen"},), ("nachtopvang",)),
        (
            (
                {"id": "nachtopvang", "soort": "opvang", "betrokken": "voorheen"},
                {"id": "dagopvang", "soort": "opvang", "betrokken": "nu"},
            ),
            ("dagopvang",),
        ),
    ],
    ids=["sociale_kaart", "before", "now"],
)
def test_a_kind_is_sought_in_the_network_first_and_then_on_the_sociale_kaart(people, met):
    (advice,) = run(rule("K-1", "altijd", "[{contact: {met: {soort: opvang}, tekst: Bel.}}]"), *people).adviezen
    assert advice.met == met


def another(id_: str, regio: str) -> str:
    """The sociale kaart with one more opvang."""
    entry = f"  - {{id: {id_}, naam: Ander, soort: opvang, regio: {regio}, bron: [{{document: boek, plaats: p. 4}}]}}\n"
    return KAART.replace("functies:", entry + "functies:")


def test_a_kind_with_several_entries_on_the_sociale_kaart_stays_a_kind():
    two = another("hof", "hier")
    (advice,) = run(rule("K-1", "altijd", "[{contact: {met: {soort: opvang}, tekst: Bel.}}]"), kaart=two).adviezen
    assert advice.met == ("soort:opvang",)


def test_a_role_that_nobody_fills_stays_the_name_of_the_role():
    (advice,) = run(rule("K-1", "altijd", "[{contact: {met: regievoerder, tekst: Bel.}}]"), HERE).adviezen
    assert advice.met == ("regievoerder",)


def test_danger_interrupts_the_route_and_names_whom_to_call(pack):
    fixture = next(fixture for fixture in fixtures_of(pack) if fixture.id == "hr-1124-2")
    danger = ggzroute.evaluate(fixture.situaties["bij_gevaar"], pack)
    calm = ggzroute.evaluate(fixture.casus, pack)
    assert danger.route.staat == "onderbroken"
    assert danger.onderbrekingen[0].naar == ("ggz_toeleiding", "ggd_hm")
    assert (calm.route.staat, calm.onderbrekingen) == ("klaar", ())


# ---- conflicts


BOTH = advises("K-1", "[{persoon.werkwens: ja}]", "voorkeur") + proposes("K-2", HOUSE, 50)


def test_sources_that_disagree_stand_side_by_side_with_both_sources():
    evaluation = run(BOTH, HERE, feiten={"persoon.werkwens": "ja"}, conflicten=CONFLICTEN)
    assert [conflict.to_dict() for conflict in evaluation.conflicten] == [
        {
            "id": "CF-1",
            "wat": "Eerst werk, of eerst de regie?",
            "kanten": [
                {"regels": ["K-1"], "als": "", "zegt": "eerst werk", "bron": [{"document": "boek", "plaats": "p. 1"}]},
                {
                    "regels": ["K-2"],
                    "als": "",
                    "zegt": "eerst de regie",
                    "bron": [{"document": "boek", "plaats": "p. 2"}],
                },
            ],
            "voorstel": "",
        }
    ]
    assert codes(evaluation) == ["werk_zoeken"]
    assert who(evaluation.regie.kandidaten) == ["huis"]


@pytest.mark.parametrize(("wish", "people"), [("ja", ()), ("nee", (HERE,)), ("onbekend", (HERE,))])
def test_a_conflict_with_one_silent_side_is_no_conflict(wish, people):
    assert run(BOTH, *people, feiten={"persoon.werkwens": wish}, conflicten=CONFLICTEN).conflicten == ()


def test_a_side_names_only_its_rules_that_fired():
    more = CONFLICTEN.replace("[K-1]", "[K-1, K-3]")
    regels = BOTH + advises("K-3", "[{persoon.schulden: ja}]", "voorkeur")
    (conflict,) = run(regels, HERE, feiten={"persoon.werkwens": "ja"}, conflicten=more).conflicten
    assert [side.regels for side in conflict.kanten] == [("K-1",), ("K-2",)]


def test_basics_first_and_work_at_once_are_shown_together(pack):
    evaluation = documented(pack, "hr-1206-3")
    (conflict,) = [c for c in evaluation.conflicten if c.id == "CF-09"]
    assert [side.regels for side in conflict.kanten] == [("PL-009",), ("IV-002",)]
    assert {"eerst_basis_op_orde", "ips_bespreken"} <= set(codes(evaluation))


# ---- open questions


ASKS = rule("K-3", "altijd", "[{stel_vraag: {feit: persoon.gemeente}}]")
QUESTIONS = (
    advises("K-1", "[{persoon.werkwens: ja}]", "verplicht")
    + advises("K-2", "[{persoon.schulden: ja}]", "mogelijk")
    + ASKS
    + rule("K-4", "[{persoon.aantal_kinderen: 1}]", "[{onderbreek_route: {handeling: bel, naar: [huis], tekst: Bel.}}]")
)


def test_questions_come_by_weight_danger_first_then_the_route_then_what_a_rule_asks():
    assert [v.feit for v in run(QUESTIONS).vragen] == [
        "persoon.aantal_kinderen",
        "regie.aanwezig",
        "persoon.werkwens",
        "maatje.aanwezig",
        "persoon.gemeente",
        "persoon.schulden",
    ]


def test_a_question_says_what_it_is_for_who_may_answer_and_whether_it_is_sensitive():
    (debts,) = [v for v in run(QUESTIONS).vragen if v.feit == "persoon.schulden"]
    assert debts.to_dict() == {
        "feit": "persoon.schulden",
        "tekst": "Zijn er schulden?",
        "antwoord_door": ["hulpvrager"],
        "gevoelig": True,
        "gewicht": 24,
        "voor": ["K-2"],
        "uitkomsten": [],
    }
    assert [v.voor for v in run(QUESTIONS).vragen if v.feit == "regie.aanwezig"] == [("route",)]


@pytest.mark.parametrize(
    "fact",
    ["persoon.werkwens", "persoon.schulden", "persoon.gemeente", "persoon.aantal_kinderen", "regie.aanwezig"],
)
def test_a_fact_that_was_declined_is_never_asked_again(fact):
    assert fact in [v.feit for v in run(QUESTIONS).vragen]
    assert fact not in [v.feit for v in run(QUESTIONS, feiten={fact: "geweigerd"}).vragen]


@pytest.mark.parametrize("value", ["ja", "nvt"])
def test_what_is_known_is_not_asked(value):
    assert "persoon.werkwens" not in [v.feit for v in run(QUESTIONS, feiten={"persoon.werkwens": value}).vragen]


def test_a_rule_that_can_no_longer_fire_asks_nothing():
    both = advises("K-1", "[{persoon.werkwens: ja}, {persoon.schulden: ja}]", "verplicht")
    assert "persoon.schulden" in [v.feit for v in run(both).vragen]
    assert "persoon.schulden" not in [v.feit for v in run(both, feiten={"persoon.werkwens": "nee"}).vragen]


def test_a_stronger_rule_weighs_more_and_its_weight_is_shared_over_what_it_lacks():
    def weight(als: str, sterkte: str, fact: str = "persoon.werkwens") -> int:
        return next(v.gewicht for v in run(advises("K-1", als, sterkte)).vragen if v.feit == fact)

    alone, pair = "[{persoon.werkwens: ja}]", "[{persoon.werkwens: ja}, {persoon.schulden: ja}]"
    assert weight(alone, "verplicht") > weight(alone, "voorkeur") > weight(alone, "mogelijk")
    assert weight(pair, "verplicht") * 2 == weight(alone, "verplicht")
    assert weight(pair, "verplicht") == weight(pair, "verplicht", "persoon.schulden")


def test_network_facts_are_never_asked(pack):
    derived = {name for name, begrip in pack.vocabulary.items() if begrip.afleiding == "netwerk"}
    asked = {v.feit for fixture in fixtures_of(pack) for v in ggzroute.evaluate(fixture.casus, pack).vragen}
    assert derived
    assert asked & derived == set()


def test_what_the_route_waits_for_is_asked_before_all_but_danger(pack):
    for fixture in fixtures_of(pack):
        evaluation = ggzroute.evaluate(fixture.casus, pack)
        first = [v.feit for v in evaluation.vragen if v.feit != "persoon.direct_gevaar"]
        waits = list(evaluation.route.wacht_op)
        assert sorted(first[: len(waits)]) == sorted(waits), fixture.id


# ---- an empty casus


def test_of_a_casus_without_facts_only_questions_come_back(pack):
    evaluation = ask(pack, {})
    assert evaluation.vragen
    assert (evaluation.route.wacht_bij, evaluation.route.wacht_op) == ("Q1", ("vraag.vrager",))
    assert (evaluation.regie.status, evaluation.maatje.stand) == ("open", "open")
    assert evaluation.regie.kandidaten == evaluation.regie.uitgesloten == evaluation.regie.huidig == ()
    assert (evaluation.signalen, evaluation.onderbrekingen, evaluation.conflicten) == ((), (), ())
    assert [a.gezag.regel for a in evaluation.adviezen] == ["RG-006"]


def test_of_a_casus_without_facts_the_first_questions_are_about_danger_and_about_who_asks(pack):
    assert [v.feit for v in ask(pack, {}).vragen][:2] == ["persoon.direct_gevaar", "vraag.vrager"]


def test_a_casus_of_which_everything_was_declined_gets_no_question_and_no_advice_that_needs_a_fact(pack):
    declined = {name: "geweigerd" for name, begrip in pack.vocabulary.items() if begrip.afleiding != "netwerk"}
    evaluation = ask(pack, declined)
    assert evaluation.vragen == ()
    assert [a.gezag.regel for a in evaluation.adviezen] == ["RG-006"]
    assert set(evaluation.verantwoording.feiten_geweigerd) == set(declined)


# ---- our own readings, and validity


def readings(pack: RulePack) -> set[str]:
    return {rule.id for rule in pack.regels.values() if rule.basis == "afgeleid" and rule.niveau == "casus"}


def test_our_own_readings_take_part_only_when_asked_for(pack):
    stopped = casus(pack, {"persoon.behandelstatus": "gestopt", "persoon.leefgebieden": {}}, HOLDER)
    plain, asked = (ggzroute.evaluate(stopped, pack, afgeleid=afgeleid) for afgeleid in (False, True))
    assert readings(pack)
    assert readings(pack) & set(plain.verantwoording.regels_bekeken) == set()
    assert readings(pack) <= set(asked.verantwoording.regels_bekeken)
    assert (plain.verantwoording.afgeleid, asked.verantwoording.afgeleid) == (False, True)
    assert (who(plain.regie.uitgesloten), who(asked.regie.uitgesloten)) == ([], ["ggz"])


HOLDER = {"id": "ggz", "soort": "ggz_instelling", "betrokken": "nu"}


def test_a_fact_that_our_reading_derives_is_unknown_unless_asked_for(pack):
    areas = {"schulden": "aandacht", "huisvesting": "urgent", "gezin_opvoeding": "aandacht"}
    many = casus(pack, {"persoon.leefgebieden": areas})
    plain, asked = (ggzroute.evaluate(many, pack, afgeleid=afgeleid) for afgeleid in (False, True))
    assert (plain.maatje.stand, asked.maatje.stand) == ("open", "wenselijk")
    assert ("persoon.multiproblematiek", ("AF-001",)) in asked.verantwoording.feiten_afgeleid


def test_a_judgement_of_people_goes_before_what_we_would_derive(pack):
    areas = {"schulden": "aandacht", "huisvesting": "urgent", "gezin_opvoeding": "aandacht"}
    judged = casus(pack, {"persoon.leefgebieden": areas, "persoon.multiproblematiek": "nee"})
    assert ggzroute.evaluate(judged, pack, afgeleid=True).maatje.stand == "open"


@pytest.mark.parametrize(
    ("day", "forbidden", "outside"),
    [
        (dt.date(2014, 12, 31), ["wsw_dienstverband"], []),
        (dt.date(2015, 1, 1), [], [("IK-010", None, dt.date(2014, 12, 31))]),
    ],
)
def test_a_rule_counts_up_to_its_last_day_and_is_reported_after_it(pack, day, forbidden, outside):
    worker = casus(pack, {"persoon.indicaties": ["wsw_indicatie"], "persoon.arbeidsrelatie": "dreigend_ontslag"})
    evaluation = ggzroute.evaluate(worker, pack, peildatum=day)
    assert codes(evaluation, "verbied") == forbidden
    assert [(r.regel, r.van, r.tot) for r in evaluation.verantwoording.buiten_geldigheid] == outside


def test_a_rule_counts_from_its_first_day():
    pack = small_pack(regels=rules(advises("K-1", "altijd", "mogelijk") + "    geldig: {van: 2016-11-24}\n"))
    on, before = (ggzroute.evaluate(casus(pack), pack, peildatum=dt.date(2016, 11, day)) for day in (24, 23))
    assert (codes(on), codes(before)) == (["werk_zoeken"], [])
    assert [outside.regel for outside in before.verantwoording.buiten_geldigheid] == ["K-1"]


def test_rules_about_organisations_and_regions_stay_out_of_a_casus():
    level = advises("K-1", "altijd", "mogelijk") + "    niveau: regio\n"
    assert run(level).adviezen == ()


# ---- facts that rules derive


def derives(id_: str, als: str, value: str) -> str:
    return rule(id_, als, f"[{{leid_af: {{regie.zorg: {value}}}}}]")


def test_rules_build_on_what_other_rules_derive_whatever_their_order():
    regels = advises("A-1", "[{regie.zorg: ja}]", "voorkeur") + derives("Z-1", "[{persoon.schulden: ja}]", "ja")
    evaluation = run(regels, feiten={"persoon.schulden": "ja"})
    assert codes(evaluation) == ["werk_zoeken"]
    assert evaluation.verantwoording.feiten_afgeleid == (("regie.zorg", ("Z-1",)),)


def test_a_fact_that_rules_derive_differently_stays_unknown_and_is_reported():
    regels = (
        derives("K-1", "altijd", "ja")
        + derives("K-2", "altijd", "nee")
        + advises("K-3", "[{regie.zorg: ja}]", "mogelijk")
    )
    evaluation = run(regels)
    assert evaluation.adviezen == ()
    assert evaluation.verantwoording.betwist == ("regie.zorg",)


def test_a_pack_of_another_region_prefers_its_own_organisations():
    two = another("ver", "daar")
    calls = rule("K-1", "altijd", "[{contact: {met: {soort: opvang}, tekst: Bel.}}]")
    here, there = (
        run(calls, kaart=two, pack=PACK.replace("regio: hier", f"regio: {regio}")).adviezen[0].met
        for regio in ("hier", "daar")
    )
    assert (here, there) == (("huis",), ("ver",))
