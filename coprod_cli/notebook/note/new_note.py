"""New notes: the Markdown of a case without answers, and the headings of every note."""

from coprod_cli.model.address import Address
from coprod_cli.model.case import Case
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.template import Section, Template
from coprod_cli.model.wording import worded
from coprod_cli.notebook.note.front_matter import written_value
from coprod_cli.notebook.note.markers import END, Marker
from coprod_cli.notebook.note.reader import FORMAT, Note, read_note

_UNTITLED = {"en": "Untitled case", "sv": "Fall utan titel"}


def new_note(case: Case, template: Template) -> str:
    """Return the text of a note for a new case, without answers; `edit` writes those."""
    return "\n".join(
        [
            *_front_matter(case),
            "",
            title_heading(case.title, case.language),
            "",
            *_body(case, template),
        ]
    )


def title_heading(title: str, language: str) -> str:
    """Return the heading that shows a case's title, at the top of its note."""
    return f"# {_one_line(title) or worded(_UNTITLED, language)}"


def title_headings(title: str) -> set[str]:
    """Return the headings that show a title in any language."""
    return {title_heading(title, language) for language in _UNTITLED}


def section_heading(section: Section, number: int, language: str) -> str:
    """Return a section's heading."""
    return f"## {number}. {_one_line(worded(section.title, language))}"


def question_heading(question: Question, language: str) -> str:
    """Return a question's heading."""
    return f"### {_one_line(worded(question.text, language))}"


def item_heading(group: GroupQuestion, number: int, language: str) -> str:
    """Return the heading of an item of a group."""
    return f"#### {_one_line(group.item_name(number, language))}"


def group_question_heading(question: Question, language: str) -> str:
    """Return the heading of a question within an item of a group."""
    return f"##### {_one_line(worded(question.text, language))}"


def heading_of(address: Address, template: Template, language: str) -> str:
    """Return the heading of an answer; its address if the template does not have the question."""
    question = template.question_at(address)
    if question is None:
        return f"### {address}"
    heading = group_question_heading if address.is_in_group else question_heading
    return heading(question, language)


def _front_matter(case: Case) -> list[str]:
    from coprod_cli.base.yaml_scalars import quote

    values = {
        "id": case.id,
        "title": case.title,
        "template": case.template,
        "template_version": case.template_version,
        "language": case.language,
        "status": str(case.status),
        "created": case.created,
        "updated": case.updated,
    }
    values |= {key: value for key, value in case.extra.items() if isinstance(value, str)}
    lines = [f"{key}: {written_value(key, value)}" for key, value in values.items()]
    if case.tags:
        lines.append(f"tags: [{', '.join(quote(tag) for tag in case.tags)}]")
    return ["---", f"coprod: {FORMAT}", *lines, "---"]


def _body(case: Case, template: Template) -> list[str]:
    lines = []
    for number, section in enumerate(template.sections, 1):
        lines += [
            section_heading(section, number, case.language),
            str(Marker(Address(section.id))),
            "",
        ]
        for question in section.questions:
            heading = question_heading(question, case.language)
            lines += [heading, str(Marker(section.address(question))), ""]
    return [*lines, str(Marker(END)), ""]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def blank_note(case: Case, template: Template) -> Note:
    """Return the parsed note of a new case without answers."""
    return read_note(new_note(case, template).encode(), case.id)
