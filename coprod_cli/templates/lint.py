"""Checks a template across its questions: duplicate ids, conditions, choices, old addresses.

Pydantic has validated each part before; these checks need several parts at once.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import N_, Message, msg
from coprod_cli.base.text import looks_like_name
from coprod_cli.base.yaml_document import Document, Path
from coprod_cli.model.address import Address
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion
from coprod_cli.model.conditions import condition_problem
from coprod_cli.model.plain_language import plain_keys
from coprod_cli.model.question_base import Condition
from coprod_cli.model.questions import (
    DateQuestion,
    GroupQuestion,
    NumberQuestion,
    Question,
    TasksQuestion,
)
from coprod_cli.model.section import Section
from coprod_cli.model.wording import FormModel
from coprod_cli.templates.group_lint import lint_column_titles, lint_item_tasks, lint_rounds
from coprod_cli.templates.validation import closest_name

_RESERVED = frozenset({"end", "title"})


class WrittenQuestion(NamedTuple):
    """A question of a template, with its position in the files.

    Attributes:
        address: its address.
        question: the question.
        document: the file that it is written in, or that changes it.
        path: its path in that document.
        is_own: False for a question of the extended template. Its path is then that of the entry
            that keeps or moves it, and it was checked with the extended template.
    """

    address: Address
    question: Question
    document: Document
    path: Path
    is_own: bool = True


class Lint:
    """Checks all questions of a template, in their order."""

    def __init__(
        self,
        written: Sequence[WrittenQuestion],
        *,
        unread: Collection[str] = (),
        left_out: Mapping[str, Path] | None = None,
    ) -> None:
        """Prepare the checks.

        Args:
            written: all questions, in order.
            unread: the ids of sections that could not be read; conditions on their questions are
                not checked.
            left_out: the path in `leave_out` of each question that is left out of the extended
                template, by its address.
        """
        self.written = written
        self.unread = unread
        self.left_out = left_out or {}
        self.addresses = {each.address for each in written}
        for each in written:
            if isinstance(each.question, GroupQuestion):
                self.addresses.update(
                    each.address.child(inner.id) for inner in each.question.questions
                )
        self.earlier: dict[Address, Question] = {}
        self.claimed: set[Address] = set()
        self.misnamed = 0

    def findings(self) -> Iterator[Finding]:
        """Yield all findings, question by question."""
        for each in self.written:
            yield from self._old_addresses(each)
            yield from lint_item_tasks(each.question, each.document, each.path)
            yield from lint_column_titles(each.question, each.document, each.path)
            if not self.unread:
                yield from lint_rounds(each.question, self.addresses, each.document, each.path)
                yield from self._second_round_group(each)
            if not each.is_own:
                yield from self._unmet_conditions(each)
            else:
                if each.address in self.earlier:
                    yield _duplicate_finding(each.question, each.document, each.path)
                yield from self._question(each)
            self.earlier[each.address] = each.question

    def _question(self, each: WrittenQuestion) -> Iterator[Finding]:
        question, document, path = each.question, each.document, each.path
        yield from plain_words_alone(question, document, path)
        yield from _choices(question, document, path)
        yield from _remembered(question, document, path)
        yield from self._conditions(question, document, path, self.earlier)
        if not isinstance(question, GroupQuestion):
            return
        siblings: dict[Address, Question] = {}
        for index, inner in enumerate(question.questions):
            inner_path = (*path, "questions", index)
            address = each.address.child(inner.id)
            if address in siblings:
                yield _duplicate_finding(inner, document, inner_path)
            yield from plain_words_alone(inner, document, inner_path)
            yield from _choices(inner, document, inner_path)
            yield from _remembered(inner, document, inner_path, in_group=True)
            if inner.model:
                message = msg('"model" is for a whole question, and not for a part of a group.')
                yield document.finding((*inner_path, "model"), message, kind="value")
            earlier = {**self.earlier, **siblings}
            yield from self._conditions(inner, document, inner_path, earlier, group=each.address)
            siblings[address] = inner

    def _second_round_group(self, each: WrittenQuestion) -> Iterator[Finding]:
        """Find a second group that is asked again: a command would not know which one is meant."""
        if not isinstance(each.question, GroupQuestion) or not each.question.again:
            return
        if any(isinstance(other, GroupQuestion) and other.again for other in self.earlier.values()):
            message = msg('"again" is for one group of a template only.')
            yield each.document.finding(each.path, message, kind="again")

    # --- conditions ---

    def _conditions(
        self,
        question: Question,
        document: Document,
        path: Path,
        earlier: Mapping[Address, Question],
        group: str = "",
    ) -> Iterator[Finding]:
        """Check the conditions of a question.

        Args:
            question: the question.
            document: the file that it is written in.
            path: its path in that document.
            earlier: the questions before it, by their addresses.
            group: the address of the group that it is in; "" if it is in none.
        """
        for index, condition in enumerate(question.when):
            condition_path = (*path, "when", index)
            if condition_path not in document.positions:  # a single condition needs no list
                condition_path = (*path, "when")
            if message := self._condition_problem(condition, earlier, group):
                hint = ""
                if condition.question not in self.addresses:
                    hint = closest_name(condition.question, earlier, self.misnamed)
                    self.misnamed += 1
                yield document.finding(condition_path, message, kind="when", hint=hint)

    def _condition_problem(
        self, condition: Condition, earlier: Mapping[Address, Question], group: str
    ) -> Message | None:
        """Return what is wrong with a condition; None if nothing is."""
        address = condition.question
        if address.section in self.unread:
            return None
        if address not in self.addresses:
            return (
                msg('"when" names a question that is not here: "{address}".', address=address)
                if looks_like_name(address)
                else msg('"when" names a question that is not here: a long one.')
            )
        if address.part and address.without_part != group:
            return msg('"{address}" may only be named within its group.', address=address)
        if address == group:
            return msg('"when" may not name the group around it, "{address}".', address=address)
        if address not in earlier:
            return msg(
                '"when" may only name an earlier question, and "{address}" is not.', address=address
            )
        return condition_problem(condition, earlier[address])

    def _unmet_conditions(self, each: WrittenQuestion) -> Iterator[Finding]:
        """Find conditions of an extended template's question that need a lost or later one."""
        for condition in _all_conditions(each.question):
            needed = condition.question
            is_inside = needed.is_inside(each.address) and needed in self.addresses
            if needed in self.earlier or is_inside:
                continue
            if needed in self.addresses:
                sentence = N_('the "when" of "{address}" needs "{needed}", which now comes later.')
            else:
                sentence = N_('the "when" of "{address}" needs "{needed}", which is left out.')
            message = msg(sentence, address=each.address, needed=needed)
            path = self.left_out.get(needed, each.path)
            yield each.document.finding(path, message, kind="when")

    # --- old addresses ---

    def _old_addresses(self, each: WrittenQuestion) -> Iterator[Finding]:
        """Find old addresses (`was`) that are still in use, or claimed by two questions."""
        for index, old in enumerate(each.question.was):
            path = (*each.path, "was", index) if each.is_own else each.path
            if old in self.addresses:
                message = msg('"was" names "{address}", which is here still.', address=old)
                yield each.document.finding(path, message, kind="was")
            elif old in self.claimed:
                message = msg(
                    '"was" names "{address}", and an earlier question does so too.', address=old
                )
                yield each.document.finding(path, message, kind="was")
            self.claimed.add(old)


