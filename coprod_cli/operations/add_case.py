"""Add a case whose answers are given as data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from coprod_cli.base.settings import DEFAULT_TEMPLATE
from coprod_cli.base.yaml_document import Document
from coprod_cli.interview.askers.scripted.answers_file import check_answers
from coprod_cli.interview.engine import Interview
from coprod_cli.model.new_case import blank_case
from coprod_cli.model.plain_language import in_plain_words
from coprod_cli.notebook.note.apply_case import edited
from coprod_cli.notebook.note.new_note import blank_note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.apply_answers import apply_answers
from coprod_cli.operations.choices import choose_language, choose_sections, clean_title
from coprod_cli.operations.read_answers import as_document, named_in
from coprod_cli.operations.workspace import Workspace


@dataclass(frozen=True)
class SavedCase:
    """A case as it was saved: its id, the path of its note, and its status, `draft` or `final`.

    `new_notebook` is the folder of a notebook that was made for the case.
    """

    id: str
    path: Path
    status: str
    new_notebook: Path | None = None


def add_case(
    workspace: Workspace,
    answers: Document | Mapping[str, Any] | None = None,
    *,
    template: str = DEFAULT_TEMPLATE,
    settings: Iterable[str] = (),
    title: str | None = None,
    tags: Iterable[str] = (),
    language: str | None = None,
    sections: Iterable[str] = (),
    plain_words: bool = False,
    final: bool = False,
) -> SavedCase:
    """Add a case; all of it is checked first, and the notebook is made where it is missing.

    Args:
        workspace: the workspace.
        answers: an answers file that was read, or a mapping of addresses to answers.
        template: the template's name; one that the answers file names comes first.
        settings: single answers as `ADDRESS=TEXT`, which come before those in `answers`.
        title: the title; by default that of the answers file.
        tags: tags besides those of the answers file.
        language: the language of the case; by default that of the answers file, else a preferred
            one.
        sections: ids that must be sections of the template.
        plain_words: whether the questions are in plain words.
        final: whether the case is finished.

    Raises:
        InvalidInput: something cannot be taken; carries every finding, and nothing is saved.
        CoprodError: the template, the notebook or an option cannot be taken.
    """
    document = as_document(answers)
    form = workspace.library.load(named_in(document, "template") or template)
    wanted = language or named_in(document, "language")
    asked_in = choose_language(form, wanted, workspace.languages)
    choose_sections(form, sections)
    given = check_answers(form, asked_in, document, settings)
    now = workspace.clock()
    name = clean_title(title if title is not None else given.title)
    if plain_words:
        form = in_plain_words(form)
    blank = blank_case("", form, asked_in, name, now, plain_words=plain_words)
    blank = replace(blank, tags=(*given.tags, *(tag for tag in tags if tag not in given.tags)))
    start = blank_note(replace(blank, id="00000000-000000"), form).case or blank
    begun = Interview.begin(form, start, asks_title=False)
    answered = apply_answers(begun, replace(given, title=None), final=final)

    def text_for(case_id: str) -> str:
        own = blank_note(replace(blank, id=case_id), form)
        return edited(own, start, answered, form, now).original

    is_new = not Notebook(workspace.folder).is_made
    notebook = Notebook.make(workspace.folder)
    path = notebook.add(text_for, now, apart=form.names_people)
    new_notebook = workspace.folder if is_new else None
    return SavedCase(path.stem, path, str(answered.status), new_notebook)
