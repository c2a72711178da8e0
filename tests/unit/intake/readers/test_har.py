"""A HAR as one attempt: its links, and what a browser left out of it."""

import json

import pytest

from inspector import intake


def har(*entries, creator="mitmproxy"):
    log = {"creator": {"name": creator}, "entries": list(entries)}
    return json.dumps({"log": log}).encode()


def entry(url="http://a/", status=401, sent=(), got=()):
    def rows(items):
        return [{"name": name, "value": value} for name, value in items]

    return {
        "request": {"method": "GET", "url": url, "headers": rows(sent)},
        "response": {"status": status, "headers": rows(got)},
    }


def attempt(data):
    return intake.read(data).attempt


def test_source_and_links():
    found = attempt(har(entry(status=302, got=[("Location", "/y")]), entry("http://a/y", 401)))
    assert (found.source, found.origin, found.request_known) == ("har", "import", True)
    assert found.exchanges[1].answers == 0


@pytest.mark.parametrize("creator", ["WebInspector", "Firefox", "WebKit Web Inspector"])
def test_a_browsers_har_without_any_credential_may_be_sanitised(creator):
    reading = intake.read(har(entry(), creator=creator))
    assert reading.attempt.may_be_sanitised
    assert "sensitive data" in reading.notes[0]


@pytest.mark.parametrize(
    "part",
    [
        {"sent": [("authorization", "Bearer x")]},
        {"sent": [("Cookie", "a=b")]},
        {"got": [("set-cookie", "a=b")]},
    ],
)
def test_one_credential_anywhere_shows_that_nothing_was_left_out(part):
    data = har(entry(), entry(status=200, **part), creator="WebInspector")
    assert not attempt(data).may_be_sanitised


def test_other_programs_leave_nothing_out():
    assert not attempt(har(entry())).may_be_sanitised


def test_no_entries():
    with pytest.raises(intake.Unreadable) as raised:
        intake.read(har())
    assert raised.value.problem.where == "log.entries"


def test_a_har_in_utf16_is_recognised():
    data = har(entry()).decode().encode("utf-16")
    assert intake.recognise(data).kind == "har"
