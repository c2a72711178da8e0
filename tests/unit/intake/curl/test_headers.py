"""Header rows, written and implied."""

import pytest

from inspector.intake import Unreadable
from inspector.intake.curl.command import Command
from inspector.intake.curl.headers import rows
from inspector.model.request import RequestHeader


def made(*words):
    notes = []
    return rows(Command(words), notes), notes


def test_rows_keep_order_case_and_repeats():
    found, _ = made("-H", "A: 1", "-H", "a:2", "-H", "Empty;", "-H", "Accept:", "-H", "B:  x:y ")
    assert found == [
        RequestHeader("A", "1"),
        RequestHeader("a", "2"),
        RequestHeader("Empty"),
        RequestHeader("Accept", enabled=False),
        RequestHeader("B", "x:y "),
    ]


def test_a_line_without_colon_is_noted():
    found, notes = made("-H", "nonsense")
    assert (found, len(notes)) == ([], 1)


def test_rows_from_a_file(tmp_path):
    file = tmp_path / "h"
    file.write_text("A: 1\n\nB: 2\n")
    assert [row.name for row in made("-H", f"@{file}")[0]] == ["A", "B"]
    with pytest.raises(Unreadable):
        made("-H", "@/nowhere/at/all")


@pytest.mark.parametrize(
    ("words", "row"),
    [
        (("-A", "me"), RequestHeader("User-Agent", "me")),
        (("-A", ""), RequestHeader("User-Agent", enabled=False)),
        (("-e", "http://r;auto"), RequestHeader("Referer", "http://r")),
        (("-r", "0-9"), RequestHeader("Range", "bytes=0-9")),
        (("-b", "a=1", "-b", "b=2"), RequestHeader("Cookie", "a=1;b=2")),
        (("-T", "file"), RequestHeader("Content-Type", enabled=False)),
        (("--compressed",), RequestHeader("Accept-Encoding", "deflate, gzip, br, zstd")),
    ],
)
def test_implied_rows(words, row):
    assert made(*words)[0] == [row]


def test_json_implies_two_and_written_rows_win():
    found, _ = made("--json", "{}", "-H", "accept: text/plain")
    assert [(row.name, row.value) for row in found] == [
        ("accept", "text/plain"),
        ("Content-Type", "application/json"),
    ]


def test_cookies_of_a_file_come_before_those_written(tmp_path):
    file = tmp_path / "jar.txt"
    file.write_text("a.example\tFALSE\t/\tFALSE\t0\tsid\tabc\n")
    notes = []
    found = rows(Command(("-b", str(file), "-b", "x=1")), notes, "http://a.example/")
    assert (found, notes) == ([RequestHeader("Cookie", "sid=abc; x=1")], [])


def test_a_file_of_cookies_that_is_not_there_is_noted():
    assert made("-b", "jar.txt") == ([], ["The file jar.txt with cookies can't be read."])
