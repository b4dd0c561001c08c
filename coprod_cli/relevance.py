"""Which questions of a template are asked, as the answers to earlier ones decide."""

from coprod_cli.case import Answer, Case
from coprod_cli.conditions import condition_holds
from coprod_cli.template import Template


def relevant_addresses(template: Template, case: Case) -> frozenset[str]:
    """Return the addresses whose conditions all hold.

    What was said to a question that is itself hidden counts as not said, as in FHIR's enableWhen.
    """
    relevant: set[str] = set()
    for address, question in template.questions.items():
        if all(
            condition_holds(
                condition,
                template.questions[condition.question],
                (said := _said(case, condition.question, relevant)).text,
                given=said.given,
            )
            for condition in question.when
        ):
            relevant.add(address)
    return frozenset(relevant)


def _said(case: Case, address: str, relevant: set[str]) -> Answer:
    return case.answer(address) if address in relevant else Answer(address)
