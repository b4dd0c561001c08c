"""A new case gets its note with its first word; left untouched, it leaves nothing."""

import pytest
from made_up import EVERY_TYPE, NOON
from paths import TEMPLATES

from coprod_cli.interview.askers.reply_parsing import prefill
from coprod_cli.interview.replies import Answered, Back, KeptAsDraft, Paused, Skipped, Unknown
from coprod_cli.interview.steps import QuestionStep
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.conduct_sitting import conduct_sitting
from coprod_cli.operations.open_case import open_draft
from coprod_cli.operations.open_new_case import open_new_case
from coprod_cli.operations.workspace import Workspace


class Typist:
    """Asker that types half-typed texts and gives replies; `seen` is the notes before each step."""

    def __init__(self, folder, *replies, types=()):
        self.folder = folder
        self.replies = list(replies)
        self.types = list(types)
        self.seen = []
        self.prefilled = []

    def ask(self, step, keep_draft):
        self.seen.append(len(list(self.folder.glob("*.md"))))
        self.prefilled += [prefill(step)] if isinstance(step, QuestionStep) else []
        while self.types:
            keep_draft(self.types.pop(0))
        return self.replies.pop(0)


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "notebook", (TEMPLATES,), ("en",), clock=lambda: NOON)


def sit(workspace, *replies, types=(), **options):
    asker = Typist(workspace.folder, *replies, types=types)
    result = conduct_sitting(open_new_case(workspace, EVERY_TYPE.id, **options), asker)
    return result, asker


def everything_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize(
    ("replies", "types"),
    [
        ([Paused()], []),
        ([Answered(""), Skipped(), Answered(""), Back(), Paused()], []),
        ([Paused()], ["H", "Ha", ""]),
    ],
    ids=["at once", "after passing by", "after taking back what was typed"],
)
def test_an_untouched_case_leaves_nothing_at_all(workspace, replies, types):
    result, _ = sit(workspace, *replies, types=types)

    assert result.untouched
    assert result.new_notebook is None
    assert not workspace.folder.exists()


def test_an_untouched_case_leaves_a_notebook_as_it_was(workspace):
    Notebook.make(workspace.folder)
    before = everything_in(workspace.folder)
    result, _ = sit(workspace, Paused(), types=["a", ""])

    assert result.untouched
    assert set(everything_in(workspace.folder)) - set(before) <= {".coprod/drafts", ".coprod/locks"}


@pytest.mark.parametrize(
    "reply", [Answered("Said, made up"), Unknown()], ids=["an answer", "not known yet"]
)
def test_a_reply_makes_the_note_before_the_next_step(workspace, reply):
    result, asker = sit(workspace, Answered(""), reply, Paused())

    assert asker.seen == [0, 0, 1]
    assert not result.untouched
    assert result.path.exists()


def test_a_title_makes_the_note(workspace):
    _, asker = sit(workspace, Answered("T"), Paused())
    assert asker.seen == [0, 1]


def test_a_title_that_is_given_makes_the_note_at_once(workspace):
    result, asker = sit(workspace, Paused(), title="T")
    assert asker.seen == [1]
    assert not result.untouched


def test_half_typed_text_makes_the_note_and_is_found_again(workspace):
    result, _ = sit(workspace, Answered(""), Paused("Half"), types=[])
    asker = Typist(workspace.folder, Paused())
    resumed = conduct_sitting(open_draft(workspace), asker)

    assert asker.prefilled == ["Half"]
    assert resumed.path == result.path


def test_text_that_is_typed_and_then_cut_off_is_found_again(workspace):
    sitting = open_new_case(workspace, EVERY_TYPE.id)
    sitting.autosave.keep_draft(sitting.interview, "Half a title")
    asker = Typist(workspace.folder, Paused())

    sitting.lock._lock.release()  # as the system does for a process that was killed
    conduct_sitting(open_draft(workspace), asker)
    assert asker.prefilled == ["Half a title"]


def test_a_note_without_a_word_that_another_program_wrote_to_stays(workspace):
    sitting = open_new_case(workspace, EVERY_TYPE.id)
    sitting.autosave.keep_draft(sitting.interview, "")
    path = sitting.autosave.path
    path.write_text(path.read_text() + "\nA remark, made up.\n")
    result = conduct_sitting(sitting, Typist(workspace.folder, Paused()))

    assert not result.untouched
    assert "A remark" in path.read_text()


def test_a_case_kept_as_a_draft_without_a_word_leaves_nothing(workspace):
    asker = Typist(workspace.folder, *[Skipped()] * 7, KeptAsDraft())
    sitting = open_new_case(workspace, EVERY_TYPE.id)
    sitting = conduct_sitting(sitting, asker)
    assert sitting.untouched
