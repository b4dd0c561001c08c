"""Plain marking: a person marks passages line by line, by numbers or by words.

Nothing is told by a cursor or a colour, so that a screen reader says all of it.
"""

from dataclasses import dataclass

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.i18n import _, ngettext, translated
from coprod_cli.base.message import N_
from coprod_cli.base.span import Span
from coprod_cli.base.text import clean_input, is_no, is_yes
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.marked_passages import (
    BEHIND_LAST,
    CHANGED_MEANWHILE,
    DONE_QUESTION,
    WHY_DONE,
    changed_line,
    kept_line,
    lost_line,
    passage_line,
    state_note,
)
from coprod_cli.interview.askers.plain.line_reader import interrupt_on_signals
from coprod_cli.interview.askers.plain.lists import ReadLine, ShowLines
from coprod_cli.interview.askers.speakers import with_speaker
from coprod_cli.interview.marking_desk import MarkingDesk, read_codes
from coprod_cli.knowledge.anchors import State
from coprod_cli.knowledge.marking import Marking, PlacedPassage
from coprod_cli.knowledge.named_passage import read_passage, sentences
from coprod_cli.model.case import Answer
from coprod_cli.model.code_name import CodeName

_HELP = (
    N_("2 or 2-3: these sentences   words of the answer, or first ... last: from there to there"),
    N_("*: the whole answer   \\*: a * in it   u: undo   Enter: the next answer   :back: back"),
    N_("m 1: another memo for passage 1   c 1: other codes   x 1: take passage 1 out"),
    N_("ok 1: passage 1 is right as it stands now   :go 7: answer 7   :quit: stop; all is kept"),
    N_("Codes: ours/waiting, or waiting; several with blanks; +name: a new one; :codes: all"),
    N_("1 to 5: codes that you gave last   =: the same as before   Enter: not kept"),
)


@dataclass
class _Sitting:
    """One sitting: what is marked by now, and which answer is shown, from 0."""

    desk: MarkingDesk
    marking: Marking
    show: ShowLines
    read_line: ReadLine
    place: int = 0
    is_over: bool = False

    @property
    def answer(self) -> Answer:
        return self.desk.answer_now(self.marking, self.place)

    def read(self, prompt: str) -> str:
        return clean_input(self.read_line(prompt)).strip()

    def take(self, marking: Marking) -> None:
        """Save a marking, and go on with it."""
        self.marking = self.desk.save(marking)


def mark_by_lines(
    desk: MarkingDesk, marking: Marking, show: ShowLines, read_line: ReadLine
) -> Marking:
    """Let a person mark a case, and return what is marked; each passage is saved at once.

    Args:
        desk: the answers, the codes, and what saves.
        marking: what is marked at first.
        show: prints a line.
        read_line: shows a prompt and reads a line.
    """
    sitting = _Sitting(desk, marking, show, read_line, desk.first_place(marking))
    try:
        with interrupt_on_signals():
            _greet(sitting)
            while not sitting.is_over:
                _one_answer(sitting)
    except INTERRUPTIONS:
        show(_("Stopped; all that was marked is kept."))
    # Saved once more, so that what stands around passages is as it is now.
    return desk.save(sitting.marking) if sitting.marking.coding.passages else sitting.marking


def _greet(sitting: _Sitting) -> None:
    count = len(sitting.desk.answers)
    message = ngettext(
        "{title} ({case}), as {coder}. {count} answer.",
        "{title} ({case}), as {coder}. {count} answers.",
        count,
    )
    case = sitting.marking.case
    coder = sitting.marking.coding.coder
    sitting.show(message.format(title=case.title, case=case.id, coder=coder, count=count))
    sitting.show(_("A number, 2-3, or words mark a passage; Enter goes on; :help tells all."))
    for each in sitting.marking.lost:
        sitting.show(lost_line(each))
    if changed := sitting.desk.places_to_look_at(sitting.marking):
        sitting.show(changed_line(changed))
    if sitting.place:
        sitting.show(_(BEHIND_LAST))


def _one_answer(sitting: _Sitting) -> None:
    _show_answer(sitting)
    here = sitting.place
    while sitting.place == here and not sitting.is_over:
        line = sitting.read(_("Passage> "))
        if not line:
            _go_on(sitting)
        elif line.startswith(":"):
            _command(sitting, line)
        elif not _short_command(sitting, line):
            _mark(sitting, line)


def _show_answer(sitting: _Sitting) -> None:
    answer, show = sitting.answer, sitting.show
    show("")
    if sitting.desk.place_in_section(sitting.place)[0] == 1:
        section = answer.address.section
        show(sitting.desk.sections.get(section, section))
    header = _("Answer {number} of {count}: {question}").format(
        number=sitting.place + 1,
        count=len(sitting.desk.answers),
        question=sitting.desk.wording(answer),
    )
    header = with_speaker(header, answer.voice)
    show(" - ".join((header, _("not known yet"))) if answer.unknown else header)
    for number, span in enumerate(sentences(answer.text), 1):
        show(f"{number} {' '.join(answer.text[span.start : span.end].split())}")
    for number, each in enumerate(sitting.marking.in_answer(answer), 1):
        _show_passage(sitting, number, each)
    for coder, other in sitting.desk.others.items():
        for each in other.in_answer(answer):
            show(f"{coder}: {passage_line(each)}")


