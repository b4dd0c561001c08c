"""What an interview is opened with: the notebook, the case, its template, and what was chosen."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.errors import NotFound, WrongUsage
from coprod_cli.settings import notebook_folder, preferred_language, prompts_folders

if TYPE_CHECKING:
    from collections.abc import Callable

    from coprod_cli.case import Case
    from coprod_cli.drafts import Unfinished
    from coprod_cli.holding import Hold
    from coprod_cli.interview import Interview
    from coprod_cli.keeping import NoteKeeper
    from coprod_cli.note.reading import Note
    from coprod_cli.notebook import Notebook
    from coprod_cli.records import TemplateLookup
    from coprod_cli.template import Template


class Prepared(NamedTuple):
    """All that a sitting needs."""

    interview: "Interview"
    keeper: "NoteKeeper"
    hold: "Hold"
    found: list[str]
    is_new_notebook: bool = False


def prepare_new_case(
    folder: Path,
    template: str,
    language: str | None,
    sections: list[str] | None,
    title: str | None,
) -> Prepared:
    """Load the template, make the notebook where it is missing, and add a note for a new case.

    Raises:
        CoprodError: the template, the notebook or an option cannot be taken.
    """
    from coprod_cli.interview import Interview
    from coprod_cli.keeping import blank_case, local_now
    from coprod_cli.loading import load_named_template
    from coprod_cli.note.writing import new_note
    from coprod_cli.notebook import Notebook
    from coprod_cli.recovery import recover

    form = load_named_template(template, prompts_folders())
    tongue = chosen_language(form, language)
    asked = chosen_sections(form, sections)
    name = checked_title(title)
    is_new = not Notebook(folder).is_made
    book = Notebook.make(folder)
    now = local_now()
    found = recover(book, now)
    path = book.add(
        lambda case_id: new_note(blank_case(case_id, form, tongue, name, now), form), now
    )
    keeper, known, hold = hold_case(book, path, form, sits=True)
    interview = Interview.begin(form, known, sections=asked, asks_title=title is None)
    return Prepared(_watching(interview, book), keeper, hold, found, is_new)


def prepare_again(
    notebook: Path | None,
    reference: str | None,
    begin: "Callable[[Template, Case, Unfinished], Interview]",
) -> Prepared:
    """Open a case that is there, the latest draft where none is named, with what is half typed.

    Raises:
        CoprodError: the case is not there, cannot be worked on, or somebody else works on it.
    """
    from coprod_cli.keeping import local_now
    from coprod_cli.recovery import recover

    book = open_notebook(notebook)
    path = book.find(reference) if reference else latest_draft(book)
    found = recover(book, local_now())
    keeper, known, hold = hold_case(book, path, sits=True)
    try:
        unfinished = keeper.drafts.read()
        found += _rescue_strays(keeper, unfinished)
    except BaseException:
        hold.release()
        raise
    interview = begin(keeper.template, known, unfinished)
    return Prepared(_watching(interview, book), keeper, hold, found)


def _rescue_strays(keeper: "NoteKeeper", unfinished: "Unfinished") -> list[str]:
    """Keep half-typed text of questions that its template no longer has, and tell where."""
    from coprod_cli.case import TITLE
    from coprod_cli.errors import CannotSave

    known = {TITLE, *keeper.template.questions}
    strays = {place: text for place, text in unfinished.texts.items() if place not in known}
    if not strays:
        return []
    folder = keeper.rescue(strays)
    if folder is None:
        message = "half-typed text of questions that are gone could not be kept elsewhere."
        raise CannotSave(message, where=str(keeper.drafts.path), hint="make room, then try again")
    return [f"What was half typed at questions that this form no longer has is kept in {folder}"]


def _watching(interview: "Interview", book: "Notebook") -> "Interview":
    """Return the interview with the notebook's own words to watch."""
    from dataclasses import replace

    words = book.watched_words
    if not words:
        return interview
    from coprod_cli.privacy.watch_list import WatchList

    return replace(interview, watched=WatchList.read(words))


def make_notebook(folder: Path) -> "Notebook":
    """Make the notebook where it is not there yet, and say where."""
    from coprod_cli.console import say
    from coprod_cli.notebook import Notebook

    is_new = not Notebook(folder).is_made
    book = Notebook.make(folder)
    if is_new:
        say(f"Your notebook is {folder}")
    return book


def open_notebook(folder: Path | None) -> "Notebook":
    """Open the notebook that an option, the environment or the folder names."""
    from coprod_cli.notebook import Notebook

    return Notebook.open(notebook_folder(folder))


