"""What other programs do to the headings of a note, by rule; each changes no word of an answer."""

import re

from coprod_cli.base.text import canonical_text

HEADING = re.compile(r"^(#{2,6}) (.*)\n(<!-- coprod:.* -->)$", re.MULTILINE)


def _each(replacement):
    return lambda text: HEADING.sub(replacement, text)


def _bullets(text):
    """An outliner's form: each heading a bullet, its marker and its answer indented below."""
    note = []
    depth = 0
    for line in text[text.index("\n## ") + 1 :].split("\n"):
        if (match := re.match(r"(#{2,6}) (.*)", line)) is not None:
            depth = len(match[1]) - 2
            note.append("\t" * depth + f"- {match[2]}")
        elif line == "<!-- coprod:end -->":
            note.append(line)
        else:
            note.append("\t" * (depth + 1) + line if line else "")
    return text[: text.index("\n## ") + 1] + "\n".join(note)


KEEPS_MARKERS = {
    "underlined": _each(lambda m: f"{m[2]}\n{'-' * len(m[2])}\n\n{m[3]}"),
    "underlined with =": _each(lambda m: f"{m[2]}\n===\n{m[3]}"),
    "bold": _each(r"**\2**\n\n\3"),
    "bold, with low lines": _each(r"__\2__\n\3"),
    "HTML": _each(r"<h3>\2</h3>\n\n\3"),
    "plain lines": _each(r"\2\n\n\3"),
    "plain lines in capitals": _each(lambda m: f"{m[2].upper()}\n\n{m[3]}"),
    "hashes without a blank": _each(r"\1\2\n\3"),
    "escaped hashes": _each(r"\\\1 \2\n\n\3"),
    "a marker above its heading": _each(r"\3\n\1 \2"),
    "a marker above its heading and a blank line": _each(r"\3\n\n\1 \2\n"),
    "an outliner's bullets": _bullets,
}
STAYS_CERTAIN = {
    "another level": _each(r"# \2\n\3"),
    "hashes at the end": _each(r"\1 \2 \1\n\3"),
    "numbers": _each(r"\1 1.2 \2\n\3"),
    "other words": _each(r"### Made up\n\3"),
    "blank lines": _each(r"\1 \2\n\n\n\3"),
}


def without_comments(text):
    return re.sub(r"<!-- coprod:.* -->\n", "", text)


def known_answers(note):
    """The text of each answer that is given, by its key, without blanks at the ends of lines."""
    return {
        answer.key: "\n".join(line.rstrip() for line in canonical_text(answer.text).split("\n"))
        for answer in note.case.answers
        if answer.given
    }
