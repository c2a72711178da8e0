"""Of a JSON object that was cut off, the members that are whole are read."""

import pytest

from inspector.protocol.json_text import begun_object


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ('{"a": 1, "b": "x"}', {"a": 1, "b": "x"}),
        ('{"a": 1, "b": "x', {"a": 1}),
        ('{"a": 1, "b": 1700', {"a": 1}),
        ('{"a": "x", "b": "y"', {"a": "x", "b": "y"}),
        ('{"a": {"b": [1, 2], "c": 3}, "d', {"a": {"b": [1, 2], "c": 3}}),
        ('{"a": "x,\\"y", "b": tr', {"a": 'x,"y'}),
        ('{"a', {}),
        ("{", {}),
        ("[1, 2", None),
        ("", None),
    ],
)
def test_what_is_whole_is_read(text, members):
    assert begun_object(text) == members


def test_a_long_one_is_left_alone():
    assert begun_object("{" + "1," * 60_000) is None
