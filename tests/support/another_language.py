"""A made-up language, in which all that the program says stands between marks."""

from coprod_cli.base import i18n


class _Marked:
    def gettext(self, message):
        return f"<{message}>"

    def ngettext(self, singular, plural, count):
        return self.gettext(singular if count == 1 else plural)


def speak_marked(monkeypatch):
    """Let the program speak the made-up language until the test is over."""
    monkeypatch.setattr(i18n, "_catalogue", _Marked())
    monkeypatch.setattr(i18n, "_current", "xx")
