"""Several processes use one index at the same time: each gives what the notes say."""

import random
from contextlib import closing

import pytest
from commands import run_at_once
from indexed import index_in_use, index_of, write_as_another_program
from made_up import add_note, coprod_process, note_text

from coprod_cli.notebook.notebook import Notebook

IDS = [f"20261101-aaaa{number:02}" for number in range(30)]


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "notes"
    for case_id in IDS:
        add_note(folder, case_id, title="Before")
    with index_in_use(tmp_path / "cache"):
        yield folder


def titles(folder):
    return [outline.case.title for outline in Notebook(folder).outlines()]


def change(folder, title):
    for case_id in IDS:
        write_as_another_program(folder / f"{case_id}.md", note_text(id=case_id, title=title))


def test_one_reads_on_while_another_writes(folder):
    first = Notebook(folder).outlines()
    begun = [next(first).case.title]
    change(folder, "After")

    assert titles(folder) == ["After"] * len(IDS)
    rest = [outline.case.title for outline in first]
    assert len(begun + rest) == len(IDS)
    assert titles(folder) == ["After"] * len(IDS)


def test_one_that_stops_halfway_leaves_the_index_to_others(folder):
    with closing(Notebook(folder).outlines()) as outlines:
        next(outlines)

    assert titles(folder) == ["Before"] * len(IDS)


def test_pages_of_two_states_change_nothing(folder, tmp_path):
    """As after a power failure, when a disk has written some of the pages and others not."""
    titles(folder)
    file = index_of(folder, tmp_path / "cache")
    old = file.read_bytes()
    change(folder, "After, with a longer title")
    right = titles(folder)
    new = file.read_bytes()
    chance = random.Random(1)  # noqa: S311 - which pages are old
    for _time in range(50):
        pages = [
            chance.choice([old, new])[start : start + 4096] for start in range(0, len(new), 4096)
        ]
        file.write_bytes(b"".join(pages))
        assert titles(folder) == right


@pytest.mark.slow
def test_processes_at_once_print_the_same_while_notes_change(folder, tmp_path):
    environment = {
        "COPROD_NOTEBOOK": str(folder), "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }  # fmt: skip
    for title in ("One", "Two", "Three"):
        change(folder, title)
        done = run_at_once(
            [["list", "--json"], ["overview", "--json"]] * 4, tmp_path, **environment
        )
        for command, index in (("list", 0), ("overview", 1)):
            right = coprod_process(
                command, "--json", folder=tmp_path, **environment, COPROD_INDEX="off"
            )
            assert {result[:2] for result in done[index::2]} == {(0, right.stdout)}
    assert index_of(folder, tmp_path / "cache").stat().st_size > 0
