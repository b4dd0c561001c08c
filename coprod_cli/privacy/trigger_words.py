"""Trigger words: a text without any of them is not searched for names or numbers in words."""

from functools import cache

from coprod_cli.privacy.number_context import words
from coprod_cli.privacy.spelled_words import (
    DIGIT_WORDS,
    HIGH_NUMBERS,
    MONTH_WORDS,
    ORDINAL_WORDS,
    with_capitals,
)
from coprod_cli.privacy.word_files import safe_names

HONORIFIC_WORDS = with_capitals(words("dr mr mrs ms doktor fru nurse herr fröken miss sister"))
MAIL_WORDS = with_capitals({"dot", "punkt", "snabela", "snabel-a", "snabel", "alfakrull"})
HANDLE_WORDS = with_capitals(
    words(
        "instagram insta ig twitter facebook fb snap snapchat tiktok username handle användarnamn"
        " användarnamnet skype discord telegram kik user"
    )
)
# A word of a list and a word of a text may differ by these.
_MARKS = ("", ",", ".", ")", ":", "s", "'s", "s.", "s,")
_AROUND = '(,.;:)!?"'


def triggers_in(text: str) -> frozenset[str]:
    """Return the words of a text that call for a slow search, as they are written."""
    found = _forms().intersection(text.split())
    return frozenset(map(_bare, found)) if found else found


@cache
def _forms() -> frozenset[str]:
    """Return each word as it stands between blanks, with its punctuation."""
    plain = _any_case()
    forms = {word + mark for word in safe_names() for mark in _MARKS}
    forms.update(f"({word}" for word in safe_names())
    forms.update(word + mark for word in plain for mark in ("", ",", ".", ";", ":", ")", "!", "?"))
    forms.update(f"({word}" for word in plain)
    return frozenset(forms)


@cache
def _any_case() -> frozenset[str]:
    numbers = DIGIT_WORDS | HIGH_NUMBERS | ORDINAL_WORDS
    return numbers | MONTH_WORDS | MAIL_WORDS | HANDLE_WORDS | HONORIFIC_WORDS


def _bare(form: str) -> str:
    """Return the word of a form: "anna" of "(anna's"."""
    word = form.strip(_AROUND)
    if word in safe_names() or word in _any_case():
        return word
    return word.removesuffix("s").removesuffix("'")
