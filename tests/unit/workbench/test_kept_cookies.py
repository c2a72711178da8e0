"""Cookies that one send brings go along with the next of the same environment."""

from datetime import UTC, datetime

import pytest

from inspector.compose.scope import Scope
from inspector.model.message import first
from inspector.model.request import Options, Request, RequestHeader
from inspector.protocol.cookie.cookies import parse
from inspector.protocol.cookie.jar import Jar, Setting
from inspector.vault.choose import open_vault
from inspector.workbench.build import build
from inspector.workbench.kept_cookies import cookies_now
from tests.fixtures.scripted import reply

SET = reply("302 Go", "Location: /in", "Set-Cookie: sid=abcdefgh; Path=/; HttpOnly")


def sent(bench, url, environment="", **options):
    request = Request(url=url, options=Options(**options))
    answer = bench.submit(bench.send(request, Scope(environment=environment))).result(60)
    return answer.attempt


def cookie(attempt):
    return first(attempt.exchanges[-1].request.headers, "Cookie")


def test_the_next_send_goes_out_with_the_cookie(bench, scripted):
    server = scripted([SET, reply(), reply()])
    sent(bench, server.url)
    second = sent(bench, server.url)
    assert cookie(second) == "sid=abcdefgh"
    line = next(one for one in second.exchanges[0].request.headers if one.name == "Cookie")
    assert line.origin == "cookie"
    assert [line.value[a:b] for a, b in line.secret] == ["abcdefgh"]


def test_each_environment_has_its_own(bench, scripted):
    server = scripted([SET, reply(), reply()])
    sent(bench, server.url, "Staging")
    assert cookie(sent(bench, server.url, "Production")) is None
    assert cookie(sent(bench, server.url, "Staging")) == "sid=abcdefgh"


def test_a_request_can_go_without(bench, scripted):
    server = scripted([SET, reply(), reply(), reply("200 OK", "Set-Cookie: other=1"), reply()])
    sent(bench, server.url)
    assert cookie(sent(bench, server.url, use_cookies=False)) is None
    sent(bench, server.url, use_cookies=False)
    assert cookie(sent(bench, server.url)) == "sid=abcdefgh"


@pytest.mark.parametrize("name", ["keys", "plain"])
def test_what_a_stranger_names_is_asked_without_cookies(bench, scripted, name):
    server = scripted([SET, reply(), reply("200 OK", body=b"{}")])
    sent(bench, server.url)
    asking = bench.keys_of(server.url) if name == "keys" else bench.plain(Request(url=server.url))
    bench.submit(asking).result(60)
    assert all(b"Cookie" not in asked for asked in server.requests[2:])


def test_experiments_send_them_too_and_leave_them_as_they_are(lab, bench, scripted):
    server = scripted(
        [
            lambda asked: (
                reply("401 No", "Set-Cookie: sid=; Path=/; Max-Age=0")
                if b"sid=" in asked
                else reply("200 OK", body=b"{}")
            )
        ]
    )
    bench.vault.cookies.of("").put(_kept(server.url))
    answer = lab.send(Request(url=server.url))
    bench.vault.cookies.of("").put(_kept(server.url))
    tried = lab.run(answer, "without-cookies")
    assert [b"sid=" in asked for asked in server.requests] == [True, False]
    (done,) = tried.trial.outcomes
    assert done.result == "accepted"
    assert [kept.name for kept in bench.vault.cookies.of("").contents.cookies] == ["sid"]


def _kept(url):
    now = datetime.now(UTC)
    jar = Jar()
    jar.take(parse("sid=abcdefgh; Path=/", now), Setting(url, now))
    return jar.contents.cookies


def test_cookies_that_cannot_be_read_are_told_in_the_trace(tmp_path, scripted):
    server = scripted([SET, reply(), reply()])
    vault = open_vault(tmp_path, "file")
    vault.use_file("passphrase").result(60)
    bench = build(vault)
    sent(bench, server.url)
    vault.cookies.save("").result(60)
    vault.lock().result(60)
    locked = sent(bench, server.url)
    assert cookie(locked) is None
    assert [one.rule for one in locked.exchanges[0].dropped] == ["jar-closed"]
    bench.close()
    vault.close()


def test_what_is_told_of_the_cookies_is_what_leaves(bench, scripted):
    lines = ("a=1; Path=/", "deep=2; Path=/orders", "other=3; Path=/else", "sec=4; SameSite=None")
    server = scripted([reply("200 OK", *(f"Set-Cookie: {line}" for line in lines)), reply()])
    sent(bench, f"{server.url}/orders/list")
    request = Request(url=f"{server.url}/orders/new", headers=(RequestHeader("Cookie", "x=9"),))
    coming = cookies_now(bench, request, Scope(), datetime.now(UTC))
    now = bench.submit(coming).result(60)
    assert {one.kept.name: one.broken for one in now.cookies} == {
        "a": None,
        "deep": None,
        "other": "path",
    }
    assert [one.name for one in now.refused] == ["sec"]
    told = first(now.exchange.request.headers, "Cookie")
    bench.submit(bench.send(request, Scope())).result(60)
    assert f"Cookie: {told}\r\n".encode() in server.requests[-1]
    assert told == "x=9; deep=2; a=1"


def test_without_a_request_they_are_only_listed(bench, scripted):
    server = scripted([SET, reply()])
    sent(bench, server.url)
    now = bench.submit(cookies_now(bench, None, Scope(), datetime.now(UTC))).result(60)
    assert [one.kept.name for one in now.cookies] == ["sid"]
    assert now.exchange is None
