"""Wires by proxy, and curl's addresses."""

import asyncio

from inspector.model.message import Header
from inspector.model.request import Options
from inspector.send.connections import Connections, resolve_of


def test_one_wire_for_each_proxy_until_a_login():
    connections = Connections(Options(proxy="http://p:1"))
    proxy = connections.proxy("http://a.example/")
    first = connections.wire(proxy)
    assert connections.wire(proxy) is first
    connections.log_in(proxy, Header("Proxy-Authorization", "Basic x"))
    assert connections.wire(proxy) is not first
    assert connections.logins[proxy.url].value == "Basic x"
    asyncio.run(connections.aclose())


def test_addresses():
    entries = (
        "A.example:443:10.0.0.1",
        "b:80:[::1]",
        "+c:1:1.1.1.1,2.2.2.2",
        "bad",
        "x:y:z",
        "d:1:",
    )
    assert resolve_of(entries) == {
        ("a.example", 443): "10.0.0.1",
        ("b", 80): "::1",
        ("c", 1): "1.1.1.1",
    }
