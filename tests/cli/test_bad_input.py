"""Bad input: a clear line, the right exit code, and nothing lost or half-written."""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
from errno import EACCES, EDQUOT, EIO, ENOSPC, EROFS
from pathlib import Path

import pytest
from made_up import (
    CASE_ID,
    SHIPPED,
    TEMPLATES,
    VISIT,
    add_note,
    clean_environment,
    coprod,
    note_text,
)

from coprod_cli.notebook.note.reader import read_note
from coprod_cli.operations.autosave import Autosave

GOOD, BAD = "20261101-aaaaaa", "20261110-bbbbbb"
TEXT = note_text(VISIT, id=BAD, title="Two")
SECRET = "All of this is"  # words of an answer, which no error may repeat
assert SECRET in TEXT


@pytest.fixture
def book(home, notebook_folder, monkeypatch):
    """A notebook with one good note."""
    folder = notebook_folder
    monkeypatch.setattr("tempfile.tempdir", str(home / "tmp"))
    (home / "tmp").mkdir()
    add_note(folder, GOOD, {"first.name": "A good one"}, title="Good")
    return folder


def tree(folder):
    """What is in a folder, but for the locks and the file that keeps them all out of git."""
    return {
        path: path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent.name != "locks" and path.name != ".gitignore"
    }


def line_of(result):
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert result.stderr.startswith("coprod: ")
    assert result.stderr.count("\n") == 1
    return result.stderr.removeprefix("coprod: ").rstrip("\n")


class TestNoTerminalAndNoData:
    @pytest.mark.parametrize("arguments", [["new-case"], ["new-case", "--title", "T"]])
    def test_makes_nothing(self, home, arguments):
        result = coprod(*arguments)

        assert result.exit_code == 2
        assert "--data FILE, --set ADDRESS=TEXT, or --plain" in line_of(result)
        assert tree(home) == {}

    @pytest.mark.parametrize("arguments", [["resume"], ["edit", GOOD]])
    def test_changes_nothing(self, book, arguments):
        before = tree(book)
        result = coprod(*arguments)

        assert result.exit_code == 2
        assert tree(book) == before


class TestBadData:
    @pytest.mark.parametrize(
        ("data", "told"),
        [
            (b"answers: {first.nam: x}", ":1:11: there is no question"),
            (b"answers: {first.wait: [1]}", ':1:11: "first.wait": this must be a number'),
            (b"answers: {first.name: a, first.name: b}", ':1:26: "first.name" stands here again'),
            (b"answers: {first.name: a}\n]", ":2:1: this is not valid YAML"),
            (b"{'answers': {]}", ":1:14: this is not valid YAML"),
            (b"answers: {first.name: \xff}", ":1:23: this is not UTF-8 text."),
            (b"\xff\xfea\x00", ":1:1: this is not UTF-8 text."),
            (b"answers: {first.name: '\x00'}", ":1:24: "),
            (b"answers: {second.story: " + b"made up " * 1_250_000, ":1:1: this is too large"),
            ("answers: {second.story: €".encode() * 2_000_000, ":1:1: this is too large"),
            (b"[" * 100_000, "nested over 30 deep"),
            (b"a: &a [*a]", "anchors and aliases"),
        ],
        ids=["address", "type", "twice", "yaml", "json", "utf-8", "utf-16", "nul", "10 MB",
             "48 MB", "deep", "alias"],
    )  # fmt: skip
    @pytest.mark.parametrize("way", ["file", "standard input"])
    def test_is_told_with_its_place_and_nothing_is_saved(self, home, data, told, way):
        (home / "answers.yaml").write_bytes(data)
        name = "answers.yaml" if way == "file" else "-"
        result = coprod("new-case", "--template", "every-type", "--data", name, given=data)

        assert result.exit_code == 3
        line = line_of(result)
        assert told in line
        assert line.startswith(f"{name}:" if way == "file" else "standard input:")
        assert len(line) < 200
        assert list(home.iterdir()) == [home / "answers.yaml"]

    def test_changes_no_answer_of_a_case(self, book):
        before = tree(book)
        result = coprod(
            "edit", GOOD, "--data", "-", "--set", "first.kind=home",
            given="answers: {second.story: new, first.wait: soon, nope.nope: x}",
        )  # fmt: skip

        assert result.exit_code == 3
        assert result.stderr.count("\n") == 2
        assert tree(book) == before

    @pytest.mark.parametrize("address", ["first.kind", "first.helpers", "first.day", "first.wait"])
    def test_is_never_repeated(self, home, address):
        result = coprod(
            "new-case", "--template", "every-type", "--data", "-", "--set", f"{address}={SECRET}",
            given=json.dumps({"answers": {address: [SECRET, {"text": [SECRET]}]}}),
        )  # fmt: skip

        assert result.exit_code == 3
        assert SECRET not in result.stderr
        assert tree(home) == {}


