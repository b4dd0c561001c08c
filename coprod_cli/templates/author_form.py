"""The built-in template with which a person creates a new template in an interview."""

import re
from collections.abc import Callable, Collection

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import msg
from coprod_cli.base.settings import is_language
from coprod_cli.model.case_noun import Noun
from coprod_cli.model.questions import GroupQuestion, LineQuestion, TextQuestion
from coprod_cli.model.section import Section
from coprod_cli.model.template import Template
from coprod_cli.templates.shorthand import (
    LANGUAGE_SEPARATOR,
    PLAIN_TYPES,
    line_problem,
    question_lines,
)

FORM_ID = "new-template"
ABOUT, PARTS, SECTIONS = "about", "parts", "parts.sections"
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_MAX_ID_LENGTH = 60

Translate = Callable[[str], str]
"""Returns an English sentence in the language of the interview."""


class _IdQuestion(LineQuestion):
    """Asks for the id of the new template, which must not be taken."""

    taken: frozenset[str] = frozenset()

    def _parse(self, text: str, language: str) -> str:
        text = super()._parse(text, language)
        if not is_template_id(text):
            message = msg(
                "this takes small letters a-z, digits and single hyphens, a letter first."
            )
            raise InvalidAnswer(message)
        if text in self.taken:
            raise InvalidAnswer(msg("there is a folder of that name already."))
        return text


class _LanguagesQuestion(LineQuestion):
    """Asks for language codes, separated by commas."""

    def _parse(self, text: str, language: str) -> str:
        codes = language_codes(super()._parse(text, language))
        if not codes or not all(map(is_language, codes)):
            raise InvalidAnswer(msg("this takes codes such as en or sv, with commas between them."))
        return ", ".join(codes)


class _LinesQuestion(TextQuestion):
    """Asks for questions, one per line."""

    def _parse(self, text: str, language: str) -> str:  # noqa: ARG002 - any language
        for number, line in enumerate(question_lines(text), 1):
            if problem := line_problem(line):
                message = msg("line {number}: {problem}", number=number, problem=problem)
                raise InvalidAnswer(message)
        return text


def new_template_form(
    taken: Collection[str],
    *,
    extends: Template | None = None,
    asks_id: bool = True,
    language: str = "en",
    translate: Translate = str,
) -> Template:
    """Return the template that asks for a new template.

    Args:
        taken: ids that are in use already.
        extends: the template that the new one extends; its sections are then not asked for.
        asks_id: whether to ask for the id.
        language: the language of the interview.
        translate: returns a sentence in that language.
    """
    languages = extends.languages if extends else (language,)
    about = _about(frozenset(taken), languages, translate)
    sections = [
        Section.model_construct(
            id=ABOUT,
            title=translate(msg("The template")),
            intro=translate(
                msg("What you answer here becomes files, which you can change in any editor.")
            ),
            questions=tuple(question for question in about if asks_id or question.id != "id"),
        )
    ]
    if extends is None:
        sections.append(_sections(translate))
    return Template.model_construct(
        id=FORM_ID,
        version="1.0.0",
        title=translate(msg("A new template")),
        noun={
            language: Noun.model_construct(
                one=translate(msg("template")),
                the=translate(msg("the template")),
                new=translate(msg("a new template")),
            )
        },
        languages=(language,),
        names_people=False,
        sections=tuple(sections),
    )


def _about(
    taken: frozenset[str], languages: Collection[str], translate: Translate
) -> list[LineQuestion]:
    """Return the questions about the new template as a whole."""
    example = f"A visit {LANGUAGE_SEPARATOR} Ett besök"
    return [
        LineQuestion.model_construct(
            id="title",
            type="line",
            required=True,
            text=translate(msg("What is the template's title?")),
            help=translate(
                msg(
                    "It stands above the form. In several languages: {example}",
                    example=example,
                )
            ),
        ),
        _IdQuestion.model_construct(
            id="id",
            type="line",
            taken=taken,
            text=translate(msg("What is its id?")),
            help=translate(
                msg("Small letters, digits and hyphens, such as home-visit. Enter: from the title.")
            ),
        ),
        _LanguagesQuestion.model_construct(
            id="languages",
            type="line",
            text=translate(msg("In which languages is it?")),
            help=translate(
                msg(
                    "Codes such as en or sv, with commas. Enter: {languages}",
                    languages=", ".join(languages),
                )
            ),
        ),
        LineQuestion.model_construct(
            id="description",
            type="line",
            text=translate(msg("What is it for?")),
            help=translate(msg("A sentence or two; they stand below the title.")),
        ),
    ]


def _sections(translate: Translate) -> Section:
    """Return the section that asks for the new template's sections and their questions."""
    types = ", ".join((*PLAIN_TYPES[1:], "choice: a, b"))
    group = GroupQuestion.model_construct(
        id="sections",
        type="group",
        required=True,
        text=translate(msg("Which sections does it have?")),
        help=translate(msg("A few to begin with. More can be added in the files.")),
        item=translate(msg("Section")),
        questions=(
            LineQuestion.model_construct(
                id="title",
                type="line",
                required=True,
                text=translate(msg("What is the section called?")),
                help=translate(msg("A word or two.")),
            ),
            _LinesQuestion.model_construct(
                id="questions",
                type="text",
                required=True,
                text=translate(msg("What is asked in it?")),
                help=translate(
                    msg(
                        "One question a line. In brackets behind it, the kind of answer: {types}. "
                        "Without brackets, it is a long text.",
                        types=types,
                    )
                ),
            ),
        ),
    )
    return Section.model_construct(
        id=PARTS,
        title=translate(msg("Its sections and questions")),
        intro=None,
        questions=(group,),
    )


def is_template_id(text: str) -> bool:
    """Return whether a text is a valid id of a template."""
    return bool(_IDENTIFIER.match(text)) and len(text) <= _MAX_ID_LENGTH


def language_codes(text: str) -> list[str]:
    """Return the parts of a text between commas or white space, each once."""
    return list(dict.fromkeys(code for code in re.split(r"[,\s]+", text.strip()) if code))
