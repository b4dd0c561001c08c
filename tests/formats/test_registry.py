"""Export formats and layouts: their bytes, their registry, and exporters of other packages."""

import csv
import errno
import json
import multiprocessing
import os
import signal
import zipfile
from dataclasses import replace
from io import BytesIO, StringIO
from multiprocessing import get_all_start_methods
from types import SimpleNamespace

import pytest
from golden_cases import FULL, SOME, full_note, some_note
from hypothesis import example, given
from hypothesis import strategies as st
from made_up import CASE_ID, EVERY_TYPE, TEMPLATES, VISIT, add_note, blank, coprod, note_text

from coprod_cli.base.errors import CoprodError, WrongUsage
from coprod_cli.base.settings import shipped_prompts
from coprod_cli.cli import completion
from coprod_cli.formats import csv as table
from coprod_cli.formats import jsonl
from coprod_cli.formats.answer_part import ANSWER_FIELDS
from coprod_cli.formats.case_as_read import CASE_FIELDS, CaseReader
from coprod_cli.formats.markdown.layouts import lay_out
from coprod_cli.formats.registry import (
    BUILT_IN_FORMATS,
    LAYOUTS,
    format_names,
    load_batch_exporter,
    load_exporter,
    load_layout,
)
from coprod_cli.model.case import Answer, Case
from coprod_cli.notebook.filters import Filters
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import Query, select
from coprod_cli.operations.export import Exported, Job, encode_part, encode_parts, export_cases
from coprod_cli.operations.render import RenderOptions, render_cases
from coprod_cli.operations.workspace import Workspace

PROMPTS = (TEMPLATES, shipped_prompts())
JSON_LINES, CSV, EXCEL_CSV = jsonl.JsonLines(), table.Csv(), table.ExcelCsv()
SIGNS = (
    "=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20",
    "\ufe66", "\ufe62", "\ufe63", "\ufe6b",
)  # fmt: skip

line_ends = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
any_text = (
    st.text()
    | st.text(st.sampled_from(f'{line_ends}\\"u;,=\ufeffåa '))
    | st.sampled_from(('"text":0', '\\"text\\":0', "\u2028", "=1", 'a,b\r\n"c"', 'a;b\n";"'))
)
words = st.none() | st.text(min_size=1, max_size=5) | st.just('"text":0')
answers = st.builds(
    Answer,
    st.sampled_from([*EVERY_TYPE.questions, "gone.question", 'odd."text":0']),
    any_text,
    st.booleans(),
    words,
    words,
)
front_matter = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | any_text,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(), part, max_size=3),
    max_leaves=5,
)  # fmt: skip
cases = st.builds(
    Case,
    id=st.just(CASE_ID),
    title=any_text,
    template=st.sampled_from(("every-type", "gone")),
    language=st.sampled_from(("en", "sv", "xx")),
    tags=st.lists(any_text, max_size=3).map(tuple),
    answers=st.lists(answers, max_size=6).map(tuple),
    extra=st.dictionaries(st.text(max_size=4), front_matter, max_size=3),
)


def read_case(case, path="a note.md"):
    return CaseReader({"every-type": EVERY_TYPE}.get).read(case, path)


def rows_of(text, delimiter=","):
    return list(csv.reader(StringIO(text.decode(), newline=""), strict=True, delimiter=delimiter))


def exported(folder, kind, paths=None, **job):
    """Return the exported bytes of a notebook, and the paths of the notes that were left out."""
    paths = Notebook(folder).paths() if paths is None else paths
    parts = list(encode_parts(Job(folder, kind, PROMPTS, **job), paths))
    header = load_batch_exporter(kind, excel=job.get("excel", False)).header
    data = header + b"".join(part.data for part in parts)
    return data, [path for part in parts for path in part.left_out]


@pytest.fixture
def book(tmp_path):
    for case, note in ((SOME, some_note()), (FULL, full_note())):
        (tmp_path / f"{case.id}.md").write_bytes(note.original.encode())
    return tmp_path


