"""Tags: what a typed line means, and what two programs make of the same tags."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.model.tags import MAX_TAG, clean_tag, merged_tags, read_tags, tags_line

words = st.text(alphabet="abÅ1-_/", min_size=1, max_size=6).filter(lambda word: word.strip("-_/"))
tags = st.lists(words, max_size=4, unique=True).map(tuple)


@pytest.mark.parametrize(
    "line",
    ["night, team", "night team", "#night #team", "#night,team", " night ,, team #", "night\nteam"],
)  # fmt: skip
def test_commas_blanks_and_signs_stand_between_tags(line):
    assert read_tags(line) == ("night", "team")


@pytest.mark.parametrize("known", ["patient contract", "a, b", "#x y"])
def test_a_tag_with_blanks_that_a_case_has_stays_one_tag(known):
    assert read_tags(f"night, {known}, team", [known]) == ("night", known, "team")


def test_words_of_such_a_tag_are_tags_of_their_own_elsewhere():
    assert read_tags("patients contract", ["patient contract"]) == ("patients", "contract")


@given(tags)
@example(("a",))
def test_a_line_of_tags_reads_back(given_tags):
    assert read_tags(tags_line(given_tags), given_tags) == given_tags
    assert read_tags(tags_line(given_tags)) == given_tags


@pytest.mark.parametrize("text", ["", "#", "!", "---", "a\nb", "a\x1bb", "x" * (MAX_TAG + 1)])
def test_what_is_no_tag_is_refused(text):
    with pytest.raises(InvalidAnswer):
        clean_tag(text)


@given(tags, tags, tags)
def test_a_merge_has_what_either_added_and_not_what_either_removed(before, mine, theirs):
    merged = merged_tags(before, mine, theirs)

    for tag in {*before, *mine, *theirs}:
        is_kept = (tag in mine and tag in theirs) if tag in before else True
        assert (tag in merged) == is_kept
    assert len(set(merged)) == len(merged)
