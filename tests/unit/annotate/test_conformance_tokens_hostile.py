"""Hostile tokens: every reader answers soon, without an error, and asks no network."""

import base64
import json
import socket
import zlib
from datetime import UTC, datetime

import pytest

from inspector.annotate.tokens import decode
from inspector.annotate.tokens.given import given
from inspector.annotate.tokens.registry import all_readers
from inspector.annotate.tokens.signatures import check
from inspector.protocol.tokens.saml_signature import verify
from tests.fixtures.processor_time import within
from tests.fixtures.saml_attacks import Issuer, attack

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LONGEST = 5.0  # seconds: a hundred times what a slow machine needs, far below a hang
HALF = 500_000
SAML = 'xmlns="urn:oasis:names:tc:SAML:2.0:assertion"'


def _part(data):
    data = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _jwt(payload, header=b'{"alg":"HS256"}'):
    return f"{_part(header)}.{_part(payload)}.c2lnbmF0dXJl"


def _laughs():
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    return f"<!DOCTYPE x [{''.join(lines)}]><Assertion {SAML}><Issuer>&a11;</Issuer></Assertion>"


def _outside(address):
    return (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{address}">]>'
        f"<Assertion {SAML}><Issuer>&e;</Issuer></Assertion>"
    )


HOSTILE = {
    "a claim of 500 kB": _jwt({"a": "x" * HALF}),
    "500 kB of claims": _jwt({str(n): n for n in range(30_000)}),
    "500 kB of letters": "a" * HALF,
    "500 kB of dots": "." * HALF,
    "500 kB of tildes": "eyJhbGciOiJIUzI1NiJ9.e30.AA" + "~" * HALF,
    "500 kB of blanks": " " * HALF + "x",
    "500 kB of equals signs": "=" * HALF,
    "500 kB of hyphens": "-" * HALF,
    "500 kB of semicolons": "Cookie: " + "a=b;" * (HALF // 4),
    "500 kB of quotes": 'WWW-Authenticate: Bearer "' + '"' * HALF,
    "500 kB of percent signs": "%41" * (HALF // 3),
    "500 kB after a scheme": "Basic " + "A" * HALF,
    "500 kB of PEM heads": "-----BEGIN A-----" * (HALF // 17),
    "deep lists": _jwt(b'{"a":' + b"[" * 100_000),
    "deep objects": _jwt(b'{"a":' * 50_000),
    "deep JSON form": '{"payload":' * 50_000,
    "a deep header": _jwt(b"{}", b'{"alg":' + b"[" * 100_000),
    "duplicate keys": _jwt(b'{"exp":1,"exp":99999999999,"alg":1}', b'{"alg":"none","alg":"HS256"}'),
    "invalid UTF-8": _jwt(b'{"sub":"\xff\xfe\xc0"}', b'{"alg":"\xff"}'),
    "half characters": "\ud800" * 100,
    "huge numbers": _jwt(b'{"exp":' + b"9" * 100_000 + b',"nbf":1e999999,"iat":-1e308}'),
    "no numbers": _jwt(b'{"exp":NaN,"nbf":Infinity}'),
    "odd types": _jwt({"exp": [], "aud": {}, "scope": {"a": 1}, "typ": 7, "alg": None, "cnf": "x"}),
    "odd header": _jwt({}, b'{"alg":{},"typ":[],"kid":{"a":1},"cty":7,"crit":"x","b64":"no"}'),
    "a JWE that unpacks to much": ".".join(
        [_part({"alg": "dir", "enc": "A256GCM", "zip": "DEF"}), "", _part(b"i" * 12),
         _part(zlib.compress(b"a" * 100_000_000, 9)), _part(b"t" * 16)]
    ),
    "a cookie that unpacks to much": f".{_part(zlib.compress(b'a' * 100_000_000))}:1xWBTr:{'a' * 43}",
    "SAML that unpacks to much": base64.b64encode(zlib.compress(b"<" + b"a" * 100_000_000)[2:-4]).decode(),
    "many disclosures": "eyJhbGciOiJIUzI1NiJ9.e30.AA" + "~WyJhIiwiYiIsMV0" * 20_000 + "~",
    "many signatures": json.dumps({"payload": "AA", "signatures": [{"signature": "AA"}] * 10_000}),
    "many keys": json.dumps({"keys": [{"kty": "oct", "k": "AA"}] * 10_000}),
    "a billion laughs": _laughs(),
    "an outside file": _outside("file:///etc/passwd"),
    "an outside address": _outside("http://127.0.0.1:1/x"),
    "an outside type": f'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x"><Assertion {SAML}/>',
    "an outside include": f'<Assertion {SAML}><i:include xmlns:i="http://www.w3.org/2001/XInclude" '
                          'href="file:///etc/passwd"/></Assertion>',
    "deep XML": f"<Assertion {SAML}>" + "<a>" * 100_000,
    "XML with many attributes": f"<Assertion {SAML} " + " ".join(f'a{n}="1"' for n in range(30_000)) + "/>",
    "many assertions": f"<Response {SAML.replace('assertion', 'protocol')}>" + f"<Assertion {SAML}/>" * 5000
                       + "</Response>",
}  # fmt: skip
READERS = {reader.__name__.rpartition(".")[2]: reader for reader in all_readers()}


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Fail a test whose reader opens a connection."""

    def refuse(*_args, **_more):
        raise AssertionError("a reader opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("name", HOSTILE)
def test_each_hostile_text_is_decoded_soon(name):
    text = HOSTILE[name]
    token = within(LONGEST, decode, text, NOW)
    assert token.title
    for each in (*token.parts, *token.remarks):
        assert each.start is None or 0 <= each.start <= each.end <= len(text)
    shown = repr(token)
    assert "root:" not in shown
    assert len(shown) < 10_000_000


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_endures_each_hostile_text(reader):
    for name, text in HOSTILE.items():
        asked = given(text)
        assert 0.0 <= within(LONGEST, READERS[reader].fit, asked) <= 1.0, name
        assert within(LONGEST, READERS[reader].read, asked, NOW).title, name


@pytest.mark.parametrize("name", HOSTILE)
def test_each_hostile_text_is_checked_soon(name):
    assert within(LONGEST, check, HOSTILE[name], "a-key").state != "valid"


@pytest.mark.parametrize("number", range(1, 9))
def test_wrapped_saml_is_shown_as_such(number):
    issuer = Issuer()
    text = attack(issuer, number)
    token = decode(text, NOW)
    assert token.kind == "saml"
    assert any(one.level == "bad" for one in token.remarks)
    assert verify(text, issuer.pem).state == "invalid"
