"""Questions written one per line, with the type of answer in brackets."""

import pytest

from coprod_cli.templates.shorthand import QuestionLine, line_problem, parse_line, question_lines


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("What happened?", QuestionLine("What happened?", "text", ())),
        ("What happened? (text)", QuestionLine("What happened?", "text", ())),
        ("Who came? (line)", QuestionLine("Who came?", "line", ())),
        ("How many? (number) ", QuestionLine("How many?", "number", ())),
        ("Which? (choice: bus,  on foot )", QuestionLine("Which?", "choice", ("bus", "on foot"))),
        ("Which? (choices: Bus | Buss, a)", QuestionLine("Which?", "choices", ("Bus | Buss", "a"))),
        ("How was it (in general)?", QuestionLine("How was it (in general)?", "text", ())),
        ("How was it? (roughly)", QuestionLine("How was it? (roughly)", "text", ())),
        ("How was it? (a day: any)", QuestionLine("How was it? (a day: any)", "text", ())),
    ],
)
def test_a_line_is_a_question_with_its_kind_of_answer(line, expected):
    assert line_problem(line) == ""
    assert parse_line(line) == expected


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Which? (choice)",
         "what may be chosen stands behind a colon, such as (choice: good, bad)."),
        ("Which? (choice: , )",
         "what may be chosen stands behind a colon, such as (choice: good, bad)."),
        ("Which? (choice: a, b, A)", "one of the choices stands there twice."),
        ("Which? (choice: a | b, b | c)", "one of the choices stands there twice."),
        ("Which? (choise: a, b)", '"choise" is no kind of answer; perhaps choice.'),
        ("Seen? (yes_on)", '"yes_on" is no kind of answer; perhaps yes_no.'),
        ("Seen? (yes_no: yes, no)", "only choices have a list behind a colon."),
        ("(line)", "there is no question before the bracket."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line_is_told(line, problem):
    assert line_problem(line) == problem


def test_bullets_numbers_and_empty_lines_are_no_part_of_the_questions():
    text = "- One?\n\n* Two?\n  3. Three?\n4) Four?\n2026 was what?\n-\n"

    assert question_lines(text) == ["One?", "Two?", "Three?", "Four?", "2026 was what?", "-"]
