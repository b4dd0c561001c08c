"""Counts the work of a call: the lines that it runs, which do not depend on the machine."""

import sys
from collections import Counter

from paths import PACKAGE


def lines_run(call):
    """Return how many lines of coprod's own code a call runs."""
    count = 0
    inside = str(PACKAGE)

    def each_line(_frame, event, _argument):
        nonlocal count
        count += event == "line"
        return each_line

    def each_call(frame, _event, _argument):
        return each_line if frame.f_code.co_filename.startswith(inside) else None

    before = sys.gettrace()
    sys.settrace(each_call)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


class Calls(Counter):
    """How often functions are called, by name."""

    def counted(self, monkeypatch, module, name):
        """Count the calls of a module's function from now on."""
        function = getattr(module, name)

        def counting(*arguments, **named):
            self[name] += 1
            return function(*arguments, **named)

        monkeypatch.setattr(module, name, counting)
