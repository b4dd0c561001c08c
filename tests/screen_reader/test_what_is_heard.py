"""What a person hears of `--plain` through a real screen reader for terminals, Fenrir.

Each text is heard, whole, and once. The tests skip where Fenrir is not installed; to listen to it
all: `pytest tests/screen_reader -s`.
"""

import sys

import pytest
from made_up import clean_environment
from paths import PROMPTS, TEMPLATES
from reader import COMMAND, ScreenReader, times

from coprod_cli.operations.add_case import add_case
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.loader import load_template

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not COMMAND, reason="Fenrir is not installed: apt-get install fenrir"),
]

SAID = "Made up."


class Listener:
    """Somebody at a screen reader, with a notebook."""

    def __init__(self, folder):
        self.folder = folder
        self.notebook = folder / "notebook"
        self.readers = []

    def sit(self, *arguments, language="en", rows=24):
        script = [sys.executable, "-m", "coprod_cli", *arguments]
        environment = clean_environment(
            self.folder,
            COPROD_NOTEBOOK=str(self.notebook),
            COPROD_LANGUAGE=language,
            TERM="linux",
        )
        room = self.folder / f"reader-{len(self.readers)}"
        room.mkdir()
        reader = ScreenReader(room, script, rows=rows, environment=environment)
        self.readers.append(reader)
        return reader


@pytest.fixture
def listener(tmp_path):
    listener = Listener(tmp_path)
    yield listener
    for reader in listener.readers:
        print(*reader.utterances, sep="\n")  # noqa: T201 - shown by -s, and where a test fails
        reader.close()


def begin(listener, form, language="en", **rest):
    arguments = ("new-case", "--plain", "--template", form, "--title", "T")
    return listener.sit(*arguments, language=language, **rest)


def answered(reader, text, *expected):
    """Type an answer, and return what is heard up to all of some texts."""
    reader.type(f"{text}\r")
    return reader.hear(*expected)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_whole_interview_is_heard_question_by_question(listener, language):
    form = load_template(PROMPTS / "reflection")
    questions = [question.text[language] for question in form.questions.values()]
    reader = begin(listener, "reflection", language)
    heard = reader.hear(questions[0])
    for number, question in enumerate(form.questions.values()):
        assert times(heard, question.help[language]) == 1, question.id
        following = questions[number + 1] if number + 1 < len(questions) else "2.3"
        heard = answered(reader, SAID, following)

    assert all(times(heard, f"2.{number}") == 1 for number in (1, 2, 3))
    heard = answered(reader, "f", "coprod show")
    (note,) = listener.notebook.glob("*.md")
    assert "status: final" in note.read_text()
    assert times(heard, note.stem.partition("-")[2]) >= 1


def test_a_wrong_answer_is_heard_alone_each_time_it_is_given(listener):
    kinds = ("Walked in", "Booked", "At home")
    problem = "This must be one of: Walked in, Booked, At home."
    reader = begin(listener, "every-type")
    reader.hear("What do you call this visit?")
    heard = answered(reader, SAID, "What kind of visit was it?")
    assert [times(heard, kind) for kind in kinds] == [1, 1, 1]

    for _ in range(2):
        heard = answered(reader, "7", problem)
        assert times(heard, problem) == 1
        assert times(heard, "What kind of visit was it?") == 0
    answered(reader, "1", "Who helped?")


def test_a_menu_longer_than_the_screen_is_heard_from_its_first_line_to_its_last(listener):
    form = load_template(PROMPTS / "primary-care")
    reader = begin(listener, "primary-care")
    reader.hear("What is the setting?")
    heard = answered(reader, ":menu", "Enter: more")
    while not times(heard, "goes to that question"):
        heard += answered(reader, "")

    missing = [each for each in form.questions.values() if not times(heard, each.text["en"])]
    assert missing == []


def test_a_list_of_cases_and_an_error_are_heard_once(listener):
    workspace = Workspace(listener.notebook, (TEMPLATES, PROMPTS))
    titles = ("The first walk", "A second chair", "Some third letter")
    for title in titles:
        add_case(workspace, template="reflection", title=title)

    heard = listener.sit("list").hear(titles[-1])
    assert [times(heard, title) for title in titles] == [1, 1, 1]
    heard = listener.sit("show", "zebra").hear("Try")
    assert times(heard, "Try") == 1
    assert times(heard, "zebra") == 1


def test_a_conflict_is_heard_with_both_texts_and_all_choices(listener):
    reader = begin(listener, "reflection")
    reader.hear("What happened, who took part")
    answered(reader, "He came early.", "So what?")
    answered(reader, ":back", "He came early.")
    (note,) = listener.notebook.glob("*.md")
    note.write_text(note.read_text().replace("He came early.", "She came late."))
    heard = answered(reader, "He came early too.", "Keep both")

    # Fenrir may speak what was typed once more, when Enter is pressed.
    assert times(heard, "You wrote: He came early too.") == 1
    assert times(heard, "There now: She came late.") == 1
    for choice in ("Take what you wrote", "Leave what is there now", "Keep both"):
        assert times(heard, choice) == 1
    answered(reader, "1", "So what?")
    assert "He came early too." in note.read_text()
