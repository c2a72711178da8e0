"""The formats are found, and one is chosen by the first lines."""

import pytest

from inspector.logs.format import all_formats, format_named, recognise


def test_names_are_all_different():
    names = [kind.NAME for kind in all_formats()]
    assert len(set(names)) == len(names) >= 8


def test_an_unknown_name():
    with pytest.raises(KeyError):
        format_named("nothing")


@pytest.mark.parametrize("head", [(), (b"",), (b"hello", b"world"), (b'{"a": 1}',), (b"\x00\xff",)])
def test_nothing_fits(head):
    assert recognise(head) is None
