"""A case as plain data, for scripts: the same record in JSON Lines, in CSV and in `show --json`."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from coprod_cli.case import Case
from coprod_cli.errors import CoprodError
from coprod_cli.relevance import relevant_addresses
from coprod_cli.template import Template, worded

TemplateLookup = Callable[[str], Template | None]
"""Gives the template of a name; None where there is none that can be read."""

ANSWER_FIELDS = (
    "address", "section", "question", "text", "status", "voice", "evidence",
)  # fmt: skip
CASE_FIELDS = (
    "id", "title", "template", "template_version", "language", "status",
    "created", "updated", "tags", "path", "extra",
)  # fmt: skip


class Recorder:
    """Turns cases into records; knows the wording of each template once."""

    def __init__(self, template_of: TemplateLookup) -> None:
        """Take what gives the template of a name."""
        self._template_of = lru_cache(maxsize=None)(template_of)
        self._orders: dict[tuple[str, str], dict[str, tuple[int, str, str]]] = {}

    def record(self, case: Case, path: str) -> dict[str, Any]:
        """Return a case as data: its fields, other front matter under `extra`, and its answers.

        Args:
            case: the case.
            path: the note's path, as it is to be shown.
        """
        fields = {
            "id": case.id,
            "title": case.title,
            "template": case.template,
            "template_version": case.template_version,
            "language": case.language,
            "status": case.status,
            "created": case.created,
            "updated": case.updated,
            "tags": case.tags,
            "path": path,
            "extra": case.extra,
        }
        return {**fields, "answers": list(self.answers(case))}

    def answers(self, case: Case) -> Iterator[dict[str, Any]]:
        """Return the answered and the unknown answers as data, in the template's order."""
        order = self._order(case)
        given = [answer for answer in case.answers if answer[1] or answer[2]]
        if self._hides(case):
            template = self._template_of(case.template)
            relevant = relevant_addresses(template, case) if template else frozenset()
            given = [each for each in given if each.address in relevant or each.address not in order]
        last = len(order)
        places = [order.get(answer[0], (last, "", ""))[0] for answer in given]
        if places != sorted(places):
            given.sort(key=lambda answer: order.get(answer.address, (last, "", ""))[0])
        for address, text, unknown, voice, evidence in given:
            _, section, question = order.get(address, (last, address.partition(".")[0], ""))
            yield {
                "address": address,
                "section": section,
                "question": question,
                "text": text,
                "status": "unknown" if unknown else "answered",
                "voice": voice,
                "evidence": evidence,
            }

    def _hides(self, case: Case) -> bool:
        template = self._template_of(case.template)
        return template is not None and any(each.when for each in template.questions.values())

    def _order(self, case: Case) -> dict[str, tuple[int, str, str]]:
        key = (case.template, case.language)
        if key not in self._orders:
            self._orders[key] = _wordings(self._template_of(case.template), case.language)
        return self._orders[key]


def _wordings(template: Template | None, language: str) -> dict[str, tuple[int, str, str]]:
    if template is None:
        return {}
    return {
        address: (
            place,
            worded(template.section_of[address].title, language),
            worded(question.text, language),
        )
        for place, (address, question) in enumerate(template.questions.items())
    }




def template_lookup(load: Callable[[str], Template]) -> TemplateLookup:
    """Turn a loader that raises into a look-up that gives None."""

    def look_up(name: str) -> Template | None:
        try:
            return load(name)
        except CoprodError:
            return None

    return look_up


def shown_path(path: Path, folder: Path) -> str:
    """Return a note's path as records have it: from the notebook's folder where it is in it."""
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return str(path)
