"""Set the desk for a person who marks a case: the codes, the answers, and what saves."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod_cli.base.clock import timestamp
from coprod_cli.base.errors import NotFound
from coprod_cli.base.message import msg
from coprod_cli.interview.marking_desk import CodeChoice, MarkingDesk
from coprod_cli.knowledge.marking import Marking
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer
from coprod_cli.model.passage import new_passage_id
from coprod_cli.model.wording import worded
from coprod_cli.notebook.codings import Codings
from coprod_cli.notebook.filter_values import addresses_in, refuse_address
from coprod_cli.operations.mark_case import MarkingSession, marking_of
from coprod_cli.operations.workspace import Workspace


@dataclass
class _Saver:
    """Saves each step of a sitting, with what was saved last as the base of the next one."""

    session: MarkingSession

    def __call__(self, marking: Marking) -> Marking:
        self.session, saved = self.session.save(marking)
        return saved


def marking_desk(
    session: MarkingSession,
    marking: Marking,
    *,
    at: str | None = None,
    voice: str | None = None,
    others: Sequence[str] = (),
) -> MarkingDesk:
    """Return the desk for a sitting.

    Args:
        session: the sitting.
        marking: what is marked.
        at: a section or a question, to go through its answers alone.
        voice: a voice, to go through its answers alone.
        others: coders whose passages are shown, too.

    Raises:
        WrongUsage: no template has that section or question.
        NotFound: there is no answer to mark, or such a coder has marked nothing in this case.
    """
    workspace = session.workspace
    if at is not None and at not in (known := addresses_in(workspace.library)):
        from coprod_cli.base.nearest import nearest

        refuse_address(at, nearest(at, sorted(known)))
    answers = tuple(each for each in marking.answers if _is_wanted(each, at, voice))
    if not answers:
        raise NotFound(msg("there is no answer to mark here."), where=at or marking.case.id)
    return MarkingDesk(
        save=_Saver(session),
        when=lambda: timestamp(workspace.clock()),
        new_id=new_passage_id,
        codes=code_choices(workspace),
        answers=answers,
        wordings=_wordings(session, marking),
        others={coder: _marking_of_other(session, marking, coder) for coder in others},
        whole=at is None and voice is None,
    )


def code_choices(workspace: Workspace) -> tuple[CodeChoice, ...]:
    """Return the codes of all sets, those that are retired left out, in the order of the sets."""
    language = workspace.languages[0] if workspace.languages else "en"
    return tuple(
        CodeChoice(
            placed.name, placed.code.title(language), worded(placed.code.definition, language) or ""
        )
        for placed in workspace.code_sets.all().placed_codes()
        if placed.code.retired is None
    )


def _is_wanted(answer: Answer, at: str | None, voice: str | None) -> bool:
    if at is not None and not (answer.address.is_within(at) or answer.address.outer == at):
        return False
    return voice is None or answer.voice == voice


def _wordings(session: MarkingSession, marking: Marking) -> dict[Address, str]:
    if session.template is None:
        return {}
    wordings = {}
    for answer in marking.answers:
        question = session.template.question_without_item(answer.address)
        if question is not None:
            key = answer.address if answer.address.part else answer.address.outer
            wordings[key] = worded(question.text, marking.case.language)
    return wordings


def _marking_of_other(session: MarkingSession, marking: Marking, coder: str) -> Marking:
    codings = Codings(session.workspace.notebook)
    file = codings.file(marking.case.id, coder, kept_apart=session.file.kept_apart)
    coding = codings.read(file).coding
    if coding is None:
        raise NotFound(msg("this coder has marked nothing in this case."), where=coder)
    return marking_of(session.workspace, marking.case, session.template, coding)
