"""Texts of answers, and search terms, with words that are hard to tell apart."""

from hypothesis import strategies as st

PIECES = st.sampled_from([
    "vänt", "väntan", "Väntrummet", "va\u0308ntan", "vantan", "kö", "ko", "kön", "tid", "tidtid",
    "e-post", "post", "don't", "🙂", "👩🏽", "1️⃣", "漢字", "かな", "ß", "SS", "ﬁnd", "İ",
    "sjuk\u00adhus", "sjukhus", "3,5", "a", "å", "A\u030a", "en", "lång", "en lång väntan",
    "\n", "- ", ".", "_", "\u200d", "naïve", "naive", "ø", "o",
])  # fmt: skip
TEXTS = st.lists(
    st.one_of(PIECES, PIECES, st.text(max_size=4)).flatmap(
        lambda piece: st.sampled_from([piece, f"{piece} ", f"{piece} {piece}"])
    ),
    max_size=8,
).map("".join)
TERMS = st.builds(
    lambda sign, parts, before, after: f"{sign}{before}{'|'.join(parts)}{after}",
    st.sampled_from(["", "", "", "-"]), st.lists(PIECES, min_size=1, max_size=2),
    st.sampled_from(["", "", "=", "*"]), st.sampled_from(["", "", "*"]),
)  # fmt: skip
