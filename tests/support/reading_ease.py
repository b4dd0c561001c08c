"""How easy a text is to read: LIX for Swedish, Flesch's reading ease for English.

LIX: C. H. Björnsson, Läsbarhet, 1968: words per sentence, and the share of words of more than six
letters, in per cent. Below 30 is very easy, as in books for children.

Flesch: Rudolf Flesch, A new readability yardstick, Journal of Applied Psychology 1948;32(3):221-33:
206.835 - 1.015 words per sentence - 84.6 syllables per word. From 70 on is fairly easy. Syllables
are counted by groups of vowels, without a silent e. Both count what a colon ends as a sentence.
"""

import re

MOST_LIX, LEAST_FLESCH = 30, 70
_LONG = 6
_SENTENCE_END = re.compile(r"[.?!:](?=\s|$)")
_VOWELS = re.compile("[aeiouy]+")
_SILENT = re.compile(r"(?<![aeiouyl])e$|(?<=[aeiouy]l)e$|(?<![td])ed$|(?<![aeiouyscxzgh])es$")


def words_of(text):
    return re.findall(r"[^\W_]+(?:['\u2019-][^\W_]+)*", text)


def sentences_of(text):
    """The number of sentences; what ends without a mark, such as a title, is one too."""
    return sum(bool(words_of(part)) for part in _SENTENCE_END.split(text)) or 1


def _counts(texts):
    texts = list(texts)
    words = [word for text in texts for word in words_of(text)]
    return words, sum(map(sentences_of, texts))


def lix(texts):
    """The LIX of texts, each of which ends a sentence."""
    words, sentences = _counts(texts)
    long = sum(len(word) > _LONG for word in words)
    return len(words) / sentences + 100 * long / len(words)


def syllables(word):
    word = word.lower().split("'")[0]
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word))))


def flesch(texts):
    """Flesch's reading ease of texts, each of which ends a sentence."""
    words, sentences = _counts(texts)
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * sum(map(syllables, words)) / len(words)


def is_easy(texts, language):
    """Whether texts are within the limits."""
    return lix(texts) <= MOST_LIX if language == "sv" else flesch(texts) >= LEAST_FLESCH


def ease(texts, language):
    """The measure of a language, for a message."""
    return round(lix(texts) if language == "sv" else flesch(texts), 1)
