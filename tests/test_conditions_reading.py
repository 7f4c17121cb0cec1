"""The rule language: what every construct under ``als`` means, and what is said about every fault in it."""

from __future__ import annotations

import datetime as dt

import pytest

from ggzroute.documents import read_text
from ggzroute.problems import Problem, sort_problems
from ggzroute.rules.condition_reading import ConditionReader, operators
from ggzroute.rules.conditions import (
    ALWAYS,
    All,
    AnyOf,
    Check,
    Condition,
    Count,
    Covers,
    DateRange,
    Day,
    Disjoint,
    In,
    Known,
    Not,
    Overlaps,
    Range,
    Reach,
    Size,
    SizeWith,
)
from rule_strategies import TYPES, VOCABULARY, fact, of_node


def read(text: str) -> tuple[Condition, tuple[Problem, ...]]:
    """The condition under ``als`` in a document, and everything that is wrong with it, in order of place."""
    document = read_text(text, "proef.yaml")
    problems: list[Problem] = []
    condition = ConditionReader(document, VOCABULARY, problems).read(document.data["als"], ("als",))
    return condition, sort_problems(problems)


def understood(text: str) -> Condition:
    """The condition, of which nothing may be wrong."""
    condition, problems = read(text)
    assert problems == ()
    return condition


def one_of(*values: object) -> In:
    return In(frozenset(values))


AAP = Check(fact("proef.keuze"), one_of("aap"))
NOOT = Check(fact("proef.keuze"), one_of("noot"))
JA = Check(fact("proef.ja_nee"), one_of("ja"))
ACTIEF = Check(of_node("actief"), one_of("actief"))
SOCIAAL = Check(of_node("kring"), one_of("sociaal"))
WIM, ZUS = frozenset({"wim"}), frozenset({"zus"})


# --- every construct -------------------------------------------------------------------------------------------------

