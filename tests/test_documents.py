"""Documents: YAML and JSON become plain data with places, and whatever is unsafe or unreadable is refused."""

from __future__ import annotations

import datetime as dt
import importlib
import io
import json
import re
import traceback
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ggzroute import CasusError, load_casus, yaml_builder
from ggzroute.documents import MAX_BYTES, from_data, read_file, read_text, show_path
from ggzroute.exceptions import DocumentError
from ggzroute.yaml_builder import MAX_DEPTH, MAX_NODES

MARK = "MERKTEKEN123"


def data_of(text):
    return read_text(text).data


def refusal(text, name="x.yaml"):
    with pytest.raises(DocumentError) as caught:
        read_text(text, name)
    return [str(problem) for problem in caught.value.problems]


def error_of(text):
    try:
        read_text(text, "x.yaml")
    except DocumentError as error:
        return error
    return None


class TestPlainWords:
    @pytest.mark.parametrize(
        "word", ["ja", "nee", "Ja", "NEE", "on", "off", "On", "OFF", "yes", "no", "Yes", "NO", "y", "n", "Y", "N"]
    )
    def test_words_that_old_yaml_takes_for_booleans_stay_text(self, word):
        assert data_of(f"a: {word}") == {"a": word}

    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ("true", True),
            ("True", True),
            ("FALSE", False),
            ("null", None),
            ("Null", None),
            ("~", None),
            ("", None),
            ("0", 0),
            ("12", 12),
            ("+5", 5),
            ("-3", -3),
            ("007", 7),
            ("1.5", 1.5),
            ("-0.25", -0.25),
            ("2016-11-24", dt.date(2016, 11, 24)),
            ("2016-02-29", dt.date(2016, 2, 29)),
        ],
    )
    def test_true_false_nothing_numbers_and_dates_are_understood(self, written, value):
        found = data_of(f"a: {written}")["a"]

        assert (found, type(found)) == (value, type(value))

    @pytest.mark.parametrize(
        "written",
        [
            *("1_000", "0x1F", "0o17", "12:30", "1e3", ".5", "1.", ".inf", ".nan", "1234567890123456", "="),
            *("2016-1-2", "24-11-2016", "2016-W47-4", "2016-11-24 10:00:00", "2016-11-24T10:00:00Z"),
        ],
    )
    def test_everything_else_stays_the_text_that_was_written(self, written):
        assert data_of(f"a: {written}") == {"a": written}

    @pytest.mark.parametrize("word", ["true", "null", "12", "1.5", "2016-11-24", ""])
    @pytest.mark.parametrize("quoted", ["'{}'", '"{}"'])
    def test_quotes_make_text(self, word, quoted):
        assert data_of(f"a: {quoted.format(word)}") == {"a": word}

    def test_block_text_is_text(self):
        assert data_of("a: |-\n  12\nb: >-\n  true\n  false\n") == {"a": "12", "b": "true false"}

    def test_keys_are_always_text(self):
        assert data_of("true: 1\n12: 2\n2016-11-24: 3\nnull: 4\n") == {"true": 1, "12": 2, "2016-11-24": 3, "null": 4}

    @pytest.mark.parametrize("text", ["", "# alleen een opmerking\n", "---\n", "\ufeff"])
    def test_an_empty_document_holds_nothing(self, text):
        assert data_of(text) is None

    def test_a_tag_builds_nothing_and_is_refused(self):
        assert refusal("a: !!python/object/apply:os.getcwd []\nb: !eigen {c: d}\nc: !bel terug\n") == [
            f"x.yaml:{line}:4: GGZ005 dit begint met een uitroepteken. Zet de tekst tussen aanhalingstekens."
            for line in (1, 2, 3)
        ]


TEXTS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=20) | st.from_regex(
    r"[-+]?[0-9]{1,4}([.:eE_-][0-9]{1,4}){0,2}|true|Null|~|yes|0x1f|0o17", fullmatch=True
)
DOUBTED = st.text(st.sampled_from("a1-_ \u00a0\u00ad\u200b\u2003\u201c\u201d\u2019"), max_size=6)
"""Texts with signs that the reader refuses where they stand bare, for they are seldom meant."""


