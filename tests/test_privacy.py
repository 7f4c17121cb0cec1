"""No value of a casus ever shows: not in a message, a repr, a log record, a traceback or a problem as data."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import traceback
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ggzroute import Casus, CasusError, GgzrouteError, PackError, Problem, evaluate, exceptions, introduce
from ggzroute.documents import from_data, read_text
from ggzroute.domain.facts import build_facts
from ggzroute.domain.kaart import Kaart
from ggzroute.exceptions import (
    BatchChangedError,
    BatchExistsError,
    BatchInputError,
    BatchStoppedError,
    BetrokkeneNotFoundError,
    BookError,
    DocumentError,
    EngineNotFoundError,
    EngineUnavailableError,
    ExtraMissingError,
    FormatNotFoundError,
    KaartError,
    MissingPeildatumError,
    PackNotFoundError,
    PluginError,
    ReaderNotFoundError,
    RevisionError,
    RuleNotFoundError,
    SearchTermNotFoundError,
    TrajectError,
    UnknownQuestionError,
    WorkflowNamedTwiceError,
    WorkflowNotFoundError,
)
from ggzroute.replay.fixtures import load_fixture
from ggzroute.vocabulary import Soort
from ggzroute.vocabulary_reading import standard_vocabulary
from strategies import FIRST_DAY, casus_data, standard_pack

MARK = "MERKTEKEN123"

PLANTS = (
    MARK,
    f"  {MARK} met tekst",
    MARK * 30,
    [MARK],
    [[MARK], MARK],
    {MARK: "ja"},
    {MARK: {MARK: MARK}},
    {"naam": MARK},
    {"van": MARK, "soort": MARK, "naar": MARK},
    {"id": MARK, "kring": MARK},
    f"{MARK}: [",
    f"2016-11-24{MARK}",
)


def places(value, path=()):
    """Every place in nested data."""
    yield path
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(part, (*path, key))


def part_at(data, path):
    for step in path:
        data = data[step]
    return data


@st.composite
def planted(draw):
    """A casus with the mark in one to three places: as a value, as a key, or as one part more."""
    data = copy.deepcopy(draw(casus_data(max_feiten=6)))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(places(data))))
        plant = copy.deepcopy(draw(st.sampled_from(PLANTS)))
        part = part_at(data, path)
        if isinstance(part, dict) and draw(st.booleans()):
            part[draw(st.sampled_from([MARK, f"persoon.{MARK}", f"x {MARK}"]))] = plant
        elif isinstance(part, list) and draw(st.booleans()):
            part.append(plant)
        elif path:
            holder = part_at(data, path[:-1])
            if isinstance(holder, dict) and draw(st.booleans()):
                holder[MARK] = holder.pop(path[-1])
            else:
                holder[path[-1]] = plant
        else:
            data["id"] = MARK
    return data


@st.composite
def planted_in_a_valid_casus(draw):
    """A casus that is accepted, with the mark wherever free text or an id may stand."""
    data = draw(casus_data(max_feiten=6, peildatum=True))
    renamed = {row["id"]: f"{row['id']}{MARK}" for row in data["betrokkenen"]}

    def new(value):
        if isinstance(value, dict):
            return {renamed.get(key, key): new(part) for key, part in value.items()}
        return [new(part) for part in value] if isinstance(value, list) else renamed.get(value, value)

    data = {"id": MARK, **{key: new(part) for key, part in data.items() if key != "id"}}
    for row in data["betrokkenen"]:
        if "organisatie" not in row:
            row["functie"] = MARK
    for row in data["relaties"]:
        row["doel"] = MARK
    data["feiten"] |= {"persoon.pseudoniem": MARK, "persoon.gemeente": MARK, "persoon.weigert_locatie": [MARK]}
    return data | {"feiten": data["feiten"] | {"regio.wijkteam_beschikbaar": {MARK: "ja"}}}


def shown_by_error(error):
    return [
        str(error),
        repr(error),
        repr(error.args),
        "".join(traceback.format_exception(error)),
        repr(error.problems),
        json.dumps([problem.to_dict() for problem in error.problems], ensure_ascii=False),
        *(str(problem) for problem in error.problems),
        str(pickle.loads(pickle.dumps(error))),  # noqa: S301 - our own bytes
    ]


@st.composite
def misspelt(draw):
    """A fact with a choice, and a code of it with a letter too many or too few."""
    facts = [b for b in standard_pack().vocabulary.values() if b.type.soort is Soort.KEUZE and not b.afleiding]
    fact = draw(st.sampled_from(facts))
    code = draw(st.sampled_from(sorted(fact.type.waarden)))
    place = draw(st.integers(0, len(code) - 1))
    wrong = code[:place] + draw(st.sampled_from(["", code[place] * 2])) + code[place + 1 :]
    assume(wrong and wrong not in (*fact.type.waarden, "onbekend", "geweigerd", "nvt"))
    return fact.naam, wrong


@given(misspelt())
def test_what_is_said_of_a_misspelt_choice_does_not_hang_on_what_was_typed(found):
    name, wrong = found
    said = [str(refused({"id": "c1", "feiten": {name: value}})) for value in (wrong, "zzzz")]
    assert said[0] == said[1]


def shown_by_casus(casus):
    graph = casus.netwerk
    facts = build_facts(casus, Kaart(), casus.peildatum or FIRST_DAY)
    parts = [casus, casus.hulpvrager, casus.vraag, casus.maatje, casus.regievoerder, facts, graph]
    chains = [introduce(casus, b.id) for b in casus.betrokkenen]
    return [repr(p) for p in (*parts, casus.betrokkenen, casus.relaties, casus.regievoerders, chains)] + [str(graph)]


def read_every_way(data):
    """Everything that shows when a casus is read from data, from JSON and from a text that was cut off."""
    text = json.dumps(data, ensure_ascii=False)
    ways = [
        lambda: Casus.from_dict(data),
        lambda: Casus.from_json(text, name="casus.json"),
        lambda: Casus.from_yaml(text[: 2 * len(text) // 3], name="casus.yaml"),
        lambda: Casus.from_yaml(text.encode("utf-16")),
    ]
    shown = [repr(from_data(data)), repr(read_text(text))]
    for way in ways:
        try:
            shown += shown_by_casus(way())
        except CasusError as error:
            shown += shown_by_error(error)
    return shown


class TestTheMarkNeverShows:
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
    @given(data=planted())
    def test_in_reading_a_casus_that_may_be_broken(self, data, caplog):
        caplog.set_level(logging.DEBUG)
        shown = read_every_way(data)

        assert [text for text in shown if MARK in text] == []
        assert MARK not in caplog.text

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
    @given(data=planted_in_a_valid_casus())
    def test_in_evaluating_a_casus_that_is_accepted(self, data, caplog):
        pack = standard_pack()
        caplog.set_level(logging.DEBUG)
        casus = Casus.from_dict(data)
        found = evaluate(casus, pack)
        parts = [getattr(found, field.name) for field in attrs.fields(type(found)) if field.repr]
        whys = [found.why(rule) for rule in pack.regels]

        shown = [
            *shown_by_casus(casus),
            repr(found),
            repr(found.verantwoording),
            repr(found.regie),
            repr(found.in_beeld),
            repr(whys),
        ]
        shown += [repr(p) for p in parts if p != casus.id] + [str(why) for why in whys]
        assert [text for text in shown if MARK in text] == []
        assert MARK not in caplog.text

    def test_but_the_person_who_asks_for_the_data_gets_it(self):
        casus = Casus.from_dict({"id": MARK, "feiten": {"persoon.gemeente": MARK}})

        assert casus.to_dict() == {"id": MARK, "feiten": {"persoon.gemeente": MARK}, "betrokkenen": [], "relaties": []}

    @pytest.mark.parametrize("soort", Soort)
    @pytest.mark.parametrize("plant", PLANTS)
    def test_in_a_fact_of_any_kind(self, soort, plant):
        names = [n for n, b in standard_vocabulary().items() if b.type.soort is soort][:3]

        for name in names:
            shown = read_every_way({"id": "c1", "feiten": {name: plant}})
            assert [text for text in shown if MARK in text] == []

    @pytest.mark.parametrize("part", ["id", "peildatum", "feiten", "betrokkenen", "relaties", MARK])
    @pytest.mark.parametrize("plant", PLANTS)
    def test_in_any_part_of_a_casus(self, part, plant):
        shown = read_every_way({"id": "c1", part: plant})

        assert [text for text in shown if MARK in text] == []

    @pytest.mark.parametrize("plant", PLANTS)
    def test_in_any_field_of_the_network(self, plant):
        fields = {"id": "b", "kring": "sociaal"}
        keys = ("id", "organisatie", "functie", "soort", "kring", "betrokken", "actief", "contact", "brengt_in", MARK)
        ends = {"van": "hulpvrager", "soort": "kent", "naar": "b"}

        for key in keys:
            shown = read_every_way({"id": "c1", "betrokkenen": [{**fields, key: plant}], "relaties": [ends]})
            assert [text for text in shown if MARK in text] == []
        for key in ("van", "soort", "naar", "stand", "sinds", "tot", "doel", "afgerond", MARK):
            shown = read_every_way({"id": "c1", "betrokkenen": [fields], "relaties": [{**ends, key: plant}]})
            assert [text for text in shown if MARK in text] == []

    @pytest.mark.parametrize("number", [19850101, -19850101, 71.5])
    def test_a_number_in_the_wrong_place_does_not_show_either(self, number):
        data = {
            "id": number,
            number: number,
            "feiten": {"persoon.gemeente": number, number: 1},
            "betrokkenen": [number],
        }

        shown = shown_by_error(refused(data))
        near = {str(number), str(number + 1), str(abs(number))}
        assert [text for text in shown if any(digits in text for digits in near)] == []

    def test_an_unknown_organisation_is_refused_without_its_id(self, pack):
        people = [{"id": MARK, "organisatie": MARK, "betrokken": "nu"}]
        casus = Casus.from_dict({"id": MARK, "peildatum": "2016-11-24", "betrokkenen": people})

        with pytest.raises(CasusError) as caught:
            evaluate(casus, pack)
        assert str(caught.value) == (
            "casus refused: 1 problem\n"
            "  GGZ311 deze organisatie staat niet op de sociale kaart van het pakket (bij betrokkenen[1].organisatie). "
            "Gebruik een id van de sociale kaart, of laat 'organisatie' weg en geef 'soort'."
        )

    def test_somebody_who_is_not_there_is_not_named(self):
        with pytest.raises(BetrokkeneNotFoundError) as caught:
            introduce(Casus.from_dict({"id": "c1"}), MARK)

        assert MARK not in "".join(traceback.format_exception(caught.value))


def refused(data):
    with pytest.raises(CasusError) as caught:
        Casus.from_dict(data)
    return caught.value


class TestReprs:
    def test_a_casus_and_its_parts_show_only_how_much_there_is(self):
        people = [
            {"id": "tante", "kring": "sociaal"},
            {"id": "ggz", "soort": "ggz_instelling", "betrokken": "nu"},
        ]
        relations = [
            {"van": "tante", "soort": "is_maatje_van", "naar": "hulpvrager"},
            {"van": "ggz", "soort": "voert_regie_over", "naar": "hulpvrager"},
            {"van": "hulpvrager", "soort": "vertrouwt", "naar": "tante"},
        ]
        feiten = {"persoon.gemeente": "leiden", "vraag.complexiteit": "complex"}
        casus = Casus.from_dict({"id": "c1", "feiten": feiten, "betrokkenen": people, "relaties": relations})

        assert [repr(part) for part in (casus, casus.hulpvrager, casus.vraag, casus.maatje, casus.regievoerder)] == [
            "Casus(2 feiten, 2 betrokkenen, 3 relaties)",
            "Deel('persoon', 1 feiten)",
            "Deel('vraag', 1 feiten)",
            "Maatje()",
            "Regievoerder()",
        ]
        assert repr(casus.betrokkenen[0]) == "Betrokkene(kring='sociaal')"
        assert repr(casus.relaties[0]) == "Relatie(soort='is_maatje_van')"
        assert repr(build_facts(casus, Kaart(), FIRST_DAY)) == "Facts(8 values, 2 nodes)"
        assert repr(introduce(casus, "tante")) == "(Introductie(2 schakels, vertrouwd=True),)"
        assert str(casus.netwerk) == "MultiDiGraph with 4 nodes and 3 edges"


PROBLEM = Problem(code="GGZ999", wat="hier is iets", bestand="a.yaml", regel=3, kolom=5)

MESSAGES = [
    (GgzrouteError("iets"), "iets"),
    (DocumentError([PROBLEM]), "document refused: 1 problem\n  a.yaml:3:5: GGZ999 hier is iets."),
    (
        CasusError([attrs.evolve(PROBLEM, regel=4), PROBLEM, PROBLEM]),
        "casus refused: 2 problems\n  a.yaml:3:5: GGZ999 hier is iets.\n  a.yaml:4:5: GGZ999 hier is iets.",
    ),
    (TrajectError([PROBLEM]), "traject refused: 1 problem\n  a.yaml:3:5: GGZ999 hier is iets."),
    (PackError([PROBLEM]), "rule pack refused: 1 problem\n  a.yaml:3:5: GGZ999 hier is iets."),
    (
        PackNotFoundError(name="landelik", known=["zuid-limburg", "landelijk"]),
        "no rule pack named 'landelik'; did you mean 'landelijk'? (known: landelijk, zuid-limburg)",
    ),
    (WorkflowNotFoundError(name="x", known=[]), "no workflow named 'x' (known: none)"),
    (WorkflowNamedTwiceError(name="x"), "workflow 'x' is named twice"),
    (
        EngineNotFoundError(name="durabel", known=["direct", "durable"]),
        "no engine named 'durabel'; did you mean 'durable'? (known: direct, durable)",
    ),
    (
        UnknownQuestionError(name="regi:x", known=["regie", "route"]),
        "no outcome named 'regi:x'; did you mean 'regie'? (known: regie, route)",
    ),
    (
        RuleNotFoundError(name="ZZ-999", known=[f"RG-{n:03}" for n in range(1, 15)]),
        (
            "no rule named 'ZZ-999' (known: RG-001, RG-002, RG-003, RG-004, RG-005, RG-006, RG-007, RG-008, RG-009, "
            "RG-010, RG-011, RG-012 en nog 2)"
        ),
    ),
    (KaartError([PROBLEM]), "sociale kaart refused: 1 problem\n  a.yaml:3:5: GGZ999 hier is iets."),
    (
        SearchTermNotFoundError(wat="rol", name="maatjes", known=["regievoerder", "maatje"]),
        "no rol named 'maatjes'; did you mean 'maatje'? (known: maatje, regievoerder)",
    ),
    (BetrokkeneNotFoundError(), "no betrokkene with that id in this casus"),
    (
        EngineUnavailableError(engine="durable", extra="durable"),
        "engine 'durable' needs an extra package: pip install 'ggzroute[durable]'",
    ),
    (PluginError(plugin="mijn", reason="has no class Workflow"), "plug-in 'mijn': has no class Workflow"),
    (
        ReaderNotFoundError(name="maatjes", known=["maatje"]),
        "no reader named 'maatjes'; did you mean 'maatje'? (known: maatje)",
    ),
    (FormatNotFoundError(name="pdf", known=["html"]), "no format named 'pdf' (known: html)"),
    (
        MissingPeildatumError(),
        "no peildatum: give evaluate(..., peildatum=date(...)) or a casus with one; the clock is not read",
    ),
    (
        ExtraMissingError(what="pyarrow", extra="batch"),
        "pyarrow is not installed: pip install 'ggzroute[batch]'",
    ),
    (RevisionError(name="v9:rules", reason="revision"), "v9:rules cannot be read: git does not know this revision"),
    (BatchInputError(path="c.ndjson", reason="missing"), "c.ndjson does not exist"),
    (
        BatchChangedError(path="uit.parquet", changed=["input", "pack"]),
        "uit.parquet was begun with another input and another pack: undo that, or begin again",
    ),
    (BookError(Path("boek"), "is not empty"), "no book can be written to 'boek': it is not empty"),
    (BatchExistsError(path="uit.parquet"), "uit.parquet exists already, and no batch is known that made it"),
    (
        BatchStoppedError(reason="worker"),
        (
            "the batch was stopped: a worker process died, perhaps for want of memory; "
            "the same call goes on where it was"
        ),
    ),
]


SAID = "schizofrenie"


@pytest.mark.parametrize(
    "line",
    [
        f"betrokkenen: [{{id: een, kring: {SAID}, soort: familie}}]",
        f"betrokkenen: [{{id: een, kring: sociaal, soort: familie, invloed: {SAID}}}]",
        f"relaties: [{{van: hulpvrager, soort: {SAID}, naar: een}}]",
        f"synthetisch: {SAID}",
        f"peildatum: {SAID}",
        f"situaties: [{{id: toen, peildatum: 2018-01-01, betrokkenen: [{{id: een, kring: {SAID}}}]}}]",
        f"feiten: {{persoon.werkwens: &{SAID} ja, persoon.schulden: *schizofreni}}",
    ],
)
def test_a_casus_of_a_pack_that_is_wrong_is_told_of_without_what_it_says(tmp_path, pack, line):
    path = tmp_path / "proef.casus.yaml"
    head = "" if line.startswith("peildatum") else "peildatum: 2018-06-01\n"
    path.write_text(f"id: proef\n{head}{line}\n", encoding="utf-8")

    with pytest.raises(CasusError) as caught:
        load_fixture(path, pack)
    assert SAID not in " ".join([str(caught.value), *map(str, caught.value.problems)])


class TestExceptions:
    @pytest.mark.parametrize(("error", "message"), MESSAGES, ids=lambda value: type(value).__name__)
    def test_an_exception_composes_its_own_message(self, error, message):
        assert str(error) == message

    @pytest.mark.parametrize("error", [error for error, _ in MESSAGES], ids=lambda error: type(error).__name__)
    @pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda e: pickle.loads(pickle.dumps(e))])  # noqa: S301
    def test_an_exception_survives_pickling_and_copying_with_all_it_knows(self, error, copied):
        other = copied(error)

        assert type(other) is type(error)
        assert (str(other), vars(other)) == (str(error), vars(error))

    def test_every_exception_of_the_library_is_one_of_these_and_has_one_base(self):
        public = {
            kind
            for name, kind in vars(exceptions).items()
            if isinstance(kind, type) and issubclass(kind, Exception) and not name.startswith("_")
        }

        assert public == {type(error) for error, _ in MESSAGES}
        assert all(issubclass(kind, GgzrouteError) for kind in public)

    def test_problems_are_sorted_and_never_doubled(self):
        later = attrs.evolve(PROBLEM, regel=4)

        assert CasusError([later, PROBLEM, later]).problems == (PROBLEM, later)
