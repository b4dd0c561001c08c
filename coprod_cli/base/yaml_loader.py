"""The YAML parser: libyaml where PyYAML was built with it, else PyYAML's own, mended.

PyYAML's own scanner ends a plain text in brackets at each `?`, so that `{text: What?}` is an error,
takes no tab between tokens, and takes half a character. YAML 1.2 (7.3.3, 6.1) allows the first two,
and libyaml reads them. Both must read the same: who writes a form cannot know what others have.
"""

import re
from typing import Any

import yaml
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

_LINE_ENDS = "\0\r\n\x85\u2028\u2029"
_BLANKS = _LINE_ENDS + " \t"

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class PurePythonLoader(yaml.SafeLoader):
    """PyYAML's own parser, which reads as libyaml does."""

    def scan_to_next_token(self) -> None:
        """Skip blanks, also tabs where they are no indentation, remarks and line ends."""
        if self.index == 0 and self.peek() == "\ufeff":
            self.forward()
        while True:
            while self.peek() == " " or (
                self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)
            ):
                self.forward()
            if self.peek() == "#":
                while self.peek() not in _LINE_ENDS:
                    self.forward()
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain(self) -> Any:
        """Return the token of a plain scalar; the scanner is at its first character."""
        chunks: list[str] = []
        spaces: Any = []
        start = end = self.get_mark()
        indent = self.indent + 1
        while self.peek() != "#":
            length = self._plain_length()
            if not length:
                break
            self.allow_simple_key = False
            chunks += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start, end)  # noqa: FBT003 - PyYAML's own signature

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> Any:
        """Return the blanks, also tabs, and line ends within a plain scalar."""
        length = 0
        while self.peek(length) in " \t":
            length += 1
        blanks = self.prefix(length)
        if "\t" not in blanks:
            return super().scan_plain_spaces(indent, start_mark)
        self.forward(length)
        if self.peek() in _LINE_ENDS[1:]:
            return super().scan_plain_spaces(indent, start_mark)
        return [blanks]

    def scan_flow_scalar(self, style: str) -> Any:
        """Return the token of a scalar in quotes; the scanner is at the first one.

        Raises:
            ScannerError: an escape names half a character, which is no text in UTF-8.
        """
        token = super().scan_flow_scalar(style)
        if _HALF_CHARACTER.search(token.value):
            message = "found invalid Unicode character escape code"
            raise ScannerError(None, None, message, token.start_mark)
        return token

    def _plain_length(self) -> int:
        """Return how many characters follow that belong to a plain scalar, up to a blank.

        Raises:
            ScannerError: a colon stands before a bracket, a comma or a `?` in brackets.
        """
        length = 0
        while (char := self.peek(length)) not in _BLANKS:
            following = self.peek(length + 1) if char == ":" else ""
            if self.flow_level and following and following in ",?[]{}":
                message = "found unexpected ':'"
                raise ScannerError(None, None, message, self.get_mark())
            if (following and following in _BLANKS) or (self.flow_level and char in ",[]{}"):
                break
            length += 1
        return length


Loader: Any = getattr(yaml, "CSafeLoader", PurePythonLoader)
"""The parser that is used."""

_WORDED_BY_LIBYAML = {
    "mapping keys are not allowed here": "mapping keys are not allowed in this context",
    "mapping values are not allowed here": "mapping values are not allowed in this context",
    "sequence entries are not allowed here": (
        "block sequence entries are not allowed in this context"
    ),
}


def problem_of(error: yaml.YAMLError) -> str:
    """Return what an error says is wrong, in libyaml's words where both have some; "" if nothing.

    It may quote the text that was read.
    """
    problem = str(getattr(error, "problem", None) or "")
    return _WORDED_BY_LIBYAML.get(problem, problem)
