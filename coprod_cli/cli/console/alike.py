"""Sum up findings of a note that differ only in their places."""

from collections.abc import Hashable, Iterable, Iterator

from coprod_cli.base.errors import Finding
from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import Composed, Message

_MOST_ALIKE = 3
"""The most findings that are alike and are shown one by one."""


def summed_up(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a sentence for each finding; of many that are alike, the first and the others' places.

    What another program does to one marker, it does to all 46.
    """
    alike: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(_likeness(finding), []).append(finding)
    for group in alike.values():
        single = group if len(group) <= _MOST_ALIKE else group[:1]
        yield from (translated(finding.sentence) for finding in single)
        if single is not group:
            yield _others_sentence(group[1:])


def _likeness(finding: Finding) -> Hashable:
    """Return what findings have in common of which one sentence can stand for all."""
    message, hint = finding.message, finding.hint
    if not isinstance(message, Message) or isinstance(message, Composed):
        return finding
    return finding.source, finding.kind, message.template, getattr(hint, "template", hint)


def _others_sentence(findings: list[Finding]) -> str:
    """Return the sentence with the lines of findings; with their addresses if no line differs."""
    source = translated(findings[0].source)
    lines = [finding.line for finding in findings]
    fields = [getattr(finding.message, "fields", {}) for finding in findings]
    if len(set(lines)) < len(lines) and all("address" in each for each in fields):
        addresses = ", ".join(str(each["address"]) for each in fields)
        return _("{source}: the same for {addresses}").format(source=source, addresses=addresses)
    places = ", ".join(map(str, lines))
    return _("{source}: the same on lines {lines}").format(source=source, lines=places)
