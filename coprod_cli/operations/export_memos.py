"""Export all memos for other programs: a row each, or JSON Lines."""

from collections.abc import Callable, Iterable, Iterator

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.operations.export_passages import (
    check_passage_format,
    json_line,
    passage_fields,
    report_passages,
    write_csv,
)
from coprod_cli.operations.find_memos import FoundMemos, Memo
from coprod_cli.operations.privacy_report import PrivacyReport

_COLUMNS = ("of", "codes", "title", "coder", "when", "memo")
_PASSAGE_COLUMNS = (
    "case", "day", "path", "id", "address", "voice", "question", "before", "words", "after",
    "state",
)  # fmt: skip
_CHANGE_COLUMNS = ("did", "from", "to")


def export_memos(
    found: FoundMemos,
    export_format: str,
    write: Callable[[bytes], object],
    *,
    excel: bool = False,
) -> None:
    """Write memos in a format.

    Args:
        found: the memos.
        export_format: `csv` or `jsonl`.
        write: is called with the bytes, piece by piece.
        excel: whether to write csv as Excel opens it.

    Raises:
        WrongUsage: as `check_memo_format`.
    """
    check_memo_format(export_format, excel=excel, wide=False)
    if export_format == "csv":
        write_csv(_rows(found.memos), write, excel=excel)
        return
    for each in found.memos:
        write(json_line(memo_fields(each)))


def check_memo_format(export_format: str, *, excel: bool, wide: bool) -> None:
    """Refuse a format in which memos are not exported.

    Raises:
        WrongUsage: there is no such format of memos, or it has no such variant.
    """
    if wide:
        raise WrongUsage(msg("--wide does not go with memos."), hint="coprod export csv --memos")
    check_passage_format(export_format, excel=excel, wide=False)


def report_memos(found: FoundMemos, watched_words: str) -> PrivacyReport:
    """Return how many places in memos, and in the passages that they are about, may identify.

    Args:
        found: the memos.
        watched_words: as for `report_passages`.
    """
    passages = [each.passage for each in found.memos if each.passage is not None]
    others = [each.text for each in found.memos if each.passage is None]
    return report_passages(passages, watched_words, others)


def memo_fields(memo: Memo, sentences: int = 1) -> dict[str, object]:
    """Return a memo as plain data; `passage` or `change` is null where it is about another thing.

    Args:
        memo: the memo.
        sentences: how many sentences around a passage are there, too.
    """
    passage, change = memo.passage, memo.change
    return {
        "of": str(memo.of),
        "codes": list(memo.codes),
        "title": memo.title,
        "coder": memo.coder,
        "when": memo.when,
        "memo": memo.text,
        "passage": passage_fields(passage, sentences) if passage else None,
        "change": None
        if change is None
        else {
            "did": change.did,
            "from": list(change.names),
            "to": list(change.to),
            "undone": change.undone,
        },
    }


def _rows(memos: Iterable[Memo]) -> Iterator[list[str]]:
    yield [*_COLUMNS, *_PASSAGE_COLUMNS, *_CHANGE_COLUMNS]
    for each in memos:
        fields = memo_fields(each)
        passage = passage_fields(each.passage) if each.passage else {}
        names = (each.change.names, each.change.to) if each.change else ((), ())
        fields["codes"] = " ".join(each.codes)
        yield [
            *(str(fields[column] or "") for column in _COLUMNS),
            *(str(passage.get(column) or "") for column in _PASSAGE_COLUMNS),
            each.change.did if each.change else "",
            *map(" ".join, names),
        ]
