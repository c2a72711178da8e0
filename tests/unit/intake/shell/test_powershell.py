"""Quoting as in PowerShell, on its way to a native program."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.intake.shell.powershell import PowerShell


def words(text):
    return list(PowerShell(text).words().words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("curl.exe 'it''s' b", ["curl.exe", "it's", "b"]),
        ("curl.exe `\n  -k a", ["curl.exe", "-k", "a"]),
        ('curl.exe "a `"b`" `$c"', ["curl.exe", 'a "b" $c']),
        ('curl.exe "a ""b"""', ["curl.exe", 'a "b"']),
        ("curl.exe '{\\\"a\\\":1}'", ["curl.exe", '{"a":1}']),
        ('curl.exe "{\\"a\\":1}"', ["curl.exe", '{"a":1}']),
        ("curl.exe @'\nx \"y\"\n'@ b", ["curl.exe", 'x "y"', "b"]),
        ("curl.exe ''", ["curl.exe", ""]),
        ("curl.exe -d @file", ["curl.exe", "-d", "@file"]),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


def test_variables_and_the_end_of_the_command():
    found = PowerShell('curl.exe -H "X: $env:TOKEN" $url | more').words()
    assert found.words == ("curl.exe", "-H", "X: {{TOKEN}}", "{{url}}")
    assert found.variables == {"TOKEN", "url"}
    assert len(found.notes) == 1


@given(st.text(max_size=60))
def test_any_text(text):
    assert isinstance(words(text), list)