class TestABadTemplate:
    @pytest.fixture
    def broken(self, home, monkeypatch):
        """Break a copy of the template by replacing a text in one of its files."""
        folder = home / "prompts" / "every-type"
        shutil.copytree(TEMPLATES / "every-type", folder)
        monkeypatch.setenv("COPROD_PROMPTS", str(home / "prompts"))

        def break_it(name, old, new):
            path = folder / name
            if old is None:
                path.unlink()
            else:
                text = path.read_bytes()
                assert old in text
                path.write_bytes(text.replace(old, new, 1))
            return folder

        return break_it

    @pytest.mark.parametrize(
        "mistake",
        [
            ("template.yaml", b"version: 1.2.0", b"version: one", ":3:1: "),
            ("template.yaml", b"  - second", b"  - third", 'has no file "third.yaml"'),
            ("template.yaml", b"title:", b"titel:", '"titel" is not a key that is known here.'),
            ("template.yaml", b"id: every", b"id: [every", "this is not valid YAML"),
            ("second.yaml", None, None, 'has no file "second.yaml"'),
            ("second.yaml", b"id: late", b"id: story", 'the question "story" stands twice'),
            ("second.yaml", b"first.wait", b"first.wiat", "Try: first.wait"),
            ("second.yaml", b"at-least", b"at-all", '"operator": this must be one of'),
            ("second.yaml", b"id: story", b"id: story\n    id: story", '"id" stands here again'),
            ("second.yaml", b"id: story", b"id: &a story", "anchors and aliases"),
            ("first.yaml", b"type: choice\n", b"type: choose\n", '"type": this must be one of'),
            ("first.yaml", b"minimum: 0", b"minimum: low", '"minimum": '),
            ("first.yaml", b"required: true", b"required: si", '"required": this must be true'),
            ("first.yaml", "Besöket".encode(), b"\xff", "this is not UTF-8 text."),
        ],
    )  # fmt: skip
    def test_is_told_with_its_place_and_nothing_is_asked(self, home, broken, mistake):
        *change, told = mistake
        folder = broken(*change)
        for command in (["new-case", "--set", "first.name=N"], ["new-case", "--plain"],
                        ["render", "--blank"]):  # fmt: skip
            result = coprod(*command, "--template", "every-type")
            assert result.exit_code == 3
            assert result.stdout == ""
            assert told in result.stderr
            for line in result.stderr.splitlines():
                assert line.startswith(f"coprod: {folder}/")
        assert not (home / "coprod").exists()

        checked = coprod("templates", "check", folder)
        assert checked.exit_code == 1
        assert told in checked.stdout
        assert json.loads(coprod("templates", "check", "--json").stdout)

    def test_is_passed_over_in_the_list(self, broken):
        broken("second.yaml", b"id: late", b"id: story")
        result = coprod("templates", "list")

        assert result.exit_code == 1
        assert [line.split("\t")[0] for line in result.stdout.splitlines()] == SHIPPED
        assert result.stderr.startswith('coprod: the template "every-type" cannot be used: ')

    def test_does_not_hide_the_notes(self, broken, book):
        broken("second.yaml", b"id: late", b"id: story")

        assert coprod("list").stdout.startswith(GOOD)
        assert json.loads(coprod("export", "jsonl").stdout)["answers"][0]["text"] == "A good one"
        assert coprod("show", GOOD).exit_code in {3, 4}
        assert coprod("check").exit_code == 1
        assert tree(book)


