"""Items of a repeated group in an answers file: accepted answers and findings."""

import json

import pytest
from made_up_plan import PARTS, PLAN, TWO_PARTS, answer_texts, blank_plan

from coprod_cli.base.errors import InvalidInput
from coprod_cli.interview.askers.scripted.answers_file import check_answers, read_answers_file
from coprod_cli.interview.askers.scripted.asker import ScriptedAsker
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.session import conduct
from coprod_cli.model.case import Answer
from coprod_cli.operations.autosave import NullAutosave

LISTED = {
    "day.booked": True,
    "agreed": {
        "parts": [
            {"what": "Call back", "who": "care", "how": "By phone", "day": "2026-12-01"},
            {"who": "person", "what": "Take a walk"},
        ],
        "next": "call back (owner: nurse, due: 2026-12-01)",
    },
}


def given_answers(text, *settings, language="en"):
    document = None if text is None else read_answers_file(text, "answers.yaml")
    return check_answers(PLAN, language, document, settings)


def case_after(text, *settings, language="en", final=False, earlier=None):
    """Return the case after an interview with the answers of a file."""
    case = blank_plan(language=language)
    for address, each in (earlier or {}).items():
        case = case.with_answer(Answer(address, each))
    start = Interview.begin(PLAN, case, asks_title=True)
    asker = ScriptedAsker(given_answers(text, *settings, language=language), final=final)
    return conduct(start, asker, NullAutosave()).case


@pytest.fixture
def findings():
    def check(text, *settings):
        with pytest.raises(InvalidInput) as caught:
            given_answers(text, *settings)
        return [str(finding).removeprefix("answers.yaml:") for finding in caught.value.findings]

    return check


class TestAListOfItems:
    def test_is_the_items_from_the_first_on(self):
        assert answer_texts(case_after(json.dumps({"answers": LISTED}))) == TWO_PARTS

    def test_may_be_given_by_addresses(self):
        assert answer_texts(case_after(json.dumps({"answers": TWO_PARTS}))) == TWO_PARTS

    def test_keeps_each_answer_as_its_question_does(self):
        case = case_after(json.dumps({"answers": LISTED}), language="sv")

        assert case.answer(f"{PARTS}#1.who").text == "Vården"

    def test_gives_items_also_to_a_group_that_is_hidden(self):
        case = case_after("answers: {day.booked: true, agreed.helpers: [{role: A neighbour}]}")

        assert case.answer("agreed.helpers#1.role").text == "A neighbour"

    def test_changes_the_first_items_and_leaves_those_after_them(self):
        case = case_after("answers: {agreed.parts: [{what: Write}]}", earlier=TWO_PARTS)

        assert answer_texts(case) == {**TWO_PARTS, f"{PARTS}#1.what": "Write"}

    def test_may_be_empty_and_changes_nothing(self):
        assert (
            answer_texts(case_after("answers: {agreed.parts: []}", earlier=TWO_PARTS)) == TWO_PARTS
        )

    def test_takes_the_long_forms_too(self):
        case = case_after(
            "answers:\n  agreed.parts:\n    - what: {unknown: true}\n"
            "      who: [{text: care}, {text: person, voice: family}]\n"
        )

        assert [
            (each.address, each.text, each.unknown, each.voice) for each in case.given_answers()
        ] == [
            (f"{PARTS}#1.what", "", True, None),
            (f"{PARTS}#1.who", "Healthcare", False, None),
            (f"{PARTS}#1.who", "The person", False, "family"),
        ]

    def test_a_remark_about_the_whole_is_a_text_at_the_group_itself(self):
        case = case_after("answers: {agreed.parts: Two small things., agreed.parts#2.what: Walk}")

        assert answer_texts(case) == {PARTS: "Two small things.", f"{PARTS}#2.what": "Walk"}


