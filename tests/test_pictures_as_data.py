"""The network as JSON and GraphML, and the workflow as Mermaid text."""

from __future__ import annotations

import io
import json
import re

import attrs
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ggzroute import Casus, evaluate
from ggzroute.render.data import network_data, network_graphml
from ggzroute.render.flow import flow_of
from ggzroute.render.mermaid import mermaid_text
from ggzroute.replay.fixtures import fixtures_of
from ggzroute.workflow.builtin import DefinedWorkflow
from picture_strategies import networks, workflows, yes_no
from strategies import casussen, standard_pack
from test_schemas import validator
from test_stroomschema import known, small, walked

# --- the network ------------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(casussen(peildatum=True, max_feiten=3))
def test_the_network_as_json_is_as_its_schema_says(casus):
    schema = validator("netwerk")
    for what in (casus, evaluate(casus, standard_pack())):
        data = network_data(what, standard_pack())
        assert [error.message for error in schema.iter_errors(data)] == []
        assert json.loads(json.dumps(data)) == data


@settings(max_examples=60)
@given(networks(most=12))
def test_nothing_of_the_network_is_left_out_and_nothing_is_made_up(casus):
    data = network_data(casus, standard_pack())
    nodes = {node["id"]: node for node in data["nodes"]}
    assert list(nodes) == ["hulpvrager", *(b.id for b in casus.betrokkenen)]
    for betrokkene in casus.betrokkenen:
        node = nodes[betrokkene.id]
        for name in ("kring", "betrokken", "actief"):
            assert node[name] == getattr(betrokkene, name)
        assert node["brengt_in"] == (betrokkene.brengt_in == "ja")
    assert [(e["source"], e["soort"], e["target"]) for e in data["edges"]] == [
        (r.van, r.soort, r.naar) for r in casus.relaties
    ]
    for edge, relatie in zip(data["edges"], casus.relaties, strict=True):
        assert (edge["toestand"] == "niet") == (not relatie.stand)
        assert (edge["toestand"] == "geldt") == relatie.holds_on(casus.peildatum)


@settings(max_examples=60)
@given(networks(most=12))
def test_graphml_reads_back_as_the_same_network(casus):
    casus = attrs.evolve(casus, id="proef")
    data = network_data(casus, standard_pack())
    read = nx.read_graphml(io.BytesIO(network_graphml(casus, standard_pack()).encode()), force_multigraph=True)
    assert read.is_directed()
    assert set(read.nodes) == {node["id"] for node in data["nodes"]}
    for node in data["nodes"]:
        found = read.nodes[node["id"]]
        assert {**found, "stand": found["stand"].split(", ") if found["stand"] else []} == {
            key: value for key, value in node.items() if key != "id" and value is not None
        }
    edges = {(van, naar, key): fields for van, naar, key, fields in read.edges(keys=True, data=True)}
    assert {key: (f["soort"], f["toestand"], f["tekst"]) for key, f in edges.items()} == {
        (e["source"], e["target"], e["id"]): (e["soort"], e["toestand"], e["tekst"]) for e in data["edges"]
    }


def test_an_evaluation_brings_its_pack_and_its_proposals(pack):
    fixture = next(f for f in fixtures_of(pack) if f.casus.id == "hr-1124-3")
    data = network_data(evaluate(fixture.casus, pack))
    assert data["regievoerder"]["wie"] == []
    assert data["regievoerder"]["voorstel"].startswith("voorstel: ")
    assert {node["label"] for node in data["nodes"]} >= {"Hulpvrager", "DZB Leiden", "Zus (familie)"}
    assert network_data(fixture.casus, pack)["regievoerder"]["voorstel"] == ""


def test_what_is_unknown_is_null_in_json_and_absent_in_graphml():
    casus = Casus.from_dict({"id": "x", "betrokkenen": [{"id": "b", "kring": "sociaal"}]})
    node = network_data(casus)["nodes"][1]
    assert (node["soort"], node["betrokken"], node["actief"]) == (None, None, None)
    assert network_data(casus)["peildatum"] is None
    read = nx.read_graphml(io.BytesIO(network_graphml(casus).encode()))
    assert not {"soort", "betrokken", "actief"} & set(read.nodes["b"])


