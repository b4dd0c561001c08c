"""Passages of one coder that overlap and share a code: `coprod check --codings` tells and mends."""

import json

import pytest
from made_up import TEMPLATES, add_note, coprod
from made_up_marks import mark
from terminal import Terminal

ONE = "20261101-aaaaaa"
STORY = "We sat there. A made-up queue went on for hours, and nobody said why."


@pytest.fixture
def notebook(home, monkeypatch):
    folder = home / "notes"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    monkeypatch.setenv("COPROD_CODER", "anna")
    add_note(folder, ONE, {"second.story": STORY}, title="Queue")
    mark(folder, ONE, "second.story", "A made-up queue went on", "ours/waiting", "ours/told")
    mark(folder, ONE, "second.story", "went on for hours", "ours/waiting", memo="How many?")
    return folder


def file_of(notebook, coder="anna"):
    return notebook / "codings" / coder / f"{ONE}.yaml"


def look_at(notebook):
    environment = {
        "COPROD_NOTEBOOK": str(notebook), "COPROD_PROMPTS": str(TEMPLATES), "COPROD_CODER": "anna",
    }  # fmt: skip
    return Terminal.coprod("check", "--codings", folder=notebook, environment=environment)


def marked():
    shown = json.loads(coprod("passages", "--json").stdout)
    return [(each["words"], each["codes"], each["memo"]) for each in shown]


def test_an_overlap_is_told_with_its_file_and_line(notebook):
    result = coprod("check", "--codings")

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{ONE}  second.story  anna  ours/waiting: overlap, and count as one",
        "  = A made-up queue went on",
        "  = went on for hours",
        f"  {file_of(notebook)}:6",
    ]
    assert file_of(notebook).read_text().splitlines()[5].startswith("- id: p0")
    (found,) = json.loads(coprod("check", "--codings", "--json").stdout)
    assert (found["state"], found["id"], found["overlaps"]) == ("overlap", "p0", "p1")


def test_a_passage_that_is_not_found_says_how_to_take_it_out(notebook):
    note = notebook / f"{ONE}.md"
    note.write_text(note.read_text().replace(STORY, "Gone."))

    result = coprod("check", "--codings")

    assert result.stdout.count("not found any more") == 2
    assert "coprod mark CASE shows it; d takes it out." in result.stderr


class TestIsNoOverlap:
    @pytest.fixture
    def book(self, notebook):
        file_of(notebook).unlink()
        mark(notebook, ONE, "second.story", "A made-up queue", "ours/waiting")
        return notebook

    def test_with_another_code(self, book):
        mark(book, ONE, "second.story", "made-up", "ours/told")
        assert coprod("check", "--codings").exit_code == 0

    def test_of_another_coder(self, book):
        mark(book, ONE, "second.story", "made-up", "ours/waiting", coder="bo")
        assert coprod("check", "--codings").exit_code == 0

    def test_with_words_beside_it(self, book):
        mark(book, ONE, "second.story", " went on", "ours/waiting")
        assert coprod("check", "--codings").exit_code == 0


@pytest.mark.parametrize("words", ["made-up", "A made-up queue", "*"])
def test_a_part_the_same_words_and_the_whole_answer_overlap_too(notebook, words):
    file_of(notebook).unlink()
    mark(notebook, ONE, "second.story", "A made-up queue", "ours/waiting")
    mark(notebook, ONE, "second.story", words, "ours/waiting")

    assert "overlap, and count as one" in coprod("check", "--codings").stdout
    assert coprod("passages", "--table").stdout == "ours/waiting\t1\t1\n"


def test_an_earlier_name_of_a_code_is_that_code(notebook):
    (notebook / "codes").mkdir()
    sets = "id: ours\ncodes:\n  - id: waiting\n    was: [queueing]\n"
    (notebook / "codes" / "ours.yaml").write_text(sets)
    file = file_of(notebook)
    file.write_text(file.read_text().replace("codes: [ours/waiting]", "codes: [ours/queueing]"))

    assert "ours/waiting: overlap" in coprod("check", "--codings").stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("reply", "after"),
    [
        ("j", [("A made-up queue went on for hours", ["ours/told", "ours/waiting"], "How many?")]),
        (
            "1",
            [
                ("A made-up queue went on", ["ours/told", "ours/waiting"], ""),
                ("went on for hours", [], "How many?"),
            ],
        ),
        (
            "2",
            [
                ("A made-up queue went on", ["ours/told"], ""),
                ("went on for hours", ["ours/waiting"], "How many?"),
            ],
        ),
    ],
)
def test_a_person_says_what_is_meant(notebook, reply, after):
    screen = look_at(notebook)
    screen.see("went on for hours", "j, 1, 2, or Enter")
    screen.answer(reply)
    screen.see("Every passage stands where its words are")

    assert screen.exit_code() == 0
    assert marked() == after
    assert coprod("check", "--codings").exit_code == 0


@pytest.mark.slow
def test_an_overlap_that_is_left_stays_a_finding(notebook):
    before = file_of(notebook).read_text()
    screen = look_at(notebook)
    screen.see("j, 1, 2, or Enter")
    screen.answer("")

    assert screen.exit_code() == 1
    assert file_of(notebook).read_text() == before
