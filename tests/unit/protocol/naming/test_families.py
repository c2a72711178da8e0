"""Headers of one family, which hold the parts of who calls."""

import pytest

from inspector.protocol.naming.families import is_sent_beside


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("OK-ACCESS-PASSPHRASE", "OK-ACCESS-KEY"),
        ("X-MBX-Timestamp", "X-MBX-APIKEY"),
        ("X-Parse-Application-Id", "X-Parse-REST-API-Key"),
        ("kc-api-sign", "KC-API-KEY"),
    ],
)
def test_a_part_beside_the_key_of_its_family(name, other):
    assert is_sent_beside(name, other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("X-Shop-Token", "X-Shop-Key"),  # the same under another name
        ("X-Api-Sign", "X-Api-Key"),  # no family by name
        ("OK-ACCESS-PASSPHRASE", "CB-ACCESS-KEY"),
        ("Passphrase", "Key"),
        ("X-Tide-Timestamp", "Authorization"),
    ],
)
def test_no_part_beside_it(name, other):
    assert not is_sent_beside(name, other)