CONSTRUCTS = [
    # equal, and one of
    ("proef.keuze: aap", AAP),
    ("proef.keuze: [aap, noot]", Check(fact("proef.keuze"), one_of("aap", "noot"))),
    ("proef.keuze: {is: aap}", AAP),
    ("proef.keuze: {een_van: [aap, noot]}", Check(fact("proef.keuze"), one_of("aap", "noot"))),
    ("proef.ja_nee: ja", JA),
    ("proef.ja_nee: nee", Check(fact("proef.ja_nee"), one_of("nee"))),
    ("proef.tekst: leiden", Check(fact("proef.tekst"), one_of("leiden"))),
    ("proef.getal: 3", Check(fact("proef.getal"), one_of(3))),
    ("proef.datum: 2016-11-24", Check(fact("proef.datum"), one_of(dt.date(2016, 11, 24)))),
    # numbers
    ("proef.getal: {minstens: 3}", Check(fact("proef.getal"), Range(3, None))),
    ("proef.getal: {hoogstens: 0}", Check(fact("proef.getal"), Range(None, 0))),
    ("proef.getal: {tussen: [1, 3]}", Check(fact("proef.getal"), Range(1, 3))),
    (
        "proef.getal: {minstens: 1, hoogstens: 3}",
        All((Check(fact("proef.getal"), Range(1, None)), Check(fact("proef.getal"), Range(None, 3)))),
    ),
    # sets, lists and tables
    ("proef.keuzes: {bevat: wim}", Check(fact("proef.keuzes"), Overlaps(WIM))),
    ("proef.keuzes: {bevat_een_van: [wim, zus]}", Check(fact("proef.keuzes"), Overlaps(WIM | ZUS))),
    ("proef.keuzes: {bevat_alle: [wim, zus]}", Check(fact("proef.keuzes"), Covers(WIM | ZUS))),
    ("proef.keuzes: {bevat_geen_van: [wim]}", Check(fact("proef.keuzes"), Disjoint(WIM))),
    ("proef.actoren: {bevat: ggz}", Check(fact("proef.actoren"), Overlaps(frozenset({"ggz"})))),
    ("proef.datums: {bevat: 2016-11-24}", Check(fact("proef.datums"), Overlaps(frozenset({dt.date(2016, 11, 24)})))),
    ("proef.keuzes: {leeg: ja}", Check(fact("proef.keuzes"), Size(None, 0))),
    ("proef.keuzes: {leeg: nee}", Check(fact("proef.keuzes"), Size(1, None))),
    ("proef.keuzes: {aantal_minstens: 2}", Check(fact("proef.keuzes"), Size(2, None))),
    ("proef.records: {aantal_hoogstens: 2}", Check(fact("proef.records"), Size(None, 2))),
    ("proef.open: {aantal_minstens: 1}", Check(fact("proef.open"), Size(1, None))),
    (
        "proef.leden: {aantal_met: {waarden: [rood, groen], minstens: 2}}",
        Check(fact("proef.leden"), SizeWith(frozenset({"rood", "groen"}), 2, None)),
    ),
    (
        "proef.leden: {aantal_met: {waarden: [rood], minstens: 1, hoogstens: 2}}",
        Check(fact("proef.leden"), SizeWith(frozenset({"rood"}), 1, 2)),
    ),
    # known
    ("proef.keuze: {bekend: ja}", Check(fact("proef.keuze"), Known(known=True))),
    ("proef.record: {bekend: nee}", Check(fact("proef.record"), Known(known=False))),
    # dates
    ("proef.datum: {voor: 2016-01-01}", Check(fact("proef.datum"), DateRange(None, Day(dt.date(2016, 1, 1), -1)))),
    ("proef.datum: {voor: peildatum}", Check(fact("proef.datum"), DateRange(None, Day(None, -1)))),
    ("proef.datum: {na: 2016-01-01}", Check(fact("proef.datum"), DateRange(Day(dt.date(2016, 1, 1), 1), None))),
    ("proef.datum: {na: peildatum}", Check(fact("proef.datum"), DateRange(Day(None, 1), None))),
    ("proef.datum: {binnen_dagen: 14}", Check(fact("proef.datum"), DateRange(Day(), Day(None, 14)))),
    ("proef.datum: {over_meer_dan_dagen: 14}", Check(fact("proef.datum"), DateRange(Day(None, 15), None))),
    ("proef.datum: {dagen_geleden: 90}", Check(fact("proef.datum"), DateRange(None, Day(None, -90)))),
    # parts of records and tables
    ("proef.record.kleur: rood", Check(fact("proef.record", field="kleur"), one_of("rood"))),
    ("proef.record.vanaf: {na: peildatum}", Check(fact("proef.record", field="vanaf"), DateRange(Day(None, 1), None))),
    ("proef.leden.teun: [rood, groen]", Check(fact("proef.leden", field="teun"), one_of("rood", "groen"))),
    ("proef.open[proef.plaats]: ja", Check(fact("proef.open", key="proef.plaats"), one_of("ja"))),
    ("proef.open[proef.record.plaats]: ja", Check(fact("proef.open", key="proef.record.plaats"), one_of("ja"))),
    (
        "proef.rijen[proef.plaats].dagen: {minstens: 30}",
        Check(fact("proef.rijen", key="proef.plaats", field="dagen"), Range(30, None)),
    ),
    ("proef.rijen[proef.plaats]: {bekend: nee}", Check(fact("proef.rijen", key="proef.plaats"), Known(known=False))),
    # not, or, and
    ("niet: {proef.keuze: aap}", Not(AAP)),
    ("niet: [{proef.keuze: aap}, {proef.ja_nee: ja}]", Not(All((AAP, JA)))),
    ("een_van_deze: [{proef.keuze: aap}, {proef.ja_nee: ja}]", AnyOf((AAP, JA))),
    ("alle: [{proef.keuze: aap}, {proef.ja_nee: ja}]", All((AAP, JA))),
    ("een_van_deze: [{niet: {proef.keuze: aap}}, {alle: [{proef.ja_nee: ja}]}]", AnyOf((Not(AAP), All((JA,))))),
    ("{proef.keuze: aap, proef.ja_nee: ja}", All((AAP, JA))),
    # the network
    ("er_is: {waarin: {actief: actief}}", Count(ACTIEF, 1, None)),
    ("er_is: {betrokkene: iemand, waarin: {actief: actief}}", Count(ACTIEF, 1, None, "iemand")),
    ("er_is: {waarin: {actief: actief, kring: sociaal}}", Count(All((ACTIEF, SOCIAAL)), 1, None)),
    ("er_is_geen: {waarin: {actief: actief}}", Count(ACTIEF, None, 0)),
    ("aantal: {waarin: {actief: actief}, minstens: 2}", Count(ACTIEF, 2, None)),
    ("aantal: {waarin: {actief: actief}, hoogstens: 0}", Count(ACTIEF, None, 0)),
    ("aantal: {waarin: {actief: actief}, minstens: 1, hoogstens: 3}", Count(ACTIEF, 1, 3)),
    ("er_is: {waarin: {pad: {over: [vertrouwt, kent]}}}", Count(Reach(("vertrouwt", "kent")), 1, None)),
    ("er_is: {waarin: {niet: {actief: actief}}}", Count(Not(ACTIEF), 1, None)),
    (
        "er_is: {waarin: {een_van_deze: [{actief: actief}, {kring: sociaal}]}}",
        Count(AnyOf((ACTIEF, SOCIAAL)), 1, None),
    ),
    (
        "er_is: {waarin: {soort: [ggz_instelling, familie]}}",
        Count(Check(of_node("soort"), one_of("ggz_instelling", "familie")), 1, None),
    ),
    ("er_is: {waarin: {organisatie: zon}}", Count(Check(of_node("organisatie"), one_of("zon")), 1, None)),
    (
        "er_is: {waarin: {kan: {bevat: maatje}}}",
        Count(Check(of_node("kan"), Overlaps(frozenset({"maatje"}))), 1, None),
    ),
    (
        "er_is: {waarin: {contact: {bekend: nee}}}",
        Count(Check(of_node("contact"), Known(known=False)), 1, None),
    ),
]


