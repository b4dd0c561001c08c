"""New cases: a case in which no question is answered yet."""

from datetime import datetime

from coprod_cli.base.clock import timestamp
from coprod_cli.model.case import Case
from coprod_cli.model.plain_language import PLAIN, WORDS
from coprod_cli.model.template import Template


def blank_case(
    case_id: str, template: Template, language: str, title: str, now: datetime,
    *, plain_words: bool = False,
) -> Case:  # fmt: skip
    """Return a new case in which nothing is answered yet."""
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
