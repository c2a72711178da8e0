"""When a 407 is answered, and in which message."""

import pytest

from inspector.model.credential import Basic, NoCredential
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.model.secret import SecretRef
from inspector.send.proxies import Proxy, answer, reads

KEY = SecretRef(place="memory", name="k")
PROXY = Proxy(url="http://p:1")
MESSAGE = Message(method="GET", url="http://a/", target="/")
BASIC = Header("Proxy-Authenticate", 'Basic realm="p"')


def _answer(status=407, proxy=PROXY, credential=None, *headers):
    exchange = Exchange(request=MESSAGE, reply=Reply(status=status, headers=headers or (BASIC,)))
    login = Basic(user="a", password=KEY) if credential is None else credential
    return answer(exchange, proxy, login, lambda _ref: "b")


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
        lambda: answer(Exchange(request=MESSAGE), PROXY, NoCredential(), lambda _ref: ""),
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
