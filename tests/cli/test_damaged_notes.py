"""A note that is damaged, empty or not here is told by every command that reads notes."""

import json

import pytest
from made_up import VISIT, add_note, coprod, note_text

pytestmark = pytest.mark.usefixtures("home")

GOOD, BAD = "20261101-aaaaaa", "20261110-bbbbbb"
TEXT = note_text({**VISIT, "second.late": "- [ ] call"}, id=BAD)
KEYS, BODY = TEXT[4:].split("\n---\n", 1)
GONE = {
    "front matter that became a heading": (
        f"***\n\n## {' '.join(KEYS.split(chr(10)))}\n{BODY}",
        "",
    ),
    "no bytes": ("", ""),
    "zero bytes": ("\0" * 4096, ""),
    "iCloud": ("bplist00", f".{BAD}.md.icloud"),
    "a part": (TEXT[:90], f"{BAD}.md.crdownload"),
    "UTF-16": (TEXT.encode("utf-16").decode("latin-1"), ""),
}


@pytest.fixture
def book(notebook_folder):
    folder = notebook_folder
    add_note(folder, GOOD, VISIT, title="Good")
    (folder / "README.md").write_text("# Mine\n\nstatus: fine\n\n---\n")
    (folder / "Untitled.md").write_text("")
    (folder / "Other.md").write_text("---\ntags: []\n---\n\nMine.\n")
    return folder


@pytest.fixture(params=GONE)
def gone(book, request):
    data, name = GONE[request.param]
    path = book / (name or f"{BAD}.md")
    path.write_bytes(data.encode("latin-1"))
    return path


def test_a_note_that_cannot_be_read_is_told_by_each_command(gone):
    for words in (
        ["list"],
        ["list", "--status", "final"],
        ["tasks"],
        ["list", "--since", "2026-01-01"],
    ):
        result = coprod(*words)
        assert result.stderr.splitlines()[0] == "1 note cannot be read. Try: coprod check", words
    for words in (
        ["export", "jsonl"],
        ["export", "csv", "--force"],
        ["export", "jsonl", "--status", "final"],
    ):
        result = coprod(*words)
        assert result.exit_code == 1
        assert gone.name in result.stderr
        assert BAD not in result.stdout
    for words in (["show", BAD], ["show", BAD, "--json"], ["edit", BAD, "--set", "first.name=X"]):
        assert coprod(*words).exit_code == 3, words
    result = coprod("check")
    assert (result.exit_code, result.stdout.count("\n")) == (1, 1)
    assert "all is well" not in result.stderr


@pytest.mark.usefixtures("book")
def test_a_foreign_file_stays_unnoticed():
    assert coprod("check").stderr == "1 note looked at: all is well.\n"
    assert coprod("list").stderr == ""


@pytest.mark.parametrize("name", ["front matter that became a heading", "UTF-16"])
def test_a_repair_shows_the_change_makes_it_and_all_is_well(book, name):
    path = book / f"{BAD}.md"
    path.write_bytes(GONE[name][0].encode("latin-1"))
    before = path.read_bytes()
    coprod("check", "--repair", "--dry-run")
    assert path.read_bytes() == before

    result = coprod("check", "--repair")

    assert path.read_text() == TEXT
    assert result.exit_code == 0, result.stderr
    (kept,) = book.glob(f".coprod/history/{BAD}/*_note.md")
    assert kept.read_bytes() == before


def test_a_repair_brings_an_empty_note_back_from_the_history_and_shows_it(book):
    path = book / f"{BAD}.md"
    path.write_text(TEXT.replace("<!-- coprod:end -->\n", ""))
    coprod("check", "--repair")
    path.write_text("")

    result = coprod("check", "--repair", BAD)

    assert path.read_text() == TEXT
    assert "+- [ ] call" in result.stdout
    assert "The whole note is brought back" in result.stderr


@pytest.mark.parametrize("name", [f"{BAD}.md", f".{BAD}.md.icloud"])
def test_an_empty_note_without_history_is_left_as_it_is(book, name):
    (book / name).write_bytes(b"")

    assert coprod("check", "--repair").exit_code == 1
    assert coprod("restore", BAD, "--to", "2020-01-01", "--whole").exit_code in {3, 4}
    assert (book / name).read_bytes() == b""


