"""Open a case for marking: give an asker its answers, the codes, and a way to save marks."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from coprod_cli.base.clock import timestamp
from coprod_cli.base.errors import NotFound
from coprod_cli.base.message import msg
from coprod_cli.interview.marking_desk import CodeChoice, MarkingDesk
from coprod_cli.knowledge.marking import Marking
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import new_passage_id, person_of
from coprod_cli.model.plain_language import as_worded_for
from coprod_cli.model.wording import worded
from coprod_cli.notebook.codings import Codings
from coprod_cli.notebook.filter_values import addresses_in, refuse_address
from coprod_cli.notebook.half_typed_marks import HalfTypedMarks
from coprod_cli.operations.keep_text import keep_text
from coprod_cli.operations.mark_case import MarkingSession, marking_of, reread_marking
from coprod_cli.operations.workspace import Workspace

_LATEST_CODINGS = 200
"""So many files are read in a fifth of a second."""


@dataclass
class _Saver:
    """Saves each step of a sitting, with what was saved last as the base of the next one."""

    session: MarkingSession

    def __call__(self, marking: Marking) -> Marking:
        self.session, saved = self.session.save(marking)
        return saved

    def reread(self, marking: Marking) -> Marking:
        return reread_marking(self.session, marking)


def marking_desk(
    session: MarkingSession,
    marking: Marking,
    *,
    at: str | None = None,
    voice: str | None = None,
    others: Sequence[str] = (),
    half_typed: HalfTypedMarks | None = None,
) -> MarkingDesk:
    """Return the desk for a sitting.

    Args:
        session: the sitting.
        marking: what is marked.
        at: a section or a question, to go through its answers alone.
        voice: a voice, to go through its answers alone.
        others: coders whose passages are shown, too.
        half_typed: keeps what is half typed; None if nothing is to be kept.

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
    saver, choices = _Saver(session), code_choices(workspace)
    begun = half_typed.read() if half_typed else None
    is_here = begun is None or any(each.key == begun.key for each in answers)
    return MarkingDesk(
        save=saver,
        reread=saver.reread,
        when=lambda: timestamp(workspace.clock()),
        new_id=new_passage_id,
        codes=(*_own_codes(session, {each.name for each in choices}), *choices),
        answers=answers,
        wordings=_wordings(session, marking),
        sections=_section_titles(session, marking),
        others={coder: _marking_of_other(session, marking, coder) for coder in others},
        whole=at is None and voice is None,
        half_typed=begun if is_here else None,
        # What is half typed in an answer that this sitting leaves out stays for one that has it.
        keep=half_typed.keep if half_typed and is_here else lambda _mark: None,
        rescue=lambda text: _rescued(workspace, marking.case.id, text),
    )


def _rescued(workspace: Workspace, case_id: str, text: str) -> str:
    return str(keep_text(workspace, case_id, "half-typed.md", text) or "")


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


def _own_codes(session: MarkingSession, known: Collection[CodeName]) -> Iterator[CodeChoice]:
    """Yield the codes that no set has yet, and that the person gave in the latest cases.

    Those of the person's other rounds, too: it is the codes that are offered, and not the passages.
    """
    codings = Codings(session.workspace.notebook)
    files = [
        file
        for kept_apart in (False, True)
        for coder in codings.coders(kept_apart=kept_apart)
        if person_of(coder) == person_of(session.file.coder)
        for file in codings.files(kept_apart=kept_apart, coder=coder)
    ]
    files.sort(key=lambda file: file.case_id)
    given = {
        code
        for file in files[-_LATEST_CODINGS:]
        if (coding := codings.read(file).coding) is not None
        for passage in coding.passages
        for code in passage.codes
    }
    return (CodeChoice(code, "") for code in sorted(given - set(known)))


def _is_wanted(answer: Answer, at: str | None, voice: str | None) -> bool:
    if at is not None and not (answer.address.is_within(at) or answer.address.outer == at):
        return False
    return voice is None or answer.voice == voice


def _wordings(session: MarkingSession, marking: Marking) -> dict[Address, str]:
    """Return the wording of each question, behind the name of the item that it is asked about."""
    if session.template is None:
        return {}
    form, language = as_worded_for(marking.case, session.template), marking.case.language
    wordings = {}
    for address in {answer.address for answer in marking.answers}:
        if (wording := form.wording_with_item(address, language)) is not None:
            wordings[address] = wording
    return wordings


def _section_titles(session: MarkingSession, marking: Marking) -> dict[str, str]:
    form = session.template and as_worded_for(marking.case, session.template)
    sections = form.sections if form is not None else ()
    return {each.id: worded(each.title, marking.case.language) for each in sections}


def _marking_of_other(session: MarkingSession, marking: Marking, coder: str) -> Marking:
    codings = Codings(session.workspace.notebook)
    file = codings.file(marking.case.id, coder, kept_apart=session.file.kept_apart)
    coding = codings.read(file).coding
    if coding is None:
        raise NotFound(msg("this coder has marked nothing in this case."), where=coder)
    return marking_of(session.workspace, marking.case, session.template, coding)
