"""How an interview begins: about a new case, a draft, any case again, or some of its questions."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Self

from coprod_cli.interview.navigation import first_asked_in
from coprod_cli.interview.positions import AtMenu, AtQuestion, AtReview
from coprod_cli.interview.resume import first_open, resumed
from coprod_cli.interview.state import InterviewState, is_answered
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Case
from coprod_cli.model.template import Template
from coprod_cli.model.visibility import relevant_in_item


class BegunInterview(InterviewState):
    """An interview at its start, before any reply."""

    @classmethod
    def begin(
        cls, template: Template, case: Case, *, asked: tuple[str, ...] = (), asks_title: bool,
        voice: str | None = None,
    ) -> Self:  # fmt: skip
        """Begin an interview about a new case, at its title or first question.

        Args:
            template: the template.
            case: the new case.
            asked: the ids of the sections, or the addresses of the questions, to ask; empty for
                all.
            asks_title: whether to ask for the case's title first.
            voice: who speaks; None if nobody said.
        """
        parts = frozenset(asked) or frozenset(section.id for section in template.sections)
        start = cls(
            template, case, AtReview(), parts, chosen=asked, opening=True, asks_title=asks_title,
            voice=voice,
        )  # fmt: skip
        first = start.route[0] if start.route else None
        return replace(start, position=AtQuestion(first)) if first else start

    @classmethod
    def resume(
        cls, template: Template, case: Case, *, at: AnswerKey | None,
        drafts: Mapping[AnswerKey, str], bases: Mapping[AnswerKey, str] | None = None,
        voice: str | None = None, asked: tuple[str, ...] = (),
    ) -> Self:  # fmt: skip
        """Resume an interview about a draft where the person stopped, else at an open question.

        Args:
            template: the template.
            case: the draft.
            at: the answer that the person was giving; None if it is not known.
            drafts: half-typed text by answer.
            bases: by answer, the digest of the saved answer when its draft was started.
            voice: who speaks; None if nobody said.
            asked: the parts that were chosen when the case was begun, as for `begin`. Once all of
                them is answered, the whole form is asked.
        """
        whole = frozenset(section.id for section in template.sections)
        start = cls(template, case, AtReview(), whole, voice=voice)
        chosen = tuple(each for each in asked if each in whole or each in template.questions)
        part = replace(start, asked=frozenset(chosen), chosen=chosen)
        if chosen and first_open(part) is not None:
            start = part
        return resumed(start, at, drafts, bases or {})

    @classmethod
    def reopen(
        cls, template: Template, case: Case, *, sections: tuple[str, ...] = (),
        passed: Collection[Address] = (), drafts: Mapping[AnswerKey, str],
        bases: Mapping[AnswerKey, str] | None = None, voice: str | None = None,
    ) -> Self:  # fmt: skip
        """Open any case at its menu, or at the first question of some sections, or behind others.

        Args:
            template: the template.
            case: the case.
            sections: the ids of the sections to ask; empty to open the menu.
            passed: the questions that were just asked, to open the first other one that is open.
            drafts: half-typed text by answer.
            bases: by answer, the digest of the saved answer when its draft was started.
            voice: who speaks; None if nobody said.
        """
        opened = cls.resume(template, case, at=None, drafts=drafts, bases=bases, voice=voice)
        if not sections:
            following = first_open(opened, passed) if passed else None
            return replace(opened, position=following or AtMenu(None))
        opened = replace(opened, asked=frozenset(sections), asks_title=False)
        return replace(opened, position=AtQuestion(opened.route[0]) if opened.route else AtReview())

    @classmethod
    def ask_again(
        cls, template: Template, case: Case, asked: Mapping[AnswerKey, str], *,
        drafts: Mapping[AnswerKey, str], bases: Mapping[AnswerKey, str] | None = None,
        voice: str | None = None,
    ) -> Self:  # fmt: skip
        """Ask some questions of any case again.

        Args:
            template: the template.
            case: the case.
            asked: by answer to ask for, its question's earlier wording; "" if unchanged.
            drafts: half-typed text by answer.
            bases: by answer, the digest of the saved answer when its draft was started.
            voice: who speaks; None if nobody said.
        """
        opened = cls.resume(template, case, at=None, drafts=drafts, bases=bases, voice=voice)
        asked_before = {key: text for key, text in asked.items() if text}
        addresses = (key.address for key in asked)
        shown = [
            each
            for each in addresses
            if each in opened.route or (each.item is not None and each in opened.relevant)
        ]
        asked_addresses = frozenset((*shown, *(each.outer for each in shown)))
        opened = replace(opened, asked=asked_addresses, asks_title=False, asked_before=asked_before)
        first = first_asked_in(opened, opened.route[0]) if opened.route else None
        return replace(opened, position=AtQuestion(first) if first else AtReview())

    @classmethod
    def ask_round(
        cls, template: Template, case: Case, item: Address, *, offered: Mapping[Address, str],
        drafts: Mapping[AnswerKey, str], bases: Mapping[AnswerKey, str] | None = None,
        voice: str | None = None,
    ) -> Self:  # fmt: skip
        """Ask the open questions of one round of any case: see `model.rounds`.

        Args:
            template: the template.
            case: the case.
            item: the address of the round, which need not exist yet.
            offered: the answers that are offered, such as today for the day of the round.
            drafts: half-typed text by answer.
            bases: by answer, the digest of the saved answer when its draft was started.
            voice: who speaks; None if nobody said.
        """
        opened = cls.resume(template, case, at=None, drafts=drafts, bases=bases, voice=voice)
        asked = frozenset({item.outer})
        of_speaker = {AnswerKey(each, opened.own_voice): text for each, text in offered.items()}
        opened = replace(opened, asked=asked, asks_title=False, offered=of_speaker)
        shown = relevant_in_item(template, case, item.outer, item.item or 0, opened.relevant)
        first = next((each for each in shown if not is_answered(opened, each)), item.outer)
        return replace(opened, position=AtQuestion(first))
