"""Where machines describe themselves, in every spelling that a resolver takes."""

import pytest

from inspector.protocol.metadata_hosts import is_metadata_host


@pytest.mark.parametrize(
    "host",
    [
        "169.254.169.254",
        "169.254.1.1",
        "2852039166",
        "0xa9fea9fe",
        "0XA9.0xFE.0xA9.0xFE",
        "0251.0376.0251.0376",
        "169.254.43518",
        "169.16689662",
        "[::ffff:169.254.169.254]",
        "::ffff:a9fe:a9fe",
        "::a9fe:a9fe",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1",
        "fe80::1",
        "fe80::1%eth0",
        "fe80::1%25eth0",
        "febf::1",
        "fd00:ec2::254",
        "FD00:0EC2:0:0:0:0:0:254",
        "100.100.100.200",
        "metadata.google.internal",
        "Metadata.Google.Internal.",
        "１６９.254.169.254",
        "169。254。169。254",
        "%31%36%39.254.169.254",
    ],
)
def test_never_asked(host):
    assert is_metadata_host(host)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "::1", "localhost", "10.0.0.1", "169.253.255.255", "169.255.0.1", "fec0::1",
     "login.example.com", "169.254.169.254.nip.io", "", "x" * 300, "metadata.example.com", "a9fea9fe"],
)  # fmt: skip
def test_other_hosts(host):
    assert not is_metadata_host(host)
