"""Notes and their front matter: what must hold whatever stands in the file."""

import re

from promises import FORMS, LINE_END, SOURCE, check_findings, errors_of, require

from coprod_cli.base.errors import Finding
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, AnswerList
from coprod_cli.model.items import without_items
from coprod_cli.model.tasks import read_tasks
from coprod_cli.notebook.note.check import check_note
from coprod_cli.notebook.note.checkbox import with_checkbox
from coprod_cli.notebook.note.edit import set_front_matter, set_title
from coprod_cli.notebook.note.fast_reader import read_as_written
from coprod_cli.notebook.note.front_matter import (
    FrontMatter,
    read_block,
    read_front_matter,
    read_simple,
)
from coprod_cli.notebook.note.front_matter_forms import spelled_keys
from coprod_cli.notebook.note.front_matter_keys import KNOWN_KEYS
from coprod_cli.notebook.note.group_items import with_items, without_item_blocks
from coprod_cli.notebook.note.lookalikes import escape
from coprod_cli.notebook.note.parser import read_slots
from coprod_cli.notebook.note.reader import Note, read_note
from coprod_cli.notebook.note.set_answers import set_answer

_MOST_EDITS = 12
_PARTS = "agreed.parts"


def read_and_check(data: bytes) -> tuple[Note, list[Finding]]:
    """Read a note and hold it against its template, as `coprod check` does."""
    note = read_note(data, SOURCE)
    return note, check_note(note, FORMS.get)


def check_note_reader(data: bytes) -> None:
    """Reading never raises, both ways to read agree, and edits change only what they are for."""
    note, findings = read_and_check(data)
    check_findings(findings, data)
    if note.original or not data:
        require(note.original.encode() == data, "what was read is not what stands in the file")
    if note.case is None or note.front_matter is None:
        require(findings, "a note that is no case has no finding")
        require(
            errors_of(lambda: set_front_matter(note, {"title": "A"}), data),
            "a note that cannot be read was written to",
        )
        return
    _check_quick_ways(note)
    if note.uncertain:
        refusal = errors_of(lambda: set_answer(note, Answer("first.name", "x"), "### Q"), data)
        require(refusal, "a note in which an answer's owner is in doubt was written to")
        return
    for answer in note.case.answers[:_MOST_EDITS]:
        require(set_answer(note, answer, "### Q") is note, "saving what stands there wrote")
        _check_edit(note, answer, findings)
    _check_new_answer(note)
    _check_boxes(note)
    _check_items(note)
    _check_present_values(note, data)


def _check_quick_ways(note: Note) -> None:
    """The quick ways to read a note see what the careful way sees, or leave it to that way."""
    start = note.front_matter.end
    wrong: list[Finding] = []
    careful = read_slots(note.text, start, SOURCE, wrong)[1]
    quick = read_as_written(note.text, start)
    if quick is not None:
        require(quick == careful, "the quick and the careful way see different answers")
        require(not wrong, "the quick way missed a finding")
    require(note.case.answers == careful, "a case has other answers than its note")


def _check_edit(note: Note, answer: Answer, findings: list[Finding]) -> None:
    """One answer's lines change and no others; where it had a text, that comes back to the byte."""
    index = note.case.answers.index(answer)
    changed = answer._replace(text="Other words.\n\n<!-- coprod:end -->\n# A heading")
    after = set_answer(note, changed, "### Q")
    expected = (*note.case.answers[:index], changed, *note.case.answers[index + 1 :])
    require(after.case is not None, "an edit left a note that cannot be read")
    require(after.case.answers == expected, "an edit changed another answer, or not its own")
    slot = next(
        slot
        for slot in note.slots
        if (slot.marker.address, slot.marker.voice) == (answer.address, answer.voice)
    )
    before_it = note.text.count("\n", 0, slot.line)
    behind_it = note.text.count("\n", slot.end)
    old, new = _lines(note.original), _lines(after.original)
    require(new[:before_it] == old[:before_it], "an edit changed a line before the answer")
    if behind_it:
        require(new[-behind_it:] == old[-behind_it:], "an edit changed a line behind the answer")
    require(set_answer(after, changed, "### Q") is after, "saving twice wrote twice")
    if (
        answer.text
        and not findings
        and _has_one_line_end(note.original)
        and _is_escaped(note, answer)
    ):
        # A text that ends in a heading may need another one behind it, which then stays.
        other = set_answer(note, answer._replace(text="Other words."), "### Q")
        back = set_answer(other, answer, "### Q").original
        require(back == note.original, "an edit that was taken back left a change")


def _is_escaped(note: Note, answer: Answer) -> bool:
    """Whether lines that look like markers are escaped in the note; else they are when written."""
    written = escape(answer.text)
    return written == answer.text or written in note.text


