"""A case as read: a case joined with the form it answers, the one value that exporters take.

A case alone has addresses and texts; a template alone has questions. This joins the two once, so
that no exporter and no layout walks a template itself:

    CaseAsRead                    metadata of the case, its form, and
      parts                       every answer to export, in order, for formats that take a list
      sections                    the same as a tree, for pages
        questions                 each with its wording, and whether it is asked
          parts                   one for each voice that answered
          items                   of a group: each with parts and questions of its own

The tree and typed values are worked out when they are asked for: JSON Lines needs neither.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case, Status
from coprod_cli.model.items import items_in
from coprod_cli.model.plain_language import as_worded_for
from coprod_cli.model.question_base import Value
from coprod_cli.model.questions import GroupQuestion, Question, TasksQuestion
from coprod_cli.model.tasks import Task, read_tasks
from coprod_cli.model.template import Section, Template, TemplateLookup
from coprod_cli.model.visibility import relevant_addresses
from coprod_cli.model.wording import worded

ANSWER_FIELDS = (
    "address", "section", "question", "text", "status", "voice", "evidence",
)  # fmt: skip
"""The fields of an answer as plain data, in their order."""
CASE_FIELDS = (
    "id", "title", "template", "template_version", "language", "status",
    "created", "updated", "tags", "path", "extra",
)  # fmt: skip
"""The fields of a case as plain data, in their order; its answers come last."""

AnswerValue = Value | tuple[Task, ...]
"""What an answer means: a text, a truth, a number, a day, values of choices, or next steps."""


@dataclass(frozen=True, slots=True, eq=False)
class AnswerFacts:
    """All of an answer but its text: one object for the same answer metadata in every case.

    An exporter may remember what it makes of one, by the object itself.

    Attributes:
        address: where the answer stands, such as `plan.steps#2.what`.
        section: the title of its section; the section's id where the form has no such question.
        question: how its question is worded; "" where the form has no such question.
        item: the number of the group's item in which it stands; None outside of items.
        status: whether it is answered or not known yet.
        voice: who is speaking; None where nobody is named.
        evidence: where the answer comes from; None where that is not said.
        asked_by: the question itself; None where the form has none.
    """

    address: Address
    section: str
    question: str
    item: int | None
    status: Status
    voice: str | None
    evidence: str | None
    asked_by: Question | None = field(repr=False)

    @property
    def type(self) -> str:
        """The kind of its question, such as `choice`; "" where the form has none."""
        return self.asked_by.type if self.asked_by else ""


class AnswerPart(NamedTuple):
    """What one voice said to one question."""

    facts: AnswerFacts
    text: str

    @property
    def address(self) -> Address:
        """Where it stands."""
        return self.facts.address

    @property
    def voice(self) -> str | None:
        """Who is speaking."""
        return self.facts.voice

    @property
    def is_unknown(self) -> bool:
        """Whether this is not known yet; there may be text beside it."""
        return self.facts.status is Status.UNKNOWN

    @property
    def value(self) -> AnswerValue:
        """What the text means to its question; None where it means nothing to it."""
        question = self.facts.asked_by
        if isinstance(question, TasksQuestion):
            return tuple(read_tasks(self.text))
        return question.value(self.text) if question else None

    def as_data(self) -> dict[str, Any]:
        """Return the answer as plain data, its fields named by ANSWER_FIELDS."""
        facts = self.facts
        return {
            "address": facts.address,
            "section": facts.section,
            "question": facts.question,
            "text": self.text,
            "status": str(facts.status),
            "voice": facts.voice,
            "evidence": facts.evidence,
        }


class QuestionAsRead(NamedTuple):
    """A question and what was said to it.

    Attributes:
        address: where it is; within an item, with the item's number.
        text: how it is worded, in the case's language.
        type: the kind of question, such as `date` or `group`.
        is_asked: whether its conditions hold; if not, it is hidden in the interview.
        parts: what was said, for each voice; of a group, the remarks about the whole.
        items: the items of a group.
    """

    address: Address
    text: str
    type: str
    is_asked: bool
    parts: tuple[AnswerPart, ...]
    items: "tuple[ItemAsRead, ...]" = ()


class ItemAsRead(NamedTuple):
    """One item of a group: its number, its name such as "Person 2", remarks, and its questions."""

    number: int
    name: str
    parts: tuple[AnswerPart, ...]
    questions: tuple[QuestionAsRead, ...]


class SectionAsRead(NamedTuple):
    """A section: its id, its number from 1, its title in the case's language, its questions."""

    id: str
    number: int
    title: str
    questions: tuple[QuestionAsRead, ...]