def without(text, part):
    assert part in text
    return text.replace(part, "", 1)


def instead(text, part, other):
    assert part in text
    return text.replace(part, other, 1)


def line(part):
    return TEXT[: TEXT.index(part)].count("\n") + 1


ELSEWHERE = (
    "its text may stand in another answer. Try: write <!-- coprod:first.kind --> under its heading"
)
SECTION = "## 2. The story\n"
FRONT = TEXT[: TEXT.index("---\n\n") + 4]
# A damage: the note, the place and the words of its first finding.
UNREADABLE = {
    "no front matter": (TEXT[len(FRONT) :], "1:1: the front matter is missing."),
    "front matter that does not close": (
        without(TEXT, "---\n\n"), "1:1: the front matter has no closing --- line."
    ),
    "front matter that is broken": (
        instead(TEXT, "title: Two", "title: [Two"), "5:9: this is not valid YAML"
    ),
    "front matter with a key twice": (
        instead(TEXT, "title: Two", "title: Two\ntitle: Three"),
        '5:1: "title" stands here again, first on line 4. Try: leave one of the two out',
    ),
    "front matter that is no map": (
        instead(TEXT, FRONT, "---\n- a\n---\n"), "2:1: this is not a map of keys."
    ),
    "front matter with an alias": (
        instead(TEXT, "title: Two", "title: *a"), "4:8: anchors and aliases"
    ),
    "bytes that are not UTF-8": (
        instead(TEXT, SECRET, "\udcff"), f"{line(SECRET)}:1: this is not UTF-8 text."
    ),
    "nothing": ("", "1:1: this file is empty: 0 bytes."),
    "zeros": ("\0" * 100, "1:1: this file holds nothing but zero bytes"),
}  # fmt: skip
UNCERTAIN = {
    "a missing marker": (
        without(TEXT, "<!-- coprod:first.kind -->\n"),
        f'{line("<!-- coprod:first -->")}:1: the marker of "first.kind" is missing; {ELSEWHERE}',
    ),
    "a missing section marker": (
        without(TEXT, "<!-- coprod:second -->\n"),
        f'{line(SECTION)}:1: "first.wait" ends with the heading of "second".',
    ),
    "a doubled marker": (
        instead(TEXT, "coprod:first.wait", "coprod:first.kind"),
        f'{line("<!-- coprod:first.wait")}:1: "first.kind" stands here again, first on line ',
    ),
    "a marker that is not whole": (
        instead(TEXT, "coprod:first.wait -->", "coprod:first.wait"),
        f'{line("<!-- coprod:first.wait")}:1: another program changed the marker of "first.wait".',
    ),
    "a cut-off end": (TEXT[: TEXT.index("made up**") + 4], "the end of this note is missing"),
    "a missing end": (
        without(TEXT, "<!-- coprod:end -->\n"),
        "the end of this note is missing; it may be cut off.",
    ),
    "conflict marks around a marker": (
        instead(
            TEXT, "<!-- coprod:second.story -->\n",
            "<<<<<<< ours\n<!-- coprod:second.story -->\n=======\n>>>>>>> theirs\n",
        ),
        "git left its conflict marks here.",
    ),
    "another format": (
        instead(TEXT, "coprod: 1", "coprod: 2"),
        "2:1: this note has a format that this coprod does not know.",
    ),
}  # fmt: skip
CERTAIN = {
    "a foreign marker": (
        instead(TEXT, "<!-- coprod:end", "### X\n<!-- coprod:first.mine -->\n\n<!-- coprod:end"),
        f'{line("<!-- coprod:end") + 1}:1: the template has no "first.mine"; its text is kept.',
    ),
    "a missing section marker and heading": (
        without(TEXT, f"{SECTION}<!-- coprod:second -->\n"),
        'the marker of "second" is missing; its heading may stand in another answer.',
    ),
    "no id": (without(TEXT, f"id: {BAD}\n"), "2:1: the front matter has no id; it is taken from"),
    "an answer of another kind": (
        instead(TEXT, "\nBooked\n", "\nBy taxi\n"),
        f'{line("<!-- coprod:first.kind")}:1: "first.kind": this must be one of: ',
    ),
}  # fmt: skip


