"""What was kept, removed, mended or changed elsewhere may come from anyone, too."""

import json
import os

import pytest
from hostile_files import LINES, ONE_LINE
from made_up import CASE_ID
from strings import UNSEEN, canary_of, foreign_controls
from terminal import CONTROL, ENTER

pytestmark = pytest.mark.slow

TITLE = {"title": ONE_LINE}
TOLD = "Dr Ek rang 070-174 06 35."


def plant_history(desk, name="20261124T090000.000000Z_situation.setting.md", text=None):
    folder = desk.notebook / ".coprod" / "history" / CASE_ID
    folder.mkdir(parents=True, exist_ok=True)
    said = LINES.replace("\n", " ") if text is None else text
    (folder / name).write_bytes(f"<!-- coprod:situation.setting -->\n\n{said}".encode())
    return folder / name


class TestEarlierTexts:
    @pytest.mark.parametrize("more", [[], ["--json"]], ids=["table", "json"])
    def test_are_shown_and_steer_nothing(self, desk, shown_safely, more):
        desk.write_note()
        plant_history(desk)
        terminal = desk.sit("history", CASE_ID, *more, columns=4000)

        assert terminal.exit_code() == 0
        shown_safely(terminal, {name: UNSEEN[name] for name in UNSEEN if name != "return"})

    @pytest.mark.parametrize(
        "name", ["20261124T090000.000000Z_..%2F..%2Fx.md", "20261124T090000.000000Z_\x1b[2Jx.md",
                 "29991399T090000.000000Z_situation.setting.md", "\u202excod.md", "situation.md"],
    )  # fmt: skip
    def test_of_a_name_that_is_no_place_are_passed_over(self, desk, name):
        desk.write_note()
        plant_history(desk, name)
        result = desk.run("history", CASE_ID)

        assert result.returncode == 0, result.stderr
        assert result.stdout == b""
        assert foreign_controls(result.stderr) == []

    def test_that_lead_elsewhere_are_not_followed(self, desk):
        desk.write_note("Now")
        secret = desk.folder / "secret.txt"
        secret.write_text("<!-- coprod:situation.setting -->\n\nSomebody's own words")
        link = plant_history(desk)
        link.unlink()
        link.symlink_to(secret)

        assert b"own words" not in desk.run("history", CASE_ID).stdout
        desk.run("restore", CASE_ID, "--to", "2026-11-01")
        assert "own words" not in (desk.notebook / f"{CASE_ID}.md").read_text("utf-8")

    def test_come_back_as_they_were_and_are_shown_safely(self, desk, shown_safely):
        desk.write_note("Now")
        plant_history(desk, text=ONE_LINE)
        done = desk.run("restore", CASE_ID, "--to", "2026-11-01")

        assert done.returncode == 0, done.stderr
        assert foreign_controls(done.stderr) == []
        terminal = desk.sit("show", CASE_ID, columns=4000)
        assert terminal.exit_code() == 0
        shown_safely(terminal, UNSEEN)


class TestARemovedCase:
    @pytest.mark.parametrize("more", [[], ["--json"]], ids=["table", "json"])
    def test_is_listed_and_steers_nothing(self, desk, shown_safely, more):
        desk.write_note(**TITLE)
        removed = desk.run("remove", CASE_ID)
        assert removed.returncode == 0, removed.stderr
        assert foreign_controls(removed.stderr) == []
        terminal = desk.sit("list", "--removed", *more, columns=4000)

        assert terminal.exit_code() == 0
        shown_safely(terminal, UNSEEN)

    def test_whose_folder_in_the_bin_was_made_a_link_is_not_fetched_from_elsewhere(self, desk):
        desk.write_note()
        assert desk.run("remove", CASE_ID).returncode == 0
        (folder,) = (desk.notebook / ".coprod" / "bin").iterdir()
        elsewhere = desk.folder / "elsewhere"
        folder.rename(elsewhere)
        folder.symlink_to(elsewhere)

        assert desk.run("restore", CASE_ID).returncode == 4
        assert (elsewhere / f"{CASE_ID}.md").exists()


