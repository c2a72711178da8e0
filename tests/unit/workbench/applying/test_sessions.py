"""A request that is bound to a login has a session, and gets a new one where it ended, once."""

import json
import re

import pytest
from msgspec.structs import replace

from inspector.compose.scope import Scope
from inspector.library.refs import in_text
from inspector.model.request import FormBody, FormField, JsonBody, Request, RequestHeader
from tests.fixtures.scripted import reply
from tests.fixtures.web_servers import PASSWORD, USER

SETS = "Set-Cookie: sessionid=abcdefgh; Path=/; HttpOnly"
OUT = reply("401 Unauthorized", "Content-Type: application/json", body=b'{"error":"not logged in"}')
ENDED = reply("401 Unauthorized", "Content-Type: text/plain", body=b"Your session has expired")


def purposes(answer):
    return [one.purpose for one in answer.attempt.exchanges]


def statuses(answer):
    return [one.reply.status for one in answer.attempt.exchanges]


@pytest.fixture
def send(bench):
    def run(request, *login, environment="Staging"):
        scope = Scope(environment=environment, login=login)
        return bench.submit(bench.send(request, scope)).result(60)

    return run


def login_of(url, bench):
    password = in_text(bench.vault.put("correct horse"))
    fields = (FormField("username", "ada"), FormField("password", password))
    return Request(name="Log in", method="POST", url=f"{url}/login", body=FormBody(fields=fields))


def site(asked):
    """A site with a session: /login gives one, everything else wants it."""
    path = asked.split(b" ")[1]
    if path == b"/login":
        good = b"correct+horse" in asked or b"correct horse" in asked
        return reply("204 No Content", SETS) if good else reply("401 No", body=b"Wrong password")
    return reply("200 OK", body=b"{}") if b"sessionid=abcdefgh" in asked else OUT


def test_it_logs_in_first_and_once(bench, send, scripted):
    server = scripted([site])
    login = login_of(server.url, bench)
    first = send(Request(url=f"{server.url}/orders"), login)
    assert (purposes(first), statuses(first)) == (["login", "main"], [204, 200])
    again = send(Request(url=f"{server.url}/orders"), login)
    assert purposes(again) == ["main"]
    assert send(Request(url=f"{server.url}/orders"), login, environment="Other").attempt.exchanges[
        0
    ].purpose == ("login")


def test_a_session_that_ended_is_begun_anew_once(bench, send, scripted):
    alive = []

    def ends(asked):
        if asked.startswith(b"POST /login"):
            alive.append(True)
            return reply("204 No Content", SETS)
        return reply("200 OK", body=b"{}") if alive and alive.pop() else ENDED

    server = scripted([ends])
    login = login_of(server.url, bench)
    send(Request(url=f"{server.url}/orders"), login)
    found = send(Request(url=f"{server.url}/orders"), login)
    assert (purposes(found), statuses(found)) == (["main", "login", "retry"], [401, 204, 200])
    assert not found.verdict.findings


def test_a_site_that_never_lets_in_is_asked_twice_at_most(bench, send, scripted):
    def never(asked):
        return reply("204 No Content", SETS) if b"/login" in asked else ENDED

    server = scripted([never])
    login = login_of(server.url, bench)
    first = send(Request(url=f"{server.url}/orders"), login)
    second = send(Request(url=f"{server.url}/orders"), login)
    assert purposes(first) == ["login", "main"]
    assert purposes(second) == ["main", "login", "retry"]
    assert second.verdict.findings[0].cause == "expired-session"


def test_after_a_refused_login_the_request_is_not_sent(bench, send, scripted):
    server = scripted([lambda _asked: reply("401 No", body=b"Wrong password")])
    found = send(Request(url=f"{server.url}/orders"), login_of(server.url, bench))
    assert purposes(found) == ["login"]
    assert len(server.requests) == 1
    assert found.verdict.findings


def test_several_steps_go_in_their_order(bench, send, scripted):
    def steps(asked):
        if asked.startswith(b"POST /user"):
            return reply("200 OK", "Set-Cookie: step=1", body=b'{"next": "password"}')
        if asked.startswith(b"POST /login"):
            return reply("204 No Content", SETS) if b"step=1" in asked else reply("400 No")
        return site(asked)

    server = scripted([steps])
    name = Request(
        name="User", method="POST", url=f"{server.url}/user", body=JsonBody(text='{"user": "ada"}')
    )
    found = send(Request(url=f"{server.url}/orders"), name, login_of(server.url, bench))
    assert (purposes(found), statuses(found)) == (["login", "login", "main"], [200, 204, 200])


