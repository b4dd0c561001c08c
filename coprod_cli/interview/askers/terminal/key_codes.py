"""Keys that a terminal sends as control sequences, as those of prompt_toolkit.

Sources: "Comprehensive keyboard handling in terminals" of kitty (`CSI code;modifiers u`), and
xterm's "modifyOtherKeys" (`CSI 27;modifiers;code ~`). A key that coprod gives no meaning, a key's
release, and everything that the terminal reports by itself is no key: the result is empty.
"""

import sys
from re import Match
from typing import NamedTuple
from unicodedata import category

from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

_SHIFT, _ALT, _CTRL, _CAPS_LOCK, _NUM_LOCK = 1, 2, 4, 64, 128
_OTHER_MODIFIERS = ~(_SHIFT | _ALT | _CTRL | _CAPS_LOCK | _NUM_LOCK)  # Super, Hyper, Meta
_RELEASE = "3"
_ENTER, _TAB, _ESCAPE, _BACKSPACE, _CTRL_H = 13, 9, 27, 127, 8
_OTHER_KEY = 27  # the number that begins a key of modifyOtherKeys
_LONGEST_NUMBER = 9  # digits; longer ones are no key's
_PRIVATE = ("<", "=", ">", "?")  # only reports begin so
_PRIVATE_USE = range(0xE000, 0xF900)  # kitty's numbers of keys without a character

_BY_LETTER = {
    "A": Keys.Up, "B": Keys.Down, "C": Keys.Right, "D": Keys.Left, "F": Keys.End, "H": Keys.Home,
}  # fmt: skip
_BY_NUMBER = {
    1: Keys.Home, 3: Keys.Delete, 4: Keys.End, 5: Keys.PageUp, 6: Keys.PageDown, 7: Keys.Home,
    8: Keys.End,
}  # fmt: skip
_ARROWS = {Keys.Up, Keys.Down, Keys.Left, Keys.Right}
SHIFTED = "<shift>"
"""Data of an arrow with Shift; to what does not look at it, it is the arrow."""
_WITH_CTRL = {
    Keys.Left: Keys.ControlLeft, Keys.Right: Keys.ControlRight, Keys.Home: Keys.ControlHome,
    Keys.End: Keys.ControlEnd, Keys.Delete: Keys.ControlDelete,
}  # fmt: skip
_WITH_ALT = {
    Keys.Left: Keys.ControlLeft, Keys.Right: Keys.ControlRight, Keys.Delete: Keys.ControlDelete,
}  # fmt: skip
_ALT_LETTERS = {"b": Keys.ControlLeft, "f": Keys.ControlRight, "d": Keys.ControlDelete}
_KEYPAD = {  # kitty's numbers from 57399 on
    **{57399 + digit: str(digit) for digit in range(10)},
    57409: ".", 57410: "/", 57411: "*", 57412: "-", 57413: "+", 57414: Keys.ControlM, 57415: "=",
    57416: ",", 57417: Keys.Left, 57418: Keys.Right, 57419: Keys.Up, 57420: Keys.Down,
    57421: Keys.PageUp, 57422: Keys.PageDown, 57423: Keys.Home, 57424: Keys.End,
    57426: Keys.Delete,
}  # fmt: skip
_APPLICATION_KEYPAD = {
    **{chr(ord("p") + digit): str(digit) for digit in range(10)},
    "j": "*", "k": "+", "l": ",", "m": "-", "n": ".", "o": "/", "X": "=", " ": " ",
    "I": Keys.ControlI, "M": Keys.ControlM,
}  # fmt: skip


