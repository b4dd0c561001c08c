"""Renders a template as an empty form to print and to fill in by hand."""

from collections.abc import Iterable, Iterator

from coprod_cli.formats.markdown.page_words import page_word, remark
from coprod_cli.formats.markdown.rounds import blank_rounds
from coprod_cli.formats.markdown.writing_space import BOX, boxes, limits
from coprod_cli.formats.markdown.written_conditions import WrittenConditions
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.questions import (
    DateQuestion,
    GroupQuestion,
    LineQuestion,
    NumberQuestion,
    Question,
    TasksQuestion,
)
from coprod_cli.model.section import Section
from coprod_cli.model.template import Template
from coprod_cli.model.voice_names import VOICES
from coprod_cli.model.voices import voice_label
from coprod_cli.model.wording import Wording, worded
from coprod_cli.notebook.note.new_note import item_heading, section_heading, title_heading

_TEXT_LINES = 4
_TEXT_LINES_IN_ITEM = 2
_TASK_LINES = 4
_ITEMS = 2
_SHORT_ITEMS = 3
"""How many items of a group an empty form has space for: more if each part takes one line."""
# The no-break space keeps a line of underscores a line: alone, Markdown makes a narrow rule of it.
_LINE = "\N{NO-BREAK SPACE}" + "_" * 72
_SHORT_LINE = "_" * 24
_PART_LINE = "_" * 40
_OneLine = LineQuestion | DateQuestion | NumberQuestion


def render_blank(template: Template, language: str) -> str:
    """Return a template as an empty form to print: every question, with space to write."""
    return "\n".join(_Blank(template, language).lines()) + "\n"


class _Blank:
    """Writes the empty form of one template, as lines."""

    def __init__(self, template: Template, language: str) -> None:
        self._template = template
        self._language = language
        self._conditions = WrittenConditions(template, language)

    def lines(self) -> Iterator[str]:
        template = self._template
        yield title_heading(self._words(template.title), self._language)
        yield from self._paragraph(template.description)
        yield from self._opening()
        for number, section in enumerate(template.sections, 1):
            yield from self._section(section, number)
        if source := template.source:
            yield from (
                "",
                "---",
                "",
                page_word("source", self._language, citation=source.citation),
            )
            yield from ("", source.url) if source.url else ()
            yield from self._paragraph(source.note)

    def _opening(self) -> Iterator[str]:
        """Yield who answers, what not to write, and space for a title, a day and a voice."""
        template, language = self._template, self._language
        if template.answered_by:
            who = self._words(template.answered_by)
            yield from ("", page_word("answered-by", language, who=who))
        key = "names-people" if template.names_people else "names-nobody"
        yield from ("", f"**{page_word(key, language)}**")
        yield from ("", f"{page_word('paper-title', language)} {_PART_LINE}")
        yield from ("", f"{page_word('paper-day', language)} {_SHORT_LINE}")
        if not template.names_people:
            yield from ("", page_word("paper-voice", language), "")
            yield from (f"- {BOX} {voice_label(voice, language)}" for voice in VOICES)
            yield f"- {BOX} {page_word('paper-other', language)} {_SHORT_LINE}"

    def _section(self, section: Section, number: int) -> Iterator[str]:
        yield from ("", section_heading(section, number, self._language))
        yield from self._paragraph(section.intro)
        for index, question in enumerate(section.questions, 1):
            text = " ".join(self._words(question.text).split())
            yield from ("", f"### {number}.{index} {text}")
            yield from self._asides(question)
            if isinstance(question, GroupQuestion) and question.is_asked_again:
                yield from ("", *blank_rounds(question, self._language))
            elif isinstance(question, GroupQuestion):
                yield from self._items(question)
            else:
                yield from ("", *self._space(question, _TEXT_LINES))

    def _asides(self, question: Question) -> Iterator[str]:
        """Yield when a question is to be answered, and its help."""
        if question.when:
            yield from ("", f"**{self._conditions.sentence(question.when)}**")
        if question.help:
            yield from ("", f"*{self._words(question.help)}*")

    def _items(self, group: GroupQuestion) -> Iterator[str]:
        """Yield space for several items of a group, each with a heading and its questions."""
        is_short = all(isinstance(each, _OneLine | YesNoQuestion) for each in group.questions)
        for number in range(1, (_SHORT_ITEMS if is_short else _ITEMS) + 1):
            yield from ("", item_heading(group, number, self._language), "")
            for question in group.questions:
                yield from self._part(question, with_help=number == 1)
        yield from ("", remark("more-items", self._language))

    def _part(self, question: Question, *, with_help: bool) -> Iterator[str]:
        """Yield a question of an item as a list item, with space to write."""
        words = [f"**{' '.join(self._words(question.text).split())}**"]
        if question.when:
            words.append(self._conditions.sentence(question.when))
        if question.help and with_help:
            words.append(f"*{' '.join(self._words(question.help).split())}*")
        lead = f"- {' '.join(words)}"
        if isinstance(question, _OneLine):
            yield f"{lead} {self._line(question, _PART_LINE)}"
            return
        yield from (lead, "")
        for line in self._space(question, _TEXT_LINES_IN_ITEM):
            yield f"  {line}" if line else ""

    def _space(self, question: Question, text_lines: int) -> Iterator[str]:
        """Yield the lines on which an answer is written by hand, or the boxes that are ticked."""
        match question:
            case ChoiceQuestion() | ChoicesQuestion():
                several = isinstance(question, ChoicesQuestion)
                yield page_word("tick-several" if several else "tick-one", self._language)
                yield from ("", *(f"- {box}" for box in boxes(question, self._language)))
            case YesNoQuestion():
                yield from (f"- {box}" for box in boxes(question, self._language))
            case TasksQuestion():
                yield from [f"- {BOX} {_LINE[8:]}"] * _TASK_LINES
            case LineQuestion():
                yield _LINE
            case DateQuestion() | NumberQuestion():
                yield self._line(question, _SHORT_LINE)
            case _:
                yield from _apart([_LINE] * text_lines)

    def _line(self, question: Question, line: str) -> str:
        """Return a line to write on, behind what a day or a number looks like."""
        return f"{limits(question, self._language)} {line}".lstrip(" ")

    def _paragraph(self, wording: Wording | None) -> Iterator[str]:
        if wording:
            yield from ("", self._words(wording))

    def _words(self, wording: Wording) -> str:
        return worded(wording, self._language)


def _apart(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines as paragraphs of their own."""
    for index, line in enumerate(lines):
        yield from ("", line) if index else (line,)
