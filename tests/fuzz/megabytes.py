"""Inputs of a million bytes, each of a kind that a careless reader needs much too long for."""

from collections.abc import Callable, Iterator

Make = Callable[[], bytes]
"""Makes an input when it is wanted: all of them at once would fill half a gigabyte."""

SIZE = 1_000_000
FRONT = "---\ncoprod: 1\nid: 20261124-k7m2q9\ntitle: Made up\ntemplate: every-type\n"
FRONT += "template_version: 1.2.0\nlanguage: en\nstatus: draft\ncreated: 2026\nupdated: 2026\n"
END = "\n<!-- coprod:end -->\n"
HEAD = "id: made-up\nversion: 1.0.0\ntitle: Made up\n"
SECTION = "=== one.yaml\nid: one\ntitle: One\nquestions:\n"


def filled(piece: str, before: str = "", after: str = "", size: int = SIZE) -> Make:
    """Return what makes a piece repeated up to a size, with something before and after it."""

    def make() -> bytes:
        room = size - len((before + after).encode())
        return (before + piece * (room // len(piece.encode())) + after).encode()

    return make


def numbered(
    piece: str, before: str = "", after: str = "", most: int = SIZE, size: int = SIZE
) -> Make:
    """Return what makes up to `most` pieces, each with its number in the place of `{}`."""

    def make() -> bytes:
        room = size - len((before + after).encode())
        pieces = []
        while len(pieces) < most:
            text = piece.replace("{}", str(len(pieces)))
            room -= len(text.encode())
            if room < 0:
                break
            pieces.append(text)
        return (before + "".join(pieces) + after).encode()

    return make


def megabytes(reader: str) -> Iterator[tuple[str, Make]]:
    """Return what makes each input of a reader, with its name."""
    return {
        "note": _notes,
        "front-matter": _front_matters,
        "data": _data,
        "template": _templates,
    }[reader]()


_PIECES = {
    "openings of markers": "<!-- coprod:",
    "openings of markers, a line each": "<!-- coprod:\n",
    "markers in one line": "<!-- coprod:first.name --> ",
    "comments": "<!--",
    "headings": "\n### ",
    "headings without a text": "### Q\n",
    "conflict marks": "<<<<<<< ",
    "lines of conflict marks": "\n<<<<<<< a\n=======\n",
    "dashes": "- ",
    "items": "- a\n",
    "empty items": "-\n",
    "rules": "---\n",
    "dots": "...\n",
    "anchors": "&a ",
    "aliases": "*a ",
    "lists": "[",
    "maps": "{",
    "empty lists": "[],",
    "quotation marks": '"',
    "apostrophes": "'",
    "colons": "a: ",
    "keys": "a: b\n",
    "keys that are lists": "? [a]\n: b\n",
    "question marks": "?\n",
    "comments of YAML": "# a\n",
    "tags": "!!python/object ",
    "directives": "%YAML 1.2\n",
    "backslashes": "\\",
    "halves of characters": "\\ud83d",
    "digits": "9",
    "one long word": "a",
    "long lines": "made up " * 1000 + "\n",
    "blanks": " ",
    "tabs": "\t",
    "line ends": "\n",
    "carriage returns": "\r",
    "both line ends": "\r\n",
    "line separators": "\u2028",
    "byte-order marks": "\ufeff",
    "zeros": "\0",
    "controls": "\x1b[2J",
    "wide characters": "\U0001f600",
}


def _plain() -> Iterator[tuple[str, Make]]:
    for name, piece in _PIECES.items():
        yield name, filled(piece)
    yield "bytes that are no text", lambda: b"\xff" * SIZE
    yield "a text with one bad byte", lambda: b"a\n" * (SIZE // 2 - 1) + b"\xff"
    yield "deeper indents", lambda: "".join(" " * n + "a:\n" for n in range(1400)).encode()


def _notes() -> Iterator[tuple[str, Make]]:
    yield from _plain()
    start = f"{FRONT}---\n"
    for name, piece in _PIECES.items():
        yield (
            f"{name}, in an answer",
            filled(piece, f"{start}\n### Q\n<!-- coprod:second.story -->\n", END),
        )
    repeated = {
        "doubled markers": "### Q\n<!-- coprod:first.name -->\n",
        "doubled answers": "### Q\n<!-- coprod:first.name -->\nMade up.\n\n",
        "markers that are not whole": "<!-- coprod:a\n",
        "markers without headings": "<!-- coprod:first.name -->\n",
        "escaped markers": "\\<!-- coprod:a.b -->\n",
        "markers with many words": "<!-- coprod:first.name" + " a=b" * 2000 + " -->\n",
        "sections": "## S\n<!-- coprod:first -->\n",
        "ends": "<!-- coprod:end -->\n",
        "choices": "- A nurse\n",
        "choices in one line": "A nurse, ",
    }
    for name, piece in repeated.items():
        yield name, filled(piece, f"{start}\n### Q\n<!-- coprod:first.helpers -->\n", END)
    many = {
        "unknown addresses": "### Q\n<!-- coprod:first.a{} -->\n\nMade up.\n\n",
        "unknown sections": "## S\n<!-- coprod:a{} -->\n\n",
        "voices": "### Q\n<!-- coprod:first.kind voice=a{} -->\n\nnone of them\n\n",
    }
    for name, piece in many.items():
        yield name, numbered(piece, f"{start}\n", END)
    yield "one marker of many words", filled(" a", f"{start}\n<!-- coprod:a.b", " -->\n")
    yield "one marker of many blanks", filled(" ", f"{start}\n<!-- coprod:a.b a", " a\n")
    yield "one marker with a long address", filled("a-", f"{start}\n<!-- coprod:", "\n")
    yield (
        "one escaped marker",
        filled("\\", f"{start}\n<!-- coprod:a.b -->\n", f"<!-- coprod:x{END}"),
    )


def _front_matters() -> Iterator[tuple[str, Make]]:
    for name, piece in _PIECES.items():
        yield name, filled(piece, "---\n")
    # What stands between the two --- is read up to a bound: these stay just below it.
    below = 99_000
    end = f"\n---\n{END}"
    for name, piece in _PIECES.items():
        yield f"{name}, below the bound", filled(piece, FRONT, end, below)
    for name, piece in {
        "blocks of another program": "---\nmade up\n",
        "blocks without an id": "---\ncoprod: [1]\n",
        "blocks that are no map": "---\ncoprod id\n",
    }.items():
        yield name, filled(piece)
    yield "keys of their own", numbered("k{}: v\n", FRONT, end, 9_500, below)
    yield "keys of their own in a map", numbered("k{}: 1, ", "---\n{", "}" + end, 9_500, below)
    yield "tags of their own", numbered("- t{}\n", f"{FRONT}tags:\n", end, 19_000, below)
    yield "lists of lists", numbered("k{}: [[[[1]]]]\n", FRONT, end, 3_000, below)


def _data() -> Iterator[tuple[str, Make]]:
    yield from _plain()
    for name, piece in _PIECES.items():
        yield f"{name}, in an answer", filled(piece, "answers:\n  second.story: ", "\n")
        quoted = piece.replace("\\", "\\\\").replace('"', '\\"')
        yield f"{name}, in quotation marks", filled(quoted, 'answers: {first.helpers: "', '"}')
    many = {
        "keys of their own": "k{}: v\n",
        "unknown questions": "  first.nam{}: v\n",
        "questions that are no address": "  a b{}: v\n",
        "voices": "  - {text: a, voice: v{}}\n",
        "unknown keys of an answer": "    k{}: v\n",
        "unknown questions with long forms": "  q{}: {text: a, voice: v}\n",
        "tags of their own": "- t{}\n",
        "choices": "  - A nurse # {}\n",
    }
    starts = {
        "keys of their own": "",
        "voices": "answers:\n  second.story:\n",
        "unknown keys of an answer": "answers:\n  second.story:\n",
        "tags of their own": "tags:\n",
        "choices": "answers:\n  first.helpers:\n",
    }
    for name, piece in many.items():
        start = starts.get(name, "answers:\n")
        yield name, numbered(piece, start)
        # As many as are read at all, so that all that follows the reading is done for them too.
        most = 3_900 if "{text" in piece else 9_900
        yield f"{name}, as many as are read", numbered(piece, start, most=most)


def _templates() -> Iterator[tuple[str, Make]]:
    yield from _plain()
    one = f"{HEAD}sections: [one]\n"
    for name, piece in _PIECES.items():
        yield f"{name}, in a section", filled(piece, one + SECTION)
        yield f"{name}, as a wording", filled(piece, f"{one}{SECTION}  - id: a\n    text: ", "\n")
    choices = f"{one}{SECTION}  - id: q\n    text: T\n    type: choices\n    choices:\n"
    many = {
        "sections": ("- s{}\n", f"{HEAD}sections:\n", 19_900),
        "the same section": ("- one\n", f"{HEAD}sections:\n", 19_900),
        "languages": ("- en # {}\n", f"{one}languages:\n", 19_900),
        "questions": ("  - {id: q{}, text: T}\n", one + SECTION, 3_900),
        "the same question": ("  - {id: q, text: T}\n", one + SECTION, 3_900),
        "questions without a text": ("  - {id: q{}}\n", one + SECTION, 6_000),
        "questions of no type": ("  - {id: q{}, type: t}\n", one + SECTION, 3_900),
        "unknown keys": ("    k{}: v\n", f"{one}{SECTION}  - id: q\n", 9_900),
        "choices": ("    - c{}\n", choices, 19_900),
        "the same choice": ("    - c\n", choices, 19_900),
        "conditions": (
            "    - {question: one.q, answer: c{}}\n",
            f"{one}{SECTION}  - id: q\n    text: T\n  - id: r\n    text: T\n    when:\n",
            3_900,
        ),
        "conditions of no question": (
            "    - {question: one.none{}, answer: c}\n",
            f"{one}{SECTION}  - id: q\n    text: T\n  - id: r\n    text: T\n    when:\n",
            3_900,
        ),
        "questions with conditions of no question": (
            "  - {id: q{}, text: T, when: {question: one.r{}, answer: x}}\n",
            one + SECTION,
            1_400,
        ),
        "a long wording": ("made up ", f"{one}{SECTION}  - id: a\n    text: ", 120_000),
        "a long address": (
            "a",
            f"{one}{SECTION}  - id: a\n    text: T\n    when:\n      question: one.",
            900_000,
        ),
    }  # fmt: skip
    for name, (piece, before, most) in many.items():
        yield name, numbered(piece, before)
        yield f"{name}, as many as are read", numbered(piece, before, most=most)
    yield "conditions on many choices", _conditions_on_choices


def _conditions_on_choices() -> bytes:
    one = f"{HEAD}sections: [one]\n{SECTION}"
    choices = "".join(f"    - c{number}\n" for number in range(8_000))
    conditions = "".join(
        f"    - {{question: one.q, operator: includes, answer: c{number}}}\n"
        for number in range(1_700)
    )
    first = f"  - id: q\n    type: choices\n    text: T\n    choices:\n{choices}"
    return f"{one}{first}  - id: r\n    text: T\n    when:\n{conditions}".encode()
