"""The command read: the answers to a question in many cases, one below the other."""

from typing import Annotated

import typer

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.cli import completion
from coprod_cli.cli.options import JsonOption
from coprod_cli.cli.output_options import DeidentifyOption, OutputOption
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.workspace import Workspace

AddressesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ADDRESS]...", autocompletion=completion.sections,
        help=_("Questions, such as emotions.what-helps, or sections."),
    ),
]  # fmt: skip
BesideOption = Annotated[
    list[str] | None,
    typer.Option(
        "--beside", metavar="ADDRESS",
        help=_("Also what the same case says to this question. May be given more than once."),
    ),
]  # fmt: skip
UnknownOption = Annotated[
    bool, typer.Option("--unknown", help=_('Only what is "not known yet"; of all questions.'))
]
OpenOption = Annotated[
    bool, typer.Option("--open", help=_("The cases that leave the question open."))
]
RandomOption = Annotated[
    bool, typer.Option("--random", help=_("In a random order, so that no case is always first."))
]


def read(
    addresses: AddressesArgument = None,
    *,
    workspace: Workspace,
    scope: Scope,
    beside: BesideOption = None,
    unknown: UnknownOption = False,
    left_open: OpenOption = False,
    shuffled: RandomOption = False,
    deidentify: DeidentifyOption = False,
    output: OutputOption = None,
    json: JsonOption = False,
) -> None:
    """Read what many cases say to one question, one case below the other.

    Without a question, those that can be read are listed.
    """
    from random import SystemRandom

    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.notices import show_unmatched, show_unreadable
    from coprod_cli.cli.show.read_across import show_read_across, show_readable
    from coprod_cli.knowledge.read_across import Which
    from coprod_cli.operations.output import page_to_write
    from coprod_cli.operations.read_across import list_readable, read_across

    if unknown and left_open:
        message = _("--unknown and --open go one at a time.")
        raise WrongUsage(message, hint="coprod read ADDRESS --open")
    if not addresses and not unknown:
        if beside or left_open or shuffled or output:
            message = _("name a question.")
            raise WrongUsage(message, hint="coprod read emotions.what-helps")
        show_readable(list_readable(workspace, scope), json=json)
        return
    page = page_to_write(workspace.folder, output, "answers.md")
    which = Which.UNKNOWN if unknown else Which.OPEN if left_open else Which.ANSWERED
    found = read_across(
        workspace, addresses or (), scope, beside=beside or (), which=which,
        shuffled_by=SystemRandom() if shuffled else None, deidentify=deidentify,
        progress=progress_bar(_("Reading")),
    )  # fmt: skip
    show_read_across(found, which, output=page, json=json)
    show_unmatched(found.notices)
    show_unreadable(found.unreadable)
