"""Two made-up versions of one made-up template, as values and as files."""

import json

from made_up import CASE_ID, note_text

from coprod_cli.model.template import Template
from coprod_cli.notebook.note.reader import read_note

OLD, NEW = "1.0.0", "2.0.0"
STEPS = "parts.steps"


def form(sections, version=OLD, name="made-up", **fields):
    """A template; `sections` has the questions of each, as their text or as a map."""
    head = {"id": name, "version": version, "title": "Made up", "languages": ["en", "sv"]}
    return Template.model_validate(
        {**head, **fields, "sections": [_section(*each) for each in sections.items()]}
    )


def _section(name, questions):
    asked = [
        {"id": each, "text": said} if isinstance(said, str) else {"id": each, **said}
        for each, said in questions.items()
    ]
    return {"id": name, "title": {"en": f"On {name}", "sv": f"Om {name}"}, "questions": asked}


def write_form(folder, template):
    """Write a template's files, as a person who makes templates does."""
    place = folder / template.id
    place.mkdir(parents=True, exist_ok=True)
    for earlier in place.glob("*.yaml"):
        earlier.unlink()
    said = template.model_dump(mode="json", exclude_defaults=True)
    for section in said["sections"]:
        (place / f"{section['id']}.yaml").write_text(json.dumps(section, ensure_ascii=False))
    head = {**said, "sections": [section["id"] for section in said["sections"]]}
    (place / "template.yaml").write_text(json.dumps(head, ensure_ascii=False))


def _asked(english, swedish, **more):
    return {"text": {"en": english, "sv": swedish}, **more}


def _steps(**questions):
    asked = [{"id": name, "text": text} for name, text in questions.items()]
    item = {"en": "Step", "sv": "Steg"}
    return _asked("Which steps?", "Vilka steg?", type="group", item=item, questions=asked)


FIRST = form(
    {
        "care": {
            "setting": _asked("Where was it?", "Var var det?"),
            "mood": _asked("How was the mood?", "Hur var stämningen?"),
            "fax": _asked("Was there a fax?", "Fanns det en fax?"),
            "wait": _asked("How long was the wait?", "Hur lång var väntan?"),
        },
        "parts": {"steps": _steps(what="What is done?", who="Who does it?")},
        "home": {
            "street": _asked("Which street?", "Vilken gata?"),
            "pets": _asked("Any pets?", "Några husdjur?"),
        },
    }
)
SECOND = form(
    {
        "care": {
            "setting": _asked("Where was it?", "Var var det?"),
            "mood": _asked(
                "How did people feel?", "Hur kände folk sig?",
                text_plain={"en": "Were people happy?", "sv": "Var folk glada?"},
            ),
            "queue": _asked("How long was the wait?", "Hur lång var väntan?", was="care.wait"),
            "street": _asked("Which street?", "Vilken gata?", was="home.street"),
            "why": _asked("Why so?", "Varför då?"),
        },
        "after": {"later": _asked("And later?", "Och sedan?")},
        "parts": {"steps": _steps(what="What exactly?", who="Who does it?", day="When?")},
    },
    NEW,
)  # fmt: skip
ANSWERS = {
    "care.setting": "A made-up ward",
    "care.mood": "Made-up calm",
    "care.fax": "A made-up fax",
    "care.wait": "A made-up hour",
    f"{STEPS}#1.what": "Call, made up",
    f"{STEPS}#1.who": "A made-up nurse",
    f"{STEPS}#2.what": "Walk, made up",
    "home.street": "A made-up street",
}
AFTERWARDS = {
    "care.setting": "A made-up ward",
    "care.mood": "Made-up calm",
    "care.queue": "A made-up hour",
    "care.street": "A made-up street",
    "care.fax": "A made-up fax",
    f"{STEPS}#1.what": "Call, made up",
    f"{STEPS}#1.who": "A made-up nurse",
    f"{STEPS}#2.what": "Walk, made up",
}
TO_ASK = {
    "care.mood": "How was the mood?",
    "care.why": "",
    "after.later": "",
    f"{STEPS}#1.what": "What is done?",
    f"{STEPS}#1.day": "",
    f"{STEPS}#2.what": "What is done?",
    f"{STEPS}#2.day": "",
}


def _visit(one, two, version, **was):
    """A version of a form with choices, with the labels of the first, and what they were."""
    first = {"value": "one", "label": dict(zip(("en", "sv"), one, strict=True)), **was}
    choices = [first, {"value": "two", "label": two}]
    why = _asked("Why?", "Varför?", when={"question": "visit.kind", "answer": "one"})
    kind = _asked("Which kind?", "Vilket slag?", type="choice", choices=choices)
    kinds = {"id": "kinds", "text": "Which kinds?", "type": "choices", "choices": choices}
    people = _asked("Who?", "Vilka?", type="group", item="Person", questions=[kinds])
    return form({"visit": {"kind": kind, "why": why, "people": people}}, version)


EARLIER_LABELS = _visit(("Walked in", "Utan tid"), "Booked", OLD)
LATER_LABELS = _visit(
    ("Came by", "Kom förbi"), "Booked", NEW, was=["Walked in", "Utan tid", "Dropped in"]
)


def first_text(answers=ANSWERS, **fields):
    """The text of a note of the first version, which does not say how it was asked."""
    return note_text(answers, template=FIRST, **fields)


def read(text):
    return read_note(text.encode(), f"{CASE_ID}.md")


def answer_texts(note):
    return {each.address: each.text for each in note.case.given_answers()}
