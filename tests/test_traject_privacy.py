"""No value of a traject shows in a message, whatever is wrong with it, and wherever it stands."""

from __future__ import annotations

import copy
import json
import pickle
import traceback
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ggzroute import Traject, TrajectError, load_pack
from test_privacy import MARK, PLANTS, part_at, places
from trajecten import agreed, corrections, event, events, grown, handed

PACK = load_pack("holland-rijnland")
TRAJECT = grown(
    agreed(1),
    event("antwoord", 2, feit="persoon.schulden", waarde="ja"),
    event("betrokkene_erbij", 2, id="coach", kring="professioneel", functie="coach", betrokken="nu"),
    handed(3, "ggz", "coach"),
)


@st.composite
def planted(draw: Any, data: Any) -> Any:
    """Data with the mark in one to three places: as a value, as a key, or as one part more."""
    data = copy.deepcopy(data)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(places(data))))
        plant = copy.deepcopy(draw(st.sampled_from(PLANTS)))
        holder = part_at(data, path[:-1]) if path else None
        part = part_at(data, path)
        if isinstance(part, dict) and draw(st.booleans()):
            part[draw(st.sampled_from([MARK, f"persoon.{MARK}"]))] = plant
        elif isinstance(part, list) and draw(st.booleans()):
            part.append(plant)
        elif isinstance(holder, dict) and draw(st.booleans()):
            holder[MARK] = holder.pop(path[-1])
        elif path:
            holder[path[-1]] = plant
    return data


def shown(error: TrajectError) -> str:
    return " ".join(
        [
            str(error),
            repr(error.args),
            "".join(traceback.format_exception(error)),
            json.dumps([problem.to_dict() for problem in error.problems], ensure_ascii=False),
            str(pickle.loads(pickle.dumps(error))),  # noqa: S301 - our own bytes
        ]
    )


@settings(max_examples=150)
@given(st.data())
def test_an_event_that_is_refused_is_not_repeated(data):
    new = data.draw(st.one_of(events(TRAJECT), corrections(TRAJECT)).flatmap(planted))
    try:
        after = TRAJECT.add(new)
    except TrajectError as error:
        text = shown(error)
    else:
        text = repr([after, *after.gebeurtenissen, after.gebeurtenissen[-1].inhoud])
    assert MARK not in text


@settings(max_examples=150)
@given(st.data())
def test_a_traject_that_is_refused_is_not_repeated(data):
    whole = data.draw(planted(json.loads(json.dumps(TRAJECT.to_dict()))))
    try:
        text = repr(Traject.from_dict(whole, PACK))
    except TrajectError as error:
        text = shown(error)
    assert MARK not in text


def test_a_file_that_is_refused_is_not_repeated(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    TRAJECT.save("t.jsonl")
    lines = Path("t.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    for n in range(len(lines)):
        for broken in (f"{MARK}{lines[n]}", lines[n].replace('"', MARK, 1), f'{{"{MARK}":"{MARK}"}}\n', MARK):
            Path("t.jsonl").write_text("".join([*lines[:n], broken, *lines[n + 1 :]]), encoding="utf-8")
            texts = []
            try:
                Traject.load("t.jsonl", PACK)
            except TrajectError as error:
                texts.append(shown(error))
            assert texts
            assert MARK not in texts[0]
