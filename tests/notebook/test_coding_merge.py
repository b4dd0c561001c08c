import random
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.base.errors import InvalidInput
from coprod_cli.model.address import Address
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import Coding, Found, Passage
from coprod_cli.notebook.coding_merge import (
    has_conflict_marks,
    merge_codings,
    merge_texts,
    without_conflict_marks,
)
from coprod_cli.notebook.coding_reader import read_coding
from coprod_cli.notebook.coding_text import coding_text

WAITING, TOLD, SAFE = (CodeName(f"ours/{each}") for each in ("waiting", "told", "safe"))


def passage(name, quote="a chair", codes=(WAITING,), memo=""):
    return Passage(name, Address("emotions.joy"), None, quote, codes, memo)


def coding(*passages, done=""):
    return Coding("20261124-a397kr", "anna", done, passages)


def by_id(merged):
    return {each.id: each for each in merged.passages}


BASE = coding(passage("a"), passage("b"))


def test_what_either_side_added_is_there():
    ours = coding(passage("a"), passage("c"), passage("b"))
    theirs = coding(passage("a"), passage("d"), passage("b"), passage("e"))
    merged, twice = merge_codings(BASE, ours, theirs)
    assert [each.id for each in merged.passages] == ["a", "d", "c", "b", "e"]
    assert twice == ()


def test_what_one_side_took_out_is_gone_unless_the_other_changed_it():
    changed = coding(passage("a", memo="why?"), passage("b"))
    assert merge_codings(BASE, coding(), BASE)[0].passages == ()
    merged, twice = merge_codings(BASE, coding(passage("b")), changed)
    assert (by_id(merged)["a"].memo, twice) == ("why?", ("a",))


def test_codes_of_both_are_kept_and_those_taken_out_are_gone():
    base = coding(passage("a", codes=(TOLD, WAITING)))
    ours, theirs = coding(passage("a", codes=(SAFE, TOLD))), coding(passage("a", codes=(WAITING,)))
    merged, twice = merge_codings(base, ours, theirs)
    assert (merged.passages[0].codes, twice) == ((SAFE,), ("a",))
    assert merge_codings(None, ours, theirs)[0].passages[0].codes == (SAFE, TOLD, WAITING)


def test_two_memos_are_both_kept():
    one, other = coding(passage("a", memo="one")), coding(passage("a", memo="two"))
    assert merge_codings(coding(passage("a")), one, other)[0].passages[0].memo == "one\ntwo"


ids = st.sampled_from("abcdef")
sides = st.lists(
    st.builds(
        passage,
        ids,
        st.sampled_from(["a chair", "a table"]),
        st.sampled_from([(), (WAITING,), (TOLD, WAITING)]),
        st.sampled_from(["", "one", "two"]),
    ),
    unique_by=lambda each: each.id,
    max_size=4,
).map(lambda each: coding(*each))


@given(sides, sides, sides)
def test_whose_side_is_whose_changes_nothing(base, ours, theirs):
    one, _ = merge_codings(base, ours, theirs)
    other, _ = merge_codings(base, theirs, ours)
    assert by_id(one) == by_id(other)


@given(sides, sides)
def test_without_an_earlier_version_nothing_is_lost(ours, theirs):
    merged = by_id(merge_codings(None, ours, theirs)[0])
    for side in (ours, theirs):
        for each in side.passages:
            assert set(each.codes) <= set(merged[each.id].codes)
            assert each.memo in merged[each.id].memo


@given(sides, sides)
def test_a_merge_with_an_unchanged_side_is_the_other_side(base, ours):
    assert by_id(merge_codings(base, ours, base)[0]) == by_id(ours)


def test_texts_keep_the_comments_and_unknown_keys_of_both_sides():
    ours = "# mine\n" + coding_text(coding(passage("a")))
    theirs = coding_text(coding(passage("a"), passage("b"))) + "  weight: 3\n"
    merged = merge_texts("", ours, theirs, "anna.yaml").text
    assert merged.startswith("# mine\n")
    assert merged.endswith("codes: [ours/waiting]\n  weight: 3\n")


def test_codings_of_two_people_are_not_merged():
    other = Coding("20261124-a397kr", "bo", "", (passage("a"),))
    with pytest.raises(InvalidInput):
        merge_texts("", coding_text(BASE), coding_text(other), "anna.yaml")


@pytest.mark.parametrize("seed", range(12))
def test_what_git_left_is_read_as_both_sides(seed, tmp_path):
    chance = random.Random(seed)  # noqa: S311

    def marked(name):
        words = f"{name} {chance.random()}"
        found = Found("", words, chance.randrange(999), "2745748cec82e799", "2026-11-25")
        return passage(name, words)._replace(found=found)

    base = coding(*(marked(f"p{number}") for number in range(12)))

    def side(prefix):
        kept = [each for each in base.passages if chance.random() > 0.1]
        kept = [each._replace(memo="!") if chance.random() < 0.1 else each for each in kept]
        for number in range(3):
            kept.insert(chance.randint(0, len(kept)), marked(f"{prefix}{number}"))
        return coding(*kept)

    versions = {"ours": side("o"), "base": base, "theirs": side("t")}
    for name, version in versions.items():
        (tmp_path / name).write_text(coding_text(version))
    names = ["ours", "base", "theirs"]
    git = ["git", "merge-file", "-p", "--diff3", *names]
    left = subprocess.run(git, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    # Outside of its marks git has joined lines, so that a side may have a passage twice.
    text = without_conflict_marks(left, "anna.yaml").text if has_conflict_marks(left) else left
    expected = {each.id for each in versions["ours"].passages if each.id[0] == "o"}
    expected |= {each.id for each in versions["theirs"].passages if each.id[0] == "t"}
    assert expected <= set(by_id(read_coding(text, "").coding))


def test_marks_that_are_not_in_pairs_are_left_to_a_person():
    text = "<<<<<<< ours\n" + coding_text(BASE)
    assert has_conflict_marks(text)
    assert without_conflict_marks(text, "anna.yaml") is None
