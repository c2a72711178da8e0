"""What a reply handed out beside what is sent, each rule beside a trace that must stay as it was."""

import pytest

from inspector.diagnose.causes.csrf_failure import by_comparison
from inspector.diagnose.causes.story import handed_out
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.verdict.judge import judge

CALLS, RENEWS = "at-7Hq2mWz8Lr4Xc1Vb", "rt-9Kd3nYs6Tf5Gj0Pe"


def _found(rules, attempt, text):
    trace = Trace(attempt(text))
    last = trace.case(len(trace) - 1)
    return [one.slug for rule in rules for one in rule(last)]


def _first(attempt, text):
    findings = judge(Trace(attempt(text))).findings
    return findings[0].slug if findings else ""


GIVEN = """
> POST https://a.test/signin
> Content-Type: application/json
>> {"email": "ann@a.test", "password": "pw-of-ann"}
< 200 OK
< Content-Type: application/json
<< {"%s": "%s", "%s": "%s"}
---
> GET https://a.test%s
> Authorization: Bearer %s
< 401 Unauthorized
"""


@pytest.mark.parametrize(
    ("calls", "other", "path", "sent", "found"),
    [
        ("accessToken", "refreshToken", "/me", RENEWS, ["refresh-token-used"]),
        ("access", "refresh", "/me", RENEWS, ["refresh-token-used"]),
        ("access_token", "id_token", "/me", RENEWS, ["id-token-used"]),
        ("access_token", "refresh_token", "/me", CALLS, []),
        ("access_token", "refresh_token", "/auth/refresh", RENEWS, []),
        ("expires", "refresh_token", "/me", RENEWS, []),
    ],
)
def test_the_other_token_of_the_same_reply(attempt, calls, other, path, sent, found):
    text = GIVEN % (calls, CALLS, other, RENEWS, path, sent)
    assert _found(handed_out.RULES, attempt, text) == found
    if found:
        assert _first(attempt, text) == found[0]


ANEW = """
> GET https://a.test/me
> X-Api-Key: {key}
< 200 OK
---
> POST https://a.test{path}
> X-Api-Key: {by}
< 200 OK
< Content-Type: application/json
<< {{"api_key": "{given}"}}
---
> POST https://a.test/orders
> X-Api-Key: {key}
< 401 Unauthorized
"""
KEY, NEW, ADMIN = "k3y-0123456789abcdef", "n3w-fedcba9876543210", "adm-5566778899aabbcc"


@pytest.mark.parametrize(
    ("path", "by", "given", "found"),
    [
        ("/me/api_key/regenerate", KEY, NEW, ["key-revoked"]),
        ("/keys/7/roll", KEY, NEW, ["key-revoked"]),
        ("/me/secret/reset", KEY, NEW, ["key-revoked"]),
        ("/keys", KEY, NEW, []),  # keys live side by side
        ("/me/api_key/regenerate", ADMIN, NEW, []),  # somebody else's was made anew
        ("/me/api_key/regenerate", KEY, KEY, []),
    ],
)
def test_a_new_one_was_made_and_the_old_one_is_sent(attempt, path, by, given, found):
    text = ANEW.format(path=path, by=by, given=given, key=KEY)
    assert _found([handed_out.newer_handed_out], attempt, text) == found
    if found:
        assert _first(attempt, text) == found[0]


def test_the_old_one_goes_on_to_be_taken(attempt):
    still = f"> GET https://a.test/me\n> X-Api-Key: {KEY}\n< 200 OK\n---\n"
    text = ANEW.format(path="/keys/7/roll", by=KEY, given=NEW, key=KEY).strip()
    before, _, last = text.rpartition("---\n")
    assert _found([handed_out.newer_handed_out], attempt, f"{before}---\n{still}{last}") == []


A, B, HASH = "0a" * 20, "9f" * 20, "5c" * 20
FORM = """
> POST https://a.test/auth/callback
> Content-Type: application/x-www-form-urlencoded
> Cookie: csrf-token=%s
>> user=ann&password=pw-of-ann&csrfToken=%s
"""
LED_BACK = '< 200 OK\n< Content-Type: application/json\n<< {"url": "https://a.test/signin%s"}'


@pytest.mark.parametrize(
    ("cookie", "token", "reply", "first"),
    [
        (f"{A}%7C{HASH}", B, LED_BACK % "?csrf=true", "csrf-token-mismatch"),
        (f"{A}|{HASH}", B, "< 302 Found\n< Location: /signin?csrf=true", "csrf-token-mismatch"),
        (f"{A}%7C{HASH}", A, LED_BACK % "", ""),
        (f"{A}%7C{HASH}", B, LED_BACK.replace("/signin%s", "/home"), ""),
    ],
)
def test_a_form_that_is_led_back_for_its_token(attempt, cookie, token, reply, first):
    assert _first(attempt, f"{FORM % (cookie, token)}{reply}\n") == first


@pytest.mark.parametrize(
    ("cookie", "token", "found"),
    [
        (f"{A}.{HASH}", B, ["csrf-token-mismatch"]),
        (f"{A}.{HASH}", A, []),
        (HASH[:20], B, []),  # a mask makes a token longer than its cookie
    ],
)
def test_the_half_of_a_cookie_that_is_the_token(attempt, cookie, token, found):
    text = f"{FORM % (cookie, token)}< 403 Forbidden\n"
    assert _found([by_comparison.token_differs], attempt, text) == found


@pytest.mark.parametrize(
    ("token", "location", "found"),
    [
        (B, "/signin?error=1", ["csrf-token-mismatch"]),
        (A, "/signin?error=1", []),
        (B, "/home", []),
    ],
)
def test_a_form_that_is_led_back_with_an_error(attempt, token, location, found):
    text = f"{FORM % (f'{A}|{HASH}', token)}< 302 Found\n< Location: {location}\n"
    assert _found([by_comparison.token_differs], attempt, text) == found


ROTATED = """
> POST https://a.test/token
> Content-Type: application/x-www-form-urlencoded
>> grant_type=client_credentials&client_id=shop7&client_secret=s1-00aabbccddeeff11
< 200 OK
< Content-Type: application/json
<< {{"access_token": "{calls}"}}
---
> POST https://a.test/apps/{app}/secret/rotate
> Authorization: Bearer {calls}
< 200 OK
< Content-Type: application/json
<< {{"{name}": "s2-99ffeeddccbbaa00"}}
---
> POST https://a.test/token
> Content-Type: application/x-www-form-urlencoded
>> grant_type=client_credentials&client_id=shop7&client_secret=s1-00aabbccddeeff11
< 401 Unauthorized
< Content-Type: application/json
<< {{"error": "invalid_client"}}
"""


@pytest.mark.parametrize(
    ("app", "name", "first"),
    [
        ("shop7", "client_secret", "key-revoked"),
        ("shop8", "client_secret", "client-secret-refused"),  # another client's
        ("shop7", "webhook_secret", "client-secret-refused"),
    ],
)
def test_a_secret_that_somebody_else_made_anew_for_this_client(attempt, app, name, first):
    assert _first(attempt, ROTATED.format(calls=CALLS, app=app, name=name)) == first
