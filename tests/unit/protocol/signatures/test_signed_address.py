"""What signs an address, and what only sounds so."""

import pytest

from inspector.protocol.signatures.signed_address import is_signed, signs_an_address


@pytest.mark.parametrize("name", ["sig", "Signature", "X-Amz-Signature", "X-Goog-Signature", "md5"])
def test_what_signs_an_address(name):
    assert signs_an_address(name)
    assert is_signed([name, "Expires"])
    assert not is_signed([name])


@pytest.mark.parametrize("name", ["token", "api_key", "X-Amz-Date", "signed_in"])
def test_what_does_not(name):
    assert not signs_an_address(name)
    assert not is_signed([name, "Expires"])
