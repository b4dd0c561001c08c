"""Code drafts: what a person said and typed about a code, until it is in its code set.

A code's words come into its set together, as one change with one line in the log. Until then each
confirmed answer is on the disk here, in `.coprod/code-drafts/SET--CODE.said.json`, and what is half
typed in `SET--CODE.json`; both are files as `drafts` writes them. For a set, `--CODE` is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.base.message import Message
from coprod_cli.notebook.drafts import Drafts
from coprod_cli.notebook.editor_files import editor_files_of
from coprod_cli.notebook.lock import CaseLock, lock_case
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.recovery import recover_file
from coprod_cli.notebook.side_files import plain_files, remove_leftovers_in

FOLDER = "code-drafts"
_BETWEEN = "--"  # in no id two hyphens stand together
_SAID = ".said.json"


@dataclass(frozen=True)
class CodeDrafts:
    """The drafts of one code, or of one code set.

    Attributes:
        notebook: the notebook.
        name: the name of the code, or the id of the set.
        said: the confirmed answers, with the digests of what the set had for them before.
        typed: what is half typed.
    """

    notebook: Notebook
    name: str
    said: Drafts
    typed: Drafts

    @classmethod
    def of(cls, notebook: Notebook, name: str) -> "CodeDrafts":
        """Return the drafts of a code, or of a set; there need not be any."""
        folder, stem = notebook.state / FOLDER, stem_of_code(name)
        said, typed = Drafts(folder / f"{stem}{_SAID}"), Drafts(folder / f"{stem}.json")
        return cls(notebook, name, said, typed)

    def lock(self, now: datetime) -> CaseLock:
        """Lock the drafts for a person who is asked, and bring back what an editor had open.

        Raises:
            CaseHeld: somebody else is being asked about the same code.
            CoprodError: the lock could not be made, or a link leads out of the notebook.
        """
        locks = self.notebook.state / "locks"
        for path in (locks, self.typed.path, self.notebook.editor_files_folder):
            refuse_outside_link(path, self.notebook.folder)
        stem = stem_of_code(self.name)
        lock = lock_case(locks, f"code-{stem}", now, interactive=True)
        remove_leftovers_in(self.typed.path.parent)
        return lock

    def recover(self, now: datetime) -> list[Message]:
        """Take what an editor had open when coprod was killed as half typed; return what to tell.

        Raises:
            CoprodError: it could not be kept; it stays where it is.
        """
        folder = self.notebook.editor_files_folder
        found = list(editor_files_of(folder, stem_of_code(self.name)))
        try:
            return [
                message
                for file in found
                for message in recover_file(self.notebook, self.typed, file, now)
            ]
        except OSError:
            return []


def begun_codes(notebook: Notebook) -> Iterator[str]:
    """Yield the names of codes and sets of which confirmed answers wait to come into a set."""
    try:
        refuse_outside_link(notebook.state / FOLDER, notebook.folder)
    except CoprodError:
        return
    for path in plain_files(notebook.state / FOLDER, lambda name: name.endswith(_SAID)):
        yield path.name.removesuffix(_SAID).replace(_BETWEEN, "/")


def stem_of_code(name: str) -> str:
    """Return the name of a code, or the id of a set, as the beginning of file names."""
    return name.replace("/", _BETWEEN)
