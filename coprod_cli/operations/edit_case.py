"""Edit a case with answers that are given as data."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.yaml_document import Document
from coprod_cli.interview.askers.scripted.answers_file import check_answers
from coprod_cli.interview.engine import Interview
from coprod_cli.model.plain_language import as_worded_for
from coprod_cli.operations.add_case import SavedCase
from coprod_cli.operations.apply_answers import apply_answers
from coprod_cli.operations.choices import choose_sections
from coprod_cli.operations.convert import (
    NO_CONVERSION,
    Conversion,
    conversion_templates,
    convert_case,
    converted_note,
)
from coprod_cli.operations.lock_case import lock_case
from coprod_cli.operations.read_answers import as_document
from coprod_cli.operations.workspace import Workspace


def edit_case(
    workspace: Workspace,
    case: str | Path,
    answers: Document | Mapping[str, Any] | None = None,
    *,
    settings: Iterable[str] = (),
    sections: Iterable[str] = (),
    final: bool = False,
    conversion: Conversion = NO_CONVERSION,
) -> SavedCase:
    """Change answers of a case, and nothing else; all of them are checked first.

    Args:
        workspace: the workspace.
        case: a reference to the case, or the path of its note.
        answers: the document of an answers file, or a mapping from addresses to answers: see
            `coprod_cli.operations.read_answers.as_document`.
        settings: single answers as `ADDRESS=TEXT`; they override those in `answers`.
        sections: section ids; an error is raised if the template lacks one of them.
        final: whether to mark the case as final.
        conversion: another language, wording or template to convert the case into.

    Raises:
        CaseHeld: another process has locked the case.
        InvalidInput: an answer is invalid; carries every finding, and nothing is saved.
        NotFound: the reference names no case, or more than one.
        CoprodError: the case cannot be converted, or its note cannot be written.
    """
    path = case if isinstance(case, Path) else workspace.notebook.find(case)
    autosave, current, lock = lock_case(workspace, path, interactive=False)
    with lock:
        if conversion.wanted:
            before, after = conversion_templates(workspace, current, conversion)
            note = workspace.notebook.read(path)
            current = converted_note(note, conversion, before, after).case or current
            autosave = replace(autosave, template=as_worded_for(current, after))
        choose_sections(autosave.template, sections)
        document = as_document(answers)
        given = check_answers(autosave.template, current.language, document, settings)
        if given.tags:
            raise WrongUsage(msg("tags are changed in the note itself."), hint=msg("an editor"))
        start = Interview.reopen(autosave.template, current, drafts={})
        answered = apply_answers(start, given, final=final)
        if conversion.wanted:
            convert_case(workspace, path, conversion)
        autosave.save_case(start.case, answered)
    return SavedCase(path.stem, path, str(answered.status))
