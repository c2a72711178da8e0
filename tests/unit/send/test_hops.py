"""Legs of a way: cookies between them, HTTP/2 in between, logins at a proxy."""

import base64

import msgspec
import pytest

from inspector.model.kinds.api_key import ApiKey
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.digest import Digest
from inspector.model.message import first
from inspector.model.request import FormBody, FormField, Options, RawBody, RequestHeader
from inspector.model.secret import SecretRef
from inspector.send.hops import too_many
from tests.fixtures.scripted import reply

KEY = SecretRef(place="memory", name="k")
VAULT = SecretRef(place="keyring", name="k")
FORM = "application/x-www-form-urlencoded"


def test_a_cookie_goes_along_with_the_redirect(scripted, send):
    server = scripted([reply("302 Go", "Location: /in", "Set-Cookie: sid=abc; Path=/"), reply()])
    _, second = send(server.url)
    assert b"Cookie: sid=abc\r\n" in server.requests[1]
    header = next(each for each in second.request.headers if each.name == "Cookie")
    assert header.origin == "cookie"


def test_cookies_can_be_switched_off(scripted, send):
    server = scripted([reply("302 Go", "Location: /in", "Set-Cookie: sid=abc; Path=/"), reply()])
    send(server.url, options=Options(use_cookies=False))
    assert b"Cookie" not in server.requests[1]


def test_a_cookie_that_stays_behind_is_named(scripted, send):
    other = scripted([reply()])
    there = other.url.replace("127.0.0.1", "localhost")
    home = scripted([reply("302 Go", f"Location: {there}", "Set-Cookie: sid=abc; Path=/")])
    _, second = send(home.url)
    assert [(each.name, each.rule) for each in second.dropped] == [("Cookie sid", "host-only")]


def test_a_hand_written_cookie_is_not_doubled(scripted, send):
    server = scripted([reply("302 Go", "Location: /in", "Set-Cookie: b=2; Path=/"), reply()])
    send(server.url, headers=(RequestHeader("Cookie", "a=1"),))
    assert server.requests[1].count(b"a=1") == 1
    assert b"Cookie: a=1; b=2\r\n" in server.requests[1]


def test_the_login_of_the_proxys_url_answers_407(scripted, send):
    refusal = reply("407 No", 'Proxy-Authenticate: Basic realm="p"')
    proxy = scripted([refusal, reply("302 Go", "Location: http://b.example/"), reply(body=b"x")])
    url = proxy.url.replace("//", "//user:pass@")
    exchanges = send("http://a.example/", options=Options(proxy=url))
    assert [each.purpose for each in exchanges] == ["main", "proxy-answer", "redirect"]
    login = "Basic " + base64.b64encode(b"user:pass").decode()
    sent = [first(each.request.headers, "Proxy-Authorization") for each in exchanges]
    assert sent == [None, login, login]
    assert proxy.requests[2].startswith(b"GET http://b.example/ HTTP/1.1")


def test_the_login_can_come_before_the_proxy_asks(scripted, send):
    proxy = scripted([reply()])
    url = proxy.url.replace("//", "//user:pass@")
    (exchange,) = send("http://a.example/", options=Options(proxy=url, proxy_login_first=True))
    assert exchange.purpose == "main"
    assert b"Proxy-Authorization: Basic dXNlcjpwYXNz\r\n" in proxy.requests[0]
    assert first(exchange.request.headers, "Proxy-Authorization")


def test_without_a_login_nothing_is_added_before_the_proxy_asks(scripted, send):
    proxy = scripted([reply()])
    send("http://a.example/", options=Options(proxy=proxy.url, proxy_login_first=True))
    assert b"Proxy-Authorization" not in proxy.requests[0]


def test_a_proxys_login_stays_with_the_proxy(scripted, send, monkeypatch):
    home = scripted([reply()])
    refusal = reply("407 No", 'Proxy-Authenticate: Basic realm="p"')
    away = reply("302 Go", f"Location: http://direct.example:{home.port}/")
    proxy = scripted([refusal, away])
    monkeypatch.setenv("http_proxy", proxy.url.replace("//", "//user:pass@"))
    monkeypatch.setenv("no_proxy", "direct.example")
    options = Options(resolve=(f"direct.example:{home.port}:127.0.0.1",))
    exchanges = send("http://a.example/", options=options)
    assert [each.reply.status for each in exchanges] == [407, 302, 200]
    assert b"Proxy-Authorization" not in home.requests[0]


def test_a_407_without_login_or_with_another_scheme_is_the_answer(scripted, send):
    proxy = scripted([reply("407 No", "Proxy-Authenticate: Negotiate")])
    options = Options(proxy=proxy.url, proxy_credential=Basic(user="a", password=KEY))
    assert len(send("http://a.example/", {KEY: "x"}, options=options)) == 1


