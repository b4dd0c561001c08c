"""The case of a hit is shown as its note has it now, with what was found in brackets."""

import pytest
from made_up import TEMPLATES, add_note

from coprod_cli.operations.add_examples import add_examples
from coprod_cli.operations.search import search
from coprod_cli.operations.show_hit import page_at_hit
from coprod_cli.operations.workspace import open_workspace

ONE, STORY = "20261101-aaaaaa", "second.story"


def page(workspace, word):
    hit = search(workspace, [word]).hits[0]
    lines, start = page_at_hit(workspace, hit)
    return lines[start:]


def test_it_begins_at_the_question_and_has_brackets_around_what_was_found(tmp_path):
    add_note(tmp_path, ONE, {"first.name": "Anna", STORY: "A [queue].\n\nThe queue."})

    assert page(open_workspace(tmp_path, prompts=[TEMPLATES]), "queue")[:5] == (
        "What happened?", "", "A [[queue]].", "", "The [queue].",
    )  # fmt: skip


def test_an_answer_that_changed_since_the_search_is_shown_as_it_is_now(tmp_path):
    workspace = open_workspace(tmp_path, prompts=[TEMPLATES])
    note = add_note(tmp_path, ONE, {STORY: "A queue."})
    (hit,) = search(workspace, ["queue"]).hits

    note.write_text(note.read_text("utf-8").replace("A queue.", "A chair."), "utf-8")

    lines, start = page_at_hit(workspace, hit)
    assert ("A chair." in lines, start) == (True, 0)


def test_a_case_whose_template_is_gone_is_shown_by_its_addresses(tmp_path):
    add_note(tmp_path, ONE, {STORY: "A queue."})
    note = tmp_path / f"{ONE}.md"
    note.write_text(note.read_text("utf-8").replace("template: every-type", "template: gone"))

    assert page(open_workspace(tmp_path), "queue") == (STORY, "", "A [queue].")


def test_each_answer_of_the_example_cases_is_found_on_its_page(examples):
    found = search(examples, ["e*|a*|i*|1*"]).hits

    assert len({hit.address.section for hit in found}) > 10
    for hit in found:
        lines, start = page_at_hit(examples, hit)
        (first, end), *_rest = hit.spans
        word = hit.text[first:end]
        assert any(f"[{word}]" in line for line in lines[start : start + 40]), hit[:4]


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    folder = tmp_path_factory.mktemp("examples")
    add_examples(folder)
    return open_workspace(folder)