class TestWriting:
    values = st.recursive(
        st.none() | st.booleans() | st.integers(-(10**15) + 1, 10**15 - 1) | st.dates() | TEXTS | DOUBTED,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS | DOUBTED, inner, max_size=4),
        max_leaves=10,
    )

    @given(value=st.lists(values, max_size=4))
    @example(value=["0\xad", "\u201ca\u201d", "a b", {"a\u200b": "b", "\u201ca\u201d": ""}])
    @example(value=["08", "+09", "007", "1_000", "2017-03-01", dt.date(2017, 3, 1)])
    def test_what_is_written_is_read_back_the_same(self, value):
        assert data_of(yaml_builder.dump(value)) == value


class TestJson:
    json_values = st.recursive(
        st.none() | st.booleans() | st.integers(-(10**15) + 1, 10**15 - 1) | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=20), inner, max_size=4),
        max_leaves=12,
    )

    @given(
        value=st.lists(json_values, max_size=4) | st.dictionaries(st.text(max_size=20), json_values, max_size=4),
        style=st.sampled_from([{}, {"indent": 2}, {"indent": "\t"}, {"separators": (",", ":")}, {"sort_keys": True}]),
    )
    @example(value=["\U0001f600", "\\\U0001f600", "\\\\ud83d\\ude00", "\x7f\x00\u2028"], style={})
    def test_json_means_the_same_as_to_a_json_reader(self, value, style):
        assert data_of(json.dumps(value, **style)) == value

    def test_the_same_content_as_yaml_and_as_json_is_the_same_data(self):
        as_yaml = "a: ja\nb: [1, true, null]\nc:\n  - d: tekst\n"
        as_json = '{"a": "ja", "b": [1, true, null], "c": [{"d": "tekst"}]}'

        assert data_of(as_yaml) == data_of(as_json)

    def test_json_has_places_too(self):
        document = read_text('{"a": 1,\n "b": [2,\n       3]}')

        assert document.where(("b",)) == (2, 2)
        assert document.where(("b", 1)) == (3, 8)

    def test_a_date_in_json_stays_text(self):
        assert data_of('{"peildatum": "2016-11-24"}') == {"peildatum": "2016-11-24"}


class TestPlaces:
    text = (
        "id: c1\nfeiten:\n  persoon.gemeente: leiden\nbetrokkenen:\n  - id: tante\n    kring: sociaal\n  - {id: oom}\n"
    )

    @pytest.mark.parametrize(
        ("path", "place"),
        [
            ((), (1, 1)),
            (("id",), (1, 1)),
            (("feiten",), (2, 1)),
            (("feiten", "persoon.gemeente"), (3, 3)),
            (("betrokkenen",), (4, 1)),
            (("betrokkenen", 0), (5, 5)),
            (("betrokkenen", 0, "kring"), (6, 5)),
            (("betrokkenen", 1), (7, 5)),
            (("betrokkenen", 1, "id"), (7, 6)),
        ],
    )
    def test_a_key_stands_where_it_is_written_and_an_item_where_it_begins(self, path, place):
        assert read_text(self.text).where(path) == place

    def test_what_is_not_there_stands_at_its_nearest_parent(self):
        document = read_text(self.text)

        assert document.where(("betrokkenen", 1, "kring")) == (7, 5)
        assert document.where(("relaties", 3)) == (1, 1)

    def test_data_from_python_has_no_place_and_no_file(self):
        document = from_data({"a": 1})
        problem = document.problem("GGZ000", "iets", ("a",))

        assert document.where(("a",)) == (None, None)
        assert (problem.bestand, problem.regel, problem.kolom, problem.plek) == (None, None, None, "a")
        assert str(problem) == "GGZ000 iets (bij a)."

    def test_a_path_counts_from_one_and_hides_what_is_no_name(self):
        assert show_path(("betrokkenen", 1, "soort")) == "betrokkenen[2].soort"
        assert show_path(("feiten", "Jan Jansen")) == "feiten[…]"

    def test_a_document_does_not_show_its_content(self):
        assert repr(read_text(f"a: {MARK}", "bestand.yaml")) == "Document('bestand.yaml')"

    def test_both_parsers_of_pyyaml_give_the_same_data_and_places(self, monkeypatch):
        text = self.text + "bij: &a [ja, 2016-11-24, 1.5, ~]\nook: *a\nnog: |\n  twee\n  regels\n"
        fast = read_text(text)
        monkeypatch.setattr(yaml_builder, "_LOADER", yaml.SafeLoader)
        slow = read_text(text)

        assert (slow.data, slow.place) == (fast.data, fast.place)


