"""The proxies that are set for hosts: each host through its own, with its own login."""

import asyncio

import msgspec

from inspector.compose.assemble import assemble
from inspector.compose.scope import Scope
from inspector.model.kinds.basic import Basic
from inspector.model.request import HostProxy, Options, PerHost, Request
from inspector.model.secret import Secret, SecretRef
from inspector.send.sender import Sender
from tests.fixtures.scripted import reply

ONE, TWO = (SecretRef(place="keyring", name=name) for name in ("one", "two"))
SECRETS = {ONE: "first password", TWO: "second password"}
WANTS = reply("407 Login", 'Proxy-Authenticate: Basic realm="p"')


def sent(url, *listed, options=Options()):  # noqa: B008 - a frozen record
    known = {ref: Secret(value) for ref, value in SECRETS.items()}
    assembled = assemble(Request(url=url, options=options), Scope(secrets=known))
    sender = Sender(msgspec.structs.replace(assembled, per_host=PerHost(proxies=listed)))
    asyncio.run(sender.run())
    return sender.exchanges


def entry(host, proxy, user="", password=ONE):
    login = {"credential": Basic(user=user, password=password)} if user else {}
    return HostProxy(host=host, proxy=proxy.url, **login)


def test_a_redirect_goes_through_the_proxy_of_the_other_host(scripted):
    first = scripted([reply("302 Go", "Location: http://b.example/")])
    second = scripted([reply()])
    listed = (entry("a.example", first), entry("b.example", second))
    exchanges = sent("http://a.example/", *listed)
    assert [each.connection.proxy for each in exchanges] == [first.url, second.url]
    assert exchanges[1].connection.proxy_reason == "It is set for b.example."


def test_each_has_its_own_login_also_at_one_proxy(scripted):
    moved = reply("302 Go", "Location: http://b.example/")
    proxy = scripted([WANTS, moved, WANTS, reply()])
    listed = (entry("a.example", proxy, "ann"), entry("b.example", proxy, "bob", TWO))
    exchanges = sent("http://a.example/", *listed)
    assert exchanges[-1].reply.status == 200
    logins = [
        line
        for each in proxy.requests
        for line in each.decode().split("\r\n")
        if line.startswith("Proxy-Authorization")
    ]
    assert logins == [
        "Proxy-Authorization: Basic YW5uOmZpcnN0IHBhc3N3b3Jk",
        "Proxy-Authorization: Basic Ym9iOnNlY29uZCBwYXNzd29yZA==",
    ]


def test_the_requests_own_login_stays_with_its_own_proxy(scripted):
    proxy = scripted([WANTS, WANTS])
    listed = (entry("a.example", proxy, "ann"),)
    own = Options(proxy=proxy.url, proxy_credential=Basic(user="own", password=TWO))
    exchanges = sent("http://a.example/", *listed, options=own)
    shown = [each for each in exchanges[1].request.headers if each.name == "Proxy-Authorization"]
    assert shown[0].value == "Basic b3duOnNlY29uZCBwYXNzd29yZA=="


def test_what_is_set_for_every_host_leaves_this_machine_out(scripted):
    here, proxy = scripted([reply()]), scripted([reply()])
    (exchange,) = sent(here.url, entry("*", proxy))
    assert (exchange.connection.proxy, proxy.requests) == ("", [])
    assert "this machine" in exchange.connection.proxy_reason
    (named,) = sent(here.url, entry("127.0.0.1", proxy))
    assert named.connection.proxy == proxy.url


def test_a_socks_proxy_gets_user_and_password_in_its_greeting(scripted):
    said = []

    def greet(connection):
        said.append(connection.sock.recv(100))
        connection.sock.sendall(b"\x05\x02")
        said.append(connection.sock.recv(600))
        connection.sock.sendall(b"\x01\x01")

    proxy = scripted(greet)
    login = Basic(user="ann", password=ONE)
    socks = f"socks5://127.0.0.1:{proxy.port}"
    (exchange,) = sent("http://a.example/", HostProxy(host="*", proxy=socks, credential=login))
    assert said[1] == b"\x01\x03ann\x0efirst password"
    assert "first password" not in repr(exchange)
