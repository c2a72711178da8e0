"""Cookies of replies go out with a request; their values stay in the vault."""

from datetime import UTC, datetime

import pytest

from inspector.compose.scope import Scope
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.fix import Action, Fix
from inspector.model.kinds.api_key import ApiKey
from inspector.model.message import Header, Message, Reply
from inspector.model.request import FormBody, FormField, Options, Request, RequestHeader
from inspector.model.secret import SecretRef
from inspector.workbench.applying.companions import Companions
from inspector.workbench.applying.cookies_taken import (
    cookies_carried,
    cookies_of,
    left_to_jar,
    with_cookies,
)
from inspector.workbench.applying.fix_context import Given
from tests.fixtures.scripted import reply


def put(value):
    return SecretRef(place="keyring", name=value)


def test_the_last_value_counts_and_empty_ones_are_gone():
    headers = tuple(
        Header("Set-Cookie", text) for text in ("a=1; Path=/", "a=2", "b=; Max-Age=0", "c=x=y")
    )
    message = Message(method="GET", url="http://a/")
    attempt = Attempt(
        exchanges=(Exchange(request=message, reply=Reply(status=200, headers=headers)),)
    )
    assert cookies_of(attempt) == {"a": "2", "c": "x=y"}


def test_written_cookies_stay_beside_new_ones():
    request = Request(headers=(RequestHeader("cookie", "lang=de; sid=old"),))
    assert with_cookies(request, {"sid": "new"}, put).headers == (
        RequestHeader("Cookie", "lang=de; sid={{vault.new}}"),
    )


def test_the_credential_gets_its_new_value():
    request = Request(credential=ApiKey(name="sid", value=put("old"), place="cookie"))
    changed = with_cookies(request, {"sid": "new"}, put)
    assert changed.credential.value == put("new")
    assert changed.headers == ()
    assert request.credential.value == put("old")


def test_nothing_to_send_changes_nothing():
    assert with_cookies(Request(url="x"), {}, put) == Request(url="x")


def test_written_cookies_are_not_in_the_way_of_the_jar():
    request = Request(headers=(RequestHeader("cookie", "lang=de; sid=old"),))
    changed = left_to_jar(request, {"sid": "new"}, put)
    assert changed.headers == (RequestHeader("Cookie", "lang=de"),)
    request = Request(headers=(RequestHeader("cookie", "sid=old"), RequestHeader("A", "1")))
    assert left_to_jar(request, {"sid": "new"}, put).headers == (RequestHeader("A", "1"),)
    assert left_to_jar(Request(url="x"), {"sid": "new"}, put) == Request(url="x")


def test_a_request_without_the_jar_has_them_written():
    request = Request(options=Options(use_cookies=False))
    assert left_to_jar(request, {"sid": "new"}, put).headers == (
        RequestHeader("Cookie", "sid={{vault.new}}"),
    )


GONE = "Expires=Thu, 01 Jan 1970 00:00:00 GMT"


def set_by(*lines, started=None):
    rows = tuple(Header("Set-Cookie", line) for line in lines)
    message = Message(method="POST", url="http://a/login")
    reply = Reply(status=200, headers=rows)
    return Attempt(exchanges=(Exchange(request=message, reply=reply, started=started),))


@pytest.mark.parametrize("started", [None, datetime(2026, 5, 1, tzinfo=UTC)])
@pytest.mark.parametrize("ends", [GONE, "Max-Age=0", f"{GONE}; Max-Age=0", "Max-Age=-1"])
def test_a_cookie_that_is_taken_away_is_not_set(ends, started):
    taken = set_by("lang=de", f"old=deleted; Path=/; {ends}", started=started)
    assert cookies_of(taken) == {"lang": "de"}
    again = set_by("old=1", f"old=deleted; {ends}", started=started)
    assert cookies_of(again) == {}
    anew = set_by(f"old=deleted; {ends}", "old=2", started=started)
    assert cookies_of(anew) == {"old": "2"}


def test_a_cookie_with_an_end_to_come_is_set():
    lasting = set_by("sid=a; Max-Age=60", "lang=de; Expires=Fri, 01 Jan 2100 00:00:00 GMT")
    assert cookies_of(lasting) == {"sid": "a", "lang": "de"}


def carrying(*cookies):
    rows = tuple(Header("Cookie", text) for text in cookies)
    message = Message(method="POST", url="http://a/login", headers=rows)
    return Exchange(request=message, reply=Reply(status=200))


def test_what_the_last_request_carried():
    last = carrying("pre=1; csrf=x=y%3D", "lang=de; empty=")
    attempt = Attempt(exchanges=(carrying("older=1"), last))
    assert cookies_carried(attempt) == {"pre": "1", "csrf": "x=y%3D", "lang": "de"}
    assert cookies_carried(Attempt(exchanges=(carrying(),))) == {}
    assert cookies_carried(Attempt()) == {}


# ---------------- A form that belongs to a cookie, which its login goes on to need
FORM = (
    b"<form method=post action=/login><input type=hidden name=_token value=fresh>"
    b"<input name=user><input type=password name=password></form>"
)
LOG_IN = Fix(id="log-in", title="Log in", action=Action("log-in"))


def bound(request):
    """A site whose session is good beside the cookie alone with which its form was given."""
    if request.startswith(b"GET /login"):
        return reply("200 OK", "Content-Type: text/html", "Set-Cookie: pre=1", body=FORM)
    if request.startswith(b"POST /login"):
        good = b"pre=1" in request and b"fresh" in request
        return reply("200 OK", "Set-Cookie: sid=new", body=b"{}") if good else reply("403 No")
    return reply("200 OK" if b"pre=1" in request and b"sid=new" in request else "401 No")


@pytest.mark.parametrize("jar", [False, True])
def test_what_the_login_carried_goes_along_afterwards(bench, scripted, jar):
    server = scripted([bound])
    fields = (FormField("user", "a"), FormField("password", "b"), FormField("_token", "old"))
    options = Options(use_cookies=jar)
    login = Request(
        method="POST", url=f"{server.url}/login", body=FormBody(fields=fields), options=options
    )
    request = Request(url=f"{server.url}/orders", options=options)
    known = Companions(login_request=login)
    done = bench.submit(bench.fix(request, LOG_IN, Scope(), known, Given())).result(60)
    answer = bench.submit(bench.send(done.request, Scope())).result(60)
    assert (done.done, answer.attempt.last_reply.status) == (True, 200)
    pairs = [row.value.count("=") for row in done.request.headers]
    assert pairs == ([] if jar else [2])
