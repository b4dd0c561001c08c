"""What a terminal sends: known keys are keys, and nothing else than text is text.

The property at the end holds for any mixture of text, keys and reports, wherever it is split.
"""

import codecs
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_cli.interview.askers.terminal.key_codes import SHIFTED
from coprod_cli.interview.askers.terminal.key_parser import PATIENCE, KeyParser

PAUSE = PATIENCE / 8
ESC = "\x1b"


class Keyboard:
    """A parser with a clock of its own, and the names of the keys that it passed."""

    def __init__(self) -> None:
        self.now = 0.0
        self.keys: list[str] = []
        self._parser = KeyParser(self._keep, lambda: self.now)
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")

    def _keep(self, press) -> None:
        name = str(getattr(press.key, "value", press.key))
        self.keys.append(f"<paste {press.data}>" if name == "<bracketed-paste>" else name)

    def send(self, data: str | bytes) -> "Keyboard":
        data = data.encode(errors="surrogatepass") if isinstance(data, str) else data
        self._parser.feed(self._decoder.decode(data))
        return self

    def pause(self, seconds: float = PAUSE) -> "Keyboard":
        """Let time pass as an application does: a flush soon, and a look when it was asked for."""
        self._parser.flush()
        due = self._parser.seconds_to_wait()
        self.now += seconds
        if due is not None and due <= seconds:
            self._parser.feed("")
        return self

    def rest(self) -> "Keyboard":
        return self.pause(2 * PATIENCE)


def data_of(sequence: str) -> list[str]:
    """Return the data of the keys, which tells an arrow with Shift from one without."""
    presses = []
    parser = KeyParser(presses.append)
    parser.feed(sequence)
    return [press.data for press in presses]


def keys_of(data: str | bytes) -> list[str]:
    return Keyboard().send(data).rest().keys


# --- keys ------------------------------------------------------------------------------------

KNOWN_KEYS = {
    "c-m": ["\r", "\x1b[13u", "\x1b[13;1u", "\x1b[13;2u", "\x1b[13;5u", "\x1b[27;5;13~", "\x1bOM",
        "\x1b[57414u", "\x1b[13;1:1u", "\x1b[13;1:2u", "\x1b[13;129u", "\x1b[13;65u"],
    "c-j": ["\n", "\x1b[106;5u"],
    "c-c": ["\x03", "\x1b[99;5u", "\x1b[27;5;99~", "\x1b[99;5:1u", "\x1b[99;5:2u", "\x1b[67;6u",
        "\x1b[99:67;6u", "\x1b[99;133u", "\x1b[1089::99;5u", "\x9b99;5u", "\x1b\x03"],
    "c-d": ["\x04", "\x1b[100;5u", "\x1b[27;5;100~"],
    "c-g": ["\x07", "\x1b[103;5u", "\x1b[27;5;103~"],
    "c-o": ["\x0f", "\x1b[111;5u"],
    "c-z": ["\x1a", "\x1b[122;5u"],
    "c-h": ["\x7f", "\x08", "\x1b[127u", "\x1b[127;2u", "\x1b[127;5u", "\x1b[27;5;127~"],
    "c-w": ["\x17", "\x1b\x7f", "\x1b[127;3u", "\x1b[119;5u", "\x1b[27;3;127~"],
    "c-i": ["\t", "\x1b[9u", "\x1b[9;1:1u"],
    "s-tab": ["\x1b[Z", "\x1b[1;2Z", "\x1b[9;2u", "\x1b[27;2;9~", "\x1b\t"],
    "escape": ["\x1b", "\x1b[27u", "\x1b[27;1:1u", "\x1b[27;5;27~"],
    "up": ["\x1b[A", "\x1bOA", "\x1b[1;1:1A", "\x1b[1;2A", "\x1b[1;129A", "\x1b[57419u", "\x9bA",
        "\x1b[a", "\x1b\x1b[A", "\x1b[1;3A"],
    "down": ["\x1b[B", "\x1bOB", "\x1b[57420u", "\x8fB"],
    "left": ["\x1b[D", "\x1bOD", "\x1b[1;2D", "\x1b[57417u"],
    "c-left": ["\x1b[1;5D", "\x1b[5D", "\x1bOd", "\x1b[1;3D", "\x1bb", "\x1b[98;3u", "\x1b\x1b[D"],
    "c-right": ["\x1b[1;5C", "\x1bf", "\x1b[1;3C", "\x1b[102;3u"],
    "home": ["\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~", "\x1b[7$", "\x1b[57423u"],
    "end": ["\x1b[F", "\x1b[4~", "\x1b[8~"],
    "delete": ["\x1b[3~", "\x1b[3;2~", "\x1b[3;1:1~", "\x1b[57426u"],
    "pagedown": ["\x1b[6~", "\x1b[6;1:1~"],
    "a": ["a", "\x1b[97u", "\x1b[97;1u", "\x1b[97;1:1u", "\x1b[97;;97u", "\x1b[27;1;97~"],
    "A": ["A", "\x1b[97;2u", "\x1b[97:65;2u", "\x1b[97;2;65u", "\x1b[65;2u", "\x1b[27;2;65~",
        "\x1b[97;65u"],
    "!": ["!", "\x1b[49:33;2u", "\x1b[49;2;33u", "\x1b[33;2u", "\x1b[27;2;33~"],
    "å": ["å", "\x1b[229u", "\x1b[229;1u", "\x1b[0;;229u", "\x1b[97;3;229u", "\x1b[27;1;229~"],
    "Ä": ["Ä", "\x1b[228;2u", "\x1b[228:196;2u", "\x1b[97;7;196u"],
    " ": [" ", "\x1b[32;2u", "\x1b[32u", "\x1bO "],
    "5": ["5", "\x1b[57404u", "\x1b[57404;129u", "\x1bOu"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "key"), [(sent, key) for key, forms in KNOWN_KEYS.items() for sent in forms]
)
def test_a_key_is_the_same_key_in_whatever_form_the_terminal_sends_it(sent, key):
    assert keys_of(f"x{sent}y") == ["x", key, "y"] or sent == ESC
    assert keys_of(sent) == [key]


