"""An interview about a code: what comes into the set and when, and what is kept until then."""

import pytest
from made_up import NOON

from coprod_cli.base.errors import CaseHeld, InvalidAnswer, WrongUsage
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.interview.code_questions import code_template
from coprod_cli.interview.replies import (
    Answered,
    Chosen,
    Finished,
    Jump,
    OpenReview,
    Paused,
    Skipped,
    Take,
)
from coprod_cli.interview.steps import ConflictStep, MenuStep, QuestionStep, ReviewStep
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.code_drafts import begun_codes
from coprod_cli.notebook.editor_files import make_editor_file
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.code_fields import fields_of_settings
from coprod_cli.operations.conduct_code import conduct_code, open_code
from coprod_cli.operations.edit_codes import edit_code
from coprod_cli.operations.restore_codes import read_code_log
from coprod_cli.operations.workspace import Workspace

OURS = """\
id: ours
codes:
  - id: waiting   # long
    name: {en: Waiting, sv: Väntan}
    definition: Nobody says.
"""


class Replies:
    """Asker that gives these replies, one a step; a function is called, and gives none."""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.steps = []

    def ask(self, step, keep_draft):
        self.steps.append(step)
        while callable(self.replies[0]):
            self.replies.pop(0)(keep_draft)
        return self.replies.pop(0)


class Killed(BaseException):
    """What ends an interview as a kill does: nothing is saved any more."""


def kill(_keep_draft):
    raise Killed


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "notes"
    Notebook.make(folder)
    (folder / "codes").mkdir()
    (folder / "codes" / "ours.yaml").write_text(OURS, "utf-8")
    return Workspace(folder, (shipped_prompts(),), ("en",), clock=lambda: NOON)


def asked(workspace, name, *replies, language="en", **options):
    asker = Replies(*replies)
    result = conduct_code(open_code(workspace, name, language, **options), asker)
    return result, asker.steps


def ours(workspace):
    return (workspace.folder / "codes" / "ours.yaml").read_text("utf-8")


FINISH = (OpenReview(), Finished())


def test_all_that_was_said_comes_into_the_set_as_one_change(workspace):
    result, steps = asked(
        workspace, "ours/phone", Answered("On the phone"), Answered("A queue."), Skipped(),
        *FINISH, is_new=True, under="ours/waiting", reason="Heard often",
    )  # fmt: skip
    assert [type(each) for each in steps] == [QuestionStep] * 4 + [ReviewStep]
    assert ours(workspace) == OURS + (
        "    codes:\n      - id: phone\n        name: On the phone\n        definition: A queue.\n"
    )
    assert [(each.did, each.why) for each in read_code_log(workspace)] == [("new", "Heard often")]
    assert not result.paused
    assert list(begun_codes(workspace.notebook)) == []


def test_another_code_is_opened_at_its_menu_and_only_what_changes_is_written(workspace):
    _result, (menu, question, _review) = asked(
        workspace, "ours/waiting", Jump("code.definition"), Answered("No word."), Finished(),
        is_new=False,
    )  # fmt: skip
    assert isinstance(menu, MenuStep)
    assert question.earlier.text == "Nobody says."
    assert ours(workspace) == OURS.replace("Nobody says.", "No word.") + (
        '    changed: "2026-11-24"\n'
    )


def test_a_word_in_several_languages_changes_in_the_language_of_the_person(workspace):
    asked(
        workspace, "ours/waiting", Jump("code.name"), Answered("Att vänta"), Finished(),
        is_new=False, language="sv",
    )  # fmt: skip
    assert "name: {en: Waiting, sv: Att vänta}" in ours(workspace)


def test_whoever_stops_has_what_they_said_in_the_set_and_what_is_half_typed_kept(workspace):
    result, _steps = asked(
        workspace, "ours/told", Answered("Told"), Paused("Half a"), is_new=True
    )  # fmt: skip
    assert (result.paused, result.half_typed) == (True, True)
    assert "  - id: told\n    name: Told\n" in ours(workspace)
    _result, (step, *_rest) = asked(
        workspace, "ours/told", Answered("Half a definition."), *FINISH, is_new=False
    )
    assert (step.address, step.draft) == ("code.definition", "Half a")
    assert "    definition: Half a definition.\n" in ours(workspace)


