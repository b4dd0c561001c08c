"""The program is killed while a group's items are added, changed and taken out: nothing is lost."""

import pytest
from kill_groups import MOMENTS, GroupLife

pytestmark = pytest.mark.slow

SEED = 20261124


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_moment_in_a_group_loses_nothing(tmp_path, moment):
    life = GroupLife(tmp_path, SEED)
    assert [line for number in range(2) for line in life.round(number, moment)] == []
    assert life.last_look() == []
    assert life.tally.tried == {moment: 2}


def test_a_lost_item_and_a_lost_text_are_noticed(tmp_path):
    life = GroupLife(tmp_path, SEED)
    life._ledger.answers["people.participants#1.part"] = life._ledger.answers["title"]
    life._ledger.half_typed["people.participants#2.who"] = "A made-up half"

    lost = "".join(life.round(0, "over a second after a key"))
    assert "accepted at people.participants#1.part" in lost
    assert "half typed at people.participants#2.who" in lost