class TestWhatIsWrongInAListOfItems:
    def test_is_told_all_at_once_each_at_its_place(self, findings):
        text = (
            "answers:\n"
            "  day.booked: perhaps\n"
            "  agreed:\n"
            "    parts:\n"
            "      - what: |\n"
            "          One\n"
            "          two\n"
            "        who: nobody\n"
            "      - wat: Walk\n"
            "        day: 1 December\n"
            "      - just a text\n"
            "      - {who: {txt: care}}\n"
            "    next: 'call (due: soon)'\n"
        )

        assert findings(text) == [
            '2:3: "day.booked": this must be Yes or No.',
            f'5:9: "{PARTS}#1.what": this takes one line only.',
            f'8:9: "{PARTS}#1.who": this must be one of: The person, Healthcare.',
            f'9:9: there is no question "{PARTS}#2.wat". Try: {PARTS}#2.what',
            f'10:9: "{PARTS}#2.day": this must be a day, year first, such as 2026-11-24.',
            "11:9: each item is a map of these: what, who, how, day.",
            '12:16: "txt" is not a key that is known here. Try: text',
            '13:5: "agreed.next": a day is written year first, such as (due: 2026-12-01).',
        ]

    def test_never_repeats_an_answer(self, findings):
        told = findings("answers: {agreed.parts: [SECRET, {who: SECRET}, {SECRET words: x}]}")

        assert len(told) == 3
        assert "SECRET" not in "".join(told)

    def test_is_told_of_a_list_where_a_question_is_no_group(self, findings):
        (told,) = findings("answers: {day.booked: [{what: Walk}]}")

        assert told.startswith("1:")

    def test_is_told_where_an_item_is_answered_twice(self, findings):
        told = findings(f"answers: {{agreed.parts: [{{what: a}}], '{PARTS}#1.what': b}}")

        assert told == [f'1:38: "{PARTS}#1.what" is answered twice here.']

    @pytest.mark.parametrize(
        "answers",
        [
            {f"{PARTS}#1.what": "a", f"{PARTS}#1": None},
            {f"{PARTS}#1": None, f"{PARTS}#1.what": "a"},
            {PARTS: [{"what": "a"}], "agreed": {"parts#1": ""}},
        ],
    )
    def test_is_told_where_an_item_is_taken_out_and_answered(self, findings, answers):
        (told,) = findings(json.dumps({"answers": answers}))

        assert told.endswith(f'"{PARTS}#1" is taken out here, and answered too.')

    @pytest.mark.parametrize("setting", [f"{PARTS}#0.what=x", f"{PARTS}#1.none=x", f"{PARTS}#1=x"])
    def test_is_told_of_an_item_that_there_cannot_be(self, findings, setting):
        (told,) = findings(None, setting)

        assert "there is no question" in told


class TestASetting:
    def test_changes_one_answer_of_one_item(self):
        case = case_after(None, f"{PARTS}#2.what=Write", earlier=TWO_PARTS)

        assert answer_texts(case) == {**TWO_PARTS, f"{PARTS}#2.what": "Write"}

    def test_takes_an_item_out(self):
        case = case_after(None, f"{PARTS}#1=", earlier=TWO_PARTS)

        assert answer_texts(case) == {
            key: text for key, text in TWO_PARTS.items() if "#1" not in key
        }

    def test_after_another_that_takes_the_item_out_begins_it_anew(self):
        case = case_after(None, f"{PARTS}#1=", f"{PARTS}#1.what=Write", earlier=TWO_PARTS)

        assert answer_texts(case) == {
            **{key: text for key, text in TWO_PARTS.items() if "#1" not in key},
            f"{PARTS}#1.what": "Write",
        }

    def test_takes_out_an_item_that_is_not_there_and_changes_nothing(self):
        assert answer_texts(case_after(None, f"{PARTS}#9=", earlier=TWO_PARTS)) == TWO_PARTS

    def test_comes_after_the_file_and_takes_its_place(self):
        case = case_after(json.dumps({"answers": LISTED}), f"{PARTS}#1.what=Write")

        assert case.answer(f"{PARTS}#1.what").text == "Write"

    def test_keeps_next_steps_as_a_task_list(self):
        case = case_after(None, "agreed.next=call\n  and listen\n[x] write")

        assert case.answer("agreed.next").text == "- [ ] call\n  and listen\n- [x] write"


class TestNextSteps:
    @pytest.mark.parametrize(
        "written", ["[call, write]", "'call\n\n    write'", "|\n    call\n    write"]
    )
    def test_may_be_a_list_or_lines(self, written):
        case = case_after(f"answers:\n  agreed.next: {written}\n")

        assert case.answer("agreed.next").text == "- [ ] call\n- [ ] write"


class TestFinishing:
    def test_is_refused_while_an_item_lacks_what_it_needs(self):
        with pytest.raises(InvalidInput) as caught:
            case_after("answers: {agreed.parts: [{who: care}]}", final=True)

        (finding,) = caught.value.findings
        assert finding.message == f'"{PARTS}#1.what" is needed before it is finished.'

    def test_is_done_where_each_item_has_it(self):
        assert case_after(json.dumps({"answers": LISTED}), final=True).status == "final"
