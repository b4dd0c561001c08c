"""Choices of a person that a template must offer: a language, sections, a title."""

from collections.abc import Iterable

from coprod_cli.base.errors import InvalidAnswer, WrongUsage
from coprod_cli.base.message import composed, msg
from coprod_cli.model.template import Template


def choose_language(template: Template, wanted: str | None, preferred: Iterable[str]) -> str:
    """Return the language to ask in: the wanted one, else a preferred one, else the first one.

    Args:
        template: the template.
        wanted: the language that was named, such as `sv`; None for none.
        preferred: languages that are taken where the template has them, best first.

    Raises:
        WrongUsage: the template is not in the wanted language.
    """
    if wanted is None:
        known_ones = (known for each in preferred if (known := _language_of(template, each)))
        return next(known_ones, template.languages[0])
    language = _language_of(template, wanted)
    if language is None:
        message = msg(
            'the template "{name}" is not in "{language}".', name=template.id, language=wanted
        )
        raise WrongUsage(message, hint=", ".join(template.languages))
    return language


def choose_sections(template: Template, wanted: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the ids of the sections to ask; an empty tuple means all.

    Raises:
        WrongUsage: the template has no such section.
    """
    sections = tuple(wanted)
    known = [section.id for section in template.sections]
    for name in sections:
        if name not in known:
            message = msg('there is no section "{name}".', name=name)
            raise WrongUsage(message, hint=", ".join(known))
    return sections


def clean_title(title: str | None) -> str:
    """Return a title as it is kept.

    Raises:
        WrongUsage: it is more than one line.
    """
    from coprod_cli.interview.protocol import title_question

    try:
        return title_question().parse(title or "", "en")
    except InvalidAnswer as error:
        message = composed("--title: {problem}", problem=error.message)
        raise WrongUsage(message) from None


def _language_of(template: Template, wanted: str) -> str | None:
    """Return a template's language that is the wanted one, or one of its regions."""
    if wanted in template.languages:
        return wanted
    return next((each for each in template.languages if each.partition("-")[0] == wanted), None)
