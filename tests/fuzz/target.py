"""One reader under libFuzzer, in a process of its own: target.py READER [LIBFUZZER'S OPTIONS].

Atheris can be set up once in a process, and takes the process over; run.py is what people call.
"""

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent.parent / "support"))

with atheris.instrument_imports(include=["coprod_cli"]):
    from readers import READERS


def main() -> None:
    name, *options = sys.argv[1:]
    atheris.Setup([sys.argv[0], *options], READERS[name].check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
