"""The person's environment variables, without the one that coprod sets for gettext."""

import os

LANGUAGE = "LANGUAGE"
"""The variable from which gettext takes its language, also for typer's own texts."""

_original_language = os.environ.get(LANGUAGE)
"""Its value at start-up, before `i18n.choose_language` sets it."""


def original_environment() -> dict[str, str]:
    """Return the environment with LANGUAGE as it was at start-up.

    For other programs, and for reading the person's languages.
    """
    environment = {name: value for name, value in os.environ.items() if name != LANGUAGE}
    if _original_language is None:
        return environment
    return {**environment, LANGUAGE: _original_language}
