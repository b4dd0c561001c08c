"""The comment in an editor file is taken out again, and no line that a person wrote with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.notebook.editor_comment import comment_block, with_comment, without_comment

COMMENT = comment_block(["Write above this line.", "What happened?", "A few words.\nNo names."])
SCISSORS, *BELOW = COMMENT.split("\n")
LINES = st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["C"])))


class TestTheComment:
    def test_has_each_paragraph_below_the_scissors(self):
        assert SCISSORS == "# ------------------------ >8 ------------------------"
        assert BELOW == [
            "# Write above this line.", "#", "# What happened?", "#", "# A few words.",
            "# No names.", "#",
        ]  # fmt: skip

    def test_is_wrapped_between_words(self):
        lines = comment_block(["many words " * 30]).split("\n")

        assert max(map(len, lines)) <= 72
        assert "# many words many words" in lines[1]

    def test_leaves_a_line_for_the_text(self):
        assert with_comment("", COMMENT) == f"\n\n{COMMENT}\n"
        assert with_comment("One", COMMENT) == f"One\n\n{COMMENT}\n"

    def test_may_be_none_at_all(self):
        assert comment_block([]) == ""
        assert with_comment("One", "") == "One\n"
        assert without_comment("One\n", "") == "One"


class TestTakenOut:
    @given(LINES)
    def test_an_unchanged_file_gives_the_text_it_was_made_with(self, lines):
        text = "\n".join(lines)

        assert without_comment(with_comment(text, COMMENT), COMMENT) == text

    @given(LINES.filter(lambda lines: any(line.strip() for line in lines)))
    def test_what_a_person_writes_anywhere_is_kept(self, lines):
        for place in range(len(BELOW) + 1):
            below = [*BELOW[:place], *lines, *BELOW[place:]]
            edited = "\n".join(["Above", "", SCISSORS, *below, ""])
            kept = without_comment(edited, COMMENT).split("\n")
            written = [line for line in lines if line.strip() and line.rstrip() not in BELOW]
            assert kept[0] == "Above"
            assert [line for line in kept if line in written] == written

    @pytest.mark.parametrize(
        ("edited", "text"),
        [
            (f"# A heading\n\n## One more\n\n{COMMENT}\n", "# A heading\n\n## One more"),
            (f"One\n\n{COMMENT}\nTwo\n", "One\n\nTwo"),
            (f"One\n\n{SCISSORS}\nTwo\n# What happened?\n", "One\n\nTwo"),
            (f"{COMMENT}\n# What happened?\n", "# What happened?"),
            (f"One\n{SCISSORS}  \n# What happened? Rain.\n", "One\n\n# What happened? Rain."),
            ("\n".join(["One", "", *BELOW, ""]), "One"),
            ("\n".join(["# What happened?", "One", "", *BELOW[2:], ""]), "# What happened?\nOne"),
            ("One\n", "One"),
            ("", ""),
        ],
    )  # fmt: skip
    def test_nothing_but_the_comment_goes(self, edited, text):
        assert without_comment(edited, COMMENT) == text