@pytest.mark.usefixtures("book")
class TestABadNote:
    @pytest.fixture(autouse=True)
    def _no_change(self, book):
        """Whatever is done, the good note stays as it is, and no other file is left."""
        before = tree(book)
        yield
        after = tree(book)
        assert {path: after[path] for path in before} == before
        assert set(after) - set(before) <= {book / f"{BAD}.md", book / ".coprod"}

    def damage(self, book, damages, name):
        text, told = damages[name]
        path = book / f"{BAD}.md"
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        return path, path.read_bytes(), told

    @pytest.mark.parametrize(
        ("damages", "name"),
        [(each, name) for each in (UNREADABLE, UNCERTAIN, CERTAIN) for name in each],
    )
    def test_is_found_with_its_place(self, book, damages, name):
        path, _, told = self.damage(book, damages, name)
        result = coprod("check")
        findings = json.loads(coprod("check", BAD, "--json").stdout)

        assert result.exit_code == 1
        assert any(
            line.startswith(f"{path}:") and told in line.removeprefix(f"{path}:")
            for line in result.stdout.splitlines()
        )
        assert result.stderr.startswith("2 notes looked at: ")
        assert SECRET not in result.stdout + result.stderr
        assert any(each["uncertain"] for each in findings) == (damages is not CERTAIN)

    @pytest.mark.parametrize(
        "command",
        [
            ["export", "jsonl", "--no-privacy-check"],
            ["export", "csv", "--no-privacy-check"],
            ["render", "--all"],
        ],
    )
    @pytest.mark.parametrize(
        ("damages", "name"), [(each, name) for each in (UNREADABLE, UNCERTAIN) for name in each]
    )
    def test_is_left_out_and_the_others_go_on(self, book, damages, name, command):
        _, _, told = self.damage(book, damages, name)
        result = coprod(*command)

        assert result.exit_code == 1
        assert "A good one" in result.stdout
        assert SECRET not in result.stdout + result.stderr
        lines = result.stderr.splitlines()
        assert lines[0].startswith(f"coprod: left out: {book}/{BAD}.md:")
        by_force = ", or --force" if damages is UNCERTAIN else ""
        assert lines[1:] == [f"1 case was left out. Try: coprod check{by_force}"]
        if len(coprod("check", BAD).stdout.splitlines()) == 1:
            assert told in lines[0]

    @pytest.mark.parametrize("name", UNCERTAIN)
    def test_is_taken_by_force(self, book, name):
        self.damage(book, UNCERTAIN, name)
        exported = coprod("export", "jsonl", "--force")
        rendered = coprod("render", "--all", "--force")

        assert exported.exit_code == rendered.exit_code == 0
        assert [json.loads(line)["id"] for line in exported.stdout.splitlines()] == [GOOD, BAD]
        assert "# Two" in rendered.stdout

    @pytest.mark.parametrize("name", UNREADABLE)
    def test_is_not_taken_even_by_force_where_it_cannot_be_read(self, book, name):
        self.damage(book, UNREADABLE, name)
        result = coprod("export", "jsonl", "--force")

        assert result.exit_code == 1
        assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [GOOD]

    @pytest.mark.parametrize("name", CERTAIN)
    def test_is_exported_where_every_answer_s_owner_is_certain(self, book, name):
        self.damage(book, CERTAIN, name)
        result = coprod("export", "jsonl")

        assert result.exit_code == 0
        assert len(result.stdout.splitlines()) == 2

    @pytest.mark.parametrize("name", UNREADABLE)
    def test_that_cannot_be_read_is_told_where_one_looks_for_it(self, book, name):
        _, _, told = self.damage(book, UNREADABLE, name)
        listed = coprod("list")
        shown = coprod("show", BAD)

        assert listed.exit_code == 0
        assert [line.split("\t")[0] for line in listed.stdout.splitlines()] == [GOOD]
        assert listed.stderr == "1 note cannot be read. Try: coprod check\n"
        assert (shown.exit_code, shown.stdout) == (3, "")
        assert told in shown.stderr

    @pytest.mark.parametrize("name", UNCERTAIN)
    def test_that_is_uncertain_can_be_looked_at(self, book, name):
        self.damage(book, UNCERTAIN, name)

        assert len(coprod("list").stdout.splitlines()) == 2
        assert "# Two" in coprod("show", BAD).stdout

    @pytest.mark.parametrize(
        "command",
        [["edit", BAD, "--set", "second.why-not=X"], ["edit", BAD, "--plain"],
         ["edit", BAD, "--data", "-"], ["resume", BAD, "--plain"]],
        ids=lambda command: " ".join(command[::2]),
    )  # fmt: skip
    @pytest.mark.parametrize(
        ("damages", "name"), [(each, name) for each in (UNREADABLE, UNCERTAIN) for name in each]
    )
    def test_is_never_written_to(self, book, damages, name, command):
        path, before, _ = self.damage(book, damages, name)
        result = coprod(*command, given="answers: {second.why-not: X}")

        assert (result.exit_code, result.stdout) == (3, "")
        assert result.stderr.startswith(f"coprod: {path}:")
        assert SECRET not in result.stderr
        assert path.read_bytes() == before

    @pytest.mark.parametrize("name", ["a foreign marker", "no id", "an answer of another kind"])
    def test_keeps_what_coprod_does_not_know_when_it_is_edited(self, book, name):
        path, before, _ = self.damage(book, CERTAIN, name)
        assert coprod("edit", BAD, "--set", "second.why-not=X").exit_code == 0
        after = path.read_bytes()

        assert read_note(after, path.name).case.answer("second.why-not").text == "X"
        old = [line for line in before.split(b"\n") if not line.startswith(b"updated:")]
        changed = [b"<!-- coprod:second.why-not -->"]
        assert [line for line in old if line not in after.split(b"\n")] == changed

    def test_does_not_stop_the_latest_from_being_found(self, book):
        self.damage(book, UNREADABLE, "bytes that are not UTF-8")

        assert coprod("show", "latest").stdout.startswith("# Good")

    @pytest.mark.parametrize("command", ["export jsonl", "render --all -o out"])
    def test_that_is_a_link_to_itself_is_left_out_and_the_others_are_given(self, book, command):
        (book / f"{CASE_ID}.md").symlink_to(f"{CASE_ID}.md")
        (book / "x.md").symlink_to("x.md")
        result = coprod(*command.split())

        assert result.exit_code == 1
        assert "this cannot be read: too many levels of symbolic links" in result.stderr

    def test_that_cannot_be_opened_is_a_finding(self, book):
        (book / f"{BAD}.md").mkdir()
        (book / f"{CASE_ID}.md").symlink_to(book / "nowhere")
        result = coprod("check")
        (book / f"{CASE_ID}.md").unlink()
        (book / f"{BAD}.md").rmdir()

        assert result.exit_code == 1
        assert f"{CASE_ID}.md: this is a link to a note that is not there." in result.stdout


