import pytest

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import (
    SURROUNDINGS,
    WHOLE,
    Coding,
    Passage,
    coder_name,
    found_at,
    is_passage_id,
    new_passage_id,
)

WAITING, TOLD = CodeName("ours/waiting"), CodeName("ours/told")


def passage(passage_id, quote="a chair", codes=(WAITING,)):
    return Passage(passage_id, Address("emotions.what-helps"), None, quote, codes)


def test_what_stands_around_a_passage_is_kept_with_it():
    answer = Answer("emotions.what-helps", "b" * 50 + "a chair" + "c" * 50)
    found = found_at(answer, 50, 57, "2026-11-25T10:00:00+01:00")
    assert found.before == "b" * SURROUNDINGS
    assert found.after == "c" * SURROUNDINGS
    assert (found.start, found.said) == (50, answer.digest)


def test_codes_are_sorted_and_stand_once():
    assert passage("a").with_codes((WAITING, TOLD, WAITING)).codes == (TOLD, WAITING)


def test_a_passage_takes_the_place_of_the_one_with_its_id():
    coding = Coding("20261124-a397kr", "anna", passages=(passage("a"), passage("b")))
    changed = coding.with_passage(passage("a", WHOLE)).with_passage(passage("c"))
    assert [(each.id, each.is_whole) for each in changed.passages] == [
        ("a", True), ("b", False), ("c", False),
    ]  # fmt: skip
    assert changed.without_passage("b").passage("b") is None


def test_each_new_id_is_an_id_of_its_own():
    made = {new_passage_id() for _ in range(100)}
    assert len(made) == 100
    assert all(map(is_passage_id, made))


@pytest.mark.parametrize(
    ("typed", "name"),
    [("anna", "anna"), (" Anna ", "anna"), ("anna.2", "anna.2"), ("Åsa-Lena_k", "åsa-lena_k"),
     ("a\u030asa", "åsa"), ("b2", "b2")],
)  # fmt: skip
def test_a_coder_has_a_name_that_can_be_a_folder(typed, name):
    assert coder_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    ["", "agreed", "anna bo", "../anna", "anna/bo", ".anna", "anna.", "anna.0", "anna.x", "_a",
     "a" * 60, "anna\n.."],
)  # fmt: skip
def test_what_is_no_name_of_a_coder(typed):
    with pytest.raises(InvalidAnswer):
        coder_name(typed)
