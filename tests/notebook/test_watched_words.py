"""The notebook's list of words to watch: how its file is decoded, and when that is in doubt."""

import codecs

import pytest

from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.places import WATCHED_WORDS
from coprod_cli.notebook.watched_words import decode_words

WORDS = "# våra\nGrönköping\r\nÅsa Öman\n"
DOUBT = (
    "words.txt:1:1: this is not UTF-8, and some of its words may not be found. "
    "Try: save it as UTF-8"
)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_list_in_utf8_or_with_a_mark_is_certain(mark, encoding):
    assert decode_words(mark + WORDS.encode(encoding), "words.txt") == (WORDS, None)


@pytest.mark.parametrize("data", [b"", *(each for each in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE))])
def test_an_empty_list_is_certain(data):
    assert decode_words(data, "words.txt") == ("", None)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (WORDS.encode("latin-1"), ["Grönköping", "Åsa", "Öman"]),
        (WORDS.encode("cp1252"), ["Grönköping", "Åsa", "Öman"]),
        (WORDS.encode("utf-16-le"), ["Grönköping", "Åsa", "Öman"]),
        (WORDS.encode("utf-16-be"), ["Grönköping", "Åsa", "Öman"]),
        ("plain".encode("utf-16-le"), ["plain"]),
        ("Växjö\n".encode() + "Växjö älv\n".encode("latin-1"), ["Växjö", "älv"]),
        (codecs.BOM_UTF8 + WORDS.encode("latin-1"), ["Grönköping"]),
        (codecs.BOM_UTF16_LE + "Grönköping\n".encode("utf-16-le") + b"x", ["Grönköping"]),
        (b"Gr\x81n\nplain\n", ["plain"]),
    ],
)
def test_another_list_is_told_and_what_can_be_read_of_it_is_used(data, words):
    text, finding = decode_words(data, "words.txt")

    assert str(finding) == DOUBT
    assert set(words) <= set(text.split())


@pytest.mark.parametrize("kind", ["folder", "link to nothing"])
def test_a_list_that_cannot_be_read_is_told(tmp_path, kind):
    path = tmp_path / WATCHED_WORDS
    path.mkdir() if kind == "folder" else path.symlink_to(tmp_path / "nowhere")
    text, finding = Notebook(tmp_path).read_watched_words()

    assert not text
    assert finding is not None
    assert str(finding).startswith(f"{path}: this cannot be read: ")


def test_no_list_is_no_finding(tmp_path):
    assert Notebook(tmp_path).read_watched_words() == ("", None)
