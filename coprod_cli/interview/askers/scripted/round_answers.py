"""Answers to a new round as data: its questions are named by their ids alone (`safe: no`)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.yaml_document import Document, Path
from coprod_cli.interview.askers.scripted.answers_file import GivenAnswers
from coprod_cli.interview.askers.scripted.named_voices import parse_name
from coprod_cli.interview.replies import Answered
from coprod_cli.model.address import Address
from coprod_cli.model.rounds import RoundGroup

_ANSWERS = "answers"


def document_for_round(
    document: Document | None, rounds: RoundGroup, item: Address
) -> Document | None:
    """Return an answers file with the whole addresses of the questions of a round.

    Args:
        document: the answers file; None for none.
        rounds: the group whose items are rounds.
        item: the address of the round.
    """
    if document is None or not isinstance(document.value, dict):
        return document
    answers = document.value.get(_ANSWERS)
    if not isinstance(answers, dict):
        return document
    names = {key: _whole_name(str(key), rounds, item) for key in answers}
    value = {**document.value, _ANSWERS: {names[key]: each for key, each in answers.items()}}

    def moved(path: Path) -> Path:
        is_answer = len(path) > 1 and path[0] == _ANSWERS and path[1] in names
        return (_ANSWERS, names[path[1]], *path[2:]) if is_answer else path

    positions = {moved(path): position for path, position in document.positions.items()}
    return Document(document.source, value, positions)


def settings_for_round(settings: Iterable[str], rounds: RoundGroup, item: Address) -> list[str]:
    """Return settings with the whole addresses of the questions of a round."""
    parts = (setting.partition("=") for setting in settings)
    return [f"{_whole_name(name, rounds, item)}{equals}{text}" for name, equals, text in parts]


def with_day(given: GivenAnswers, rounds: RoundGroup, item: Address, today: date) -> GivenAnswers:
    """Return the answers of a round with its day, which is today where they name none.

    Raises:
        WrongUsage: they answer none of its questions.
    """
    if not any(item.child(each) in given.answers for each in rounds.asked_ids):
        names = ", ".join(rounds.asked_ids)
        raise WrongUsage(
            msg("--again takes an answer to one of these, at least: {names}.", names=names),
            hint=f"--again --set {rounds.asked_ids[0]}=...",
        )
    day = {item.child(rounds.date_id): (Answered(today.isoformat()),)}
    return replace(given, answers={**day, **given.answers})


def _whole_name(name: str, rounds: RoundGroup, item: Address) -> str:
    """Return `ADDRESS` or `ADDRESS@VOICE` for the id of a question of the round."""
    address, _voice = parse_name(name)
    is_id = rounds.group.find(address) is not None
    return item.child(name) if is_id else name
