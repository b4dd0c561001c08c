"""Question types: the answers they accept and their values; and when a question is asked."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paths import GROUP_TEMPLATES, TEMPLATES
from pydantic import TypeAdapter

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.text import canonical_text
from coprod_cli.model.conditions import condition_holds, condition_problem
from coprod_cli.model.question_base import Condition
from coprod_cli.model.questions import QUESTION_TYPES, Question
from coprod_cli.model.wording import every_wording, worded
from coprod_cli.templates.loader import load_template

EVERY_TYPE = load_template(TEMPLATES / "every-type")
PLAN = load_template(GROUP_TEMPLATES / "plan")
QUESTIONS = {
    question.type: question
    for template in (PLAN, EVERY_TYPE)
    for question in template.questions.values()
}
TAKES_ANY_TEXT = ("text", "group")
_ADAPTER = TypeAdapter(Question)


def question_of(kind, **rest):
    return _ADAPTER.validate_python({"id": "q", "text": "What?", "type": kind, **rest})


def refusal(question, raw, language="en"):
    with pytest.raises(InvalidAnswer) as caught:
        question.parse(raw, language)
    return caught.value.message


class TestEveryQuestion:
    @pytest.mark.parametrize("kind", QUESTION_TYPES)
    @pytest.mark.parametrize("nothing", ["", " ", "\n \t\n"])
    def test_takes_nothing_as_no_answer(self, kind, nothing):
        assert QUESTIONS[kind].parse(nothing, "en") == ""

    @pytest.mark.parametrize("kind", QUESTION_TYPES)
    def test_refuses_half_a_character_and_a_zero_byte(self, kind):
        assert "half a character" in refusal(QUESTIONS[kind], "2\udcff")
        assert "a zero byte" in refusal(QUESTIONS[kind], "2\0")

    @pytest.mark.parametrize("kind", sorted(set(QUESTION_TYPES) - set(TAKES_ANY_TEXT)))
    def test_never_repeats_the_answer_when_it_refuses_it(self, kind):
        assert "SECRET" not in refusal(QUESTIONS[kind], "SECRET\nSECRET (due: SECRET)")

    @pytest.mark.parametrize("kind", TAKES_ANY_TEXT)
    def test_may_take_any_text(self, kind):
        assert QUESTIONS[kind].parse("SECRET\n\n  (due: SECRET)", "en") == (
            "SECRET\n\n  (due: SECRET)"
        )

    @given(st.sampled_from(QUESTION_TYPES), st.text(), st.sampled_from(("en", "sv", "de")))
    def test_keeps_what_it_would_take_again_unchanged(self, kind, raw, language):
        question = QUESTIONS[kind]
        try:
            kept = question.parse(raw, language)
        except InvalidAnswer:
            return
        assert kept == canonical_text(kept)
        assert question.parse(kept, language) == kept

    def test_is_a_text_unless_it_says_otherwise(self):
        assert _ADAPTER.validate_python({"id": "q", "text": "What?"}).type == "text"


class TestAText:
    def test_keeps_every_line_and_space_but_the_blank_lines_around(self):
        text = "  one  \n\n```\n# two\t"

        assert QUESTIONS["text"].parse(f"\n\n{text}\r\n \r", "en") == text
        assert QUESTIONS["text"].value(text) == text
        assert QUESTIONS["text"].value("") is None


class TestALine:
    @pytest.mark.parametrize(("raw", "kept"), [("one", "one"), ("\n one two \n", "one two")])
    def test_keeps_its_words(self, raw, kept):
        assert QUESTIONS["line"].parse(raw, "en") == kept

    @pytest.mark.parametrize("raw", ["one\ntwo", "one\r\ntwo", "one\r\rtwo"])
    def test_takes_no_second_line(self, raw):
        assert refusal(QUESTIONS["line"], raw) == "this takes one line only."


class TestAChoice:
    @pytest.mark.parametrize(
        "raw", ["walk-in", "Walked in", " WALKED IN \n", "Utan tid", "utan tid"]
    )
    @pytest.mark.parametrize(
        ("language", "kept"),
        [("en", "Walked in"), ("sv", "Utan tid"), ("sv-FI", "Utan tid"), ("de", "Walked in")],
    )
    def test_takes_a_value_or_a_label_of_any_language_and_keeps_the_note_s(
        self, raw, language, kept
    ):
        assert QUESTIONS["choice"].parse(raw, language) == kept

    @pytest.mark.parametrize("kept", ["walk-in", "Walked in", "Utan tid"])
    def test_means_its_value(self, kept):
        assert QUESTIONS["choice"].value(kept) == "walk-in"

    @pytest.mark.parametrize("raw", ["pa\u030a va\u0308g", "PÅ  VÄG", " på\tväg "])
    def test_takes_a_label_however_it_was_typed(self, raw):
        question = question_of("choice", choices=["på väg", "hemma"])

        assert question.parse(raw, "sv") == "på väg"

    @pytest.mark.parametrize(
        ("raw", "language"),
        [
            ("We don\u2019t know - yet", "en"),
            ("we don\u00b4t know \u2013 yet", "en"),
            ("WE DON'T KNOW\u00a0-- YET", "en"),
            ("Vet ej \u2014 s\u00e5 \u201dh\u00e4r\u201d", "sv"),
            ("vet\u202fej - s\u00e5 \u00bbh\u00e4r\u00bb", "sv"),
        ],
    )
    def test_takes_a_label_whose_quotes_dashes_or_blanks_an_editor_changed(self, raw, language):
        labels = {"en": "We don't know - yet", "sv": 'Vet ej \u2013 s\u00e5 "h\u00e4r"'}
        question = question_of("choice", choices=["yes", {"value": "open", "label": labels}])

        assert question.value(raw) == "open"
        assert question.parse(raw, "en") == labels["en"]
        assert question.parse(raw, language) == labels[language]

    @pytest.mark.parametrize("raw", ["walked", "1", "Booked, At home", "Booked\nAt home"])
    def test_refuses_other_words_and_names_the_choices(self, raw):
        question = QUESTIONS["choice"]

        assert refusal(question, raw) == "this must be one of: Walked in, Booked, At home."
        assert refusal(question, raw, "sv") == "this must be one of: Utan tid, Bokat, Hemma."
        assert question.value(raw) is None
        assert question.value("") is None

    @pytest.mark.parametrize(
        ("text", "language", "now"),
        [
            ("Walked in", "en", "Came by"),
            ("WALKED\u00a0IN", "sv", "Kom förbi"),
            ("utan tid", "en", "Came by"),
            ("Kom förbi", "en", "Kom förbi"),
            ("came by", "en", "came by"),
            ("b", "en", "b"),
            ("other", "en", "other"),
            ("", "en", ""),
        ],
    )
    def test_is_known_by_an_earlier_wording_of_its_label(self, text, language, now):
        label = {"en": "Came by", "sv": "Kom förbi"}
        visit = {"value": "walk-in", "label": label, "was": ["Walked in", "Utan tid"]}
        question = question_of("choice", choices=["b", visit])

        expected = {"b": "b", "other": None, "": None}.get(text, "walk-in")
        assert question.value(text) == expected
        assert question.labels("en") == ["b", "Came by"]
        assert question.with_current_labels(text, language) == now

    def test_may_have_one_earlier_wording_that_is_no_list(self):
        question = question_of(
            "choice", choices=[{"value": "a", "label": "A", "was": "An earlier"}]
        )

        assert question.parse("an earlier", "en") == "A"

    def test_may_be_written_in_short_where_value_and_label_are_one(self):
        question = question_of("choice", choices=["One", {"value": "2", "label": "Two"}])

        assert question.parse("one", "sv") == "One"
        assert question.parse("2", "sv") == "Two"
        assert question.labels("sv") == ["One", "Two"]


class TestChoices:
    @pytest.mark.parametrize(
        ("raw", "kept"),
        [
            ("nurse", "- A nurse"),
            ("- A nurse\n- Family", "- A nurse\n- Family"),
            ("* family\n+ NURSE", "- A nurse\n- Family"),
            ("Family, A nurse", "- A nurse\n- Family"),
            ("family,nurse ,, doctor,", "- A nurse\n- A doctor\n- Family"),
            ("  - En vän\n\n  - doctor, En sjuksköterska", "- A nurse\n- A doctor\n- A friend"),
            ("nurse\nnurse, A nurse", "- A nurse"),
            ("A nurse\nA doctor", "- A nurse\n- A doctor"),
            (
                "\u2022 A nurse\n\u2013 Family\n\u2014 A\u00a0DOCTOR",
                "- A nurse\n- A doctor\n- Family",
            ),
            (",", ""),
            ("- ", ""),
        ],
    )
    def test_are_taken_as_bullets_lines_or_words_and_kept_as_bullets_in_order(self, raw, kept):
        assert QUESTIONS["choices"].parse(raw, "en") == kept

    def test_are_kept_in_the_note_s_language(self):
        kept = QUESTIONS["choices"].parse("A friend, nurse", "sv")

        assert kept == "- En sjuksköterska\n- En vän"
        assert QUESTIONS["choices"].value(kept) == ("nurse", "friend")

    @pytest.mark.parametrize(
        "raw", ["nobody", "nurse, nobody", "- nurse\n- nobody", "nurse doctor"]
    )
    def test_are_refused_if_one_of_them_is(self, raw):
        assert refusal(QUESTIONS["choices"], raw) == (
            "this must be one of: A nurse, A doctor, Family, A friend."
        )

    def test_may_have_a_comma_in_a_label(self):
        question = question_of("choices", choices=["a", "b", "a, b"])

        assert question.parse("a, b", "en") == "- a, b"
        assert question.parse("b, a", "en") == "- a\n- b"
        assert question.value("- a, b\n- b") == ("b", "a, b")

    def test_that_nobody_knows_mean_nothing(self):
        assert QUESTIONS["choices"].value("- nurse\n- somebody") == ("nurse",)
        assert QUESTIONS["choices"].value("") == ()


class TestYesOrNo:
    @pytest.mark.parametrize(
        ("raw", "meant"),
        [("yes", True), ("YES", True), (" Yes\n", True), ("y", True), ("Ja", True), ("JA", True),
         ("j", True), ("true", True), ("True", True), ("no", False), ("No", False), ("n", False),
         ("nej", False), ("NEJ", False), ("false", False)],
    )  # fmt: skip
    def test_is_taken_in_every_language_and_kept_in_the_note_s(self, raw, meant):
        question = QUESTIONS["yes_no"]

        assert question.parse(raw, "en") == ("Yes" if meant else "No")
        assert question.parse(raw, "sv") == ("Ja" if meant else "Nej")
        assert question.parse(raw, "sv-SE") == ("Ja" if meant else "Nej")
        assert question.parse(raw, "de") == ("Yes" if meant else "No")
        assert question.value(raw) is meant

    @pytest.mark.parametrize("raw", ["maybe", "1", "0", "yes and no", "yes\nno", "oui", "yess"])
    def test_is_nothing_else(self, raw):
        assert refusal(QUESTIONS["yes_no"], raw) == "this must be Yes or No."
        assert refusal(QUESTIONS["yes_no"], raw, "sv") == "this must be Ja or Nej."
        assert QUESTIONS["yes_no"].value(raw) is None


class TestADate:
    @pytest.mark.parametrize("raw", ["2026-11-24", " 2026-11-24\n", "2024-02-29", "0001-01-01"])
    def test_is_a_day_with_the_year_first(self, raw):
        assert QUESTIONS["date"].parse(raw, "en") == raw.strip()
        assert QUESTIONS["date"].value(raw.strip()) == date.fromisoformat(raw.strip())

    @pytest.mark.parametrize(
        "raw",
        ["2026-02-29", "2026-13-01", "2026-00-10", "0000-01-01", "20261124", "2026-W48-2",
         "24.11.2026", "2026-11-24T09:00", "2026-1-2", "\u0662026-11-24", "today", "2026-11-24\nx"],
    )  # fmt: skip
    def test_is_nothing_else(self, raw):
        assert refusal(QUESTIONS["date"], raw).startswith("this must be a day, year first")
        assert QUESTIONS["date"].value(raw) is None


class TestANumber:
    @pytest.mark.parametrize(
        ("raw", "meant"),
        [("12", "12"), ("0", "0"), (" 3.50 ", "3.50"), ("3,5", "3.5"), ("+4", "4"), ("007", "7"),
         ("9" * 30, "9" * 30)],
    )  # fmt: skip
    def test_is_kept_as_it_is_written(self, raw, meant):
        assert QUESTIONS["number"].parse(raw, "en") == raw.strip()
        assert QUESTIONS["number"].value(raw.strip()) == Decimal(meant)

    @pytest.mark.parametrize("minus", ["-", "\u2212"])
    def test_may_be_below_nought(self, minus):
        question = question_of("number")

        assert question.parse(f"{minus}1,5", "sv") == f"{minus}1,5"
        assert question.value(f"{minus}1,5") == Decimal("-1.5")

    @pytest.mark.parametrize(
        "raw",
        ["many", "1 000", "1.000.000", "1,000,000", "1e3", "5.", ".5", "1_0", "--1", "\u0661",
        "NaN",
         "Infinity", "0x10", "1\n2", "9" * 31],
    )  # fmt: skip
    def test_is_nothing_else(self, raw):
        assert refusal(question_of("number"), raw) == "this must be a number, such as 12 or 3.5."
        assert question_of("number").value(raw) is None

    @pytest.mark.parametrize(
        ("bounds", "raw", "message"),
        [
            ({"minimum": 0}, "-1", "this must be 0 or more."),
            ({"minimum": 0}, "-0.0000001", "this must be 0 or more."),
            ({"minimum": 0.1}, "0.09", "this must be 0.1 or more."),
            ({"maximum": 10.5}, "10,51", "this must be 10.5 or less."),
            ({"minimum": -5, "maximum": 5}, "-6", "this must be -5 or more."),
            ({"minimum": -5, "maximum": 5}, "6", "this must be 5 or less."),
            ({"maximum": 1234567}, "1234568", "this must be 1234567 or less."),
            ({"minimum": 1_000_000}, "1", "this must be 1000000 or more."),
        ],
    )
    def test_stays_within_its_bounds(self, bounds, raw, message):
        assert refusal(question_of("number", **bounds), raw) == message

    @pytest.mark.parametrize(
        ("bounds", "raw"),
        [({"minimum": 0}, "0"), ({"minimum": 0}, "-0"), ({"minimum": 0.1}, "0.1"),
         ({"maximum": 0.3}, "0,3"), ({"minimum": -5, "maximum": 5}, "5")],
    )  # fmt: skip
    def test_may_be_at_its_bounds(self, bounds, raw):
        assert question_of("number", **bounds).parse(raw, "en") == raw

    @pytest.mark.parametrize("bound", [float("nan"), float("inf"), "many"])
    def test_has_no_bound_that_is_no_number(self, bound):
        with pytest.raises(ValueError, match="minimum"):
            question_of("number", minimum=bound)


class TestAWording:
    @pytest.mark.parametrize(
        ("wording", "language", "expected"),
        [
            (None, "en", ""), ("Same", "sv", "Same"),
            ({"en": "One", "sv": "Ett"}, "sv", "Ett"), ({"en": "One", "sv": "Ett"}, "sv-FI", "Ett"),
            ({"en": "One", "sv": "Ett"}, "de", "One"), ({"fi": "Yksi", "sv": "Ett"}, "de", "Yksi"),
            ({"en": "One", "en-GB": "One, please"}, "en-GB", "One, please"),
        ],
    )  # fmt: skip
    def test_is_in_the_language_else_in_english_else_in_the_first(
        self, wording, language, expected
    ):
        assert worded(wording, language) == expected

    def test_has_all_its_languages(self):
        assert every_wording({"en": "One", "sv": "Ett"}) == ["One", "Ett"]
        assert every_wording("One") == ["One"]
        assert every_wording(None) == []


CONDITIONS = [
    # type, operator, answer, what was said, whether it holds
    ("yes_no", "equals", True, "Yes", True),
    ("yes_no", "equals", True, "Ja", True),
    ("yes_no", "equals", "yes", "Ja", True),
    ("yes_no", "equals", True, "No", False),
    ("yes_no", "equals", False, "Nej", True),
    ("yes_no", "equals", False, "", False),
    ("yes_no", "equals", True, "perhaps", False),
    ("yes_no", "not-equals", True, "No", True),
    ("yes_no", "not-equals", True, "Yes", False),
    ("yes_no", "not-equals", True, "", True),
    ("choice", "equals", "walk-in", "Utan tid", True),
    ("choice", "equals", "Walked in", "walk-in", True),
    ("choice", "equals", "walk-in", "Booked", False),
    ("choice", "not-equals", "walk-in", "Booked", True),
    ("choice", "not-equals", "walk-in", "", True),
    ("choices", "includes", "nurse", "- A nurse\n- Family", True),
    ("choices", "includes", "En vän", "- A friend", True),
    ("choices", "includes", "doctor", "- A nurse\n- Family", False),
    ("choices", "includes", "doctor", "", False),
    ("choices", "equals", "nurse", "- A nurse", True),
    ("choices", "equals", "nurse", "- A nurse\n- Family", False),
    ("choices", "not-equals", "nurse", "- Family", True),
    ("text", "includes", "Bus", "by bus and train", True),
    ("text", "includes", "bus", "by train", False),
    ("text", "includes", "bus", "", False),
    ("line", "includes", 12, "room 12", True),
    ("line", "equals", "Home", " home ", True),
    ("line", "equals", "Home", "homes", False),
    ("line", "not-equals", "Home", "", True),
    ("date", "equals", "2026-11-24", "2026-11-24", True),
    ("date", "greater-than", "2026-11-24", "2026-11-25", True),
    ("date", "greater-than", "2026-11-24", "2026-11-24", False),
    ("date", "at-least", "2026-11-24", "2026-11-24", True),
    ("date", "less-than", "2026-11-24", "2026-11-23", True),
    ("date", "at-most", "2026-11-24", "2026-11-25", False),
    ("date", "at-most", "2026-11-24", "", False),
    ("number", "equals", 10, "10,0", True),
    ("number", "equals", 0.5, "0.50", True),
    ("number", "greater-than", 10, "10", False),
    ("number", "greater-than", 10, "10.1", True),
    ("number", "greater-than", 9, "10", True),
    ("number", "at-least", 10, "10", True),
    ("number", "at-least", 10, "9,9", False),
    ("number", "less-than", 10, "9", True),
    ("number", "less-than", 10, "", False),
    ("number", "at-most", 10, "10", True),
    ("number", "at-most", 10, "11", False),
    ("number", "at-most", 10, "ten", False),
    ("number", "at-least", -1, "\u22121", True),
    ("text", "exists", None, "words", True),
    ("text", "exists", True, "words", True),
    ("text", "exists", None, "", False),
    ("text", "exists", False, "", True),
    ("text", "exists", False, "words", False),
]


class TestACondition:
    @pytest.mark.parametrize(("kind", "operator", "answer", "text", "holds"), CONDITIONS)
    def test_holds_or_not_for_what_was_said(self, kind, operator, answer, text, holds):
        condition = Condition(question="a.b", operator=operator, answer=answer)

        assert condition_problem(condition, QUESTIONS[kind]) is None
        assert condition_holds(condition, QUESTIONS[kind], text, given=bool(text)) is holds

    @pytest.mark.parametrize(
        ("operator", "answer", "holds"),
        [("exists", None, True), ("exists", False, False), ("equals", "x", False),
         ("not-equals", "x", True), ("includes", "x", False)],
    )  # fmt: skip
    def test_takes_not_known_yet_as_said_but_as_no_words(self, operator, answer, holds):
        condition = Condition(question="a.b", operator=operator, answer=answer)

        assert condition_holds(condition, QUESTIONS["text"], "", given=True) is holds

    def test_asks_for_equality_unless_it_says_otherwise(self):
        assert Condition(question="a.b", answer="x").operator == "equals"

    @pytest.mark.parametrize(
        ("kind", "operator", "answer", "problem"),
        [
            ("text", "exists", "x", '"exists" takes true or false as its answer.'),
            ("text", "exists", 1.0, '"exists" takes true or false as its answer.'),
            ("text", "equals", None, '"equals" needs an "answer".'),
            ("number", "at-least", None, '"at-least" needs an "answer".'),
            ("text", "greater-than", 1, '"greater-than" needs a question of type number or date.'),
            ("choice", "less-than", "x", '"less-than" needs a question of type number or date.'),
            ("yes_no", "at-most", True, '"at-most" needs a question of type number or date.'),
            (
                "choice",
                "includes",
                "home",
                '"includes" needs a question of type choices, text or line.',
            ),
            ("number", "includes", 1, '"includes" needs a question of type choices, text or line.'),
            ("choice", "equals", "nowhere", 'the question "a.b" never has that answer.'),
            ("choices", "includes", "nobody", 'the question "a.b" never has that answer.'),
            ("choices", "equals", "nurse, doctor", 'the question "a.b" never has that answer.'),
            ("yes_no", "equals", "perhaps", 'the question "a.b" never has that answer.'),
            ("date", "at-least", "November", 'the question "a.b" never has that answer.'),
            ("date", "equals", 2026, 'the question "a.b" never has that answer.'),
            ("number", "equals", "ten", 'the question "a.b" never has that answer.'),
            ("number", "equals", True, 'the question "a.b" never has that answer.'),
            ("text", "equals", "", 'the question "a.b" never has that answer.'),
            ("text", "includes", "", 'the question "a.b" never has that answer.'),
        ],
    )
    def test_that_could_never_be_met_is_told(self, kind, operator, answer, problem):
        condition = Condition(question="a.b", operator=operator, answer=answer)

        assert condition_problem(condition, QUESTIONS[kind]) == problem


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x", "a\n<<<<<<< HEAD"])
def test_git_s_conflict_marks_are_no_answer(text):
    assert "git" in refusal(QUESTIONS["text"], text)
    assert QUESTIONS["text"].parse("a <<<<<<< b\n=======\n>>>>>>> c", "en")


@pytest.mark.parametrize(
    ("since", "version", "is_so"),
    [
        (None, "2.10.0", True), (None, "2.9.0", False), ("2.1.0", "2.9.0", True),
        ("2.1.0", "2.1.0", True), ("2.1.0", "2.0.9", False), ("2.1.0", "3.0.0", False),
        ("2.1.0", "", False),
    ],
)  # fmt: skip
def test_a_version_asks_the_same_as_those_that_it_names(since, version, is_so):
    fields = {"version": "2.10.0", "same_questions_since": since}

    assert EVERY_TYPE.model_copy(update=fields).asks_the_same_as(version) == is_so
