"""The conditions of a question as a sentence on paper, in the form's language."""

from collections.abc import Iterable

from coprod_cli.formats.markdown.page_words import page_word
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.conditions import expected_value
from coprod_cli.model.question_base import Condition
from coprod_cli.model.questions import Question
from coprod_cli.model.template import Template
from coprod_cli.model.wording import worded


class WrittenConditions:
    """Writes the conditions of one template's questions."""

    def __init__(self, template: Template, language: str) -> None:
        """Take a template, and the language of the paper."""
        self._template = template
        self._language = language
        self._numbers = {
            section.address(question): f"{number}.{index}"
            for number, section in enumerate(template.sections, 1)
            for index, question in enumerate(section.questions, 1)
        }

    def sentence(self, conditions: Iterable[Condition]) -> str:
        """Return conditions as "Only if you answered ...", all of which must hold."""
        between = f" {page_word('and', self._language)} "
        return page_word(
            "only-if", self._language, conditions=between.join(map(self._condition, conditions))
        )

    def _condition(self, condition: Condition) -> str:
        question = self._template.question_without_item(condition.question)
        named = f'"{worded(question.text, self._language)}"' if question else condition.question
        if number := self._numbers.get(condition.question):
            named = f"{number}, {named}"
        key = f"if-{condition.operator}"
        if condition.operator == "exists" and condition.answer is False:
            key = "if-not-exists"
        answer = self._answer(condition, question)
        return page_word(key, self._language, question=named, answer=answer)

    def _answer(self, condition: Condition, question: Question | None) -> str:
        """Return the answer of a condition as it stands on the paper: a choice by its label."""
        if isinstance(question, YesNoQuestion):
            yes, no = question.labels(self._language)
            return yes if expected_value(condition, question) else no
        text = str(condition.answer)
        if isinstance(question, ChoiceQuestion | ChoicesQuestion):
            choice = question.find(text)
            return worded(choice.label, self._language) if choice else text
        return text
