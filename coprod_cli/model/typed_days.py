"""Puts days that a person typed in words into ISO 8601: those of next steps and of dates.

Only what is typed now is read: a line that stood in the answer before stays as it is, since nobody
knows on which day "fri" was written there.
"""

from datetime import date
from typing import NamedTuple

from coprod_cli.base.clock import is_day
from coprod_cli.base.message import Message, joined, msg
from coprod_cli.base.month_names import day_in_words
from coprod_cli.base.text import folded
from coprod_cli.base.written_days import without_weekday, written_days
from coprod_cli.model.due_days import near_day, read_day
from coprod_cli.model.questions import DateQuestion, Question, TasksQuestion
from coprod_cli.model.task_details import with_due
from coprod_cli.model.tasks import as_task_list, read_tasks


class TypedDays(NamedTuple):
    """An answer with its days in ISO 8601.

    Attributes:
        text: the answer's text; days that are not clear are left in it.
        understood: the days that were read from words.
        unclear: the days that one text may mean, several of them; () if no text is so.
        has_unread: whether the due day of a step is not understood.
    """

    text: str
    understood: tuple[date, ...] = ()
    unclear: tuple[date, ...] = ()
    has_unread: bool = False

    @property
    def problem(self) -> Message | None:
        """What is to be asked back; None if all days are understood."""
        if self.unclear:
            return which_day_message(self.unclear)
        if self.has_unread:
            return msg(
                "This day is not understood. Write it as 4 dec, fri, in 2 weeks or 2026-12-04."
            )
        return None


def read_typed_days(
    question: Question,
    text: str,
    earlier: str,
    today: date,
    *,
    may_be_near: bool = False,
    from_person: bool = False,
) -> TypedDays:
    """Return an answer with the days in it that are in words put into ISO 8601.

    Args:
        question: the question; only next steps and dates are read, and what `may_be_near`.
        text: the answer, as typed.
        earlier: the saved answer before it; "" if there is none.
        today: the day on which it was typed.
        may_be_near: whether a whole answer may be a day without its year, such as "fri".
        from_person: whether a person types it now, for whom "today" is a date; in data, which may
            be read on a later day, it is none.
    """
    if may_be_near:
        return _in_whole_answer(text, earlier, today)
    if isinstance(question, TasksQuestion):
        return _in_steps(text, earlier, today)
    if isinstance(question, DateQuestion):
        is_new = from_person and text.strip() != earlier.strip()
        day = near_day(text, today) if is_new else None
        return _in_date(text) if day is None else TypedDays(day.isoformat(), (day,))
    return TypedDays(text)


def which_day_message(days: tuple[date, ...]) -> Message:
    """Return the question which of several days is meant."""
    first, last = day_in_words(days[0]), day_in_words(days[-1])
    meant = msg("{first} or {last}", first=first, last=last)
    return msg("Which day do you mean, {days}? Write it as 4 dec, or 2026-12-04.", days=meant)


def understood_message(days: tuple[date, ...]) -> Message:
    """Return the sentence that says as which days words were understood."""
    return msg("Understood as: {days}", days=joined(map(day_in_words, days), ", "))


def _in_steps(text: str, earlier: str, today: date) -> TypedDays:
    known = set(earlier.split("\n"))
    lines: list[str] = []
    understood: list[date] = []
    unclear: tuple[date, ...] = ()
    has_unread = False
    for line in as_task_list(text).split("\n"):
        due = next((task.due for task in read_tasks(line)), "")
        is_unread = bool(due) and not is_day(due)
        days = read_day(due, today) if is_unread and line not in known else ()
        if len(days) == 1:
            understood.append(days[0])
            lines.append(with_due(line, due, days[0].isoformat()))
        else:
            unclear = unclear or days
            has_unread = has_unread or is_unread
            lines.append(line)
    if not understood:
        return TypedDays(text, (), unclear, has_unread)
    days_understood = tuple(dict.fromkeys(understood))
    return TypedDays("\n".join(lines), days_understood, unclear, has_unread)


def _in_whole_answer(text: str, earlier: str, today: date) -> TypedDays:
    """Read an answer that is a day and nothing else; other words, such as "daily", stay."""
    if is_day(text.strip()) or text.strip() == earlier.strip():
        return TypedDays(text)
    days = read_day(text, today)
    return TypedDays(days[0].isoformat(), days) if len(days) == 1 else TypedDays(text, (), days)


def _in_date(text: str) -> TypedDays:
    """Read a day with its year: without one, nobody can tell whether it is past or to come."""
    words = without_weekday(folded(text))
    found = written_days(words)
    if is_day(text.strip()) or found is None or found.end < len(words):
        return TypedDays(text)
    days = tuple(sorted(found.days))
    return TypedDays(days[0].isoformat(), days) if len(days) == 1 else TypedDays(text, (), days)
