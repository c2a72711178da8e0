"""Paths lose their dots as curl takes them out."""

import pytest

from inspector.intake.curl.dots import squashed


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://h/a/../b/./c", "http://h/b/c"),
        ("http://h/a/..", "http://h/"),
        ("http://h/a/.", "http://h/a/"),
        ("http://h/../../a", "http://h/a"),
        ("http://h/a//b/", "http://h/a//b/"),
        ("http://h/a?b=/../c#/../d", "http://h/a?b=/../c#/../d"),
        ("http://h", "http://h"),
        ("http://h?a/../b", "http://h?a/../b"),
        ("http://h/...a/.b", "http://h/...a/.b"),
        ("{{base}}/a/../b", "{{base}}/a/../b"),
    ],
)
def test_a_path(url, expected):
    assert squashed(url) == expected
