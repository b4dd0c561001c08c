"""Checks of a note against its template."""

import pytest
from made_up import EVERY_TYPE, note_text

from coprod_cli.notebook.note.check import check_note
from coprod_cli.notebook.note.reader import read_note


def finding_lines(text):
    note = read_note(text.encode(), "case.md")
    return [str(each) for each in check_note(note, {"every-type": EVERY_TYPE}.get)]


class TestATemplateThatIsNotHere:
    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ("none-such", '"none-such"'),
            ("made up words", "of that name"),
            ('"two\\nlines"', "of that name"),
            ("a" * 5000, "of that name"),
        ],
    )
    def test_is_told_on_one_line_and_by_its_name_where_it_has_one(self, written, name):
        text = note_text().replace("template: every-type", f"template: {written}")

        assert finding_lines(text) == [
            f"case.md:1:1: there is no template {name} here. Try: coprod templates list"
        ]


class TestThePlace:
    def test_of_each_unknown_address_is_its_own_line(self):
        marker = "### Q\n<!-- coprod:first.made-up-{} -->\n\n"
        added = "".join(marker.format(number) for number in range(3))
        text = note_text().replace("<!-- coprod:end -->", f"{added}<!-- coprod:end -->")
        lines = text.split("\n")

        assert finding_lines(text) == [
            f"case.md:{lines.index(f'<!-- coprod:first.made-up-{number} -->') + 1}:1: "
            f'the template has no "first.made-up-{number}"; its text is kept.'
            for number in range(3)
        ]
