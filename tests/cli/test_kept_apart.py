"""Notes that name people are in a folder of their own, and exports leave them out."""

import csv
import io
import json

import pytest
from commands import printed
from made_up import add_note, coprod

from coprod_cli import export_cases, open_notebook

CASE, CONTRACT = "20261101-aaaaaa", "20261110-bbbbbb"
NAME = "Maja Exempelsson"
TOLD = "1 case that names people is kept apart. To take it, name it, or its --template.\n"
FORMATS = pytest.mark.parametrize("form", ["jsonl", "csv"])
APART = {
    "contact.people#1.name": NAME,
    "contact.people#1.reach": "070-174 06 05",
    "next-step.turn-to": "Dr Otto Exempelsson",
}


@pytest.fixture
def folder(notebook_folder):
    """A case as any other, and a patient contract as an interview leaves it."""
    folder = notebook_folder
    add_note(folder, CASE, {"second.story": "They rang 070-174 06 35."}, title="A case")
    settings = [part for each in APART.items() for part in ("--set", "=".join(each))]
    done = coprod("new-case", "--template", "patient-contract", "--title", "A contract", *settings)
    path = folder / "kept-apart" / done.stdout.strip().rpartition("/")[2]
    text = path.read_text("utf-8").replace(path.stem, CONTRACT)
    path.rename(path.with_name(f"{CONTRACT}.md")).write_text(text, "utf-8")
    return folder


pytestmark = pytest.mark.usefixtures("folder")


def ids(form, text):
    """The ids of the cases that an export gives, in order."""
    rows = (
        csv.DictReader(io.StringIO(text))
        if form == "csv"
        else map(json.loads, text.split("\n")[:-1])
    )
    return list(dict.fromkeys(row["id"] for row in rows))


class TestANote:
    def test_lies_in_a_private_folder_of_its_own(self, folder):
        apart = folder / "kept-apart"

        assert [path.name for path in apart.iterdir()] == [f"{CONTRACT}.md"]
        assert apart.stat().st_mode & 0o777 == 0o700
        assert (apart / f"{CONTRACT}.md").stat().st_mode & 0o777 == 0o600

    def test_is_in_no_such_folder_where_its_form_names_nobody(self, folder):
        printed("new-case", "--template", "reflection", "--set", "situation.context=Made up.")

        assert len(list(folder.glob("*.md"))) == 2
        assert len(list((folder / "kept-apart").iterdir())) == 1

    def test_is_listed_and_shown_and_checked_as_any_other(self):
        assert [line.split("\t")[0] for line in printed("list")[0].splitlines()] == [CASE, CONTRACT]
        assert NAME in printed("show", CONTRACT)[0]
        assert printed("check") == ("", "2 notes looked at: all is well.\n")

    @pytest.mark.parametrize(
        ("case", "template"), [(CASE, "patient-contract"), (CONTRACT, "every-type")]
    )
    def test_never_becomes_one_of_the_others_nor_the_other_way(self, folder, case, template):
        before = {path: path.read_bytes() for path in folder.rglob("*.md")}

        refused = coprod("edit", case, "--template", template, "--set", "next-step.what=x")

        assert refused.exit_code == 2
        assert "are kept apart from the others." in refused.stderr
        assert {path: path.read_bytes() for path in folder.rglob("*.md")} == before

    def test_stays_there_when_it_is_changed(self, folder):
        printed("edit", CONTRACT, "--set", "next-step.what=To rest.")

        assert "To rest." in (folder / "kept-apart" / f"{CONTRACT}.md").read_text("utf-8")
        assert len(list(folder.rglob("*.md"))) == 2

    def test_comes_back_there_when_it_was_removed(self, folder):
        note = folder / "kept-apart" / f"{CONTRACT}.md"
        before = note.read_bytes()
        printed("remove", CONTRACT)
        assert not note.exists()

        printed("restore", CONTRACT)

        assert note.read_bytes() == before

    def test_is_told_of_in_a_check_where_somebody_has_put_it_among_the_others(self, folder):
        assert coprod("check").exit_code == 0
        note = folder / "kept-apart" / f"{CONTRACT}.md"
        note.rename(folder / note.name)

        result = coprod("check")
        assert result.exit_code == 1
        assert result.stdout.startswith(f"{folder / note.name}:1:1: people are named in this note")
        assert NAME not in result.stdout


@FORMATS
class TestAnExport:
    def test_leaves_it_out_and_says_so(self, form):
        text, told = printed("export", form)

        assert ids(form, text) == [CASE]
        assert NAME not in text
        assert told.endswith(TOLD)

    def test_does_not_count_what_is_in_it(self, form):
        told = printed("export", form)[1]

        assert told.startswith("1 place in 1 of 1 case may tell who somebody is (phone 1).")

    @pytest.mark.parametrize(
        ("chosen", "expected"),
        [
            ([CONTRACT], [CONTRACT]),
            ([CASE, CONTRACT], [CASE, CONTRACT]),
            (["--template", "patient-contract"], [CONTRACT]),
        ],
    )
    def test_takes_it_where_it_or_its_template_is_named(self, form, chosen, expected):
        text, told = printed("export", form, *chosen)

        assert ids(form, text) == expected
        assert NAME in text
        assert "kept apart" not in told

    @pytest.mark.parametrize("chosen", [["--status", "draft"], ["--since", "2026-01-01"]])
    def test_leaves_it_out_with_any_other_filter(self, form, chosen):
        text, told = printed("export", form, *chosen)

        assert ids(form, text) == [CASE]
        assert told.endswith(TOLD)

    def test_leaves_it_out_where_a_link_lies_among_the_others(self, folder, form):
        (folder / "alias.md").symlink_to(folder / "kept-apart" / f"{CONTRACT}.md")

        assert NAME not in printed("export", form)[0]

    def test_tells_how_many_there_are(self, folder, form):
        note = folder / "kept-apart" / f"{CONTRACT}.md"
        other = note.with_name("20261111-cccccc.md")
        other.write_text(note.read_text("utf-8").replace(CONTRACT, other.stem), "utf-8")

        assert printed("export", form)[1].endswith(
            "2 cases that name people are kept apart. To take them, name them, or their "
            "--template.\n"
        )

    def test_of_a_notebook_without_any_says_nothing_of_it(self, folder, form):
        (folder / "kept-apart" / f"{CONTRACT}.md").unlink()

        assert "kept apart" not in printed("export", form)[1]

    def test_of_a_script_leaves_it_out_too(self, form):
        out = io.StringIO()

        assert export_cases(open_notebook(), out, format=form) == 1
        assert ids(form, out.getvalue()) == [CASE]

    def test_of_a_script_takes_it_where_it_is_named(self, form):
        out = io.StringIO()

        assert export_cases(open_notebook(), out, format=form, cases=[CONTRACT]) == 1
        assert ids(form, out.getvalue()) == [CONTRACT]


class TestRenderingAll:
    def test_leaves_it_out_and_says_so(self):
        text, told = printed("render", "--all")

        assert "# A case\n" in text
        assert NAME not in text
        assert told == TOLD

    def test_into_a_folder_leaves_it_out_and_says_so(self, home):
        assert printed("render", "--all", "-o", home / "read")[1] == TOLD
        assert [path.name for path in (home / "read").iterdir()] == [f"{CASE}.md"]

    def test_takes_it_where_its_template_is_named(self):
        text, told = printed("render", "--all", "--template", "patient-contract")

        assert text.startswith("# A contract\n")
        assert NAME in text
        assert told == ""

    def test_is_not_asked_for_where_it_is_named(self):
        text, told = printed("render", CONTRACT)

        assert NAME in text
        assert told == ""
