"""What was accepted before, where the reply itself says what it misses now: a right, or anybody."""

import pytest

from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request, RequestHeader
from tests.fixtures.scripted import reply

KIND = "Content-Type: application/json"
GIVEN = reply("200 OK", KIND, body=b'{"orders": []}')
DENIED = reply("403 Forbidden", "Content-Type: text/plain", body=b"Permission denied")
OF_A_VHOST = b'{"error": "not_authorised", "reason": "User not authorised to access virtual host"}'
NO_RIGHT = reply("401 Unauthorized", KIND, body=OF_A_VHOST)
WRONG = reply("403 Forbidden", KIND, body=b'{"error": "Wrong user name or password"}')
SIGN_IN = reply("401 Unauthorized", KIND, body=b'{"error": "You must sign in"}')


def _after(lab, scripted, refusal, request_of):
    """Send the same twice, refused the second time; return the answer after the look back."""
    given = iter([GIVEN])
    server = scripted([lambda _: next(given, refusal)])
    request = request_of(server.url)
    lab.send(request)
    return lab.run(lab.send(request), "accepted-before")


def _login(lab):
    held = lab.put("pw-12345")
    return lambda url: Request(url=f"{url}/a", credential=Basic(user="ada", password=held))


def _token(lab):
    held = lab.put("w0DUqH8QgL5hVfYk2a")
    return lambda url: Request(url=f"{url}/a", credential=Bearer(token=held))


OF_THE_FRONT = reply(
    "403 Forbidden",
    "Content-Type: text/html",
    body=b"<html><body><h1>403 Forbidden</h1>\nRequest forbidden by administrative rules.\n</body></html>",
)


def test_the_page_of_a_server_in_front_says_nothing_of_rights(lab, scripted):
    after = _after(lab, scripted, OF_THE_FRONT, _token(lab))
    assert after.verdict.findings[0].slug == "worked-before"


BLOCKED = b'{"message": "Requests from 127.0.0.1 are blocked"}'
WRONG_CLOCK = b'{"message": "Your clock is wrong"}'


@pytest.mark.parametrize(
    ("words", "first"), [(BLOCKED, "ip-not-allowed"), (WRONG_CLOCK, "clock-differs")]
)
def test_a_reason_that_the_reply_tells_goes_before_what_changed(lab, scripted, words, first):
    after = _after(lab, scripted, reply("403 Forbidden", KIND, body=words), _token(lab))
    assert after.verdict.findings[0].slug == first


@pytest.mark.parametrize("sent", [_login, _token])
@pytest.mark.parametrize("refusal", [DENIED, NO_RIGHT])
def test_a_right_that_the_reply_misses_was_taken_away(lab, scripted, refusal, sent):
    first = _after(lab, scripted, refusal, sent(lab)).verdict.findings[0]
    assert first.cause == "insufficient-permissions"


@pytest.mark.parametrize("refusal", [WRONG, reply("401 Unauthorized")])
def test_where_no_right_is_named_the_account_may_be_shut(lab, scripted, refusal):
    found = _after(lab, scripted, refusal, _login(lab)).verdict.findings
    assert {"wrong-password", "account-disabled"} <= {
        one.slug for one in found if one.certainty == "possible"
    }


# ---------------- A session that is good elsewhere
COOKIE = (RequestHeader("Cookie", "sessionid=k3Jd8sQ2x7Lm9"),)


@pytest.mark.parametrize(
    ("refusal", "slug"),
    [(SIGN_IN, "session-not-read"), (DENIED, "works-elsewhere")],
)
def test_a_session_that_counts_for_nobody_here_is_not_read(lab, scripted, refusal, slug):
    def answer(one):
        if b"sessionid=k3Jd8sQ2x7Lm9" not in one:
            return SIGN_IN
        return GIVEN if one.startswith(b"GET /orders ") else refusal

    server = scripted([answer])
    lab.send(Request(url=f"{server.url}/orders", headers=COOKIE))
    refused = lab.send(Request(url=f"{server.url}/keys", headers=COOKIE))
    after = lab.run(refused, "accepted-before", "same-credential-elsewhere")
    assert after.verdict.findings[0].slug == slug


def test_the_same_call_below_another_part_knows_the_session(lab, scripted):
    row = (RequestHeader("X-Session-Token", "k3Jd8sQ2x7Lm9k3Jd8sQ2x7L"),)
    server = scripted([lambda one: GIVEN if one.startswith(b"GET /auth/app/") else SIGN_IN])
    lab.send(Request(url=f"{server.url}/auth/app/v2/email", headers=row))
    refused = lab.send(Request(url=f"{server.url}/auth/browser/v2/email", headers=row))
    after = lab.run(refused, "accepted-before")
    assert after.verdict.findings[0].slug == "known-below-another-path"
