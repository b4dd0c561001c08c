"""Show a case in the coproduction model: drawn, as a list, as Markdown, or as JSON."""

from coprod_cli.base.i18n import translated
from coprod_cli.base.message import msg
from coprod_cli.cli.askers import asks_by_lines
from coprod_cli.cli.console.document import show_document
from coprod_cli.cli.console.output import is_stdout_terminal, show_json, show_message, show_raw
from coprod_cli.formats.markdown.model import render_model, render_model_as_list
from coprod_cli.formats.model_picture import ModelPicture


def show_model(picture: ModelPicture, facts: str, *, json: bool, plain: bool) -> None:
    """Print a case in the model: drawn on a terminal with room for it, as Markdown elsewhere.

    Args:
        picture: the case.
        facts: facts about the case, shown below its title where it is shown as a list.
        json: whether to print JSON.
        plain: whether to print a list instead of a drawing, as for screen readers.
    """
    if json:
        show_json(picture.as_data())
        return
    if not is_stdout_terminal():
        show_raw(render_model_as_list(picture) if plain else render_model(picture.case))
        return
    from coprod_cli.cli.console.model import has_room, show_drawn_model

    if asks_by_lines(plain=plain) or not has_room():
        show_document(render_model_as_list(picture), facts)
    elif show_drawn_model(picture):
        line = msg("All of it: coprod render {case} --layout model", case=picture.case.id)
        show_message(translated(line))
