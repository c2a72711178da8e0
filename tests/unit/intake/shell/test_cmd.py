"""Carets and quotes as in cmd.exe and the C runtime."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.intake.shell.cmd import cmd_words


def words(text):
    return list(cmd_words(text).words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('curl "a b" c', ["curl", "a b", "c"]),
        ('curl ^"a b^" ^\n -H ^"c: d^"', ["curl", "a b", "-H", "c: d"]),
        (r'curl ^"^{^\^"a^\^":1^}^"', ["curl", '{"a":1}']),
        (r'curl "{\"a\":\"b c\"}"', ["curl", '{"a":"b c"}']),
        ('curl "a""b"', ["curl", 'a"b']),
        (r'curl "C:\dir\\" x', ["curl", "C:\\dir\\", "x"]),
        ("curl ^\r\n  a", ["curl", "a"]),
        ('curl "^a"', ["curl", "^a"]),
        ('curl ^"a^\n\nb^"', ["curl", "a\nb"]),
        ('curl ^"http://a/?b=1^&c=2^"', ["curl", "http://a/?b=1&c=2"]),
        ("curl a\n -k", ["curl", "a", "-k"]),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


def test_variables_and_the_end_of_the_command():
    found = cmd_words('curl -H "X: %TOKEN%" a & dir')
    assert found.words == ("curl", "-H", "X: {{TOKEN}}", "a")
    assert found.variables == {"TOKEN"}
    assert len(found.notes) == 1


@given(st.text(max_size=60))
def test_any_text(text):
    assert isinstance(words(text), list)
