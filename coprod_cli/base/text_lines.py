"""Changes whole lines of a text, and keeps its line breaks."""

from collections.abc import Sequence

from coprod_cli.base.span import Span


def line_end(text: str, offset: int) -> int:
    """Return the offset of the end of a line, before its line break."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def line_start(text: str, offset: int) -> int:
    """Return the offset of the start of a line."""
    return text.rfind("\n", 0, offset) + 1


def _break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def with_lines(text: str, after: int, lines: Sequence[str]) -> str:
    """Return a text with lines below the one in which an offset is."""
    end = line_end(text, after)
    new = _break(text)
    return f"{text[:end]}{new}{new.join(lines)}{text[end:]}"


def without(text: str, span: Span) -> str:
    """Return a text without a part of it."""
    return text[: span.start] + text[span.end :]


def shifted(line: str, columns: int) -> str:
    """Return a line that is indented by more or fewer columns, as far as it can be."""
    if columns >= 0:
        return f"{' ' * columns}{line}" if line.strip() else line
    blanks = len(line) - len(line.lstrip(" "))
    return line[min(-columns, blanks) :]