class TestABadNotebook:
    COMMANDS = (
        ["list"], ["show", GOOD], ["render", "--all"], ["export", "jsonl"], ["check"],
        ["edit", GOOD, "--set", "first.wait=1"], ["resume", "--plain"],
    )  # fmt: skip

    @pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
    def test_that_does_not_exist_is_told(self, home, command):
        result = coprod(*command, "--notebook", "nowhere")

        assert result.exit_code == 4
        assert line_of(result) == (
            "nowhere: there is no notebook here. Try: coprod init, or coprod new-case"
        )
        assert tree(home) == {}

    @pytest.mark.parametrize("command", [*COMMANDS, ["new-case", "--set", "situation.setting=S"]])
    def test_that_is_a_file_is_told(self, home, command):
        (home / "file").write_text("words")
        result = coprod(*command, "--notebook", "file")

        assert result.exit_code == 4
        assert line_of(result) == "file: this is a file, and a notebook is a folder."
        assert (home / "file").read_text() == "words"

    @pytest.mark.parametrize("place", ["file/notebook", "/proc/notebook"])
    @pytest.mark.parametrize(
        "command", [["--set", "situation.setting=S"], ["--plain", "--template", "reflection"]]
    )
    def test_that_cannot_be_made_is_told(self, home, command, place):
        (home / "file").write_text("words")
        result = coprod("new-case", *command, "--title", "Made up", "--notebook", place)

        assert result.exit_code == 3
        assert line_of(result).startswith(f"{place}: this could not be saved: ")
        assert list(tree(home)) == [home / "file"]

    def test_whose_folder_cannot_be_read_is_told(self, book, monkeypatch):
        def refuse(*_):
            raise PermissionError(EACCES, "Permission denied")

        monkeypatch.setattr(os, "scandir", refuse)
        result = coprod("list")

        assert result.exit_code == 3
        assert line_of(result) == (
            f"{book}: this cannot be read: permission denied. Try: ask its owner to let you read it"
        )

    def test_whose_state_folder_is_a_file_is_told(self, home):
        (home / "notebook").mkdir()
        (home / "notebook" / ".coprod").write_text("words")
        result = coprod("new-case", "--set", "situation.setting=S", "--notebook", "notebook")

        assert result.exit_code == 3
        assert line_of(result) == (
            "notebook/.coprod: this could not be saved: a file stands where a folder is needed. "
            "Try: another name"
        )


