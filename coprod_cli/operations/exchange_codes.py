"""Bring code sets in from other programs, and give them out: CSV, REFI-QDA codebooks, YAML."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from coprod_cli.base.errors import Finding, InvalidInput, WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.utf8 import decode_utf8
from coprod_cli.base.yaml_document import Path as YamlPath
from coprod_cli.base.yaml_edit import append_item, set_value
from coprod_cli.formats.codebook import Codebook, ImportedCode, count_codes
from coprod_cli.formats.codebook_csv import read_codebook_csv, write_codebook_csv
from coprod_cli.formats.qdc import guid_of, read_qdc, write_qdc
from coprod_cli.model.code_name import MAX_ID, id_from_words, is_set_id
from coprod_cli.model.code_set import PlacedCode
from coprod_cli.model.wording import MAX_SENTENCE
from coprod_cli.notebook.code_files import CodeFiles
from coprod_cli.operations.code_changes import CodeChange, PlannedChange, change_codes
from coprod_cli.operations.edit_codes import new_set_text
from coprod_cli.operations.own_codes import own_set
from coprod_cli.operations.read_source import read_source
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.code_set_library import CodeSetLibrary
from coprod_cli.templates.code_set_loader import LoadedCodeSet, path_of_code
from coprod_cli.templates.json_schema import schema_text

FORMATS = ("csv", "qdc", "yaml")
MAX_BYTES = 20_000_000
"""The largest file that is read: 20 MB."""


class ImportedCodes(NamedTuple):
    """An import, made or planned: the change, and the names of the codes that are new or change."""

    change: CodeChange
    set_id: str
    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int


def export_codes(workspace: Workspace, set_id: str, file_format: str, language: str) -> bytes:
    """Return a code set in a format for other programs.

    Args:
        workspace: the workspace.
        set_id: the id of the set.
        file_format: one of FORMATS; yaml is the set's own file.
        language: the language of the words.

    Raises:
        WrongUsage: there is no such format.
        NotFound: there is no such set.
        InvalidInput: the set is invalid.
    """
    if file_format not in FORMATS:
        message = msg('there is no format "{name}".', name=file_format)
        raise WrongUsage(message, hint=", ".join(FORMATS))
    loaded = workspace.code_sets.load(set_id)
    if file_format == "yaml":
        return loaded.text.encode()
    write = write_qdc if file_format == "qdc" else write_codebook_csv
    return write(loaded.code_set, language)


def import_codes(
    workspace: Workspace,
    data: bytes,
    source: str,
    *,
    into: str = "",
    reason: str = "",
    dry_run: bool = False,
) -> ImportedCodes:
    """Bring codes from another program into a code set of the notebook.

    A code that the set has already, by the id from its project or by its name's id, is changed and
    not doubled; nothing is taken out.

    Args:
        workspace: the workspace.
        data: the bytes of a REFI-QDA codebook (XML) or of a CSV file.
        source: the file's name.
        into: the id of the set; by default made of the file's name.
        reason: why, for the log.
        dry_run: whether to return only what would be done.

    Raises:
        InvalidInput: the file cannot be read.
        WrongUsage: that is no id of a set, or the set is a lens.
        CoprodError: see `change_codes`.
    """
    book = _read(data, source)
    set_id = into or id_from_words(Path(source).name.rpartition(".")[0])
    if not is_set_id(set_id):
        message = msg("the id of a code set is small letters a-z, digits and single hyphens.")
        raise WrongUsage(message, hint="--into SET")
    merged = _Merged(set_id)

    def plan(library: CodeSetLibrary) -> PlannedChange:
        present = CodeFiles(workspace.notebook).read(set_id)
        loaded = own_set(workspace, library, set_id) if present is not None else None
        text = merged.text(book, loaded)
        texts = {} if text == present else {set_id: text}
        return PlannedChange("import", (set_id,), texts=texts)

    change = change_codes(workspace, plan, reason=reason, dry_run=dry_run)
    if change.is_made:
        CodeFiles(workspace.notebook).add_schema(schema_text("codes"))
    unchanged = count_codes(book.codes) - len(merged.new) - len(merged.changed)
    return ImportedCodes(change, set_id, tuple(merged.new), tuple(merged.changed), unchanged)


def _read(data: bytes, source: str) -> Codebook:
    if source.lower().endswith((".yaml", ".yml")):
        message = msg("this is no file of another program, but a code set's own.")
        hint = msg("put it into the notebook's folder codes")
        raise InvalidInput([Finding("format", message, source, 1, 1, hint)])
    is_xml = data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] == b"<"
    if is_xml:
        book = read_qdc(data, source)
    else:
        book = read_codebook_csv(decode_utf8(data, source), source)
    if not book.codes:
        raise InvalidInput([Finding("empty", msg("no code is in it."), source, 1, 1)])
    _refuse_long(book.codes, source)
    return book


def _refuse_long(codes: Iterable[ImportedCode], source: str) -> None:
    """Raise InvalidInput for a text that is longer than a code set may have.

    Raises:
        InvalidInput: there is one.
    """
    for code in codes:
        if max(map(len, (code.name, *code.words.values()))) > MAX_SENTENCE:
            message = msg(
                'the code "{name}" has a text of over {count} characters.',
                name=code.name[:MAX_ID],
                count=MAX_SENTENCE,
            )
            raise InvalidInput([Finding("size", message, source, 1, 1, msg("shorten it"))])
        _refuse_long(code.codes, source)


class _Merged:
    """A set's text with the codes of a codebook; keeps which of them are new, and which change."""

    def __init__(self, set_id: str) -> None:
        self.set_id = set_id
        self.new: list[str] = []
        self.changed: list[str] = []

    def text(self, book: Codebook, loaded: LoadedCodeSet | None) -> str:
        """Return the text of the set's file with the codes; `loaded` is what it is by now."""
        self.new.clear()
        self.changed.clear()
        placed = loaded.code_set.placed_codes() if loaded else ()
        taken = {name for each in placed for name in (each.code.id, *each.code.was)}
        if loaded is None:
            words: dict[str, Any] = {"title": book.title} if book.title else {}
            words["codes"] = [self._item(code, taken) for code in book.codes]
            return new_set_text(self.set_id, words)
        return self._into(loaded, book, taken)

    def _item(self, code: ImportedCode, taken: set[str]) -> dict[str, Any]:
        """Return a new code, with those below it, as the item of a list."""
        code_id = _free_id(code, taken)
        taken.add(code_id)
        self.new.append(f"{self.set_id}/{code_id}")
        guid = {"guid": code.guid} if code.guid else {}
        below = [self._item(each, taken) for each in code.codes]
        return {"id": code_id, "name": code.name, **code.words, **guid, "codes": below}

    def _into(self, loaded: LoadedCodeSet, book: Codebook, taken: set[str]) -> str:
        """Return a set's text with its codes changed, and new ones added."""
        text, source = loaded.text, loaded.document.source
        places = _Places(loaded)
        pending: list[tuple[ImportedCode, YamlPath]] = [(code, ()) for code in book.codes]
        added: list[tuple[YamlPath, ImportedCode]] = []
        while pending:
            code, above = pending.pop(0)
            placed = places.find(code)
            if placed is None:
                added.append(((*above, "codes"), code))
                continue
            path = path_of_code(loaded, placed)
            if code.guid.upper() in (*places.own_guids, guid_of(placed.code.guid, placed.name)):
                code = code._replace(guid="")  # it is coprod's own, and says nothing new
            text = self._changed(text, path, placed, code, source)
            pending[:0] = [(each, path) for each in code.codes]
        for path, code in added:  # changes of keys move no path, and new items come last
            text = append_item(text, path, self._item(code, taken), source)
        return text

    def _changed(
        self, text: str, path: YamlPath, placed: PlacedCode, code: ImportedCode, source: str
    ) -> str:
        """Return a set's text with other words of a code; those in several languages stay."""
        words = {"name": code.name, **code.words, **({"guid": code.guid} if code.guid else {})}
        differing = {
            key: value
            for key, value in words.items()
            if value != (present := getattr(placed.code, key)) and not isinstance(present, Mapping)
        }
        if differing and path != ("extends",):
            self.changed.append(str(placed.name))
            for key, value in differing.items():
                text = set_value(text, (*path, key), value, source, before="codes")
        return text


