"""What other entries and time say, each rule beside its opposite: the same trace without the fact."""

import pytest
from msgspec.structs import replace

from inspector.diagnose.causes.configuration.browsers import secure_cookie_over_http
from inspector.diagnose.causes.story import (
    account_changes,
    endings,
    left_out,
    lifetimes,
    one_difference,
    since_issue,
    waits,
)
from inspector.diagnose.causes.story import tries as tries_rules
from inspector.diagnose.facts.case import Trace
from inspector.model.exchange import Timing
from tests.unit.diagnose.rare_findings import jwt

TOKEN, KEY = "0123456789abcdef0123", "k3y-0123456789abcdef"


def _found(rules, attempt, text):
    trace = Trace(attempt(text))
    last = trace.case(len(trace) - 1)
    return [one.slug for rule in rules for one in rule(last)]


HANDED_OUT = """
> POST https://id.test/token
> Content-Type: application/x-www-form-urlencoded
>> grant_type=client_credentials&client_id=c&client_secret=0123456789
< 200 OK
< Date: Mon, 02 Mar 2026 09:00:00 GMT
< Content-Type: application/json
<< {"access_token": "%s", "expires_in": %d}
---
> GET https://api.test/me
> Authorization: Bearer %s
< 401 Unauthorized
< Date: Mon, 02 Mar 2026 09:30:00 GMT
"""


@pytest.mark.parametrize(("seconds", "found"), [(600, ["token-expired"]), (3600, [])])
def test_a_lifetime_that_came_with_the_token(attempt, seconds, found):
    text = HANDED_OUT % (TOKEN, seconds, TOKEN)
    assert _found(lifetimes.RULES, attempt, text) == found


SESSION = """
> POST https://a.test/session
> Content-Type: application/json
>> {"UserName": "ann", "Password": "pw-of-ann"}
< 201 Created
< Date: Mon, 02 Mar 2026 09:00:00 GMT
< X-Auth-Token: %s
---
> GET https://a.test/settings
> X-Auth-Token: %s
< 200 OK
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Content-Type: application/json
<< %s
---
> GET https://a.test/me
> X-Auth-Token: %s
< 401 Unauthorized
< Date: Mon, 02 Mar 2026 09:10:00 GMT
"""


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('{"SessionTimeout": 300}', ["session-ended"]),
        ('{"idle_timeout_minutes": 5}', ["session-ended"]),
        ('{"SessionTimeout": 3600}', []),
        ('{"RequestTimeout": 300}', []),
        ("{}", []),
    ],
)
def test_unused_for_longer_than_the_server_said(attempt, body, found):
    text = SESSION % (TOKEN, TOKEN, body, TOKEN)
    assert _found(lifetimes.RULES, attempt, text) == found


ENDED = """
> POST https://a.test{path}
> Authorization: Bearer {token}
>> refresh_token={refresh}
< 200 OK
< Content-Type: application/json
<< {reply}
---
> POST https://a.test/again
> Authorization: Bearer {token}
>> refresh_token={refresh}
< 401 Unauthorized
"""


@pytest.mark.parametrize(
    ("path", "reply", "found"),
    [
        ("/oauth/revoke", "{}", ["token-revoked", "refresh-token-revoked"]),
        ("/logout", "{}", ["token-revoked"]),
        ("/orders", "{}", []),
    ],
)
def test_what_an_earlier_entry_had_ended(attempt, path, reply, found):
    text = ENDED.format(path=path, reply=reply, token=TOKEN, refresh="an-old-refresh-token")
    assert _found(endings.RULES, attempt, text) == found


def _pair(accepted, refused):
    return f"{accepted}\n< 200 OK\n---\n{refused}\n< 401 Unauthorized"


