"""The patient contract layout: one page of Markdown in plain language to print and sign."""

from collections.abc import Iterable, Iterator
from itertools import chain

from coprod_cli.base.message import msg
from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.case_as_read import CaseAsRead
from coprod_cli.formats.markdown.agreement_words import AGREEMENT_WORDS
from coprod_cli.formats.markdown.footnotes import Footnotes
from coprod_cli.formats.markdown.rounds import round_cell
from coprod_cli.formats.markdown.table_lines import cell, header, row
from coprod_cli.formats.rounds_as_read import RoundsAsRead
from coprod_cli.formats.wrong_form import WrongForm
from coprod_cli.model.address import Address
from coprod_cli.model.sources import evidence_label
from coprod_cli.model.template import Template
from coprod_cli.model.voices import voice_label
from coprod_cli.notebook.note.new_note import title_heading

SECTIONS = ("matters", "agreement", "plan", "contact", "times", "next-step")
"""The ids of the sections that a template needs for this page."""

_KNOWN = frozenset({
    "next-step.what", "next-step.turn-to", "next-step.if-worse", "matters.most",
    "matters.resources", "agreement.parts", "plan.course", "plan.taking-part", "plan.review",
    "contact.people", "times.booked", "times.change",
})  # fmt: skip
"""The questions that have a place of their own on the page."""
_STILL_OPEN = "after.still-open"
_PARTIES = ("person", "care", "together")
_OTHER = "other"
_WITHOUT_SIGNATURE = ("", *_PARTIES, "family", _OTHER)
_LINE = "_" * 70
_SHORT_LINE = "_" * 14
_SIGNING_LINE = "_" * 22
_EMPTY_ITEMS = 2
_DASH = " \N{EN DASH} "


def render_agreement(case: CaseAsRead) -> str:
    """Return a patient contract as one page of Markdown, in the case's language.

    A question without an answer becomes a line to fill in by hand.

    Raises:
        WrongForm: the case's template lacks one of SECTIONS.
    """
    if not _has_agreement(case):
        message = msg('the form "{template}" has no agreement to print.', template=case.template)
        raise WrongForm(message, _has_agreement, where=case.id)
    return "\n".join(_Page(case).lines()) + "\n"


def _has_agreement(form: CaseAsRead | Template) -> bool:
    return {section.id for section in form.sections}.issuperset(SECTIONS)


