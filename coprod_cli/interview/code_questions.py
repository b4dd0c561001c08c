"""The questions about a code, or a code set: a small template, and no form of a notebook.

The parts of a code are those of MacQueen et al. 1998; see `model.code_set`.
"""

from functools import cached_property
from typing import ClassVar

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import GroupedNumber, Message, msg
from coprod_cli.model.case_noun import CaseNoun
from coprod_cli.model.questions import LineQuestion, TextQuestion
from coprod_cli.model.section import Section
from coprod_cli.model.template import Template
from coprod_cli.model.wording import MAX_SENTENCE


class CodeTemplate(Template):
    """The questions about a code or a code set; their answers go into no note."""

    is_of_notes: ClassVar[bool] = False

    @cached_property
    def called(self) -> CaseNoun:
        """What is asked about, as phrases that messages are made of."""
        if self.id == "set":
            return CaseNoun(msg("code set"), msg("the code set"), msg("a new code set"))
        return CaseNoun(msg("code"), msg("the code"), msg("a new code"))


class _CodeLine(LineQuestion):
    def _parse(self, text: str, language: str) -> str:
        return _of_a_code(super()._parse(text, language))


class _CodeText(TextQuestion):
    def _parse(self, text: str, language: str) -> str:
        return _of_a_code(super()._parse(text, language))


def code_template(name: str) -> CodeTemplate:
    """Return the questions about the code with a name, in the order of asking."""
    return _template(
        "code",
        name,
        _line("name", msg("What is the code called, in words?")),
        _text("definition", msg("What does it mean?")),
        _text("include", msg("When is it to be used?")),
        _text("exclude", msg("When is it not to be used?")),
        _text(
            "example",
            msg("Which words in a case show it?"),
            msg('Such as [[20261123-k7m2q9]] emotions.what-helps: "a long wait"'),
        ),
        _text("memo", msg("What do you think about it? (a memo)")),
    )


def code_set_template(name: str) -> CodeTemplate:
    """Return the questions about the code set with an id, in the order of asking."""
    return _template(
        "set",
        name,
        _line("title", msg("What is the set called?")),
        _text("description", msg("What is it for?")),
        _text("memo", msg("What do you think about it? (a memo)")),
    )


def _of_a_code(text: str) -> str:
    """Return a text as a code set has it.

    Raises:
        InvalidAnswer: it is longer than a code set takes.
    """
    text = text.strip()
    if len(text) > MAX_SENTENCE:
        message = msg(
            "a text of a code has at most {limit} characters.", limit=GroupedNumber(MAX_SENTENCE)
        )
        raise InvalidAnswer(message)
    return text


def _template(kind: str, name: str, *questions: _CodeLine | _CodeText) -> CodeTemplate:
    section = Section.model_construct(id=kind, title=name, questions=questions)
    return CodeTemplate.model_construct(
        id=kind, version="1.0.0", title=name, languages=("en",), sections=(section,)
    )


def _line(name: str, text: Message) -> _CodeLine:
    return _CodeLine.model_construct(id=name, type="line", text=text)


def _text(name: str, text: Message, help_text: Message | None = None) -> _CodeText:
    return _CodeText.model_construct(id=name, text=text, help=help_text)