class TestGolden:
    @pytest.mark.parametrize("kind", ["jsonl", "csv"])
    def test_export(self, golden, book, kind):
        data, left_out = exported(book, kind)

        assert left_out == []
        golden(f"export.{kind}", data)


class TestJsonLines:
    @given(cases)
    @example(Case("i", "t", "every-type", answers=(Answer("a.b", "x", voice='"text":0'),)))
    def test_are_what_json_dumps_gives_to_the_byte(self, case):
        record = read_case(case)
        expected = json.dumps(record.as_data(), ensure_ascii=False, separators=(",", ":"))
        for sign, escaped in (("\x85", "0085"), ("\u2028", "2028"), ("\u2029", "2029")):
            expected = expected.replace(sign, f"\\u{escaped}")

        assert JSON_LINES.encode(record) == f"{expected}\n".encode("utf-8", "replace")

    @given(cases)
    def test_are_one_line_a_case(self, case):
        line = JSON_LINES.encode(read_case(case))

        assert line.index(b"\n") == len(line) - 1
        assert line.decode().splitlines() == [line[:-1].decode()]
        assert list(json.loads(line)) == [*CASE_FIELDS, "answers"]

    @given(cases)
    def test_read_back_as_the_same_values(self, case):
        record = read_case(case)
        plain = json.dumps(record.as_data(), ensure_ascii=False).encode("utf-8", "replace")

        assert json.loads(JSON_LINES.encode(record)) == json.loads(plain)

    @pytest.mark.parametrize("line_end", line_ends, ids=ascii)
    def test_are_one_line_whatever_line_end_stands_in_each_part(self, line_end):
        text = f"one{line_end}two"
        answer = Answer(f"gone.{text}", text, voice=text, evidence=text)
        case = Case(
            "i", text, "gone", tags=(text,), extra={text: [{text: text}]}, answers=(answer,)
        )
        data = JSON_LINES.encode(read_case(case, text))
        read = json.loads(data)

        assert len(data.decode().splitlines()) == 1
        assert (read["title"], read["tags"], read["path"]) == (text, [text], text)
        assert read["extra"] == {text: [{text: text}]}
        assert [read["answers"][0][name] for name in ("text", "voice", "evidence")] == [text] * 3

    @given(cases)
    def test_hold_each_given_text_as_it_was(self, case):
        texts = [each["text"] for each in json.loads(JSON_LINES.encode(read_case(case)))["answers"]]
        shown = {each.text for each in case.given_answers()}

        assert set(texts) <= shown
        if case.template == "gone":
            assert sorted(texts) == sorted(each.text for each in case.given_answers())

    @pytest.mark.parametrize("written", [".inf", "-.INF", ".nan", "[.nan]", "{a: .inf}"])
    def test_are_json_even_where_the_front_matter_has_what_json_has_not(self, tmp_path, written):
        text = note_text(VISIT).replace("title: ", f"weight: {written}\ntitle: ")
        (tmp_path / f"{CASE_ID}.md").write_text(text)
        data, _ = exported(tmp_path, "jsonl")

        def refuse(name):
            raise AssertionError(name)

        assert json.loads(data, parse_constant=refuse)["extra"]["weight"]


