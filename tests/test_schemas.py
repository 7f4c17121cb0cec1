"""The published JSON Schemas: valid, true of every shipped file and every evaluation, and one with the code."""

import copy
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

import ggzroute
from ggzroute import Casus, CasusError, RulePack, schemas
from ggzroute.documents import read_file
from ggzroute.domain.interventie import ELEMENTEN, PASSEN
from ggzroute.domain.voorwaarde import STANDEN
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.resources import rules_root, schemas_root
from ggzroute.rules.conclusion_reading import KINDS
from ggzroute.rules.conclusions import MaatjeStand
from ggzroute.rules.model import BASES, GEBIEDEN, SOORTEN, STERKTES
from ggzroute.sampling import sample
from ggzroute.vocabulary_reading import standard_vocabulary

ROOT = schemas_root()
NAMES = sorted(path.name.removesuffix(".schema.json") for path in ROOT.glob("*.schema.json"))

Schema = Mapping[str, Any]


def published(name: str) -> Schema:
    found: Schema = json.loads((ROOT / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def validator(name: str, facts: Schema | None = None) -> Draft202012Validator:
    """A validator as an editor would use it: with every published schema, formats checked."""
    found = {n: published(n) for n in NAMES} | ({"feiten": facts} if facts else {})
    resources = [(schema["$id"], DRAFT202012.create_resource(schema)) for schema in found.values()]
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator(found[name], registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)


@cache
def casus_validator() -> Draft202012Validator:
    return validator("casus")


def subschemas(schema: Any, path: str = "") -> Iterator[tuple[str, Schema]]:
    """Every object inside a schema, with its place."""
    if isinstance(schema, Mapping):
        yield path, schema
        for key, part in schema.items():
            yield from subschemas(part, f"{path}/{key}")
    elif isinstance(schema, list):
        for n, part in enumerate(schema):
            yield from subschemas(part, f"{path}/{n}")


# ---- the schemas themselves


def test_what_is_published_is_what_the_library_knows_by_name():
    assert sorted([*schemas.HAND_WRITTEN, schemas.GENERATED]) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_valid_and_says_which_dialect_it_speaks(name):
    schema = published(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{schemas.BASE}{name}.schema.json"
    assert schema["title"]
    assert schema["description"].endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_in_a_schema_leads_somewhere(name):
    schema = published(name)
    resolver = validator(name)._resolver
    references = [part["$ref"] for _, part in subschemas(schema) if isinstance(part.get("$ref"), str)]
    for reference in references:
        assert resolver.lookup(reference).contents is not None


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_is_anchored(name):
    patterns = [(path, s["pattern"]) for path, s in subschemas(published(name)) if isinstance(s.get("pattern"), str)]
    assert [path for path, pattern in patterns if not pattern.endswith("$")] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name != "feiten"])
def test_every_block_with_fixed_keys_is_closed(name):
    fixed = [(path, part) for path, part in subschemas(published(name)) if part.get("type") == "object"]
    open_ = [path for path, part in fixed if "properties" in part and part.get("additionalProperties") is not False]
    assert open_ == []


def test_the_published_facts_are_those_of_the_national_vocabulary():
    text = (ROOT / "feiten.schema.json").read_text(encoding="utf-8")
    assert text == schemas.publish(standard_vocabulary())
    assert json.loads(text) == schemas.facts_schema(standard_vocabulary())


def test_the_facts_schema_follows_a_change_in_the_vocabulary(pack):
    fewer = type(pack.vocabulary)({"persoon.werkwens": pack.vocabulary["persoon.werkwens"]})
    facts = schemas.facts_schema(fewer)["$defs"]["feiten"]["anyOf"][0]["properties"]
    assert list(facts) == ["persoon.werkwens"]


def test_words_that_stand_in_rules_and_schemas_are_those_of_the_code():
    rule = published("regels")["$defs"]["regel"]["properties"]
    conclusion = published("regels")["$defs"]["conclusie"]["properties"]
    assert rule["sterkte"]["enum"] == list(STERKTES)
    assert rule["basis"]["enum"] == list(BASES)
    assert rule["soort"]["enum"] == list(SOORTEN)
    assert conclusion["adviseer"]["properties"]["gebied"]["enum"] == list(GEBIEDEN)
    assert list(conclusion) == list(KINDS)
    assert conclusion["maatje"]["properties"]["stand"]["enum"] == [stand.value for stand in MaatjeStand]


# ---- every shipped file


def kind_of(path: Path) -> str:
    if {".casus", ".profiel"} & set(path.suffixes):
        return "casus"
    return {"regels": "regels", "tabellen": "beslistabel", "workflows": "workflow"}.get(path.parent.name, path.stem)


SHIPPED = sorted(rules_root().rglob("*.yaml"))


@cache
def shipped_validator(name: str, pakket: str) -> Draft202012Validator:
    """With the published facts, or those of the pack where it adds facts of its own."""
    own = pakket != "landelijk" and (rules_root() / pakket / "begrippen.yaml").exists()
    return validator(name, schemas.facts_schema(ggzroute.load_pack(pakket).vocabulary) if own else None)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(rules_root()).as_posix())
