"""Every text becomes plain lines and comes back equal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.vault import encoding


@given(st.text(st.characters()))
def test_any_text_comes_back(value):
    line = encoding.encode(value)
    assert line.isascii()
    assert "\n" not in line
    assert encoding.decode("".join(encoding.split(line))) == value


@given(st.text(max_size=40))
def test_any_head_line_is_read_or_refused(line):
    head = encoding.read_head(line)
    assert head is None or encoding.read_head(encoding.head_line(head)) is not None


@pytest.mark.parametrize("line", ["a", "é", "a b=", "_w=="])
def test_a_line_that_is_none_is_refused_without_quoting_it(line):
    with pytest.raises(ValueError, match=r"^not an encoded value$"):
        encoding.decode(line)