# --- the workflow as Mermaid ------------------------------------------------------------------------------------------

LABEL = r'"(?:[\w ,.?\'()/:+…-]|\#\d+;|<br/>)+"'
GRAMMAR = re.compile(
    rf"""flowchart\ TD
    |\ \ accTitle:\ [\w .,-]*
    |\ \ s\d+(?:\[{LABEL}\]|\{{\{{{LABEL}\}}\}}|\(\[{LABEL}\]\)):::(?:gelopen|wacht|open|niet)
    |\ \ s\d+\ (?:==>|-->|-\.->)(?:\|{LABEL}\|)?\ s\d+
    |\ \ subgraph\ (?:naast|voor)\[{LABEL}\]
    |\ \ \ \ (?:naast|voor)\d+\[{LABEL}\]
    |\ \ end
    |\ \ classDef\ \w+\ [\w#:, -]+
    """,
    re.VERBOSE,
)


@settings(max_examples=80)
@given(workflows(loops=True), st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.data())
def test_mermaid_text_is_well_formed_whatever_a_step_says(definition, text, data):
    first = next(iter(definition.stappen))
    steps = {**definition.stappen, first: attrs.evolve(definition.stappen[first], tekst=text)}
    definition = attrs.evolve(definition, stappen=steps)
    route = DefinedWorkflow(definition).walk(known(), yes_no(40)) if data.draw(st.booleans()) else None
    lines = mermaid_text(definition, route).splitlines()
    assert [line for line in lines if not GRAMMAR.fullmatch(line)] == []
    assert len([line for line in lines if re.match(r"  s\d+ ", line)]) == len(flow_of(definition).pijlen)
    assert len([line for line in lines if ":::" in line]) == len(definition.stappen)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('Zeg "ja"', "Zeg #34;ja#34;"),
        ("a#35;b", "a#35;35#59;b"),
        ("<b>&", "#60;b#62;#38;"),
        ("[x] {y} | `z`", "#91;x#93; #123;y#125; #124; #96;z#96;"),
        ("één vraag, toch?", "één vraag, toch?"),
        ("  ", "…"),
    ],
)
def test_signs_that_mermaid_could_read_are_written_as_numbers(text, written):
    steps = {**small().stappen, "B": attrs.evolve(small().stappen["B"], tekst=text)}
    assert f'  s1(["{written}"]):::open' in mermaid_text(attrs.evolve(small(), stappen=steps)).splitlines()


def test_mermaid_shows_the_way_that_was_walked():
    lines = mermaid_text(small(), walked(small(), proef__f1="nee")).splitlines()
    assert lines[:8] == [
        "flowchart TD",
        "  accTitle: Proef",
        '  s1(["Er is een vraag"]):::gelopen',
        '  s2{{"Is het eenvoudig?<br/>(antwoord: nee)"}}:::gelopen',
        '  s3["Los het op"]:::niet',
        '  s4{{"Is er een team?<br/>(wacht hier)"}}:::wacht',
        '  s5["Vraag het team"]:::open',
        '  s6(["Klaar"]):::open',
    ]
    assert lines[8:15] == [
        "  s1 ==> s2",
        '  s2 -.->|"ja"| s3',
        '  s2 ==>|"nee"| s4',
        "  s3 -.-> s6",
        '  s4 -->|"ja"| s5',
        '  s4 -->|"geen team"| s6',
        "  s5 --> s6",
    ]


def test_lanes_and_interruptions_stand_apart_in_mermaid(pack):
    text = mermaid_text(pack.workflows["route-arbeidsparticipatie"])
    assert '  subgraph naast["Loopt ernaast"]' in text
    assert '  subgraph voor["Gaat voor alles"]' in text
