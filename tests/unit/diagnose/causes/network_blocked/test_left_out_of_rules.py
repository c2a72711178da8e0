"""Rules in the trace list who may call, and the client's own address is or is not among them."""

import json

import pytest

from inspector.diagnose import diagnose

REFUSED = """> GET https://tideshare.store.test/?comp=list
> Authorization: Bearer c0ffee7d1f20c4e93ab51d7730
< 403 Forbidden
< Content-Type: application/json
<< {"message": "This request is not authorized to perform this operation."}"""
RULES = """> GET https://manage.test/accounts/%s
> Authorization: Bearer 7d1f20c4e93ab51d7730c0ffee
< 200 OK
< Content-Type: application/json
<< %s"""
WHERE = """> GET https://myip.test/json
< 200 OK
< Content-Type: application/json
<< {"ip": "%s"}"""
OUTSIDE, INSIDE = "198.51.100.77", "203.0.113.9"
LISTED = {"ipRules": [{"value": "203.0.113.0/24", "action": "Allow"}], "defaultAction": "Deny"}


def _rules(listed, name="tideshare"):
    return RULES % (name, json.dumps({"name": name, "properties": {"networkAcls": listed}}))


def _slugs(attempt, *parts):
    return [one.slug for one in diagnose(attempt("\n---\n".join(parts))).findings]


@pytest.mark.parametrize(
    "listed",
    [
        LISTED,
        {"allowed_ips": ["203.0.113.9", "203.0.113.64/26"]},
        {"authorizedNetworks": [{"cidr": "203.0.113.0/24"}]},
        {"ip_allowlist": ["2001:db8::/32", "203.0.113.0/24"]},
    ],
)
def test_the_address_is_left_out(attempt, listed):
    assert _slugs(attempt, _rules(listed), WHERE % OUTSIDE, REFUSED)[0] == "ip-not-allowed"
    assert _slugs(attempt, REFUSED, _rules(listed), WHERE % OUTSIDE)[0] == "ip-not-allowed"
    assert "ip-not-allowed" not in _slugs(attempt, _rules(listed), WHERE % INSIDE, REFUSED)


@pytest.mark.parametrize(
    "parts",
    [
        (_rules(LISTED, "otherplace"), WHERE % OUTSIDE, REFUSED),  # of another account
        (_rules(LISTED | {"defaultAction": "Allow"}), WHERE % OUTSIDE, REFUSED),
        (_rules({"allowed_ips": ["2001:db8::/32"]}), WHERE % OUTSIDE, REFUSED),  # says nothing of v4
        (_rules({"ipRules": [{"value": "203.0.113.0/24", "action": "Deny"}]}), WHERE % OUTSIDE, REFUSED),
        (_rules(LISTED), REFUSED),  # nobody knows from where it came
        (_rules(LISTED), WHERE % OUTSIDE, REFUSED, WHERE % INSIDE),
        (_rules({"ip_address": ["203.0.113.9"]}), WHERE % OUTSIDE, REFUSED),
        (_rules({"allowed_ips": ["everybody"]}), WHERE % OUTSIDE, REFUSED),
        (_rules(LISTED), WHERE % OUTSIDE, REFUSED.replace("This request is", "The token expired;")),
    ],
)  # fmt: skip
def test_what_leaves_nobody_out(attempt, parts):
    assert "ip-not-allowed" not in _slugs(attempt, *parts)
