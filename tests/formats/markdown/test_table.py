"""`render --layout table`: the tables that a template describes, with a row for each case."""

import pytest
from made_up import coprod

from coprod_cli.formats.markdown.layouts import lay_out
from coprod_cli.operations.add_case import add_case
from coprod_cli.operations.workspace import open_workspace

INITIATIVE = {
    "initiative": {
        "name": "The bench | by the door", "from-when": "2006", "ongoing": False,
        "until-when": "2012", "about": "One\n\nTwo",
    },
    "method": {"methods": ["co-design", "storytelling"]},
    "people": {"participants": [{"who": "Four neighbours", "part": "Decide"}, {"who": "A nurse"}]},
    "change": {
        "from-what": {"unknown": True},
        "towards": [
            {"voice": "family", "evidence": "reported", "text": "Ours"},
            {"voice": "professional", "text": "Mine"},
        ],
    },
}  # fmt: skip

TOWARDS = "(family, told by somebody else) Ours<br>(professional) Mine"
BENCH, METHODS = "| The bench \\| by the door", "Co-design<br>Storytelling"


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COPROD_PROMPTS", raising=False)
    opened = open_workspace("notebook")
    add_case(opened, INITIATIVE, template="initiative", title="A bench")
    return opened


def render(*arguments):
    return coprod("render", "--notebook", "notebook", *arguments)


def rows(text):
    return [line for line in text.splitlines() if line.startswith("|")]


def test_the_page_has_both_tables_with_a_row_for_each_case(workspace):
    add_case(workspace, {"initiative.name": "B"}, template="initiative")

    done = render("--all", "--template", "initiative", "--layout", "table")

    assert done.exit_code == 0, done.stderr
    first, second = done.stdout.split("## From, and towards more of\n")
    assert first.startswith("## Initiatives\n\n| Initiative | Years | What it is | Methods |")
    assert sorted(rows(first)[2:], reverse=True) == [
        f"{BENCH} | 2006-2012 | One<br>Two | {METHODS} |  | Four neighbours: Decide<br>A nurse |",
        "| B |  |  |  |  |  |",
    ]
    assert sorted(rows(second)[2:], reverse=True) == [
        f"{BENCH} | {METHODS} | *Not known yet.* | {TOWARDS} |",
        "| B |  |  |  |",
    ]


def test_all_cases_are_in_one_file(workspace, tmp_path):
    add_case(workspace, template="initiative")

    done = render("--all", "--template", "initiative", "--layout", "table", "-o", "table.md")

    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "table.md").read_text().startswith("## Initiatives\n")


def test_the_heads_are_in_the_language_of_the_first_case(workspace):
    note = add_case(workspace, template="initiative", language="sv")
    case = workspace.notebook.read(note.path).case

    page = lay_out(case, workspace.library.load("initiative"), "table")

    assert page.startswith("## Initiativ\n\n| Initiativ | År | Vad det är |")


def test_a_form_without_tables_is_refused(workspace):
    saved = add_case(workspace, template="reflection")

    done = render("--all", "--layout", "table")

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        f'coprod: {saved.id}: the form "reflection" has no tables. Try: a case of initiative\n'
    )
