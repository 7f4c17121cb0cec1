"""What people who write rules see: the line with a mark under it, SARIF, one look for files, an editor set up."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import language_server
from ggzroute.cli.checking import check_paths
from ggzroute.cli.commands import commands
from ggzroute.cli.editing import EXTENSION, PATTERNS
from ggzroute.cli.excerpt import excerpt, is_rule_file
from ggzroute.cli.sarif import to_sarif
from ggzroute.documents import read_text
from ggzroute.exceptions import DocumentError, ExtraMissingError
from ggzroute.formatting import format_text
from ggzroute.problems import Problem
from ggzroute.resources import rules_root, schemas_root
from ggzroute.schemas import HAND_WRITTEN


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the packs, to spoil."""
    shutil.copytree(rules_root(), tmp_path / "rules")
    return tmp_path / "rules"


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


class TestTheLine:
    def test_a_problem_shows_the_line_and_a_mark_under_the_place(self, copy, capsys):
        path = copy / "landelijk" / "regels" / "regie.yaml"
        spoil(path, "    soort: regie\n", "    soort: regi\n")

        status = commands.main(["check", str(path)], standalone_mode=False)

        line = path.read_text(encoding="utf-8").split("\n").index("    soort: regi") + 1
        assert status == 1
        shown = capsys.readouterr().out.split("\n")[:3]
        assert shown[0].startswith(f"{path}:{line}:5: GGZ103 'regi' kan hier niet (bij regels[1].soort). Bedoelt u")
        assert shown[1:] == [f"{line:>6} |     soort: regi", "       |     ^"]

    @pytest.mark.parametrize("folder", ["casussen", "vignetten", "gemaakt", "casussen/dieper", "trajecten", "anders"])
    @pytest.mark.parametrize("name", ["x.casus.yaml", "x.yaml"])
    def test_a_line_of_a_casus_is_never_shown(self, copy, folder, name):
        path = copy / "landelijk" / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("id: x\nfeiten:\n  persoon.geheim: 1\n", encoding="utf-8")

        assert excerpt(Problem(code="GGZ101", wat="x", bestand=str(path), regel=3, kolom=3)) == ""
        assert not is_rule_file(path)

    @pytest.mark.parametrize("name", ["x.casus.yaml", "x.traject.jsonl", "regels/x.profiel.yaml"])
    def test_nor_that_of_a_casus_among_the_rules(self, copy, name):
        assert not is_rule_file(copy / "landelijk" / name)
        assert is_rule_file(copy / "landelijk" / "regels" / "regie.yaml")

    def test_a_file_outside_a_pack_is_never_shown(self, tmp_path):
        path = tmp_path / "los.yaml"
        path.write_text("persoon.geheim: 1\n", encoding="utf-8")
        assert excerpt(Problem(code="GGZ101", wat="x", bestand=str(path), regel=1, kolom=1)) == ""

    @pytest.mark.parametrize(
        ("line", "column", "shown"),
        [
            ("a: b", 4, ("     1 | a: b", "       |    ^")),
            ("a: b", 99, ("     1 | a: b", "       |     ^")),
            ("\ta: b", 2, ("     1 | →a: b", "       |  ^")),
            ("a: \u202eb\u200b", 4, ("     1 | a: ·b·", "       |    ^")),
            ("漢: b", 4, ("     1 | 漢: b", "       |     ^")),
            ("x" * 300, 200, ("     1 | …" + "x" * 100 + "…", "       | " + " " * 61 + "^")),
        ],
    )
    def test_what_cannot_be_seen_is_shown_and_what_is_long_is_cut(self, tmp_path, line, column, shown):
        (tmp_path / "pack.yaml").write_text(line + "\n", encoding="utf-8")
        problem = Problem(code="GGZ100", wat="x", bestand=str(tmp_path / "pack.yaml"), regel=1, kolom=column)
        assert tuple(excerpt(problem).split("\n")) == shown

    @pytest.mark.parametrize("problem", [{}, {"regel": 9}, {"regel": None}, {"bestand": None, "regel": 1}])
    def test_without_a_line_there_is_nothing_to_show(self, tmp_path, problem):
        (tmp_path / "pack.yaml").write_text("a: b\n", encoding="utf-8")
        place = {"bestand": str(tmp_path / "pack.yaml"), **problem}
        assert excerpt(Problem(code="GGZ100", wat="x", **place)) == ""


