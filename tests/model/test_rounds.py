"""Rounds: which item is asked, and by which names."""

import pytest

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.rounds import next_round, require_round_group, round_to_ask
from coprod_cli.templates.loader import load_template

CONTRACT = load_template(shipped_prompts() / "patient-contract")
ROUNDS = require_round_group(CONTRACT)
TODAY = "2026-11-24"


def case_of(**texts):
    said = (Answer(f"after.rounds#{name[1]}.{name[3:]}", text) for name, text in texts.items())
    return Case("x", "T", "patient-contract", answers=tuple(said))


def test_the_contract_asks_its_six_questions_again():
    assert ROUNDS.date_id == "date"
    six = tuple(each.id for each in CONTRACT.sections[0].questions if each.type == "yes_no")
    assert ROUNDS.asked_ids == six


def test_a_template_may_have_none():
    with pytest.raises(WrongUsage):
        require_round_group(load_template(shipped_prompts() / "reflection"))


@pytest.mark.parametrize(
    ("texts", "item"),
    [
        ({}, 1),
        ({"r1_date": "2026-11-20", "r1_safe": "No"}, 2),
        ({"r1_date": TODAY, "r1_safe": "No"}, 1),
        ({"r3_date": TODAY} | {f"r3_{name}": "Yes" for name in ROUNDS.asked_ids}, 4),
    ],
)
def test_a_round_of_today_that_is_not_whole_is_gone_on_with(texts, item):
    assert round_to_ask(ROUNDS, case_of(**texts), TODAY) == f"after.rounds#{item}"


def test_data_gives_a_new_round_each_time():
    assert next_round(ROUNDS, case_of(r2_date=TODAY)) == "after.rounds#3"


def test_each_voice_answers_the_round_of_the_day_itself():
    names = {f"r1_{name}": "Yes" for name in ROUNDS.asked_ids}
    case = case_of(r1_date=TODAY, **names)

    assert round_to_ask(ROUNDS, case, TODAY) == "after.rounds#2"
    assert round_to_ask(ROUNDS, case, TODAY, "family") == "after.rounds#1"
