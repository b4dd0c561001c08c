"""Open an existing case for an interview with a person: where they left it, or at its menu."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from coprod_cli.base.nearest import nearest
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.state import own_key, position_of
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Case
from coprod_cli.model.plain_language import as_worded_for
from coprod_cli.model.rounds import require_round_group, round_to_ask
from coprod_cli.model.template import Template
from coprod_cli.notebook.drafts import DraftState
from coprod_cli.notebook.filter_values import refuse_address
from coprod_cli.notebook.note.reader import require_case
from coprod_cli.operations.case_memory import CaseMemory, with_memory
from coprod_cli.operations.choices import choose_sections
from coprod_cli.operations.conduct_sitting import Sitting
from coprod_cli.operations.convert import NO_CONVERSION, Conversion
from coprod_cli.operations.reopen_case import open_again
from coprod_cli.operations.workspace import Workspace


def open_draft(
    workspace: Workspace,
    reference: str | None = None,
    *,
    remembers: bool = True,
    voice: str | None = None,
) -> Sitting:
    """Open a case at the question where the person left it; by default the latest draft.

    If they had chosen a part of its form, that part is gone on with.

    Args:
        workspace: the workspace.
        reference: the case.
        remembers: whether to offer answers of earlier cases, and to remember some of this one.
        voice: who speaks; by default who spoke when the case was left.

    Raises:
        CoprodError: the case does not exist or was withdrawn, its note is damaged, or another
            process has locked it; or the voice cannot be one.
    """

    def begin(template: Template, case: Case, kept: DraftState, voice: str | None) -> Interview:
        return Interview.resume(
            template, case, at=kept.at, drafts=kept.texts, bases=kept.bases, voice=voice,
            asked=kept.asked,
        )  # fmt: skip

    sitting = open_again(workspace, reference, begin, voice=voice, remembers=remembers)
    if not remembers:
        return sitting
    words = workspace.notebook.watched_words
    interview = with_memory(sitting.interview, workspace.folder, words)
    memory = CaseMemory(words, says_voice=voice is not None)
    return replace(sitting, interview=interview, memory=memory)


def open_at_menu(
    workspace: Workspace,
    reference: str,
    *,
    sections: Iterable[str] = (),
    passed: Collection[Address] = (),
    conversion: Conversion = NO_CONVERSION,
    voice: str | None = None,
    remembers: bool = True,
) -> Sitting:
    """Open a case at its menu, or at the first question of the given sections, or behind others.

    Args:
        workspace: the workspace.
        reference: the case.
        sections: the ids of the sections to ask; by default the menu is shown.
        passed: the questions that were just asked; the first other one that is open is shown.
        conversion: what to convert the case into before it is opened.
        voice: who speaks; by default who did so before, if voices are named in the case.
        remembers: whether to go by who spoke last in the notebook, and to remember who speaks.

    Raises:
        CoprodError: the case does not exist, its note is damaged, it cannot be converted, or
            another process has locked it; or the voice cannot be one.
    """

    def begin(template: Template, case: Case, kept: DraftState, voice: str | None) -> Interview:
        section_ids = choose_sections(template, sections)
        return Interview.reopen(
            template, case, sections=section_ids, passed=passed, drafts=kept.texts,
            bases=kept.bases, voice=voice,
        )  # fmt: skip

    sitting = open_again(workspace, reference, begin, conversion, voice=voice, remembers=remembers)
    return _remembering_voice(sitting, voice) if remembers else sitting


def open_at_question(
    workspace: Workspace,
    reference: str,
    address: str,
    answer: AnswerKey | None = None,
    *,
    conversion: Conversion = NO_CONVERSION,
    voice: str | None = None,
    remembers: bool = True,
) -> Sitting:
    """Open a case at one of its questions; after it comes the review.

    Args:
        workspace: the workspace.
        reference: the case.
        address: the address of the question.
        answer: the answer to show there; None for that of who speaks.
        conversion: what to convert the case into before it is opened.
        voice: who speaks, as in `open_at_menu`.
        remembers: whether to go by who spoke last in the notebook, and to remember who speaks.

    Raises:
        WrongUsage: its form has no such question.
        CoprodError: the case does not exist, its note is damaged, it cannot be converted, or
            another process has locked it.
    """

    def begin(template: Template, case: Case, kept: DraftState, voice: str | None) -> Interview:
        if template.question_at(address) is None:
            refuse_address(address, nearest(address, template.questions))
        opened = Interview.reopen(template, case, drafts=kept.texts, bases=kept.bases, voice=voice)
        key = answer or own_key(opened, Address(address))
        return replace(opened, position=position_of(opened, key, then_review=True))

    sitting = open_again(workspace, reference, begin, conversion, voice=voice, remembers=remembers)
    return _remembering_voice(sitting, voice) if remembers else sitting


def open_round(
    workspace: Workspace,
    reference: str,
    *,
    conversion: Conversion = NO_CONVERSION,
    voice: str | None = None,
    remembers: bool = True,
) -> Sitting:
    """Open a case at a new round of the questions that its form asks again (see `model.rounds`).

    A round that was begun today and is not whole is gone on with.

    Args:
        workspace: the workspace.
        reference: the case.
        conversion: what to convert the case into before it is opened.
        voice: who speaks, as in `open_at_menu`.
        remembers: whether to go by who spoke last in the notebook, and to remember who speaks.

    Raises:
        WrongUsage: its form asks nothing again.
        CoprodError: the case does not exist, its note is damaged, it cannot be converted, or
            another process has locked it.
    """
    today = workspace.clock().date().isoformat()

    def begin(template: Template, case: Case, kept: DraftState, voice: str | None) -> Interview:
        rounds = require_round_group(template)
        item = round_to_ask(rounds, case, today, voice)
        offered = {item.child(rounds.date_id): today}
        return Interview.ask_round(
            template, case, item, offered=offered, drafts=kept.texts, bases=kept.bases, voice=voice
        )

    sitting = open_again(workspace, reference, begin, conversion, voice=voice, remembers=remembers)
    return _remembering_voice(sitting, voice) if remembers else sitting


def _remembering_voice(sitting: Sitting, voice: str | None) -> Sitting:
    """Return a sitting after which the notebook remembers who spoke, and nothing else."""
    memory = CaseMemory("", keeps_answers=False, says_voice=voice is not None)
    return replace(sitting, memory=memory)


def changed_questions(workspace: Workspace, path: Path) -> Mapping[AnswerKey, str]:
    """Return the questions that an update added or reworded, with their earlier wordings.

    A new question has the earlier wording "".

    Raises:
        CoprodError: the note cannot be read, or its template does not exist.
    """
    from coprod_cli.notebook.note.version_diff import questions_to_ask

    note = workspace.notebook.read(path)
    case = require_case(note)
    template = as_worded_for(case, workspace.library.load(case.template))
    questions = questions_to_ask(note, template)
    return questions if Interview.ask_again(template, case, questions, drafts={}).route else {}


def open_changed_questions(
    workspace: Workspace, path: Path, questions: Mapping[AnswerKey, str]
) -> Sitting:
    """Open a case at some of its questions; each is shown with its earlier wording.

    Args:
        workspace: the workspace.
        path: the path of the case's note.
        questions: the questions, as `changed_questions` returns them.

    Raises:
        CoprodError: the case does not exist, its note is damaged, or another process has locked it.
    """

    def begin(template: Template, case: Case, kept: DraftState, voice: str | None) -> Interview:
        return Interview.ask_again(
            template, case, questions, drafts=kept.texts, bases=kept.bases, voice=voice
        )

    return replace(open_again(workspace, str(path), begin), paused_command="update")
