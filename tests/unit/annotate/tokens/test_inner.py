"""What the payload of a signed token is: another token, text, nothing."""

import base64
import json
from datetime import UTC, datetime

from inspector.annotate.tokens import decode

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _part(value):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _signed(payload, **header):
    return f"{_part({'alg': 'HS256', **header})}.{_part(payload)}.c2lnbmF0dXJl"


def _names(token):
    return [part.name for part in token.parts]


def test_a_token_in_a_token():
    inner = _signed({"iss": "joe", "exp": 1767225660})
    token = decode(_signed(inner.encode(), cty="JWT"), NOW)
    assert token.title == "Signed token inside a signed token (nested JWT)"
    assert _names(token)[3:] == ["inner-header", "inner-payload"]
    assert token.expires == datetime(2026, 1, 1, 0, 1, tzinfo=UTC)
    assert inner[:40] not in token.masked
    assert token.parts[-1].start is None


def test_an_encrypted_token_in_a_token():
    inner = f"{_part({'alg': 'dir', 'enc': 'A256GCM'})}..YWJj.YWJj.YWJj"
    token = decode(_signed(inner.encode()), NOW)
    assert token.title == "Encrypted token inside a signed token (nested JWT)"
    assert any("only the API and the issuer" in one.text for one in token.remarks)


def test_nesting_has_an_end():
    text = _signed({"iss": "joe"})
    for _ in range(9):
        text = _signed(text.encode())
    token = decode(text, NOW)
    assert _names(token).count("inner-payload 5") == 0
    assert any("5 levels are shown" in one.text for one in token.remarks)


def test_a_detached_payload():
    token = decode(f"{_part({'alg': 'HS256'})}..c2lnbmF0dXJl", NOW)
    assert token.title == "Signature without its content (detached JWS)"
    assert not any("empty" in one.text for one in token.remarks)


def test_a_payload_as_it_is():
    head = _part({"alg": "HS256", "b64": False, "crit": ["b64"]})
    text = f"{head}.Hello, world!.c2lnbmF0dXJl"
    token = decode(text, NOW)
    assert token.kind == "jwt"
    payload = token.parts[1]
    assert text[payload.start : payload.end] == payload.rows[0].value == "Hello, world!"
    assert any("RFC 7797" in one.text for one in token.remarks)


def test_other_content():
    assert decode(_signed(b"plain text"), NOW).parts[1].rows[0].value == "plain text"
    assert decode(_signed(b"\x00\xff\x01"), NOW).parts[1].rows[0].value == "3 bytes"
    assert decode(_signed(b"a" * 900), NOW).parts[1].rows[0].value.endswith("a…")
