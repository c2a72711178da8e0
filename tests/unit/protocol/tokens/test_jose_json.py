"""Tokens in their JSON forms."""

import base64
import json

import pytest

from inspector.protocol.tokens import jose_json


def _part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


HEAD, BODY = _part({"alg": "HS256"}), _part({"iss": "joe"})


def test_flattened():
    text = json.dumps(
        {"payload": BODY, "protected": HEAD, "header": {"kid": "1"}, "signature": "c2ln"}
    )
    found = jose_json.read(text)
    assert (found.is_general, found.is_encrypted) == (False, False)
    (one,) = found.signed
    assert one.header == {"kid": "1", "alg": "HS256"}
    assert one.claims == {"iss": "joe"}
    assert [text[start:end] for start, end in one.parts] == [HEAD, BODY, "c2ln"]
    assert repr(found) == "JoseJson(protected={'alg': 'HS256'})"


def test_the_protected_header_wins():
    text = json.dumps(
        {"payload": BODY, "protected": HEAD, "header": {"alg": "none"}, "signature": "c2ln"}
    )
    assert jose_json.read(text).signed[0].header["alg"] == "HS256"


def test_general_with_too_many_signatures():
    entry = {"protected": HEAD, "signature": "c2ln"}
    found = jose_json.read(json.dumps({"payload": BODY, "signatures": [entry] * 60}))
    assert (found.is_general, len(found.signed), found.more) == (True, 50, 10)


def test_content_that_is_not_encoded():
    head = _part({"alg": "HS256", "b64": False, "crit": ["b64"]})
    text = json.dumps({"payload": "$.02", "protected": head, "signature": "c2ln"})
    (one,) = jose_json.read(text).signed
    assert (one.payload, one.is_encoded, one.signed) == (b"$.02", False, f"{head}.$.02".encode())


def test_encrypted():
    members = {"protected": HEAD, "unprotected": {"jku": "u"}, "ciphertext": "AA"}
    recipients = [{"header": {"kid": "a"}}, {"header": {"kid": "b"}}, 7]
    found = jose_json.read(json.dumps({**members, "recipients": recipients}))
    assert found.is_encrypted
    assert found.shared == {"jku": "u"}
    assert found.recipients == ({"kid": "a"}, {"kid": "b"})


def test_members_that_stand_twice():
    text = f'{{"payload":"AA","payload":"{BODY}","signature":"c2ln"}}'
    assert jose_json.read(text).duplicates == ("payload",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "{}",
        '{"access_token":"a"}',
        '{"signatures":7}',
        "{" * 100_000,
        '{"signature":"' + "a" * 1_000_001 + '"}',
    ],
)
def test_what_is_none(text):
    assert jose_json.read(text) is None


@pytest.mark.parametrize(
    "text",
    [
        '{"signature":7,"payload":[],"protected":{}}',
        '{"signatures":[7,null]}',
        '{"signature":"ü","protected":"%%%"}',
        '{"ciphertext":1,"protected":"AA","recipients":{}}',
    ],
)
def test_damaged_ones_are_read_as_far_as_they_go(text):
    assert jose_json.read(text).protected == {}