def _check_new_answer(note: Note) -> None:
    answer = Answer("made-up.question", "A text.\n\\<!-- coprod:a.b -->", voice="made-up")
    if AnswerList(note.case.answers).find(answer) is not None or not note.slots:
        return
    after = set_answer(note, answer, "### A made-up question")
    require(answer in after.case.answers, "a new answer is not in its note")
    others = tuple(each for each in after.case.answers if each != answer)
    require(others == note.case.answers, "a new answer changed another one")


def _check_boxes(note: Note) -> None:
    """A next step that is ticked off changes one character of the note, and comes back."""
    for place, answer in enumerate(note.case.answers):
        for task in [*read_tasks(answer.text)][:_MOST_EDITS]:
            after = with_checkbox(note, place, task, is_done=not task.is_done)
            changed = [one != two for one, two in zip(note.original, after.original, strict=True)]
            require(sum(changed) == 1, "a tick changed more than its box")
            ticked = task._replace(is_done=not task.is_done)
            require(ticked in read_tasks(after.case.answers[place].text), "a tick is in no box")


def _check_items(note: Note) -> None:
    """An item that is put in or taken out leaves all that was said elsewhere."""
    found = dict.fromkeys(answer.address.item_address for answer in note.case.answers)
    items = [item for item in found if item is not None]
    for item in items[:_MOST_EDITS]:
        after = without_item_blocks(note, {item})
        require(after.case is not None and not after.uncertain, "a removal left a note in doubt")
        require(
            after.case.answers == without_items(note.case, {item}).answers,
            "a removal changed another item, or not its own",
        )
    new = with_items(note, {Address(f"{_PARTS}#77"): FORMS["plan"].group_at(_PARTS)}, "en")
    kept = [each for each in new.case.answers if not each.address.startswith(f"{_PARTS}#77")]
    known = [each for each in note.case.answers if not each.address.startswith(f"{_PARTS}#77")]
    require(kept == known, "an item that was put in changed another answer")


def _check_present_values(note: Note, data: bytes) -> None:
    values = note.front_matter.values
    present = {key: value for key, value in values.items() if isinstance(value, str)}
    require(set_front_matter(note, present) is note, "setting what stands there wrote")
    if isinstance(values.get("title"), str):
        same = set_title(note, note.case.title)
        require(same.original == note.original, "giving a note its own title wrote")
    new = {"title": "Other: words", "status": "final", "updated": "2026"}
    for changes in (new, *({key: value} for key, value in new.items())):
        after = None

        def change(changes: dict[str, str] = changes) -> None:
            nonlocal after
            after = set_front_matter(note, changes)

        if errors_of(change, data):
            continue
        require(after.front_matter is not None, "a change of the front matter cannot be read")
        spelled = spelled_keys(values)
        changed = {spelled.get(key, key): value for key, value in changes.items()}
        wanted = repr(sorted({**values, **changed}.items()))
        got = repr(sorted(after.front_matter.values.items()))
        require(got == wanted, "a change of the front matter changed another value")
        require(after.case.answers == note.case.answers, "a change of a value changed an answer")
        body, body_after = note.text.count("\n", note.front_matter.end), _lines(after.original)
        require(
            body_after[len(body_after) - body :] == _lines(note.original)[-body:] if body else True,
            "a change of a value changed a line below the front matter",
        )


def _lines(text: str) -> list[str]:
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", text)
    return lines[:-1] if lines and not lines[-1] else lines


def _has_one_line_end(text: str) -> bool:
    return len(set(LINE_END.findall(text))) <= 1


def read_front(data: bytes) -> FrontMatter | Finding | None:
    """Read the front matter of a note, where the bytes are a text at all."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    return read_front_matter(LINE_END.sub("\n", text), SOURCE)


def check_front_matter_reader(data: bytes) -> None:
    """It is values or a finding; the quick way agrees with YAML; edits change one value each."""
    front = read_front(data)
    if front is None:
        return
    if isinstance(front, Finding):
        check_findings([front], data)
        return
    text = LINE_END.sub("\n", data.decode())
    block = text[front.start : front.end]
    quick = read_simple(block)
    if quick is not None:
        require(quick == read_block(block, SOURCE), "the quick way reads other values than YAML")
    require(all(isinstance(key, str) for key in front.values), "a key is no word")
    note = read_note(data, SOURCE)
    if note.case is None:
        require(note.uncertain, "a note without an id is certain")
        return
    require(set(note.case.extra).isdisjoint(KNOWN_KEYS), "a known key counts as foreign")
    if not note.uncertain:
        _check_present_values(note, data)
        return
    whole = f"{text[: front.end]}---\n\n# A made-up case\n\n<!-- coprod:end -->\n"
    note = read_note(whole.encode(), SOURCE)
    if note.case is not None and not note.uncertain:
        _check_present_values(note, whole.encode())
