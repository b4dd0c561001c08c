"""Update of a note to the newest version of its template: all of it, or nothing."""

from unittest.mock import patch

import pytest
from made_up import CASE_ID, NOON, add_note, keyed, unfinished
from made_up_versions import (
    AFTERWARDS,
    ANSWERS,
    FIRST,
    NEW,
    OLD,
    SECOND,
    answer_texts,
    first_text,
    form,
    read,
)

from coprod_cli.base.atomic import ChangedMeanwhile
from coprod_cli.base.errors import CannotSave, CaseHeld, InvalidInput
from coprod_cli.model.plain_language import PLAIN, WORDS
from coprod_cli.notebook.note.front_matter import read_simple
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.version_diff import DiffKind
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.update import is_older, planned_update, update_note


@pytest.fixture
def notebook(tmp_path):
    return Notebook.make(tmp_path / "notebook")


@pytest.fixture
def path(notebook):
    return add_note(notebook.folder, answers=ANSWERS, template=FIRST)


def update(notebook, path, template=SECOND):
    return update_note(notebook, path, template, NOON)


def notes_kept(notebook):
    return [each.path.read_bytes() for each in notebook.history(CASE_ID).entries()]


class TestAnUpdate:
    def test_brings_the_note_to_the_newest_version_and_says_when(self, notebook, path):
        done = update(notebook, path)

        case = notebook.read(path).case
        assert answer_texts(notebook.read(path)) == AFTERWARDS
        assert (case.template_version, case.updated) == (NEW, NOON.isoformat())
        assert (done.earlier, done.newest, done.case_id) == (OLD, NEW, CASE_ID)
        assert done.is_needed
        assert [done.count(fate) for fate in DiffKind] == [2, 2, 3, 2, 4, 0]

    def test_keeps_the_note_as_it_was_and_nothing_else(self, notebook, path):
        before = path.read_bytes()

        update(notebook, path)

        assert notes_kept(notebook) == [before]

    def test_changes_nothing_where_it_was_done_already(self, notebook, path):
        update(notebook, path)
        before = path.read_bytes()

        again = update(notebook, path)

        assert not again.is_needed
        assert path.read_bytes() == before
        assert len(notes_kept(notebook)) == 1

    def test_needs_nobody_to_let_go_where_nothing_is_to_be_done(self, notebook, path):
        with notebook.lock_case(path, CASE_ID, NOON, interactive=True):
            assert not update(notebook, path, FIRST).is_needed

    def test_waits_for_nobody_who_sits_at_the_case(self, notebook, path):
        before = path.read_bytes()

        with notebook.lock_case(path, CASE_ID, NOON, interactive=True), pytest.raises(CaseHeld):
            update(notebook, path)

        assert path.read_bytes() == before
        assert notes_kept(notebook) == []

    def test_does_what_is_needed_by_then(self, notebook, path, monkeypatch):
        hold = Notebook.lock_case

        def hold_after_another(self, *arguments, **rest):
            monkeypatch.setattr(Notebook, "lock_case", hold)
            update(notebook, path)
            return hold(self, *arguments, **rest)

        monkeypatch.setattr(Notebook, "lock_case", hold_after_another)

        assert not update(notebook, path).is_needed
        assert len(notes_kept(notebook)) == 1

    def test_of_a_note_in_plain_words_puts_in_its_new_questions_so(self, notebook):
        third = SECOND.model_copy(update={"version": "3.0.0"})
        path = add_note(notebook.folder, template=FIRST, extra={WORDS: PLAIN})

        update(notebook, path, third)

        assert "### Were people happy?\n" in path.read_text()
        assert read_simple(path.read_text().split("---\n")[1])["words"] == "plain"

    def test_of_a_note_in_a_file_of_another_name_keeps_its_history_by_its_id(self, notebook, path):
        path = path.rename(path.with_name("A visit.md"))

        assert update(notebook, path).case_id == CASE_ID
        assert len(notes_kept(notebook)) == 1


class TestAnUpdatedNoteAsData:
    def test_is_the_same_whichever_way_it_is_read(self, notebook):
        before = form({"one": {"a": "A?", "b": "B?"}})
        after = form({"one": {"a": "Another a?", "b": "B?", "c": "C?"}}, NEW)
        path = add_note(notebook.folder, answers={"one.a": "Made up"}, template=before)
        update(notebook, path, after)
        assert " new=" in path.read_text()

        data = path.read_bytes()
        note = read_note(data, path.name)
        with patch("coprod_cli.notebook.note.reader.read_as_written", lambda *_: None):
            assert read_note(data, path.name) == note
        assert [each.address for each in note.case.given_answers()] == ["one.a"]


