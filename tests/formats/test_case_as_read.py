"""A case as read: the same answers as a list and as a tree, with typed values."""

from dataclasses import FrozenInstanceError, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import EVERY_TYPE, blank
from made_up_plan import PARTS, PLAN, TWO_PARTS, plan_note

from coprod_cli.formats.answer_part import ANSWER_FIELDS
from coprod_cli.formats.case_as_read import CASE_FIELDS, CaseReader, read_as_asked
from coprod_cli.model.case import Answer, Status

TYPES = {question.type: address for address, question in EVERY_TYPE.questions.items()}


def read(*answers, template=EVERY_TYPE, **fields):
    return read_as_asked(replace(blank(), answers=answers, **fields), template, "a.md")


def tree_of(case):
    """Yield every question and item of the tree, from top to bottom."""
    for section in case.sections:
        for question in section.questions:
            yield question
            for item in question.items:
                yield item
                yield from item.questions


class TestMetadata:
    def test_is_that_of_the_case(self):
        case = read(tags=("a", "b"), extra={"mood": "calm"}, status="final")

        assert list(case.fields()) == list(CASE_FIELDS)
        assert (case.tags, case.extra, case.status, case.path) == (
            ("a", "b"), {"mood": "calm"}, "final", "a.md"
        )  # fmt: skip

    def test_does_not_change(self):
        with pytest.raises(FrozenInstanceError):
            read().title = "Another"

    def test_says_whether_the_template_is_here(self):
        gone = CaseReader(lambda _: None).read(blank(), "a.md")

        assert (read().has_template, gone.has_template, gone.sections) == (True, False, ())


class TestPart:
    def test_has_its_voice_status_and_evidence(self):
        (part,) = read(Answer("first.name", "Perhaps", True, "family", "reported")).parts  # noqa: FBT003

        assert (part.voice, part.is_unknown, part.facts.evidence) == ("family", True, "reported")
        assert (part.facts.status, part.facts.item) == (Status.UNKNOWN, None)
        assert list(part.as_data()) == list(ANSWER_FIELDS)

    def test_of_the_same_metadata_shares_it_among_cases(self):
        reader = CaseReader({"every-type": EVERY_TYPE}.get)
        one, two = (
            reader.read(replace(blank(), answers=(Answer("first.name", text),)), "a.md").parts[0]
            for text in ("One", "Two")
        )

        assert one.facts is two.facts
        assert (one.text, two.text) == ("One", "Two")

    @pytest.mark.parametrize("words", [(False, "", None), (False, None, ""), (True, None, None)])
    def test_of_other_metadata_shares_nothing(self, words):
        reader = CaseReader({"every-type": EVERY_TYPE}.get)
        plain = reader.read(replace(blank(), answers=(Answer("first.name", "x"),)), "a").parts[0]
        other = reader.read(
            replace(blank(), answers=(Answer("first.name", "x", *words),)), "a"
        ).parts[0]

        assert plain.facts is not other.facts
        assert (other.is_unknown, other.voice, other.facts.evidence) == words

    @pytest.mark.parametrize(
        ("kind", "text", "value"),
        [
            ("date", "2026-11-24", date(2026, 11, 24)), ("date", "soon", None),
            ("number", "3,5", Decimal("3.5")), ("number", "many", None),
            ("yes_no", "Ja", True), ("yes_no", "Perhaps", None),
            ("text", "Made up", "Made up"),
        ],
    )  # fmt: skip
    def test_has_a_typed_value(self, kind, text, value):
        address = TYPES[kind]

        assert read(Answer(address, text)).parts_at(address)[0].value == value

    def test_of_a_choice_has_the_value_and_not_the_label(self):
        question = EVERY_TYPE.questions[TYPES["choice"]]
        choice = question.choices[0]
        (label,) = question.labels("sv")[:1]

        (part,) = read(Answer(TYPES["choice"], label)).parts_at(TYPES["choice"])
        assert part.value == choice.value

    def test_of_next_steps_has_each_of_them(self):
        case = plan_note({"agreed.next": "- [x] Call (owner: nurse, due: 2026-12-01)\n- [ ] Write"})
        (part,) = read_as_asked(case.case, PLAN).parts_at("agreed.next")

        assert [(each.what, each.owner, each.is_done) for each in part.value] == [
            ("Call", "nurse", True), ("Write", "", False),
        ]  # fmt: skip

    def test_of_an_unknown_question_means_nothing(self):
        (part,) = read(Answer("gone.words", "2026-11-24")).parts

        assert (part.value, part.facts.question, part.facts.section) == (None, "", "gone")