NO_ROOM = (
    "this could not be saved: there is no room left on the disk. Try: make room, then try again"
)
REASONS = [
    (ENOSPC, "there is no room left on the disk. Try: make room, then try again"),
    (EDQUOT, "your disk quota is used up. Try: make room, then try again"),
    (EROFS, "that disk is read-only. Try: another folder, with --notebook"),
    (EACCES, "you may not write there. Try: another folder, with --notebook"),
    (EIO, "input/output error. Try: another folder"),
]


@pytest.mark.usefixtures("book")
class TestATitleThatIsTooLong:
    AT_MOST = "a title has at most 1,000 characters; put the rest into an answer."
    NEW = ("new-case", "--template", "every-type")

    @pytest.mark.parametrize(
        ("options", "given"),
        [(["--plain", "--title", "x" * 1001], None), (["--set", f"title={'x' * 1001}"], None),
         (["--data", "-"], f"title: {'x' * 100_000}")],
    )  # fmt: skip
    def test_is_refused_where_it_is_given(self, book, options, given):
        before = tree(book)
        result = coprod(*self.NEW, *options, given=given)

        assert result.exit_code in (2, 3)
        assert line_of(result).endswith(self.AT_MOST)
        assert tree(book) == before

    def test_of_a_thousand_characters_is_taken(self):
        assert coprod(*self.NEW, "--set", f"title={'å' * 1000}").exit_code == 0

    def test_in_a_note_is_told_as_what_it_is(self, book):
        path = book / f"{GOOD}.md"
        path.write_text(re.sub("title: .*", f"title: {'x' * 100_000}", path.read_text()))
        before = path.read_bytes()

        for command in (["show", GOOD], ["edit", GOOD, "--set", "title=T"], ["check", "--repair"]):
            assert (
                f"{path}:1:1: the front matter is longer than the 100,000 characters that are read."
                in coprod(*command).output
            )
        assert path.read_bytes() == before


