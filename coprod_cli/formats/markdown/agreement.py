"""The patient contract layout: one page of Markdown in plain language to print and sign."""

from collections.abc import Iterable, Iterator
from itertools import chain

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.case_as_read import CaseAsRead
from coprod_cli.model.address import Address
from coprod_cli.model.wording import worded
from coprod_cli.notebook.note.new_note import title_heading

SECTIONS = ("matters", "agreement", "plan", "contact", "times", "next-step")
"""The ids of the sections that a template needs for this page."""

_PARTIES = ("person", "care", "together")
_LINE = "_" * 70
_SHORT_LINE = "_" * 14
_SIGNING_LINE = "_" * 22
_EMPTY_ITEMS = 2
_DASH = " \N{EN DASH} "
_WORDS = {
    "untitled": {"en": "Our agreement", "sv": "Vår överenskommelse"},
    "opening": {
        "en": "A **patient contract**: healthcare and I have written it together. It is not "
        "legally binding, and it is to be documented in my medical record, too.",
        "sv": "Ett **patientkontrakt**: vården och jag har skrivit det tillsammans. Det är inte "
        "juridiskt bindande, och det ska också dokumenteras i min journal.",
    },
    "unknown": {"en": "not known yet", "sv": "vet vi inte än"},
    "matters": {"en": "What matters to me", "sv": "Det här är viktigt för mig"},
    "agreement": {"en": "Who does what", "sv": "Vem gör vad"},
    "who": {"en": "Who", "sv": "Vem"},
    "what": {"en": "What", "sv": "Vad"},
    "when": {"en": "When", "sv": "När"},
    "person": {"en": "Me", "sv": "Jag"},
    "care": {"en": "Healthcare", "sv": "Vården"},
    "together": {"en": "Together", "sv": "Tillsammans"},
    "plan": {"en": "Our plan", "sv": "Vår sammanhållna plan"},
    "taking-part": {"en": "Who takes part", "sv": "De här är med"},
    "review": {"en": "We look at this again", "sv": "Vi går igenom det här igen"},
    "contact": {"en": "My fixed contact", "sv": "Min fasta vårdkontakt"},
    "name": {"en": "Name", "sv": "Namn"},
    "role": {"en": "Role", "sv": "Roll"},
    "reach": {"en": "How I reach the contact", "sv": "Så når jag kontakten"},
    "times": {"en": "My agreed times", "sv": "Mina överenskomna tider"},
    "date": {"en": "Day", "sv": "Dag"},
    "time": {"en": "Time", "sv": "Tid"},
    "where": {"en": "Where", "sv": "Var"},
    "change": {"en": "To change a time", "sv": "Så ändrar jag en tid"},
    "next-step": {"en": "My next step", "sv": "Mitt nästa steg"},
    "turn-to": {"en": "Where and to whom I turn", "sv": "Hit vänder jag mig"},
    "if-worse": {"en": "If I get worse", "sv": "Om jag blir sämre"},
    "signatures": {"en": "Signatures", "sv": "Underskrifter"},
    "signature": {"en": "Signature", "sv": "Namnteckning"},
    "place-and-day": {"en": "Place and date", "sv": "Ort och datum"},
    "clarification": {"en": "Name in block letters", "sv": "Namnförtydligande"},
    "clarification-and-role": {
        "en": "Name in block letters, and role",
        "sv": "Namnförtydligande och befattning",
    },
}  # fmt: skip


def render_agreement(case: CaseAsRead) -> str:
    """Return a patient contract as one page of Markdown, in the case's language.

    A question without an answer becomes a line to fill in by hand.

    Raises:
        WrongUsage: the case's template lacks one of SECTIONS.
    """
    section_ids = {section.id for section in case.sections}
    if not section_ids.issuperset(SECTIONS):
        raise WrongUsage(
            msg('a case of "{template}" has no agreement to print.', template=case.template),
            hint=msg("a case of patient-contract, or another layout"),
        )
    return "\n".join(_Page(case).lines()) + "\n"


