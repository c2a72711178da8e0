"""Refusals that belong to something that went well need no explanation; their doubles do."""

import base64
import json

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.gate.expected_refusals import is_expected
from inspector.protocol.field_names import is_second_factor


def _proof(**claims):
    parts = ({"typ": "dpop+jwt", "alg": "ES256"}, {"htm": "POST", "jti": "a1", **claims})
    coded = (base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in parts)
    return ".".join((*(part.rstrip("=") for part in coded), "QUJD" * 20))


def _case(attempt, text, index=0):
    return Trace(attempt(text)).case(index)


ASKED_ANEW = """
> POST https://id.test/token
> DPoP: {first}
< 400 Bad Request
< DPoP-Nonce: eyJ7S_zG.eyJH0-Z
---
> POST https://id.test/token
> DPoP: {second}
< {status}
"""


@pytest.mark.parametrize(
    ("nonce", "status", "expected"),
    [
        ("eyJ7S_zG.eyJH0-Z", "200 OK", True),
        ("eyJ7S_zG.eyJH0-Z", "400 Bad Request", False),
        ("of-another-time", "200 OK", False),
    ],
)
def test_a_nonce_within_a_proof(attempt, nonce, status, expected):
    text = ASKED_ANEW.format(first=_proof(), second=_proof(nonce=nonce), status=status)
    assert is_expected(_case(attempt, text)) is expected


STAGES = """
> POST https://chat.test/register
> Content-Type: application/json
>> {"username": "u"}
< 401 Unauthorized
< Content-Type: application/json
<< {"session": "AZcXHvYyGLyJpEQr", "flows": [{"stages": ["dummy"]}]}
---
> POST https://chat.test/register
> Content-Type: application/json
>> {"username": "u", "auth": {"session": "%s"}}
< 200 OK
"""


@pytest.mark.parametrize("session", ["AZcXHvYyGLyJpEQr", "BBBBBBBBBBBBBBBB"])
def test_the_session_of_a_login_in_stages(attempt, session):
    assert is_expected(_case(attempt, STAGES % session)) is session.startswith("AZ")


def test_a_trace_id_that_comes_back_proves_nothing(attempt):
    text = """
        > GET https://a.test/x
        > Authorization: Bearer abc
        < 401 No
        < X-Request-Id: 0123456789abcdef
        ---
        > GET https://a.test/log/0123456789abcdef
        > Authorization: Bearer abc
        < 200 OK
        """
    assert not is_expected(_case(attempt, text))


PROBED = """
> GET https://registry.test/v2/
< 401 No
< WWW-Authenticate: Bearer realm="https://id.test/token",service="r"
---
> GET https://registry.test/v2/a/manifests/1
> Authorization: {sent}
< 200 OK
"""


@pytest.mark.parametrize(("sent", "expected"), [("Bearer abcdefgh", True), ("Basic YTpi", False)])
def test_a_probe_that_asks_for_the_scheme(attempt, sent, expected):
    assert is_expected(_case(attempt, PROBED.format(sent=sent))) is expected


def test_a_header_that_was_left_out_between_two_others_is_no_probe(attempt):
    first = "> GET https://registry.test/v2/b\n> Authorization: Bearer abcdefgh\n< 200 OK\n---"
    text = first + PROBED.format(sent="Bearer abcdefgh")
    assert not is_expected(_case(attempt, text, 1))


SIGNED_OUT = """
> {method} https://shop.test/{path}
> Cookie: sid=941b8278ba84e0e868f8c382
< 302 Found
< Location: /bye
< Set-Cookie: sid=; Max-Age=0
---
> GET https://shop.test/api/me
{cookie}
< 401 No
"""


@pytest.mark.parametrize(
    ("path", "cookie", "expected"),
    [
        ("logout", "", True),
        ("oauth2/sign_out", "", True),
        ("connect/endsession", "", True),
        ("cart", "", False),
        ("logout", "> Cookie: sid=1234567890abcdef12345678", False),
    ],
)
def test_what_follows_a_sign_out(attempt, path, cookie, expected):
    text = SIGNED_OUT.format(method="POST", path=path, cookie=cookie).replace("\n\n", "\n")
    assert is_expected(_case(attempt, text, 1)) is expected


def test_a_refusal_after_a_new_login_is_none_of_a_sign_out(attempt):
    login = "> POST https://shop.test/login\n>> user=a&password=b\n< 200 OK"
    again = "> GET https://shop.test/api/me\n< 401 No"
    text = SIGNED_OUT.format(method="POST", path="logout", cookie="").replace("\n\n", "\n")
    trace = Trace(attempt(f"{text.rstrip()}\n---\n{login}\n---\n{again}"))
    assert not is_expected(trace.case(3))


@pytest.mark.parametrize("path", ["favicon.ico", "assets/app.js.map", "fonts/inter.woff2"])
def test_an_icon_beside_a_page(attempt, path):
    page = "> GET https://a.test/\n< 200 OK\n< Content-Type: text/html\n---\n"
    refused = f"> GET https://a.test/{path}\n< 403 No"
    assert is_expected(_case(attempt, page + refused, 1))
    assert not is_expected(_case(attempt, refused))


@pytest.mark.parametrize("name", ["otp_code", "totp", "mfaToken", "two_factor", "passcode"])
def test_fields_of_a_second_factor(name):
    assert is_second_factor(name)


@pytest.mark.parametrize("name", ["hotplate", "code", "password", "robot"])
def test_fields_of_no_second_factor(name):
    assert not is_second_factor(name)


@pytest.mark.parametrize(("added", "expected"), [("&otp_code=123456", True), ("&x=1", False)])
def test_a_second_factor_that_was_given(attempt, added, expected):
    login = "> GET https://nas.test/api?method=login&account=a&passwd=b{}\n< {}"
    text = "\n---\n".join((login.format("", "403 No"), login.format(added, "200 OK")))
    assert is_expected(_case(attempt, text)) is expected
