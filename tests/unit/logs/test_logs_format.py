"""What formats share: the search for statuses, and how many lines a reader reads."""

import re

import pytest

from inspector.logs.format import any_status, share_read, text


@pytest.mark.parametrize("statuses", [(401,), (401, 403, 407), (401, 500), (403, 404)])
def test_the_pattern_finds_these_statuses_only(statuses):
    pattern = re.compile(any_status(statuses, b'" ', b" "))
    found = [code for code in range(100, 600) if pattern.search(b'" %d ' % code)]
    assert found == sorted(statuses)


def test_the_pattern_starts_with_what_all_have_in_common():
    assert any_status((401, 403, 407)) == b"40(?:1|3|7)"


def test_comments_and_empty_lines_do_not_count_against_a_reader():
    assert share_read(lambda line: line == b"a" or None, [b"#x", b"", b"a", b"b"]) == 0.5
    assert share_read(lambda line: None, []) == 0


def test_a_hyphen_is_nothing():
    assert (text(b"-"), text(b"a\xff")) == ("", "a�")
