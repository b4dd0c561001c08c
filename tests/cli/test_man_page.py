"""The man page has the commands and options, and man and groff accept it."""

import os
import shutil
import subprocess

import man_page
import pytest
import typer
from made_up import coprod_process

from coprod_cli.cli import app


def commands(group, words=()):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*words, name))
        else:
            yield (*words, name), command


COMMANDS = dict(commands(typer.main.get_command(app)))


def test_the_man_page_is_up_to_date():
    if os.environ.get("COPROD_RENEW_GOLDENS") == "1":
        man_page.main()
    assert man_page.PAGE.read_text("utf-8") == man_page.man_page(), (
        "to renew: python tests/man_page.py"
    )


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_man_page_has_every_option_of_a_command(words):
    heading = man_page.escaped(f"coprod {' '.join(words)}")
    _, _, rest = man_page.man_page().partition(f".SS {heading}\n")
    about = rest.partition("\n.SS ")[0].partition("\n.SH ")[0]

    options = [
        option for each in COMMANDS[words].params for option in each.opts if option[0] == "-"
    ]
    assert [option for option in options if man_page.escaped(option) not in about] == []
    assert about.startswith(heading)


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_groff_has_nothing_to_say_about_it():
    command = ["groff", "-man", "-ww", "-Kutf8", "-Tutf8", "-z", str(man_page.PAGE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("man"), reason="man is not installed")
def test_man_shows_the_man_page():
    done = subprocess.run(
        ["man", "-l", str(man_page.PAGE)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8", "MANPAGER": "cat"},
    )
    if "has been minimized" in done.stdout:
        pytest.skip("this system has man without its pages")

    assert done.returncode == 0, done.stderr
    assert "EXIT STATUS" in done.stdout
    assert "you stopped, and the draft is kept" in done.stdout


def test_the_exit_code_it_gives_for_what_is_not_found_is_so(tmp_path):
    rows = man_page.rows(man_page.section("safety", "Exit codes"))
    (code,) = [int(code) for code, meaning in rows if meaning == "not found"]

    (tmp_path / "book" / ".coprod").mkdir(parents=True)
    done = coprod_process("show", "nothing", "--notebook", "book", folder=tmp_path)
    assert done.returncode == code
