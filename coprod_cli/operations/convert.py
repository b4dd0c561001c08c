"""Convert a case: into another language, other words, or another template."""

from dataclasses import dataclass
from pathlib import Path

from coprod_cli.base.clock import timestamp
from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.model.case import Case
from coprod_cli.model.plain_language import OWN, PLAIN, WORDS, as_worded_for, is_in_plain_words
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.edit import set_front_matter
from coprod_cli.notebook.note.reader import Note, require_case
from coprod_cli.operations.choices import choose_language
from coprod_cli.operations.workspace import Workspace


@dataclass(frozen=True)
class Conversion:
    """What a case is converted into; None leaves that as it is."""

    language: str | None = None
    plain_words: bool | None = None
    template: str | None = None

    @property
    def wanted(self) -> bool:
        """Whether anything is to change."""
        return self != NO_CONVERSION


NO_CONVERSION = Conversion()


def convert_case(workspace: Workspace, path: Path, conversion: Conversion) -> Template:
    """Convert a case's note, and return the template to open it with, in its own words.

    Headings follow, and every answer stays. Where the case becomes one of another template, the
    note as it was is saved in the history.

    Raises:
        CoprodError: it cannot be converted, or could not be written; then it is as it was.
    """
    notebook = workspace.notebook
    now = workspace.clock()
    case = require_case(notebook.read(path))
    before, form = conversion_templates(workspace, case, conversion)

    def edit(note: Note) -> Note:
        require_case(note)
        after = converted_note(note, conversion, before, form)
        if after.original == note.original:
            return note
        if form.id != before.id:
            notebook.history(case.id or path.stem).keep_note(note.original.encode(), now)
        return set_front_matter(after, {"updated": timestamp(now)})

    notebook.rewrite(path, edit, now)
    return form


def conversion_templates(
    workspace: Workspace, case: Case, conversion: Conversion
) -> tuple[Template, Template]:
    """Return the template that a case is of and the one it is converted to, in their own words.

    Raises:
        CoprodError: one is not there, has mistakes, or is not in the language; or a case in which
            people are named would come among the others, or the other way.
    """
    before = form = workspace.library.load(case.template)
    if conversion.template is not None:
        form = workspace.library.load(conversion.template)
    if form.names_people != before.names_people:
        message = msg("notes in which people are named are kept apart from the others.")
        raise WrongUsage(message, hint=f"coprod new-case --template {form.id}")
    if conversion.language is not None:
        choose_language(form, conversion.language, workspace.languages)
    return before, form


def converted_note(note: Note, conversion: Conversion, before: Template, form: Template) -> Note:
    """Return a note after its conversion: its headings follow, and every answer stays.

    Args:
        note: the note.
        conversion: what it is converted into.
        before: the template it is of, in its own words.
        form: the template it is converted to, in its own words.

    Raises:
        InvalidInput: the note is in a state in which nothing should be written to it.
    """
    from coprod_cli.notebook.note.headings import with_headings
    from coprod_cli.notebook.note.upgrade import updated

    if not conversion.wanted:
        return note
    case = require_case(note)
    language = conversion.language or case.language
    if form.id != before.id:
        note = with_headings(note, as_worded_for(case, before), language)
        note = updated(note, form)
    changes = {"language": language}
    plain = is_in_plain_words(require_case(note))
    if conversion.plain_words is not None and conversion.plain_words != plain:
        changes[WORDS] = PLAIN if conversion.plain_words else OWN
    note = set_front_matter(note, changes)
    return with_headings(note, as_worded_for(require_case(note), form), language, before)
