"""The voices layout: at each question what every voice said, one below the other, as Markdown."""

from collections.abc import Iterator

from coprod_cli.formats.case_as_read import CaseAsRead
from coprod_cli.formats.markdown.footnotes import Footnotes
from coprod_cli.formats.markdown.page_words import page_word, remark
from coprod_cli.formats.markdown.render import (
    follows_on_line,
    heading,
    label_of,
    lines_of_words,
)
from coprod_cli.formats.voices_as_read import VoicedAnswer, VoicedQuestion, read_voices
from coprod_cli.notebook.note.new_note import title_heading


def render_voices(case: CaseAsRead) -> str:
    """Return a case as Markdown with every voice at each question that somebody answered.

    The voices stand one below the other, in the same order everywhere: in a table an answer could
    not have several lines. A voice that spoke elsewhere in the case "has not answered".
    """
    voiced, notes = read_voices(case), Footnotes(case.parts)
    lines = [title_heading(case.title, case.language)]
    section = item = ""
    for question in voiced.questions:
        if question.section != section or (not question.section and section):
            section = question.section
            lines += ["", heading(2, section or page_word("other", case.language))]
        if question.item and (question.item != item or not question.text):
            lines += ["", heading(4, question.item)]
        item = question.item
        lines += _question(question, case.language, notes, labelled=voiced.has_voices)
    return "\n".join([*lines, *notes.lines()]) + "\n"


def _question(
    question: VoicedQuestion, language: str, notes: Footnotes, *, labelled: bool
) -> Iterator[str]:
    """Yield the lines of a question with what each voice said."""
    if question.item:
        if question.text:
            yield from ("", heading(5, question.text))
    else:
        yield from ("", heading(3, question.text or str(question.address)))
    if not question.is_asked:
        yield from ("", remark("not-asked", language))
    for answer in question.answers:
        if answer.parts:
            yield ""
            yield from _answer(answer, language, notes, labelled=labelled)
    if silent := silent_voices(question, language):
        yield from ("", remark("have-not-answered", language, voices=silent))


def _answer(
    answer: VoicedAnswer, language: str, notes: Footnotes, *, labelled: bool
) -> Iterator[str]:
    parts = (["", *lines_of_words(part, language, notes)] for part in answer.parts)
    words = [line for lines in parts for line in lines][1:]
    label = f"**{capitalized(label_of(answer.voice, language))}:**"
    if not labelled:
        yield from words
    elif follows_on_line(words[0]):
        yield f"{label} {words[0]}"
        yield from words[1:]
    else:
        yield from (label, "", *words)


def silent_voices(question: VoicedQuestion, language: str) -> str:
    """Return the voices that have not answered, as a list in words; "" for none."""
    silent = (each.voice for each in question.answers if not each.parts)
    return ", ".join(label_of(voice, language) for voice in silent)


def capitalized(label: str) -> str:
    """Return a label with a capital letter first."""
    return label[:1].upper() + label[1:]
