"""New notes: the Markdown of a case without answers, and the headings of every note."""

from coprod_cli.base.text import one_line
from coprod_cli.model.address import Address
from coprod_cli.model.case import Case
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.section import Section
from coprod_cli.model.template import Template
from coprod_cli.model.wording import worded
from coprod_cli.notebook.note.front_matter import written_value
from coprod_cli.notebook.note.front_matter_keys import FORMAT
from coprod_cli.notebook.note.list_values import flow_list
from coprod_cli.notebook.note.markers import END, Marker
from coprod_cli.notebook.note.reader import Note, read_note

_UNTITLED = {"en": "Untitled", "sv": "Utan titel"}
_EARLIER_UNTITLED = ("Untitled case", "Fall utan titel")
"""What earlier versions of coprod wrote there."""


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
    return f"# {one_line(title) or worded(_UNTITLED, language)}"


def title_headings(title: str) -> set[str]:
    """Return the headings that show a title in any language, earlier ones included."""
    earlier = () if one_line(title) else _EARLIER_UNTITLED
    return {
        *(title_heading(title, language) for language in _UNTITLED),
        *(f"# {each}" for each in earlier),
    }


def section_heading(section: Section, number: int, language: str) -> str:
    """Return a section's heading."""
    return f"## {number}. {one_line(worded(section.title, language))}"


def question_heading(question: Question, language: str) -> str:
    """Return a question's heading."""
    return f"### {one_line(worded(question.text, language))}"


def item_heading(group: GroupQuestion, number: int, language: str) -> str:
    """Return the heading of an item of a group."""
    return f"#### {one_line(group.item_name(number, language))}"


def group_question_heading(question: Question, language: str) -> str:
    """Return the heading of a question within an item of a group."""
    return f"##### {one_line(worded(question.text, language))}"


def heading_of(address: Address, template: Template, language: str) -> str:
    """Return the heading at an address, which is the address itself if the template lacks it."""
    for section in template.sections:
        if section.id == address:
            return section_heading(section, template.section_number(section), language)
    group = template.group_at(address)
    if group is not None and address.item is not None and not address.part:
        return item_heading(group, address.item, language)
    question = template.question_at(address)
    if question is None:
        return f"### {address}"
    heading = group_question_heading if address.is_in_group else question_heading
    return heading(question, language)


def _front_matter(case: Case) -> list[str]:
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
        lines.append(f"tags: {flow_list(case.tags)}")
    return ["---", f"coprod: {FORMAT}", *lines, "---"]


def _body(case: Case, template: Template) -> list[str]:
    lines = []
    for address in template.headed:
        lines += empty_block(address, template, case.language)
    return [*lines, str(Marker(END)), ""]


def empty_block(address: Address, template: Template, language: str) -> list[str]:
    """Return the lines of a section or an unanswered question: heading, marker, a blank line."""
    return [heading_of(address, template, language), str(Marker(address)), ""]


def blank_note(case: Case, template: Template) -> Note:
    """Return the parsed note of a new case without answers."""
    return read_note(new_note(case, template).encode(), case.id)
