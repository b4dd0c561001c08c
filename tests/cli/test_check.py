"""`coprod check`: --repair shows a change and saves the old note; --privacy finds passages."""

import json
import re

import pytest
from made_up import NOON, TEMPLATES, add_note, coprod
from terminal import Terminal

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import msg
from coprod_cli.cli.console.findings import show_note_findings
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.privacy.kinds import SCAN_DISCLAIMER

pytestmark = pytest.mark.usefixtures("home")

ONE, TWO = "20261101-aaaaaa", "20261110-bbbbbb"
END = "<!-- coprod:end -->\n"
STORY = "<!-- coprod:second.story -->\n"
NUMBER, NAME, VILLAGE = "070-174 06 35", "Anna Berg", "Grönköpingsby"
TELLING = {
    "second.story": f"Dr {NAME} rang,\nfrom {NUMBER}.",
    "second.late": f"We met in {VILLAGE} on 3 May.",
}


@pytest.fixture
def folder(notebook_folder):
    return notebook_folder


@pytest.fixture
def path(folder):
    """A case that is sound, and tells nothing of anybody."""
    return add_note(folder, ONE, {"second.story": "Made up, one"}, title="One")


def check(code, *arguments):
    result = coprod("check", *arguments)
    assert result.exit_code == code, result.stderr
    return result.stdout, result.stderr


def refused(code, *arguments):
    """The one line of a check that was refused."""
    result = coprod("check", *arguments)
    assert result.exit_code == code, result.stderr
    assert re.fullmatch(r"coprod: [^\n]+\n", result.stderr)
    return result.stderr.removeprefix("coprod: ").removesuffix("\n")


def everything_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- many findings of one kind ---


def test_damage_to_every_marker_is_two_lines_and_all_of_it_in_json(path):
    path.write_text(path.read_text().replace("<!-- coprod", "<!\u2014 coprod"))
    lines = [number for number, line in enumerate(path.read_text().split("\n"), 1) if "<!" in line]

    out, _ = check(1)
    found = json.loads(check(1, "--json")[0])

    assert [finding["line"] for finding in found] == lines
    first, others = out.splitlines()
    assert first.startswith(f"{path}:{lines[0]}:1: another program changed the marker of ")
    assert others == f"{path}: the same on lines {', '.join(map(str, lines[1:]))}"


def test_many_findings_on_one_line_are_named_by_their_addresses(capsys):
    def finding(address):
        return Finding("missing", msg('"{address}" is gone.', address=address), "a.md", 1, 1)

    show_note_findings(map(finding, ("a.b", "a.c", "a.d")))
    assert len(capsys.readouterr().out.splitlines()) == 3
    show_note_findings(map(finding, ("a.b", "a.c", "a.d", "a.e")))
    assert capsys.readouterr().out.splitlines() == [
        'a.md:1:1: "a.b" is gone.',
        "a.md: the same for a.c, a.d, a.e",
    ]


# --- repair ---


def without_end(text):
    return text.replace(END, "")


def without_marker(text):
    return text.replace(STORY, "")


def doubled(text):
    return text.replace(END, f"### What happened?\n{STORY}\nMade up, two\n\n{END}")


DAMAGES = pytest.mark.parametrize(
    ("damage", "shown"),
    [
        (without_end, [f"+{END.strip()}"]),
        (without_marker, [f"+{STORY.strip()}"]),
        (doubled, ["+Made up, two", "-### What happened?", f"-{STORY.strip()}", "-Made up, two"]),
    ],
    ids=["no end", "a lost marker", "a doubled address"],
)


