"""What pydantic cannot see: that the parts of a template fit together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import N_, Message, msg
from coprod_cli.base.text import looks_like_name
from coprod_cli.base.yaml_document import Document, Path
from coprod_cli.model.address import Address
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion
from coprod_cli.model.conditions import condition_problem
from coprod_cli.model.question_base import Condition
from coprod_cli.model.questions import GroupQuestion, NumberQuestion, Question
from coprod_cli.model.template import Section
from coprod_cli.model.wording import every_wording
from coprod_cli.templates.validation import nearest

_RESERVED = frozenset({"end", "title"})


class Written(NamedTuple):
    """A question of a template, and where it is written.

    One that comes from the template that is extended `is_own` no more: its place is that of what
    moved it, and it was looked at where it is written.
    """

    address: Address
    question: Question
    document: Document
    path: Path
    is_own: bool = True


class Lint:
    """Looks at all the questions of a template, in their order."""

    def __init__(
        self,
        written: Sequence[Written],
        *,
        unread: Collection[str] = (),
        left_out: Mapping[str, Path] | None = None,
    ) -> None:
        """Take the questions.

        Args:
            written: every question.
            unread: the sections that could not be read: nothing is told of their questions.
            left_out: where each question of the extended template is left out, by its address.
        """
        self.written = written
        self.unread = unread
        self.left_out = left_out or {}
        self.addresses = {each.address for each in written}
        for each in written:
            if isinstance(each.question, GroupQuestion):
                inner = each.question.questions
                self.addresses.update(each.address.child(one.id) for one in inner)
        self.earlier: dict[Address, Question] = {}
        self.claimed: set[Address] = set()
        self.misnamed = 0

    def findings(self) -> Iterator[Finding]:
        """Give everything that is wrong, question by question."""
        for each in self.written:
            yield from self._renamed(each)
            if not each.is_own:
                yield from self._moved(each)
            else:
                if each.address in self.earlier:
                    yield _standing_twice(each.question, each.document, each.path)
                yield from self._question(each)
            self.earlier[each.address] = each.question

    def _question(self, each: Written) -> Iterator[Finding]:
        question, document, path = each.question, each.document, each.path
        yield from _choices(question, document, path)
        yield from self._conditions(question, document, path, self.earlier)
        if not isinstance(question, GroupQuestion):
            return
        siblings: dict[Address, Question] = {}
        for index, inner in enumerate(question.questions):
            place = (*path, "questions", index)
            address = each.address.child(inner.id)
            if address in siblings:
                yield _standing_twice(inner, document, place)
            yield from _choices(inner, document, place)
            known = {**self.earlier, **siblings}
            yield from self._conditions(inner, document, place, known, within=each.address)
            siblings[address] = inner

    # --- conditions ---

    def _conditions(
        self,
        question: Question,
        document: Document,
        path: Path,
        earlier: Mapping[Address, Question],
        within: str = "",
    ) -> Iterator[Finding]:
        for index, condition in enumerate(question.when):
            place = (*path, "when", index)
            if place not in document.positions:  # a single condition stands without a list
                place = (*path, "when")
            if message := self._condition_problem(condition, earlier, within):
                hint = ""
                if condition.question not in self.addresses:
                    hint = nearest(condition.question, earlier, self.misnamed)
                    self.misnamed += 1
                yield document.finding(place, message, kind="when", hint=hint)

    def _condition_problem(
        self, condition: Condition, earlier: Mapping[Address, Question], within: str
    ) -> Message | None:
        address = condition.question
        if address.section in self.unread:
            return None
        if address not in self.addresses:
            return (
                msg('"when" names a question that is not here: "{address}".', address=address)
                if looks_like_name(address)
                else msg('"when" names a question that is not here: a long one.')
            )
        if address.part and address.without_part != within:
            return msg('"{address}" may only be named within its group.', address=address)
        if address == within:
            return msg('"when" may not name the group around it, "{address}".', address=address)
        if address not in earlier:
            return msg(
                '"when" may only name an earlier question, and "{address}" is not.', address=address
            )
        return condition_problem(condition, earlier[address])

    def _moved(self, each: Written) -> Iterator[Finding]:
        """Tell where a question of the extended template lost what its `when` needs."""
        for condition in _every_condition(each.question):
            needed = condition.question
            is_within = needed.is_inside(each.address) and needed in self.addresses
            if needed in self.earlier or is_within:
                continue
            if needed in self.addresses:
                sentence = N_('the "when" of "{address}" needs "{needed}", which now comes later.')
            else:
                sentence = N_('the "when" of "{address}" needs "{needed}", which is left out.')
            message = msg(sentence, address=each.address, needed=needed)
            place = self.left_out.get(needed, each.path)
            yield each.document.finding(place, message, kind="when")

    # --- old addresses ---

    def _renamed(self, each: Written) -> Iterator[Finding]:
        for index, old in enumerate(each.question.was):
            place = each.path
            if each.is_own:
                place = (*each.path, "was", index)
            if old in self.addresses:
                message = msg('"was" names "{address}", which is here still.', address=old)
                yield each.document.finding(place, message, kind="was")
            elif old in self.claimed:
                message = msg(
                    '"was" names "{address}", and an earlier question does so too.', address=old
                )
                yield each.document.finding(place, message, kind="was")
            self.claimed.add(old)


def lint_section(section: Section, document: Document) -> Iterator[Finding]:
    """Look at a section itself."""
    if section.id in _RESERVED:
        message = msg('"{name}" cannot be the id of a section.', name=section.id)
        yield document.finding(("id",), message, kind="reserved")


def _standing_twice(question: Question, document: Document, path: Path) -> Finding:
    message = msg('the question "{id}" stands twice in this section.', id=question.id)
    return document.finding((*path, "id"), message, kind="duplicate")


def _every_condition(question: Question) -> Iterator[Condition]:
    yield from question.when
    if isinstance(question, GroupQuestion):
        for inner in question.questions:
            yield from inner.when


def _choices(question: Question, document: Document, path: Path) -> Iterator[Finding]:
    """Look at what may be chosen: at choices, and at the bounds of a number."""
    if isinstance(question, NumberQuestion) and question.takes_nothing:
        message = msg("no number is between this minimum and the maximum.")
        yield document.finding((*path, "minimum"), message, kind="value")
    if not isinstance(question, ChoiceQuestion | ChoicesQuestion):
        return
    names: set[str] = set()
    default = question.default or ()
    for name in (default,) if isinstance(default, str) else default:
        if question.find(name) is None:
            message = msg('"default" is not among the choices.')
            near = nearest(name, [each.value for each in question.choices], 1)
            yield document.finding((*path, "default"), message, kind="value", hint=near)
    for index, choice in enumerate(question.choices):
        place = (*path, "choices", index)
        if names & choice.names:
            message = msg("this choice has the name of an earlier one.")
            yield document.finding(place, message, kind="duplicate")
        if any("\n" in label for label in every_wording(choice.label)):
            yield document.finding(place, msg("a label is one line."), kind="value")
        names |= choice.names
