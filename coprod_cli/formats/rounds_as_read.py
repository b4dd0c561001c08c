"""The rounds of a case, as pages table them: the same questions, answered time after time."""

from collections.abc import Iterator
from typing import NamedTuple

from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.localized_template import LocalizedTemplate
from coprod_cli.model.address import Address
from coprod_cli.model.case import Case
from coprod_cli.model.items import items_in
from coprod_cli.model.rounds import RoundGroup, round_group
from coprod_cli.model.wording import worded


class RoundAsRead(NamedTuple):
    """One round.

    Attributes:
        label: its day, as the answer has it; of a round that a section asked, the section's title.
        cells: the answers to each question, one for each voice.
        remarks: what is said about the round as a whole.
        is_dated: whether it is an item of the group, and no section.
    """

    label: str
    cells: tuple[tuple[AnswerPart, ...], ...]
    remarks: tuple[AnswerPart, ...] = ()
    is_dated: bool = False


class RoundsAsRead(NamedTuple):
    """All rounds that have an answer, the first one first.

    Attributes:
        address: the address of the group.
        questions: the wording of each question but that for the day, in the case's language.
        titles: the title of each question's column; its wording if the template has none.
        rounds: the rounds.
    """

    address: Address
    questions: tuple[str, ...]
    titles: tuple[str, ...]
    rounds: tuple[RoundAsRead, ...]

    @property
    def is_table(self) -> bool:
        """Whether there is something to compare: two rounds, or one that was asked again."""
        return len(self.rounds) > 1 or any(each.is_dated for each in self.rounds)


def read_rounds(case: Case, template: LocalizedTemplate) -> RoundsAsRead | None:
    """Return the rounds of a case; None if its template asks nothing again."""
    found = round_group(template.template) if template.template else None
    if found is None:
        return None
    questions = [each for each in found.group.questions if each.id in found.asked_ids]
    rounds = (*_first_rounds(case, template, found), *_dated_rounds(case, template, found))
    return RoundsAsRead(
        found.address,
        tuple(map(template.words, questions)),
        tuple(worded(each.column_title or each.text, template.language) for each in questions),
        rounds,
    )


def _first_rounds(
    case: Case, template: LocalizedTemplate, found: RoundGroup
) -> Iterator[RoundAsRead]:
    titles = {each.id: worded(each.title, template.language) for each in template.sections}
    for name in found.group.again:
        cells = _cells(case, template, Address(name), found)
        if any(cells):
            yield RoundAsRead(titles.get(name, name), cells)


def _dated_rounds(
    case: Case, template: LocalizedTemplate, found: RoundGroup
) -> Iterator[RoundAsRead]:
    for number in items_in(case, found.address):
        item = found.address.item_at(number)
        days = (part.text for part in _parts(case, template, item.child(found.date_id)))
        label = "; ".join(dict.fromkeys(filter(None, days))) or found.group.item_name(
            number, template.language
        )
        cells = _cells(case, template, item, found)
        yield RoundAsRead(label, cells, _parts(case, template, item), is_dated=True)


def _cells(
    case: Case, template: LocalizedTemplate, outer: Address, found: RoundGroup
) -> tuple[tuple[AnswerPart, ...], ...]:
    return tuple(_parts(case, template, outer.child(each)) for each in found.asked_ids)


def _parts(case: Case, template: LocalizedTemplate, address: Address) -> tuple[AnswerPart, ...]:
    asked = template.asked_in(case)
    given = (answer for answer in case.by_address.get(address, ()) if answer.given)
    return tuple(template.part(answer, asked) for answer in given)
