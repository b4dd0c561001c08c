"""Open a new case for an interview with a person."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from coprod_cli.interview.engine import Interview
from coprod_cli.model.case import Case
from coprod_cli.model.new_case import blank_case
from coprod_cli.model.plain_language import in_plain_words
from coprod_cli.model.template import Template
from coprod_cli.notebook.first_word import FirstWord, unused_path
from coprod_cli.notebook.note.new_note import new_note
from coprod_cli.notebook.note.reader import read_note, require_case
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.recovery import recover
from coprod_cli.notebook.remembered import read_remembered
from coprod_cli.operations.autosave import Autosave
from coprod_cli.operations.case_memory import CaseMemory, with_memory
from coprod_cli.operations.choices import (
    choose_language,
    choose_sections,
    choose_short_way,
    choose_tags,
    clean_title,
)
from coprod_cli.operations.conduct_sitting import Sitting, notice_of_words, with_scan
from coprod_cli.operations.sitting_voice import choose_voice
from coprod_cli.operations.workspace import Workspace


def open_new_case(
    workspace: Workspace,
    template: str,
    *,
    language: str | None = None,
    sections: Iterable[str] = (),
    title: str | None = None,
    tags: Iterable[str] = (),
    plain_words: bool = False,
    short: bool = False,
    size: str = "",
    remembers: bool = True,
    voice: str | None = None,
) -> Sitting:
    """Open a new case; its note is written with its first word, such as a title given here.

    The notebook is made if it does not exist.

    Args:
        workspace: the workspace.
        template: the template's id.
        language: the language of the questions; by default the first preferred one that the
            template has.
        sections: the ids of the sections to ask; by default all.
        title: the case's title; by default the interview asks for it.
        tags: the case's tags.
        plain_words: whether to ask in plain language.
        short: whether to ask only the questions of the template's short way.
        size: what was chosen for the case, as in `interview.opening.FormChoice`, to be remembered.
        remembers: whether to offer answers of earlier cases, and to remember some of this one.
        voice: who speaks; by default who spoke last in the notebook, if it remembers.

    Raises:
        CoprodError: the template cannot be loaded, the notebook cannot be written, or an option
            does not fit the template.
    """
    speaker = choose_voice(voice)
    loaded = workspace.library.load(template)
    worded = in_plain_words(loaded) if plain_words else loaded
    case_language = choose_language(worded, language, workspace.languages)
    asked = choose_short_way(worded) if short else choose_sections(worded, sections)
    case_title, case_tags = clean_title(title), choose_tags(tags)
    is_new = not Notebook(workspace.folder).is_made
    notebook = Notebook.make(workspace.folder, workspace.notify)
    now = workspace.clock()
    notices = recover(notebook, now)
    path = unused_path(notebook, now, kept_apart=worded.names_people)
    blank = blank_case(path.stem, worded, case_language, case_title, now, plain_words=plain_words)
    blank = replace(blank, tags=case_tags)
    case, first_word = _begin_note(workspace, notebook, path, blank, worded)
    drafts = notebook.drafts(path.stem)
    autosave = Autosave(notebook, path, worded, drafts, workspace.clock, first_word)
    if speaker is None and remembers:
        speaker = read_remembered(notebook.folder).voice or None
    interview = Interview.begin(worded, case, asked=asked, asks_title=title is None, voice=speaker)
    words = notebook.read_watched_words()
    interview = with_scan(interview, words)
    return Sitting(
        with_memory(interview, notebook.folder, words.text) if remembers else interview,
        autosave,
        first_word,
        (*notices, *notice_of_words(words)),
        new_notebook=workspace.folder if is_new else None,
        memory=CaseMemory(words.text, size, says_voice=voice is not None) if remembers else None,
    )


def _begin_note(
    workspace: Workspace, notebook: Notebook, path: Path, blank: Case, template: Template
) -> tuple[Case, FirstWord]:
    """Return a new case as its note has it, and the note, which is written if it has a title."""
    text = new_note(blank, template)
    first_word = FirstWord(notebook, path, text, workspace.clock, has_title=bool(blank.title))
    if blank.title:
        first_word.write()
    return require_case(read_note(text.encode(), str(path))), first_word
