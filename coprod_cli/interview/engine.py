"""Interview engine: an immutable value whose `apply` turns each reply into the next interview.

It uses no clock, file or terminal. `Interview.step` is what to ask now. No typed text is lost:
text that was not accepted as an answer stays in `drafts`.
"""

from dataclasses import replace
from typing import assert_never

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import N_, Message, capitalized, msg
from coprod_cli.interview.beginnings import BegunInterview
from coprod_cli.interview.changes import (
    answer_from,
    chosen_answer,
    draft_base,
    with_answer,
    with_confirmed,
    with_draft,
    with_sources,
    with_tags,
    without_group_items,
    without_offer,
)
from coprod_cli.interview.finishing import finished
from coprod_cli.interview.many_answers import with_many_answers
from coprod_cli.interview.navigation import (
    item_position,
    new_item_position,
    next_position,
    previous_position,
)
from coprod_cli.interview.positions import (
    AtConflict,
    AtFinish,
    AtMenu,
    AtQuestion,
    AtReview,
    AtSources,
    AtTags,
    AtWithdrawal,
    Ended,
    Position,
    origin_of,
)
from coprod_cli.interview.replies import (
    AddItem,
    Answered,
    AnsweredAll,
    Back,
    ChangeItem,
    ChangeVoice,
    Chosen,
    Finished,
    Jump,
    KeptAsDraft,
    Leave,
    Leaving,
    OpenMenu,
    OpenReview,
    OpenSources,
    OpenTags,
    Paused,
    RemoveItem,
    Reply,
    SetSources,
    SetTags,
    Skipped,
    Take,
    Unknown,
    Withdrawn,
    typed_text,
)
from coprod_cli.interview.speaking import with_voice
from coprod_cli.interview.state import answer_at, position_of
from coprod_cli.interview.steps import Step
from coprod_cli.interview.views import step_of
from coprod_cli.interview.withdrawing import at_withdrawal, not_withdrawn, withdraws
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer, Case, CaseStatus
from coprod_cli.model.voice_names import WITHOUT_VOICE

_NO_SOURCES_HERE = N_(":source goes with an answer.")
_ANSWER_FIRST = N_("Write your answer first, and :source below it: then say how you know it.")


