"""The moments at which a program is killed: each plays up to its moment, and says so in a word."""

import time
from collections.abc import Callable

from desk import answer_elsewhere
from ledger import TASKS, TITLE, Said, Typing
from made_up_editor import IS_OPEN
from sitting import ADDRESSES, CONFLICT, Sitting
from terminal import CONTROL, DOWN, ENTER, SHIFT_TAB
from wreckage import is_being_written

Moment = Callable[[Sitting], None]


def soon(sitting: Sitting, most: float = 0.06) -> None:
    """Wait for a moment within which a save goes on, or until one is seen to go on."""
    if sitting.random.random() < 0.5:
        time.sleep(sitting.random.uniform(0, most))
        return
    notebook = sitting.notebook
    end = time.monotonic() + most + 0.1
    while not is_being_written(notebook) and time.monotonic() < end:
        pass


def linger(sitting: Sitting) -> None:
    """Let a text stand for over a second, half of the time."""
    if sitting.random.random() < 0.5:
        time.sleep(1.05)


# --- at a question ---


def between_keystrokes(sitting: Sitting) -> None:
    address = sitting.place.address
    before = sitting.ledger.prefill(address)
    text = sitting.texts.line()
    sitting.ledger.typing = Typing(address, before, before + text)
    for letter in text[: sitting.random.randint(1, len(text))]:
        sitting.terminal.send_bytes(letter.encode())
        time.sleep(sitting.random.uniform(0, 0.03))


def right_after_enter(sitting: Sitting) -> None:
    said = sitting.write_answer()
    linger(sitting)
    sitting.send_enter(said)
    soon(sitting, 0.2 if sitting.plain else 0.06)


def after_not_known(sitting: Sitting) -> None:
    address = sitting.place.address
    if sitting.ledger.prefill(address) or address == TITLE:
        right_after_enter(sitting)
        return
    sitting.terminal.type("?")
    sitting.send_enter(Said("", unknown=True))
    soon(sitting)


def while_a_draft_is_saved(sitting: Sitting) -> None:
    sitting.write_answer()
    time.sleep(0.2)
    soon(sitting, 0.2)


def over_a_second_after_a_key(sitting: Sitting) -> None:
    sitting.write_answer()
    time.sleep(sitting.random.uniform(1.05, 1.3))


def while_leaving_half_typed(sitting: Sitting) -> None:
    sitting.write_answer()
    linger(sitting)
    sitting.terminal.send_bytes(sitting.random.choice([SHIFT_TAB, CONTROL["c"]]).encode())
    soon(sitting)


def during_a_paste(sitting: Sitting) -> None:
    address = sitting.place.address
    before = sitting.ledger.prefill(address)
    if address == TITLE:
        between_keystrokes(sitting)
        return
    text = sitting.texts.long_text(60)
    sitting.ledger.typing = Typing(address, before, before + text)
    sitting.terminal.paste(text)
    if sitting.random.random() < 0.5:
        sitting.see(before + text)
        time.sleep(1.05)
    else:
        soon(sitting, 0.4)


def while_an_editor_is_open(sitting: Sitting) -> None:
    sitting.write_answer()
    sitting.terminal.press(CONTROL["g"]).see(IS_OPEN)
    # What is typed goes onto the disk before an editor is opened.
    sitting.ledger.typing = sitting.ledger.typing._replace(seen_at=float("-inf"))
    time.sleep(sitting.random.uniform(0, 0.1))


# --- at an answered question ---


def _go_to_answered(sitting: Sitting) -> None:
    """Go to a question that has an answer and nothing half typed, where there is one."""
    ledger = sitting.ledger
    found = [
        (section, question)
        for section, addresses in enumerate(ADDRESSES, 1)
        for question, address in enumerate(addresses, 1)
        if ledger.said(address).text and address not in ledger.half_typed
    ]
    if found:
        sitting.open_menu()
        sitting.jump(*sitting.random.choice(found))


def while_replacing(sitting: Sitting) -> None:
    _go_to_answered(sitting)
    right_after_enter(sitting)


def while_emptying(sitting: Sitting) -> None:
    _go_to_answered(sitting)
    if sitting.place.address == TITLE:
        right_after_enter(sitting)
        return
    sitting.empty()
    linger(sitting)
    sitting.send_enter(Said())
    soon(sitting)


# --- where the answer was changed elsewhere ---


def while_a_conflict_is_chosen(sitting: Sitting) -> None:
    while sitting.place.address in (TITLE, *TASKS):  # which are not joined
        sitting.answer()
    address, ledger = sitting.place.address, sitting.ledger
    mine, theirs = sitting.write_answer().text, sitting.texts.text()
    sitting.terminal.wait_until(ledger.is_on_disk, "a note")
    answer_elsewhere(ledger.note, address, theirs)
    ledger.answers[address] = Said(theirs)
    ledger.half_typed.pop(address, None)
    ledger.contested = (mine, theirs)
    before, ledger.typing = sitting.place, None
    sitting.terminal.send_bytes(ENTER.encode())
    assert sitting.arrive_elsewhere(before) == CONFLICT, sitting.terminal.text()
    linger(sitting)
    texts = [mine, theirs, f"{theirs}\n\n{mine}"]
    chosen = sitting.random.randint(0, len(texts))
    if chosen < len(texts):
        ledger.sent = {address: Said(texts[chosen])}
        keys = f"{chosen + 1}\r" if sitting.plain else DOWN * chosen + ENTER
        sitting.terminal.send_bytes(keys.encode())
    soon(sitting)


# --- in the lists ---


def in_the_menu(sitting: Sitting) -> None:
    sitting.open_menu()
    if sitting.random.random() < 0.5:
        sitting.terminal.send_bytes(b"4.2\r" if sitting.plain else b"4\r")
    soon(sitting)


def at_the_review(sitting: Sitting) -> None:
    sitting.open_menu()
    sitting.jump(9, 6)
    sitting.answer()
    assert sitting.place.kind == "review", sitting.terminal.text()
    soon(sitting)


def while_finishing(sitting: Sitting) -> None:
    at_the_review(sitting)
    if not sitting.ledger.half_typed:
        sitting.ledger.sent_status = "final"
    sitting.terminal.send_bytes(b"f\r" if sitting.plain else b":finish\r")
    soon(sitting)


AT_A_TERMINAL: dict[str, Moment] = {
    "between keystrokes": between_keystrokes,
    "right after Enter": right_after_enter,
    "after ?": after_not_known,
    "while half-typed text is saved": while_a_draft_is_saved,
    "over a second after a key": over_a_second_after_a_key,
    "while leaving a text half typed": while_leaving_half_typed,
    "during a paste": during_a_paste,
    "while an editor is open": while_an_editor_is_open,
    "while an answer is replaced": while_replacing,
    "while an answer is emptied": while_emptying,
    "while a conflict is chosen": while_a_conflict_is_chosen,
    "in the menu": in_the_menu,
    "at the review": at_the_review,
    "while a case is finished": while_finishing,
}
IN_PLAIN_LINES: dict[str, Moment] = {
    "right after Enter": right_after_enter,
    "while half-typed text is saved": while_a_draft_is_saved,
    "over a second after a key": over_a_second_after_a_key,
    "while a conflict is chosen": while_a_conflict_is_chosen,
    "in the menu": in_the_menu,
    "at the review": at_the_review,
    "while a case is finished": while_finishing,
}
