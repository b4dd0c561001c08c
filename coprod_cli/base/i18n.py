"""What coprod itself says, in the language that was chosen: gettext's catalogues.

Code that shows something writes a sentence in English as `_("...")`, which translates it at once.
All other code makes a `Message` (see `base.message`), which `translated` translates where it is
shown. English needs no catalogue, so that nothing is loaded for it.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coprod_cli.base.environment import LANGUAGE
from coprod_cli.base.message import SOURCE_LANGUAGE, Composed, GroupedNumber, Message, fill_in

if TYPE_CHECKING:
    from gettext import GNUTranslations

DOMAIN = "coprod"
CATALOGUES = Path(__file__).parent / "locale"

_BLANK_IN_NUMBERS = "\u00a0"
"""What stands between groups of three digits outside of English."""

_spoken = SOURCE_LANGUAGE
_catalogue: "GNUTranslations | None" = None


def _(message: str) -> str:
    """Return a sentence in the language that was chosen; as it is where that has none for it."""
    return _catalogue.gettext(message) if _catalogue else message


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the sentence for a count, in the language that was chosen."""
    if _catalogue:
        return _catalogue.ngettext(singular, plural, count)
    return singular if count == 1 else plural


def translated(message: str) -> str:
    """Return a Message in the language that was chosen, and any other text as it is."""
    if _catalogue is None or not isinstance(message, Message):
        return message
    if isinstance(message, Composed) or not message.template:
        sentence = message.template  # gettext has its own data under the empty one
    elif message.plural:
        sentence = _catalogue.ngettext(message.template, message.plural, message.number)
    else:
        sentence = _catalogue.gettext(message.template)
    fields = {name: _translated_field(value) for name, value in message.fields.items()}
    return fill_in(sentence, fields, capital=message.capital)


def _translated_field(value: Any) -> Any:
    if isinstance(value, GroupedNumber):
        return f"{value:,}".replace(",", _BLANK_IN_NUMBERS)
    return translated(value) if isinstance(value, str) else value


def current_language() -> str:
    """Return the language that was chosen, such as `sv`."""
    return _spoken


def available_languages() -> list[str]:
    """Return the languages that coprod can speak."""
    found = CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return [SOURCE_LANGUAGE, *sorted(path.parent.parent.name for path in found)]


def choose_language(language: str) -> None:
    """Speak a language from now on; English where there is no catalogue of it."""
    global _spoken, _catalogue  # noqa: PLW0603 - one person sits at one terminal
    _spoken, _catalogue = SOURCE_LANGUAGE, None
    os.environ.pop(LANGUAGE, None)
    path = CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if language == SOURCE_LANGUAGE or not path.is_file():
        return
    import gettext

    with path.open("rb") as file:
        _catalogue = gettext.GNUTranslations(file)
    _spoken = language
    # typer says its few words in gettext's own way: they stand in the same catalogue.
    os.environ[LANGUAGE] = language
    gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
    gettext.textdomain(DOMAIN)
