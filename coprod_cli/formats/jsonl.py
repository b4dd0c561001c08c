"""JSON Lines (https://jsonlines.org): one JSON object for each case, with all of its data.

Tools that split a text at every line end of Unicode, such as `str.splitlines`, split at U+0085,
U+2028 and U+2029, too. JSON allows these inside a string (RFC 8259, section 7), so they are
written as escapes; the other such line ends are control characters, which JSON always escapes.
"""

import json
from json.encoder import encode_basestring
from typing import Literal

from coprod_cli.formats.answer_part import AnswerFacts, AnswerPart, EncodedFacts
from coprod_cli.formats.case_as_read import CaseAsRead

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str)
_NO_SOURCES = "[]}"
_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def escape_line_ends(line: str) -> str:
    """Return JSON on one line with the line ends that JSON allows in a string as escapes."""
    if not line.isascii():
        for character, escape in _LINE_ENDS.items():
            if character in line:  # rare; the search is fast, and a replacement copies the line
                line = line.replace(character, escape)
    return line


def _encode_around_text(facts: AnswerFacts) -> tuple[str, str]:
    """Return the JSON of an answer before its text, and between that and its sources."""
    data = AnswerPart(facts, "").as_data()
    before, _, after = _ENCODER.encode({**data, "text": 0}).rpartition('"text":0')
    return f'{before}"text":', after.removesuffix(_NO_SOURCES)


def _encode_sources(sources: tuple[str, ...]) -> str:
    """Return the JSON of an answer's sources, which are its last field, to its end."""
    return f"{_ENCODER.encode(sources)}}}" if sources else _NO_SOURCES


class JsonLines:
    """The JSON Lines exporter: one line for each case."""

    kind: Literal["stream"] = "stream"
    header = b""

    def __init__(self) -> None:
        """Start with an empty cache of encoded metadata."""
        self._around_text = EncodedFacts(_encode_around_text)

    def encode(self, case: CaseAsRead) -> bytes:
        """Return the line of a case, with its line end.

        The bytes equal those of `json.dumps` (with line ends escaped), in a fifth of the time: only
        the text of an answer differs between cases, so the JSON around it is encoded once. A test
        compares the two.
        """
        around_text = self._around_text
        answers = [
            f"{before}{encode_basestring(text)}{after}{_encode_sources(sources)}"
            for facts, text, sources in case.parts
            for before, after in (around_text[facts],)
        ]
        head = _ENCODER.encode({**case.fields(), "answers": []}).removesuffix("[]}")
        line = escape_line_ends(f"{head}[{','.join(answers)}]}}")
        return f"{line}\n".encode("utf-8", "replace")