class TestSarif:
    def test_every_problem_is_a_result_at_its_place(self, copy):
        path = copy / "landelijk" / "regels" / "regie.yaml"
        spoil(path, "    soort: regie\n", "    soort: regi\n")
        problems = check_paths([str(copy / "landelijk")], "landelijk").problems

        log = to_sarif(problems, copy.parent)

        line = path.read_text(encoding="utf-8").split("\n").index("    soort: regi") + 1
        run = log["runs"][0]
        assert (log["version"], run["tool"]["driver"]["name"]) == ("2.1.0", "ggzroute")
        assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == sorted({p.code for p in problems})
        assert len(run["results"]) == len(problems)
        first = run["results"][0]
        assert first["ruleId"] == "GGZ103"
        assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "GGZ103"
        assert first["message"]["text"].startswith("'regi' kan hier niet (bij regels[1].soort). Bedoelt u 'regie'?")
        assert first["locations"] == [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "rules/landelijk/regels/regie.yaml"},
                    "region": {"startLine": line, "startColumn": 5},
                }
            }
        ]

    def test_a_name_with_a_space_and_a_file_elsewhere(self, tmp_path):
        here, there = tmp_path / "een map", tmp_path / "elders.yaml"
        problems = [
            Problem(code="GGZ001", wat="weg", bestand=str(here / "a b.yaml")),
            Problem(code="GGZ001", wat="weg", bestand=str(there)),
            Problem(code="GGZ001", wat="weg"),
        ]
        results = to_sarif(problems, here)["runs"][0]["results"]
        places = [r["locations"][0]["physicalLocation"] for r in results[:2]]
        assert places == [{"artifactLocation": {"uri": "a%20b.yaml"}}, {"artifactLocation": {"uri": there.as_uri()}}]
        assert "locations" not in results[2]

    def test_the_command_prints_it(self):
        result = CliRunner().invoke(commands, ["check", "nergens.yaml", "--sarif"], standalone_mode=False)
        assert json.loads(result.output)["runs"][0]["results"][0]["ruleId"] == "GGZ001"
        assert result.return_value == 1


