"""Every construct stands in the Dutch guide with an example, and every example does what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import constructs
from ggzroute import Casus, RulePack, evaluate, load_pack
from ggzroute.analysis.getuigen import common_day
from ggzroute.analysis.witness import PEILDATUM, find_witness
from ggzroute.cli.commands import commands
from ggzroute.documents import read_text
from ggzroute.rules.conditions import ALWAYS
from ggzroute.yaml_builder import dump
from small_pack import write_pack

Call = Callable[[str], tuple[int, str]]

HOW_TO = Path(__file__).parents[1] / "docs" / "how-to"
RULES = ("regel-schrijven.md", "voorwaarden.md", "conclusies.md")
"""The pages with pieces of a rule."""
PAGES = (
    *RULES,
    "regio-toevoegen.md",
    "poorten-en-interventies.md",
    "workflow-schrijven.md",
    "casus-schrijven.md",
    "begrippen-schrijven.md",
    "tabel-in-rekenblad.md",
    "pakket-onderzoeken.md",
)
"""The pages of the guide with examples of what can be written."""
PACK = """\
pakket: voorbeeld
naam: Voorbeeld
versie: 1.0.0
gebruikt: [holland-rijnland]
bronnen:
  hr2017: {titel: Een document}
  vb2020: {titel: Een ander document}
