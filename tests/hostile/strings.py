"""Texts that try to steer, to hide, to be markup, or to run: all made up, each with a canary.

A canary is a word that a person must still be able to read: where it is not seen, the text was
obeyed or dropped, and not shown.
"""

import re

from coprod_cli.interview.askers.terminal_modes import reset_codes

STEERING = {
    "colour": "\x1b[5;35mcanary-colour\x1b[0m",
    "title": "\x1b]0;canary-title\x07",
    "link": "\x1b]8;;https://example.org\x1b\\canary-link\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;Y2FuYXJ5\x07canary-clipboard",
    "clear": "\x1b[2J\x1b[Hcanary-clear",
    "question": "\x1b[c\x1b[6n\x1bP$qm\x1b\\canary-question",
    "eight-bit": "\x9b5;35mcanary-eight-bit\x9d0;x\x9c",
    "return": "hidden\rcanary-return",
    "backspace": "ab\x08\x08canary-backspace\x7f",
    "bell": "\x07canary-bell\x00",
    "shift": "\x0ecanary-shift\x0f",
    "next-line": "one\x85canary-next-line",
}
HIDING = {
    "override": "\u202ecanary-override\u202c",
    "isolate": "\u2067canary-isolate\u2069",
    "mark": "\u200f\u061ccanary-mark",
    "no-width": "a\u200bb\u2060c\ufeffcanary-no-width",
    "joiner": "ad\u200dmin canary-joiner",
    "tags": "a\U000e0068\U000e0069canary-tags\U000e007f",
    "separator": "one\u2028two\u2029canary-separator",
    "filler": "\u3164canary-filler",
    "marks": "e" + "\u0301" * 60 + "canary-marks",
}
MARKUP = {
    "red": "[red]canary-red[/red]",
    "unit": "[mg/kg] canary-unit [/b]",
    "address": "[link=https://example.org]canary-address[/link]",
    "emoji": ":smile: canary-emoji",
    "html": "<b>canary-html</b> &amp;",
    "format": "{canary-format} %s {0}",
}
UNSEEN = {**STEERING, **HIDING}
HOSTILE = {**UNSEEN, **MARKUP}

FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(A1)", " =1", "\xa0=1", "\u3000=1", "\u200b=1", "\ufeff=1", "\t=1",
    "\n=1", "\x00=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201", "\ufe661", "\u202e=1", "\xad=1",
    "=cmd|'/C calc'!A0", '=HYPERLINK("https://example.org","canary")', "\ttext",
)  # fmt: skip

CANARY = re.compile(r"canary-[a-z]+(?:-[a-z]+)*")


def canary_of(text: str) -> str:
    """The word of a text that must be seen."""
    return CANARY.search(text)[0]


# What coprod itself says to a terminal: colours and weights, the cursor, erasing, the screen, and
# the modes it sets. None of the texts above has one of these with the numbers that they have there.
_OWN = re.compile(
    rb"\x1b\[(?:38;5;[0-9]+|0|1|2|4|7|2[2-9]|3[0-79]|9[0-7]|;)*m"  # no blinking: a text above does
    rb"|\x1b\[[0-9]*[ABCDJK]|\x1b\[[0-9]*;?[0-9]*[H]"
    rb"|\x1b\[\?(?:1|7|12|25|1049|2004)[hl]"
)
_FORBIDDEN = re.compile(
    "[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\U000e0000-\U000e007f\ud800-\udfff]|(?<=[a-z])\u200d"
)


# What coprod says to turn off what another program left on: each as a whole, and nothing like it.
_RESETS = [reset_codes("xterm", keeps_cursor=keeps).encode() for keeps in (True, False)]


def foreign_controls(output: bytes) -> list[str]:
    """What is in a terminal's output, or in an error, that coprod must not have sent there."""
    for reset in _RESETS:
        output = output.replace(reset, b"")
    text = _OWN.sub(b"", output).decode("utf-8", "surrogateescape")
    raw = [text[found.start() : found.end() + 12] for found in _FORBIDDEN.finditer(text)]
    piled = re.findall("\u0301{11,}", text)
    whole = [each for each in STEERING.values() if each.encode() in output]
    return [*raw, *piled, *whole]
