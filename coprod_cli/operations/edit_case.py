"""Edit a case with answers that are given as data."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from coprod_cli.base.yaml_document import Document
from coprod_cli.interview.askers.scripted.answers_file import check_answers
from coprod_cli.interview.askers.scripted.beside_answers import NOTHING_BESIDE, BesideAnswers
from coprod_cli.interview.askers.scripted.round_answers import check_round
from coprod_cli.interview.engine import Interview
from coprod_cli.model.case import Case
from coprod_cli.model.plain_language import as_worded_for
from coprod_cli.model.rounds import require_round_group
from coprod_cli.model.tags import NO_TAG_CHANGE, TagChange
from coprod_cli.model.template import Template
from coprod_cli.operations.add_case import SavedCase
from coprod_cli.operations.apply_answers import apply_answers, notify_understood_days
from coprod_cli.operations.choices import change_tags, choose_sections
from coprod_cli.operations.convert import (
    NO_CONVERSION,
    Conversion,
    conversion_templates,
    convert_case,
    converted_note,
)
from coprod_cli.operations.lock_case import lock_case
from coprod_cli.operations.read_answers import as_document
from coprod_cli.operations.sitting_voice import choose_voice
from coprod_cli.operations.workspace import Workspace


def edit_case(
    workspace: Workspace,
    case: str | Path,
    answers: Document | Mapping[str, Any] | None = None,
    *,
    settings: Iterable[str] = (),
    beside: BesideAnswers = NOTHING_BESIDE,
    sections: Iterable[str] = (),
    final: bool = False,
    conversion: Conversion = NO_CONVERSION,
    tags: TagChange = NO_TAG_CHANGE,
    again: bool = False,
    voice: str | None = None,
) -> SavedCase:
    """Change answers and tags of a case, and nothing else; all of them are checked first.

    Args:
        workspace: the workspace.
        case: a reference to the case, or the path of its note.
        answers: the document of an answers file, or a mapping from addresses to answers: see
            `coprod_cli.operations.read_answers.as_document`.
        settings: single answers as `ADDRESS=TEXT`, or `ADDRESS@VOICE=TEXT` to name the voice; they
            override those in `answers`.
        beside: what stands beside single answers: how something is known, and references.
        sections: section ids; an error is raised if the template lacks one of them.
        final: whether to mark the case as final.
        conversion: another language, wording or template to convert the case into.
        tags: the change of its tags; tags in `answers` replace all earlier ones first.
        again: whether to add a round of the questions that its form asks again (see
            `model.rounds`), which are named by their ids alone; its day is today if not given.
        voice: the voice of all answers that name none.

    Raises:
        CaseHeld: another process has locked the case.
        InvalidInput: an answer is invalid, or names none of several voices that answered its
            question; carries every finding, and nothing is saved.
        WrongUsage: a setting names none of several voices that answered its question; a tag is
            none, or the case does not have the one to remove; there is no answer to a new round,
            or its form asks nothing again.
        NotFound: the reference names no case, or more than one.
        CoprodError: the case cannot be converted, or its note cannot be written; or `latest` is not
            certain.
    """
    path = case if isinstance(case, Path) else workspace.notebook.find_to_change(case)
    autosave, current, lock = lock_case(workspace, path, interactive=False)
    with lock:
        if conversion.wanted:
            current, template = _converted(workspace, path, current, conversion)
            autosave = replace(autosave, template=template)
        choose_sections(autosave.template, sections)
        document, today = as_document(answers), workspace.clock().date()
        speaker = choose_voice(voice, current)
        check = partial(
            check_answers, autosave.template, current.language, case=current, today=today,
            beside=beside, voice=speaker,
        )  # fmt: skip
        if again:
            rounds = require_round_group(autosave.template)
            given = check_round(check, document, settings, rounds, case=current, today=today)
        else:
            given = check(document, settings)
        notify_understood_days(workspace, given)
        if tags.instead is None:
            tags = replace(tags, instead=given.tags)
        changed_tags = change_tags(current.tags, tags)
        start = Interview.reopen(autosave.template, current, drafts={}, voice=speaker)
        answered = replace(apply_answers(start, given, final=final), tags=changed_tags)
        if conversion.wanted:
            convert_case(workspace, path, conversion)
        autosave.save_case(start.case, answered)
    return SavedCase(path.stem, path, str(answered.status))


def _converted(
    workspace: Workspace, path: Path, case: Case, conversion: Conversion
) -> tuple[Case, Template]:
    """Return a case as its note will be after a conversion, and its template; nothing is saved."""
    before, after = conversion_templates(workspace, case, conversion)
    converted = converted_note(workspace.notebook.read(path), conversion, before, after).case
    return converted or case, as_worded_for(converted or case, after)
