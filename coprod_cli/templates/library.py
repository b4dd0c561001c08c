"""Template library: the templates in a list of folders, each loaded once."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_cli.base.clock import nanoseconds_since_1970
from coprod_cli.base.errors import CoprodError
from coprod_cli.base.files import read_regular_file
from coprod_cli.base.text import looks_like_name
from coprod_cli.templates.folders import TEMPLATE_FILE, template_folders, template_stamps
from coprod_cli.templates.unasked import may_leave_out

if TYPE_CHECKING:  # pydantic is loaded with the first template
    from coprod_cli.model.template import Template

_UNSETTLED = 2_000_000_000
"""Nanoseconds by which a file's time may be earlier than that of its change."""


class TemplateLibrary:
    """Loads templates by name from a list of folders, each template once.

    If two templates have one name, that of the first folder wins. The error of an invalid template
    is kept, too, and raised again by each `load`.
    """

    def __init__(
        self, folders: Iterable[Path], on_load: Callable[[str], None] = lambda _name: None
    ) -> None:
        """Make a library of the folders that hold templates, in the order of the search.

        Args:
            folders: the folders.
            on_load: is called with the name of each template when it has been loaded.
        """
        self.folders = tuple(dict.fromkeys(folders))
        self._on_load = on_load
        self._heads: dict[str, bytes] = {}
        self._loaded: dict[str, Template | CoprodError] = {}
        self._first_loaded = 0

    def load(self, name: str) -> "Template":
        """Return the template with a name.

        Raises:
            NotFound: there is no template with that name.
            InvalidInput: the template is invalid; the error carries all findings.
        """
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        template = self._loaded[name]
        if isinstance(template, CoprodError):
            # The same error may be raised for each of very many notes: each time, its traceback
            # would get longer, and would keep all that it has passed through.
            raise template.with_traceback(None)
        return template

    def find(self, name: str) -> "Template | None":
        """Return the template with a name; None if it does not exist or is invalid."""
        try:
            return self.load(name)
        except CoprodError:
            return None

    def all(self) -> "Iterator[Template]":
        """Load each template, and yield those that are valid, the first folder's first."""
        return filter(None, map(self.find, self.locations()))

    def with_section(self, section: str) -> "Iterator[Template]":
        """Load each template that may have a section, and yield those that have it, as `all` does.

        One that extends another may have it from there; others have a file of its name.
        """
        if not looks_like_name(section):
            return
        for name, folder in self.locations().items():
            has_file = (folder / f"{section}.yaml").is_file()
            if has_file or self.may_set(name, "extends", inherited=False):
                template = self.find(name)
                if template is not None and any(each.id == section for each in template.sections):
                    yield template

    def locations(self) -> dict[str, Path]:
        """Return the folder of each template by its name, without loading any."""
        return template_folders(self.folders)

    @cached_property
    def fingerprint(self) -> str:
        """What changes when any file of any template does: the names, sizes and times of all.

        A template that was loaded before, and may have changed since, is loaded again.
        """
        stamps = [
            (name, str(folder), sorted(template_stamps(folder)))
            for name, folder in sorted(self.locations().items())
        ]
        times = (max(stamp[2:]) for _name, _folder, files in stamps for stamp in files)
        if self._first_loaded and max(times, default=0) >= self._first_loaded - _UNSETTLED:
            self._loaded.clear()
            self._heads.clear()
        return repr(stamps)

    def may_set(self, name: str, key: str, *, inherited: bool = True) -> bool:
        """Return False if a template does not set a key, without loading it: a list is fast.

        A template that extends another one may have the key from there, unless `inherited` is
        False.
        """
        if name not in self._heads:
            folder = self.locations().get(name)
            try:
                data = read_regular_file(folder / TEMPLATE_FILE) if folder else b""
            except OSError:
                data = b""
            self._heads[name] = data
        head = self._heads[name]
        return f"{key}:".encode() in head or (inherited and b"extends:" in head)

    def may_leave_out_questions(self, name: str) -> bool:
        """Return False if a template asks each case all its questions, without loading it."""
        folder = self.locations().get(name)
        return folder is not None and may_leave_out(folder, self.locations())

    def _load(self, name: str) -> "Template | CoprodError":
        from coprod_cli.templates.loader import load_named_template

        self._first_loaded = self._first_loaded or nanoseconds_since_1970()
        try:
            template = load_named_template(name, self.folders)
        except CoprodError as error:
            return error
        self._on_load(name)
        return template
