"""SOCKS 5: the greeting and the login are taken off, HTTP remains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.send.proxy.proxies import received_http, sent_http

GREETING = b"\x05\x01\x02"
LOGIN = b"\x01\x04user\x04pass"
CONNECT = b"\x05\x01\x00\x03\x01a\x00\x50"


def test_no_login_remains_in_what_was_sent():
    sent = sent_http(GREETING + LOGIN + CONNECT + b"GET / HTTP/1.1\r\n\r\n", "GET")
    assert sent == b"GET / HTTP/1.1\r\n\r\n"
    assert sent_http(GREETING + LOGIN, "GET") == b""
    assert sent_http(b"GET /", "GET") == b"GET /"


@pytest.mark.parametrize("address", [b"\x01\x7f\x00\x00\x01", b"\x03\x03abc", b"\x04" + bytes(16)])
@pytest.mark.parametrize("login", [b"\x05\x00", b"\x05\x02\x01\x00"])
def test_only_http_remains_of_what_came(address, login):
    data = login + b"\x05\x00\x00" + address + b"\x00\x50" + b"HTTP/1.1 200 OK\r\n\r\n"
    assert received_http(data) == b"HTTP/1.1 200 OK\r\n\r\n"


def test_no_socks_at_all():
    assert received_http(b"HTTP/1.1 200 OK") == b"HTTP/1.1 200 OK"
    assert received_http(b"") == b""


@given(st.binary(max_size=40))
def test_any_bytes(data):
    received_http(b"\x05" + data)
    sent_http(b"\x05" + data, "GET")
