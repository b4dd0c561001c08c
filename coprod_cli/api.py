"""What a script needs, in a few functions over the notebook, the layouts and the exports."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from coprod_cli.base import settings
from coprod_cli.formats.markdown.layouts import lay_out
from coprod_cli.model.case import Case
from coprod_cli.model.template import Template
from coprod_cli.notebook.notebook import Notebook, require_case
from coprod_cli.notebook.query import NO_FILTERS, shared_paths
from coprod_cli.operations.export import Job, export_notes
from coprod_cli.templates import loader as loading


def open_notebook(folder: str | Path | None = None) -> Notebook:
    """Open a notebook: the folder, else COPROD_NOTEBOOK, the nearest upwards, or `~/coprod`.

    Raises:
        NotFound: there is none.
    """
    return Notebook.open(settings.notebook_folder(Path(folder) if folder is not None else None))


def read_cases(notebook: Notebook) -> Iterator[Case]:
    """Read the cases one by one, in the order of their ids; notes that cannot be read are left out.

    `notebook.notes()` gives those too, with their findings.
    """
    return (note.case for note in notebook.notes() if note.case is not None)


def read_case(notebook: Notebook, reference: str) -> Case:
    """Read one case by its id, a unique beginning of it, its path, or `latest`.

    Raises:
        NotFound: no case, or more than one, has that name.
        InvalidInput: its note cannot be read; the error carries the findings.
    """
    return require_case(notebook.read(notebook.find(reference)))


def load_template(name: str, notebook: Notebook | None = None) -> Template:
    """Load a template by its id from COPROD_PROMPTS, a notebook's own ones, and the shipped ones.

    Args:
        name: the template's id.
        notebook: the notebook; where none is given, the one that `open_notebook` would open.

    Raises:
        NotFound: there is none of that name.
        InvalidInput: it has mistakes; the error carries all of them.
    """
    return loading.load_named_template(
        name, settings.prompts_folders(notebook.folder if notebook else None)
    )


def render_case(case: Case, template: Template | None = None, *, layout: str = "answered") -> str:
    """Return a case as Markdown to read, in the layout `answered` or `full`.

    Raises:
        NotFound: no template is given, and that of the case is not there.
    """
    return lay_out(case, template or load_template(case.template), layout)


def export_cases(
    notebook: Notebook,
    out: TextIO,
    *,
    format: str = "jsonl",  # noqa: A002 - the word of the command line
    cases: Sequence[str] = (),
) -> int:
    """Write the notebook, or the named cases, to a text stream; return how many cases.

    Notes in which an answer's owner is in doubt are left out, as `coprod export` leaves them out,
    and so are those that are kept apart, unless they are named.

    Raises:
        NotFound: a named case is not there.
        WrongUsage: there is no such format.
    """
    paths, _ = shared_paths(notebook, list(cases), NO_FILTERS)
    prompts = tuple(settings.prompts_folders(notebook.folder))
    job = Job(notebook.folder, format, prompts, named=bool(cases))
    return export_notes(job, paths, lambda data: out.write(data.decode())).cases
