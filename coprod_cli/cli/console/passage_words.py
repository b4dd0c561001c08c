"""Lines that show passages: how many, which question, the quote in its sentences, and codes."""

from coprod_cli.base.i18n import _, current_language, translated
from coprod_cli.base.message import msg, nmsg
from coprod_cli.base.screen_text import screen_line, screen_text
from coprod_cli.knowledge.passages import MarkedPassage, around
from coprod_cli.model.voices import with_voice_label


def count_line(cases: int, passages: int) -> str:
    """Return how many cases have how many passages; the cases first, since one may have many."""
    message = msg(
        "{cases}, {passages}",
        passages=nmsg("{count} passage", "{count} passages", passages),
        cases=nmsg("{count} case", "{count} cases", cases),
    )
    return translated(message)


def question_line(passage: MarkedPassage) -> str:
    """Return the question in whose answer a passage stands, and who is speaking."""
    key = passage.key
    return screen_line(with_voice_label(passage.question, key.voice, current_language()))


def quote_of(passage: MarkedPassage, sentences: int) -> str:
    """Return a passage's words in brackets, with some sentences around them.

    Args:
        passage: the passage; a whole answer has no brackets.
        sentences: how many sentences at most on either side.
    """
    quote = around(passage, sentences)
    if passage.passage.is_whole:
        return screen_text(quote.words) if passage.place.answer else _("the whole answer")
    return screen_text(f"{quote.before}[{quote.words}]{quote.after}")


def facts_line(passage: MarkedPassage, *, with_coder: bool) -> str:
    """Return a passage's codes, who marked it, and whether its words are others by now."""
    facts = [" ".join(passage.passage.codes) or _("no code")]
    if passage.passage.is_whole and passage.place.answer:
        facts.append(_("the whole answer"))
    if with_coder:
        facts.append(passage.coder)
    if passage.place.state.is_changed:
        earlier = screen_line(passage.passage.quote)
        facts.append(_('marked when it said: "{words}"').format(words=earlier))
    if not passage.place.state.is_used:
        facts.append(_("its words are not found for sure"))
    return " - ".join(facts)


def passage_lines(
    passage: MarkedPassage, sentences: int, *, with_coder: bool
) -> tuple[str, str, str, str]:
    """Return the lines that show a passage: question, quote, facts, and memo or ""."""
    facts = facts_line(passage, with_coder=with_coder)
    quote = quote_of(passage, sentences)
    return question_line(passage), quote, facts, memo_line(passage)


def memo_line(passage: MarkedPassage) -> str:
    """Return a passage's memo; "" if it has none."""
    memo = screen_text(passage.passage.memo)
    return _("Memo: {memo}").format(memo=memo) if memo else ""
