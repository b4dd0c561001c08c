"""Edit a case: change answers of it that are given as data, and nothing else."""

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
from coprod_cli.operations.hold_case import hold_case
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
    """Change answers of a case, all of them checked first.

    Args:
        workspace: the workspace.
        case: a reference to the case, or the path of its note.
        answers: an answers file that was read, or a mapping of addresses to answers.
        settings: single answers as `ADDRESS=TEXT`, which come before those in `answers`.
        sections: ids that must be sections of the template.
        final: whether the case is finished.
        conversion: how the case is changed besides.

    Raises:
        CaseHeld: somebody works on the case.
        InvalidInput: something cannot be taken; carries every finding, and nothing is saved.
        NotFound: the reference names no case, or more than one.
        CoprodError: the case cannot be converted, or not be written.
    """
    path = case if isinstance(case, Path) else workspace.notebook.find(case)
    keeper, known, hold = hold_case(workspace, path, sits=False)
    with hold:
        if conversion.wanted:
            before, form = conversion_templates(workspace, known, conversion)
            note = workspace.notebook.read(path)
            known = converted_note(note, conversion, before, form).case or known
            keeper = replace(keeper, template=as_worded_for(known, form))
        choose_sections(keeper.template, sections)
        document = as_document(answers)
        given = check_answers(keeper.template, known.language, document, settings)
        if given.tags:
            raise WrongUsage(msg("tags are changed in the note itself."), hint=msg("an editor"))
        start = Interview.reopen(keeper.template, known, drafts={})
        answered = apply_answers(start, given, final=final)
        if conversion.wanted:
            convert_case(workspace, path, conversion)
        keeper.save_case(start.case, answered)
    return SavedCase(path.stem, path, str(answered.status))
