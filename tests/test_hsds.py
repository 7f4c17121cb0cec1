"""The sociale kaart to and from HSDS 3: nothing is lost, and nothing personal is kept."""

from __future__ import annotations

import copy
import json
import os
import uuid
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ggzroute.documents import read_text
from ggzroute.domain.kaart import Kaart
from ggzroute.exceptions import KaartError
from ggzroute.hsds.exporting import to_hsds
from ggzroute.hsds.importing import from_hsds
from ggzroute.vocabulary_reading import standard_vocabulary
from kaart_strategies import kaarten, shipped

SCHEMAS = os.environ.get("GGZROUTE_HSDS_SCHEMAS", "")
"""Folder ``schema`` of a checkout of the HSDS specification; without it the rules below stand in for its schemas."""


class Rules(NamedTuple):
    """What HSDS 3.0 says of one object: fields that must be there, texts, and lists with the object each item is."""

    required: set[str]
    texts: frozenset[str] | set[str] = frozenset()
    lists: Mapping[str, str] = MappingProxyType({})
    objects: Mapping[str, str] = MappingProxyType({})


HSDS = {
    "organization": Rules(
        {"id", "name", "description"},
        {"id", "name", "description"},
        {"organization_identifiers": "organization_identifier", "attributes": "attribute", "services": "service"},
    ),
    "organization_identifier": Rules({"id", "identifier_type", "identifier"}, {"id", "identifier_type", "identifier"}),
    "service": Rules(
        {"id", "name", "status"},
        {"id", "name", "description", "status", "application_process", "assured_date"},
        {"service_areas": "service_area", "attributes": "attribute"},
    ),
    "service_area": Rules({"id"}, {"id", "name"}, {"attributes": "attribute"}),
    "attribute": Rules({"id"}, {"id", "link_type", "value"}, {}, {"taxonomy_term": "taxonomy_term"}),
    "taxonomy": Rules({"id", "name", "description"}, {"id", "name", "description"}),
    "taxonomy_term": Rules(
        {"id", "name", "description"}, {"id", "code", "name", "description", "taxonomy", "taxonomy_id"}
    ),
}
"""The part of HSDS 3.0 that is written; names and obligations from https://docs.openreferral.org (CC BY-SA 4.0)."""

OURS = {"taxonomy_term": {"attributes": "attribute"}}
"""What we add where HSDS has no place: where a function is found, its sources and its remark."""

STATUS = {"active", "inactive", "defunct", "temporarily closed"}


def faults(kind: str, row: dict[str, Any], path: str) -> list[str]:
    """How an object differs from what HSDS says of its kind."""
    rules, ours = HSDS[kind], OURS.get(kind, {})
    found = [f"{path}: {key} is missing" for key in sorted(rules.required - row.keys())]
    for key, value in row.items():
        below = {**rules.lists, **ours}.get(key)
        if below is not None:
            found += [fault for n, part in enumerate(value) for fault in faults(below, part, f"{path}.{key}[{n}]")]
        elif key in rules.objects:
            found += faults(rules.objects[key], value, f"{path}.{key}")
        elif key not in rules.texts or not isinstance(value, str):
            found.append(f"{path}.{key} does not belong here")
    if str(uuid.UUID(row["id"])) != row["id"]:
        found.append(f"{path}.id is no UUID")
    if row.get("status", "active") not in STATUS:
        found.append(f"{path}.status does not exist")
    return found


def file_faults(data: dict[str, Any]) -> list[str]:
    kinds = {"organizations": "organization", "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term"}
    assert data.keys() == kinds.keys()
    return [
        f for key, kind in kinds.items() for n, row in enumerate(data[key]) for f in faults(kind, row, f"{key}[{n}]")
    ]


@pytest.fixture(scope="module")
def exported() -> dict[str, Any]:
    kaart, namen = shipped()
    return to_hsds(kaart, namen, {"hr2017": "Samenwerkingsproces in beeld"})


