"""The passages that coders marked with codes, and changes of their codes for all coders."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import Finding, InvalidAnswer, InvalidInput, WrongUsage
from coprod_cli.base.message import Message, msg
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.code_name import CodeName, is_code_name
from coprod_cli.model.passage import Coding, Passage
from coprod_cli.notebook.coder import VARIABLE, kept_coder
from coprod_cli.notebook.codings import CodingFile, Codings
from coprod_cli.notebook.notebook import Notebook


class PassageChange(NamedTuple):
    """A change of the codes of one passage.

    Attributes:
        coder: whose passage it is.
        case_id: the id of its case.
        kept_apart: whether the case names people.
        passage: the passage's id within its coding.
        before: its codes before the change.
        after: its codes after it.
    """

    coder: str
    case_id: str
    kept_apart: bool
    passage: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class CodedPassage(NamedTuple):
    """A passage, and the files of the coding that it is in."""

    file: CodingFile
    passage: Passage

    def change_to(self, codes: Iterable[str]) -> PassageChange:
        """Return the change of its codes to others."""
        file = self.file
        return PassageChange(
            file.coder, file.case_id, file.kept_apart, self.passage.id,
            tuple(self.passage.codes), tuple(sorted(set(codes))),
        )  # fmt: skip


class CodedPassages(NamedTuple):
    """Passages of all coders, and the files of codings that cannot be changed."""

    passages: tuple[CodedPassage, ...]
    unread: tuple[str, ...]


def passages_with(
    notebook: Notebook,
    wanted: Callable[[CodeName], bool] = lambda _name: True,
    *,
    coder: str | None = None,
    to_change: bool = False,
) -> CodedPassages:
    """Return the passages that have a wanted code, by coder and case; damaged codings have none.

    Args:
        notebook: the notebook.
        wanted: tells whether a code is wanted.
        coder: whose passages; None for those of all coders.
        to_change: whether they are to be changed, so that none may be missed.

    Raises:
        InvalidInput: `to_change`, and a coding cannot be read for now.
    """
    found: list[CodedPassage] = []
    unread: list[str] = []
    for file in _files(notebook, coder):
        read = Codings(notebook).read(file)
        if to_change:
            _refuse_unreadable(read.findings)
        if read.coding is None or read.has_versions:
            unread.append(str(file.path))
        found += [
            CodedPassage(file, each)
            for each in (read.coding.passages if read.coding and not read.has_versions else ())
            if any(map(wanted, each.codes))
        ]
    return CodedPassages(tuple(found), tuple(unread))


def change_passages(
    notebook: Notebook,
    changes: Iterable[PassageChange],
    now: datetime,
    progress: Progress = no_progress,
) -> Iterator[Message]:
    """Change the codes of passages, and yield what is to be told; what is done stays done.

    A passage whose codes are no longer those before the change stays as it is.

    Raises:
        InvalidInput: a coding cannot be read for now; those before it are done.
        CannotSave: a coding could not be written; those before it are done.
    """
    codings = Codings(notebook)
    by_file: dict[tuple[str, str, bool], dict[str, PassageChange]] = {}
    for each in changes:
        by_file.setdefault((each.coder, each.case_id, each.kept_apart), {})[each.passage] = each
    listed = _files(notebook, coder=None) if len(by_file) > 1 else ()
    files = {(each.coder, each.case_id, each.kept_apart): each for each in listed}
    with progress(by_file.items(), len(by_file)) as items:
        for (coder, case_id, kept_apart), wanted in items:
            file = files.get((coder, case_id, kept_apart))
            file = file or codings.file(case_id, coder, kept_apart=kept_apart)
            try:
                codings.change(file, partial(_changed, wanted), now, is_listed=True)
            except InvalidInput as error:
                _refuse_unreadable(error.findings)
                yield msg(
                    "{file} cannot be changed: {reason}", file=file.path, reason=error.lines()[0]
                )


def _refuse_unreadable(findings: Iterable[Finding]) -> None:
    """Raise InvalidInput if a coding could not be read for now, as when a disk fails.

    One that is damaged is another matter: it is told, and left out.

    Raises:
        InvalidInput: it could not be read.
    """
    if unreadable := [each for each in findings if each.kind == "unreadable"]:
        raise InvalidInput(unreadable)


def own_coder(notebook: Path) -> str:
    """Return the coder of this notebook; "" if none is named.

    Raises:
        WrongUsage: COPROD_CODER is no coder's name.
    """
    try:
        return kept_coder(notebook)
    except InvalidAnswer as error:
        raise WrongUsage(error.message, where=VARIABLE) from None


def log_folders(notebook: Notebook, coders: Iterable[str]) -> dict[str, Path]:
    """Return the folder of each coder in which their log lies."""
    folder = Codings(notebook).folder(kept_apart=False)
    return {coder: folder / coder for coder in coders}


def all_coders(notebook: Notebook) -> list[str]:
    """Return the names of all coders, of cases that name people, too."""
    codings = Codings(notebook)
    return sorted({*codings.coders(), *codings.coders(kept_apart=True)})


def _files(notebook: Notebook, coder: str | None) -> Iterator[CodingFile]:
    for kept_apart in (False, True):
        yield from Codings(notebook).files(kept_apart=kept_apart, coder=coder)


def _changed(wanted: dict[str, PassageChange], coding: Coding) -> Coding:
    for passage in coding.passages:
        change = wanted.get(passage.id)
        if change is not None and tuple(passage.codes) == change.before:
            codes = tuple(CodeName(each) for each in change.after if is_code_name(each))
            coding = coding.with_passage(passage.with_codes(codes))
    return coding
