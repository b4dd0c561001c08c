"""Notebooks of many notes to measure with: each note is full, and all of it is made up."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.case import Answer
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.new_case import blank_case
from coprod_cli.model.passage import Coding, Passage, found_at
from coprod_cli.model.template import Template
from coprod_cli.notebook.coding_text import coding_text
from coprod_cli.notebook.note.apply_case import with_case_changes
from coprod_cli.notebook.note.new_note import blank_note
from coprod_cli.notebook.note.reader import read_note, require_case
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.templates.loader import load_named_template

SENTENCE = (
    "A made-up answer, long enough to be real: somebody waited, somebody asked, and a chair helped."
)
EARLIER_VERSION = "0.9.0"
CODE = "ours/waiting"
_CODE_SET = """\
id: ours
version: 1.0.0
title: Made up
codes:
  - id: waiting
    name: Waiting
"""
_ID = "20261124-000000"


def write_notebook(folder: Path, count: int, *, is_earlier: bool = False) -> Path:
    """Write notes of 6 to 8 kB: one note, copied under as many ids.

    Args:
        folder: the notebook's folder, which is made.
        count: how many notes, at most a million.
        is_earlier: whether they are of an earlier version of their template, and so need an update.
    """
    book = Notebook.make(folder)
    template = load_named_template("primary-care", [shipped_prompts()])
    text = full_note(template)
    if is_earlier:
        line = "template_version: "
        text = text.replace(f"{line}{template.version}", f"{line}{EARLIER_VERSION}", 1)
    for number in range(count):
        case_id = f"20261124-{number:06d}"
        (book.folder / f"{case_id}.md").write_text(text.replace(_ID, case_id))
    return folder


def write_coded_notebook(folder: Path, count: int) -> Path:
    """Write notes as `write_notebook` does, in each of which one coder marked four passages."""
    write_notebook(folder, count)
    (folder / "codes").mkdir()
    (folder / "codes" / "ours.yaml").write_text(_CODE_SET)
    codings = folder / "codings" / "anna"
    codings.mkdir(parents=True)
    text = coding_text(_made_up_coding())
    for number in range(count):
        case_id = f"20261124-{number:06d}"
        (codings / f"{case_id}.yaml").write_text(text.replace(_ID, case_id))
    return folder


def _made_up_coding() -> Coding:
    template = load_named_template("primary-care", [shipped_prompts()])
    case = require_case(read_note(full_note(template).encode(), "made up"))
    passages = tuple(
        Passage(
            f"p{number}", answer.address, None, answer.text[2:14], (CodeName(CODE),),
            found=found_at(answer, 2, 14, "2026-11-25T10:00:00+00:00"),
        )
        for number, answer in enumerate(case.answers[3:7])
    )  # fmt: skip
    return Coding(_ID, "anna", "2026-11-25", passages)


def full_note(template: Template) -> str:
    """Return the text of a note with an answer to each question, and a next step."""
    now = datetime(2026, 11, 24, tzinfo=UTC)
    note = blank_note(blank_case(_ID, template, "en", "Made up", now), template)
    case = note.case or sys.exit("the blank note cannot be read")
    answers = tuple(Answer(each.address, SENTENCE[: 30 + 2 * (number % 12)])
                    for number, each in enumerate(case.answers))  # fmt: skip
    step = "- [ ] Call back, made up (owner: nurse, due: 2026-12-01)"
    steps = Answer("reflections.now-what", step)
    answers = tuple(steps if each.address == steps.address else each for each in answers)
    return with_case_changes(note, case, replace(case, answers=answers), template, now).original