@pytest.mark.usefixtures("book")
class TestAFileOf20Gigabytes:
    """It takes no room on the disk, and would take all memory if it was read."""

    TOO_LARGE = "larger than 50 million bytes, the most that is read"

    @pytest.fixture
    def huge(self, book):
        path = book / "20261130-ffffff.md"
        with path.open("wb") as stream:
            stream.truncate(20_000_000_000)
        return path

    @pytest.mark.parametrize(
        ("command", "code"),
        [(["show", "{}"], 3), (["edit", "{}", "--set", "title=T"], 3), (["check"], 1),
         (["check", "--repair"], 1), (["export", "jsonl"], 1), (["update", "--all"], 1)],
    )  # fmt: skip
    def test_as_a_note_is_told_in_one_line(self, huge, command, code):
        result = coprod(*(word.format(huge.stem) for word in command))

        assert result.exit_code == code
        (line,) = [line for line in result.output.splitlines() if huge.name in line]
        assert f"{huge}: this cannot be read: {self.TOO_LARGE}. Try: move it elsewhere" in line

    def test_as_half_typed_text_is_told_in_one_line(self, book, huge):
        drafts = book / ".coprod" / "drafts"
        drafts.mkdir(parents=True)
        huge.rename(drafts / f"{GOOD}.json")

        result = coprod("edit", GOOD, "--plain")

        assert (result.exit_code, self.TOO_LARGE in line_of(result)) == (3, True)

    def test_as_a_template_is_told_in_one_line(self, huge, tmp_path):
        (tmp_path / "huge").mkdir()
        huge.rename(tmp_path / "huge" / "template.yaml")

        result = coprod("templates", "check", str(tmp_path / "huge"))

        assert (result.exit_code, result.output.count(self.TOO_LARGE)) == (1, 1)

    def test_as_answers_is_told_in_one_line(self, huge):
        result = coprod("new-case", "--data", str(huge))

        assert result.exit_code == 3
        assert "this is too large" in line_of(result)


@pytest.mark.usefixtures("book")
class TestADiskThatDoesNotTakeIt:
    @pytest.fixture(autouse=True)
    def renames(self, monkeypatch):
        """The last step of a save is a rename, as where a system cannot exchange two files."""
        monkeypatch.setattr("coprod_cli.base.atomic.exchange_files", lambda *_: False)

    @pytest.fixture(params=["fsync", "replace", "fdopen"])
    def fails(self, request, monkeypatch):
        """Let one call of the operating system fail from now on."""

        def fail(code=ENOSPC):
            def refuse(*_, **__):
                raise OSError(code, os.strerror(code))

            monkeypatch.setattr(os, request.param, refuse)

        fail.call = request.param
        return fail

    def test_leaves_the_note_as_it_was(self, book, fails):
        before = tree(book)
        fails()
        result = coprod("edit", GOOD, "--set", "second.story=New words", "--set", "first.wait=1")

        assert result.exit_code == 3
        assert line_of(result) == f"{book}/{GOOD}.md: {NO_ROOM}"
        assert tree(book) == before

    def test_adds_no_half_of_a_note(self, book, fails):
        before = tree(book)
        fails()
        result = coprod("new-case", "--template", "every-type", "--set", "first.name=N")

        if fails.call == "replace":  # a new note takes the place of none
            assert result.exit_code == 0
            return
        assert result.exit_code == 3
        assert NO_ROOM in result.stderr
        assert {path for path in tree(book) if path.name != ".coprod"} == set(before)

    @pytest.mark.parametrize("command", [["render", GOOD], ["export", "csv"], ["export", "jsonl"]])
    def test_leaves_an_output_as_it_was(self, home, fails, command):
        (home / "out").write_text("earlier")
        before = tree(home)
        fails()
        result = coprod(*command, "-o", "out")

        if fails.call == "fsync" and command[0] == "export":
            # An export can be made again, and is not forced to the disk.
            assert result.exit_code == 0
        else:
            assert (result.exit_code, line_of(result)) == (3, f"out: {NO_ROOM}")
            assert tree(home) == before

    @pytest.mark.parametrize(("code", "told"), REASONS)
    def test_is_told_in_plain_words(self, book, monkeypatch, code, told):
        def refuse(*_, **__):
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr(os, "replace", refuse)
        result = coprod("edit", GOOD, "--set", "first.wait=1")

        assert result.exit_code == 3
        assert line_of(result) == f"{book}/{GOOD}.md: this could not be saved: {told}"

    def test_keeps_a_person_s_words_while_the_interview_goes_on(self, book, monkeypatch):
        saves = Autosave.save
        full = iter([True, True])

        def save(keeper, before, after):
            if after.case != before.case and next(full, False):
                monkeypatch.setattr(os, "replace", refuse)
            else:
                monkeypatch.setattr(os, "replace", replace)
            return saves(keeper, before, after)

        def refuse(*_, **__):
            raise OSError(ENOSPC, os.strerror(ENOSPC))

        replace = os.replace
        monkeypatch.setattr(Autosave, "save", save)
        # The answer is typed once; Enter takes it again, and again when there is room.
        result = coprod("resume", GOOD, "--plain", given="booked\n\n\n:quit\n")
        told = "there is no room left on the disk. Your text is still here. Try: make room, then "

        assert result.exit_code == 130
        assert result.stderr.count("Your text is still here.") == 2
        assert f"This could not be saved: {told}" in result.stderr
        note = read_note((book / f"{GOOD}.md").read_bytes(), "x")
        assert note.case.answer("first.kind").text == "Booked"

    def test_rescues_what_is_half_typed_when_the_person_stops(self, book, monkeypatch):
        before = tree(book)

        def refuse(*_, **__):
            raise OSError(ENOSPC, os.strerror(ENOSPC))

        monkeypatch.setattr("coprod_cli.base.atomic.os.replace", refuse)
        result = coprod("resume", GOOD, "--plain", given="booked\n:quit\n")

        assert result.exit_code == 3
        last = result.stderr.splitlines()[-1].rpartition("coprod: ")[2]
        folder = Path(last.rpartition(". What you had typed is kept in ")[2])
        assert last.startswith(f"{book}/.coprod/drafts/{GOOD}.json: {NO_ROOM}")
        assert (folder / "first.kind.md").read_text() == "booked"
        assert folder.parent == book / ".coprod" / "rescued"
        assert folder.stat().st_mode & 0o777 == 0o700
        assert tree(book) == before | {folder / "first.kind.md": b"booked"}


