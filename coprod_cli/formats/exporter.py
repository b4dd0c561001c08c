"""Exporter: what a format implements. There are three kinds, over one value, a case as read.

| kind | takes | gives | such as |
| --- | --- | --- | --- |
| stream | one case after another | bytes for each, joined to one output | jsonl, csv |
| file | all cases, one by one | one binary file, written at its end | a workbook |
| document | one case | a page of its own | the Markdown layouts |

An exporter is a class without arguments, or an object. Other packages offer theirs as an entry
point of the group `coprod.exporters`, named as the format is on the command line:

    [project.entry-points."coprod.exporters"]
    titles = "my_package:Titles"

It never walks a template: `CaseAsRead` has the sections, questions, answers and typed values.
"""

from typing import BinaryIO, Literal, Protocol

from coprod_cli.formats.case_as_read import CaseAsRead


class StreamExporter(Protocol):
    """A format in which each case stands by itself, so that memory stays flat.

    Cases are encoded in several processes, so `encode` keeps nothing from one case to the next
    that its bytes depend on.

    Attributes:
        kind: always "stream".
        header: what stands before the first case; empty for nothing.
    """

    kind: Literal["stream"]
    header: bytes

    def encode(self, case: CaseAsRead) -> bytes:
        """Return the bytes of one case, its line end included."""


class ExportFile(Protocol):
    """A file that is being exported to: takes the cases in order, and is complete when closed."""

    def add(self, case: CaseAsRead) -> None:
        """Take one case."""

    def close(self) -> None:
        """Write what is still to be written; the stream is closed by whoever opened it."""


class FileExporter(Protocol):
    """A format of one binary file that holds all cases, such as a workbook.

    Attributes:
        kind: always "file".
    """

    kind: Literal["file"]

    def open(self, stream: BinaryIO) -> ExportFile:
        """Begin a file; it is written to a stream that is written only and not sought in."""


class DocumentExporter(Protocol):
    """A layout: one case as a document of its own.

    Attributes:
        kind: always "document".
        suffix: how the file's name ends, such as ".md".
    """

    kind: Literal["document"]
    suffix: str

    def render(self, case: CaseAsRead) -> str | bytes:
        """Return one case as a document.

        Raises:
            WrongUsage: the layout is for cases of other templates.
        """


Exporter = StreamExporter | FileExporter | DocumentExporter
