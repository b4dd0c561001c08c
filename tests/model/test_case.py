"""A case's title is read, changed and looked up like an answer."""

from made_up import blank

from coprod_cli.model.case import TITLE, Answer, answer_of


class TestATitle:
    def test_is_what_was_said_to_its_address(self):
        case = blank(title="A made-up day")

        assert case.answer(TITLE) == Answer(TITLE, "A made-up day")
        assert (
            answer_of(case, TITLE, "family") == answer_of(case, TITLE, None) == case.answer(TITLE)
        )

    def test_is_replaced_as_an_answer_is_and_is_none_of_the_answers(self):
        case = blank(title="A made-up day")
        after = case.with_answer(Answer(TITLE, "Another day"))

        assert after.title == "Another day"
        assert after.answers == case.answers
        assert case.title == "A made-up day"