class _Chord(NamedTuple):
    """A key with the modifiers that were held, and the text that it made, if that is known."""

    code: int
    modifiers: int
    shifted: int = 0
    base: int = 0  # the key at this place of a keyboard with Latin letters
    text: str = ""

    @property
    def is_ctrl(self) -> bool:
        return bool(self.modifiers & _CTRL)

    @property
    def is_alt(self) -> bool:
        return bool(self.modifiers & _ALT)

    @property
    def is_shortcut(self) -> bool:
        """Whether Ctrl or Alt is a part of the key, and not of a character as by AltGr."""
        if self.is_ctrl and self.is_alt:
            return False
        return self.is_ctrl or (self.is_alt and self.text.lower() == chr(self.code).lower())


def control_key(character: str) -> list[KeyPress]:
    """Return the key of a C0 control character or DEL; NUL, as of Ctrl+Space, is none."""
    key = ANSI_SEQUENCES.get(character)
    return _press(key, character) if character != "\0" and isinstance(key, Keys) else []


def keys_of(sequence: Match[str]) -> list[KeyPress]:
    """Return the keys of a whole sequence; an empty list if it is none of coprod's keys.

    Args:
        sequence: a match of `key_sequences.SEQUENCE`.
    """
    if sequence["alt"]:
        return _alt_key(sequence["alt"])
    modifiers = _ALT if sequence[0].startswith("\x1b\x1b") else 0
    if sequence["rxvt"]:
        return _named(_BY_NUMBER.get(int(sequence["rxvt"])), modifiers)
    if sequence["keypad"]:
        return _ss3_key(sequence["keypad"], sequence["modifiers"], modifiers)
    if sequence["final"]:
        return _csi_key(sequence["final"], sequence["parameters"], modifiers)
    return []


def _csi_key(final: str, parameters: str, modifiers: int) -> list[KeyPress]:
    if final == "Z" or (final == "~" and not parameters):  # the latter on a Windows console
        return _press(Keys.BackTab)
    fields = [field.split(":") for field in parameters.split(";")]
    is_release = len(fields) > 1 and fields[1][1:2] == [_RELEASE]
    if parameters[:1] in _PRIVATE or is_release:
        return []
    return _pressed_key(final, fields, modifiers)


def _pressed_key(final: str, fields: list[list[str]], modifiers: int) -> list[KeyPress]:
    if final == "u":
        return _chord_keys(_chord(fields))
    number, held, code = (*(_number(field[0]) for field in fields[:3]), 0, 0)[:3]
    if final == "~" and number == _OTHER_KEY and code:
        return _chord_keys(_Chord(code, _bits(held)))
    if final in "~^@":  # rxvt ends a key with Ctrl in ^, with Ctrl and Shift in @
        held = _bits(held) | (0 if final == "~" else _CTRL)
        return _named(_BY_NUMBER.get(number), modifiers | held)
    if fields == [[""]]:  # rxvt: a small letter with Shift
        held = _SHIFT if final.islower() else 0
        return _named(_BY_LETTER.get(final.upper()), modifiers | held)
    # CSI 5 C is of older terminals.
    return _named(_BY_LETTER.get(final), modifiers | _bits(held or number))


def _ss3_key(letter: str, held: str, modifiers: int) -> list[KeyPress]:
    modifiers |= _bits(_number(held.rpartition(";")[2]) or 1)
    if key := _BY_LETTER.get(letter):
        return _named(key, modifiers)
    if key := _BY_LETTER.get(letter.upper()):  # rxvt: with Ctrl
        return _named(key, modifiers | _CTRL)
    found = _APPLICATION_KEYPAD.get(letter)
    return _press(found) if found else []


def _chord(fields: list[list[str]]) -> _Chord:
    code, held, points = (*fields[:3], [], [])[:3]
    numbers = (*map(_number, code[:3]), 0, 0)[:3]
    text = "".join(chr(point) for point in map(_number, points) if _is_printable(point))
    return _Chord(numbers[0], _bits(_number("".join(held[:1]))), numbers[1], numbers[2], text)


