"""Contract: the shape of what each command prints with --json. Scripts depend on it.

A shape has the type of each value; a list has the shape of its first item. To change one here is
to break scripts: say so in CHANGELOG.md.
"""

import json

import pytest
from made_up import EVERY_TYPE, add_note, coprod
from made_up_marks import mark

TEXT, COUNT, FLAG, NONE = "str", "int", "bool", "NoneType"
FINDING = {
    "kind": TEXT, "message": TEXT, "source": TEXT, "line": COUNT, "column": COUNT, "hint": TEXT,
    "uncertain": FLAG,
}  # fmt: skip
SAVED = {"id": TEXT, "path": TEXT, "status": TEXT}
SUMMARY = {
    "id": TEXT, "title": TEXT, "template": TEXT, "status": TEXT, "created": TEXT, "updated": TEXT,
    "tags": [TEXT], "answered": COUNT, "questions": COUNT, "path": TEXT,
    "number": COUNT, "unknown": COUNT, "open_steps": COUNT,
}  # fmt: skip
STEP = {
    "reference": TEXT, "case": TEXT, "number": COUNT, "address": TEXT, "voice": NONE,
    "what": TEXT, "owner": TEXT, "due": TEXT, "done": FLAG, "cancelled": FLAG, "overdue": FLAG,
    "title": TEXT, "path": TEXT,
}  # fmt: skip
CASE = {
    "id": TEXT, "title": TEXT, "template": TEXT, "template_version": TEXT, "language": TEXT,
    "status": TEXT, "created": TEXT, "updated": TEXT, "tags": [TEXT], "path": TEXT, "extra": {},
    "answers": [
        {
            "address": TEXT, "section": TEXT, "question": TEXT, "text": TEXT, "status": TEXT,
            "voice": NONE, "evidence": NONE, "asked": FLAG, "sources": [],
        }
    ],
}  # fmt: skip
HIT = {
    "case": TEXT, "title": TEXT, "path": TEXT, "address": TEXT, "question": TEXT, "voice": NONE,
    "status": TEXT, "text": TEXT, "found": [{"start": COUNT, "end": COUNT, "words": TEXT}],
}  # fmt: skip
PASSAGE = {
    "case": TEXT, "title": TEXT, "day": TEXT, "path": TEXT, "coder": TEXT, "id": TEXT,
    "address": TEXT, "voice": NONE, "question": TEXT, "words": TEXT, "marked": TEXT,
    "whole": FLAG, "before": TEXT, "after": TEXT, "start": COUNT, "codes": [TEXT], "memo": TEXT,
    "state": TEXT,
}  # fmt: skip
MEMO = {
    "of": TEXT, "codes": [TEXT], "title": TEXT, "coder": TEXT, "when": TEXT, "memo": TEXT,
    "passage": PASSAGE, "change": NONE,
}  # fmt: skip
CODE_TABLE = {
    "cases": [{"id": TEXT, "title": TEXT, "day": TEXT}],
    "codes": [{"code": TEXT, "cases": COUNT, "passages": COUNT, "by_case": [COUNT]}],
}
TO_LOOK_AT = {
    "case": TEXT, "coder": TEXT, "path": TEXT, "line": COUNT, "id": TEXT, "address": TEXT,
    "voice": NONE, "codes": [TEXT], "state": TEXT, "quote": TEXT, "whole": FLAG, "words": TEXT,
    "overlaps": NONE,
}  # fmt: skip
MARKED = {
    "id": TEXT, "coder": TEXT, "done": TEXT, "path": TEXT,
    "passages": [
        {
            "id": TEXT, "at": TEXT, "voice": NONE, "quote": TEXT, "whole": FLAG, "words": TEXT,
            "codes": [TEXT], "memo": TEXT, "state": TEXT,
        }
    ],
}  # fmt: skip
VOICES = {
    **{key: value for key, value in CASE.items() if key != "answers"},
    "voices": [NONE],
    "questions": [
        {
            "address": TEXT, "section": TEXT, "item": TEXT, "question": TEXT, "asked": FLAG,
            "answers": [
                {"voice": NONE, "text": TEXT, "status": TEXT, "evidence": NONE, "sources": []}
            ],
            "not_answered": [],
        }
    ],
}  # fmt: skip
QUOTES = [
    {
        "address": TEXT, "voice": NONE, "text": TEXT, "asked": FLAG, "evidence": NONE,
        "sources": [],
    }
]  # fmt: skip
MODEL = {
    **{key: value for key, value in CASE.items() if key != "answers"},
    "tags": [],
    "places": {
        "patient-person": [], "as-is-system": QUOTES, "science-informed-practice": [],
        "professional-person": [], "matters-most": [],
    },
    "frame": [{"section": TEXT, "quotes": []}],
}  # fmt: skip
TALLY = {"answered": COUNT, "unknown": COUNT, "open": COUNT}
OVERVIEW = {
    "forms": [
        {
            "templates": [TEXT], "cases": COUNT, "drafts": COUNT, "first": TEXT, "last": TEXT,
            "sections": [
                {
                    "id": TEXT, "title": TEXT, **TALLY,
                    "questions": [{"address": TEXT, "question": TEXT, **TALLY, "only_in": []}],
                }
            ],
            "groups": [{"by": TEXT, "name": TEXT, "cases": COUNT, "answered": {"first": COUNT}}],
        }
    ],
    "without_template": COUNT,
}  # fmt: skip
ACROSS = {
    "addresses": [TEXT], "questions": [TEXT], **TALLY,
    "cases": [
        {
            "id": TEXT, "title": TEXT, "path": TEXT,
            "answers": [{**CASE["answers"][0], "reworded": FLAG}],
        }
    ],
}  # fmt: skip
EARLIER = {
    "until": TEXT, "address": TEXT, "text": TEXT, "status": TEXT, "voice": NONE,
    "evidence": NONE, "path": TEXT, "sources": [],
}  # fmt: skip
SOURCED = {
    "case": TEXT, "title": TEXT, "address": TEXT, "question": TEXT, "voice": NONE,
    "evidence": TEXT, "sources": [{"text": TEXT, "wrong": [TEXT]}], "path": TEXT,
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
PURGED = {
    "id": TEXT, "title": TEXT, "in_notebook": FLAG, "removed_notes": COUNT, "earlier_texts": COUNT,
    "drafts": COUNT, "other_files": COUNT, "oldest": TEXT, "newest": TEXT, "files": [TEXT],
    "deleted": COUNT, "not_deleted": [],
}  # fmt: skip
ENTRY = {
    "id": TEXT, "title": TEXT, "template": TEXT, "name": TEXT, "from": COUNT,
    "from_is_about": FLAG, "to": NONE, "to_is_about": FLAG, "ongoing": FLAG, "levels": [TEXT],
    "path": TEXT,
}  # fmt: skip
TEMPLATE = {
    "id": TEXT, "version": TEXT, "title": TEXT, "languages": [TEXT], "sections": COUNT,
    "questions": COUNT, "from": TEXT, "extends": NONE, "path": TEXT, "purpose": TEXT,
    "answered_by": NONE, "minutes": NONE,
}  # fmt: skip

CODE = {
    "code": TEXT, "below": [], "name": {"en": TEXT, "sv": TEXT},
    "definition": {"en": TEXT, "sv": TEXT}, "include": NONE, "exclude": NONE, "example": NONE,
    "memo": NONE, "source_text": NONE, "note": {"en": TEXT, "sv": TEXT}, "colour": TEXT,
    "sign": NONE, "changed": NONE, "retired": NONE, "instead": [], "was": [], "guid": NONE,
}  # fmt: skip
CODE_SET = {
    "id": TEXT, "title": {"en": TEXT, "sv": TEXT}, "description": NONE,
    "source": {"citation": TEXT, "url": NONE, "note": {"en": TEXT, "sv": TEXT}},
    "from": TEXT, "extends": NONE, "path": TEXT, "codes": [CODE],
}  # fmt: skip

CODE_CHANGE = {
    "id": TEXT, "did": TEXT, "from": [TEXT], "to": [], "why": TEXT, "made": FLAG,
    "passages": COUNT, "cases": COUNT, "coders": [], "tagged": [], "tags_left": [],
    "not_read": [],
}  # fmt: skip
RECODED = {**CODE_CHANGE, "to": [TEXT], "passages": COUNT, "coders": [TEXT]}
LOGGED = {
    "id": TEXT, "when": TEXT, "by": TEXT, "did": TEXT, "from": [TEXT], "to": [],
    "passages": COUNT, "cases": COUNT, "coders": [], "why": TEXT, "undoes": TEXT, "undone": FLAG,
}  # fmt: skip
CODING = """\
case: 20261101-aaaaaa
coder: bo
passages:

- id: p1
  at: first.name
  quote: "made up"
  codes: [ours/waiting]
"""

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
def notebook(notebook_folder):
    """A notebook with a case, a damaged note, a case in the trash and a case with a step."""
    folder = notebook_folder
    add_note(folder, ONE, {"first.name": "made up"}, title="One", tags=["night"])
    coprod("edit", ONE, "--set", "first.name=Made up again, 0701740605")
    mark(folder, ONE, "first.name", "again", "ours/told", memo="Made up.")
    damaged = add_note(folder, TWO, {}, title="Two", template_version="0.1.0")
    damaged.write_text(damaged.read_text().replace("<!-- coprod:end -->\n", ""))
    add_note(folder, "20261111-cccccc", {}, title="Three", tags=["day"])
    coprod("remove", "20261111-cccccc")
    coprod(
        "new-case", "--set", "condition.biology=x", "--set", "condition.future=y", "--evidence",
        "condition.biology=experience", "--evidence", "condition.future=study", "--source",
        "condition.future=DOI 10.1",
    )  # fmt: skip
    coprod(
        "new-case", "--template", "initiative", "--set", "initiative.from-when=1997-", "--set",
        "reach.levels=micro",
    )  # fmt: skip
    coprod(
        "new-case", "--template", "reflection", "--title", "Four", "--set",
        f"reflections.now-what={STEPS}",
    )  # fmt: skip
    coprod("codes", "new", "ours/waiting")
    coprod("codes", "new", "ours/told")
    (folder / "codings" / "bo").mkdir(parents=True)
    (folder / "codings" / "bo" / f"{ONE}.yaml").write_text(CODING)
    (folder / "book.csv").write_text("name\nA\n")
    return folder


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("line", "shape"),
    [
        ("new-case --template every-type --set first.name=x", SAVED),
        (f"edit {ONE} --set first.name=y", SAVED),
        (f"finish {ONE} --force", SAVED),
        ("list", [SUMMARY]),
        ("list --removed", [SUMMARY]),
        (f"show {ONE}", CASE),
        (f"show {ONE} --voices", VOICES),
        ("overview --by month", OVERVIEW),
        ("read first.name", [ACROSS]),
        ("search made", [HIT]),
        ("passages", [PASSAGE]),
        ("passages --table", CODE_TABLE),
        ("passages --memos", [MEMO]),
        (f"mark {ONE} --coder anna --set first.name=Made --code ours/told", MARKED),
        ("mark --left --coder bo", [{"id": TEXT, "title": TEXT, "passages": COUNT}]),
        ("read", [{"address": TEXT, "text": TEXT, "section": TEXT}]),
        ("tasks", [STEP]),
        ("tasks --done latest.1", [STEP]),
        ("timeline", [ENTRY]),
        ("sources", [SOURCED]),
        ("sources --unsourced", [{**SOURCED, "sources": []}]),
        ("check", [FINDING]),
        ("check --codings", [TO_LOOK_AT]),
        ("check --privacy", [{**FINDING, "length": COUNT}]),
        (f"history {ONE}", [EARLIER]),
        ("purge --all-removed --dry-run", [PURGED]),
        (f"purge {ONE} --yes", [PURGED]),
        (f"update {ONE} --dry-run", [UPDATE]),
        ("help", [{"topic": TEXT, "summary": TEXT, "languages": [TEXT]}]),
        ("codes list levels", [CODE_SET]),
        ("codes show levels", CODE_SET),
        (
            "codes show levels/micro",
            {**CODE, "codes": [], "passages": COUNT, "cases": [], "tagged": []},
        ),
        ("codes new ours/more", CODE_CHANGE),
        ("codes edit ours/told --set memo=x", CODE_CHANGE),
        ("codes rename ours/waiting wait", RECODED),
        ("codes merge ours/waiting --into ours/told", RECODED),
        ("codes split ours/waiting --into ours/told --data -", {**CODE_CHANGE, "to": [TEXT]}),
        ("codes move ours/told --under ours/waiting", {**CODE_CHANGE, "to": [TEXT]}),
        ("codes retire ours/told", CODE_CHANGE),
        ("codes restore", CODE_CHANGE | {"to": [TEXT]}),
        ("codes log", [LOGGED]),
        (
            "codes import notebook/book.csv --into ours",
            {**CODE_CHANGE, "new": [TEXT], "changed": [], "unchanged": COUNT},
        ),
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


@pytest.mark.usefixtures("notebook")
def test_the_model_has_a_shape_of_its_own(monkeypatch):
    monkeypatch.delenv("COPROD_PROMPTS")
    coprod("new-case", "--template", "primary-care", "--set", "emotions.what-helps=A chair.")

    done = coprod("show", "latest", "--model", "--json")

    assert shape_of(json.loads(done.stdout)) == MODEL
