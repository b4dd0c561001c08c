"""Groups, next steps and updates in which every text is hostile: shown, and obeyed nowhere."""

import json

import pytest
from hostile_files import ONE_LINE
from made_up import CASE_ID, note_text
from strings import HIDING, STEERING, UNSEEN, canary_of, foreign_controls
from terminal import CONTROL, DOWN, ENTER, UP

from coprod_cli.templates.loader import load_template

pytestmark = pytest.mark.slow

LINES = {name: text for name, text in UNSEEN.items() if name not in ("return", "next-line")}
SAID = " ".join(LINES.values())
ITEM = "one.parts#1"
HEADING = "### Made up once? "


def write_group(folder, *, version="1.0.0", text=ONE_LINE):
    """Write a template with a group and next steps, in which every text is hostile."""
    place = folder / "hostile"
    place.mkdir(parents=True, exist_ok=True)
    asked = [
        {"id": "what", "type": "line", "text": text, "help": ONE_LINE},
        {"id": "how", "text": text},
    ]
    section = {
        "id": "one", "title": ONE_LINE,
        "questions": [
            {"id": "parts", "type": "group", "item": ONE_LINE, "text": text, "questions": asked},
            {"id": "next", "type": "tasks", "text": text, "help": ONE_LINE},
        ],
    }  # fmt: skip
    top = {"id": "hostile", "version": version, "title": ONE_LINE, "sections": ["one"]}
    (place / "template.yaml").write_text(json.dumps(top))
    (place / "one.yaml").write_text(json.dumps(section))
    return load_template(place)


@pytest.fixture
def note(desk):
    """A note in whose item and next steps everything hostile stands, byte for byte."""
    template = write_group(desk.prompts)
    answers = {f"{ITEM}.what": "WHAT", f"{ITEM}.how": "HOW", "one.next": "- [ ] NEXT (owner: WHO)"}
    text = note_text(answers, template=template)
    for word in ("WHAT", "HOW", "NEXT", "WHO"):
        assert text.count(word) == 1
        # A comma or a bracket would end the owner's name.
        text = text.replace(word, SAID if word != "WHO" else LINES["colour"] + LINES["override"])
    desk.notebook.mkdir()
    path = desk.notebook / f"{CASE_ID}.md"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ["tasks"], ["tasks", "--json"], ["tasks", "--done", f"{CASE_ID}.1"], ["show", CASE_ID],
        ["export", "csv"], ["update", CASE_ID, "--dry-run"], ["update", "--all", "--json"],
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.usefixtures("note")
def test_a_result_on_a_terminal_shows_all_and_is_not_steered(desk, shown_safely, arguments):
    write_group(desk.prompts, version="2.0.0", text=f"Anew? {ONE_LINE}")
    terminal = desk.sit(*arguments, columns=4000)

    assert terminal.exit_code() == 0
    shown_safely(terminal, LINES)


@pytest.mark.parametrize("plain", [[], ["--plain"]], ids=["screen", "plain"])
@pytest.mark.usefixtures("note")
def test_an_update_asks_beside_the_earlier_wording_and_is_not_steered(desk, shown_safely, plain):
    write_group(desk.prompts, version="2.0.0", text=f"Anew? {ONE_LINE}")
    terminal = desk.sit("update", CASE_ID, *plain, columns=1000, rows=100)
    terminal.see("Anew?", "Earlier wording")
    terminal.settle()
    assert foreign_controls(terminal.output) == []
    if plain:
        terminal.answer(":quit")
    else:
        terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 130
    shown_safely(terminal, LINES)


@pytest.mark.parametrize(("columns", "rows"), [(220, 60), (80, 24)])
def test_a_group_is_listed_changed_and_asked_about_and_is_not_steered(desk, note, columns, rows):
    before = note.read_bytes().decode()
    terminal = desk.sit("edit", CASE_ID, "--section", "one", columns=columns, rows=rows)
    terminal.see("Go on").press(UP, UP, "\x1b[3~").see("Keep it").press(ENTER)
    terminal.see("Go on").press(UP, UP)
    for _question in ("what", "how"):  # a small screen has no room for where one is
        shown = terminal.settle().text()
        terminal.press(ENTER).wait_until(
            lambda shown=shown: terminal.text() != shown and terminal.shows("Enter: next"),
            "the next question",
        )
    terminal.press(ENTER).see("Go on").press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert foreign_controls(terminal.output) == []
    for text in HIDING.values():  # what steers goes as soon as a person takes the answer
        assert note.read_bytes().decode().count(text) == before.count(text)


def test_a_group_line_by_line_is_not_steered_either(desk, note, shown_safely):
    before = note.read_bytes()
    terminal = desk.sit("edit", CASE_ID, "--section", "one", "--plain", columns=1000, rows=100)
    terminal.see("a adds another").answer("r1").see("once more takes out").answer("1")
    terminal.see("question 1 of 2").answer(":quit")
    assert terminal.exit_code() == 130
    shown_safely(terminal, {name: STEERING.get(name) or HIDING[name] for name in ("title", "mark")})
    assert note.read_bytes() == before


@pytest.mark.usefixtures("note")
def test_next_steps_are_picked_from_a_list_that_is_not_steered(desk):
    terminal = desk.sit("tasks", "--pick", columns=80, rows=24)
    terminal.see(canary_of(LINES["colour"])).press(DOWN, CONTROL["c"])
    assert terminal.exit_code() == 130
    assert foreign_controls(terminal.output) == []
