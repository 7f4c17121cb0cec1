"""The process is killed, for real and at any moment; what it had noted is there, and it goes on where it was."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ggzroute import Traject, TrajectError, load_pack
from trajecten import begun, event

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that can kill a process outright")

PACK = load_pack("holland-rijnland")
MANY = 60

SERVER = r"""
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from ggzroute import Traject, load_pack
from ggzroute.traject import opslag
from test_traject_kill import nth

pack = load_pack("holland-rijnland")
write, sync = os.write, os.fsync


def say(*words):
    # one write, so that the lines of two processes stay whole
    write(1, (" ".join(map(str, words)) + "\n").encode())


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def kill_at(moment, number):
    seen = 0

    def dying_write(descriptor, line):
        nonlocal seen
        seen += 1
        if seen == number and moment == "voor":
            die()
        if seen == number and moment == "half":
            write(descriptor, line[: len(line) // 2])
            die()
        return write(descriptor, line)

    def dying_sync(descriptor):
        if seen == number and moment == "geschreven":
            die()
        sync(descriptor)

    os.write, os.fsync = dying_write, dying_sync


def work(path, last, who, moment, number):
    say("pid", os.getpid())
    traject = Traject.load(path, pack)
    if moment != "-":
        kill_at(moment, int(number))
    for n in range(len(traject.gebeurtenissen), int(last)):
        traject = traject.add(nth(n, who))
        traject.save(path)
        say("noted", n + 1)


say("ready")
for order in sys.stdin:
    children = []
    for who in order.split()[2].split(","):
        child = os.fork()
        if child == 0:
            path, last, _, moment, number = order.split()
            try:
                work(path, last, who, moment, number)
            except BaseException as error:
                say("error", *[p.code for p in getattr(error, "problems", [])] or [type(error).__name__])
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    say("end")
"""


def nth(n: int, who: str = "wijkteam") -> dict[str, object]:
    """The nth event of the story that is told in this test."""
    return event("contact_geprobeerd", n // 10, None, who, kanaal="telefoon", contact="nee" if n % 3 else "ja")


class Writers:
    """Processes that write, each forked from one that has the pack: what they say comes back as lines."""

    def __init__(self) -> None:
        here = str(Path(__file__).parent)
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own text
            [sys.executable, "-c", SERVER, here],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)},
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def start(self, path: Path, last: int, who: str = "wijkteam", moment: str = "-", number: int = 0) -> Iterator[str]:
        """Let a writer go on until ``last``; gives each line it says, until its end."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{path} {last} {who} {moment} {number}\n")
        self.process.stdin.flush()
        yield from iter(self.process.stdout.readline, "end\n")

    def stop(self) -> None:
        self.process.communicate()


@pytest.fixture(scope="module")
def writers() -> Iterator[Writers]:
    found = Writers()
    yield found
    found.stop()


@pytest.fixture(scope="module")
def whole() -> Traject:
    found = begun(PACK)
    for n in range(MANY):
        found = found.add(nth(n))
    return found


def faults(path: Path) -> list[str]:
    """Codes of what is wrong with the file."""
    try:
        Traject.load(path, PACK)
    except TrajectError as error:
        return [problem.code for problem in error.problems]
    return []


@pytest.mark.parametrize("moment", ["voor", "half", "geschreven"])
def test_killed_at_every_event_it_goes_on_where_it_was(tmp_path, writers, moment):
    """Before the line, in the middle of it, and after it but before it is sure to be on disk."""
    path, story = tmp_path / "proef.traject.jsonl", 12
    begun(PACK).save(path)
    expected = begun(PACK)
    for n in range(story):
        said = list(writers.start(path, story, moment=moment, number=1))
        assert not any(line.startswith(("noted", "error")) for line in said)
        after = expected.add(nth(n))
        assert faults(path) == (["GGZ502"] if moment == "half" else [])
        assert (Traject.repair(path) > 0) is (moment == "half")
        assert Traject.load(path, PACK) == (after if moment == "geschreven" else expected)
        after.save(path)  # somebody goes on: adds what was not there, and nothing that was
        expected = after
    assert Traject.load(path, PACK) == expected
    untouched = tmp_path / "zonder-onderbreking.traject.jsonl"
    expected.save(untouched)
    assert path.read_bytes() == untouched.read_bytes()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_killed_process_loses_nothing_that_it_had_noted(tmp_path, writers, whole, seed):
    """Killed from outside, wherever it happens to be."""
    path, chance = tmp_path / "proef.traject.jsonl", random.Random(seed)  # noqa: S311 - only where to stop
    begun(PACK).save(path)
    before = 0
    while before < MANY:
        said = told(writers, path, before + chance.randrange(5, 25), chance)
        torn = faults(path)
        assert torn in ([], ["GGZ502"])
        assert (Traject.repair(path) > 0) is bool(torn)
        found = Traject.load(path, PACK)
        there = len(found.gebeurtenissen)
        assert there >= max(said, before)
        assert found.gebeurtenissen == whole.gebeurtenissen[:there]
        assert there > before
        before = there
    assert Traject.load(path, PACK) == whole
    untouched = tmp_path / "zonder-onderbreking.traject.jsonl"
    whole.save(untouched)
    assert path.read_bytes() == untouched.read_bytes()


def told(writers: Writers, path: Path, enough: int, chance: random.Random) -> int:
    """Let a process write, kill it soon after it said ``enough``, and give the last number that it said."""
    pid = said = 0
    for line in writers.start(path, MANY):
        what, number = line.split()
        assert what in ("pid", "noted"), line
        pid, said = (int(number), said) if what == "pid" else (pid, int(number))
        if what == "noted" and said == enough:
            for _ in range(chance.randrange(40_000)):  # somewhere in the next lines, without looking at a clock
                pass
            with contextlib.suppress(ProcessLookupError):  # it was at the end of the story already
                os.kill(pid, signal.SIGKILL)
    return said


def test_two_processes_never_write_over_each_other(tmp_path, writers):
    """Both want to add a story; each line is there once, whoever wrote it."""
    path = tmp_path / "proef.traject.jsonl"
    begun(PACK).save(path)
    said = [line.split() for line in writers.start(path, 40, who="wijkteam,ggz")]
    errors = [line[1:] for line in said if line[0] == "error"]
    assert errors in ([], [["GGZ523"]])
    found = Traject.load(path, PACK)
    assert len(found.gebeurtenissen) == 40
    assert sorted(int(line[1]) for line in said if line[0] == "noted") == list(range(1, 41))


@pytest.mark.parametrize("more", [0, 1])
def test_a_last_line_without_its_end_gets_it_back(tmp_path, more):
    path, traject = tmp_path / "proef.traject.jsonl", begun()
    traject.save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    for n in range(more):
        traject = traject.add(nth(n))
    traject.save(path)
    assert path.read_bytes().startswith(whole)
    assert path.read_bytes().endswith(b"\n")
    assert Traject.load(path, PACK) == traject
