"""Second factors that a login lists, and the way by which a code went out."""

import pytest

from inspector.reading.errors.second_factors import offers_factors, sent_a_code


@pytest.mark.parametrize(
    ("body", "offers"),
    [
        ({"available_factors": ["sms"]}, True),
        ({"mfa_methods": [{"type": "totp"}]}, True),
        ({"available_factors": []}, False),
        ({"risk_factors": ["age"]}, False),
        ({"required_auth_methods": [["totp", "password"]]}, True),
        ({"auth_methods": ["password", "token"]}, False),
        ({"factors": "none"}, False),
    ],
)
def test_a_list_of_factors(body, offers):
    assert offers_factors(body) is offers


@pytest.mark.parametrize(
    ("body", "sent"),
    [
        ({"mfa_method": "SMS"}, True),
        ({"tsv_state": "email"}, True),
        ({"contact_method": "sms"}, False),
        ({"mfa_method": "off"}, False),
    ],
)
def test_the_way_of_a_code(body, sent):
    assert sent_a_code(body) is sent
