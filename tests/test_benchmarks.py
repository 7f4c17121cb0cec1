"""The decision that engines are compared with: the tables, Python by hand and the pack say the same."""

from __future__ import annotations

import pytest
from benchmarks.peers import hand_written, ours
from benchmarks.peers_task import same_answers

VARIANTS = {**hand_written.VARIANTS, **ours.VARIANTS}


@pytest.mark.parametrize("name", VARIANTS)
def test_it_gives_the_answers_of_the_tables(name):
    assert same_answers(VARIANTS[name], 200) == []


def test_another_answer_is_found():
    hand = hand_written.VARIANTS["written by hand"]
    forgetful = hand._replace(answer=lambda found: {**found, "adviezen": found["adviezen"][:3]})
    assert 0 < len(same_answers(forgetful, 200)) < 200
