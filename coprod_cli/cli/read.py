"""The command read: the answers to a question in many cases, one below the other."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.cli import completion
from coprod_cli.cli.options import JsonOption, PlainOption, refuse_together
from coprod_cli.cli.output_options import DeidentifyOption, OutputOption
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coprod_cli.knowledge.read_across import ReadQuestion

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
ColumnsOption = Annotated[
    bool,
    typer.Option(
        "--columns",
        help=_("With --beside, in columns, on a terminal of at least 120 columns."),
    ),
]
PickOption = Annotated[
    bool,
    typer.Option("--pick", help=_("Choose answers in a list, and print them as references.")),
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
    columns: ColumnsOption = False,
    pick_some: PickOption = False,
    plain: PlainOption = False,
    deidentify: DeidentifyOption = False,
    output: OutputOption = None,
    json: JsonOption = False,
) -> None:
    """Read what many cases say to one question, one case below the other.

    Without a question, you are asked which; without a terminal, those that can be read are listed.
    """
    from random import SystemRandom

    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.notices import show_unmatched, show_unreadable
    from coprod_cli.cli.show.read_across import show_read_across
    from coprod_cli.knowledge.read_across import Which
    from coprod_cli.operations.output import page_to_write
    from coprod_cli.operations.read_across import read_across

    shown_as = (("--pick", pick_some), ("--json", json), ("--output", output is not None))
    refuse_together(*shown_as, ("--columns", columns), hint="coprod read ADDRESS")
    _refuse_combinations(unknown=unknown, left_open=left_open, pick_some=pick_some)
    if columns and not beside:
        message = _("{option} goes with --beside.").format(option="--columns")
        raise WrongUsage(message, hint="coprod read ADDRESS --beside ADDRESS --columns")
    if pick_some:
        _require_picking(plain=plain)
    if not addresses and not unknown:
        is_more = bool(beside or left_open or shuffled or output or pick_some)
        addresses = _asked_address(workspace, scope, json=json, plain=plain, is_more=is_more)
        if not addresses:
            return
    page = page_to_write(workspace.folder, output, "answers.md")
    which = Which.UNKNOWN if unknown else Which.OPEN if left_open else Which.ANSWERED
    found = read_across(
        workspace, addresses or (), scope, beside=beside or (), which=which,
        shuffled_by=SystemRandom() if shuffled else None, deidentify=deidentify,
        progress=progress_bar(_("Reading")),
    )  # fmt: skip
    show_unmatched(found.notices)
    show_unreadable(found.unreadable)
    if pick_some:
        _pick(found.questions, plain=plain)
    else:
        show_read_across(found, which, output=page, json=json, columns=columns and not plain)


def _refuse_combinations(*, unknown: bool, left_open: bool, pick_some: bool) -> None:
    """Refuse two kinds of answers, and picking of those that are not there.

    Raises:
        WrongUsage: there are such options.
    """
    hint = "coprod read ADDRESS --open"
    refuse_together(("--unknown", unknown), ("--open", left_open), hint=hint)
    hint = "coprod read ADDRESS --pick"
    refuse_together(("--open", left_open), ("--pick", pick_some), hint=hint)


def _asked_address(
    workspace: Workspace, scope: Scope, *, json: bool, plain: bool, is_more: bool
) -> list[str]:
    """Ask which question to read, and return its address; [] after the list was printed instead.

    Args:
        workspace: the workspace.
        scope: which cases.
        json: whether to print the list as JSON.
        plain: whether to ask line by line.
        is_more: whether options are set that need a question.

    Raises:
        Exit: the person left.
        WrongUsage: a question is needed, and nobody can be asked.
    """
    from coprod_cli.cli.askers import choose_question, is_person_here
    from coprod_cli.cli.console.output import is_stdout_terminal, show_message
    from coprod_cli.cli.show.read_across import show_readable
    from coprod_cli.interview.askers.question_choice import QuestionToChoose
    from coprod_cli.operations.read_across import list_readable

    is_asked = not json and is_person_here() and is_stdout_terminal()
    if is_more and not is_asked:
        raise WrongUsage(_("name a question."), hint="coprod read emotions.what-helps")
    readable = list_readable(workspace, scope)
    if not is_asked or not readable:
        show_readable(readable, json=json)
        return []
    questions = [QuestionToChoose(each.section, each.text, each.address) for each in readable]
    address = readable[choose_question(_("Which question?"), questions, plain=plain)].address
    show_message(f"coprod read {address}")
    return [address]


def _require_picking(*, plain: bool) -> None:
    from coprod_cli.cli.askers import require_person

    require_person(plain=plain, instead="coprod read ADDRESS --json")


def _pick(questions: "Sequence[ReadQuestion]", *, plain: bool) -> None:
    """Let a person choose answers, and print them as references.

    Raises:
        Exit: the person left.
    """
    from coprod_cli.cli.askers import ask_ticks
    from coprod_cli.cli.show.read_across import answer_label, show_nothing
    from coprod_cli.cli.show.references import show_answer_references
    from coprod_cli.interview.askers.checklists import ANSWERS_TO_KEEP
    from coprod_cli.knowledge.read_across import Which, read_answers

    answers = list(read_answers(questions))
    if not answers:
        show_nothing(questions, Which.ANSWERED)
        return
    labels = [answer_label(each) for each in answers]
    kept = ask_ticks(ANSWERS_TO_KEEP, labels, [False] * len(labels), plain=plain)
    if kept is None:
        raise typer.Exit(ExitCode.INTERRUPTED)
    show_answer_references([each for each, is_kept in zip(answers, kept, strict=True) if is_kept])