def test_every_shipped_file_is_valid(path):
    data = schemas._jsonable(read_file(path).data)
    pakket = path.relative_to(rules_root()).parts[0]
    errors = shipped_validator(kind_of(path), pakket).iter_errors(data)
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_every_kind_of_file_ships():
    kinds = {kind_of(path) for path in SHIPPED}
    assert kinds >= {"pack", "begrippen", "regels", "workflow", "sociale-kaart", "conflicten", "casus"}
    assert kinds >= {"poorten", "interventies"}


def first(kind: str, pakket: str = "holland-rijnland") -> Any:
    path = next(path for path in SHIPPED if kind_of(path) == kind and pakket in path.parts)
    return schemas._jsonable(read_file(path).data)


@pytest.mark.parametrize(
    ("kind", "pakket", "change"),
    [
        ("pack", "landelijk", lambda data: data.pop("versie")),
        ("pack", "landelijk", lambda data: data.update(schrijver="iemand")),
        ("begrippen", "landelijk", lambda data: data["begrippen"]["vraag.vrager"].update(type="keus")),
        ("begrippen", "landelijk", lambda data: data["begrippen"]["vraag.vrager"].update(vraag="Wie vraagt")),
        ("regels", "landelijk", lambda data: data["regels"][0].pop("bron")),
        ("regels", "landelijk", lambda data: data["regels"][0].update(bron=[])),
        ("regels", "landelijk", lambda data: data["regels"][0].update(als=[{"Geen feit": "ja"}])),
        ("regels", "landelijk", lambda data: data["regels"][0].update(dan=[{"benoem": {"wie": "ggz"}}])),
        ("workflow", "holland-rijnland", lambda data: data["stappen"][0].update(soort="start")),
        ("sociale-kaart", "holland-rijnland", lambda data: data["organisaties"][0].update(soort="kerk")),
        ("conflicten", "holland-rijnland", lambda data: data["conflicten"][0].update(kanten=[])),
        ("poorten", "landelijk", lambda data: data["poorten"][0].pop("bij_nee")),
        ("poorten", "landelijk", lambda data: data["poorten"][0]["voorwaarden"][0].update(bron=[])),
        ("poorten", "landelijk", lambda data: data["poorten"][0]["uitkomsten"].__delitem__(slice(1, None))),
        ("poorten", "landelijk", lambda data: data["poorten"][0]["velden"].update(reden="geen")),
        ("interventies", "landelijk", lambda data: data["interventies"][0].pop("trekker")),
        ("interventies", "landelijk", lambda data: data["interventies"][0]["past_als"][0].update(basis="gevoel")),
        ("interventies", "landelijk", lambda data: data["interventies"][1]["elementen"][0].update(bij_nee="past_niet")),
        ("casus", "holland-rijnland", lambda data: data["feiten"].update({"persoon.onzin": "ja"})),
        ("casus", "holland-rijnland", lambda data: data["feiten"].update({"vraag.vrager": "de buurman"})),
        ("casus", "holland-rijnland", lambda data: data["verwacht"][0].update(toets=[])),
        ("casus", "holland-rijnland", lambda data: data["verwacht"][0].update(toets=[{"regie": {"status": "klaar"}}])),
    ],
)
def test_a_shipped_file_with_a_fault_is_no_longer_valid(kind, pakket, change):
    data = first(kind, pakket)
    assert shipped_validator(kind, pakket).is_valid(data)
    change(data)
    assert not shipped_validator(kind, pakket).is_valid(data)


# ---- evaluations


@cache
def evaluation_validator() -> Draft202012Validator:
    return validator("evaluation")