@pytest.mark.parametrize("sent", ["\x1b\r", "\x1b[13;3u", "\x1b[27;3;13~", "\x1b[57414;3u"])
def test_alt_and_enter_are_escape_and_enter(sent):
    assert keys_of(sent) == ["escape", "c-m"]


def test_text_that_comes_with_a_key_is_taken_whole():
    assert keys_of("\x1b[0;;229:8364u") == ["å", "€"]
    assert keys_of("\x1b[128512;;128512u") == ["😀"]


@pytest.mark.parametrize(
    "sequence", ["\x1b[1;2B", "\x1b[b", "\x1b[1;2C", "\x1b[1;130D", "\x1b[57420;2u"]
)
def test_an_arrow_with_shift_is_told_apart_by_its_data_alone(sequence):
    assert data_of(sequence) == [SHIFTED]


@pytest.mark.parametrize("sequence", ["\x1b[B", "\x1bOC", "\x1b[1;3D", "\x1b[1;2H"])
def test_no_other_key_has_the_data_of_an_arrow_with_shift(sequence):
    assert SHIFTED not in data_of(sequence)


# --- what is no key --------------------------------------------------------------------------

REPORTS = {
    "focus": ["\x1b[I", "\x1b[O"],
    "position": ["\x1b[24;80R", "\x1b[?24;80;1R"],
    "status": ["\x1b[0n", "\x1b[?997;1n", "\x1b[?10n"],
    "attributes": ["\x1b[?62;22c", "\x1b[>1;4000;27c", "\x1bP!|00000000\x1b\\", "\x1b[?6c"],
    "mode": ["\x1b[?2026;2$y", "\x1b[4;2$y"],
    "version": ["\x1bP>|XTerm(390)\x1b\\", "\x90>|foot(1.2)\x9c"],
    "settings": ["\x1bP1$r0 q\x1b\\", "\x1bP1+r544e=787465726d\x1b\\"],
    "colour": ["\x1b]10;rgb:ffff/ffff/ffff\x07", "\x1b]11;rgb:0/0/0\x1b\\", "\x9d4;1;r\x9c"],
    "clipboard": ["\x1b]52;c;aGVq\x07", "\x1b]52;c;" + "QUJD" * 300 + "\x1b\\"],
    "title": ["\x1b]lEn titel: åäö :quit\x1b\\", "\x1b]Lsymbol\x07"],
    "size": ["\x1b[8;24;80t", "\x1b[48;24;80;480;800t", "\x1b[4;480;800t"],
    "mouse": ["\x1b[M !!", "\x1b[M\x20\x7f\x7f", "\x1b[<0;10;2M", "\x1b[<0;10;2m", "\x1b[32;9;9M"],
    "graphics": ["\x1b_Gi=31;OK\x1b\\", "\x9fGi=1;ENODATA\x9c"],
    "keyboard": ["\x1b[?0u", "\x1b[?31u", "\x1b[>4;2m", "\x1b[>1u"],
    "private": ["\x1b^x\x1b\\", "\x1bXtext\x1b\\", "\x98text\x1b\\"],
    "release": ["\x1b[99;5:3u", "\x1b[13;1:3u", "\x1b[97;1:3u", "\x1b[1;1:3A", "\x1b[3;1:3~"],
    "modifier": ["\x1b[57441;2u", "\x1b[57442;5:3u", "\x1b[57358u", "\x1b[57428u"],
    "without a meaning": ["\x1bOP", "\x1b[[A", "\x1b[24~", "\x1b[2~", "\x1b[57376u", "\x1b[99;9u",
        "\x1b[99;7u", "\x1b[32;5u", "\x1b[9;5u", "\x1bq", "\x1bö", "\x1b[113;3u", "\x1bNx", "\0",
        "\x1b(B", "\x1b F", "\x1b[E", "\x1b[201~", "\x1b\\", "\x84", "\x85", "\x9c",
        "\x1b[67;46;99;1;8;1_", "\x1b[" + "9" * 40 + "u", "\x1b[1;2;3;4;5;7x", "\x1b[;u"],
}  # fmt: skip
ALL_REPORTS = [report for reports in REPORTS.values() for report in reports]


