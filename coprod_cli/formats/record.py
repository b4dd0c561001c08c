"""A case as plain data, for scripts: the same record in JSON Lines, in CSV and in `show --json`."""

from typing import Any, NamedTuple

from coprod_cli.model.case import Answer, Case
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.template import Template, TemplateLookup
from coprod_cli.model.visibility import relevant_addresses
from coprod_cli.model.wording import worded
from coprod_cli.notebook.note.fast_reader import cut_as_written
from coprod_cli.notebook.note.front_matter import read_simple
from coprod_cli.notebook.note.markers import parse_marker
from coprod_cli.notebook.note.reader import FORMAT, conflict_mark

ANSWER_FIELDS = (
    "address", "section", "question", "text", "status", "voice", "evidence",
)  # fmt: skip
CASE_FIELDS = (
    "id", "title", "template", "template_version", "language", "status",
    "created", "updated", "tags", "path", "extra",
)  # fmt: skip


_WORD_FIELDS = CASE_FIELDS[:8]
_STANDING_KEYS = frozenset({"coprod", *_WORD_FIELDS})


class About:
    """All of an answer's record but its text: one object for the same answer in every case."""

    __slots__ = ANSWER_FIELDS[:3] + ANSWER_FIELDS[4:]

    def __init__(  # noqa: PLR0917 - the fields of a record, in their order
        self, address: str, section: str, question: str, status: str,
        voice: str | None, evidence: str | None,
    ) -> None:  # fmt: skip
        """Take the fields in their order."""
        self.address = address
        self.section = section
        self.question = question
        self.status = status
        self.voice = voice
        self.evidence = evidence

    def with_text(self, text: str | int) -> dict[str, Any]:
        """Return the answer as data."""
        return {name: text if name == "text" else getattr(self, name) for name in ANSWER_FIELDS}


class CaseRecord(NamedTuple):
    """A case as data: its fields by name, and its answers."""

    fields: dict[str, Any]
    answers: list[tuple[About, str]]

    def as_data(self) -> dict[str, Any]:
        """Return all of it as one object, the answers under `answers`."""
        return {**self.fields, "answers": [about.with_text(text) for about, text in self.answers]}


class Recorder:
    """Turns cases into records; knows the wording of each template once."""

    def __init__(self, template_of: TemplateLookup) -> None:
        """Take what gives the template of a name."""
        self._template_of = template_of
        self._orders: dict[tuple[str, str], _Order] = {}

    def record(self, case: Case, path: str) -> CaseRecord:
        """Return a case as data.

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
        return CaseRecord(fields, self._order(case.template, case.language).records(case))

    def record_as_written(self, data: bytes, path: str) -> CaseRecord | None:
        """Return the record of a note that is as coprod writes it, straight from its bytes.

        None for any other note, which `record` then takes, in twice the time. A test holds the two
        equal.
        """
        text = data.decode("utf-8", "replace")
        end = text.find("\n---\n", 3)
        values = read_simple(text[4:end]) if text[:4] == "---\n" and end > 0 else None
        if values is None or not _is_usual(values):
            return None
        if "\r" in text or "\ufffd" in text or conflict_mark(text) is not None:
            return None
        cut = cut_as_written(text, end + 1)
        order = self._order(values["template"], values["language"])
        answers = order.records_as_written(*cut) if cut else None
        if answers is None:
            return None
        fields = {name: values[name] for name in _WORD_FIELDS}
        tags = values.get("tags", [])
        extra = {
            key: value for key, value in values.items() if key not in _STANDING_KEYS | {"tags"}
        }
        return CaseRecord({**fields, "tags": tags, "path": path, "extra": extra}, answers)

    def _order(self, template: str, language: str) -> "_Order":
        key = (template, language)
        if key not in self._orders:
            self._orders[key] = _Order(self._template_of(template), language)
        return self._orders[key]


def _is_usual(values: dict[str, Any]) -> bool:
    """Tell whether front matter has all of a case's fields, each of the kind that coprod writes."""
    return (
        values.keys() >= _STANDING_KEYS
        and values["coprod"] == FORMAT
        and all(
            isinstance(values[name], str) and (values[name] or name == "title")
            for name in _WORD_FIELDS
        )
        and isinstance(values.get("tags", []), list)
    )


