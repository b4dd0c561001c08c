"""The program is killed at moments drawn from a seed, and nothing that was accepted is lost."""

import pytest
from kill import MOMENTS, Life

pytestmark = pytest.mark.slow

SEED = 20261124
ROUNDS = 10


def test_a_program_that_is_killed_again_and_again_loses_nothing(tmp_path):
    life = Life(tmp_path, SEED)
    wrong = [line for number in range(ROUNDS) for line in life.round(number)]
    wrong += life.last_look()
    assert wrong == [], life.tally.table()


SELDOM = [
    "while a case is finished",
    "while an editor is open",
    "while a conflict is chosen",
    "while a case is removed",
    "while a case is restored",
    "while a case is repaired",
]


@pytest.mark.parametrize("moment", SELDOM)
def test_a_moment_that_is_seldom_drawn_is_tried_too(tmp_path, moment):
    assert moment in MOMENTS
    life = Life(tmp_path, SEED)
    assert life.round(0, moment) + life.last_look() == []
    assert life.tally.tried == {moment: 1}
