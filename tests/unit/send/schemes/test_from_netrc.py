"""A login from the netrc file, sent over the wire: for its own host only, named, never shown."""

import base64
import threading

import pytest

from inspector.compose.scope import Scope
from inspector.export.export import export
from inspector.export.options import Options
from inspector.model.kinds.from_netrc import FromNetrc
from inspector.model.message import first
from inspector.model.request import Request
from inspector.workbench.build import build
from tests.fixtures.scripted import reply

PASSWORD = "netrc-pass-0123456789"


@pytest.fixture
def bench():
    made = build()
    yield made
    made.close()


@pytest.fixture
def netrc(tmp_path, monkeypatch):
    path = tmp_path / "netrc"
    path.write_text(f"machine 127.0.0.1 login ann password {PASSWORD}\ndefault login d password p")
    monkeypatch.setenv("NETRC", str(path))
    return path


def sent(bench, url, **fields):
    request = Request(url=url, credential=FromNetrc(**fields))
    return bench.submit(bench.send(request, Scope())).result(60)


@pytest.mark.parametrize(
    ("sent_as", "value"),
    [
        ("basic", "Basic " + base64.b64encode(f"ann:{PASSWORD}".encode()).decode()),
        ("bearer", f"Bearer {PASSWORD}"),
    ],
)
def test_it_goes_to_the_host_it_stands_for(bench, netrc, scripted, sent_as, value):
    before = netrc.stat().st_mtime_ns, netrc.read_bytes()
    server = scripted([reply(body=f'{{"you sent": "{PASSWORD}"}}'.encode())])
    answer = sent(bench, server.url, sent_as=sent_as)
    assert f"Authorization: {value}\r\n".encode() in server.requests[0]
    assert (netrc.stat().st_mtime_ns, netrc.read_bytes()) == before
    assert PASSWORD in bench.vault.known_values()
    known = Options(known=tuple(bench.vault.known_values()))
    assert PASSWORD not in export(answer, "har", known).text


def test_no_other_host_gets_it_nor_the_entry_for_any(bench, netrc, scripted):
    server = scripted([reply()])
    (exchange,) = sent(bench, server.url.replace("127.0.0.1", "localhost")).attempt.exchanges
    assert exchange.failure.kind == "no-netrc-login"
    assert "localhost" in exchange.failure.message
    assert str(netrc) in exchange.failure.message
    assert server.requests == []


def test_a_redirect_leaves_it_behind(bench, netrc, scripted):
    server = scripted([reply("302 Found", "Location: http://localhost:1/")])
    _, second = sent(bench, server.url).attempt.exchanges
    assert first(second.request.headers, "Authorization") is None


def test_a_file_that_cannot_be_read_is_told(bench, netrc, scripted):
    server = scripted([reply()])
    netrc.write_text(f"machine 127.0.0.1 passwort {PASSWORD}")
    (exchange,) = sent(bench, server.url).attempt.exchanges
    assert exchange.failure.kind == "unreadable-file"
    assert PASSWORD not in repr(exchange)
    assert server.requests == []


def test_a_slow_disk_keeps_the_network_going(bench, netrc, scripted, monkeypatch):
    """The file is read on a thread of its own: other sends don't wait for it."""
    server = scripted([reply(), reply()])
    came = threading.Event()
    name = "inspector.workbench.own_files.login_for"
    monkeypatch.setattr(name, lambda *_: came.wait(60) and None)
    slow = bench.submit(bench.send(Request(url=server.url, credential=FromNetrc()), Scope()))
    quick = bench.submit(bench.send(Request(url=server.url), Scope())).result(60)
    assert quick.attempt.exchanges[-1].reply.status == 200
    assert not slow.done()
    came.set()
    slow.result(60)