@dataclass(frozen=True)
class CaseAsRead:
    """A case with the form it answers.

    Attributes:
        id: the case's id, and so on: its metadata as in the note.
        template: the name of its form.
        path: the note's path, as it is to be shown.
        extra: front matter that coprod does not know.
        has_template: whether the form is here; if not, there are no sections.
        parts: what was answered or is not known yet, in the form's order, without what is hidden
            by a condition; answers to questions that the form does not have come last.
    """

    id: str
    title: str
    template: str
    template_version: str
    language: str
    status: str
    created: str
    updated: str
    tags: tuple[str, ...]
    path: str
    extra: Mapping[str, Any]
    has_template: bool
    parts: tuple[AnswerPart, ...]
    _case: Case = field(repr=False)
    _form: "_Form" = field(repr=False)

    @cached_property
    def sections(self) -> tuple[SectionAsRead, ...]:
        """Every section of the form, with every question, answered or not, asked or not."""
        return tuple(_sections(self._case, self._form))

    @cached_property
    def left_over(self) -> tuple[AnswerPart, ...]:
        """What was said to questions that the form does not have, in the order of the note."""
        strange = (each for each in self._case.given_answers() if not self._form.has(each.address))
        return tuple(map(self._form.part, strange))

    @cached_property
    def hidden(self) -> tuple[AnswerPart, ...]:
        """What was said to questions that are hidden now; it is not among `parts`."""
        asked = self._form.asked_in(self._case)
        hidden = (
            each for each in self._case.given_answers()
            if each.address not in asked and self._form.question_at(each.address) is not None
        )  # fmt: skip
        return tuple(map(self._form.part, hidden))

    def parts_at(self, address: str) -> tuple[AnswerPart, ...]:
        """Return what was said at an address, by every voice, also where it is hidden."""
        given = (each for each in self._case.given_answers() if each.address == address)
        return tuple(map(self._form.part, given))

    def item_numbers(self, group: str) -> tuple[int, ...]:
        """Return the numbers of the items of a group, by its address."""
        return items_in(self._case, group)

    def fields(self) -> dict[str, Any]:
        """Return the metadata as plain data, named by CASE_FIELDS."""
        return {name: getattr(self, name) for name in CASE_FIELDS}

    def as_data(self) -> dict[str, Any]:
        """Return all of it as plain data, the answers under `answers`."""
        return {**self.fields(), "answers": [part.as_data() for part in self.parts]}


class CaseReader:
    """Joins cases with their forms; it prepares each form once for each language."""

    def __init__(self, template_of: TemplateLookup) -> None:
        """Take the function that gives the template of a name."""
        self._template_of = template_of
        self._forms: dict[tuple[str, str], _Form] = {}

    def read(self, case: Case, path: str) -> CaseAsRead:
        """Return a case as read.

        Args:
            case: the case.
            path: the note's path, as it is to be shown.
        """
        key = (case.template, case.language)
        if key not in self._forms:
            self._forms[key] = _Form(self._template_of(case.template), case.language)
        return _joined(case, path, self._forms[key])


def read_as_asked(case: Case, template: Template, path: str = "") -> CaseAsRead:
    """Return a case as read, with its questions worded as its person was asked them.

    That is in plain words where the case was begun so.
    """
    return _joined(case, path, _Form(as_worded_for(case, template), case.language))


def _joined(case: Case, path: str, form: "_Form") -> CaseAsRead:
    return CaseAsRead(
        case.id, case.title, case.template, case.template_version, case.language, case.status,
        case.created, case.updated, case.tags, path, case.extra, form.template is not None,
        form.parts(case), case, form,
    )  # fmt: skip


