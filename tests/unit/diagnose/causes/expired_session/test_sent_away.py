"""A session that was given a page is led away from it; who sent nothing is led to the front page."""

import msgspec
import pytest

from inspector.diagnose import diagnose
from inspector.model.request import Request

GIVEN = """> GET https://irc.test/mods/listusers
> Cookie: 6667-SessionId=9a9f5065c69eeb8e9a82c30a
< 200 OK
< Content-Type: text/html
<< <title>Users</title><p>ann, bob</p>"""
AWAY = """> GET https://irc.test/mods/listusers
{sent}< 302 Found
< Content-Type: text/html
{cookie}< Location: {to}
<< <title>302 Found</title><h1>Found</h1>"""
SENT = "> Cookie: 6667-SessionId=9a9f5065c69eeb8e9a82c30a\n"
DELETED = "< Set-Cookie: 6667-SessionId=; Max-Age=0; Path=/\n"
ANEW = "< Set-Cookie: 6667-SessionId=bb1d89a5a294919ee1e8347a; Path=/\n"
KEPT = "< Set-Cookie: 6667-SessionId=9a9f5065c69eeb8e9a82c30a; Path=/\n"
CHANGE = """> POST https://irc.test/mods/orders
> Cookie: 6667-SessionId=9a9f5065c69eeb8e9a82c30a
>> pay=1
< 200 OK
<< {"paid": true}"""
LATER = GIVEN.replace("listusers", "perform")


def _found(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


def _away(cookie="", to="/", sent=SENT):
    return AWAY.format(cookie=cookie, to=to, sent=sent)


@pytest.mark.parametrize(
    ("cookie", "to"), [("", "/"), (KEPT, "/"), (DELETED, "/browser/"), (ANEW, "/browser/")]
)
def test_it_has_ended(attempt, cookie, to):
    assert _found(attempt, GIVEN, _away(cookie, to))[0] in {"session-ended", "session-lost"}


@pytest.mark.parametrize(
    "parts",
    [
        (GIVEN, _away(to="/mods/users")),
        (GIVEN, _away(KEPT, "/mods/users")),
        (GIVEN, CHANGE, _away()),
        (GIVEN, _away(), LATER),
        (_away(),),
        (GIVEN, _away(sent=SENT.replace("9a9f", "77c1"))),
    ],
)
def test_it_is_led_on(attempt, parts):
    assert not _found(attempt, *parts)


def _sent_from_here(attempt, text):
    made = attempt(text)
    asked = Request(method="GET", url=made.exchanges[0].request.url)
    return msgspec.structs.replace(made, request=asked)


def test_nothing_was_sent(attempt):
    text = _away(ANEW, sent="")
    assert diagnose(_sent_from_here(attempt, text)).findings[0].slug == "no-credentials-sent"
    assert not _found(attempt, text), "a recording may lack what was sent"


@pytest.mark.parametrize(
    ("path", "cookie", "to"),
    [("/about", ANEW, "/"), ("/mods/listusers", "", "/"), ("/mods/listusers", ANEW, "/mods")],
)
def test_a_page_that_moved(attempt, path, cookie, to):
    text = _away(cookie, to, sent="").replace("/mods/listusers", path)
    assert not diagnose(_sent_from_here(attempt, text)).findings
