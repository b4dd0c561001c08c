"""Memos in a text that a person edits marks in: each stands once, and belongs to one mark."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from coprod_cli.base.message import Message, msg
from coprod_cli.base.text import canonical_text


class MarkProblem(NamedTuple):
    """What is wrong in an edited text: the line, from 1, and a message."""

    line: int
    message: Message


def almost(fence: str) -> str:
    """Return what is left of the signs around a header if one is taken out; no memo has it."""
    return fence[1:]


class EditedMemos:
    """The memos of a text by their names, such as `^1`, and the marks that name them."""

    def __init__(self, keys: Collection[str], fence: str) -> None:
        """Begin without memos.

        Args:
            keys: the keys of the answers.
            fence: the signs around a header.
        """
        self._keys = frozenset(keys)
        self._almost = almost(fence)
        self._memos: dict[str, tuple[int, str]] = {}
        self._taken: dict[str, int] = {}
        self._problems: list[MarkProblem] = []

    def add(self, line: int, name: str, body: str, *, has_codes: bool) -> None:
        """Add a memo.

        Args:
            line: the line of its header, from 1.
            name: its name.
            body: its text.
            has_codes: whether there are codes behind its header.
        """
        memo = canonical_text(body).strip()
        if has_codes:
            self._tell(line, msg("a memo has no codes: they stand behind its mark."))
        if name in self._memos:
            self._tell(line, msg("the memo {name} stands twice.", name=name))
        if not memo:
            self._tell(line, msg("the memo {name} is empty: take {name} out.", name=name))
        for number, each in enumerate(canonical_text(body).split("\n"), line + 1):
            if self._is_like_header(each):
                self._tell(number, msg("this looks like the line above an answer or a memo."))
        self._memos.setdefault(name, (line, memo))

    def take(self, name: str, line: int) -> str:
        """Return the memo that the mark in a line names; "" if there is none, which is told."""
        if name not in self._memos:
            self._tell(line, msg("there is no memo {name} below.", name=name))
        elif name in self._taken:
            self._tell(line, msg("the memo {name} is that of another mark.", name=name))
        self._taken.setdefault(name, line)
        return self._memos.get(name, (0, ""))[1]

    def problems(self) -> Iterator[MarkProblem]:
        """Yield what is wrong, once all marks are read."""
        yield from self._problems
        for name, (line, _memo) in self._memos.items():
            if name not in self._taken:
                yield MarkProblem(line, msg("no mark has the memo {name}.", name=name))

    def _is_like_header(self, line: str) -> bool:
        """Return whether a line of a memo is a damaged header, so that what is below is none."""
        words = [word for word in line.replace("=", " ").split() if word]
        return (
            self._almost in line
            and len(words) == 1
            and (words[0] in self._keys or words[0][0] == "^")
        )

    def _tell(self, line: int, message: Message) -> None:
        self._problems.append(MarkProblem(line, message))