class _Page:
    """Writes the page of one case, from the title to the signatures, as lines."""

    def __init__(self, case: CaseAsRead) -> None:
        self._case = case

    def lines(self) -> Iterator[str]:
        yield title_heading(self._case.title.strip() or self._word("untitled"), self._case.language)
        yield from ("", self._word("opening"))
        yield from self._heading("matters")
        yield from self._block("matters.most")
        yield from self._heading("agreement")
        yield from self._agreement()
        yield from self._remarks("agreement.parts")
        yield from self._heading("plan")
        yield from self._block("plan.course")
        yield from self._labelled("plan.taking-part", "taking-part")
        yield from self._labelled("plan.review", "review")
        yield from self._heading("contact")
        yield from self._items("contact.people", ("name", "role", "reach"))
        yield from self._heading("times")
        yield from self._items("times.booked", ("date", "time", "what", "where"))
        yield from self._labelled("times.change", "change")
        yield from self._heading("next-step")
        yield from self._block("next-step.what")
        yield from self._labelled("next-step.turn-to", "turn-to")
        yield from self._labelled("next-step.if-worse", "if-worse")
        yield from self._heading("signatures")
        yield from self._signature("person", "clarification")
        yield from self._signature("care", "clarification-and-role")

    def _word(self, key: str) -> str:
        return worded(_WORDS[key], self._case.language)

    def _heading(self, key: str) -> Iterator[str]:
        yield from ("", f"## {self._word(key)}")

    def _texts(self, address: str) -> list[str]:
        """Return the answers at an address as texts, each with its voice."""
        return [self._answer_text(answer) for answer in self._case.parts_at(address)]

    def _answer_text(self, answer: AnswerPart) -> str:
        unknown = f"*({self._word('unknown')})*" if answer.is_unknown else ""
        voice = f"{answer.voice}:" if answer.voice else ""
        between = "\n\n" if "\n" in answer.text else " "
        return between.join(part for part in (voice, answer.text, unknown) if part)

    def _is_open(self, address: str) -> bool:
        """Return True if no answer at an address has text: it gets a line to fill in by hand."""
        return not any(answer.text for answer in self._case.parts_at(address))

    def _block(self, address: str) -> Iterator[str]:
        for text in self._texts(address):
            yield from ("", text)
        if self._is_open(address):
            yield from ("", _LINE)

    def _labelled(self, address: str, label: str) -> Iterator[str]:
        head = f"**{self._word(label)}:**"
        texts = self._texts(address)
        if self._is_open(address):
            texts = [" ".join([*texts, _LINE[len(head) :]])]
        text = "\n\n".join(texts)
        # In Markdown a list, or text of several blocks, cannot follow a label on its line.
        is_list = "\n" in text or text.startswith("- ")
        yield from ("", f"{head}\n\n{text}" if is_list else f"{head} {text}")

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
        """Yield a table of who does what: the person, the care, both, then what has no party."""
        rows: dict[str, list[str]] = {party: [] for party in (*_PARTIES, "")}
        for number in self._case.item_numbers("agreement.parts"):
            item = Address("agreement.parts").item_at(number)
            party = self._party(f"{item}.who")
            who = self._word(party) if party else self._cell(f"{item}.who")
            rows[party].append(_row(who, self._cell(f"{item}.what"), self._cell(f"{item}.when")))
        for party in _PARTIES:
            rows[party] = rows[party] or [_row(self._word(party), _SHORT_LINE, _SHORT_LINE)]
        yield from ("", _row(*map(self._word, ("who", "what", "when"))), _row("---", "---", "---"))
        yield from chain.from_iterable(rows.values())

    def _party(self, address: str) -> str:
        """Return who does a part of the agreement, as the choice's value; "" if none fits.

        The first answer in the note decides, even if it is empty and a named voice has answered.
        """
        first = self._case.first_part_at(address)
        if first is None or first.facts.type != "choice" or not first.text or first.is_unknown:
            return ""
        return str(first.value) if first.value in _PARTIES else ""

    def _cell(self, address: str) -> str:
        text = self._one_line(address).replace("|", "\\|")
        return f"{text} {_SHORT_LINE}".strip() if self._is_open(address) else text

    def _signature(self, party: str, clarification: str) -> Iterator[str]:
        signature = f"{self._word('signature')}: {_SIGNING_LINE}"
        date = f"{self._word('place-and-day')}: {_SIGNING_LINE}"
        name = f"{self._word(clarification)}: "
        yield from ("", f"**{self._word(party)}:** {signature} {date}")
        yield from ("", f"{name}{_LINE[len(name) :]}")


def _list_item(fields: Iterable[str]) -> str:
    return f"- {_DASH.join(fields)}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
