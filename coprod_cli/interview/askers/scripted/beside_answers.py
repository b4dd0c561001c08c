"""Options for the evidence and references of answers: `--evidence` and `--source ADDRESS=TEXT`."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coprod_cli.base.message import composed, msg
from coprod_cli.base.text import has_lone_surrogate
from coprod_cli.base.yaml_document import Document
from coprod_cli.interview.askers.scripted.answer_checker import AnswerChecker
from coprod_cli.interview.askers.scripted.named_voices import parse_name
from coprod_cli.interview.replies import Answered, Unknown
from coprod_cli.model.sources import evidence_of_label
from coprod_cli.model.voices import several_voices
from coprod_cli.notebook.note.markers import is_word_value

_EXAMPLES = {
    "--evidence": "--evidence condition.anticipated=guideline",
    "--source": "--source 'condition.anticipated=PMID 12345678'",
}


@dataclass(frozen=True)
class BesideAnswers:
    """Settings of what stands beside answers, each `ADDRESS=TEXT` or `ADDRESS@VOICE=TEXT`.

    Attributes:
        evidence: how something is known; an empty text removes it.
        sources: one more reference each; an empty text removes all.
    """

    evidence: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


NOTHING_BESIDE = BesideAnswers()


def check_beside(checker: AnswerChecker, beside: BesideAnswers) -> None:
    """Check settings, and put them beside the answers that are given, else beside saved ones."""
    for option, settings in (("--evidence", beside.evidence), ("--source", beside.sources)):
        for number, setting in enumerate(settings, 1):
            _check_setting(checker, option, setting, f"{option} {number}")


def _check_setting(checker: AnswerChecker, option: str, setting: str, where: str) -> None:
    name, equals, text = setting.partition("=")
    address, voice = parse_name(name, checker.known_voices)
    voice = checker.named(voice)
    document = Document(where, None)
    if not equals:
        checker.add_finding(document, (), msg("this must be ADDRESS=TEXT."), _EXAMPLES[option])
        return
    if problem := _problem(option, text):
        message = composed('"{address}": {problem}', address=address, problem=problem)
        checker.add_finding(document, (), message)
        return
    saved = checker.saved(address, voice).sources
    given = checker.answers.get(address, ())
    if voice is None and len(given) > 1:
        message = several_voices(address, (each.voice or None for each in given))
        checker.add_finding(document, (), message, kind="voice")
        return
    index = _index(given, voice)
    if index is None:
        count = len(checker.findings)
        # The saved answer is given once more, as it is.
        checker.check(name, {"evidence": None, "sources": list(saved)}, document, ())
        if len(checker.findings) > count or not (given := checker.answers.get(address, ())):
            return
        index = len(given) - 1
    reply = _with_setting(given[index], option, text, saved)
    checker.answers[address] = (*given[:index], reply, *given[index + 1 :])


def _problem(option: str, text: str) -> str:
    if has_lone_surrogate(text):
        return msg("this holds half a character, which no file can keep.")
    if option == "--evidence" and text and not is_word_value(evidence_of_label(text)):
        return msg("{name} takes one word.", name="evidence")
    return ""


def _index(given: Iterable[Answered | Unknown], voice: str | None) -> int | None:
    """Return the number of a voice's reply; of the only one if no voice is named."""
    for index, reply in enumerate(given):
        if voice is None or (reply.voice or None) == (voice or None):
            return index
    return None


def _with_setting(
    reply: Answered | Unknown, option: str, text: str, saved: tuple[str, ...]
) -> Answered | Unknown:
    if option == "--evidence":
        return replace(reply, evidence=evidence_of_label(text))
    before = saved if reply.sources is None else reply.sources
    return replace(reply, sources=(*before, text) if text else ())
