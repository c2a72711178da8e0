"""Quoting, line ends and the end of the command as in bash."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.intake.shell.bash import Bash


def words(text):
    return list(Bash(text).words().words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 'b c' \"d e\"", ["a", "b c", "d e"]),
        ("a''b\"c\"'d'", ["abcd"]),
        ("'' \"\"", ["", ""]),
        (r"a\ b \'x", ["a b", "'x"]),
        (r'"a\"b\\c\$d\n"', [r'a"b\c$d\n']),
        ("a \\\n  b", ["a", "b"]),
        ("a \\  \n  b", ["a", "b"]),
        ('"a\\\nb"', ["ab"]),
        ("a\\\r\n b", ["a", "b"]),
        (r"$'a\'b\n\x41\u00e9\101\\'", ["a'b\nAéA\\"]),
        (r"$'\xc3\xa9'", ["é"]),
        ('$"a b"', ["a b"]),
        ("a # comment", ["a"]),
        ("http://a/#frag", ["http://a/#frag"]),
        ("a > file 2> other b", ["a", "b"]),
        ("a 2>&1", ["a"]),
        ("curl a\n -H b", ["curl", "a", "-H", "b"]),
        ("curl a\ncurl b", ["curl", "a"]),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize("end", ["| jq .", "; ls", "&& ls", "& ls"])
def test_the_command_ends_and_that_is_said(end):
    found = Bash(f"curl a {end}").words()
    assert found.words == ("curl", "a")
    assert len(found.notes) == 1


def test_variables_are_named():
    found = Bash("curl -H \"X: $TOKEN\" ${HOST}/x '$no'").words()
    assert found.words == ("curl", "-H", "X: {{TOKEN}}", "{{HOST}}/x", "$no")
    assert found.variables == {"TOKEN", "HOST"}


def test_an_ampersand_inside_a_word_is_kept_with_a_note():
    found = Bash("curl http://a/?b=1&c=2").words()
    assert found.words[1] == "http://a/?b=1&c=2"
    assert "&" in found.notes[0]


@pytest.mark.parametrize("text", ["curl 'a", 'curl "a', "curl $'a"])
def test_an_open_quote_is_said(text):
    assert "not closed" in Bash(text).words().notes[0]


@pytest.mark.parametrize("text", ["a $(date)", "a `date`", 'a "$(date)"'])
def test_a_command_inside_is_not_run(text):
    assert "not run" in Bash(text).words().notes[0]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)))
def test_what_a_shell_quotes_comes_back(values):
    assert words(shlex.join(values)) == values


@given(st.text(max_size=60))
def test_any_text(text):
    assert isinstance(words(text), list)
