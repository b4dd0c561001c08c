"""Outline of a template as Markdown: every question with its type, choices and conditions."""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce

from coprod_cli.base.message import N_, Message, composed, joined, msg, nmsg
from coprod_cli.model.address import Address
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.conditions import expected_value
from coprod_cli.model.coproduction import PLACE_TITLES
from coprod_cli.model.question_base import Condition
from coprod_cli.model.questions import GroupQuestion, LineQuestion, NumberQuestion, Question
from coprod_cli.model.section import Section
from coprod_cli.model.template import Template
from coprod_cli.model.wording import Wording, worded
from coprod_cli.notebook.note.new_note import (
    group_question_heading,
    question_heading,
    section_heading,
    title_heading,
)

_WithChoices = ChoiceQuestion | ChoicesQuestion
_CONDITIONS = {
    "equals": N_('"{question}" is {answer}'),
    "not-equals": N_('"{question}" is not {answer}'),
    "includes": N_('"{question}" has {answer} in it'),
    "greater-than": N_('"{question}" is over {answer}'),
    "less-than": N_('"{question}" is under {answer}'),
    "at-least": N_('"{question}" is {answer} or more'),
    "at-most": N_('"{question}" is {answer} or less'),
}


def render_outline(template: Template, language: str, translate: Callable[[str], str] = str) -> str:
    """Return the outline of a template as Markdown, in one of its languages.

    Args:
        template: the template.
        language: the language of the template's texts.
        translate: translates coprod's own words around them.
    """
    return "\n".join([*map(translate, _Outline(template, language).lines()), ""])


