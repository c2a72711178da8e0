"""What is noted of the tokens of an attempt: whose, from where, with what result, never which."""

import json

import jwt
import msgspec
import pytest

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.protocol.redaction import fingerprint
from inspector.workbench.answer import answer
from inspector.workbench.attempts.token_uses import token_uses

KEY = b"k" * 32
TOKEN = jwt.encode({"sub": "alice"}, "s" * 40, algorithm="HS256")
FORM = (Header("Content-Type", "application/x-www-form-urlencoded"),)


def asked(body, given, *, headers=(), status=200, url="https://login.example.com/token?x=1"):
    return Exchange(
        request=Message(method="POST", url=url, headers=(*FORM, *headers), body=body.encode()),
        reply=Reply(status=status, body=json.dumps(given).encode()),
    )


def called(token, status=200, url="https://api.example.com/orders"):
    headers = (Header("Authorization", f"Bearer {token}"),)
    return Exchange(
        request=Message(method="GET", url=url, headers=headers), reply=Reply(status=status)
    )


def uses(*exchanges):
    found = answer(Attempt(id="a", exchanges=exchanges))
    return token_uses(found.attempt, found.verdict, KEY)


def test_a_token_request_and_a_call_with_what_it_gave():
    given = {"access_token": TOKEN, "refresh_token": "first-refresh-token"}
    got, refresh, sent = uses(asked("grant_type=password&client_id=c", given), called(TOKEN))
    assert got.fingerprint == sent.fingerprint == fingerprint(TOKEN, KEY)
    assert (got.role, got.kind, got.status) == ("received", "access", 200)
    assert (got.address, got.grant) == ("POST login.example.com/token", "password")
    assert (refresh.kind, refresh.exchange) == ("refresh", 0)
    assert (sent.role, sent.outcome, sent.exchange) == ("sent", "accepted", 1)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(200, "accepted"), (302, ""), (401, "refused"), (403, "refused"), (500, "")],
)
def test_what_became_of_a_token(status, outcome):
    assert [use.outcome for use in uses(called(TOKEN, status))] == [outcome]


def test_a_refused_refresh_token_is_refused_with_400():
    body = "grant_type=refresh_token&refresh_token=spent-refresh-token&client_id=c"
    (use,) = uses(asked(body, {"error": "invalid_grant"}, status=400))
    assert (use.kind, use.outcome) == ("refresh", "refused")


def test_without_a_reply_nothing_became_of_it():
    (use,) = uses(msgspec.structs.replace(called(TOKEN), reply=None))
    assert (use.outcome, use.status) == ("", None)


BASIC = Header("Authorization", "Basic Y2xpZW50LTE6c2VjcmV0LXdvcmQ=")


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        (("grant_type=password&client_id=c&username=u", "opaque-token-1"),
         ("grant_type=password&client_id=c&username=u", "opaque-token-2"), True),
        (("grant_type=password&client_id=c&username=u", "opaque-token-1"),
         ("grant_type=password&client_id=d&username=u", "opaque-token-2"), False),
        (("grant_type=password&client_id=c&username=u", "opaque-token-1"),
         ("grant_type=password&client_id=c&username=v", "opaque-token-2"), False),
        (("grant_type=password&client_id=c&username=u", TOKEN),
         ("grant_type=refresh_token&client_id=c", TOKEN), True),
    ],
)  # fmt: skip
def test_the_same_source_is_the_same_endpoint_client_and_subject(first, second, is_same):
    one, two = (
        uses(asked(body, {"access_token": token}))[-1].source for body, token in (first, second)
    )
    assert one
    assert (one == two) is is_same


def test_the_client_of_a_header_counts():
    body = {"access_token": "opaque-token-1"}
    with_it, without = (
        uses(asked("grant_type=client_credentials", body, headers=headers))[-1].source
        for headers in ((BASIC,), ())
    )
    assert with_it != without


def test_a_cookie_comes_from_its_host():
    def page(path, value):
        url = f"https://shop.example.com{path}"
        reply = Reply(status=200, headers=(Header("Set-Cookie", f"sid={value}; Path=/"),))
        return Exchange(request=Message(method="GET", url=url), reply=reply)

    one, two, ended = uses(page("/login", "first-session"), page("/again", "second-session"))
    assert one.source == two.source
    assert one.fingerprint != two.fingerprint
    assert (ended.fingerprint, ended.role) == (one.fingerprint, "ended")
    assert (ended.exchange, ended.outcome) == (1, "replaced")


def _with_cookie(path, *set_cookies, method="GET"):
    headers = (Header("Cookie", "sid=first-session-1"),)
    date = Header("Date", "Tue, 25 Nov 2025 14:00:00 GMT")
    lines = tuple(Header("Set-Cookie", each) for each in set_cookies)
    url = f"https://shop.example.com{path}"
    return Exchange(
        request=Message(method=method, url=url, headers=headers),
        reply=Reply(status=200, headers=(date, *lines)),
    )


@pytest.mark.parametrize(
    ("last", "how"),
    [
        (_with_cookie("/logout", method="POST"), "signed-out"),
        (_with_cookie("/orders", "sid=; Max-Age=0; Path=/"), "cleared"),
    ],
)
def test_how_it_ended_is_what_the_story_tells(last, how):
    found = uses(_with_cookie("/orders"), last)
    assert [(one.role, one.exchange, one.outcome) for one in found if one.role == "ended"] == [
        ("ended", 1, how)
    ]


def test_a_2xx_that_carries_an_error_refused_it():
    body = b'{"ok": false, "error": "invalid_auth"}'
    headers = (Header("Content-Type", "application/json"),)
    told = msgspec.structs.replace(
        called(TOKEN), reply=Reply(status=200, headers=headers, body=body)
    )
    assert [use.outcome for use in uses(told)] == ["refused"]


def test_past_its_lifetime():
    old = jwt.encode({"sub": "alice", "exp": 1_764_079_000}, "s" * 40, algorithm="HS256")
    date = Header("Date", "Tue, 25 Nov 2025 14:32:41 GMT")
    call = called(old, 401)
    call = msgspec.structs.replace(call, reply=Reply(status=401, headers=(date,)))
    assert ("ended", "expired") in {(use.role, use.outcome) for use in uses(call)}


def test_nothing_secret_is_noted():
    body = "grant_type=password&client_id=c&username=alice&password=s3cret-word"
    found = uses(
        asked(body, {"access_token": TOKEN}), called(TOKEN, url=f"https://a.example/{TOKEN}")
    )
    noted = msgspec.json.encode(found).decode()
    for secret in (TOKEN, TOKEN.rpartition(".")[2], "s3cret-word", "alice"):
        assert secret not in noted


def test_what_was_masked_and_what_is_used_once_is_left_out():
    proof = Header("DPoP", TOKEN)
    masked = called("eyJhbGciOi••••••••abcd")
    with_proof = Exchange(
        request=Message(method="GET", url="https://a.example/", headers=(proof,)),
        reply=Reply(status=200),
    )
    assert uses(masked, with_proof) == ()