def lint_section(section: Section, document: Document) -> Iterator[Finding]:
    """Check a section without its questions."""
    yield from plain_words_alone(section, document)
    if section.id in _RESERVED:
        message = msg('"{name}" cannot be the id of a section.', name=section.id)
        yield document.finding(("id",), message, kind="reserved")


def plain_words_alone(part: FormModel, document: Document, path: Path = ()) -> Iterator[Finding]:
    """Find plain words without usual ones: nothing would be shown where those are asked for."""
    for usual, plain in plain_keys(type(part)):
        if getattr(part, plain) is not None and getattr(part, usual) is None:
            message = msg('"{plain}" needs "{usual}" beside it.', plain=plain, usual=usual)
            yield document.finding((*path, plain), message, kind="value")


def _duplicate_finding(question: Question, document: Document, path: Path) -> Finding:
    message = msg('the question "{id}" stands twice in this section.', id=question.id)
    return document.finding((*path, "id"), message, kind="duplicate")


def _remembered(
    question: Question, document: Document, path: Path, *, in_group: bool = False
) -> Iterator[Finding]:
    """Check that only an answer that may be the same in the next case is remembered."""
    if not question.remember:
        return
    if in_group or isinstance(question, DateQuestion | GroupQuestion | TasksQuestion):
        message = msg('"remember" is for questions asked once, and not for dates or steps.')
        yield document.finding((*path, "remember"), message, kind="value")


def _all_conditions(question: Question) -> Iterator[Condition]:
    yield from question.when
    if isinstance(question, GroupQuestion):
        for inner in question.questions:
            yield from inner.when


def _choices(question: Question, document: Document, path: Path) -> Iterator[Finding]:
    """Check the choices and the default of a question, or the bounds of a number."""
    if isinstance(question, NumberQuestion) and question.is_unanswerable:
        message = msg("no number is between this minimum and the maximum.")
        yield document.finding((*path, "minimum"), message, kind="value")
    if not isinstance(question, ChoiceQuestion | ChoicesQuestion):
        return
    names: set[str] = set()
    default = question.default or ()
    for name in (default,) if isinstance(default, str) else default:
        if question.find(name) is None:
            message = msg('"default" is not among the choices.')
            hint = closest_name(name, [choice.value for choice in question.choices], 1)
            yield document.finding((*path, "default"), message, kind="value", hint=hint)
    for index, choice in enumerate(question.choices):
        choice_path = (*path, "choices", index)
        if names & choice.names:
            message = msg("this choice has the name of an earlier one.")
            yield document.finding(choice_path, message, kind="duplicate")
        if any("\n" in label for label in (*choice.current_labels, *choice.was)):
            yield document.finding(choice_path, msg("a label is one line."), kind="value")
        names |= choice.names
