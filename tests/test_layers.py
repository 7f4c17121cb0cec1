"""Imports point down only, nothing imports in a circle, and each third-party package has one door."""

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

import ggzroute

ROOT = Path(ggzroute.__file__).parent

LAYERS = {
    # 0: what everything may use
    "ggzroute._version": 0,
    "ggzroute.exceptions": 0,
    "ggzroute.problems": 0,
    "ggzroute.resources": 0,
    # 1: the domain, and documents with positions
    "ggzroute.collecting": 0,
    "ggzroute.documents": 1,
    "ggzroute.domain": 1,
    "ggzroute.vocabulary": 1,
    "ggzroute.vocabulary_reading": 1,
    "ggzroute.yaml_builder": 1,
    "ggzroute.yaml_faults": 1,
    # 2: the language of rules and workflows, and the schemas
    "ggzroute.codes": 2,
    "ggzroute.loading": 2,
    "ggzroute.naming": 2,
    "ggzroute.rules": 2,
    "ggzroute.formatting": 2,
    "ggzroute.schema_faults": 2,
    "ggzroute.schemas": 2,
    "ggzroute.structure": 2,
    "ggzroute.taal": 2,
    "ggzroute.workflow": 2,
    # 3: reading and checking, and the port for engines
    "ggzroute.analysis.formula": 3,
    "ggzroute.analysis.literals": 3,
    "ggzroute.analysis.solving": 3,
    "ggzroute.analysis.states": 3,
    "ggzroute.analysis.values": 3,
    "ggzroute.analysis.witness": 3,
    "ggzroute.engine.gathering": 3,
    "ggzroute.engine.names": 0,
    "ggzroute.engine.port": 3,
    "ggzroute.hsds": 3,
    "ggzroute.registry": 3,
    "ggzroute.rules.bevinding_reading": 3,
    "ggzroute.rules.conclusion_reading": 3,
    "ggzroute.rules.condition_reading": 3,
    "ggzroute.rules.conflict_lint": 3,
    "ggzroute.rules.conflict_reading": 3,
    "ggzroute.rules.interventie_reading": 3,
    "ggzroute.rules.layout": 3,
    "ggzroute.rules.lint": 3,
    "ggzroute.rules.kaart_reading": 3,
    "ggzroute.rules.merging": 3,
    "ggzroute.rules.poort_reading": 3,
    "ggzroute.rules.reading": 3,
    "ggzroute.rules.rule_reading": 3,
    "ggzroute.rules.voorwaarde_reading": 3,
    "ggzroute.tables": 3,
    "ggzroute.workflow.checking": 3,
    "ggzroute.workflow.graph": 3,
    "ggzroute.workflow.reading": 3,
    # 4: engines, decisions, and the workflow that follows a definition
    "ggzroute.decide": 4,
    "ggzroute.engine": 4,
    "ggzroute.workflow.builtin": 4,
    # 5: what the library does for its users
    "ggzroute.analysis": 5,
    "ggzroute.authoring": 5,
    "ggzroute.bindend": 5,
    "ggzroute.boek": 5,
    "ggzroute.compiled": 5,
    "ggzroute.conclusies": 5,
    "ggzroute.batch": 5,
    "ggzroute.compare": 5,
    "ggzroute.evaluation": 5,
    "ggzroute.explain": 5,
    "ggzroute.interview": 5,
    "ggzroute.outcome": 5,
    "ggzroute.pagina": 5,
    "ggzroute.profile": 5,
    "ggzroute.render": 5,
    "ggzroute.writing": 5,
    "ggzroute.replay": 5,
    "ggzroute.sampling": 5,
    "ggzroute.traject": 5,
    "ggzroute.verslag": 5,
    # 6: the facade
    "ggzroute": 6,
    # 7: programs around it
    "ggzroute.__main__": 7,
    "ggzroute.cli": 7,
    "ggzroute.testing": 7,
}
"""Module, or package with all its modules, to layer: the longest name counts, and ``ggzroute`` is the facade alone."""

DOORS = {
    "questionary": {"ggzroute.cli.asking"},
    "ruamel": {"ggzroute.writing"},
    "click": {"ggzroute.cli"},
    "distributed": {"ggzroute.batch.cluster"},
    "durable": {"ggzroute.engine.durable"},
    "graphlay": {"ggzroute.render.layered"},
    "jinja2": {"ggzroute.pagina.jinja"},
    "jsonschema": {"ggzroute.schemas"},
    "openpyxl": {"ggzroute.tables.xlsx_files"},
    "markupsafe": {"ggzroute.pagina.jinja"},
    "networkx": {"ggzroute.domain.graaf"},
    "pyarrow": {"ggzroute.batch.arrow"},
    "pytest": {"ggzroute.testing"},
    "referencing": {"ggzroute.schemas"},
    "rich": {"ggzroute.cli"},
    "watchfiles": {"ggzroute.cli.watching"},
    "yaml": {"ggzroute.yaml_builder"},
}
"""Third-party package to the one module, or package, that may import it. attrs may be used anywhere."""

