"""References to answers: lines that name a case, a question, a voice and words of the answer.

`- [[20261123-k7m2q9]] emotions.what-helps (family): "a chair"`. The first part is a wiki link, so
that Obsidian and zk know it as a link to the case.
"""

from coprod_cli.base.text import one_line
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.voices import with_voice_label

_MOST_QUOTED = 80
"""The most characters of an answer that are quoted where nobody says which ones to quote."""


def reference_line(case_id: str, key: AnswerKey, quote: str, language: str) -> str:
    """Return the reference to an answer, as an item of a Markdown list.

    Args:
        case_id: the id of its case.
        key: its address and voice.
        quote: words of it; white space and line breaks become single spaces. "" for none.
        language: the language in which the voice is named.
    """
    named = with_voice_label(key.address, key.voice, language)
    words = f': "{one_line(quote)}"' if quote.strip() else ""
    return f"- [[{case_id}]] {named}{words}"


def first_words(text: str) -> str:
    """Return the first words of an answer on one line, at most 80 characters where words allow."""
    line = one_line(text)
    if len(line) <= _MOST_QUOTED:
        return line
    whole_words = line[: _MOST_QUOTED + 1].rpartition(" ")[0]
    return whole_words or line[:_MOST_QUOTED]