class _Page:
    """Writes the page of one case, from the title to the signatures, as lines."""

    def __init__(self, case: CaseAsRead) -> None:
        self._case = case
        self._notes = Footnotes(case.parts)

    def lines(self) -> Iterator[str]:
        yield title_heading(self._case.title.strip() or self._word("untitled"), self._case.language)
        yield from ("", self._word("opening"))
        yield from self._heading("next-step")
        yield from self._block("next-step.what")
        yield from self._labelled("next-step.turn-to", "turn-to")
        yield from self._labelled("next-step.if-worse", "if-worse")
        yield from self._more("next-step")
        yield from self._heading("matters")
        yield from self._block("matters.most")
        yield from self._labelled("matters.resources", "resources")
        yield from self._more("matters")
        yield from self._heading("agreement")
        yield from self._agreement()
        yield from self._remarks("agreement.parts")
        yield from self._more("agreement")
        yield from self._heading("plan")
        yield from self._block("plan.course")
        yield from self._labelled("plan.taking-part", "taking-part")
        yield from self._labelled("plan.review", "review")
        yield from self._more("plan")
        yield from self._heading("contact")
        yield from self._items("contact.people", ("name", "role", "reach"))
        yield from self._more("contact")
        yield from self._heading("times")
        yield from self._items("times.booked", ("date", "time", "what", "where"))
        yield from self._labelled("times.change", "change")
        yield from self._more("times")
        yield from self._how_it_is()
        yield from self._notes.lines()
        yield from self._heading("signatures")
        yield from self._signature(self._word("person"), "clarification")
        yield from self._signature(self._word("care"), "clarification-and-role")
        for who in self._others():
            yield from self._signature(who)

    def _has_question(self, address: str) -> bool:
        sections = self._case.sections
        return any(each.address == address for section in sections for each in section.questions)

    def _word(self, key: str, **values: str) -> str:
        return AGREEMENT_WORDS.word(key, self._case.language, **values)

    def _heading(self, key: str) -> Iterator[str]:
        yield from ("", f"## {self._word(key)}")

    def _texts(self, address: str) -> list[str]:
        """Return the answers at an address as texts, each with its voice."""
        return [self._answer_text(answer) for answer in self._case.parts_at(address)]

    def _answer_text(self, answer: AnswerPart) -> str:
        unknown = f"*({self._word('unknown')})*" if answer.is_unknown else ""
        label = voice_label(answer.voice, self._case.language) if answer.voice else ""
        voice = f"{label}:" if label else ""
        evidence = answer.facts.evidence
        label = evidence_label(evidence, self._case.language) if evidence else ""
        known = f"*({self._word('known', evidence=label)})*" if label else ""
        between = "\n\n" if "\n" in answer.text else " "
        marks = self._notes.marks(answer.sources)
        parts = (voice, answer.text, unknown, known, marks)
        return between.join(part for part in parts if part)

    def _is_open(self, address: str) -> bool:
        """Return True if no answer at an address has text: it gets a line to fill in by hand."""
        return not any(answer.text for answer in self._case.parts_at(address))

    def _block(self, address: str) -> Iterator[str]:
        for text in self._texts(address):
            yield from ("", text)
        if self._is_open(address):
            yield from ("", _LINE)

    def _labelled(self, address: str, label: str) -> Iterator[str]:
        yield from self._below(address, f"**{self._word(label)}:**")

    def _below(self, address: str, head: str) -> Iterator[str]:
        """Yield the answers at an address below a label, or a line to fill in by hand."""
        texts = self._texts(address)
        if self._is_open(address):
            texts = [" ".join([*texts, _LINE[len(head) :]])]
        text = "\n\n".join(texts)
        # In Markdown a list, or text of several blocks, cannot follow a label on its line.
        is_list = "\n" in text or text.startswith("- ")
        yield from ("", f"{head}\n\n{text}" if is_list else f"{head} {text}")

    def _more(self, section: str) -> Iterator[str]:
        """Yield the questions of a section that the page does not know, in their own words.

        A form that extends the shipped one may ask them, such as whether a copy belongs in the
        medical record.
        """
        found = next(each for each in self._case.sections if each.id == section)
        for question in found.questions:
            if question.address in _KNOWN or not (question.is_asked or question.parts):
                continue
            mark = "" if question.text.endswith(("?", ":")) else ":"
            yield from self._below(question.address, f"**{question.text}{mark}**")
            if question.items:
                yield ""
            for item in question.items:
                texts = (self._one_line(each.address) for each in item.questions)
                yield _list_item(text for text in texts if text)

    def _remarks(self, group: str) -> Iterator[str]:
        for text in self._texts(group):
            yield from ("", text)

    def _items(self, group: str, names: tuple[str, ...]) -> Iterator[str]:
        """Yield the items of a group as a list, one line each; without items, two blank ones."""
        numbers = self._case.item_numbers(group)
        yield ""
        for number in numbers:
            item = Address(group).item_at(number)
            yield _list_item(self._item_field(item.child(name), name) for name in names)
        if not numbers:
            yield from [_list_item(self._blank_field(name) for name in names)] * _EMPTY_ITEMS
        yield from self._remarks(group)

    def _item_field(self, address: str, name: str) -> str:
        """Return an answer of an item on one line, followed by a blank field if it is open."""
        text = self._one_line(address)
        return f"{text} {self._blank_field(name)}".strip() if self._is_open(address) else text

    def _blank_field(self, name: str) -> str:
        return f"{self._word(name)}: {_SHORT_LINE}"

    def _one_line(self, address: str) -> str:
        return " ".join("; ".join(self._texts(address)).split())

    def _agreement(self) -> Iterator[str]:
        """Yield a table of who does what: the person, the care, both, then all others."""
        rows: dict[str, list[str]] = {party: [] for party in (*_PARTIES, "")}
        for item in self._agreed_items():
            party = self._party(f"{item}.who")
            cells = (self._who(item), self._cell(f"{item}.what"), self._when(item))
            rows[party if party in _PARTIES else ""].append(row(cells))
        for party in _PARTIES:
            rows[party] = rows[party] or [row([self._word(party), _SHORT_LINE, _SHORT_LINE])]
        yield from ("", *header([self._word(key) for key in ("who", "what", "when")]))
        yield from chain.from_iterable(rows.values())

    def _agreed_items(self) -> Iterator[Address]:
        group = Address("agreement.parts")
        yield from map(group.item_at, self._case.item_numbers(group))

    def _who(self, item: Address) -> str:
        """Return who does a part of the agreement, in the words of the page or of the answer."""
        party = self._party(f"{item}.who")
        named = self._one_line(f"{item}.who-else")
        if party == _OTHER and named:
            return cell(named)
        who = self._word(party) if party in _PARTIES else self._cell(f"{item}.who")
        return f"{who} ({cell(named)})" if named else who

    def _when(self, item: Address) -> str:
        when, done = self._cell(f"{item}.when"), self._one_line(f"{item}.done")
        return f"{when}; {self._word('done')}: {cell(done)}" if done else when

    def _party(self, address: str) -> str:
        """Return who does a part of the agreement, as the choice's value; "" if none fits.

        The first answer in the note decides, even if it is empty and a named voice has answered.
        """
        first = self._case.first_part_at(address)
        if first is None or first.facts.type != "choice" or not first.text or first.is_unknown:
            return ""
        return str(first.value) if first.value else ""

    def _others(self) -> Iterator[str]:
        """Yield who signs besides the person and the care, each once, such as the municipality.

        Those whom the person names are on the person's side.
        """
        parties = ((item, self._party(f"{item}.who")) for item in self._agreed_items())
        names = (self._who(item) for item, party in parties if party not in _WITHOUT_SIGNATURE)
        yield from dict.fromkeys(names)

    def _cell(self, address: str) -> str:
        text = cell(self._one_line(address))
        return f"{text} {_SHORT_LINE}".strip() if self._is_open(address) else text

    def _how_it_is(self) -> Iterator[str]:
        """Yield the rounds of the check, and what is still not clear."""
        rounds = self._case.rounds
        has_rounds = rounds is not None and bool(rounds.rounds)
        if has_rounds or self._has_question(_STILL_OPEN):
            yield from self._heading("rounds")
        if rounds is not None and has_rounds:
            yield from self._rounds(rounds)
        if self._has_question(_STILL_OPEN):
            yield from self._labelled(_STILL_OPEN, "still-open")

    def _rounds(self, rounds: RoundsAsRead) -> Iterator[str]:
        """Yield a table of the questions that are asked again, a row for each round."""
        yield from ("", *header(["", *rounds.titles]))
        for each in rounds.rounds:
            label = each.label if each.is_dated else each.label.partition(":")[0]
            cells = (round_cell(parts, self._case.language, self._notes) for parts in each.cells)
            yield row([cell(label), *cells])
        for each in rounds.rounds:
            for remark in each.remarks:
                yield from ("", self._answer_text(remark))

    def _signature(self, who: str, clarification: str = "") -> Iterator[str]:
        signature = f"{self._word('signature')}: {_SIGNING_LINE}"
        date = f"{self._word('place-and-day')}: {_SIGNING_LINE}"
        yield from ("", f"**{who}:** {signature} {date}")
        if clarification:
            name = f"{self._word(clarification)}: "
            yield from ("", f"{name}{_LINE[len(name) :]}")


def _list_item(fields: Iterable[str]) -> str:
    return f"- {_DASH.join(fields)}"
