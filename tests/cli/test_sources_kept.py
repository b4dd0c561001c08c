"""References are kept by every command that writes a note."""

import re
import shutil

import pytest
from commands import done
from made_up import coprod

from coprod_cli.notebook.note.reader import read_note

FUTURE = "condition.future"
SOURCES = ("A book", "A study, 2020")


@pytest.fixture(autouse=True)
def folder(with_shipped_forms):
    done("new-case", "--set", f"{FUTURE}=Nobody knows.", "--set", "situation.setting=A ward.")
    done("edit", "latest", "--evidence", f"{FUTURE}=study", *given(*SOURCES))
    return with_shipped_forms


def given(*references):
    return [part for each in references for part in ("--source", f"{FUTURE}={each}")]


def path_in(folder):
    (path,) = folder.glob("*.md")
    return path


def answer_in(folder):
    note = read_note(path_in(folder).read_bytes(), "a.md")
    assert not note.findings
    return note.case.answer(FUTURE)


def is_kept(folder, text="Nobody knows."):
    answer = answer_in(folder)
    return (answer.text, answer.evidence, answer.sources) == (text, "study", SOURCES)


def test_references_are_kept_by_another_language_and_back(folder):
    before = path_in(folder).read_text("utf-8")

    done("edit", "latest", "--language", "sv")
    assert is_kept(folder)
    assert "\n**Källor**\n" in path_in(folder).read_text("utf-8")
    done("edit", "latest", "--language", "en")
    after = path_in(folder).read_text("utf-8")
    stamps = re.compile(r"updated: .*| headed=\w+")
    assert stamps.sub("", after) == stamps.sub("", before)


def test_references_are_kept_by_a_newer_version_and_another_form(folder):
    path = path_in(folder)
    text = re.sub("template_version: .*", "template_version: 1.0.0", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    done("update", "--all")
    assert is_kept(folder)
    done("edit", "latest", "--template", "neonatal")
    assert is_kept(folder)


def test_references_are_kept_by_history_and_restore(folder):
    case = path_in(folder).stem
    done("edit", case, "--set", f"{FUTURE}=Now we know.", "--source", f"{FUTURE}=")
    assert answer_in(folder).sources == ()
    history = done("history", case, "--json").stdout
    assert all(each in history for each in SOURCES)
    when = re.findall('"until": *"([^"]+)"', history)[-1]
    done("restore", case, "--to", when)
    assert is_kept(folder)
    done("remove", case)
    done("restore", case)
    assert is_kept(folder)


def test_references_are_kept_by_a_repair_of_a_note_that_lost_its_comments(folder):
    path = path_in(folder)
    done("edit", path.stem, "--set", "situation.setting=Another ward.")
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"^<!-- coprod:.*\n", "", text, flags=re.MULTILINE), "utf-8")

    coprod("check", "--repair")

    answer = answer_in(folder)
    assert "Nobody knows." in answer.text
    assert all(each in (*answer.sources, answer.text) or each in answer.text for each in SOURCES)


def test_references_are_kept_by_a_repair_of_one_comment(folder):
    path = path_in(folder)
    text = path.read_text("utf-8")
    damaged = text.replace("<!-- coprod:condition.future", "<!— Coprod:condition.future")
    assert damaged != text
    path.write_text(damaged, "utf-8")

    coprod("check", "--repair")

    assert is_kept(folder)


def test_references_are_kept_by_a_merge_of_a_copy(folder):
    path = path_in(folder)
    copy = folder / f"{path.stem}.sync-conflict-20261130-101010-ABCDEFG.md"
    shutil.copy(path, copy)
    done("edit", str(path), *given("A page"))
    text = copy.read_text("utf-8").replace("- A book\n", "- A book\n- A film\n")
    copy.write_text(text, "utf-8")

    coprod("check", "--repair")

    (merged,) = folder.glob("*.md")
    answer = read_note(merged.read_bytes(), "a.md").case.answer(FUTURE)
    assert answer.text == "Nobody knows."
    assert set(answer.sources) == {*SOURCES, "A page", "A film"}


def test_references_are_kept_by_ticking_and_finishing(folder):
    done("finish", "latest", "--force")
    assert is_kept(folder)
    done("edit", "latest", "--set", f"{FUTURE}=Somebody knows.")
    assert is_kept(folder, "Somebody knows.")
