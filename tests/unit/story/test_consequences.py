"""First tries give way to later ones."""

import pytest

from inspector.diagnose.facts.case import Trace
from inspector.story.consequences import superseded

BASIC = "> Authorization: Basic YTpi\n"


@pytest.mark.parametrize("swapped", [False, True])
def test_the_try_with_a_credential_counts(attempt, swapped):
    parts = ["> GET https://a.test/\n< 401 No", f"> GET https://a.test/\n{BASIC}< 401 No"]
    trace = Trace(attempt("\n---\n".join(reversed(parts) if swapped else parts)))
    assert superseded(trace.story, [0, 1]) == {1 if swapped else 0}


ASKED = '< 401 No\n< WWW-Authenticate: Basic realm="a"'


@pytest.mark.parametrize(
    ("first", "later", "told"),
    [
        ("> GET https://a.test/", f"> GET https://a.test/orders\n{BASIC}< 401 No", {0}),
        ("> GET https://a.test/", "> GET https://a.test/orders\n< 401 No", set()),
        ("> GET https://a.test/", f"> GET https://b.test/orders\n{BASIC}< 401 No", set()),
        ("> GET https://a.test/\n> X-Api-Key: k-0123456789ab",
         f"> GET https://a.test/orders\n{BASIC}< 401 No", set()),
    ],
)  # fmt: skip
def test_who_was_asked_for_a_login_and_sent_one_elsewhere(attempt, first, later, told):
    trace = Trace(attempt(f"{first}\n{ASKED}\n---\n{later}"))
    assert superseded(trace.story, [0, 1]) == told


def _login(password, status):
    form = "> Content-Type: application/x-www-form-urlencoded"
    return f"> POST https://a.test/login\n{form}\n>> user=ann&password={password}\n< {status}"


@pytest.mark.parametrize(("taken", "told"), [("right", {0}), ("another", set())])
def test_a_wrong_login_before_the_right_one_that_was_refused_as_well(attempt, taken, told):
    parts = [_login("wrong", "401 No"), _login("right", "401 No"), _login(taken, "200 OK")]
    trace = Trace(attempt("\n---\n".join(parts)))
    assert superseded(trace.story, [0, 1]) == told


_CLEARS = "< Set-Cookie: sid=; Max-Age=-1; Path=/\n"
_DATE = "< Date: Wed, 16 Sep 2026 08:10:00 GMT\n"


@pytest.mark.parametrize(
    ("status", "set_again", "host", "told"),
    [
        ("401 No", _CLEARS, "a.test", {1}),
        ("401 No", "", "a.test", set()),
        ("401 No", _CLEARS, "b.test", set()),
        ("204 No Content", _CLEARS, "a.test", set()),  # a sign-out explains nothing that failed
    ],
)
def test_who_has_nothing_to_send_since_a_refusal_took_the_cookie(
    attempt, status, set_again, host, told
):
    parts = [
        f"> POST https://a.test/renew\n> Cookie: sid=5f1c9a0b7d3e\n< {status}\n{_DATE}{set_again}",
        f"> GET https://{host}/orders\n< 401 No\n{_DATE}",
    ]
    trace = Trace(attempt("\n---\n".join(parts)))
    failing = [0, 1] if status.startswith("401") else [1]
    assert superseded(trace.story, failing) == told


@pytest.mark.parametrize(("portal", "told"), [("login.a.test", {0}), ("login.b.test", set())])
def test_a_sign_in_that_came_back_to_the_portal_began_with_the_page(attempt, portal, told):
    led = "> GET https://shop.a.test/orders\n< 302 Found\n< Location: https://login.a.test/login"
    back = f"> GET https://{portal}/callback?code=c-17&state=9f2b\n< 403 Forbidden"
    trace = Trace(attempt(f"{led}\n---\n{back}"))
    assert superseded(trace.story, [0, 1]) == told
