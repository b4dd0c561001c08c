"""Regular expressions that are compiled when they are first used, not when a module is loaded."""

import re
from typing import Any, AnyStr, cast


def lazy_pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern of which the attributes are looked up, as in `_WORD.match(text)`.

    It is for the patterns of a module, of which a command uses few. The functions of `re` do not
    take it.
    """
    return cast("re.Pattern[AnyStr]", _LazyPattern(source, flags))


class _LazyPattern:
    """Compiles a pattern when an attribute is first looked up, and keeps that attribute."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value
