"""The patient contract layout: one page in plain language to fill in by hand and to sign."""

import re
from dataclasses import replace

import pytest
from made_up import EVERY_TYPE, PRIMARY_CARE, blank
from paths import TESTS

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.base.text import canonical_text
from coprod_cli.base.yaml_document import read_yaml
from coprod_cli.formats.case_as_read import read_as_asked
from coprod_cli.formats.markdown.agreement import SECTIONS
from coprod_cli.formats.markdown.agreement import render_agreement as render_read
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.choice_questions import YesNoQuestion
from coprod_cli.model.questions import GroupQuestion
from coprod_cli.model.template import Template
from coprod_cli.templates.loader import load_template

CONTRACT = load_template(shipped_prompts() / "patient-contract")
FORMS = TESTS / "forms"
LANGUAGES = pytest.mark.parametrize("language", ["en", "sv"])
HEADINGS = {
    "en": [
        "My next step", "What matters to me", "Who does what", "Our plan", "My fixed contact",
        "My agreed times", "How it is for me", "Signatures",
    ],
    "sv": [
        "Mitt nästa steg", "Det här är viktigt för mig", "Vem gör vad", "Vår sammanhållna plan",
        "Min fasta vårdkontakt", "Mina överenskomna tider", "Så är det för mig", "Underskrifter",
    ],
}  # fmt: skip


def render_agreement(case, template):
    return render_read(read_as_asked(case, template))


def page(*answers, language="en", title="A made-up spring"):
    case = Case("20261124-aaaaaa", title, "patient-contract", language=language)
    for answer in answers:
        said = Answer(*answer) if type(answer) is tuple else answer
        case = case.with_answer(said)
    return render_agreement(case, CONTRACT)


def part(text, heading):
    """Return the nonempty lines of one part of a page, without its heading."""
    _, _, rest = text.partition(f"## {heading}\n")
    return [line for line in rest.partition("\n## ")[0].split("\n") if line]


def example(language):
    """Return the made-up example of a language as a case."""
    text = (FORMS / f"patient-contract.{language}.yaml").read_text("utf-8")
    given = read_yaml(text, "example", numbers_as_text=True).value
    case = Case("20261124-bbbbbb", given["title"], given["template"], language=language)
    for section, said in given["answers"].items():
        for question, answer in said.items():
            address = f"{section}.{question}"
            asked = CONTRACT.questions[address]
            if not isinstance(asked, GroupQuestion):
                case = case.with_answer(answered(address, asked, answer, language))
                continue
            for number, item in enumerate(answer, 1):
                for name, value in item.items():
                    inner = f"{address}#{number}.{name}"
                    case = case.with_answer(answered(inner, asked.find(name), value, language))
    return case


def answered(address, question, given, language):
    said = given if isinstance(given, dict) else {"text": given}
    text = question.parse(canonical_text(said.get("text", "")), language)
    return Answer(address, text, said.get("unknown") is True)


