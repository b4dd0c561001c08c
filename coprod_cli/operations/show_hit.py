"""Show the case of an answer that a search found, at the place of that answer."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from coprod_cli.formats.markdown.layouts import lay_out
from coprod_cli.knowledge.search import Hit
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, Case
from coprod_cli.notebook.note.reader import require_case
from coprod_cli.operations.workspace import Workspace

# Private use characters stand for the brackets while the page is made, since brackets mean
# something in Markdown, and may stand in the answer.
_OPENING, _CLOSING = "\ue0f3", "\ue0f4"
_HEADING = re.compile(r"#{1,6} ")


class PageAtHit(NamedTuple):
    """A case as lines, with what was found in brackets, and the index of its question's line."""

    lines: tuple[str, ...]
    start: int


def page_at_hit(workspace: Workspace, hit: Hit) -> PageAtHit:
    """Return the case of a hit as its note has it now.

    Where the answer changed since the search, nothing is in brackets, and the page begins at its
    first line.

    Raises:
        InvalidInput: the note cannot be read any more.
    """
    case = require_case(workspace.notebook.read(str(workspace.folder / hit.path)))
    key = hit.found.answer.key
    marked = replace(
        case,
        answers=tuple(_marked(each, hit) if each.key == key else each for each in case.answers),
    )
    template = workspace.library.find(case.template)
    page = lay_out(marked, template, "answered") if template else "\n".join(_lines(marked))
    lines = page.split("\n")
    start = next((at for at, line in enumerate(lines) if _OPENING in line), 0)
    while start > 0 and not _HEADING.match(lines[start]):
        start -= 1
    shown = (_HEADING.sub("", line, count=1) for line in lines)
    brackets = str.maketrans({_OPENING: "[", _CLOSING: "]"})
    return PageAtHit(tuple(line.translate(brackets) for line in shown), start)


def _marked(answer: Answer, hit: Hit) -> Answer:
    if answer.text != hit.text:
        return answer
    text = answer.text
    for start, end in reversed(hit.spans):
        text = f"{text[:start]}{_OPENING}{text[start:end]}{_CLOSING}{text[end:]}"
    return answer._replace(text=text)


def _lines(case: Case) -> Iterator[str]:
    """Yield the answers of a case whose template is not installed, below their addresses."""
    yield f"# {case.title}"
    for answer in case.given_answers():
        key = AnswerKey(answer.address, answer.voice)
        yield from ("", f"## {key}", "", *answer.text.split("\n"))