def test_whoever_said_nothing_changes_nothing(workspace):
    result, _steps = asked(workspace, "ours/told", Paused(), is_new=True)
    assert (result.change, result.half_typed, result.is_new) == (None, False, True)
    assert ours(workspace) == OURS
    assert read_code_log(workspace) == ()
    asked(workspace, "ours/waiting", Finished(), is_new=False)
    assert ours(workspace) == OURS


def test_a_kill_loses_nothing_that_was_confirmed_and_the_next_time_goes_on(workspace):
    sitting = open_code(workspace, "ours/phone", "en", is_new=True, under="ours/waiting")
    asker = Replies(
        Answered("On the phone"),
        Answered("A queue."),
        lambda keep: keep("When nob"),
        kill,
        Paused(),
    )
    with pytest.raises(Killed):
        conduct_code(sitting, asker)
    assert ours(workspace) == OURS
    assert list(begun_codes(workspace.notebook)) == ["ours/phone"]

    _result, (step, *_rest) = asked(
        workspace, "ours/phone", Answered("When nobody answers."), *FINISH, is_new=True
    )
    assert (step.address, step.draft) == ("code.include", "When nob")
    assert ours(workspace).endswith(
        "      - id: phone\n        name: On the phone\n        definition: A queue.\n"
        "        include: When nobody answers.\n"
    )
    assert list(begun_codes(workspace.notebook)) == []


def test_what_an_editor_had_open_when_coprod_was_killed_is_half_typed_next_time(workspace):
    folder = workspace.notebook.editor_files_folder
    key = AnswerKey("code.include")
    file = make_editor_file(folder, "ours--waiting", key, b"Before")
    file.path.write_text("Somebody waits.\n")
    _result, (step, *_rest) = asked(workspace, "ours/waiting", Paused(), is_new=False)
    assert (step.address, step.draft) == ("code.include", "Somebody waits.")
    assert not file.folder.exists()


@pytest.mark.parametrize(("take", "kept"), [(Take.MINE, "Mine."), (Take.THEIRS, "Theirs.")])
def test_what_somebody_else_changed_meanwhile_is_asked_about(workspace, take, kept):
    def change(_keep_draft):
        edit_code(
            workspace, "ours/waiting", fields_of_settings(["definition=Theirs."], ("definition",))
        )

    _result, steps = asked(
        workspace, "ours/waiting", Jump("code.definition"), Answered("Mine."), change, Finished(),
        Chosen(take), is_new=False,
    )  # fmt: skip
    conflict = steps[-1]
    assert isinstance(conflict, ConflictStep)
    assert (conflict.mine.text, conflict.theirs.text) == ("Mine.", "Theirs.")
    assert f"definition: {kept}" in ours(workspace)


def test_whoever_stops_at_that_question_keeps_their_words_half_typed(workspace):
    def change(_keep_draft):
        edit_code(
            workspace, "ours/waiting", fields_of_settings(["definition=Theirs."], ("definition",))
        )

    asked(
        workspace, "ours/waiting", Jump("code.definition"), Answered("Mine."), change, Finished(),
        Paused(), is_new=False,
    )  # fmt: skip
    assert "definition: Theirs." in ours(workspace)
    _result, (step, *_rest) = asked(workspace, "ours/waiting", Paused(), is_new=False)
    assert step.draft == "Mine."


def test_one_code_is_asked_about_once_at_a_time(workspace):
    sitting = open_code(workspace, "ours/phone", "en", is_new=True)
    with pytest.raises(CaseHeld):
        open_code(workspace, "ours/phone", "en", is_new=True)
    sitting.lock.release()


@pytest.mark.parametrize(
    ("name", "is_new"), [("ours/waiting", True), ("levels/micro", False), ("Our set", True)]
)
def test_what_cannot_be_is_refused_before_anything_is_asked(workspace, name, is_new):
    with pytest.raises(WrongUsage):
        open_code(workspace, name, "en", is_new=is_new)


def test_what_a_set_cannot_hold_is_refused_at_its_question():
    name, definition, *_rest = code_template("ours/x").sections[0].questions
    with pytest.raises(InvalidAnswer):
        name.parse("Two\nlines", "en")
    with pytest.raises(InvalidAnswer):
        definition.parse("x" * 4001, "en")
    assert definition.parse(" Two\nlines \n", "en") == "Two\nlines"
