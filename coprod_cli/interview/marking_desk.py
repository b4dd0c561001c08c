"""What an asker needs to let a person mark a case, and the reading of the codes that they type."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import Message, msg
from coprod_cli.base.nearest import nearest
from coprod_cli.base.span import Span
from coprod_cli.knowledge.anchors import State
from coprod_cli.knowledge.marking import Marking
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, answer_of
from coprod_cli.model.code_name import CodeName, as_in_code_names, id_from_words, is_code_name
from coprod_cli.model.half_typed_mark import HalfTypedMark

OWN_SET = "ours"
"""The code set of a new code that is typed without one."""
_BETWEEN = re.compile(r"[\s,]+")


class CodeChoice(NamedTuple):
    """A code to choose: its name, what it is called and what it means, in the shown language."""

    name: CodeName
    title: str
    definition: str = ""


@dataclass(frozen=True)
class MarkingDesk:
    """What an asker needs to let a person mark a case.

    Attributes:
        save: saves a marking, and returns it with what others have saved meanwhile.
        reread: returns a marking with the answers as they are in the note by now.
        when: returns the time, ISO 8601 with an offset.
        new_id: returns the id of a new passage.
        codes: the codes of all sets, those that are retired left out.
        answers: the answers to go through.
        wordings: the wording of each question, by its address.
        sections: the title of each section, by its id.
        others: what other coders marked, by their names; shown only if it was asked for.
        whole: whether these are all answers of the case, so that at their end it is done.
        half_typed: what was half typed when a sitting before this one was killed; None for nothing.
        keep: keeps what is half typed; None where it is kept for good, or dropped.
        rescue: keeps a text that was half typed and belongs nowhere any more; returns its folder.
    """

    save: Callable[[Marking], Marking]
    reread: Callable[[Marking], Marking]
    when: Callable[[], str]
    new_id: Callable[[], str]
    codes: tuple[CodeChoice, ...]
    answers: tuple[Answer, ...]
    wordings: Mapping[Address, str]
    sections: Mapping[str, str]
    others: Mapping[str, Marking]
    whole: bool = True
    half_typed: HalfTypedMark | None = None
    keep: Callable[[HalfTypedMark | None], None] = lambda _mark: None
    rescue: Callable[[str], str] = lambda _text: ""

    def place_of(self, key: AnswerKey) -> int | None:
        """Return which answer has a key, from 0; None if it is not among these."""
        return next((at for at, each in enumerate(self.answers) if each.key == key), None)

    def wording(self, answer: Answer) -> str:
        """Return the wording of an answer's question; its address if it has none."""
        return self.wordings.get(answer.address, str(answer.address))

    def first_place(self, marking: Marking) -> int:
        """Return the answer to begin with, from 0: behind the last one with something marked."""
        marked = [at for at, answer in enumerate(self.answers) if marking.in_answer(answer)]
        after = marked[-1] + 1 if marked else 0
        return after if after < len(self.answers) and not marking.coding.done else 0

    def places_to_look_at(self, marking: Marking) -> list[int]:
        """Return the answers, from 0, with words that changed since they were marked."""
        return [
            at
            for at in range(len(self.answers))
            if any(
                each.place.state is State.CHANGED
                for each in marking.in_answer(self.answer_now(marking, at))
            )
        ]

    def place_in_section(self, place: int) -> tuple[int, int]:
        """Return which answer of its section an answer is, from 1, and how many there are."""
        section = self.answers[place].address.section
        there = [at for at, each in enumerate(self.answers) if each.address.section == section]
        return there.index(place) + 1, len(there)

    def answer_now(self, marking: Marking, place: int) -> Answer:
        """Return an answer as it is in the note by now; it has no text if it was taken out."""
        answer = self.answers[place]
        return answer_of(marking.case, answer.address, answer.voice)

    def answers_now(self, marking: Marking) -> tuple[Answer, ...]:
        """Return the answers to go through as they are by now, without those taken out."""
        now = (self.answer_now(marking, place) for place in range(len(self.answers)))
        return tuple(answer for answer in now if answer.text)

    def mark(
        self, marking: Marking, answer: Answer, span: Span | None, codes: tuple[CodeName, ...],
        memo: str = "",
    ) -> Marking | None:  # fmt: skip
        """Save a passage, and return the marking after that; see `Marking.mark`.

        Returns:
            None if the answer has another text in the note by now; nothing is saved then.
        """
        marking = self.reread(marking)
        if answer_of(marking.case, answer.address, answer.voice).text != answer.text:
            return None
        new_id, when = self.new_id(), self.when()
        return self.save(marking.mark(answer, span, codes, memo, passage_id=new_id, when=when))


def read_codes(line: str, marking: Marking, codes: tuple[CodeChoice, ...]) -> tuple[CodeName, ...]:
    """Return the codes that a person typed: with blanks or commas between them.

    A code is `set/code`, or its id where one set has it; `1` to `5` is one of those given last;
    `=` the same as before; `+name` a new one, in the set `ours` if it names none. A code that a set
    with a file does not have, or of a set that nobody used, needs the `+`: it may be mistyped.

    Raises:
        InvalidAnswer: one of them is none; the message says what is near.
    """
    found: list[CodeName] = []
    for word in filter(None, _BETWEEN.split(line.strip())):
        found += _codes_of(word, marking, codes)
    return tuple(dict.fromkeys(found))


def _codes_of(word: str, marking: Marking, codes: tuple[CodeChoice, ...]) -> tuple[CodeName, ...]:
    if word == "=":
        if not marking.repeated:
            raise InvalidAnswer(msg("nothing was marked before."))
        return marking.repeated
    if word.isdecimal() and 0 < int(word) <= len(marking.last_codes):
        return (marking.last_codes[int(word) - 1],)
    if word.startswith("+"):
        return (_new_code(word[1:]),)
    if not word.isascii():
        word = as_in_code_names(word) or word
    known = {each.name for each in codes} | {
        code for each in marking.coding.passages for code in each.codes
    }
    if "/" in word:
        name = CodeName.read(word)
        is_open = name.set_id == OWN_SET or name.set_id in {each.set_id for each in known}
        is_listed = name.set_id in {each.name.set_id for each in codes if each.title}
        if name in known or (is_open and not is_listed):
            return (name,)
    named = sorted(name for name in known if name.code_id == word.strip("#").lower())
    if len(named) == 1:
        return tuple(named)
    if named:
        raise InvalidAnswer(msg("several codes are called so: {names}.", names=", ".join(named)))
    raise InvalidAnswer(_no_such_code(word.lower(), known))


def _no_such_code(word: str, known: Collection[CodeName]) -> Message:
    """Return the message about a code that there is not, with those that were probably meant."""
    begin = sorted(each for each in known if word in {each[: len(word)], each.code_id[: len(word)]})
    near = ", ".join(begin) or nearest(word, [*known, *(name.code_id for name in known)])
    example = f"+{word if is_code_name(word) else id_from_words(word) or 'waiting'}"
    if not near:
        return msg("there is no such code. A new one: {example}.", example=example)
    return msg(
        "there is no such code. Near: {name}. A new one: {example}.", name=near, example=example
    )


def _new_code(typed: str) -> CodeName:
    if is_code_name(typed.lower()):
        return CodeName(typed.lower())
    set_id, slash, words = typed.rpartition("/")
    code_id = id_from_words(words)
    if not code_id:
        raise InvalidAnswer(msg("a new code has letters, such as {example}.", example="+waiting"))
    return CodeName.read(f"{set_id if slash else OWN_SET}/{code_id}")
