"""The interview as a pure value: which step it is at, and what it becomes with each reply.

No clock, file or terminal is in here. `Interview.step` says what to ask; `Interview.apply` takes
the reply and returns the next interview. Nothing typed is lost on the way: what was not taken as
an answer stays in `drafts`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

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
from coprod_cli.interview.positions import (
    AtConflict,
    AtMenu,
    AtQuestion,
    AtReview,
    Ended,
    Position,
)
from coprod_cli.interview.replies import (
    AddItem,
    Answered,
    Back,
    ChangeItem,
    Chosen,
    Finished,
    Jump,
    KeptAsDraft,
    OpenMenu,
    Paused,
    RemoveItem,
    Reply,
    Skipped,
    Take,
    Unknown,
    typed_in,
)
from coprod_cli.interview.resume import resumed
from coprod_cli.interview.state import InterviewState, answer_at, position_of
from coprod_cli.interview.steps import Step
from coprod_cli.interview.views import question_at, step_of
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer, Case, CaseStatus
from coprod_cli.model.items import without_item
from coprod_cli.model.template import Template


class Interview(InterviewState):
    """An interview about one case, as a value: its state, and what each reply makes of it."""

    @classmethod
    def begin(
        cls, template: Template, case: Case, *, sections: tuple[str, ...] = (), asks_title: bool
    ) -> "Interview":
        """Start a new case at its title, or at its first question."""
        asked = frozenset(sections) or frozenset(section.id for section in template.sections)
        start = cls(template, case, AtReview(), asked, opening=True, asks_title=asks_title)
        first = start.route[0] if start.route else None
        return replace(start, position=AtQuestion(first)) if first else start

    @classmethod
    def resume(
        cls, template: Template, case: Case, *, at: AnswerKey | None,
        drafts: Mapping[AnswerKey, str], bases: Mapping[AnswerKey, str] | None = None,
    ) -> "Interview":  # fmt: skip
        """Go on with a draft: where the person was, else at the first question left open."""
        asked = frozenset(section.id for section in template.sections)
        return resumed(cls(template, case, AtReview(), asked), at, drafts, bases or {})

    @classmethod
    def reopen(
        cls, template: Template, case: Case, *, sections: tuple[str, ...] = (),
        drafts: Mapping[AnswerKey, str], bases: Mapping[AnswerKey, str] | None = None,
    ) -> "Interview":  # fmt: skip
        """Open any case at its menu, or at the first question of the named sections."""
        opened = cls.resume(template, case, at=None, drafts=drafts, bases=bases)
        if not sections:
            return replace(opened, position=AtMenu(None))
        opened = replace(opened, asked=frozenset(sections), asks_title=False)
        return replace(opened, position=AtQuestion(opened.route[0]) if opened.route else AtReview())

    @classmethod
    def ask_again(
        cls, template: Template, case: Case, asked: Mapping[AnswerKey, str], *,
        drafts: Mapping[AnswerKey, str], bases: Mapping[AnswerKey, str] | None = None,
    ) -> "Interview":  # fmt: skip
        """Ask some questions of any case; `asked` has how each was worded before, or ""."""
        opened = cls.resume(template, case, at=None, drafts=drafts, bases=bases)
        before = {key: text for key, text in asked.items() if text}
        addresses = (key.address for key in asked)
        shown = [each for each in addresses if each.item is None or each in opened.relevant]
        asked_for = frozenset((*shown, *(each.outer for each in shown)))
        opened = replace(opened, asked=asked_for, asks_title=False, asked_before=before)
        first = first_asked_in(opened, opened.route[0]) if opened.route else None
        return replace(opened, position=AtQuestion(first) if first else AtReview())

    # --- what the person sees ---

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
                return current._confirmed(self.key)._onward()
            case Back(draft):
                return current._keep(draft)._backward()
            case OpenMenu(draft):
                return replace(current._keep(draft), position=AtMenu(self._origin))
            case Jump(text):
                address = Address(text)
                if address != TITLE and self.template.question_at(address) is None:
                    return self
                from_list = isinstance(self.position, AtReview) or self.position == AtMenu(None)
                return replace(current, position=AtQuestion(address, then_review=from_list))
            case AddItem():
                return replace(current, position=into_new_item(self))
            case ChangeItem(item):
                return replace(current, position=into_item(self, Address(item)))
            case RemoveItem(item):
                return current._remove_item(Address(item))
            case Paused(draft):
                return replace(current._keep(draft), position=Ended(paused=True, at=self.key))
            case KeptAsDraft():
                case = replace(self.case, status=CaseStatus.DRAFT)
                return replace(current, case=case, position=Ended(paused=False))
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
        place = self.position
        if isinstance(place, AtConflict):  # one chooses of what stands there now
            mine = place.mine
            place = replace(place, theirs=answer_at(case, mine.key))
        return replace(self, case=case, position=place)

    def contested(self, after: "Interview", mine: Answer, case: Case) -> "Interview":
        """Return this interview at the choice between an answer and what its note says by now.

        Args:
            after: the interview after the reply that held the answer.
            mine: the answer.
            case: the case as it stands in its note by now.
        """
        current = replace(self, case=case, problem=None, opening=False)
        current = current._keep(mine.text, mine.key)
        return current._at_conflict(mine, answer_at(case, mine.key), after.position)

    def refused(self, reply: Reply, problem: str) -> "Interview":
        """Return this interview with what the reply held kept as half typed, and a problem shown.

        For a reply that could not be saved.
        """
        return replace(self._keep(typed_in(reply), self._key_of(reply)), problem=problem)

    @property
    def _origin(self) -> AtQuestion | None:
        """The question to which a menu that is opened now goes back."""
        match self.position:
            case AtQuestion():
                return self.position
            case AtMenu(origin):
                return origin
            case _:
                return None

    def _key_of(self, reply: Reply) -> AnswerKey | None:
        """Return which answer a reply gives: that of the voice it names, else the one shown."""
        key = self.key
        if key is not None and isinstance(reply, Answered | Unknown) and reply.voice is not None:
            return AnswerKey(key.address, reply.voice)
        return key

    def _keep(self, draft: str | None, key: AnswerKey | None = None) -> "Interview":
        """Keep text that was typed for an answer, unless it is what stands there.

        Args:
            draft: the text; None where nothing was typed.
            key: the answer; None for the one at which the interview is.
        """
        key = key or self.key
        if draft is None or key is None or not isinstance(self.position, AtQuestion):
            return self
        dropped = self._without_draft(key)
        earlier = answer_at(self.case, key)
        if canonical_text(draft) == earlier.text:
            return dropped
        base = self.bases.get(key) if key in self.drafts else None
        bases = {**dropped.bases, key: base or earlier.digest}
        return replace(dropped, drafts={**dropped.drafts, key: draft}, bases=bases)

    def _without_draft(self, key: AnswerKey) -> "Interview":
        drafts = {each: text for each, text in self.drafts.items() if each != key}
        bases = {each: base for each, base in self.bases.items() if each != key}
        return replace(self, drafts=drafts, bases=bases)

    def _take(self, reply: Answered | Unknown) -> "Interview":
        key = self._key_of(reply)
        if key is None or not isinstance(self.position, AtQuestion):
            return self
        unknown = isinstance(reply, Unknown)
        try:
            text = question_at(self, key.address).parse(reply.text, self.case.language)
        except InvalidAnswer as error:
            return replace(self._keep(reply.text, key), problem=capitalized(error.message))
        earlier = answer_at(self.case, key)
        answer = Answer(key.address, text, unknown, key.voice, reply.evidence or earlier.evidence)
        begun_over = self.bases.get(key) if key in self.drafts else None
        if begun_over not in (None, earlier.digest) and answer != earlier:
            # What was half typed was begun over another text than the one that stands there now.
            kept = self._keep(reply.text, key)
            return kept._at_conflict(answer, earlier, self._onward().position)
        return self._put(answer)._onward()

    def _put(self, answer: Answer) -> "Interview":
        """Return the interview with an answer taken, and nothing half typed in its place."""
        if answer.address == TITLE:
            is_new = bool(answer.text) and not answer.unknown
        else:
            is_new = answer.given or answer_at(self.case, answer.key).given
        case = self.case.with_answer(answer) if is_new else self.case
        return replace(self._without_draft(answer.key)._confirmed(answer.key), case=case)

    def _confirmed(self, key: AnswerKey | None) -> "Interview":
        """Return the interview with an answer as one that is to its question's new wording."""
        before = {each: text for each, text in self.asked_before.items() if each != key}
        return replace(self, asked_before=before)

    def _at_conflict(self, mine: Answer, theirs: Answer, then: Position) -> "Interview":
        return replace(self, position=AtConflict(mine, theirs, then))

    def _choose(self, take: Take) -> "Interview":
        if not isinstance(self.position, AtConflict):
            return self
        mine, theirs = self.position.mine, self.position.theirs
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
        return replace(self._put(answer), position=self.position.then)

    def _onward(self) -> "Interview":
        return replace(self, position=onward(self))

    def _backward(self) -> "Interview":
        before = backward(self)
        if before is None:
            return replace(self, problem=msg("This is the first question."))
        return replace(self, position=before)

    def _remove_item(self, item: Address) -> "Interview":
        drafts = {key: text for key, text in self.drafts.items() if not key.address.is_inside(item)}
        bases = {key: base for key, base in self.bases.items() if key in drafts}
        return replace(self, case=without_item(self.case, item), drafts=drafts, bases=bases)

    def _finish(self) -> "Interview":
        for key in self.drafts:
            problem = msg("You typed this and did not take it yet. Enter takes it.")
            return replace(
                self, position=position_of(self.case, key, then_review=True), problem=problem
            )
        if needed := first_needed(self):
            problem = msg("This one is needed before the case is finished. ? means not known yet.")
            return replace(self, position=AtQuestion(needed, then_review=True), problem=problem)
        case = replace(self.case, status=CaseStatus.FINAL)
        return replace(self, case=case, position=Ended(paused=False))
