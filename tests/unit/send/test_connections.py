"""Wires by proxy, and curl's addresses."""

import asyncio

from inspector.model.message import Header
from inspector.model.request import Options
from inspector.send import connections as module
from inspector.send.connections import Connections, Through, resolve_of

NOTHING = Through((), lambda _proxy: None)


def test_one_wire_for_each_proxy_until_a_login():
    connections = Connections(Options(proxy="http://p:1"), NOTHING)
    proxy = connections.proxy("http://a.example/")
    first = connections.wire(proxy)
    assert connections.wire(proxy) is first
    connections.log_in(proxy, Header("Proxy-Authorization", "Basic x"))
    assert connections.wire(proxy) is not first
    assert connections.logins[proxy.same].value == "Basic x"
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


def test_a_tls_context_is_made_when_tls_is_used_and_files_are_read_at_once(monkeypatch):
    made = []
    monkeypatch.setattr(module, "context", lambda trust: made.append(trust) or "context")
    plain = Connections(Options(proxy="http://p:1"), NOTHING)
    wire = plain.wire(plain.proxy("http://a.example/"))
    assert made == []
    assert wire._route.context() == "context"
    named = Connections(Options(proxy="http://p:1", ca_file="/no/such.pem"), NOTHING)
    named.wire(named.proxy("http://a.example/"))
    assert [trust.ca_file for trust in made] == ["", "/no/such.pem"]
