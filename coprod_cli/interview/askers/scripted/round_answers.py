"""Answers to a new round as data: its questions are named by their ids alone (`safe: no`)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.base.yaml_document import Document, Path
from coprod_cli.interview.askers.scripted.answers_file import GivenAnswers
from coprod_cli.interview.askers.scripted.named_voices import parse_name
from coprod_cli.interview.replies import Answered
from coprod_cli.model.address import Address
from coprod_cli.model.case import Case
from coprod_cli.model.rounds import RoundGroup, next_round

_ANSWERS = "answers"


def check_round(
    check: Callable[[Document | None, Iterable[str]], GivenAnswers],
    document: Document | None,
    settings: Iterable[str],
    rounds: RoundGroup,
    *,
    case: Case,
    today: date,
) -> GivenAnswers:
    """Check the answers to a new round of a case, and return them with its day.

    Args:
        check: checks an answers file and settings, as `check_answers` does.
        document: the answers file; None for none.
        settings: the `--set` options.
        rounds: the group whose items are rounds.
        case: the case that gets the round.
        today: its day, where none is given.

    Raises:
        InvalidInput: some of it is invalid; carries every finding.
        WrongUsage: it answers none of the questions of a round.
    """
    item = next_round(rounds, case)
    given = check(
        _document_for_round(document, rounds, item), _settings_for_round(settings, rounds, item)
    )
    return _with_day(given, rounds, item, today)


def _document_for_round(
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


def _settings_for_round(settings: Iterable[str], rounds: RoundGroup, item: Address) -> list[str]:
    """Return settings with the whole addresses of the questions of a round."""
    parts = (setting.partition("=") for setting in settings)
    return [f"{_whole_name(name, rounds, item)}{equals}{text}" for name, equals, text in parts]


def _with_day(given: GivenAnswers, rounds: RoundGroup, item: Address, today: date) -> GivenAnswers:
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
