"""Check templates: all mistakes in their files, and what is worth a second look."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import Finding
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.proofread import is_only_told, proofread


class CheckedTemplates(NamedTuple):
    """The findings, each once, and whether some of them are mistakes."""

    findings: tuple[Finding, ...]
    has_mistakes: bool


def check_templates(workspace: Workspace, folder: Path | None = None) -> CheckedTemplates:
    """Return the findings of one template, or of all.

    Args:
        workspace: the workspace.
        folder: the template's folder, or its name; by default all templates.

    Raises:
        NotFound: there is no template in the folder.
    """
    known = workspace.library.locations()
    chosen = known.get(str(folder), folder) if folder and not folder.exists() else folder
    findings: list[Finding] = []
    for each in [chosen] if chosen else known.values():
        findings += proofread(each, workspace.prompts)
    # A template that others extend may be looked at itself, too.
    unique = tuple(dict.fromkeys(findings))
    return CheckedTemplates(unique, any(not is_only_told(each) for each in unique))
