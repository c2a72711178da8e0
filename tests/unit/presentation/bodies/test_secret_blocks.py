"""Secrets of a large text are found block by block, wherever an edge falls."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.presentation.bodies.secret_blocks import BLOCK, SecretBlocks

TOKEN = b"q" * 20 + b"0123456789" * 3


def _hidden(data, blocks):
    return b"".join(data[low:high] for low, high in blocks.all())


@pytest.mark.parametrize("before", [0, BLOCK - 40, BLOCK - 5, BLOCK, 3 * BLOCK - 17])
def test_a_secret_is_found_on_both_sides_of_an_edge(before):
    data = b"x" * before + b' {"access_token":"' + TOKEN + b'","a":1} ' + b"y" * BLOCK
    start = data.index(TOKEN)
    blocks = SecretBlocks(data)
    for low in range(start, start + len(TOKEN), 7):
        found = blocks.within(low, low + 1)
        assert found
        assert found[0][0] <= low < found[0][1]


def test_a_token_longer_than_blocks_is_hidden_all_through():
    long = b"ab12" * (BLOCK * 3 // 4)
    data = b'{"access_token":"' + long + b'"}'
    blocks = SecretBlocks(data)
    start = data.index(long)
    for at in range(start, start + len(long), BLOCK // 3):
        assert blocks.within(at, at + 1), at


def test_known_ranges_count_and_what_lies_before_the_body_is_left_to_them():
    data = b"access_token=" + TOKEN + b"\r\n\r\nplain"
    blocks = SecretBlocks(data, known=((0, 3),), begin=len(data) - 5)
    assert blocks.all() == ((0, 3),)
    assert blocks.within(5, 9) == ()


@given(st.integers(0, BLOCK * 2), st.integers(0, BLOCK))
def test_the_same_is_found_whole_or_in_parts(before, after):
    data = b"." * before + b' {"client_secret": "' + TOKEN + b'"} ' + b"." * after
    blocks = SecretBlocks(data)
    assert TOKEN in _hidden(data, blocks)
    start = data.index(TOKEN)
    assert blocks.within(start, start + 1) == SecretBlocks(data).within(start, start + 1)
