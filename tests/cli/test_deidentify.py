"""--deidentify: exports and renders have placeholders, and no note changes."""

import csv
import io
import json

import pytest
from commands import printed
from made_up import add_note, coprod
from terminal import Terminal

from coprod_cli.base.executor import PART_SIZE
from coprod_cli.privacy.kinds import SCAN_DISCLAIMER
from coprod_cli.privacy.scan import find_identifiers

ONE, TWO, THREE = "20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc"
VALUES = ("Anna", "Berg", "Maria", "Ekström", "070-174 06 35", "3 maj", "a.b@example.org")
FORMATS = pytest.mark.parametrize("form", ["jsonl", "csv"])


@pytest.fixture
def folder(notebook_folder):
    """Three cases: the same people are in two of them, and nobody is in the third."""
    folder = notebook_folder
    add_note(
        folder, ONE,
        {"second.story": "Dr Anna Berg rang from 070-174 06 35.\nMy sister Maria Ekström came."},
        title="Dr Anna Berg and me", tags=["made-up"],
    )  # fmt: skip
    add_note(
        folder, TWO, {"second.story": "My sister Maria Ekström wrote to Dr Berg on 3 maj, late."},
        title="Made up",
    )  # fmt: skip
    add_note(folder, THREE, {"second.story": "Nobody was there."}, title="Nobody")
    return folder


@pytest.fixture(autouse=True)
def _notes_stay_as_they_are(folder):
    before = {path: path.read_bytes() for path in folder.rglob("*.md")}
    yield
    assert {path: path.read_bytes() for path in folder.rglob("*.md")} == before


def exported(form, *arguments):
    """What an export gives, by the id of each case: its title, and the text of its answer."""
    text = printed("export", form, *arguments)[0]
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(text)))
        return {row["id"]: (row["title"], row["text"]) for row in rows}
    cases = [json.loads(line) for line in text.splitlines()]
    return {each["id"]: (each["title"], each["answers"][0]["text"]) for each in cases}


@FORMATS
class TestExport:
    def test_has_the_same_placeholder_for_the_same_person_in_all_of_it(self, form):
        assert exported(form, "--deidentify") == {
            ONE: (
                "Dr [PERSON-1] and me",
                "Dr [PERSON-1] rang from [PHONE-1].\nMy sister [PERSON-2] came.",
            ),
            TWO: ("Made up", "My sister [PERSON-2] wrote to Dr [PERSON-1] on [DATE], late."),
            THREE: ("Nobody", "Nobody was there."),
        }

    def test_has_the_same_one_in_every_part_of_the_work(self, form, folder):
        made = [f"20261125-{number:06d}" for number in range(3 * PART_SIZE)]
        for case in made:
            add_note(folder, case, {"second.story": "My sister Maria Ekström came."})
        try:
            found = exported(form, "--deidentify")
        finally:
            for case in made:
                (folder / f"{case}.md").unlink()

        assert {found[case][1] for case in made} == {"My sister [PERSON-2] came."}

    def test_leaves_no_pattern_in_it(self, form):
        text, _ = printed("export", form, "--deidentify")

        assert [value for value in VALUES if value in text] == []
        texts = [text for both in exported(form, "--deidentify").values() for text in both]
        assert [find_identifiers(text) for text in texts] == [[]] * 6

    def test_into_a_file_is_the_same(self, form, home):
        shown = coprod("export", form, "--deidentify")

        assert printed("export", form, "--deidentify", "-o", home / "out") == ("", shown.stderr)
        assert (home / "out").read_bytes() == shown.stdout_bytes

    def test_twice_gives_the_same_bytes(self, form):
        assert printed("export", form, "--deidentify") == printed("export", form, "--deidentify")

    def test_without_it_is_as_written(self, form):
        assert exported(form)[ONE][0] == "Dr Anna Berg and me"

    def test_takes_the_notebooks_own_words(self, form, folder):
        (folder / "words-to-watch.txt").write_text("nobody\n")
        try:
            assert exported(form, "--deidentify", THREE)[THREE] == (
                "[PERSON-1]", "[PERSON-1] was there."
            )  # fmt: skip
        finally:
            (folder / "words-to-watch.txt").unlink()

    def test_of_one_case_begins_to_count_anew(self, form):
        assert exported(form, "--deidentify", TWO)[TWO][1] == (
            "My sister [PERSON-1] wrote to Dr [PERSON-2] on [DATE], late."
        )


class TestOtherFrontMatter:
    @pytest.fixture
    def found(self, folder):
        path = folder / f"{THREE}.md"
        before = path.read_text()
        path.write_text(
            before.replace(
                "status: draft",
                "status: draft\nborn: 1950-05-03\nnumber: 191212121212\nwait: 12\nopen: true\n"
                "who: {doctor: Dr Anna Berg, others: [a.b@example.org, made-up]}\n"
                "tags: [made-up, Dr Anna Berg]",
            )
        )
        try:
            (line,) = printed("export", "jsonl", THREE, "--deidentify")[0].splitlines()
            yield json.loads(line)
        finally:
            path.write_text(before)

    def test_has_placeholders_at_any_depth(self, found):
        assert found["extra"]["who"] == {
            "doctor": "Dr [PERSON-1]",
            "others": ["[EMAIL-1]", "made-up"],
        }
        assert found["extra"]["born"] == "[DATE]"
        assert found["tags"] == ["made-up", "Dr [PERSON-1]"]

    def test_has_them_for_numbers_too(self, found):
        assert found["extra"]["number"] == "[ID-1]"

    def test_keeps_what_tells_nobody(self, found):
        assert (found["extra"]["wait"], found["extra"]["open"]) == (12, True)


