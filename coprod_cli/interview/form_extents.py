"""How much a form asks: numbers of questions and minutes, and the rows from which one chooses."""

from typing import NamedTuple

from coprod_cli.base.message import Message, msg, nmsg


class Extent(NamedTuple):
    """How much a form asks.

    Attributes:
        questions: the smallest and the largest number of questions.
        minutes: the smallest and the largest number of minutes; None if nobody said.
    """

    questions: tuple[int, int]
    minutes: tuple[int, int] | None


class Extents(NamedTuple):
    """How much is asked in each size: the short form, one section of the full form, and all.

    `few` is the short way of the full form, which is offered to people who are not professionals;
    None if it is not offered.
    """

    short: Extent
    section: Extent
    full: Extent
    few: Extent | None = None


def few_row(extent: Extent, whole: int) -> Message:
    """Return the row of the short way of a form, given the number of all its questions."""
    count = extent.questions[1]
    if extent.minutes is None:
        return msg(
            "{count} of the {whole} questions, the others if you like", count=count, whole=whole
        )
    return msg(
        "{time}: {count} of the {whole} questions, the others if you like",
        time=_time(extent), count=count, whole=whole,
    )  # fmt: skip


def short_row(extent: Extent) -> Message:
    """Return the row of the short form."""
    questions = nmsg("{count} question", "{count} questions", extent.questions[1])
    if extent.minutes is None:
        return msg("The short form: {questions}", questions=questions)
    return msg("{time}: the short form, {questions}", time=_time(extent), questions=questions)


def section_row(extent: Extent) -> Message:
    """Return the row of one section of the full form."""
    least, most = extent.questions
    if extent.minutes is None:
        return msg("One section: {least}-{most} questions", least=least, most=most)
    return msg(
        "{time}: one section, {least}-{most} questions", time=_time(extent), least=least, most=most
    )


def full_row(extent: Extent) -> Message:
    """Return the row of the full form."""
    count = extent.questions[1]
    if extent.minutes is None:
        return msg("All {count} questions, at once or bit by bit", count=count)
    return msg(
        "{time}: all {count} questions, at once or bit by bit", time=_time(extent), count=count
    )


def _time(extent: Extent) -> Message:
    least, most = extent.minutes or (0, 0)
    if least == most:
        return nmsg("{count} minute", "{count} minutes", most)
    return msg("{least}-{most} minutes", least=least, most=most)