def faults(evaluation: ggzroute.Evaluation) -> list[str]:
    data = json.loads(json.dumps(evaluation.to_dict()))
    assert data == evaluation.to_dict()
    return [f"{error.json_path}: {error.message}" for error in evaluation_validator().iter_errors(data)]


@pytest.mark.parametrize("engine", ["direct", "durable"])
def test_every_evaluation_of_every_documented_casus_fits_its_schema(pack, engine):
    if engine == "durable":
        pytest.importorskip("durable")
    for fixture in fixtures_of(pack):
        for name, casus in {"": fixture.casus, **fixture.situaties}.items():
            for afgeleid in (False, True):
                evaluation = ggzroute.evaluate(casus, pack, engine=engine, afgeleid=afgeleid)
                assert faults(evaluation) == [], f"{fixture.id} {name}"


@pytest.mark.parametrize("name", ["holland-rijnland", "landelijk"])
def test_the_evaluation_of_an_empty_casus_fits_its_schema_with_or_without_a_workflow(name):
    pack = ggzroute.load_pack(name)
    casus = Casus.from_dict({"id": "leeg", "peildatum": "2016-11-24"}, vocabulary=pack.vocabulary)
    assert faults(ggzroute.evaluate(casus, pack)) == []


def test_every_key_of_an_evaluation_is_required_and_explained():
    for path, part in subschemas(published("evaluation")):
        if part.get("type") == "object" and "properties" in part:
            assert part["required"] == list(part["properties"]), path
            unexplained = [k for k, s in part["properties"].items() if not {"description", "$ref"} & set(s)]
            assert unexplained == [], path


def test_words_in_an_evaluation_are_those_of_the_code_and_of_the_tests_of_a_casus():
    parts = published("evaluation")["$defs"]
    tests = published("casus")["$defs"]["toets"]["properties"]
    assert parts["gezag"]["properties"]["sterkte"]["enum"] == list(STERKTES)
    assert parts["gezag"]["properties"]["basis"]["enum"] == list(BASES)
    assert parts["advies"]["properties"]["gebied"]["enum"] == list(GEBIEDEN)
    assert set(parts["regie"]["properties"]["status"]["enum"]) == set(tests["regie"]["properties"]["status"]["enum"])
    assert set(parts["maatje"]["properties"]["stand"]["enum"]) == set(tests["maatje"]["properties"]["stand"]["enum"])
    assert parts["interventie"]["properties"]["uitkomst"]["enum"] == list(PASSEN)
    assert set(tests["interventie"]["properties"]["uitkomst"]["enum"]) == set(PASSEN)
    assert set(parts["voorwaarde"]["properties"]["stand"]["enum"]) == set(STANDEN.values())
    assert set(tests["poort"]["properties"]["stand"]["enum"]) == set(STANDEN.values())
    assert set(parts["element"]["properties"]["stand"]["enum"]) == set(ELEMENTEN.values())
    assert set(tests["interventie"]["properties"]["stand"]["enum"]) == set(ELEMENTEN.values())
    for name in ("voorwaarde_met_code", "element"):
        assert published("gedeeld")["$defs"][name]["properties"]["basis"]["enum"] == list(BASES)
    for name in ("voorwaarde", "element", "rol"):
        assert parts[name]["properties"]["basis"]["enum"] == ["", *BASES]


def blocks(data: Any) -> Iterator[dict[str, Any]]:
    """Every block in an evaluation, but for the one whose keys are names of facts."""
    if isinstance(data, dict):
        yield data
        for key, part in data.items():
            if key != "feiten_afgeleid":
                yield from blocks(part)
    elif isinstance(data, list):
        for part in data:
            yield from blocks(part)


@pytest.fixture(scope="module")
def rich(pack: RulePack) -> dict[str, Any]:
    """An evaluation with something in nearly every part."""
    fixture = next(fixture for fixture in fixtures_of(pack) if fixture.id == "hr-1206-3")
    data = ggzroute.evaluate(fixture.casus, pack).to_dict()
    asked = {"toestemming.ontvanger": "team", "persoon.werkwens": "ja", "organisatie.ips_uitvoering": "alleen"}
    casus = Casus.from_dict({"id": "c", "peildatum": "2016-11-24", "feiten": asked}, vocabulary=pack.vocabulary)
    more = ggzroute.evaluate(casus, pack).to_dict()
    data["poorten"] = more["poorten"]
    data["interventies"] = [entry for entry in more["interventies"] if entry["interventie"] == "ips"]
    for entry in (*data["poorten"], *data["interventies"]):
        for key in ("voorwaarden", "elementen"):
            entry[key] = entry.get(key, [])[:2]
        entry.pop("elementen") if "poort" in entry else None
    for key in ("adviezen", "vragen"):
        data[key] = data[key][:2]
    data["verantwoording"]["regels_gevuurd"] = data["verantwoording"]["regels_gevuurd"][:2]
    return data


