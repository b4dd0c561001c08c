"""The name that was probably meant is the one that is spelt most like what was typed."""

import pytest

from coprod_cli.base.nearest import nearest, similar_names

NAMES = ("patient", "patients", "family", "professional")


@pytest.mark.parametrize(
    ("typed", "meant"), [("famliy", "family"), ("patent", "patient"), ("nurse", ""), ("", "")]
)
def test_nearest_is_one_name_or_none(typed, meant):
    assert nearest(typed, NAMES) == meant


def test_a_greater_likeness_rules_more_names_out():
    assert nearest("profession", NAMES) == "professional"
    assert nearest("profession", NAMES, 0.95) == ""


def test_similar_names_come_in_the_order_of_their_likeness():
    assert similar_names("patients", iter(NAMES)) == ["patients", "patient"]
    assert similar_names("patients", NAMES, most=1) == ["patients"]