class TestAliases:
    def test_an_alias_repeats_what_it_points_to(self):
        assert data_of("a: &x {b: [1]}\nc: *x\nd: [*x]\n") == {"a": {"b": [1]}, "c": {"b": [1]}, "d": [{"b": [1]}]}

    def test_an_alias_has_the_place_where_it_is_written(self):
        assert read_text("a: &x [1]\nb:\n  - *x\n").where(("b", 0, 0)) == (3, 5)

    @pytest.mark.parametrize("text", ["a: &x [*x]", "a: &x {b: [{c: *x}]}", "&x a: *x", "a: *x", "- *x\n- &x 1"])
    def test_an_alias_to_itself_or_to_nothing_is_refused(self, text):
        (line,) = refusal(text)

        assert line.split(" ", 1)[1] == (
            "GGZ012 deze verwijzing (*) wijst nergens naar, of naar zichzelf. "
            "Zet de tekst tussen aanhalingstekens, of schrijf de waarde uit."
        )

    def test_an_alias_with_a_slip_is_told_without_the_name_that_is_near(self):
        """It may be a word about somebody that was taken for a name."""
        (line,) = refusal("bron: &route [a]\nook: *roete")

        assert line == (
            "x.yaml:2:6: GGZ012 deze verwijzing (*) wijst nergens naar, of naar zichzelf. "
            "Zet de tekst tussen aanhalingstekens, of schrijf de waarde uit."
        )

    def test_aliases_that_explode_are_refused_before_they_are_followed(self):
        rows = [f"n{n}: &n{n} [{', '.join([f'*n{n - 1}'] * 10)}]" for n in range(1, 30)]

        assert refusal("\n".join(["n0: &n0 [a]", *rows])) == [
            "x.yaml:7:10: GGZ013 het bestand is te groot: meer dan 400000 onderdelen (verwijzingen meegeteld)."
        ]

    def test_a_merge_is_refused_and_a_quoted_key_of_that_name_is_not(self):
        assert refusal("a: &x {b: 1}\nc:\n  <<: *x\n") == [
            "x.yaml:3:3: GGZ007 samenvoegen met << is niet toegestaan. Schrijf de regels uit."
        ]
        assert data_of("'<<': 1") == {"<<": 1}


class TestKeys:
    def test_every_double_key_is_refused_at_once_with_its_place(self):
        assert refusal("a: 1\nb: {c: 1, c: 2}\na: 2\n") == [
            "x.yaml:2:11: GGZ008 de sleutel 'c' staat hier twee keer. Haal er een weg.",
            "x.yaml:3:1: GGZ008 de sleutel 'a' staat hier twee keer. Haal er een weg.",
        ]

    def test_a_double_key_that_is_no_name_is_not_repeated(self):
        assert refusal("Jan Jansen: 1\nJan Jansen: 2\n") == [
            "x.yaml:2:1: GGZ008 een sleutel die geen naam is staat hier twee keer. Haal er een weg."
        ]

    def test_double_keys_in_json_are_refused(self):
        assert refusal('{"a": 1, "a": 2}', "x.json") == [
            "x.json:1:10: GGZ008 de sleutel 'a' staat hier twee keer. Haal er een weg."
        ]

    @pytest.mark.parametrize("text", ["? [a]\n: 1", "? {a: 1}\n: 1", "[a]: 1", "{a: 1}: 2"])
    def test_a_key_that_is_a_collection_is_refused(self, text):
        assert [line.split(" ", 1)[1] for line in refusal(text)] == [
            "GGZ011 een sleutel moet een woord zijn, geen lijst of blok."
        ]

    def test_a_key_that_is_an_alias_is_refused(self):
        assert refusal("a: &x b\n*x : 1\n") == ["x.yaml:2:1: GGZ011 een sleutel moet een woord zijn, geen verwijzing."]

    def test_faults_of_different_kinds_come_together_in_the_order_of_the_file(self):
        assert refusal("a: 2016-02-30\na: 1\n<<: 2\n---\nb: 1\n") == [
            "x.yaml:1:4: GGZ009 deze datum bestaat niet. Schrijf een datum als 2016-11-24.",
            "x.yaml:2:1: GGZ008 de sleutel 'a' staat hier twee keer. Haal er een weg.",
            "x.yaml:3:1: GGZ007 samenvoegen met << is niet toegestaan. Schrijf de regels uit.",
            "x.yaml:4:1: GGZ006 het bestand bevat meer dan een document (een regel met ---).",
        ]


