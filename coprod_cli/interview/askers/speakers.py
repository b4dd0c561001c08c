"""Texts about who speaks: for headers, for the question who speaks, and for what others said.

It must import nothing heavy, since the first screen shows who speaks.
"""

from typing import TYPE_CHECKING

from coprod_cli.base.i18n import _, ngettext, translated
from coprod_cli.base.message import N_
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.text import shortened
from coprod_cli.model.voice_names import spoken_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coprod_cli.interview.step_parts import OtherVoice
    from coprod_cli.interview.steps import GroupStep, QuestionStep  # which need pydantic
    from coprod_cli.model.case import Answer

WHO_SPEAKS = N_("Who speaks?")
WHO_HELP = N_("Each has an answer of their own. No one's words are changed by another.")
ANOTHER_ROLE = N_("Another role...")
ROLE_HELP = N_("One word for it, such as nurse. Name nobody.")
NO_VOICE_NAMED = N_("No voice named")
_MAX_LENGTH = 30


def spoken_label(voice: str) -> str:
    """Return how a voice is called in the language of the screen."""
    return shortened(screen_line(translated(spoken_voice(voice))), _MAX_LENGTH)


def as_speaker(voice: str) -> str:
    """Return who speaks, as each header says it: `as family`."""
    return _("as {voice}").format(voice=spoken_label(voice))


def with_speaker(line: str, voice: str | None) -> str:
    """Return a header with who speaks at its end, if a voice is named."""
    return f"{line} - {as_speaker(voice)}" if voice else line


def voice_name(answer: "Answer") -> str:
    """Return the name of an answer's voice for a person."""
    return _name_of(answer.voice)


def _name_of(voice: str | None) -> str:
    return _("without a voice") if voice is None else spoken_label(voice)


def folded_line(step: "QuestionStep") -> str:
    """Return the line that says how many others answered a question; "" if none did."""
    count = len(dict.fromkeys(answer.voice for answer in step.others))
    if not count:
        return ""
    line = ngettext(
        "{count} other voice; :others reads it", "{count} other voices; :others reads them", count
    )
    return line.format(count=count)


def others_counted(others: "Sequence[OtherVoice]") -> str:
    """Return the line of a menu or a review that says who else answered; "" if nobody did."""
    if not others:
        return ""
    named = ", ".join(f"{_name_of(each.voice)} {each.answered}" for each in others)
    line = _("Others have answered: {voices}. At a question, :others shows what they said.")
    return line.format(voices=named)


def others_lines(step: "QuestionStep", group: "GroupStep | None" = None) -> list[str]:
    """Return the lines with all that others said at a question, each below its voice.

    Args:
        step: the question.
        group: the group, if the question is one; its items are named then.
    """
    if not step.others:
        return [_("Nobody else has answered this.")]
    lines: list[str] = []
    for answer in step.others:
        where = _part_name(answer, step.language, group)
        heading = f"{voice_name(answer)} - {where}" if where else f"{voice_name(answer)}:"
        lines += ["", heading, *_shown(answer).split("\n")]
    return lines[1:]


def _part_name(answer: "Answer", language: str, group: "GroupStep | None") -> str:
    """Return the item and the question of an answer within a group; "" for no such answer."""
    address = answer.address
    if group is None or address.item is None:
        return ""
    from coprod_cli.model.wording import worded

    item = group.group.item_name(address.item, language)
    texts = (each.text for each in group.group.questions if each.id == address.part)
    text = next((translated(worded(each, language)) for each in texts), "")
    return ": ".join(part for part in (item, text) if part)


def _shown(answer: "Answer") -> str:
    unknown = _("(not known yet)") if answer.unknown else ""
    return f"{unknown} {answer.text}".strip("\n") if unknown else answer.text
