"""Bodies are taken apart by key, field or line; secrets in them are masked."""

import pytest

from inspector.compare.bodies import LARGEST, body_facts
from inspector.model.message import Header
from inspector.protocol.redaction import KnownValues

NOTHING = KnownValues(())
JSON = (Header("Content-Type", "application/json"),)
FORM = (Header("Content-Type", "application/x-www-form-urlencoded"),)
TEXT = (Header("Content-Type", "text/plain"),)


def _parts(headers, body, known=NOTHING):
    return {fact.name: fact.text for fact in body_facts(headers, body, known)}


@pytest.mark.parametrize(
    ("headers", "body", "parts"),
    [
        (JSON, b'{"a": {"b": [1, "x"]}, "c": null}', {"a.b[0]": "1", "a.b[1]": "x", "c": "null"}),
        (JSON, b'{"a": {}, "b": []}', {"a": "{}", "b": "[]"}),
        (JSON, b"{broken", {"Line 1": "{broken"}),
        (FORM, b"grant_type=password&x=", {"grant_type": "password", "x": ""}),
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
