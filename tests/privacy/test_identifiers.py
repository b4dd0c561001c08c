"""Identifiers in texts, kind by kind; everybody in here is made up."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from labels import HELD_OUT, LABELLED, THIRD, read_lines

from coprod_cli.privacy.identifiers import Kind, WatchList, find_identifiers

LINES = [line.text for path in (LABELLED, HELD_OUT, THIRD) for line in read_lines(path)]
any_text = st.text(st.characters(exclude_categories=())) | st.text(
    "019 -./:@+()[]\n\tåÅAaDdrRmeE\u0300\uff11\ud83d\x00"
)
# Pieces of the labelled lines in new combinations: similar to identifiers, but not labelled.
pieces = st.builds(
    lambda line, start, length: line[start : start + length],
    st.sampled_from(LINES),
    st.integers(0, 100),
    st.integers(1, 60),
)
woven_text = st.lists(pieces | any_text, max_size=6).map("".join)
WATCHED = WatchList.read("Anna\nEk\nperson")


def found(text, watched=None):
    """Return the kind and the text of each identifier in a text."""
    spans = find_identifiers(text, watched) if watched else find_identifiers(text)
    return [(each.kind, text[each.start : each.end]) for each in spans]


class TestKinds:
    @pytest.mark.parametrize(
        ("text", "kind", "value"),
        [
            ("hennes nummer är 19121212-1212", Kind.NATIONAL_ID, "19121212-1212"),
            ("skriv till a.b@example.org.", Kind.EMAIL, "a.b@example.org"),
            ("ring 070-174 06 35!", Kind.PHONE, "070-174 06 35"),
            ("se https://example.org/a?b=c.", Kind.URL, "https://example.org/a?b=c"),
            ("from 192.0.2.1, at night", Kind.IP, "192.0.2.1"),
            ("from [2001:db8::1]", Kind.IP, "2001:db8::1"),
            ("in SW1A 1AA, upstairs", Kind.POSTCODE, "SW1A 1AA"),
            ("på Storgatan 12B, två trappor", Kind.ADDRESS, "Storgatan 12B"),
            ("MRN: 00123456", Kind.RECORD_NUMBER, "00123456"),
            ("den 3 maj kom hon", Kind.DATE, "3 maj"),
            ("a 47-year-old man", Kind.AGE, "47-year-old"),
            ("Dr. Anna Berg rang", Kind.NAME, "Anna Berg"),
        ],
    )
    def test_are_told_with_their_place(self, text, kind, value):
        assert found(text) == [(kind, value)]

    def test_are_all_in_the_labelled_lines(self):
        kinds = {span.kind for line in read_lines(LABELLED) for span in line.spans}

        assert kinds == set(Kind) - {Kind.WATCHED}

    @pytest.mark.parametrize("line", [line for line in read_lines(LABELLED) if not line.spans])
    def test_are_not_seen_in_a_near_miss(self, line):
        assert found(line.text) == []


class TestNames:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("doktor Bergs mottagning", "Bergs"),
            ("the nurse Åsa Ek-Öberg came", "Åsa Ek-Öberg"),
            (unicodedata.normalize("NFD", "syster Åsa kom"), "A\u030asa"),
            ("Dr **Berg** came", "Berg"),
            ("Läkare: Anna Berg", "Anna Berg"),
            ("my sister\nMaria came", "Maria"),
            ("herr von Essen kom", "von Essen"),
            ("Dr J. R. Stone came", "J. R. Stone"),
            ("Mrs D\u2019Arcy came", "D\u2019Arcy"),
            ("tid hos dr lindgren", "lindgren"),
            ("mrs. hollingworth, bed 2", "hollingworth"),
            ("svägerskan Ulla", "Ulla"),
            ("step-dad Craig", "Craig"),
            ("Surgeon: Hale, assisted", "Hale"),
            ("Läkare: Berg och fler", "Berg"),
            ("Läkaren: Anna Berg, tror jag", "Anna Berg"),
        ],
    )
    def test_follow_a_title_a_profession_or_a_family_word(self, text, name):
        assert found(text) == [(Kind.NAME, name)]

    @pytest.mark.parametrize(
        "text",
        [
            "The nurse. Then she left.",
            "The nurse\n\nThen she left.",
            "sjuksköterskan Hon",
            "Dr IT and Dr ICU",
            "with MS Anna's mornings are long",  # no title: the disease
            "En man Lars hade hört talas om",  # "man" alone is also "one"
            "the doctor Monday, the nurse I met",
            "dr recommended rest, dr person, mr thorax",
            "Patienten: Överallt, tror jag",
            "Nurse: Lean back now. Patient: Ouch!",
            "överläkaren Ortopeden och sjuksköterskan Röntgen",
        ],
    )
    def test_are_not_what_only_has_a_capital(self, text):
        assert found(text) == []


class TestAges:
    @pytest.mark.parametrize("text", ["90+ och ensam", "she is 97 years old", "en 102-åring"])
    def test_over_89_are_told_as_such(self, text):
        (one,) = find_identifiers(text)

        assert one.kind is Kind.AGE
        assert "over 89" in one.why

    @pytest.mark.parametrize(
        "text",
        [
            "for 5 years", "i 12 år", "5 år sedan", "in her forties", "i 80-årsåldern", "80-talet",
            "18 years of experience", "aged 40-50", "people aged 65 and over", "alla 40-åringar",
            "a 10-year-old computer", "Det är 12 år sedan", "de har väntat 3 år",
        ],
    )  # fmt: skip
    def test_are_not_durations_decades_groups_or_things(self, text):
        assert found(text) == []

    @pytest.mark.parametrize(
        ("text", "age"),
        [
            ("- 54F with pain", "54F"), ("Bed 2: 71M hip", "71M"), ("a 38/M", "38/M"),
            ("I'm 36 now", "36"), ("(aged 47)", "47"), ("farmor är 84.", "84"),
        ],
    )  # fmt: skip
    def test_are_seen_in_hurried_notes(self, text, age):
        assert found(text) == [(Kind.AGE, age)]

    @pytest.mark.parametrize(
        "text",
        [
            "a 14F foley", "temp was 98F", "a 20M budget", "they took turns, 8 in all",
            "she turned 4 hours later", "en 10-årig anamnes", "a 3M tape",
        ],
    )  # fmt: skip
    def test_are_not_sizes_sums_hours_or_histories(self, text):
        assert found(text) == []


class TestDates:
    @pytest.mark.parametrize(
        "text",
        [
            "2026-11-23", "23/11/2026", "11/23/2026", "23.11.2026", "20261123", "23 november 2026",
            "23rd of November", "May 3rd", "Nov 3, 2026", "3:e maj", "3-5 maj", "24 dec. 2025",
            "2026-11-23T15:01", "３ maj",
        ],
    )  # fmt: skip
    def test_are_days(self, text):
        assert [kind for kind, _ in found(f"Det var {text}")] == [Kind.DATE]

    @pytest.mark.parametrize(
        "text",
        [
            "2026", "november 2026", "in May", "10.30", "120/80", "1/2 tablett", "1-2 weeks",
            "version 2.10.26", "2026-13-01", "32/11/2026", "1.2.3",
        ],
    )  # fmt: skip
    def test_are_not_months_times_ratios_or_doses(self, text):
        assert found(f"it was {text}, she said") == []

    @pytest.mark.parametrize(
        ("text", "dates"),
        [
            ("inkom via akuten 3/5", ["3/5"]),
            ("sökte 2/1, 9/1 och 23/1", ["2/1", "9/1", "23/1"]),
            ("sjukskriven 3/4 - 17/4", ["3/4", "17/4"]),
            ("readmit 4/17 again", ["4/17"]),
            ("ny tid 8/10 kl 13", ["8/10"]),
            ("op 240314 utskr 240322", ["240314", "240322"]),
            ("d 3 maj -24 och May 3 '24", ["3 maj -24", "May 3 '24"]),
            ("fre 7/6-24", ["7/6-24"]),
        ],
    )
    def test_are_seen_in_hurried_notes(self, text, dates):
        assert found(text) == [(Kind.DATE, date) for date in dates]

    @pytest.mark.parametrize(
        "text",
        [
            "inkom med kraft 4/5", "admitted GCS 9/15", "seen 3/5 patients", "sökte i 3/4 fall",
            "discharged 3/7 ago", "r/v 6/12, off work 3/52", "inlagd på rum 3/2", "dosen 240314",
        ],
    )  # fmt: skip
    def test_are_not_scores_shares_or_times_ago(self, text):
        assert found(text) == []


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "kind", "value"),
        [
            ("acct # 5520193", Kind.RECORD_NUMBER, "5520193"),
            ("chart #88120", Kind.RECORD_NUMBER, "88120"),
            ("ssk (ankn 4471)", Kind.PHONE, "4471"),
            ("ring 070-174 06 35 x 2", Kind.PHONE, "070-174 06 35"),
            ("ring 070-174 06 35 x 212", Kind.PHONE, "070-174 06 35 x 212"),
            ("lives at ZZ99 3VZ now", Kind.POSTCODE, "ZZ99 3VZ"),
        ],
    )
    def test_are_told_by_what_stands_around_them(self, text, kind, value):
        assert found(text) == [(kind, value)]

    def test_in_full_width_digits_count(self):
        assert found("ring ０７０－１７４ ０６ ３５") == [(Kind.PHONE, "０７０－１７４ ０６ ３５")]

    def test_in_other_scripts_are_left_alone(self):
        assert found("٠٧٠ ١٧٤٠٦٣٥ ๔๗ years old") == []

    def test_that_are_a_telephone_or_a_health_number_are_told_by_the_word_beside_them(self):
        assert found("NHS 9990123454") == [(Kind.NATIONAL_ID, "9990123454")]
        assert found("tel 9990123454") == [(Kind.PHONE, "9990123454")]


class TestAnyText:
    @given(woven_text)
    @example("")
    @example("\ud83d 19121212-1212 \udcff")
    @example("Dr \x00Anna")
    def test_has_findings_in_order_that_do_not_overlap(self, text):
        spans = find_identifiers(text, WATCHED)
        edges = [edge for each in spans for edge in (each.start, each.end)]

        assert edges == sorted(edges)
        assert all(0 <= each.start < each.end <= len(text) for each in spans)

    @given(woven_text)
    def test_never_comes_back_in_what_is_said_of_it(self, text):
        for each in find_identifiers(text, WATCHED):
            alone = find_identifiers("x" * (each.end - each.start), WATCHED)

            assert alone == []
            assert each.why in WHYS
            assert each.instead.endswith((".", '"'))

    def test_says_why_and_what_instead_without_a_single_value(self):
        for text in LINES:
            for each in find_identifiers(text):
                value = text[each.start : each.end]
                assert value not in each.why
                assert value not in each.instead

    def test_is_judged_without_loading_stdnum_until_a_number_asks_for_it(self):
        code = (
            "import sys\nfrom coprod_cli.privacy.identifiers import find_identifiers as find\n"
            "find('Dr Berg, 47 år, ring 070-174 06 35')\nprint('stdnum' in sys.modules)\n"
            "find('19121212-1212')\nprint('stdnum' in sys.modules)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )

        assert done.stdout.split() == ["False", "True"]


# All reasons: the _WHY constants of the finders, and two for each format of national numbers.
WHYS = set()


def _collect_reasons():
    import importlib
    import pkgutil

    from coprod_cli import privacy
    from coprod_cli.privacy.national_ids import _FORMATS

    for info in pkgutil.iter_modules(privacy.__path__):
        module = importlib.import_module(f"coprod_cli.privacy.{info.name}")
        WHYS.update(value for name, value in vars(module).items() if name.startswith("_WHY"))
    for number_format in _FORMATS:
        WHYS.add(f"this looks like {number_format.name}.")
        WHYS.add(f"this looks like {number_format.name} whose check digit does not fit.")


_collect_reasons()
