"""What formats share: the search for statuses, and how many lines a reader reads."""

import re

import pytest

from inspector.logs.format import any_status, json_status, share_read, text


@pytest.mark.parametrize("statuses", [(401,), (401, 403, 407), (401, 500), (403, 404)])
def test_the_pattern_finds_these_statuses_only(statuses):
    pattern = re.compile(any_status(statuses, b'" ', b" "))
    found = [code for code in range(100, 600) if pattern.search(b'" %d ' % code)]
    assert found == sorted(statuses)


def test_the_pattern_starts_with_what_all_have_in_common():
    assert any_status((401, 403, 407)) == b"40(?:1|3|7)"


@pytest.mark.parametrize(
    "text", [b'{"status":401,', b'{"status": "401"}', b'"code": 401 }', b'"s":401']
)
def test_a_status_in_json_is_a_whole_value(text):
    assert re.search(json_status((401,)), text)
    assert not re.search(json_status((401,)), text.replace(b"401", b"14013"))
    assert not re.search(json_status((401,)), text.replace(b"401", b"4.401"))


def test_comments_and_empty_lines_do_not_count_against_a_reader():
    assert share_read(lambda line: line == b"a" or None, [b"#x", b"", b"a", b"b"]) == 0.5
    assert share_read(lambda line: None, []) == 0


def test_a_hyphen_is_nothing():
    assert (text(b"-"), text(b"a\xff")) == ("", "a�")
