"""When a 407 is answered, and in which message."""

import asyncio

import pytest

from inspector.model.exchange import Exchange
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.none import NoCredential
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Options
from inspector.model.secret import SecretRef
from inspector.send.proxy.logins import Logins, reads
from inspector.send.proxy.proxies import Proxy
from tests.fixtures.scripted import reply

KEY = SecretRef(place="memory", name="k")
PROXY = Proxy(url="http://p:1")
MESSAGE = Message(method="GET", url="http://a/", target="/")
BASIC = Header("Proxy-Authenticate", 'Basic realm="p"')


def _answer(status=407, proxy=PROXY, credential=None, *headers):
    exchange = Exchange(request=MESSAGE, reply=Reply(status=status, headers=headers or (BASIC,)))
    login = Basic(user="a", password=KEY) if credential is None else credential
    found = asyncio.run(Logins(login, lambda _ref: "b").answer(exchange, proxy))
    return found.header if found is not None else None


def test_the_answer():
    header = _answer()
    assert (header.name, header.value) == ("Proxy-Authorization", "Basic YTpi")
    assert header.secret


def test_user_and_password_of_the_url():
    proxy = Proxy(url="http://p:1", user="u", password="p")
    assert _answer(407, proxy, NoCredential()).value == "Basic dTpw"


@pytest.mark.parametrize(
    "refused",
    [
        lambda: _answer(401),
        lambda: _answer(407, Proxy()),
        lambda: _answer(407, PROXY, NoCredential()),
        lambda: _answer(407, PROXY, None, Header("Proxy-Authenticate", "Negotiate")),
        lambda: asyncio.run(
            Logins(NoCredential(), lambda _ref: "").answer(Exchange(request=MESSAGE), PROXY)
        ),
    ],
)
def test_no_answer(refused):
    assert refused() is None


def test_who_reads_a_message():
    assert reads(MESSAGE, PROXY)
    assert not reads(MESSAGE, Proxy(url="socks5://p:1"))
    assert not reads(Message(method="GET", url="https://a/", target="/"), PROXY)
    own = Message(
        method="GET", url="http://a/", target="/", headers=(Header("proxy-authorization", "x"),)
    )
    assert not reads(own, PROXY)


DIGEST = 'Digest realm="p", nonce="{nonce}", qop="auth", algorithm=SHA-256{more}'
BY_PROXY = {"proxy_credential": Basic(user="me", password=KEY)}
SECRETS = {KEY: "hunter2hunter2"}


def _wants(nonce="n1", more=""):
    asked = DIGEST.format(nonce=nonce, more=more)
    return reply("407 Login", f"Proxy-Authenticate: {asked}")


def _logins(server):
    lines = [line for each in server.requests for line in each.decode().split("\r\n")]
    return [line for line in lines if line.startswith("Proxy-Authorization: ")]


def test_digest_covers_the_target_as_the_proxy_gets_it(scripted, send):
    proxy = scripted([_wants(), reply()])
    options = Options(proxy=proxy.url, **BY_PROXY)
    exchanges = send("http://api.example.test/a?b=1", SECRETS, options=options)
    assert [each.purpose for each in exchanges] == ["main", "proxy-answer"]
    (login,) = _logins(proxy)
    assert 'uri="http://api.example.test/a?b=1"' in login
    assert "hunter2" not in login
    assert exchanges[1].reply.status == 200


def test_digest_is_taken_before_basic(scripted, send):
    asked = ('Proxy-Authenticate: Basic realm="p"', f"Proxy-Authenticate: {DIGEST}")
    both = reply("407 Login", asked[0], asked[1].format(nonce="n", more=""))
    proxy = scripted([both, reply()])
    send("http://api.example.test/", SECRETS, options=Options(proxy=proxy.url, **BY_PROXY))
    assert [line.split()[1] for line in _logins(proxy)] == ["Digest"]


def test_a_stale_nonce_is_answered_once_more_and_a_wrong_password_is_not(scripted, send):
    proxy = scripted([_wants(), _wants("n2", ", stale=true"), reply()])
    options = Options(proxy=proxy.url, **BY_PROXY)
    exchanges = send("http://api.example.test/", SECRETS, options=options)
    assert [each.reply.status for each in exchanges] == [407, 407, 200]
    assert 'nonce="n2"' in _logins(proxy)[1]
    wrong = scripted([_wants(), _wants("n2"), reply()])
    options = Options(proxy=wrong.url, **BY_PROXY)
    refused = send("http://api.example.test/", SECRETS, options=options)
    assert [each.reply.status for each in refused] == [407, 407]


def test_each_message_has_an_answer_of_its_own(scripted, send):
    moved = reply("302 Found", "Location: http://api.example.test/b")
    proxy = scripted([_wants(), moved, _wants("n2"), reply()])
    options = Options(proxy=proxy.url, **BY_PROXY)
    exchanges = send("http://api.example.test/a", SECRETS, options=options)
    assert exchanges[-1].reply.status == 200
    first, second = _logins(proxy)
    assert 'uri="http://api.example.test/a"' in first
    assert 'uri="http://api.example.test/b"' in second


def test_a_tunnel_is_opened_with_the_answer_for_connect(scripted, send):
    proxy = scripted([_wants(), reply("502 Bad Gateway")])
    options = Options(proxy=proxy.url, **BY_PROXY)
    exchanges = send("https://api.example.test/", SECRETS, options=options)
    assert {each.purpose for each in exchanges} == {"proxy-connect"}
    (login,) = _logins(proxy)
    assert 'uri="api.example.test:443"' in login
    shown = next(h for h in exchanges[1].request.headers if h.name == "Proxy-Authorization")
    assert shown.secret