class TestTree:
    def test_has_the_first_slot_of_an_address_even_if_it_is_empty(self):
        case = read(Answer("first.name"), Answer("first.name", "N", voice="family"))

        first = case.first_part_at("first.name")
        assert (first.text, first.voice) == ("", None)
        assert [part.text for part in case.parts_at("first.name")] == ["N"]
        assert case.first_part_at("first.wait") is None

    @given(st.permutations(list(TWO_PARTS)))
    def test_holds_the_parts_that_the_list_holds(self, order):
        case = plan_note().case
        for address in order:
            case = case.with_answer(Answer(address, TWO_PARTS[address]))
        case = read_as_asked(case, PLAN)

        assert [part for each in tree_of(case) for part in each.parts] == list(case.parts)

    def test_has_every_section_and_question_with_its_wording(self):
        case = read(language="sv")

        assert [section.id for section in case.sections] == [s.id for s in EVERY_TYPE.sections]
        assert [section.number for section in case.sections] == [1, 2]
        assert [each.address for each in tree_of(case)] == list(EVERY_TYPE.questions)
        assert case.sections[0].questions[0].text == "Vad kallar du det här besöket?"

    def test_has_items_with_their_numbers_and_names(self):
        case = read_as_asked(plan_note(TWO_PARTS).case, PLAN)
        (group,) = [each for each in tree_of(case) if getattr(each, "address", "") == PARTS]

        assert [item.number for item in group.items] == list(case.item_numbers(PARTS)) == [1, 2]
        assert group.items[0].name.endswith(" 1")
        assert all(
            part.facts.item == item.number
            for item in group.items
            for question in item.questions
            for part in question.parts
        )

    def test_marks_what_is_not_asked_and_keeps_what_was_said_to_it(self):
        case = read(Answer("first.seen", "No"), Answer("first.day", "2026-11-24"))
        hidden = [each for each in tree_of(case) if each.parts and not each.is_asked]

        assert [each.address for each in hidden] == ["first.day"]
        assert [(part.address, part.facts.is_asked) for part in case.parts] == [
            ("first.seen", True), ("first.day", False),
        ]  # fmt: skip
        assert case.parts_at("first.day") == hidden[0].parts == case.parts[1:]
        assert case.first_part_at("first.day") == case.parts[1]

    def test_marks_what_the_template_does_not_have_as_not_asked(self):
        answer = Answer("gone.words", "Still here.")
        gone = CaseReader(lambda _: None).read(replace(blank(), answers=(answer,)), "a.md")

        assert [part.facts.is_asked for part in read(answer).parts] == [False]
        # Where the template itself is not here, nothing says that the question is not asked.
        assert [part.facts.is_asked for part in gone.parts] == [True]

    def test_leaves_over_what_has_no_question_in_the_order_of_the_note(self):
        case = read(Answer("gone.b", "1"), Answer("first.name", "2"), Answer("gone.a", "3"))

        assert [part.address for part in case.left_over] == ["gone.b", "gone.a"]
        assert [part.address for part in case.parts] == ["first.name", "gone.b", "gone.a"]

    def test_is_worded_as_the_person_was_asked(self):
        plain = [q for q in EVERY_TYPE.questions.values() if q.text_plain]
        case = read(extra={"words": "plain"})

        assert {q.text for q in tree_of(case)} >= {q.text_plain["en"] for q in plain}
