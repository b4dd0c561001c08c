"""A case opened otherwise than it was kept: in another language, other words, another template."""

from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.settings import prompts_folders
from coprod_cli.operations.open_case import chosen_language

if TYPE_CHECKING:
    from pathlib import Path

    from coprod_cli.model.case import Case
    from coprod_cli.model.template import Template
    from coprod_cli.notebook.note.reader import Note
    from coprod_cli.notebook.notebook import Notebook


class Reshaping(NamedTuple):
    """How a case is to be opened; None leaves it as it is."""

    language: str | None = None
    plain_words: bool | None = None
    template: str | None = None

    @property
    def wanted(self) -> bool:
        """Whether anything is to be otherwise."""
        return self != Reshaping()

    def forms(self, case: "Case", folder: "Path") -> "tuple[Template, Template]":
        """Return the template that a case is of, and the one to open it with, in their own words.

        Raises:
            CoprodError: one is not there, has mistakes, or is not in the language; or a case in
                which people are named would come among the others, or the other way.
        """
        from coprod_cli.templates.loader import load_named_template

        folders = prompts_folders(folder)
        before = form = load_named_template(case.template, folders)
        if self.template is not None:
            form = load_named_template(self.template, folders)
        if form.names_people != before.names_people:
            message = msg("notes in which people are named are kept apart from the others.")
            raise WrongUsage(message, hint=f"coprod new-case --template {form.id}")
        if self.language is not None:
            chosen_language(form, self.language, folder)
        return before, form

    def note(self, note: "Note", before: "Template", form: "Template") -> "Note":
        """Return a note as it is to be opened: its headings follow, and every answer stays.

        Args:
            note: the note.
            before: the template it is of, in its own words.
            form: the template to open it with, in its own words.

        Raises:
            InvalidInput: the note is in a state in which nothing should be written to it.
        """
        from coprod_cli.model.plain_language import (
            OWN,
            PLAIN,
            WORDS,
            as_worded_for,
            is_in_plain_words,
        )
        from coprod_cli.notebook.note.edit import set_front_matter
        from coprod_cli.notebook.note.headings import with_headings
        from coprod_cli.notebook.note.upgrade import updated

        if note.case is None or not self.wanted:
            return note
        language = self.language or note.case.language
        if form.id != before.id:
            note = with_headings(note, as_worded_for(note.case, before), language)
            note = updated(note, form)
        changes = {"language": language}
        plain = is_in_plain_words(note.case) if note.case else False
        if self.plain_words is not None and self.plain_words != plain:
            changes[WORDS] = PLAIN if self.plain_words else OWN
        note = set_front_matter(note, changes)
        if note.case is None:  # pragma: no cover - it was there before
            return note
        return with_headings(note, as_worded_for(note.case, form), language, before)


AS_IT_IS = Reshaping()


def reshape(book: "Notebook", path: "Path", how: Reshaping) -> "Template":
    """Write a case's note as it is to be opened, and return the template to open it with.

    Where it becomes one of another template, the note as it was is kept in the history.

    Raises:
        CoprodError: it cannot be so, or could not be written; then it is as it was.
    """
    from coprod_cli.base.clock import local_now, timestamp
    from coprod_cli.notebook.note.edit import set_front_matter
    from coprod_cli.notebook.notebook import require_case

    now = local_now()
    case = require_case(book.read(path))
    before, form = how.forms(case, book.folder)

    def edit(note: "Note") -> "Note":
        require_case(note)
        after = how.note(note, before, form)
        if after.original == note.original:
            return note
        if form.id != before.id:
            book.history(case.id or path.stem).keep_note(note.original.encode(), now)
        return set_front_matter(after, {"updated": timestamp(now)})

    book.rewrite(path, edit, now)
    return form