@pytest.mark.parametrize("sent", ALL_REPORTS)
def test_what_the_terminal_reports_is_neither_text_nor_a_key(sent):
    assert keys_of(f"on{sent}ly") == list("only")


@pytest.mark.parametrize("pause", [False, True], ids=["at once", "after a pause"])
@pytest.mark.parametrize("sent", ["\x1b]11;rgb:f", "\x1b[24;8", "\x1bP>|XT", "\x1b[", "\x1b_G"])
def test_a_key_after_a_report_that_was_cut_off_is_a_key(sent, pause):
    board = Keyboard().send(sent)
    if pause:
        board.pause()
    assert board.send("\r").rest().keys == ["c-m"]


@pytest.mark.parametrize("sent", ["\x1b]11;rgb:f", "\x1bP>|XT", "\x1b_Gi=1", "\x1bX", "\x1b]"])
def test_text_that_is_typed_after_a_report_that_was_cut_off_is_kept(sent):
    board = Keyboard().send(sent).pause()
    for letter in "hello":
        board.send(letter).pause()
    assert board.rest().keys == list("hello")


@pytest.mark.parametrize("sent", ["\x1b[24;8", "\x1b[M !", "\x1b[<0;1", "\x1bO", "\x1b("])
def test_a_second_after_any_report_that_was_cut_off_all_keys_are_as_ever(sent):
    assert Keyboard().send(sent).rest().send("hello\r").keys == [*"hello", "c-m"]


@pytest.mark.parametrize("letters", ["[1] he", "]", "P", "Odd"])
def test_text_after_the_key_escape_is_text(letters):
    board = Keyboard().send(ESC).pause()
    for letter in letters:
        board.send(letter).rest()
    assert board.keys == ["escape", *letters]


# --- bytes that are no text ------------------------------------------------------------------


def test_bytes_that_are_not_utf_8_take_no_other_text_with_them():
    assert keys_of(b"caf\xe9 ok") == [*"caf", "\udce9", *" ok"]
    assert keys_of(b"\xf0\x9f ok") == ["\udcf0", "\udc9f", *" ok"]


def test_a_raw_byte_that_begins_a_sequence_begins_one():
    assert keys_of(b"a\x9b99;5ub\x9d11;rgb:0\x9cc\x8fAd") == ["a", "c-c", "b", "c", "up", "d"]


# --- pastes ----------------------------------------------------------------------------------


def test_a_paste_is_kept_without_the_sequences_in_it():
    paste = "\x1b[200~One\x1b[31m\rtwo\x1b[0m\x1b]8;;x\x07 three\x1b[201~!"
    assert keys_of(paste) == ["<paste One\rtwo three>", "!"]
    assert keys_of("\x9b200~One\x9b201~") == ["<paste One>"]


def test_a_paste_that_never_ends_is_kept_after_a_second_and_keys_work_again():
    board = Keyboard().send("\x1b[200~One\rtw").pause().send("o").pause()
    assert board.keys == []
    assert board.rest().keys == ["<paste One\rtwo>"]
    assert board.send("\x1b[99;5u").keys[1:] == ["c-c"]
    assert board.send("x\x1b[201~y").keys[2:] == ["x", "y"]


