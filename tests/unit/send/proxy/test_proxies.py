"""Which proxy, and why."""

import pytest

from inspector.model.kinds.basic import Basic
from inspector.model.request import HostProxy
from inspector.model.secret import SecretRef
from inspector.protocol.urls import ProxyError
from inspector.send.proxy.proxies import choose, excluded, parsed

URL = "http://api.example/x"


def test_none_and_named():
    assert choose(URL, "", {}).url == ""
    assert choose(URL, "none", {"http_proxy": "http://p:1"}).url == ""
    named = choose(URL, "http://u:p%40@proxy:3128", {})
    assert (named.url, named.user, named.password) == ("http://proxy:3128", "u", "p@")
    assert named.reason
    assert "p@" not in repr(named)


@pytest.mark.parametrize(
    ("environment", "url", "proxy"),
    [
        ({}, URL, ""),
        ({"http_proxy": "p:8080"}, URL, "http://p:8080"),
        ({"HTTP_PROXY": "p:8080"}, URL, ""),
        ({"HTTPS_PROXY": "p:8080"}, "https://api.example", "http://p:8080"),
        ({"http_proxy": "p:8080"}, "https://api.example", ""),
        ({"ALL_PROXY": "socks5h://p"}, URL, "socks5h://p:1080"),
        ({"all_proxy": "http://a:1", "http_proxy": "http://b:2"}, URL, "http://b:2"),
        ({"http_proxy": "p:8080"}, "http://localhost/", ""),
        ({"http_proxy": "p:8080"}, "http://127.0.0.1:99/", ""),
        ({"http_proxy": "p:8080"}, "http://[::1]/", ""),
        ({"http_proxy": "p:8080", "no_proxy": "example"}, URL, ""),
        ({"http_proxy": "p:8080", "NO_PROXY": "ample"}, URL, "http://p:8080"),
    ],
)
def test_the_system(environment, url, proxy):
    assert choose(url, "system", environment).url == proxy


def test_the_reason_names_the_setting():
    assert "http_proxy" in choose(URL, "system", {"http_proxy": "p:1"}).reason
    assert "http_proxy" in choose("http://localhost", "system", {"http_proxy": "p:1"}).reason
    excluding = {"http_proxy": "p:1", "no_proxy": "x, .example"}
    assert ".example" in choose(URL, "system", excluding).reason


def test_a_named_proxy_serves_this_machine_too():
    assert choose("http://127.0.0.1/", "http://127.0.0.1:3128").url == "http://127.0.0.1:3128"


@pytest.mark.parametrize(
    ("entry", "host", "port", "fits"),
    [
        ("*", "any", 80, True),
        ("a.example", "a.example", 80, True),
        ("a.example", "x.a.example", 80, True),
        (".a.example", "x.a.example", 80, True),
        ("*.a.example", "x.a.example", 80, True),
        ("a.example", "ba.example", 80, False),
        ("a.example:81", "a.example", 80, False),
        ("a.example:81", "a.example", 81, True),
        ("10.0.0.0/8", "10.1.2.3", 80, True),
        ("10.0.0.0/8", "11.1.2.3", 80, False),
        ("::1", "::1", 80, True),
        ("10.0.0.1", "10.0.0.1", 80, True),
    ],
)
def test_exclusions(entry, host, port, fits):
    assert bool(excluded(host, port, f"zzz,{entry}")) is fits


@pytest.mark.parametrize("text", ["ftp://p:1", "http://", "http://p:x", "socks4://p:1"])
def test_a_setting_that_can_not_be_used(text):
    with pytest.raises(ProxyError):
        parsed(text, "")


def test_socks_names():
    assert parsed("socks://p", "").url == "socks5://p:1080"
    assert not parsed("socks5://p", "").speaks_http
    assert parsed("p", "").speaks_http
    assert parsed("[::1]:3128", "").url == "http://[::1]:3128"


@pytest.mark.parametrize("text", ["http://p.example/proxy.PAC", "p.example/wpad.dat?x=1"])
def test_a_script_is_named_and_not_run(text):
    with pytest.raises(ProxyError, match="not run here"):
        parsed(text, "")
    assert parsed("http://pac.example:3128", "").url == "http://pac.example:3128"


LISTED = (
    HostProxy(host="*", proxy="http://any:1"),
    HostProxy(host="*.example", proxy="http://below:1"),
    HostProxy(host="*.example:8443", proxy="http://port:1"),
    HostProxy(host="api.example", proxy="none"),
    HostProxy(host="as.example", proxy="system"),
    HostProxy(host="socks.example", proxy="socks5://s"),
    HostProxy(host="127.0.0.1", proxy="http://here:1"),
)


@pytest.mark.parametrize(
    ("url", "proxy", "said"),
    [
        ("http://other.test/", "http://any:1", "every host"),
        ("https://b.example/", "http://below:1", "*.example"),
        ("https://b.example:8443/", "http://port:1", "*.example:8443"),
        ("http://api.example/", "", "api.example"),
        ("http://as.example/", "http://env:1", "http_proxy"),
        ("http://socks.example/", "socks5://s:1080", "socks.example"),
        ("http://127.0.0.1/", "http://here:1", "127.0.0.1"),
        ("http://localhost/", "", "this machine"),
        ("http://[::1]:99/", "", "this machine"),
    ],
)
def test_what_is_set_for_hosts_counts_before_the_system(url, proxy, said):
    found = choose(url, "system", {"http_proxy": "http://env:1"}, LISTED)
    assert found.url == proxy
    assert said in found.reason


def test_a_request_counts_before_what_is_set_for_hosts():
    assert choose("http://b.example/", "none", {}, LISTED).url == ""
    assert choose("http://b.example/", "http://own:1", {}, LISTED).url == "http://own:1"


def test_its_login_comes_along_and_is_not_printed():
    login = Basic(user="me", password=SecretRef(place="keyring", name="p"))
    listed = (HostProxy(host="b.example", proxy="http://p:1", credential=login),)
    found = choose("http://b.example/", "system", {}, listed)
    assert found.login == login
    assert repr(found) == "Proxy('http://p:1')"
