"""Convert a case into another language, another wording, or another template."""

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
from coprod_cli.notebook.rewrite import rewrite_note
from coprod_cli.operations.choices import choose_language
from coprod_cli.operations.workspace import Workspace


@dataclass(frozen=True)
class Conversion:
    """What to convert a case into; None leaves that property unchanged."""

    language: str | None = None
    plain_words: bool | None = None
    template: str | None = None

    @property
    def wanted(self) -> bool:
        """Whether any property is set."""
        return self != NO_CONVERSION


NO_CONVERSION = Conversion()


def convert_case(workspace: Workspace, path: Path, conversion: Conversion) -> Template:
    """Convert a case's note, and return the template that the case has afterwards.

    Headings change, and every answer stays. If the template changes, the note as it was is saved
    in the history. The returned template is not in plain language.

    Raises:
        CoprodError: the case cannot be converted, or its note cannot be written; it is unchanged.
    """
    notebook = workspace.notebook
    now = workspace.clock()
    case = require_case(notebook.read(path))
    before, after = conversion_templates(workspace, case, conversion)

    def edit(note: Note) -> Note:
        require_case(note)
        converted = converted_note(note, conversion, before, after)
        if converted.original == note.original:
            return note
        if after.id != before.id:
            notebook.history(case.id or path.stem).keep_note(note.original.encode(), now)
        return set_front_matter(converted, {"updated": timestamp(now)})

    rewrite_note(notebook, path, edit, now)
    return after


def conversion_templates(
    workspace: Workspace, case: Case, conversion: Conversion
) -> tuple[Template, Template]:
    """Return a case's template before and after a conversion, neither in plain language.

    Raises:
        CoprodError: a template does not exist, has mistakes, or lacks the language; or only one of
            the two is for cases that name people, which are kept apart from the others.
    """
    before = after = workspace.library.load(case.template)
    if conversion.template is not None:
        after = workspace.library.load(conversion.template)
    if after.names_people != before.names_people:
        message = msg("notes in which people are named are kept apart from the others.")
        raise WrongUsage(message, hint=f"coprod new-case --template {after.id}")
    if conversion.language is not None:
        choose_language(after, conversion.language, workspace.languages)
    return before, after


def converted_note(note: Note, conversion: Conversion, before: Template, after: Template) -> Note:
    """Return a note after its conversion: headings change, and every answer stays.

    Args:
        note: the note.
        conversion: what to convert it into.
        before: the template before, not in plain language.
        after: the template after, not in plain language.

    Raises:
        InvalidInput: an answer in the note cannot be attributed to its question.
    """
    from coprod_cli.notebook.note.headings import with_headings
    from coprod_cli.notebook.note.upgrade import upgrade_note

    if not conversion.wanted:
        return note
    case = require_case(note)
    language = conversion.language or case.language
    if after.id != before.id:
        note = with_headings(note, as_worded_for(case, before), language)
        note = upgrade_note(note, after)
    changes = {"language": language}
    is_plain = is_in_plain_words(require_case(note))
    if conversion.plain_words is not None and conversion.plain_words != is_plain:
        changes[WORDS] = PLAIN if conversion.plain_words else OWN
    note = set_front_matter(note, changes)
    return with_headings(note, as_worded_for(require_case(note), after), language, before)
