"""Bodies are taken apart by key, field or line; secrets in them are masked."""

import pytest

from inspector.compare.bodies import LARGEST, body_facts
from inspector.model.message import Header
from inspector.protocol.redaction import KnownValues

NOTHING = KnownValues(())
JSON = (Header("Content-Type", "application/json"),)
FORM = (Header("Content-Type", "application/x-www-form-urlencoded"),)
TEXT = (Header("Content-Type", "text/plain"),)
XML = (Header("Content-Type", "application/soap+xml"),)
PARTS = (Header("Content-Type", 'multipart/form-data; boundary="x-1"'),)

FILLED_IN = (
    b'--x-1\r\nContent-Disposition: form-data; name="user"\r\n\r\nalice\r\n'
    b'--x-1\r\nContent-Disposition: form-data; name="scan"; filename="a.png"\r\n'
    b"Content-Type: image/png\r\n\r\n\x89PNG\r\n--x-1\r\n\r\nz\r\n--x-1--\r\n"
)


def _parts(headers, body, known=NOTHING):
    return {fact.name: fact.text for fact in body_facts(headers, body, known)}


@pytest.mark.parametrize(
    ("headers", "body", "parts"),
    [
        (JSON, b'{"a": {"b": [1, "x"]}, "c": null}', {"a.b[0]": "1", "a.b[1]": "x", "c": "null"}),
        (JSON, b'{"a": {}, "b": []}', {"a": "{}", "b": "[]"}),
        (JSON, b"{broken", {"Line 1": "{broken"}),
        (FORM, b"grant_type=password&x=", {"grant_type": "password", "x": ""}),
        (XML, b"<a><b id='1'>x</b><b>y</b></a>", {"a.b@id": "1", "a.b": "x", "a.b[1]": "y"}),
        (XML, b"<a><b></a>", {"Line 1": "<a><b></a>"}),
        (PARTS, FILLED_IN, {"user": "alice", "scan": "a.png, image/png, 4 bytes", "Part 3": "z"}),
        (PARTS, b"no boundary", {"Line 1": "no boundary"}),
        (TEXT, b"one\ntwo", {"Line 1": "one", "Line 2": "two"}),
        (JSON, b"", {}),
    ],
)
def test_the_parts_of_a_body(headers, body, parts):
    assert _parts(headers, body) == parts


def test_secrets_are_masked_but_compared_whole():
    body = b'{"access_token": "abcdefgh-secret-1", "note": "abcdefgh-secret-2"}'
    facts = list(body_facts(JSON, body, KnownValues(("abcdefgh-secret-2",))))
    assert all("secret" not in fact.text for fact in facts)
    assert facts[0].compared == "abcdefgh-secret-1"


def test_what_says_why_matters_more():
    weights = {
        fact.name: fact.weight for fact in body_facts(JSON, b'{"error":"x","id":1}', NOTHING)
    }
    assert weights == {"error": "auth", "id": "plain"}


def test_a_large_body_is_compared_as_a_whole():
    one, two = (next(iter(body_facts(TEXT, b"x" * LARGEST + end, NOTHING))) for end in (b"a", b"b"))
    assert one.text == f"{LARGEST + 1} bytes"
    assert one.compared != two.compared


def test_a_picture_is_compared_as_a_whole():
    (fact,) = body_facts((Header("Content-Type", "image/png"),), b"\x89PNG\x00\x01", NOTHING)
    assert fact.text == "6 bytes"


def test_deep_json_does_not_fall_over():
    assert _parts(JSON, b"[" * 100_000 + b"]" * 100_000)


def test_secrets_in_parts_and_elements_are_masked():
    part = b'--x-1\r\nContent-Disposition: form-data; name="password"\r\n\r\nhunter22\r\n--x-1--'
    (fact,) = body_facts(PARTS, part, NOTHING)
    assert "hunter22" not in fact.text
    texts = _parts(XML, b"<login password='hunter22'><password>hunter22</password></login>")
    assert "hunter22" not in "".join(texts.values())


def test_equal_files_are_equal_and_others_differ():
    one, same, other = (
        list(body_facts(PARTS, body, NOTHING))[1].compared
        for body in (FILLED_IN, FILLED_IN, FILLED_IN.replace(b"\x89PNG", b"\x89PNH"))
    )
    assert one == same != other
