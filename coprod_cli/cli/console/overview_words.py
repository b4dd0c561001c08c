"""The words of an overview, in the person's language."""

from collections.abc import Iterator
from typing import NamedTuple

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import msg, nmsg
from coprod_cli.knowledge.coverage import Count, FormCoverage, SectionCoverage
from coprod_cli.model.wording import worded
from coprod_cli.operations.choices import choose_language


class Shown(NamedTuple):
    """How an overview is shown.

    Attributes:
        languages: the preferred languages.
        at: the section or question whose questions are shown one by one; "" for all sections.
        by: the kind of groups that are shown, too; "" for none.
        plain: whether to show sentences instead of bars.
    """

    languages: tuple[str, ...]
    at: str
    by: str
    plain: bool


def language_of(form: FormCoverage, shown: Shown) -> str:
    """Return the language in which a form's words are shown."""
    return choose_language(form.templates[0], None, shown.languages)


def titles(form: FormCoverage, language: str) -> str:
    """Return the titles of the templates that are read together."""
    return "; ".join(worded(template.title, language) for template in form.templates)


def heading(form: FormCoverage) -> str:
    """Return the line above a form: how many cases of what, drafts among them, and when."""
    names = ", ".join(template.id for template in form.templates)
    cases = nmsg("{count} case of {form}", "{count} cases of {form}", len(form.cases), form=names)
    line = translated(cases)
    if form.drafts:
        drafts = translated(nmsg("{count} draft", "{count} drafts", form.drafts))
        line += f" ({drafts})"
    first, last = form.days
    if first:
        line += f", {first}" if first == last else f", {first} - {last}"
    return line


def sections_at(form: FormCoverage, at: str) -> Iterator[SectionCoverage]:
    """Yield the sections of a form with the questions that are at an address."""
    for section in form.sections:
        questions = tuple(each for each in section.questions if each.address.is_within(at))
        if questions:
            yield section._replace(questions=questions)


def shown_sections(form: FormCoverage, shown: Shown) -> tuple[SectionCoverage, ...]:
    """Return the sections that are shown: those at an address, or all."""
    return tuple(sections_at(form, shown.at)) if shown.at else form.sections


def counts(tally: Count) -> str:
    """Return a count in words, such as "11 answered, 4 not known, 9 open"."""
    message = msg(
        "{answered} answered, {unknown} not known, {open} open",
        answered=tally.answered, unknown=tally.unknown, open=tally.open,
    )  # fmt: skip
    return translated(message)


def group_name(by: str, name: str, language: str) -> str:
    """Return how a voice, a month, a tag or a code is called; what stands for none of them."""
    from coprod_cli.model.voices import voice_label

    if not name:
        none = {"voice": _("no voice named"), "tag": _("no tag"), "lens": _("no code")}
        return none.get(by, _("no day"))
    return voice_label(name, language) if by == "voice" else name
