"""A withdrawn story is in no list, page, export or history; its note stays for the owner."""

import json
from io import StringIO
from pathlib import Path

import pytest
from commands import done
from made_up import coprod, coprod_process
from terminal import CONTROL, ENTER, Terminal

import coprod_cli as api
from coprod_cli.base.errors import NotFound
from coprod_cli.operations.add_case import add_case
from coprod_cli.operations.edit_case import edit_case
from coprod_cli.operations.workspace import open_workspace

WORDS = "I was to wait in the corridor, and I did."
EARLIER = "It was a long corridor."
STORY = {
    "story": {"whose": "Vera Exempelsson", "told-by": "Vera", "words": EARLIER},
    "telling": {"until": "2099-01-01"},
}
NOT_SHOWN = (
    "coprod: {id}: this was withdrawn, and is not shown any more. "
    "Try: coprod remove {id}, to delete it, or coprod list --withdrawn\n"
)
LEFT_OUT = "1 withdrawn case is left out. To see that it is there: coprod list --withdrawn\n"


@pytest.fixture
def workspace(with_shipped_forms):
    return open_workspace(with_shipped_forms)


@pytest.fixture
def story(workspace):
    """A story that was changed once, and may be told."""
    saved = add_case(workspace, STORY, template="story", title="The chair by the window")
    edit_case(workspace, saved.id, {"story.words": WORDS})
    return saved


@pytest.fixture
def withdrawn(workspace, story):
    edit_case(workspace, story.id, {"withdrawal.day": "2026-11-29", "withdrawal.by": "Vera"})
    return story


def shown(*arguments, **given):
    return done(*arguments, **given).stdout


@pytest.mark.parametrize(
    "command",
    [
        "show {id}", "show {id} --json", "show {id} --voices", "show latest", "render {id}",
        "render {id} --layout full", "export jsonl {id}", "export csv {id}", "history {id}",
        "history {id} --json", "restore {id} --to 2026-11-24", "resume {id} --plain",
        "edit {id} --plain", "edit {id} --section story --plain", "tasks {id}", "tasks {id} --json",
        "tasks --done {id}.1", "sources {id}", "sources {id} --unsourced", "timeline {id}",
        "export csv --passages --all-coders {id}", "mark {id} --plain --coder anna",
        "show {id} --model",
    ],
)  # fmt: skip
def test_a_command_that_names_it_refuses_and_says_how_to_delete_it(withdrawn, command):
    result = coprod(*command.format(id=withdrawn.id).split())

    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.endswith(NOT_SHOWN.format(id=withdrawn.id))


@pytest.mark.parametrize(
    "damaged", ["<!-- Coprod:", "<! -- coprod:", "\u2014coprod:", "\\<!-- coprod:"]
)
def test_a_story_stays_withdrawn_where_another_program_changed_the_marker(withdrawn, damaged):
    path = Path(withdrawn.path)
    note = path.read_text(encoding="utf-8")
    path.write_text(note.replace("<!-- coprod:withdrawal.day", f"{damaged}withdrawal.day"), "utf-8")

    for command in ("show {id}", "render {id} --force", "read story.words --template story"):
        result = coprod(*command.format(id=withdrawn.id).split())
        assert WORDS not in result.stdout
    path.write_text(
        note.replace("2026-11-29", "").replace("coprod:withdrawal.day", "Coprod:withdrawal.day"),
        "utf-8",
    )
    assert WORDS in shown("show", withdrawn.id)


@pytest.mark.parametrize(
    "command",
    [
        "list", "list --template story", "list --json", "render --all --template story",
        "export jsonl --template story", "export csv --wide --template story",
        "export jsonl --template story --deidentify", "tasks --kept-apart", "check --privacy",
        "check", "timeline", "export jsonl", "render --all", "overview --template story --plain",
        "read story --template story", "read --unknown --kept-apart", "sources --kept-apart",
        "search corridor --kept-apart", "passages --all-coders --kept-apart",
        "search corridor|chair|vera --kept-apart", "search =the --template story --json",
    ],
)  # fmt: skip
def test_a_command_about_all_cases_leaves_it_out(withdrawn, command):
    result = coprod(*command.split())

    for secret in (WORDS, EARLIER, "Vera", "The chair"):
        assert secret not in result.stdout + result.stderr
    assert withdrawn.id not in result.stdout
    if command.startswith("list") or "--template story" in command:
        assert LEFT_OUT in result.stderr


