"""From a file to a file: the same bytes whoever works on it, and however often it was stopped."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import batch_runner
import ggzroute
from ggzroute.batch import Layout, Options, Progress, Summary, chunks, run_batch, running, work
from ggzroute.batch.chunks import Chunk, cut
from ggzroute.batch.streams import whole, writing
from ggzroute.exceptions import (
    BatchChangedError,
    BatchExistsError,
    BatchInputError,
    BatchStoppedError,
    PackNotFoundError,
    WorkflowNotFoundError,
)
from ggzroute.resources import rules_root
from ggzroute.sampling import sample
from ggzroute.vocabulary import STATES

PACK = "landelijk"
SMALL = {"bytes": 6000, "rows": 4}
LAYOUT = Layout(**SMALL)
FORMS = ("ndjson", "ndjson.gz", "ndjson.zst", "parquet")


def parts_of(content: bytes) -> int:
    """A part is that many bytes of the file, whatever the casussen in it have become."""
    return -(-len(content) // SMALL["bytes"])


def needs(name: str) -> None:
    if name.endswith((".zst", ".parquet")):
        pytest.importorskip("pyarrow")


def lines(count: int) -> list[str]:
    made = [json.dumps(casus) for casus in sample(count, ggzroute.load_pack(PACK), seed=21)]
    made[3] = "{dit is geen JSON"
    made[17] = json.dumps({**json.loads(made[17]), "feiten": {"persoon.onzin": "ja"}})
    made.insert(9, "")
    return made


@pytest.fixture(scope="module")
def content() -> bytes:
    return ("\n".join(lines(60)) + "\n").encode()


@pytest.fixture
def source(tmp_path: Path, content: bytes) -> Path:
    (tmp_path / "in.ndjson").write_bytes(content)
    return tmp_path / "in.ndjson"


def run(source: Path, target: str, **more) -> Summary:
    return run_batch(source, source.parent / target, **{"pack": PACK, "layout": LAYOUT, **more})


def results(folder: Path, target: str) -> tuple[bytes, bytes]:
    return (folder / target).read_bytes(), (folder / f"{target}.afgekeurd.ndjson").read_bytes()


def rows(path: Path) -> list[dict]:
    if path.suffix == ".parquet":
        return pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()
    with chunks.reading(path) as (stream, _):
        found = b"".join(iter(lambda: stream.read(1 << 16), b""))
    return [json.loads(line) for line in found.splitlines()]


def left_over(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


class TestFiles:
    def test_every_casus_has_a_row_or_a_reason(self, source, content):
        assert run(source, "uit.ndjson") == Summary(casussen=58, refused=2, parts=parts_of(content))

        found = rows(source.parent / "uit.ndjson")
        refused = [json.loads(line) for line in results(source.parent, "uit.ndjson")[1].splitlines()]
        assert sorted(row["regel"] for row in (*found, *refused)) == [n for n in range(1, 62) if n != 10]
        assert [(row["regel"], row["codes"]) for row in refused] == [(4, ["GGZ005"]), (19, ["GGZ306"])]
        assert [row["casus"] for row in found][:4] == [f"synthetisch-21-{n}" for n in (0, 1, 2, 4)]
        assert left_over(source.parent) == {
            "in.ndjson",
            "uit.ndjson",
            "uit.ndjson.afgekeurd.ndjson",
            "uit.ndjson.manifest.json",
        }

    @pytest.mark.parametrize("form", FORMS)
    def test_every_form_of_result_holds_the_same_rows(self, source, form):
        needs(f".{form.rpartition('.')[2]}")
        run(source, "uit.ndjson")
        run(source, f"uit2.{form}")

        plain = [{**row, "peildatum": str(row["peildatum"])} for row in rows(source.parent / f"uit2.{form}")]
        assert plain == rows(source.parent / "uit.ndjson")

    @pytest.mark.parametrize("suffix", [".gz", ".zst"])
    def test_compressed_input_is_the_same_input(self, source, content, suffix):
        needs(suffix)
        packed = source.with_name(f"in.ndjson{suffix}")
        with writing(packed, suffix) as stream:
            stream.write(content)
        run(source, "uit.ndjson")
        run(packed, "uit2.ndjson")

        assert results(source.parent, "uit2.ndjson") == results(source.parent, "uit.ndjson")

    @pytest.mark.parametrize("form", FORMS)
    def test_the_number_of_workers_changes_no_byte(self, source, form):
        needs(f".{form.rpartition('.')[2]}")
        run(source, f"een.{form}", workers=1)
        run(source, f"twee.{form}", workers=2)

        assert results(source.parent, f"twee.{form}") == results(source.parent, f"een.{form}")

    def test_a_parquet_result_has_few_row_groups_and_the_schema_that_is_promised(self, source, content):
        parquet = pytest.importorskip("pyarrow.parquet")
        from ggzroute.batch import arrow  # noqa: PLC0415 - only with the extra

        run(source, "uit.parquet")
        file = parquet.ParquetFile(source.parent / "uit.parquet")

        assert file.schema_arrow.equals(arrow.schema())
        assert file.metadata.num_row_groups == -(-parts_of(content) // arrow.PARTS_IN_GROUP)
        file.close()

    def test_an_empty_file_gives_an_empty_result(self, source):
        source.write_bytes(b"")

        for form in ("ndjson", "ndjson.gz"):
            assert run(source, f"uit.{form}") == Summary(casussen=0, refused=0, parts=0)
            assert rows(source.parent / f"uit.{form}") == []

    def test_a_file_of_nothing_but_faults_gives_nothing_but_reasons(self, source):
        needs(".parquet")
        source.write_text("geen\ncasus\n\nhier")

        assert run(source, "uit.parquet") == Summary(casussen=0, refused=3, parts=2)
        assert rows(source.parent / "uit.parquet") == []

    def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(self, source, content):
        run(source, "uit.ndjson")
        source.with_name("win.ndjson").write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
        run(source.with_name("win.ndjson"), "uit2.ndjson")

        assert results(source.parent, "uit2.ndjson") == results(source.parent, "uit.ndjson")

    def test_options_count_for_every_casus(self, source):
        run(source, "uit.ndjson", options=Options(vragen=2, workflow="werkwijzer"))
        found = rows(source.parent / "uit.ndjson")

        assert {len(row["vragen"]) for row in found} == {2}
        assert {row["workflow"] for row in found} == {"werkwijzer"}

    def test_both_engines_give_the_same_rows(self, source):
        pytest.importorskip("durable")
        for engine in ("direct", "durable"):
            run(source, f"{engine}.ndjson", options=Options(engine=engine))
        direct, durable = (rows(source.parent / f"{engine}.ndjson") for engine in ("direct", "durable"))

        assert {row["engine"] for row in durable} == {"durable"}
        assert [{**row, "engine": "", "engine_versie": ""} for row in direct] == [
            {**row, "engine": "", "engine_versie": ""} for row in durable
        ]

    def test_input_and_results_are_three_files(self, source):
        before = source.read_bytes()
        wrong = ((source.name, None), ("uit.ndjson", source), ("uit.ndjson", source.with_name("uit.ndjson")))
        for target, rejects in wrong:
            with pytest.raises(BatchInputError, match=r"in\.ndjson is the input as well as a result$"):
                run(source, target, restart=True, rejects=rejects)
        assert source.read_bytes() == before

    def test_a_pack_may_be_a_folder(self, source):
        run(source, "uit.ndjson", pack=rules_root() / PACK, workers=2)
        run(source, "uit2.ndjson")

        assert results(source.parent, "uit.ndjson") == results(source.parent, "uit2.ndjson")

    def test_refused_records_go_where_they_are_asked_to_go(self, source):
        run(source, "uit.ndjson", rejects=source.parent / "fout.ndjson")

        assert len((source.parent / "fout.ndjson").read_bytes().splitlines()) == 2
        assert not (source.parent / "uit.ndjson.afgekeurd.ndjson").exists()

    def test_progress_tells_of_every_part(self, source, content):
        told: list[Progress] = []
        run(source, "uit.ndjson", on_progress=told.append)

        assert len(told) == parts_of(content)
        assert told[-1] == Progress(
            casussen=58, refused=2, position=source.stat().st_size, size=source.stat().st_size, before=False
        )
        assert [p.casussen for p in told] == sorted(p.casussen for p in told)


class TestParquetInput:
    @pytest.fixture
    def pq(self):
        return pytest.importorskip("pyarrow.parquet")

    def write(self, pq, path: Path, columns: dict) -> Path:
        pa = pytest.importorskip("pyarrow")
        pq.write_table(pa.table(columns), path, row_group_size=25)
        return path

    def test_a_column_with_json_text_is_the_same_as_ndjson(self, source, pq):
        texts = [line or None for line in lines(60)]
        run(self.write(pq, source.with_name("in.parquet"), {"nummer": range(61), "casus": texts}), "uit.ndjson")
        run(source, "uit2.ndjson")

        assert results(source.parent, "uit.ndjson")[0] == results(source.parent, "uit2.ndjson")[0]
        refused = [json.loads(line) for line in results(source.parent, "uit.ndjson")[1].splitlines()]
        assert [(row["regel"], row["codes"]) for row in refused] == [
            (4, ["GGZ005"]),
            (10, ["GGZ300"]),
            (19, ["GGZ306"]),
        ]

    @pytest.mark.parametrize("whole_casus", [True, False])
    def test_blocks_are_read_too_and_null_is_the_same_as_absent(self, source, pq, whole_casus):
        made = list(sample(40, ggzroute.load_pack(PACK), seed=3))
        for casus in made:  # a column has one type: no state where other casussen have a list
            casus["feiten"] = {name: value for name, value in casus["feiten"].items() if value not in STATES}
        keys = ("id", "peildatum", "feiten", "betrokkenen", "relaties", "synthetisch")
        columns = {"casus": made} if whole_casus else {key: [casus[key] for casus in made] for key in keys}
        run(self.write(pq, source.with_name("in.parquet"), columns), "uit.ndjson")
        source.write_text("\n".join(json.dumps(casus) for casus in made))
        run(source, "uit2.ndjson")

        assert results(source.parent, "uit.ndjson") == results(source.parent, "uit2.ndjson")

    def test_rows_are_cut_into_chunks_of_one_size(self, source, pq):
        path = self.write(pq, source.with_name("in.parquet"), {"casus": ["{}"] * 61})

        assert run(path, "uit.ndjson") == Summary(casussen=0, refused=61, parts=16)

    def test_a_file_without_casussen_or_that_is_no_parquet_is_refused(self, source, pq):
        path = self.write(pq, source.with_name("in.parquet"), {"iets": [1]})
        with pytest.raises(BatchInputError, match=r"has no column 'casus', and no column 'id'$"):
            run(path, "uit.ndjson")
        path.write_text("geen parquet")
        with pytest.raises(BatchInputError, match=r"is no Parquet file, or is damaged$"):
            run(path, "uit2.ndjson")


class TestRefusedAtOnce:
    def test_an_input_that_is_not_there(self, tmp_path):
        with pytest.raises(BatchInputError, match=r"weg\.ndjson does not exist$"):
            run(tmp_path / "weg.ndjson", "uit.ndjson")

    def test_an_input_that_is_a_folder(self, tmp_path):
        (tmp_path / "map.ndjson").mkdir()
        with pytest.raises(BatchInputError, match=r"map\.ndjson cannot be read$"):
            run(tmp_path / "map.ndjson", "uit.ndjson")

    @pytest.mark.parametrize("suffix", [".gz", ".zst"])
    @pytest.mark.parametrize("broken", ["cut off", "not compressed"])
    def test_an_input_whose_compression_is_broken(self, source, content, suffix, broken):
        needs(suffix)
        packed = source.with_name(f"in.ndjson{suffix}")
        with writing(packed, suffix) as stream:
            stream.write(content)
        packed.write_bytes(packed.read_bytes()[:-30] if broken == "cut off" else content)

        with pytest.raises(BatchInputError, match=r"is cut off or damaged$"):
            run(packed, "uit.ndjson")
        assert not (source.parent / "uit.ndjson").exists()

    def test_a_wrong_pack_or_workflow_leaves_nothing_behind(self, source):
        with pytest.raises(PackNotFoundError):
            run(source, "uit.ndjson", pack="nergens")
        with pytest.raises(WorkflowNotFoundError):
            run(source, "uit.ndjson", options=Options(workflow="geen"))
        assert left_over(source.parent) == {"in.ndjson"}


class TestGoingOn:
    def stopped(self, source: Path, target: str, parts: int, **more) -> None:
        """Stop after so many parts, as Ctrl-C does."""
        count = 0

        def stop(_: Progress) -> None:
            nonlocal count
            count += 1
            if count == parts:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            run(source, target, on_progress=stop, **more)

    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("parts", [1, 9, "all"])
    def test_what_was_stopped_goes_on_and_gives_the_same_bytes(self, source, content, monkeypatch, form, parts):
        needs(f".{form.rpartition('.')[2]}")
        parts = parts_of(content) if parts == "all" else parts
        run(source, f"heel.{form}")
        self.stopped(source, f"uit.{form}", parts)
        done = []
        real = running.work
        monkeypatch.setattr(running, "work", lambda job, chunk: (done.append(chunk.number), real(job, chunk))[1])

        assert run(source, f"uit.{form}") == Summary(casussen=58, refused=2, parts=parts_of(content))
        assert done == list(range(parts, parts_of(content)))
        assert results(source.parent, f"uit.{form}") == results(source.parent, f"heel.{form}")

    def test_stopped_with_two_workers_and_gone_on_with_one(self, source):
        run(source, "heel.ndjson")
        self.stopped(source, "uit.ndjson", 5, workers=2)

        run(source, "uit.ndjson")
        assert results(source.parent, "uit.ndjson") == results(source.parent, "heel.ndjson")

    def test_what_was_done_before_is_told_as_such(self, source, content):
        self.stopped(source, "uit.ndjson", 5)
        told: list[Progress] = []
        run(source, "uit.ndjson", on_progress=told.append)

        assert [p.before for p in told] == [True] * 5 + [False] * (parts_of(content) - 5)

    @pytest.mark.parametrize("form", ["ndjson", "parquet"])
    def test_ended_at_any_step_nothing_is_lost_and_nothing_is_doubled(self, source, monkeypatch, form):
        """Every file gets its name in one step; end the run before each of these steps in turn."""
        needs(f".{form}")
        source.write_bytes(b"\n".join(source.read_bytes().split(b"\n")[:12]))
        run(source, f"heel.{form}")
        real, steps = Path.replace, 0

        def fails_at(left: int):
            def replace(self: Path, target: Path) -> Path:
                nonlocal left
                left -= 1
                if left < 0:
                    raise KeyboardInterrupt
                return real(self, target)

            return replace

        for step in range(100):
            monkeypatch.setattr(Path, "replace", fails_at(step))
            try:
                run(source, f"uit{step}.{form}")
            except KeyboardInterrupt:
                steps += 1
                monkeypatch.setattr(Path, "replace", real)
                run(source, f"uit{step}.{form}")
            assert results(source.parent, f"uit{step}.{form}") == results(source.parent, f"heel.{form}")
            if steps <= step:
                break
        assert steps >= 8

    def test_a_finished_batch_is_not_done_again(self, source, monkeypatch):
        first = run(source, "uit.ndjson")
        monkeypatch.setattr(running, "work", None)

        assert run(source, "uit.ndjson") == first

    def test_a_result_that_was_taken_away_is_made_again(self, source):
        run(source, "uit.ndjson")
        before = results(source.parent, "uit.ndjson")
        (source.parent / "uit.ndjson").unlink()

        run(source, "uit.ndjson")
        assert results(source.parent, "uit.ndjson") == before

    @pytest.mark.parametrize(
        ("change", "what"),
        [
            ({"options": Options(afgeleid=True)}, "options"),
            ({"layout": Layout(bytes=7000)}, "options"),
            ({"pack": "zuid-limburg"}, "pack"),
        ],
    )
    @pytest.mark.parametrize("parts", [5, None])
    def test_another_option_or_pack_is_refused(self, source, parts, change, what):
        self.stopped(source, "uit.ndjson", parts) if parts else run(source, "uit.ndjson")

        with pytest.raises(BatchChangedError) as caught:
            run(source, "uit.ndjson", **change)
        assert caught.value.changed == (what,)

    def test_another_input_is_refused_at_once_when_its_size_or_ends_differ(self, source):
        self.stopped(source, "uit.ndjson", 5)
        source.write_bytes(source.read_bytes() + b"\n")

        with pytest.raises(BatchChangedError, match=r"was begun with another input: undo that, or begin again$"):
            run(source, "uit.ndjson")

    def test_another_input_is_refused_when_a_finished_chunk_differs(self, source, monkeypatch):
        monkeypatch.setattr("ggzroute.batch.manifest._HEAD", 10)
        self.stopped(source, "uit.ndjson", 5)
        source.write_bytes(source.read_bytes().replace(b"synthetisch-21-2", b"synthetisch-21-9", 1))

        with pytest.raises(BatchChangedError, match="another input"):
            run(source, "uit.ndjson")

    def test_a_changed_pack_is_refused(self, source, tmp_path):
        copy = tmp_path / PACK
        copy.mkdir()
        for path in (rules_root() / PACK).rglob("*.yaml"):
            (copy / path.relative_to(rules_root() / PACK)).parent.mkdir(parents=True, exist_ok=True)
            (copy / path.relative_to(rules_root() / PACK)).write_bytes(path.read_bytes())
        self.stopped(source, "uit.ndjson", 5, pack=copy)
        with (copy / "begrippen.yaml").open("a") as stream:
            stream.write("# iets anders\n")

        with pytest.raises(BatchChangedError, match="another pack"):
            run(source, "uit.ndjson", pack=copy)

    def test_a_library_of_another_version_is_refused(self, source, monkeypatch):
        self.stopped(source, "uit.ndjson", 5)
        monkeypatch.setattr("ggzroute.batch.manifest.__version__", "99.0.0")

        with pytest.raises(BatchChangedError, match="another library"):
            run(source, "uit.ndjson")

    def test_a_manifest_that_cannot_be_read_is_as_good_as_changed(self, source):
        self.stopped(source, "uit.ndjson", 5)
        (source.parent / "uit.ndjson.manifest.json").write_text("{")

        with pytest.raises(BatchChangedError, match="another input and another pack and another options"):
            run(source, "uit.ndjson")

    def test_a_file_that_somebody_else_made_is_not_written_over(self, source):
        (source.parent / "uit.ndjson").write_text("van mij")

        with pytest.raises(BatchExistsError, match=r"exists already, and no batch is known that made it$"):
            run(source, "uit.ndjson")
        assert (source.parent / "uit.ndjson").read_text() == "van mij"

    def test_beginning_again_forgets_all_that_was(self, source):
        run(source, "heel.ndjson")
        self.stopped(source, "uit.ndjson", 5, options=Options(afgeleid=True))
        run(source, "uit.ndjson", restart=True)

        assert results(source.parent, "uit.ndjson") == results(source.parent, "heel.ndjson")

    def test_a_worker_that_finds_another_pack_does_not_begin(self, tmp_path):
        job = work.Job(pack=PACK, pack_mark="0" * 64, options=Options(), folder=tmp_path, form="")
        work.pack_of.cache_clear()

        with pytest.raises(BatchStoppedError, match="a worker finds another content for the pack"):
            work.work(job, Chunk(number=0, start=1, held=b""))


class Process:
    """A batch in a process of its own."""

    def __init__(self, source: Path, target: str, **more) -> None:
        self.folder = source.parent / f"{target}.delen"
        self.told = source.parent / "stopped"
        self.told.unlink(missing_ok=True)
        settings_ = {"folder": str(source.parent), "source": source.name, "target": target, "pack": PACK, **more}
        self.process = subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, batch_runner.__file__, json.dumps({"workers": 2, "layout": SMALL, **settings_})],
            stderr=subprocess.PIPE,
            text=True,
        )

    def parts(self) -> int:
        return len(list(self.folder.glob("*.deel"))) if self.folder.is_dir() else 0

    def until(self, condition) -> None:
        """Wait for a condition, or for the end."""
        until(lambda: condition() or self.process.poll() is not None)

    def children(self) -> list[int]:
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in path.read_text().split()] if path.exists() else []

    def end(self, how: int) -> tuple[int, str]:
        self.process.send_signal(how)
        _, said = self.process.communicate(timeout=300)
        return self.process.returncode, said


def until(condition) -> None:
    """Wait for a condition; fails after five minutes."""
    deadline = time.monotonic() + 300
    while not condition():
        assert time.monotonic() < deadline, "nothing came of it"
        time.sleep(0.01)


def alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system knows no SIGKILL")
class TestKilled:
    @pytest.mark.parametrize("parts", [1, 13])
    def test_killed_after_some_parts_it_goes_on_and_gives_the_same_bytes(self, source, parts):
        run(source, "heel.ndjson")
        process = Process(source, "uit.ndjson", stop_at=parts)
        process.until(process.told.exists)
        workers = process.children()

        assert process.end(signal.SIGKILL)[0] == -signal.SIGKILL
        assert process.parts() >= parts
        assert not (source.parent / "uit.ndjson").exists()
        until(lambda: not any(map(alive, workers)))
        run(source, "uit.ndjson", workers=2)
        assert results(source.parent, "uit.ndjson") == results(source.parent, "heel.ndjson")

    def test_ctrl_c_is_for_the_main_process_alone(self, source):
        process = Process(source, "uit.ndjson", stop_at=3)
        process.until(process.told.exists)
        for pid in process.children():  # a terminal sends it to all of them
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGINT)
        _, said = process.end(signal.SIGINT)

        assert said.count("Traceback") == 1
        assert said.rstrip().endswith("KeyboardInterrupt")
        assert run(source, "uit.ndjson").casussen == 58

    def test_killed_in_the_middle_of_the_work_again_and_again(self, source):
        """The run is ended whenever some more parts are there; it may be writing one just then."""
        run(source, "heel.ndjson")
        for more in (1, 2, 5, 3):
            process = Process(source, "uit.ndjson")
            before = process.parts()
            process.until(lambda process=process, wanted=before + more: process.parts() >= wanted)
            process.end(signal.SIGKILL)

        run(source, "uit.ndjson")
        assert results(source.parent, "uit.ndjson") == results(source.parent, "heel.ndjson")

    def test_a_worker_that_dies_stops_the_run_and_loses_nothing(self, source):
        run(source, "heel.ndjson")
        process = Process(source, "uit.ndjson", stop_at=20)
        process.until(lambda: process.parts() >= 2 and len(process.children()) >= 2)
        for pid in process.children():
            if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
                os.kill(pid, signal.SIGKILL)
        process.until(process.told.exists)
        process.end(signal.SIGKILL)

        run(source, "uit.ndjson", workers=2)
        assert results(source.parent, "uit.ndjson") == results(source.parent, "heel.ndjson")


class TestCutting:
    @settings(max_examples=200)
    @given(
        data=st.lists(st.binary(max_size=12).map(lambda part: part.replace(b"\n", b"")), max_size=40),
        ended=st.booleans(),
        size=st.integers(1, 50),
    )
    def test_chunks_hold_every_line_once_and_know_its_number(self, data, ended, size):
        content = b"\n".join(data) + (b"\n" if ended else b"")
        found = list(chunks._lines(io.BytesIO(content), io.BytesIO(), size, None))

        assert b"".join(chunk.data for chunk in found) == content
        assert [chunk.number for chunk in found] == list(range(len(found)))
        assert [chunk.start for chunk in found] == [
            1 + sum(c.data.count(b"\n") for c in found[:n]) for n in range(len(found))
        ]
        assert all(chunk.data.endswith(b"\n") for chunk in found[:-1])

    @given(content=st.binary(max_size=300), size=st.integers(1, 40), piece=st.integers(1, 40))
    def test_how_the_input_is_read_changes_no_chunk(self, content, size, piece):
        class Slow(io.BytesIO):
            def read(self, n=-1, /):
                return super().read(min(n, piece))

        assert list(chunks._lines(Slow(content), io.BytesIO(), size, None)) == list(
            chunks._lines(io.BytesIO(content), io.BytesIO(), size, None)
        )

    def test_of_a_line_that_is_too_long_only_a_part_is_kept(self, monkeypatch):
        monkeypatch.setattr(chunks, "MAX_BYTES", 100)
        content = b"a\n" + b"x" * 5000 + b"\nb\n"
        found = list(chunks._lines(io.BytesIO(content), io.BytesIO(), 10, None))

        assert max(len(chunk.data) for chunk in found) < 150
        lines_ = b"".join(chunk.data for chunk in found).split(b"\n")
        assert (lines_[0], lines_[2], len(lines_[1]) > 100) == (b"a", b"b", True)

    @given(content=st.binary(max_size=300).map(lambda part: part.replace(b"\x00", b"\n")), size=st.integers(1, 40))
    def test_lines_that_stay_in_the_file_are_the_same(self, tmp_path_factory, content, size):
        path = tmp_path_factory.mktemp("in") / "in.ndjson"
        path.write_bytes(content)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(chunks, "MAX_BYTES", 60)
            near, far = (list(cut(path, size=size, near=here)) for here in (True, False))

        assert [attrs.evolve(chunk, held=chunk.data) for chunk in near] == far
        assert [chunk.mark for chunk in near] == [chunk.mark for chunk in far]

    def test_lines_that_stay_in_the_file_and_are_gone_when_they_are_needed(self, tmp_path):
        path = tmp_path / "in.ndjson"
        path.write_bytes(b"een\ntwee\n")
        first = next(cut(path, near=True))
        assert (first.data, repr(first)) == (b"een\ntwee\n", "Chunk(0, 9 bytes)")
        path.write_bytes(b"een\n")
        with pytest.raises(BatchInputError) as caught:
            _ = first.data
        assert caught.value.reason == "damaged"

    def test_a_chunk_shows_only_its_size(self):
        assert repr(Chunk(number=3, start=9, held=b"geheim")) == "Chunk(3, 6 bytes)"

    def test_a_file_of_several_pieces_is_read_whole(self, source, content):
        packed = source.with_name("in.ndjson.gz")
        packed.write_bytes(gzip.compress(content[:100]) + gzip.compress(content[100:]))

        assert b"".join(chunk.data for chunk in cut(packed)) == content


class TestWhole:
    def test_a_file_has_its_name_when_it_is_complete_and_not_before(self, tmp_path):
        with whole(tmp_path / "a") as unfinished:
            unfinished.write_text("nieuw")
            assert not (tmp_path / "a").exists()
        assert left_over(tmp_path) == {"a"}

    def test_a_file_that_was_not_completed_leaves_the_old_one_as_it_was(self, tmp_path):
        (tmp_path / "a").write_text("oud")
        with contextlib.suppress(ZeroDivisionError), whole(tmp_path / "a") as unfinished:
            unfinished.write_text("half")
            raise ZeroDivisionError
        assert ((tmp_path / "a").read_text(), left_over(tmp_path)) == ("oud", {"a"})