def hold_case(
    book: "Notebook", path: Path, form: "Template | None" = None, *, sits: bool
) -> "tuple[NoteKeeper, Case, Hold]":
    """Open a case to work on it, and keep others from it meanwhile.

    Args:
        book: the notebook.
        path: the case's note.
        form: its template, where that is known.
        sits: whether a person works on it.

    Raises:
        CaseHeld: somebody else works on it.
        InvalidInput: its note has findings that leave an answer's owner in doubt.
        NotFound: its template is not there, or its note is gone by now.
    """
    from coprod_cli.check import is_uncertain
    from coprod_cli.keeping import NoteKeeper, local_now
    from coprod_cli.loading import load_named_template

    case_id = _workable(_read(book, path)).id or path.stem
    hold = book.hold(path, case_id, local_now(), sits=sits)
    try:
        # Whoever held it before may have changed it.
        note = _read(book, path)
        case = _workable(note)
        if form is None:
            form = load_named_template(case.template, prompts_folders())
            if is_uncertain(note, form):
                _refuse_uncertain(note, form)
    except BaseException:
        hold.release()
        raise
    return NoteKeeper(book, path, form, book.drafts(case_id), local_now), case, hold


def _read(book: "Notebook", path: Path) -> "Note":
    note = book.read(path)
    if note.case is None:
        require_there(path)
    return note


def require_there(path: Path) -> None:
    """Refuse to go on where another process has just taken a case's note away.

    Raises:
        NotFound: that is so.
    """
    if not os.path.lexists(path):
        raise NotFound("this case was just removed.", where=path.stem, hint="coprod list --removed")


def _workable(note: "Note") -> "Case":
    from coprod_cli.errors import InvalidInput
    from coprod_cli.note.editing import refuse_if_uncertain

    refuse_if_uncertain(note)
    if note.case is None or not note.case.template:
        raise InvalidInput(note.findings)
    return note.case


def _refuse_uncertain(note: "Note", form: "Template") -> None:
    from coprod_cli.check import check_note
    from coprod_cli.errors import InvalidInput

    raise InvalidInput([each for each in check_note(note, lambda _: form) if each.uncertain])


def latest_draft(book: "Notebook") -> Path:
    """Return the path of the draft that was changed last.

    Raises:
        NotFound: there is no draft.
    """
    from coprod_cli.notebook import moment

    drafts = [note for note in book.notes() if note.case and note.case.status == "draft"]
    if not drafts:
        raise NotFound(
            "there is no draft to go on with.", where=str(book.folder), hint="coprod list"
        )

    def age(note: "Note") -> tuple[float, str]:
        case = note.case
        return (moment(case.updated), case.id) if case else (0.0, "")

    return Path(max(drafts, key=age).source)


def chosen_language(form: "Template", wanted: str | None) -> str:
    """Return the language to ask in: what is wanted, else COPROD_LANGUAGE, else the form's first.

    Raises:
        WrongUsage: the template is not in the language that was wanted.
    """
    if wanted is None:
        # It says what is preferred: a form that is not in it can be asked all the same.
        preferred = preferred_language()
        return preferred if preferred in form.languages else form.languages[0]
    if wanted not in form.languages:
        known = ", ".join(form.languages)
        raise WrongUsage(f'the template "{form.id}" is not in "{wanted}".', hint=known)
    return wanted


def chosen_sections(form: "Template", wanted: list[str] | None) -> tuple[str, ...]:
    """Return the sections to ask; none means all.

    Raises:
        WrongUsage: the template has no such section.
    """
    known = [section.id for section in form.sections]
    for name in wanted or ():
        if name not in known:
            raise WrongUsage(f'there is no section "{name}".', hint=", ".join(known))
    return tuple(wanted or ())


def checked_title(title: str | None) -> str:
    """Return a title as it is kept.

    Raises:
        WrongUsage: it is more than one line.
    """
    from coprod_cli.errors import InvalidAnswer
    from coprod_cli.steps import TITLE_QUESTION

    try:
        return TITLE_QUESTION.parse(title or "", "en")
    except InvalidAnswer as error:
        raise WrongUsage(f"--title: {error.message}") from None


def templates_by_name() -> "TemplateLookup":
    """Return what gives the template of a name, and loads each one once."""
    from functools import lru_cache

    from coprod_cli.loading import load_named_template
    from coprod_cli.records import template_lookup

    folders = prompts_folders()
    return lru_cache(maxsize=None)(template_lookup(lambda name: load_named_template(name, folders)))
