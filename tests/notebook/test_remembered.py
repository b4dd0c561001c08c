"""What a notebook remembers for the next new case, as a file in its state folder."""

import pytest

from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.remembered import (
    FILE_NAME,
    Remembered,
    RememberedAnswer,
    read_remembered,
    write_remembered,
)

ANSWERS = {
    "primary-care": {
        AnswerKey("situation.role"): RememberedAnswer('A "nurse": no\n- # Två rader\u2028', "sv"),
        AnswerKey("situation.place"): RememberedAnswer("null", "en"),
    }
}
REMEMBERED = Remembered("section", {"primary-care": "1.0.0"}, ANSWERS, "12ab")


@pytest.fixture
def notebook(tmp_path):
    (tmp_path / ".coprod").mkdir()
    return tmp_path


def path_in(notebook):
    return notebook / ".coprod" / FILE_NAME


def test_a_notebook_remembers_what_was_written(notebook):
    write_remembered(notebook, REMEMBERED)
    assert read_remembered(notebook) == REMEMBERED
    assert path_in(notebook).stat().st_mode & 0o777 == 0o600


def test_what_is_there_already_is_not_written_again(notebook):
    write_remembered(notebook, REMEMBERED)
    before = path_in(notebook).stat().st_mtime_ns
    write_remembered(notebook, REMEMBERED)
    assert path_in(notebook).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]", b"size: [1]", b"\xff\xfe", b"size: '1", b"answers: {primary-care: 3}",
        b"answers: {a: {b.c: {text: T}}}", b"answers: {a: {'not an address!': {text: T}}}",
        b"size: " + 200_000 * b"x",
    ],
)  # fmt: skip
def test_a_damaged_file_remembers_nothing_and_is_replaced(notebook, data):
    path_in(notebook).write_bytes(data)
    assert read_remembered(notebook) == Remembered()
    write_remembered(notebook, REMEMBERED)
    assert read_remembered(notebook) == REMEMBERED


def test_a_link_is_not_followed(notebook, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "file"
    elsewhere.write_text("size: section\n")
    path_in(notebook).symlink_to(elsewhere)
    assert read_remembered(notebook) == Remembered()
    write_remembered(notebook, REMEMBERED)
    assert elsewhere.read_text() == "size: section\n"


def test_a_state_folder_that_leads_out_of_the_notebook_is_not_written_to(
    tmp_path, tmp_path_factory
):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (tmp_path / ".coprod").symlink_to(elsewhere)
    write_remembered(tmp_path, REMEMBERED)
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(("voice", "found"), [("nurse", "nurse"), ("two words", ""), ("a--b", "")])
def test_a_voice_that_no_note_can_have_is_not_remembered(tmp_path, voice, found):
    write_remembered(tmp_path, Remembered(voice=voice))

    assert read_remembered(tmp_path).voice == found
