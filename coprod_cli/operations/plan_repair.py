"""Plans the repair of a note, without writing it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.message import Message
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.template import TemplateLookup
from coprod_cli.notebook.earlier_versions import recovered
from coprod_cli.notebook.note.conflict_sides import merged_sides
from coprod_cli.notebook.note.front_matter_repair import (
    TemplateNames,
    with_repaired_front_matter,
)
from coprod_cli.notebook.note.lookalikes import escape
from coprod_cli.notebook.note.merge import NO_EARLIER_TEXTS, EarlierTexts, Merged, merge_notes
from coprod_cli.notebook.note.merge_blocks import Joined
from coprod_cli.notebook.note.reader import Note, read_note
from coprod_cli.notebook.note.rebuild import (
    RebuildReport,
    is_without_markers,
    rebuilt_note,
    with_states_of,
)
from coprod_cli.notebook.note.repair import repaired
from coprod_cli.notebook.notebook import Notebook


@dataclass(frozen=True)
class Repair:
    """A note before and after a repair.

    Attributes:
        before: the note as it was.
        after: the repaired note.
        joined: the places that two versions of the note had changed, and that were joined.
        copies: the paths of the copies of the note that were joined with it.
        rebuilt: what was recognized in a note without markers; None for other notes.
        message: what is said of the repair beside the difference, if anything.
    """

    before: Note
    after: Note
    joined: tuple[Joined, ...] = ()
    copies: tuple[str, ...] = ()
    rebuilt: RebuildReport | None = None
    message: Message | None = None

    def diff(self, repaired_name: str) -> list[str]:
        """Return the lines of a unified diff, without line ends.

        Args:
            repaired_name: the name of the repaired note in the diff's header.
        """
        source = self.before.source
        before, after = (note.text.split("\n") for note in (self.before, self.after))
        return list(unified_diff(before, after, source, repaired_name, lineterm="", n=2))


def planned_rebuild(note: Note, template_of: TemplateLookup) -> Repair | None:
    """Return the rebuild of a note of which all markers are gone; None for other notes.

    None, too, where none of its headings is known.
    """
    template = template_of(note.case.template) if note.case else None
    result = rebuilt_note(note, template)
    if result is None:
        return None
    return Repair(note, repaired(result[0], template), rebuilt=result[1])


def plan_in_notebook(
    notebook: Notebook,
    note: Note,
    template_of: TemplateLookup,
    copies: Sequence[str],
    template_names: TemplateNames,
) -> Repair | None:
    """Return the repair of a note with all that its notebook knows of it; None if there is none.

    Beside what `planned_repair` does, UTF-16 becomes UTF-8, and a note that holds nothing is
    brought back from the history.
    """
    others = [notebook.read(copy) for copy in copies]
    found = recovered(note, notebook.store, notebook.history, others)
    whole = read_note(found.data, note.source) if found else note
    earlier = earlier_texts(notebook, whole, others)
    repair = planned_repair(whole, template_of, earlier, others, template_names)
    if found is None:
        return repair
    return replace(repair or Repair(whole, whole), before=found.before, message=found.message)


def planned_repair(
    note: Note,
    template_of: TemplateLookup,
    earlier: EarlierTexts = NO_EARLIER_TEXTS,
    copies: Sequence[Note] = (),
    template_names: TemplateNames = tuple,
) -> Repair | None:
    """Return the repair of a note; None if there is nothing to repair.

    The versions that git left with its conflict marks, and copies of the note, are merged by
    answer.

    Args:
        note: the note.
        template_of: returns its template.
        earlier: texts of answers that are known to have been replaced by a later one.
        copies: other notes with its id.
        template_names: returns the names of all templates, to recognize that of a note which has
            lost its front matter.
    """
    after, joined = _mended(note, template_of, earlier, template_names)
    used = []
    for copy in copies:
        other = _mended(copy, template_of, earlier, template_names).note
        if is_without_markers(note):
            after = with_states_of(after, other)
        elif is_without_markers(copy):
            other = with_states_of(other, after)
        try:
            merged = merge_notes(None, after, other, earlier)
        except CoprodError:
            continue  # it is damaged, and stays where it is
        after, joined = merged.note, (*joined, *merged.joined)
        used.append(copy.source)
    if after.original == note.original and not used:
        return None
    return Repair(note, after, joined, tuple(used))


def _mended(
    note: Note, template_of: TemplateLookup, earlier: EarlierTexts, template_names: TemplateNames
) -> Merged:
    """Return a note without git's conflict marks, and repaired."""

    def mend(version: Note) -> Note:
        version = with_repaired_front_matter(version, template_of, template_names)
        template = template_of(version.case.template) if version.case else None
        return repaired(version, template)

    after, joined = merged_sides(note, earlier, mend) or Merged(note, ())
    return Merged(mend(after), joined)


def earlier_texts(notebook: Notebook, note: Note, copies: Sequence[Note] = ()) -> EarlierTexts:
    """Return the texts in a case's history, if versions of its note are to be merged."""
    if not copies and not any(finding.kind == "conflict" for finding in note.findings):
        return NO_EARLIER_TEXTS
    texts: dict[AnswerKey, set[str]] = {}
    for entry in notebook.history(note.case_id or Path(note.source).stem).entries():
        if entry.answer is not None:
            texts.setdefault(entry.key, set()).add(escape(entry.answer.text))
    return texts
