"""Exporter: the interface of a format. There are three kinds; all take a `CaseAsRead`.

| kind | takes | returns | such as |
| --- | --- | --- | --- |
| stream | one case after another | bytes for each, joined to one output | jsonl, csv |
| file | all cases, one by one | one binary file, written at its end | a workbook |
| document | one case | a page of its own | the Markdown layouts |

An exporter is a class without arguments, or an object. Other packages offer one as an entry point
of the group `coprod.exporters`; its name is that of the format on the command line:

    [project.entry-points."coprod.exporters"]
    titles = "my_package:Titles"

An exporter needs no template: `CaseAsRead` has the sections, questions, answers and typed values.
"""

from typing import BinaryIO, Literal, Protocol

from coprod_cli.formats.case_as_read import CaseAsRead


class StreamExporter(Protocol):
    """A format in which each case is encoded by itself, so that memory stays flat.

    Cases are encoded in several processes, so the bytes of a case may not depend on other cases.

    Attributes:
        kind: always "stream".
        header: the bytes before the first case; may be empty.
    """

    kind: Literal["stream"]
    header: bytes

    def encode(self, case: CaseAsRead) -> bytes:
        """Return the bytes of one case, with its line end."""


class ExportFile(Protocol):
    """A file under construction: takes the cases in order, and is complete when it is closed."""

    def add(self, case: CaseAsRead) -> None:
        """Add one case."""

    def close(self) -> None:
        """Complete the file and release what it holds; the stream is closed by its opener.

        After a failure, such as one of `add`, this is called, too, and what it writes is discarded.
        """


class FileExporter(Protocol):
    """A format of one binary file that holds all cases, such as a workbook.

    Attributes:
        kind: always "file".
    """

    kind: Literal["file"]

    def open(self, stream: BinaryIO) -> ExportFile:
        """Begin a file on a stream that can be written, but neither read nor sought."""


class DocumentExporter(Protocol):
    """A layout: renders one case as a document of its own.

    Attributes:
        kind: always "document".
        suffix: the suffix of the document's file, such as ".md".
    """

    kind: Literal["document"]
    suffix: str

    def render(self, case: CaseAsRead) -> str | bytes:
        """Return one case as a document: a text, or the bytes of a binary format.

        Raises:
            WrongUsage: the layout is for cases of other templates.
        """


class CombinedLayout(FileExporter, Protocol):
    """A layout that renders all cases as one document, such as a table: a file exporter.

    Attributes:
        suffix: the suffix of the document's file, such as ".md".
    """

    suffix: str


Exporter = StreamExporter | FileExporter | DocumentExporter
