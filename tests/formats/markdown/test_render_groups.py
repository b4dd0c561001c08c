"""Markdown layouts of templates with repeated groups and tasks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_plan import PARTS, PLAN, TWO_PARTS, blank_plan

from coprod_cli.base.text import canonical_text
from coprod_cli.formats.markdown.layouts import lay_out
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.markers import MARKER_HINT

TITLE = "# A made-up case\n"
GROUP = f"{TITLE}\n## 2. What was agreed\n\n### What have you agreed on?\n"
NOT_ASKED = "*Not asked, as the other answers stand.*"
LONG = "First this.\n\n```\nan open fence\n# no heading\n\n- a list"


def render_case(case, template, layout="answered"):
    return lay_out(case, template, layout)


def rendered(answers, layout="answered", language="en"):
    case = blank_plan(language=language)
    for answer in answers.items() if isinstance(answers, dict) else answers:
        case = case.with_answer(answer if isinstance(answer, Answer) else Answer(*answer))
    return render_case(case, PLAN, layout)


class TestItems:
    def test_are_a_list_each_under_its_name(self):
        assert rendered(TWO_PARTS) == (
            f"{TITLE}\n## 1. The day\n\n### Is there a booked time?\n\nYes\n\n"
            "## 2. What was agreed\n\n### What have you agreed on?\n\n"
            "#### Part 1\n\n"
            "- **What is to be done?** Call back\n"
            "- **Who does it?** Healthcare\n"
            "- **How does healthcare do it?** By phone\n"
            "- **On which day?** 2026-12-01\n\n"
            "#### Part 2\n\n"
            "- **What is to be done?** Take a walk\n"
            "- **Who does it?** The person\n\n"
            "### What comes next?\n\n"
            "- [ ] call back (owner: nurse, due: 2026-12-01)\n"
        )

    def test_are_told_in_the_language_of_the_case(self):
        text = rendered({f"{PARTS}#1.what": "Ring upp"}, language="sv")

        assert text.endswith("#### Del 1\n\n- **Vad ska göras?** Ring upp\n")

    def test_are_all_in_the_full_layout_with_what_was_left_out(self):
        assert rendered({f"{PARTS}#2.who": "The person"}, layout="full").endswith(
            "### What have you agreed on?\n\n#### Part 2\n\n"
            "- **What is to be done?** *Not answered.*\n- **Who does it?** The person\n\n"
            "### What comes next?\n\n*Not answered.*\n"
        )
        assert "### What have you agreed on?\n\n*Not answered.*\n" in rendered({}, layout="full")

    def test_follow_a_remark_and_what_is_not_known_yet(self):
        assert rendered([Answer(PARTS, "", unknown=True), Answer(f"{PARTS}#1.what", "Call")]) == (
            f"{GROUP}\n*Not known yet.*\n\n#### Part 1\n\n- **What is to be done?** Call\n"
        )
        assert rendered({PARTS: "A remark.", f"{PARTS}#1.what": "Call"}) == (
            f"{GROUP}\nA remark.\n\n#### Part 1\n\n- **What is to be done?** Call\n"
        )

    def test_have_what_is_not_known_yet(self):
        text = rendered([Answer(f"{PARTS}#1.what", "", unknown=True)])

        assert text == f"{GROUP}\n#### Part 1\n\n- **What is to be done?** *Not known yet.*\n"

    def test_have_a_long_answer_below_what_was_asked(self):
        answers = {f"{PARTS}#1.who": "Healthcare", f"{PARTS}#1.how": LONG, "day.booked": "Yes"}
        text = rendered({**answers, f"{PARTS}#1.day": "2026-12-01"})

        assert text.endswith(
            "- **Who does it?** Healthcare\n"
            "- **How does healthcare do it?**\n\n"
            "  First this.\n\n  ```\n  an open fence\n  # no heading\n\n  - a list\n\n"
            "- **On which day?** 2026-12-01\n"
        )

    def test_end_with_one_line_end_after_a_long_answer(self):
        text = rendered({f"{PARTS}#1.who": "Healthcare", f"{PARTS}#1.how": "One\ntwo"})

        assert text.endswith("- **How does healthcare do it?**\n\n  One\n  two\n")

    @pytest.mark.parametrize(
        "said", ["# One", "- one", "1. one", "2)", "> one", "| a |", "```", "---", "<b>", "    x"]
    )
    def test_have_a_line_that_is_a_block_of_its_own_below_what_was_asked(self, said):
        text = rendered({f"{PARTS}#1.what": said})

        assert text.endswith(f"- **What is to be done?**\n\n  {said}\n")

    @pytest.mark.parametrize("said", ["2026-12-01", "10.15", "Å", "家庭", "3 a day", "1.5 mg"])
    def test_have_a_short_answer_behind_what_was_asked(self, said):
        assert rendered({f"{PARTS}#1.what": said}).endswith(f"done?** {said}\n")

    def test_tell_whose_words_they_are(self):
        text = rendered(
            [Answer(f"{PARTS}#1.what", "Mine."), Answer(f"{PARTS}#1.what", "Ours.", voice="kin")]
        )

        assert text.endswith("done?**\n\n  Mine.\n\n  *Voice: kin*\n\n  Ours.\n")

    def test_have_a_text_that_somebody_put_under_their_heading(self):
        text = rendered({f"{PARTS}#1": "By hand.", f"{PARTS}#1.what": "Call"})

        assert text == (f"{GROUP}\n#### Part 1\n\nBy hand.\n\n- **What is to be done?** Call\n")
        assert rendered({f"{PARTS}#1": "By hand."}) == f"{GROUP}\n#### Part 1\n\nBy hand.\n"

    @pytest.mark.parametrize("layout", ["answered", "full"])
    def test_say_once_that_the_group_is_not_asked(self, layout):
        helper = {"agreed.helpers#1.role": "A neighbour"}
        hidden, shown = (
            rendered({"day.booked": booked, **helper}, layout) for booked in ("Yes", "No")
        )

        assert hidden.count(NOT_ASKED) == 1
        assert f"?\n\n{NOT_ASKED}\n\n#### Helper 1\n\n- **" in hidden
        assert "** A neighbour\n" in hidden
        assert NOT_ASKED not in shown
        assert "#### Helper 1\n" in shown

    def test_say_of_a_question_in_them_that_it_is_not_asked(self):
        assert rendered({f"{PARTS}#1.how": "By phone"}) == (
            f"{GROUP}\n#### Part 1\n\n- **How does healthcare do it?**\n\n"
            f"  {NOT_ASKED}\n\n  By phone\n"
        )

    @pytest.mark.parametrize("layout", ["answered", "full"])
    @given(st.sampled_from(["Yes", "No", ""]), st.sampled_from(["Healthcare", "The person", ""]))
    def test_have_every_answer_that_stands_in_the_note(self, layout, booked, who):
        odd = [PARTS, f"{PARTS}#1", f"{PARTS}#3.mine", f"{PARTS}.what", f"{PARTS}#0.what", "a#b"]
        addresses = [*odd, "agreed.helpers", "agreed.helpers#2", "agreed.next", "day.booked#1"]
        addresses += [
            f"{PARTS}#{number}.{part}" for number in (1, 9999) for part in ("what", "how")
        ]
        addresses += ["agreed.helpers#1.role", "agreed.helpers#4.role"]
        texts = {address: f"<{number}>" for number, address in enumerate(addresses)}

        text = rendered({"day.booked": booked, f"{PARTS}#1.who": who, **texts}, layout)
        assert [address for address, said in texts.items() if said not in text] == []

    def test_of_questions_that_the_template_does_not_have_come_at_the_end(self):
        text = rendered({f"{PARTS}#1.mine": "Own words.", "old.group#1.what": "Kept."})

        assert text.endswith(
            f"## Other\n\n### {PARTS}#1.mine\n\nOwn words.\n\n### old.group#1.what\n\nKept.\n"
        )

    @given(st.text(st.characters(exclude_categories=["Cs"])).map(canonical_text))
    def test_have_every_word_and_no_marker(self, text):
        lines = rendered({f"{PARTS}#1.what": text}).split("\n")

        for line in text.split("\n"):
            assert any(each.rstrip().endswith(line.rstrip()) for each in lines)
        assert not MARKER_HINT.search(rendered({f"{PARTS}#1.what": "Call"}, layout="full"))
