"""Marks in braces: the answers of a case as one text in which passages are marked, for an editor.

```text
=== emotions.what-helps@family === [ours/told]
{{en lång väntan}}[ours/waiting levels/micro ^1] i korridoren

=== ^1 ===
Third case with no answer in the waiting room.
```

Codes behind a header are those of the whole answer. `^1` behind codes is the memo of that number,
which stands below all answers, so that the text of an answer whose header is damaged gets into no
memo. Where two passages of an answer overlap in part, all of its marks are numbered: `{1{en lång
{2{väntan}1}[a/b] i korridoren}2}[c/d]`. Braces are taken only if no answer has one; else `<>`, `¤§`
or `~|`. A header has more `=` than a line of an answer begins with, or a memo has. So nothing is
escaped, and the marks taken out give each answer back to the byte.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import Message, msg
from coprod_cli.base.span import Span
from coprod_cli.base.text import canonical_text
from coprod_cli.knowledge.edited_memos import EditedMemos, MarkProblem, almost
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.model.code_name import CodeName

SIGNS = (("{", "}"), ("<", ">"), ("¤", "§"), ("~", "|"))
"""The pairs of signs that may mark passages, the one to be taken first in front."""
_LEAST_FENCE = "==="


class CodedSpan(NamedTuple):
    """A place in an answer, its codes, and its memo, "" for none."""

    span: Span
    codes: tuple[CodeName, ...]
    memo: str = ""


class MarkedAnswer(NamedTuple):
    """An answer with what is marked in it.

    Attributes:
        answer: the answer.
        spans: the passages, by their places.
        whole: the codes of the whole answer; None if it is not marked.
        memo: the memo of the whole answer; "" for none.
    """

    answer: Answer
    spans: tuple[CodedSpan, ...] = ()
    whole: tuple[CodeName, ...] | None = None
    memo: str = ""

    @property
    def memos(self) -> Iterator[str]:
        """The memos that it has, that of the whole answer in front."""
        return filter(None, (self.memo, *(each.memo for each in _sorted(self.spans))))


class Notation(NamedTuple):
    """How one case is written: the signs of a mark, and the fence around the headers."""

    opening: str
    closing: str
    fence: str


def notation_for(answers: Iterable[Answer], memos: Iterable[str] = ()) -> Notation:
    """Return a notation in which no answer, and no memo, has to be escaped.

    Raises:
        InvalidAnswer: the answers have all signs.
    """
    texts = [answer.text for answer in answers]
    pair = next(
        (pair for pair in SIGNS if not any(sign in text for sign in pair for text in texts)), None
    )
    if pair is None:
        raise InvalidAnswer(msg("these answers have all signs that could mark a passage."))
    fence = _LEAST_FENCE
    lines = [line for text in texts for line in text.split("\n")]
    written = tuple(memos)
    while any(line.startswith(fence) for line in lines) or any(
        almost(fence) in memo for memo in written
    ):
        fence += "="
    return Notation(*pair, fence)


def written_marks(answers: Sequence[MarkedAnswer], notation: Notation) -> str:
    """Return answers as one text with their marks, and their memos below."""
    numbers = count(1)
    marked = "".join(_block(each, notation, numbers) for each in answers)
    memos = enumerate((memo for each in answers for memo in each.memos), 1)
    return marked + "".join(
        f"{notation.fence} ^{number} {notation.fence}\n{memo}\n\n" for number, memo in memos
    )


def read_marks(
    text: str, answers: Sequence[Answer], notation: Notation
) -> tuple[list[MarkedAnswer], list[MarkProblem]]:
    """Return what is marked in an edited text, and what is wrong with it.

    Args:
        text: the text.
        answers: the answers as they are.
        notation: how the text was written.

    Returns:
        The answers with their marks, without those that were taken out of the text, and problems;
        if there are any, nothing is to be saved. Memos have no white space around them.
    """
    known = {str(answer.key): answer for answer in answers}
    memos = EditedMemos(known, notation.fence)
    blocks = list(_blocks(text, notation))
    for line, key, whole, body in blocks:
        if key.startswith("^"):
            memos.add(line, key, body, has_codes=whole is not None)
    marked: list[MarkedAnswer] = []
    problems: list[MarkProblem] = []
    for line, key, whole, body in blocks:
        if key.startswith("^"):
            continue
        answer = known.pop(key, None)
        if answer is None:
            problems.append(MarkProblem(line, msg("there is no such answer, or it stands twice.")))
            continue
        reader = _Reader(notation, line, memos)
        codes, memo = (None, "") if whole is None else reader.codes(whole, 0)
        plain, spans = reader.read(body)
        if not reader.problems and canonical_text(plain) != answer.text:
            reader.problems.append(MarkProblem(line, _changed(plain, answer)))
        problems += reader.problems
        lead = len(plain) - len(plain.lstrip("\n"))
        moved = (each._replace(span=Span(*(n - lead for n in each.span))) for each in spans)
        marked.append(MarkedAnswer(answer, tuple(moved), codes, memo))
    return marked, sorted((*problems, *memos.problems()), key=lambda each: each.line)


def _block(each: MarkedAnswer, notation: Notation, numbers: Iterator[int]) -> str:
    """Return the header of an answer, and its text with its marks."""
    key = AnswerKey(*each.answer.key)
    whole = "" if each.whole is None else f" {_in_brackets(each.whole, each.memo, numbers)}"
    text = _marked(each, notation, numbers)
    return f"{notation.fence} {key} {notation.fence}{whole}\n{text}\n\n"


def _in_brackets(codes: Sequence[CodeName], memo: str, numbers: Iterator[int]) -> str:
    return f"[{' '.join([*codes, *([f'^{next(numbers)}'] if memo else [])])}]"


def _sorted(spans: Iterable[CodedSpan]) -> list[CodedSpan]:
    return sorted(spans, key=lambda coded: (coded.span.start, -coded.span.end))


def _marked(each: MarkedAnswer, notation: Notation, memos: Iterator[int]) -> str:
    """Return an answer with its marks."""
    spans = _sorted(each.spans)
    numbers = [str(n) for n in range(1, len(spans) + 1)] if _overlap(spans) else [""] * len(spans)
    # At one place, marks end before others begin; the inner one ends first, and begins last.
    signs: list[tuple[int, int, int, str]] = []
    for index, (coded, number) in enumerate(zip(spans, numbers, strict=True)):
        opening = f"{notation.opening}{number}{notation.opening}"
        codes = _in_brackets(coded.codes, coded.memo, memos)
        closing = f"{notation.closing}{number}{notation.closing}{codes}"
        signs += [(coded.span.start, 1, index, opening), (coded.span.end, 0, -index, closing)]
    parts, place = [], 0
    for offset, _kind, _index, sign in sorted(signs):
        parts += [each.answer.text[place:offset], sign]
        place = offset
    return "".join([*parts, each.answer.text[place:]])


def _overlap(spans: Sequence[CodedSpan]) -> bool:
    """Return whether two passages overlap in part; `spans` are sorted by their beginnings."""
    ends: list[int] = []
    for coded in spans:
        span = coded.span
        while ends and ends[-1] <= span.start:
            ends.pop()
        if ends and span.end > ends[-1]:
            return True
        ends.append(span.end)
    return False


def _blocks(text: str, notation: Notation) -> Iterator[tuple[int, str, str | None, str]]:
    """Yield each answer of a text: the line of its header, its key, its codes, and its text."""
    fence = re.escape(notation.fence)
    header = re.compile(rf"^{fence} (\S+) {fence}(?: \[([^\]\n]*)\])?[ \t]*$", re.MULTILINE)
    found = list(header.finditer(text))
    for match, following in zip(found, [*found[1:], None], strict=True):
        body = text[match.end() + 1 : following.start() if following else len(text)]
        yield text.count("\n", 0, match.start()) + 1, match[1], match[2], body


class _Reader:
    """Reads the marks of one answer."""

    def __init__(self, notation: Notation, line: int, memos: EditedMemos) -> None:
        opening, closing = map(re.escape, (notation.opening, notation.closing))
        self._mark = re.compile(
            rf"{opening}(\d*){opening}|{closing}(\d*){closing}(?:\[([^\]\n]*)\])?"
        )
        self._signs = (notation.opening, notation.closing)
        self._line = line
        self._memos = memos
        self.problems: list[MarkProblem] = []

    def read(self, body: str) -> tuple[str, list[CodedSpan]]:
        """Return a text without its marks, and what they mark."""
        open_marks: list[tuple[str, int]] = []
        spans: list[CodedSpan] = []
        parts: list[str] = []
        place = size = 0
        for match in self._mark.finditer(body):
            parts.append(body[place : match.start()])
            size += match.start() - place
            place = match.end()
            line = body.count("\n", 0, match.start()) + 1
            if match[1] is not None:
                open_marks.append((match[1], size))
                continue
            at = next((n for n in reversed(range(len(open_marks))) if open_marks[n][0] == match[2]),
                      None)  # fmt: skip
            if at is None:
                self._tell(line, msg("a mark ends here that does not begin."))
                continue
            start = open_marks.pop(at)[1]
            codes, memo = self.codes(match[3], line)
            if start == size:
                self._tell(line, msg("nothing is marked here."))
            spans.append(CodedSpan(Span(start, size), codes, memo))
        parts.append(body[place:])
        if open_marks:
            self._tell(1, msg("a mark begins here that does not end."))
        plain = "".join(parts)
        if any(sign in plain for sign in self._signs):
            self._tell(1, msg("a sign of a mark stands here alone."))
        return plain, spans

    def codes(self, written: str | None, line: int) -> tuple[tuple[CodeName, ...], str]:
        """Return the codes in brackets, and the memo that is named behind them, "" for none."""
        names, memos = [], []
        if written is None:
            self._tell(line, msg("a mark is followed by its codes, in brackets."))
        for word in (written or "").replace(",", " ").split():
            if word.startswith("^"):
                memos.append(self._memos.take(word, self._line + line))
                continue
            try:
                names.append(CodeName.read(word))
            except InvalidAnswer as error:
                self._tell(line, error.message)
        if len(memos) > 1:
            self._tell(line, msg("a mark has one memo."))
        return tuple(dict.fromkeys(names)), "".join(memos)

    def _tell(self, line: int, message: str) -> None:
        text = message if isinstance(message, Message) else msg(message)
        self.problems.append(MarkProblem(self._line + line, text))


def _changed(plain: str, answer: Answer) -> Message:
    """Return the message that an answer's words are not as they were; it has none of them."""
    now, before = canonical_text(plain).split("\n"), answer.text.split("\n")
    pairs = enumerate(zip(now, before, strict=False), 1)
    line = next((n for n, (one, other) in pairs if one != other), min(len(now), len(before)) + 1)
    return msg(
        "the words of this answer were changed, in its line {line}: only marks may be.", line=line
    )