def one(data: dict[str, Any], id_: str) -> dict[str, Any]:
    return next(row for row in data["organizations"] if row["organization_identifiers"][0]["identifier"] == id_)


# ---- out


def test_what_is_written_is_what_hsds_asks(exported):
    assert file_faults(exported) == []


@given(kaarten())
def test_any_kaart_is_written_as_hsds_asks(kaart):
    assert file_faults(to_hsds(kaart)) == []


def test_a_fault_would_be_seen(exported):
    data = copy.deepcopy(exported)
    del data["organizations"][0]["description"]
    data["organizations"][1]["services"][0]["status"] = "open"
    data["organizations"][2]["attributes"][0]["code"] = "x"
    assert file_faults(data) == [
        "organizations[0]: description is missing",
        "organizations[1].services[0].status does not exist",
        "organizations[2].attributes[0].code does not belong here",
    ]


@pytest.mark.skipif(not SCHEMAS, reason="the official schemas are not at hand")
@pytest.mark.parametrize(
    ("key", "schema"),
    [
        ("organizations", "compiled/organization.json"),
        ("taxonomies", "taxonomy.json"),
    ],
)
def test_what_is_written_fits_the_official_schemas(exported, key, schema):
    official = json.loads((Path(SCHEMAS) / schema).read_text(encoding="utf-8"))
    official["properties"].pop("metadata", None)  # refers to another file, and we write none
    validator = Draft202012Validator(official, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.json_path for row in exported[key] for error in validator.iter_errors(row)] == []


def identifiers(value: Any) -> list[tuple[str, str]]:
    """Every id in a file, with the object it names: a term may be named more than once."""
    if isinstance(value, list):
        return [found for part in value for found in identifiers(part)]
    if not isinstance(value, dict):
        return []
    mine = [(value["id"], value.get("code", ""))] if "id" in value else []
    return mine + [found for part in value.values() for found in identifiers(part)]


@given(kaarten())
def test_an_id_is_never_used_for_two_things_and_neither_is_the_code_of_a_term(kaart):
    found = identifiers(to_hsds(kaart))
    once = [id_ for id_, code in found if not code]
    terms = {id_: code for id_, code in found if code}
    assert len(set(once)) == len(once)
    assert len(set(terms.values())) == len(terms)
    assert not set(once) & terms.keys()


def test_the_same_kaart_gives_the_same_file(exported):
    kaart, namen = shipped()
    turned = Kaart(
        organisaties=dict(reversed(kaart.organisaties.items())), functies=dict(reversed(kaart.functies.items()))
    )
    assert json.dumps(to_hsds(turned, namen, {"hr2017": "Samenwerkingsproces in beeld"})) == json.dumps(exported)


def test_where_to_knock_and_when_it_was_checked_have_their_own_field(exported):
    (service,) = one(exported, "kcc_rijnstreek")["services"]
    assert service["application_process"] == "Vraag hier welke organisatie in Rijnstreek de juiste is."
    assert service["assured_date"] == "2017-03-01"
    assert service["service_areas"][0]["name"] == "Rijnstreek, Holland Rijnland"


def test_a_role_that_is_excluded_cannot_be_read_as_an_offer(exported):
    attributes = one(exported, "zon")["services"][0]["attributes"]
    codes = {a["taxonomy_term"]["code"]: a["taxonomy_term"]["name"] for a in attributes}
    assert codes["rol_uitgesloten:regievoerder"] == "niet: regievoerder"
    assert "rol:regievoerder" not in codes
    assert codes["rol:maatje"] == "maatje"


def test_a_source_is_a_term_with_the_place_as_value(exported):
    sources = [a for a in one(exported, "kcc_rijnstreek")["attributes"] if a["link_type"] == "bron"]
    assert [(a["taxonomy_term"]["name"], a["value"]) for a in sources] == [
        ("Samenwerkingsproces in beeld", "§2.1.2 (24-11-2016) casus 1")
    ]