class TestCsv:
    @given(cases)
    def test_gives_a_csv_reader_each_field(self, case):
        record = read_case(case)
        rows = rows_of(CSV.header + CSV.encode(record))
        data = record.as_data()

        assert rows[0] == [
            *CASE_FIELDS, *("answer_status" if name == "status" else name for name in ANSWER_FIELDS)
        ]  # fmt: skip
        assert len(rows) == 1 + len(data["answers"])
        for row, said in zip(rows[1:], data["answers"], strict=True):
            said["sources"] = "\n".join(said["sources"])
            cells = [data[name] for name in CASE_FIELDS] + [said[name] for name in ANSWER_FIELDS]
            assert row == [table.defuse(self.cell(each)) for each in cells]

    @staticmethod
    def cell(value):
        if value is None or value == {}:
            return ""
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, dict):
            return json.dumps(value, ensure_ascii=False)
        return " ".join(value) if isinstance(value, tuple) else value

    @given(cases)
    def test_has_no_cell_that_a_spreadsheet_runs(self, case):
        for row in rows_of(CSV.encode(read_case(case))):
            for cell in row:
                assert not cell.lstrip().startswith(SIGNS)
                assert not cell.startswith(("\t", "\r", "\n"))

    @pytest.mark.parametrize("sign", SIGNS)
    @pytest.mark.parametrize(
        "lead",
        ["", " ", "\n", "\t ", "\u3000", "\xa0", "\ufeff", "\u200b", "\0", "\x1b", "\x85", "\xad",
         "\u202e ", " \u2060\u200d\t", "\U000e0041", "\ufe0f", "\u2800", "\u3164"],
        ids=ascii,
    )  # fmt: skip
    def test_puts_an_apostrophe_before_a_formula(self, sign, lead):
        assert table.defuse(f"{lead}{sign}1+1") == f"'{lead}{sign}1+1"

    @pytest.mark.parametrize("first", ["\t", "\r", "\n", "\0"])
    def test_puts_an_apostrophe_before_what_would_move_to_another_cell(self, first):
        assert table.defuse(f"{first}words") == f"'{first}words"

    @pytest.mark.parametrize("cell", ["", "words", "a=1", "1+1", "'quoted", " words", "\u2212 1"])
    def test_leaves_all_else_as_it_is(self, cell):
        assert table.defuse(cell) == cell

    def test_ends_each_row_as_rfc_4180_says(self):
        case = replace(blank(), answers=(Answer("second.story", 'two\nlines, "quoted"'),))
        text = CSV.encode(read_case(case))

        assert text.endswith(b'"two\nlines, ""quoted""",answered,,,true,\r\n')
        assert CSV.header.endswith(b"\r\n")

    def test_of_a_case_without_answers_has_no_row(self):
        assert CSV.encode(read_case(blank())) == b""


class TestExcelCsv:
    @given(cases)
    def test_gives_a_csv_reader_the_cells_of_csv(self, case):
        record = read_case(case)
        data = EXCEL_CSV.header + EXCEL_CSV.encode(record)

        assert data.startswith(b"\xef\xbb\xbfid;title;")
        rows = rows_of(data.removeprefix(b"\xef\xbb\xbf"), ";")
        assert rows == rows_of(CSV.header + CSV.encode(record))

    @given(cases)
    def test_has_no_cell_that_a_spreadsheet_runs(self, case):
        for row in rows_of(EXCEL_CSV.encode(read_case(case)), ";"):
            for cell in row:
                assert not cell.lstrip().startswith(SIGNS)
                assert not cell.startswith(("\t", "\r", "\n"))

    def test_puts_in_quotes_what_would_end_a_cell_or_a_row(self):
        answer = Answer("second.story", 'å;=1+1\nlines, "quoted"')
        text = EXCEL_CSV.encode(read_case(replace(blank(), answers=(answer,))))

        assert text.endswith(';"å;=1+1\nlines, ""quoted""";answered;;;true;\r\n'.encode())

    def test_ends_each_row_with_crlf(self, book):
        data, _ = exported(book, "csv", excel=True)
        rows = rows_of(data.removeprefix(b"\xef\xbb\xbf"), ";")

        assert data.count(b"\r\n") >= len(rows) > 2
        assert data.endswith(b"\r\n")

    def test_has_one_mark_in_a_whole_export(self, book):
        plain, _ = exported(book, "csv")
        data, left_out = exported(book, "csv", excel=True)

        assert (data.count(b"\xef\xbb\xbf"), left_out) == (1, [])
        assert rows_of(data[3:], ";") == rows_of(plain)

    def test_is_what_an_export_writes(self, book):
        assert written(book, "csv", excel=True) == (
            exported(book, "csv", excel=True)[0],
            Exported(2, ()),
        )

    def test_gets_placeholders_where_they_are_wanted(self, book):
        add_note(book, CASE_ID, {"second.story": "Dr Anna Berg rang."})
        data, _ = written(book, "csv", excel=True, deidentify=True)

        assert data.startswith(b"\xef\xbb\xbfid;")
        assert b"[PERSON-1]" in data

    def test_is_refused_for_every_other_format(self, book, offers):
        offers(titles=Titles, zip=Zip)

        for name in ("jsonl", "titles", "zip"):
            with pytest.raises(WrongUsage) as caught:
                written(book, name, excel=True)
            assert caught.value.lines() == [
                f'only csv is written for Excel, and not "{name}". Try: coprod export csv --excel'
            ]

    @pytest.mark.parametrize("name", ["xml", "full"])
    def test_of_a_format_that_does_not_exist_is_refused_as_that(self, book, name):
        with pytest.raises(WrongUsage, match=f'there is no export format "{name}"'):
            written(book, name, excel=True)