@pytest.mark.parametrize(
    ("accepted", "refused", "found"),
    [
        (
            f"> Authorization: Token {KEY}",
            f"> Authorization: Bearer {KEY}",
            "key-sent-in-another-way",
        ),
        (
            f"> Authorization: Bearer {KEY}",
            f"> Authorization: bearer {KEY}",
            "scheme-word-in-small-letters",
        ),
        (f"> X-Api-Key: {KEY}", f"> X-Auth-Token: {KEY}", "key-in-wrong-place"),
        (f"> X-Api-Key: {KEY}\n> X-Tenant: 7", f"> X-Api-Key: {KEY}", "second-part-missing"),
        (
            f"> X-Api-Key: {KEY}\n> User-Agent: curl/8",
            f"> X-Api-Key: {KEY}\n> User-Agent: scan/1",
            "client-program-refused",
        ),
        (f"> X-Api-Key: {KEY}", f"> X-Api-Key: {KEY}\n> Host: b.test", "host-not-served"),
        (
            f"> X-Api-Key: {KEY}\n> X-Tenant: 7",
            f"> X-Api-Key: {KEY}\n> X-Tenant: 8",
            "works-elsewhere",
        ),
        (f"> X-Api-Key: {KEY}\n> X-Depth: 7", f"> X-Api-Key: {KEY}\n> X-Depth: 8", ""),
        (f"> X-Api-Key: {KEY}", f"> X-Api-Key: {KEY}", ""),
        (
            f"> Cookie: sid={TOKEN}\n> X-XSRF-Token: m4sked-of-this-page",
            f"> Cookie: sid={TOKEN}\n> X-XSRF-Token: raw-of-the-cookie",
            "csrf-token-mismatch",
        ),
        (
            f"> Cookie: sid={TOKEN}\n> X-XSRF-Token: m4sked-of-this-page",
            f"> Cookie: sid={KEY}\n> X-XSRF-Token: raw-of-the-cookie",
            "",
        ),
    ],
)
def test_the_one_difference_explains(attempt, accepted, refused, found):
    line = "> GET https://a.test/me\n"
    text = _pair(line + accepted, line + refused)
    assert _found(one_difference.RULES, attempt, text) == ([found] if found else [])


@pytest.mark.parametrize(
    ("sent", "found"),
    [(TOKEN[:-3], ["token-cut"]), (f"{TOKEN}=", ["credential-malformed"]), ("x" * 20, [])],
)
def test_what_was_sent_is_not_what_was_issued(attempt, sent, found):
    assert _found(since_issue.RULES, attempt, HANDED_OUT % (TOKEN, 9000, sent)) == found


@pytest.mark.parametrize(
    ("header", "found"),
    [(f"X-Session-Id: {TOKEN}", ["key-in-wrong-place"]), (f"Cookie: sid={TOKEN}", [])],
)
def test_a_session_of_a_cookie_in_a_header(attempt, header, found):
    text = f"> GET https://a.test/\n< 200 OK\n< Set-Cookie: sid={TOKEN}\n---\n"
    text += f"> GET https://a.test/me\n> {header}\n< 401 Unauthorized"
    assert _found(since_issue.RULES, attempt, text) == found


# ---------------- Tries, waits, and what others carry
def _login(password, status):
    return f"> POST https://a.test/login\n>> user=ann&password={password}\n< {status}"


@pytest.mark.parametrize(("wrong", "found"), [(3, ["too-many-attempts"]), (1, [])])
def test_the_right_password_after_wrong_ones(attempt, wrong, found):
    tries = [_login(f"wrong-{n}", "401 No") for n in range(wrong)]
    text = "\n---\n".join([_login("right-one", "200 OK"), *tries, _login("right-one", "401 No")])
    assert _found(tries_rules.RULES, attempt, text) == found


def _with(attempt, text, **times):
    read = attempt(text)
    timed = tuple(
        replace(one, timing=Timing(total=milliseconds))
        for one, milliseconds in zip(read.exchanges, times.values(), strict=True)
    )
    return replace(read, exchanges=timed)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [(30_010, 30_020, True), (90, 30_010, True), (90, 120, False), (90, 31_500, False)],
)
def test_a_refusal_after_a_round_number_of_seconds(attempt, first, second, found):
    text = "\n---\n".join([_login("one", "401 No"), _login("two", "401 No")])
    trace = Trace(_with(attempt, text, first=first, second=second))
    assert bool([one for rule in waits.RULES for one in rule(trace.case(1))]) is found


