"""TLS contexts: cached, bounded, refused with a sentence where a file is wrong."""

import os
import ssl
from pathlib import Path

import pytest

from inspector.model.request import Options
from inspector.send.tls.certificates import TrustError
from inspector.send.tls.trust import context, trust_of


def _context(**options):
    return context(trust_of(Options(**options), http2=False))


def test_the_same_options_give_the_same_context():
    assert _context() is _context()
    assert _context() is not _context(verify_tls=False)
    assert context(trust_of(Options(), http2=True)) is not _context()


def test_checks_can_be_off():
    made = _context(verify_tls=False)
    assert made.verify_mode == ssl.CERT_NONE
    assert not made.check_hostname
    assert _context().verify_mode == ssl.CERT_REQUIRED


def test_versions():
    made = _context(tls_min="1.2", tls_max="1.2")
    assert made.minimum_version == made.maximum_version == ssl.TLSVersion.TLSv1_2


def test_an_extra_authority(certificates):
    before = len(_context().get_ca_certs())
    assert len(_context(ca_file=certificates.ca).get_ca_certs()) == before + 1


def test_a_changed_file_is_read_again(certificates, tmp_path):
    copy = tmp_path / "ca.pem"
    copy.write_bytes(Path(certificates.ca).read_bytes())
    first = _context(ca_file=str(copy))
    os.utime(copy, (1, 1))
    assert _context(ca_file=str(copy)) is not first


@pytest.mark.parametrize(
    "options",
    [
        {"ca_file": "/no/such.pem"},
        {"ca_file": __file__},
        {"client_certificate": "/no/such.pem"},
        {"client_certificate": __file__},
        {"client_certificate": "/no/such.p12"},
    ],
)
def test_a_wrong_file_is_named(options):
    with pytest.raises(TrustError, match=next(iter(options.values())).replace(".", r"\.")):
        _context(**options)


@pytest.mark.parametrize("options", [{"ca_file": "/dev/zero"}, {"client_certificate": "/dev/zero"}])
def test_a_device_is_no_certificate(options):
    with pytest.raises(TrustError):
        _context(**options)
