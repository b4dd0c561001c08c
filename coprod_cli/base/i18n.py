"""Translation of coprod's own texts into the current language, with gettext catalogues.

Code that shows text writes an English sentence as `_("...")`, which is translated at once. All
other code makes a `Message` (see `base.message`), which `translated` translates where it is shown.
English needs no catalogue, so nothing is loaded for it.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coprod_cli.base.environment import LANGUAGE
from coprod_cli.base.message import (
    SOURCE_LANGUAGE,
    Composed,
    GroupedNumber,
    InLanguages,
    Message,
    fill_in,
)

if TYPE_CHECKING:
    from gettext import GNUTranslations

DOMAIN = "coprod"
CATALOGUES = Path(__file__).parent / "locale"

_THOUSANDS_SEPARATOR = "\u00a0"
"""A no-break space: the separator between groups of three digits outside English."""

_current = SOURCE_LANGUAGE
_catalogue: "GNUTranslations | None" = None


def _(message: str) -> str:
    """Return a sentence in the current language; unchanged if it has no translation."""
    return _catalogue.gettext(message) if _catalogue else message


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the singular or plural sentence for a count, in the current language."""
    if _catalogue:
        return _catalogue.ngettext(singular, plural, count)
    return singular if count == 1 else plural


def translated(message: str) -> str:
    """Return a Message in the current language, and any other text unchanged."""
    if _catalogue is None or not isinstance(message, Message):
        return message
    if isinstance(message, InLanguages):
        phrase = message.fields.get(_current) or _catalogue.gettext(message.template)
        return fill_in(phrase, {}, capital=message.capital)
    if isinstance(message, Composed) or not message.template:
        sentence = message.template  # gettext keeps the catalogue's header under the empty msgid
    elif message.plural:
        sentence = _catalogue.ngettext(message.template, message.plural, message.number)
    else:
        sentence = _catalogue.gettext(message.template)
    fields = {name: _translated_field(value) for name, value in message.fields.items()}
    return fill_in(sentence, fields, capital=message.capital)


def _translated_field(value: Any) -> Any:
    if isinstance(value, GroupedNumber):
        return f"{value:,}".replace(",", _THOUSANDS_SEPARATOR)
    return translated(value) if isinstance(value, str) else value


def current_language() -> str:
    """Return the code of the current language, such as `sv`."""
    return _current


def available_languages() -> list[str]:
    """Return the codes of the languages of coprod's own texts: English and all catalogues."""
    found = CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return [SOURCE_LANGUAGE, *sorted(path.parent.parent.name for path in found)]


def choose_language(language: str) -> None:
    """Set the current language of this process; English if there is no catalogue for it."""
    global _current, _catalogue  # noqa: PLW0603 - one process serves one person
    _current, _catalogue = SOURCE_LANGUAGE, None
    os.environ.pop(LANGUAGE, None)
    path = CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if language == SOURCE_LANGUAGE or not path.is_file():
        return
    import gettext

    with path.open("rb") as file:
        _catalogue = gettext.GNUTranslations(file)
    _current = language
    # typer translates its own texts through gettext's global domain; the catalogue has them too.
    os.environ[LANGUAGE] = language
    gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
    gettext.textdomain(DOMAIN)
