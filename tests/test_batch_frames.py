"""Tables and frames in, tables and frames out; and the function that Spark and Ray call."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ggzroute
from ggzroute import batch
from ggzroute.batch import ArrowFunction, Options
from ggzroute.batch.flat import COLUMNS, REFUSED
from ggzroute.exceptions import BatchInputError, BatchStoppedError, EngineNotFoundError
from ggzroute.sampling import sample

pa = pytest.importorskip("pyarrow")

PACK = "landelijk"
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def landelijk():
    return ggzroute.load_pack(PACK)


@pytest.fixture(scope="module")
def texts(landelijk):
    made = [json.dumps(casus) for casus in sample(12, landelijk, seed=4)]
    return [*made[:5], "{", *made[5:], None, " "]


@pytest.fixture(scope="module")
def expected(landelijk, texts):
    return batch.to_table(batch.evaluate_many([text or "null" for text in texts[:-1]], landelijk), landelijk)


class TestToTable:
    def test_refused_records_stay_with_their_reason(self, expected):
        assert expected.schema.equals(ArrowFunction.schema())
        assert expected.column_names == [*COLUMNS, *REFUSED]
        assert expected.column("regel").to_pylist() == list(range(1, 15))
        assert expected.column("problemen").to_pylist() == [[]] * 5 + [["GGZ005"]] + [[]] * 7 + [["GGZ300"]]
        assert expected.column("redenen").to_pylist()[5] == [
            "6: GGZ005 dit is geen geldige JSON. Controleer de haken en komma's."
        ]
        assert expected.column("casus").to_pylist()[4:7] == ["synthetisch-4-4", None, "synthetisch-4-5"]

    def test_open_questions_are_listed_when_they_are_asked_for(self, landelijk, texts):
        table = batch.to_table(batch.evaluate_many(texts[:3], landelijk), landelijk, vragen=2)

        assert [len(found) for found in table.column("vragen").to_pylist()] == [2, 2, 2]


class TestEvaluateFrame:
    def good(self, expected):
        rows = [row for row in expected.to_pylist() if not row["problemen"]]
        return [{name: row[name] for name in COLUMNS} for row in rows]

    def refused(self, found):
        return [(row["regel"], row["codes"]) for row in found.refused]

    def test_a_pyarrow_table(self, landelijk, texts, expected):
        found = batch.evaluate_frame(pa.table({"casus": texts, "iets": range(15)}), landelijk)

        assert isinstance(found.result, pa.Table)
        assert found.result.to_pylist() == self.good(expected)
        assert self.refused(found) == [(6, ["GGZ005"]), (14, ["GGZ300"]), (15, ["GGZ300"])]

    def test_a_pandas_frame(self, landelijk, texts, expected):
        pandas = pytest.importorskip("pandas")
        found = batch.evaluate_frame(pandas.DataFrame({"casus": texts}, index=range(100, 115)), landelijk)

        assert isinstance(found.result, pandas.DataFrame)
        assert found.result["casus"].tolist() == [row["casus"] for row in self.good(expected)]
        assert found.result["route_staat"].tolist() == [row["route_staat"] for row in self.good(expected)]
        assert self.refused(found)[0] == (6, ["GGZ005"])

    def test_a_polars_frame(self, landelijk, texts, expected):
        polars = pytest.importorskip("polars")
        found = batch.evaluate_frame(polars.DataFrame({"casus": texts}), landelijk)

        assert isinstance(found.result, polars.DataFrame)
        assert found.result.to_dicts() == self.good(expected)

    def test_the_columns_of_a_casus_as_polars_reads_them_from_ndjson(self, landelijk, tmp_path):
        polars = pytest.importorskip("polars")
        made = [{"id": f"c{n}", "peildatum": "2016-11-24", "feiten": {"persoon.werkwens": "ja"}} for n in range(3)]
        (tmp_path / "c.ndjson").write_text("\n".join(map(json.dumps, made)))
        found = batch.evaluate_frame(polars.read_ndjson(tmp_path / "c.ndjson"), landelijk)

        assert found.result["casus"].to_list() == ["c0", "c1", "c2"]
        assert found.refused == []

    def test_a_frame_without_casussen_or_a_wrong_engine_is_refused_at_once(self, landelijk):
        with pytest.raises(BatchInputError, match="the input has no column 'casus'"):
            batch.evaluate_frame(pa.table({"iets": [1]}), landelijk)
        with pytest.raises(EngineNotFoundError):
            batch.evaluate_frame(pa.table({"casus": ["{}"]}), landelijk, engine="snel")


class TestArrowFunction:
    def test_record_batches_in_record_batches_out_with_as_many_rows(self, texts, expected):
        function = pickle.loads(pickle.dumps(ArrowFunction.of(PACK)))  # noqa: S301 - our own bytes
        given = pa.table({"casus": texts[:-1], "regel": range(1, 15)}).to_batches(max_chunksize=4)
        found = list(function(iter(given)))

        assert [one.num_rows for one in found] == [4, 4, 4, 2]
        assert all(one.schema.equals(ArrowFunction.schema()) for one in found)
        assert pa.Table.from_batches(found).column_names == expected.column_names
        columns = [name for name in expected.column_names if name != "redenen"]
        assert pa.Table.from_batches(found).select(columns).equals(expected.select(columns))

    def test_without_a_column_regel_the_number_is_not_known(self, texts):
        found = ArrowFunction.of(PACK).table(pa.table({"casus": texts}))

        assert found.num_rows == len(texts)
        assert set(found.column("regel").to_pylist()) == {None}

    def test_no_rows_give_no_rows(self):
        found = ArrowFunction.of(PACK).table(pa.table({"casus": pa.array([], pa.string())}))

        assert (found.num_rows, found.schema.equals(ArrowFunction.schema())) == (0, True)

    def test_options_travel_with_it(self, texts):
        found = ArrowFunction.of(PACK, Options(vragen=1, workflow="werkwijzer")).table(pa.table({"casus": texts[:2]}))

        assert [len(names) for names in found.column("vragen").to_pylist()] == [1, 1]
        assert found.column("workflow").to_pylist() == ["werkwijzer"] * 2

    def test_a_machine_with_another_content_of_the_pack_does_not_begin(self, texts):
        function = ArrowFunction(pack=PACK, pack_mark="0" * 64, options=Options())

        with pytest.raises(BatchStoppedError, match="a worker finds another content for the pack"):
            list(function(pa.table({"casus": texts}).to_batches()))

    def test_what_cannot_work_is_refused_before_it_travels(self):
        with pytest.raises(EngineNotFoundError):
            ArrowFunction.of(PACK, Options(engine="snel"))


@pytest.mark.parametrize(
    ("missing", "code", "said"),
    [
        ("pyarrow", "batch.to_table([], pack)", "pyarrow is not installed: pip install 'ggzroute[batch]'"),
        ("pyarrow", "batch.run_batch('c.ndjson', 'u.parquet', pack=pack.pakket)", "pyarrow is not installed"),
        ("pyarrow", "batch.run_batch('c.ndjson', 'u.ndjson.zst', pack=pack.pakket)", "pyarrow is not installed"),
        (
            "distributed",
            "batch.run_batch('c.ndjson', 'u.ndjson', pack=pack.pakket, dask='')",
            "dask.distributed is not installed: pip install 'ggzroute[dask]'",
        ),
    ],
)
def test_without_the_extra_it_is_said_which_one_is_missing(tmp_path, missing, code, said):
    (tmp_path / "c.ndjson").write_text("{}\n")
    program = f"""