class TestFollow:
    def test_every_change_is_checked_again(self, copy, monkeypatch, capsys):
        watchfiles = pytest.importorskip("watchfiles")
        path, asked = copy / "zuid-limburg" / "pack.yaml", []

        def watch(*folders, watch_filter, **_):
            asked.extend(folders)
            assert watch_filter(None, str(path))
            assert not watch_filter(None, str(path.with_name("pack.yaml~")))
            spoil(path, "naam:", "naaam:")
            yield {(2, str(path))}

        monkeypatch.setattr(watchfiles, "watch", watch)
        status = commands.main(["check", str(path.parent / "regels"), "--volg"], standalone_mode=False)

        before, after, end = capsys.readouterr().out.split("Wacht op een wijziging. Stoppen: Ctrl-C.\n")
        assert (status, end, asked) == (0, "", [path.parent, copy / "landelijk"])
        assert "Goed: zuid-limburg" in before
        assert "Goed: zuid-limburg" not in after

    def test_a_pack_that_is_used_from_now_on_is_watched_from_now_on(self, copy, monkeypatch):
        watchfiles = pytest.importorskip("watchfiles")
        path, asked = copy / "zuid-limburg" / "pack.yaml", []

        def watch(*folders, **_):
            asked.append([folder.name for folder in folders])
            if len(asked) == 1:
                spoil(path, "gebruikt: [landelijk]", "gebruikt: [landelijk, holland-rijnland]")
                yield {(2, str(path))}

        monkeypatch.setattr(watchfiles, "watch", watch)
        assert commands.main(["check", str(path.parent), "--volg"], standalone_mode=False) == 0
        assert asked == [["zuid-limburg", "landelijk"], ["zuid-limburg", "landelijk", "holland-rijnland"]]

    def test_a_fault_in_a_pack_that_is_used_is_seen_at_once(self, copy, monkeypatch, capsys):
        watchfiles = pytest.importorskip("watchfiles")

        def watch(*folders, **_):
            assert copy / "landelijk" in folders
            spoil(copy / "landelijk" / "begrippen.yaml", "gevoelig: nee", "gevoelig: nee_hoor")
            yield {(2, "begrippen.yaml")}

        monkeypatch.setattr(watchfiles, "watch", watch)
        commands.main(["check", str(copy / "holland-rijnland"), "--volg"], standalone_mode=False)
        assert "landelijk/begrippen.yaml" in capsys.readouterr().out.split("Stoppen: Ctrl-C.\n")[1]

    def test_a_casus_outside_a_pack_watches_the_pack_it_is_read_with(self, copy, tmp_path, monkeypatch):
        watchfiles = pytest.importorskip("watchfiles")
        (tmp_path / "los").mkdir()
        casus, asked = tmp_path / "los" / "a.casus.yaml", []
        casus.write_text("id: a\npeildatum: 2024-05-01\n", encoding="utf-8")
        monkeypatch.setattr(watchfiles, "watch", lambda *folders, **_: asked.extend(folders) or ())
        commands.main(["check", str(casus), "--volg", "--pack", str(copy / "zuid-limburg")], standalone_mode=False)
        assert asked == [tmp_path / "los", copy / "zuid-limburg", copy / "landelijk"]

    def test_a_pack_whose_head_cannot_be_read_is_watched_itself(self, copy, monkeypatch):
        watchfiles = pytest.importorskip("watchfiles")
        path, asked = copy / "zuid-limburg" / "pack.yaml", []
        path.write_text("gebruikt: [\n", encoding="utf-8")
        monkeypatch.setattr(watchfiles, "watch", lambda *folders, **_: asked.extend(folders) or ())
        commands.main(["check", str(path), "--volg"], standalone_mode=False)
        assert asked == [path.parent]

    def test_without_the_extra_it_says_what_to_install(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "watchfiles", None)
        with pytest.raises(ExtraMissingError, match=re.escape("pip install 'ggzroute[volgen]'")):
            commands.main(["check", "landelijk", "--volg"], standalone_mode=False)

    def test_it_does_not_go_with_answers_for_programs(self):
        with pytest.raises(click.UsageError):
            commands.main(["check", "landelijk", "--volg", "--json"], standalone_mode=False)


MESSY = """\
# boven
regels:
- id:   A-001   # achter
  titel: Een zin
    die doorgaat

  # bij als
  als:
      - persoon.werkwens: ja
      -   een_van_deze:
           - a.b: [1,
               2]
           # bij het tweede
           - c.d: nee


  dan:
  - adviseer:
        tekst: |
            Letterlijk:
              # geen commentaar
            - en dit
        gebied: werk
# onder
"""
NEAT = """\
# boven
regels:
  - id:   A-001   # achter
    titel: Een zin
      die doorgaat

    # bij als
    als:
      - persoon.werkwens: ja
      - een_van_deze:
          - a.b: [1,
              2]
          # bij het tweede
          - c.d: nee

    dan:
      - adviseer:
          tekst: |
              Letterlijk:
                # geen commentaar
              - en dit
          gebied: werk
# onder
"""

KEYS = st.text("abcde", min_size=1, max_size=3)
SCALARS = st.sampled_from(["x", "ja", "een zin", "[a, b]", "{a: b}", "'een'", "|\n  twee\n   drie", ">-\n  vier"])


def node(depth: int = 0) -> st.SearchStrategy:
    if depth == 3:
        return SCALARS
    inner = st.deferred(lambda: node(depth + 1))
    mapping = st.dictionaries(KEYS, inner, min_size=1, max_size=3)
    return st.one_of(SCALARS, mapping, st.lists(inner, min_size=1, max_size=3)) if depth else mapping


