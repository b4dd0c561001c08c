"""New cases: makes a case without answers."""

from datetime import datetime

from coprod_cli.base.clock import timestamp
from coprod_cli.model.case import Case
from coprod_cli.model.plain_language import PLAIN, WORDS
from coprod_cli.model.template import Template


def blank_case(
    case_id: str, template: Template, language: str, title: str, now: datetime,
    *, plain_words: bool = False,
) -> Case:  # fmt: skip
    """Return a new case without answers.

    Args:
        case_id: its id.
        template: its template.
        language: the language of its note, as in `en`.
        title: its title; "" for none.
        now: the time of its creation.
        plain_words: whether its questions are asked in plain language.
    """
    stamp = timestamp(now)
    return Case(
        id=case_id,
        title=title,
        template=template.id,
        template_version=template.version,
        language=language,
        created=stamp,
        updated=stamp,
        extra={WORDS: PLAIN} if plain_words else {},
    )
