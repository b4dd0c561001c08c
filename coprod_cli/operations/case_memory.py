"""Case memory: offers answers of earlier cases in an interview, and remembers some of this one.

Only answers to questions that say so (`remember`) are remembered, and none in which the privacy
scan finds anything, of a template in which people are named, or of a case that is kept apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from coprod_cli.interview.engine import Interview
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Case, answer_of
from coprod_cli.model.voice_names import VOICES
from coprod_cli.notebook.remembered import (
    Remembered,
    RememberedAnswer,
    read_remembered,
    write_remembered,
)

MAX_LENGTH = 300
"""The most characters of an answer that is remembered: it must be seen whole above the input."""


Answers = Mapping[str, Mapping[AnswerKey, RememberedAnswer]]
"""Remembered answers by template, and by address and voice."""


def with_memory(interview: Interview, notebook: Path, watched_words: str) -> Interview:
    """Return an interview that offers what its notebook remembers.

    Args:
        interview: the interview, with its privacy scan.
        notebook: the notebook's folder.
        watched_words: the text of the notebook's watch list.
    """
    remembered = read_remembered(notebook)
    template = interview.template
    introduced = remembered.introduced.get(template.id) == template.version
    # Loading the patterns of the scan would delay the first question.
    is_checked = remembered.seal == _seal(remembered.answers, watched_words)
    asked = _remembering(interview)
    offered = {
        key: answer.text
        for key, answer in remembered.answers.get(template.id, {}).items()
        if key.address in asked
        and answer.language == interview.case.language
        and (is_checked or _may_be_kept(interview, answer.text))
    }
    return replace(interview, introduced=introduced, offered=offered)


@dataclass(frozen=True)
class CaseMemory:
    """Remembers some of a case when its sitting ends.

    Attributes:
        watched_words: the text of the notebook's watch list.
        size: what was chosen for the new case; "" if nothing was.
        keeps_answers: whether answers are remembered, and not only who spoke.
        says_voice: whether the person said at the beginning who speaks, or that nobody is named.
    """

    watched_words: str
    size: str = ""
    keeps_answers: bool = True
    says_voice: bool = False

    def keep(
        self, before: Interview, after: Interview, notebook: Path, *, with_answers: bool
    ) -> None:
        """Remember the size, who spoke, that the introduction was shown, and changed answers.

        Args:
            before: the interview at the beginning of the sitting.
            after: the interview at its end.
            notebook: the notebook's folder.
            with_answers: whether answers may be remembered; those of a case that is kept apart may
                not.
        """
        remembered = read_remembered(notebook)
        template = after.template
        introduced, answers, seal = remembered.introduced, remembered.answers, remembered.seal
        if before.opening:
            introduced = {**introduced, template.id: template.version}
        changed = (
            _changed_answers(before.case, after) if with_answers and self.keeps_answers else {}
        )
        if changed:
            known = answers.get(template.id, {})
            answers = _checked(after, {**answers, template.id: {**known, **changed}})
            seal = _seal(answers, self.watched_words)
        size = self.size or remembered.size
        voice = remembered.voice
        if self.says_voice or (before.voice, after.voice) != (None, None):
            spoken = after.voice or ""
            # Another word for a role may be a name, in a case that is kept apart.
            voice = spoken if with_answers or spoken in ("", *VOICES) else voice
        write_remembered(notebook, Remembered(size, introduced, answers, seal, voice))


def _changed_answers(before: Case, after: Interview) -> dict[AnswerKey, RememberedAnswer]:
    """Return the answers of who spoke last that a sitting changed, and that may be remembered."""
    changed = {}
    for address in _remembering(after):
        answer = answer_of(after.case, address, after.own_voice)
        is_changed = answer != answer_of(before, address, after.own_voice)
        if is_changed and answer.text and not answer.unknown and _may_be_kept(after, answer.text):
            changed[answer.key] = RememberedAnswer(answer.text, after.case.language)
    return changed


def _checked(interview: Interview, answers: Answers) -> Answers:
    """Return the answers in which the privacy scan finds nothing."""
    return {
        name: {key: answer for key, answer in each.items() if _may_be_kept(interview, answer.text)}
        for name, each in answers.items()
    }


def _seal(answers: Answers, watched_words: str) -> str:
    """Return a digest by which answers are known to be those that were checked last.

    It is another one when an answer or the watch list changes.
    """
    texts = sorted(
        (name, Address(str(key)), answer)
        for name, each in answers.items()
        for key, answer in each.items()
    )
    return sha256(repr((watched_words, texts)).encode("utf-8", "replace")).hexdigest()


def _remembering(interview: Interview) -> frozenset[Address]:
    """Return the addresses of the questions whose answers are remembered."""
    if interview.template.names_people:
        return frozenset()
    questions = interview.template.questions.items()
    return frozenset(address for address, question in questions if question.remember)


def _may_be_kept(interview: Interview, text: str) -> bool:
    """Return whether a text is short, and nothing in it may tell who somebody is."""
    return (
        len(text) <= MAX_LENGTH and interview.scan is not None and not interview.scan.remarks(text)
    )