def written(value, indent: int, draw) -> str:
    """A value as somebody might write it: any indentation, blank lines and comments anywhere."""
    if isinstance(value, str):
        head, *rest = value.split("\n")
        return head + "".join("\n" + " " * (indent + 1) + line for line in rest)
    entries = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    lines = []
    for key, item in entries:
        start = "-" if key is None else f"{key}:"
        deeper = indent + draw(st.integers(1, 5))
        if isinstance(item, str):
            text = f"{start} {written(item, indent, draw)}"
        else:
            text = f"{start}\n{' ' * deeper}{written(item, deeper, draw)}"
        lines.append(text + draw(st.sampled_from(["", "\n", "\n\n\n", "\n" + " " * indent + "# woord"])))
    return ("\n" + " " * indent).join(lines)


class TestFormat:
    def test_indents_blank_lines_and_comments_get_one_look(self):
        assert format_text(MESSY) == NEAT
        assert format_text(NEAT) == NEAT

    @given(st.data())
    def test_nothing_that_is_said_changes_and_a_second_time_does_nothing(self, data):
        value = data.draw(node())
        text = written(value, 0, data.draw) + "\n"
        try:
            meant = read_text(text).data
        except DocumentError:
            return
        neat = format_text(text)

        assert read_text(neat).data == meant
        assert neat.count("# woord") == text.count("# woord")
        assert format_text(neat) == neat

    def test_line_ends_and_a_mark_at_the_start_are_put_right(self):
        assert format_text("\ufeffa: b\r\nc:\r\n    d: e   \r\n\r\n\r\n") == "a: b\nc:\n  d: e\n"

    @pytest.mark.parametrize("pack", ["landelijk", "holland-rijnland", "zuid-limburg"])
    def test_every_file_written_by_hand_has_the_look(self, pack):
        files = [path for path in (rules_root() / pack).rglob("*.yaml") if "gemaakt" not in path.parts]
        texts = {str(path): path.read_text(encoding="utf-8") for path in files}
        assert [name for name, text in texts.items() if format_text(text) != text] == []

    def test_the_command_writes_and_with_check_only_tells(self, tmp_path):
        messy, neat, broken = tmp_path / "a.yaml", tmp_path / "b.yaml", tmp_path / "c.yaml"
        messy.write_text(MESSY, encoding="utf-8")
        neat.write_text(NEAT, encoding="utf-8")
        broken.write_text("a: [b\n", encoding="utf-8")

        def told(*arguments: str) -> tuple[int, str]:
            result = CliRunner().invoke(commands, ["format", *arguments], standalone_mode=False)
            return result.return_value, result.stdout

        assert told(str(messy), str(neat), "--check") == (
            1,
            f"Zou veranderen: {messy}\n1 bestand heeft de goede opmaak.\n",
        )
        assert messy.read_text(encoding="utf-8") == MESSY
        assert told(str(tmp_path)) == (1, f"Opgemaakt: {messy}\n1 bestand heeft de goede opmaak.\n")
        assert messy.read_text(encoding="utf-8") == NEAT
        assert broken.read_text(encoding="utf-8") == "a: [b\n"
        assert told(str(messy), str(neat)) == (0, "2 bestanden hebben de goede opmaak.\n")

    @pytest.mark.parametrize(
        ("name", "sentence"),
        [
            ("weg.yaml", "GGZ001 het bestand bestaat niet."),
            ("tabel.xlsx", "GGZ001 dit is geen YAML-bestand. Toegestaan: .yaml, .yml."),
            ("utf16.yaml", "GGZ003 het bestand is opgeslagen als UTF-16. Sla het op als UTF-8."),
        ],
    )
    def test_what_cannot_be_formatted_is_named(self, tmp_path, name, sentence):
        (tmp_path / "tabel.xlsx").write_bytes(b"PK")
        (tmp_path / "utf16.yaml").write_text("a: b\n", encoding="utf-16")
        result = CliRunner().invoke(commands, ["format", str(tmp_path / name)], standalone_mode=False)
        assert result.return_value == 1
        assert result.stderr.rstrip().endswith(sentence)


