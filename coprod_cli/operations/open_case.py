"""What an interview is opened with: the notebook, the case, its template, and what was chosen."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.base.errors import NotFound, WrongUsage
from coprod_cli.base.message import composed, msg
from coprod_cli.base.settings import notebook_folder, preferred_languages, prompts_folders

if TYPE_CHECKING:
    from collections.abc import Callable

    from coprod_cli.interview.engine import Interview
    from coprod_cli.model.case import Case
    from coprod_cli.model.template import Template, TemplateLookup
    from coprod_cli.notebook.drafts import Unfinished
    from coprod_cli.notebook.lock import Hold
    from coprod_cli.notebook.note.reader import Note
    from coprod_cli.notebook.notebook import Notebook
    from coprod_cli.operations.autosave import NoteKeeper


class Prepared(NamedTuple):
    """All that a sitting needs; `goes_on_with` is the command that goes on where it is left."""

    interview: "Interview"
    keeper: "NoteKeeper"
    hold: "Hold"
    found: list[str]
    is_new_notebook: bool = False
    goes_on_with: str = ""


def prepare_new_case(
    folder: Path,
    template: str,
    language: str | None,
    sections: list[str] | None,
    title: str | None,
    *,
    plain_words: bool = False,
) -> Prepared:
    """Load the template, make the notebook where it is missing, and add a note for a new case.

    Raises:
        CoprodError: the template, the notebook or an option cannot be taken.
    """
    from coprod_cli.base.clock import local_now
    from coprod_cli.interview.engine import Interview
    from coprod_cli.model.new_case import blank_case
    from coprod_cli.model.plain_language import in_plain_words
    from coprod_cli.notebook.note.new_note import new_note
    from coprod_cli.notebook.notebook import Notebook
    from coprod_cli.notebook.recovery import recover
    from coprod_cli.templates.loader import load_named_template

    form = load_named_template(template, prompts_folders(folder))
    if plain_words:
        form = in_plain_words(form)
    tongue = chosen_language(form, language, folder)
    asked = chosen_sections(form, sections)
    name = checked_title(title)
    is_new = not Notebook(folder).is_made
    book = Notebook.make(folder)
    now = local_now()
    found = recover(book, now)

    def text_for(case_id: str) -> str:
        return new_note(blank_case(case_id, form, tongue, name, now, plain_words=plain_words), form)

    path = book.add(text_for, now, apart=form.names_people)
    keeper, known, hold = hold_case(book, path, form, sits=True)
    interview = Interview.begin(form, known, sections=asked, asks_title=title is None)
    return Prepared(with_scan(interview, book), keeper, hold, found, is_new)


def prepare_again(
    notebook: Path | None,
    reference: str | None,
    begin: "Callable[[Template, Case, Unfinished], Interview]",
    rewrite: "Callable[[Notebook, Path], Template] | None" = None,
) -> Prepared:
    """Open a case that is there, the latest draft where none is named, with what is half typed.

    Args:
        notebook: the notebook that was named.
        reference: the case.
        begin: starts the interview.
        rewrite: changes the note before it is opened, and gives the template to open it with.

    Raises:
        CoprodError: the case is not there, cannot be worked on, or somebody else works on it.
    """
    from dataclasses import replace

    from coprod_cli.base.clock import local_now
    from coprod_cli.model.plain_language import as_worded_for
    from coprod_cli.notebook.recovery import recover

    book = open_notebook(notebook)
    path = book.find(reference) if reference else latest_draft(book)
    found = recover(book, local_now())
    keeper, known, hold = hold_case(book, path, sits=True)
    try:
        if rewrite is not None:
            form = rewrite(book, path)
            known = _workable(_read(book, path))
            keeper = replace(keeper, template=as_worded_for(known, form))
        unfinished = keeper.drafts.read()
        found += _rescue_strays(keeper, unfinished)
        found += _told_version(known, keeper.template)
    except BaseException:
        hold.release()
        raise
    interview = begin(keeper.template, known, unfinished)
    return Prepared(with_scan(interview, book), keeper, hold, found)


def _told_version(case: "Case", form: "Template") -> list[str]:
    """Tell where a case is of an earlier version of its template, whose questions may differ."""
    if case.template_version == form.version:
        return []
    from coprod_cli.operations.update import is_older

    if not is_older(case.template_version, form.version):
        return []
    command = f"coprod update {case.id}"
    return [
        msg(
            "This case is of an earlier version of its form. To renew it: {command}",
            command=command,
        )
    ]


def _rescue_strays(keeper: "NoteKeeper", unfinished: "Unfinished") -> list[str]:
    """Keep half-typed text of questions that its template no longer has, and tell where."""
    from coprod_cli.base.errors import CannotSave
    from coprod_cli.model.case import TITLE

    form = keeper.template
    strays = {
        key: text
        for key, text in unfinished.texts.items()
        if key.address != TITLE and form.question_at(key.address) is None
    }
    if not strays:
        return []
    folder = keeper.rescue(strays)
    if folder is None:
        message = msg("half-typed text of questions that are gone could not be kept elsewhere.")
        hint = msg("make room, then try again")
        raise CannotSave(message, where=str(keeper.drafts.path), hint=hint)
    return [
        msg(
            "What was half typed at questions that this form no longer has is kept in {folder}",
            folder=folder,
        )
    ]


def with_scan(interview: "Interview", book: "Notebook") -> "Interview":
    """Return the interview with a scan for identifiers that knows the notebook's watch list."""
    from dataclasses import replace

    from coprod_cli.privacy.review import ReviewScan

    return replace(interview, scan=ReviewScan(book.watched_words))