class TestPage:
    @LANGUAGES
    def test_golden(self, golden, language):
        text = render_agreement(example(language), CONTRACT)

        golden(f"forms/patient-contract.agreement.{language}.md", text.encode())

    @LANGUAGES
    def test_has_its_parts_in_their_order(self, language):
        headings = [line[3:] for line in page(language=language).split("\n") if line[:3] == "## "]

        assert headings == HEADINGS[language]

    def test_begins_with_the_title(self):
        assert page(title="Till\n våren").startswith("# Till våren\n")

    @pytest.mark.parametrize(
        ("language", "title"), [("en", "Our agreement"), ("sv", "Vår överenskommelse")]
    )
    def test_has_a_title_of_its_own_where_the_case_has_none(self, language, title):
        assert page(language=language, title="  ").startswith(f"# {title}\n")

    def test_speaks_the_case_s_language_and_its_kin(self):
        assert page(language="sv-FI") == page(language="sv")
        assert page(language="fr") == page(language="en")
        assert page(language="sv") != page(language="en")

    @LANGUAGES
    def test_has_no_markers_and_ends_with_one_line_end(self, language):
        text = render_agreement(example(language), CONTRACT)

        assert "<!--" not in text
        assert text.endswith("_\n")

    @LANGUAGES
    def test_of_an_ordinary_example_fits_one_page(self, language):
        # A4 with margins of 15 mm takes some 60 lines of 105 signs in 10 points of a usual type;
        # the space between two blocks is a quarter of a line.
        lines = render_agreement(example(language), CONTRACT).split("\n")
        height = sum(-(-len(line) // 105) if line else 0.25 for line in lines)

        assert height <= 60

    @LANGUAGES
    def test_of_an_ordinary_example_leaves_nothing_of_its_parts_out(self, language):
        case = example(language)
        text = " ".join(render_agreement(case, CONTRACT).split())
        answers = [each for each in case.given_answers() if each.address.split(".")[0] in SECTIONS]

        assert len(answers) > 40
        for answer in answers:
            if not answer.address.endswith(".who"):
                assert " ".join(answer.text.split()) in text, answer.address

    @LANGUAGES
    def test_leaves_out_what_takes_energy_today(self, language):
        assert page(("before.energy", "Waiting."), language=language) == page(language=language)

    def test_tells_what_the_person_can_do_and_what_is_still_not_clear(self):
        text = page(("matters.resources", "My daughter drives."), ("after.still-open", "Sleep."))

        matters = part(text, "What matters to me")
        assert matters[-1] == "**What I can do, and who helps me:** My daughter drives."
        assert part(text, "How it is for me") == ["**What is still not clear:** Sleep."]

    @LANGUAGES
    def test_tables_the_rounds_of_the_check_one_a_row(self, language):
        rounds = "after.rounds"
        text = page(
            ("before.safe", "No"), Answer("after.safe", "Ja", voice="family"),
            (f"{rounds}#1.date", "2027-03-01"), Answer(f"{rounds}#1.safe", unknown=True),
            (f"{rounds}#2.overview", "Nej"), (f"{rounds}#2", "A made-up remark."),
            language=language,
        )  # fmt: skip

        lines = part(text, HEADINGS[language][6])
        family = {"en": "family", "sv": "närstående"}[language]
        before, after, item = {
            "en": ("Before", "After", "Follow-up"), "sv": ("Före", "Efter", "Uppföljning"),
        }[language]  # fmt: skip
        assert lines[0].count("|") == 8
        assert lines[2:7] == [
            f"| {before} | - | - | - | - | No | - |",
            f"| {after} | - | - | - | - | {family}: Ja | - |",
            "| 2027-03-01 | - | - | - | - | ? | - |",
            f"| {item} 2 | - | - | - | - | - | Nej |",
            "A made-up remark.",
        ]


class TestWhatIsNotAnswered:
    def test_is_a_line_to_fill_in_by_hand(self):
        text = page()

        assert part(text, "What matters to me")[0].strip("_") == ""
        assert part(text, "Our plan")[0].strip("_") == ""
        assert part(text, "My next step")[0].strip("_") == ""
        assert "\n**Where and to whom I turn:** ____" in text
        assert "\n**We look at this again:** ____" in text

    def test_is_a_row_for_each_who(self):
        rows = part(page(), "Who does what")[2:]

        assert [row.split(" | ")[0] for row in rows] == ["| Me", "| Healthcare", "| Together"]
        assert all(row.count("____ |") == 2 for row in rows)

    @pytest.mark.parametrize(
        ("heading", "labels"),
        [
            ("My fixed contact", ["Name", "Role", "How I reach the contact"]),
            ("My agreed times", ["Day", "Time", "What", "Where"]),
        ],
    )
    def test_is_two_items_for_contacts_and_times(self, heading, labels):
        line = "- " + " – ".join(f"{label}: {'_' * 14}" for label in labels)  # noqa: RUF001

        assert part(page(), heading)[:2] == [line, line]
        assert not any(other.startswith("- ") for other in part(page(), heading)[2:])

    def test_is_a_line_within_an_item_that_has_been_begun(self):
        lines = part(page(("contact.people#1.name", "Maja Exempel")), "My fixed contact")

        assert len(lines) == 1
        assert lines[0].startswith("- Maja Exempel – Role: ____")  # noqa: RUF001
        assert "How I reach the contact: ____" in lines[0]

    def test_goes_where_something_is_said(self):
        text = page(("matters.most", "To sow peas."), ("next-step.turn-to", "Ask Maja."))

        assert part(text, "What matters to me")[0] == "To sow peas."
        assert "\n**Where and to whom I turn:** Ask Maja.\n" in text


class TestWhatIsNotKnownYet:
    @pytest.mark.parametrize(
        ("language", "words", "label"),
        [("en", "*(not known yet)*", "Day"), ("sv", "*(vet inte än)*", "Dag")],
    )
    def test_is_marked_and_followed_by_a_line_to_fill_in(self, language, words, label):
        text = page(
            Answer("next-step.what", unknown=True),
            Answer("plan.review", unknown=True),
            Answer("times.booked#1.date", unknown=True),
            language=language,
        )

        assert f"\n{words}\n\n____" in text
        assert f":** {words} ____" in text
        assert f"\n- {words} {label}: ____" in text

    def test_stands_behind_what_is_guessed(self):
        text = page(Answer("times.booked#1.time", "Before noon", unknown=True))

        assert " – Before noon *(not known yet)* – What: ____" in text  # noqa: RUF001


class TestWhoDoesWhat:
    @pytest.mark.parametrize(
        ("language", "labels", "names"),
        [
            ("en", ("You", "Healthcare", "Together"), ("Me", "Healthcare", "Together")),
            ("sv", ("Du", "Vården", "Tillsammans"), ("Jag", "Vården", "Tillsammans")),
            ("sv", ("You", "care", "Together"), ("Jag", "Vården", "Tillsammans")),
        ],
    )
    def test_names_the_parties_as_the_signatures_do(self, language, labels, names):
        answers = []
        for number, label in enumerate(reversed(labels), 1):
            answers += [
                (f"agreement.parts#{number}.what", f"thing {number}"),
                (f"agreement.parts#{number}.who", label),
                (f"agreement.parts#{number}.when", f"day {number}"),
            ]

        rows = part(page(*answers, language=language), HEADINGS[language][2])[2:]

        assert rows == [
            f"| {name} | thing {number} | day {number} |"
            for name, number in zip(names, (3, 2, 1), strict=True)
        ]

    def test_keeps_the_order_within_each_who(self):
        answers = [
            (f"agreement.parts#{number}.{key}", text)
            for number, who in ((2, "You"), (4, "Healthcare"), (5, "You"))
            for key, text in (("what", f"thing {number}"), ("who", who))
        ]

        rows = part(page(*answers), "Who does what")[2:]

        assert [row.split(" | ")[1] for row in rows][:3] == ["thing 2", "thing 5", "thing 4"]
        assert rows[3].startswith("| Together | ____")

    @pytest.mark.parametrize(
        ("who", "shown"),
        [
            (Answer("agreement.parts#1.who"), "____"),
            (Answer("agreement.parts#1.who", "The neighbour"), "The neighbour |"),
            (Answer("agreement.parts#1.who", unknown=True), "*(not known yet)* ____"),
            (Answer("agreement.parts#1.who", "You", unknown=True), "You *(not known yet)* |"),
        ],
    )
    def test_what_nobody_has_yet_comes_last(self, who, shown):
        rows = part(page(("agreement.parts#1.what", "Call the clinic"), who), "Who does what")[2:]

        assert len(rows) == 4
        assert rows[3].startswith(f"| {shown}")
        assert "| Call the clinic |" in rows[3]

    def test_is_decided_by_the_first_answer_of_the_note_even_if_it_is_empty(self):
        who = "agreement.parts#1.who"
        empty, voiced = Answer(who), Answer(who, "You", voice="family")

        def row(*answers):
            case = replace(blank(CONTRACT), answers=answers)
            return part(render_agreement(case, CONTRACT), "Who does what")[2:]

        assert row(empty, voiced)[-1].startswith("| family: You | ____")
        assert len(row(empty, voiced)) == 4
        assert row(voiced, empty)[0].startswith("| Me | ____")
        assert len(row(voiced, empty)) == 3

    def test_names_others_as_they_are_named_and_lets_them_sign(self):
        answers = [
            (f"agreement.parts#{number}.{key}", text)
            for number, (who, name) in enumerate(
                (("Somebody else", "The neighbour"), ("The municipality", ""), ("You", "an aunt")),
                1,
            )
            for key, text in (("what", f"thing {number}"), ("who", who), ("who-else", name))
        ]
        text = page(
            *answers, ("agreement.parts#2.when", "1 May"), ("agreement.parts#2.done", "2026-05-01")
        )

        rows = part(text, "Who does what")[2:]
        assert [row.split(" | ")[0] for row in rows] == [
            "| Me (an aunt)", "| Healthcare", "| Together", "| The neighbour", "| The municipality",
        ]  # fmt: skip
        assert rows[-1].endswith("| thing 2 | 1 May; done: 2026-05-01 |")
        signing = part(text, "Signatures")
        assert [line.split(":**")[0] for line in signing if line[:2] == "**"] == [
            "**Me", "**Healthcare", "**The municipality",
        ]  # fmt: skip

    def test_keeps_a_template_s_own_label_of_another_party(self):
        form = CONTRACT.model_dump()
        parts = next(each for each in form["sections"] if each["id"] == "agreement")["questions"][0]
        who = next(each for each in parts["questions"] if each["id"] == "who")
        who["choices"] = (*who["choices"], {"value": "school", "label": "The school"})
        case = blank(CONTRACT).with_answer(Answer("agreement.parts#1.who", "The school"))

        text = render_agreement(case, Template.model_validate(form))

        assert part(text, "Who does what")[-1].startswith("| The school | ____")


class TestAnswers:
    def test_stay_on_the_line_of_their_item(self):
        text = page(
            ("agreement.parts#1.what", "Walk | or\ncycle  home"),
            ("times.booked#1.what", "A\nblood  test"),
        )

        assert "| Walk \\| or cycle home |" in text
        assert " – A blood test – " in text  # noqa: RUF001

    def test_of_several_lines_stand_below_their_label(self):
        text = page(("plan.taking-part", "- the clinic\n- my daughter"))

        assert "\n**Who takes part:**\n\n- the clinic\n- my daughter\n\n**" in text

    def test_that_are_a_list_of_one_stand_below_their_label_too(self):
        assert "**Who takes part:**\n\n- the clinic\n" in page(("plan.taking-part", "- the clinic"))

    def test_of_every_voice_are_there(self):
        text = page(
            Answer("matters.most", "Peas."),
            Answer("matters.most", "Rest.", voice="family"),
            Answer("next-step.turn-to", "Maja.", voice="family"),
            Answer("times.change", "- a\n- b", voice="family"),
            Answer("contact.people#1.name", "Maja Exempel"),
            Answer("contact.people#1.name", "Otto Exempel", voice="family"),
        )

        assert part(text, "What matters to me")[:2] == ["Peas.", "family: Rest."]
        assert "\n**Where and to whom I turn:** family: Maja.\n" in text
        assert "\n**To change a time:**\n\nfamily:\n\n- a\n- b\n" in text
        assert "\n- Maja Exempel; family: Otto Exempel – Role" in text  # noqa: RUF001

    @pytest.mark.parametrize(
        ("group", "heading"),
        [
            ("agreement.parts", "Who does what"),
            ("contact.people", "My fixed contact"),
            ("times.booked", "My agreed times"),
        ],
    )
    def test_to_a_group_as_a_whole_stand_below_its_table(self, group, heading):
        text = page((group, "A made-up remark."))

        assert "A made-up remark." in part(text, heading)

    def test_of_an_item_that_was_removed_leave_the_others(self):
        text = page(("times.booked#3.what", "Third"), ("times.booked#1.what", "First"))

        lines = part(text, "My agreed times")

        assert " – First – " in lines[0]  # noqa: RUF001
        assert " – Third – " in lines[1]  # noqa: RUF001


class TestSignatures:
    @pytest.mark.parametrize(
        ("language", "labels"),
        [
            (
                "en",
                [
                    "**Me:** Signature: _ Place and date: _",
                    "Name in block letters: _",
                    "**Healthcare:** Signature: _ Place and date: _",
                    "Name in block letters, and role: _",
                ],
            ),
            (
                "sv",
                [
                    "**Jag:** Namnteckning: _ Ort och datum: _",
                    "Namnförtydligande: _",
                    "**Vården:** Namnteckning: _ Ort och datum: _",
                    "Namnförtydligande och befattning: _",
                ],
            ),
        ],
    )
    def test_are_for_the_person_and_for_the_care_each_with_a_date(self, language, labels):
        lines = part(page(language=language), HEADINGS[language][-1])

        assert [re.sub("_{20,}", "_", line) for line in lines] == labels

    def test_come_after_what_the_page_is_and_is_not(self):
        opening = page().partition("\n## ")[0]

        assert "not legally binding" in opening
        assert "medical record" in opening
        assert "inte juridiskt bindande" in page(language="sv").partition("\n## ")[0]


class TestOtherTemplates:
    @pytest.mark.parametrize("template", [PRIMARY_CARE, EVERY_TYPE], ids=["primary-care", "other"])
    def test_have_no_agreement(self, template):
        with pytest.raises(WrongUsage) as caught:
            render_agreement(blank(template), template)

        assert caught.value.message == f'the form "{template.id}" has no agreement to print.'
        assert caught.value.suits(CONTRACT)
        assert not caught.value.suits(template)

    @pytest.mark.parametrize("section", SECTIONS)
    def test_need_every_section(self, section):
        kept = tuple(each for each in CONTRACT.sections if each.id != section)

        with pytest.raises(WrongUsage):
            render_agreement(blank(CONTRACT), CONTRACT.model_copy(update={"sections": kept}))

    def test_may_ask_more_which_the_page_has_in_the_form_s_own_words(self):
        copy = YesNoQuestion.model_construct(
            id="copy", type="yes_no", text="Does a copy belong in my medical record?"
        )
        fresh = load_template(shipped_prompts() / "patient-contract")
        sections = tuple(
            each.model_copy(update={"questions": (*each.questions, copy)})
            if each.id == "agreement" else each
            for each in fresh.sections
        )  # fmt: skip
        more = fresh.model_copy(update={"sections": sections})
        case = Case("20261124-aaaaaa", "T", "patient-contract", language="en")
        said = case.with_answer(Answer(Address("agreement.copy"), "Yes"))

        shown = "**Does a copy belong in my medical record?**"
        assert f"\n\n{shown} Yes\n\n## Our plan\n" in render_agreement(said, more)
        assert f"\n\n{shown} ______" in render_agreement(case, more)
        assert "copy" not in render_agreement(case, CONTRACT)

    def test_may_leave_out_the_checks(self):
        kept = tuple(each for each in CONTRACT.sections if each.id in SECTIONS)
        without = CONTRACT.model_copy(update={"sections": kept})

        whole = page(title=blank(CONTRACT).title)
        how_it_is = f"## How it is for me\n{whole.partition('## How it is for me')[2]}"
        how_it_is = how_it_is.partition("## Signatures")[0].replace("\n\n\n", "\n\n")
        assert render_agreement(blank(CONTRACT), without) == whole.replace(how_it_is, "")
