"""Every result and every state has a word of its own."""

from typing import get_args

from inspector.export.words import result_words, rung_words, state_words
from inspector.model.experiment import Result, Rung, RungState


def test_all_have_words():
    for known, words in ((Result, result_words), (RungState, state_words)):
        said = [words(value) for value in get_args(known)]
        assert all(said)
        assert len(set(said)) == len(said)


def test_a_rung():
    assert rung_words(Rung(name="Scheme", state="passed")) == "Scheme: passed"