class TestAMending:
    def test_shows_each_line_safely(self, desk, shown_safely):
        note = desk.write_note(ONE_LINE, **TITLE)
        text = note.read_text("utf-8")
        note.write_text(text.replace("<!-- coprod:situation.context -->\n", ""), "utf-8")
        for more in (["--dry-run"], []):
            terminal = desk.sit("check", "--repair", *more, CASE_ID, columns=4000)
            terminal.exit_code()
            assert foreign_controls(terminal.output) == []
            assert "situation.context" in terminal.output.decode()
        shown = desk.sit("show", CASE_ID, columns=4000)
        assert shown.exit_code() == 0
        shown_safely(shown, UNSEEN)


class TestThePrivacyCheck:
    def test_shows_in_place_and_steers_nothing(self, desk):
        desk.write_note(f"{ONE_LINE} {TOLD} {ONE_LINE}", **TITLE)
        terminal = desk.sit("check", "--privacy", columns=8000)

        assert terminal.exit_code() == 1
        assert foreign_controls(terminal.output) == []
        assert "070-174 06 35" in terminal.output.decode()

    def test_takes_any_list_of_words_to_watch(self, desk):
        desk.write_note(f"{TOLD} {ONE_LINE}")
        (desk.notebook / "words-to-watch.txt").write_bytes(
            f"{LINES}\n\xff\n(.*\n".encode() + b"\xff"
        )
        result = desk.run("check", "--privacy")

        assert result.returncode == 1
        assert foreign_controls(result.stdout + result.stderr) == []

    @pytest.mark.parametrize("command", [["export", "jsonl"], ["render", CASE_ID]], ids=" ".join)
    def test_puts_placeholders_and_steers_nothing(self, desk, command):
        desk.write_note(f"{ONE_LINE} {TOLD}", **TITLE)
        terminal = desk.sit(*command, "--deidentify", columns=4000)

        assert terminal.exit_code() == 0
        assert foreign_controls(terminal.output) == []
        assert b"070-174 06 35" not in terminal.output

    def test_at_the_review_shows_its_remark_safely(self, desk):
        desk.write_note(f"{ONE_LINE} {TOLD}")
        terminal = desk.sit("edit", CASE_ID, "--plain", columns=300, rows=100)
        terminal.see("1.1").type("1.1").press(ENTER).see("question 1 of 5").settle(0.2)
        terminal.press(CONTROL["c"])

        assert terminal.exit_code() == 130
        assert foreign_controls(terminal.output) == []


class TestAnotherHolder:
    def test_is_told_of_on_one_clean_line(self, desk):
        desk.write_note()
        holder = desk.sit("edit", CASE_ID).see("What is the setting?")
        told = desk.notebook / ".coprod" / "locks" / f"{CASE_ID}.json"
        told.write_text(
            json.dumps({"host": ONE_LINE, "process": 1, "since": ONE_LINE, "sits": True})
        )
        result = desk.run("edit", CASE_ID, "--set", "situation.context=x")
        holder.press(CONTROL["c"])

        assert result.returncode == 5
        assert result.stderr.count(b"\n") == 1
        assert foreign_controls(result.stderr) == []

    @pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
    def test_s_lock_that_is_something_else_is_told_and_nothing_is_written_through_it(
        self, desk, kind
    ):
        desk.write_note()
        lock = desk.notebook / ".coprod" / "locks" / f"{CASE_ID}.lock"
        lock.parent.mkdir(parents=True)
        target = desk.folder / "somebody's own"
        target.write_text("made up")
        {"link": lambda: lock.symlink_to(target), "folder": lock.mkdir,
         "pipe": lambda: os.mkfifo(lock)}[kind]()  # fmt: skip
        result = desk.run("edit", CASE_ID, "--set", "situation.context=x")

        assert result.returncode in {0, 3, 5}
        assert result.stderr.count(b"\n") <= 1
        assert target.read_text() == "made up"


class TestAChangeFromElsewhere:
    @pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["screen", "plain"])
    def test_is_shown_beside_one_s_own_and_steers_nothing(self, desk, plain):
        note = desk.write_note("Before")
        terminal = desk.sit(
            "edit", CASE_ID, "--section", "situation", *plain, columns=300, rows=100
        )
        terminal.see("question 1 of 5").type(" mine")
        note.write_text(note.read_text("utf-8").replace("Before", ONE_LINE), "utf-8")
        terminal.press(ENTER).see(canary_of(ONE_LINE), "choose later" if not plain else "Number >")
        terminal.settle(0.2).press(
            CONTROL["c"]
        )  # while readline draws its prompt, it hears nothing

        assert terminal.exit_code() == 130
        assert foreign_controls(terminal.output) == []
        assert ONE_LINE in note.read_bytes().decode()
