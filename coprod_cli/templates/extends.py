"""A template that extends another one: leaves out, rewords, adds, puts in another order."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import msg
from coprod_cli.base.yaml_document import Document, Path
from coprod_cli.model.address import Address
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.template import Section, Template
from coprod_cli.templates.extends_schema import Addition, ExtendingFile, Rewording
from coprod_cli.templates.lint import Written
from coprod_cli.templates.validation import nearest

_INHERITED = ("languages", "source", "names_people")


def heading_of(head: ExtendingFile, parent: Template) -> dict[str, object]:
    """Return what the template says of itself: by its own file, else by the extended one."""
    said = {name: getattr(head, name) for name in Template.model_fields if name != "sections"}
    inherited = [name for name in _INHERITED if name not in head.model_fields_set]
    return {**said, **{name: getattr(parent, name) for name in inherited}}


@dataclass
class _Kept:
    """A section in the making."""

    section: Section
    questions: list[Written]


@dataclass
class Extension:
    """Makes the sections of a template from those of the one that it extends."""

    head: ExtendingFile
    document: Document
    parent: Template
    own: list[tuple[Section, Document]]
    findings: list[Finding] = field(default_factory=list)
    left_out: dict[str, Path] = field(default_factory=dict)
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _places: list[Address] = field(default_factory=list)

    def sections(self) -> tuple[list[Section], list[Written]]:
        """Return the sections and their questions in order; `findings` gets what is wrong."""
        for section in self.parent.sections:
            written = [
                Written(section.address(each), each, self.document, ("extends",), is_own=False)
                for each in section.questions
            ]
            self._kept[section.id] = _Kept(section, written)
        self._places = [place for kept in self._kept.values() for place in _places(kept.questions)]
        self._leave_out()
        self._reword()
        for index, addition in enumerate(self.head.add):
            self._add(addition, ("add", index))
        for name, ids in self.head.order.items():
            self._order(name, ids)
        self._refuse_empty()
        self._take_own()
        return self._in_order()

    # --- leave out ---

    def _leave_out(self) -> None:
        places = [*self._kept, *self._places]
        seen: set[str] = set()
        for index, name in enumerate(self.head.leave_out):
            path = ("leave_out", index)
            if name in seen:
                message = msg('"{name}" stands here twice.', name=name)
                self._tell(path, message, "duplicate")
            elif name not in places:
                self._tell_unknown(path, name, places)
            else:
                self._drop(name, path)
            seen.add(name)

    def _drop(self, name: Address, path: Path) -> None:
        kept = self._kept.get(name.section)
        gone = [each for each in self._places if each.is_within(name)]
        self.left_out.update(dict.fromkeys(gone, path))
        if kept is None:
            return
        if not name.is_question:
            del self._kept[name.section]
        elif not name.part:
            kept.questions = [each for each in kept.questions if each.address != name]
        else:
            address = name.without_part
            found = _find(kept.questions, address)
            if found is None:
                return
            group = kept.questions[found].question
            if isinstance(group, GroupQuestion):
                left = tuple(each for each in group.questions if each.id != name.part)
                if not left:
                    message = msg('nothing is left of "{name}": leave that out.', name=address)
                    self._tell(path, message, "empty")
                else:
                    self._put(kept, found, group.model_copy(update={"questions": left}))

    # --- reword ---

    def _reword(self) -> None:
        places = self._places
        for name, rewording in self.head.reword.items():
            path = ("reword", name)
            if name not in places:
                self._tell_unknown(path, name, places)
                continue
            if name in self.left_out:
                message = msg('"{name}" is reworded, and left out too.', name=name)
                self._tell(path, message, "extends")
                continue
            kept, inner = self._kept[name.section], name.part
            found = _find(kept.questions, name.without_part)
            if found is None:
                continue
            question = kept.questions[found].question
            if inner and isinstance(question, GroupQuestion):
                within = tuple(
                    _reworded(each, rewording) if each.id == inner else each
                    for each in question.questions
                )
                self._put(kept, found, question.model_copy(update={"questions": within}))
            else:
                self._put(kept, found, _reworded(question, rewording))

    # --- add ---

    def _add(self, addition: Addition, path: Path) -> None:
        target = addition.after or addition.before or Address("")
        where: Path = (*path, addition.key)
        if addition.within:
            if kept := self._known_section(addition.within, where):
                self._insert(kept, len(kept.questions), addition, path)
            return
        known = [place for kept in self._kept.values() for place in _places(kept.questions)]
        if target in self.left_out:
            message = msg('"{name}" is left out.', name=target)
            self._tell(where, message, "extends")
        elif target not in known:
            self._tell_unknown(where, target, known)
        else:
            kept = self._kept[target.section]
            found = _find(kept.questions, target.without_part) or 0
            step = 1 if addition.after else 0
            if target.part:
                self._insert_within(kept, found, (target.part, step), addition, path)
            else:
                self._insert(kept, found + step, addition, path)

    def _insert(self, kept: _Kept, at: int, addition: Addition, path: Path) -> None:
        question = addition.question
        address = kept.section.address(question)
        if _find(kept.questions, address) is not None:
            self._tell_added_twice(address, path)
            return
        written = Written(address, question, self.document, (*path, "question"))
        kept.questions.insert(at, written)

    def _insert_within(
        self, kept: _Kept, found: int, beside: tuple[str, int], addition: Addition, path: Path
    ) -> None:
        group, question = kept.questions[found].question, addition.question
        place: Path = (*path, "question")
        if isinstance(question, GroupQuestion):
            self._tell((*place, "type"), msg("a group cannot stand within another one."), "extends")
        elif isinstance(group, GroupQuestion):
            ids = [each.id for each in group.questions]
            if question.id in ids:
                self._tell_added_twice(kept.questions[found].address.child(question.id), path)
                return
            at = ids.index(beside[0]) + beside[1]
            within = (*group.questions[:at], question, *group.questions[at:])
            grown = group.model_copy(update={"questions": within})
            # It is looked at again: what is wrong in it now is told at what was put in.
            kept.questions[found] = Written(
                kept.questions[found].address, grown, self.document, place
            )

    def _tell_added_twice(self, address: str, path: Path) -> None:
        message = msg('"{address}" is here already.', address=address)
        self._tell((*path, "question", "id"), message, "duplicate")

    # --- order ---

    def _order(self, name: str, ids: tuple[str, ...]) -> None:
        kept = self._known_section(name, ("order", name))
        if kept is None:
            return
        known = {each.question.id: each for each in kept.questions}
        first: list[Written] = []
        for index, each in enumerate(ids):
            path = ("order", name, index)
            if each in ids[:index]:
                message = msg('"{name}" stands here twice.', name=each)
                self._tell(path, message, "duplicate")
            elif each not in known:
                self._tell_unknown(path, each, known)
            else:
                first.append(known[each])
        rest = [each for each in kept.questions if each.question.id not in ids]
        kept.questions = [
            each if each.is_own else each._replace(path=("order", name)) for each in first + rest
        ]

    def _refuse_empty(self) -> None:
        for name, kept in list(self._kept.items()):
            if not kept.questions:
                message = msg('nothing is left of "{name}": leave that out.', name=name)
                self._tell(("leave_out",), message, "empty")
                del self._kept[name]

    # --- sections ---

    def _take_own(self) -> None:
        for section, document in self.own:
            if section.id in self._kept:
                message = msg(
                    'the template "{parent}" has a section "{name}": leave that out first.',
                    parent=self.parent.id,
                    name=section.id,
                )
                self._tell(self._listed(section.id), message, "duplicate")
                continue
            written = [
                Written(section.address(each), each, document, ("questions", index))
                for index, each in enumerate(section.questions)
            ]
            self._kept[section.id] = _Kept(section, written)

    def _in_order(self) -> tuple[list[Section], list[Written]]:
        names: Iterable[str] = self._kept
        if self.head.sections:
            names = [name for name in self.head.sections if name in self._kept]
            for name in self._kept:
                if name not in names:
                    message = msg(
                        '"{name}" is neither in "sections" nor in "leave_out".', name=name
                    )
                    self._tell(("sections",), message, "section", f"- {name}")
            for index, name in enumerate(self.head.sections):
                if name in self.left_out_sections and name not in self._kept:
                    message = msg('"{name}" is left out.', name=name)
                    self._tell(("sections", index), message, "section")
        sections: list[Section] = []
        written: list[Written] = []
        for kept in (self._kept[name] for name in names):
            questions = tuple(each.question for each in kept.questions)
            sections.append(kept.section.model_copy(update={"questions": questions}))
            written += kept.questions
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

    # --- in common ---

    def _known_section(self, name: str, path: Path) -> _Kept | None:
        kept = self._kept.get(name)
        if kept is None and name in self.left_out_sections:
            self._tell(path, msg('"{name}" is left out.', name=name), "extends")
        elif kept is None:
            self._tell_unknown(path, name, self._kept)
        return kept

    def _put(self, kept: _Kept, at: int, question: Question) -> None:
        kept.questions[at] = kept.questions[at]._replace(question=question)

    def _listed(self, name: str) -> Path:
        return ("sections", self.head.sections.index(name))

    def _tell_unknown(self, path: Path, name: str, known: Collection[str]) -> None:
        message = msg('the template "{parent}" has no "{name}".', parent=self.parent.id, name=name)
        hint = nearest(name, known, len(self.findings))
        self._tell(path, message, "extends", hint)

    def _tell(self, path: Path, message: str, kind: str, hint: str = "") -> None:
        self.findings.append(self.document.finding(path, message, kind=kind, hint=hint))


def _places(questions: Iterable[Written]) -> list[Address]:
    """Return the addresses of questions, those within groups among them."""
    places: list[Address] = []
    for each in questions:
        places.append(each.address)
        if isinstance(each.question, GroupQuestion):
            places += [each.address.child(inner.id) for inner in each.question.questions]
    return places


def _find(questions: list[Written], address: str) -> int | None:
    return next((at for at, each in enumerate(questions) if each.address == address), None)


def _reworded(question: Question, rewording: Rewording) -> Question:
    said = {name: getattr(rewording, name) for name in rewording.model_fields_set}
    if "text" in said and question.source_text is None:
        said["source_text"] = question.text
    return question.model_copy(update=said)