CALLS = """
> POST https://a.test/login
>> user=ann&password=pw
< 200 OK
< Content-Type: application/json
<< {{"sessionToken": "{token}"}}
---
> GET https://a.test/one
> X-Session-Token: {token}
< 200 OK
---
> GET https://a.test/two
> X-Session-Token: {token}
< 200 OK
---
> GET https://a.test/three
{sent}
< 401 No
"""


@pytest.mark.parametrize(
    ("sent", "found"),
    [("> Accept: */*", ["no-credentials-sent"]), (f"> X-Session-Token: {TOKEN}", [])],
)
def test_what_every_other_call_carries(attempt, sent, found):
    assert _found(left_out.RULES, attempt, CALLS.format(token=TOKEN, sent=sent)) == found


WRITES = f"""
> GET https://a.test/page
> Cookie: sid={TOKEN}
< 200 OK
< Set-Cookie: XSRF-TOKEN=a-token-against-forgery
---
> POST https://a.test/page
> Cookie: sid={TOKEN}
%s
< 403 No
"""


@pytest.mark.parametrize(
    ("sent", "found"),
    [("> Accept: */*", ["csrf-token-missing"]), ("> X-XSRF-TOKEN: a-token-against-forgery", [])],
)
def test_reading_works_and_writing_lacks_its_token(attempt, sent, found):
    assert _found(left_out.RULES, attempt, WRITES % sent) == found


NEVER_BACK = """
> POST http://a.test/login
>> user=ann&password=pw
< 200 OK
< Set-Cookie: sid=0123456789abcdef; HttpOnly%s
---
> GET http://a.test/me
< 401 No
"""


@pytest.mark.parametrize(
    ("mark", "found"), [("; Secure", "secure-cookie-over-http"), ("", "cookie-not-returned")]
)
def test_the_cookie_of_a_login_that_never_came_back(attempt, mark, found):
    rules = (*left_out.RULES, secure_cookie_over_http)
    assert _found(rules, attempt, NEVER_BACK % mark) == [found]
    assert _found(rules, attempt, NEVER_BACK.replace("sid=", "crew=") % mark) == [found]


OLD_PAGE = """
> GET https://a.test/form
< 200 OK
< Content-Type: text/html
< Set-Cookie: _csrf=cookie-of-the-first-page
<< <form><input type=hidden name=_csrf value=token-of-the-first-page></form>
---
> POST https://a.test/login
> Cookie: _csrf=cookie-of-the-first-page
>> user=ann&password=pw
< 200 OK
< Set-Cookie: {cookie}
---
> POST https://a.test/form
> Cookie: _csrf={sent}
>> _csrf=token-of-the-first-page&text=hello
< 400 Bad Request
"""


@pytest.mark.parametrize(
    ("cookie", "sent", "found"),
    [
        ("_csrf=cookie-of-the-login", "cookie-of-the-login", ["csrf-token-mismatch"]),
        ("theme=dark-and-quiet", "cookie-of-the-first-page", []),
    ],
)
def test_a_token_of_a_page_before_the_login(attempt, cookie, sent, found):
    text = OLD_PAGE.format(cookie=cookie, sent=sent)
    assert _found(left_out.RULES, attempt, text) == found


TWICE = """
> POST https://id.test/token
> Content-Type: application/json
>> {"refreshToken": "the-first-refresh-token"}
< 200 OK
< Content-Type: application/json
<< {"accessToken": "an-access-token", "refreshToken": "the-second-refresh-token"}
---
> POST https://id.test/token
> Content-Type: application/json
>> {"refreshToken": "%s"}
< 401 No
---
> POST https://id.test/token
> Content-Type: application/json
>> {"refreshToken": "the-second-refresh-token"}
< 401 No
"""


@pytest.mark.parametrize(
    ("second", "found"),
    [("the-first-refresh-token", ["refresh-token-reused"]), ("the-other-refresh-token", [])],
)
def test_a_family_of_refresh_tokens(attempt, second, found):
    assert _found(endings.RULES, attempt, TWICE % second) == found


