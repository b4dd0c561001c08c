"""The form that asks for a new template."""

import re
from collections.abc import Collection

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.i18n import _, spoken_language
from coprod_cli.model.questions import GroupQuestion, LineQuestion, TextQuestion
from coprod_cli.model.template import Section, Template
from coprod_cli.templates.shorthand import BETWEEN_LANGUAGES, PLAIN_TYPES, line_problem, lines_of

FORM = "new-template"
ABOUT, PARTS, GROUP = "about", "parts", "parts.sections"
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_LONGEST_ID = 60


class _IdQuestion(LineQuestion):
    """The id of a template that is not there yet."""

    taken: frozenset[str] = frozenset()

    def _parse(self, text: str, language: str) -> str:
        text = super()._parse(text, language)
        if not is_identifier(text):
            message = _("this takes small letters a-z, digits and single hyphens, a letter first.")
            raise InvalidAnswer(message)
        if text in self.taken:
            raise InvalidAnswer(_("there is a folder of that name already."))
        return text


class _LanguagesQuestion(LineQuestion):
    """Codes of languages, with commas between them."""

    def _parse(self, text: str, language: str) -> str:
        codes = language_codes(super()._parse(text, language))
        if not codes or not all(map(_LANGUAGE.match, codes)):
            raise InvalidAnswer(_("this takes codes such as en or sv, with commas between them."))
        return ", ".join(codes)


class _LinesQuestion(TextQuestion):
    """Questions, one a line."""

    def _parse(self, text: str, language: str) -> str:  # noqa: ARG002 - any language
        for number, line in enumerate(lines_of(text), 1):
            if problem := line_problem(line):
                message = _("line {number}: {problem}")
                raise InvalidAnswer(message.format(number=number, problem=problem))
        return text


def making_form(
    taken: Collection[str], *, extends: Template | None = None, asks_id: bool = True
) -> Template:
    """Return the form that asks for a new template.

    Args:
        taken: the ids that cannot be had any more.
        extends: the template that the new one extends: its sections are not asked for, then.
        asks_id: whether the id is not known yet.
    """
    spoken = spoken_language()
    languages = ", ".join(extends.languages) if extends else spoken
    about: list[LineQuestion] = [
        LineQuestion.model_construct(
            id="title", type="line", required=True, text=_("What is the template's title?"),
            help=_("It stands above the form. In several languages: {example}").format(
                example=f"A visit {BETWEEN_LANGUAGES} Ett besök"
            ),
        ),
        _IdQuestion.model_construct(
            id="id", type="line", taken=frozenset(taken), text=_("What is its id?"),
            help=_("Small letters, digits and hyphens, such as home-visit. Enter: from the title."),
        ),
        _LanguagesQuestion.model_construct(
            id="languages", type="line", text=_("In which languages is it?"),
            help=_("Codes such as en or sv, with commas. Enter: {languages}").format(
                languages=languages
            ),
        ),
        LineQuestion.model_construct(
            id="description", type="line", text=_("What is it for?"),
            help=_("A sentence or two; they stand below the title."),
        ),
    ]  # fmt: skip
    sections = [
        Section.model_construct(
            id=ABOUT,
            title=_("The template"),
            intro=_("What you answer here becomes files, which you can change in any editor."),
            questions=tuple(each for each in about if asks_id or each.id != "id"),
        )
    ]
    if extends is None:
        sections.append(_parts())
    return Template.model_construct(
        id=FORM, version="1.0.0", title=_("A new template"), languages=(spoken,),
        names_people=False, sections=tuple(sections),
    )  # fmt: skip


def _parts() -> Section:
    types = ", ".join((*PLAIN_TYPES[1:], "choice: a, b"))
    group = GroupQuestion.model_construct(
        id="sections",
        type="group",
        required=True,
        text=_("Which sections does it have?"),
        help=_("A few to begin with. More can be added in the files."),
        item=_("Section"),
        questions=(
            LineQuestion.model_construct(
                id="title", type="line", required=True, text=_("What is the section called?"),
                help=_("A word or two."),
            ),
            _LinesQuestion.model_construct(
                id="questions", type="text", required=True, text=_("What is asked in it?"),
                help=_(
                    "One question a line. In brackets behind it, the kind of answer: {types}. "
                    "Without brackets, it is a long text."
                ).format(types=types),
            ),
        ),
    )  # fmt: skip
    return Section.model_construct(
        id=PARTS, title=_("Its sections and questions"), intro=None, questions=(group,)
    )


def is_identifier(text: str) -> bool:
    """Tell whether a template may have this id."""
    return bool(_IDENTIFIER.match(text)) and len(text) <= _LONGEST_ID


def language_codes(text: str) -> list[str]:
    """Return the codes of languages that stand in a text, each once."""
    return list(dict.fromkeys(each for each in re.split(r"[,\s]+", text.strip()) if each))