class _Places:
    """Finds the code of a set that an imported one is."""

    def __init__(self, loaded: LoadedCodeSet) -> None:
        placed = list(loaded.code_set.placed_codes())
        self._by_id = {was: each for each in placed for was in each.code.was}
        self._by_id |= {each.code.id: each for each in placed}
        # As they came, and as coprod gives them out: see `guid_of`.
        self.own_guids = {
            guid_of(None, f"{each.name.set_id}/{name}"): each
            for name, each in self._by_id.items()
            if not each.code.guid
        }
        with_guid = [(each.code.guid, each) for each in placed if each.code.guid]
        self._by_guid = dict(self.own_guids)
        self._by_guid |= {guid_of(guid, each.name).upper(): each for guid, each in with_guid}
        self._by_guid |= {guid.upper(): each for guid, each in with_guid}

    def find(self, code: ImportedCode) -> PlacedCode | None:
        """Return that code; None if the set does not have it yet."""
        if code.guid and code.guid.upper() in self._by_guid:
            return self._by_guid[code.guid.upper()]
        found = self._by_id.get(code.code_id or id_from_words(code.name))
        # Two codes of one name, below different ones, have different ids in their project.
        is_another = found is not None and code.guid and found.code.guid
        return None if is_another else found


def _free_id(code: ImportedCode, taken: set[str]) -> str:
    """Return an id for a new code: made of its name, and with a number if that is taken."""
    name = code.code_id or id_from_words(code.name) or "code"
    candidate, number = name, 2
    while candidate in taken:
        end = f"-{number}"
        candidate, number = f"{name[: MAX_ID - len(end)].rstrip('-')}{end}", number + 1
    return candidate


def read_bytes(source: Path | BinaryIO, name: str) -> bytes:
    """Return the bytes of a file that a person names.

    Raises:
        NotFound: it does not exist.
        InvalidInput: it is too large.
        CoprodError: it cannot be read.
    """
    message = msg("this is too large: only {limit} MB are read.", limit=MAX_BYTES // 1_000_000)
    return read_source(source, name, MAX_BYTES, message)


def read_file(source: Path | BinaryIO, name: str) -> str:
    """Return the text of a file that a person names.

    Raises:
        NotFound: it does not exist.
        InvalidInput: it is too large, or no UTF-8.
        CoprodError: it cannot be read.
    """
    return decode_utf8(read_bytes(source, name), name)
