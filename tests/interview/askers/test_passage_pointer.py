"""The pointer with which a person chooses words of an answer: by sentences, by words, or all."""

from hypothesis import given
from hypothesis import strategies as st

from coprod_cli.interview.askers.passage_pointer import PassagePointer, Pointed, words_of

TEXT = "Tolken kom. Maken väntade (länge) vid disken!\n\n- Dottern ville vara med.\n"


def words(pointer):
    span = pointer.span
    return None if span is None else TEXT[span.start : span.end]


POINTER = PassagePointer.of(TEXT)


class TestSentences:
    def test_nothing_is_pointed_at_at_first(self):
        assert POINTER.span is None
        assert POINTER.kind is Pointed.NOTHING

    def test_down_goes_from_one_to_the_next_and_not_beyond_the_last(self):
        seen = [words(POINTER.moved(1))]
        pointer = POINTER.moved(1)
        for _ in range(3):
            pointer = pointer.moved(1)
            seen.append(words(pointer))
        assert seen == [
            "Tolken kom.", "Maken väntade (länge) vid disken!", "Dottern ville vara med.",
            "Dottern ville vara med.",
        ]  # fmt: skip

    def test_up_goes_to_the_one_before(self):
        assert words(POINTER.jumped(3).moved(-1)) == "Maken väntade (länge) vid disken!"

    def test_a_range_grows_and_shrinks_at_the_end_that_moves(self):
        two = POINTER.jumped(1).extended(1)
        assert words(two) == "Tolken kom. Maken väntade (länge) vid disken!"
        assert words(two.extended(-1)) == "Tolken kom."
        assert words(POINTER.jumped(2).extended(-1)) == words(two)

    def test_after_a_passage_was_taken_down_goes_on_behind_it(self):
        assert words(POINTER.jumped(1).extended(1).at_nothing().moved(1)) == words(
            POINTER.jumped(3)
        )

    def test_a_number_that_is_too_large_is_the_last_one(self):
        assert words(POINTER.jumped(99)) == words(POINTER.jumped(3))


class TestWords:
    def test_are_those_of_the_sentence_without_punctuation(self):
        pointer = POINTER.jumped(2).by_words()
        seen = [words(pointer)]
        for _ in range(5):
            pointer = pointer.moved_by_words(1)
            seen.append(words(pointer))
        assert seen == ["Maken", "väntade", "länge", "vid", "disken", "Dottern"]

    def test_a_range_of_them_keeps_what_stands_between(self):
        pointer = POINTER.jumped(2).by_words().moved_by_words(1).extended(1).extended(1)
        assert words(pointer) == "väntade (länge) vid"

    def test_home_and_end_are_the_first_and_last_of_the_sentence(self):
        last = POINTER.jumped(2).by_words().at_edge(is_end=True)
        assert (words(last), words(last.extended(-1))) == ("disken", "vid disken")
        assert words(last.at_edge(is_end=False)) == "Maken"

    def test_w_again_goes_back_to_the_sentence(self):
        pointer = POINTER.jumped(2).by_words().moved_by_words(1).by_words()
        assert words(pointer) == "Maken väntade (länge) vid disken!"

    def test_an_ideograph_and_an_emoji_are_words(self):
        text = "家庭医生很好。 👩‍⚕️ hjälpte"
        assert [text[word.start : word.end] for word in words_of(text)] == [
            *"家庭医生很好", "👩‍⚕️", "hjälpte",
        ]  # fmt: skip


def test_the_whole_answer_has_no_place_of_its_own():
    assert POINTER.at_whole().span is None
    assert POINTER.at_whole().kind is Pointed.WHOLE
    assert words(POINTER.at_whole().moved(1)) == "Tolken kom."


_MOVES = st.lists(
    st.sampled_from([
        lambda pointer: pointer.moved(1), lambda pointer: pointer.moved(-1),
        lambda pointer: pointer.extended(1), lambda pointer: pointer.extended(-1),
        lambda pointer: pointer.moved_by_words(1), lambda pointer: pointer.moved_by_words(-1),
        PassagePointer.by_words, PassagePointer.at_whole, PassagePointer.at_nothing,
        lambda pointer: pointer.jumped(2),
    ])
)  # fmt: skip


@given(text=st.text(alphabet="ab å.!-\n家👩(", min_size=1), moves=_MOVES)
def test_whatever_is_pressed_the_place_is_inside_the_answer_and_not_empty(text, moves):
    pointer = PassagePointer.of(text)
    for move in moves:
        pointer = move(pointer)
        span = pointer.span
        assert span is None or 0 <= span.start <= span.end <= len(text)
        assert span is None or span.start < span.end or not text.strip()
