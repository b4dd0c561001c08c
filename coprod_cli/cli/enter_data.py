"""Answers that come as data: a file, standard input, or --set."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_cli.base.errors import (
    CoprodError,
    Finding,
    InvalidInput,
    NotFound,
    WrongUsage,
    cannot_read,
)
from coprod_cli.base.i18n import _
from coprod_cli.base.message import msg
from coprod_cli.operations.convert import AS_IT_IS, Reshaping, reshape
from coprod_cli.operations.open_case import checked_title, chosen_sections, hold_case

if TYPE_CHECKING:
    from coprod_cli.base.yaml_document import Document
    from coprod_cli.model.template import Template
    from coprod_cli.notebook.notebook import Notebook


def add_from_data(
    folder: Path, form: "Template", tongue: str, document: "Document | None", settings: list[str],
    *, title: str | None, final: bool, json: bool, plain_words: bool = False,
) -> None:  # fmt: skip
    """Add a case from data, all of it checked first, and print its path."""
    from dataclasses import replace

    from coprod_cli.base.clock import local_now
    from coprod_cli.cli.console import say
    from coprod_cli.interview.askers.scripted.answers_file import check_answers
    from coprod_cli.interview.askers.scripted.asker import ScriptedAsker
    from coprod_cli.interview.engine import Interview
    from coprod_cli.interview.session import conduct
    from coprod_cli.model.new_case import blank_case
    from coprod_cli.model.plain_language import in_plain_words
    from coprod_cli.notebook.note.apply_case import edited
    from coprod_cli.notebook.note.new_note import blank_note
    from coprod_cli.notebook.notebook import Notebook
    from coprod_cli.operations.autosave import NoKeeper

    given = check_answers(form, tongue, document, settings)
    now = local_now()
    name = checked_title(title if title is not None else given.title)
    if plain_words:
        form = in_plain_words(form)
    blank = blank_case("", form, tongue, name, now, plain_words=plain_words)
    blank = replace(blank, tags=given.tags)
    note = blank_note(replace(blank, id="00000000-000000"), form)
    start = note.case or blank
    interview = Interview.begin(form, start, asks_title=False)
    asker = ScriptedAsker(replace(given, title=None), final=final)
    ended = conduct(interview, asker, NoKeeper())

    def text_for(case_id: str) -> str:
        own = blank_note(replace(blank, id=case_id), form)
        return edited(own, start, ended.case, form, now).original

    is_new = not Notebook(folder).is_made
    book = Notebook.make(folder)
    if is_new:
        say(_("Your notebook is {folder}").format(folder=folder))
    _tell_saved(book.add(text_for, now, apart=form.names_people), str(ended.case.status), json=json)


def edit_from_data(
    book: "Notebook", path: Path, document: "Document | None", settings: list[str],
    *, sections: list[str] | None, final: bool, json: bool, how: Reshaping = AS_IT_IS,
) -> None:  # fmt: skip
    """Change answers of a case from data, all of it checked first."""
    from dataclasses import replace

    from coprod_cli.interview.askers.scripted.answers_file import check_answers
    from coprod_cli.interview.askers.scripted.asker import ScriptedAsker
    from coprod_cli.interview.engine import Interview
    from coprod_cli.interview.session import conduct
    from coprod_cli.model.plain_language import as_worded_for
    from coprod_cli.operations.autosave import NoKeeper

    keeper, known, hold = hold_case(book, path, sits=False)
    with hold:
        if how.wanted:
            before, form = how.forms(known, book.folder)
            known = how.note(book.read(path), before, form).case or known
            keeper = replace(keeper, template=as_worded_for(known, form))
        chosen_sections(keeper.template, sections)
        given = check_answers(keeper.template, known.language, document, settings)
        if given.tags:
            raise WrongUsage(_("tags are changed in the note itself."), hint=_("an editor"))
        start = Interview.reopen(keeper.template, known, drafts={})
        ended = conduct(start, ScriptedAsker(given, final=final), NoKeeper())
        if how.wanted:
            reshape(book, path, how)
        keeper.save_case(start.case, ended.case)
    _tell_saved(keeper.path, str(ended.case.status), json=json)


def _tell_saved(path: Path, status: str, *, json: bool) -> None:
    from coprod_cli.cli.console import show_json, show_text

    if json:
        show_json({"id": path.stem, "path": str(path), "status": status})
    else:
        show_text(f"{path}\n")


def read_data(data: str | None) -> "Document | None":
    """Read an answers file or standard input.

    Raises:
        NotFound: there is no such file.
        InvalidInput: it is not UTF-8, not YAML or JSON, or too large.
    """
    if data is None:
        return None
    from coprod_cli.base.yaml_document import decode
    from coprod_cli.interview.askers.scripted.answers_file import LARGEST_DATA, read_answers_file

    name = _("standard input") if data == "-" else data
    try:
        if data == "-":
            content = sys.stdin.buffer.read(4 * LARGEST_DATA + 4)
        else:
            with Path(data).open("rb") as stream:
                content = stream.read(4 * LARGEST_DATA + 4)
    except FileNotFoundError:
        raise NotFound(_("this file is not there."), where=name) from None
    except OSError as error:
        message, hint = cannot_read(error)
        raise CoprodError(message, where=name, hint=hint) from None
    if len(content) > 4 * LARGEST_DATA:
        limit = f"{LARGEST_DATA:,}"
        message = msg("this is too large: only {limit} characters are read.", limit=limit)
        raise InvalidInput([Finding("size", message, name, 1, 1, msg("split it"))])
    return read_answers_file(decode(content, name), name)


def named_in(document: "Document | None", key: str) -> str | None:
    """Return a word that an answers file has under a key at its top."""
    value = document.value.get(key) if document and isinstance(document.value, dict) else None
    return value if isinstance(value, str) else None
