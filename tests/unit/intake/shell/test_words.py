"""Gathering words, and telling which shell a command was written for."""

import pytest

from inspector.intake.shell import split
from inspector.intake.shell.words import Collector


def test_the_collector_tells_an_empty_word_from_none():
    out = Collector()
    out.end()
    out.add("")
    out.end()
    out.add("a")
    out.drop()
    assert out.current is None
    out.variable("X")
    out.note("once")
    out.note("once")
    found = out.finished()
    assert found == (("", "{{X}}"), frozenset({"X"}), ("once",))


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("$ curl 'a b'", "a b"),
        ("PS C:\\> curl.exe 'it''s'", "it's"),
        ('C:\\> curl ^"a^"', "a"),
        ('curl.exe "a\\"b"', 'a"b'),
        ("curl `\n 'a'", "a"),
        ("curl 'a^b'", "a^b"),
    ],
)
def test_the_shell_is_told_by_its_quoting(text, second):
    assert split(text).words[1] == second
