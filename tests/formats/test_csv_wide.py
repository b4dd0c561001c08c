"""`export csv --wide`: a row for each case, a column for each question and voice that answered."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO

from hypothesis import given
from hypothesis import strategies as st
from made_up import CASE_ID, EVERY_TYPE, blank, coprod

from coprod_cli.formats.case_as_read import CASE_FIELDS, CaseReader
from coprod_cli.formats.csv import defuse
from coprod_cli.formats.csv_wide import ExcelWideCsv, WideCsv
from coprod_cli.model.case import Answer

OTHER = "20261125-b3x8wd"


def table_of(*cases, exporter=None):
    """The rows of a wide table as dictionaries, and its bytes."""
    stream = BytesIO()
    file = (exporter or WideCsv()).open(stream)
    reader = CaseReader({"every-type": EVERY_TYPE}.get)
    for case in cases:
        file.add(reader.read(case, f"{case.id}.md"))
    file.close()
    text = stream.getvalue().decode("utf-8-sig")
    lines = StringIO(text, newline="")
    delimiter = exporter.delimiter if exporter else ","
    return list(csv.DictReader(lines, strict=True, delimiter=delimiter)), stream.getvalue()


def case_with(*answers, case_id=CASE_ID, template="every-type"):
    return replace(blank(), id=case_id, template=template, answers=answers)


def test_each_case_is_a_row_and_each_question_a_column_even_without_an_answer():
    rows, _ = table_of(
        case_with(Answer("first.name", "One")),
        case_with(Answer("second.story", "Two"), case_id=OTHER),
    )
    asked = [str(address) for address, each in EVERY_TYPE.questions.items() if each.type != "group"]

    assert list(rows[0]) == [*CASE_FIELDS, *asked]
    assert [(row["id"], row["first.name"], row["second.story"]) for row in rows] == [
        (CASE_ID, "One", ""), (OTHER, "", "Two"),
    ]  # fmt: skip


def test_each_voice_has_a_column_of_its_own():
    rows, _ = table_of(
        case_with(
            Answer("second.story", "Hers", voice="patient"),
            Answer("second.story", "His", voice="nurse"),
        ),
        case_with(Answer("second.story", "Nobody's"), case_id=OTHER),
    )
    columns = [name for name in rows[0] if name.startswith("second.story")]

    assert columns == ["second.story", "second.story@nurse", "second.story@patient"]
    assert [[row[name] for name in columns] for row in rows] == [
        ["", "His", "Hers"], ["Nobody's", "", ""],
    ]  # fmt: skip


def test_not_known_yet_is_a_question_mark_below_the_text():
    rows, _ = table_of(
        case_with(
            Answer("first.name", unknown=True),
            Answer("second.story", "So far", unknown=True),
        )
    )

    assert (rows[0]["first.name"], rows[0]["second.story"]) == ("?", "So far\n?")


def test_answers_of_a_form_that_is_not_here_have_columns_too():
    rows, _ = table_of(case_with(Answer("gone.question", "Kept"), template="gone"))

    assert rows[0]["gone.question"] == "Kept"


@given(st.lists(st.tuples(st.text(min_size=1), st.none() | st.text(min_size=1, max_size=5))))
def test_every_cell_and_heading_is_defused_and_nothing_is_lost(answers):
    given_answers = [Answer("second.story", text, voice=voice) for text, voice in answers]
    rows, data = table_of(case_with(*given_answers))

    cells = [cell for row in csv.reader(StringIO(data.decode(), newline="")) for cell in row]
    assert cells == [defuse(cell) if not cell.startswith("'") else cell for cell in cells]
    shown = "\n".join(rows[0].values())
    for answer in given_answers:
        assert answer.text.encode("utf-8", "replace").decode() in shown


def test_excel_gets_a_mark_and_semicolons():
    rows, data = table_of(case_with(Answer("first.name", "One; two")), exporter=ExcelWideCsv())

    assert data.startswith(b"\xef\xbb\xbfid;title;")
    assert rows[0]["first.name"] == "One; two"


def test_the_command_writes_it_and_refuses_other_formats(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_NOTEBOOK", str(tmp_path))
    for setting in ("A ward", "=A home"):
        coprod("new-case", "--set", f"situation.setting={setting}")

    result = coprod("export", "csv", "--wide", "--no-privacy-check")
    refused = coprod("export", "jsonl", "--wide")

    rows = list(csv.DictReader(StringIO(result.stdout, newline="")))
    assert sorted(row["situation.setting"] for row in rows) == ["'=A home", "A ward"]
    assert refused.exit_code == 2
    assert refused.stderr == (
        'coprod: only csv has a row for each case, and not "jsonl". Try: coprod export csv --wide\n'
    )
