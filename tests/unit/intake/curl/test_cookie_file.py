"""Cookies of a file go where curl sends them."""

import pytest

from inspector.intake.curl.headers import pairs

FILE = (
    "# Netscape HTTP Cookie File\n"
    "\n"
    "api.example\tFALSE\t/\tFALSE\t0\tsid\tabc\n"
    "#HttpOnly_api.example\tFALSE\t/in\tFALSE\t4102444800\tdeep\t1\n"
    ".example\tTRUE\t/\tFALSE\t4102444800\twide\t2\n"
    "api.example\tFALSE\t/\tTRUE\t4102444800\tsafe\t3\n"
    "api.example\tFALSE\t/\tFALSE\t946684800\told\t4\n"
    "other.example\tFALSE\t/\tFALSE\t0\tother\t5\n"
    "too\tfew\n"
)


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "cookies.txt"
    made.write_text(FILE)
    return str(made)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://api.example/", ["sid=abc", "wide=2"]),
        ("http://api.example", ["sid=abc", "wide=2"]),
        ("http://api.example/in/side", ["deep=1", "sid=abc", "wide=2"]),
        ("http://api.example/inside", ["sid=abc", "wide=2"]),
        ("https://api.example/", ["sid=abc", "wide=2", "safe=3"]),
        ("http://www.example/", ["wide=2"]),
        ("http://sub.api.example/", ["wide=2"]),
        ("http://elsewhere.test/", []),
    ],
)
def test_host_path_scheme_and_time_decide(file, url, expected):
    assert pairs(file, url) == expected


def test_session_cookies_can_be_left_out(file):
    assert pairs(file, "http://api.example/", keep_session=False) == ["wide=2"]


def test_set_cookie_lines(tmp_path):
    made = tmp_path / "head.txt"
    made.write_text("HTTP/1.1 200 OK\r\nSet-Cookie: a=1; Path=/; HttpOnly\r\nX: y\r\n")
    assert pairs(str(made), "http://api.example/") == ["a=1"]


def test_a_file_that_is_not_there():
    with pytest.raises(OSError, match="nowhere"):
        pairs("/nowhere/at/all", "http://api.example/")
