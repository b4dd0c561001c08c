"""The catalogues of what the program says: taken from the source, brought up to date, compiled.

`python tests/catalogue.py` does all of it. What has no translation yet is told, and stays empty.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

import typer
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from coprod_cli.base.i18n import CATALOGUES, DOMAIN
from coprod_cli.cli import app

PACKAGE = Path(__file__).parent.parent / "coprod_cli"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "msg": None, "nmsg": (1, 2)}
TRANSLATED_TO = ("sv",)


def po_path(language):
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def mo_path(language):
    return po_path(language).with_suffix(".mo")


def messages():
    """Return every message of the program, from its modules and from the help of its commands."""
    found = set(helps(typer.main.get_command(app)))
    for path in PACKAGE.rglob("*.py"):
        extracted = extract_from_file("python", path, keywords=KEYWORDS)
        found.update(message for _, message, _, _ in extracted)
    return found


def helps(command):
    """The help of a command and of all below it: the docstrings of functions."""
    if command.help:
        yield command.help
    for each in getattr(command, "commands", {}).values():
        yield from helps(each)


def read_catalogue(language):
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def renewed(language):
    """The catalogue with every message, and no other; what is translated stays so."""
    known = read_catalogue(language) if po_path(language).exists() else Catalog(locale=language)
    catalogue = Catalog(
        locale=language,
        domain=DOMAIN,
        project="coprod",
        header_comment="# What coprod says, in another language. See tests/catalogue.py.",
        charset="utf-8",
        fuzzy=False,
    )
    catalogue.mime_headers  # noqa: B018 - sets the plural forms
    for message in sorted(messages(), key=_key):
        earlier = known.get(_key(message))
        catalogue.add(message, earlier.string if earlier else "")
    return catalogue


def po_bytes(catalogue):
    file = io.BytesIO()
    # Module names and dates would change with every move of the code; a search finds a message.
    write_po(file, catalogue, width=100, no_location=True, sort_output=True)
    lines = file.getvalue().decode().split("\n")
    skipped = ('"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Generated-By')
    return "\n".join(line for line in lines if not line.startswith(skipped)).encode()


def mo_bytes(catalogue):
    file = io.BytesIO()
    # Its source has no date; that of now would make another file of it a minute later.
    catalogue.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(file, catalogue)
    return file.getvalue()


def missing(catalogue):
    """The messages that have no translation, or not all their forms."""
    for message in catalogue:
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(texts):
            yield message.id


def _key(message):
    return message[0] if isinstance(message, tuple) else message


def main():
    for language in TRANSLATED_TO:
        catalogue = renewed(language)
        po_path(language).parent.mkdir(parents=True, exist_ok=True)
        po_path(language).write_bytes(po_bytes(catalogue))
        mo_path(language).write_bytes(mo_bytes(read_catalogue(language)))
        for message in missing(catalogue):
            print(f"{language}: {message!r}", file=sys.stderr)
        print(f"{language}: {len(catalogue)} messages")


if __name__ == "__main__":
    main()