class TestLimits:
    def test_the_largest_document_is_read_and_one_byte_more_is_refused(self):
        largest = b"#" * (MAX_BYTES - 2) + b"\n1"

        assert data_of(largest) == 1
        assert refusal(b"#" + largest) == [
            "x.yaml: GGZ002 het bestand is groter dan 8 MB. Splits het in kleinere bestanden."
        ]

    def test_a_file_of_50_mb_is_refused(self, tmp_path):
        path = tmp_path / "groot.yaml"
        with path.open("wb") as stream:
            stream.truncate(50_000_000)
        sentence = f"{path}: GGZ002 het bestand is groter dan 8 MB. Splits het in kleinere bestanden."

        with pytest.raises(DocumentError, match=re.escape(sentence)):
            read_file(path)
        with pytest.raises(CasusError, match=re.escape(sentence)):
            load_casus(path)

    @pytest.mark.parametrize("read", [read_file, load_casus])
    def test_a_large_file_is_not_read_to_its_end(self, read, monkeypatch):
        class Endless(io.BytesIO):
            def read(self, size=-1):
                assert size == MAX_BYTES + 1
                return b"#" * size

        importlib.import_module("ggzroute.domain.decode")  # now, while files can still be opened
        monkeypatch.setattr(Path, "open", lambda *_: Endless())

        with pytest.raises(DocumentError, match="het bestand is groter dan 8 MB"):
            read(Path("eindeloos.yaml"))

    @pytest.mark.parametrize(
        ("opening", "closing", "column"),
        [("[", "]", MAX_DEPTH + 1), ("{a: ", "}", 4 * MAX_DEPTH + 1), ("- ", "", 2 * MAX_DEPTH + 1)],
    )
    def test_forty_levels_are_read_and_one_more_is_refused(self, opening, closing, column):
        deepest = opening * MAX_DEPTH + closing * MAX_DEPTH
        too_deep = opening * (MAX_DEPTH + 1) + closing * (MAX_DEPTH + 1)

        assert data_of(deepest)
        assert refusal(too_deep) == [f"x.yaml:1:{column}: GGZ010 het bestand is dieper genest dan 40 niveaus."]

    def test_very_deep_nesting_does_not_exhaust_the_stack(self):
        assert refusal("[" * 1_000_000) == ["x.yaml:1:41: GGZ010 het bestand is dieper genest dan 40 niveaus."]

    def test_as_many_parts_as_allowed_are_read_and_one_more_is_refused(self, monkeypatch):
        assert MAX_NODES == 400_000
        monkeypatch.setattr(yaml_builder, "MAX_NODES", 10)

        assert data_of("[1, 2, 3, 4, 5, 6, 7, 8, 9]") == [1, 2, 3, 4, 5, 6, 7, 8, 9]
        assert data_of("[&x [1, 2], *x, *x]") == [[1, 2], [1, 2], [1, 2]]
        assert refusal("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]") == [
            "x.yaml:1:29: GGZ013 het bestand is te groot: meer dan 10 onderdelen (verwijzingen meegeteld)."
        ]
        assert refusal("[&x [1, 2], *x, *x, 1]") == [
            "x.yaml:1:21: GGZ013 het bestand is te groot: meer dan 10 onderdelen (verwijzingen meegeteld)."
        ]


