"""The interview as a pure value: which step it is at, and what it becomes with each reply.

No clock, file or terminal is in here. `Interview.step` says what to ask; `Interview.apply` takes
the reply and returns the next interview. Nothing typed is lost on the way: what was not taken as
an answer stays in `drafts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import assert_never

from coprod_cli.case import TITLE, Answer, Case, CaseStatus
from coprod_cli.cleaning import canonical_text
from coprod_cli.errors import InvalidAnswer
from coprod_cli.questions import Question, worded
from coprod_cli.relevance import relevant_addresses
from coprod_cli.steps import (
    TITLE_QUESTION,
    Answered,
    AtMenu,
    AtQuestion,
    AtReview,
    Back,
    Ended,
    Entry,
    Finished,
    Jump,
    KeptAsDraft,
    MenuStep,
    OpenMenu,
    Paused,
    Place,
    QuestionStep,
    Reply,
    ReviewStep,
    Skipped,
    Step,
    Unknown,
)
from coprod_cli.template import Template


@dataclass(frozen=True)
class Interview:
    """An interview about one case, as a value.

    `asked` names the sections that are gone through; all may be jumped to. `drafts` maps an
    address to text that was typed there and not taken.
    """

    template: Template
    case: Case
    place: Place
    asked: frozenset[str] = frozenset()
    drafts: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None
    opening: bool = False
    asks_title: bool = True

    @classmethod
    def begin(
        cls, template: Template, case: Case, *, sections: tuple[str, ...] = (), asks_title: bool
    ) -> "Interview":
        """Start a new case at its title, or at its first question."""
        asked = frozenset(sections) or frozenset(section.id for section in template.sections)
        start = cls(template, case, AtReview(), asked, opening=True, asks_title=asks_title)
        first = start.route[0] if start.route else None
        return replace(start, place=AtQuestion(first)) if first else start

    @classmethod
    def resume(
        cls, template: Template, case: Case, *, at: str | None, drafts: Mapping[str, str]
    ) -> "Interview":
        """Go on with a draft: where the person was, else at the first question left open."""
        asked = frozenset(section.id for section in template.sections)
        kept = {
            address: text
            for address, text in drafts.items()
            if (address in template.questions and text != case.answer(address).text)
            or (address == TITLE and text != case.title)
        }
        resumed = cls(template, case, AtReview(), asked, kept)
        if at in kept or at in resumed.route:
            return replace(resumed, place=AtQuestion(str(at)))
        open_ones = [each for each in resumed.route[1:] if not case.answer(each).given]
        return replace(resumed, place=AtQuestion(open_ones[0])) if open_ones else resumed

    @classmethod
    def reopen(
        cls, template: Template, case: Case, *, sections: tuple[str, ...] = (),
        drafts: Mapping[str, str],
    ) -> "Interview":  # fmt: skip
        """Open any case at its menu, or at the first question of the named sections."""
        opened = cls.resume(template, case, at=None, drafts=drafts)
        if not sections:
            return replace(opened, place=AtMenu(None))
        opened = replace(opened, asked=frozenset(sections), asks_title=False)
        return replace(opened, place=AtQuestion(opened.route[0]) if opened.route else AtReview())

    # --- what the person sees ---

    @cached_property
    def relevant(self) -> frozenset[str]:
        """The addresses whose conditions hold now."""
        return relevant_addresses(self.template, self.case)

    @cached_property
    def route(self) -> tuple[str, ...]:
        """The addresses that are gone through, in order, the title first where it is asked."""
        questions = tuple(
            address
            for address in self.template.questions
            if address in self.relevant and address.partition(".")[0] in self.asked
        )
        return (TITLE, *questions) if self.asks_title else questions

    @property
    def step(self) -> Step | None:
        """What to ask now; None when the interview is over."""
        match self.place:
            case AtQuestion(address):
                return self._question_step(address)
            case AtMenu(origin):
                current = origin.address if origin else None
                return MenuStep(self._entries(self.template.questions), current, *self._progress())
            case AtReview():
                done, total = self._progress()
                return ReviewStep(self._entries(self.route), done, total, self.problem)
            case Ended():
                return None
            case _:
                assert_never(self.place)

    def _progress(self) -> tuple[int, int]:
        route = [address for address in self.route if address != TITLE]
        given = {answer.address for answer in self.case.given_answers()}
        return sum(address in given for address in route), len(route)

    def _question_step(self, address: str) -> QuestionStep:
        done, total = self._progress()
        section = self.template.section_of.get(address)
        within = [
            each for each in self.route if section and self.template.section_of.get(each) is section
        ]
        return QuestionStep(
            address=address,
            question=self._question(address),
            language=self.case.language,
            section=section,
            section_number=self.template.section_number(section) if section else 0,
            section_count=len(self.template.sections),
            number=within.index(address) + 1 if address in within else 1,
            count=max(len(within), 1),
            done=done,
            total=total,
            earlier=self._earlier(address),
            draft=self.drafts.get(address),
            problem=self.problem,
            opening=self.opening,
        )

    def _question(self, address: str) -> Question:
        return TITLE_QUESTION if address == TITLE else self.template.questions[address]

    def _earlier(self, address: str) -> Answer:
        if address == TITLE:
            return Answer(TITLE, self.case.title)
        return self.case.answer(address)

    def _entries(self, addresses: Mapping[str, Question] | tuple[str, ...]) -> tuple[Entry, ...]:
        return tuple(
            self._entry(address)
            for address in addresses
            if address == TITLE or address in self.relevant
        )

    def _entry(self, address: str) -> Entry:
        section = self.template.section_of.get(address)
        return Entry(
            address=address,
            text=worded(self._question(address).text, self.case.language),
            status=self._earlier(address).status,
            half_typed=address in self.drafts,
            section_number=self.template.section_number(section) if section else 0,
            section_title=worded(section.title, self.case.language) if section else "",
        )

    # --- what a reply does ---

    def apply(self, reply: Reply) -> "Interview":  # noqa: PLR0911 - one for each kind of reply
        """Return the interview after a reply; it never loses text and never raises for one."""
        current = replace(self, problem=None, opening=False)
        match reply:
            case Answered() | Unknown():
                return current._take(reply)
            case Skipped():
                return current._onward()
            case Back(draft):
                return current._keep(draft)._backward()
            case OpenMenu(draft):
                return replace(current._keep(draft), place=AtMenu(self._origin))
            case Jump(address):
                if address != TITLE and address not in self.template.questions:
                    return self
                from_list = isinstance(self.place, AtReview) or self.place == AtMenu(None)
                return replace(current, place=AtQuestion(address, then_review=from_list))
            case Paused(draft):
                at = self._address
                return replace(current._keep(draft), place=Ended(paused=True, at=at))
            case KeptAsDraft():
                case = replace(self.case, status=CaseStatus.DRAFT)
                return replace(current, case=case, place=Ended(paused=False))
            case Finished():
                return current._finish()
            case _:
                assert_never(reply)

    def refused(self, reply: Reply, problem: str) -> "Interview":
        """Return this interview with what the reply held kept as half typed, and a problem shown.

        For a reply that could not be saved.
        """
        return replace(self._keep(_typed_in(reply)), problem=problem)

    @property
    def _address(self) -> str | None:
        match self.place:
            case AtQuestion(address):
                return address
            case AtMenu(AtQuestion(address)):
                return address
            case _:
                return None

    @property
    def _origin(self) -> AtQuestion | None:
        """The question to which a menu that is opened now goes back."""
        match self.place:
            case AtQuestion():
                return self.place
            case AtMenu(origin):
                return origin
            case _:
                return None

    def _keep(self, draft: str | None) -> "Interview":
        """Keep text that was typed at the current question, unless it is what stands there."""
        if draft is None or not isinstance(self.place, AtQuestion):
            return self
        address = self.place.address
        others = {key: text for key, text in self.drafts.items() if key != address}
        same = canonical_text(draft) == self._earlier(address).text
        return replace(self, drafts=others if same else {**others, address: draft})

    def _take(self, reply: Answered | Unknown) -> "Interview":
        if not isinstance(self.place, AtQuestion):
            return self
        address = self.place.address
        question = self._question(address)
        unknown = isinstance(reply, Unknown)
        try:
            text = question.parse(reply.text, self.case.language)
        except InvalidAnswer as error:
            sentence = error.message[:1].upper() + error.message[1:]
            return replace(self._keep(reply.text), problem=sentence)
        if address == TITLE:
            case = replace(self.case, title=text or self.case.title) if not unknown else self.case
        else:
            slot = self._slot(address, reply.voice)
            answer = Answer(address, text, unknown, slot.voice, reply.evidence or slot.evidence)
            case = self.case.with_answer(answer) if answer.given or slot.given else self.case
        drafts = {key: kept for key, kept in self.drafts.items() if key != address}
        return replace(self, case=case, drafts=drafts)._onward()

    def _slot(self, address: str, voice: str | None) -> Answer:
        """Return the answer that a voice gave before; the first one where no voice is named."""
        if voice is None:
            return self.case.answer(address)
        same = (
            each for each in self.case.answers if (each.address, each.voice) == (address, voice)
        )
        return next(same, Answer(address, voice=voice))

    def _onward(self) -> "Interview":
        match self.place:
            case AtQuestion(then_review=True):
                return replace(self, place=AtReview())
            case AtQuestion(address):
                following = _after(address, (TITLE, *self.template.questions), self.route)
                return replace(self, place=AtQuestion(following) if following else AtReview())
            case AtMenu(origin):
                return replace(self, place=origin or AtReview())
            case _:
                return self

    def _backward(self) -> "Interview":
        match self.place:
            case AtQuestion(then_review=True):
                return replace(self, place=AtReview())
            case AtQuestion(address):
                order = tuple(reversed((TITLE, *self.template.questions)))
                before = _after(address, order, self.route)
                if before is None:
                    return replace(self, problem="This is the first question.")
                return replace(self, place=AtQuestion(before))
            case AtMenu(origin):
                return replace(self, place=origin or AtReview())
            case AtReview():
                last = self.route[-1] if self.route else None
                return replace(self, place=AtQuestion(last)) if last else self
            case Ended():
                return self
            case _:
                assert_never(self.place)

    def _finish(self) -> "Interview":
        for address in self.drafts:
            problem = "You typed this and did not take it yet. Enter takes it."
            return replace(self, place=AtQuestion(address, then_review=True), problem=problem)
        for address in self.route:
            if self._question(address).required and not self._earlier(address).given:
                problem = "This one is needed before the case is finished. ? means not known yet."
                return replace(self, place=AtQuestion(address, then_review=True), problem=problem)
        case = replace(self.case, status=CaseStatus.FINAL)
        return replace(self, case=case, place=Ended(paused=False))


def _after(address: str, order: tuple[str, ...], route: tuple[str, ...]) -> str | None:
    """Return the next address of `route` after one that may itself have left it."""
    on_route = frozenset(route)
    position = order.index(address)
    return next((each for each in order[position + 1 :] if each in on_route), None)


def _typed_in(reply: Reply) -> str | None:
    """Return the text that a reply holds; None where nothing was typed."""
    match reply:
        case Answered(text):
            return text
        case Unknown(text):
            return text or None
        case Back(draft) | OpenMenu(draft) | Paused(draft):
            return draft
        case _:
            return None