def open_notebook(folder: Path | None) -> "Notebook":
    """Open the notebook that an option, the environment or the folder names."""
    from coprod_cli.notebook.notebook import Notebook

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
    from coprod_cli.base.clock import local_now
    from coprod_cli.model.plain_language import as_worded_for
    from coprod_cli.notebook.note.check import is_uncertain
    from coprod_cli.operations.autosave import NoteKeeper
    from coprod_cli.templates.loader import load_named_template

    case_id = _workable(_read(book, path)).id or path.stem
    hold = book.hold(path, case_id, local_now(), sits=sits)
    try:
        # Whoever held it before may have changed it.
        note = _read(book, path)
        case = _workable(note)
        if form is None:
            form = load_named_template(case.template, prompts_folders(book.folder))
            if is_uncertain(note, form):
                _refuse_uncertain(note, form)
            form = as_worded_for(case, form)
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
        message = msg("this case was just removed.")
        raise NotFound(message, where=path.stem, hint="coprod list --removed")


def _workable(note: "Note") -> "Case":
    from coprod_cli.base.errors import InvalidInput
    from coprod_cli.notebook.note.edit import refuse_if_uncertain

    refuse_if_uncertain(note)
    if note.case is None or not note.case.template:
        raise InvalidInput(note.findings)
    return note.case


def _refuse_uncertain(note: "Note", form: "Template") -> None:
    from coprod_cli.base.errors import InvalidInput
    from coprod_cli.notebook.note.check import check_note

    raise InvalidInput([each for each in check_note(note, lambda _: form) if each.uncertain])


def latest_draft(book: "Notebook") -> Path:
    """Return the path of the draft that was changed last.

    Raises:
        NotFound: there is no draft.
    """
    from coprod_cli.notebook.notebook import moment

    drafts = [note for note in book.notes() if note.case and note.case.status == "draft"]
    if not drafts:
        message = msg("there is no draft to go on with.")
        raise NotFound(message, where=str(book.folder), hint="coprod list")

    def age(note: "Note") -> tuple[float, str]:
        case = note.case
        return (moment(case.updated), case.id) if case else (0.0, "")

    return Path(max(drafts, key=age).source)


def chosen_language(form: "Template", wanted: str | None, notebook: Path | None = None) -> str:
    """Return the language to ask in: what is wanted, else what is preferred, else the form's first.

    Raises:
        WrongUsage: the template is not in the language that was wanted.
    """
    if wanted is None:
        # It says what is preferred: a form that is not in it can be asked all the same.
        preferred = preferred_languages(notebook_folder(notebook))
        known_ones = (known for each in preferred if (known := _language_of(form, each)))
        return next(known_ones, form.languages[0])
    language = _language_of(form, wanted)
    if language is None:
        known = ", ".join(form.languages)
        message = msg(
            'the template "{name}" is not in "{language}".', name=form.id, language=wanted
        )
        raise WrongUsage(message, hint=known)
    return language


def _language_of(form: "Template", wanted: str) -> str | None:
    """Return a form's language that is the wanted one, or one of its regions; None for none."""
    if wanted in form.languages:
        return wanted
    return next((each for each in form.languages if each.partition("-")[0] == wanted), None)


def chosen_sections(form: "Template", wanted: list[str] | None) -> tuple[str, ...]:
    """Return the sections to ask; none means all.

    Raises:
        WrongUsage: the template has no such section.
    """
    known = [section.id for section in form.sections]
    for name in wanted or ():
        if name not in known:
            message = msg('there is no section "{name}".', name=name)
            raise WrongUsage(message, hint=", ".join(known))
    return tuple(wanted or ())


def checked_title(title: str | None) -> str:
    """Return a title as it is kept.

    Raises:
        WrongUsage: it is more than one line.
    """
    from coprod_cli.base.errors import InvalidAnswer
    from coprod_cli.interview.protocol import title_question

    try:
        return title_question().parse(title or "", "en")
    except InvalidAnswer as error:
        message = composed("--title: {problem}", problem=error.message)
        raise WrongUsage(message) from None


def templates_by_name(book: "Notebook") -> "TemplateLookup":
    """Return what gives the template of a name to a notebook, and loads each one once."""
    from coprod_cli.templates.library import TemplateLibrary

    return TemplateLibrary(prompts_folders(book.folder)).find
