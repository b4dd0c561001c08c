"""Words of answers, which the index remembers, so that a search need not read every note.

They are kept in the order of the answer, folded as words are compared, with a blank between them:
searching these words finds the same as searching the answer does. Where in the answer they stand,
only the note says.
"""

from collections.abc import Callable
from typing import NamedTuple

from coprod_cli.base.words import folded_words
from coprod_cli.knowledge.words_search import FoundWords, WordsSearch
from coprod_cli.model.case_like import AnswerLike
from coprod_cli.notebook.index.fact import Fact, as_json, from_json
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.outlines import is_read_each_time
from coprod_cli.notebook.template_outlines import (
    TemplateOutline,
    template_outline,
    template_outline_data,
    template_outline_from,
)
from coprod_cli.templates.library import TemplateLibrary


class AnswerWords(NamedTuple):
    """The words of all answers of a note.

    Attributes:
        outline: the outline of the note, seen with its template.
        words: the words of each given answer, a line each, in UTF-8.
    """

    outline: TemplateOutline
    words: bytes

    def search(
        self, search: WordsSearch, is_searched: Callable[[AnswerLike], bool] | None
    ) -> FoundWords:
        """Return what a search finds in the answers.

        Args:
            search: the search.
            is_searched: tells whether an answer is searched; None if all are.
        """
        case = self.outline.note.case
        if case is None or is_searched is None:
            return search.find(self.words, lambda _line: True)
        answers: list[AnswerLike] = []

        def takes(line: int) -> bool:
            if not answers:
                answers.extend(case.given_answers())
            return is_searched(answers[line])

        return search.find(self.words, takes)


def words_in(text: str) -> str:
    """Return the words of a text, with a blank between them."""
    return " ".join(folded_words(text))


def answer_words_fact(notebook: Notebook, library: TemplateLibrary) -> Fact[AnswerWords]:
    """Return the fact that is the words of all answers of a note."""
    return Fact(
        "words",
        lambda path: _words_of_note(notebook.read(path), library),
        _pack,
        _unpack,
        library.fingerprint,
    )


def _words_of_note(note: Note, library: TemplateLibrary) -> AnswerWords:
    answers = note.case.given_answers() if note.case else ()
    words = "\n".join(words_in(answer.text) for answer in answers)
    return AnswerWords(template_outline(note, library), words.encode("utf-8", "surrogatepass"))


def _pack(words: AnswerWords) -> bytes | None:
    if is_read_each_time(words.outline.note):
        return None
    return as_json(template_outline_data(words.outline)) + b"\n" + words.words


def _unpack(path: str, value: bytes) -> AnswerWords:
    outline, _newline, words = value.partition(b"\n")  # JSON has no line end
    return AnswerWords(template_outline_from(path, from_json(outline)), words)
