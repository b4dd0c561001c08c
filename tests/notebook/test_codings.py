import stat
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
from made_up import CASE_ID, NOON, add_note

from coprod_cli.base.errors import InvalidInput
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import Coding, Passage
from coprod_cli.notebook.coded_answers import CodedAnswers
from coprod_cli.notebook.coder import keep_coder, kept_coder
from coprod_cli.notebook.coding_text import coding_text
from coprod_cli.notebook.codings import Codings
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.remove_case import remove_case
from coprod_cli.operations.restore import restore_case
from coprod_cli.operations.workspace import Workspace

OTHER = "20261101-abcdef"


@pytest.fixture
def notebook(tmp_path):
    return Notebook.make(tmp_path / "book")


@pytest.fixture
def codings(notebook):
    return Codings(notebook)


def passage(name):
    return Passage(name, Address("first.name"), None, f"words of {name}", (CodeName("ours/told"),))


def mark(codings, *names, coder="anna", case_id=CASE_ID, kept_apart=False):
    """Add passages to a coding, and return its files."""
    file = codings.file(case_id, coder, kept_apart=kept_apart)
    for name in names:
        codings.change(file, lambda coding, name=name: coding.with_passage(passage(name)), NOON)
    return codings.file(case_id, coder, kept_apart=kept_apart)


def ids(codings, file):
    coding = codings.read(file).coding
    return [each.id for each in coding.passages] if coding else None


def test_each_coder_and_case_has_a_private_file(codings):
    file = mark(codings, "a", "b")
    mark(codings, "c", coder="bo")
    assert file.path == codings.notebook.folder / "codings" / "anna" / f"{CASE_ID}.yaml"
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700
    assert ids(codings, file) == ["a", "b"]
    assert codings.coders() == ["anna", "bo"]
    assert [(each.coder, each.case_id) for each in codings.of_case(CASE_ID)] == [
        ("anna", CASE_ID), ("bo", CASE_ID),
    ]  # fmt: skip


def test_codings_of_cases_that_name_people_lie_with_these(codings):
    file = mark(codings, "a", kept_apart=True)
    assert file.path.is_relative_to(codings.notebook.folder / "kept-apart" / "codings")
    assert list(codings.files(kept_apart=False)) == []
    assert [each.path for each in codings.files(kept_apart=True)] == [file.path]


def test_a_change_that_changes_nothing_writes_nothing(codings):
    file = mark(codings, "a")
    before = file.path.stat()
    mark(codings, "a")
    assert file.path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_conflict_copy_is_read_as_a_further_version_and_joined_on_demand(codings):
    file = mark(codings, "a")
    copy = file.path.with_name(f"{CASE_ID} (conflicted copy 2026-11-24).yaml")
    copy.write_text(coding_text(Coding(CASE_ID, "anna", "", (passage("a"), passage("b")))))
    file = mark(codings)
    assert ids(codings, file) == ["a", "b"]
    assert [each.kind for each in codings.read(file).findings] == ["coding-versions"]
    with pytest.raises(InvalidInput):
        mark(codings, "c")
    codings.join(file, NOON)
    assert not copy.exists()
    assert ids(codings, mark(codings, "c")) == ["a", "b", "c"]


def test_what_git_left_in_a_coding_is_read_as_both_sides(codings):
    file = mark(codings, "a")
    head, _, _ = file.path.read_text().partition("\n- id")
    sides = [coding_text(Coding(CASE_ID, "anna", "", (passage(each),))) for each in "bc"]
    one, other = (f"\n- id{each.partition(chr(10) + '- id')[2]}" for each in sides)
    file.path.write_text(f"{head}<<<<<<< ours{one}=======\n{other[1:]}>>>>>>> theirs\n")
    assert sorted(ids(codings, file)) == ["b", "c"]
    codings.join(file, NOON)
    assert codings.read(file).findings == ()


@pytest.mark.parametrize("data", [b"passages: [", b"\xff\xfe", b"[]\n"])
def test_a_damaged_coding_is_told_and_never_overwritten(codings, data):
    file = mark(codings, "a")
    file.path.write_bytes(data)
    assert codings.read(file).coding is None
    assert codings.read(file).findings
    with pytest.raises(InvalidInput):
        mark(codings, "b")
    assert file.path.read_bytes() == data


