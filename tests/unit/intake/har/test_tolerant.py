"""Entries with missing members and wrong types."""

import pytest

from inspector.intake.har.document import entry_of


def test_numbers_as_text_and_text_as_numbers():
    entry = entry_of(
        {
            "time": "12.5",
            "request": {"method": 5, "url": "http://a/", "headers": [{"name": "A", "value": 1}]},
            "response": {"status": "401", "content": {"size": "3", "text": 7}},
        }
    )
    assert entry.time == 12.5
    assert (entry.request.method, entry.request.headers[0].value) == ("5", "1")
    assert (entry.response.status, entry.response.content.text) == (401, "7")


@pytest.mark.parametrize(
    "value", [None, 1, "x", [], {}, {"request": None}, {"request": {"url": ""}}]
)
def test_what_has_no_url_is_no_entry(value):
    assert entry_of(value) is None


@pytest.mark.parametrize("time", ["x", None, [], 1e400, "inf", 2**60, True])
def test_impossible_numbers_are_left_out(time):
    entry = entry_of({"time": time, "request": {"url": "http://a/"}, "response": {"status": time}})
    assert entry.time in (None, 1.0)
    assert entry.response is None or entry.response.status in (0, 1)


def test_headers_as_an_object_and_odd_rows():
    entry = entry_of({"request": {"url": "http://a/", "headers": {"A": "b", "C": None}}})
    assert [(h.name, h.value) for h in entry.request.headers] == [("A", "b"), ("C", "")]
    odd = entry_of({"request": {"url": "http://a/", "headers": [1, {}, {"name": "X"}]}})
    assert [h.name for h in odd.request.headers] == ["X"]


def test_cookies_survive():
    entry = entry_of({"request": {"url": "http://a/", "cookies": [{"name": "a", "value": "b"}]}})
    assert bytes(entry.request.cookies) == b'[{"name":"a","value":"b"}]'
