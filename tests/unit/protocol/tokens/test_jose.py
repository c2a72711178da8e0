import base64
import json

import pytest

from inspector.protocol.tokens.jose import Jwe, Jws, read
from tests.fixtures.processor_time import within


def _part(value):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


HEADER = _part({"alg": "HS256", "typ": "JWT"})
TOKEN = f"{HEADER}.{_part({'sub': 'jürgen', 'x': '>>>???'})}.{_part(b'signature')}"


def _kinds(token):
    return [defect.kind for defect in token.defects]


def test_a_clean_token():
    token = read(TOKEN)
    assert isinstance(token, Jws)
    assert token.claims == {"sub": "jürgen", "x": ">>>???"}
    assert token.signature == b"signature"
    assert token.defects == ()
    assert [TOKEN[a:b] for a, b in token.parts] == TOKEN.split(".")
    assert token.compact == TOKEN


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"Bearer {TOKEN}", "prefix"),
        (f"Bearer bearer {TOKEN}", "prefix"),
        (f"Authorization: Bearer {TOKEN}", "prefix"),
        (f"{TOKEN}\r\n", "blanks"),
        (f"\ufeff{TOKEN}", "blanks"),
        (f'"{TOKEN}"', "quotes"),
        (f"“{TOKEN}”", "quotes"),
        (TOKEN[:30] + "\n " + TOKEN[30:], "blanks"),
        (TOKEN.replace(".", "==.", 1), "padding"),
        (TOKEN.replace("-", "+").replace("_", "/"), "alphabet"),
    ],
)
def test_wrappings_are_taken_off_and_named(text, kind):
    token = read(text)
    assert token.claims["sub"] == "jürgen"
    assert kind in _kinds(token)
    assert token.compact.replace("+", "-").replace("/", "_") == TOKEN
    for defect in token.defects:
        assert 0 <= defect.span[0] < defect.span[1] <= len(text)
        assert "jürgen" not in defect.message


def test_duplicate_names_are_told_and_the_last_counts():
    payload = _part(b'{"a":1,"a":2}')
    token = read(f"{HEADER}.{payload}.x")
    assert token.claims == {"a": 2}
    assert "duplicate-key" in _kinds(token)


def test_payloads_that_are_no_object_leave_the_header_readable():
    for payload in (b"[1]", b"text", b'{"a":', b"\xff\xfe", b""):
        token = read(f"{HEADER}.{_part(payload)}.")
        assert token.header["alg"] == "HS256"
        assert token.claims is None
        assert token.defects


def test_unsigned():
    assert read(f"{_part({'alg': 'none'})}.{_part({})}.").is_unsigned


def test_five_parts_are_encrypted():
    token = read(f"{_part({'alg': 'RSA-OAEP', 'enc': 'A256GCM'})}.a.b.c.d")
    assert isinstance(token, Jwe)
    assert token.header["enc"] == "A256GCM"
    assert len(token.parts) == 5


@pytest.mark.parametrize("text", ["", "abc", "a.b.c", "...", "1.2.3", f"{HEADER}.x", "Bearer"])
def test_anything_else_is_none(text):
    assert read(text) is None


@pytest.mark.parametrize(
    "payload",
    [
        b"[" * 100_000,
        b'{"a":' * 60_000 + b"1" + b"}" * 60_000,
        b'{"n":' + b"9" * 300_000 + b"}",
        b'{"x":"' + b"y" * 370_000 + b'"}',
        b'{"n": NaN}',
    ],
    ids=["brackets", "deep", "number", "long", "nan"],
)
def test_hostile_payloads_end_soon(payload):
    token = within(2, read, f"{HEADER}.{_part(payload)}.")
    assert token.header["alg"] == "HS256"


def test_beyond_the_limit_nothing_is_read():
    assert read(f"{HEADER}.{'a' * 1_000_001}.") is None


def test_printing_shows_neither_claims_nor_signature():
    assert "jürgen" not in repr(read(TOKEN))
