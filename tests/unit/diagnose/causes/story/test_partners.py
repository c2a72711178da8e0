"""Of two things that were handed out together only one is sent, beside what must stay as it was."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

TOKEN, ID = "syDP3Pd2fgi7hfZVcgIfQK6rk2ZZb9gb", "naYieML2bia6Mh1J3"
LOGIN = """
> POST https://chat.test/login
> Content-Type: application/json
>> {{"user": "ann", "password": "pw-of-ann"}}
< 200 OK
< Content-Type: application/json
<< {{"data": {given}}}
---
> GET https://chat.test/rooms
> {sent}
> {more}
< 401 Unauthorized
< Content-Type: application/json
<< {{"message": "{words}"}}
"""
PAIR = '{"userId": "' + ID + '", "authToken": "' + TOKEN + '"}'
HALVES = '{"token": "' + TOKEN + '", "tokenSecret": "' + ID + '"}'
OAUTH = '{"access_token": "' + TOKEN + '", "token_type": "bearer", "user_id": "' + ID + '"}'
OUT = "You must be logged in to do this"


@pytest.mark.parametrize(
    ("given", "sent", "more", "words", "found"),
    [
        (PAIR, f"X-Auth-Token: {TOKEN}", "Accept: */*", OUT, True),
        (HALVES, f"Authorization: Bearer {TOKEN}", "Accept: */*", OUT, True),
        (PAIR, f"X-Auth-Token: {TOKEN}", f"X-User-Id: {ID}", OUT, False),
        (PAIR, f"X-Auth-Token: {TOKEN}", f"Cookie: me={ID}", OUT, False),
        (PAIR, f"Authorization: Bearer {TOKEN}", "Accept: */*", OUT, False),  # complete in itself
        (OAUTH, f"X-Auth-Token: {TOKEN}", "Accept: */*", OUT, False),
        (PAIR, f"X-Auth-Token: {TOKEN}", "Accept: */*", "Your token has expired", False),
        (PAIR, "X-Auth-Token: another-0123456789abcdef", "Accept: */*", OUT, False),
    ],
)
def test_the_other_half(given, sent, more, words, found):
    text = LOGIN.format(given=given, sent=sent, more=more, words=words)
    first = diagnose(attempt_of(text)).findings[0]
    assert (first.slug == "second-part-missing") is found


CHANGED = """
> GET https://run.test/runs
> X-Session-Token: r-3248907baf4a7dbebce8
< 200 OK
---
> PUT https://run.test/users/k3JHq81Zws
> X-Session-Token: r-3248907baf4a7dbebce8
> Content-Type: application/json
>> {{"{field}": "neue-Schuhe-44"}}
< {status}
< Content-Type: application/json
<< {{"{name}": "r-007f044e554cdc611de0"}}
---
> GET https://run.test/runs
> X-Session-Token: {sent}
< 400 Bad Request
< Content-Type: application/json
<< {{"error": "Invalid session token"}}
"""
OLD, NEW = "r-3248907baf4a7dbebce8", "r-007f044e554cdc611de0"


@pytest.mark.parametrize(
    ("field", "status", "name", "sent", "found"),
    [
        ("password", "200 OK", "sessionToken", OLD, True),
        ("newPassword", "200 OK", "token", OLD, True),
        ("password", "200 OK", "sessionToken", NEW, False),
        ("password", "403 Forbidden", "sessionToken", OLD, False),
        ("password", "200 OK", "etag", OLD, False),
        ("nickname", "200 OK", "sessionToken", OLD, False),
    ],
)
def test_a_session_from_before_the_password(field, status, name, sent, found):
    text = CHANGED.format(field=field, status=status, name=name, sent=sent)
    first = diagnose(attempt_of(text)).findings[0]
    assert (first.slug == "sessions-ended-by-password") is found


BY_A_FORM = """
> POST https://run.test/account/password
> X-Auth-Token: r-3248907baf4a7dbebce8
> Content-Type: application/x-www-form-urlencoded
>> old_password=alte-Schuhe-43&password=neue-Schuhe-44
< 200 OK
< X-Auth-Token: r-007f044e554cdc611de0
---
> GET https://run.test/runs
> X-Auth-Token: r-3248907baf4a7dbebce8
< 401 Unauthorized
"""


def test_a_token_in_a_header_from_before_the_password():
    assert diagnose(attempt_of(BY_A_FORM)).findings[0].slug == "sessions-ended-by-password"


STEP = """
> GET https://run.test/runs
> {how} r-3248907baf4a7dbebce8
< 200 OK
---
> {deed}
> {how} r-3248907baf4a7dbebce8
< 200 OK
< {header}
< Content-Type: application/json
<< {{"{name}": "r-007f044e554cdc611de0"}}
---
> GET https://run.test/runs
> {how} {sent}
< 401 Unauthorized
< Content-Type: application/json
<< {{"error": "Invalid session token"}}
"""
IN_HEADER = "X-Run-Session: r-007f044e554cdc611de0"


@pytest.mark.parametrize(
    ("how", "deed", "header", "name", "sent", "found"),
    [
        ("Authorization: Bearer", "POST https://run.test/auth/refresh", "X-A: b", "token", OLD, True),
        ("Authorization: Bearer", "POST https://run.test/teams/7/switch", "X-A: b", "accessToken",
         OLD, True),
        ("X-Run-Session:", "GET https://run.test/me", IN_HEADER, "name", OLD, True),
        ("Authorization: Bearer", "POST https://run.test/auth/refresh", "X-A: b", "token", NEW, False),
        ("Authorization: Bearer", "POST https://run.test/files/7/share", "X-A: b", "token", OLD, False),
        ("X-Api-Key:", "POST https://run.test/keys", "X-A: b", "token", OLD, False),
    ],
)  # fmt: skip
def test_a_step_that_answers_with_another(how, deed, header, name, sent, found):
    text = STEP.format(how=how, deed=deed, header=header, name=name, sent=sent)
    first = diagnose(attempt_of(text)).findings[0]
    assert (first.slug == "token-revoked") is found


RETURN = """
> GET https://shop.test/checkout
> Cookie: shop_session=7cb12c501ab22882903ec504b3
< 200 OK
< Date: Wed, 15 Nov 2023 00:13:20 GMT
< Set-Cookie: shop_session=7cb12c501ab22882903ec504b3; path=/; secure; SameSite={same}
---
> {method} https://shop.test/paid
> Origin: https://bank.test
> Sec-Fetch-Site: {site}
> Sec-Fetch-Mode: navigate
< 302 Found
< Date: Wed, 15 Nov 2023 00:13:40 GMT
< Set-Cookie: shop_session=769f5d2d2a3c7f23b5f600aa0f; path=/; secure; SameSite={same}
< Location: https://shop.test/login
---
> GET https://shop.test/login
> Cookie: shop_session=769f5d2d2a3c7f23b5f600aa0f
< 200 OK
< Date: Wed, 15 Nov 2023 00:13:41 GMT
< Content-Type: text/html
<< <html><form method="post"><input name="user"><input type="password" name="pw"></form></html>
"""


@pytest.mark.parametrize(
    ("method", "same", "site", "kept"),
    [
        ("POST", "Lax", "cross-site", True),
        ("POST", "Strict", "cross-site", True),
        ("POST", "None", "cross-site", False),
    ],
)
def test_a_way_back_by_post_from_another_site(method, same, site, kept):
    verdict = diagnose(attempt_of(RETURN.format(method=method, same=same, site=site)))
    first = verdict.findings[0]
    assert ((verdict.entry, first.slug) == (1, "cookie-kept-from-other-sites")) is kept


FRAMED = """
> GET https://app.test/widget
> Cookie: app_session=7cb12c501ab22882903ec504b3
> Sec-Fetch-Site: same-origin
< 200 OK
< Date: Wed, 15 Nov 2023 00:13:20 GMT
< Set-Cookie: app_session=7cb12c501ab22882903ec504b3; path=/; secure; SameSite=Lax
---
> GET https://app.test/widget
> Sec-Fetch-Site: {site}
> Sec-Fetch-Mode: navigate
> Sec-Fetch-Dest: {into}
< 401 Unauthorized
< Date: Wed, 15 Nov 2023 00:13:30 GMT
"""


@pytest.mark.parametrize(
    ("site", "into", "kept"),
    [
        ("cross-site", "iframe", True),
        ("cross-site", "document", False),  # Lax goes along where the user goes
        ("same-origin", "iframe", False),
    ],
)
def test_a_page_in_a_frame_of_another_site(site, into, kept):
    """The browser says that it is another site, if not which."""
    findings = diagnose(attempt_of(FRAMED.format(site=site, into=into))).findings
    assert (findings[0].slug == "cookie-kept-from-other-sites") is kept


TWICE = """
> POST https://app.test/login
> Content-Type: application/x-www-form-urlencoded
>> user=ann&password=Wy7-kale
< 200 OK
< Date: Wed, 15 Nov 2023 00:13:20 GMT
< Set-Cookie: legacy_session=7cb12c501ab22882903ec504b3; path=/; secure; SameSite=Lax
{more}---
> GET https://app.test/widget
> Origin: https://shop.example
> Sec-Fetch-Site: cross-site
> Sec-Fetch-Mode: cors
< 401 Unauthorized
< Date: Wed, 15 Nov 2023 00:13:30 GMT
< Access-Control-Allow-Credentials: true
< Content-Type: application/json
<< {{"message": "Guests lack the permission to see this."}}
"""
FOR_OTHERS = "< Set-Cookie: app_session=7cb12c501ab22882903ec504b3; path=/; secure; SameSite=None\n"


@pytest.mark.parametrize(("more", "kept"), [("", True), (FOR_OTHERS, False)])
def test_a_session_that_was_set_twice(more, kept):
    """One of both goes to other sites; that nobody has a right is said of who is not known."""
    findings = diagnose(attempt_of(TWICE.format(more=more))).findings
    assert (findings[0].slug == "cookie-kept-from-other-sites") is kept


# ---------------- A tool in a frame asks the page's own site silently who is there
TOOL = """
> POST https://school.test/login
> Content-Type: application/x-www-form-urlencoded
>> user=kari&password=Wy7-kale
< 302 Found
< Date: Wed, 15 Nov 2023 00:13:20 GMT
< Set-Cookie: school_session=7cb12c501ab22882903ec504b3; path=/{more}
< Location: https://school.test/
---
> GET https://school.test/lti/authorize?response_type=id_token&client_id=100{prompt}&state=st-43af4f6d&redirect_uri=https%3A%2F%2Fquiz.test%2Flaunch
> Referer: https://school.test/
> Sec-Fetch-Site: {site}
> Sec-Fetch-Mode: navigate
> Sec-Fetch-Dest: iframe
{cookie}< 200 OK
< Date: Wed, 15 Nov 2023 00:13:21 GMT
< Content-Type: text/html
<< <form action="https://quiz.test/launch" method="POST"><input type="hidden" name="error" value="login_required"></form>
---
> POST https://quiz.test/launch
> Origin: https://school.test
> Content-Type: application/x-www-form-urlencoded
> Sec-Fetch-Site: cross-site
> Sec-Fetch-Mode: navigate
> Sec-Fetch-Dest: iframe
>> error=login_required&state=st-43af4f6d
< 400 Bad Request
< Date: Wed, 15 Nov 2023 00:13:22 GMT
< Content-Type: application/json
<< {{"error": "login_required"}}
---
> GET https://school.test/grades
> Cookie: school_session=7cb12c501ab22882903ec504b3
< 200 OK
< Date: Wed, 15 Nov 2023 00:13:40 GMT
< Content-Type: text/html
<< <html><body>Grades</body></html>
"""
SILENT = {"more": "", "prompt": "&prompt=none", "site": "cross-site", "cookie": ""}


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        ({}, True),
        ({"more": "; SameSite=Lax"}, True),
        ({"more": "; SameSite=None; Secure"}, False),  # it is left out for another reason
        ({"site": "same-origin"}, False),
        ({"cookie": "> Cookie: school_session=7cb12c501ab22882903ec504b3\n"}, False),
        ({"prompt": ""}, False),  # it was to ask the user, who gave up
    ],
)
def test_a_silent_login_without_the_session_that_is_there(other, kept):
    verdict = diagnose(attempt_of(TOOL.format(**{**SILENT, **other})))
    slugs = [one.slug for one in verdict.findings]
    assert (slugs[:1] == ["cookie-kept-from-other-sites"]) is kept
    assert verdict.entry == 2