def test_no_command_gives_a_case_without_an_id(book):
    path = book / "visit.md"
    path.write_text(TEXT.replace(f"id: {BAD}\n", ""))

    for words in (["export", "jsonl", "--force"], ["render", "--force", "visit.md"]):
        result = coprod(*words)
        assert result.exit_code == 1
        assert 'visit.md:1:1: the front matter has no "id".' in result.stderr
    assert [case["id"] for case in json.loads(coprod("list", "--json").stdout)] == [GOOD]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("status: draft", "status: maybe"), ["--status", "final"]),
        ((f"id: {BAD}\n", "id: mine\n"), ["--since", "2026-11-01"]),
        ((f"id: {BAD}\n", "id: mine\n"), ["--until", "2026-11-01"]),
    ],
)
def test_a_filter_that_cannot_be_applied_to_a_case_says_so(book, change, words):
    text = TEXT.replace(*change).replace("created: 2026-11-24T09:00:00+01:00", "created: 2026")
    (book / f"{BAD}.md").write_text(text)

    result = coprod("list", *words)
    assert "1 case is left out that may be one of these" in result.stderr
    assert text[8:20] not in result.stdout
    result = coprod("export", "jsonl", *words)
    assert result.exit_code == 1
    assert "may be one of those" in result.stderr


def test_a_date_that_is_not_understood_is_taken_from_the_id_by_filters(book):
    text = TEXT.replace("created: 2026-11-24T09:00:00+01:00", "created: 2026")
    (book / f"{BAD}.md").write_text(text)

    for words, found in (
        (["--since", "2026-11-10"], True), (["--since", "2026-11-11"], False),
        (["--until", "2026-11-10"], True), (["--until", "2026-11-09"], False),
    ):  # fmt: skip
        result = coprod("list", *words)
        assert (BAD in result.stdout) == found
        assert result.stderr == ""


def test_a_repair_with_a_filter_takes_only_notes_that_turn_out_to_match(book):
    path = book / f"{BAD}.md"
    damaged = GONE["front matter that became a heading"][0]
    path.write_text(damaged)

    coprod("check", "--repair", "--status", "final")
    assert path.read_text() == damaged
    coprod("check", "--repair", "--status", "draft")
    assert path.read_text() == TEXT


def test_a_repair_brings_an_empty_note_back_from_its_copy(book):
    path = book / f"{BAD}.md"
    path.write_text("")
    copy = book / f"{BAD} (conflicted copy).md"
    copy.write_text(TEXT)

    result = coprod("check", "--repair")

    assert result.exit_code == 0, result.stderr
    assert path.read_text() == TEXT
    assert not copy.exists()


@pytest.fixture
def changed(book):
    """A note of which another program changed each marker, so that it seems to have no answer."""
    path = book / f"{BAD}.md"
    path.write_text(TEXT.replace("<!-- coprod", "<!\u2014 coprod"))
    return path


@pytest.mark.usefixtures("changed")
def test_a_note_with_changed_markers_is_told_where_its_answers_would_be():
    told = "1 note is damaged, and some of its answers may be missing here. Try: coprod check\n"
    for words in (["list"], ["tasks"], ["show", BAD], ["show", BAD, "--json"]):
        result = coprod(*words)
        assert (result.exit_code, result.stderr) == (0, told), words
    assert coprod("show", GOOD).stderr == ""


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize("words", [["--at", "second.story"], ["--voice", "family"]])
def test_a_filter_of_answers_says_that_a_damaged_note_may_fit(words):
    result = coprod("list", *words)

    assert result.stderr.startswith("1 case is left out that may be one of these: it is damaged")
    assert BAD not in result.stdout


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize(
    "words",
    [["edit", BAD, "--set", "first.name=X"], ["update", BAD], ["tasks", "--done", f"{BAD}.1"]],
)
def test_a_command_that_refuses_a_damaged_note_says_so_in_two_lines(words):
    result = coprod(*words)

    assert result.exit_code == 3
    assert len(result.stderr.splitlines()) == 2
    assert "the same on lines" in result.stderr