def _chord_keys(chord: _Chord) -> list[KeyPress]:
    if chord.modifiers & _OTHER_MODIFIERS:
        return []
    if found := _KEYPAD.get(chord.code):
        return _named(found, chord.modifiers)
    if chord.code in (_ENTER, _TAB, _ESCAPE, _BACKSPACE, _CTRL_H):
        return _editing_key(chord)
    if chord.text and not chord.is_shortcut:
        return [KeyPress(character, character) for character in chord.text]
    return _character_key(chord)


def _character_key(chord: _Chord) -> list[KeyPress]:
    if not _is_printable(chord.code) or chord.code in _PRIVATE_USE:
        return []
    if chord.is_ctrl:
        return [] if chord.is_alt else _with_ctrl(chord)
    character = _shifted(chord)
    return _alt_key(character) if chord.is_alt else _press(character)


def _editing_key(chord: _Chord) -> list[KeyPress]:
    if chord.code == _ESCAPE:
        return _press(Keys.Escape)
    if chord.code == _TAB:
        if chord.modifiers & (_CTRL | _ALT):
            return []
        return _press(Keys.BackTab if chord.modifiers & _SHIFT else Keys.ControlI)
    control = "\r" if chord.code == _ENTER else "\x7f"
    return _alt_key(control) if chord.is_alt else control_key(control)


def _with_ctrl(chord: _Chord) -> list[KeyPress]:
    """Return the key of Ctrl and a letter, as a terminal without kitty's protocol sends it."""
    character = chr(chord.code)
    if not character.isascii():
        character = chr(chord.base) if _is_printable(chord.base) else ""
    character = character.upper()
    if "@" < character <= "_":
        return control_key(chr(ord(character) & 0x1F))
    return []


def _shifted(chord: _Chord) -> str:
    character = chr(chord.code)
    is_shift = bool(chord.modifiers & _SHIFT)
    if is_shift and _is_printable(chord.shifted):
        return chr(chord.shifted)
    upper = character.upper()
    is_upper = is_shift != bool(chord.modifiers & _CAPS_LOCK and character.isalpha())
    return upper if is_upper and len(upper) == 1 else character


def _alt_key(character: str) -> list[KeyPress]:
    """Return the keys of a character with Alt: Escape before it, or a key that does the same."""
    if character in "\r\n":
        return [*_press(Keys.Escape, "\x1b"), *_press(Keys.ControlM, "")]
    if character in "\x7f\x08":
        return _press(Keys.ControlW)
    if character == "\t":  # Shift+Tab on the Linux console
        return _press(Keys.BackTab)
    if character < " ":
        return control_key(character)
    return _press(_ALT_LETTERS[character]) if character in _ALT_LETTERS else []


def _named(key: Keys | str | None, modifiers: int) -> list[KeyPress]:
    """Return a key that has a name, as it is with the modifiers held."""
    if key is None or modifiers & _OTHER_MODIFIERS:
        return []
    if not isinstance(key, Keys):
        return _press(key)
    if modifiers & _CTRL:
        key = _WITH_CTRL.get(key, key)
    elif modifiers & _ALT:
        key = _WITH_ALT.get(key, key)
    if key is Keys.ControlM and modifiers & _ALT:
        return _alt_key("\r")
    is_shift_alone = modifiers & (_SHIFT | _ALT | _CTRL) == _SHIFT
    return _press(key, SHIFTED if is_shift_alone and key in _ARROWS else None)


def _press(key: Keys | str, data: str | None = None) -> list[KeyPress]:
    # The data of a key is more than one character, or text, by which lists know a paste.
    if not isinstance(key, Keys):
        return [KeyPress(key, key)]
    return [KeyPress(key, f"<{key.value}>" if data is None else data)]


def _bits(held: int) -> int:
    return max(held - 1, 0)


def _number(digits: str) -> int:
    number = int(digits[:_LONGEST_NUMBER]) if digits.isdecimal() and digits.isascii() else 0
    return number if number <= sys.maxunicode else 0


def _is_printable(code: int) -> bool:
    return category(chr(code)) not in ("Cc", "Cs")
