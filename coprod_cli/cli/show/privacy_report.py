"""Show how much in an export could identify people, before anything leaves the notebook."""

from coprod_cli.base.i18n import _, ngettext, translated
from coprod_cli.cli.console.output import is_stderr_terminal, show_message
from coprod_cli.operations.privacy_report import Tally
from coprod_cli.privacy.scan import PATTERNS_NOT_PEOPLE, shown_kind


def show_privacy_report(tally: Tally, *, deidentify: bool) -> None:
    """Say how many places could identify somebody; `deidentify` if placeholders stand for them."""
    found = tally.kinds.total()
    if found:
        places = ngettext("{count} place", "{count} places", found).format(count=found)
        cases = ngettext("{count} case", "{count} cases", tally.cases).format(count=tally.cases)
        message = (
            _("{places} in {telling} of {cases} are replaced ({kinds}).")
            if deidentify
            else _("{places} in {telling} of {cases} may tell who somebody is ({kinds}).")
        )
        counted = tally.kinds.most_common()
        kinds = ", ".join(
            f"{translated(shown_kind(kind))} {how_many}" for kind, how_many in counted
        )
        message = message.format(places=places, telling=tally.telling, cases=cases, kinds=kinds)
        hint = "" if deidentify else _("Try: coprod check --privacy, or --deidentify.")
        show_message(f"{message} {_(PATTERNS_NOT_PEOPLE)} {hint}".rstrip())
    elif tally.cases and is_stderr_terminal():
        message = _("No pattern was found that tells who somebody is.")
        show_message(f"{message} {_(PATTERNS_NOT_PEOPLE)}")