class TestANoteInDoubt:
    @pytest.mark.parametrize(
        "damage",
        [
            lambda text: text.replace("<!-- coprod:end -->\n", ""),
            lambda text: text.replace("template: made-up", "template: [made-up"),
            lambda text: text.replace("coprod:care.fax", "coprod:care.mood"),
        ],
        ids=["no end", "no front matter", "doubled"],
    )
    def test_is_refused_and_stays_as_it_is(self, notebook, path, damage):
        path.write_text(damage(path.read_text()))
        before = path.read_bytes()

        with pytest.raises(InvalidInput):
            update(notebook, path)

        assert path.read_bytes() == before
        assert notes_kept(notebook) == []

    def test_is_one_of_this_version_that_has_lost_a_marker(self):
        note = read(first_text().replace("<!-- coprod:care.fax -->\n", ""))

        with pytest.raises(InvalidInput) as refused:
            planned_update(note, FIRST)

        assert [each.kind for each in refused.value.findings] == ["missing"]


class TestHalfTypedText:
    def test_follows_a_question_that_was_renamed(self, notebook, path):
        texts = {"care.wait": "half", "care.mood": "also half", "title": "T"}
        bases = {"care.wait": "0" * 16, "care.mood": "1" * 16}
        notebook.drafts(CASE_ID).write(unfinished("care.wait", texts, bases))

        update(notebook, path)

        assert notebook.drafts(CASE_ID).read() == unfinished(
            "care.queue",
            {"care.queue": "half", "care.mood": "also half", "title": "T"},
            {"care.queue": "0" * 16, "care.mood": "1" * 16},
        )

    def test_of_each_voice_follows(self, notebook, path):
        texts = {"care.wait": "half", "care.wait@family": "half of theirs"}
        bases = {"care.wait@family": "0" * 16}
        notebook.drafts(CASE_ID).write(unfinished("care.wait@family", texts, bases))

        update(notebook, path)

        assert notebook.drafts(CASE_ID).read() == unfinished(
            "care.queue@family",
            {"care.queue": "half", "care.queue@family": "half of theirs"},
            {"care.queue@family": "0" * 16},
        )

    def test_takes_the_place_of_no_other(self, notebook, path):
        texts = {"care.wait": "half", "care.queue": "another half"}
        notebook.drafts(CASE_ID).write(unfinished("care.wait", texts))

        update(notebook, path)

        assert notebook.drafts(CASE_ID).read().texts == keyed(texts)

    def test_that_nothing_is_renamed_for_is_not_touched(self, notebook, path):
        notebook.drafts(CASE_ID).write(unfinished("care.mood", {"care.mood": "half"}))
        before = notebook.drafts(CASE_ID).path.stat()

        update(notebook, path)

        assert notebook.drafts(CASE_ID).path.stat().st_mtime_ns == before.st_mtime_ns


class TestAnUpdateThatIsCutShort:
    @pytest.mark.parametrize("step", ["keep_note", "write_atomically"])
    def test_is_done_as_if_it_had_not_been_by_the_next_one(self, notebook, path, monkeypatch, step):
        notebook.drafts(CASE_ID).write(unfinished("care.wait", {"care.wait": "half"}))
        before = path.read_bytes()
        with monkeypatch.context() as patched:
            self._fail(patched, step)
            with pytest.raises(CannotSave):
                update(notebook, path)
        assert path.read_bytes() == before

        update(notebook, path)

        assert answer_texts(notebook.read(path)) == AFTERWARDS
        assert notes_kept(notebook) == [before]
        assert notebook.drafts(CASE_ID).read() == unfinished("care.queue", {"care.queue": "half"})

    def _fail(self, patched, step):
        def full(*_arguments, **_rest):
            raise CannotSave("made up")

        if step == "keep_note":
            patched.setattr("coprod_cli.notebook.history.History.keep_note", full)
        else:
            patched.setattr("coprod_cli.notebook.store.write_atomically", full)

    def test_by_another_program_leaves_what_that_wrote(self, notebook, path, monkeypatch):
        def changed(*_arguments, **_rest):
            raise ChangedMeanwhile

        monkeypatch.setattr("coprod_cli.notebook.store.write_atomically", changed)
        before = path.read_bytes()

        with pytest.raises(CannotSave):
            update(notebook, path)

        assert path.read_bytes() == before


class TestAPlannedUpdate:
    def test_tells_the_same_and_writes_nothing(self, notebook, path):
        before = path.read_bytes()

        planned = planned_update(notebook.read(path), SECOND)

        assert path.read_bytes() == before
        assert not notebook.history(CASE_ID).folder.exists()
        assert planned == update(notebook, path)


@pytest.mark.parametrize(
    ("one", "other", "older"),
    [
        ("1.0.0", "1.0.1", True),
        ("1.9.0", "1.10.0", True),
        ("", "1.0.0", True),
        ("1.0", "1.0.0", True),
        ("1.0.0", "1.0.0", False),
        ("2.0.0", "1.10.10", False),
        ("1.0.0-made-up", "1.0.0", False),
    ],
)
def test_versions_are_compared_by_their_numbers(one, other, older):
    assert is_older(one, other) is older
