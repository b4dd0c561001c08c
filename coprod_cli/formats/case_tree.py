"""The answers of a case as a tree of its template's sections, questions and items, for pages."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.localized_template import LocalizedTemplate
from coprod_cli.model.address import Address
from coprod_cli.model.case import Case
from coprod_cli.model.coproduction import Place
from coprod_cli.model.items import items_in
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.wording import worded


class QuestionAsRead(NamedTuple):
    """A question with its answers.

    Attributes:
        address: its address; within an item, with the item's number.
        text: its wording in the case's language.
        type: its type, such as `date` or `group`.
        is_asked: whether its conditions hold; if not, the interview hides it, and its answers are
            shown with a remark.
        parts: its answers, one for each voice; of a group, the remarks about the whole group.
        items: the items of a group.
        place: where it stands in the coproduction model; None for a question in no place, and for
            those within items, which stand where their group does.
    """

    address: Address
    text: str
    type: str
    is_asked: bool
    parts: tuple[AnswerPart, ...]
    items: "tuple[ItemAsRead, ...]" = ()
    place: Place | None = None


class ItemAsRead(NamedTuple):
    """An item of a group: its number, its name such as "Person 2", remarks, and its questions."""

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


def read_sections(case: Case, template: LocalizedTemplate) -> tuple[SectionAsRead, ...]:
    """Return every section of a template with the case's answers."""
    return tuple(_Tree(case, template).sections())


class _Tree:
    """Builds the tree of one case."""

    def __init__(self, case: Case, template: LocalizedTemplate) -> None:
        self._case = case
        self._template = template
        self._asked = template.asked_in(case)
        parts: dict[Address, list[AnswerPart]] = {}
        for answer in case.given_answers():
            parts.setdefault(answer.address, []).append(template.part(answer, self._asked))
        self._parts: Mapping[Address, list[AnswerPart]] = parts

    def sections(self) -> Iterator[SectionAsRead]:
        for number, section in enumerate(self._template.sections, 1):
            title = worded(section.title, self._template.language)
            questions = (
                self._question(each, section.address(each))._replace(place=section.place_of(each))
                for each in section.questions
            )
            yield SectionAsRead(section.id, number, title, tuple(questions))

    def _question(self, question: Question, address: Address) -> QuestionAsRead:
        items = self._items(question, address) if isinstance(question, GroupQuestion) else ()
        return QuestionAsRead(
            address,
            self._template.words(question),
            question.type,
            address in self._asked,
            self._parts_at(address),
            tuple(items),
        )

    def _items(self, group: GroupQuestion, address: Address) -> Iterator[ItemAsRead]:
        for number in items_in(self._case, address):
            item = address.item_at(number)
            yield ItemAsRead(
                number,
                group.item_name(number, self._template.language),
                self._parts_at(item),
                tuple(self._question(each, item.child(each.id)) for each in group.questions),
            )

    def _parts_at(self, address: Address) -> tuple[AnswerPart, ...]:
        return tuple(self._parts.get(address, ()))