class TestTheNameOfAFile:
    @pytest.fixture
    def named(self, folder):
        """A note to which a person gave a file name that tells who it is about."""
        path = folder / f"{THREE}.md"
        named = path.rename(folder / "Anna Berg.md")
        yield named
        named.rename(path)

    @FORMATS
    @pytest.mark.usefixtures("named")
    def test_does_not_go_into_an_export(self, form):
        text, _ = printed("export", form, "--deidentify")

        assert "Anna" not in text
        assert f"{THREE}.md" in text

    @pytest.mark.usefixtures("named")
    def test_does_not_go_into_a_folder(self, home):
        printed("render", "--all", "--deidentify", "-o", home / "out")

        assert sorted(path.name for path in (home / "out").iterdir()) == [
            f"{ONE}.md", f"{TWO}.md", f"{THREE}.md"
        ]  # fmt: skip

    def test_is_not_taken_for_an_id(self, home, named):
        before = named.read_text()
        named.write_text(before.replace(f"id: {THREE}\n", ""))
        try:
            result = coprod("render", "--all", "--deidentify", "-o", home / "out")
        finally:
            named.write_text(before)

        assert result.exit_code == 1
        assert f'{named}:1:1: the front matter has no "id".' in result.stderr
        assert sorted(path.name for path in (home / "out").iterdir()) == [f"{ONE}.md", f"{TWO}.md"]


class TestRender:
    def test_to_standard_output_has_placeholders_and_says_so(self):
        stdout, stderr = printed("render", ONE, TWO, "--deidentify")

        assert stdout.startswith("# Dr [PERSON-1] and me\n")
        assert "wrote to Dr [PERSON-1] on [DATE], late." in stdout
        assert [value for value in VALUES if value in stdout + stderr] == []
        assert stderr == f"Placeholders stand for what was found. {SCAN_DISCLAIMER}\n"

    @pytest.mark.parametrize("layout", ["answered", "full"])
    def test_into_a_file_is_the_same(self, home, layout):
        stdout, _ = printed("render", ONE, "--layout", layout, "--deidentify")

        printed("render", ONE, "--layout", layout, "--deidentify", "-o", home / "out.md")

        assert (home / "out.md").read_text() == stdout

    def test_into_a_folder_has_the_same_placeholders_in_all_files(self, home):
        printed("render", "--all", "--deidentify", "-o", home / "out")

        texts = {path.name: path.read_text() for path in (home / "out").iterdir()}
        assert sorted(texts) == [f"{ONE}.md", f"{TWO}.md", f"{THREE}.md"]
        assert "Dr [PERSON-1] rang" in texts[f"{ONE}.md"]
        assert "My sister [PERSON-2] wrote to Dr [PERSON-1]" in texts[f"{TWO}.md"]
        assert not any(value in text for value in VALUES for text in texts.values())

    def test_without_it_is_as_written_and_says_nothing(self):
        stdout, stderr = printed("render", ONE)

        assert "Dr Anna Berg rang" in stdout
        assert stderr == ""


class TestTheNotice:
    KINDS = "(name 6, phone 1, date 1)"

    @FORMATS
    def test_comes_before_an_export_and_never_says_what_was_found(self, form):
        _, stderr = printed("export", form)

        assert stderr == (
            f"8 places in 2 of 3 cases may tell who somebody is {self.KINDS}. "
            f"{SCAN_DISCLAIMER} Try: coprod check --privacy, or --deidentify.\n"
        )

    def test_says_that_they_are_replaced(self):
        assert printed("export", "jsonl", "--deidentify")[1] == (
            f"8 places in 2 of 3 cases are replaced {self.KINDS}. {SCAN_DISCLAIMER}\n"
        )

    def test_is_about_the_cases_that_are_exported(self):
        assert printed("export", "jsonl", TWO)[1].startswith("3 places in 1 of 1 case may tell")
        assert printed("export", "jsonl", "--tag", "made-up")[1].startswith(
            "5 places in 1 of 1 case"
        )

    def test_does_not_come_where_nothing_is_found_and_nobody_watches(self):
        assert printed("export", "jsonl", THREE)[1] == ""

    def test_is_left_out_where_that_is_asked_for(self):
        with_it, without = (
            printed("export", "jsonl"),
            printed("export", "jsonl", "--no-privacy-check"),
        )

        assert without == (with_it[0], "")

    def test_never_claims_that_what_is_exported_is_anonymous(self):
        for arguments in (["jsonl"], ["csv", "--deidentify"], ["jsonl", THREE], ["--help"]):
            assert "anonym" not in "".join(printed("export", *arguments)).lower()
        assert "anonym" not in "".join(printed("render", ONE, "--deidentify")).lower()
        assert "anonym" not in "".join(printed("render", "--help")).lower()

    def test_comes_even_where_the_file_cannot_be_written(self, home):
        result = coprod("export", "jsonl", "-o", home)

        assert result.exit_code == 3
        assert result.stderr.startswith("8 places in 2 of 3 cases")

    @pytest.mark.slow
    def test_says_to_a_person_that_no_pattern_was_found(self, home, folder):
        terminal = Terminal.coprod(
            "export", "jsonl", THREE, "-o", "out.jsonl", folder=home, columns=200,
            environment={"COPROD_NOTEBOOK": str(folder)},
        )  # fmt: skip
        try:
            assert terminal.exit_code() == 0
        finally:
            terminal.end()

        assert terminal.shows(f"No pattern was found that tells who somebody is. {SCAN_DISCLAIMER}")