@pytest.mark.parametrize("key", ["\x03", "\x1b[99;5u"])
def test_a_stop_key_alone_ends_a_paste_that_never_ends(key):
    board = Keyboard().send("\x1b[200~One").pause().send(key)
    assert board.keys == ["<paste One>", "c-c"]


def test_a_stop_key_within_a_paste_is_a_part_of_it():
    board = Keyboard().send("\x1b[200~One").send("\x03").send("two\x1b[201~")
    assert board.keys == ["<paste One\x03two>"]


def test_a_long_paste_with_pauses_is_one_paste():
    board = Keyboard().send("\x1b[200~")
    for part in ("One\r", "two\x1b[2", "01", "~"):
        board.send(part).pause()
    assert board.keys == ["<paste One\rtwo>"]


# --- all of it -------------------------------------------------------------------------------

TEXT = st.text(
    st.sampled_from("abc XYZ åäö Éß 你 é 😀👩\u200d⚕️ :?[]();0123456789~uMR\\") , max_size=6
)  # fmt: skip
KEYS = st.sampled_from(
    [form for forms in KNOWN_KEYS.values() for form in forms if form != ESC] + ["\x1b\r"]
)
PASTES = TEXT.map(lambda text: f"\x1b[200~{text}\x1b[201~")
NUMBERS = st.lists(st.integers(0, 9999), max_size=4).map(lambda all_: ";".join(map(str, all_)))
PAYLOAD = st.text(st.characters(min_codepoint=32, exclude_categories=["Cc", "Cs"]), max_size=12)
STARTS = st.sampled_from(["\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x9d"])
ENDS = st.sampled_from(["\x07", "\x1b\\", "\x9c"])
THREE_BYTES = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=3, max_size=3)
MADE_UP_REPORTS = st.one_of(
    st.builds("\x1b[{}{}{}".format, st.sampled_from("?>=<"), NUMBERS, st.sampled_from("chnmMRty")),
    st.builds("\x1b[{};0{}".format, NUMBERS, st.sampled_from("cnRtxyIOSTS")),
    st.builds("{}{}{}".format, STARTS, PAYLOAD, ENDS),
    THREE_BYTES.map("\x1b[M{}".format),
)
REPORT = st.one_of(st.sampled_from(ALL_REPORTS), MADE_UP_REPORTS)
MEANT = st.tuples(st.just("meant"), TEXT | KEYS | PASTES)
STREAM = st.lists(MEANT | st.tuples(st.just("reported"), REPORT), max_size=12)


def parts_of(data: bytes, places: list[int]) -> list[bytes]:
    ends = sorted({0, len(data), *(place % (len(data) + 1) for place in places)})
    return [data[start:end] for start, end in pairwise(ends)]


@settings(deadline=None, max_examples=300)
@given(STREAM, st.lists(st.integers(0, 10_000), max_size=8))
def test_reports_between_text_and_keys_change_nothing_wherever_the_bytes_are_split(stream, places):
    wanted = Keyboard()
    for kind, sent in stream:
        if kind == "meant":
            wanted.send(sent)
    data = "".join(sent for _, sent in stream).encode()
    board = Keyboard()
    for part in parts_of(data, places):
        board.send(part)
    assert board.rest().keys == wanted.rest().keys
    one_by_one = Keyboard()
    for place in range(len(data)):
        one_by_one.send(data[place : place + 1])
    assert one_by_one.rest().keys == wanted.keys


def may_be_split(beginning: str) -> bool:
    """Whether a pause after it cannot be that after a key: Escape, or a sign with Alt."""
    return beginning.strip(ESC) != "" and not beginning.startswith(("\x1b(", "\x1b ", "\x1bN"))


@settings(deadline=None, max_examples=300)
@given(TEXT, REPORT, TEXT, st.data())
def test_a_report_that_a_pause_splits_is_still_no_text(before, report, after, data):
    places = [place for place in range(1, len(report)) if may_be_split(report[:place])]
    place = data.draw(st.sampled_from([*places, len(report)]))
    board = Keyboard().send(before).pause().send(report[:place]).pause()
    board.send(report[place:]).pause().send(after)
    assert board.rest().keys == list(before + after)


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=60), st.lists(st.integers(0, 10_000), max_size=6), TEXT)
def test_after_any_bytes_at_all_and_a_rest_text_is_text(noise, places, text):
    board = Keyboard()
    for part in parts_of(noise, places):
        board.send(part).pause()
    board.rest().rest()
    before = len(board.keys)
    # The last byte may be the first of a character: the text's first then ends it as no character.
    assert board.send("\x03" + text).rest().keys[before:][-len(text) - 1 :] == ["c-c", *text]