def test_nothing_of_people_is_written(exported):
    people = {"contacts", "phones", "email", "assurer_email", "metadata", "addresses"}

    def keys(value: Any) -> set[str]:
        if isinstance(value, list):
            return {key for part in value for key in keys(part)}
        return set(value) | {key for part in value.values() for key in keys(part)} if isinstance(value, dict) else set()

    assert not keys(exported) & people


# ---- there and back


@given(kaarten())
def test_a_kaart_is_the_same_after_going_out_and_coming_in(kaart):
    text = json.dumps(to_hsds(kaart), ensure_ascii=False)
    found = from_hsds(read_text(text))
    assert (found.kaart, found.meldingen) == (kaart, ())


def test_the_shipped_kaart_comes_back_whole(exported):
    found = from_hsds(read_text(json.dumps(exported), "kaart.json"), vocabulary=standard_vocabulary())
    assert (found.kaart, found.meldingen) == (shipped()[0], ())


def test_a_page_and_a_list_are_read_too(exported):
    kaart = shipped()[0]
    rows = exported["organizations"]
    page = {"total_items": len(rows), "first_page": True, "contents": rows}
    assert from_hsds(page).kaart == Kaart(organisaties=kaart.organisaties)
    assert from_hsds(rows) == from_hsds(page)


# ---- in


def changed(exported: dict[str, Any], id_: str = "kcc_rijnstreek") -> tuple[dict[str, Any], dict[str, Any]]:
    """A file with one organization, and that organization, to change."""
    row = copy.deepcopy(one(exported, id_))
    return {"organizations": [row]}, row


def refused(data: Any) -> list[str]:
    with pytest.raises(KaartError) as caught:
        from_hsds(data, vocabulary=standard_vocabulary())
    return [str(problem) for problem in caught.value.problems]


def test_what_can_hold_names_of_people_is_left_out_and_told(exported):
    data, row = changed(exported)
    row |= {
        "email": "proef@voorbeeld.nl",
        "contacts": [{"id": "x", "name": "P. Roef"}],
        "phones": [],
        "tax_id": "NL12",
        "website": "",
        "metadata": [{"updated_by": "P. Roef"}],
    }
    row["services"][0]["phones"] = [{"number": "0612345678"}]
    row["services"][0]["status"] = "defunct"
    found = from_hsds(data)
    assert found.meldingen == (
        "organizations[1].email: weggelaten; hier kunnen namen en contactgegevens van mensen staan.",
        "organizations[1].contacts: weggelaten; hier kunnen namen en contactgegevens van mensen staan.",
        "organizations[1].tax_id: weggelaten; de sociale kaart kent dit niet.",
        "organizations[1].metadata: weggelaten; hier kunnen namen en contactgegevens van mensen staan.",
        "organizations[1].services[1].phones: weggelaten; hier kunnen namen en contactgegevens van mensen staan.",
        ("organizations[1].services[1].status: deze dienst is niet actief; ga na of de organisatie op de kaart hoort."),
    )
    assert found.kaart.organisaties == {"kcc_rijnstreek": shipped()[0].organisaties["kcc_rijnstreek"]}


PLANTED = "Bel P. Roef, 06-12345678"


@pytest.mark.parametrize(
    "plant",
    [
        lambda row: row.update(name=PLANTED),
        lambda row: (row.update(description=PLANTED), row["services"][0].update(description=PLANTED)),
        lambda row: row["services"][0].update(application_process=PLANTED),
        lambda row: row["attributes"].append({"id": "x", "link_type": "let_op", "value": PLANTED}),
        lambda row: row["attributes"][1].update(value=PLANTED),
    ],
    ids=["name", "description", "application_process", "remark", "place_in_source"],
)
def test_contact_details_in_a_text_are_refused_without_being_repeated(exported, plant):
    data, row = changed(exported)
    plant(row)
    (problem,) = refused(data)
    assert "GGZ181 hier staat zo te zien een telefoonnummer (bij organizations[1]" in problem
    assert "Roef" not in problem
    assert "06" not in problem


