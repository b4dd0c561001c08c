"""Names from a stranger lead nowhere else, and what is written is its owner's alone."""

import json
import os
import stat
import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from made_up import CASE_ID, TEMPLATES, add_note, clean_environment, coprod
from terminal import CONTROL, ENTER

IDS = {
    "upwards": "../../climbed",
    "absolute": "/tmp/climbed",  # noqa: S108 - a name in a note, which must never be made
    "a zero": "a\0b",
    "lines": "a\nb",
    "dots": "..",
    "a dot": ".",
    "a device": "CON",
    "an option": "-o",
    "a home": "~root",
    "a list": "latest",
    "controls": "\x1b]0;x\x07",
    "backslashes": "..\\..\\climbed",
}
SECRET = "Words of an answer, made up"


def note_with_id(folder, case_id, answers=None):
    """Write a note whose file has a plain name and whose front matter has a hostile id."""
    path = add_note(folder, CASE_ID, answers or {"first.name": SECRET})
    text = path.read_text().replace(f"id: {CASE_ID}\n", f"id: {json.dumps(case_id)}\n")
    path.write_text(text)
    return path.rename(folder / "mine.md")


def tree(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home within a folder, so that a name that climbs out of it is seen."""
    folder = tmp_path / "outer" / "home"
    folder.mkdir(parents=True)
    for name, value in clean_environment(folder, EDITOR="true").items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("COPROD_NOTEBOOK", raising=False)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("name", IDS)
class TestAHostileId:
    def test_names_no_file_outside_the_folder_of_what_is_rendered(self, home, name):
        note_with_id(home / "coprod", IDS[name])
        done = coprod("render", "--all", "-o", "out")

        assert done.exit_code == 0
        (made,) = tree(home) - {"coprod/mine.md"}
        assert Path(made).parent == Path("out")
        assert Path(made).suffix == ".md"
        assert not Path(made).name.startswith(".")
        assert tree(home.parent.parent) == {f"outer/home/{each}" for each in tree(home)}
        assert not Path("/tmp/climbed.md").exists()  # noqa: S108 - as above

    def test_names_no_file_outside_the_notebook_of_what_is_half_typed(self, home, name):
        note_with_id(home / "coprod", IDS[name])
        done = coprod("resume", "coprod/mine.md", "--plain", given="\nhalf typed\n:quit\n")

        assert done.exit_code == 130
        assert done.stderr.count("coprod resume mine") == 1
        for made in tree(home) - {"coprod/mine.md"}:
            assert made.startswith("coprod/.coprod/"), made
        assert tree(home.parent.parent) == {f"outer/home/{each}" for each in tree(home)}

    def test_is_exported_as_it_is_and_names_no_file(self, home, name):
        note_with_id(home / "coprod", IDS[name])
        done = coprod("export", "csv", "-o", "out.csv")

        assert done.exit_code == 0
        assert tree(home) == {"coprod/mine.md", "out.csv"}


class TestAnEmptyId:
    """Nobody can say which case it is, and the file's name may tell who it is about."""

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (["render", "--all", "--force", "-o", "out"], 1),
            (["export", "csv", "--force", "-o", "out.csv"], 1),
            (["resume", "coprod/mine.md", "--plain"], 3),
            (["edit", "coprod/mine.md", "--set", "first.name=x"], 3),
        ],
        ids=["render", "export", "resume", "edit"],
    )
    def test_names_no_file_and_is_told(self, home, arguments, code):
        note_with_id(home / "coprod", "")
        done = coprod(*arguments, given="\nhalf typed\n:quit\n")

        assert done.exit_code == code
        assert 'coprod/mine.md:1:1: the front matter has no "id".' in done.stderr
        assert SECRET not in done.stdout + done.stderr
        assert tree(home) - {"out.csv"} == {"coprod/mine.md"}
        assert SECRET not in "".join(path.read_text() for path in home.glob("out.csv"))


