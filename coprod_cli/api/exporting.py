"""Give cases as pages and for other programs."""

from collections.abc import Iterable
from io import TextIOBase
from typing import Any, BinaryIO, TextIO

from coprod_cli.api.opening import load_template
from coprod_cli.api.workspaces import workspace_of
from coprod_cli.formats import model_picture as _model
from coprod_cli.formats import voices_as_read as _voices
from coprod_cli.formats.case_as_read import read_as_asked
from coprod_cli.formats.markdown.layouts import lay_out
from coprod_cli.formats.model_picture import ModelPicture
from coprod_cli.formats.voices_as_read import VoicedCase
from coprod_cli.model.case import Case
from coprod_cli.model.template import Template
from coprod_cli.notebook.filters import NO_FILTERS, Filters
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import Query
from coprod_cli.operations import export as _export
from coprod_cli.operations.workspace import Workspace


def render_case(case: Case, template: Template | None = None, *, layout: str = "answered") -> str:
    """Return a case as Markdown.

    Args:
        case: the case.
        template: its template; by default the one that `load_template` finds.
        layout: the name of a layout, such as `answered`, or `full` for every question.

    Raises:
        NotFound: no template is given, and the case's template does not exist.
    """
    return lay_out(case, template or load_template(case.template), layout)


def read_model(case: Case, template: Template | None = None) -> ModelPicture:
    """Return a case in the coproduction model: at each place, the first sentences of its answers.

    Args:
        case: the case.
        template: its template; by default the one that `load_template` finds.

    Raises:
        NotFound: no template is given, and the case's template does not exist.
        WrongUsage: the template places no question in the model.
    """
    return _model.read_model(read_as_asked(case, template or load_template(case.template)))


def read_voices(case: Case, template: Template | None = None) -> VoicedCase:
    """Return a case by question and voice: what each said, and who has not answered.

    Args:
        case: the case.
        template: its template; by default the one that `load_template` finds.

    Raises:
        NotFound: no template is given, and the case's template does not exist.
    """
    return _voices.read_voices(read_as_asked(case, template or load_template(case.template)))


def export_cases(
    notebook: Notebook | Workspace,
    out: TextIO | BinaryIO,
    *,
    format: str = "jsonl",  # noqa: A002 - the word of the command line
    cases: Iterable[str] = (),
    filters: Filters = NO_FILTERS,
    force: bool = False,
    deidentify: bool = False,
    excel: bool = False,
    wide: bool = False,
) -> int:
    """Write all cases, or the named ones, to a stream; return the number of cases.

    Like `coprod export`, it leaves out notes with answers that cannot be attributed to a question,
    and notes that are kept apart since people are named in them, unless the notes are named.

    Args:
        notebook: the notebook.
        out: the stream, of text or of bytes; a format that is not text needs one of bytes.
        format: the name of a format, such as `jsonl` or `csv`.
        cases: references to cases; by default all.
        filters: which of the cases to take.
        force: whether to take notes with answers that cannot be attributed, too.
        deidentify: whether to replace text that could identify a person by placeholders.
        excel: whether to write csv as Excel opens it in Sweden and most of Europe: in UTF-8 with a
            byte-order mark, and with semicolons. Also a stream of text is given the mark.
        wide: whether to write csv with one row for each case, and a column for each question.

    Raises:
        NotFound: a named case does not exist.
        WrongUsage: the format does not exist, or it has no such variant.
    """
    workspace = workspace_of(notebook)
    selection = _export.select_to_export(
        workspace, Query(tuple(cases), filters), format, excel=excel, wide=wide
    )

    stream: Any = out  # of text or of bytes, which only its class tells

    def write(data: bytes) -> object:
        return stream.write(data.decode() if isinstance(stream, TextIOBase) else data)

    exported = _export.export_cases(
        workspace,
        selection,
        format,
        write,
        force=force,
        deidentify=deidentify,
        excel=excel,
        wide=wide,
    )
    return exported.cases
