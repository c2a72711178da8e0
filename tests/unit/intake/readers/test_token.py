"""Tokens and challenges that stand alone keep their whole text."""

import pytest

from inspector import intake

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"


@pytest.mark.parametrize(
    "text",
    [JWT, f"Bearer {JWT}", f"Authorization: Bearer {JWT}", JWT[:30], "ghp_" + "a" * 36,
     "Basic YTpi", "PHNhbWxwOlJlc3BvbnNlPg==", "<samlp:Response/>", "a" * 10_000,
     "mF_9.B5f-4.1JqM.2xy8"],
)  # fmt: skip
def test_tokens(text):
    reading = intake.read(f" {text}\n".encode())
    assert (reading.kind, reading.token) == ("token", text)


BLOB = "TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAA="


@pytest.mark.parametrize(
    "text",
    [
        f"NTLM {BLOB}", f"Authorization: Negotiate {BLOB}", BLOB,
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
        '{"kty": "oct", "k": "c2VjcmV0"}', '{"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}',
        '{"payload": "e30", "protected": "eyJhbGciOiJIUzI1NiJ9", "signature": "c2ln"}',
        "SAMLResponse=" + "PHNhbWxwOlJlc3BvbnNlPg" * 3 + "%3D%3D",
        "https://sp.example/acs?RelayState=a&SAMLResponse=" + "PHNhbWxwOlJlc3BvbnNlPg" * 3,
        "s%3AZk3x9.pJ233x%2FvFMJ2vxWSuncJGCbpdO%2FI6vkp64Z2glemYGE",
        "Cookie: a=1; session=eyJ1c2VyIjoibGVuYSJ9.awbK9w.UR70Rke7rY8DFRUFr2wUPakSfeI",
        "Set-Cookie: sid=0123456789abcdef; HttpOnly",
    ],
)  # fmt: skip
def test_other_credentials_open_like_tokens(text):
    reading = intake.read(text.encode())
    assert (reading.kind, reading.token) == ("token", text)


def test_json_that_only_speaks_of_a_key_is_none():
    assert intake.recognise(b'{"note": "no \\"kty\\" here", "keys": 3}').kind != "token"


@pytest.mark.parametrize("text", ["two words", "a\nb", "x"])
def test_what_is_no_token(text):
    assert intake.recognise(text.encode()).kind == ""
