"""Visibility: which questions are asked, depending on earlier answers."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import SHIPPED
from paths import TEMPLATES

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.visibility import relevant_addresses
from coprod_cli.model.wording import every_wording
from coprod_cli.templates.loader import load_named_template, load_template

EVERY_TYPE = load_template(TEMPLATES / "every-type")
ALWAYS = {"first.name", "first.kind", "first.helpers", "first.seen", "first.wait", "second.story"}


def case_of(*answers, **texts):
    given_texts = (Answer(key.replace("_", ".", 1), text) for key, text in texts.items())
    return Case("x", "T", "every-type", answers=(*answers, *given_texts))


def hidden_or_shown(template, case):
    return relevant_addresses(template, case) - ALWAYS


@pytest.fixture
def template_of(tmp_path):
    """A template with these questions after `a.one` (yes or no) and `a.two` (a text)."""

    def load(questions):
        (tmp_path / "template.yaml").write_text(
            "id: mine\nversion: 1.0.0\ntitle: T\nsections: [a]\n"
        )
        (tmp_path / "a.yaml").write_text(
            "id: a\ntitle: A\nquestions:\n  - {id: one, type: yes_no, text: 1?}\n"
            f"  - {{id: two, text: 2?}}\n{questions}"
        )
        return load_template(tmp_path)

    return load


class TestAQuestionIsAsked:
    @pytest.mark.parametrize(
        "answer",
        [
            "It's not clear - yet",
            "It\u2019s not clear \u2013 yet",
            "it\u00b4s not\u00a0clear \u2014 yet",
            "IT'S NOT CLEAR -- YET",
            "- It\u2019s not clear - yet",
            "\u2022 It's not clear \u2013 yet",
        ],
    )
    @pytest.mark.parametrize("kind", ["choice", "choices", "text"])
    def test_whatever_an_editor_made_of_quotes_dashes_and_blanks(self, template_of, kind, answer):
        label = "It's not clear - yet"
        choices = "" if kind == "text" else f', choices: [{{value: open, label: "{label}"}}]'
        operator = "equals" if kind == "choice" else "includes"
        expected = label if kind == "text" else "open"
        template = template_of(
            f"  - {{id: kind, type: {kind}, text: 3?{choices}}}\n  - {{id: why, text: 4?, "
            f'when: {{question: a.kind, operator: {operator}, answer: "{expected}"}}}}\n'
        )
        if kind == "choice":
            answer = answer.lstrip("-\u2022 ")

        assert "a.why" in relevant_addresses(template, case_of(a_kind=answer))

    @pytest.mark.parametrize(
        ("texts", "asked"),
        [
            ({}, set()),
            ({"first_seen": "Yes"}, {"first.day"}),
            ({"first_seen": "Ja"}, {"first.day"}),
            ({"first_seen": "No"}, {"second.why-not"}),
            ({"first_seen": "perhaps"}, set()),
            ({"first_wait": "9,9"}, set()),
            ({"first_wait": "10"}, {"second.late"}),
            ({"first_wait": "ten"}, set()),
            ({"first_seen": "nej", "first_wait": "200"}, {"second.why-not", "second.late"}),
        ],
    )
    def test_where_its_condition_holds_for_what_was_said(self, texts, asked):
        assert hidden_or_shown(EVERY_TYPE, case_of(**texts)) == asked

    def test_where_it_has_no_condition_whatever_was_said(self):
        for seen, wait in product(("", "Yes", "No", "x"), ("", "0", "10", "x")):
            assert (
                relevant_addresses(EVERY_TYPE, case_of(first_seen=seen, first_wait=wait)) >= ALWAYS
            )

    def test_in_the_shipped_template_always(self):
        template = load_named_template("primary-care", [shipped_prompts()])

        assert relevant_addresses(template, case_of()) == template.questions.keys()

    def test_only_where_all_its_conditions_hold(self, template_of):
        template = template_of(
            "  - id: three\n    text: 3?\n    when:\n"
            "      - {question: a.one, answer: true}\n"
            "      - {question: a.two, operator: includes, answer: bus}\n"
        )

        def asked(one, two):
            return "a.three" in relevant_addresses(template, case_of(a_one=one, a_two=two))

        assert asked("Yes", "by bus")
        assert not asked("Yes", "by train")
        assert not asked("No", "by bus")
        assert not asked("", "")

    @pytest.mark.parametrize(
        ("two", "asked"),
        [
            (Answer("a.two"), {"a.unsaid"}),
            (Answer("a.two", "words"), {"a.said", "a.yes"}),
            (Answer("a.two", unknown=True), {"a.said", "a.yes"}),
        ],
    )
    def test_after_anything_that_was_said_be_it_not_known_yet(self, template_of, two, asked):
        template = template_of(
            "  - {id: said, text: x, when: {question: a.two, operator: exists}}\n"
            "  - {id: yes, text: x, when: {question: a.two, operator: exists, answer: true}}\n"
            "  - {id: unsaid, text: x, when: {question: a.two, operator: exists, answer: false}}\n"
        )

        assert relevant_addresses(template, case_of(two)) == {"a.one", "a.two", *asked}

    def test_after_the_first_voice_that_spoke(self):
        case = case_of(
            Answer("first.seen", "Yes", voice="family"), Answer("first.seen", "No", voice="staff")
        )

        assert hidden_or_shown(EVERY_TYPE, case) == {"first.day"}


class TestAHiddenQuestion:
    QUESTIONS = (
        "  - {id: three, type: yes_no, text: 3?, when: {question: a.one, answer: true}}\n"
        "  - {id: four, text: 4?, when: {question: a.three, answer: true}}\n"
        "  - {id: five, text: 5?, when: {question: a.three, operator: not-equals, answer: true}}\n"
        "  - {id: six, text: 6?, when: {question: a.four, operator: exists, answer: false}}\n"
    )

    def test_counts_as_not_answered_though_something_was_said_to_it(self, template_of):
        template = template_of(self.QUESTIONS)
        case = case_of(a_one="No", a_three="Yes", a_four="words")

        assert relevant_addresses(template, case) == {"a.one", "a.two", "a.five", "a.six"}

    def test_comes_back_with_what_was_said_to_it(self, template_of):
        template = template_of(self.QUESTIONS)
        case = case_of(a_one="Yes", a_three="Yes", a_four="words")

        assert relevant_addresses(template, case) == {"a.one", "a.two", "a.three", "a.four"}

    @given(st.dictionaries(st.sampled_from(list(EVERY_TYPE.questions)), st.text(max_size=3)))
    def test_does_not_depend_on_the_order_of_the_answers(self, texts):
        answers = tuple(Answer(address, text) for address, text in texts.items())
        forwards = Case("x", "T", "every-type", answers=answers)
        backwards = Case("x", "T", "every-type", answers=answers[::-1])

        assert relevant_addresses(EVERY_TYPE, forwards) == relevant_addresses(EVERY_TYPE, backwards)


EDITED = str.maketrans({"'": "\u2019", '"': "\u201c", "-": "\u2013", " ": "\u00a0"})


def choice_questions(template):
    for question in template.questions.values():
        for each in (question, *getattr(question, "questions", ())):
            if getattr(each, "choices", ()):
                yield each


def test_a_choice_of_a_shipped_form_is_known_after_an_editor_changed_its_label():
    templates = [load_named_template(name, [shipped_prompts()]) for name in SHIPPED]
    labels = [
        (question, choice, label)
        for template in templates
        for question in choice_questions(template)
        for choice in question.choices
        for label in every_wording(choice.label)
    ]

    assert any("'" in label for *_, label in labels)
    for question, choice, label in labels:
        assert question.find(label.translate(EDITED).upper()) == choice