def test_an_evaluation_that_lacks_a_key_or_has_one_too_many_does_not_fit(rich):
    assert evaluation_validator().is_valid(rich)
    for n, block in enumerate(blocks(rich)):
        for key in [*block, "extra"]:
            other = copy.deepcopy(rich)
            changed = list(blocks(other))[n]
            if changed.pop(key, "") == "":
                changed["extra"] = 1
            assert not evaluation_validator().is_valid(other), (key, sorted(block))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["regie"].update(status="benoemd"),
        lambda data: data["maatje"].update(stand="toewijzen"),
        lambda data: data["route"].update(staat="bezig"),
        lambda data: data["adviezen"][0].update(soort="besluit"),
        lambda data: data["adviezen"][0].update(tekst=""),
        lambda data: data["adviezen"][0]["gezag"].update(sterkte="hard"),
        lambda data: data["vragen"][0].update(gewicht=0),
        lambda data: data["poorten"][0]["voorwaarden"][0].update(stand="misschien"),
        lambda data: data["poorten"][0].update(velden=["een waarde"]),
        lambda data: data["interventies"][0].update(uitkomst="toegewezen"),
        lambda data: data["interventies"][0]["elementen"][0].update(stand="ja"),
        lambda data: data["verantwoording"].update(peildatum="24 november 2016"),
        lambda data: data["verantwoording"]["pakketten"][0].update(hash="abc"),
        lambda data: data["verantwoording"].update(feiten_gebruikt=["werkwens"]),
        lambda data: data["verantwoording"]["feiten_afgeleid"].update(werkwens=["netwerk"]),
        lambda data: data.update(casus=None),
    ],
)
def test_an_evaluation_with_another_word_does_not_fit(rich, change):
    other = copy.deepcopy(rich)
    change(other)
    assert not evaluation_validator().is_valid(other)


# ---- one meaning for a casus: the schema in an editor, and the reader


def casus(feiten: Any = None, betrokkenen: Any = None, relaties: Any = None, **more: Any) -> dict[str, Any]:
    data = {"id": "proef", "feiten": feiten, "betrokkenen": betrokkenen, "relaties": relaties}
    return {key: value for key, value in {**data, **more}.items() if value is not None}


TWO = [{"id": "huis", "soort": "familie"}, {"id": "ggz", "soort": "ggz_instelling", "betrokken": "nu"}]
KNOWS = {"van": "hulpvrager", "soort": "kent", "naar": "huis"}

GOOD = {
    "only an id": {"id": "proef"},
    "empty parts": {"id": "proef", "peildatum": None, "feiten": None, "betrokkenen": None, "relaties": None},
    "empty lists": casus({}, [], []),
    "a day": casus(peildatum="2016-11-24"),
    "no day yet": casus(peildatum="onbekend"),
    "made up by a program": casus(synthetisch="ja"),
    "not made up by a program": casus(synthetisch=False),
    "yes": casus({"persoon.multiproblematiek": "ja"}),
    "yes as JSON": casus({"persoon.multiproblematiek": True}),
    "unknown": casus({"persoon.multiproblematiek": "onbekend"}),
    "declined": casus({"persoon.multiproblematiek": "geweigerd"}),
    "does not apply": casus({"persoon.ontslag_gepland_op": "nvt"}),
    "nothing": casus({"persoon.multiproblematiek": None}),
    "a choice": casus({"vraag.vrager": "persoon_zelf"}),
    "choices": casus({"vraag.onderwerp": ["werk_zoeken", "schulden"]}),
    "no choices": casus({"vraag.onderwerp": []}),
    "a date": casus({"persoon.ontslag_gepland_op": "2016-11-28"}),
    "a text": casus({"persoon.gemeente": "leiden"}),
    "a number": casus({"plaatsing.uren": 8}),
    "dates": casus({"regio.voorlichting": ["2016-02-01", "2016-03-01"]}),
    "texts": casus({"persoon.weigert_locatie": ["buurthuis"]}),
    "an actor": casus({"vraag.ontvanger": "zon"}),
    "actors": casus({"persoon.vertrouwt": ["huis"]}),
    "a record": casus({"persoon.verblijf_wijziging": {"naar": "begeleid_wonen", "gepland": "ja"}}),
    "a record with an unknown field": casus({"persoon.verblijf_wijziging": {"naar": "onbekend"}}),
    "records": casus({"contact.pogingen": [{"kanaal": "email"}]}),
    "a table with fixed keys": casus({"persoon.leefgebieden": {"schulden": "aandacht"}}),
    "a table with open keys": casus({"regio.wijkteam_beschikbaar": {"leiden": "ja"}}),
    "betrokkenen": casus(betrokkenen=TWO),
    "a relation": casus(betrokkenen=TWO, relaties=[KNOWS]),
    "a relation that does not hold": casus(betrokkenen=TWO, relaties=[{**KNOWS, "stand": "nee"}]),
    "a dated relation": casus(betrokkenen=TWO, relaties=[{**KNOWS, "sinds": "2016-01-01", "tot": "2016-02-01"}]),
    "an organisation": casus(betrokkenen=[{"id": "zon", "organisatie": "zon", "betrokken": "onbekend"}]),
    "a brought-in question": casus(betrokkenen=[{**TWO[0], "brengt_in": True}]),
}