import sys
sys.modules[{missing!r}] = None
import ggzroute
from ggzroute import batch
from ggzroute.exceptions import ExtraMissingError
pack = ggzroute.load_pack("landelijk")
batch.run_batch("c.ndjson", "zonder.ndjson.gz", pack="landelijk")
try:
    {code}
except ExtraMissingError as error:
    print(error)
"""
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith(said)
    assert (tmp_path / "zonder.ndjson.gz").exists()


def test_the_programs_of_the_how_to_do_what_they_say(tmp_path, monkeypatch, capsys):
    pytest.importorskip("polars")
    text = (ROOT / "docs" / "how-to" / "batch.md").read_text(encoding="utf-8")
    programs = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    made = [json.dumps(casus) for casus in sample(5, ggzroute.load_pack("holland-rijnland"))]
    (tmp_path / "casussen.ndjson").write_text("\n".join([*made, "{"]))
    scope = {"__name__": "__main__"}
    for program in programs:
        exec(program, scope)  # noqa: S102 - our own documentation

    said = capsys.readouterr().out.splitlines()
    assert len(programs) == 3
    assert [line.split()[0] for line in said[:5]] == [f"synthetisch-0-{n}" for n in range(5)]
    assert said[5:] == ["6 ['GGZ005']", "5 1"]
    assert (len(scope["found"].result), len(scope["found"].refused)) == (5, 1)


def test_the_reference_lists_the_columns_in_their_order_with_their_types():
    text = (ROOT / "docs" / "reference" / "batch.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \| ([\w<>]+) \| \S", text, re.MULTILINE)

    assert listed == [(name, soort.value) for name, soort in (*COLUMNS.items(), *REFUSED.items())]
