"""Contract: the shape of what each command prints with --json. Scripts depend on it.

A shape has the type of each value; a list has the shape of its first item. To change one here is
to break scripts: say so in CHANGELOG.md.
"""

import json

import pytest
from made_up import EVERY_TYPE, add_note, coprod

TEXT, COUNT, FLAG, NONE = "str", "int", "bool", "NoneType"
FINDING = {
    "kind": TEXT, "message": TEXT, "source": TEXT, "line": COUNT, "column": COUNT, "hint": TEXT,
    "uncertain": FLAG,
}  # fmt: skip
SAVED = {"id": TEXT, "path": TEXT, "status": TEXT}
SUMMARY = {
    "id": TEXT, "title": TEXT, "template": TEXT, "status": TEXT, "created": TEXT, "updated": TEXT,
    "tags": [TEXT], "answered": COUNT, "questions": COUNT, "path": TEXT,
}  # fmt: skip
STEP = {
    "reference": TEXT, "case": TEXT, "number": COUNT, "address": TEXT, "what": TEXT,
    "owner": TEXT, "due": TEXT, "done": FLAG, "overdue": FLAG, "title": TEXT, "path": TEXT,
}  # fmt: skip
CASE = {
    "id": TEXT, "title": TEXT, "template": TEXT, "template_version": TEXT, "language": TEXT,
    "status": TEXT, "created": TEXT, "updated": TEXT, "tags": [TEXT], "path": TEXT, "extra": {},
    "answers": [
        {
            "address": TEXT, "section": TEXT, "question": TEXT, "text": TEXT, "status": TEXT,
            "voice": NONE, "evidence": NONE, "asked": FLAG,
        }
    ],
}  # fmt: skip
EARLIER = {
    "until": TEXT, "address": TEXT, "text": TEXT, "status": TEXT, "voice": NONE,
    "evidence": NONE, "path": TEXT,
}  # fmt: skip
UPDATE = {
    "id": TEXT, "path": TEXT, "from": TEXT, "to": TEXT, "updated": FLAG,
    "changes": [
        {
            "address": TEXT, "change": TEXT, "question": TEXT, "was": NONE, "before": NONE,
            "answered": FLAG,
        }
    ],
}  # fmt: skip
TEMPLATE = {
    "id": TEXT, "version": TEXT, "title": TEXT, "languages": [TEXT], "sections": COUNT,
    "questions": COUNT, "from": TEXT, "extends": NONE, "path": TEXT,
}  # fmt: skip

ONE, TWO = "20261101-aaaaaa", "20261110-bbbbbb"
NEW = (
    "--set about.title=Made-up --set parts.sections#1.title=Before "
    "--set parts.sections#1.questions=How?"
)
STEPS = "- [ ] Ring back (owner: doctor, due: 2026-11-30)"


def shape_of(value):
    if isinstance(value, dict):
        return {key: shape_of(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shape_of(each) for each in value[:1]]
    return type(value).__name__


@pytest.fixture
def notebook(home, monkeypatch):
    """A notebook with a case, a damaged note, a case in the trash and a case with a step."""
    folder = home / "notebook"
    monkeypatch.setenv("COPROD_NOTEBOOK", str(folder))
    add_note(folder, ONE, {"first.name": "made up"}, title="One", tags=["night"])
    coprod("edit", ONE, "--set", "first.name=Made up again, 0701740605")
    damaged = add_note(folder, TWO, {}, title="Two", template_version="0.1.0")
    damaged.write_text(damaged.read_text().replace("<!-- coprod:end -->\n", ""))
    add_note(folder, "20261111-cccccc", {}, title="Three", tags=["day"])
    coprod("remove", "20261111-cccccc")
    coprod(
        "new-case", "--template", "reflection", "--title", "Four", "--set",
        f"reflections.now-what={STEPS}",
    )  # fmt: skip
    return folder


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("line", "shape"),
    [
        ("new-case --template every-type --set first.name=x", SAVED),
        (f"edit {ONE} --set first.name=y", SAVED),
        ("list", [SUMMARY]),
        ("list --removed", [SUMMARY]),
        (f"show {ONE}", CASE),
        ("tasks", [STEP]),
        ("tasks --done latest.1", [STEP]),
        ("check", [FINDING]),
        ("check --privacy", [FINDING]),
        (f"history {ONE}", [EARLIER]),
        (f"update {ONE} --dry-run", [UPDATE]),
        ("help", [{"topic": TEXT, "summary": TEXT, "languages": [TEXT]}]),
        ("templates list", [TEMPLATE]),
        ("templates check every-type", []),
        (f"templates new {NEW}", {"id": TEXT, "path": TEXT}),
    ],
)
def test_a_command_prints_json_of_its_shape(line, shape):
    result = coprod(*line.split(), "--json")

    assert shape_of(json.loads(result.stdout)) == shape, result.stderr


@pytest.mark.usefixtures("home")
def test_a_template_as_json_is_what_its_files_say():
    shown = json.loads(coprod("templates", "show", "every-type", "--json").stdout)

    assert shown == EVERY_TYPE.model_dump(mode="json", exclude_none=True)


def test_every_command_with_json_has_its_shape_here():
    import typer

    from coprod_cli.cli import app

    def commands(group, names=()):
        for name, command in getattr(group, "commands", {}).items():
            yield from commands(command, (*names, name))
        if any(each.name == "json" for each in group.params):
            yield " ".join(names)

    marks = test_a_command_prints_json_of_its_shape.pytestmark
    lines = next(mark.args[1] for mark in marks if mark.name == "parametrize")
    shown = [line for line, _ in lines] + ["templates show"]
    for name in commands(typer.main.get_command(app)):
        assert any(line.startswith(name) for line in shown), f"{name} has no shape"
