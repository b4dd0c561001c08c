"""Names of the months and weekdays, and days in words that can be translated."""

from datetime import date

from coprod_cli.base.message import N_, Message, composed, msg

ENGLISH = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
SWEDISH = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december",
)  # fmt: skip
SHORT_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
"""English short names, which are translated where they are shown."""
_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def day_in_words(day: date) -> Message:
    """Return a day for a person, such as `Fri 4 Dec 2026`."""
    return composed(
        "{weekday} {day} {month} {year}",
        weekday=msg(_WEEKDAYS[day.weekday()]),
        day=day.day,
        month=msg(SHORT_MONTHS[day.month - 1]),
        year=day.year,
    )
