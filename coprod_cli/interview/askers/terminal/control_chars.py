"""Shows in the place to write what a screen would hide or obey, and leaves the text as it is."""

from bisect import bisect_right

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments

from coprod_cli.base.screen_text import unsafe_parts


class UnseenProcessor(Processor):
    """Shows each line as `screen_text` would; the cursor stands where its character is shown."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """Return the line as it is shown, and what each column of it stands for."""
        fragments = transformation_input.fragments
        parts = list(unsafe_parts(fragment_list_to_text(fragments)))
        if not parts:
            return Transformation(fragments)
        characters = explode_text_fragments(fragments)
        shown: StyleAndTextTuples = []
        columns: list[int] = []  # of each character, where it is shown
        at = 0
        for start, end, told in parts:
            columns += range(len(shown), len(shown) + start - at)
            shown += characters[at:start]
            columns += [len(shown)] * (end - start)
            shown += [("class:unseen", sign) for sign in told]
            at = end
        rest = characters[at:]
        columns += range(len(shown), len(shown) + len(rest) + 1)
        shown += rest
        return Transformation(
            shown,
            source_to_display=lambda place: _column(columns, place),
            display_to_source=lambda column: max(bisect_right(columns, column) - 1, 0),
        )


def _column(columns: list[int], place: int) -> int:
    """Return where a character is shown; behind the end stands what is added there."""
    last = len(columns) - 1
    return columns[place] if place <= last else columns[last] + place - last
