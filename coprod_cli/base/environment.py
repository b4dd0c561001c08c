"""The environment as the person has it, without what coprod sets in it for gettext."""

import os

LANGUAGE = "LANGUAGE"
"""The variable that steers gettext, and with it the few words that typer says by itself."""

_own_language = os.environ.get(LANGUAGE)
"""Its value at the start, before `i18n.choose_language` sets it."""


def original_environment() -> dict[str, str]:
    """Return the environment for another program, or to read the person's own languages from."""
    environment = {name: value for name, value in os.environ.items() if name != LANGUAGE}
    return environment if _own_language is None else {**environment, LANGUAGE: _own_language}
