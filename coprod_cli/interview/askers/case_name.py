"""The name of a case for a person: its title, or else when it was begun; its id among others."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.base.clock import local_now
from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import capitalized, composed
from coprod_cli.base.month_names import SHORT_MONTHS
from coprod_cli.base.screen_text import screen_line
from coprod_cli.interview.askers.speakers import with_speaker

if TYPE_CHECKING:
    from coprod_cli.interview.step_parts import CaseLabel  # whose questions need pydantic


class CaseToChoose(NamedTuple):
    """A case in a list from which a person chooses one: its name, and facts to know it by."""

    name: str
    facts: str


def case_name(title: str, created: str) -> str:
    """Return the title of a case on one line, or `Untitled, begun 24 Nov 18:31`.

    Args:
        title: the title; "" if it has none.
        created: when it was begun, ISO 8601 as in the note.
    """
    if name := screen_line(title).strip():
        return name
    when = short_time(created)
    return _("Untitled, begun {time}").format(time=when) if when else _("Untitled")


def title_and_day(title: str, created: str) -> str:
    """Return the title of a case and when it was begun, as `The clinic, begun 24 Nov 18:31`."""
    name, when = case_name(title, created), short_time(created)
    if not when or not screen_line(title).strip():
        return name
    return _("{title}, begun {time}").format(title=name, time=when)


def id_and_title(case_id: str, title: str) -> str:
    """Return a case among others on one line: its id, and its title if it has one."""
    return f"{case_id}  {screen_line(title)}".rstrip()


def case_line(label: "CaseLabel") -> str:
    """Return the line that names the case in plain mode, such as `Case: The clinic (as family)`."""
    name = case_name(label.title, label.created)
    line = translated(composed("{case}: {name}", case=capitalized(label.called.one), name=name))
    return with_speaker(line, label.voice)


def short_time(time: str) -> str:
    """Return a time as `24 Nov 18:31`, with the year if it is another one than now.

    Args:
        time: ISO 8601; a day alone has no time of day, and any other text becomes "".
    """
    day = short_day(time)
    return f"{day} {time[11:16]}" if day and time[10:11] == "T" else day


def short_day(time: str) -> str:
    """Return the day of an ISO 8601 time as `24 Nov`, with the year if it is another one."""
    try:
        then = datetime.fromisoformat(time)
    except ValueError:
        return ""
    month = _(SHORT_MONTHS[then.month - 1])
    if then.year == local_now().year:
        return _("{day} {month}").format(day=then.day, month=month)
    return _("{day} {month} {year}").format(day=then.day, month=month, year=then.year)
