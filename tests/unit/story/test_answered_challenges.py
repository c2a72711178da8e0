"""A challenge that the next request answered needs no explanation, whatever was told then."""

import pytest

from inspector.story.entry import Entry
from inspector.story.healthy import why_healthy
from inspector.story.trace_story import TraceStory

ASKED = "> GET https://intra.test/wia\n< 401 Unauthorized\n< WWW-Authenticate: Negotiate\n< WWW-Authenticate: NTLM"
TOKEN = "YIIE/wYGKwYBBQUCoIIE8zCCBO+gJDAiBgkqhkiC9xIB"


def _sent(scheme, token, reply):
    return f"> GET https://intra.test/wia\n> Authorization: {scheme} {token}\n{reply}"


def _expected(attempt, *parts, index=0):
    exchanges = attempt("\n---\n".join(parts)).exchanges
    story = TraceStory([Entry(i, one) for i, one in enumerate(exchanges)])
    return bool(why_healthy(story, story.entries[index]))


HANDED_ON = (
    "< 200 OK\n< Content-Type: text/html\n"
    '<< <form method="POST" action="https://app.test/"><input type="hidden" name="wa" value="wsignin1.0">'
    '<input type="hidden" name="wresult" value="x"></form>'
)
ASKED_ON = HANDED_ON.replace("wresult", "wtrealm")


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (
            "< 302 Found\n< Location: https://app.test/home\n< Set-Cookie: sid=0123456789abcdef",
            True,
        ),
        ("< 304 Not Modified", True),
        ("< 404 Not Found", True),
        ('< 422 No\n< Content-Type: application/json\n<< {"message": "title is required"}', True),
        ('< 200 OK\n< Content-Type: application/json\n<< {"error": "no such method"}', True),
        (HANDED_ON, True),
        (ASKED_ON, False),
        ("< 302 Found\n< Location: https://intra.test/login", False),
        ("< 401 Unauthorized\n< WWW-Authenticate: Negotiate", False),
        ("< 403 Forbidden", False),
    ],
)
def test_what_came_of_the_answer(attempt, reply, expected):
    assert _expected(attempt, ASKED, _sent("Negotiate", TOKEN, reply)) is expected


def test_all_rounds_of_a_handshake(attempt):
    again = "< 401 Unauthorized\n< WWW-Authenticate: NTLM TlRMTVNTUAACAAAA"
    parts = (ASKED, _sent("NTLM", "TlRMTVNTUAABAAAA", again), _sent("NTLM", "TlRMTVNTUAADAAAA", "< 302 Found\n< Location: /home"))  # fmt: skip
    assert _expected(attempt, *parts)
    assert _expected(attempt, *parts, index=1)


@pytest.mark.parametrize("scheme", ["Bearer", "Basic"])
def test_a_scheme_that_was_not_offered_answers_nothing(attempt, scheme):
    """What such a server passes over may be answered in the same way to anybody."""
    assert not _expected(attempt, ASKED, _sent(scheme, "bGVuYTpXeTcta2FsZQ==", "< 404 Not Found"))


# ---------------- A proxy asks for its own login
AT_PROXY = "> GET http://apt.test/list\n{sent}< {reply}"
NO = '407 Proxy Authentication Required\n< Proxy-Authenticate: Basic realm="Internet"'


def _at_proxy(reply, login=""):
    sent = f"> Proxy-Authorization: {login}\n" if login else ""
    return AT_PROXY.format(sent=sent, reply=reply)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("", "Basic YTpi", True),
        ("Basic YTolMjQ=", "Basic YTok", False),  # a login was refused, and another one taken
        ("Negotiate TlRMTVNTUAAB", "Negotiate TlRMTVNTUAAD", True),  # the next round
    ],
)
def test_a_login_that_a_proxy_refused_was_no_round_of_a_handshake(attempt, first, second, expected):
    assert _expected(attempt, _at_proxy(NO, first), _at_proxy("200 OK", second)) is expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("304 Not Modified", True),
        ("404 Not Found", True),
        ("403 Forbidden", False),
        (NO, False),
    ],
)
def test_what_came_past_the_proxy_answered_it_whatever_the_server_said(attempt, reply, expected):
    assert _expected(attempt, _at_proxy(NO), _at_proxy(reply, "Basic YTpi")) is expected


def test_a_key_that_was_refused_is_no_challenge_to_another_way_of_sending_it(attempt):
    key = "443d9eaf9cf914488084c6b4b7eafa73"
    call = "> GET http://attic.test/items\n> {}\n< {}"
    refused = call.format(f"X-Shelf-Token: {key}", "401 Unauthorized\n< Content-Length: 0")
    assert not _expected(
        attempt, refused, call.format(f'Authorization: Shelf Token="{key}"', "200 OK")
    )
