"""What each form rests on, and how it is worded: whose words, in which languages, and how long."""

from pathlib import Path

import pytest
from filled_forms import FORMS, LANGUAGES
from filling_in import interview_about
from made_up import coprod
from terminal import Terminal

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.interview.askers.terminal.frame import wrap_words
from coprod_cli.interview.askers.terminal.layout import choosing_frame, group_frame, writing_frame
from coprod_cli.interview.replies import Jump
from coprod_cli.interview.steps import GroupStep
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.plain_language import in_plain_words
from coprod_cli.model.questions import GroupQuestion, LineQuestion
from coprod_cli.model.wording import FormModel, every_wording, worded

EACH_FORM = pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
THE_SOURCES_OWN = {"source_text", "slide_title", "citation"}
"""What is quoted stands in the language in which it was written."""
WORDED = {
    "title", "title_plain", "description", "description_plain", "note", "intro", "intro_plain",
    "text", "text_plain", "help", "help_plain", "item", "item_plain", "label", "label_plain",
    "column_title",
    *THE_SOURCES_OWN,
}  # fmt: skip
SLIDES = (Path(__file__).parent / "slides.txt").read_text("utf-8")
COLUMNS, ROWS = 60, 20
LINES_TO_WRITE = 3


def wordings(part, where=""):
    """Give each wording of a form, and where it stands."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        at = f"{where}.{name}" if where else name
        if name in WORDED and value is not None:
            yield at, name, value
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, FormModel):
                known = getattr(each, "id", getattr(each, "value", ""))
                yield from wordings(each, f"{at}.{known}" if known else at)


def questions(form):
    """Give each question of a form, those within a group too, with an address of it."""
    for address, question in form.questions.items():
        yield address, question
        if isinstance(question, GroupQuestion):
            yield from ((f"{address}#10.{each.id}", each) for each in question.questions)


@EACH_FORM
class TestTheSource:
    def test_is_cited(self, form):
        assert form.source is not None
        assert len(form.source.citation) > 60

    @IN_EACH_LANGUAGE
    def test_is_told_from_what_is_ours(self, form, language):
        ours = {"en": ("is ours", "are ours"), "sv": ("är vår", "är våra")}[language]

        assert any(word in worded(form.source.note, language) for word in ours)


@EACH_FORM
class TestTheWording:
    def test_is_in_both_languages(self, form):
        assert form.languages == LANGUAGES
        missing = [
            where
            for where, name, wording in wordings(form)
            if name not in THE_SOURCES_OWN
            and not (isinstance(wording, dict) and set(wording) == set(LANGUAGES))
        ]
        assert missing == []

    def test_is_translated(self, form):
        same = {
            worded(wording, "sv")
            for _, name, wording in wordings(form)
            if name not in THE_SOURCES_OWN and len(set(every_wording(wording))) == 1
        }
        assert same <= {"Situation", "Process"}, "words of both languages"

    def test_shouts_nowhere(self, form):
        loud = [
            where
            for where, name, wording in wordings(form)
            if name not in THE_SOURCES_OWN and any("!" in text for text in every_wording(wording))
        ]
        assert loud == []

    @pytest.mark.usefixtures("notebook")
    def test_is_found_good_by_the_check_of_templates(self, form):
        done = coprod("templates", "check", shipped_prompts() / form.id)

        assert (done.exit_code, done.stderr) == (0, "All is well.\n")


class TestReflection:
    def test_asks_what_the_full_form_asks_at_the_same_addresses(self):
        full = FORMS["primary-care"].questions
        kinds = {
            address: question.type for address, question in FORMS["reflection"].questions.items()
        }

        assert len(kinds) == 4
        assert kinds == {address: full[address].type for address in kinds}


class TestNeonatal:
    def test_asks_what_primary_care_asks_at_the_same_addresses(self):
        kinds = [
            [(address, question.type) for address, question in FORMS[name].questions.items()]
            for name in ("neonatal", "primary-care")
        ]

        assert kinds[0] == kinds[1]
        assert FORMS["neonatal"].extends == "primary-care"


class TestAgency:
    def test_asks_one_question_more_than_primary_care_beside_the_slides_definition(self):
        more = FORMS["agency"].questions.keys() - FORMS["primary-care"].questions.keys()
        question = FORMS["agency"].question_at("reflections.agency")

        assert more == {"reflections.agency"}
        assert f"AGENCY {question.source_text}" in SLIDES.splitlines()


class TestPersona:
    def test_rests_each_trait_on_two_cases_at_least(self):
        cases = FORMS["persona"].question_at("traits.trait#1.cases")

        assert isinstance(cases, LineQuestion)
        assert cases.cases_at_least == 2


class TestPatientContract:
    def test_and_the_story_are_the_only_forms_that_name_people(self):
        naming = {name for name, form in FORMS.items() if form.names_people}
        assert naming == {"patient-contract", "story"}

    def test_asks_the_same_six_before_and_after(self):
        before, after = (
            [
                (address.partition(".")[2], question.type, question.source_text)
                for address, question in FORMS["patient-contract"].questions.items()
                if address.startswith(f"{section}.") and question.type == "yes_no"
            ]
            for section in ("before", "after")
        )

        assert len(before) == 6
        assert [(name, kind) for name, kind, _ in before] == [each[:2] for each in after]
        assert all(source for *_, source in before)


# --- on a small screen -------------------------------------------------------------------------


def frame_of(step):
    """What stands around a step at a terminal."""
    if isinstance(step, GroupStep):
        return group_frame(step, None)
    chosen = isinstance(step.question, ChoiceQuestion | ChoicesQuestion | YesNoQuestion)
    return choosing_frame(step, None) if chosen else writing_frame(step, None)


def height(text):
    return len(wrap_words(text, COLUMNS))


def height_above(step):
    """How many lines stand above the place to write."""
    return height("".join(text for _, text, *_ in frame_of(step)[0]).removesuffix("\n"))


def room_left(step):
    return ROWS - height_above(step) - height(frame_of(step)[1])


@EACH_FORM
@IN_EACH_LANGUAGE
@pytest.mark.parametrize("words", ["own", "plain"])
class TestOnASmallScreen:
    def test_each_question_fits_with_its_help_and_room_to_answer(
        self, speaking, form, language, words
    ):
        speaking(language)
        interview = interview_about(in_plain_words(form) if words == "plain" else form, language)
        rooms = {
            address: room_left(interview.apply(Jump(address)).step)
            for address, _ in questions(form)
        }

        assert {address: room for address, room in rooms.items() if room < LINES_TO_WRITE} == {}

    def test_the_first_question_fits_below_the_words_of_welcome(
        self, speaking, form, language, words
    ):
        speaking(language)
        form = in_plain_words(form) if words == "plain" else form
        interview = interview_about(form, language, asks_title=False)

        assert interview.step.opening
        assert room_left(interview.step) >= LINES_TO_WRITE


@pytest.mark.slow
def test_the_height_is_that_of_the_real_screen(tmp_path, speaking):
    terminal = Terminal.coprod(
        "new-case", "--template", "microsystem", "--title", "T", "--language", "sv",
        folder=tmp_path, columns=COLUMNS, rows=ROWS,
    )  # fmt: skip
    speaking("sv")
    step = interview_about(FORMS["microsystem"], "sv", asks_title=False).step
    try:
        terminal.see(worded(step.question.text, "sv")).see_cursor_behind(">  ")
        assert terminal.cursor[0] == height_above(step)
        keys = [place for place, line in enumerate(terminal.lines()) if "Alt+Enter" in line]
        assert keys == [ROWS - height(frame_of(step)[1])]
    finally:
        terminal.end()
