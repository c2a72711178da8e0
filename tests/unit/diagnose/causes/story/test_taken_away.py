"""A token deleted by an administrator, and a value for one use whose answer was lost."""

import base64

import pytest
from msgspec.structs import replace

from inspector.diagnose.diagnosing import diagnose
from inspector.model.exchange import Failure

TOKEN = "u3Qx9Lr7Zk1Vb5Nd"
BASIC = "Basic " + base64.b64encode(f"{TOKEN}:token".encode()).decode()
DELETED = """
> GET https://grow.example/tokens
> Authorization: Bearer adm-7c41e0b2f95d
< 200 OK
< Content-Type: application/json
<< [{{"id": "b41c88e0", "token": "{token}"}}]
---
> DELETE https://grow.example/tokens/{id}
> Authorization: Bearer adm-7c41e0b2f95d
< 204 No Content
---
> GET https://grow.example/beds
> Authorization: {header}
< 401 Unauthorized
"""


def _first(attempt, text):
    return diagnose(attempt(text)).findings[0].slug


@pytest.mark.parametrize("header", [f"Bearer {TOKEN}", BASIC])
def test_sent_after_an_administrator_deleted_it(attempt, header):
    text = DELETED.format(token=TOKEN, id="b41c88e0", header=header)
    assert _first(attempt, text) == "token-revoked"


@pytest.mark.parametrize("header", [f"Bearer {TOKEN}", BASIC])
def test_another_one_was_deleted(attempt, header):
    text = DELETED.format(token=TOKEN, id="c52d99f1", header=header)
    assert _first(attempt, text) != "token-revoked"


RENEWED = """
> POST https://id.example/token
> Content-Type: application/x-www-form-urlencoded
>> grant_type=refresh_token&client_id=c&refresh_token={first}
< 504 Gateway Timeout
---
> POST https://id.example/token
> Content-Type: application/x-www-form-urlencoded
>> grant_type=refresh_token&client_id=c&refresh_token=rt-4d81b7e2c9
< 400 Bad Request
< Content-Type: application/json
<< {{"error": "{error}"}}
"""


def _renewed(attempt, kind, first="rt-4d81b7e2c9", error="invalid_grant"):
    made = attempt(RENEWED.format(first=first, error=error))
    lost = Failure(stage="wait", kind=kind, message="no answer") if kind else None
    exchange = replace(made.exchanges[0], reply=None, failure=lost) if lost else made.exchanges[0]
    return diagnose(replace(made, exchanges=(exchange, made.exchanges[1]))).findings[0].slug


@pytest.mark.parametrize("kind", ["", "timeout", "reset"])
def test_a_refresh_token_whose_answer_was_lost(attempt, kind):
    assert _renewed(attempt, kind) == "refresh-token-reused"


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "refused"},
        {"kind": "timeout", "first": "rt-000000000"},
        {"kind": "timeout", "error": "invalid_client"},
    ],
)
def test_it_never_arrived_or_was_another_or_the_client_is_refused(attempt, more):
    assert _renewed(attempt, **more) != "refresh-token-reused"


BY_COOKIE = """
> POST https://risk.example/api/auth/refresh
> Cookie: or_refresh=wxEyJuFbeBpUpKvjEQXYrwiX
< 200 OK
< Set-Cookie: or_refresh=j7iHLofrMVT7YwtYPj7oPGRG; Path=/
---
> POST https://risk.example/api/auth/refresh
> Cookie: or_refresh={second}
< 401 Unauthorized
< Content-Type: application/json
<< {{"code": "{code}", "error": "Session revoked. Please sign in again."}}
"""


@pytest.mark.parametrize(
    ("second", "code", "told"),
    [
        ("wxEyJuFbeBpUpKvjEQXYrwiX", "REUSE_DETECTED", True),
        ("j7iHLofrMVT7YwtYPj7oPGRG", "UNAUTHORIZED", False),
    ],
)
def test_a_refresh_token_in_a_cookie_that_is_used_up(attempt, second, code, told):
    slug = _first(attempt, BY_COOKIE.format(second=second, code=code))
    assert (slug == "refresh-token-reused") is told


# ---------------- By an id that the token has in itself, whatever the server answers since
KEY = "kq81ff02|u3Qx9Lr7Zk1Vb5Nd"
KEY_DELETED = """
> GET https://grow.example/api/auth/user
> Authorization: Bearer {key}
< 200 OK
< Content-Type: application/json
<< {{"name": "ann"}}
---
> POST https://grow.example/settings/deltoken
> Cookie: sid=adm-7c41e0b2f95d
> Content-Type: application/x-www-form-urlencoded
>> id={id}
< 302 Found
< Location: /settings
---
> GET https://grow.example/api/auth/user
> Authorization: Bearer {key}
< {reply}
"""
_JSON = "\n< Content-Type: application/json\n<< "


@pytest.mark.parametrize(
    "reply",
    [
        "401 Unauthorized",
        "302 Found\n< Location: https://grow.example/login",
        f'404 Not Found{_JSON}{{"message": "Nothing here"}}',
        f'400 Bad Request{_JSON}{{"message": "Try again"}}',
        f'500 Oops{_JSON}{{"message": "Try again"}}',
    ],
)
def test_sent_after_its_own_id_was_deleted(attempt, reply):
    assert (
        _first(attempt, KEY_DELETED.format(key=KEY, id="kq81ff02", reply=reply)) == "token-revoked"
    )


@pytest.mark.parametrize("reply", ["404 Not Found", "500 Oops"])
def test_its_own_id_was_not_the_deleted_one(attempt, reply):
    told = f'{reply}{_JSON}{{"message": "Try again"}}'
    found = diagnose(attempt(KEY_DELETED.format(key=KEY, id="kq81ff03", reply=told))).findings
    assert "token-revoked" not in [one.slug for one in found]


# ---------------- A code that was redeemed twice takes the tokens of the first time with it
CODE = """
> POST https://id.example/token
> Content-Type: application/x-www-form-urlencoded
>> grant_type=authorization_code&client_id=web&code={code}
< {reply}
< Content-Type: application/json
<< {body}
"""
GIVES = '{"access_token": "2YotnFZFEjr1zCsicMWpAA7f", "expires_in": 300}'
ASKS = """
> GET https://id.example/userinfo
> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA7f
< 401 Unauthorized
< WWW-Authenticate: Bearer error="invalid_token"
"""


@pytest.mark.parametrize(("again", "slug"), [("c0de-17", "code-used-twice"), ("c0de-18", "")])
def test_a_code_that_was_redeemed_twice(attempt, again, slug):
    first = CODE.format(code="c0de-17", reply="200 OK", body=GIVES)
    second = CODE.format(code=again, reply="400 Bad Request", body='{"error": "invalid_grant"}')
    found = diagnose(attempt(f"{first}\n---\n{second}\n---\n{ASKS}")).findings
    assert ("code-used-twice" in {one.slug for one in found}) is bool(slug)
    assert not slug or found[0].slug == slug


def test_the_second_time_alone_is_told_where_no_token_was_refused(attempt):
    first = CODE.format(code="c0de-17", reply="200 OK", body=GIVES)
    second = CODE.format(code="c0de-17", reply="400 Bad Request", body='{"error": "invalid_grant"}')
    assert diagnose(attempt(f"{first}\n---\n{second}")).findings[0].slug == "code-refused"
