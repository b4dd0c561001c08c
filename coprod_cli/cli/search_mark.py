"""Option --mark of the command search: ask about each place that was found, and mark it."""

from typing import TYPE_CHECKING

from coprod_cli.base.i18n import _, ngettext
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.knowledge.search import Hit
    from coprod_cli.operations.mark_hits import FoundPlace, HitMarker


def mark_hits(
    workspace: Workspace, hits: "tuple[Hit, ...]", codes: list[str], coder: str | None, *,
    plain: bool,
) -> None:  # fmt: skip
    """Show each place that was found, and ask whether it gets the codes; there is no "all".

    Raises:
        WrongUsage: nobody is there to ask, or a code or the coder's name is none.
    """
    from coprod_cli.cli.askers import ask_line, require_person
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.operations.mark_case import choose_coder, require_coder
    from coprod_cli.operations.mark_hits import HitMarker, read_code_names

    names = read_code_names(codes)
    require_person(plain=plain, instead="coprod mark CASE --set ADDRESS=WORDS --code CODE")
    known = choose_coder(workspace, coder)
    if not known and not plain:
        known = ask_line(_("Who marks? A name, such as anna > "))
    marker = HitMarker(workspace, require_coder(workspace, known or None), names)
    show_message(_("y: mark the sentence   w: only the words   *: the answer   n, Enter: no   q"))
    for place in marker.new_places(hits):
        if not _asked(marker, place):
            break
    message = ngettext("{count} passage marked.", "{count} passages marked.", marker.marked)
    show_message(message.format(count=marker.marked))


def _asked(marker: "HitMarker", place: "FoundPlace") -> bool:
    """Show a place, ask, and do what is said; return False if the person stops."""
    from coprod_cli.base.screen_text import screen_line
    from coprod_cli.cli.askers import ask_line
    from coprod_cli.cli.console.output import show_line
    from coprod_cli.interview.askers.hits import hit_line

    text, span, words = place.hit.text, place.span, place.words
    show_line("")
    before, found = text[span.start : words.start], text[words.start : words.end]
    show_line(hit_line(place.hit))
    show_line(screen_line(f"  {before}[{found}]{text[words.end : span.end]}".replace("\n", " ")))
    prompt = _("{codes} ? y, w, *, n, q > ").format(codes=" ".join(marker.codes))
    reply = ask_line(prompt, at_end="q").lower()
    if reply in {"q", ":q", ":quit"}:
        return False
    if reply == "*":
        marker.mark(place, None)
    elif reply == "w":
        marker.mark(place, words)
    elif reply in {"y", "yes", "j", "ja"}:
        marker.mark(place, span)
    return True