def test_a_407_from_a_server_is_not_answered(scripted, send):
    server = scripted([reply("407 No", 'Proxy-Authenticate: Basic realm="p"')])
    options = Options(proxy_credential=Basic(user="a", password=KEY))
    assert len(send(server.url, {KEY: "x"}, options=options)) == 1


def test_a_proxy_that_is_not_there(send):
    (exchange,) = send("http://a.example/", options=Options(proxy="http://127.0.0.1:1"))
    assert exchange.failure.kind == "proxy-not-reached"


@pytest.mark.parametrize("most", [0, 20])
def test_a_redirect_that_can_not_be_followed_is_no_success(scripted, send, most):
    server = scripted([reply("302 Go", "Location: file:///etc/passwd")])
    (exchange,) = send(server.url, options=Options(max_redirects=most))
    assert exchange.reply.status == 302
    assert exchange.failure.kind == "redirect-not-followed"


def test_a_redirect_that_was_not_to_be_followed_is_as_it_was(scripted, send):
    server = scripted([reply("302 Go", "Location: file:///etc/passwd")])
    (exchange,) = send(server.url, options=Options(follow_redirects=False))
    assert exchange.failure is None


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Location: http://ex\0ample/", "sent the header Location with the control character 0x00"),
        ("X-A: a\x0bb", "the header X-A with the control character 0x0b"),
        ("X A: b", "a header line whose name HTTP forbids"),
    ],
)
def test_a_header_that_breaks_http_is_named(scripted, send, header, words):
    server = scripted([reply("302 Go", "X-Before: 1", header)])
    (exchange,) = send(server.url)
    assert (exchange.failure.stage, exchange.failure.kind) == ("headers", "broken-header")
    assert words in exchange.failure.message


def test_too_many():
    assert "20" in too_many(20).message


def test_a_cookie_that_a_challenge_sets_goes_into_the_answer(scripted, send):
    asks = 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"'
    refusal = reply("401 No", asks, "Set-Cookie: nonce=two; Path=/", "Set-Cookie: lb=b; Path=/")
    server = scripted([refusal, reply()])
    own = (RequestHeader("Cookie", "nonce=one; mine=1"),)
    login = Digest(user="ada", password=KEY)
    _, answered = send(server.url, {KEY: "x"}, headers=own, credential=login)
    assert b"Cookie: nonce=two; mine=1; lb=b\r\n" in server.requests[1]
    assert [(each.name, each.rule) for each in answered.dropped] == [("Cookie nonce", "set-anew")]


def test_a_body_with_a_secret_is_held_back_and_the_trace_says_so(scripted, send):
    away = scripted([reply(body=b"thanks")])
    home = scripted([reply("307 Go", f"Location: {away.url}/collect")])
    body = RawBody(text="grant_type=password&password={{vault.k}}", content_type=FORM)
    exchanges = send(home.url, {VAULT: "hunter22"}, method="POST", body=body)
    assert away.requests == []
    sent, held = exchanges
    assert b"password=hunter22" in sent.raw_sent
    assert (held.purpose, held.answers, held.reply) == ("redirect", 0, None)
    assert held.failure.kind == "secret-held-back"
    assert [(each.name, each.rule) for each in held.dropped] == [("body", "held-back")]
    assert b"hunter22" not in msgspec.json.encode(held)


def test_a_host_that_the_user_named_gets_the_body(scripted, send):
    away = scripted([reply(body=b"thanks")])
    home = scripted([reply("307 Go", f"Location: {away.url}/collect")])
    body = RawBody(text="password={{vault.k}}", content_type=FORM)
    options = Options(keep_credential_for=(f"127.0.0.1:{away.port}",))
    exchanges = send(home.url, {VAULT: "hunter22"}, method="POST", body=body, options=options)
    assert [each.reply.status for each in exchanges] == [307, 200]
    assert away.requests[0].endswith(b"password=hunter22")


def test_a_key_in_the_body_is_held_back_too(scripted, send):
    away = scripted([reply(body=b"thanks")])
    home = scripted([reply("308 Go", f"Location: {away.url}/collect")])
    key = ApiKey(name="zz", value=KEY, place="body")
    body = FormBody(fields=(FormField("a", "1"),))
    send(home.url, {KEY: "planted-key"}, method="POST", body=body, credential=key)
    assert away.requests == []


def test_a_digest_answer_is_not_made_anew_within_another_origin(scripted, send):
    away = scripted([reply("302 Go", "Location: /further"), reply()])
    asks = 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"'
    home = scripted([reply("401 No", asks), reply("302 Go", f"Location: {away.url}/")])
    send(home.url, {KEY: "x"}, credential=Digest(user="ada", password=KEY))
    assert [b"Authorization" in each for each in home.requests] == [False, True]
    assert [b"Authorization" in each for each in away.requests] == [False, False]
