"""One idea, one word: code and rule files are held to the glossary."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from ggzroute.documents import read_file
from ggzroute.resources import rules_root
from ggzroute.rules.model import Rule

ROOT = Path(__file__).parents[1]

FIXED_NAMES = re.compile(
    r"klantcontactcentrum|klantmanagers?|"
    r"klant[- ]in[- ]beeld|cli[eë]ntenra\w+|(?:regionale )?cli[eë]ntenorganisatie\w*|"
    r"cli[eë]ntondersteuning|klanten met psychische aandoeningen|medisch dossier|dossierafschrift",
    re.IGNORECASE,
)
"""Names of organisations, functions, documents and the medical record keep their own spelling."""


def forbidden_words() -> dict[str, str]:
    """Near-synonym to the word that is used instead."""
    words = {}
    for line in (ROOT / "docs" / "reference" / "glossary.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and cells[0] not in ("Term", "---"):
            words.update(dict.fromkeys(filter(None, (word.strip().lower() for word in cells[3].split(","))), cells[0]))
    return words


WORDS = forbidden_words()


def found_in(text: str) -> list[str]:
    """Forbidden words in a text, names left out; plurals count, parts of longer words do not."""
    plain = FIXED_NAMES.sub("", text)
    return [w for w in WORDS if re.search(rf"(?<![\wé]){re.escape(w)}(?:en|s|n)?(?![\wé])", plain, re.IGNORECASE)]


def test_the_glossary_forbids_something():
    assert {"cliënt", "klant", "zaak", "dossier"} <= WORDS.keys()
    assert found_in("de klanten in dit dossier") == ["klant", "dossier"]
    assert found_in("de klantmanager") == []


def rule_texts(rule: Rule) -> str:
    said = [rule.titel, rule.toelichting, rule.let_op]
    return " ".join([*said, *(getattr(conclusion, "tekst", "") for conclusion in rule.dan)])


def test_rules_use_the_words_of_the_glossary(pack):
    assert {rule.id: words for rule in pack.regels.values() if (words := found_in(rule_texts(rule)))} == {}


def test_questions_use_the_words_of_the_glossary(pack):
    assert {b.naam: words for b in pack.vocabulary.values() if (words := found_in(b.vraag))} == {}


def test_workflows_use_the_words_of_the_glossary(pack):
    steps = [step for definition in pack.workflows.values() for step in definition.stappen.values()]
    assert {step.id: words for step in steps if (words := found_in(f"{step.tekst} {step.let_op}"))} == {}


SAID = {"titel", "eis", "anders", "tekst", "toelichting", "let_op"}
"""Keys of gates and interventions under which people read a sentence."""


def sentences(data: Any) -> Iterator[str]:
    """Every sentence inside a file of a pack."""
    if isinstance(data, list):
        yield from (text for part in data for text in sentences(part))
    elif isinstance(data, Mapping):
        for key, part in data.items():
            yield from [part] if key in SAID else sentences(part)


@pytest.mark.parametrize("name", ["poorten", "interventies"])
def test_gates_and_interventions_use_the_words_of_the_glossary(name):
    said = list(sentences(read_file(rules_root() / "landelijk" / f"{name}.yaml").data))
    assert len(said) > 50
    assert {text: words for text in said if (words := found_in(text))} == {}


@pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.py")), ids=lambda path: path.name)
def test_names_in_the_code_use_the_words_of_the_glossary(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    names |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    parts = {part.lower() for name in names for part in re.findall(r"[A-Z]?[a-z]+", name)}
    assert sorted(parts & {word for word in WORDS if word.isascii()}) == []
    assert [name for name in names if not name.isascii()] == []
