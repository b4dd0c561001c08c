"""Which notes a command is about: those that are named, or those that pass its filters."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.model.case import Case
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook, is_note


@dataclass(frozen=True)
class Filters:
    """The filters that `list`, `render --all`, `export` and `check` share."""

    template: str | None = None
    status: str | None = None
    tag: str | None = None
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        """Refuse what could never match.

        Raises:
            WrongUsage: a status or a day is not one.
        """
        if self.status not in (None, "draft", "final"):
            message = msg('there is no status "{name}".', name=self.status)
            raise WrongUsage(message, hint=msg("draft or final"))
        for name, day in (("--since", self.since), ("--until", self.until)):
            if day is not None and not _is_day(day):
                message = msg("{option} takes a day, year first.", option=name)
                raise WrongUsage(message, hint=f"{name} 2026-11-24")

    @property
    def any(self) -> bool:
        """Whether some filter is set."""
        return self != Filters()

    def take(self, case: Case) -> bool:
        """Tell whether a case passes."""
        day = case.created[:10]
        return (
            self.template in (None, case.template)
            and self.status in (None, case.status)
            and (self.tag is None or self.tag in case.tags)
            and (self.since is None or day >= self.since)
            and (self.until is None or day[: len(self.until)] <= self.until)
        )


NO_FILTERS = Filters()


def selected_paths(notebook: Notebook, references: Sequence[str]) -> list[str]:
    """Return the paths of the named notes, in order and once each; all paths where none is named.

    Paths are plain strings here, since there may be very many.

    Raises:
        NotFound: a name fits no case, or more than one.
    """
    if not references:
        return notebook.paths()
    return list(dict.fromkeys(str(notebook.find(reference)) for reference in references))


def shared_paths(
    notebook: Notebook, references: Sequence[str], filters: "Filters"
) -> tuple[list[str], int]:
    """Return the paths of the notes to share, and how many kept-apart notes were excluded.

    Notes that are kept apart name people. They are shared only if they, or their template, are
    named.

    Raises:
        NotFound: a name fits no case, or more than one.
    """
    paths = selected_paths(notebook, references)
    if references or filters.template is not None:
        return paths, 0
    shared = [path for path in paths if not notebook.is_kept_apart(path)]
    return shared, len(paths) - len(shared)


def selected_notes(
    notebook: Notebook, paths: Iterable[str], filters: Filters, *, named: bool
) -> Iterator[Note]:
    """Read the notes that pass the filters, one by one.

    A note that cannot be read passes where no filter is set, so that its findings are told.
    """
    for path in paths:
        note = notebook.read(path)
        if not named and not is_note(note):
            continue
        if filters.take(note.case) if note.case else not filters.any:
            yield note


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
