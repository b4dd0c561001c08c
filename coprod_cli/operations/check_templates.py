"""Check the files of templates: mistakes, and warnings."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import Finding
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.proofread import is_advice, proofread


class CheckedTemplates(NamedTuple):
    """The findings without duplicates, and whether any of them is a mistake."""

    findings: tuple[Finding, ...]
    has_mistakes: bool


def check_templates(workspace: Workspace, folder: Path | None = None) -> CheckedTemplates:
    """Check one template, or all.

    Args:
        workspace: the workspace.
        folder: the template's folder, or its id; by default all templates.

    Raises:
        NotFound: the folder has no template.
    """
    locations = workspace.library.locations()
    chosen = locations.get(str(folder), folder) if folder and not folder.exists() else folder
    findings: list[Finding] = []
    for location in [chosen] if chosen else locations.values():
        findings += proofread(location, workspace.prompts)
    # A mistake in a template that others extend is found once for each of them.
    unique = tuple(dict.fromkeys(findings))
    return CheckedTemplates(unique, any(not is_advice(finding) for finding in unique))
