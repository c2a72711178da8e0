"""Checks of tokens: nothing odd in odd input."""

from hypothesis import given
from hypothesis import strategies as st

from inspector.authenticate.token_checks import checks


@given(st.text(max_size=60), st.sampled_from(["", "Bearer", "Token"]))
def test_any_text(token, word):
    for found in checks(word, token):
        assert found.field == "token"


def test_a_word_alone_is_no_doubled_word():
    assert checks("", "Bearer x")[0].kind == "blank-inside"
    assert checks("Bearer", "") == ()