ONLY_FOR_TYPES = {("ggzroute.batch.frames", "pyarrow"), ("ggzroute.domain.casus", "networkx")}


class Import(NamedTuple):
    """One import: who, what, the line, and whether it stands at the top, in a function, or is there for types only."""

    who: str
    what: str
    line: int
    where: str


def name_of(path: Path) -> str:
    parts = ("ggzroute", *path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES: Mapping[str, Path] = {name_of(path): path for path in sorted(ROOT.rglob("*.py"))}


def visit(who: str, node: ast.AST, where: str) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        yield from (Import(who, alias.name, node.lineno, where) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{who}:{node.lineno} imports by a relative name"
        for alias in node.names:
            full = f"{node.module}.{alias.name}"
            yield Import(who, full if full in MODULES else str(node.module), node.lineno, where)
    elif isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        for child in node.body:
            yield from visit(who, child, "types")
        for child in node.orelse:
            yield from visit(who, child, where)
    else:
        inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for child in ast.iter_child_nodes(node):
            yield from visit(who, child, "function" if inside and where == "top" else where)


IMPORTS = [
    found for name, path in MODULES.items() for found in visit(name, ast.parse(path.read_text(encoding="utf-8")), "top")
]


def layer(module: str) -> int | None:
    """The layer of a module; only the facade itself has that of ``ggzroute``."""
    parts = module.split(".")
    names = [".".join(parts[:n]) for n in range(len(parts), 1, -1)] or [module]
    return next((LAYERS[name] for name in names if name in LAYERS), None)


def inside(module: str, doors: set[str]) -> bool:
    return any(module == door or module.startswith(door + ".") for door in doors)


def test_the_parser_of_this_test_sees_every_kind_of_import():
    text = """
import os.path
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import networkx as nx
def f():
    from ggzroute.domain import graaf
class C:
    def g(self):
        import yaml
"""
    found = {(i.what, i.where) for i in visit("proef", ast.parse(text), "top")}
    assert found == {
        ("os.path", "top"),
        ("typing", "top"),
        ("networkx", "types"),
        ("ggzroute.domain.graaf", "function"),
        ("yaml", "function"),
    }


def test_every_module_has_a_layer():
    assert len(MODULES) > 50
    assert [name for name in MODULES if layer(name) is None] == []


def test_no_layer_is_given_to_what_is_not_there():
    assert [name for name in LAYERS if name not in MODULES] == []


def test_imports_point_to_the_same_or_a_lower_layer():
    ours = [i for i in IMPORTS if i.what.partition(".")[0] == "ggzroute"]
    assert len(ours) > 200
    up = [
        f"{i.who}:{i.line} (layer {layer(i.who)}) imports {i.what} (layer {layer(i.what)})"
        for i in ours
        if (layer(i.who) or 0) < (layer(i.what) or 0)
    ]
    assert up == []


def circle(graph: Mapping[str, list[str]]) -> list[str]:
    """Modules that import each other in a circle, the first again at the end; empty when there is none."""
    done: set[str] = set()

    def search(name: str, trail: list[str]) -> list[str]:
        if name in trail:
            return [*trail[trail.index(name) :], name]
        if name in done:
            return []
        for other in graph[name]:
            if found := search(other, [*trail, name]):
                return found
        done.add(name)
        return []

    return next((found for name in graph if (found := search(name, []))), [])


def test_a_circle_is_found_when_there_is_one():
    assert circle({"a": ["b"], "b": ["c"], "c": ["b"]}) == ["b", "c", "b"]
    assert circle({"a": ["b", "c"], "b": ["c"], "c": []}) == []


def test_no_modules_import_each_other_in_a_circle():
    graph = {
        name: sorted({i.what for i in IMPORTS if i.who == name and i.where == "top" and i.what in MODULES} - {name})
        for name in MODULES
    }
    assert circle(graph) == []


@pytest.mark.parametrize("package", DOORS)
def test_a_third_party_package_has_one_door(package):
    users = {(i.who, i.where) for i in IMPORTS if i.what.partition(".")[0] == package}
    allowed = {(who, "types") for who, what in ONLY_FOR_TYPES if what == package}
    assert users
    assert sorted(who for who, where in users - allowed if not inside(who, DOORS[package])) == []


def test_nothing_else_from_outside_is_used_but_attrs():
    known = {"ggzroute", "attrs", *DOORS, *sys.stdlib_module_names}
    assert [f"{i.who}:{i.line} {i.what}" for i in IMPORTS if i.what.partition(".")[0] not in known] == []


def test_our_own_modules_are_imported_by_name_only_by_the_facade():
    dynamic = [
        name
        for name, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Name) and node.id in ("import_module", "__import__"))
        or (isinstance(node, ast.Attribute) and node.attr == "import_module")
    ]
    assert set(dynamic) == {"ggzroute"}
