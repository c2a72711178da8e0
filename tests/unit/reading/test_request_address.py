"""The address of a request, taken apart."""

import pytest

from inspector.model.message import Message
from inspector.reading.request import Sent


def asked(url, method="get"):
    return Sent(0, Message(method=method, url=url))


def test_parts():
    found = asked("https://u:p@A.test:8443/x/y?a=1&b=%20")
    assert (found.host, found.bare_host, found.path) == ("a.test:8443", "a.test", "/x/y")
    assert found.query == (("a", "1"), ("b", " "))
    assert found.method == "GET"
    assert found.is_safe


@pytest.mark.parametrize("url", ["http://[::1", "", "nonsense"])
def test_broken_addresses_are_empty(url):
    assert asked(url).host == ""


def test_changing_methods_are_not_safe():
    assert not asked("https://a.test/", "POST").is_safe


def test_addresses_of_logins_are_known():
    assert asked("https://a.test/accounts/login/?next=/").is_login_address
    assert not asked("https://a.test/orders").is_login_address