class TestParts:
    def test_has_answers_in_the_template_s_order_whatever_the_note_s(self):
        case = replace(
            blank(),
            answers=(
                Answer("gone.b", "5"), Answer("second.story", "3"), Answer("first.name", "1"),
                Answer("gone.a", "6"), Answer("second.story", "4", voice="kin"),
                Answer("first.wait", "2"),
            ),
        )  # fmt: skip

        assert "".join(part.text for part in read_case(case).parts) == "123456"

    def test_has_what_was_said_and_what_is_not_known_and_nothing_else(self):
        case = replace(
            blank(),
            answers=(
                Answer("first.name"), Answer("first.kind", "", unknown=True),
                Answer("first.wait", "2"), Answer("second.story", "", voice="kin"),
            ),
        )  # fmt: skip

        assert [part.facts.status for part in read_case(case).parts] == ["unknown", "answered"]

    def test_marks_what_is_not_asked(self):
        case = replace(blank(), answers=(Answer("first.seen", "No"), Answer("first.day", "2026")))

        answers = read_case(case).as_data()["answers"]

        assert [(each["address"], each["asked"]) for each in answers] == [
            ("first.seen", True), ("first.day", False),
        ]  # fmt: skip

    def test_of_a_template_that_is_gone_has_its_answers_all_the_same(self):
        case = replace(blank(), template="gone", answers=(Answer("first.day", "2026"),))
        (answer,) = read_case(case).as_data()["answers"]

        assert (answer["section"], answer["question"], answer["text"]) == ("first", "", "2026")
        assert answer["asked"] is True

    def test_speaks_the_case_s_language(self):
        case = replace(blank(language="sv"), answers=(Answer("first.name", "N"),))
        (answer,) = read_case(case).as_data()["answers"]

        assert (answer["section"], answer["question"]) == (
            "Besöket", "Vad kallar du det här besöket?",
        )  # fmt: skip


class TestTheOrder:
    @pytest.mark.parametrize("kind", ["jsonl", "csv"])
    def test_is_by_id_and_the_same_bytes_come_twice(self, tmp_path, kind):
        ids = [f"2026{day:04d}-aaaaaa" for day in (1224, 1105, 1105 + 1000, 101)]
        for number, case_id in enumerate(ids):
            folder = tmp_path / "below" if number % 2 else tmp_path
            add_note(folder, case_id, {"first.name": case_id})
        first, _ = exported(tmp_path, kind)
        second, _ = exported(tmp_path, kind)

        assert first == second
        places = [first.index(case_id.encode()) for case_id in sorted(ids)]
        assert places == sorted(places)

    def test_of_named_notes_is_theirs(self, book):
        paths = [str(book / f"{each.id}.md") for each in (FULL, SOME)]
        data, _ = exported(book, "jsonl", paths, named=True)

        assert [json.loads(line)["id"] for line in data.splitlines()] == [FULL.id, SOME.id]


