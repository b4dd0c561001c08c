"""Notes with git's conflict marks: taken apart where the marks are in pairs, joined by answer."""

import subprocess

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_up import CASE_ID, EVERY_TYPE, note_text

from coprod_cli.notebook.note.conflict_sides import conflict_sides, merged_sides
from coprod_cli.notebook.note.reader import read_note

STORY = "second.story"


def read(text):
    return read_note(text.encode(), f"{CASE_ID}.md")


def with_hunk(hunk):
    return read(note_text({STORY: "HERE"}).replace("HERE\n", hunk))


class TestTheMarks:
    def test_of_the_style_merge_give_two_sides(self):
        base, ours, theirs = conflict_sides(with_hunk("<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n"))

        assert base is None
        assert ours.case.answer(STORY).text == "1"
        assert theirs.case.answer(STORY).text == "2"

    @pytest.mark.parametrize("label", ["", " base"])
    def test_of_the_style_diff3_give_three(self, label):
        hunk = f"<<<<<<< a\n1\n|||||||{label}\n0\n=======\n2\n>>>>>>> b\n"
        sides = conflict_sides(with_hunk(hunk))

        assert [side.case.answer(STORY).text for side in sides] == ["0", "1", "2"]

    @pytest.mark.parametrize(
        "hunk",
        [
            "<<<<<<< a\n1\n=======\n2\n", "1\n=======\n2\n>>>>>>> b\n", "<<<<<<< a\n1\n>>>>>>> b\n",
            "<<<<<<< a\n1\n=======\n2\n=======\n3\n>>>>>>> b\n",
            "<<<<<<< a\n<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n",
            "<<<<<<< a\n1\n=======\n2\n||||||| c\n0\n>>>>>>> b\n",
        ],
    )  # fmt: skip
    def test_that_are_not_in_pairs_give_nothing(self, hunk):
        assert conflict_sides(with_hunk(hunk)) is None
        assert merged_sides(with_hunk(hunk)) is None

    def test_of_text_that_only_looks_so_are_text(self):
        assert merged_sides(with_hunk("=======\n")) is None
        assert merged_sides(with_hunk(">>>>>>> quoted\n")) is None

    def test_after_the_end_of_the_note_are_joined_too(self):
        text = note_text() + "\n<<<<<<< a\nmine\n=======\nyours\n>>>>>>> b\n"
        after = merged_sides(read(text)).note.text

        assert "mine\n" in after
        assert "yours\n" in after
        assert "<<<<<<<" not in after


# The words of each answer are its own: git may take a line that two answers share for a moved one.
WORDS = st.lists(st.sampled_from(["ab", "cd", "ef", "gh"]), max_size=5, unique=True)
ANSWERS = st.dictionaries(st.sampled_from([*EVERY_TYPE.questions]), WORDS).map(
    lambda answers: {
        address: "\n".join(f"{word}-{address}" for word in words)
        for address, words in answers.items()
    }
)


@settings(max_examples=60, deadline=None)
@given(ANSWERS, ANSWERS, ANSWERS, st.sampled_from(["", "--diff3", "--zdiff3"]))
@example({STORY: "ab"}, {STORY: "ab\ncd"}, {STORY: "ab\ngh"}, "--zdiff3")
@example({STORY: "ab"}, {STORY: "# cd\n- [ ] e"}, {STORY: "- [ ] gh"}, "")
def test_git_s_own_marks_give_every_word_of_both_sides(
    tmp_path_factory, before, ours, theirs, style
):
    folder = tmp_path_factory.mktemp("sides")
    texts = (before, "10"), (ours, "11"), (theirs, "12")
    for name, (answers, hour) in zip(("base", "ours", "theirs"), texts, strict=True):
        updated = f"2026-11-24T{hour}:00:00+01:00"
        (folder / name).write_text(note_text(answers, updated=updated))
    command = ["git", "merge-file", "-p", *([style] if style else []), "ours", "base", "theirs"]
    marked = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    result = merged_sides(read(marked.stdout))

    assert not result.note.uncertain
    assert result.note.case.updated.startswith("2026-11-24T12")
    known = read(note_text(before)).case
    for side in map(read, (note_text(ours), note_text(theirs))):
        for answer in side.case.given_answers():
            if answer.text != known.answer(answer.address).text:
                new = set(answer.text.split()) - set(known.answer(answer.address).text.split())
                assert new <= set(result.note.case.answer(answer.address).text.split())
