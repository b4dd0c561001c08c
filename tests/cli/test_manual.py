"""`coprod help`: the topics of the manual, its pages, and the help of commands."""

import json
import re

import pytest
from made_up import coprod, coprod_process
from terminal import Terminal

from coprod_cli.base.settings import pager_command
from coprod_cli.operations.read_manual import MANUAL, list_topics, read_page

NAMES = [topic.name for topic in list_topics()]


def markdown(name, language="en"):
    return (MANUAL / language / f"{name}.md").read_text("utf-8")


class TestTheList:
    def test_has_a_line_for_each_topic(self):
        rows = [line.split("\t") for line in coprod("help").stdout.splitlines()]

        assert [name for name, _ in rows] == NAMES
        assert [line for _, line in rows if not re.fullmatch(r"[A-Z].{10,42}\.", line)] == []

    def test_is_data_for_a_script(self):
        topics = json.loads(coprod("help", "--json").stdout)

        assert [topic["topic"] for topic in topics] == NAMES
        assert [set(topic) for topic in topics] == [{"topic", "summary", "languages"}] * len(NAMES)

    def test_in_swedish_says_which_pages_are_in_english(self, tmp_path):
        shown = coprod_process("--language", "sv", "help", folder=tmp_path).stdout
        rows = dict(line.split("\t") for line in shown.splitlines())

        assert rows["keys"] == "Tangenter och kommandon medan du svarar."
        assert [line for line in rows.values() if len(line) > 48] == []
        english = [name for name in NAMES if rows[name].endswith(" (en)")]
        assert english == [name for name in NAMES if not (MANUAL / "sv" / f"{name}.md").exists()]


class TestAPage:
    @pytest.mark.parametrize("name", NAMES)
    def test_is_markdown_in_a_pipe(self, name):
        shown = coprod("help", name)

        assert (shown.exit_code, shown.stderr) == (0, "")
        assert shown.stdout == markdown(name)

    def test_is_found_in_capitals_too(self):
        assert coprod("help", "KEYS").stdout == markdown("keys")

    def test_is_data_for_a_script(self):
        data = json.loads(coprod("help", "keys", "--json").stdout)

        assert (data["topic"], data["language"]) == ("keys", "en")
        assert data["markdown"] == markdown("keys")

    def test_is_in_swedish_where_there_is_one(self, tmp_path):
        shown = coprod_process("--language", "sv", "help", "keys", folder=tmp_path).stdout

        assert shown == markdown("keys", "sv")

    def test_is_in_english_otherwise_and_says_so(self, tmp_path):
        shown = coprod_process("--language", "sv", "help", "data", folder=tmp_path).stdout

        assert shown == f"Den här sidan finns bara på engelska.\n\n{markdown('data')}"

    def test_is_english_for_a_language_that_has_no_pages(self):
        (topic,) = [topic for topic in list_topics() if topic.name == "begin"]
        page = read_page(topic, "fi")

        assert (page.language, page.markdown) == ("en", markdown("begin"))


class TestTheHelpOfACommand:
    @pytest.mark.parametrize("words", ["list", "templates list", "help"])
    def test_is_that_of_the_command_itself(self, words):
        assert coprod("help", *words.split()).stdout == coprod(*words.split(), "--help").stdout

    def test_gives_way_to_a_topic_of_the_same_name(self):
        assert coprod("help", "templates").stdout == markdown("templates")

    def test_is_no_data(self):
        shown = coprod("help", "list", "--json")

        assert (shown.exit_code, shown.stdout) == (2, "")


class TestAnUnknownTopic:
    @pytest.mark.parametrize(
        ("words", "message"),
        [
            ("kyes", 'there is no topic or command "kyes". Did you mean keys?'),
            ("lst", 'there is no topic or command "lst". Did you mean list?'),
            ("Privasy", 'there is no topic or command "Privasy". Did you mean privacy?'),
            ("templates lst", 'there is no topic or command "templates lst". Did you mean list?'),
            ("zzz", 'there is no topic or command "zzz".'),
            ("keys forms", 'there is no topic or command "keys forms". Did you mean keys?'),
        ],
    )
    def test_is_wrong_usage(self, words, message):
        shown = coprod("help", *words.split())

        assert (shown.exit_code, shown.stdout) == (2, "")
        assert shown.stderr == f"coprod: {message} Try: coprod help\n"


def test_topics_and_commands_are_completed():
    shown = coprod(
        _COPROD_COMPLETE="complete_bash", COMP_WORDS="coprod help p", COMP_CWORD="2"
    ).stdout

    assert shown.split() == ["passages", "privacy", "python", "places", "purge"]


@pytest.mark.parametrize(
    ("pager", "terminal", "command"),
    [
        (None, "xterm", ["less"]),
        ("more", "xterm", ["more"]),
        ("less -R -i", "xterm", ["less", "-R", "-i"]),
        ("'my pager' -x; rm -r ~", "xterm", ["my pager", "-x;", "rm", "-r", "~"]),
        ("", "xterm", []),
        ("cat", "xterm", []),
        ("an 'open quotation", "xterm", []),
        (None, "dumb", []),
    ],
)
def test_the_pager_is_the_person_s_own(monkeypatch, pager, terminal, command):
    monkeypatch.delenv("PAGER", raising=False)
    monkeypatch.setenv("TERM", terminal)
    if pager is not None:
        monkeypatch.setenv("PAGER", pager)

    assert pager_command() == command


@pytest.mark.slow
class TestAtATerminal:
    @pytest.fixture
    def seen(self, tmp_path):
        """The last screen of a command, and what a pager was given that keeps it in a file."""
        (tmp_path / "keep").write_text("#!/bin/sh\ncat > kept\necho paged\n")
        (tmp_path / "keep").chmod(0o755)

        def show(*arguments, pager="./keep", rows=24, columns=60):
            environment = {"PAGER": pager}
            terminal = Terminal.coprod(
                *arguments, folder=tmp_path, rows=rows, columns=columns, environment=environment
            )
            assert terminal.exit_code() == 0
            kept = tmp_path / "kept"
            return terminal.text(), kept.read_text("utf-8") if kept.exists() else None

        return show

    def test_a_long_page_is_paged(self, seen):
        screen, kept = seen("help", "keys")

        assert screen.strip() == "paged"
        lines = re.sub(r"\x1b\[[0-9;]*m", "", kept).splitlines()
        assert lines[0] == "Keys and commands while you answer"
        assert "Shift+Tab, :back" in " ".join(lines)
        assert max(map(len, lines)) <= 60

    def test_a_page_that_fits_is_not_paged(self, seen):
        screen, kept = seen("help", "settings", rows=90)

        assert kept is None
        assert "coprod has no settings file" in screen

    def test_a_pager_that_is_not_there_is_done_without(self, seen):
        screen, _ = seen("help", "keys", pager="/no/such/pager")

        assert "we would like to hear how it is." in re.sub(r"\s+", " ", screen)

    def test_no_shell_reads_the_pager_s_command(self, seen, tmp_path):
        seen("help", "keys", pager="./keep; touch owned")

        assert not (tmp_path / "owned").exists()

    def test_the_list_is_paged_on_a_small_screen(self, seen):
        _, kept = seen("help", rows=20)

        lines = re.sub(r"\x1b\[[0-9;]*m", "", kept).splitlines()
        assert lines[0].split() == ["Topic", "What", "it", "tells"]
        assert lines[-1].startswith("developing")