RAN_OUT = f"""
> GET https://a.test/
< 200 OK
< Date: Mon, 02 Mar 2026 09:00:00 GMT
< Set-Cookie: sid={TOKEN}; Max-Age=3600
---
> GET https://a.test/me
> Cookie: sid={TOKEN}
< 200 OK
< Date: Mon, 02 Mar 2026 09:10:00 GMT
---
> GET https://a.test/me
< 401 No
< Date: Mon, 02 Mar 2026 %s GMT
"""


@pytest.mark.parametrize(("time", "found"), [("10:20:00", ["cookie-expired"]), ("09:50:00", [])])
def test_a_cookie_that_ran_out_and_stays_away(attempt, time, found):
    assert _found(lifetimes.RULES, attempt, RAN_OUT % time) == found


OWN_END = jwt({"sub": "7", "iat": 1772442000, "exp": 1772443800})  # of half an hour, from 9:00
THERE_BEFORE = f"""
> GET https://a.test/me
> Cookie: sid={OWN_END}
< 200 OK
< Date: Mon, 02 Mar 2026 09:10:00 GMT
---
> GET https://a.test/me
< 401 No
< Date: Mon, 02 Mar 2026 10:20:00 GMT
"""


def test_a_cookie_that_was_there_before_the_recording_is_not_said_to_have_run_out(attempt):
    assert _found(lifetimes.RULES, attempt, THERE_BEFORE) == []


BEFORE_ITS_END = f"""
> POST https://id.test/token
> Content-Type: application/x-www-form-urlencoded
>> grant_type=client_credentials&client_id=c
< 200 OK
< Date: Mon, 02 Mar 2026 09:00:00 GMT
< Content-Type: application/json
<< {{"access_token": "{TOKEN}", "expires_in": 86400}}
---
> GET https://a.test/me
> Authorization: Bearer {TOKEN}
< 200 OK
< Date: Mon, 02 Mar 2026 09:10:00 GMT
---
> GET https://a.test%s
> Authorization: Bearer {TOKEN}
< 401 No
< Date: Mon, 02 Mar 2026 12:00:00 GMT
"""


@pytest.mark.parametrize(("path", "found"), [("/me", ["worked-before"]), ("/other", [])])
def test_refused_before_its_stated_end(attempt, path, found):
    assert _found(lifetimes.RULES, attempt, BEFORE_ITS_END % path) == found


BETWEEN = """
> GET https://a.test/me
> Authorization: Basic YW5uOnB3LW9mLWFubg==
< 200 OK
---
> {deed}
> Authorization: Basic YWRtaW46cHctb2YtYWRtaW4=
>> {body}
< 204 No Content
---
> GET https://a.test/me
> Authorization: Basic YW5uOnB3LW9mLWFubg==
< 401 No
"""


