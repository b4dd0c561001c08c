"""The table of the manual about other programs: each of its rows is true of all notes."""

import re

import corpus
import pytest
from corpus_notes import FORMS
from nothing_lost import ReadNote, read_before, rebuilt
from other_programs import RULES
from paths import PACKAGE

PAGE = PACKAGE / "operations" / "manual" / "en" / "other-programs.md"
READ, MENDED, TOLD = "read as before", "mended", "told"
ROWS = {
    "other line ends": (READ, ["crlf", "carriage returns", "byte-order mark", "final line end",
        "no final line end", "blank lines at the end"]),
    "blanks at line ends": (READ, ["trailing blanks stripped", "tabs to blanks", "blanks to tabs",
        "indents removed", "indented"]),
    "blank lines put in": (READ, ["blank lines doubled", "blank lines squeezed",
        "blank line above markers"]),
    "the last comment": (MENDED, ["the end removed"]),
    "paragraphs filled": (MENDED, ["paragraphs filled"]),
    "Prettier": (READ, ["prettier", "prettier-wrap"]),
    "remark with": (READ, ["remark-plugins"]),
    "mdformat with": (READ, ["mdformat-plugins", "mdformat-wrap"]),
    "markdownlint": (READ, ["markdownlint"]),
    "remark or mdformat": (MENDED, ["remark", "mdformat"]),
    "pandoc": (READ, ["pandoc"]),
    "other dashes": (MENDED, ["smart markers", "em dash and blank", "en dash", "upper-case markers",
        "no-break spaces in markers", "capital markers"]),
    "backslashes": (MENDED, ["escaped markers", "escaped angles", "escaped exclamation",
        "entities in markers", "markers in fences"]),
    "typographic": (READ, []),
    "of another level": (READ, ["closed headings", "headings with colons", "all headings equal",
        "bold in headings"]),
    "underlined": (MENDED, ["setext", "bold headings", "plain headings", "escaped hashes",
        "outliner, headings as items"]),
    "a comment above": (MENDED, ["markers above headings"]),
    "each line made": (MENDED, ["outliner", "outliner with stars"]),
    "each line quoted": (MENDED, ["quoted"]),
    "all comments lost": (MENDED, ["comments stripped", "comments stripped, headings plain",
        "comments stripped, headings bold", "comments stripped, setext"]),
    "Markdown to Word": (TOLD, ["pandoc-docx"]),
    "written anew": (READ, ["Obsidian's properties"]),
    "a blank line": (MENDED, ["blank line above", "text above", "a second front matter on top",
        "front matter as a heading"]),
    "removed, or made": (TOLD, ["front matter stripped",
        "front matter as a table"]),
    "the whole note": (MENDED, ["quoted whole", "in a fence"]),
}  # fmt: skip
"""By the beginning of a row: what it says, and of which programs and changes."""
NOT_ALL = {
    "mdformat with": 0.8,  # footnotes, link addresses and abbreviations go to the end
    "markdownlint": 0.9,  # it deletes footnotes
    "pandoc": 0.7,  # it writes footnotes, links and mathematics anew
    "paragraphs filled": 0.7,  # what is choices, steps or code is filled, too
    "remark or mdformat": 0.8,  # footnotes, as above
    "backslashes": 0.8,  # an answer that quotes a marker has a backslash, too
    "each line made": 0.5,  # a choice is an item then
    "all comments lost": 0.5,  # what was not known yet is open again
    MENDED: 0.9,  # where a fence was never closed, or nobody can tell
}
"""How many of all notes a row is true of, at least; of others, all of them."""


def table():
    """The rows of the page's table: what is done, and what then."""
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return {what: then for what, then in rows if not what.startswith(("what is", "---", "**"))}


def is_same(before, after):
    """Whether each answer has the same words and is as known, and nothing more is found."""
    if after.case is None or {each.kind for each in after.findings} - {
        each.kind for each in before.findings
    }:
        return False
    given = {key for key, answer in after.answers.items() if answer.given}
    return given == {key for key, answer in before.answers.items() if answer.given} and all(
        after.words[key] == before.words[key]
        and after.answers[key].unknown == before.answers[key].unknown
        for key in given
    )


def outcome(before, after):
    """Return what became of a note, in the words of the table."""
    before, after = read_before(before, FORMS.get), ReadNote(after.encode(), FORMS.get)
    if is_same(before, after):
        return READ
    mended = rebuilt(after.note, FORMS.get)
    read = ReadNote(mended.original.encode(), FORMS.get)
    if is_same(before, read):
        return MENDED
    is_told = {each.kind for each in read.findings} - {each.kind for each in before.findings}
    return TOLD if is_told else "silent"


def changed(name):
    """Return the notes that a program or a rule changed."""
    if name in RULES:
        made = {note: RULES[name](text) for note, text in corpus.notes().items()}
        return {note: text for note, text in made.items() if text != corpus.notes()[note]}
    return corpus.after(name)


def test_every_row_is_known_here():
    starts = [next((row for row in ROWS if what.startswith(row)), what) for what in table()]
    assert starts == list(ROWS)


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS)
def test_a_row_of_the_manual_s_table_is_true(row):
    claim, names = ROWS[row]
    assert next(then for what, then in table().items() if what.startswith(row)).startswith(claim)
    for name in names:
        found = [outcome(corpus.notes()[note], text) for note, text in changed(name).items()]
        share = found.count(claim) / len(found)
        assert share >= NOT_ALL.get(row, NOT_ALL.get(claim, 1.0)), (name, share, set(found))
