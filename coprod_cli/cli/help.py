"""The command help: list the topics of the manual, or show a page or a command's help."""

from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _, current_language, translated
from coprod_cli.base.message import msg
from coprod_cli.cli import completion
from coprod_cli.cli.options import JsonOption

if TYPE_CHECKING:
    from coprod_cli.operations.read_manual import Page, Topic

TopicArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[TOPIC]",
        help=_("A topic of the manual, or a command."),
        autocompletion=completion.topics,
    ),
]


_LINES_AROUND = 2
"""The heading of the list, and the line in which the shell asks."""


def show_help(
    context: typer.Context, topic: TopicArgument = None, json: JsonOption = False
) -> None:
    """Show a page of the manual; without a topic, list them.

    Of a command, as in coprod help list, show its options.
    """
    from coprod_cli.operations.read_manual import list_topics, read_page

    topics = list_topics()
    words = topic or []
    if not words:
        _show_list(topics, json=json)
    elif len(words) == 1 and (found := _find_topic(words[0], topics)):
        _show_page(read_page(found, current_language()), json=json)
    else:
        _show_help_of_command(context.find_root(), words, topics, json=json)


def _find_topic(name: str, topics: "tuple[Topic, ...]") -> "Topic | None":
    return next((topic for topic in topics if topic.name == name.lower()), None)


def _show_list(topics: "tuple[Topic, ...]", *, json: bool) -> None:
    from coprod_cli.cli.console.output import is_stdout_terminal, show_json, show_message
    from coprod_cli.cli.console.table import show_table

    if json:
        show_json([_topic_as_data(topic) for topic in topics])
        return
    rows = [(topic.name, _summary(topic)) for topic in topics]
    show_table((_("Topic"), _("What it tells")), rows, empty="", wrapping=1, is_paged=True)
    if is_stdout_terminal():
        if get_terminal_size().lines > len(rows) + _LINES_AROUND:
            show_message(_("To read one: coprod help TOPIC. All commands: coprod --help"))
        if any(current_language() not in topic.languages for topic in topics):
            show_message(_("(en): this page is in English only."))


def _summary(topic: "Topic") -> str:
    """Return a topic's summary, with a mark if its page is in English only."""
    line = translated(topic.summary)
    return line if current_language() in topic.languages else f"{line} (en)"


def _show_page(page: "Page", *, json: bool) -> None:
    from coprod_cli.cli.console.manual_page import show_manual_page
    from coprod_cli.cli.console.output import show_json

    if json:
        data = _topic_as_data(page.topic)
        show_json({**data, "language": page.language, "markdown": page.markdown})
        return
    other = page.language != current_language()
    notice = _("This page is in English only.") if other else ""
    show_manual_page(f"{notice}\n\n{page.markdown}" if notice else page.markdown)


def _topic_as_data(topic: "Topic") -> dict[str, Any]:
    return {"topic": topic.name, "summary": topic.summary, "languages": list(topic.languages)}


def _show_help_of_command(
    root: Any, words: list[str], topics: "tuple[Topic, ...]", *, json: bool
) -> None:
    """Show the text of a command's `--help`.

    Raises:
        WrongUsage: there is no topic or command of that name.
    """
    from coprod_cli.cli.console.output import show_text

    context = root
    for word in words:
        commands = getattr(context.command, "commands", {})
        if word not in commands:
            names = [topic.name for topic in topics] if context is root else []
            raise _unknown_name(" ".join(words), word, [*names, *commands])
        context = type(root)(commands[word], info_name=word, parent=context)
    if json:
        raise WrongUsage(msg("--json goes with a topic."), hint="coprod help --json")
    show_text(f"{context.command.get_help(context)}\n")


def _unknown_name(words: str, word: str, names: list[str]) -> WrongUsage:
    from coprod_cli.base.nearest import similar_names

    message = msg('there is no topic or command "{name}".', name=words)
    similar = similar_names(word.lower(), names)
    if similar:
        message = msg(
            'there is no topic or command "{name}". Did you mean {names}?',
            name=words,
            names=", ".join(similar),
        )
    return WrongUsage(message, hint="coprod help")
