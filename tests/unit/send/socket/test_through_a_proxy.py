"""A WebSocket through proxies: a tunnel whatever its scheme, with the proxy's login; SOCKS 5."""

import asyncio

import pytest

from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.request import Options, Request
from inspector.model.secret import Secret, SecretRef
from inspector.send.interaction import Arrived, Outgoing
from inspector.send.sender import Sender
from tests.fixtures.ntlm_proxy import ntlm_proxy
from tests.fixtures.scripted import reply
from tests.fixtures.socket_peer import SocketPeer, echo, with_token
from tests.fixtures.socks_proxy import SocksProxy
from tests.fixtures.web_servers import PASSWORD, USER

TOKEN, LOGIN = (SecretRef(place="memory", name=name) for name in ("token", "login"))
VALUE = "tok-" + "q" * 40
OWN = Basic(user=USER, password=LOGIN)


@pytest.fixture(scope="module")
def peer():
    made = SocketPeer(echo, with_token(VALUE))
    yield made
    made.stop()


@pytest.fixture(scope="module", params=["ws", "wss"])
def either(request, certificates):
    """Return a peer with or without TLS."""
    context = certificates.server_context() if request.param == "wss" else None
    made = SocketPeer(echo, with_token(VALUE), context)
    yield made
    made.stop()


def _talk(url, options, *, password=PASSWORD, token=VALUE):
    """Connect, say one thing and part; return the exchanges and what was said and heard."""
    events = []

    def told(news):
        if isinstance(news, Arrived):
            events.extend((event.way, event.data) for event in news.events)
            if not news.events:
                news.say(Outgoing("hello"))
            elif events[-1][0] == "received":
                news.stop()

    request = Request(url=url, credential=Bearer(token=TOKEN), options=options)
    known = Scope().with_secrets({TOKEN: Secret(token), LOGIN: Secret(password)})
    sender = Sender(assemble(request, known), told)
    asyncio.run(sender.run())
    return sender.exchanges, events


def _way(exchanges):
    return [(each.purpose, each.reply and each.reply.status) for each in exchanges]


def _first(exchanges, url, options):
    attempt = Attempt(exchanges=tuple(exchanges), request=Request(url=url, options=options))
    return diagnose(attempt).findings[0].slug


@pytest.mark.server("squid")
def test_squid_opens_a_tunnel_after_its_login(squid, either):
    options = Options(proxy=squid.url, proxy_credential=OWN, verify_tls=False)
    exchanges, events = _talk(either.url, options)
    opened = [("proxy-connect", 407), ("proxy-connect", 200), ("main", 101)]
    assert _way(exchanges) == opened
    assert events[:2] == [("sent", "hello"), ("received", "hello")]
    *_, connect, main = exchanges
    assert connect.raw_sent.startswith(f"CONNECT 127.0.0.1:{either.port} ".encode())
    assert b"Upgrade" not in connect.raw_sent
    assert main.raw_sent.startswith(b"GET /live HTTP/1.1\r\n")
    assert b"proxy-auth" not in main.raw_sent.lower()
    assert main.raw_received.startswith(b"HTTP/1.1 101 ")
    assert main.connection.proxy == squid.url


@pytest.mark.server("squid")
def test_a_tunnel_that_squid_refuses_is_explained_as_any_other(squid, peer):
    without = Options(proxy=squid.url)
    exchanges, events = _talk(peer.url, without)
    assert (_way(exchanges), events) == ([("proxy-connect", 407)], [])
    assert _first(exchanges, peer.url, without) == "proxy-login-required"
    wrong = Options(proxy=squid.url, proxy_credential=OWN)
    exchanges, _ = _talk(peer.url, wrong, password="wrong")
    assert _way(exchanges) == [("proxy-connect", 407)] * 2
    assert _first(exchanges, peer.url, wrong) == "proxy-login-refused"


def test_a_tunnel_that_is_forbidden_is_the_proxys_doing(scripted, peer):
    blocked = reply("403 Forbidden", "X-Squid-Error: ERR_ACCESS_DENIED 0", body=b"no")
    options = Options(proxy=scripted([blocked]).url)
    exchanges, _ = _talk(peer.url, options)
    assert _way(exchanges) == [("proxy-connect", 403)]
    plain = Options(proxy=scripted([blocked]).url)
    same, _ = _talk("wss://a.example/live", plain)
    assert _first(exchanges, peer.url, options) == _first(same, "wss://a.example/live", plain)


@pytest.mark.server("squid")
def test_a_handshake_that_is_refused_behind_the_tunnel_is_the_servers(squid, either):
    options = Options(proxy=squid.url, proxy_credential=OWN, verify_tls=False)
    exchanges, events = _talk(either.url, options, token="another")
    opened = [("proxy-connect", 407), ("proxy-connect", 200)]
    assert (_way(exchanges), events) == ([*opened, ("main", 401)], [])
    assert "proxy" not in _first(exchanges, either.url, options)


def test_ntlm_proves_the_connection_of_the_tunnel(peer, tmp_path, monkeypatch):
    users = tmp_path / "users"
    users.write_text(f"CORP:ann:{PASSWORD}\n", encoding="utf-8")
    monkeypatch.setenv("NTLM_USER_FILE", str(users))
    with ntlm_proxy() as proxy:
        login = Ntlm(user="CORP\\ann", password=LOGIN)
        exchanges, events = _talk(peer.url, Options(proxy=proxy.url, proxy_credential=login))
        assert len({port for _, port in proxy.seen}) == 1
    assert _way(exchanges) == [("proxy-connect", code) for code in (407, 407, 200)] + [
        ("main", 101)
    ]
    assert ("received", "hello") in events


@pytest.mark.parametrize("user", ["", USER])
def test_through_socks(either, user):
    with SocksProxy(user, PASSWORD) as proxy:
        login = {"proxy_credential": OWN} if user else {}
        options = Options(proxy=proxy.url, verify_tls=False, **login)
        exchanges, events = _talk(either.url, options)
    assert proxy.asked == [("127.0.0.1", either.port)]
    assert _way(exchanges) == [("main", 101)]
    assert events[:2] == [("sent", "hello"), ("received", "hello")]
    (main,) = exchanges
    assert main.raw_sent.startswith(b"GET /live HTTP/1.1\r\n")
    assert PASSWORD.encode() not in main.raw_sent


def test_socks_that_refuses_the_login_is_a_failure_of_the_proxy(peer):
    with SocksProxy(USER, "another password") as proxy:
        options = Options(proxy=proxy.url, proxy_credential=OWN)
        (exchange,), events = _talk(peer.url, options)
    assert (exchange.reply, events, proxy.asked) == (None, [], [])
    assert exchange.failure is not None
