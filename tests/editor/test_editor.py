"""What an editor says of templates: nothing of the shipped ones, and mistakes at their lines."""

import json
import shutil

import pytest
from language_server import IS_POSSIBLE, install, language_server
from paths import GROUP_TEMPLATES, TEMPLATES

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.templates.json_schema import SCHEMA_NAMES, json_schema, modeline, schema_text

SHIPPED = sorted(shipped_prompts().glob("*/*.yaml"))
needs_npm = pytest.mark.skipif(not IS_POSSIBLE, reason="needs node and npm")


def name_of(path):
    return f"{path.parent.name}/{path.name}"


def kind_of(path):
    if path.parent.name == "codes":
        return "codes"
    return "template" if path.name == "template.yaml" else "section"


@pytest.mark.parametrize("of", SCHEMA_NAMES)
def test_the_schema_that_is_shipped_is_that_of_the_models(of):
    shipped = (shipped_prompts() / "schema" / f"{of}.json").read_text("utf-8")

    assert shipped == schema_text(of), "to renew: coprod templates schema -o prompts/schema"
    assert json.loads(shipped) == json_schema(of)


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_each_shipped_file_tells_editors_where_its_schema_is(path):
    line = path.read_text("utf-8").partition("\n")[0]

    assert line == modeline(kind_of(path))
    assert (path.parent / line.rpartition("=")[2]).is_file()


@pytest.fixture(scope="module")
def prompts(tmp_path_factory):
    """A folder of templates with the shipped schemas."""
    folder = tmp_path_factory.mktemp("prompts")
    shutil.copytree(shipped_prompts() / "schema", folder / "schema")
    return folder


@pytest.fixture(scope="module")
def server(prompts):
    install()
    with language_server(prompts) as started:
        yield started


@pytest.fixture
def told(server, prompts):
    """What the editor says of a made-up file."""

    def findings(of, text):
        folder = prompts / f"mine-{len(list(prompts.iterdir()))}"
        folder.mkdir()
        path = folder / f"{of}.yaml"
        path.write_text(f"{modeline(of)}\n{text}", "utf-8")
        return server.findings(path)

    return findings


@needs_npm
@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_the_editor_accepts_the_shipped_files(server, path):
    assert server.findings(path) == []


@needs_npm
@pytest.mark.parametrize(
    "path",
    sorted([*TEMPLATES.glob("*/*.yaml"), *GROUP_TEMPLATES.glob("*/*.yaml")]),
    ids=name_of,
)
def test_the_editor_accepts_every_type_of_question(told, path):
    assert told(kind_of(path), path.read_text("utf-8")) == []


EVERYTHING = """\
id: one
title: {en: One, sv: Ett}
slide_title: {en: ONE}
intro: An intro.
questions:
  - {id: a, text: A, text_plain: B, source_text: C, help: D, required: true, was: zero.a}
  - {id: b, type: line, text: B, cases_at_least: 2, was: [zero.b, zero.c]}
  - {id: c, type: choice, text: C, choices: [x, {value: y, label: {en: Y}}], default: y}
  - {id: d, type: choices, text: D, choices: [x, y], default: x}
  - {id: e, type: choices, text: E, choices: [x, y], default: [x, y]}
  - {id: f, type: yes_no, text: F, default: false}
  - {id: g, type: number, text: G, minimum: 0, maximum: 2.5}
  - {id: h, type: date, text: H, when: {question: one.f, answer: true}}
  - {id: i, type: tasks, text: I, when: [{question: one.g, operator: at-least, answer: 1}]}
  - id: j
    type: group
    text: J
    item: Part
    questions:
      - {id: a, text: A}
      - {id: b, type: line, text: B, when: {question: one.j.a, operator: exists}}
"""
EXTENDING = """\
id: mine
version: 1.0.0
extends: other
title: Mine
languages: [en]
names_people: false
source: {citation: Ours., url: https://example.org/x, note: {en: Made up.}}
sections: [one, two]
leave_out: [three, one.a, one.group.b]
reword:
  one.b: {text: B, text_plain: {en: C}, help: D}
  one.group.a: {help: E}
add:
  - after: one.b
    question: {id: c, type: line, text: C}
  - before: one.group.a
    question: {id: d, text: D}
  - in: two
    question: {id: e, type: choice, text: E, choices: [x]}
order: {one: [c, b]}
"""


