"""Check of answers against a template: each is valid, belongs to a question, and names a voice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from coprod_cli.base.errors import Finding, InvalidAnswer, WrongUsage
from coprod_cli.base.message import composed, msg
from coprod_cli.base.text import has_lone_surrogate, quoted_name
from coprod_cli.base.yaml_document import Document, Path, Position
from coprod_cli.interview.askers.scripted.answer_form import KEYS, GivenAnswer
from coprod_cli.interview.askers.scripted.named_voices import (
    UnnamedVoice,
    has_same_voice,
    parse_name,
    unnamed_at,
    unnamed_in_item,
    without_voice,
)
from coprod_cli.interview.replies import Answered, Unknown
from coprod_cli.interview.speaking import voices_to_choose
from coprod_cli.interview.title_question import title_question
from coprod_cli.model.address import Address
from coprod_cli.model.case import TITLE, Answer, Case, answer_of
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.template import Template
from coprod_cli.model.typed_days import read_typed_days
from coprod_cli.model.voices import unnamed_key
from coprod_cli.notebook.note.markers import is_word_value
from coprod_cli.templates.validation import closest_name, validate


class AnswerChecker:
    """Checks answers one by one; collects the valid ones in `answers`, the rest in `findings`.

    Attributes:
        known_voices: the voices of the case, by which a named voice is known.
        answers: the valid answers by address; () takes an item of a group out.
        understood_days: the days in them that were in words, and are in ISO 8601 now.
        title: the title that a setting gives; None if none does.
        refused: the error of the first setting that names no voice where several answered.
    """

    def __init__(
        self, template: Template, language: str, findings: list[Finding], case: Case | None,
        today: date, *, voice: str | None = None,
    ) -> None:  # fmt: skip
        """Create a checker: `findings` takes what is invalid; the rest is as in `check_answers`."""
        self.template = template
        self.language = language
        self.findings = findings
        self.case = case
        self.today = today
        self.voice = voice
        self.known_voices = voices_to_choose(case) if case else ()
        self.understood_days: list[date] = []
        self.refused: WrongUsage | None = None
        self.answers: dict[Address, tuple[Answered | Unknown, ...]] = {}
        self.removed_items: dict[Address, Path] = {}
        self.title: str | None = None

    def check_document(self, document: Document) -> None:
        """Check the answers of a file, even if other parts of it are invalid."""
        data = document.value if isinstance(document.value, dict) else {}
        if isinstance(title := data.get(TITLE), str):
            self.check(TITLE, title, document, (TITLE,))
        if isinstance(answers := data.get("answers"), dict):
            self.check_map(document, answers, ("answers",), "")
        answered = {address.item_address for address in self.answers if address.part}
        for item, path in self.removed_items.items():
            if item in answered:
                message = msg('"{address}" is taken out here, and answered too.', address=item)
                self.add_finding(document, path, message)

    def check_map(
        self, document: Document, values: Mapping[str, Any], path: Path, section: str
    ) -> None:
        """Check a map of answers.

        Args:
            document: the answers file.
            values: the answers by address, or by section and question id.
            path: where the map is in the document.
            section: the prefix of its addresses, as in "situation."; "" at the top.
        """
        section_ids = {each.id for each in self.template.sections}
        for key, value in values.items():
            value_path = (*path, key)
            if not section and key in section_ids and isinstance(value, dict):
                self.check_map(document, value, value_path, f"{key}.")
            else:
                self.check(f"{section}{key}", value, document, value_path)

    def check_setting(self, setting: str, number: int) -> None:
        """Check one setting, `ADDRESS=TEXT` or `ADDRESS@VOICE=TEXT`; `number` counts from 1."""
        name, equals, text = setting.partition("=")
        address, voice = parse_name(name, self.known_voices)
        document = Document(f"--set {number}", None)
        if not equals:
            message = msg("this must be ADDRESS=TEXT.")
            self.add_finding(document, (), message, "situation.setting='A ward'")
        elif name == TITLE:
            self.check(name, text, document, ())
            self.title = text
        else:
            # A setting on the command line overrides the file.
            self.answers[address] = without_voice(self.answers.pop(address, ()), self.named(voice))
            self.check(name, text, document, ())

    def check(self, name: str, value: Any, document: Document, path: Path) -> None:
        """Check one value at `ADDRESS` or `ADDRESS@VOICE`; `path` is where it is in the file."""
        address, voice = parse_name(name, self.known_voices)
        question = title_question() if name == TITLE else self.template.question_at(address)
        if isinstance(question, GroupQuestion) and isinstance(value, list):
            self._check_items(name, question, value, document, path)
        elif question is not None:
            self._check_answer(address, voice, question, value, document, path)
        elif voice is None and self._is_removed_item(address, value):
            if self.voice is None:
                self._refuse_unnamed(unnamed_in_item(self.case, address), document, path)
            self.answers[address] = ()
            self.removed_items[address] = path
        else:
            known: list[str] = [*self._addresses_in_item(address), *self.template.questions]
            known += [section.id for section in self.template.sections]
            near = closest_name(address, known, len(self.findings))
            # Text that does not look like an address may be part of an answer, so it is not quoted.
            quoted = quoted_name(address, "")
            message = msg("there is no question of that name.")
            if quoted:
                message = msg("there is no question {name}.", name=quoted)
            self.add_finding(document, path, message, near, kind="unknown-address")

    def _check_answer(  # noqa: PLR0917 - called in one place
        self, address: Address, voice: str | None, question: Question, value: Any,
        document: Document, path: Path,
    ) -> None:  # fmt: skip
        replies: list[Answered | Unknown] = []
        for written, given_path in self._long_forms(value, document, path):
            kept = self._with_saved_text(written, address, voice, document, given_path)
            if kept is None:
                continue
            given = self._with_days_read(kept, question, address, voice)
            reply = given.reply(self.known_voices)
            if reply.voice is None and voice is None and address != TITLE:
                reply = replace(reply, voice=self.voice)
            for problem in _problems(
                given, reply, question, self.language, voice=voice, earlier=replies
            ):
                message = composed('"{address}": {problem}', address=address, problem=problem)
                self.add_finding(document, given_path, message)
            replies.append(reply if voice is None else replace(reply, voice=voice))
        if len(replies) == 1 and replies[0].voice is None:
            self._refuse_unnamed(unnamed_at(self.case, address), document, path)
        earlier = self.answers.get(address, ())
        if has_same_voice(earlier, replies) and document.value is not None:
            message = msg('"{address}" is answered twice here.', address=address)
            self.add_finding(document, path, message)
        elif address != TITLE:
            self.answers[address] = (*earlier, *replies)

    def _with_saved_text(
        self, given: GivenAnswer, address: Address, voice: str | None, document: Document,
        path: Path,
    ) -> GivenAnswer | None:  # fmt: skip
        """Return what gives only evidence or sources with the saved answer that they are for.

        None if there is no such answer, which is added to the findings.
        """
        if not given.is_only_beside:
            return given
        named = given.reply(self.known_voices).voice if voice is None else voice
        saved = self.saved(address, named)
        if not saved.given:
            message = msg('"{address}" has no answer yet.', address=address)
            self.add_finding(document, path, message, msg("give the answer too"))
            return None
        return given.model_copy(update={"text": saved.text, "unknown": saved.unknown})

    def saved(self, address: Address, voice: str | None) -> Answer:
        """Return the saved answer of a voice; of the only one there if None is named."""
        if self.case is None or address == TITLE:
            return Answer(address)
        key = unnamed_key(self.case, address)
        return answer_of(self.case, address, key.voice if voice is None else voice or None)

    def _with_days_read(
        self, given: GivenAnswer, question: Question, address: Address, voice: str | None
    ) -> GivenAnswer:
        """Return an answer with the days in it that are in words put into ISO 8601."""
        whose = self.named(given.reply(self.known_voices).voice if voice is None else voice) or None
        earlier = answer_of(self.case, address, whose).text if self.case else ""
        may_be_near = self.template.is_day_question(address)
        read = read_typed_days(question, given.text, earlier, self.today, may_be_near=may_be_near)
        self.understood_days += read.understood
        return given.model_copy(update={"text": read.text}) if read.understood else given

    def named(self, voice: str | None) -> str | None:
        """Return the voice of an answer that names one, or none."""
        return self.voice if voice is None else voice

    def _refuse_unnamed(self, unnamed: UnnamedVoice | None, document: Document, path: Path) -> None:
        """Refuse an answer that names none of several voices: a setting is wrong usage."""
        if unnamed is None:
            return
        if document.value is None:
            self.refused = self.refused or WrongUsage(unnamed.message, hint=unnamed.setting)
        else:
            self.add_finding(document, path, unnamed.message, unnamed.entry, kind="voice")

    def _check_items(
        self, name: str, group: GroupQuestion, value: list[Any], document: Document, path: Path
    ) -> None:
        """Check a list of items; the n-th value is the group's n-th item."""
        address, _voice = parse_name(name)
        at_voice = name.removeprefix(address)
        for number, item in enumerate(value, 1):
            item_path = (*path, number - 1)
            if not isinstance(item, dict):
                names = ", ".join(question.id for question in group.questions)
                message = msg("each item is a map of these: {names}.", names=names)
                self.add_finding(document, item_path, message)
                continue
            for key, answer in item.items():
                part = f"{address.item_at(number).child(key)}{at_voice}"
                self.check(part, answer, document, (*item_path, key))

    def _addresses_in_item(self, address: Address) -> Iterator[Address]:
        """Yield all addresses in the group item that contains an address."""
        item, group = address.item_address, self.template.group_at(address)
        if item is not None and group is not None:
            yield from (item.child(question.id) for question in group.questions)

    def _is_removed_item(self, address: Address, value: Any) -> bool:
        is_item = address.item is not None and not address.part and value in (None, "")
        return is_item and self.template.group_at(address) is not None

    def _long_forms(
        self, value: Any, document: Document, path: Path
    ) -> Iterable[tuple[GivenAnswer, Path]]:
        """Yield the long form of an answer, or of each voice's answer, with its path."""
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            for index, item in enumerate(value):
                yield from self._long_forms(item, document, (*path, index))
            return
        fields = value if isinstance(value, dict) else {"text": value}
        positions: dict[Path, Position] = {(): document.position(path)}
        if isinstance(value, dict):
            positions |= {(key,): document.position((*path, key)) for key in value}
        part = Document(document.source, fields, positions)
        if given := validate(GivenAnswer, part, self.findings, keys=KEYS):
            yield given, path

    def add_finding(
        self, document: Document, path: Path, message: str, hint: str = "", kind: str = "answer"
    ) -> None:
        """Add a finding about a place in a document, or about a setting, which has no places."""
        if document.positions:
            self.findings.append(document.finding(path, message, kind=kind, hint=hint))
        else:
            self.findings.append(Finding(kind, message, document.source, hint=hint))


def _problems(
    given: GivenAnswer, reply: Answered | Unknown, question: Question, language: str, *,
    voice: str | None, earlier: Sequence[Answered | Unknown],
) -> Iterable[str]:  # fmt: skip
    """Yield the problems of an answer.

    Args:
        given: the answer.
        reply: the answer as a reply, of the voice that it names.
        question: its question.
        language: the case's language.
        voice: the voice that is named with its address; None if none is.
        earlier: the answers to the same question before it.
    """
    try:
        question.parse(given.text, language)
    except InvalidAnswer as error:
        yield error.message
    for name, value in (("voice", given.voice or voice), ("evidence", given.kind_of_evidence)):
        if value and not is_word_value(value):
            yield msg("{name} takes one word.", name=name)
    if any(map(has_lone_surrogate, given.references or ())):
        yield msg("this holds half a character, which no file can keep.")
    if given.voice is not None and voice is not None:
        yield msg("the voice is named twice.")
    if has_same_voice(earlier, [reply if voice is None else Answered("", voice)]):
        yield msg("one voice can answer once.")