BAD = {
    "no id": {"feiten": {}},
    "an id that is nothing": {"id": None},
    "an id that is a number": {"id": 7},
    "an id that is too long": {"id": "x" * 201},
    "an id that is a state": {"id": "onbekend"},
    "an empty id": {"id": ""},
    "a list": ["proef"],
    "a text for a casus": "proef",
    "an unknown key": casus(naam="iets"),
    "a forbidden key": casus(bsn="iets"),
    "a day that does not exist": casus(peildatum="2016-02-30"),
    "a day in words": casus(peildatum="24 november"),
    "a day with an hour": casus(peildatum="2016-11-24T10:00:00"),
    "made up in words": casus(synthetisch="een beetje"),
    "facts as a list": casus([]),
    "an unknown fact": casus({"persoon.onzin": "ja"}),
    "a forbidden fact": casus({"persoon.etniciteit": "x"}),
    "a network fact": casus({"netwerk.aantal_organisaties": 2}),
    "an unknown choice": casus({"vraag.vrager": "de buurman"}),
    "a choice for yes or no": casus({"persoon.multiproblematiek": "misschien"}),
    "a number for yes or no": casus({"persoon.multiproblematiek": 1}),
    "a choice for choices": casus({"vraag.onderwerp": "schulden"}),
    "an unknown choice among choices": casus({"vraag.onderwerp": ["schulden", "geluk"]}),
    "a state among choices": casus({"vraag.onderwerp": ["onbekend"]}),
    "a text for a date": casus({"persoon.ontslag_gepland_op": "morgen"}),
    "a short date": casus({"persoon.ontslag_gepland_op": "20161128"}),
    "a text that is too long": casus({"persoon.gemeente": "x" * 201}),
    "a number for a text": casus({"persoon.gemeente": 2300}),
    "a text for a record": casus({"persoon.verblijf_wijziging": "begeleid_wonen"}),
    "an unknown field": casus({"persoon.verblijf_wijziging": {"waarheen": "begeleid_wonen"}}),
    "an unknown choice in a field": casus({"persoon.verblijf_wijziging": {"naar": "maan"}}),
    "a record for records": casus({"contact.pogingen": {"kanaal": "email"}}),
    "an unknown key of a fixed table": casus({"persoon.leefgebieden": {"geluk": "aandacht"}}),
    "a value of a table": casus({"regio.wijkteam_beschikbaar": {"leiden": "soms"}}),
    "betrokkenen as a block": casus(betrokkenen={"id": "huis"}),
    "a betrokkene as a text": casus(betrokkenen=["huis"]),
    "a betrokkene without an id": casus(betrokkenen=[{"soort": "familie"}]),
    "a betrokkene with an empty id": casus(betrokkenen=[{"id": "", "soort": "familie"}]),
    "a betrokkene with a state for an id": casus(betrokkenen=[{"id": "nvt", "soort": "familie"}]),
    "a betrokkene with a name": casus(betrokkenen=[{**TWO[0], "naam": "x"}]),
    "an unknown kind": casus(betrokkenen=[{"id": "huis", "soort": "kerk"}]),
    "an unknown kring": casus(betrokkenen=[{"id": "huis", "soort": "familie", "kring": "binnen"}]),
    "an unknown involvement": casus(betrokkenen=[{**TWO[1], "betrokken": "straks"}]),
    "a relation without a kind": casus(betrokkenen=TWO, relaties=[{"van": "hulpvrager", "naar": "huis"}]),
    "a relation without an end": casus(betrokkenen=TWO, relaties=[{"van": "hulpvrager", "soort": "kent"}]),
    "an unknown relation": casus(betrokkenen=TWO, relaties=[{**KNOWS, "soort": "haat"}]),
    "an unknown key of a relation": casus(betrokkenen=TWO, relaties=[{**KNOWS, "waarom": "x"}]),
    "a stand in words": casus(betrokkenen=TWO, relaties=[{**KNOWS, "stand": "soms"}]),
    "a part of a number": casus({"plaatsing.uren": 1.5}),
    "a number in words": casus({"plaatsing.uren": "acht"}),
    "yes for a number": casus({"plaatsing.uren": True}),
    "a number beyond measure": casus({"plaatsing.uren": 10**13}),
    "a day among dates that does not exist": casus({"regio.voorlichting": ["2016-02-30"]}),
    "numbers for texts": casus({"persoon.weigert_locatie": [1]}),
    "a text for actors": casus({"persoon.vertrouwt": "huis"}),
    "a list for an actor": casus({"vraag.ontvanger": ["zon"]}),
}