def _show_passage(sitting: _Sitting, number: int, each: PlacedPassage) -> None:
    text = _("Passage {number}: {passage}").format(number=number, passage=passage_line(each))
    note = state_note(each)
    sitting.show(f"{text} - {note}" if note else text)
    if each.place.state is State.CHANGED:
        sitting.show(_("{key}: right as it stands now").format(key=f"ok {number}"))


def _go_on(sitting: _Sitting) -> None:
    if sitting.place + 1 < len(sitting.desk.answers):
        sitting.place += 1
        return
    if sitting.desk.whole and not sitting.marking.coding.done:
        sitting.show(_(WHY_DONE))
        reply = "?"
        while not (is_yes(reply) or is_no(reply) or reply.startswith(":")):
            reply = sitting.read(f"{_(DONE_QUESTION)}> ")
        if reply.lower() in {":back", ":b"}:
            _show_answer(sitting)
            return
        if is_yes(reply):
            sitting.take(sitting.marking.done(sitting.desk.when()[:10]))
    sitting.is_over = True


def _command(sitting: _Sitting, line: str) -> None:
    word, _blank, rest = line[1:].lower().partition(" ")
    count = len(sitting.desk.answers)
    if word in {"quit", "q"}:
        sitting.is_over = True
        sitting.show(_("Stopped; all that was marked is kept."))
    elif word in {"help", "h"}:
        for each in _HELP:
            sitting.show(_(each))
    elif word in {"back", "b"}:
        if sitting.place:
            sitting.place -= 1
        else:
            sitting.show(_("This is the first answer."))
    elif word == "go" and rest.isdecimal() and 0 < int(rest) <= count:
        if sitting.place == int(rest) - 1:
            _show_answer(sitting)
        sitting.place = int(rest) - 1
    elif word == "codes":
        _show_codes(sitting)
    else:
        sitting.show(_("There is no such command here; :help lists them."))


def _show_codes(sitting: _Sitting) -> None:
    for choice in sitting.desk.codes:
        definition = f" - {choice.definition}" if choice.definition else ""
        sitting.show(f"{choice.name}: {choice.title}{definition}")


def _short_command(sitting: _Sitting, line: str) -> bool:
    """Do what a line of one letter and a number says; return False for any other line."""
    if line.lower() == "u":
        if not sitting.marking.before:
            sitting.show(_("There is nothing to undo."))
        else:
            sitting.take(sitting.marking.undo())
            sitting.show(_("undone."))
        return True
    word, _blank, number = line.lower().partition(" ")
    if word not in {"m", "c", "x", "ok"} or not number.strip().isdecimal():
        return False
    passages = sitting.marking.in_answer(sitting.answer)
    if not 0 < int(number) <= len(passages):
        sitting.show(_("There is no passage of that number here."))
        return True
    passage = passages[int(number) - 1].passage
    if word == "x":
        sitting.take(sitting.marking.remove(passage.id))
        sitting.show(_("taken out."))
    elif word == "ok":
        sitting.take(sitting.marking.accept(passage.id, sitting.desk.when()))
        sitting.show(_("kept as it stands now."))
    elif word == "m":
        memo = sitting.read(_indented(_("Memo (Enter for none)> ")))
        sitting.take(sitting.marking.recode(passage.id, memo=memo))
    elif codes := _read_codes(sitting):
        sitting.take(sitting.marking.recode(passage.id, codes))
        _show_kept(sitting, codes)
    return True


def _mark(sitting: _Sitting, line: str) -> None:
    named = read_passage(line, sitting.answer)
    if named.problem:
        sitting.show(f"  {translated(named.problem)}")
        return
    _show_words(sitting, named.span)
    codes = _read_codes(sitting)
    if not codes:
        sitting.show(_indented(_("not kept.")))
        return
    answer = sitting.answer
    marked = sitting.desk.mark(sitting.marking, answer, named.span, codes)
    if marked is None:
        sitting.marking = sitting.desk.reread(sitting.marking)
        sitting.show(_(CHANGED_MEANWHILE))
        _show_answer(sitting)
        return
    sitting.marking = marked  # on the disk while the person thinks about a memo
    if memo := sitting.read(_indented(_("Memo (Enter for none)> "))):
        sitting.take(marked.with_memo(answer, named.span, memo))
    sitting.show(_indented(kept_line(sitting.marking, answer, named.span, codes)))


def _show_words(sitting: _Sitting, span: Span | None) -> None:
    if span is None:
        sitting.show(_indented(_("the whole answer")))
    else:
        sitting.show(f'  "{" ".join(sitting.answer.text[span.start : span.end].split())}"')


def _show_kept(sitting: _Sitting, codes: tuple[CodeName, ...]) -> None:
    sitting.show(_indented(_("kept: {codes}").format(codes=" ".join(codes))))


def _indented(text: str) -> str:
    return f"  {text}"


def _read_codes(sitting: _Sitting) -> tuple[CodeName, ...]:
    """Ask for codes until they are clear, and return them; () if nothing was typed."""
    last = sitting.marking.last_codes
    offered = "  ".join(f"{number} {name}" for number, name in enumerate(last, 1))
    if offered:
        sitting.show(f"  {offered}")
    while line := sitting.read(_indented(_("Codes> "))):
        if line == ":codes":
            _show_codes(sitting)
            continue
        try:
            return read_codes(line, sitting.marking, sitting.desk.codes)
        except InvalidAnswer as error:
            sitting.show(f"  {translated(error.message)}")
    return ()
