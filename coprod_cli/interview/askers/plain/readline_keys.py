r"""Key bindings for GNU readline, so that nothing a terminal sends by itself is an answer.

readline drops only the first characters of a sequence that it does not know, and takes the rest as
text. Here, control sequences are skipped whole; strings (`ESC ] ... BEL`) go into the line with
their control characters, and are then removed as one by `clean_input`. Keys that begin a mode in
which others mean something else have no function.
"""

from collections.abc import Iterator

INTERRUPT = "\x03"
"""Character in a line that stands for Ctrl+C, where the terminal sends it as a sequence."""

_QUOTE = r"\C-v"  # readline's key that inserts the next one as it is
_LITERAL = (r"\e]", r"\eP", r"\e_", r"\e^", r"\eX", r"\e\\", r"\C-g")
_WITHOUT_FUNCTION = (
    r"\C-r", r"\C-s", r"\C-o", r"\C-]", r"\C-x(", r"\C-x)", r"\C-xe", r"\e\C-]", r"\ep", r"\en",
    *(rf"\e{digit}" for digit in "0123456789-"),
)  # fmt: skip
# The number of a key with its modifiers, as by kitty's protocol and xterm's modifyOtherKeys.
_KEYS = {
    (13, 1): r"\C-m", (13, 2): r"\C-m", (13, 5): r"\C-m", (127, 1): r"\C-h", (127, 2): r"\C-h",
    (100, 5): r"\C-d", (99, 5): rf"{_QUOTE}\C-c\C-m",
}  # fmt: skip


def readline_bindings() -> Iterator[str]:
    """Yield lines for `readline.parse_and_bind`."""
    yield r'"\e[": skip-csi-sequence'
    for key in _LITERAL:
        yield f'"{key}": "{_QUOTE}{key}"'
    for key in _WITHOUT_FUNCTION:
        yield f'"{key}": ""'
    for (code, modifiers), keys in _KEYS.items():
        yield rf'"\e[27;{modifiers};{code}~": "{keys}"'
        yield rf'"\e[{code};{modifiers}u": "{keys}"'
        if modifiers == 1:
            yield rf'"\e[{code}u": "{keys}"'
