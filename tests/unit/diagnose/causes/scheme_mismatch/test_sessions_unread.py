"""A session that another call took moments ago counts for nobody at one that reads no sessions."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

CALL = """> {method} https://trading.example{path}
> Cookie: session=klrqceyc8gakfgsun72ckr4jvm0xx9n3
< {status}
< Date: Tue, 14 Nov 2023 {time} GMT
< Content-Type: {kind}
<< {body}"""
SLUG = "session-not-read"
SIGN_IN = '{"errors": ["You must sign in to view this resource."]}'


def _call(path, time, status="200 OK", body='{"orders": ["lamp"]}', method="GET"):
    kind = "text/html" if body.startswith("<") else "application/json"
    return CALL.format(path=path, time=time, status=status, body=body, kind=kind, method=method)


def _refused(body=SIGN_IN, status="401 Unauthorized", time="20:00:01", path="/api/keys"):
    return _call(path, time, status, body)


GIVEN = _call("/api/orders", "20:00:00")


def _found(*parts):
    return diagnose(attempt_of("\n---\n".join(parts))).findings


def test_what_took_the_session_just_before_makes_it_possible():
    found = _found(GIVEN, _refused())
    assert "session-not-read" in [one.slug for one in found]
    assert found[0].certainty.value == "possible"  # the other call may be open to all


def test_what_takes_it_afterwards_shows_that_it_lives():
    found = _found(GIVEN, _refused(), _call("/api/orders", "20:00:02"))
    assert "session-not-read" in [one.slug for one in found][:2]
    assert "session-lost" not in [one.slug for one in found]


@pytest.mark.parametrize(
    "parts",
    [
        (GIVEN, _refused(time="20:40:00")),  # time enough to end
        (_call("/", "20:00:00", body="<html><p>Tides</p></html>"), _refused()),  # a page for all
        (GIVEN, _refused('{"error": "Your session has expired"}')),
        (GIVEN, _refused('{"error": "You lack the role clerk"}', "403 Forbidden")),
        (GIVEN, _refused("<html><h1>Please log in</h1></html>")),
        (GIVEN, _refused(path="/api/orders")),  # the same call: it is good no longer
        (GIVEN.replace("Cookie: session=", "X-Other: "), _refused()),
    ],
)
def test_what_shows_no_call_without_sessions(parts):
    assert SLUG not in [one.slug for one in _found(*parts)]


def test_a_session_taken_elsewhere_is_never_certain_to_have_ended():
    for refused in (_refused(), _refused('{"error": "Unauthorized"}')):
        assert all(one.certainty.value != "certain" for one in _found(GIVEN, refused))


# ---------------- The reply asks for a scheme that no cookie is an answer to
ASKS = _refused("Unauthorized").replace(
    "< Content-Type", '< WWW-Authenticate: {} realm="feed"\n< Content-Type'
)


@pytest.mark.parametrize("scheme", ["Basic", "Bearer"])
def test_a_challenge_asks_for_what_no_cookie_is(scheme):
    asked = ASKS.format(scheme)
    assert _found(asked)[0].cause.value == "scheme-mismatch"
    found = _found(GIVEN, asked)
    assert (found[0].slug, found[0].cause.value) == (SLUG, "scheme-mismatch")
    assert any(fix.id.startswith("switch-to") for fix in found[0].fixes)


@pytest.mark.parametrize(
    "asked",
    [
        ASKS.format("Cookie"),  # such a challenge is answered by a login
        ASKS.format("Basic").replace("Unauthorized", "Your session has expired"),
        ASKS.format("Basic").replace("Cookie: session=", "Cookie: theme="),
        ASKS.format("Basic").replace("> Cookie", "> Authorization: Basic YTpi\n> Cookie"),
        ASKS.format("Basic").replace("401 Unauthorized", "403 Forbidden"),
    ],
)
def test_what_asks_for_no_other_scheme(asked):
    assert SLUG not in [one.slug for one in _found(asked)][:1]


VAGUE = '{"message": "You are not authorized to access that resource"}'
ASKS_BASIC = ASKS.format("Basic")


def test_words_that_are_said_to_everybody_speak_of_no_right():
    found = _found(ASKS_BASIC.replace("<< Unauthorized", f"<< {VAGUE}"))
    assert found[0].slug == SLUG
    lacks = '{"message": "You lack the role clerk"}'
    found = _found(ASKS_BASIC.replace("<< Unauthorized", f"<< {lacks}"))
    assert found[0].slug == "right-missing"


PAGE = _call("/home", "20:00:00", body="<html><p>Tides</p></html>")
RENEWED = PAGE.replace(
    "< Date", "< Set-Cookie: session=klrqceyc8gakfgsun72ckr4jvm0xx9n3; Path=/\n< Date"
)


def test_a_page_that_renews_the_session_knows_it():
    found = _found(RENEWED, ASKS_BASIC)
    assert (found[0].slug, found[0].certainty.value) == (SLUG, "very-likely")
    assert "works-elsewhere" not in [one.slug for one in found]
    found = _found(RENEWED, _refused("", "403 Forbidden"))
    assert found[0].slug == "works-elsewhere"
