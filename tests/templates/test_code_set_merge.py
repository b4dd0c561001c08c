"""Two versions of a code set: nothing of either is lost, and what both changed is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_cli.base.errors import InvalidInput
from coprod_cli.base.yaml_text import yaml_lines
from coprod_cli.templates.code_set_loader import parse_code_set
from coprod_cli.templates.code_set_merge import merge_code_sets

BASE = """\
# Ours.
id: ours
title: {en: Our codes}
codes:
  - id: waiting   # long
    definition: Nobody says.
    codes:
      - id: corridor
  - id: informed
"""


def merged(ours, theirs, base=None):
    result = merge_code_sets(base, ours, theirs, "ours.yaml", "ours", lambda _name: None)
    parse_code_set(result.text, "ours.yaml", "ours")  # it is valid
    return result


def changed(text, *changes):
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def codes_of(text):
    """The words of each code, by its id, and above which ones it is."""
    found = parse_code_set(text, "ours.yaml", "ours").code_set.placed_codes()
    return {each.code.id: each.code.model_dump(exclude={"codes"}) for each in found}


def test_what_one_version_adds_is_there_and_comments_stay():
    ours = changed(BASE, ("  - id: informed\n", "  - id: informed\n    memo: Ours.\n"))
    theirs = changed(
        BASE, ("      - id: corridor\n", "      - id: corridor\n      - id: phone\n")
    ) + "  - id: told\n    name: Told\n    codes:\n      - id: late\n"  # fmt: skip
    result = merged(ours, theirs)
    assert result.text == changed(
        ours, ("      - id: corridor\n", "      - id: corridor\n      - id: phone\n")
    ) + "  - id: told\n    name: Told\n    codes:\n      - id: late\n"  # fmt: skip
    assert result.changed_twice == ()


def test_with_the_version_before_both_only_what_both_changed_is_told():
    ours = changed(BASE, ("Nobody says.", "Nobody tells."), ("{en: Our codes}", "{en: Ours}"))
    theirs = changed(BASE, ("Nobody says.", "No word."))
    result = merged(ours, theirs, BASE)
    assert "{en: Ours}" in result.text
    assert [tuple(each) for each in result.changed_twice] == [("waiting", "definition")]
    assert "definition: Nobody tells." in result.text
    assert merged(theirs, ours, BASE).text == result.text.replace("{en: Ours}", "{en: Ours}")


def test_of_a_meaning_that_both_changed_the_later_one_stays():
    early = changed(BASE, ("Nobody says.", "Zzz.\n    changed: 2026-12-01"))
    late = changed(BASE, ("Nobody says.", "Aaa.\n    changed: 2026-12-02"))
    for result in (merged(early, late), merged(late, early)):
        assert codes_of(result.text)["waiting"]["definition"] == "Aaa."
        assert [tuple(each) for each in result.changed_twice] == [("waiting", "definition")]


def test_memos_languages_and_lists_are_joined():
    one = changed(
        BASE, ("{en: Our codes}", "{en: Our codes, sv: Våra}"),
        ("  - id: informed\n", "  - id: informed\n    memo: B.\n    was: [heard]\n"),
    )  # fmt: skip
    other = changed(
        BASE, ("  - id: informed\n", "  - id: informed\n    memo: A.\n    was: [said]\n")
    )
    result = merged(other, one)
    assert "title: {en: Our codes, sv: Våra}" in result.text
    informed = codes_of(result.text)["informed"]
    assert (informed["memo"], informed["was"]) == ("A.\nB.", ("heard", "said"))
    assert [tuple(each) for each in result.changed_twice] == [("informed", "memo")]


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize("base", [None, BASE])
def test_a_code_that_one_version_renamed_is_one_code(swapped, base):
    renamed = changed(BASE, ("  - id: informed\n", "  - id: heard\n    was: [informed]\n"))
    other = changed(BASE, ("  - id: informed\n", "  - id: informed\n    memo: A thought.\n"))
    result = merged(other, renamed, base) if swapped else merged(renamed, other, base)
    found = codes_of(result.text)
    assert set(found) == {"waiting", "corridor", "heard"}
    assert (found["heard"]["memo"], found["heard"]["was"]) == ("A thought.", ("informed",))
    assert result.changed_twice == ()


def test_a_code_that_both_renamed_has_both_earlier_names_and_is_told():
    one = changed(BASE, ("  - id: informed\n", "  - id: heard\n    was: [informed]\n"))
    other = changed(BASE, ("  - id: informed\n", "  - id: told\n    was: [informed]\n"))
    for result in (merged(one, other), merged(other, one)):
        assert codes_of(result.text)["told"]["was"] == ("heard", "informed")
        assert [tuple(each) for each in result.changed_twice] == [("told", "id")]


def test_a_code_in_another_place_stays_and_one_taken_out_too_and_both_are_told():
    theirs = changed(
        BASE,
        ("    codes:\n      - id: corridor\n", ""),
        ("  - id: informed\n", "  - id: corridor\n"),
    )
    result = merged(BASE, theirs, BASE)
    assert result.text == BASE
    assert [tuple(each) for each in result.changed_twice] == [
        ("corridor", "codes"), ("informed", "removed"),
    ]  # fmt: skip


def test_a_damaged_version_is_refused():
    with pytest.raises(InvalidInput):
        merged(BASE, "id: ours\ncodes: 5\n")


IDS = ("a", "b", "c", "d")
WORDS = st.fixed_dictionaries(
    {}, optional={
        "name": st.sampled_from(["One", "Two", {"en": "One"}, {"sv": "En", "en": "Two"}]),
        "definition": st.sampled_from(["This.", "That: so", "Three\nlines\nhere"]),
        "memo": st.sampled_from(["A.", "B."]),
        "retired": st.sampled_from(["2026-01-01", "2026-02-02"]),
    },
)  # fmt: skip


def set_text(codes):
    data = {"id": "ours", "codes": [{"id": name, **words} for name, words in codes]}
    return "\n".join([*yaml_lines(data), ""])


SETS = st.lists(st.tuples(st.sampled_from(IDS), WORDS), min_size=1, unique_by=lambda each: each[0])


@settings(max_examples=30)
@given(SETS, SETS)
def test_either_way_the_same_codes_with_the_same_words_come_of_it(one, other):
    one, other = set_text(one), set_text(other)
    result, swapped = merged(one, other), merged(other, one)
    assert codes_of(result.text) == codes_of(swapped.text)
    assert set(codes_of(result.text)) == {*codes_of(one), *codes_of(other)}
    assert set(result.changed_twice) == set(swapped.changed_twice)
    again = merged(result.text, other)
    assert codes_of(again.text) == codes_of(merged(again.text, one).text)
