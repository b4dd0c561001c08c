"""Show how many passages of an export could identify people, before it is written."""

from collections import Counter
from typing import TYPE_CHECKING

from coprod_cli.base.i18n import _, ngettext, translated
from coprod_cli.cli.console.output import is_stderr_terminal, show_message
from coprod_cli.privacy.kinds import SCAN_DISCLAIMER, kind_label

if TYPE_CHECKING:
    from coprod_cli.operations.privacy_report import PrivacyReport


def numbers_of_kinds(kinds: Counter[str]) -> str:
    """Return how many passages there are of each kind, for people: the most frequent kind first."""
    return ", ".join(
        f"{translated(kind_label(kind))} {number}" for kind, number in kinds.most_common()
    )


def show_privacy_report(report: "PrivacyReport", *, deidentify: bool) -> None:
    """Print how many passages could identify people, and whether placeholders replace them."""
    found = report.kinds.total()
    if found:
        places = ngettext("{count} place", "{count} places", found).format(count=found)
        cases = ngettext("{count} case", "{count} cases", report.cases).format(count=report.cases)
        message = (
            _("{places} in {telling} of {cases} are replaced ({kinds}).")
            if deidentify
            else _("{places} in {telling} of {cases} may tell who somebody is ({kinds}).")
        )
        message = message.format(
            places=places, telling=report.identifying_cases, cases=cases,
            kinds=numbers_of_kinds(report.kinds),
        )  # fmt: skip
        hint = "" if deidentify else _("Try: coprod check --privacy, or --deidentify.")
        show_message(f"{message} {_(SCAN_DISCLAIMER)} {hint}".rstrip())
    elif report.cases and is_stderr_terminal():
        message = _("No pattern was found that tells who somebody is.")
        show_message(f"{message} {_(SCAN_DISCLAIMER)}")
