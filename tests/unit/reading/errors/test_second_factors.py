"""Second factors that a login lists, and the way by which a code went out."""

import pytest

from inspector.model.exchange import Exchange
from inspector.model.message import Message, Reply
from inspector.reading.errors.second_factors import offers_factors, sent_a_code, wants_factor
from inspector.story.triage import is_suspicious


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


# ---------------- A flag that says so
NAMES = [
    "twoFactor",
    "two_factor_auth",
    "mfa_required",
    "requires2FA",
    "require_otp",
    "totp",
    "twoFactorRedirect",
    "mfa_pending",
    "tfa",
    "second_factor_required",
]


def looked_at(name, value):
    """Whether such a reply is worth a look at all."""
    reply = Reply(status=200, body=f'{{"{name}": {value}}}'.encode())
    request = Message(method="POST", url="https://a.test/session")
    return is_suspicious(Exchange(request=request, reply=reply))


@pytest.mark.parametrize("name", NAMES)
def test_a_flag_is_found_by_the_same_words_wherever_it_is_looked_for(name):
    assert wants_factor({name: True})
    assert looked_at(name, "true")
    assert not wants_factor({name: False})
    assert not wants_factor({name: "true"})


@pytest.mark.parametrize("name", ["mfa_enabled", "twoFactorMethods", "otpauth", "requires", "fa"])
def test_what_is_called_otherwise_is_none(name):
    assert not wants_factor({name: True})


def test_other_flags_are_passed_over():
    assert not looked_at("otpauth", "true")
    assert not looked_at("twoFactor", "false")