class TestAHostileTemplateName:
    NAMES = ("../every-type", "/etc", "..", ".", "every-type/../every-type", "\0", "", "~")

    @pytest.mark.parametrize("name", NAMES)
    def test_is_looked_up_in_no_other_folder(self, home, name):
        inner = home / "prompts"
        inner.mkdir()
        (home / "every-type").symlink_to(TEMPLATES / "every-type")
        arguments = ["--set", "first.name=x"]
        if "\0" not in name:
            arguments += ["--template", name]
        else:
            (home / "data.json").write_text('{"template": "\\u0000"}')
            arguments += ["--data", "data.json"]
        done = coprod("new-case", *arguments, COPROD_PROMPTS=str(inner))

        assert done.exit_code in {3, 4}
        assert done.stderr.count("\n") == 1
        assert not (home / "coprod").exists()

    @pytest.mark.parametrize("name", ["../outside", "/outside", "a/../../outside"])
    def test_of_a_section_reads_no_file_outside_its_template(self, home, name):
        place = home / "prompts" / "mine"
        place.mkdir(parents=True)
        (place.parent / "outside.yaml").write_text("id: outside\ntitle: T\nquestions: []\n")
        (place / "template.yaml").write_text(
            f"id: mine\nversion: 1.0.0\ntitle: T\nsections: ['{name}']\n"
        )
        done = coprod("templates", "check", place)

        assert done.exit_code == 1
        assert done.stdout.startswith(f"{place}/template.yaml:4:")
        assert "outside.yaml:" not in done.stdout


class TestPrivacyOnTheDisk:
    @pytest.fixture(params=[0o000, 0o022, 0o777], ids=oct)
    def mask(self, request):
        before = os.umask(request.param)
        yield
        os.umask(before)

    @pytest.mark.usefixtures("mask")
    def test_is_the_same_whatever_the_umask(self, home, monkeypatch):
        book = home / "deep" / "book"
        monkeypatch.setenv("COPROD_NOTEBOOK", str(book))
        monkeypatch.setenv("EDITOR", "touch")
        for command in (
            ["init", book],
            ["new-case", "--template", "every-type", "--set", f"first.name={SECRET}"],
            ["edit", "latest", "--set", "first.wait=1"],
            ["resume", "--plain"],
            ["render", "--all", "-o", home / "read"],
            ["render", "latest", "-o", home / "one.md"],
            ["export", "csv", "-o", home / "cases.csv"],
        ):
            done = coprod(*command, given="\n:edit\nhalf typed\n:edit\n:quit\n")
            assert done.exit_code in {0, 130}, done.stderr
        found = [*(home / "deep").rglob("*"), home / "deep", *home.glob("*.*"), home / "read",
                 *(home / "read").iterdir()]  # fmt: skip

        assert {"one.md", "cases.csv", "book", "drafts"} <= {path.name for path in found}
        for path in found:
            wanted = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == wanted, path


class TestWhatOthersCanSeeOfAProcess:
    @pytest.mark.slow
    def test_has_no_text_in_the_editor_s_command_line_or_environment(self, desk):
        """`ps` shows both to others, and an editor keeps its environment for its children."""
        look = desk.folder / "look"
        look.write_text(
            '#!/bin/sh\n{ tr "\\0" "\\n" </proc/$$/cmdline; env; ls -l "$1"; } > "$HOME/seen"\n'
            'cat "$1" > "$HOME/text"\n'
        )
        look.chmod(0o700)
        terminal = desk.sit(
            "new-case", "--template", "primary-care", "--title", "T", EDITOR=str(look)
        )
        terminal.see("question 1 of 5").type(SECRET).see(SECRET).press(CONTROL["g"])
        terminal.wait_until((desk.folder / "text").exists, "the editor")
        terminal.see(SECRET)
        terminal.press(ENTER).see("question 2 of 5").press(CONTROL["c"])

        assert terminal.exit_code() == 130
        seen = (desk.folder / "seen").read_text()
        assert (desk.folder / "text").read_text().startswith(f"{SECRET}\n\n# ---")
        assert "Words of" not in seen
        assert "-rw-------" in seen

    @pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="only Linux has /proc")
    def test_has_no_text_of_data_that_comes_by_standard_input(self, home):
        """What a command line holds is for all to see; data by `--data -` is not."""
        process = Popen(
            [sys.executable, "-m", "coprod_cli", "new-case", "--data", "-"], cwd=home,
            env=clean_environment(home), stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True,
        )  # fmt: skip
        process.stdin.write(f'answers: {{situation.setting: "{SECRET}"')
        process.stdin.flush()
        about = Path(f"/proc/{process.pid}")
        while b"--data" not in (about / "cmdline").read_bytes():  # as soon as it is started
            assert process.poll() is None
        seen = [(about / each).read_bytes() for each in ("cmdline", "environ")]
        out, error = process.communicate("}", timeout=60)

        assert (process.returncode, error.count("\n")) == (0, 1), error
        assert b"--data" in seen[0]
        assert b"HOME=" in seen[1]
        assert b"Words of" not in b"".join(seen)
        assert SECRET in Path(out.strip()).read_text()
