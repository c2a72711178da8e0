"""Errors of libraries and systems become stages, kinds and sentences."""

import errno
import socket

import pytest

from inspector.send.failures import chain, explain, quoted_off, stopped
from inspector.send.libraries import httpcore

PLACE = "a.example:443"


def _from(cause):
    error = httpcore.ConnectError("wrapped")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "stage", "expected"),
    [
        (_from(socket.gaierror(-2, "Name or service not known")), "dns", ("dns", "name-not-found")),
        (_from(ConnectionRefusedError(errno.ECONNREFUSED, "x")), "connect", ("connect", "refused")),
        (_from(OSError(errno.ENETUNREACH, "x")), "connect", ("connect", "unreachable")),
        (httpcore.ConnectTimeout(), "connect", ("connect", "timeout")),
        (TimeoutError(), "wait", ("wait", "timeout")),
        (TimeoutError(), "dns", ("dns", "timeout")),
        (httpcore.ProxyError("403 Forbidden"), "send", ("proxy", "proxy-refused")),
        (httpcore.LocalProtocolError("bad"), "send", ("send", "unsendable")),
        (httpcore.RemoteProtocolError("illegal header"), "wait", ("headers", "malformed-reply")),
        (httpcore.RemoteProtocolError("illegal chunk"), "body", ("body", "malformed-reply")),
        (httpcore.RemoteProtocolError("Server disconnected"), "wait", ("wait", "reset")),
        (httpcore.RemoteProtocolError("Receive buffer too long"), "wait", ("headers", "too-large")),
        (httpcore.ReadError(), "body", ("body", "reset")),
        (ValueError("odd"), "send", ("send", "reset")),
    ],
)
def test_kinds(error, stage, expected):
    failure = explain(error, stage, PLACE, None)
    assert (failure.stage, failure.kind) == expected
    assert failure.message.endswith(".")


def test_a_missing_host_is_named():
    error = httpcore.LocalProtocolError("Missing mandatory Host: header")
    assert "Host header" in explain(error, "send", PLACE, None).message


def test_the_recorded_cause_counts_where_the_library_hides_it():
    cause = ConnectionResetError(errno.ECONNRESET, "Connection reset by peer")
    failure = explain(httpcore.ConnectError("x"), "tls", PLACE, cause)
    assert (failure.kind, failure.detail) == ("reset", "Connection reset by peer")
    assert "TLS handshake" in failure.message


def test_the_chain_ends_and_looks_into_groups():
    first = ValueError("a")
    second = ExceptionGroup("g", [KeyError("b")])
    first.__cause__ = second
    second.__cause__ = first
    assert [type(each).__name__ for each in chain(first)] == [
        "ValueError",
        "ExceptionGroup",
        "KeyError",
    ]


def test_stopped():
    assert stopped().kind == "stopped"


@pytest.mark.parametrize(
    ("detail", "shown"),
    [
        ("illegal header line: bytearray(b'Set-Cookie : sid=SECRET')", "illegal header line"),
        ("Illegal header value b'Bearer SECRET\\x01'", "Illegal header value"),
        ('Illegal header value b"it\'s SECRET"', "Illegal header value"),
        ("Server disconnected", "Server disconnected"),
    ],
)
def test_quoted_bytes_are_not_repeated(detail, shown):
    assert quoted_off(detail) == shown
    failure = explain(httpcore.RemoteProtocolError(detail), "wait", PLACE, None)
    assert "SECRET" not in failure.detail
