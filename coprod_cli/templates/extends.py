"""Builds a template that extends another: leaves out, rewords, adds and reorders questions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import msg
from coprod_cli.base.yaml_document import Document, Path
from coprod_cli.model.address import Address
from coprod_cli.model.questions import GroupQuestion
from coprod_cli.model.section import Section
from coprod_cli.model.template import Template
from coprod_cli.templates.extends_schema import Addition, ExtendingFile
from coprod_cli.templates.lint import WrittenQuestion
from coprod_cli.templates.section_draft import SectionDraft, reworded
from coprod_cli.templates.validation import closest_name


@dataclass
class Extension:
    """Builds the sections of a template from those of the template that it extends.

    Attributes:
        head: the template's file template.yaml.
        document: the same file as data, for positions.
        parent: the template that it extends.
        own: the template's own sections, with their files.
        findings: what is wrong with the file.
        left_out: the path in `leave_out` of each question that is left out, by its address.
    """

    head: ExtendingFile
    document: Document
    parent: Template
    own: list[tuple[Section, Document]]
    findings: list[Finding] = field(default_factory=list)
    left_out: dict[str, Path] = field(default_factory=dict)
    _drafts: dict[str, SectionDraft] = field(default_factory=dict)
    _addresses: list[Address] = field(default_factory=list)

    def sections(self) -> tuple[list[Section], list[WrittenQuestion]]:
        """Return the sections and their questions in order; add problems to `findings`."""
        for section in self.parent.sections:
            written = [
                WrittenQuestion(
                    section.address(each), each, self.document, ("extends",), is_own=False
                )
                for each in section.questions
            ]
            self._drafts[section.id] = SectionDraft(section, written)
        self._addresses = self._current_addresses()
        self._leave_out()
        self._reword()
        for index, addition in enumerate(self.head.add):
            self._add(addition, ("add", index))
        for name, ids in self.head.order.items():
            self._order(name, ids)
        self._drop_empty()
        self._add_own()
        return self._ordered()

    # --- leave out ---

    def _leave_out(self) -> None:
        addresses = [*self._drafts, *self._addresses]
        seen: set[str] = set()
        for index, name in enumerate(self.head.leave_out):
            path = ("leave_out", index)
            if name in seen:
                message = msg('"{name}" stands here twice.', name=name)
                self._add_finding(path, message, "duplicate")
            elif name not in addresses:
                self._add_unknown(path, name, addresses)
            else:
                self._drop(name, path)
            seen.add(name)

    def _drop(self, name: Address, path: Path) -> None:
        """Leave out a section, a question, or a question within a group."""
        draft = self._drafts.get(name.section)
        removed = [each for each in self._addresses if each.is_within(name)]
        self.left_out.update(dict.fromkeys(removed, path))
        if draft is None:
            return
        if not name.is_question:
            del self._drafts[name.section]
        elif not name.part:
            draft.questions = [each for each in draft.questions if each.address != name]
        else:
            address = name.without_part
            index = draft.index_of(address)
            if index is None:
                return
            group = draft.questions[index].question
            if isinstance(group, GroupQuestion):
                left = tuple(each for each in group.questions if each.id != name.part)
                if not left:
                    message = msg('nothing is left of "{name}": leave that out.', name=address)
                    self._add_finding(path, message, "empty")
                else:
                    changed = group.model_copy(update={"questions": left})
                    draft.replace(index, changed)

    # --- reword ---

    def _reword(self) -> None:
        addresses = self._addresses
        for name, rewording in self.head.reword.items():
            path = ("reword", name)
            if name not in addresses:
                self._add_unknown(path, name, addresses)
                continue
            if name in self.left_out:
                message = msg('"{name}" is reworded, and left out too.', name=name)
                self._add_finding(path, message, "extends")
                continue
            draft, inner = self._drafts[name.section], name.part
            index = draft.index_of(name.without_part)
            if index is None:
                continue
            question = draft.questions[index].question
            if inner and isinstance(question, GroupQuestion):
                questions = tuple(
                    reworded(each, rewording) if each.id == inner else each
                    for each in question.questions
                )
                changed = question.model_copy(update={"questions": questions})
                draft.replace(index, changed)
            else:
                draft.replace(index, reworded(question, rewording))

    # --- add ---

    def _add(self, addition: Addition, path: Path) -> None:
        target = addition.after or addition.before or Address("")
        position: Path = (*path, addition.key)
        if addition.within:
            if draft := self._known_section(addition.within, position):
                self._insert(draft, len(draft.questions), addition, path)
            return
        known = self._current_addresses()
        if target in self.left_out:
            message = msg('"{name}" is left out.', name=target)
            self._add_finding(position, message, "extends")
        elif target not in known:
            self._add_unknown(position, target, known)
        else:
            draft = self._drafts[target.section]
            index = draft.index_of(target.without_part) or 0
            if target.part:
                self._insert_in_group(draft, index, addition, path)
            else:
                self._insert(draft, index + (1 if addition.after else 0), addition, path)

    def _insert(self, draft: SectionDraft, index: int, addition: Addition, path: Path) -> None:
        question = addition.question
        address = draft.section.address(question)
        if draft.index_of(address) is not None:
            self._add_duplicate(address, path)
            return
        written = WrittenQuestion(address, question, self.document, (*path, "question"))
        draft.questions.insert(index, written)

    def _insert_in_group(
        self, draft: SectionDraft, index: int, addition: Addition, path: Path
    ) -> None:
        """Insert a question into the group at `index`, beside the addition's target."""
        written, question = draft.questions[index], addition.question
        group, target = written.question, addition.after or addition.before or Address("")
        question_path: Path = (*path, "question")
        if isinstance(question, GroupQuestion):
            message = msg("a group cannot stand within another one.")
            self._add_finding((*question_path, "type"), message, "extends")
        elif isinstance(group, GroupQuestion):
            ids = [each.id for each in group.questions]
            if question.id in ids:
                self._add_duplicate(written.address.child(question.id), path)
                return
            position = ids.index(target.part) + (1 if addition.after else 0)
            questions = (*group.questions[:position], question, *group.questions[position:])
            changed = group.model_copy(update={"questions": questions})
            # Own, so that the group is checked again, with findings at the added question.
            draft.questions[index] = WrittenQuestion(
                written.address, changed, self.document, question_path
            )

    def _add_duplicate(self, address: str, path: Path) -> None:
        message = msg('"{address}" is here already.', address=address)
        self._add_finding((*path, "question", "id"), message, "duplicate")

    # --- order ---

    def _order(self, name: str, ids: tuple[str, ...]) -> None:
        """Move the named questions of a section to its beginning, in their order."""
        draft = self._known_section(name, ("order", name))
        if draft is None:
            return
        by_id = {each.question.id: each for each in draft.questions}
        first: list[WrittenQuestion] = []
        for index, question_id in enumerate(ids):
            path = ("order", name, index)
            if question_id in ids[:index]:
                message = msg('"{name}" stands here twice.', name=question_id)
                self._add_finding(path, message, "duplicate")
            elif question_id not in by_id:
                self._add_unknown(path, question_id, by_id)
            else:
                first.append(by_id[question_id])
        rest = [each for each in draft.questions if each.question.id not in ids]
        draft.questions = [
            each if each.is_own else each._replace(path=("order", name)) for each in first + rest
        ]

    def _drop_empty(self) -> None:
        """Drop each section without questions, with a finding."""
        for name, draft in list(self._drafts.items()):
            if not draft.questions:
                message = msg('nothing is left of "{name}": leave that out.', name=name)
                self._add_finding(("leave_out",), message, "empty")
                del self._drafts[name]

    # --- sections ---

    def _add_own(self) -> None:
        """Add the template's own sections."""
        for section, document in self.own:
            if section.id in self._drafts:
                message = msg(
                    'the template "{parent}" has a section "{name}": leave that out first.',
                    parent=self.parent.id,
                    name=section.id,
                )
                self._add_finding(self._listed(section.id), message, "duplicate")
                continue
            written = [
                WrittenQuestion(section.address(each), each, document, ("questions", index))
                for index, each in enumerate(section.questions)
            ]
            self._drafts[section.id] = SectionDraft(section, written)

    def _ordered(self) -> tuple[list[Section], list[WrittenQuestion]]:
        """Return the sections in the order of `sections`, with their questions."""
        names: Iterable[str] = self._drafts
        if self.head.sections:
            names = [name for name in self.head.sections if name in self._drafts]
            for name in self._drafts:
                if name not in names:
                    message = msg(
                        '"{name}" is neither in "sections" nor in "leave_out".', name=name
                    )
                    self._add_finding(("sections",), message, "section", f"- {name}")
            for index, name in enumerate(self.head.sections):
                if name in self.left_out_sections and name not in self._drafts:
                    message = msg('"{name}" is left out.', name=name)
                    self._add_finding(("sections", index), message, "section")
        sections: list[Section] = []
        written: list[WrittenQuestion] = []
        for draft in (self._drafts[name] for name in names):
            questions = tuple(each.question for each in draft.questions)
            sections.append(draft.section.model_copy(update={"questions": questions}))
            written += draft.questions
        if self.head.sections:
            written = [
                each._replace(path=("sections",)) if each.path == ("extends",) else each
                for each in written
            ]
        return sections, written

    @property
    def left_out_sections(self) -> set[str]:
        """The sections that are left out as a whole."""
        return {name for name in self.head.leave_out if not name.is_question}

    # --- helpers ---

    def _known_section(self, name: str, path: Path) -> SectionDraft | None:
        """Return the section with a name; None, with a finding, if there is none."""
        draft = self._drafts.get(name)
        if draft is None and name in self.left_out_sections:
            self._add_finding(path, msg('"{name}" is left out.', name=name), "extends")
        elif draft is None:
            self._add_unknown(path, name, self._drafts)
        return draft

    def _current_addresses(self) -> list[Address]:
        """Return the addresses of all questions that are in the template so far."""
        drafts = self._drafts.values()
        return [address for draft in drafts for address in draft.addresses()]

    def _listed(self, name: str) -> Path:
        return ("sections", self.head.sections.index(name))

    def _add_unknown(self, path: Path, name: str, known: Collection[str]) -> None:
        message = msg('the template "{parent}" has no "{name}".', parent=self.parent.id, name=name)
        hint = closest_name(name, known, len(self.findings))
        self._add_finding(path, message, "extends", hint)

    def _add_finding(self, path: Path, message: str, kind: str, hint: str = "") -> None:
        self.findings.append(self.document.finding(path, message, kind=kind, hint=hint))
