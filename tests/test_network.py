"""The network: its invariants, the facts that follow from it, its graph, and who can introduce whom."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ggzroute import Casus, introduce
from ggzroute.documents import from_data
from ggzroute.domain.facts import build_facts
from ggzroute.domain.graaf import Introductie, introduction_chains
from ggzroute.domain.invarianten import check_network
from ggzroute.domain.kaart import Kaart, Organisatie
from ggzroute.domain.netwerk import HULPVRAGER, KRINGEN, MAATSCHAPPIJ, RELATIES, Relatie, reachable
from ggzroute.exceptions import BetrokkeneNotFoundError
from ggzroute.loading import load_casus
from ggzroute.resources import rules_root
from strategies import casussen

DAY = dt.date(2016, 11, 24)

ALL_KNOWN = {"vraag.betrokkenen_geinventariseerd": "ja"}

GGZ = {"id": "ggz", "soort": "ggz_instelling", "betrokken": "nu"}
UWV = {"id": "uwv", "soort": "uwv", "betrokken": "nu"}
SWT = {"id": "swt", "soort": "wijkteam", "betrokken": "nu"}
TANTE = {"id": "tante", "soort": "familie"}


def relation(van, soort, naar, **more):
    return {"van": van, "soort": soort, "naar": naar, **more}


REGIE = relation("ggz", "voert_regie_over", "hulpvrager")
TRUST = relation("hulpvrager", "vertrouwt", "ggz")


def successor(receiver, taking_over):
    return {"toestemming.ontvanger": receiver, "regie.overdracht_naar": taking_over}


def casus_of(betrokkenen=(), relaties=(), feiten=None, day=DAY):
    data = {"id": "c1", "peildatum": day, "feiten": feiten or {}}
    return Casus.from_dict({**data, "betrokkenen": list(betrokkenen), "relaties": list(relaties)})


def facts_of(*parts, kaart=None, **more):
    return build_facts(casus_of(*parts, **more), kaart or Kaart(), DAY)


def node_of(facts, id_):
    return next(node for node in facts.nodes if node["id"] == id_)


class TestInvariants:
    def codes(self, betrokkenen=(), relaties=(), feiten=None):
        casus = casus_of(betrokkenen)
        rows = [Relatie(**{**r, "stand": r.get("stand") != "nee"}) for r in relaties]
        return [p.code for p in check_network(from_data({}), casus.betrokkenen, rows, feiten or {})]

    @pytest.mark.parametrize("soort", RELATIES)
    def test_each_kind_of_relation_accepts_only_its_own_ends(self, soort):
        accepts = {
            "hulpvrager": {HULPVRAGER},
            "betrokkene": {"ggz", "uwv"},
            "ieder": {HULPVRAGER, "ggz", "uwv"},
        }
        van, naar = (accepts[kind] for kind in RELATIES[soort])
        people = (HULPVRAGER, "ggz", "uwv")
        accepted = {
            (a, b) for a, b in itertools.permutations(people, 2) if not self.codes([GGZ, UWV], [relation(a, soort, b)])
        }

        assert accepted == {(a, b) for a in van for b in naar if a != b}

    @pytest.mark.parametrize(
        ("betrokkenen", "relaties", "feiten", "codes"),
        [
            ([GGZ], [REGIE], {"regie.aanwezig": "ja"}, []),
            ([GGZ], [REGIE], {"regie.aanwezig": "nee"}, ["GGZ329"]),
            ([GGZ], [{**REGIE, "stand": "nee"}], {"regie.aanwezig": "nee"}, []),
            ([GGZ], [{**REGIE, "tot": DAY}], {"regie.aanwezig": "nee"}, []),
            ([GGZ, UWV], [REGIE, {**REGIE, "van": "uwv"}], {}, []),
            ([TANTE], [{**REGIE, "van": "tante"}], {}, ["GGZ327"]),
            ([TANTE], [{**REGIE, "van": "tante", "stand": "nee"}], {}, []),
            ([TANTE], [], {"regie.regievoerder": "tante"}, ["GGZ327"]),
            ([], [], {"regie.regievoerder": "hulpvrager"}, ["GGZ331"]),
            ([GGZ], [], {"regie.regievoerder": "ggz"}, []),
            ([], [], {"regie.regievoerder": "een_organisatie"}, []),
            ([], [], {"regie.regievoerder": "ggz", "regie.aanwezig": "nee"}, ["GGZ329"]),
            ([TANTE], [relation("tante", "is_maatje_van", "hulpvrager")], {}, []),
            ([GGZ], [relation("ggz", "is_maatje_van", "hulpvrager")], {"maatje.aanwezig": "ja"}, []),
            ([TANTE], [relation("tante", "is_maatje_van", "hulpvrager")], {"maatje.aanwezig": "nee"}, ["GGZ329"]),
            ([GGZ], [{**TRUST, "sinds": DAY, "tot": DAY}], {}, []),
            ([GGZ], [{**TRUST, "sinds": DAY, "tot": DAY - dt.timedelta(1)}], {}, ["GGZ328"]),
            ([GGZ], [{**TRUST, "naar": "iemand"}], {}, ["GGZ324"]),
            ([GGZ], [relation("ggz", "kent", "ggz")], {}, ["GGZ326"]),
            ([], [relation("hulpvrager", "heeft_contact_met", "maatschappij")], {}, ["GGZ324"]),
        ],
    )
    def test_who_may_do_what_in_a_network(self, betrokkenen, relaties, feiten, codes):
        assert self.codes(betrokkenen, relaties, feiten) == codes

    @given(casus=casussen())
    def test_a_casus_that_was_read_breaks_no_invariant(self, casus):
        assert check_network(from_data({}), casus.betrokkenen, casus.relaties, casus.feiten) == []


CASES = [
    (
        "netwerk.organisaties_langs_elkaar",
        [
            (
                "explicitly not working together",
                [GGZ, UWV],
                [relation("ggz", "werkt_samen_met", "uwv", stand="nee")],
                {},
                "ja",
            ),
            ("all are known, and nothing is said about working together", [GGZ, UWV], [], ALL_KNOWN, None),
            (
                "one of three stands apart",
                [GGZ, UWV, SWT],
                [relation("ggz", "werkt_samen_met", "uwv")],
                ALL_KNOWN,
                "ja",
            ),
            (
                "working together has ended",
                [GGZ, UWV],
                [relation("ggz", "werkt_samen_met", "uwv", tot="2016-11-23")],
                ALL_KNOWN,
                "ja",
            ),
            ("working together", [GGZ, UWV], [relation("ggz", "werkt_samen_met", "uwv")], ALL_KNOWN, "nee"),
            (
                "a chain of working together",
                [GGZ, UWV, SWT],
                [relation("ggz", "werkt_samen_met", "uwv"), relation("swt", "werkt_samen_met", "uwv")],
                ALL_KNOWN,
                "nee",
            ),
            (
                "a new period after one that ended",
                [GGZ, UWV],
                [
                    relation("ggz", "werkt_samen_met", "uwv", tot="2015-01-01"),
                    relation("ggz", "werkt_samen_met", "uwv", sinds="2016-01-01"),
                ],
                ALL_KNOWN,
                "nee",
            ),
            ("only one organisation", [GGZ], [], ALL_KNOWN, "nee"),
            ("the other is no longer involved", [GGZ, {**UWV, "betrokken": "voorheen"}], [], ALL_KNOWN, "nee"),
            ("the other is a person", [GGZ, {**UWV, "soort": "functionaris"}], [], ALL_KNOWN, "nee"),
            ("no relation and somebody may be missing", [GGZ, UWV], [], {}, None),
            (
                "working together has ended and somebody may be missing",
                [GGZ, UWV],
                [relation("ggz", "werkt_samen_met", "uwv", tot="2016-11-23")],
                {},
                None,
            ),
            (
                "working together and somebody may be missing",
                [GGZ, UWV],
                [relation("ggz", "werkt_samen_met", "uwv")],
                {},
                None,
            ),
            ("nobody known", [], [], {}, None),
        ],
    ),
    (
        "netwerk.aantal_organisaties",
        [
            ("two involved now", [GGZ, UWV, TANTE], [], ALL_KNOWN, 2),
            ("none", [TANTE], [], ALL_KNOWN, 0),
            ("only those involved now count", [GGZ, {**UWV, "betrokken": "beoogd"}], [], ALL_KNOWN, 1),
            ("somebody may be missing", [GGZ, UWV], [], {}, None),
        ],
    ),
    (
        "netwerk.aantal_regievoerders",
        [
            ("one by relation", [GGZ], [REGIE], {}, 1),
            ("one by fact", [GGZ], [], {"regie.regievoerder": "ggz"}, 1),
            ("the same by relation and by fact", [GGZ], [REGIE], {"regie.regievoerder": "ggz"}, 1),
            (
                "the same by relation and by the organisation behind it",
                [{**GGZ, "organisatie": "ggz_rivierduinen"}],
                [REGIE],
                {"regie.regievoerder": "ggz_rivierduinen"},
                1,
            ),
            (
                "the same by relation and by its function",
                [{**GGZ, "functie": "casemanager"}],
                [REGIE],
                {"regie.regievoerder": "casemanager"},
                1,
            ),
            (
                "one of two from the organisation that is named",
                [{**GGZ, "organisatie": "iva"}, {**UWV, "organisatie": "iva"}],
                [REGIE],
                {"regie.regievoerder": "iva"},
                1,
            ),
            ("two by relation", [GGZ, UWV], [REGIE, {**REGIE, "van": "uwv"}], {}, 2),
            ("one by relation and another by fact", [GGZ, UWV], [REGIE], {"regie.regievoerder": "uwv"}, 2),
            (
                "one before and another now",
                [GGZ, UWV],
                [{**REGIE, "tot": "2016-11-23"}, {**REGIE, "van": "uwv"}],
                {},
                1,
            ),
            ("certainly none", [GGZ], [], {"regie.aanwezig": "nee"}, 0),
            ("not known", [GGZ], [], {}, None),
            ("not known, though all betrokkenen are", [GGZ], [], ALL_KNOWN, None),
            ("present, but not known who", [GGZ], [], {"regie.aanwezig": "ja"}, None),
        ],
    ),
    (
        "netwerk.alleen_passief_sociaal",
        [
            ("all are passive", [{**TANTE, "actief": "passief"}], [], ALL_KNOWN, "ja"),
            (
                "one is active",
                [{**TANTE, "actief": "actief"}, {**TANTE, "id": "oom", "actief": "passief"}],
                [],
                {},
                "nee",
            ),
            ("there is no social network", [GGZ], [], ALL_KNOWN, "nee"),
            ("there is said to be no social network", [GGZ], [], {"netwerk.sociaal_omvang": "geen"}, "nee"),
            ("all are passive, but somebody may be missing", [{**TANTE, "actief": "passief"}], [], {}, None),
            ("of one it is not known", [{**TANTE, "actief": "passief"}, {**TANTE, "id": "oom"}], [], ALL_KNOWN, None),
            ("a passive professional plays no part", [{**GGZ, "actief": "passief"}], [], {}, None),
        ],
    ),
    (
        "netwerk.vertrouwen_in_regievoerder",
        [
            ("trusted by relation", [GGZ], [REGIE, TRUST], {}, "ja"),
            ("trusted by fact", [GGZ], [REGIE], {"persoon.vertrouwt": ["ggz"]}, "ja"),
            (
                "trusted by the organisation that is named",
                [{**GGZ, "organisatie": "iva"}],
                [REGIE],
                {"persoon.vertrouwt": ["iva"]},
                "ja",
            ),
            ("the hulpvrager trusts somebody else", [GGZ, TANTE], [REGIE, {**TRUST, "naar": "tante"}], {}, "nee"),
            ("explicitly not trusted", [GGZ], [REGIE, {**TRUST, "stand": "nee"}], {}, "nee"),
            ("no longer trusted", [GGZ], [REGIE, {**TRUST, "tot": "2016-11-23"}], {}, "nee"),
            ("the hulpvrager trusts nobody", [GGZ], [REGIE], {"persoon.vertrouwt": []}, "nee"),
            ("nothing is known about trust", [GGZ], [REGIE], {}, None),
            ("somebody else is not trusted", [GGZ, UWV], [REGIE, {**TRUST, "naar": "uwv", "stand": "nee"}], {}, None),
            ("trust was refused", [GGZ], [REGIE], {"persoon.vertrouwt": "geweigerd"}, None),
            ("there is no regievoerder", [GGZ], [TRUST], {}, None),
            ("there are two regievoerders", [GGZ, UWV], [REGIE, {**REGIE, "van": "uwv"}, TRUST], {}, None),
        ],
    ),
    (
        "netwerk.regievoerder_werkgeversgebonden",
        [
            ("works for the employer", [{**GGZ, "namens_werkgever": "ja"}], [REGIE], {}, "ja"),
            ("is the employer", [{**GGZ, "soort": "werkgever"}], [REGIE], {}, "ja"),
            ("does not work for the employer", [{**GGZ, "namens_werkgever": "nee"}], [REGIE], {}, "nee"),
            ("not known", [GGZ], [REGIE], {}, None),
            ("there is no regievoerder", [{**GGZ, "namens_werkgever": "ja"}], [], {}, None),
        ],
    ),
    (
        "netwerk.toestemming_voor_opvolger",
        [
            ("the same name", [GGZ], [], successor("ggz", "ggz"), "ja"),
            ("somebody else", [GGZ, UWV], [], successor("ggz", "uwv"), "nee"),
            (
                "the same one under another name",
                [{**GGZ, "functie": "casemanager"}],
                [],
                successor("ggz", "casemanager"),
                "ja",
            ),
            ("two of one function", [GGZ, {**UWV, "functie": "arts"}], [], successor("ggz", "arts"), "nee"),
            ("nobody takes over", [GGZ], [], {"toestemming.ontvanger": "ggz"}, None),
            ("for whom is not known", [GGZ], [], {"regie.overdracht_naar": "ggz"}, None),
            ("was not told", [GGZ], [], successor("ggz", "geweigerd"), None),
            ("does not apply", [GGZ], [], successor("nvt", "ggz"), None),
        ],
    ),
    (
        "netwerk.eerder_betrokken_zonder_overdracht",
        [
            ("stopped without a handover", [{**GGZ, "betrokken": "voorheen"}], [], ALL_KNOWN, "ja"),
            (
                "the handover was not finished",
                [{**GGZ, "betrokken": "voorheen"}, UWV],
                [relation("ggz", "draagt_over_aan", "uwv", afgerond="nee")],
                {},
                "ja",
            ),
            (
                "there was explicitly no handover",
                [{**GGZ, "betrokken": "voorheen"}, UWV],
                [relation("ggz", "draagt_over_aan", "uwv", stand="nee")],
                {},
                "ja",
            ),
            (
                "the handover was finished",
                [{**GGZ, "betrokken": "voorheen"}, UWV],
                [relation("ggz", "draagt_over_aan", "uwv", afgerond="ja")],
                ALL_KNOWN,
                "nee",
            ),
            ("nobody was involved before", [GGZ], [], ALL_KNOWN, "nee"),
            (
                "the social network hands nothing over",
                [{**TANTE, "betrokken": "voorheen"}],
                [],
                ALL_KNOWN,
                "nee",
            ),
            (
                "whether the handover was finished is not known",
                [{**GGZ, "betrokken": "voorheen"}, UWV],
                [relation("ggz", "draagt_over_aan", "uwv")],
                ALL_KNOWN,
                None,
            ),
            (
                "one handover may be unfinished and another is missing",
                [{**GGZ, "betrokken": "voorheen"}, {**SWT, "betrokken": "voorheen"}, UWV],
                [relation("ggz", "draagt_over_aan", "uwv")],
                ALL_KNOWN,
                "ja",
            ),
            ("stopped, and somebody may be missing", [{**GGZ, "betrokken": "voorheen"}], [], {}, None),
        ],
    ),
    (
        "regie.aanwezig",
        [
            ("by relation", [GGZ], [REGIE], {}, "ja"),
            ("by fact", [GGZ], [], {"regie.regievoerder": "ggz"}, "ja"),
            ("it is never concluded that there is none", [GGZ], [], ALL_KNOWN, None),
            ("it has ended", [GGZ], [{**REGIE, "tot": "2016-11-23"}], ALL_KNOWN, None),
            ("it has not begun", [GGZ], [{**REGIE, "sinds": "2016-11-25"}], ALL_KNOWN, None),
            ("it was refused", [GGZ], [REGIE], {"regie.aanwezig": "geweigerd"}, None),
            ("what was given stays", [GGZ], [], {"regie.aanwezig": "nee"}, "nee"),
        ],
    ),
    (
        "regie.regievoerder",
        [
            ("the only one", [GGZ], [REGIE], {}, "ggz"),
            ("one of two", [GGZ, UWV], [REGIE, {**REGIE, "van": "uwv"}], {}, None),
            ("nobody", [GGZ], [], {}, None),
        ],
    ),
    (
        "maatje.aanwezig",
        [
            ("from the social network", [TANTE], [relation("tante", "is_maatje_van", "hulpvrager")], {}, "ja"),
            ("from the professional network", [GGZ], [relation("ggz", "is_maatje_van", "hulpvrager")], {}, "ja"),
            ("explicitly not", [TANTE], [relation("tante", "is_maatje_van", "hulpvrager", stand="nee")], {}, None),
            ("nobody", [TANTE], [], ALL_KNOWN, None),
        ],
    ),
    (
        "persoon.vertrouwt",
        [
            ("by relation", [GGZ, TANTE], [TRUST, {**TRUST, "naar": "tante"}], {}, frozenset({"ggz", "tante"})),
            ("trust of somebody else plays no part", [GGZ, TANTE], [{**TRUST, "van": "tante"}], {}, None),
            ("that one is not trusted says nothing of others", [GGZ], [{**TRUST, "stand": "nee"}], {}, None),
            ("nothing known", [GGZ], [], ALL_KNOWN, None),
            ("what was given stays", [GGZ, TANTE], [TRUST], {"persoon.vertrouwt": ["tante"]}, frozenset({"tante"})),
        ],
    ),
    (
        "netwerk.betrokken_organisaties",
        [
            (
                "all are known",
                [GGZ, UWV, TANTE, {**SWT, "betrokken": "beoogd"}],
                [],
                ALL_KNOWN,
                frozenset({"ggz", "uwv"}),
            ),
            ("somebody may be missing", [GGZ], [], {}, None),
        ],
    ),
    (
        "netwerk.eerder_betrokken",
        [
            ("all are known", [GGZ, {**UWV, "betrokken": "voorheen"}], [], ALL_KNOWN, frozenset({"uwv"})),
            ("somebody may be missing", [{**UWV, "betrokken": "voorheen"}], [], {}, None),
        ],
    ),
]

SIGNALS = [pytest.param(name, *parts, id=f"{name}: {title}") for name, cases in CASES for title, *parts in cases]


class TestDerivedFacts:
    @pytest.mark.parametrize(("name", "betrokkenen", "relaties", "feiten", "expected"), SIGNALS)
    def test_a_fact_follows_from_the_network_only_when_it_is_certain(
        self, name, betrokkenen, relaties, feiten, expected
    ):
        assert facts_of(betrokkenen, relaties, feiten).get(name) == expected

    def test_each_signal_is_shown_as_yes_as_no_and_as_unknown(self):
        answers = {name: {case[-1] for case in cases} for name, cases in CASES}

        assert [n for n in answers if n.startswith("netwerk.") and None not in answers[n]] == []
        assert [n for n in answers if "ja" in answers[n] and n.startswith("netwerk.") and "nee" not in answers[n]] == []

    def test_what_was_derived_is_told_from_what_was_given(self):
        facts = facts_of([GGZ], [REGIE, TRUST], {**ALL_KNOWN, "regie.regievoerder": "ggz"})

        assert {"regie.aanwezig", "persoon.vertrouwt", "netwerk.aantal_organisaties"} <= facts.derived
        assert "regie.regievoerder" not in facts.derived

    @given(casus=casussen(peildatum=True), answer=st.sampled_from(["ja", "nee", None]))
    def test_nothing_derived_is_a_state_or_empty_text(self, casus, answer):
        if answer is not None:
            casus = casus_with(casus, "vraag.betrokkenen_geinventariseerd", answer)
        facts = build_facts(casus, Kaart(), casus.peildatum)

        assert all(isinstance(facts.values[name], str | int | frozenset) for name in facts.derived)
        assert "" not in [facts.values[name] for name in facts.derived]

    @given(casus=casussen(peildatum=True, max_feiten=4))
    def test_what_is_certain_stays_certain_when_the_network_turns_out_to_be_complete(self, casus):
        open_ = build_facts(casus_with(casus, "vraag.betrokkenen_geinventariseerd", None), Kaart(), casus.peildatum)
        closed = build_facts(casus_with(casus, "vraag.betrokkenen_geinventariseerd", "ja"), Kaart(), casus.peildatum)

        assert {name: closed.values[name] for name in open_.derived} == {n: open_.values[n] for n in open_.derived}


def casus_with(casus, name, value):
    data = casus.to_dict()
    return Casus.from_dict({**data, "feiten": {**data["feiten"], name: value}})


class TestNodes:
    def test_a_role_in_the_network_is_an_attribute_and_unknown_when_nothing_says_so(self):
        facts = facts_of([GGZ, UWV], [REGIE, TRUST])
        ggz, uwv = facts.nodes

        assert (ggz["regievoerder"], ggz["vertrouwd"], ggz.get("maatje")) == ("ja", "ja", None)
        assert (uwv["regievoerder"], uwv["vertrouwd"], uwv.get("maatje")) == ("nee", "nee", None)

    def test_without_a_regievoerder_and_a_maatje_nobody_is_one(self):
        facts = facts_of([GGZ], [], {"regie.aanwezig": "nee", "maatje.aanwezig": "nee"})

        assert (facts.nodes[0]["regievoerder"], facts.nodes[0]["maatje"]) == ("nee", "nee")

    def test_a_maatje_is_one_and_the_others_are_not(self):
        facts = facts_of([TANTE, GGZ], [relation("tante", "is_maatje_van", "hulpvrager")])

        assert [node["maatje"] for node in facts.nodes] == ["ja", "nee"]

    def test_the_regievoerder_that_a_fact_names_by_organisation_is_the_betrokkene(self):
        facts = facts_of([{**SWT, "organisatie": "swt_leiden"}, GGZ], [], {"regie.regievoerder": "swt_leiden"})

        assert [node["regievoerder"] for node in facts.nodes] == ["ja", "nee"]

    def test_that_one_is_not_trusted_leaves_the_others_unknown(self):
        facts = facts_of([GGZ, UWV], [{**TRUST, "stand": "nee"}])

        assert [node.get("vertrouwd") for node in facts.nodes] == ["nee", None]

    def test_the_sociale_kaart_completes_a_betrokkene(self):
        swt = Organisatie(
            id="swt",
            naam="Wijkteam",
            soort="wijkteam",
            regio="r",
            kan=frozenset({"regievoerder"}),
            kan_niet=frozenset(),
        )
        facts = facts_of(
            [{"id": "team", "organisatie": "swt", "betrokken": "nu"}], kaart=Kaart(organisaties={"swt": swt})
        )

        assert node_of(facts, "team") == {
            "id": "team",
            "organisatie": "swt",
            "kring": "professioneel",
            "betrokken": "nu",
            "soort": "wijkteam",
            "kan": frozenset({"regievoerder"}),
            "kan_niet": frozenset(),
        }

    def test_an_employer_acts_for_the_employer_unless_that_is_said(self):
        boss = {"id": "baas", "soort": "werkgever", "betrokken": "nu"}

        assert facts_of([boss]).nodes[0]["namens_werkgever"] == "ja"
        assert facts_of([{**boss, "namens_werkgever": "nee"}]).nodes[0]["namens_werkgever"] == "nee"

    def test_when_somebody_asks_the_others_do_not(self):
        assert [n.get("brengt_in") for n in facts_of([GGZ, UWV]).nodes] == [None, None]
        assert [n["brengt_in"] for n in facts_of([{**GGZ, "brengt_in": "ja"}, UWV]).nodes] == ["ja", "nee"]


class TestGraph:
    def graph(self):
        people = [TANTE, {**GGZ, "functie": "casemanager", "contact": "eerder"}]
        relations = [
            relation("hulpvrager", "kent", "tante"),
            relation("ggz", "behandelt", "hulpvrager", sinds="2016-01-01"),
            relation("hulpvrager", "gaf_toestemming_voor", "ggz", doel="aanmelding"),
            relation("hulpvrager", "gaf_toestemming_voor", "ggz", doel="overleg", sinds="2016-02-01"),
        ]
        return casus_of(people, relations).netwerk

    def test_the_four_kringen_are_counted_from_the_inside(self):
        kringen = dict(self.graph().nodes(data="kring"))

        assert kringen == {HULPVRAGER: 1, "tante": 2, "ggz": 3, MAATSCHAPPIJ: 4}
        assert dict(KRINGEN) == {"hulpvrager": 1, "sociaal": 2, "professioneel": 3, "maatschappij": 4}

    def test_a_node_carries_what_is_known_of_a_betrokkene_and_nothing_else(self):
        graph = self.graph()

        assert graph.nodes["ggz"] == {
            "id": "ggz",
            "kring": 3,
            "soort": "ggz_instelling",
            "functie": "casemanager",
            "betrokken": "nu",
            "contact": "eerder",
        }
        assert graph.nodes["tante"] == {"id": "tante", "kring": 2, "soort": "familie"}
        assert graph.nodes[HULPVRAGER] == {"kring": 1, "soort": HULPVRAGER}

    def test_an_edge_carries_its_relation_and_its_key_is_the_kind(self):
        edges = {(van, naar, key): data for van, naar, key, data in self.graph().edges(keys=True, data=True)}
        consent = {"van": "hulpvrager", "soort": "gaf_toestemming_voor", "naar": "ggz", "stand": True}

        assert edges == {
            ("hulpvrager", "tante", "kent"): {"van": "hulpvrager", "soort": "kent", "naar": "tante", "stand": True},
            ("ggz", "hulpvrager", "behandelt"): {
                "van": "ggz",
                "soort": "behandelt",
                "naar": "hulpvrager",
                "stand": True,
                "sinds": dt.date(2016, 1, 1),
            },
            ("hulpvrager", "ggz", "gaf_toestemming_voor"): {**consent, "doel": "aanmelding"},
            ("hulpvrager", "ggz", "gaf_toestemming_voor#2"): {
                **consent,
                "doel": "overleg",
                "sinds": dt.date(2016, 2, 1),
            },
        }

    def test_each_graph_is_a_new_one(self):
        casus = casus_of([TANTE])
        casus.netwerk.remove_node("tante")

        assert "tante" in casus.netwerk

    @given(casus=casussen())
    def test_every_betrokkene_is_a_node_and_every_relation_an_edge(self, casus):
        graph = casus.netwerk

        assert set(graph) == {HULPVRAGER, MAATSCHAPPIJ, *(b.id for b in casus.betrokkenen)}
        assert graph.number_of_edges() == len(casus.relaties)
        assert [graph.nodes[b.id]["kring"] for b in casus.betrokkenen] == [KRINGEN[b.kring] for b in casus.betrokkenen]


class TestRoles:
    def test_the_maatje_is_whoever_is_one_now(self):
        casus = casus_of(
            [TANTE, GGZ],
            [
                relation("ggz", "is_maatje_van", "hulpvrager", tot="2016-11-23"),
                relation("tante", "is_maatje_van", "hulpvrager"),
            ],
        )

        assert casus.maatje.betrokkene.id == "tante"
        assert casus_of([TANTE]).maatje is None

    @pytest.mark.parametrize(
        ("type_", "plus"),
        [("maatje_plus", True), ("maatje", False), ("onbekend", None), ("geweigerd", None), ("nvt", None)],
    )
    def test_whether_the_maatje_is_a_trained_one_may_be_unknown(self, type_, plus):
        casus = casus_of([TANTE], [relation("tante", "is_maatje_van", "hulpvrager")], {"maatje.type": type_})

        assert casus.maatje.plus is plus

    def test_the_regievoerder_is_the_only_one(self):
        casus = casus_of([GGZ], [{**REGIE, "sinds": "2016-01-01"}], {"regie.afgestemd_met": ["hulpvrager", "ggz"]})

        assert casus.regievoerder == casus.regievoerders[0]
        assert casus.regievoerder.betrokkene.id == "ggz"
        assert casus.regievoerder.sinds == dt.date(2016, 1, 1)
        assert casus.regievoerder.afgestemd_met == frozenset({"hulpvrager", "ggz"})

    def test_two_regievoerders_are_both_shown_and_neither_is_the_one(self):
        casus = casus_of([GGZ, UWV], [REGIE, {**REGIE, "van": "uwv"}])

        assert [r.betrokkene.id for r in casus.regievoerders] == ["ggz", "uwv"]
        assert casus.regievoerder is None

    def test_no_regievoerder_is_none(self):
        for relaties in ([], [{**REGIE, "stand": "nee"}], [{**REGIE, "tot": "2016-11-23"}]):
            casus = casus_of([GGZ], relaties)

            assert (casus.regievoerders, casus.regievoerder) == ((), None)

    def test_with_whom_the_regie_was_agreed_may_be_unknown(self):
        assert casus_of([GGZ], [REGIE], {"regie.afgestemd_met": "geweigerd"}).regievoerder.afgestemd_met == frozenset()

    def test_two_relations_of_one_person_are_one_regievoerder(self):
        casus = casus_of([GGZ], [REGIE, {**REGIE, "sinds": "2016-01-01"}])

        assert len(casus.regievoerders) == 1

    def test_hulpvrager_and_vraag_hold_the_facts_of_their_namespace_by_short_name(self):
        casus = casus_of(feiten={"persoon.gemeente": "leiden", "vraag.complexiteit": "complex", "plan.aanwezig": "ja"})

        assert dict(casus.hulpvrager.feiten) == {"gemeente": "leiden"}
        assert dict(casus.vraag.feiten) == {"complexiteit": "complex"}
        assert casus.hulpvrager["gemeente"] == "leiden"

    def test_a_betrokkene_is_found_by_id(self):
        casus = casus_of([GGZ])

        assert casus.betrokkene("ggz") is casus.betrokkenen[0]
        assert casus.betrokkene("uwv") is None


class TestReach:
    @pytest.mark.parametrize("soort", ["kent", "werkt_samen_met", "heeft_contact_met"])
    def test_a_mutual_relation_is_walked_both_ways(self, soort):
        ends = [
            Relatie(van="hulpvrager", soort="vertrouwt", naar="a"),
            Relatie(van="b", soort=soort, naar="a"),
        ]

        assert reachable(ends, ["vertrouwt", soort]) == {"a", "b"}

    @pytest.mark.parametrize("soort", ["vertrouwt", "werkt_bij", "draagt_over_aan"])
    def test_any_other_relation_is_walked_one_way(self, soort):
        ends = [Relatie(van="hulpvrager", soort="kent", naar="a"), Relatie(van="b", soort=soort, naar="a")]

        assert reachable(ends, ["kent", soort]) == {"a"}

    def test_only_relations_of_the_asked_kind_that_hold_on_the_day_are_walked(self):
        ends = [
            Relatie(van="hulpvrager", soort="kent", naar="a", tot=dt.date(2016, 1, 1)),
            Relatie(van="hulpvrager", soort="kent", naar="b", sinds=dt.date(2017, 1, 1)),
            Relatie(van="hulpvrager", soort="kent", naar="c", stand=False),
            Relatie(van="hulpvrager", soort="vertrouwt", naar="d"),
            Relatie(van="hulpvrager", soort="kent", naar="e", sinds=DAY, tot=DAY),
        ]

        assert reachable(ends, ["kent"], DAY) == {"e"}
        assert reachable(ends, ["kent"]) == {"a", "b", "e"}

    def test_a_circle_ends(self):
        ends = [Relatie(van=van, soort="kent", naar=naar) for van, naar in ("ab", "bc", "ca")]

        assert reachable([Relatie(van="hulpvrager", soort="kent", naar="a"), *ends], ["kent"]) == {"a", "b", "c"}


class TestIntroductions:
    def chains(self, naar, betrokkenen, relaties, **options):
        found = introduction_chains(casus_of(betrokkenen, relaties), naar, **options)
        return [(chain.schakels, chain.relaties, chain.vertrouwd) for chain in found]

    def test_trust_comes_before_contact_and_short_before_long(self):
        relations = [
            relation("hulpvrager", "kent", "swt"),
            relation("hulpvrager", "vertrouwt", "ggz"),
            relation("ggz", "heeft_contact_met", "uwv"),
            relation("uwv", "kent", "swt"),
            relation("hulpvrager", "vertrouwt", "tante"),
            relation("tante", "kent", "swt"),
        ]

        assert self.chains("swt", [GGZ, UWV, SWT, TANTE], relations) == [
            (("hulpvrager", "tante", "swt"), ("vertrouwt", "kent"), True),
            (("hulpvrager", "ggz", "uwv", "swt"), ("vertrouwt", "heeft_contact_met", "kent"), True),
            (("hulpvrager", "swt"), ("kent",), False),
        ]

    @pytest.mark.parametrize("limit", [0, 1, 2, 3])
    def test_a_limit_keeps_the_best(self, limit):
        relations = [
            *(relation("hulpvrager", "kent", id_) for id_ in ("uwv", "tante")),
            *(relation(id_, "kent", "swt") for id_ in ("uwv", "tante")),
            relation("hulpvrager", "vertrouwt", "ggz"),
            relation("ggz", "heeft_contact_met", "arts"),
            relation("arts", "kent", "swt"),
        ]
        people = [GGZ, UWV, SWT, TANTE, {**UWV, "id": "arts"}]
        best = [(trusted, len(links)) for links, _, trusted in self.chains("swt", people, relations, limit=limit)]

        assert best == [(True, 4), (False, 3), (False, 3)][:limit]

    @given(casus=casussen(max_relaties=12), limit=st.integers(1, 3), random=st.randoms())
    def test_the_order_of_the_relations_plays_no_part(self, casus, limit, random):
        data = casus.to_dict()
        random.shuffle(data["relaties"])
        shuffled = Casus.from_dict(data)

        for betrokkene in casus.betrokkenen:
            assert introduce(shuffled, betrokkene.id, limit=limit) == introduce(casus, betrokkene.id, limit=limit)

    def test_a_counsellor_can_introduce_though_the_relation_points_the_other_way(self):
        relations = [relation("ggz", "begeleidt", "hulpvrager"), relation("ggz", "werkt_samen_met", "swt")]

        assert self.chains("swt", [GGZ, SWT], relations) == [
            (("hulpvrager", "ggz", "swt"), ("begeleidt", "werkt_samen_met"), False)
        ]

    @pytest.mark.parametrize(
        "relations",
        [
            [],
            [relation("hulpvrager", "vertrouwt", "ggz")],
            [relation("hulpvrager", "vertrouwt", "ggz"), relation("ggz", "kent", "swt", stand="nee")],
            [relation("hulpvrager", "vertrouwt", "ggz"), relation("ggz", "kent", "swt", tot="2016-11-23")],
            [relation("swt", "vertrouwt", "ggz")],
            [relation("swt", "verleent_uitkering", "hulpvrager")],
        ],
    )
    def test_without_a_path_there_is_no_chain(self, relations):
        assert self.chains("swt", [GGZ, SWT], relations) == []

    def test_somebody_who_is_not_there_cannot_be_introduced(self):
        with pytest.raises(BetrokkeneNotFoundError, match="no betrokkene with that id in this casus"):
            introduce(casus_of([GGZ]), "swt")
        with pytest.raises(BetrokkeneNotFoundError):
            introduce(casus_of([GGZ]), HULPVRAGER)

    @given(casus=casussen(max_relaties=12), limit=st.integers(0, 3))
    def test_every_chain_runs_from_the_hulpvrager_over_relations_that_hold(self, casus, limit):
        for betrokkene in casus.betrokkenen:
            chains = introduce(casus, betrokkene.id, limit=limit)

            assert len(chains) <= limit
            assert [c.vertrouwd for c in chains] == sorted((c.vertrouwd for c in chains), reverse=True)
            for chain in chains:
                assert (chain.schakels[0], chain.schakels[-1]) == (HULPVRAGER, betrokkene.id)
                assert len(set(chain.schakels)) == len(chain.schakels) == len(chain.relaties) + 1
                assert chain.vertrouwd is (chain.relaties[0] == "vertrouwt")


class TestDocumentedCasus:
    """hr2017 §2.1.2 (24-11-2016) casus 3: who can introduce the wijkteam."""

    @pytest.fixture
    def casus(self):
        return load_casus(rules_root() / "holland-rijnland" / "casussen" / "hr-1124-3.casus.yaml")

    def test_nobody_in_the_casus_as_it_was_told_knows_the_wijkteam_yet(self, casus):
        assert introduce(casus, "swt") == ()

    def test_the_trusted_bedrijfsmaatschappelijk_werker_is_the_one_who_can_bring_in_the_wijkteam(self, casus):
        data = casus.to_dict()
        met = [
            relation("bedrijfsmaatschappelijk_werker", "heeft_contact_met", "swt"),
            relation("dzb", "heeft_contact_met", "swt"),
            relation("zus", "kent", "swt"),
        ]
        chains = introduce(Casus.from_dict({**data, "relaties": [*data["relaties"], *met]}), "swt")

        assert chains[0] == Introductie(
            schakels=("hulpvrager", "bedrijfsmaatschappelijk_werker", "swt"),
            relaties=("vertrouwt", "heeft_contact_met"),
            vertrouwd=True,
        )
        assert [chain.schakels[1] for chain in chains] == [
            "bedrijfsmaatschappelijk_werker",
            "bedrijfsmaatschappelijk_werker",
            "dzb",
            "zus",
        ]

    def test_the_employer_can_be_reached_directly_and_through_somebody_who_is_trusted(self, casus):
        assert [chain.schakels for chain in introduce(casus, "dzb")] == [
            ("hulpvrager", "bedrijfsmaatschappelijk_werker", "dzb"),
            ("hulpvrager", "dzb"),
        ]

    def test_its_network_has_one_in_the_social_kring_and_the_others_in_the_professional_one(self, casus):
        kringen = dict(casus.netwerk.nodes(data="kring"))

        assert [id_ for id_, kring in kringen.items() if kring == 2] == ["zus"]
        assert len([id_ for id_, kring in kringen.items() if kring == 3]) == 9
        assert (casus.regievoerder, casus.maatje) == (None, None)