class Interview(BegunInterview):
    """Interview about one case, as an immutable value."""

    # --- step ---

    @property
    def step(self) -> Step | None:
        """The step to ask now; None if the interview has ended."""
        return step_of(self)

    # --- replies ---

    def apply(self, reply: Reply) -> "Interview":  # noqa: C901, PLR0911, PLR0912 - each kind
        """Return the interview after a reply; no reply loses text or raises an exception."""
        current = replace(self, problem=None, notice=None, opening=False)
        match reply:
            case Answered() | Unknown():
                return current._submit(reply)
            case AnsweredAll(replies):
                return with_many_answers(current, replies)
            case Skipped():
                return with_confirmed(current, self.key)._go_on()
            case Leaving():
                return current._leave(reply)
            case SetTags(line):
                return with_tags(current, line)
            case SetSources():
                return with_sources(current, reply)
            case Jump(text):
                return current._jump(Address(text)) or self
            case AddItem():
                return replace(current, position=new_item_position(self))
            case ChangeItem(item):
                return replace(current, position=item_position(self, Address(item)))
            case RemoveItem(item):
                return without_group_items(current, (Address(item),))
            case KeptAsDraft():
                case = replace(self.case, status=CaseStatus.DRAFT)
                return replace(current, case=case, position=Ended(paused=False))
            case Finished():
                return finished(current)
            case Withdrawn():
                return current._withdraw()
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
        kept = with_draft(self, typed_text(reply), self._key_of(reply))
        if isinstance(reply, SetTags) and isinstance(self.position, AtTags):
            kept = replace(kept, position=replace(self.position, typed=reply.line))
        if isinstance(reply, SetSources) and isinstance(self.position, AtSources):
            unsaved = replace(reply, stops=False)
            kept = replace(kept, position=replace(self.position, unsaved=unsaved))
        return replace(kept, problem=problem)

    def with_notice(self, notice: Message | None) -> "Interview":
        """Return the interview with a sentence about the last reply; none beside a problem."""
        return replace(self, notice=None if self.problem else notice or self.notice)

    def _leave(self, reply: Leave) -> "Interview":  # noqa: PLR0911 - each kind
        """Return the interview elsewhere, with what was typed as a draft."""
        left = with_draft(self, reply.draft)
        match reply:
            case Back():
                if isinstance(self.position, AtWithdrawal):
                    return not_withdrawn(self)
                return left._go_back()
            case OpenMenu():
                return replace(left, position=AtMenu(origin_of(self.position)))
            case OpenTags():
                return replace(left, position=self._at_tags)
            case OpenSources(draft):
                return self._open_sources(draft)
            case ChangeVoice(_, voice):
                return with_voice(left, voice)
            case OpenReview():
                if isinstance(self.position, AtReview | AtFinish):
                    return finished(self)
                return replace(left, position=AtReview(origin_of(self.position)))
            case Paused():
                return replace(left, position=Ended(paused=True, at=self.key))
            case _:
                assert_never(reply)

    def _jump(self, address: Address) -> "Interview | None":
        """Return the interview at a question or the title; None if there is no such question."""
        if address != TITLE and self.template.question_at(address) is None:
            return None
        from_list = isinstance(self.position, AtReview) or self.position == AtMenu(None)
        return replace(self, position=AtQuestion(address, then_review=from_list))

    @property
    def _at_tags(self) -> AtTags:
        return self.position if isinstance(self.position, AtTags) else AtTags(self.position)

    def _key_of(self, reply: Reply) -> AnswerKey | None:
        """Return the key of the answer a reply gives: of the voice it names, else the one shown."""
        key = self.key
        if key is not None and isinstance(reply, Answered | Unknown) and reply.voice is not None:
            return AnswerKey(key.address, reply.voice or None)
        return key

    def _submit(self, reply: Answered | Unknown) -> "Interview":
        key = self._key_of(reply)
        if key is None or not isinstance(self.position, AtQuestion):
            return self
        try:
            answer = answer_from(self, key, reply)
        except InvalidAnswer as error:
            return replace(with_draft(self, reply.text, key), problem=capitalized(error.message))
        earlier = answer_at(self.case, key)
        if draft_base(self, key) not in (None, earlier.digest) and answer != earlier:
            # The saved answer changed after the draft was started.
            kept = with_draft(self, reply.text, key)
            return kept._at_conflict(answer, earlier, self._go_on().position)
        if withdraws(self, answer):
            return at_withdrawal(self, answer, reply.text)
        return without_offer(with_answer(self, answer), key)._go_on()

    def _withdraw(self) -> "Interview":
        if not isinstance(self.position, AtWithdrawal):
            return self
        answer, then = self.position.answer, self.position.then
        return with_answer(replace(self, position=then), answer)._go_on()

    def _open_sources(self, draft: str | None) -> "Interview":
        """Return the interview at how the current answer is known.

        Half-typed text is saved as the answer first. Without an answer there is nothing that
        references could stand beside, and the text stays as it is.
        """
        key, position = self.key, self.position
        if key is None or key.address == TITLE or not isinstance(position, AtQuestion):
            return replace(with_draft(self, draft), problem=msg(_NO_SOURCES_HERE))
        state = self
        if draft is not None and draft.strip() and draft != answer_at(self.case, key).text:
            state = self._submit(Answered(draft, key.voice or WITHOUT_VOICE))
            if state.problem or isinstance(state.position, AtConflict):
                return state
        if not answer_at(state.case, key).given:
            return replace(with_draft(self, draft), problem=msg(_ANSWER_FIRST))
        then = position_of(state, key, then_review=position.then_review)
        return replace(state, position=AtSources(then, key))

    def _at_conflict(self, mine: Answer, theirs: Answer, then: Position) -> "Interview":
        return replace(self, position=AtConflict(mine, theirs, then))

    def _choose(self, take: Take) -> "Interview":
        if not isinstance(self.position, AtConflict):
            return self
        answer = chosen_answer(self.position.mine, self.position.theirs, take)
        return replace(with_answer(self, answer), position=self.position.then)

    def _go_on(self) -> "Interview":
        return replace(self, position=next_position(self))

    def _go_back(self) -> "Interview":
        previous = previous_position(self)
        if previous is None:
            return replace(self, problem=msg("This is the first question."))
        return replace(self, position=previous)