class TestRepair:
    @DAMAGES
    def test_shows_the_change_and_mends_and_says_where_the_note_is_kept(self, path, damage, shown):
        path.write_text(damage(path.read_text()))
        damaged = path.read_bytes()
        check(1)

        stdout, stderr = check(0, "--repair")

        lines = stdout.splitlines()
        assert lines[:2] == [f"--- {path}", f"+++ {path} (mended)"]
        assert sorted(line for line in lines[2:] if re.match(r"[-+].", line)) == sorted(shown)
        (kept,) = path.parent.glob(f".coprod/history/{ONE}/*_note.md")
        assert stderr.splitlines() == [
            f"{path.name} is mended. As it was, it is kept in {kept}",
            "1 note looked at: all is well.",
        ]
        assert kept.read_bytes() == damaged
        assert check(0) == ("", "1 note looked at: all is well.\n")

    @DAMAGES
    def test_with_dry_run_shows_the_same_and_changes_nothing(self, folder, path, damage, shown):
        path.write_text(damage(path.read_text()))
        before = everything_in(folder)

        stdout, stderr = check(1, "--repair", "--dry-run")

        assert set(shown) <= set(stdout.splitlines())
        assert "mended." not in stderr
        assert everything_in(folder) == before
        assert coprod("check", "--repair").stdout == stdout[: stdout.index(f"{path}:")]

    @DAMAGES
    @pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
    def test_is_undone_to_the_byte(self, path, damage, shown, line_end):
        path.write_bytes(damage(path.read_text()).replace("\n", line_end).encode())
        damaged = path.read_bytes()
        assert len(check(0, "--repair")[0].splitlines()) > len(shown)
        assert path.read_bytes() != damaged

        assert coprod("restore", ONE, "--to", "2020-01-01", "--whole").exit_code == 0

        assert path.read_bytes() == damaged

    def test_of_a_sound_note_does_nothing(self, folder, path):
        before, stat = everything_in(folder), path.stat()

        assert check(0, "--repair") == ("", "1 note looked at: all is well.\n")
        assert everything_in(folder) == before
        assert path.stat() == stat

    def test_tells_what_is_left(self, path):
        text = path.read_text().replace("### What happened?\n", "")
        path.write_text(without_end(without_marker(text)))

        stdout, stderr = check(1, "--repair")

        assert f"+{END.strip()}\n" in stdout
        assert 'the marker of "second.story" is missing' in stdout.splitlines()[-1]
        assert stderr.endswith("1 note looked at: 1 finding.\n")

    def test_of_a_note_that_cannot_be_read_tells_that_and_leaves_it(self, folder, path):
        path.write_bytes(b"---\ntitle: [\n---\nMade up\n")
        before = everything_in(folder)

        stdout, _ = check(1, "--repair")

        assert stdout.startswith(f"{path}:")
        assert everything_in(folder) == before

    def test_mends_all_that_can_be_and_goes_past_the_one_that_is_held(self, folder, path):
        other = add_note(folder, TWO)
        for each in (path, other):
            each.write_text(without_end(each.read_text()))
        before = path.read_bytes()
        hold = Notebook(folder).lock_case(path, ONE, NOON, interactive=True)
        try:
            _, stderr = check(1, "--repair")
        finally:
            hold.release()

        assert path.read_bytes() == before
        assert other.read_text().endswith(END)
        assert "coprod: this is open in another coprod" in stderr
        assert f"{other.name} is mended." in stderr

    def test_of_one_case_that_is_held_exits_5(self, folder, path):
        path.write_text(without_end(path.read_text()))
        before = path.read_bytes()
        hold = Notebook(folder).lock_case(path, ONE, NOON, interactive=True)
        try:
            assert refused(5, ONE, "--repair").startswith("this is open in another coprod")
        finally:
            hold.release()

        assert path.read_bytes() == before
        check(0, "--repair")

    def test_of_a_link_out_of_the_notebook_exits_3_and_writes_nothing(self, folder, home):
        other = add_note(home / "elsewhere", TWO)
        other.write_text(without_end(other.read_text()))
        folder.mkdir()
        (folder / other.name).symlink_to(other)
        before = everything_in(home / "elsewhere")

        result = coprod("check", "--repair")

        assert result.exit_code == 3
        assert "leads out of its folder" in result.stderr
        assert everything_in(home / "elsewhere") == before

    def test_takes_only_the_cases_that_are_named(self, folder, path):
        other = add_note(folder, TWO)
        for each in (path, other):
            each.write_text(without_end(each.read_text()))

        check(0, TWO, "--repair")

        assert END not in path.read_text()
        assert END in other.read_text()

    def test_of_a_case_that_is_not_there_exits_4(self, path):
        assert refused(4, TWO, "--repair").startswith(f"{TWO}: there is no such case.")
        assert path.exists()

    @pytest.mark.parametrize(
        ("options", "line"),
        [
            (["--dry-run"], "--dry-run goes with --repair. Try: coprod check --repair --dry-run"),
            (["--repair", "--privacy"], "--repair does not go with --privacy. Try: one of the two"),
            (["--repair", "--json"], "--repair does not go with --json. Try: one of the two"),
        ],
    )
    def test_of_options_that_do_not_go_together_exits_2(self, path, options, line):
        path.write_text(without_end(path.read_text()))
        before = path.read_bytes()

        assert refused(2, *options) == line
        assert path.read_bytes() == before


# --- privacy ---


@pytest.fixture
def telling(folder):
    """A case that tells who somebody is, in its title and in two answers."""
    return add_note(folder, TWO, TELLING, title=f"Dr {NAME} and me")


def place_of(path, words):
    """Where words stand in a note: the line and the column of each."""
    return [
        (number, line.index(words) + 1)
        for number, line in enumerate(path.read_text().split("\n"), 1)
        if words in line
    ]


