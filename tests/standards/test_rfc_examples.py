"""The examples that the standards print are read as the standards mean them."""

from datetime import UTC, datetime

import pytest

from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.protocol import dates
from inspector.protocol.challenges.parsing import parse
from inspector.protocol.cookie import cookies
from inspector.protocol.oauth import token_reply
from inspector.protocol.schemes.authentication_info import read as read_info
from inspector.protocol.tokens import dpop, jose
from inspector.reading.reply import Heard

CHALLENGES = [
    (
        "RFC 9110 §11.6.1",
        'Basic realm="simple", Newauth realm="apps", type=1, title="Login to \\"apps\\""',
        [("Basic", {"realm": "simple"}),
         ("Newauth", {"realm": "apps", "type": "1", "title": 'Login to "apps"'})],
    ),
    ("RFC 7617 §2", 'Basic realm="WallyWorld"', [("Basic", {"realm": "WallyWorld"})]),
    (
        "RFC 7617 §2.1",
        'Basic realm="foo", charset="UTF-8"',
        [("Basic", {"realm": "foo", "charset": "UTF-8"})],
    ),
    (
        "RFC 6750 §3",
        ('Bearer realm="example", error="invalid_token", '
        'error_description="The access token expired"'),
        [("Bearer", {"realm": "example", "error": "invalid_token",
                     "error_description": "The access token expired"})],
    ),
    (
        "RFC 9470 §3",
        ('Bearer error="insufficient_user_authentication", '
        'error_description="A different authentication level is required", acr_values="myACR"'),
        [("Bearer", {"error": "insufficient_user_authentication", "acr_values": "myACR"})],
    ),
    (
        "RFC 9449 §7.1",
        'DPoP algs="ES256 PS256"',
        [("DPoP", {"algs": "ES256 PS256"})],
    ),
    ("RFC 4559 §4.1", "Negotiate", [("Negotiate", {})]),
    (
        "RFC 9728 §5.1",
        'Bearer resource_metadata="https://resource.example.com/.well-known/oauth-protected-resource"',
        [("Bearer", {"resource_metadata":
                     "https://resource.example.com/.well-known/oauth-protected-resource"})],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text", "expected"), CHALLENGES, ids=[c[0] for c in CHALLENGES])
def test_challenges(source, text, expected):
    found = parse(text)
    assert [one.scheme for one in found] == [scheme for scheme, _ in expected]
    for challenge, (_, params) in zip(found, expected, strict=True):
        assert challenge.defects == ()
        assert {name: challenge.get(name) for name in params} == params


def test_rfc_7616_authentication_info():
    assert (
        read_info('nextnonce="x", qop=auth, rspauth="y", cnonce="z", nc=00000001').get("rspauth")
        == "y"
    )


def test_rfc_7515_appendix_a_1():
    token = jose.read(
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
        ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    )
    assert token.header == {"typ": "JWT", "alg": "HS256"}
    assert token.claims == {"iss": "joe", "exp": 1300819380, "http://example.com/is_root": True}
    assert token.signature[:4] == bytes([116, 24, 223, 180])


def test_rfc_7638_section_3_1():
    key = {
        "kty": "RSA",
        "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_"
        "BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2"
        "QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6W"
        "eZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
        "e": "AQAB",
        "alg": "RS256",
        "kid": "2011-04-29",
    }
    assert dpop.thumbprint(key) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"


def test_rfc_6749_section_5_1():
    reply = token_reply.token_reply(
        '{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"example","expires_in":3600,'
        '"refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA","example_parameter":"example_value"}'
    )
    assert (reply.token_type, reply.expires_in) == ("example", 3600)


def test_rfc_9457_section_3():
    body = (
        b'{"type":"https://example.com/probs/out-of-credit","title":"You do not have enough credit.",'
        b'"detail":"Your current balance is 30, but that costs 50.","instance":"/account/12345/msgs/abc",'
        b'"balance":30,"accounts":["/account/12345","/account/67890"]}'
    )
    reply = Reply(
        status=403, headers=(Header("Content-Type", "application/problem+json"),), body=body
    )
    heard = Heard(0, Exchange(request=Message(method="GET", url="http://h/"), reply=reply))
    said = {one.key: one.text for one in heard.statements}
    assert said["title"] == "You do not have enough credit."
    assert said["detail"] == "Your current balance is 30, but that costs 50."


def test_rfc_6749_section_5_2():
    reply = Reply(status=400, body=b'{"error":"invalid_request"}')
    heard = Heard(0, Exchange(request=Message(method="POST", url="http://h/"), reply=reply))
    assert heard.error[0] == "invalid_request"


def test_rfc_9110_section_5_6_7():
    for text in (
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
    ):
        assert dates.http_date(text) == datetime(1994, 11, 6, 8, 49, 37, tzinfo=UTC)


def test_rfc_6265_section_3_1():
    now = datetime(2020, 1, 1, tzinfo=UTC)
    cookie = cookies.parse("SID=31d4d96e407aad42; Path=/; Secure; HttpOnly", now)
    assert (cookie.name, cookie.path, cookie.is_secure, cookie.is_http_only) == (
        "SID",
        "/",
        True,
        True,
    )
    gone = cookies.parse("lang=; Expires=Sun, 06 Nov 1994 08:49:37 GMT", now)
    assert gone.expires < now
