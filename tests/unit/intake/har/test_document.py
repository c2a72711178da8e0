"""Whole, damaged and hostile HAR documents."""

import json

import pytest

from inspector.intake import Unreadable
from inspector.intake.har import document
from inspector.intake.har.document import Document

ENTRY = {"request": {"method": "GET", "url": "http://a/é"}, "response": {"status": 401}}


def har(*entries, **log):
    return json.dumps({"log": {"entries": list(entries), **log}}).encode()


def read(data):
    found = Document(data)
    return list(found.entries()), found


def problem(data):
    with pytest.raises(Unreadable) as raised:
        read(data)
    return raised.value.problem


def test_entries_come_in_the_order_of_the_file():
    second = {"request": {"method": "PUT", "url": "http://b/"}}
    entries, found = read(har(ENTRY, second, creator={"name": "Firefox"}, browser=None))
    assert [entry.request.method for entry in entries] == ["GET", "PUT"]
    assert found.creators == ("Firefox",)
    assert found.notes == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks(encoding):
    text = json.dumps({"log": {"entries": [ENTRY]}}, ensure_ascii=False)
    entries, _ = read(text.encode(encoding))
    assert entries[0].request.url == "http://a/é"


def test_one_odd_entry_costs_nothing():
    odd = {"request": {"method": None, "url": 7, "headers": {"A": "b"}}, "response": "x"}
    entries, found = read(har(ENTRY, odd, {"request": 1}, "nonsense"))
    assert [entry.request.url for entry in entries] == ["http://a/é", "7"]
    assert found.notes == ["2 entries are left out: they have no URL."]


def test_entries_without_a_log_around_them():
    entries, _ = read(json.dumps({"entries": [ENTRY]}).encode())
    assert len(entries) == 1


def test_nan_lone_surrogates_and_control_characters():
    text = '{"log": {"entries": [{"time": NaN, "request": {"url": "http://a/\\ud800\tb"}}]}}'
    entries, found = read(text.encode())
    assert entries[0].request.url == "http://a/\ud800\tb"
    assert entries[0].time is None or entries[0].time != entries[0].time
    assert found.notes == []


def test_invalid_utf8_keeps_its_bytes():
    data = b'{"log": {"entries": [{"request": {"url": "http://a/\xff"}}]}}'
    entries, _ = read(data)
    assert entries[0].request.url.encode("utf-8", "surrogateescape") == b"http://a/\xff"


def test_a_truncated_file_gives_the_entries_before_the_cut():
    data = har(ENTRY, ENTRY, ENTRY, creator={"name": "WebInspector"})
    whole = json.dumps(ENTRY).encode()
    cut = data[: data.rindex(whole) + 20]
    entries, found = read(cut)
    assert len(entries) == 2
    assert "the 2 entries before are used" in found.notes[0]


def test_the_creator_of_a_truncated_file_is_still_known():
    data = b'{"log": {"creator": {"name": "WebInspector"}, "entries": [' + har(ENTRY)[21:]
    _, found = read(data[:-2])
    assert found.creators == ("WebInspector",)


def test_a_cut_within_the_first_entry():
    found = problem(har(ENTRY)[:60])
    assert "first entry" in found.what
    assert found.where == "line 1"


def test_what_is_no_har():
    assert problem(b"hello").where == "line 1, column 1"
    assert problem(b'{"log": {}}').where == "log.entries"
    assert problem(b"[1, 2]").what == "This is JSON, but not a HAR: log.entries is missing."
    assert "deep" in problem(b"[" * 200_000).what


def test_the_word_entries_inside_a_text_is_not_taken_for_the_member():
    text = r'{"note": "\"entries\": [", "log": {"x": NaN, "entries": [{"request": {"url": "http://a/"}}]}}'
    entries, _ = read(text.encode())
    assert len(entries) == 1


def test_a_deep_entry_is_left_out():
    deep = '{"request": {"url": "http://a/", "x": ' + "[" * 100_000 + "]" * 100_000 + "}}"
    entries, _ = read(('{"log": {"entries": [' + json.dumps(ENTRY) + "," + deep + "]}}").encode())
    assert len(entries) == 1


def test_too_large_is_said(monkeypatch):
    monkeypatch.setattr(document, "MAX_BYTES", 10)
    assert "larger than" in problem(har(ENTRY)).what
