"""`coprod search`: at a terminal a list to look through, in a pipe lines with tabs, JSON, paths."""

import json
from pathlib import Path

import pytest
from commands import done, refused
from made_up import PRIMARY_CARE, add_note

from coprod_cli.cli.excluded_words import with_excluded_words_last

ONE, TWO, APART = "20261101-aaaaaa", "20261110-bbbbbb", "20261121-dddddd"
CONTEXT, HELPS = "situation.context", "emotions.what-helps"


def write_notes(folder, more=0):
    """Write two cases with something about waiting, one that is kept apart, and more."""
    made_up = {"template": PRIMARY_CARE, "language": "sv"}
    add_note(folder, ONE, {CONTEXT: "Läkaren väntade länge."}, title="Första", **made_up)
    texts = {CONTEXT: "Väntrummet var kallt, en lång väntan.", HELPS: "En bänk.\n\nAtt någon kom."}
    add_note(folder, TWO, texts, title="Andra", **made_up)
    add_note(folder / "kept-apart", APART, {CONTEXT: "Hennes väntan."}, title="Vera", **made_up)
    for number in range(more):
        answers = {CONTEXT: f"Vi väntade, {number}."}
        add_note(folder, f"20261001-a{number:05}", answers, title=f"Dag {number}", **made_up)


@pytest.fixture
def notebook(home, monkeypatch):
    folder = home / "notes"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    write_notes(folder)
    return folder


@pytest.mark.usefixtures("notebook")
class TestInAPipe:
    def test_each_answer_is_a_line_and_the_words_found_are_told_beside(self):
        result = done("search", "vänt")

        assert [line.split("\t") for line in result.stdout.splitlines()] == [
            [
                TWO,
                CONTEXT,
                "",
                "answered",
                "[Väntrummet] var kallt, en lång [väntan].",
                f"{TWO}.md",
            ],
            [ONE, CONTEXT, "", "answered", "Läkaren [väntade] länge.", f"{ONE}.md"],
        ]
        counted, apart = result.stderr.splitlines()
        assert counted == "2 answers in 2 of 2 cases: väntade 1, väntan 1, väntrummet 1"
        assert apart.startswith("1 case that names people")

    def test_a_word_with_a_hyphen_in_front_leaves_answers_out(self):
        for line in (
            ["vänt", "-kallt"],
            ["-kallt", "vänt"],
            ["vänt", "--most", "5", "--", "-kallt"],
        ):
            assert [row[:15] for row in done("search", *line).stdout.splitlines()] == [ONE]

    def test_a_word_spelled_without_dots_is_tried_with_them_which_is_told(self):
        result = done("search", "vantrum", "--json")

        assert [hit["case"] for hit in json.loads(result.stdout)] == [TWO]
        assert 'Nothing is spelled "vantrum". Shown: väntrummet (1).' in result.stderr

    def test_nothing_found_is_no_error(self):
        result = done("search", "zebra")

        assert (result.stdout, result.stderr.splitlines()[0]) == ("", "Nothing found.")
        assert json.loads(done("search", "zebra", "--json").stdout) == []

    def test_json_has_the_whole_answer_and_each_place_in_it(self):
        (hit,) = json.loads(done("search", "väntan|lång", "--json").stdout)

        found = [(hit["text"][each["start"] : each["end"]], each["words"]) for each in hit["found"]]
        assert found == [("lång", "lång"), ("väntan", "väntan")]

    def test_paths_are_each_there_once_and_can_be_opened(self, notebook):
        add_note(notebook, TWO, {CONTEXT: "Väntan.", HELPS: "Väntan."}, template=PRIMARY_CARE)

        paths = done("search", "vänt", "--paths").stdout.splitlines()
        assert paths == [str(notebook / f"{TWO}.md"), str(notebook / f"{ONE}.md")]
        assert done("search", "vänt", "--print0").stdout.split("\0") == [*paths, ""]
        assert all(Path(path).is_file() for path in paths)

    def test_numbered_lines_end_with_how_many_more_there_are_and_how_to_see_them(self):
        lines = done("search", "vänt", "--plain", "--most", "1", "--status", "draft").stdout

        assert lines.splitlines() == [
            f"1. {TWO}  Andra - {CONTEXT}",
            "  [Väntrummet] var kallt, en lång [väntan].",
            "(1 more: coprod search vänt --status draft --most 0)",
            "",
            "2 answers in 2 of 2 cases: väntade 1, väntan 1, väntrummet 1",
        ]

    def test_what_cannot_be_searched_for_is_refused_without_the_words(self):
        assert "has no letter" in refused(2, "search", "...")
        assert "there is no question" in refused(2, "search", "vänt", "--at", "nowhere")
        assert "1 or more" in refused(2, "search", "vänt", "--most", "-3")
        assert "one at a time" in refused(2, "search", "vänt", "--json", "--paths")


def test_the_command_for_more_is_whole_and_quoted_for_a_shell(home):
    write_notes(home / "a book", more=2)

    words = (
        "vänt*|=dag", "i kö|vi", "--template", "primary-care", "--at", "situation", "--notebook",
        "a book",
    )  # fmt: skip
    (line,) = (
        line
        for line in done("search", *words, "--plain", "--most", "1").stdout.splitlines()
        if "more" in line
    )
    assert line == (
        "(1 more: coprod search 'vänt*|=dag' 'i kö|vi' --template primary-care "
        "--at situation --notebook 'a book' --most 0)"
    )


@pytest.mark.parametrize(
    ("args", "parsed"),
    [
        (["vänt", "--json"], ["vänt", "--json"]),
        (["-kö", "vänt", "-h"], ["vänt", "-h", "--", "-kö"]),
        (["vänt", "--most", "-1"], ["vänt", "--most", "-1"]),
        (["vänt", "-kö", "--", "--x"], ["vänt", "--", "-kö", "--x"]),
        (["vänt", "--most"], ["vänt", "--most"]),
    ],
)
def test_words_with_a_hyphen_are_no_options(args, parsed):
    assert with_excluded_words_last(args, {"--json", "-h"}, {"--most"}) == parsed


@pytest.mark.usefixtures("notebook")
def test_a_case_is_opened_at_one_question_and_not_changed_there_by_data():
    assert "goes without" in refused(2, "edit", ONE, "--at", CONTEXT, "--set", f"{CONTEXT}=x")
    assert "no question" in refused(2, "edit", ONE, "--at", "situation.nowhere", "--plain")