def test_everything_that_is_wrong_comes_at_once_with_its_path(exported):
    data, row = changed(exported)
    row["name"] = ""
    row["description"] = 5
    row["organization_identifiers"][0]["identifier"] = "Niet Goed"
    row["attributes"] = [
        {"link_type": "soort", "taxonomy_term": {"code": "soort:kerk"}},
        {"link_type": "eigen", "value": "x"},
        7,
    ]
    service = row["services"][0]
    service["assured_date"] = "2017-02-30"
    service["attributes"] = [
        {"link_type": "kan", "taxonomy_term": {"code": "soort:ggd"}},
        {"link_type": "kan", "taxonomy_term": {"code": "rol:toveren"}},
        {"link_type": "kan_niet"},
    ]
    service["service_areas"][0]["attributes"] = "overal"
    assert refused(data) == [
        (
            "GGZ100 deze tekst heeft niet de goede vorm (bij organizations[1].organization_identifiers[1].identifier). "
            "Toegestaan: kleine letters, cijfers en liggende streepjes."
        ),
        (
            "GGZ100 dit is geen geldige datum (bij organizations[1].services[1].assured_date). "
            "Toegestaan: een datum als 2016-11-24."
        ),
        "GGZ102 'name' ontbreekt (bij organizations[1]).",
        (
            "GGZ102 de bron ontbreekt (bij organizations[1]). "
            "Voeg een attribute toe met link_type 'bron', een term 'bron:…' en de plaats als value."
        ),
        (
            "GGZ102 'regio' ontbreekt (bij organizations[1].services[1].service_areas[1]). "
            "Voeg een attribute toe met link_type 'regio' en een term 'regio:…'."
        ),
        "GGZ104 hier hoort een object (bij organizations[1].attributes[3]). Toegestaan: een object met sleutels.",
        "GGZ104 hier hoort tekst (bij organizations[1].description). Toegestaan: tekst.",
        (
            "GGZ104 hier hoort een lijst (bij organizations[1].services[1].service_areas[1].attributes). "
            "Toegestaan: een lijst met objecten."
        ),
        "GGZ142 'kerk' is geen soort (bij organizations[1].attributes[1]). Toegestaan: een soort van het pakket.",
        (
            "GGZ182 'toveren' is geen rol (bij organizations[1].services[1].attributes[2]). "
            "Toegestaan: een rol van het pakket."
        ),
        (
            "GGZ185 dit is geen term die de sociale kaart kent (bij "
            "organizations[1].services[1].attributes[1].taxonomy_term.code). "
            "Toegestaan: een code die begint met 'rol:'."
        ),
        (
            "GGZ185 dit is geen term die de sociale kaart kent (bij "
            "organizations[1].services[1].attributes[3].taxonomy_term.code). "
            "Toegestaan: een code die begint met 'rol_uitgesloten:'."
        ),
    ]


def test_what_stands_more_than_once_is_not_chosen_from(exported):
    data, row = changed(exported)
    row["services"][0]["service_areas"] *= 2
    row["services"][0]["description"] = "Iets anders."
    row["attributes"] += [{"id": n, "link_type": "let_op", "value": "Let op."} for n in "ab"]
    row["attributes"].append(row["attributes"][0])
    row["organization_identifiers"] = []
    assert refused(data) == [
        (
            "GGZ102 de id op de sociale kaart ontbreekt (bij organizations[1]). "
            "Geef een organization_identifier met identifier_type 'id op de sociale kaart van ggzroute'."
        ),
        "GGZ186 'soort' staat er 2 keer; de kaart heeft er een (bij organizations[1]).",
        "GGZ186 hier staan er 2; de kaart heeft er een (bij organizations[1].attributes).",
        (
            "GGZ186 de organisatie en haar dienst hebben een verschillende description; de kaart heeft er een "
            "(bij organizations[1].services[1].description). Maak ze gelijk, of haal die van de dienst weg."
        ),
        "GGZ186 hier staan er 2; de kaart heeft er een (bij organizations[1].services[1].service_areas).",
    ]


