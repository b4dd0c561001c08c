"""Repair of a damaged note: the old note is saved in the history, or nothing changes."""

import re

import pytest
from made_up import CASE_ID, EVERY_TYPE, NOON, add_note

from coprod_cli.base.errors import CannotSave, CaseHeld, CoprodError
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations import plan_repair as module
from coprod_cli.operations.plan_repair import planned_repair
from coprod_cli.operations.repair import repair_note

END = "<!-- coprod:end -->\n"
STORY = "<!-- coprod:second.story -->\n"


def look_up(name):
    return EVERY_TYPE if name == "every-type" else None


@pytest.fixture
def notebook(tmp_path):
    return Notebook.make(tmp_path)


@pytest.fixture
def damaged(notebook):
    """A note without its end and one of its markers."""
    path = add_note(notebook.folder, answers={"second.story": "Made up"})
    path.write_text(path.read_text().replace(END, "").replace(STORY, ""))
    return path


def everything_in(folder):
    return {
        path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


class TestWhatIsPlanned:
    def test_is_nothing_for_a_sound_note(self, notebook):
        assert planned_repair(notebook.read(add_note(notebook.folder)), look_up) is None

    def test_is_nothing_for_a_note_that_cannot_be_read(self):
        assert planned_repair(read_note(b"\xff", "case.md"), look_up) is None

    def test_is_shown_as_the_lines_that_change(self, notebook, damaged):
        lines = planned_repair(notebook.read(damaged), look_up).diff(f"{damaged} (mended)")

        assert lines[:2] == [f"--- {damaged}", f"+++ {damaged} (mended)"]
        changed = [line for line in lines[2:] if line.strip() and line[0] in "+-" and line[1:]]
        assert changed == [f"+{STORY.strip()}", f"+{END.strip()}"]

    def test_joins_versions_of_which_another_program_changed_the_markers(self, notebook):
        sound = add_note(notebook.folder, answers={"second.story": "Made up"}).read_text()
        marked = sound.replace("Made up\n", "<<<<<<< a\nMine\n=======\nYours\n>>>>>>> b\n")
        for change in (
            lambda text: text.replace("<!-- coprod", "<!\u2014 coprod"),
            lambda text: text.replace("<!-- coprod", "<!--\u00a0coprod").replace("\n", "\r\n"),
            lambda text: text.replace(END, ""),
        ):
            note = read_note(change(marked).encode(), f"{CASE_ID}.md")

            after = planned_repair(note, look_up).after

            answers = {answer.address: answer.text for answer in after.case.answers}
            assert set(answers) == {*EVERY_TYPE.questions}
            assert answers.pop("second.story").split("\n")[:1] in (["Mine"], ["Yours"])
            assert not any(answers.values())
            assert not after.uncertain

    def test_takes_what_a_stripped_copy_lost_from_the_note(self, notebook):
        text = add_note(notebook.folder, answers={"second.story": "Made up"}).read_text()
        text = text.replace(STORY, STORY.replace(" -->", " unknown evidence=reported -->"))
        text = text.replace("coprod:second.late -->", "coprod:second.late unknown -->")
        stripped = re.sub(r"<!-- coprod.*-->\n", "", text)
        whole = read_note(text.encode(), f"{CASE_ID}.md")
        lost = read_note(stripped.encode(), f"{CASE_ID}.md")

        for note, copy in ((whole, lost), (lost, whole)):
            after = planned_repair(note, look_up, copies=[copy]).after
            assert after.case.answers == whole.case.answers

    def test_writes_nothing(self, notebook, damaged):
        before = everything_in(notebook.folder)

        planned_repair(notebook.read(damaged), look_up)

        assert everything_in(notebook.folder) == before

    def test_is_what_needs_no_template_where_there_is_none(self, notebook):
        path = add_note(notebook.folder)
        path.write_text(path.read_text().replace(END, "").replace(": every-type", ": nowhere"))

        lines = planned_repair(notebook.read(path), look_up).diff(f"{damaged} (mended)")

        assert [line for line in lines[2:] if "+<" in line] == [f"+{END.strip()}"]


class TestMending:
    def test_keeps_the_note_as_it_was_and_writes_what_was_planned(self, notebook, damaged):
        before = damaged.read_bytes()
        planned = planned_repair(notebook.read(damaged), look_up).after.original

        kept = repair_note(notebook, damaged, look_up, NOON)

        assert damaged.read_bytes() == planned.encode()
        assert kept.read_bytes() == before
        assert notebook.history(CASE_ID).note_at(NOON) == before
        assert planned_repair(notebook.read(damaged), look_up) is None

    @pytest.mark.parametrize("line_end", ["\r\n", "\r"])
    def test_keeps_each_byte_of_the_rest(self, notebook, damaged, line_end):
        text = "\ufeff" + damaged.read_text().replace("\n", line_end)
        damaged.write_bytes(text.encode())

        kept = repair_note(notebook, damaged, look_up, NOON)

        assert kept.read_bytes() == text.encode()
        after = damaged.read_bytes().decode()
        assert after.startswith("\ufeff---" + line_end)
        left = after.replace(STORY.strip() + line_end, "").replace(END.strip() + line_end, "")
        assert left.rstrip() == text.rstrip()

    def test_of_a_sound_note_does_nothing(self, notebook):
        path = add_note(notebook.folder)
        before = path.stat()

        assert repair_note(notebook, path, look_up, NOON) is None
        assert path.stat() == before
        assert notebook.history(CASE_ID).entries() == []

    def test_mends_the_note_as_it_is_by_then(self, notebook, damaged):
        sound = add_note(notebook.folder, answers={"second.story": "Made up anew"}).read_bytes()

        assert repair_note(notebook, damaged, look_up, NOON) is None
        assert damaged.read_bytes() == sound

    def test_keeps_the_history_under_the_id_whatever_the_file_is_called(self, notebook, damaged):
        path = damaged.rename(notebook.folder / "A visit.md")

        kept = repair_note(notebook, path, look_up, NOON)

        assert kept.parent.name == CASE_ID

    def test_twice_keeps_both_states(self, notebook, damaged):
        states = [damaged.read_bytes(), damaged.read_bytes().replace(b"Made up", b"Made up anew")]
        for state in states:
            damaged.write_bytes(state)
            repair_note(notebook, damaged, look_up, NOON)

        kept = [each.path.read_bytes() for each in notebook.history(CASE_ID).entries()]
        assert kept == states


class TestNothingIsMended:
    def test_while_somebody_works_on_the_case(self, notebook, damaged):
        before = damaged.read_bytes()
        hold = notebook.lock_case(damaged, CASE_ID, NOON, interactive=True)
        try:
            with pytest.raises(CaseHeld):
                repair_note(notebook, damaged, look_up, NOON)
        finally:
            hold.release()

        assert damaged.read_bytes() == before
        assert notebook.history(CASE_ID).entries() == []
        assert repair_note(notebook, damaged, look_up, NOON) is not None

    def test_where_the_note_cannot_be_kept_as_it_was(self, notebook, damaged):
        before = damaged.read_bytes()
        (notebook.state / "history").write_text("a file, not a folder")

        with pytest.raises(CannotSave):
            repair_note(notebook, damaged, look_up, NOON)

        assert damaged.read_bytes() == before
        (notebook.state / "history").unlink()
        assert repair_note(notebook, damaged, look_up, NOON) is not None

    def test_over_what_another_program_writes_meanwhile(self, notebook, damaged, monkeypatch):
        planned = planned_repair

        def plan(*arguments, **more):
            found = planned(*arguments, **more)
            damaged.write_text("written by another program meanwhile\n")
            return found

        monkeypatch.setattr(module, "planned_repair", plan)

        with pytest.raises(CannotSave):
            repair_note(notebook, damaged, look_up, NOON)

        assert damaged.read_text() == "written by another program meanwhile\n"

    def test_through_a_link_out_of_the_notebook(self, tmp_path, damaged):
        (tmp_path / "notebook").mkdir()
        link = tmp_path / "notebook" / damaged.name
        link.symlink_to(damaged)
        before = damaged.read_bytes()

        with pytest.raises(CoprodError, match="a link that leads out of its folder"):
            repair_note(Notebook(tmp_path / "notebook"), link, look_up, NOON)

        assert damaged.read_bytes() == before