ONLY_THE_READER = {
    "the same id twice": casus(betrokkenen=[TWO[0], TWO[0]]),
    "a fixed word for an id": casus(betrokkenen=[{"id": "hulpvrager", "soort": "familie"}]),
    "a professional without a state": casus(betrokkenen=[{"id": "ggz", "soort": "ggz_instelling"}]),
    "a betrokkene without a kring": casus(betrokkenen=[{"id": "iemand"}]),
    "a relation to nobody": casus(betrokkenen=TWO, relaties=[{**KNOWS, "naar": "niemand"}]),
    "an end before its beginning": casus(
        betrokkenen=TWO, relaties=[{**KNOWS, "sinds": "2016-02-01", "tot": "2016-01-01"}]
    ),
    "a whole number with a comma": casus({"plaatsing.uren": 8.0}),
    "a fact against the network": casus(
        {"regie.aanwezig": "nee"}, TWO, [{"van": "ggz", "soort": "voert_regie_over", "naar": "hulpvrager"}]
    ),
}
"""What a schema cannot say, or not in a way that a person would understand."""


def is_read(data: Any) -> bool:
    try:
        Casus.from_dict(data)
    except CasusError:
        return False
    return True


@pytest.mark.parametrize("what", GOOD)
def test_what_is_good_for_the_schema_is_good_for_the_reader(what):
    assert (casus_validator().is_valid(GOOD[what]), is_read(GOOD[what])) == (True, True)


@pytest.mark.parametrize("what", BAD)
def test_what_is_bad_for_the_schema_is_bad_for_the_reader(what):
    assert (casus_validator().is_valid(BAD[what]), is_read(BAD[what])) == (False, False)


@pytest.mark.parametrize("what", ONLY_THE_READER)
def test_the_reader_knows_more_than_a_schema_can_say(what):
    assert (casus_validator().is_valid(ONLY_THE_READER[what]), is_read(ONLY_THE_READER[what])) == (True, False)


def test_every_kind_of_fact_is_tried_in_a_good_and_in_a_bad_casus():
    kinds = {begrip.type.soort for begrip in standard_vocabulary().values()}
    for table in (GOOD, BAD):
        names = {name for data in table.values() if isinstance(data, dict) for name in dict(data.get("feiten") or {})}
        assert {standard_vocabulary()[name].type.soort for name in names if name in standard_vocabulary()} == kinds


def test_a_casus_that_a_program_makes_up_fits_the_schema(pack):
    made_up = list(sample(60, pack, seed=2))

    assert [casus["id"] for casus in made_up if not casus_validator().is_valid(casus)] == []


def test_a_casus_that_is_written_fits_the_schema(pack):
    for fixture in fixtures_of(pack):
        for casus in (fixture.casus, *fixture.situaties.values()):
            data = json.loads(json.dumps(casus.to_dict()))
            assert [error.json_path for error in casus_validator().iter_errors(data)] == []