@pytest.mark.parametrize(
    ("deed", "body", "found"),
    [
        ("PUT https://a.test/users/7/status/disabled", "{}", ["account-disabled"]),
        ("PATCH https://a.test/users/7", '{"active": false}', ["account-disabled"]),
        ("PATCH https://a.test/users/7", '{"disabled": false}', []),
        ("DELETE https://a.test/projects/7/members/9", "{}", ["right-missing"]),
        ("PUT https://a.test/users/7/theme", '{"dark": true}', []),
        ("DELETE https://a.test/users/7", "", ["account-disabled"]),
        ("DELETE https://a.test/users/7/avatar", "", []),
        ("POST https://a.test/users/7/2fa/enable", "{}", ["second-factor-required"]),
        ("POST https://a.test/me/mfa/sms/enroll", "{}", ["second-factor-required"]),
        ("PUT https://a.test/me/two-factor", "{}", ["second-factor-required"]),
        ("POST https://a.test/user/two-factor-authentication", "", ["second-factor-required"]),
        ("DELETE https://a.test/users/7/2fa", "", []),
        # A step of a login, or the opposite.
        ("POST https://a.test/mfa/verify", '{"code": "123456"}', []),
        ("POST https://a.test/login/2fa", '{"code": "123456"}', []),
        ("POST https://a.test/2fa/challenge", "{}", []),
        ("POST https://a.test/users/7/mfa/reset", "{}", []),
        ("PUT https://a.test/users/7/2fa/remove", "{}", []),
        ("PATCH https://a.test/users/7", '{"new_password": "Quay-17"}', ["wrong-password"]),
        ("PATCH https://a.test/users/7", '{"password_hint": "quay"}', []),
        ("PATCH https://a.test/users/7", '{"password": "Quay-17"}', ["wrong-password"]),
        ("PUT https://a.test/settings", '{"oldPassword": "Quay-16"}', ["wrong-password"]),
        ("POST https://a.test/me/password", "{}", ["wrong-password"]),
        # Another one's account is made, a setting, and who has forgotten theirs.
        ("POST https://a.test/users", '{"name": "bo", "password": "Quay-17"}', []),
        ("PUT https://a.test/settings/database", '{"host": "db", "pwd": "Quay-17"}', []),
        ("POST https://a.test/forgot-password", '{"name": "bo"}', []),
        ("POST https://a.test/password/forgot", '{"name": "bo"}', []),
        # A thing that is no person.
        ("PUT https://a.test/features/7", '{"enabled": false}', []),
        ("PATCH https://a.test/tickets/7", '{"status": "blocked"}', []),
        ("PUT https://a.test/lamps/7", '{"active": false, "_links": {"self": "/lamps/7"}}', []),
        ("POST https://a.test/webhooks/7/disable", "{}", []),
        ("POST https://a.test/rpc", '{"userId": 7, "status": "blocked"}', ["account-disabled"]),
    ],
)
def test_what_somebody_did_in_between(attempt, deed, body, found):
    assert _found(account_changes.RULES, attempt, BETWEEN.format(deed=deed, body=body)) == found


PUT_RIGHT = """
> POST https://a.test/token
> Content-Type: application/json
>> {{"username": "mara", "password": "Juniper-shelf-5"}}
< 403 Forbidden
---
> {deed}
> Authorization: Bearer owner-token-0123456789
> Content-Type: application/json
>> {body}
< 200 OK
---
> POST https://a.test/token
> Content-Type: application/json
>> {{"username": "{later}", "password": "Juniper-shelf-5"}}
< 200 OK
"""


@pytest.mark.parametrize(
    ("deed", "body", "later", "told"),
    [
        ("PUT https://a.test/users/mara", '{"role": 1}', "mara", True),
        ("POST https://a.test/api/mara/confirm", "{}", "mara", True),
        ("PATCH https://a.test/users/7", '{"state": "approved"}', "mara", True),
        ("PUT https://a.test/users/mara", '{"password": "Juniper-shelf-5"}', "mara", False),
        ("POST https://a.test/users/mara/password", "{}", "mara", False),
        ("PUT https://a.test/orders/7", '{"role": 1}', "mara", False),
        ("GET https://a.test/users/mara", "{}", "mara", False),
        ("PUT https://a.test/users/mara", '{"role": 1}', "bo", False),
    ],
)
def test_an_account_that_somebody_else_put_right(attempt, deed, body, later, told):
    trace = Trace(attempt(PUT_RIGHT.format(deed=deed, body=body, later=later)))
    found = [one.slug for one in account_changes.put_right_in_between(trace.case(0))]
    assert found == ["account-disabled"] * told


BETWEEN_KEYS = BETWEEN.replace(
    "Authorization: Basic YW5uOnB3LW9mLWFubg==", "X-Api-Key: k3y-0123456789abcdef"
)


