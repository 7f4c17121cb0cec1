"""The same batch on engines for more machines: Dask, with processes of its own that may die, and Spark."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

import batch_runner
import ggzroute
from ggzroute.batch import Layout, run_batch
from ggzroute.batch.chunks import cut
from ggzroute.exceptions import BatchStoppedError
from ggzroute.sampling import sample

PACK = "landelijk"
LAYOUT = {"bytes": 30_000, "rows": 10}


def until(condition, *processes: subprocess.Popen) -> None:
    """Wait for a condition; fails after ten minutes, or when one of the processes has ended."""
    deadline = time.monotonic() + 600
    while not condition():
        assert time.monotonic() < deadline, "nothing came of it"
        assert [process.returncode for process in processes if process.poll() is not None] == []
        time.sleep(0.02)


@contextmanager
def running(*arguments: str, folder: Path) -> Iterator[subprocess.Popen]:
    """A program in a process of its own, ended when it is no longer needed."""
    with (folder / f"{arguments[-1].rpartition('/')[2]}.log").open("w") as log:
        process = subprocess.Popen([sys.executable, *arguments], cwd=folder, stdout=log, stderr=log)  # noqa: S603
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=300)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    made = [json.dumps(casus) for casus in sample(3000, ggzroute.load_pack(PACK), seed=1)]
    made[100] = "geen JSON"
    (tmp_path / "in.ndjson").write_text("\n".join(made))
    return tmp_path / "in.ndjson"


def results(folder: Path, target: str) -> tuple[bytes, bytes]:
    return (folder / target).read_bytes(), (folder / f"{target}.afgekeurd.ndjson").read_bytes()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    """A scheduler and two workers on loopback, each a process of its own; gives the address and the workers."""
    pytest.importorskip("distributed")
    where = tmp_path / "scheduler.json"
    at_home = ("--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(where))
    worker = ("-m", "dask", "worker", *at_home, "--no-nanny", "--nthreads", "1", "--name")
    with running("-m", "dask", "scheduler", *at_home[:3], "--port", "0", *at_home[3:], folder=tmp_path) as scheduler:
        until(lambda: where.exists() and where.read_text().endswith("}"), scheduler)
        address = json.loads(where.read_text())["address"]
        with running(*worker, "een", folder=tmp_path) as one, running(*worker, "twee", folder=tmp_path) as two:
            code = f"from distributed import Client; Client({address!r}).wait_for_workers(2, timeout=600)"
            subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)  # noqa: S603 - our own code
            yield address, [one, two]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system knows no SIGKILL")
@pytest.mark.parametrize("target", ["uit.ndjson", "uit.parquet"])
def test_a_worker_of_a_cluster_dies_and_the_result_is_complete_and_the_same(source, cluster, target):
    address, workers = cluster
    folder = source.parent
    run_batch(source, folder / f"een-{target}", pack=PACK, layout=Layout(**LAYOUT))
    asked = {"folder": str(folder), "source": source.name, "target": target, "pack": PACK, "workers": 1}
    parts = folder / f"{target}.delen"
    total = sum(1 for _ in cut(source, size=LAYOUT["bytes"]))

    with running(batch_runner.__file__, json.dumps({**asked, "dask": address, "layout": LAYOUT}), folder=folder) as run:
        until(lambda: len(list(parts.glob("*.deel"))) >= 5, run)
        workers[0].send_signal(signal.SIGKILL)
        done = len(list(parts.glob("*.deel")))
        assert run.wait(timeout=600) == 0

    assert 5 <= done < total
    assert (workers[0].wait(timeout=300), workers[1].poll()) == (-signal.SIGKILL, None)
    assert results(folder, target) == results(folder, f"een-{target}")


def test_dask_on_this_machine_gives_the_same(source):
    pytest.importorskip("distributed")
    run_batch(source, source.parent / "een.ndjson", pack=PACK, layout=Layout(**LAYOUT))
    asked = {"folder": str(source.parent), "source": source.name, "target": "uit.ndjson", "pack": PACK, "workers": 2}
    with running(
        batch_runner.__file__, json.dumps({**asked, "dask": "", "layout": LAYOUT}), folder=source.parent
    ) as run:
        assert run.wait(timeout=600) == 0

    assert results(source.parent, "uit.ndjson") == results(source.parent, "een.ndjson")


def test_where_no_scheduler_answers_it_is_said(source, monkeypatch):
    cluster_module = pytest.importorskip("ggzroute.batch.cluster")
    monkeypatch.setattr(cluster_module, "_SECONDS", 0.2)

    with pytest.raises(BatchStoppedError, match="no Dask scheduler answers there"):
        run_batch(source, source.parent / "uit.ndjson", pack=PACK, dask="tcp://127.0.0.1:9")


def rows_of(folder: Path, name: str) -> list[dict]:
    parquet = pytest.importorskip("pyarrow.parquet")
    found: list[dict] = parquet.read_table(folder / name).to_pylist()
    return found


def run_how_to(title: str, source: Path, **environment: str) -> None:
    """Run the program that stands under a heading of the how-to."""
    text = (Path(__file__).parents[1] / "docs" / "how-to" / "spark-and-ray.md").read_text(encoding="utf-8")
    part = text.partition(f"\n## {title}\n")[2]
    (program,) = re.findall(r"^```python\n(.*?)^```$", part.partition("\n## ")[0], re.MULTILINE | re.DOTALL)
    source.with_name("program.py").write_text(program)
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "program.py", str(source), str(source.with_name("uit"))],
        cwd=source.parent,
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def same_rows(source: Path) -> None:
    """What the program wrote is what a batch on this machine writes, but for the numbers of the lines."""
    run_batch(source, source.with_name("een.parquet"), pack="holland-rijnland")
    found, expected = rows_of(source.parent, "uit"), rows_of(source.parent, "een.parquet")
    good = {row["casus"]: {name: row[name] for name in expected[0]} for row in found if not row["problemen"]}

    assert [row["problemen"] for row in found if row["problemen"]] == [["GGZ005"]]
    assert good == {row["casus"]: {**row, "regel": None} for row in expected}


@pytest.fixture
def some(source: Path) -> Path:
    source.write_bytes(b"\n".join(source.read_bytes().split(b"\n")[:300]))
    return source


@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_the_program_for_spark_gives_the_same_rows(some):
    pytest.importorskip("pyspark")
    at_home = (
        "--conf spark.ui.enabled=false --conf spark.driver.host=127.0.0.1 --conf spark.driver.bindAddress=127.0.0.1"
    )
    arguments = f"--master local[2] {at_home} pyspark-shell"
    run_how_to("Spark", some, PYSPARK_SUBMIT_ARGS=arguments, PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")

    same_rows(some)


@pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed")
def test_the_program_for_ray_gives_the_same_rows(some):
    run_how_to("Ray", some, RAY_USAGE_STATS_ENABLED="0")

    same_rows(some)
