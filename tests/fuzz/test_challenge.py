"""Any bytes at all: the challenge parser never raises, and its spans cover the input."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inspector.protocol.challenges.parsing import parse, repaired
from tests.fixtures.processor_time import within

CORPUS = (Path(__file__).parent / "corpus" / "challenges.txt").read_text("utf-8").splitlines()
PIECES = st.sampled_from(
    ["Basic", "Bearer", "Digest", " ", ",", ";", "=", '"', "'", "\\", "realm", 'realm="x"', "a b"]
)
TEXTS = st.one_of(
    st.binary(max_size=300).map(lambda data: data.decode("latin-1")),
    st.lists(st.one_of(PIECES, st.sampled_from(CORPUS)), max_size=12).map("".join),
)


def assert_covered(text):
    position = 0
    for challenge in parse(text):
        start, end = challenge.span
        assert position <= start <= end <= len(text)
        assert not text[position:start].strip(" \t\r\n,;")
        position = end
        for param in challenge.params:
            assert start <= param.span[0] <= param.value_span[0] <= param.value_span[1] <= end
            assert param.value_span[1] <= param.span[1] <= end
            assert text[param.span[0] :].startswith(param.name)
        for defect in challenge.defects:
            assert 0 <= defect.span[0] <= defect.span[1] <= len(text)
            assert defect.message
    assert not text[position:].strip(" \t\r\n,;")


@settings(max_examples=400)
@given(TEXTS)
@example('WWW-Authenticate: WWW-Authenticate: Basic realm="x"')
def test_spans_cover_any_text(text):
    assert_covered(text)


@pytest.mark.parametrize("text", CORPUS)
def test_spans_cover_the_corpus(text):
    assert_covered(text)


@settings(max_examples=400)
@given(TEXTS)
def test_a_repaired_challenge_reads_the_same_and_is_clean(text):
    for challenge in parse(text):
        written = repaired(challenge)
        if not written or challenge.token68:
            continue
        (again,) = parse(written)
        assert again.scheme == challenge.scheme
        assert [p.value for p in again.params] == [p.value for p in challenge.params]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "a " * 500_000,
        'a="b"c ' * 150_000,
        '"' * 1_000_000,
        "\\" * 1_000_000,
        'a="' + '\\"' * 400_000,
        "Basic realm=" + "a " * 490_000,
        "A " + "=," * 490_000,
        "Please read " + "Bearer " * 140_000,
        'x="a, y="' * 100_000,
        "x a='" * 160_000,
    ],
    ids=range(11),
)
def test_a_megabyte_takes_no_longer_than_it_must(text):
    within(5, assert_covered, text)