@pytest.mark.parametrize(
    ("deed", "found"),
    [
        ("POST https://a.test/api_keys/7/roll", ["key-revoked"]),
        ("POST https://a.test/keys/7/rotate", ["key-revoked"]),
        ("POST https://a.test/apps/7/regenerate-secret", ["key-revoked"]),
        ("POST https://a.test/oauth/revoke", ["key-revoked"]),
        ("POST https://a.test/dice/roll", []),
        ("POST https://a.test/pictures/7/rotate", []),
        ("POST https://a.test/cache/invalidate", []),
        ("POST https://a.test/thumbnails/regenerate", []),
    ],
)
def test_what_a_key_is_ended_by(attempt, deed, found):
    text = BETWEEN_KEYS.format(deed=deed, body="{}")
    assert _found(account_changes.RULES, attempt, text) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('{"name": "ResetApiKey"}', ["key-revoked"]),
        ('{"method": "user.regenerate_token", "params": []}', ["key-revoked"]),
        ("action=regenerate_key&user=7", ["key-revoked"]),
        ("id=7&do=api_key_reset", ["key-revoked"]),
        ('{"query": "mutation M { rollAccessToken { id } }"}', ["key-revoked"]),
        ('{"name": "ResetKeyboard"}', []),
        ('{"name": "reset api key"}', []),  # what somebody has to do
        ("action=reset_key_bindings", []),
        ('{"method": "cache.reset"}', []),
        ('{"query": "query Q { resetApiKeyHelp }"}', []),
        ('{"title": "ResetApiKey"}', []),
    ],
)
def test_what_a_body_asks_to_be_done_to_keys(attempt, body, found):
    text = BETWEEN_KEYS.format(deed="POST https://a.test/api/command", body=body)
    assert _found(account_changes.RULES, attempt, text) == found


OWN_CHANGE = """
> GET https://a.test/api?cmd=show
> X-Key: k-5d81e7f20b49
< 200 OK
< Date: Tue, 14 Nov 2023 09:00:00 GMT
---
> POST https://a.test/api?cmd=set
> X-Key: k-5d81e7f20b49
> Content-Type: application/x-www-form-urlencoded
>> xpath=%2Fusers%2Fann&element={what}
< 200 OK
< Date: Tue, 14 Nov 2023 09:01:00 GMT
---
> POST https://a.test/api?cmd={then}
> X-Key: k-5d81e7f20b49
> Content-Type: application/x-www-form-urlencoded
>> cmd={then}
< 200 OK
< Date: Tue, 14 Nov 2023 09:01:05 GMT
---
> GET https://a.test/api?cmd=jobs
> X-Key: k-5d81e7f20b49
< 200 OK
< Date: Tue, 14 Nov 2023 09:01:10 GMT
---
> GET https://a.test/api?cmd=jobs
> X-Key: k-5d81e7f20b49
< 403 Forbidden
< Date: Tue, 14 Nov 2023 {time} GMT
"""


@pytest.mark.parametrize(
    ("what", "then", "time", "found"),
    [
        ("%3Cphash%3E%241%24x%3C%2Fphash%3E", "commit", "09:02:00", ["key-revoked"]),
        # Something else was changed, nothing brought it into force, or long ago.
        ("%3Ctheme%3Edark%3C%2Ftheme%3E", "commit", "09:02:00", []),
        ("%3Cphash%3E%241%24x%3C%2Fphash%3E", "validate", "09:02:00", []),
        ("%3Cphash%3E%241%24x%3C%2Fphash%3E", "commit", "11:02:00", []),
    ],
)
def test_a_change_that_comes_into_force_later(attempt, what, then, time, found):
    text = OWN_CHANGE.format(what=what, then=then, time=time)
    assert _found(account_changes.RULES, attempt, text) == found


XSRF = """
> POST https://a.test/one
> Cookie: sid=0123456789abcdef
> X-XSRF-Token: 0123456789
< 200 OK
---
> POST https://a.test/two
> Cookie: sid=0123456789abcdef
> X-XSRF-Token: 0123456789
< 200 OK
---
> {method} https://a.test/three
> Cookie: sid=0123456789abcdef
< 403 No
"""


@pytest.mark.parametrize(("method", "found"), [("POST", True), ("GET", False)])
def test_a_token_that_other_calls_repeat(attempt, method, found):
    slugs = _found(left_out.RULES, attempt, XSRF.format(method=method))
    assert ("csrf-token-missing" in slugs) is found
