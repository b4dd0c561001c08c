"""List templates and their origins: built-in, the notebook, or another folder."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.sentences import first_sentence
from coprod_cli.base.settings import NOTEBOOK_PROMPTS, shipped_prompts
from coprod_cli.model.minutes import Minutes
from coprod_cli.model.template import Template
from coprod_cli.model.wording import worded
from coprod_cli.operations.choices import choose_language
from coprod_cli.operations.workspace import Workspace

BUILT_IN = "built-in"
FROM_NOTEBOOK = "notebook"


class TemplateWords(NamedTuple):
    """What a template says of itself in one language.

    `purpose` is the first sentence of its description; this and `answered_by` are "" if its author
    does not say.
    """

    title: str
    purpose: str
    answered_by: str


class TemplateSummary(NamedTuple):
    """A template in the list.

    `words` are in the template's first language, `words_for_people` in the user's. `sections` and
    `questions` are numbers. `origin` is BUILT_IN, FROM_NOTEBOOK, or a folder of templates.
    `extends` is the id of the extended template.
    """

    id: str
    version: str
    words: TemplateWords
    words_for_people: TemplateWords
    minutes: Minutes | None
    languages: tuple[str, ...]
    sections: int
    questions: int
    origin: str
    extends: str | None
    path: str


class UnusableTemplate(NamedTuple):
    """The id of a template that cannot be loaded, and why."""

    name: str
    error: CoprodError


class TemplateList(NamedTuple):
    """The usable and the unusable templates."""

    templates: tuple[TemplateSummary, ...]
    unusable: tuple[UnusableTemplate, ...]


def list_templates(workspace: Workspace) -> TemplateList:
    """Return a summary of each template that can be found by name."""
    usable: list[TemplateSummary] = []
    unusable: list[UnusableTemplate] = []
    for name, folder in workspace.library.locations().items():
        try:
            usable.append(_summary(workspace, workspace.library.load(name), folder))
        except CoprodError as error:
            unusable.append(UnusableTemplate(name, error))
    return TemplateList(tuple(usable), tuple(unusable))


def _summary(workspace: Workspace, template: Template, folder: Path) -> TemplateSummary:
    language = choose_language(template, None, workspace.languages)
    return TemplateSummary(
        id=template.id,
        version=template.version,
        words=_words(template, template.languages[0]),
        words_for_people=_words(template, language),
        minutes=template.duration,
        languages=template.languages,
        sections=len(template.sections),
        questions=template.asked_count,
        origin=_origin(folder.parent, workspace.folder),
        extends=template.extends,
        path=str(folder),
    )


def _words(template: Template, language: str) -> TemplateWords:
    return TemplateWords(
        worded(template.title, language),
        first_sentence(worded(template.description, language)),
        worded(template.answered_by, language),
    )


def _origin(prompts: Path, notebook: Path) -> str:
    if prompts == shipped_prompts():
        return BUILT_IN
    return FROM_NOTEBOOK if prompts == notebook / NOTEBOOK_PROMPTS else str(prompts)
