"""Return or write the JSON Schemas of templates and code sets, which editors use."""

from pathlib import Path

from coprod_cli.base.atomic import make_private_folder, write_atomically
from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.templates.json_schema import SCHEMA_NAMES, schema_text


def read_schema(of: str) -> str:
    """Return the JSON Schema of one kind of file: `section`, `template` or `codes`.

    Raises:
        WrongUsage: there is no schema of that name.
    """
    if of not in SCHEMA_NAMES:
        message = msg('there is no schema of "{name}".', name=of)
        raise WrongUsage(message, hint=msg("section, template or codes"))
    return schema_text(of)


def write_schemas(folder: Path) -> None:
    """Write all schemas into a folder, which is made if it does not exist.

    Raises:
        WrongUsage: a file has the folder's name.
        CannotSave: a schema could not be written.
    """
    if folder.exists() and not folder.is_dir():
        raise WrongUsage(msg("this is a file, and a folder is needed."), where=str(folder))
    make_private_folder(folder)
    for name in SCHEMA_NAMES:
        write_atomically(folder / f"{name}.json", schema_text(name).encode())
