"""Check a user's choice of language, sections, title and tags."""

from collections.abc import Iterable

from coprod_cli.base.errors import InvalidAnswer, WrongUsage
from coprod_cli.base.message import composed, msg
from coprod_cli.base.settings import DEFAULT_TEMPLATE
from coprod_cli.model.address import Address
from coprod_cli.model.tags import TagChange, clean_tags, tags_line
from coprod_cli.model.template import Template


def choose_language(template: Template, wanted: str | None, preferred: Iterable[str]) -> str:
    """Return the language of the questions: the wanted, a preferred, or the template's first one.

    Args:
        template: the template.
        wanted: a language code such as `sv`, or None.
        preferred: language codes, best first, from which to choose if `wanted` is None.

    Raises:
        WrongUsage: the template does not have the wanted language.
    """
    if wanted is None:
        offered = (_language_of(template, code) for code in preferred)
        return next(filter(None, offered), template.languages[0])
    language = _language_of(template, wanted)
    if language is None:
        message = msg(
            'the template "{name}" is not in "{language}".', name=template.id, language=wanted
        )
        raise WrongUsage(message, hint=", ".join(template.languages))
    return language


def choose_sections(template: Template, wanted: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the ids of the sections to ask; () means all.

    Raises:
        WrongUsage: the template lacks one of them.
    """
    sections = tuple(wanted)
    section_ids = [section.id for section in template.sections]
    for name in sections:
        if name not in section_ids:
            message = msg('there is no section "{name}".', name=name)
            raise WrongUsage(message, hint=", ".join(section_ids))
    return sections


def choose_short_way(template: Template) -> tuple[Address, ...]:
    """Return the addresses of the questions of a template's short way.

    Raises:
        WrongUsage: the template has none.
    """
    if not template.short_addresses:
        message = msg('the template "{name}" has no short way.', name=template.id)
        raise WrongUsage(message, hint=f"coprod new-case --template {DEFAULT_TEMPLATE} --short")
    return template.short_addresses


def clean_title(title: str | None) -> str:
    """Return a title without surrounding blanks.

    Raises:
        WrongUsage: the title has more than one line.
    """
    from coprod_cli.interview.title_question import title_question

    try:
        return title_question().parse(title or "", "en")
    except InvalidAnswer as error:
        message = composed("--title: {problem}", problem=error.message)
        raise WrongUsage(message) from None


def choose_tags(tags: Iterable[str], option: str = "--tag") -> tuple[str, ...]:
    """Return the tags that an option names, without `#`, each once.

    Raises:
        WrongUsage: one of them is no tag.
    """
    try:
        return clean_tags(tags)
    except InvalidAnswer as error:
        message = composed("{option}: {problem}", option=option, problem=error.message)
        raise WrongUsage(message) from None


def change_tags(tags: tuple[str, ...], change: TagChange) -> tuple[str, ...]:
    """Return tags after a change.

    Raises:
        WrongUsage: a tag to remove is not among them, or one to add or remove is no tag.
    """
    present = tags if change.instead is None else change.instead
    added = choose_tags(change.added)
    untag = "--untag"
    removed = {tag if tag in present else choose_tags([tag], untag)[0] for tag in change.removed}
    if not removed <= {*present, *added}:
        hint = tags_line(present) or "coprod list"
        raise WrongUsage(msg("that tag is not there."), hint=hint)
    return tuple(tag for tag in dict.fromkeys((*present, *added)) if tag not in removed)


def _language_of(template: Template, wanted: str) -> str | None:
    """Return the template's language that is the wanted one or a regional form of it."""
    if wanted in template.languages:
        return wanted
    return next((code for code in template.languages if code.partition("-")[0] == wanted), None)