class TestAFileThatMayNotGrow:
    """The same with a limit of the operating system, in a process of its own."""

    def run(self, folder, *arguments):
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        return subprocess.run(
            [sys.executable, "-m", "coprod_cli", *arguments],
            cwd=folder,
            env=clean_environment(
                folder, COPROD_NOTEBOOK=str(folder / "notebook"), PYTHONDONTWRITEBYTECODE="1"
            ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            preexec_fn=limit,
        )

    TOLD = (
        "this could not be saved: the file would be larger than this system allows. "
        "Try: ask who runs the system"
    )

    def test_stays_as_it_was(self, book):
        before = tree(book)
        result = self.run(book.parent, "edit", GOOD, "--set", f"second.story={'made up ' * 1000}")

        assert (result.returncode, result.stdout) == (3, "")
        assert result.stderr == f"coprod: {book}/{GOOD}.md: {self.TOLD}\n"
        assert tree(book) == before

    def test_is_not_there_where_it_is_new(self, book):
        before = tree(book)
        result = self.run(
            book.parent, "new-case", "--template", "every-type", "--set",
            f"second.story={'made up ' * 1000}",
        )  # fmt: skip

        assert result.returncode == 3
        assert self.TOLD in result.stderr
        assert {path for path in tree(book) if path.name != ".coprod"} == set(before)

    @pytest.mark.parametrize("command", ["export jsonl", "export csv", "render --all"])
    def test_is_not_there_where_it_is_an_output(self, book, home, command):
        add_note(book, BAD, {"second.story": "made up " * 1000})
        result = self.run(home, *command.split(), "-o", "out")

        assert result.returncode == 3
        assert self.TOLD in result.stderr
        left = [path for path in home.glob("out*") if path.is_file()]
        assert left == []
        assert [path.name for path in home.glob("out/*")] in ([], [f"{GOOD}.md"])
        assert list(home.glob(".out*")) == []
