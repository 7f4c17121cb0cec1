"""A state machine drives trajecten: add, correct, kill at any byte, reload and go on. Nothing is ever lost."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ggzroute import Traject, TrajectError, load_pack
from ggzroute.traject.beeld import casus_on
from ggzroute.traject.regie import seams
from ggzroute.traject.stappen import step_facts
from ggzroute.traject.vouwen import fold
from trajecten import BEGIN, begun, corrections, events, regie_events

PACK = load_pack("holland-rijnland")
T = TypeVar("T")
DAY = dt.timedelta(days=1)


def days_of(traject: Traject) -> list[dt.date]:
    """Every day on which something can change, and the days around it."""
    found = {BEGIN}
    for event in traject.gebeurtenissen:
        found |= {event.geldt_op - DAY, event.geldt_op, event.geldt_op + DAY, event.bekend_op}
    return sorted(day for day in found if day >= BEGIN)


def attempt(action: Callable[[], T]) -> T | TrajectError:
    """What an action gives, or why it was refused."""
    try:
        return action()
    except TrajectError as error:
        return error


class TrajectMachine(RuleBasedStateMachine):
    """A traject in a file, and beside it the list of what was noted."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "proef.traject.jsonl"
        self.noted: list[dict[str, Any]] = []
        self.traject = begun(PACK)

    def teardown(self) -> None:
        self.folder.cleanup()

    @initialize()
    def begin(self) -> None:
        self.traject.save(self.path)

    def add(self, new: dict[str, Any]) -> Traject | None:
        """One event more, or ``None`` when it clashes; then nothing changes."""
        before = self.traject.to_dict()
        after = attempt(lambda: self.traject.add(new))
        assert self.traject.to_dict() == before
        if isinstance(after, TrajectError):
            assert after.problems
            return None
        assert after.to_dict()["gebeurtenissen"][:-1] == before["gebeurtenissen"]
        return after

    def keep(self, new: dict[str, Any]) -> None:
        after = self.add(new)
        if after is not None:
            after.save(self.path)
            self.traject = after
            self.noted.append(after.to_dict()["gebeurtenissen"][-1])

    @rule(data=st.data())
    def note(self, data: st.DataObject) -> None:
        for _ in range(3):
            self.keep(data.draw(events(self.traject)))

    @rule(data=st.data())
    def agree_or_hand_over(self, data: st.DataObject) -> None:
        self.keep(data.draw(regie_events(self.traject)))

    @precondition(lambda self: self.noted)
    @rule(data=st.data())
    def correct(self, data: st.DataObject) -> None:
        self.keep(data.draw(corrections(self.traject)))

    @rule()
    def save_again(self) -> None:
        before = self.path.read_bytes()
        self.traject.save(self.path)
        assert self.path.read_bytes() == before

    @rule()
    def reload(self) -> None:
        self.traject = Traject.load(self.path, PACK, stempel=self.traject.stempel)
        assert Traject.from_dict(json.loads(json.dumps(self.traject.to_dict())), PACK) == self.traject

    @rule(data=st.data())
    def killed_while_writing(self, data: st.DataObject) -> None:
        """Only part of the line came to disk: what was noted before is there, the part is kept, and it goes on."""
        after = self.add(data.draw(events(self.traject)))
        if after is None:
            return
        line = json.dumps(after.to_dict()["gebeurtenissen"][-1], sort_keys=True, separators=(",", ":")).encode()
        part = line[: data.draw(st.integers(1, len(line) - 1))]
        with self.path.open("ab") as stream:
            stream.write(part)
        for use in (lambda: Traject.load(self.path, PACK), lambda: self.traject.save(self.path)):
            error = attempt(use)
            assert isinstance(error, TrajectError)
            assert [problem.code for problem in error.problems] == ["GGZ502"]
        rest = self.path.with_name(self.path.name + ".rest")
        kept = rest.read_bytes() if rest.exists() else b""
        assert Traject.repair(self.path) == len(part)
        assert rest.read_bytes() == kept + part + b"\n"
        assert Traject.load(self.path, PACK) == self.traject

    @rule(data=st.data())
    def cut_off(self, data: st.DataObject) -> None:
        """The file ends at any byte: every whole line is still there, and the rest is written again."""
        raw = self.path.read_bytes()
        end = data.draw(st.integers(0, len(raw)))
        self.path.write_bytes(raw[:end])
        lines = raw.splitlines(keepends=True)
        sizes = [sum(map(len, lines[: n + 1])) - 1 for n in range(len(lines))]  # the end of a line may be missing
        whole = sum(size <= end for size in sizes)
        torn = end not in (0, *sizes, *(size + 1 for size in sizes))
        assert (Traject.repair(self.path) > 0) is torn
        if whole:
            found = Traject.load(self.path, PACK)
            assert found.to_dict()["gebeurtenissen"] == self.noted[: whole - 1]
        self.traject.save(self.path)
        assert self.path.read_bytes() == raw

    @rule(data=st.data())
    def a_prefix_is_what_was_known_then(self, data: st.DataObject) -> None:
        """What was known on a day is the fold of the events known until then, on any day."""
        every = self.traject.gebeurtenissen
        known = data.draw(st.sampled_from([BEGIN - DAY, *(event.bekend_op for event in every)]))
        day = data.draw(st.sampled_from(days_of(self.traject)))
        count = sum(event.bekend_op <= known for event in every)
        whole = self.traject.to_dict()
        prefix = Traject.from_dict({**whole, "gebeurtenissen": whole["gebeurtenissen"][:count]}, PACK)
        assert prefix.as_of(day) == self.traject.as_of(day, bekend_op=known)
        assert prefix.regie() == self.traject.regie(bekend_op=known)

    @invariant()
    def nothing_is_lost(self) -> None:
        assert self.traject.to_dict()["gebeurtenissen"] == self.noted
        assert [event.nr for event in self.traject.gebeurtenissen] == list(range(1, len(self.noted) + 1))

    @invariant()
    def the_regie_never_has_a_gap_and_never_two(self) -> None:
        periods = self.traject.regie()
        assert seams(periods) == (0,) * max(0, len(periods) - 1)
        assert all(period.tot is None for period in periods[-1:])
        for day in days_of(self.traject):
            holders = [r.betrokkene.id for r in self.traject.as_of(day).regievoerders]
            assert holders == [period.wie for period in periods if period.holds_on(day)]
            assert len(holders) == (1 if periods and periods[0].sinds <= day else 0)

    @invariant()
    def one_event_after_another_is_all_at_once(self) -> None:
        """The state that grew with every event is that of folding everything again."""
        t = self.traject
        facts = step_facts(PACK.workflows[t.kop.workflow])
        again = fold(t.kop.begin, t.kop.start, t.gebeurtenissen, facts)
        assert not again.botsingen
        assert again == t.voortgang.stand
        last = max([BEGIN, *(event.geldt_op for event in t.gebeurtenissen)])
        assert casus_on(again, last).feiten.keys() == t.as_of(last).feiten.keys()


TestTraject = TrajectMachine.TestCase
TestTraject.settings = settings(max_examples=15, stateful_step_count=20)
