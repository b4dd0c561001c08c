"""The time of a search is linear: ten times the length takes about ten times as long."""

import time

import pytest

from coprod_cli.privacy.identifiers import WatchList, find_identifiers

pytestmark = pytest.mark.slow

WATCHED = WatchList.read("\n".join(f"Madeup{number}" for number in range(50)) + "\nAnna Berg")
SHORT, LONG = 20_000, 200_000
# Linear time gives a factor of 10, quadratic time one of 100.
MOST = 30
ROUNDS = 3


@pytest.mark.parametrize(
    "piece",
    [
        "1", "a", "A", "@", " ", "\n", "-", "1-", "1 ", "1.", "1/", "Dr ", "Dr Ab ", "A-", "a.",
        "://", "www.", "::", "1:", "a@", "a@b.", "08-", "12 34 ", "121212-1212 ", "Storgatan 1 ",
        "999 012 3454 ", "May 1 ", "är 3, ", "nr 123 ", "A\u030a", "Anna ", "Anna Berg ", "[DATE]",
        "[PERSON-", "(", "x.se/", "\uff11", "von ", "Dr A. ", "+1", "1 A A A A ", "\ud83d",
        "dr ", "dr berg ", "mr", "sökte ", "sökte a b 3/5, ", "3/5, ", "op 240314 ", "# 1 ",
        "a 67M ", "Läkaren: Ek, ", "mamma är 62 nu ", "a @ b . c ", "(at) dot ", "noll ett ",
        "forty-seven ", "den tredje maj ", "mamma anna ", "dr anna. Anna ", "a-åri-old ",
        "Storg. 1 ", "Dr Anna Holm. Anna-", "@a_b.c ", "insta a_1 ", "Dr de la ",
        "twelve High Street ",
    ],
)  # fmt: skip
def test_time_grows_with_the_length_alone(piece):
    short, long = ((piece * (size // len(piece) + 1))[:size] for size in (SHORT, LONG))
    find_identifiers(short, WATCHED)

    # The minimum of several rounds, because other processes take time, too; and at least a
    # millisecond, because less cannot be measured.
    most = MOST * max(min(seconds(short) for _ in range(ROUNDS)), 0.001)
    assert any(seconds(long) <= most for _ in range(ROUNDS))


def test_time_grows_with_the_length_alone_where_all_are_named():
    def people(count):
        names = (
            "".join(chr(97 + number // 26**place % 26) for place in range(4))
            for number in range(count)
        )
        return " ".join(f"Dr {name.capitalize()} came, {name.capitalize()} sat." for name in names)

    short, long = people(1_000), people(10_000)
    most = MOST * max(min(seconds(short) for _ in range(ROUNDS)), 0.001)
    assert any(seconds(long) <= most for _ in range(ROUNDS))


def seconds(text):
    started = time.process_time()
    find_identifiers(text, WATCHED)
    return time.process_time() - started
