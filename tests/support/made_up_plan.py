"""A made-up plan: a template with repeated groups and next steps, and notes of it."""

from made_up import blank_text, note_text
from paths import GROUP_TEMPLATES

from coprod_cli.notebook.note.reader import read_note
from coprod_cli.templates.loader import load_template

PLAN = load_template(GROUP_TEMPLATES / "plan")
PARTS = "agreed.parts"
TWO_PARTS = {
    "day.booked": "Yes",
    f"{PARTS}#1.what": "Call back",
    f"{PARTS}#1.who": "Healthcare",
    f"{PARTS}#1.how": "By phone",
    f"{PARTS}#1.day": "2026-12-01",
    f"{PARTS}#2.what": "Take a walk",
    f"{PARTS}#2.who": "The person",
    "agreed.next": "- [ ] call back (owner: nurse, due: 2026-12-01)",
}


def plan_text(answers=None, **fields):
    return note_text(answers, template=PLAN, **fields)


def plan_note(answers=None, **fields):
    return read_note(plan_text(answers, **fields).encode(), "case.md")


def blank_plan(**fields):
    return read_note(blank_text(PLAN, **fields).encode(), "case.md").case


def answer_texts(case):
    return {each.address: each.text for each in case.given_answers()}
