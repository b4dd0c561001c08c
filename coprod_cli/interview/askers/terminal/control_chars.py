"""prompt_toolkit processor that displays control characters as visible signs.

The text itself stays as it was typed.
"""

from bisect import bisect_right

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments

from coprod_cli.base.screen_text import unsafe_parts


class UnsafeCharProcessor(Processor):
    """Displays each line of a text input as `screen_text` would, and maps the cursor to it."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """Return the line as displayed, with the mapping between its characters and columns."""
        fragments = transformation_input.fragments
        parts = list(unsafe_parts(fragment_list_to_text(fragments)))
        if not parts:
            return Transformation(fragments)
        characters = explode_text_fragments(fragments)
        displayed: StyleAndTextTuples = []
        columns: list[int] = []  # the display column of each source character
        position = 0
        for start, end, signs in parts:
            columns += range(len(displayed), len(displayed) + start - position)
            displayed += characters[position:start]
            columns += [len(displayed)] * (end - start)
            displayed += [("class:unsafe", sign) for sign in signs]
            position = end
        rest = characters[position:]
        columns += range(len(displayed), len(displayed) + len(rest) + 1)
        displayed += rest
        return Transformation(
            displayed,
            source_to_display=lambda index: _column(columns, index),
            display_to_source=lambda column: max(bisect_right(columns, column) - 1, 0),
        )


def _column(columns: list[int], index: int) -> int:
    """Return the display column of a source character; past the end, columns count on by one."""
    last = len(columns) - 1
    return columns[index] if index <= last else columns[last] + index - last