@pytest.mark.parametrize("command", ["list", "export jsonl", "render --all", "timeline"])
def test_a_withdrawn_story_is_left_out_also_where_its_note_was_moved_by_hand(
    workspace, withdrawn, command
):
    withdrawn.path.rename(workspace.folder / withdrawn.path.name)

    result = coprod(*command.split())

    assert WORDS not in result.stdout
    assert withdrawn.id not in result.stdout


def test_going_on_without_a_name_goes_on_with_another_draft(workspace, withdrawn):
    other = add_case(workspace, {"situation.setting": "A ward"})
    edit_case(workspace, withdrawn.id, {"withdrawal.by": "Vera herself"})  # the latest change

    result = coprod("resume", "--plain", given=":quit\n")

    assert f"coprod resume {other.id}" in result.stderr
    other.path.unlink()
    assert "there is no draft to go on with" in coprod("resume", "--plain", given="").stderr


def test_a_list_of_withdrawn_cases_has_it_and_no_other(workspace, withdrawn):
    add_case(workspace, STORY, template="story", title="Another")

    listed = shown("list", "--template", "story", "--withdrawn")

    assert [line.split("\t")[0] for line in listed.splitlines()] == [withdrawn.id]
    assert "Another" in shown("list")
    assert [case["id"] for case in json.loads(shown("list", "--withdrawn", "--json"))] == [
        withdrawn.id
    ]


def test_a_story_that_may_be_told_is_in_the_other_list(story):
    assert shown("list", "--withdrawn") == ""
    assert story.id in shown("list")


def test_python_gets_it_nowhere(workspace, withdrawn):
    out = StringIO()

    assert list(api.read_cases(workspace)) == []
    assert list(api.list_cases(workspace).cases) == []
    assert [case.id for case in api.list_cases(workspace, withdrawn=True).cases] == [withdrawn.id]
    assert api.export_cases(workspace, out, filters=api.Filters(template="story")) == 0
    assert out.getvalue() == ""
    for call in (
        lambda: api.read_case(workspace, withdrawn.id),
        lambda: api.read_history(workspace, withdrawn.id),
        lambda: api.export_cases(workspace, out, cases=[withdrawn.id]),
    ):
        with pytest.raises(NotFound, match="was withdrawn"):
            call()


def test_the_note_of_a_withdrawn_story_stays_as_it_is_until_it_is_deleted(workspace, withdrawn):
    assert WORDS in withdrawn.path.read_text()

    shown("remove", withdrawn.id)
    shown("purge", withdrawn.id, "--yes")

    left = [path for path in workspace.folder.rglob("*") if path.is_file()]
    assert [path for path in left if WORDS in path.read_text("utf-8", "replace")] == []


def test_a_day_that_was_written_by_mistake_is_taken_back_without_showing_the_story(withdrawn):
    result = coprod("edit", withdrawn.id, "--set", "withdrawal.day=")

    assert result.exit_code == 0
    assert WORDS not in result.stdout + result.stderr
    assert WORDS in shown("show", withdrawn.id)


WITHDRAW = {
    "en": ("Withdraw the story?", "> No, leave it as it is"),
    "sv": ("Ta tillbaka berättelsen?", "> Nej, låt den vara som den är"),
}


def is_withdrawn(workspace, story):
    return any(case.id == story.id for case in api.list_cases(workspace, withdrawn=True).cases)