class TestLeftOutNotes:
    def test_is_done_with_uncertain_notes(self, book):
        path = add_note(book, CASE_ID, {"first.name": "N"})
        path.write_text(path.read_text().replace("<!-- coprod:end -->", ""))
        data, left_out = exported(book, "jsonl")
        forced, none = exported(book, "jsonl", force=True)

        assert left_out == [str(path)]
        assert (len(data.splitlines()), len(forced.splitlines()), none) == (2, 3, [])

    def test_is_not_done_with_what_is_no_note(self, book):
        (book / "README.md").write_text("# A file of somebody's\n")
        _, left_out = exported(book, "jsonl")

        assert left_out == []

    def test_is_not_done_with_what_the_filters_do_not_choose(self, book):
        path = add_note(book, CASE_ID, {}, status="final")
        path.write_text(path.read_text().replace("<!-- coprod:end -->", ""))
        data, left_out = exported(book, "jsonl", filters=Filters(status="draft"))

        assert left_out == []
        assert json.loads(data)["id"] == SOME.id


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A notebook large enough for several processes; every hundredth note is truncated."""
    folder = tmp_path_factory.mktemp("many")
    text = note_text({**VISIT, "second.story": "made up " * 500})
    for number in range(1_050):
        case_id = f"20260101-{number:06d}"
        whole = text.replace(CASE_ID, case_id)
        (folder / f"{case_id}.md").write_text(whole[:-10] if number % 100 == 7 else whole)
    return folder


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="one process only")
class TestSeveralProcesses:
    @pytest.fixture(autouse=True, params=[2, 3])
    def _processors(self, request, monkeypatch):
        monkeypatch.setattr(
            os, "sched_getaffinity", lambda _: set(range(request.param)), raising=False
        )

    @pytest.mark.parametrize(("kind", "excel"), [("jsonl", False), ("csv", False), ("csv", True)])
    def test_give_the_bytes_that_one_gives(self, many, kind, excel):
        paths = Notebook(many).paths()
        one = encode_part(Job(many, kind, PROMPTS, excel=excel), paths)
        data, left_out = exported(many, kind, excel=excel)

        assert data == load_batch_exporter(kind, excel=excel).header + one.data
        assert left_out == list(one.left_out)
        assert (one.cases, len(one.left_out)) == (1_039, 11)

    def test_are_all_ended_when_nobody_wants_the_rest(self, many):
        parts = encode_parts(Job(many, "jsonl", PROMPTS), Notebook(many).paths())
        next(parts)
        assert multiprocessing.active_children()

        parts.close()

        assert multiprocessing.active_children() == []

    def test_raise_an_error_when_one_of_them_is_killed(self, many, monkeypatch):
        def killed(*_):
            os.kill(os.getpid(), signal.SIGKILL)

        monkeypatch.setattr(jsonl.JsonLines, "encode", killed)

        with pytest.raises(CoprodError) as caught:
            list(encode_parts(Job(many, "jsonl", PROMPTS), Notebook(many).paths()))
        assert caught.value.lines() == [
            "a part of the work stopped before it was done. Try: once more, with fewer cases"
        ]


class TestFormats:
    def test_are_two_at_first(self):
        assert {"csv", "jsonl"} <= set(format_names())

    def test_that_do_not_exist_are_refused_before_anything_is_read(self, tmp_path):
        with pytest.raises(WrongUsage) as caught:
            list(encode_parts(Job(tmp_path / "nowhere", "xml", ()), [str(tmp_path / "nowhere")]))

        assert caught.value.lines() == [
            f'there is no export format "xml". Try: {", ".join(format_names())}'
        ]

    @pytest.mark.parametrize("offered", [object(), type("Odd", (), {"kind": "odd"})])
    def test_that_are_no_exporter_are_refused(self, offers, offered):
        offers(odd=offered)

        with pytest.raises(CoprodError) as caught:
            load_exporter("odd")
        assert caught.value.lines() == [
            'what another package offers as "odd" is no exporter. Try: another version of it'
        ]


class Titles:
    """A stream exporter of another package."""

    kind = "stream"
    header = b"titles\n"

    def encode(self, case):
        return f"{case.title}\n".encode()


class Zip:
    """A file exporter of another package: an archive with a file for each case."""

    kind = "file"

    def open(self, stream):
        return ZipFileOfCases(stream)


class ZipFileOfCases:
    def __init__(self, stream):
        self.archive = zipfile.ZipFile(stream, "w")

    def add(self, case):
        self.archive.writestr(f"{case.id}.txt", "".join(part.text for part in case.parts))

    def close(self):
        self.archive.close()


class Letter:
    """A document exporter of another package."""

    kind = "document"
    suffix = ".txt"

    def render(self, case):
        asked = [each for section in case.sections for each in section.questions if each.parts]
        return "".join(f"{each.text} {each.parts[0].text}\n" for each in asked).encode()


class Binary:
    """A document exporter of another package whose documents are no text."""

    kind = "document"
    suffix = ".bin"

    def render(self, case):
        return b"\xff\x00" + case.id.encode() + b"\r\n"


class Failing:
    """A file exporter that fails at the second case, and completes its file when it is closed."""

    kind = "file"

    def __init__(self):
        self.closed = 0

    def open(self, stream):
        self.stream, self.added = stream, 0
        stream.write(b"begin ")
        return self

    def add(self, case):
        self.added += 1
        if self.added == 2:
            raise RuntimeError
        self.stream.write(case.id.encode())

    def close(self):
        self.closed += 1
        self.stream.write(b" end")


@pytest.fixture
def offers(monkeypatch):
    """Let another package offer exporters under the entry-point group."""

    def offer(**exporters):
        def entry_points(*, group, name=None):
            assert group == "coprod.exporters"
            return [
                SimpleNamespace(name=each, load=lambda exporter=exporter: exporter)
                for each, exporter in exporters.items()
                if name in (None, each)
            ]

        monkeypatch.setattr("importlib.metadata.entry_points", entry_points)

    return offer


def export_to(write, folder, kind, **options):
    workspace = Workspace(folder, PROMPTS)
    selection = select(workspace.notebook, Query(), workspace.library)
    return export_cases(workspace, selection, kind, write, **options)


def written(folder, kind, **options):
    pieces = []
    done = export_to(pieces.append, folder, kind, **options)
    return b"".join(pieces), done


class TestAnExporterOfAnotherPackage:
    @pytest.mark.parametrize("offered", [Titles, Titles()], ids=["class", "object"])
    def test_may_be_a_stream(self, book, offers, offered):
        offers(titles=offered)

        assert format_names() == ["csv", "jsonl", "titles"]
        assert written(book, "titles")[0].decode() == f"titles\n{SOME.title}\n{FULL.title}\n"

    def test_may_be_one_binary_file(self, book, offers):
        offers(zip=Zip)
        path = add_note(book, CASE_ID, {"first.name": "N"})
        path.write_text(path.read_text().replace("<!-- coprod:end -->", ""))

        data, done = written(book, "zip")

        with zipfile.ZipFile(BytesIO(data)) as archive:
            assert archive.namelist() == [f"{SOME.id}.txt", f"{FULL.id}.txt"]
            assert archive.testzip() is None
        assert done == Exported(2, (str(path),))

    def test_of_one_file_gets_placeholders_where_they_are_wanted(self, book, offers):
        offers(zip=Zip)
        add_note(book, CASE_ID, {"second.story": "Dr Anna Berg rang."})

        with zipfile.ZipFile(BytesIO(written(book, "zip", deidentify=True)[0])) as archive:
            assert b"[PERSON-1]" in archive.read(f"{CASE_ID}.txt")

    def test_of_one_file_that_fails_is_closed_and_nothing_more_is_written(self, book, offers):
        failing = Failing()
        offers(failing=failing)
        pieces = []

        with pytest.raises(RuntimeError):
            export_to(pieces.append, book, "failing")
        assert failing.closed == 1
        assert b"".join(pieces) == f"begin {SOME.id}".encode()

    def test_of_one_file_is_closed_if_the_output_fails(self, book, offers):
        failing = Failing()
        offers(failing=failing)

        def full_disk(piece):
            if piece != b"begin ":
                raise OSError(errno.ENOSPC, "full")

        with pytest.raises(OSError, match="full"):
            export_to(full_disk, book, "failing")
        assert failing.closed == 1

    @pytest.mark.parametrize("before", [None, b"an earlier export"])
    def test_of_one_file_that_fails_leaves_no_file(self, book, offers, tmp_path, before):
        offers(failing=Failing)
        output = tmp_path / "exports" / "out.bin"
        output.parent.mkdir()
        if before is not None:
            output.write_bytes(before)
        result = coprod(
            "export", "failing", "--no-privacy-check", "--output", str(output),
            COPROD_NOTEBOOK=str(book), COPROD_PROMPTS=str(TEMPLATES),
        )  # fmt: skip

        assert result.exit_code != 0
        assert [path.read_bytes() for path in output.parent.iterdir()] == (
            [] if before is None else [before]
        )

    def test_may_be_a_document(self, offers):
        offers(letter=Letter)
        text = lay_out(some_note().case, EVERY_TYPE, "letter")

        assert load_layout("letter").suffix == ".txt"
        assert text.startswith(next(iter(EVERY_TYPE.questions.values())).text["en"])

    def test_that_is_a_document_is_a_layout_of_render(self, book, offers):
        offers(letter=Letter)
        workspace = Workspace(book, PROMPTS)
        options = RenderOptions("letter")
        pages = list(
            render_cases(workspace, select(workspace.notebook, Query(), workspace.library), options)
        )

        assert [page.name for page in pages] == [SOME.id, FULL.id]
        assert pages[0].data.decode() == lay_out(some_note().case, EVERY_TYPE, "letter")

    def test_that_is_a_document_keeps_its_bytes_and_its_suffix(
        self, book, offers, tmp_path_factory
    ):
        offers(binary=Binary)
        outside = tmp_path_factory.mktemp("outside")
        folder = outside / "pages"
        notebook = {"COPROD_NOTEBOOK": str(book), "COPROD_PROMPTS": str(TEMPLATES)}
        to_folder = coprod(
            "render", "--all", "--layout", "binary", "--output", str(folder), **notebook
        )
        to_file = coprod(
            "render", SOME.id, "--layout", "binary", "-o", str(outside / "one.bin"), **notebook
        )
        to_screen = coprod("render", SOME.id, "--layout", "binary", **notebook)

        assert [each.exit_code for each in (to_folder, to_file, to_screen)] == [0, 0, 0]
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
            f"{case.id}.bin": Binary().render(case) for case in (SOME, FULL)
        }
        assert (outside / "one.bin").read_bytes() == Binary().render(SOME)
        assert to_screen.stdout_bytes == Binary().render(SOME)

    def test_that_is_a_document_is_no_format_of_an_export(self, book, offers):
        offers(letter=Letter)

        with pytest.raises(WrongUsage, match='there is no export format "letter"'):
            written(book, "letter")

    def test_that_is_a_stream_is_no_layout(self, offers):
        offers(titles=Titles)

        with pytest.raises(WrongUsage, match='there is no layout "titles"'):
            load_layout("titles")


class TestBuiltInExporters:
    @pytest.mark.parametrize("name", BUILT_IN_FORMATS)
    def test_that_take_many_cases_are_streams(self, name):
        exporter = load_batch_exporter(name)

        assert (exporter.kind, type(exporter.header), callable(exporter.encode)) == (
            "stream", bytes, True,
        )  # fmt: skip

    @pytest.mark.parametrize("name", LAYOUTS)
    def test_that_make_pages_are_documents_or_one_file_and_no_export_formats(self, name):
        layout = load_layout(name)

        kind = "file" if name == "table" else "document"
        assert (layout.kind, layout.suffix) == (kind, ".md")
        with pytest.raises(WrongUsage, match="there is no export format"):
            load_batch_exporter(name)

    def test_are_the_layouts_that_the_shell_completes(self):
        assert set(completion.layouts("")) == set(LAYOUTS)
        assert set(completion.formats("")) == set(BUILT_IN_FORMATS)

    def test_count_what_was_exported(self, book):
        data, done = written(book, "jsonl")

        assert (len(data.splitlines()), done) == (2, Exported(2, ()))
