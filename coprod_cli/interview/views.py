"""What a person sees of an interview: the step at the place where it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, assert_never

from coprod_cli.base.message import composed
from coprod_cli.interview.protocol import (
    AtConflict,
    AtMenu,
    AtQuestion,
    AtReview,
    ConflictStep,
    Ended,
    Entry,
    GroupStep,
    Item,
    MenuStep,
    Place,
    QuestionStep,
    ReviewStep,
    Step,
    title_question,
)
from coprod_cli.model.address import item_address, item_place, items_among, outer_address
from coprod_cli.model.case import TITLE, Answer, Case, Status
from coprod_cli.model.questions import GroupQuestion, Question, TextQuestion
from coprod_cli.model.template import Section, Template
from coprod_cli.model.visibility import relevant_in_item
from coprod_cli.model.wording import worded

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
    def asked(self) -> frozenset[str]:
        """The sections, or the addresses, that are gone through."""

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

    @property
    def asked_before(self) -> Mapping[str, str]:
        """How questions were worded when they were answered, where that was another wording."""


def step_of(interview: Viewed) -> Step | None:
    """Return what to ask now; None when the interview is over."""
    match interview.place:
        case AtQuestion(address):
            return _asked_step(interview, address)
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
    if address == TITLE:
        return title_question()
    question = interview.template.question_at(address)
    if question is None:  # pragma: no cover - the interview goes to known addresses only
        raise LookupError(address)
    return question


def items_of(interview: Viewed, group: str) -> tuple[int, ...]:
    """Return the numbers of a group's items in which something was said, or is half typed."""
    drafts = (Answer(address, text or " ") for address, text in interview.drafts.items())
    return items_among((*interview.case.given_answers(), *drafts), group)


def _progress(interview: Viewed) -> tuple[int, int]:
    route = [address for address in interview.route if address != TITLE]
    given = {outer_address(answer.address) for answer in interview.case.given_answers()}
    return sum(address in given for address in route), len(route)


def _asked_step(interview: Viewed, address: str) -> QuestionStep | GroupStep:
    asked = _question_step(interview, address)
    if isinstance(asked.question, GroupQuestion):
        return GroupStep(asked, asked.question, _items(interview, address, asked.question))
    return asked


def _items(interview: Viewed, address: str, group: GroupQuestion) -> tuple[Item, ...]:
    numbers = items_of(interview, address)
    return tuple(_item(interview, address, group, number) for number in numbers)


def _item(interview: Viewed, address: str, group: GroupQuestion, number: int) -> Item:
    case = interview.case
    shown = relevant_in_item(interview.template, case, address, number, interview.relevant)
    item = item_address(address, number)
    texts = [interview.drafts.get(each) or case.answer(each).text for each in (*shown, item)]
    return Item(
        address=item,
        name=group.item_name(number, case.language),
        summary=next((text.strip() for text in texts if text.strip()), ""),
        done=sum(case.answer(each).given for each in shown),
        total=len(shown),
    )


def _question_step(interview: Viewed, address: str) -> QuestionStep:
    template = interview.template
    done, total = _progress(interview)
    section = template.section_at(address)
    within = _beside(interview, address, section)
    place, group = item_place(address), template.group_at(address)
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
        item=group.item_name(place.number, interview.case.language) if place and group else "",
        asked_before=interview.asked_before.get(address, ""),
        names_people=template.names_people,
    )


def _beside(interview: Viewed, address: str, section: Section | None) -> Sequence[str]:
    """Return the addresses among which one is counted: those of its section, or of its item."""
    template, place = interview.template, item_place(address)
    if place is not None:
        case, relevant = interview.case, interview.relevant
        return relevant_in_item(template, case, place.group, place.number, relevant)
    return [each for each in interview.route if section and template.section_at(each) is section]


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
    section = interview.template.section_at(address)
    question = question_at(interview, address)
    return Entry(
        address=address,
        text=worded(question.text, language),
        status=_status(interview.case, address, question),
        half_typed=any(outer_address(each) == address for each in interview.drafts),
        section_number=interview.template.section_number(section) if section else 0,
        section_title=worded(section.title, language) if section else "",
    )


def _status(case: Case, address: str, question: Question) -> Status:
    """Return an answer's status; a group is answered where something in it was said."""
    said = case.answer(address)
    if isinstance(question, GroupQuestion) and not said.given:
        within = items_among(case.given_answers(), address)
        return Status.ANSWERED if within else Status.UNANSWERED
    return said.status


# --- what could tell who somebody is ---


def _with_kinds(interview: Viewed, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    # Loaded when it is needed: most screens are drawn without it.
    from coprod_cli.privacy.scan import NO_WATCH_LIST, identifiers_in_case, shown_kind

    found = identifiers_in_case(interview.case, interview.watched or NO_WATCH_LIST)
    return tuple(
        replace(
            entry,
            kinds=tuple(dict.fromkeys(shown_kind(each.kind) for each in found[entry.address])),
        )
        if entry.address in found
        else entry
        for entry in entries
    )


def _remarks(interview: Viewed, address: str) -> tuple[str, ...]:
    """Tell of what stands in an answer to which a person came back from the review."""
    if not (isinstance(interview.place, AtQuestion) and interview.place.then_review):
        return ()
    from coprod_cli.privacy.scan import NO_WATCH_LIST, identifiers_in_answer

    text = interview.drafts.get(address, interview.case.answer(address).text)
    found = identifiers_in_answer(text, interview.watched or NO_WATCH_LIST)
    return tuple(
        composed('"{words}": {why}', words=text[each.start : each.end], why=each.why)
        for each in found[:_MOST_REMARKS]
    )


_MOST_REMARKS = 3