class TestPrivacy:
    @pytest.mark.usefixtures("path")
    def test_of_a_note_without_a_pattern_says_so_and_no_more(self):
        assert check(0, ONE, "--privacy") == (
            "", f"1 note looked at: no such pattern. {SCAN_DISCLAIMER}\n"
        )  # fmt: skip
        assert check(0, "--privacy", "--json")[0] == "[]\n"

    def test_tells_the_file_the_line_why_and_what_to_write_instead(self, telling):
        stdout, _ = check(1, "--privacy")

        ((line, column),) = place_of(telling, NUMBER)
        assert (
            f"{telling}:{line}:{column}: this looks like a telephone number. "
            'Try: how they were reached, such as "by telephone".\n'
        ) in stdout
        for line, column in place_of(telling, NAME):
            assert f"{telling}:{line}:{column}: this looks like a name: " in stdout
        assert len(place_of(telling, NAME)) == 3
        assert stdout.count("\n") == 5

    @pytest.mark.usefixtures("telling")
    def test_tells_the_kinds_and_how_many(self):
        assert check(1, "--privacy")[1] == (
            "1 note looked at: may tell who somebody is in name 3, phone 1, date 1. "
            f"{SCAN_DISCLAIMER}\n"
        )

    def test_gives_all_of_it_as_json(self, telling):
        found = json.loads(check(1, "--privacy", "--json")[0])

        assert sorted(each["kind"] for each in found) == ["date", "name", "name", "name", "phone"]
        (phone,) = [each for each in found if each["kind"] == "phone"]
        ((line, column),) = place_of(telling, NUMBER)
        assert phone == {
            "kind": "phone",
            "message": "this looks like a telephone number.",
            "source": str(telling),
            "line": line,
            "column": column,
            "hint": 'how they were reached, such as "by telephone".',
            "uncertain": False,
            "length": len(NUMBER),
        }

    @pytest.mark.usefixtures("telling")
    @pytest.mark.parametrize("options", [[], ["--json"]])
    def test_never_says_what_stands_there(self, folder, options):
        (folder / "words-to-watch.txt").write_text(f"{VILLAGE}\n")

        stdout, stderr = check(1, "--privacy", *options)

        for value in (NUMBER, "Anna", "Berg", VILLAGE, "3 May", "rang"):
            assert value not in stdout
            assert value not in stderr

    def test_looks_at_the_notebooks_own_words(self, folder, telling):
        assert "watched" not in check(1, "--privacy")[1]

        (folder / "words-to-watch.txt").write_text(f"# made up\n\n{VILLAGE.lower()}  # a village\n")

        stdout, stderr = check(1, "--privacy")
        assert "watched 1" in stderr
        ((line, column),) = place_of(telling, VILLAGE)
        assert (
            f"{telling}:{line}:{column}: this is on the notebook's own list of words to watch. "
            "Try: a word that names nobody"
        ) in stdout

    @pytest.mark.parametrize("data", [b"", b"# nothing\n", b"\xff\xfe\n", b"\n\n"])
    def test_takes_an_odd_list_of_words(self, folder, path, data):
        (folder / "words-to-watch.txt").write_bytes(data)

        check(0, path.stem, "--privacy")

    def test_is_not_about_what_coprod_itself_writes(self, folder):
        add_note(folder, ONE, {"second.story": "Made up"})
        for line_end, bom in (("\r\n", ""), ("\n", "\ufeff"), ("\r", "\ufeff")):
            path = folder / f"{TWO}.md"
            path.write_bytes((bom + (folder / f"{ONE}.md").read_text()).replace("\n", line_end)
                             .encode())  # fmt: skip

            check(0, TWO, "--privacy")

    def test_looks_at_a_note_whose_front_matter_is_broken(self, telling):
        telling.write_text(telling.read_text().replace("coprod: 1", "coprod: [1"))

        assert "phone 1" in check(1, "--privacy")[1]

    def test_tells_of_a_note_that_cannot_be_read(self, folder, path):
        (folder / f"{TWO}.md").write_bytes(b"\xff made up")

        stdout, _ = check(1, "--privacy")

        assert stdout.startswith(f"{folder / TWO}.md:")
        assert path.stem not in stdout

    def test_takes_named_cases_and_filters(self, path, telling):
        check(0, path.stem, "--privacy")
        check(1, telling.stem, "--privacy")
        check(0, "--privacy", "--status", "final")

    def test_writes_nothing(self, folder, telling):
        before = everything_in(folder)

        check(1, "--privacy")

        assert telling in before
        assert everything_in(folder) == before

    def test_never_claims_that_a_note_is_anonymous(self, path, telling):
        said = [
            *check(0, path.stem, "--privacy"),
            *check(1, telling.stem, "--privacy"),
            *check(0, "--help"),
        ]

        assert all("anonym" not in each.lower() for each in said)
        assert all("patterns, not people" in each for each in (said[1], said[3]))


@pytest.mark.slow
class TestPrivacyAtATerminal:
    def test_shows_the_words_in_their_line(self, home, folder, telling):
        terminal = Terminal.coprod(
            "check", "--privacy", folder=home, columns=200,
            environment={"COPROD_NOTEBOOK": str(folder), "COPROD_PROMPTS": str(TEMPLATES)},
        )  # fmt: skip
        try:
            assert terminal.exit_code() == 1
        finally:
            terminal.end()

        lines = terminal.lines()
        ((line, column),) = place_of(telling, NUMBER)
        (at,) = [number for number, each in enumerate(lines) if f":{line}:{column}:" in each]
        assert f"    from {NUMBER}." in lines[at + 1 : at + 3]
        assert f"\x1b[7m{NUMBER}\x1b[0m".encode() in terminal.output
        assert terminal.shows(SCAN_DISCLAIMER)
