"""What every reader promises of its findings and its errors, and how a broken promise is told."""

import re
from collections.abc import Callable, Iterable

from paths import GROUP_TEMPLATES, TEMPLATES

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.model.case import Case
from coprod_cli.model.template import Template
from coprod_cli.templates.loader import load_template

PRIVATE = "quokka wept"
"""Stands in the corpus as the text of answers: no finding and no error may ever repeat it."""
SOURCE = "made-up.md"
FORMS = {
    folder.name: load_template(folder)
    for folder in (
        shipped_prompts() / "primary-care",
        TEMPLATES / "every-type",
        GROUP_TEMPLATES / "plan",
    )
}
LINE_END = re.compile(r"\r\n|\r|\n")
_LONGEST_FINDING = 10_000


class DoesNotHold(AssertionError):
    """A property does not hold; the sentence says which."""


def require(holds: object, sentence: str) -> None:
    """Raise where a property does not hold; unlike `assert`, under `python -O` too."""
    if not holds:
        raise DoesNotHold(sentence)


def check_findings(findings: Iterable[Finding], data: bytes) -> None:
    """Each is one line with a place that is in the text, and repeats no answer."""
    lines = data.count(b"\n") + data.count(b"\r") + data.count(b"\x85") + data.count(b"\xe2") + 2
    for finding in findings:
        told = str(finding)
        require(not LINE_END.search(told), f"a {finding.kind} finding is more than one line")
        require(len(told) < _LONGEST_FINDING, f"a {finding.kind} finding is too long to be read")
        require(0 <= finding.line <= lines, f"a {finding.kind} finding is on no line of the text")
        require(finding.column >= 0, f"a {finding.kind} finding has no column")
        require(PRIVATE not in told, f"a {finding.kind} finding repeats an answer")


def errors_of(action: Callable[[], object], data: bytes) -> InvalidInput | None:
    """Do something that may refuse, and return the refusal, of which the same must hold."""
    try:
        action()
    except InvalidInput as error:
        require(error.findings, "a refusal says nothing")
        check_findings(error.findings, data)
        return error
    return None


def blank_case(template: Template, title: str, tags: Iterable[str] = ()) -> Case:
    return Case(
        id="20261124-k7m2q9",
        title=title,
        template=template.id,
        template_version=template.version,
        language="sv",
        created="2026-11-24T09:00:00+01:00",
        updated="2026-11-24T09:00:00+01:00",
        tags=tuple(tags),
    )
