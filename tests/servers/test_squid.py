"""squid: 407 for plain requests and for CONNECT, its login, its own refusals."""

import pytest

from inspector.model.kinds.basic import Basic
from inspector.model.request import Options
from tests.fixtures.scripted import reply
from tests.fixtures.web_servers import PASSWORD, USER

pytestmark = pytest.mark.server("squid")


def _steps(answer):
    return [
        (each.purpose, each.reply.status if each.reply else None)
        for each in answer.attempt.exchanges
    ]


@pytest.fixture
def login(bench):
    return Basic(user=USER, password=bench.vault.put(PASSWORD))


def test_a_plain_request_is_refused_by_the_proxy(squid, scripted, send):
    server = scripted([reply(body=b"hello")])
    answer = send(server.url, options=Options(proxy=squid.url))
    assert _steps(answer) == [("main", 407)]
    exchange = answer.attempt.exchanges[0]
    assert exchange.raw_sent.startswith(f"GET {server.url}/ HTTP/1.1".encode())
    assert exchange.connection.proxy == squid.url
    assert any(each.name == "Proxy-Authenticate" for each in exchange.reply.headers)
    assert server.requests == []


def test_the_login_is_the_answer_to_407(squid, scripted, send, login):
    server = scripted([reply(body=b"hello")])
    options = Options(proxy=squid.url, proxy_credential=login)
    answer = send(server.url, options=options)
    assert _steps(answer) == [("main", 407), ("proxy-answer", 200)]
    second = answer.attempt.exchanges[1]
    header = next(each for each in second.request.headers if each.name == "Proxy-Authorization")
    assert header.origin == "proxy"
    assert header.secret
    assert second.answers == 0
    assert b"proxy-authorization" not in server.requests[0].lower()


def test_connect_is_an_exchange_of_its_own(squid, scripted, certificates, send):
    server = scripted([reply(body=b"hello")], certificates.server_context())
    options = Options(proxy=squid.url, ca_file=certificates.ca)
    answer = send(server.url, options=options)
    assert _steps(answer) == [("proxy-connect", 407)]
    exchange = answer.attempt.exchanges[0]
    assert exchange.request.method == "CONNECT"
    assert any(each.name == "Proxy-Authenticate" for each in exchange.reply.headers)


def test_connect_with_the_login(squid, scripted, certificates, send, login):
    server = scripted([reply(body=b"hello")], certificates.server_context())
    options = Options(proxy=squid.url, proxy_credential=login, ca_file=certificates.ca)
    answer = send(server.url, options=options)
    assert _steps(answer) == [("proxy-connect", 407), ("proxy-connect", 200), ("main", 200)]
    _, connect, main = answer.attempt.exchanges
    start, end = connect.raw_secret[0]
    assert connect.raw_sent[start - 6 : start] == b"Basic "
    assert end - start > 20
    assert main.reply.body == b"hello"
    assert main.connection.tls_version


def test_a_wrong_login_is_tried_once(squid, scripted, bench, send):
    server = scripted([reply(body=b"hello")])
    wrong = Basic(user=USER, password=bench.vault.put("battery staple"))
    options = Options(proxy=squid.url, proxy_credential=wrong)
    assert _steps(send(server.url, options=options)) == [("main", 407), ("proxy-answer", 407)]
