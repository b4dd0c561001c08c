"""The form that asks for a new template."""

import re
from collections.abc import Callable, Collection

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import msg
from coprod_cli.model.questions import GroupQuestion, LineQuestion, TextQuestion
from coprod_cli.model.template import Section, Template
from coprod_cli.templates.shorthand import BETWEEN_LANGUAGES, PLAIN_TYPES, line_problem, lines_of

FORM = "new-template"
ABOUT, PARTS, GROUP = "about", "parts", "parts.sections"
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_LONGEST_ID = 60
Translate = Callable[[str], str]


class _IdQuestion(LineQuestion):
    """The id of a template that is not there yet."""

    taken: frozenset[str] = frozenset()

    def _parse(self, text: str, language: str) -> str:
        text = super()._parse(text, language)
        if not is_identifier(text):
            message = msg(
                "this takes small letters a-z, digits and single hyphens, a letter first."
            )
            raise InvalidAnswer(message)
        if text in self.taken:
            raise InvalidAnswer(msg("there is a folder of that name already."))
        return text


class _LanguagesQuestion(LineQuestion):
    """Codes of languages, with commas between them."""

    def _parse(self, text: str, language: str) -> str:
        codes = language_codes(super()._parse(text, language))
        if not codes or not all(map(_LANGUAGE.match, codes)):
            raise InvalidAnswer(msg("this takes codes such as en or sv, with commas between them."))
        return ", ".join(codes)


class _LinesQuestion(TextQuestion):
    """Questions, one a line."""

    def _parse(self, text: str, language: str) -> str:  # noqa: ARG002 - any language
        for number, line in enumerate(lines_of(text), 1):
            if problem := line_problem(line):
                message = msg("line {number}: {problem}", number=number, problem=problem)
                raise InvalidAnswer(message)
        return text


def making_form(
    taken: Collection[str],
    *,
    extends: Template | None = None,
    asks_id: bool = True,
    language: str = "en",
    translate: Translate = str,
) -> Template:
    """Return the form that asks for a new template.

    Args:
        taken: the ids that cannot be had any more.
        extends: the template that the new one extends: its sections are not asked for, then.
        asks_id: whether the id is not known yet.
        language: the language in which it asks.
        translate: gives a sentence of it in that language.
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
            questions=tuple(each for each in about if asks_id or each.id != "id"),
        )
    ]
    if extends is None:
        sections.append(_parts(translate))
    return Template.model_construct(
        id=FORM,
        version="1.0.0",
        title=translate(msg("A new template")),
        languages=(language,),
        names_people=False,
        sections=tuple(sections),
    )


def _about(
    taken: frozenset[str], languages: Collection[str], translate: Translate
) -> list[LineQuestion]:
    example = f"A visit {BETWEEN_LANGUAGES} Ett besök"
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


def _parts(translate: Translate) -> Section:
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
        id=PARTS, title=translate(msg("Its sections and questions")), intro=None, questions=(group,)
    )


def is_identifier(text: str) -> bool:
    """Tell whether a template may have this id."""
    return bool(_IDENTIFIER.match(text)) and len(text) <= _LONGEST_ID


def language_codes(text: str) -> list[str]:
    """Return the codes of languages that stand in a text, each once."""
    return list(dict.fromkeys(each for each in re.split(r"[,\s]+", text.strip()) if each))
