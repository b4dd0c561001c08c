"""Made-up cases with next steps: a template for them, and a notebook."""

from made_up import add_note
from paths import TASK_TEMPLATES

from coprod_cli.notebook.note.reader import read_note
from coprod_cli.templates.loader import load_template

VISITS = load_template(TASK_TEMPLATES / "visits")
ONE, TWO, THREE = "20261101-aaaaaa", "20261110-bbbbbb", "20261120-cccccc"
PAST, COMING, FAR = "2020-02-01", "2999-01-01", "2999-12-31"
SECRET = "heliotrope"
WHERE = "after.now-what"
FIRST = f"- [ ] Ask the made-up team (owner: nurse, due: {FAR})\n- [x] Write it down\n- [ ] Rest"
SECOND = {
    "visit.story": f"- [ ] Told, no step: {SECRET}",
    "visit.parts#1.steps": f"- [ ] Ring {SECRET} (owner: doctor, due: {COMING})",
    WHERE: f"- [ ] Book a time (due: {PAST})",
}


def write_cases(folder):
    add(folder, ONE, {WHERE: FIRST}, title="One", tags=["night"])
    add(folder, TWO, SECOND, title="Two", status="final", created="2026-11-10T09:00:00+01:00")
    add(folder, THREE, {WHERE: "Nothing to do, made up."}, title="Three")


def add(folder, case_id, answers, **rest):
    return add_note(folder, case_id, answers, template=VISITS, **rest)


def contents(folder):
    return {each: each.read_bytes() for each in folder.rglob("*.md")}


def answer(path, address=WHERE):
    return read_note(path.read_bytes(), str(path)).case.answer(address).text
