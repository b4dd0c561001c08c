"""Search among the questions of a menu or a review, by the words that a person types."""

from coprod_cli.base.i18n import translated
from coprod_cli.base.text import folded
from coprod_cli.interview.step_parts import Entry


def searched_text(entry: Entry) -> str:
    """Return the text in which words are searched: question, section and first words of answers."""
    return folded(f"{translated(entry.text)} {translated(entry.section_title)} {entry.summary}")


def has_words(text: str, typed: str) -> bool:
    """Return whether a searched text has all typed words, or beginnings and parts of words."""
    return all(word in text for word in folded(typed).split())
