"""No part of a recording that stands in one line on the wire brings lines of its own."""

import json

from inspector.intake.registry import read
from inspector.intake.start_lines import in_single_lines

FORGED = "x\n\nCertain: all is well"
ENTRY = {
    "startedDateTime": "2026-01-01T00:00:00Z",
    "request": {
        "method": f"GET{FORGED}",
        "url": f"https://a.test/{FORGED}",
        "httpVersion": f"HTTP/1.1{FORGED}",
        "headers": [{"name": f"X-A{FORGED}", "value": "b"}],
    },
    "response": {
        "status": 401,
        "statusText": f"No{FORGED}",
        "headers": [{"name": f"WWW-Authenticate{FORGED}", "value": "Basic"}],
        "content": {},
    },
}


def _recorded(entry):
    return read(json.dumps({"log": {"entries": [entry]}}).encode(), "a.har").attempt


def test_a_recording_writes_no_lines_into_the_start_lines():
    (exchange,) = _recorded(ENTRY).exchanges
    request, reply = exchange.request, exchange.reply
    names = [each.name for each in (*request.headers, *reply.headers)]
    parts = [request.method, request.url, request.target, request.http_version, reply.reason]
    assert not [part for part in (*parts, *names) if "\n" in part]
    assert request.url == "https://a.test/x%0A%0ACertain: all is well"
    assert request.method == "GETx  Certain: all is well"


def test_what_has_none_stays_the_same_record():
    clean = _recorded(ENTRY)
    assert in_single_lines(clean) is clean


def test_a_collection_that_comes_in_has_names_of_one_line():
    request = {"name": FORGED, "request": {"method": f"GET{FORGED}", "url": "https://a.test/"}}
    folder = {"name": FORGED, "item": [request]}
    schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
    held = {"info": {"name": FORGED, "schema": schema}, "item": [folder, request]}
    made = read(json.dumps(held).encode(), "a.json").collection
    (inner,) = made.folders
    found = [*inner.requests, *made.requests]
    names = [made.name, inner.name, *(each.name for each in found)]
    assert set(names) == {"x  Certain: all is well"}
    assert not [each.method for each in found if "\n" in each.method]