@pytest.mark.parametrize(("line", "expected"), CONSTRUCTS, ids=[line for line, _ in CONSTRUCTS])
def test_a_construct_reads_to_what_it_means(line, expected):
    assert understood(f"als:\n  - {line}\n") == expected


def test_a_list_is_an_and():
    assert understood("als:\n  - proef.keuze: aap\n  - proef.ja_nee: ja\n") == All((AAP, JA))


def test_altijd_is_a_condition_without_parts():
    assert understood("als: altijd\n") == ALWAYS == All(())


def test_one_line_needs_no_list():
    assert understood("als: {proef.keuze: aap}\n") == AAP


@pytest.mark.parametrize("attribute", ["kring", "betrokken", "actief", "namens_werkgever", "invloed", "contact"])
def test_every_attribute_of_a_betrokkene_can_be_asked_for(attribute):
    assert understood(f"als: [er_is: {{waarin: {{{attribute}: {{bekend: ja}}}}}}]\n") == Count(
        Check(of_node(attribute), Known(known=True)), 1, None
    )


def test_a_term_carries_the_type_of_what_it_looks_at():
    found = understood("als:\n  - proef.rijen[proef.plaats].dagen: 3\n")
    assert isinstance(found, Check)
    assert found.term.type == TYPES["proef.getal"]
    assert str(found.term) == "proef.rijen[proef.plaats].dagen"


@pytest.mark.parametrize("name", [name for name, kind in TYPES.items() if "is" not in operators(kind)])
def test_what_cannot_be_equal_has_other_comparisons(name):
    assert "bekend" in operators(TYPES[name])
    assert not {"een_van", "minstens"} & set(operators(TYPES[name]))


# --- every fault -----------------------------------------------------------------------------------------------------

RELATIES_OP_RIJ = (
    "kent, betrokken_bij, werkt_samen_met, is_maatje_van, voert_regie_over, vertrouwt, werkt_bij,"
    " gaf_toestemming_voor, behandelt, begeleidt, verleent_uitkering, heeft_contact_met, draagt_over_aan"
)
KENMERKEN_OP_RIJ = (
    "id, organisatie, functie, soort, kring, betrokken, actief, namens_werkgever, invloed, contact, brengt_in,"
    " vertrouwd, regievoerder, maatje, kan, kan_niet"
)
SOORTEN_OP_RIJ = (
    "ggz_instelling, gemeente_wi, buurtgenoot, collega, familie, functionaris, kennis, leidinggevende, vriend,"
    " vrijwilliger, werkgever"
)
OP_VERZAMELING = "bevat, bevat_een_van, bevat_alle, bevat_geen_van, leeg, aantal_minstens, aantal_hoogstens, bekend"

