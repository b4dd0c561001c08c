"""The interview as a pure value: which step it is at, and what it becomes with each reply.

No clock, file or terminal is in here. `Interview.step` says what to ask; `Interview.apply` takes
the reply and returns the next interview. Nothing typed is lost on the way: what was not taken as
an answer stays in `drafts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import capitalized, msg
from coprod_cli.base.text import canonical_text
from coprod_cli.interview.navigation import (
    backward,
    first_asked_in,
    first_needed,
    into_item,
    into_new_item,
    onward,
)
from coprod_cli.interview.protocol import (
    AddItem,
    Answered,
    AtConflict,
    AtMenu,
    AtQuestion,
    AtReview,
    Back,
    ChangeItem,
    Chosen,
    Ended,
    Finished,
    Jump,
    KeptAsDraft,
    OpenMenu,
    Paused,
    Place,
    RemoveItem,
    Reply,
    Skipped,
    Step,
    Take,
    Unknown,
    typed_in,
)
from coprod_cli.interview.views import question_at, step_of
from coprod_cli.model.address import outer_address, without_item
from coprod_cli.model.case import TITLE, Answer, Case, CaseStatus, said_by
from coprod_cli.model.template import Template
from coprod_cli.model.visibility import relevant_addresses

if TYPE_CHECKING:
    from coprod_cli.privacy.watch_list import WatchList


@dataclass(frozen=True)
class Interview:
    """An interview about one case, as a value.

    `asked` names the sections, or the addresses, that are gone through; all may be jumped to.
    `drafts` maps an address to text that was typed there and not taken; `bases` maps it to the
    digest of the answer that stood there when it was begun. `watched` has the notebook's own words
    to watch. `asked_before` has how a question was worded when it was answered, where that differs.
    """

    template: Template
    case: Case
    place: Place
    asked: frozenset[str] = frozenset()
    drafts: Mapping[str, str] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None
    opening: bool = False
    asks_title: bool = True
    watched: "WatchList | None" = None
    asked_before: Mapping[str, str] = field(default_factory=dict)

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
        cls, template: Template, case: Case, *, at: str | None, drafts: Mapping[str, str],
        bases: Mapping[str, str] | None = None,
    ) -> "Interview":  # fmt: skip
        """Go on with a draft: where the person was, else at the first question left open."""
        asked = frozenset(section.id for section in template.sections)
        kept = {
            address: text
            for address, text in drafts.items()
            if (template.question_at(address) and text != case.answer(address).text)
            or (address == TITLE and text != case.title)
        }
        resumed = cls(template, case, AtReview(), asked, kept, bases or {})
        if at in kept or (at and template.question_at(at) and outer_address(at) in resumed.route):
            return replace(resumed, place=AtQuestion(str(at)))
        said = {outer_address(answer.address) for answer in case.given_answers()}
        open_ones = [each for each in resumed.route[1:] if each not in said]
        return replace(resumed, place=AtQuestion(open_ones[0])) if open_ones else resumed

    @classmethod
    def reopen(
        cls, template: Template, case: Case, *, sections: tuple[str, ...] = (),
        drafts: Mapping[str, str], bases: Mapping[str, str] | None = None,
    ) -> "Interview":  # fmt: skip
        """Open any case at its menu, or at the first question of the named sections."""
        opened = cls.resume(template, case, at=None, drafts=drafts, bases=bases)
        if not sections:
            return replace(opened, place=AtMenu(None))
        opened = replace(opened, asked=frozenset(sections), asks_title=False)
        return replace(opened, place=AtQuestion(opened.route[0]) if opened.route else AtReview())

    @classmethod
    def ask_again(
        cls, template: Template, case: Case, asked: Mapping[str, str], *,
        drafts: Mapping[str, str], bases: Mapping[str, str] | None = None,
    ) -> "Interview":  # fmt: skip
        """Ask some questions of any case; `asked` has how each was worded before, or ""."""
        opened = cls.resume(template, case, at=None, drafts=drafts, bases=bases)
        before = {address: text for address, text in asked.items() if text}
        shown = [each for each in asked if "#" not in each or each in opened.relevant]
        addresses = frozenset((*shown, *map(outer_address, shown)))
        opened = replace(opened, asked=addresses, asks_title=False, asked_before=before)
        first = first_asked_in(opened, opened.route[0]) if opened.route else None
        return replace(opened, place=AtQuestion(first) if first else AtReview())

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
            if address in self.relevant
            and (address.partition(".")[0] in self.asked or address in self.asked)
        )
        return (TITLE, *questions) if self.asks_title else questions

    @property
    def step(self) -> Step | None:
        """What to ask now; None when the interview is over."""
        return step_of(self)

    # --- what a reply does ---

    def apply(self, reply: Reply) -> "Interview":  # noqa: C901, PLR0911, PLR0912 - each kind
        """Return the interview after a reply; it never loses text and never raises for one."""
        current = replace(self, problem=None, opening=False)
        match reply:
            case Answered() | Unknown():
                return current._take(reply)
            case Skipped():
                return current._confirmed()._onward()
            case Back(draft):
                return current._keep(draft)._backward()
            case OpenMenu(draft):
                return replace(current._keep(draft), place=AtMenu(self._origin))
            case Jump(address):
                if address != TITLE and self.template.question_at(address) is None:
                    return self
                from_list = isinstance(self.place, AtReview) or self.place == AtMenu(None)
                return replace(current, place=AtQuestion(address, then_review=from_list))
            case AddItem():
                return replace(current, place=into_new_item(self))
            case ChangeItem(item):
                return replace(current, place=into_item(self, item))
            case RemoveItem(item):
                return current._remove_item(item)
            case Paused(draft):
                at = self._address
                return replace(current._keep(draft), place=Ended(paused=True, at=at))
            case KeptAsDraft():
                case = replace(self.case, status=CaseStatus.DRAFT)
                return replace(current, case=case, place=Ended(paused=False))
            case Finished():
                return current._finish()
            case Chosen(take):
                return current._choose(take)
            case _:
                assert_never(reply)

    def refreshed(self, case: Case) -> "Interview":
        """Return this interview with its case as it stands in its note by now."""
        if case == self.case:
            return self
        place = self.place
        if isinstance(place, AtConflict):  # one chooses of what stands there now
            mine = place.mine
            place = replace(place, theirs=said_by(case, mine.address, mine.voice))
        return replace(self, case=case, place=place)

    def contested(self, after: "Interview", mine: Answer, case: Case) -> "Interview":
        """Return this interview at the choice between an answer and what its note says by now.

        Args:
            after: the interview after the reply that held the answer.
            mine: the answer.
            case: the case as it stands in its note by now.
        """
        current = replace(self, case=case, problem=None, opening=False)._keep(mine.text)
        return current._at_conflict(mine, current._said(mine), after.place)

    def refused(self, reply: Reply, problem: str) -> "Interview":
        """Return this interview with what the reply held kept as half typed, and a problem shown.

        For a reply that could not be saved.
        """
        return replace(self._keep(typed_in(reply)), problem=problem)

    @property
    def _address(self) -> str | None:
        match self.place:
            case AtQuestion(address):
                return address
            case AtMenu(AtQuestion(address)):
                return address
            case AtConflict(mine):
                return mine.address
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
        dropped = self._without_draft(address)
        earlier = self.case.answer(address)
        if canonical_text(draft) == earlier.text:
            return dropped
        base = self.bases.get(address) if address in self.drafts else None
        bases = {**dropped.bases, address: base or earlier.digest}
        return replace(dropped, drafts={**dropped.drafts, address: draft}, bases=bases)

    def _without_draft(self, address: str) -> "Interview":
        drafts = {key: text for key, text in self.drafts.items() if key != address}
        bases = {key: base for key, base in self.bases.items() if key != address}
        return replace(self, drafts=drafts, bases=bases)

    def _take(self, reply: Answered | Unknown) -> "Interview":
        if not isinstance(self.place, AtQuestion):
            return self
        address = self.place.address
        unknown = isinstance(reply, Unknown)
        try:
            text = question_at(self, address).parse(reply.text, self.case.language)
        except InvalidAnswer as error:
            return replace(self._keep(reply.text), problem=capitalized(error.message))
        slot = self._slot(address, reply.voice)
        answer = Answer(address, text, unknown, slot.voice, reply.evidence or slot.evidence)
        base = self._base_of(slot)
        if base != slot.digest and answer != slot:
            # What was half typed was begun over another text than the one that stands there now.
            kept = self._keep(reply.text)
            return kept._at_conflict(answer, slot, self._onward().place)
        return self._put(answer)._onward()

    def _base_of(self, slot: Answer) -> str:
        """Return the digest of what stood in a slot when what is half typed for it was begun."""
        begun_over = self.case.answer(slot.address)
        if slot.address in self.drafts and slot.voice == begun_over.voice:
            return self.bases.get(slot.address, slot.digest)
        return slot.digest

    def _put(self, answer: Answer) -> "Interview":
        """Return the interview with an answer taken, and nothing half typed in its place."""
        if answer.address == TITLE:
            is_new = bool(answer.text) and not answer.unknown
        else:
            is_new = answer.given or self._said(answer).given
        case = self.case.with_answer(answer) if is_new else self.case
        return replace(self._without_draft(answer.address)._confirmed(), case=case)

    def _confirmed(self) -> "Interview":
        """Return the interview with the question here as one whose answer is to its new wording."""
        before = {key: text for key, text in self.asked_before.items() if key != self._address}
        return replace(self, asked_before=before)

    def _at_conflict(self, mine: Answer, theirs: Answer, then: Place) -> "Interview":
        return replace(self, place=AtConflict(mine, theirs, then))

    def _choose(self, take: Take) -> "Interview":
        if not isinstance(self.place, AtConflict):
            return self
        mine, theirs = self.place.mine, self.place.theirs
        match take:
            case Take.MINE:
                answer = mine
            case Take.THEIRS:
                answer = theirs
            case Take.BOTH:
                unknown = mine.unknown and theirs.unknown
                both = f"{theirs.text}\n\n{mine.text}"
                answer = mine._replace(text=both, unknown=unknown)
            case _:
                assert_never(take)
        return replace(self._put(answer), place=self.place.then)

    def _slot(self, address: str, voice: str | None) -> Answer:
        """Return the answer that a voice gave before; the first one where no voice is named."""
        if voice is None:
            return self.case.answer(address)
        return self._said(Answer(address, voice=voice))

    def _said(self, answer: Answer) -> Answer:
        """Return what stands where an answer is to stand."""
        return said_by(self.case, answer.address, answer.voice)

    def _onward(self) -> "Interview":
        return replace(self, place=onward(self))

    def _backward(self) -> "Interview":
        before = backward(self)
        if before is None:
            return replace(self, problem=msg("This is the first question."))
        return replace(self, place=before)

    def _remove_item(self, item: str) -> "Interview":
        drafts = {key: text for key, text in self.drafts.items() if not key.startswith(f"{item}.")}
        bases = {key: base for key, base in self.bases.items() if key in drafts}
        return replace(self, case=without_item(self.case, item), drafts=drafts, bases=bases)

    def _finish(self) -> "Interview":
        for address in self.drafts:
            problem = msg("You typed this and did not take it yet. Enter takes it.")
            return replace(self, place=AtQuestion(address, then_review=True), problem=problem)
        if needed := first_needed(self):
            problem = msg("This one is needed before the case is finished. ? means not known yet.")
            return replace(self, place=AtQuestion(needed, then_review=True), problem=problem)
        case = replace(self.case, status=CaseStatus.FINAL)
        return replace(self, case=case, place=Ended(paused=False))
