"""What `timeline`, `tables` and `consent` of a template may name."""

import pytest

from coprod_cli.base.errors import InvalidInput
from coprod_cli.templates.loader import load_template

HEAD = "id: mine\nversion: 1.0.0\ntitle: Mine\nsections: [one]\n"
SECTION = """\
id: one
title: One
questions:
  - {id: name, type: line, text: Name?}
  - {id: began, type: line, text: When?}
  - {id: many, type: group, item: Item, text: Which?, questions: [{id: what, text: What?}]}
"""


def problems(tmp_path, keys):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "template.yaml").write_text(HEAD + keys)
    (folder / "one.yaml").write_text(SECTION)
    try:
        load_template(folder)
    except InvalidInput as error:
        return [(each.line, each.column, str(each.message), each.hint) for each in error.findings]
    return []


def test_questions_that_are_there_are_no_mistake(tmp_path):
    keys = (
        "timeline: {from: one.began, name: one.name}\n"
        "tables:\n  - title: All\n    columns:\n"
        "      - {title: Name, show: one.name}\n"
        "      - {title: Rest, show: [one.began, one.many]}\n"
        "      - {title: Years, years: true}\n"
        "names_people: true\nconsent: {withdrawn: one.name}\n"
    )

    assert problems(tmp_path, keys) == []


@pytest.mark.parametrize(
    ("keys", "place", "message", "hint"),
    [
        (
            "timeline: {from: one.begun}\n", (5, 12),
            '"from" names a question that is not here: "one.begun".', "one.began",
        ),
        (
            "timeline: {from: one.many}\n", (5, 12),
            '"from" takes a question of one of these types: line, text, date, number.', "",
        ),
        (
            "timeline: {from: one.began, ongoing: one.name}\n", (5, 29),
            '"ongoing" takes a question of one of these types: yes_no.', "",
        ),
        (
            "tables: [{title: T, columns: [{title: C, show: one.gone}]}]\n", (5, 42),
            '"show" names a question that is not here: "one.gone".', None,
        ),
        (
            "tables: [{title: T, columns: [{title: C, years: true}]}]\n", (5, 42),
            '"years" needs "timeline".', "",
        ),
        (
            "consent: {withdrawn: one.name}\n", (5, 1), '"consent" needs "names_people: true".', "",
        ),
        (
            "names_people: true\nconsent: {withdrawn: one.many}\n", (6, 11),
            '"withdrawn" takes a question of one of these types: date, line, text.', "",
        ),
        (
            "tables: [{title: T, columns: [{title: C}]}]\n", (5, 31),
            'say one of "show" and "years".', None,
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_place(tmp_path, keys, place, message, hint):
    ((line, column, told, tried),) = problems(tmp_path, keys)

    assert ((line, column), told) == (place, message)
    assert hint is None or tried == hint
