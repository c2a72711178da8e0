"""Connections are kept, closed, refused and logged as HTTP has it."""

import http.client
import socket
from urllib.parse import urlsplit

LOGIN = {"Proxy-Authorization": "Basic YWRhOnByYWN0aWNlLW9ubHktNzQyMQ=="}


def raw(origin, data):
    split = urlsplit(origin)
    with socket.create_connection((split.hostname, split.port), timeout=60) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_a_connection_serves_several_requests(lab):
    split = urlsplit(lab.address)
    client = http.client.HTTPConnection(split.hostname, split.port, timeout=60)
    try:
        client.connect()
        port = client.sock.getsockname()[1]
        for _ in range(3):
            client.request("GET", "/scenario/nothing-sent/x")
            assert client.getresponse().read()
        assert client.sock.getsockname()[1] == port
    finally:
        client.close()


def test_a_client_that_wants_no_more_is_let_go(lab):
    answer = raw(lab.address, b"GET / HTTP/1.0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"Connection: close" in answer


def test_nonsense_gets_400_and_the_end(lab):
    answer = raw(lab.address, b"nonsense\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert lab.log.entries() == ()


def test_every_request_is_logged_with_its_scenario(lab, ask):
    ask("/scenario/nothing-sent/x")
    ask("/elsewhere")
    logged = [(entry.scenario, entry.status) for entry in lab.log.entries()]
    assert logged == [("nothing-sent", 401), ("", 404)]


def test_the_proxy_asks_passes_on_and_goes_nowhere_else(lab, ask):
    inside = f"{lab.address}/scenario/nothing-sent/x"
    assert ask(inside, origin=lab.proxy)[0] == 407
    assert ask(inside, origin=lab.proxy, headers=LOGIN)[0] == 401
    assert ask("http://example.com/", origin=lab.proxy, headers=LOGIN)[0] == 502
    # Its own port is not behind it either: that would be a loop.
    assert ask(f"{lab.proxy}/scenario/x", origin=lab.proxy, headers=LOGIN)[0] == 502
