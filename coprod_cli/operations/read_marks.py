"""Read passages that are given as data, or as options, and check them against the case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import Message, msg
from coprod_cli.base.span import Span
from coprod_cli.base.yaml_document import Document, Path
from coprod_cli.knowledge.named_passage import escaped_sign, find_words
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import WHOLE
from coprod_cli.model.voices import several_voices, voices_of

_KEYS = frozenset({"at", "voice", "quote", "whole", "start", "end", "codes", "code", "memo"})
_TOP_KEYS = frozenset({"passages", "done"})


class Mark(NamedTuple):
    """One passage to mark.

    Attributes:
        answer: the answer.
        span: the place in it; None for the whole answer.
        codes: the codes.
        memo: what the coder thinks; "" for nothing.
    """

    answer: Answer
    span: Span | None
    codes: tuple[CodeName, ...]
    memo: str = ""


def marks_from_data(data: Document, case: Case) -> list[Mark]:
    """Return the passages that a list of `{at, voice, quote, codes, memo}` names.

    Instead of `quote` there may be `start` and `end`: offsets in code points of the answer's text.
    The quote `*` is the whole answer; with `whole: false`, the sign itself.
    The list may stand under `passages`, with `done` beside it: see `says_done`.

    Raises:
        InvalidInput: something is wrong; carries every finding.
    """
    reader = _MarkReader(data, case)
    value: Any = data.value
    path: Path = ()
    if isinstance(value, Mapping) and "at" in value:
        value = [value]
    elif isinstance(value, Mapping) and not _TOP_KEYS.isdisjoint(value):
        reader.check_top(value)
        value, path = value.get("passages", []), ("passages",)
    if not isinstance(value, list):
        reader.tell(path, msg("passages are a list."))
        value = []
    marks = [reader.read(each, (*path, index)) for index, each in enumerate(value)]
    if reader.findings:
        raise InvalidInput(reader.findings)
    return [mark for mark in marks if mark is not None]


def says_done(data: Document) -> bool:
    """Return whether data that is valid says that the coder has gone through the case."""
    value: Any = data.value
    return isinstance(value, Mapping) and value.get("done") is True


def marks_from_settings(
    settings: Iterable[str], codes: Sequence[str], memo: str, case: Case
) -> list[Mark]:
    """Return the passages that `ADDRESS=WORDS` or `ADDRESS@VOICE=WORDS` name, all with some codes.

    Raises:
        InvalidInput: something is wrong; carries every finding.
    """
    marks: list[Mark] = []
    findings: list[Finding] = []
    for setting in settings:
        name, equals, words = setting.partition("=")
        key = AnswerKey.parse(name.strip())
        entry: dict[str, Any] = {"at": str(key.address), "codes": list(codes), "memo": memo}
        if equals:
            sign = escaped_sign(words)
            entry["quote"], entry["whole"] = sign or words, not sign and words.strip() == WHOLE
        if key.voice is not None:
            entry["voice"] = key.voice
        try:
            marks += marks_from_data(Document(f"--set {key}", [entry]), case)
        except InvalidInput as error:
            findings += (replace(each, line=0, column=0) for each in error.findings)
    if findings:
        raise InvalidInput(findings)
    return marks


class _MarkReader:
    """Reads passages of one document, and collects findings."""

    def __init__(self, document: Document, case: Case) -> None:
        self._document, self._case = document, case
        self.findings: list[Finding] = []

    def tell(self, path: Path, message: str, hint: str = "") -> None:
        """Add a finding."""
        self.findings.append(self._document.finding(path, message, kind="mark", hint=hint))

    def check_top(self, top: Mapping[Any, Any]) -> None:
        """Tell what is wrong beside the list of passages."""
        for key in sorted(map(str, set(top) - _TOP_KEYS)):
            self.tell((key,), msg("there is no such key here."), ", ".join(sorted(_TOP_KEYS)))
        if not isinstance(top.get("done", False), bool):
            self.tell(("done",), msg("done is true or false."))

    def read(self, item: Any, path: Path) -> Mark | None:
        """Return the passage of an item; None if something in it is wrong, which is told."""
        if not isinstance(item, Mapping):
            self.tell(path, msg("a passage has at, quote and codes."))
            return None
        told = len(self.findings)
        for key in sorted(set(item) - _KEYS):
            self.tell((*path, key), msg("there is no such key of a passage."), ", ".join(_KEYS))
        codes = self._codes(item.get("codes", item.get("code")), path)
        answer = self._answer(item, path)
        memo = item.get("memo") or ""
        if not isinstance(memo, str):
            self.tell((*path, "memo"), msg('"{name}" must be a text.', name="memo"))
        span = None if answer is None else self._span(item, answer, path)
        if not (item.get("codes") or item.get("code") or memo):
            self.tell(path, msg("a passage needs codes, or a memo."))
        if answer is None or len(self.findings) > told:
            return None
        return Mark(answer, span, codes, str(memo).strip())

    def _codes(self, value: Any, path: Path) -> tuple[CodeName, ...]:
        return tuple(CodeName.read_data(value, partial(self.tell, (*path, "codes"))))

    def _answer(self, item: Mapping[str, Any], path: Path) -> Answer | None:
        at, voice = item.get("at"), item.get("voice")
        given = [each for each in self._case.given_answers() if each.address == at]
        if not isinstance(at, str) or not given:
            self.tell((*path, "at"), msg("this case has no answer there."), _near(self._case, at))
            return None
        matching = [each for each in given if voice is None or each.voice == voice]
        if len(matching) == 1:
            return matching[0]
        message: Message = several_voices(Address(at), voices_of(given))
        self.tell((*path, "voice" if "voice" in item else "at"), message)
        return None

    def _span(self, item: Mapping[str, Any], answer: Answer, path: Path) -> Span | None:
        quote = item.get("quote")
        if quote is None and "start" in item:
            return self._by_offsets(item, answer, path)
        whole = item.get("whole", quote == WHOLE)
        if not isinstance(whole, bool) or (whole and quote != WHOLE):
            self.tell((*path, "whole"), msg("whole is false, or true with the quote *."))
            return None
        if whole:
            return None
        if not isinstance(quote, str) or not quote.strip():
            self.tell((*path, "quote"), msg("a passage needs the words that it marks, as quote."))
            return None
        named = find_words(quote.strip(), answer)
        if named.problem:
            self.tell((*path, "quote"), named.problem)
        return named.span

    def _by_offsets(self, item: Mapping[str, Any], answer: Answer, path: Path) -> Span | None:
        numbers = [str(item.get(key, "")) for key in ("start", "end")]
        size = len(answer.text)
        if all(each.isascii() and each.isdecimal() and len(each) < 10 for each in numbers):  # noqa: PLR2004
            start, end = map(int, numbers)
            if start < end <= size and answer.text[start:end].strip():
                return Span(start, end)
        message = msg(
            "start and end are two numbers up to {size}, the first one smaller.", size=size
        )
        self.tell((*path, "start"), message)
        return None


def _near(case: Case, at: Any) -> str:
    from coprod_cli.base.nearest import nearest

    return nearest(at, [answer.address for answer in case.given_answers()]) if at else ""
