"""Add a case with answers that are given as data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from coprod_cli.base.settings import DEFAULT_TEMPLATE
from coprod_cli.base.yaml_document import Document
from coprod_cli.interview.askers.scripted.answers_file import GivenAnswers, check_answers
from coprod_cli.interview.askers.scripted.beside_answers import NOTHING_BESIDE, BesideAnswers
from coprod_cli.interview.engine import Interview
from coprod_cli.model.case import Case
from coprod_cli.model.new_case import blank_case
from coprod_cli.model.plain_language import in_plain_words
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.apply_case import with_case_changes
from coprod_cli.notebook.note.new_note import blank_note
from coprod_cli.notebook.note.next_steps import NextStep
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.apply_answers import apply_answers, notify_understood_days
from coprod_cli.operations.choices import (
    choose_language,
    choose_sections,
    choose_tags,
    clean_title,
)
from coprod_cli.operations.read_answers import as_document, word_in
from coprod_cli.operations.sitting_voice import choose_voice
from coprod_cli.operations.workspace import Workspace


@dataclass(frozen=True)
class SavedCase:
    """A saved case.

    Attributes:
        id: the case's id.
        path: the path of its note.
        status: `draft` or `final`.
        new_notebook: the folder of a notebook that was made for the case.
        open_steps: of a case that was finished, the next steps that are still to be done.
    """

    id: str
    path: Path
    status: str
    new_notebook: Path | None = None
    open_steps: tuple[NextStep, ...] = ()


def add_case(
    workspace: Workspace,
    answers: Document | Mapping[str, Any] | None = None,
    *,
    template: str = DEFAULT_TEMPLATE,
    settings: Iterable[str] = (),
    beside: BesideAnswers = NOTHING_BESIDE,
    title: str | None = None,
    tags: Iterable[str] = (),
    language: str | None = None,
    sections: Iterable[str] = (),
    plain_words: bool = False,
    final: bool = False,
    voice: str | None = None,
) -> SavedCase:
    """Add a case; all of it is checked first, and the notebook is made if it does not exist.

    Args:
        workspace: the workspace.
        answers: the document of an answers file, or a mapping from addresses to answers: see
            `coprod_cli.operations.read_answers.as_document`.
        template: the template's id; the one in the answers file overrides it.
        settings: single answers as `ADDRESS=TEXT` or `ADDRESS@VOICE=TEXT`; they override those in
            `answers`.
        beside: what stands beside single answers: how something is known, and references.
        title: the title; by default the one in the answers file.
        tags: tags to add to those in the answers file.
        language: the language of the case; by default the one in the answers file, else the first
            preferred one that the template has.
        sections: section ids; an error is raised if the template lacks one of them.
        plain_words: whether the questions are in plain language.
        final: whether to mark the case as final.
        voice: the voice of all answers that name none.

    Raises:
        InvalidInput: an answer is invalid; carries every finding, and nothing is saved.
        CoprodError: the template cannot be loaded, the notebook cannot be written, or an option
            does not fit the template.
    """
    document = as_document(answers)
    loaded = workspace.library.load(word_in(document, "template") or template)
    named_language = language or word_in(document, "language")
    case_language = choose_language(loaded, named_language, workspace.languages)
    choose_sections(loaded, sections)
    given = check_answers(
        loaded, case_language, document, settings, today=workspace.clock().date(), beside=beside,
        voice=choose_voice(voice),
    )  # fmt: skip
    notify_understood_days(workspace, given)
    case_title = clean_title(title if title is not None else given.title)
    worded = in_plain_words(loaded) if plain_words else loaded
    now = workspace.clock()
    blank = blank_case("", worded, case_language, case_title, now, plain_words=plain_words)
    blank = replace(blank, tags=tuple(dict.fromkeys((*(given.tags or ()), *choose_tags(tags)))))
    answers_only = replace(given, title=None)
    return _save_new_case(workspace, worded, blank, answers_only, now, final=final)


def _save_new_case(
    workspace: Workspace,
    template: Template,
    blank: Case,
    given: GivenAnswers,
    now: datetime,
    *,
    final: bool,
) -> SavedCase:
    """Apply answers to a blank case, and save it with a new id."""
    start = blank_note(replace(blank, id="00000000-000000"), template).case or blank
    interview = Interview.begin(template, start, asks_title=False)
    answered = apply_answers(interview, given, final=final)

    def text_for(case_id: str) -> str:
        note = blank_note(replace(blank, id=case_id), template)
        return with_case_changes(note, start, answered, template, now).original

    is_new = not Notebook(workspace.folder).is_made
    notebook = Notebook.make(workspace.folder, workspace.notify)
    path = notebook.add(text_for, now, kept_apart=template.names_people)
    new_notebook = workspace.folder if is_new else None
    return SavedCase(path.stem, path, str(answered.status), new_notebook)