@needs_npm
@pytest.mark.parametrize(("of", "text"), [("section", EVERYTHING), ("template", EXTENDING)])
def test_the_editor_accepts_every_key(told, of, text):
    assert told(of, text) == []


KINDS = '"text", "line", "choice", "choices", "yes_no", "date", "number", "tasks"'
A_CHOICE = "  - id: a\n    type: choice\n    text: A\n"
SECTION = "id: one\ntitle: One\nquestions:\n"  # with the modeline, questions begin on line 5
TEMPLATE = "id: mine\nversion: 1.0.0\ntitle: Mine\n"


@needs_npm
@pytest.mark.parametrize(
    ("of", "text", "expected"),
    [
        ("section", SECTION + "  - text: A\n", ['5: Missing property "id".']),
        ("section", SECTION + "  - id: a\n", ['5: Missing property "text".']),
        ("section", SECTION + "  - id: a\n    text: A\n    hepl: x\n",
         ["7: Property hepl is not allowed."]),
        ("section", SECTION + "  - id: a\n    text: 12\n",
         ["6: Incorrect type. Expected one of string, object."]),
        ("section", SECTION + "  - id: a\n    text: {en: A, english: B}\n",
         ["6: Property english is not allowed."]),
        ("section", SECTION + "  - id: a\n    type: lines\n    text: A\n",
         [f'6: Value is not accepted. Valid values: {KINDS}, "group".']),
        ("section", SECTION + "  - id: a\n    type: choice\n    text: A\n",
         ['5: Missing property "choices".']),
        ("section", SECTION + "  - id: a\n    text: A\n    required: perhaps\n",
         ['7: Incorrect type. Expected "boolean".']),
        ("section", SECTION + A_CHOICE + "    choices: [{value: x}]\n",
         ['8: Missing property "label".']),
        ("section", SECTION + "  - id: a\n    type: group\n    text: A\n    questions: []\n",
         ['5: Missing property "item".', "8: Array has too few items. Expected 1 or more."]),
        ("section", SECTION + "  - id: a\n    type: group\n    text: A\n    item: B\n"
         "    questions:\n      - {id: b, type: group, text: C}\n",
         [f"10: Value is not accepted. Valid values: {KINDS}."]),
        ("section", SECTION + "  - id: a\n    text: A\n    when: {question: one.b, operator: is}\n",
         [('7: Value is not accepted. Valid values: "equals", "not-equals", "includes", "exists", '
          '"greater-than", "less-than", "at-least", "at-most".')]),
        ("section", "id: one\nquestions:\n  - {id: a, text: A}\n",
         ['2: Missing property "title".']),
        ("template", TEMPLATE, ['2: Missing property "sections".']),
        ("template", TEMPLATE.replace("1.0.0", "1.0") + "sections: [one]\n",
         ['3: Incorrect type. Expected "string".']),
        ("template", TEMPLATE + "sections: one\n", ['5: Incorrect type. Expected "array".']),
        ("template", TEMPLATE + "sections: [one]\nreword: {}\n",
         ["6: Property reword is not allowed."]),
        ("template", TEMPLATE + "extends: other\nreword: {one.a: {txet: A}}\n",
         ["6: Property txet is not allowed."]),
        ("template", TEMPLATE + "extends: other\nadd:\n  - after: one.a\n    question: {id: b}\n",
         ['8: Missing property "text".']),
    ],
)  # fmt: skip
def test_the_editor_finds_a_mistake_at_its_line(told, of, text, expected):
    assert told(of, text) == expected
