"""A way through a proxy: opened with its login, kept for the next round of it, closed otherwise."""

import asyncio

import pytest

from inspector.send.libraries import httpcore
from inspector.send.proxy.tunnels import Tunnel, TunnelLogin

PROXY = httpcore.Origin(b"http", b"proxy.example", 3128)
ORIGIN = httpcore.Origin(b"http", b"api.example", 80)
LASTING = ((b"Proxy-Authorization", b"Basic x"),)
ONCE = ((b"Proxy-Authorization", b"NTLM y"),)


class Connection:
    """A connection to a proxy that answers with what it is told."""

    def __init__(self, status):
        self.status, self.asked, self.closed = status, [], False

    async def handle_async_request(self, request):
        self.asked.append(request)
        extensions = {"reason_phrase": b"No", "network_stream": None}
        return httpcore.Response(self.status, content=b"", extensions=extensions)

    async def aclose(self):
        self.closed = True

    def is_closed(self):
        return self.closed


def tunnel(status, login=None):
    made = Tunnel(PROXY, ORIGIN, login or TunnelLogin(LASTING), {"network_backend": None})
    made._connection = Connection(status)
    return made


def refused(made):
    request = httpcore.Request("GET", "http://api.example/", headers=[(b"User-Agent", b"me/1")])
    with pytest.raises(httpcore.ProxyError, match="No"):
        asyncio.run(made.handle_async_request(request))


def test_a_login_for_once_takes_the_place_of_the_lasting_one():
    login = TunnelLogin(LASTING)
    login.once = ONCE
    assert (login.take(), login.take()) == (ONCE, LASTING)


def test_it_asks_for_the_host_behind_with_login_and_name_and_nothing_else_of_the_request():
    made = tunnel(403)
    refused(made)
    (asked,) = made._connection.asked
    assert (asked.method, asked.url.target) == (b"CONNECT", b"api.example:80")
    assert asked.headers == [(b"Host", b"api.example:80"), *LASTING, (b"User-Agent", b"me/1")]


@pytest.mark.parametrize(("status", "closed"), [(407, False), (403, True), (502, True)])
def test_only_what_asks_for_a_login_keeps_the_connection(status, closed):
    made = tunnel(status)
    refused(made)
    assert made.is_closed() == closed


def test_it_leads_to_one_place():
    assert tunnel(200).can_handle_request(ORIGIN)
    assert not tunnel(200).can_handle_request(httpcore.Origin(b"http", b"rival.example", 80))