def _has_condition(question: Question) -> bool:
    within = question.questions if isinstance(question, GroupQuestion) else ()
    return bool(question.when) or any(each.when for each in within)


class _Order:
    """The order and the wording of a template's questions in one language."""

    def __init__(self, template: Template | None, language: str) -> None:
        self.template = template
        questions = template.questions if template else {}
        self.language = language
        self.places = {address: place for place, address in enumerate(questions)}
        self._abouts: dict[tuple[str, bool, str | None, str | None], About] = {}
        self._plain: dict[str, About] = {}
        self.markers = [
            marker
            for section in (template.sections if template else ())
            for marker in (section.id, *(section.address(each) for each in section.questions))
        ]
        # At each place the markers that were met there: the same few stand in most notes.
        self._known: list[dict[str, About | None]] = [{} for _ in self.markers]
        self.hides = any(_has_condition(question) for question in questions.values())

    def records(self, case: Case) -> list[tuple[About, str]]:
        """Return the answered and the unknown answers in order, without those that are hidden."""
        given = [answer for answer in case.answers if answer[1] or answer[2]]
        if self.hides and self.template:
            relevant = relevant_addresses(self.template, case)
            template = self.template
            given = [
                each
                for each in given
                if each[0] in relevant or template.question_at(each[0]) is None
            ]
        last = len(self.places)
        places = [self.places.get(answer[0], last) for answer in given]
        if places != sorted(places) or (self.template and last in places):
            order_of = self.template.order_of if self.template else lambda _: (last, 0, 0)
            given.sort(key=lambda answer: order_of(answer.address))
        plain = self._plain
        return [
            (plain.get(answer[0]) or self._about(answer), answer[1])
            if not answer[2] and answer[3] is None and answer[4] is None
            else (self._about(answer), answer[1])
            for answer in given
        ]

    def records_as_written(
        self, markers: list[str], texts: list[str]
    ) -> list[tuple[About, str]] | None:
        """Return the records of a note that has each of the template's markers once, in order.

        None for any other note. `markers` and `texts` are those of `note.as_written`.
        """
        if self.hides or len(markers) != len(self.markers):
            return None
        records = []
        try:
            for marker, text, address, known in zip(
                markers, texts, self.markers, self._known, strict=True
            ):
                if not text and marker == address:
                    continue
                about = known[marker] if marker in known else self._learn(marker, address, known)
                if about is not None and (text or about.status != "answered"):
                    records.append((about, text))
        except ValueError:
            return None
        return records

    def _learn(
        self, marker_text: str, address: str, known: dict[str, About | None]
    ) -> About | None:
        """Parse a marker that is to have an address; None for a section's.

        Raises:
            ValueError: it is not that marker.
        """
        marker = parse_marker(f"{marker_text} -->")
        if marker is None or marker.address != address:
            raise ValueError(marker_text)
        about = None
        if "." in marker.address:
            text = "" if marker.unknown else "said"
            about = self._about(
                Answer(marker.address, text, marker.unknown, marker.voice, marker.evidence)
            )
        if len(known) < _MOST_MARKERS:
            known[marker_text] = about
        return about

    def _about(self, answer: Answer) -> About:
        key = (answer.address, answer.unknown, answer.voice, answer.evidence)
        if key in self._abouts:
            return self._abouts[key]
        section, question = self._wording(answer.address)
        about = About(
            answer.address, section, question, str(answer.status), answer.voice, answer.evidence
        )
        if len(self._abouts) < _MOST:
            self._abouts[key] = about
            if key[1:] == (False, None, None):
                self._plain[answer.address] = about
        return about

    def _wording(self, address: str) -> tuple[str, str]:
        """Return the title of an address's section, and how its question is worded."""
        section = self.template.section_at(address) if self.template else None
        question = self.template.question_at(address) if self.template else None
        if section is None or question is None:
            return address.partition(".")[0], ""
        return worded(section.title, self.language), worded(question.text, self.language)


_MOST_MARKERS = 200
_MOST = 10_000
"""How many different answers are remembered, so that odd notes do not fill the memory."""