def test_one_can_log_in_without_sending_the_request(bench, scripted):
    server = scripted([site])
    scope = Scope(environment="Staging", login=(login_of(server.url, bench),))
    found = bench.submit(bench.log_in(Request(url=f"{server.url}/orders"), scope)).result(60)
    assert purposes(found) == ["login"]
    assert len(server.requests) == 1
    kept = bench.vault.cookies.of("Staging").contents.cookies
    assert [one.name for one in kept] == ["sessionid"]


CRUMB = "b7f1d2c3a4e5f60718293a4b5c6d7e8f"


def jenkins(asked):
    """A little Jenkins: a crumb issuer, and builds that want its crumb with the same session."""
    path = asked.split(b" ")[1]
    if path == b"/crumbIssuer/api/json":
        body = json.dumps({"crumb": CRUMB, "crumbRequestField": "Jenkins-Crumb"}).encode()
        return reply("200 OK", "Content-Type: application/json", body=body)
    if path == b"/login":
        return reply("302 Found", "Location: /", "Set-Cookie: JSESSIONID.1=node0abc; Path=/")
    if asked.startswith(b"GET"):
        return reply("200 OK", "Content-Type: text/html", body=b"<html>Dashboard</html>")
    if b"JSESSIONID.1=node0abc" not in asked:
        return reply("401 Unauthorized")
    sent = re.search(rb"(?i)jenkins-crumb: (\S+)", asked)
    if sent is None or sent[1].decode() != CRUMB:
        body = b"<html><title>Error 403 No valid crumb was included in the request</title></html>"
        return reply("403 Forbidden", "X-Jenkins: 2.414", "Content-Type: text/html", body=body)
    return reply("201 Created", "Location: /queue/item/1/")


def test_a_crumb_is_fetched_from_its_issuer_and_sent(bench, send, scripted):
    server = scripted([jenkins])
    build = Request(method="POST", url=f"{server.url}/job/shop/build")
    found = send(build, login_of(server.url, bench))
    assert statuses(found)[-1] == 201
    assert purposes(found).count("login") == 1
    assert "csrf" in purposes(found)
    assert not found.verdict.findings
    asked = len(server.requests)
    assert statuses(send(build, login_of(server.url, bench)))[-1] == 201
    assert len(server.requests) - asked <= 5


@pytest.mark.server("django")
def test_django_gives_a_session_and_a_token(bench, django):
    fields = (
        FormField("csrfmiddlewaretoken", "old"),
        FormField("username", USER),
        FormField("password", in_text(bench.vault.put(PASSWORD))),
    )
    login = Request(
        name="Log in", method="POST", url=f"{django.url}/login/", body=FormBody(fields=fields)
    )
    scope = Scope(environment="Django", login=(login,))

    def sent(request):
        return bench.submit(bench.send(request, scope)).result(60)

    desk = f"{django.url}/desk/orders/"
    first = sent(Request(url=desk))
    assert first.attempt.exchanges[-1].reply.status == 200
    assert purposes(first)[0] == "csrf"
    assert "login" in purposes(first)
    assert purposes(sent(Request(url=desk))) == ["main"]
    order = Request(
        method="POST",
        url=desk,
        headers=(RequestHeader("Content-Type", "application/json"),),
        body=JsonBody(text='{"item": "lamp", "count": 1}'),
    )
    made = sent(order)
    assert made.attempt.exchanges[-1].reply.status in {200, 201}
    jar = bench.vault.cookies.of("Django")
    for kept in jar.contents.cookies:
        if kept.name == "sessionid":
            jar.put([_with_value(kept, "zt3gwvdd1ylsjq0f3edyyc4r3zjq1h2z")])
    again = sent(Request(url=desk))
    assert again.attempt.exchanges[-1].reply.status == 200
    assert purposes(again)[0] == "main"
    assert purposes(again).count("login") == 1


def _with_value(kept, value):
    cookie = replace(kept.stored.cookie, value=value)
    return replace(kept, stored=replace(kept.stored, cookie=cookie))
