"""In which way a credential that is refused here is good elsewhere."""

import pytest
from msgspec.structs import replace

from inspector.diagnose.facts.case import Trace
from inspector.diagnose.trial.good_elsewhere import good_elsewhere
from inspector.model.exchange import Connection

TEXT = """> GET http://a.test:81{path}
> {sent}
< 200 OK
< Server: depot
---
> GET http://a.test:80/api/zones
> {sent}
< 401 Unauthorized
< Server: {server}
< WWW-Authenticate: {asks}
< Content-Type: application/json
<< {{"error": "{words}"}}"""
KEY, LOGIN = "X-Api-Key: 71c0f2a9b5e84d36", "Authorization: Basic YWxpY2U6d2hlZWw="
TOKEN = "Authorization: Bearer d-8810c4"
NONE = "no credentials were sent"


@pytest.mark.parametrize(
    ("sent", "path", "reply", "name"),
    [
        (KEY, "/api/zones", ("nginx", "Basic", "no"), "good-by-another-scheme"),
        (KEY, "/api/zones", ("nginx", "X-Api-Key", "no"), ""),
        (LOGIN, "/api/zones", ("nginx", "Basic", NONE), ""),
        (LOGIN, "/api/zones", ("depot", "Basic", NONE), ""),
        (LOGIN, "/api/zones", ("nginx", "Basic", "wrong password"), ""),
        (LOGIN, "/pages", ("nginx", "Bearer", "no"), "good-by-another-scheme"),
        (LOGIN, "/api/me", ("nginx", "Bearer", "no"), "good-by-another-scheme"),
        (LOGIN, "/api/me", ("nginx", "Basic", "no"), ""),
        (TOKEN, "/api/me", ("depot", "Bearer", "token required"), "good-and-missed-here"),
        (TOKEN, "/api/me", ("depot", "Bearer", "you have no right"), ""),
        (
            TOKEN,
            "/api/me",
            ("depot", "Bearer", "query token is empty"),
            "good-and-looked-for-in-another-place",
        ),
    ],
)
def test_how_it_is_good_elsewhere(attempt, sent, path, reply, name):
    server, asks, words = reply
    filled = TEXT.format(sent=sent, path=path, server=server, asks=asks, words=words)
    accepted, refused = map(Trace(attempt(filled)).case, (0, 1))
    assert good_elsewhere(refused, accepted) == name


def test_a_challenge_of_the_server_in_front_is_none_of_the_program(attempt):
    page = "<html><h1>401</h1><hr><center>nginx/1.26.3</center></html>"
    text = TEXT.format(sent=KEY, path="/api/zones", server="nginx/1.26.3", asks="Basic", words="no")
    text = text.replace("application/json", "text/html").replace('{"error": "no"}', page)
    accepted, refused = map(Trace(attempt(text)).case, (0, 1))
    assert good_elsewhere(refused, accepted) == ""


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("", "http://10.0.0.3:3128", "good-without-the-proxy"),
        ("", "", ""),
        ("http://a:1", "http://a:1", ""),
    ],
)
def test_by_which_way_it_went(attempt, first, second, name):
    """The same call that was given directly; what the proxy lets through, or asks for, is its own."""
    text = TEXT.format(sent=TOKEN, path="/api/zones", server="depot", asks="Bearer", words="no")
    made = attempt(text.replace(":81", ":80"))
    ways = zip(made.exchanges, (first, second), strict=True)
    led = tuple(replace(one, connection=Connection(proxy=proxy)) for one, proxy in ways)
    accepted, refused = map(Trace(replace(made, exchanges=led)).case, (0, 1))
    assert good_elsewhere(refused, accepted) == name


FORM = "<form method=post action=/in><input name=user><input type=password name=pw></form>"
FOR_PEOPLE = """> GET https://a.test/api/zones
> {sent}
< 200 OK
---
> GET https://a.test{path}
> {sent}
< {status}
< Content-Type: {kind}
{more}"""


@pytest.mark.parametrize(
    ("sent", "path", "status", "more", "name"),
    [
        (LOGIN, "/pages", "200 OK", f"<< {FORM}", "good-and-led-to-a-login"),
        (TOKEN, "/pages", "302 Found", "< Location: /login", "good-and-led-to-a-login"),
        (LOGIN, "/old", "200 OK", "<< 401 Credentials required", "good-and-led-to-a-login"),
        (LOGIN, "/old", "200 OK", "<< 403 You may not see this queue", ""),
        ("Cookie: session=d9b0", "/pages", "302 Found", "< Location: /login", ""),
        (LOGIN, "/api/zones", "302 Found", "< Location: /login", ""),
    ],
)
def test_a_login_for_people_asked_of_what_is_good_elsewhere(
    attempt, sent, path, status, more, name
):
    """The place reads sessions; a session that is led to a login is read, and may lack a right."""
    kind = "text/html" if "<form" in more else "text/plain"
    text = FOR_PEOPLE.format(sent=sent, path=path, status=status, kind=kind, more=more)
    accepted, refused = map(Trace(attempt(text)).case, (0, 1))
    assert good_elsewhere(refused, accepted) == name
