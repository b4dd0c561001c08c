"""The question that asks for a case's title, which no template has."""

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import GroupedNumber, msg
from coprod_cli.interview.opening_text import TITLE_HELP, TITLE_TEXT
from coprod_cli.model.questions import LineQuestion

MAX_TITLE = 1_000
"""The most characters of a title; the front matter has to hold it, and lists show its beginning."""


class TitleQuestion(LineQuestion):
    """The title of a case: one line, of a length that lists and front matter can have."""

    def _parse(self, text: str, language: str) -> str:
        title = super()._parse(text, language)
        if len(title) > MAX_TITLE:
            message = msg(
                "a title has at most {limit} characters; put the rest into an answer.",
                limit=GroupedNumber(MAX_TITLE),
            )
            raise InvalidAnswer(message)
        return title


def title_question() -> LineQuestion:
    """Return the question that asks for a case's title; no template has it."""
    return TitleQuestion.model_construct(
        id="title", type="line", text=msg(TITLE_TEXT), help=msg(TITLE_HELP)
    )
