"""The line with a case's tags: its texts, and what a typed line means."""

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import N_, msg
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.commands import LocalCommand, Place, Refusal, read_command
from coprod_cli.interview.replies import Reply, SetTags
from coprod_cli.interview.steps import TagsStep
from coprod_cli.model.tags import tags_line

TAGS_HELP = N_("Words to find it by, with commas or blanks between them. Name nobody.")


def tags_prefill(step: TagsStep) -> str:
    """Return the text with which the line starts: what was refused, else the case's tags."""
    return tags_line(step.tags) if step.typed is None else step.typed


def tags_question(step: TagsStep) -> str:
    """Return the question above the line."""
    return translated(msg("Which tags should {the_case} have?", the_case=step.case.called.the))


def shown_tags(tags: tuple[str, ...]) -> str:
    """Return the line that shows a case's tags; "" if it has none."""
    return _("Tags: {tags}").format(tags=screen_line(tags_line(tags))) if tags else ""


def read_tags_reply(typed: str, start: str) -> Reply | LocalCommand | Refusal:
    """Return what a typed line means: a command, alone or at the end of it, or the tags.

    Args:
        typed: the whole line.
        start: the text with which the line started.
    """
    text = clean_input(typed)
    commands = (read_command(text.removeprefix(tags), Place.TAGS) for tags in _before(text, start))
    return next((each for each in commands if each is not None), None) or SetTags(text)


def tags_before_command(typed: str, start: str) -> str:
    """Return the tags that stand before a command in a typed line.

    Args:
        typed: the whole line, which ends with a command.
        start: the text with which the line started, which stays where the command replaced it.
    """
    text = clean_input(typed)
    for tags in _before(text, start):
        if read_command(text.removeprefix(tags), Place.TAGS) is not None:
            return tags.rstrip() or start
    return text


def _before(text: str, start: str) -> tuple[str, ...]:
    """Return what may stand before a command: nothing, the earlier tags, or all but a word."""
    last = text.rsplit(maxsplit=1)[-1] if text.split() else ""
    earlier = (start,) if start and text.startswith(start) else ()
    return ("", *earlier, text.rstrip().removesuffix(last))
