"""What a person sees of an interview: the step at the place where it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, assert_never

from coprod_cli.case import TITLE, Answer, Case
from coprod_cli.questions import Question, TextQuestion, worded
from coprod_cli.steps import (
    TITLE_QUESTION,
    AtConflict,
    AtMenu,
    AtQuestion,
    AtReview,
    ConflictStep,
    Ended,
    Entry,
    MenuStep,
    Place,
    QuestionStep,
    ReviewStep,
    Step,
)
from coprod_cli.template import Template

if TYPE_CHECKING:
    from coprod_cli.privacy.watch_list import WatchList


class Viewed(Protocol):
    """What is looked at: an interview."""

    @property
    def template(self) -> Template:
        """What is asked."""

    @property
    def case(self) -> Case:
        """What was answered."""

    @property
    def place(self) -> Place:
        """Where it stands."""

    @property
    def drafts(self) -> Mapping[str, str]:
        """What is half typed."""

    @property
    def problem(self) -> str | None:
        """What is wrong with the last reply."""

    @property
    def opening(self) -> bool:
        """Whether nothing was asked yet."""

    @property
    def watched(self) -> "WatchList | None":
        """The notebook's own words to watch, where there is such a list."""

    @property
    def relevant(self) -> frozenset[str]:
        """The addresses whose conditions hold."""

    @property
    def route(self) -> tuple[str, ...]:
        """The addresses that are gone through."""


def step_of(interview: Viewed) -> Step | None:
    """Return what to ask now; None when the interview is over."""
    match interview.place:
        case AtQuestion(address):
            return _question_step(interview, address)
        case AtMenu(origin):
            entries = _entries(interview, interview.template.questions)
            return MenuStep(entries, origin.address if origin else None, *_progress(interview))
        case AtReview():
            entries = _with_kinds(interview, _entries(interview, interview.route))
            return ReviewStep(entries, *_progress(interview), interview.problem)
        case AtConflict(mine, theirs):
            return _conflict_step(interview, mine, theirs)
        case Ended():
            return None
        case _:
            assert_never(interview.place)


def question_at(interview: Viewed, address: str) -> Question:
    """Return the question of an address, be it that for the title."""
    return TITLE_QUESTION if address == TITLE else interview.template.questions[address]


def _progress(interview: Viewed) -> tuple[int, int]:
    route = [address for address in interview.route if address != TITLE]
    given = {answer.address for answer in interview.case.given_answers()}
    return sum(address in given for address in route), len(route)


def _question_step(interview: Viewed, address: str) -> QuestionStep:
    template = interview.template
    done, total = _progress(interview)
    section = template.section_of.get(address)
    within = [
        each for each in interview.route if section and template.section_of.get(each) is section
    ]
    return QuestionStep(
        address=address,
        question=question_at(interview, address),
        language=interview.case.language,
        section=section,
        section_number=template.section_number(section) if section else 0,
        section_count=len(template.sections),
        number=within.index(address) + 1 if address in within else 1,
        count=max(len(within), 1),
        done=done,
        total=total,
        earlier=interview.case.answer(address),
        draft=interview.drafts.get(address),
        problem=interview.problem,
        opening=interview.opening,
        remarks=_remarks(interview, address),
    )


def _conflict_step(interview: Viewed, mine: Answer, theirs: Answer) -> ConflictStep:
    question = question_at(interview, mine.address)
    return ConflictStep(
        address=mine.address,
        text=worded(question.text, interview.case.language),
        mine=mine,
        theirs=theirs,
        can_join=isinstance(question, TextQuestion) and bool(mine.text and theirs.text),
    )


def _entries(interview: Viewed, addresses: Iterable[str]) -> tuple[Entry, ...]:
    return tuple(
        _entry(interview, address)
        for address in addresses
        if address == TITLE or address in interview.relevant
    )


def _entry(interview: Viewed, address: str) -> Entry:
    language = interview.case.language
    section = interview.template.section_of.get(address)
    return Entry(
        address=address,
        text=worded(question_at(interview, address).text, language),
        status=interview.case.answer(address).status,
        half_typed=address in interview.drafts,
        section_number=interview.template.section_number(section) if section else 0,
        section_title=worded(section.title, language) if section else "",
    )


# --- what could tell who somebody is ---


def _with_kinds(interview: Viewed, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    # Loaded when it is needed: most screens are drawn without it.
    from coprod_cli.identifying import NO_WATCH_LIST, identifiers_in_case

    found = identifiers_in_case(interview.case, interview.watched or NO_WATCH_LIST)
    return tuple(
        replace(entry, kinds=tuple(dict.fromkeys(str(each.kind) for each in found[entry.address])))
        if entry.address in found
        else entry
        for entry in entries
    )


def _remarks(interview: Viewed, address: str) -> tuple[str, ...]:
    """Tell of what stands in an answer to which a person came back from the review."""
    if not (isinstance(interview.place, AtQuestion) and interview.place.then_review):
        return ()
    from coprod_cli.identifying import NO_WATCH_LIST, find_identifiers

    text = interview.drafts.get(address, interview.case.answer(address).text)
    found = find_identifiers(text, interview.watched or NO_WATCH_LIST)
    return tuple(f'"{text[each.start : each.end]}": {each.why}' for each in found[:_MOST_REMARKS])


_MOST_REMARKS = 3
