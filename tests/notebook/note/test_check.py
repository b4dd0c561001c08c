"""Checks of a note against its template."""

import re

import pytest
from made_up import EVERY_TYPE, note_text
from made_up_steps import VISITS

from coprod_cli.notebook.note.check import check_note, is_uncertain
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


class TestALineAmongNextSteps:
    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("[ ] Call", "this line looks like a next step and is not read as one."),
            ("\u2610 Call", "this line looks like a next step and is not read as one."),
            ("- Call", "this line has no box, so it is no next step."),
        ],
    )
    def test_that_people_take_for_one_is_told_with_its_place(self, line, told):
        text = note_text({"after.now-what": f"- [ ] One\n{line}\n  and listen"}, template=VISITS)
        note = read_note(text.encode(), "case.md")
        number = text.split("\n").index(line) + 1

        assert [str(each) for each in check_note(note, lambda _: VISITS)] == [
            f"case.md:{number}:1: {told} Try: begin it with - [ ] and a blank"
        ]

    def test_in_another_answer_is_text(self):
        text = note_text({"visit.story": "- Call\n[ ] Write"}, template=VISITS)
        note = read_note(text.encode(), "case.md")

        assert check_note(note, lambda _: VISITS) == []


class TestAQuestionThatANoteOfAnotherVersionLacks:
    MARKER = re.compile(r"<!-- coprod:second.why-not[^\n]*-->\n")
    BLOCK = re.compile(r"### [^\n]*\n<!-- coprod:second.why-not[^\n]*-->\n\nNobody came.\n\n")

    @pytest.mark.parametrize(("gone", "is_lost"), [(MARKER, True), (BLOCK, False)])
    def test_was_lost_if_its_heading_is_in_an_answer_and_else_never_there(self, gone, is_lost):
        text = note_text({"second.story": "It was late.", "second.why-not": "Nobody came."})
        text = gone.sub("", text).replace("template_version: 1.2.0", "template_version: 0.1.0")
        note = read_note(text.encode(), "case.md")

        found = [each for each in check_note(note, lambda _: EVERY_TYPE) if each.kind == "missing"]

        assert [each.uncertain for each in found] == [is_lost]
        assert is_uncertain(note, EVERY_TYPE) == is_lost
