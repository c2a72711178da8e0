"""A login that the server in front takes and hands on to a program with logins of its own."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import sent_from_here

LOGIN = "> Authorization: Basic b3BzOk1hcmJsZS1GaW5jaC0zMQ=="
PAGE = """<html><head><title>401 Authorization Required</title></head><body>\
<center><h1>401 Authorization Required</h1></center><hr><center>nginx/1.26.3</center></body></html>"""
FRONT = f"""> GET https://charts.test/
< 401 Unauthorized
< Server: nginx/1.26.3
< WWW-Authenticate: Basic realm="Restricted"
< Content-Type: text/html
<< {PAGE}"""


def _found(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings


def _with_login(realm="", body='{"message": "Invalid username or password"}'):
    asked = f'< WWW-Authenticate: Basic realm="{realm}"\n' if realm else ""
    kind = "text/html" if body == PAGE else "application/json"
    reply = f"< 401 Unauthorized\n< Server: nginx/1.26.3\n{asked}< Content-Type: {kind}\n<< {body}"
    return f"> GET https://charts.test/\n{LOGIN}\n{reply}"


@pytest.mark.parametrize("realm", ["", "charts"])
def test_what_the_front_asks_of_nobody_has_passed(attempt, realm):
    found = _found(attempt, FRONT, _with_login(realm))[0]
    assert found.slug == "one-header-for-two-logins"
    assert "Restricted" in found.title
    settings = [one for one in found.fixes if one.id == "owner-setting"]
    assert any("proxy_set_header Authorization" in str(one) for one in settings)


@pytest.mark.parametrize("reply", [_with_login("Restricted"), _with_login("Restricted", PAGE)])
def test_where_it_asks_again_the_login_is_wrong(attempt, reply):
    assert _found(attempt, FRONT, reply)[0].slug == "wrong-password"


def test_without_a_look_at_what_nobody_gets_it_is_not_said(attempt):
    slugs = {one.slug for one in _found(attempt, _with_login())}
    assert "one-header-for-two-logins" not in slugs


# ---------------- What the server asks for it refuses the server
BEHIND = """> GET https://api.test/orders
{sent}< {status}
< Content-Type: application/json
<< {{"error": "GET https://store.test/v1/files: {told}"}}"""
KEY = "> X-Api-Key: k-8f2c41d09a7be35560\n"


def _behind(attempt, told="403 Forbidden", sent=KEY, status="502 Bad Gateway"):
    return attempt(BEHIND.format(told=told, sent=sent, status=status))


def test_a_refusal_that_the_error_quotes_is_surer_where_nobody_called(attempt):
    known, unknown = (
        diagnose(sent_from_here(_behind(attempt, sent=sent))).findings[0] for sent in (KEY, "")
    )
    assert known.slug == unknown.slug == "own-login-refused"
    assert "403 Forbidden" in known.explanation
    assert (known.certainty, unknown.certainty) == ("possible", "very-likely")


@pytest.mark.parametrize(
    "more", [{"told": "504 Gateway Timeout"}, {"status": "403 Forbidden"}, {"told": "403 of 410"}]
)
def test_another_error_and_a_refusal_of_its_own_are_none_behind_it(attempt, more):
    found = diagnose(sent_from_here(_behind(attempt, **more))).findings
    assert "own-login-refused" not in {one.slug for one in found}


def test_one_error_of_a_recording_is_not_asked_about(attempt):
    found = diagnose(_behind(attempt)).findings
    assert "own-login-refused" not in {one.slug for one in found}