class TestEncoding:
    @pytest.mark.parametrize("raw", ["\ufeffa: é", "\ufeffa: é".encode(), "a: é", "a: é".encode()])
    def test_utf8_is_read_with_and_without_a_byte_order_mark(self, raw):
        assert data_of(raw) == {"a": "é"}

    @pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_utf16_is_named_as_such(self, codec):
        assert refusal("a: b\n".encode(codec)) == [
            "x.yaml:1:1: GGZ003 het bestand is opgeslagen als UTF-16. Sla het op als UTF-8."
        ]

    @pytest.mark.parametrize("codec", ["latin-1", "cp1252", "mac-roman"])
    def test_another_encoding_is_refused_on_the_line_where_it_shows(self, codec):
        assert refusal("a: b\nc: é\n".encode(codec)) == [
            "x.yaml:2:1: GGZ003 het bestand is geen UTF-8. Sla het op als UTF-8."
        ]

    @pytest.mark.parametrize("code", [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
    def test_characters_that_turn_the_reading_direction_are_refused(self, code):
        assert refusal(f"a: b\nc: {chr(code)}d\n") == [
            "x.yaml:2: GGZ004 hier staat een onzichtbaar teken dat de leesrichting omdraait. Typ de regel opnieuw."
        ]

    @pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x7f", "\ud800", "\ufffe"])
    def test_characters_that_belong_in_no_text_file_are_refused_with_their_line(self, char):
        assert refusal(f"a: é\nc: {char}d\n") == [
            "x.yaml:2: GGZ005 hier staat een teken dat niet in een tekstbestand hoort. Typ de regel opnieuw."
        ]


class TestFiles:
    def test_a_file_is_read_with_its_name(self, tmp_path):
        path = tmp_path / "a.yaml"
        path.write_text("a: 1\n", encoding="utf-8")

        assert (read_file(path).data, read_file(path).name) == ({"a": 1}, str(path))

    def test_a_file_that_does_not_exist_is_said_not_to_exist(self, tmp_path):
        with pytest.raises(DocumentError) as caught:
            read_file(tmp_path / "weg.yaml")

        assert [str(p) for p in caught.value.problems] == [f"{tmp_path / 'weg.yaml'}: GGZ001 het bestand bestaat niet."]

    def test_a_folder_is_no_file(self, tmp_path):
        with pytest.raises(DocumentError) as caught:
            read_file(tmp_path)

        assert [str(p) for p in caught.value.problems] == [f"{tmp_path}: GGZ001 dit is een map, geen bestand."]

    def test_a_file_that_may_not_be_read_is_said_to_be_unreadable(self, tmp_path, monkeypatch):
        def locked(*_):
            raise PermissionError

        monkeypatch.setattr(Path, "open", locked)
        with pytest.raises(DocumentError) as caught:
            read_file(tmp_path / "slot.yaml")

        assert [str(p) for p in caught.value.problems] == [
            f"{tmp_path / 'slot.yaml'}: GGZ001 het bestand is niet te lezen."
        ]


class TestSyntaxMessages:
    broken = (
        f"a: '{MARK}",
        f'a: "{MARK}\n',
        f'a: "\\{MARK}"',
        f"a: [{MARK}",
        f"a: {{{MARK}: 1",
        f"{{{MARK}: [{MARK}: 1}}",
        f"a: {MARK}: b",
        f"a: 1\n{MARK}",
        f"a: 1\n  {MARK}: 2",
        f"- {MARK}\n {MARK}: c",
        f"a:\n\t{MARK}: 1",
        f"a: @{MARK}",
        f"a: `{MARK}",
        f"a: %{MARK}",
        f"%{MARK} 1\n---\na: 1",
        f"a: >{MARK}\n  b",
        f"a: *{MARK}",
        f"a: “{MARK}: b”",
        f"a: !<{MARK} b",
        f"a: !{MARK}!b c",
        f"a: &{MARK} *{MARK}",
        f"{MARK}: 1\n{MARK}: 2",
        f"a: {MARK}\x07",
        f"a: {MARK}\ud800",
        f"a: {MARK}\u202e",
        f"{MARK}: 2016-02-30",
        f"{{{MARK}: {{{MARK}: " * 30,
    )

    @pytest.mark.parametrize("text", broken)
    def test_no_refusal_repeats_text_of_the_document(self, text):
        with pytest.raises(DocumentError) as caught:
            read_text(text, "x.yaml")

        assert MARK not in "".join(traceback.format_exception(caught.value))
        assert MARK not in repr([problem.to_dict() for problem in caught.value.problems])

    @settings(max_examples=300)
    @given(
        parts=st.lists(
            st.sampled_from(
                [MARK, ": ", "- ", *"[]{},'\"&*|>%@!#?\\\n\t\x07“", "  ", "\n  ", "---\n", "<<", "2016-02-30"]
            ),
            max_size=25,
        )
    )
    def test_no_text_whatever_makes_a_refusal_repeat_it(self, parts):
        error = error_of("".join(parts))

        assert MARK not in "".join(traceback.format_exception(error))
        assert all(problem.bestand == "x.yaml" for problem in (error.problems if error else ()))

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            (
                "a:\n\tb: 1\n",
                "x.yaml:2:1: GGZ005 hier staat een tab. Vervang tabs door spaties.",
            ),
            (
                "a: “b: c”\n",
                (
                    "x.yaml:1:6: GGZ005 hier staan gekrulde aanhalingstekens, waarschijnlijk uit een tekstverwerker. "
                    "Vervang ze door rechte aanhalingstekens."
                ),
            ),
            (
                "a: b: c\n",
                (
                    "x.yaml:1:5: GGZ005 hier staan twee sleutels op een regel. Zet wat bij de eerste hoort tussen "
                    "accolades, zoals a: {b: c}, en gewone tekst tussen aanhalingstekens."
                ),
            ),
            (
                "a:\n  b: 1\n c: 2\n",
                (
                    "x.yaml:3:2: GGZ005 deze regel springt anders in dan het blok waar hij bij hoort. "
                    "Laat regels van hetzelfde blok onder elkaar beginnen."
                ),
            ),
            (
                "- a\nb: c\n",
                (
                    "x.yaml:2:1: GGZ005 voor de regel erboven staat een streepje, en voor deze niet. "
                    "Haal de streepjes erboven weg, of zet er hier ook een voor."
                ),
            ),
            (
                "a: 1\nb\nc: 2\n",
                "x.yaml:2:1: GGZ005 hier ontbreekt een dubbele punt. Schrijf 'sleutel: waarde'.",
            ),
            (
                "a: 1\nb: 'open\nc: 2\n",
                (
                    "x.yaml:2:4: GGZ005 een aanhalingsteken of haak wordt niet gesloten. "
                    "Sluit het, of zet de hele tekst tussen dubbele aanhalingstekens."
                ),
            ),
            (
                "a: [1, 2\n",
                (
                    "x.yaml:1:4: GGZ005 een haak of accolade wordt niet goed gesloten. "
                    "Zet komma's tussen de delen en sluit de haak."
                ),
            ),
            (
                "a: @b\n",
                (
                    "x.yaml:1:4: GGZ005 deze regel begint met een teken dat hier niet kan. "
                    "Zet de tekst tussen aanhalingstekens."
                ),
            ),
            (
                'a: "\\q"\n',
                (
                    "x.yaml:1:5: GGZ005 na een omgekeerde schuine streep staat een onbekend teken. "
                    "Gebruik enkele aanhalingstekens."
                ),
            ),
            (
                "a: >q\n  b\n",
                (
                    "x.yaml:1:5: GGZ005 na | of > hoort op deze regel niets meer. "
                    "Zet de tekst op de volgende regel, of tussen aanhalingstekens."
                ),
            ),
        ],
    )
    def test_a_refusal_says_in_dutch_what_is_wrong_and_how_to_mend_it(self, text, line):
        assert refusal(text) == [line]

    def test_a_refusal_without_a_name_begins_with_its_place(self):
        assert refusal("a: @b", name="") == [
            "1:4: GGZ005 deze regel begint met een teken dat hier niet kan. Zet de tekst tussen aanhalingstekens."
        ]
