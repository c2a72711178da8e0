"""Each format of log lines: it reads its own, is chosen for them, and survives all others."""

import re

import pytest

from inspector.logs.format import all_formats, format_named, recognise
from tests.fixtures.log_samples import CLOUDFRONT, HEADS, LINES, START

FORMATS = pytest.mark.parametrize("kind", all_formats(), ids=lambda kind: kind.NAME)
CASES = pytest.mark.parametrize(
    ("name", "line", "said"),
    [(name, line, said) for name, lines in LINES.items() for line, said in lines],
)


@FORMATS
def test_it_has_a_title_and_samples(kind):
    assert kind.title()
    assert LINES[kind.NAME]


@CASES
def test_it_reads_its_lines(name, line, said):
    found = format_named(name).reader((*HEADS.get(name, ()), line))(line)
    assert found is not None
    assert {field: getattr(found, field) for field in said} == said
    assert found.status == 401
    assert found.at == pytest.approx(START, abs=1)


@CASES
def test_it_is_chosen_for_them(name, line, said):
    assert name == recognise((*HEADS.get(name, ()), *[line] * 5)).NAME


@CASES
def test_the_search_finds_its_refused_lines(name, line, said):
    assert re.search(format_named(name).needle((401, 403, 407)), line)


@FORMATS
def test_lines_of_other_kinds_and_rubbish_are_unreadable_or_read_but_never_raise(kind):
    read = kind.reader(HEADS.get(kind.NAME, ()))
    rubbish = [
        b"",
        b" ",
        b"-",
        b'"',
        b"{",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"GET / HTTP/1.1",
        b"[" * 5000,
    ]
    for line in [*rubbish, *(line for lines in LINES.values() for line, _ in lines)]:
        read(line)
    assert read(b"hello, this is no log") is None
    assert not kind.fit([b"hello, this is no log"] * 3)


@FORMATS
def test_every_line_cut_anywhere_is_survived(kind):
    read = kind.reader(HEADS.get(kind.NAME, ()))
    for line, _ in LINES[kind.NAME]:
        for end in range(len(line)):
            read(line[:end])


def test_a_virtual_host_in_front_is_seen():
    line = b'www.example.com:443 192.0.2.7 - - [25/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 401 5 "-" "x"'
    kind = recognise([line] * 3)
    assert kind.NAME == "combined"
    assert kind.reader([line])(line).client == "192.0.2.7"

    assert kind.reader([line])(line).host == "www.example.com:443"


@pytest.mark.parametrize(
    ("name", "head", "line", "host"),
    [
        ("json", (), b'{"status":401,"host":"api.example.com","uri":"/a"}', "api.example.com"),
        ("json", (), b'{"status":401,"http_host":"localhost:8080","host":"x"}', "localhost:8080"),
        ("json", (), b'{"status":401,"host":"web-1","uri":"/a"}', ""),
        ("caddy", (), LINES["caddy"][0][0], "example.com"),
        (
            "w3c",
            (b"#Fields: date time cs-host sc-status",),
            b"2026-11-25 10:00:00 a.test 401",
            "a.test",
        ),
        ("combined", (), LINES["combined"][0][0], ""),
    ],
)
def test_the_host_that_was_asked(name, head, line, host):
    assert format_named(name).reader((*head, line))(line).host == host


def test_cloudfront():
    line = b"2026-11-25\t10:00:00\tFRA2\t192.0.2.7\tGET\t/a\t403\tcurl/8.5.0\tabc=="
    kind = recognise([b"#Version: 1.0", CLOUDFRONT, line])
    assert kind.NAME == "w3c"
    assert kind.reader([CLOUDFRONT])(line).request_id == "abc=="


def test_a_line_of_an_error_log_about_something_else_has_no_reason():
    line = b"2026/11/25 10:00:00 [notice] 7#7: signal process started"
    assert format_named("nginx-error").reader(())(line).reason == ""
