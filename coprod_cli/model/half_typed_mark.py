"""Half-typed marks: the codes or the memo that a person types about a passage, until it is kept."""

from typing import NamedTuple

from coprod_cli.base.span import Span
from coprod_cli.model.answer_key import AnswerKey


class HalfTypedMark(NamedTuple):
    """What a person types about a passage.

    Attributes:
        key: the key of the answer that it is in.
        said: `Answer.digest` of that answer.
        passage: the passage's id; "" for one that is not marked yet.
        span: the place of one that is not marked yet; None for the whole answer.
        is_memo: whether this is its memo, and not its codes.
        text: what is typed so far.
    """

    key: AnswerKey
    said: str
    passage: str
    span: Span | None
    is_memo: bool
    text: str
