"""Edits of marked answers, by rules: what people do to a text, and to the passage in it.

Each edit knows where the passage's words have gone, by what it did and not by a search. The
sentences come from a small grammar, so that an answer is full of lookalikes: the same words twice,
and sentences that differ in one word.
"""

import random
import re
from collections.abc import Callable
from typing import NamedTuple
from unicodedata import normalize

_WHO = (
    "Patienten",
    "Maken",
    "Dottern",
    "Läkaren",
    "Sköterskan",
    "Familjen",
    "The nurse",
    "The son",
)
_DID = ("väntade", "fick inget svar", "ville vara med", "glömde bort tiden", "såg på klockan",
        "asked twice", "took part", "was told nothing")  # fmt: skip
_WHERE = ("i väntrummet", "vid disken", "i korridoren", "hemma", "i telefonen", "in the ward")
_WHEN = ("flera gånger", "den dagen", "i tre veckor", "efter besöket", "at the visit", "igen")
_JOIN = (". ", ". ", ".\n", ", och ", ".\n\n", ".\n- ")


class Edited(NamedTuple):
    """An answer before and after an edit.

    Attributes:
        kind: the name of the edit.
        text: the answer before.
        start: where the passage begins in it.
        end: where the passage ends in it.
        now: the answer after.
        place: where the passage's words are now; None if they are gone.
        is_touched: whether the passage's own words were changed.
    """

    kind: str
    text: str
    start: int
    end: int
    now: str
    place: tuple[int, int] | None
    is_touched: bool


def sentence(chance: random.Random) -> str:
    words = [chance.choice(_WHO), chance.choice(_DID), chance.choice(_WHERE)]
    return " ".join([*words, chance.choice(_WHEN)] if chance.random() < 0.7 else words)


def answer(chance: random.Random) -> str:
    made = sentence(chance)
    for _ in range(chance.randint(1, 7)):
        made += chance.choice(_JOIN) + sentence(chance)
    return made + "."


def passage(chance: random.Random, text: str, least: int) -> tuple[int, int]:
    """Return a place of whole words, often a sentence or a part of one."""
    words = [found.span() for found in re.finditer(r"\w[\w'-]*", text)]
    first = chance.randrange(len(words) - least)
    last = min(len(words) - 1, first + chance.choice((0, 1, 2, 3, 4, 6, 9, 14)))
    last = max(last, first + least - 1)
    return words[first][0], words[last][1]


# An edit takes what stands before the passage, the passage and what stands after it, and returns
# these three as they are now; None for a passage that is gone.
_Parts = tuple[str, str | None, str]
_Edit = Callable[[random.Random, str, str, str], _Parts]


def _nothing(_chance, before, words, after):
    return before, words, after


def _new_before(chance, before, words, after):
    return sentence(chance) + ". " + before, words, after


def _new_after(chance, before, words, after):
    return before, words, after + " " + sentence(chance) + "."


def _new_right_before(chance, before, words, after):
    return before + sentence(chance) + ", ", words, after


def _new_right_after(chance, before, words, after):
    return before, words, " (" + sentence(chance) + ")" + after


def _elsewhere_changed(chance, before, words, after):
    change = lambda text: text.replace(chance.choice(_WHO), "Någon", 1)  # noqa: E731
    return change(before), words, change(after)


