"""All ways to mark write the same coding to the byte, except its ids and times.

At a terminal, line by line, as data, by options, and in an editor, which takes no memos.
"""

import json
import re
import shlex
import sys

import pytest
from made_up import CASE_ID, add_note
from terminal import CONTROL, ENTER

pytestmark = pytest.mark.slow

STORY = (
    "Tolken sa att det var som vanligt. Maken väntade vid disken 🙂.\n\n"
    "- Dottern ville vara med. Maken väntade hemma.\n- 家庭医生很好。"
)
ANSWERS = {"first.name": "A made-up morning", "second.story": STORY}
DATA = [
    {"at": "second.story", "quote": "*", "codes": ["ours/told", "ours/waiting"], "memo": "All."},
    {"at": "second.story", "quote": "som vanligt", "codes": ["ours/as-usual"], "memo": "In vivo."},
    {
        "at": "second.story",
        "quote": "Maken väntade vid disken 🙂.\n\n- Dottern ville vara med.",
        "codes": ["ours/take-part"],
    },
    {"at": "second.story", "quote": "disken 🙂", "codes": ["ours/take-part"]},
    {"at": "second.story", "quote": "Maken väntade hemma.", "codes": ["ours/waiting"]},
    {"at": "second.story", "quote": "家庭", "codes": ["ours/told"]},
]
EDITOR = """\
import pathlib, sys
path = pathlib.Path(sys.argv[1])
text = path.read_text("utf-8")
for old, new in {changes!r}:
    assert text.count(old) == 1, old
    text = text.replace(old, new)
path.write_text(text, "utf-8")
"""
IN_BRACES = [
    ("som vanligt", "{{som vanligt}}[ours/as-usual ^1]"),
    ("Maken väntade vid", "{{Maken väntade vid"),
    ("disken 🙂", "{{disken 🙂}}[ours/take-part]"),
    ("vara med.", "vara med.}}[ours/take-part]"),
    ("Maken väntade hemma.", "{{Maken väntade hemma.}}[ours/waiting]"),
    ("家庭医生很好。", "{{家庭}}[ours/told]医生很好。\n\n=== ^1 ===\nIn vivo.\n"),
]


def coding(desk):
    """Return the coding without what differs from run to run."""
    text = (desk.notebook / "codings" / "anna" / f"{CASE_ID}.yaml").read_text("utf-8")
    return re.sub(r'id: .*|when: "[^"]*"|done: .*', "-", text)


@pytest.fixture
def desk_with_note(desk_of):
    def make(name):
        desk = desk_of(name)
        add_note(desk.notebook, answers=ANSWERS)
        return desk

    return make


def mark(desk, *arguments, typed="", **more):
    done = desk.run("mark", CASE_ID, "--coder", "anna", *arguments, typed=typed, **more)
    assert done.returncode == 0, done.stderr


def by_data(desk):
    mark(desk, "--data", "-", typed=json.dumps(DATA))
    mark(desk, "--done")


def by_options(desk):
    for each in DATA:
        codes = [word for code in each["codes"] for word in ("--code", code)]
        memo = ("--memo", each["memo"]) if "memo" in each else ()
        mark(desk, "--set", f"{each['at']}={each['quote']}", *codes, *memo)
    mark(desk, "--done")


def by_lines(desk):
    lines = [
        "",
        "*", "+told, ours/waiting", "All.",
        "som vanligt", "+as-usual", "In vivo.",
        "2-3", "+take-part", "",
        "disken 🙂", "=", "",
        "4", "ours/waiting", "",
        "家庭", "told", "",
        "",
        "y",
    ]  # fmt: skip
    mark(desk, "--plain", typed="".join(f"{line}\n" for line in lines))


def by_hand(desk):
    terminal = desk.sit("mark", CASE_ID, "--coder", "anna", columns=60, rows=20)
    terminal.see("A made-up morning").press(ENTER).see("1 Tolken")

    def give(codes):
        terminal.press(ENTER).see("Esc: back, nothing is kept").answer(codes).see("kept: ours/")

    terminal.type("*")
    give("+told, ours/waiting")
    terminal.type("m").see("What do you think").type("All.").press(ENTER).see("Memo: All.")
    terminal.type("1").type("w").press(*["\x1b[C"] * 5, "\x1b[1;2C")
    give("+as-usual")
    terminal.type("m").see("What do you think").type("In vivo.")
    terminal.press(ENTER).see("Memo: In vivo.").type("2").press("\x1b[1;2B")
    give("+take-part")
    terminal.type("2").type("w").press(*["\x1b[C"] * 3).type("e")
    give("=")
    terminal.type("4")
    give("waiting")
    terminal.type("5").type("w").type("e")
    give("told")
    terminal.type("n").see("Done with this case? y/N").answer("y")
    assert terminal.exit_code() == 0


def in_editor(desk):
    script = desk.folder / "editor.py"
    header = next(line for line in _editor_text(desk).splitlines() if "second.story" in line)
    whole = f"=== ^2 ===\nAll.\n\n{header} [ours/told ours/waiting ^2]"
    changes = [(header, whole), *IN_BRACES]
    script.write_text(EDITOR.format(changes=changes), "utf-8")
    command = shlex.join([sys.executable, str(script)])
    mark(desk, "--editor", "--plain", EDITOR=command)
    mark(desk, "--done")


def _editor_text(desk):
    """Return what an editor is given."""
    copy = desk.folder / "seen.txt"
    script = f"import shutil, sys; shutil.copy(sys.argv[1], {str(copy)!r})"
    command = shlex.join([sys.executable, "-c", script])
    desk.run("mark", CASE_ID, "--coder", "anna", "--editor", "--plain", EDITOR=command)
    return copy.read_text("utf-8")


def test_all_write_the_same_bytes_and_the_note_is_as_it_was(desk_with_note):
    ways = {way.__name__: way for way in (by_data, by_options, by_lines, by_hand, in_editor)}
    written = {}
    for name, way in ways.items():
        desk = desk_with_note(name)
        before = desk.note()
        way(desk)
        written[name] = coding(desk)
        assert desk.note() == before
    assert written["by_data"].count("quote:") == len(DATA)
    assert written == dict.fromkeys(written, written["by_data"])


def test_the_editor_opens_from_the_screen_and_comes_back_to_it(desk_with_note):
    desk = desk_with_note("screen")
    script = desk.folder / "editor.py"
    script.write_text(
        EDITOR.format(changes=[("som vanligt", "{{som vanligt}}[ours/as-usual]")]), "utf-8"
    )
    terminal = desk.sit(
        "mark", CASE_ID, "--coder", "anna", EDITOR=shlex.join([sys.executable, str(script)])
    )
    terminal.see("A made-up morning").answer(":go 2").see("1 Tolken").answer(":edit")
    terminal.see("[som vanligt](ours/as-usual)")
    script.write_text(EDITOR.format(changes=[("Maken väntade hemma", "Grannen kom")]), "utf-8")
    terminal.answer(":edit").see("What you wrote is kept in", "Maken väntade hemma")
    terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 0
    assert coding(desk).count("quote:") == 1
