"""Made-up languages, in which all that the program says can be told from what it only passes on."""

import re

from coprod_cli.base import i18n

_FIELD_OR_LETTER = re.compile(r"(\{[^{}]*\})|[^\W\d_]")
LETTER = "ø"


class _Marked:
    def gettext(self, message):
        return f"<{message}>"

    def ngettext(self, singular, plural, count):
        return self.gettext(singular if count == 1 else plural)


class _Foreign(_Marked):
    def gettext(self, message):
        return _FIELD_OR_LETTER.sub(lambda found: found[1] or LETTER, message)


def speak_marked(monkeypatch):
    """Let the program speak a language with marks around messages until the test is over."""
    monkeypatch.setattr(i18n, "_catalogue", _Marked())
    monkeypatch.setattr(i18n, "_current", "xx")


def speak_foreign():
    """Let this process speak a language of one letter, in place of Swedish, until it ends."""

    def choose(language):
        i18n._current = language
        i18n._catalogue = _Foreign() if language == "sv" else None

    i18n.choose_language = choose
