"""Interview engine: an immutable value whose `apply` turns each reply into the next interview.

It uses no clock, file or terminal. `Interview.step` is what to ask now. No typed text is lost:
text that was not accepted as an answer stays in `drafts`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import capitalized, msg
from coprod_cli.interview.changes import (
    draft_base,
    with_answer,
    with_confirmed,
    with_draft,
    without_group_item,
)
from coprod_cli.interview.navigation import (
    first_asked_in,
    first_missing_answer,
    item_position,
    new_item_position,
    next_position,
    previous_position,
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
    typed_text,
)
from coprod_cli.interview.resume import resumed
from coprod_cli.interview.state import InterviewState, answer_at, position_of
from coprod_cli.interview.steps import Step
from coprod_cli.interview.views import question_at, step_of
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer, Case, CaseStatus
from coprod_cli.model.template import Template


class Interview(InterviewState):
    """Interview about one case, as an immutable value."""

    @classmethod
    def begin(
        cls, template: Template, case: Case, *, sections: tuple[str, ...] = (), asks_title: bool
    ) -> "Interview":
        """Begin an interview about a new case, at its title or first question.

        Args:
            template: the template.
            case: the new case.
            sections: the ids of the sections to ask; empty for all.
            asks_title: whether to ask for the case's title first.
        """
        asked = frozenset(sections) or frozenset(section.id for section in template.sections)
        start = cls(template, case, AtReview(), asked, opening=True, asks_title=asks_title)
        first = start.route[0] if start.route else None
        return replace(start, position=AtQuestion(first)) if first else start

    @classmethod
    def resume(
        cls, template: Template, case: Case, *, at: AnswerKey | None,
        drafts: Mapping[AnswerKey, str], bases: Mapping[AnswerKey, str] | None = None,
    ) -> "Interview":  # fmt: skip
        """Resume an interview about a draft where the person stopped, else at an open question.

        Args:
            template: the template.
            case: the draft.
            at: the answer that the person was giving; None if it is not known.
            drafts: half-typed text by answer.
            bases: by answer, the digest of the saved answer when its draft was started.
        """
        asked = frozenset(section.id for section in template.sections)
        return resumed(cls(template, case, AtReview(), asked), at, drafts, bases or {})

    @classmethod
    def reopen(
        cls, template: Template, case: Case, *, sections: tuple[str, ...] = (),
        drafts: Mapping[AnswerKey, str], bases: Mapping[AnswerKey, str] | None = None,
    ) -> "Interview":  # fmt: skip
        """Open any case at its menu, or at the first question of some sections.

        Args:
            template: the template.
            case: the case.
            sections: the ids of the sections to ask; empty to open the menu.
            drafts: half-typed text by answer.
            bases: by answer, the digest of the saved answer when its draft was started.
        """
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
        """Ask some questions of any case again.

        Args:
            template: the template.
            case: the case.
            asked: by answer to ask for, its question's earlier wording; "" if unchanged.
            drafts: half-typed text by answer.
            bases: by answer, the digest of the saved answer when its draft was started.
        """
        opened = cls.resume(template, case, at=None, drafts=drafts, bases=bases)
        asked_before = {key: text for key, text in asked.items() if text}
        addresses = (key.address for key in asked)
        shown = [each for each in addresses if each.item is None or each in opened.relevant]
        asked_addresses = frozenset((*shown, *(each.outer for each in shown)))
        opened = replace(opened, asked=asked_addresses, asks_title=False, asked_before=asked_before)
        first = first_asked_in(opened, opened.route[0]) if opened.route else None
        return replace(opened, position=AtQuestion(first) if first else AtReview())

    # --- step ---

    @property
    def step(self) -> Step | None:
        """The step to ask now; None if the interview has ended."""
        return step_of(self)

    # --- replies ---

    def apply(self, reply: Reply) -> "Interview":  # noqa: C901, PLR0911, PLR0912 - each kind
        """Return the interview after a reply; no reply loses text or raises an exception."""
        current = replace(self, problem=None, opening=False)
        match reply:
            case Answered() | Unknown():
                return current._submit(reply)
            case Skipped():
                return with_confirmed(current, self.key)._go_on()
            case Back(draft):
                return with_draft(current, draft)._go_back()
            case OpenMenu(draft):
                return replace(with_draft(current, draft), position=AtMenu(self._origin))
            case Jump(text):
                address = Address(text)
                if address != TITLE and self.template.question_at(address) is None:
                    return self
                from_list = isinstance(self.position, AtReview) or self.position == AtMenu(None)
                return replace(current, position=AtQuestion(address, then_review=from_list))
            case AddItem():
                return replace(current, position=new_item_position(self))
            case ChangeItem(item):
                return replace(current, position=item_position(self, Address(item)))
            case RemoveItem(item):
                return without_group_item(current, Address(item))
            case Paused(draft):
                return replace(with_draft(current, draft), position=Ended(paused=True, at=self.key))
            case KeptAsDraft():
                case = replace(self.case, status=CaseStatus.DRAFT)
                return replace(current, case=case, position=Ended(paused=False))
            case Finished():
                return current._finish()
            case Chosen(take):
                return current._choose(take)
            case _:
                assert_never(reply)

    def with_case(self, case: Case) -> "Interview":
        """Return the interview with the case as it is in its note now."""
        if case == self.case:
            return self
        position = self.position
        if isinstance(position, AtConflict):
            position = replace(position, theirs=answer_at(case, position.mine.key))
        return replace(self, case=case, position=position)

    def with_conflict(self, after: "Interview", mine: Answer, case: Case) -> "Interview":
        """Return the interview at a merge conflict.

        Args:
            after: the interview after the reply that held the answer.
            mine: the answer given here.
            case: the case as it is in its note now, with the other answer.
        """
        current = replace(self, case=case, problem=None, opening=False)
        current = with_draft(current, mine.text, mine.key)
        return current._at_conflict(mine, answer_at(case, mine.key), after.position)

    def with_problem(self, reply: Reply, problem: str) -> "Interview":
        """Return the interview with a problem to show, and the reply's text kept as a draft.

        Args:
            reply: a reply that could not be saved.
            problem: the message.
        """
        return replace(with_draft(self, typed_text(reply), self._key_of(reply)), problem=problem)

    @property
    def _origin(self) -> AtQuestion | None:
        """The position to which a menu opened now goes back; None for the review."""
        match self.position:
            case AtQuestion():
                return self.position
            case AtMenu(origin):
                return origin
            case _:
                return None

    def _key_of(self, reply: Reply) -> AnswerKey | None:
        """Return the key of the answer a reply gives: of the voice it names, else the one shown."""
        key = self.key
        if key is not None and isinstance(reply, Answered | Unknown) and reply.voice is not None:
            return AnswerKey(key.address, reply.voice)
        return key

    def _submit(self, reply: Answered | Unknown) -> "Interview":
        key = self._key_of(reply)
        if key is None or not isinstance(self.position, AtQuestion):
            return self
        unknown = isinstance(reply, Unknown)
        try:
            text = question_at(self, key.address).parse(reply.text, self.case.language)
        except InvalidAnswer as error:
            return replace(with_draft(self, reply.text, key), problem=capitalized(error.message))
        earlier = answer_at(self.case, key)
        answer = Answer(key.address, text, unknown, key.voice, reply.evidence or earlier.evidence)
        if draft_base(self, key) not in (None, earlier.digest) and answer != earlier:
            # The saved answer changed after the draft was started.
            kept = with_draft(self, reply.text, key)
            return kept._at_conflict(answer, earlier, self._go_on().position)
        return with_answer(self, answer)._go_on()

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
        return replace(with_answer(self, answer), position=self.position.then)

    def _go_on(self) -> "Interview":
        return replace(self, position=next_position(self))

    def _go_back(self) -> "Interview":
        previous = previous_position(self)
        if previous is None:
            return replace(self, problem=msg("This is the first question."))
        return replace(self, position=previous)

    def _finish(self) -> "Interview":
        for key in self.drafts:
            problem = msg("You typed this and did not take it yet. Enter takes it.")
            return replace(
                self, position=position_of(self.case, key, then_review=True), problem=problem
            )
        if missing := first_missing_answer(self):
            problem = msg("This one is needed before the case is finished. ? means not known yet.")
            return replace(self, position=AtQuestion(missing, then_review=True), problem=problem)
        case = replace(self.case, status=CaseStatus.FINAL)
        return replace(self, case=case, position=Ended(paused=False))
