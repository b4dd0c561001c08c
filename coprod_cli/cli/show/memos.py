"""Show all memos: on a terminal, as tab-separated lines, as Markdown or as JSON."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from coprod_cli.base.i18n import _, ngettext
from coprod_cli.base.screen_text import screen_line, screen_text
from coprod_cli.cli.console.output import is_stdout_terminal, show_json, show_message, show_raw
from coprod_cli.cli.console.passages import Part, show_drawn_passages
from coprod_cli.cli.show.code_changes import logged_line
from coprod_cli.cli.show.passages import markdown_of_passages, passage_row, write_lines
from coprod_cli.knowledge.passages import MarkedPassage
from coprod_cli.operations.export_memos import memo_fields
from coprod_cli.operations.find_memos import FoundMemos, Memo, MemoOf


def show_memos(
    found: FoundMemos, codes: Sequence[str], sentences: int, *, output: Path | None, json: bool
) -> None:
    """Print memos, or write them into a file as Markdown.

    Args:
        found: the memos.
        codes: the codes that were named.
        sentences: how many sentences around each passage are shown, too.
        output: the file; None for standard output.
        json: whether to print JSON.
    """
    heading = _heading(codes, len(found.memos))
    if output is not None:
        write_lines(output, (f"# {heading}", *_markdown(found, sentences)))
    elif json:
        show_json([memo_fields(each, sentences) for each in found.memos])
    elif not is_stdout_terminal():
        show_raw("".join("\t".join(map(screen_line, _row(each))) + "\n" for each in found.memos))
    elif found.memos:
        passages = _passages(found)
        show_drawn_passages(
            passages, heading, sentences, with_coder=_with_coder(passages),
            before=_about_codes(found), behind=_about_changes(found),
        )  # fmt: skip
    if not found.memos and not json:
        show_message(_("Nobody has noted anything here."))


def _heading(codes: Sequence[str], count: int) -> str:
    counted = ngettext("{count} memo", "{count} memos", count).format(count=count)
    return f"{', '.join(codes)}: {counted}" if codes else counted


def _markdown(found: FoundMemos, sentences: int) -> Iterator[str]:
    passages = _passages(found)
    yield from _markdown_of_parts(_about_codes(found))
    yield from markdown_of_passages(passages, sentences, with_coder=_with_coder(passages))
    yield from _markdown_of_parts(_about_changes(found))


def _markdown_of_parts(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        yield f"\n## {part.title}"
        for first, text in part.paragraphs:
            yield f"\n### {first}\n"
            yield text


def _about_codes(found: FoundMemos) -> list[Part]:
    """Return the memos of codes and code sets as a part; [] if there are none."""
    codes = found.about(MemoOf.SET, MemoOf.CODE)
    return [Part(_("About codes"), [_code_lines(each) for each in codes])] if codes else []


def _about_changes(found: FoundMemos) -> list[Part]:
    """Return the reasons for changes of codes as a part; [] if there are none."""
    changes = found.about(MemoOf.CHANGE)
    lines = [_change_lines(each) for each in changes]
    return [Part(_("Why codes were changed"), lines)] if changes else []


def _code_lines(memo: Memo) -> tuple[str, str]:
    title = (
        "" if memo.title in memo.codes or memo.codes[0].endswith(f"/{memo.title}") else memo.title
    )
    return screen_line("  ".join(filter(None, (*memo.codes, title)))), screen_text(memo.text)


def _change_lines(memo: Memo) -> tuple[str, str]:
    line = logged_line(memo.change, memo.coder) if memo.change else ""
    undone = " " + _("(undone)") if memo.change and memo.change.undone else ""
    return screen_line(f"{line}{undone}"), screen_text(memo.text)


def _passages(found: FoundMemos) -> list[MarkedPassage]:
    return [each.passage for each in found.memos if each.passage is not None]


def _with_coder(passages: Sequence[MarkedPassage]) -> bool:
    return len({each.coder for each in passages}) > 1


def _row(memo: Memo) -> Iterator[str]:
    """Yield the fields of a line for other programs: what the memo is about, and a passage's."""
    yield memo.of
    if memo.passage is not None:
        yield from passage_row(memo.passage)
    else:
        yield from ("", "", "", memo.coder, " ".join(memo.codes), "", memo.text)
