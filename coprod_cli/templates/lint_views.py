"""Checks that the questions which keys of template.yaml name exist, and are of a fitting type.

The keys are `timeline`, `tables` and `consent`.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import joined, msg
from coprod_cli.base.yaml_document import Document, Path
from coprod_cli.model.address import Address
from coprod_cli.model.questions import QUESTION_TYPES, Question
from coprod_cli.model.template import TemplateFile
from coprod_cli.templates.validation import closest_name

_YEARS = ("line", "text", "date", "number")
_TYPES: Mapping[str, Collection[str]] = {
    "from": _YEARS,
    "to": _YEARS,
    "ongoing": ("yes_no",),
    "levels": ("choices", "choice"),
    "name": ("line", "text"),
    "show": QUESTION_TYPES,
    "withdrawn": ("date", "line", "text"),
    "until": ("date",),
}
"""The types of the questions that each key may name."""


class _Named(NamedTuple):
    """An address that template.yaml names: the key, and where it stands."""

    key: str
    address: Address
    path: Path


def view_findings(
    head: TemplateFile, document: Document, questions: Mapping[Address, Question]
) -> Iterator[Finding]:
    """Yield a finding for each address that names no question of the template, or a wrong one."""
    for key, address, path in _named(head):
        place = path if path in document.positions else path[:-1]  # a single address needs no list
        if (question := questions.get(address)) is None:
            message = msg('"{key}" names a question that is not here: "{address}".',
                          key=key, address=address)  # fmt: skip
            hint = closest_name(address, list(questions), 1)
            yield document.finding(place, message, kind="view", hint=hint)
        elif question.type not in _TYPES[key]:
            message = msg(
                '"{key}" takes a question of one of these types: {types}.',
                key=key, types=joined(_TYPES[key], ", "),
            )  # fmt: skip
            yield document.finding(place, message, kind="view")
    if head.consent is not None and not head.names_people:
        # Everything that gives cases to others leaves out what names people unless it is named.
        message = msg('"{key}" needs "{needed}".', key="consent", needed="names_people: true")
        yield document.finding(("consent",), message, kind="view")
    for number, table in enumerate(head.tables):
        for index, column in enumerate(table.columns):
            if column.years and head.timeline is None:
                message = msg('"{key}" needs "{needed}".', key="years", needed="timeline")
                path = ("tables", number, "columns", index, "years")
                yield document.finding(path, message, kind="view")


def _named(head: TemplateFile) -> Iterator[_Named]:
    if head.timeline is not None:
        for key, address in head.timeline.named():
            yield _Named(key, address, ("timeline", key))
    if head.consent is not None:
        for key, address in head.consent.named():
            yield _Named(key, address, ("consent", key))
    for number, table in enumerate(head.tables):
        for index, column in enumerate(table.columns):
            for place, address in enumerate(column.show):
                path = ("tables", number, "columns", index, "show", place)
                yield _Named("show", address, path)
