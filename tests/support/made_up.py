"""Made-up cases, notes and notebooks, and the command line run in this process or in its own."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime

import warm
from paths import TEMPLATES
from typer.testing import CliRunner

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.base.text import canonical_text
from coprod_cli.cli import app
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, Case
from coprod_cli.notebook.drafts import DraftState
from coprod_cli.notebook.note.apply_case import with_case_changes
from coprod_cli.notebook.note.edit import set_front_matter
from coprod_cli.notebook.note.new_note import new_note
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.templates.loader import load_template

SHIPPED = sorted(path.parent.name for path in shipped_prompts().glob("*/template.yaml"))
EVERY_TYPE = load_template(TEMPLATES / "every-type")
PRIMARY_CARE = load_template(shipped_prompts() / "primary-care")

STAMP = "2026-11-24T09:00:00+01:00"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
CASE_ID = "20261124-k7m2q9"
ASKED_FOR = re.compile(r" asked=[0-9a-f]{8}(?= -->\n)")
"""The fingerprint of a wording in a marker, which older notes do not have."""
VISIT = {
    "first.name": "A made-up morning",
    "first.kind": "Booked",
    "first.helpers": "- A nurse\n- Family",
    "first.seen": "Yes",
    "first.day": "2026-11-24",
    "first.wait": "12",
    "second.story": "All of this is **made up**.\n\n- nobody came\n- nobody left",
    "second.late": "A made-up queue.",
}


def blank(template=EVERY_TYPE, **fields):
    """A case in which nothing is answered, as it is read from its note."""
    return read_note(blank_text(template, **fields).encode(), "case.md").case


def blank_text(template=EVERY_TYPE, tags=(), **fields):
    known = {
        "id": CASE_ID,
        "title": "A made-up case",
        "template": template.id,
        "template_version": template.version,
        "created": STAMP,
        "updated": STAMP,
    }
    return new_note(Case(**{**known, **fields}, tags=tuple(tags)), template)


def note_text(answers=None, template=EVERY_TYPE, unknown=(), **fields):
    """The text of a note with these answers, which does not say how they were asked for."""
    updated = fields.get("updated", STAMP)
    note = read_note(blank_text(template, **fields).encode(), "case.md")
    after = note.case
    for address, text in (answers or {}).items():
        after = after.with_answer(Answer(address, canonical_text(text), address in unknown))
    for address in set(unknown) - set(answers or {}):
        after = after.with_answer(Answer(address, "", unknown=True))
    note = with_case_changes(note, note.case, after, template, NOON)
    return ASKED_FOR.sub("", set_front_matter(note, {"updated": updated}).original)


def add_note(folder, case_id=CASE_ID, answers=None, **fields):
    """Write a note into a folder, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{case_id}.md"
    path.write_bytes(note_text(answers, id=case_id, **fields).encode())
    return path


def add_shipped(folder, form, case_id=CASE_ID, **fields):
    """Write a note of a shipped form into a folder, nothing answered, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{case_id}.md"
    template = load_template(shipped_prompts() / form)
    path.write_bytes(blank_text(template, id=case_id, **fields).encode())
    return path


def keyed(texts):
    """Texts by their answers' keys, where those stand as a drafts file has them."""
    return {AnswerKey.parse(key): text for key, text in texts.items()}


def unfinished(at, texts, bases=None):
    """What is half typed, with keys as a drafts file has them."""
    at = None if at is None else AnswerKey.parse(at)
    return DraftState(at, keyed(texts), keyed(bases or {}))


def coprod(*arguments, given=None, **environment):
    """Run the command line in this process; nothing is a terminal."""
    words = [str(each) for each in arguments]
    return CliRunner().invoke(app, words, input=given, env=environment, prog_name="coprod")


def coprod_process(*arguments, folder, given=None, text=True, cold=False, **environment):
    """Run the command line as a process of its own, with HOME in `folder`.

    It starts with all of it loaded, as `warm` says, unless it is to start `cold`.
    """
    words, become = start_of_coprod(arguments, clean_environment(folder, **environment), cold=cold)
    return subprocess.run(
        words,
        preexec_fn=become,
        cwd=folder,
        env=clean_environment(folder, **environment),
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        text=text,
        encoding="utf-8" if text else None,
        timeout=60,
        check=False,
    )


def start_of_coprod(arguments, environment, *, cold=False):
    """Return the command and the `preexec_fn` with which subprocess starts coprod."""
    arguments = [str(each) for each in arguments]
    words = [sys.executable, "-m", "coprod_cli", *arguments]
    if cold or not warm.is_possible(environment):
        return words, None
    return words, warm.coprod(arguments, environment)


def clean_environment(folder, **more):
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COPROD", "_COPROD"))
        and name not in {"VISUAL", "EDITOR", "NO_COLOR", "FORCE_COLOR"}
    }
    return {
        **inherited,
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "COPROD_PROMPTS": str(TEMPLATES),
        **more,
    }