class _Outline:
    """Writes the outline of one template as lines."""

    def __init__(self, template: Template, language: str) -> None:
        self._template = template
        self._language = language

    def lines(self) -> Iterator[str]:
        """Yield every line."""
        template = self._template
        yield title_heading(self._words(template.title), self._language)
        yield from self._plain(template.title_plain)
        yield from self._paragraph(template.description)
        yield from self._plain(template.description_plain)
        yield from self._called()
        if template.answered_by:
            who = self._words(template.answered_by)
            yield from ("", msg("Answered by: {who}", who=who))
        if template.duration:
            yield from ("", msg("How long it takes: {time}", time=template.duration.message))
        if template.extends:
            yield from ("", msg('This form extends "{name}".', name=template.extends))
        if template.names_people:
            yield from ("", msg("Its answers may name people: keep it apart from notes of cases."))
        for number, section in enumerate(template.sections, 1):
            yield from self._section(section, number)
        if template.source:
            yield from ("", msg("Source: {citation}", citation=template.source.citation))
            if template.source.url:
                yield template.source.url
            if template.source.note:
                yield from ("", self._words(template.source.note))

    def _called(self) -> Iterator[str]:
        """Yield what a case of the form is called."""
        template = self._template
        if template.noun and (noun := template.noun.get(self._language)):
            yield from ("", msg("What one is called: {noun}", noun=noun.one))
        if template.noun_plain and (noun := template.noun_plain.get(self._language)):
            yield from ("", msg("In plain words: {text}", text=noun.one))

    def _section(self, section: Section, number: int) -> Iterator[str]:
        yield from ("", section_heading(section, number, self._language))
        if section.slide_title:
            slide = self._words(section.slide_title)
            yield from ("", msg("On the source's slide: {title}", title=slide))
        yield from self._plain(section.title_plain)
        if section.model:
            yield from ("", msg("In the coproduction model: {place}", place=self._place(section)))
        yield from self._paragraph(section.intro)
        yield from self._plain(section.intro_plain)
        for question in section.questions:
            address = section.address(question)
            yield from ("", question_heading(question, self._language))
            yield from self._question(question, address)
            if isinstance(question, GroupQuestion):
                item = self._words(question.item)
                yield from ("", msg("For each one ({item}):", item=item))
                yield from self._plain(question.item_plain)
                if question.tasks:
                    yield from ("", msg("Each one with a day is a next step in coprod tasks."))
                for inner in question.questions:
                    yield from ("", group_question_heading(inner, self._language))
                    yield from self._question(inner, address.child(inner.id))

    def _question(self, question: Question, address: Address) -> Iterator[str]:
        marks = joined([address, question.type, *self._marks(question)], ", ")
        yield from ("", composed("({marks})", marks=marks))
        yield from self._paragraph(question.help)
        if choices := list(self._choices(question)):
            yield from ("", *choices)
        if question.when:
            conditions = _and(self._condition(each) for each in question.when)
            yield from ("", msg("Asked only where {conditions}.", conditions=conditions))
        yield from self._plain(question.text_plain)
        yield from self._plain(question.help_plain)
        if question.column_title:
            title = self._words(question.column_title)
            yield from ("", msg("Above its column: {title}", title=title))
        if question.source_text:
            text = self._words(question.source_text)
            yield from ("", msg("In the source: {text}", text=text))
        if question.was:
            yield from ("", msg("Earlier: {addresses}", addresses=", ".join(question.was)))

    def _marks(self, question: Question) -> Iterator[str]:
        """Yield the remarks that follow the type in parentheses."""
        if question.required:
            yield msg("required")
        if question.model:
            yield msg("in the coproduction model: {place}", place=self._place(question))
        if question.short:
            yield msg("in the short way")
        match question:
            case LineQuestion(cases_at_least=int() as least):
                yield nmsg("names at least {count} case", "names at least {count} cases", least)
            case NumberQuestion():
                if question.minimum is not None:
                    least_number = f"{question.minimum:.15g}"
                    yield msg("at least {number}", number=least_number)
                if question.maximum is not None:
                    most_number = f"{question.maximum:.15g}"
                    yield msg("at most {number}", number=most_number)
            case YesNoQuestion(default=bool() as default):
                label = question.labels(self._language)[0 if default else 1]
                yield msg("suggested: {label}", label=label)

    def _choices(self, question: Question) -> Iterator[str]:
        if not isinstance(question, _WithChoices):
            return
        suggested = question.suggested or ()
        if isinstance(suggested, str):
            suggested = (suggested,)
        for choice in question.choices:
            label = self._words(choice.label)
            line = f"- {label}" if label == choice.value else f"- {label} ({choice.value})"
            if choice.label_plain:
                plain = msg("In plain words: {text}", text=self._words(choice.label_plain))
                line = composed("{choice} - {plain}", choice=line, plain=plain)
            is_suggested = choice.value in suggested
            yield (
                composed("{choice} - {mark}", choice=line, mark=msg("suggested"))
                if is_suggested
                else line
            )

    def _condition(self, condition: Condition) -> Message:
        question = self._template.question_without_item(condition.question)
        text = self._words(question.text) if question else condition.question
        if condition.operator == "exists":
            if condition.answer is False:
                return msg('"{question}" is not answered', question=text)
            return msg('"{question}" is answered', question=text)
        answer = self._answer(condition, question)
        return msg(_CONDITIONS[condition.operator], question=text, answer=answer)

    def _answer(self, condition: Condition, question: Question | None) -> str:
        if isinstance(question, YesNoQuestion):
            return question.labels(self._language)[0 if expected_value(condition, question) else 1]
        text = str(condition.answer)
        if isinstance(question, _WithChoices) and (choice := question.find(text)):
            return self._words(choice.label)
        return text

    def _paragraph(self, wording: Wording | None) -> Iterator[str]:
        if wording:
            yield from ("", self._words(wording))

    def _plain(self, wording: Wording | None) -> Iterator[str]:
        """Yield the plain words for what was just said, if there are any."""
        if wording:
            yield from ("", msg("In plain words: {text}", text=self._words(wording)))

    def _place(self, part: Section | Question) -> str:
        """Return the title of the place at which a section or a question stands in the model."""
        return self._words(PLACE_TITLES[part.model]) if part.model else ""

    def _words(self, wording: Wording) -> str:
        return worded(wording, self._language)


def _and(conditions: Iterable[Message]) -> Message:
    return reduce(
        lambda first, second: msg("{first}, and {second}", first=first, second=second), conditions
    )