def test_a_coding_in_another_coders_folder_is_told(codings):
    file = mark(codings, "a")
    folder = file.path.parent.with_name("bo")
    folder.mkdir()
    moved = file.path.rename(folder / file.path.name)
    found = codings.read(codings.file(CASE_ID, "bo", kept_apart=False))
    assert found.file.path == moved
    assert [each.kind for each in found.findings] == ["coding"]


def test_codings_go_into_the_trash_with_their_case_and_come_back(codings):
    workspace = Workspace(codings.notebook.folder, (), clock=lambda: NOON)
    note = add_note(codings.notebook.folder)
    files = [mark(codings, "a"), mark(codings, "b", coder="bo")]
    other = mark(codings, "c", case_id=OTHER)
    contents = [file.path.read_bytes() for file in files]

    removed = remove_case(workspace, CASE_ID)
    assert removed.codings == 2
    assert not any(file.path.exists() for file in files)
    assert other.path.exists()

    assert restore_case(workspace, CASE_ID) == note
    assert [file.path.read_bytes() for file in files] == contents


def test_what_was_marked_meanwhile_stays_beside_what_comes_back(codings):
    workspace = Workspace(codings.notebook.folder, (), clock=lambda: NOON)
    add_note(codings.notebook.folder)
    mark(codings, "a")
    remove_case(workspace, CASE_ID)
    mark(codings, "b")
    restore_case(workspace, CASE_ID)
    assert sorted(ids(codings, mark(codings))) == ["a", "b"]


class TestCodedAnswers:
    def test_keep_each_text_once_by_its_digest(self, notebook):
        coded = CodedAnswers(notebook, CASE_ID)
        one, other = Answer("first.name", "one"), Answer("first.name", "other")
        coded.keep([one, other, one], NOON)
        assert coded.texts({one.digest, "0"}) == {one.digest: "one"}
        assert coded.texts({one.digest, other.digest}) == {one.digest: "one", other.digest: "other"}
        coded.clear()
        assert coded.texts({other.digest}) == {}

    def test_also_know_the_texts_of_the_history(self, notebook):
        answer = Answer(AnswerKey("first.name").address, "before")
        notebook.history(CASE_ID).keep([answer], NOON - timedelta(days=1))
        assert CodedAnswers(notebook, CASE_ID).texts({answer.digest}) == {answer.digest: "before"}


class TestCoder:
    def test_is_asked_once_and_kept_in_the_notebook(self, notebook, monkeypatch):
        assert kept_coder(notebook.folder) == ""
        keep_coder(notebook.folder, "anna")
        assert kept_coder(notebook.folder) == "anna"
        monkeypatch.setenv("COPROD_CODER", "Bo.2")
        assert kept_coder(notebook.folder) == "bo.2"

    def test_is_another_round_of_the_same_person_and_nobody_else_by_the_way(self, notebook):
        for coder, kept in (("anna", "anna"), ("bo", "anna"), ("anna.2", "anna.2")):
            keep_coder(notebook.folder, coder)
            assert kept_coder(notebook.folder) == kept

    def test_is_never_the_login_name(self, notebook, monkeypatch):
        for name in ("USER", "LOGNAME", "USERNAME"):
            monkeypatch.setenv(name, "carl")
        assert kept_coder(notebook.folder) == ""


def _mark_as(folder: str, coder: str) -> None:
    codings = Codings(Notebook(Path(folder)))
    mark(codings, *"abcdef", coder=coder)


@pytest.mark.slow
def test_twenty_coders_mark_one_case_at_once_and_all_is_kept(codings):
    names = [f"coder{number}" for number in range(20)]
    crowd = [
        get_context("fork").Process(target=_mark_as, args=(str(codings.notebook.folder), name))
        for name in [*names, *names]
    ]
    for process in crowd:
        process.start()
    for process in crowd:
        process.join()
    assert [process.exitcode for process in crowd] == [0] * 40
    found = [codings.file(CASE_ID, name, kept_apart=False) for name in names]
    assert [ids(codings, each) for each in found] == [list("abcdef")] * 20
