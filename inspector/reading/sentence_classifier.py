"""Tells what a sentence most likely means that no pattern reads, by examples of all meanings.

The patterns of `fingerprints/general.toml` know the wordings they were made for; a server says the
same in others every day. Each `resources/sentences/<meaning>.txt` holds examples, one a line, those
of `other.txt` errors that are not about access. `packaging/learn_sentences` makes two linear
classifiers of them that stand in `learned.bin`: one tells which meaning it is, the other whether a
sentence is about access at all, which a status such as 400 leaves open. Of examples that they were
not shown the first is right about 0.79, and 0.96 of the three fifths of which it is surest; the
second is 0.95 sure of three fifths of the refusals, and of six in a thousand of other errors.
"""

import math
from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import msgspec

from inspector.protocol.patterns import lazy_re
from inspector.reading.plain_words import plain
from inspector.reading.standard_sentences import repeats_a_status, wants_a_login
from inspector.wording.resources import resources, shipped_bytes, shipped_text

FOLDER, MADE, OTHER = "sentences", "learned.bin", "other"
BUCKETS = 32_768
"""Features are counted by their hash; a quarter of the buckets told 0.79, not 0.83."""
BUCKETS_OF_ACCESS = 262_144
"""More of them: what no example has must not share a bucket with what many have."""
_LONGEST = 300  # characters: what comes later in a text seldom gives the reason
_DIGITS = lazy_re(r"\d+")


class Access(msgspec.Struct, frozen=True):
    """What tells words about access from others. rarity, weights: a signed byte for each bucket."""

    bias: float
    sharpness: float
    rarity: bytes
    weights: bytes


class Learned(msgspec.Struct, frozen=True):
    """What was learned. names: of the meanings, a column each. rarity, weights: one row a bucket.

    Both are signed bytes. sharpness: what a score is multiplied with to become a probability.
    digest: of the examples. access: the second classifier.
    """

    names: tuple[str, ...]
    sharpness: float
    digest: str
    rarity: bytes
    weights: bytes
    access: Access


def examples() -> Iterator[tuple[str, str]]:
    """Yield each example with the name of its meaning."""
    for file in sorted((resources() / FOLDER).glob("*.txt")):
        yield from ((file.stem, line) for line in shipped_text(file).splitlines())


def digest() -> str:
    """Return what tells these examples from others."""
    return sha256("\n".join("\t".join(each) for each in examples()).encode()).hexdigest()


class Likely(NamedTuple):
    """A meaning and how probable it is (0…1) for such a sentence."""

    name: str
    probability: float


def words_to_classify(text: str) -> str:
    """Return the plain words of a text without addresses; empty where they are too few to tell."""
    words = plain(_ADDRESS.sub(" ", text[: 2 * _LONGEST]))
    if repeats_a_status(words) or wants_a_login(words):
        return ""
    enough = len([word for word in words.split() if not word.isdigit()]) >= _FEWEST
    return words if enough or (len(words) >= _FEWEST_SIGNS and not words.isascii()) else ""


_ADDRESS = lazy_re(r"(?:https?|wss?|urn):\S+")
_FEWEST, _FEWEST_SIGNS = 2, 4  # words; Chinese and Japanese write them without blanks


def features(words: str, buckets: int = BUCKETS) -> frozenset[int]:
    """Return the buckets of what plain words consist of.

    That is words, pairs of them, and pieces of three to five letters, since a word that no example
    has mostly shares its stem with one that has.
    """
    return frozenset(crc32(each.encode()) % buckets for each in _pieces(words))


def _pieces(words: str) -> Iterator[str]:
    listed = _DIGITS.sub("0", words[:_LONGEST]).split()
    yield from (f"w {word}" for word in listed)
    yield from (f"b {one} {two}" for one, two in pairwise(listed))
    for word in listed:
        bounded = f"<{word}>"
        for size in (3, 4, 5):
            yield from (f"c{bounded[i : i + size]}" for i in range(len(bounded) - size + 1))


@lru_cache(2_000)
def classified(words: str) -> tuple[Likely, ...]:
    """Return the meanings of plain words with their probabilities, the likeliest first."""
    rows = sorted(features(words))
    if not rows:
        return ()
    learned, weights, rarity = _learned()
    wide = len(learned.names)
    size = math.sqrt(sum(rarity[row] ** 2 for row in rows)) or 1.0
    columns = zip(*(weights[row * wide : (row + 1) * wide] for row in rows), strict=True)
    powers = [math.exp(learned.sharpness * sum(column) / size) for column in columns]
    whole = sum(powers)
    found = map(Likely, learned.names, (power / whole for power in powers))
    return tuple(sorted(found, key=lambda one: -one.probability))


@lru_cache(2_000)
def about_access(words: str) -> float:
    """Return how probable it is that plain words are about access, 0 for no words at all."""
    rows = features(words, BUCKETS_OF_ACCESS)
    if not rows:
        return 0.0
    access = _learned()[0].access
    rarity, weights = (memoryview(one).cast("b") for one in (access.rarity, access.weights))
    size = math.sqrt(sum(rarity[row] ** 2 for row in rows)) or 1.0
    score = sum(rarity[row] * weights[row] for row in rows) / size
    return 1 / (1 + math.exp(-access.sharpness * score - access.bias))


@cache
def _learned() -> tuple[Learned, memoryview, memoryview]:
    data = shipped_bytes(resources() / FOLDER / MADE)
    learned = msgspec.msgpack.decode(data, type=Learned)
    return learned, memoryview(learned.weights).cast("b"), memoryview(learned.rarity).cast("b")
