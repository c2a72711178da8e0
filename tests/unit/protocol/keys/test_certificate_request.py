"""CertificateRequest and Certificate, as bytes of both versions of TLS."""

import zlib

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from inspector.protocol.keys.certificate_request import (
    authorities,
    certificates,
    name_of,
    uncompressed,
)

NAME = x509.Name(
    [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "DE"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Ä, Inc"),
        x509.NameAttribute(NameOID.COMMON_NAME, "Root"),
    ]
)


def vector(data, width):
    return len(data).to_bytes(width, "big") + data


def request_12(*names):
    listed = b"".join(vector(name, 2) for name in names)
    return bytes(4) + vector(b"\x01", 1) + vector(b"\x04\x03", 2) + vector(listed, 2)


def request_13(*names):
    listed = vector(b"".join(vector(name, 2) for name in names), 2)
    others = b"\x00\x0d" + vector(b"\x00\x02\x04\x03", 2)
    named = b"\x00\x2f" + vector(listed, 2) if names else b""
    return bytes(4) + vector(b"", 1) + vector(others + named, 2)


@pytest.mark.parametrize(("made", "is_13"), [(request_12, False), (request_13, True)])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_issuers_that_would_do(made, is_13, count):
    der = NAME.public_bytes()
    found = authorities(made(*[der] * count), is_13=is_13)
    assert [name_of(each) for each in found] == [NAME.rfc4514_string()] * count


def test_the_chain_that_was_shown():
    plain = bytes(4) + vector(vector(b"one", 3) + vector(b"two", 3), 3)
    assert certificates(plain, is_13=False) == (b"one", b"two")
    entries = vector(b"one", 3) + vector(b"", 2) + vector(b"two", 3) + vector(b"x", 2)
    newer = bytes(4) + vector(b"", 1) + vector(entries, 3)
    assert certificates(newer, is_13=True) == (b"one", b"two")
    packed = b"\x00\x01" + (len(newer) - 4).to_bytes(3, "big") + vector(zlib.compress(newer[4:]), 3)
    assert uncompressed(bytes(4) + packed) == newer


@pytest.mark.parametrize("data", [b"", b"\x0d", b"\x0d\x00\x00\xff", b"\xff" * 40])
def test_damaged_ones_say_nothing(data):
    for is_13 in (True, False):
        authorities(data, is_13=is_13)
        certificates(data, is_13=is_13)
    assert uncompressed(data) == b""
    assert name_of(data) == ""