class TestEditor:
    def settings(self, folder: Path) -> dict:
        return json.loads((folder / ".vscode" / "settings.json").read_text(encoding="utf-8"))

    def test_every_kind_of_file_has_its_schema(self, tmp_path):
        assert CliRunner().invoke(commands, ["editor", str(tmp_path)], standalone_mode=False).return_value == 0

        schemas = self.settings(tmp_path)["yaml.schemas"]
        assert set(PATTERNS) <= set(HAND_WRITTEN)
        assert list(schemas.values()) == [list(PATTERNS[name]) for name in HAND_WRITTEN if name in PATTERNS]
        assert all((tmp_path / name).is_file() for name in schemas)
        written = {path.name for path in (tmp_path / ".vscode" / "ggzroute").iterdir()}
        assert written == {path.name for path in schemas_root().glob("*.schema.json")}

    def test_what_was_there_stays(self, tmp_path):
        (tmp_path / ".vscode").mkdir()
        old = {"editor.tabSize": 8, "files.eol": "auto", "yaml.schemas": {"eigen.json": ["*.x"]}}
        (tmp_path / ".vscode" / "settings.json").write_text(json.dumps(old), encoding="utf-8")
        (tmp_path / ".vscode" / "extensions.json").write_text('{"recommendations": ["a.b"]}', encoding="utf-8")

        for _ in range(2):
            CliRunner().invoke(commands, ["editor", str(tmp_path)], standalone_mode=False)

        kept = self.settings(tmp_path)
        assert (kept["editor.tabSize"], kept["files.eol"]) == (8, "auto")
        assert kept["yaml.schemas"]["eigen.json"] == ["*.x"]
        advised = json.loads((tmp_path / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
        assert advised == {"recommendations": ["a.b", EXTENSION]}

    def test_settings_with_comments_are_left_alone(self, tmp_path):
        (tmp_path / ".vscode").mkdir()
        settings = tmp_path / ".vscode" / "settings.json"
        settings.write_text("// mijn\n{}", encoding="utf-8")

        result = CliRunner().invoke(commands, ["editor", str(tmp_path)], standalone_mode=False)

        assert result.return_value == 1
        assert result.stderr.replace("\n", "") == (
            f"{settings} is geen gewone JSON (misschien staat er commentaar in). Er is niets geschreven."
        )
        assert [path.name for path in (tmp_path / ".vscode").iterdir()] == ["settings.json"]

    @pytest.mark.skipif(language_server.found() is None, reason="yaml-language-server is not installed")
    def test_the_language_server_accepts_our_files_and_underlines_faults(self, copy):
        CliRunner().invoke(commands, ["editor", str(copy)], standalone_mode=False)
        files = [p for p in sorted(copy.rglob("*.yaml")) if "gemaakt" not in p.parts]
        rules = copy / "landelijk" / "regels" / "kapot.yaml"
        text = (copy / "landelijk" / "regels" / "regie.yaml").read_text(encoding="utf-8")
        broken = text.replace("    sterkte:", "    sterkt:", 1).replace("    soort: regie\n", "    soort: regi\n", 1)
        lines = broken.split("\n")

        with language_server.LanguageServer(language_server.found(), copy, self.settings(copy)) as server:
            assert {str(path): server.open(path) for path in files} == {str(path): [] for path in files}
            found = {(d["range"]["start"]["line"], d["message"].split(".")[0]) for d in server.open(rules, broken)}
            strength = next(n for n, line in enumerate(lines) if "sterkte:" in line)
            hover = server.at("hover", rules, strength, 6)["contents"]["value"]
            offered = server.at("completion", rules, strength, len("    sterkte: "))["items"]

        assert found == {
            (1, 'Missing property "sterkte"'),
            (lines.index("    soort: regi"), "Value is not accepted"),
            (lines.index("    sterkt: verplicht"), "Property sterkt is not allowed"),
        }
        assert "Hoe sterk de bron het zegt" in hover.replace("&nbsp;", " ")
        assert {item["label"] for item in offered} == {"verplicht", "verboden", "voorkeur", "mogelijk", "afgeraden"}
