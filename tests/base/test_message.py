"""Messages: English text, translation, and copying."""

import copy
import json
import pickle
from dataclasses import asdict

import pytest

from coprod_cli.base.errors import CannotSave, Finding, InvalidInput
from coprod_cli.base.i18n import choose_language, translated
from coprod_cli.base.message import (
    GroupedNumber,
    InLanguages,
    Message,
    capitalized,
    composed,
    joined,
    msg,
    nmsg,
)

REASON = msg("permission denied")
UNREAD = msg("this cannot be read: {reason}.", reason=REASON)


@pytest.fixture
def swedish():
    choose_language("sv")
    yield
    choose_language("en")


class TestMessage:
    def test_is_the_english_sentence(self):
        assert UNREAD == "this cannot be read: permission denied."
        assert json.dumps([UNREAD]) == '["this cannot be read: permission denied."]'
        assert hash(UNREAD) == hash("this cannot be read: permission denied.")

    def test_has_what_it_is_made_of(self):
        assert (UNREAD.template, dict(UNREAD.fields)) == (
            "this cannot be read: {reason}.",
            {"reason": REASON},
        )

    def test_never_changes(self):
        with pytest.raises(AttributeError):
            UNREAD.template = "another"
        with pytest.raises(TypeError):
            UNREAD.fields["reason"] = "another"

    @pytest.mark.usefixtures("swedish")
    @pytest.mark.parametrize(
        "message",
        [
            UNREAD, nmsg("({count} more line)", "({count} more lines)", 2), capitalized(UNREAD),
            InLanguages("the case", {"en": "the round", "sv": "ronden"}),
        ],
    )  # fmt: skip
    def test_can_be_copied_and_sent_to_another_process(self, message):
        for other in (copy.deepcopy(message), pickle.loads(pickle.dumps(message))):  # noqa: S301 - our own
            assert isinstance(other, Message)
            assert other == message
            assert translated(other) == translated(message)

    def test_leaves_braces_alone_where_it_has_no_fields(self):
        assert msg("{unknown: true}, where it is not known yet").startswith("{unknown: true}")

    def test_takes_a_text_with_braces_in_a_field(self):
        assert joined([msg("{it}", it="{x}"), "{y}"], " {} ") == "{x} {} {y}"

    def test_has_a_form_for_each_count(self):
        forms = [nmsg("({count} more line)", "({count} more lines)", n) for n in (0, 1, 2)]
        assert forms == ["(0 more lines)", "(1 more line)", "(2 more lines)"]


@pytest.mark.usefixtures("swedish")
class TestTranslation:
    def test_a_field_is_translated_with_its_sentence(self):
        assert translated(UNREAD) == "det h\u00e4r g\u00e5r inte att l\u00e4sa: \u00e5tkomst nekas."

    def test_the_english_stays_as_it_is(self):
        assert UNREAD == "this cannot be read: permission denied."

    def test_a_count_has_its_form(self):
        forms = [nmsg("({count} more line)", "({count} more lines)", n) for n in (1, 2)]
        assert [translated(each) for each in forms] == ["(1 rad till)", "(2 rader till)"]

    def test_composed_sentences_are_translated_in_all_their_parts(self):
        whole = joined([composed("{where}: {message}", where="a.md", message=UNREAD), REASON])
        assert translated(whole) == f"a.md: {translated(UNREAD)} {translated(REASON)}"

    def test_the_first_letter_can_be_a_capital(self):
        assert translated(capitalized(UNREAD)).startswith("Det h\u00e4r ")
        assert translated(capitalized(joined([UNREAD, REASON]))).startswith("Det h\u00e4r ")
        assert capitalized("anything at all") == "Anything at all"

    def test_a_large_number_is_grouped_by_blanks(self):
        message = msg(
            "this has over {count} keys, items and values.", count=GroupedNumber(1_000_000)
        )
        assert "over 1,000,000 keys" in message
        assert " 1\u00a0000\u00a0000 " in translated(message)

    @pytest.mark.usefixtures("swedish")
    def test_a_phrase_in_several_languages_has_that_of_the_current_one(self):
        phrase = InLanguages("the case", {"en": "the round", "sv": "ronden"})
        sentence = msg("{the_case} is finished.", the_case=capitalized(phrase))

        assert sentence == "The round is finished."
        assert translated(phrase) == "ronden"
        assert translated(capitalized(phrase)) == "Ronden"
        assert translated(InLanguages("the case", {"en": "the round"})) == "fallet"

    def test_any_other_text_stays_as_it_is(self):
        assert translated("permission denied") == "permission denied"

    def test_an_empty_one_is_empty(self):
        assert translated(joined([])) == translated(msg("")) == ""

    def test_a_finding_carries_it(self):
        finding = Finding("encoding", UNREAD, "a.md", 1, 2, msg("save it as UTF-8"))
        assert str(finding) == (
            "a.md:1:2: this cannot be read: permission denied. Try: save it as UTF-8"
        )
        assert translated(finding.sentence) == (
            f"a.md:1:2: {translated(UNREAD)} Prova: spara det som UTF-8"
        )
        assert translated(asdict(finding)["message"]) == translated(UNREAD)

    def test_a_finding_without_a_file_names_its_place(self):
        finding = Finding("encoding", UNREAD, "", 1)
        assert str(finding).startswith("input:1:1: this ")
        assert translated(finding.sentence).startswith("indata:1:1: det ")

    def test_an_error_carries_it(self):
        error = CannotSave(UNREAD, where="a.md", hint=REASON)
        assert [translated(line) for line in error.lines()] == [
            f"a.md: {translated(UNREAD)} Prova: {translated(REASON)}"
        ]
        several = InvalidInput([Finding("one", UNREAD), Finding("two", REASON)])
        assert str(several) == "this cannot be read: permission denied.; permission denied"
        assert [translated(line) for line in several.lines()] == [
            translated(UNREAD),
            translated(REASON),
        ]