"""
RULE = {
    "id": "V-1",
    "titel": "Voorbeeld",
    "soort": "plan",
    "sterkte": "voorkeur",
    "basis": "praktijk",
    "bron": [{"document": "hr2017", "plaats": "h1"}],
    "als": "altijd",
    "dan": [{"signaleer": {"signaal": "voorbeeld", "tekst": "Een voorbeeld."}}],
}


def text_of(page: str) -> str:
    return (HOW_TO / page).read_text(encoding="utf-8")


def blocks(page: str) -> list[str]:
    """The YAML on a page."""
    return re.findall(r"^```yaml\n(.*?)^```$", text_of(page), re.MULTILINE | re.DOTALL)


def files(page: str) -> Iterator[tuple[str, str, str]]:
    """The pack, the name and the content of every whole file on a page; a file that grows is there with each part."""
    told: dict[str, str] = {}
    for block in blocks(page):
        match = re.match(r"# (voeg toe aan )?([a-z-]+)/(\S+)\n", block)
        if match:
            more, pack, name = match.groups()
            told[name] = told[name] + block if more else block
            yield pack, name, told[name]


def fragments() -> list[str]:
    """The pieces of a rule on the pages about rules."""
    return [
        block
        for page in RULES
        for block in blocks(page)
        if re.match(r"(als|dan|sterkte|geldig|niveau|regels|bron):", block)
    ]


def rule_of(fragment: str) -> dict[str, Any]:
    data = read_text(fragment.encode(), "regel.yaml").data
    return {**RULE, **(data["regels"][0] if "regels" in data else data)}


def kind_of(name: str) -> str:
    return constructs.FILES[name if name in constructs.FILES else name.split("/", maxsplit=1)[0]]


def written() -> set[str]:
    """Every construct that the guide shows."""
    found: set[str] = set()
    words = load_pack("holland-rijnland").vocabulary
    for fragment in fragments():
        rule = rule_of(fragment)
        found |= constructs.used("regels", {"regels": [rule]})
        found |= set(conditions_in(rule, words))
    for page in PAGES:
        for _, name, text in files(page):
            if name.endswith(".csv"):
                continue
            found |= constructs.used(kind_of(name), read_text(text.encode(), name).data)
    return found


def conditions_in(rule: Mapping[str, Any], words: Any) -> Iterator[str]:
    yield from constructs.used_conditions(rule["als"], words)
    for line in rule["dan"]:
        for body in line.values():
            yield from constructs.used_conditions(body.get("zolang") or body.get("zodra") or [], words)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> RulePack:
    """A pack with every piece of a rule of the guide as a rule of its own."""
    rules = [{**rule_of(fragment), "id": f"V-{n}"} for n, fragment in enumerate(fragments())]
    folder = tmp_path_factory.mktemp("guide") / "voorbeeld"
    return load_pack(write_pack(folder, {"pack.yaml": PACK, "regels/voorbeeld.yaml": dump({"regels": rules})}))


def state(pack: RulePack, rule: str, data: Mapping[str, Any]) -> str:
    """Where a rule stands in a casus, in the words of the guide."""
    casus = Casus.from_dict({"id": "v", "peildatum": "2016-11-24", **data}, vocabulary=pack.vocabulary)
    firing = evaluate(casus, pack).context.firing
    if any(hit.regel == rule for hit in firing.hits):
        return "geldt"
    return "is nog open" if rule in firing.open else "geldt niet"


def test_every_construct_stands_in_the_guide_with_an_example():
    there = constructs.forms() | constructs.condition_forms(load_pack("holland-rijnland").vocabulary)
    assert sorted(there - written()) == []


@pytest.mark.parametrize("number", range(len(fragments())))
def test_a_piece_of_a_rule_holds_in_some_casus_and_not_in_another(pack, number):
    rule = pack.rule(f"V-{number}")
    day = common_day([rule]) or PEILDATUM
    for want in (True, False):
        if rule.als is ALWAYS and not want:
            continue
        found = find_witness(rule.als, pack, want=want, day=day)
        assert found is not None
        assert (state(pack, rule.id, found) == "geldt") is want


TABLE = re.compile(
    r"^```yaml\n((?:(?!```).)*?)^```\n\n\| In de casus staat \| De regel \|\n\|---\|---\|\n((?:\|[^\n]*\|\n)+)",
    re.MULTILINE | re.DOTALL,
)


def outcomes() -> Iterator[tuple[str, str, str]]:
    """What the guide says of a piece of a rule in a casus: the rule, the casus and the state."""
    for fragment, rows in TABLE.findall("".join(map(text_of, RULES))):
        for casus, said in re.findall(r"^\| (.*?) \| (.*?) \|$", rows, re.MULTILINE):
            yield fragment, casus, said


@pytest.mark.parametrize(("fragment", "casus", "said"), list(outcomes()))
def test_a_rule_stands_where_the_guide_says(pack, fragment, casus, said):
    facts = read_text(f"{{{casus.strip('`')}}}".encode(), "casus").data if casus.startswith("`") else {}
    people = facts.pop("betrokkenen", [])
    assert state(pack, f"V-{fragments().index(fragment)}", {"feiten": facts, "betrokkenen": people}) == said


def test_the_guide_shows_every_state_more_than_once():
    said = [said for _, _, said in outcomes()]
    assert "".join(map(text_of, RULES)).count("| In de casus staat |") == len(
        {fragment for fragment, _, _ in outcomes()}
    )
    assert min(said.count(one) for one in ("geldt", "geldt niet", "is nog open")) > 9
    assert set(said) == {"geldt", "geldt niet", "is nog open"}


WHOLE = [page for page in PAGES if page not in (*RULES, "regio-toevoegen.md")]
"""Pages whose files make one pack; that of adding a region makes one in steps, and has tests of its own."""


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """Run a command of ggzroute in an empty folder: the exit status and what it printed."""
    monkeypatch.chdir(tmp_path)

    def run(command: str) -> tuple[int, str]:
        result = CliRunner().invoke(commands, command.split(), standalone_mode=False)
        assert result.exception is None, result.exception
        return result.return_value, result.output

    return run


def write_page(page: str) -> str:
    """Write the files of a page; the folder of its pack."""
    told = list(files(page))
    (name,) = {pack for pack, _, _ in told}
    write_pack(
        Path(name), {"pack.yaml": PACK.replace("pakket: voorbeeld", f"pakket: {name}"), **{n: t for _, n, t in told}}
    )
    return name


@pytest.mark.parametrize("page", WHOLE)
def test_the_files_of_a_page_are_a_pack_whose_casussen_come_out_as_they_say(call, page):
    name = write_page(page)
    assert call(f"check {name}")[0] == 0
    casussen = sorted(Path(name).rglob("*.casus.yaml")) + sorted(Path(name).rglob("*.profiel.yaml"))
    if casussen:
        status, out = call(f"replay --pack {name} {' '.join(map(str, casussen))}")
        assert (status, out.splitlines()[-2].split(" casussen")[0]) == (0, f"{len(casussen)} van {len(casussen)}"), out


@pytest.mark.parametrize("page", ["workflow-schrijven.md", "casus-schrijven.md", "begrippen-schrijven.md"])
def test_a_page_shows_what_check_and_replay_print(call, page):
    write_page(page)
    for block in re.findall(r"^```console\n(.*?)^```$", text_of(page), re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ggzroute ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            if command.split()[0] in ("check", "replay"):
                out = call(command)[1]
                assert [line for line in shown.splitlines() if line not in out] == []


@pytest.mark.usefixtures("call")
def test_collecting_tables_come_out_as_the_page_says():
    page = "tabel-in-rekenblad.md"
    pack = load_pack(write_page(page))
    feiten = {"persoon.contactstatus": "reageert_niet", "persoon.werkwens": "ja", "persoon.direct_gevaar": "nee"}
    assert all(f"`{name}: {value}`" in text_of(page) for name, value in feiten.items())
    casus = Casus.from_dict({"id": "t", "peildatum": "2020-06-01", "feiten": feiten}, vocabulary=pack.vocabulary)
    facts = evaluate(casus, pack).context.facts
    rows = re.findall(r"^\| TAF-\w+ \| `(\S+): (\S+)` \|$", text_of(page), re.MULTILINE)
    assert [(name, str(facts.get(name))) for name, _ in rows] == rows
    assert len(rows) == 5