class TestAtTheWithdrawal:
    def test_of_a_voice_the_command_that_takes_it_back_names_it(self, story):
        result = coprod("edit", story.id, "--set", "withdrawal.day@family=2026-11-29")

        assert f"coprod edit {story.id} --set withdrawal.day@family=\n" in result.stderr
        assert coprod("edit", story.id, "--set", "withdrawal.day@family=").exit_code == 0
        assert WORDS in shown("show", story.id)

    def test_a_script_is_told_what_happens_and_how_to_delete_earlier_texts(self, story):
        result = coprod("edit", story.id, "--set", "withdrawal.day=2026-11-29")

        assert result.exit_code == 0
        assert result.stderr == (
            "It is withdrawn: coprod does not show it any more, nor give it to others.\n"
            f"The note is still there. To delete it: coprod remove {story.id}, "
            f"coprod purge {story.id}\n"
            f"To take the withdrawal back: coprod edit {story.id} --set withdrawal.day=\n"
            f"Its earlier texts are still kept. To delete them: coprod history {story.id} --clear\n"
        )
        assert coprod("history", story.id, "--clear").exit_code == 0
        assert "earlier texts" not in coprod("edit", story.id, "--set", "withdrawal.by=V").stderr

    def test_another_change_tells_nothing(self, story):
        assert coprod("edit", story.id, "--set", "telling.where=Here").stderr == ""

    @pytest.mark.slow
    def test_in_plain_lines_it_is_told_before_and_after(self, tmp_path, workspace, story):
        done = coprod_process(
            "edit", story.id, "--section", "withdrawal", "--plain", folder=tmp_path,
            given="Vera\n2026-11-29\ny\n:quit\n", COPROD_PROMPTS="",
            COPROD_NOTEBOOK=str(workspace.folder),
        )  # fmt: skip

        told = " ".join(done.stderr.split())
        before, after = told.split("On which day is it withdrawn?", 1)
        assert "no command of coprod shows the story or gives it to others" in before
        assert "It is withdrawn: coprod does not show it any more" in after
        assert "Withdraw the story? y withdraws it. Enter goes back." in after
        assert f"coprod history {story.id} --clear" in after
        assert "coprod resume" not in after, "nobody goes on with it"

    @pytest.mark.slow
    @pytest.mark.parametrize(("language", "size"), [("en", (80, 24)), ("sv", (60, 20))])
    def test_at_a_terminal_earlier_texts_are_deleted_at_a_yes(
        self, workspace, story, language, size
    ):
        words = {
            "en": ("On which day", "Delete it for good? y/N >", "The earlier texts are removed."),
            "sv": ("Vilken dag", "j/N >", "De tidigare texterna är borttagna."),
        }[language]
        if language == "sv":
            edit_case(workspace, story.id, {"story.words": EARLIER})
            shown("edit", story.id, "--language", "sv")
        terminal = Terminal.coprod(
            "edit", story.id, "--section", "withdrawal", folder=workspace.folder.parent,
            columns=size[0], rows=size[1],
            environment={
                "COPROD_PROMPTS": "", "COPROD_NOTEBOOK": str(workspace.folder),
                "COPROD_LANGUAGE": language,
            },
        )  # fmt: skip
        try:
            terminal.see({"en": "Who withdraws it?", "sv": "Vem tar tillbaka den?"}[language])
            terminal.send_bytes(b"Vera")
            terminal.press(ENTER).see(words[0])
            terminal.send_bytes(b"2026-11-29")
            terminal.press(ENTER).see(*WITHDRAW[language]).press(ENTER).see(words[0])
            assert not is_withdrawn(workspace, story), "Enter alone leaves it as it is"
            terminal.send_bytes(b"today")
            terminal.press(ENTER).see(WITHDRAW[language][0])
            terminal.press({"en": "y", "sv": "j"}[language], ENTER)
            terminal.see({"en": "Review", "sv": "Genomgång"}[language])
            terminal.press(CONTROL["c"])
            terminal.see(words[1])
            terminal.send_bytes({"en": b"y", "sv": b"j"}[language])
            terminal.press(ENTER).see(words[2])
            terminal.exit_code()
        finally:
            terminal.end()

        assert list(workspace.notebook.history(story.id).entries()) == []


class TestTheDayUntilWhichItMayBeTold:
    def test_is_told_by_the_check_when_it_is_past(self, story):
        coprod("edit", story.id, "--set", "telling.until=2026-01-01")

        result = coprod("check")
        line = story.path.read_text().splitlines().index("### Until which day may it be told?") + 2

        assert result.exit_code == 1
        assert result.stdout == (
            f"{story.path}:{line}:1: the day until which this may be told is past. "
            "Try: ask again, and write the new day, or that it is withdrawn\n"
        )

    @pytest.mark.parametrize("until", ["2099-01-01", ""])
    def test_is_no_finding_before_nor_where_there_is_none(self, story, until):
        coprod("edit", story.id, "--set", f"telling.until={until}")

        assert coprod("check").exit_code == 0

    def test_is_no_finding_of_a_withdrawn_story(self, withdrawn):
        coprod("edit", withdrawn.id, "--set", "telling.until=2026-01-01")

        assert coprod("check").exit_code == 0


def test_who_withdraws_hears_of_codings_and_purge_leaves_no_word_of_them(workspace, story):
    done("mark", story.id, "--coder", "anna", "--set", "story.words=corridor", "--code", "ours/a")
    withdrawal = ("--set", "withdrawal.day=2026-11-29", "--set", "withdrawal.by=Vera")
    told = done("edit", story.id, *withdrawal).stderr
    assert "1 coding of it has words of it, too" in told
    done("remove", story.id)
    done("purge", story.id, "--yes")
    left = [path for path in workspace.folder.rglob("*") if path.is_file()]
    assert not [path for path in left if "corridor" in path.read_text(errors="replace")]
