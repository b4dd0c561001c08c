"""What a case of a form is called: "the contract" in place of "the case", in each language."""

from collections.abc import Mapping
from typing import NamedTuple

from coprod_cli.base.message import N_, InLanguages, Message
from coprod_cli.model.wording import FormModel, Language, Sentence


class Noun(FormModel):
    """A noun in one language, in the three forms of which all sentences are made.

    They are written out, because no rule makes them: "kontrakt", "kontraktet", "ett nytt kontrakt".
    """

    one: Sentence
    the: Sentence
    new: Sentence


Nouns = dict[Language, Noun]


class CaseNoun(NamedTuple):
    """What a case is called, as parts of messages: "contract", "the contract", "a new contract".

    In a language in which its template has no noun, it is a case.
    """

    one: Message
    the: Message
    new: Message


def case_noun(nouns: Mapping[str, Noun]) -> CaseNoun:
    """Return the phrases of a template's noun; those of "case" if it has none."""
    return CaseNoun(
        InLanguages(_ONE, {language: noun.one for language, noun in nouns.items()}),
        InLanguages(_THE, {language: noun.the for language, noun in nouns.items()}),
        InLanguages(_NEW, {language: noun.new for language, noun in nouns.items()}),
    )


_ONE, _THE, _NEW = N_("case"), N_("the case"), N_("a new case")
CASE = case_noun({})
"""What a case is called whose template is not at hand."""
