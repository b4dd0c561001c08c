"""Marks in made-up notes: codings as `coprod mark` writes them."""

from datetime import UTC, datetime

from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import answer_of
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import WHOLE, Coding, Passage, found_at, found_whole
from coprod_cli.notebook.coded_answers import CodedAnswers
from coprod_cli.notebook.codings import Codings
from coprod_cli.notebook.notebook import Notebook

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)


def mark(folder, case_id, key, words, *codes, coder="anna", memo="", kept_apart=False):
    """Mark words in an answer, at their first place; `*` for the whole answer.

    Args:
        folder: the notebook's folder.
        case_id: the id of the case, whose note is in that folder, or is kept apart.
        key: the address of the answer, with a voice as `AnswerKey.parse` reads it.
        words: the words.
        codes: names of codes.
        coder: who marks.
        memo: the memo.
        kept_apart: whether the case is kept apart.
    """
    notebook = Notebook(folder)
    home = folder / "kept-apart" if kept_apart else folder
    case = notebook.read(home / f"{case_id}.md").case
    place = AnswerKey.parse(key)
    answer = answer_of(case, place.address, place.voice)
    start = 0 if words == WHOLE else answer.text.index(words)
    when = NOW.isoformat()
    found = (
        found_whole(answer, when)
        if words == WHOLE
        else found_at(answer, start, start + len(words), when)
    )
    codings = Codings(notebook)
    file = codings.file(case_id, coder, kept_apart=kept_apart)

    def with_mark(coding: Coding) -> Coding:
        passage = Passage(
            f"p{len(coding.passages)}", answer.address, answer.voice, words,
            tuple(sorted(map(CodeName, codes))), memo, found,
        )  # fmt: skip
        return coding.with_passage(passage)

    codings.change(file, with_mark, NOW, case_id)
    CodedAnswers(notebook, case_id).keep([answer], NOW)
