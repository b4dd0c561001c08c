"""Parsing of typed text: any text can be an answer, and commands are recognised."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made_up import EVERY_TYPE, PRIMARY_CARE, blank

from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.commands import LocalCommand, parse_reply, prefill
from coprod_cli.interview.askers.question_text import (
    KEYS,
    help_lines,
    position_line,
    section_title,
)
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.replies import (
    Answered,
    Back,
    Jump,
    OpenMenu,
    Paused,
    Unknown,
)
from coprod_cli.model.case import Answer

COMMANDS = {
    ":back": Back(),
    ":menu": OpenMenu(),
    ":quit": Paused(),
    ":edit": LocalCommand.EDIT,
    ":help": LocalCommand.HELP,
}
START = Interview.begin(EVERY_TYPE, blank(), asks_title=True)


def step_at(address, *, earlier="", unknown=False, draft=None):
    step = START.apply(Jump(address)).step
    return replace(step, earlier=Answer(address, earlier, unknown), draft=draft)


OPEN = step_at("second.story")


def escaped(text, step):
    """Return the replies to a text escaped in each way that the help names."""
    came_with = prefill(step)
    ways = [text, f"{text.strip()[:1]}{text.strip()}", f" {text.strip()[:1]}{text.strip()}"]
    if came_with and text.startswith(came_with):
        ways.append(came_with + text[len(came_with) :].replace(":", "::", 1))
    if text.rstrip().endswith("?"):
        ways.append(f"{text.rstrip()}?")
    return [parse_reply(way, step) for way in ways]


class TestACommand:
    @pytest.mark.parametrize(("word", "meaning"), COMMANDS.items())
    @pytest.mark.parametrize("around", ["{}", " {}", "{}\n", "\t{} "])
    def test_is_its_word_alone(self, word, meaning, around):
        assert parse_reply(around.format(word), OPEN) == meaning

    @pytest.mark.parametrize(("word", "meaning"), COMMANDS.items())
    @pytest.mark.parametrize("gap", ["", " ", "\n"])
    @pytest.mark.parametrize("kept", [{"earlier": "some words"}, {"draft": "some words"}])
    def test_may_stand_behind_the_text_that_the_question_came_with(self, word, meaning, gap, kept):
        step = step_at("second.story", **kept)

        assert parse_reply(f"some words{gap}{word}", step) == meaning

    @pytest.mark.parametrize(
        "text",
        ["some words :back", "some words\n:back", ":Back", ":backs", ": back", ":", ":b",
         ":back it", ":q", ":wq", "back", "?back", ":back?"],
    )  # fmt: skip
    def test_is_nothing_else(self, text):
        assert parse_reply(text, OPEN) == Answered(text)

    def test_leaves_a_half_typed_text_as_it_was(self):
        assert parse_reply("other words :back", step_at("second.story", draft="words")) == Answered(
            "other words :back"
        )


class TestNotKnownYet:
    @pytest.mark.parametrize("typed", ["?", " ? ", "?\n"])
    def test_is_a_question_mark_alone(self, typed):
        assert parse_reply(typed, OPEN) == Unknown()

    @pytest.mark.parametrize("text", ["why?", "? why", "?!", "\n?why", "one\ntwo?"])
    def test_is_nothing_else(self, text):
        assert parse_reply(text, OPEN) == Answered(text)

    @pytest.mark.parametrize("typed", ["made up\n?", "made up\n\n ? ", "made up\n?\n"])
    def test_has_a_text_beside_it_where_that_stands_above(self, typed):
        assert parse_reply(typed, OPEN) in (Unknown("made up"), Unknown("made up\n"))

    def test_below_a_text_is_typed_with_one_sign_more_where_it_is_a_part_of_it(self):
        assert parse_reply("made up\n??", OPEN) == Answered("made up\n?")

    def test_stays_so_where_the_text_beside_it_is_taken_as_it_is(self):
        step = step_at("second.story", earlier="made up")
        unknown = replace(step, earlier=step.earlier._replace(unknown=True))

        assert parse_reply("made up", unknown) == Unknown("made up")
        assert parse_reply("made up, and more", unknown) == Answered("made up, and more")


class TestAnAnswer:
    @pytest.mark.parametrize(
        ("typed", "answer"),
        [
            ("::back", ":back"), (":::back", "::back"), ("::quit ", ":quit"),
            ("??", "?"), ("???", "??"),
        ],
    )  # fmt: skip
    def test_that_would_be_a_command_is_typed_with_one_sign_more(self, typed, answer):
        assert parse_reply(typed, OPEN) == Answered(answer)

    @pytest.mark.parametrize("text", ["?", "::back", ":back", "??"])
    def test_that_stands_is_taken_again_as_it_is(self, text):
        assert parse_reply(text, step_at("second.story", earlier=text)) == Answered(text)

    def test_may_end_with_a_command_behind_the_earlier_one(self):
        step = step_at("second.story", earlier="They said")

        assert parse_reply("They said ::help", step) == Answered("They said :help")
        assert parse_reply("They said::help::", step) == Answered("They said::help::")

    @given(
        st.text() | st.sampled_from([*COMMANDS, *(f":{word}" for word in COMMANDS), "?", "??"]),
        st.sampled_from(["", "some words", ":", "?", " ", ":back", "see"]),
        st.sampled_from([None, "", "half", ":", "::", "?", "  "]),
    )
    @example("see:back", "see", None)
    @example(":back", ":", None)
    @example("?", "", "?")
    @example(":::back", "", "::")
    def test_can_be_any_text_at_all(self, text, earlier, draft):
        step = step_at("second.story", earlier=earlier, draft=draft)
        wanted = clean_input(text)

        answers = [each.text for each in escaped(wanted, step) if isinstance(each, Answered)]
        assert any(each.strip() == wanted.strip() for each in answers)

    @given(st.text(), st.text())
    def test_has_nothing_in_it_that_was_not_typed(self, text, earlier):
        meaning = parse_reply(text, step_at("second.story", earlier=earlier))

        if isinstance(meaning, Answered):
            below = re.sub(r"\n\s*\?(\?+)\s*\Z", r"\n\1", clean_input(text))
            assert meaning.text in {clean_input(text), clean_input(text).strip()[1:], below}

    @given(st.text(st.characters(exclude_categories=()), max_size=20))
    def test_is_clean(self, text):
        meaning = parse_reply(text, OPEN)

        if isinstance(meaning, Answered):
            assert not any(
                (ord(letter) < 0x20 and letter not in "\n\t") or 0x7F <= ord(letter) <= 0x9F
                for letter in meaning.text
            )
            meaning.text.encode()


class TestWhatAQuestionComesWith:
    def test_is_the_earlier_answer(self):
        assert prefill(step_at("second.story", earlier="words")) == "words"

    @pytest.mark.parametrize("draft", ["half", ""])
    def test_is_the_half_typed_text_where_there_is_some(self, draft):
        assert prefill(step_at("second.story", earlier="words", draft=draft)) == draft

    def test_is_nothing_for_a_new_one(self):
        assert prefill(OPEN) == ""


class TestTheHelp:
    def test_tells_the_question_s_own_help_and_every_key(self):
        lines = help_lines(step_at("first.name"), "")

        assert lines[0] == "A few words, no names of people."
        assert lines[2:] == list(KEYS)
        assert all(": " in line for line in KEYS)

    def test_names_every_command(self):
        told = " ".join(help_lines(OPEN, ""))

        for word in (":back", ":edit", ":menu", ":quit", "??"):
            assert word in told

    def test_tells_the_source_and_its_own_wording(self):
        repaired = next(
            address for address, each in PRIMARY_CARE.questions.items() if each.source_text
        )
        start = Interview.begin(PRIMARY_CARE, blank(PRIMARY_CARE), asks_title=False)
        lines = help_lines(start.apply(Jump(repaired)).step, "A made-up source")

        assert lines[-1] == "Source: A made-up source"
        assert PRIMARY_CARE.questions[repaired].source_text in lines[-3]


class TestTheHeader:
    def test_tells_section_question_and_progress(self):
        assert position_line(step_at("second.story")) == (
            "Section 2 of 2 - question 1 of 1 - 0 of 6 answered"
        )

    def test_is_the_section_s_title_in_the_case_s_language(self):
        swedish = Interview.begin(EVERY_TYPE, blank(language="sv"), asks_title=False).step

        assert section_title(swedish) == "Besöket"
        assert section_title(START.step) == ""