def _start_gone(chance, before, words, after):
    return before[len(before) - len(before) // chance.randint(2, 4) :], words, after


def _end_gone(chance, before, words, after):
    return before, words, after[: len(after) // chance.randint(2, 4)]


def _wrapped(_chance, before, words, after):
    wrap = lambda text: re.sub(r"(\S+ \S+ \S+) ", r"\1\n", text)  # noqa: E731
    return wrap(before), wrap(words), wrap(after)


def _one_line(_chance, before, words, after):
    flat = lambda text: re.sub(r"\s*\n(?:- )?\s*", " ", text)  # noqa: E731
    return flat(before), flat(words), flat(after)


def _listed(_chance, before, words, after):
    marked = lambda text: text.replace("\n", "\n- ").replace("\n- - ", "\n- ")  # noqa: E731
    return "- " + marked(before), marked(words), marked(after)


def _emphasis(chance, before, words, after):
    sign = chance.choice(("*", "**", "_"))
    return before + sign, words, sign + after


def _smart(_chance, before, words, after):
    signs = str.maketrans({"'": "\u2019", "-": "\u2013"})
    texts = (before + '"', words, '"' + after)
    first, *others = (text.translate(signs) for text in texts)
    return first[:-1] + "\u201c", others[0], "\u201d" + others[1][1:]


def _decomposed(_chance, before, words, after):
    return tuple(normalize("NFD", text) for text in (before, words, after))


def _copied_before(_chance, before, words, after):
    return words + ". " + before, words, after


def _copied_after(_chance, before, words, after):
    return before, words, after + " " + words + "."


def _sentence_around(before, after):
    """Return what stands before the passage's sentence, its beginning, its end and the rest."""
    first = max(before.rfind(". "), before.rfind(".\n")) + 1
    last = (after + ". ").find(".") + 1
    return before[:first], before[first:].lstrip(" \n-"), after[:last], after[last:]


def _moved_to_end(_chance, before, words, after):
    earlier, beginning, end, later = _sentence_around(before, after)
    return earlier + later + " " + beginning, words, end


def _moved_to_start(_chance, before, words, after):
    earlier, beginning, end, later = _sentence_around(before, after)
    return beginning, words, end + " " + earlier + later


def _blank_lines(_chance, before, words, after):
    return before.replace(". ", ".\n\n"), words.replace(". ", ".\n\n"), after.replace(". ", ".\n\n")


def _word_replaced(chance, before, words, after):
    parts = words.split(" ")
    parts[chance.randrange(len(parts))] = chance.choice(("kanske", "aldrig", "not"))
    return before, " ".join(parts), after


def _word_added(chance, before, words, after):
    parts = words.split(" ")
    parts.insert(chance.randint(1, len(parts) - 1), chance.choice(("inte", "ofta", "never")))
    return before, " ".join(parts), after


def _word_gone(chance, before, words, after):
    parts = words.split(" ")
    del parts[chance.randrange(len(parts))]
    return before, " ".join(parts) or None, after


def _letter_changed(chance, before, words, after):
    place = chance.randrange(len(words))
    return before, words[:place] + "q" + words[place + 1 :], after


def _gone(_chance, before, _words, after):
    return before, None, after


def _another_instead(chance, before, _words, after):
    return before + sentence(chance), None, after


UNTOUCHED: tuple[_Edit, ...] = (
    _nothing, _new_before, _new_after, _new_right_before, _new_right_after, _elsewhere_changed,
    _start_gone, _end_gone, _wrapped, _one_line, _listed, _emphasis, _smart, _decomposed,
    _copied_before, _copied_after, _moved_to_end, _moved_to_start, _blank_lines,
)  # fmt: skip
TOUCHED: tuple[_Edit, ...] = (_word_replaced, _word_added, _word_gone, _letter_changed)
GONE: tuple[_Edit, ...] = (_gone, _another_instead)
KINDS = (*UNTOUCHED, *TOUCHED, *GONE)


def edits(count: int, seed: int):
    """Yield edits, each kind in turn, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(count):
        edit = KINDS[number % len(KINDS)]
        text = answer(chance)
        start, end = passage(chance, text, 3 if edit in TOUCHED else 1)
        before, words, after = edit(chance, text[:start], text[start:end], text[end:])
        now = before + (words or "") + after
        lead = len(now) - len(now.lstrip())
        place = None if words is None else (len(before) - lead, len(before) - lead + len(words))
        kind = edit.__name__.strip("_")
        yield Edited(kind, text, start, end, now.strip(), place, edit in TOUCHED)
