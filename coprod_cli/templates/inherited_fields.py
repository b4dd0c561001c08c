"""The keys of template.yaml that a template takes over from the one that it extends."""

from collections.abc import Iterable

from coprod_cli.model.section import Section
from coprod_cli.model.template import Template
from coprod_cli.templates.extends_schema import ExtendingFile

_INHERITED = (
    "languages",
    "source",
    "names_people",
    "answered_by",
    "noun",
    "noun_plain",
    "plain",
    "timeline",
    "tables",
    "consent",
)


def template_fields(
    head: ExtendingFile, parent: Template, sections: Iterable[Section]
) -> dict[str, object]:
    """Return the template's fields but its sections; some are inherited unless they are set.

    The time is that of the extended template, in proportion to how many questions there are.
    """
    fields = {name: getattr(head, name) for name in Template.model_fields if name != "sections"}
    inherited = [name for name in _INHERITED if name not in head.model_fields_set]
    fields |= {name: getattr(parent, name) for name in inherited}
    if head.minutes is None and parent.duration is not None:
        questions = sum(len(section.questions) for section in sections)
        fields["minutes"] = parent.duration.share(questions, len(parent.questions)).written
    return fields