FAULTS = [
    ("proef.keuze", "2:5: GGZ110 hier staat tekst (bij als[1]).", "Toegestaan: een voorwaarde als 'feit: waarde'."),
    ("{}", "2:5: GGZ110 hier ontbreekt een voorwaarde (bij als[1]).", "Toegestaan: een voorwaarde als 'feit: waarde'."),
    ("3", "2:5: GGZ110 hier staat een getal (bij als[1]).", "Toegestaan: een voorwaarde als 'feit: waarde'."),
    (
        "niet: proef.keuze",
        "2:5: GGZ110 hier staat tekst (bij als[1].niet).",
        "Toegestaan: een voorwaarde als 'feit: waarde'.",
    ),
    ("niet: []", "2:5: GGZ110 deze lijst is leeg (bij als[1].niet).", "Toegestaan: een lijst met voorwaarden."),
    (
        "een_van_deze: []",
        "2:5: GGZ110 deze lijst is leeg (bij als[1].een_van_deze).",
        "Toegestaan: een lijst met voorwaarden.",
    ),
    (
        "een_van_deze: {proef.keuze: aap}",
        "2:5: GGZ110 hier staat een blok (bij als[1].een_van_deze).",
        "Toegestaan: een lijst met voorwaarden.",
    ),
    (
        "alle: [aap]",
        "2:12: GGZ110 hier staat tekst (bij als[1].alle[1]).",
        "Toegestaan: een voorwaarde als 'feit: waarde'.",
    ),
    (
        "er_is: {betrokkene: iemand}",
        "2:5: GGZ111 bij 'er_is' ontbreekt 'waarin' (bij als[1].er_is).",
        "Toegestaan: betrokkene, waarin.",
    ),
    (
        "er_is_geen: nee",
        "2:5: GGZ111 bij 'er_is_geen' ontbreekt 'waarin' (bij als[1].er_is_geen).",
        "Toegestaan: waarin.",
    ),
    (
        "er_is: {waarin: {actief: actief}, betrokken: iemand}",
        "2:39: GGZ112 'betrokken' hoort niet bij 'er_is' (bij als[1].er_is.betrokken).",
        "Bedoelt u 'betrokkene'? Toegestaan: betrokkene, waarin.",
    ),
    (
        "er_is_geen: {waarin: {actief: actief}, betrokkene: iemand}",
        "2:44: GGZ112 'betrokkene' hoort niet bij 'er_is_geen' (bij als[1].er_is_geen.betrokkene).",
        "Toegestaan: waarin.",
    ),
    (
        "aantal: {waarin: {actief: actief}}",
        "2:5: GGZ111 bij 'aantal' ontbreekt 'minstens' of 'hoogstens' (bij als[1].aantal).",
        "Toegestaan: waarin, minstens, hoogstens.",
    ),
    (
        "aantal: {waarin: {actief: actief}, minstens: twee}",
        "2:40: GGZ136 hier staat tekst (bij als[1].aantal.minstens).",
        "Toegestaan: een heel getal.",
    ),
    (
        "aantal: {waarin: {actief: actief}, minstens: }",
        "2:40: GGZ136 hier staat niets (bij als[1].aantal.minstens).",
        "Toegestaan: een heel getal.",
    ),
    (
        "er_is: {betrokkene: [iemand], waarin: {actief: actief}}",
        "2:13: GGZ115 hier staat een lijst (bij als[1].er_is.betrokkene).",
        "Toegestaan: een naam om in 'dan' te gebruiken.",
    ),
    (
        "er_is: {betrokkene: , waarin: {actief: actief}}",
        "2:13: GGZ115 hier staat niets (bij als[1].er_is.betrokkene).",
        "Toegestaan: een naam om in 'dan' te gebruiken.",
    ),
    (
        "er_is: {waarin: {}}",
        "2:13: GGZ110 hier ontbreekt een voorwaarde (bij als[1].er_is.waarin).",
        "Toegestaan: een voorwaarde als 'feit: waarde'.",
    ),
    (
        "er_is: {waarin: {pad: {via: [kent]}}}",
        "2:22: GGZ113 bij 'pad' ontbreekt 'over' (bij als[1].er_is.waarin.pad).",
        "Toegestaan: pad: {over: [vertrouwt, kent]}.",
    ),
    (
        "er_is: {waarin: {pad: {over: [kennt]}}}",
        "2:35: GGZ114 'kennt' is geen soort relatie (bij als[1].er_is.waarin.pad.over[1]).",
        f"Bedoelt u 'kent'? Toegestaan: {RELATIES_OP_RIJ}.",
    ),
    (
        "er_is: {waarin: {pad: {over: [[kent]]}}}",
        "2:35: GGZ114 een lijst is geen soort relatie (bij als[1].er_is.waarin.pad.over[1]).",
        f"Toegestaan: {RELATIES_OP_RIJ}.",
    ),
    (
        "er_is: {waarin: {actieff: actief}}",
        "2:22: GGZ124 een betrokkene heeft geen kenmerk 'actieff' (bij als[1].er_is.waarin.actieff).",
        f"Bedoelt u 'actief'? Toegestaan: {KENMERKEN_OP_RIJ}.",
    ),
    (
        "er_is: {waarin: {actief: acief}}",
        "2:22: GGZ138 de waarde 'acief' bestaat hier niet (bij als[1].er_is.waarin.actief).",
        "Bedoelt u 'actief'? Toegestaan: actief, passief.",
    ),
    (
        "er_is: {waarin: {soort: ggz_instellin}}",
        "2:22: GGZ138 de waarde 'ggz_instellin' bestaat hier niet (bij als[1].er_is.waarin.soort).",
        f"Bedoelt u 'ggz_instelling'? Toegestaan: {SOORTEN_OP_RIJ}.",
    ),
    (
        "er_is: {waarin: {kan: maatje}}",
        "2:22: GGZ130 'kan' kan meer waarden tegelijk hebben (bij als[1].er_is.waarin.kan).",
        f"Toegestaan: {OP_VERZAMELING}. Schrijf bijvoorbeeld {{bevat: waarde}}.",
    ),
    (
        "er_is: {waarin: {proef.keuze: aap}}",
        "2:22: GGZ124 een betrokkene heeft geen kenmerk 'proef.keuze' (bij als[1].er_is.waarin.proef.keuze).",
        f"Toegestaan: {KENMERKEN_OP_RIJ}.",
    ),
    (
        "pad: {over: [kent]}",
        "2:5: GGZ120 'pad' is geen feit (bij als[1].pad).",
        "Toegestaan: naamruimte.kenmerk, zoals persoon.verblijf.",
    ),
    (
        "Proef keuze: aap",
        "2:5: GGZ120 'Proef keuze' is geen feit (bij als[1][…]).",
        "Toegestaan: naamruimte.kenmerk, zoals persoon.verblijf.",
    ),
    (
        "keuze: aap",
        "2:5: GGZ120 'keuze' is geen feit (bij als[1].keuze).",
        "Toegestaan: naamruimte.kenmerk, zoals persoon.verblijf.",
    ),
    (
        "een_van_dese: []",
        "2:5: GGZ120 'een_van_dese' is geen feit (bij als[1].een_van_dese).",
        "Bedoelt u 'een_van_deze'? Toegestaan: naamruimte.kenmerk, zoals persoon.verblijf.",
    ),
    (
        "proef.keuz: aap",
        "2:5: GGZ121 het feit 'proef.keuz' bestaat niet (bij als[1].proef.keuz).",
        "Bedoelt u 'proef.keuze'?",
    ),
    (
        "proef.keuze[proef.plaats]: aap",
        "2:5: GGZ122 'proef.keuze' is geen tabel waarin u iets kunt opzoeken (bij als[1][…]).",
        "Toegestaan: een tabel met open sleutels.",
    ),
    (
        "proef.leden[proef.plaats]: rood",
        "2:5: GGZ122 'proef.leden' is geen tabel waarin u iets kunt opzoeken (bij als[1][…]).",
        "Toegestaan: een tabel met open sleutels.",
    ),
    (
        "proef.open[proef.plats]: ja",
        "2:5: GGZ121 het feit 'proef.plats' bestaat niet (bij als[1][…]).",
        "Bedoelt u 'proef.plaats'?",
    ),
    (
        "proef.open[proef.record.plats]: ja",
        "2:5: GGZ123 'proef.record' heeft geen deel 'plats' (bij als[1][…]).",
        "Bedoelt u 'plaats'?",
    ),
    (
        "proef.open[proef.record]: ja",
        "2:5: GGZ125 met 'proef.record' kunt u niets opzoeken in 'proef.open' (bij als[1][…]).",
        "Toegestaan: een feit met een keuze of een tekst.",
    ),
    (
        "proef.open[proef.keuzes]: ja",
        "2:5: GGZ125 met 'proef.keuzes' kunt u niets opzoeken in 'proef.open' (bij als[1][…]).",
        "Toegestaan: een feit met een keuze of een tekst.",
    ),
    (
        "proef.record.kleurr: rood",
        "2:5: GGZ123 'proef.record' heeft geen deel 'kleurr' (bij als[1].proef.record.kleurr).",
        "Bedoelt u 'kleur'? Toegestaan: dagen, vanaf, kleur, plaats.",
    ),
    (
        "proef.keuze.deel: rood",
        "2:5: GGZ123 'proef.keuze' heeft geen deel 'deel' (bij als[1].proef.keuze.deel).",
        "Toegestaan: geen delen.",
    ),
    (
        "proef.records.dagen: 3",
        "2:5: GGZ123 'proef.records' heeft geen deel 'dagen' (bij als[1].proef.records.dagen).",
        "Toegestaan: geen delen.",
    ),
    (
        "proef.leden.toon: rood",
        "2:5: GGZ123 'proef.leden' heeft geen deel 'toon' (bij als[1].proef.leden.toon).",
        "Toegestaan: teun, vuur, gijs.",
    ),
    (
        "proef.keuzes: wim",
        "2:5: GGZ130 'proef.keuzes' kan meer waarden tegelijk hebben (bij als[1].proef.keuzes).",
        f"Toegestaan: {OP_VERZAMELING}. Schrijf bijvoorbeeld {{bevat: waarde}}.",
    ),
    (
        "proef.leden: rood",
        "2:5: GGZ130 'proef.leden' kan meer waarden tegelijk hebben (bij als[1].proef.leden).",
        "Toegestaan: aantal_met, leeg, aantal_minstens, aantal_hoogstens, bekend.",
    ),
    (
        "proef.records: 3",
        "2:5: GGZ130 'proef.records' kan meer waarden tegelijk hebben (bij als[1].proef.records).",
        "Toegestaan: leeg, aantal_minstens, aantal_hoogstens, bekend.",
    ),
    (
        "proef.record: rood",
        "2:5: GGZ130 'proef.record' bestaat uit delen (bij als[1].proef.record).",
        "Toegestaan: bekend.",
    ),
    (
        "proef.rijen[proef.plaats]: rood",
        "2:5: GGZ130 'proef.rijen[proef.plaats]' bestaat uit delen (bij als[1][…]).",
        "Toegestaan: bekend.",
    ),
    (
        "proef.keuze: []",
        "2:5: GGZ131 deze lijst is leeg (bij als[1].proef.keuze).",
        "Toegestaan: een van aap, noot, mies.",
    ),
    (
        "proef.keuze: noott",
        "2:5: GGZ138 de waarde 'noott' bestaat hier niet (bij als[1].proef.keuze).",
        "Bedoelt u 'noot'? Toegestaan: aap, noot, mies.",
    ),
    (
        "proef.keuze: [aap, onbekend]",
        "2:24: GGZ138 de waarde 'onbekend' bestaat hier niet (bij als[1].proef.keuze[2]).",
        "Toegestaan: aap, noot, mies.",
    ),
    (
        "proef.keuze: 3",
        "2:5: GGZ138 een getal kan hier niet (bij als[1].proef.keuze).",
        "Toegestaan: aap, noot, mies.",
    ),
    (
        "proef.keuze: true",
        "2:5: GGZ138 true of false kan hier niet (bij als[1].proef.keuze).",
        "Toegestaan: aap, noot, mies.",
    ),
    (
        "proef.keuze: [[aap]]",
        "2:19: GGZ138 een lijst kan hier niet (bij als[1].proef.keuze[1]).",
        "Toegestaan: aap, noot, mies.",
    ),
    (
        "proef.keuze: [{is: aap}]",
        "2:19: GGZ138 een blok kan hier niet (bij als[1].proef.keuze[1]).",
        "Toegestaan: aap, noot, mies.",
    ),
    (
        "proef.keuze:",
        "2:5: GGZ138 niets kan hier niet (bij als[1].proef.keuze).",
        "Toegestaan: aap, noot, mies.",
    ),
    (
        "proef.ja_nee: true",
        "2:5: GGZ138 true of false kan hier niet (bij als[1].proef.ja_nee).",
        "Bedoelt u 'ja'? Toegestaan: ja, nee.",
    ),
    ("proef.getal: drie", "2:5: GGZ138 hier staat tekst (bij als[1].proef.getal).", "Toegestaan: een heel getal."),
    (
        "proef.getal: 1.5",
        "2:5: GGZ138 hier staat een kommagetal (bij als[1].proef.getal).",
        "Toegestaan: een heel getal.",
    ),
    (
        "proef.getal: [1, twee]",
        "2:22: GGZ138 hier staat tekst (bij als[1].proef.getal[2]).",
        "Toegestaan: een heel getal.",
    ),
    (
        "proef.datum: gisteren",
        "2:5: GGZ138 hier staat tekst (bij als[1].proef.datum).",
        "Toegestaan: een datum als 2016-11-24.",
    ),
    ("proef.tekst: 3", "2:5: GGZ138 hier staat een getal (bij als[1].proef.tekst).", "Toegestaan: een korte tekst."),
    (
        "proef.keuze: {}",
        "2:5: GGZ110 hier ontbreekt een vergelijking (bij als[1].proef.keuze).",
        "Toegestaan: is, een_van, bekend.",
    ),
    (
        "proef.keuze: {minstens: 3}",
        "2:19: GGZ132 'minstens' past niet bij 'proef.keuze' (bij als[1].proef.keuze.minstens).",
        "Toegestaan: is, een_van, bekend.",
    ),
    (
        "proef.getal: {tenminste: 3}",
        "2:19: GGZ132 'tenminste' past niet bij 'proef.getal' (bij als[1].proef.getal.tenminste).",
        "Bedoelt u 'minstens'? Toegestaan: is, een_van, minstens, hoogstens, tussen, bekend.",
    ),
    (
        "proef.getal: {minsten: 3}",
        "2:19: GGZ132 'minsten' past niet bij 'proef.getal' (bij als[1].proef.getal.minsten).",
        "Bedoelt u 'minstens'? Toegestaan: is, een_van, minstens, hoogstens, tussen, bekend.",
    ),
    (
        "proef.getal: {minstens: drie}",
        "2:19: GGZ136 hier staat tekst (bij als[1].proef.getal.minstens).",
        "Toegestaan: een heel getal.",
    ),
    (
        "proef.getal: {minstens: }",
        "2:19: GGZ136 hier staat niets (bij als[1].proef.getal.minstens).",
        "Toegestaan: een heel getal.",
    ),
    (
        "proef.getal: {tussen: 3}",
        "2:19: GGZ133 bij 'tussen' horen twee getallen (bij als[1].proef.getal.tussen).",
        "Toegestaan: tussen: [1, 3].",
    ),
    (
        "proef.getal: {tussen: [1, 2, 3]}",
        "2:19: GGZ133 bij 'tussen' horen twee getallen (bij als[1].proef.getal.tussen).",
        "Toegestaan: tussen: [1, 3].",
    ),
    (
        "proef.getal: {tussen: [1, drie]}",
        "2:31: GGZ136 hier staat tekst (bij als[1].proef.getal.tussen[2]).",
        "Toegestaan: een heel getal.",
    ),
    (
        "proef.datum: {voor: morgen}",
        "2:19: GGZ134 hier staat tekst (bij als[1].proef.datum.voor).",
        "Toegestaan: een datum als 2016-11-24, of het woord peildatum.",
    ),
    (
        "proef.datum: {na: 3}",
        "2:19: GGZ134 hier staat een getal (bij als[1].proef.datum.na).",
        "Toegestaan: een datum als 2016-11-24, of het woord peildatum.",
    ),
    (
        "proef.datum: {binnen_dagen: veertien}",
        "2:19: GGZ136 hier staat tekst (bij als[1].proef.datum.binnen_dagen).",
        "Toegestaan: een heel getal.",
    ),
    (
        "proef.datum: {binnen_dagen: }",
        "2:19: GGZ136 hier staat niets (bij als[1].proef.datum.binnen_dagen).",
        "Toegestaan: een heel getal.",
    ),
    (
        "proef.datum: {minstens: 3}",
        "2:19: GGZ132 'minstens' past niet bij 'proef.datum' (bij als[1].proef.datum.minstens).",
        "Toegestaan: is, een_van, voor, na, binnen_dagen, over_meer_dan_dagen, dagen_geleden, bekend.",
    ),
    (
        "proef.keuzes: {bevat: wimm}",
        "2:20: GGZ138 de waarde 'wimm' bestaat hier niet (bij als[1].proef.keuzes.bevat).",
        "Bedoelt u 'wim'? Toegestaan: wim, zus, jet.",
    ),
    (
        "proef.keuzes: {bevat_een_van: []}",
        "2:20: GGZ131 deze lijst is leeg (bij als[1].proef.keuzes.bevat_een_van).",
        "Toegestaan: een lijst met keuzes uit wim, zus, jet.",
    ),
    (
        "proef.keuzes: {leeg: misschien}",
        "2:20: GGZ137 de waarde 'misschien' bestaat hier niet (bij als[1].proef.keuzes.leeg).",
        "Toegestaan: ja of nee.",
    ),
    (
        "proef.keuzes: {leeg: true}",
        "2:20: GGZ137 true of false kan hier niet (bij als[1].proef.keuzes.leeg).",
        "Bedoelt u 'ja'? Toegestaan: ja of nee.",
    ),
    (
        "proef.keuzes: {aantal_minstens: veel}",
        "2:20: GGZ136 hier staat tekst (bij als[1].proef.keuzes.aantal_minstens).",
        "Toegestaan: een heel getal.",
    ),
    (
        "proef.keuze: {bekend: onbekend}",
        "2:19: GGZ137 de waarde 'onbekend' bestaat hier niet (bij als[1].proef.keuze.bekend).",
        "Toegestaan: ja of nee.",
    ),
    (
        "proef.datums: {bevat: maandag}",
        "2:20: GGZ138 hier staat tekst (bij als[1].proef.datums.bevat).",
        "Toegestaan: een lijst met datums.",
    ),
    (
        "proef.actoren: {bevat: 3}",
        "2:21: GGZ138 hier staat een getal (bij als[1].proef.actoren.bevat).",
        "Toegestaan: een lijst met id's van betrokkenen of organisaties.",
    ),
    (
        "proef.leden: {aantal_met: [rood]}",
        "2:19: GGZ135 bij 'aantal_met' ontbreekt iets (bij als[1].proef.leden.aantal_met).",
        "Toegestaan: aantal_met: {waarden: [aandacht], minstens: 3}.",
    ),
    (
        "proef.leden: {aantal_met: {waarden: [rood]}}",
        "2:19: GGZ135 bij 'aantal_met' ontbreekt iets (bij als[1].proef.leden.aantal_met).",
        "Toegestaan: aantal_met: {waarden: [aandacht], minstens: 3}.",
    ),
    (
        "proef.leden: {aantal_met: {waarden: [roood], minstens: 2}}",
        "2:42: GGZ138 de waarde 'roood' bestaat hier niet (bij als[1].proef.leden.aantal_met.waarden[1]).",
        "Bedoelt u 'rood'? Toegestaan: rood, groen.",
    ),
    (
        "proef.leden: {aantal_met: {waarden: [rood], minstens: veel}}",
        "2:49: GGZ136 hier staat tekst (bij als[1].proef.leden.aantal_met.minstens).",
        "Toegestaan: een heel getal.",
    ),
    (
        "proef.leden: {aantal_met: {waarden: [], minstens: 1}}",
        "2:32: GGZ131 deze lijst is leeg (bij als[1].proef.leden.aantal_met.waarden).",
        "Toegestaan: een van rood, groen.",
    ),
    (
        "proef.rijen: {aantal_met: {waarden: [rood], minstens: 1}}",
        "2:19: GGZ132 'aantal_met' past niet bij 'proef.rijen' (bij als[1].proef.rijen.aantal_met).",
        "Bedoelt u 'aantal_minstens'? Toegestaan: leeg, aantal_minstens, aantal_hoogstens, bekend.",
    ),
    (
        "proef.record: {minstens: 2}",
        "2:20: GGZ132 'minstens' past niet bij 'proef.record' (bij als[1].proef.record.minstens).",
        "Toegestaan: bekend.",
    ),
    (
        "proef.records: {bevat: 3}",
        "2:21: GGZ132 'bevat' past niet bij 'proef.records' (bij als[1].proef.records.bevat).",
        "Toegestaan: leeg, aantal_minstens, aantal_hoogstens, bekend.",
    ),
]


