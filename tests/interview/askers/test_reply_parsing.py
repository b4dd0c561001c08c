"""Parsing of typed text: any text can be an answer, and commands are recognised."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made_up import CASE_ID, EVERY_TYPE, PRIMARY_CARE, blank

from coprod_cli.base.i18n import choose_language
from coprod_cli.base.message import SOURCE_LANGUAGE
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.commands import (
    COMMANDS,
    LocalCommand,
    Place,
    Refusal,
    nearest_command,
    read_command,
)
from coprod_cli.interview.askers.question_text import (
    KEYS,
    help_lines,
    position_line,
    section_line,
    section_title,
)
from coprod_cli.interview.askers.reply_parsing import LocalCall, NotTaken, parse_reply, prefill
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.replies import (
    Answered,
    Back,
    Jump,
    OpenMenu,
    Paused,
    Unknown,
    with_draft,
)
from coprod_cli.model.case import Answer

ESCAPABLE = [word for command in COMMANDS for word in command.words]
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
    return [parse_reply(way, step, kept=clean_input(way)) for way in ways]


def bare(meaning):
    """Return what a command does, without the text that it keeps."""
    return meaning.command if isinstance(meaning, LocalCall) else with_draft(meaning, None)


class TestACommand:
    @pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
    @pytest.mark.parametrize("around", ["{}", " {}", "{}\n", "\t{} "])
    def test_is_its_name_or_short_form_alone_in_any_case(self, command, around):
        for word in command.words:
            assert bare(parse_reply(around.format(word), OPEN)) == command.action
            assert bare(parse_reply(around.format(word.upper()), OPEN)) == command.action

    @pytest.mark.parametrize("gap", ["", " ", "\n"])
    @pytest.mark.parametrize("kept", [{"earlier": "some words"}, {"draft": "some words"}])
    def test_may_stand_behind_the_text_that_the_question_came_with(self, gap, kept):
        step = step_at("second.story", **kept)

        assert parse_reply(f"some words{gap}:Back", step) == Back(kept.get("draft"))
        assert parse_reply(f"some words{gap}:h", step) == LocalCall(LocalCommand.HELP, "some words")

    def test_may_be_the_last_line_below_a_text_which_is_kept_as_the_draft(self):
        assert parse_reply("one\ntwo\n:menu", OPEN) == OpenMenu("one\ntwo")
        assert parse_reply("one\n\n :q \n", OPEN) == Paused("one\n")
        assert parse_reply("one\n:edit", OPEN) == LocalCall(LocalCommand.EDIT, "one")
        assert parse_reply("two\n:b", step_at("second.story", draft="one")) == Back("two")

    @pytest.mark.parametrize(
        "text", ["some words :back", ":back\nsome words", "one\n:back\ntwo", "back", "?back"]
    )
    def test_is_nothing_else(self, text):
        assert parse_reply(text, OPEN) == Answered(text)

    def test_is_a_part_of_an_answer_that_was_saved_with_it(self):
        step = step_at("second.story", earlier="one\n:quit")

        assert parse_reply("one, and two\n:quit", step) == Answered("one, and two\n:quit")


class TestALineThatLooksLikeACommand:
    @pytest.mark.parametrize(
        ("line", "meant"),
        [
            (":quitt", ":quit"), (":QUITT", ":quit"), (":backs", ":back"), (": back", ":back"),
            (":back it", ":back"), (":q!", ":quit"), (":exit", ":quit"), (":meny", ":menu"),
            (":sluta", ":quit"), (":back?", ":back"),
        ],
    )  # fmt: skip
    def test_is_not_taken_and_answered_with_the_nearest_command(self, line, meant):
        wanted = f"There is no {line}. Did you mean {meant}? Enter again keeps it as text."

        assert parse_reply(line, OPEN) == NotTaken(wanted, is_text=True)
        assert parse_reply(f"some words\n{line}", OPEN) == NotTaken(wanted, is_text=True)

    @pytest.mark.parametrize("line", [":", ":)", ":zzzz", "::", ":-"])
    def test_is_not_taken_where_no_command_is_near(self, line):
        meaning = parse_reply(line, OPEN)

        assert meaning == NotTaken(
            f"There is no {line}. Enter again keeps it as text.", is_text=True
        )

    @pytest.mark.parametrize("text", [":quitt", "some words\n:quitt", ":)"])
    def test_is_an_answer_when_it_is_given_again(self, text):
        assert parse_reply(text, OPEN, kept=text) == Answered(text)
        assert isinstance(parse_reply(f"{text}!", OPEN, kept=text), NotTaken)

    def test_is_found_behind_the_text_that_the_question_came_with_if_a_command_is_near(self):
        step = step_at("second.story", earlier="They said")

        assert isinstance(parse_reply("They said:menuu", step), NotTaken)
        assert parse_reply("They said: it was late", step) == Answered("They said: it was late")
        assert parse_reply("They said:yes", step) == Answered("They said:yes")

    @pytest.mark.parametrize("address", ["first.day", "first.wait"])
    def test_is_never_an_answer_that_is_no_text(self, address):
        step = step_at(address)

        meaning = parse_reply(":quitt", step, kept=":quitt")
        assert meaning == NotTaken("There is no :quitt. Did you mean :quit?", is_text=False)

    def test_is_quoted_up_to_a_length(self):
        assert len(parse_reply(":" + 300 * "x", OPEN).message) < 100


class TestTheTableOfCommands:
    def test_has_each_word_once(self):
        words = [word for each in COMMANDS for word in (each.name, each.short, *each.meant_by)]

        assert len(words) == len(set(words))

    @pytest.mark.parametrize("place", Place)
    def test_suggests_only_what_works_there(self, place):
        for command in COMMANDS:
            meaning = read_command(f":{command.name}", place)
            assert (meaning == command.action) is (place in command.places)
            if place not in command.places:
                assert meaning == Refusal(f":{command.name} does nothing here.")
                assert nearest_command(f":{command.name}", place) is not command


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

    @pytest.mark.parametrize("text", ["?", "::back", ":back", "??", ":quitt"])
    def test_that_stands_is_taken_again_as_it_is(self, text):
        assert parse_reply(text, step_at("second.story", earlier=text)) == Answered(text)

    def test_may_end_with_a_command_behind_the_earlier_one(self):
        step = step_at("second.story", earlier="They said")

        assert parse_reply("They said ::help", step) == Answered("They said :help")
        assert parse_reply("They said::help::", step) == Answered("They said::help::")

    def test_may_have_a_command_as_its_last_line_with_one_sign_more(self):
        assert parse_reply("some words\n::Quit", OPEN) == Answered("some words\n:Quit")

    @given(
        st.text() | st.sampled_from([*ESCAPABLE, *(f":{word}" for word in ESCAPABLE), "?", "??"]),
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
        lines = help_lines(step_at("first.name"), "", CASE_ID)

        assert lines[0] == "A few words, no names of people."
        assert lines[2 : len(KEYS) + 2] == list(KEYS)
        assert all(": " in line for line in KEYS)

    @pytest.mark.parametrize("plain", [True, False])
    def test_names_every_command_with_its_short_form(self, plain):
        told = help_lines(OPEN, "", CASE_ID, plain=plain)

        for command in COMMANDS:
            line = f":{command.name}, :{command.short}: {command.help}"
            assert (line in told) == (command.action is not LocalCommand.OTHERS)

    def test_names_the_command_about_other_voices_where_there_are_some(self):
        told = help_lines(
            replace(OPEN, others=(Answer("a.b", "Made up", voice="family"),)), "", CASE_ID
        )

        assert ":others, :o: what other voices said here" in told

    def test_tells_the_source_and_its_own_wording(self):
        repaired = next(
            address for address, each in PRIMARY_CARE.questions.items() if each.source_text
        )
        start = Interview.begin(PRIMARY_CARE, blank(PRIMARY_CARE), asks_title=False)
        lines = help_lines(start.apply(Jump(repaired)).step, "A made-up source", CASE_ID)

        assert lines[-1] == "Source: A made-up source"
        assert PRIMARY_CARE.questions[repaired].source_text in lines[-3]


@pytest.fixture
def in_swedish():
    choose_language("sv")
    yield
    choose_language(SOURCE_LANGUAGE)


class TestTheHeader:
    def test_tells_position_and_progress_apart(self):
        assert position_line(step_at("second.story")) == "6 of 6 - 0 answered"
        assert section_line(step_at("second.story")) == "Section 2 of 2 - question 1 of 1"

    def test_tells_what_is_not_known_apart_from_what_is_answered(self):
        step = START.apply(Answered("T")).apply(Answered("a name")).apply(Unknown()).step

        assert position_line(step) == "3 of 6 - 1 answered - 1 not known"

    @pytest.mark.usefixtures("in_swedish")
    def test_is_translated(self):
        step = START.apply(Answered("T")).apply(Answered("a name")).apply(Unknown()).step

        assert position_line(step) == "3 av 6 - 1 besvarad - 1 vet inte"

    def test_tells_no_position_for_a_question_that_is_not_asked_in_turn(self):
        start = Interview.begin(EVERY_TYPE, blank(EVERY_TYPE), asked=("second",), asks_title=False)

        assert position_line(start.apply(Jump("first.seen")).step) == "0 of 1 answered"

    def test_is_the_section_s_title_in_the_case_s_language(self):
        swedish = Interview.begin(EVERY_TYPE, blank(language="sv"), asks_title=False).step

        assert section_title(swedish) == "Besöket"
        assert section_title(START.step) == ""
