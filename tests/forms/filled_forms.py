"""The made-up examples: each form filled in once in each language."""

import re
from pathlib import Path

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.base.text import canonical_text
from coprod_cli.interview.askers.scripted.answers_file import check_answers, read_answers_file
from coprod_cli.templates.folders import template_folders
from coprod_cli.templates.loader import load_template

FOLDER = Path(__file__).parent
FORMS = {name: load_template(path) for name, path in template_folders([shipped_prompts()]).items()}
LANGUAGES = ("en", "sv")
KEPT_APART = "kept-apart"

# What an example says that nobody can type at a question: whose voice it is, and how it is known. A
# person writes them into the note, or gives them as data.
UNTYPED = {
    "neonatal": {"patient-life.supports": " voice=family"},
    "primary-care": {
        "patient-life.supports": " voice=family",
        "navigation.expectations": " evidence=reported",
    },
}


def example_path(form, language):
    return FOLDER / f"{form}.{language}.yaml"


def example(form, language):
    """The example of a form in a language, as it was checked against the form."""
    path = example_path(form, language)
    document = read_answers_file(path.read_text("utf-8"), path.name)
    return check_answers(FORMS[form], language, document)


def typed_replies(given):
    """What a person types or chooses at each address, "not known yet" among it."""
    return {
        address: type(reply)(canonical_text(reply.text))
        for address, (reply,) in given.answers.items()
    }


def untyped_words(given):
    """What stands in the markers beside the texts of an example."""
    words = {}
    for address, (reply,) in given.answers.items():
        others = (("voice", reply.voice), ("evidence", reply.evidence))
        said = "".join(f" {name}={word}" for name, word in others if word)
        if said:
            words[address] = said
    return words


def as_typed(note, form):
    """A note as it is where its texts were typed: without tags, and without the words above."""
    note, count = re.subn(r"^tags: .*\n", "", note, count=1, flags=re.MULTILINE)
    assert count == 1
    for address, words in UNTYPED.get(form, {}).items():
        marker = f"<!-- coprod:{address}"
        assert note.count(marker + words) == 1, address
        note = note.replace(marker + words, marker)
        if "voice=" in words:  # which the end of the heading says, too
            heading = re.compile(rf" \([^()\n]*\)(?=\n{re.escape(marker)})")
            note, count = heading.subn("", note)
            assert count == 1, address
    return note


def anonymous(note):
    """A note without its id and times."""
    text, count = re.subn(r"^(id|created|updated): .*$", r"\1:", note, count=3, flags=re.MULTILINE)
    assert count == 3
    return text


def only_note(notebook, form):
    """The path of the one note of a notebook, which is kept apart where people are named in it."""
    (path,) = (path for path in notebook.rglob("*.md") if ".coprod" not in path.parts)
    folder = notebook / KEPT_APART if FORMS[form].names_people else notebook
    assert path.parent == folder
    return path