class _Form:
    """A template in one language, prepared for many cases; also where there is no template."""

    def __init__(self, template: Template | None, language: str) -> None:
        self.template = template
        self.language = language
        questions = template.questions if template else {}
        self._places = {address: place for place, address in enumerate(questions)}
        self._facts: dict[tuple[Address, bool, str | None, str | None], AnswerFacts] = {}
        self._plain: dict[Address, AnswerFacts] = {}
        self._in_order: set[tuple[Address, ...]] = set()
        self._hides = any(_has_condition(question) for question in questions.values())
        self.sections: tuple[Section, ...] = template.sections if template else ()

    def words(self, question: Question) -> str:
        """Return how a question is worded."""
        return worded(question.text, self.language)

    def question_at(self, address: Address) -> Question | None:
        """Return the question of an address; None where the form has none."""
        return self.template.question_at(address) if self.template else None

    def has(self, address: Address) -> bool:
        """Return True if an address is that of a question, or of an item of a group."""
        if address.item is not None and not address.part:
            return self.template is not None and self.template.group_at(address) is not None
        return self.question_at(address) is not None

    def asked_in(self, case: Case) -> frozenset[Address]:
        """Return the addresses of the questions that are asked in a case."""
        return relevant_addresses(self.template, case) if self.template else frozenset()

    def parts(self, case: Case) -> tuple[AnswerPart, ...]:
        """Return what was said and is not hidden, in order."""
        given = [answer for answer in case.answers if answer[1] or answer[2]]
        if self._hides:
            asked = self.asked_in(case)
            given = [
                each for each in given if each[0] in asked or self.question_at(each[0]) is None
            ]
        if not self._is_in_order(tuple([answer[0] for answer in given])):
            last = len(self._places), 0, 0
            order_of = self.template.order_of if self.template else lambda _: last
            given.sort(key=lambda answer: order_of(answer.address))
        plain, facts_of = self._plain, self._facts_of
        parts = []
        for answer in given:
            address, text, unknown, voice, evidence = answer
            if unknown or voice is not None or evidence is not None or address not in plain:
                facts = facts_of(answer)
            else:
                facts = plain[address]
            parts.append(_new_tuple(AnswerPart, (facts, text)))
        return tuple(parts)

    def part(self, answer: Answer) -> AnswerPart:
        """Return an answer as a part."""
        return AnswerPart(self._facts_of(answer), answer.text)

    def _is_in_order(self, addresses: tuple[Address, ...]) -> bool:
        """Return True if questions stand in the form's order; most notes have the same ones."""
        if addresses in self._in_order:
            return True
        last = len(self._places)
        places = [self._places.get(address, last) for address in addresses]
        if places != sorted(places) or (self.template and last in places):
            return False
        if len(self._in_order) < _MOST_ORDERS:
            self._in_order.add(addresses)
        return True

    def _facts_of(self, answer: Answer) -> AnswerFacts:
        key = (answer.address, answer.unknown, answer.voice, answer.evidence)
        if key in self._facts:
            return self._facts[key]
        address = answer.address
        section = self.template.section_at(address) if self.template else None
        question = self.question_at(address)
        known = section is not None and question is not None
        facts = AnswerFacts(
            address,
            worded(section.title, self.language) if known and section else address.section,
            self.words(question) if known and question else "",
            address.item,
            Status.UNKNOWN if answer.unknown else Status.ANSWERED,
            answer.voice,
            answer.evidence,
            question,
        )
        if len(self._facts) < _MOST:
            self._facts[key] = facts
            if key[1:] == (False, None, None):
                self._plain[address] = facts
        return facts


def _has_condition(question: Question) -> bool:
    within = question.questions if isinstance(question, GroupQuestion) else ()
    return bool(question.when) or any(each.when for each in within)


def _sections(case: Case, form: _Form) -> Iterator[SectionAsRead]:
    """Give the form's sections with what the case says to them."""
    asked = form.asked_in(case)
    said: dict[Address, list[AnswerPart]] = {}
    for answer in case.given_answers():
        said.setdefault(answer.address, []).append(form.part(answer))
    for number, section in enumerate(form.sections, 1):
        questions = []
        for question in section.questions:
            address = section.address(question)
            read = _question(question, address, form, asked, said)
            if isinstance(question, GroupQuestion):
                items = _items(question, address, items_in(case, address), form, asked, said)
                read = read._replace(items=tuple(items))
            questions.append(read)
        title = worded(section.title, form.language)
        yield SectionAsRead(section.id, number, title, tuple(questions))


def _items(  # noqa: PLR0917 - one call of two
    group: GroupQuestion, address: Address, numbers: Iterable[int], form: _Form,
    asked: frozenset[Address], said: Mapping[Address, list[AnswerPart]],
) -> Iterator[ItemAsRead]:  # fmt: skip
    for number in numbers:
        item = address.item_at(number)
        yield ItemAsRead(
            number,
            group.item_name(number, form.language),
            tuple(said.get(item, ())),
            tuple(
                _question(each, item.child(each.id), form, asked, said) for each in group.questions
            ),
        )


def _question(
    question: Question, address: Address, form: _Form, asked: frozenset[Address],
    said: Mapping[Address, list[AnswerPart]],
) -> QuestionAsRead:  # fmt: skip
    parts = tuple(said.get(address, ()))
    return QuestionAsRead(address, form.words(question), question.type, address in asked, parts)


_new_tuple = tuple.__new__
_MOST_ORDERS = 100
_MOST = 10_000
"""How many different facts are remembered, so that odd notes do not fill the memory."""
