"""Notice about words in the answer just given that may identify a person."""

from dataclasses import replace
from typing import TypeVar

from coprod_cli.base.message import Message, joined, msg
from coprod_cli.base.text import folded, shortened
from coprod_cli.interview.positions import AtQuestion
from coprod_cli.interview.state import InterviewState, answer_at
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion

State = TypeVar("State", bound=InterviewState)
_MAX_WORDS = 5
_MAX_LENGTH = 40
"""Characters that are quoted of each."""


def with_identifiers_noticed(before: InterviewState, after: State) -> State:
    """Return the interview after a saved reply, with a notice if an answer may identify a person.

    The same words are pointed out once in a sitting. Choices are left out: their words are the
    form's own. Nobody waits for the scan: what is answered before it is ready is searched after the
    next reply.

    Args:
        before: the interview at the question.
        after: the interview after the reply.
    """
    if after.scan is None:
        return after
    key = before.key
    given = (key,) if key is not None and _is_new_text(key, before, after) else ()
    keys = tuple(dict.fromkeys((*before.unsearched, *given)))
    if not after.scan.is_ready:
        return replace(after, unsearched=keys)
    texts = (answer_at(after.case, each).text for each in keys)
    found = {folded(words): words for text in texts for words in after.scan.words(text)}
    references = _new_references(key, before, after)
    found |= {
        folded(words): words for each in references for words in after.scan.reference_words(each)
    }
    new = {key: words for key, words in found.items() if key not in after.pointed_out}
    searched = replace(after, unsearched=())
    if not new:
        return searched
    is_answer = keys == given and not references
    goes_back = is_answer and isinstance(after.position, AtQuestion)
    sentences = [after.notice] if after.notice else []
    sentences += _sentences(list(new.values()), goes_back=goes_back)
    pointed_out = after.pointed_out | new.keys()
    return replace(searched, notice=joined(sentences), pointed_out=pointed_out)


def _is_new_text(key: AnswerKey, before: InterviewState, after: InterviewState) -> bool:
    """Return whether a reply gave an answer in the person's own words."""
    question = None if key.address == TITLE else after.template.question_at(key.address)
    if isinstance(question, ChoiceQuestion | ChoicesQuestion | YesNoQuestion):
        return False
    text = answer_at(after.case, key).text
    return bool(text) and text != answer_at(before.case, key).text


def _new_references(
    key: AnswerKey | None, before: InterviewState, after: InterviewState
) -> list[str]:
    """Return the references that a reply put beside the current answer."""
    if key is None or key.address == TITLE:
        return []
    known = answer_at(before.case, key).sources
    return [each for each in answer_at(after.case, key).sources if each not in known]


def _sentences(words: list[str], *, goes_back: bool) -> list[Message]:
    quoted = [f'"{shortened(" ".join(each.split()), _MAX_LENGTH)}"' for each in words[:_MAX_WORDS]]
    if len(words) > _MAX_WORDS:
        quoted.append("...")
    what = msg("You wrote {words}: this may tell who somebody is.", words=", ".join(quoted))
    saved = msg("It is saved; :back goes to it.") if goes_back else msg("It is saved.")
    return [what, saved]