def test_an_id_belongs_to_one_entry(exported):
    data, row = changed(exported, "begeleid_wonen_onbekend")
    term = copy.deepcopy(next(t for t in exported["taxonomy_terms"] if t["code"] == "functie:mentor"))
    term["code"] = "functie:begeleid_wonen_onbekend"
    data |= {"organizations": [row, copy.deepcopy(row)], "taxonomy_terms": [term]}
    assert refused(data) == [
        (
            "GGZ180 de id 'begeleid_wonen_onbekend' bestaat al "
            "(bij organizations[2].organization_identifiers[1].identifier). "
            "Geef elke organisatie en functie een eigen id."
        ),
        (
            "GGZ180 de id 'begeleid_wonen_onbekend' bestaat al (bij taxonomy_terms[1].code). "
            "Geef elke organisatie en functie een eigen id."
        ),
    ]


def test_a_role_that_is_offered_and_excluded_is_refused(exported):
    data, row = changed(exported, "zon")
    (excluded,) = [a for a in row["services"][0]["attributes"] if a["link_type"] == "kan_niet"]
    row["services"][0]["attributes"].append(
        {"id": "x", "link_type": "kan", "taxonomy_term": {**excluded["taxonomy_term"], "code": "rol:regievoerder"}}
    )
    assert refused(data) == [
        (
            "GGZ183 de rol 'regievoerder' staat bij kan en bij kan_niet (bij organizations[1].services[1]). "
            "Haal een van beide weg."
        )
    ]


def test_an_organisation_of_somebody_else_is_told_what_it_lacks():
    row = {"id": "1", "name": "Food bank", "description": "Gives food.", "services": [{"id": "2", "name": "Food"}]}
    assert [problem.split(" (")[0] for problem in refused([row])] == [
        "GGZ102 'soort' ontbreekt",
        "GGZ102 de bron ontbreekt",
        "GGZ102 de id op de sociale kaart ontbreekt",
        "GGZ102 'regio' ontbreekt",
    ]


@pytest.mark.parametrize("data", [{}, {"services": []}, "tekst", 5, None])
def test_a_file_without_organizations_is_refused(data):
    assert refused(data) == [
        (
            "GGZ184 dit is geen bestand met organizations van HSDS 3. Toegestaan: een object met 'organizations' of "
            "'contents', of een lijst van organizations."
        )
    ]


def test_a_problem_in_a_file_has_its_line(exported):
    data, row = changed(exported)
    row["services"][0]["assured_date"] = "gisteren"
    text = json.dumps(data, ensure_ascii=False, indent=2)
    line = next(n for n, part in enumerate(text.splitlines(), 1) if "gisteren" in part)
    with pytest.raises(KaartError) as caught:
        from_hsds(read_text(text, "kaart.json"))
    assert [problem.plaats for problem in caught.value.problems] == [f"kaart.json:{line}:11"]


JUNK = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just([[]]) | st.just({"id": 1})


@given(st.data())
def test_whatever_comes_in_it_is_a_kaart_or_problems(data):
    kaart, _ = shipped()
    some = Kaart(
        organisaties={id_: kaart.organisaties[id_] for id_ in ("zon", "gem_alphen")},
        functies={"mentor": kaart.functies["mentor"]},
    )
    file = to_hsds(some)
    for _ in range(data.draw(st.integers(1, 4))):
        part = file
        while True:
            keys = list(part) if isinstance(part, dict) else list(range(len(part)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if isinstance(part[key], dict | list) and data.draw(st.booleans()):
                part = part[key]
                continue
            part[key] = copy.deepcopy(data.draw(JUNK))
            break
    try:
        found = from_hsds(file)
    except KaartError as error:
        assert error.problems  # noqa: PT017 - either way is right
    else:
        assert isinstance(found.kaart, Kaart)