@pytest.mark.parametrize(("line", "told", "accepted"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_told_in_full_at_its_place(line, told, accepted):
    _, problems = read(f"als:\n  - {line}\n")
    assert [str(problem) for problem in problems] == [f"proef.yaml:{told} {accepted}".rstrip()]


@pytest.mark.parametrize("line", [fault[0] for fault in FAULTS])
def test_what_is_read_in_spite_of_a_fault_is_still_a_value(line):
    condition, _ = read(f"als:\n  - {line}\n")
    assert {condition: line}[condition] == line


def test_what_is_no_list_is_refused():
    _, problems = read("als: proef.keuze\n")
    assert [str(problem) for problem in problems] == [
        "proef.yaml:1:1: GGZ110 hier staat tekst (bij als). Toegestaan: een lijst met voorwaarden, of het woord altijd."
    ]


def test_an_empty_list_is_refused():
    _, (problem,) = read("als: []\n")
    accepted = "een lijst met voorwaarden, of het woord altijd"
    assert str(problem) == f"proef.yaml:1:1: GGZ110 deze lijst is leeg (bij als). Toegestaan: {accepted}."


MANY_FAULTS = """\
als:
  - proef.keuze: nootje
  - een_van_deze:
      - proef.getal: {minstens: veel}
      - niet:
          - proef.keuz: aap
          - proef.datum: {voor: morgen}
  - er_is:
      betrokken: iemand
      waarin:
        actief: aktief
        pad: {over: [kennt]}
  - proef.ja_nee: ja
"""


def test_all_faults_come_at_once_each_at_its_own_line_and_column():
    condition, problems = read(MANY_FAULTS)
    assert [(p.regel, p.kolom, p.code, p.bedoelt_u) for p in problems] == [
        (2, 5, "GGZ138", "noot"),
        (4, 23, "GGZ136", ""),
        (6, 13, "GGZ121", "proef.keuze"),
        (7, 27, "GGZ134", ""),
        (9, 7, "GGZ112", "betrokkene"),
        (11, 9, "GGZ138", "actief"),
        (12, 22, "GGZ114", "kent"),
    ]
    assert isinstance(condition, All)
    assert condition.parts[-1] == JA


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("proef.keuz: aap", "proef.keuze"),
        ("proef.gtal: 3", "proef.getal"),
        ("een_van_dese: []", "een_van_deze"),
        ("er_si: {}", "er_is"),
        ("iets.heel_anders: 3", ""),
    ],
)
def test_the_nearest_name_is_offered_when_one_is_near(written, meant):
    _, problems = read(f"als:\n  - {written}\n")
    assert [problem.bedoelt_u for problem in problems] == [meant]
