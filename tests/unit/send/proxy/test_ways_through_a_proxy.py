"""CONNECT through a proxy, and SOCKS: recorded apart, without logins in what follows."""

import select
import socket

from inspector.model.request import Options
from tests.fixtures.scripted import reply


def _pass_on(connection, port):
    """Carry bytes both ways until one side ends."""
    with socket.create_connection(("127.0.0.1", port)) as other:
        pair = {connection.sock: other, other: connection.sock}
        while True:
            for sock in select.select(list(pair), [], [], 5)[0]:
                data = sock.recv(65536)
                if not data:
                    return
                pair[sock].sendall(data)


def _connect_proxy(port):
    def script(connection):
        connection.request()
        connection.send(b"HTTP/1.1 200 Connection established\r\nVia: 1.1 p\r\n\r\n")
        _pass_on(connection, port)

    return script


def _socks_proxy(port, login):
    def script(connection):
        sock = connection.sock
        sock.recv(100)
        sock.sendall(b"\x05\x02" if login else b"\x05\x00")
        if login:
            sock.recv(600)
            sock.sendall(b"\x01\x00")
        sock.recv(600)
        sock.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50")
        _pass_on(connection, port)

    return script


def test_connect_is_recorded_apart(scripted, certificates, send):
    server = scripted([reply(body=b"in")], certificates.server_context())
    proxy = scripted(_connect_proxy(server.port))
    options = Options(proxy=proxy.url, ca_file=certificates.ca)
    connect, main = send(server.url, options=options)
    assert (connect.purpose, main.purpose) == ("proxy-connect", "main")
    place = f"127.0.0.1:{server.port}"
    assert connect.request.target == place
    assert connect.raw_sent.startswith(f"CONNECT {place} HTTP/1.1\r\n".encode())
    assert connect.reply.headers[0].value == "1.1 p"
    assert connect.connection.tls_version == ""
    assert main.connection.tls_version
    assert main.raw_sent.startswith(b"GET / HTTP/1.1\r\n")
    assert main.reply.body == b"in"


def test_a_refused_connect_keeps_its_headers(scripted, send):
    proxy = scripted([reply("403 Blocked", "X-Squid-Error: ERR_ACCESS_DENIED 0", body=b"no")])
    (exchange,) = send("https://a.example/", options=Options(proxy=proxy.url))
    assert exchange.purpose == "proxy-connect"
    assert (exchange.reply.status, exchange.reply.reason) == (403, "Blocked")
    assert exchange.reply.headers[0].name == "X-Squid-Error"


def test_a_proxy_that_hangs_up(scripted, send):
    proxy = scripted(lambda connection: connection.request())
    (exchange,) = send("https://a.example/", options=Options(proxy=proxy.url))
    assert exchange.purpose == "proxy-connect"
    assert exchange.reply is None
    assert exchange.failure.kind == "reset"


def test_socks_leaves_only_http(scripted, send):
    server = scripted([reply(body=b"in")])
    proxy = scripted(_socks_proxy(server.port, login=False))
    url = f"socks5://127.0.0.1:{proxy.port}"
    (exchange,) = send("http://a.example/", options=Options(proxy=url))
    assert exchange.raw_sent.startswith(b"GET / HTTP/1.1\r\n")
    assert exchange.raw_received.startswith(b"HTTP/1.1 200")
    assert exchange.reply.body == b"in"


def test_a_socks_login_is_in_no_record(scripted, send):
    server = scripted([reply(body=b"in")])
    proxy = scripted(_socks_proxy(server.port, login=True))
    url = f"socks5://me:hunter2secret@127.0.0.1:{proxy.port}"
    (exchange,) = send("http://a.example/", options=Options(proxy=url))
    assert exchange.reply.body == b"in"
    assert "hunter2secret" not in repr(exchange)


def test_socks_with_tls_inside(scripted, certificates, send):
    server = scripted([reply(body=b"in")], certificates.server_context())
    proxy = scripted(_socks_proxy(server.port, login=False))
    options = Options(proxy=f"socks5h://127.0.0.1:{proxy.port}", ca_file=certificates.ca)
    (exchange,) = send(f"https://localhost:{server.port}/", options=options)
    assert exchange.reply.body == b"in"
    assert exchange.connection.tls_version
